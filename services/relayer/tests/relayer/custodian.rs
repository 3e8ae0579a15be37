//! What a custodian never signs.

use crate::support::*;
use nutbox_relayer::{
	custody::{check, KeyOptions},
	engine::Relayer,
};
use nutbox_steem::{native::PrivateKey, Asset, Operation, Symbol, Time};
use nutbox_steem_devnet::Running;
use std::{
	path::Path,
	sync::{Arc, Mutex},
};

async fn prepared() -> (Running, Arc<Mutex<Books>>, Vec<PrivateKey>) {
	let running = devnet().await;
	advance(&running.devnet, 45);
	let books = books(&running.devnet);
	let keys = custodians(&running.devnet);
	deposit(&running.devnet, 1_000_000, "nutbox:funds");
	advance(&running.devnet, 30);
	(running, books, keys)
}

async fn custodian(books: &Arc<Mutex<Books>>, url: &str, file: &Path, key: &PrivateKey) -> Relayer {
	let (urls, custodian) = (vec![url.into()], Some(key.clone()));
	let parts = Parts {
		books,
		urls,
		file,
		custodian,
		crash: Crash::never(),
		dry_run: false,
	};
	relayer(parts).await.0
}

#[tokio::test]
async fn sign_should_refuse_when_the_transaction_is_not_the_withdrawal() {
	let (running, books, keys) = prepared().await;
	let node = node(&running.devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let mut relayer = custodian(&books, &node.url, &folder.path().join("a.db"), &keys[0]).await;
	settle(&mut relayer).await.unwrap();
	let nonce = books.lock().unwrap().withdraw("bob", 1_000, &keys);
	let good = books.lock().unwrap().withdrawals[&nonce].clone();
	let memo = "nutbox withdrawal 1";
	let sbd = Asset {
		amount: 1_000,
		symbol: Symbol::Sbd,
	};
	let bad: Vec<Vec<Operation>> = vec![
		vec![],
		vec![transfer("gateway", "bob", steem(1_001), memo)],
		vec![transfer("gateway", "bob", sbd, memo)],
		vec![transfer("gateway", "carol", steem(1_000), memo)],
		vec![transfer("alice", "bob", steem(1_000), memo)],
		vec![transfer(
			"gateway",
			"bob",
			steem(1_000),
			"nutbox withdrawal 11",
		)],
		vec![transfer("gateway", "bob", steem(1_000), "")],
		vec![
			transfer("gateway", "bob", steem(1_000), memo),
			transfer("gateway", "bob", steem(1_000), memo),
		],
	];
	for ops in bad {
		let mut transaction = good.transaction.clone().unwrap();
		transaction.operations = ops;
		assert!(check(&transaction, &good, &name("gateway")).is_err());
		let changed = |books: &mut Books| {
			books.withdrawals.get_mut(&nonce).unwrap().transaction = Some(transaction.clone());
		};
		changed(&mut books.lock().unwrap());
		settle(&mut relayer).await.unwrap();
		assert!(books.lock().unwrap().withdrawals[&nonce]
			.signatures
			.is_empty());
	}
	books.lock().unwrap().withdrawals.insert(nonce, good);
	settle(&mut relayer).await.unwrap();
	assert_eq!(
		books.lock().unwrap().withdrawals[&nonce].signatures.len(),
		1
	);
}

#[tokio::test]
async fn sign_should_refuse_a_second_attempt_until_the_first_is_past_on_steem() {
	let (running, books, keys) = prepared().await;
	let devnet = &running.devnet;
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("a.db");
	let mut relayer = custodian(&books, &node.url, &file, &keys[0]).await;
	settle(&mut relayer).await.unwrap();
	let nonce = books.lock().unwrap().withdraw("bob", 1_000, &keys);
	settle(&mut relayer).await.unwrap();
	let expiration = {
		let mut books = books.lock().unwrap();
		let withdrawal = books.withdrawals.get_mut(&nonce).unwrap();
		assert_eq!(withdrawal.signatures.len(), 1);
		let transaction = withdrawal.transaction.as_mut().unwrap();
		let expiration = transaction.expiration;
		transaction.expiration = Time(expiration.0 + 3_000);
		withdrawal.signatures.clear();
		expiration
	};
	let error = settle(&mut relayer).await.unwrap_err();
	assert!(
		format!("{error:#}").contains("may pay or has paid"),
		"{error:#}"
	);
	drop(relayer);
	// It is remembered, too.
	let mut relayer = custodian(&books, &node.url, &file, &keys[0]).await;
	settle(&mut relayer).await.unwrap_err();
	assert!(books.lock().unwrap().withdrawals[&nonce]
		.signatures
		.is_empty());
	let slots = devnet.with(|chain| (expiration.0 - chain.state().time.0) / 3 + 1);
	devnet.change(|chain| chain.skip_slots(slots)).unwrap();
	advance(devnet, 30);
	settle(&mut relayer).await.unwrap();
	assert_eq!(
		books.lock().unwrap().withdrawals[&nonce].signatures.len(),
		1
	);
}

#[tokio::test]
async fn pass_should_have_another_transaction_written_when_one_expires_unpaid() {
	let (running, books, keys) = prepared().await;
	let devnet = &running.devnet;
	let node = node(devnet, Manner::Honest).await;
	let folder = tempfile::tempdir().unwrap();
	let (first, second) = (folder.path().join("a.db"), folder.path().join("b.db"));
	let mut custodian_1 = custodian(&books, &node.url, &first, &keys[0]).await;
	settle(&mut custodian_1).await.unwrap();
	let nonce = books.lock().unwrap().withdraw("bob", 1_000, &keys);
	settle(&mut custodian_1).await.unwrap();
	let written = || {
		let books = books.lock().unwrap();
		books.withdrawals[&nonce].transaction.clone()
	};
	let old = written().expect("there is one");
	// One of two has signed: it can't be paid, and expires. The light client has to be told of a block after that.
	let skip = |seconds: u32| {
		devnet
			.change(|chain| chain.skip_slots(seconds / 3 + 1))
			.unwrap();
		advance(devnet, 30);
	};
	skip(1_800);
	settle(&mut custodian_1).await.unwrap();
	settle(&mut custodian_1).await.unwrap();
	let noted = || books.lock().unwrap().withdrawals[&nonce].lapses_at;
	assert!(noted().is_some());
	assert_eq!(written(), Some(old.clone()));
	// The time to prove a payment passes as well.
	skip(WINDOW as u32);
	for _ in 0..3 {
		settle(&mut custodian_1).await.unwrap();
	}
	let new = written().expect("there is another one");
	assert_ne!(new.id(), old.id());
	let mut custodian_2 = custodian(&books, &node.url, &second, &keys[1]).await;
	settle(&mut custodian_2).await.unwrap();
	settle(&mut custodian_2).await.unwrap();
	advance(devnet, 40);
	settle(&mut custodian_1).await.unwrap();
	let books = books.lock().unwrap();
	assert!(books.settled.contains(&nonce), "it is paid");
	assert!(books.misconduct.is_empty());
	assert_eq!(balance(devnet, "gateway"), 999_000);
}

#[test]
fn load_should_refuse_a_key_that_others_may_read_and_never_print_one() {
	use std::os::unix::fs::PermissionsExt as _;
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("key");
	let set = |text: &str, mode| {
		std::fs::write(&file, text).unwrap();
		std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
		KeyOptions {
			custodian_key_file: Some(file.clone()),
		}
		.load()
	};
	let wif = "5HsP65LXNjiLs2Eedd2Qt9VA8h1gLmU5yiG3Bc5XLZ7SGwXrMKD";
	let key = set(&format!("{wif}\n"), 0o600).unwrap().expect("a key");
	assert_eq!(
		key.public(),
		PrivateKey::from_bytes(&[7; 32]).unwrap().public()
	);
	let open = format!("{:#}", set(wif, 0o644).unwrap_err());
	assert!(open.contains("chmod 600") && !open.contains(wif), "{open}");
	let secret = "5HsP65LXNjiLs2Eedd2Qt9VA8h1gLmU5yiG3Bc5XLZ7SGwXrMKE";
	let wrong = format!("{:#}", set(secret, 0o600).unwrap_err());
	assert!(
		!wrong.contains(secret) && wrong.contains("wallet import format"),
		"{wrong}"
	);
}
