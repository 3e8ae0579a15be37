//! A real devnet, nodes that misbehave, and a chain that believes nothing: it checks every header and proof with the
//! library that the pallets use, and counts what it was made to do.

use async_trait::async_trait;
use axum::{body::Bytes, extract::State, http::StatusCode, routing::post, Router};
use nutbox_relayer::{
	chain::{
		BlockRef, Chain, Gateway, KeyHistory, Kind, OperationProof, Outcome, Status, Withdrawal,
	},
	engine::{Relayer, Setup, MAX_HEADERS},
	metrics::Metrics,
	nodes::Nodes,
	store::Store,
};
use nutbox_steem::{
	finality::{look_at, Bounds, Counter, Witnesses},
	json::{self, Form, Json as _},
	merkle,
	native::{Libsecp256k1, PrivateKey},
	operations as ops, AccountName, Asset, Authority, BlockId, Checksum, Digest, Operation,
	PublicKey, Signature, SignedHeader, SignedTransaction, Symbol, Time, Transaction,
	TransactionId,
};
use nutbox_steem_devnet::{
	api::{self, Params},
	genesis::DEFAULT_PASSWORD,
	start, Devnet, Options, Running,
};
use serde_json::{json, Value};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc, Mutex,
	},
	time::Duration,
};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

pub fn name(text: &str) -> AccountName {
	text.parse().unwrap()
}

pub fn key(account: &str, role: &str) -> PrivateKey {
	PrivateKey::from_password(account, role, DEFAULT_PASSWORD).unwrap()
}

pub fn steem(amount: i64) -> Asset {
	Asset {
		amount,
		symbol: Symbol::Steem,
	}
}

pub fn transfer(from: &str, to: &str, amount: Asset, memo: &str) -> Operation {
	ops::Transfer {
		from: name(from),
		to: name(to),
		amount,
		memo: memo.into(),
	}
	.into()
}

pub async fn devnet() -> Running {
	start(&Options::default()).await.unwrap()
}

/// Puts a transaction on its way into the next block.
pub fn send(devnet: &Devnet, ops: Vec<Operation>, keys: &[PrivateKey]) -> TransactionId {
	devnet.with(|chain| {
		let state = chain.state();
		let transaction = Transaction::after(&state.head_id, Time(state.time.0 + 3_000), ops);
		let digest = transaction.signing_digest(&state.chain_id);
		let signatures = keys.iter().map(|key| key.sign(&digest)).collect();
		chain
			.submit(SignedTransaction {
				transaction,
				signatures,
			})
			.unwrap()
	})
}

pub fn deposit(devnet: &Devnet, amount: i64, memo: &str) -> TransactionId {
	let op = transfer("alice", "gateway", steem(amount), memo);
	send(devnet, vec![op], &[key("alice", "active")])
}

pub fn advance(devnet: &Devnet, blocks: u32) {
	devnet.change(|chain| chain.advance(blocks)).unwrap();
}

pub fn balance(devnet: &Devnet, account: &str) -> i64 {
	devnet.with(|chain| chain.state().account(&name(account)).unwrap().balance)
}

/// Sends what is in no other operation: an id, as bytes.
pub fn custom_json(devnet: &Devnet, id: &[u8]) -> TransactionId {
	let op = ops::CustomJson {
		required_auths: Default::default(),
		required_posting_auths: [name("bob")].into_iter().collect(),
		id: nutbox_steem::text::from_bytes(id),
		json: "{}".into(),
	};
	send(devnet, vec![op.into()], &[key("bob", "posting")])
}

/// Hands the gateway to two of three custodians.
pub fn custodians(devnet: &Devnet) -> Vec<PrivateKey> {
	let keys: Vec<_> = ["custodian-1", "custodian-2", "custodian-3"]
		.map(|who| key(who, "active"))
		.into();
	let update = ops::AccountUpdate {
		account: name("gateway"),
		owner: None,
		active: Some(Authority {
			weight_threshold: 2,
			account_auths: BTreeMap::new(),
			key_auths: keys.iter().map(|key| (key.public(), 1)).collect(),
		}),
		posting: None,
		memo_key: key("gateway", "memo").public(),
		json_metadata: String::new(),
	};
	send(devnet, vec![update.into()], &[key("gateway", "active")]);
	keys
}

// ---- A sudden end ---------------------------------------------------------------------------------------------

/// Ends a relayer when it deals with the world for the n-th time, before or after that has its effect.
#[derive(Default)]
pub struct Crash {
	/// Twice the number of the dealing; plus one: after its effect. 0: never.
	at: usize,
	passed: AtomicUsize,
	tripped: Notify,
}

impl Crash {
	pub fn never() -> Arc<Self> {
		Arc::default()
	}

	pub fn at(at: usize) -> Arc<Self> {
		Arc::new(Self {
			at,
			..Default::default()
		})
	}

	async fn point(&self) {
		let passed = self.passed.fetch_add(1, Ordering::SeqCst) + 1;
		if passed == self.at {
			self.tripped.notify_one();
			// Nothing more is heard of it.
			std::future::pending::<()>().await;
		}
	}

	/// Ends when the crash comes.
	pub async fn comes(&self) {
		self.tripped.notified().await;
	}
}

// ---- Steem nodes ----------------------------------------------------------------------------------------------

/// What a node does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
	Honest,
	/// Changes the amount of every transfer.
	AltersTransactions,
	/// Changes the amounts, and puts the root that fits into the header.
	AltersTransactionsAndRoots,
	/// Leaves the last transaction of each block out.
	DropsTransactions,
	/// Answers after a minute.
	Slow,
	/// Knows nothing of the last two hundred blocks.
	Behind,
	/// Says that a thousand blocks more are irreversible.
	Boasts,
	/// Answers with status 500.
	Broken,
	/// Answers with something else.
	Garbles,
	/// Answers with an error.
	Refuses,
	/// Has no `get_block_range`.
	Old,
	/// Shows an operation that this version does not know.
	Future,
	/// Answers with half of it where that operation is.
	Chokes,
}

impl Manner {
	fn is_behind_a_hardfork(self) -> bool {
		matches!(self, Self::Future | Self::Chokes)
	}
}

/// The id of what some nodes show as an operation that nobody knows.
pub const FUTURE: &str = "future";

struct Served {
	devnet: Arc<Devnet>,
	manner: Manner,
	crash: Arc<Crash>,
}

pub struct Node {
	pub url: String,
	task: JoinHandle<()>,
}

impl Drop for Node {
	fn drop(&mut self) {
		self.task.abort();
	}
}

/// A node with the chain of a devnet.
pub async fn node(devnet: &Arc<Devnet>, manner: Manner) -> Node {
	node_with(devnet, manner, Crash::never()).await
}

pub async fn node_with(devnet: &Arc<Devnet>, manner: Manner, crash: Arc<Crash>) -> Node {
	let served = Arc::new(Served {
		devnet: devnet.clone(),
		manner,
		crash,
	});
	let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
	let url = format!("http://{}", listener.local_addr().unwrap());
	let router = Router::new().route("/", post(serve)).with_state(served);
	let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
	Node { url, task }
}

async fn serve(State(served): State<Arc<Served>>, body: Bytes) -> (StatusCode, Vec<u8>) {
	let request: Value = json::read(&body).unwrap();
	let method = request["method"].as_str().unwrap();
	let sends = method.ends_with("broadcast_transaction");
	if sends {
		served.crash.point().await;
	}
	match served.manner {
		Manner::Slow => tokio::time::sleep(Duration::from_secs(60)).await,
		Manner::Broken => return (StatusCode::INTERNAL_SERVER_ERROR, "{}".into()),
		Manner::Garbles => return (StatusCode::OK, "<html>".into()),
		Manner::Refuses => {
			let error = json!({ "code": -32_000, "message": "Unable to acquire database lock" });
			return (
				StatusCode::OK,
				json!({ "error": error, "id": 1 }).to_string().into(),
			);
		}
		Manner::Old if method == "block_api.get_block_range" => {
			let error = json!({ "code": -32_601, "message": "Could not find method" });
			return (
				StatusCode::OK,
				json!({ "error": error, "id": 1 }).to_string().into(),
			);
		}
		_ => {}
	}
	let params = Params(&request["params"]);
	let answer = if sends {
		let signed = params.transaction().unwrap();
		served
			.devnet
			.submit(signed)
			.map(|_| json!({}))
			.map_err(|refusal| refusal.to_string())
	} else {
		let (api, call) = method.split_once('.').unwrap();
		let answer = served
			.devnet
			.with(|chain| api::ask(chain, api, call, &params))
			.unwrap();
		answer.map_err(|error| error.message)
	};
	let text = match answer {
		Ok(mut result) => {
			let knows = !served.manner.is_behind_a_hardfork() || !bend_future(&mut result);
			if served.manner == Manner::Chokes && !knows {
				return (StatusCode::OK, "{\"result\": ".into());
			}
			bend(&mut result, served.manner);
			json!({ "id": 1, "jsonrpc": "2.0", "result": result })
		}
		Err(message) => json!({ "id": 1, "error": { "code": -32_000, "message": message } }),
	};
	if sends {
		served.crash.point().await;
	}
	(StatusCode::OK, json::write(&text))
}

/// Makes every `custom_json` with the id [`FUTURE`] an operation that nobody knows. `true` if there is one.
fn bend_future(value: &mut Value) -> bool {
	match value {
		Value::Array(values) if values.get(1).is_some_and(|op| op["id"] == FUTURE) => {
			values[0] = "future".into();
			true
		}
		Value::Array(values) => values
			.iter_mut()
			.fold(false, |found, value| bend_future(value) | found),
		Value::Object(fields) => {
			if fields.get("value").is_some_and(|op| op["id"] == FUTURE) {
				fields.insert("type".into(), "future_operation".into());
				return true;
			}
			fields
				.values_mut()
				.fold(false, |found, value| bend_future(value) | found)
		}
		_ => false,
	}
}

fn bend(result: &mut Value, manner: Manner) {
	if let Some(head) = result.get("head_block_number").and_then(Value::as_u64) {
		let irreversible = result["last_irreversible_block_num"].as_u64().unwrap();
		match manner {
			Manner::Behind => {
				result["head_block_number"] = head.saturating_sub(200).into();
				result["last_irreversible_block_num"] = irreversible.saturating_sub(200).into();
			}
			Manner::Boasts => {
				result["head_block_number"] = (head + 1_000).into();
				result["last_irreversible_block_num"] = (head + 1_000).into();
			}
			_ => {}
		}
	}
	let alters = matches!(
		manner,
		Manner::AltersTransactions | Manner::AltersTransactionsAndRoots
	);
	let blocks = result.get_mut("blocks").and_then(Value::as_array_mut);
	for value in blocks.into_iter().flatten() {
		let transactions = value["transactions"].as_array_mut().unwrap();
		if manner == Manner::DropsTransactions {
			transactions.pop();
		}
		if alters {
			for transaction in transactions.iter_mut() {
				let amount = &mut transaction["operations"][0]["value"]["amount"]["amount"];
				if amount.is_string() {
					*amount = "999000".into();
				}
			}
		}
		if manner == Manner::AltersTransactionsAndRoots {
			let root = nutbox_steem::Block::from_json(value).unwrap().merkle_root();
			value["transaction_merkle_root"] = root.to_json(Form::BlockApi);
		}
	}
}

// ---- The chain ------------------------------------------------------------------------------------------------

/// From which amount on the proof of a deposit is free of fees.
pub const FREE_DEPOSIT: u64 = 1_000;
/// What the proof of a smaller one costs, in planck.
pub const FEE: u128 = 20_000_000_000;
/// For how long a payment can be proved after its transaction has expired, in seconds.
pub const WINDOW: u64 = 300;

/// What the chain holds.
pub struct Books {
	/// The Steem whose clock the chain's goes by.
	pub devnet: Arc<Devnet>,
	/// How far the chain's clock is ahead of it, in seconds.
	pub ahead: u64,
	/// What the relayer's account owns, in planck.
	pub balance: u128,
	/// What was handed in for a proof, in this order.
	pub proofs: Vec<(Kind, TransactionId)>,
	pub genesis: [u8; 32],
	pub status: Status,
	pub blocks: BTreeMap<u32, (BlockId, Checksum)>,
	/// By transaction and operation: what was minted for it, and its memo.
	pub minted: BTreeMap<(TransactionId, u16), (i64, String)>,
	/// By delegator and delegatee.
	pub delegations: BTreeMap<(AccountName, AccountName), (u32, merkle::Position, u16, i64)>,
	pub bindings: BTreeMap<AccountName, String>,
	pub authorities: usize,
	pub withdrawals: BTreeMap<u64, Withdrawal>,
	pub settled: BTreeSet<u64>,
	pub paid: BTreeSet<(TransactionId, u16)>,
	/// Payments that belong to no withdrawal.
	pub misconduct: Vec<TransactionId>,
	/// Submissions that were refused.
	pub refused: Vec<String>,
	/// Submissions of headers that were of use.
	pub runs: usize,
}

/// The chain of a test, from the point of view of one relayer.
pub struct TestChain {
	pub books: Arc<Mutex<Books>>,
	pub crash: Arc<Crash>,
}

struct Keys<'a>(&'a Status, u32);

impl Witnesses for Keys<'_> {
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey> {
		let history = self.0.witnesses.get(witness)?;
		history
			.iter()
			.rev()
			.find(|(since, _)| *since < self.1)
			.map(|(_, key)| *key)
	}
}

/// A chain that trusts the devnet's last irreversible block and registers its witnesses.
pub fn books(devnet: &Arc<Devnet>) -> Arc<Mutex<Books>> {
	let status = devnet.with(|chain| {
		let number = chain.state().last_irreversible;
		let made = chain.block(number).unwrap();
		let witnesses: BTreeMap<_, KeyHistory> = chain
			.state()
			.witnesses
			.iter()
			.map(|(name, witness)| (*name, vec![(0, witness.signing_key)]))
			.collect();
		let checkpoint = BlockRef {
			number,
			id: made.id,
			time: made.block.header.header.timestamp,
		};
		Status {
			checkpoint,
			newest: None,
			open: true,
			now: 0,
			witnesses,
			gateway: Some(Gateway {
				account: name("gateway"),
				start_block: number,
				free_deposit: FREE_DEPOSIT,
			}),
			delegatees: [name("community")].into_iter().collect(),
		}
	});
	Arc::new(Mutex::new(Books::new(status, devnet.clone())))
}

/// A new chain with the same checkpoint and witnesses.
pub fn books_like(other: &Mutex<Books>) -> Arc<Mutex<Books>> {
	let other = other.lock().unwrap();
	let status = other.status.clone();
	Arc::new(Mutex::new(Books::new(status, other.devnet.clone())))
}

impl Books {
	fn new(status: Status, devnet: Arc<Devnet>) -> Self {
		Self {
			devnet,
			ahead: 0,
			balance: 7_000_000_000_000,
			proofs: Vec::new(),
			genesis: [7; 32],
			status,
			blocks: BTreeMap::new(),
			minted: BTreeMap::new(),
			delegations: BTreeMap::new(),
			bindings: BTreeMap::new(),
			authorities: 0,
			withdrawals: BTreeMap::new(),
			settled: BTreeSet::new(),
			paid: BTreeSet::new(),
			misconduct: Vec::new(),
			refused: Vec::new(),
			runs: 0,
		}
	}

	fn refuse(&mut self, reason: impl Into<String>) -> Outcome {
		let reason = reason.into();
		self.refused.push(reason.clone());
		Outcome::Refused(reason)
	}

	/// Writes the transaction of a new withdrawal.
	pub fn withdraw(&mut self, to: &str, amount: u64, custodians: &[PrivateKey]) -> u64 {
		let nonce = self.withdrawals.len() as u64 + 1;
		let newest = self.status.newest.expect("a final block to refer to");
		let memo = format!("nutbox withdrawal {nonce}");
		let pay = transfer("gateway", to, steem(amount as i64), &memo);
		let expiration = Time(newest.time.0 + 1_800);
		let withdrawal = Withdrawal {
			nonce,
			to: name(to),
			amount,
			transaction: Some(Transaction::after(&newest.id, expiration, vec![pay])),
			signatures: BTreeMap::new(),
			threshold: 2,
			custodians: custodians.iter().map(PrivateKey::public).collect(),
			lapses_at: None,
			renewable_until: None,
		};
		self.withdrawals.insert(nonce, withdrawal);
		nonce
	}

	/// Notes that a transaction has expired; the second time, that it is over.
	fn lapse(&mut self, nonce: u64) -> Outcome {
		let newest = self.status.newest.expect("a final block").time;
		let withdrawal = self.withdrawals.get_mut(&nonce).unwrap();
		let expiration = withdrawal.transaction.as_ref().unwrap().expiration;
		match withdrawal.lapses_at {
			None => {
				assert!(newest >= expiration, "it may still be in a block");
				withdrawal.lapses_at = Some(u64::from(newest.0) + WINDOW);
			}
			Some(end) => {
				assert!(
					u64::from(newest.0) >= end,
					"its payment can still be proved"
				);
				withdrawal.transaction = None;
				withdrawal.signatures.clear();
				withdrawal.lapses_at = None;
			}
		}
		Outcome::Accepted
	}

	/// Writes another transaction.
	fn renew(&mut self, nonce: u64) -> Outcome {
		let newest = self.status.newest.expect("a final block");
		let withdrawal = self.withdrawals.get_mut(&nonce).unwrap();
		assert_eq!(withdrawal.transaction, None, "there is one");
		let amount = steem(withdrawal.amount as i64);
		let memo = format!("nutbox withdrawal {nonce}");
		let pay = transfer("gateway", withdrawal.to.as_str(), amount, &memo);
		let expiration = Time(newest.time.0 + 1_800);
		withdrawal.transaction = Some(Transaction::after(&newest.id, expiration, vec![pay]));
		Outcome::Accepted
	}

	fn headers(&mut self, headers: &[SignedHeader]) -> Outcome {
		let checkpoint = self.status.checkpoint;
		let bounds = Bounds {
			checkpoint_number: checkpoint.number,
			checkpoint_time: checkpoint.time,
			checkpoint_id: checkpoint.id,
			latest: Time(u32::MAX),
			max_headers: MAX_HEADERS,
		};
		let Some(first) = headers.first() else {
			return self.refuse("no headers");
		};
		let keys = Keys(&self.status, first.header.number());
		let run = match look_at::<Libsecp256k1>(headers, &bounds, &keys) {
			Ok(run) => run,
			Err(error) => return self.refuse(error.to_string()),
		};
		// Each header by the key of its time.
		let (mut counter, mut finalised) = (Counter::new(), 0);
		for (index, header) in headers.iter().enumerate().rev() {
			counter.count::<Libsecp256k1>(header, &Keys(&self.status, header.header.number()));
			if counter.is_final() {
				finalised = index + 1;
				break;
			}
		}
		if finalised == 0 {
			return self.refuse("not final");
		}
		let mut new = false;
		for block in &run.blocks[..finalised] {
			let entry = (block.id, block.merkle_root);
			let kept = self.blocks.insert(block.number, entry);
			assert!(
				kept.is_none() || kept == Some(entry),
				"two final blocks of one height"
			);
			new |= kept.is_none();
			let newest = BlockRef {
				number: block.number,
				id: block.id,
				time: block.time,
			};
			if self
				.status
				.newest
				.is_none_or(|known| known.number < newest.number)
			{
				self.status.newest = Some(newest);
			}
		}
		self.runs += usize::from(new);
		if new {
			Outcome::Accepted
		} else {
			Outcome::Known
		}
	}

	fn prove(&mut self, kind: Kind, proof: &OperationProof) -> Outcome {
		let Some((_, root)) = self.blocks.get(&proof.block) else {
			return self.refuse("unknown block");
		};
		let OperationProof {
			index,
			leaf_count,
			ref path,
			..
		} = *proof;
		let merkle = merkle::Proof {
			index,
			leaf_count,
			path: path.clone(),
		};
		let proved = match merkle.verify(&proof.transaction, root) {
			Ok(proved) => proved,
			Err(error) => return self.refuse(error.to_string()),
		};
		let ops = &proved.transaction.transaction.operations;
		let Some(op) = ops.get(usize::from(proof.operation)) else {
			return self.refuse("no such operation");
		};
		let place = (proved.id, proof.operation);
		self.proofs.push((kind, proved.id));
		match (kind, op) {
			(Kind::Deposit, Operation::Transfer(o))
				if o.to == name("gateway") && o.amount.symbol == Symbol::Steem =>
			{
				let new = (o.amount.amount, o.memo.clone());
				if o.amount.amount < FREE_DEPOSIT as i64 {
					self.balance -= FEE;
				}
				match self.minted.insert(place, new.clone()) {
					Some(old) => {
						assert_eq!(old, new);
						Outcome::Known
					}
					None => Outcome::Accepted,
				}
			}
			(Kind::Payment, Operation::Transfer(o)) if o.from == name("gateway") => {
				if !self.paid.insert(place) {
					return Outcome::Known;
				}
				let found = self.withdrawals.values().find(|withdrawal| {
					withdrawal.transaction.as_ref().map(Transaction::id) == Some(proved.id)
				});
				match found.map(|withdrawal| withdrawal.nonce) {
					Some(nonce) => {
						assert!(
							self.settled.insert(nonce),
							"withdrawal {nonce} was paid twice"
						);
					}
					None => self.misconduct.push(proved.id),
				}
				Outcome::Accepted
			}
			(Kind::Authority, Operation::AccountUpdate(o)) if o.account == name("gateway") => {
				self.authorities += 1;
				Outcome::Accepted
			}
			(Kind::Binding, Operation::CustomJson(o)) => {
				let account = *o.required_auths.iter().next().unwrap();
				match self.bindings.insert(account, o.json.clone()) {
					Some(old) if old == o.json => Outcome::Known,
					_ => Outcome::Accepted,
				}
			}
			(Kind::Delegation, Operation::DelegateVestingShares(o)) => {
				let pair = (o.delegator, o.delegatee);
				let new = (
					proof.block,
					proved.position,
					proof.operation,
					o.vesting_shares.amount,
				);
				match self.delegations.get(&pair) {
					Some(old) if (old.0, old.1, old.2) >= (new.0, new.1, new.2) => Outcome::Known,
					_ => {
						self.delegations.insert(pair, new);
						Outcome::Accepted
					}
				}
			}
			(Kind::Key, Operation::WitnessUpdate(o)) => {
				let history = self.status.witnesses.get_mut(&o.owner).unwrap();
				let new = (proof.block, o.block_signing_key);
				if history.contains(&new) {
					return Outcome::Known;
				}
				history.push(new);
				history.sort_by_key(|(since, _)| *since);
				Outcome::Accepted
			}
			_ => self.refuse(format!("no {}", kind.name())),
		}
	}

	fn sign(&mut self, nonce: u64, signature: &Signature) -> Outcome {
		let withdrawal = self.withdrawals.get_mut(&nonce).unwrap();
		let transaction = withdrawal.transaction.clone().unwrap();
		let digest = transaction.signing_digest(&Digest::STEEM_CHAIN_ID);
		let rule = nutbox_steem::SignatureRule::LowS;
		let key = nutbox_steem::keys::signer::<Libsecp256k1>(&digest, signature, rule).unwrap();
		assert!(
			withdrawal.custodians.contains(&key),
			"a signature of nobody"
		);
		match withdrawal.signatures.insert(key, *signature) {
			Some(_) => Outcome::Known,
			None => Outcome::Accepted,
		}
	}
}

impl TestChain {
	fn with<T>(&self, action: impl FnOnce(&mut Books) -> T) -> T {
		action(&mut self.books.lock().unwrap())
	}
}

#[async_trait]
impl Chain for TestChain {
	async fn genesis(&self) -> anyhow::Result<[u8; 32]> {
		Ok(self.with(|books| books.genesis))
	}
	async fn status(&self) -> anyhow::Result<Status> {
		Ok(self.with(|books| {
			let time = books.devnet.with(|chain| chain.state().time);
			Status {
				now: u64::from(time.0) + books.ahead,
				..books.status.clone()
			}
		}))
	}
	async fn block(&self, number: u32) -> anyhow::Result<Option<BlockId>> {
		Ok(self.with(|books| books.blocks.get(&number).map(|(id, _)| *id)))
	}
	async fn submit_headers(&self, runs: &[Vec<SignedHeader>]) -> anyhow::Result<Vec<Outcome>> {
		let mut outcomes = Vec::new();
		for run in runs {
			self.crash.point().await;
			outcomes.push(self.with(|books| books.headers(run)));
			self.crash.point().await;
		}
		Ok(outcomes)
	}
	async fn prove(&self, proofs: &[(Kind, &OperationProof)]) -> anyhow::Result<Vec<Outcome>> {
		let mut outcomes = Vec::new();
		for (kind, proof) in proofs {
			self.crash.point().await;
			outcomes.push(self.with(|books| books.prove(*kind, proof)));
			self.crash.point().await;
		}
		Ok(outcomes)
	}
	async fn withdrawals(&self) -> anyhow::Result<Vec<Withdrawal>> {
		Ok(self.with(|books| {
			let open = books
				.withdrawals
				.values()
				.filter(|w| !books.settled.contains(&w.nonce));
			open.cloned().collect()
		}))
	}
	async fn submit_signatures(
		&self,
		signatures: &[(u64, Signature)],
	) -> anyhow::Result<Vec<Outcome>> {
		let mut outcomes = Vec::new();
		for (nonce, signature) in signatures {
			self.crash.point().await;
			outcomes.push(self.with(|books| books.sign(*nonce, signature)));
			self.crash.point().await;
		}
		Ok(outcomes)
	}
	async fn lapse(&self, nonce: u64) -> anyhow::Result<Outcome> {
		Ok(self.with(|books| books.lapse(nonce)))
	}
	async fn renew(&self, nonce: u64) -> anyhow::Result<Outcome> {
		Ok(self.with(|books| books.renew(nonce)))
	}
	async fn balance(&self) -> anyhow::Result<u128> {
		Ok(self.with(|books| books.balance))
	}
}

// ---- The relayer ----------------------------------------------------------------------------------------------

pub struct Parts<'a> {
	pub books: &'a Arc<Mutex<Books>>,
	pub urls: Vec<String>,
	pub file: &'a Path,
	pub custodian: Option<PrivateKey>,
	pub crash: Arc<Crash>,
	pub dry_run: bool,
}

pub async fn relayer(parts: Parts<'_>) -> (Relayer, Arc<Metrics>) {
	relayer_with(parts, |_| {}).await
}

/// A relayer with other options than most.
pub async fn relayer_with(
	parts: Parts<'_>,
	change: impl FnOnce(&mut Setup),
) -> (Relayer, Arc<Metrics>) {
	let metrics = Arc::<Metrics>::default();
	let mut setup = Setup {
		chain: Arc::new(TestChain {
			books: parts.books.clone(),
			crash: parts.crash,
		}),
		nodes: Nodes::new(&parts.urls, Duration::from_secs(2)).unwrap(),
		store: Store::open(parts.file).await.unwrap(),
		custodian: parts.custodian,
		steem_chain_id: Digest::STEEM_CHAIN_ID,
		least_deposit: 1,
		fee_budget: 1_000 * FEE,
		dry_run: parts.dry_run,
		metrics: metrics.clone(),
	};
	change(&mut setup);
	(Relayer::new(setup), metrics)
}

/// Passes until there is nothing more to do at once, and once more.
pub async fn settle(relayer: &mut Relayer) -> anyhow::Result<()> {
	for _ in 0..200 {
		if !relayer.pass().await? {
			relayer.pass().await?;
			return Ok(());
		}
	}
	panic!("the relayer does not come to rest");
}
