/** Liquid staking as the chain says it is in this block: ledger, quotes, redemptions, eras, validators. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useChainQuery } from "./hooks";
import type { Ledger, Quote, RequestInfo } from "./types";

const at = { at: "best" } as const;

/** `null` if the chain cannot say: a number has left its range. */
export function useLedger(): UseQueryResult<Ledger | null> {
	return useChainQuery(
		["ledger"],
		async (chain) => (await chain.api.view.LiquidStaking.ledger(at)) ?? null,
	);
}

/** A quote and the amount it is for: while another amount is typed, the old one is still there. */
export interface QuoteFor {
	amount: bigint;
	quote: Quote | null;
}

export function useQuote(amount: bigint | undefined): UseQueryResult<QuoteFor> {
	return useChainQuery(
		["quote", amount],
		async (chain) => ({
			amount: amount ?? 0n,
			quote: (await chain.api.view.LiquidStaking.quote(amount ?? 0n, at)) ?? null,
		}),
		{ enabled: amount !== undefined, keep: true },
	);
}

/** The open redemptions of an account, oldest first. */
export function useRequests(account: string | undefined): UseQueryResult<RequestInfo[]> {
	return useChainQuery(
		["requests", account],
		(chain) => chain.api.view.LiquidStaking.requests_of(account ?? "", at),
		{ enabled: account !== undefined },
	);
}

export interface Limits {
	/** The smallest redemption through the queue, planck; who owns less may redeem all. */
	minRedeem: bigint;
	maxRequests: number;
	/** Parts per billion of the supply, and of a collection. */
	bufferTarget: number;
	insuranceTarget: number;
	insuranceShare: number;
	protocolFee: number;
}

export function useLimits(): UseQueryResult<Limits> {
	return useChainQuery(
		["liquidLimits"],
		async (chain) => {
			const all = chain.api.constants.LiquidStaking;
			const [minRedeem, maxRequests, bufferTarget, insuranceTarget, insuranceShare, protocolFee] =
				await Promise.all([
					all.MinRedeem(),
					all.MaxOpenRequests(),
					all.BufferTarget(),
					all.InsuranceTarget(),
					all.InsuranceShare(),
					all.ProtocolFee(),
				]);
			return { minRedeem, maxRequests, bufferTarget, insuranceTarget, insuranceShare, protocolFee };
		},
		{ every: "once" },
	);
}

export interface Eras {
	active: number;
	/** When the active era began, Unix milliseconds; unknown until it has. */
	start: number | undefined;
	millis: number;
}

export function useEras(): UseQueryResult<Eras> {
	return useChainQuery(["eras"], async (chain) => {
		const active = await chain.api.query.Staking.ActiveEra.getValue(at);
		return {
			active: active?.index ?? 0,
			start: active?.start === undefined ? undefined : Number(active.start),
			millis: chain.lengths.slotMillis * chain.lengths.eraBlocks,
		};
	});
}

/** When an era begins, roughly: eras are as long as the chain says, unless blocks are missed. */
export function timeOfEra(eras: Eras, era: number, now: number): number {
	const guess = (eras.start ?? now) + (era - eras.active) * eras.millis;
	// An era that is overdue comes soon, not in the past.
	return era > eras.active ? Math.max(guess, now) : guess;
}

export interface ValidatorInfo {
	address: string;
	/** Elected in the active era. */
	active: boolean;
	/** What it charges, ppb. */
	commission: number;
	/** Planck at stake with it in the active era. */
	stake: bigint | undefined;
	/** The last era for which it was slashed. */
	slashedIn: number | undefined;
}

/** Those that the stashes nominate, in reserve, and those nominated lately. */
export function useValidators(): UseQueryResult<{
	nominated: ValidatorInfo[];
	reserve: ValidatorInfo[];
	retired: ValidatorInfo[];
}> {
	return useChainQuery(["validators"], async (chain) => {
		const { api } = chain;
		const [nominated, reserve, retired, era] = await Promise.all([
			api.view.LiquidStaking.validators(at),
			api.view.LiquidStaking.reserve(at),
			api.query.LiquidStaking.RetiredValidators.getValue(at),
			api.query.Staking.ActiveEra.getValue(at),
		]);
		const gone = retired.map(([address]) => address).filter((one) => !nominated.includes(one));
		const all = [...nominated, ...reserve, ...gone];
		const keys = all.map((address): [string] => [address]);
		const inEra = all.map((address): [number, string] => [era?.index ?? 0, address]);
		const [prefs, spans, stakes] = await Promise.all([
			api.query.Staking.Validators.getValues(keys, at),
			api.query.Staking.SlashingSpans.getValues(keys, at),
			api.query.Staking.ErasStakersOverview.getValues(inEra, at),
		]);
		const infos = all.map((address, place): ValidatorInfo => ({
			address,
			active: stakes[place] !== undefined,
			commission: prefs[place]?.commission ?? 0,
			stake: stakes[place]?.total,
			// Nobody is slashed for era 0, which is what the chain keeps for "never".
			slashedIn: spans[place]?.last_nonzero_slash || undefined,
		}));
		return {
			nominated: infos.slice(0, nominated.length),
			reserve: infos.slice(nominated.length, nominated.length + reserve.length),
			retired: infos.slice(nominated.length + reserve.length),
		};
	});
}
