//! Looking at Steem.

use super::{Relayer, Setup};
use crate::{
	chain::{BlockRef, Status},
	find::{finalised, findings},
	nodes::{Seen, BATCH},
	store::Finding,
};
use anyhow::{anyhow, bail, ensure, Context, Result};
use nutbox_steem::{BlockId, SignedHeader};
use std::{
	sync::PoisonError,
	time::{Duration, Instant},
};

/// How often blocks that were passed over are asked for again.
const RETRY: Duration = Duration::from_secs(600);
/// How many nodes must be unable to show a block before it is passed over, if there are so many.
const WITNESSES: usize = 2;

impl Relayer {
	/// Looks at the next blocks that are final by the registered witnesses, and writes down what is in them. `false` if
	/// there are none.
	///
	/// What a node calls irreversible is not taken for it: sixteen registered witnesses' signatures are counted here.
	///
	/// A final block whose transactions can't be had is passed over, and remembered, once a second node has none of them
	/// either: its header links it to the next one and makes it final, and nothing but the transactions is missing.
	pub(super) async fn scan(&self, status: &Status) -> Result<bool> {
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
		// Final blocks that a node could not show, with those before them.
		let mut unread: Vec<(Vec<Seen>, Seen, String)> = Vec::new();
		for (node, head) in heads {
			if head.head <= cursor.number {
				continue;
			}
			let count = BATCH.min(head.head - cursor.number);
			let mut blocks = match nodes.blocks(node, first, count, previous).await {
				Ok(blocks) => blocks,
				Err(error) => {
					nodes.blame(node, &error);
					continue;
				}
			};
			let headers: Vec<_> = blocks.iter().map(|seen| &seen.header).collect();
			let count = finalised(&headers, status);
			if count == 0 {
				// Three rounds that sixteen registered witnesses are not in: another fork, a lie, or witnesses that
				// the chain does not know yet.
				if blocks.len() >= BATCH as usize {
					metrics.not_final.set(1);
					let error = anyhow!(
						"block {first} is not final by the {} registered witnesses, {BATCH} blocks later",
						status.witnesses.len()
					);
					nodes.blame(node, &error);
				} else if head.irreversible > cursor.number && blocks.is_empty() {
					nodes.blame(node, &anyhow!("it has no block {first}, and says it has"));
				}
				continue;
			}
			blocks.truncate(count);
			metrics.not_final.set(0);
			let Some(at) = blocks.iter().position(|seen| seen.block.is_err()) else {
				self.look_past(&blocks, status, farthest).await?;
				nodes.praise(node);
				return Ok(true);
			};
			let mut rest = blocks.drain(at..);
			if let Some((seen, Err(reason))) = rest.next().map(|seen| (seen.clone(), seen.block)) {
				let number = seen.header.header.number();
				nodes.blame(node, &anyhow!("block {number}: {reason}"));
				drop(rest);
				unread.push((blocks, seen, reason));
			}
		}
		let Some((before, seen, reason)) = unread.iter().max_by_key(|(before, ..)| before.len())
		else {
			return Ok(false);
		};
		if !before.is_empty() {
			self.look_past(before, status, farthest).await?;
			return Ok(true);
		}
		let block = reference(&seen.header);
		let same = |(_, other, _): &&(_, Seen, _)| other.header.id() == block.id;
		let agree = unread.iter().filter(same).count();
		if agree < WITNESSES.min(nodes.len()) {
			bail!(
				"block {} can't be read: {reason}. It is passed over if a second Steem node can't show it either; name more of them",
				block.number
			);
		}
		tracing::error!(
			block = block.number,
			id = %block.id,
			reason,
			"a final block is passed over: what is in it is not known, and no withdrawal is signed until it is, or you acknowledge it"
		);
		store.skip(&block, reason).await?;
		metrics.scanned.set(i64::from(block.number));
		Ok(true)
	}

	/// Writes down what is in these consecutive final blocks, and that they were looked at.
	async fn look_past(&self, blocks: &[Seen], status: &Status, farthest: u32) -> Result<()> {
		let Setup { store, metrics, .. } = &self.setup;
		let Some(last) = blocks.last() else {
			return Ok(());
		};
		let found: Vec<_> = blocks
			.iter()
			.filter_map(|seen| seen.block.as_ref().ok())
			.flat_map(|block| findings(block, status))
			.collect();
		say(&found);
		let to = reference(&last.header);
		store.advance(&to, &found).await?;
		metrics.scanned.set(i64::from(to.number));
		metrics
			.lag
			.set(i64::from(farthest.saturating_sub(to.number)));
		Ok(())
	}

	/// Asks all nodes for the blocks that were passed over, now and then: one that can show them suffices, and a later
	/// version of this program knows more operations.
	pub(super) async fn look_again(&self, status: &Status) -> Result<()> {
		let Setup { nodes, store, .. } = &self.setup;
		let skipped = store.skipped().await?;
		if skipped.is_empty() || !self.is_time_to_look_again() {
			return Ok(());
		}
		for old in skipped {
			let BlockRef { number, id, .. } = old.block;
			for node in 0..nodes.len() {
				let Ok(blocks) = nodes.blocks(node, number, 1, None).await else {
					continue;
				};
				let Some(Seen {
					block: Ok(block), ..
				}) = blocks.first().filter(|seen| seen.header.id() == id)
				else {
					continue;
				};
				let found = findings(block, status);
				say(&found);
				store.catch_up(number, &found).await?;
				tracing::info!(block = number, "a block that was passed over could be read");
				break;
			}
		}
		Ok(())
	}

	fn is_time_to_look_again(&self) -> bool {
		let looked = self.looked_again.lock();
		let mut looked = looked.unwrap_or_else(PoisonError::into_inner);
		let due = looked.is_none_or(|at| at.elapsed() >= RETRY);
		if due {
			*looked = Some(Instant::now());
		}
		due
	}
}

fn reference(header: &SignedHeader) -> BlockRef {
	BlockRef {
		number: header.header.number(),
		id: header.id(),
		time: header.header.timestamp,
	}
}

fn say(found: &[Finding]) {
	for finding in found {
		tracing::info!(
			kind = finding.kind.name(),
			block = finding.proof.block,
			transaction = %finding.transaction_id,
			operation = finding.proof.operation,
			"found on Steem"
		);
	}
}
