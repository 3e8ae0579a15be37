//! `prove_payment`: what settles, and what is punished.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_primitives::{steem::OperationProof, Balance};
use nutbox_steem::{
	operations::*,
	types::{FutureExtensions, Price},
	Asset, Operation, Symbol, Time,
};

fn bond_of(n: usize) -> Balance {
	crate::Bonds::<Test>::get(custodian(n), custodian_key(n)).unwrap_or(0)
}

fn bonds() -> [Balance; 3] {
	[0, 1, 2].map(bond_of)
}

/// That the proof slashes these and nobody else, and halts the gateway.
#[track_caller]
fn slashes(proof: &OperationProof, guilty: &[usize]) {
	let before = [0, 1, 2, 3, 4, 5].map(bond_of);
	let (treasury_before, reporter_before) = (native(&treasury()), native(&bob()));
	assert_eq!(prove_payment(proof), Ok(Pays::No));
	let mut slashed = 0;
	for (n, before) in before.into_iter().enumerate() {
		let expected = if guilty.contains(&n) { 0 } else { before };
		assert_eq!(bond_of(n), expected, "custodian {n}");
		slashed += before - expected;
	}
	let reward = (slashed / 10).min(MAX_REWARD);
	assert_eq!(native(&bob()) - reporter_before, reward);
	assert_eq!(native(&treasury()) - treasury_before, slashed - reward);
	assert_eq!(Gateway::status().mode, OperatingMode::Halted);
	refused(|| prove_payment(proof), Error::<Test>::AlreadyProved);
	assert_ok!(Gateway::do_try_state());
}

#[test]
fn prove_payment_should_settle_a_withdrawal() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let proof = pay(steem, nonce);
		events();
		assert_eq!(prove_payment(&proof), Ok(Pays::No));
		assert!(matches!(
			&events()[..],
			[Event::WithdrawalPaid { amount: 4_000, .. }]
		));
		let settled = settled(nonce);
		assert_eq!(settled.amount, 4_000);
		let Outcome::Paid {
			signers, position, ..
		} = settled.outcome
		else {
			panic!("it was paid");
		};
		assert_eq!((signers.len(), position.block), (2, proof.block));
		let status = Gateway::status();
		assert_eq!(
			(status.issued, status.owed, status.reserve),
			(6_000, 6_000, 6_000)
		);
		assert!(status
			.custodians
			.iter()
			.all(|custodian| custodian.signed == 0));
		assert_eq!(bonds(), [BOND; 3]);
		assert_eq!(status.mode, OperatingMode::Normal);
		assert_eq!(
			Gateway::payment(open_id(&proof), 0),
			Some(Payment::Settled { nonce })
		);
	});
}

fn open_id(proof: &OperationProof) -> [u8; 20] {
	nutbox_steem::SignedTransaction::decode_bounded(&proof.transaction, 65_536)
		.unwrap()
		.transaction
		.id()
		.0
}

#[test]
fn defect_22_prove_payment_should_settle_once() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let proof = pay(steem, nonce);
		assert_ok!(prove_payment(&proof));
		refused(|| prove_payment(&proof), Error::<Test>::AlreadyProved);
		assert_eq!(bonds(), [BOND; 3]);
	});
}

#[test]
fn prove_payment_should_settle_with_an_earlier_transaction_proved_late() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let late = pay(steem, nonce);
		lapse(steem, nonce);
		assert_ok!(Gateway::renew(signed(bob()), nonce));
		// Nobody signs the second one, as the first was paid.
		assert_ok!(prove_payment(&late));
		assert!(matches!(settled(nonce).outcome, Outcome::Paid { .. }));
		assert_eq!(bonds(), [BOND; 3]);
	});
}

#[test]
fn prove_payment_should_slash_who_paid_twice_whichever_is_proved_first() {
	for second_first in [false, true] {
		run(|steem| {
			fund(steem, &alice(), 10_000);
			let nonce = withdraw(&alice(), 4_000, "dave");
			// Signed by the first and the second, as asked.
			let first = pay(steem, nonce);
			lapse(steem, nonce);
			assert_ok!(Gateway::renew(signed(bob()), nonce));
			// Signed by the second and the third, though the first was paid.
			let second = signed_by(&to_sign(nonce), &[1, 2]);
			let second = included(steem, second);
			let order = match second_first {
				true => [&second, &first],
				false => [&first, &second],
			};
			assert_ok!(prove_payment(order[0]));
			slashes(order[1], &[1, 2]);
			assert_eq!(Gateway::status().totals.taken, 4_000);
		});
	}
}

#[test]
fn prove_payment_should_slash_all_but_the_first_when_a_withdrawal_was_paid_three_times() {
	run(|steem| {
		fund(steem, &alice(), 20_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let mut payments = vec![pay(steem, nonce)];
		for signers in [[0, 2], [1, 2]] {
			lapse(steem, nonce);
			assert_ok!(Gateway::renew(signed(bob()), nonce));
			let again = signed_by(&to_sign(nonce), &signers);
			payments.push(included(steem, again));
		}
		// The last one settles, as nothing else is known.
		assert_ok!(prove_payment(&payments[2]));
		events();
		slashes(&payments[1], &[1, 2]);
		// What is reported is the payment that was wrong.
		let ids: Vec<_> = payments.iter().map(open_id).collect();
		let wrong = |n: usize| {
			events().iter().any(|event| {
				matches!(event, Event::MisconductProved { id, position, amount: 4_000, paid_again }
					if id.transaction == ids[n]
						&& position.block == payments[n].block
						&& *paid_again == Some(nonce))
			})
		};
		assert!(wrong(2));
		// Now the second was not the first either: 0 had signed it.
		slashes(&payments[0], &[0]);
		assert!(wrong(1));
		let Outcome::Paid {
			transaction,
			position,
			signers,
		} = settled(nonce).outcome
		else {
			panic!("it was paid");
		};
		assert_eq!((transaction, position.block), (ids[0], payments[0].block));
		assert_eq!(signers.len(), 2);
		let expected = [
			Payment::Settled { nonce },
			Payment::Misconduct { amount: 4_000 },
			Payment::Misconduct { amount: 4_000 },
		];
		for (id, expected) in ids.iter().zip(expected) {
			assert_eq!(Gateway::payment(*id, 0), Some(expected));
		}
		assert_eq!(Gateway::status().totals.taken, 8_000);
		for proof in &payments {
			refused(|| prove_payment(proof), Error::<Test>::AlreadyProved);
		}
	});
}

#[test]
fn prove_payment_should_slash_when_a_withdrawal_was_taken_back() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		let hidden = pay(steem, nonce);
		lapse(steem, nonce);
		pass(steem, DEADLINE);
		assert_ok!(Gateway::reclaim(signed(alice()), nonce));
		events();
		slashes(&hidden, &[0, 1]);
		assert!(events().iter().any(
			|event| matches!(event, Event::MisconductProved { paid_again: Some(n), .. } if *n == nonce)
		));
		let status = Gateway::status();
		assert_eq!(
			(status.issued, status.owed, status.reserve),
			(10_000, 10_000, 6_000)
		);
	});
}

#[test]
fn prove_payment_should_slash_the_signers_when_nothing_asked_for_the_payment() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let nonce = withdraw(&alice(), 4_000, "dave");
		// The right amount to the right account, but not the transaction that the chain wrote.
		let mut other = to_sign(nonce);
		other.ref_block_prefix ^= 1;
		let stolen = signed_by(&other, &[0, 2]);
		let stolen = included(steem, stolen);
		slashes(&stolen, &[0, 2]);
		// The withdrawal is still to be paid.
		assert_eq!(open(nonce).amount, 4_000);
	});
}

#[test]
fn prove_payment_should_slash_all_when_no_signer_can_be_told() {
	run(|steem| {
		fund(steem, &alice(), 10_000);
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(10_000), "");
		let pair = pair_of("unknown");
		let transaction = steem.transaction(vec![theft], &[&pair]);
		let proof = included(steem, transaction);
		slashes(&proof, &[0, 1, 2]);
		let status = Gateway::status();
		assert_eq!((status.owed, status.reserve), (10_000, 0));
	});
}

#[test]
fn prove_payment_should_spare_who_could_not_sign_at_that_time() {
	run(|steem| {
		let pair = pair_of("unknown");
		// 0 leaves, 3 comes.
		install(steem, &[1, 2, 3], 2);
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let transaction = steem.transaction(vec![theft], &[&pair]);
		let late = included(steem, transaction);
		// 4 is named, but not in the account on Steem yet.
		assert_ok!(Gateway::bond(signed(custodian(4)), custodian_key(4), BOND));
		assert_ok!(Gateway::set_custodians(
			root(),
			custodian_list(&[2, 3, 4]),
			2
		));
		// 1 is leaving, but the account still takes its signature.
		slashes(&late, &[1, 2, 3]);
	});
}

#[test]
fn prove_payment_should_know_who_could_sign_when_authorities_are_proved_out_of_order() {
	run(|steem| {
		let theft = |steem: &mut Rehearsal, amount| {
			let theft = transfer(GATEWAY, "mallory", super::mock::steem(amount), "");
			let transaction = steem.transaction(vec![theft], &[&pair_of("unknown")]);
			included(steem, transaction)
		};
		let update = |steem: &mut Rehearsal, active: bool| {
			let new = Some(authority(&[1, 2, 3], 2));
			let (active, owner) = if active { (new, None) } else { (None, new) };
			finalised(steem, update_of(active, owner), &[])
		};
		assert_ok!(Gateway::bond(signed(custodian(3)), custodian_key(3), BOND));
		let custodians = custodian_list(&[1, 2, 3]);
		assert_ok!(Gateway::set_custodians(root(), custodians, 2));
		// 3 comes with the active authority; 0 stays until the owner authority changes as well.
		let active = update(steem, true);
		let between = theft(steem, 1);
		let owner = update(steem, false);
		assert_ok!(prove_authority(&owner));
		assert_ok!(prove_authority(&active));
		slashes(&between, &[0, 1, 2, 3]);
	});
}

/// Names custodians here, and leaves the account on Steem alone.
fn name_only(custodians: &[usize]) {
	for n in custodians {
		let missing = BOND - bond_of(*n).min(BOND);
		if missing > 0 {
			let key = custodian_key(*n);
			assert_ok!(Gateway::bond(signed(custodian(*n)), key, missing));
		}
	}
	assert_ok!(Gateway::set_custodians(
		root(),
		custodian_list(custodians),
		2
	));
}

/// A theft by keys that nobody has named.
fn theft_by_others(steem: &mut Rehearsal) -> OperationProof {
	let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
	let pairs = [custodian_pair(7), custodian_pair(8)];
	let transaction = steem.transaction(vec![theft], &[&pairs[0], &pairs[1]]);
	included(steem, transaction)
}

#[test]
fn prove_payment_should_slash_who_gave_the_account_away_in_any_order_of_the_proofs() {
	let mut tried = 0;
	// Whoever is named here meanwhile, and never was in the account, has nothing to do with it.
	for council in [&[0, 1, 2][..], &[3, 4, 5], &[0, 3, 4]] {
		// All of it, a part that can act alone, or only one of the two authorities.
		for (others, active, owner) in [
			(&[7, 8][..], true, true),
			(&[0, 7, 8], true, true),
			(&[7, 8], false, true),
			(&[0, 7, 8], true, false),
		] {
			// The authority before, the theft, perhaps the account's return.
			for order in [
				&[0, 1][..],
				&[1, 0],
				&[0, 1, 2],
				&[0, 2, 1],
				&[1, 0, 2],
				&[1, 2, 0],
				&[2, 0, 1],
				&[2, 1, 0],
			] {
				run(|steem| {
					name_only(council);
					let new = || Some(authority(others, 2));
					let given = update_of(active.then(new).flatten(), owner.then(new).flatten());
					let given = finalised(steem, given, &[0, 1]);
					let theft = theft_by_others(steem);
					let back = finalised(steem, account_update(&[0, 1, 2], 2), &[]);
					for at in order {
						match at {
							0 => {
								// Too late if the return is known; then it says nothing new.
								let _ = prove_authority(&given);
							}
							1 => slashes(&theft, &[0, 1, 2]),
							_ => {
								assert_ok!(prove_authority(&back));
							}
						}
						assert_ok!(Gateway::do_try_state());
					}
					tried += 1;
				});
			}
		}
	}
	println!("{tried} ways to give the account away and take from it: the same are slashed");
}

#[test]
fn prove_payment_should_slash_the_last_who_gave_the_account_away() {
	for theft_first in [false, true] {
		run(|steem| {
			install(steem, &[3, 4, 5], 2);
			let given = finalised(steem, account_update(&[7, 8], 2), &[3, 4]);
			let theft = theft_by_others(steem);
			if theft_first {
				slashes(&theft, &[3, 4, 5]);
				assert_ok!(prove_authority(&given));
			} else {
				assert_ok!(prove_authority(&given));
				slashes(&theft, &[3, 4, 5]);
			}
		});
	}
}

#[test]
fn prove_payment_should_slash_who_signed_the_gift_when_nothing_else_shows_that_they_had_the_account(
) {
	// That the account came to its new custodians is not proved, and cannot be any more.
	run(|steem| {
		name_only(&[3, 4, 5]);
		let rotation = finalised(steem, account_update(&[3, 4, 5], 2), &[0, 1]);
		let given = finalised(steem, account_update(&[7, 8], 2), &[3, 4]);
		let theft = theft_by_others(steem);
		assert_ok!(prove_authority(&given));
		refused(
			|| prove_authority(&rotation),
			Error::<Test>::AuthorityNotNew,
		);
		slashes(&theft, &[3, 4]);
	});
	// Those who left recover the account with the owner authority that they had.
	run(|steem| {
		install(steem, &[3, 4, 5], 2);
		let recovery = RecoverAccount {
			account_to_recover: account_name(GATEWAY),
			new_owner_authority: authority(&[7, 8], 2),
			recent_owner_authority: authority(&[0, 1, 2], 2),
			extensions: FutureExtensions::default(),
		};
		let recovery = finalised(steem, recovery.into(), &[0, 1, 7, 8]);
		let theft = theft_by_others(steem);
		assert_ok!(prove_authority(&recovery));
		slashes(&theft, &[0, 1]);
	});
}

#[test]
fn prove_payment_should_know_where_a_custodian_was_when_it_has_come_back() {
	for (n, guilty) in [[0, 1, 2], [1, 2, 3], [0, 1, 2]].iter().enumerate() {
		run(|steem| {
			let mut thefts = vec![theft_by_others(steem)];
			install(steem, &[1, 2, 3], 2);
			thefts.push(theft_by_others(steem));
			install(steem, &[0, 1, 2], 2);
			thefts.push(theft_by_others(steem));
			slashes(&thefts[n], guilty);
		});
	}
	// The later of the two changes that bring it back is proved first.
	run(|steem| {
		install(steem, &[1, 2, 3], 2);
		name_only(&[0, 1, 2]);
		let new = || Some(authority(&[0, 1, 2], 2));
		let owner = finalised(steem, update_of(None, new()), &[]);
		let between = theft_by_others(steem);
		let active = finalised(steem, update_of(new(), None), &[]);
		assert_ok!(prove_authority(&active));
		assert_ok!(prove_authority(&owner));
		slashes(&between, &[0, 1, 2, 3]);
	});
}

#[test]
fn prove_payment_should_blame_nobody_before_when_those_who_got_the_account_are_named_later() {
	run(|steem| {
		let rotation = finalised(steem, account_update(&[3, 4, 5], 2), &[0, 1]);
		assert_ok!(prove_authority(&rotation));
		name_only(&[3, 4, 5]);
		assert!(Gateway::status().authority_matches);
		let theft = theft_by_others(steem);
		slashes(&theft, &[3, 4, 5]);
	});
}

#[test]
fn prove_payment_should_slash_nobody_when_no_custodian_ever_had_the_account() {
	for proved in [false, true] {
		run_bare(|steem| {
			configure();
			steem.produce_empty(START_BLOCK);
			name_only(&[0, 1, 2]);
			let founders = finalised(steem, account_update(&[7, 8], 2), &[]);
			let theft = theft_by_others(steem);
			if proved {
				assert_ok!(prove_authority(&founders));
				slashes(&theft, &[]);
			} else {
				// As far as anybody can tell the account is theirs.
				slashes(&theft, &[0, 1, 2]);
			}
		});
	}
}

#[test]
fn prove_payment_should_slash_a_custodian_who_has_left_for_what_it_signed_before() {
	run(|steem| {
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[0, 1]);
		install(steem, &[1, 2, 3], 2);
		slashes(&proof, &[0, 1]);
	});
}

#[test]
fn prove_payment_should_halt_without_anybody_to_slash() {
	run_bare(|steem| {
		configure();
		steem.produce_empty(START_BLOCK);
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[0]);
		slashes(&proof, &[]);
	});
}

fn asset(amount: i64, symbol: Symbol) -> Asset {
	Asset { amount, symbol }
}

/// Operations out of the gateway's account, and how much STEEM each takes.
fn operations() -> Vec<(Operation, Option<Balance>)> {
	let gateway = account_name(GATEWAY);
	let other = account_name("mallory");
	let steem = |amount| asset(amount, Symbol::Steem);
	let sbd = |amount| asset(amount, Symbol::Sbd);
	let vests = |amount| asset(amount, Symbol::Vests);
	let order = |from, amount| LimitOrderCreate {
		owner: from,
		orderid: 1,
		amount_to_sell: amount,
		min_to_receive: steem(1),
		fill_or_kill: false,
		expiration: Time(0),
	};
	let order2 = |amount| LimitOrderCreate2 {
		owner: gateway,
		orderid: 1,
		amount_to_sell: amount,
		exchange_rate: Price {
			base: steem(1),
			quote: sbd(1),
		},
		fill_or_kill: false,
		expiration: Time(0),
	};
	let escrow = |steem_amount, sbd_amount, fee| EscrowTransfer {
		from: gateway,
		to: other,
		sbd_amount,
		steem_amount,
		escrow_id: 1,
		agent: other,
		fee,
		json_meta: String::new(),
		ratification_deadline: Time(0),
		escrow_expiration: Time(0),
	};
	let create = |creator, fee| AccountCreate {
		fee,
		creator,
		new_account_name: other,
		owner: authority(&[0], 1),
		active: authority(&[0], 1),
		posting: authority(&[0], 1),
		memo_key: nutbox_steem::PublicKey(key_of("memo")),
		json_metadata: String::new(),
	};
	let claim = |fee| ClaimAccount {
		creator: gateway,
		fee,
		extensions: FutureExtensions::default(),
	};
	let savings = |from, amount| TransferToSavings {
		from,
		to: other,
		amount,
		memo: String::new(),
	};
	let vesting = |from| TransferToVesting {
		from,
		to: from,
		amount: steem(6),
	};
	vec![
		(transfer(GATEWAY, "mallory", steem(5), ""), Some(5)),
		(transfer(GATEWAY, "mallory", sbd(5), ""), None),
		(transfer(GATEWAY, GATEWAY, steem(5), ""), None),
		(transfer("mallory", "dave", steem(5), ""), None),
		(vesting(gateway).into(), Some(6)),
		(vesting(other).into(), None),
		(savings(gateway, steem(7)).into(), Some(7)),
		(savings(gateway, sbd(7)).into(), None),
		(savings(other, steem(7)).into(), None),
		(order(gateway, steem(8)).into(), Some(8)),
		(order(gateway, sbd(8)).into(), None),
		(order(other, steem(8)).into(), None),
		(order2(steem(9)).into(), Some(9)),
		(order2(sbd(9)).into(), None),
		(escrow(steem(10), sbd(1), steem(1)).into(), Some(11)),
		(escrow(steem(0), sbd(1), steem(1)).into(), Some(1)),
		(escrow(steem(10), sbd(1), sbd(1)).into(), Some(10)),
		(escrow(steem(0), sbd(1), sbd(1)).into(), None),
		(create(gateway, steem(3)).into(), Some(3)),
		(create(other, steem(3)).into(), None),
		(claim(steem(4)).into(), Some(4)),
		(claim(steem(0)).into(), None),
		(
			WithdrawVesting {
				account: gateway,
				vesting_shares: vests(5),
			}
			.into(),
			None,
		),
		(
			Convert {
				owner: gateway,
				requestid: 1,
				amount: sbd(5),
			}
			.into(),
			None,
		),
		(
			TransferFromSavings {
				from: gateway,
				request_id: 1,
				to: other,
				amount: steem(5),
				memo: String::new(),
			}
			.into(),
			None,
		),
		(account_update(&[0, 1, 2], 2), None),
	]
}

#[test]
fn prove_payment_should_count_every_operation_that_takes_steem_and_no_other() {
	run(|steem| {
		let mut taken = 0;
		for (operation, amount) in operations() {
			let proof = finalised(steem, operation.clone(), &[0, 1]);
			match amount {
				Some(amount) => {
					assert_eq!(prove_payment(&proof), Ok(Pays::No), "{operation:?}");
					taken += amount;
				}
				None => refused(|| prove_payment(&proof), Error::<Test>::NotAPayment),
			}
			assert_eq!(Gateway::status().totals.taken, taken, "{operation:?}");
		}
	});
}

#[test]
fn prove_payment_should_fail_when_the_block_is_not_above_the_start() {
	run_bare(|steem| {
		configure();
		let old = transfer(GATEWAY, "dave", super::mock::steem(5), "");
		let old = steem.transaction(vec![old], &[&custodian_pair(0)]);
		steem.produce_empty(START_BLOCK - 1);
		let block = include(steem, vec![old]);
		assert_eq!(block, START_BLOCK);
		install(steem, &[0, 1, 2], 2);
		let proof = steem.proof(block, 0, 0);
		refused(|| prove_payment(&proof), Error::<Test>::BeforeStart);
		assert_eq!(bonds(), [BOND; 3]);
	});
}

#[test]
fn prove_payment_should_fail_when_nothing_is_configured_or_the_block_unknown() {
	run_bare(|steem| {
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[0]);
		refused(|| prove_payment(&proof), Error::<Test>::NotConfigured);
		configure();
		let unknown = OperationProof {
			block: 1_000,
			..proof
		};
		refused(
			|| prove_payment(&unknown),
			pallet_steem_light_client::Error::<Test>::UnknownBlock,
		);
	});
}

#[test]
fn prove_payment_should_reward_no_more_than_the_bound() {
	run(|steem| {
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[0, 1]);
		let before = native(&bob());
		assert_ok!(prove_payment(&proof));
		// A tenth of two bonds is 200,000.
		assert_eq!(native(&bob()) - before, MAX_REWARD);
	});
}

#[test]
fn prove_payment_should_give_a_reward_below_the_existential_deposit_to_the_treasury() {
	run(|steem| {
		let few = Parameters {
			bond: 50,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), few));
		for n in [5, 6] {
			assert_ok!(Gateway::bond(signed(custodian(n)), custodian_key(n), 50));
		}
		assert_ok!(Gateway::set_custodians(root(), custodian_list(&[5, 6]), 2));
		let theft = transfer(GATEWAY, "mallory", super::mock::steem(1), "");
		let proof = finalised(steem, theft, &[5]);
		let before = native(&treasury());
		assert_ok!(Gateway::prove_payment(signed(nobody()), Box::new(proof)));
		assert_eq!(native(&treasury()) - before, 50);
		assert_eq!(native(&nobody()), 0);
	});
}
