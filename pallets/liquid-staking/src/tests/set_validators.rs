use super::mock::*;
use crate::{EraProgress, EraWork, Error, Event, RetiredValidators, Validators, Work};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use pallet_staking::ValidatorPrefs;
use sp_runtime::{traits::BadOrigin, Perbill};

fn set_with(validators: &[AccountId], reserve: &[AccountId]) -> sp_runtime::DispatchResult {
	LiquidStaking::set_validators(
		RuntimeOrigin::root(),
		BoundedVec::truncate_from(validators.to_vec()),
		BoundedVec::truncate_from(reserve.to_vec()),
	)
}

fn set(validators: &[AccountId]) -> sp_runtime::DispatchResult {
	set_with(validators, &[])
}

fn validate(who: u8, percent: u32, blocked: bool) {
	let prefs = ValidatorPrefs {
		commission: Perbill::from_percent(percent),
		blocked,
	};
	assert_ok!(Staking::validate(signed(validator(who)), prefs));
}

fn nominated() -> Vec<AccountId> {
	pallet_staking::Nominators::<Test>::get(stash()).map_or(vec![], |n| n.targets.into_inner())
}

#[test]
fn set_validators_should_nominate_at_once_when_bonded() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		assert_eq!(nominated(), vec![validator(0), validator(1)]);
		assert_ok!(set(&[validator(2), validator(0)]));
		assert_eq!(nominated(), vec![validator(2), validator(0)]);
		assert!(events().contains(&Event::ValidatorsSet {
			old: BoundedVec::truncate_from(vec![validator(0), validator(1)]),
			new: BoundedVec::truncate_from(vec![validator(2), validator(0)]),
			old_reserve: BoundedVec::default(),
			new_reserve: BoundedVec::default(),
		}));
	});
}

#[test]
fn set_validators_should_wait_for_the_bond_when_not_bonded() {
	run(|| {
		assert_ok!(set(&[validator(3)]));
		assert_eq!(nominated(), vec![]);
		mint(alice(), 100_000);
		next_era();
		assert_eq!(nominated(), vec![validator(3)]);
	});
}

#[test]
fn set_validators_should_not_lose_the_last_rewards_of_those_replaced() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(4);
		events();
		// In the block after the election of the next era has taken place.
		while pallet_staking::CurrentEra::<Test>::get() == Some(active_era()) {
			next_block();
		}
		assert_ok!(set(&[validator(2), validator(3)]));
		assert_eq!(RetiredValidators::<Test>::get().len(), 2);
		for _ in 0..4 {
			next_era();
			let collected = events()
				.iter()
				.any(|event| matches!(event, Event::YieldCollected { amount, .. } if *amount > 0));
			assert!(collected, "nothing collected in era {}", active_era());
		}
		assert_eq!(RetiredValidators::<Test>::get().len(), 0);
	});
}

#[test]
fn set_validators_should_fail_when_empty() {
	run(|| {
		assert_noop!(set(&[]), Error::<Test>::NoValidators);
	});
}

#[test]
fn set_validators_should_fail_when_one_is_named_twice() {
	run(|| {
		assert_noop!(
			set(&[validator(1), validator(2), validator(1)]),
			Error::<Test>::DuplicateValidator
		);
	});
}

#[test]
fn set_validators_should_fail_when_one_does_not_validate() {
	run(|| {
		assert_noop!(set(&[validator(1), alice()]), Error::<Test>::NotValidator);
	});
}

#[test]
fn set_validators_should_fail_when_one_charges_too_much() {
	run(|| {
		validate(1, 16, false);
		assert_noop!(
			set(&[validator(0), validator(1)]),
			Error::<Test>::CommissionTooHigh
		);
		validate(1, 15, false);
		assert_ok!(set(&[validator(0), validator(1)]));
	});
}

#[test]
fn set_validators_should_fail_when_too_many_were_replaced_lately() {
	run(|| {
		for _ in 0..32 {
			assert_ok!(set(&[validator(0), validator(1)]));
			assert_ok!(set(&[validator(2), validator(3)]));
		}
		// The same few in turn: who is nominated again is not among the replaced.
		assert_eq!(RetiredValidators::<Test>::get().len(), 2);
		let many: Vec<_> = (0..128).map(|n| (account(n), active_era())).collect();
		RetiredValidators::<Test>::put(BoundedVec::truncate_from(many));
		assert_noop!(
			set(&[validator(0)]),
			Error::<Test>::TooManyRetiredValidators
		);
		next_eras(2);
		assert_ok!(set(&[validator(0)]));
		assert_eq!(Validators::<Test>::get().into_inner(), vec![validator(0)]);
	});
}

#[test]
fn set_validators_should_fail_when_not_admin() {
	run(|| {
		let validators = BoundedVec::truncate_from(vec![validator(0)]);
		assert_noop!(
			LiquidStaking::set_validators(signed(alice()), validators, BoundedVec::default()),
			BadOrigin
		);
	});
}

#[test]
fn nominations_should_leave_out_who_takes_none_or_charges_too_much_by_now() {
	run(|| {
		// One that takes no nominations must not keep the others from the first one.
		validate(1, 0, true);
		mint(alice(), 100_000);
		next_era();
		assert_eq!(nominated(), vec![validator(0)]);
		validate(1, 0, false);
		next_era();
		assert_eq!(nominated(), vec![validator(0), validator(1)]);
		// One that raises its commission afterwards must not keep the yield.
		validate(0, 100, false);
		next_era();
		assert_eq!(nominated(), vec![validator(1)]);
	});
}

#[test]
fn set_validators_should_begin_the_walk_over_the_rewards_anew() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		let era = active_era();
		let at = |validator| {
			let work = Some(Work::Payout {
				era: era - 1,
				validator,
				stash: 0,
			});
			EraProgress { era, work }
		};
		EraWork::<Test>::put(at(1));
		assert_ok!(set(&[validator(2), validator(0)]));
		assert_eq!(EraWork::<Test>::get(), at(0));

		let at = |place| {
			let work = Some(Work::Review { place });
			EraProgress { era, work }
		};
		EraWork::<Test>::put(at(1));
		assert_ok!(set(&[validator(1)]));
		assert_eq!(EraWork::<Test>::get(), at(0));
	});
}

#[test]
fn set_validators_should_fail_when_one_is_in_both_lists() {
	run(|| {
		assert_noop!(
			set_with(&[validator(0), validator(1)], &[validator(2), validator(1)]),
			Error::<Test>::DuplicateValidator
		);
		assert_noop!(
			set_with(&[validator(0)], &[validator(1), validator(1)]),
			Error::<Test>::DuplicateValidator
		);
		assert_ok!(set_with(&[validator(0)], &[validator(2), validator(1)]));
		assert_eq!(LiquidStaking::reserve(), vec![validator(2), validator(1)]);
	});
}

#[test]
fn set_validators_should_fail_when_one_takes_no_nominations() {
	run(|| {
		validate(1, 0, true);
		let error = Error::<Test>::TakesNoNominations;
		assert_noop!(set(&[validator(0), validator(1)]), error);
		let error = Error::<Test>::TakesNoNominations;
		assert_noop!(set_with(&[validator(0)], &[validator(1)]), error);
		validate(1, 0, false);
		assert_ok!(set(&[validator(0), validator(1)]));
	});
}

#[test]
fn set_validators_should_fail_when_one_is_not_elected() {
	run(|| {
		assert_ok!(Staking::bond(
			signed(account(8)),
			1_000,
			pallet_staking::RewardDestination::Stash
		));
		assert_ok!(Staking::validate(signed(account(8)), Default::default()));
		assert_noop!(set(&[account(8)]), Error::<Test>::NotElected);
		assert_noop!(
			set_with(&[validator(0)], &[account(8)]),
			Error::<Test>::NotElected
		);
	});
}

#[test]
fn set_validators_should_fail_when_one_has_nothing_of_its_own_at_stake() {
	run(|| {
		next_eras(2);
		offence(&validator(1), Perbill::one());
		pallet_staking::SlashingSpans::<Test>::remove(validator(1));
		assert_noop!(
			set(&[validator(0), validator(1)]),
			Error::<Test>::NothingAtStake
		);
	});
}

#[test]
fn set_validators_should_fail_when_one_declared_a_high_commission_for_the_planned_era() {
	run(|| {
		next_eras(2);
		validate(1, 100, false);
		// The next era is planned now, and pays by this.
		while pallet_staking::CurrentEra::<Test>::get() == Some(active_era()) {
			next_block();
		}
		validate(1, 5, false);
		assert_noop!(
			set(&[validator(0), validator(1)]),
			Error::<Test>::CommissionTooHigh
		);
		next_era();
		assert_noop!(
			set(&[validator(0), validator(1)]),
			Error::<Test>::CommissionTooHigh
		);
		next_era();
		assert_ok!(set(&[validator(0), validator(1)]));
	});
}

#[test]
fn set_validators_should_fail_when_one_was_slashed_within_the_bonding_duration() {
	run(|| {
		next_eras(2);
		offence(&validator(1), Perbill::from_percent(1));
		let slashed_in = active_era();
		while active_era() < slashed_in + BondingDuration::get() {
			next_era();
			assert_noop!(
				set(&[validator(0), validator(1)]),
				Error::<Test>::RecentlySlashed
			);
		}
		next_era();
		assert_ok!(set(&[validator(0), validator(1)]));
	});
}
