//! Hashes, and what is told apart by them.

use crate::{
	error::Error,
	wire::{Reader, Wire},
};
use alloc::vec::Vec;
use core::fmt;
use ripemd::Ripemd160;
use sha2::{Digest as _, Sha256};

macro_rules! fixed_bytes {
	($(#[$doc:meta])* $name:ident [$length:literal]) => {
		$(#[$doc])*
		#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
		pub struct $name(pub [u8; $length]);

		impl $name {
			/// The bytes that `text` writes in hexadecimal digits. `None` if it is anything else.
			pub fn from_hex(text: &str) -> Option<Self> {
				let mut bytes = [0; $length];
				hex::decode_to_slice(text, &mut bytes).ok()?;
				Some(Self(bytes))
			}
		}

		impl Default for $name {
			fn default() -> Self {
				Self([0; $length])
			}
		}

		impl AsRef<[u8]> for $name {
			fn as_ref(&self) -> &[u8] {
				&self.0
			}
		}

		impl fmt::Display for $name {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
			}
		}

		impl fmt::Debug for $name {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				fmt::Display::fmt(self, f)
			}
		}

		impl Wire for $name {
			fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
				input.array().map(Self)
			}
			fn write(&self, output: &mut Vec<u8>) {
				output.extend_from_slice(&self.0);
			}
		}
	};
}
pub(crate) use fixed_bytes;

fixed_bytes! {
	/// A SHA-256 hash: digests, leaves, chain ids.
	Digest[32]
}

fixed_bytes! {
	/// A RIPEMD-160 hash of 20 bytes: the merkle root in a header.
	Checksum[20]
}

fixed_bytes! {
	/// The id of a block: 20 bytes, of which the first four are its number, big-endian.
	BlockId[20]
}

fixed_bytes! {
	/// The id of a transaction: the first 20 bytes of the SHA-256 hash of its unsigned form.
	TransactionId[20]
}

impl Digest {
	/// The chain id of Steem: 32 zero bytes.
	///
	/// Source: `STEEM_CHAIN_ID`, `libraries/protocol/include/steem/protocol/config.hpp`.
	pub const STEEM_CHAIN_ID: Self = Self([0; 32]);

	/// The SHA-256 hash of the parts, one after the other.
	pub fn of(parts: &[&[u8]]) -> Self {
		let mut hasher = Sha256::new();
		for part in parts {
			hasher.update(part);
		}
		Self(hasher.finalize().into())
	}
}

impl Checksum {
	/// The RIPEMD-160 hash.
	pub fn of(bytes: &[u8]) -> Self {
		Self(Ripemd160::digest(bytes).into())
	}
}

impl BlockId {
	/// The number of the block.
	///
	/// Source: `block_header::num_from_id`, `libraries/protocol/block.cpp`.
	pub fn number(&self) -> u32 {
		let [a, b, c, d, ..] = self.0;
		u32::from_be_bytes([a, b, c, d])
	}

	/// What a transaction carries that refers to this block: the low 16 bits of its number and the four bytes that
	/// follow the number, read little-endian.
	///
	/// Source: `transaction::set_reference_block`, `libraries/protocol/transaction.cpp`.
	pub fn reference(&self) -> (u16, u32) {
		let [_, _, c, d, e, f, g, h, ..] = self.0;
		(u16::from_be_bytes([c, d]), u32::from_le_bytes([e, f, g, h]))
	}
}
