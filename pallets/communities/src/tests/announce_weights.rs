use super::mock::*;
use crate::{types::*, AnnouncedBudgets, Error, Event};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::PPB;

#[test]
fn announce_weights_should_change_nothing_before_it_is_applied() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		run_to(20);
		assert_ok!(announce(&[(A, 0), (B, PPB)], 0));
		run_to(200);
		assert_eq!(Communities::pending(A, alice()).token, 190 * 600);
		let view = Communities::community(COMMUNITY).unwrap();
		let announced = view.next_budget.unwrap();
		assert_eq!(announced.effective, 30);
		assert_eq!(announced.budget.fund_share, 0);
	});
}

#[test]
fn announce_weights_should_replace_what_is_announced_and_start_the_notice_anew() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(announce(&[(A, 0), (B, PPB)], 0));
		let old = AnnouncedBudgets::<Test>::get(COMMUNITY);
		run_to(10);
		assert_ok!(announce(&[(B, 0), (A, PPB - 1)], 1));
		let new = AnnouncedBudgets::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(new.effective, 20);
		assert_eq!(
			events().last(),
			Some(&Event::WeightsAnnounced {
				community: COMMUNITY,
				old,
				new,
			})
		);
		run_to(11);
		assert_noop!(apply(), Error::<Test>::NothingToApply);
	});
}

#[test]
fn announce_weights_should_fail_when_the_budget_is_not_whole() {
	build_and_execute(|| {
		create_usual();
		for (a, b, fund) in [
			(0, 0, 0),
			(PPB, 0, 1),
			(PPB - 1, 0, 0),
			(u32::MAX, u32::MAX, u32::MAX),
		] {
			assert_noop!(
				announce(&[(A, a), (B, b)], fund),
				Error::<Test>::BudgetNotWhole
			);
		}
		assert_ok!(announce(&[(A, PPB - 2), (B, 1)], 1));
		assert_ok!(announce(&[(A, 0), (B, 0)], PPB));
	});
}

#[test]
fn announce_weights_should_fail_when_a_split_is_not_whole() {
	build_and_execute(|| {
		create_usual();
		let part = |pool, weight, fund| PoolBudget {
			pool,
			weight,
			yield_split: YieldSplit {
				fund,
				stakers: PPB - 1,
			},
		};
		assert_noop!(
			Communities::announce_weights(
				signed(founder()),
				COMMUNITY,
				0,
				vec![part(A, PPB, 1), part(B, 0, 2)]
			),
			Error::<Test>::YieldSplitNotWhole
		);
	});
}

#[test]
fn defect_04_a_budget_with_a_pool_twice_or_omitted_is_refused() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(
			announce(&[(A, PPB / 2), (A, PPB / 2)], 0),
			Error::<Test>::DuplicatePool
		);
		assert_noop!(announce(&[(A, PPB)], 0), Error::<Test>::PoolMissing);
		assert_noop!(announce(&[], PPB), Error::<Test>::PoolMissing);
		assert_noop!(
			announce(&[(A, PPB), (B, 0), (0, 0)], 0),
			Error::<Test>::PoolNotFound
		);
		assert_noop!(
			announce(&[(A, PPB), (B, 0), (99, 0)], 0),
			Error::<Test>::PoolNotFound
		);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, B));
		assert_noop!(announce(&[(A, PPB), (B, 0)], 0), Error::<Test>::PoolClosed);
		assert_ok!(announce(&[(A, PPB)], 0));
	});
}

#[test]
fn announce_weights_should_fail_when_there_are_too_many_pools() {
	build_and_execute(|| {
		create_usual();
		let many: Vec<_> = (1..=33).map(|id| (id, 0)).collect();
		assert_noop!(announce(&many, PPB), Error::<Test>::TooManyPools);
	});
}

#[test]
fn announce_weights_should_fail_when_the_caller_is_not_the_owner() {
	build_and_execute(|| {
		create_usual();
		let call = |who, id| Communities::announce_weights(signed(who), id, PPB, vec![]);
		assert_noop!(call(alice(), COMMUNITY), Error::<Test>::NotOwner);
		assert_noop!(call(founder(), 0), Error::<Test>::NotOwner);
		assert_noop!(call(founder(), 9), Error::<Test>::CommunityNotFound);
	});
}
