//! What is stored, taken and shown; and the transitions of it that need no storage.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use nutbox_primitives::{
	delegation::RewardMark,
	steem::{SteemName, SteemPosition},
	Balance, CommunityId, PoolId,
};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The most pools that are tied to one account on Steem.
pub const MAX_POOLS: u32 = 8;
/// The most watched accounts that one account on Steem delegates to.
pub const MAX_DELEGATEES: u32 = 8;
/// The most credits that one binding moves.
pub const MAX_MOVES: u32 = MAX_POOLS * MAX_DELEGATEES;
/// The most entries of a page of a view.
pub const MAX_PAGE: u32 = 100;

/// The id of the `custom_json` operations that bind.
pub const CUSTOM_JSON_ID: &str = "nutbox";

/// Whether anything may rise. What falls is taken in in either mode.
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
	/// No pool is tied and no credit rises. Proofs are recorded all the same, and count by `sync`
	/// later.
	#[codec(index = 1)]
	ExitsOnly,
}

/// An account on Steem to which delegations are stakes.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Watch {
	/// Only operations of blocks of Steem after this time count, in seconds since 1970: everybody
	/// who looks at Steem knows by then that the account is watched, so that nothing can be
	/// delegated, proved, and taken back unseen.
	pub since: u32,
	/// The pools in which delegations to it are stakes.
	pub pools: BoundedVec<PoolId, ConstU32<MAX_POOLS>>,
}

/// What ties a pool to an account on Steem.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Tie<AccountId, Ticket> {
	/// The account on Steem.
	pub delegatee: SteemName,
	/// Who has paid for the record.
	pub depositor: AccountId,
	/// What was held for the record.
	pub deposit: Ticket,
}

/// Which address an account on Steem belongs to.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Binding<AccountId> {
	/// The address; `None` if it has released the account.
	pub account: Option<AccountId>,
	/// The operation that bound it. Only a later one can change it.
	pub position: SteemPosition,
}

/// What an account on Steem has delegated to another, as proved last.
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
pub struct Delegation {
	/// All of it, in millionths of a VESTS.
	pub amount: Balance,
	/// The operation that said so. Only a later one can change it.
	pub position: SteemPosition,
	/// The time of its block, in seconds since 1970.
	pub time: u32,
}

/// What of a delegation counts in a pool, and for whom.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Credit<AccountId> {
	/// The address whose stake it is a part of.
	pub account: AccountId,
	/// How much, in millionths of a VESTS. Not zero.
	pub amount: Balance,
}

/// A credit as it is kept.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct KeptCredit<AccountId> {
	/// What counts, and for whom.
	pub credit: Credit<AccountId>,
	/// Where the pool's rewards were when it became what it is. What was earned before is in no bounty.
	pub since: RewardMark,
}

/// The sum of the credits of an address in a pool.
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
pub struct Total {
	/// How much, in millionths of a VESTS.
	pub amount: Balance,
	/// Where the pool's rewards were when it began to be the stake, or when the address came back
	/// after an emergency: before that the credits have earned nothing that could be shared.
	pub since: RewardMark,
}

/// A credit that changes.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Move<AccountId> {
	/// The pool.
	pub pool: PoolId,
	/// What counted before, and for whom.
	pub old: Option<Credit<AccountId>>,
	/// What counts now, and for whom.
	pub new: Option<Credit<AccountId>>,
	/// Why it is less than was proved, if it is. `sync` makes up for it later.
	pub deferred: Option<DispatchError>,
	/// What the prover was paid for it, in planck of the community's token.
	pub bounty: Balance,
}

/// What a proof does.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Preview<AccountId> {
	/// The account on Steem that has bound itself or delegated.
	pub name: SteemName,
	/// The address that its stakes belong to then.
	pub account: Option<AccountId>,
	/// The credits that change.
	pub moves: Vec<Move<AccountId>>,
	/// Whether it is free of fees.
	pub is_free: bool,
}

/// The account on Steem that a pool is tied to.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct DelegateeView {
	/// Its name.
	pub name: SteemName,
	/// Only operations of blocks of Steem after this time count, in seconds since 1970.
	pub since: u32,
	/// The community of the pool.
	pub community: CommunityId,
}

/// A delegation, and where it counts.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct DelegationView<AccountId> {
	/// Who delegates on Steem.
	pub delegator: SteemName,
	/// To whom.
	pub delegatee: SteemName,
	/// What was proved last.
	pub delegation: Delegation,
	/// The pools in which it is a stake, and what of it counts there.
	pub credits: Vec<(PoolId, Option<Credit<AccountId>>)>,
}
