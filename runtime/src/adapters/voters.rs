//! Who belongs on the list of voters.

use crate::{AccountId, Runtime, Staking};
use frame_election_provider_support::{ScoreProvider, VoteWeight};

/// The active stake of nominators and validators, and nothing for anybody else.
///
/// The staking pallet has a score for everybody with a bond. The list trusts that who has a score
/// votes: with `rebag` anybody could put accounts on it that only hold a bond, which take the places
/// of voters in an election, and whose number the staking pallet does not expect.
pub struct Voters;

impl ScoreProvider<AccountId> for Voters {
	type Score = VoteWeight;

	fn score(who: &AccountId) -> Option<VoteWeight> {
		let votes = pallet_staking::Nominators::<Runtime>::contains_key(who)
			|| pallet_staking::Validators::<Runtime>::contains_key(who);
		// The list's own benchmarks use accounts that are neither.
		if votes || cfg!(feature = "runtime-benchmarks") {
			<Staking as ScoreProvider<AccountId>>::score(who)
		} else {
			None
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_score_of(who: &AccountId, weight: VoteWeight) {
		Staking::set_score_of(who, weight);
	}
}
