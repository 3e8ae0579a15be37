//! `withdraw`, `lapse`, `renew` and `reclaim`.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use nutbox_primitives::Balance;
use nutbox_steem::{operations::Transfer, Operation, Time};
use sp_runtime::DispatchError;

fn do_lapse(nonce: Nonce) -> Result<Pays, DispatchError> {
	outcome(Gateway::lapse(signed(bob()), nonce))
}
fn renew(who: AccountId, nonce: Nonce) -> Result<Pays, DispatchError> {
	Gateway::renew(signed(who), nonce).map(|()| Pays::Yes)
}
fn reclaim(who: AccountId, nonce: Nonce) -> Result<Pays, DispatchError> {
	Gateway::reclaim(signed(who), nonce).map(|()| Pays::Yes)
}

#[test]
fn withdraw_should_burn_and_write_the_exact_transaction() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		events();
		let nonce = withdraw(&alice(), 4_000, "dave");
		assert_eq!(tsteem(&alice()), 6_000);
		assert_eq!(issuance(), 6_000);
		let info = open(nonce);
		assert_eq!(info.cause, Cause::Withdrawal { owner: alice() });
		assert_eq!((info.amount, info.threshold), (4_000, 2));
		assert_eq!(info.custodians.len(), 3);
		assert!(info.signatures.is_empty());
		let transaction = to_sign(nonce);
		assert_eq!(Some(transaction.id().0), info.transaction_id);
		assert_eq!(transaction.expiration, Time(steem.time + LIFETIME));
		assert_eq!(Some(transaction.expiration.0), info.expiration);
		let newest = LightClient::status().newest.unwrap();
		assert_eq!(
			(transaction.ref_block_num, transaction.ref_block_prefix),
			nutbox_steem::BlockId(newest.id).reference()
		);
		let expected = Transfer {
			from: account_name(GATEWAY),
			to: account_name("dave"),
			amount: super::mock::steem(4_000),
			memo: format!("nutbox withdrawal {nonce}"),
		};
		assert_eq!(transaction.operations, vec![Operation::Transfer(expected)]);
		let status = Gateway::status();
		assert_eq!(
			(status.issued, status.owed, status.reserve),
			(6_000, 10_000, 10_000)
		);
		assert_eq!(events().len(), 2);
	});
}

#[test]
fn withdraw_should_leave_nothing_behind_when_all_is_withdrawn() {
	run(|steem| {
		fund(steem, &nobody(), 100);
		withdraw(&nobody(), 100, "dave");
		assert_eq!(tsteem(&nobody()), 0);
		assert_eq!(issuance(), 0);
	});
}

#[test]
fn withdraw_should_fail_when_the_name_breaks_the_grammar_of_steem() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		for text in [
			"",
			"ab",
			"Dave",
			"1dave",
			"dave-",
			"a.bcd",
			"dave..eve",
			"da ve",
			"dave_1",
		] {
			let to = text.as_bytes().to_vec().try_into().unwrap();
			assert_noop!(
				Gateway::withdraw(signed(alice()), 1_000, to),
				Error::<Test>::InvalidName
			);
		}
		assert_noop!(
			Gateway::withdraw(signed(alice()), 1_000, name(GATEWAY)),
			Error::<Test>::PaysGateway
		);
		for text in ["bob", "a1-b2.c3d", "abcdefghijklmnop"] {
			withdraw(&alice(), 1_000, text);
		}
	});
}

#[test]
fn withdraw_should_fail_when_the_amount_is_out_of_bounds() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let try_it = |amount| Gateway::withdraw(signed(alice()), amount, name("dave"));
		assert_noop!(try_it(0), Error::<Test>::BelowMinimum);
		assert_noop!(try_it(99), Error::<Test>::BelowMinimum);
		assert_noop!(try_it(1 << 63), Error::<Test>::AmountTooLarge);
		assert_noop!(try_it(Balance::MAX), Error::<Test>::AmountTooLarge);
		assert!(try_it(10_001).is_err(), "more than there is");
		assert_eq!(tsteem(&alice()), 10_000);
		assert_ok!(try_it(100));
		assert!(Gateway::withdraw(signed(bob()), 100, name("dave")).is_err());
	});
}

#[test]
fn withdraw_should_fail_when_halted_or_the_authority_does_not_match() {
	run_bare(|steem| {
		let try_it = || Gateway::withdraw(signed(alice()), 1_000, name("dave"));
		assert_noop!(try_it(), Error::<Test>::NotConfigured);
		configure();
		steem.produce_empty(START_BLOCK);
		assert_noop!(try_it(), Error::<Test>::AuthorityMismatch);
		install(steem, &[0, 1, 2], 2);
		fund(steem, &alice(), 10_000);
		assert_ok!(Gateway::set_operating_mode(root(), OperatingMode::Halted));
		assert_noop!(try_it(), Error::<Test>::Halted);
		let closed = OperatingMode::DepositsClosed;
		assert_ok!(Gateway::set_operating_mode(root(), closed));
		assert_ok!(try_it());
		// Another threshold here than on Steem.
		assert_ok!(Gateway::set_custodians(
			root(),
			custodian_list(&[0, 1, 2]),
			3
		));
		assert_noop!(try_it(), Error::<Test>::AuthorityMismatch);
	});
}

#[test]
fn withdraw_should_write_the_transaction_later_when_the_light_client_is_behind() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		set_time(steem.time + MAX_REFERENCE_AGE as u32);
		let nonce = withdraw(&alice(), 1_000, "dave");
		assert_eq!(open(nonce).transaction, None);
		refused(|| renew(bob(), nonce), Error::<Test>::LightClientBehind);
		refused(|| do_lapse(nonce), Error::<Test>::NoAttempt);
		refused(
			|| submit_signature_of_nothing(nonce),
			Error::<Test>::NoAttempt,
		);
		pass(steem, MAX_REFERENCE_AGE);
		assert_ok!(renew(bob(), nonce));
		assert!(open(nonce).transaction.is_some());
	});
}

fn submit_signature_of_nothing(nonce: Nonce) -> Result<Pays, DispatchError> {
	outcome(Gateway::submit_signature(signed(bob()), nonce, [31; 65]))
}

#[test]
fn lapse_should_need_a_final_block_at_the_expiration_and_the_whole_window_after() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let expiration = open(nonce).expiration.unwrap();
		refused(|| do_lapse(nonce), Error::<Test>::StillValid);
		// This chain's clock alone says nothing: the newest final block is from before.
		set_time(expiration + 100);
		refused(|| do_lapse(nonce), Error::<Test>::StillValid);
		// The newest final block is one slot before the expiration.
		steem.skip_to(expiration - 3);
		let block = include_at_once(steem);
		assert!(steem.blocks[block as usize - 1].header.header.timestamp.0 >= expiration - 3);
		let newest = LightClient::status().newest.unwrap();
		if newest.time < expiration {
			refused(|| do_lapse(nonce), Error::<Test>::StillValid);
		}
		include(steem, vec![]);
		events();
		assert_eq!(do_lapse(nonce), Ok(Pays::No));
		let lapses_at = open(nonce).lapses_at.unwrap();
		assert_eq!(lapses_at, u64::from(steem.time) + WINDOW);
		assert!(matches!(&events()[..], [Event::ExpiryNoted { .. }]));
		refused(|| do_lapse(nonce), Error::<Test>::WindowOpen);
		// Both clocks must have passed the window.
		set_time(lapses_at as u32 + 1_000);
		refused(|| do_lapse(nonce), Error::<Test>::WindowOpen);
		pass(steem, WINDOW);
		assert_eq!(do_lapse(nonce), Ok(Pays::No));
		assert!(matches!(&events()[..], [Event::AttemptLapsed { .. }]));
		assert_eq!(open(nonce).transaction, None);
		refused(|| do_lapse(nonce), Error::<Test>::NoAttempt);
	});
}

/// One block that is final by those that follow, without this chain's clock being set back.
fn include_at_once(steem: &mut Rehearsal) -> u32 {
	let block = steem.produce(vec![]);
	steem.produce_empty(15);
	let headers = steem.headers(block, block + 15);
	assert_ok!(LightClient::submit_headers(signed(bob()), headers));
	block
}

#[test]
fn lapse_should_wait_when_only_the_light_client_has_passed_the_window() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		pass(steem, u64::from(LIFETIME));
		assert_ok!(do_lapse(nonce));
		let lapses_at = open(nonce).lapses_at.unwrap();
		pass(steem, WINDOW);
		// A validator's clock that was set back.
		set_time(lapses_at as u32 - 1);
		refused(|| do_lapse(nonce), Error::<Test>::WindowOpen);
		set_time(lapses_at as u32);
		assert_ok!(do_lapse(nonce));
	});
}

#[test]
fn lapse_should_fail_when_there_is_no_such_withdrawal() {
	run(|_| refused(|| do_lapse(0), Error::<Test>::NoSuchWithdrawal));
}

#[test]
fn renew_should_write_another_transaction_only_when_the_first_has_lapsed() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let first = open(nonce).transaction_id;
		assert_ok!(submit_signature(nonce, 0));
		refused(|| renew(bob(), nonce), Error::<Test>::StillValid);
		pass(steem, u64::from(LIFETIME));
		refused(|| renew(bob(), nonce), Error::<Test>::ExpiryNotNoted);
		assert_ok!(do_lapse(nonce));
		refused(|| renew(bob(), nonce), Error::<Test>::WindowOpen);
		pass(steem, WINDOW);
		// No second call of `lapse` is needed.
		assert_ok!(renew(bob(), nonce));
		let info = open(nonce);
		assert_ne!(info.transaction_id, first);
		assert!(info.signatures.is_empty());
		assert_eq!(Gateway::status().custodians[0].signed, 0);
		// Any proof settles it, the new transaction's too.
		assert_ok!(prove_payment(&pay(steem, nonce)));
	});
}

#[test]
fn renew_should_be_for_the_owner_alone_when_the_deadline_has_passed() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		lapse(steem, nonce);
		pass(steem, DEADLINE);
		refused(|| renew(bob(), nonce), Error::<Test>::NotOwner);
		assert_ok!(renew(alice(), nonce));
		// A refund has no owner: anybody may.
		let bad = transfer("carol", GATEWAY, super::mock::steem(5_000), "?");
		let proof = finalised(steem, bad, &[]);
		assert_ok!(prove_deposit(&proof));
		lapse(steem, nonce + 1);
		pass(steem, DEADLINE);
		assert_ok!(renew(bob(), nonce + 1));
	});
}

#[test]
fn renew_should_fail_when_others_hold_the_account_or_there_is_no_such_withdrawal() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		refused(|| renew(bob(), nonce + 1), Error::<Test>::NoSuchWithdrawal);
		lapse(steem, nonce);
		let proof = finalised(steem, account_update(&[0, 1], 2), &[]);
		assert_ok!(prove_authority(&proof));
		refused(|| renew(bob(), nonce), Error::<Test>::AuthorityMismatch);
	});
}

#[test]
fn reclaim_should_give_the_tokens_back_when_unpaid_after_the_deadline() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		assert_ok!(submit_signature(nonce, 0));
		refused(|| reclaim(alice(), nonce), Error::<Test>::BeforeDeadline);
		refused(|| reclaim(bob(), nonce), Error::<Test>::NotOwner);
		lapse(steem, nonce);
		refused(|| reclaim(alice(), nonce), Error::<Test>::BeforeDeadline);
		pass(steem, DEADLINE);
		refused(|| reclaim(bob(), nonce), Error::<Test>::NotOwner);
		// No switch closes this exit, and no change of the account.
		assert_ok!(Gateway::set_operating_mode(root(), OperatingMode::Halted));
		let proof = finalised(steem, account_update(&[7], 1), &[]);
		assert_ok!(prove_authority(&proof));
		assert_ok!(reclaim(alice(), nonce));
		assert_eq!(tsteem(&alice()), 10_000);
		assert_eq!(settled(nonce).outcome, Outcome::Reclaimed);
		refused(|| reclaim(alice(), nonce), Error::<Test>::NoSuchWithdrawal);
		assert_eq!(tsteem(&alice()), 10_000);
		let status = Gateway::status();
		assert_eq!(
			(status.issued, status.owed, status.reserve),
			(10_000, 10_000, 10_000)
		);
	});
}

#[test]
fn reclaim_should_wait_when_a_signed_transaction_could_still_be_paid_or_proved() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		lapse(steem, nonce);
		// Somebody asks for another one a moment before the deadline.
		let left = open(nonce).deadline - u64::from(steem.time) - 60;
		pass(steem, left - 60);
		assert!(u64::from(steem.time) < open(nonce).deadline);
		assert_ok!(renew(bob(), nonce));
		assert_ok!(submit_signature(nonce, 0));
		assert_ok!(submit_signature(nonce, 1));
		pass(steem, 120);
		assert!(u64::from(steem.time) >= open(nonce).deadline);
		refused(|| reclaim(alice(), nonce), Error::<Test>::StillValid);
		pass(steem, u64::from(LIFETIME));
		refused(|| reclaim(alice(), nonce), Error::<Test>::ExpiryNotNoted);
		assert_ok!(do_lapse(nonce));
		refused(|| reclaim(alice(), nonce), Error::<Test>::WindowOpen);
		refused(|| renew(bob(), nonce), Error::<Test>::NotOwner);
		pass(steem, WINDOW);
		assert_ok!(reclaim(alice(), nonce));
	});
}

#[test]
fn reclaim_should_fail_for_a_refund() {
	run(|steem| {
		let bad = transfer("carol", GATEWAY, super::mock::steem(5_000), "?");
		let proof = finalised(steem, bad, &[]);
		assert_ok!(prove_deposit(&proof));
		lapse(steem, 0);
		refused(|| reclaim(alice(), 0), Error::<Test>::NotOwner);
	});
}

#[test]
fn a_deadline_that_runs_should_not_change_with_the_parameters() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let deadline = open(nonce).deadline;
		let longer = Parameters {
			deadline: 10 * DEADLINE,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), longer));
		assert_eq!(open(nonce).deadline, deadline);
	});
}
