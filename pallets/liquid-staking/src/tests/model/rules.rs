//! The rules, in exact fractions.

use super::super::mock::*;
use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_primitives::Balance;
use sp_staking::EraIndex;
use std::collections::{BTreeMap, VecDeque};

pub type Exact = BigRational;

pub fn exact(value: impl Into<BigInt>) -> Exact {
	Exact::from_integer(value.into())
}

pub fn fraction(numerator: u64, denominator: u64) -> Exact {
	Exact::new(numerator.into(), denominator.into())
}

pub fn none() -> Exact {
	exact(0)
}

pub fn above_zero(value: Exact) -> Exact {
	value.max(none())
}

pub fn sum<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Exact {
	values.into_iter().fold(none(), |sum, value| sum + value)
}

/// A whole number of planck.
#[track_caller]
pub fn planck(value: &Exact) -> Balance {
	assert!(value.is_integer(), "{value} is no whole number of planck");
	Balance::try_from(value.to_integer()).expect("below zero, or too large")
}

/// A redemption that was not claimed yet.
#[derive(Clone)]
pub struct Redemption {
	pub owner: usize,
	pub amount: Exact,
	/// What is not settled of it.
	pub open: Exact,
	/// What was settled, each part with its rate.
	pub parts: Vec<(Exact, Exact)>,
}

/// A place in the queue.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
	Waits(u64),
	Cancelled,
}

/// An amount that is released evenly after the block `start` up to the block `last`.
#[derive(Clone)]
pub struct Release {
	pub before: Exact,
	pub amount: Exact,
	pub start: u64,
	pub last: u64,
}

/// What era work has to do with the stashes.
#[derive(Debug, PartialEq)]
pub enum Wanted {
	Unbond(Exact),
	Bond(Exact),
	Nothing,
}

/// What depends on a yes or no: decided by the rules as they stand, and followed by the model that
/// does not round, because there is no such thing as being nearly refused.
#[derive(Clone, Copy)]
pub struct Decided {
	pub treasury_takes: bool,
	pub restarts: bool,
}

/// The terms of an instant exit.
pub struct Instant {
	pub gross: Exact,
	pub fee: Exact,
	pub available: Exact,
}

/// What the rules say.
#[derive(Clone)]
pub struct Model {
	/// Whether what moves is rounded to whole planck, as the rules say. If not, nothing is rounded.
	pub whole: bool,
	pub protocol_fee: Exact,

	pub bonded: Exact,
	/// What is unbonding, by the era in which it is free.
	pub leaving: BTreeMap<EraIndex, Exact>,
	/// What is unbonding in stashes that the staking system has dropped.
	pub dropped: Exact,
	pub buffer: Exact,
	pub insurance: Exact,
	pub queued: Exact,
	pub claims: Exact,

	pub supply: Exact,
	pub nut: Vec<Exact>,
	pub tnut: Vec<Exact>,
	pub treasury: Exact,

	pub redemptions: BTreeMap<u64, Redemption>,
	pub ids: Vec<Vec<u64>>,
	pub line: VecDeque<Place>,

	pub release: Release,
	pub collected: Exact,
	pub refilled: Exact,
	pub insured: Exact,
	pub fees: Exact,
	pub absorbed: Exact,
	pub paid: Exact,
	pub forgone: Exact,

	/// How often something was rounded.
	pub roundings: u64,
}

/// What is kept at hand, and what the insurance grows to: 2 % of the supply.
pub fn target_part() -> Exact {
	fraction(2, 100)
}

/// The insurance takes 10 % of a collection.
pub fn insurance_share() -> Exact {
	fraction(10, 100)
}

impl Model {
	pub fn new(nut: Vec<Exact>, protocol_fee: Exact, whole: bool) -> Self {
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

	pub fn down(&self, value: Exact) -> Exact {
		if self.whole {
			value.floor()
		} else {
			value
		}
	}

	pub fn unbonding(&self) -> Exact {
		sum(self.leaving.values()) + &self.dropped
	}

	pub fn backing(&self) -> Exact {
		&self.bonded + self.unbonding() + &self.buffer
	}

	pub fn liabilities(&self) -> Exact {
		&self.supply + &self.queued
	}

	pub fn deficit(&self) -> Exact {
		above_zero(self.liabilities() - self.backing())
	}

	pub fn index(&self) -> Exact {
		let (backing, liabilities) = (self.backing(), self.liabilities());
		if backing >= liabilities {
			exact(1)
		} else {
			backing / liabilities
		}
	}

	pub fn is_solvent(&self) -> bool {
		self.backing() >= self.liabilities()
	}

	pub fn target(&self) -> Exact {
		self.down(&self.supply * target_part())
	}

	/// What the queue would take at the present index.
	pub fn owed(&self) -> Exact {
		self.down(&self.queued * self.index())
	}

	pub fn mint(&mut self, who: usize, amount: &Exact) {
		self.nut[who] -= amount;
		self.tnut[who] += amount;
		self.supply += amount;
		self.buffer += amount;
	}

	pub fn redeem(&mut self, who: usize, id: u64, amount: &Exact) {
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

	pub fn cancel(&mut self, id: u64) {
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
	pub fn payout(&self, redemption: &Redemption) -> Exact {
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
	pub fn settled(&self, who: usize) -> usize {
		self.ids[who]
			.iter()
			.take_while(|id| self.redemptions[id].open == none())
			.count()
	}

	pub fn claim(&mut self, who: usize, count: usize) {
		for id in self.ids[who].drain(..count).collect::<Vec<_>>() {
			let redemption = self.redemptions.remove(&id).unwrap();
			let payout = self.payout(&redemption);
			self.claims -= &payout;
			self.nut[who] += payout;
			self.roundings += redemption.parts.len() as u64;
		}
	}

	pub fn instant_terms(&self, amount: &Exact) -> Instant {
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
	pub fn fee(&self, gross: &Exact, left: &Exact, whole: bool) -> Exact {
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

	pub fn exit_instantly(&mut self, who: usize, amount: &Exact) {
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

	pub fn released(&self, now: u64) -> Exact {
		&self.release.before + self.down(self.progress(now))
	}

	pub fn unreleased(&self, now: u64) -> Exact {
		&self.release.amount - self.down(self.progress(now))
	}

	/// What is released of the present stretch, exactly.
	pub fn progress(&self, now: u64) -> Exact {
		let release = &self.release;
		if now >= release.last {
			return release.amount.clone();
		}
		&release.amount * fraction(now - release.start, release.last - release.start)
	}

	pub fn due(&self, now: u64) -> Exact {
		self.released(now) - &self.paid - &self.forgone
	}

	/// Divides yield that came in: deficit, insurance, fee, release.
	pub fn collect(&mut self, amount: &Exact, now: u64, decided: Option<Decided>) -> Decided {
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
	pub fn treasury_takes(&self, amount: &Exact) -> bool {
		*amount == none() || &self.treasury + amount >= exact(EXISTENTIAL_DEPOSIT)
	}

	pub fn pay(&mut self, who: usize, amount: &Exact) {
		self.paid += amount;
		self.nut[who] += amount;
	}

	/// Released yield that nobody was staked for: deficit, insurance, treasury.
	pub fn forgo(&mut self, amount: &Exact, treasury_takes: Option<bool>) -> bool {
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
	pub fn slash(&mut self, bonded: Exact, leaving: BTreeMap<EraIndex, Exact>, now: u64) {
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

	pub fn withdraw(&mut self, free: &BTreeMap<EraIndex, Exact>, dropped: &Exact) {
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
	pub fn settle(&mut self, decided: Option<&Exact>) -> (Exact, bool) {
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
	pub fn wanted(&self) -> Wanted {
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

	pub fn bond(&mut self, amount: &Exact) {
		self.buffer -= amount;
		self.bonded += amount;
	}

	pub fn unbond(&mut self, amount: &Exact, free_in: EraIndex) {
		self.bonded -= amount;
		*self.leaving.entry(free_in).or_insert_with(none) += amount;
	}

	/// How far this may be from what was never rounded.
	pub fn slack(&self) -> Exact {
		exact(self.roundings + 1)
	}

	/// Everything that the models are compared in.
	pub fn amounts(&self, now: u64) -> Vec<Exact> {
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
