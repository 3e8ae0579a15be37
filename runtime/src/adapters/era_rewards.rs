//! Era rewards and validator records, read from the staking pallet.

use crate::{AccountId, Runtime, RuntimeOrigin, Session, Staking};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};
use nutbox_primitives::era_rewards::EraRewards;
use pallet_staking::{EraInfo, WeightInfo};
use sp_runtime::{DispatchError, Perbill};
use sp_staking::EraIndex;

/// The staking pallet as liquid staking sees it.
pub struct StakingEraRewards;

impl StakingEraRewards {
	fn is_validator(who: &AccountId) -> bool {
		pallet_staking::Validators::<Runtime>::contains_key(who)
	}
}

impl EraRewards<AccountId> for StakingEraRewards {
	fn active_era() -> Option<EraIndex> {
		pallet_staking::ActiveEra::<Runtime>::get().map(|era| era.index)
	}

	fn takes_nominations(who: &AccountId) -> bool {
		Self::is_validator(who) && !pallet_staking::Validators::<Runtime>::get(who).blocked
	}

	fn is_elected(who: &AccountId) -> bool {
		// Who is elected without session keys does not validate, and who has nothing of its own in
		// the era risks only what others gave it.
		let own = Self::active_era()
			.and_then(|era| pallet_staking::ErasStakersOverview::<Runtime>::get(era, who))
			.map(|overview| overview.own);
		own.is_some_and(|own| own > 0) && Session::validators().contains(who)
	}

	fn commission(who: &AccountId) -> Option<Perbill> {
		if !Self::is_validator(who) {
			return None;
		}
		// An era pays by what was declared when it was planned: to look at the present declaration
		// alone would let a validator raise it for just that moment.
		let planned = pallet_staking::CurrentEra::<Runtime>::get();
		[Self::active_era(), planned]
			.into_iter()
			.flatten()
			.map(|era| pallet_staking::ErasValidatorPrefs::<Runtime>::get(era, who).commission)
			.chain([pallet_staking::Validators::<Runtime>::get(who).commission])
			.max()
	}

	fn last_slash(who: &AccountId) -> Option<EraIndex> {
		// An offence that cost nothing leaves a record too, with zero as its era.
		pallet_staking::SlashingSpans::<Runtime>::get(who)
			.map(|spans| spans.last_nonzero_slash())
			.filter(|era| {
				*era > 0 || pallet_staking::ValidatorSlashInEra::<Runtime>::contains_key(era, who)
			})
	}

	fn payout(
		validator: &AccountId,
		era: EraIndex,
		nominator: &AccountId,
	) -> Result<(bool, Weight), DispatchError> {
		let db = <Runtime as frame_system::Config>::DbWeight::get();
		let mut searched = db.reads(1);
		let Some(overview) = pallet_staking::ErasStakersOverview::<Runtime>::get(era, validator)
		else {
			return Ok((false, searched));
		};
		for page in 0..overview.page_count {
			searched = searched.saturating_add(db.reads(2));
			let Some(exposure) = EraInfo::<Runtime>::get_paged_exposure(era, validator, page)
			else {
				continue;
			};
			if !exposure
				.others()
				.iter()
				.any(|other| &other.who == nominator)
			{
				continue;
			}
			if pallet_staking::ClaimedRewards::<Runtime>::get(era, validator).contains(&page) {
				return Ok((false, searched));
			}
			let worst = Self::payout_weight();
			return match Staking::payout_stakers_by_page(
				RuntimeOrigin::signed(nominator.clone()),
				validator.clone(),
				era,
				page,
			) {
				Ok(PostDispatchInfo { actual_weight, .. }) => Ok((
					true,
					actual_weight.unwrap_or(worst).saturating_add(searched),
				)),
				Err(DispatchErrorWithPostInfo { error, .. }) => Err(error),
			};
		}
		Ok((false, searched))
	}

	fn payout_weight() -> Weight {
		type Info = <Runtime as pallet_staking::Config>::WeightInfo;
		let page_size = <Runtime as pallet_staking::Config>::MaxExposurePageSize::get();
		let pages = crate::configs::staking::MAX_BACKERS_PER_VALIDATOR.div_ceil(page_size);
		Info::payout_stakers_alive_staked(page_size).saturating_add(
			<Runtime as frame_system::Config>::DbWeight::get().reads(u64::from(2 * pages + 2)),
		)
	}
}
