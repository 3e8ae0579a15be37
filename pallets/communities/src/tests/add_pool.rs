use super::mock::*;
use crate::{types::*, Communities as Records, Error, Event, Pools};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::PPB;
use sp_runtime::{DispatchResult, TokenError};

fn add_pool(who: AccountId, input: PoolInput<u32, AccountId>) -> DispatchResult {
	Communities::add_pool(signed(who), COMMUNITY, input.kind, input.yield_split)
}

#[test]
fn add_pool_should_open_a_pool_without_weight() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 10));
		run_to(20);
		let pending = Communities::pending(A, alice());
		assert_ok!(add_pool(founder(), pool(LST, 7, PPB)));
		let id = B + 1;
		let yield_split = YieldSplit {
			fund: PPB,
			stakers: 0,
		};
		assert_eq!(
			events().last(),
			Some(&Event::PoolAdded {
				community: COMMUNITY,
				pool: id,
				kind: PoolKind::Asset { asset: LST },
				weight: 0,
				yield_split,
			})
		);
		let record = Records::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(record.open_pools.to_vec(), vec![A, B, id]);
		assert_eq!(native_held(PoolHold::get(), &founder()), 3 * 500);
		assert_eq!(Communities::pending(A, alice()), pending);
		// It takes stakes, earns yield and no emission; nothing of what was emitted before either.
		assert_ok!(stake(bob(), id, 10));
		run_to(30);
		TestYield::release_now(2_000);
		assert_eq!(Communities::pending(id, bob()), Payout::default());
		assert_eq!(Communities::pool(id).unwrap().fund_due, 1_000);
		assert_eq!(Communities::pending(A, alice()).token, 20 * 600);
	});
}

#[test]
fn add_pool_should_earn_from_the_application_on_when_a_weight_is_announced() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(add_pool(founder(), pool(OTHER, 0, 0)));
		let id = B + 1;
		assert_ok!(stake(bob(), id, 10));
		run_to(20);
		assert_ok!(announce(&[(A, 0), (B, 0), (id, PPB)], 0));
		run_to(40);
		assert_ok!(Communities::apply_announced(signed(carol()), COMMUNITY));
		assert_eq!(Communities::pending(id, bob()), Payout::default());
		run_to(42);
		assert_eq!(Communities::pending(id, bob()).token, 2 * RATE);
	});
}

#[test]
fn add_pool_should_fail_when_there_are_32_open_ones() {
	build_and_execute(|| {
		assert_ok!(create_with(steps(&[]), PPB, vec![pool(LST, 0, 0); 31]));
		assert_ok!(add_pool(founder(), pool(LST, 0, 0)));
		let add =
			|| frame_support::storage::with_storage_layer(|| add_pool(founder(), pool(LST, 0, 0)));
		assert_eq!(add(), Err(Error::<Test>::TooManyPools.into()));
		// A closed one makes room.
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, 1));
		assert_ok!(add());
		assert_eq!(add(), Err(Error::<Test>::TooManyPools.into()));
		assert_eq!(Pools::<Test>::iter().count(), 1 + 33);
	});
}

#[test]
fn add_pool_should_fail_when_an_argument_or_the_caller_is_wrong() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(add_pool(alice(), pool(LST, 0, 0)), Error::<Test>::NotOwner);
		assert_noop!(
			add_pool(founder(), pool(99, 0, 0)),
			Error::<Test>::AssetNotFound
		);
		let mut input = pool(LST, 0, 0);
		input.yield_split.fund = 1;
		assert_noop!(
			add_pool(founder(), input),
			Error::<Test>::YieldSplitNotWhole
		);
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_noop!(
			add_pool(founder(), pool(LST, 0, 0)),
			Error::<Test>::EntrancesClosed
		);
	});
}

#[test]
fn add_pool_should_fail_when_the_deposit_is_beyond_the_owner() {
	build_and_execute(|| {
		create_usual();
		let root = RuntimeOrigin::root;
		assert_ok!(Balances::force_set_balance(root(), founder(), ED + 499));
		let result =
			frame_support::storage::with_storage_layer(|| add_pool(founder(), pool(LST, 0, 0)));
		assert_eq!(result, Err(TokenError::FundsUnavailable.into()));
	});
}
