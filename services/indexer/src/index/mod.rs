//! Follows the finalised blocks of a chain and writes what they hold to the database.

mod apply;
mod convert;
mod events;
mod fetch;
mod touched;

use crate::{
	live::Live,
	model::ChainInfo,
	source::{ChainFacts, Node, Source},
	store::Store,
};
use anyhow::{Context, Result};
pub use apply::known;
use apply::other_history;
use async_trait::async_trait;
use codec::{Compact, Decode};
use convert::{local, Addresses};
use fetch::{fetch, Reader, Runtimes};
use futures_util::{stream, StreamExt};
use nutbox_chain_client::{nutbox, subxt::ext::frame_decode::storage::encode_storage_key_prefix};
use std::{
	fmt,
	time::{Duration, Instant},
};
use tokio::sync::watch;

/// The asset id of the liquid staking token.
pub const LIQUID_STAKING_ASSET: u32 = 1;
/// The asset id of tSTEEM.
pub const STEEM_ASSET: u32 = 2;
/// How many blocks are read ahead of the one that is written.
const READ_AHEAD: usize = 16;
/// How often the node is asked for new blocks, while there are none.
const POLL: Duration = Duration::from_millis(500);
/// The first wait before connecting anew, and the longest.
const WAITS: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));
/// How often progress is told while there is much to catch up with.
const TELL: Duration = Duration::from_secs(10);

/// Connects to a source of blocks.
#[async_trait]
pub trait Connect: Send + Sync {
	/// A fresh connection.
	async fn connect(&self) -> Result<Box<dyn Source>>;
}

/// The node at this address.
pub struct NodeAt(pub String);

#[async_trait]
impl Connect for NodeAt {
	async fn connect(&self) -> Result<Box<dyn Source>> {
		Ok(Box::new(Node::connect(&self.0).await?))
	}
}

/// The database and the node don't belong together. Nothing was changed.
#[derive(Debug)]
pub struct Mismatch(String);

impl fmt::Display for Mismatch {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for Mismatch {}

/// Follows the chain until `stop` says so, or until block `until` is indexed. A lost node is waited
/// for. An error, before the first block of this run, only where the database is of another chain.
pub async fn follow(
	store: &Store,
	connect: &dyn Connect,
	live: &Live,
	mut stop: watch::Receiver<bool>,
	until: Option<u64>,
) -> Result<()> {
	let mut wait = WAITS.0;
	let mut accepted = false;
	let mut told = String::new();
	loop {
		let session = session(store, connect, live, &mut accepted, until);
		let error = tokio::select! {
			ended = session => match ended {
				Ok(()) => return Ok(()),
				Err(error) => error,
			},
			_ = stop.wait_for(|stop| *stop) => return Ok(()),
		};
		if !accepted && error.is::<Mismatch>() {
			return Err(error);
		}
		let reason = format!("{error:#}");
		if live.lost(&reason) {
			// It was reached since the last wait.
			wait = WAITS.0;
		}
		if reason != told {
			eprintln!("index: {reason}; trying again");
			told = reason;
		}
		tokio::select! {
			() = tokio::time::sleep(wait) => {}
			_ = stop.wait_for(|stop| *stop) => return Ok(()),
		}
		wait = (wait * 2).min(WAITS.1);
	}
}

/// Follows the chain over one connection.
async fn session(
	store: &Store,
	connect: &dyn Connect,
	live: &Live,
	accepted: &mut bool,
	until: Option<u64>,
) -> Result<()> {
	let source = connect.connect().await?;
	let source = source.as_ref();
	let facts = source.chain().await?;
	let mut progress = store.progress().await?;
	let mut finalised = source.finalised().await?;
	if let Some(progress) = &progress {
		if progress.genesis != facts.genesis {
			let sentence = format!(
				"the database is of the chain with genesis {}, the node of the one with genesis {}; \
				 name another node or another database (nothing was changed)",
				progress.genesis, facts.genesis
			);
			return Err(Mismatch(sentence).into());
		}
		if progress.block <= finalised && source.block(progress.block).await?.hash != progress.hash
		{
			return Err(Mismatch(other_history(progress.block)).into());
		}
	}
	let runtimes = Runtimes::default();
	let info = describe(source, &runtimes, &facts).await?;
	let addresses = Addresses(info.ss58_prefix);
	apply::save_chain(store, &info).await?;
	*accepted = true;
	live.reached(info, finalised, progress.clone());

	let mut told = Instant::now();
	loop {
		let next = progress.as_ref().map_or(0, |progress| progress.block + 1);
		if until.is_some_and(|until| next > until) {
			return Ok(());
		}
		if next <= finalised {
			let numbers = next..=until.map_or(finalised, |until| until.min(finalised));
			let started = (Instant::now(), next);
			let mut blocks = stream::iter(numbers)
				.map(|number| {
					let runtimes = &runtimes;
					async move {
						let block = fetch(source, runtimes, number).await;
						block.with_context(|| format!("block {number} can't be read"))
					}
				})
				.buffered(READ_AHEAD);
			while let Some(block) = blocks.next().await {
				let block = block?;
				let number = block.reader.id.number;
				let event = apply::apply(store, &block, &facts.genesis, addresses)
					.await
					.with_context(|| format!("block {number} can't be written"))?;
				live.indexed(event);
				if told.elapsed() > TELL {
					told = Instant::now();
					let rate = (number - started.1) as f64 / started.0.elapsed().as_secs_f64();
					eprintln!("index: block {number} of {finalised}, {rate:.0} blocks a second");
				}
			}
			progress = store.progress().await?;
		} else {
			tokio::time::sleep(POLL).await;
		}
		finalised = source.finalised().await?;
		live.finalised(finalised);
	}
}

/// What the chain says of itself; what never changes is read off its first block.
async fn describe(
	source: &dyn Source,
	runtimes: &Runtimes,
	facts: &ChainFacts,
) -> Result<ChainInfo> {
	let id = source.block(0).await?;
	let key = encode_storage_key_prefix("System", "LastRuntimeUpgrade").to_vec();
	let version = source
		.storage(&id, &[key])
		.await?
		.into_iter()
		.next()
		.flatten();
	let version = version.context("the chain does not say the version of its runtime")?;
	let version = Compact::<u32>::decode(&mut &version[..])?.0;
	let runtime = runtimes.get(version, source, &id).await?;
	let prefix = runtime.constant(nutbox::constants().system().ss58_prefix())?;
	let reader = Reader {
		source,
		runtime,
		id,
	};
	let lengths = reader
		.storage(nutbox::storage().timing().lengths(), ())
		.await?;
	let lengths = lengths.context("the chain does not say its lengths")?;
	Ok(ChainInfo {
		name: facts.name.clone(),
		genesis_hash: facts.genesis.clone(),
		spec_name: facts.spec_name.clone(),
		spec_version: facts.spec_version,
		ss58_prefix: prefix,
		token_symbol: facts.token_symbol.clone(),
		token_decimals: facts.token_decimals,
		development: facts.development,
		slot_millis: lengths.slot_millis,
		era_blocks: lengths.epoch_slots * u64::from(lengths.sessions_per_era),
		bonding_eras: lengths.bonding_eras,
		liquid_staking_asset: local(LIQUID_STAKING_ASSET),
	})
}
