//! Random calls, with the invariants after each; beside an exact model in rational numbers, which
//! walks block by block and knows nothing of accumulators.

use super::mock::*;
use crate::{types::*, ClosedPools, Event};
use frame_support::traits::{fungible::Inspect as _, fungibles::Inspect as _};
use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{schedule::Schedule, Balance, PPB};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Exact = BigRational;

fn exact(value: Balance) -> Exact {
	Exact::from_integer(BigInt::from(value))
}

fn ppb(value: u32) -> Exact {
	Exact::new(value.into(), PPB.into())
}

const USERS: usize = 3;

fn user(n: usize) -> AccountId {
	[alice(), bob(), carol()][n].clone()
}

#[derive(Clone, Debug)]
enum Call {
	Stake(usize, u32, Balance),
	Unstake(usize, u32, Balance),
	UnstakeAll(usize, u32),
	Claim(usize, Vec<u32>),
	Emergency(usize, u32),
	Collect(Vec<u32>),
	Close(u32),
	Spend(Balance),
	Mode(bool),
	/// Fund share and weights, and the fund's parts of the yield.
	Announce([u32; 4], [u32; 3]),
	/// Rates of a step and of one after a gap, so many blocks after the notice.
	AnnounceSchedule(u32, [Balance; 2]),
	Apply,
}

/// Pools of the scenario: 0 is the built-in community's, 1 to 3 the founder's.
const POOLS: u32 = 4;

fn call() -> impl Strategy<Value = Call> {
	let amount = || {
		prop_oneof![
			1..20u128,
			(0..29u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp)),
		]
	};
	let list = || proptest::collection::vec(1..POOLS, 0..4);
	prop_oneof![
		6 => (0..USERS, 0..POOLS, amount()).prop_map(|(u, p, a)| Call::Stake(u, p, a)),
		3 => (0..USERS, 0..POOLS, amount()).prop_map(|(u, p, a)| Call::Unstake(u, p, a)),
		3 => (0..USERS, 0..POOLS).prop_map(|(u, p)| Call::UnstakeAll(u, p)),
		4 => (0..USERS, list()).prop_map(|(u, l)| Call::Claim(u, l)),
		1 => (0..USERS).prop_map(|u| Call::Claim(u, vec![0])),
		1 => (0..USERS, 0..POOLS).prop_map(|(u, p)| Call::Emergency(u, p)),
		2 => list().prop_map(Call::Collect),
		1 => (1..POOLS).prop_map(Call::Close),
		1 => amount().prop_map(Call::Spend),
		1 => any::<bool>().prop_map(Call::Mode),
		2 => (budget(), splits()).prop_map(|(b, s)| Call::Announce(b, s)),
		1 => (1..20u32, proptest::array::uniform2(rate()))
			.prop_map(|(ahead, rates)| Call::AnnounceSchedule(ahead, rates)),
		3 => Just(Call::Apply),
	]
}

/// Blocks that go by before a call, and the yield released in each of them.
type Wait = (u32, Balance);

fn wait() -> impl Strategy<Value = Wait> {
	let blocks = prop_oneof![4 => 0..3u32, 2 => 0..30u32];
	let released = prop_oneof![Just(0), 1..5_000u128, Just(1_000_000_000)];
	(blocks, released)
}

#[derive(Clone, Debug)]
struct Setup {
	steps: Vec<(u32, u32, Balance)>,
	weights: [u32; 4],
	fund_splits: [u32; 3],
}

fn rate() -> impl Strategy<Value = Balance> {
	(0..24u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp))
}

/// The fund's share and the weights of three pools.
fn budget() -> impl Strategy<Value = [u32; 4]> {
	proptest::array::uniform3(0..=PPB).prop_map(|mut cuts| {
		cuts.sort_unstable();
		[cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], PPB - cuts[2]]
	})
}

fn splits() -> impl Strategy<Value = [u32; 3]> {
	proptest::array::uniform3(prop_oneof![Just(0), Just(PPB), 0..=PPB])
}

fn setup() -> impl Strategy<Value = Setup> {
	let step = (0..30u32, 1..80u32, rate());
	let steps = proptest::collection::vec(step, 0..5).prop_map(|parts| {
		let mut at = 2;
		let place = |(gap, length, rate)| {
			let start = at + gap;
			at = start + length;
			(start, at, rate)
		};
		parts.into_iter().map(place).collect()
	});
	(steps, budget(), splits()).prop_map(|(steps, weights, fund_splits)| Setup {
		steps,
		weights,
		fund_splits,
	})
}

/// One account in one pool, exactly.
#[derive(Clone)]
struct Account {
	stake: Balance,
	token: Exact,
	yielded: Exact,
}

/// What the rules say, exactly.
struct Model {
	/// What the community emits, and from which block on each schedule speaks.
	schedules: Vec<(u32, Schedule)>,
	/// The weight of each pool, the fund's share, and what nobody gets.
	weights: Vec<u32>,
	fund_splits: Vec<u32>,
	accounts: BTreeMap<(u32, usize), Account>,
	fund_token: Exact,
	fund_yield: Exact,
	unallocated: Exact,
	forgone: Exact,
	/// How many planck the books may be apart from the exact value, by pool: one that is not whole
	/// yet, and one for each position that went and left its parts of a planck to the others.
	slack: Vec<u32>,
}

fn is_lst(pool: u32) -> bool {
	pool != 2
}

impl Model {
	fn new(setup: &Setup, schedule: Schedule) -> Self {
		let [fund, a, b, c] = setup.weights;
		let zero = Account {
			stake: 0,
			token: exact(0),
			yielded: exact(0),
		};
		let keys = (0..POOLS).flat_map(|pool| (0..USERS).map(move |user| (pool, user)));
		Self {
			schedules: vec![(0, schedule)],
			// Pool 0 has no emission; the last two are the fund and nobody.
			weights: vec![0, a, b, c, fund, 0],
			fund_splits: [&[0], &setup.fund_splits[..]].concat(),
			accounts: keys.map(|key| (key, zero.clone())).collect(),
			fund_token: exact(0),
			fund_yield: exact(0),
			unallocated: exact(0),
			forgone: exact(0),
			slack: vec![1; POOLS as usize],
		}
	}

	fn total(&self, pool: u32) -> Balance {
		(0..USERS)
			.map(|user| self.accounts[&(pool, user)].stake)
			.sum()
	}

	/// One block, shared among those who were staked before it.
	fn block(&mut self, block: u32, released: Balance) {
		let speaks = |(from, _): &&(u32, Schedule)| *from <= block;
		let (_, schedule) = self.schedules.iter().rev().find(speaks).unwrap();
		let emitted = |block| schedule.emitted(block).unwrap();
		let emission = exact(emitted(block) - emitted(block - 1));
		for pool in 0..POOLS {
			let share = &emission * ppb(self.weights[pool as usize]);
			let total = self.total(pool);
			if total == 0 {
				self.unallocated += share;
				continue;
			}
			for user in 0..USERS {
				let account = self.accounts.get_mut(&(pool, user)).unwrap();
				account.token += &share * exact(account.stake) / exact(total);
			}
		}
		self.fund_token += &emission * ppb(self.weights[4]);
		self.unallocated += &emission * ppb(self.weights[5]);

		let lst: Balance = (0..POOLS)
			.filter(|p| is_lst(*p))
			.map(|p| self.total(p))
			.sum();
		if lst == 0 {
			self.forgone += exact(released);
			return;
		}
		for pool in (0..POOLS).filter(|p| is_lst(*p)) {
			let split = ppb(self.fund_splits[pool as usize]);
			for user in 0..USERS {
				let account = self.accounts.get_mut(&(pool, user)).unwrap();
				let earned = exact(released) * exact(account.stake) / exact(lst);
				let to_fund = &earned * &split;
				account.yielded += earned - &to_fund;
				self.fund_yield += to_fund;
			}
		}
	}
}

/// What an account of the real thing has received and has coming.
fn received(pool: u32, n: usize, paid: &BTreeMap<(u32, usize), Payout>) -> Payout {
	let pending = Communities::pending(pool, user(n));
	let paid = paid.get(&(pool, n)).copied().unwrap_or_default();
	Payout {
		token: pending.token + paid.token,
		staking_yield: pending.staking_yield + paid.staking_yield,
	}
}

fn assert_close(ours: Balance, model: &Exact, slack: u32, what: &str) {
	let diff = exact(ours) - model;
	// Beyond the slack, the divisions by the total stake: far below a thousandth of a planck.
	let slack = exact(slack.into()) + Exact::new(1.into(), 1_000.into());
	assert!(
		diff <= slack && -diff <= slack,
		"{what}: {ours}, but exactly {model}"
	);
}

fn run(setup: Setup, calls: Vec<(Wait, Call)>) {
	build_and_execute(|| {
		let [fund, a, b, c] = setup.weights;
		let [x, y, z] = setup.fund_splits;
		let pools = vec![pool(LST, a, x), pool(OTHER, b, y), pool(LST, c, z)];
		create_with(steps(&setup.steps), fund, pools).unwrap();
		let schedule = crate::Emissions::<Test>::get(COMMUNITY).schedule;
		let mut model = Model::new(&setup, schedule);
		let mut paid = BTreeMap::<(u32, usize), Payout>::new();

		for ((blocks, released), call) in calls {
			for _ in 0..blocks {
				let block = System::block_number() + 1;
				run_to(block);
				TestYield::release_now(released);
				model.block(block, released);
			}
			let before: Vec<_> = (0..POOLS)
				.flat_map(|p| (0..USERS).map(move |u| Communities::pending(p, user(u))))
				.collect();
			System::reset_events();
			let ok = frame_support::storage::with_storage_layer(|| dispatch(&call)).is_ok();
			check_state();
			if ok {
				apply(&mut model, &mut paid, &call);
			}
			// Invariants 5 and 12: nobody's pending falls but by one's own claim or exit.
			let own = match &call {
				Call::Claim(n, _) | Call::Emergency(n, _) => Some(*n),
				_ => None,
			};
			for pool in 0..POOLS {
				for n in (0..USERS).filter(|n| Some(*n) != own) {
					let now = Communities::pending(pool, user(n));
					let then = before[pool as usize * USERS + n];
					// What was below a planck may become whole where a total falls.
					for (now, then) in [
						(now.token, then.token),
						(now.staking_yield, then.staking_yield),
					] {
						assert!(
							now == then || now == then + 1,
							"{call:?} changed what {n} has in {pool}"
						);
					}
				}
			}
			compare(&model, &paid);
		}

		// Whatever happened, everybody gets everything out.
		let mode = OperatingMode::ExitsOnly;
		Communities::set_operating_mode(RuntimeOrigin::root(), mode).unwrap();
		for n in 0..USERS {
			for pool in 0..POOLS {
				let stake = Communities::position(pool, user(n)).map_or(0, |view| view.stake);
				if stake > 0 {
					unstake(user(n), pool, stake).unwrap();
				}
			}
			assert_eq!(Assets::balance(LST, user(n)), RICH);
			assert_eq!(Assets::balance(OTHER, user(n)), RICH);
		}
	});
}

fn dispatch(call: &Call) -> sp_runtime::DispatchResult {
	match call.clone() {
		Call::Stake(n, pool, amount) => stake(user(n), pool, amount),
		Call::Unstake(n, pool, amount) => unstake(user(n), pool, amount),
		Call::UnstakeAll(n, pool) => {
			let stake = Communities::position(pool, user(n)).map_or(0, |view| view.stake);
			unstake(user(n), pool, stake)
		}
		Call::Claim(n, list) => {
			let community = if list == [0] { 0 } else { COMMUNITY };
			Communities::claim(signed(user(n)), community, list)
		}
		Call::Emergency(n, pool) => {
			let community = if pool == 0 { 0 } else { COMMUNITY };
			Communities::emergency_unstake(signed(user(n)), community, pool)
		}
		Call::Collect(list) => Communities::collect_fund(signed(carol()), COMMUNITY, list),
		Call::Close(pool) => Communities::close_pool(signed(founder()), COMMUNITY, pool),
		Call::Spend(amount) => {
			let asset = FundAsset::Token;
			Communities::spend(signed(founder()), COMMUNITY, asset, amount, founder())
		}
		Call::Mode(open) => {
			let mode = if open {
				OperatingMode::Normal
			} else {
				OperatingMode::ExitsOnly
			};
			Communities::set_operating_mode(RuntimeOrigin::root(), mode)
		}
		Call::Announce([fund, weights @ ..], splits) => {
			// The open ones; those who are closed leave their weight to the fund.
			let open = Communities::community(COMMUNITY).unwrap().open_pools;
			let parts: Vec<_> = (1..POOLS)
				.zip(weights.iter().zip(splits))
				.filter(|(pool, _)| open.contains(pool))
				.map(|(pool, (weight, fund))| PoolBudget {
					pool,
					weight: *weight,
					yield_split: YieldSplit {
						fund,
						stakers: PPB - fund,
					},
				})
				.collect();
			let missing = PPB - fund - parts.iter().map(|part| part.weight).sum::<u32>();
			Communities::announce_weights(signed(founder()), COMMUNITY, fund + missing, parts)
		}
		Call::AnnounceSchedule(ahead, [first, second]) => {
			let from = System::block_number() + 10 + ahead;
			let schedule = steps(&[(from, from + 9, first), (from + 11, from + 30, second)]);
			Communities::announce_schedule(signed(founder()), COMMUNITY, schedule, from)
		}
		Call::Apply => Communities::apply_announced(signed(carol()), COMMUNITY),
	}
}

/// Tells the model what a call that went through did.
fn apply(model: &mut Model, paid: &mut BTreeMap<(u32, usize), Payout>, call: &Call) {
	let who_is = |account: &AccountId| (0..USERS).find(|n| user(*n) == *account).unwrap();
	for event in events() {
		match event {
			Event::Staked {
				pool,
				account,
				stake,
				..
			}
			| Event::Unstaked {
				pool,
				account,
				stake,
				..
			} => {
				model.slack[pool as usize] += u32::from(stake == 0);
				model
					.accounts
					.get_mut(&(pool, who_is(&account)))
					.unwrap()
					.stake = stake;
			}
			Event::Claimed {
				pool,
				account,
				token,
				staking_yield,
				..
			} => {
				let paid = paid.entry((pool, who_is(&account))).or_default();
				paid.token += token;
				paid.staking_yield += staking_yield;
			}
			Event::EmergencyUnstaked {
				pool,
				account,
				token,
				staking_yield,
				..
			} => {
				let given_up = model.accounts.get_mut(&(pool, who_is(&account))).unwrap();
				given_up.stake = 0;
				given_up.token -= exact(token);
				given_up.yielded -= exact(staking_yield);
				model.unallocated += exact(token);
				model.forgone += exact(staking_yield);
				model.slack[pool as usize] += 1;
			}
			Event::PoolClosed {
				pool, freed_weight, ..
			} => {
				assert_eq!(*call_pool(call), pool);
				model.weights[pool as usize] = 0;
				model.weights[5] += freed_weight;
			}
			Event::WeightsApplied {
				new, free_weight, ..
			} => {
				model.weights[4] = new.fund_share;
				model.weights[5] = free_weight;
				for part in new.pools {
					model.weights[part.pool as usize] = part.weight;
					model.fund_splits[part.pool as usize] = part.yield_split.fund;
				}
			}
			Event::ScheduleAnnounced { new, .. } => {
				let now = System::block_number();
				let new = new.unwrap();
				model.schedules.retain(|(from, _)| *from <= now);
				model.schedules.push((new.from, new.schedule));
			}
			_ => (),
		}
	}
}

fn call_pool(call: &Call) -> &u32 {
	match call {
		Call::Close(pool) => pool,
		_ => panic!("{call:?} closes no pool"),
	}
}

fn compare(model: &Model, paid: &BTreeMap<(u32, usize), Payout>) {
	for ((pool, n), account) in &model.accounts {
		let ours = received(*pool, *n, paid);
		let slack = model.slack[*pool as usize];
		assert_close(ours.token, &account.token, slack, "tokens of a staker");
		assert_close(
			ours.staking_yield,
			&account.yielded,
			slack,
			"yield of a staker",
		);
	}
	let community = Communities::community(COMMUNITY).unwrap();
	let (fund, due) = (community.fund.collected, community.fund.due);
	assert_close(
		fund.token + due.token,
		&model.fund_token,
		1,
		"tokens of the fund",
	);
	let ours = fund.staking_yield + due.staking_yield;
	assert_close(ours, &model.fund_yield, 3, "yield of the fund");
	assert_close(community.unallocated, &model.unallocated, 1, "unallocated");
	assert_eq!(
		community.closed_pools.len(),
		ClosedPools::<Test>::iter().count()
	);
	// Supply is what was claimed, collected and preminted.
	let claimed: Balance = (1..POOLS)
		.map(|pool| Communities::pool(pool).unwrap().claimed.token)
		.sum();
	assert_eq!(Assets::total_issuance(1_001), 5_000 + claimed + fund.token);
	let of_users: Balance = paid
		.iter()
		.filter(|((pool, _), _)| *pool != 0)
		.map(|(_, payout)| payout.token)
		.sum();
	assert_eq!(claimed, of_users);
}

/// 64 cases, or as many as `PROPTEST_CASES` says.
fn cases() -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES")
		.ok()
		.and_then(|cases| cases.parse().ok());
	ProptestConfig::with_cases(cases.unwrap_or(64))
}

proptest! {
	#![proptest_config(cases())]

	#[test]
	fn random_calls_should_keep_the_invariants_and_agree_with_the_exact_model(
		setup in setup(),
		calls in proptest::collection::vec((wait(), call()), 1..40),
	) {
		run(setup, calls);
	}
}

#[test]
fn the_native_balance_should_be_conserved_by_a_whole_life() {
	build_and_execute(|| {
		create_usual();
		let issuance = |released| Balances::total_issuance() - released;
		let before = issuance(0);
		for who in [alice(), bob(), carol()] {
			stake(who, A, 333).unwrap();
		}
		run_to(50);
		TestYield::release_now(10_000);
		for who in [alice(), bob(), carol()] {
			claim(who.clone(), &[A]).unwrap();
			unstake(who.clone(), A, 333).unwrap();
		}
		Communities::collect_fund(signed(carol()), COMMUNITY, vec![A, B]).unwrap();
		assert_eq!(issuance(10_000), before);
		// Every planck of yield is with the stakers and the fund, but what three can't share.
		let paid: Balance = [alice(), bob(), carol()]
			.iter()
			.map(|who| Balances::total_balance(who) - NATIVE)
			.sum();
		let fund = native(&Communities::fund_account(COMMUNITY));
		assert!(paid + fund <= 10_000 && paid + fund >= 10_000 - 4);
	});
}
