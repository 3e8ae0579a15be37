//! What the invariants refuse: states that no sequence of calls leads to.

use super::mock::*;
use frame_support::{
	assert_ok,
	traits::{fungibles::MutateHold as _, tokens::Precision},
};

fn finding() -> Option<&'static str> {
	match Communities::do_try_state() {
		Ok(()) => None,
		Err(error) => Some(error.into()),
	}
}

#[test]
fn try_state_should_fail_when_something_is_held_and_nothing_is_staked() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		let reason = StakedHold::get();
		for (asset, who) in [(OTHER, alice()), (OTHER, pauper()), (LST, bob())] {
			assert_eq!(finding(), None);
			assert_ok!(AssetsHolder::hold(asset, &reason, &who, 1));
			assert_eq!(finding(), Some("something is held and nothing is staked"));
			assert_ok!(AssetsHolder::release(
				asset,
				&reason,
				&who,
				1,
				Precision::Exact
			));
		}
	});
}

#[test]
fn try_state_should_fail_when_less_or_more_is_held_than_staked() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(alice(), 0, 70));
		let reason = StakedHold::get();
		assert_ok!(AssetsHolder::hold(LST, &reason, &alice(), 1));
		assert_eq!(finding(), Some("what is held is not what is staked"));
		let release = |amount| {
			AssetsHolder::release(LST, &reason, &alice(), amount, Precision::Exact).map(|_| ())
		};
		assert_ok!(release(2));
		assert_eq!(finding(), Some("what is held is not what is staked"));
		assert_ok!(AssetsHolder::hold(LST, &reason, &alice(), 1));
		assert_eq!(finding(), None);
		// Nothing at all.
		assert_ok!(release(570));
		assert_eq!(finding(), Some("what is held is not what is staked"));
		assert_ok!(AssetsHolder::hold(LST, &reason, &alice(), 570));
	});
}

#[test]
fn try_state_should_fail_when_a_stake_has_gone_and_its_hold_has_not() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(alice(), B, 500));
		// As if a call had removed the position of the one pool and forgotten the hold.
		let position = crate::Positions::<Test>::take(B, alice());
		crate::Pools::<Test>::mutate(B, |pool| {
			let pool = pool.as_mut().unwrap();
			(pool.total, pool.shares) = (0, 0);
		});
		assert_eq!(finding(), Some("something is held and nothing is staked"));
		crate::Positions::<Test>::insert(B, alice(), position.unwrap());
		crate::Pools::<Test>::mutate(B, |pool| {
			let pool = pool.as_mut().unwrap();
			(pool.total, pool.shares) = (500, 500);
		});
	});
}
