//! Weights of `pallet_communities`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-21, 4 steps, 2 repetitions, AMD EPYC.

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
		// At least 319_514 ns.
		Weight::from_parts(359_584_757, 8817)
			// ± 89_023
			.saturating_add(Weight::from_parts(87_264_837, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(13))
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
		// At least 117_675 ns.
		Weight::from_parts(139_637_000, 4573)
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
		// At least 235_019 ns.
		Weight::from_parts(264_193_000, 5104)
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
		// At least 154_439 ns.
		Weight::from_parts(174_889_000, 5104)
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
		// At least 148_581 ns.
		Weight::from_parts(173_047_000, 5104)
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
		// At least 710_926 ns.
		Weight::from_parts(290_158_970, 6208)
			// ± 3_322_545
			.saturating_add(Weight::from_parts(487_433_871, 0).saturating_mul(p.into()))
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
		// At least 604_507 ns.
		Weight::from_parts(670_165_000, 5104)
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
		// At least 129_883 ns.
		Weight::from_parts(201_557_338, 6208)
			// ± 213_958
			.saturating_add(Weight::from_parts(24_639_809, 0).saturating_mul(p.into()))
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
		// At least 140_940 ns.
		Weight::from_parts(153_608_000, 6208)
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
		// At least 65_978 ns.
		Weight::from_parts(101_531_000, 5104)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	fn set_operating_mode() -> Weight {
		// At least 10_266 ns.
		Weight::from_parts(22_814_000, 0)
			.saturating_add(T::DbWeight::get().reads(0))
			.saturating_add(T::DbWeight::get().writes(0))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn offer_ownership() -> Weight {
		// At least 33_169 ns.
		Weight::from_parts(52_098_000, 3914)
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
		// At least 183_042 ns.
		Weight::from_parts(214_629_000, 6398)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:1)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn renounce_ownership() -> Weight {
		// At least 31_517 ns.
		Weight::from_parts(50_065_000, 3914)
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
		// At least 720_991 ns.
		Weight::from_parts(472_117_814, 6208)
			// ± 8_557_255
			.saturating_add(Weight::from_parts(512_603_462, 0).saturating_mul(p.into()))
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
		// At least 85_347 ns.
		Weight::from_parts(102_152_000, 3694)
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
		// At least 140_779 ns.
		Weight::from_parts(169_652_000, 5104)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::AnnouncedBudgets` (r:1 w:1)
	// Proof: `Communities::AnnouncedBudgets` (`max_values`: None, `max_size`: Some(533), added: 3008, mode: `MaxEncodedLen`)
	fn announce_weights(p: u32) -> Weight {
		// At least 33_580 ns.
		Weight::from_parts(45_646_784, 3998)
			// ± 11_832
			.saturating_add(Weight::from_parts(324_807, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:1)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	fn announce_schedule() -> Weight {
		// At least 52_187 ns.
		Weight::from_parts(64_787_000, 5104)
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
		// At least 62_843 ns.
		Weight::from_parts(77_944_435, 5104)
			// ± 52_171
			.saturating_add(Weight::from_parts(17_505_600, 0).saturating_mul(p.into()))
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
		// At least 129_542 ns.
		Weight::from_parts(144_765_000, 6208)
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
		// At least 256_531 ns.
		Weight::from_parts(270_221_000, 6208)
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
		// At least 250_822 ns.
		Weight::from_parts(274_007_000, 5104)
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
		// At least 212_996 ns.
		Weight::from_parts(229_430_000, 5104)
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
		// At least 362_939 ns.
		Weight::from_parts(403_739_000, 6208)
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
		// At least 110_884 ns.
		Weight::from_parts(19_012_857, 4450)
			// ± 2_162_393
			.saturating_add(Weight::from_parts(78_776_442, 0).saturating_mul(v.into()))
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
		// At least 120_719 ns.
		Weight::from_parts(135_040_000, 5104)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
