//! Journey 6: Steem Power that is delegated on Steem mines here, and stops when it is taken back.

use super::support::FINAL;
use crate::support::{account, asset};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{dev, nutbox, to_address};
use nutbox_integration_tests::{
	bridge::{trust, Relayer, Steem},
	communities::{create_power_community, stake},
	eventually, Lengths, Node, Timed,
};
use std::time::Duration;
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread")]
async fn delegated_steem_power_should_mine_until_it_is_taken_back() -> Result<()> {
	let _timed = Timed::new("delegated Steem Power");
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	let mut steem = Steem::start(folder.path(), Duration::from_secs(300), 150).await?;
	steem.advance(45)?;
	let mut chain = node.client().await?;
	trust(&chain, &steem, steem.irreversible()?).await?;
	let (founder, member, prover) = (dev::alice(), dev::ferdie(), dev::eve());
	let created = create_power_community(&chain, &founder).await?;
	let (pool, user) = (created.pool, account(&member));
	let mut relayer = Relayer::new(
		folder.path(),
		"relayer",
		"//Eve",
		&node.url(),
		&[steem.url()],
		None,
	)?;
	relayer.start()?;

	// The account there says whose it is here.
	let prefix = chain
		.finalised()
		.await?
		.constants()
		.entry(nutbox::constants().system().ss58_prefix())?;
	steem
		.act(&["bind", "alice", &to_address(&user, prefix)])
		.await?;
	relayer.says("\"found on Steem\"").await?;
	relayer.restart()?;
	eventually("the account is bound", FINAL, async || {
		let view = nutbox::view_functions()
			.steem_delegations()
			.names_of(user, None);
		let names = chain.view(view).await?;
		Ok(names.iter().any(|name| name.0 == b"alice").then_some(()))
	})
	.await?;

	// What is delegated before everybody can know that the account is watched does not count.
	let view = nutbox::view_functions().steem_delegations().delegatee(pool);
	let since = chain.view(view).await?.context("the pool is tied")?.since;
	eventually("Steem's time has come", FINAL, async || {
		Ok((steem.time()?.0 > since).then_some(()))
	})
	.await?;
	relayer.skip_log();
	steem
		.act(&["delegate", "alice", "community", "500000.000000 VESTS"])
		.await?;
	relayer.says("\"in the pool\"").await?;
	node.kill();
	relayer.restart()?;
	node.start()?;
	chain = node.client().await?;
	eventually("the delegation counts", FINAL, async || {
		let stake = stake(&chain, pool, &user).await?;
		Ok((stake == 500_000_000_000).then_some(()))
	})
	.await?;
	assert_eq!(asset(&chain, created.token, &user).await?, 0);
	eventually("it mines", FINAL, async || {
		let view = nutbox::view_functions().communities().pending(pool, user);
		Ok((chain.view(view).await?.token > 0).then_some(()))
	})
	.await?;
	let claim = nutbox::transactions()
		.communities()
		.claim(created.community, vec![pool]);
	chain.submit(&claim, &member).await?;
	assert!(asset(&chain, created.token, &user).await? > 0);

	// Taken back, it stops, and who has proved that is paid for it.
	relayer.skip_log();
	steem
		.act(&["delegate", "alice", "community", "0.000000 VESTS"])
		.await?;
	steem.restart().await?;
	relayer.says("\"found on Steem\"").await?;
	relayer.restart()?;
	eventually("the end of the delegation counts", FINAL, async || {
		Ok((stake(&chain, pool, &user).await? == 0).then_some(()))
	})
	.await?;
	let bounty = asset(&chain, created.token, &account(&prover)).await?;
	ensure!(bounty > 0, "nothing was paid for the proof");
	relayer.check()
}
