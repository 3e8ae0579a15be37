//! The pallets about Steem together, in transactions as they come in.

use super::*;
use frame_support::pallet_prelude::InvalidTransaction;
use nutbox_steem::{operations::Transfer, Asset, Operation, Symbol};
use pallet_steem_light_client::rehearsal::{account_name, pair_of, stored_name, Rehearsal};
use sp_runtime::{generic::Era, traits::TransactionExtension};

const GATEWAY: &str = "nutbox.gateway";

fn extension(who: &AccountId) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(System::account_nonce(who)),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		pallet_steem_light_client::CheckSteemHeaders::new(),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Applies a transaction of `who`, as a block does.
fn apply(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> sp_runtime::ApplyExtrinsicResult {
	let account = who.to_account_id();
	let payload =
		SignedPayload::new(call.into(), extension(&account)).expect("the genesis block is known");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	Executive::apply_extrinsic(UncheckedExtrinsic::new_signed(
		call,
		account.into(),
		signature.into(),
		extension,
	))
}

/// What `who` has, and how many transactions of it were included.
fn purse(who: Sr25519Keyring) -> (Balance, Nonce) {
	let account = who.to_account_id();
	(
		Balances::free_balance(&account),
		System::account_nonce(&account),
	)
}

/// A gateway, and a light client that knows a Steem with this operation. Returns its proof.
fn know(operation: Operation) -> Box<nutbox_primitives::steem::OperationProof> {
	let mut steem = Rehearsal::new(16);
	let transaction = steem.transaction(vec![operation], &[&pair_of("carol")]);
	let number = steem.produce(vec![transaction]);
	steem.produce_empty(15);
	let witnesses = steem
		.genesis_witnesses()
		.into_iter()
		.map(|(name, key)| {
			let name = name.try_into().expect("a name is short");
			(name, key.try_into().expect("a key has 33 bytes"))
		})
		.collect::<Vec<_>>();
	block(|| {
		sudo(pallet_steem_light_client::Call::initialise {
			checkpoint: Rehearsal::checkpoint(),
			witnesses: witnesses.try_into().expect("there are 16"),
		});
		sudo(pallet_steem_gateway::Call::configure {
			account: stored_name(GATEWAY),
			start_block: 0,
			chain_id: [0; 32],
			parameters: pallet_steem_gateway::Parameters {
				daily_cap: 1_000_000,
				free_deposit: 1_000,
				min_withdrawal: 1_000,
				bond: 1_000 * NUT,
				deadline: 7_200,
				challenge_window: 600,
				bond_period: 7_200,
			},
		});
		call(
			Sr25519Keyring::Alice,
			pallet_steem_light_client::Call::submit_headers {
				headers: steem.headers(1, 16),
			},
		);
	});
	Box::new(steem.proof(number, 0, 0))
}

#[test]
fn a_proof_should_cost_nothing_when_somebody_else_was_quicker() {
	use Sr25519Keyring::{Alice, Bob};
	dev_chain().execute_with(|| {
		let sent = Transfer {
			from: account_name("carol"),
			to: account_name(GATEWAY),
			amount: Asset {
				amount: 5_000,
				symbol: Symbol::Steem,
			},
			// Sent back, as nobody holds the account yet.
			memo: "for my friend".into(),
		};
		let proof = know(sent.into());
		let prove = || pallet_steem_gateway::Call::<Runtime>::prove_deposit {
			proof: proof.clone(),
		};
		block(|| {
			let (of_alice, of_bob) = (purse(Alice), purse(Bob));
			assert_eq!(apply(Alice, prove()), Ok(Ok(())));
			assert_eq!(SteemGateway::status().totals.open_refunds, 5_000);
			// Free of fees, with what the extension does.
			assert_eq!(purse(Alice), (of_alice.0, of_alice.1 + 1));
			// In the same block and in later ones.
			assert_eq!(apply(Bob, prove()), Err(InvalidTransaction::Stale.into()));
			assert_eq!(purse(Bob), of_bob);
		});
		block(|| {
			let before = purse(Bob);
			assert_eq!(apply(Bob, prove()), Err(InvalidTransaction::Stale.into()));
			assert_eq!(purse(Bob), before);
			// What shows nothing pays, or blocks were filled with it for nothing.
			let mut unknown = proof.clone();
			unknown.block += 1_000;
			let unknown = pallet_steem_gateway::Call::<Runtime>::prove_deposit { proof: unknown };
			assert!(matches!(apply(Bob, unknown), Ok(Err(_))));
			let after = purse(Bob);
			assert!(after.0 < before.0 && after.1 == before.1 + 1);
			// Nor is a batch looked into.
			let batch = pallet_utility::Call::batch_all {
				calls: vec![prove().into()],
			};
			assert!(matches!(apply(Bob, batch), Ok(Err(_))));
			assert!(purse(Bob).0 < after.0);
		});
	});
}

#[test]
fn every_call_with_a_proof_should_be_looked_at_and_weighed_and_no_other_one() {
	use frame_support::traits::GetCallMetadata;
	use nutbox_primitives::steem::{LateProofs, OperationProof};
	use pallet_steem_delegations::Call as Delegations;
	use pallet_steem_gateway::Call as Gateway;
	dev_chain().execute_with(|| {
		let proof = || {
			Box::new(OperationProof {
				block: 1,
				transaction: vec![7; 300].try_into().expect("it is short"),
				index: 0,
				leaf_count: 1,
				path: Default::default(),
				operation: 0,
			})
		};
		let calls: Vec<RuntimeCall> = vec![
			Gateway::prove_deposit { proof: proof() }.into(),
			Gateway::prove_payment { proof: proof() }.into(),
			Gateway::prove_authority { proof: proof() }.into(),
			Delegations::prove_binding { proof: proof() }.into(),
			Delegations::prove_delegation { proof: proof() }.into(),
		];
		// A call that is added has to be sorted.
		for pallet in ["SteemGateway", "SteemDelegations"] {
			let names = RuntimeCall::get_call_names(pallet).iter();
			let proofs: Vec<_> = names.filter(|name| name.starts_with("prove_")).collect();
			let sorted = calls
				.iter()
				.map(|call| call.get_call_metadata())
				.filter(|call| call.pallet_name == pallet);
			assert_eq!(sorted.count(), proofs.len(), "{pallet}: {proofs:?}");
		}
		let check = pallet_steem_light_client::CheckSteemHeaders::<Runtime>::new();
		let weigh = |call: &RuntimeCall| TransactionExtension::<RuntimeCall>::weight(&check, call);
		let look = adapters::late_proofs::GatewayAndDelegations::proof_of;
		for call in &calls {
			assert_eq!(look(call), Some(&*proof()));
			let verified = <<Runtime as pallet_steem_light_client::Config>::WeightInfo as
				pallet_steem_light_client::WeightInfo>::prove_key(300);
			assert_eq!(weigh(call), verified);
		}
		let others: [RuntimeCall; 3] = [
			frame_system::Call::remark { remark: vec![] }.into(),
			Gateway::release { limit: 1 }.into(),
			pallet_utility::Call::batch { calls }.into(),
		];
		for call in &others {
			assert_eq!(look(call), None);
			assert_eq!(weigh(call), frame_support::weights::Weight::zero());
		}
	});
}
