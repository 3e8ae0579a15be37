//! What the views show.

use crate::{crediting::target, pallet::*, types::*};
use alloc::vec::Vec;
use nutbox_primitives::{delegation::DelegatedStake, steem::SteemName, PoolId};

impl<T: Config> Pallet<T> {
	pub(crate) fn page_of_names(
		account: &T::AccountId,
		after: Option<SteemName>,
	) -> Vec<SteemName> {
		let keys = match after {
			Some(name) => NamesOf::<T>::iter_key_prefix_from(
				account,
				NamesOf::<T>::hashed_key_for(account, &name),
			),
			None => NamesOf::<T>::iter_key_prefix(account),
		};
		keys.take(MAX_PAGE as usize).collect()
	}

	pub(crate) fn page_of_delegatees(after: Option<SteemName>) -> Vec<(SteemName, Watch)> {
		let entries = match after {
			Some(name) => Watched::<T>::iter_from(Watched::<T>::hashed_key_for(&name)),
			None => Watched::<T>::iter(),
		};
		entries.take(MAX_PAGE as usize).collect()
	}

	pub(crate) fn view_delegatee(pool: PoolId) -> Option<DelegateeView> {
		let name = Ties::<T>::get(pool)?.delegatee;
		let since = Watched::<T>::get(&name)?.since;
		let community = T::Stakes::delegation_pool(pool)?.community;
		Some(DelegateeView {
			name,
			since,
			community,
		})
	}

	pub(crate) fn view_delegations(delegator: &SteemName) -> Vec<DelegationView<T::AccountId>> {
		let mut shown = Vec::new();
		for delegatee in Delegatees::<T>::get(delegator) {
			let Some(delegation) = Delegations::<T>::get(delegator, &delegatee) else {
				continue;
			};
			let pools =
				Watched::<T>::get(&delegatee).map_or(Vec::new(), |watch| watch.pools.into_inner());
			let credits = pools
				.into_iter()
				.map(|pool| (pool, Self::credit_of(pool, delegator)))
				.collect();
			shown.push(DelegationView {
				delegator: delegator.clone(),
				delegatee,
				delegation,
				credits,
			});
		}
		shown
	}

	/// The pools whose credits are not what is proved.
	pub(crate) fn unsynced(delegator: &SteemName) -> Vec<PoolId> {
		let account = Self::account_of(delegator);
		let mut found = Vec::new();
		for delegatee in Delegatees::<T>::get(delegator) {
			let Some(watch) = Watched::<T>::get(&delegatee) else {
				continue;
			};
			let delegation = Delegations::<T>::get(delegator, &delegatee);
			let target = target(&watch, delegation.as_ref(), account.as_ref());
			let differs = |pool: &PoolId| Self::credit_of(*pool, delegator) != target;
			found.extend(watch.pools.into_iter().filter(differs));
		}
		found
	}

	pub(crate) fn page_of_unsynced(
		after: Option<SteemName>,
	) -> (Option<SteemName>, Vec<(SteemName, PoolId)>) {
		let keys = match after {
			Some(name) => Delegatees::<T>::iter_keys_from(Delegatees::<T>::hashed_key_for(&name)),
			None => Delegatees::<T>::iter_keys(),
		};
		let (mut looked_at, mut last, mut found) = (0, None, Vec::new());
		for delegator in keys.take(MAX_PAGE as usize) {
			let pools = Self::unsynced(&delegator);
			found.extend(pools.into_iter().map(|pool| (delegator.clone(), pool)));
			last = Some(delegator);
			looked_at += 1;
		}
		(last.filter(|_| looked_at == MAX_PAGE), found)
	}
}
