//! A small Steem-compatible block producer, for development and tests.
//!
//! One process makes the blocks of all witnesses: in the real format, with real signatures, merkle roots, ids, rounds of
//! 21 slots and irreversibility by Steem's rule. It serves the JSON-RPC methods that clients use, so an ordinary Steem
//! client library can talk to it. On demand it misses slots, loses witnesses and forks.
//!
//! What it is not: a Steem node. It knows no peers, no posts, no rewards and no market, and refuses what it does not
//! carry out. It keeps the whole chain in memory.

#![warn(missing_docs)]
// The JSON of an account has more fields than the default lets `json!` write.
#![recursion_limit = "256"]

pub mod api;
pub mod chain;
pub mod genesis;
pub mod ledger;
pub mod refusal;
mod server;
pub mod store;

use anyhow::{bail, Context, Result};
use chain::Chain;
use genesis::Genesis;
use nutbox_steem::{schedule, SignedTransaction, Time, TransactionId};
use refusal::Refusal;
use std::{
	net::SocketAddr,
	path::PathBuf,
	sync::{Arc, Mutex, MutexGuard},
	time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// How `nutbox steem-devnet` is called.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
	/// Where to listen for JSON-RPC over HTTP. Port 0 takes a free one.
	#[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
	pub listen: SocketAddr,

	/// Keep the chain in this folder, and go on with the one that is there. Without it, the chain is in memory.
	#[arg(long, value_name = "FOLDER")]
	pub data: Option<PathBuf>,

	/// Begin with the chain id, time, witnesses and accounts of this JSON file.
	#[arg(long, value_name = "FILE")]
	pub genesis: Option<PathBuf>,

	/// When a new chain begins, such as 2026-01-01T00:00:00.
	///
	/// By default now; with --block-time, thirty days ago, so that its time does not overtake the real one soon.
	#[arg(long, value_name = "TIME", conflicts_with = "genesis")]
	pub start: Option<String>,

	/// Make a block every so many milliseconds, each three seconds later than the one before by its own clock.
	///
	/// Once that clock has caught up with the real time, blocks come with the slots of the real time.
	///
	/// 0: make blocks only when `devnet_api.advance` asks for them. By default blocks come with the slots of the real
	/// time, every three seconds.
	#[arg(long, value_name = "MILLISECONDS")]
	pub block_time: Option<u64>,

	/// Do not serve `devnet_api`, which skips slots, makes forks and the like.
	#[arg(long)]
	pub no_admin: bool,
}

impl Default for Options {
	/// A chain in memory on a free port that makes blocks when asked to.
	fn default() -> Self {
		Self {
			listen: SocketAddr::from(([127, 0, 0, 1], 0)),
			data: None,
			genesis: None,
			start: None,
			block_time: Some(0),
			no_admin: false,
		}
	}
}

/// When the blocks come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
	/// With the slots of the real time.
	Real,
	/// One slot in every such interval.
	Every(Duration),
	/// When asked.
	Manual,
}

/// A chain that is served.
pub struct Devnet {
	chain: Mutex<Chain>,
	head: watch::Sender<u32>,
	admin: bool,
}

impl Devnet {
	/// Serves a chain.
	pub fn new(chain: Chain, admin: bool) -> Self {
		let (head, _) = watch::channel(chain.state().head_number);
		Self {
			chain: Mutex::new(chain),
			head,
			admin,
		}
	}

	fn lock(&self) -> MutexGuard<'_, Chain> {
		// Every change of the chain is whole or an error: what a panic left is consistent.
		self.chain
			.lock()
			.unwrap_or_else(|poisoned| poisoned.into_inner())
	}

	/// Looks at the chain, or changes something of it that is no block.
	pub fn with<T>(&self, action: impl FnOnce(&mut Chain) -> T) -> T {
		action(&mut self.lock())
	}

	/// Changes the chain, and tells those who wait.
	pub fn change<T>(&self, action: impl FnOnce(&mut Chain) -> T) -> T {
		let mut chain = self.lock();
		let result = action(&mut chain);
		self.head.send_replace(chain.state().head_number);
		result
	}

	/// Takes a transaction for the next block.
	pub fn submit(&self, signed: SignedTransaction) -> Result<TransactionId, Refusal> {
		self.with(|chain| chain.submit(signed))
	}

	/// Tells of every change of the chain.
	pub fn watch(&self) -> watch::Receiver<u32> {
		self.head.subscribe()
	}
}

/// A running devnet. Dropped, it stops.
pub struct Running {
	/// Where it listens.
	pub address: SocketAddr,
	/// The chain.
	pub devnet: Arc<Devnet>,
	tasks: Vec<JoinHandle<Result<()>>>,
}

impl Running {
	/// The address of its JSON-RPC.
	pub fn url(&self) -> String {
		format!("http://{}", self.address)
	}

	/// Waits until it fails.
	pub async fn wait(mut self) -> Result<()> {
		let mut tasks = std::mem::take(&mut self.tasks);
		std::future::poll_fn(|context| {
			for task in &mut tasks {
				if let std::task::Poll::Ready(ended) =
					std::future::Future::poll(std::pin::Pin::new(task), context)
				{
					return std::task::Poll::Ready(ended?);
				}
			}
			std::task::Poll::Pending
		})
		.await
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		self.tasks.iter().for_each(JoinHandle::abort);
	}
}

/// Now, in seconds since 1970.
fn now() -> Result<u32> {
	let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
	u32::try_from(seconds).context("the clock is beyond the end of Steem's time in 2106")
}

/// The slot that a time is in.
fn slot_of(seconds: u32) -> Result<u32> {
	let since = seconds
		.checked_sub(schedule::GENESIS_TIME.0)
		.context("the clock is before 2016")?;
	Ok(since / schedule::BLOCK_INTERVAL)
}

/// How a virtual clock that was not told otherwise lies behind the real one at first, in seconds: 30 days.
const BEHIND: u32 = 30 * 86_400;

fn genesis(options: &Options) -> Result<Genesis> {
	let behind = if options.block_time.is_some() {
		BEHIND
	} else {
		0
	};
	let slot = slot_of(now()?.saturating_sub(behind))?;
	let time = schedule::slot_time(slot).context("the clock is out of range")?;
	let genesis = match (&options.genesis, &options.start) {
		(Some(file), _) => {
			let text = std::fs::read_to_string(file)
				.with_context(|| format!("cannot read {}", file.display()))?;
			Genesis::parse(&text, time).with_context(|| format!("{}", file.display()))?
		}
		(None, Some(start)) => {
			let start = Time::parse(start).with_context(|| {
				format!("--start {start:?} is no time; write one like 2026-01-01T00:00:00")
			})?;
			Genesis::at(start)
		}
		(None, None) => Genesis::at(time),
	};
	genesis.check()?;
	Ok(genesis)
}

/// Starts a devnet.
pub async fn start(options: &Options) -> Result<Running> {
	let chain = Chain::open(options.data.as_deref(), &genesis(options)?)?;
	let clock = match options.block_time {
		None => Clock::Real,
		Some(0) => Clock::Manual,
		Some(milliseconds) => Clock::Every(Duration::from_millis(milliseconds)),
	};
	let devnet = Arc::new(Devnet::new(chain, !options.no_admin));
	let listener = TcpListener::bind(options.listen)
		.await
		.with_context(|| format!("cannot listen on {}; is the port in use?", options.listen))?;
	let address = listener.local_addr()?;
	let router = server::router(devnet.clone());
	let serving = tokio::spawn(async move {
		axum::serve(listener, router).await?;
		bail!("the server stopped")
	});
	let producing = tokio::spawn(produce(devnet.clone(), clock));
	Ok(Running {
		address,
		devnet,
		tasks: vec![serving, producing],
	})
}

/// How long it takes until a slot begins by the real time. `None` if it has.
fn ahead(slot: u32) -> Result<Option<Duration>> {
	let time = schedule::slot_time(slot).context("the clock is out of range")?;
	let begins = UNIX_EPOCH + Duration::from_secs(u64::from(time.0));
	Ok(begins.duration_since(SystemTime::now()).ok())
}

/// Makes blocks as the clock says. Ends only with an error.
async fn produce(devnet: Arc<Devnet>, clock: Clock) -> Result<()> {
	match clock {
		Clock::Manual => std::future::pending().await,
		Clock::Every(interval) => {
			// Unless a chain was asked for that begins in the future.
			let holds = devnet.with(|chain| chain.genesis().time())?.0 <= now()?;
			let mut ticks = tokio::time::interval(interval);
			ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
			loop {
				ticks.tick().await;
				if holds {
					if let Some(wait) = ahead(devnet.with(|chain| chain.next_slot()))? {
						tokio::time::sleep(wait).await;
						continue;
					}
				}
				let slot = devnet
					.change(|chain| chain.produce())
					.context("no block could be made")?;
				server::log(&slot);
			}
		}
		Clock::Real => loop {
			let next = slot_of(now()?)?.max(devnet.with(|chain| chain.next_slot()));
			if let Some(wait) = ahead(next)? {
				tokio::time::sleep(wait).await;
				// A transaction that skips slots meanwhile moves the next one.
				continue;
			}
			let slot = devnet
				.change(|chain| {
					chain.skip_to(next);
					chain.produce()
				})
				.context("no block could be made")?;
			server::log(&slot);
		},
	}
}

/// What `nutbox steem-devnet` does: starts a devnet, says where, and serves until it is interrupted.
pub async fn run(options: Options) -> Result<()> {
	let running = start(&options).await?;
	let (url, head) = (
		running.url(),
		running.devnet.with(|chain| chain.state().head_number),
	);
	let place = match &options.data {
		Some(folder) => format!("data in {}", folder.display()),
		None => "in memory".into(),
	};
	println!("A Steem devnet is running: {url} ({place}, at block {head}; Ctrl-C stops it).");
	tokio::select! {
		ended = running.wait() => ended,
		_ = stopped() => Ok(()),
	}
}

/// An interrupt or a polite request to end.
async fn stopped() -> Result<()> {
	use tokio::signal::unix::{signal, SignalKind};
	let mut terminate = signal(SignalKind::terminate())?;
	tokio::select! {
		_ = tokio::signal::ctrl_c() => Ok(()),
		_ = terminate.recv() => Ok(()),
	}
}
