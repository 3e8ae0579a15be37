//! Proofs that a transaction is in a block, and what passes for one and is none.

mod common;

use common::*;
use nutbox_steem::{
	merkle::{self, Position, Proof, ProofError, MAX_LEAVES, UNPROVABLE_BLOCKS},
	Checksum, Digest, Wire,
};

/// The blocks with their leaves and encoded transactions, where there are any.
fn trees() -> Vec<(Vec<Vec<u8>>, Vec<Digest>, Checksum)> {
	all_blocks()
		.filter(|(block, _)| !block.transactions.is_empty())
		.map(|(block, _)| {
			let encoded = block.transactions.iter().map(Wire::encode).collect();
			(
				encoded,
				block.leaves(),
				block.header.header.transaction_merkle_root,
			)
		})
		.collect()
}

fn provable(encoded: &[u8]) -> bool {
	encoded.len() > merkle::INNER_NODE_SIZE
}

#[test]
fn verify_should_accept_when_the_transaction_is_in_the_block() {
	let (mut proved, mut too_short) = (0, 0);
	for (encoded, leaves, root) in trees() {
		let mut last = None;
		for (index, bytes) in encoded.iter().enumerate() {
			let proof = Proof::new(&leaves, index as u32).expect("a leaf");
			match proof.verify(bytes, &root) {
				Ok(found) => {
					assert_eq!(found.transaction.encode(), *bytes);
					// Positions are in the order of the transactions.
					assert!(last < Some(found.position), "{index}");
					last = Some(found.position);
					proved += 1;
				}
				Err(error) => {
					assert_eq!(error, ProofError::TooShort(bytes.len()));
					too_short += 1;
				}
			}
		}
	}
	println!("{proved} proved, {too_short} too short");
	assert!(proved > 400, "{proved}");
	assert_eq!(merkle::root(&[]), Checksum::default());
}

#[test]
fn verify_should_refuse_when_any_part_of_a_proof_is_changed() {
	let (mut tried, mut accepted) = (0_u64, 0_u64);
	let mut attempt = |proof: &Proof, bytes: &[u8], root: &Checksum| {
		tried += 1;
		accepted += u64::from(proof.verify(bytes, root).is_ok());
	};
	for (encoded, leaves, root) in trees() {
		for (index, bytes) in encoded
			.iter()
			.enumerate()
			.filter(|(_, bytes)| provable(bytes))
		{
			let proof = Proof::new(&leaves, index as u32).expect("a leaf");
			assert!(proof.verify(bytes, &root).is_ok());
			// Every byte of the transaction.
			for at in 0..bytes.len() {
				let mut changed = bytes.clone();
				changed[at] ^= 1 << (at % 8);
				attempt(&proof, &changed, &root);
			}
			// Cut off and padded.
			for cut in [1, 2, 32, 64, 65, bytes.len()] {
				attempt(&proof, &bytes[..bytes.len().saturating_sub(cut)], &root);
			}
			attempt(&proof, &[bytes.as_slice(), &[0]].concat(), &root);
			attempt(&proof, &[&[0], bytes.as_slice()].concat(), &root);
			// Every byte of the root.
			for at in 0..20 {
				let mut changed = root;
				changed.0[at] ^= 0x10;
				attempt(&proof, bytes, &changed);
			}
			// Every byte of the path; nodes dropped, doubled, exchanged, added.
			for node in 0..proof.path.len() {
				for at in 0..32 {
					let mut changed = proof.clone();
					changed.path[node].0[at] ^= 0x04;
					attempt(&changed, bytes, &root);
				}
				let mut changed = proof.clone();
				changed.path.remove(node);
				attempt(&changed, bytes, &root);
				let mut changed = proof.clone();
				changed.path.insert(node, proof.path[node]);
				attempt(&changed, bytes, &root);
				if node > 0 {
					let mut changed = proof.clone();
					changed.path.swap(node - 1, node);
					attempt(&changed, bytes, &root);
				}
			}
			let mut changed = proof.clone();
			changed.path.push(Digest::default());
			attempt(&changed, bytes, &root);
			changed.path.clear();
			if !proof.path.is_empty() {
				attempt(&changed, bytes, &root);
			}
			// Proofs of other leaves, with their transactions and with this one.
			for other in (0..leaves.len()).filter(|other| *other != index) {
				let of_other = Proof::new(&leaves, other as u32).expect("a leaf");
				attempt(&of_other, bytes, &root);
				attempt(&proof, &encoded[other], &root);
			}
		}
	}
	println!("proofs changed: {tried} tried, {accepted} accepted");
	assert!(tried > 200_000, "{tried}");
	assert_eq!(accepted, 0);
}

#[test]
fn verify_should_refuse_when_index_or_count_are_out_of_bounds_row_25() {
	let (mut tried, mut accepted) = (0_u64, 0_u64);
	for (encoded, leaves, root) in trees() {
		for (index, bytes) in encoded
			.iter()
			.enumerate()
			.filter(|(_, bytes)| provable(bytes))
		{
			let proof = Proof::new(&leaves, index as u32).expect("a leaf");
			let position = proof.verify(bytes, &root).expect("a proof").position;
			let count = proof.leaf_count;
			for index in [
				count,
				count + 1,
				count * 2,
				count + proof.index,
				u32::MAX - 1,
				u32::MAX,
			] {
				let changed = Proof {
					index,
					..proof.clone()
				};
				tried += 1;
				accepted += u64::from(changed.verify(bytes, &root).is_ok());
				assert_eq!(
					changed.verify(bytes, &root),
					Err(ProofError::Index {
						index,
						leaf_count: count
					})
				);
			}
			for leaf_count in [0, MAX_LEAVES + 1, u32::MAX] {
				let changed = Proof {
					leaf_count,
					..proof.clone()
				};
				tried += 1;
				assert_eq!(
					changed.verify(bytes, &root),
					Err(ProofError::LeafCount(leaf_count))
				);
			}
			// Any pair within bounds: some others have a path that turns the same way, and with them nothing else is
			// proved: the position, which orders transactions, is the same.
			// Pairs are many where leaves are: of the fullest blocks, every fifth transaction is enough.
			if count > 20 && !proof.index.is_multiple_of(5) {
				continue;
			}
			for leaf_count in 1..count + 9 {
				for index in 0..leaf_count {
					if (index, leaf_count) == (proof.index, count) {
						continue;
					}
					tried += 1;
					let changed = Proof {
						index,
						leaf_count,
						path: proof.path.clone(),
					};
					if let Ok(found) = changed.verify(bytes, &root) {
						assert_eq!(found.position, position);
					}
				}
			}
		}
	}
	println!("index and count: {tried} tried, {accepted} accepted with another position");
	assert!(tried > 10_000);
	assert_eq!(accepted, 0);
}

#[test]
fn position_should_be_in_order_when_index_and_count_lie() {
	// The last of five leaves passes as the second of two: its way up turns left once in both.
	let transactions: Vec<_> = all_transactions()
		.into_iter()
		.filter(|bytes| provable(bytes))
		.collect();
	let leaves: Vec<_> = transactions[..5]
		.iter()
		.map(|bytes| Digest::of(&[bytes]))
		.collect();
	let root = merkle::root(&leaves);
	let honest = Proof::new(&leaves, 4).expect("a leaf");
	let lying = Proof {
		index: 1,
		leaf_count: 2,
		..honest.clone()
	};
	let second = Proof::new(&leaves, 1).expect("a leaf");
	let position = |proof: &Proof, index: usize| -> Position {
		proof
			.verify(&transactions[index], &root)
			.expect("a proof")
			.position
	};
	assert_eq!(lying.index, second.index);
	assert_eq!(position(&lying, 4), position(&honest, 4));
	assert!(position(&second, 1) < position(&lying, 4));
	// The order of positions is that of the leaves for every number of them.
	for count in 1..=70 {
		let leaves: Vec<_> = (0..count)
			.map(|number: u32| Digest::of(&[&number.to_le_bytes()]))
			.collect();
		let root = merkle::root(&leaves);
		let mut last = None;
		for (index, leaf) in leaves.iter().enumerate() {
			let proof = Proof::new(&leaves, index as u32).expect("a leaf");
			let (found, position) = proof.root_of(*leaf).expect("a shape");
			assert_eq!(found, root);
			assert!(last < Some(position) || count == 1);
			last = Some(position);
		}
	}
}

#[test]
fn verify_should_refuse_when_an_inner_node_is_offered_as_a_transaction_row_27() {
	let (mut tried, mut accepted) = (0, 0);
	for (_, leaves, root) in trees() {
		// Every inner node of the tree: the two children are its preimage.
		let mut nodes = leaves;
		while nodes.len() > 1 {
			let mut above = Vec::new();
			for pair in nodes.chunks(2) {
				match pair {
					[left, right] => above.push(Digest::of(&[&left.0, &right.0])),
					rest => above.push(rest[0]),
				}
			}
			for (index, pair) in nodes
				.chunks(2)
				.enumerate()
				.filter(|(_, pair)| pair.len() == 2)
			{
				let preimage = [pair[0].0, pair[1].0].concat();
				let proof = Proof::new(&above, index as u32).expect("a node");
				// The hashes do fit; the length is what refuses it.
				assert_eq!(
					proof
						.root_of(Digest::of(&[&preimage]))
						.map(|(root, _)| root),
					Ok(root)
				);
				tried += 1;
				accepted += usize::from(proof.verify(&preimage, &root).is_ok());
				assert_eq!(
					proof.verify(&preimage, &root),
					Err(ProofError::TooShort(64))
				);
			}
			nodes = above;
		}
	}
	println!("inner nodes as transactions: {tried} tried, {accepted} accepted");
	assert!(tried > 200);
	assert_eq!(accepted, 0);
}

#[test]
fn unprovable_blocks_should_not_be_among_those_that_prove_something() {
	assert_eq!(UNPROVABLE_BLOCKS.len(), 8);
	assert!(UNPROVABLE_BLOCKS.is_sorted());
	for (block, _) in all_blocks() {
		let number = block.header.header.number();
		assert!(UNPROVABLE_BLOCKS
			.iter()
			.all(|(unprovable, _)| *unprovable != number));
	}
	for (_, root) in UNPROVABLE_BLOCKS {
		assert!(Checksum::from_hex(root).is_some());
	}
}

#[test]
fn proof_should_not_be_made_when_there_is_no_such_leaf() {
	let leaf = Digest::of(&[b"leaf"]);
	assert_eq!(Proof::new(&[], 0), None);
	assert_eq!(Proof::new(&[leaf], 1), None);
	assert_eq!(Proof::new(&vec![leaf; MAX_LEAVES as usize + 1], 0), None);
	let proof = Proof::new(&vec![leaf; MAX_LEAVES as usize], MAX_LEAVES - 1).expect("a leaf");
	assert_eq!(proof.path.len(), merkle::MAX_DEPTH);
	assert_eq!(proof.check_shape(), Ok(()));
}
