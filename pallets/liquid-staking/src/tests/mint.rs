use super::mock::*;
use crate::{Error, Event, OperatingMode};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, Perbill};

#[test]
fn mint_should_issue_the_same_amount() {
	run(|| {
		assert_ok!(LiquidStaking::mint(signed(alice()), 12_345));
		assert_eq!(tnut(&alice()), 12_345);
		assert_eq!(nut(&alice()), ENDOWMENT - 12_345);
		assert_eq!(supply(), 12_345);
		assert_eq!(ledger().buffer, 12_345);
		assert!(events().contains(&Event::Minted {
			who: alice(),
			amount: 12_345
		}));
	});
}

#[test]
fn mint_should_take_one_planck() {
	run(|| {
		assert_ok!(LiquidStaking::mint(signed(alice()), 1));
		assert_eq!(tnut(&alice()), 1);
	});
}

#[test]
fn mint_should_fail_when_amount_is_zero() {
	run(|| {
		assert_noop!(
			LiquidStaking::mint(signed(alice()), 0),
			Error::<Test>::ZeroAmount
		);
	});
}

#[test]
fn mint_should_keep_the_account_alive_when_amount_is_all_but_the_deposit() {
	run(|| {
		assert_noop!(
			LiquidStaking::mint(signed(alice()), ENDOWMENT - EXISTENTIAL_DEPOSIT + 1),
			Error::<Test>::InsufficientBalance
		);
		assert_ok!(LiquidStaking::mint(
			signed(alice()),
			ENDOWMENT - EXISTENTIAL_DEPOSIT
		));
		assert_eq!(nut(&alice()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn mint_should_fail_when_amount_is_more_than_owned() {
	run(|| {
		assert_noop!(
			LiquidStaking::mint(signed(alice()), ENDOWMENT + 1),
			Error::<Test>::InsufficientBalance
		);
		assert_noop!(
			LiquidStaking::mint(signed(alice()), u128::MAX),
			Error::<Test>::InsufficientBalance
		);
	});
}

#[test]
fn mint_should_fail_when_the_entrances_are_closed() {
	run(|| {
		let mode = OperatingMode::EntrancesClosed;
		assert_ok!(LiquidStaking::set_operating_mode(
			RuntimeOrigin::root(),
			mode
		));
		assert_noop!(
			LiquidStaking::mint(signed(alice()), 1_000),
			Error::<Test>::EntrancesClosed
		);
	});
}

#[test]
fn mint_should_fail_when_insolvent() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		slash_stash(Perbill::from_percent(5));
		assert_noop!(
			LiquidStaking::mint(signed(bob()), 1_000),
			Error::<Test>::Insolvent
		);
	});
}

#[test]
fn mint_should_fail_when_the_main_account_is_not_endowed() {
	run(|| {
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			LiquidStaking::account_id(),
			0
		));
		assert_noop!(
			LiquidStaking::mint(signed(alice()), 1_000),
			Error::<Test>::NotEndowed
		);
		assert_ok!(LiquidStaking::endow_accounts());
		assert_ok!(LiquidStaking::mint(signed(alice()), 1_000));
	});
}

#[test]
fn mint_should_fail_when_not_signed() {
	run(|| {
		assert_noop!(LiquidStaking::mint(RuntimeOrigin::root(), 1_000), BadOrigin);
	});
}
