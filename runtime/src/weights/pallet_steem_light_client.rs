//! Weights of `pallet_steem_light_client`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-29, 10 steps, 6 repetitions, AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_steem_light_client::WeightInfo for WeightInfo<T> {
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Mode` (r:1 w:0)
	// Proof: `SteemLightClient::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::TrustedCheckpoint` (r:1 w:0)
	// Proof: `SteemLightClient::TrustedCheckpoint` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:1)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Witnesses` (r:16 w:0)
	// Proof: `SteemLightClient::Witnesses` (`max_values`: None, `max_size`: Some(362), added: 2837, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:49 w:98)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::RingEnd` (r:1 w:1)
	// Proof: `SteemLightClient::RingEnd` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Ring` (r:49 w:49)
	// Proof: `SteemLightClient::Ring` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn submit_headers(h: u32) -> Weight {
		// At least 696_015 ns.
		Weight::from_parts(509_789_758, 46382)
			// ± 114_769
			.saturating_add(Weight::from_parts(14_858_747, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(2).saturating_mul(h.into()))
			.saturating_add(Weight::from_parts(0, 1648).saturating_mul(h.into()))
	}

	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Mode` (r:1 w:0)
	// Proof: `SteemLightClient::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Witnesses` (r:1 w:1)
	// Proof: `SteemLightClient::Witnesses` (`max_values`: None, `max_size`: Some(362), added: 2837, mode: `MaxEncodedLen`)
	fn prove_key(b: u32) -> Weight {
		// At least 122_153 ns.
		Weight::from_parts(124_233_740, 3827)
			// ± 183
			.saturating_add(Weight::from_parts(24_017, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::TrustedCheckpoint` (r:1 w:1)
	// Proof: `SteemLightClient::TrustedCheckpoint` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Witnesses` (r:64 w:64)
	// Proof: `SteemLightClient::Witnesses` (`max_values`: None, `max_size`: Some(362), added: 2837, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::CounterForWitnesses` (r:1 w:1)
	// Proof: `SteemLightClient::CounterForWitnesses` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn initialise(w: u32) -> Weight {
		// At least 93_441 ns.
		Weight::from_parts(9_062_594, 1513)
			// ± 1_694
			.saturating_add(Weight::from_parts(5_517_463, 0).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(w.into()))
			.saturating_add(Weight::from_parts(0, 2837).saturating_mul(w.into()))
	}

	// Storage: `SteemLightClient::TrustedCheckpoint` (r:1 w:0)
	// Proof: `SteemLightClient::TrustedCheckpoint` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Announced` (r:1 w:1)
	// Proof: `SteemLightClient::Announced` (`max_values`: Some(1), `max_size`: Some(3530), added: 4025, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::CounterForWitnesses` (r:1 w:0)
	// Proof: `SteemLightClient::CounterForWitnesses` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Witnesses` (r:21 w:0)
	// Proof: `SteemLightClient::Witnesses` (`max_values`: None, `max_size`: Some(362), added: 2837, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn announce_witnesses(c: u32) -> Weight {
		// At least 26_860 ns.
		Weight::from_parts(29_066_131, 5015)
			// ± 33_059
			.saturating_add(Weight::from_parts(5_712_079, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 2837).saturating_mul(c.into()))
	}

	// Storage: `SteemLightClient::Announced` (r:1 w:1)
	// Proof: `SteemLightClient::Announced` (`max_values`: Some(1), `max_size`: Some(3530), added: 4025, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Witnesses` (r:21 w:21)
	// Proof: `SteemLightClient::Witnesses` (`max_values`: None, `max_size`: Some(362), added: 2837, mode: `MaxEncodedLen`)
	fn apply_announced(c: u32) -> Weight {
		// At least 27_231 ns.
		Weight::from_parts(23_387_724, 5015)
			// ± 29_384
			.saturating_add(Weight::from_parts(11_039_599, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 2837).saturating_mul(c.into()))
	}

	// Storage: `SteemLightClient::Announced` (r:1 w:1)
	// Proof: `SteemLightClient::Announced` (`max_values`: Some(1), `max_size`: Some(3530), added: 4025, mode: `MaxEncodedLen`)
	fn cancel_announced() -> Weight {
		// At least 6_830 ns.
		Weight::from_parts(7_511_000, 5015)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `SteemLightClient::Mode` (r:1 w:1)
	// Proof: `SteemLightClient::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:1)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:1)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:0 w:1)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn set_operating_mode() -> Weight {
		// At least 10_516 ns.
		Weight::from_parts(11_577_000, 1581)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
