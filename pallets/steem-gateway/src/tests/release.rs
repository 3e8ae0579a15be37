//! `release`, and the daily cap.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_ok, dispatch::Pays, traits::Hooks, weights::Weight};
use nutbox_primitives::{Balance, STEEM_ASSET};
use sp_runtime::DispatchError;

fn release(limit: u32) -> Result<Pays, DispatchError> {
	outcome(Gateway::release(signed(bob()), limit))
}

/// To the beginning of the next day.
fn next_day(steem: &mut Rehearsal) {
	let now = u64::from(steem.time);
	pass(steem, 86_400 - now % 86_400);
}

/// Deposits of a day and a half, and two of one.
fn fill(steem: &mut Rehearsal) {
	for (who, amount) in [(1, 1_500_000), (2, 1_000_000), (3, 1_000_000)] {
		fund(steem, &account(who), amount);
	}
	assert_eq!(balances(), [1_000_000, 0, 0]);
}

fn balances() -> [Balance; 3] {
	[1, 2, 3].map(|n| tsteem(&account(n)))
}

#[test]
fn release_should_mint_in_the_order_of_the_proofs_and_up_to_the_cap() {
	run(|steem| {
		fill(steem);
		refused(|| release(10), Error::<Test>::NothingToRelease);
		next_day(steem);
		assert_eq!(release(10), Ok(Pays::No));
		assert_eq!(balances(), [1_500_000, 500_000, 0]);
		refused(|| release(10), Error::<Test>::NothingToRelease);
		next_day(steem);
		assert_ok!(release(10));
		assert_eq!(balances(), [1_500_000, 1_000_000, 500_000]);
		next_day(steem);
		assert_ok!(release(10));
		assert_eq!(balances(), [1_500_000, 1_000_000, 1_000_000]);
		let status = Gateway::status();
		assert_eq!((status.delayed, status.totals.delayed), (0, 0));
		refused(|| release(10), Error::<Test>::NothingToRelease);
		// Nobody waits: the rest of the day is for who comes.
		fund(steem, &bob(), 500_000);
		assert_eq!(balances(), [1_500_000, 1_500_000, 1_000_000]);
	});
}

#[test]
fn release_should_look_at_no_more_than_asked_for() {
	run(|steem| {
		fund(steem, &alice(), 1_000_000);
		for n in 1..=3 {
			fund(steem, &account(10 + n), 10);
		}
		next_day(steem);
		refused(|| release(0), Error::<Test>::NothingToRelease);
		assert_ok!(release(1));
		assert_eq!(Gateway::status().delayed, 2);
		assert_ok!(release(u32::MAX));
		assert_eq!(Gateway::status().delayed, 0);
	});
}

#[test]
fn release_should_work_in_every_mode() {
	run(|steem| {
		fill(steem);
		for mode in [OperatingMode::DepositsClosed, OperatingMode::Halted] {
			assert_ok!(Gateway::set_operating_mode(root(), mode));
			next_day(steem);
			assert_ok!(release(10));
		}
		assert_eq!(balances(), [1_500_000, 1_000_000, 500_000]);
	});
}

#[test]
fn release_should_pass_one_who_cannot_receive_and_refund_it() {
	run(|steem| {
		fund(steem, &bob(), 100);
		let owner = signed(Gateway::account_id());
		assert_ok!(Assets::block(owner, STEEM_ASSET, bob()));
		fund(steem, &alice(), 999_900);
		fund(steem, &bob(), 5_000);
		fund(steem, &account(3), 6_000);
		next_day(steem);
		events();
		assert_ok!(release(10));
		assert_eq!(balances(), [999_900, 100, 6_000]);
		assert_eq!(open(0).amount, 5_000);
		assert!(events()
			.iter()
			.any(|event| matches!(event, Event::RefundOpened { block: None, .. })));
	});
}

#[test]
fn release_should_fail_when_nothing_is_configured() {
	run_bare(|_| refused(|| release(1), Error::<Test>::NothingToRelease));
}

#[test]
fn on_idle_should_release_within_its_weight() {
	run(|steem| {
		fill(steem);
		next_day(steem);
		assert_eq!(Gateway::on_idle(1, Weight::zero()), Weight::zero());
		let small = Weight::from_parts(100_000_000, u64::MAX);
		assert!(Gateway::on_idle(1, small).all_lte(small));
		assert_eq!(balances(), [1_000_000, 0, 0]);
		let much = Weight::MAX;
		assert!(Gateway::on_idle(1, much).all_lte(much));
		assert_eq!(balances(), [1_500_000, 500_000, 0]);
		next_day(steem);
		Gateway::on_idle(1, much);
		assert_eq!(balances(), [1_500_000, 1_000_000, 500_000]);
	});
}

#[test]
fn the_cap_should_hold_when_governance_lowers_it() {
	run(|steem| {
		fund(steem, &alice(), 900_000);
		let lower = Parameters {
			daily_cap: 500_000,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), lower));
		assert_eq!(Gateway::status().cap_left, 0);
		fund(steem, &bob(), 10);
		assert_eq!(tsteem(&bob()), 0);
		next_day(steem);
		assert_ok!(release(1));
		assert_eq!(Gateway::status().cap_left, 499_990);
	});
}
