use super::mock::*;
use crate::{InstantQuote, OperatingMode, Quote, RequestInfo};
use frame_support::assert_ok;
use sp_runtime::Perbill;

#[test]
fn ledger_should_tell_the_whole_state() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		let info = LiquidStaking::ledger().unwrap();
		assert_eq!(info.ledger, ledger());
		assert_eq!(
			(info.supply, info.buffer_target, info.insurance_target),
			(100_000, 2_000, 2_000)
		);
		assert!(info.solvent && info.minting_open);
		assert_eq!(info.rate_ppb, 1_000_000_000);
		let yields = yields();
		assert_eq!(
			info.released + info.unreleased + yields.insured,
			yields.collected
		);
		assert_eq!((info.era.era, info.era.work), (active_era(), None));

		slash_stash(Perbill::from_percent(50));
		let info = LiquidStaking::ledger().unwrap();
		assert!(!info.solvent && !info.minting_open);
		assert_eq!(info.rate_ppb, info.ledger.backing().unwrap() * 10_000);
	});
}

#[test]
fn ledger_should_show_closed_entrances() {
	run(|| {
		let mode = OperatingMode::EntrancesClosed;
		assert_ok!(LiquidStaking::set_operating_mode(
			RuntimeOrigin::root(),
			mode
		));
		let info = LiquidStaking::ledger().unwrap();
		assert!(info.solvent && !info.minting_open);
	});
}

#[test]
fn quote_should_name_an_era_that_holds() {
	run(|| {
		mint(alice(), 100_000);
		mint(bob(), 100_000);
		next_era();
		for amount in [1_000, 3_000, 50_000] {
			let quote = LiquidStaking::quote(amount).unwrap();
			assert_eq!(
				(quote.queue_receives, quote.ahead),
				(amount, ledger().queued)
			);
			redeem(alice(), amount);
			while active_era() + 1 < quote.expected_era.unwrap() {
				next_era();
			}
			next_era();
			assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
			assert!(crate::Requests::<Test>::get(alice()).is_empty());
		}
	});
}

#[test]
fn quote_should_offer_the_instant_exit_only_within_the_buffer() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		assert_eq!(
			LiquidStaking::quote(2_000),
			Some(Quote {
				queue_receives: 2_000,
				ahead: 0,
				expected_era: Some(active_era() + 1),
				instant: Some(InstantQuote {
					received: 1_980,
					fee: 20
				}),
				market: None,
			})
		);
		assert_eq!(LiquidStaking::quote(2_001).unwrap().instant, None);
		assert_eq!(LiquidStaking::quote(u128::MAX).unwrap().instant, None);
		redeem(alice(), 1_000);
		assert_eq!(LiquidStaking::quote(u128::MAX), None);
	});
}

#[test]
fn requests_of_should_tell_place_and_payout() {
	run(|| {
		mint(alice(), 100_000);
		mint(bob(), 100_000);
		next_era();
		let first = redeem(alice(), 3_000);
		let hole = redeem(bob(), 500);
		let second = redeem(alice(), 10_000);
		assert_ok!(LiquidStaking::cancel_redemption(signed(bob()), hole));
		let third = redeem(alice(), 100);
		let info = |id, amount, ahead, cancellable, claimable| RequestInfo {
			id,
			amount,
			ahead,
			cancellable,
			claimable,
		};
		assert_eq!(
			LiquidStaking::requests_of(alice()),
			vec![
				info(first, 3_000, 0, true, None),
				info(second, 10_000, 3_000, true, None),
				info(third, 100, 13_000, true, None),
			]
		);
		next_era();
		assert_eq!(
			LiquidStaking::requests_of(alice()),
			vec![
				info(first, 3_000, 0, false, Some(3_000)),
				info(second, 10_000, 0, false, None),
				info(third, 100, 9_000, true, None),
			]
		);
		assert_eq!(LiquidStaking::requests_of(charlie()), vec![]);
	});
}

#[test]
fn quote_should_offer_the_market_when_there_is_one() {
	run(|| {
		mint(alice(), 100_000);
		assert_eq!(LiquidStaking::quote(2_000).unwrap().market, None);
		MarketPrice::set(Some(985));
		assert_eq!(LiquidStaking::quote(2_000).unwrap().market, Some(1_970));
	});
}
