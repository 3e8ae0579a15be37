//! Who owns a community, and who may claim for whom.

use crate::pallet::*;
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint},
};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer_ownership(
		who: T::AccountId,
		community: CommunityId,
		to: Option<T::AccountId>,
	) -> DispatchResult {
		let mut record = Self::community_of(&who, community)?;
		let old = core::mem::replace(&mut record.offered_to, to.clone());
		Communities::<T>::insert(community, record);
		Self::deposit_event(Event::OwnershipOffered {
			community,
			owner: who,
			old,
			new: to,
		});
		Ok(())
	}

	pub(crate) fn do_accept_ownership(who: T::AccountId, community: CommunityId) -> DispatchResult {
		let mut record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		ensure!(
			record.offered_to.as_ref() == Some(&who),
			Error::<T>::NotOffered
		);
		// The new owner pays for the record, and the old one's deposit comes back.
		if let Some((depositor, deposit)) = CommunityDeposits::<T>::get(community) {
			let profile = Profiles::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
			let own = T::CommunityDeposit::new(&who, Self::profile_footprint(&profile))?;
			deposit.drop(&depositor)?;
			CommunityDeposits::<T>::insert(community, (&who, own));
		}
		record.offered_to = None;
		let old = record.owner.replace(who.clone());
		Communities::<T>::insert(community, record);
		Self::deposit_event(Event::OwnershipTransferred {
			community,
			old,
			new: who,
		});
		Ok(())
	}

	pub(crate) fn do_renounce_ownership(
		who: T::AccountId,
		community: CommunityId,
	) -> DispatchResult {
		let mut record = Self::community_of(&who, community)?;
		record.owner = None;
		record.offered_to = None;
		Communities::<T>::insert(community, record);
		Self::deposit_event(Event::OwnershipRenounced {
			community,
			old: who,
		});
		Ok(())
	}

	pub(crate) fn do_set_claim_permission(who: T::AccountId, allowed: bool) -> DispatchResult {
		let old = ClaimPermissions::<T>::contains_key(&who);
		if allowed && !old {
			let footprint = Footprint::from_mel::<(T::AccountId, T::PositionDeposit)>();
			let deposit = T::PositionDeposit::new(&who, footprint)?;
			ClaimPermissions::<T>::insert(&who, deposit);
		} else if !allowed {
			if let Some(deposit) = ClaimPermissions::<T>::take(&who) {
				deposit.drop(&who)?;
			}
		}
		Self::deposit_event(Event::ClaimPermissionSet {
			account: who,
			old,
			new: allowed,
		});
		Ok(())
	}

	pub(crate) fn do_claim_for(
		account: T::AccountId,
		community: CommunityId,
		pools: Vec<PoolId>,
	) -> DispatchResult {
		ensure!(
			ClaimPermissions::<T>::contains_key(&account),
			Error::<T>::ClaimNotPermitted
		);
		Self::do_claim(account, community, pools)
	}
}
