//! Rewards out.

use super::{has_duplicates, settling::Paid};
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::ensure;
use nutbox_math::MathError;
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim(
		who: T::AccountId,
		community: CommunityId,
		pools: Vec<PoolId>,
	) -> DispatchResult {
		ensure!(
			pools.len() <= MAX_CLAIM_POOLS as usize,
			Error::<T>::TooManyPools
		);
		ensure!(!has_duplicates(&pools), Error::<T>::DuplicatePool);

		let emitted = Self::emitted(community);
		let mut book = None;
		let mut settled = Ok(());
		let mut claims = Vec::with_capacity(pools.len());
		let mut deposits = Vec::new();
		let mut total = Payout::default();
		for pool_id in pools {
			let mut pool = Self::pool_of(community, pool_id)?;
			let own_settled;
			let due = match pool.kind {
				PoolKind::Asset { .. } | PoolKind::Delegation { .. } => {
					let mut position =
						Positions::<T>::get(pool_id, &who).ok_or(Error::<T>::NotStaked)?;
					own_settled =
						Self::settle(&mut pool, Some(&mut position), emitted, &mut book).both();
					let due = position.pending();
					Self::take_pending(&mut pool, &mut position, due).map_err(Error::<T>::from)?;
					deposits.push(Self::write_position(pool_id, &who, &mut pool, position));
					due
				}
				PoolKind::Term { .. } => {
					let mut positions = TermPositions::<T>::get(pool_id, &who);
					ensure!(!positions.is_empty(), Error::<T>::NotStaked);
					own_settled =
						Self::settle_terms(&mut pool, &mut positions, emitted, &mut book).both();
					let due = Self::take_terms(&mut pool, &mut positions, &mut deposits)?;
					Self::write_terms(pool_id, &who, positions);
					due
				}
				PoolKind::Contribution { .. } => return Err(Error::<T>::WrongPoolKind.into()),
			};
			settled = settled.and(own_settled);
			total = Self::sum(total, due)?;
			claims.push((pool_id, due, own_settled));
			Pools::<T>::insert(pool_id, pool);
		}
		Self::write_book(book);

		// Everything is written: whatever the payment calls finds nothing left to claim.
		let token = if total.token > 0 {
			Self::token_of(community)
		} else {
			None
		};
		let Paid { failed, reason } = Self::pay(community, token, &who, total, settled)?;
		for deposit in deposits {
			Self::return_deposit(&who, deposit);
		}
		for (pool_id, due, own_settled) in claims {
			let back = Payout {
				token: if failed.token > 0 { due.token } else { 0 },
				staking_yield: if failed.staking_yield > 0 {
					due.staking_yield
				} else {
					0
				},
			};
			let mut own_reason = own_settled
				.err()
				.map(|error| Error::<T>::from(error).into());
			if back != Payout::default() {
				Self::put_back(pool_id, &who, back)?;
				own_reason = reason;
			}
			if let Some(reason) = own_reason {
				Self::deposit_event(Event::PayoutDeferred {
					community,
					pool: pool_id.into(),
					account: who.clone(),
					amount: back,
					reason,
				});
			}
			// What is put back is either all or nothing of its kind.
			let token = due
				.token
				.checked_sub(back.token)
				.ok_or(ArithmeticError::Underflow)?;
			let staking_yield = due
				.staking_yield
				.checked_sub(back.staking_yield)
				.ok_or(ArithmeticError::Underflow)?;
			if token > 0 || staking_yield > 0 {
				Self::deposit_event(Event::Claimed {
					community,
					pool: pool_id,
					account: who.clone(),
					token,
					staking_yield,
				});
			}
		}
		Ok(())
	}

	pub(super) fn sum(a: Payout, b: Payout) -> Result<Payout, ArithmeticError> {
		Ok(Payout {
			token: a
				.token
				.checked_add(b.token)
				.ok_or(ArithmeticError::Overflow)?,
			staking_yield: a
				.staking_yield
				.checked_add(b.staking_yield)
				.ok_or(ArithmeticError::Overflow)?,
		})
	}

	/// Takes `due` of what is pending.
	pub(super) fn take_pending(
		pool: &mut PoolOf<T>,
		position: &mut PositionOf<T>,
		due: Payout,
	) -> Result<(), MathError> {
		(pool.emission, position.emission) = pool.emission.claim(&position.emission, due.token)?;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &mut position.staking_yield) {
			(of_pool.stakers, *own) = of_pool.stakers.claim(own, due.staking_yield)?;
		}
		Ok(())
	}

	/// Makes what was taken and could not be paid pending again.
	fn put_back(pool_id: PoolId, who: &T::AccountId, back: Payout) -> DispatchResult {
		let mut pool = Pools::<T>::get(pool_id).ok_or(Error::<T>::PoolNotFound)?;
		if matches!(pool.kind, PoolKind::Term { .. }) {
			let mut positions = TermPositions::<T>::get(pool_id, who);
			Self::put_back_terms(&mut pool, &mut positions, back)?;
			Self::write_terms(pool_id, who, positions);
		} else {
			let mut position =
				Positions::<T>::get(pool_id, who).unwrap_or_else(|| Position::new(&pool, None));
			Self::put_back_into(&mut pool, &mut position, back)?;
			Positions::<T>::insert(pool_id, who, position);
		}
		Pools::<T>::insert(pool_id, pool);
		Ok(())
	}

	/// Undoes [`Self::take_pending`].
	pub(super) fn put_back_into(
		pool: &mut PoolOf<T>,
		position: &mut PositionOf<T>,
		back: Payout,
	) -> Result<(), Error<T>> {
		(pool.emission, position.emission) =
			pool.emission.unclaim(&position.emission, back.token)?;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &mut position.staking_yield) {
			(of_pool.stakers, *own) = of_pool.stakers.unclaim(own, back.staking_yield)?;
		}
		Ok(())
	}
}
