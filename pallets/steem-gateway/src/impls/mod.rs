//! What the calls do.

mod custodians;
mod deposits;
mod governance;
mod late;
mod payments;
mod views;
mod withdrawals;

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	traits::{Get, UnixTime},
};
use nutbox_primitives::{steem::SteemName, Balance};
use nutbox_steem::AccountName;
use sp_runtime::{traits::AccountIdConversion, ArithmeticError, DispatchError};

/// The seconds of a day.
pub(crate) const DAY: u64 = 86_400;

/// The sum, or an error.
pub(crate) fn sum(a: Balance, b: Balance) -> Result<Balance, DispatchError> {
	a.checked_add(b)
		.ok_or_else(|| ArithmeticError::Overflow.into())
}

/// The difference, or an error.
pub(crate) fn difference(a: Balance, b: Balance) -> Result<Balance, DispatchError> {
	a.checked_sub(b)
		.ok_or_else(|| ArithmeticError::Underflow.into())
}

/// The key of a withdrawal: numbers are in order.
pub(crate) fn place_of(nonce: Nonce) -> [u8; 8] {
	nonce.to_be_bytes()
}

impl<T: Config> Pallet<T> {
	/// The account that owns tSTEEM. It holds none.
	pub fn account_id() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn now() -> u64 {
		T::Time::now().as_secs()
	}

	pub(crate) fn identity() -> Result<WatchedAccount, Error<T>> {
		Watched::<T>::get().ok_or(Error::<T>::NotConfigured)
	}

	pub(crate) fn parameters() -> Result<Parameters, Error<T>> {
		CurrentParameters::<T>::get().ok_or(Error::<T>::NotConfigured)
	}

	/// The name, as operations carry it. Names were checked when they were stored.
	pub(crate) fn account_name(stored: &SteemName) -> Result<AccountName, Error<T>> {
		AccountName::new(stored).map_err(|_| Error::<T>::InvalidName)
	}

	/// The name, as it is stored.
	pub(crate) fn stored_name(name: &AccountName) -> Result<SteemName, Error<T>> {
		SteemName::try_from(name.as_bytes().to_vec()).map_err(|_| Error::<T>::InvalidName)
	}

	pub(crate) fn authority_matches() -> bool {
		AuthoritiesState::<T>::get().are_of(&CouncilState::<T>::get())
	}

	pub(crate) fn ensure_authority() -> Result<(), Error<T>> {
		ensure!(Self::authority_matches(), Error::<T>::AuthorityMismatch);
		Ok(())
	}

	/// Changes the totals.
	pub(crate) fn count(
		change: impl FnOnce(&mut Totals) -> Result<(), DispatchError>,
	) -> Result<(), DispatchError> {
		TotalsState::<T>::try_mutate(change)
	}

	pub(crate) fn change_mode(new: OperatingMode) {
		let old = Mode::<T>::get();
		Mode::<T>::put(new);
		Self::deposit_event(Event::OperatingModeSet { old, new });
	}
}
