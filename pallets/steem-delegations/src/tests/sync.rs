//! `sync`.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};

fn sync(delegator: &str, pool: u32) -> sp_runtime::DispatchResult {
	SteemDelegations::sync(signed(bob()), name(delegator), pool)
}

#[test]
fn sync_should_count_an_old_delegation_when_a_pool_is_tied_later() {
	run_tied(|steem, _| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let later = create_pool();
		assert_noop!(sync("alice", later), Error::<Test>::NothingToSync);
		assert_ok!(tie(later, HUB));
		assert_eq!(SteemDelegations::pending_syncs(name("alice")), vec![later]);
		assert_eq!(
			SteemDelegations::all_pending_syncs(None),
			(None, vec![(name("alice"), later)])
		);
		assert_ok!(sync("alice", later));
		assert_eq!(stake(later, &alice()), 100);
		assert_noop!(sync("alice", later), Error::<Test>::NothingToSync);
	});
}

#[test]
fn sync_should_fail_with_the_reason_when_the_stake_still_cannot_rise() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::ExitsOnly
		));
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		assert_noop!(sync("alice", pool), Error::<Test>::EntrancesClosed);
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::Normal
		));
		// The other pallet's entrances.
		let mode = pallet_communities::types::OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(root(), mode));
		assert_noop!(
			sync("alice", pool),
			pallet_communities::Error::<Test>::EntrancesClosed
		);
		let mode = pallet_communities::types::OperatingMode::Normal;
		assert_ok!(Communities::set_operating_mode(root(), mode));
		assert_ok!(sync("alice", pool));
		assert_eq!(stake(pool, &alice()), 100);
	});
}

#[test]
fn sync_should_bring_a_member_back_only_when_the_member_asks() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let community = community_of(pool);
		assert_ok!(Communities::emergency_unstake(
			signed(alice()),
			community,
			pool
		));
		assert!(SteemDelegations::pending_syncs(name("alice")).is_empty());
		assert_noop!(sync("alice", pool), Error::<Test>::NothingToSync);
		assert_ok!(SteemDelegations::sync(signed(alice()), name("alice"), pool));
		assert_eq!(stake(pool, &alice()), 100);
		assert_noop!(
			SteemDelegations::sync(signed(alice()), name("alice"), pool),
			Error::<Test>::NothingToSync
		);
	});
}

#[test]
fn sync_should_fail_when_nothing_is_known() {
	run_tied(|_, pool| {
		assert_noop!(sync("alice", pool), Error::<Test>::NothingToSync);
		assert_noop!(sync("alice", 99), Error::<Test>::NothingToSync);
	});
}
