//! The queue against a list of requests that is settled one by one.

use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{
	redemption::{
		instant_fee, Checkpoint, Hole, PayoutError, Queue, Rate, Request, INSTANT_FEE_MAX,
		INSTANT_FEE_MIN,
	},
	Balance, MathError, PPB,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn rational(number: Balance) -> BigRational {
	BigRational::from(BigInt::from(number))
}

#[test]
fn rate_should_be_one_when_solvent() {
	assert_eq!(Rate::of(10, 10), Rate::ONE);
	assert_eq!(Rate::of(11, 10), Rate::ONE);
	assert_eq!(Rate::of(0, 0), Rate::ONE);
	assert_eq!(
		Rate::of(9, 10),
		Rate {
			numerator: 9,
			denominator: 10
		}
	);
	assert!(Rate::of(0, 1).is_zero());
	assert_eq!(Rate::of(2, 3).in_ppb(), Ok(666_666_666));
}

#[test]
fn affordable_should_never_cost_more_than_the_cash() {
	assert_eq!(Rate::of(2, 3).affordable(10), Ok(15));
	assert_eq!(
		Rate::of(0, 3).affordable(10),
		Err(MathError::DivisionByZero)
	);
	assert_eq!(
		Rate::of(1, 3).affordable(u128::MAX),
		Err(MathError::Overflow)
	);
}

#[test]
fn push_should_refuse_nothing_and_too_much() {
	let queue = Queue::default();
	assert_eq!(queue.push(0), Err(MathError::Underflow));
	let (queue, request) = queue.push(u128::MAX).unwrap();
	assert_eq!(request.amount(), Ok(u128::MAX));
	assert_eq!(queue.push(1), Err(MathError::Overflow));
	let worn = Queue {
		next_id: u64::MAX,
		..Default::default()
	};
	assert_eq!(worn.push(1), Err(MathError::Overflow));
}

#[test]
fn advance_should_stop_after_one_hole() {
	let queue = Queue {
		end: 100,
		..Default::default()
	};
	let hole = Some(Hole { start: 10, end: 40 });
	let step = queue.advance(hole, 9).unwrap();
	assert_eq!(
		(step.queue.finalised, step.taken, step.passed_hole),
		(9, 9, false)
	);
	let step = queue.advance(hole, 50).unwrap();
	assert_eq!(
		(step.queue.finalised, step.taken, step.passed_hole),
		(40, 10, true)
	);
	let step = step.queue.advance(None, 50).unwrap();
	assert_eq!(
		(step.queue.finalised, step.taken, step.passed_hole),
		(90, 50, false)
	);
	assert_eq!(step.queue.advance(hole, 1), Err(MathError::Underflow));
}

#[test]
fn payout_should_fail_when_not_finalised_or_without_checkpoint() {
	let (queue, request) = Queue::default().push(10).unwrap();
	assert_eq!(
		queue.payout(&request, |_| None),
		Err(PayoutError::NotFinalised)
	);
	let queue = Queue {
		finalised: 10,
		checkpoints: 1,
		..queue
	};
	assert_eq!(
		queue.payout(&request, |_| None),
		Err(PayoutError::MissingCheckpoint)
	);
	let queue = Queue {
		checkpoints: 0,
		..queue
	};
	assert_eq!(
		queue.payout(&request, |_| None),
		Err(PayoutError::MissingCheckpoint)
	);
}

#[test]
fn payout_should_look_up_few_checkpoints() {
	let count = 100_000u32;
	let checkpoint = |index: u32| {
		let end = 10 * (Balance::from(index) + 1);
		let rate = Rate {
			numerator: 9,
			denominator: 10,
		};
		(index < count).then_some(Checkpoint {
			end,
			paid: end / 10 * 9,
			rate,
		})
	};
	let end = 10 * Balance::from(count);
	let queue = Queue {
		next_id: 1,
		end,
		finalised: end,
		checkpoints: count,
	};
	let request = Request {
		id: 0,
		start: 5,
		end: end - 5,
		hint: 0,
	};
	let looked = std::cell::Cell::new(0);
	let paid = queue.payout(&request, |index| {
		looked.set(looked.get() + 1);
		checkpoint(index)
	});
	// Two halves of a stretch are rounded down by themselves.
	assert_eq!(paid, Ok((end - 20) / 10 * 9 + 4 + 4));
	assert!(looked.get() <= 2 * 17 + 3, "{}", looked.get());
}

#[test]
fn instant_fee_should_grow_with_the_square_of_the_use() {
	let target = 1_000_000;
	let fee = |left| instant_fee(u128::from(PPB), left, target).unwrap();
	assert_eq!(fee(2_000_000), INSTANT_FEE_MIN.into());
	assert_eq!(fee(1_000_000), INSTANT_FEE_MIN.into());
	assert_eq!(fee(500_000), (500_000 + 9_500_000 / 4));
	assert_eq!(fee(0), INSTANT_FEE_MAX.into());
	assert_eq!(instant_fee(1, 0, 0), Ok(1));
	assert_eq!(instant_fee(0, 0, 0), Ok(0));
}

proptest! {
	#[test]
	fn instant_fee_should_be_rounded_up_and_bounded(
		amount: u128, left in 0..1u128 << 100, target in 0..1u128 << 100,
	) {
		let fee = instant_fee(amount, left, target).unwrap();
		let whole = rational(PPB.into());
		let least = rational(amount) * rational(INSTANT_FEE_MIN.into()) / &whole;
		let most = rational(amount) * rational(INSTANT_FEE_MAX.into()) / &whole;
		prop_assert!(rational(fee) >= least);
		prop_assert!(rational(fee) <= most.ceil());
		prop_assert!(fee <= amount);
	}
}

#[derive(Clone, Debug)]
enum Step {
	Push(Balance),
	Cancel(usize),
	/// Cash, the rate in thousandths, and how many holes may be passed.
	Finalise(Balance, Balance, u32),
	Claim(usize),
}

fn step() -> impl Strategy<Value = Step> {
	let amount = prop_oneof![1..20u128, 1..1u128 << 64];
	let rate = prop_oneof![2 => Just(1_000u128), 3 => 1..1_000u128];
	prop_oneof![
		5 => amount.clone().prop_map(Step::Push),
		2 => any::<usize>().prop_map(Step::Cancel),
		3 => (amount, rate, 1..4u32).prop_map(|(cash, rate, n)| Step::Finalise(cash, rate, n)),
		2 => any::<usize>().prop_map(Step::Claim),
	]
}

/// A request as the list keeps it: how much of it is not settled, and the exact worth of the parts
/// that are.
struct Entry {
	request: Request,
	open: Balance,
	worth: BigRational,
	parts: u32,
}

#[derive(Default)]
struct World {
	queue: Queue,
	checkpoints: BTreeMap<u32, Checkpoint>,
	holes: BTreeMap<Balance, Balance>,
	entries: Vec<Entry>,
	set_aside: Balance,
	claimed: Balance,
}

impl World {
	fn hole_after(&self, position: Balance) -> Option<Hole> {
		let (end, start) = self.holes.range(position + 1..).next()?;
		Some(Hole {
			start: *start,
			end: *end,
		})
	}

	fn cancel(&mut self, place: usize) {
		let request = self.entries[place].request;
		if !self.queue.is_untouched(&request) {
			return;
		}
		self.entries.remove(place);
		let mut hole = Hole {
			start: request.start,
			end: request.end,
		};
		if let Some(start) = self.holes.remove(&hole.start) {
			hole.start = start;
		}
		if let Some(next) = self
			.hole_after(hole.end)
			.filter(|next| next.start == hole.end)
		{
			hole.end = next.end;
		}
		match self.queue.drop_tail(&hole) {
			Some(queue) => self.queue = queue,
			None => drop(self.holes.insert(hole.end, hole.start)),
		}
	}

	fn finalise(&mut self, cash: Balance, rate: Rate, most_holes: u32) {
		let mut left = rate.affordable(cash).unwrap();
		let all = left;
		for _ in 0..most_holes {
			let step = self
				.queue
				.advance(self.hole_after(self.queue.finalised), left)
				.unwrap();
			self.queue = step.queue;
			left -= step.taken;
			if !step.passed_hole {
				break;
			}
			self.holes.remove(&self.queue.finalised);
		}
		let taken = all - left;
		if taken == 0 {
			return;
		}
		let used = rate.apply(taken).unwrap();
		assert!(used <= cash);
		self.set_aside += used;
		let last = self
			.queue
			.checkpoints
			.checked_sub(1)
			.map(|last| self.checkpoints[&last]);
		let (queue, index, checkpoint) = self.queue.checkpoint(last.as_ref(), rate, used).unwrap();
		self.queue = queue;
		self.checkpoints.insert(index, checkpoint);

		// The list: one by one, first come, first served.
		let exact = BigRational::new(rate.numerator.into(), rate.denominator.into());
		let mut rest = taken;
		for entry in self.entries.iter_mut().filter(|entry| entry.open > 0) {
			let part = entry.open.min(rest);
			if part == 0 {
				break;
			}
			entry.open -= part;
			entry.worth += rational(part) * &exact;
			entry.parts += 1;
			rest -= part;
		}
		assert_eq!(rest, 0);
	}

	fn check(&self) {
		for entry in &self.entries {
			assert_eq!(entry.open == 0, self.queue.is_finalised(&entry.request));
			let whole = entry.request.end - entry.request.start;
			assert_eq!(entry.open == whole, self.queue.is_untouched(&entry.request));
		}
		let open: Balance = self.entries.iter().map(|entry| entry.open).sum();
		let empty: Balance = self.holes.iter().map(|(end, start)| end - start).sum();
		assert_eq!(self.queue.end - self.queue.finalised, open + empty);
		assert!(self.holes.len() <= self.entries.len());
		assert!(self.claimed <= self.set_aside);
	}
}

proptest! {
	#[test]
	fn queue_should_pay_what_the_list_pays(steps in prop::collection::vec(step(), 1..80)) {
		let mut world = World::default();
		for step in steps {
			match step {
				Step::Push(amount) => {
					let (queue, request) = world.queue.push(amount).unwrap();
					world.queue = queue;
					let worth = rational(0);
					world.entries.push(Entry { request, open: amount, worth, parts: 0 });
				},
				Step::Cancel(nth) if !world.entries.is_empty() => {
					world.cancel(nth % world.entries.len());
				},
				Step::Finalise(cash, rate, holes) => {
					let rate =
						if rate == 1_000 { Rate::ONE } else { Rate::of(rate, 1_000) };
					world.finalise(cash, rate, holes);
				},
				Step::Claim(nth) if !world.entries.is_empty() => {
					let place = nth % world.entries.len();
					let entry = &world.entries[place];
					let lookup = |index| world.checkpoints.get(&index).copied();
					let paid = world.queue.payout(&entry.request, lookup);
					if entry.open > 0 {
						prop_assert_eq!(paid, Err(PayoutError::NotFinalised));
					} else {
						let paid = paid.unwrap();
						// Rounded down once for each stretch that it lies in.
						prop_assert!(rational(paid) <= entry.worth);
						let least = &entry.worth - rational(entry.parts.into());
						prop_assert!(rational(paid) > least);
						world.claimed += paid;
						world.entries.remove(place);
					}
				},
				_ => (),
			}
			world.check();
		}
		// All that is set aside suffices for all.
		world.finalise(1 << 100, Rate::ONE, u32::MAX);
		for entry in &world.entries {
			let lookup = |index| world.checkpoints.get(&index).copied();
			world.claimed += world.queue.payout(&entry.request, lookup).unwrap();
		}
		prop_assert!(world.claimed <= world.set_aside);
	}
}
