use super::{hooked_assets::HookedAssets, mock::*};
use crate::{types::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn collect(pools: &[u32]) -> DispatchResult {
	Communities::collect_fund(signed(carol()), COMMUNITY, pools.to_vec())
}

#[test]
fn collect_fund_should_mint_the_share_and_pay_the_yield() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 8));
		run_to(20);
		TestYield::release_now(4_000);
		let fund = Communities::fund_account(COMMUNITY);
		let due = Payout {
			token: 1_000,
			staking_yield: 3_000,
		};
		assert_eq!(Communities::community(COMMUNITY).unwrap().fund.due, due);
		assert_ok!(collect(&[A]));
		assert_eq!(tokens(&fund), 1_000);
		assert_eq!(native(&fund), 3_000);
		let view = Communities::community(COMMUNITY).unwrap().fund;
		assert_eq!(
			(view.due, view.balance, view.collected),
			(Payout::default(), due, due)
		);
		let event = Event::FundCollected {
			community: COMMUNITY,
			pools: vec![A],
			token: 1_000,
			staking_yield: 3_000,
		};
		assert_eq!(events().pop(), Some(event));
	});
}

#[test]
fn collect_fund_should_mint_the_share_alone_when_no_pool_is_named() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 8));
		run_to(20);
		TestYield::release_now(4_000);
		assert_ok!(collect(&[]));
		let fund = Communities::fund_account(COMMUNITY);
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 0));
		// Nothing new: nothing is paid or said.
		System::reset_events();
		assert_ok!(collect(&[B]));
		assert!(events().is_empty());
	});
}

#[test]
fn collect_fund_should_not_change_what_stakers_have() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 7));
		run_to(23);
		TestYield::release_now(4_001);
		let before = Communities::pending(A, alice());
		assert_ok!(collect(&[B, A]));
		assert_eq!(Communities::pending(A, alice()), before);
	});
}

#[test]
fn collect_fund_should_work_for_a_closed_pool() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 8));
		TestYield::release_now(4_000);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, A));
		assert_ok!(collect(&[A]));
		assert_eq!(native(&Communities::fund_account(COMMUNITY)), 3_000);
	});
}

#[test]
fn defect_30_collect_fund_keeps_yield_below_the_existential_deposit_due() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 8));
		run_to(20);
		// 75 % of it is one planck less than an account needs.
		TestYield::release_now(4 * (ED - 1) / 3);
		assert_eq!(Communities::pool(A).unwrap().fund_due, ED - 1);
		assert_ok!(collect(&[A]));
		let fund = Communities::fund_account(COMMUNITY);
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 0));
		assert_eq!(Communities::pool(A).unwrap().fund_due, ED - 1);
		let amount = Payout {
			token: 0,
			staking_yield: ED - 1,
		};
		assert!(events().iter().any(|event| matches!(
			event,
			Event::PayoutDeferred { pool: None, account, amount: a, .. } if *account == fund && *a == amount
		)));
		// With nothing else to be paid it is an error, and nothing changes.
		assert_noop!(collect(&[A]), sp_runtime::TokenError::BelowMinimum);
		TestYield::release_now(4);
		assert_ok!(collect(&[A]));
		assert_eq!(native(&fund), ED + 2);
	});
}

#[test]
fn collect_fund_should_fail_when_the_list_is_wrong() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(collect(&[A, A]), Error::<Test>::DuplicatePool);
		assert_noop!(collect(&[A, 0]), Error::<Test>::PoolNotFound);
		let many: Vec<_> = (0..33).collect();
		assert_noop!(collect(&many), Error::<Test>::TooManyPools);
		assert_noop!(
			Communities::collect_fund(signed(carol()), 99, vec![]),
			Error::<Test>::CommunityNotFound
		);
		assert_noop!(
			Communities::collect_fund(RuntimeOrigin::none(), COMMUNITY, vec![]),
			sp_runtime::traits::BadOrigin
		);
	});
}

#[test]
fn defect_09_a_token_that_calls_back_finds_nothing_to_collect_again() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 8));
		run_to(20);
		TestYield::release_now(4_000);
		HookedAssets::set_hook(Some(|_, amount| {
			assert_eq!(amount, 1_000);
			let view = Communities::community(COMMUNITY).unwrap().fund;
			assert_eq!(view.due, Payout::default());
			assert_ok!(collect(&[A]));
			assert_ok!(collect(&[A, B]));
			// There is nothing to be spent of it yet either.
			assert_noop!(
				Communities::spend(signed(founder()), COMMUNITY, FundAsset::Token, 1, bob()),
				Error::<Test>::InsufficientFund
			);
		}));
		assert_ok!(collect(&[A]));
		HookedAssets::set_hook(None);
		let fund = Communities::fund_account(COMMUNITY);
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 3_000));
		let view = Communities::community(COMMUNITY).unwrap().fund;
		assert_eq!(
			(view.due, view.collected),
			(Payout::default(), view.balance)
		);
	});
}

#[test]
fn defect_02_collect_fund_pays_the_rest_when_a_pool_is_broken() {
	build_and_execute(|| {
		assert_ok!(create_with(
			steps(&[(11, 1_011, RATE)]),
			100_000_000,
			vec![
				pool(LST, 600_000_000, 750_000_000),
				pool(LST, 300_000_000, 750_000_000)
			]
		));
		assert_ok!(stake(alice(), A, 8));
		assert_ok!(stake(alice(), B, 8));
		let broken = |acc| {
			crate::Pools::<Test>::mutate(A, |pool| {
				let own = pool.as_mut().unwrap().staking_yield.as_mut().unwrap();
				core::mem::replace(&mut own.stakers.accumulator.acc, acc)
			})
		};
		let acc = broken(nutbox_math::rewards::U256::MAX);
		run_to(20);
		TestYield::release_now(8_000);
		let fund = Communities::fund_account(COMMUNITY);
		assert_ok!(collect(&[A, B]));
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 3_000));
		let deferred = Event::PayoutDeferred {
			community: COMMUNITY,
			pool: None,
			account: fund.clone(),
			amount: Payout::default(),
			reason: Error::<Test>::RewardOverflow.into(),
		};
		assert!(events().contains(&deferred));
		TestYield::release_now(8_000);
		assert_noop!(collect(&[A]), Error::<Test>::RewardOverflow);
		assert_ok!(collect(&[B]));
		assert_eq!(native(&fund), 6_000);
		broken(acc);
		assert_ok!(collect(&[A]));
		assert_eq!(native(&fund), 12_000);
	});
}

#[test]
fn defect_30_collect_fund_pays_when_the_account_of_the_fund_was_taken_back() {
	build_and_execute(|| {
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 1_011, 1)]),
			nutbox_math::PPB,
			vec![],
			10,
		));
		assert_ok!(Communities::top_up(signed(bob()), COMMUNITY, 100));
		let fund = Communities::fund_account(COMMUNITY);
		let others = |who: &AccountId| Assets::balance(OTHER, who);
		// The founder paid for the fund's record of the token, and may have that back while it is
		// empty.
		assert_ok!(Assets::refund_other(signed(founder()), OTHER, fund.clone()));
		run_to(19);
		// Nine planck are due, and a new record begins with ten.
		assert_noop!(collect(&[]), sp_runtime::TokenError::BelowMinimum);
		let view = || Communities::community(COMMUNITY).unwrap().fund;
		assert_eq!(view().due.token, 9);
		run_to(20);
		assert_ok!(collect(&[]));
		assert_eq!((view().due.token, others(&fund)), (0, 10));
		// From here on each planck.
		run_to(21);
		assert_ok!(collect(&[]));
		assert_eq!(others(&fund), 11);
		assert_eq!(others(&Communities::escrow_account(COMMUNITY)), 10 + 89);
	});
}
