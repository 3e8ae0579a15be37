//! The pallets together, natively: the real runtime, blocks as the executive runs them.

mod brakes;
mod economy;
mod election;
mod era_rewards;
mod exchange;
mod inflation;
mod interface;
mod steem;

use crate::*;
use codec::Encode;
use frame_support::{
	assert_ok, genesis_builder_helper,
	traits::{Get, UnfilteredDispatchable},
};
use serde_json::Value;
use sp_consensus_babe::{
	digests::{PreDigest, SecondaryPlainPreDigest},
	BABE_ENGINE_ID,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{Header as _, One},
	Digest, DigestItem,
};

/// RFC 7386, as the genesis builder merges a preset with the defaults.
fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => {
			for (key, value) in patch {
				if value.is_null() {
					target.remove(&key);
				} else {
					merge(target.entry(key).or_insert(Value::Null), value);
				}
			}
		}
		(target, patch) => *target = patch,
	}
}

/// The genesis of a chain for which no preset is named.
pub fn default_genesis() -> Value {
	let defaults = genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(&None, |_| None)
		.expect("there are defaults");
	serde_json::from_slice(&defaults).expect("defaults are JSON")
}

/// The state of the preset `dev` at its genesis.
pub fn dev_chain() -> sp_io::TestExternalities {
	chain_of(sp_genesis_builder::DEV_RUNTIME_PRESET)
}

/// The state of a preset at its genesis.
pub fn chain_of(preset: &str) -> sp_io::TestExternalities {
	let mut ext = sp_io::TestExternalities::new_empty();
	ext.execute_with(|| {
		let mut config = default_genesis();
		let preset = genesis_config_presets::get_preset(&preset.into()).expect("the preset exists");
		merge(
			&mut config,
			serde_json::from_slice(&preset).expect("the preset is JSON"),
		);
		let config = serde_json::to_vec(&config).expect("JSON serialises");
		genesis_builder_helper::build_state::<RuntimeGenesisConfig>(config)
			.expect("the preset is valid");
	});
	ext
}

/// Runs one block with `inside` between its start and its end.
pub fn block<R>(inside: impl FnOnce() -> R) -> R {
	let number = System::block_number() + 1;
	let parent = if number.is_one() {
		Hash::default()
	} else {
		System::block_hash(number - 1)
	};
	let slot_millis = Timing::lengths().slot_millis;
	// A slot for each block, on a clock that starts in 2026.
	let slot = 1_775_000_000_000 / slot_millis + u64::from(number);
	let digest = Digest {
		logs: vec![DigestItem::PreRuntime(
			BABE_ENGINE_ID,
			PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
				authority_index: 0,
				slot: slot.into(),
			})
			.encode(),
		)],
	};
	let header = Header::new(
		number,
		Default::default(),
		Default::default(),
		parent,
		digest,
	);
	Executive::initialize_block(&header);
	let now = pallet_timestamp::Call::<Runtime>::set {
		now: slot * slot_millis,
	};
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(now.into()))
		.expect("the inherent is valid")
		.expect("the inherent succeeds");
	let result = inside();
	let header = Executive::finalize_block();
	System::set_block_number(*header.number());
	frame_system::BlockHash::<Runtime>::insert(header.number(), header.hash());
	result
}

/// Runs blocks until `era` is active.
pub fn blocks_until_era(era: u32) {
	let limit = 4 * pallet_timing::EraBlocks::<Runtime>::get() * (era + 2);
	for _ in 0..limit {
		if pallet_staking::ActiveEra::<Runtime>::get().is_some_and(|active| active.index >= era) {
			return;
		}
		block(|| ());
	}
	panic!("era {era} does not come within {limit} blocks");
}

/// Dispatches as a signed transaction of `who` would be, the brakes included.
pub fn call(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	use sp_runtime::traits::Dispatchable;
	assert_ok!(call
		.into()
		.dispatch(RuntimeOrigin::signed(who.to_account_id())));
}

/// Dispatches as root.
pub fn sudo(call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch_bypass_filter(RuntimeOrigin::root()));
}

/// Every pallet's invariants.
#[cfg(feature = "try-runtime")]
pub fn check_invariants() {
	use frame_support::traits::{TryState, TryStateSelect};
	let number = System::block_number();
	<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, TryStateSelect::All)
		.expect("every invariant holds");
}

/// Without `try-runtime` the pallets have no checks.
#[cfg(not(feature = "try-runtime"))]
pub fn check_invariants() {}
