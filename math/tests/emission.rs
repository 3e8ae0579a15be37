//! Emissions against a walk block by block that takes from a box what the schedule says.

use nutbox_math::{
	emission::{Change, Emission},
	schedule::{Halving, Schedule, Step},
	Balance, MathError,
};
use proptest::prelude::*;

fn steps(parts: &[(u32, u32, Balance)]) -> Schedule {
	let step = |(start, end, per_block): &(u32, u32, Balance)| Step {
		start: *start,
		end: *end,
		per_block: *per_block,
	};
	Schedule::steps(parts.iter().map(step)).unwrap()
}

fn halving(start: u32, first_per_block: Balance, period: u32, halvings: u8) -> Schedule {
	Schedule::Halving(Halving {
		start,
		first_per_block,
		period,
		halvings,
	})
}

#[derive(Clone, Debug)]
enum Op {
	Wait(u32),
	TopUp(Balance),
	/// A change so many blocks ahead: gap, length and rate of two steps, or a halving.
	Announce(u32, [(u32, u32, Balance); 2], bool),
	Fold,
}

fn op() -> impl Strategy<Value = Op> {
	let step = || (0..10u32, 1..20u32, 1..1_000u128);
	prop_oneof![
		4 => (0..15u32).prop_map(Op::Wait),
		2 => (0..5_000u128).prop_map(Op::TopUp),
		1 => (1..20u32, [step(), step()], any::<bool>())
			.prop_map(|(ahead, parts, halve)| Op::Announce(ahead, parts, halve)),
		1 => Just(Op::Fold),
	]
}

fn schedule_from(from: u32, parts: [(u32, u32, Balance); 2], halve: bool) -> Schedule {
	let [(gap, length, rate), (second_gap, second_length, second)] = parts;
	let start = from + gap;
	if halve {
		return halving(start, rate, length, 3);
	}
	let (end, next) = (start + length, start + length + second_gap);
	steps(&[(start, end, rate), (next, next + second_length, second)])
}

proptest! {
	#[test]
	fn any_life_should_be_a_walk_block_by_block(
		first in [(0..10u32, 1..20u32, 1..1_000u128), (0..10u32, 1..20u32, 1..1_000u128)],
		escrowed in any::<bool>(),
		ops in proptest::collection::vec(op(), 1..30),
	) {
		let schedule = schedule_from(2, first, false);
		let mut emission = Emission::new(schedule.clone(), escrowed);
		let mut now = 1;
		// The walk: which schedules speak from which block, what is in the box, what came out.
		let mut plan = vec![(0, schedule)];
		let (mut box_, mut walked): (Balance, Balance) = (0, 0);
		for op in ops {
			match op {
				Op::Wait(blocks) => {
					for _ in 0..blocks {
						now += 1;
						let speaks = plan.iter().rev().find(|(from, _)| *from <= now).unwrap();
						let wanted = speaks.1.emitted(now).unwrap() - speaks.1.emitted(now - 1).unwrap();
						let given = if escrowed { wanted.min(box_) } else { wanted };
						box_ -= if escrowed { given } else { 0 };
						walked += given;
						prop_assert_eq!(emission.emitted(now), Ok(walked));
					}
				},
				Op::TopUp(amount) => match emission.clone().top_up(now, amount) {
					Ok(more) => {
						prop_assert!(escrowed);
						emission = more;
						box_ += amount;
					},
					Err(error) => prop_assert!(!escrowed && error == MathError::Underflow),
				},
				Op::Announce(ahead, parts, halve) => {
					let from = now + ahead;
					let schedule = schedule_from(from, parts, halve);
					plan.retain(|(from, _)| *from <= now);
					plan.push((from, schedule.clone()));
					emission = emission.announce(now, Change { from, schedule }).unwrap();
				},
				Op::Fold => emission = emission.folded(now).unwrap(),
			}
			prop_assert_eq!(emission.emitted(now), Ok(walked));
		}
	}
}

#[test]
fn an_edit_should_keep_the_past() {
	let emission = Emission::new(steps(&[(10, 20, 100)]), false);
	let change = |from, schedule| Change { from, schedule };
	let changed = emission
		.clone()
		.announce(12, change(15, steps(&[(15, 17, 7), (30, 31, 1)])))
		.unwrap();
	for block in 0..15 {
		assert_eq!(changed.emitted(block), emission.emitted(block));
	}
	assert_eq!(changed.emitted(15), Ok(507));
	assert_eq!(changed.total(), Ok(515));
	// Folding changes no value from now on.
	let folded = changed.clone().folded(15).unwrap();
	assert_eq!(folded.next, None);
	for block in 15..40 {
		assert_eq!(folded.emitted(block), changed.emitted(block));
	}
	assert_eq!(changed.clone().folded(14), Ok(changed));
}

#[test]
fn an_announcement_should_be_refused_when_it_touches_the_past() {
	let emission = Emission::new(steps(&[(10, 20, 100)]), false);
	let change = |from, start| Change {
		from,
		schedule: steps(&[(start, 50, 1)]),
	};
	let announce = |now, change| emission.clone().announce(now, change);
	assert_eq!(announce(12, change(12, 12)), Err(MathError::Underflow));
	assert_eq!(announce(12, change(13, 12)), Err(MathError::Underflow));
	assert!(announce(12, change(13, 13)).is_ok());
	let largest = Change {
		from: 13,
		schedule: steps(&[(13, 14, Balance::MAX)]),
	};
	// 300 are emitted before.
	assert_eq!(announce(12, largest), Err(MathError::Overflow));
}

#[test]
fn an_escrow_should_not_make_up_for_what_was_skipped() {
	let emission = Emission::new(steps(&[(10, 20, 100)]), true);
	assert_eq!(emission.emitted(15), Ok(0));
	let emission = emission.top_up(12, 250).unwrap();
	assert_eq!(emission.emitted(12), Ok(0));
	assert_eq!(emission.emitted(13), Ok(100));
	assert_eq!(emission.emitted(15), Ok(250));
	assert_eq!(emission.emitted(17), Ok(250));
	let emission = emission.top_up(17, 1_000).unwrap();
	assert_eq!(emission.emitted(17), Ok(250));
	assert_eq!(emission.emitted(18), Ok(350));
	assert_eq!(emission.emitted(100), Ok(450));
	assert_eq!(emission.top_up(18, Balance::MAX), Err(MathError::Overflow));
}

#[test]
fn the_present_rate_should_be_the_nearest_when_nothing_is_emitted() {
	let emission = Emission::new(steps(&[(10, 20, 100), (30, 40, 7)]), false);
	for (now, rate) in [
		(1, 100),
		(9, 100),
		(10, 100),
		(19, 100),
		(25, 100),
		(30, 7),
		(99, 7),
	] {
		assert_eq!(emission.present_rate(now), Some(rate), "block {now}");
	}
	assert_eq!(Emission::default().present_rate(5), None);
	// 5, 2, 1, 0: the last rate above zero.
	let halving = Emission::new(halving(10, 5, 2, 3), false);
	assert_eq!(halving.present_rate(13), Some(2));
	assert_eq!(halving.present_rate(99), Some(1));
}

#[test]
fn a_change_should_be_known_to_more_than_double() {
	let emission = Emission::new(steps(&[(10, 20, 100), (30, 40, 900)]), false);
	let change = |from, parts: &[_]| Change {
		from,
		schedule: steps(parts),
	};
	let doubles = |now, change: &Change| emission.more_than_doubles(now, change);
	assert!(!doubles(12, &change(13, &[(13, 50, 200)])));
	assert!(doubles(12, &change(13, &[(13, 50, 201)])));
	// What the schedule in force has there already is no raise.
	assert!(!doubles(12, &change(13, &[(13, 20, 150), (30, 40, 900)])));
	assert!(!doubles(12, &change(13, &[(31, 40, 899)])));
	assert!(doubles(12, &change(13, &[(31, 41, 899)])));
	assert!(doubles(12, &change(13, &[(29, 40, 899)])));
	assert!(doubles(12, &change(13, &[(30, 40, 901)])));
	// In the second step, twice that.
	assert!(!doubles(30, &change(31, &[(31, 90, 1_800)])));
	assert!(doubles(30, &change(31, &[(31, 90, 1_801)])));
	// Where nothing was ever to be emitted there is nothing to double.
	assert!(!Emission::default().more_than_doubles(1, &change(2, &[(2, 3, 1_000_000)])));
	let huge = Emission::new(steps(&[(10, 11, Balance::MAX)]), false);
	assert!(!huge.more_than_doubles(10, &change(11, &[(11, 12, Balance::MAX)])));
	// Two adjacent old steps cover one new one.
	let adjacent = Emission::new(steps(&[(5, 10, 1), (10, 20, 50), (20, 30, 60)]), false);
	assert!(!adjacent.more_than_doubles(5, &change(7, &[(12, 28, 50)])));
	assert!(adjacent.more_than_doubles(5, &change(7, &[(12, 28, 51)])));
}

#[test]
fn the_present_rate_should_be_the_last_one_when_a_schedule_emits_nothing() {
	let change = |from, schedule| Change { from, schedule };
	let empty = |from| change(from, steps(&[]));
	let emission = Emission::new(steps(&[(10, 20, 100), (30, 40, 7)]), false)
		.announce(12, empty(25))
		.unwrap();
	assert_eq!(emission.present_rate(24), Some(100));
	// In force, folded or not.
	for emission in [emission.clone(), emission.clone().folded(25).unwrap()] {
		for now in [25, 35, u32::MAX] {
			// The 7 of blocks 30 to 39 never came.
			assert_eq!(emission.present_rate(now), Some(100));
		}
		let huge = |rate| change(50, steps(&[(50, 60, rate)]));
		assert!(!emission.more_than_doubles(35, &huge(200)));
		assert!(emission.more_than_doubles(35, &huge(201)));
	}
	// Neither does a second one make it forgotten, nor one that never took over make it known.
	let twice = emission.announce(30, empty(40)).unwrap();
	assert_eq!(twice.present_rate(45), Some(100));
	assert_eq!(twice.folded(45).unwrap().present_rate(45), Some(100));
	let replaced = Emission::default()
		.announce(1, change(20, steps(&[(20, 30, 5)])))
		.unwrap()
		.announce(2, empty(25))
		.unwrap();
	assert_eq!(replaced.present_rate(30), None);
	// One that was replaced before its start counts by the first rate to come.
	let early = Emission::new(steps(&[(100, 110, 9), (120, 130, 90)]), false)
		.announce(1, empty(20))
		.unwrap();
	assert_eq!(early.folded(20).unwrap().present_rate(20), Some(9));
}
