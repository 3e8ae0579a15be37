//! Stake that stays on its own chain, between the pallet that proves it and the pallet that
//! rewards it.

use crate::{Balance, CommunityId, PoolId};
use frame_support::weights::Weight;
use sp_runtime::DispatchResult;

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

	/// Pays `to` a part of what `from` has pending in `pool`: `share` in ppb, of the community's
	/// token. Rounding: down, the rest stays pending. Returns what was paid, in planck.
	///
	/// Nothing is paid, and nothing has changed, when the pool is not of the source, nothing is
	/// pending, `share` is more than a whole, the two are one account, or the payment fails.
	fn pay_bounty(
		source: SourceId,
		pool: PoolId,
		from: &AccountId,
		to: &AccountId,
		share: u32,
	) -> Balance;
}
