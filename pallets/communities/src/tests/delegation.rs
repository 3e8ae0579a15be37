//! Pools whose stake stays on its own chain.

use super::mock::*;
use crate::{types::*, Error, Event, Positions};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::Balance;
use nutbox_primitives::delegation::{DelegatedStake, SourceId};
use sp_runtime::{DispatchResult, TokenError};

const POOL: u32 = 1;

fn create() -> DispatchResult {
	create_of(SOURCE)
}

fn create_of(source: SourceId) -> DispatchResult {
	let kind = PoolKind::Delegation { source };
	create_with(steps(&[(11, 1_011, RATE)]), 0, vec![pool_of_kind(kind)])
}

/// What the pallet that proves stake of [`SOURCE`] does.
fn prove(who: AccountId, amount: Balance) -> DispatchResult {
	<Communities as DelegatedStake<_>>::set_delegated(SOURCE, POOL, &who, amount)
}

#[test]
fn set_delegated_should_earn_by_what_is_proved() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 256));
		assert_ok!(prove(bob(), 768));
		run_to(20);
		assert_eq!(Communities::pending(POOL, alice()).token, 2_500);
		assert_ok!(prove(alice(), 768));
		assert_eq!(
			events().last(),
			Some(&Event::DelegationSet {
				community: COMMUNITY,
				pool: POOL,
				account: alice(),
				source: SOURCE,
				old: 256,
				new: 768,
			})
		);
		assert_ok!(prove(bob(), 256));
		run_to(30);
		assert_eq!(Communities::pending(POOL, alice()).token, 2_500 + 7_500);
		assert_eq!(Communities::pending(POOL, bob()).token, 7_500 + 2_500);
		assert_ok!(claim(alice(), &[POOL]));
		assert_eq!(tokens(&alice()), 10_000);
		assert_eq!(Communities::delegated(POOL, &alice()), 768);
		// Nothing of anybody's is held but the deposit.
		assert_eq!(held(OTHER, &alice()), 0);
		assert_eq!(native_held(PositionHold::get(), &alice()), 50);
	});
}

#[test]
fn set_delegated_should_keep_the_rewards_when_nothing_is_delegated_any_more() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 512));
		run_to(20);
		assert_ok!(prove(alice(), 0));
		run_to(30);
		assert_eq!(Communities::pending(POOL, alice()).token, 10_000);
		assert_ok!(claim(alice(), &[POOL]));
		assert!(!Positions::<Test>::contains_key(POOL, alice()));
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(Communities::pool(POOL).unwrap().unallocated, 10_000);
	});
}

#[test]
fn set_delegated_should_do_nothing_when_nothing_changes() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 0));
		assert!(!Positions::<Test>::contains_key(POOL, alice()));
		assert_ok!(prove(alice(), 5));
		System::reset_events();
		assert_ok!(prove(alice(), 5));
		assert!(events().is_empty());
	});
}

#[test]
fn set_delegated_should_only_fall_when_the_pool_or_the_entrances_are_closed() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 5));
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_noop!(prove(alice(), 6), Error::<Test>::EntrancesClosed);
		assert_ok!(prove(alice(), 4));
		let mode = OperatingMode::Normal;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, POOL));
		assert_noop!(prove(alice(), 5), Error::<Test>::PoolClosed);
		assert_noop!(prove(bob(), 1), Error::<Test>::PoolClosed);
		assert_ok!(prove(alice(), 0));
	});
}

#[test]
fn defect_29_only_the_source_of_the_pool_makes_stake() {
	build_and_execute(|| {
		assert_ok!(create());
		let set = <Communities as DelegatedStake<AccountId>>::set_delegated;
		assert_noop!(
			set(SOURCE + 1, POOL, &alice(), 5),
			Error::<Test>::WrongSource
		);
		assert_noop!(set(SOURCE, 0, &alice(), 5), Error::<Test>::WrongPoolKind);
		assert_noop!(set(SOURCE, 99, &alice(), 5), Error::<Test>::PoolNotFound);
		assert_eq!(Communities::delegated(0, &alice()), 0);
		// Nobody stakes there by a call, and no pool is of a source that nobody proves.
		assert_noop!(stake(alice(), POOL, 5), Error::<Test>::WrongPoolKind);
		assert_noop!(unstake(alice(), POOL, 5), Error::<Test>::WrongPoolKind);
		assert_noop!(
			stake_term(alice(), POOL, 5, 0),
			Error::<Test>::WrongPoolKind
		);
		assert_noop!(create_of(99), Error::<Test>::SourceNotFound);
	});
}

#[test]
fn set_delegated_should_fail_when_the_deposit_is_beyond_the_member() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_noop!(prove(pauper(), 5), TokenError::FundsUnavailable);
	});
}

#[test]
fn emergency_unstake_should_drop_the_record_and_hold_nothing() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 512));
		assert_ok!(prove(bob(), 512));
		run_to(20);
		let bobs = Communities::pending(POOL, bob());
		assert_ok!(emergency(alice(), POOL));
		assert_eq!(Communities::pending(POOL, bob()), bobs);
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(Communities::delegated(POOL, &alice()), 0);
		// The next proof counts anew.
		assert_ok!(prove(alice(), 512));
		assert_eq!(Communities::pending(POOL, alice()).token, 0);
	});
}
