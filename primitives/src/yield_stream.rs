//! The stream of staking yield between liquid staking, which collects and releases it, and the
//! pallet that shares it out among staked tokens.

use crate::Balance;
use sp_runtime::DispatchResult;

/// Yield of the liquid staking token, released evenly over time.
///
/// The receiver keeps the last value of [`YieldStream::released`] that it has shared out; the
/// difference to the present one is what it has to share now. Every released planck leaves by
/// exactly one of [`YieldStream::pay`] and [`YieldStream::forgo`].
pub trait YieldStream<AccountId> {
	/// Planck of the native asset released since genesis, up to and including the current block.
	/// Never falls, whatever is slashed: a slash takes what is not released yet.
	fn released() -> Balance;

	/// Planck that are released and neither paid nor given back yet.
	fn due() -> Balance;

	/// Pays `amount` of released yield to `who`.
	///
	/// Errors when the payment can't be made (for example `who` would stay below the existential
	/// deposit); then nothing has changed.
	fn pay(who: &AccountId, amount: Balance) -> DispatchResult;

	/// Gives back `amount` of released yield that nobody was staked for.
	fn forgo(amount: Balance) -> DispatchResult;

	/// Makes `amount` of yield released at once.
	#[cfg(feature = "runtime-benchmarks")]
	fn release(amount: Balance);
}
