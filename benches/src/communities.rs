//! Communities: with few and many pools and stakers, and beside asset rewards.

use crate::{
	measure::{compare, grouped, Case, Group},
	runtime::{AccountId, AssetRewards, Balance, Communities, Runtime, RuntimeCall, System},
	state::State,
	world::*,
};
use anyhow::{ensure, Result};
use frame_support::traits::schedule::DispatchTime;
use nutbox_math::{schedule::Step, PPB};
use nutbox_primitives::{
	AssetId, CommunityId, PoolId, StakeableAsset, FIRST_COMMUNITY_TOKEN, LIQUID_STAKING_ASSET, NUT,
};
use pallet_communities::types::{
	PoolInput, PoolKind, ProfileInput, ScheduleInput, TokenInput, YieldSplit, MAX_POOLS,
};
use pallet_communities::Positions;
use std::time::Instant;

type Ours = pallet_communities::Call<Runtime>;
type Rewards = pallet_asset_rewards::Call<Runtime>;

/// Accounts that take turns with each call; the first of the stakers, and as many newcomers.
const CALLERS: u32 = 8;
/// What a block emits, planck.
const RATE: Balance = 1_000 * NUT;
/// What is staked first, planck.
const STAKE: Balance = 2 * NUT;
/// So many stakers have staked by calls; the records of more are written into the state, as calls
/// would take minutes for a million, and one account stakes as much as they all.
const MOST_BY_CALLS: u32 = 10_000;
/// The blocks for which rewards are paid.
const DURATION: u32 = 1_000_000;

/// A pool of a community.
#[derive(Clone, Copy)]
struct Place {
	community: CommunityId,
	pool: PoolId,
}

impl Place {
	fn stake(self, amount: Balance) -> Ours {
		Ours::stake {
			community: self.community,
			pool: self.pool,
			amount,
		}
	}

	fn unstake(self, amount: Balance) -> Ours {
		Ours::unstake {
			community: self.community,
			pool: self.pool,
			amount,
		}
	}

	fn claim(self) -> Ours {
		Ours::claim {
			community: self.community,
			pools: vec![self.pool],
		}
	}

	fn token(self) -> AssetId {
		FIRST_COMMUNITY_TOKEN + self.community
	}
}

fn founder() -> AccountId {
	account("founder", 0)
}

/// Founds a community of so many equal pools for an asset. Returns the first of them.
fn found(pools: u32, asset: AssetId) -> Result<Place> {
	let place = Place {
		community: pallet_communities::NextCommunityId::<Runtime>::get(),
		pool: pallet_communities::NextPoolId::<Runtime>::get(),
	};
	let now = System::block_number();
	let weight = PPB / 2 / pools;
	let pool = PoolInput {
		kind: PoolKind::Asset {
			asset: StakeableAsset::Local(asset),
		},
		weight,
		yield_split: YieldSplit {
			fund: PPB / 2,
			stakers: PPB / 2,
		},
	};
	sign(
		&founder(),
		Ours::create {
			profile: ProfileInput {
				name: b"Benchmark".to_vec(),
				..Default::default()
			},
			token: TokenInput::New {
				name: b"Benchmark".to_vec(),
				symbol: b"BENCH".to_vec(),
				decimals: 12,
				max_supply: Balance::MAX,
				premint: 100_000_000 * NUT,
			},
			schedule: ScheduleInput::Steps(vec![Step {
				start: now + 1,
				end: now + 1 + DURATION,
				per_block: RATE,
			}]),
			fund_share: PPB - pools * weight,
			pools: vec![pool; pools as usize],
			notice: <Runtime as pallet_communities::Config>::MinNotice::get(),
		},
	)?;
	Ok(place)
}

/// A chain on which the same accounts have staked tNUT in a community of one pool and in the first
/// pool of a community of 32, and the callers have claimed once.
fn crowd(stakers: u32) -> Result<(State, Place, Place)> {
	let since = Instant::now();
	let mut state = world()?;
	let (one, many) = state.commit(|| {
		give_nut(&founder(), 100_000 * NUT)?;
		Ok((
			found(1, LIQUID_STAKING_ASSET)?,
			found(MAX_POOLS, LIQUID_STAKING_ASSET)?,
		))
	})?;
	let enter = |who: &AccountId, amount: Balance| {
		give_nut(who, 2 * NUT)?;
		give_tnut(who, 2 * amount + 10 * NUT)?;
		sign(who, one.stake(amount))?;
		sign(who, many.stake(amount))
	};
	let by_calls = stakers.min(MOST_BY_CALLS);
	for_each(&mut state, by_calls, |number| {
		enter(&account("staker", number), STAKE)
	})?;
	let others = stakers - by_calls;
	if others > 0 {
		let model = account("model", 0);
		let accounts = (by_calls..stakers).map(|number| account("staker", number));
		clone_records(&mut state, &model, accounts, || enter(&model, STAKE))?;
		// What they are in the totals.
		state.commit(|| enter(&account("whale", 0), STAKE * Balance::from(others)))?;
	}
	state.commit(|| {
		accounts("newcomer", CALLERS).iter().try_for_each(|who| {
			give_nut(who, 2 * NUT)?;
			give_tnut(who, 10 * NUT)
		})
	})?;
	for place in [one, many] {
		let positions = state.view(|| Positions::<Runtime>::iter_key_prefix(place.pool).count());
		ensure!(positions >= stakers as usize, "{positions} positions only");
	}
	claim_once(&mut state, &[one, many])?;
	prepared(&format!("{} stakers", grouped(stakers)), since);
	Ok((state, one, many))
}

/// The callers have claimed once, so that they own the token, and have earned again.
fn claim_once(state: &mut State, places: &[Place]) -> Result<()> {
	blocks(state, 3)?;
	state.commit(|| {
		for who in accounts("staker", CALLERS) {
			for place in places {
				sign(&who, place.claim())?;
			}
		}
		Ok(())
	})?;
	blocks(state, 3)?;
	for place in places {
		for who in accounts("staker", CALLERS) {
			let pending = state.view(|| Communities::pending(place.pool, who));
			ensure!(pending.token > 0, "nothing was emitted");
		}
	}
	Ok(())
}

/// The calls with 1 and 32 pools, and with 10 and `most` stakers.
pub fn flat(most: u32, rounds: usize) -> Result<()> {
	let sizes = if most > 10 { vec![10, most] } else { vec![10] };
	let crowds = sizes
		.into_iter()
		.map(|size| Ok((size, crowd(size)?)))
		.collect::<Result<Vec<_>>>()?;
	for (_, (state, one, many)) in &crowds {
		for place in [one, many] {
			let pending = state.view(|| Communities::pending(place.pool, account("staker", 0)));
			ensure!(pending.staking_yield > 0, "no yield was released");
		}
	}

	let cases = |kind: &str, call: &dyn Fn(Place) -> RuntimeCall| {
		let callers = accounts(kind, CALLERS);
		crowds
			.iter()
			.flat_map(|(size, (state, one, many))| {
				[(1, one), (MAX_POOLS, many)].map(|(pools, place)| {
					let noun = if pools == 1 { "pool" } else { "pools" };
					let name = format!("{pools} {noun}, {} stakers", grouped(*size));
					Case::new(name, state, &callers, |_| call(*place))
				})
			})
			.collect::<Vec<_>>()
	};
	let groups = [
		Group {
			title: "Communities.stake, the first of an account".into(),
			cases: cases("newcomer", &|place| place.stake(NUT).into()),
		},
		Group {
			title: "Communities.stake, another one".into(),
			cases: cases("staker", &|place| place.stake(NUT).into()),
		},
		Group {
			title: "Communities.unstake".into(),
			cases: cases("staker", &|place| place.unstake(NUT).into()),
		},
		Group {
			title: "Communities.claim".into(),
			cases: cases("staker", &|place| place.claim().into()),
		},
		Group {
			title: "Balances.transfer_keep_alive, to tell the state's part".into(),
			cases: crowds
				.iter()
				.map(|(size, (state, _, _))| {
					Case::new(
						format!("{} stakers", grouped(*size)),
						state,
						&accounts("staker", CALLERS),
						|_| transfer_to(&account("newcomer", 0)),
					)
				})
				.collect(),
		},
	];
	compare(
		"Communities: few and many pools and stakers (two streams)",
		&groups,
		rounds,
	)
}

/// Staking, unstaking and claiming, with `stakers` on either side.
pub fn against_asset_rewards(stakers: u32, rounds: usize) -> Result<()> {
	let since = Instant::now();
	let mut state = world()?;
	// The second community stakes the token of the first, which has no staking yield.
	let (two_streams, one_stream) = state.commit(|| {
		give_nut(&founder(), 100_000 * NUT)?;
		let first = found(1, LIQUID_STAKING_ASSET)?;
		let second = found(1, first.token())?;
		sign(
			&founder(),
			Rewards::create_pool {
				staked_asset_id: Box::new(STAKED),
				reward_asset_id: Box::new(REWARD),
				reward_rate_per_block: RATE,
				expiry: DispatchTime::At(System::block_number() + DURATION),
				admin: None,
			},
		)?;
		let account = AssetRewards::pool_account_id(&POOL);
		give_nut(&account, NUT)?;
		give_freezable(REWARD, &account, RATE * Balance::from(DURATION))?;
		Ok((first, second))
	})?;
	let provide = |who: &AccountId| {
		give_nut(who, 4 * NUT)?;
		give_tnut(who, 10 * NUT)?;
		give_freezable(STAKED, who, 10 * NUT)?;
		give_asset(two_streams.token(), &founder(), who, 10 * NUT)
	};
	for_each(&mut state, stakers, |number| {
		let who = account("staker", number);
		provide(&who)?;
		sign(&who, two_streams.stake(STAKE))?;
		sign(&who, one_stream.stake(STAKE))?;
		sign(&who, rewards_stake(STAKE))
	})?;
	state.commit(|| accounts("newcomer", CALLERS).iter().try_for_each(provide))?;
	blocks(&mut state, 3)?;
	state.commit(|| {
		accounts("staker", CALLERS)
			.iter()
			.try_for_each(|who| sign(who, harvest()))
	})?;
	claim_once(&mut state, &[two_streams, one_stream])?;
	prepared(
		&format!("{} stakers on either side", grouped(stakers)),
		since,
	);

	let group = |title: &str,
	             kind: &str,
	             theirs: (&str, RuntimeCall),
	             ours: &str,
	             call: &dyn Fn(Place) -> Ours| {
		let callers = accounts(kind, CALLERS);
		Group {
			title: title.into(),
			cases: vec![
				Case::new(theirs.0, &state, &callers, |_| theirs.1.clone()),
				Case::new(
					format!("{ours}, tNUT (two streams)"),
					&state,
					&callers,
					|_| call(two_streams).into(),
				),
				Case::new(
					format!("{ours}, a token (one stream)"),
					&state,
					&callers,
					|_| call(one_stream).into(),
				),
			],
		}
	};
	let groups = [
		group(
			"The first stake of an account",
			"newcomer",
			("AssetRewards.stake", rewards_stake(NUT).into()),
			"Communities.stake",
			&|place| place.stake(NUT),
		),
		group(
			"Another stake",
			"staker",
			("AssetRewards.stake", rewards_stake(NUT).into()),
			"Communities.stake",
			&|place| place.stake(NUT),
		),
		group(
			"A part of the stake back",
			"staker",
			("AssetRewards.unstake", rewards_unstake(NUT).into()),
			"Communities.unstake",
			&|place| place.unstake(NUT),
		),
		group(
			"All of the stake back, rewards pending",
			"staker",
			("AssetRewards.unstake", rewards_unstake(STAKE).into()),
			"Communities.unstake",
			&|place| place.unstake(STAKE),
		),
		group(
			"The rewards",
			"staker",
			("AssetRewards.harvest_rewards", harvest().into()),
			"Communities.claim",
			&Place::claim,
		),
	];
	compare(
		&format!(
			"Communities beside asset rewards, {} stakers on either side",
			grouped(stakers)
		),
		&groups,
		rounds,
	)
}

/// The only pool of asset rewards.
const POOL: u32 = 0;

fn rewards_stake(amount: Balance) -> Rewards {
	Rewards::stake {
		pool_id: POOL,
		amount,
	}
}

fn rewards_unstake(amount: Balance) -> Rewards {
	Rewards::unstake {
		pool_id: POOL,
		amount,
		staker: None,
	}
}

fn harvest() -> Rewards {
	Rewards::harvest_rewards {
		pool_id: POOL,
		staker: None,
	}
}
