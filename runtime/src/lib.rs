//! The state transition function of the Nutbox chain.
//!
//! `configs/` composes the pallets by domain, `adapters/` is the glue between ours and the SDK's,
//! `apis.rs` is what clients call, `genesis_config_presets.rs` the chains that can be started.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]

extern crate alloc;
// A test uses the example that writes the metadata, which names this crate.
#[cfg(test)]
extern crate self as nutbox_runtime;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod adapters;
pub mod apis;
pub mod configs;
pub mod genesis_config_presets;
pub mod weights;

#[cfg(test)]
mod tests;

use alloc::{borrow::Cow, vec::Vec};
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};
pub use nutbox_primitives::{
	AccountId, AssetId, Balance, BlockNumber, Signature, MICRONUT, MILLINUT, NUT,
};
use sp_runtime::{generic, impl_opaque_keys, traits::BlakeTwo256, MultiAddress, Perbill};
use sp_version::RuntimeVersion;

#[cfg(feature = "std")]
pub use apis::RUNTIME_API_VERSIONS;
pub use apis::{api, RuntimeApi};

/// A transaction's position in its account's order.
pub type Nonce = u32;
/// The hash of blocks and state.
pub type Hash = sp_core::H256;
/// How transactions name accounts.
pub type Address = MultiAddress<AccountId, ()>;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block's full id.
pub type BlockId = generic::BlockId<Block>;
/// A transaction as it comes in.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What a transaction signs beside its call.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// The checks that each transaction passes, in this order.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	pallet_steem_light_client::CheckSteemHeaders<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// Types for the node, which must not depend on the calls of one runtime version.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block whose transactions are bytes.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
	/// The hash of blocks and state.
	pub type Hash = super::Hash;
}

impl_opaque_keys! {
	/// The keys with which a validator works.
	pub struct SessionKeys {
		/// Signs blocks.
		pub babe: Babe,
		/// Signs finality votes.
		pub grandpa: Grandpa,
	}
}

/// The version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("nutbox"),
	impl_name: Cow::Borrowed("nutbox"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// BABE: a slot has a primary author with probability 1/4, otherwise the secondary one with VRF.
pub const BABE_GENESIS_EPOCH_CONFIG: sp_consensus_babe::BabeEpochConfiguration =
	sp_consensus_babe::BabeEpochConfiguration {
		c: (1, 4),
		allowed_slots: sp_consensus_babe::AllowedSlots::PrimaryAndSecondaryVRFSlots,
	};

/// A block may use a second of computation: production slots are 6 seconds, developers' 2. What a proof of
/// its storage would weigh is no limit: every validator has the state, and nobody is sent one.
pub const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
/// What signed transactions may use of it; the rest is left for operational ones and hooks.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The deposit for `items` storage items of `bytes` bytes together.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * 100 * MILLINUT + bytes as Balance * MILLINUT
}

/// The storage migrations of this version.
pub type SingleBlockMigrations = ();

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// System.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timing = pallet_timing;
	#[runtime::pallet_index(2)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(3)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(4)]
	pub type MultiBlockMigrations = pallet_migrations;

	// Consensus. Babe before Timestamp: it notes the slot that the time is checked against.
	#[runtime::pallet_index(10)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(11)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(12)]
	pub type Authorship = pallet_authorship;

	// Money.
	#[runtime::pallet_index(20)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(21)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(22)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(23)]
	pub type AssetsHolder = pallet_assets_holder;
	#[runtime::pallet_index(24)]
	pub type PoolAssets = pallet_assets<Instance1>;
	#[runtime::pallet_index(25)]
	pub type PoolAssetsHolder = pallet_assets_holder<Instance1>;
	#[runtime::pallet_index(26)]
	pub type AssetConversion = pallet_asset_conversion;

	// Proof of stake.
	#[runtime::pallet_index(30)]
	pub type Staking = pallet_staking;
	#[runtime::pallet_index(31)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(32)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(33)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(34)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(35)]
	pub type VoterList = pallet_bags_list<Instance1>;

	// The economy. Liquid staking after Session: its work sees the era that has just begun.
	#[runtime::pallet_index(60)]
	pub type LiquidStaking = pallet_liquid_staking;
	#[runtime::pallet_index(61)]
	pub type Communities = pallet_communities;

	// Steem.
	#[runtime::pallet_index(70)]
	pub type SteemLightClient = pallet_steem_light_client;
	#[runtime::pallet_index(71)]
	pub type SteemGateway = pallet_steem_gateway;
	#[runtime::pallet_index(72)]
	pub type SteemDelegations = pallet_steem_delegations;

	// Governance and safety.
	#[runtime::pallet_index(40)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(41)]
	pub type Sudo = pallet_sudo;
	#[runtime::pallet_index(42)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(43)]
	pub type SafeMode = pallet_safe_mode;

	// Accounts' comfort.
	#[runtime::pallet_index(50)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(51)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(52)]
	pub type Proxy = pallet_proxy;
}
