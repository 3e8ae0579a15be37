/** So many fees stay free at MAX of NUT: whoever does one thing wants to do another, and leave again. */
export const KEPT_FEES = 20n;

/** What MAX offers of NUT: what is free, but for fees and for what the call takes beside the amount. */
export function mostNative(free: bigint, fee: bigint, besides = 0n): bigint {
	const kept = fee * KEPT_FEES + besides;
	return free > kept ? free - kept : 0n;
}
