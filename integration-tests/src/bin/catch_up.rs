//! How much memory a relayer takes, and how long, while it catches up with Steem: `cargo run -p nutbox-integration-tests
//! --bin catch_up`. The node, the devnet and the relayer are processes, as in the tests.
//!
//! `NUTBOX_BENCH_BLOCKS`: how many blocks of Steem it has missed; a day (28,800) unless set.

use anyhow::{Context, Result};
use nutbox_integration_tests::{
	bridge::{trust, Relayer, Steem},
	eventually, Lengths, Node,
};
use std::{
	fs,
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// A figure of a process, in KiB.
fn memory(pid: u32, what: &str) -> Result<u64> {
	let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
	let line = status.lines().find_map(|line| line.strip_prefix(what));
	let digits = line
		.and_then(|line| line.split_whitespace().next())
		.with_context(|| format!("no {what}"))?;
	Ok(digits.parse()?)
}

#[tokio::main]
async fn main() -> Result<()> {
	let blocks: u32 = match std::env::var("NUTBOX_BENCH_BLOCKS") {
		Ok(blocks) => blocks.parse().context("NUTBOX_BENCH_BLOCKS")?,
		Err(_) => 28_800,
	};
	let folder = TempDir::new()?;
	let node = Node::dev_with(Lengths::FAST, &[])?;
	let age = Duration::from_secs(3 * u64::from(blocks) + 3_600);
	let steem = Steem::start(folder.path(), age, 0).await?;
	steem.advance(60)?;
	let chain = node.client().await?;
	let checkpoint = steem.irreversible()?;
	trust(&chain, &steem, checkpoint).await?;
	let mut left = blocks;
	while left > 0 {
		let some = left.min(200);
		steem.advance(some)?;
		left -= some;
	}
	let mut relayer = Relayer::new(
		folder.path(),
		"relayer",
		"//Dave",
		&node.url(),
		&[steem.url()],
		None,
	)?;
	let last = f64::from(steem.irreversible()?);
	let begun = Instant::now();
	relayer.start()?;
	let pid = relayer.process.pid().context("it runs")?;
	let limit = Duration::from_secs(3_600);
	eventually("the relayer catches up", limit, async || {
		let scanned = relayer.metric("nutbox_relayer_scanned_block");
		Ok(scanned.filter(|scanned| *scanned >= last).map(|_| ()))
	})
	.await?;
	println!("blocks:                   {blocks}");
	println!(
		"seconds:                  {:.1}",
		begun.elapsed().as_secs_f64()
	);
	println!("largest resident memory:  {} KiB", memory(pid, "VmHWM:")?);
	println!("resident memory at last:  {} KiB", memory(pid, "VmRSS:")?);
	relayer.check()
}
