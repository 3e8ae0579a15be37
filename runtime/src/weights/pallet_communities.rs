//! Weights of `pallet_communities`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-21, 20 steps, 10 repetitions, AMD EPYC.

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
	// Storage: `Communities::NextPoolId` (r:1 w:1)
	// Proof: `Communities::NextPoolId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Communities::CommunityDeposits` (r:0 w:1)
	// Proof: `Communities::CommunityDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:0 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:0 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:0 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Profiles` (r:0 w:1)
	// Proof: `Communities::Profiles` (`max_values`: None, `max_size`: Some(1108), added: 3583, mode: `MaxEncodedLen`)
	// Storage: `Communities::PoolDeposits` (r:0 w:32)
	// Proof: `Communities::PoolDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn create(p: u32) -> Weight {
		// At least 316_530 ns.
		Weight::from_parts(360_927_340, 8817)
			// ± 254_782
			.saturating_add(Weight::from_parts(90_052_182, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(14))
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
		// At least 116_002 ns.
		Weight::from_parts(172_026_000, 4573)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
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
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// At least 247_027 ns.
		Weight::from_parts(269_240_000, 5104)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(11))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	fn stake_more() -> Weight {
		// At least 170_463 ns.
		Weight::from_parts(188_940_000, 5104)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
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
	fn unstake() -> Weight {
		// At least 164_013 ns.
		Weight::from_parts(182_852_000, 5104)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:16 w:16)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:16 w:16)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn claim(p: u32) -> Weight {
		// At least 724_516 ns.
		Weight::from_parts(482_655_196, 6360)
			// ± 9_822_442
			.saturating_add(Weight::from_parts(494_512_516, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3992).saturating_mul(p.into()))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
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
		// At least 615_705 ns.
		Weight::from_parts(672_459_000, 5104)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(12))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:32 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn collect_fund(p: u32) -> Weight {
		// At least 132_036 ns.
		Weight::from_parts(256_504_557, 6208)
			// ± 145_664
			.saturating_add(Weight::from_parts(20_372_245, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3460).saturating_mul(p.into()))
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
		// At least 143_984 ns.
		Weight::from_parts(154_139_000, 6208)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::ClosedPools` (r:0 w:1)
	// Proof: `Communities::ClosedPools` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn close_pool() -> Weight {
		// At least 68_932 ns.
		Weight::from_parts(87_680_000, 5104)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Communities::Mode` (r:1 w:1)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn set_operating_mode() -> Weight {
		// At least 11_186 ns.
		Weight::from_parts(12_799_000, 1486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn offer_ownership() -> Weight {
		// At least 36_264 ns.
		Weight::from_parts(47_731_000, 3914)
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
		// At least 179_656 ns.
		Weight::from_parts(196_311_000, 6326)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn renounce_ownership() -> Weight {
		// At least 33_049 ns.
		Weight::from_parts(46_740_000, 3914)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::ClaimPermissions` (r:1 w:0)
	// Proof: `Communities::ClaimPermissions` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:16 w:16)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:16 w:16)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn claim_for(p: u32) -> Weight {
		// At least 737_356 ns.
		Weight::from_parts(844_904_000, 6360)
			// ± 7_312_613
			.saturating_add(Weight::from_parts(532_163_743, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(9))
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
		// At least 83_894 ns.
		Weight::from_parts(106_678_000, 3658)
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
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::NextPoolId` (r:1 w:1)
	// Proof: `Communities::NextPoolId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:0 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::PoolDeposits` (r:0 w:1)
	// Proof: `Communities::PoolDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn add_pool() -> Weight {
		// At least 147_389 ns.
		Weight::from_parts(181_770_000, 5104)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	fn announce_weights(p: u32) -> Weight {
		// At least 34_892 ns.
		Weight::from_parts(44_758_387, 3998)
			// ± 15_218
			.saturating_add(Weight::from_parts(581_185, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	fn announce_schedule() -> Weight {
		// At least 54_541 ns.
		Weight::from_parts(63_164_000, 5104)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:32 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:0)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	fn apply_announced(p: u32) -> Weight {
		// At least 62_143 ns.
		Weight::from_parts(103_312_661, 5104)
			// ± 306_810
			.saturating_add(Weight::from_parts(22_494_851, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3460).saturating_mul(p.into()))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn top_up() -> Weight {
		// At least 132_757 ns.
		Weight::from_parts(150_223_000, 6208)
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
		// At least 260_898 ns.
		Weight::from_parts(294_147_000, 6208)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Communities::Mode` (r:1 w:0)
	// Proof: `Communities::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
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
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::StakingYield` (r:1 w:1)
	// Proof: `Communities::StakingYield` (`max_values`: Some(1), `max_size`: Some(208), added: 703, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Yields` (r:1 w:1)
	// Proof: `LiquidStaking::Yields` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::LedgerState` (r:1 w:1)
	// Proof: `LiquidStaking::LedgerState` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
	fn stake_term() -> Weight {
		// At least 266_526 ns.
		Weight::from_parts(289_380_000, 5104)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(11))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
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
	fn unstake_term() -> Weight {
		// At least 229_631 ns.
		Weight::from_parts(240_588_000, 5104)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(11))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Communities::UsedVouchers` (r:1 w:1)
	// Proof: `Communities::UsedVouchers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn claim_voucher() -> Weight {
		// At least 371_022 ns.
		Weight::from_parts(418_652_000, 6208)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}

	// Storage: `Communities::Pools` (r:1 w:0)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::UsedVouchers` (r:64 w:64)
	// Proof: `Communities::UsedVouchers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:64 w:64)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:64 w:64)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn remove_vouchers(v: u32) -> Weight {
		// At least 115_982 ns.
		Weight::from_parts(120_759_000, 4450)
			// ± 878_264
			.saturating_add(Weight::from_parts(77_150_129, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(3).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().writes(0))
			.saturating_add(T::DbWeight::get().writes(3).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(0, 2668).saturating_mul(v.into()))
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
