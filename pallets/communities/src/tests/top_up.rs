//! Communities that distribute a token that existed before.

use super::mock::*;
use crate::{types::*, Emissions, Error, Event};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungibles::{Inspect as _, Mutate as _},
		Consideration as _,
	},
};
use nutbox_math::{Balance, PPB};
use sp_runtime::{ArithmeticError, DispatchResult, TokenError};

fn create(asset: u32) -> DispatchResult {
	Communities::create(
		signed(founder()),
		profile("Escrowed"),
		TokenInput::Existing { asset },
		steps(&[(11, 111, 100)]),
		200_000_000,
		vec![pool(LST, 800_000_000, 0)],
		10,
	)
}

fn top_up(who: AccountId, amount: Balance) -> DispatchResult {
	Communities::top_up(signed(who), COMMUNITY, amount)
}

fn escrow() -> AccountId {
	Communities::escrow_account(COMMUNITY)
}

fn others(who: &AccountId) -> Balance {
	Assets::balance(OTHER, who)
}

#[test]
fn create_should_make_no_token_when_one_exists() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		let view = Communities::community(COMMUNITY).unwrap();
		assert_eq!(view.token, Some(Token::Existing { asset: OTHER }));
		assert_eq!(
			view.escrow,
			Some(EscrowView {
				account: escrow(),
				funded: 0,
				left: 0,
				paid: 0,
			})
		);
		// The minimum balance stays with the escrow and is nobody's.
		assert_eq!(others(&escrow()), 10);
		assert_eq!(others(&founder()), RICH - 10);
		let preview = Communities::preview_create(
			profile("x"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 111, 100)]),
			PPB,
			vec![],
			10,
		)
		.unwrap();
		assert_eq!(preview.total_emission, 10_000);
		assert_eq!((preview.final_supply, preview.max_supply), (None, None));
	});
}

#[test]
fn create_should_work_when_somebody_has_paid_to_the_accounts_before() {
	build_and_execute(|| {
		for account in [escrow(), Communities::fund_account(COMMUNITY)] {
			assert_ok!(Balances::transfer_allow_death(
				signed(alice()),
				account.clone(),
				ED
			));
			assert_ok!(Assets::transfer(signed(alice()), OTHER, account, 10));
		}
		assert_ok!(create(OTHER));
		assert_eq!(others(&escrow()), 20);
		assert_ok!(stake(bob(), 1, 5));
		assert_ok!(top_up(carol(), 1_000));
		run_to(20);
		assert_ok!(claim(bob(), &[1]));
		assert_eq!(others(&bob()), RICH + 800);
	});
}

#[test]
fn create_should_fail_when_the_token_does_not_exist_or_has_a_master() {
	build_and_execute(|| {
		assert_noop!(create(99), Error::<Test>::AssetNotFound);
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			50,
			account(252),
			true,
			1
		));
		assert_ok!(Assets::mint_into(50, &founder(), 2));
		assert_ok!(create(50));
		assert_ok!(Assets::set_team(
			signed(account(252)),
			50,
			account(252),
			account(252),
			alice()
		));
		let create = || frame_support::storage::with_storage_layer(|| create(50));
		assert_eq!(create(), Err(Error::<Test>::AssetNotTrusted.into()));
		// Nor can such an asset be staked.
		assert_noop!(
			create_with(steps(&[]), 0, vec![pool(50, PPB, 0)]),
			Error::<Test>::AssetNotTrusted
		);
	});
}

#[test]
fn top_up_should_be_for_anybody_and_say_the_sum() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(top_up(alice(), 300));
		assert_ok!(top_up(bob(), 500));
		assert_eq!(
			events().last(),
			Some(&Event::EscrowToppedUp {
				community: COMMUNITY,
				account: bob(),
				amount: 500,
				funded: 800,
			})
		);
		assert_eq!(others(&escrow()), 810);
		assert_eq!(others(&alice()), RICH - 300);
	});
}

#[test]
fn top_up_should_not_make_up_for_what_was_skipped() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(stake(alice(), 1, 8));
		run_to(20);
		// Nothing in the escrow, nothing emitted.
		assert_eq!(Communities::pending(1, alice()).token, 0);
		assert_ok!(top_up(bob(), 250));
		assert_eq!(Communities::pending(1, alice()).token, 0);
		run_to(21);
		assert_eq!(Communities::pending(1, alice()).token, 80);
		run_to(23);
		assert_eq!(Communities::pending(1, alice()).token, 200);
		run_to(50);
		assert_eq!(Communities::pending(1, alice()).token, 200);
		assert_eq!(Communities::community(COMMUNITY).unwrap().emitted, 250);
		assert_ok!(top_up(bob(), 1_000));
		assert_eq!(Communities::pending(1, alice()).token, 200);
		run_to(51);
		assert_eq!(Communities::pending(1, alice()).token, 280);
	});
}

#[test]
fn claim_should_never_fail_for_lack_of_funds_when_the_escrow_runs_dry() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(stake(alice(), 1, 1));
		assert_ok!(stake(bob(), 1, 2));
		assert_ok!(top_up(carol(), 1_001));
		run_to(300);
		assert_ok!(claim(alice(), &[1]));
		assert_ok!(claim(bob(), &[1]));
		assert_ok!(Communities::collect_fund(
			signed(carol()),
			COMMUNITY,
			vec![]
		));
		let paid = others(&alice()) + others(&bob()) - 2 * RICH
			+ others(&Communities::fund_account(COMMUNITY));
		assert!((999..=1_001).contains(&paid), "{paid} of 1001 are paid");
		assert_eq!(others(&escrow()), 10 + 1_001 - paid);
		let view = Communities::community(COMMUNITY).unwrap().escrow.unwrap();
		assert_eq!((view.left, view.paid), (0, paid));
		// Principal leaves with an empty escrow.
		assert_ok!(unstake(alice(), 1, 1));
		assert_ok!(emergency(bob(), 1));
	});
}

#[test]
fn claim_should_pay_the_last_planck_of_the_escrow() {
	build_and_execute(|| {
		assert_ok!(Communities::create(
			signed(founder()),
			profile("x"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 12, 100)]),
			0,
			vec![pool(LST, PPB, 0)],
			10,
		));
		assert_ok!(top_up(carol(), 100));
		assert_ok!(stake(alice(), 1, 1));
		run_to(11);
		assert_ok!(claim(alice(), &[1]));
		assert_eq!(others(&alice()), RICH + 100);
		assert_eq!(others(&escrow()), 10);
	});
}

#[test]
fn defect_08_no_call_takes_what_is_accrued_out_of_the_escrow() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(stake(alice(), 1, 8));
		assert_ok!(top_up(carol(), 1_000));
		run_to(16);
		assert_ok!(Communities::collect_fund(
			signed(founder()),
			COMMUNITY,
			vec![1]
		));
		let fund = others(&Communities::fund_account(COMMUNITY));
		assert_eq!(fund, 120);
		assert_noop!(
			Communities::spend(
				signed(founder()),
				COMMUNITY,
				FundAsset::Token,
				fund + 1,
				founder()
			),
			Error::<Test>::InsufficientFund
		);
		assert_ok!(Communities::spend(
			signed(founder()),
			COMMUNITY,
			FundAsset::Token,
			fund,
			founder()
		));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, 1));
		assert_ok!(Communities::renounce_ownership(
			signed(founder()),
			COMMUNITY
		));
		assert_eq!(others(&escrow()), 10 + 1_000 - 120);
		assert_eq!(Communities::pending(1, alice()).token, 480);
		assert_ok!(claim(alice(), &[1]));
		assert_eq!(others(&alice()), RICH + 480);
	});
}

#[test]
fn top_up_should_fail_when_there_is_no_escrow_or_not_enough() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(top_up(alice(), 1), Error::<Test>::NoEscrow);
		assert_noop!(
			Communities::top_up(signed(alice()), 0, 1),
			Error::<Test>::NoEscrow
		);
		assert_noop!(
			Communities::top_up(signed(alice()), 9, 1),
			Error::<Test>::CommunityNotFound
		);
		assert_noop!(top_up(alice(), 0), Error::<Test>::ZeroAmount);
		assert_ok!(create(OTHER));
		let second = COMMUNITY + 1;
		let top_up = |who, amount| {
			frame_support::storage::with_storage_layer(|| {
				Communities::top_up(signed(who), second, amount)
			})
		};
		assert_eq!(
			top_up(alice(), RICH + 1),
			Err(Error::<Test>::InsufficientBalance.into())
		);
		assert_ok!(top_up(alice(), RICH));
		assert_ok!(Assets::mint_into(OTHER, &alice(), 10));
		crate::Emissions::<Test>::mutate(second, |emission| {
			emission.escrow.as_mut().unwrap().funded = Balance::MAX;
		});
		assert_eq!(
			top_up(alice(), 1),
			Err(Error::<Test>::EscrowTooLarge.into())
		);
		Emissions::<Test>::mutate(second, |emission| {
			emission.escrow.as_mut().unwrap().funded = RICH;
		});
	});
}

#[test]
fn create_should_fail_when_the_founder_has_nothing_for_the_minimum_balance() {
	build_and_execute(|| {
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			50,
			account(252),
			true,
			1
		));
		let result = frame_support::storage::with_storage_layer(|| create(50));
		assert_eq!(result, Err(Error::<Test>::InsufficientBalance.into()));
	});
}

#[test]
fn defect_30_top_up_is_refused_when_it_would_leave_the_caller_with_dust() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		let supply = Assets::total_issuance(OTHER);
		// The minimum of this asset is ten planck: nine left over would be destroyed.
		assert_noop!(
			top_up(alice(), RICH - 9),
			Error::<Test>::MustKeepMinimumBalance
		);
		assert_ok!(top_up(alice(), RICH - 10));
		assert_eq!(others(&alice()), 10);
		assert_noop!(top_up(alice(), 1), Error::<Test>::MustKeepMinimumBalance);
		assert_ok!(top_up(alice(), 10));
		assert_eq!(others(&escrow()), 10 + RICH);
		assert_eq!(Assets::total_issuance(OTHER), supply);
		assert_noop!(top_up(alice(), 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn defect_30_create_is_refused_when_the_escrow_would_leave_the_founder_with_dust() {
	build_and_execute(|| {
		assert_ok!(Assets::transfer(signed(founder()), OTHER, bob(), RICH - 19));
		let result = frame_support::storage::with_storage_layer(|| create(OTHER));
		assert_eq!(result, Err(Error::<Test>::MustKeepMinimumBalance.into()));
		assert_eq!(others(&founder()), 19);
		assert_ok!(Assets::transfer(signed(bob()), OTHER, founder(), 1));
		assert_ok!(create(OTHER));
	});
}

#[test]
fn defect_30_top_up_works_by_single_planck_when_the_escrow_is_at_its_minimum() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(stake(alice(), 1, 1));
		assert_eq!(others(&escrow()), 10);
		run_to(15);
		// Nothing is owed, and the minimum is nobody's.
		assert_ok!(claim(alice(), &[1]));
		assert_eq!(others(&escrow()), 10);
		for block in 16..36 {
			run_to(block);
			assert_ok!(top_up(bob(), 1));
		}
		run_to(40);
		assert_ok!(claim(alice(), &[1]));
		assert_ok!(Communities::collect_fund(
			signed(carol()),
			COMMUNITY,
			vec![]
		));
		assert_eq!(others(&alice()), RICH + 16);
		// A single planck of it, where the minimum is ten.
		assert_eq!(others(&Communities::fund_account(COMMUNITY)), 4);
		assert_eq!(others(&escrow()), 10);
	});
}

#[test]
fn defect_30_a_payout_below_the_minimum_balance_waits_in_the_escrow() {
	build_and_execute(|| {
		assert_ok!(create(OTHER));
		assert_ok!(stake(alice(), 1, 1));
		assert_ok!(Assets::transfer(signed(alice()), OTHER, bob(), RICH));
		assert_ok!(top_up(carol(), 11));
		run_to(20);
		// Eight of eleven planck, and an account of the asset begins with ten.
		assert_eq!(Communities::pending(1, alice()).token, 8);
		assert_noop!(claim(alice(), &[1]), TokenError::BelowMinimum);
		assert_eq!(others(&escrow()), 21);
		// Beside yield that can be paid, it stays pending.
		TestYield::release_now(100);
		let before = native(&alice());
		assert_ok!(claim(alice(), &[1]));
		assert_eq!(native(&alice()), before + 100);
		let left = Payout {
			token: 8,
			staking_yield: 0,
		};
		assert_eq!(Communities::pending(1, alice()), left);
		assert!(events().iter().any(|event| matches!(
			event,
			Event::PayoutDeferred { pool: Some(1), amount, .. } if *amount == left
		)));
		// Until it is enough.
		assert_ok!(top_up(carol(), 4));
		run_to(30);
		assert_eq!(Communities::pending(1, alice()).token, 12);
		assert_ok!(claim(alice(), &[1]));
		assert_eq!((others(&alice()), others(&escrow())), (12, 13));
	});
}

#[test]
fn defect_30_a_payout_waits_when_the_receiver_exists_no_more() {
	build_and_execute(|| {
		// A token that keeps no account alive.
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			50,
			account(252),
			false,
			1
		));
		assert_ok!(Assets::mint_into(50, &founder(), 1_000));
		assert_ok!(create(50));
		assert_ok!(Communities::top_up(signed(founder()), COMMUNITY, 900));
		let root = RuntimeOrigin::root;
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED + 50));
		assert_ok!(stake(pauper(), 1, 512));
		run_to(20);
		crate::Positions::<Test>::mutate(1, pauper(), |position| {
			let deposit = position.as_mut().unwrap().deposit.take().unwrap();
			assert_ok!(deposit.drop(&pauper()));
		});
		assert_ok!(Balances::force_set_balance(root(), pauper(), 0));
		assert_eq!(System::providers(&pauper()), 0);
		assert_noop!(claim(pauper(), &[1]), TokenError::CannotCreate);
		assert_eq!(Communities::pending(1, pauper()).token, 720);
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED));
		assert_ok!(claim(pauper(), &[1]));
		assert_eq!(Assets::balance(50, pauper()), 720);
	});
}

#[test]
fn defect_30_a_payout_that_would_not_arrive_is_an_error_and_loses_nothing() {
	build_and_execute(|| {
		// The ledger can't credit an amount that it could not also have issued, and says so to nobody.
		let half = Balance::MAX / 2;
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			50,
			account(252),
			false,
			1
		));
		assert_ok!(Assets::mint_into(50, &founder(), half + 2));
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Large"),
			TokenInput::Existing { asset: 50 },
			steps(&[(11, 12, half + 1)]),
			0,
			vec![pool(LST, PPB, 0)],
			10,
		));
		let all = frame_support::storage::with_storage_layer(|| {
			Communities::top_up(signed(founder()), COMMUNITY, half + 1)
		});
		assert_eq!(all, Err(ArithmeticError::Overflow.into()));
		assert_eq!(Assets::balance(50, founder()), half + 1);
		// In two parts it can.
		assert_ok!(Communities::top_up(signed(founder()), COMMUNITY, half - 1));
		assert_ok!(Communities::top_up(signed(founder()), COMMUNITY, 2));
		assert_ok!(stake(alice(), 1, 1));
		run_to(11);
		let claim = || frame_support::storage::with_storage_layer(|| claim(alice(), &[1]));
		assert_eq!(claim(), Err(ArithmeticError::Overflow.into()));
		assert_eq!(Communities::pending(1, alice()).token, half + 1);
		assert_eq!(Assets::balance(50, escrow()), half + 2);
	});
}
