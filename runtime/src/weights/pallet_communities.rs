//! Weights of `pallet_communities`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-20, 20 steps, 10 repetitions, Intel(R) Xeon(R) Processor.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_communities::WeightInfo for WeightInfo<T> {
	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Communities::NextCommunityId` (r:1 w:1)
	// Proof: `Communities::NextCommunityId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::NextPoolId` (r:1 w:1)
	// Proof: `Communities::NextPoolId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Assets::Metadata` (r:1 w:1)
	// Proof: `Assets::Metadata` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Communities::CommunityDeposits` (r:0 w:1)
	// Proof: `Communities::CommunityDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:0 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:0 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:0 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::Profiles` (r:0 w:1)
	// Proof: `Communities::Profiles` (`max_values`: None, `max_size`: Some(1108), added: 3583, mode: `MaxEncodedLen`)
	// Storage: `Communities::PoolDeposits` (r:0 w:32)
	// Proof: `Communities::PoolDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn create(p: u32) -> Weight {
		// At least 191_918 ns.
		Weight::from_parts(198_867_000, 6208)
			// ± 1_344_904
			.saturating_add(Weight::from_parts(89_335_928, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 22).saturating_mul(p.into()))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::CommunityDeposits` (r:1 w:1)
	// Proof: `Communities::CommunityDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Profiles` (r:1 w:1)
	// Proof: `Communities::Profiles` (`max_values`: None, `max_size`: Some(1108), added: 3583, mode: `MaxEncodedLen`)
	fn update_profile() -> Weight {
		// At least 90_289 ns.
		Weight::from_parts(105_296_000, 4573)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// At least 186_879 ns.
		Weight::from_parts(215_732_000, 5087)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn unstake() -> Weight {
		// At least 152_360 ns.
		Weight::from_parts(183_768_000, 5087)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `Communities::Pools` (r:16 w:16)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:16 w:16)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn claim(p: u32) -> Weight {
		// At least 507_243 ns.
		Weight::from_parts(542_143_000, 6196)
			// ± 15_281_162
			.saturating_add(Weight::from_parts(662_022_628, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3992).saturating_mul(p.into()))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:0 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	fn emergency_unstake() -> Weight {
		// At least 481_689 ns.
		Weight::from_parts(530_538_000, 5087)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(12))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:32 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn collect_fund(p: u32) -> Weight {
		// At least 67_552 ns.
		Weight::from_parts(159_224_392, 6196)
			// ± 85_125
			.saturating_add(Weight::from_parts(18_518_939, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3332).saturating_mul(p.into()))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn spend() -> Weight {
		// At least 105_237 ns.
		Weight::from_parts(118_247_000, 6208)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::ClosedPools` (r:0 w:1)
	// Proof: `Communities::ClosedPools` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn close_pool() -> Weight {
		// At least 50_433 ns.
		Weight::from_parts(62_402_000, 5087)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Communities::Mode` (r:1 w:1)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn set_operating_mode() -> Weight {
		// At least 9_564 ns.
		Weight::from_parts(12_193_000, 1486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn offer_ownership() -> Weight {
		// At least 21_718 ns.
		Weight::from_parts(29_899_000, 3914)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::CommunityDeposits` (r:1 w:1)
	// Proof: `Communities::CommunityDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Communities::Profiles` (r:1 w:0)
	// Proof: `Communities::Profiles` (`max_values`: None, `max_size`: Some(1108), added: 3583, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn accept_ownership() -> Weight {
		// At least 133_940 ns.
		Weight::from_parts(161_898_000, 6326)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn renounce_ownership() -> Weight {
		// At least 20_277 ns.
		Weight::from_parts(29_386_000, 3914)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::ClaimPermissions` (r:1 w:0)
	// Proof: `Communities::ClaimPermissions` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:16 w:16)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:16 w:16)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn claim_for(p: u32) -> Weight {
		// At least 504_945 ns.
		Weight::from_parts(540_421_000, 6196)
			// ± 11_624_728
			.saturating_add(Weight::from_parts(480_507_281, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3992).saturating_mul(p.into()))
	}

	// Storage: `Communities::ClaimPermissions` (r:1 w:1)
	// Proof: `Communities::ClaimPermissions` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn set_claim_permission() -> Weight {
		// At least 61_939 ns.
		Weight::from_parts(73_956_000, 3658)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::NextPoolId` (r:1 w:1)
	// Proof: `Communities::NextPoolId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:0 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::PoolDeposits` (r:0 w:1)
	// Proof: `Communities::PoolDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn add_pool() -> Weight {
		// At least 106_861 ns.
		Weight::from_parts(131_709_000, 5087)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	fn announce_weights(p: u32) -> Weight {
		// At least 24_474 ns.
		Weight::from_parts(29_159_066, 3998)
			// ± 4_966
			.saturating_add(Weight::from_parts(324_227, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	fn announce_schedule() -> Weight {
		// At least 30_291 ns.
		Weight::from_parts(36_751_000, 5087)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:32 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	fn apply_announced(p: u32) -> Weight {
		// At least 49_794 ns.
		Weight::from_parts(72_830_363, 5087)
			// ± 26_136
			.saturating_add(Weight::from_parts(13_901_219, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3332).saturating_mul(p.into()))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn top_up() -> Weight {
		// At least 87_875 ns.
		Weight::from_parts(105_911_000, 6208)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `AssetConversion::PoolFees` (r:1 w:0)
	// Proof: `AssetConversion::PoolFees` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:2 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn buy_back() -> Weight {
		// At least 189_535 ns.
		Weight::from_parts(226_029_000, 6208)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	fn stake_term() -> Weight {
		// At least 184_238 ns.
		Weight::from_parts(219_847_000, 5087)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn unstake_term() -> Weight {
		// At least 176_851 ns.
		Weight::from_parts(209_875_000, 5087)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Communities::UsedVouchers` (r:1 w:1)
	// Proof: `Communities::UsedVouchers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1622), added: 4097, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_voucher() -> Weight {
		// At least 267_171 ns.
		Weight::from_parts(329_767_000, 5087)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Pools` (r:1 w:0)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(857), added: 3332, mode: `MaxEncodedLen`)
	// Storage: `Communities::UsedVouchers` (r:64 w:64)
	// Proof: `Communities::UsedVouchers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn remove_vouchers(v: u32) -> Weight {
		// At least 94_623 ns.
		Weight::from_parts(35_319_850, 4322)
			// ± 3_212_434
			.saturating_add(Weight::from_parts(56_737_760, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(0, 2555).saturating_mul(v.into()))
	}

	// Storage: `Benchmark::Override` (r:0 w:0)
	// Proof: `Benchmark::Override` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn set_delegated() -> Weight {
		// At least 750_000 ns.
		Weight::from_parts(750_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(0))
			.saturating_add(T::DbWeight::get().writes(0))
	}
}
