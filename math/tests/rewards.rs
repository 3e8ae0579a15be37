//! The reward core against an exact rational model.

use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{
	rewards::{planck, share, share_of_fine, Accumulator, Credit, Entitlement, Stream, U256, U512},
	Balance, MathError, PPB,
};
use proptest::prelude::*;

fn big(value: impl Into<U512>) -> BigInt {
	BigInt::from_bytes_le(num_bigint::Sign::Plus, &value.into().to_little_endian())
}

/// Grains in planck, exactly.
fn exact_planck(grains: U512) -> BigRational {
	BigRational::new(big(grains), big(share(1, PPB)))
}

fn ratio(value: Balance) -> BigRational {
	BigRational::from_integer(value.into())
}

fn assert_books(stream: &Stream, stakers: &[(Balance, Entitlement)]) {
	assert_eq!(
		stream.balance_books(stakers.iter().copied()),
		Ok(core::cmp::Ordering::Equal)
	);
}

#[test]
fn books_balance_by_the_definition() {
	// `distributed = rem + 10^9 · Σ ((claimed + pending) · 2^128 + fraction + stake · Δacc)`
	let (stream, _) = Stream::default().accrue(share(1_000, 7), 3).unwrap();
	let early = Entitlement::default()
		.settle(1, &stream.accumulator)
		.unwrap();
	let (stream, _) = stream.accrue(share(12_345_678_901, 7), 3).unwrap();
	let late = Entitlement::default()
		.settle(2, &stream.accumulator)
		.unwrap();
	let (stream, late) = stream.claim(&late, late.pending - 1).unwrap();
	let one = BigInt::from(1) << 128;
	let owed = BigInt::from(stream.claimed + late.pending) * &one
		+ BigInt::from(early.fraction)
		+ BigInt::from(late.fraction)
		+ big(stream.accumulator.acc - early.paid);
	let owed = big(stream.accumulator.rem) + BigInt::from(PPB) * owed;
	assert_eq!(big(stream.distributed), owed);
	assert_books(&stream, &[(1, early), (2, late)]);
	// One planck more or less is seen.
	let more = Entitlement {
		pending: late.pending + 1,
		..late
	};
	let books = stream.balance_books([(1, early), (2, more)]);
	assert_eq!(books, Ok(core::cmp::Ordering::Greater));
	let less = Entitlement {
		pending: late.pending - 1,
		..late
	};
	let books = stream.balance_books([(1, early), (2, less)]);
	assert_eq!(books, Ok(core::cmp::Ordering::Less));
}

const USERS: usize = 4;

#[derive(Clone, Debug)]
enum Op {
	/// Changes the stake of a user of a pool.
	SetStake(usize, usize, Balance),
	/// Takes everything that is pending.
	Claim(usize, usize),
	/// Dissolves the user's position.
	Forfeit(usize, usize),
	/// Accrues and settles without need.
	Touch(usize, usize),
}

/// A pool as the pallet would run it, and the exact model beside it.
struct Pool {
	weight: u32,
	total: Balance,
	seen: Balance,
	stream: Stream,
	unallocated: U512,
	users: Vec<(Balance, Entitlement)>,
	taken: Vec<Balance>,
	model: Vec<BigRational>,
	model_seen: Balance,
	model_unallocated: BigRational,
}

impl Pool {
	fn new(weight: u32) -> Self {
		Self {
			weight,
			total: 0,
			seen: 0,
			stream: Stream::default(),
			unallocated: U512::zero(),
			users: vec![Default::default(); USERS],
			taken: vec![0; USERS],
			model: vec![ratio(0); USERS],
			model_seen: 0,
			model_unallocated: ratio(0),
		}
	}

	fn accrue(&mut self, emitted: Balance) {
		let emission = emitted - self.seen;
		self.seen = emitted;
		let (stream, unallocated) = self
			.stream
			.accrue(share(emission, self.weight), self.total)
			.expect("in range");
		assert!(stream.accumulator.acc >= self.stream.accumulator.acc);
		self.stream = stream;
		self.unallocated += unallocated;
	}

	fn settle(&mut self, user: usize) {
		let (stake, entitlement) = self.users[user];
		self.users[user].1 = entitlement
			.settle(stake, &self.stream.accumulator)
			.expect("in range");
	}

	/// The exact model needs an update only where stakes change, and has nothing else in common.
	fn model_to(&mut self, emitted: Balance) {
		let emission =
			ratio(emitted - self.model_seen) * ratio(self.weight.into()) / ratio(PPB.into());
		self.model_seen = emitted;
		if self.total == 0 {
			self.model_unallocated += emission;
			return;
		}
		for (user, earned) in self.model.iter_mut().enumerate() {
			*earned += &emission * ratio(self.users[user].0) / ratio(self.total);
		}
	}

	fn apply(&mut self, op: &Op, emitted: Balance) {
		match *op {
			Op::SetStake(_, user, stake) => {
				self.model_to(emitted);
				self.accrue(emitted);
				self.settle(user);
				self.total = self.total - self.users[user].0 + stake;
				self.users[user].0 = stake;
			}
			Op::Claim(_, user) => {
				self.accrue(emitted);
				self.settle(user);
				let amount = self.users[user].1.pending;
				let (stream, entitlement) = self
					.stream
					.claim(&self.users[user].1, amount)
					.expect("is pending");
				self.stream = stream;
				self.users[user].1 = entitlement;
				self.taken[user] += amount;
			}
			Op::Forfeit(_, user) => {
				self.model_to(emitted);
				self.accrue(emitted);
				self.settle(user);
				let (stream, whole) = self.stream.forfeit(&self.users[user].1).expect("settled");
				self.stream = stream;
				self.unallocated += share(whole, PPB);
				self.total -= self.users[user].0;
				// The model keeps the fraction with those who stay only to within a planck.
				let forfeited = ratio(whole);
				self.model[user] -= &forfeited;
				self.model_unallocated += forfeited;
				self.users[user] = (0, Entitlement::starting_at(&self.stream.accumulator));
			}
			Op::Touch(_, user) => {
				self.accrue(emitted);
				self.settle(user);
			}
		}
	}
}

fn amount(max_exp: u32) -> impl Strategy<Value = Balance> {
	(0..max_exp, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp))
}

fn op(pools: usize) -> impl Strategy<Value = Op> {
	let at = (0..pools, 0..USERS);
	prop_oneof![
		4 => (at.clone(), prop_oneof![Just(0), amount(30), Just(10u128.pow(30)), 1..10u128])
			.prop_map(|((p, u), s)| Op::SetStake(p, u, s)),
		2 => at.clone().prop_map(|(p, u)| Op::Claim(p, u)),
		1 => at.clone().prop_map(|(p, u)| Op::Forfeit(p, u)),
		2 => at.prop_map(|(p, u)| Op::Touch(p, u)),
	]
}

fn gap() -> impl Strategy<Value = u64> {
	prop_oneof![3 => 0..5u64, 2 => 0..100_000u64, 1 => Just(1 << 32)]
}

/// A rate, a budget (fund share first) and what happens after how many blocks.
fn scenario() -> impl Strategy<Value = (Balance, Vec<u32>, Vec<(u64, Op)>)> {
	(1..=32usize).prop_flat_map(|pools| {
		let cuts = proptest::collection::vec(0..=PPB, pools);
		let weights = cuts.prop_map(|mut cuts| {
			cuts.sort_unstable();
			let mut from = 0;
			let mut weights: Vec<u32> = cuts
				.iter()
				.map(|cut| {
					let weight = cut - from;
					from = *cut;
					weight
				})
				.collect();
			weights.push(PPB - from);
			weights
		});
		(
			amount(26),
			weights,
			proptest::collection::vec((gap(), op(pools)), 1..60),
		)
	})
}

fn run(rate: Balance, weights: &[u32], ops: &[(u64, Op)]) -> (Balance, Credit, Vec<Pool>) {
	let mut pools: Vec<Pool> = weights[1..].iter().map(|w| Pool::new(*w)).collect();
	let mut emitted = 0;
	for (gap, op) in ops {
		emitted += rate * Balance::from(*gap);
		let (Op::SetStake(p, ..) | Op::Claim(p, _) | Op::Forfeit(p, _) | Op::Touch(p, _)) = *op;
		pools[p].apply(op, emitted);
		let pool = &pools[p];
		assert_books(&pool.stream, &pool.users);
	}
	for pool in &mut pools {
		pool.model_to(emitted);
		pool.accrue(emitted);
		for user in 0..USERS {
			pool.settle(user);
		}
	}
	let fund = Credit::default()
		.earn(share(emitted, weights[0]))
		.expect("in range");
	(emitted, fund, pools)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn every_planck_is_accounted_for((rate, weights, ops) in scenario()) {
		let (emitted, fund, pools) = run(rate, &weights, &ops);
		let mut sum = big(fund.earned);
		for pool in &pools {
			assert_books(&pool.stream, &pool.users);
			sum += big(pool.stream.distributed) + big(pool.unallocated);
		}
		prop_assert_eq!(sum, big(share(emitted, PPB)));
	}

	#[test]
	fn everybody_gets_what_the_exact_model_says((rate, weights, ops) in scenario()) {
		let (_, _, pools) = run(rate, &weights, &ops);
		for pool in &pools {
			let mut forfeits = 0;
			for (_, op) in &ops {
				if matches!(op, Op::Forfeit(..)) {
					forfeits += 1;
				}
			}
			// One planck for the fraction that is not whole yet, one more for each fraction that
			// a forfeit left to the others; the division itself is too fine to be seen.
			let tolerance = ratio(1 + forfeits) + ratio(1) / ratio(1_000);
			for user in 0..USERS {
				let ours = ratio(pool.taken[user]) + ratio(pool.users[user].1.pending);
				let diff = &pool.model[user] - ours;
				prop_assert!(diff < tolerance && diff > -tolerance.clone());
				if forfeits == 0 {
					prop_assert!(diff > -ratio(1) / ratio(1_000));
				}
			}
			if forfeits == 0 {
				let unallocated = exact_planck(pool.unallocated);
				prop_assert_eq!(&unallocated, &pool.model_unallocated);
			}
		}
	}

	#[test]
	fn updating_every_block_is_the_same_as_updating_once(
		rate in amount(30),
		weight in 0..=PPB,
		stakes in proptest::collection::vec(amount(30), 1..8),
		blocks in 1..300u32,
	) {
		let total = stakes.iter().sum();
		let at_once = Stream::default().accrue(share(rate * Balance::from(blocks), weight), total);
		let (at_once, _) = at_once.expect("in range");
		let mut stream = Stream::default();
		let mut entitlements = vec![Entitlement::default(); stakes.len()];
		for _ in 0..blocks {
			stream = stream.accrue(share(rate, weight), total).expect("in range").0;
			for (stake, entitlement) in stakes.iter().zip(&mut entitlements) {
				*entitlement = entitlement.settle(*stake, &stream.accumulator).expect("in range");
			}
		}
		prop_assert_eq!(stream, at_once);
		for (stake, entitlement) in stakes.iter().zip(&entitlements) {
			let once = Entitlement::default().settle(*stake, &at_once.accumulator);
			prop_assert_eq!(*entitlement, once.expect("in range"));
		}
	}

	#[test]
	fn a_life_of_2_pow_128_planck_never_overflows(
		stake in prop_oneof![Just(1u128), Just(u128::MAX), 1..u128::MAX],
		first in 0..=u128::MAX,
	) {
		let (stream, _) = Stream::default().accrue(share(first, PPB), stake).expect("in range");
		let (stream, _) = stream.accrue(share(u128::MAX - first, PPB), stake).expect("in range");
		let all = Entitlement::default().settle(stake, &stream.accumulator).expect("in range");
		prop_assert!(all.pending >= u128::MAX - 1);
		assert_books(&stream, &[(stake, all)]);
	}
}

#[test]
fn defect_06_an_idle_interval_is_unallocated_and_never_given_to_the_next_staker() {
	let stream = Stream::default();
	let (stream, unallocated) = stream.accrue(share(1_000, PPB / 3), 0).unwrap();
	assert_eq!(unallocated, share(1_000, PPB / 3));
	assert_eq!(stream, Stream::default());
	let next = Entitlement::starting_at(&stream.accumulator);
	let (stream, unallocated) = stream.accrue(share(10, PPB), 7).unwrap();
	assert!(unallocated.is_zero());
	assert_eq!(next.settle(7, &stream.accumulator).unwrap().pending, 9);
	assert_books(&stream, &[(7, next)]);
}

#[test]
fn defect_07_a_dust_update_each_block_takes_nothing_from_a_large_stake() {
	// 10^30 staked, one planck a block at a weight of 1 ppb: nothing is lost in 10^9 blocks' worth.
	let total = 10u128.pow(30);
	let mut accumulator = Accumulator::default();
	let mut whale = Entitlement::default();
	for _ in 0..1_000 {
		accumulator = accumulator.accrue(share(1, 1), total).unwrap().0;
		whale = whale.settle(total, &accumulator).unwrap();
	}
	let (accumulator, _) = accumulator
		.accrue(share(PPB as u128 - 1_000, 1), total)
		.unwrap();
	let whale = whale.settle(total, &accumulator).unwrap();
	let once = Accumulator::default()
		.accrue(share(PPB.into(), 1), total)
		.unwrap()
		.0;
	assert_eq!(accumulator, once);
	assert_eq!(whale, Entitlement::default().settle(total, &once).unwrap());
	// What the last division left over is far below a planck, so the planck may be one short.
	assert_eq!(
		whale.pending + u128::from(whale.fraction > u128::MAX / 2),
		1
	);
}

#[test]
fn a_remainder_outlives_a_change_of_the_total() {
	let (stream, _) = Stream::default().accrue(share(100, PPB), 3).unwrap();
	assert!(!stream.accumulator.rem.is_zero());
	let first = Entitlement::default()
		.settle(3, &stream.accumulator)
		.unwrap();
	assert_eq!(first.pending, 99);
	// The total falls to one: the remainder of the division by three is paid out now.
	let (stream, _) = stream.accrue(share(0, PPB), 1).unwrap();
	assert!(stream.accumulator.rem.is_zero());
	let first = first.settle(1, &stream.accumulator).unwrap();
	assert_books(&stream, &[(1, first)]);
}

#[test]
fn settle_refuses_an_accumulator_of_the_past_and_a_stake_out_of_range() {
	let ahead = Entitlement {
		paid: 1.into(),
		..Default::default()
	};
	assert_eq!(
		ahead.settle(1, &Accumulator::default()),
		Err(MathError::Underflow)
	);
	let full = Accumulator {
		acc: U256::MAX,
		rem: U256::zero(),
	};
	assert_eq!(
		Entitlement::default().settle(2, &full),
		Err(MathError::Overflow)
	);
	assert!(Entitlement::default().settle(1, &full).is_ok());
	let rich = Entitlement {
		pending: 1,
		..Default::default()
	};
	assert_eq!(rich.settle(1, &full), Err(MathError::Overflow));
	assert_eq!(full.accrue(share(1, PPB), 1), Err(MathError::Overflow));
}

#[test]
fn claim_and_unclaim_are_inverse_and_bounded() {
	let (stream, _) = Stream::default().accrue(share(50, PPB), 1).unwrap();
	let staker = Entitlement::default()
		.settle(1, &stream.accumulator)
		.unwrap();
	assert_eq!(stream.claim(&staker, 51), Err(MathError::Underflow));
	let (after, rest) = stream.claim(&staker, 50).unwrap();
	assert_eq!((after.claimed, rest.pending), (50, 0));
	assert_eq!(after.unclaim(&rest, 50).unwrap(), (stream, staker));
	assert_eq!(stream.unclaim(&staker, 1), Err(MathError::Underflow));
}

#[test]
fn credit_pays_whole_planck_and_keeps_the_rest() {
	let credit = Credit::default().earn(share(3, PPB / 2)).unwrap();
	assert_eq!(credit.due(), Ok(1));
	assert_eq!(credit.pay(2), Err(MathError::Underflow));
	let paid = credit.pay(1).unwrap();
	assert_eq!(paid.due(), Ok(0));
	assert_eq!(paid.earn(share(1, PPB / 2)).unwrap().due(), Ok(1));
	assert_eq!(paid.unpay(1).unwrap(), credit);
	assert_eq!(credit.unpay(1), Err(MathError::Underflow));
	assert_eq!(
		Credit {
			earned: U512::MAX,
			paid: 0
		}
		.due(),
		Err(MathError::Overflow)
	);
	assert_eq!(
		Credit {
			earned: U512::MAX,
			paid: 0
		}
		.earn(1.into()),
		Err(MathError::Overflow)
	);
}

#[test]
fn a_stream_feeds_another_without_rounding() {
	let (source, _) = Stream::default().accrue(share(1_000, PPB), 7).unwrap();
	let before = Entitlement::default();
	let after = before.settle(3, &source.accumulator).unwrap();
	assert_eq!(after.pending, 428);
	let gain = after.fine() - before.fine();
	// Every weight takes its part to the last grain.
	let (third, rest) = (
		share_of_fine(gain, PPB / 3),
		share_of_fine(gain, PPB - PPB / 3),
	);
	assert_eq!(third + rest, share_of_fine(gain, PPB));
	assert_eq!(planck(share_of_fine(gain, PPB)), Ok(428));
	let (stream, idle) = Stream::default().accrue(third, 2).unwrap();
	assert!(idle.is_zero());
	let staker = Entitlement::default()
		.settle(2, &stream.accumulator)
		.unwrap();
	assert_eq!(staker.pending, 142);
	assert_books(&stream, &[(2, staker)]);
	assert_eq!(planck(U512::MAX), Err(MathError::Overflow));
}
