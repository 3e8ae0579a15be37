//! What the chain knows of Steem.

use crate::*;
use frame_support::traits::{ConstU32, ConstU64};
use frame_system::EnsureRoot;

impl pallet_steem_light_client::Config for Runtime {
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type WeightInfo = ();
	// As many as Steem itself looks back when a transaction names a block.
	type MaxBlocks = ConstU32<65_536>;
	type AnnouncementPeriod = ConstU64<{ 24 * 60 * 60 }>;
	// Ten of Steem's slots.
	type MaxClockDrift = ConstU32<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::Clock;
}
