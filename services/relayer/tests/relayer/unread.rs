//! Blocks that can't be read: what comes after them is found, and nothing is paid twice for what is in them.

use crate::support::*;
use nutbox_relayer::{engine::Relayer, metrics::Metrics};
use nutbox_steem::native::PrivateKey;
use nutbox_steem_devnet::Running;
use std::{
	path::Path,
	sync::{Arc, Mutex},
};

struct World {
	running: Running,
	books: Arc<Mutex<Books>>,
	keys: Vec<PrivateKey>,
}

impl World {
	/// A gateway of two custodians, with STEEM in it.
	async fn new() -> Self {
		let running = devnet().await;
		advance(&running.devnet, 45);
		let books = books(&running.devnet);
		let keys = custodians(&running.devnet);
		deposit(&running.devnet, 1_000_000, "nutbox:funds");
		advance(&running.devnet, 30);
		Self {
			running,
			books,
			keys,
		}
	}

	async fn custodian(&self, nodes: &[&Node], file: &Path, key: usize) -> (Relayer, Arc<Metrics>) {
		relayer(Parts {
			books: &self.books,
			urls: nodes.iter().map(|node| node.url.clone()).collect(),
			file,
			custodian: Some(self.keys[key].clone()),
			crash: Crash::never(),
			dry_run: false,
		})
		.await
	}

	async fn node(&self, manner: Manner) -> Node {
		node(&self.running.devnet, manner).await
	}

	fn withdraw(&self, amount: u64) -> u64 {
		self.books
			.lock()
			.unwrap()
			.withdraw("bob", amount, &self.keys)
	}

	fn signatures(&self, nonce: u64) -> usize {
		self.books.lock().unwrap().withdrawals[&nonce]
			.signatures
			.len()
	}
}

#[tokio::test]
async fn pass_should_find_everything_when_an_id_is_of_any_bytes() {
	let world = World::new().await;
	let devnet = &world.running.devnet;
	for id in [
		b"\xff\x80".as_slice(),
		b"nutbox\xc3",
		"\u{10ff80}".as_bytes(),
	] {
		custom_json(devnet, id);
	}
	let beside = deposit(devnet, 3_000, "nutbox:beside \u{10ffff}");
	advance(devnet, 1);
	let behind = deposit(devnet, 4_000, "nutbox:behind");
	advance(devnet, 30);
	let folder = tempfile::tempdir().unwrap();
	for (place, manner) in [Manner::Honest, Manner::Old].into_iter().enumerate() {
		let node = world.node(manner).await;
		let file = folder.path().join(format!("{place}.db"));
		let (mut relayer, metrics) = world.custodian(&[&node], &file, 0).await;
		settle(&mut relayer).await.unwrap();
		assert_eq!(metrics.skipped.get(), 0);
		let books = world.books.lock().unwrap();
		assert!(books.minted.contains_key(&(beside, 0)));
		assert!(books.minted.contains_key(&(behind, 0)));
		assert_eq!(books.refused, Vec::<String>::new());
	}
}

#[tokio::test]
async fn row_24_withdrawals_should_be_paid_once_when_the_payment_is_in_a_block_that_cannot_be_read()
{
	let world = World::new().await;
	let devnet = &world.running.devnet;
	let folder = tempfile::tempdir().unwrap();
	let files = [folder.path().join("one.db"), folder.path().join("two.db")];
	let (one, two) = (
		world.node(Manner::Future).await,
		world.node(Manner::Future).await,
	);
	let nodes = [&one, &two];
	let (mut first, metrics) = world.custodian(&nodes, &files[0], 0).await;
	let (mut second, _) = world.custodian(&nodes, &files[1], 1).await;
	settle(&mut first).await.unwrap();
	settle(&mut second).await.unwrap();
	let nonce = world.withdraw(1_000);
	settle(&mut first).await.unwrap();
	settle(&mut second).await.unwrap();
	let transaction = world.books.lock().unwrap().withdrawals[&nonce]
		.transaction
		.clone()
		.unwrap();
	assert!(devnet.with(|chain| chain.is_pending(&transaction.id())));
	custom_json(devnet, FUTURE.as_bytes());
	advance(devnet, 1);
	assert_eq!(balance(devnet, "gateway"), 999_000);
	let behind = deposit(devnet, 4_000, "nutbox:behind");
	advance(devnet, 30);

	// The block is passed over, and what follows is found.
	for relayer in [&mut first, &mut second] {
		settle(relayer).await.unwrap();
	}
	assert!(world
		.books
		.lock()
		.unwrap()
		.minted
		.contains_key(&(behind, 0)));
	assert_eq!((metrics.skipped.get(), metrics.held.get()), (1, 1));
	let text = metrics.text().unwrap();
	assert!(text.contains("nutbox_relayer_skipped_blocks 1"), "{text}");

	// Long after the transaction has expired, nobody takes the payment for none, and nothing else is signed.
	let other = world.withdraw(2_000);
	for _ in 0..2 {
		devnet.change(|chain| chain.skip_slots(1_200)).unwrap();
		advance(devnet, 30);
		for relayer in [&mut first, &mut second] {
			settle(relayer).await.unwrap();
		}
	}
	{
		let books = world.books.lock().unwrap();
		let withdrawal = &books.withdrawals[&nonce];
		assert_eq!(withdrawal.transaction, Some(transaction));
		assert_eq!(withdrawal.lapses_at, None);
		assert!(books.settled.is_empty());
	}
	assert_eq!(world.signatures(other), 0);

	// A later version reads it: the withdrawal is settled, and the others go on.
	drop((first, second));
	let honest = world.node(Manner::Honest).await;
	let (mut first, metrics) = world.custodian(&[&honest], &files[0], 0).await;
	let (mut second, _) = world.custodian(&[&honest], &files[1], 1).await;
	let latest = world.withdraw(3_000);
	for _ in 0..2 {
		settle(&mut first).await.unwrap();
		settle(&mut second).await.unwrap();
	}
	advance(devnet, 30);
	settle(&mut first).await.unwrap();
	assert_eq!((metrics.skipped.get(), metrics.held.get()), (0, 0));
	let books = world.books.lock().unwrap();
	assert!(books.settled.contains(&nonce) && books.settled.contains(&latest));
	assert!(books.misconduct.is_empty());
	assert_eq!(books.refused, Vec::<String>::new());
	assert_eq!(
		balance(devnet, "gateway"),
		1_000_000 - 1_000 + 4_000 - 3_000
	);
}

#[tokio::test]
async fn sign_should_go_on_when_the_operator_has_acknowledged_a_block_that_cannot_be_read() {
	let world = World::new().await;
	let devnet = &world.running.devnet;
	custom_json(devnet, FUTURE.as_bytes());
	advance(devnet, 1);
	let number = devnet.with(|chain| chain.state().head_number);
	advance(devnet, 30);
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("one.db");
	let node = world.node(Manner::Future).await;
	let (mut relayer, metrics) = world.custodian(&[&node], &file, 0).await;
	settle(&mut relayer).await.unwrap();
	let nonce = world.withdraw(1_000);
	settle(&mut relayer).await.unwrap();
	assert_eq!((world.signatures(nonce), metrics.held.get()), (0, 1));
	relayer.acknowledge(number - 1).await.unwrap_err();
	relayer.acknowledge(number).await.unwrap();
	settle(&mut relayer).await.unwrap();
	assert_eq!((world.signatures(nonce), metrics.held.get()), (1, 0));
	assert_eq!(metrics.skipped.get(), 1, "it is still not known");
}

#[tokio::test]
async fn pass_should_pass_over_a_block_only_when_a_second_node_cannot_show_it_either() {
	let world = World::new().await;
	let devnet = &world.running.devnet;
	custom_json(devnet, FUTURE.as_bytes());
	let beside = deposit(devnet, 3_000, "nutbox:beside");
	advance(devnet, 30);
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("one.db");
	let future = world.node(Manner::Future).await;
	for manner in [Manner::Broken, Manner::Chokes] {
		let other = world.node(manner).await;
		let (mut relayer, metrics) = world.custodian(&[&future, &other], &file, 0).await;
		let error = format!("{:#}", settle(&mut relayer).await.unwrap_err());
		assert!(error.contains("a second Steem node"), "{error}");
		assert_eq!(metrics.skipped.get(), 0);
		let newest = world.books.lock().unwrap().status.newest;
		assert!(newest.is_some(), "what was before is proved");
		relayer.close().await;
	}
	// One that can show it suffices, whatever the others say.
	let honest = world.node(Manner::Honest).await;
	let (mut relayer, metrics) = world
		.custodian(&[&future, &honest, &future], &file, 0)
		.await;
	settle(&mut relayer).await.unwrap();
	assert_eq!(metrics.skipped.get(), 0);
	let books = world.books.lock().unwrap();
	assert!(books.minted.contains_key(&(beside, 0)));
	assert_eq!(books.refused, Vec::<String>::new());
}

#[tokio::test]
async fn sign_and_broadcast_should_wait_when_the_last_block_looked_at_is_old() {
	let world = World::new().await;
	let devnet = &world.running.devnet;
	let folder = tempfile::tempdir().unwrap();
	let files = [folder.path().join("one.db"), folder.path().join("two.db")];
	let node = world.node(Manner::Honest).await;
	let (mut first, metrics) = world.custodian(&[&node], &files[0], 0).await;
	let (mut second, _) = world.custodian(&[&node], &files[1], 1).await;
	settle(&mut first).await.unwrap();
	settle(&mut second).await.unwrap();
	let nonce = world.withdraw(1_000);
	// The last final block is one behind the last of all: to the second, by how much the chain's clock must be ahead.
	let head = devnet.with(|chain| chain.state().time);
	let seen = {
		let status = &world.books.lock().unwrap().status;
		status.newest.unwrap().number
	};
	let scanned = u32::try_from(metrics.scanned.get()).unwrap();
	assert!(scanned >= seen);
	let time = devnet.with(|chain| chain.block(scanned).unwrap().block.header.header.timestamp);
	let limit = 600 - u64::from(head.0 - time.0);
	world.books.lock().unwrap().ahead = limit + 1;
	settle(&mut first).await.unwrap();
	assert_eq!((world.signatures(nonce), metrics.held.get()), (0, 1));
	world.books.lock().unwrap().ahead = limit;
	settle(&mut first).await.unwrap();
	assert_eq!((world.signatures(nonce), metrics.held.get()), (1, 0));
	// The second signs, and enough have: who can't look does not pay.
	second.act().await.unwrap();
	assert_eq!(world.signatures(nonce), 2);
	let id = {
		let books = world.books.lock().unwrap();
		books.withdrawals[&nonce].transaction.as_ref().unwrap().id()
	};
	let pending = || devnet.with(|chain| chain.is_pending(&id));
	for (ahead, pays) in [(limit + 1, false), (limit, true)] {
		world.books.lock().unwrap().ahead = ahead;
		second.act().await.unwrap();
		assert_eq!(pending(), pays);
	}
	advance(devnet, 30);
	assert_eq!(balance(devnet, "gateway"), 999_000);
}
