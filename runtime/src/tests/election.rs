//! Elections decide who validates.

use super::*;
use codec::Encode;
use frame_election_provider_support::SortedListProvider;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::MultiAddress;

/// Bonds, names session keys of its own, and stands for election.
fn stand(who: Sr25519Keyring, stake: Balance) {
	call(
		who,
		pallet_staking::Call::bond {
			value: stake,
			payee: pallet_staking::RewardDestination::Staked,
		},
	);
	let owner = who.to_account_id().encode();
	let generated = SessionKeys::generate(&owner, Some(who.to_seed().into_bytes()));
	call(
		who,
		pallet_session::Call::set_keys {
			keys: generated.keys,
			proof: generated.proof.encode(),
		},
	);
	call(
		who,
		pallet_staking::Call::validate {
			prefs: Default::default(),
		},
	);
}

#[test]
fn election_should_prefer_who_has_more_stake_behind_it() {
	let mut ext = dev_chain();
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext.execute_with(|| {
		let [alice, bob] = [Sr25519Keyring::AliceStash, Sr25519Keyring::Bob];
		blocks_until_era(1);
		assert_eq!(Session::validators(), [alice.to_account_id()]);

		// With less than Alice's five million he stays outside.
		stand(bob, 1_000_000 * NUT);
		blocks_until_era(4);
		assert_eq!(Session::validators(), [alice.to_account_id()]);

		// Nominators can lift him: six and a half million.
		let charlie = Sr25519Keyring::Charlie;
		call(
			charlie,
			pallet_staking::Call::bond {
				value: 5_500_000 * NUT,
				payee: pallet_staking::RewardDestination::Staked,
			},
		);
		call(
			charlie,
			pallet_staking::Call::nominate {
				targets: vec![MultiAddress::Id(bob.to_account_id())],
			},
		);
		let listed: Vec<_> = VoterList::iter().collect();
		assert!(
			listed.contains(&charlie.to_account_id()),
			"the list of voters knows the nominator"
		);
		blocks_until_era(7);
		assert_eq!(Session::validators(), [bob.to_account_id()]);
		check_invariants();
	});
}
