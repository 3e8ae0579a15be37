//! Stake that stays on its own chain.

use crate::WeightInfo as _;
use crate::{pallet::*, types::*, LOG_TARGET};
use frame_support::{ensure, storage::with_storage_layer, traits::Consideration, weights::Weight};
use nutbox_math::{
	mul_div_floor,
	rewards::{Accumulator, Entitlement},
	Balance, PPB,
};
use nutbox_primitives::{
	delegation::{Bounty, DelegatedStake, DelegationPool, RewardMark, SourceId},
	PoolId,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

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

	fn delegation_pool(pool: PoolId) -> Option<DelegationPool<T::AccountId>> {
		let pool = Pools::<T>::get(pool)?;
		let PoolKind::Delegation { source } = pool.kind else {
			return None;
		};
		Some(DelegationPool {
			community: pool.community,
			source,
			owner: Communities::<T>::get(pool.community)?.owner,
			is_open: pool.status == PoolStatus::Open,
		})
	}

	fn reward_mark(pool: PoolId) -> Result<RewardMark, DispatchError> {
		let mut pool = Pools::<T>::get(pool).ok_or(Error::<T>::PoolNotFound)?;
		ensure!(
			matches!(pool.kind, PoolKind::Delegation { .. }),
			Error::<T>::WrongPoolKind
		);
		let emitted = Self::emitted(pool.community);
		Self::settle(&mut pool, None, emitted, &mut None)
			.both()
			.map_err(Error::<T>::from)?;
		Ok(RewardMark(pool.emission.accumulator.acc))
	}

	fn pay_bounty(
		source: SourceId,
		pool: PoolId,
		from: &T::AccountId,
		to: &T::AccountId,
		bounty: Bounty,
	) -> Balance {
		match with_storage_layer(|| Self::do_pay_bounty(source, pool, from, to, bounty)) {
			Ok(paid) => paid,
			Err(error) => {
				log::debug!(target: LOG_TARGET, "a bounty of pool {pool} is not paid: {error:?}");
				0
			}
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
		let settled = Self::settle(&mut pool, position.as_mut(), emitted, &mut None).both();
		if let Err(error) = settled {
			// What is not delegated any more must not go on earning because rewards are in disorder.
			ensure!(amount < old, Error::<T>::from(error));
			log::error!(target: LOG_TARGET, "pool {pool_id} is not settled: {error:?}");
			pool.left_unsettled = true;
		}
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

	fn do_pay_bounty(
		source: SourceId,
		pool_id: PoolId,
		from: &T::AccountId,
		to: &T::AccountId,
		bounty: Bounty,
	) -> Result<Balance, DispatchError> {
		let mut pool = Pools::<T>::get(pool_id).ok_or(Error::<T>::PoolNotFound)?;
		let PoolKind::Delegation { source: own } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		ensure!(source == own, Error::<T>::WrongSource);
		let Some(mut position) = Positions::<T>::get(pool_id, from) else {
			return Ok(0);
		};
		let community = pool.community;
		let emitted = Self::emitted(community);
		Self::settle(&mut pool, Some(&mut position), emitted, &mut None)
			.both()
			.map_err(Error::<T>::from)?;
		// What the part of the stake alone would have pending. The rest was earned by what is not taken
		// back, and by stakes of before.
		let until = Accumulator {
			acc: bounty.until.0,
			..Default::default()
		};
		let earned = Entitlement {
			paid: bounty.since.0,
			..Default::default()
		}
		.settle(bounty.stake, &until)
		.map_err(Error::<T>::from)?
		.pending;
		let shared = earned.min(position.emission.pending);
		let amount =
			mul_div_floor(shared, bounty.share.into(), PPB.into()).map_err(Error::<T>::from)?;
		if amount == 0 || bounty.share > PPB || from == to {
			return Ok(0);
		}
		let due = Payout {
			token: amount,
			staking_yield: 0,
		};
		Self::take_pending(&mut pool, &mut position, due).map_err(Error::<T>::from)?;
		let deposit = Self::write_position(pool_id, from, &mut pool, position);
		Pools::<T>::insert(pool_id, pool);
		// Everything is written; if it can't be paid, all of it is undone.
		Self::pay_token(community, Self::token_of(community), to, amount)?;
		Self::return_deposit(from, deposit);
		Self::deposit_event(Event::BountyPaid {
			community,
			pool: pool_id,
			account: from.clone(),
			to: to.clone(),
			amount,
		});
		Ok(amount)
	}
}
