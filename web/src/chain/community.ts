/** A community and its pools, as the chain says they are in this block. */
import type { UseQueryResult } from "@tanstack/react-query";
import { fromBytes, shown } from "@/lib/text";
import { LIQUID_STAKING, readAsset, type Asset, type AssetId } from "./assets";
import type { Chain } from "./connection";
import { useChainQuery } from "./hooks";
import type { CommunityView, PoolRecord, PositionView, Schedule } from "./types";

const at = { at: "best" } as const;

export interface Community extends CommunityView {
	id: number;
	/** Cleaned for the screen. */
	name: string;
	description: string;
	/** As it was written; see `safeLink`. */
	website: string;
	logo: string;
	/** The asset that it distributes. */
	asset: Asset | undefined;
}

export async function readCommunity(chain: Chain, id: number): Promise<Community | null> {
	const view = await chain.api.view.Communities.community(id, at);
	if (!view) return null;
	const asset = view.token ? await readAsset(chain, `local:${view.token.value.asset}`) : undefined;
	return {
		...view,
		id,
		name: shown(fromBytes(view.profile.name), 64) || `#${id}`,
		description: shown(fromBytes(view.profile.description), 512),
		website: fromBytes(view.profile.website),
		logo: fromBytes(view.profile.logo),
		asset,
	};
}

/** `null` if there is none of this id. */
export function useCommunity(id: number): UseQueryResult<Community | null> {
	return useChainQuery(["community", id], (chain) => readCommunity(chain, id), {
		enabled: Number.isInteger(id),
	});
}

export async function readPool(chain: Chain, id: number): Promise<PoolRecord | null> {
	const view = await chain.api.view.Communities.pool(id, at);
	return view ? { ...view, id } : null;
}

export function usePools(ids: number[] | undefined): UseQueryResult<PoolRecord[]> {
	return useChainQuery(
		["pools", ids?.join()],
		async (chain) => {
			const pools = await Promise.all((ids ?? []).map((id) => readPool(chain, id)));
			return pools.filter((pool) => pool !== null);
		},
		{ enabled: ids !== undefined },
	);
}

export function usePool(id: number): UseQueryResult<PoolRecord | null> {
	return useChainQuery(["pool", id], (chain) => readPool(chain, id), { enabled: Number.isInteger(id) });
}

/** What the account has in the pool; `null` if nothing. */
export function usePosition(pool: number, account: string | undefined): UseQueryResult<PositionView | null> {
	return useChainQuery(
		["position", pool, account],
		async (chain) => (await chain.api.view.Communities.position(pool, account ?? "", at)) ?? null,
		{ enabled: account !== undefined },
	);
}

/** The asset that is staked in a pool; nothing is in pools for delegations and contributions. */
export function stakedAsset(pool: PoolRecord): AssetId | undefined {
	const { kind } = pool;
	if (kind.type !== "Asset" && kind.type !== "Term") return undefined;
	const { asset } = kind.value;
	return asset.type === "Local" ? `local:${asset.value}` : `liquidity:${asset.value}`;
}

/** The tNUT that is staked in pools. What lies in closed ones is staked, too. */
export function liquidStaked(pools: PoolRecord[]): bigint {
	return pools
		.filter((pool) => stakedAsset(pool) === LIQUID_STAKING)
		.reduce((sum, pool) => sum + pool.total, 0n);
}

export interface Segment {
	start: number;
	/** The first block that no longer emits. */
	end: number;
	perBlock: bigint;
}

/**
 * The stretches of a schedule, for drawing: block `n` of period `k` emits `floor(first / 2^k)`. What is emitted in
 * all is asked of the chain, never summed up here.
 */
export function segmentsOf(schedule: Schedule): Segment[] {
	if (schedule.type === "Steps") {
		return schedule.value.map((step) => ({ start: step.start, end: step.end, perBlock: step.per_block }));
	}
	const { start, first_per_block, period, halvings } = schedule.value;
	return Array.from({ length: halvings + 1 }, (_, k) => ({
		start: start + k * period,
		end: start + (k + 1) * period,
		perBlock: first_per_block >> BigInt(k),
	})).filter((segment) => segment.perBlock > 0n);
}

/** The schedule in force and after it the one that is announced, as stretches in order. */
export function curveOf(
	community: Pick<CommunityView, "schedule" | "next_schedule">,
): (Segment & { announced?: boolean })[] {
	const next = community.next_schedule;
	const present = segmentsOf(community.schedule);
	if (!next) return present;
	const until = present
		.filter((segment) => segment.start < next.from)
		.map((segment) => ({ ...segment, end: Math.min(segment.end, next.from) }));
	return [...until, ...segmentsOf(next.schedule).map((segment) => ({ ...segment, announced: true }))];
}

/** What a block emits by a curve, 0 in a gap. */
export function rateAt(curve: Segment[], block: number): bigint {
	return curve.find((segment) => segment.start <= block && block < segment.end)?.perBlock ?? 0n;
}
