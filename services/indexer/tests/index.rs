//! The rows: the same on both databases, whatever is killed, and never of two chains.

mod support;

use anyhow::Result;
use nutbox_indexer::{
	index::{self, Mismatch},
	store::Store,
};
use std::{
	collections::BTreeMap,
	path::Path,
	process::{Command, Stdio},
	time::Duration,
};
use support::{bridge_file, eventually, index_all, live, recording_file, Postgres, Replay, Sqlite};
use tokio::sync::watch;

/// How often the indexer is killed.
const KILLS: u64 = 50;
/// So long is the chain that it is killed on.
const BLOCKS: u64 = 1_500;

async fn rows_of(url: &str, replay: &Replay) -> Result<Vec<String>> {
	let store = Store::open(url).await?;
	index_all(&store, replay).await?;
	let rows = store.dump().await?;
	store.close().await;
	Ok(rows)
}

fn assert_same(one: &[String], other: &[String]) {
	for (one, other) in one.iter().zip(other) {
		assert_eq!(one, other);
	}
	assert_eq!(one.len(), other.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn index_should_give_the_same_rows_when_the_database_is_sqlite_or_postgresql() -> Result<()> {
	let server = Postgres::start()?;
	let mut tables: BTreeMap<_, usize> = BTreeMap::new();
	for (name, replay) in [("rows", Replay::whole()), ("bridge", Replay::bridge())] {
		let sqlite = rows_of(&Sqlite::new().url, &replay).await?;
		let postgres = rows_of(&server.database(name)?, &replay).await?;
		assert_same(&sqlite, &postgres);
		for row in sqlite {
			let table = row.split('|').next().unwrap_or("").to_string();
			*tables.entry(table).or_default() += 1;
		}
	}
	println!("{tables:?}");
	for (table, _) in nutbox_indexer::store::TABLES {
		// No validator was slashed on the recorded chains.
		assert!(
			tables.contains_key(*table) || *table == "slashes",
			"no row in {table}"
		);
	}
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn index_should_give_the_same_rows_when_it_is_done_again_from_the_first_block() -> Result<()>
{
	let replay = Replay::whole();
	let once = rows_of(&Sqlite::new().url, &replay).await?;
	let again = rows_of(&Sqlite::new().url, &replay).await?;
	assert_same(&once, &again);
	Ok(())
}

/// Kills the real indexer, with SIGKILL, each time that it has come some blocks further.
async fn killed(url: &str, file: &Path) -> Result<Vec<String>> {
	let store = Store::open(url).await?;
	let from = support::recording(file).last()? - 100;
	let mut random = 0x9e37_79b9_7f4a_7c15_u64;
	let mut kills = 0;
	let start = || {
		Command::new(env!("CARGO_BIN_EXE_nutbox-replay"))
			.args(["index", "--database", url])
			.args(["--blocks", &BLOCKS.to_string(), "--repeat-from"])
			.arg(from.to_string())
			.arg("--recording")
			.arg(file)
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.spawn()
			.map_err(anyhow::Error::from)
	};
	while kills < KILLS {
		let before = store.progress().await?.map_or(0, |progress| progress.block);
		random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
		// Never so far that it could be done before the last kill.
		let some = 1 + (random >> 33) % (BLOCKS / KILLS);
		let mut child = start()?;
		eventually("the indexer goes on", async || {
			if let Some(status) = child.try_wait()? {
				anyhow::bail!("the indexer ended with {status}");
			}
			let now = store.progress().await?.map_or(0, |progress| progress.block);
			Ok((now >= before + some).then_some(()))
		})
		.await?;
		child.kill()?;
		child.wait()?;
		kills += 1;
	}
	let status = start()?.wait()?;
	anyhow::ensure!(status.success(), "the last run ended with {status}");
	let rows = store.dump().await?;
	store.close().await;
	Ok(rows)
}

async fn check_kills(mut replay: Replay, file: &Path) -> Result<()> {
	replay.until = Some(BLOCKS);
	let server = Postgres::start()?;
	let (sqlite, postgres) = (Sqlite::new(), server.database("killed")?);
	let undisturbed = rows_of(&Sqlite::new().url, &replay).await?;
	assert_same(&undisturbed, &killed(&sqlite.url, file).await?);
	assert_same(&undisturbed, &killed(&postgres, file).await?);
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn index_should_give_the_rows_of_an_uninterrupted_run_when_it_is_killed_50_times(
) -> Result<()> {
	check_kills(Replay::whole(), &recording_file()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn index_should_give_the_rows_of_the_bridge_when_it_is_killed_50_times() -> Result<()> {
	check_kills(Replay::bridge(), &bridge_file()).await
}

#[tokio::test]
async fn index_should_refuse_in_one_line_when_the_node_is_of_another_chain() -> Result<()> {
	let database = Sqlite::new();
	let mut replay = Replay {
		until: Some(20),
		..Replay::whole()
	};
	let before = rows_of(&database.url, &replay).await?;
	replay
		.recording
		.forge_genesis(&format!("0x{}", "12".repeat(32)));
	let store = Store::open(&database.url).await?;
	let error = index_all(&store, &replay).await.expect_err("another chain");
	assert!(error.is::<Mismatch>(), "{error:#}");
	let sentence = format!("{error:#}");
	assert!(
		sentence.contains("name another node or another database"),
		"{sentence}"
	);
	assert!(!sentence.contains('\n'), "{sentence}");
	assert_same(&before, &store.dump().await?);
	Ok(())
}

#[tokio::test]
async fn index_should_refuse_in_one_line_when_the_chain_began_anew() -> Result<()> {
	let database = Sqlite::new();
	let mut replay = Replay {
		until: Some(20),
		..Replay::whole()
	};
	let before = rows_of(&database.url, &replay).await?;
	replay
		.recording
		.forge_hash(20, &format!("0x{}", "34".repeat(32)));
	let store = Store::open(&database.url).await?;
	let error = index_all(&store, &replay)
		.await
		.expect_err("another history");
	assert!(error.is::<Mismatch>(), "{error:#}");
	assert!(
		format!("{error:#}").contains("another block 20"),
		"{error:#}"
	);
	assert_same(&before, &store.dump().await?);
	Ok(())
}

#[tokio::test]
async fn index_should_wait_when_the_node_is_behind_and_go_on_when_it_has_caught_up() -> Result<()> {
	let database = Sqlite::new();
	let ahead = Replay {
		until: Some(30),
		..Replay::whole()
	};
	let rows = rows_of(&database.url, &ahead).await?;
	let store = Store::open(&database.url).await?;
	let live = live();
	let behind = Replay {
		until: Some(10),
		..ahead.clone()
	};
	let (stop, stopped) = watch::channel(false);
	let waits = async {
		index::follow(&store, &behind, &live, stopped, None).await?;
		anyhow::Ok(())
	};
	let looks = async {
		eventually("the node is reached", async || {
			Ok(live.status().node.connected.then_some(()))
		})
		.await?;
		// A node that is behind the index leaves nothing to be done.
		assert_eq!(live.status().lag, Some(0));
		assert_eq!(live.status().node.error, None);
		stop.send(true)?;
		anyhow::Ok(())
	};
	tokio::try_join!(waits, looks)?;
	assert_same(&rows, &store.dump().await?);
	let further = Replay {
		until: Some(40),
		..ahead
	};
	index_all(&store, &further).await?;
	assert_eq!(
		store.progress().await?.map(|progress| progress.block),
		Some(40)
	);
	Ok(())
}

#[tokio::test]
async fn index_should_say_so_and_try_again_when_the_node_is_lost() -> Result<()> {
	struct Nobody;
	#[async_trait::async_trait]
	impl index::Connect for Nobody {
		async fn connect(&self) -> Result<Box<dyn nutbox_indexer::source::Source>> {
			// A port that nobody listens on: it was free a moment ago.
			let free = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
			index::NodeAt(format!("ws://{free}")).connect().await
		}
	}
	let database = Sqlite::new();
	let store = Store::open(&database.url).await?;
	let live = live();
	let (stop, stopped) = watch::channel(false);
	let follows = index::follow(&store, &Nobody, &live, stopped, None);
	let looks = async {
		let error = eventually("the loss is told", async || Ok(live.status().node.error)).await?;
		assert!(error.contains("is not reached"), "{error}");
		assert!(!error.contains('\n'), "{error}");
		assert_eq!(live.status().lag, None);
		stop.send(true)?;
		anyhow::Ok(())
	};
	tokio::time::timeout(Duration::from_secs(60), async {
		tokio::try_join!(follows, looks)
	})
	.await??;
	Ok(())
}
