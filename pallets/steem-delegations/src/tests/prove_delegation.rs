//! `prove_delegation`.

use super::mock::*;
use crate::*;
use frame_support::assert_ok;
use nutbox_primitives::steem::SteemPosition;
use nutbox_steem::{operations::DelegateVestingShares, Asset, Symbol};

fn bind_alice(steem: &mut Steem) {
	prove(&steem.include_one(bind("alice", &alice()))).unwrap();
}

#[test]
fn prove_delegation_should_make_stake_when_the_delegator_is_bound() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		events();
		let proof = steem.include_one(delegate("alice", 4_194_304));
		assert!(is_free(prove(&proof)));
		assert_eq!(
			events(),
			vec![
				Event::DelegationProved {
					delegator: name("alice"),
					delegatee: name(HUB),
					old: 0,
					new: 4_194_304,
					position: SteemPosition {
						block: proof.block,
						transaction: 0,
						operation: 0,
					},
				},
				Event::CreditSet {
					community: community_of(pool),
					pool,
					delegator: name("alice"),
					old: None,
					new: credit(alice(), 4_194_304),
				}
			]
		);
		assert_eq!(stake(pool, &alice()), 4_194_304);
		assert_eq!(pending(pool, &alice()), 0);
		run_to(21);
		assert_eq!(pending(pool, &alice()), 10 * RATE);
		assert_eq!(held(PositionHold::get(), &alice()), POSITION_DEPOSIT);
	});
}

#[test]
fn prove_delegation_should_replace_the_total_when_a_newer_one_is_proved() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		for amount in [100, 250, 30, 31] {
			prove(&steem.include_one(delegate("alice", amount))).unwrap();
			assert_eq!(stake(pool, &alice()), amount as u128);
		}
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert_eq!(stake(pool, &alice()), 0);
		assert!(SteemDelegations::delegations_of(name("alice")).is_empty());
		// Kept, so that nothing before it can be proved again.
		assert!(SteemDelegations::delegation(name("alice"), name(HUB)).is_some());
	});
}

#[test]
fn prove_delegation_should_add_up_when_two_accounts_are_bound_to_one_address() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(bind("alice2", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		prove(&steem.include_one(delegate("alice2", 11))).unwrap();
		assert_eq!(stake(pool, &alice()), 111);
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert_eq!(stake(pool, &alice()), 11);
		prove(&steem.include_one(bind("alice2", &bob()))).unwrap();
		assert_eq!(stake(pool, &alice()), 0);
		assert_eq!(stake(pool, &bob()), 11);
	});
}

#[test]
fn prove_delegation_should_count_in_every_pool_when_several_are_tied_to_the_account() {
	run(|steem| {
		let pools: Vec<_> = (0..MAX_POOLS).map(|_| create_pool()).collect();
		for pool in &pools {
			assert_ok!(tie(*pool, HUB));
		}
		steem.wait(DELAY);
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 9))).unwrap();
		assert!(pools.iter().all(|pool| stake(*pool, &alice()) == 9));
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert!(pools.iter().all(|pool| stake(*pool, &alice()) == 0));
	});
}

#[test]
fn defect_22_the_same_delegation_is_taken_in_once() {
	run_tied(|steem, _| {
		bind_alice(steem);
		let raised = steem.include_one(delegate("alice", 100));
		let ended = steem.include_one(delegate("alice", 0));
		assert_ok!(prove(&raised));
		assert_eq!(refused(&raised), Error::<Test>::NotNewer.into());
		assert_ok!(prove(&ended));
		// Ended is ended.
		assert_eq!(refused(&raised), Error::<Test>::NotNewer.into());
		assert_eq!(refused(&ended), Error::<Test>::NotNewer.into());
	});
}

#[test]
fn defect_24_withheld_and_reordered_delegations_end_in_the_newest() {
	// All orders of four operations in two blocks, two of them in one: as many as there are.
	let mut orders = 0;
	for n in 0..256_usize {
		let order: Vec<_> = (0..4).map(|digit| n >> (2 * digit) & 3).collect();
		let mut sorted = order.clone();
		sorted.sort_unstable();
		if sorted != [0, 1, 2, 3] {
			continue;
		}
		orders += 1;
		run_tied(|steem, pool| {
			bind_alice(steem);
			let first = vec![delegate("alice", 100), delegate("alice", 900)];
			let mut proofs = steem.include(first);
			let second = vec![delegate("alice", 40), delegate("alice", 70)];
			proofs.extend(steem.include(second));
			let mut newest = None;
			for at in &order {
				if newest.is_none_or(|newest| newest < *at) {
					assert_ok!(prove(&proofs[*at]));
					newest = Some(*at);
				} else {
					assert_eq!(refused(&proofs[*at]), Error::<Test>::NotNewer.into());
				}
				let amount = [100, 900, 40, 70][newest.unwrap()];
				assert_eq!(stake(pool, &alice()), amount);
			}
			assert_eq!(stake(pool, &alice()), 70);
		});
	}
	assert_eq!(orders, 24);
}

#[test]
fn prove_delegation_should_order_operations_of_one_transaction() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		let operations = vec![delegate("alice", 8), delegate("alice", 3)];
		let transaction = steem.chain.transaction(operations, &[&pair_of("somebody")]);
		let block = steem.chain.produce(vec![transaction]);
		steem.settle();
		let (first, second) = (
			steem.chain.proof(block, 0, 0),
			steem.chain.proof(block, 0, 1),
		);
		assert_ok!(prove(&second));
		assert_eq!(refused(&first), Error::<Test>::NotNewer.into());
		assert_eq!(stake(pool, &alice()), 3);
	});
}

#[test]
fn defect_23_only_vests_and_no_negative_amount_is_a_delegation() {
	run_tied(|steem, _| {
		bind_alice(steem);
		let mut operations = Vec::new();
		for symbol in [Symbol::Steem, Symbol::Sbd] {
			let operation = DelegateVestingShares {
				delegator: account_name("alice"),
				delegatee: account_name(HUB),
				vesting_shares: Asset { amount: 5, symbol },
			};
			operations.push(operation.into());
		}
		operations.push(delegate("alice", -1));
		operations.push(delegate("alice", i64::MIN));
		for proof in steem.include(operations) {
			assert_eq!(refused(&proof), Error::<Test>::InvalidAmount.into());
		}
		let most = steem.include_one(delegate("alice", i64::MAX));
		assert_ok!(prove(&most));
	});
}

#[test]
fn prove_delegation_should_fail_when_the_operation_is_another() {
	run_tied(|steem, _| {
		let proof = steem.include_one(bind("alice", &alice()));
		let error = SteemDelegations::prove_delegation(signed(relayer()), Box::new(proof))
			.unwrap_err()
			.error;
		assert_eq!(error, Error::<Test>::NotADelegation.into());
	});
}

#[test]
fn prove_delegation_should_fail_when_nobody_watches_the_account() {
	run_tied(|steem, _| {
		bind_alice(steem);
		let operations = vec![
			delegate_to("alice", "someone.else", 100),
			delegate_to("alice", "someone.else", 0),
		];
		for proof in steem.include(operations) {
			assert_eq!(refused(&proof), Error::<Test>::NotWatched.into());
		}
	});
}

#[test]
fn prove_delegation_should_fail_when_it_is_older_than_the_watch() {
	run(|steem| {
		bind_alice(steem);
		// Delegated and taken back again before anybody had a reason to look.
		let proofs = steem.include(vec![delegate("alice", 1_000)]);
		let pool = create_pool();
		assert_ok!(tie(pool, HUB));
		assert_eq!(refused(&proofs[0]), Error::<Test>::BeforeWatch.into());
		let since = SteemDelegations::delegatee(pool).unwrap().since;
		// The last block that does not count, and the first that does.
		steem.chain.skip_to(since - 3);
		let early = steem.put(vec![delegate("alice", 1_000)]);
		let first = steem.put(vec![delegate("alice", 2_000)]);
		steem.settle();
		assert_eq!(
			steem.chain.blocks[early as usize - 1]
				.header
				.header
				.timestamp
				.0,
			since
		);
		let (early, first) = (
			steem.chain.proof(early, 0, 0),
			steem.chain.proof(first, 0, 0),
		);
		assert_eq!(refused(&early), Error::<Test>::BeforeWatch.into());
		assert_ok!(prove(&first));
		assert_eq!(stake(pool, &alice()), 2_000);
	});
}

#[test]
fn prove_delegation_should_fail_when_the_account_has_too_many_delegatees() {
	run(|steem| {
		bind_alice(steem);
		let hubs: Vec<_> = (0..=MAX_DELEGATEES).map(|n| format!("hub-{n}")).collect();
		let pools: Vec<_> = hubs
			.iter()
			.map(|hub| {
				let pool = create_pool();
				assert_ok!(tie(pool, hub));
				pool
			})
			.collect();
		steem.wait(DELAY);
		let operations = hubs
			.iter()
			.map(|hub| delegate_to("alice", hub, 1))
			.collect();
		let proofs = steem.include(operations);
		let (last, others) = proofs.split_last().unwrap();
		for proof in others {
			assert_ok!(prove(proof));
		}
		assert_eq!(refused(last), Error::<Test>::TooManyDelegatees.into());
		// The end of one makes room.
		prove(&steem.include_one(delegate_to("alice", &hubs[0], 0))).unwrap();
		assert_ok!(prove(last));
		assert_eq!(stake(*pools.last().unwrap(), &alice()), 1);
	});
}

#[test]
fn prove_delegation_should_be_deferred_when_the_pool_is_closed_or_the_deposit_is_beyond_the_member()
{
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("pauper", &pauper()))).unwrap();
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 50))).unwrap();
		events();
		prove(&steem.include_one(delegate("pauper", 50))).unwrap();
		assert!(matches!(
			&events()[..],
			[
				Event::DelegationProved { new: 50, .. },
				Event::CreditDeferred { amount: 50, .. }
			]
		));
		assert_eq!(SteemDelegations::pending_syncs(name("pauper")), vec![pool]);
		close(pool);
		prove(&steem.include_one(delegate("alice", 60))).unwrap();
		assert_eq!(stake(pool, &alice()), 50);
		check_state();
		// Down it goes in any case.
		prove(&steem.include_one(delegate("alice", 20))).unwrap();
		assert_eq!(stake(pool, &alice()), 20);
	});
}

#[test]
fn prove_delegation_should_pay_a_bounty_when_somebody_else_proves_a_reduction() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 1_024))).unwrap();
		run_to(21);
		assert_eq!(pending(pool, &alice()), 10_000);
		// Half of it: half of a tenth.
		let proof = steem.include_one(delegate("alice", 512));
		events();
		assert_ok!(prove(&proof));
		assert_eq!(tokens(pool, &relayer()), 500);
		assert_eq!(pending(pool, &alice()), 9_500);
		assert_eq!(
			events().last(),
			Some(&Event::BountyEarned {
				community: community_of(pool),
				pool,
				account: alice(),
				prover: relayer(),
				amount: 500,
			})
		);
		// All of it: a tenth of what it has earned since. The rest stays hers.
		run_to(31);
		assert_eq!(pending(pool, &alice()), 19_500);
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 500 + 1_000);
		assert_eq!(pending(pool, &alice()), 18_500);
		let community = community_of(pool);
		assert_ok!(Communities::claim(signed(alice()), community, vec![pool]));
		assert_eq!(tokens(pool, &alice()), 18_500);
		assert_eq!(held(PositionHold::get(), &alice()), 0);
	});
}

#[test]
fn prove_delegation_should_pay_the_part_of_the_account_when_two_are_bound_to_one_address() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(bind("alice2", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 1_024))).unwrap();
		run_to(21);
		prove(&steem.include_one(delegate("alice2", 1_024))).unwrap();
		run_to(31);
		assert_eq!(pending(pool, &alice()), 20_000);
		// Half of her stake goes, which has earned half of what came later.
		prove(&steem.include_one(delegate("alice2", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 500);
		assert_eq!(pending(pool, &alice()), 19_500);
		// The other account's part is as it was.
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 500 + 1_500);
	});
}

#[test]
fn prove_delegation_should_leave_what_the_member_has_pending_when_a_stranger_ends_what_he_began() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 1))).unwrap();
		run_to(12);
		assert_eq!(pending(pool, &alice()), 1_000);
		prove(&steem.include_one(bind("mallory", &alice()))).unwrap();
		prove(&steem.include_one(delegate("mallory", 999))).unwrap();
		prove(&steem.include_one(delegate("mallory", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 0);
		assert_eq!(pending(pool, &alice()), 1_000);
		// From somewhere else, where it has earned.
		prove(&steem.include_one(bind("mallory", &bob()))).unwrap();
		prove(&steem.include_one(delegate("mallory", 999))).unwrap();
		run_to(22);
		let (hers, his) = (pending(pool, &alice()), pending(pool, &bob()));
		assert_eq!((hers, his), (1_010, 9_990));
		prove(&steem.include_one(bind("mallory", &alice()))).unwrap();
		prove(&steem.include_one(delegate("mallory", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 0);
		assert_eq!(
			(pending(pool, &alice()), pending(pool, &bob())),
			(hers, his)
		);
		// What it earns for her is what is shared.
		prove(&steem.include_one(delegate("mallory", 999))).unwrap();
		run_to(23);
		prove(&steem.include_one(delegate("mallory", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 99);
		assert_eq!(pending(pool, &alice()), hers + 1_000 - 99);
	});
}

#[test]
fn prove_delegation_should_pay_no_more_in_many_steps_than_at_once() {
	for claims in [false, true] {
		let paid_for = |amounts: &[i64]| {
			let mut paid = 0;
			run_tied(|steem, pool| {
				bind_alice(steem);
				prove(&steem.include_one(delegate("alice", 1_000))).unwrap();
				run_to(21);
				if claims {
					let community = community_of(pool);
					assert_ok!(Communities::claim(signed(alice()), community, vec![pool]));
					run_to(22);
				}
				for amount in amounts {
					prove(&steem.include_one(delegate("alice", *amount))).unwrap();
				}
				paid = tokens(pool, &relayer());
			});
			paid
		};
		let at_once = paid_for(&[0]);
		assert_eq!(at_once, if claims { 100 } else { 1_000 });
		let by_tens: Vec<_> = (0..100).rev().map(|n| n * 10).collect();
		for steps in [
			&[999, 0][..],
			&[1, 0],
			&[500, 0],
			&[1_001, 500, 501, 0],
			&by_tens,
		] {
			assert!(paid_for(steps) <= at_once, "{steps:?}");
		}
	}
}

#[test]
fn prove_delegation_should_pay_for_no_time_in_which_the_member_was_away() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(bind("mallory", &alice()))).unwrap();
		prove(&steem.include_one(bind("bob", &bob()))).unwrap();
		prove(&steem.include_one(delegate("bob", 1_000))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		prove(&steem.include_one(delegate("mallory", 900))).unwrap();
		run_to(21);
		let community = community_of(pool);
		assert_ok!(Communities::emergency_unstake(
			signed(alice()),
			community,
			pool
		));
		run_to(31);
		assert_ok!(SteemDelegations::sync(signed(alice()), name("alice"), pool));
		run_to(41);
		// Of her half nine tenths.
		assert_eq!(pending(pool, &alice()), 5_000);
		prove(&steem.include_one(delegate("mallory", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 450);
	});
}

#[test]
fn prove_delegation_should_pay_later_when_the_rewards_are_in_disorder() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 1_000))).unwrap();
		let acc = |acc| {
			pallet_communities::Pools::<Test>::mutate(pool, |pool| {
				let accumulator = &mut pool.as_mut().unwrap().emission.accumulator;
				core::mem::replace(&mut accumulator.acc, acc)
			})
		};
		run_to(21);
		let before = acc(nutbox_math::rewards::U256::MAX);
		prove(&steem.include_one(delegate("alice", 500))).unwrap();
		assert_eq!(stake(pool, &alice()), 500);
		assert_eq!(tokens(pool, &relayer()), 0);
		acc(before);
		// Mended, what is left has earned all of it.
		prove(&steem.include_one(delegate("alice", 0))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 1_000);
	});
}

#[test]
fn prove_delegation_should_pay_no_bounty_when_the_member_or_a_raise_is_the_prover() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		run_to(21);
		let proof = steem.include_one(delegate("alice", 50));
		assert_ok!(prove_by(alice(), &proof));
		assert_eq!(tokens(pool, &alice()), 0);
		assert_eq!(pending(pool, &alice()), 10_000);
		prove(&steem.include_one(delegate("alice", 80))).unwrap();
		assert_eq!(tokens(pool, &relayer()), 0);
		assert_eq!(pending(pool, &alice()), 10_000);
	});
}

#[test]
fn prove_delegation_should_not_bring_back_who_has_left_in_an_emergency() {
	run_tied(|steem, pool| {
		bind_alice(steem);
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let community = community_of(pool);
		assert_ok!(Communities::emergency_unstake(
			signed(alice()),
			community,
			pool
		));
		check_state();
		prove(&steem.include_one(delegate("alice", 60))).unwrap();
		assert_eq!(stake(pool, &alice()), 0);
		check_state();
		// A new and larger delegation does.
		prove(&steem.include_one(delegate("alice", 70))).unwrap();
		assert_eq!(stake(pool, &alice()), 70);
	});
}

#[test]
fn prove_delegation_should_be_free_when_it_is_useful_and_not_too_often() {
	run_tied(|steem, _| {
		// Of nobody known.
		let unknown = steem.include_one(delegate("carol", 100));
		assert!(!is_free(prove(&unknown)));
		bind_alice(steem);
		let first = steem.include_one(delegate("alice", 100));
		assert!(is_free(prove(&first)));
		let soon = steem.include_one(delegate("alice", 200));
		assert!(soon.block - first.block < FREE_INTERVAL);
		assert!(!is_free(prove(&soon)));
		steem.chain.produce_empty(FREE_INTERVAL);
		let later = steem.include_one(delegate("alice", 0));
		assert!(is_free(prove(&later)));
		// An end that was never begun says nothing.
		prove(&steem.include_one(bind("dave", &bob()))).unwrap();
		assert!(!is_free(prove(&steem.include_one(delegate("dave", 0)))));
	});
}
