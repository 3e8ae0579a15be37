use super::mock::*;
use crate::{types::*, AnnouncedBudgets, Communities as Records, Error, Event, Pools};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::PPB;

#[test]
fn apply_announced_should_settle_everybody_before_it_applies() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		assert_ok!(stake(bob(), B, 10));
		run_to(20);
		TestYield::release_now(4_000);
		let part = |pool, weight, fund| PoolBudget {
			pool,
			weight,
			yield_split: YieldSplit {
				fund,
				stakers: PPB - fund,
			},
		};
		let parts = vec![part(A, 100_000_000, 0), part(B, 700_000_000, PPB)];
		assert_ok!(Communities::announce_weights(
			signed(founder()),
			COMMUNITY,
			200_000_000,
			parts.clone()
		));
		run_to(35);
		let pending = |who, pool| Communities::pending(pool, who);
		let before = (pending(alice(), A), pending(bob(), B));
		let view = Communities::community(COMMUNITY).unwrap();
		assert_ok!(Communities::apply_announced(signed(carol()), COMMUNITY));
		assert_eq!((pending(alice(), A), pending(bob(), B)), before);
		assert_eq!(
			Communities::community(COMMUNITY).unwrap().fund.due,
			view.fund.due
		);
		let old = Budget {
			fund_share: 100_000_000,
			pools: vec![part(A, 600_000_000, 750_000_000), part(B, 300_000_000, 0)]
				.try_into()
				.unwrap(),
		};
		assert_eq!(
			events().last(),
			Some(&Event::WeightsApplied {
				community: COMMUNITY,
				old,
				new: Budget {
					fund_share: 200_000_000,
					pools: parts.try_into().unwrap(),
				},
				free_weight: 0,
			})
		);
		run_to(36);
		TestYield::release_now(4_000);
		let alices = pending(alice(), A);
		assert_eq!(alices.token, before.0.token + 100);
		assert_eq!(alices.staking_yield, 1_000 + 4_000);
		assert_eq!(pending(bob(), B).token, before.1.token + 700);
		assert_eq!(
			Communities::community(COMMUNITY).unwrap().fund.due,
			Payout {
				token: view.fund.due.token + 200,
				staking_yield: 3_000,
			}
		);
	});
}

#[test]
fn apply_announced_should_wait_for_the_notice() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(apply(), Error::<Test>::NothingToApply);
		run_to(5);
		assert_ok!(announce(&[(A, 0), (B, PPB)], 0));
		run_to(14);
		assert_noop!(apply(), Error::<Test>::NothingToApply);
		run_to(15);
		assert_ok!(apply());
		assert!(!AnnouncedBudgets::<Test>::contains_key(COMMUNITY));
		assert_noop!(apply(), Error::<Test>::NothingToApply);
		assert_noop!(
			Communities::apply_announced(signed(alice()), 99),
			Error::<Test>::CommunityNotFound
		);
	});
}

#[test]
fn apply_announced_should_give_nobody_the_weight_of_a_pool_closed_since() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(bob(), B, 10));
		assert_ok!(announce(&[(A, 250_000_000), (B, 750_000_000)], 0));
		run_to(20);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		assert_ok!(Communities::add_pool(
			signed(founder()),
			COMMUNITY,
			pool(LST, 0, 0).kind,
			pool(LST, 0, 0).yield_split
		));
		assert_ok!(apply());
		let record = Records::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(record.free.weight, 250_000_000);
		assert_eq!(Pools::<Test>::get(A).unwrap().weight, 0);
		assert_eq!(Pools::<Test>::get(B).unwrap().weight, 750_000_000);
		assert_eq!(Pools::<Test>::get(B + 1).unwrap().weight, 0);
		// The next announcement gives it away.
		assert_ok!(announce(&[(B, 0), (B + 1, PPB)], 0));
		run_to(40);
		assert_ok!(apply());
		assert_eq!(Records::<Test>::get(COMMUNITY).unwrap().free.weight, 0);
	});
}

#[test]
fn apply_announced_should_work_when_the_ownership_is_renounced_since() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(announce(&[(A, 0), (B, PPB)], 0));
		assert_ok!(Communities::renounce_ownership(
			signed(founder()),
			COMMUNITY
		));
		run_to(20);
		assert_ok!(apply());
		assert_eq!(Pools::<Test>::get(B).unwrap().weight, PPB);
	});
}

#[test]
fn apply_announced_should_go_past_a_broken_pool() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		assert_ok!(stake(bob(), B, 10));
		assert_ok!(announce(&[(A, 100_000_000), (B, 900_000_000)], 0));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_ok!(apply());
		// What it would have earned is nobody's; the others have theirs.
		assert_eq!(Communities::pending(B, bob()).token, 10 * 300);
		mend_emission(A, acc);
		assert_eq!(
			Communities::community(COMMUNITY).unwrap().unallocated,
			10 * 600
		);
		assert_eq!(Communities::pending(A, alice()).token, 0);
		run_to(21);
		assert_eq!(Communities::pending(A, alice()).token, 100);
		assert_eq!(Communities::pending(B, bob()).token, 3_900);
		assert_ok!(unstake(alice(), A, 10));
	});
}

#[test]
fn defect_06_the_share_of_an_idle_pool_is_nobodys_over_a_change_of_weights() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(announce(&[(A, PPB), (B, 0)], 0));
		run_to(20);
		assert_ok!(apply());
		assert_ok!(stake(alice(), A, 1));
		assert_eq!(Communities::pending(A, alice()).token, 0);
		run_to(21);
		assert_eq!(Communities::pending(A, alice()).token, RATE);
		assert_eq!(
			Communities::community(COMMUNITY).unwrap().unallocated,
			10 * 900
		);
	});
}
