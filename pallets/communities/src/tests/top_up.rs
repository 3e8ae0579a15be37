//! Communities that distribute a token that existed before.

use super::mock::*;
use crate::{types::*, Emissions, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungibles::Mutate as _};
use nutbox_math::{Balance, PPB};
use sp_runtime::DispatchResult;

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
