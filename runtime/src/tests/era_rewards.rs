//! What liquid staking asks the staking pallet of validators.

use super::*;
use crate::adapters::era_rewards::StakingEraRewards;
use nutbox_primitives::era_rewards::EraRewards;
use pallet_staking::{
	slashing::SlashingSpans, ErasValidatorPrefs, ValidatorPrefs, ValidatorSlashInEra,
};
use sp_runtime::Perbill;

fn validator() -> AccountId {
	Session::validators()[0].clone()
}

fn prefs(percent: u32) -> ValidatorPrefs {
	ValidatorPrefs {
		commission: Perbill::from_percent(percent),
		blocked: false,
	}
}

#[test]
fn commission_should_be_the_highest_that_an_era_may_pay_by() {
	dev_chain().execute_with(|| {
		blocks_until_era(1);
		let who = validator();
		assert_eq!(StakingEraRewards::commission(&who), Some(Perbill::zero()));
		let active = StakingEraRewards::active_era().expect("an era is active");
		pallet_staking::CurrentEra::<Runtime>::put(active + 1);
		ErasValidatorPrefs::<Runtime>::insert(active + 1, &who, prefs(100));
		assert_eq!(StakingEraRewards::commission(&who), Some(Perbill::one()));
		ErasValidatorPrefs::<Runtime>::insert(active + 1, &who, prefs(3));
		ErasValidatorPrefs::<Runtime>::insert(active, &who, prefs(7));
		pallet_staking::Validators::<Runtime>::insert(&who, prefs(5));
		assert_eq!(
			StakingEraRewards::commission(&who),
			Some(Perbill::from_percent(7))
		);
		let nobody = Sr25519Keyring::Ferdie.to_account_id();
		assert_eq!(StakingEraRewards::commission(&nobody), None);
	});
}

#[test]
fn elected_should_be_who_validates_with_stake_of_its_own() {
	dev_chain().execute_with(|| {
		blocks_until_era(1);
		let who = validator();
		assert!(StakingEraRewards::is_elected(&who));
		assert!(!StakingEraRewards::is_elected(
			&Sr25519Keyring::Ferdie.to_account_id()
		));
		// Elected, but without session keys.
		let validators = pallet_session::Validators::<Runtime>::take();
		assert!(!StakingEraRewards::is_elected(&who));
		pallet_session::Validators::<Runtime>::put(validators);
		// Only what others gave it is at risk.
		let era = StakingEraRewards::active_era().expect("an era is active");
		pallet_staking::ErasStakersOverview::<Runtime>::mutate(era, &who, |overview| {
			overview.as_mut().expect("it is elected").own = 0
		});
		assert!(!StakingEraRewards::is_elected(&who));
	});
}

#[test]
fn last_slash_should_not_be_hidden_nor_made_up() {
	dev_chain().execute_with(|| {
		let who = validator();
		let spans = |last_nonzero_slash| SlashingSpans {
			span_index: 0,
			last_start: 0,
			last_nonzero_slash,
			prior: vec![],
		};
		assert_eq!(StakingEraRewards::last_slash(&who), None);
		// An offence that cost nothing leaves a record as well.
		pallet_staking::SlashingSpans::<Runtime>::insert(&who, spans(0));
		assert_eq!(StakingEraRewards::last_slash(&who), None);
		ValidatorSlashInEra::<Runtime>::insert(0, &who, (Perbill::one(), 1));
		assert_eq!(StakingEraRewards::last_slash(&who), Some(0));
		// A later one, even as a nominator.
		pallet_staking::SlashingSpans::<Runtime>::insert(&who, spans(4));
		assert_eq!(StakingEraRewards::last_slash(&who), Some(4));
	});
}
