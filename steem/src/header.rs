//! Block headers: what witnesses sign, and what the ids of blocks are made of.

use crate::{
	error::{Error, Reason},
	hashes::{BlockId, Checksum, Digest},
	keys::{signer, Crypto, PublicKey, SignatureError, SignatureRule},
	types::{AccountName, HeaderExtensions, Signature, Time},
	wire::{Reader, Wire},
};
use alloc::vec::Vec;
use sha2::{Digest as _, Sha224};

/// The signed part of a block's header.
///
/// No chain id is in it: the header of another chain with the same history looks the same. Trust in headers begins at
/// a checkpoint.
///
/// Source: `block_header`, `libraries/protocol/include/steem/protocol/block_header.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
	/// The id of the block before.
	pub previous: BlockId,
	/// When the slot of the block began.
	pub timestamp: Time,
	/// Who made the block.
	pub witness: AccountName,
	/// The root of the tree of its transactions; see [`crate::merkle`].
	pub transaction_merkle_root: Checksum,
	/// What else the witness has to say.
	pub extensions: HeaderExtensions,
}

impl Header {
	/// The number of the block: that of the block before, and one. After 2^32 - 1 comes 0, as in the reference
	/// implementation; Steem gets there in four hundred years.
	///
	/// Source: `block_header::block_num`, `libraries/protocol/include/steem/protocol/block_header.hpp`.
	pub fn number(&self) -> u32 {
		self.previous.number().wrapping_add(1)
	}

	/// What the witness signs.
	///
	/// Source: `block_header::digest`, `libraries/protocol/block.cpp`.
	pub fn digest(&self) -> Digest {
		Digest::of(&[&self.encode()])
	}
}

impl Wire for Header {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			previous: BlockId::read(input)?,
			timestamp: Time::read(input)?,
			witness: AccountName::read(input)?,
			transaction_merkle_root: Checksum::read(input)?,
			extensions: HeaderExtensions::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.previous.write(output);
		self.timestamp.write(output);
		self.witness.write(output);
		self.transaction_merkle_root.write(output);
		self.extensions.write(output);
	}
}

/// A header with its signature.
///
/// Source: `signed_block_header`, `libraries/protocol/include/steem/protocol/block_header.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHeader {
	/// The signed part.
	pub header: Header,
	/// The witness's signature.
	pub witness_signature: Signature,
}

/// What a header says that was checked, and what it was checked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
	/// The id of the block.
	pub id: BlockId,
	/// The key that signed it. Whether it is the witness's is for the caller to know.
	pub signing_key: PublicKey,
}

impl SignedHeader {
	/// The longest binary form: 20 + 4 + 17 + 20 bytes, extensions of 1 + 1 + 5 + 9, and a signature of 65.
	pub const MAX_SIZE: usize = 142;

	/// Reads a header of which nothing else is known, in bounded time.
	pub fn decode_bounded(bytes: &[u8]) -> Result<Self, Error> {
		if bytes.len() > Self::MAX_SIZE {
			let reason = Reason::TooLarge {
				length: bytes.len(),
				limit: Self::MAX_SIZE,
			};
			return Err(Error { offset: 0, reason });
		}
		Self::decode(bytes)
	}

	/// The id of the block: the SHA-224 hash of header and signature, its first four bytes replaced by the number,
	/// big-endian, cut to 20 bytes.
	///
	/// Source: `signed_block_header::id`, `libraries/protocol/block.cpp`.
	pub fn id(&self) -> BlockId {
		self.id_of_bytes(&self.encode())
	}

	fn id_of_bytes(&self, bytes: &[u8]) -> BlockId {
		let mut id = BlockId::default();
		id.0.copy_from_slice(&Sha224::digest(bytes)[..20]);
		id.0[..4].copy_from_slice(&self.header.number().to_be_bytes());
		id
	}

	/// The key that signed the header.
	///
	/// Source: `signed_block_header::signee`, `libraries/protocol/block.cpp`.
	pub fn signing_key<C: Crypto>(&self) -> Result<PublicKey, SignatureError> {
		self.signer_of_bytes::<C>(&self.encode())
	}

	fn signer_of_bytes<C: Crypto>(&self, bytes: &[u8]) -> Result<PublicKey, SignatureError> {
		// The signature follows the signed part.
		let digest = C::sha256(&bytes[..bytes.len() - self.witness_signature.0.len()]);
		let rule = SignatureRule::at(self.header.timestamp);
		signer::<C>(&digest, &self.witness_signature, rule)
	}

	/// The id of the block and the key that signed it, with the header written once for both.
	pub fn seal<C: Crypto>(&self) -> Result<Sealed, SignatureError> {
		let bytes = self.encode();
		Ok(Sealed {
			id: self.id_of_bytes(&bytes),
			signing_key: self.signer_of_bytes::<C>(&bytes)?,
		})
	}

	/// Whether the form of the signature is the one that the protocol accepts at the time of the block.
	pub fn is_canonical(&self) -> bool {
		SignatureRule::at(self.header.timestamp).accepts(&self.witness_signature)
	}
}

impl Wire for SignedHeader {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			header: Header::read(input)?,
			witness_signature: Signature::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		// In a runtime each growth is two calls of the host.
		output.reserve(Self::MAX_SIZE);
		self.header.write(output);
		self.witness_signature.write(output);
	}
}
