use super::mock::*;
use crate::{types::*, ClaimPermissions, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchResult, TokenError};

fn claim_for(who: AccountId, account: AccountId, pools: &[u32]) -> DispatchResult {
	Communities::claim_for(signed(who), account, COMMUNITY, pools.to_vec())
}

fn permit(who: AccountId, allowed: bool) -> DispatchResult {
	Communities::set_claim_permission(signed(who), allowed)
}

#[test]
fn claim_for_should_pay_to_that_body_only_when_it_opted_in() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(permit(alice(), true));
		run_to(20);
		TestYield::release_now(10_000);
		let (before, bobs) = (native(&alice()), native(&bob()));
		assert_ok!(claim_for(bob(), alice(), &[A]));
		assert_eq!((tokens(&alice()), tokens(&bob())), (6_000, 0));
		assert_eq!((native(&alice()), native(&bob())), (before + 2_500, bobs));
		assert!(events().contains(&Event::Claimed {
			community: COMMUNITY,
			pool: A,
			account: alice(),
			token: 6_000,
			staking_yield: 2_500,
		}));
		assert_eq!(Communities::pending(A, alice()), Payout::default());
	});
}

#[test]
fn claim_for_should_fail_when_the_account_has_not_opted_in() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(20);
		assert_noop!(
			claim_for(bob(), alice(), &[A]),
			Error::<Test>::ClaimNotPermitted
		);
		assert_ok!(permit(alice(), true));
		assert_ok!(permit(alice(), false));
		assert_noop!(
			claim_for(bob(), alice(), &[A]),
			Error::<Test>::ClaimNotPermitted
		);
		// The caller's own permission says nothing of others.
		assert_ok!(permit(bob(), true));
		assert_noop!(
			claim_for(bob(), alice(), &[A]),
			Error::<Test>::ClaimNotPermitted
		);
	});
}

#[test]
fn claim_for_should_refuse_the_same_lists_as_claim() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(permit(alice(), true));
		assert_noop!(
			claim_for(bob(), alice(), &[A, A]),
			Error::<Test>::DuplicatePool
		);
		assert_noop!(
			claim_for(bob(), alice(), &[A; 17]),
			Error::<Test>::TooManyPools
		);
		assert_noop!(claim_for(bob(), alice(), &[A, B]), Error::<Test>::NotStaked);
		assert_noop!(claim_for(bob(), alice(), &[0]), Error::<Test>::PoolNotFound);
	});
}

#[test]
fn claim_for_should_work_when_the_entrances_are_closed() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(permit(alice(), true));
		run_to(20);
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_ok!(claim_for(bob(), alice(), &[A]));
		assert_eq!(tokens(&alice()), 6_000);
	});
}

#[test]
fn set_claim_permission_should_hold_a_deposit_as_long_as_it_is_given() {
	build_and_execute(|| {
		assert_ok!(permit(alice(), true));
		assert_eq!(native_held(PositionHold::get(), &alice()), 50);
		let set = |old, new| Event::ClaimPermissionSet {
			account: alice(),
			old,
			new,
		};
		assert_eq!(events().last(), Some(&set(false, true)));
		// Twice the same costs nothing more.
		assert_ok!(permit(alice(), true));
		assert_eq!(events().last(), Some(&set(true, true)));
		assert_eq!(native_held(PositionHold::get(), &alice()), 50);
		assert_ok!(permit(alice(), false));
		assert_eq!(events().last(), Some(&set(true, false)));
		assert_eq!(native_held(PositionHold::get(), &alice()), 0);
		assert!(!ClaimPermissions::<Test>::contains_key(alice()));
		assert_ok!(permit(alice(), false));
	});
}

#[test]
fn set_claim_permission_should_fail_when_the_deposit_is_beyond_the_account() {
	build_and_execute(|| {
		assert_noop!(permit(pauper(), true), TokenError::FundsUnavailable);
	});
}
