use super::mock::*;
use crate::{
	types::*, weights::asset_record, Error, Event, Pools, Positions, StakingYield, WeightInfo as _,
};
use frame_support::{
	assert_noop, assert_ok, dispatch::GetDispatchInfo as _, traits::fungibles::Inspect as _,
};
use nutbox_math::PPB;
use sp_runtime::TokenError;

#[test]
fn stake_should_hold_the_asset_on_the_stakers_account() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 400));
		assert_ok!(stake(alice(), A, 100));
		assert_eq!(held(LST, &alice()), 500);
		assert_eq!(Assets::balance(LST, alice()), RICH - 500);
		assert_eq!(Pools::<Test>::get(A).unwrap().total, 500);
		assert_eq!(Positions::<Test>::get(A, alice()).unwrap().stake, 500);
		assert_eq!(StakingYield::<Test>::get().total, 500);
		let event = Event::Staked {
			community: COMMUNITY,
			pool: A,
			account: alice(),
			amount: 100,
			stake: 500,
		};
		assert_eq!(events().pop(), Some(event));
	});
}

#[test]
fn stake_should_weigh_less_when_only_the_position_grows() {
	build_and_execute(|| {
		create_usual();
		let weight = |who: AccountId| {
			let outcome = Communities::stake(signed(who), COMMUNITY, A, 100);
			outcome.unwrap().actual_weight
		};
		// What was released while nothing was staked goes back, and the position is new.
		TestYield::release_now(10_000);
		let back = <()>::give_back();
		assert_eq!(weight(alice()), Some(<()>::stake() + back));
		assert_eq!(weight(bob()), Some(<()>::stake()), "new");
		TestYield::release_now(10_000);
		assert_eq!(weight(bob()), Some(<()>::stake_more()));
		// Everybody is out, with rewards pending: the next one gives back what is released.
		run_to(20);
		assert_ok!(unstake(alice(), A, 100));
		assert_ok!(unstake(bob(), A, 200));
		TestYield::release_now(10_000);
		assert!(Positions::<Test>::contains_key(A, bob()));
		assert_eq!(weight(bob()), Some(<()>::stake_more() + back));
		assert_eq!(weight(bob()), Some(<()>::stake_more()));
	});
}

#[test]
fn stake_should_weigh_the_record_of_another_asset_than_the_liquid_staking_token() {
	build_and_execute(|| {
		create_usual();
		let weight = || {
			let outcome = Communities::stake(signed(alice()), COMMUNITY, B, 100);
			outcome.unwrap().actual_weight
		};
		let declared = crate::Call::<Test>::stake {
			community: COMMUNITY,
			pool: B,
			amount: 100,
		}
		.get_dispatch_info()
		.call_weight;
		let record = asset_record::<Test>();
		assert_eq!(declared, <()>::stake() + <()>::give_back() + record);
		assert_eq!(weight(), Some(<()>::stake() + record), "new");
		assert!(record.ref_time() > 0);
		assert_eq!(weight(), Some(<()>::stake_more() + record));
	});
}

#[test]
fn stake_should_hold_one_deposit_for_the_position() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 400));
		assert_ok!(stake(alice(), A, 100));
		assert_eq!(native_held(PositionHold::get(), &alice()), 50);
		assert_ok!(stake(alice(), B, 100));
		assert_eq!(native_held(PositionHold::get(), &alice()), 100);
	});
}

#[test]
fn stake_should_earn_from_the_next_block_on() {
	build_and_execute(|| {
		create_usual();
		run_to(20);
		assert_ok!(stake(alice(), A, 400));
		assert_eq!(Communities::pending(A, alice()).token, 0);
		run_to(21);
		// One block later: 60 % of one block.
		assert_eq!(Communities::pending(A, alice()).token, 600);
		// Bob comes in block 21, so this block is Alice's alone.
		assert_ok!(stake(bob(), A, 400));
		assert_eq!(Communities::pending(A, alice()).token, 600);
		assert_eq!(Communities::pending(A, bob()).token, 0);
		run_to(22);
		assert_eq!(Communities::pending(A, alice()).token, 900);
		assert_eq!(Communities::pending(A, bob()).token, 300);
	});
}

#[test]
fn stake_should_fail_when_the_last_planck_would_not_stay_free() {
	build_and_execute(|| {
		create_usual();
		// The minimum of this asset is one planck.
		assert_eq!(Communities::stakeable(alice(), LST), RICH - 1);
		assert_noop!(
			stake(alice(), A, RICH),
			Error::<Test>::MustKeepMinimumBalance
		);
		assert_ok!(stake(alice(), A, RICH - 1));
		assert_eq!(Communities::stakeable(alice(), LST), 0);
		assert_noop!(stake(alice(), A, 1), Error::<Test>::MustKeepMinimumBalance);
		assert_noop!(stake(alice(), A, 2), Error::<Test>::InsufficientBalance);
		// Of this one it is ten.
		assert_eq!(Communities::stakeable(alice(), OTHER), RICH - 10);
		assert_noop!(
			stake(alice(), B, RICH - 9),
			Error::<Test>::MustKeepMinimumBalance
		);
		assert_ok!(stake(alice(), B, RICH - 10));
	});
}

#[test]
fn stake_should_fail_when_the_balance_is_too_small() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(
			stake(alice(), A, RICH + 1),
			Error::<Test>::InsufficientBalance
		);
		assert_noop!(stake(account(99), A, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn stake_should_not_let_the_same_coins_back_two_pools() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, RICH - 1));
		assert_noop!(stake(alice(), 0, 1), Error::<Test>::MustKeepMinimumBalance);
	});
}

#[test]
fn stake_should_fail_when_the_amount_is_zero() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(stake(alice(), A, 0), Error::<Test>::ZeroAmount);
		assert_ok!(stake(alice(), A, 1));
	});
}

#[test]
fn stake_should_fail_when_pool_or_community_do_not_exist() {
	build_and_execute(|| {
		create_usual();
		let stake = |community, pool| Communities::stake(signed(alice()), community, pool, 1);
		assert_noop!(stake(COMMUNITY, 99), Error::<Test>::PoolNotFound);
		assert_noop!(stake(COMMUNITY, 0), Error::<Test>::PoolNotFound);
		assert_noop!(stake(99, A), Error::<Test>::CommunityNotFound);
	});
}

#[test]
fn stake_should_fail_when_the_pool_is_closed() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		assert_noop!(stake(alice(), A, 1), Error::<Test>::PoolClosed);
	});
}

#[test]
fn stake_should_fail_when_the_entrances_are_closed() {
	build_and_execute(|| {
		create_usual();
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_noop!(stake(alice(), A, 1), Error::<Test>::EntrancesClosed);
	});
}

#[test]
fn stake_should_fail_when_the_deposit_is_beyond_the_staker() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(stake(pauper(), A, 1), TokenError::FundsUnavailable);
	});
}

#[test]
fn stake_should_fail_when_the_rewards_overflow() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 1));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_noop!(stake(bob(), A, 1), Error::<Test>::RewardOverflow);
		mend_emission(A, acc);
	});
}

#[test]
fn stake_should_not_touch_other_pools() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), B, 5));
		run_to(20);
		let before = Pools::<Test>::get(B);
		assert_ok!(stake(alice(), A, 5));
		assert_eq!(Pools::<Test>::get(B), before);
	});
}

#[test]
fn defect_06_what_is_emitted_while_nobody_is_staked_is_unallocated() {
	build_and_execute(|| {
		create_usual();
		run_to(110);
		assert_eq!(Communities::pool(A).unwrap().unallocated, 100 * 600);
		assert_ok!(stake(alice(), A, 1));
		assert_eq!(Communities::pending(A, alice()).token, 0);
		run_to(111);
		assert_eq!(Communities::pending(A, alice()).token, 600);
		let view = Communities::community(COMMUNITY).unwrap();
		assert_eq!(view.unallocated, 100 * 600 + 101 * 300);
		// Nothing of it was minted.
		assert_eq!(Assets::total_issuance(1_001), 5_000);
	});
}

#[test]
fn defect_06_yield_released_while_nothing_is_staked_is_given_back() {
	build_and_execute(|| {
		create_usual();
		TestYield::release_now(777);
		assert_ok!(stake(alice(), A, 1));
		assert_eq!(TestYield::forgone(), 777);
		TestYield::release_now(1_000);
		assert_eq!(Communities::pending(A, alice()).staking_yield, 250);
		assert_eq!(Communities::pool(A).unwrap().fund_due, 750);
	});
}

#[test]
fn defect_10_all_leave_with_yield_pending_and_the_stream_goes_on() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		run_to(2);
		TestYield::release_now(1_000);
		assert_ok!(unstake(alice(), A, 10));
		// Empty, and revenue arrives.
		TestYield::release_now(500);
		assert_ok!(stake(bob(), A, 10));
		assert_eq!(TestYield::forgone(), 500);
		assert_eq!(Communities::pending(A, alice()).staking_yield, 250);
		assert_eq!(Communities::pending(A, bob()).staking_yield, 0);
		TestYield::release_now(4_000);
		assert_eq!(Communities::pending(A, bob()).staking_yield, 1_000);
		assert_ok!(claim(alice(), &[A]));
		assert_ok!(claim(bob(), &[A]));
		assert_eq!(native(&bob()), NATIVE - 50 + 1_000);
	});
}

#[test]
fn defect_10_yield_that_can_not_be_given_back_blocks_nobody() {
	build_and_execute(|| {
		create_usual();
		TestYield::set_forgo_fails(true);
		TestYield::release_now(500);
		assert_ok!(stake(alice(), A, 10));
		assert_eq!(StakingYield::<Test>::get().to_forgo, 500);
		assert_ok!(unstake(alice(), A, 10));
		TestYield::release_now(100);
		TestYield::set_forgo_fails(false);
		assert_ok!(stake(alice(), A, 10));
		assert_eq!(TestYield::forgone(), 600);
		assert_eq!(StakingYield::<Test>::get().to_forgo, 0);
	});
}

#[test]
fn defect_11_a_newcomer_gets_nothing_of_those_who_left_and_takes_nothing_from_them() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), B, 10));
		run_to(20);
		assert_ok!(unstake(alice(), B, 10));
		run_to(30);
		assert_ok!(stake(bob(), B, 10));
		assert_eq!(Communities::pending(B, alice()).token, 10 * 300);
		assert_eq!(Communities::pending(B, bob()).token, 0);
		run_to(31);
		assert_ok!(claim(alice(), &[B]));
		assert_ok!(claim(bob(), &[B]));
		assert_eq!(tokens(&alice()), 3_000);
		assert_eq!(tokens(&bob()), 300);
	});
}

#[test]
fn defect_12_touching_twice_after_the_end_freezes_nothing() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		run_to(2_000);
		assert_ok!(stake(alice(), A, 1));
		run_to(3_000);
		assert_ok!(stake(alice(), A, 1));
		assert_ok!(unstake(alice(), A, 12));
		assert_ok!(claim(alice(), &[A]));
		// Twelve planck of stake can't divide every block evenly.
		assert!(tokens(&alice()) >= 1_000 * 600 - 1);
		assert_eq!(held(LST, &alice()), 0);
	});
}

#[test]
fn defect_29_an_asset_account_made_by_hand_earns_nothing() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		// Nobody can put a pool into the reward paths but the pallet: an unknown id is refused by
		// every call, and holding the asset is not staking it.
		run_to(20);
		assert_noop!(claim(bob(), &[A]), Error::<Test>::NotStaked);
		assert_noop!(claim(bob(), &[99]), Error::<Test>::PoolNotFound);
		assert_eq!(Communities::pending(A, bob()), Payout::default());
	});
}

#[test]
fn defect_20_staking_just_before_a_payout_and_leaving_just_after_earns_nothing_extra() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 1_000));
		run_to(110);
		// In and out in one block: nothing, however large the stake and whatever is released.
		assert_ok!(stake(bob(), A, RICH - 1));
		assert_ok!(unstake(bob(), A, RICH - 1));
		assert_eq!(Communities::position(A, bob()), None);
		assert_eq!(Communities::pending(A, alice()).token, 100 * 600);
		// Over one block: its share of that one block and no more.
		assert_ok!(stake(bob(), A, 3_000));
		run_to(111);
		TestYield::release_now(4_000);
		assert_ok!(unstake(bob(), A, 3_000));
		let pending = Communities::pending(A, bob());
		assert!((449..=450).contains(&pending.token));
		assert!((749..=750).contains(&pending.staking_yield));
		// In for a change of weights that is applied in the same block.
		assert_ok!(announce(&[(A, 1), (B, PPB - 1)], 0));
		run_to(121);
		assert_ok!(stake(carol(), B, 1));
		assert_ok!(apply());
		assert_ok!(unstake(carol(), B, 1));
		assert_eq!(Communities::position(B, carol()), None);
	});
}
