//! The fund.

use super::has_duplicates;
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		fungibles::{Inspect as _, Mutate as _},
		tokens::{Fortitude, Preservation},
	},
};
use nutbox_math::Balance;
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::{traits::Zero, ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_collect_fund(community: CommunityId, pools: Vec<PoolId>) -> DispatchResult {
		ensure!(pools.len() <= MAX_POOLS as usize, Error::<T>::TooManyPools);
		ensure!(!has_duplicates(&pools), Error::<T>::DuplicatePool);
		let mut record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;

		let mut settled = Ok(());
		let mut due = Payout::default();
		match Self::emitted(community).and_then(|emitted| record.fund.accrue(emitted)) {
			Ok(fund) => record.fund = fund,
			Err(error) => settled = Err(error),
		}
		due.token = record.fund.credit.due().map_err(Error::<T>::from)?;
		record.fund.credit = record
			.fund
			.credit
			.pay(due.token)
			.map_err(Error::<T>::from)?;
		Communities::<T>::insert(community, record);

		let mut book = None;
		let mut yields = Vec::with_capacity(pools.len());
		for pool_id in &pools {
			let mut pool = Self::pool_of(community, *pool_id)?;
			settled = settled.and(Self::settle(&mut pool, None, &mut book).both());
			if let Some(own) = &mut pool.staking_yield {
				let amount = own.fund.due().map_err(Error::<T>::from)?;
				own.fund = own.fund.pay(amount).map_err(Error::<T>::from)?;
				due = Self::sum(
					due,
					Payout {
						token: 0,
						staking_yield: amount,
					},
				)?;
				yields.push((*pool_id, amount));
			}
			Pools::<T>::insert(pool_id, pool);
		}
		Self::write_book(book);

		let failed = Self::pay(community, &Self::fund_account(community), due, settled)?;
		if failed.token > 0 {
			let mut record =
				Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
			record.fund.credit = record
				.fund
				.credit
				.unpay(failed.token)
				.map_err(Error::<T>::from)?;
			Communities::<T>::insert(community, record);
		}
		if failed.staking_yield > 0 {
			for (pool_id, amount) in yields {
				let mut pool = Self::pool_of(community, pool_id)?;
				if let Some(own) = &mut pool.staking_yield {
					own.fund = own.fund.unpay(amount).map_err(Error::<T>::from)?;
				}
				Pools::<T>::insert(pool_id, pool);
			}
		}
		let token = due
			.token
			.checked_sub(failed.token)
			.ok_or(ArithmeticError::Underflow)?;
		let staking_yield = due
			.staking_yield
			.checked_sub(failed.staking_yield)
			.ok_or(ArithmeticError::Underflow)?;
		if token > 0 || staking_yield > 0 {
			Self::deposit_event(Event::FundCollected {
				community,
				pools,
				token,
				staking_yield,
			});
		}
		Ok(())
	}

	pub(crate) fn do_spend(
		who: T::AccountId,
		community: CommunityId,
		asset: FundAsset,
		amount: Balance,
		beneficiary: T::AccountId,
	) -> DispatchResult {
		let record = Self::community_of(&who, community)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let fund = Self::fund_account(community);
		ensure!(
			amount <= Self::fund_balance(&record, &fund, asset),
			Error::<T>::InsufficientFund
		);
		match asset {
			FundAsset::Native => {
				let rest = T::NativeCurrency::balance(&fund)
					.checked_sub(amount)
					.ok_or(Error::<T>::InsufficientFund)?;
				ensure!(
					rest == 0 || rest >= T::NativeCurrency::minimum_balance(),
					Error::<T>::FundWouldLeaveDust
				);
				T::NativeCurrency::transfer(&fund, &beneficiary, amount, Preservation::Expendable)?;
			}
			FundAsset::Token => {
				let token = record.token.ok_or(Error::<T>::NoToken)?.asset();
				let preservation = Preservation::Expendable;
				T::Assets::transfer(token, &fund, &beneficiary, amount, preservation)?;
			}
		}
		Self::deposit_event(Event::FundSpent {
			community,
			asset,
			beneficiary,
			amount,
		});
		Ok(())
	}

	/// What the fund's account can spend, in planck.
	pub(super) fn fund_balance(
		record: &Community<T::AccountId>,
		fund: &T::AccountId,
		asset: FundAsset,
	) -> Balance {
		let (preservation, fortitude) = (Preservation::Expendable, Fortitude::Polite);
		match (asset, record.token) {
			(FundAsset::Native, _) => {
				T::NativeCurrency::reducible_balance(fund, preservation, fortitude)
			}
			(FundAsset::Token, Some(token)) => {
				let asset = token.asset();
				T::Assets::reducible_balance(asset, fund, preservation, fortitude)
			}
			(FundAsset::Token, None) => Zero::zero(),
		}
	}
}
