//! What changes by the second: the state of the node and the index, and who listens to it.

use crate::{
	metrics::Metrics,
	model::{BlockEvent, BlockRef, ChainInfo, NodeInfo, Status},
	store::Progress,
};
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};
use tokio::sync::broadcast;

/// How many blocks a slow listener may be behind before it misses some.
const BACKLOG: usize = 256;

#[derive(Default)]
struct State {
	chain: Option<ChainInfo>,
	connected: bool,
	finalised: Option<u64>,
	error: Option<String>,
	indexed: Option<BlockRef>,
}

/// The present state.
pub struct Live {
	state: RwLock<State>,
	events: broadcast::Sender<Arc<BlockEvent>>,
	metrics: Arc<Metrics>,
	/// The address of the node for browsers.
	url: String,
}

impl Live {
	/// Nothing is known but what the database has.
	pub fn new(
		url: String,
		metrics: Arc<Metrics>,
		chain: Option<ChainInfo>,
		progress: Option<Progress>,
	) -> Self {
		let live = Self {
			state: RwLock::default(),
			events: broadcast::channel(BACKLOG).0,
			metrics,
			url,
		};
		let mut state = live.write();
		state.chain = chain;
		state.indexed = progress.map(block_ref);
		if let Some(indexed) = &state.indexed {
			live.metrics.indexed(indexed.block);
		}
		drop(state);
		live
	}

	fn read(&self) -> RwLockReadGuard<'_, State> {
		match self.state.read() {
			Ok(state) => state,
			Err(poisoned) => poisoned.into_inner(),
		}
	}

	fn write(&self) -> RwLockWriteGuard<'_, State> {
		match self.state.write() {
			Ok(state) => state,
			Err(poisoned) => poisoned.into_inner(),
		}
	}

	/// The node answers.
	pub fn reached(&self, chain: ChainInfo, finalised: u64, progress: Option<Progress>) {
		let mut state = self.write();
		state.chain = Some(chain);
		state.connected = true;
		state.error = None;
		state.finalised = Some(finalised);
		if progress.is_some() {
			state.indexed = progress.map(block_ref);
		}
		self.metrics.node(true);
		self.metrics.finalised(finalised);
	}

	/// The node is lost, or what it says can't be indexed. Returns whether it was there.
	pub fn lost(&self, reason: &str) -> bool {
		let mut state = self.write();
		state.error = Some(reason.into());
		self.metrics.node(false);
		std::mem::take(&mut state.connected)
	}

	/// The node has finalised this block.
	pub fn finalised(&self, block: u64) {
		self.write().finalised = Some(block);
		self.metrics.finalised(block);
	}

	/// A block was indexed.
	pub fn indexed(&self, mut event: BlockEvent) {
		let mut state = self.write();
		state.indexed = Some(BlockRef {
			block: event.block,
			hash: event.hash.clone(),
			time: event.time,
		});
		event.finalised = state.finalised.unwrap_or(event.block).max(event.block);
		drop(state);
		self.metrics.indexed(event.block);
		self.metrics.blocks.inc();
		// Nobody may be listening.
		let _ = self.events.send(Arc::new(event));
	}

	/// The last indexed block.
	pub fn block(&self) -> Option<BlockRef> {
		self.read().indexed.clone()
	}

	/// The prefix of the chain's addresses.
	pub fn ss58_prefix(&self) -> Option<u16> {
		self.read().chain.as_ref().map(|chain| chain.ss58_prefix)
	}

	/// Hears of every block from now on.
	pub fn listen(&self) -> broadcast::Receiver<Arc<BlockEvent>> {
		self.events.subscribe()
	}

	/// Everything.
	pub fn status(&self) -> Status {
		let state = self.read();
		let lag = match (state.connected, state.finalised) {
			// A node that is behind the index has nothing that is not indexed.
			(true, Some(finalised)) => Some(match &state.indexed {
				Some(indexed) => finalised.saturating_sub(indexed.block),
				None => finalised + 1,
			}),
			_ => None,
		};
		Status {
			chain: state.chain.clone(),
			node: NodeInfo {
				url: self.url.clone(),
				connected: state.connected,
				finalised: state.finalised,
				error: state.error.clone(),
			},
			indexed: state.indexed.clone(),
			lag,
			version: env!("CARGO_PKG_VERSION").into(),
		}
	}
}

fn block_ref(progress: Progress) -> BlockRef {
	BlockRef {
		block: progress.block,
		hash: progress.hash,
		time: progress.time,
	}
}
