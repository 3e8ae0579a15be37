use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect as _};
use nutbox_math::Balance;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn buy_back(who: AccountId, amount: Balance, min: Balance, burn: bool) -> DispatchResult {
	Communities::buy_back(signed(who), COMMUNITY, amount, min, burn)
}

/// A fund with 3,000 planck, and a market with 5,000 tokens.
fn filled_fund() {
	create_usual();
	assert_ok!(stake(alice(), A, 5));
	TestYield::release_now(4_000);
	assert_ok!(Communities::collect_fund(
		signed(carol()),
		COMMUNITY,
		vec![A]
	));
	assert_eq!(native(&fund()), 3_000);
	assert_ok!(Balances::force_set_balance(
		RuntimeOrigin::root(),
		market(),
		ED
	));
	assert_ok!(Assets::transfer(signed(founder()), 1_001, market(), 5_000));
}

fn fund() -> AccountId {
	Communities::fund_account(COMMUNITY)
}

#[test]
fn buy_back_should_keep_what_is_bought_in_the_fund() {
	build_and_execute(|| {
		filled_fund();
		assert_ok!(buy_back(founder(), 1_000, 2_000, false));
		assert_eq!((native(&fund()), tokens(&fund())), (2_000, 2_000));
		assert_eq!(Assets::total_issuance(1_001), 5_000);
		assert_eq!(
			events().last(),
			Some(&Event::BoughtBack {
				community: COMMUNITY,
				amount: 1_000,
				received: 2_000,
				burned: false,
			})
		);
		// It can be spent as everything else in the fund.
		assert_ok!(Communities::spend(
			signed(founder()),
			COMMUNITY,
			FundAsset::Token,
			2_000,
			bob()
		));
		assert_eq!(tokens(&bob()), 2_000);
	});
}

#[test]
fn buy_back_should_destroy_what_is_bought_when_it_says_so() {
	build_and_execute(|| {
		filled_fund();
		assert_ok!(buy_back(founder(), 1_000, 0, true));
		assert_eq!((native(&fund()), tokens(&fund())), (2_000, 0));
		assert_eq!(Assets::total_issuance(1_001), 3_000);
		// What was destroyed does not make room for more.
		run_to(2_000);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(tokens(&alice()), 1_000 * 600);
	});
}

#[test]
fn buy_back_should_fail_when_it_would_receive_less_than_asked() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(
			buy_back(founder(), 1_000, 2_001, false),
			DispatchError::Other("too dear")
		);
		set_exchange_lies(true);
		assert_noop!(
			buy_back(founder(), 1_000, 2_000, false),
			Error::<Test>::ReceivedTooLittle
		);
	});
}

#[test]
fn buy_back_should_fail_when_the_fund_has_not_enough_or_would_be_left_with_dust() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(
			buy_back(founder(), 3_001, 0, false),
			Error::<Test>::InsufficientFund
		);
		assert_noop!(
			buy_back(founder(), 3_000 - ED + 1, 0, false),
			Error::<Test>::FundWouldLeaveDust
		);
		assert_ok!(buy_back(founder(), 3_000 - ED, 0, false));
		assert_ok!(Assets::transfer(signed(bob()), OTHER, fund(), 10));
		assert_noop!(
			buy_back(founder(), 2 * ED, 0, false),
			Error::<Test>::InsufficientFund
		);
	});
}

#[test]
fn buy_back_should_fail_when_there_is_no_market() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(
			buy_back(founder(), 2_600, 0, false),
			Error::<Test>::FundWouldLeaveDust
		);
		assert_noop!(
			buy_back(founder(), 3_000, 0, false),
			DispatchError::Other("no market")
		);
	});
}

#[test]
fn buy_back_should_fail_when_an_argument_or_the_caller_is_wrong() {
	build_and_execute(|| {
		filled_fund();
		assert_noop!(buy_back(alice(), 1_000, 0, false), Error::<Test>::NotOwner);
		assert_noop!(buy_back(founder(), 0, 0, false), Error::<Test>::ZeroAmount);
		assert_noop!(
			Communities::buy_back(signed(founder()), 9, 1, 0, false),
			Error::<Test>::CommunityNotFound
		);
	});
}

#[test]
fn buy_back_should_fail_when_it_would_burn_a_token_that_existed_before() {
	build_and_execute(|| {
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			TokenInput::Existing { asset: LST },
			steps(&[]),
			nutbox_math::PPB,
			vec![],
			10,
		));
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			fund(),
			5_000
		));
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			market(),
			ED
		));
		assert_ok!(Assets::transfer(signed(alice()), LST, market(), 5_000));
		assert_noop!(
			buy_back(founder(), 1_000, 0, true),
			Error::<Test>::TokenNotBurnable
		);
		assert_ok!(buy_back(founder(), 1_000, 0, false));
		assert_eq!(Assets::balance(LST, fund()), 2_000);
	});
}

/// A community of a token that keeps accounts alive, with so much NUT in its fund, and a market that
/// has the token and so much NUT.
fn with_existing_token(in_fund: Balance, in_market: Balance) {
	assert_ok!(Communities::create(
		signed(founder()),
		profile("Nuts"),
		TokenInput::Existing { asset: OTHER },
		steps(&[]),
		nutbox_math::PPB,
		vec![],
		10,
	));
	let set = |who, amount| Balances::force_set_balance(RuntimeOrigin::root(), who, amount);
	assert_ok!(set(fund(), in_fund));
	assert_ok!(set(market(), in_market));
	assert_ok!(Assets::transfer(signed(alice()), OTHER, market(), 5_000));
}

#[test]
fn defect_30_buy_back_changes_nothing_when_the_market_would_stay_below_the_deposit() {
	build_and_execute(|| {
		with_existing_token(2 * ED - 1, 0);
		assert_noop!(
			buy_back(founder(), ED - 1, 0, false),
			TokenError::BelowMinimum
		);
		// All but the deposit, all, and nothing between.
		assert_noop!(
			buy_back(founder(), ED, 0, false),
			Error::<Test>::FundWouldLeaveDust
		);
		assert_ok!(buy_back(founder(), 2 * ED - 1, 0, false));
		assert_eq!((native(&fund()), native(&market())), (0, 2 * ED - 1));
		assert_eq!(Assets::balance(OTHER, fund()), 2 * (2 * ED - 1));
	});
}

#[test]
fn defect_30_buy_back_keeps_what_is_below_the_minimum_balance_of_an_existing_token() {
	build_and_execute(|| {
		with_existing_token(ED + 3, ED);
		// Six planck, where an account of the asset begins with ten: the fund has one already.
		assert_ok!(buy_back(founder(), 3, 6, false));
		assert_eq!(Assets::balance(OTHER, fund()), 6);
		let spend = |amount| {
			Communities::spend(
				signed(founder()),
				COMMUNITY,
				FundAsset::Token,
				amount,
				carol(),
			)
		};
		// A part of it would destroy the rest.
		assert_noop!(spend(5), Error::<Test>::FundWouldLeaveDust);
		assert_ok!(spend(6));
		assert_eq!(Assets::balance(OTHER, carol()), RICH + 6);
	});
}
