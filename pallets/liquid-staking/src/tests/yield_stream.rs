use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_noop, assert_ok};
use nutbox_primitives::yield_stream::YieldStream;
use sp_runtime::{Perbill, TokenError};

type Stream = LiquidStaking;

fn released() -> u128 {
	<Stream as YieldStream<AccountId>>::released()
}
fn pay(who: &AccountId, amount: u128) -> sp_runtime::DispatchResult {
	<Stream as YieldStream<AccountId>>::pay(who, amount)
}
fn forgo(amount: u128) -> sp_runtime::DispatchResult {
	<Stream as YieldStream<AccountId>>::forgo(amount)
}

#[test]
fn released_should_never_fall() {
	run(|| {
		EraReward::set(40_000);
		mint(alice(), 100_000);
		let mut last = 0;
		for block in 0..40u32 {
			next_block();
			if block % 7 == 0 {
				slash_stash(Perbill::from_parts(block * 1_000_000));
			}
			assert!(released() >= last);
			last = released();
		}
		assert!(last > 0);
	});
}

#[test]
fn pay_should_pay_what_is_released_and_no_more() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(4);
		let due = released();
		assert!(due > 0);
		assert_noop!(pay(&bob(), due + 1), Error::<Test>::YieldNotReleased);
		assert_ok!(pay(&bob(), due - 1));
		assert_eq!(nut(&bob()), ENDOWMENT + due - 1);
		assert_noop!(pay(&bob(), 2), Error::<Test>::YieldNotReleased);
		assert_ok!(pay(&bob(), 1));
		assert_ok!(pay(&bob(), 0));
		assert_eq!(yields().paid, due);
	});
}

#[test]
fn pay_should_fail_when_the_account_would_stay_below_the_deposit() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(4);
		assert_noop!(
			pay(&nobody(), EXISTENTIAL_DEPOSIT - 1),
			TokenError::BelowMinimum
		);
		assert_ok!(pay(&nobody(), EXISTENTIAL_DEPOSIT));
	});
}

#[test]
fn forgo_should_go_to_the_insurance_then_to_the_treasury() {
	run(|| {
		EraReward::set(100_000);
		mint(alice(), 100_000);
		next_eras(3);
		run_to_block(System::block_number() + 3);
		let (due, room) = (released(), 2_000 - ledger().insurance);
		assert!(due > room);
		assert_noop!(forgo(due + 1), Error::<Test>::YieldNotReleased);
		events();
		assert_ok!(forgo(due));
		assert_eq!(ledger().insurance, 2_000);
		assert_eq!(nut(&treasury()), EXISTENTIAL_DEPOSIT + due - room);
		assert_eq!(
			events(),
			vec![Event::YieldForgone {
				amount: due,
				refill: 0,
				insurance: room,
				treasury: due - room
			}]
		);
	});
}

#[test]
fn forgo_should_leave_all_to_the_insurance_when_the_treasury_can_not_take_it() {
	run(|| {
		EraReward::set(100_000);
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			treasury(),
			0
		));
		mint(alice(), 100_000);
		next_eras(3);
		run_to_block(System::block_number() + 3);
		let room = 2_000 - ledger().insurance;
		assert_ok!(forgo(room + EXISTENTIAL_DEPOSIT - 1));
		assert_eq!(ledger().insurance, 2_000 + EXISTENTIAL_DEPOSIT - 1);
		assert_eq!(nut(&treasury()), 0);
		assert_ok!(forgo(EXISTENTIAL_DEPOSIT));
		assert_eq!(nut(&treasury()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn forgo_should_refill_a_deficit_first() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(4);
		slash_stash(Perbill::from_percent(30));
		let (due, deficit) = (released(), ledger().deficit(supply()).unwrap());
		assert!(due > 0 && due < deficit);
		assert_ok!(forgo(due));
		assert_eq!(ledger().deficit(supply()).unwrap(), deficit - due);
		assert_eq!(ledger().insurance, 0);
	});
}
