//! The chains that can be started: `dev` and `local`.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use nutbox_primitives::LIQUID_STAKING_ASSET;
use pallet_staking::StakerStatus;
use pallet_timing::Timing as Lengths;
use serde_json::Value;
use sp_consensus_babe::AuthorityId as BabeId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// One validator, eras of a minute.
pub const DEV_LENGTHS: Lengths = Lengths {
	slot_millis: 2_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};
/// Four validators in production's rhythm with short eras: three minutes.
pub const LOCAL_LENGTHS: Lengths = Lengths {
	slot_millis: 6_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};

/// What each well-known development account owns.
const ENDOWMENT: Balance = 10_000_000 * NUT;
/// What each genesis validator stakes.
const VALIDATOR_STAKE: Balance = 5_000_000 * NUT;

/// A genesis validator: its stash and its session keys.
struct Validator {
	stash: AccountId,
	keys: SessionKeys,
}

fn validator(stash: Sr25519Keyring, babe: Sr25519Keyring, grandpa: Ed25519Keyring) -> Validator {
	Validator {
		stash: stash.to_account_id(),
		keys: SessionKeys {
			babe: BabeId::from(babe.public()),
			grandpa: GrandpaId::from(grandpa.public()),
		},
	}
}

/// A chain whose accounts have publicly known keys.
fn development_genesis(lengths: Lengths, validators: Vec<Validator>) -> Value {
	let endowed = Sr25519Keyring::well_known()
		.map(|key| (key.to_account_id(), ENDOWMENT))
		.collect::<Vec<_>>();

	build_struct_json_patch!(RuntimeGenesisConfig {
		timing: pallet_timing::GenesisConfig { lengths },
		balances: pallet_balances::GenesisConfig { balances: endowed },
		assets: pallet_assets::GenesisConfig {
			assets: vec![(LIQUID_STAKING_ASSET, LiquidStaking::account_id(), false, 1)],
			metadata: vec![(
				LIQUID_STAKING_ASSET,
				b"Liquid staked NUT".to_vec(),
				b"tNUT".to_vec(),
				12
			)],
		},
		session: pallet_session::GenesisConfig {
			keys: validators
				.iter()
				.map(|v| (v.stash.clone(), v.stash.clone(), v.keys.clone()))
				.collect::<Vec<_>>(),
		},
		staking: pallet_staking::GenesisConfig {
			validator_count: validators.len() as u32,
			minimum_validator_count: 1,
			slash_reward_fraction: Perbill::from_percent(10),
			stakers: validators
				.iter()
				.map(|v| (
					v.stash.clone(),
					v.stash.clone(),
					VALIDATOR_STAKE,
					StakerStatus::<AccountId>::Validator
				))
				.collect::<Vec<_>>(),
			// An election with more candidates than it may look at fails as a whole, and with it
			// every era after: there must be no way to declare more.
			max_validator_count: Some(configs::staking::MAX_ELECTION_TARGETS),
			min_nominator_bond: NUT,
			min_validator_bond: 1_000 * NUT,
		},
		babe: pallet_babe::GenesisConfig {
			epoch_config: BABE_GENESIS_EPOCH_CONFIG
		},
		liquid_staking: pallet_liquid_staking::GenesisConfig {
			validators: validators
				.iter()
				.map(|v| v.stash.clone())
				.collect::<Vec<_>>(),
		},
		sudo: pallet_sudo::GenesisConfig {
			key: Some(Sr25519Keyring::Alice.to_account_id())
		},
	})
}

fn dev() -> Value {
	development_genesis(
		DEV_LENGTHS,
		vec![validator(
			Sr25519Keyring::AliceStash,
			Sr25519Keyring::Alice,
			Ed25519Keyring::Alice,
		)],
	)
}

fn local() -> Value {
	development_genesis(
		LOCAL_LENGTHS,
		vec![
			validator(
				Sr25519Keyring::AliceStash,
				Sr25519Keyring::Alice,
				Ed25519Keyring::Alice,
			),
			validator(
				Sr25519Keyring::BobStash,
				Sr25519Keyring::Bob,
				Ed25519Keyring::Bob,
			),
			validator(
				Sr25519Keyring::CharlieStash,
				Sr25519Keyring::Charlie,
				Ed25519Keyring::Charlie,
			),
			validator(
				Sr25519Keyring::DaveStash,
				Sr25519Keyring::Dave,
				Ed25519Keyring::Dave,
			),
		],
	)
}

/// The genesis patch named `id` as JSON, if there is one.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => dev(),
		LOCAL_TESTNET_RUNTIME_PRESET => local(),
		_ => return None,
	};
	Some(
		serde_json::to_string(&patch)
			.expect("a JSON value serialises")
			.into_bytes(),
	)
}

/// The names that [`get_preset`] knows.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(DEV_RUNTIME_PRESET),
		PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET),
	]
}
