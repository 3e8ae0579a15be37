//! Schedules against a walk block by block.

use nutbox_math::{
	schedule::{Halving, Schedule, ScheduleError, Step, MAX_HALVINGS, MAX_STEPS},
	Balance,
};
use proptest::prelude::*;

fn step(start: u32, end: u32, per_block: Balance) -> Step {
	Step {
		start,
		end,
		per_block,
	}
}

fn halving(start: u32, first_per_block: Balance, period: u32, halvings: u8) -> Schedule {
	Schedule::Halving(Halving {
		start,
		first_per_block,
		period,
		halvings,
	})
}

/// What block `n` emits, by the definition.
fn emission_of(schedule: &Schedule, n: u32) -> Balance {
	match schedule {
		Schedule::Steps(steps) => steps
			.iter()
			.find(|step| step.start <= n && n < step.end)
			.map_or(0, |step| step.per_block),
		Schedule::Halving(halving) => {
			if n < halving.start {
				return 0;
			}
			let k = (n - halving.start) / halving.period;
			if k > halving.halvings.into() {
				0
			} else {
				(0..k).fold(halving.first_per_block, |rate, _| rate / 2)
			}
		}
	}
}

/// Steps made of gaps and lengths, so that they are always in order.
fn steps(scale: u32) -> impl Strategy<Value = Schedule> {
	proptest::collection::vec(
		(0..scale, 1..scale, 1..1_000_000u128),
		0..=MAX_STEPS as usize,
	)
	.prop_map(|parts| {
		let mut at = 0;
		let steps: Vec<_> = parts
			.into_iter()
			.map(|(gap, length, rate)| {
				let start = at + gap;
				at = start + length;
				step(start, at, rate)
			})
			.collect();
		Schedule::steps(steps).expect("in order")
	})
}

fn any_schedule(scale: u32) -> impl Strategy<Value = Schedule> {
	prop_oneof![
		steps(scale),
		(0..scale, 1..1_000_000u128, 1..scale, 0..=MAX_HALVINGS)
			.prop_map(|(start, rate, period, halvings)| halving(start, rate, period, halvings)),
	]
}

proptest! {
	#[test]
	fn emitted_is_the_sum_of_the_blocks(schedule in any_schedule(20)) {
		let mut sum = 0;
		for block in 0..1_400 {
			sum += emission_of(&schedule, block);
			prop_assert_eq!(schedule.emitted(block), Ok(sum));
		}
		prop_assert_eq!(schedule.total(), Ok(sum));
		prop_assert_eq!(schedule.validate(), Ok(sum));
	}

	#[test]
	fn defect_05_emitted_is_monotone_and_additive(
		schedule in any_schedule(60_000_000),
		mut at in proptest::collection::vec(any::<u32>(), 3),
	) {
		at.sort_unstable();
		let e: Vec<_> = at.iter().map(|b| schedule.emitted(*b).expect("small")).collect();
		prop_assert!(e[0] <= e[1] && e[1] <= e[2]);
		prop_assert_eq!((e[1] - e[0]) + (e[2] - e[1]), e[2] - e[0]);
		prop_assert!(e[2] <= schedule.total().expect("small"));
		prop_assert_eq!(schedule.emitted(u32::MAX), schedule.total());
	}

	#[test]
	fn segments_are_in_order_and_add_up(schedule in any_schedule(1_000)) {
		let mut last = 0;
		let mut sum = 0;
		for segment in schedule.segments() {
			prop_assert!(last <= segment.start && segment.start < segment.end);
			last = segment.end;
			sum += Balance::from(segment.end - segment.start) * segment.per_block;
		}
		prop_assert_eq!(schedule.total(), Ok(sum));
		prop_assert_eq!(schedule.start().is_none(), sum == 0);
		if let Some(end) = schedule.end() {
			prop_assert_eq!(end, last);
			let end = u32::try_from(end).expect("small");
			prop_assert_eq!(schedule.emitted(end - 1), Ok(sum));
		}
	}
}

#[test]
fn the_ends_of_a_step_are_inclusive_and_exclusive() {
	let schedule = Schedule::steps([step(10, 12, 5), step(12, 13, 7), step(20, 21, 1)]).unwrap();
	let emitted: Vec<_> = [0, 9, 10, 11, 12, 13, 19, 20, 21]
		.map(|b| schedule.emitted(b).unwrap())
		.into();
	assert_eq!(emitted, [0, 0, 5, 10, 17, 17, 17, 18, 18]);
	assert_eq!((schedule.start(), schedule.end()), (Some(10), Some(21)));
}

#[test]
fn defect_05_a_gap_pays_nothing() {
	let schedule = Schedule::steps([step(1, 2, 5), step(100, 101, 5)]).unwrap();
	assert_eq!(schedule.emitted(99), schedule.emitted(1));
}

#[test]
fn no_steps_emit_nothing() {
	let schedule = Schedule::default();
	assert_eq!(schedule.validate(), Ok(0));
	assert_eq!(schedule.emitted(u32::MAX), Ok(0));
	assert_eq!((schedule.start(), schedule.end()), (None, None));
}

#[test]
fn a_halving_schedule_halves_and_ends() {
	let schedule = halving(10, 9, 3, 2);
	let rates: Vec<_> = (9..20)
		.map(|b| schedule.emitted(b).unwrap() - schedule.emitted(b - 1).unwrap())
		.collect();
	assert_eq!(rates, [0, 9, 9, 9, 4, 4, 4, 2, 2, 2, 0]);
	assert_eq!(schedule.validate(), Ok(45));
}

#[test]
fn the_number_of_steps_is_bounded() {
	let many = |count: u32| Schedule::steps((0..count).map(|n| step(n, n + 1, 1)));
	assert!(many(MAX_STEPS).is_ok());
	assert_eq!(many(MAX_STEPS + 1), Err(ScheduleError::TooManySteps));
}

#[test]
fn each_wrong_step_has_its_error() {
	assert_eq!(
		Schedule::steps([step(5, 5, 1)]),
		Err(ScheduleError::StepReversed)
	);
	assert_eq!(
		Schedule::steps([step(6, 5, 1)]),
		Err(ScheduleError::StepReversed)
	);
	assert!(Schedule::steps([step(5, 6, 1)]).is_ok());
	assert_eq!(
		Schedule::steps([step(1, 5, 1), step(4, 6, 1)]),
		Err(ScheduleError::StepsOverlap)
	);
	assert!(Schedule::steps([step(1, 5, 1), step(5, 6, 1)]).is_ok());
	assert_eq!(
		Schedule::steps([step(10, 11, 1), step(1, 2, 1)]),
		Err(ScheduleError::StepsOverlap)
	);
	assert_eq!(
		Schedule::steps([step(1, 2, 0)]),
		Err(ScheduleError::ZeroRate)
	);
	assert!(Schedule::steps([step(1, 2, u128::MAX)]).is_ok());
	assert_eq!(
		Schedule::steps([step(1, 2, u128::MAX), step(2, 3, 1)]),
		Err(ScheduleError::TotalTooLarge)
	);
	assert_eq!(
		Schedule::steps([step(0, 2, u128::MAX)]),
		Err(ScheduleError::TotalTooLarge)
	);
}

#[test]
fn each_wrong_halving_has_its_error() {
	assert_eq!(
		halving(1, 1, 0, 1).validate(),
		Err(ScheduleError::ZeroPeriod)
	);
	assert_eq!(halving(1, 0, 1, 1).validate(), Err(ScheduleError::ZeroRate));
	assert!(halving(1, 1, 1, MAX_HALVINGS).validate().is_ok());
	assert_eq!(
		halving(1, 1, 1, MAX_HALVINGS + 1).validate(),
		Err(ScheduleError::TooManyHalvings)
	);
	assert!(halving(1, 1, u32::MAX - 1, 0).validate().is_ok());
	assert_eq!(
		halving(2, 1, u32::MAX - 1, 0).validate(),
		Err(ScheduleError::EndsTooLate)
	);
	assert_eq!(
		halving(1, u128::MAX, 2, 0).validate(),
		Err(ScheduleError::TotalTooLarge)
	);
}
