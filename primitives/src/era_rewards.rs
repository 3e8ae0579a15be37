//! What liquid staking needs of the staking backend beyond `sp_staking::StakingInterface`: who
//! validates, and the payment of an era's rewards.

use frame_support::weights::Weight;
use sp_runtime::{DispatchError, Perbill};
use sp_staking::EraIndex;

/// Era rewards and validator records of the staking backend.
pub trait EraRewards<AccountId> {
	/// The era that is running now; `None` before the first one has started.
	fn active_era() -> Option<EraIndex>;

	/// Whether `who` has declared to validate and lets anybody nominate it.
	fn takes_nominations(who: &AccountId) -> bool;

	/// Whether `who` validates in the active era, with stake of its own at risk.
	fn is_elected(who: &AccountId) -> bool;

	/// The largest part of the reward that `who` keeps as validator, of those that it has declared
	/// for the active era, the planned one and those to come; `None` for a non-validator.
	fn commission(who: &AccountId) -> Option<Perbill>;

	/// The last era for which `who` was slashed; `None` if that never happened, or so long ago that
	/// the staking backend has forgotten it.
	fn last_slash(who: &AccountId) -> Option<EraIndex>;

	/// Pays the rewards that `validator` earned in `era` to `nominator` (and whoever shares the
	/// page of the exposure with it), if they are due and nobody has done it yet.
	///
	/// Returns whether something was paid and the weight used, which is at most
	/// [`EraRewards::payout_weight`].
	fn payout(
		validator: &AccountId,
		era: EraIndex,
		nominator: &AccountId,
	) -> Result<(bool, Weight), DispatchError>;

	/// The most that one [`EraRewards::payout`] can weigh.
	fn payout_weight() -> Weight;
}
