use super::mock::*;
use crate::{
	types::*, weights::asset_record, Error, Event, Pools, Positions, StakingYield, WeightInfo as _,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo as _};

#[test]
fn unstake_should_return_principal_and_leave_rewards_pending() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(20);
		TestYield::release_now(1_000);
		let pending = Payout {
			token: 6_000,
			staking_yield: 250,
		};
		assert_eq!(Communities::pending(A, alice()), pending);
		assert_ok!(unstake(alice(), A, 200));
		assert_eq!(held(LST, &alice()), 300);
		assert_eq!(Assets::balance(LST, alice()), RICH - 300);
		assert_eq!(StakingYield::<Test>::get().total, 300);
		let event = Event::Unstaked {
			community: COMMUNITY,
			pool: A,
			account: alice(),
			amount: 200,
			stake: 300,
		};
		assert_eq!(events().pop(), Some(event));
		assert_ok!(unstake(alice(), A, 300));
		assert_eq!(held(LST, &alice()), 0);
		assert_eq!(Communities::pending(A, alice()), pending);
		assert_eq!(tokens(&alice()), 0);
		assert_eq!(native(&alice()), NATIVE - 50);
		assert!(Positions::<Test>::contains_key(A, alice()));
	});
}

#[test]
fn unstake_should_remove_an_empty_position_and_return_its_deposit() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(unstake(alice(), A, 499));
		assert!(Positions::<Test>::contains_key(A, alice()));
		assert_ok!(unstake(alice(), A, 1));
		assert!(!Positions::<Test>::contains_key(A, alice()));
		assert_eq!(native_held(PositionHold::get(), &alice()), 0);
		assert_eq!(native(&alice()), NATIVE);
	});
}

#[test]
fn unstake_should_weigh_less_when_the_position_stays() {
	build_and_execute(|| {
		create_usual();
		for pool in [A, B] {
			assert_ok!(stake(alice(), pool, 400));
		}
		let weight = |who: AccountId, pool, amount| {
			let outcome = Communities::unstake(signed(who), COMMUNITY, pool, amount);
			outcome.unwrap().actual_weight
		};
		let declared = crate::Call::<Test>::unstake {
			community: COMMUNITY,
			pool: B,
			amount: 100,
		}
		.get_dispatch_info()
		.call_weight;
		assert_eq!(weight(alice(), A, 100), Some(<()>::unstake_part()));
		let record = asset_record::<Test>();
		assert_eq!(weight(alice(), B, 100), Some(<()>::unstake_part() + record));
		assert_eq!(
			weight(alice(), A, 300),
			Some(<()>::unstake()),
			"the deposit comes back"
		);
		assert_eq!(weight(alice(), B, 300), Some(<()>::unstake() + record));
		assert_eq!(declared, <()>::unstake() + <()>::give_back() + record);
		assert!(!Positions::<Test>::contains_key(B, alice()));

		assert_ok!(stake(bob(), A, 400));
		run_to(20);
		TestYield::release_now(10_000);
		assert_eq!(
			weight(bob(), A, 400),
			Some(<()>::unstake_part()),
			"rewards wait"
		);
	});
}

#[test]
fn unstake_should_leave_less_than_a_planck_to_those_who_stay() {
	build_and_execute(|| {
		// Ten planck a block over three stakers leave thirds.
		assert_ok!(create_with(
			steps(&[(11, 12, 10)]),
			0,
			vec![pool(OTHER, 1_000_000_000, 0)]
		));
		for who in [alice(), bob(), carol()] {
			assert_ok!(stake(who, 1, 7));
		}
		run_to(11);
		for who in [alice(), bob()] {
			assert_ok!(claim(who.clone(), &[1]));
			assert_ok!(unstake(who.clone(), 1, 7));
			assert!(!Positions::<Test>::contains_key(1, who));
		}
		assert_eq!(Communities::pending(1, carol()).token, 3);
		// Their thirds of a planck join the next division.
		assert_eq!(Pools::<Test>::get(1).unwrap().total, 7);
	});
}

#[test]
fn unstake_should_work_when_the_entrances_or_the_pool_are_closed() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_ok!(unstake(alice(), A, 500));
	});
}

#[test]
fn unstake_should_fail_when_more_than_the_stake_is_asked_for() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(bob(), A, 500));
		assert_noop!(unstake(alice(), A, 501), Error::<Test>::InsufficientStake);
		assert_ok!(unstake(alice(), A, 500));
	});
}

#[test]
fn unstake_should_fail_when_the_amount_is_zero() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_noop!(unstake(alice(), A, 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn unstake_should_fail_when_there_is_no_position() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(unstake(alice(), A, 1), Error::<Test>::NotStaked);
		let unstake = |community, pool| Communities::unstake(signed(alice()), community, pool, 1);
		assert_noop!(unstake(COMMUNITY, 99), Error::<Test>::PoolNotFound);
		assert_noop!(unstake(0, A), Error::<Test>::PoolNotFound);
		assert_noop!(unstake(99, A), Error::<Test>::CommunityNotFound);
	});
}

#[test]
fn unstake_should_fail_with_a_hint_when_the_rewards_overflow() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 1));
		assert_ok!(stake(bob(), A, 1));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_noop!(unstake(alice(), A, 1), Error::<Test>::RewardOverflow);
		mend_emission(A, acc);
	});
}

#[test]
fn defect_02_a_broken_pool_hurts_only_itself() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 1));
		assert_ok!(stake(alice(), B, 1));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_noop!(unstake(alice(), A, 1), Error::<Test>::RewardOverflow);
		assert_ok!(stake(bob(), B, 5));
		assert_ok!(claim(alice(), &[B]));
		assert_ok!(unstake(alice(), B, 1));
		mend_emission(A, acc);
	});
}

#[test]
fn defect_08_leaving_costs_nothing_but_the_fee_of_the_transaction() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), B, 500));
		run_to(50);
		let before = native(&alice());
		assert_ok!(unstake(alice(), B, 500));
		assert_eq!(native(&alice()), before);
		assert_eq!(Assets::balance(OTHER, alice()), RICH);
		assert_eq!(tokens(&alice()), 0);
	});
}
