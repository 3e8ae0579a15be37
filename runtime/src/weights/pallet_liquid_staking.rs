//! Weights of `pallet_liquid_staking`, measured on the runtime compiled to wasm. Written by `make weights`; do not edit.
//!
//! 2026-11-21, 4 steps, 2 repetitions, AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_liquid_staking::WeightInfo for WeightInfo<T> {
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// At least 136_052 ns.
		Weight::from_parts(198_655_000, 6196)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `LiquidStaking::QueueState` (r:1 w:1)
	// Proof: `LiquidStaking::QueueState` (`max_values`: Some(1), `max_size`: Some(44), added: 539, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Requests` (r:1 w:1)
	// Proof: `LiquidStaking::Requests` (`max_values`: None, `max_size`: Some(1457), added: 3932, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// At least 113_729 ns.
		Weight::from_parts(151_625_000, 4922)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `LiquidStaking::Requests` (r:1 w:1)
	// Proof: `LiquidStaking::Requests` (`max_values`: None, `max_size`: Some(1457), added: 3932, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::QueueState` (r:1 w:0)
	// Proof: `LiquidStaking::QueueState` (`max_values`: Some(1), `max_size`: Some(44), added: 539, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Holes` (r:3 w:2)
	// Proof: `LiquidStaking::Holes` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn cancel_redemption() -> Weight {
		// At least 111_946 ns.
		Weight::from_parts(145_516_000, 8511)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `LiquidStaking::QueueState` (r:1 w:0)
	// Proof: `LiquidStaking::QueueState` (`max_values`: Some(1), `max_size`: Some(44), added: 539, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Requests` (r:1 w:1)
	// Proof: `LiquidStaking::Requests` (`max_values`: None, `max_size`: Some(1457), added: 3932, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Checkpoints` (r:415 w:0)
	// Proof: `LiquidStaking::Checkpoints` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn claim_redemptions(r: u32) -> Weight {
		// At least 327_096 ns.
		Weight::from_parts(254_924_678, 34617)
			// ± 1_920_924
			.saturating_add(Weight::from_parts(129_608_700, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().reads(13).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32467).saturating_mul(r.into()))
	}

	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn redeem_instantly() -> Weight {
		// At least 180_027 ns.
		Weight::from_parts(215_470_000, 6196)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Staking::Validators` (r:84 w:0)
	// Proof: `Staking::Validators` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	// Storage: `Staking::CurrentEra` (r:1 w:0)
	// Proof: `Staking::CurrentEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Staking::ActiveEra` (r:1 w:0)
	// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Staking::ErasValidatorPrefs` (r:80 w:0)
	// Proof: `Staking::ErasValidatorPrefs` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Staking::Bonded` (r:84 w:0)
	// Proof: `Staking::Bonded` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	// Storage: `Staking::Ledger` (r:84 w:0)
	// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	// Storage: `Staking::SlashingSpans` (r:80 w:0)
	// Proof: `Staking::SlashingSpans` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Staking::ErasStakersOverview` (r:80 w:0)
	// Proof: `Staking::ErasStakersOverview` (`max_values`: None, `max_size`: Some(92), added: 2567, mode: `MaxEncodedLen`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `LiquidStaking::Validators` (r:1 w:1)
	// Proof: `LiquidStaking::Validators` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::RetiredValidators` (r:1 w:1)
	// Proof: `LiquidStaking::RetiredValidators` (`max_values`: Some(1), `max_size`: Some(4610), added: 5105, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Reserve` (r:1 w:1)
	// Proof: `LiquidStaking::Reserve` (`max_values`: Some(1), `max_size`: Some(513), added: 1008, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::EraWork` (r:1 w:1)
	// Proof: `LiquidStaking::EraWork` (`max_values`: Some(1), `max_size`: Some(18), added: 513, mode: `MaxEncodedLen`)
	// Storage: `Staking::MinNominatorBond` (r:1 w:0)
	// Proof: `Staking::MinNominatorBond` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Stashes` (r:4 w:0)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Staking::Nominators` (r:4 w:4)
	// Proof: `Staking::Nominators` (`max_values`: None, `max_size`: Some(558), added: 3033, mode: `MaxEncodedLen`)
	// Storage: `Staking::MaxNominatorsCount` (r:1 w:0)
	// Proof: `Staking::MaxNominatorsCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `VoterList::Lock` (r:1 w:0)
	// Proof: `VoterList::Lock` (`max_values`: Some(1), `max_size`: Some(0), added: 495, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListNodes` (r:4 w:4)
	// Proof: `VoterList::ListNodes` (`max_values`: None, `max_size`: Some(154), added: 2629, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListBags` (r:1 w:1)
	// Proof: `VoterList::ListBags` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	// Storage: `VoterList::CounterForListNodes` (r:1 w:1)
	// Proof: `VoterList::CounterForListNodes` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Staking::CounterForNominators` (r:1 w:1)
	// Proof: `Staking::CounterForNominators` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn set_validators(v: u32, r: u32) -> Weight {
		// At least 1_531_444 ns.
		Weight::from_parts(1_081_735_442, 17476)
			// ± 2_828_198
			.saturating_add(Weight::from_parts(85_237_004, 0).saturating_mul(v.into()))
			// ± 11_001_428
			.saturating_add(Weight::from_parts(64_447_387, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().reads(6).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(6).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().writes(15))
			.saturating_add(Weight::from_parts(0, 3566).saturating_mul(r.into()))
			.saturating_add(Weight::from_parts(0, 3566).saturating_mul(v.into()))
	}

	fn set_operating_mode() -> Weight {
		// At least 10_075 ns.
		Weight::from_parts(19_930_000, 0)
			.saturating_add(T::DbWeight::get().reads(0))
			.saturating_add(T::DbWeight::get().writes(0))
	}

	// Storage: `LiquidStaking::EraWork` (r:1 w:1)
	// Proof: `LiquidStaking::EraWork` (`max_values`: Some(1), `max_size`: Some(18), added: 513, mode: `MaxEncodedLen`)
	// Storage: `Staking::ActiveEra` (r:1 w:0)
	// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	fn era_idle() -> Weight {
		// At least 21_322 ns.
		Weight::from_parts(27_330_000, 1503)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `LiquidStaking::Stashes` (r:1 w:0)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::RetiredValidators` (r:1 w:1)
	// Proof: `LiquidStaking::RetiredValidators` (`max_values`: Some(1), `max_size`: Some(4610), added: 5105, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Validators` (r:1 w:0)
	// Proof: `LiquidStaking::Validators` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
	fn era_payout() -> Weight {
		// At least 34_531 ns.
		Weight::from_parts(43_164_000, 6095)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Stashes` (r:1 w:0)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn era_sweep() -> Weight {
		// At least 120_088 ns.
		Weight::from_parts(151_415_000, 6196)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `LiquidStaking::Stashes` (r:4 w:1)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Staking::Bonded` (r:1 w:1)
	// Proof: `Staking::Bonded` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	// Storage: `Staking::Ledger` (r:1 w:1)
	// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	// Storage: `Staking::CurrentEra` (r:1 w:0)
	// Proof: `Staking::CurrentEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Staking::SlashingSpans` (r:1 w:1)
	// Proof: `Staking::SlashingSpans` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Staking::VirtualStakers` (r:1 w:1)
	// Proof: `Staking::VirtualStakers` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Staking::Validators` (r:1 w:0)
	// Proof: `Staking::Validators` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	// Storage: `Staking::Nominators` (r:1 w:0)
	// Proof: `Staking::Nominators` (`max_values`: None, `max_size`: Some(558), added: 3033, mode: `MaxEncodedLen`)
	// Storage: `Staking::Payee` (r:0 w:1)
	// Proof: `Staking::Payee` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Staking::SpanSlash` (r:0 w:32)
	// Proof: `Staking::SpanSlash` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	fn era_withdraw() -> Weight {
		// At least 391_021 ns.
		Weight::from_parts(431_331_000, 11066)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(41))
	}

	// Storage: `LiquidStaking::QueueState` (r:1 w:1)
	// Proof: `LiquidStaking::QueueState` (`max_values`: Some(1), `max_size`: Some(44), added: 539, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Holes` (r:65 w:64)
	// Proof: `LiquidStaking::Holes` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Checkpoints` (r:1 w:1)
	// Proof: `LiquidStaking::Checkpoints` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	fn era_finalise(h: u32) -> Weight {
		// At least 66_939 ns.
		Weight::from_parts(92_205_285, 3541)
			// ± 100_546
			.saturating_add(Weight::from_parts(9_437_040, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1).saturating_mul(h.into()))
			.saturating_add(Weight::from_parts(0, 2507).saturating_mul(h.into()))
	}

	// Storage: `LiquidStaking::Validators` (r:1 w:1)
	// Proof: `LiquidStaking::Validators` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `Staking::Validators` (r:17 w:0)
	// Proof: `Staking::Validators` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	// Storage: `Staking::CurrentEra` (r:1 w:0)
	// Proof: `Staking::CurrentEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Staking::ActiveEra` (r:1 w:0)
	// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Staking::ErasValidatorPrefs` (r:17 w:0)
	// Proof: `Staking::ErasValidatorPrefs` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Staking::Bonded` (r:17 w:0)
	// Proof: `Staking::Bonded` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	// Storage: `Staking::Ledger` (r:17 w:0)
	// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	// Storage: `Staking::SlashingSpans` (r:17 w:0)
	// Proof: `Staking::SlashingSpans` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Staking::ErasStakersOverview` (r:17 w:0)
	// Proof: `Staking::ErasStakersOverview` (`max_values`: None, `max_size`: Some(92), added: 2567, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Reserve` (r:1 w:1)
	// Proof: `LiquidStaking::Reserve` (`max_values`: Some(1), `max_size`: Some(513), added: 1008, mode: `MaxEncodedLen`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `LiquidStaking::RetiredValidators` (r:1 w:1)
	// Proof: `LiquidStaking::RetiredValidators` (`max_values`: Some(1), `max_size`: Some(4610), added: 5105, mode: `MaxEncodedLen`)
	fn era_review() -> Weight {
		// At least 894_779 ns.
		Weight::from_parts(1_024_852_000, 62953)
			.saturating_add(T::DbWeight::get().reads(108))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `LiquidStaking::Validators` (r:1 w:0)
	// Proof: `LiquidStaking::Validators` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Stashes` (r:1 w:1)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Staking::Validators` (r:17 w:0)
	// Proof: `Staking::Validators` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	// Storage: `Staking::CurrentEra` (r:1 w:0)
	// Proof: `Staking::CurrentEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Staking::ActiveEra` (r:1 w:0)
	// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Staking::ErasValidatorPrefs` (r:16 w:0)
	// Proof: `Staking::ErasValidatorPrefs` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Staking::Bonded` (r:17 w:0)
	// Proof: `Staking::Bonded` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	// Storage: `Staking::Ledger` (r:17 w:1)
	// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	// Storage: `Staking::SlashingSpans` (r:16 w:0)
	// Proof: `Staking::SlashingSpans` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Staking::MinNominatorBond` (r:1 w:0)
	// Proof: `Staking::MinNominatorBond` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Staking::VirtualStakers` (r:1 w:0)
	// Proof: `Staking::VirtualStakers` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListNodes` (r:1 w:1)
	// Proof: `VoterList::ListNodes` (`max_values`: None, `max_size`: Some(154), added: 2629, mode: `MaxEncodedLen`)
	// Storage: `VoterList::Lock` (r:1 w:0)
	// Proof: `VoterList::Lock` (`max_values`: Some(1), `max_size`: Some(0), added: 495, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListBags` (r:2 w:2)
	// Proof: `VoterList::ListBags` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	// Storage: `Staking::Nominators` (r:1 w:1)
	// Proof: `Staking::Nominators` (`max_values`: None, `max_size`: Some(558), added: 3033, mode: `MaxEncodedLen`)
	fn era_bond() -> Weight {
		// At least 1_639_545 ns.
		Weight::from_parts(1_826_223_000, 61612)
			.saturating_add(T::DbWeight::get().reads(98))
			.saturating_add(T::DbWeight::get().writes(9))
	}

	// Storage: `LiquidStaking::Validators` (r:1 w:0)
	// Proof: `LiquidStaking::Validators` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
	// Storage: `LiquidStaking::Stashes` (r:4 w:1)
	// Proof: `LiquidStaking::Stashes` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Staking::MinNominatorBond` (r:1 w:0)
	// Proof: `Staking::MinNominatorBond` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `Staking::Bonded` (r:17 w:0)
	// Proof: `Staking::Bonded` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	// Storage: `Staking::Ledger` (r:17 w:1)
	// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	// Storage: `Staking::Nominators` (r:1 w:1)
	// Proof: `Staking::Nominators` (`max_values`: None, `max_size`: Some(558), added: 3033, mode: `MaxEncodedLen`)
	// Storage: `Staking::CurrentEra` (r:1 w:0)
	// Proof: `Staking::CurrentEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Timing::Lengths` (r:1 w:0)
	// Proof: `Timing::Lengths` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:0)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Staking::VirtualStakers` (r:1 w:0)
	// Proof: `Staking::VirtualStakers` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:0)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListNodes` (r:1 w:1)
	// Proof: `VoterList::ListNodes` (`max_values`: None, `max_size`: Some(154), added: 2629, mode: `MaxEncodedLen`)
	// Storage: `VoterList::Lock` (r:1 w:0)
	// Proof: `VoterList::Lock` (`max_values`: Some(1), `max_size`: Some(0), added: 495, mode: `MaxEncodedLen`)
	// Storage: `VoterList::ListBags` (r:2 w:2)
	// Proof: `VoterList::ListBags` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	// Storage: `Staking::Validators` (r:17 w:0)
	// Proof: `Staking::Validators` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	// Storage: `Staking::ActiveEra` (r:1 w:0)
	// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Staking::ErasValidatorPrefs` (r:16 w:0)
	// Proof: `Staking::ErasValidatorPrefs` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Staking::SlashingSpans` (r:16 w:0)
	// Proof: `Staking::SlashingSpans` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn era_unbond() -> Weight {
		// At least 1_109_728 ns.
		Weight::from_parts(1_233_392_000, 61612)
			.saturating_add(T::DbWeight::get().reads(100))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
