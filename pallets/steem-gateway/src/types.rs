//! What is stored and shown, and what follows from it without storage.

mod views;

pub use views::*;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use nutbox_primitives::{
	steem::{
		OperationId, SteemBlockNumber, SteemKey, SteemName, SteemPosition, SteemTransactionId,
	},
	Balance,
};
use nutbox_steem::Authority;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The most custodians at a time. Steem allows an authority of 40 members
/// (`STEEM_MAX_AUTHORITY_MEMBERSHIP`, `config.hpp`).
pub const MAX_CUSTODIANS: u32 = 32;
/// The most keys that answer for what they have signed: those of the custodians, and of those who
/// are leaving.
pub const MAX_LIABLE: u32 = 2 * MAX_CUSTODIANS;
/// The most delayed deposits that one call of `release` looks at.
pub const MAX_RELEASES: u32 = 32;
/// The most withdrawals that a view returns at once.
pub const MAX_PAGE: u32 = 100;
/// What the memo of a deposit begins with.
pub const MEMO_PREFIX: &str = "nutbox:";
/// What follows in the memo of STEEM that makes good a loss, and mints nothing.
pub const MEMO_RESERVE: &str = "reserve";
/// The longest life of a transaction on Steem, in seconds, by the time of its head block. Source:
/// `STEEM_MAX_TIME_UNTIL_EXPIRATION`, `config.hpp`.
pub const MAX_TIME_UNTIL_EXPIRATION: u32 = 3_600;
/// How old the block that a transaction refers to may be, in seconds. Steem remembers 65,536 blocks
/// (`database::_apply_transaction`, `libraries/chain/database.cpp`: `block_summary_object`), or two
/// days and six hours; two days leave time for the payment.
pub const MAX_REFERENCE_AGE: u64 = 172_800;

/// The number of a withdrawal or refund, from 0 on, no number twice.
pub type Nonce = u64;
/// A compact signature as Steem writes it: a byte for the recovery id, then `r` and `s`.
pub type SteemSignature = [u8; 65];
/// What tells one chain of Steem's kind from another; 32 zero bytes on Steem.
pub type SteemChainId = [u8; 32];
/// Custodians, each an account here and the key with which it signs on Steem.
pub type CustodianList<AccountId> = BoundedVec<(AccountId, SteemKey), ConstU32<MAX_CUSTODIANS>>;
/// Keys, in ascending order.
pub type Keys = BoundedVec<SteemKey, ConstU32<MAX_CUSTODIANS>>;
/// Signatures by their keys, in the ascending order of the keys.
pub type Signatures = BoundedVec<(SteemKey, SteemSignature), ConstU32<MAX_CUSTODIANS>>;

macro_rules! stored {
	($(#[$meta:meta])* pub struct $($rest:tt)*) => {
		#[derive(
			Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
		)]
		$(#[$meta])* pub struct $($rest)*
	};
	($(#[$meta:meta])* pub enum $($rest:tt)*) => {
		#[derive(
			Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
		)]
		$(#[$meta])* pub enum $($rest)*
	};
}

stored! {
	/// Whom the gateway watches on Steem.
	pub struct WatchedAccount {
		/// The gateway's account.
		pub account: SteemName,
		/// Transfers in this block and below are nobody's business here.
		pub start_block: SteemBlockNumber,
		/// What the custodians' signatures are made for.
		pub chain_id: SteemChainId,
	}
}

/// What governance can set at any time. Amounts of STEEM are thousandths, as those of tSTEEM.
/// Times are seconds.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Parameters {
	/// The most tSTEEM minted for deposits on one day; what exceeds it waits for the next.
	pub daily_cap: Balance,
	/// Proving a deposit of less is not free of fees. It is credited all the same.
	pub free_deposit: Balance,
	/// The least that can be withdrawn.
	pub min_withdrawal: Balance,
	/// The bond of a custodian, planck of the native asset.
	pub bond: Balance,
	/// After this time an unpaid withdrawal can be taken back.
	pub deadline: u64,
	/// How long a payment can still be proved after the transaction for it can be in no more block,
	/// before another one is written or the tokens are taken back.
	pub challenge_window: u64,
	/// How long the bond of a custodian stays after its key has left the account on Steem.
	pub bond_period: u64,
}

/// Which entrances are open. Settling, refunds, taking back and releasing have no switch.
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
pub enum OperatingMode {
	/// Everything works.
	#[default]
	#[codec(index = 0)]
	Normal,
	/// No deposits are credited; they can be proved later.
	#[codec(index = 1)]
	DepositsClosed,
	/// No deposits, and no new withdrawals. Proved misconduct does this by itself.
	#[codec(index = 2)]
	Halted,
}

/// All amounts that ever passed, thousandths of STEEM or tSTEEM.
///
/// * `received = minted + delayed + open_refunds + refunded`
/// * `burned = open_withdrawals + paid + reclaimed`
/// * issuance of tSTEEM `= minted + reclaimed − burned`
/// * proved reserve on Steem `= received + donated − refunded − paid − taken`
///
/// Therefore the reserve is what is owed (issuance, `delayed`, `open_refunds`, `open_withdrawals`)
/// plus `donated − taken`.
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
pub struct Totals {
	/// STEEM in proved deposits, those to be refunded included.
	pub received: Balance,
	/// STEEM sent in to make good a loss.
	pub donated: Balance,
	/// tSTEEM minted for deposits.
	pub minted: Balance,
	/// Deposits, or parts of them, that wait for the daily cap.
	pub delayed: Balance,
	/// Refunds not proved to be paid.
	pub open_refunds: Balance,
	/// Refunds paid.
	pub refunded: Balance,
	/// tSTEEM burned for withdrawals.
	pub burned: Balance,
	/// Withdrawals neither proved to be paid nor taken back.
	pub open_withdrawals: Balance,
	/// Withdrawals paid.
	pub paid: Balance,
	/// Withdrawals taken back: tSTEEM minted again.
	pub reclaimed: Balance,
	/// STEEM that has left the account without a withdrawal or refund that asked for it.
	pub taken: Balance,
}

impl Totals {
	/// What the gateway's account holds on Steem, as far as it is proved. Negative if more was taken
	/// than was ever proved to come in. `None` on overflow.
	pub fn reserve(&self) -> Option<i128> {
		let plus = self.received.checked_add(self.donated)?;
		let minus = self
			.refunded
			.checked_add(self.paid)?
			.checked_add(self.taken)?;
		i128::try_from(plus)
			.ok()?
			.checked_sub(i128::try_from(minus).ok()?)
	}

	/// The tSTEEM that must be in circulation. `None` if the totals contradict each other.
	pub fn issued(&self) -> Option<Balance> {
		self.minted
			.checked_add(self.reclaimed)?
			.checked_sub(self.burned)
	}

	/// What is owed in STEEM: tSTEEM in circulation, what waits, and what is to be paid. `None` if the
	/// totals contradict each other.
	pub fn owed(&self) -> Option<Balance> {
		self.issued()?
			.checked_add(self.delayed)?
			.checked_add(self.open_refunds)?
			.checked_add(self.open_withdrawals)
	}

	/// Whether what came in and what was burned is accounted for.
	pub fn add_up(&self) -> bool {
		let sum = |parts: &[Balance]| {
			parts
				.iter()
				.try_fold(0, |sum: Balance, part| sum.checked_add(*part))
		};
		let deposits = [self.minted, self.delayed, self.open_refunds, self.refunded];
		let withdrawals = [self.open_withdrawals, self.paid, self.reclaimed];
		sum(&deposits) == Some(self.received)
			&& sum(&withdrawals) == Some(self.burned)
			&& self.issued().is_some()
	}
}

/// What was minted on the present day.
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
pub struct DayUse {
	/// The day: seconds since 1970 divided by 86,400.
	pub day: u64,
	/// tSTEEM minted for deposits on it.
	pub minted: Balance,
}

stored! {
	/// What became of a deposit.
	pub enum Fate<AccountId> {
		/// tSTEEM was minted for all of it.
		#[codec(index = 0)]
		Minted {
			/// For whom.
			beneficiary: AccountId,
		},
		/// A part of it, or all, waits for the daily cap.
		#[codec(index = 1)]
		Delayed {
			/// For whom.
			beneficiary: AccountId,
			/// Its place in the queue.
			place: u64,
		},
		/// It goes back to the sender, all of it or what is left.
		#[codec(index = 2)]
		Refunded {
			/// The number under which it is paid, as withdrawals are.
			nonce: Nonce,
		},
		/// It makes good a loss: nothing is minted for it.
		#[codec(index = 3)]
		Donated,
	}
}

stored! {
	/// A proved deposit.
	pub struct Deposit<AccountId> {
		/// In thousandths of STEEM.
		pub amount: Balance,
		/// What became of it.
		pub fate: Fate<AccountId>,
	}
}

stored! {
	/// What waits for the daily cap.
	pub struct DelayedDeposit<AccountId> {
		/// The deposit.
		pub id: OperationId,
		/// For whom tSTEEM will be minted.
		pub beneficiary: AccountId,
		/// Who gets it back if it can't be minted.
		pub sender: SteemName,
		/// How much of it is left.
		pub amount: Balance,
	}
}

/// The places in the queue that are taken.
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
pub struct QueueRange {
	/// The first of them.
	pub first: u64,
	/// The one after the last.
	pub end: u64,
}

stored! {
	/// Why something is to be paid on Steem.
	pub enum Cause<AccountId> {
		/// tSTEEM was burned for it.
		#[codec(index = 0)]
		Withdrawal {
			/// By whom, who alone can take it back.
			owner: AccountId,
		},
		/// A deposit could not be credited.
		#[codec(index = 1)]
		Refund {
			/// Which.
			deposit: OperationId,
		},
	}
}

stored! {
	/// A transaction that pays, as the custodians are to sign it. Everything else in it follows from
	/// the withdrawal.
	pub struct Attempt {
		/// The id of the transaction.
		pub transaction: SteemTransactionId,
		/// The low 16 bits of the number of the block that it refers to.
		pub ref_block_num: u16,
		/// Four bytes of that block's id.
		pub ref_block_prefix: u32,
		/// Once a block at or after this time is final, no later block can contain it; seconds since
		/// 1970, by Steem's clock.
		pub expiration: u32,
		/// What the custodians have signed, not more than Steem needs.
		pub signatures: Signatures,
		/// When, by this chain's clock, the time to prove it ends. `None`: nobody has shown yet that it
		/// can be in no more block.
		pub lapses_at: Option<u64>,
	}
}

stored! {
	/// Something to be paid on Steem: a withdrawal or a refund.
	pub struct Withdrawal<AccountId> {
		/// Why.
		pub cause: Cause<AccountId>,
		/// To whom.
		pub to: SteemName,
		/// How much, in thousandths of STEEM.
		pub amount: Balance,
		/// From when on the owner can take it back, in seconds since 1970 by this chain's clock.
		pub deadline: u64,
		/// What is to be signed now. `None`: a transaction has to be written first.
		pub attempt: Option<Attempt>,
	}
}

stored! {
	/// How a withdrawal ended.
	pub enum Outcome {
		/// It was paid.
		#[codec(index = 0)]
		Paid {
			/// By which transaction.
			transaction: SteemTransactionId,
			/// Where in Steem's history.
			position: SteemPosition,
			/// Who of the custodians had signed it.
			signers: Keys,
		},
		/// Its owner took the tSTEEM back.
		#[codec(index = 1)]
		Reclaimed,
	}
}

stored! {
	/// A withdrawal that has ended.
	pub struct Settled<AccountId> {
		/// Why it was to be paid.
		pub cause: Cause<AccountId>,
		/// To whom.
		pub to: SteemName,
		/// How much, in thousandths of STEEM.
		pub amount: Balance,
		/// How it ended.
		pub outcome: Outcome,
	}
}

/// What an operation that took STEEM out of the gateway's account was.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Payment {
	/// It paid what it should.
	#[codec(index = 0)]
	Settled {
		/// The withdrawal.
		nonce: Nonce,
	},
	/// Nothing asked for it.
	#[codec(index = 1)]
	Misconduct {
		/// How much it took, in thousandths of STEEM.
		amount: Balance,
	},
}

/// When a key has left the account on Steem.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Removal {
	/// The operation.
	pub position: SteemPosition,
	/// The time of its block.
	pub time: u32,
}

/// That the account on Steem came to keys that nobody answers for here.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Surrender {
	/// The operation that gave it to them.
	pub from: SteemPosition,
	/// When it was theirs no more; `None` as long as it is. If it came to them several times: the last
	/// one, with the first `from`.
	pub until: Option<Removal>,
}

impl Surrender {
	/// Whether the account was theirs at that time, as far as it is proved.
	pub fn covers(&self, position: SteemPosition) -> bool {
		self.from <= position && self.until.is_none_or(|until| position < until.position)
	}
}

stored! {
	/// A key that answers for what it has signed.
	pub struct Custodian<AccountId> {
		/// Whose it is.
		pub account: AccountId,
		/// Since when it is a custodian no more, by this chain's clock. `None`: it is one.
		pub left_at: Option<u64>,
		/// Since when the account on Steem takes its signature, as far as it is proved. If it has come back:
		/// since when it first did.
		pub since: Option<SteemPosition>,
		/// If it has come back: from where to where it was away, the last time.
		pub away: Option<(SteemPosition, SteemPosition)>,
		/// Since when it does no more.
		pub removed: Option<Removal>,
		/// When the account came from this key, and the others that could sign, to keys that nobody
		/// answers for: these answer for what those take.
		pub surrender: Option<Surrender>,
		/// How many transactions it has signed that are neither paid nor lapsed.
		pub signed: u32,
	}
}

impl<AccountId> Custodian<AccountId> {
	/// Whether the account on Steem takes its signature, as far as it is proved.
	pub fn can_sign(&self) -> bool {
		self.since.is_some() && self.removed.is_none()
	}

	/// Notes that the account came to keys that nobody answers for.
	pub fn give_away(&mut self, position: SteemPosition) {
		let before = self.surrender.map(|surrender| surrender.from);
		self.surrender = Some(Surrender {
			from: before.map_or(position, |before| before.min(position)),
			until: None,
		});
	}

	/// Notes that the account is theirs no more. `false` if it was not.
	pub fn end_surrender(&mut self, until: Removal) -> bool {
		match &mut self.surrender {
			Some(Surrender { until: end, .. }) if end.is_none() => {
				*end = Some(until);
				true
			}
			_ => false,
		}
	}

	/// Whether keys that nobody answers for had the account from it at that time.
	pub fn had_given_away(&self, position: SteemPosition) -> bool {
		self.surrender
			.is_some_and(|surrender| surrender.covers(position))
	}

	/// Has it come back earlier, if it was away until later. `false` if not.
	pub fn comes_back_at(&mut self, position: SteemPosition) -> bool {
		match &mut self.away {
			Some((_, until)) if position < *until => {
				*until = position;
				true
			}
			_ => false,
		}
	}

	/// Whether the account on Steem took its signature at that time, as far as it is proved.
	pub fn could_sign_at(&self, position: SteemPosition) -> bool {
		self.since.is_some_and(|since| since <= position)
			&& self
				.removed
				.is_none_or(|removal| position < removal.position)
			&& !self
				.away
				.is_some_and(|(from, until)| from <= position && position < until)
	}
}

/// Who signs.
#[derive(
	Clone,
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
pub struct Council {
	/// The custodians' keys.
	pub keys: Keys,
	/// How many of them must sign.
	pub threshold: u32,
}

stored! {
	/// An authority of the gateway's account, as an operation on Steem has set it.
	pub struct ProvedAuthority {
		/// The operation.
		pub position: SteemPosition,
		/// The weight that is needed.
		pub threshold: u32,
		/// The keys, each of weight 1.
		pub keys: Keys,
		/// Whether there is more in it: accounts, other weights, or more keys than there can be
		/// custodians.
		pub foreign: bool,
	}
}

impl ProvedAuthority {
	/// What an operation at this position has set.
	pub fn of(authority: &Authority, position: SteemPosition) -> Self {
		let mut keys = Keys::new();
		let mut foreign = !authority.account_auths.is_empty();
		for (key, weight) in &authority.key_auths {
			foreign |= *weight != 1 || keys.try_push(key.0).is_err();
		}
		Self {
			position,
			threshold: authority.weight_threshold,
			keys,
			foreign,
		}
	}

	/// Whether just these custodians, so many of them together, can act with it.
	pub fn is_of(&self, council: &Council) -> bool {
		!self.foreign
			&& council.threshold > 0
			&& self.threshold == council.threshold
			&& self.keys == council.keys
	}
}

/// The authorities of the gateway's account that can move its STEEM, as they were proved last.
#[derive(
	Clone,
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
pub struct Authorities {
	/// The active authority.
	pub active: Option<ProvedAuthority>,
	/// The owner authority, which can do all that the active one can, and change it.
	pub owner: Option<ProvedAuthority>,
}

impl Authorities {
	/// Whether both are proved to be those of just these custodians.
	pub fn are_of(&self, council: &Council) -> bool {
		[&self.active, &self.owner]
			.into_iter()
			.all(|part| part.as_ref().is_some_and(|part| part.is_of(council)))
	}

	/// The operation that gave the key its place, if it has one: the earlier one of two. `None`: it is in
	/// neither.
	pub fn since(&self, key: &SteemKey) -> Option<SteemPosition> {
		[&self.active, &self.owner]
			.into_iter()
			.flatten()
			.filter(|part| part.keys.contains(key))
			.map(|part| part.position)
			.min()
	}

	/// Whether nothing is proved of either.
	pub fn are_unknown(&self) -> bool {
		self.active.is_none() && self.owner.is_none()
	}

	/// The newest operation that set one of them.
	pub fn newest(&self) -> Option<SteemPosition> {
		[&self.active, &self.owner]
			.into_iter()
			.flatten()
			.map(|part| part.position)
			.max()
	}

	/// Whether others than these can act with one of them, or take part in it.
	pub fn are_of_others_than(&self, known: impl Fn(&SteemKey) -> bool) -> bool {
		[&self.active, &self.owner]
			.into_iter()
			.flatten()
			.any(|part| part.foreign || !part.keys.iter().all(&known))
	}

	/// Whether the key is in one of them.
	pub fn contain(&self, key: &SteemKey) -> bool {
		[&self.active, &self.owner]
			.into_iter()
			.flatten()
			.any(|part| part.keys.contains(key))
	}
}
