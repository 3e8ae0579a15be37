//! The devnet through its JSON-RPC, as a client sees it; only blocks and ids are computed here.

use axum::http;
use nutbox_steem::{
	json::{self, Form, Json},
	native::{Libsecp256k1, PrivateKey},
	operations as ops,
	types::{ChainProperties, Fee},
	AccountName, Asset, Authority, Block, Operation, PublicKey, SignedTransaction, Symbol, Time,
	Transaction, TransactionId,
};
use nutbox_steem_devnet::{genesis::DEFAULT_PASSWORD, start, Options, Running};
use serde_json::{json, Value};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// One request over HTTP/1.1, by hand: what is on the wire is tested too.
async fn post(running: &Running, body: &Value) -> Value {
	let mut stream = TcpStream::connect(running.address).await.unwrap();
	let body = body.to_string();
	let request = format!(
		"{} / HTTP/1.1\r\nHost: devnet\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
		http::Method::POST,
		body.len()
	);
	stream.write_all(request.as_bytes()).await.unwrap();
	let mut answer = String::new();
	stream.read_to_string(&mut answer).await.unwrap();
	let (_, body) = answer.split_once("\r\n\r\n").unwrap();
	serde_json::from_str(body).unwrap()
}

async fn raw(running: &Running, method: &str, params: Value) -> Value {
	let request = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
	let answer = post(running, &request).await;
	assert_eq!(answer["id"], 7);
	answer
}

async fn call(running: &Running, method: &str, params: Value) -> Value {
	let answer = raw(running, method, params).await;
	assert!(answer.get("error").is_none(), "{method}: {answer}");
	answer["result"].clone()
}

async fn refused(running: &Running, signed: &SignedTransaction) -> (i64, String) {
	let method = "condenser_api.broadcast_transaction";
	let answer = raw(running, method, json!([signed.to_json(Form::Condenser)])).await;
	let error = &answer["error"];
	let code = error["data"]["code"]
		.as_i64()
		.unwrap_or_else(|| panic!("{answer}"));
	(code, error["message"].as_str().unwrap().into())
}

async fn accepted(running: &Running, signed: &SignedTransaction) -> TransactionId {
	let method = "condenser_api.broadcast_transaction";
	call(running, method, json!([signed.to_json(Form::Condenser)])).await;
	signed.transaction.id()
}

async fn advance(running: &Running, blocks: u32) {
	call(running, "devnet_api.advance", json!([blocks])).await;
}

async fn properties(running: &Running) -> Value {
	call(
		running,
		"condenser_api.get_dynamic_global_properties",
		json!([]),
	)
	.await
}

async fn balance(running: &Running, account: &str) -> String {
	let accounts = call(running, "condenser_api.get_accounts", json!([[account]])).await;
	accounts[0]["balance"].as_str().unwrap().into()
}

/// The block as a node hands it out, with everything that can be computed of it computed.
async fn checked_block(running: &Running, number: u32) -> Block {
	let condenser = call(running, "condenser_api.get_block", json!([number])).await;
	let api = call(
		running,
		"block_api.get_block",
		json!({ "block_num": number }),
	)
	.await;
	let block = Block::from_json(&condenser).unwrap();
	assert_eq!(json::blocks(&api).unwrap()[0].0, block, "both forms");
	assert!(block.is_complete());
	assert_eq!(condenser["block_id"], block.header.id().to_string());
	let key = block.header.signing_key::<Libsecp256k1>().unwrap();
	assert_eq!(condenser["signing_key"], key.to_string());
	let witness = block.header.header.witness;
	let found = call(
		running,
		"condenser_api.get_witness_by_account",
		json!([witness.as_str()]),
	)
	.await;
	assert_eq!(found["signing_key"], key.to_string());
	block
}

fn name(text: &str) -> AccountName {
	text.parse().unwrap()
}

fn key(account: &str, role: &str) -> PrivateKey {
	PrivateKey::from_password(account, role, DEFAULT_PASSWORD).unwrap()
}

fn steem(amount: i64) -> Asset {
	Asset {
		amount,
		symbol: Symbol::Steem,
	}
}

fn transfer(from: &str, to: &str, amount: i64, memo: &str) -> Operation {
	let (from, to, memo) = (name(from), name(to), memo.into());
	ops::Transfer {
		from,
		to,
		amount: steem(amount),
		memo,
	}
	.into()
}

/// Signed for the chain's present head.
async fn signed(running: &Running, ops: Vec<Operation>, keys: &[PrivateKey]) -> SignedTransaction {
	let (id, time, chain_id) = running.devnet.with(|chain| {
		let state = chain.state();
		(state.head_id, state.time, state.chain_id)
	});
	let transaction = Transaction::after(&id, Time(time.0 + 600), ops);
	let digest = transaction.signing_digest(&chain_id);
	let signatures = keys.iter().map(|key| key.sign(&digest)).collect();
	SignedTransaction {
		transaction,
		signatures,
	}
}

async fn devnet() -> Running {
	start(&Options::default()).await.unwrap()
}

async fn devnet_in(folder: &Path) -> Running {
	start(&Options {
		data: Some(folder.into()),
		..Default::default()
	})
	.await
	.unwrap()
}

fn of_keys(threshold: u32, keys: &[PrivateKey]) -> Authority {
	Authority {
		weight_threshold: threshold,
		account_auths: BTreeMap::new(),
		key_auths: keys.iter().map(|key| (key.public(), 1)).collect(),
	}
}

#[tokio::test]
async fn blocks_should_be_real_ones_and_final_by_sixteen_witnesses() {
	let running = devnet().await;
	advance(&running, 64).await;
	let mut before: Option<Block> = None;
	let mut round = BTreeSet::new();
	for number in 1..=64 {
		let block = checked_block(&running, number).await;
		assert_eq!(block.header.header.number(), number);
		if let Some(before) = before {
			assert_eq!(block.header.header.previous, before.header.id());
			let seconds = block.header.header.timestamp.0 - before.header.header.timestamp.0;
			assert_eq!(seconds, 3);
		}
		if (22..=42).contains(&number) {
			round.insert(block.header.header.witness);
		}
		before = Some(block);
	}
	assert_eq!(
		round.len(),
		21,
		"every witness of a round has one turn in it"
	);
	let properties = properties(&running).await;
	let head = properties["head_block_number"].as_u64().unwrap();
	let last = properties["last_irreversible_block_num"].as_u64().unwrap();
	assert_eq!(head, 64);
	// At least 16 distinct witnesses from that block on, and at most a round.
	let mut behind = BTreeSet::new();
	for number in last..=head {
		behind.insert(
			checked_block(&running, number as u32)
				.await
				.header
				.header
				.witness,
		);
	}
	assert!(
		behind.len() >= 16,
		"{} stand behind block {last}",
		behind.len()
	);
	let range = json!({ "starting_block_num": 60, "count": 10 });
	let range = call(&running, "block_api.get_block_range", range).await;
	assert_eq!(
		range["blocks"].as_array().unwrap().len(),
		5,
		"as many as there are"
	);
}

#[tokio::test]
async fn last_irreversible_should_stand_still_when_six_witnesses_are_away() {
	let running = devnet().await;
	advance(&running, 63).await;
	let schedule = call(&running, "condenser_api.get_active_witnesses", json!([])).await;
	let names: Vec<_> = schedule.as_array().unwrap().clone();
	let last = |value: Value| value["last_irreversible_block_num"].as_u64().unwrap();
	for witness in &names[..5] {
		let set = json!({ "witness": witness, "online": false });
		call(&running, "devnet_api.set_witness", set).await;
	}
	let before = last(properties(&running).await);
	advance(&running, 18).await;
	let with_five = last(properties(&running).await);
	assert!(with_five > before, "a quarter may be missing");
	let set = json!({ "witness": names[5], "online": false });
	call(&running, "devnet_api.set_witness", set).await;
	// The sixth has signed until now: what it confirmed still counts, and no more.
	advance(&running, 3).await;
	let stuck = last(properties(&running).await);
	let sixth = call(
		&running,
		"condenser_api.get_witness_by_account",
		json!([names[5]]),
	)
	.await;
	assert!(stuck <= sixth["last_confirmed_block_num"].as_u64().unwrap());
	let witness = call(
		&running,
		"condenser_api.get_witness_by_account",
		json!([names[0]]),
	)
	.await;
	assert!(witness["total_missed"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn transfer_should_move_funds_once_when_signed_by_the_active_key() {
	let running = devnet().await;
	advance(&running, 1).await;
	let op = transfer("alice", "dave", 1_500, "hello");
	let good = signed(&running, vec![op.clone()], &[key("alice", "active")]).await;

	let nobody = SignedTransaction {
		signatures: vec![],
		..good.clone()
	};
	assert_eq!(refused(&running, &nobody).await.0, 3_010_000);
	let other = signed(&running, vec![op.clone()], &[key("bob", "active")]).await;
	assert_eq!(refused(&running, &other).await.0, 3_010_000);
	let posting = signed(&running, vec![op.clone()], &[key("alice", "posting")]).await;
	assert_eq!(refused(&running, &posting).await.0, 3_010_000);
	let both = [key("alice", "active"), key("bob", "active")];
	let both = signed(&running, vec![op.clone()], &both).await;
	assert_eq!(refused(&running, &both).await.0, 3_050_000);
	let mut twice = good.clone();
	twice.signatures.push(twice.signatures[0]);
	assert_eq!(refused(&running, &twice).await.0, 3_060_000);
	let mut altered = good.clone();
	altered.transaction.operations = vec![transfer("alice", "dave", 1_501, "hello")];
	assert_eq!(refused(&running, &altered).await.0, 3_010_000);

	let mut late = good.transaction.clone();
	late.expiration = Time(late.expiration.0 + 3_600);
	let digest = late.signing_digest(&nutbox_steem::Digest::STEEM_CHAIN_ID);
	let late = SignedTransaction {
		signatures: vec![key("alice", "active").sign(&digest)],
		transaction: late,
	};
	assert_eq!(refused(&running, &late).await.0, 4_030_100);
	let mut elsewhere = good.transaction.clone();
	elsewhere.ref_block_prefix ^= 1;
	let digest = elsewhere.signing_digest(&nutbox_steem::Digest::STEEM_CHAIN_ID);
	let elsewhere = SignedTransaction {
		signatures: vec![key("alice", "active").sign(&digest)],
		transaction: elsewhere,
	};
	assert_eq!(refused(&running, &elsewhere).await.0, 4_030_200);
	let dear = transfer("dave", "alice", 1, "");
	let dear = signed(&running, vec![dear], &[key("dave", "active")]).await;
	assert!(refused(&running, &dear)
		.await
		.1
		.contains("sufficient funds"));

	let id = accepted(&running, &good).await;
	assert!(
		refused(&running, &good).await.1.contains("Duplicate"),
		"while it waits"
	);
	assert_eq!(balance(&running, "dave").await, "0.000 STEEM");
	advance(&running, 1).await;
	assert_eq!(balance(&running, "dave").await, "1.500 STEEM");
	assert!(
		refused(&running, &good).await.1.contains("Duplicate"),
		"once it is in a block"
	);

	let found = call(
		&running,
		"condenser_api.get_transaction",
		json!([id.to_string()]),
	)
	.await;
	assert_eq!(
		(&found["block_num"], &found["transaction_num"]),
		(&json!(2), &json!(0))
	);
	let ops = call(
		&running,
		"condenser_api.get_ops_in_block",
		json!([2, false]),
	)
	.await;
	assert_eq!(ops[0]["op"][1]["memo"], "hello");
	let history = call(
		&running,
		"condenser_api.get_account_history",
		json!(["dave", -1, 10]),
	)
	.await;
	assert_eq!(history[0][1]["trx_id"], id.to_string());
	checked_block(&running, 2).await;
}

#[tokio::test]
async fn transfer_should_need_two_keys_when_the_authority_says_two_of_three() {
	let running = devnet().await;
	let custodians: Vec<_> = ["custodian-1", "custodian-2", "custodian-3"]
		.map(|name| key(name, "active"))
		.into();
	let update = ops::AccountUpdate {
		account: name("gateway"),
		owner: None,
		active: Some(of_keys(2, &custodians)),
		posting: None,
		memo_key: key("gateway", "memo").public(),
		json_metadata: String::new(),
	};
	let update = signed(&running, vec![update.into()], &[key("gateway", "active")]).await;
	accepted(&running, &update).await;
	let fund = transfer("alice", "gateway", 5_000, "nutbox:");
	accepted(
		&running,
		&signed(&running, vec![fund], &[key("alice", "active")]).await,
	)
	.await;
	advance(&running, 1).await;

	let pay = vec![transfer("gateway", "bob", 1_000, "withdrawal 1")];
	let one = signed(&running, pay.clone(), &custodians[..1]).await;
	assert_eq!(refused(&running, &one).await.0, 3_010_000);
	let old = signed(&running, pay.clone(), &[key("gateway", "active")]).await;
	assert_eq!(
		refused(&running, &old).await.0,
		3_010_000,
		"the key of before"
	);
	let three = signed(&running, pay.clone(), &custodians).await;
	assert_eq!(
		refused(&running, &three).await.0,
		3_050_000,
		"one more than needed"
	);
	let two = signed(&running, pay, &custodians[1..]).await;
	accepted(&running, &two).await;
	advance(&running, 1).await;
	assert_eq!(balance(&running, "gateway").await, "4.000 STEEM");
	let references = json!([[custodians[0].public().to_string()]]);
	let references = call(&running, "condenser_api.get_key_references", references).await;
	assert_eq!(references, json!([["custodian-1", "gateway"]]));
}

#[tokio::test]
async fn delegation_should_carry_the_new_total_and_come_back_after_five_days() {
	let running = devnet().await;
	let delegate = |amount| -> Vec<Operation> {
		let vesting_shares = Asset {
			amount,
			symbol: Symbol::Vests,
		};
		let (delegator, delegatee) = (name("alice"), name("community"));
		vec![ops::DelegateVestingShares {
			delegator,
			delegatee,
			vesting_shares,
		}
		.into()]
	};
	let alice = [key("alice", "active")];
	for amount in [500_000_000_000, 200_000_000_000] {
		accepted(&running, &signed(&running, delegate(amount), &alice).await).await;
		advance(&running, 1).await;
	}
	let found = json!(["alice", "", 10]);
	let found = call(&running, "condenser_api.get_vesting_delegations", found).await;
	assert_eq!(found[0]["vesting_shares"], "200000.000000 VESTS");
	let account = |value: Value, field: &str| value[0][field].as_str().unwrap().to_string();
	let query = || call(&running, "condenser_api.get_accounts", json!([["alice"]]));
	assert_eq!(
		account(query().await, "delegated_vesting_shares"),
		"500000.000000 VESTS"
	);
	call(&running, "devnet_api.skip_slots", json!([5 * 28_800])).await;
	advance(&running, 1).await;
	assert_eq!(
		account(query().await, "delegated_vesting_shares"),
		"200000.000000 VESTS"
	);
	accepted(&running, &signed(&running, delegate(0), &alice).await).await;
	advance(&running, 1).await;
	let community = call(
		&running,
		"condenser_api.get_accounts",
		json!([["community"]]),
	)
	.await;
	assert_eq!(
		account(community, "received_vesting_shares"),
		"0.000000 VESTS"
	);
	let dust = signed(&running, delegate(1), &alice).await;
	assert!(refused(&running, &dust).await.1.contains("minimum"));
}

#[tokio::test]
async fn account_create_should_make_an_account_for_the_exact_fee() {
	let running = devnet().await;
	let create = |fee| -> Vec<Operation> {
		let authority = |role| of_keys(1, &[key("newcomer", role)]);
		vec![ops::AccountCreate {
			fee: steem(fee),
			creator: name("alice"),
			new_account_name: name("newcomer"),
			owner: authority("owner"),
			active: authority("active"),
			posting: authority("posting"),
			memo_key: key("newcomer", "memo").public(),
			json_metadata: "{}".into(),
		}
		.into()]
	};
	let alice = [key("alice", "active")];
	let cheap = signed(&running, create(2_999), &alice).await;
	assert!(refused(&running, &cheap)
		.await
		.1
		.contains("exact account creation fee"));
	accepted(&running, &signed(&running, create(3_000), &alice).await).await;
	advance(&running, 1).await;
	accepted(
		&running,
		&signed(
			&running,
			vec![transfer("alice", "newcomer", 10, "")],
			&alice,
		)
		.await,
	)
	.await;
	advance(&running, 1).await;
	let keys = [key("newcomer", "active")];
	let back = signed(&running, vec![transfer("newcomer", "alice", 10, "")], &keys);
	accepted(&running, &back.await).await;
	advance(&running, 1).await;
	assert_eq!(balance(&running, "newcomer").await, "0.000 STEEM");
	let names = call(
		&running,
		"condenser_api.lookup_accounts",
		json!(["newc", 1]),
	)
	.await;
	assert_eq!(names, json!(["newcomer"]));
}

#[tokio::test]
async fn witness_update_should_change_who_signs_once_the_new_key_is_known() {
	let running = devnet().await;
	advance(&running, 21).await;
	let new = PrivateKey::from_bytes(&[7; 32]).unwrap();
	let update = |key: PublicKey| -> Vec<Operation> {
		vec![ops::WitnessUpdate {
			owner: name("witness-01"),
			url: "https://example.org".into(),
			block_signing_key: key,
			props: ChainProperties {
				account_creation_fee: Fee {
					amount: 3_000,
					..Default::default()
				},
				maximum_block_size: 65_536,
				sbd_interest_rate: 0,
			},
			fee: steem(0),
		}
		.into()]
	};
	let owner = [key("witness-01", "active")];
	accepted(
		&running,
		&signed(&running, update(new.public()), &owner).await,
	)
	.await;
	advance(&running, 1).await;
	// A whole round at the least, wherever in one this begins: each witness has one turn in it.
	advance(&running, 42).await;
	let witness = || {
		call(
			&running,
			"condenser_api.get_witness_by_account",
			json!(["witness-01"]),
		)
	};
	let missed = witness().await["total_missed"].as_u64().unwrap();
	assert!(missed > 0, "without its key, the witness misses its turns");
	// A key in the wallet import format, of the 32 bytes above.
	let wif = "5HsP65LXNjiLs2Eedd2Qt9VA8h1gLmU5yiG3Bc5XLZ7SGwXrMKD";
	let added = call(&running, "devnet_api.add_key", json!([wif])).await;
	assert_eq!(added["public_key"], new.public().to_string());
	advance(&running, 42).await;
	let blocks = running.devnet.with(|chain| chain.blocks().to_vec());
	let signs = |made: &&nutbox_steem_devnet::chain::Made| made.key == new.public();
	let made = blocks
		.iter()
		.rev()
		.find(signs)
		.expect("a block with the new key");
	assert_eq!(made.block.header.header.witness, name("witness-01"));
}

#[tokio::test]
async fn fork_should_replace_blocks_but_never_irreversible_ones() {
	let running = devnet().await;
	advance(&running, 60).await;
	let pay = signed(
		&running,
		vec![transfer("alice", "dave", 1, "")],
		&[key("alice", "active")],
	)
	.await;
	let id = accepted(&running, &pay).await;
	advance(&running, 2).await;
	let old = checked_block(&running, 61).await;
	let lost = json!({ "depth": 2, "drop_transactions": true });
	let forked = call(&running, "devnet_api.fork", lost).await;
	assert_eq!(
		(&forked["first"], &forked["last"]),
		(&json!(61), &json!(63))
	);
	let new = checked_block(&running, 61).await;
	assert_ne!(old.header.id(), new.header.id());
	assert_eq!(old.header.header.previous, new.header.header.previous);
	assert_eq!(balance(&running, "dave").await, "0.000 STEEM");
	let status = json!({ "transaction_id": id.to_string() });
	let status = call(&running, "transaction_status_api.find_transaction", status).await;
	assert_eq!(status["status"], "unknown");

	// Sent again it is taken, and survives a fork that loses nothing.
	accepted(&running, &pay).await;
	advance(&running, 1).await;
	call(&running, "devnet_api.fork", json!([1])).await;
	assert_eq!(balance(&running, "dave").await, "0.001 STEEM");
	let deep = raw(&running, "devnet_api.fork", json!([60])).await;
	assert!(
		deep["error"]["message"]
			.as_str()
			.unwrap()
			.contains("irreversible"),
		"{deep}"
	);
}

#[tokio::test]
async fn open_should_go_on_with_the_same_chain_when_started_again() {
	let folder = tempfile::tempdir().unwrap();
	let running = devnet_in(folder.path()).await;
	advance(&running, 30).await;
	let pay = signed(
		&running,
		vec![transfer("alice", "dave", 42, "")],
		&[key("alice", "active")],
	)
	.await;
	accepted(&running, &pay).await;
	advance(&running, 2).await;
	call(&running, "devnet_api.fork", json!([1])).await;
	let before = properties(&running).await;
	let busy = start(&Options {
		data: Some(folder.path().into()),
		..Default::default()
	})
	.await;
	assert!(format!("{:#}", busy.err().expect("in use")).contains("another process"));
	drop(running);

	// A line that a sudden end cut short.
	let file = folder.path().join("chain.jsonl");
	let mut text = tokio::fs::read_to_string(&file).await.unwrap();
	text.push_str("{\"block\":\"0000");
	tokio::fs::write(&file, text).await.unwrap();
	// The server's task ends soon after it is told to, and the file is free then.
	let mut again = None;
	for _ in 0..200 {
		match start(&Options {
			data: Some(folder.path().into()),
			..Default::default()
		})
		.await
		{
			Ok(running) => {
				again = Some(running);
				break;
			}
			Err(error) if format!("{error:#}").contains("another process") => {
				tokio::time::sleep(std::time::Duration::from_millis(10)).await
			}
			Err(error) => panic!("{error:#}"),
		}
	}
	let running = again.expect("the folder is free again");
	assert_eq!(properties(&running).await, before);
	assert_eq!(balance(&running, "dave").await, "0.042 STEEM");
	assert!(refused(&running, &pay).await.1.contains("Duplicate"));
	advance(&running, 1).await;
	checked_block(&running, 34).await;
}

#[tokio::test]
async fn open_should_refuse_when_a_kept_block_was_altered() {
	let folder = tempfile::tempdir().unwrap();
	drop(devnet_in(folder.path()).await);
	let file = folder.path().join("chain.jsonl");
	let text = tokio::fs::read_to_string(&file).await.unwrap();
	let other = devnet().await;
	advance(&other, 2).await;
	let second = other.devnet.with(|chain| chain.block(2).cloned()).unwrap();
	let line =
		serde_json::to_string(&nutbox_steem_devnet::store::Line::block(&second.block)).unwrap();
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("chain.jsonl");
	tokio::fs::write(&file, format!("{text}{line}\n"))
		.await
		.unwrap();
	let refused = start(&Options {
		data: Some(folder.path().into()),
		..Default::default()
	})
	.await;
	let error = format!("{:#}", refused.err().expect("refused"));
	assert!(
		error.contains("line 2") && error.contains("head_block_id"),
		"{error}"
	);
}

#[tokio::test]
async fn requests_should_be_answered_in_every_form_that_clients_use() {
	let running = devnet().await;
	advance(&running, 3).await;
	let old = json!({ "id": 1, "jsonrpc": "2.0", "method": "call", "params": ["database_api", "get_dynamic_global_properties", {}] });
	let answer = post(&running, &old).await;
	assert_eq!(answer["result"]["head_block_number"], 3);
	assert_eq!(answer["result"]["current_supply"]["nai"], "@@000000021");
	let batch = json!([old, { "id": "x", "jsonrpc": "2.0", "method": "condenser_api.get_block", "params": ["2"] }]);
	let answers = post(&running, &batch).await;
	assert_eq!(answers[1]["id"], "x");
	assert_eq!(
		answers[1]["result"]["block_id"].as_str().unwrap().get(..8),
		Some("00000002")
	);
	assert_eq!(
		call(&running, "condenser_api.get_block", json!([4])).await,
		Value::Null
	);
	assert_eq!(
		call(&running, "block_api.get_block", json!({ "block_num": 4 })).await,
		json!({})
	);
	assert_eq!(
		call(&running, "condenser_api.get_block", json!([0])).await,
		Value::Null
	);
	let unknown = raw(&running, "condenser_api.get_discussions", json!([])).await;
	assert_eq!(unknown["error"]["code"], -32_601);
	let missing = raw(&running, "condenser_api.get_block", json!([])).await;
	assert_eq!(missing["error"]["code"], -32_602);
	let closed = start(&Options {
		no_admin: true,
		..Default::default()
	})
	.await
	.unwrap();
	let admin = raw(&closed, "devnet_api.advance", json!([1])).await;
	assert_eq!(admin["error"]["code"], -32_601);
}

#[tokio::test]
async fn broadcast_synchronous_should_answer_when_the_transaction_is_in_a_block() {
	let options = Options {
		block_time: Some(20),
		..Default::default()
	};
	let running = start(&options).await.unwrap();
	let pay = signed(
		&running,
		vec![transfer("alice", "dave", 7, "")],
		&[key("alice", "active")],
	)
	.await;
	let method = "network_broadcast_api.broadcast_transaction_synchronous";
	let answer = call(&running, method, json!([pay.to_json(Form::BlockApi)])).await;
	assert_eq!(answer["id"], pay.transaction.id().to_string());
	assert_eq!(answer["expired"], false);
	let number = u32::try_from(answer["block_num"].as_u64().unwrap()).unwrap();
	assert_eq!(checked_block(&running, number).await.transactions, [pay]);
}
