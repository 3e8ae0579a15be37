//! New communities and pools.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungibles::{metadata::Mutate as _, Create as _, Inspect as _, Mutate as _},
		AccountTouch, Consideration, Contains, Get,
	},
	BoundedVec,
};
use nutbox_math::{
	emission::Emission,
	rewards::{planck, share, U512},
	schedule::Schedule,
	Balance, PPB,
};
use nutbox_primitives::{AssetId, BlockNumber, CommunityId, PoolId};
use sp_runtime::{traits::BlockNumberProvider, DispatchError, DispatchResult};

/// A pool to be opened, checked.
pub(crate) struct NewPool<T: Config> {
	kind: PoolKindOf<T>,
	weight: u32,
	yield_split: YieldSplit,
}

/// The arguments of `create`, checked.
pub(crate) struct NewCommunity<T: Config> {
	community: CommunityId,
	profile: Profile,
	input: TokenInput,
	token: Token,
	schedule: Schedule,
	pools: Vec<NewPool<T>>,
	pub(crate) preview: Preview,
}

/// Whether `text` shows nothing.
fn is_blank(text: &str) -> bool {
	text.chars().all(|c| {
		c.is_whitespace()
			|| c.is_control()
			|| INVISIBLE
				.iter()
				.any(|(first, last)| (*first..=*last).contains(&c))
	})
}

/// Characters that are neither white space nor control characters and show nothing: formats,
/// fillers, joiners, selectors and tags.
const INVISIBLE: [(char, char); 18] = [
	('\u{ad}', '\u{ad}'),
	('\u{34f}', '\u{34f}'),
	('\u{61c}', '\u{61c}'),
	('\u{115f}', '\u{1160}'),
	('\u{17b4}', '\u{17b5}'),
	('\u{180b}', '\u{180f}'),
	('\u{200b}', '\u{200f}'),
	('\u{202a}', '\u{202e}'),
	('\u{2060}', '\u{206f}'),
	('\u{2800}', '\u{2800}'),
	('\u{3164}', '\u{3164}'),
	('\u{fe00}', '\u{fe0f}'),
	('\u{feff}', '\u{feff}'),
	('\u{ffa0}', '\u{ffa0}'),
	('\u{fff0}', '\u{fffb}'),
	('\u{1bca0}', '\u{1bca3}'),
	('\u{1d173}', '\u{1d17a}'),
	('\u{e0000}', '\u{e0fff}'),
];

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

	pub(super) fn check_profile(profile: ProfileInput) -> Result<Profile, Error<T>> {
		Ok(Profile {
			name: Self::visible_text(profile.name, Error::<T>::NameTooLong, Error::<T>::NameBlank)?,
			description: Self::text(profile.description, Error::<T>::DescriptionTooLong)?,
			website: Self::text(profile.website, Error::<T>::WebsiteTooLong)?,
			logo: Self::text(profile.logo, Error::<T>::LogoTooLong)?,
		})
	}

	fn check_token(token: TokenInput) -> Result<TokenInput, Error<T>> {
		match token {
			TokenInput::New {
				name,
				symbol,
				decimals,
				max_supply,
				premint,
			} => {
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
				Ok(TokenInput::New {
					name,
					symbol,
					decimals,
					max_supply,
					premint,
				})
			}
			TokenInput::Existing { asset } => {
				ensure!(T::Assets::asset_exists(asset), Error::<T>::AssetNotFound);
				ensure!(
					T::TrustedTokens::contains(&asset),
					Error::<T>::AssetNotTrusted
				);
				Ok(TokenInput::Existing { asset })
			}
		}
	}

	/// The id of the next community, if it can be had with `pools` pools.
	fn check_ids(pools: usize) -> Result<CommunityId, Error<T>> {
		let community = NextCommunityId::<T>::get();
		community.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		u32::try_from(pools)
			.ok()
			.and_then(|count| NextPoolId::<T>::get().checked_add(count))
			.ok_or(Error::<T>::IdsExhausted)?;
		Ok(community)
	}

	/// Checks everything about `create` but what the caller has.
	pub(crate) fn check_new(
		profile: ProfileInput,
		token: TokenInput,
		schedule: ScheduleInput,
		fund_share: u32,
		pools: Vec<PoolInputOf<T>>,
		notice: BlockNumber,
	) -> Result<NewCommunity<T>, Error<T>> {
		Self::ensure_entrances_open()?;
		let profile = Self::check_profile(profile)?;
		let input = Self::check_token(token)?;

		let (schedule, total_emission) = schedule.check()?;
		let start = schedule.start();
		let now = u64::from(T::BlockNumberProvider::current_block_number());
		ensure!(
			start.is_none_or(|start| start > now),
			Error::<T>::ScheduleStartsInPast
		);
		let (final_supply, max_supply) = match &input {
			TokenInput::New {
				max_supply,
				premint,
				..
			} => {
				let supply = premint
					.checked_add(total_emission)
					.filter(|supply| supply <= max_supply)
					.ok_or(Error::<T>::ExceedsMaxSupply)?;
				(Some(supply), Some(*max_supply))
			}
			TokenInput::Existing { .. } => (None, None),
		};

		ensure!(pools.len() <= MAX_POOLS as usize, Error::<T>::TooManyPools);
		let budget: u64 = pools.iter().map(|pool| u64::from(pool.weight)).sum();
		ensure!(
			budget.checked_add(fund_share.into()) == Some(PPB.into()),
			Error::<T>::BudgetNotWhole
		);
		let pools = pools
			.into_iter()
			.map(Self::check_pool)
			.collect::<Result<Vec<_>, _>>()?;
		ensure!(notice >= T::MinNotice::get(), Error::<T>::NoticeTooShort);
		ensure!(notice <= T::MaxNotice::get(), Error::<T>::NoticeTooLong);
		let community = Self::check_ids(pools.len())?;
		let token = match &input {
			TokenInput::New {
				max_supply,
				premint,
				..
			} => {
				let asset: AssetId = T::FirstTokenId::get()
					.checked_add(community)
					.ok_or(Error::<T>::IdsExhausted)?;
				ensure!(!T::Assets::asset_exists(asset), Error::<T>::TokenIdTaken);
				Token::New {
					asset,
					max_supply: *max_supply,
					premint: *premint,
				}
			}
			TokenInput::Existing { asset } => Token::Existing { asset: *asset },
		};

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
		Ok(NewCommunity {
			community,
			profile,
			input,
			token,
			schedule,
			pools,
			preview,
		})
	}

	pub(super) fn check_pool(input: PoolInputOf<T>) -> Result<NewPool<T>, Error<T>> {
		let PoolInput {
			kind,
			weight,
			yield_split,
		} = input;
		ensure!(yield_split.is_whole(), Error::<T>::YieldSplitNotWhole);
		if let Some(asset) = kind.asset() {
			ensure!(
				T::StakeableAssets::asset_exists(asset),
				Error::<T>::AssetNotFound
			);
			ensure!(
				T::TrustedStakes::contains(&asset),
				Error::<T>::AssetNotTrusted
			);
		}
		let kind = match kind {
			PoolKind::Asset { asset } => PoolKind::Asset { asset },
			PoolKind::Term { asset, terms } => {
				ensure!(!terms.is_empty(), Error::<T>::NoTerms);
				let terms = BoundedVec::try_from(terms).map_err(|_| Error::<T>::TooManyTerms)?;
				for term in &terms {
					let Term { blocks, multiplier } = *term;
					ensure!(blocks > 0, Error::<T>::ZeroTerm);
					ensure!(
						(1..=MAX_MULTIPLIER).contains(&multiplier),
						Error::<T>::MultiplierOutOfRange
					);
				}
				PoolKind::Term { asset, terms }
			}
			PoolKind::Delegation { source } => {
				ensure!(
					T::DelegationSources::contains(&source),
					Error::<T>::SourceNotFound
				);
				PoolKind::Delegation { source }
			}
			PoolKind::Contribution { signers } => {
				ensure!(!signers.is_empty(), Error::<T>::NoSigners);
				let signers: BoundedVec<_, _> =
					signers.try_into().map_err(|_| Error::<T>::TooManySigners)?;
				let mut sorted = signers.to_vec();
				sorted.sort();
				sorted.dedup();
				ensure!(sorted.len() == signers.len(), Error::<T>::DuplicateSigner);
				PoolKind::Contribution { signers }
			}
		};
		Ok(NewPool {
			kind,
			weight,
			yield_split,
		})
	}

	pub(crate) fn do_create(
		who: T::AccountId,
		profile: ProfileInput,
		token: TokenInput,
		schedule: ScheduleInput,
		fund_share: u32,
		pools: Vec<PoolInputOf<T>>,
		notice: BlockNumber,
	) -> DispatchResult {
		let new = Self::check_new(profile, token, schedule, fund_share, pools, notice)?;
		let (community, token) = (new.community, new.token);
		let next = community.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		let escrowed = matches!(token, Token::Existing { .. });

		NextCommunityId::<T>::put(next);
		let deposit = T::CommunityDeposit::new(&who, Self::profile_footprint(&new.profile))?;
		CommunityDeposits::<T>::insert(community, (&who, deposit));
		Profiles::<T>::insert(community, new.profile);
		Emissions::<T>::insert(community, Emission::new(new.schedule, escrowed));

		Self::deposit_event(Event::CommunityCreated {
			community,
			owner: who.clone(),
			token: token.asset(),
			premint: token.premint(),
			fund_share,
			notice,
		});
		let mut open_pools = BoundedVec::new();
		for input in new.pools {
			let pool = Self::insert_pool(&who, community, input, 0)?;
			open_pools
				.try_push(pool)
				.map_err(|_| Error::<T>::TooManyPools)?;
		}
		Communities::<T>::insert(
			community,
			Community {
				owner: Some(who.clone()),
				offered_to: None,
				token: Some(token),
				notice,
				open_pools,
				fund: Recipient {
					weight: fund_share,
					..Default::default()
				},
				free: Recipient::default(),
			},
		);
		Self::prepare_token(&who, community, new.input, token.asset())
	}

	/// Creates a new token and issues the premint; or prepares the escrow of an existing one.
	fn prepare_token(
		who: &T::AccountId,
		community: CommunityId,
		input: TokenInput,
		asset: AssetId,
	) -> DispatchResult {
		let premint = match input {
			TokenInput::New {
				name,
				symbol,
				decimals,
				premint,
				..
			} => {
				let issuer = Self::issuer_account();
				T::Assets::create(asset, issuer.clone(), false, 1)?;
				T::Assets::set(asset, &issuer, name, symbol, decimals)?;
				premint
			}
			TokenInput::Existing { .. } => {
				let escrow = Self::escrow_account(community);
				Self::let_hold(who, asset, &escrow)?;
				// Never counted and never paid out: the last planck that is owed leaves as easily
				// as the first, and the account of the asset stays.
				let minimum = T::Assets::minimum_balance(asset);
				Self::take_token(who, asset, &escrow, minimum)?;
				0
			}
		};
		Self::let_hold(who, asset, &Self::fund_account(community))?;
		if premint > 0 {
			T::Assets::mint_into(asset, who, premint)?;
		}
		Ok(())
	}

	/// Makes an account of ours hold an asset without a native balance.
	///
	/// The founder pays for the account's record of the asset, so that it needs no reference of the
	/// account: whoever fills these with dust of other assets can't keep the account from it. There
	/// may be a record of an existing asset already, as anybody can pay to the account.
	fn let_hold(who: &T::AccountId, asset: AssetId, account: &T::AccountId) -> DispatchResult {
		frame_system::Pallet::<T>::inc_providers(account);
		if T::Assets::balance(asset, account) == 0 {
			T::Assets::touch(asset, account, who)?;
		}
		Ok(())
	}

	/// Opens a pool that earns of what is emitted beyond `seen`; `who` pays for its record.
	pub(super) fn insert_pool(
		who: &T::AccountId,
		community: CommunityId,
		input: NewPool<T>,
		seen: Balance,
	) -> Result<PoolId, DispatchError> {
		let pool = Self::insert_pool_record(community, input, seen)?;
		let deposit = T::PoolDeposit::new(who, Self::pool_footprint())?;
		PoolDeposits::<T>::insert(pool, (who, deposit));
		Ok(pool)
	}

	fn insert_pool_record(
		community: CommunityId,
		input: NewPool<T>,
		seen: Balance,
	) -> Result<PoolId, Error<T>> {
		let NewPool {
			kind,
			weight,
			yield_split,
		} = input;
		let pool = NextPoolId::<T>::get();
		NextPoolId::<T>::put(pool.checked_add(1).ok_or(Error::<T>::IdsExhausted)?);
		let staking_yield =
			(kind.asset() == Some(T::LiquidStakingAsset::get())).then(PoolYield::default);
		Pools::<T>::insert(
			pool,
			Pool {
				community,
				kind: kind.clone(),
				status: PoolStatus::Open,
				weight,
				yield_split,
				total: 0,
				shares: 0,
				opened: 0,
				seen,
				emission: Default::default(),
				unallocated: U512::zero(),
				forfeits: Forfeits::default(),
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
		let input = NewPool {
			kind,
			weight: PPB,
			yield_split,
		};
		let pool = Self::insert_pool_record(0, input, 0).expect("the first id is free; qed");
		let name = BoundedVec::truncate_from(b"Personal".to_vec());
		Profiles::<T>::insert(
			0,
			Profile {
				name,
				..Default::default()
			},
		);
		Emissions::<T>::insert(0, Emission::default());
		Communities::<T>::insert(
			0,
			Community {
				owner: None,
				offered_to: None,
				token: None,
				notice: T::MinNotice::get(),
				open_pools: BoundedVec::truncate_from(alloc::vec![pool]),
				fund: Recipient::default(),
				free: Recipient::default(),
			},
		);
		NextCommunityId::<T>::put(1);
	}
}
