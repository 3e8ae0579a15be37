//! The release against exact rationals.

use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{release::Release, MathError};
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
