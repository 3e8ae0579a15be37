//! Weights of `pallet_communities`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-29, 10 steps, 4 repetitions, AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_communities::WeightInfo for WeightInfo<T> {
	// Storage: `Assets::Asset` (r:1 w:1)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
		// At least 174_673 ns.
		Weight::from_parts(180_195_538, 8817)
			// ± 89_074
			.saturating_add(Weight::from_parts(50_666_783, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(14))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::CommunityDeposits` (r:1 w:1)
	// Proof: `Communities::CommunityDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Profiles` (r:1 w:1)
	// Proof: `Communities::Profiles` (`max_values`: None, `max_size`: Some(1108), added: 3583, mode: `MaxEncodedLen`)
	fn update_profile() -> Weight {
		// At least 61_132 ns.
		Weight::from_parts(67_601_000, 4573)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// At least 126_910 ns.
		Weight::from_parts(139_410_000, 5104)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	fn stake_more() -> Weight {
		// At least 83_315 ns.
		Weight::from_parts(92_128_000, 5104)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn unstake() -> Weight {
		// At least 78_318 ns.
		Weight::from_parts(90_396_000, 5104)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:16 w:16)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:16 w:16)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn claim(p: u32) -> Weight {
		// At least 405_619 ns.
		Weight::from_parts(424_738_000, 6208)
			// ± 7_329_128
			.saturating_add(Weight::from_parts(319_645_552, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3992).saturating_mul(p.into()))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:0 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	fn emergency_unstake() -> Weight {
		// At least 335_975 ns.
		Weight::from_parts(379_229_000, 5104)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(8))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:32 w:32)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn collect_fund(p: u32) -> Weight {
		// At least 70_856 ns.
		Weight::from_parts(125_500_584, 6208)
			// ± 83_380
			.saturating_add(Weight::from_parts(12_908_875, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(5))
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
		// At least 78_869 ns.
		Weight::from_parts(85_528_000, 6208)
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
		// At least 33_480 ns.
		Weight::from_parts(48_242_000, 5104)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	fn set_operating_mode() -> Weight {
		// At least 4_727 ns.
		Weight::from_parts(5_468_000, 0)
			.saturating_add(T::DbWeight::get().reads(0))
			.saturating_add(T::DbWeight::get().writes(0))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn offer_ownership() -> Weight {
		// At least 14_933 ns.
		Weight::from_parts(26_991_000, 3914)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn accept_ownership() -> Weight {
		// At least 100_581 ns.
		Weight::from_parts(118_178_000, 6398)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn renounce_ownership() -> Weight {
		// At least 14_562 ns.
		Weight::from_parts(25_288_000, 3914)
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
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn claim_for(p: u32) -> Weight {
		// At least 406_240 ns.
		Weight::from_parts(167_161_233, 6208)
			// ± 440_681
			.saturating_add(Weight::from_parts(273_550_737, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3992).saturating_mul(p.into()))
	}

	// Storage: `Communities::ClaimPermissions` (r:1 w:1)
	// Proof: `Communities::ClaimPermissions` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn set_claim_permission() -> Weight {
		// At least 47_431 ns.
		Weight::from_parts(50_666_000, 3694)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::NextPoolId` (r:1 w:1)
	// Proof: `Communities::NextPoolId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:0 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::PoolDeposits` (r:0 w:1)
	// Proof: `Communities::PoolDeposits` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn add_pool() -> Weight {
		// At least 77_176 ns.
		Weight::from_parts(92_870_000, 5104)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	fn announce_weights(p: u32) -> Weight {
		// At least 16_655 ns.
		Weight::from_parts(19_540_923, 3998)
			// ± 4_052
			.saturating_add(Weight::from_parts(158_170, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	fn announce_schedule() -> Weight {
		// At least 25_739 ns.
		Weight::from_parts(28_763_000, 5104)
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
	fn apply_announced(p: u32) -> Weight {
		// At least 31_607 ns.
		Weight::from_parts(38_522_872, 5104)
			// ± 14_134
			.saturating_add(Weight::from_parts(9_319_270, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(3))
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
		// At least 69_695 ns.
		Weight::from_parts(74_492_000, 6208)
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
		// At least 141_332 ns.
		Weight::from_parts(150_756_000, 6208)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	fn stake_term() -> Weight {
		// At least 136_686 ns.
		Weight::from_parts(146_240_000, 5104)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::TermPositions` (r:1 w:1)
	// Proof: `Communities::TermPositions` (`max_values`: None, `max_size`: Some(1517), added: 3992, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn unstake_term() -> Weight {
		// At least 115_493 ns.
		Weight::from_parts(123_205_000, 5104)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn claim_voucher() -> Weight {
		// At least 201_874 ns.
		Weight::from_parts(216_044_000, 6208)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn remove_vouchers(v: u32) -> Weight {
		// At least 56_785 ns.
		Weight::from_parts(26_270_211, 4450)
			// ± 158_021
			.saturating_add(Weight::from_parts(40_976_546, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(3).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().writes(0))
			.saturating_add(T::DbWeight::get().writes(3).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(0, 2704).saturating_mul(v.into()))
	}

	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:1 w:1)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	fn set_delegated() -> Weight {
		// At least 64_087 ns.
		Weight::from_parts(69_354_000, 5104)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
