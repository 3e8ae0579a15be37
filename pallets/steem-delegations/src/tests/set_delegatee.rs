//! `set_delegatee`.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use nutbox_primitives::delegation::STEEM;
use sp_runtime::TokenError;

#[test]
fn set_delegatee_should_tie_the_pool_when_the_owner_asks() {
	run(|_| {
		let pool = create_pool();
		assert_ok!(tie(pool, HUB));
		let since = START + DELAY;
		assert_eq!(
			events(),
			vec![Event::DelegateeSet {
				community: community_of(pool),
				pool,
				delegatee: name(HUB),
				since,
			}]
		);
		let view = SteemDelegations::delegatee(pool).unwrap();
		assert_eq!((view.name, view.since), (name(HUB), since));
		assert_eq!(view.community, community_of(pool));
		assert_eq!(held(TieHold::get(), &founder()), TIE_DEPOSIT);
	});
}

#[test]
fn set_delegatee_should_keep_the_time_when_the_account_is_watched_already() {
	run(|steem| {
		let (first, second) = (create_pool(), create_pool());
		assert_ok!(tie(first, HUB));
		steem.wait(600);
		assert_ok!(tie(second, HUB));
		assert_eq!(
			SteemDelegations::delegatee(second).unwrap().since,
			START + DELAY
		);
	});
}

#[test]
fn set_delegatee_should_fail_when_the_pool_is_tied_already() {
	run(|_| {
		let pool = create_pool();
		assert_ok!(tie(pool, HUB));
		assert_noop!(tie(pool, HUB), Error::<Test>::AlreadyTied);
		assert_noop!(tie(pool, "another.stake"), Error::<Test>::AlreadyTied);
	});
}

#[test]
fn set_delegatee_should_fail_when_the_name_is_none_of_steem() {
	run(|_| {
		let pool = create_pool();
		for wrong in [
			"",
			"ab",
			"Nut",
			"nut..a",
			"1nut",
			"nut-",
			"nut.st",
			"nut stake",
			"n\u{fc}sse",
		] {
			assert_noop!(tie(pool, wrong), Error::<Test>::InvalidName);
		}
		assert_ok!(tie(pool, "nut"));
	});
}

#[test]
fn set_delegatee_should_fail_when_the_caller_is_not_the_owner() {
	run(|_| {
		let pool = create_pool();
		let by = |who| SteemDelegations::set_delegatee(who, pool, name(HUB));
		assert_noop!(by(signed(alice())), Error::<Test>::NotOwner);
		assert_noop!(by(root()), sp_runtime::DispatchError::BadOrigin);
		assert_ok!(Communities::renounce_ownership(
			signed(founder()),
			community_of(pool)
		));
		assert_noop!(tie(pool, HUB), Error::<Test>::NotOwner);
	});
}

#[test]
fn set_delegatee_should_fail_when_the_pool_is_not_for_delegations_on_steem() {
	run(|_| {
		let foreign = create_pools_from(founder(), STEEM + 1, 1)[0];
		// Pool 0 is one of tNUT; the last one does not exist.
		for pool in [0, foreign, 99] {
			assert_noop!(tie(pool, HUB), Error::<Test>::NotADelegationPool);
		}
	});
}

#[test]
fn set_delegatee_should_fail_when_the_pool_or_the_entrances_are_closed() {
	run(|_| {
		let pool = create_pool();
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::ExitsOnly
		));
		assert_noop!(tie(pool, HUB), Error::<Test>::EntrancesClosed);
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::Normal
		));
		close(pool);
		assert_noop!(tie(pool, HUB), Error::<Test>::PoolClosed);
	});
}

#[test]
fn set_delegatee_should_fail_when_the_account_has_all_its_pools() {
	run(|_| {
		for _ in 0..MAX_POOLS {
			assert_ok!(tie(create_pool(), HUB));
		}
		let last = create_pool();
		assert_noop!(tie(last, HUB), Error::<Test>::TooManyPools);
		assert_ok!(tie(last, "another.stake"));
	});
}

#[test]
fn set_delegatee_should_fail_when_another_pool_of_the_community_is_tied_to_the_account() {
	run(|_| {
		let pools = create_pools_of(founder(), 2);
		assert_ok!(tie(pools[0], HUB));
		assert_noop!(tie(pools[1], HUB), Error::<Test>::TiedByCommunity);
		// When the other one is closed and released, it makes room.
		close(pools[0]);
		assert_noop!(tie(pools[1], HUB), Error::<Test>::TiedByCommunity);
		assert_ok!(SteemDelegations::release_delegatee(signed(bob()), pools[0]));
		assert_ok!(tie(pools[1], HUB));
	});
}

#[test]
fn set_delegatee_should_fail_when_the_deposit_is_beyond_the_owner() {
	run(|_| {
		let pool = create_pool();
		let community = community_of(pool);
		let poor = account(9);
		use frame_support::traits::fungible::Mutate;
		// Enough for the community's record alone.
		assert_ok!(Balances::mint_into(&poor, ED + 1_000));
		let offered = Some(poor.clone());
		assert_ok!(Communities::offer_ownership(
			signed(founder()),
			community,
			offered
		));
		assert_ok!(Communities::accept_ownership(
			signed(poor.clone()),
			community
		));
		assert_noop!(
			SteemDelegations::set_delegatee(signed(poor), pool, name(HUB)),
			TokenError::FundsUnavailable
		);
	});
}
