//! Principal in and out.

use crate::{
	pallet::*,
	types::*,
	weights::{with_asset_record, with_give_back},
	WeightInfo as _, LOG_TARGET,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, PostDispatchInfo},
	ensure,
	traits::{
		fungibles::{self, Inspect as _, MutateHold as _},
		tokens::Precision,
		Consideration, Get,
	},
	weights::Weight,
};
use nutbox_math::{rewards::share, Balance, MathError, PPB};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(super) fn ensure_stakeable(
		who: &T::AccountId,
		asset: T::StakeAssetId,
		amount: Balance,
	) -> Result<(), Error<T>> {
		if amount <= Self::stakeable(who.clone(), asset) {
			return Ok(());
		}
		let free = <T::StakeableAssets as fungibles::Inspect<_>>::balance(asset, who);
		let keeps_too_little =
			amount <= free && free - amount < T::StakeableAssets::minimum_balance(asset);
		Err(if keeps_too_little {
			Error::<T>::MustKeepMinimumBalance
		} else {
			Error::<T>::InsufficientBalance
		})
	}

	/// What a call took that moved principal of `asset`, and did or did not give yield back.
	fn weight_with(weight: Weight, asset: T::StakeAssetId, gives_back: bool) -> PostDispatchInfo {
		let mut weight = weight;
		if gives_back {
			weight = with_give_back::<T::WeightInfo>(weight);
		}
		if asset != T::LiquidStakingAsset::get() {
			weight = with_asset_record::<T>(weight);
		}
		Some(weight).into()
	}

	/// Answers with what it took: less where there was a position already.
	pub(crate) fn do_stake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		amount: Balance,
	) -> DispatchResultWithPostInfo {
		Self::ensure_entrances_open()?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut pool = Self::pool_of(community, pool_id)?;
		ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		let PoolKind::Asset { asset } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		Self::ensure_stakeable(&who, asset, amount)?;
		let mut position = Positions::<T>::get(pool_id, &who);
		let mut deposit = None;
		let is_new = position.is_none();
		if is_new {
			deposit = Some(T::PositionDeposit::new(&who, Self::position_footprint())?);
			// Taking it may have changed anything: what is written back is read after it.
			pool = Self::pool_of(community, pool_id)?;
			position = Positions::<T>::get(pool_id, &who);
		}

		let mut book = None;
		let emitted = Self::emitted(community);
		Self::settle(&mut pool, position.as_mut(), emitted, &mut book)
			.both()
			.map_err(Error::<T>::from)?;
		let mut position = position.unwrap_or_else(|| Position::new(&pool, deposit.take()));
		position.stake = position
			.stake
			.checked_add(amount)
			.ok_or(ArithmeticError::Overflow)?;
		Self::add_shares(&mut pool, amount)?;
		Self::add_to_total(&mut pool, &mut book, amount)?;
		let stake = position.stake;
		Positions::<T>::insert(pool_id, &who, position);
		Pools::<T>::insert(pool_id, pool);
		let gives_back = book.as_ref().is_some_and(|book| book.to_forgo > 0);
		Self::write_book(book);
		T::StakeableAssets::hold(asset, &HoldReason::Staked.into(), &who, amount)?;
		// Left over if the position came into being while its deposit was taken.
		Self::return_deposit(&who, deposit);
		Self::deposit_event(Event::Staked {
			community,
			pool: pool_id,
			account: who,
			amount,
			stake,
		});
		let weight = if is_new {
			T::WeightInfo::stake()
		} else {
			T::WeightInfo::stake_more()
		};
		Ok(Self::weight_with(weight, asset, gives_back))
	}

	/// Answers with what it took: less where no deposit comes back.
	pub(crate) fn do_unstake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		amount: Balance,
	) -> DispatchResultWithPostInfo {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut pool = Self::pool_of(community, pool_id)?;
		let PoolKind::Asset { asset } = pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		let mut position = Positions::<T>::get(pool_id, &who).ok_or(Error::<T>::NotStaked)?;
		let stake = position
			.stake
			.checked_sub(amount)
			.ok_or(Error::<T>::InsufficientStake)?;

		let mut book = None;
		let emitted = Self::emitted(community);
		Self::settle(&mut pool, Some(&mut position), emitted, &mut book)
			.both()
			.map_err(Error::<T>::from)?;
		position.stake = stake;
		Self::take_shares(&mut pool, amount)?;
		Self::take_from_total(&mut pool, &mut book, amount)?;
		let deposit = Self::write_position(pool_id, &who, &mut pool, position);
		Pools::<T>::insert(pool_id, pool);
		let returns_deposit = deposit.is_some();
		let gives_back = book.as_ref().is_some_and(|book| book.to_forgo > 0);
		Self::write_book(book);
		let reason = HoldReason::Staked.into();
		T::StakeableAssets::release(asset, &reason, &who, amount, Precision::Exact)?;
		Self::return_deposit(&who, deposit);
		Self::deposit_event(Event::Unstaked {
			community,
			pool: pool_id,
			account: who,
			amount,
			stake,
		});
		let weight = if returns_deposit {
			T::WeightInfo::unstake()
		} else {
			T::WeightInfo::unstake_part()
		};
		Ok(Self::weight_with(weight, asset, gives_back))
	}

	pub(crate) fn do_emergency_unstake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
	) -> DispatchResult {
		let mut pool = Self::pool_of(community, pool_id)?;
		let emitted = Self::emitted(community);
		let mut book = None;
		// The rewards, as far as their arithmetic goes; so that those who stay get what they would
		// have got anyway. Whatever fails, the principal leaves.
		let (leaving, settled) = match pool.kind {
			PoolKind::Term { .. } => {
				let mut positions = TermPositions::<T>::get(pool_id, &who);
				let settled = Self::settle_terms(&mut pool, &mut positions, emitted, &mut book);
				let shares_known = positions.iter().all(|position| position.shares().is_ok());
				let leaving: Vec<_> = positions
					.into_iter()
					.map(|term| {
						// Unknown shares are none: they were never added either.
						let shares = term.shares().map_or(0, |shares| shares);
						(term.position, shares)
					})
					.collect();
				let all_known = if shares_known {
					Ok(())
				} else {
					Err(MathError::Overflow)
				};
				(leaving, settled.both().and(all_known))
			}
			_ => match Positions::<T>::get(pool_id, &who) {
				Some(mut position) => {
					let settled = Self::settle(&mut pool, Some(&mut position), emitted, &mut book);
					let shares = position.stake;
					(alloc::vec![(position, shares)], settled.both())
				}
				None => (Vec::new(), Ok(())),
			},
		};
		let mut given_up = Payout::default();
		let (mut stake, mut shares): (Balance, Balance) = (0, 0);
		let mut in_order = settled.is_ok();
		let mut deposits = Vec::new();
		for (position, own_shares) in leaving {
			let sum = Self::give_up(&mut pool, &position, &mut book)
				.map(|lost| Self::sum(given_up, lost));
			match sum {
				Ok(Ok(sum)) => given_up = sum,
				// More than the event can say; the books have it all.
				Ok(Err(_)) => log::error!(target: LOG_TARGET, "what is given up overflows"),
				Err(_) => in_order = false,
			}
			// It is a part of the pool's total, which is in range.
			stake = stake
				.checked_add(position.stake)
				.ok_or(ArithmeticError::Overflow)?;
			match shares.checked_add(own_shares) {
				Some(sum) => shares = sum,
				None => in_order = false,
			}
			deposits.push(position.deposit);
		}
		ensure!(stake > 0, Error::<T>::NotStaked);
		Positions::<T>::remove(pool_id, &who);
		TermPositions::<T>::remove(pool_id, &who);
		if !in_order {
			pool.left_unsettled = true;
		}

		// No more than in error can the totals be below one of the stakes they sum up; the exit
		// would be open even then.
		pool.total = Self::without(pool.total, stake);
		pool.shares = Self::without(pool.shares, shares);
		if let Some(book) = &mut book {
			book.total = Self::without(book.total, stake);
		}
		if let Err(error) = Self::leave_forfeits(&mut pool, &mut book) {
			log::error!(target: LOG_TARGET, "forfeits of pool {pool_id} wait: {error:?}");
		}
		let asset = pool.asset();
		Pools::<T>::insert(pool_id, pool);
		Self::write_book(book);
		let reason = HoldReason::Staked.into();
		let amount = match asset {
			Some(asset) => {
				T::StakeableAssets::release(asset, &reason, &who, stake, Precision::BestEffort)?
			}
			// It is on its own chain, where it has been all the time.
			None => 0,
		};
		for deposit in deposits {
			Self::return_deposit(&who, deposit);
		}
		Self::deposit_event(Event::EmergencyUnstaked {
			community,
			pool: pool_id,
			account: who,
			amount,
			token: given_up.token,
			staking_yield: given_up.staking_yield,
		});
		Ok(())
	}

	pub(super) fn add_shares(pool: &mut PoolOf<T>, shares: Balance) -> Result<(), ArithmeticError> {
		pool.shares = pool
			.shares
			.checked_add(shares)
			.ok_or(ArithmeticError::Overflow)?;
		Ok(())
	}

	pub(super) fn take_shares(
		pool: &mut PoolOf<T>,
		shares: Balance,
	) -> Result<(), ArithmeticError> {
		pool.shares = pool
			.shares
			.checked_sub(shares)
			.ok_or(ArithmeticError::Underflow)?;
		Ok(())
	}

	/// Adds to what is staked in the pool, and in the chain.
	pub(super) fn add_to_total(
		pool: &mut PoolOf<T>,
		book: &mut Option<YieldBook>,
		amount: Balance,
	) -> Result<(), ArithmeticError> {
		for total in [
			Some(&mut pool.total),
			book.as_mut().map(|book| &mut book.total),
		]
		.into_iter()
		.flatten()
		{
			*total = total.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		}
		Ok(())
	}

	/// Takes from what is staked in the pool, and in the chain.
	pub(super) fn take_from_total(
		pool: &mut PoolOf<T>,
		book: &mut Option<YieldBook>,
		amount: Balance,
	) -> Result<(), ArithmeticError> {
		for total in [
			Some(&mut pool.total),
			book.as_mut().map(|book| &mut book.total),
		]
		.into_iter()
		.flatten()
		{
			*total = total
				.checked_sub(amount)
				.ok_or(ArithmeticError::Underflow)?;
		}
		Ok(())
	}

	/// `total − stake`, and 0 with a record in the log if the books are wrong.
	fn without(total: Balance, stake: Balance) -> Balance {
		match total.checked_sub(stake) {
			Some(rest) => rest,
			None => {
				log::error!(target: LOG_TARGET, "a total is below one of its stakes");
				0
			}
		}
	}

	/// Gives up what is pending of both kinds, each on its own. An error if one fails; the other is
	/// given up all the same.
	fn give_up(
		pool: &mut PoolOf<T>,
		position: &PositionOf<T>,
		book: &mut Option<YieldBook>,
	) -> Result<Payout, MathError> {
		let token = Self::give_up_emission(pool, position);
		let staking_yield = Self::give_up_yield(pool, position, book);
		Ok(Payout {
			token: token?,
			staking_yield: staking_yield?,
		})
	}

	/// Moves the position's pending community tokens to what is allocated to nobody.
	fn give_up_emission(
		pool: &mut PoolOf<T>,
		position: &PositionOf<T>,
	) -> Result<Balance, MathError> {
		let (stream, amount) = pool.emission.forfeit(&position.emission)?;
		pool.unallocated = pool
			.unallocated
			.checked_add(share(amount, PPB))
			.ok_or(MathError::Overflow)?;
		pool.emission = stream;
		Ok(amount)
	}

	/// Moves the position's pending staking yield to what is given back to the yield stream.
	fn give_up_yield(
		pool: &mut PoolOf<T>,
		position: &PositionOf<T>,
		book: &mut Option<YieldBook>,
	) -> Result<Balance, MathError> {
		let (Some(of_pool), Some(own), Some(book)) =
			(&mut pool.staking_yield, &position.staking_yield, book)
		else {
			return Ok(0);
		};
		let (stream, amount) = of_pool.stakers.forfeit(own)?;
		let forgone = of_pool
			.forgone
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		book.to_forgo = book
			.to_forgo
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		of_pool.stakers = stream;
		of_pool.forgone = forgone;
		Ok(amount)
	}
}
