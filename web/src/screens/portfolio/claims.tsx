import { NATIVE, type Asset } from "@/chain/assets";
import type { Place } from "@/chain/portfolio";
import { Amount } from "@/components/Amount";
import { propose, type ReviewLine } from "@/tx/engine";

/** So many pools fit into one claim. */
const POOLS_OF_A_CLAIM = 16;

export interface Claims {
	/** One claim of a community each. */
	parts: { community: number; pools: number[] }[];
	/** Settled redemptions. */
	redemptions: number;
	count: number;
	tokens: { asset: Asset; amount: bigint }[];
	stakingYield: bigint;
}

export function claimsOf(places: Place[], redemptions: number): Claims {
	const due = places.filter(
		({ position }) => position.pending.token > 0n || position.pending.staking_yield > 0n,
	);
	const byCommunity = new Map<number, number[]>();
	const tokens = new Map<string, { asset: Asset; amount: bigint }>();
	let stakingYield = 0n;
	for (const { community, pool, position } of due) {
		byCommunity.set(community.id, [...(byCommunity.get(community.id) ?? []), pool.id]);
		stakingYield += position.pending.staking_yield;
		if (community.asset && position.pending.token > 0n) {
			const now = tokens.get(community.asset.id)?.amount ?? 0n;
			tokens.set(community.asset.id, {
				asset: community.asset,
				amount: now + position.pending.token,
			});
		}
	}
	const parts = [...byCommunity].flatMap(([community, pools]) =>
		Array.from({ length: Math.ceil(pools.length / POOLS_OF_A_CLAIM) }, (_, part) => ({
			community,
			pools: pools.slice(part * POOLS_OF_A_CLAIM, (part + 1) * POOLS_OF_A_CLAIM),
		})),
	);
	return {
		parts,
		redemptions,
		count: parts.length + (redemptions > 0 ? 1 : 0),
		tokens: [...tokens.values()],
		stakingYield,
	};
}

/** One signature for all of it. A part that cannot be paid does not hold up the others: `onPartly` hears of it. */
export function proposeClaims(
	claims: Claims,
	words: { title: string; receive: string; redemptions: string; yieldOf: string },
	payable: bigint,
	onPartly: (partly: boolean) => void,
): void {
	const lines: ReviewLine[] = [
		...claims.tokens.map(({ asset, amount }): ReviewLine => ({
			label: words.receive,
			value: <Amount value={amount} asset={asset} />,
			tone: "main",
		})),
		...(claims.stakingYield > 0n
			? [
					{
						label: words.yieldOf,
						value: <Amount value={claims.stakingYield} asset={NATIVE} />,
						tone: "main" as const,
					},
				]
			: []),
		...(claims.redemptions > 0
			? [
					{
						label: words.redemptions,
						value: <Amount value={payable} asset={NATIVE} />,
						tone: "main" as const,
					},
				]
			: []),
	];
	propose({
		title: words.title,
		lines,
		build: ({ api }) => {
			const all = [
				...claims.parts.map((part) => api.tx.Communities.claim(part)),
				...(claims.redemptions > 0
					? [api.tx.LiquidStaking.claim_redemptions({ limit: claims.redemptions })]
					: []),
			];
			const [only] = all;
			if (all.length === 1 && only) return only;
			return api.tx.Utility.force_batch({ calls: all.map((call) => call.decodedCall) });
		},
		onSuccess: (events) =>
			onPartly(
				events.some(
					({ pallet, name }) =>
						(pallet === "Utility" && name === "ItemFailed") ||
						(pallet === "Communities" && name === "PayoutDeferred"),
				),
			),
	});
}
