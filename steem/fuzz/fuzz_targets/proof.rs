//! Proofs: index, number of leaves, path and transaction as they come. Under the root that they themselves lead to, the
//! transaction must be one and longer than an inner node; under another root, nothing is proved.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_steem::{
	merkle::{Proof, INNER_NODE_SIZE, MAX_DEPTH, MAX_LEAVES},
	Checksum, Digest, Wire,
};

/// The index and the number of leaves, four bytes each, little-endian; a byte for the length of the path, and the path;
/// the transaction.
fn split(input: &[u8]) -> Option<(Proof, &[u8])> {
	let (index, rest) = input.split_first_chunk()?;
	let (leaf_count, rest) = rest.split_first_chunk()?;
	let (length, rest) = rest.split_first()?;
	let (path, bytes) = rest.split_at_checked(usize::from(*length) * 32)?;
	let (index, leaf_count) = (u32::from_le_bytes(*index), u32::from_le_bytes(*leaf_count));
	let node = |bytes: &[u8]| Digest(bytes.try_into().expect("32 bytes"));
	Some((
		Proof {
			index,
			leaf_count,
			path: path.chunks(32).map(node).collect(),
		},
		bytes,
	))
}

fuzz_target!(|input: &[u8]| {
	let Some((proof, bytes)) = split(input) else {
		return;
	};
	assert!(proof.verify(bytes, &Checksum::default()).is_err());
	let Ok((root, position)) = proof.root_of(Digest::of(&[bytes])) else {
		return;
	};
	assert!(
		proof.index < proof.leaf_count
			&& proof.leaf_count <= MAX_LEAVES
			&& proof.path.len() <= MAX_DEPTH
	);
	if let Ok(proved) = proof.verify(bytes, &root) {
		assert!(bytes.len() > INNER_NODE_SIZE);
		assert_eq!(proved.transaction.encode(), bytes);
		assert_eq!(proved.position, position);
	}
});
