//! `release_binding`.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn release_binding_should_end_what_counts_when_the_bound_address_asks() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("mallory", &alice()))).unwrap();
		prove(&steem.include_one(delegate("mallory", 100))).unwrap();
		assert_eq!(held(PositionHold::get(), &alice()), POSITION_DEPOSIT);
		events();
		let done = SteemDelegations::release_binding(signed(alice()), name("mallory")).unwrap();
		assert!(done.actual_weight.is_some());
		assert_eq!(
			events().last(),
			Some(&Event::Released {
				name: name("mallory"),
				account: alice(),
			})
		);
		assert_eq!(stake(pool, &alice()), 0);
		assert_eq!(held(PositionHold::get(), &alice()), 0);
		assert!(SteemDelegations::names_of(alice(), None).is_empty());
		assert_eq!(
			SteemDelegations::binding(name("mallory")).unwrap().account,
			None
		);
		assert_noop!(
			SteemDelegations::sync(signed(bob()), name("mallory"), pool),
			Error::<Test>::NothingToSync
		);
		// A later operation on Steem binds it again.
		prove(&steem.include_one(bind("mallory", &bob()))).unwrap();
		assert_eq!(stake(pool, &bob()), 100);
	});
}

#[test]
fn release_binding_should_fail_when_the_caller_is_not_bound() {
	run(|steem| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		let by = |who, of| SteemDelegations::release_binding(signed(who), name(of));
		assert_noop!(by(bob(), "alice"), Error::<Test>::NotBound);
		assert_noop!(by(alice(), "bob"), Error::<Test>::NotBound);
		assert_ok!(by(alice(), "alice"));
		assert_noop!(by(alice(), "alice"), Error::<Test>::NotBound);
	});
}
