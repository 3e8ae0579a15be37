import type { NutboxCallData, NutboxQueries, NutboxViewFns } from "@polkadot-api/descriptors";

/** The chain's own types, as the generated descriptors have them. Nothing is written down twice. */
type View<
	Pallet extends keyof NutboxViewFns,
	Name extends keyof NutboxViewFns[Pallet],
> = NutboxViewFns[Pallet][Name] extends { Value: infer Value } ? Value : never;
type ViewArgs<
	Pallet extends keyof NutboxViewFns,
	Name extends keyof NutboxViewFns[Pallet],
> = NutboxViewFns[Pallet][Name] extends { Args: infer Args } ? Args : never;

export type CommunityView = NonNullable<View<"Communities", "community">>;
export type PoolView = NonNullable<View<"Communities", "pool">>;
export type PositionView = NonNullable<View<"Communities", "position">>;
export type Payout = View<"Communities", "pending">;
export type PreviewResult = View<"Communities", "preview_create">;
export type Preview = Extract<PreviewResult, { success: true }>["value"];
export type CreateArgs = ViewArgs<"Communities", "preview_create">;
export type Schedule = CommunityView["schedule"];
export type PoolKind = PoolView["kind"];
export type StakeableAsset = ViewArgs<"Communities", "stakeable">[1];
export type Voucher = ViewArgs<"Communities", "message_of">[0];
export type Ledger = NonNullable<View<"LiquidStaking", "ledger">>;
export type Quote = NonNullable<View<"LiquidStaking", "quote">>;
export type RequestInfo = View<"LiquidStaking", "requests_of">[number];
export type TradedKind = ViewArgs<"AssetConversion", "get_reserves">[0];
export type Lengths = NutboxQueries["Timing"]["Lengths"]["Value"];
export type GatewayStatus = View<"SteemGateway", "status">;
export type LightClientStatus = View<"SteemLightClient", "status">;
export type DepositInfo = NonNullable<View<"SteemGateway", "deposit">>;
export type DepositQuote = NonNullable<View<"SteemGateway", "quote_deposit">>;
export type DelayedDeposit = View<"SteemGateway", "delayed_deposits">[number][1];
export type WithdrawalInfo = View<"SteemGateway", "withdrawals">["withdrawals"][number];
export type WithdrawalView = NonNullable<View<"SteemGateway", "withdrawal">>;
export type DelegationView = View<"SteemDelegations", "delegations_of">[number];
export type Call = NutboxCallData;

/** A pool of the chain with its number. */
export type PoolRecord = PoolView & { id: number };
