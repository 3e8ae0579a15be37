//! Proofs that come too late, as the light client's extension treats them. Every other test that proves
//! something looks at the same: [`super::mock::prove_deposit`] and its neighbours.

use super::mock::*;
use crate::{types::*, Call};
use frame_support::{assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use nutbox_primitives::steem::OperationProof;
use pallet_steem_light_client::CheckSteemHeaders;
use sp_runtime::traits::TransactionExtension;

fn deposit(proof: &OperationProof) -> Call<Test> {
	let proof = Box::new(proof.clone());
	Call::prove_deposit { proof }
}

fn payment(proof: &OperationProof) -> Call<Test> {
	let proof = Box::new(proof.clone());
	Call::prove_payment { proof }
}

fn authority_of(proof: &OperationProof) -> Call<Test> {
	let proof = Box::new(proof.clone());
	Call::prove_authority { proof }
}

#[test]
fn a_deposit_should_be_dropped_when_it_is_known_whatever_became_of_it() {
	run(|steem| {
		let amount = 600_000;
		let cases = [
			// Minted, delayed in part, sent back, and a donation.
			deposit_of(amount, &alice()),
			deposit_of(amount, &alice()),
			transfer(
				"carol",
				GATEWAY,
				super::mock::steem(amount),
				"for my friend",
			),
			transfer(
				"carol",
				GATEWAY,
				super::mock::steem(amount),
				"nutbox:reserve",
			),
		];
		for operation in cases {
			let proof = finalised(steem, operation, &[]);
			assert!(!is_dropped(deposit(&proof)));
			assert_ok!(prove_deposit(&proof));
			assert!(is_dropped(deposit(&proof)));
			// With another call the same operation may be something else.
			assert!(!is_dropped(payment(&proof)));
		}
	});
}

#[test]
fn a_deposit_should_not_be_dropped_when_it_can_be_credited_later() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		let unknown = OperationProof {
			block: proof.block + 1_000,
			..proof.clone()
		};
		assert!(prove_deposit(&unknown).is_err());
		assert!(!is_dropped(deposit(&unknown)));
		for mode in [OperatingMode::DepositsClosed, OperatingMode::Halted] {
			assert_ok!(Gateway::set_operating_mode(root(), mode));
			assert!(prove_deposit(&proof).is_err());
			assert!(!is_dropped(deposit(&proof)));
		}
		assert_ok!(Gateway::set_operating_mode(root(), OperatingMode::Normal));
		assert_ok!(prove_deposit(&proof));
		// A proof that does not hold any more pays: it says nothing of the deposit.
		let mut broken = proof.clone();
		broken.leaf_count += 1;
		assert!(!is_dropped(deposit(&broken)));
	});
	run_bare(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		assert!(!is_dropped(deposit(&proof)));
		let update = finalised(steem, account_update(&[0], 1), &[]);
		assert!(!is_dropped(authority_of(&update)));
	});
}

#[test]
fn a_second_payment_should_not_be_dropped_when_the_withdrawal_is_paid() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let first = pay(steem, nonce);
		lapse(steem, nonce);
		assert_ok!(Gateway::renew(signed(bob()), nonce));
		let second = signed_by(&to_sign(nonce), &[1, 2]);
		let second = included(steem, second);
		assert_ok!(prove_payment(&first));
		assert!(is_dropped(payment(&first)));
		assert!(!is_dropped(payment(&second)));
		assert_ok!(prove_payment(&second));
		assert!(is_dropped(payment(&second)));
		assert_eq!(Gateway::status().totals.taken, 4_000);
	});
}

#[test]
fn an_authority_should_be_dropped_when_nothing_in_it_is_new() {
	run(|steem| {
		let both = || Some(authority(&[0, 1, 2], 2));
		let old = finalised(steem, update_of(both(), both()), &[]);
		let owner = finalised(steem, update_of(None, both()), &[]);
		let active = finalised(steem, update_of(both(), None), &[]);
		assert_ok!(prove_authority(&active));
		// Its owner authority is new still.
		assert!(!is_dropped(authority_of(&old)));
		assert_ok!(prove_authority(&owner));
		assert!(is_dropped(authority_of(&old)));
		assert!(is_dropped(authority_of(&owner)));
		assert!(is_dropped(authority_of(&active)));
	});
}

#[test]
fn the_extension_should_weigh_a_proof_and_nothing_else() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		let weight =
			|call: Call<Test>| CheckSteemHeaders::<Test>::new().weight(&RuntimeCall::from(call));
		let verified = <() as pallet_steem_light_client::WeightInfo>::prove_key(proof.size());
		for call in [deposit(&proof), payment(&proof), authority_of(&proof)] {
			assert_eq!(weight(call.clone()), verified);
			assert!(call.get_dispatch_info().call_weight.all_gte(verified));
		}
		let others = [
			Call::release { limit: 1 },
			Call::lapse { nonce: 0 },
			Call::withdraw {
				amount: 100,
				to: name("dave"),
			},
		];
		for call in others {
			assert_eq!(weight(call.clone()), Weight::zero());
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			assert!(!is_dropped(call));
			assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
		}
	});
}
