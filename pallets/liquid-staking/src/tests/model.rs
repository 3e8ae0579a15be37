//! The whole ledger beside a model of its own.
//!
//! [`rules::Model`] walks the rules of `docs/spec/liquid-staking.md` in exact fractions. It shares no code
//! with the pallet or with the maths crate: its queue is a list of redemptions that are settled one
//! by one, with neither axis nor checkpoints nor holes, and its stashes are one sum. [`World`] does
//! everything twice, on the pallet and in the model, and compares after each step.
//!
//! Given to the model are the facts of the staking system: what it took in a slash, what it paid,
//! its era, whether it refuses a bond that is too small, and in which stash what part is; and of the
//! pallet how far era work has come when a block was too small for all of it. Everything else it
//! computes.
//!
//! # The bounds
//!
//! 1. **No tolerance** for what moves: a planck can't be divided, and the spec says in which
//!    direction each move is rounded. All counters, balances of users and of the pallet's own
//!    accounts, totals of the yield, views and refusals are equal.
//! 2. **A redemption** receives at most the exact sum of its parts at the exact rates at which they
//!    were settled, and less than one planck below it for each part at a rate below one: each is
//!    rounded down once. **An instant exit** receives at most the exact value less the exact fee,
//!    and less than `2 + amount · 2·10^-9` planck below it: the value is rounded down once, the fee
//!    up, and its rate up in steps of a ppb. **Of the release** at most the exact amount is released,
//!    and less than a planck below it.
//! 3. **Over a whole life** a second model, in which nothing is ever rounded, stays within
//!    [`rules::Model::slack`] of the first in every counter and for every user. A rounding keeps
//!    less than a planck in another place than the exact rules do, and none of the rules makes a
//!    difference larger: the index divides a difference of the backing among at least as much as any
//!    one redemption takes of it, and an instant fee changes by less than the buffer does. So the
//!    differences add up, and do not grow; the bound is a planck for each rounding so far, and one
//!    more.

mod rules;
mod world;

use super::mock::*;
use frame_support::{assert_ok, weights::Weight, BoundedVec};
use nutbox_primitives::Balance;
use proptest::{prelude::*, test_runner::TestRunner};
use sp_runtime::Perbill;
use sp_staking::EraIndex;
use std::cell::Cell;

pub use world::World;

#[derive(Clone, Debug)]
enum Step {
	Mint(usize, Balance),
	Redeem(usize, Balance),
	RedeemAll(usize),
	Cancel(usize, usize),
	CancelOfAnother(usize, u64),
	/// Some small redemptions in a row, a pattern of which is cancelled.
	Scatter(usize, u8, bool),
	Claim(usize, u32),
	Instant(usize, Balance, Balance),
	Send(usize, usize, Balance),
	Blocks(u64),
	Era,
	Reward(Balance),
	HavePaid(u8, EraIndex),
	Slash(usize, u32, EraIndex),
	Offence(u8, u32),
	Donate(usize, Balance),
	Pay(usize, u32),
	Forgo(u32),
	Mode(bool),
	DrainTreasury,
	MinBond(Balance),
	Weight(u64),
	Reap(usize),
}

const USERS: usize = 4;

fn step() -> impl Strategy<Value = Step> {
	let user = 0..USERS;
	let amount = prop_oneof![0..200u128, 200..20_000u128, 20_000..300_000u128];
	let percent = 0..=100u32;
	prop_oneof![
		8 => (user.clone(), amount.clone()).prop_map(|(who, amount)| Step::Mint(who, amount)),
		8 => (user.clone(), amount.clone()).prop_map(|(who, amount)| Step::Redeem(who, amount)),
		1 => user.clone().prop_map(Step::RedeemAll),
		5 => (user.clone(), 0..32usize).prop_map(|(who, nth)| Step::Cancel(who, nth)),
		1 => (user.clone(), 0..20u64).prop_map(|(who, id)| Step::CancelOfAnother(who, id)),
		3 => (user.clone(), any::<u8>(), any::<bool>())
			.prop_map(|(who, pattern, backwards)| Step::Scatter(who, pattern, backwards)),
		4 => (user.clone(), 0..4u32).prop_map(|(who, limit)| Step::Claim(who, limit)),
		4 => (user.clone(), amount.clone(), prop_oneof![4 => Just(0), 1 => 1..3u128])
			.prop_map(|(who, amount, more)| Step::Instant(who, amount, more)),
		1 => (user.clone(), user.clone(), amount.clone())
			.prop_map(|(from, to, amount)| Step::Send(from, to, amount)),
		4 => (1..4u64).prop_map(Step::Blocks),
		8 => Just(Step::Era),
		2 => (0..200_000u128).prop_map(Step::Reward),
		1 => (0..2u8, 0..4u32).prop_map(|(of, back)| Step::HavePaid(of, back)),
		3 => (0..4usize, percent.clone(), 0..8u32)
			.prop_map(|(nth, part, back)| Step::Slash(nth, part, back)),
		1 => (0..4u8, percent.clone()).prop_map(|(who, part)| Step::Offence(who, part)),
		2 => (0..6usize, 1..5_000u128).prop_map(|(nth, amount)| Step::Donate(nth, amount)),
		2 => (user, percent.clone()).prop_map(|(who, part)| Step::Pay(who, part)),
		1 => percent.prop_map(Step::Forgo),
		1 => prop_oneof![3 => Just(true), 1 => Just(false)].prop_map(Step::Mode),
		1 => Just(Step::DrainTreasury),
		1 => prop_oneof![Just(0), Just(50_000u128)].prop_map(Step::MinBond),
		2 => prop_oneof![Just(5_000_000_000), Just(8_000_000_000), Just(world::UNLIMITED)]
			.prop_map(Step::Weight),
		1 => (0..4usize).prop_map(Step::Reap),
	]
}

fn set_weight(weight: u64) {
	EraWorkWeight::set(Weight::from_parts(weight, u64::MAX));
}

/// What a test may have changed is as it was.
pub fn reset() {
	EraReward::set(4_000);
	ProtocolFee::set(Perbill::zero());
	MaxHolesPerStep::set(4);
	MaxNominations::set(2);
	Poisoned::set(vec![]);
	set_weight(world::UNLIMITED);
}

fn apply(world: &mut World, step: &Step) {
	match *step {
		Step::Mint(who, amount) => {
			world.mint(who, amount);
		}
		Step::Redeem(who, amount) => {
			world.redeem(who, amount);
		}
		Step::RedeemAll(who) => {
			world.redeem(who, world.tnut(who));
		}
		Step::Cancel(who, nth) => {
			let ids = world.ids(who);
			if !ids.is_empty() {
				world.cancel(who, ids[nth % ids.len()]);
			}
		}
		Step::CancelOfAnother(who, id) => {
			world.cancel(who, id);
		}
		Step::Scatter(who, pattern, backwards) => {
			let old = world.ids(who).len();
			for nth in 0..8 {
				world.redeem(who, 100 + nth);
			}
			let new = world.ids(who)[old..].iter().zip(0..8);
			let mut chosen: Vec<_> = new
				.filter(|(_, bit)| pattern & (1 << bit) != 0)
				.map(|(id, _)| *id)
				.collect();
			if backwards {
				chosen.reverse();
			}
			for id in chosen {
				world.cancel(who, id);
			}
		}
		Step::Claim(who, limit) => {
			world.claim(who, limit);
		}
		Step::Instant(who, amount, more) => {
			world.exit_instantly(who, amount, more);
		}
		Step::Send(from, to, amount) => world.send(from, to, amount),
		Step::Blocks(count) => world.blocks(count),
		Step::Era => world.blocks(ERA),
		Step::Reward(amount) => EraReward::set(amount),
		Step::HavePaid(of, back) => world.have_paid(of, back),
		Step::Slash(nth, percent, back) => world.slash_a_stash(nth, percent, back),
		Step::Offence(who, percent) => {
			world.slash(|| offence(&validator(who), Perbill::from_percent(percent)))
		}
		Step::Donate(nth, amount) => world.donate(nth, amount),
		Step::Pay(who, percent) => world.pay(who, percent),
		Step::Forgo(percent) => world.forgo(percent),
		Step::Mode(open) => world.set_open(open),
		Step::DrainTreasury => world.drain_treasury(),
		Step::MinBond(amount) => pallet_staking::MinNominatorBond::<Test>::put(amount),
		Step::Weight(weight) => set_weight(weight),
		Step::Reap(nth) => world.reap(nth),
	}
}

/// Runs the steps, and then has everybody leave. Returns the number of calls.
fn live(fee: u32, holes: u32, validators: u8, nominations: u32, steps: &[Step]) -> u64 {
	reset();
	MaxNominations::set(nominations);
	MaxHolesPerStep::set(holes);
	let calls = new_test_ext().execute_with(|| {
		let users = (1..=USERS as u8).map(account).collect();
		// By one to four stashes.
		let validators: Vec<_> = (0..validators).map(validator).collect();
		assert_ok!(LiquidStaking::set_validators(
			RuntimeOrigin::root(),
			BoundedVec::truncate_from(validators),
			Default::default(),
		));
		let mut world = World::new(users, Perbill::from_percent(fee), true);
		for step in steps {
			apply(&mut world, step);
			world.compare();
		}

		pallet_staking::MinNominatorBond::<Test>::put(0);
		set_weight(world::UNLIMITED);
		for who in 0..USERS {
			world.redeem(who, world.tnut(who));
			world.compare();
		}
		for _ in 0..6 {
			world.era();
			world.compare();
		}
		for who in 0..USERS {
			world.claim(who, 32);
			world.compare();
		}
		assert_ok!(LiquidStaking::do_try_state());
		world.calls
	});
	reset();
	calls
}

/// Few cases by default; more with `PROPTEST_CASES`.
#[test]
fn ledger_should_follow_the_rules_in_any_life() {
	let cases = std::env::var("PROPTEST_CASES")
		.ok()
		.and_then(|cases| cases.parse().ok());
	let config = ProptestConfig {
		cases: cases.unwrap_or(64),
		failure_persistence: None,
		..Default::default()
	};
	let lives = (
		prop_oneof![Just(0), 1..=10u32],
		1..=4u32,
		1..=4u8,
		1..=2u32,
		prop::collection::vec(step(), 1..80),
	);
	let counts = [const { Cell::new(0) }; 3];
	let count = |which: usize, more: u64| counts[which].set(counts[which].get() + more);
	TestRunner::new(config)
		.run(&lives, |(fee, holes, validators, nominations, steps)| {
			let calls = live(fee, holes, validators, nominations, &steps);
			count(0, 1);
			count(1, steps.len() as u64);
			count(2, calls);
			Ok(())
		})
		.unwrap();
	let [lives, steps, calls] = counts.map(|count| count.get());
	println!("{lives} lives, {steps} steps, {calls} calls");
}
