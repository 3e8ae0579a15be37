use nutbox_runtime::{opaque::Block, Hash};
use sc_chain_spec::ChainSpecExtension;
use sc_service::{ChainType, Properties};
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use std::{fs, path::PathBuf};

/// Symbol of the native token, as wallets show it.
const TOKEN_SYMBOL: &str = "NUT";
/// Decimal places of the native token: 1 NUT is 10^12 planck.
const TOKEN_DECIMALS: u8 = 12;
/// Address prefix of the chain: the generic Substrate one.
const SS58_FORMAT: u16 = 42;

/// Prefix of the older names of the network protocols; the newer ones carry the genesis hash.
const PROTOCOL_ID: &str = "nutbox";

/// What a chain specification of this chain can hold beyond the fields that every chain has.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
	/// Blocks of a known fork that the node must be on.
	pub fork_blocks: sc_client_api::ForkBlocks<Block>,
	/// Blocks that the node must refuse.
	pub bad_blocks: sc_client_api::BadBlocks<Block>,
	/// Filled by `sync_state_genSyncSpec` for light clients.
	pub light_sync_state: sc_sync_state_rpc::LightSyncStateExtension,
}

/// Host functions of the genesis builder beyond the standard ones. A runtime that is built for
/// benchmarks imports the benchmarking functions and cannot be instantiated without them.
#[cfg(feature = "runtime-benchmarks")]
type GenesisHostFunctions = frame_benchmarking::benchmarking::HostFunctions;
#[cfg(not(feature = "runtime-benchmarks"))]
type GenesisHostFunctions = ();

pub type ChainSpec = sc_service::GenericChainSpec<Extensions, GenesisHostFunctions>;

/// A chain that the binary brings along.
struct Preset {
	name: &'static str,
	id: &'static str,
	chain_type: ChainType,
	/// Name of the genesis state in the runtime.
	genesis: &'static str,
}

impl Preset {
	/// The preset that `--chain` names as `argument`; no argument means `local`.
	fn named(argument: &str) -> Option<Self> {
		match argument {
			"dev" => Some(Self {
				name: "Nutbox Development",
				id: "nutbox_dev",
				chain_type: ChainType::Development,
				genesis: DEV_RUNTIME_PRESET,
			}),
			"" | "local" => Some(Self {
				name: "Nutbox Local Testnet",
				id: "nutbox_local",
				chain_type: ChainType::Local,
				genesis: LOCAL_TESTNET_RUNTIME_PRESET,
			}),
			_ => None,
		}
	}

	fn build(self) -> Result<ChainSpec, String> {
		Ok(ChainSpec::builder(runtime()?, Extensions::default())
			.with_name(self.name)
			.with_id(self.id)
			.with_protocol_id(PROTOCOL_ID)
			.with_chain_type(self.chain_type)
			.with_genesis_config_preset_name(self.genesis)
			.with_properties(properties())
			.build())
	}
}

/// The chain specification that `argument` names: `dev`, `local` (also meant by an empty one) or
/// the path of a JSON file.
///
/// # Errors
///
/// A sentence for the user: the binary holds no runtime, the name is unknown, or the file is
/// missing or not a chain specification.
pub fn load(argument: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	if let Some(preset) = Preset::named(argument) {
		return Ok(Box::new(preset.build()?));
	}
	let path = existing_file(argument)?;
	let spec = ChainSpec::from_json_file(path).map_err(|reason| {
		format!("`{argument}` is not a chain specification of this chain: {reason}")
	})?;
	Ok(Box::new(spec))
}

/// A hash of all that the genesis block of the chain specification `argument` depends on.
///
/// # Errors
///
/// As [`load`], and when the file cannot be read.
pub fn fingerprint(argument: &str) -> Result<Hash, String> {
	let parts = match Preset::named(argument) {
		Some(preset) => [preset.genesis.as_bytes().to_vec(), runtime()?.to_vec()],
		None => {
			let content = fs::read(existing_file(argument)?)
				.map_err(|reason| format!("cannot read `{argument}`: {reason}"))?;
			[Vec::new(), content]
		}
	};
	Ok(BlakeTwo256::hash_of(&parts))
}

fn existing_file(argument: &str) -> Result<PathBuf, String> {
	let path = PathBuf::from(argument);
	if path.is_file() {
		return Ok(path);
	}
	Err(format!(
		"unknown chain `{argument}`: --chain takes `dev`, `local` or the path of a chain \
		 specification, and there is no such file"
	))
}

fn runtime() -> Result<&'static [u8], String> {
	nutbox_runtime::WASM_BINARY.ok_or_else(|| {
		"this binary was built with SKIP_WASM_BUILD and holds no runtime: build it again without \
		 that variable, or pass a chain specification file with --chain"
			.into()
	})
}

fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_FORMAT.into());
	properties
}

#[cfg(test)]
mod tests {
	use super::*;

	/// What an upgrade must fit: it travels in one transaction, and a block takes 5 MiB. Compressed,
	/// as upgrades are, the code is a quarter of its plain size.
	const LARGEST_RUNTIME: usize = 8 * 1024 * 1024;

	#[test]
	fn runtime_should_stay_below_the_size_that_an_upgrade_can_have() {
		let size = runtime().expect("built with the runtime").len();
		println!("the runtime has {size} bytes, {LARGEST_RUNTIME} are allowed");
		assert!(size <= LARGEST_RUNTIME, "the runtime has {size} bytes");
	}
}
