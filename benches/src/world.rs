//! The genesis that all comparisons start from, and what happens between the calls.

use crate::{
	runtime::*,
	state::{Accesses, State},
};
use anyhow::{anyhow, ensure, Result};
use frame_support::{
	traits::{
		fungible::Mutate as _,
		fungibles::{self, Mutate as _},
		tokens::Preservation,
		RewardsReporter,
	},
	Blake2_128Concat, StorageHasher, Twox64Concat,
};
use frame_system::RunToBlockHooks;
use nutbox_primitives::{LIQUID_STAKING_ASSET, NUT};
use pallet_staking::StakerStatus;
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash},
	BuildStorage, Perbill,
};
use std::time::{Duration, Instant};

/// The asset that is staked for asset rewards.
pub const STAKED: AssetId = 1;
/// The asset that asset rewards pay.
pub const REWARD: AssetId = 2;

const VALIDATOR_STAKE: Balance = 5_000_000 * NUT;
/// Changes are committed after so many accounts.
const BATCH: u32 = 20_000;
/// The same for records that are written without a call.
const WRITTEN_AT_ONCE: usize = 200_000;

/// An account, one for each kind and number.
pub fn account(kind: &str, number: u32) -> AccountId {
	let seed = format!("{kind}/{number}");
	BlakeTwo256::hash(seed.as_bytes()).0.into()
}

/// The first `count` accounts of a kind.
pub fn accounts(kind: &str, count: u32) -> Vec<AccountId> {
	(0..count).map(|number| account(kind, number)).collect()
}

/// The validators of liquid staking (0 and 1) and of the nomination pool (2 and 3): each side has
/// its own, so that the payouts of one do not pay the other.
pub fn validators(numbers: core::ops::Range<u32>) -> Vec<AccountId> {
	numbers.map(|number| account("validator", number)).collect()
}

/// Who owns what is handed out.
pub fn bank() -> AccountId {
	account("bank", 0)
}

fn genesis() -> Result<State> {
	let everybody = validators(0..4);
	let mut storage = frame_system::GenesisConfig::<Runtime>::default()
		.build_storage()
		.map_err(|error| anyhow!(error))?;
	let mut add = |pallet: &dyn BuildStorage| {
		pallet
			.assimilate_storage(&mut storage)
			.map_err(|error| anyhow!(error))
	};
	add(&pallet_timing::GenesisConfig::<Runtime> {
		lengths: LENGTHS,
		..Default::default()
	})?;
	add(&pallet_balances::GenesisConfig::<Runtime> {
		balances: everybody
			.iter()
			.map(|who| (who.clone(), VALIDATOR_STAKE + 1_000 * NUT))
			.chain([(bank(), 1_000_000_000 * NUT), (TreasuryAccount::get(), NUT)])
			.collect(),
		..Default::default()
	})?;
	add(&pallet_assets::GenesisConfig::<Runtime> {
		assets: vec![(LIQUID_STAKING_ASSET, LiquidStaking::account_id(), false, 1)],
		..Default::default()
	})?;
	add(
		&pallet_assets::GenesisConfig::<Runtime, pallet_assets::Instance2> {
			assets: vec![(STAKED, bank(), false, 1), (REWARD, bank(), false, 1)],
			..Default::default()
		},
	)?;
	add(&pallet_staking::GenesisConfig::<Runtime> {
		stakers: everybody
			.iter()
			.map(|who| {
				(
					who.clone(),
					who.clone(),
					VALIDATOR_STAKE,
					StakerStatus::Validator,
				)
			})
			.collect(),
		validator_count: 4,
		minimum_validator_count: 1,
		slash_reward_fraction: Perbill::from_percent(10),
		min_nominator_bond: NUT,
		min_validator_bond: 1_000 * NUT,
		..Default::default()
	})?;
	add(&pallet_session::GenesisConfig::<Runtime> {
		keys: everybody
			.iter()
			.zip(0u64..)
			.map(|(who, key)| (who.clone(), who.clone(), SessionKeys { other: key.into() }))
			.collect(),
		..Default::default()
	})?;
	add(&pallet_liquid_staking::GenesisConfig::<Runtime> {
		validators: validators(0..2),
	})?;
	add(&pallet_communities::GenesisConfig::<Runtime>::default())?;
	add(&pallet_nomination_pools::GenesisConfig::<Runtime> {
		max_pools: None,
		max_members_per_pool: None,
		max_members: None,
		..Default::default()
	})?;
	Ok(State::new(storage))
}

/// A chain on which a hundred million NUT are in liquid staking, all with the bank, and yield is
/// being released.
pub fn world() -> Result<State> {
	let mut state = genesis()?;
	state.commit(|| {
		run_blocks(1);
		sign(
			&bank(),
			pallet_liquid_staking::Call::mint {
				amount: 100_000_000 * NUT,
			},
		)
	})?;
	// Bonded after the first, exposed in the second, rewarded for it after that.
	eras(&mut state, 4)?;
	ensure!(
		state.view(|| {
			let yields = pallet_liquid_staking::Yields::<Runtime>::get();
			yields.collected > 0
		}),
		"no yield was collected"
	);
	Ok(state)
}

/// Runs a call signed by `who`.
pub fn sign(who: &AccountId, call: impl Into<RuntimeCall>) -> Result<()> {
	let call = call.into();
	call.clone()
		.dispatch(RuntimeOrigin::signed(who.clone()))
		.map(|_| ())
		.map_err(|error| anyhow!("{call:?}: {:?}", error.error))
}

/// Gives an account NUT.
pub fn give_nut(who: &AccountId, amount: Balance) -> Result<()> {
	Balances::transfer(&bank(), who, amount, Preservation::Preserve)
		.map(|_| ())
		.map_err(|error| anyhow!("{error:?}"))
}

/// Gives an account tNUT.
pub fn give_tnut(who: &AccountId, amount: Balance) -> Result<()> {
	give_asset(LIQUID_STAKING_ASSET, &bank(), who, amount)
}

/// Gives an account an asset of the ledger with holds.
pub fn give_asset(
	asset: AssetId,
	from: &AccountId,
	who: &AccountId,
	amount: Balance,
) -> Result<()> {
	<Assets as fungibles::Mutate<_>>::transfer(asset, from, who, amount, Preservation::Preserve)
		.map(|_| ())
		.map_err(|error| anyhow!("{error:?}"))
}

/// Gives an account an asset of the ledger with freezes.
pub fn give_freezable(asset: AssetId, who: &AccountId, amount: Balance) -> Result<()> {
	FreezableAssets::mint_into(asset, who, amount)
		.map(|_| ())
		.map_err(|error| anyhow!("{error:?}"))
}

/// Does something for each number below `count`, in batches.
pub fn for_each(
	state: &mut State,
	count: u32,
	mut work: impl FnMut(u32) -> Result<()>,
) -> Result<()> {
	let mut next = 0;
	while next < count {
		let end = count.min(next + BATCH);
		state.commit(|| (next..end).try_for_each(&mut work))?;
		next = end;
	}
	Ok(())
}

/// Hashes an account as a part of a key.
type Hasher = fn(&[u8]) -> Vec<u8>;

/// Writes for each of `others` what `work` would write for `model` under its own keys, without
/// running anything for them: the records of accounts, of which there may be a million. Sums and
/// counts stay as they are.
pub fn clone_records(
	state: &mut State,
	model: &AccountId,
	others: impl Iterator<Item = AccountId>,
	work: impl FnOnce() -> Result<()>,
) -> Result<()> {
	let id: &[u8] = model.as_ref();
	let records = state
		.written(work)?
		.into_iter()
		.filter_map(|(key, value)| Some((key, value?)))
		.filter(|(key, _)| key.ends_with(id))
		.map(|(key, value)| {
			// Keys of maps end with the account, hashed in one of two ways.
			let hashers: [Hasher; 2] = [Blake2_128Concat::hash, Twox64Concat::hash];
			hashers
				.into_iter()
				.find_map(|hash| Some((key.strip_suffix(&hash(id)[..])?.to_vec(), hash)))
				.map(|(start, hash)| (start, hash, value))
				.ok_or_else(|| anyhow!("a record is hashed in another way"))
		})
		.collect::<Result<Vec<_>>>()?;
	let mut others = others.peekable();
	while others.peek().is_some() {
		let batch = others.by_ref().take(WRITTEN_AT_ONCE);
		let entries = batch
			.flat_map(|who| {
				let id: &[u8] = who.as_ref();
				records
					.iter()
					.map(|(start, hash, value)| ([&start[..], &hash(id)].concat(), value.clone()))
					.collect::<Vec<_>>()
			})
			.collect();
		state.write(entries);
	}
	Ok(())
}

fn run_blocks(count: BlockNumber) {
	System::run_to_block_with::<AllPalletsWithSystem>(
		System::block_number() + count,
		RunToBlockHooks::default()
			.before_initialize(|block| {
				Timestamp::set_timestamp(u64::from(block) * LENGTHS.slot_millis)
			})
			.before_finalize(|_| {
				Staking::reward_by_ids(Session::validators().into_iter().map(|who| (who, 20)));
			}),
	);
}

/// Blocks without transactions.
pub fn blocks(state: &mut State, count: BlockNumber) -> Result<()> {
	state.commit(|| {
		run_blocks(count);
		Ok(())
	})
}

/// What one block's hooks cost.
pub struct BlockCost {
	/// How long they took.
	pub time: Duration,
	/// Where they went.
	pub accesses: Accesses,
}

/// A block without transactions, and what its hooks cost.
pub fn measured_block(state: &mut State) -> Result<BlockCost> {
	let time = state.time(|| run_blocks(1));
	let ((), accesses) = state.count(|| run_blocks(1));
	blocks(state, 1)?;
	Ok(BlockCost { time, accesses })
}

fn active_era() -> Option<u32> {
	pallet_staking::ActiveEra::<Runtime>::get().map(|era| era.index)
}

/// Runs until so many eras have begun and the work for each is done.
pub fn eras(state: &mut State, count: u32) -> Result<()> {
	for _ in 0..count {
		let before = state.view(active_era);
		// An era has thirty blocks; the first ones begin a little later.
		let mut left = 100;
		loop {
			blocks(state, 1)?;
			let done = state.view(|| {
				let work = pallet_liquid_staking::EraWork::<Runtime>::get().work;
				active_era() != before && work.is_none()
			});
			if done {
				break;
			}
			left -= 1;
			ensure!(left > 0, "no era begins");
		}
	}
	Ok(())
}

/// Says how long a preparation took.
pub fn prepared(what: &str, since: Instant) {
	eprintln!("Prepared {what} in {:.1} s.", since.elapsed().as_secs_f64());
}

/// A transfer of a little NUT to `whom`: what any call of this chain costs at least.
pub fn transfer_to(whom: &AccountId) -> RuntimeCall {
	pallet_balances::Call::<Runtime>::transfer_keep_alive {
		dest: whom.clone().into(),
		value: MILLINUT,
	}
	.into()
}
