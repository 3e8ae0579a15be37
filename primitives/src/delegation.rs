//! Stake that stays on its own chain, between the pallet that proves it and the pallet that
//! rewards it.

use crate::{Balance, CommunityId, PoolId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_core::U256;
use sp_runtime::{DispatchError, DispatchResult};

/// The number of a source of proofs; one for each chain that stake can stay on.
pub type SourceId = u32;

/// Steem Power that is delegated on Steem. Stakes are in millionths of a VESTS.
pub const STEEM: SourceId = 1;

/// A pool whose stakes are proved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DelegationPool<AccountId> {
	/// Its community.
	pub community: CommunityId,
	/// Who proves its stakes.
	pub source: SourceId,
	/// The owner of the community; `None` if nobody owns it any more.
	pub owner: Option<AccountId>,
	/// Whether stakes in it can rise.
	pub is_open: bool,
}

/// How far the rewards of a pool have come: what a unit of stake has earned in it since it was opened,
/// in 2^-128 planck of the community's token. Never falls.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	Ord,
	PartialEq,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RewardMark(pub U256);

/// What a prover is to be paid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bounty {
	/// The part of the stake that has earned what is shared, in units of its own chain.
	pub stake: Balance,
	/// Since when: what it has earned before is not looked at.
	pub since: RewardMark,
	/// Until when. A change of the stake shares out what lay undivided in the pool: take the mark
	/// before it.
	pub until: RewardMark,
	/// The prover's share of that, in ppb.
	pub share: u32,
}

/// Pools whose stakes are proved.
pub trait DelegatedStake<AccountId> {
	/// Sets what `who` has delegated to `pool` to `amount` units of its own chain, as `source` has
	/// proved. It counts from the next block on.
	///
	/// The caller answers for the proof; whoever can call this makes rewards. `who` pays the deposit
	/// for a new record.
	///
	/// Errors when the pool is not of the source, or when `amount` is more than before and the pool
	/// or the entrances are closed, or the deposit can't be paid; then nothing has changed. Less than
	/// before is never refused to the pool's own source.
	fn set_delegated(
		source: SourceId,
		pool: PoolId,
		who: &AccountId,
		amount: Balance,
	) -> DispatchResult;

	/// The most that one [`DelegatedStake::set_delegated`] can weigh.
	fn set_delegated_weight() -> Weight;

	/// What `who` has delegated to `pool`, as proved last.
	fn delegated(pool: PoolId, who: &AccountId) -> Balance;

	/// The pool, if its stakes are proved.
	fn delegation_pool(pool: PoolId) -> Option<DelegationPool<AccountId>>;

	/// How far the rewards of `pool` have come in this block.
	///
	/// Errors when its stakes are not proved, or its rewards are in disorder.
	fn reward_mark(pool: PoolId) -> Result<RewardMark, DispatchError>;

	/// Pays `to` a share of what a part of the stake of `from` has earned in `pool`, out of what
	/// `from` has pending, of the community's token: of what is pending at most that share, too.
	/// Rounding: down, twice; the rest stays pending. Returns what was paid, in planck.
	///
	/// The caller answers for the part having been a part of the stake all that time, without a break.
	///
	/// Nothing is paid, and nothing has changed, when the pool is not of the source, nothing is
	/// pending, nothing was earned in that time, the share is more than a whole, the two are one account, or
	/// the payment fails.
	fn pay_bounty(
		source: SourceId,
		pool: PoolId,
		from: &AccountId,
		to: &AccountId,
		bounty: Bounty,
	) -> Balance;
}
