//! What the calls and the views do.

use crate::{pallet::*, types::*, LOG_TARGET};
use alloc::vec::Vec;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		fungibles::{
			self, metadata::Mutate as _, Create as _, Inspect as _, Mutate as _, MutateHold as _,
		},
		tokens::{Fortitude, Precision, Preservation},
		AccountTouch, Consideration, Footprint, Get,
	},
	BoundedVec,
};
use nutbox_math::{
	rewards::{planck, share, U512},
	schedule::{Schedule, ScheduleError},
	Balance, MathError, PPB,
};
use nutbox_primitives::{yield_stream::YieldStream, AssetId, BlockNumber, CommunityId, PoolId};
use sp_runtime::{
	traits::{AccountIdConversion, BlockNumberProvider, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

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

/// The arguments of `create`, checked.
pub(crate) struct NewCommunity<StakeAssetId> {
	profile: Profile,
	token: TokenInput,
	schedule: Schedule,
	pools: Vec<PoolInput<StakeAssetId>>,
	pub(crate) preview: Preview,
}

/// How bringing the two streams of a pool up to date went, each on its own.
struct Settlement {
	emission: Result<(), MathError>,
	staking_yield: Result<(), MathError>,
}

impl Settlement {
	/// Both went well.
	fn both(self) -> Result<(), MathError> {
		self.emission.and(self.staking_yield)
	}
}

/// Whether `text` shows anything.
fn is_blank(text: &str) -> bool {
	text.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// Whether an id occurs twice.
fn has_duplicates(pools: &[PoolId]) -> bool {
	let mut sorted = pools.to_vec();
	sorted.sort_unstable();
	sorted.windows(2).any(|pair| pair[0] == pair[1])
}

// Accounts and records.
impl<T: Config> Pallet<T> {
	/// The account that issues the community tokens. Nobody has its key.
	pub fn issuer_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account of a community's fund. Nobody has its key.
	pub fn fund_account(community: CommunityId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((b"fd", community))
	}

	/// What the community has emitted up to and including this block, in planck.
	pub(crate) fn emitted(community: CommunityId) -> Result<Balance, MathError> {
		Schedules::<T>::get(community).emitted(T::BlockNumberProvider::current_block_number())
	}

	fn ensure_entrances_open() -> Result<(), Error<T>> {
		ensure!(
			Mode::<T>::get() == OperatingMode::Normal,
			Error::<T>::EntrancesClosed
		);
		Ok(())
	}

	fn community_of(
		who: &T::AccountId,
		community: CommunityId,
	) -> Result<Community<T::AccountId>, Error<T>> {
		let record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		ensure!(record.owner.as_ref() == Some(who), Error::<T>::NotOwner);
		Ok(record)
	}

	fn pool_of(community: CommunityId, pool: PoolId) -> Result<PoolOf<T>, Error<T>> {
		match Pools::<T>::get(pool) {
			Some(record) if record.community == community => Ok(record),
			_ if !Communities::<T>::contains_key(community) => Err(Error::<T>::CommunityNotFound),
			_ => Err(Error::<T>::PoolNotFound),
		}
	}

	fn profile_footprint(profile: &Profile) -> Footprint {
		let size = Community::<T::AccountId>::max_encoded_len() + Schedule::max_encoded_len();
		Footprint::from_parts(1, size + codec::Encode::encoded_size(profile))
	}

	fn pool_footprint() -> Footprint {
		Footprint::from_mel::<PoolOf<T>>()
	}

	fn position_footprint() -> Footprint {
		Footprint::from_mel::<PositionOf<T>>()
	}
}

// Settling.
impl<T: Config> Pallet<T> {
	/// Brings the pool, the yield book (which the pool's kind may not need) and the position up to
	/// date in memory. Each stream on its own: one that fails is left as it was and keeps nothing
	/// from the other.
	fn settle(
		pool: &mut PoolOf<T>,
		position: Option<&mut PositionOf<T>>,
		book: &mut Option<YieldBook>,
	) -> Settlement {
		let mut emission =
			Self::emitted(pool.community).and_then(|emitted| pool.accrue_emission(emitted));
		let mut staking_yield = Ok(());
		if pool.staking_yield.is_some() {
			let book = book.get_or_insert_with(StakingYield::<T>::get);
			staking_yield = book
				.accrue(T::YieldStream::released())
				.and(pool.accrue_yield(book));
		}
		if let Some(position) = position {
			emission = emission.and(position.settle_emission(pool));
			staking_yield = staking_yield.and(position.settle_yield(pool));
		}
		Settlement {
			emission,
			staking_yield,
		}
	}

	/// Writes the yield book and gives back what was released for nobody. To be called after every
	/// other write. What can't be given back now is kept for the next time.
	fn write_book(book: Option<YieldBook>) {
		let Some(mut book) = book else { return };
		let amount = core::mem::take(&mut book.to_forgo);
		StakingYield::<T>::put(book);
		if amount == 0 || with_storage_layer(|| T::YieldStream::forgo(amount)).is_ok() {
			return;
		}
		log::warn!(target: LOG_TARGET, "{amount} planck of yield can't be given back yet");
		StakingYield::<T>::mutate(|book| match book.to_forgo.checked_add(amount) {
			Some(to_forgo) => book.to_forgo = to_forgo,
			None => log::error!(target: LOG_TARGET, "yield to be given back overflows"),
		});
	}

	/// Writes the position, or removes it if it is empty: its parts of a planck go back to the
	/// pool (which is still to be written), and its deposit is to be given back by
	/// [`Self::return_deposit`] after every write.
	fn write_position(
		pool_id: PoolId,
		who: &T::AccountId,
		pool: &mut PoolOf<T>,
		position: PositionOf<T>,
	) -> Option<T::PositionDeposit> {
		if position.is_empty() {
			if let Ok(emptied) = Self::dissolve(pool, &position) {
				*pool = emptied;
				Positions::<T>::remove(pool_id, who);
				return position.deposit;
			}
		}
		Positions::<T>::insert(pool_id, who, position);
		None
	}

	/// The pool after taking over what is below one planck of a position without pending rewards.
	fn dissolve(pool: &PoolOf<T>, position: &PositionOf<T>) -> Result<PoolOf<T>, MathError> {
		let mut pool = pool.clone();
		pool.emission = pool.emission.forfeit(&position.emission)?.0;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &position.staking_yield) {
			of_pool.stakers = of_pool.stakers.forfeit(own)?.0;
		}
		Ok(pool)
	}

	/// Gives the deposit of a position back. That it could not be must not keep a staker in.
	fn return_deposit(who: &T::AccountId, deposit: Option<T::PositionDeposit>) {
		let Some(deposit) = deposit else { return };
		if let Err(error) = with_storage_layer(|| deposit.drop(who)) {
			log::error!(target: LOG_TARGET, "a position's deposit stays held: {error:?}");
		}
	}

	fn mint(community: CommunityId, who: &T::AccountId, amount: Balance) -> DispatchResult {
		let record = Communities::<T>::get(community).ok_or(Error::<T>::CommunityNotFound)?;
		let token = record.token.ok_or(Error::<T>::NoToken)?;
		with_storage_layer(|| T::Assets::mint_into(token.asset(), who, amount).map(|_| ()))
	}

	fn pay_yield(who: &T::AccountId, amount: Balance) -> DispatchResult {
		with_storage_layer(|| T::YieldStream::pay(who, amount))
	}

	/// Pays both kinds of rewards to `who`, each on its own; everything is written already.
	///
	/// Returns what could not be paid. An error if there is something to be paid and none of it
	/// can.
	fn pay(
		community: CommunityId,
		who: &T::AccountId,
		due: Payout,
		settled: Result<(), MathError>,
	) -> Result<Payout, DispatchError> {
		let mut failed = Payout::default();
		let mut reason = settled.err().map(|error| Error::<T>::from(error).into());
		if due.token > 0 {
			if let Err(error) = Self::mint(community, who, due.token) {
				failed.token = due.token;
				reason = Some(error);
			}
		}
		if due.staking_yield > 0 {
			if let Err(error) = Self::pay_yield(who, due.staking_yield) {
				failed.staking_yield = due.staking_yield;
				reason = Some(error);
			}
		}
		if let Some(reason) = reason {
			if failed == due {
				return Err(reason);
			}
			let account = who.clone();
			Self::deposit_event(Event::PayoutDeferred {
				community,
				account,
				amount: failed,
				reason,
			});
		}
		Ok(failed)
	}
}

// Creation.
impl<T: Config> Pallet<T> {
	fn text<const MAX: u32>(
		bytes: Vec<u8>,
		too_long: Error<T>,
	) -> Result<BoundedVec<u8, frame_support::traits::ConstU32<MAX>>, Error<T>> {
		let bounded = BoundedVec::try_from(bytes).map_err(|_| too_long)?;
		core::str::from_utf8(&bounded).map_err(|_| Error::<T>::NotUtf8)?;
		Ok(bounded)
	}

	fn visible_text<const MAX: u32>(
		bytes: Vec<u8>,
		too_long: Error<T>,
		blank: Error<T>,
	) -> Result<BoundedVec<u8, frame_support::traits::ConstU32<MAX>>, Error<T>> {
		let bounded = Self::text(bytes, too_long)?;
		let text = core::str::from_utf8(&bounded).map_err(|_| Error::<T>::NotUtf8)?;
		ensure!(!is_blank(text), blank);
		Ok(bounded)
	}

	fn check_profile(profile: ProfileInput) -> Result<Profile, Error<T>> {
		Ok(Profile {
			name: Self::visible_text(profile.name, Error::<T>::NameTooLong, Error::<T>::NameBlank)?,
			description: Self::text(profile.description, Error::<T>::DescriptionTooLong)?,
			website: Self::text(profile.website, Error::<T>::WebsiteTooLong)?,
			logo: Self::text(profile.logo, Error::<T>::LogoTooLong)?,
		})
	}

	/// Checks the arguments of `create`.
	pub(crate) fn check_new(
		profile: ProfileInput,
		token: TokenInput,
		schedule: ScheduleInput,
		fund_share: u32,
		pools: Vec<PoolInput<T::StakeAssetId>>,
		notice: BlockNumber,
	) -> Result<NewCommunity<T::StakeAssetId>, Error<T>> {
		let profile = Self::check_profile(profile)?;
		let TokenInput::New {
			name,
			symbol,
			decimals,
			max_supply,
			premint,
		} = token;
		let name = Self::visible_text::<MAX_TOKEN_NAME>(
			name,
			Error::<T>::TokenNameTooLong,
			Error::<T>::TokenNameBlank,
		)?
		.into_inner();
		let symbol = Self::visible_text::<MAX_TOKEN_SYMBOL>(
			symbol,
			Error::<T>::TokenSymbolTooLong,
			Error::<T>::TokenSymbolBlank,
		)?
		.into_inner();
		ensure!(decimals <= MAX_DECIMALS, Error::<T>::TooManyDecimals);
		ensure!(max_supply > 0, Error::<T>::MaxSupplyZero);

		let (schedule, total_emission) = schedule.check()?;
		let start = schedule.start();
		let now = u64::from(T::BlockNumberProvider::current_block_number());
		ensure!(
			start.is_none_or(|start| start > now),
			Error::<T>::ScheduleStartsInPast
		);
		let final_supply = premint
			.checked_add(total_emission)
			.filter(|supply| *supply <= max_supply)
			.ok_or(Error::<T>::ExceedsMaxSupply)?;

		ensure!(pools.len() <= MAX_POOLS as usize, Error::<T>::TooManyPools);
		let budget: u64 = pools.iter().map(|pool| u64::from(pool.weight)).sum();
		ensure!(
			budget.checked_add(fund_share.into()) == Some(PPB.into()),
			Error::<T>::BudgetNotWhole
		);
		for pool in &pools {
			ensure!(pool.yield_split.is_whole(), Error::<T>::YieldSplitNotWhole);
			let PoolKind::Asset { asset } = pool.kind;
			ensure!(
				T::StakeableAssets::asset_exists(asset),
				Error::<T>::AssetNotFound
			);
		}
		ensure!(notice >= T::MinNotice::get(), Error::<T>::NoticeTooShort);
		ensure!(notice <= T::MaxNotice::get(), Error::<T>::NoticeTooLong);

		let part = |weight: u32| planck(share(total_emission, weight));
		let preview = Preview {
			total_emission,
			final_supply,
			max_supply,
			fund_total: part(fund_share)?,
			pool_totals: pools
				.iter()
				.map(|pool| part(pool.weight))
				.collect::<Result<_, _>>()?,
			start,
			end: schedule.end(),
			segments: schedule.segments().collect(),
		};
		let token = TokenInput::New {
			name,
			symbol,
			decimals,
			max_supply,
			premint,
		};
		Ok(NewCommunity {
			profile,
			token,
			schedule,
			pools,
			preview,
		})
	}

	pub(crate) fn do_create(
		who: T::AccountId,
		profile: ProfileInput,
		token: TokenInput,
		schedule: ScheduleInput,
		fund_share: u32,
		pools: Vec<PoolInput<T::StakeAssetId>>,
		notice: BlockNumber,
	) -> DispatchResult {
		Self::ensure_entrances_open()?;
		let new = Self::check_new(profile, token, schedule, fund_share, pools, notice)?;
		let TokenInput::New {
			name,
			symbol,
			decimals,
			max_supply,
			premint,
		} = new.token;

		let community = NextCommunityId::<T>::get();
		let next = community.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		let asset: AssetId = T::FirstTokenId::get()
			.checked_add(community)
			.ok_or(Error::<T>::IdsExhausted)?;
		ensure!(!T::Assets::asset_exists(asset), Error::<T>::TokenIdTaken);

		NextCommunityId::<T>::put(next);
		let deposit = T::CommunityDeposit::new(&who, Self::profile_footprint(&new.profile))?;
		CommunityDeposits::<T>::insert(community, (&who, deposit));
		Profiles::<T>::insert(community, new.profile);
		Schedules::<T>::insert(community, new.schedule);

		Self::deposit_event(Event::CommunityCreated {
			community,
			owner: who.clone(),
			token: asset,
			premint,
			fund_share,
			notice,
		});
		let mut open_pools = BoundedVec::new();
		for input in new.pools {
			let pool = Self::insert_pool(community, input, 0)?;
			let deposit = T::PoolDeposit::new(&who, Self::pool_footprint())?;
			PoolDeposits::<T>::insert(pool, (&who, deposit));
			open_pools
				.try_push(pool)
				.map_err(|_| Error::<T>::TooManyPools)?;
		}
		Communities::<T>::insert(
			community,
			Community {
				owner: Some(who.clone()),
				token: Some(Token::New {
					asset,
					max_supply,
					premint,
				}),
				notice,
				open_pools,
				fund: Recipient {
					weight: fund_share,
					..Default::default()
				},
				free: Recipient::default(),
			},
		);

		// The fund's account must be able to hold the token without a native balance.
		frame_system::Pallet::<T>::inc_providers(&Self::fund_account(community));
		let issuer = Self::issuer_account();
		T::Assets::create(asset, issuer.clone(), false, 1)?;
		T::Assets::set(asset, &issuer, name, symbol, decimals)?;
		// The founder pays for the fund's record of the token, so that it needs no reference of the
		// fund's account: whoever fills these with dust of other assets can't keep the fund from
		// its token.
		T::Assets::touch(asset, &Self::fund_account(community), &who)?;
		if premint > 0 {
			T::Assets::mint_into(asset, &who, premint)?;
		}
		Ok(())
	}

	/// Opens a pool that earns of what is emitted beyond `seen`.
	fn insert_pool(
		community: CommunityId,
		input: PoolInput<T::StakeAssetId>,
		seen: Balance,
	) -> Result<PoolId, Error<T>> {
		let PoolInput {
			kind,
			weight,
			yield_split,
		} = input;
		let PoolKind::Asset { asset } = kind;
		let pool = NextPoolId::<T>::get();
		NextPoolId::<T>::put(pool.checked_add(1).ok_or(Error::<T>::IdsExhausted)?);
		let staking_yield = (asset == T::LiquidStakingAsset::get()).then(PoolYield::default);
		Pools::<T>::insert(
			pool,
			Pool {
				community,
				kind,
				status: PoolStatus::Open,
				weight,
				yield_split,
				total: 0,
				seen,
				emission: Default::default(),
				unallocated: U512::zero(),
				staking_yield,
				left_unsettled: false,
			},
		);
		Self::deposit_event(Event::PoolAdded {
			community,
			pool,
			kind,
			weight,
			yield_split,
		});
		Ok(pool)
	}

	/// Creates the built-in community.
	pub(crate) fn create_personal() {
		let kind = PoolKind::Asset {
			asset: T::LiquidStakingAsset::get(),
		};
		let yield_split = YieldSplit {
			fund: 0,
			stakers: PPB,
		};
		let input = PoolInput {
			kind,
			weight: PPB,
			yield_split,
		};
		let pool = Self::insert_pool(0, input, 0).expect("the first id is free; qed");
		let name = BoundedVec::truncate_from(b"Personal".to_vec());
		Profiles::<T>::insert(
			0,
			Profile {
				name,
				..Default::default()
			},
		);
		Schedules::<T>::insert(0, Schedule::default());
		Communities::<T>::insert(
			0,
			Community {
				owner: None,
				token: None,
				notice: T::MinNotice::get(),
				open_pools: BoundedVec::truncate_from(alloc::vec![pool]),
				fund: Recipient::default(),
				free: Recipient::default(),
			},
		);
		NextCommunityId::<T>::put(1);
	}

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

	pub(crate) fn do_close_pool(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
	) -> DispatchResult {
		let mut record = Self::community_of(&who, community)?;
		let mut pool = Self::pool_of(community, pool_id)?;
		ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		let emitted = Self::emitted(community).map_err(Error::<T>::from)?;
		pool.accrue_emission(emitted).map_err(Error::<T>::from)?;
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

// Staking.
impl<T: Config> Pallet<T> {
	fn ensure_stakeable(
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

	pub(crate) fn do_stake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		amount: Balance,
	) -> DispatchResult {
		Self::ensure_entrances_open()?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let pool = Self::pool_of(community, pool_id)?;
		ensure!(pool.status == PoolStatus::Open, Error::<T>::PoolClosed);
		let asset = pool.asset();
		Self::ensure_stakeable(&who, asset, amount)?;
		// Before anything is read that is written back.
		let deposit = if Positions::<T>::contains_key(pool_id, &who) {
			None
		} else {
			Some(T::PositionDeposit::new(&who, Self::position_footprint())?)
		};

		let mut pool = Self::pool_of(community, pool_id)?;
		let mut book = None;
		let mut position = Positions::<T>::get(pool_id, &who);
		Self::settle(&mut pool, position.as_mut(), &mut book)
			.both()
			.map_err(Error::<T>::from)?;
		let mut position = position.unwrap_or_else(|| Position::new(&pool, deposit));
		position.stake = position
			.stake
			.checked_add(amount)
			.ok_or(ArithmeticError::Overflow)?;
		pool.total = pool
			.total
			.checked_add(amount)
			.ok_or(ArithmeticError::Overflow)?;
		if let Some(book) = &mut book {
			book.total = book
				.total
				.checked_add(amount)
				.ok_or(ArithmeticError::Overflow)?;
		}
		let stake = position.stake;
		Positions::<T>::insert(pool_id, &who, position);
		Pools::<T>::insert(pool_id, pool);
		Self::write_book(book);
		T::StakeableAssets::hold(asset, &HoldReason::Staked.into(), &who, amount)?;
		Self::deposit_event(Event::Staked {
			community,
			pool: pool_id,
			account: who,
			amount,
			stake,
		});
		Ok(())
	}

	pub(crate) fn do_unstake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut pool = Self::pool_of(community, pool_id)?;
		let mut position = Positions::<T>::get(pool_id, &who).ok_or(Error::<T>::NotStaked)?;
		let stake = position
			.stake
			.checked_sub(amount)
			.ok_or(Error::<T>::InsufficientStake)?;

		let mut book = None;
		Self::settle(&mut pool, Some(&mut position), &mut book)
			.both()
			.map_err(Error::<T>::from)?;
		position.stake = stake;
		pool.total = pool
			.total
			.checked_sub(amount)
			.ok_or(ArithmeticError::Underflow)?;
		if let Some(book) = &mut book {
			book.total = book
				.total
				.checked_sub(amount)
				.ok_or(ArithmeticError::Underflow)?;
		}
		let asset = pool.asset();
		let deposit = Self::write_position(pool_id, &who, &mut pool, position);
		Pools::<T>::insert(pool_id, pool);
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
		Ok(())
	}

	pub(crate) fn do_emergency_unstake(
		who: T::AccountId,
		community: CommunityId,
		pool_id: PoolId,
	) -> DispatchResult {
		let mut pool = Self::pool_of(community, pool_id)?;
		let mut position = Positions::<T>::get(pool_id, &who).ok_or(Error::<T>::NotStaked)?;
		let stake = position.stake;
		ensure!(stake > 0, Error::<T>::NotStaked);

		// The rewards, as far as their arithmetic goes; so that those who stay get what they would
		// have got anyway. Whatever fails, the principal leaves.
		let mut book = None;
		let settled = Self::settle(&mut pool, Some(&mut position), &mut book).both();
		let mut given_up = Payout::default();
		let token = Self::give_up_emission(&mut pool, &position);
		let staking_yield = Self::give_up_yield(&mut pool, &position, &mut book);
		if let Ok(amount) = token {
			given_up.token = amount;
		}
		if let Ok(amount) = staking_yield {
			given_up.staking_yield = amount;
		}
		if settled.is_err() || token.is_err() || staking_yield.is_err() {
			pool.left_unsettled = true;
		}

		// No more than in error can the totals be below one of the stakes they sum up; the exit
		// would be open even then.
		pool.total = Self::without(pool.total, stake);
		if let Some(book) = &mut book {
			book.total = Self::without(book.total, stake);
		}
		let asset = pool.asset();
		Positions::<T>::remove(pool_id, &who);
		Pools::<T>::insert(pool_id, pool);
		Self::write_book(book);
		let reason = HoldReason::Staked.into();
		let amount =
			T::StakeableAssets::release(asset, &reason, &who, stake, Precision::BestEffort)?;
		Self::return_deposit(&who, position.deposit);
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

		let mut book = None;
		let mut settled = Ok(());
		let mut claims = Vec::with_capacity(pools.len());
		let mut deposits = Vec::new();
		let mut total = Payout::default();
		for pool_id in pools {
			let mut pool = Self::pool_of(community, pool_id)?;
			let mut position = Positions::<T>::get(pool_id, &who).ok_or(Error::<T>::NotStaked)?;
			settled = settled.and(Self::settle(&mut pool, Some(&mut position), &mut book).both());
			let due = position.pending();
			Self::take_pending(&mut pool, &mut position, due).map_err(Error::<T>::from)?;
			total = Self::sum(total, due)?;
			claims.push((pool_id, due));
			deposits.push(Self::write_position(pool_id, &who, &mut pool, position));
			Pools::<T>::insert(pool_id, pool);
		}
		Self::write_book(book);

		// Everything is written: whatever the payment calls finds nothing left to claim.
		let failed = Self::pay(community, &who, total, settled)?;
		for deposit in deposits {
			Self::return_deposit(&who, deposit);
		}
		for (pool_id, due) in claims {
			let back = Payout {
				token: if failed.token > 0 { due.token } else { 0 },
				staking_yield: if failed.staking_yield > 0 {
					due.staking_yield
				} else {
					0
				},
			};
			if back != Payout::default() {
				Self::put_back(pool_id, &who, back)?;
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

	fn sum(a: Payout, b: Payout) -> Result<Payout, ArithmeticError> {
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
	fn take_pending(
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
		let mut position =
			Positions::<T>::get(pool_id, who).unwrap_or_else(|| Position::new(&pool, None));
		(pool.emission, position.emission) = pool
			.emission
			.unclaim(&position.emission, back.token)
			.map_err(Error::<T>::from)?;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &mut position.staking_yield) {
			(of_pool.stakers, *own) = of_pool
				.stakers
				.unclaim(own, back.staking_yield)
				.map_err(Error::<T>::from)?;
		}
		Positions::<T>::insert(pool_id, who, position);
		Pools::<T>::insert(pool_id, pool);
		Ok(())
	}
}

// The fund.
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
	fn fund_balance(
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

// Views. A stream that can't be brought up to date is shown as it is, as `claim` would pay it.
impl<T: Config> Pallet<T> {
	/// The pool up to date.
	fn settled_pool(pool_id: PoolId) -> Option<PoolOf<T>> {
		let mut pool = Pools::<T>::get(pool_id)?;
		let _ = Self::settle(&mut pool, None, &mut None);
		Some(pool)
	}

	pub(crate) fn view_position(pool_id: PoolId, account: T::AccountId) -> Option<PositionView> {
		let mut pool = Pools::<T>::get(pool_id)?;
		let mut position = Positions::<T>::get(pool_id, account)?;
		let _ = Self::settle(&mut pool, Some(&mut position), &mut None);
		Some(PositionView {
			stake: position.stake,
			pending: position.pending(),
		})
	}

	pub(crate) fn view_pool(pool_id: PoolId) -> Option<PoolView<T::StakeAssetId>> {
		let pool = Self::settled_pool(pool_id)?;
		let of_yield = pool.staking_yield;
		Some(PoolView {
			community: pool.community,
			kind: pool.kind,
			status: pool.status,
			weight: pool.weight,
			yield_split: of_yield.map(|_| pool.yield_split),
			total: pool.total,
			distributed: Payout {
				token: planck(pool.emission.distributed).ok()?,
				staking_yield: match of_yield {
					Some(own) => planck(own.stakers.distributed).ok()?,
					None => 0,
				},
			},
			claimed: Payout {
				token: pool.emission.claimed,
				staking_yield: of_yield.map_or(0, |own| own.stakers.claimed),
			},
			unallocated: planck(pool.unallocated).ok()?,
			fund_due: match of_yield {
				Some(own) => own.fund.due().ok()?,
				None => 0,
			},
		})
	}

	pub(crate) fn view_community(community: CommunityId) -> Option<CommunityView<T::AccountId>> {
		let record = Communities::<T>::get(community)?;
		let emitted = Self::emitted(community).ok()?;
		let fund = record.fund.accrue(emitted).ok()?;
		let free = record.free.accrue(emitted).ok()?;
		let closed_pools: Vec<_> = ClosedPools::<T>::iter_key_prefix(community).collect();

		let mut unallocated = free.credit.earned;
		let mut due = Payout {
			token: fund.credit.due().ok()?,
			staking_yield: 0,
		};
		let mut collected = Payout {
			token: fund.credit.paid,
			staking_yield: 0,
		};
		for pool_id in record.open_pools.iter().chain(&closed_pools) {
			let pool = Self::settled_pool(*pool_id)?;
			unallocated = unallocated.checked_add(pool.unallocated)?;
			if let Some(own) = pool.staking_yield {
				let one = Payout {
					token: 0,
					staking_yield: own.fund.due().ok()?,
				};
				due = Self::sum(due, one).ok()?;
				let one = Payout {
					token: 0,
					staking_yield: own.fund.paid,
				};
				collected = Self::sum(collected, one).ok()?;
			}
		}
		let account = Self::fund_account(community);
		let balance = Payout {
			token: Self::fund_balance(&record, &account, FundAsset::Token),
			staking_yield: Self::fund_balance(&record, &account, FundAsset::Native),
		};
		Some(CommunityView {
			owner: record.owner,
			profile: Profiles::<T>::get(community)?,
			token: record.token,
			schedule: Schedules::<T>::get(community),
			notice: record.notice,
			fund_share: fund.weight,
			free_weight: free.weight,
			open_pools: record.open_pools.into_inner(),
			closed_pools,
			emitted,
			unallocated: planck(unallocated).ok()?,
			fund: FundView {
				account,
				balance,
				due,
				collected,
			},
		})
	}
}
