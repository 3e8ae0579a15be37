//! Pools whose stake stays on its own chain.

use super::mock::*;
use crate::{types::*, Error, Event, Positions};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::Balance;
use nutbox_primitives::delegation::{Bounty, DelegatedStake, RewardMark, SourceId};
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

#[test]
fn emergency_unstake_should_drop_the_record_in_every_state() {
	build_and_execute(|| {
		assert_ok!(create());
		let everybody = [alice(), bob(), carol(), founder()];
		let before = everybody.clone().map(|who| native(&who));
		for who in &everybody {
			assert_ok!(prove(who.clone(), 512));
		}
		run_to(20);
		let set_mode = |mode| Communities::set_operating_mode(RuntimeOrigin::root(), mode);
		assert_ok!(set_mode(OperatingMode::ExitsOnly));
		assert_ok!(emergency(alice(), POOL));
		assert_ok!(set_mode(OperatingMode::Normal));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, POOL));
		assert_ok!(emergency(bob(), POOL));
		check_state();
		let acc = acc_of(POOL);
		break_emission(POOL);
		assert_ok!(emergency(carol(), POOL));
		assert_ok!(set_mode(OperatingMode::ExitsOnly));
		assert_ok!(emergency(founder(), POOL));
		for (who, before) in everybody.iter().zip(before) {
			assert!(!Positions::<Test>::contains_key(POOL, who));
			assert_eq!(Communities::delegated(POOL, who), 0);
			assert_eq!((native(who), tokens(who)), (before, tokens(who)));
			assert_noop!(emergency(who.clone(), POOL), Error::<Test>::NotStaked);
		}
		assert_eq!(Communities::pool(POOL).unwrap().total, 0);
		mend_emission(POOL, acc);
	});
}

/// A tenth.
const TENTH: u32 = 100_000_000;

/// What most of them delegate here.
const STAKE: Balance = 256;

/// A share of what [`STAKE`] has earned since the pool was opened.
fn of_all(share: u32) -> Bounty {
	Bounty {
		stake: STAKE,
		since: RewardMark::default(),
		until: mark(),
		share,
	}
}

fn pay(from: AccountId, to: AccountId, bounty: Bounty) -> Balance {
	<Communities as DelegatedStake<_>>::pay_bounty(SOURCE, POOL, &from, &to, bounty)
}

fn pay_bounty(source: SourceId, from: AccountId, to: AccountId, share: u32) -> Balance {
	<Communities as DelegatedStake<_>>::pay_bounty(source, POOL, &from, &to, of_all(share))
}

fn mark() -> RewardMark {
	<Communities as DelegatedStake<AccountId>>::reward_mark(POOL).unwrap()
}

#[test]
fn set_delegated_should_fall_when_the_reward_overflows() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 500));
		assert_ok!(prove(bob(), 500));
		let acc = acc_of(POOL);
		break_emission(POOL);
		run_to(20);
		assert_noop!(prove(alice(), 501), Error::<Test>::RewardOverflow);
		assert_noop!(prove(founder(), 1), Error::<Test>::RewardOverflow);
		assert_ok!(prove(alice(), 400));
		assert_ok!(prove(bob(), 0));
		assert_eq!(Communities::delegated(POOL, &alice()), 400);
		assert_eq!(Communities::delegated(POOL, &bob()), 0);
		let pool = crate::Pools::<Test>::get(POOL).unwrap();
		assert_eq!((pool.total, pool.left_unsettled), (400, true));
		mend_emission(POOL, acc);
	});
}

#[test]
fn delegation_pool_should_name_the_owner_and_the_source() {
	build_and_execute(|| {
		assert_ok!(create());
		let info = Communities::delegation_pool(POOL).unwrap();
		assert_eq!((info.community, info.source), (COMMUNITY, SOURCE));
		assert_eq!((info.owner, info.is_open), (Some(founder()), true));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, POOL));
		assert_ok!(Communities::renounce_ownership(
			signed(founder()),
			COMMUNITY
		));
		let info = Communities::delegation_pool(POOL).unwrap();
		assert_eq!((info.owner, info.is_open), (None, false));
		// Pool 0 is one of tNUT.
		assert_eq!(Communities::delegation_pool(0), None);
		assert_eq!(Communities::delegation_pool(99), None);
	});
}

#[test]
fn pay_bounty_should_pay_a_part_of_what_is_pending_rounded_down() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 256));
		assert_ok!(prove(bob(), 768));
		run_to(20);
		let bobs = Communities::pending(POOL, bob());
		// 2,500 pending; 0.0333 of them are 83.25.
		assert_eq!(pay_bounty(SOURCE, alice(), carol(), 33_300_000), 83);
		assert_eq!(tokens(&carol()), 83);
		assert_eq!(Communities::pending(POOL, alice()).token, 2_417);
		assert_eq!(Communities::pending(POOL, bob()), bobs);
		assert_eq!(
			events().last(),
			Some(&Event::BountyPaid {
				community: COMMUNITY,
				pool: POOL,
				account: alice(),
				to: carol(),
				amount: 83,
			})
		);
		check_state();
		// The stake is as it was, and the rest can be claimed.
		assert_eq!(Communities::delegated(POOL, &alice()), 256);
		assert_ok!(claim(alice(), &[POOL]));
		assert_eq!(tokens(&alice()), 2_417);
	});
}

#[test]
fn pay_bounty_should_leave_what_the_part_has_not_earned() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), STAKE));
		run_to(20);
		// So far all was earned without the rest of the stake.
		let since = mark();
		assert_ok!(prove(alice(), 4 * STAKE));
		let of_the_rest = || Bounty {
			stake: 3 * STAKE,
			since,
			until: mark(),
			share: TENTH,
		};
		assert_eq!(pay(alice(), carol(), of_the_rest()), 0);
		run_to(21);
		// Of the 1,000 of this block three quarters.
		assert_eq!(pay(alice(), carol(), of_the_rest()), 75);
		assert_eq!(Communities::pending(POOL, alice()).token, 10_925);
	});
}

#[test]
fn pay_bounty_should_pay_a_part_of_what_is_pending_when_the_rest_is_claimed() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), STAKE));
		run_to(20);
		assert_ok!(claim(alice(), &[POOL]));
		assert_eq!(pay_bounty(SOURCE, alice(), carol(), TENTH), 0);
		run_to(21);
		assert_eq!(pay_bounty(SOURCE, alice(), carol(), TENTH), 100);
	});
}

#[test]
fn reward_mark_should_rise_with_the_rewards_alone() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_eq!(mark(), RewardMark::default());
		assert_ok!(prove(alice(), STAKE));
		run_to(20);
		let later = mark();
		// 10,000 for 256.
		assert_eq!(
			later.0,
			(nutbox_math::rewards::U256::from(10_000) << 128) / STAKE
		);
		assert_ok!(prove(bob(), 3 * STAKE));
		assert_ok!(claim(alice(), &[POOL]));
		assert_eq!(mark(), later);
		// What is shown is what is written when it counts.
		assert_ok!(prove(alice(), 0));
		assert_eq!(later.0, acc_of(POOL));
	});
}

#[test]
fn reward_mark_should_fail_when_the_pool_is_another_or_in_disorder() {
	build_and_execute(|| {
		assert_ok!(create());
		let mark = <Communities as DelegatedStake<AccountId>>::reward_mark;
		assert_eq!(mark(0), Err(Error::<Test>::WrongPoolKind.into()));
		assert_eq!(mark(99), Err(Error::<Test>::PoolNotFound.into()));
		assert_ok!(prove(alice(), STAKE));
		let acc = acc_of(POOL);
		break_emission(POOL);
		run_to(20);
		assert_eq!(mark(POOL), Err(Error::<Test>::RewardOverflow.into()));
		mend_emission(POOL, acc);
	});
}

#[test]
fn pay_bounty_should_drop_the_record_when_nothing_is_left_of_it() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 256));
		run_to(20);
		assert_ok!(prove(alice(), 0));
		assert_eq!(
			pay_bounty(SOURCE, alice(), carol(), nutbox_math::PPB),
			10_000
		);
		assert!(!Positions::<Test>::contains_key(POOL, alice()));
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(tokens(&carol()), 10_000);
	});
}

#[test]
fn pay_bounty_should_change_nothing_when_there_is_nothing_to_pay() {
	build_and_execute(|| {
		assert_ok!(create());
		assert_ok!(prove(alice(), 256));
		let unchanged = |from: AccountId, to: AccountId, source, share| {
			let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
			assert_eq!(pay_bounty(source, from, to, share), 0);
			assert_eq!(root, sp_io::storage::root(sp_runtime::StateVersion::V1));
		};
		// Nothing is pending yet.
		unchanged(alice(), carol(), SOURCE, TENTH);
		run_to(20);
		unchanged(alice(), carol(), SOURCE, 0);
		unchanged(alice(), carol(), SOURCE, nutbox_math::PPB + 1);
		unchanged(alice(), carol(), SOURCE + 1, TENTH);
		unchanged(alice(), alice(), SOURCE, TENTH);
		unchanged(bob(), carol(), SOURCE, TENTH);
		let pay = <Communities as DelegatedStake<AccountId>>::pay_bounty;
		assert_eq!(pay(SOURCE, 0, &alice(), &carol(), of_all(TENTH)), 0);
		assert_eq!(pay(SOURCE, 99, &alice(), &carol(), of_all(TENTH)), 0);
		// A time that ends before it begins.
		let all = of_all(TENTH);
		let reversed = Bounty {
			since: all.until,
			until: all.since,
			..all
		};
		assert_eq!(pay(SOURCE, POOL, &alice(), &carol(), reversed), 0);
	});
}

#[test]
fn pay_bounty_should_change_nothing_when_the_payment_fails() {
	build_and_execute(|| {
		// An existing token: what is below its minimum balance does not arrive.
		let kind = PoolKind::Delegation { source: SOURCE };
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 1_011, 2)]),
			0,
			vec![pool_of_kind(kind)],
			10
		));
		assert_ok!(Communities::top_up(signed(founder()), COMMUNITY, 1_000));
		assert_ok!(prove(alice(), 256));
		run_to(20);
		assert_eq!(Communities::pending(POOL, alice()).token, 20);
		let stranger = account(77);
		let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
		// A tenth of 20 is below the minimum balance of 10, which the stranger has nothing of.
		assert_eq!(pay_bounty(SOURCE, alice(), stranger.clone(), TENTH), 0);
		assert_eq!(root, sp_io::storage::root(sp_runtime::StateVersion::V1));
		assert_eq!(pay_bounty(SOURCE, alice(), carol(), TENTH), 2);
		assert_eq!(Assets::balance(OTHER, carol()), RICH + 2);
		assert_eq!(Communities::pending(POOL, alice()).token, 18);
	});
}
