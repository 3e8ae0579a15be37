//! Weights of `pallet_steem_delegations`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-29, 20 steps, 10 repetitions, AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_steem_delegations::WeightInfo for WeightInfo<T> {
	// Storage: `SteemDelegations::Mode` (r:1 w:0)
	// Proof: `SteemDelegations::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:8 w:0)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:8 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Ties` (r:1 w:1)
	// Proof: `SteemDelegations::Ties` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:1 w:1)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn set_delegatee() -> Weight {
		// At least 109_164 ns.
		Weight::from_parts(117_617_000, 28670)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `SteemDelegations::Ties` (r:1 w:1)
	// Proof: `SteemDelegations::Ties` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:0)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:1 w:1)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn release_delegatee() -> Weight {
		// At least 63_074 ns.
		Weight::from_parts(68_943_000, 4450)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Bindings` (r:1 w:1)
	// Proof: `SteemDelegations::Bindings` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegatees` (r:1 w:0)
	// Proof: `SteemDelegations::Delegatees` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:8 w:0)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegations` (r:8 w:0)
	// Proof: `SteemDelegations::Delegations` (`max_values`: None, `max_size`: Some(94), added: 2569, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Credits` (r:64 w:64)
	// Proof: `SteemDelegations::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Totals` (r:128 w:128)
	// Proof: `SteemDelegations::Totals` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:64 w:64)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:8 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:128 w:128)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Mode` (r:1 w:0)
	// Proof: `SteemDelegations::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:8 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::NamesOf` (r:0 w:2)
	// Proof: `SteemDelegations::NamesOf` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn prove_binding(b: u32, p: u32) -> Weight {
		// At least 1_566_012 ns.
		Weight::from_parts(1_585_851_000, 26969)
			// ± 2_350
			.saturating_add(Weight::from_parts(16_465, 0).saturating_mul(b.into()))
			// ± 2_412_383
			.saturating_add(Weight::from_parts(114_781_641, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().reads(6).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(6).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 5291).saturating_mul(p.into()))
	}

	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegations` (r:1 w:1)
	// Proof: `SteemDelegations::Delegations` (`max_values`: None, `max_size`: Some(94), added: 2569, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:1 w:0)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegatees` (r:1 w:0)
	// Proof: `SteemDelegations::Delegatees` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Bindings` (r:1 w:0)
	// Proof: `SteemDelegations::Bindings` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Credits` (r:8 w:8)
	// Proof: `SteemDelegations::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Totals` (r:8 w:8)
	// Proof: `SteemDelegations::Totals` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:8 w:8)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:8 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:8 w:8)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:8 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:8 w:8)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn prove_delegation(b: u32, p: u32) -> Weight {
		// At least 838_739 ns.
		Weight::from_parts(39_488_219, 3635)
			// ± 92
			.saturating_add(Weight::from_parts(24_941, 0).saturating_mul(b.into()))
			// ± 797_312
			.saturating_add(Weight::from_parts(105_738_899, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(8).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(6).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 4114).saturating_mul(p.into()))
	}

	// Storage: `SteemDelegations::Ties` (r:1 w:0)
	// Proof: `SteemDelegations::Ties` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:1 w:0)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegations` (r:1 w:0)
	// Proof: `SteemDelegations::Delegations` (`max_values`: None, `max_size`: Some(94), added: 2569, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Bindings` (r:1 w:0)
	// Proof: `SteemDelegations::Bindings` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Credits` (r:1 w:1)
	// Proof: `SteemDelegations::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Totals` (r:2 w:2)
	// Proof: `SteemDelegations::Totals` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:1 w:1)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:1 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:2 w:2)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Mode` (r:1 w:0)
	// Proof: `SteemDelegations::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:1 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	fn sync() -> Weight {
		// At least 147_873 ns.
		Weight::from_parts(156_084_000, 6384)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(8))
	}

	// Storage: `SteemDelegations::Bindings` (r:1 w:1)
	// Proof: `SteemDelegations::Bindings` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegatees` (r:1 w:0)
	// Proof: `SteemDelegations::Delegatees` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Watched` (r:8 w:0)
	// Proof: `SteemDelegations::Watched` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Delegations` (r:8 w:0)
	// Proof: `SteemDelegations::Delegations` (`max_values`: None, `max_size`: Some(94), added: 2569, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Credits` (r:64 w:64)
	// Proof: `SteemDelegations::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::Totals` (r:64 w:64)
	// Proof: `SteemDelegations::Totals` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	// Storage: `Communities::Pools` (r:64 w:64)
	// Proof: `Communities::Pools` (`max_values`: None, `max_size`: Some(985), added: 3460, mode: `MaxEncodedLen`)
	// Storage: `Communities::Emissions` (r:8 w:0)
	// Proof: `Communities::Emissions` (`max_values`: None, `max_size`: Some(1639), added: 4114, mode: `MaxEncodedLen`)
	// Storage: `Communities::Positions` (r:64 w:64)
	// Proof: `Communities::Positions` (`max_values`: None, `max_size`: Some(222), added: 2697, mode: `MaxEncodedLen`)
	// Storage: `Communities::Communities` (r:8 w:0)
	// Proof: `Communities::Communities` (`max_values`: None, `max_size`: Some(449), added: 2924, mode: `MaxEncodedLen`)
	// Storage: `SteemDelegations::NamesOf` (r:0 w:1)
	// Proof: `SteemDelegations::NamesOf` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn release_binding(p: u32) -> Weight {
		// At least 16_045 ns.
		Weight::from_parts(114_076_240, 28060)
			// ± 324_613
			.saturating_add(Weight::from_parts(51_549_589, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().reads(5).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(4).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(0, 3563).saturating_mul(p.into()))
	}

	// Storage: `SteemDelegations::Mode` (r:1 w:1)
	// Proof: `SteemDelegations::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn set_operating_mode() -> Weight {
		// At least 5_788 ns.
		Weight::from_parts(6_359_000, 1486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
