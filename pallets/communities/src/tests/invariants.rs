//! Random calls, with the invariants after each; beside an exact model in rational numbers, which
//! walks block by block and knows nothing of accumulators.

use super::mock::*;
use crate::{types::*, ClosedPools, Event};
use frame_support::traits::{
	fungible::Inspect as _,
	fungibles::{Inspect as _, Mutate as _},
};
use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{schedule::Schedule, Balance, PPB};
use nutbox_primitives::delegation::DelegatedStake;
use proptest::prelude::*;
use sp_core::Pair as _;
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
	/// For one of the terms.
	StakeTerm(usize, Balance, u32),
	/// So many thousandths of the stake of one of the positions.
	UnstakeTerm(usize, usize, u16),
	Delegate(usize, Balance),
	/// To somebody else, for proving that less is delegated; in ppb.
	Bounty(usize, u32),
	/// Amount, number and remaining life.
	Voucher(usize, Balance, u64, u32),
	RemoveVoucher(u64),
	Claim(usize, Vec<u32>),
	/// By somebody else; and whether it is allowed from now on.
	ClaimFor(usize, Vec<u32>),
	Permit(usize, bool),
	Emergency(usize, u32),
	Collect(Vec<u32>),
	Close(u32),
	Spend(Balance),
	TopUp(Balance),
	Mode(bool),
	/// Fund share and weights, and the fund's parts of the yield.
	Announce([u32; 7], [u32; 6]),
	/// Rates of a step and of one after a gap, so many blocks after the notice.
	AnnounceSchedule(u32, [Balance; 2]),
	Apply,
}

/// Pools of the scenario: 0 is the built-in community's, the others the founder's: 1 and 3 take the
/// liquid staking token, 2 another asset.
const POOLS: u32 = 7;
/// Takes the liquid staking token, with terms.
const TERMS: u32 = 4;
const LONGEST_TERM: u32 = 40;
/// Its stake stays elsewhere.
const DELEGATED: u32 = 5;
/// Pays vouchers.
const CONTRIBUTIONS: u32 = 6;
/// Where the model keeps the weights of the fund and of nobody.
const FUND: usize = 7;
const NOBODY: usize = 8;

fn is_lst(pool: u32) -> bool {
	[0, 1, 3, TERMS].contains(&pool)
}

fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![
		1..20u128,
		(0..29u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp)),
	]
}

fn call() -> impl Strategy<Value = Call> {
	// Pools with stakes of the kind `Asset`, and every one of the founder's.
	let simple = || 0..TERMS;
	let list = || proptest::collection::vec(1..CONTRIBUTIONS, 0..4);
	prop_oneof![
		6 => (0..USERS, simple(), amount()).prop_map(|(u, p, a)| Call::Stake(u, p, a)),
		3 => (0..USERS, simple(), amount()).prop_map(|(u, p, a)| Call::Unstake(u, p, a)),
		3 => (0..USERS, simple()).prop_map(|(u, p)| Call::UnstakeAll(u, p)),
		4 => (0..USERS, amount(), 0..3u32).prop_map(|(u, a, t)| Call::StakeTerm(u, a, t)),
		4 => (0..USERS, 0..3usize, prop_oneof![Just(1_000u16), 1..=1_000u16])
			.prop_map(|(u, n, part)| Call::UnstakeTerm(u, n, part)),
		3 => (0..USERS, prop_oneof![Just(0), amount()]).prop_map(|(u, a)| Call::Delegate(u, a)),
		2 => (0..USERS, prop_oneof![Just(PPB), 1..PPB]).prop_map(|(u, s)| Call::Bounty(u, s)),
		3 => (0..USERS, amount(), 0..6u64, 0..20u32)
			.prop_map(|(u, a, id, life)| Call::Voucher(u, a, id, life)),
		1 => (0..6u64).prop_map(Call::RemoveVoucher),
		4 => (0..USERS, list()).prop_map(|(u, l)| Call::Claim(u, l)),
		2 => (0..USERS, list()).prop_map(|(u, l)| Call::ClaimFor(u, l)),
		1 => (0..USERS, any::<bool>()).prop_map(|(u, b)| Call::Permit(u, b)),
		1 => (0..USERS).prop_map(|u| Call::Claim(u, vec![0])),
		2 => (0..USERS, 0..POOLS).prop_map(|(u, p)| Call::Emergency(u, p)),
		2 => proptest::collection::vec(1..POOLS, 0..4).prop_map(Call::Collect),
		1 => (1..POOLS).prop_map(Call::Close),
		1 => amount().prop_map(Call::Spend),
		2 => amount().prop_map(Call::TopUp),
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
	/// Whether the token exists before, and what is put into the escrow at once.
	escrow: Option<Balance>,
	steps: Vec<(u32, u32, Balance)>,
	weights: [u32; 7],
	fund_splits: [u32; 6],
}

fn rate() -> impl Strategy<Value = Balance> {
	(0..24u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp))
}

/// The fund's share and the weights of six pools.
fn budget() -> impl Strategy<Value = [u32; 7]> {
	proptest::array::uniform6(0..=PPB).prop_map(|mut cuts| {
		cuts.sort_unstable();
		let mut parts = [0; 7];
		let mut last = 0;
		for (part, cut) in parts.iter_mut().zip(cuts.into_iter().chain([PPB])) {
			*part = cut - last;
			last = cut;
		}
		parts
	})
}

fn splits() -> impl Strategy<Value = [u32; 6]> {
	proptest::array::uniform6(prop_oneof![Just(0), Just(PPB), 0..=PPB])
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
	let escrow = proptest::option::of(prop_oneof![Just(0), amount()]);
	(escrow, steps, budget(), splits()).prop_map(|(escrow, steps, weights, fund_splits)| Setup {
		escrow,
		steps,
		weights,
		fund_splits,
	})
}

/// One stake of one account in one pool, exactly.
#[derive(Clone)]
struct Account {
	stake: Balance,
	/// What the stake counts for.
	shares: Balance,
	token: Exact,
	yielded: Exact,
}

impl Account {
	fn new() -> Self {
		Self {
			stake: 0,
			shares: 0,
			token: exact(0),
			yielded: exact(0),
		}
	}
}

/// What fell away in the pool with terms, on its way to those who stay; in whole planck.
#[derive(Default)]
struct OnItsWay {
	amount: BigInt,
	start: u32,
	blocks: u32,
	given: BigInt,
}

impl OnItsWay {
	fn gone(&self, now: u32) -> u32 {
		(now - self.start).min(self.blocks)
	}

	/// What block `now` shares out.
	fn block(&mut self, now: u32) -> Exact {
		if self.blocks == 0 {
			return exact(0);
		}
		let given = &self.amount * self.gone(now) / self.blocks;
		let fresh = Exact::from_integer(&given - &self.given);
		self.given = given;
		fresh
	}

	fn add(&mut self, now: u32, amount: Balance) {
		if amount == 0 {
			return;
		}
		let (left, amount) = (&self.amount - &self.given, BigInt::from(amount));
		let sum = &left + &amount;
		let weighted = left * (self.blocks - self.gone(now)) + amount * LONGEST_TERM;
		let blocks: BigInt = (weighted + &sum - 1) / &sum;
		*self = Self {
			amount: sum,
			start: now,
			blocks: blocks.try_into().unwrap(),
			given: 0.into(),
		};
	}

	/// Nobody stays.
	fn take_all(&mut self) -> Exact {
		let left = Exact::from_integer(&self.amount - &self.given);
		*self = Self::default();
		left
	}
}

/// Pool, user, and the number of the position, which is 0 but in the pool with terms.
type Key = (u32, usize, u64);

/// What the rules say, exactly.
struct Model {
	/// What the community emits, and from which block on each schedule speaks.
	schedules: Vec<(u32, Schedule)>,
	/// What is in the escrow to be emitted.
	escrow: Option<Balance>,
	/// The weight of each pool, the fund's share, and what nobody gets.
	weights: Vec<u32>,
	fund_splits: Vec<u32>,
	accounts: BTreeMap<Key, Account>,
	budget: Exact,
	fund_token: Exact,
	fund_yield: Exact,
	unallocated: Exact,
	forgone: Exact,
	/// Tokens and yield.
	on_its_way: [OnItsWay; 2],
	/// How many planck the books may be apart from the exact value, by pool: one that is not whole
	/// yet, and one for each position that went and left its parts of a planck to the others.
	slack: Vec<u32>,
}

impl Model {
	fn new(setup: &Setup, schedule: Schedule) -> Self {
		let [fund, pools @ ..] = setup.weights;
		let mut slack = vec![1; POOLS as usize];
		// So many positions are rounded, each on its own.
		slack[TERMS as usize] = MAX_TERM_POSITIONS;
		Self {
			schedules: vec![(0, schedule)],
			escrow: setup.escrow,
			// Pool 0 has no emission; the last two are the fund and nobody.
			weights: [&[0], &pools[..], &[fund, 0]].concat(),
			fund_splits: [&[0], &setup.fund_splits[..]].concat(),
			accounts: BTreeMap::new(),
			budget: exact(0),
			fund_token: exact(0),
			fund_yield: exact(0),
			unallocated: exact(0),
			forgone: exact(0),
			on_its_way: Default::default(),
			slack,
		}
	}

	fn of(&self, pool: u32) -> impl Iterator<Item = &Account> {
		self.accounts
			.iter()
			.filter(move |((of, ..), _)| *of == pool)
			.map(|(_, account)| account)
	}

	fn total(&self, pool: u32) -> Balance {
		self.of(pool).map(|account| account.stake).sum()
	}

	fn account(&mut self, pool: u32, user: usize, id: u64) -> &mut Account {
		self.accounts
			.entry((pool, user, id))
			.or_insert_with(Account::new)
	}

	/// Shares tokens and yield by the shares in a pool; false if there are none.
	fn share(&mut self, pool: u32, token: &Exact, yielded: &Exact) -> bool {
		let shares: Balance = self.of(pool).map(|account| account.shares).sum();
		if shares == 0 {
			return false;
		}
		for ((of, ..), account) in &mut self.accounts {
			if *of == pool && account.shares > 0 {
				let part = exact(account.shares) / exact(shares);
				account.token += token * &part;
				account.yielded += yielded * &part;
			}
		}
		true
	}

	/// What fell away goes to nobody when nobody stays.
	fn nobody_stays(&mut self) {
		if self.of(TERMS).all(|account| account.shares == 0) {
			self.unallocated += self.on_its_way[0].take_all();
			self.forgone += self.on_its_way[1].take_all();
		}
	}

	/// What the schedule says for `block`, as far as there is something in the escrow.
	fn emission(&mut self, block: u32) -> Exact {
		let speaks = |(from, _): &&(u32, Schedule)| *from <= block;
		let (_, schedule) = self.schedules.iter().rev().find(speaks).unwrap();
		let emitted = |block| schedule.emitted(block).unwrap();
		let wanted = emitted(block) - emitted(block - 1);
		match &mut self.escrow {
			None => exact(wanted),
			Some(left) => {
				let given = wanted.min(*left);
				*left -= given;
				exact(given)
			}
		}
	}

	/// One block, shared among those who were staked before it.
	fn block(&mut self, block: u32, released: Balance) {
		let emission = self.emission(block);
		let none = exact(0);
		let [token, yielded] = self.on_its_way.each_mut().map(|way| way.block(block));
		if token > none || yielded > none {
			assert!(self.share(TERMS, &token, &yielded));
		}
		for pool in 0..POOLS {
			let share = &emission * ppb(self.weights[pool as usize]);
			if pool == CONTRIBUTIONS {
				self.budget += share;
			} else if !self.share(pool, &share, &none) {
				self.unallocated += share;
			}
		}
		self.fund_token += &emission * ppb(self.weights[FUND]);
		self.unallocated += &emission * ppb(self.weights[NOBODY]);

		let lst: Balance = (0..POOLS)
			.filter(|p| is_lst(*p))
			.map(|p| self.total(p))
			.sum();
		if lst == 0 {
			self.forgone += exact(released);
			return;
		}
		for pool in (0..POOLS).filter(|p| is_lst(*p)) {
			let earned = exact(released) * exact(self.total(pool)) / exact(lst);
			let to_fund = &earned * ppb(self.fund_splits[pool as usize]);
			let to_stakers = &earned - &to_fund;
			self.fund_yield += to_fund;
			if to_stakers > none {
				assert!(self.share(pool, &none, &to_stakers));
			}
		}
	}
}

/// What an account has pending in a pool, claimable or not.
fn pending(pool: u32, n: usize) -> Payout {
	if pool != TERMS {
		return Communities::pending(pool, user(n));
	}
	let terms = Communities::position(pool, user(n)).map_or_else(Vec::new, |view| view.terms);
	let mut sum = Payout::default();
	for term in terms {
		sum.token += term.pending.token;
		sum.staking_yield += term.pending.staking_yield;
	}
	sum
}

type Paid = BTreeMap<(u32, usize), Payout>;

/// What an account of the real thing has received and has coming.
fn received(pool: u32, n: usize, paid: &Paid) -> Payout {
	let pending = pending(pool, n);
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

/// The asset that is distributed where it exists before.
const EXISTING: u32 = 50;

fn create(setup: &Setup) {
	let [_, a, b, c, t, d, v] = setup.weights;
	let [x, y, z, w, ..] = setup.fund_splits;
	let longest = (LONGEST_TERM, 7_000_000_000);
	let terms = [(3, 1_000_000_000), (10, 1_500_000_000), longest];
	let signers = vec![app().public().into()];
	let pools = vec![
		pool(LST, a, x),
		pool(OTHER, b, y),
		pool(LST, c, z),
		PoolInput {
			yield_split: pool(LST, 0, w).yield_split,
			..term_pool(LST, t, &terms)
		},
		PoolInput {
			weight: d,
			..pool_of_kind(PoolKind::Delegation { source: SOURCE })
		},
		PoolInput {
			weight: v,
			..pool_of_kind(PoolKind::Contribution { signers })
		},
	];
	let token = if setup.escrow.is_some() {
		let owner = account(252);
		Assets::force_create(RuntimeOrigin::root(), EXISTING, owner, true, 1).unwrap();
		Assets::mint_into(EXISTING, &founder(), RICH).unwrap();
		TokenInput::Existing { asset: EXISTING }
	} else {
		token(u128::MAX, 5_000)
	};
	Communities::create(
		signed(founder()),
		profile("Nuts"),
		token,
		steps(&setup.steps),
		setup.weights[0],
		pools,
		10,
	)
	.unwrap();
	if let Some(amount) = setup.escrow.filter(|amount| *amount > 0) {
		Communities::top_up(signed(founder()), COMMUNITY, amount).unwrap();
	}
}

fn run(setup: Setup, calls: Vec<(Wait, Call)>) {
	build_and_execute(|| {
		create(&setup);
		let schedule = crate::Emissions::<Test>::get(COMMUNITY).schedule;
		let mut model = Model::new(&setup, schedule);
		let mut paid = Paid::new();

		for ((blocks, released), call) in calls {
			for _ in 0..blocks {
				let block = System::block_number() + 1;
				run_to(block);
				TestYield::release_now(released);
				model.block(block, released);
			}
			let before: Vec<_> = (0..POOLS)
				.flat_map(|p| (0..USERS).map(move |u| pending(p, u)))
				.collect();
			System::reset_events();
			let ok = frame_support::storage::with_storage_layer(|| dispatch(&call)).is_ok();
			check_state();
			if ok {
				apply(&mut model, &mut paid, &call);
			}
			check_others(&call, &before);
			compare(&model, &paid);
		}
		leave();
	});
}

/// Invariants 5, 7 and 12: nobody's pending falls but by one's own claim or exit.
fn check_others(call: &Call, before: &[Payout]) {
	let own = match call {
		Call::Claim(n, _)
		| Call::ClaimFor(n, _)
		| Call::Emergency(n, _)
		| Call::UnstakeTerm(n, ..)
		// The one who pays it.
		| Call::Bounty(n, _) => Some(*n),
		_ => None,
	};
	for pool in 0..POOLS {
		for n in (0..USERS).filter(|n| Some(*n) != own) {
			let now = pending(pool, n);
			let then = before[pool as usize * USERS + n];
			// What was below a planck may become whole where a position goes: its parts of a planck
			// join the others'. Nobody gains by another's exit in the same block.
			let most = match pool {
				TERMS => 2 * Balance::from(MAX_TERM_POSITIONS),
				_ => 1,
			};
			for (now, then) in [
				(now.token, then.token),
				(now.staking_yield, then.staking_yield),
			] {
				assert!(
					now >= then && now - then <= most,
					"{call:?} changed what {n} has in {pool}"
				);
			}
		}
	}
}

/// Whatever happened, everybody gets everything out.
fn leave() {
	let mode = OperatingMode::ExitsOnly;
	Communities::set_operating_mode(RuntimeOrigin::root(), mode).unwrap();
	for n in 0..USERS {
		for pool in 0..POOLS {
			let Some(view) = Communities::position(pool, user(n)) else {
				continue;
			};
			for term in view.terms.iter().filter(|term| term.stake > 0) {
				unstake_term(user(n), pool, term.id, term.stake).unwrap();
			}
			if pool == DELEGATED {
				Communities::set_delegated(SOURCE, pool, &user(n), 0).unwrap();
			} else if pool != TERMS && view.stake > 0 {
				unstake(user(n), pool, view.stake).unwrap();
			}
		}
		assert_eq!(Assets::balance(LST, user(n)), RICH);
		assert_eq!(Assets::balance(OTHER, user(n)), RICH);
	}
}

fn dispatch(call: &Call) -> sp_runtime::DispatchResult {
	match call.clone() {
		Call::Stake(n, pool, amount) => stake(user(n), pool, amount),
		Call::Unstake(n, pool, amount) => unstake(user(n), pool, amount),
		Call::UnstakeAll(n, pool) => {
			let stake = Communities::position(pool, user(n)).map_or(0, |view| view.stake);
			unstake(user(n), pool, stake)
		}
		Call::StakeTerm(n, amount, term) => stake_term(user(n), TERMS, amount, term),
		Call::UnstakeTerm(n, index, thousandths) => {
			let view = Communities::position(TERMS, user(n));
			let term = view.and_then(|view| view.terms.get(index).cloned());
			let (id, stake) = term.map_or((0, 0), |term| (term.id, term.stake));
			let amount = (stake / 1_000 * u128::from(thousandths)).max(stake.min(1));
			let amount = if thousandths == 1_000 { stake } else { amount };
			unstake_term(user(n), TERMS, id, amount)
		}
		Call::Delegate(n, amount) => {
			Communities::set_delegated(SOURCE, DELEGATED, &user(n), amount)
		}
		Call::Bounty(n, share) => {
			let before = Communities::pending(DELEGATED, user(n)).token;
			let paid = Communities::pay_bounty(SOURCE, DELEGATED, &user(n), &founder(), share);
			assert_eq!(
				Communities::pending(DELEGATED, user(n)).token,
				before - paid
			);
			Ok(())
		}
		Call::Voucher(n, amount, id, life) => {
			let voucher = Voucher {
				community: COMMUNITY,
				pool: CONTRIBUTIONS,
				member: user(n),
				amount,
				id,
				expires: System::block_number() + life,
			};
			let signature = app().sign(&Communities::voucher_message(&voucher)).into();
			let signer = app().public().into();
			Communities::claim_voucher(signed(user(n)), voucher, signer, signature)
		}
		Call::RemoveVoucher(id) => {
			Communities::remove_vouchers(signed(carol()), COMMUNITY, CONTRIBUTIONS, vec![id])
		}
		Call::Claim(n, list) => {
			let community = if list == [0] { 0 } else { COMMUNITY };
			Communities::claim(signed(user(n)), community, list)
		}
		Call::ClaimFor(n, list) => {
			Communities::claim_for(signed(founder()), user(n), COMMUNITY, list)
		}
		Call::Permit(n, allowed) => Communities::set_claim_permission(signed(user(n)), allowed),
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
		Call::TopUp(amount) => Communities::top_up(signed(founder()), COMMUNITY, amount),
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
fn apply(model: &mut Model, paid: &mut Paid, call: &Call) {
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
			}
			| Event::DelegationSet {
				pool,
				account,
				new: stake,
				..
			} => {
				model.slack[pool as usize] += u32::from(stake == 0);
				let account = model.account(pool, who_is(&account), 0);
				account.stake = stake;
				account.shares = stake;
			}
			Event::TermStaked {
				pool,
				account,
				position,
				amount,
				shares,
				..
			} => {
				let account = model.account(pool, who_is(&account), position);
				account.stake = amount;
				account.shares = shares;
			}
			Event::TermUnstaked {
				pool,
				account,
				position,
				stake,
				forfeited,
				..
			} => {
				let account = model.account(pool, who_is(&account), position);
				if stake > 0 {
					// Rounded down, as the rule says.
					let before = account.shares;
					account.shares = term_shares(pool, call).unwrap();
					assert!(account.shares <= before);
				} else {
					account.shares = 0;
				}
				account.stake = stake;
				let (token, yielded) = (exact(forfeited.token), exact(forfeited.staking_yield));
				account.token -= &token;
				account.yielded -= &yielded;
				model.slack[pool as usize] += 1;
				let now = System::block_number();
				model.on_its_way[0].add(now, forfeited.token);
				model.on_its_way[1].add(now, forfeited.staking_yield);
				model.nobody_stays();
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
				if pool == TERMS {
					// Positions that went left their parts of a planck.
					model.slack[pool as usize] += MAX_TERM_POSITIONS;
				}
			}
			Event::VoucherClaimed {
				pool,
				account,
				amount,
				..
			}
			// Of what the account had earned, whoever has it now.
			| Event::BountyPaid {
				pool,
				account,
				amount,
				..
			} => paid.entry((pool, who_is(&account))).or_default().token += amount,
			Event::EmergencyUnstaked {
				pool,
				account,
				token,
				staking_yield,
				..
			} => {
				// Of several positions the event says the sum; which had how much makes no
				// difference.
				let n = who_is(&account);
				let (mut token_left, mut yield_left) = (exact(token), exact(staking_yield));
				for ((of, who, _), given_up) in &mut model.accounts {
					if (*of, *who) != (pool, n) {
						continue;
					}
					(given_up.stake, given_up.shares) = (0, 0);
					given_up.token -= &token_left;
					given_up.yielded -= &yield_left;
					(token_left, yield_left) = (exact(0), exact(0));
				}
				model.unallocated += exact(token);
				model.forgone += exact(staking_yield);
				model.slack[pool as usize] += if pool == TERMS { MAX_TERM_POSITIONS } else { 1 };
				model.nobody_stays();
			}
			Event::PoolClosed {
				pool, freed_weight, ..
			} => {
				assert!(matches!(call, Call::Close(closed) if *closed == pool));
				model.weights[pool as usize] = 0;
				model.weights[NOBODY] += freed_weight;
			}
			Event::WeightsApplied {
				new, free_weight, ..
			} => {
				model.weights[FUND] = new.fund_share;
				model.weights[NOBODY] = free_weight;
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
			Event::EscrowToppedUp { amount, .. } => *model.escrow.as_mut().unwrap() += amount,
			_ => (),
		}
	}
}

/// What the position that `call` took from counts for now, by the rule.
fn term_shares(pool: u32, call: &Call) -> Option<Balance> {
	let Call::UnstakeTerm(n, index, _) = call else {
		return None;
	};
	let view = Communities::position(pool, user(*n))?;
	let term = view.terms.get(*index)?;
	let shares = BigInt::from(term.stake) * BigInt::from(term.multiplier) / BigInt::from(PPB);
	u128::try_from(shares).ok()
}

fn compare(model: &Model, paid: &Paid) {
	for pool in (0..POOLS).filter(|pool| *pool != CONTRIBUTIONS) {
		for n in 0..USERS {
			let ours = received(pool, n, paid);
			let (mut token, mut yielded) = (exact(0), exact(0));
			for ((of, who, _), account) in &model.accounts {
				if (*of, *who) == (pool, n) {
					token += &account.token;
					yielded += &account.yielded;
				}
			}
			let slack = model.slack[pool as usize];
			assert_close(ours.token, &token, slack, "tokens of a staker");
			assert_close(ours.staking_yield, &yielded, slack, "yield of a staker");
		}
	}
	let vouchers: Balance = (0..USERS)
		.filter_map(|n| paid.get(&(CONTRIBUTIONS, n)))
		.map(|paid| paid.token)
		.sum();
	let view = Communities::pool(CONTRIBUTIONS).unwrap();
	assert_eq!(view.claimed.token, vouchers);
	assert_close(view.budget.unwrap() + vouchers, &model.budget, 1, "budget");

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
	let claimed: Balance = (1..POOLS)
		.map(|pool| Communities::pool(pool).unwrap().claimed.token)
		.sum();
	match community.escrow {
		// Supply is what was claimed, collected and preminted.
		None => assert_eq!(Assets::total_issuance(1_001), 5_000 + claimed + fund.token),
		Some(escrow) => {
			assert_eq!(escrow.left, model.escrow.unwrap());
			assert_eq!(escrow.paid, claimed + fund.token);
			assert_eq!(
				Assets::balance(EXISTING, &escrow.account),
				1 + escrow.funded - escrow.paid
			);
		}
	}
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
