//! Recovery and signing with libsecp256k1, for programs that run natively.

use crate::{
	hashes::Digest,
	keys::{Crypto, PublicKey, SignatureRule},
	types::Signature,
};
use core::fmt;
use secp256k1::{
	ecdsa::{RecoverableSignature, RecoveryId},
	All, Message, Secp256k1, SecretKey,
};
use std::sync::OnceLock;

/// The tables of the library, made once.
fn library() -> &'static Secp256k1<All> {
	static LIBRARY: OnceLock<Secp256k1<All>> = OnceLock::new();
	LIBRARY.get_or_init(Secp256k1::new)
}

/// Recovery by libsecp256k1, which the reference implementation uses too.
pub struct Libsecp256k1;

impl Crypto for Libsecp256k1 {
	fn recover(digest: &[u8; 32], signature: &[u8; 65]) -> Option<[u8; 33]> {
		let id = RecoveryId::from_i32(i32::from(signature[64])).ok()?;
		let signature = RecoverableSignature::from_compact(&signature[..64], id).ok()?;
		let message = Message::from_digest(*digest);
		library()
			.recover_ecdsa(&message, &signature)
			.ok()
			.map(|key| key.serialize())
	}
}

/// A private key.
#[derive(Clone)]
pub struct PrivateKey(SecretKey);

/// A text or bytes that are no private key. Says nothing of what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivateKeyError;

impl fmt::Display for PrivateKeyError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(
			"a private key is 32 bytes, or in text the 51 characters of the wallet import format",
		)
	}
}

impl std::error::Error for PrivateKeyError {}

impl fmt::Debug for PrivateKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "PrivateKey of {}", self.public())
	}
}

impl PrivateKey {
	/// The byte that the wallet import format begins with. Source: `wif_to_key`,
	/// `libraries/utilities/key_conversion.cpp`.
	const WIF_VERSION: u8 = 0x80;

	/// The key of these bytes. Not all are one: zero is none, nor is what is above the order of the curve.
	pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, PrivateKeyError> {
		SecretKey::from_slice(bytes)
			.map(Self)
			.map_err(|_| PrivateKeyError)
	}

	/// The key that a text in the wallet import format stands for: base58 of `0x80`, the key, and the first four bytes
	/// of the double SHA-256 hash of both.
	///
	/// Source: `wif_to_key`, `libraries/utilities/key_conversion.cpp`.
	pub fn from_wif(text: &str) -> Result<Self, PrivateKeyError> {
		if text.len() > 52 {
			return Err(PrivateKeyError);
		}
		let mut bytes = [0; 37];
		let length = bs58::decode(text)
			.onto(&mut bytes)
			.map_err(|_| PrivateKeyError)?;
		let (body, checksum) = bytes.split_at(33);
		if length != 37 || body[0] != Self::WIF_VERSION || wif_checksum(body) != checksum {
			return Err(PrivateKeyError);
		}
		SecretKey::from_slice(&body[1..])
			.map(Self)
			.map_err(|_| PrivateKeyError)
	}

	/// The key of an account that a password stands for: the SHA-256 hash of name, role and password.
	///
	/// Source: `private_key_from_password` of the wallets; well-known keys of development chains are made so.
	pub fn from_password(
		account: &str,
		role: &str,
		password: &str,
	) -> Result<Self, PrivateKeyError> {
		let seed = Digest::of(&[account.as_bytes(), role.as_bytes(), password.as_bytes()]);
		Self::from_bytes(&seed.0)
	}

	/// The public key.
	pub fn public(&self) -> PublicKey {
		PublicKey(self.0.public_key(library()).serialize())
	}

	/// A signature of a digest that both rules accept, the same one each time.
	///
	/// Source: `private_key::sign_compact`, `libraries/fc/src/crypto/elliptic_secp256k1.cpp`, which tries one nonce
	/// after the other as well.
	pub fn sign(&self, digest: &Digest) -> Signature {
		let message = Message::from_digest(digest.0);
		let mut extra = [0; 32];
		for attempt in 0_u64.. {
			extra[..8].copy_from_slice(&attempt.to_le_bytes());
			let made = match attempt {
				0 => library().sign_ecdsa_recoverable(&message, &self.0),
				_ => library().sign_ecdsa_recoverable_with_noncedata(&message, &self.0, &extra),
			};
			let (id, compact) = made.serialize_compact();
			let mut signature = Signature::default();
			// 27, and 4 for a compressed key. Ids are 0 to 3.
			signature.0[0] = 31 + u8::try_from(id.to_i32()).unwrap_or_default();
			signature.0[1..].copy_from_slice(&compact);
			// One in four is.
			if SignatureRule::Original.accepts(&signature)
				&& SignatureRule::LowS.accepts(&signature)
			{
				return signature;
			}
		}
		unreachable!("one signature in four has the right form")
	}
}

fn wif_checksum(body: &[u8]) -> [u8; 4] {
	let [a, b, c, d, ..] = Digest::of(&[&Digest::of(&[body]).0]).0;
	[a, b, c, d]
}
