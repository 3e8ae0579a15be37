//! `prove_key`.

use super::mock::*;
use crate::{rehearsal::*, types::*, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use nutbox_primitives::steem::OperationProof;
use nutbox_steem::Operation;

fn prove(proof: OperationProof) -> Result<(), sp_runtime::DispatchError> {
	LightClient::prove_key(signed(), Box::new(proof))
		.map(|info| assert_eq!(info.pays_fee, Pays::No))
		.map_err(|error| error.error)
}

/// Puts the operation into a block and makes it final.
fn finalised(steem: &mut Rehearsal, operation: Operation) -> OperationProof {
	let transaction = steem.transaction(vec![operation], &[&pair_of("anybody")]);
	let block = steem.produce(vec![transaction]);
	steem.produce_empty(20);
	assert_ok!(submit(steem, block, block + 20));
	steem.proof(block, 0, 0)
}

#[test]
fn prove_key_should_set_the_key_for_the_blocks_after_the_operation() {
	run(|steem| {
		steem.produce_empty(5);
		let block = rotate(steem, 3, "second");
		steem.produce_empty(40);
		// Twenty others finalise the block.
		assert_ok!(submit(steem, block, block + 20));
		events();
		assert_ok!(prove(steem.proof(block, 0, 0)));
		let witness = crate::Witnesses::<Test>::get(name("witness-03")).unwrap();
		assert_eq!(
			witness.entry_at(block).unwrap().key,
			key_of("witness-03"),
			"the block itself is signed with the old key"
		);
		assert_eq!(witness.entry_at(block + 1).unwrap().key, key_of("second"));
		assert_eq!(
			events(),
			vec![Event::KeySet {
				name: name("witness-03"),
				since: witness.newest().unwrap().since,
				old: key_of("witness-03"),
				new: key_of("second"),
			}]
		);
		// It counts with the new key: all of these are needed.
		steem.witnesses = steem.witnesses[..16].to_vec();
		let first = steem.height() + 1;
		for turn in 0..16 {
			steem.produce_by(turn, vec![]);
		}
		assert_ok!(submit(steem, first, first + 15));
	});
}

#[test]
fn prove_key_should_take_witness_set_properties_too() {
	run(|steem| {
		let proof = finalised(steem, set_properties("witness-00", Some(key_of("next"))));
		assert_ok!(prove(proof));
		assert_eq!(key_of_witness(&name("witness-00")), key_of("next"));
		let proof = finalised(steem, set_properties("witness-00", None));
		assert_noop!(prove(proof), Error::<Test>::NotAKeyChange);
	});
}

#[test]
fn prove_key_should_stop_counting_when_a_witness_gives_up_its_key() {
	run(|steem| {
		let proof = finalised(steem, update("witness-00", [0; 33]));
		assert_ok!(prove(proof));
		let first = steem.height() + 1;
		for turn in 0..16 {
			steem.produce_by(turn, vec![]);
		}
		set_time(steem.time);
		assert_eq!(
			refused(steem.headers(first, first + 15)),
			Error::<Test>::NotFinal.into()
		);
	});
}

#[test]
fn prove_key_should_end_in_the_same_state_whatever_the_order_of_the_proofs() {
	let orders: [[usize; 3]; 6] = [
		[0, 1, 2],
		[0, 2, 1],
		[1, 0, 2],
		[1, 2, 0],
		[2, 0, 1],
		[2, 1, 0],
	];
	let mut ends = Vec::new();
	for order in orders {
		run(|steem| {
			let proofs: Vec<_> = ["one", "two", "three"]
				.iter()
				.map(|seed| finalised(steem, update("witness-07", key_of(seed))))
				.collect();
			for at in order {
				assert_ok!(prove(proofs[at].clone()));
			}
			for proof in proofs {
				assert_noop!(prove(proof), Error::<Test>::KeyNotNew);
			}
			assert_eq!(key_of_witness(&name("witness-07")), key_of("three"));
			ends.push(crate::Witnesses::<Test>::get(name("witness-07")));
		});
	}
	ends.dedup();
	assert_eq!(ends.len(), 1);
}

#[test]
fn prove_key_should_let_the_oldest_key_fall_out_when_there_are_many() {
	run(|steem| {
		for n in 0..10 {
			let proof = finalised(steem, update("witness-07", key_of(&format!("{n}"))));
			assert_ok!(prove(proof));
		}
		let witness = crate::Witnesses::<Test>::get(name("witness-07")).unwrap();
		assert_eq!(witness.entries().len(), MAX_KEYS as usize);
		assert_eq!(witness.newest().unwrap().key, key_of("9"));
		assert_eq!(witness.entry_at(1), None);
	});
}

#[test]
fn prove_key_should_fail_when_the_witness_is_not_registered() {
	run(|steem| {
		let proof = finalised(steem, update("stranger", key_of("stranger")));
		assert_noop!(prove(proof), Error::<Test>::NotRegistered);
	});
}

#[test]
fn prove_key_should_fail_when_the_operation_is_another_or_none() {
	run(|steem| {
		let operation = nutbox_steem::operations::Transfer {
			from: account_name("witness-00"),
			to: account_name("witness-01"),
			amount: nutbox_steem::Asset {
				amount: 1,
				symbol: nutbox_steem::Symbol::Steem,
			},
			memo: String::new(),
		};
		let proof = finalised(steem, operation.into());
		assert_noop!(prove(proof.clone()), Error::<Test>::NotAKeyChange);
		let beyond = OperationProof {
			operation: 1,
			..proof
		};
		assert_noop!(prove(beyond), Error::<Test>::NoSuchOperation);
	});
}

#[test]
fn prove_key_should_fail_when_the_block_is_not_final() {
	run(|steem| {
		let block = rotate(steem, 0, "second");
		steem.produce_empty(14);
		assert_noop!(prove(steem.proof(block, 0, 0)), Error::<Test>::UnknownBlock);
	});
}

#[test]
fn prove_key_should_fail_when_the_client_is_halted() {
	run(|steem| {
		let proof = finalised(steem, update("witness-00", key_of("next")));
		let mode = OperatingMode::Halted;
		assert_ok!(LightClient::set_operating_mode(root(), mode));
		assert_noop!(prove(proof), Error::<Test>::Halted);
	});
}

#[test]
fn defect_28_a_skipped_rotation_is_caught_up_by_proofs_in_any_order() {
	run(|steem| {
		// All 21 change their keys, one after the other, while nobody relays.
		let mut rotations = Vec::new();
		for turn in 0..21 {
			rotations.push(rotate(steem, turn, &format!("new key {turn}")));
			steem.produce_empty(20);
		}
		set_time(steem.time);
		// None of the present keys is known.
		let last = steem.height();
		assert_eq!(
			refused(steem.headers(last - 40, last)),
			Error::<Test>::NotFinal.into()
		);
		// Each change is in a block that enough of the keys known so far are behind.
		for block in rotations {
			assert_ok!(submit(steem, block, block + 20));
			assert_ok!(prove(steem.proof(block, 0, 0)));
		}
		steem.produce_empty(21);
		assert_ok!(submit(steem, last + 1, last + 21));
		// Blocks of the time before are still proved by the keys of that time.
		assert_ok!(submit(steem, 25, 50));
	});
}

#[test]
fn defect_28_a_rotation_of_too_many_at_once_is_repaired_by_governance() {
	run(|steem| {
		steem.produce_empty(21);
		let operations: Vec<_> = (0..7)
			.map(|turn| {
				update(
					&format!("witness-{turn:02}"),
					key_of(&format!("new {turn}")),
				)
			})
			.collect();
		let transaction = steem.transaction(operations, &[&pair_of("anybody")]);
		let block = steem.produce(vec![transaction]);
		for turn in 0..7 {
			steem.witnesses[turn].1 = pair_of(&format!("new {turn}"));
		}
		steem.produce_empty(60);
		set_time(steem.time);
		// Fourteen of 21 have known keys: whatever comes now, no block is final.
		assert_eq!(
			refused(steem.headers(block + 1, block + 60)),
			Error::<Test>::NotFinal.into()
		);
		let changes: Vec<_> = (0..7)
			.map(|turn| WitnessChange::Set {
				name: name(&format!("witness-{turn:02}")),
				key: key_of(&format!("new {turn}")),
				since: block,
			})
			.collect();
		assert_ok!(LightClient::announce_witnesses(
			root(),
			changes.try_into().unwrap()
		));
		set_time(steem.time + ANNOUNCEMENT as u32);
		assert_ok!(LightClient::apply_announced(signed()));
		assert_ok!(LightClient::submit_headers(
			signed(),
			steem.headers(block, block + 60)
		));
		// What Steem says can be proved all the same, and changes nothing.
		assert_ok!(prove(steem.proof(block, 0, 0)));
		assert_eq!(key_of_witness(&name("witness-00")), key_of("new 0"));
	});
}
