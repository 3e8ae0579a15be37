use super::mock::*;
use crate::{types::*, Error, Event, Pools, Positions, StakingYield};
use frame_support::{assert_noop, assert_ok};

#[test]
fn emergency_unstake_should_return_all_principal_and_give_up_the_rewards() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(bob(), A, 500));
		run_to(20);
		TestYield::release_now(8_000);
		let bobs = Communities::pending(A, bob());
		let unallocated = Communities::pool(A).unwrap().unallocated;
		assert_ok!(emergency(alice(), A));
		assert_eq!(Assets::balance(LST, alice()), RICH);
		assert_eq!(held(LST, &alice()), 0);
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(tokens(&alice()), 0);
		assert!(!Positions::<Test>::contains_key(A, alice()));
		let event = Event::EmergencyUnstaked {
			community: COMMUNITY,
			pool: A,
			account: alice(),
			amount: 500,
			token: 3_000,
			staking_yield: 1_000,
		};
		assert_eq!(events().pop(), Some(event));
		// To nobody, and least of all to those who stay.
		assert_eq!(
			Communities::pool(A).unwrap().unallocated,
			unallocated + 3_000
		);
		assert_eq!(TestYield::forgone(), 1_000);
		assert_eq!(Communities::pending(A, bob()), bobs);
		assert_eq!(StakingYield::<Test>::get().total, 500);
		assert!(!Pools::<Test>::get(A).unwrap().left_unsettled);
	});
}

#[test]
fn emergency_unstake_should_return_principal_when_the_rewards_overflow() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(bob(), A, 500));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		TestYield::release_now(8_000);
		assert_noop!(unstake(alice(), A, 500), Error::<Test>::RewardOverflow);
		assert_ok!(emergency(alice(), A));
		assert_eq!(Assets::balance(LST, alice()), RICH);
		assert!(Pools::<Test>::get(A).unwrap().left_unsettled);
		// The other stream is whole.
		assert_eq!(TestYield::forgone(), 1_000);
		assert_eq!(Communities::pending(A, bob()).staking_yield, 1_000);
		mend_emission(A, acc);
	});
}

#[test]
fn emergency_unstake_should_return_principal_when_the_yield_overflows() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(20);
		let whole = StakingYield::<Test>::get();
		StakingYield::<Test>::mutate(|book| {
			book.stream.accumulator.acc = nutbox_math::rewards::U256::MAX;
		});
		TestYield::release_now(8_000);
		assert_noop!(unstake(alice(), A, 500), Error::<Test>::RewardOverflow);
		assert_ok!(emergency(alice(), A));
		assert_eq!(Assets::balance(LST, alice()), RICH);
		StakingYield::<Test>::mutate(|book| {
			book.stream.accumulator = whole.stream.accumulator;
		});
	});
}

#[test]
fn emergency_unstake_should_work_in_every_state() {
	build_and_execute(|| {
		create_usual();
		for who in [alice(), bob()] {
			assert_ok!(stake(who.clone(), A, 500));
			assert_ok!(stake(who, B, 500));
		}
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_ok!(emergency(alice(), A));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		assert_ok!(emergency(bob(), A));
		run_to(5_000);
		assert_ok!(emergency(alice(), B));
		TestYield::set_forgo_fails(true);
		assert_ok!(emergency(bob(), B));
		assert_eq!(held(LST, &bob()) + held(OTHER, &bob()), 0);
	});
}

#[test]
fn emergency_unstake_should_fail_when_nothing_is_staked() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(emergency(alice(), A), Error::<Test>::NotStaked);
		assert_ok!(stake(alice(), A, 5));
		run_to(20);
		assert_ok!(unstake(alice(), A, 5));
		// Rewards without a stake are not to be given up by mistake.
		assert_noop!(emergency(alice(), A), Error::<Test>::NotStaked);
		assert_eq!(Communities::pending(A, alice()).token, 6_000);
		assert_noop!(emergency(alice(), 99), Error::<Test>::PoolNotFound);
	});
}

#[test]
fn emergency_unstake_should_return_principal_when_the_sum_of_what_is_given_up_overflows() {
	// The books are wrong on purpose, so the invariants are not checked at the end.
	new_test_ext().execute_with(|| {
		let terms = [(100, 1_000_000_000)];
		assert_ok!(create_with(
			steps(&[]),
			0,
			vec![term_pool(OTHER, nutbox_math::PPB, &terms)]
		));
		assert_ok!(stake_term(alice(), A, 5, 0));
		assert_ok!(stake_term(alice(), A, 7, 0));
		crate::TermPositions::<Test>::mutate(A, alice(), |positions| {
			for term in positions.iter_mut() {
				term.position.emission.pending = u128::MAX;
			}
		});
		Pools::<Test>::mutate(A, |pool| {
			let pool = pool.as_mut().unwrap();
			pool.emission.distributed = nutbox_math::rewards::U512::MAX / 2;
		});
		assert_ok!(emergency(alice(), A));
		assert_eq!(held(OTHER, &alice()), 0);
		assert_eq!(Pools::<Test>::get(A).unwrap().total, 0);
	});
}
