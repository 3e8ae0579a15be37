//! Changes of the rules that wait for their notice.

use super::has_duplicates;
use crate::{pallet::*, types::*, LOG_TARGET};
use alloc::vec::Vec;
use frame_support::{ensure, BoundedVec};
use nutbox_math::{
	emission::{Change, Emission},
	Balance,
};
use nutbox_primitives::{yield_stream::YieldStream, BlockNumber, CommunityId};
use sp_runtime::{traits::BlockNumberProvider, ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_announce_weights(
		who: T::AccountId,
		community: CommunityId,
		fund_share: u32,
		pools: Vec<PoolBudget>,
	) -> DispatchResult {
		let record = Self::community_of(&who, community)?;
		let pools = BoundedVec::try_from(pools).map_err(|_| Error::<T>::TooManyPools)?;
		let ids: Vec<_> = pools.iter().map(|part: &PoolBudget| part.pool).collect();
		ensure!(!has_duplicates(&ids), Error::<T>::DuplicatePool);
		for part in &pools {
			if !record.open_pools.contains(&part.pool) {
				Self::pool_of(community, part.pool)?;
				return Err(Error::<T>::PoolClosed.into());
			}
			ensure!(part.yield_split.is_whole(), Error::<T>::YieldSplitNotWhole);
		}
		// All different and all open: as many as are open is every one of them.
		ensure!(
			pools.len() == record.open_pools.len(),
			Error::<T>::PoolMissing
		);
		let budget = Budget { fund_share, pools };
		ensure!(budget.is_whole(), Error::<T>::BudgetNotWhole);

		let now = T::BlockNumberProvider::current_block_number();
		let effective = now
			.checked_add(record.notice)
			.ok_or(ArithmeticError::Overflow)?;
		let new = AnnouncedBudget { effective, budget };
		let old = AnnouncedBudgets::<T>::get(community);
		AnnouncedBudgets::<T>::insert(community, &new);
		Self::deposit_event(Event::WeightsAnnounced {
			community,
			old,
			new,
		});
		Ok(())
	}

	/// Checks a change of a community's schedule; returns the emission with it and the total.
	pub(crate) fn check_change(
		record: &Community<T::AccountId>,
		emission: Emission,
		schedule: ScheduleInput,
		from: BlockNumber,
	) -> Result<(Emission, Balance), Error<T>> {
		let (schedule, _) = schedule.check()?;
		let now = T::BlockNumberProvider::current_block_number();
		let earliest = now
			.checked_add(record.notice)
			.ok_or(Error::<T>::ChangeTooEarly)?;
		ensure!(from > earliest, Error::<T>::ChangeTooEarly);
		// Everybody has been told of the blocks of the notice, so nothing changes them any more.
		ensure!(
			emission
				.next
				.as_ref()
				.is_none_or(|next| next.from <= now || next.from > earliest),
			Error::<T>::ChangeImminent
		);
		ensure!(
			schedule
				.start()
				.is_none_or(|start| start >= u64::from(from)),
			Error::<T>::ScheduleStartsInPast
		);
		let change = Change { from, schedule };
		ensure!(
			!emission.more_than_doubles(now, &change),
			Error::<T>::RateMoreThanDoubled
		);
		let emission = emission
			.announce(now, change)
			.map_err(|_| Error::<T>::ScheduleTotalTooLarge)?;
		let total = emission.total()?;
		if let Some(Token::New {
			max_supply,
			premint,
			..
		}) = record.token
		{
			ensure!(
				premint
					.checked_add(total)
					.is_some_and(|supply| supply <= max_supply),
				Error::<T>::ExceedsMaxSupply
			);
		}
		Ok((emission, total))
	}

	pub(crate) fn do_announce_schedule(
		who: T::AccountId,
		community: CommunityId,
		schedule: ScheduleInput,
		from: BlockNumber,
	) -> DispatchResult {
		let record = Self::community_of(&who, community)?;
		ensure!(record.token.is_some(), Error::<T>::NoToken);
		let before = Emissions::<T>::get(community);
		let (after, total) = Self::check_change(&record, before, schedule, from)?;
		// What has taken over is not replaced: it is applied, and the next change is beside it.
		Self::apply_schedule(community, T::BlockNumberProvider::current_block_number())?;
		let old = Emissions::<T>::get(community).next;
		let new = after.next.clone();
		Emissions::<T>::insert(community, after);
		Self::deposit_event(Event::ScheduleAnnounced {
			community,
			old,
			new,
			total,
		});
		Ok(())
	}

	pub(crate) fn do_apply_announced(community: CommunityId) -> DispatchResult {
		let record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		let now = T::BlockNumberProvider::current_block_number();
		let schedule_applied = Self::apply_schedule(community, now)?;
		let weights =
			AnnouncedBudgets::<T>::get(community).filter(|announced| announced.effective <= now);
		ensure!(
			schedule_applied || weights.is_some(),
			Error::<T>::NothingToApply
		);
		match weights {
			Some(announced) => Self::apply_budget(community, record, announced.budget),
			None => Ok(()),
		}
	}

	/// Makes the schedule that has taken over the one in force. It speaks since its first block,
	/// whoever has called this or not, so there is nothing to settle.
	fn apply_schedule(community: CommunityId, now: BlockNumber) -> Result<bool, Error<T>> {
		let before = Emissions::<T>::get(community);
		let old = before.schedule.clone();
		let from = match &before.next {
			Some(next) if next.from <= now => next.from,
			_ => return Ok(false),
		};
		let after = before.folded(now)?;
		let new = after.schedule.clone();
		Emissions::<T>::insert(community, after);
		Self::deposit_event(Event::ScheduleApplied {
			community,
			from,
			old,
			new,
		});
		Ok(true)
	}

	/// Settles the fund, what is nobody's, and every open pool, and gives them their new weights.
	fn apply_budget(
		community: CommunityId,
		mut record: Community<T::AccountId>,
		budget: Budget,
	) -> DispatchResult {
		let emitted = Self::emitted(community).map_err(Error::<T>::from)?;
		record.fund = record.fund.accrue(emitted).map_err(Error::<T>::from)?;
		record.free = record.free.accrue(emitted).map_err(Error::<T>::from)?;
		let mut old = Budget {
			fund_share: record.fund.weight,
			pools: BoundedVec::new(),
		};
		let mut new = Budget {
			fund_share: budget.fund_share,
			pools: BoundedVec::new(),
		};
		// What was announced for pools that were closed since is nobody's. Pools that were opened
		// since have no weight and keep none.
		let mut free: u32 = 0;
		let mut book = None;
		for mut part in budget.pools {
			if !record.open_pools.contains(&part.pool) {
				free = free
					.checked_add(part.weight)
					.ok_or(ArithmeticError::Overflow)?;
				continue;
			}
			let mut pool = Self::pool_of(community, part.pool)?;
			let before = PoolBudget {
				pool: part.pool,
				weight: pool.weight,
				yield_split: pool.yield_split,
			};
			if let Err(error) = pool.accrue_or_forgo(emitted).map_err(Error::<T>::from)? {
				log::error!(target: LOG_TARGET, "pool {} is not settled: {error:?}", part.pool);
			}
			pool.weight = part.weight;
			if pool.staking_yield.is_some() && part.yield_split != pool.yield_split {
				let book = book.get_or_insert_with(StakingYield::<T>::get);
				let settled = book
					.accrue(T::YieldStream::released())
					.and(pool.accrue_yield(book));
				if let Err(error) = settled {
					log::error!(
						target: LOG_TARGET,
						"the split of pool {} stays as it is: {error:?}",
						part.pool
					);
					part.yield_split = pool.yield_split;
				}
			}
			pool.yield_split = part.yield_split;
			Pools::<T>::insert(part.pool, pool);
			// No more of either than were announced.
			old.pools
				.try_push(before)
				.map_err(|_| Error::<T>::TooManyPools)?;
			new.pools
				.try_push(part)
				.map_err(|_| Error::<T>::TooManyPools)?;
		}
		record.fund.weight = budget.fund_share;
		record.free.weight = free;
		Communities::<T>::insert(community, record);
		AnnouncedBudgets::<T>::remove(community);
		Self::write_book(book);
		Self::deposit_event(Event::WeightsApplied {
			community,
			old,
			new,
			free_weight: free,
		});
		Ok(())
	}
}
