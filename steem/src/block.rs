//! Whole blocks.

use crate::{
	error::Error,
	hashes::{Checksum, Digest},
	header::SignedHeader,
	merkle,
	transaction::SignedTransaction,
	wire::{Reader, Wire},
};
use alloc::vec::Vec;

/// A block.
///
/// Source: `signed_block`, `libraries/protocol/include/steem/protocol/block.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
	/// Its header.
	pub header: SignedHeader,
	/// Its transactions, in their order.
	pub transactions: Vec<SignedTransaction>,
}

impl Block {
	/// The leaves of its tree.
	pub fn leaves(&self) -> Vec<Digest> {
		self.transactions
			.iter()
			.map(SignedTransaction::leaf)
			.collect()
	}

	/// The root of the tree of the transactions that are here. A block as a node hands it out may have others than
	/// those that its header was made with.
	///
	/// Source: `signed_block::calculate_merkle_root`, `libraries/protocol/block.cpp`.
	pub fn merkle_root(&self) -> Checksum {
		merkle::root(&self.leaves())
	}

	/// Whether the transactions are those that the header was made with. No block of [`merkle::UNPROVABLE_BLOCKS`] is.
	pub fn is_complete(&self) -> bool {
		self.merkle_root() == self.header.header.transaction_merkle_root
	}
}

impl Wire for Block {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			header: SignedHeader::read(input)?,
			transactions: Vec::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.header.write(output);
		self.transactions.write(output);
	}
}
