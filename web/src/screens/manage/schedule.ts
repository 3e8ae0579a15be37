/** What the chain says to a new schedule before it is announced: how much it may pay, and how much it pays in all. */
import { segmentsOf } from "@/chain/community";
import type { Chain } from "@/chain/connection";
import type { CreateArgs, PreviewResult, Schedule } from "@/chain/types";
import { MAX_BALANCE } from "@/lib/amount";
import { toBytes } from "@/lib/text";

/**
 * The rate that a new schedule is measured by, in planck a block: the one of now; in a gap or after the end the last
 * before; before the start the first to come. As the chain takes it, but that it also looks at schedules before this one.
 */
export function presentRate(schedule: Schedule, now: number): bigint | undefined {
	let last: bigint | undefined;
	for (const { start, perBlock } of segmentsOf(schedule)) {
		if (perBlock === 0n) continue;
		if (start > now && last !== undefined) break;
		last = perBlock;
	}
	return last;
}

/**
 * Whether the chain will refuse the rate in any case: it is more than twice the present one, and the schedule in force
 * never pays as much. Where it does so in the same blocks the rate is allowed; the chain knows.
 */
export function isTooHigh(schedule: Schedule, now: number, rate: bigint): boolean {
	const present = presentRate(schedule, now);
	return (
		present !== undefined &&
		rate > 2n * present &&
		segmentsOf(schedule).every(({ perBlock }) => perBlock < rate)
	);
}

/** What a schedule pays in all, by the chain's own arithmetic: it is asked what a community with it alone would do. */
export async function previewOf(chain: Chain, schedule: CreateArgs[2]): Promise<PreviewResult> {
	const text = toBytes("-");
	const nothing = toBytes("");
	return chain.api.view.Communities.preview_create(
		{ name: text, description: nothing, website: nothing, logo: nothing },
		{
			type: "New",
			value: { name: text, symbol: text, decimals: 12, max_supply: MAX_BALANCE, premint: 0n },
		},
		schedule,
		1_000_000_000,
		[],
		await chain.api.constants.Communities.MinNotice(),
		{ at: "best" },
	);
}
