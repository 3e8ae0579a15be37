//! What the relayer asks of the Nutbox chain and tells it.

use anyhow::Result;
use async_trait::async_trait;
use nutbox_steem::{
	AccountName, BlockId, Digest, PublicKey, Signature, SignedHeader, Time, Transaction,
};
use std::collections::{BTreeMap, BTreeSet};

/// A block of Steem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockRef {
	/// Its number.
	pub number: u32,
	/// Its id.
	pub id: BlockId,
	/// When its slot began.
	pub time: Time,
}

/// The keys of a registered witness: since which block each of them signs (it signs the blocks *after* that one), the
/// oldest first.
pub type KeyHistory = Vec<(u32, PublicKey)>;

/// The gateway, as far as a relayer must know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
	/// Its account on Steem.
	pub account: AccountName,
	/// Transfers in this block and below are not its business.
	pub start_block: u32,
	/// From which amount on the proof of a deposit is free of fees, in thousandths of a STEEM.
	pub free_deposit: u64,
}

/// What the chain knows of Steem, and whom it watches there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
	/// Where its trust begins.
	pub checkpoint: BlockRef,
	/// The final block with the highest number that it knows.
	pub newest: Option<BlockRef>,
	/// Whether the light client takes anything in.
	pub open: bool,
	/// The chain's own time, in seconds since 1970.
	pub now: u64,
	/// The registered witnesses.
	pub witnesses: BTreeMap<AccountName, KeyHistory>,
	/// The gateway, if there is one.
	pub gateway: Option<Gateway>,
	/// The accounts to which delegations are stakes.
	pub delegatees: BTreeSet<AccountName>,
}

/// What a found operation is for the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
	/// STEEM sent to the gateway's account.
	Deposit,
	/// STEEM that leaves the gateway's account in any way: a withdrawal paid, or something that must not be. SBD is not the
	/// gateway's.
	Payment,
	/// New authorities of the gateway's account.
	Authority,
	/// An account tied to an address.
	Binding,
	/// Stake delegated to a community's account.
	Delegation,
	/// A witness's new key.
	Key,
}

impl Kind {
	/// Every kind.
	pub const ALL: [Self; 6] = [
		Self::Deposit,
		Self::Payment,
		Self::Authority,
		Self::Binding,
		Self::Delegation,
		Self::Key,
	];

	/// Its name.
	pub fn name(self) -> &'static str {
		match self {
			Self::Deposit => "deposit",
			Self::Payment => "payment",
			Self::Authority => "authority",
			Self::Binding => "binding",
			Self::Delegation => "delegation",
			Self::Key => "key",
		}
	}

	/// The kind of this name.
	pub fn of(name: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|kind| kind.name() == name)
	}
}

/// The proof that a block contains a transaction, and which of its operations is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationProof {
	/// The block.
	pub block: u32,
	/// The signed transaction in binary.
	pub transaction: Vec<u8>,
	/// Which transaction of the block, from 0.
	pub index: u32,
	/// How many the block has.
	pub leaf_count: u32,
	/// The neighbours on the way to the root, from the bottom.
	pub path: Vec<Digest>,
	/// Which operation of the transaction, from 0.
	pub operation: u16,
}

/// What the chain made of a submission. That it could not be asked is an error instead, and is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
	/// It was new and is in a final block of the chain.
	Accepted,
	/// The chain knew it already.
	Known,
	/// It can't be taken now, and may be later: the daily limit, a halted pallet.
	Later(String),
	/// It is refused for good.
	Refused(String),
}

/// A withdrawal that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
	/// Its number.
	pub nonce: u64,
	/// Who is paid.
	pub to: AccountName,
	/// In thousandths of a STEEM.
	pub amount: u64,
	/// The exact transaction that pays it, written by the chain. `None` while there is none to sign.
	pub transaction: Option<Transaction>,
	/// The signatures that the chain has accepted, with their keys.
	pub signatures: BTreeMap<PublicKey, Signature>,
	/// How many are needed.
	pub threshold: u32,
	/// The custodians' keys.
	pub custodians: BTreeSet<PublicKey>,
	/// Once the chain knows that the transaction can be in no more block: from when on, by the chain's time, another one
	/// can be written. `None` before.
	pub lapses_at: Option<u64>,
	/// Until when, by the chain's time, anybody may ask for another transaction; after it only the owner may. `None`: for
	/// ever.
	pub renewable_until: Option<u64>,
}

/// The Nutbox chain. Everything asked is as of its last final block.
///
/// Every submission may be made twice: the second is [`Outcome::Known`]. Those that take several things answer for each
/// of them, in their order; an error says that nothing is known of any.
#[async_trait]
pub trait Chain: Send + Sync {
	/// What tells it from any other chain: the hash of its first block.
	async fn genesis(&self) -> Result<[u8; 32]>;

	/// What it knows.
	async fn status(&self) -> Result<Status>;

	/// The id of the final Steem block of this number, if it is known.
	async fn block(&self, number: u32) -> Result<Option<BlockId>>;

	/// Hands in runs of headers.
	async fn submit_headers(&self, runs: &[Vec<SignedHeader>]) -> Result<Vec<Outcome>>;

	/// Hands in proofs. Their blocks must be known.
	async fn prove(&self, proofs: &[(Kind, &OperationProof)]) -> Result<Vec<Outcome>>;

	/// The withdrawals that are not settled.
	async fn withdrawals(&self) -> Result<Vec<Withdrawal>>;

	/// Hands in a custodian's signatures of withdrawals' transactions.
	async fn submit_signatures(&self, signatures: &[(u64, Signature)]) -> Result<Vec<Outcome>>;

	/// Has the chain note that a withdrawal's transaction has expired; once more, when its time to be proved has passed,
	/// that it is over.
	async fn lapse(&self, nonce: u64) -> Result<Outcome>;

	/// Has the chain write a transaction for a withdrawal that has none.
	async fn renew(&self, nonce: u64) -> Result<Outcome>;

	/// What the relayer's account owns, in planck.
	async fn balance(&self) -> Result<u128>;
}
