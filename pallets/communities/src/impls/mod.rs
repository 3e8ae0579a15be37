//! What the calls and the views do, by domain.

mod announcing;
mod claiming;
mod creation;
mod delegating;
mod fund;
mod ownership;
mod rules;
mod settling;
mod staking;
mod terms;
mod views;
mod vouchers;

pub use vouchers::VOUCHER_DOMAIN;

use crate::{pallet::*, types::*};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Footprint, Get},
};
use nutbox_math::{emission::Emission, schedule::ScheduleError, Balance, MathError};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::traits::{AccountIdConversion, BlockNumberProvider};

impl<T> From<MathError> for Error<T> {
	fn from(_: MathError) -> Self {
		Self::RewardOverflow
	}
}

impl<T> From<ScheduleError> for Error<T> {
	fn from(error: ScheduleError) -> Self {
		match error {
			ScheduleError::TooManySteps => Self::TooManySteps,
			ScheduleError::StepReversed => Self::StepReversed,
			ScheduleError::StepsOverlap => Self::StepsOverlap,
			ScheduleError::ZeroRate => Self::ZeroRate,
			ScheduleError::ZeroPeriod => Self::ZeroPeriod,
			ScheduleError::TooManyHalvings => Self::TooManyHalvings,
			ScheduleError::EndsTooLate => Self::ScheduleEndsTooLate,
			ScheduleError::TotalTooLarge => Self::ScheduleTotalTooLarge,
		}
	}
}

/// Whether an id occurs twice.
fn has_duplicates(pools: &[PoolId]) -> bool {
	let mut sorted = pools.to_vec();
	sorted.sort_unstable();
	sorted.windows(2).any(|pair| pair[0] == pair[1])
}

impl<T: Config> Pallet<T> {
	/// The account that issues the community tokens. Nobody has its key.
	pub fn issuer_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account of a community's fund. Nobody has its key.
	pub fn fund_account(community: CommunityId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((b"fd", community))
	}

	/// The account of a community's escrow. Nobody has its key.
	pub fn escrow_account(community: CommunityId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((b"es", community))
	}

	/// What the community has emitted up to and including this block, in planck.
	pub(crate) fn emitted(community: CommunityId) -> Result<Balance, MathError> {
		Emissions::<T>::get(community).emitted(T::BlockNumberProvider::current_block_number())
	}

	pub(crate) fn ensure_entrances_open() -> Result<(), Error<T>> {
		ensure!(
			Mode::<T>::get() == OperatingMode::Normal,
			Error::<T>::EntrancesClosed
		);
		Ok(())
	}

	pub(super) fn community_of(
		who: &T::AccountId,
		community: CommunityId,
	) -> Result<Community<T::AccountId>, Error<T>> {
		let record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		ensure!(record.owner.as_ref() == Some(who), Error::<T>::NotOwner);
		Ok(record)
	}

	pub(super) fn pool_of(community: CommunityId, pool: PoolId) -> Result<PoolOf<T>, Error<T>> {
		match Pools::<T>::get(pool) {
			Some(record) if record.community == community => Ok(record),
			_ if !Communities::<T>::contains_key(community) => Err(Error::<T>::CommunityNotFound),
			_ => Err(Error::<T>::PoolNotFound),
		}
	}

	pub(super) fn profile_footprint(profile: &Profile) -> Footprint {
		let size = Community::<T::AccountId>::max_encoded_len()
			+ Emission::max_encoded_len()
			+ AnnouncedBudget::max_encoded_len();
		Footprint::from_parts(1, size + codec::Encode::encoded_size(profile))
	}

	pub(super) fn pool_footprint() -> Footprint {
		Footprint::from_mel::<PoolOf<T>>()
	}

	pub(super) fn position_footprint() -> Footprint {
		Footprint::from_mel::<PositionOf<T>>()
	}
}
