use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_noop, assert_ok};

fn set(mode: OperatingMode) -> sp_runtime::DispatchResult {
	Communities::set_operating_mode(RuntimeOrigin::root(), mode)
}

#[test]
fn set_operating_mode_should_close_the_entrances_and_no_exit() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(bob(), A, 500));
		run_to(20);
		TestYield::release_now(8_000);
		assert_ok!(set(OperatingMode::ExitsOnly));
		let event = Event::OperatingModeSet {
			old: OperatingMode::Normal,
			new: OperatingMode::ExitsOnly,
		};
		assert_eq!(events().pop(), Some(event));

		assert_noop!(stake(alice(), A, 1), Error::<Test>::EntrancesClosed);
		assert_noop!(
			create_with(steps(&[]), 0, vec![]),
			Error::<Test>::EntrancesClosed
		);
		assert_ok!(unstake(alice(), A, 100));
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 3_000);
		assert_ok!(emergency(bob(), A));
		assert_ok!(Communities::collect_fund(
			signed(carol()),
			COMMUNITY,
			vec![A]
		));
		assert_ok!(unstake(alice(), A, 400));

		assert_ok!(set(OperatingMode::Normal));
		assert_ok!(stake(alice(), A, 1));
	});
}

#[test]
fn set_operating_mode_should_fail_when_not_by_the_admin() {
	build_and_execute(|| {
		assert_noop!(
			Communities::set_operating_mode(signed(founder()), OperatingMode::ExitsOnly),
			sp_runtime::traits::BadOrigin
		);
	});
}
