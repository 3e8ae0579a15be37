//! Transactions: their ids, what is signed of them, and the leaves that they are.

use crate::{
	error::{Error, Reason},
	hashes::{BlockId, Digest, TransactionId},
	keys::{signer, Crypto, PublicKey, SignatureError, SignatureRule},
	operations::Operation,
	types::{FutureExtensions, Signature, Time},
	wire::{Reader, Wire},
};
use alloc::{collections::BTreeSet, vec::Vec};
use core::fmt;

/// A transaction without signatures.
///
/// Source: `transaction`, `libraries/protocol/include/steem/protocol/transaction.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
	/// The low 16 bits of the number of a recent block.
	pub ref_block_num: u16,
	/// The four bytes of its id after the number, little-endian.
	pub ref_block_prefix: u32,
	/// It is in no block after this time.
	pub expiration: Time,
	/// What it does, in this order.
	pub operations: Vec<Operation>,
	/// None yet.
	pub extensions: FutureExtensions,
}

impl Transaction {
	/// A transaction that is valid only on the chain that holds this block, and until then.
	pub fn after(block: &BlockId, expiration: Time, operations: Vec<Operation>) -> Self {
		let (ref_block_num, ref_block_prefix) = block.reference();
		let extensions = FutureExtensions::default();
		Self {
			ref_block_num,
			ref_block_prefix,
			expiration,
			operations,
			extensions,
		}
	}

	/// The id. Signatures are no part of it.
	///
	/// Source: `transaction::id`, `libraries/protocol/transaction.cpp`.
	pub fn id(&self) -> TransactionId {
		let mut id = TransactionId::default();
		id.0.copy_from_slice(&Digest::of(&[&self.encode()]).0[..20]);
		id
	}

	/// What is signed. The chain id of Steem is [`Digest::STEEM_CHAIN_ID`].
	///
	/// Source: `transaction::sig_digest`, `libraries/protocol/transaction.cpp`.
	pub fn signing_digest(&self, chain_id: &Digest) -> Digest {
		Digest::of(&[&chain_id.0, &self.encode()])
	}
}

impl Wire for Transaction {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			ref_block_num: u16::read(input)?,
			ref_block_prefix: u32::read(input)?,
			expiration: Time::read(input)?,
			operations: Vec::read(input)?,
			extensions: FutureExtensions::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.ref_block_num.write(output);
		self.ref_block_prefix.write(output);
		self.expiration.write(output);
		self.operations.write(output);
		self.extensions.write(output);
	}
}

/// A transaction with its signatures.
///
/// Source: `signed_transaction`, `libraries/protocol/include/steem/protocol/transaction.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedTransaction {
	/// What is signed.
	pub transaction: Transaction,
	/// The signatures, in the order given.
	pub signatures: Vec<Signature>,
}

/// Signatures that are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignaturesError {
	/// One of them is no signature.
	Signature {
		/// Which.
		index: usize,
		/// Why.
		error: SignatureError,
	},
	/// Two of them are of the same key.
	Duplicate {
		/// The later of them.
		index: usize,
	},
}

impl fmt::Display for SignaturesError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Signature { index, error } => write!(f, "signature {index}: {error}"),
			Self::Duplicate { index } => {
				write!(f, "signature {index}: an earlier one is of the same key")
			}
		}
	}
}

impl core::error::Error for SignaturesError {}

impl SignedTransaction {
	/// The longest transaction that is read, in bytes: none is longer than a block, and witnesses have kept those at
	/// 64 KiB for as long as transactions were of any length.
	///
	/// Source: `STEEM_MAX_TRANSACTION_SIZE`, `libraries/protocol/include/steem/protocol/config.hpp`.
	pub const MAX_SIZE: usize = 65_536;

	/// Reads a transaction of which nothing else is known: to its last byte, of at most `limit` bytes and at most
	/// [`Self::MAX_SIZE`]. In memory it takes up to some hundred times as much: the shortest operation has six bytes.
	pub fn decode_bounded(bytes: &[u8], limit: usize) -> Result<Self, Error> {
		let limit = limit.min(Self::MAX_SIZE);
		if bytes.len() > limit {
			let reason = Reason::TooLarge {
				length: bytes.len(),
				limit,
			};
			return Err(Error { offset: 0, reason });
		}
		Self::decode(bytes)
	}

	/// The leaf that it is in the tree of its block: signatures are part of it.
	///
	/// Source: `signed_transaction::merkle_digest`, `libraries/protocol/transaction.cpp`.
	pub fn leaf(&self) -> Digest {
		Digest::of(&[&self.encode()])
	}

	/// The keys that signed it, each once.
	///
	/// Source: `signed_transaction::get_signature_keys`, `libraries/protocol/transaction.cpp`.
	pub fn signing_keys<C: Crypto>(
		&self,
		chain_id: &Digest,
		rule: SignatureRule,
	) -> Result<BTreeSet<PublicKey>, SignaturesError> {
		let digest = self.transaction.signing_digest(chain_id);
		let mut keys = BTreeSet::new();
		for (index, signature) in self.signatures.iter().enumerate() {
			let key = signer::<C>(&digest, signature, rule)
				.map_err(|error| SignaturesError::Signature { index, error })?;
			if !keys.insert(key) {
				return Err(SignaturesError::Duplicate { index });
			}
		}
		Ok(keys)
	}
}

impl Wire for SignedTransaction {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			transaction: Transaction::read(input)?,
			signatures: Vec::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.transaction.write(output);
		self.signatures.write(output);
	}
}
