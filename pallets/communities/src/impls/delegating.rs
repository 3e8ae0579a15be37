//! Stake that stays on its own chain.

use crate::WeightInfo as _;
use crate::{pallet::*, types::*};
use frame_support::{ensure, storage::with_storage_layer, traits::Consideration, weights::Weight};
use nutbox_math::Balance;
use nutbox_primitives::{
	delegation::{DelegatedStake, SourceId},
	PoolId,
};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> DelegatedStake<T::AccountId> for Pallet<T> {
	fn set_delegated(
		source: SourceId,
		pool: PoolId,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		with_storage_layer(|| Self::do_set_delegated(source, pool, who, amount))
	}

	fn set_delegated_weight() -> Weight {
		T::WeightInfo::set_delegated()
	}

	fn delegated(pool: PoolId, who: &T::AccountId) -> Balance {
		match Pools::<T>::get(pool).map(|pool| pool.kind) {
			Some(PoolKind::Delegation { .. }) => {
				Positions::<T>::get(pool, who).map_or(0, |position| position.stake)
			}
			_ => 0,
		}
	}
}

impl<T: Config> Pallet<T> {
	fn do_set_delegated(
		source: SourceId,
		pool_id: PoolId,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let mut pool = Pools::<T>::get(pool_id).ok_or(Error::<T>::PoolNotFound)?;
		let PoolKind::Delegation { source: own } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		ensure!(source == own, Error::<T>::WrongSource);
		let mut position = Positions::<T>::get(pool_id, who);
		let old = position.as_ref().map_or(0, |position| position.stake);
		if amount == old {
			return Ok(());
		}
		if amount > old {
			Self::ensure_entrances_open()?;
			ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		}
		let mut taken = None;
		if position.is_none() {
			taken = Some(T::PositionDeposit::new(who, Self::position_footprint())?);
			// Taking it may have changed anything: what is written back is read after it.
			pool = Pools::<T>::get(pool_id).ok_or(Error::<T>::PoolNotFound)?;
			position = Positions::<T>::get(pool_id, who);
		}

		let community = pool.community;
		let old = position.as_ref().map_or(0, |position| position.stake);
		let emitted = Self::emitted(community);
		Self::settle(&mut pool, position.as_mut(), emitted, &mut None)
			.both()
			.map_err(Error::<T>::from)?;
		let mut position = position.unwrap_or_else(|| Position::new(&pool, taken.take()));
		position.stake = amount;
		let total = pool
			.total
			.checked_sub(old)
			.and_then(|rest| rest.checked_add(amount))
			.ok_or(ArithmeticError::Overflow)?;
		pool.total = total;
		pool.shares = total;
		let deposit = Self::write_position(pool_id, who, &mut pool, position);
		Pools::<T>::insert(pool_id, pool);
		Self::return_deposit(who, deposit);
		// Left over if the position came into being while its deposit was taken.
		Self::return_deposit(who, taken);
		Self::deposit_event(Event::DelegationSet {
			community,
			pool: pool_id,
			account: who.clone(),
			source,
			old,
			new: amount,
		});
		Ok(())
	}
}
