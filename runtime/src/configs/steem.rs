//! What the chain knows of Steem, and what it does with it.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{tokens::imbalance::ResolveTo, ConstU128, ConstU32, ConstU64, Get},
	PalletId,
};
use frame_system::EnsureRoot;
use nutbox_primitives::STEEM_ASSET;

impl pallet_steem_light_client::Config for Runtime {
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type LateProofs = adapters::late_proofs::GatewayAndDelegations;
	type WeightInfo = weights::pallet_steem_light_client::WeightInfo<Runtime>;
	// As many as Steem itself looks back when a transaction names a block.
	type MaxBlocks = ConstU32<65_536>;
	type AnnouncementPeriod = ConstU64<{ 24 * 60 * 60 }>;
	// Ten of Steem's slots.
	type MaxClockDrift = ConstU32<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::Clock;
}

parameter_types! {
	pub const GatewayPalletId: PalletId = PalletId(*b"nb/steem");
	/// Enough for anybody to look, too little to gain by one's own slash.
	pub const ReporterShare: Perbill = Perbill::from_percent(10);
	pub const TieDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::SteemDelegations(pallet_steem_delegations::HoldReason::TieDeposit);
}

impl pallet_steem_gateway::Config for Runtime {
	type LightClient = SteemLightClient;
	type NativeCurrency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = Assets;
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type OnSlash = ResolveTo<configs::governance::TreasuryAccount, Balances>;
	type WeightInfo = weights::pallet_steem_gateway::WeightInfo<Runtime>;
	type PalletId = GatewayPalletId;
	type AssetId = ConstU32<STEEM_ASSET>;
	// Steem allows an hour by the time of its head block, and clocks differ.
	type AttemptLifetime = ConstU32<{ 50 * 60 }>;
	type MinChallengeWindow = ConstU64<{ 10 * 60 }>;
	type MinThreshold = ConstU32<2>;
	type ReporterShare = ReporterShare;
	type MaxReporterReward = ConstU128<{ 1_000 * NUT }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::Clock;
}

/// A hundred slots, which are ten minutes in production: longer than a relayer takes to learn of a new account. On a chain
/// with shorter slots it is shorter too.
pub struct WatchDelay;
impl Get<u32> for WatchDelay {
	fn get() -> u32 {
		// A slot has at most 60,000 milliseconds.
		(pallet_timing::SlotDuration::<Runtime>::get() / 10) as u32
	}
}

impl pallet_steem_delegations::Config for Runtime {
	type LightClient = SteemLightClient;
	type Stakes = Communities;
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type TieDeposit = configs::economy::StorageDeposit<TieDepositReason>;
	type WeightInfo = weights::pallet_steem_delegations::WeightInfo<Runtime>;
	type WatchDelay = WatchDelay;
	// A tenth, in parts per billion.
	type BountyShare = ConstU32<100_000_000>;
	// An hour of Steem: 24 free proofs of one account a day.
	type FreeInterval = ConstU32<1_200>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::DelegationPools;
}
