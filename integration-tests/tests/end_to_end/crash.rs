//! A node that is killed in the middle of its work comes back with the same chain.

use anyhow::{ensure, Context, Result};
use nutbox_integration_tests::{eventually, Lengths, Node, Timed};
use std::time::Duration;

/// Kills: the number that the product promises.
const KILLS: u64 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn node_should_keep_its_finalised_chain_when_killed_twenty_times() -> Result<()> {
	let _timed = Timed::new("crash");
	let mut node = Node::dev(Lengths::FAST)?;
	let genesis = node.client().await?.api().genesis_hash();
	let mut known: Option<(u64, _)> = None;
	// The last round only looks at what the last kill has left.
	for kills in 0..=KILLS {
		let chain = node.client().await?;
		ensure!(
			chain.api().genesis_hash() == genesis,
			"another chain after {kills} kills"
		);
		if let Some((number, hash)) = known {
			let at = chain
				.api()
				.at_block(number)
				.await
				.with_context(|| format!("block {number} is gone after {kills} kills"))?;
			ensure!(
				at.block_hash() == hash,
				"block {number} is another one after {kills} kills"
			);
		}
		// At least a block further, so that each kill meets a chain at work.
		let goal = known.map_or(0, |(number, _)| number) + 1;
		known = Some(
			eventually(
				&format!("block {goal} is final"),
				Duration::from_secs(180),
				async || {
					let at = chain.finalised().await?;
					Ok((at.block_number() >= goal).then(|| (at.block_number(), at.block_hash())))
				},
			)
			.await?,
		);
		if kills == KILLS {
			break;
		}
		// Not in step with the slots: the moments of the kills spread over them.
		tokio::time::sleep(Duration::from_millis((kills + 1) * 53 % 1_000)).await;
		node.kill();
		node.start()?;
	}
	Ok(())
}
