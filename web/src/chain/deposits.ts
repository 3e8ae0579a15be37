/**
 * What records hold, in planck of NUT: 0.1 NUT and 0.001 NUT a byte, by the longest encoding of the record. The chain
 * has no view for it: e2e/stake.spec.ts compares a position's with what the chain holds, e2e/create.spec.ts a new
 * community's. What a community, its pools and its fund hold stays as long as they do; the rest comes back.
 */
import { byteLength } from "@/lib/text";

const MILLI = 1_000_000_000n;

export const POSITION_DEPOSIT = 262n * MILLI;
export const TERM_POSITION_DEPOSIT = 282n * MILLI;
export const VOUCHER_DEPOSIT = 152n * MILLI;
export const POOL_DEPOSIT = 1_073n * MILLI;
/** Of the fund's account of the community's token, which the founder pays for. */
const FUND_DEPOSIT = 116n * MILLI;
const COMMUNITY_BYTES = 2_585n;

interface Profile {
	name: string;
	description: string;
	website: string;
	logo: string;
}

/** Of a community's record, which grows with its profile. */
export function communityDeposit(profile: Profile): bigint {
	const bytes = Object.values(profile).reduce((sum, text) => {
		const length = byteLength(text);
		return sum + length + (length < 64 ? 1 : 2);
	}, 0);
	return (100n + COMMUNITY_BYTES + BigInt(bytes)) * MILLI;
}

/** All that a founder leaves with a new community that has a token of its own. */
export function creationDeposit(profile: Profile, pools: number): bigint {
	return communityDeposit(profile) + FUND_DEPOSIT + POOL_DEPOSIT * BigInt(pools);
}
