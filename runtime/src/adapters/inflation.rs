//! How much new NUT an era pays to those who stake.
//!
//! The yearly rate is `MIN + (MAX − MIN) · I(x)`, where `x` is the staked part of the issuance and
//! `I` the function of `pallet-staking-reward-fn`: it rises linearly to 1 at the ideal stake and
//! halves with every further `FALLOFF` of stake. Nothing is minted beside it: the remainder that
//! some chains pay their treasury is zero.

use crate::{Balance, Runtime};
use frame_support::traits::Get;
use sp_runtime::Perquintill;

/// Milliseconds in a Julian year (365.25 days).
const MILLIS_PER_YEAR: u128 = 1_000 * 60 * 60 * 24 * 36_525 / 100;

/// The rate when nothing is staked: 2.5 % a year.
pub const MIN_INFLATION: Perquintill = Perquintill::from_parts(25_000_000_000_000_000);
/// The rate at the ideal stake: 10 % a year.
pub const MAX_INFLATION: Perquintill = Perquintill::from_percent(10);
/// The part of the issuance that should be staked: 60 %.
pub const IDEAL_STAKE: Perquintill = Perquintill::from_percent(60);
/// How fast the rate falls above it.
pub const FALLOFF: Perquintill = Perquintill::from_percent(5);

/// The yearly rate at which new NUT is paid to stakers when `staked` of `issuance` is staked.
pub fn yearly_rate(staked: Balance, issuance: Balance) -> Perquintill {
	let part = Perquintill::from_rational(staked, issuance);
	let curve = pallet_staking_reward_fn::compute_inflation(part, IDEAL_STAKE, FALLOFF);
	MIN_INFLATION + (MAX_INFLATION - MIN_INFLATION) * curve
}

/// The curve as the staking pallet asks for it.
pub struct EraPayout;
impl sp_staking::EraPayout<Balance> for EraPayout {
	fn era_payout(
		total_staked: Balance,
		total_issuance: Balance,
		era_duration_millis: u64,
	) -> (Balance, Balance) {
		// A chain that stood still paid nobody for work: an era counts as twice its length at most.
		let longest = pallet_timing::EraMillis::<Runtime>::get() * 2;
		let millis = u128::from(era_duration_millis.min(longest));
		let year_part = Perquintill::from_rational(millis, MILLIS_PER_YEAR);
		(
			year_part * (yearly_rate(total_staked, total_issuance) * total_issuance),
			0,
		)
	}
}
