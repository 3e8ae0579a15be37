import type { UseQueryResult } from "@tanstack/react-query";
import { aprOf, blocksPerYear, type Apr, type AprInputs } from "@/lib/apr";
import { fromTraded, readAsset, toTraded, type AssetId } from "./assets";
import { curveOf, rateAt, stakedAsset, type Community } from "./community";
import type { Chain } from "./connection";
import { useChainQuery } from "./hooks";
import type { PoolRecord } from "./types";

const at = { at: "best" } as const;
const WHOLE = 1_000_000_000n;

/** What an amount of an asset is worth in NUT: tNUT redeems at the index, all else at the exchange's price. */
export async function worthInNut(chain: Chain, asset: AssetId, amount: bigint): Promise<bigint | undefined> {
	if (asset === "native") return amount;
	if (asset === "local:1") {
		const ledger = await chain.api.view.LiquidStaking.ledger(at);
		return ledger ? (amount * ledger.rate_ppb) / WHOLE : undefined;
	}
	if (asset.startsWith("local:")) {
		return chain.api.view.AssetConversion.quote_price_exact_tokens_for_tokens(
			toTraded(asset),
			toTraded("native"),
			amount,
			false,
			at,
		);
	}
	// Half of what stands behind a liquidity token is NUT, and the other half is worth as much.
	const id = Number(asset.split(":")[1]);
	const pools = await chain.api.query.AssetConversion.Pools.getEntries(at);
	const [one, other] = pools.find((pool) => pool.value === id)?.keyArgs[0] ?? [];
	if (!one || !other || (fromTraded(one) !== "native" && fromTraded(other) !== "native")) return undefined;
	const reserves = await chain.api.view.AssetConversion.get_reserves(one, other, at);
	const details = (await chain.unsafe.query.PoolAssets?.Asset?.getValue(id, at)) as
		{ supply: bigint } | undefined;
	if (!reserves.success || !details || details.supply === 0n) return undefined;
	const native = reserves.value[fromTraded(one) === "native" ? 0 : 1] ?? 0n;
	return (2n * native * amount) / details.supply;
}

export interface PoolApr extends Apr {
	inputs: AprInputs;
	/** Decimals of what is staked; `inputs.stakeUnit` is one of it. */
	stakeDecimals: number;
}

/** What a stake in the pool earns, with everything that it was computed from. `null` for pools without stakes. */
export async function readApr(chain: Chain, community: Community, pool: PoolRecord): Promise<PoolApr | null> {
	const staked = stakedAsset(pool);
	if (!staked) return null;
	const stakeMeta = await readAsset(chain, staked);
	const stakeUnit = 10n ** BigInt(stakeMeta.decimals);
	const priceOf = 10n ** BigInt(community.asset?.decimals ?? 12);
	const [best, book, ledger, stakeValue, price] = await Promise.all([
		chain.api.query.System.Number.getValue(at),
		chain.api.query.Communities.StakingYield.getValue(at),
		chain.api.view.LiquidStaking.ledger(at),
		worthInNut(chain, staked, stakeUnit),
		community.asset ? worthInNut(chain, community.asset.id, priceOf) : undefined,
	]);
	const release = ledger?.yields.release;
	const releasing = release && ledger.unreleased > 0n && release.duration > 0n;
	const open = pool.status.type === "Open";
	const out = community.escrow !== undefined && community.escrow.left === 0n;
	const inputs: AprInputs = {
		blocksPerYear: blocksPerYear(chain.lengths.slotMillis),
		perBlock: open && !out ? rateAt(curveOf(community), best) : 0n,
		weight: BigInt(pool.weight),
		shares: pool.shares,
		multiplier: pool.total > 0n ? (pool.shares * WHOLE) / pool.total : WHOLE,
		price,
		priceOf,
		stakeValue,
		stakeUnit,
		yieldPerBlock: releasing ? release.amount / release.duration : 0n,
		yieldTotal: pool.yield_split ? book.total : 0n,
		yieldToStakers: BigInt(pool.yield_split?.stakers ?? 0),
	};
	return { ...aprOf(inputs), inputs, stakeDecimals: stakeMeta.decimals };
}

export function useApr(community: Community, pool: PoolRecord): UseQueryResult<PoolApr | null> {
	return useChainQuery(["apr", community.id, pool.id], (chain) => readApr(chain, community, pool));
}
