//! What clients rely on.

use super::*;

#[path = "../../examples/metadata.rs"]
mod metadata;

#[test]
fn metadata_of_the_clients_should_be_this_runtimes() {
	let ours = metadata::encoded();
	let theirs = include_bytes!("../../../services/chain-client/metadata/nutbox.scale");
	assert!(
		ours == theirs,
		"services/chain-client/metadata/nutbox.scale is out of date: run `make metadata`"
	);
}

#[test]
fn presets_should_build_a_valid_chain() {
	for preset in genesis_config_presets::preset_names() {
		assert!(
			genesis_config_presets::get_preset(&preset).is_some(),
			"{preset}"
		);
	}
	dev_chain().execute_with(|| {
		assert_eq!(pallet_staking::ValidatorCount::<Runtime>::get(), 1);
		check_invariants();
	});
}

#[test]
fn unknown_preset_should_be_none() {
	assert_eq!(genesis_config_presets::get_preset(&"mainnet".into()), None);
}
