//! What counts of a delegation, where, and for whom.

use crate::{pallet::*, types::*, LOG_TARGET};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use nutbox_primitives::{
	delegation::{DelegatedStake, STEEM},
	steem::SteemName,
	Balance, PoolId,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// What is to count of a delegation to a watched account. `None`: nothing.
pub(crate) fn target<AccountId: Clone>(
	watch: &Watch,
	delegation: Option<&Delegation>,
	account: Option<&AccountId>,
) -> Option<Credit<AccountId>> {
	let delegation = delegation?;
	(delegation.amount > 0 && delegation.time > watch.since).then_some(())?;
	Some(Credit {
		account: account?.clone(),
		amount: delegation.amount,
	})
}

impl<T: Config> Pallet<T> {
	/// The address that an account on Steem is bound to.
	pub(crate) fn account_of(name: &SteemName) -> Option<T::AccountId> {
		Bindings::<T>::get(name)?.account
	}

	/// What is to count of a delegator in a pool, by what is proved.
	pub(crate) fn target_in(pool: PoolId, delegator: &SteemName) -> Option<CreditOf<T>> {
		let delegatee = Ties::<T>::get(pool)?.delegatee;
		let watch = Watched::<T>::get(&delegatee)?;
		let delegation = Delegations::<T>::get(delegator, &delegatee);
		let account = Self::account_of(delegator);
		target(&watch, delegation.as_ref(), account.as_ref())
	}

	/// Takes `by` off an address's stake in a pool.
	fn lower(pool: PoolId, account: &T::AccountId, by: Balance) -> DispatchResult {
		let total = Totals::<T>::get(pool, account)
			.checked_sub(by)
			.ok_or(ArithmeticError::Underflow)?;
		// Who has left in an emergency is not brought back by a reduction.
		let stake = T::Stakes::delegated(pool, account).min(total);
		T::Stakes::set_delegated(STEEM, pool, account, stake)?;
		if total == 0 {
			Totals::<T>::remove(pool, account);
		} else {
			Totals::<T>::insert(pool, account, total);
		}
		Ok(())
	}

	/// Adds `by` to an address's stake in a pool.
	fn raise(pool: PoolId, account: &T::AccountId, by: Balance) -> DispatchResult {
		Self::ensure_entrances_open()?;
		let total = Totals::<T>::get(pool, account)
			.checked_add(by)
			.ok_or(ArithmeticError::Overflow)?;
		T::Stakes::set_delegated(STEEM, pool, account, total)?;
		Totals::<T>::insert(pool, account, total);
		Ok(())
	}

	/// Has `target` count of a delegator in a pool, and nothing else. What can't count yet is deferred,
	/// what does not count any more is taken off in any case.
	///
	/// `None` if there is nothing to do.
	pub(crate) fn bring_into_line(
		pool: PoolId,
		delegator: &SteemName,
		target: Option<CreditOf<T>>,
	) -> Option<Move<T::AccountId>> {
		let old = Credits::<T>::get(pool, delegator);
		if old == target {
			return None;
		}
		let result = Self::change(pool, delegator, &old, &target);
		let new = Credits::<T>::get(pool, delegator);
		if new != old {
			Self::deposit_event(Event::CreditSet {
				community: T::Stakes::delegation_pool(pool).map_or(0, |pool| pool.community),
				pool,
				delegator: delegator.clone(),
				old: old.clone(),
				new: new.clone(),
			});
		}
		if let (Err(reason), Some(target)) = (&result, &target) {
			Self::deposit_event(Event::CreditDeferred {
				pool,
				delegator: delegator.clone(),
				account: target.account.clone(),
				amount: target.amount,
				reason: *reason,
			});
		}
		Some(Move {
			pool,
			old,
			new,
			deferred: result.err(),
			bounty: 0,
		})
	}

	/// Takes off what is too much, then adds what is missing; each is written when it is done.
	fn change(
		pool: PoolId,
		delegator: &SteemName,
		old: &Option<CreditOf<T>>,
		target: &Option<CreditOf<T>>,
	) -> DispatchResult {
		let kept = match (old, target) {
			(Some(old), Some(target)) if old.account == target.account => {
				old.amount.min(target.amount)
			}
			_ => 0,
		};
		if let Some(old) = old {
			let surplus = old
				.amount
				.checked_sub(kept)
				.ok_or(ArithmeticError::Underflow)?;
			if surplus > 0 {
				Self::lower(pool, &old.account, surplus).inspect_err(|error| {
					log::error!(target: LOG_TARGET, "a stake in pool {pool} stays: {error:?}");
				})?;
				if kept > 0 {
					let credit = Credit {
						account: old.account.clone(),
						amount: kept,
					};
					Credits::<T>::insert(pool, delegator, credit);
				} else {
					Credits::<T>::remove(pool, delegator);
				}
			}
		}
		if let Some(target) = target {
			let missing = target
				.amount
				.checked_sub(kept)
				.ok_or(ArithmeticError::Underflow)?;
			if missing > 0 {
				Self::raise(pool, &target.account, missing)?;
				Credits::<T>::insert(pool, delegator, target);
			}
		}
		Ok(())
	}

	/// Has all delegations of an account on Steem count for this address, in at most [`MAX_MOVES`]
	/// pools. Returns how many pools it has looked at, and what has changed.
	pub(crate) fn move_all(
		name: &SteemName,
		account: Option<&T::AccountId>,
	) -> (u32, Vec<Move<T::AccountId>>) {
		let mut looked_at = 0;
		let mut moves = Vec::new();
		for delegatee in Delegatees::<T>::get(name) {
			let Some(watch) = Watched::<T>::get(&delegatee) else {
				continue;
			};
			let delegation = Delegations::<T>::get(name, &delegatee);
			let target = target(&watch, delegation.as_ref(), account);
			for pool in watch.pools {
				looked_at += 1;
				moves.extend(Self::bring_into_line(pool, name, target.clone()));
			}
		}
		(looked_at, moves)
	}

	/// Pays the prover of a reduction, out of what the member has pending. What was paid, in planck.
	///
	/// The part is that of the stake that is taken back, times [`Config::BountyShare`]. Rounding:
	/// down, twice.
	pub(crate) fn pay_bounty(prover: &T::AccountId, change: &Move<T::AccountId>) -> Balance {
		let Some(old) = &change.old else { return 0 };
		let left = change.new.as_ref().map_or(0, |new| new.amount);
		if old.account == *prover {
			return 0;
		}
		let share = || {
			let reduced = old
				.amount
				.checked_sub(left)
				.filter(|reduced| *reduced > 0)?;
			let before = Totals::<T>::get(change.pool, &old.account).checked_add(reduced)?;
			let share = reduced
				.checked_mul(T::BountyShare::get().into())?
				.checked_div(before)?;
			u32::try_from(share).ok()
		};
		let Some(share) = share() else { return 0 };
		let amount = T::Stakes::pay_bounty(STEEM, change.pool, &old.account, prover, share);
		if amount > 0 {
			Self::deposit_event(Event::BountyEarned {
				community: T::Stakes::delegation_pool(change.pool).map_or(0, |pool| pool.community),
				pool: change.pool,
				account: old.account.clone(),
				prover: prover.clone(),
				amount,
			});
		}
		amount
	}

	pub(crate) fn do_sync(
		who: &T::AccountId,
		delegator: &SteemName,
		pool: PoolId,
	) -> DispatchResult {
		let target = Self::target_in(pool, delegator);
		if let Some(change) = Self::bring_into_line(pool, delegator, target.clone()) {
			return match change.deferred {
				Some(reason) if change.new == change.old => Err(reason),
				_ => Ok(()),
			};
		}
		// In line. Who has left in an emergency can come back, but only by himself.
		let credit = target
			.filter(|credit| credit.account == *who)
			.ok_or(Error::<T>::NothingToSync)?;
		let total = Totals::<T>::get(pool, who);
		ensure!(
			T::Stakes::delegated(pool, who) < total,
			Error::<T>::NothingToSync
		);
		Self::ensure_entrances_open()?;
		T::Stakes::set_delegated(STEEM, pool, who, total)?;
		Self::deposit_event(Event::CreditSet {
			community: T::Stakes::delegation_pool(pool).map_or(0, |pool| pool.community),
			pool,
			delegator: delegator.clone(),
			old: None,
			new: Some(credit),
		});
		Ok(())
	}

	pub(crate) fn ensure_entrances_open() -> Result<(), DispatchError> {
		ensure!(
			Mode::<T>::get() == OperatingMode::Normal,
			Error::<T>::EntrancesClosed
		);
		Ok(())
	}
}
