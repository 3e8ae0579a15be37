//! What the benchmarks of our pallets need of this runtime.

use crate::*;
use alloc::{boxed::Box, vec::Vec};
use frame_support::traits::{
	fungible::{Mutate as _, NativeOrWithId},
	fungibles::{Create, Inspect as _, Mutate as _},
};
use nutbox_primitives::{PoolId, StakeableAsset, LIQUID_STAKING_ASSET, STEEM_ASSET};
use pallet_staking::ValidatorPrefs;

/// Makes validators in the staking pallet, and the liquid staking token.
pub struct ValidatorMaker;
impl pallet_liquid_staking::benchmarking::BenchmarkHelper<AccountId> for ValidatorMaker {
	fn prepare() {
		create_liquid_staking_token();
	}

	fn make_validator(index: u32) -> AccountId {
		let stash: AccountId = frame_benchmarking::account("validator", index, 0);
		let stake = pallet_staking::MinValidatorBond::<Runtime>::get() + 1_000 * NUT;
		Balances::mint_into(&stash, 2 * stake).expect("a fresh account can be paid");
		let origin = RuntimeOrigin::signed(stash.clone());
		// It may exist already from a step before.
		if Staking::bonded(&stash).is_none() {
			Staking::bond(
				origin.clone(),
				stake,
				pallet_staking::RewardDestination::Staked,
			)
			.expect("a fresh stash can bond");
		}
		Staking::validate(origin, ValidatorPrefs::default()).expect("a bonded stash can validate");
		stash
	}

	fn elect(who: &AccountId) {
		let era = pallet_staking::ActiveEra::<Runtime>::get().expect("the preset has begun an era");
		let overview = sp_staking::PagedExposureMetadata {
			total: NUT,
			own: NUT,
			nominator_count: 0,
			page_count: 0,
		};
		pallet_staking::ErasStakersOverview::<Runtime>::insert(era.index, who, overview);
		pallet_session::Validators::<Runtime>::append(who);
	}

	fn note_slash(who: &AccountId, era: sp_staking::EraIndex, spans: u32) {
		let spans = pallet_staking::slashing::SlashingSpans {
			span_index: spans - 1,
			last_start: era + 1,
			last_nonzero_slash: era,
			prior: alloc::vec![1; spans as usize - 1],
		};
		pallet_staking::SlashingSpans::<Runtime>::insert(who, spans);
	}
}

/// Makes assets that can be staked.
pub struct StakeableMaker;
/// Where the benchmarks keep the key of the one who signs vouchers.
const SIGNER_KEY: sp_core::crypto::KeyTypeId = sp_core::crypto::KeyTypeId(*b"vouc");

fn signer_key() -> sp_core::sr25519::Public {
	sp_io::crypto::sr25519_generate(SIGNER_KEY, Some(b"//Signer".to_vec()))
}

impl pallet_communities::BenchmarkHelper<StakeableAsset, AccountId, Signature> for StakeableMaker {
	fn signer() -> AccountId {
		signer_key().into()
	}

	fn sign(message: &[u8]) -> Signature {
		sp_io::crypto::sr25519_sign(SIGNER_KEY, &signer_key(), message)
			.expect("the key is in the keystore")
			.into()
	}

	fn source() -> Option<nutbox_primitives::delegation::SourceId> {
		Some(nutbox_primitives::delegation::STEEM)
	}

	fn mint(asset: StakeableAsset, who: &AccountId, amount: Balance) {
		create_liquid_staking_token();
		let minted = match asset {
			StakeableAsset::Local(id) => Assets::mint_into(id, who, amount),
			StakeableAsset::Liquidity(id) => PoolAssets::mint_into(id, who, amount),
		};
		minted.expect("the asset exists, and so does the account");
	}

	fn make_market(token: AssetId, who: &AccountId) {
		let (native, with_id) = (NativeOrWithId::Native, NativeOrWithId::WithId(token));
		let amount = 1_000_000 * NUT;
		Balances::mint_into(who, 2 * amount).expect("an account can be paid");
		Assets::mint_into(token, who, amount).expect("the asset exists");
		let origin = RuntimeOrigin::signed(who.clone());
		AssetConversion::create_pool(
			origin.clone(),
			Box::new(native.clone()),
			Box::new(with_id.clone()),
		)
		.expect("there is no pool yet");
		AssetConversion::add_liquidity(
			origin,
			Box::new(native),
			Box::new(with_id),
			amount,
			amount,
			amount,
			amount,
			who.clone(),
		)
		.expect("there is enough");
	}

	fn existing_token(who: &AccountId, amount: Balance) -> AssetId {
		const TOKEN: AssetId = STEEM_ASSET + 1;
		create_token(TOKEN);
		Assets::mint_into(TOKEN, who, amount).expect("the asset exists");
		TOKEN
	}
}

fn create_liquid_staking_token() {
	create_token(LIQUID_STAKING_ASSET);
}

/// Creates a token whose every role is with a pallet, if it is not there.
fn create_token(id: AssetId) {
	if !Assets::asset_exists(id) {
		<Assets as Create<AccountId>>::create(id, LiquidStaking::account_id(), false, 1)
			.expect("the id is free");
	}
}

/// This chain's clock, which the presets leave at zero.
pub struct Clock;
impl nutbox_primitives::steem::BenchmarkClock for Clock {
	fn set_clock(seconds: u32) {
		// Not by the call: it would have to agree with the slot of BABE.
		pallet_timestamp::Now::<Runtime>::put(u64::from(seconds) * 1_000);
	}
}

/// Makes communities with pools for delegations on Steem.
pub struct DelegationPools;
/// All of an emission.
const PPB: u32 = 1_000_000_000;

impl pallet_steem_delegations::BenchmarkHelper<AccountId> for DelegationPools {
	fn fund(who: &AccountId) {
		Balances::mint_into(who, 1_000_000 * NUT).expect("an account can be paid");
	}

	fn create_pools(owner: &AccountId, count: u32) -> Vec<PoolId> {
		use nutbox_math::schedule::Step;
		use pallet_communities::types::*;
		let first = pallet_communities::NextPoolId::<Runtime>::get();
		let notice = configs::economy::MinNotice::get();
		let weight = PPB / count;
		let start = System::block_number() + notice + 1;
		let pools = (0..count)
			.map(|_| PoolInput {
				kind: PoolKind::Delegation {
					source: nutbox_primitives::delegation::STEEM,
				},
				weight,
				yield_split: YieldSplit {
					fund: 0,
					stakers: PPB,
				},
			})
			.collect();
		let token = TokenInput::New {
			name: b"Walnut".to_vec(),
			symbol: b"WAL".to_vec(),
			decimals: 12,
			max_supply: u128::MAX,
			premint: 0,
		};
		let schedule = ScheduleInput::Steps(alloc::vec![Step {
			start,
			end: start + 1_000_000,
			per_block: NUT,
		}]);
		let profile = ProfileInput {
			name: b"Nuts".to_vec(),
			..Default::default()
		};
		Communities::create(
			RuntimeOrigin::signed(owner.clone()),
			profile,
			token,
			schedule,
			PPB - weight * count,
			pools,
			notice,
		)
		.expect("the owner is funded");
		(first..first + count).collect()
	}

	fn close_pool(owner: &AccountId, pool: PoolId) {
		let community = pallet_communities::Pools::<Runtime>::get(pool)
			.expect("the pool exists")
			.community;
		Communities::close_pool(RuntimeOrigin::signed(owner.clone()), community, pool)
			.expect("the pool is open");
	}

	fn wait() {
		let blocks = configs::economy::MinNotice::get() + 100;
		System::set_block_number(System::block_number() + blocks);
	}

	fn set_time(seconds: u32) {
		use nutbox_primitives::steem::BenchmarkClock;
		Clock::set_clock(seconds);
	}
}

impl frame_benchmarking::baseline::Config for Runtime {}
