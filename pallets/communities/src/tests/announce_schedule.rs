use super::mock::*;
use crate::{types::*, Emissions, Error, Event};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::{schedule::Halving, Balance, PPB};
use sp_runtime::DispatchResult;

fn change(schedule: ScheduleInput, from: u32) -> DispatchResult {
	Communities::announce_schedule(signed(founder()), COMMUNITY, schedule, from)
}

fn emitted() -> Balance {
	Communities::community(COMMUNITY).unwrap().emitted
}

#[test]
fn announce_schedule_should_take_over_at_its_block_by_itself() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), B, 10));
		run_to(20);
		assert_ok!(change(steps(&[(40, 50, 7)]), 31));
		run_to(30);
		assert_eq!(emitted(), 20 * RATE);
		run_to(35);
		assert_eq!(emitted(), 20 * RATE);
		run_to(45);
		assert_eq!(emitted(), 20 * RATE + 6 * 7);
		let before = Communities::pending(B, alice());
		assert_eq!(before.token, (20 * RATE + 42) * 3 / 10);
		// Applied or not.
		assert_ok!(apply());
		assert_eq!(emitted(), 20 * RATE + 6 * 7);
		assert_eq!(Communities::pending(B, alice()), before);
		assert_noop!(apply(), Error::<Test>::NothingToApply);
		run_to(100);
		assert_eq!(emitted(), 20 * RATE + 70);
	});
}

#[test]
fn announce_schedule_should_keep_the_notice() {
	build_and_execute(|| {
		create_usual();
		run_to(20);
		assert_noop!(
			change(steps(&[(40, 50, 7)]), 30),
			Error::<Test>::ChangeTooEarly
		);
		assert_noop!(
			change(steps(&[(40, 50, 7)]), 0),
			Error::<Test>::ChangeTooEarly
		);
		assert_noop!(
			change(steps(&[(30, 50, 7)]), 31),
			Error::<Test>::ScheduleStartsInPast
		);
		assert_ok!(change(steps(&[(31, 50, 7)]), 31));
		assert_ok!(change(steps(&[]), u32::MAX));
	});
}

#[test]
fn announce_schedule_should_replace_what_is_announced_and_not_what_has_taken_over() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(change(steps(&[(15, 20, 7)]), 15));
		run_to(2);
		let old = Emissions::<Test>::get(COMMUNITY).next;
		assert_ok!(change(steps(&[(20, 30, 9)]), 20));
		let new = Emissions::<Test>::get(COMMUNITY).next;
		assert_eq!(
			events().last(),
			Some(&Event::ScheduleAnnounced {
				community: COMMUNITY,
				old,
				new,
				total: 9 * RATE + 90,
			})
		);
		run_to(25);
		// The second has taken over; a third starts from it, and replaces nothing.
		let before = Emissions::<Test>::get(COMMUNITY);
		assert_ok!(change(steps(&[]), 36));
		let after = Emissions::<Test>::get(COMMUNITY);
		let events = events();
		assert_eq!(
			events[events.len() - 2..],
			[
				Event::ScheduleApplied {
					community: COMMUNITY,
					from: 20,
					old: before.schedule,
					new: before.next.unwrap().schedule,
				},
				Event::ScheduleAnnounced {
					community: COMMUNITY,
					old: None,
					new: after.next,
					total: 9 * RATE + 90,
				}
			]
		);
		run_to(50);
		assert_eq!(emitted(), 9 * RATE + 90);
		assert_ok!(apply());
		assert_eq!(emitted(), 9 * RATE + 90);
	});
}

#[test]
fn announce_schedule_should_fail_when_the_announced_one_takes_over_within_the_notice() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(change(steps(&[]), 15));
		run_to(4);
		assert_ok!(change(steps(&[(16, 20, 7)]), 15));
		// Blocks 15 and on were to emit something else: nobody can bring the old rate back now.
		for block in [5, 14] {
			run_to(block);
			assert_noop!(
				change(steps(&[(100, 110, 1)]), 100),
				Error::<Test>::ChangeImminent
			);
		}
		run_to(15);
		assert_ok!(change(steps(&[(100, 110, 1)]), 100));
		run_to(99);
		assert_eq!(emitted(), 4 * RATE + 4 * 7);
	});
}

#[test]
fn defect_21_an_empty_schedule_in_between_does_not_lift_the_limit() {
	build_and_execute(|| {
		create_usual();
		run_to(11);
		assert_ok!(change(steps(&[]), 22));
		run_to(22);
		let mistyped = || change(steps(&[(40, 50, 1_000_000 * RATE)]), 40);
		assert_noop!(mistyped(), Error::<Test>::RateMoreThanDoubled);
		assert_ok!(apply());
		assert_noop!(mistyped(), Error::<Test>::RateMoreThanDoubled);
		assert_noop!(
			change(steps(&[(40, 50, 2 * RATE + 1)]), 40),
			Error::<Test>::RateMoreThanDoubled
		);
		assert_ok!(change(steps(&[(40, 50, 2 * RATE)]), 40));
	});
}

#[test]
fn announce_schedule_should_fail_when_the_total_exceeds_the_maximum() {
	build_and_execute(|| {
		let token = token(1_000, 100);
		assert_ok!(Communities::create(
			signed(founder()),
			profile("x"),
			token,
			steps(&[(11, 21, 50)]),
			PPB,
			vec![],
			10
		));
		run_to(13);
		// 100 are preminted, and 11 to 20 emit 500 before the change.
		assert_noop!(
			change(steps(&[(24, 28, 100), (30, 31, 1)]), 24),
			Error::<Test>::ExceedsMaxSupply
		);
		assert_ok!(change(steps(&[(24, 28, 100)]), 24));
		run_to(500);
		assert_eq!(emitted(), 900);
	});
}

#[test]
fn defect_21_a_rate_above_twice_the_present_one_is_refused() {
	build_and_execute(|| {
		create_usual();
		let refused = sp_runtime::DispatchError::from(Error::<Test>::RateMoreThanDoubled);
		// A mistyped rate, by factor 1,000,000.
		assert_noop!(change(steps(&[(20, 30, 1_000_000 * RATE)]), 20), refused);
		assert_noop!(change(steps(&[(20, 30, 2 * RATE + 1)]), 20), refused);
		let halving = |first_per_block| {
			ScheduleInput::Halving(Halving {
				start: 20,
				first_per_block,
				period: 5,
				halvings: 3,
			})
		};
		assert_noop!(change(halving(2 * RATE + 1), 20), refused);
		assert_ok!(change(halving(2 * RATE), 20));
		assert_ok!(change(steps(&[(20, 30, 2 * RATE)]), 20));
		// An announcement does not raise the rate that the next one is measured by.
		run_to(2);
		assert_noop!(change(steps(&[(20, 30, 4 * RATE)]), 20), refused);
		run_to(20);
		assert_ok!(change(steps(&[(31, 40, 4 * RATE)]), 31));
	});
}

#[test]
fn defect_12_touching_twice_after_the_end_freezes_nothing_and_a_schedule_can_be_extended() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(2_000);
		for block in [2_000, 2_001, 5_000] {
			run_to(block);
			assert_ok!(stake(alice(), A, 1));
			assert_ok!(claim(alice(), &[A]));
			assert_ok!(unstake(alice(), A, 1));
		}
		assert_eq!(tokens(&alice()), 1_000 * 600);
		assert_ok!(change(steps(&[(5_011, 5_021, RATE)]), 5_011));
		run_to(6_000);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 1_010 * 600);
		assert_ok!(unstake(alice(), A, 500));
	});
}

#[test]
fn announce_schedule_should_fail_when_the_schedule_or_the_caller_is_wrong() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(
			change(steps(&[(20, 20, 1)]), 20),
			Error::<Test>::StepReversed
		);
		assert_noop!(
			change(steps(&[(20, 30, 1), (29, 40, 1)]), 20),
			Error::<Test>::StepsOverlap
		);
		assert_noop!(
			Communities::announce_schedule(signed(alice()), COMMUNITY, steps(&[]), 20),
			Error::<Test>::NotOwner
		);
		assert_noop!(
			Communities::announce_schedule(signed(founder()), 0, steps(&[]), 20),
			Error::<Test>::NotOwner
		);
	});
}
