//! Public keys, their text form, and the keys that made signatures.

use crate::{
	error::Error,
	hashes::{Checksum, Digest},
	types::{Signature, Time},
	wire::{Reader, Wire},
};
use alloc::{string::String, vec::Vec};
use core::fmt;

/// What the text form of a public key begins with. Source: `STEEM_ADDRESS_PREFIX`, `config.hpp`.
pub const PREFIX: &str = "STM";

/// A public key: a point of secp256k1 in its compressed form, or 33 bytes that are none.
///
/// Operations may carry any 33 bytes. Zeros stand for no key: a witness with this key makes no blocks.
///
/// Source: `public_key_type`, `libraries/protocol/types.cpp`.
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
pub struct PublicKey(pub [u8; 33]);

/// A text that is no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
	/// It does not begin with `STM`.
	Prefix,
	/// What follows is not the base58 form of 37 bytes.
	Base58,
	/// The checksum is not that of the key: a letter was mistaken or lost.
	Checksum,
}

impl fmt::Display for KeyError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Prefix => "a public key begins with STM",
			Self::Base58 => "a public key is STM and the base58 form of 37 bytes",
			Self::Checksum => "the checksum of the public key is wrong",
		})
	}
}

impl core::error::Error for KeyError {}

impl PublicKey {
	/// No key.
	pub const NULL: Self = Self([0; 33]);

	/// The first four bytes of the hash that protects the text form.
	fn checksum(&self) -> [u8; 4] {
		let [a, b, c, d, ..] = Checksum::of(&self.0).0;
		[a, b, c, d]
	}
}

impl core::str::FromStr for PublicKey {
	type Err = KeyError;

	fn from_str(text: &str) -> Result<Self, KeyError> {
		let base58 = text.strip_prefix(PREFIX).ok_or(KeyError::Prefix)?;
		// 37 bytes take at most 51 characters. The time of the decoding grows with the square of the length.
		if base58.len() > 51 {
			return Err(KeyError::Base58);
		}
		let mut bytes = [0; 37];
		match bs58::decode(base58).onto(&mut bytes) {
			Ok(37) => {}
			_ => return Err(KeyError::Base58),
		}
		let mut key = Self::NULL;
		key.0.copy_from_slice(&bytes[..33]);
		if key.checksum() == bytes[33..] {
			Ok(key)
		} else {
			Err(KeyError::Checksum)
		}
	}
}

impl fmt::Display for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let mut bytes = [0; 37];
		bytes[..33].copy_from_slice(&self.0);
		bytes[33..].copy_from_slice(&self.checksum());
		let base58: String = bs58::encode(bytes).into_string();
		write!(f, "{PREFIX}{base58}")
	}
}

impl fmt::Debug for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Display::fmt(self, f)
	}
}

impl Wire for PublicKey {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		input.array().map(Self)
	}
	fn write(&self, output: &mut Vec<u8>) {
		output.extend_from_slice(&self.0);
	}
}

/// Half of the order of secp256k1, rounded down: the largest `s` of a low-S signature.
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// Which of the signatures of one digest by one key is accepted. Without such a rule anybody can make a second one of
/// any signature, and with it a second id for a block.
///
/// Source: `public_key::is_canonical`, `libraries/fc/src/crypto/elliptic_common.cpp`, and its caller
/// `database::validate_block_header`, `libraries/chain/database.cpp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureRule {
	/// `fc_canonical`, before hardfork 20: neither `r` nor `s` has its highest bit set, nor could be written with a
	/// byte less.
	Original,
	/// `bip_0062`, since hardfork 20: `s` is at most half of the order.
	LowS,
}

/// When hardfork 20 happened, 2018-09-25T15:00:00. Source: `STEEM_HARDFORK_0_20_TIME`, `hardfork.d/0_20.hf`.
pub const HARDFORK_20: Time = Time(1_537_887_600);

impl SignatureRule {
	/// The rule for what was signed at this time.
	///
	/// The block in which the hardfork happened was itself checked by the older rule. What that rule accepts is low-S
	/// too, but for one in 2^127, so the time of the block alone decides here.
	pub fn at(time: Time) -> Self {
		if time < HARDFORK_20 {
			Self::Original
		} else {
			Self::LowS
		}
	}

	/// Whether the rule accepts the signature's form. Says nothing of who made it.
	pub fn accepts(self, signature: &Signature) -> bool {
		let (r, s) = signature.0[1..].split_at(32);
		let minimal = |number: &[u8]| match number {
			[0, second, ..] => second & 0x80 != 0,
			[first, ..] => first & 0x80 == 0,
			[] => false,
		};
		match self {
			Self::Original => minimal(r) && minimal(s),
			Self::LowS => s <= HALF_ORDER.as_slice(),
		}
	}
}

/// What takes longest, by whatever does it fastest: a host function in a runtime, a library in a program.
pub trait Crypto {
	/// The compressed public key that made the signature of `digest`, or `None` if there is none.
	///
	/// `signature` is `r`, `s` and the recovery id, 0 to 3: 32, 32 and 1 bytes. A high `s` is accepted as a low one:
	/// which of them the protocol allows is decided before. In a runtime this is
	/// `sp_io::crypto::secp256k1_ecdsa_recover_compressed(signature, digest).ok()`.
	fn recover(digest: &[u8; 32], signature: &[u8; 65]) -> Option<[u8; 33]>;

	/// The SHA-256 hash.
	fn sha256(bytes: &[u8]) -> Digest {
		Digest::of(&[bytes])
	}
}

/// A signature that no key can have made, or not in this form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureError {
	/// The first byte is outside 27 to 34.
	RecoveryByte(u8),
	/// [`SignatureRule::accepts`] says no.
	NotCanonical(SignatureRule),
	/// There is no key that belongs to it.
	NoKey,
}

impl fmt::Display for SignatureError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::RecoveryByte(byte) => {
				write!(
					f,
					"the first byte of the signature is {byte}, and not 27 to 34"
				)
			}
			Self::NotCanonical(SignatureRule::LowS) => {
				f.write_str("the signature's s is above half of the order")
			}
			Self::NotCanonical(SignatureRule::Original) => f.write_str(
				"the signature's r or s has its highest bit set, or could be a byte shorter",
			),
			Self::NoKey => f.write_str("no key can have made the signature"),
		}
	}
}

impl core::error::Error for SignatureError {}

/// The key that made a signature.
///
/// Source: `public_key::public_key( const compact_signature&, const fc::sha256&, canonical_signature_type )`,
/// `libraries/fc/src/crypto/elliptic_secp256k1.cpp`.
pub fn signer<C: Crypto>(
	digest: &Digest,
	signature: &Signature,
	rule: SignatureRule,
) -> Result<PublicKey, SignatureError> {
	let byte = signature.0[0];
	if !(27..35).contains(&byte) {
		return Err(SignatureError::RecoveryByte(byte));
	}
	if !rule.accepts(signature) {
		return Err(SignatureError::NotCanonical(rule));
	}
	let mut reordered = [0; 65];
	reordered[..64].copy_from_slice(&signature.0[1..]);
	reordered[64] = (byte - 27) & 3;
	C::recover(&digest.0, &reordered)
		.map(PublicKey)
		.ok_or(SignatureError::NoKey)
}
