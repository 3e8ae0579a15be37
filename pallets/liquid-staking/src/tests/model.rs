//! The whole ledger beside a model of its own.
//!
//! [`Model`] walks the rules of `docs/spec/liquid-staking.md` in exact fractions. It shares no code
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
//!    [`Model::slack`] of the first in every counter and for every user. A rounding keeps less than
//!    a planck in another place than the exact rules do, and none of the rules makes a difference
//!    larger: the index divides a difference of the backing among at least as much as any one
//!    redemption takes of it, and an instant fee changes by less than the buffer does. So the
//!    differences add up, and do not grow; the bound is two planck for each rounding so far.

use super::mock::*;
use crate::{EraWork, Error, Event, OperatingMode, Stashes, Work};
use frame_support::{
	assert_ok,
	traits::fungible::{Inspect, Mutate},
	weights::Weight,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_primitives::{yield_stream::YieldStream, Balance, LIQUID_STAKING_ASSET};
use pallet_staking::RewardDestination;
use proptest::{prelude::*, test_runner::TestRunner};
use sp_runtime::{DispatchError, DispatchResult, Perbill};
use sp_staking::EraIndex;
use std::{
	cell::Cell,
	collections::{BTreeMap, VecDeque},
};

type Exact = BigRational;

fn exact(value: impl Into<BigInt>) -> Exact {
	Exact::from_integer(value.into())
}

fn fraction(numerator: u64, denominator: u64) -> Exact {
	Exact::new(numerator.into(), denominator.into())
}

fn none() -> Exact {
	exact(0)
}

fn above_zero(value: Exact) -> Exact {
	value.max(none())
}

fn sum<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Exact {
	values.into_iter().fold(none(), |sum, value| sum + value)
}

/// A whole number of planck.
#[track_caller]
fn planck(value: &Exact) -> Balance {
	assert!(value.is_integer(), "{value} is no whole number of planck");
	Balance::try_from(value.to_integer()).expect("below zero, or too large")
}

/// A redemption that was not claimed yet.
#[derive(Clone)]
struct Redemption {
	owner: usize,
	amount: Exact,
	/// What is not settled of it.
	open: Exact,
	/// What was settled, each part with its rate.
	parts: Vec<(Exact, Exact)>,
}

/// A place in the queue.
#[derive(Clone, Copy, PartialEq)]
enum Place {
	Waits(u64),
	Cancelled,
}

/// An amount that is released evenly after the block `start` up to the block `last`.
#[derive(Clone)]
struct Release {
	before: Exact,
	amount: Exact,
	start: u64,
	last: u64,
}

/// What era work has to do with the stashes.
#[derive(Debug, PartialEq)]
enum Wanted {
	Unbond(Exact),
	Bond(Exact),
	Nothing,
}

/// What depends on a yes or no: decided by the rules as they stand, and followed by the model that
/// does not round, because there is no such thing as being nearly refused.
#[derive(Clone, Copy)]
struct Decided {
	treasury_takes: bool,
	restarts: bool,
}

/// The terms of an instant exit.
struct Instant {
	gross: Exact,
	fee: Exact,
	available: Exact,
}

/// What the rules say.
#[derive(Clone)]
struct Model {
	/// Whether what moves is rounded to whole planck, as the rules say. If not, nothing is rounded.
	whole: bool,
	protocol_fee: Exact,

	bonded: Exact,
	/// What is unbonding, by the era in which it is free.
	leaving: BTreeMap<EraIndex, Exact>,
	/// What is unbonding in stashes that the staking system has dropped.
	dropped: Exact,
	buffer: Exact,
	insurance: Exact,
	queued: Exact,
	claims: Exact,

	supply: Exact,
	nut: Vec<Exact>,
	tnut: Vec<Exact>,
	treasury: Exact,

	redemptions: BTreeMap<u64, Redemption>,
	ids: Vec<Vec<u64>>,
	line: VecDeque<Place>,

	release: Release,
	collected: Exact,
	refilled: Exact,
	insured: Exact,
	fees: Exact,
	absorbed: Exact,
	paid: Exact,
	forgone: Exact,

	/// How often something was rounded.
	roundings: u64,
}

/// What is kept at hand, and what the insurance grows to: 2 % of the supply.
fn target_part() -> Exact {
	fraction(2, 100)
}

/// The insurance takes 10 % of a collection.
fn insurance_share() -> Exact {
	fraction(10, 100)
}

impl Model {
	fn new(nut: Vec<Exact>, protocol_fee: Exact, whole: bool) -> Self {
		let users = nut.len();
		Self {
			whole,
			protocol_fee,
			bonded: none(),
			leaving: BTreeMap::new(),
			dropped: none(),
			buffer: none(),
			insurance: none(),
			queued: none(),
			claims: none(),
			supply: none(),
			nut,
			tnut: vec![none(); users],
			treasury: exact(EXISTENTIAL_DEPOSIT),
			redemptions: BTreeMap::new(),
			ids: vec![vec![]; users],
			line: VecDeque::new(),
			release: Release {
				before: none(),
				amount: none(),
				start: 0,
				last: 0,
			},
			collected: none(),
			refilled: none(),
			insured: none(),
			fees: none(),
			absorbed: none(),
			paid: none(),
			forgone: none(),
			roundings: 0,
		}
	}

	fn down(&self, value: Exact) -> Exact {
		if self.whole {
			value.floor()
		} else {
			value
		}
	}

	fn unbonding(&self) -> Exact {
		sum(self.leaving.values()) + &self.dropped
	}

	fn backing(&self) -> Exact {
		&self.bonded + self.unbonding() + &self.buffer
	}

	fn liabilities(&self) -> Exact {
		&self.supply + &self.queued
	}

	fn deficit(&self) -> Exact {
		above_zero(self.liabilities() - self.backing())
	}

	fn index(&self) -> Exact {
		let (backing, liabilities) = (self.backing(), self.liabilities());
		if backing >= liabilities {
			exact(1)
		} else {
			backing / liabilities
		}
	}

	fn is_solvent(&self) -> bool {
		self.backing() >= self.liabilities()
	}

	fn target(&self) -> Exact {
		self.down(&self.supply * target_part())
	}

	/// What the queue would take at the present index.
	fn owed(&self) -> Exact {
		self.down(&self.queued * self.index())
	}

	fn mint(&mut self, who: usize, amount: &Exact) {
		self.nut[who] -= amount;
		self.tnut[who] += amount;
		self.supply += amount;
		self.buffer += amount;
	}

	fn redeem(&mut self, who: usize, id: u64, amount: &Exact) {
		self.tnut[who] -= amount;
		self.supply -= amount;
		self.queued += amount;
		self.line.push_back(Place::Waits(id));
		self.ids[who].push(id);
		self.redemptions.insert(
			id,
			Redemption {
				owner: who,
				amount: amount.clone(),
				open: amount.clone(),
				parts: vec![],
			},
		);
	}

	fn cancel(&mut self, id: u64) {
		let redemption = self.redemptions.remove(&id).unwrap();
		assert!(redemption.parts.is_empty());
		let who = redemption.owner;
		self.ids[who].retain(|other| *other != id);
		let place = self
			.line
			.iter()
			.position(|place| *place == Place::Waits(id))
			.unwrap();
		self.line[place] = Place::Cancelled;
		while self.line.back() == Some(&Place::Cancelled) {
			self.line.pop_back();
		}
		self.queued -= &redemption.amount;
		self.supply += &redemption.amount;
		self.tnut[who] += &redemption.amount;
	}

	/// What a settled redemption receives.
	fn payout(&self, redemption: &Redemption) -> Exact {
		let parts = redemption.parts.iter();
		let payout = parts
			.clone()
			.map(|(part, rate)| self.down(part * rate))
			.fold(none(), |sum, part| sum + part);
		let due = parts
			.clone()
			.map(|(part, rate)| part * rate)
			.fold(none(), |sum, part| sum + part);
		let rounded = parts.filter(|(_, rate)| *rate < exact(1)).count() as u64;
		assert!(payout <= due && due.clone() - &payout <= exact(rounded));
		assert!(rounded == 0 || due - &payout < exact(rounded));
		payout
	}

	/// How many of the oldest redemptions of `who` are settled in whole, in a row.
	fn settled(&self, who: usize) -> usize {
		self.ids[who]
			.iter()
			.take_while(|id| self.redemptions[id].open == none())
			.count()
	}

	fn claim(&mut self, who: usize, count: usize) {
		for id in self.ids[who].drain(..count).collect::<Vec<_>>() {
			let redemption = self.redemptions.remove(&id).unwrap();
			let payout = self.payout(&redemption);
			self.claims -= &payout;
			self.nut[who] += payout;
			self.roundings += redemption.parts.len() as u64;
		}
	}

	fn instant_terms(&self, amount: &Exact) -> Instant {
		let gross = self.down(amount * self.index());
		let available = above_zero(&self.buffer - self.owed());
		let left = above_zero(&available - &gross);
		let fee = self.fee(&gross, &left, self.whole);
		let least = self.fee(&gross, &left, false);
		let most = &least + exact(1) + &gross * fraction(2, 1_000_000_000);
		assert!(least <= fee && fee < most);
		Instant {
			gross,
			fee,
			available,
		}
	}

	/// From 0.05 % to 1 %, growing with the square of the use of the buffer.
	fn fee(&self, gross: &Exact, left: &Exact, whole: bool) -> Exact {
		let target = self.target();
		let (least, most) = (fraction(5, 10_000), fraction(1, 100));
		let filled = if *left >= target {
			exact(1)
		} else {
			left / target
		};
		if !whole {
			let used = exact(1) - filled;
			return gross * (&least + (most - &least) * &used * &used);
		}
		let ppb = exact(1_000_000_000);
		let used = exact(1) - (filled * &ppb).floor() / &ppb;
		let squared = (&used * &used * &ppb).ceil() / &ppb;
		let rate = &least + ((most - &least) * squared * &ppb).ceil() / &ppb;
		(gross * rate).ceil()
	}

	fn exit_instantly(&mut self, who: usize, amount: &Exact) {
		let Instant { gross, fee, .. } = self.instant_terms(amount);
		self.tnut[who] -= amount;
		self.supply -= amount;
		self.buffer -= &gross;
		self.nut[who] += gross - &fee;
		let refill = fee.clone().min(self.deficit());
		self.buffer += &refill;
		self.insurance += fee - refill;
		self.roundings += 3;
	}

	fn released(&self, now: u64) -> Exact {
		&self.release.before + self.down(self.progress(now))
	}

	fn unreleased(&self, now: u64) -> Exact {
		&self.release.amount - self.down(self.progress(now))
	}

	/// What is released of the present stretch, exactly.
	fn progress(&self, now: u64) -> Exact {
		let release = &self.release;
		if now >= release.last {
			return release.amount.clone();
		}
		&release.amount * fraction(now - release.start, release.last - release.start)
	}

	fn due(&self, now: u64) -> Exact {
		self.released(now) - &self.paid - &self.forgone
	}

	/// Divides yield that came in: deficit, insurance, fee, release.
	fn collect(&mut self, amount: &Exact, now: u64, decided: Option<Decided>) -> Decided {
		let refill = amount.clone().min(self.deficit());
		let rest = amount - &refill;
		let room = above_zero(self.target() - &self.insurance);
		let insurance = self.down(&rest * insurance_share()).min(room);
		let fee = self.down(&rest * &self.protocol_fee);
		let treasury_takes = match decided {
			Some(decided) => decided.treasury_takes,
			None => self.treasury_takes(&fee),
		};
		let fee = if treasury_takes { fee } else { none() };
		let stream = rest - &insurance - &fee;
		let restarts = decided.map_or(stream > none(), |decided| decided.restarts);
		if restarts {
			self.release = Release {
				before: self.released(now),
				amount: self.unreleased(now) + stream,
				start: now,
				last: now + ERA,
			};
		}
		self.buffer += &refill;
		self.insurance += &insurance;
		self.treasury += &fee;
		self.collected += amount;
		self.refilled += refill;
		self.insured += insurance;
		self.fees += fee;
		self.roundings += 3;
		Decided {
			treasury_takes,
			restarts,
		}
	}

	/// Whether the treasury's account exists then.
	fn treasury_takes(&self, amount: &Exact) -> bool {
		*amount == none() || &self.treasury + amount >= exact(EXISTENTIAL_DEPOSIT)
	}

	fn pay(&mut self, who: usize, amount: &Exact) {
		self.paid += amount;
		self.nut[who] += amount;
	}

	/// Released yield that nobody was staked for: deficit, insurance, treasury.
	fn forgo(&mut self, amount: &Exact, treasury_takes: Option<bool>) -> bool {
		let refill = amount.clone().min(self.deficit());
		let rest = amount - &refill;
		let room = above_zero(self.target() - &self.insurance);
		let insurance = rest.clone().min(room);
		let treasury = rest - &insurance;
		let takes = treasury_takes.unwrap_or_else(|| self.treasury_takes(&treasury));
		self.buffer += refill;
		self.insurance += insurance;
		if takes {
			self.treasury += treasury;
		} else {
			self.insurance += treasury;
		}
		self.forgone += amount;
		self.roundings += 1;
		takes
	}

	/// The staking system has left so much: yield that is not released covers first, then the
	/// insurance, then the index falls.
	fn slash(&mut self, bonded: Exact, leaving: BTreeMap<EraIndex, Exact>, now: u64) {
		self.bonded = bonded;
		self.leaving = leaving;
		let from_yield = self.deficit().min(self.unreleased(now));
		if from_yield > none() {
			self.release = Release {
				before: self.released(now),
				amount: self.unreleased(now) - &from_yield,
				start: now,
				last: self.release.last,
			};
			self.buffer += &from_yield;
			self.absorbed += from_yield;
		}
		let from_insurance = self.deficit().min(self.insurance.clone());
		self.buffer += &from_insurance;
		self.insurance -= from_insurance;
		self.roundings += 1;
	}

	fn withdraw(&mut self, free: &BTreeMap<EraIndex, Exact>, dropped: &Exact) {
		for (era, amount) in free {
			*self.leaving.get_mut(era).unwrap() -= amount;
			self.buffer += amount;
		}
		self.leaving.retain(|_, amount| *amount != none());
		self.dropped -= dropped;
		self.buffer += dropped;
	}

	/// Settles redemptions from the front of the queue. Returns how much, and whether it stopped
	/// because it has passed as many cancelled stretches as one step may.
	fn settle(&mut self, decided: Option<&Exact>) -> (Exact, bool) {
		let index = self.index();
		let most = match decided {
			Some(taken) => taken.clone(),
			// At an index of zero the queue waits.
			None if index == none() => none(),
			None if self.owed() <= self.buffer => self.queued.clone(),
			None => self.queued.clone().min(self.down(&self.buffer / &index)),
		};
		if decided.is_none() && (index == none() || self.queued == none()) {
			return (none(), false);
		}
		let (mut left, mut passed, mut more) = (most.clone(), 0, false);
		while let Some(place) = self.line.front() {
			match *place {
				Place::Cancelled => {
					while self.line.front() == Some(&Place::Cancelled) {
						self.line.pop_front();
					}
					passed += 1;
					if passed == MaxHolesPerStep::get() {
						more = left > none();
						break;
					}
				}
				Place::Waits(id) => {
					let redemption = self.redemptions.get_mut(&id).unwrap();
					let part = redemption.open.clone().min(left.clone());
					if part > none() {
						left -= &part;
						redemption.open -= &part;
						redemption.parts.push((part, index.clone()));
					}
					if redemption.open > none() {
						break;
					}
					self.line.pop_front();
				}
			}
		}
		let taken = most - left;
		let cash = self.down(&taken * index);
		self.queued -= &taken;
		self.buffer -= &cash;
		self.claims += cash;
		self.roundings += 1;
		(taken, more)
	}

	/// What era work has to bond or unbond.
	fn wanted(&self) -> Wanted {
		let (owed, unbonding) = (self.owed(), self.unbonding());
		let missing = &owed - &self.buffer - &unbonding;
		let missing = above_zero(missing.min(self.bonded.clone()));
		if missing > none() {
			return Wanted::Unbond(missing);
		}
		let surplus = &self.buffer - self.target() - above_zero(owed - unbonding);
		if surplus > none() {
			Wanted::Bond(surplus)
		} else {
			Wanted::Nothing
		}
	}

	fn bond(&mut self, amount: &Exact) {
		self.buffer -= amount;
		self.bonded += amount;
	}

	fn unbond(&mut self, amount: &Exact, free_in: EraIndex) {
		self.bonded -= amount;
		*self.leaving.entry(free_in).or_insert_with(none) += amount;
	}

	/// How far this may be from what was never rounded.
	fn slack(&self) -> Exact {
		exact(2 * (self.roundings + 1))
	}

	/// Everything that the models are compared in.
	fn amounts(&self, now: u64) -> Vec<Exact> {
		let held = [
			self.buffer.clone(),
			self.insurance.clone(),
			self.claims.clone(),
			self.treasury.clone(),
			self.released(now),
			self.unreleased(now),
			self.refilled.clone(),
			self.insured.clone(),
			self.fees.clone(),
			self.absorbed.clone(),
		];
		held.into_iter().chain(self.nut.iter().cloned()).collect()
	}
}

/// What the staking system says of a stash.
#[derive(Clone, Default, PartialEq)]
struct Stake {
	known: bool,
	active: Balance,
	unlocking: BTreeMap<EraIndex, Balance>,
}

impl Stake {
	fn of(stash: &AccountId) -> Self {
		pallet_staking::Ledger::<Test>::get(stash).map_or_else(Default::default, |ledger| Self {
			known: true,
			active: ledger.active,
			unlocking: ledger
				.unlocking
				.iter()
				.filter(|chunk| chunk.value > 0)
				.map(|chunk| (chunk.era, chunk.value))
				.collect(),
		})
	}

	fn total(&self) -> Balance {
		self.active + self.unlocking.values().sum::<Balance>()
	}
}

fn bonded(stakes: &[Stake]) -> Exact {
	exact(stakes.iter().map(|stake| stake.active).sum::<Balance>())
}

fn leaving(stakes: &[Stake]) -> BTreeMap<EraIndex, Exact> {
	let mut all = BTreeMap::new();
	for stake in stakes {
		for (era, value) in &stake.unlocking {
			*all.entry(*era).or_insert_with(none) += exact(*value);
		}
	}
	all
}

/// Why a call has to be refused.
#[derive(Debug)]
enum Refusal {
	Here(DispatchError),
	/// By another pallet.
	Elsewhere,
}

/// The reasons that hold.
fn reasons<const N: usize>(of: [(bool, Error<Test>); N]) -> Vec<Refusal> {
	of.into_iter()
		.filter(|(holds, _)| *holds)
		.map(|(_, error)| Refusal::Here(error.into()))
		.collect()
}

fn is_ours(error: &DispatchError) -> bool {
	let ours = DispatchError::from(Error::<Test>::ZeroAmount);
	matches!((error, ours), (DispatchError::Module(a), DispatchError::Module(b)) if a.index == b.index)
}

/// The work of an era without the places in the list of rewards.
fn coarse(work: Option<Work>) -> Option<Work> {
	work.map(|work| match work {
		Work::Payout { .. } => Work::Payout {
			era: 0,
			validator: 0,
			stash: 0,
		},
		work => work,
	})
}

pub const UNLIMITED: u64 = 400_000_000_000;

/// Pallet and model side by side. All amounts that it is given are planck.
pub struct World {
	users: Vec<AccountId>,
	model: Model,
	ideal: Option<Model>,
	stakes: Vec<Stake>,
	/// What is left, by stash, of those that the staking system dropped.
	dropped: Vec<Balance>,
	/// What the reward account received and nobody has collected.
	rewards: Balance,
	/// What was given to each of the pallet's own accounts.
	gifts: Vec<Balance>,
	open: bool,
	era: EraIndex,
	work: Option<Work>,
	/// By user, what nobody may end above: NUT at the beginning, yield, and tNUT of others.
	entitled: Vec<Balance>,
	/// The calls so far, those that were refused included.
	pub calls: u64,
}

impl World {
	/// Takes over a fresh mock. With `ideal`, a model that never rounds goes along.
	pub fn new(users: Vec<AccountId>, protocol_fee: Perbill, ideal: bool) -> Self {
		ProtocolFee::set(protocol_fee);
		let fee = fraction(protocol_fee.deconstruct().into(), 1_000_000_000);
		let entitled: Vec<_> = users.iter().map(nut).collect();
		let nut: Vec<_> = entitled.iter().map(|nut| exact(*nut)).collect();
		let model = |whole| Model::new(nut.clone(), fee.clone(), whole);
		let progress = EraWork::<Test>::get();
		let own = LiquidStaking::own_accounts().len();
		let mut world = Self {
			users,
			model: model(true),
			ideal: ideal.then(|| model(false)),
			stakes: vec![],
			dropped: vec![0; own - 2],
			rewards: 0,
			gifts: vec![0; own],
			open: true,
			era: progress.era,
			work: coarse(progress.work),
			entitled,
			calls: 0,
		};
		world.stakes = world.present_stakes();
		world.compare();
		world
	}

	fn both(&mut self, change: impl Fn(&mut Model)) {
		change(&mut self.model);
		if let Some(ideal) = &mut self.ideal {
			change(ideal);
		}
	}

	fn present_stakes(&self) -> Vec<Stake> {
		let stashes = self.dropped.len() as u32;
		(0..stashes)
			.map(|index| Stake::of(&LiquidStaking::stash_account(index)))
			.collect()
	}

	/// Whether the call went as it has to: done if there is no reason against it, otherwise refused
	/// for one of the reasons.
	#[track_caller]
	fn check(&mut self, result: DispatchResult, reasons: &[Refusal]) -> bool {
		self.calls += 1;
		match &result {
			Ok(()) => assert!(reasons.is_empty(), "done in spite of {reasons:?}"),
			Err(error) => assert!(
				reasons.iter().any(|reason| match reason {
					Refusal::Here(reason) => reason == error,
					Refusal::Elsewhere => !is_ours(error),
				}),
				"{error:?} instead of {reasons:?}"
			),
		}
		result.is_ok()
	}

	fn who(&self, who: usize) -> RuntimeOrigin {
		signed(self.users[who].clone())
	}

	pub fn users(&self) -> usize {
		self.users.len()
	}

	pub fn tnut(&self, who: usize) -> Balance {
		planck(&self.model.tnut[who])
	}

	pub fn queued(&self) -> Balance {
		planck(&self.model.queued)
	}

	/// The ids of the open redemptions of `who`, oldest first.
	pub fn ids(&self, who: usize) -> &[u64] {
		&self.model.ids[who]
	}

	pub fn mint(&mut self, who: usize, amount: Balance) -> bool {
		let wanted = exact(amount);
		let reasons = reasons([
			(!self.open, Error::EntrancesClosed),
			(amount == 0, Error::ZeroAmount),
			(!self.model.is_solvent(), Error::Insolvent),
			(
				&wanted + exact(EXISTENTIAL_DEPOSIT) > self.model.nut[who],
				Error::InsufficientBalance,
			),
		]);
		let done = self.check(LiquidStaking::mint(self.who(who), amount), &reasons);
		if done {
			self.both(|model| model.mint(who, &wanted));
		}
		done
	}

	pub fn redeem(&mut self, who: usize, amount: Balance) -> bool {
		let wanted = exact(amount);
		let owned = &self.model.tnut[who];
		let mut reasons = reasons([
			(amount == 0, Error::ZeroAmount),
			(amount < 100 && wanted != *owned, Error::BelowMinRedeem),
			(self.ids(who).len() == 32, Error::TooManyOpenRequests),
		]);
		if wanted > *owned {
			reasons.push(Refusal::Elsewhere);
		}
		let id = crate::QueueState::<Test>::get().next_id;
		let done = self.check(LiquidStaking::redeem(self.who(who), amount), &reasons);
		if done {
			self.both(|model| model.redeem(who, id, &wanted));
		}
		done
	}

	pub fn cancel(&mut self, who: usize, id: u64) -> bool {
		let model = &self.model;
		let reasons = match model.redemptions.get(&id) {
			Some(redemption) if redemption.owner == who => {
				reasons([(!redemption.parts.is_empty(), Error::AlreadyFinalised)])
			}
			_ => reasons([(true, Error::UnknownRequest)]),
		};
		let done = self.check(
			LiquidStaking::cancel_redemption(self.who(who), id),
			&reasons,
		);
		if done {
			self.both(|model| model.cancel(id));
		}
		done
	}

	pub fn claim(&mut self, who: usize, limit: u32) -> bool {
		let count = self.model.settled(who).min(limit as usize);
		let reasons = reasons([(count == 0, Error::NothingToClaim)]);
		let result = LiquidStaking::claim_redemptions(self.who(who), limit);
		let done = self.check(result.map(|_| ()).map_err(|error| error.error), &reasons);
		if done {
			self.both(|model| model.claim(who, count));
		}
		done
	}

	/// With `more`, asks for so much more than it gets.
	pub fn exit_instantly(&mut self, who: usize, amount: Balance, more: Balance) -> bool {
		let wanted = exact(amount);
		let mut reasons = reasons([(amount == 0, Error::ZeroAmount)]);
		let mut least = more;
		if wanted > self.model.tnut[who] {
			reasons.push(Refusal::Elsewhere);
		} else {
			let terms = self.model.instant_terms(&wanted);
			if terms.gross > terms.available {
				reasons.push(Refusal::Here(Error::<Test>::BufferTooSmall.into()));
			} else {
				least += planck(&(terms.gross - terms.fee));
				if more > 0 {
					reasons.push(Refusal::Here(Error::<Test>::BelowMinReceived.into()));
				}
			}
		}
		let result = LiquidStaking::redeem_instantly(self.who(who), amount, least);
		let done = self.check(result, &reasons);
		if done {
			self.both(|model| model.exit_instantly(who, &wanted));
		}
		done
	}

	/// tNUT changes hands.
	pub fn send(&mut self, from: usize, to: usize, amount: Balance) {
		let amount = amount.min(self.tnut(from));
		if amount > 0 && from != to {
			let receiver = self.users[to].clone();
			assert_ok!(Assets::transfer(
				self.who(from),
				LIQUID_STAKING_ASSET,
				receiver,
				amount
			));
			self.both(|model| {
				model.tnut[from] -= exact(amount);
				model.tnut[to] += exact(amount);
			});
			self.entitled[from] -= amount;
			self.entitled[to] += amount;
		}
	}

	/// Somebody gives NUT to one of the pallet's own accounts.
	pub fn donate(&mut self, nth: usize, amount: Balance) {
		let accounts = LiquidStaking::own_accounts();
		let nth = nth % accounts.len();
		assert_ok!(Balances::mint_into(&accounts[nth], amount));
		if accounts[nth] == LiquidStaking::reward_account() {
			self.rewards += amount;
		} else {
			self.gifts[nth] += amount;
		}
	}

	/// A part of what is released is paid, and not a planck more.
	pub fn pay(&mut self, who: usize, percent: u32) {
		let due = planck(&self.model.due(System::block_number()));
		let user = self.users[who].clone();
		let result = <LiquidStaking as YieldStream<_>>::pay(&user, due + 1);
		self.check(result, &reasons([(true, Error::YieldNotReleased)]));
		let amount = Perbill::from_percent(percent) * due;
		self.check(<LiquidStaking as YieldStream<_>>::pay(&user, amount), &[]);
		self.both(|model| model.pay(who, &exact(amount)));
		self.entitled[who] += amount;
	}

	pub fn forgo(&mut self, percent: u32) {
		let due = planck(&self.model.due(System::block_number()));
		let result = <LiquidStaking as YieldStream<AccountId>>::forgo(due + 1);
		self.check(result, &reasons([(true, Error::YieldNotReleased)]));
		let amount = Perbill::from_percent(percent) * due;
		self.check(
			<LiquidStaking as YieldStream<AccountId>>::forgo(amount),
			&[],
		);
		let amount = exact(amount);
		let takes = self.model.forgo(&amount, None);
		if let Some(ideal) = &mut self.ideal {
			ideal.forgo(&amount, Some(takes));
		}
	}

	pub fn set_open(&mut self, open: bool) {
		let mode = if open {
			OperatingMode::Open
		} else {
			OperatingMode::EntrancesClosed
		};
		let result = LiquidStaking::set_operating_mode(RuntimeOrigin::root(), mode);
		self.check(result, &[]);
		self.open = open;
	}

	/// The treasury's account ends.
	pub fn drain_treasury(&mut self) {
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			treasury(),
			0
		));
		self.both(|model| model.treasury = none());
	}

	/// Somebody has a reward paid that nobody else has.
	pub fn have_paid(&mut self, of: u8, back: EraIndex) {
		System::reset_events();
		let era = active_era().saturating_sub(back);
		// Refused where there is nothing to pay, which is no matter of the pallet.
		if Staking::payout_stakers(self.who(0), validator(of), era).is_ok() {
			self.rewards += rewards_of(&events_of_all())[0];
		}
	}

	/// The staking system takes something, in whatever way.
	pub fn slash(&mut self, how: impl FnOnce()) {
		how();
		let stakes = self.present_stakes();
		if stakes != self.stakes {
			let (bonded, leaving) = (bonded(&stakes), leaving(&stakes));
			let now = System::block_number();
			self.both(|model| model.slash(bonded.clone(), leaving.clone(), now));
			self.stakes = stakes;
		}
	}

	pub fn slash_a_stash(&mut self, nth: usize, percent: u32, back: EraIndex) {
		let used = Stashes::<Test>::iter().count().max(1);
		let stash = LiquidStaking::stash_account((nth % used) as u32);
		let era = active_era().saturating_sub(back);
		self.slash(|| slash_stash_of_era(&stash, Perbill::from_percent(percent), era));
	}

	/// Anybody may have the staking system drop what is below the existential deposit.
	pub fn reap(&mut self, nth: usize) {
		let nth = nth % self.dropped.len();
		let stash = LiquidStaking::stash_account(nth as u32);
		// What is dropped while era work goes on meets it halfway.
		if self.work.is_some() || Staking::reap_stash(self.who(0), stash, 32).is_err() {
			return;
		}
		let old = std::mem::take(&mut self.stakes[nth]);
		assert_eq!(old.active, 0, "staking keeps no dust at stake");
		self.dropped[nth] += old.total();
		self.both(|model| {
			for (era, amount) in &old.unlocking {
				*model.leaving.get_mut(era).unwrap() -= exact(*amount);
			}
			model.leaving.retain(|_, amount| *amount != none());
			model.dropped += exact(old.total());
		});
	}

	pub fn blocks(&mut self, count: u64) {
		for _ in 0..count {
			self.block();
		}
	}

	/// Until the work of the next era is done.
	pub fn era(&mut self) {
		let next = active_era() + 1;
		while active_era() < next || self.work.is_some() {
			self.block();
		}
	}

	fn block(&mut self) {
		System::reset_events();
		next_block();
		let progress = EraWork::<Test>::get();
		let (era, work) = (progress.era, coarse(progress.work));
		if EraWorkWeight::get() == Weight::from_parts(UNLIMITED, u64::MAX) {
			assert_eq!((era, work), (active_era(), None), "the work is not done");
		}

		let events = events_of_all();
		let mut rewards = rewards_of(&events).into_iter();
		let (mut settlements, mut refused) = (0, false);
		for event in &events {
			match event {
				RuntimeEvent::LiquidStaking(Event::RedemptionsFinalised { .. }) => settlements += 1,
				RuntimeEvent::LiquidStaking(Event::EraStepFailed { step, error, .. }) => {
					assert!(
						matches!(step, Work::Rebalance { .. }),
						"{step:?} failed: {error:?}"
					);
					refused = true;
				}
				_ => (),
			}
		}

		let stakes = self.present_stakes();
		self.rewards += rewards.next().unwrap();
		while (self.era, self.work) != (era, work)
			|| (self.work == Some(Work::Finalise) && settlements > 0)
		{
			let last = self.era == era;
			self.work = match self.work {
				None => {
					assert!(self.era < era);
					self.era = era;
					self.rewards += rewards.next().unwrap();
					coarse(Some(Work::Payout {
						era: 0,
						validator: 0,
						stash: 0,
					}))
				}
				Some(Work::Payout { .. }) => Some(Work::Sweep),
				Some(Work::Sweep) => {
					self.sweep();
					Some(Work::Withdraw { stash: 0 })
				}
				Some(Work::Withdraw { stash }) => {
					let (end, next) = match work {
						Some(Work::Withdraw { stash }) if last => (stash as usize, work),
						_ => (self.stakes.len(), Some(Work::Finalise)),
					};
					self.withdraw(stash as usize..end);
					next
				}
				Some(Work::Finalise) => {
					let (taken, more) = self.model.settle(None);
					if let Some(ideal) = &mut self.ideal {
						ideal.settle(Some(&taken));
					}
					if taken > none() {
						settlements -= 1;
					}
					if more {
						Some(Work::Finalise)
					} else {
						Some(Work::Rebalance { stash: 0 })
					}
				}
				Some(Work::Rebalance { .. }) => match work {
					Some(Work::Rebalance { .. }) if last => {
						self.rebalance(&stakes, refused, true);
						work
					}
					_ if last => {
						self.rebalance(&stakes, refused, false);
						None
					}
					_ => {
						// Another era's follows in the same block.
						let wanted = self.model.wanted();
						self.restake(&wanted);
						None
					}
				},
			};
		}
		assert_eq!(settlements, 0, "settled more often");
		assert!(rewards.next().is_none());
		self.stakes = stakes;
	}

	/// Collects what the reward account received.
	fn sweep(&mut self) {
		let (amount, now) = (exact(self.rewards), System::block_number());
		self.rewards = 0;
		if amount > none() {
			let decided = self.model.collect(&amount, now, None);
			if let Some(ideal) = &mut self.ideal {
				ideal.collect(&amount, now, Some(decided));
			}
		}
	}

	/// Brings home what is free in these stashes.
	fn withdraw(&mut self, stashes: std::ops::Range<usize>) {
		let now = pallet_staking::CurrentEra::<Test>::get().unwrap();
		let mut dropped = none();
		for nth in stashes {
			let locked = self.stakes[nth].unlocking.split_off(&(now + 1));
			let free = std::mem::replace(&mut self.stakes[nth].unlocking, locked);
			let free = free
				.into_iter()
				.map(|(era, amount)| (era, exact(amount)))
				.collect();
			self.both(|model| model.withdraw(&free, &none()));
			dropped += exact(std::mem::take(&mut self.dropped[nth]));
		}
		self.both(|model| model.withdraw(&BTreeMap::new(), &dropped));
	}

	fn restake(&mut self, wanted: &Wanted) {
		let era = pallet_staking::CurrentEra::<Test>::get().unwrap() + BondingDuration::get();
		self.both(|model| match wanted {
			Wanted::Bond(amount) => model.bond(amount),
			Wanted::Unbond(amount) => model.unbond(amount, era),
			Wanted::Nothing => (),
		});
	}

	/// Bonds and unbonds. `partly`: not all stashes have had their turn.
	fn rebalance(&mut self, stakes: &[Stake], refused: bool, partly: bool) {
		let wanted = self.model.wanted();
		let change = bonded(stakes) - &self.model.bonded;
		let stashes = exact(self.stakes.len() as u64);
		let done = match &wanted {
			Wanted::Nothing => {
				assert_eq!(change, none(), "restaked for no reason");
				Wanted::Nothing
			}
			Wanted::Bond(most) => {
				// The staking system refuses bonds that stay below its minimum.
				let minimum = pallet_staking::MinNominatorBond::<Test>::get();
				let minimum = exact(minimum.max(EXISTENTIAL_DEPOSIT));
				let small = &self.model.bonded + most < minimum * stashes;
				let less = partly || (refused && small);
				assert!(
					change == *most || (less && change >= none() && change < *most),
					"bonded {change} instead of {most}"
				);
				Wanted::Bond(change)
			}
			Wanted::Unbond(least) => {
				// A rest that is below the existential deposit leaves along.
				let unbonded = -change;
				let along = &unbonded - least;
				let fits = along >= none() && along < exact(EXISTENTIAL_DEPOSIT) * stashes;
				let less = partly && along < none() && unbonded >= none();
				assert!(fits || less, "unbonded {unbonded} instead of {least}");
				Wanted::Unbond(unbonded)
			}
		};
		self.restake(&done);
	}

	/// Compares everything.
	#[track_caller]
	pub fn compare(&self) {
		let (model, now) = (&self.model, System::block_number());
		let ledger = ledger();
		assert_eq!(
			[
				ledger.bonded,
				ledger.unbonding,
				ledger.buffer,
				ledger.insurance,
				ledger.queued,
				ledger.claims,
				supply(),
				nut(&treasury()),
			],
			[
				&model.bonded,
				&model.unbonding(),
				&model.buffer,
				&model.insurance,
				&model.queued,
				&model.claims,
				&model.supply,
				&model.treasury,
			]
			.map(planck),
			"bonded, unbonding, buffer, insurance, queued, claims, supply, treasury"
		);
		assert_eq!(bonded(&self.stakes), model.bonded);
		assert_eq!(leaving(&self.stakes), model.leaving);

		let yields = yields();
		let released = <LiquidStaking as YieldStream<AccountId>>::released();
		assert_eq!(
			[
				yields.collected,
				yields.refilled,
				yields.insured,
				yields.fees,
				yields.absorbed,
				yields.paid,
				yields.forgone,
				released,
			],
			[
				&model.collected,
				&model.refilled,
				&model.insured,
				&model.fees,
				&model.absorbed,
				&model.paid,
				&model.forgone,
				&model.released(now),
			]
			.map(planck),
			"collected, refilled, insured, fees, absorbed, paid, forgone, released"
		);
		let due = &model.release.before + model.progress(now) - exact(released);
		assert!(none() <= due && due < exact(1));

		self.compare_accounts();
		self.compare_views();
		for who in 0..self.users.len() {
			self.compare_user(who);
		}
		self.compare_redemptions();
		self.compare_ideal();
	}

	/// The pallet's own accounts hold what the model says, to the planck.
	fn compare_accounts(&self) {
		let (model, now) = (&self.model, System::block_number());
		let main = [&model.buffer, &model.insurance, &model.claims]
			.map(planck)
			.iter()
			.sum::<Balance>()
			+ planck(&(model.unreleased(now) + model.due(now)));
		let stakes = self
			.stakes
			.iter()
			.zip(&self.dropped)
			.map(|(stake, dropped)| stake.total() + dropped);
		let expected = [main, self.rewards].into_iter().chain(stakes);
		for ((account, held), gift) in LiquidStaking::own_accounts()
			.iter()
			.zip(expected)
			.zip(&self.gifts)
		{
			assert_eq!(
				<Balances as Inspect<_>>::total_balance(account),
				EXISTENTIAL_DEPOSIT + held + gift
			);
		}
	}

	fn compare_views(&self) {
		let model = &self.model;
		let info = LiquidStaking::ledger().unwrap();
		let ppb = (model.index() * exact(1_000_000_000)).floor();
		assert_eq!(info.rate_ppb, planck(&ppb));
		assert_eq!(info.solvent, model.is_solvent());
		assert_eq!(info.minting_open, model.is_solvent() && self.open);
		assert_eq!(info.buffer_target, planck(&model.target()));
		assert_eq!(info.insurance_target, planck(&model.target()));

		let amount = exact(1_000);
		let quote = LiquidStaking::quote(1_000).unwrap();
		assert_eq!(
			quote.queue_receives,
			planck(&(&amount * model.index()).floor())
		);
		assert_eq!(quote.ahead, planck(&model.queued));
		let terms = model.instant_terms(&amount);
		let received = (terms.gross <= terms.available).then(|| terms.gross - terms.fee);
		assert_eq!(
			quote.instant.map(|instant| instant.received),
			received.as_ref().map(planck)
		);
	}

	/// What the user has, and that nobody has more than was brought and earned.
	fn compare_user(&self, who: usize) {
		let (model, account) = (&self.model, &self.users[who]);
		assert_eq!(
			(nut(account), tnut(account)),
			(planck(&model.nut[who]), planck(&model.tnut[who])),
			"user {who}"
		);
		let amounts = self.ids(who).iter().map(|id| &model.redemptions[id].amount);
		let waits: Balance = amounts.map(planck).sum();
		assert!(
			nut(account) + tnut(account) + waits <= self.entitled[who],
			"user {who} has gained"
		);
	}

	/// What everybody is told of the open redemptions.
	fn compare_redemptions(&self) {
		let model = &self.model;
		let (mut ahead, mut queued) = (BTreeMap::new(), none());
		for place in &model.line {
			if let Place::Waits(id) = place {
				ahead.insert(*id, planck(&queued));
				queued += &model.redemptions[id].open;
			}
		}
		assert_eq!(queued, model.queued);

		let mut owed = none();
		for (who, account) in self.users.iter().enumerate() {
			let told: Vec<_> = LiquidStaking::requests_of(account.clone())
				.into_iter()
				.map(|info| {
					let parts = (info.id, info.amount, info.ahead);
					(parts, info.cancellable, info.claimable)
				})
				.collect();
			let expected: Vec<_> = self
				.ids(who)
				.iter()
				.map(|id| {
					let redemption = &model.redemptions[id];
					let payout = model.payout(redemption);
					let claimable = (redemption.open == none()).then(|| planck(&payout));
					owed += payout;
					let ahead = ahead.get(id).copied().unwrap_or_default();
					(
						(*id, planck(&redemption.amount), ahead),
						redemption.parts.is_empty(),
						claimable,
					)
				})
				.collect();
			assert_eq!(told, expected, "redemptions of user {who}");
		}
		assert!(owed <= model.claims, "more is owed than is set aside");
	}

	/// The model that never rounds is not far.
	fn compare_ideal(&self) {
		let Some(ideal) = &self.ideal else { return };
		let (slack, now) = (self.model.slack(), System::block_number());
		let pairs = self.model.amounts(now).into_iter().zip(ideal.amounts(now));
		for (place, (value, without_rounding)) in pairs.enumerate() {
			let difference = if value > without_rounding {
				value - without_rounding
			} else {
				without_rounding - value
			};
			assert!(
				difference <= slack,
				"amount {place} is off by {difference}, more than {slack}"
			);
		}
	}
}

fn events_of_all() -> Vec<RuntimeEvent> {
	System::events()
		.into_iter()
		.map(|record| record.event)
		.collect()
}

/// What the staking system has paid to the reward account: before each beginning of the work of an
/// era, and after the last.
fn rewards_of(events: &[RuntimeEvent]) -> Vec<Balance> {
	let account = LiquidStaking::reward_account();
	let mut rewards = vec![0];
	for event in events {
		match event {
			RuntimeEvent::Staking(pallet_staking::Event::Rewarded {
				dest: RewardDestination::Account(receiver),
				amount,
				..
			}) if *receiver == account => *rewards.last_mut().unwrap() += amount,
			RuntimeEvent::LiquidStaking(Event::EraWorkStarted { .. }) => rewards.push(0),
			_ => (),
		}
	}
	rewards
}

#[derive(Clone, Debug)]
enum Step {
	Mint(usize, Balance),
	Redeem(usize, Balance),
	RedeemAll(usize),
	Cancel(usize, usize),
	CancelOfAnother(usize, u64),
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
		2 => prop_oneof![Just(5_000_000_000), Just(8_000_000_000), Just(UNLIMITED)]
			.prop_map(Step::Weight),
		1 => (0..4usize).prop_map(Step::Reap),
	]
}

fn set_weight(weight: u64) {
	EraWorkWeight::set(Weight::from_parts(weight, u64::MAX));
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
fn live(fee: u32, steps: &[Step]) -> u64 {
	EraReward::set(4_000);
	Poisoned::set(vec![]);
	set_weight(UNLIMITED);
	new_test_ext().execute_with(|| {
		let users = (1..=USERS as u8).map(account).collect();
		let mut world = World::new(users, Perbill::from_percent(fee), true);
		for step in steps {
			apply(&mut world, step);
			world.compare();
		}

		pallet_staking::MinNominatorBond::<Test>::put(0);
		set_weight(UNLIMITED);
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
	})
}

/// Few cases by default; more with `PROPTEST_CASES`.
#[test]
fn ledger_should_follow_the_rules_in_any_life() {
	let cases = std::env::var("PROPTEST_CASES")
		.ok()
		.and_then(|cases| cases.parse().ok());
	let config = ProptestConfig {
		cases: cases.unwrap_or(32),
		failure_persistence: None,
		..Default::default()
	};
	let lives = (
		prop_oneof![Just(0), 1..=10u32],
		prop::collection::vec(step(), 1..80),
	);
	let counts = [const { Cell::new(0) }; 3];
	let count = |which: usize, more: u64| counts[which].set(counts[which].get() + more);
	TestRunner::new(config)
		.run(&lives, |(fee, steps)| {
			let calls = live(fee, &steps);
			count(0, 1);
			count(1, steps.len() as u64);
			count(2, calls);
			Ok(())
		})
		.unwrap();
	let [lives, steps, calls] = counts.map(|count| count.get());
	println!("{lives} lives, {steps} steps, {calls} calls");
}
