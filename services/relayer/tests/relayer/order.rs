//! What comes first, what is left to others, and what waits for nothing.

use crate::support::*;
use nutbox_relayer::{
	chain::{Gateway, Kind},
	store::{State, Store, Wanted, LEFT},
};
use sqlx::{sqlite::SqliteConnectOptions, ConnectOptions as _, Connection as _};

#[tokio::test]
async fn act_should_prove_payments_first_and_dust_last_within_the_budget() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let mut dust = Vec::new();
	for amount in 0..20 {
		dust.push(deposit(devnet, 10 + amount, "nutbox:dust"));
		advance(devnet, 1);
	}
	let ignored = deposit(devnet, 9, "nutbox:less");
	let small = deposit(devnet, 2_000, "nutbox:small");
	let large = deposit(devnet, 3_000, "nutbox:large");
	advance(devnet, 40);
	// Against the rules, and the last of all.
	let theft = send(
		devnet,
		vec![transfer("gateway", "bob", steem(5), "")],
		&[key("gateway", "active")],
	);
	advance(devnet, 30);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("relayer.db");
	let parts = Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &file,
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	};
	let (relayer, metrics) = relayer_with(parts, |setup| {
		setup.least_deposit = 10;
		setup.fee_budget = 2 * FEE;
	})
	.await;
	while relayer.look().await.unwrap() {}
	while relayer.act().await.unwrap() {}
	dust.reverse();
	let expected: Vec<_> = [
		(Kind::Payment, theft),
		(Kind::Deposit, large),
		(Kind::Deposit, small),
	]
	.into_iter()
	// The budget is looked at before the first sixteen, and is used up by them.
	.chain(dust[..16].iter().map(|id| (Kind::Deposit, *id)))
	.collect();
	{
		let books = books.lock().unwrap();
		assert_eq!(books.proofs, expected);
		assert_eq!(books.misconduct, [theft]);
		assert!(!books.minted.contains_key(&(ignored, 0)));
	}
	let text = metrics.text().unwrap();
	let spent = "nutbox_relayer_fees_today_nut{what=\"deposit\"} 0.32";
	assert!(text.contains(spent), "{text}");

	// Without any budget left, what is of weight is proved all the same.
	let late = deposit(devnet, 5_000, "nutbox:late");
	advance(devnet, 30);
	while relayer.look().await.unwrap() {}
	while relayer.act().await.unwrap() {}
	{
		let books = books.lock().unwrap();
		assert_eq!(books.proofs.len(), expected.len() + 1);
		assert!(books.minted.contains_key(&(late, 0)));
	}
	relayer.close().await;
	let store = Store::open(&file).await.unwrap();
	let counts = store.counts(10).await.unwrap();
	let count = |state: &str| {
		let of = counts
			.iter()
			.find(|count| count.kind == Kind::Deposit && count.state == state);
		of.map(|count| count.count)
	};
	assert_eq!(count(State::Open.name()), Some(4), "they stay open");
	assert_eq!(count(LEFT), Some(1));
}

#[tokio::test]
async fn broadcast_should_keep_nothing_waiting_when_steem_refuses_a_payment() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let keys = custodians(devnet);
	deposit(devnet, 1_000_000, "nutbox:funds");
	advance(devnet, 30);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let files = [folder.path().join("one.db"), folder.path().join("two.db")];
	let mut relayers = Vec::new();
	for (key, file) in keys.iter().zip(&files) {
		let parts = Parts {
			books: &books,
			urls: vec![node.url.clone()],
			file,
			custodian: Some(key.clone()),
			crash: Crash::never(),
			dry_run: false,
		};
		let (mut relayer, metrics) = relayer(parts).await;
		settle(&mut relayer).await.unwrap();
		relayers.push((relayer, metrics));
	}
	let (nobody, bob) = {
		let mut books = books.lock().unwrap();
		(
			books.withdraw("nobody-at-all", 1_000, &keys),
			books.withdraw("bob", 2_000, &keys),
		)
	};
	for _ in 0..2 {
		for (relayer, _) in &mut relayers {
			settle(relayer).await.unwrap();
		}
	}
	advance(devnet, 30);
	for (relayer, metrics) in &mut relayers {
		settle(relayer).await.unwrap();
		// Once, and not on every pass.
		assert_eq!(metrics.refused.get(), 1);
	}
	let books = books.lock().unwrap();
	assert!(books.settled.contains(&bob) && !books.settled.contains(&nobody));
	assert_eq!(balance(devnet, "gateway"), 998_000);
}

#[tokio::test]
async fn prove_should_use_the_blocks_that_are_final_when_the_light_client_is_halted() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let known = deposit(devnet, 1_000, "nutbox:known");
	advance(devnet, 30);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	for (place, open) in [true, false].into_iter().enumerate() {
		books.lock().unwrap().status.open = open;
		books.lock().unwrap().minted.clear();
		let (mut relayer, _) = relayer(Parts {
			books: &books,
			urls: vec![node.url.clone()],
			file: &folder.path().join(format!("{place}.db")),
			custodian: None,
			crash: Crash::never(),
			dry_run: false,
		})
		.await;
		settle(&mut relayer).await.unwrap();
		let minted: Vec<_> = books.lock().unwrap().minted.keys().copied().collect();
		assert_eq!(minted, [(known, 0)], "open: {open}");
		// Of this one, the chain does not know the block.
		deposit(devnet, 2_000, "nutbox:unknown");
		advance(devnet, 30);
	}
	assert_eq!(books.lock().unwrap().runs, 1);
}

#[tokio::test]
async fn look_should_begin_at_the_first_block_of_a_gateway_when_one_appears() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let gateway = books.lock().unwrap().status.gateway.take().unwrap();
	let before = deposit(devnet, 1_000, "nutbox:before");
	advance(devnet, 30);
	let start_block = devnet.with(|chain| chain.state().head_number);
	let after = deposit(devnet, 2_000, "nutbox:after");
	advance(devnet, 100);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (mut relayer, metrics) = relayer(Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	settle(&mut relayer).await.unwrap();
	let scanned = metrics.scanned.get();
	books.lock().unwrap().status.gateway = Some(Gateway {
		start_block,
		..gateway
	});
	settle(&mut relayer).await.unwrap();
	{
		let books = books.lock().unwrap();
		assert!(books.minted.contains_key(&(after, 0)));
		assert!(!books.minted.contains_key(&(before, 0)));
		assert_eq!(books.proofs.len(), 1);
	}
	assert_eq!(metrics.scanned.get(), scanned);
	// Once: nothing is looked at again.
	assert!(!relayer.look().await.unwrap());
}

#[tokio::test]
async fn open_should_keep_what_an_earlier_version_wrote() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("relayer.db");
	let options = SqliteConnectOptions::new()
		.filename(&file)
		.create_if_missing(true);
	let mut old = options.connect().await.unwrap();
	for sql in [
		include_str!("../../migrations/0001_state.sql"),
		include_str!("../../migrations/0002_chain.sql"),
		"PRAGMA user_version = 2",
		"INSERT INTO progress VALUES (1, 9, '0000000900000000000000000000000000000000', 27)",
		"INSERT INTO findings (block, transaction_index, operation, kind, block_id, transaction_id, bytes, leaf_count, path)
		VALUES (7, 0, 0, 'deposit', '0000000700000000000000000000000000000000',
		'0000000000000000000000000000000000000000', '00', 1, '')",
	] {
		sqlx::raw_sql(sql).execute(&mut old).await.unwrap();
	}
	old.close().await.unwrap();
	let store = Store::open(&file).await.unwrap();
	assert_eq!(store.progress().await.unwrap().unwrap().number, 9);
	assert_eq!(store.skipped().await.unwrap(), []);
	let wanted = Wanted {
		kinds: &[Kind::Deposit],
		least: 1_000_000,
		below: None,
		limit: 9,
	};
	let due = store.due_findings(wanted).await.unwrap();
	assert_eq!(due.len(), 1, "how much it is was not written down");
	// A gateway that it has not noted: everything from there on is looked at again, once.
	let checkpoint = store.progress().await.unwrap().unwrap();
	let gateway = |start_block| Gateway {
		account: name("gateway"),
		start_block,
		free_deposit: 1,
	};
	let checkpoint = nutbox_relayer::chain::BlockRef {
		number: 3,
		..checkpoint
	};
	assert!(store.watch(&gateway(5), &checkpoint).await.unwrap());
	assert_eq!(store.progress().await.unwrap().unwrap().number, 5);
	assert!(!store.watch(&gateway(5), &checkpoint).await.unwrap());
	// Not before the checkpoint.
	assert!(store.watch(&gateway(2), &checkpoint).await.unwrap());
	assert_eq!(store.progress().await.unwrap(), Some(checkpoint));
}
