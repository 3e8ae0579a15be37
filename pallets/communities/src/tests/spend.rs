use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Inspect,
};
use nutbox_math::{Balance, PPB};
use sp_runtime::{ArithmeticError, DispatchResult, TokenError};

fn spend(who: AccountId, asset: FundAsset, amount: Balance, to: AccountId) -> DispatchResult {
	Communities::spend(signed(who), COMMUNITY, asset, amount, to)
}

/// A fund with 1,000 tokens and 3,000 planck.
fn filled_fund() {
	create_usual();
	assert_ok!(stake(alice(), A, 5));
	run_to(20);
	TestYield::release_now(4_000);
	assert_ok!(Communities::collect_fund(
		signed(carol()),
		COMMUNITY,
		vec![A]
	));
}

#[test]
fn spend_should_pay_either_asset_when_signed_by_the_owner() {
	build_and_execute(|| {
		filled_fund();
		assert_ok!(spend(founder(), FundAsset::Native, 1_200, bob()));
		assert_eq!(native(&bob()), NATIVE + 1_200);
		let event = Event::FundSpent {
			community: COMMUNITY,
			asset: FundAsset::Native,
			beneficiary: bob(),
			amount: 1_200,
		};
		assert_eq!(events().pop(), Some(event));
		assert_ok!(spend(founder(), FundAsset::Token, 400, bob()));
		assert_eq!(tokens(&bob()), 400);
		// To the last planck.
		assert_ok!(spend(founder(), FundAsset::Native, 1_800, bob()));
		assert_ok!(spend(founder(), FundAsset::Token, 600, bob()));
		let fund = Communities::fund_account(COMMUNITY);
		assert_eq!((tokens(&fund), native(&fund)), (0, 0));
		// And the fund goes on.
		run_to(30);
		TestYield::release_now(4_000);
		assert_ok!(Communities::collect_fund(
			signed(carol()),
			COMMUNITY,
			vec![A]
		));
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 3_000));
	});
}

#[test]
fn spend_should_fail_when_not_signed_by_the_owner() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(
			spend(alice(), FundAsset::Native, 1, bob()),
			Error::<Test>::NotOwner
		);
		assert_noop!(
			Communities::spend(signed(founder()), 0, FundAsset::Native, 1, bob()),
			Error::<Test>::NotOwner
		);
		assert_noop!(
			Communities::spend(signed(founder()), 99, FundAsset::Native, 1, bob()),
			Error::<Test>::CommunityNotFound
		);
	});
}

#[test]
fn spend_should_fail_when_the_fund_has_less() {
	build_and_execute(|| {
		filled_fund();
		let error = Error::<Test>::InsufficientFund;
		assert_noop!(spend(founder(), FundAsset::Native, 3_001, bob()), error);
		let error = Error::<Test>::InsufficientFund;
		assert_noop!(spend(founder(), FundAsset::Token, 1_001, bob()), error);
	});
}

#[test]
fn spend_should_fail_when_the_amount_is_zero() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(
			spend(founder(), FundAsset::Native, 0, bob()),
			Error::<Test>::ZeroAmount
		);
	});
}

#[test]
fn defect_30_spend_fails_with_the_fund_untouched_when_the_receiver_would_stay_too_small() {
	build_and_execute(|| {
		filled_fund();
		let nobody = account(99);
		assert_noop!(
			spend(founder(), FundAsset::Native, ED - 1, nobody.clone()),
			TokenError::BelowMinimum
		);
		assert_noop!(
			spend(founder(), FundAsset::Token, 1, nobody.clone()),
			TokenError::CannotCreate
		);
		assert_ok!(spend(founder(), FundAsset::Native, ED, nobody));
	});
}

#[test]
fn defect_08_spend_can_not_reach_what_members_have() {
	build_and_execute(|| {
		filled_fund();
		let before = Communities::pending(A, alice());
		assert!(before.token > 0 && before.staking_yield > 0);
		assert_ok!(spend(founder(), FundAsset::Native, 3_000, founder()));
		assert_ok!(spend(founder(), FundAsset::Token, 1_000, founder()));
		assert_noop!(
			spend(founder(), FundAsset::Native, 1, founder()),
			Error::<Test>::InsufficientFund
		);
		assert_eq!(Communities::pending(A, alice()), before);
		assert_eq!(held(LST, &alice()), 5);
	});
}

#[test]
fn spend_should_fail_when_the_fund_would_be_left_with_dust() {
	build_and_execute(|| {
		filled_fund();
		let least = <Balances as Inspect<AccountId>>::minimum_balance();
		assert!(
			least > 1,
			"the test needs an amount between nothing and the minimum"
		);
		assert_noop!(
			spend(founder(), FundAsset::Native, 3_000 - least + 1, bob()),
			Error::<Test>::FundWouldLeaveDust
		);
		assert_noop!(
			spend(founder(), FundAsset::Native, 2_999, bob()),
			Error::<Test>::FundWouldLeaveDust
		);
		assert_ok!(spend(founder(), FundAsset::Native, 3_000 - least, bob()));
	});
}

#[test]
fn defect_30_spend_loses_nothing_when_the_amount_could_not_be_issued_once_more() {
	build_and_execute(|| {
		let most = Balance::MAX - 5_000;
		assert_ok!(create_with(steps(&[(11, 12, most)]), PPB, vec![]));
		run_to(11);
		assert_ok!(Communities::collect_fund(
			signed(carol()),
			COMMUNITY,
			vec![]
		));
		let fund = Communities::fund_account(COMMUNITY);
		assert_eq!(tokens(&fund), most);
		// The ledger would take it from the fund and credit nobody.
		let spend =
			|amount| with_storage_layer(|| spend(founder(), FundAsset::Token, amount, bob()));
		assert_eq!(spend(most), Err(ArithmeticError::Overflow.into()));
		assert_eq!((tokens(&fund), tokens(&bob())), (most, 0));
	});
}

#[test]
fn spend_should_change_nothing_when_the_beneficiary_is_the_fund() {
	build_and_execute(|| {
		filled_fund();
		let fund = Communities::fund_account(COMMUNITY);
		assert_ok!(spend(founder(), FundAsset::Token, 400, fund.clone()));
		assert_ok!(spend(founder(), FundAsset::Native, 400, fund.clone()));
		assert_eq!((tokens(&fund), native(&fund)), (1_000, 3_000));
	});
}
