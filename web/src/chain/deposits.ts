/**
 * What records hold, in planck of NUT: 0.1 NUT and 0.001 NUT a byte, by the longest encoding of the record. All of it
 * comes back with the record; the chain has no view for it. `e2e` compares these with what the chain holds.
 */
import { byteLength } from "@/lib/text";

const MILLI = 1_000_000_000n;

export const POSITION_DEPOSIT = 262n * MILLI;
export const TERM_POSITION_DEPOSIT = 282n * MILLI;
export const VOUCHER_DEPOSIT = 152n * MILLI;
export const POOL_DEPOSIT = 1_073n * MILLI;
const COMMUNITY_BYTES = 2_585n;

/** Of a community's record, which grows with its profile. */
export function communityDeposit(profile: {
	name: string;
	description: string;
	website: string;
	logo: string;
}): bigint {
	const bytes = Object.values(profile).reduce((sum, text) => {
		const length = byteLength(text);
		return sum + length + (length < 64 ? 1 : 2);
	}, 0);
	return (100n + COMMUNITY_BYTES + BigInt(bytes)) * MILLI;
}
