//! `prove_deposit`.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_primitives::{steem::OperationProof, Balance, STEEM_ASSET};
use nutbox_steem::{Asset, Operation, Symbol};

fn fate(proof: &OperationProof) -> Deposit<AccountId> {
	let id = nutbox_steem::SignedTransaction::decode_bounded(&proof.transaction, 65_536)
		.unwrap()
		.transaction
		.id()
		.0;
	Gateway::deposit(id, proof.operation).expect("it was proved")
}

#[test]
fn prove_deposit_should_mint_what_was_sent() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(12_345, &alice()), &[]);
		assert_eq!(prove_deposit(&proof), Ok(Pays::No));
		assert_eq!(tsteem(&alice()), 12_345);
		assert_eq!(issuance(), 12_345);
		let Deposit { amount, fate } = fate(&proof);
		assert_eq!(amount, 12_345);
		assert_eq!(
			fate,
			Fate::Minted {
				beneficiary: alice()
			}
		);
		let events = events();
		assert!(matches!(
			&events[..],
			[Event::DepositProved {
				amount: 12_345,
				minted: 12_345,
				delayed: 0,
				beneficiary,
				sender,
				..
			}] if *beneficiary == alice() && *sender == name("carol")
		));
		let status = Gateway::status();
		assert_eq!(
			(status.issued, status.owed, status.reserve),
			(12_345, 12_345, 12_345)
		);
		assert_eq!(status.cap_left, 1_000_000 - 12_345);
	});
}

#[test]
fn prove_deposit_should_mint_to_an_account_without_any_native_asset() {
	run(|steem| {
		fund(steem, &nobody(), 1);
		assert_eq!(tsteem(&nobody()), 1);
		assert_eq!(native(&nobody()), 0);
	});
}

#[test]
fn prove_deposit_should_cost_a_fee_when_the_deposit_is_dust() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(999, &alice()), &[]);
		assert_eq!(prove_deposit(&proof), Ok(Pays::Yes));
		assert_eq!(tsteem(&alice()), 999, "and credit it all the same");
		let proof = finalised(steem, deposit_of(1_000, &alice()), &[]);
		assert_eq!(prove_deposit(&proof), Ok(Pays::No));
	});
}

#[test]
fn prove_deposit_should_open_a_refund_when_the_memo_cannot_be_read() {
	run(|steem| {
		let pallet = memo(&Gateway::account_id());
		for (nonce, text) in (0..).zip(["", "hello", "nutbox:5Grw", pallet.as_str()]) {
			let proof = finalised(
				steem,
				transfer("carol", GATEWAY, steem_of(5_000), text),
				&[],
			);
			assert_eq!(prove_deposit(&proof), Ok(Pays::No));
			assert_eq!(fate(&proof).fate, Fate::Refunded { nonce });
			let info = open(nonce);
			assert_eq!(info.to, name("carol"));
			assert_eq!(info.amount, 5_000);
			assert!(info.transaction.is_some());
		}
		assert_eq!(issuance(), 0);
		assert_eq!(Gateway::status().owed, 20_000);
		// The custodians pay it as they pay withdrawals.
		let proof = pay(steem, 2);
		assert_ok!(prove_payment(&proof));
		assert!(matches!(settled(2).outcome, Outcome::Paid { .. }));
		assert_eq!(Gateway::status().totals.refunded, 5_000);
	});
}

fn steem_of(amount: i64) -> Asset {
	super::mock::steem(amount)
}

#[test]
fn prove_deposit_should_mint_nothing_for_a_donation() {
	run(|steem| {
		let gift = transfer("carol", GATEWAY, steem_of(7_000), "nutbox:reserve");
		let proof = finalised(steem, gift, &[]);
		assert_eq!(prove_deposit(&proof), Ok(Pays::No));
		assert_eq!(fate(&proof).fate, Fate::Donated);
		let status = Gateway::status();
		assert_eq!((status.issued, status.owed, status.reserve), (0, 0, 7_000));
	});
}

#[test]
fn prove_deposit_should_let_the_excess_of_the_day_wait() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(1_200_000, &alice()), &[]);
		assert_eq!(prove_deposit(&proof), Ok(Pays::No));
		assert_eq!(tsteem(&alice()), 1_000_000);
		assert_eq!(
			fate(&proof).fate,
			Fate::Delayed {
				beneficiary: alice(),
				place: 0
			}
		);
		// Who comes later is behind, even with a whole new day.
		pass(steem, 86_400);
		let proof = finalised(steem, deposit_of(10, &bob()), &[]);
		assert_ok!(prove_deposit(&proof));
		assert_eq!(tsteem(&bob()), 0);
		assert_eq!(Gateway::status().delayed, 2);
		assert_eq!(Gateway::status().totals.delayed, 200_010);
	});
}

#[test]
fn prove_deposit_should_open_a_refund_when_the_account_cannot_receive() {
	run(|steem| {
		fund(steem, &alice(), 100);
		let owner = signed(Gateway::account_id());
		assert_ok!(Assets::block(owner, STEEM_ASSET, alice()));
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		assert_ok!(prove_deposit(&proof));
		assert_eq!(fate(&proof).fate, Fate::Refunded { nonce: 0 });
		assert_eq!(tsteem(&alice()), 100);
		assert_eq!(open(0).to, name("carol"));
	});
}

#[test]
fn defect_22_prove_deposit_should_fail_when_the_deposit_was_proved() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		assert_ok!(prove_deposit(&proof));
		refused(|| prove_deposit(&proof), Error::<Test>::AlreadyProved);
		// Also when the block was driven out and proved again, and in every mode.
		for mode in [OperatingMode::DepositsClosed, OperatingMode::Halted] {
			assert_ok!(Gateway::set_operating_mode(root(), mode));
			refused(|| prove_deposit(&proof), Error::<Test>::AlreadyProved);
		}
		assert_eq!(issuance(), 5_000);
	});
}

#[test]
fn defect_22_prove_deposit_should_count_each_operation_of_a_transaction_once() {
	run(|steem| {
		let operations = vec![
			deposit_of(1_000, &alice()),
			transfer("carol", "dave", steem_of(1), ""),
			deposit_of(2_000, &bob()),
			deposit_of(1_000, &alice()),
		];
		let transaction = steem.transaction(operations, &[]);
		let block = include(steem, vec![transaction]);
		for (operation, minted) in [(0, 1_000), (2, 3_000), (3, 4_000)] {
			let proof = steem.proof(block, 0, operation);
			assert_ok!(prove_deposit(&proof));
			assert_eq!(issuance(), minted);
			refused(|| prove_deposit(&proof), Error::<Test>::AlreadyProved);
		}
		let proof = steem.proof(block, 0, 1);
		refused(|| prove_deposit(&proof), Error::<Test>::NotADeposit);
		let proof = steem.proof(block, 0, 4);
		refused(
			|| prove_deposit(&proof),
			pallet_steem_light_client::Error::<Test>::NoSuchOperation,
		);
	});
}

#[test]
fn defect_23_prove_deposit_should_fail_when_the_coin_is_another() {
	run(|steem| {
		for symbol in [Symbol::Sbd, Symbol::Vests] {
			let amount = Asset {
				amount: 5_000,
				symbol,
			};
			let operation = transfer("carol", GATEWAY, amount, &memo(&alice()));
			let proof = finalised(steem, operation, &[]);
			refused(|| prove_deposit(&proof), Error::<Test>::NotSteem);
		}
		assert_eq!(issuance(), 0);
	});
}

/// The number of an asset of Steem's NAI kind, as the binary form of a Smart Media Token has it: the
/// digits without the checksum, a bit that marks the kind, the decimals.
///
/// Source: `asset_symbol_type::asset_num_from_nai`, `libraries/protocol/asset_symbol.cpp`.
fn nai_number(digits: u32, decimals: u32) -> u32 {
	(digits << 5) | 0x10 | decimals
}

/// Symbols in the place of STEEM's, in binary.
fn other_symbols() -> Vec<Vec<u8>> {
	let mut all = Vec::new();
	for precision in 0..=255 {
		for symbol in [*b"STEEM\0\0", *b"SBD\0\0\0\0", *b"TESTS\0\0", *b"VESTS\0\0"] {
			let is_known = matches!(
				(precision, &symbol),
				(3, b"STEEM\0\0" | b"SBD\0\0\0\0") | (6, b"VESTS\0\0")
			);
			if !is_known {
				all.push([&[precision][..], &symbol].concat());
			}
		}
	}
	// The NAIs of SBD, STEEM and VESTS, `@@000000013`, `@@000000021` and `@@000000037`, and the first of
	// a Smart Media Token: as the number, filled up to the length of a symbol, and as the text.
	for (nai, digits) in [
		("@@000000013", 1),
		("@@000000021", 2),
		("@@000000037", 3),
		("@@100000006", 10_000_000),
	] {
		for decimals in 0..=12 {
			let number = nai_number(digits, decimals);
			all.push(number.to_le_bytes().to_vec());
			all.push(number.to_be_bytes().to_vec());
			all.push(u64::from(number).to_le_bytes().to_vec());
			all.push([&[decimals as u8][..], &number.to_le_bytes(), &[0; 3]].concat());
		}
		all.push(nai.as_bytes().to_vec());
		all.push([&[nai.len() as u8], nai.as_bytes()].concat());
		all.push([&[3, nai.len() as u8], nai.as_bytes()].concat());
	}
	// The numbers that Steem gives to its own coins: `STEEM_ASSET_NUM_*`, `asset_symbol.hpp`.
	for (above, decimals) in [(1, 3), (2, 3), (3, 6)] {
		let number: u32 = ((99_999_999 + above) << 5) | decimals;
		all.push(number.to_le_bytes().to_vec());
		all.push(u64::from(number).to_le_bytes().to_vec());
	}
	all
}

#[test]
fn defect_23_prove_deposit_should_read_no_other_precision_of_steem_and_no_nai() {
	run(|steem| {
		let signed = steem.transaction(vec![deposit_of(5_000, &alice())], &[&pair_of("carol")]);
		let bytes = nutbox_steem::Wire::encode(&signed);
		let at = bytes
			.windows(8)
			.position(|window| window == b"\x03STEEM\0\0")
			.unwrap();
		let symbols = other_symbols();
		let mut tried = 0;
		for some in symbols.chunks(64) {
			// Final blocks of Steem have them. No node of Steem would take these, but this chain sees hashes.
			let transactions: Vec<_> = some
				.iter()
				.map(|symbol| [&bytes[..at], symbol, &bytes[at + 8..]].concat())
				.collect();
			for proof in include_bytes(steem, transactions) {
				refused(
					|| prove_deposit(&proof),
					pallet_steem_light_client::Error::<Test>::InvalidProof,
				);
				tried += 1;
			}
		}
		assert_eq!(tried, symbols.len());
		println!("{tried} symbols in final blocks, none read");
		// The very same way with the right one.
		let proof = include_bytes(steem, vec![bytes]).remove(0);
		assert_ok!(prove_deposit(&proof));
		assert_eq!(issuance(), 5_000);
	});
}

#[test]
fn prove_deposit_should_fail_when_the_amount_is_zero_or_negative() {
	run(|steem| {
		for amount in [0, -1, i64::MIN] {
			let proof = finalised(steem, deposit_of(amount, &alice()), &[]);
			refused(|| prove_deposit(&proof), Error::<Test>::InvalidAmount);
		}
	});
}

#[test]
fn prove_deposit_should_wait_when_the_amount_is_beyond_every_cap() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(i64::MAX, &alice()), &[]);
		assert_ok!(prove_deposit(&proof));
		assert_eq!(tsteem(&alice()), 1_000_000);
		let all = Balance::try_from(i64::MAX).unwrap();
		assert_eq!(Gateway::status().totals.delayed, all - 1_000_000);
	});
}

#[test]
fn prove_deposit_should_fail_when_it_is_no_transfer_to_the_gateway_by_another() {
	run(|steem| {
		let operations: Vec<Operation> = vec![
			transfer("carol", "dave", steem_of(5_000), &memo(&alice())),
			transfer(GATEWAY, "carol", steem_of(5_000), &memo(&alice())),
			transfer(GATEWAY, GATEWAY, steem_of(5_000), &memo(&alice())),
			account_update(&[0, 1, 2], 2),
			nutbox_steem::operations::TransferToSavings {
				from: account_name("carol"),
				to: account_name(GATEWAY),
				amount: steem_of(5_000),
				memo: memo(&alice()),
			}
			.into(),
		];
		for operation in operations {
			let proof = finalised(steem, operation, &[]);
			refused(|| prove_deposit(&proof), Error::<Test>::NotADeposit);
		}
	});
}

#[test]
fn prove_deposit_should_fail_when_the_block_is_not_above_the_start() {
	run_bare(|steem| {
		configure();
		let early = deposit_of(5_000, &alice());
		let early = steem.transaction(vec![early], &[]);
		steem.produce_empty(START_BLOCK - 1);
		let block = include(steem, vec![early]);
		assert_eq!(block, START_BLOCK);
		install(steem, &[0, 1, 2], 2);
		let proof = steem.proof(block, 0, 0);
		refused(|| prove_deposit(&proof), Error::<Test>::BeforeStart);
	});
	run_bare(|steem| {
		configure();
		let first = deposit_of(5_000, &alice());
		let first = steem.transaction(vec![first], &[]);
		steem.produce_empty(START_BLOCK);
		let block = include(steem, vec![first]);
		assert_eq!(block, START_BLOCK + 1);
		install(steem, &[0, 1, 2], 2);
		assert_ok!(prove_deposit(&steem.proof(block, 0, 0)));
	});
}

#[test]
fn prove_deposit_should_fail_when_deposits_are_closed_and_work_later() {
	run(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		let bad = finalised(steem, transfer("carol", GATEWAY, steem_of(1_000), "?"), &[]);
		let modes = [
			(OperatingMode::DepositsClosed, Error::<Test>::DepositsClosed),
			(OperatingMode::Halted, Error::<Test>::Halted),
		];
		for (mode, error) in modes {
			assert_ok!(Gateway::set_operating_mode(root(), mode));
			refused(|| prove_deposit(&proof), error);
		}
		// What goes back goes back in every mode.
		assert_ok!(prove_deposit(&bad));
		assert_eq!(open(0).amount, 1_000);
		assert_ok!(Gateway::set_operating_mode(root(), OperatingMode::Normal));
		assert_ok!(prove_deposit(&proof));
		assert_eq!(tsteem(&alice()), 5_000);
	});
}

#[test]
fn prove_deposit_should_fail_when_the_account_is_not_proved_to_be_the_custodians() {
	run_bare(|steem| {
		configure();
		steem.produce_empty(START_BLOCK);
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		let bad = finalised(steem, transfer("carol", GATEWAY, steem_of(1_000), "?"), &[]);
		refused(|| prove_deposit(&proof), Error::<Test>::AuthorityMismatch);
		// A refund is noted, and written when there is somebody to sign it.
		assert_ok!(prove_deposit(&bad));
		assert_eq!(open(0).transaction, None);
		install(steem, &[0, 1, 2], 2);
		assert_ok!(prove_deposit(&proof));
		assert_ok!(Gateway::renew(signed(bob()), 0));
		assert!(open(0).transaction.is_some());
	});
}

#[test]
fn prove_deposit_should_fail_when_the_gateway_is_not_configured() {
	run_bare(|steem| {
		let proof = finalised(steem, deposit_of(5_000, &alice()), &[]);
		refused(|| prove_deposit(&proof), Error::<Test>::NotConfigured);
	});
}

#[test]
fn prove_deposit_should_fail_when_the_block_is_unknown_or_in_doubt() {
	run(|steem| {
		let transaction = steem.transaction(vec![deposit_of(5_000, &alice())], &[]);
		let block = steem.produce(vec![transaction]);
		steem.produce_empty(14);
		let proof = steem.proof(block, 0, 0);
		refused(
			|| prove_deposit(&proof),
			pallet_steem_light_client::Error::<Test>::UnknownBlock,
		);
	});
}
