//! `release_delegatee`.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn release_delegatee_should_give_the_deposit_back_when_the_pool_is_closed() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		close(pool);
		events();
		assert_ok!(SteemDelegations::release_delegatee(signed(bob()), pool));
		assert_eq!(
			events(),
			vec![Event::DelegateeReleased {
				community: community_of(pool),
				pool,
				delegatee: name(HUB),
			}]
		);
		assert_eq!(held(TieHold::get(), &founder()), 0);
		assert_eq!(SteemDelegations::delegatee(pool), None);
		assert!(SteemDelegations::delegatees(None).is_empty());
		check_state();
		// What is left in the pool earns nothing, and anybody can take it out.
		assert_eq!(stake(pool, &alice()), 100);
		assert_ok!(SteemDelegations::sync(signed(bob()), name("alice"), pool));
		assert_eq!(stake(pool, &alice()), 0);
		assert_noop!(
			SteemDelegations::sync(signed(bob()), name("alice"), pool),
			Error::<Test>::NothingToSync
		);
		// A delegation is still seen to end, and nothing else.
		let ended = steem.include(vec![delegate("alice", 0), delegate("bob", 0)]);
		assert_ok!(prove(&ended[0]));
		assert_eq!(refused(&ended[1]), Error::<Test>::NotWatched.into());
	});
}

#[test]
fn release_delegatee_should_fail_when_the_pool_is_open_or_not_tied() {
	run_tied(|_, pool| {
		let release = |pool| SteemDelegations::release_delegatee(signed(bob()), pool);
		assert_noop!(release(pool), Error::<Test>::PoolOpen);
		let other = create_pool();
		assert_noop!(release(other), Error::<Test>::NotTied);
		close(pool);
		assert_ok!(release(pool));
		assert_noop!(release(pool), Error::<Test>::NotTied);
	});
}

#[test]
fn release_delegatee_should_have_old_delegations_count_no_more_when_the_account_is_watched_again() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		close(pool);
		assert_ok!(SteemDelegations::release_delegatee(signed(bob()), pool));
		// While nobody looked, alice may have taken everything back.
		steem.wait(3_000);
		let again = create_pool();
		assert_ok!(tie(again, HUB));
		assert_noop!(
			SteemDelegations::sync(signed(bob()), name("alice"), again),
			Error::<Test>::NothingToSync
		);
		assert_eq!(stake(again, &alice()), 0);
		steem.wait(DELAY);
		prove(&steem.include_one(delegate("alice", 70))).unwrap();
		assert_eq!(stake(again, &alice()), 70);
	});
}
