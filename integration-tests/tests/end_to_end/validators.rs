//! Four validators on one machine: finality outlives one of them, and equivocation costs stake.

use anyhow::{Context, Result};
use nutbox_chain_client::{nutbox, AccountId32, Chain};
use nutbox_integration_tests::{chain_spec, eventually, Lengths, Node};
use std::{path::Path, time::Duration};
use tempfile::TempDir;

const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];
/// The first node's libp2p key (any 32 bytes), so that the others can be told where it is.
const NODE_KEY: &str = "0000000000000000000000000000000000000000000000000000000000000001";
/// The peer id of [`NODE_KEY`].
const PEER_ID: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

const LENGTHS: Lengths = Lengths {
	slot_millis: 2_000,
	epoch_slots: 6,
	sessions_per_era: 2,
	bonding_eras: 3,
};

/// A validator with the keys of `name`; all but the first connect to the first.
fn validator(spec: &Path, folder: &Path, name: &str, first: Option<&Node>, tag: &str) -> Node {
	let flag = format!("--{name}");
	let data = folder.join(format!("{name}{tag}"));
	match first {
		None => Node::new(spec, &data, &[&flag, "--node-key", NODE_KEY]),
		Some(first) => {
			let address = format!("/ip4/127.0.0.1/tcp/{}/p2p/{PEER_ID}", first.p2p_port);
			Node::new(
				spec,
				&data,
				&[
					&flag,
					"--bootnodes",
					&address,
					"--unsafe-force-node-key-generation",
				],
			)
		}
	}
}

fn network(folder: &Path) -> Result<(std::path::PathBuf, Vec<Node>)> {
	let spec = chain_spec(folder, "local", LENGTHS)?;
	let mut nodes: Vec<Node> = Vec::new();
	for name in NAMES {
		let mut node = validator(&spec, folder, name, nodes.first(), "");
		node.start()?;
		nodes.push(node);
	}
	Ok((spec, nodes))
}

async fn final_number(chain: &Chain) -> Result<u64> {
	Ok(chain.finalised().await?.block_number())
}

async fn wait_for_final(chain: &Chain, goal: u64, limit: Duration) -> Result<()> {
	eventually(&format!("block {goal} is final"), limit, async || {
		Ok((final_number(chain).await? >= goal).then_some(()))
	})
	.await
}

async fn bonded(chain: &Chain, stash: &AccountId32) -> Result<u128> {
	let at = chain.finalised().await?;
	let entry = at.storage().entry(nutbox::storage().staking().ledger())?;
	Ok(entry
		.try_fetch((*stash,))
		.await?
		.context("the stash has a ledger")?
		.decode()?
		.total)
}

#[tokio::test(flavor = "multi_thread")]
async fn four_validators_should_go_on_without_one_and_slash_one_who_equivocates() -> Result<()> {
	let folder = TempDir::new()?;
	let (spec, mut nodes) = network(folder.path())?;
	let alice = nodes[0].client().await?;
	wait_for_final(&alice, 5, Duration::from_secs(120)).await?;

	// One is killed: three of four go on finalising.
	nodes[3].kill();
	let at_kill = final_number(&alice).await?;
	wait_for_final(&alice, at_kill + 10, Duration::from_secs(180)).await?;

	// It returns and catches up.
	nodes[3].start()?;
	let dave = nodes[3].client().await?;
	let goal = final_number(&alice).await?;
	wait_for_final(&dave, goal, Duration::from_secs(120)).await?;
	let (ours, theirs) = (
		alice.api().at_block(goal).await?.block_hash(),
		dave.api().at_block(goal).await?.block_hash(),
	);
	assert_eq!(ours, theirs, "one chain");

	// A second node with Dave's keys: two blocks in his slots. That is reported and slashed.
	let stashes: Vec<AccountId32> = alice
		.finalised()
		.await?
		.storage()
		.entry(nutbox::storage().session().validators())?
		.fetch(())
		.await?
		.decode()?;
	let mut before = Vec::new();
	for stash in &stashes {
		before.push(bonded(&alice, stash).await?);
	}
	let mut twin = validator(&spec, folder.path(), "dave", Some(&nodes[0]), "-twin");
	twin.start()?;
	let slashed = eventually(
		"an equivocation is slashed",
		Duration::from_secs(240),
		async || {
			for (stash, before) in stashes.iter().zip(&before) {
				let now = bonded(&alice, stash).await?;
				if now < *before {
					return Ok(Some((*stash, before - now)));
				}
			}
			Ok(None)
		},
	)
	.await?;
	println!(
		"{} lost {} planck of its stake for equivocating",
		slashed.0, slashed.1
	);

	// The honest ones lost nothing, and the chain goes on.
	drop(twin);
	let mut losers = 0;
	for (stash, before) in stashes.iter().zip(&before) {
		if bonded(&alice, stash).await? < *before {
			losers += 1;
		}
	}
	assert_eq!(losers, 1, "only the equivocator is slashed");
	let now = final_number(&alice).await?;
	wait_for_final(&alice, now + 5, Duration::from_secs(120)).await?;
	Ok(())
}
