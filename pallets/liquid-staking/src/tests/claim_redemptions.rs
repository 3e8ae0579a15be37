use super::mock::*;
use crate::{Checkpoints, Error, Event, QueueState, Requests};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{Perbill, TokenError};

#[test]
fn claim_redemptions_should_pay_one_to_one() {
	run(|| {
		mint(alice(), 100_000);
		let id = redeem(alice(), 100_000);
		// The same era's entries pay its exits.
		next_era();
		assert_eq!(ledger().claims, 100_000);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_eq!(nut(&alice()), ENDOWMENT);
		assert_eq!(ledger(), Default::default());
		assert!(!Requests::<Test>::contains_key(alice()));
		assert!(events().contains(&Event::RedemptionClaimed {
			who: alice(),
			id,
			amount: 100_000,
			received: 100_000
		}));
	});
}

#[test]
fn claim_redemptions_should_wait_for_the_unbonding_of_staking() {
	for duration in [1, 3, 5] {
		run(|| {
			BondingDuration::set(duration);
			mint(alice(), 100_000);
			next_era();
			redeem(alice(), 50_000);
			let expected = active_era() + 1 + duration;
			while active_era() + 1 < expected {
				next_era();
				assert_noop!(
					LiquidStaking::claim_redemptions(signed(alice()), 32),
					Error::<Test>::NothingToClaim
				);
			}
			next_era();
			assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
			assert_eq!(nut(&alice()), ENDOWMENT - 50_000);
		});
	}
}

#[test]
fn claim_redemptions_should_pay_no_more_than_the_limit() {
	run(|| {
		mint(alice(), 1_000);
		for _ in 0..5 {
			redeem(alice(), 100);
		}
		next_era();
		assert_noop!(
			LiquidStaking::claim_redemptions(signed(alice()), 0),
			Error::<Test>::NothingToClaim
		);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 2));
		assert_eq!(nut(&alice()), ENDOWMENT - 800);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), u32::MAX));
		assert_eq!(nut(&alice()), ENDOWMENT - 500);
		assert_noop!(
			LiquidStaking::claim_redemptions(signed(alice()), 1),
			Error::<Test>::NothingToClaim
		);
	});
}

#[test]
fn claim_redemptions_should_fail_when_there_is_none_or_it_is_not_settled() {
	run(|| {
		mint(alice(), 1_000);
		for who in [alice(), bob()] {
			assert_noop!(
				LiquidStaking::claim_redemptions(signed(who), 32),
				Error::<Test>::NothingToClaim
			);
		}
		redeem(alice(), 500);
		assert_noop!(
			LiquidStaking::claim_redemptions(signed(alice()), 32),
			Error::<Test>::NothingToClaim
		);
	});
}

#[test]
fn claim_redemptions_should_fail_when_the_account_would_stay_below_the_deposit() {
	run(|| {
		mint(alice(), 1_000);
		let poor = nobody();
		assert_ok!(Balances::transfer_allow_death(
			signed(alice()),
			poor.clone(),
			10
		));
		assert_ok!(Assets::transfer(signed(alice()), 1, poor.clone(), 9));
		redeem(poor.clone(), 9);
		// With its tokens gone the account may die.
		assert_ok!(Balances::transfer_allow_death(
			signed(poor.clone()),
			bob(),
			10
		));
		next_era();
		assert_noop!(
			LiquidStaking::claim_redemptions(signed(poor.clone()), 32),
			TokenError::BelowMinimum
		);
		// Nothing is lost: it is paid once the account can hold it.
		assert_ok!(Balances::transfer_allow_death(
			signed(bob()),
			poor.clone(),
			10
		));
		assert_ok!(LiquidStaking::claim_redemptions(signed(poor.clone()), 32));
		assert_eq!(nut(&poor), 19);
	});
}

#[test]
fn claim_redemptions_should_pay_each_stretch_at_its_rate() {
	run(|| {
		mint(alice(), 50_000);
		mint(bob(), 50_000);
		next_era();
		assert_eq!((ledger().bonded, ledger().buffer), (98_000, 2_000));
		redeem(alice(), 50_000);
		EraReward::set(0);
		next_era();
		// 2,000 settled at one, 48,000 unbonding; then a slash of 30 % of 98,000.
		assert_eq!((ledger().queued, ledger().unbonding), (48_000, 48_000));
		slash_stash(Perbill::from_percent(30));
		let (backing, owed) = (ledger().backing().unwrap(), 98_000);
		assert_eq!(backing, 68_600);
		next_eras(3);
		// All that came home was 33,600, worth 48,000 at the index.
		assert_eq!(ledger().queued, 0);
		assert_eq!(QueueState::<Test>::get().checkpoints, 2);
		assert_eq!(Checkpoints::<Test>::get(1).unwrap().rate.numerator, backing);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
		let received = 2_000 + 48_000 * backing / owed;
		assert_eq!(received, 35_600);
		assert_eq!(nut(&alice()), ENDOWMENT - 50_000 + received);
		// Who stayed has lost the same part.
		assert_eq!(ledger().backing().unwrap(), 35_000);
	});
}

#[test]
fn finalising_many_requests_should_leave_one_checkpoint() {
	run(|| {
		for n in 1..10 {
			mint(account(n), 10_000);
			for _ in 0..32 {
				redeem(account(n), 100);
			}
		}
		next_eras(5);
		assert_eq!(QueueState::<Test>::get().checkpoints, 1);
		for n in 1..10 {
			assert_ok!(LiquidStaking::claim_redemptions(signed(account(n)), 32));
			assert_eq!(nut(&account(n)), ENDOWMENT - 10_000 + 3_200);
		}
	});
}
