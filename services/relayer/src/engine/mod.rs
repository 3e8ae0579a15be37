//! Two things without end, beside each other: looking at Steem, and acting on what was found there and on what the
//! chain asks for. Waiting for the chain keeps nobody from looking.
//!
//! Whatever ends the process, the next start goes on: nothing is looked past before it is written down, nothing written
//! down is crossed off before the chain has it, and what is done twice is done once ([`crate::chain::Chain`]).

mod prove;
mod scan;
mod withdrawals;

use crate::{
	chain::{Chain, Outcome, Status},
	metrics::Metrics,
	nodes::Nodes,
	store::{Store, WrongChain},
};
use anyhow::{ensure, Context, Result};
use nutbox_steem::{native::PrivateKey, BlockId, Digest, Time, TransactionId};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, PoisonError},
	time::{Duration, Instant},
};

/// The most headers of one submission. Source: `MAX_HEADERS` of `pallet-steem-light-client`.
pub const MAX_HEADERS: usize = 64;
/// The longest pause after errors.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// How a relayer is set up.
pub struct Setup {
	/// The Nutbox chain.
	pub chain: Arc<dyn Chain>,
	/// The Steem nodes.
	pub nodes: Nodes,
	/// What it remembers.
	pub store: Store,
	/// The custodian's key, if it is one.
	pub custodian: Option<PrivateKey>,
	/// The chain id of Steem.
	pub steem_chain_id: Digest,
	/// Deposits below this amount are left to others, in thousandths of a STEEM.
	pub least_deposit: u64,
	/// What may be spent on fees in a day for each kind of proof that may cost one, in planck.
	pub fee_budget: u128,
	/// Submits, signs and broadcasts nothing; says what it would.
	pub dry_run: bool,
	/// The figures.
	pub metrics: Arc<Metrics>,
}

/// The relayer.
pub struct Relayer {
	setup: Setup,
	/// When each payment was handed to Steem last.
	broadcast: Mutex<BTreeMap<TransactionId, Instant>>,
	/// When blocks that were passed over were asked for last.
	looked_again: Mutex<Option<Instant>>,
	/// Why withdrawals are held back, so that it is said once.
	held: Mutex<Option<&'static str>>,
}

impl Relayer {
	/// A relayer.
	pub fn new(setup: Setup) -> Self {
		Self {
			setup,
			broadcast: Mutex::default(),
			looked_again: Mutex::default(),
			held: Mutex::default(),
		}
	}

	/// Does everything that can be done now. `true` if there is more to do at once.
	pub async fn pass(&self) -> Result<bool> {
		let looked = self.look().await?;
		let acted = self.act().await?;
		Ok(looked || acted)
	}

	/// Looks at the next final blocks of Steem. `true` if there were some.
	pub async fn look(&self) -> Result<bool> {
		let status = self.status().await?;
		let Setup { store, metrics, .. } = &self.setup;
		if let Some(gateway) = &status.gateway {
			if store.watch(gateway, &status.checkpoint).await? {
				let (account, block) = (gateway.account.to_string(), gateway.start_block);
				tracing::info!(
					account,
					block,
					"a gateway: looks at everything from its first block on again"
				);
			}
		}
		self.look_again(&status).await?;
		let more = self.scan(&status).await.context("looking at Steem");
		let skipped = store.skipped().await?.len();
		metrics
			.skipped
			.set(i64::try_from(skipped).unwrap_or(i64::MAX));
		more
	}

	/// Proves what was found, and serves withdrawals. `true` if there is more to do at once.
	pub async fn act(&self) -> Result<bool> {
		let status = self.status().await?;
		let proved = self.prove_due(&status).await.context("proving");
		let served = match &status.gateway {
			Some(gateway) => self.serve_withdrawals(&gateway.account, &status).await,
			None => Ok(None),
		}
		.context("the withdrawals");
		// Neither keeps the other waiting.
		let kept_up = match &served {
			Ok(wanted) => self.keep_up(&status, *wanted).await,
			Err(_) => self.keep_up(&status, None).await,
		}
		.context("keeping the light client up to date");
		let Setup {
			chain,
			nodes,
			store,
			metrics,
			..
		} = &self.setup;
		metrics.findings(&store.counts(self.setup.least_deposit).await?);
		metrics
			.retries
			.set(i64::try_from(nodes.retries()).unwrap_or(i64::MAX));
		// A display: the digits that a float loses are of no matter.
		metrics.balance.set(chain.balance().await? as f64 / 1e12);
		let more = proved?;
		served?;
		kept_up?;
		Ok(more)
	}

	/// What the chain knows, if it is the chain that this relayer's state is about.
	async fn status(&self) -> Result<Status> {
		let Setup { chain, store, .. } = &self.setup;
		store.claim(&chain.genesis().await?).await?;
		chain
			.status()
			.await
			.context("the state of the light client")
	}

	/// Looks and acts without end, every `interval` when there is nothing more to do; after errors with longer and longer
	/// breaks. Ends with an error that waiting does not help.
	pub async fn run(&self, interval: Duration) -> anyhow::Error {
		tokio::select! {
			error = self.repeat(interval, async || self.look().await) => error,
			error = self.repeat(interval, async || self.act().await) => error,
		}
	}

	async fn repeat(
		&self,
		interval: Duration,
		step: impl AsyncFn() -> Result<bool>,
	) -> anyhow::Error {
		let mut failures = 0_u32;
		loop {
			let pause = match step().await {
				Ok(true) => {
					failures = 0;
					continue;
				}
				Ok(false) => {
					failures = 0;
					interval
				}
				Err(error) if error.is::<WrongChain>() => return error,
				Err(error) => {
					self.setup.metrics.errors.inc();
					tracing::error!(error = %format!("{error:#}"), "it is tried again");
					failures = (failures + 1).min(5);
					interval.saturating_mul(1 << failures)
				}
			};
			tokio::time::sleep(pause.min(MAX_PAUSE)).await;
		}
	}

	/// Closes the state in order. Ending without is safe as well.
	pub async fn close(&self) {
		self.setup.store.close().await;
	}

	/// Has everything from this block on looked at again.
	pub async fn rescan_from(&self, block: u32) -> Result<()> {
		let number = block.checked_sub(1).context("blocks begin at 1")?;
		let to = crate::chain::BlockRef {
			number,
			id: BlockId::default(),
			time: Time(0),
		};
		self.setup.store.rewind(&to).await
	}

	/// Remembers that the operator has seen that nothing in a block that was passed over pays for the gateway.
	pub async fn acknowledge(&self, block: u32) -> Result<()> {
		let known = self.setup.store.acknowledge(block).await?;
		ensure!(
			known,
			"block {block} was not passed over, or could be read since"
		);
		Ok(())
	}

	/// Whether a payment was handed to Steem within this time.
	fn broadcast_lately(&self, id: &TransactionId, interval: Duration) -> bool {
		let broadcast = self.broadcast.lock();
		let mut broadcast = broadcast.unwrap_or_else(PoisonError::into_inner);
		broadcast.retain(|_, at| at.elapsed() < interval);
		broadcast.contains_key(id)
	}

	fn note_broadcast(&self, id: TransactionId) {
		let broadcast = self.broadcast.lock();
		broadcast
			.unwrap_or_else(PoisonError::into_inner)
			.insert(id, Instant::now());
	}
}

fn name(outcome: &Outcome) -> &'static str {
	match outcome {
		Outcome::Accepted => "accepted",
		Outcome::Known => "known",
		Outcome::Later(_) => "later",
		Outcome::Refused(_) => "refused",
	}
}
