use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{Perbill, TokenError};

#[test]
fn redeem_instantly_should_pay_from_the_buffer_less_a_fee() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		assert_eq!(ledger().buffer, 10_000);
		// Half of the target is used: 0.05 % + 0.95 % / 4.
		let fee = (5_000u128 * 2_875_000).div_ceil(1_000_000_000);
		assert_ok!(LiquidStaking::redeem_instantly(
			signed(alice()),
			5_000,
			5_000 - fee
		));
		assert_eq!(nut(&alice()), ENDOWMENT - 495_000 - fee);
		assert_eq!(supply(), 495_000);
		assert_eq!((ledger().buffer, ledger().insurance), (5_000, fee));
		assert!(events().contains(&Event::RedeemedInstantly {
			who: alice(),
			amount: 5_000,
			received: 5_000 - fee,
			fee
		}));
	});
}

#[test]
fn redeem_instantly_should_fail_when_below_min_received() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		let quote = LiquidStaking::quote(5_000).unwrap().instant.unwrap();
		assert_eq!(quote.received + quote.fee, 5_000);
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 5_000, quote.received + 1),
			Error::<Test>::BelowMinReceived
		);
		assert_ok!(LiquidStaking::redeem_instantly(
			signed(alice()),
			5_000,
			quote.received
		));
	});
}

#[test]
fn redeem_instantly_should_fail_when_the_buffer_does_not_reach() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 10_001, 0),
			Error::<Test>::BufferTooSmall
		);
		// What the queue waits for comes first.
		redeem(alice(), 4_000);
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 6_001, 0),
			Error::<Test>::BufferTooSmall
		);
		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), 6_000, 0));
		next_era();
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
	});
}

#[test]
fn redeem_instantly_should_fail_when_amount_is_zero_or_not_owned() {
	run(|| {
		mint(alice(), 500_000);
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 0, 0),
			Error::<Test>::ZeroAmount
		);
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(bob()), 1, 0),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn redeem_instantly_should_fail_when_nothing_would_be_received() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		// The fee is a planck at least.
		assert_eq!(LiquidStaking::quote(1).unwrap().instant, None);
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 1, 0),
			Error::<Test>::BufferTooSmall
		);
		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), 2, 1));
	});
}

#[test]
fn redeem_instantly_should_burn_nothing_when_the_index_is_zero() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), 2_000, 0));
		slash_stash(Perbill::one());
		// The little insurance that there was is all that is left; it goes too.
		crate::LedgerState::<Test>::mutate(|ledger| ledger.buffer = 0);
		let quote = LiquidStaking::quote(1_000).unwrap();
		assert_eq!((quote.instant, quote.expected_era), (None, None));
		assert_noop!(
			LiquidStaking::redeem_instantly(signed(alice()), 1_000, 0),
			Error::<Test>::BufferTooSmall
		);
	});
}

#[test]
fn redeem_instantly_should_pay_at_the_index_when_insolvent() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		slash_stash(Perbill::from_percent(50));
		let rate = ledger().rate(supply()).unwrap();
		assert_eq!((rate.numerator, rate.denominator), (255_000, 500_000));
		let before = nut(&alice());
		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), 1_000, 0));
		let received = nut(&alice()) - before;
		assert!(received < 510 && received > 500, "{received}");
		// The fee stays with the holders.
		assert_eq!(ledger().insurance, 0);
		assert_eq!(ledger().backing().unwrap(), 255_000 - received);
	});
}
