//! Pools with terms: `stake_term`, `unstake_term`, and what the other calls do there.

use super::mock::*;
use crate::{types::*, Error, Event, TermPositions};
use frame_support::{assert_noop, assert_ok};
use nutbox_math::{Balance, PPB};

const TERM: u32 = 1;
const ONE: u64 = 1_000_000_000;

/// One pool with terms of 10 blocks at once, 100 threefold and 100 at once; and one without.
fn create_terms(asset: u32) {
	assert_ok!(create_with(
		steps(&[(11, 1_011, RATE)]),
		100_000_000,
		vec![
			term_pool(asset, 600_000_000, &[(10, ONE), (100, 3 * ONE), (100, ONE)]),
			pool(OTHER, 300_000_000, 0),
		]
	));
}

fn pendings(who: AccountId) -> Vec<Payout> {
	let view = Communities::position(TERM, who).unwrap();
	view.terms.iter().map(|term| term.pending).collect()
}

fn token(amount: Balance) -> Payout {
	Payout {
		token: amount,
		staking_yield: 0,
	}
}

#[test]
fn stake_term_should_make_a_position_of_its_own_with_its_end() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		run_to(4);
		assert_ok!(stake_term(alice(), TERM, 256, 1));
		assert_eq!(
			events().last(),
			Some(&Event::TermStaked {
				community: COMMUNITY,
				pool: TERM,
				account: alice(),
				position: 1,
				amount: 256,
				shares: 768,
				end: 104,
			})
		);
		assert_eq!(held(LST, &alice()), 768);
		assert_eq!(native_held(PositionHold::get(), &alice()), 100);
		let view = Communities::position(TERM, alice()).unwrap();
		assert_eq!(view.stake, 768);
		let ends: Vec<_> = view.terms.iter().map(|term| (term.id, term.end)).collect();
		assert_eq!(ends, vec![(0, 11), (1, 104)]);
		let pool = Communities::pool(TERM).unwrap();
		assert_eq!((pool.total, pool.shares), (768, 1_280));
	});
}

#[test]
fn stake_term_should_share_by_stake_times_multiplier() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		assert_ok!(stake_term(bob(), TERM, 512, 1));
		run_to(20);
		TestYield::release_now(4_000);
		// 512 and 1536 shares: a quarter and three quarters, of both streams.
		assert_eq!(
			pendings(alice()),
			vec![Payout {
				token: 1_500,
				staking_yield: 1_000
			}]
		);
		assert_eq!(
			pendings(bob()),
			vec![Payout {
				token: 4_500,
				staking_yield: 3_000
			}]
		);
	});
}

#[test]
fn stake_term_should_fail_when_an_argument_is_wrong() {
	build_and_execute(|| {
		create_terms(OTHER);
		assert_noop!(stake_term(alice(), TERM, 0, 0), Error::<Test>::ZeroAmount);
		assert_noop!(stake_term(alice(), TERM, 5, 3), Error::<Test>::TermNotFound);
		assert_noop!(
			stake_term(alice(), TERM, RICH + 1, 0),
			Error::<Test>::InsufficientBalance
		);
		assert_noop!(stake_term(alice(), B, 5, 0), Error::<Test>::WrongPoolKind);
		assert_noop!(stake(alice(), TERM, 5), Error::<Test>::WrongPoolKind);
		assert_noop!(unstake(alice(), TERM, 5), Error::<Test>::WrongPoolKind);
		assert_noop!(stake_term(alice(), 0, 5, 0), Error::<Test>::PoolNotFound);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, TERM));
		assert_noop!(stake_term(alice(), TERM, 5, 0), Error::<Test>::PoolClosed);
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_noop!(
			stake_term(alice(), TERM, 5, 0),
			Error::<Test>::EntrancesClosed
		);
	});
}

#[test]
fn stake_term_should_fail_when_the_share_is_nothing_or_the_end_out_of_range() {
	build_and_execute(|| {
		assert_ok!(create_with(
			steps(&[]),
			0,
			vec![term_pool(LST, PPB, &[(10, ONE / 2), (u32::MAX, ONE)])]
		));
		assert_noop!(
			stake_term(alice(), TERM, 1, 0),
			Error::<Test>::StakeTooSmall
		);
		assert_ok!(stake_term(alice(), TERM, 2, 0));
		assert_noop!(stake_term(alice(), TERM, 2, 1), Error::<Test>::TermTooLong);
		// Half of what is left counts for nothing, and leaves all the same.
		assert_ok!(unstake_term(alice(), TERM, 0, 1));
		assert_eq!(Communities::pool(TERM).unwrap().shares, 0);
		TestYield::release_now(1_000);
		assert_ok!(unstake_term(alice(), TERM, 0, 1));
		assert_eq!(held(LST, &alice()), 0);
	});
}

#[test]
fn stake_term_should_fail_when_there_are_8_positions() {
	build_and_execute(|| {
		create_terms(LST);
		for _ in 0..8 {
			assert_ok!(stake_term(alice(), TERM, 5, 0));
		}
		let ninth =
			|| frame_support::storage::with_storage_layer(|| stake_term(alice(), TERM, 5, 0));
		assert_eq!(ninth(), Err(Error::<Test>::TooManyPositions.into()));
		assert_ok!(stake_term(bob(), TERM, 5, 0));
		assert_ok!(unstake_term(alice(), TERM, 3, 5));
		assert_ok!(ninth());
		assert_eq!(ninth(), Err(Error::<Test>::TooManyPositions.into()));
	});
}

#[test]
fn create_should_bound_the_terms_of_a_pool() {
	build_and_execute(|| {
		let with =
			|terms: &[(u32, u64)]| create_with(steps(&[]), 0, vec![term_pool(LST, PPB, terms)]);
		assert_noop!(with(&[]), Error::<Test>::NoTerms);
		assert_noop!(with(&[(10, ONE), (0, ONE)]), Error::<Test>::ZeroTerm);
		assert_noop!(with(&[(10, 0)]), Error::<Test>::MultiplierOutOfRange);
		assert_noop!(
			with(&[(10, 100 * ONE + 1)]),
			Error::<Test>::MultiplierOutOfRange
		);
		assert_ok!(with(&[(1, 1), (u32::MAX, 100 * ONE)]));
		assert_noop!(with(&[(1, ONE); 9]), Error::<Test>::TooManyTerms);
		assert_ok!(with(&[(1, ONE); 8]));
		assert_noop!(
			create_with(steps(&[]), 0, vec![term_pool(99, PPB, &[(1, ONE)])]),
			Error::<Test>::AssetNotFound
		);
	});
}

#[test]
fn claim_should_pay_the_positions_whose_term_is_over() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		run_to(5);
		assert_ok!(stake_term(alice(), TERM, 1_024, 0));
		// The ends are 11 and 15.
		run_to(14);
		TestYield::release_now(4_000);
		let due = Payout {
			token: 1_200,
			staking_yield: 2_000,
		};
		assert_eq!(Communities::pending(TERM, alice()), due);
		let before = native(&alice());
		assert_ok!(claim(alice(), &[TERM]));
		assert_eq!(tokens(&alice()), 1_200);
		assert_eq!(native(&alice()), before + 2_000);
		assert_eq!(Communities::pending(TERM, alice()), Payout::default());
		assert_eq!(pendings(alice())[2].token, 1_200);
		run_to(15);
		assert_eq!(Communities::pending(TERM, alice()).token, 1_200 + 600);
		assert_ok!(claim(alice(), &[TERM]));
		assert_eq!(tokens(&alice()), 3_000);
		// They go on earning.
		run_to(16);
		assert_eq!(Communities::pending(TERM, alice()).token, 600);
	});
}

#[test]
fn claim_should_pay_a_term_that_is_over_when_the_pool_and_the_entrances_are_closed() {
	for close_first in [false, true] {
		build_and_execute(|| {
			create_terms(LST);
			assert_ok!(stake_term(alice(), TERM, 512, 0));
			assert_ok!(stake_term(bob(), TERM, 512, 2));
			run_to(20);
			TestYield::release_now(4_000);
			let close = || {
				assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, TERM));
			};
			let stop = || {
				let mode = OperatingMode::ExitsOnly;
				assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
			};
			if close_first {
				close();
			} else {
				stop();
			}
			let before = native(&alice());
			assert_ok!(claim(alice(), &[TERM]));
			assert_eq!(
				(tokens(&alice()), native(&alice())),
				(3_000, before + 2_000)
			);
			close_first.then(stop);
			(!close_first).then(close);
			// One whose term ends after the pool: it has what was emitted until then, and its yield.
			run_to(100);
			assert_ok!(claim(bob(), &[TERM]));
			assert_eq!(tokens(&bob()), 0);
			run_to(101);
			TestYield::release_now(4_000);
			let due = Payout {
				token: 3_000,
				staking_yield: 4_000,
			};
			assert_eq!(Communities::pending(TERM, bob()), due);
			let before = native(&bob());
			assert_ok!(claim(bob(), &[TERM]));
			assert_eq!((tokens(&bob()), native(&bob())), (3_000, before + 4_000));
			for (who, id) in [(alice(), 0), (bob(), 1)] {
				assert_ok!(unstake_term(who.clone(), TERM, id, 512));
				assert_eq!(held(LST, &who), 0);
			}
		});
	}
}

#[test]
fn defect_03_the_view_is_what_claim_pays_for_terms_in_every_state() {
	build_and_execute(|| {
		assert_ok!(create_with(
			steps(&[(50, 150, 1_001)]),
			0,
			vec![
				term_pool(LST, 777_777_777, &[(10, ONE), (70, 3 * ONE / 2)]),
				pool(OTHER, PPB - 777_777_777, 0),
			]
		));
		let check = |block: u32, pays: [bool; 2]| {
			run_to(block);
			TestYield::release_now(3_333);
			for (who, pays) in [alice(), bob()].into_iter().zip(pays) {
				let shown = Communities::pending(TERM, who.clone());
				assert_eq!(shown != Payout::default(), pays, "{block}");
				let issuance = Balances::total_issuance();
				let before = (tokens(&who), Balances::total_balance(&who));
				match claim(who.clone(), &[TERM]) {
					Ok(()) => (),
					Err(_) => assert_eq!(shown, Payout::default()),
				}
				let after = (tokens(&who), Balances::total_balance(&who));
				assert_eq!(after.0 - before.0, shown.token);
				assert_eq!(after.1 - before.1, shown.staking_yield);
				assert_eq!(Balances::total_issuance(), issuance);
			}
		};
		use frame_support::traits::fungible::Inspect as _;
		// Empty; before the end of each; at the end; after it.
		check(2, [false, false]);
		assert_ok!(stake_term(alice(), TERM, 7, 0));
		assert_ok!(stake_term(bob(), TERM, 13, 1));
		check(11, [false, false]);
		check(12, [true, false]);
		assert_ok!(stake_term(alice(), TERM, 11, 1));
		check(71, [true, false]);
		check(72, [true, true]);
		check(81, [true, true]);
		// A part of it early, so that something falls away.
		assert_ok!(stake_term(bob(), TERM, 29, 1));
		run_to(85);
		assert_ok!(unstake_term(bob(), TERM, 3, 10));
		check(90, [true, true]);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, TERM));
		check(100, [true, true]);
		// After the end of the schedule; when all have left.
		check(300, [true, true]);
		for (who, id, amount) in [(alice(), 0, 7), (alice(), 2, 11), (bob(), 1, 13)] {
			assert_ok!(unstake_term(who, TERM, id, amount));
		}
		check(301, [false, true]);
		assert_ok!(unstake_term(bob(), TERM, 3, 19));
		check(302, [false, false]);
		assert_eq!(Communities::position(TERM, bob()), None);
	});
}

#[test]
fn unstake_term_should_keep_the_rewards_when_the_term_is_over() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		run_to(15);
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		assert_eq!(
			events().last(),
			Some(&Event::TermUnstaked {
				community: COMMUNITY,
				pool: TERM,
				account: alice(),
				position: 0,
				amount: 512,
				stake: 0,
				forfeited: Payout::default(),
			})
		);
		assert_eq!(held(LST, &alice()), 0);
		assert_eq!(Communities::pending(TERM, alice()), token(3_000));
		assert_ok!(claim(alice(), &[TERM]));
		assert_eq!(tokens(&alice()), 3_000);
		assert!(!TermPositions::<Test>::contains_key(TERM, alice()));
		assert_eq!(native(&alice()), NATIVE);
		assert_noop!(claim(alice(), &[TERM]), Error::<Test>::NotStaked);
	});
}

#[test]
fn unstake_term_should_share_the_rewards_over_time_among_those_who_stay_when_it_is_early() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 256, 2));
		assert_ok!(stake_term(carol(), TERM, 256, 2));
		run_to(20);
		TestYield::release_now(4_000);
		// A half of 6000 and of 4000.
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		let lost = Payout {
			token: 3_000,
			staking_yield: 2_000,
		};
		assert!(matches!(
			events().last(),
			Some(Event::TermUnstaked { forfeited, .. }) if *forfeited == lost
		));
		assert_eq!(held(LST, &alice()), 0);
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(Communities::position(TERM, alice()), None);
		// Nothing of it at once; then evenly over the longest term, which is 100 blocks.
		let each = |blocks: Balance| Payout {
			token: 1_500 + blocks * 300 + 1_500 * blocks / 100,
			staking_yield: 1_000 + 1_000 * blocks / 100,
		};
		assert_eq!(Communities::pool(TERM).unwrap().forfeited, lost);
		for blocks in [0, 1, 50, 100] {
			run_to(20 + blocks);
			assert_eq!(pendings(bob()), vec![each(blocks.into())]);
			assert_eq!(pendings(carol()), vec![each(blocks.into())]);
		}
		run_to(125);
		assert_eq!(pendings(bob())[0].staking_yield, 2_000);
		let view = Communities::pool(TERM).unwrap();
		assert_eq!(view.forfeited, Payout::default());
		// Who leaves with nothing pending changes nothing of it, and neither does the next.
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(unstake_term(alice(), TERM, 3, 512));
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		run_to(126);
		assert_ok!(unstake_term(alice(), TERM, 4, 512));
		let view = Communities::pool(TERM).unwrap();
		assert_eq!(view.forfeited, token(300));
	});
}

/// Carol stakes in the block in which Alice leaves, before or after that; Bob stays all the time.
/// What Carol has earned after so many blocks.
fn around_an_exit(stake_first: bool, leaves: bool, blocks: u32) -> Payout {
	let mut earned = Payout::default();
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 512, 2));
		run_to(20);
		TestYield::release_now(4_000);
		if stake_first {
			assert_ok!(stake_term(carol(), TERM, 512_000, 0));
		}
		if leaves {
			assert_ok!(unstake_term(alice(), TERM, 0, 512));
		}
		if !stake_first {
			assert_ok!(stake_term(carol(), TERM, 512_000, 0));
		}
		run_to(20 + blocks);
		earned = pendings(carol())[0];
		assert_ok!(unstake_term(carol(), TERM, 2, 512_000));
	});
	earned
}

#[test]
fn staking_around_an_exit_should_earn_by_the_time_staked_only() {
	for stake_first in [false, true] {
		assert_eq!(around_an_exit(stake_first, true, 0), Payout::default());
		for blocks in [1, 2, 30, 99] {
			let earned = around_an_exit(stake_first, true, blocks);
			let share = |amount: Balance| amount * 512_000 / 512_512;
			let blocks = Balance::from(blocks);
			// 3000 tokens and 2000 of yield fell away: a hundredth of each in a block.
			assert_eq!(earned.token, share(blocks * (600 + 30)));
			assert_eq!(earned.staking_yield, share(blocks * 20));
		}
		// Without an exit there is only what is emitted.
		assert_eq!(around_an_exit(stake_first, false, 1).token, 598);
	}
}

#[test]
fn unstake_term_should_give_the_other_position_of_the_leaver_its_part_over_time_only() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		run_to(20);
		TestYield::release_now(4_000);
		// Opened at once before the exit, with a term of 10 blocks.
		assert_ok!(stake_term(alice(), TERM, 1, 0));
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		assert_eq!(pendings(alice()), vec![Payout::default()]);
		run_to(30);
		// After its term it has a tenth, and not all of it; staying would have earned no less.
		let tenth = Payout {
			token: 10 * 600 + 600,
			staking_yield: 400,
		};
		assert_eq!(pendings(alice()), vec![tenth]);
		assert_ok!(claim(alice(), &[TERM]));
		// Nobody stays: the rest is nobody's.
		assert_ok!(unstake_term(alice(), TERM, 1, 1));
		let view = Communities::pool(TERM).unwrap();
		assert_eq!(view.forfeited, Payout::default());
		assert_eq!(view.unallocated, 5_400);
		assert_eq!(TestYield::forgone(), 3_600);
		assert_eq!(tokens(&alice()), 6_600);
	});
}

#[test]
fn unstake_term_should_hardly_delay_what_is_on_its_way_when_little_falls_away() {
	build_and_execute(|| {
		create_terms(OTHER);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 512, 2));
		run_to(20);
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		run_to(70);
		// 1500 of 3000 are left, for 50 blocks; of them 1470 for 49 in the next block.
		assert_ok!(stake_term(carol(), TERM, 512, 2));
		run_to(71);
		let left = Communities::pool(TERM).unwrap().forfeited.token;
		assert_eq!(left, 1_470);
		let before = pendings(bob())[0].token;
		assert_eq!(before, 3_000 + 50 * 600 + 1_500 + (600 + 30) / 2);
		assert_ok!(unstake_term(carol(), TERM, 2, 29));
		assert!(matches!(
			events().last(),
			Some(Event::TermUnstaked { forfeited, .. }) if *forfeited == token(18)
		));
		let release = crate::Pools::<Test>::get(TERM).unwrap().forfeits.release;
		assert_eq!((release.amount, release.start), (1_488, 71));
		// 18 join them for 100: (1470 · 49 + 18 · 100) / 1488 is 49 and 918 / 1488 blocks.
		let blocks = |count: u64| count << 32;
		assert_eq!(release.length, blocks(49) + blocks(918).div_ceil(1_488));
	});
}

/// What is not shared yet a hundred blocks, the longest term, after Alice has left; while Carol
/// gives up a planck in each block, or nobody does.
fn left_after_an_exit(dust: bool) -> Payout {
	let mut left = Payout::default();
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512_000, 2));
		assert_ok!(stake_term(bob(), TERM, 511_000, 2));
		assert_ok!(stake_term(carol(), TERM, 1_000, 2));
		run_to(20);
		TestYield::release_now(400_000_000);
		assert_ok!(unstake_term(alice(), TERM, 0, 512_000));
		for block in 21..120 {
			run_to(block);
			if dust {
				assert_ok!(unstake_term(carol(), TERM, 2, 1));
			}
		}
		run_to(120);
		left = Communities::pool(TERM).unwrap().forfeited;
	});
	left
}

#[test]
fn defect_07_dust_that_falls_away_in_every_block_hardly_delays_what_is_on_its_way() {
	assert_eq!(left_after_an_exit(false), Payout::default());
	// A half of 400 000 000 fell away at once. In whole blocks more than a third would be left now.
	let left = left_after_an_exit(true);
	assert!(left.staking_yield < 3_000_000, "{left:?}");
	assert!(left.token < 300, "{left:?}");
}

#[test]
fn emergency_unstake_should_leave_what_is_on_its_way_to_nobody_when_nobody_stays() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 512, 2));
		run_to(20);
		TestYield::release_now(4_000);
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		run_to(70);
		assert_ok!(emergency(bob(), TERM));
		let view = Communities::pool(TERM).unwrap();
		assert_eq!(view.forfeited, Payout::default());
		assert_eq!(view.unallocated, 60 * 600);
		assert_eq!(TestYield::forgone(), 4_000);
	});
}

#[test]
fn unstake_term_should_leave_the_rewards_to_nobody_when_nobody_stays() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		run_to(20);
		TestYield::release_now(4_000);
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		assert_eq!(Communities::pool(TERM).unwrap().unallocated, 6_000);
		assert_eq!(TestYield::forgone(), 4_000);
		// Who comes next has nothing of it.
		assert_ok!(stake_term(bob(), TERM, 1, 0));
		assert_eq!(pendings(bob()), vec![token(0)]);
	});
}

#[test]
fn unstake_term_should_forfeit_in_proportion_and_round_up_when_a_part_leaves() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 512, 2));
		run_to(11);
		// 300 each.
		assert_ok!(unstake_term(alice(), TERM, 0, 128));
		let lost = token(75);
		assert!(matches!(
			events().last(),
			Some(Event::TermUnstaked { forfeited, stake: 384, .. }) if *forfeited == lost
		));
		assert_eq!(pendings(alice())[0].token, 225);
		assert_eq!(pendings(bob())[0].token, 300);
		assert_ok!(unstake_term(alice(), TERM, 0, 1));
		// 225 · 1 / 384 is less than one.
		assert!(matches!(
			events().last(),
			Some(Event::TermUnstaked { forfeited, .. }) if *forfeited == token(1)
		));
		run_to(111);
		// Both stay, with shares of 383 and 512: 60000 are emitted and 76 fell away.
		assert_eq!(pendings(alice())[0].token, 224 + 60_076 * 383 / 895);
		assert_eq!(pendings(bob())[0].token, 300 + 60_076 * 512 / 895);
	});
}

#[test]
fn unstake_term_should_fail_when_there_is_no_such_position_or_not_enough() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 5, 0));
		let go = |who, id, amount| unstake_term(who, TERM, id, amount);
		assert_noop!(go(alice(), 0, 0), Error::<Test>::ZeroAmount);
		assert_noop!(go(alice(), 0, 6), Error::<Test>::InsufficientStake);
		assert_noop!(go(alice(), 1, 5), Error::<Test>::NotStaked);
		assert_noop!(go(bob(), 0, 5), Error::<Test>::NotStaked);
		assert_noop!(unstake_term(alice(), B, 0, 5), Error::<Test>::WrongPoolKind);
		let acc = acc_of(TERM);
		break_emission(TERM);
		run_to(20);
		assert_noop!(go(alice(), 0, 5), Error::<Test>::RewardOverflow);
		mend_emission(TERM, acc);
	});
}

#[test]
fn emergency_unstake_should_return_all_positions_in_every_state() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		assert_ok!(stake_term(bob(), TERM, 1_024, 0));
		run_to(20);
		TestYield::release_now(4_000);
		let bobs = pendings(bob());
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, TERM));
		assert_ok!(emergency(alice(), TERM));
		assert_eq!(held(LST, &alice()), 0);
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(pendings(bob()), bobs);
		assert!(matches!(
			events().last(),
			Some(Event::EmergencyUnstaked { amount: 1_024, .. })
		));
		// With a broken pool too.
		break_emission(TERM);
		assert_ok!(emergency(bob(), TERM));
		assert_eq!(held(LST, &bob()), 0);
		assert_noop!(emergency(bob(), TERM), Error::<Test>::NotStaked);
		mend_emission(TERM, Default::default());
	});
}

#[test]
fn defect_30_what_can_not_be_paid_of_a_term_stays_pending() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		run_to(20);
		TestYield::release_now(4_000);
		assert_ok!(unstake_term(alice(), TERM, 0, 512));
		TestYield::set_pay_hook(Some(|_, _| {
			assert_ok!(Balances::force_set_balance(
				RuntimeOrigin::root(),
				yield_account(),
				ED
			));
		}));
		assert_ok!(claim(alice(), &[TERM]));
		assert_eq!(tokens(&alice()), 6_000);
		let left = Payout {
			token: 0,
			staking_yield: 4_000,
		};
		assert_eq!(Communities::pending(TERM, alice()), left);
		TestYield::set_pay_hook(None);
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			yield_account(),
			ED + 4_000
		));
		assert_ok!(claim(alice(), &[TERM]));
		assert_eq!(native(&alice()), NATIVE + 4_000);
		assert!(!TermPositions::<Test>::contains_key(TERM, alice()));
	});
}

#[test]
fn unstake_term_should_forfeit_in_the_last_block_of_the_term_and_not_at_its_end() {
	for (block, is_early) in [(110, true), (111, false)] {
		build_and_execute(|| {
			create_terms(OTHER);
			run_to(11);
			assert_ok!(stake_term(alice(), TERM, 512, 2));
			assert_eq!(
				Communities::position(TERM, alice()).unwrap().terms[0].end,
				111
			);
			run_to(block);
			let pending = pendings(alice())[0].token;
			assert_eq!(pending, Balance::from(block - 11) * 600);
			assert_ok!(unstake_term(alice(), TERM, 0, 512));
			let all = if is_early { pending } else { 0 };
			assert!(matches!(
				events().last(),
				Some(Event::TermUnstaked { forfeited, .. }) if *forfeited == token(all)
			));
		});
	}
}

#[test]
fn claim_for_should_pay_the_positions_whose_term_is_over() {
	build_and_execute(|| {
		create_terms(LST);
		assert_ok!(stake_term(alice(), TERM, 512, 0));
		assert_ok!(stake_term(alice(), TERM, 512, 2));
		let claim_for = || Communities::claim_for(signed(bob()), alice(), COMMUNITY, vec![TERM]);
		run_to(20);
		assert_noop!(claim_for(), Error::<Test>::ClaimNotPermitted);
		assert_ok!(Communities::set_claim_permission(signed(alice()), true));
		assert_ok!(claim_for());
		assert_eq!((tokens(&alice()), tokens(&bob())), (3_000, 0));
	});
}
