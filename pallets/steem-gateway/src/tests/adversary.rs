//! What was tried against the gateway, with counts.

use super::mock::*;
use crate::Error;
use codec::{Decode, Encode};
use frame_support::{assert_ok, storage::with_storage_layer};
use nutbox_primitives::{steem::OperationProof, Balance};
use nutbox_steem::Wire;
use sp_runtime::DispatchError;

/// A deposit among others in a block of five.
fn deposit_among_others(steem: &mut Rehearsal) -> (u32, OperationProof) {
	let carol = pair_of("carol");
	let transactions: Vec<_> = (0..5)
		.map(|n| {
			let operation = match n {
				3 => deposit_of(5_000, &alice()),
				_ => transfer("carol", "dave", super::mock::steem(n), "lunch"),
			};
			steem.transaction(vec![operation], &[&carol])
		})
		.collect();
	let block = include(steem, transactions);
	(block, steem.proof(block, 3, 0))
}

/// What a proof would do, without doing it: what it mints for whom, if it is accepted.
fn attempt(proof: OperationProof) -> Result<(Balance, Balance), DispatchError> {
	let mut seen = Err(DispatchError::Unavailable);
	let _ = with_storage_layer(|| -> Result<(), DispatchError> {
		seen = prove_deposit(&proof).map(|_| (tsteem(&alice()), issuance()));
		Err(DispatchError::Other("undone"))
	});
	seen
}

#[test]
fn prove_deposit_should_mint_nothing_for_a_proof_with_a_byte_changed() {
	run(|steem| {
		let (_, proof) = deposit_among_others(steem);
		assert_eq!(attempt(proof.clone()), Ok((5_000, 5_000)));
		let bytes = proof.encode();
		let (mut tried, mut same) = (0, 0);
		let mut try_it = |bytes: &[u8]| {
			tried += 1;
			let Ok(changed) = OperationProof::decode(&mut &*bytes) else {
				return;
			};
			match attempt(changed.clone()) {
				Err(_) => {}
				// The index and the number of leaves are the prover's word: another pair may fit the
				// same path. It is the same deposit all the same.
				Ok(minted) => {
					assert_eq!(minted, (5_000, 5_000));
					assert_eq!(
						(
							changed.transaction,
							changed.path,
							changed.block,
							changed.operation
						),
						(
							proof.transaction.clone(),
							proof.path.clone(),
							proof.block,
							proof.operation
						)
					);
					same += 1;
				}
			}
		};
		for at in 0..bytes.len() {
			for bit in 0..8 {
				let mut changed = bytes.clone();
				changed[at] ^= 1 << bit;
				try_it(&changed);
			}
			for byte in [0, 1, 0x7f, 0xff] {
				if bytes[at] != byte {
					let mut changed = bytes.clone();
					changed[at] = byte;
					try_it(&changed);
				}
			}
			let mut shorter = bytes.clone();
			shorter.remove(at);
			try_it(&shorter);
			let mut longer = bytes.clone();
			longer.insert(at, bytes[at]);
			try_it(&longer);
		}
		println!(
			"{tried} changed proofs of a deposit: {same} name another index of the same one, none mints anything else"
		);
		// Whichever is proved first, no other mints again.
		assert_ok!(prove_deposit(&proof));
		for at in 0..bytes.len() {
			for bit in 0..8 {
				let mut changed = bytes.clone();
				changed[at] ^= 1 << bit;
				if let Ok(changed) = OperationProof::decode(&mut &changed[..]) {
					assert!(attempt(changed).is_err());
				}
			}
		}
		assert_eq!(issuance(), 5_000);
	});
}

#[test]
fn defect_25_prove_deposit_should_mint_nothing_for_another_index_or_count() {
	run(|steem| {
		let (_, proof) = deposit_among_others(steem);
		let (mut tried, mut same) = (0, 0);
		for leaf_count in 0..70 {
			for index in 0..70 {
				tried += 1;
				let changed = OperationProof {
					index,
					leaf_count,
					..proof.clone()
				};
				if let Ok(minted) = attempt(changed) {
					assert!(index < leaf_count);
					assert_eq!(minted, (5_000, 5_000));
					same += 1;
				}
			}
		}
		println!("{tried} pairs of index and count: {same} are the same deposit, none another");
	});
}

#[test]
fn defect_22_the_same_deposit_in_another_envelope_should_mint_nothing() {
	run(|steem| {
		// The last of five is also the second of two, as far as the root can tell.
		let carol = pair_of("carol");
		let transactions: Vec<_> = (0..5)
			.map(|n| {
				let operation = match n {
					4 => deposit_of(5_000, &alice()),
					_ => transfer("carol", "dave", super::mock::steem(n), "lunch"),
				};
				steem.transaction(vec![operation], &[&carol])
			})
			.collect();
		let deposit = transactions[4].clone();
		let block = include(steem, transactions);
		let proof = steem.proof(block, 4, 0);
		let other = OperationProof {
			index: 1,
			leaf_count: 2,
			..proof.clone()
		};
		assert_eq!(attempt(other.clone()), Ok((5_000, 5_000)));
		assert_ok!(prove_deposit(&proof));
		refused(|| prove_deposit(&other), Error::<Test>::AlreadyProved);

		// The same transaction with other signatures, in another block: Steem takes it once, and if it
		// did not, it would still be the same one here.
		for signers in [
			vec![],
			vec![pair_of("x")],
			vec![carol.clone(), pair_of("x")],
		] {
			let signers: Vec<_> = signers.iter().collect();
			let again = pallet_steem_light_client::rehearsal::signed_transaction(
				deposit.transaction.clone(),
				&signers,
			);
			let proof = included(steem, again);
			refused(|| prove_deposit(&proof), Error::<Test>::AlreadyProved);
		}
		assert_eq!(issuance(), 5_000);
	});
}

#[test]
fn defect_27_an_inner_node_should_be_no_deposit() {
	run(|steem| {
		let (block, proof) = deposit_among_others(steem);
		let leaves: Vec<_> = steem.blocks[block as usize - 1]
			.transactions
			.iter()
			.map(|bytes| nutbox_steem::Digest::of(&[bytes]).0)
			.collect();
		for (index, pair) in leaves.chunks_exact(2).enumerate() {
			for cut in 0..proof.path.len() {
				let path = proof.path[cut..].to_vec().try_into().unwrap();
				let forged = OperationProof {
					transaction: pair.concat().try_into().unwrap(),
					index: index as u32,
					leaf_count: 3,
					path,
					..proof.clone()
				};
				refused(
					|| prove_deposit(&forged),
					pallet_steem_light_client::Error::<Test>::InvalidProof,
				);
			}
		}
	});
}

#[test]
fn a_deposit_that_its_sender_calls_a_payment_should_be_neither_more_nor_less() {
	run(|steem| {
		let (_, proof) = deposit_among_others(steem);
		refused(|| prove_payment(&proof), Error::<Test>::NotAPayment);
		refused(|| prove_authority(&proof), Error::<Test>::NotAnAuthority);
		assert_ok!(prove_deposit(&proof));
	});
}

#[test]
fn defect_26_one_signer_should_not_be_slashed_or_counted_twice() {
	run(|steem| {
		// A theft that carries the same signature many times. Steem would not take it.
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let pair = custodian_pair(0);
		let mut transaction = steem.transaction(vec![theft], &[&pair]);
		for _ in 0..50 {
			let signature = transaction.signatures[0];
			transaction.signatures.push(signature);
		}
		let proof = included(steem, transaction);
		assert_ok!(prove_payment(&proof));
		let bonds = [0, 1, 2]
			.map(|n| crate::Bonds::<Test>::get(custodian(n), custodian_key(n)).unwrap_or(0));
		assert_eq!(bonds, [0, BOND, BOND]);
	});
}

#[test]
fn a_proof_of_the_greatest_length_should_be_read() {
	run(|steem| {
		let text = "x".repeat(64_000);
		let operations = vec![
			nutbox_steem::operations::CustomJson {
				required_auths: Default::default(),
				required_posting_auths: Default::default(),
				id: "filling".into(),
				json: text,
			}
			.into(),
			deposit_of(5_000, &alice()),
		];
		let transaction = steem.transaction(operations, &[]);
		assert!(transaction.encode().len() > 64_000);
		let block = include(steem, vec![transaction]);
		assert_ok!(prove_deposit(&steem.proof(block, 0, 1)));
		assert_eq!(tsteem(&alice()), 5_000);
	});
}

#[test]
fn nothing_should_be_proved_while_two_histories_are_final() {
	run(|steem| {
		let (_, proof) = deposit_among_others(steem);
		fund(steem, &bob(), 10_000);
		let nonce = withdraw(&bob(), 1_000, "dave");
		// The witnesses sign another history.
		let mut fork = steem.clone();
		fork.blocks.truncate(steem.blocks.len() - 16);
		fork.time -= 48;
		let first = fork.height() + 1;
		fork.produce_empty(16);
		set_time(steem.time + 100);
		assert_ok!(pallet_steem_light_client::Pallet::<Test>::submit_headers(
			signed(bob()),
			fork.headers(first, first + 15)
		));
		assert!(LightClient::status().conflict.is_some());
		let doubt = pallet_steem_light_client::Error::<Test>::InConflict;
		refused(|| prove_deposit(&proof), doubt);
		// And nothing is paid twice meanwhile: what was signed may be paid.
		set_time(steem.time + 1_000_000);
		let reclaim =
			|| Gateway::reclaim(signed(bob()), nonce).map(|()| frame_support::dispatch::Pays::Yes);
		refused(reclaim, Error::<Test>::StillValid);
	});
}
