//! The invariants of the pallet; see `docs/invariants.md`.

use crate::pallet::*;
use alloc::collections::btree_map::BTreeMap;
use codec::Encode;
use frame_support::ensure;
use nutbox_primitives::{
	delegation::{DelegatedStake, RewardMark, STEEM},
	Balance, PoolId,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_ties()?;
		Self::check_bindings()?;
		Self::check_delegations()?;
		Self::check_credits()?;
		Self::check_stakes()
	}

	/// Invariant 21: ties and watched accounts agree.
	fn check_ties() -> Result<(), TryRuntimeError> {
		for (pool, tie) in Ties::<T>::iter() {
			let watch = Watched::<T>::get(&tie.delegatee).ok_or("a tied account is not watched")?;
			ensure!(
				watch.pools.iter().filter(|tied| **tied == pool).count() == 1,
				"a tied pool is not listed once"
			);
			ensure!(
				T::Stakes::delegation_pool(pool).is_some_and(|info| info.source == STEEM),
				"a pool of another kind is tied"
			);
		}
		for (name, watch) in Watched::<T>::iter() {
			ensure!(!watch.pools.is_empty(), "an account is watched for nothing");
			for pool in watch.pools {
				ensure!(
					Ties::<T>::get(pool).is_some_and(|tie| tie.delegatee == name),
					"a listed pool is not tied"
				);
			}
		}
		Ok(())
	}

	/// Invariant 22: bindings and their index agree.
	fn check_bindings() -> Result<(), TryRuntimeError> {
		for (name, binding) in Bindings::<T>::iter() {
			if let Some(account) = binding.account {
				ensure!(
					NamesOf::<T>::contains_key(account, name),
					"a bound name is not listed"
				);
			}
		}
		for (account, name) in NamesOf::<T>::iter_keys() {
			ensure!(
				Self::account_of(&name) == Some(account),
				"a listed name is not bound"
			);
		}
		Ok(())
	}

	/// Invariant 22: delegations and their index agree.
	fn check_delegations() -> Result<(), TryRuntimeError> {
		for (delegator, delegatee, delegation) in Delegations::<T>::iter() {
			let listed = Delegatees::<T>::get(&delegator)
				.iter()
				.filter(|listed| **listed == delegatee)
				.count();
			ensure!(
				listed == usize::from(delegation.amount > 0),
				"a delegation is not listed once"
			);
		}
		for (delegator, list) in Delegatees::<T>::iter() {
			ensure!(!list.is_empty(), "an empty list is kept");
			for delegatee in list {
				ensure!(
					Delegations::<T>::contains_key(&delegator, delegatee),
					"a listed delegation is not there"
				);
			}
		}
		Ok(())
	}

	/// Invariants 23 and 24: credits are at most what is proved, for the address bound, and add up to
	/// the totals.
	fn check_credits() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<_, Balance>::new();
		for (pool, delegator, kept) in Credits::<T>::iter() {
			let credit = kept.credit;
			ensure!(credit.amount > 0, "an empty credit is kept");
			Self::ensure_reached(pool, kept.since)?;
			let sum = sums.entry((pool, credit.account.encode())).or_default();
			*sum = sum
				.checked_add(credit.amount)
				.ok_or("a sum of credits overflows")?;
			// What counts in a pool that is tied no more is taken out by `sync`; it earns nothing.
			if !Ties::<T>::contains_key(pool) {
				ensure!(
					T::Stakes::delegation_pool(pool).is_some_and(|info| !info.is_open),
					"a credit is in an open pool that is not tied"
				);
				continue;
			}
			let target =
				Self::target_in(pool, &delegator).ok_or("a credit for nothing that is proved")?;
			ensure!(
				credit.account == target.account,
				"a credit for another address than the bound one"
			);
			ensure!(
				credit.amount <= target.amount,
				"a credit above what is proved"
			);
		}
		let mut totals = 0;
		for (pool, account, total) in Totals::<T>::iter() {
			ensure!(
				sums.get(&(pool, account.encode())) == Some(&total.amount),
				"a total is not the sum of its credits"
			);
			Self::ensure_reached(pool, total.since)?;
			totals += 1;
		}
		ensure!(sums.len() == totals, "credits without a total");
		Ok(())
	}

	/// Invariant 23: no bounty is reckoned from a point that the pool's rewards have not reached.
	fn ensure_reached(pool: PoolId, since: RewardMark) -> Result<(), TryRuntimeError> {
		// A pool in disorder says nothing.
		let is_ahead = T::Stakes::reward_mark(pool).is_ok_and(|mark| mark < since);
		ensure!(!is_ahead, "a credit is reckoned from the future");
		Ok(())
	}

	/// Invariant 25: the stake in a pool is the total, or nothing if the member has left in an
	/// emergency.
	fn check_stakes() -> Result<(), TryRuntimeError> {
		for (pool, account, total) in Totals::<T>::iter() {
			let stake = T::Stakes::delegated(pool, &account);
			ensure!(
				stake == total.amount || stake == 0,
				"a stake is other than the total of its credits"
			);
		}
		Ok(())
	}
}
