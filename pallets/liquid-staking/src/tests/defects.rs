//! What went wrong elsewhere.

use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use nutbox_primitives::yield_stream::YieldStream;
use sp_runtime::Perbill;

#[test]
fn defect_13_ten_thousand_dust_requests_delay_an_honest_exit_by_nothing_but_their_sum() {
	run(|| {
		mint(alice(), 500_000);
		next_era();
		let who = |n: u16| {
			let mut id = [55; 32];
			id[..2].copy_from_slice(&n.to_le_bytes());
			AccountId::new(id)
		};
		for n in 0..1_000 {
			assert_ok!(Balances::mint_into(&who(n), 2_000));
			mint(who(n), 1_000);
			for _ in 0..10 {
				redeem(who(n), 100);
			}
		}
		redeem(alice(), 1_000);
		assert_eq!(ledger().queued, 1_001_000);
		// The dust came in and goes out in the same era; the buffer serves the honest one.
		next_era();
		assert_eq!((ledger().queued, ledger().claims), (0, 1_001_000));
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
	});
}

#[test]
fn defect_14_cancel_conserves_for_every_split_equality_included() {
	run(|| {
		mint(alice(), 10_000);
		mint(bob(), 10_000);
		for split in [
			[500, 500, 500],
			[100, 200, 300],
			[300, 300, 100],
			[100, 900, 900],
		] {
			for order in [
				[0, 1, 2],
				[2, 1, 0],
				[1, 0, 2],
				[0, 2, 1],
				[1, 2, 0],
				[2, 0, 1],
			] {
				let ids = split.map(|amount| redeem(alice(), amount));
				let behind = redeem(bob(), 500);
				for place in order {
					let before = tnut(&alice());
					assert_ok!(LiquidStaking::cancel_redemption(
						signed(alice()),
						ids[place]
					));
					assert_eq!(tnut(&alice()), before + split[place]);
					assert_noop!(
						LiquidStaking::cancel_redemption(signed(alice()), ids[place]),
						Error::<Test>::UnknownRequest
					);
					assert_ok!(LiquidStaking::do_try_state());
				}
				assert_eq!((tnut(&alice()), ledger().queued), (10_000, 500));
				assert_ok!(LiquidStaking::cancel_redemption(signed(bob()), behind));
				assert_eq!(ledger().queued, 0);
			}
		}
	});
}

#[test]
fn defect_15_leavers_and_stayers_lose_the_same_part_in_every_phase() {
	// Slash before the request, while it waits, while it unbonds, and just before it is settled.
	for phase in 0..6 {
		run(|| {
			EraReward::set(0);
			mint(alice(), 100_000);
			mint(bob(), 100_000);
			next_eras(2);
			for step in 0..6 {
				if step == 1 {
					redeem(alice(), 100_000);
				}
				if step == phase {
					slash_stash(Perbill::from_percent(20));
				}
				next_era();
			}
			next_eras(4);
			assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 32));
			let left = nut(&alice()) + 100_000 - ENDOWMENT;
			let stayed = ledger().backing().unwrap();
			let lost = 200_000 - left - stayed;
			if phase < 5 {
				// The first 4,000 of alice were settled before a slash in the later phases.
				let settled = if phase > 1 { 4_000 } else { 0 };
				let (open, rest) = (100_000 - settled, left - settled);
				// rest / open = stayed / 100,000, to within a planck for each time a part of it was
				// settled.
				let difference = (rest * 100_000).abs_diff(stayed * open);
				assert!(difference <= 4 * 100_000, "phase {phase}: {left} {stayed}");
				assert!(lost > 0);
			} else {
				// All was settled; who stays bears the slash of what stays at stake.
				assert_eq!(left, 100_000);
			}
		});
	}
}

#[test]
fn defect_16_slashes_of_any_size_are_processed() {
	for part in [5, 30, 100] {
		run(|| {
			mint(alice(), 100_000);
			next_eras(2);
			redeem(alice(), 30_000);
			next_era();
			slash_stash(Perbill::from_percent(part));
			assert_ok!(LiquidStaking::do_try_state());
			let era = active_era();
			next_eras(5);
			assert_eq!(active_era(), era + 5);
			assert_eq!(crate::EraWork::<Test>::get().work, None);
			if part < 100 {
				assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
			}
		});
	}
}

#[test]
fn defect_17_a_poisoned_payout_is_skipped_and_the_rest_goes_on() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		let before = yields().collected;
		Poisoned::set(vec![validator(0)]);
		redeem(alice(), 50_000);
		events();
		next_era();
		let events = events();
		assert!(events.contains(&Event::PayoutFailed {
			era: active_era() - 1,
			validator: validator(0),
			stash: stash(),
			error: sp_runtime::DispatchError::Unavailable,
		}));
		assert!(events.contains(&Event::EraWorkCompleted { era: active_era() }));
		assert!(yields().collected > before);
		assert!(ledger().unbonding > 0);
	});
}

#[test]
fn defect_17_a_failing_stash_does_not_stop_the_queue() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		// All unlocking chunks of staking are in use, none is due.
		redeem(alice(), 1_500);
		redeem(alice(), 50_000);
		let chunk = |era| pallet_staking::UnlockChunk { value: 1, era };
		pallet_staking::Ledger::<Test>::mutate(stash(), |ledger| {
			let ledger = ledger.as_mut().unwrap();
			ledger.active -= 32;
			ledger.unlocking =
				frame_support::BoundedVec::truncate_from((100..132).map(chunk).collect());
		});
		crate::Stashes::<Test>::mutate(0, |stash| {
			let stash = stash.as_mut().unwrap();
			stash.bonded -= 32;
			stash.unbonding += 32;
		});
		crate::LedgerState::<Test>::mutate(|ledger| {
			ledger.bonded -= 32;
			ledger.unbonding += 32;
		});
		events();
		next_era();
		assert!(events()
			.iter()
			.any(|event| matches!(event, Event::EraStepFailed { .. })));
		// The buffer has served the first one all the same.
		assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		assert_eq!(crate::EraWork::<Test>::get().work, None);
	});
}

#[test]
fn defect_18_insolvency_is_visible_and_closes_minting() {
	run(|| {
		mint(alice(), 100_000);
		next_era();
		slash_stash(Perbill::from_percent(5));
		let info = LiquidStaking::ledger().unwrap();
		assert!(!info.solvent && !info.minting_open);
		assert_eq!(info.rate_ppb, 951_000_000);
		assert_noop!(
			LiquidStaking::mint(signed(bob()), 100),
			Error::<Test>::Insolvent
		);
		assert_eq!(LiquidStaking::quote(1_000).unwrap().queue_receives, 951);
	});
}

#[test]
fn defect_19_donations_change_nothing() {
	let story = |donate: &dyn Fn()| {
		let mut outcome = None;
		new_test_ext().execute_with(|| {
			donate();
			mint(alice(), 100_000);
			donate();
			next_eras(2);
			donate();
			redeem(alice(), 40_000);
			slash_stash(Perbill::from_percent(10));
			donate();
			next_eras(5);
			donate();
			assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
			assert_ok!(LiquidStaking::do_try_state());
			outcome = Some((ledger(), yields(), supply(), nut(&alice())));
		});
		outcome.unwrap()
	};
	let without = story(&|| ());
	let with = story(&|| {
		for account in LiquidStaking::own_accounts() {
			if account != LiquidStaking::reward_account() {
				assert_ok!(Balances::transfer_allow_death(signed(bob()), account, 777));
			}
		}
	});
	assert_eq!(without, with);
}

#[test]
fn defect_19_a_donation_to_the_reward_account_is_released_like_a_reward() {
	run(|| {
		EraReward::set(0);
		mint(alice(), 100_000);
		next_era();
		let rewards = LiquidStaking::reward_account();
		assert_ok!(Balances::transfer_allow_death(
			signed(bob()),
			rewards,
			1_000
		));
		next_era();
		assert_eq!(yields().collected, 1_000);
		assert_eq!(<LiquidStaking as YieldStream<AccountId>>::released(), 0);
		assert_eq!(ledger().backing().unwrap(), supply());
	});
}

#[test]
fn defect_20_nothing_is_released_in_the_block_of_the_payout() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(3);
		for _ in 0..3 {
			let era = active_era() + 1;
			let mut before = 0;
			while active_era() < era {
				before = <LiquidStaking as YieldStream<AccountId>>::released();
				next_block();
			}
			// The block of the payout releases what the last one left, nothing of the new.
			let released = <LiquidStaking as YieldStream<AccountId>>::released();
			let collected = yields().release.before;
			assert_eq!(released, collected);
			assert!(released >= before);
		}
	});
}

#[test]
fn defect_30_every_transfer_path_survives_a_receiver_below_the_deposit() {
	run(|| {
		mint(alice(), 100_000);
		next_eras(4);
		// The stream: refused, nothing changed.
		let before = yields();
		assert!(<LiquidStaking as YieldStream<_>>::pay(&nobody(), 1).is_err());
		assert_eq!(yields(), before);
		// The treasury: see forgo. Our own accounts: a reward account that was reaped.
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			LiquidStaking::reward_account(),
			0
		));
		next_eras(3);
		assert!(yields().collected > before.collected);
		// A stash without its deposit: bonding waits, exits go on from the buffer.
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			LiquidStaking::stash_account(1),
			0
		));
		assert_ok!(LiquidStaking::set_validators(
			RuntimeOrigin::root(),
			vec![validator(0), validator(1), validator(2)]
				.try_into()
				.unwrap(),
			Default::default()
		));
		mint(bob(), 50_000);
		redeem(bob(), 20_000);
		next_era();
		assert_eq!(crate::Stashes::<Test>::get(1), None);
		assert_ok!(LiquidStaking::claim_redemptions(signed(bob()), 1));
	});
}
