use super::mock::*;
use crate::{EraProgress, EraWork, Error, Event, RetiredValidators, Validators, Work};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use pallet_staking::ValidatorPrefs;
use sp_runtime::{traits::BadOrigin, Perbill};

fn set(validators: &[AccountId]) -> sp_runtime::DispatchResult {
	let validators = BoundedVec::truncate_from(validators.to_vec());
	LiquidStaking::set_validators(RuntimeOrigin::root(), validators)
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
		let charge = |percent| {
			let commission = Perbill::from_percent(percent);
			let prefs = ValidatorPrefs {
				commission,
				blocked: false,
			};
			assert_ok!(Staking::validate(signed(validator(1)), prefs));
		};
		charge(16);
		assert_noop!(
			set(&[validator(0), validator(1)]),
			Error::<Test>::CommissionTooHigh
		);
		charge(15);
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
		let many: Vec<_> = (0..64).map(|n| (account(n), active_era())).collect();
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
			LiquidStaking::set_validators(signed(alice()), validators),
			BadOrigin
		);
	});
}

#[test]
fn nominations_should_leave_out_who_takes_none_or_charges_too_much_by_now() {
	run(|| {
		let validate = |who: u8, percent: u32, blocked: bool| {
			let commission = Perbill::from_percent(percent);
			let prefs = ValidatorPrefs {
				commission,
				blocked,
			};
			assert_ok!(Staking::validate(signed(validator(who)), prefs));
		};
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
	});
}
