//! What was tried against the gateway, with counts.

use super::mock::*;
use crate::Error;
use codec::{Decode, Encode};
use frame_support::{assert_ok, dispatch::Pays, storage::with_storage_layer};
use nutbox_primitives::{steem::OperationProof, Balance};
use nutbox_steem::{Operation, SignedTransaction, Wire};
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

/// The transaction of a proof with its lists dropped, doubled, reordered and extended: operations and
/// signatures.
fn other_transactions(valid: &SignedTransaction) -> Vec<SignedTransaction> {
	let mut all = Vec::new();
	let mut with = |change: &dyn Fn(&mut SignedTransaction)| {
		let mut changed = valid.clone();
		change(&mut changed);
		all.push(changed);
	};
	let operations = |signed: &mut SignedTransaction| signed.transaction.operations.clone();
	with(&|signed| signed.transaction.operations.clear());
	with(&|signed| {
		let twice = [operations(signed), operations(signed)].concat();
		signed.transaction.operations = twice;
	});
	with(&|signed| signed.transaction.operations.reverse());
	with(&|signed| signed.transaction.operations.push(deposit_of(1, &alice())));
	with(&|signed| {
		signed
			.transaction
			.operations
			.insert(0, deposit_of(1, &alice()));
	});
	with(&|signed| signed.signatures.clear());
	with(&|signed| signed.signatures.extend(signed.signatures.clone()));
	with(&|signed| signed.signatures.reverse());
	for at in 0..valid.signatures.len() {
		with(&|signed| {
			signed.signatures.remove(at);
		});
		with(&|signed| signed.signatures.insert(at, signed.signatures[at]));
	}
	for n in 0..10 {
		let other = signed_by(&valid.transaction, &[n]);
		with(&|signed| signed.signatures.push(other.signatures[0]));
		with(&|signed| signed.signatures.insert(0, other.signatures[0]));
		with(&|signed| signed.signatures = other.signatures.clone());
	}
	all.retain(|changed| changed != valid);
	all
}

/// Every change of one part of a proof: each byte, and each list.
fn changes(valid: &OperationProof) -> Vec<OperationProof> {
	let bytes = valid.encode();
	let mut all = Vec::new();
	let mut try_it = |bytes: Vec<u8>| all.extend(OperationProof::decode(&mut &bytes[..]));
	let with = |at: usize, byte: u8| {
		let mut changed = bytes.clone();
		changed[at] = byte;
		changed
	};
	for at in 0..bytes.len() {
		for bit in 0..8 {
			try_it(with(at, bytes[at] ^ (1 << bit)));
		}
		for byte in [0, 1, 0x7f, 0xff] {
			try_it(with(at, byte));
		}
		let mut shorter = bytes.clone();
		shorter.remove(at);
		try_it(shorter);
		let mut longer = bytes.clone();
		longer.insert(at, bytes[at]);
		try_it(longer);
	}
	let path = valid.path.to_vec();
	let mut paths = vec![vec![], [path.clone(), path.clone()].concat()];
	for at in 0..path.len() {
		let mut dropped = path.clone();
		dropped.remove(at);
		let mut doubled = path.clone();
		doubled.insert(at, path[at]);
		let mut extended = path.clone();
		extended.insert(at, Default::default());
		paths.extend([dropped, doubled, extended]);
		for other in 0..at {
			let mut swapped = path.clone();
			swapped.swap(at, other);
			paths.push(swapped);
		}
	}
	let mut extended = path.clone();
	extended.push(Default::default());
	paths.push(extended);
	all.extend(paths.into_iter().map(|path| OperationProof {
		path: path.try_into().expect("short enough"),
		..valid.clone()
	}));
	let signed = SignedTransaction::decode_bounded(&valid.transaction, 65_536).unwrap();
	all.extend(
		other_transactions(&signed)
			.iter()
			.map(|changed| OperationProof {
				transaction: changed.encode().try_into().expect("short enough"),
				..valid.clone()
			}),
	);
	all.retain(|changed| changed != valid);
	all
}

/// What is left of the chain after a proof; nothing stays of it here.
fn left_by(call: Call, proof: &OperationProof) -> Option<Vec<u8>> {
	let mut left = None;
	let _ = with_storage_layer(|| -> Result<(), DispatchError> {
		left = call(proof)
			.ok()
			.map(|_| sp_io::storage::root(sp_runtime::StateVersion::V1));
		Err(DispatchError::Other("undone"))
	});
	left
}

/// One of the calls that take a proof.
type Call = fn(&OperationProof) -> Result<Pays, DispatchError>;

/// That of all changes of a proof none does anything, but naming another place of the same transaction,
/// which does the same. Once it is proved, not even these.
fn accepts_nothing_else(what: &str, call: Call, valid: &OperationProof) {
	let expected = left_by(call, valid);
	assert!(expected.is_some());
	let (mut tried, mut same, mut accepted) = (0, 0, 0);
	let all = changes(valid);
	for changed in &all {
		tried += 1;
		let left = left_by(call, changed);
		if left.is_none() {
			continue;
		}
		// The index and the number of leaves are the prover's word: another pair may fit the same path.
		let is_same = OperationProof {
			index: valid.index,
			leaf_count: valid.leaf_count,
			..changed.clone()
		} == *valid
			&& left == expected;
		if is_same {
			same += 1;
		} else {
			accepted += 1;
		}
	}
	println!(
		"{tried} changed proofs of {what}: {accepted} accepted, {same} name another index of the same one"
	);
	assert_eq!(accepted, 0);
	assert_ok!(call(valid));
	for changed in &all {
		assert!(call(changed).is_err());
	}
}

/// An operation among others in a block of five, signed by these.
fn among_others(
	steem: &mut Rehearsal,
	operation: Operation,
	custodians: &[usize],
) -> OperationProof {
	let pairs: Vec<_> = custodians.iter().map(|n| custodian_pair(*n)).collect();
	let signed = steem.transaction(vec![operation], &pairs.iter().collect::<Vec<_>>());
	transaction_among_others(steem, signed)
}

fn transaction_among_others(steem: &mut Rehearsal, signed: SignedTransaction) -> OperationProof {
	let carol = pair_of("carol");
	let mut transactions: Vec<_> = (0..4)
		.map(|n| {
			let lunch = transfer("carol", "dave", super::mock::steem(n), "lunch");
			steem.transaction(vec![lunch], &[&carol])
		})
		.collect();
	transactions.insert(3, signed);
	let block = include(steem, transactions);
	steem.proof(block, 3, 0)
}

#[test]
fn prove_deposit_should_mint_nothing_for_a_proof_with_anything_changed() {
	run(|steem| {
		let (_, proof) = deposit_among_others(steem);
		assert_eq!(attempt(proof.clone()), Ok((5_000, 5_000)));
		accepts_nothing_else("a deposit", prove_deposit, &proof);
		assert_eq!(issuance(), 5_000);
	});
}

#[test]
fn prove_payment_should_settle_and_punish_nothing_for_a_proof_with_anything_changed() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		assert_ok!(submit_signature(nonce, 0));
		assert_ok!(submit_signature(nonce, 1));
		let proof = transaction_among_others(steem, broadcast(nonce));
		accepts_nothing_else("a payment", prove_payment, &proof);
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = among_others(steem, theft, &[0, 2]);
		accepts_nothing_else("a theft", prove_payment, &proof);
		let bonds = [0, 1, 2]
			.map(|n| crate::Bonds::<Test>::get(custodian(n), custodian_key(n)).unwrap_or(0));
		assert_eq!(bonds, [0, BOND, 0]);
		let totals = Gateway::status().totals;
		assert_eq!((totals.paid, totals.taken), (4_000, 1));
	});
}

#[test]
fn prove_authority_should_take_in_nothing_for_a_proof_with_anything_changed() {
	run(|steem| {
		let given = account_update(&[3, 7, 8], 2);
		let proof = among_others(steem, given, &[0, 1]);
		accepts_nothing_else("an authority", prove_authority, &proof);
		assert!(!Gateway::status().authority_matches);
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
