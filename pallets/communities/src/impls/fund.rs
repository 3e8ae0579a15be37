//! The fund, and the escrow.

use super::{has_duplicates, settling::Paid};
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		fungibles::{Inspect as _, Mutate as _},
		tokens::{Fortitude, Precision, Preservation},
	},
};
use nutbox_math::Balance;
use nutbox_primitives::{
	exchange::{Exchange, TradedAsset},
	AssetId, CommunityId, PoolId,
};
use sp_runtime::{
	traits::{BlockNumberProvider, Zero},
	ArithmeticError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_collect_fund(community: CommunityId, pools: Vec<PoolId>) -> DispatchResult {
		ensure!(pools.len() <= MAX_POOLS as usize, Error::<T>::TooManyPools);
		ensure!(!has_duplicates(&pools), Error::<T>::DuplicatePool);
		let mut record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;

		let mut settled = Ok(());
		let mut due = Payout::default();
		let emitted = Self::emitted(community);
		match emitted.and_then(|emitted| record.fund.accrue(emitted)) {
			Ok(fund) => record.fund = fund,
			Err(error) => settled = Err(error),
		}
		due.token = record.fund.credit.due().map_err(Error::<T>::from)?;
		record.fund.credit = record
			.fund
			.credit
			.pay(due.token)
			.map_err(Error::<T>::from)?;
		let token = record.token;
		Communities::<T>::insert(community, record);

		let mut book = None;
		let mut yields = Vec::with_capacity(pools.len());
		for pool_id in &pools {
			let mut pool = Self::pool_of(community, *pool_id)?;
			settled = settled.and(Self::settle(&mut pool, None, emitted, &mut book).both());
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

		let account = Self::fund_account(community);
		let Paid { failed, reason } = Self::pay(community, token, &account, due, settled)?;
		if let Some(reason) = reason {
			Self::deposit_event(Event::PayoutDeferred {
				community,
				pool: None,
				account,
				amount: failed,
				reason,
			});
		}
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
				let minimum = T::NativeCurrency::minimum_balance();
				Self::ensure_no_dust(T::NativeCurrency::balance(&fund), amount, minimum)?;
				T::NativeCurrency::transfer(&fund, &beneficiary, amount, Preservation::Expendable)?;
			}
			FundAsset::Token => {
				let token = record.token.ok_or(Error::<T>::NoToken)?.asset();
				let minimum = T::Assets::minimum_balance(token);
				Self::ensure_no_dust(T::Assets::balance(token, &fund), amount, minimum)?;
				let preservation = Preservation::Expendable;
				Self::move_token(token, &fund, &beneficiary, amount, preservation)?;
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

	/// Fails if taking `amount` of what the fund has would leave it with less than the `minimum` of
	/// the asset, which would be lost.
	fn ensure_no_dust(balance: Balance, amount: Balance, minimum: Balance) -> Result<(), Error<T>> {
		let rest = balance
			.checked_sub(amount)
			.ok_or(Error::<T>::InsufficientFund)?;
		ensure!(rest == 0 || rest >= minimum, Error::<T>::FundWouldLeaveDust);
		Ok(())
	}

	/// Moves `amount` of a token, all of which arrives; or fails, and what was written is to be
	/// rolled back.
	pub(super) fn move_token(
		asset: AssetId,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
		preservation: Preservation,
	) -> DispatchResult {
		let before = T::Assets::balance(asset, to);
		T::Assets::transfer(asset, from, to, amount, preservation)?;
		// The ledger credits nobody, without an error, where it could not have issued as much again.
		ensure!(
			from == to || before.checked_add(amount) == Some(T::Assets::balance(asset, to)),
			ArithmeticError::Overflow
		);
		Ok(())
	}

	/// Moves `amount` of a token from a caller to an account of ours.
	pub(super) fn take_token(
		who: &T::AccountId,
		asset: AssetId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let (preservation, fortitude) = (Preservation::Expendable, Fortitude::Polite);
		ensure!(
			amount <= T::Assets::reducible_balance(asset, who, preservation, fortitude),
			Error::<T>::InsufficientBalance
		);
		let rest = T::Assets::balance(asset, who)
			.checked_sub(amount)
			.ok_or(Error::<T>::InsufficientBalance)?;
		// Less would be lost to the caller.
		ensure!(
			rest == 0 || rest >= T::Assets::minimum_balance(asset),
			Error::<T>::MustKeepMinimumBalance
		);
		Self::move_token(asset, who, to, amount, preservation)
	}

	pub(crate) fn do_buy_back(
		who: T::AccountId,
		community: CommunityId,
		amount: Balance,
		min_received: Balance,
		burn: bool,
	) -> DispatchResult {
		let record = Self::community_of(&who, community)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let token = record.token.ok_or(Error::<T>::NoToken)?;
		ensure!(
			!burn || matches!(token, Token::New { .. }),
			Error::<T>::TokenNotBurnable
		);
		let token = token.asset();
		let fund = Self::fund_account(community);
		ensure!(
			amount <= Self::fund_balance(&record, &fund, FundAsset::Native),
			Error::<T>::InsufficientFund
		);
		let minimum = T::NativeCurrency::minimum_balance();
		Self::ensure_no_dust(T::NativeCurrency::balance(&fund), amount, minimum)?;
		let received = T::Exchange::sell(
			&fund,
			TradedAsset::Native,
			TradedAsset::Local(token),
			amount,
			min_received,
		)?;
		ensure!(received >= min_received, Error::<T>::ReceivedTooLittle);
		if burn {
			T::Assets::burn_from(
				token,
				&fund,
				received,
				Preservation::Expendable,
				Precision::Exact,
				Fortitude::Polite,
			)?;
		}
		Self::deposit_event(Event::BoughtBack {
			community,
			amount,
			received,
			burned: burn,
		});
		Ok(())
	}

	pub(crate) fn do_top_up(
		who: T::AccountId,
		community: CommunityId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		let Some(Token::Existing { asset }) = record.token else {
			return Err(Error::<T>::NoEscrow.into());
		};
		let now = T::BlockNumberProvider::current_block_number();
		let emission = Emissions::<T>::get(community)
			.top_up(now, amount)
			.map_err(|_| Error::<T>::EscrowTooLarge)?;
		let funded = emission.escrow.map_or(0, |escrow| escrow.funded);
		Emissions::<T>::insert(community, emission);
		let escrow = Self::escrow_account(community);
		Self::take_token(&who, asset, &escrow, amount)?;
		Self::deposit_event(Event::EscrowToppedUp {
			community,
			account: who,
			amount,
			funded,
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
