//! What owners change at once: the profile, and which pools are open.

use crate::{pallet::*, types::*, LOG_TARGET};
use frame_support::{ensure, traits::Consideration};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_update_profile(
		who: T::AccountId,
		community: CommunityId,
		profile: ProfileInput,
	) -> DispatchResult {
		Self::community_of(&who, community)?;
		let new = Self::check_profile(profile)?;
		if let Some((depositor, deposit)) = CommunityDeposits::<T>::get(community) {
			let deposit = deposit.update(&depositor, Self::profile_footprint(&new))?;
			CommunityDeposits::<T>::insert(community, (depositor, deposit));
		}
		let old = Profiles::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		Profiles::<T>::insert(community, &new);
		Self::deposit_event(Event::ProfileUpdated {
			community,
			old,
			new,
		});
		Ok(())
	}

	pub(crate) fn do_add_pool(
		who: T::AccountId,
		community: CommunityId,
		kind: KindInputOf<T>,
		yield_split: YieldSplit,
	) -> DispatchResult {
		Self::ensure_entrances_open()?;
		let mut record = Self::community_of(&who, community)?;
		let input = Self::check_pool(PoolInput {
			kind,
			weight: 0,
			yield_split,
		})?;
		let emitted = Self::emitted(community).map_err(Error::<T>::from)?;
		let pool = Self::insert_pool(&who, community, input, emitted)?;
		record
			.open_pools
			.try_push(pool)
			.map_err(|_| Error::<T>::TooManyPools)?;
		Communities::<T>::insert(community, record);
		Ok(())
	}

	pub(crate) fn do_close_pool(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
	) -> DispatchResult {
		let mut record = Self::community_of(&who, community)?;
		let mut pool = Self::pool_of(community, pool_id)?;
		ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		let emitted = Self::emitted(community).map_err(Error::<T>::from)?;
		if let Err(error) = pool.accrue_or_forgo(emitted).map_err(Error::<T>::from)? {
			log::error!(target: LOG_TARGET, "pool {pool_id} is not settled: {error:?}");
		}
		record.free = record.free.accrue(emitted).map_err(Error::<T>::from)?;

		let freed_weight = core::mem::take(&mut pool.weight);
		pool.status = PoolStatus::Closed;
		// Both are parts of the same 10^9.
		record.free.weight = record
			.free
			.weight
			.checked_add(freed_weight)
			.ok_or(ArithmeticError::Overflow)?;
		record.open_pools.retain(|open| *open != pool_id);
		Communities::<T>::insert(community, record);
		Pools::<T>::insert(pool_id, pool);
		ClosedPools::<T>::insert(community, pool_id, ());
		Self::deposit_event(Event::PoolClosed {
			community,
			pool: pool_id,
			freed_weight,
		});
		Ok(())
	}
}
