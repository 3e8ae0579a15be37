//! Random calls, eras, rewards, slashes and donations; the invariants hold after each of them.

use super::mock::*;
use crate::{OperatingMode, Requests};
use frame_support::{assert_ok, traits::fungible::Mutate, BoundedVec};
use nutbox_primitives::yield_stream::YieldStream;
use proptest::prelude::*;
use sp_runtime::Perbill;

#[derive(Clone, Debug)]
enum Step {
	Mint(u8, u128),
	Redeem(u8, u128),
	RedeemAll(u8),
	Cancel(u8, usize),
	Claim(u8, u32),
	Instant(u8, u128),
	Blocks(u64),
	Era,
	Reward(u128),
	Slash(u32, u32, u32),
	Offence(u8, u32),
	Donate(usize, u128),
	Pay(u8, u32),
	Forgo(u32),
	Mode(bool),
	Validators(u8, u8),
	Blocked(u8, bool),
	MinBond(u128),
	Weight(u64),
	Reap,
	Poison(bool),
}

fn step() -> impl Strategy<Value = Step> {
	let user = 1..5u8;
	let amount = prop_oneof![1..200u128, 200..20_000u128, 20_000..300_000u128];
	prop_oneof![
		6 => (user.clone(), amount.clone()).prop_map(|(who, amount)| Step::Mint(who, amount)),
		6 => (user.clone(), amount.clone()).prop_map(|(who, amount)| Step::Redeem(who, amount)),
		1 => user.clone().prop_map(Step::RedeemAll),
		4 => (user.clone(), 0..32usize).prop_map(|(who, nth)| Step::Cancel(who, nth)),
		3 => (user.clone(), 1..4u32).prop_map(|(who, limit)| Step::Claim(who, limit)),
		2 => (user.clone(), amount.clone()).prop_map(|(who, amount)| Step::Instant(who, amount)),
		4 => (1..4u64).prop_map(Step::Blocks),
		5 => Just(Step::Era),
		1 => (0..200_000u128).prop_map(Step::Reward),
		2 => (0..3u32, 0..=100u32, 0..8u32)
			.prop_map(|(index, part, back)| Step::Slash(index, part, back)),
		1 => (0..4u8, 0..=100u32).prop_map(|(who, part)| Step::Offence(who, part)),
		1 => (0..6usize, 1..5_000u128).prop_map(|(who, amount)| Step::Donate(who, amount)),
		2 => (user, 0..=100u32).prop_map(|(who, part)| Step::Pay(who, part)),
		1 => (0..=100u32).prop_map(Step::Forgo),
		1 => any::<bool>().prop_map(Step::Mode),
		1 => (1..16u8, 0..16u8)
			.prop_map(|(mask, reserve)| Step::Validators(mask, reserve & !mask)),
		1 => (0..4u8, any::<bool>()).prop_map(|(who, blocked)| Step::Blocked(who, blocked)),
		1 => prop_oneof![Just(0), Just(50_000u128)].prop_map(Step::MinBond),
		1 => prop_oneof![Just(8_000_000_000u64), Just(400_000_000_000u64)].prop_map(Step::Weight),
		1 => Just(Step::Reap),
		1 => any::<bool>().prop_map(Step::Poison),
	]
}

/// What each of the users 1 to 4 received of the stream.
type Paid = [u128; 5];

fn apply(step: &Step, paid: &mut Paid) {
	let due = || {
		let yields = yields();
		<LiquidStaking as YieldStream<AccountId>>::released() - yields.paid - yields.forgone
	};
	// What is refused changes nothing, which the invariants see as well.
	match step.clone() {
		Step::Mint(who, amount) => {
			let _ = LiquidStaking::mint(signed(account(who)), amount);
		}
		Step::Redeem(who, amount) => {
			let _ = LiquidStaking::redeem(signed(account(who)), amount);
		}
		Step::RedeemAll(who) => {
			let _ = LiquidStaking::redeem(signed(account(who)), tnut(&account(who)));
		}
		Step::Cancel(who, nth) => {
			let requests = Requests::<Test>::get(account(who));
			if let Some(request) = requests.get(nth % requests.len().max(1)) {
				let _ = LiquidStaking::cancel_redemption(signed(account(who)), request.id);
			}
		}
		Step::Claim(who, limit) => {
			let _ = LiquidStaking::claim_redemptions(signed(account(who)), limit);
		}
		Step::Instant(who, amount) => {
			let _ = LiquidStaking::redeem_instantly(signed(account(who)), amount, 0);
		}
		Step::Blocks(count) => run_to_block(System::block_number() + count),
		Step::Era => run_to_block(System::block_number() + ERA),
		Step::Reward(amount) => EraReward::set(amount),
		Step::Slash(index, part, back) => slash_stash_of_era(
			&LiquidStaking::stash_account(index),
			Perbill::from_percent(part),
			active_era().saturating_sub(back),
		),
		Step::Offence(who, part) => offence(&validator(who), Perbill::from_percent(part)),
		Step::Donate(nth, amount) => {
			let accounts = LiquidStaking::own_accounts();
			assert_ok!(Balances::mint_into(&accounts[nth % accounts.len()], amount));
		}
		Step::Pay(who, part) => {
			let amount = Perbill::from_percent(part) * due();
			assert_ok!(<LiquidStaking as YieldStream<_>>::pay(
				&account(who),
				amount
			));
			paid[usize::from(who)] += amount;
		}
		Step::Forgo(part) => {
			let amount = Perbill::from_percent(part) * due();
			assert_ok!(<LiquidStaking as YieldStream<AccountId>>::forgo(amount));
		}
		Step::Mode(open) => {
			let mode = if open {
				OperatingMode::Open
			} else {
				OperatingMode::EntrancesClosed
			};
			assert_ok!(LiquidStaking::set_operating_mode(
				RuntimeOrigin::root(),
				mode
			));
		}
		Step::Validators(mask, reserve) => {
			let chosen = |mask: u8| {
				let all: Vec<_> = (0..4)
					.filter(|n| mask & (1 << n) != 0)
					.map(validator)
					.collect();
				all
			};
			let _ = LiquidStaking::set_validators(
				RuntimeOrigin::root(),
				BoundedVec::truncate_from(chosen(mask)),
				BoundedVec::truncate_from(chosen(reserve)),
			);
		}
		Step::Blocked(who, blocked) => {
			let prefs = pallet_staking::ValidatorPrefs {
				blocked,
				..Default::default()
			};
			let _ = Staking::validate(signed(validator(who)), prefs);
		}
		Step::MinBond(amount) => pallet_staking::MinNominatorBond::<Test>::put(amount),
		Step::Weight(weight) => {
			EraWorkWeight::set(frame_support::weights::Weight::from_parts(weight, u64::MAX))
		}
		Step::Reap => {
			for index in 0..4 {
				let stash = LiquidStaking::stash_account(index);
				let _ = Staking::reap_stash(signed(account(9)), stash, 32);
			}
		}
		Step::Poison(on) => Poisoned::set(if on { vec![validator(1)] } else { vec![] }),
	}
}

/// Nobody ends with more than it brought, and nobody's settled redemption changes.
fn check(paid: &Paid, settled: &mut std::collections::BTreeMap<u64, u128>) {
	for n in 1..5u8 {
		let who = account(n);
		let requests = Requests::<Test>::get(&who);
		let open: u128 = requests
			.iter()
			.map(|request| request.amount().unwrap())
			.sum();
		assert!(
			nut(&who) + tnut(&who) + open <= ENDOWMENT + paid[usize::from(n)],
			"user {n} has gained"
		);
		for info in LiquidStaking::requests_of(who) {
			if let Some(claimable) = info.claimable {
				assert!(claimable <= info.amount);
				assert_eq!(*settled.entry(info.id).or_insert(claimable), claimable);
			}
		}
	}
}

fn run_steps(steps: &[Step]) {
	EraReward::set(4_000);
	Poisoned::set(vec![]);
	EraWorkWeight::set(frame_support::weights::Weight::from_parts(
		400_000_000_000,
		u64::MAX,
	));
	new_test_ext().execute_with(|| {
		let mut paid = Paid::default();
		let mut settled = Default::default();
		let mut released = 0;
		for (place, step) in steps.iter().enumerate() {
			apply(step, &mut paid);
			if let Err(error) = LiquidStaking::do_try_state() {
				panic!("{error:?} after step {place}: {step:?}");
			}
			check(&paid, &mut settled);
			let now = <LiquidStaking as YieldStream<AccountId>>::released();
			assert!(now >= released, "released has fallen");
			released = now;
			System::reset_events();
		}
		// Whatever happened, everybody gets out.
		pallet_staking::MinNominatorBond::<Test>::put(0);
		EraWorkWeight::set(frame_support::weights::Weight::from_parts(
			400_000_000_000,
			u64::MAX,
		));
		for n in 1..5 {
			let who = account(n);
			while Requests::<Test>::get(&who).len() == 32 {
				let last = Requests::<Test>::get(&who).last().unwrap().id;
				if LiquidStaking::cancel_redemption(signed(who.clone()), last).is_err() {
					break;
				}
			}
			let _ = LiquidStaking::redeem(signed(who.clone()), tnut(&who));
		}
		run_to_block(System::block_number() + 8 * ERA);
		assert_ok!(LiquidStaking::do_try_state());
		if !ledger().rate(supply()).unwrap().is_zero() {
			assert_eq!(ledger().queued, 0, "the queue is stuck");
		}
		for n in 1..5 {
			let _ = LiquidStaking::claim_redemptions(signed(account(n)), 32);
			if ledger().queued == 0 {
				assert!(Requests::<Test>::get(account(n)).is_empty());
			}
		}
		check(&paid, &mut settled);
	});
}

/// Few cases by default; more with `PROPTEST_CASES`.
fn config() -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES")
		.ok()
		.and_then(|cases| cases.parse().ok());
	ProptestConfig {
		cases: cases.unwrap_or(48),
		failure_persistence: None,
		..Default::default()
	}
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn invariants_should_hold_after_any_steps(steps in prop::collection::vec(step(), 1..80)) {
		run_steps(&steps);
	}
}
