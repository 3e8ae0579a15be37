//! Random calls, with the invariants after each; beside an exact model in rational numbers, which
//! walks block by block and knows nothing of accumulators.

mod calls;
mod model;

use super::mock::*;
use crate::{types::*, ClosedPools, Event, PoolOf, Pools, StakingYield};
use calls::*;
use frame_support::traits::{
	fungible::{Inspect as _, Mutate as _},
	fungibles::{Inspect as _, Mutate as _},
};
use model::*;
use num_bigint::BigInt;
use nutbox_math::{rewards::U256, Balance, PPB};
use nutbox_primitives::delegation::{Bounty, DelegatedStake, RewardMark};
use proptest::prelude::*;
use sp_core::Pair as _;
use std::collections::BTreeMap;

const USERS: usize = 3;

fn user(n: usize) -> AccountId {
	[alice(), bob(), carol()][n].clone()
}

/// Pools of the scenario: 0 is the built-in community's, the others the founder's: 1 and 3 take the
/// liquid staking token, 2 another asset.
const POOLS: u32 = 7;
/// Takes the liquid staking token, with terms.
const TERMS: u32 = 4;
const LONGEST_TERM: u32 = 40;
const TERM_LIST: [(u32, u64); 3] = [
	(3, 1_000_000_000),
	(10, 1_500_000_000),
	(LONGEST_TERM, 7_000_000_000),
];
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

/// What is, before a call.
struct Before {
	/// What the accounts have pending in the pools, claimable or not.
	pending: Vec<Payout>,
	/// What the view says that `claim` would pay; in the same order.
	claimable: Vec<Payout>,
	/// The positions with a term of each account.
	terms: Vec<Vec<TermPositionView>>,
	/// What each account has of the community's token.
	tokens: Vec<Balance>,
	/// The accumulators.
	accumulators: BTreeMap<u32, Vec<U256>>,
}

impl Before {
	fn now() -> Self {
		let all = || (0..POOLS).flat_map(|pool| (0..USERS).map(move |n| (pool, n)));
		Self {
			pending: all().map(|(pool, n)| pending(pool, n)).collect(),
			claimable: all()
				.map(|(pool, n)| Communities::pending(pool, user(n)))
				.collect(),
			terms: (0..USERS).map(terms_of).collect(),
			tokens: (0..USERS).map(tokens_of).collect(),
			accumulators: accumulators(),
		}
	}

	fn at(pool: u32, n: usize) -> usize {
		pool as usize * USERS + n
	}
}

/// Of the community's token.
fn tokens_of(n: usize) -> Balance {
	let token = Communities::token_of(COMMUNITY).unwrap();
	Assets::balance(token.asset(), user(n))
}

fn terms_of(n: usize) -> Vec<TermPositionView> {
	Communities::position(TERMS, user(n)).map_or_else(Vec::new, |view| view.terms)
}

/// As they are stored, of each pool for both streams; and that of the chain's stream, under no
/// pool's number.
fn accumulators() -> BTreeMap<u32, Vec<U256>> {
	let of_pool = |(id, pool): (u32, PoolOf<Test>)| {
		let own = pool.staking_yield.map(|own| own.stakers.accumulator.acc);
		let both = [Some(pool.emission.accumulator.acc), own];
		(id, both.into_iter().flatten().collect())
	};
	let of_chain = StakingYield::<Test>::get().stream.accumulator.acc;
	Pools::<Test>::iter()
		.map(of_pool)
		.chain([(u32::MAX, vec![of_chain])])
		.collect()
}

/// Invariant 5: an accumulator never falls.
fn check_accumulators(call: &Call, before: &Before) {
	let now = accumulators();
	for (pool, then) in &before.accumulators {
		for (now, then) in now[pool].iter().zip(then) {
			assert!(now >= then, "{call:?} lowers an accumulator of pool {pool}");
		}
	}
}

/// Invariant 5: a claim that goes through pays what the view has said right before.
fn check_claim(call: &Call, before: &Before) {
	let (Call::Claim(n, list) | Call::ClaimFor(n, list)) = call else {
		return;
	};
	let mut paid = BTreeMap::new();
	for event in events() {
		if let Event::Claimed {
			pool,
			account,
			token,
			staking_yield,
			..
		} = event
		{
			assert_eq!(account, user(*n));
			let payout = Payout {
				token,
				staking_yield,
			};
			assert_eq!(paid.insert(pool, payout), None);
		}
	}
	let mut tokens = before.tokens[*n];
	for pool in list {
		let shown = before.claimable[Before::at(*pool, *n)];
		assert_eq!(paid.remove(pool).unwrap_or_default(), shown, "{call:?}");
		assert_eq!(Communities::pending(*pool, user(*n)), Payout::default());
		tokens += shown.token;
	}
	assert!(paid.is_empty(), "{call:?} pays of a pool that is not named");
	assert_eq!(tokens_of(*n), tokens);
}

/// What an account has pending in a pool, claimable or not.
fn pending(pool: u32, n: usize) -> Payout {
	if pool != TERMS {
		return Communities::pending(pool, user(n));
	}
	let mut sum = Payout::default();
	for term in terms_of(n) {
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

/// What the fund has of the native asset from the start, without having earned it.
const GIFT: Balance = 5_000;

/// The asset that is distributed where it exists before.
const EXISTING: u32 = 50;

fn create(setup: &Setup) {
	let [_, a, b, c, t, d, v] = setup.weights;
	let [x, y, z, w, ..] = setup.fund_splits;
	let signers = vec![app().public().into()];
	let pools = vec![
		pool(LST, a, x),
		pool(OTHER, b, y),
		pool(LST, c, z),
		PoolInput {
			yield_split: pool(LST, 0, w).yield_split,
			..term_pool(LST, t, &TERM_LIST)
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
	// What the fund can buy.
	Balances::mint_into(&market(), ED).unwrap();
	let token = Communities::token_of(COMMUNITY).unwrap().asset();
	Assets::transfer(signed(founder()), token, market(), 3_000).unwrap();
	Balances::mint_into(&Communities::fund_account(COMMUNITY), GIFT).unwrap();
	Communities::set_claim_permission(signed(user(0)), true).unwrap();
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
			let call = aim(call);
			let before = Before::now();
			System::reset_events();
			let ok = frame_support::storage::with_storage_layer(|| dispatch(&call)).is_ok();
			check_state();
			if ok {
				apply(&mut model, &mut paid, &call, &before);
				check_claim(&call, &before);
			}
			check_accumulators(&call, &before);
			check_others(&call, &before.pending);
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
			let then = before[Before::at(pool, n)];
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

/// Has most calls that are about a stake name one that there is. Lists of three stay as they are.
fn aim(call: Call) -> Call {
	let is_in = |n: usize, pool: u32| Communities::position(pool, user(n)).is_some();
	let stake =
		|n: usize, pool: u32| Communities::position(pool, user(n)).map_or(0, |view| view.stake);
	let near = |n: usize, pool: u32, pools: u32| {
		(pool..pools)
			.chain(0..pool)
			.find(|pool| stake(n, *pool) > 0)
			.unwrap_or(pool)
	};
	let of_mine = |n: usize, mut list: Vec<u32>| {
		if list.len() < 3 {
			list.retain(|pool| is_in(n, *pool));
		}
		list
	};
	match call {
		Call::Claim(n, list) => Call::Claim(n, of_mine(n, list)),
		Call::ClaimFor(n, list) => Call::ClaimFor(n, of_mine(n, list)),
		Call::Unstake(n, pool, amount) => {
			let pool = near(n, pool, TERMS);
			// A part of it where it is not all.
			Call::Unstake(n, pool, amount.min(stake(n, pool) / 2 + 1))
		}
		Call::UnstakeAll(n, pool) => Call::UnstakeAll(n, near(n, pool, TERMS)),
		Call::UnstakeTerm(n, index, part) => {
			Call::UnstakeTerm(n, index % terms_of(n).len().max(1), part)
		}
		Call::Emergency(n, pool) => Call::Emergency(n, near(n, pool, POOLS)),
		other => other,
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
			let terms = terms_of(n);
			let (id, stake) = terms
				.get(index)
				.map_or((0, 0), |term| (term.id, term.stake));
			unstake_term(user(n), TERMS, id, leaving(stake, thousandths))
		}
		Call::Delegate(n, amount) => {
			Communities::set_delegated(SOURCE, DELEGATED, &user(n), amount)
		}
		Call::Bounty(n, share) => {
			let before = Communities::pending(DELEGATED, user(n)).token;
			let bounty = Bounty {
				stake: Communities::delegated(DELEGATED, &user(n)),
				since: RewardMark::default(),
				until: Communities::reward_mark(DELEGATED)?,
				share,
			};
			let paid = Communities::pay_bounty(SOURCE, DELEGATED, &user(n), &founder(), bounty);
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
		Call::Close(pool) => Communities::close_pool(signed(owner()), COMMUNITY, pool),
		Call::AddPool(is_lst) => {
			let asset = if is_lst { LST } else { OTHER };
			let PoolInput {
				kind, yield_split, ..
			} = pool(asset, 0, PPB / 3);
			Communities::add_pool(signed(owner()), COMMUNITY, kind, yield_split)
		}
		Call::Spend(asset, amount) => {
			Communities::spend(signed(owner()), COMMUNITY, asset, amount, founder())
		}
		Call::BuyBack(amount, min_received, burn) => {
			Communities::buy_back(signed(owner()), COMMUNITY, amount, min_received, burn)
		}
		Call::Profile(length) => {
			let new = ProfileInput {
				description: vec![b'x'; length],
				..profile("Nuts")
			};
			Communities::update_profile(signed(owner()), COMMUNITY, new)
		}
		Call::Offer(to) => Communities::offer_ownership(signed(owner()), COMMUNITY, to.map(user)),
		Call::Accept(n) => Communities::accept_ownership(signed(user(n)), COMMUNITY),
		Call::Renounce => Communities::renounce_ownership(signed(owner()), COMMUNITY),
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
			// The open ones; those who are closed leave their weight to the last that was added, or to
			// the fund.
			let open = Communities::community(COMMUNITY).unwrap().open_pools;
			let mut parts: Vec<_> = open
				.iter()
				.map(|pool| {
					let at = *pool as usize - 1;
					let fund = splits.get(at).copied().unwrap_or(0);
					PoolBudget {
						pool: *pool,
						weight: weights.get(at).copied().unwrap_or(0),
						yield_split: YieldSplit {
							fund,
							stakers: PPB - fund,
						},
					}
				})
				.collect();
			let missing = PPB - fund - parts.iter().map(|part| part.weight).sum::<u32>();
			let to_fund = match parts.last_mut().filter(|part| part.pool >= POOLS) {
				Some(added) => {
					added.weight = missing;
					fund
				}
				None => fund + missing,
			};
			Communities::announce_weights(signed(owner()), COMMUNITY, to_fund, parts)
		}
		Call::AnnounceSchedule(ahead, [first, second]) => {
			let from = System::block_number() + 10 + ahead;
			let schedule = steps(&[(from, from + 9, first), (from + 11, from + 30, second)]);
			Communities::announce_schedule(signed(owner()), COMMUNITY, schedule, from)
		}
		Call::AnnounceHalving(ahead, first_per_block, period, halvings) => {
			let from = System::block_number() + 10 + ahead;
			let schedule = ScheduleInput::Halving(Halving {
				start: from,
				first_per_block,
				period,
				halvings,
			});
			Communities::announce_schedule(signed(owner()), COMMUNITY, schedule, from)
		}
		Call::Apply => Communities::apply_announced(signed(carol()), COMMUNITY),
	}
}

/// Who may change the community; the founder, in vain, if nobody may.
fn owner() -> AccountId {
	let record = crate::Communities::<Test>::get(COMMUNITY).unwrap();
	record.owner.unwrap_or_else(founder)
}

/// How much so many thousandths of a stake are; all if it is a thousand, and never nothing.
fn leaving(stake: Balance, thousandths: u16) -> Balance {
	if thousandths == 1_000 {
		return stake;
	}
	(stake / 1_000 * u128::from(thousandths)).max(stake.min(1))
}

/// Tells the model what a call that went through did, and checks that it did what the rules say.
fn apply(model: &mut Model, paid: &mut Paid, call: &Call, before: &Before) {
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
				let n = who_is(&account);
				let account = model.account(pool, n, 0);
				let expected = match call {
					Call::Stake(_, _, amount) => account.stake + amount,
					Call::Unstake(_, _, amount) => account.stake - amount,
					Call::UnstakeAll(..) => 0,
					Call::Delegate(_, amount) => *amount,
					_ => panic!("{call:?} stakes"),
				};
				assert_eq!(stake, expected);
				account.stake = stake;
				account.shares = stake;
			}
			Event::TermStaked {
				pool,
				account,
				position,
				amount,
				shares,
				end,
				..
			} => {
				let Call::StakeTerm(n, staked, term) = call else {
					panic!("{call:?} stakes for a term");
				};
				let (blocks, multiplier) = TERM_LIST[*term as usize];
				assert_eq!(who_is(&account), *n);
				let account = Account {
					stake: *staked,
					shares: part(*staked, multiplier.into(), PPB.into()),
					end: System::block_number() + blocks,
					multiplier,
					..Account::new()
				};
				assert_eq!((pool, position), (TERMS, model.opened));
				assert_eq!(
					(amount, shares, end),
					(account.stake, account.shares, account.end)
				);
				model.opened += 1;
				*model.account(pool, *n, position) = account;
			}
			Event::TermUnstaked {
				pool,
				account,
				position,
				amount,
				stake,
				forfeited,
				..
			} => {
				let Call::UnstakeTerm(n, index, thousandths) = call else {
					panic!("{call:?} takes a stake with a term");
				};
				assert_eq!((pool, account), (TERMS, user(*n)));
				let shown = &before.terms[*n][*index];
				assert_eq!(shown.id, position);
				let account = model.account(pool, *n, position);
				let leaves = leaving(account.stake, *thousandths);
				// What is pending is what the view has shown, which is compared with the model.
				let falls_away = |pending| {
					if System::block_number() >= account.end {
						0
					} else {
						part_up(pending, leaves, account.stake)
					}
				};
				let lost = Payout {
					token: falls_away(shown.pending.token),
					staking_yield: falls_away(shown.pending.staking_yield),
				};
				assert_eq!(
					(amount, stake, forfeited),
					(leaves, account.stake - leaves, lost)
				);
				account.stake -= leaves;
				account.shares = part(account.stake, account.multiplier.into(), PPB.into());
				let (token, yielded) = (exact(lost.token), exact(lost.staking_yield));
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
				amount,
				token,
				staking_yield,
				..
			} => {
				assert!(matches!(call, Call::Emergency(n, of) if (user(*n), *of) == (account.clone(), pool)));
				let given_up = Payout {
					token,
					staking_yield,
				};
				let at = Before::at(pool, who_is(&account));
				assert_eq!(given_up, before.pending[at]);
				// Of several positions the event says the sum; which had how much makes no
				// difference.
				let n = who_is(&account);
				let (mut token_left, mut yield_left) = (exact(token), exact(staking_yield));
				let mut principal = 0;
				for ((of, who, _), given_up) in &mut model.accounts {
					if (*of, *who) != (pool, n) {
						continue;
					}
					principal += given_up.stake;
					(given_up.stake, given_up.shares) = (0, 0);
					given_up.token -= &token_left;
					given_up.yielded -= &yield_left;
					(token_left, yield_left) = (exact(0), exact(0));
				}
				// What is delegated is not here.
				assert_eq!(amount, if pool == DELEGATED { 0 } else { principal });
				model.unallocated += exact(token);
				model.forgone += exact(staking_yield);
				model.slack[pool as usize] += if pool == TERMS { MAX_TERM_POSITIONS } else { 1 };
				model.nobody_stays();
			}
			Event::PoolClosed {
				pool, freed_weight, ..
			} => {
				assert!(matches!(call, Call::Close(closed) if *closed == pool));
				// Nothing is staked in those that were added: their weight is nobody's as it is.
				if pool < POOLS {
					assert_eq!(model.weights[pool as usize], freed_weight);
					model.weights[pool as usize] = 0;
					model.weights[NOBODY] += freed_weight;
				}
			}
			Event::WeightsApplied {
				new, free_weight, ..
			} => {
				model.weights[FUND] = new.fund_share;
				model.weights[NOBODY] = free_weight;
				for part in new.pools {
					if part.pool >= POOLS {
						model.weights[NOBODY] += part.weight;
						continue;
					}
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
			Event::FundSpent { asset, amount, .. } => {
				let moved = i128::try_from(amount).unwrap();
				model.fund_moved[usize::from(asset == FundAsset::Native)] -= moved;
			}
			Event::BoughtBack {
				amount,
				received,
				burned,
				..
			} => {
				// The price of the market.
				assert_eq!(received, 2 * amount);
				model.fund_moved[1] -= i128::try_from(amount).unwrap();
				if burned {
					model.burned += received;
				} else {
					model.fund_moved[0] += i128::try_from(received).unwrap();
				}
			}
			Event::EscrowToppedUp { amount, .. } => *model.escrow.as_mut().unwrap() += amount,
			_ => (),
		}
	}
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
	let [token, native] = model.fund_moved;
	let account = &community.fund.account;
	let of_token = Communities::token_of(COMMUNITY).unwrap().asset();
	assert_eq!(
		(
			Assets::balance(of_token, account),
			Balances::balance(account)
		),
		(
			fund.token.checked_add_signed(token).unwrap(),
			fund.staking_yield.checked_add_signed(native).unwrap()
		)
	);
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
		None => assert_eq!(
			Assets::total_issuance(1_001) + model.burned,
			5_000 + claimed + fund.token
		),
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
		calls in calls(),
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
