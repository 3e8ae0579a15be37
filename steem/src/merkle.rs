//! The tree of a block's transactions, and proofs that a transaction is in a block.
//!
//! A leaf is the SHA-256 hash of a signed transaction, an inner node that of its two children one after the other; a
//! last node without a neighbour moves up unchanged; the root is the RIPEMD-160 hash of the node at the top. A block
//! without transactions has 20 zero bytes.
//!
//! Source: `signed_block::calculate_merkle_root`, `libraries/protocol/block.cpp`.
//!
//! # What a proof shows, and what it does not
//!
//! Nothing tells a leaf from an inner node, and the root says nothing of the number of leaves.
//!
//! * An inner node is the hash of 64 bytes. What a proof calls a transaction must therefore have more than 64 bytes,
//!   and be one to its last byte. Transactions of 64 bytes or less cannot be proved; they have no signatures.
//! * The reverse, a transaction of exactly 64 bytes on the chain that reads as the two children of an inner node,
//!   would take a hash that begins with a recent block's reference, an expiration within the hour and the beginning of
//!   an operation, which is out of reach.
//! * The number of leaves and the index that a proof names decide only where its path turns, and more than one pair of
//!   them fits: the last of five leaves also passes as the second of two. They are checked against each other and
//!   bounded, but they are the prover's word. The order of two transactions in one block is that of their
//!   [`Position`]s, which follow from the hashes.

use crate::{
	error::Error,
	hashes::{Checksum, Digest, TransactionId},
	transaction::SignedTransaction,
	wire::Wire,
};
use alloc::vec::Vec;
use core::fmt;

/// Blocks whose headers hold a root that is not that of their transactions, and the root that their transactions have,
/// in hexadecimal digits. They are part of the chain by exception, and nothing in them can be proved.
///
/// Source: `get_shared_db_merkle`, `libraries/chain/include/steem/chain/shared_db_merkle.hpp`;
/// `database::_apply_block` looks there.
pub const UNPROVABLE_BLOCKS: [(u32, &str); 8] = [
	(3_705_111, "0a8f0fd5450c3706ec8b8cbad795cd0b3679bf35"),
	(3_705_120, "2027edb72b671f7011c8cc4c7a8b59c39b305093"),
	(3_713_940, "bf8a1d516927c506ebdbb7b38bef2e992435435f"),
	(3_714_132, "e8b77773d268b72c8d650337b8cce360bbe64779"),
	(3_714_567, "45af59a8c2d7d4a606151ef5dae03d2dfe13fbdd"),
	(3_714_588, "e64275443bdc82f104ac936486d367af8f6d1584"),
	(4_138_790, "f65a3a788a2ef52406d8ba5705d7288be228403f"),
	(5_435_426, "0b32538b2d22bd3146d54b6e3cb5ae8b9780e8a5"),
];

/// The most levels that a proof may go up. 65,536 transactions do not fit into a block.
pub const MAX_DEPTH: usize = 16;

/// The most leaves that a proof may name.
pub const MAX_LEAVES: u32 = 1 << MAX_DEPTH;

/// The length of an inner node's preimage in bytes. A transaction must have more to be proved.
pub const INNER_NODE_SIZE: usize = 64;

fn parent(left: &Digest, right: &Digest) -> Digest {
	Digest::of(&[&left.0, &right.0])
}

/// The nodes above these.
fn level_above(nodes: &[Digest]) -> Vec<Digest> {
	nodes
		.chunks(2)
		.map(|pair| match pair {
			[left, right] => parent(left, right),
			// A chunk has one node or two.
			rest => rest[0],
		})
		.collect()
}

/// The root of the tree with these leaves.
///
/// Source: `signed_block::calculate_merkle_root`, `libraries/protocol/block.cpp`.
pub fn root(leaves: &[Digest]) -> Checksum {
	if leaves.is_empty() {
		return Checksum::default();
	}
	let mut nodes = leaves.to_vec();
	while nodes.len() > 1 {
		nodes = level_above(&nodes);
	}
	Checksum::of(&nodes[0].0)
}

/// Where in a block's tree a transaction is, as far as its proof shows it: the turns from the top, a bit each, the
/// first of them the highest, 0 to the left and 1 to the right.
///
/// Of two transactions that are proved to be under the same root, the one with the smaller position comes first, and
/// only one and the same transaction has the same position twice. It is no count: of three transactions, the last has
/// position 1000…, the second 0100….
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
	feature = "scale",
	derive(
		codec::Encode,
		codec::Decode,
		codec::DecodeWithMemTracking,
		codec::MaxEncodedLen,
		scale_info::TypeInfo
	)
)]
pub struct Position(pub u16);

/// The proof that a transaction is in a block with a certain root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
	/// Which transaction of the block it is, from 0.
	pub index: u32,
	/// How many transactions the block has.
	pub leaf_count: u32,
	/// The neighbours of the nodes on the way to the top, from the bottom; none for a node that moves up unchanged.
	pub path: Vec<Digest>,
}

/// What a proof has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
	/// The transaction.
	pub transaction: SignedTransaction,
	/// Its id. The same transaction may be in two blocks with other signatures, but not on one chain.
	pub id: TransactionId,
	/// Where it is among those of its block.
	pub position: Position,
}

/// A proof that shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
	/// There are no leaves, or too many.
	LeafCount(u32),
	/// The index is not below the number of leaves.
	Index {
		/// The index.
		index: u32,
		/// The number of leaves.
		leaf_count: u32,
	},
	/// The path is not as long as index and number of leaves demand.
	PathLength {
		/// Its length.
		length: usize,
		/// The length that it must have.
		expected: usize,
	},
	/// The transaction is no longer than an inner node.
	TooShort(usize),
	/// The transaction is none.
	Transaction(Error),
	/// The transaction's bytes are not those that it is written with. Cannot happen; checked all the same.
	NotCanonical,
	/// The root is another.
	Root,
}

impl fmt::Display for ProofError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::LeafCount(count) => {
				write!(f, "{count} leaves; a proof names 1 to {MAX_LEAVES}")
			}
			Self::Index { index, leaf_count } => {
				write!(f, "index {index} is not below the number of leaves, {leaf_count}")
			}
			Self::PathLength { length, expected } => {
				write!(f, "the path has {length} nodes, and this leaf's has {expected}")
			}
			Self::TooShort(length) => write!(
				f,
				"the transaction has {length} bytes; one of {INNER_NODE_SIZE} or less cannot be told from an inner node"
			),
			Self::Transaction(error) => write!(f, "the transaction: {error}"),
			Self::NotCanonical => f.write_str("the transaction is written differently"),
			Self::Root => f.write_str("the transaction is not in the block with this root"),
		}
	}
}

impl core::error::Error for ProofError {}

/// Goes from a leaf to the top and calls `step` where the node has a neighbour, with whether that is on the left.
fn climb(index: u32, leaf_count: u32, mut step: impl FnMut(bool)) {
	let (mut index, mut count) = (index, leaf_count);
	while count > 1 {
		// The last of an odd number has no neighbour.
		if index ^ 1 < count {
			step(index & 1 == 1);
		}
		index /= 2;
		count = count.div_ceil(2);
	}
}

impl Proof {
	/// The proof for one of these leaves. `None` if there is no such leaf, or there are more than [`MAX_LEAVES`].
	pub fn new(leaves: &[Digest], index: u32) -> Option<Self> {
		let leaf_count = u32::try_from(leaves.len())
			.ok()
			.filter(|count| *count <= MAX_LEAVES)?;
		if index >= leaf_count {
			return None;
		}
		let mut path = Vec::new();
		let (mut nodes, mut at) = (leaves.to_vec(), index as usize);
		while nodes.len() > 1 {
			path.extend(nodes.get(at ^ 1));
			nodes = level_above(&nodes);
			at /= 2;
		}
		Some(Self {
			index,
			leaf_count,
			path,
		})
	}

	/// Checks that index, number of leaves and length of the path fit together, without hashing anything.
	pub fn check_shape(&self) -> Result<(), ProofError> {
		let Self {
			index,
			leaf_count,
			ref path,
		} = *self;
		if leaf_count == 0 || leaf_count > MAX_LEAVES {
			return Err(ProofError::LeafCount(leaf_count));
		}
		if index >= leaf_count {
			return Err(ProofError::Index { index, leaf_count });
		}
		let mut expected = 0;
		climb(index, leaf_count, |_| expected += 1);
		if path.len() != expected {
			return Err(ProofError::PathLength {
				length: path.len(),
				expected,
			});
		}
		Ok(())
	}

	/// The root of the tree that has this leaf where the proof says, and its position.
	pub fn root_of(&self, leaf: Digest) -> Result<(Checksum, Position), ProofError> {
		self.check_shape()?;
		let mut node = leaf;
		let mut neighbours = self.path.iter();
		// Turns are met from the bottom, and the last is the first from the top.
		let mut turns = 0_u16;
		climb(self.index, self.leaf_count, |on_the_left| {
			let Some(neighbour) = neighbours.next() else {
				return;
			};
			node = if on_the_left {
				parent(neighbour, &node)
			} else {
				parent(&node, neighbour)
			};
			turns = turns >> 1 | u16::from(on_the_left) << 15;
		});
		Ok((Checksum::of(&node.0), Position(turns)))
	}

	/// The transaction, if these bytes are one that is under this root.
	///
	/// Hashes the bytes and at most [`MAX_DEPTH`] pairs of nodes; the caller bounds the number of bytes.
	pub fn verify(&self, bytes: &[u8], root: &Checksum) -> Result<Proved, ProofError> {
		// What costs least comes first.
		self.check_shape()?;
		if bytes.len() <= INNER_NODE_SIZE {
			return Err(ProofError::TooShort(bytes.len()));
		}
		let (found, position) = self.root_of(Digest::of(&[bytes]))?;
		if found != *root {
			return Err(ProofError::Root);
		}
		let transaction = SignedTransaction::decode_bounded(bytes, SignedTransaction::MAX_SIZE)
			.map_err(ProofError::Transaction)?;
		if transaction.encode() != bytes {
			return Err(ProofError::NotCanonical);
		}
		let id = transaction.transaction.id();
		Ok(Proved {
			transaction,
			id,
			position,
		})
	}
}
