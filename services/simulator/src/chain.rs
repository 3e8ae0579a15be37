//! A chain in memory.

use crate::Error;
use frame_support::genesis_builder_helper;
use nutbox_runtime::{genesis_config_presets, RuntimeGenesisConfig};
use serde_json::Value;

/// The state of the chain `dev` at its genesis.
pub fn dev() -> Result<sp_io::TestExternalities, Error> {
	let broken = |what: String| Error::Broken(format!("the genesis of `dev`: {what}"));
	let json = |bytes: Option<Vec<u8>>| -> Result<Value, Error> {
		let bytes = bytes.ok_or_else(|| broken("there is none".into()))?;
		serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))
	};
	let mut chain = sp_io::TestExternalities::new_empty();
	chain.execute_with(|| {
		let mut genesis = json(genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(
			&None,
			|_| None,
		))?;
		let preset = sp_genesis_builder::DEV_RUNTIME_PRESET.into();
		merge(
			&mut genesis,
			json(genesis_config_presets::get_preset(&preset))?,
		);
		genesis_builder_helper::build_state::<RuntimeGenesisConfig>(genesis.to_string().into())
			.map_err(broken)
	})?;
	Ok(chain)
}

/// RFC 7386, as the node merges a preset with the defaults.
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
