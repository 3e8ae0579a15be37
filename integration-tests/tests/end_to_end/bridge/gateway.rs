//! Journey 5: STEEM comes in as tSTEEM and goes out again exactly once, whatever is killed in between; and what
//! custodians lose who take it.

use super::support::*;
use crate::support::{account, asset};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{dev, nutbox::runtime_types::pallet_steem_gateway::types::OperatingMode};
use nutbox_integration_tests::{
	bridge::{liar, Relayer, Steem},
	eventually, Lengths, Node, Timed,
};
use std::{
	path::Path,
	time::{Duration, Instant},
};
use tempfile::TempDir;

fn relayers(folder: &Path, node: &Node, steem: &Steem, secrets: &[String]) -> Result<Vec<Relayer>> {
	// Each of them asks a liar, too.
	let nodes = [liar(steem)?, steem.url()];
	let mut relayers = custodians(folder, node, &nodes, secrets)?;
	for relayer in &mut relayers {
		relayer.start()?;
	}
	Ok(relayers)
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_steem_should_come_in_and_go_out_once_when_every_process_is_killed() -> Result<()>
{
	let _timed = Timed::new("the gateway, killed");
	let started = Instant::now();
	// The transcript of docs/transcripts/bridge.md.
	let note = |what: &str| println!("{:>4} s  {what}", started.elapsed().as_secs());
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	// The custodians' transactions expire within the hour by Steem's clock: it may not be far behind.
	let mut steem = Steem::start(folder.path(), Duration::from_secs(590), 150).await?;
	steem.advance(45)?;
	let mut chain = node.client().await?;
	let custodians = [dev::bob(), dev::charlie(), dev::dave()];
	let secrets = found(&chain, &steem, &custodians).await?;
	let mut relayers = relayers(folder.path(), &node, &steem, &secrets)?;
	note(
		"node, Steem and three custodians' relayers run, each relayer asks a lying Steem node, too",
	);

	// In: before the account is proved to be the custodians', what is sent waits for that.
	let user = dev::ferdie();
	let memo = memo(&chain, &user).await?;
	let before = (steem.balance("alice")?, steem.balance("carol")?);
	steem
		.act(&["transfer", "alice", "gateway", "12.345 STEEM", &memo])
		.await?;
	steem
		.act(&["transfer", "alice", "gateway", "2.000 STEEM", "hello"])
		.await?;
	note("alice sends 12.345 STEEM with Ferdie's memo, and 2.000 STEEM with a memo that is no address");
	relayers[0].says("\"found on Steem\"").await?;
	relayers[0].restart()?;
	note("the deposit is found on Steem: kill -9 of the first relayer");
	relayers[1].says("\"in the pool\"").await?;
	node.kill();
	node.start()?;
	note("a proof is in the pool: kill -9 of the node");
	chain = node.client().await?;
	let minted = eventually("the deposit is credited", FINAL, async || {
		let minted = asset(&chain, TSTEEM, &account(&user)).await?;
		Ok((minted > 0).then_some(minted))
	})
	.await;
	let minted = minted.with_context(|| tails(&relayers))?;
	assert_eq!(minted, 12_345);
	note("12.345 tSTEEM are Ferdie's, once");

	// Out, two at once, and the refund of what had no address.
	withdraw(&chain, &user, 5_001, "carol").await?;
	withdraw(&chain, &user, 1_002, "carol").await?;
	note("Ferdie withdraws 5.001 and 1.002 STEEM to carol");
	relayers[1].says("\"signed\"").await?;
	relayers[1].restart()?;
	note("a custodian has signed: kill -9 of its relayer");
	relayers[2].says("\"handed to Steem\"").await?;
	steem.restart().await?;
	relayers[2].restart()?;
	note("a payment is handed to Steem: kill -9 of Steem and of the relayer that handed it over");
	for relayer in &mut relayers {
		relayer.skip_log();
	}
	relayers[0].says("\"kind\":\"payment\"").await?;
	for relayer in &mut relayers {
		relayer.restart()?;
	}
	node.kill();
	node.start()?;
	note("a payment is found on Steem: kill -9 of all relayers and of the node");
	chain = node.client().await?;
	let paid = eventually("the payments are proved", FINAL, async || {
		let totals = status(&chain).await?.totals;
		Ok((totals.paid == 6_003 && totals.refunded == 2_000).then_some(()))
	})
	.await;
	paid.with_context(|| tails(&relayers))?;
	let known = status(&chain).await?;
	assert_eq!(steem.balance("carol")?, before.1 + 6_003);
	assert_eq!(steem.balance("alice")?, before.0 - 12_345);
	assert_eq!(steem.balance("gateway")?, 12_345 - 6_003);
	assert_eq!(
		asset(&chain, TSTEEM, &account(&user)).await?,
		12_345 - 6_003
	);
	assert_eq!((known.issued, known.owed), (6_342, 6_342));
	assert_eq!(known.reserve, 6_342);
	assert_eq!(known.totals.taken, 0);
	note("carol has 6.003 STEEM more, alice her 2.000 back; 6.342 tSTEEM are issued, 6.342 STEEM in the account");
	let lied_to = relayers.iter().any(|relayer| {
		relayer
			.process
			.log()
			.contains("a Steem node is left for another")
	});
	ensure!(lied_to, "nobody has asked the liar");

	// Two of three help themselves: they lose their bonds, and nothing more comes in or goes out.
	let two = "custodian-1,custodian-2";
	let words = ["transfer", "gateway", "bob", "1.000 STEEM", "for the road"];
	steem
		.act(&[&["sign-with", two][..], &words].concat())
		.await?;
	note("two custodians of three send 1.000 STEEM of the account to bob");
	let halted = eventually("the misconduct is proved", FINAL, async || {
		let known = status(&chain).await?;
		Ok(matches!(known.mode, OperatingMode::Halted).then_some(known))
	})
	.await;
	let known = halted.with_context(|| tails(&relayers))?;
	assert_eq!(known.totals.taken, 1_000);
	for custodian in &known.custodians {
		let guilty = custodian.account != account(&custodians[2]);
		assert_eq!(custodian.bond == 0, guilty, "{:?}", custodian.account);
	}
	note(
		"it is proved: both bonds are gone, the third custodian's is whole, the gateway is halted",
	);
	let refused = withdraw(&chain, &user, 1_000, "carol").await;
	let refused = format!("{:#}", refused.err().context("it is refused")?);
	ensure!(refused.contains("Halted"), "{refused}");
	Ok(())
}
