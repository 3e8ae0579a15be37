//! What counts of a delegation, where, and for whom.

use crate::{pallet::*, types::*, LOG_TARGET};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use nutbox_primitives::{
	delegation::{Bounty, DelegatedStake, RewardMark, STEEM},
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

/// A credit that has lost something to its delegator.
struct Reduced<AccountId> {
	/// As it was.
	kept: KeptCredit<AccountId>,
	/// Since when all of it was a part of the stake, and until when.
	since: RewardMark,
	until: RewardMark,
	/// How much is left of it for its address.
	left: Balance,
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
		let mut total = Totals::<T>::get(pool, account);
		total.amount = total
			.amount
			.checked_sub(by)
			.ok_or(ArithmeticError::Underflow)?;
		// Who has left in an emergency is not brought back by a reduction.
		let stake = T::Stakes::delegated(pool, account).min(total.amount);
		T::Stakes::set_delegated(STEEM, pool, account, stake)?;
		if total.amount == 0 {
			Totals::<T>::remove(pool, account);
		} else {
			Totals::<T>::insert(pool, account, total);
		}
		Ok(())
	}

	/// Adds `by` to an address's stake in a pool, and brings back who has left in an emergency. Returns
	/// where the pool's rewards are.
	fn raise(
		pool: PoolId,
		account: &T::AccountId,
		by: Balance,
	) -> Result<RewardMark, DispatchError> {
		Self::ensure_entrances_open()?;
		let mark = T::Stakes::reward_mark(pool)?;
		let mut total = Totals::<T>::get(pool, account);
		if T::Stakes::delegated(pool, account) < total.amount || total.amount == 0 {
			total.since = mark;
		}
		total.amount = total
			.amount
			.checked_add(by)
			.ok_or(ArithmeticError::Overflow)?;
		T::Stakes::set_delegated(STEEM, pool, account, total.amount)?;
		Totals::<T>::insert(pool, account, total);
		Ok(mark)
	}

	/// What counts of a delegator in a pool, and for whom.
	pub(crate) fn credit_of(pool: PoolId, delegator: &SteemName) -> Option<CreditOf<T>> {
		Some(Credits::<T>::get(pool, delegator)?.credit)
	}

	/// Has `target` count of a delegator in a pool, and nothing else. What can't count yet is deferred,
	/// what does not count any more is taken off in any case.
	///
	/// `prover` is who gets a bounty if it falls. `None` if there is nothing to do.
	pub(crate) fn bring_into_line(
		pool: PoolId,
		delegator: &SteemName,
		target: Option<CreditOf<T>>,
		prover: Option<&T::AccountId>,
	) -> Option<Move<T::AccountId>> {
		let kept = Credits::<T>::get(pool, delegator);
		let old = kept.as_ref().map(|kept| kept.credit.clone());
		if old == target {
			return None;
		}
		// The record of the total goes with the last credit.
		let total = old
			.as_ref()
			.map_or_else(Total::default, |old| Totals::<T>::get(pool, &old.account));
		let until = T::Stakes::reward_mark(pool);
		let result = Self::change(pool, delegator, &kept, &target);
		let new = Self::credit_of(pool, delegator);
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
		let bounty = match (prover, kept, until) {
			(Some(prover), Some(kept), Ok(until)) => {
				let reduced = Reduced {
					until,
					since: kept.since.max(total.since),
					left: new.as_ref().map_or(0, |new| new.amount),
					kept,
				};
				Self::pay_bounty(pool, prover, &reduced)
			}
			_ => 0,
		};
		Some(Move {
			pool,
			old,
			new,
			deferred: result.err(),
			bounty,
		})
	}

	/// Takes off what is too much, then adds what is missing; each is written when it is done.
	fn change(
		pool: PoolId,
		delegator: &SteemName,
		old: &Option<KeptCreditOf<T>>,
		target: &Option<CreditOf<T>>,
	) -> DispatchResult {
		let kept = match (old, target) {
			(Some(old), Some(target)) if old.credit.account == target.account => {
				old.credit.amount.min(target.amount)
			}
			_ => 0,
		};
		if let Some(KeptCredit { credit: old, since }) = old {
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
					// In disorder nothing is paid, and what is left goes on earning from where it was.
					let since = T::Stakes::reward_mark(pool).unwrap_or(*since);
					Credits::<T>::insert(pool, delegator, KeptCredit { credit, since });
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
				let since = Self::raise(pool, &target.account, missing)?;
				let credit = target.clone();
				Credits::<T>::insert(pool, delegator, KeptCredit { credit, since });
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
				moves.extend(Self::bring_into_line(pool, name, target.clone(), None));
			}
		}
		(looked_at, moves)
	}

	/// Pays the prover of a reduction, out of what the member has pending. What was paid, in planck.
	///
	/// It is [`Config::BountyShare`] of what the credit has earned since it last changed, in proportion
	/// to what is taken back of it. Whatever else the member has pending is his own: anybody can have an
	/// account on Steem count for him, and stop it. Rounding: down, three times.
	fn pay_bounty(pool: PoolId, prover: &T::AccountId, reduced: &Reduced<T::AccountId>) -> Balance {
		let old = &reduced.kept.credit;
		let share = || {
			let part = old
				.amount
				.checked_sub(reduced.left)
				.filter(|part| *part > 0)?;
			let share = part
				.checked_mul(T::BountyShare::get().into())?
				.checked_div(old.amount)?;
			u32::try_from(share).ok()
		};
		let Some(share) = share() else { return 0 };
		let bounty = Bounty {
			stake: old.amount,
			since: reduced.since,
			until: reduced.until,
			share,
		};
		let amount = T::Stakes::pay_bounty(STEEM, pool, &old.account, prover, bounty);
		if amount > 0 {
			Self::deposit_event(Event::BountyEarned {
				community: T::Stakes::delegation_pool(pool).map_or(0, |pool| pool.community),
				pool,
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
		if let Some(change) = Self::bring_into_line(pool, delegator, target.clone(), None) {
			return match change.deferred {
				Some(reason) if change.new == change.old => Err(reason),
				_ => Ok(()),
			};
		}
		// In line. Who has left in an emergency can come back, but only by himself.
		let credit = target
			.filter(|credit| credit.account == *who)
			.ok_or(Error::<T>::NothingToSync)?;
		ensure!(
			T::Stakes::delegated(pool, who) < Totals::<T>::get(pool, who).amount,
			Error::<T>::NothingToSync
		);
		Self::raise(pool, who, 0)?;
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
