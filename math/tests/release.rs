//! The release against exact rationals.

use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{release::Release, Balance, MathError};
use proptest::prelude::*;

fn exact(release: &Release, now: u64) -> BigRational {
	let elapsed = now.saturating_sub(release.start).min(release.duration);
	let part = BigRational::new(elapsed.into(), release.duration.max(1).into());
	let part = if release.duration == 0 {
		BigRational::from(BigInt::from(1))
	} else {
		part
	};
	BigRational::from(BigInt::from(release.amount)) * part
}

#[test]
fn released_should_grow_evenly_and_stop() {
	let release = Release {
		before: 5,
		amount: 10,
		start: 100,
		duration: 4,
	};
	let released: Vec<_> = [0, 99, 100, 101, 102, 103, 104, 105, u64::MAX]
		.map(|b| release.released(b).unwrap())
		.into();
	assert_eq!(released, [5, 5, 5, 7, 10, 12, 15, 15, 15]);
	assert_eq!(release.unreleased(103), Ok(3));
}

#[test]
fn released_should_be_all_when_it_takes_no_time() {
	let release = Release {
		amount: 10,
		start: 100,
		..Default::default()
	};
	assert_eq!(
		(release.released(0), release.unreleased(0)),
		(Ok(10), Ok(0))
	);
}

#[test]
fn add_should_start_anew_with_what_is_left() {
	let release = Release::default()
		.add(10, 100, 10)
		.unwrap()
		.add(13, 50, 10)
		.unwrap();
	assert_eq!(
		release,
		Release {
			before: 30,
			amount: 120,
			start: 13,
			duration: 10
		}
	);
}

#[test]
fn take_should_leave_the_rest_its_end() {
	let release = Release {
		before: 0,
		amount: 100,
		start: 10,
		duration: 10,
	};
	let (left, taken) = release.take(14, 36).unwrap();
	assert_eq!(taken, 36);
	assert_eq!(
		left,
		Release {
			before: 40,
			amount: 24,
			start: 14,
			duration: 6
		}
	);
	assert_eq!(left.released(20), Ok(64));
	assert_eq!(release.take(14, 1_000).unwrap().1, 60);
	assert_eq!(release.take(20, 1).unwrap(), (release, 0));
}

#[test]
fn overflow_should_be_an_error() {
	let full = Release {
		before: u128::MAX,
		amount: 1,
		start: 0,
		duration: 1,
	};
	assert_eq!(full.released(1), Err(MathError::Overflow));
	let release = Release {
		amount: u128::MAX,
		start: 0,
		duration: 7,
		..Default::default()
	};
	assert_eq!(release.released(7), Ok(u128::MAX));
	assert_eq!(release.add(0, 1, 7), Err(MathError::Overflow));
}

#[derive(Clone, Debug)]
enum Step {
	Wait(u64),
	Add(u128, u64),
	Take(u128),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		prop_oneof![0..10u64, any::<u32>().prop_map(u64::from)].prop_map(Step::Wait),
		(0..1u128 << 100, 0..20u64).prop_map(|(amount, blocks)| Step::Add(amount, blocks)),
		prop_oneof![0..10u128, 0..1u128 << 100].prop_map(Step::Take),
	]
}

proptest! {
	#[test]
	fn what_comes_in_is_released_taken_or_on_its_way(steps in prop::collection::vec(step(), 1..40)) {
		let (mut now, mut release) = (1u64, Release::default());
		let (mut came, mut taken, mut last) = (0u128, 0u128, 0u128);
		for step in steps {
			match step {
				Step::Wait(blocks) => now += blocks,
				Step::Add(amount, blocks) => {
					release = release.add(now, amount, blocks).unwrap();
					came += amount;
				},
				Step::Take(wanted) => {
					let left = release.unreleased(now).unwrap();
					let (after, got) = release.take(now, wanted).unwrap();
					prop_assert_eq!(got, wanted.min(left));
					release = after;
					taken += got;
				},
			}
			let released = release.released(now).unwrap();
			prop_assert!(released >= last);
			last = released;
			prop_assert_eq!(released + release.unreleased(now).unwrap() + taken, came);
			let exact = exact(&release, now).floor().to_integer();
			prop_assert_eq!(BigInt::from(released - release.before), exact);
		}
	}
}

#[test]
fn join_should_take_the_mean_of_both_lengths() {
	let release = |before, amount, start, duration| Release {
		before,
		amount,
		start,
		duration,
	};
	let first = Release::default().join(10, 100, 10).unwrap();
	assert_eq!(first, release(0, 100, 10, 10));
	// 70 are left for 7 blocks; (70 · 7 + 35 · 10) / 105 = 8.
	assert_eq!(first.join(13, 35, 10), Ok(release(30, 105, 13, 8)));
	// (70 · 7 + 1 · 10) / 71 is 7 and a bit.
	assert_eq!(first.join(13, 1, 10), Ok(release(30, 71, 13, 8)));
	assert_eq!(first.join(13, 0, 10), Ok(first));
	// After the end the length is that of the arrival alone.
	assert_eq!(first.join(20, 7, 4), Ok(release(100, 7, 20, 4)));
	assert_eq!(first.join(25, 0, 4), Ok(first));
	assert_eq!(first.join(13, Balance::MAX, 10), Err(MathError::Overflow));
}

proptest! {
	#[test]
	fn join_should_release_no_more_a_block_than_the_two_apart(
		amount in 1..u128::MAX / 4,
		arrival in 1..u128::MAX / 4,
		duration in 1..u64::from(u32::MAX),
		longer in 0..u64::from(u32::MAX),
		at in 0..u64::from(u32::MAX),
	) {
		let first = Release::default().join(5, amount, duration).unwrap();
		let now = 5 + at;
		let left = first.unreleased(now).unwrap();
		let joined = first.join(now, arrival, duration + longer).unwrap();
		prop_assert_eq!(joined.released(now), first.released(now));
		prop_assert_eq!(joined.unreleased(now), Ok(left + arrival));
		prop_assert!(joined.duration <= duration + longer);
		let rate = |amount: u128, blocks: u64| BigRational::new(amount.into(), blocks.max(1).into());
		let rest = duration.saturating_sub(at);
		let apart = rate(left, rest) + rate(arrival, duration + longer);
		prop_assert!(rate(left + arrival, joined.duration) <= apart);
	}
}
