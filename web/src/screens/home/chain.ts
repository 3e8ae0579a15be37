/** What the home page can read without the index. */
import { assetNumber, LIQUID_STAKING, readAsset } from "@/chain/assets";
import type { Chain } from "@/chain/connection";
import { fromBytes } from "@/lib/text";
import type { CommunityLine } from "./CommunityCard";

export interface ChainTotals {
	staked: bigint | undefined;
	supply: bigint | undefined;
	collected: bigint | undefined;
	communities: number;
}

const at = { at: "best" } as const;

export async function totalsOfChain(chain: Chain): Promise<ChainTotals> {
	const [ledger, book, next] = await Promise.all([
		chain.api.view.LiquidStaking.ledger(at),
		chain.api.query.Communities.StakingYield.getValue(at),
		chain.api.query.Communities.NextCommunityId.getValue(at),
	]);
	return {
		staked: book.total,
		supply: ledger?.supply,
		collected: ledger?.yields.collected,
		communities: next,
	};
}

/** The newest communities first; a chain with more than this many is the index's business. */
const MOST = 60;

export async function communitiesOfChain(chain: Chain): Promise<CommunityLine[]> {
	const [next, pools] = await Promise.all([
		chain.api.query.Communities.NextCommunityId.getValue(at),
		chain.api.query.Communities.Pools.getEntries(at),
	]);
	const staked = new Map<number, bigint>();
	for (const { value: pool } of pools) {
		if (pool.kind.type !== "Asset" && pool.kind.type !== "Term") continue;
		const { asset } = pool.kind.value;
		if (asset.type !== "Local" || asset.value !== assetNumber(LIQUID_STAKING)) continue;
		staked.set(pool.community, (staked.get(pool.community) ?? 0n) + pool.total);
	}
	const ids = Array.from({ length: Math.min(next, MOST) }, (_, back) => next - 1 - back);
	const lines = await Promise.all(
		ids.map(async (id): Promise<CommunityLine | undefined> => {
			const community = await chain.api.view.Communities.community(id, at);
			if (!community) return undefined;
			const token = community.token && (await readAsset(chain, `local:${community.token.value.asset}`));
			return {
				id,
				name: fromBytes(community.profile.name),
				description: fromBytes(community.profile.description),
				token: token ? { symbol: token.symbol } : null,
				fund_share: community.fund_share,
				staked: staked.get(id) ?? 0n,
			};
		}),
	);
	return lines.filter((line) => line !== undefined);
}
