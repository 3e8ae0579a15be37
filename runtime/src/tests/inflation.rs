//! The documented curve, at points worked out by hand.

use super::*;
use adapters::inflation::{yearly_rate, EraPayout};
use sp_runtime::Perquintill;
use sp_staking::EraPayout as _;

/// Within a millionth of `percent` hundredths of a percent.
#[track_caller]
fn assert_rate(staked: Balance, issuance: Balance, expected_ppm: u64) {
	let ppm = yearly_rate(staked, issuance).mul_floor(1_000_000u64);
	assert!(
		ppm.abs_diff(expected_ppm) <= 1,
		"{staked} of {issuance}: {ppm} ppm, not {expected_ppm}"
	);
}

#[test]
fn yearly_rate_should_follow_the_documented_curve() {
	let issuance = 1_000 * NUT;
	// 2.5 % + 7.5 % · x / 60 % below the ideal stake of 60 %.
	assert_rate(0, issuance, 25_000);
	assert_rate(150 * NUT, issuance, 43_750);
	assert_rate(300 * NUT, issuance, 62_500);
	assert_rate(600 * NUT, issuance, 100_000);
	// Above it the 7.5 % halve with every 5 % of stake: 65 % gives 2.5 % + 3.75 %, 70 % 2.5 % + 1.875 %.
	assert_rate(650 * NUT, issuance, 62_500);
	assert_rate(700 * NUT, issuance, 43_750);
	// All staked: 2.5 % + 7.5 % · 2^-8.
	assert_rate(issuance, issuance, 25_292);
}

#[test]
fn era_payout_should_be_the_eras_part_of_the_year() {
	dev_chain().execute_with(|| {
		let issuance = 100_000_000 * NUT;
		let minute = pallet_timing::EraMillis::<Runtime>::get();
		assert_eq!(minute, 60_000);
		let (payout, remainder) = EraPayout::era_payout(issuance * 6 / 10, issuance, minute);
		assert_eq!(remainder, 0, "nothing is minted beside the stakers' part");
		// 10 % of 10^8 NUT over 525,960 minutes.
		let expected = 10_000_000 * NUT / 525_960;
		assert!(
			payout.abs_diff(expected) <= NUT / 1_000,
			"{payout} is not {expected}"
		);
		assert!(Perquintill::from_rational(payout, issuance) < Perquintill::from_percent(1));
	});
}

#[test]
fn era_payout_should_not_pay_for_time_that_the_chain_stood_still() {
	dev_chain().execute_with(|| {
		let issuance = 100_000_000 * NUT;
		let era = pallet_timing::EraMillis::<Runtime>::get();
		let (twice, _) = EraPayout::era_payout(issuance / 2, issuance, 2 * era);
		let (a_month, _) = EraPayout::era_payout(issuance / 2, issuance, 43_200 * era);
		assert_eq!(twice, a_month);
	});
}
