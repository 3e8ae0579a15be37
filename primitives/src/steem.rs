//! What is known of Steem on this chain, between the pallet that verifies it and those that act on
//! it.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use nutbox_steem::{merkle, SignedTransaction};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The longest transaction that can be proved, in bytes: Steem's own limit
/// (`nutbox_steem::SignedTransaction::MAX_SIZE`).
pub const MAX_TRANSACTION_SIZE: u32 = SignedTransaction::MAX_SIZE as u32;
/// The most neighbours on the way from a transaction to the root of its block.
pub const MAX_PATH: u32 = merkle::MAX_DEPTH as u32;

/// The name of an account on Steem: 3 to 16 bytes.
pub type SteemName = BoundedVec<u8, ConstU32<16>>;
/// A compressed public key of secp256k1. Zeros stand for no key.
pub type SteemKey = [u8; 33];
/// A block's number, the first one is 1.
pub type SteemBlockNumber = u32;
/// The first 20 bytes of the SHA-256 hash of an unsigned transaction. The signatures have no part in
/// it.
pub type SteemTransactionId = [u8; 20];

/// A block of Steem that can't be undone, as far as the light client's assumption goes.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct FinalBlock {
	/// Its number.
	pub number: SteemBlockNumber,
	/// Its id.
	pub id: [u8; 20],
	/// The root of its transactions.
	pub merkle_root: [u8; 20],
	/// When its slot began, in seconds since 1970.
	pub time: u32,
}

/// Where in Steem's history an operation is. Later operations have greater positions.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct SteemPosition {
	/// The block.
	pub block: SteemBlockNumber,
	/// Where the transaction is in the block's tree; see `nutbox_steem::merkle::Position`.
	pub transaction: u16,
	/// Which operation of the transaction, from 0.
	pub operation: u16,
}

/// What tells an operation from every other, whatever the signatures on its transaction.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct OperationId {
	/// The transaction.
	pub transaction: SteemTransactionId,
	/// Which of its operations, from 0.
	pub operation: u16,
}

/// The proof that a block contains a transaction, and which of its operations is meant.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OperationProof {
	/// The block, which the light client has to know as final.
	pub block: SteemBlockNumber,
	/// The signed transaction in binary.
	pub transaction: BoundedVec<u8, ConstU32<MAX_TRANSACTION_SIZE>>,
	/// Which transaction of the block it is, from 0.
	pub index: u32,
	/// How many transactions the block has.
	pub leaf_count: u32,
	/// The neighbours of the nodes on the way to the top, from the bottom.
	pub path: BoundedVec<[u8; 32], ConstU32<MAX_PATH>>,
	/// Which operation of the transaction, from 0.
	pub operation: u16,
}

impl OperationProof {
	/// The length of the transaction in bytes, which the cost of verifying depends on.
	pub fn size(&self) -> u32 {
		self.transaction.len() as u32
	}
}

/// An operation in a final block. The block's witnesses have carried it out: Steem includes no
/// transaction that fails.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProvedOperation {
	/// The block.
	pub block: FinalBlock,
	/// Where it is in history.
	pub position: SteemPosition,
	/// What tells it from others.
	pub id: OperationId,
	/// The transaction, which has an operation of this number.
	pub transaction: SignedTransaction,
	/// The operation.
	pub operation: nutbox_steem::Operation,
}

/// A light client of Steem.
pub trait SteemLightClient {
	/// The final block of this number, if it is kept.
	fn final_block(number: SteemBlockNumber) -> Option<FinalBlock>;

	/// The final block with the highest number that is known.
	fn newest() -> Option<FinalBlock>;

	/// The operation, if the proof holds and the light client has no doubt of its own blocks.
	///
	/// Takes time in proportion to the transaction's bytes.
	fn prove(proof: &OperationProof) -> Result<ProvedOperation, DispatchError>;

	/// Takes a block with these transactions, each in its binary form, as final. Returns the proofs
	/// of their first operations.
	#[cfg(feature = "runtime-benchmarks")]
	fn assume(
		number: SteemBlockNumber,
		time: u32,
		transactions: Vec<Vec<u8>>,
	) -> Vec<OperationProof>;
}

/// Calls that carry a proof, and whether somebody else's has made it useless.
///
/// The light client's transaction extension asks, so that who was a moment slower than another pays
/// nothing for it.
pub trait LateProofs<Call> {
	/// The proof that a call carries. `None` for a call that can't come too late. Reads nothing.
	fn proof_of(call: &Call) -> Option<&OperationProof>;

	/// Whether the call would fail, now and ever after, because this operation, which its proof
	/// shows, or a later one is known already. `false` for any other failure, which may be of
	/// this moment. Reads at most two items.
	fn is_late(call: &Call, proved: &ProvedOperation) -> bool;
}

/// Nothing is late.
impl<Call> LateProofs<Call> for () {
	fn proof_of(_: &Call) -> Option<&OperationProof> {
		None
	}
	fn is_late(_: &Call, _: &ProvedOperation) -> bool {
		false
	}
}

/// Keys that made signatures, and hashes, by the host's functions.
pub struct HostCrypto;

impl nutbox_steem::Crypto for HostCrypto {
	fn recover(digest: &[u8; 32], signature: &[u8; 65]) -> Option<[u8; 33]> {
		sp_io::crypto::secp256k1_ecdsa_recover_compressed(signature, digest).ok()
	}

	fn sha256(bytes: &[u8]) -> nutbox_steem::Digest {
		nutbox_steem::Digest(sp_io::hashing::sha2_256(bytes))
	}
}

/// Whether `name` can be an account's name by Steem's grammar.
pub fn is_valid_name(name: &SteemName) -> bool {
	nutbox_steem::AccountName::new(name).is_ok_and(|name| name.is_valid())
}

/// The binary forms of the transactions put together to the proofs of their first operations, and
/// the root of their block. `None` for no transactions, or too large ones.
pub fn prove_all(
	block: SteemBlockNumber,
	transactions: Vec<Vec<u8>>,
) -> Option<(Vec<OperationProof>, [u8; 20])> {
	let leaves: Vec<_> = transactions
		.iter()
		.map(|bytes| nutbox_steem::Digest::of(&[bytes]))
		.collect();
	let root = merkle::root(&leaves).0;
	let leaf_count = u32::try_from(leaves.len()).ok()?;
	let proofs = transactions
		.into_iter()
		.zip(0..leaf_count)
		.map(|(bytes, index)| {
			let path = merkle::Proof::new(&leaves, index)?.path;
			Some(OperationProof {
				block,
				transaction: bytes.try_into().ok()?,
				index,
				leaf_count,
				path: BoundedVec::try_from(path.into_iter().map(|node| node.0).collect::<Vec<_>>())
					.ok()?,
				operation: 0,
			})
		})
		.collect::<Option<_>>()?;
	Some((proofs, root))
}

/// What benchmarks need where this chain's clock matters, which stands at zero in a preset.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkClock {
	/// Sets the clock to so many seconds since 1970.
	fn set_clock(seconds: u32);
}
