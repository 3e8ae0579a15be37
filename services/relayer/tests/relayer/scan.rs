//! Finding and proving: all of it, once, whatever the downtime.

use crate::support::*;
use nutbox_relayer::store::Store;
use nutbox_steem::{
	operations as ops, types::ChainProperties, types::Fee, Asset, Operation, Symbol,
};

#[tokio::test]
async fn pass_should_prove_everything_that_the_chain_watches_and_nothing_else() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	custodians(devnet);
	let first = deposit(devnet, 1_000, "nutbox:one");
	let sbd = Asset {
		amount: 5_000,
		symbol: Symbol::Sbd,
	};
	let alice = [key("alice", "active")];
	send(
		devnet,
		vec![transfer("alice", "gateway", sbd, "nutbox:sbd")],
		&alice,
	);
	send(
		devnet,
		vec![transfer("alice", "bob", steem(5), "nutbox:else")],
		&alice,
	);
	let twice = vec![
		transfer("alice", "gateway", steem(7), "nutbox:two"),
		transfer("alice", "gateway", steem(7), "nutbox:two"),
	];
	let second = send(devnet, twice, &alice);
	let binding = ops::CustomJson {
		required_auths: [name("alice")].into_iter().collect(),
		required_posting_auths: Default::default(),
		id: "nutbox".into(),
		json: "{\"bind\":\"address\"}".into(),
	};
	send(devnet, vec![binding.clone().into()], &alice);
	let posting = ops::CustomJson {
		required_auths: Default::default(),
		required_posting_auths: [name("bob")].into_iter().collect(),
		..binding
	};
	send(devnet, vec![posting.into()], &[key("bob", "posting")]);
	for amount in [500_000_000_000, 400_000_000_000] {
		let vesting_shares = Asset {
			amount,
			symbol: Symbol::Vests,
		};
		let (delegator, delegatee) = (name("alice"), name("community"));
		let delegate = ops::DelegateVestingShares {
			delegator,
			delegatee,
			vesting_shares,
		};
		send(devnet, vec![delegate.into()], &alice);
	}
	advance(devnet, 1);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("relayer.db");
	let parts = |file| Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file,
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	};
	let (mut relayer_1, metrics) = relayer(parts(&file)).await;
	settle(&mut relayer_1).await.unwrap();
	assert!(
		books.lock().unwrap().minted.is_empty(),
		"nothing that could still be undone"
	);
	advance(devnet, 30);
	settle(&mut relayer_1).await.unwrap();
	{
		let books = books.lock().unwrap();
		let minted: Vec<_> = books
			.minted
			.iter()
			.map(|(place, (amount, _))| (*place, *amount))
			.collect();
		let mut expected = vec![((first, 0), 1_000), ((second, 0), 7), ((second, 1), 7)];
		expected.sort_unstable();
		assert_eq!(minted, expected);
		assert_eq!(
			books.bindings.keys().copied().collect::<Vec<_>>(),
			[name("alice")]
		);
		let delegation = books.delegations[&(name("alice"), name("community"))];
		assert_eq!(delegation.3, 400_000_000_000, "the newest total");
		assert_eq!(books.authorities, 1);
		assert_eq!(books.refused, Vec::<String>::new());
		assert_eq!(books.runs, 1, "one run of headers for one block");
	}
	let text = metrics.text().unwrap();
	assert!(
		text.contains("nutbox_relayer_findings{kind=\"deposit\",state=\"done\"} 3"),
		"{text}"
	);
	assert!(text.contains("nutbox_relayer_balance_nut 6.96"), "{text}");

	// Row 22: another relayer that knows nothing proves it all again, and nothing is minted again.
	let other = folder.path().join("other.db");
	let (mut relayer_2, _) = relayer(parts(&other)).await;
	settle(&mut relayer_2).await.unwrap();
	let books = books.lock().unwrap();
	assert_eq!(books.minted.len(), 3);
	assert_eq!(books.refused, Vec::<String>::new());
}

#[tokio::test]
async fn pass_should_skip_nothing_when_it_was_down_for_long_and_keys_have_changed() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let mut sent = Vec::new();
	// Seven witnesses change their keys, one after the other: who skips one of them cannot go on.
	for change in 0..7_u8 {
		for gap in [3, 70, 11] {
			sent.push(deposit(
				devnet,
				1_000 + i64::from(change),
				&format!("nutbox:{gap}"),
			));
			advance(devnet, gap);
		}
		let witness = format!("witness-{:02}", change + 1);
		let new = nutbox_steem::native::PrivateKey::from_bytes(&[change + 1; 32]).unwrap();
		let update = ops::WitnessUpdate {
			owner: name(&witness),
			url: "https://example.org".into(),
			block_signing_key: new.public(),
			props: ChainProperties {
				account_creation_fee: Fee {
					amount: 3_000,
					..Default::default()
				},
				maximum_block_size: 65_536,
				sbd_interest_rate: 0,
			},
			fee: steem(0),
		};
		send(
			devnet,
			vec![Operation::from(update)],
			&[key(&witness, "active")],
		);
		devnet.with(|chain| chain.learn(new));
		advance(devnet, 40);
	}
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (mut relayer, _) = relayer(Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	settle(&mut relayer).await.unwrap();
	let books = books.lock().unwrap();
	let minted: std::collections::BTreeSet<_> = books.minted.keys().map(|(id, _)| *id).collect();
	assert_eq!(minted, sent.into_iter().collect());
	assert_eq!(books.status.witnesses[&name("witness-07")].len(), 2);
	assert_eq!(books.refused, Vec::<String>::new());
}

#[tokio::test]
async fn row_24_deposits_should_never_be_proved_when_a_fork_undid_them() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 60);
	let books = books(devnet);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (mut relayer, _) = relayer(Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	deposit(devnet, 1_000, "nutbox:undone");
	advance(devnet, 6);
	settle(&mut relayer).await.unwrap();
	devnet.change(|chain| chain.fork(6, true)).unwrap();
	let kept = deposit(devnet, 2_000, "nutbox:kept");
	advance(devnet, 3);
	settle(&mut relayer).await.unwrap();
	devnet.change(|chain| chain.fork(3, false)).unwrap();
	advance(devnet, 40);
	settle(&mut relayer).await.unwrap();
	let books = books.lock().unwrap();
	assert_eq!(
		books.minted.keys().map(|(id, _)| *id).collect::<Vec<_>>(),
		[kept]
	);
}

#[tokio::test]
async fn rescan_should_find_what_was_not_watched_before() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let from = devnet.with(|chain| chain.state().head_number);
	let vesting_shares = Asset {
		amount: 500_000_000_000,
		symbol: Symbol::Vests,
	};
	let (delegator, delegatee) = (name("alice"), name("dave"));
	let delegate = ops::DelegateVestingShares {
		delegator,
		delegatee,
		vesting_shares,
	};
	send(devnet, vec![delegate.into()], &[key("alice", "active")]);
	advance(devnet, 100);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (mut relayer, _) = relayer(Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	settle(&mut relayer).await.unwrap();
	assert!(books.lock().unwrap().delegations.is_empty());
	books.lock().unwrap().status.delegatees.insert(delegatee);
	relayer.rescan_from(from).await.unwrap();
	settle(&mut relayer).await.unwrap();
	assert_eq!(
		books.lock().unwrap().delegations[&(delegator, delegatee)].3,
		500_000_000_000
	);
}

#[tokio::test]
async fn pass_should_submit_nothing_when_it_is_a_dry_run() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let id = deposit(devnet, 1_000, "nutbox:one");
	advance(devnet, 30);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("relayer.db");
	for dry_run in [true, false] {
		let (mut relayer, _) = relayer(Parts {
			books: &books,
			urls: vec![node.url.clone()],
			file: &file,
			custodian: None,
			crash: Crash::never(),
			dry_run,
		})
		.await;
		settle(&mut relayer).await.unwrap();
		let books = books.lock().unwrap();
		assert_eq!(books.minted.contains_key(&(id, 0)), !dry_run);
		assert_eq!(books.runs, usize::from(!dry_run));
	}
}

#[tokio::test]
async fn pass_should_refuse_when_the_state_is_of_another_chain() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (relayer, _) = relayer(Parts {
		books: &books,
		urls: vec![node.url.clone()],
		file: &folder.path().join("relayer.db"),
		custodian: None,
		crash: Crash::never(),
		dry_run: false,
	})
	.await;
	relayer.pass().await.unwrap();
	books.lock().unwrap().genesis = [8; 32];
	// Without end otherwise.
	let error = relayer.run(std::time::Duration::from_millis(10)).await;
	let said = format!("{error:#}");
	assert!(
		said.contains("--node") && said.contains("--state"),
		"{said}"
	);
}

#[tokio::test]
async fn open_should_refuse_a_file_when_another_relayer_uses_it() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("relayer.db");
	let first = Store::open(&file).await.unwrap();
	let error = Store::open(&file).await.err().expect("in use");
	assert!(
		format!("{error:#}").contains("another relayer"),
		"{error:#}"
	);
	first.close().await;
	Store::open(&file).await.unwrap();
}
