use super::mock::*;
use crate::{types::*, Communities as Records, Error, Event, Pools};
use frame_support::{assert_noop, assert_ok};

fn close(who: AccountId, pool: u32) -> sp_runtime::DispatchResult {
	Communities::close_pool(signed(who), COMMUNITY, pool)
}

#[test]
fn close_pool_should_stop_its_emission_and_keep_what_is_earned() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(stake(alice(), B, 5));
		run_to(20);
		assert_ok!(close(founder(), A));
		let event = Event::PoolClosed {
			community: COMMUNITY,
			pool: A,
			freed_weight: 600_000_000,
		};
		assert_eq!(events().pop(), Some(event));
		let record = Records::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(record.open_pools.to_vec(), vec![B]);
		assert_eq!(record.free.weight, 600_000_000);
		assert_eq!(Pools::<Test>::get(A).unwrap().status, PoolStatus::Closed);
		run_to(120);
		assert_eq!(Communities::pending(A, alice()).token, 6_000);
		assert_eq!(Communities::pending(B, alice()).token, 110 * 300);
		let view = Communities::community(COMMUNITY).unwrap();
		assert_eq!(view.unallocated, 100 * 600);
		assert_eq!(view.closed_pools, vec![A]);
		assert_ok!(claim(alice(), &[A]));
		assert_ok!(unstake(alice(), A, 5));
		assert_eq!(tokens(&alice()), 6_000);
	});
}

#[test]
fn close_pool_should_leave_the_staking_yield_to_those_who_stay() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(close(founder(), A));
		TestYield::release_now(4_000);
		assert_eq!(Communities::pending(A, alice()).staking_yield, 1_000);
	});
}

#[test]
fn close_pool_should_keep_the_budget_whole_when_all_are_closed() {
	build_and_execute(|| {
		create_usual();
		run_to(15);
		assert_ok!(close(founder(), A));
		run_to(16);
		assert_ok!(close(founder(), B));
		let record = Records::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(
			(record.fund.weight, record.free.weight),
			(100_000_000, 900_000_000)
		);
		run_to(2_000);
	});
}

#[test]
fn close_pool_should_fail_when_it_is_closed() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(close(founder(), A));
		assert_noop!(close(founder(), A), Error::<Test>::PoolClosed);
	});
}

#[test]
fn close_pool_should_fail_when_not_signed_by_the_owner() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(close(alice(), A), Error::<Test>::NotOwner);
		assert_noop!(
			Communities::close_pool(signed(founder()), 0, 0),
			Error::<Test>::NotOwner
		);
	});
}

#[test]
fn close_pool_should_fail_when_the_pool_is_foreign() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(close(founder(), 0), Error::<Test>::PoolNotFound);
		assert_noop!(close(founder(), 99), Error::<Test>::PoolNotFound);
	});
}

#[test]
fn close_pool_should_close_a_broken_pool_whose_unsettled_emission_is_nobodys() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		mend_emission(A, acc);
		assert_eq!(Communities::pool(A).unwrap().unallocated, 10 * 600);
		assert_ok!(unstake(alice(), A, 5));
	});
}
