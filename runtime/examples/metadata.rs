//! Writes the part of the runtime's metadata that our clients use, SCALE-encoded, to the file named
//! as the argument. `make metadata` runs it; a test of the runtime compares the file in the tree.

use codec::{Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use subxt_utils_stripmetadata::StripMetadata;

/// The pallets whose calls, events, storage, constants and views our clients use.
const PALLETS: &[&str] = &[
	"System",
	"Timestamp",
	"Timing",
	"Balances",
	"Assets",
	"Staking",
	"Session",
	"Grandpa",
	"Offences",
	"LiquidStaking",
	"Communities",
	"Utility",
	"Sudo",
	"TxPause",
	"SafeMode",
	"AssetConversion",
	"PoolAssets",
	"SteemLightClient",
	"SteemGateway",
	"SteemDelegations",
];

/// The runtime APIs that our clients use.
const APIS: &[&str] = &[
	"Core",
	"Metadata",
	"AccountNonceApi",
	"TransactionPaymentApi",
	"RuntimeViewFunction",
];

/// Metadata version 16, the first that describes view functions, with the rest left out.
pub fn encoded() -> Vec<u8> {
	let opaque = nutbox_runtime::Runtime::metadata_at_version(16).expect("the SDK has version 16");
	let prefixed =
		RuntimeMetadataPrefixed::decode(&mut &opaque[..]).expect("the runtime encodes metadata");
	let RuntimeMetadata::V16(mut metadata) = prefixed.1 else {
		panic!("version 16 was asked for");
	};
	metadata.strip_metadata(
		|pallet| PALLETS.contains(&pallet),
		|api| APIS.contains(&api),
	);
	RuntimeMetadataPrefixed::from(metadata).encode()
}

#[allow(dead_code)]
fn main() -> std::process::ExitCode {
	let Some(path) = std::env::args().nth(1) else {
		eprintln!("error: name the file to write");
		return std::process::ExitCode::FAILURE;
	};
	match std::fs::write(&path, encoded()) {
		Ok(()) => std::process::ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: cannot write {path}: {error}");
			std::process::ExitCode::FAILURE
		}
	}
}
