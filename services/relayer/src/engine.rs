//! One pass after the other: look at Steem, prove what was found, serve withdrawals.
//!
//! Whatever ends the process, the next start goes on: nothing is looked past before it is written down, nothing written
//! down is crossed off before the chain has it, and what is done twice is done once ([`crate::chain::Chain`]).

use crate::{
	chain::{BlockRef, Chain, Outcome, Status, Withdrawal},
	custody,
	find::{finalised, findings, shortest_run},
	metrics::Metrics,
	nodes::{Nodes, BATCH},
	store::{Finding, Store},
};
use anyhow::{bail, ensure, Context, Result};
use nutbox_steem::{
	native::PrivateKey, BlockId, Digest, SignedHeader, SignedTransaction, Time, TransactionId,
};
use std::{
	collections::BTreeMap,
	sync::Arc,
	time::{Duration, Instant},
};

/// The most headers of one submission. Source: `MAX_HEADERS` of `pallet-steem-light-client`.
pub const MAX_HEADERS: usize = 64;
/// How far apart findings are that one run of headers is made to prove: the rest of the run makes the last of them final.
const MAX_SPAN: u32 = 32;
/// How often a payment that is not in a block yet is handed to Steem again.
const BROADCAST_INTERVAL: Duration = Duration::from_secs(30);

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
	/// Submits, signs and broadcasts nothing; says what it would.
	pub dry_run: bool,
	/// The figures.
	pub metrics: Arc<Metrics>,
}

/// The relayer.
pub struct Relayer {
	setup: Setup,
	/// When each payment was handed to Steem last.
	broadcast: BTreeMap<TransactionId, Instant>,
}

/// How far a look at Steem got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scan {
	/// Past some blocks.
	Moved,
	/// Nothing is new.
	Still,
}

impl Relayer {
	/// A relayer.
	pub fn new(setup: Setup) -> Self {
		Self {
			setup,
			broadcast: BTreeMap::new(),
		}
	}

	/// Does everything that can be done now. `true` if there is more to do at once.
	pub async fn pass(&mut self) -> Result<bool> {
		let status = self
			.setup
			.chain
			.status()
			.await
			.context("the state of the light client")?;
		let scan = self.scan(&status).await.context("looking at Steem")?;
		self.prove_all(&status).await.context("proving")?;
		if let Some(gateway) = &status.gateway {
			self.serve_withdrawals(gateway)
				.await
				.context("the withdrawals")?;
		}
		let metrics = &self.setup.metrics;
		metrics.findings(&self.setup.store.counts().await?);
		metrics
			.retries
			.set(i64::try_from(self.setup.nodes.retries()).unwrap_or(i64::MAX));
		// A display: the digits that a float loses are of no matter.
		metrics
			.balance
			.set(self.setup.chain.balance().await? as f64 / 1e12);
		Ok(scan == Scan::Moved)
	}

	/// Looks at the next blocks that are final by the registered witnesses, and writes down what is in them.
	///
	/// What a node calls irreversible is not taken for it: sixteen registered witnesses' signatures are counted here.
	async fn scan(&self, status: &Status) -> Result<Scan> {
		let Setup {
			nodes,
			store,
			metrics,
			..
		} = &self.setup;
		let cursor = match store.progress().await? {
			Some(cursor) => cursor,
			None => status.checkpoint,
		};
		ensure!(
			cursor.number >= status.checkpoint.number,
			"block {} was looked at last, and the chain's trust begins at block {}; begin again with --rescan-from {}",
			cursor.number,
			status.checkpoint.number,
			status.checkpoint.number.saturating_add(1)
		);
		let heads = nodes.heads().await;
		ensure!(
			!heads.is_empty(),
			"none of {} Steem nodes answers",
			nodes.len()
		);
		let farthest = heads
			.iter()
			.map(|(_, head)| head.irreversible)
			.max()
			.unwrap_or_default();
		metrics.scanned.set(i64::from(cursor.number));
		metrics
			.lag
			.set(i64::from(farthest.saturating_sub(cursor.number)));
		// What may follow a rewound cursor is not known, but for its number: its witnesses vouch for it.
		let previous = (cursor.id != BlockId::default()).then_some(cursor.id);
		let first = cursor.number.checked_add(1).context("Steem's last block")?;
		for (node, head) in heads {
			if head.head <= cursor.number {
				continue;
			}
			let count = BATCH.min(head.head - cursor.number);
			let blocks = match nodes.blocks(node, first, count, previous).await {
				Ok(blocks) => blocks,
				Err(error) => {
					nodes.blame(node, &error);
					continue;
				}
			};
			let headers: Vec<_> = blocks.iter().map(|block| &block.header).collect();
			let count = finalised(&headers, status);
			let Some(last) = count.checked_sub(1).and_then(|last| blocks.get(last)) else {
				// Three rounds that sixteen registered witnesses are not in: another fork, a lie, or witnesses that
				// the chain does not know yet.
				if blocks.len() >= BATCH as usize {
					metrics.not_final.set(1);
					let error = anyhow::anyhow!(
						"block {first} is not final by the {} registered witnesses, {BATCH} blocks later",
						status.witnesses.len()
					);
					nodes.blame(node, &error);
				} else if head.irreversible > cursor.number && blocks.is_empty() {
					nodes.blame(
						node,
						&anyhow::anyhow!("it has no block {first}, and says it has"),
					);
				}
				continue;
			};
			let found: Vec<_> = blocks[..count]
				.iter()
				.flat_map(|block| findings(block, status))
				.collect();
			for finding in &found {
				tracing::info!(
					kind = finding.kind.name(),
					block = finding.proof.block,
					transaction = %finding.transaction_id,
					operation = finding.proof.operation,
					"found on Steem"
				);
			}
			let header = &last.header.header;
			let to = BlockRef {
				number: header.number(),
				id: last.header.id(),
				time: header.timestamp,
			};
			store.advance(&to, &found).await?;
			nodes.praise(node);
			metrics.not_final.set(0);
			metrics.scanned.set(i64::from(to.number));
			metrics
				.lag
				.set(i64::from(farthest.saturating_sub(to.number)));
			return Ok(Scan::Moved);
		}
		Ok(Scan::Still)
	}

	/// Hands everything that is on the list to the chain, in the order of Steem's history.
	async fn prove_all(&self, status: &Status) -> Result<()> {
		let open = self.setup.store.open_findings().await?;
		if open.is_empty() {
			return Ok(());
		}
		if !status.open {
			tracing::warn!(
				waiting = open.len(),
				"the light client takes nothing in at present"
			);
			return Ok(());
		}
		// Headers that are not to be had now keep only what needs them waiting.
		let mut first_error = None;
		for (place, finding) in open.iter().enumerate() {
			let known = match self.make_known(&open[place..], status).await {
				Ok(known) => known,
				Err(error) => {
					let error = error.context(format!("block {}", finding.proof.block));
					first_error.get_or_insert(error);
					continue;
				}
			};
			if known {
				self.prove(finding).await?;
			}
		}
		first_error.map_or(Ok(()), Err)
	}

	/// Makes the block of the first of these known to the chain, and those of the following ones along with it. `false` if
	/// it is not known now.
	async fn make_known(&self, findings: &[Finding], status: &Status) -> Result<bool> {
		let Setup {
			chain,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let Some(finding) = findings.first() else {
			return Ok(false);
		};
		let number = finding.proof.block;
		match chain.block(number).await? {
			Some(id) if id == finding.block_id => return Ok(true),
			Some(id) => {
				metrics.conflict.set(1);
				bail!(
					"the chain knows {id} as final, and sixteen witnesses have signed {}: tell the governance at once",
					finding.block_id
				);
			}
			None => {}
		}
		let near = |finding: &&Finding| finding.proof.block - number < MAX_SPAN;
		let last = findings
			.iter()
			.take_while(near)
			.last()
			.map_or(number, |last| last.proof.block);
		let wanted = (last - number + 1) as usize;
		let headers = self
			.headers(number, &finding.block_id, wanted, status)
			.await?;
		if *dry_run {
			tracing::info!(
				first = number,
				count = headers.len(),
				"would submit headers"
			);
			return Ok(true);
		}
		let outcome = chain.submit_headers(&headers).await?;
		tracing::info!(
			first = number,
			count = headers.len(),
			?outcome,
			"submitted headers"
		);
		metrics.submission("headers", name(&outcome));
		match outcome {
			Outcome::Accepted | Outcome::Known => Ok(true),
			Outcome::Later(_) => Ok(false),
			Outcome::Refused(reason) => bail!("the headers are refused: {reason}"),
		}
	}

	/// The shortest run of headers that proves a block and the `wanted - 1` following ones.
	async fn headers(
		&self,
		number: u32,
		id: &BlockId,
		wanted: usize,
		status: &Status,
	) -> Result<Vec<SignedHeader>> {
		let nodes = &self.setup.nodes;
		let count = u32::try_from(MAX_HEADERS)?;
		for (node, _) in nodes.heads().await {
			let result = async {
				let blocks = nodes.blocks(node, number, count, None).await?;
				let first = blocks
					.first()
					.with_context(|| format!("it has no block {number}"))?;
				ensure!(
					first.header.id() == *id,
					"block {number} is not {id}: another fork, or a lie"
				);
				let headers: Vec<_> = blocks.iter().map(|block| &block.header).collect();
				// Fewer of the others if they do not all fit.
				let length = (1..=wanted)
					.rev()
					.find_map(|wanted| shortest_run(&headers, wanted, status))
					.context("too few registered witnesses are in the blocks that follow")?;
				anyhow::Ok(
					headers[..length]
						.iter()
						.map(|header| (*header).clone())
						.collect(),
				)
			};
			match result.await {
				Ok(headers) => return Ok(headers),
				Err(error) => nodes.blame(node, &error),
			}
		}
		bail!("no Steem node has the headers from block {number} on")
	}

	async fn prove(&self, finding: &Finding) -> Result<()> {
		let Setup {
			chain,
			store,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let Finding {
			kind,
			proof,
			transaction_id,
			..
		} = finding;
		let kind_name = kind.name();
		if *dry_run {
			tracing::info!(kind = kind_name, transaction = %transaction_id, "would prove");
			return Ok(());
		}
		let outcome = chain.prove(*kind, proof).await?;
		metrics.submission(kind_name, name(&outcome));
		let (state, note) = match &outcome {
			Outcome::Accepted | Outcome::Known => ("done", ""),
			Outcome::Later(reason) => ("open", reason.as_str()),
			Outcome::Refused(reason) => ("refused", reason.as_str()),
		};
		store.settle(proof, state, note).await?;
		if state == "done" {
			metrics.proved.set(i64::from(proof.block));
		}
		tracing::info!(kind = kind_name, transaction = %transaction_id, state, note, "proved");
		Ok(())
	}

	/// Signs what is to be signed, and hands to Steem what has enough signatures.
	async fn serve_withdrawals(&mut self, gateway: &nutbox_steem::AccountName) -> Result<()> {
		let withdrawals = self.setup.chain.withdrawals().await?;
		let metrics = self.setup.metrics.clone();
		metrics
			.withdrawals
			.set(i64::try_from(withdrawals.len()).unwrap_or(i64::MAX));
		let seen = self.setup.store.progress().await?;
		let mut suspicious = 0;
		let mut first_error = None;
		for withdrawal in &withdrawals {
			let Some(transaction) = &withdrawal.transaction else {
				continue;
			};
			if let Err(error) = custody::check(transaction, withdrawal, gateway) {
				suspicious += 1;
				let (nonce, error) = (withdrawal.nonce, format!("{error:#}"));
				tracing::error!(nonce, error, "the chain asks to sign what it should not");
				continue;
			}
			// Past its expiration on Steem it can be in no block any more.
			let expired = seen.is_some_and(|seen| seen.time >= transaction.expiration);
			if expired {
				continue;
			}
			let served = match self.sign(withdrawal, seen).await {
				Ok(()) => self.broadcast(withdrawal).await,
				Err(error) => Err(error),
			};
			// One withdrawal that cannot be served keeps no other one waiting.
			if let Err(error) = served {
				first_error
					.get_or_insert(error.context(format!("withdrawal {}", withdrawal.nonce)));
			}
		}
		metrics.suspicious.set(suspicious);
		first_error.map_or(Ok(()), Err)
	}

	async fn sign(&self, withdrawal: &Withdrawal, seen: Option<BlockRef>) -> Result<()> {
		let Setup {
			chain,
			store,
			custodian,
			steem_chain_id,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let (Some(key), Some(transaction)) = (custodian, &withdrawal.transaction) else {
			return Ok(());
		};
		let public = key.public();
		if !withdrawal.custodians.contains(&public) || withdrawal.signatures.contains_key(&public) {
			return Ok(());
		}
		let (nonce, id) = (withdrawal.nonce, transaction.id());
		// Whatever the chain says: while an earlier attempt could still be in a block, or was, no other one is signed.
		if let Some((earlier, expiration)) = store.signed(nonce).await? {
			let over = seen.is_some_and(|seen| seen.time > expiration);
			if earlier != id && (!over || store.is_paid(&earlier).await?) {
				metrics.suspicious.inc();
				bail!("another transaction for it, {earlier}, was signed and may pay or has paid");
			}
		}
		if *dry_run {
			tracing::info!(nonce, transaction = %id, "would sign");
			return Ok(());
		}
		store.sign(nonce, &id, transaction.expiration).await?;
		let signature = key.sign(&transaction.signing_digest(steem_chain_id));
		let outcome = chain.submit_signature(nonce, &signature).await?;
		tracing::info!(nonce, transaction = %id, ?outcome, "signed");
		metrics.submission("signature", name(&outcome));
		metrics.signatures.inc();
		Ok(())
	}

	async fn broadcast(&mut self, withdrawal: &Withdrawal) -> Result<()> {
		let Setup {
			nodes,
			store,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let Some(transaction) = &withdrawal.transaction else {
			return Ok(());
		};
		let threshold = withdrawal.threshold as usize;
		if threshold == 0 || withdrawal.signatures.len() < threshold {
			return Ok(());
		}
		let (nonce, id) = (withdrawal.nonce, transaction.id());
		let recent = self
			.broadcast
			.get(&id)
			.is_some_and(|at| at.elapsed() < BROADCAST_INTERVAL);
		if recent || store.is_paid(&id).await? {
			return Ok(());
		}
		// Steem refuses signatures that are not needed.
		let signatures = withdrawal
			.signatures
			.values()
			.take(threshold)
			.copied()
			.collect();
		let signed = SignedTransaction {
			transaction: transaction.clone(),
			signatures,
		};
		if *dry_run {
			tracing::info!(nonce, transaction = %id, "would broadcast");
			return Ok(());
		}
		nodes.broadcast(&signed).await?;
		tracing::info!(nonce, transaction = %id, "handed to Steem");
		metrics.broadcasts.inc();
		self.broadcast
			.retain(|_, at| at.elapsed() < BROADCAST_INTERVAL);
		self.broadcast.insert(id, Instant::now());
		Ok(())
	}

	/// Passes without end, every `interval` when there is nothing more to do; after errors with longer and longer breaks.
	pub async fn run(&mut self, interval: Duration) -> ! {
		let mut failures = 0_u32;
		loop {
			let pause = match self.pass().await {
				Ok(true) => {
					failures = 0;
					continue;
				}
				Ok(false) => {
					failures = 0;
					interval
				}
				Err(error) => {
					self.setup.metrics.errors.inc();
					tracing::error!(error = %format!("{error:#}"), "a pass ended with an error");
					failures = (failures + 1).min(5);
					interval.saturating_mul(1 << failures)
				}
			};
			tokio::time::sleep(pause.min(Duration::from_secs(60))).await;
		}
	}

	/// Closes the state in order. Ending without is safe as well.
	pub async fn close(&self) {
		self.setup.store.close().await;
	}

	/// Has everything from this block on looked at again.
	pub async fn rescan_from(&self, block: u32) -> Result<()> {
		let number = block.checked_sub(1).context("blocks begin at 1")?;
		let to = BlockRef {
			number,
			id: BlockId::default(),
			time: Time(0),
		};
		self.setup.store.rewind(&to).await
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
