//! Records what a chain answers to the indexer, and indexes recordings: for tests and measurements.

#[path = "replay/exercise.rs"]
mod exercise;
#[path = "replay/load.rs"]
mod load;

use anyhow::{Context, Result};
use async_trait::async_trait;
use clap::{Parser, Subcommand};
use nutbox_indexer::{
	index::{self, Connect},
	live::Live,
	metrics::Metrics,
	source::{Looped, Node, Recorder, Recording, Source},
	store::Store,
	Limits, Options,
};
use std::{
	net::SocketAddr,
	path::PathBuf,
	process::ExitCode,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::sync::watch;

#[derive(Parser)]
#[command(name = "nutbox-replay", about)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Index a running chain up to a block, and keep what it answered in a file.
	Record {
		/// The node's address.
		#[arg(long, default_value = "ws://127.0.0.1:9944")]
		node: String,
		/// The last block; it is waited for.
		#[arg(long)]
		until: u64,
		/// The file to write.
		file: PathBuf,
	},
	/// Do on a development chain what users do, with its development accounts: for a recording.
	Exercise {
		/// The node's address.
		#[arg(long, default_value = "ws://127.0.0.1:9944")]
		node: String,
		/// How many rounds of it.
		#[arg(long, default_value_t = 10)]
		rounds: u32,
	},
	/// Index a recording, and say how fast.
	Index {
		#[command(flatten)]
		what: What,
		/// The database.
		#[arg(long)]
		database: String,
		/// Print every row at the end.
		#[arg(long)]
		dump: bool,
	},
	/// Ask a server at a steady pace, and say how long the answers took.
	Load {
		/// The server.
		#[arg(long, default_value = "127.0.0.1:8080")]
		address: SocketAddr,
		/// Requests a second.
		#[arg(long, default_value_t = 200)]
		rate: u32,
		/// For how long.
		#[arg(long, default_value_t = 30)]
		seconds: u32,
		/// What to ask for, in turn.
		#[arg(default_values_t = [
			"/api/v1/communities".to_string(),
			"/api/v1/communities/2/activity".to_string(),
		])]
		paths: Vec<String>,
	},
	/// Index a recording and answer requests.
	Serve {
		#[command(flatten)]
		what: What,
		/// The database.
		#[arg(long)]
		database: String,
		/// Where to listen.
		#[arg(long, default_value = "127.0.0.1:8080")]
		listen: SocketAddr,
		/// Requests a second that one client may make.
		#[arg(long, default_value_t = 100_000)]
		rate: u32,
	},
}

#[derive(clap::Args)]
struct What {
	/// The recording.
	#[arg(long)]
	recording: PathBuf,
	/// Make the chain this long by repeating the recording from `repeat_from` on.
	#[arg(long)]
	blocks: Option<u64>,
	/// Where the repetition begins.
	#[arg(long, default_value_t = 0)]
	repeat_from: u64,
}

struct Replay(What);

#[async_trait]
impl Connect for Replay {
	async fn connect(&self) -> Result<Box<dyn Source>> {
		let recording = Recording::read(&self.0.recording)?;
		Ok(match self.0.blocks {
			Some(blocks) => Box::new(Looped::new(recording, self.0.repeat_from, blocks, MILLIS)?),
			None => Box::new(recording),
		})
	}
}

/// Milliseconds between the blocks of a development chain, which recordings are of.
const MILLIS: u64 = 2_000;

struct Once<S>(std::sync::Mutex<Option<S>>);

#[async_trait]
impl<S: Source + 'static> Connect for Once<Arc<S>> {
	async fn connect(&self) -> Result<Box<dyn Source>> {
		let mut kept = self.0.lock().map_err(|_| anyhow::anyhow!("poisoned"))?;
		Ok(Box::new(Shared(kept.take().context("the node is lost")?)))
	}
}

struct Shared<S>(Arc<S>);

#[async_trait]
impl<S: Source> Source for Shared<S> {
	async fn chain(&self) -> Result<nutbox_indexer::source::ChainFacts> {
		self.0.chain().await
	}
	async fn finalised(&self) -> Result<u64> {
		self.0.finalised().await
	}
	async fn block(&self, number: u64) -> Result<nutbox_indexer::source::BlockId> {
		self.0.block(number).await
	}
	async fn storage(
		&self,
		at: &nutbox_indexer::source::BlockId,
		keys: &[Vec<u8>],
	) -> Result<Vec<Option<Vec<u8>>>> {
		self.0.storage(at, keys).await
	}
	async fn call(
		&self,
		at: &nutbox_indexer::source::BlockId,
		function: &str,
		arguments: &[u8],
	) -> Result<Vec<u8>> {
		self.0.call(at, function, arguments).await
	}
}

fn live() -> Live {
	Live::new(String::new(), Arc::new(Metrics::default()), None, None)
}

async fn record(node: &str, until: u64, file: PathBuf) -> Result<()> {
	let folder = tempfile::tempdir()?;
	let store = Store::open(&format!("sqlite:{}/index.sqlite", folder.path().display())).await?;
	let recorder = Arc::new(Recorder::new(Node::connect(node).await?));
	let connect = Once(std::sync::Mutex::new(Some(recorder.clone())));
	let (_stop, stopped) = watch::channel(false);
	index::follow(&store, &connect, &live(), stopped, Some(until)).await?;
	recorder.recording().await?.write(&file)?;
	println!("Recorded {until} blocks in {}.", file.display());
	Ok(())
}

async fn index_recording(what: What, database: &str, dump: bool) -> Result<()> {
	let store = Store::open(database).await?;
	let connect = Replay(what);
	let until = connect.connect().await?.finalised().await?;
	let before = store
		.progress()
		.await?
		.map_or(0, |progress| progress.block + 1);
	let (_stop, stopped) = watch::channel(false);
	let started = Instant::now();
	index::follow(&store, &connect, &live(), stopped, Some(until)).await?;
	let seconds = started.elapsed().as_secs_f64();
	if dump {
		for line in store.dump().await? {
			println!("{line}");
		}
	} else {
		let blocks = (until + 1).saturating_sub(before);
		let rate = blocks as f64 / seconds;
		let real = 1_000.0 / Duration::from_millis(MILLIS).as_millis() as f64;
		println!(
			"{blocks} blocks in {seconds:.2} s: {rate:.0} blocks a second, {:.0} times the pace of a \
			 development chain, {:.0} times that of production (a block in 6 s)",
			rate / real,
			rate * 6.0
		);
	}
	store.close().await;
	Ok(())
}

async fn run() -> Result<()> {
	match Cli::parse().command {
		Command::Record { node, until, file } => record(&node, until, file).await,
		Command::Load {
			address,
			rate,
			seconds,
			paths,
		} => load::run(address, paths, rate, seconds).await,
		Command::Exercise { node, rounds } => exercise::run(&node, rounds).await,
		Command::Index {
			what,
			database,
			dump,
		} => index_recording(what, &database, dump).await,
		Command::Serve {
			what,
			database,
			listen,
			rate,
		} => {
			let options = Options {
				node: "ws://127.0.0.1:9944".into(),
				public_node: "ws://127.0.0.1:9944".into(),
				database,
				listen,
				app: None,
				limits: Limits {
					rate,
					burst: rate,
					..Limits::default()
				},
			};
			let ready = |address| println!("Serving at http://{address}");
			let stop = nutbox_indexer::stop_on_signals();
			nutbox_indexer::serve_from(options, &Replay(what), ready, stop).await
		}
	}
}

#[tokio::main]
async fn main() -> ExitCode {
	match run().await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error:#}");
			ExitCode::FAILURE
		}
	}
}
