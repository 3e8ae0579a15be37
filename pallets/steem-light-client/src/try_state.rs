//! The invariants of the light client; see `docs/invariants.md`.

use crate::{pallet::*, types::*};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_witnesses()?;
		Self::check_ring()
	}

	fn check_witnesses() -> Result<(), TryRuntimeError> {
		let count = Witnesses::<T>::count();
		ensure!(
			Witnesses::<T>::iter().count() == count as usize,
			"the number of witnesses is wrong"
		);
		ensure!(count <= MAX_WITNESSES, "too many witnesses");
		ensure!(
			TrustedCheckpoint::<T>::exists() == (count > 0),
			"witnesses without a checkpoint, or the reverse"
		);
		for (_, witness) in Witnesses::<T>::iter() {
			let entries = witness.entries();
			ensure!(!entries.is_empty(), "a witness without a key");
			ensure!(
				entries.windows(2).all(|pair| pair[0].since < pair[1].since),
				"the keys of a witness are out of order"
			);
		}
		Ok(())
	}

	fn check_ring() -> Result<(), TryRuntimeError> {
		let (end, max) = (RingEnd::<T>::get(), T::MaxBlocks::get());
		let kept = Ring::<T>::iter().count();
		ensure!(kept as u64 == end.min(u64::from(max)), "the ring has a gap");
		ensure!(
			Blocks::<T>::iter().count() == kept,
			"blocks and places of the ring differ in number"
		);
		let epoch = Epoch::<T>::get();
		let lowest = TrustedCheckpoint::<T>::get().map_or(0, |checkpoint| checkpoint.number);
		let newest = Newest::<T>::get();
		for (place, number) in Ring::<T>::iter() {
			ensure!(place < max, "a place beyond the ring");
			let block = Blocks::<T>::get(number).ok_or("a block of the ring is missing")?;
			ensure!(block.block.number == number, "a block under another number");
			ensure!(number > lowest, "a block not above the checkpoint");
			ensure!(block.epoch <= epoch, "a block of an epoch to come");
			ensure!(
				block.epoch < epoch || newest.is_some_and(|newest| number <= newest.number),
				"a block above the newest"
			);
		}
		Ok(())
	}
}
