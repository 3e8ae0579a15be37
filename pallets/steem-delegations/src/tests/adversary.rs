//! Proofs with something changed. Each test prints how many it has tried.

use super::mock::*;
use crate::*;
use frame_support::{assert_ok, storage::with_transaction};
use nutbox_primitives::steem::OperationProof;
use nutbox_steem::{Digest, SignedTransaction, Wire};
use sp_runtime::{DispatchError, TransactionOutcome};

/// What is left if both calls are tried with a proof: nothing stays of it here.
fn left_by(proof: &OperationProof) -> Option<Vec<u8>> {
	let calls = [
		SteemDelegations::prove_binding,
		SteemDelegations::prove_delegation,
	];
	calls.into_iter().find_map(|call| {
		with_transaction(|| {
			let done = call(signed(relayer()), Box::new(proof.clone()));
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(done.ok().map(|_| state_root())))
		})
		.unwrap()
	})
}

/// Every way to change one part of a proof.
fn changed(valid: &OperationProof, blocks: &[u32]) -> Vec<OperationProof> {
	let mut all = Vec::new();
	let mut with = |change: &dyn Fn(&mut OperationProof)| {
		let mut proof = valid.clone();
		change(&mut proof);
		if proof != *valid {
			all.push(proof);
		}
	};
	for at in 0..valid.transaction.len() {
		for mask in [0x01, 0x80, 0xff] {
			with(&|proof| proof.transaction[at] ^= mask);
		}
		with(&|proof| proof.transaction.truncate(at));
		with(&|proof| {
			proof.transaction.remove(at);
		});
		with(&|proof| proof.transaction.try_insert(at, 0).unwrap());
	}
	with(&|proof| proof.transaction.try_push(0).unwrap());
	for at in 0..valid.path.len() {
		for byte in 0..32 {
			with(&|proof| proof.path[at][byte] ^= 1);
		}
		with(&|proof| {
			proof.path.remove(at);
		});
		with(&|proof| proof.path.try_insert(at, valid.path[at]).unwrap());
		for other in 0..at {
			with(&|proof| proof.path[..].swap(at, other));
		}
	}
	with(&|proof| proof.path = Default::default());
	for index in 0..24 {
		for leaf_count in 0..24 {
			with(&|proof| (proof.index, proof.leaf_count) = (index, leaf_count));
		}
	}
	for operation in [0, 1, 2, u16::MAX] {
		with(&|proof| proof.operation = operation);
	}
	for block in blocks {
		with(&|proof| proof.block = *block);
	}
	all
}

#[test]
fn proofs_should_do_nothing_else_when_any_part_of_them_is_changed() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		run_to(30);
		let proofs = steem.include(vec![
			delegate("alice", 900),
			bind("alice", &bob()),
			delegate("alice", 5),
			bind("carol", &alice()),
			delegate("carol", 77),
		]);
		let other = steem.include_one(delegate("alice", 6)).block;
		let block = proofs[0].block;
		let blocks = [0, block - 1, block + 1, other, u32::MAX];
		let (mut tried, mut same) = (0, 0);
		for valid in &proofs {
			let honest = left_by(valid).expect("the proof itself holds");
			for proof in changed(valid, &blocks) {
				tried += 1;
				if let Some(left) = left_by(&proof) {
					// Another pair of index and count may fit; it says the same.
					assert_eq!(left, honest, "{proof:?}");
					same += 1;
				}
			}
		}
		println!("{tried} changed proofs tried, {same} of them say the same, 0 anything else");
		assert!(tried > 5_000);
		assert_eq!(stake(pool, &alice()), 100);
	});
}

#[test]
fn defect_25_no_pair_of_index_and_count_changes_the_order() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		// The last of five is also the second of two: the index is the prover's word.
		let mut tried = 0;
		for size in 2..=7 {
			let operations = (1..=size).map(|n| delegate("alice", n)).collect();
			let proofs = steem.include(operations);
			assert_ok!(prove(proofs.last().unwrap()));
			for proof in &proofs {
				for index in 0..64 {
					for leaf_count in 0..64 {
						let mut proof = proof.clone();
						(proof.index, proof.leaf_count) = (index, leaf_count);
						assert!(prove(&proof).is_err());
						tried += 1;
					}
				}
			}
			assert_eq!(stake(pool, &alice()), size as u128);
		}
		println!("{tried} pairs of index and count tried, 0 accepted");
	});
}

#[test]
fn defect_27_an_inner_node_is_no_delegation() {
	run_tied(|steem, _| {
		let proofs = steem.include((1..=4).map(|n| delegate("alice", n)).collect());
		let leaves: Vec<_> = proofs
			.iter()
			.map(|proof| Digest::of(&[&proof.transaction]))
			.collect();
		let node = [leaves[0].0, leaves[1].0].concat();
		let right = Digest::of(&[&leaves[2].0, &leaves[3].0]);
		let proof = OperationProof {
			transaction: node.try_into().unwrap(),
			index: 0,
			leaf_count: 2,
			path: vec![right.0].try_into().unwrap(),
			..proofs[0].clone()
		};
		assert_eq!(left_by(&proof), None);
	});
}

#[test]
fn defect_22_another_envelope_makes_no_other_operation() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		let proof = steem.include_one(delegate("alice", 100));
		assert_ok!(prove(&proof));
		// The same transaction with other signatures is in no block, as Steem lets an id pass once.
		let mut transaction = SignedTransaction::decode(&proof.transaction).unwrap();
		transaction.signatures.clear();
		let bare = OperationProof {
			transaction: transaction.encode().try_into().unwrap(),
			..proof.clone()
		};
		let mut doubled = SignedTransaction::decode(&proof.transaction).unwrap();
		doubled.signatures.push(doubled.signatures[0]);
		let doubled = OperationProof {
			transaction: doubled.encode().try_into().unwrap(),
			..proof.clone()
		};
		for proof in [bare, doubled] {
			assert_eq!(
				refused(&proof),
				pallet_steem_light_client::Error::<Test>::InvalidProof.into()
			);
		}
		assert_eq!(refused(&proof), Error::<Test>::NotNewer.into());
		assert_eq!(stake(pool, &alice()), 100);
	});
}

#[test]
fn proofs_should_fail_when_their_block_is_not_final() {
	run_tied(|steem, _| {
		let block = steem.put(vec![bind("alice", &alice()), delegate("alice", 5)]);
		// Fifteen blocks altogether: one short of finality.
		steem.chain.produce_empty(14);
		set_time(steem.chain.time);
		let headers = steem.chain.headers(block, steem.chain.height());
		assert!(LightClient::submit_headers(signed(relayer()), headers).is_err());
		for transaction in [0, 1] {
			assert_eq!(
				refused(&steem.chain.proof(block, transaction, 0)),
				pallet_steem_light_client::Error::<Test>::UnknownBlock.into()
			);
		}
	});
}

#[test]
fn proofs_should_fail_when_the_light_client_has_found_two_histories() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let mut fork = steem.chain.clone();
		let proof = steem.include_one(delegate("alice", 500));
		// The witnesses sign another block of that height as well.
		fork.skip_to(fork.time + 3);
		let first = fork.height() + 1;
		fork.produce_empty(16);
		set_time(fork.time.max(steem.chain.time));
		let headers = fork.headers(first, fork.height());
		assert_ok!(LightClient::submit_headers(signed(relayer()), headers));
		assert_eq!(
			refused(&proof),
			pallet_steem_light_client::Error::<Test>::InConflict.into()
		);
		// What was proved before stays, and members can leave.
		assert_eq!(stake(pool, &alice()), 100);
		assert_ok!(SteemDelegations::release_binding(
			signed(alice()),
			name("alice")
		));
		assert_eq!(stake(pool, &alice()), 0);
	});
}
