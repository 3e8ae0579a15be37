use super::mock::*;
use crate::{Error, Event, QueueState, Requests};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::redemption::Request;
use sp_runtime::{traits::BadOrigin, TokenError};

#[test]
fn redeem_should_burn_and_queue() {
	run(|| {
		mint(alice(), 10_000);
		assert_ok!(LiquidStaking::redeem(signed(alice()), 3_000));
		assert_eq!(tnut(&alice()), 7_000);
		assert_eq!(supply(), 7_000);
		assert_eq!(ledger().queued, 3_000);
		assert_eq!(
			Requests::<Test>::get(alice()).into_inner(),
			vec![Request {
				id: 0,
				start: 0,
				end: 3_000,
				hint: 0
			}]
		);
		assert!(events().contains(&Event::RedemptionRequested {
			who: alice(),
			id: 0,
			amount: 3_000
		}));
	});
}

#[test]
fn redeem_should_number_requests_in_order() {
	run(|| {
		mint(alice(), 1_000);
		mint(bob(), 1_000);
		assert_eq!(
			[
				redeem(alice(), 100),
				redeem(bob(), 200),
				redeem(alice(), 300)
			],
			[0, 1, 2]
		);
		assert_eq!(Requests::<Test>::get(bob())[0].start, 100);
		assert_eq!(QueueState::<Test>::get().end, 600);
	});
}

#[test]
fn redeem_should_fail_when_amount_is_zero() {
	run(|| {
		mint(alice(), 1_000);
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), 0),
			Error::<Test>::ZeroAmount
		);
	});
}

#[test]
fn redeem_should_fail_when_amount_is_below_the_minimum() {
	run(|| {
		mint(alice(), 1_000);
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), 99),
			Error::<Test>::BelowMinRedeem
		);
		assert_ok!(LiquidStaking::redeem(signed(alice()), 100));
	});
}

#[test]
fn redeem_should_succeed_below_the_minimum_when_it_is_all() {
	run(|| {
		mint(alice(), 99);
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), 98),
			Error::<Test>::BelowMinRedeem
		);
		assert_ok!(LiquidStaking::redeem(signed(alice()), 99));
		assert_eq!(supply(), 0);
	});
}

#[test]
fn redeem_should_fail_when_amount_is_more_than_owned() {
	run(|| {
		mint(alice(), 1_000);
		mint(bob(), 1_000);
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), 1_001),
			TokenError::FundsUnavailable
		);
		assert_noop!(
			LiquidStaking::redeem(signed(charlie()), 100),
			TokenError::FundsUnavailable
		);
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), u128::MAX),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn redeem_should_fail_when_too_many_are_open() {
	run(|| {
		mint(alice(), 100_000);
		for _ in 0..32 {
			assert_ok!(LiquidStaking::redeem(signed(alice()), 100));
		}
		assert_noop!(
			LiquidStaking::redeem(signed(alice()), 100),
			Error::<Test>::TooManyOpenRequests
		);
		assert_ok!(LiquidStaking::cancel_redemption(signed(alice()), 7));
		assert_ok!(LiquidStaking::redeem(signed(alice()), 100));
	});
}

#[test]
fn redeem_should_fail_when_not_signed() {
	run(|| {
		assert_noop!(
			LiquidStaking::redeem(RuntimeOrigin::none(), 1_000),
			BadOrigin
		);
	});
}
