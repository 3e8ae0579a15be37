//! `bond`, `unbond` and `set_custodians`.

use super::mock::*;
use crate::{types::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::Pays, traits::fungible::InspectHold};
use sp_runtime::DispatchError;

fn held(n: usize) -> u128 {
	Balances::balance_on_hold(&HoldReason::CustodianBond.into(), &custodian(n))
}

fn unbond(n: usize) -> Result<Pays, DispatchError> {
	Gateway::unbond(signed(custodian(n)), custodian_key(n)).map(|()| Pays::Yes)
}

fn set(custodians: &[usize], threshold: u32) -> Result<Pays, DispatchError> {
	Gateway::set_custodians(root(), custodian_list(custodians), threshold).map(|()| Pays::Yes)
}

#[test]
fn bond_should_hold_and_add_up() {
	run(|_| {
		assert_eq!(held(0), BOND);
		assert_ok!(Gateway::bond(signed(custodian(0)), custodian_key(0), 5));
		assert_eq!(held(0), BOND + 5);
		assert_ok!(Gateway::bond(signed(custodian(0)), custodian_key(7), 7));
		assert_eq!(held(0), BOND + 12);
		assert!(matches!(
			events().last(),
			Some(Event::Bonded {
				amount: 7,
				total: 7,
				..
			})
		));
	});
}

#[test]
fn bond_should_fail_when_the_key_is_none_or_the_funds_are_missing() {
	run(|_| {
		for first in [0, 1, 4, 255] {
			let mut key = custodian_key(5);
			key[0] = first;
			assert_noop!(
				Gateway::bond(signed(custodian(5)), key, BOND),
				Error::<Test>::InvalidKey
			);
		}
		assert!(Gateway::bond(signed(custodian(5)), custodian_key(5), 2 * ENDOWMENT).is_err());
		assert_eq!(held(5), 0);
	});
}

#[test]
fn bond_should_fail_when_the_amount_is_zero() {
	run(|_| {
		for n in [0, 5] {
			// On top of a bond, and as the first one.
			refused(
				|| Gateway::bond(signed(custodian(n)), custodian_key(n), 0).map(|()| Pays::Yes),
				Error::<Test>::ZeroBond,
			);
		}
		assert_eq!(events(), vec![]);
		refused(|| unbond(5), Error::<Test>::NoBond);
	});
}

#[test]
fn unbond_should_give_a_bond_back_that_never_counted() {
	run(|_| {
		assert_ok!(Gateway::bond(signed(custodian(5)), custodian_key(5), BOND));
		assert_ok!(unbond(5));
		assert_eq!(held(5), 0);
		refused(|| unbond(5), Error::<Test>::NoBond);
		// A bond for somebody else's key is one's own.
		assert_ok!(Gateway::bond(signed(custodian(5)), custodian_key(0), BOND));
		assert_ok!(Gateway::unbond(signed(custodian(5)), custodian_key(0)));
		assert_eq!((held(5), held(0)), (0, BOND));
	});
}

#[test]
fn unbond_should_fail_for_a_custodian() {
	run(|_| {
		refused(|| unbond(0), Error::<Test>::StillCustodian);
	});
}

#[test]
fn unbond_should_wait_until_the_key_has_left_steem_and_the_time_has_passed() {
	run(|steem| {
		assert_ok!(Gateway::bond(signed(custodian(3)), custodian_key(3), BOND));
		assert_ok!(set(&[1, 2, 3], 2));
		refused(|| unbond(0), Error::<Test>::StillLiable);
		// Time alone does not do: the account on Steem still takes the signature.
		pass(steem, 2 * BOND_PERIOD);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		install(steem, &[1, 2, 3], 2);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD - 300);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		// This chain's clock alone does not do either.
		set_time(steem.time + 10_000);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, 300);
		assert_ok!(unbond(0));
		assert_eq!(held(0), 0);
		assert_eq!(native(&custodian(0)), ENDOWMENT);
		assert_eq!(Gateway::status().custodians.len(), 3);
	});
}

#[test]
fn unbond_should_wait_when_the_later_of_two_changes_is_proved_first() {
	run(|steem| {
		assert_ok!(Gateway::bond(signed(custodian(3)), custodian_key(3), BOND));
		assert_ok!(set(&[1, 2, 3], 2));
		let new = || Some(authority(&[1, 2, 3], 2));
		let active = finalised(steem, update_of(new(), None), &[]);
		// So long the owner authority can still take the signature.
		pass(steem, 2 * BOND_PERIOD);
		let owner = finalised(steem, update_of(None, new()), &[]);
		assert_ok!(prove_authority(&owner));
		assert_ok!(prove_authority(&active));
		assert!(Gateway::status().authority_matches);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD);
		assert_ok!(unbond(0));
	});
}

#[test]
fn unbond_should_wait_when_the_account_is_with_others_whom_it_was_given_to() {
	run(|steem| {
		for n in [3, 4, 5] {
			assert_ok!(Gateway::bond(signed(custodian(n)), custodian_key(n), BOND));
		}
		assert_ok!(set(&[3, 4, 5], 2));
		let given = finalised(steem, account_update(&[7, 8], 2), &[0, 1]);
		assert_ok!(prove_authority(&given));
		pass(steem, 3 * BOND_PERIOD);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		// They could have taken something until they gave it back.
		let back = finalised(steem, account_update(&[3, 4, 5], 2), &[]);
		assert_ok!(prove_authority(&back));
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD);
		assert_ok!(unbond(0));
	});
	// Whom it was given to is named, and answers from then on.
	run(|steem| {
		let rotation = finalised(steem, account_update(&[3, 4, 5], 2), &[0, 1]);
		assert_ok!(prove_authority(&rotation));
		for n in [3, 4, 5] {
			assert_ok!(Gateway::bond(signed(custodian(n)), custodian_key(n), BOND));
		}
		assert_ok!(set(&[3, 4, 5], 2));
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD);
		assert_ok!(unbond(0));
	});
}

#[test]
fn unbond_should_wait_when_something_signed_is_still_open() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		assert_ok!(submit_signature(nonce, 0));
		install(steem, &[1, 2, 3], 2);
		pass(steem, 2 * BOND_PERIOD);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		// Nobody needs anybody's help to end it.
		assert_ok!(Gateway::lapse(signed(custodian(0)), nonce));
		pass(steem, WINDOW);
		assert_ok!(Gateway::lapse(signed(custodian(0)), nonce));
		assert_ok!(unbond(0));
	});
}

#[test]
fn unbond_should_work_when_the_key_was_never_in_the_account() {
	run(|steem| {
		assert_ok!(Gateway::bond(signed(custodian(3)), custodian_key(3), BOND));
		assert_ok!(set(&[1, 2, 3], 2));
		assert_ok!(set(&[0, 1, 2], 2));
		refused(|| unbond(3), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD);
		assert_ok!(unbond(3));
	});
}

#[test]
fn unbond_should_let_a_slashed_one_go_without_a_bond() {
	run(|steem| {
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[0, 1]);
		assert_ok!(prove_payment(&proof));
		refused(|| unbond(0), Error::<Test>::StillCustodian);
		install(steem, &[2, 3, 4], 2);
		refused(|| unbond(0), Error::<Test>::StillLiable);
		pass(steem, BOND_PERIOD);
		assert_ok!(unbond(0));
		refused(|| unbond(0), Error::<Test>::NoBond);
		assert_eq!(held(0), 0);
	});
}

#[test]
fn set_custodians_should_close_the_entrances_until_steem_agrees() {
	run(|steem| {
		assert_ok!(Gateway::bond(signed(custodian(3)), custodian_key(3), BOND));
		assert_ok!(set(&[1, 2, 3], 2));
		let status = Gateway::status();
		assert!(!status.authority_matches && !status.deposits_open && !status.withdrawals_open);
		install(steem, &[1, 2, 3], 2);
		let status = Gateway::status();
		assert!(status.deposits_open && status.withdrawals_open);
		// Back again: it was liable all the time.
		assert_ok!(set(&[0, 1, 2], 2));
		refused(|| unbond(0), Error::<Test>::StillCustodian);
	});
}

#[test]
fn set_custodians_should_fail_when_the_set_is_unsound() {
	run(|_| {
		let invalid = Error::<Test>::InvalidCustodians;
		for (custodians, threshold) in [
			(&[][..], 0),
			(&[0, 1, 2], 0),
			(&[0, 1, 2], 1),
			(&[0, 1, 2], 4),
			(&[0, 1, 2], u32::MAX),
			(&[0, 0, 1], 2),
			(&[0, 1], 1),
			// Without a bond.
			(&[0, 1, 5], 2),
		] {
			refused(
				|| set(custodians, threshold),
				Error::<Test>::InvalidCustodians,
			);
		}
		// Too small a bond.
		assert_ok!(Gateway::bond(
			signed(custodian(5)),
			custodian_key(5),
			BOND - 1
		));
		refused(|| set(&[0, 1, 5], 2), Error::<Test>::InvalidCustodians);
		assert_ok!(Gateway::bond(signed(custodian(5)), custodian_key(5), 1));
		assert_ok!(set(&[0, 1, 5], 2));
		// Another account for a key that somebody answers for.
		assert_ok!(Gateway::bond(signed(custodian(6)), custodian_key(0), BOND));
		let list = vec![
			(custodian(6), custodian_key(0)),
			(custodian(1), custodian_key(1)),
		];
		let call = || {
			Gateway::set_custodians(root(), list.clone().try_into().unwrap(), 2).map(|()| Pays::Yes)
		};
		refused(call, invalid);
		assert_noop!(
			Gateway::set_custodians(signed(alice()), custodian_list(&[0]), 1),
			DispatchError::BadOrigin
		);
	});
	run_bare(|_| refused(|| set(&[0], 1), Error::<Test>::NotConfigured));
}

#[test]
fn set_custodians_should_fail_when_too_many_are_leaving() {
	run(|_| {
		let list = |from: u32| -> CustodianList<AccountId> {
			let list: Vec<_> = (from..from + MAX_CUSTODIANS)
				.map(|n| {
					let key = key_of(&format!("crowd {n}"));
					assert_ok!(Gateway::bond(signed(alice()), key, 10));
					(alice(), key)
				})
				.collect();
			list.try_into().unwrap()
		};
		let few = Parameters {
			bond: 10,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), few));
		let (first, second) = (list(0), list(100));
		assert_ok!(Gateway::set_custodians(root(), first, 17));
		let result = frame_support::storage::with_storage_layer(|| {
			Gateway::set_custodians(root(), second, 17)
		});
		assert_eq!(result, Err(Error::<Test>::TooManyLiable.into()));
	});
}
