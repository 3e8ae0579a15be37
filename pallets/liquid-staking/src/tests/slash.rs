use super::mock::*;
use crate::{Event, StashLedger};
use frame_support::{assert_ok, traits::fungible::Mutate};
use nutbox_primitives::yield_stream::YieldStream;
use sp_runtime::Perbill;
use sp_staking::{OnStakingUpdate, StakingInterface};

fn percent(part: u32) -> Perbill {
	Perbill::from_percent(part)
}

#[test]
fn slash_should_take_the_yield_on_its_way_first() {
	run(|| {
		EraReward::set(40_000);
		mint(alice(), 100_000);
		next_eras(3);
		let before = yields();
		let on_its_way = before.release.unreleased(System::block_number()).unwrap();
		let released = <LiquidStaking as YieldStream<_>>::released();
		assert!(on_its_way > 980);
		slash_stash(percent(1));
		assert_eq!(yields().absorbed, 980);
		assert_eq!(ledger().insurance, before.insured);
		assert!(ledger().rate(supply()).unwrap().is_one());
		// What was released stays released.
		assert_eq!(<LiquidStaking as YieldStream<_>>::released(), released);
		assert_eq!(
			yields().release.unreleased(System::block_number()).unwrap(),
			on_its_way - 980
		);
	});
}

#[test]
fn slash_should_take_the_insurance_next_and_leave_the_rest_as_haircut() {
	run(|| {
		EraReward::set(40_000);
		mint(alice(), 100_000);
		next_eras(3);
		let on_its_way = yields().release.unreleased(System::block_number()).unwrap();
		let insurance = ledger().insurance;
		assert!(insurance > 0);
		events();
		slash_stash(percent(30));
		let deficit = 29_400 - on_its_way - insurance;
		assert_eq!(ledger().insurance, 0);
		assert_eq!(ledger().deficit(supply()).unwrap(), deficit);
		assert_eq!(
			events(),
			vec![Event::Slashed {
				stash: stash(),
				old: StashLedger {
					bonded: 98_000,
					unbonding: 0
				},
				new: StashLedger {
					bonded: 68_600,
					unbonding: 0
				},
				from_yield: on_its_way,
				from_insurance: insurance,
				deficit,
			}]
		);
	});
}

#[test]
fn slash_should_be_healed_by_later_yield() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		slash_stash(percent(1));
		assert!(!ledger().rate(supply()).unwrap().is_one());
		EraReward::set(40_000);
		next_eras(3);
		assert!(ledger().rate(supply()).unwrap().is_one());
		assert_eq!(ledger().backing().unwrap(), 100_000);
		assert_eq!(yields().refilled, 980);
		assert_ok!(LiquidStaking::mint(signed(bob()), 1_000));
	});
}

#[test]
fn slash_should_reach_unbonding_stake() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		redeem(alice(), 42_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().unbonding), (58_000, 40_000));
		slash_stash(percent(10));
		assert_eq!((ledger().bonded, ledger().unbonding), (52_200, 36_000));
	});
}

#[test]
fn slash_should_not_touch_what_is_settled() {
	run(|| {
		mint(alice(), 100_000);
		redeem(alice(), 40_000);
		next_era();
		assert_eq!(ledger().claims, 40_000);
		slash_stash(percent(100));
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_eq!(nut(&alice()), ENDOWMENT - 60_000);
	});
}

#[test]
fn slash_of_everything_should_leave_the_buffer_to_all() {
	run(|| {
		EraReward::set(0);
		mint(alice(), 50_000);
		mint(bob(), 50_000);
		next_era();
		slash_stash(percent(100));
		assert_eq!((ledger().bonded, ledger().buffer), (0, 2_000));
		redeem(alice(), 50_000);
		redeem(bob(), 50_000);
		next_era();
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_ok!(LiquidStaking::claim_redemptions(signed(bob()), 1));
		assert_eq!(
			(nut(&alice()), nut(&bob())),
			(ENDOWMENT - 49_000, ENDOWMENT - 49_000)
		);
		// All are gone, so that it is solvent, and begins anew.
		mint(alice(), 10_000);
		next_era();
		assert_eq!(ledger().bonded, 9_800);
	});
}

#[test]
fn slash_of_everything_should_let_the_queue_wait_when_nothing_is_left() {
	run(|| {
		EraReward::set(0);
		mint(alice(), 100_000);
		next_era();
		// The buffer goes to the queue, the rest is lost.
		redeem(alice(), 2_000);
		next_era();
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		let kept = redeem(alice(), 50_000);
		let cancelled = redeem(alice(), 10_000);
		slash_stash(percent(100));
		assert!(ledger().rate(supply()).unwrap().is_zero());
		next_eras(2);
		assert_eq!(ledger().queued, 60_000);
		assert_ok!(LiquidStaking::cancel_redemption(signed(alice()), cancelled));
		// Whatever comes in heals the queue and the holders alike.
		assert_ok!(Balances::mint_into(
			&LiquidStaking::reward_account(),
			49_000
		));
		next_era();
		assert_eq!(
			(ledger().claims, ledger().backing().unwrap()),
			(25_000, 24_000)
		);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_eq!(kept, 1);
	});
}

#[test]
fn slash_should_survive_the_reaping_of_the_stash() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		slash_stash(percent(100));
		// Anybody may have staking forget a stash below the existential deposit.
		assert_ok!(Staking::reap_stash(signed(bob()), stash(), 32));
		assert!(<Staking as StakingInterface>::stake(&stash()).is_err());
		assert_ok!(LiquidStaking::do_try_state());
		next_era();
		assert_ok!(LiquidStaking::do_try_state());
		let lost = ledger().deficit(supply()).unwrap();
		assert_ok!(Balances::mint_into(&LiquidStaking::reward_account(), lost));
		next_eras(2);
		assert!(ledger().rate(supply()).unwrap().is_one());
		assert!(ledger().bonded > 0);
	});
}

#[test]
fn slash_by_an_offence_should_be_heard_in_its_block() {
	for part in [5, 30, 100] {
		run(|| {
			mint(alice(), 100_000);
			next_eras(2);
			let before = ledger();
			offence(&validator(0), percent(part));
			let lost = before.bonded - ledger().bonded;
			assert!(lost > 0);
			assert_ok!(LiquidStaking::do_try_state());
			// Not more than what was behind the offender.
			assert!(lost <= before.bonded * u128::from(part) / 100 + 1);
			next_eras(3);
			assert_ok!(LiquidStaking::do_try_state());
		});
	}
}

#[test]
fn slash_of_others_should_be_ignored() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		let before = ledger();
		slash_stash_of_era(&validator(1), percent(50), 0);
		assert_eq!(ledger(), before);
		// A report for a stash that was never used.
		<LiquidStaking as OnStakingUpdate<_, _>>::on_slash(
			&LiquidStaking::stash_account(3),
			0,
			&Default::default(),
			1_000,
		);
		assert_eq!(ledger(), before);
	});
}

#[test]
fn a_slash_that_does_not_fit_the_record_should_take_what_there_is() {
	let stash = StashLedger {
		bonded: 100,
		unbonding: 50,
	};
	assert_eq!(
		stash.slashed(90, 15),
		StashLedger {
			bonded: 90,
			unbonding: 45
		}
	);
	assert_eq!(
		stash.slashed(0, 100),
		StashLedger {
			bonded: 0,
			unbonding: 50
		}
	);
	assert_eq!(stash.slashed(200, 0), stash);
	assert_eq!(stash.slashed(0, u128::MAX), StashLedger::default());
	assert_eq!(
		stash.slashed(100, 60),
		StashLedger {
			bonded: 100,
			unbonding: 0
		}
	);
}
