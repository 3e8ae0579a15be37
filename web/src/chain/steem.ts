/** What the chain knows of Steem: the gateway, the light client behind it, bindings and delegations. */
import type { UseQueryResult } from "@tanstack/react-query";
import { addressOfMemo, type Times } from "@/lib/steem";
import { fromBytes, toBytes } from "@/lib/text";
import type { AssetId } from "./assets";
import type { Chain } from "./connection";
import { useChainQuery } from "./hooks";
import type {
	DelayedDeposit,
	DelegationView,
	DepositInfo,
	DepositQuote,
	GatewayStatus,
	LightClientStatus,
	WithdrawalInfo,
	WithdrawalView,
} from "./types";

const at = { at: "best" } as const;

/** tSTEEM, which the gateway issues. It exists from when governance has configured the gateway. */
export const TSTEEM: AssetId = "local:2";

/** How many pages of open withdrawals and delayed deposits are looked through for those of one account. */
const MOST_PAGES = 20;
const PAGE = 100;

export interface Gateway {
	status: GatewayStatus;
	client: LightClientStatus;
	/** The name of the gateway's account on Steem, once it is configured. */
	account: string | undefined;
	times: Times;
}

export function useGateway(): UseQueryResult<Gateway> {
	return useChainQuery(["gateway"], async (chain) => {
		const [status, client, millis] = await Promise.all([
			chain.api.view.SteemGateway.status(at),
			chain.api.view.SteemLightClient.status(at),
			chain.api.query.Timestamp.Now.getValue(at),
		]);
		return {
			status,
			client,
			account: status.identity ? fromBytes(status.identity.account) : undefined,
			times: { chain: millis / 1_000n, steem: client.newest?.time },
		};
	});
}

/** The memo with which STEEM is sent for an account, and the account's address in the form of this chain. */
export function useMemoFor(
	account: string | undefined,
): UseQueryResult<{ memo: string; address: string | undefined }> {
	return useChainQuery(
		["memo", account],
		async (chain) => {
			const memo = fromBytes(await chain.api.view.SteemGateway.memo_for(account ?? "", at));
			return { memo, address: addressOfMemo(memo) };
		},
		{ enabled: account !== undefined, every: "once" },
	);
}

/** `null`: the gateway takes no such deposit. */
export function useDepositQuote(
	amount: bigint | undefined,
): UseQueryResult<{ amount: bigint; quote: DepositQuote | null }> {
	return useChainQuery(
		["depositQuote", amount],
		async (chain) => ({
			amount: amount ?? 0n,
			quote: (await chain.api.view.SteemGateway.quote_deposit(amount ?? 0n, at)) ?? null,
		}),
		{ enabled: amount !== undefined, keep: true },
	);
}

/** What became of the first operation of each of these transactions on Steem; `null`: not proved yet. */
export function useDeposits(ids: `0x${string}`[]): UseQueryResult<(DepositInfo | null)[]> {
	return useChainQuery(["deposits", ids.join()], (chain) =>
		Promise.all(ids.map(async (id) => (await chain.api.view.SteemGateway.deposit(id, 0, at)) ?? null)),
	);
}

export interface Delayed extends DelayedDeposit {
	place: bigint;
}

/** The deposits of an account that wait for the daily cap. */
export function useDelayed(account: string | undefined): UseQueryResult<Delayed[]> {
	return useChainQuery(
		["delayed", account],
		async (chain) => {
			const found: Delayed[] = [];
			let from = 0n;
			for (let page = 0; page < MOST_PAGES; page++) {
				const entries = await chain.api.view.SteemGateway.delayed_deposits(from, PAGE, at);
				for (const [place, deposit] of entries) {
					if (deposit.beneficiary === account) found.push({ ...deposit, place });
				}
				const last = entries.at(-1);
				if (!last || entries.length < PAGE) break;
				from = last[0] + 1n;
			}
			return found;
		},
		{ enabled: account !== undefined },
	);
}

/** The open withdrawals of an account, oldest first. */
async function openOf(chain: Chain, account: string): Promise<WithdrawalInfo[]> {
	const found: WithdrawalInfo[] = [];
	let first = 0n;
	for (let page = 0; page < MOST_PAGES; page++) {
		const { withdrawals, next } = await chain.api.view.SteemGateway.withdrawals(first, PAGE, at);
		found.push(
			...withdrawals.filter(
				({ cause }) => cause.type === "Withdrawal" && cause.value.owner === account,
			),
		);
		if (next === undefined) break;
		first = next;
	}
	return found;
}

export function useOpenWithdrawals(account: string | undefined): UseQueryResult<WithdrawalInfo[]> {
	return useChainQuery(["withdrawals", account], (chain) => openOf(chain, account ?? ""), {
		enabled: account !== undefined,
	});
}

/** Withdrawals by their numbers; those that never were are left out. */
export function useWithdrawals(nonces: bigint[]): UseQueryResult<{ nonce: bigint; state: WithdrawalView }[]> {
	return useChainQuery(["withdrawalsByNumber", nonces.join()], async (chain) => {
		const states = await Promise.all(
			nonces.map(async (nonce) => ({
				nonce,
				state: await chain.api.view.SteemGateway.withdrawal(nonce, at),
			})),
		);
		return states.flatMap(({ nonce, state }) => (state ? [{ nonce, state }] : []));
	});
}

export interface Tie {
	/** The account on Steem. */
	name: string;
	/** Only operations of blocks of Steem after this time count, in seconds since 1970. */
	since: number;
}

/** The account on Steem that a pool is tied to; `null` if none is. */
export function useTie(pool: number): UseQueryResult<Tie | null> {
	return useChainQuery(["tie", pool], async (chain) => {
		const view = await chain.api.view.SteemDelegations.delegatee(pool, at);
		return view ? { name: fromBytes(view.name), since: view.since } : null;
	});
}

export interface Bound {
	name: string;
	delegations: DelegationView[];
	/** The pools in which less counts than is proved, or more. */
	pending: number[];
}

/** The accounts on Steem that are bound to an address, with what they delegate. */
export function useBound(account: string | undefined): UseQueryResult<Bound[]> {
	return useChainQuery(
		["bound", account],
		async (chain) => {
			const names = await chain.api.view.SteemDelegations.names_of(account ?? "", undefined, at);
			return Promise.all(
				names.map(async (name) => {
					const [delegations, pending] = await Promise.all([
						chain.api.view.SteemDelegations.delegations_of(name, at),
						chain.api.view.SteemDelegations.pending_syncs(name, at),
					]);
					return { name: fromBytes(name), delegations, pending };
				}),
			);
		},
		{ enabled: account !== undefined },
	);
}

/** Whom an account on Steem is bound to: `null` nobody, as far as is proved. */
export function useBindingOf(name: string | undefined): UseQueryResult<string | null> {
	return useChainQuery(
		["binding", name],
		async (chain) =>
			(await chain.api.view.SteemDelegations.binding(toBytes(name ?? ""), at))?.account ?? null,
		{ enabled: name !== undefined },
	);
}

export function useDelegationMode(): UseQueryResult<"Normal" | "ExitsOnly"> {
	return useChainQuery(
		["delegationMode"],
		async (chain) => (await chain.api.query.SteemDelegations.Mode.getValue(at)).type,
	);
}
