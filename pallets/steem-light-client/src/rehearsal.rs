//! A Steem in miniature for tests: witnesses with keys of their own sign real headers over real
//! transactions, by turns.

use crate::types::*;
use alloc::{format, string::String, vec, vec::Vec};
use nutbox_primitives::steem::{prove_all, OperationProof, SteemKey, SteemName};
use nutbox_steem::{
	types::HeaderExtensions, AccountName, BlockId, Checksum, Digest, Header, Operation,
	SignedHeader, SignedTransaction, Time, Transaction, Wire,
};
use sp_core::{ecdsa, Pair};

/// When the rehearsal begins: the start of a slot in November 2023.
pub const START: u32 = 1_700_000_001;

/// A key that everybody can derive from a name.
pub fn pair_of(name: &str) -> ecdsa::Pair {
	let seed = Digest::of(&[b"nutbox steem rehearsal ", name.as_bytes()]).0;
	ecdsa::Pair::from_seed_slice(&seed).expect("a hash is a private key")
}

/// The public key of [`pair_of`].
pub fn key_of(name: &str) -> SteemKey {
	pair_of(name).public().0
}

/// A signature as Steem writes it.
pub fn sign(pair: &ecdsa::Pair, digest: &[u8; 32]) -> nutbox_steem::Signature {
	let signature = pair.sign_prehashed(digest).0;
	let mut steem = [0; 65];
	steem[0] = 31 + signature[64];
	steem[1..].copy_from_slice(&signature[..64]);
	nutbox_steem::Signature(steem)
}

/// The name, as it is stored.
pub fn stored_name(name: &str) -> SteemName {
	name.as_bytes()
		.to_vec()
		.try_into()
		.expect("names have at most 16 bytes")
}

/// The name, as operations carry it.
pub fn account_name(name: &str) -> AccountName {
	AccountName::new(name.as_bytes()).expect("a sound name")
}

/// A header with its signature. Witnesses are free to sign what they like.
pub fn signed_header(
	previous: BlockId,
	time: u32,
	witness: &str,
	pair: &ecdsa::Pair,
	merkle_root: [u8; 20],
) -> SignedHeader {
	let header = Header {
		previous,
		timestamp: Time(time),
		witness: account_name(witness),
		transaction_merkle_root: Checksum(merkle_root),
		extensions: HeaderExtensions::default(),
	};
	let witness_signature = sign(pair, &header.digest().0);
	SignedHeader {
		header,
		witness_signature,
	}
}

/// A block of the rehearsal.
#[derive(Clone)]
pub struct RehearsedBlock {
	/// Its header.
	pub header: SignedHeader,
	/// Its transactions in binary.
	pub transactions: Vec<Vec<u8>>,
}

/// The chain. Block 1 is the first above the checkpoint, which is block 0.
#[derive(Clone)]
pub struct Rehearsal {
	/// The blocks, from number 1 on.
	pub blocks: Vec<RehearsedBlock>,
	/// Who makes blocks by turns: names and keys.
	pub witnesses: Vec<(String, ecdsa::Pair)>,
	/// The time of the last block.
	pub time: u32,
	/// Makes otherwise equal transactions different.
	nonce: u32,
}

impl Rehearsal {
	/// A chain of so many witnesses, without blocks.
	pub fn new(witnesses: u32) -> Self {
		let witnesses = (0..witnesses)
			.map(|n| {
				let name = format!("witness-{n:02}");
				let pair = pair_of(&name);
				(name, pair)
			})
			.collect();
		Self {
			blocks: vec![],
			witnesses,
			time: START,
			nonce: 0,
		}
	}

	/// The checkpoint below the first block.
	pub fn checkpoint() -> Checkpoint {
		Checkpoint {
			number: 0,
			id: [0; 20],
			time: START,
		}
	}

	/// Names and keys as the genesis of the light client wants them.
	pub fn genesis_witnesses(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
		self.witnesses
			.iter()
			.map(|(name, pair)| (name.clone().into_bytes(), pair.public().0.to_vec()))
			.collect()
	}

	/// The id of the last block.
	pub fn last_id(&self) -> BlockId {
		self.blocks
			.last()
			.map_or(BlockId::default(), |block| block.header.id())
	}

	/// The number of the last block.
	pub fn height(&self) -> u32 {
		self.blocks.len() as u32
	}

	/// Appends a block with these transactions, by the witness whose turn it is. Returns its number.
	pub fn produce(&mut self, transactions: Vec<SignedTransaction>) -> u32 {
		let turn = self.blocks.len() % self.witnesses.len();
		self.produce_by(turn, transactions)
	}

	/// Appends a block by one of the witnesses.
	pub fn produce_by(&mut self, turn: usize, transactions: Vec<SignedTransaction>) -> u32 {
		let transactions: Vec<_> = transactions.iter().map(Wire::encode).collect();
		let (_, root) = prove_all(self.height() + 1, transactions.clone()).expect("small enough");
		// A block without transactions has zeros in the place of the root.
		let root = if transactions.is_empty() {
			[0; 20]
		} else {
			root
		};
		self.time += 3;
		let (name, pair) = &self.witnesses[turn];
		let header = signed_header(self.last_id(), self.time, name, pair, root);
		self.blocks.push(RehearsedBlock {
			header,
			transactions,
		});
		self.height()
	}

	/// Appends so many empty blocks.
	pub fn produce_empty(&mut self, count: u32) {
		for _ in 0..count {
			self.produce(vec![]);
		}
	}

	/// Lets time pass without blocks, up to the last slot not after `time`.
	pub fn skip_to(&mut self, time: u32) {
		if time > self.time {
			self.time = time - (time - START) % 3;
		}
	}

	/// The headers of the blocks with these numbers, both ends included.
	pub fn headers(&self, first: u32, last: u32) -> Headers {
		let headers: Vec<_> = self.blocks[first as usize - 1..last as usize]
			.iter()
			.map(|block| HeaderBytes::truncate_from(block.header.encode()))
			.collect();
		headers.try_into().expect("not more than one submission")
	}

	/// A transaction with an operation, signed by these. No two are alike.
	pub fn transaction(
		&mut self,
		operations: Vec<Operation>,
		signers: &[&ecdsa::Pair],
	) -> SignedTransaction {
		self.nonce += 1;
		let mut transaction = Transaction::after(&self.last_id(), Time(self.time + 60), operations);
		transaction.ref_block_prefix = self.nonce;
		signed_transaction(transaction, signers)
	}

	/// The proof for an operation of a transaction of a block.
	pub fn proof(&self, block: u32, transaction: usize, operation: u16) -> OperationProof {
		let transactions = self.blocks[block as usize - 1].transactions.clone();
		let (proofs, _) = prove_all(block, transactions).expect("small enough");
		OperationProof {
			operation,
			..proofs[transaction].clone()
		}
	}
}

/// The transaction with the signatures of these.
pub fn signed_transaction(transaction: Transaction, signers: &[&ecdsa::Pair]) -> SignedTransaction {
	let digest = transaction.signing_digest(&Digest::STEEM_CHAIN_ID).0;
	let signatures = signers.iter().map(|pair| sign(pair, &digest)).collect();
	SignedTransaction {
		transaction,
		signatures,
	}
}
