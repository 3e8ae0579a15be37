//! What the calls do.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::{ConstU32, Get, UnixTime},
	BoundedVec,
};
use nutbox_primitives::steem::{
	is_valid_name, FinalBlock, HostCrypto, OperationId, OperationProof, ProvedOperation,
	SteemBlockNumber, SteemKey, SteemLightClient, SteemName, SteemPosition,
};
use nutbox_steem::{
	finality::{self, Bounds, Counter, Linked, RunError},
	merkle::Proof,
	schedule, AccountName, BlockId, Checksum, Digest, Operation, SignedHeader, Time,
};
use sp_runtime::{DispatchError, DispatchResult};

/// What a run of headers proves.
pub(crate) struct Verified {
	/// The final blocks, the lowest first.
	pub(crate) blocks: Vec<FinalBlock>,
	/// What is kept at the height of each.
	known: Vec<Option<FinalBlock>>,
}

fn stored(linked: &Linked) -> FinalBlock {
	FinalBlock {
		number: linked.number,
		id: linked.id.0,
		merkle_root: linked.merkle_root.0,
		time: linked.time.0,
	}
}

impl<T: Config> From<RunError> for Error<T> {
	fn from(error: RunError) -> Self {
		match error {
			RunError::Empty => Self::NoHeaders,
			// The type of the call bounds the number.
			RunError::TooMany { .. } | RunError::Link { .. } => Self::NotLinked,
			RunError::Checkpoint => Self::NotAboveCheckpoint,
			RunError::Order { .. } => Self::TimeNotRising,
			RunError::OffSlot { .. } => Self::OffSlot,
			RunError::Future { .. } => Self::InTheFuture,
		}
	}
}

impl<T: Config> Pallet<T> {
	fn now() -> u64 {
		T::Time::now().as_secs()
	}

	pub(crate) fn ensure_open() -> Result<(), Error<T>> {
		ensure!(!ConflictFound::<T>::exists(), Error::<T>::InConflict);
		ensure!(
			Mode::<T>::get() == OperatingMode::Normal,
			Error::<T>::Halted
		);
		Ok(())
	}

	/// The block of this number as it is kept in the present epoch.
	fn kept(number: SteemBlockNumber) -> Option<FinalBlock> {
		Blocks::<T>::get(number)
			.filter(|kept| kept.epoch == Epoch::<T>::get())
			.map(|kept| kept.block)
	}

	pub(crate) fn trusted_block(number: SteemBlockNumber) -> Result<FinalBlock, Error<T>> {
		ensure!(!ConflictFound::<T>::exists(), Error::<T>::InConflict);
		Self::kept(number).ok_or(Error::<T>::UnknownBlock)
	}

	/// No block of Steem is later than this.
	pub(crate) fn latest() -> u32 {
		Self::now()
			.checked_add(u64::from(T::MaxClockDrift::get()))
			// Beyond the range of Steem's times there is no later one.
			.and_then(|latest| u32::try_from(latest).ok())
			.unwrap_or(u32::MAX)
	}

	/// What the headers prove, without writing anything. What costs least is looked at first.
	pub(crate) fn verify(headers: &[HeaderBytes]) -> Result<Verified, Error<T>> {
		Self::ensure_open()?;
		let checkpoint = TrustedCheckpoint::<T>::get().ok_or(Error::<T>::NotInitialised)?;
		let headers = headers
			.iter()
			.map(|bytes| SignedHeader::decode_bounded(bytes))
			.collect::<Result<Vec<_>, _>>()
			.map_err(|_| Error::<T>::MalformedHeader)?;
		let bounds = Bounds {
			checkpoint_number: checkpoint.number,
			checkpoint_time: Time(checkpoint.time),
			checkpoint_id: BlockId(checkpoint.id),
			latest: Time(Self::latest()),
			max_headers: MAX_HEADERS as usize,
		};
		// Nobody counts here: which key a witness has depends on the block.
		let run = finality::look_at::<HostCrypto>(&headers, &bounds, &Nobody)
			.map_err(Error::<T>::from)?;
		let blocks: Vec<_> = run.blocks.iter().map(stored).collect();
		// Nothing is kept above the newest block, so that a run of new ones needs no look at each.
		let newest = Newest::<T>::get().map(|block| block.number);
		let mut known: Vec<_> = blocks
			.iter()
			.map(|block| {
				if Some(block.number) > newest {
					return None;
				}
				Self::kept(block.number)
			})
			.collect();
		if blocks
			.iter()
			.zip(&known)
			.all(|(block, kept)| Some(*block) == *kept)
		{
			return Err(Error::<T>::NothingNew);
		}

		let registered = |name: &AccountName| {
			let name = SteemName::try_from(name.as_bytes().to_vec()).ok()?;
			Witnesses::<T>::get(name)
		};
		let mut counter = Counter::new();
		let mut finalised = 0;
		for (index, header) in headers.iter().enumerate().rev() {
			let keys = KeysAt {
				block: blocks[index].number,
				registered: &registered,
			};
			counter.count::<HostCrypto>(header, &keys);
			// Hashes show the ancestors of a final block.
			if counter.is_final() || known[index] == Some(blocks[index]) {
				finalised = index + 1;
				break;
			}
		}
		ensure!(finalised > 0, Error::<T>::NotFinal);
		let all_known = blocks
			.iter()
			.zip(&known)
			.take(finalised)
			.all(|(block, kept)| Some(*block) == *kept);
		ensure!(!all_known, Error::<T>::NothingNew);
		let mut blocks = blocks;
		blocks.truncate(finalised);
		known.truncate(finalised);
		Ok(Verified { blocks, known })
	}

	pub(crate) fn preview(headers: &[HeaderBytes]) -> Result<u32, u8> {
		Self::verify(headers)
			.map(|verified| verified.blocks.len() as u32)
			// The first byte of an error is its index.
			.map_err(|error| error.encode().first().copied().unwrap_or(u8::MAX))
	}

	pub(crate) fn do_submit_headers(headers: &[HeaderBytes]) -> DispatchResultWithPostInfo {
		let Verified { blocks, known } = Self::verify(headers)?;
		let conflict = blocks.iter().zip(&known).find_map(|(block, kept)| {
			let kept = kept.filter(|kept| kept.id != block.id)?;
			Some(Conflict {
				kept,
				other: *block,
			})
		});
		if let Some(conflict) = conflict {
			ConflictFound::<T>::put(conflict);
			let Conflict { kept, other } = conflict;
			Self::deposit_event(Event::ConflictReported { kept, other });
			return Ok(Pays::No.into());
		}
		let newest = Newest::<T>::get().map(|block| block.number);
		let mut fresh = 0;
		for (block, kept) in blocks.iter().zip(&known) {
			// One that was known may have been driven out by another of the run just now.
			if kept.is_none() || Self::kept(block.number).is_none() {
				Self::keep(*block);
				fresh += 1;
			}
		}
		if let (Some(first), Some(last)) = (blocks.first(), blocks.last()) {
			Self::deposit_event(Event::BlocksFinalised {
				first: first.number,
				last: last.number,
				kept: fresh,
			});
		}
		let advanced = Newest::<T>::get().map(|block| block.number) > newest;
		Ok(if advanced { Pays::No } else { Pays::Yes }.into())
	}

	/// Puts a block into the ring, in the place of the one that was kept first.
	pub(crate) fn keep(block: FinalBlock) {
		let epoch = Epoch::<T>::get();
		// A forgotten one of the same height keeps its place in the ring.
		if !Blocks::<T>::contains_key(block.number) {
			let end = RingEnd::<T>::get();
			// Below `MaxBlocks`, a `u32`.
			let place = (end % u64::from(T::MaxBlocks::get())) as u32;
			if let Some(oldest) = Ring::<T>::get(place) {
				Blocks::<T>::remove(oldest);
			}
			Ring::<T>::insert(place, block.number);
			// 2^64 blocks take longer than any chain lives.
			RingEnd::<T>::put(end.wrapping_add(1));
		}
		Blocks::<T>::insert(block.number, KeptBlock { block, epoch });
		if Newest::<T>::get().is_none_or(|newest| newest.number < block.number) {
			Newest::<T>::put(block);
		}
	}

	/// The registered witness, and the entry, that an operation is about.
	pub(crate) fn key_change(
		proof: &OperationProof,
	) -> Result<(SteemName, Witness, KeyEntry), DispatchError> {
		Self::ensure_open()?;
		let proved = <Self as SteemLightClient>::prove(proof)?;
		let (owner, key) = match &proved.operation {
			Operation::WitnessUpdate(update) => (update.owner, update.block_signing_key),
			Operation::WitnessSetProperties(properties) => (
				properties.owner,
				properties
					.new_signing_key()
					.ok_or(Error::<T>::NotAKeyChange)?,
			),
			_ => return Err(Error::<T>::NotAKeyChange.into()),
		};
		let name = SteemName::try_from(owner.as_bytes().to_vec())
			.map_err(|_| Error::<T>::NotRegistered)?;
		let witness = Witnesses::<T>::get(&name).ok_or(Error::<T>::NotRegistered)?;
		let entry = KeyEntry {
			since: proved.position,
			key: key.0,
		};
		let witness = witness.with(entry).ok_or(Error::<T>::KeyNotNew)?;
		Ok((name, witness, entry))
	}

	pub(crate) fn do_prove_key(proof: &OperationProof) -> DispatchResult {
		let (name, witness, entry) = Self::key_change(proof)?;
		let old = Witnesses::<T>::get(&name)
			.as_ref()
			.and_then(Witness::newest)
			.map_or([0; 33], |entry| entry.key);
		Witnesses::<T>::insert(&name, witness);
		Self::deposit_event(Event::KeySet {
			name,
			since: entry.since,
			old,
			new: entry.key,
		});
		Ok(())
	}

	fn ensure_witness(name: &SteemName, key: &SteemKey) -> Result<(), Error<T>> {
		let compressed = matches!(key.first(), Some(2 | 3));
		ensure!(
			is_valid_name(name) && compressed,
			Error::<T>::InvalidWitness
		);
		Ok(())
	}

	fn set_since(block: SteemBlockNumber) -> SteemPosition {
		// After everything that the block itself has done.
		SteemPosition {
			block,
			transaction: u16::MAX,
			operation: u16::MAX,
		}
	}

	pub(crate) fn do_initialise(
		checkpoint: Checkpoint,
		witnesses: BoundedVec<(SteemName, SteemKey), ConstU32<MAX_WITNESSES>>,
	) -> DispatchResult {
		ensure!(
			!TrustedCheckpoint::<T>::exists(),
			Error::<T>::AlreadyInitialised
		);
		// It is named once: a slip of the pen would stay.
		ensure!(
			BlockId(checkpoint.id).number() == checkpoint.number
				&& schedule::slot(Time(checkpoint.time)).is_some(),
			Error::<T>::InvalidCheckpoint
		);
		ensure!(
			witnesses.len() >= FINALITY_THRESHOLD as usize,
			Error::<T>::InvalidChanges
		);
		let since = Self::set_since(checkpoint.number);
		for (name, key) in &witnesses {
			Self::ensure_witness(name, key)?;
			ensure!(
				!Witnesses::<T>::contains_key(name),
				Error::<T>::InvalidChanges
			);
			Witnesses::<T>::insert(name, Witness::new(KeyEntry { since, key: *key }));
		}
		TrustedCheckpoint::<T>::put(checkpoint);
		Self::deposit_event(Event::Initialised {
			checkpoint,
			witnesses: Witnesses::<T>::count(),
		});
		Ok(())
	}

	pub(crate) fn do_announce(changes: Changes) -> DispatchResult {
		ensure!(TrustedCheckpoint::<T>::exists(), Error::<T>::NotInitialised);
		ensure!(!Announced::<T>::exists(), Error::<T>::AlreadyAnnounced);
		check_changes(Witnesses::<T>::count(), &changes, |name| {
			Witnesses::<T>::contains_key(name)
		})
		.ok_or(Error::<T>::InvalidChanges)?;
		for change in &changes {
			if let WitnessChange::Set { name, key, since } = change {
				Self::ensure_witness(name, key)?;
				Self::with_set(name, *key, *since).ok_or(Error::<T>::KeyNotNew)?;
			}
		}
		let applies_at = Self::now()
			.checked_add(T::AnnouncementPeriod::get())
			.ok_or(sp_runtime::ArithmeticError::Overflow)?;
		Announced::<T>::put(Announcement {
			changes: changes.clone(),
			applies_at,
		});
		Self::deposit_event(Event::ChangesAnnounced {
			changes,
			applies_at,
		});
		Ok(())
	}

	/// The witness with the key that governance names. `None` if a later one is proved.
	fn with_set(name: &SteemName, key: SteemKey, since: SteemBlockNumber) -> Option<Witness> {
		let entry = KeyEntry {
			since: Self::set_since(since),
			key,
		};
		match Witnesses::<T>::get(name) {
			Some(witness) => witness.replaced(entry),
			None => Some(Witness::new(entry)),
		}
	}

	pub(crate) fn do_apply_announced() -> DispatchResult {
		let Announcement {
			changes,
			applies_at,
		} = Announced::<T>::get().ok_or(Error::<T>::NothingAnnounced)?;
		ensure!(Self::now() >= applies_at, Error::<T>::TooEarly);
		Announced::<T>::kill();
		for change in changes {
			match change {
				WitnessChange::Set { name, key, since } => {
					let old = Witnesses::<T>::get(&name)
						.as_ref()
						.and_then(Witness::newest)
						.map(|entry| entry.key);
					// A later change was proved meanwhile: that is what Steem says.
					let Some(witness) = Self::with_set(&name, key, since) else {
						continue;
					};
					Witnesses::<T>::insert(&name, witness);
					Self::deposit_event(Event::WitnessSet {
						name,
						old,
						new: key,
						since,
					});
				}
				WitnessChange::Remove { name } => {
					Witnesses::<T>::remove(&name);
					Self::deposit_event(Event::WitnessRemoved { name });
				}
			}
		}
		Ok(())
	}

	pub(crate) fn do_set_operating_mode(mode: OperatingMode) {
		let old = Mode::<T>::get();
		Mode::<T>::put(mode);
		Self::deposit_event(Event::OperatingModeSet { old, new: mode });
		if mode == OperatingMode::Normal && ConflictFound::<T>::take().is_some() {
			// Nothing says which of the blocks kept before the conflict are true.
			let epoch = Epoch::<T>::mutate(|epoch| {
				*epoch = epoch.wrapping_add(1);
				*epoch
			});
			Newest::<T>::kill();
			Self::deposit_event(Event::BlocksForgotten { epoch });
		}
	}

	pub(crate) fn status_info() -> Status {
		let max = u64::from(T::MaxBlocks::get());
		Status {
			checkpoint: TrustedCheckpoint::<T>::get(),
			newest: Newest::<T>::get(),
			// At most `MaxBlocks`, a `u32`.
			kept: RingEnd::<T>::get().min(max) as u32,
			mode: Mode::<T>::get(),
			conflict: ConflictFound::<T>::get(),
			witnesses: Witnesses::<T>::count(),
			announced: Announced::<T>::get(),
		}
	}

	pub(crate) fn witness_infos() -> Vec<(SteemName, KeyEntry)> {
		let mut infos: Vec<_> = Witnesses::<T>::iter()
			.filter_map(|(name, witness)| Some((name, *witness.newest()?)))
			.collect();
		infos.sort_by(|(a, _), (b, _)| a.cmp(b));
		infos
	}
}

impl<T: Config> SteemLightClient for Pallet<T> {
	fn final_block(number: SteemBlockNumber) -> Option<FinalBlock> {
		Self::trusted_block(number).ok()
	}

	fn newest() -> Option<FinalBlock> {
		if ConflictFound::<T>::exists() {
			return None;
		}
		Newest::<T>::get()
	}

	fn prove(proof: &OperationProof) -> Result<ProvedOperation, DispatchError> {
		let block = Self::trusted_block(proof.block)?;
		let proved = Proof {
			index: proof.index,
			leaf_count: proof.leaf_count,
			path: proof.path.iter().copied().map(Digest).collect(),
		}
		.verify(&proof.transaction, &Checksum(block.merkle_root))
		.map_err(|_| Error::<T>::InvalidProof)?;
		let transaction = proved.transaction;
		let operation = transaction
			.transaction
			.operations
			.get(usize::from(proof.operation))
			.cloned()
			.ok_or(Error::<T>::NoSuchOperation)?;
		Ok(ProvedOperation {
			block,
			position: SteemPosition {
				block: block.number,
				transaction: proved.position.0,
				operation: proof.operation,
			},
			id: OperationId {
				transaction: proved.id.0,
				operation: proof.operation,
			},
			transaction,
			operation,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn assume(
		number: SteemBlockNumber,
		time: u32,
		transactions: Vec<Vec<u8>>,
	) -> Vec<OperationProof> {
		let (proofs, merkle_root) = nutbox_primitives::steem::prove_all(number, transactions)
			.expect("the benchmarks' transactions are small");
		let mut id = [0; 20];
		id[..4].copy_from_slice(&number.to_be_bytes());
		Self::keep(FinalBlock {
			number,
			id,
			merkle_root,
			time,
		});
		proofs
	}
}
