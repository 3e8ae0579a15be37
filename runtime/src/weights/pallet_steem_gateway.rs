//! Weights of `pallet_steem_gateway`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-29, 10 steps, 4 repetitions, AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_steem_gateway::WeightInfo for WeightInfo<T> {
	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Deposits` (r:1 w:1)
	// Proof: `SteemGateway::Deposits` (`max_values`: None, `max_size`: Some(95), added: 2570, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Mode` (r:1 w:0)
	// Proof: `SteemGateway::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:0)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::TotalsState` (r:1 w:1)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::QueueState` (r:1 w:1)
	// Proof: `SteemGateway::QueueState` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Today` (r:1 w:1)
	// Proof: `SteemGateway::Today` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Queue` (r:0 w:1)
	// Proof: `SteemGateway::Queue` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	fn prove_deposit(b: u32) -> Weight {
		// At least 229_935 ns.
		Weight::from_parts(214_096_330, 3675)
			// ± 433
			.saturating_add(Weight::from_parts(25_008, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(8))
	}

	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::QueueState` (r:1 w:1)
	// Proof: `SteemGateway::QueueState` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Today` (r:1 w:1)
	// Proof: `SteemGateway::Today` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Queue` (r:32 w:32)
	// Proof: `SteemGateway::Queue` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:32 w:32)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:32 w:32)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::TotalsState` (r:1 w:1)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Deposits` (r:32 w:32)
	// Proof: `SteemGateway::Deposits` (`max_values`: None, `max_size`: Some(95), added: 2570, mode: `MaxEncodedLen`)
	fn release(r: u32) -> Weight {
		// At least 81_682 ns.
		Weight::from_parts(78_323_250, 3675)
			// ± 220_741
			.saturating_add(Weight::from_parts(38_189_077, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(4).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(4).saturating_mul(r.into()))
			.saturating_add(Weight::from_parts(0, 2609).saturating_mul(r.into()))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Mode` (r:1 w:0)
	// Proof: `SteemGateway::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:0)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::TotalsState` (r:1 w:1)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::NextNonce` (r:1 w:1)
	// Proof: `SteemGateway::NextNonce` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Attempts` (r:0 w:1)
	// Proof: `SteemGateway::Attempts` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Withdrawals` (r:0 w:1)
	// Proof: `SteemGateway::Withdrawals` (`max_values`: None, `max_size`: Some(3259), added: 5734, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// At least 140_411 ns.
		Weight::from_parts(169_144_000, 3714)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Withdrawals` (r:1 w:1)
	// Proof: `SteemGateway::Withdrawals` (`max_values`: None, `max_size`: Some(3259), added: 5734, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:0)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:1 w:1)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	fn submit_signature() -> Weight {
		// At least 97_567 ns.
		Weight::from_parts(133_881_000, 6724)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Payments` (r:1 w:1)
	// Proof: `SteemGateway::Payments` (`max_values`: None, `max_size`: Some(55), added: 2530, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Attempts` (r:1 w:0)
	// Proof: `SteemGateway::Attempts` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::TotalsState` (r:1 w:1)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:65 w:0)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Bonds` (r:64 w:64)
	// Proof: `SteemGateway::Bonds` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:64 w:64)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:65 w:65)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Mode` (r:1 w:1)
	// Proof: `SteemGateway::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn prove_payment(b: u32) -> Weight {
		// At least 2_313_394 ns.
		Weight::from_parts(1_982_197_451, 174046)
			// ± 3_527
			.saturating_add(Weight::from_parts(436_416, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(266))
			.saturating_add(T::DbWeight::get().writes(196))
	}

	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Withdrawals` (r:1 w:1)
	// Proof: `SteemGateway::Withdrawals` (`max_values`: None, `max_size`: Some(3259), added: 5734, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:32 w:32)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	fn lapse() -> Weight {
		// At least 202_003 ns.
		Weight::from_parts(228_273_000, 85150)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(33))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Withdrawals` (r:1 w:1)
	// Proof: `SteemGateway::Withdrawals` (`max_values`: None, `max_size`: Some(3259), added: 5734, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:0)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:32 w:32)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Attempts` (r:0 w:1)
	// Proof: `SteemGateway::Attempts` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn renew() -> Weight {
		// At least 211_828 ns.
		Weight::from_parts(239_109_000, 85150)
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().writes(34))
	}

	// Storage: `SteemGateway::Withdrawals` (r:1 w:1)
	// Proof: `SteemGateway::Withdrawals` (`max_values`: None, `max_size`: Some(3259), added: 5734, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:32 w:32)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::TotalsState` (r:1 w:1)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::SettledWithdrawals` (r:0 w:1)
	// Proof: `SteemGateway::SettledWithdrawals` (`max_values`: None, `max_size`: Some(1168), added: 3643, mode: `MaxEncodedLen`)
	fn reclaim() -> Weight {
		// At least 207_081 ns.
		Weight::from_parts(234_151_000, 85150)
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().writes(37))
	}

	// Storage: `SteemGateway::Bonds` (r:1 w:1)
	// Proof: `SteemGateway::Bonds` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn bond() -> Weight {
		// At least 47_291 ns.
		Weight::from_parts(50_456_000, 3694)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `SteemGateway::Custodians` (r:1 w:1)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Bonds` (r:1 w:1)
	// Proof: `SteemGateway::Bonds` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CounterForCustodians` (r:1 w:1)
	// Proof: `SteemGateway::CounterForCustodians` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn unbond() -> Weight {
		// At least 89_224 ns.
		Weight::from_parts(111_578_000, 3694)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Blocks` (r:1 w:0)
	// Proof: `SteemLightClient::Blocks` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Epoch` (r:1 w:0)
	// Proof: `SteemLightClient::Epoch` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:1)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:0)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:65 w:64)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	fn prove_authority(b: u32) -> Weight {
		// At least 676_927 ns.
		Weight::from_parts(594_557_301, 171940)
			// ± 544
			.saturating_add(Weight::from_parts(25_593, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(71))
			.saturating_add(T::DbWeight::get().writes(65))
	}

	// Storage: `SteemGateway::TotalsState` (r:1 w:0)
	// Proof: `SteemGateway::TotalsState` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::NextNonce` (r:1 w:0)
	// Proof: `SteemGateway::NextNonce` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Metadata` (r:1 w:1)
	// Proof: `Assets::Metadata` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:1)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Watched` (r:0 w:1)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	fn configure() -> Weight {
		// At least 23_366 ns.
		Weight::from_parts(25_398_000, 3675)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:1)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// At least 32_739 ns.
		Weight::from_parts(43_715_000, 1573)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `SteemGateway::Watched` (r:1 w:0)
	// Proof: `SteemGateway::Watched` (`max_values`: Some(1), `max_size`: Some(53), added: 548, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CurrentParameters` (r:1 w:0)
	// Proof: `SteemGateway::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CouncilState` (r:1 w:1)
	// Proof: `SteemGateway::CouncilState` (`max_values`: Some(1), `max_size`: Some(1061), added: 1556, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Custodians` (r:65 w:64)
	// Proof: `SteemGateway::Custodians` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::AuthoritiesState` (r:1 w:0)
	// Proof: `SteemGateway::AuthoritiesState` (`max_values`: Some(1), `max_size`: Some(2142), added: 2637, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::Bonds` (r:32 w:0)
	// Proof: `SteemGateway::Bonds` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `SteemGateway::CounterForCustodians` (r:1 w:0)
	// Proof: `SteemGateway::CounterForCustodians` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::ConflictFound` (r:1 w:0)
	// Proof: `SteemLightClient::ConflictFound` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `SteemLightClient::Newest` (r:1 w:0)
	// Proof: `SteemLightClient::Newest` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn set_custodians(c: u32) -> Weight {
		// At least 408_834 ns.
		Weight::from_parts(405_153_182, 171940)
			// ± 339_281
			.saturating_add(Weight::from_parts(12_138_324, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(73))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().writes(33))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 2588).saturating_mul(c.into()))
	}

	// Storage: `SteemGateway::Mode` (r:1 w:1)
	// Proof: `SteemGateway::Mode` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn set_operating_mode() -> Weight {
		// At least 6_059 ns.
		Weight::from_parts(6_811_000, 1486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
