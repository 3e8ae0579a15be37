//! What governance sets.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	traits::{
		fungibles::{metadata::Mutate as _, roles::Inspect as _, Create as _, Inspect as _},
		Get,
	},
};
use nutbox_primitives::steem::{is_valid_name, SteemBlockNumber, SteemName};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Whether the deadlines leave time for what has to happen before them.
	fn check(parameters: &Parameters) -> Result<(), Error<T>> {
		let Parameters {
			min_withdrawal,
			bond,
			deadline,
			challenge_window,
			bond_period,
			..
		} = *parameters;
		let attempt = u64::from(T::AttemptLifetime::get()).checked_add(challenge_window);
		let covers = |period: u64| attempt.is_some_and(|attempt| period >= attempt);
		// Times of Steem have 32 bits.
		let sane = |period: u64| u32::try_from(period).is_ok();
		// Or nothing could ever be withdrawn.
		let payable = i64::try_from(min_withdrawal).is_ok();
		ensure!(
			min_withdrawal > 0
				&& payable && bond > 0
				&& challenge_window >= T::MinChallengeWindow::get()
				&& covers(deadline)
				&& covers(bond_period)
				&& sane(deadline)
				&& sane(bond_period),
			Error::<T>::InvalidParameters
		);
		Ok(())
	}

	pub(crate) fn do_configure(
		account: SteemName,
		start_block: SteemBlockNumber,
		chain_id: SteemChainId,
		parameters: Parameters,
	) -> DispatchResult {
		// Whoever has sent STEEM, or holds tSTEEM, relies on this account.
		let unused = TotalsState::<T>::get() == Totals::default()
			&& NextNonce::<T>::get() == 0
			&& AuthoritiesState::<T>::get() == Authorities::default();
		ensure!(unused, Error::<T>::InUse);
		ensure!(is_valid_name(&account), Error::<T>::InvalidName);
		Self::ensure_asset()?;
		Watched::<T>::put(WatchedAccount {
			account: account.clone(),
			start_block,
			chain_id,
		});
		Self::deposit_event(Event::Configured {
			account,
			start_block,
			chain_id,
		});
		Self::do_set(parameters)
	}

	/// tSTEEM, which an account without any of the native asset can receive.
	fn ensure_asset() -> DispatchResult {
		let id = T::AssetId::get();
		let owner = Self::account_id();
		if T::Assets::asset_exists(id) {
			// Who issues it can make tSTEEM out of nothing, who freezes it can keep it in.
			let is_ours = [
				T::Assets::owner(id),
				T::Assets::issuer(id),
				T::Assets::admin(id),
				T::Assets::freezer(id),
			]
			.iter()
			.all(|role| role.as_ref() == Some(&owner));
			ensure!(
				is_ours
					&& T::Assets::total_issuance(id) == 0
					&& T::Assets::minimum_balance(id) == 1,
				Error::<T>::ForeignAsset
			);
			return Ok(());
		}
		T::Assets::create(id, owner.clone(), true, 1)?;
		T::Assets::set(
			id,
			&owner,
			b"STEEM on Nutbox".to_vec(),
			b"tSTEEM".to_vec(),
			3,
		)
	}

	fn do_set(parameters: Parameters) -> DispatchResult {
		Self::check(&parameters)?;
		let old = CurrentParameters::<T>::get();
		CurrentParameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet {
			old,
			new: parameters,
		});
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: Parameters) -> DispatchResult {
		Self::identity()?;
		Self::do_set(parameters)
	}
}
