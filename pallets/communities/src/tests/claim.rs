use super::{hooked_assets::HookedAssets, mock::*};
use crate::{types::*, Error, Event, Pools, Positions};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungibles::Inspect as _, Consideration as _},
};
use nutbox_math::PPB;
use proptest::prelude::*;
use sp_runtime::TokenError;

#[test]
fn claim_should_mint_tokens_and_pay_yield() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		assert_ok!(stake(alice(), B, 500));
		run_to(20);
		TestYield::release_now(10_000);
		let before = native(&alice());
		assert_ok!(claim(alice(), &[B, A]));
		assert_eq!(tokens(&alice()), 10 * 900);
		assert_eq!(native(&alice()), before + 2_500);
		assert_eq!(Assets::total_issuance(1_001), 5_000 + 9_000);
		assert_eq!(held(LST, &alice()), 500);
		let claimed = |pool, token, staking_yield| Event::Claimed {
			community: COMMUNITY,
			pool,
			account: alice(),
			token,
			staking_yield,
		};
		let events = events();
		assert_eq!(
			events[events.len() - 2..],
			[claimed(B, 3_000, 0), claimed(A, 6_000, 2_500)]
		);
		assert_eq!(Communities::pending(A, alice()), Payout::default());
		// Nothing is left: a second claim pays nothing and says nothing.
		System::reset_events();
		assert_ok!(claim(alice(), &[B, A]));
		assert!(super::mock::events().is_empty());
		assert_eq!(tokens(&alice()), 9_000);
	});
}

#[test]
fn claim_should_pay_the_yield_of_the_built_in_community_whole() {
	build_and_execute(|| {
		assert_ok!(stake(alice(), 0, 30));
		assert_ok!(stake(bob(), 0, 10));
		TestYield::release_now(40_000);
		assert_ok!(Communities::claim(signed(alice()), 0, vec![0]));
		assert_ok!(Communities::claim(signed(bob()), 0, vec![0]));
		assert_eq!(native(&alice()), NATIVE - 50 + 30_000);
		assert_eq!(native(&bob()), NATIVE - 50 + 10_000);
	});
}

#[test]
fn claim_should_share_yield_over_communities_by_stake() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), 0, 300));
		assert_ok!(stake(bob(), A, 100));
		TestYield::release_now(40_000);
		assert_eq!(Communities::pending(0, alice()).staking_yield, 30_000);
		assert_eq!(Communities::pending(A, bob()).staking_yield, 2_500);
		assert_eq!(Communities::pool(A).unwrap().fund_due, 7_500);
	});
}

#[test]
fn claim_should_remove_a_position_without_stake() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(20);
		assert_ok!(unstake(alice(), A, 500));
		assert_ok!(claim(alice(), &[A]));
		assert!(!Positions::<Test>::contains_key(A, alice()));
		assert_eq!(native(&alice()), NATIVE);
		assert_noop!(claim(alice(), &[A]), Error::<Test>::NotStaked);
	});
}

#[test]
fn claim_should_work_when_the_entrances_or_the_pool_are_closed() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(20);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		run_to(500);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 6_000);
	});
}

#[test]
fn claim_should_accept_a_list_up_to_the_limit() {
	build_and_execute(|| {
		let pools: Vec<_> = (0..20).map(|_| pool(LST, PPB / 20, 0)).collect();
		assert_ok!(create_with(steps(&[(11, 1_011, 20_000)]), 0, pools));
		let ids: Vec<_> = (1..=20).collect();
		for id in &ids {
			assert_ok!(stake(alice(), *id, 5));
		}
		run_to(11);
		assert_noop!(claim(alice(), &ids[..17]), Error::<Test>::TooManyPools);
		assert_ok!(claim(alice(), &ids[..16]));
		assert_eq!(tokens(&alice()), 16 * 1_000);
		assert_ok!(claim(alice(), &ids[16..]));
		assert_eq!(tokens(&alice()), 20 * 1_000);
		assert_ok!(claim(alice(), &[]));
	});
}

#[test]
fn claim_should_fail_when_a_pool_is_foreign() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(stake(alice(), 0, 5));
		assert_noop!(claim(alice(), &[A, 0]), Error::<Test>::PoolNotFound);
		assert_noop!(claim(alice(), &[A, B]), Error::<Test>::NotStaked);
		assert_noop!(
			Communities::claim(signed(alice()), 99, vec![A]),
			Error::<Test>::CommunityNotFound
		);
	});
}

#[test]
fn claim_should_skip_a_stream_that_overflows_and_pay_the_other() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		assert_noop!(claim(alice(), &[A]), Error::<Test>::RewardOverflow);
		TestYield::release_now(4_000);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(native(&alice()), NATIVE - 50 + 1_000);
		assert_eq!(tokens(&alice()), 0);
		let deferred = Event::PayoutDeferred {
			community: COMMUNITY,
			pool: Some(A),
			account: alice(),
			amount: Payout::default(),
			reason: Error::<Test>::RewardOverflow.into(),
		};
		assert!(events().contains(&deferred));
		mend_emission(A, acc);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 6_000);
	});
}

#[test]
fn defect_03_the_view_is_what_claim_pays_for_pools_in_every_state() {
	build_and_execute(|| {
		let pools = vec![
			pool(LST, 400_000_000, 100_000_000),
			pool(OTHER, 300_000_000, 0),
			pool(LST, 300_000_000, PPB),
		];
		assert_ok!(create_with(steps(&[(100, 200, 1_001)]), 0, pools));
		let check = |block: u32| {
			run_to(block);
			TestYield::release_now(3_333);
			for id in [1, 2, 3] {
				for who in [alice(), bob()] {
					let shown = Communities::pending(id, who.clone());
					let before = (tokens(&who), Balances::total_balance(&who));
					match claim(who.clone(), &[id]) {
						Ok(()) => (),
						Err(_) => assert_eq!(shown, Payout::default()),
					}
					let after = (tokens(&who), Balances::total_balance(&who));
					assert_eq!(after.0 - before.0, shown.token);
					assert_eq!(after.1 - before.1, shown.staking_yield);
				}
			}
		};
		use frame_support::traits::fungible::Inspect as _;
		// Empty, not started, running, closed, ended, left.
		check(2);
		assert_ok!(stake(alice(), 1, 7));
		assert_ok!(stake(bob(), 1, 13));
		assert_ok!(stake(alice(), 2, 11));
		check(50);
		check(130);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, 1));
		check(140);
		check(300);
		assert_ok!(unstake(alice(), 1, 7));
		check(301);
	});
}

#[test]
fn defect_04_a_pool_named_twice_is_refused() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(stake(alice(), B, 5));
		run_to(20);
		assert_noop!(claim(alice(), &[A, A]), Error::<Test>::DuplicatePool);
		assert_noop!(claim(alice(), &[A, B, A]), Error::<Test>::DuplicatePool);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		assert_noop!(claim(alice(), &[A, B, A]), Error::<Test>::DuplicatePool);
		assert_ok!(claim(alice(), &[A, B]));
		assert_eq!(tokens(&alice()), 9_000);
	});
}

#[test]
fn defect_05_when_somebody_touches_the_pool_changes_nothing() {
	build_and_execute(|| {
		assert_ok!(create_with(
			steps(&[(11, 21, 7), (31, 41, 11)]),
			0,
			vec![pool(OTHER, PPB / 2, 0), pool(OTHER, PPB / 2, 0)]
		));
		assert_ok!(stake(alice(), 1, 3));
		assert_ok!(stake(alice(), 2, 3));
		for block in 2..=60 {
			run_to(block);
			// The first pool is touched in every block, gap and end included.
			assert_ok!(claim(alice(), &[1]));
		}
		let by_touch = tokens(&alice());
		assert_ok!(claim(alice(), &[2]));
		let at_once = tokens(&alice()) - by_touch;
		assert_eq!(by_touch, at_once);
		assert!(at_once == 90 || at_once == 89);
	});
}

#[test]
fn defect_07_dust_calls_in_every_block_take_nothing_from_a_large_stake() {
	let run = |dust: bool| {
		let mut earned = Payout::default();
		build_and_execute(|| {
			// A very small reward on a very large stake.
			assert_ok!(create_with(
				steps(&[(11, 1_011, 1)]),
				0,
				vec![pool(LST, PPB, 0)]
			));
			assert_ok!(stake(alice(), 1, RICH - 1));
			assert_ok!(stake(bob(), 1, 1));
			for block in 2..=1_010 {
				run_to(block);
				TestYield::release_now(3);
				if dust {
					assert_ok!(stake(bob(), 1, 1));
					assert_ok!(unstake(bob(), 1, 1));
					assert_ok!(claim(bob(), &[1]));
					let _ = claim(alice(), &[1]);
				}
			}
			let _ = claim(alice(), &[1]);
			earned = Payout {
				token: tokens(&alice()),
				staking_yield: native(&alice()),
			};
		});
		earned
	};
	let quiet = run(false);
	assert_eq!(quiet.token, 999);
	assert_eq!(quiet, run(true));
}

#[test]
fn defect_09_a_payment_that_calls_back_finds_nothing_to_claim_again() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 5));
		assert_ok!(stake(alice(), B, 5));
		run_to(20);
		TestYield::release_now(40_000);
		TestYield::set_pay_hook(Some(|who, _| {
			assert_eq!(Communities::pending(A, who.clone()), Payout::default());
			assert_ok!(claim(who.clone(), &[A, B]));
			assert_ok!(unstake(who.clone(), A, 5));
		}));
		let before = native(&alice());
		assert_ok!(claim(alice(), &[A, B]));
		TestYield::set_pay_hook(None);
		assert_eq!(tokens(&alice()), 9_000);
		// The position went with its stake, so its deposit is back.
		assert_eq!(native(&alice()), before + 10_000 + 50);
		assert_eq!(held(LST, &alice()), 0);
	});
}

#[test]
fn defect_09_a_token_that_calls_back_finds_nothing_to_claim_again() {
	for is_new in [true, false] {
		build_and_execute(|| {
			let usual = |token| {
				let schedule = steps(&[(11, 1_011, RATE)]);
				let pools = usual_pools();
				let share = 100_000_000;
				Communities::create(
					signed(founder()),
					profile("Nuts"),
					token,
					schedule,
					share,
					pools,
					10,
				)
			};
			if is_new {
				assert_ok!(usual(token(u128::MAX, 0)));
			} else {
				assert_ok!(usual(TokenInput::Existing { asset: OTHER }));
				assert_ok!(Communities::top_up(signed(bob()), COMMUNITY, 500_000));
			}
			let token = Communities::token_of(COMMUNITY).unwrap().asset();
			assert_ok!(stake(alice(), A, 5));
			assert_ok!(stake(alice(), B, 5));
			assert_ok!(Communities::set_claim_permission(signed(alice()), true));
			run_to(20);
			TestYield::release_now(40_000);
			HookedAssets::set_hook(Some(|who, amount| {
				assert_eq!(amount, 9_000);
				for pool in [A, B] {
					assert_eq!(Communities::pending(pool, who.clone()), Payout::default());
				}
				assert_ok!(claim(who.clone(), &[A, B]));
				let pools = vec![B, A];
				assert_ok!(Communities::claim_for(
					signed(bob()),
					who.clone(),
					COMMUNITY,
					pools
				));
				assert_ok!(unstake(who.clone(), A, 5));
				assert_noop!(claim(who.clone(), &[A]), Error::<Test>::NotStaked);
				// What it stakes now has earned nothing.
				assert_ok!(stake(who.clone(), A, 7));
				assert_ok!(claim(who.clone(), &[A]));
			}));
			let before = (native(&alice()), Assets::balance(token, alice()));
			let staked = held(OTHER, &alice());
			assert_ok!(claim(alice(), &[A, B]));
			HookedAssets::set_hook(None);
			assert_eq!(Assets::balance(token, alice()), before.1 + 9_000);
			assert_eq!(native(&alice()), before.0 + 10_000);
			assert_eq!((held(LST, &alice()), held(OTHER, &alice())), (7, staked));
			// And so again.
			assert_ok!(claim(alice(), &[A, B]));
			assert_eq!(Assets::balance(token, alice()), before.1 + 9_000);
		});
	}
}

#[test]
fn defect_02_a_pool_that_is_broken_keeps_nothing_of_another_back() {
	build_and_execute(|| {
		create_usual();
		for who in [alice(), bob(), carol()] {
			assert_ok!(stake(who.clone(), A, 256));
			assert_ok!(stake(who.clone(), B, 256));
			assert_ok!(Communities::set_claim_permission(signed(who), true));
		}
		run_to(15);
		let acc = acc_of(A);
		break_emission(A);
		run_to(20);
		TestYield::release_now(12_000);
		let for_her = |pools: &[u32]| {
			Communities::claim_for(signed(founder()), carol(), COMMUNITY, pools.to_vec())
		};
		let before = [alice(), bob(), carol()].map(|who| native(&who));
		// Both at once, the one alone, and by somebody else.
		assert_ok!(claim(alice(), &[A, B]));
		assert_ok!(claim(bob(), &[B]));
		assert_ok!(for_her(&[B, A]));
		for (who, paid) in [(alice(), 1_000), (bob(), 0), (carol(), 1_000)] {
			assert_eq!(tokens(&who), 1_000);
			let n = usize::from(who == bob()) + 2 * usize::from(who == carol());
			// The yield of the broken pool is whole.
			assert_eq!(native(&who), before[n] + paid);
			let deferred = Event::PayoutDeferred {
				community: COMMUNITY,
				pool: Some(A),
				account: who.clone(),
				amount: Payout::default(),
				reason: Error::<Test>::RewardOverflow.into(),
			};
			assert_eq!(events().contains(&deferred), who != bob());
		}
		// Alone it can pay nothing more.
		assert_noop!(claim(alice(), &[A]), Error::<Test>::RewardOverflow);
		assert_noop!(for_her(&[A]), Error::<Test>::RewardOverflow);
		run_to(30);
		assert_ok!(claim(bob(), &[B]));
		assert_eq!(tokens(&bob()), 2_000);
		mend_emission(A, acc);
		for (who, yielded) in [(alice(), 0), (bob(), 1_000), (carol(), 0)] {
			let before = native(&who);
			assert_ok!(claim(who.clone(), &[A, B]));
			assert_eq!((tokens(&who), native(&who)), (6_000, before + yielded));
		}
	});
}

#[test]
fn defect_30_a_claim_that_can_pay_nothing_is_an_error_and_loses_nothing() {
	build_and_execute(|| {
		create_usual();
		let root = RuntimeOrigin::root;
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED + 50));
		assert_ok!(stake(pauper(), A, 512));
		run_to(20);
		TestYield::release_now(400);
		// The account loses its native balance, deposit and all.
		crate::Positions::<Test>::mutate(A, pauper(), |position| {
			let deposit = position.as_mut().unwrap().deposit.take().unwrap();
			assert_ok!(deposit.drop(&pauper()));
		});
		assert_ok!(Balances::force_set_balance(root(), pauper(), 0));
		assert_eq!(System::providers(&pauper()), 0);
		let pending = Communities::pending(A, pauper());
		assert_eq!(
			pending,
			Payout {
				token: 6_000,
				staking_yield: 100
			}
		);
		assert_noop!(claim(pauper(), &[A]), TokenError::BelowMinimum);
		assert_eq!(Communities::pending(A, pauper()), pending);
		// Its principal leaves all the same.
		assert_ok!(unstake(pauper(), A, 512));
		assert_eq!(Assets::balance(LST, pauper()), RICH);
		// With more yield than the existential deposit it exists again, and everything is paid in
		// the end.
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED));
		assert_ok!(claim(pauper(), &[A]));
		assert_eq!((tokens(&pauper()), native(&pauper())), (6_000, ED + 100));
	});
}

#[test]
fn defect_30_one_kind_that_can_not_be_paid_does_not_keep_back_the_other() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 512));
		run_to(20);
		TestYield::release_now(400);
		// The yield can't be paid for a while.
		TestYield::set_pay_hook(Some(|_, _| {
			let all = Balances::free_balance(yield_account());
			let _ = Balances::force_set_balance(RuntimeOrigin::root(), yield_account(), ED);
			assert!(all > ED);
		}));
		let before = native(&alice());
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 6_000);
		assert_eq!(native(&alice()), before);
		let left = Payout {
			token: 0,
			staking_yield: 100,
		};
		assert_eq!(Communities::pending(A, alice()), left);
		let events = events();
		assert!(events.iter().any(|event| matches!(
			event,
			Event::PayoutDeferred { pool: Some(A), account, amount, .. } if *account == alice() && *amount == left
		)));
		assert!(events.contains(&Event::Claimed {
			community: COMMUNITY,
			pool: A,
			account: alice(),
			token: 6_000,
			staking_yield: 0,
		}));
		TestYield::set_pay_hook(None);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(native(&alice()), before + 100);
	});
}

#[test]
fn defect_30_what_is_put_back_survives_a_position_that_was_emptied() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 512));
		run_to(20);
		TestYield::release_now(400);
		assert_ok!(unstake(alice(), A, 512));
		TestYield::set_pay_hook(Some(|_, _| {
			let _ = Balances::force_set_balance(RuntimeOrigin::root(), yield_account(), ED);
		}));
		assert_ok!(claim(alice(), &[A]));
		TestYield::set_pay_hook(None);
		assert_eq!(tokens(&alice()), 6_000);
		let left = Payout {
			token: 0,
			staking_yield: 100,
		};
		assert_eq!(Communities::pending(A, alice()), left);
		assert_ok!(claim(alice(), &[A]));
		assert!(!Positions::<Test>::contains_key(A, alice()));
		assert_eq!(native(&alice()), NATIVE + 100);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn defect_01_any_lists_of_pools_mint_the_sum_of_what_was_settled(
		lists in proptest::collection::vec(proptest::collection::vec(1..=6u32, 0..6), 1..8),
	) {
		build_and_execute(|| {
			let pools: Vec<_> = [1, 2, 3, 4, 5, 85].map(|p| pool(LST, p * 10_000_000, 0)).into();
			create_with(steps(&[(11, 1_011, 997)]), 0, pools).unwrap();
			for id in 1..=6 {
				stake(alice(), id, u128::from(id) * 3).unwrap();
				stake(bob(), id, 7).unwrap();
			}
			let mut settled = 0;
			for (n, list) in lists.iter().enumerate() {
				run_to(20 + 10 * n as u32);
				let mut sorted = list.clone();
				sorted.sort_unstable();
				sorted.dedup();
				let due: u128 =
					sorted.iter().map(|id| Communities::pending(*id, alice()).token).sum();
				match claim(alice(), list) {
					Ok(()) => {
						assert_eq!(sorted.len(), list.len());
						settled += due;
					},
					Err(error) => {
						assert_eq!(error, Error::<Test>::DuplicatePool.into());
						assert_ne!(sorted.len(), list.len());
					},
				}
				assert_eq!(tokens(&alice()), settled);
				let claimed: u128 =
					(1..=6).map(|id| Pools::<Test>::get(id).unwrap().emission.claimed).sum();
				assert_eq!(claimed, settled);
			}
		});
	}
}
