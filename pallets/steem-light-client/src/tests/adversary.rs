//! Proofs with something changed. Each test prints how many it has tried.

use super::mock::*;
use crate::{rehearsal::*, types::*, Error, Witnesses};
use frame_support::assert_ok;
use nutbox_primitives::steem::{OperationProof, SteemLightClient};
use nutbox_steem::{Digest, Wire};

/// How many of these submissions were accepted.
fn accepted(submissions: impl Iterator<Item = Vec<HeaderBytes>>) -> (u32, u32) {
	let (mut tried, mut accepted) = (0, 0);
	for headers in submissions {
		let Ok(headers) = Headers::try_from(headers) else {
			continue;
		};
		tried += 1;
		if LightClient::verify(&headers).is_ok() {
			accepted += 1;
		}
	}
	(tried, accepted)
}

#[test]
fn submit_headers_should_accept_nothing_when_any_byte_of_a_proof_is_changed() {
	run(|steem| {
		// Every signature is needed: sixteen blocks of sixteen witnesses.
		steem.produce_empty(16);
		set_time(steem.time);
		let valid = steem.headers(1, 16).into_inner();
		assert!(LightClient::verify(&valid).is_ok());
		let mutated = (0..valid.len()).flat_map(|header| {
			let valid = &valid;
			(0..valid[header].len()).flat_map(move |at| {
				[0x01, 0x80].into_iter().map(move |mask| {
					let mut headers = valid.clone();
					headers[header][at] ^= mask;
					headers
				})
			})
		});
		let (tried, accepted) = accepted(mutated);
		// The recovery byte has four forms of the same meaning, and changes the id, which only the
		// last header's successor would notice.
		println!("{tried} headers with a changed bit tried, {accepted} accepted");
		assert!(tried > 3_000);
		assert_eq!(accepted, 0);
	});
}

#[test]
fn submit_headers_should_accept_nothing_when_the_list_is_changed() {
	run(|steem| {
		steem.produce_empty(16);
		set_time(steem.time);
		let valid = steem.headers(1, 16).into_inner();
		let foreign = {
			let mut other = Rehearsal::new(21);
			other.produce_empty(3);
			other.skip_to(other.time + 30);
			other.produce_empty(16);
			other.headers(4, 19).into_inner()
		};
		let mut lists = Vec::new();
		for at in 0..valid.len() {
			let mut dropped = valid.clone();
			dropped.remove(at);
			lists.push(dropped);
			let mut doubled = valid.clone();
			doubled.insert(at, valid[at].clone());
			lists.push(doubled);
			let mut extended = valid.clone();
			extended.insert(at, foreign[at].clone());
			lists.push(extended);
			let mut replaced = valid.clone();
			replaced[at] = foreign[at].clone();
			lists.push(replaced);
			for other in 0..at {
				let mut swapped = valid.clone();
				swapped.swap(at, other);
				lists.push(swapped);
			}
			let mut shortened = valid.clone();
			let half = valid[at].len() / 2;
			shortened[at].truncate(half);
			lists.push(shortened);
		}
		let mut reversed = valid.clone();
		reversed.reverse();
		lists.push(reversed);
		let (tried, accepted) = accepted(lists.into_iter());
		println!("{tried} changed lists of headers tried, {accepted} accepted");
		assert_eq!(accepted, 0);
	});
}

#[test]
fn submit_headers_should_accept_nothing_when_a_forged_header_has_a_valid_tail() {
	run(|steem| {
		steem.produce_empty(40);
		set_time(steem.time);
		let tail = steem.headers(11, 40).into_inner();
		let mut forged = Vec::new();
		for (witness, pair) in &steem.witnesses {
			for offset in 1..=4 {
				let header = signed_header(
					steem.blocks[8].header.id(),
					steem.blocks[9].header.header.timestamp.0 - 3 * (offset % 2),
					witness,
					pair,
					[offset as u8; 20],
				);
				let mut headers = tail.clone();
				headers.insert(0, HeaderBytes::truncate_from(header.encode()));
				forged.push(headers);
			}
		}
		let (tried, accepted) = accepted(forged.into_iter());
		println!("{tried} forged headers with a valid tail tried, {accepted} accepted");
		assert_eq!(accepted, 0);
	});
}

/// A final block with five transactions.
fn with_transactions(steem: &mut Rehearsal) -> u32 {
	let transactions: Vec<_> = (0..5)
		.map(|n| {
			let operation = update(&format!("witness-{n:02}"), key_of("next"));
			steem.transaction(vec![operation], &[&pair_of("anybody")])
		})
		.collect();
	let block = steem.produce(transactions);
	steem.produce_empty(20);
	assert_ok!(submit(steem, block, block + 20));
	block
}

#[test]
fn prove_should_accept_nothing_when_any_part_of_a_proof_is_changed() {
	run(|steem| {
		let block = with_transactions(steem);
		let other = with_transactions(steem);
		let (mut tried, mut accepted) = (0, 0);
		let mut attempt = |proof: OperationProof, valid: &OperationProof| {
			tried += 1;
			if let Ok(found) = LightClient::prove(&proof) {
				// Another pair of index and count may fit, but the transaction is the same.
				let honest = LightClient::prove(valid).unwrap();
				if found != honest {
					accepted += 1;
				}
			}
		};
		for transaction in 0..5 {
			let valid = steem.proof(block, transaction, 0);
			assert!(LightClient::prove(&valid).is_ok());
			for at in 0..valid.transaction.len() {
				for mask in [0x01, 0x80] {
					let mut proof = valid.clone();
					proof.transaction[at] ^= mask;
					attempt(proof, &valid);
				}
				let mut proof = valid.clone();
				proof.transaction.truncate(at);
				attempt(proof, &valid);
			}
			for at in 0..valid.path.len() {
				for byte in 0..32 {
					let mut proof = valid.clone();
					proof.path[at][byte] ^= 1;
					attempt(proof, &valid);
				}
				let mut dropped = valid.clone();
				dropped.path.remove(at);
				attempt(dropped, &valid);
				let mut doubled = valid.clone();
				let node = valid.path[at];
				doubled.path.try_insert(at, node).unwrap();
				attempt(doubled, &valid);
				for with in 0..at {
					let mut swapped = valid.clone();
					swapped.path[..].swap(at, with);
					attempt(swapped, &valid);
				}
			}
			for index in 0..20 {
				for leaf_count in 0..20 {
					let mut proof = valid.clone();
					(proof.index, proof.leaf_count) = (index, leaf_count);
					attempt(proof, &valid);
				}
			}
			for operation in [1, 2, u16::MAX] {
				let mut proof = valid.clone();
				proof.operation = operation;
				attempt(proof, &valid);
			}
			for number in [0, block - 1, block + 1, other, u32::MAX] {
				let mut proof = valid.clone();
				proof.block = number;
				attempt(proof, &valid);
			}
		}
		println!("{tried} changed proofs of transactions tried, {accepted} accepted");
		assert!(tried > 4_000);
		assert_eq!(accepted, 0);
	});
}

#[test]
fn defect_25_an_index_beyond_the_number_of_leaves_proves_nothing() {
	run(|steem| {
		let block = with_transactions(steem);
		let valid = steem.proof(block, 4, 0);
		for (index, leaf_count) in [(5, 5), (u32::MAX, 5), (4, 4), (0, 0), (4, u32::MAX), (5, 0)] {
			let mut proof = valid.clone();
			(proof.index, proof.leaf_count) = (index, leaf_count);
			assert_eq!(
				LightClient::prove(&proof),
				Err(Error::<Test>::InvalidProof.into()),
				"{index} of {leaf_count}"
			);
		}
	});
}

#[test]
fn defect_27_an_inner_node_is_no_transaction() {
	run(|steem| {
		let block = with_transactions(steem);
		let leaves: Vec<_> = steem.blocks[block as usize - 1]
			.transactions
			.iter()
			.map(|bytes| Digest::of(&[bytes]))
			.collect();
		let node = [leaves[0].0, leaves[1].0].concat();
		let right = Digest::of(&[&leaves[2].0, &leaves[3].0]);
		for (index, leaf_count, path) in [
			(0, 3, vec![right.0, leaves[4].0]),
			(0, 4, vec![right.0, leaves[4].0]),
			(0, 2, vec![right.0]),
		] {
			let proof = OperationProof {
				transaction: node.clone().try_into().unwrap(),
				index,
				leaf_count,
				path: path.try_into().unwrap(),
				..steem.proof(block, 0, 0)
			};
			assert_eq!(
				LightClient::prove(&proof),
				Err(Error::<Test>::InvalidProof.into())
			);
		}
	});
}

#[test]
fn prove_should_give_the_same_operation_when_the_envelope_is_another() {
	run(|steem| {
		let operation = update("witness-00", key_of("next"));
		let once = steem.transaction(vec![operation], &[&pair_of("one")]);
		let again = signed_transaction(
			once.transaction.clone(),
			&[&pair_of("one"), &pair_of("two")],
		);
		let first = steem.produce(vec![once]);
		let second = steem.produce(vec![again]);
		steem.produce_empty(20);
		assert_ok!(submit(steem, first, second + 20));
		let [first, second] =
			[first, second].map(|block| LightClient::prove(&steem.proof(block, 0, 0)).unwrap());
		assert_eq!(first.id, second.id);
		assert_ne!(first.transaction.encode(), second.transaction.encode());
		assert!(Witnesses::<Test>::contains_key(name("witness-00")));
	});
}
