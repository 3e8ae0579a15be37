//! The lengths of slots, epochs and eras, set once at genesis.
//!
//! One runtime serves the production chain (6-second slots, 6-hour eras) and a developer's machine
//! (2-second slots, eras of a minute), so that what is tested is what runs. The lengths are
//! genesis data: there is no call that changes them, because a BABE chain whose epoch length
//! changes after its start can no longer find its epochs.
//!
//! [`SlotDuration`], [`MinimumPeriod`], [`EpochDuration`], [`SessionsPerEra`],
//! [`BondingDuration`], [`EraBlocks`] and [`EraMillis`] are `Get` implementations for the
//! configuration of other pallets.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

#[cfg(test)]
mod tests;

use codec::{Decode, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::traits::Get;
use scale_info::TypeInfo;

/// The lengths in force.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	MaxEncodedLen,
	TypeInfo,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Timing {
	/// Length of a slot in milliseconds; even, at least 1,000.
	pub slot_millis: u64,
	/// Slots in an epoch (a session); at least 4.
	pub epoch_slots: u64,
	/// Sessions in an era; at least 1.
	pub sessions_per_era: u32,
	/// Eras for which unbonded stake stays slashable; from 1 to 28.
	pub bonding_eras: u32,
}

impl Timing {
	/// 6-second slots, epochs of an hour, eras of six hours, a week of unbonding.
	pub const PRODUCTION: Timing = Timing {
		slot_millis: 6_000,
		epoch_slots: 600,
		sessions_per_era: 6,
		bonding_eras: 28,
	};

	/// Refuses lengths with which a chain can't run; the message says which and why.
	pub fn check(&self) -> Result<(), &'static str> {
		if self.slot_millis < 1_000
			|| !self.slot_millis.is_multiple_of(2)
			|| self.slot_millis > 60_000
		{
			return Err("timing.slotMillis must be an even number from 1000 to 60000");
		}
		if self.epoch_slots < 4 || self.epoch_slots > 100_000 {
			return Err("timing.epochSlots must be from 4 to 100000");
		}
		if self.sessions_per_era < 1 || self.sessions_per_era > 1_000 {
			return Err("timing.sessionsPerEra must be from 1 to 1000");
		}
		// A stash has 32 chunks of unlocking stake and keeps as many slashing spans: one an era.
		if self.bonding_eras < 1 || self.bonding_eras > 28 {
			return Err("timing.bondingEras must be from 1 to 28");
		}
		Ok(())
	}

	/// Blocks in an era when no slot is missed.
	pub fn era_blocks(&self) -> u64 {
		// `check` bounds the product to 10^8.
		self.epoch_slots * u64::from(self.sessions_per_era)
	}
}

impl Default for Timing {
	fn default() -> Self {
		Self::PRODUCTION
	}
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The lengths in force, written at genesis and never again.
	#[pallet::storage]
	pub type Lengths<T: Config> = StorageValue<_, Timing, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The lengths of this chain.
		pub lengths: Timing,
		#[serde(skip)]
		#[doc(hidden)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(message) = self.lengths.check() {
				panic!("{message}");
			}
			Lengths::<T>::put(self.lengths);
		}
	}

	impl<T: Config> Pallet<T> {
		/// The lengths in force.
		///
		/// Native code that runs outside any chain state (integrity tests, tools that print the
		/// metadata) sees those of production.
		pub fn lengths() -> Timing {
			#[cfg(feature = "std")]
			if sp_externalities::with_externalities(|_| ()).is_none() {
				return Timing::PRODUCTION;
			}
			Lengths::<T>::get()
		}
	}
}

/// Slot length in milliseconds.
pub struct SlotDuration<T>(PhantomData<T>);
impl<T: Config> Get<u64> for SlotDuration<T> {
	fn get() -> u64 {
		Pallet::<T>::lengths().slot_millis
	}
}

/// Half a slot in milliseconds, as `pallet-timestamp` wants it: BABE takes twice this for its slot.
pub struct MinimumPeriod<T>(PhantomData<T>);
impl<T: Config> Get<u64> for MinimumPeriod<T> {
	fn get() -> u64 {
		Pallet::<T>::lengths().slot_millis / 2
	}
}

/// Slots in an epoch.
pub struct EpochDuration<T>(PhantomData<T>);
impl<T: Config> Get<u64> for EpochDuration<T> {
	fn get() -> u64 {
		Pallet::<T>::lengths().epoch_slots
	}
}

/// Sessions in an era.
pub struct SessionsPerEra<T>(PhantomData<T>);
impl<T: Config> Get<u32> for SessionsPerEra<T> {
	fn get() -> u32 {
		Pallet::<T>::lengths().sessions_per_era
	}
}

/// Eras for which unbonded stake stays slashable.
pub struct BondingDuration<T>(PhantomData<T>);
impl<T: Config> Get<u32> for BondingDuration<T> {
	fn get() -> u32 {
		Pallet::<T>::lengths().bonding_eras
	}
}

/// Blocks in an era when no slot is missed.
pub struct EraBlocks<T>(PhantomData<T>);
impl<T: Config> Get<u32> for EraBlocks<T> {
	fn get() -> u32 {
		// At most 10^8 by `Timing::check`.
		Pallet::<T>::lengths().era_blocks() as u32
	}
}

/// Length of an era in milliseconds.
pub struct EraMillis<T>(PhantomData<T>);
impl<T: Config> Get<u64> for EraMillis<T> {
	fn get() -> u64 {
		let lengths = Pallet::<T>::lengths();
		// At most 6 · 10^12 by `Timing::check`.
		lengths.era_blocks() * lengths.slot_millis
	}
}
