//! Row 24: the relayer is ended at every dealing with the world, before and after that has its effect, and started
//! again. Every deposit is minted once, every withdrawal paid once.

use crate::support::*;
use nutbox_relayer::engine::Relayer;
use std::path::Path;

/// Passes until all is done or the crash comes. `true` if it came.
async fn until_crash(mut relayer: Relayer, crash: &Crash) -> bool {
	tokio::select! {
		// The crash first: what waits for nothing more has come to its end.
		biased;
		_ = crash.comes() => true,
		settled = settle(&mut relayer) => {
			settled.unwrap();
			false
		}
	}
}

#[tokio::test]
async fn row_24_deposits_should_be_minted_once_when_killed_at_every_step() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let fresh = books(devnet);
	let mut sent = Vec::new();
	for (round, gap) in [1, 2, 50, 1].into_iter().enumerate() {
		sent.push((deposit(devnet, 100 + round as i64, "nutbox:x"), 0));
		sent.push((deposit(devnet, 200 + round as i64, "nutbox:y"), 0));
		advance(devnet, gap);
	}
	advance(devnet, 40);
	sent.sort_unstable();
	let node = node(devnet, Manner::Honest).await;
	for at in 1.. {
		let books = books_like(&fresh);
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("relayer.db");
		let start = |crash| start_with(&books, &node.url, &file, crash);
		let crash = Crash::at(at);
		let crashed = until_crash(start(crash.clone()).await, &crash).await;
		let never = Crash::never();
		assert!(!until_crash(start(never.clone()).await, &never).await);
		let books = books.lock().unwrap();
		let minted: Vec<_> = books.minted.keys().copied().collect();
		assert_eq!(minted, sent, "killed at {at}");
		assert_eq!(books.refused, Vec::<String>::new(), "killed at {at}");
		if !crashed {
			assert!(at > 16, "only {at} steps");
			break;
		}
	}
}

async fn start_with(
	books: &std::sync::Arc<std::sync::Mutex<Books>>,
	url: &str,
	file: &Path,
	crash: std::sync::Arc<Crash>,
) -> Relayer {
	let parts = Parts {
		books,
		urls: vec![url.into()],
		file,
		custodian: None,
		crash,
		dry_run: false,
	};
	relayer(parts).await.0
}

#[tokio::test]
async fn row_24_withdrawals_should_be_paid_once_when_every_custodian_is_killed_at_every_step() {
	let running = devnet().await;
	let devnet = &running.devnet;
	advance(devnet, 45);
	let books = books(devnet);
	let keys = custodians(devnet);
	deposit(devnet, 1_000_000, "nutbox:funds");
	advance(devnet, 30);
	let folder = tempfile::tempdir().unwrap();
	let files = [folder.path().join("one.db"), folder.path().join("two.db")];
	let (mut crashed_at, mut withdrawn) = (0, 0);
	for at in 1.. {
		// Both custodians meet the same fate, one after the other; then they are started again.
		let crash = Crash::at(at);
		let node = node_with(devnet, Manner::Honest, crash.clone()).await;
		let calm = node_with(devnet, Manner::Honest, Crash::never()).await;
		let mut first = [None, None];
		for (custodian, first) in first.iter_mut().enumerate() {
			let parts = Parts {
				books: &books,
				urls: vec![calm.url.clone()],
				file: &files[custodian],
				custodian: Some(keys[custodian].clone()),
				crash: Crash::never(),
				dry_run: false,
			};
			settle(first.insert(relayer(parts).await.0)).await.unwrap();
		}
		drop(first);
		let nonce = books.lock().unwrap().withdraw("bob", 10 + at as u64, &keys);
		withdrawn += 10 + at as i64;
		let (before, mut crashed) = (balance(devnet, "bob"), false);
		for again in [false, true] {
			for custodian in [0, 1, 0] {
				let parts = Parts {
					books: &books,
					urls: vec![if again {
						calm.url.clone()
					} else {
						node.url.clone()
					}],
					file: &files[custodian],
					custodian: Some(keys[custodian].clone()),
					crash: if again { Crash::never() } else { crash.clone() },
					dry_run: false,
				};
				crashed |= until_crash(relayer(parts).await.0, &crash).await;
				advance(devnet, 1);
			}
			advance(devnet, 30);
		}
		for custodian in [0, 1] {
			let parts = Parts {
				books: &books,
				urls: vec![calm.url.clone()],
				file: &files[custodian],
				custodian: Some(keys[custodian].clone()),
				crash: Crash::never(),
				dry_run: false,
			};
			settle(&mut relayer(parts).await.0).await.unwrap();
		}
		assert_eq!(
			balance(devnet, "bob") - before,
			10 + at as i64,
			"killed at {at}"
		);
		let books = books.lock().unwrap();
		assert!(books.settled.contains(&nonce), "killed at {at}");
		assert!(books.misconduct.is_empty());
		assert_eq!(books.refused, Vec::<String>::new());
		if !crashed {
			crashed_at = at - 1;
			break;
		}
	}
	assert!(
		crashed_at >= 6,
		"two signatures and a payment, before and after: {crashed_at}"
	);
	assert_eq!(balance(devnet, "gateway"), 1_000_000 - withdrawn);
}
