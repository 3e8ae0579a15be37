//! Stake that stays on its own chain, between the pallet that proves it and the pallet that
//! rewards it.

use crate::{Balance, PoolId};
use frame_support::weights::Weight;
use sp_runtime::DispatchResult;

/// The number of a source of proofs; one for each chain that stake can stay on.
pub type SourceId = u32;

/// Pools whose stakes are proved.
pub trait DelegatedStake<AccountId> {
	/// Sets what `who` has delegated to `pool` to `amount` units of its own chain, as `source` has
	/// proved. It counts from the next block on.
	///
	/// The caller answers for the proof; whoever can call this makes rewards. `who` pays the deposit
	/// for a new record.
	///
	/// Errors when the pool is not of the source, or when `amount` is more than before and the pool
	/// or the entrances are closed; then nothing has changed.
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
}
