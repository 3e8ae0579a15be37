//! The pallet and the model side by side.

mod compare;

use super::{super::mock::*, rules::*};
use crate::{EraWork, Error, Event, OperatingMode, Stashes, Work};
use frame_support::{assert_ok, traits::fungible::Mutate, weights::Weight};
use nutbox_primitives::{yield_stream::YieldStream, Balance, LIQUID_STAKING_ASSET};
use pallet_staking::RewardDestination;
use sp_runtime::{DispatchError, DispatchResult, Perbill};
use sp_staking::EraIndex;
use std::collections::BTreeMap;

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

/// How much more was bonded until the first work of an era in these events was done.
fn bonded_before_completion(events: &[RuntimeEvent]) -> Exact {
	let mut change = none();
	for event in events {
		match event {
			RuntimeEvent::LiquidStaking(Event::EraWorkCompleted { .. }) => break,
			RuntimeEvent::LiquidStaking(Event::StashChanged { old, new, .. }) => {
				change += exact(new.bonded) - exact(old.bonded)
			}
			_ => (),
		}
	}
	change
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

/// The work of an era without the places in the list of rewards and of validators.
fn coarse(work: Option<Work>) -> Option<Work> {
	work.map(|work| match work {
		Work::Payout { .. } => Work::Payout {
			era: 0,
			validator: 0,
			stash: 0,
		},
		Work::Review { .. } => Work::Review { place: 0 },
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
			if terms.gross > terms.available || terms.gross <= terms.fee {
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
		let mut settlements = 0;
		for event in &events {
			match event {
				RuntimeEvent::LiquidStaking(Event::RedemptionsFinalised { .. }) => settlements += 1,
				RuntimeEvent::LiquidStaking(Event::EraStepFailed { step, error, .. }) => {
					panic!("{step:?} failed: {error:?}")
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
						Some(Work::Review { place: 0 })
					}
				}
				Some(Work::Review { .. }) => Some(Work::Rebalance { stash: 0 }),
				// Stashes that had their turn in an earlier block did not see what came since.
				Some(Work::Rebalance { stash }) => match work {
					Some(Work::Rebalance { .. }) if last => {
						self.rebalance(&stakes, true);
						work
					}
					_ if last => {
						self.rebalance(&stakes, stash > 0);
						None
					}
					_ => {
						// Another era's follows in the same block.
						let change = bonded_before_completion(&events);
						let done = match self.model.wanted() {
							Wanted::Bond(most) => {
								assert!(change >= none() && change <= most);
								Wanted::Bond(change)
							}
							Wanted::Unbond(least) => {
								let dust = exact(EXISTENTIAL_DEPOSIT * self.stakes.len() as u128);
								assert!(change <= none() && -change.clone() < least + dust);
								Wanted::Unbond(-change)
							}
							Wanted::Nothing => {
								assert_eq!(change, none(), "restaked for no reason");
								Wanted::Nothing
							}
						};
						self.restake(&done);
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
			Wanted::Unbond(amount) if *amount > none() => model.unbond(amount, era),
			_ => (),
		});
	}

	/// Bonds and unbonds. `partly`: not all stashes have had their turn.
	fn rebalance(&mut self, stakes: &[Stake], partly: bool) {
		let wanted = self.model.wanted();
		let change = bonded(stakes) - &self.model.bonded;
		let stashes = exact(self.stakes.len() as u64);
		let done = match &wanted {
			Wanted::Nothing => {
				assert_eq!(change, none(), "restaked for no reason");
				Wanted::Nothing
			}
			Wanted::Bond(most) => {
				// What would stay below the minimum of a stash is not bonded.
				let minimum = pallet_staking::MinNominatorBond::<Test>::get();
				let minimum = exact(minimum.max(EXISTENTIAL_DEPOSIT));
				let left = most - &change;
				// Nor is anything while there is nobody to nominate.
				let less = partly || left < minimum || LiquidStaking::targets(0).is_empty();
				assert!(
					change >= none() && left >= none() && less,
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
