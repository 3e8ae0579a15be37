//! Looking at Steem.

use super::{Relayer, Setup};
use crate::{
	chain::{BlockRef, Status},
	find::{finalised, findings},
	nodes::BATCH,
};
use anyhow::{ensure, Context, Result};
use nutbox_steem::BlockId;

impl Relayer {
	/// Looks at the next blocks that are final by the registered witnesses, and writes down what is in them. `false` if
	/// there are none.
	///
	/// What a node calls irreversible is not taken for it: sixteen registered witnesses' signatures are counted here.
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
			return Ok(true);
		}
		Ok(false)
	}
}
