/** How far an escrow reaches under a schedule. */

export interface Stretch {
	start: number;
	/** The first block that no longer emits. */
	end: number;
	perBlock: bigint;
}

export type Payable =
	| { kind: "ended" }
	/** Paid to the end of the schedule, which is this block. */
	| { kind: "toTheEnd"; block: number }
	/** The first block that is not paid in full. */
	| { kind: "until"; block: number };

/**
 * What is left pays what the schedule says from the block after `now` on. `left` undefined means minted: nothing
 * can run out.
 */
export function payable(left: bigint | undefined, curve: Stretch[], now: number): Payable {
	const coming = curve.filter((stretch) => stretch.end > now + 1 && stretch.perBlock > 0n);
	if (coming.length === 0) return { kind: "ended" };
	let rest = left;
	for (const stretch of coming) {
		if (rest === undefined) break;
		const from = Math.max(stretch.start, now + 1);
		const needed = BigInt(stretch.end - from) * stretch.perBlock;
		if (needed > rest) return { kind: "until", block: from + Number(rest / stretch.perBlock) };
		rest -= needed;
	}
	return { kind: "toTheEnd", block: Math.max(...coming.map((stretch) => stretch.end)) };
}
