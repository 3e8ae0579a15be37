//! Which blocks of Steem are final, verified by the signatures of its witnesses.
//!
//! * **Trust** begins with a checkpoint and a set of registered witnesses, both named by governance.
//!   A block is final when [`FINALITY_THRESHOLD`] distinct registered witnesses have signed it or
//!   blocks built on it (`database::update_last_irreversible_block`, `libraries/chain/database.cpp`
//!   of Steem). The assumption is that no such number of them signs two histories. When two final
//!   blocks of one height turn up, it has failed, and the client doubts everything it has.
//! * **A submission** is a linked run of headers that carries its own proof; it may begin anywhere
//!   above the checkpoint. A run that ends in a kept final block needs no signatures: hashes show
//!   its ancestors.
//! * **Keys** follow Steem: a proved `witness_update` or `witness_set_properties` sets the key for
//!   the blocks after it. Earlier keys stay good for the blocks of their time, so that nothing has to
//!   be proved in order and no skipped change locks the client up. *Who* is registered changes by
//!   governance, announced, a third at a time.
//! * **Cost.** A submission that moves the newest final block on is free of fees. One that says
//!   nothing new or nothing true is dropped by [`CheckSteemHeaders`] before it enters a block. So is a
//!   proof for another pallet that somebody else was quicker with.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod extension;
mod impls;
#[cfg(feature = "std")]
pub mod rehearsal;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use extension::CheckSteemHeaders;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::*, WeightInfo};
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;
	use nutbox_primitives::steem::{
		FinalBlock, LateProofs, OperationProof, SteemBlockNumber, SteemKey, SteemName,
		SteemPosition,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// This chain's clock.
		type Time: UnixTime;

		/// Who names the checkpoint and the witnesses, and sets the operating mode.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Calls of other pallets that carry proofs. [`crate::CheckSteemHeaders`] drops those that come
		/// too late.
		type LateProofs: LateProofs<<Self as frame_system::Config>::RuntimeCall>;

		/// The weights.
		type WeightInfo: WeightInfo;

		/// The most final blocks that are kept; the one kept first falls out.
		#[pallet::constant]
		type MaxBlocks: Get<u32>;

		/// How long a change of who is registered is announced, in seconds.
		#[pallet::constant]
		type AnnouncementPeriod: Get<u64>;

		/// How far the clocks of Steem's witnesses may be ahead of this chain's, in seconds.
		#[pallet::constant]
		type MaxClockDrift: Get<u32>;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: nutbox_primitives::steem::BenchmarkClock;
	}

	/// Where trust begins.
	#[pallet::storage]
	pub type TrustedCheckpoint<T: Config> = StorageValue<_, Checkpoint>;

	/// The registered witnesses, at most [`MAX_WITNESSES`].
	#[pallet::storage]
	pub type Witnesses<T: Config> = CountedStorageMap<_, Blake2_128Concat, SteemName, Witness>;

	/// The final blocks that are kept, by number.
	#[pallet::storage]
	pub type Blocks<T: Config> = StorageMap<_, Twox64Concat, SteemBlockNumber, KeptBlock>;

	/// The order in which blocks were kept: the number of the block in each place of the ring.
	#[pallet::storage]
	pub type Ring<T: Config> = StorageMap<_, Twox64Concat, u32, SteemBlockNumber>;

	/// How many blocks were ever put into the ring. The next one takes the place of this number
	/// modulo `MaxBlocks`.
	#[pallet::storage]
	pub type RingEnd<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// The final block with the highest number.
	#[pallet::storage]
	pub type Newest<T: Config> = StorageValue<_, FinalBlock>;

	/// Counts how often the client had to forget its blocks.
	#[pallet::storage]
	pub type Epoch<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// Two final blocks of one height, if that has happened and governance has not dealt with it.
	#[pallet::storage]
	pub type ConflictFound<T: Config> = StorageValue<_, Conflict>;

	/// What is to change.
	#[pallet::storage]
	pub type Announced<T: Config> = StorageValue<_, Announcement>;

	/// Whether anything is taken in.
	#[pallet::storage]
	pub type Mode<T: Config> = StorageValue<_, OperatingMode, ValueQuery>;

	/// The checkpoint and the witnesses with their keys, which sign all blocks above the checkpoint.
	/// Without a checkpoint, governance names them later.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Where trust begins.
		pub checkpoint: Option<Checkpoint>,
		/// Names and compressed keys.
		pub witnesses: Vec<(Vec<u8>, Vec<u8>)>,
		/// Nothing.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let Some(checkpoint) = self.checkpoint else {
				assert!(self.witnesses.is_empty(), "witnesses without a checkpoint");
				return;
			};
			let witnesses = self
				.witnesses
				.iter()
				.map(|(name, key)| {
					let name = SteemName::try_from(name.clone()).expect("a name has 16 bytes");
					let key = SteemKey::try_from(&key[..]).expect("a key has 33 bytes");
					(name, key)
				})
				.collect::<Vec<_>>();
			let witnesses = BoundedVec::try_from(witnesses).expect("not more than may register");
			Pallet::<T>::do_initialise(checkpoint, witnesses)
				.expect("the checkpoint and the witnesses are sound");
		}
	}

	/// What happened. Names are those of accounts on Steem.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance has named where trust begins.
		#[codec(index = 0)]
		Initialised {
			/// Where.
			checkpoint: Checkpoint,
			/// How many witnesses are registered.
			witnesses: u32,
		},
		/// Blocks are final and kept.
		#[codec(index = 1)]
		BlocksFinalised {
			/// The lowest of the run.
			first: SteemBlockNumber,
			/// The highest.
			last: SteemBlockNumber,
			/// How many of them were not kept before.
			kept: u32,
		},
		/// Two final blocks of one height: the client trusts none of its blocks any more.
		#[codec(index = 2)]
		ConflictReported {
			/// The block that was kept.
			kept: FinalBlock,
			/// The other.
			other: FinalBlock,
		},
		/// A witness has changed its key on Steem.
		#[codec(index = 3)]
		KeySet {
			/// The witness.
			name: SteemName,
			/// The operation that did it.
			since: SteemPosition,
			/// The key set last before this proof.
			old: SteemKey,
			/// The key that the operation has set; zeros if the witness makes no more blocks.
			new: SteemKey,
		},
		/// A change of who is registered was announced.
		#[codec(index = 4)]
		ChangesAnnounced {
			/// The changes.
			changes: Changes,
			/// When they can be applied, in seconds since 1970.
			applies_at: u64,
		},
		/// Announced changes were withdrawn.
		#[codec(index = 5)]
		AnnouncementCancelled,
		/// A witness was registered, or given another key by governance.
		#[codec(index = 6)]
		WitnessSet {
			/// The witness.
			name: SteemName,
			/// The key before, if it was registered.
			old: Option<SteemKey>,
			/// The key now.
			new: SteemKey,
			/// The key signs the blocks after this one.
			since: SteemBlockNumber,
		},
		/// A witness is registered no more.
		#[codec(index = 7)]
		WitnessRemoved {
			/// The witness.
			name: SteemName,
		},
		/// The operating mode was set.
		#[codec(index = 8)]
		OperatingModeSet {
			/// Before.
			old: OperatingMode,
			/// After.
			new: OperatingMode,
		},
		/// After a conflict, all blocks kept so far were forgotten. They have to be proved again.
		#[codec(index = 9)]
		BlocksForgotten {
			/// The epoch that begins.
			epoch: u32,
		},
	}

	/// Why a call was refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// The client has no checkpoint yet. Governance has to name it.
		NotInitialised,
		/// The client has a checkpoint already.
		AlreadyInitialised,
		/// Nothing is taken in at present. Wait until governance opens the client again.
		Halted,
		/// The client has found two final blocks of one height and trusts neither. Wait until
		/// governance has dealt with it.
		InConflict,
		/// There are no headers. Submit some.
		NoHeaders,
		/// A header is not the binary form of one.
		MalformedHeader,
		/// A header is not built on the one before. Submit consecutive blocks, the lowest first.
		NotLinked,
		/// The first header is not above the checkpoint, or not built on it.
		NotAboveCheckpoint,
		/// The times of the headers do not rise.
		TimeNotRising,
		/// A header's time is not the beginning of a slot; slots begin every three seconds.
		OffSlot,
		/// A header is further ahead of this chain's clock than `MaxClockDrift`.
		InTheFuture,
		/// Fewer than [`FINALITY_THRESHOLD`] distinct registered witnesses are behind the first
		/// header. Submit more headers, or prove changed keys first.
		NotFinal,
		/// Every block that the headers prove is kept already.
		NothingNew,
		/// The block of the proof is not kept. Submit headers that prove it first.
		UnknownBlock,
		/// The proof does not show that the transaction is in the block.
		InvalidProof,
		/// The transaction has no operation of this number.
		NoSuchOperation,
		/// The operation sets no witness's key.
		NotAKeyChange,
		/// The witness is not registered.
		NotRegistered,
		/// The change of the key is known, or older than all that is kept.
		KeyNotNew,
		/// The changes name a witness twice, remove one that is not registered, are none, are more
		/// than a third of those registered, or leave fewer than [`FINALITY_THRESHOLD`] or more than
		/// [`MAX_WITNESSES`].
		InvalidChanges,
		/// A name is not one that an account on Steem can have, or a key is none.
		InvalidWitness,
		/// Changes are announced already. Apply or cancel them first.
		AlreadyAnnounced,
		/// Nothing is announced.
		NothingAnnounced,
		/// The announced time has not come yet.
		TooEarly,
		/// The checkpoint is no block's: its id does not begin with its number, its time is not the
		/// beginning of a slot, or it is further ahead of this chain's clock than `MaxClockDrift`. Take
		/// number, id and time of one final block.
		InvalidCheckpoint,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MaxBlocks::get() >= MAX_HEADERS,
				"the ring is shorter than a submission"
			);
			assert!(
				T::AnnouncementPeriod::get() > 0,
				"changes of the witnesses take effect unannounced"
			);
			const {
				assert!(
					FINALITY_THRESHOLD <= MAX_HEADERS && FINALITY_THRESHOLD <= MAX_WITNESSES,
					"no block can ever be final"
				);
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Takes in what a linked run of headers proves to be final. Free of fees if the newest final
		/// block moves on, or two final blocks of one height turn up.
		///
		/// Errors: [`Error::Halted`], [`Error::InConflict`], [`Error::NotInitialised`],
		/// [`Error::NoHeaders`], [`Error::MalformedHeader`], [`Error::NotLinked`],
		/// [`Error::NotAboveCheckpoint`], [`Error::TimeNotRising`], [`Error::OffSlot`],
		/// [`Error::InTheFuture`], [`Error::NotFinal`], [`Error::NothingNew`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::submit_headers(headers.len() as u32))]
		pub fn submit_headers(
			origin: OriginFor<T>,
			headers: Headers,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_submit_headers(&headers)
		}

		/// Takes in the key that an operation in a final block has set for a registered witness. Free
		/// of fees.
		///
		/// Errors: [`Error::Halted`], [`Error::InConflict`], [`Error::UnknownBlock`],
		/// [`Error::InvalidProof`], [`Error::NoSuchOperation`], [`Error::NotAKeyChange`],
		/// [`Error::NotRegistered`], [`Error::KeyNotNew`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::prove_key(proof.size()))]
		pub fn prove_key(
			origin: OriginFor<T>,
			proof: alloc::boxed::Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prove_key(&proof)?;
			Ok(Pays::No.into())
		}

		/// Names where trust begins, and the witnesses; each key signs the blocks above the
		/// checkpoint. Once. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::AlreadyInitialised`], [`Error::InvalidCheckpoint`],
		/// [`Error::InvalidWitness`], [`Error::InvalidChanges`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::initialise(witnesses.len() as u32))]
		pub fn initialise(
			origin: OriginFor<T>,
			checkpoint: Checkpoint,
			witnesses: BoundedVec<(SteemName, SteemKey), ConstU32<MAX_WITNESSES>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			// Nothing would ever be above it. A genesis has no clock yet.
			ensure!(
				checkpoint.time <= Self::latest(),
				Error::<T>::InvalidCheckpoint
			);
			Self::do_initialise(checkpoint, witnesses)
		}

		/// Announces a change of who is registered, of at most a third. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::NotInitialised`], [`Error::AlreadyAnnounced`],
		/// [`Error::InvalidChanges`], [`Error::InvalidWitness`], [`Error::KeyNotNew`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::announce_witnesses(changes.len() as u32))]
		pub fn announce_witnesses(origin: OriginFor<T>, changes: Changes) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_announce(changes)
		}

		/// Applies what was announced, when its time has come. What a proof has made superfluous
		/// meanwhile is left out.
		///
		/// Errors: [`Error::NothingAnnounced`], [`Error::TooEarly`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::apply_announced(MAX_WITNESSES / 3))]
		pub fn apply_announced(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed_or_root(origin)?;
			Self::do_apply_announced()
		}

		/// Withdraws what was announced. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::NothingAnnounced`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::cancel_announced())]
		pub fn cancel_announced(origin: OriginFor<T>) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(
				Announced::<T>::take().is_some(),
				Error::<T>::NothingAnnounced
			);
			Self::deposit_event(Event::AnnouncementCancelled);
			Ok(())
		}

		/// Closes and opens the intake. What is final can be used in either mode. `Normal` after a
		/// conflict forgets all blocks kept so far. Origin: `AdminOrigin`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_operating_mode())]
		pub fn set_operating_mode(origin: OriginFor<T>, mode: OperatingMode) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_operating_mode(mode);
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The state of the client.
		pub fn status() -> Status {
			Self::status_info()
		}

		/// The final block of this number, if it is kept and nothing casts doubt on it.
		pub fn block(number: SteemBlockNumber) -> Option<FinalBlock> {
			Self::trusted_block(number).ok()
		}

		/// The registered witnesses and the keys set last, by name.
		pub fn witnesses() -> Vec<(SteemName, KeyEntry)> {
			Self::witness_infos()
		}

		/// Whether the run of headers would be taken in now: how many blocks it proves to be final,
		/// or why not, as the index of [`Error`].
		pub fn preview_headers(headers: Headers) -> Result<u32, u8> {
			Self::preview(&headers)
		}
	}
}
