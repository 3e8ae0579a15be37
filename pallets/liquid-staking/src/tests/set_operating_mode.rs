use super::mock::*;
use crate::{Error, Event, Mode, OperatingMode};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

#[test]
fn set_operating_mode_should_report_old_and_new() {
	run(|| {
		let mode = OperatingMode::EntrancesClosed;
		assert_ok!(LiquidStaking::set_operating_mode(
			RuntimeOrigin::root(),
			mode
		));
		assert_eq!(Mode::<Test>::get(), mode);
		assert!(events().contains(&Event::OperatingModeSet {
			old: OperatingMode::Open,
			new: mode
		}));
	});
}

#[test]
fn set_operating_mode_should_fail_when_not_admin() {
	run(|| {
		assert_noop!(
			LiquidStaking::set_operating_mode(signed(alice()), OperatingMode::Open),
			BadOrigin
		);
	});
}

#[test]
fn exits_should_work_when_the_entrances_are_closed() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		let mode = OperatingMode::EntrancesClosed;
		assert_ok!(LiquidStaking::set_operating_mode(
			RuntimeOrigin::root(),
			mode
		));
		assert_noop!(
			LiquidStaking::mint(signed(bob()), 100),
			Error::<Test>::EntrancesClosed
		);

		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), 100, 0));
		let id = redeem(alice(), 1_000);
		assert_ok!(LiquidStaking::cancel_redemption(signed(alice()), id));
		redeem(alice(), tnut(&alice()));
		next_eras(5);
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
		assert_eq!(nut(&alice()), ENDOWMENT - 1);
		assert_eq!(supply(), 0);
	});
}
