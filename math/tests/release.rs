//! The release against exact rationals.

use num_bigint::BigInt;
use num_rational::BigRational;
use nutbox_math::{
	release::{JoinedRelease, Release},
	Balance, MathError,
};
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
	let length = JoinedRelease::length_of;
	let release = |before, amount, start, length| JoinedRelease {
		before,
		amount,
		start,
		length,
	};
	let first = JoinedRelease::default().join(10, 100, 10).unwrap();
	assert_eq!(first, release(0, 100, 10, length(10)));
	// 70 are left for 7 blocks; (70 · 7 + 35 · 10) / 105 = 8.
	assert_eq!(first.join(13, 35, 10), Ok(release(30, 105, 13, length(8))));
	// (70 · 7 + 1 · 10) / 71 is 7 and 3 / 71, rounded up to 2^-32.
	let and_a_bit = (3u64 << 32).div_ceil(71);
	assert_eq!(
		first.join(13, 1, 10),
		Ok(release(30, 71, 13, length(7) + and_a_bit))
	);
	assert_eq!(first.join(13, 0, 10), Ok(first));
	// After the end the length is that of the arrival alone.
	assert_eq!(first.join(20, 7, 4), Ok(release(100, 7, 20, length(4))));
	assert_eq!(first.join(25, 0, 4), Ok(first));
	assert_eq!(first.join(13, Balance::MAX, 10), Err(MathError::Overflow));
}

#[test]
fn a_joined_release_should_end_within_a_block_and_at_any_height() {
	let joined = JoinedRelease::default().join(10, 100, 10).unwrap();
	let (joined, all) = (joined.join(13, 1, 10).unwrap(), 71);
	let released: Vec<_> = [0, 13, 14, 20, 21, 22, u64::MAX]
		.map(|block| joined.released(block).unwrap())
		.into();
	assert_eq!(
		released,
		[30, 30, 30 + 10, 30 + 70, 30 + all, 30 + all, 30 + all]
	);
	assert_eq!(joined.unreleased(20), Ok(1));
	// The longest there is, with all that there can be.
	let longest = JoinedRelease::default()
		.join(0, Balance::MAX, u32::MAX)
		.unwrap();
	let half = longest.released(u64::from(u32::MAX) / 2).unwrap();
	assert!(half < Balance::MAX / 2 && half > Balance::MAX / 2 - (Balance::MAX >> 30));
	assert_eq!(longest.released(u32::MAX.into()), Ok(Balance::MAX));
	let full = JoinedRelease {
		before: 1,
		..longest
	};
	assert_eq!(full.released(u64::MAX), Err(MathError::Overflow));
	// Nothing that takes no time waits.
	let at_once = JoinedRelease::default().join(5, 7, 0).unwrap();
	assert_eq!((at_once.released(5), at_once.unreleased(5)), (Ok(7), Ok(0)));
}

/// What is released after each of `blocks` blocks, of `amount` that takes so long, while `dust`
/// joins it in every block.
fn with_dust(amount: Balance, blocks: u32, dust: Balance) -> Vec<Balance> {
	let mut release = JoinedRelease::default().join(0, amount, blocks).unwrap();
	(1..=u64::from(blocks))
		.map(|now| {
			let released = release.released(now).unwrap();
			release = release.join(now, dust, blocks).unwrap();
			assert_eq!(release.released(now), Ok(released));
			released
		})
		.collect()
}

#[test]
fn defect_07_dust_each_block_should_hardly_delay_what_is_on_its_way() {
	// A tNUT, a planck of dust in each block. In whole blocks 63 % were released at the end.
	let released = with_dust(10u128.pow(12), 1_000, 1);
	assert_eq!(released[499], 10u128.pow(12) / 2);
	assert_eq!(released[999], 10u128.pow(12) - 5_608);
}

proptest! {
	#[test]
	fn join_should_release_no_more_a_block_than_the_two_apart(
		amount in 1..u128::MAX / 4,
		arrival in 1..u128::MAX / 4,
		blocks in 1..u32::MAX / 2,
		longer in 0..u32::MAX / 2,
		at in 0..u64::from(u32::MAX),
	) {
		let first = JoinedRelease::default().join(5, amount, blocks).unwrap();
		let now = 5 + at;
		let left = first.unreleased(now).unwrap();
		let joined = first.join(now, arrival, blocks + longer).unwrap();
		prop_assert_eq!(joined.released(now), first.released(now));
		prop_assert_eq!(joined.unreleased(now), Ok(left + arrival));
		prop_assert!(joined.length <= JoinedRelease::length_of(blocks + longer));
		let block = BigInt::from(JoinedRelease::length_of(1));
		let rate = |amount: u128, length: u64| {
			BigRational::new(BigInt::from(amount) * &block, length.max(1).into())
		};
		let rest = JoinedRelease::length_of(blocks)
			.saturating_sub(at.saturating_mul(JoinedRelease::length_of(1)));
		let apart = rate(left, rest) + rate(arrival, JoinedRelease::length_of(blocks + longer));
		prop_assert!(rate(left + arrival, joined.length) <= apart);
	}

	#[test]
	fn dust_each_block_should_delay_by_little_more_than_itself(
		amount in prop_oneof![1..u128::from(u64::MAX), 1..u128::MAX / 4],
		blocks in 1..2_000u32,
		dust in prop_oneof![Just(1u128), 1..1_000u128],
	) {
		let alone = JoinedRelease::default().join(0, amount, blocks).unwrap();
		let came = |block: usize| Balance::try_from(block).unwrap() * dust;
		// The rounding of the length; and in each block a planck that is not whole yet and the dust,
		// which delays the more the less is left: the sum of 1 / n grows like the logarithm.
		let digits = Balance::from(Balance::BITS - amount.leading_zeros());
		let most = (amount >> 32) + Balance::from(blocks) * (dust + 1) * digits;
		let mut last = 0;
		for (index, released) in with_dust(amount, blocks, dust).into_iter().enumerate() {
			prop_assert!(released >= last);
			prop_assert!(released <= amount + came(index));
			let apart = alone.released(u64::try_from(index).unwrap() + 1).unwrap();
			prop_assert!(released + most >= apart, "{apart} - {released} > {most}");
			last = released;
		}
	}

	#[test]
	fn what_joins_should_be_released_or_on_its_way(
		steps in prop::collection::vec((0..10u64, 0..1u128 << 100, 0..20u32), 1..40),
	) {
		let (mut now, mut release) = (1u64, JoinedRelease::default());
		let (mut came, mut last) = (0u128, 0u128);
		for (wait, amount, blocks) in steps {
			now += wait;
			release = release.join(now, amount, blocks).unwrap();
			came += amount;
			let released = release.released(now).unwrap();
			prop_assert!(released >= last);
			last = released;
			prop_assert_eq!(released + release.unreleased(now).unwrap(), came);
		}
		prop_assert_eq!(release.released(now + 20), Ok(came));
	}
}
