//! What the invariants refuse: states that no sequence of calls leads to.

use super::mock::*;
use crate::{
	types::{Position, YieldBook},
	CommunityDeposits, Emissions, PoolDeposits, Pools, Positions, Profiles, StakingYield,
};
use frame_support::{
	assert_ok,
	traits::{fungibles::MutateHold as _, tokens::Precision},
};
use nutbox_math::PPB;
use nutbox_primitives::yield_stream::YieldStream;
use sp_runtime::{DispatchError, TransactionOutcome};

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

#[test]
fn try_state_should_fail_when_a_pool_with_terms_has_a_position_without_one() {
	build_and_execute(|| {
		let terms = [(10, 1_000_000_000)];
		assert_ok!(create_with(
			steps(&[]),
			0,
			vec![pool(OTHER, PPB, 0), term_pool(OTHER, 0, &terms)]
		));
		assert_ok!(stake(alice(), 1, 5));
		assert_ok!(unstake(alice(), 1, 5));
		assert_eq!(finding(), None);
		// Nothing staked, so that no sum shows it.
		let pool = Pools::<Test>::get(2).unwrap();
		let mut stray = Position::new(&pool, None);
		stray.emission.pending = 7;
		Positions::<Test>::insert(2, alice(), stray);
		let wrong = "a position without a term is in no pool without terms";
		assert_eq!(finding(), Some(wrong));
		let stray = Positions::<Test>::take(2, alice()).unwrap();
		Positions::<Test>::insert(99, alice(), stray);
		assert_eq!(finding(), Some(wrong));
		Positions::<Test>::remove(99, alice());
	});
}

#[test]
fn try_state_should_fail_when_a_community_has_no_emission_or_profile_or_they_no_community() {
	build_and_execute(|| {
		create_usual();
		let emission = Emissions::<Test>::take(COMMUNITY);
		assert_eq!(finding(), Some("a community has no emission"));
		let stray = "a profile or an emission is of no community";
		Emissions::<Test>::insert(COMMUNITY, &emission);
		Emissions::<Test>::insert(COMMUNITY + 1, &emission);
		assert_eq!(finding(), Some(stray));
		Emissions::<Test>::remove(COMMUNITY + 1);
		let profile = Profiles::<Test>::take(COMMUNITY).unwrap();
		assert_eq!(finding(), Some("a community has no profile"));
		Profiles::<Test>::insert(COMMUNITY, &profile);
		Profiles::<Test>::insert(COMMUNITY + 1, &profile);
		assert_eq!(finding(), Some(stray));
		Profiles::<Test>::remove(COMMUNITY + 1);
	});
}

#[test]
fn try_state_should_fail_when_nobody_has_paid_for_a_record() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		// A closed pool's record stays, and so does its deposit.
		for pool in [A, B] {
			let deposit = PoolDeposits::<Test>::take(pool).unwrap();
			assert_eq!(finding(), Some("nobody has paid for a pool"));
			PoolDeposits::<Test>::insert(pool, deposit);
			assert_eq!(finding(), None);
		}
		let deposit = CommunityDeposits::<Test>::take(COMMUNITY).unwrap();
		assert_eq!(finding(), Some("nobody has paid for a community"));
		CommunityDeposits::<Test>::insert(COMMUNITY, deposit);
	});
}

#[test]
fn try_state_should_fail_when_the_yield_that_is_owed_is_not_what_its_stream_has() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(stake(bob(), 0, 5));
		TestYield::release_now(8_000);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(finding(), None);
		let wrong = Some("the yield that is owed is not what its stream has");
		// Paid, and not written down; or written down, and never released.
		let unnoted = || {
			frame_support::storage::with_transaction(|| {
				assert_ok!(TestYield::pay(&alice(), 1));
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(finding()))
			})
		};
		assert_eq!(unnoted(), Ok(wrong));
		let with = |change: fn(&mut YieldBook)| {
			let book = StakingYield::<Test>::get();
			StakingYield::<Test>::mutate(change);
			let found = finding();
			StakingYield::<Test>::put(book);
			found
		};
		assert_eq!(with(|book| book.to_forgo += 1), wrong);
		assert_eq!(
			with(|book| {
				book.seen += 8_000;
				book.idle += 8_000;
				book.to_forgo += 8_000;
			}),
			Some("the books are ahead of the released yield")
		);
		assert_eq!(finding(), None);
	});
}
