//! Stakes with a term.

use super::settling::Settlement;
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{fungibles::MutateHold as _, tokens::Precision, Consideration, Footprint},
};
use nutbox_math::{Balance, MathError, PPB};
use nutbox_primitives::{BlockNumber, CommunityId, PoolId};
use sp_runtime::{traits::BlockNumberProvider, ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	fn term_footprint() -> Footprint {
		Footprint::from_mel::<TermPositionOf<T>>()
	}

	/// Brings the pool and all positions of one account up to date.
	pub(super) fn settle_terms(
		pool: &mut PoolOf<T>,
		positions: &mut TermPositionsOf<T>,
		emitted: Result<Balance, MathError>,
		book: &mut Option<YieldBook>,
	) -> Settlement {
		let mut settlement = Self::settle(pool, None, emitted, book);
		for position in positions.iter_mut() {
			let (emission, staking_yield) = position.settle(pool);
			settlement.emission = settlement.emission.and(emission);
			settlement.staking_yield = settlement.staking_yield.and(staking_yield);
		}
		settlement
	}

	pub(crate) fn do_stake_term(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		amount: Balance,
		term: u32,
	) -> DispatchResult {
		Self::ensure_entrances_open()?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let pool = Self::pool_of(community, pool_id)?;
		ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		let PoolKind::Term { asset, terms } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		let term = usize::try_from(term)
			.ok()
			.and_then(|index| terms.get(index))
			.ok_or(Error::<T>::TermNotFound)?;
		Self::ensure_stakeable(&who, asset, amount)?;
		let gained = shares(amount, term.multiplier).map_err(Error::<T>::from)?;
		ensure!(gained > 0, Error::<T>::StakeTooSmall);
		let now = T::BlockNumberProvider::current_block_number();
		let end = now
			.checked_add(term.blocks)
			.ok_or(Error::<T>::TermTooLong)?;
		// Before anything is read that is written back.
		let deposit = T::PositionDeposit::new(&who, Self::term_footprint())?;

		let mut pool = Self::pool_of(community, pool_id)?;
		let mut book = None;
		Self::settle(&mut pool, None, Self::emitted(community), &mut book)
			.both()
			.map_err(Error::<T>::from)?;
		let id = pool.opened;
		pool.opened = id.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		let mut position = Position::new(&pool, Some(deposit));
		position.stake = amount;
		Self::add_shares(&mut pool, gained)?;
		Self::add_to_total(&mut pool, &mut book, amount)?;
		TermPositions::<T>::try_mutate(pool_id, &who, |positions| {
			positions
				.try_push(TermPosition {
					id,
					end,
					multiplier: term.multiplier,
					position,
				})
				.map_err(|_| Error::<T>::TooManyPositions)
		})?;
		Pools::<T>::insert(pool_id, pool);
		Self::write_book(book);
		T::StakeableAssets::hold(asset, &HoldReason::Staked.into(), &who, amount)?;
		Self::deposit_event(Event::TermStaked {
			community,
			pool: pool_id,
			account: who,
			position: id,
			amount,
			shares: gained,
			end,
		});
		Ok(())
	}

	pub(crate) fn do_unstake_term(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		id: u64,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut pool = Self::pool_of(community, pool_id)?;
		let PoolKind::Term { asset, .. } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		let mut positions = TermPositions::<T>::get(pool_id, &who);
		let index = positions
			.iter()
			.position(|position| position.id == id)
			.ok_or(Error::<T>::NotStaked)?;
		let mut leaving = positions.remove(index);
		let before = leaving.position.stake;
		let stake = before
			.checked_sub(amount)
			.ok_or(Error::<T>::InsufficientStake)?;

		let mut book = None;
		let emitted = Self::emitted(community);
		let pool_settled = Self::settle(&mut pool, None, emitted, &mut book).both();
		let (emission, staking_yield) = leaving.settle(&pool);
		pool_settled
			.and(emission)
			.and(staking_yield)
			.map_err(Error::<T>::from)?;
		let old_shares = leaving.shares().map_err(Error::<T>::from)?;
		leaving.position.stake = stake;
		let new_shares = leaving.shares().map_err(Error::<T>::from)?;
		let lost_shares = old_shares
			.checked_sub(new_shares)
			.ok_or(ArithmeticError::Underflow)?;
		Self::take_shares(&mut pool, lost_shares)?;
		Self::take_from_total(&mut pool, &mut book, amount)?;

		let now = T::BlockNumberProvider::current_block_number();
		let mut lost = Payout::default();
		if !leaving.is_over(now) {
			lost = Self::forfeit(&mut pool, &mut leaving.position, now, amount, before)
				.map_err(Error::<T>::from)?;
		}
		Self::leave_forfeits(&mut pool, &mut book).map_err(Error::<T>::from)?;
		let mut deposit = None;
		if leaving.position.is_empty() {
			Self::dissolve(&mut pool, &leaving.position).map_err(Error::<T>::from)?;
			deposit = leaving.position.deposit;
		} else {
			// There is room, as it was taken out of here.
			positions
				.try_insert(index, leaving)
				.map_err(|_| Error::<T>::TooManyPositions)?;
		}
		Self::write_terms(pool_id, &who, positions);
		Pools::<T>::insert(pool_id, pool);
		Self::write_book(book);
		let reason = HoldReason::Staked.into();
		T::StakeableAssets::release(asset, &reason, &who, amount, Precision::Exact)?;
		Self::return_deposit(&who, deposit);
		Self::deposit_event(Event::TermUnstaked {
			community,
			pool: pool_id,
			account: who,
			position: id,
			amount,
			stake,
			forfeited: lost,
		});
		Ok(())
	}

	/// Takes from a position what falls away when `amount` of its stake of `before` leaves before
	/// the end, and sets it on its way to those who stay. The position is settled.
	fn forfeit(
		pool: &mut PoolOf<T>,
		position: &mut PositionOf<T>,
		now: BlockNumber,
		amount: Balance,
		before: Balance,
	) -> Result<Payout, MathError> {
		let pending = position.pending();
		let lost = Payout {
			token: forfeited(pending.token, amount, before)?,
			staking_yield: forfeited(pending.staking_yield, amount, before)?,
		};
		let (now, blocks) = (u64::from(now), pool.kind.longest_term());
		let (rest, part) = position.emission.split(lost.token)?;
		position.emission = rest;
		let (stream, token) = pool.emission.forfeit(&part)?;
		pool.emission = stream;
		pool.forfeits = pool.forfeits.add(now, token, blocks)?;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &mut position.staking_yield) {
			let (rest, part) = own.split(lost.staking_yield)?;
			*own = rest;
			let (stream, amount) = of_pool.stakers.forfeit(&part)?;
			of_pool.stakers = stream;
			of_pool.forfeits = of_pool.forfeits.add(now, amount, blocks)?;
		}
		Ok(lost)
	}

	/// Writes the positions of an account, or removes the record if there are none.
	pub(super) fn write_terms(pool_id: PoolId, who: &T::AccountId, positions: TermPositionsOf<T>) {
		if positions.is_empty() {
			TermPositions::<T>::remove(pool_id, who);
		} else {
			TermPositions::<T>::insert(pool_id, who, positions);
		}
	}

	/// Takes what is pending of the positions whose term is over; removes those that are empty
	/// then, whose deposits are to be given back. Returns what was taken.
	pub(super) fn take_terms(
		pool: &mut PoolOf<T>,
		positions: &mut TermPositionsOf<T>,
		deposits: &mut Vec<Option<T::PositionDeposit>>,
	) -> Result<Payout, Error<T>> {
		let now = T::BlockNumberProvider::current_block_number();
		let mut taken = Payout::default();
		let mut kept = TermPositionsOf::<T>::new();
		for mut term in core::mem::take(positions) {
			if term.is_over(now) {
				let due = term.position.pending();
				Self::take_pending(pool, &mut term.position, due)?;
				taken = Self::sum(taken, due).map_err(|_| Error::<T>::RewardOverflow)?;
				if term.position.is_empty() && Self::dissolve(pool, &term.position).is_ok() {
					deposits.push(term.position.deposit);
					continue;
				}
			}
			kept.try_push(term)
				.map_err(|_| Error::<T>::TooManyPositions)?;
		}
		*positions = kept;
		Ok(taken)
	}

	/// Makes what was taken and could not be paid pending again, in a position that is over.
	pub(super) fn put_back_terms(
		pool: &mut PoolOf<T>,
		positions: &mut TermPositionsOf<T>,
		back: Payout,
	) -> DispatchResult {
		let now = T::BlockNumberProvider::current_block_number();
		let over = positions.iter().position(|position| position.is_over(now));
		let index = match over {
			Some(index) => index,
			None => {
				let id = pool.opened;
				pool.opened = id.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
				let position = TermPosition {
					id,
					end: now,
					multiplier: PPB.into(),
					position: Position::new(pool, None),
				};
				positions
					.try_push(position)
					.map_err(|_| Error::<T>::TooManyPositions)?;
				positions
					.len()
					.checked_sub(1)
					.ok_or(ArithmeticError::Underflow)?
			}
		};
		let term = positions.get_mut(index).ok_or(Error::<T>::NotStaked)?;
		Self::put_back_into(pool, &mut term.position, back)?;
		Ok(())
	}
}
