use crate::{self as pallet_timing, *};
use frame_support::derive_impl;
use sp_runtime::BuildStorage;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timing = pallet_timing;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

impl Config for Test {}

fn chain(lengths: pallet_timing::Timing) -> sp_io::TestExternalities {
	RuntimeGenesisConfig {
		timing: GenesisConfig {
			lengths,
			_config: Default::default(),
		},
		..Default::default()
	}
	.build_storage()
	.expect("storage builds")
	.into()
}

const DEV: pallet_timing::Timing = pallet_timing::Timing {
	slot_millis: 2_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};

#[test]
fn getters_should_give_what_genesis_set() {
	chain(DEV).execute_with(|| {
		assert_eq!(SlotDuration::<Test>::get(), 2_000);
		assert_eq!(MinimumPeriod::<Test>::get(), 1_000);
		assert_eq!(EpochDuration::<Test>::get(), 10);
		assert_eq!(SessionsPerEra::<Test>::get(), 3);
		assert_eq!(BondingDuration::<Test>::get(), 2);
		assert_eq!(EraBlocks::<Test>::get(), 30);
		assert_eq!(EraMillis::<Test>::get(), 60_000);
	});
}

#[test]
fn getters_should_give_production_when_there_is_no_chain_state() {
	assert_eq!(SlotDuration::<Test>::get(), 6_000);
	assert_eq!(EraMillis::<Test>::get(), 6 * 3_600 * 1_000);
}

#[test]
fn check_should_refuse_each_length_out_of_bounds() {
	let bad = [
		(
			pallet_timing::Timing {
				slot_millis: 998,
				..DEV
			},
			"slotMillis",
		),
		(
			pallet_timing::Timing {
				slot_millis: 1_001,
				..DEV
			},
			"slotMillis",
		),
		(
			pallet_timing::Timing {
				slot_millis: 60_002,
				..DEV
			},
			"slotMillis",
		),
		(
			pallet_timing::Timing {
				epoch_slots: 3,
				..DEV
			},
			"epochSlots",
		),
		(
			pallet_timing::Timing {
				epoch_slots: 100_001,
				..DEV
			},
			"epochSlots",
		),
		(
			pallet_timing::Timing {
				sessions_per_era: 0,
				..DEV
			},
			"sessionsPerEra",
		),
		(
			pallet_timing::Timing {
				sessions_per_era: 1_001,
				..DEV
			},
			"sessionsPerEra",
		),
		(
			pallet_timing::Timing {
				bonding_eras: 0,
				..DEV
			},
			"bondingEras",
		),
		(
			pallet_timing::Timing {
				bonding_eras: 29,
				..DEV
			},
			"bondingEras",
		),
	];
	for (timing, field) in bad {
		let message = timing.check().expect_err("out of bounds");
		assert!(message.contains(field), "{message} should name {field}");
	}
	let good = [
		pallet_timing::Timing {
			slot_millis: 1_000,
			epoch_slots: 4,
			sessions_per_era: 1,
			bonding_eras: 1,
		},
		pallet_timing::Timing {
			slot_millis: 60_000,
			epoch_slots: 100_000,
			sessions_per_era: 1_000,
			bonding_eras: 28,
		},
	];
	for timing in good {
		assert_eq!(timing.check(), Ok(()));
	}
}
