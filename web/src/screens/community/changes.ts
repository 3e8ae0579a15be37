/** What an announcement changes, line by line: for the members who read it and for the owner who signs it. */
import { rateAt, segmentsOf, type Community } from "@/chain/community";
import type { PoolRecord, Schedule } from "@/chain/types";

export interface BudgetChange {
	key: string;
	what: "fund" | "free" | "weight" | "toFund" | "toStakers";
	/** Of all but `fund` and `free`. */
	pool?: number;
	/** Parts of 10^9. `was` is not known of a pool that has not been read. */
	was: number | undefined;
	will: number;
}

interface Budget {
	fund_share: number;
	pools: { pool: number; weight: number; yield_split: { fund: number; stakers: number } }[];
}

/**
 * The shares of the distribution, and in pools with tNUT both parts of its staking reward: an announcement sets them
 * together. What it gives to pools that were closed since goes to nobody.
 */
export function budgetChanges(
	community: Pick<Community, "fund_share" | "free_weight" | "open_pools">,
	pools: Pick<PoolRecord, "id" | "weight" | "yield_split">[],
	budget: Budget,
): BudgetChange[] {
	const isOpen = (part: { pool: number }): boolean => community.open_pools.includes(part.pool);
	const free = budget.pools.reduce((sum, part) => (isOpen(part) ? sum : sum + part.weight), 0);
	const changes: BudgetChange[] = [
		{ key: "fund", what: "fund", was: community.fund_share, will: budget.fund_share },
	];
	for (const { pool: id, weight, yield_split: split } of budget.pools.filter(isOpen)) {
		const pool = pools.find((one) => one.id === id);
		changes.push({ key: `${id}`, what: "weight", pool: id, was: pool?.weight, will: weight });
		if (!pool?.yield_split) continue;
		const { fund, stakers } = pool.yield_split;
		changes.push({ key: `${id} fund`, what: "toFund", pool: id, was: fund, will: split.fund });
		changes.push({
			key: `${id} stakers`,
			what: "toStakers",
			pool: id,
			was: stakers,
			will: split.stakers,
		});
	}
	if (free > 0 || community.free_weight > 0) {
		changes.push({ key: "free", what: "free", was: community.free_weight, will: free });
	}
	return changes;
}

export interface RateChange {
	block: number;
	was: bigint;
	will: bigint;
}

/** What a block pays by the present schedule and by the next: where it takes over, and where it first pays if that is later. */
export function rateChanges(present: Schedule, next: { from: number; schedule: Schedule }): RateChange[] {
	const before = segmentsOf(present);
	const after = segmentsOf(next.schedule);
	const first = after.find((segment) => segment.perBlock > 0n)?.start ?? next.from;
	const blocks = first > next.from ? [next.from, first] : [next.from];
	return blocks.map((block) => ({ block, was: rateAt(before, block), will: rateAt(after, block) }));
}
