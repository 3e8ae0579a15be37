use super::mock::*;
use crate::{EraWork, Event, Stashes};
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::Perbill;
use sp_staking::StakingInterface;

fn failures() -> Vec<Event<Test>> {
	events()
		.into_iter()
		.filter(|event| {
			matches!(
				event,
				Event::EraStepFailed { .. } | Event::PayoutFailed { .. }
			)
		})
		.collect()
}

#[test]
fn era_should_bond_above_the_target_and_nominate() {
	run(|| {
		mint(alice(), 100_000);
		assert_eq!(ledger().buffer, 100_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().buffer), (98_000, 2_000));
		assert_eq!(
			<Staking as StakingInterface>::nominations(&stash()),
			Some(vec![validator(0), validator(1)])
		);
		assert_eq!(nut(&stash()), EXISTENTIAL_DEPOSIT);
		assert_eq!(failures(), vec![]);
	});
}

#[test]
fn era_should_match_entries_and_exits() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		mint(bob(), 30_000);
		redeem(alice(), 30_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().unbonding), (98_000, 0));
		assert_eq!((ledger().buffer, ledger().claims), (2_000, 30_000));
	});
}

#[test]
fn era_should_collect_rewards_and_release_them_over_one_era() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		let collected = yields().collected;
		assert!(collected > 0);
		assert_eq!(ledger().insurance, collected / 10);
		let stream = collected - collected / 10;
		let start = yields().release.start;
		for block in 0..=ERA {
			run_to_block(start + block);
			if block < ERA {
				let released = yields().release.released(start + block).unwrap();
				assert_eq!(released, stream * u128::from(block) / u128::from(ERA));
			}
		}
	});
}

#[test]
fn era_should_pay_the_protocol_fee() {
	run(|| {
		ProtocolFee::set(Perbill::from_percent(10));
		mint(alice(), 100_000);
		next_eras(3);
		let fee = yields().fees;
		assert_eq!(fee, yields().collected / 10);
		assert_eq!(nut(&treasury()), EXISTENTIAL_DEPOSIT + fee);
	});
}

#[test]
fn era_should_leave_the_fee_to_the_stakers_when_the_treasury_can_not_take_it() {
	run(|| {
		ProtocolFee::set(Perbill::from_parts(1));
		EraReward::set(4_000);
		// A billionth of it is zero; a tenth of a percent is below the deposit.
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			treasury(),
			0
		));
		ProtocolFee::set(Perbill::from_rational(1u32, 1_000u32));
		mint(alice(), 100_000);
		next_eras(5);
		assert!(yields().collected > 1_000);
		assert_eq!((yields().fees, nut(&treasury())), (0, 0));
	});
}

#[test]
fn era_should_fill_the_insurance_up_to_its_target() {
	run(|| {
		EraReward::set(100_000);
		mint(alice(), 100_000);
		next_eras(12);
		assert_eq!(ledger().insurance, 2_000);
		assert_eq!(yields().insured, 2_000);
	});
}

#[test]
fn era_should_collect_what_a_stranger_had_paid() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(2);
		while active_era() < 3 {
			// The stranger is faster than era work.
			if active_era() == 2 && System::block_number().is_multiple_of(ERA) {
				EraWorkWeight::set(Weight::zero());
			}
			next_block();
		}
		assert_eq!(yields().collected, 0);
		for n in 0..2 {
			assert_ok!(Staking::payout_stakers(signed(bob()), validator(n), 2));
		}
		EraWorkWeight::set(Weight::from_parts(400_000_000_000, u64::MAX));
		next_block();
		assert!(yields().collected > 0);
		assert_eq!(failures(), vec![]);
	});
}

#[test]
fn era_should_go_on_when_weight_allows_one_step_a_block() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		events();
		// The heaviest step fits, two do not.
		let heaviest = LiquidStaking::kinds_of_work()
			.iter()
			.map(LiquidStaking::work_weight)
			.fold(Weight::zero(), |a, b| a.max(b));
		let idle = <() as crate::WeightInfo>::era_idle();
		EraWorkWeight::set(heaviest.saturating_add(idle));
		redeem(alice(), 50_000);
		let mut busy = 0;
		for _ in 0..3 * ERA {
			assert!(
				!LiquidStaking::do_era_work().any_gt(EraWorkWeight::get()),
				"a block took more than its share"
			);
			next_block();
			busy += u32::from(EraWork::<Test>::get().work.is_some());
			assert_ok!(LiquidStaking::do_try_state());
		}
		assert!(busy > 0, "all was done in one block");
		assert!(ledger().unbonding > 0);
		assert_eq!(failures(), vec![]);
	});
}

#[test]
fn era_should_do_nothing_between_eras() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		events();
		let before = (ledger(), yields(), EraWork::<Test>::get());
		LiquidStaking::do_era_work();
		assert_eq!((ledger(), yields(), EraWork::<Test>::get()), before);
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn era_should_pass_with_nothing_bonded() {
	run(|| {
		next_eras(3);
		assert_eq!(failures(), vec![]);
		assert_eq!(EraWork::<Test>::get().era, active_era());
	});
}

#[test]
fn era_should_keep_the_buffer_when_the_minimum_bond_is_not_reached() {
	run(|| {
		pallet_staking::MinNominatorBond::<Test>::put(50_000);
		mint(alice(), 10_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().buffer), (0, 10_000));
		assert!(!Stashes::<Test>::contains_key(0));
		assert_eq!(failures(), vec![]);
		// Exits go on.
		redeem(alice(), 5_000);
		next_era();
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		// It bonds once there is enough.
		mint(bob(), 60_000);
		next_era();
		assert_eq!(ledger().bonded, 65_000 - 1_300);
	});
}

#[test]
fn era_should_unbond_below_the_minimum_bond() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		pallet_staking::MinNominatorBond::<Test>::put(50_000);
		redeem(alice(), 70_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().unbonding), (30_000, 68_000));
		assert_eq!(failures(), vec![]);
		next_eras(3);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		// What is left nominates again when it may.
		assert_eq!(<Staking as StakingInterface>::nominations(&stash()), None);
		pallet_staking::MinNominatorBond::<Test>::put(0);
		next_era();
		assert!(<Staking as StakingInterface>::nominations(&stash()).is_some());
	});
}

#[test]
fn era_should_leave_staking_in_whole_and_come_back() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		redeem(alice(), 100_000);
		next_eras(4);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_eq!(nut(&alice()), ENDOWMENT);
		// Staking has dropped the stash.
		assert!(<Staking as StakingInterface>::stake(&stash()).is_err());
		mint(alice(), 50_000);
		next_era();
		assert_eq!(ledger().bonded, 49_000);
		assert_eq!(failures(), vec![]);
	});
}

#[test]
fn era_should_nominate_again_when_chilled_by_somebody() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		assert_ok!(<Staking as StakingInterface>::chill(&stash()));
		next_era();
		assert!(<Staking as StakingInterface>::nominations(&stash()).is_some());
	});
}

#[test]
fn era_should_bond_nothing_when_there_is_nobody_to_nominate() {
	run(|| {
		crate::Validators::<Test>::kill();
		mint(alice(), 100_000);
		next_eras(2);
		assert_eq!((ledger().bonded, ledger().buffer), (0, 100_000));
		assert_eq!(failures(), vec![]);
	});
}

#[test]
fn era_should_pass_many_holes_in_bounded_steps() {
	run(|| {
		mint(alice(), 100_000);
		mint(bob(), 100_000);
		let ids: Vec<_> = (0..31)
			.map(|_| (redeem(alice(), 100), redeem(bob(), 100)))
			.collect();
		for (_, id) in &ids[..30] {
			assert_ok!(LiquidStaking::cancel_redemption(signed(bob()), *id));
		}
		assert_eq!(crate::Holes::<Test>::iter().count(), 30);
		next_era();
		assert_eq!(ledger().claims, 3_200);
		assert_eq!(crate::Holes::<Test>::iter().count(), 0);
		// Several steps at a rate of one leave one checkpoint.
		assert_eq!(crate::QueueState::<Test>::get().checkpoints, 1);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
		assert_ok!(LiquidStaking::claim_redemptions(signed(bob()), 32));
		assert_eq!(ledger().claims, 0);
	});
}
