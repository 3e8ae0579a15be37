//! What the views return.

use super::*;
use alloc::vec::Vec;

/// A custodian, as clients see it.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct CustodianInfo<AccountId> {
	/// Its account here.
	pub account: AccountId,
	/// Its key on Steem.
	pub key: SteemKey,
	/// Its bond, planck of the native asset.
	pub bond: Balance,
	/// Since when it is leaving, by this chain's clock. `None`: it is a custodian.
	pub left_at: Option<u64>,
	/// How many transactions it has signed that are neither paid nor lapsed.
	pub signed: u32,
}

/// The numbers behind the sentence. Amounts are thousandths of STEEM unless said otherwise.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct Status<AccountId> {
	/// Whom the gateway watches; `None` before it was configured.
	pub identity: Option<WatchedAccount>,
	/// What governance has set.
	pub parameters: Option<Parameters>,
	/// Which entrances are open.
	pub mode: OperatingMode,
	/// Everything that ever passed.
	pub totals: Totals,
	/// tSTEEM in circulation.
	pub issued: Balance,
	/// What is owed: tSTEEM in circulation, delayed deposits, open refunds and withdrawals.
	pub owed: Balance,
	/// What the account on Steem holds, as far as it is proved. Below `owed` after a loss.
	pub reserve: i128,
	/// What can still be minted today.
	pub cap_left: Balance,
	/// When the next day begins for the cap, in seconds since 1970.
	pub cap_renews_at: u64,
	/// How many deposits wait for the cap.
	pub delayed: u64,
	/// The number of the next withdrawal or refund.
	pub next_nonce: Nonce,
	/// The custodians and those leaving, by key.
	pub custodians: Vec<CustodianInfo<AccountId>>,
	/// How many custodians must sign.
	pub threshold: u32,
	/// Whether the account on Steem is proved to belong to just these custodians. Deposits and
	/// withdrawals are open only then.
	pub authority_matches: bool,
	/// Whether a deposit would be credited or delayed now, and not refused.
	pub deposits_open: bool,
	/// Whether a withdrawal can be asked for now.
	pub withdrawals_open: bool,
}

/// An open withdrawal or refund, with all that a custodian needs to sign it and anybody to
/// broadcast it.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct WithdrawalInfo<AccountId> {
	/// Its number.
	pub nonce: Nonce,
	/// Why.
	pub cause: Cause<AccountId>,
	/// Who is paid.
	pub to: SteemName,
	/// In thousandths of STEEM.
	pub amount: Balance,
	/// From when on the owner can take it back, in seconds since 1970 by this chain's clock.
	pub deadline: u64,
	/// The exact unsigned transaction that pays it, in Steem's binary form. `None`: call `renew`.
	pub transaction: Option<Vec<u8>>,
	/// Its id.
	pub transaction_id: Option<SteemTransactionId>,
	/// When it expires, in seconds since 1970 by Steem's clock.
	pub expiration: Option<u32>,
	/// When, by this chain's clock, the time to prove it ends, once it is known to have expired.
	pub lapses_at: Option<u64>,
	/// The custodians' signatures by key, in ascending order of the keys, not more than are needed.
	pub signatures: Vec<(SteemKey, SteemSignature)>,
	/// How many are needed. With fewer it can't be broadcast.
	pub threshold: u32,
	/// The keys that may sign.
	pub custodians: Vec<SteemKey>,
}

/// A withdrawal or refund of a number.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub enum WithdrawalState<AccountId> {
	/// It is to be paid.
	#[codec(index = 0)]
	Open(WithdrawalInfo<AccountId>),
	/// It was paid or taken back.
	#[codec(index = 1)]
	Settled(Settled<AccountId>),
}

/// A page of the open withdrawals and refunds, by number.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct WithdrawalPage<AccountId> {
	/// The withdrawals.
	pub withdrawals: Vec<WithdrawalInfo<AccountId>>,
	/// From which number to ask for the next page. `None`: this was the last.
	pub next: Option<Nonce>,
}

/// What a deposit of some amount would meet now.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct DepositQuote {
	/// So much would be minted at once, in thousandths of STEEM.
	pub at_once: Balance,
	/// So much would wait.
	pub delayed: Balance,
	/// So much waits before it.
	pub ahead: Balance,
	/// Whether proving it is free of fees.
	pub free: bool,
	/// When all of it is minted at the latest if somebody releases it then, in seconds since 1970 by
	/// this chain's clock. `None`: never, with a cap of zero.
	pub complete_at: Option<u64>,
}
