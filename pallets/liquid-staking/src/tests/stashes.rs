//! More validators than one stash can nominate, and validators that fall out. In the mock a stash
//! nominates two.

use super::mock::*;
use crate::{Deal, Error, Event, RetiredValidators, Stashes, Validators, Work};
use frame_support::{assert_ok, BoundedVec};
use pallet_staking::ValidatorPrefs;
use proptest::prelude::*;
use sp_runtime::Perbill;
use sp_staking::StakingInterface;

fn set(validators: &[u8], reserve: &[u8]) {
	let all = |who: &[u8]| who.iter().copied().map(validator).collect::<Vec<_>>();
	assert_ok!(LiquidStaking::set_validators(
		RuntimeOrigin::root(),
		BoundedVec::truncate_from(all(validators)),
		BoundedVec::truncate_from(all(reserve)),
	));
}

fn nominated(index: u32) -> Vec<AccountId> {
	let stash = LiquidStaking::stash_account(index);
	<Staking as StakingInterface>::nominations(&stash).unwrap_or_default()
}

fn bonded() -> Vec<u128> {
	(0..4)
		.map(|index| Stashes::<Test>::get(index).unwrap_or_default().bonded)
		.collect()
}

fn replacements() -> Vec<(AccountId, AccountId)> {
	events()
		.into_iter()
		.filter_map(|event| match event {
			Event::ValidatorReplaced { old, new } => Some((old, new)),
			_ => None,
		})
		.collect()
}

fn block(who: u8, blocked: bool) {
	let prefs = ValidatorPrefs {
		blocked,
		..Default::default()
	};
	assert_ok!(Staking::validate(signed(validator(who)), prefs));
}

#[test]
fn stashes_should_back_every_validator_alike() {
	run(|| {
		set(&[0, 1, 2], &[]);
		mint(alice(), 300_000);
		next_era();
		// 294,000 for three validators: two of the first stash, one of the second.
		assert_eq!(bonded(), vec![196_000, 98_000, 0, 0]);
		assert_eq!(nominated(0), vec![validator(0), validator(2)]);
		assert_eq!(nominated(1), vec![validator(1)]);
		// What comes later is spread alike, and all of the surplus is bonded.
		mint(bob(), 100_001);
		next_era();
		assert_eq!(ledger().buffer, 8_000);
		assert_eq!(bonded(), vec![261_334, 130_667, 0, 0]);
	});
}

#[test]
fn stashes_should_unbond_alike() {
	run(|| {
		set(&[0, 1, 2], &[]);
		mint(alice(), 300_000);
		next_era();
		redeem(alice(), 156_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().unbonding), (144_000, 150_000));
		assert_eq!(bonded(), vec![96_000, 48_000, 0, 0]);
		redeem(alice(), 144_000);
		next_eras(5);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 2));
		assert_eq!(nut(&alice()), ENDOWMENT);
		assert_eq!(bonded(), vec![0; 4]);
	});
}

#[test]
fn stashes_should_be_evened_out_by_what_comes_in_when_there_are_more_validators() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		assert_eq!(bonded(), vec![98_000, 0, 0, 0]);
		set(&[0, 1, 2, 3], &[]);
		mint(bob(), 50_000);
		next_era();
		// The second one is short of its half of 147,000.
		assert_eq!(bonded(), vec![98_000, 49_000, 0, 0]);
		mint(bob(), 50_000);
		next_era();
		assert_eq!(bonded(), vec![98_000, 98_000, 0, 0]);
	});
}

#[test]
fn stashes_that_are_too_many_should_be_unbonded_first_and_earn_until_then() {
	run(|| {
		set(&[0, 1, 2], &[]);
		mint(alice(), 300_000);
		next_era();
		set(&[3, 1], &[]);
		assert_eq!(nominated(0), vec![validator(3), validator(1)]);
		assert_eq!(nominated(1), vec![validator(3), validator(1)]);
		mint(bob(), 100_000);
		next_era();
		assert_eq!(bonded(), vec![294_000, 98_000, 0, 0]);
		redeem(alice(), 58_000);
		next_era();
		assert_eq!(bonded(), vec![294_000, 48_000, 0, 0]);
	});
}

#[test]
fn stashes_should_collect_the_rewards_of_all_validators() {
	run(|| {
		set(&[0, 1, 2, 3], &[]);
		mint(alice(), 400_000);
		next_eras(4);
		let before = yields().collected;
		next_era();
		let earned = yields().collected - before;
		// Each validator earns a quarter of what an era pays, and its backers share it by stake.
		let mut part = 0;
		for who in 0..4 {
			let exposure = pallet_staking::EraInfo::<Test>::get_full_exposure(
				active_era() - 1,
				&validator(who),
			);
			let ours: u128 = exposure.others.iter().map(|other| other.value).sum();
			assert!(ours > 0, "validator {who} is not backed");
			part += EraReward::get() / 4 * ours / exposure.total;
		}
		assert!(part.abs_diff(earned) <= 4, "{earned} of {part}");
	});
}

#[test]
fn bonding_should_go_where_it_may_nominate_when_a_share_is_below_the_minimum() {
	run(|| {
		pallet_staking::MinNominatorBond::<Test>::put(60_000);
		set(&[0, 1, 2, 3], &[]);
		mint(alice(), 100_000);
		next_era();
		// Half of 98,000 is too little for a stash: the last one takes it all.
		assert_eq!(bonded(), vec![0, 98_000, 0, 0]);
		assert_eq!(nominated(1), vec![validator(1), validator(3)]);
		next_eras(3);
		assert!(yields().collected > 0);
		redeem(alice(), 100_000);
		next_eras(5);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
	});
}

#[test]
fn a_slash_of_one_stash_should_be_borne_by_all() {
	run(|| {
		set(&[0, 1, 2, 3], &[]);
		mint(alice(), 100_000);
		mint(bob(), 100_000);
		next_era();
		slash_stash_of_era(
			&LiquidStaking::stash_account(1),
			Perbill::from_percent(50),
			active_era(),
		);
		assert_eq!(bonded(), vec![98_000, 49_000, 0, 0]);
		assert_eq!(LiquidStaking::ledger().unwrap().rate_ppb, 755_000_000);
	});
}

#[test]
fn one_that_fails_to_unbond_should_not_keep_the_others_from_serving_the_queue() {
	run(|| {
		set(&[0, 1, 2, 3], &[]);
		mint(alice(), 200_000);
		next_era();
		// The staking system has forgotten who may unbond for the first stash.
		let first = LiquidStaking::stash_account(0);
		let controller = pallet_staking::Bonded::<Test>::take(&first).unwrap();
		events();
		redeem(alice(), 54_000);
		next_era();
		let failed = events().into_iter().any(|event| {
			matches!(
				event,
				Event::EraStepFailed {
					step: Work::Rebalance { stash: 0 },
					..
				}
			)
		});
		assert!(failed);
		assert_eq!((ledger().unbonding, bonded()[0]), (50_000, 98_000));
		pallet_staking::Bonded::<Test>::insert(&first, controller);
	});
}

#[test]
fn a_validator_that_falls_out_should_be_replaced_at_the_next_era() {
	run(|| {
		set(&[0, 1], &[2, 3]);
		mint(alice(), 100_000);
		next_era();
		assert_eq!(nominated(0), vec![validator(0), validator(1)]);
		events();

		// It takes no nominations any more.
		block(1, true);
		next_era();
		assert_eq!(replacements(), vec![(validator(1), validator(2))]);
		assert_eq!(nominated(0), vec![validator(0), validator(2)]);
		assert_eq!(LiquidStaking::reserve(), vec![validator(1), validator(3)]);

		// It charges too much.
		let prefs = ValidatorPrefs {
			commission: Perbill::from_percent(16),
			blocked: false,
		};
		assert_ok!(Staking::validate(signed(validator(0)), prefs));
		next_era();
		assert_eq!(replacements(), vec![(validator(0), validator(3))]);

		// It is slashed, and nobody is left who is fit: the others go on.
		offence(&validator(2), Perbill::from_percent(1));
		next_era();
		assert_eq!(replacements(), vec![]);
		assert_eq!(nominated(0), vec![validator(3)]);

		// One of the reserve is fit again.
		block(1, false);
		next_era();
		assert_eq!(replacements(), vec![(validator(2), validator(1))]);
		assert_eq!(nominated(0), vec![validator(3), validator(1)]);
		assert_eq!(LiquidStaking::reserve(), vec![validator(2), validator(0)]);
	});
}

#[test]
fn a_validator_that_is_not_elected_should_be_replaced() {
	run(|| {
		set(&[0, 1], &[2]);
		mint(alice(), 100_000);
		next_era();
		events();
		assert_ok!(Staking::chill(signed(validator(1))));
		next_era();
		assert_eq!(replacements(), vec![(validator(1), validator(2))]);
		// It declares itself again, and has to be elected before it is fit.
		block(1, false);
		set(&[0], &[2]);
		assert_eq!(
			LiquidStaking::ensure_fit(&validator(1)),
			Err(Error::<Test>::NotElected.into())
		);
		next_eras(2);
		set(&[0], &[1]);
	});
}

#[test]
fn a_replaced_validator_should_still_pay_its_last_rewards() {
	run(|| {
		set(&[0], &[1]);
		mint(alice(), 100_000);
		next_eras(4);
		block(0, true);
		next_era();
		assert_eq!(RetiredValidators::<Test>::get().len(), 1);
		for _ in 0..3 {
			let before = yields().collected;
			next_era();
			assert!(
				yields().collected > before,
				"nothing in era {}",
				active_era()
			);
		}
		assert!(RetiredValidators::<Test>::get().is_empty());
		assert_eq!(Validators::<Test>::get().into_inner(), vec![validator(1)]);
	});
}

#[test]
fn a_validator_that_raises_its_commission_for_the_moment_of_planning_should_be_replaced() {
	run(|| {
		set(&[0], &[1]);
		mint(alice(), 100_000);
		next_era();
		events();
		let charge = |percent| {
			let prefs = ValidatorPrefs {
				commission: Perbill::from_percent(percent),
				blocked: false,
			};
			assert_ok!(Staking::validate(signed(validator(0)), prefs));
		};
		charge(100);
		while pallet_staking::CurrentEra::<Test>::get() == Some(active_era()) {
			next_block();
		}
		charge(5);
		next_era();
		assert_eq!(replacements(), vec![(validator(0), validator(1))]);
	});
}

#[test]
fn a_stash_below_the_minimum_bond_should_nominate_nobody() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		pallet_staking::MinNominatorBond::<Test>::put(200_000);
		// Those whom it nominates are still the right ones.
		next_era();
		assert_eq!(nominated(0), vec![validator(0), validator(1)]);
		// It can't be made to nominate others.
		set(&[2], &[]);
		next_era();
		assert_eq!(nominated(0), vec![]);
		pallet_staking::MinNominatorBond::<Test>::put(0);
		next_era();
		assert_eq!(nominated(0), vec![validator(2)]);
	});
}

#[test]
fn a_stash_should_nominate_nobody_when_nobody_is_harmless() {
	run(|| {
		set(&[0], &[]);
		mint(alice(), 100_000);
		next_era();
		offence(&validator(0), Perbill::from_percent(1));
		next_era();
		assert_eq!(nominated(0), vec![]);
	});
}

#[test]
fn era_step_should_be_reported_when_staking_has_more_than_was_put_there() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		let stash = LiquidStaking::stash_account(0);
		assert_ok!(
			<Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&stash, 500)
		);
		assert_ok!(<Staking as StakingInterface>::bond_extra(&stash, 500));
		events();
		mint(alice(), 50_000);
		next_era();
		assert!(events().contains(&Event::EraStepFailed {
			era: active_era(),
			step: Work::Rebalance { stash: 0 },
			error: Error::<Test>::StakeMismatch.into(),
		}));
		// Put right for the invariants that are checked in the end.
		assert_ok!(<Staking as StakingInterface>::unbond(&stash, 500));
		pallet_staking::Ledger::<Test>::mutate(&stash, |ledger| {
			let ledger = ledger.as_mut().unwrap();
			ledger.total -= 500;
			ledger.unlocking.pop();
		});
	});
}

#[test]
fn claim_redemptions_should_fail_when_a_checkpoint_is_missing() {
	run(|| {
		mint(alice(), 100_000);
		redeem(alice(), 1_000);
		next_era();
		let checkpoint = crate::Checkpoints::<Test>::take(0).unwrap();
		frame_support::assert_noop!(
			LiquidStaking::claim_redemptions(signed(alice()), 1),
			Error::<Test>::MissingCheckpoint
		);
		crate::Checkpoints::<Test>::insert(0, checkpoint);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
	});
}

proptest! {
	/// Whatever is to be bonded or unbonded is, to the planck, and no stash is above its share by
	/// what is bonded, nor below it by what is unbonded.
	#[test]
	fn dealing_should_leave_nothing_behind(
		validators in 1..=64u32,
		per_stash in 1..=16u32,
		stashes in 1..=4u32,
		mut bonded in prop::collection::vec(prop_oneof![Just(0u128), 0..10u128.pow(24)], 4),
		amount in 0..10u128.pow(24),
	) {
		let deal = Deal::new(validators, per_stash, stashes);
		prop_assert!(deal.groups >= 1 && deal.groups <= stashes);
		let shares: u128 = (0..4).map(|stash| deal.share(stash, amount).unwrap()).sum();
		prop_assert!(shares <= amount && amount - shares < u128::from(deal.groups));
		for place in 0..validators {
			prop_assert_eq!((0..deal.groups).filter(|stash| deal.is_of(*stash, place)).count(), 1);
		}

		let total: u128 = bonded.iter().sum();
		let mut surplus = amount;
		for stash in 0..4u32 {
			let sum = bonded.iter().sum();
			let more = deal.to_bond(stash, bonded[stash as usize], sum, surplus).unwrap();
			surplus -= more;
			bonded[stash as usize] += more;
			if stash + 1 < deal.groups && more > 0 {
				prop_assert!(bonded[stash as usize] <= deal.share(stash, total + amount).unwrap());
			}
		}
		prop_assert_eq!(surplus, 0);

		let total: u128 = bonded.iter().sum();
		let mut missing = amount.min(total);
		let rest = total - missing;
		for stash in 0..4u32 {
			let sum = bonded.iter().sum();
			let less = deal
				.to_unbond(stash, bonded[stash as usize], sum, missing, stash == 3)
				.unwrap();
			missing -= less;
			bonded[stash as usize] -= less;
			if stash < 3 && less > 0 {
				prop_assert!(bonded[stash as usize] >= deal.share(stash, rest).unwrap());
			}
		}
		prop_assert_eq!(missing, 0);
	}
}
