//! `prove_binding`.

use super::mock::*;
use crate::*;
use frame_support::assert_ok;
use nutbox_primitives::steem::SteemPosition;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};

#[test]
fn prove_binding_should_bind_the_account_when_its_active_authority_says_so() {
	run(|steem| {
		let proof = steem.include_one(bind("alice", &alice()));
		assert!(is_free(prove(&proof)));
		let position = SteemPosition {
			block: proof.block,
			transaction: 0,
			operation: 0,
		};
		assert_eq!(
			events(),
			vec![Event::Bound {
				name: name("alice"),
				old: None,
				new: alice(),
				position,
			}]
		);
		let binding = SteemDelegations::binding(name("alice")).unwrap();
		assert_eq!(binding.account, Some(alice()));
		assert_eq!(binding.position, position);
		assert_eq!(
			SteemDelegations::names_of(alice(), None),
			vec![name("alice")]
		);
	});
}

#[test]
fn prove_binding_should_count_what_was_delegated_before_when_the_account_is_bound() {
	run_tied(|steem, pool| {
		let proof = steem.include_one(delegate("alice", 100));
		// Nobody is known to whom it belongs: the record costs the ordinary fee.
		assert!(!is_free(prove(&proof)));
		assert_eq!(stake(pool, &alice()), 0);
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		assert_eq!(stake(pool, &alice()), 100);
		run_to(21);
		assert_eq!(pending(pool, &alice()), 10 * RATE);
	});
}

#[test]
fn prove_binding_should_move_what_counts_when_the_account_is_bound_to_another_address() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		prove(&steem.include_one(bind("carol", &bob()))).unwrap();
		prove(&steem.include_one(delegate("carol", 300))).unwrap();
		run_to(15);
		let earned = pending(pool, &alice());
		prove(&steem.include_one(bind("alice", &bob()))).unwrap();
		assert_eq!(stake(pool, &alice()), 0);
		assert_eq!(stake(pool, &bob()), 400);
		// What was earned stays where it was earned, and nobody has a bounty of it.
		assert_eq!(pending(pool, &alice()), earned);
		assert_eq!(tokens(pool, &relayer()), 0);
		assert!(SteemDelegations::names_of(alice(), None).is_empty());
		assert_eq!(SteemDelegations::names_of(bob(), None).len(), 2);
	});
}

#[test]
fn prove_binding_should_let_the_newest_win_when_proofs_come_in_another_order() {
	run_tied(|steem, pool| {
		let proofs = steem.include(vec![bind("alice", &alice()), bind("alice", &bob())]);
		prove(&steem.include_one(delegate("alice", 5))).unwrap();
		assert_ok!(prove(&proofs[1]));
		assert_eq!(refused(&proofs[0]), Error::<Test>::NotNewer.into());
		assert_eq!(stake(pool, &bob()), 5);
		assert_eq!(stake(pool, &alice()), 0);
	});
}

#[test]
fn defect_22_the_same_binding_is_taken_in_once() {
	run(|steem| {
		let proof = steem.include_one(bind("alice", &alice()));
		assert_ok!(prove(&proof));
		assert_eq!(refused(&proof), Error::<Test>::NotNewer.into());
		// Not even after the address has released the account.
		assert_ok!(SteemDelegations::release_binding(
			signed(alice()),
			name("alice")
		));
		assert_eq!(refused(&proof), Error::<Test>::NotNewer.into());
	});
}

#[test]
fn prove_binding_should_fail_when_the_posting_authority_alone_has_signed() {
	run(|steem| {
		let json = format!("{{\"bind\":\"{}\"}}", address(&alice()));
		for (active, posting) in [
			(&[][..], &["alice"][..]),
			(&["alice"], &["alice"]),
			(&["alice"], &["bob"]),
			(&["alice", "bob"], &[]),
			(&["alice", "bob", "carol"], &[]),
			(&[], &[]),
		] {
			let operation = custom_json(CUSTOM_JSON_ID, active, posting, json.clone());
			let proof = steem.include_one(operation);
			assert_eq!(refused(&proof), Error::<Test>::NotOneActiveAuthority.into());
		}
	});
}

#[test]
fn prove_binding_should_fail_when_the_operation_is_another() {
	run_tied(|steem, _| {
		let json = format!("{{\"bind\":\"{}\"}}", address(&alice()));
		let foreign = custom_json("nutbox2", &["alice"], &[], json);
		let proofs = steem.include(vec![foreign, delegate("alice", 5)]);
		for proof in proofs {
			let error = SteemDelegations::prove_binding(signed(relayer()), Box::new(proof))
				.unwrap_err()
				.error;
			assert_eq!(error, Error::<Test>::NotABinding.into());
		}
	});
}

#[test]
fn prove_binding_should_fail_when_the_text_is_another() {
	run(|steem| {
		let address = address(&alice());
		let texts = [
			String::new(),
			"{}".into(),
			address.clone(),
			format!("\"{address}\""),
			format!("[\"bind\",\"{address}\"]"),
			format!("{{\"bind\":\"{address}\",\"pool\":1}}"),
			format!("{{\"bind\":\"{address}\",\"bind\":\"{address}\"}}"),
			format!("{{\"bond\":\"{address}\"}}"),
			format!("{{\"bind\":[\"{address}\"]}}"),
			format!("{{\"bind\":\"\\u0035{}\"}}", &address[1..]),
			format!("{{\"bind\":\"{address}\"}} x"),
		];
		let operations = texts
			.into_iter()
			.map(|text| custom_json(CUSTOM_JSON_ID, &["alice"], &[], text))
			.collect();
		for proof in steem.include(operations) {
			assert_eq!(refused(&proof), Error::<Test>::InvalidBindingText.into());
		}
	});
}

#[test]
fn prove_binding_should_fail_when_the_address_is_wrong_or_of_another_chain() {
	run(|steem| {
		let right = address(&alice());
		let foreign = alice().to_ss58check_with_version(Ss58AddressFormat::custom(0));
		let two_bytes = alice().to_ss58check_with_version(Ss58AddressFormat::custom(PREFIX + 64));
		let mut typo = right.clone().into_bytes();
		typo.swap(10, 11);
		let addresses = [
			foreign,
			two_bytes,
			String::from_utf8(typo).unwrap(),
			right[1..].into(),
			format!("{right}1"),
			"abc".into(),
			format!("0x{}", "02".repeat(32)),
		];
		let operations = addresses
			.into_iter()
			.map(|address| {
				let text = format!("{{\"bind\":\"{address}\"}}");
				custom_json(CUSTOM_JSON_ID, &["alice"], &[], text)
			})
			.collect();
		for proof in steem.include(operations) {
			assert_eq!(refused(&proof), Error::<Test>::InvalidAddress.into());
		}
	});
}

#[test]
fn prove_binding_should_pay_fees_when_nothing_changes_or_too_often() {
	run(|steem| {
		let first = steem.include_one(bind("alice", &alice()));
		assert!(is_free(prove(&first)));
		// Too soon.
		let second = steem.include_one(bind("alice", &bob()));
		assert!(second.block - first.block < FREE_INTERVAL);
		assert!(!is_free(prove(&second)));
		steem.chain.produce_empty(FREE_INTERVAL);
		// The same again.
		assert!(!is_free(prove(&steem.include_one(bind("alice", &bob())))));
		steem.chain.produce_empty(FREE_INTERVAL);
		assert!(is_free(prove(&steem.include_one(bind("alice", &alice())))));
	});
}

#[test]
fn prove_binding_should_take_the_old_address_off_when_the_new_one_cannot_pay_the_deposit() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		events();
		prove(&steem.include_one(bind("alice", &pauper()))).unwrap();
		assert_eq!(stake(pool, &alice()), 0);
		assert_eq!(stake(pool, &pauper()), 0);
		assert!(matches!(
			&events()[..],
			[
				Event::Bound { .. },
				Event::CreditSet { new: None, .. },
				Event::CreditDeferred { amount: 100, .. }
			]
		));
		assert_eq!(SteemDelegations::pending_syncs(name("alice")), vec![pool]);
		check_state();
		// With some money it counts.
		use frame_support::traits::fungible::Mutate;
		assert_ok!(Balances::mint_into(&pauper(), ED + POSITION_DEPOSIT));
		assert_ok!(SteemDelegations::sync(signed(bob()), name("alice"), pool));
		assert_eq!(stake(pool, &pauper()), 100);
		assert!(SteemDelegations::pending_syncs(name("alice")).is_empty());
	});
}

#[test]
fn prove_binding_should_move_everything_when_there_are_as_many_pools_as_can_be() {
	run(|steem| {
		let mut delegations = Vec::new();
		let hubs: Vec<_> = (0..MAX_DELEGATEES).map(|n| format!("hub-{n}")).collect();
		for _ in 0..MAX_POOLS {
			let pools = create_pools_of(founder(), MAX_DELEGATEES);
			for (pool, hub) in pools.into_iter().zip(&hubs) {
				assert_ok!(tie(pool, hub));
			}
		}
		steem.wait(DELAY);
		for hub in &hubs {
			delegations.push(delegate_to("alice", hub, 7));
		}
		for proof in steem.include(delegations) {
			assert_ok!(prove(&proof));
		}
		let count = |who: &AccountId| {
			Totals::<Test>::iter()
				.filter(|(pool, account, _)| account == who && stake(*pool, who) == 7)
				.count()
		};
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		assert_eq!(count(&alice()), MAX_MOVES as usize);
		check_state();
		prove(&steem.include_one(bind("alice", &bob()))).unwrap();
		assert_eq!((count(&alice()), count(&bob())), (0, MAX_MOVES as usize));
	});
}
