use super::mock::*;
use crate::{types::*, Communities as Records, CommunityDeposits, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchResult, TokenError};

fn offer(who: AccountId, to: Option<AccountId>) -> DispatchResult {
	Communities::offer_ownership(signed(who), COMMUNITY, to)
}

fn accept(who: AccountId) -> DispatchResult {
	Communities::accept_ownership(signed(who), COMMUNITY)
}

fn renounce(who: AccountId) -> DispatchResult {
	Communities::renounce_ownership(signed(who), COMMUNITY)
}

fn owner() -> Option<AccountId> {
	Records::<Test>::get(COMMUNITY).unwrap().owner
}

#[test]
fn offer_ownership_should_change_nothing_until_it_is_accepted() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(offer(founder(), Some(alice())));
		assert_eq!(owner(), Some(founder()));
		assert_ok!(offer(founder(), Some(bob())));
		let offered = |old, new| Event::OwnershipOffered {
			community: COMMUNITY,
			owner: founder(),
			old,
			new,
		};
		let events = events();
		assert_eq!(
			events[events.len() - 2..],
			[
				offered(None, Some(alice())),
				offered(Some(alice()), Some(bob()))
			]
		);
		assert_noop!(accept(alice()), Error::<Test>::NotOffered);
		assert_ok!(accept(bob()));
		assert_eq!(owner(), Some(bob()));
	});
}

#[test]
fn offer_ownership_should_be_withdrawn_by_an_offer_to_nobody() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(offer(founder(), Some(alice())));
		assert_ok!(offer(founder(), None));
		assert_noop!(accept(alice()), Error::<Test>::NotOffered);
		assert_eq!(owner(), Some(founder()));
	});
}

#[test]
fn offer_ownership_should_fail_when_the_caller_is_not_the_owner() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(offer(alice(), Some(alice())), Error::<Test>::NotOwner);
		assert_noop!(
			Communities::offer_ownership(signed(alice()), 99, Some(alice())),
			Error::<Test>::CommunityNotFound
		);
		// The built-in community is nobody's.
		assert_noop!(
			Communities::offer_ownership(signed(founder()), 0, Some(alice())),
			Error::<Test>::NotOwner
		);
	});
}

#[test]
fn accept_ownership_should_hand_over_the_rights_and_the_deposit() {
	build_and_execute(|| {
		create_usual();
		let deposit = native_held(CommunityHold::get(), &founder());
		assert!(deposit > 0);
		assert_ok!(offer(founder(), Some(alice())));
		assert_ok!(accept(alice()));
		assert_eq!(native_held(CommunityHold::get(), &founder()), 0);
		assert_eq!(native_held(CommunityHold::get(), &alice()), deposit);
		assert_eq!(
			CommunityDeposits::<Test>::get(COMMUNITY).unwrap().0,
			alice()
		);
		assert_eq!(
			events().last(),
			Some(&Event::OwnershipTransferred {
				community: COMMUNITY,
				old: Some(founder()),
				new: alice(),
			})
		);
		assert_noop!(
			Communities::close_pool(signed(founder()), COMMUNITY, A),
			Error::<Test>::NotOwner
		);
		assert_ok!(Communities::close_pool(signed(alice()), COMMUNITY, A));
		// Once only.
		assert_noop!(accept(alice()), Error::<Test>::NotOffered);
	});
}

#[test]
fn accept_ownership_should_fail_when_the_deposit_is_beyond_the_account() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(offer(founder(), Some(account(252))));
		assert_noop!(accept(account(252)), TokenError::FundsUnavailable);
		assert_noop!(
			Communities::accept_ownership(signed(alice()), 99),
			Error::<Test>::CommunityNotFound
		);
		assert_noop!(
			Communities::accept_ownership(signed(alice()), 0),
			Error::<Test>::NotOffered
		);
	});
}

#[test]
fn renounce_ownership_should_be_for_good() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(offer(founder(), Some(alice())));
		assert_ok!(renounce(founder()));
		assert_eq!(
			events().last(),
			Some(&Event::OwnershipRenounced {
				community: COMMUNITY,
				old: founder(),
			})
		);
		assert_eq!(owner(), None);
		// An open offer falls with it.
		assert_noop!(accept(alice()), Error::<Test>::NotOffered);
		for call in [
			renounce(founder()),
			offer(founder(), Some(founder())),
			Communities::close_pool(signed(founder()), COMMUNITY, A),
			Communities::update_profile(signed(founder()), COMMUNITY, profile("x")),
			Communities::spend(signed(founder()), COMMUNITY, FundAsset::Token, 1, founder()),
		] {
			assert_eq!(call, Err(Error::<Test>::NotOwner.into()));
		}
		// The members' affairs go on.
		run_to(20);
		assert_ok!(stake(bob(), A, 500));
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 6_000);
		assert_ok!(unstake(alice(), A, 500));
	});
}

#[test]
fn renounce_ownership_should_fail_when_the_caller_is_not_the_owner() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(renounce(alice()), Error::<Test>::NotOwner);
	});
}
