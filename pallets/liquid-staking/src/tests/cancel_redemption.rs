use super::mock::*;
use crate::{Error, Event, Holes, QueueState};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

fn holes() -> Vec<(u128, u128)> {
	let mut holes: Vec<_> = Holes::<Test>::iter()
		.map(|(end, start)| (start, u128::from_be_bytes(end)))
		.collect();
	holes.sort();
	holes
}

fn cancel(who: AccountId, id: u64) {
	assert_ok!(LiquidStaking::cancel_redemption(signed(who), id));
	assert_ok!(LiquidStaking::do_try_state());
}

#[test]
fn cancel_redemption_should_give_the_token_back() {
	run(|| {
		mint(alice(), 1_000);
		let id = redeem(alice(), 600);
		assert_ok!(LiquidStaking::cancel_redemption(signed(alice()), id));
		assert_eq!(tnut(&alice()), 1_000);
		assert_eq!(supply(), 1_000);
		assert_eq!(ledger().queued, 0);
		assert!(events().contains(&Event::RedemptionCancelled {
			who: alice(),
			id,
			amount: 600
		}));
	});
}

#[test]
fn cancel_redemption_should_shorten_the_queue_when_it_is_the_last() {
	run(|| {
		mint(alice(), 1_000);
		redeem(alice(), 100);
		let last = redeem(alice(), 200);
		cancel(alice(), last);
		assert_eq!(QueueState::<Test>::get().end, 100);
		assert_eq!(holes(), vec![]);
		// The id is not used again.
		assert_eq!(redeem(alice(), 200), last + 1);
	});
}

#[test]
fn cancel_redemption_should_join_holes() {
	run(|| {
		mint(alice(), 1_000);
		let ids: Vec<_> = (0..6).map(|_| redeem(alice(), 100)).collect();
		cancel(alice(), ids[1]);
		assert_eq!(holes(), vec![(100, 200)]);
		cancel(alice(), ids[3]);
		assert_eq!(holes(), vec![(100, 200), (300, 400)]);
		cancel(alice(), ids[2]);
		assert_eq!(holes(), vec![(100, 400)]);
		cancel(alice(), ids[5]);
		assert_eq!(holes(), vec![(100, 400)]);
		cancel(alice(), ids[4]);
		assert_eq!((holes(), QueueState::<Test>::get().end), (vec![], 100));
	});
}

#[test]
fn cancel_redemption_should_not_cost_those_behind_anything() {
	run(|| {
		mint(alice(), 100_000);
		mint(bob(), 100_000);
		next_era();
		// The buffer holds 4,000.
		let first = redeem(alice(), 3_000);
		let middle = redeem(alice(), 50_000);
		let last = redeem(bob(), 1_000);
		cancel(alice(), middle);
		next_era();
		assert_eq!(ledger().claims, 4_000);
		assert_ok!(LiquidStaking::claim_redemptions(signed(bob()), 32));
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
		assert_eq!(
			(nut(&alice()), nut(&bob())),
			(ENDOWMENT - 97_000, ENDOWMENT - 99_000)
		);
		assert_eq!((first, last), (0, 2));
		assert_eq!(ledger().claims, 0);
	});
}

#[test]
fn cancel_redemption_should_fail_when_it_is_settled_even_in_part() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		let whole = redeem(alice(), 1_000);
		let part = redeem(alice(), 50_000);
		let untouched = redeem(alice(), 1_000);
		next_era();
		for id in [whole, part] {
			assert_noop!(
				LiquidStaking::cancel_redemption(signed(alice()), id),
				Error::<Test>::AlreadyFinalised
			);
		}
		cancel(alice(), untouched);
	});
}

#[test]
fn cancel_redemption_should_fail_when_unknown_foreign_or_gone() {
	run(|| {
		mint(alice(), 1_000);
		let id = redeem(alice(), 500);
		assert_noop!(
			LiquidStaking::cancel_redemption(signed(alice()), id + 1),
			Error::<Test>::UnknownRequest
		);
		assert_noop!(
			LiquidStaking::cancel_redemption(signed(bob()), id),
			Error::<Test>::UnknownRequest
		);
		cancel(alice(), id);
		assert_noop!(
			LiquidStaking::cancel_redemption(signed(alice()), id),
			Error::<Test>::UnknownRequest
		);
	});
}

#[test]
fn cancel_redemption_should_share_a_later_loss_when_insolvent() {
	run(|| {
		mint(alice(), 50_000);
		mint(bob(), 50_000);
		let id = redeem(alice(), 50_000);
		next_era();
		slash_stash(Perbill::from_percent(50));
		let rate = ledger().rate(supply()).unwrap();
		// The first part of it is settled.
		assert_noop!(
			LiquidStaking::cancel_redemption(signed(alice()), id),
			Error::<Test>::AlreadyFinalised
		);
		let id = redeem(bob(), 10_000);
		cancel(bob(), id);
		assert_eq!(ledger().rate(supply()).unwrap(), rate);
	});
}
