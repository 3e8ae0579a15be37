//! `submit_signature`.

use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_primitives::steem::HostCrypto;
use nutbox_steem::{Digest, PublicKey, SignatureRule};
use sp_runtime::DispatchError;

fn submit(nonce: u64, signature: [u8; 65]) -> Result<Pays, DispatchError> {
	outcome(Gateway::submit_signature(signed(bob()), nonce, signature))
}

#[test]
fn submit_signature_should_complete_the_transaction_at_the_threshold() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		events();
		assert_eq!(submit_signature(nonce, 2), Ok(Pays::No));
		assert!(matches!(
			&events()[..],
			[Event::SignatureAccepted {
				signatures: 1,
				threshold: 2,
				..
			}]
		));
		assert_eq!(submit_signature(nonce, 0), Ok(Pays::No));
		assert!(matches!(
			&events()[..],
			[
				Event::SignatureAccepted { signatures: 2, .. },
				Event::ReadyToBroadcast { .. }
			]
		));
		let info = open(nonce);
		assert!(
			info.signatures[0].0 < info.signatures[1].0,
			"in the order of the keys"
		);
		let keys = broadcast(nonce)
			.signing_keys::<HostCrypto>(&Digest::STEEM_CHAIN_ID, SignatureRule::LowS)
			.unwrap();
		let mut expected = [custodian_key(0), custodian_key(2)].map(PublicKey);
		expected.sort();
		assert_eq!(keys.into_iter().collect::<Vec<_>>(), expected);
		// Steem refuses superfluous ones.
		refused(
			|| submit_signature(nonce, 1),
			Error::<Test>::EnoughSignatures,
		);
	});
}

#[test]
fn defect_26_submit_signature_should_count_a_custodian_once() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let signature = signature_of(&to_sign(nonce), &custodian_pair(0));
		assert_ok!(submit(nonce, signature));
		refused(|| submit(nonce, signature), Error::<Test>::AlreadySigned);
		// The same one with the mark of an uncompressed key.
		let mut other = signature;
		other[0] -= 4;
		refused(|| submit(nonce, other), Error::<Test>::AlreadySigned);
		assert_eq!(open(nonce).signatures.len(), 1);
	});
}

#[test]
fn submit_signature_should_fail_when_the_form_is_not_canonical() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let signature = signature_of(&to_sign(nonce), &custodian_pair(0));
		// s replaced by the order of the curve less s: the same signature with a high s.
		let order =
			Digest::from_hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
				.unwrap()
				.0;
		let mut high = signature;
		let mut borrow = 0_i16;
		for at in (0..32).rev() {
			let digit = i16::from(order[at]) - i16::from(signature[33 + at]) - borrow;
			borrow = i16::from(digit < 0);
			high[33 + at] = digit.rem_euclid(256) as u8;
		}
		high[0] = 31 + ((signature[0] - 31) ^ 1);
		refused(|| submit(nonce, high), Error::<Test>::InvalidSignature);
		for byte in [0, 26, 35, 255] {
			let mut other = signature;
			other[0] = byte;
			refused(|| submit(nonce, other), Error::<Test>::InvalidSignature);
		}
		refused(|| submit(nonce, [0; 65]), Error::<Test>::InvalidSignature);
		assert_ok!(submit(nonce, signature));
	});
}

#[test]
fn submit_signature_should_accept_no_signature_with_a_byte_changed() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let signature = signature_of(&to_sign(nonce), &custodian_pair(0));
		let mut tried = 0;
		for at in 1..65 {
			for bit in 0..8 {
				let mut changed = signature;
				changed[at] ^= 1 << bit;
				assert!(submit(nonce, changed).is_err());
				tried += 1;
			}
		}
		println!("{tried} changed signatures, none accepted");
	});
}

#[test]
fn submit_signature_should_fail_when_the_signer_is_no_custodian_or_signed_something_else() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let other = withdraw(&alice(), 1_000, "dave");
		refused(|| submit_signature(nonce, 3), Error::<Test>::NotACustodian);
		// A custodian's signature of another withdrawal is by an unknown key for this one.
		let signature = signature_of(&to_sign(other), &custodian_pair(0));
		refused(|| submit(nonce, signature), Error::<Test>::NotACustodian);
		// Neither does one count that was made for another chain.
		let digest = to_sign(nonce).signing_digest(&Digest([1; 32])).0;
		let signature = sign(&custodian_pair(0), &digest).0;
		refused(|| submit(nonce, signature), Error::<Test>::NotACustodian);
	});
}

#[test]
fn submit_signature_should_fail_when_the_withdrawal_is_not_open_or_has_expired() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		let signature = signature_of(&to_sign(nonce), &custodian_pair(0));
		refused(
			|| submit(nonce + 1, signature),
			Error::<Test>::NoSuchWithdrawal,
		);
		pass(steem, u64::from(LIFETIME));
		assert_ok!(Gateway::lapse(signed(bob()), nonce));
		refused(|| submit(nonce, signature), Error::<Test>::Expired);
	});
}

#[test]
fn submit_signature_should_not_count_who_is_a_custodian_no_more() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 1_000, "dave");
		assert_ok!(submit_signature(nonce, 0));
		install(steem, &[1, 2, 3], 2);
		assert_ok!(submit_signature(nonce, 1));
		assert_eq!(open(nonce).signatures.len(), 1);
		assert_ok!(submit_signature(nonce, 3));
		let keys: Vec<_> = open(nonce).signatures.iter().map(|(key, _)| *key).collect();
		let mut expected = vec![custodian_key(1), custodian_key(3)];
		expected.sort();
		assert_eq!(keys, expected);
		let transaction = broadcast(nonce);
		assert_ok!(prove_payment(&included(steem, transaction)));
	});
}

#[test]
fn submit_signature_should_fail_when_nothing_is_configured() {
	run_bare(|_| refused(|| submit(0, [31; 65]), Error::<Test>::NotConfigured));
}
