//! Nodes that fail, lie, lag or follow another fork are left for another, and nothing they say is believed.

use crate::support::*;
use nutbox_relayer::nodes::Nodes;
use std::time::Duration;

const BAD: [Manner; 9] = [
	Manner::AltersTransactions,
	Manner::AltersTransactionsAndRoots,
	Manner::DropsTransactions,
	Manner::Slow,
	Manner::Behind,
	Manner::Boasts,
	Manner::Broken,
	Manner::Garbles,
	Manner::Refuses,
];

#[tokio::test]
async fn pass_should_use_another_node_when_the_first_one_misbehaves() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let before = books(devnet);
	let id = deposit(devnet, 1_000, "nutbox:one");
	advance(devnet, 250);
	let honest = node(devnet, Manner::Honest).await;
	for manner in BAD {
		let bad = node(devnet, manner).await;
		let books = books_like(&before);
		let folder = tempfile::tempdir().unwrap();
		let (mut relayer, metrics) = relayer(Parts {
			books: &books,
			urls: vec![bad.url.clone(), honest.url.clone()],
			file: &folder.path().join("relayer.db"),
			custodian: None,
			crash: Crash::never(),
			dry_run: false,
		})
		.await;
		settle(&mut relayer).await.unwrap();
		let books = books.lock().unwrap();
		let minted: Vec<_> = books
			.minted
			.iter()
			.map(|(place, what)| (*place, what.0))
			.collect();
		assert_eq!(minted, [((id, 0), 1_000)], "{manner:?}");
		assert_eq!(books.refused, Vec::<String>::new(), "{manner:?}");
		// One that only lags or boasts has done nothing wrong.
		if !matches!(manner, Manner::Behind | Manner::Boasts) {
			assert!(metrics.retries.get() > 0, "{manner:?}");
		}
	}
}

#[tokio::test]
async fn pass_should_prove_nothing_when_every_node_lies() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	deposit(devnet, 1_000, "nutbox:one");
	advance(devnet, 100);
	let mut nodes = Vec::new();
	for manner in [
		Manner::AltersTransactions,
		Manner::AltersTransactionsAndRoots,
		Manner::DropsTransactions,
	] {
		nodes.push(node(devnet, manner).await);
	}
	let folder = tempfile::tempdir().unwrap();
	let (mut relayer, _) = relayer(Parts {
		books: &books,
		urls: nodes.iter().map(|node| node.url.clone()).collect(),
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	settle(&mut relayer).await.unwrap();
	let books = books.lock().unwrap();
	assert!(books.minted.is_empty() && books.runs == 0);
}

#[tokio::test]
async fn pass_should_stay_on_the_registered_witnesses_chain_when_a_node_follows_another_fork() {
	// The same genesis, and the same blocks until one of them makes a fork with witnesses of its own choosing.
	let folder = tempfile::tempdir().unwrap();
	let options = |data: std::path::PathBuf| nutbox_steem_devnet::Options {
		data: Some(data),
		..Default::default()
	};
	let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
	let first = nutbox_steem_devnet::start(&options(ours.clone()))
		.await
		.unwrap();
	advance(&first.devnet, 60);
	std::fs::create_dir_all(&theirs).unwrap();
	std::fs::copy(ours.join("chain.jsonl"), theirs.join("chain.jsonl")).unwrap();
	let other = nutbox_steem_devnet::start(&options(theirs)).await.unwrap();
	let books = books(&first.devnet);
	// On their fork, fifteen witnesses take no part; whatever they claim, six never make a block final.
	let scheduled = other.devnet.with(|chain| chain.state().schedule.clone());
	for witness in scheduled.iter().take(15) {
		other.devnet.with(|chain| chain.set_away(*witness, true));
	}
	deposit(&other.devnet, 1_000_000, "nutbox:theirs");
	other.devnet.change(|chain| {
		for _ in 0..300 {
			chain.produce().unwrap();
		}
	});
	let id = deposit(&first.devnet, 1_000, "nutbox:ours");
	advance(&first.devnet, 40);
	let (bad, good) = (
		node(&other.devnet, Manner::Honest).await,
		node(&first.devnet, Manner::Honest).await,
	);
	let (mut relayer, _) = relayer(Parts {
		books: &books,
		urls: vec![bad.url.clone(), good.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	settle(&mut relayer).await.unwrap();
	let books = books.lock().unwrap();
	assert_eq!(
		books.minted.keys().map(|(id, _)| *id).collect::<Vec<_>>(),
		[id]
	);
}

#[tokio::test]
async fn blocks_should_come_one_by_one_when_the_node_has_no_ranges() {
	let running = devnet().await;
	advance(&running.devnet, 20);
	let old = node(&running.devnet, Manner::Old).await;
	let nodes = Nodes::new(std::slice::from_ref(&old.url), Duration::from_secs(5)).unwrap();
	let blocks = nodes.blocks(0, 5, 50, None).await.unwrap();
	assert_eq!(blocks.len(), 16);
	assert_eq!(blocks[15].header.header.number(), 20);
}

#[test]
fn new_should_refuse_addresses_that_are_none() {
	let refused = |url: &str| Nodes::new(&[url.into()], Duration::from_secs(1)).is_err();
	assert!(refused("api.steemit.com") && refused("ftp://api.steemit.com") && refused(""));
	assert!(Nodes::new(&[], Duration::from_secs(1)).is_err());
	assert!(!refused("https://api.steemit.com"));
}
