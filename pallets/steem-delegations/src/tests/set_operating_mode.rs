//! `set_operating_mode`.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn set_operating_mode_should_let_nothing_rise_and_everything_fall_when_only_exits_are_open() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		prove(&steem.include_one(bind("carol", &alice()))).unwrap();
		events();
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::ExitsOnly
		));
		assert_eq!(
			events(),
			vec![Event::OperatingModeSet {
				old: OperatingMode::Normal,
				new: OperatingMode::ExitsOnly,
			}]
		);
		// Recorded, and not counted.
		prove(&steem.include_one(delegate("alice", 150))).unwrap();
		prove(&steem.include_one(delegate("carol", 10))).unwrap();
		assert_eq!(stake(pool, &alice()), 100);
		prove(&steem.include_one(delegate("alice", 80))).unwrap();
		assert_eq!(stake(pool, &alice()), 80);
		// A new address does not begin, but the old one ends.
		prove(&steem.include_one(bind("alice", &bob()))).unwrap();
		assert_eq!((stake(pool, &alice()), stake(pool, &bob())), (0, 0));
		assert_ok!(SteemDelegations::release_binding(
			signed(alice()),
			name("carol")
		));
		check_state();
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::Normal
		));
		assert_ok!(SteemDelegations::sync(
			signed(relayer()),
			name("alice"),
			pool
		));
		assert_eq!((stake(pool, &alice()), stake(pool, &bob())), (0, 80));
	});
}

#[test]
fn set_operating_mode_should_fail_when_the_origin_is_another() {
	run(|_| {
		assert_noop!(
			SteemDelegations::set_operating_mode(signed(alice()), OperatingMode::ExitsOnly),
			DispatchError::BadOrigin
		);
	});
}
