//! The light client learns what it must, whatever is killed meanwhile.

use super::support::*;
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{nutbox, Chain};
use nutbox_integration_tests::{
	bridge::{known_block, secret, trust, Relayer, Steem, LIMIT},
	cli_binary, eventually, free_port, Lengths, Node, Timed,
};
use nutbox_steem::PublicKey;
use std::{
	fs,
	os::unix::fs::PermissionsExt as _,
	process::{Command, Stdio},
	time::Duration,
};
use tempfile::TempDir;

/// The key set last of each witness, as the chain knows it.
async fn known_key(chain: &Chain, name: &str) -> Result<Option<PublicKey>> {
	let view = nutbox::view_functions().steem_light_client().witnesses();
	let witnesses = chain.view(view).await?;
	Ok(witnesses
		.into_iter()
		.find(|(known, _)| known.0 == name.as_bytes())
		.map(|(_, entry)| PublicKey(entry.key)))
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_relay_should_prove_every_key_once_when_each_process_is_killed_at_every_step(
) -> Result<()> {
	let _timed = Timed::new("light client, killed");
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	let mut steem = Steem::start(folder.path(), Duration::from_secs(6 * 60 * 60), 150).await?;
	steem.advance(60)?;
	let chain = node.client().await?;
	let checkpoint = steem.irreversible()?;
	trust(&chain, &steem, checkpoint).await?;
	let mut relayer = Relayer::new(
		folder.path(),
		"relayer",
		"//Dave",
		&node.url(),
		&[steem.url()],
		None,
	)?;
	relayer.start()?;
	let steps: [(&[&str], Victim); 10] = [
		(&[], Victim::Relayer),
		(&[FOUND], Victim::Relayer),
		(&[FOUND, IN_POOL], Victim::Relayer),
		(&[FOUND, IN_POOL, HEADERS], Victim::Relayer),
		(&[FOUND, IN_POOL, HEADERS, IN_POOL], Victim::Relayer),
		(&[FOUND, IN_POOL, HEADERS, IN_POOL, PROVED], Victim::Relayer),
		(&[FOUND, IN_POOL], Victim::Node),
		(&[FOUND, IN_POOL, HEADERS, IN_POOL], Victim::Node),
		(&[], Victim::Steem),
		(&[FOUND], Victim::Steem),
	];
	let mut changed = Vec::new();
	for (round, (signs, victim)) in steps.into_iter().enumerate() {
		let witness = format!("witness-{:02}", round + 1);
		relayer.skip_log();
		steem.act(&["witness-key", &witness, "second"]).await?;
		let witnesses = steem.witnesses()?;
		let key = witnesses
			.iter()
			.find(|(name, _)| name.as_str() == witness)
			.context("it is a witness")?
			.1;
		changed.push((witness.clone(), key));
		for sign in signs {
			relayer
				.says(sign)
				.await
				.with_context(|| format!("{signs:?}, {victim:?}"))?;
		}
		let relayers = std::slice::from_mut(&mut relayer);
		victim.kill(&mut node, &mut steem, relayers).await?;
		let chain = node.client().await?;
		let what = format!("the key of {witness} is known, {victim:?} killed after {signs:?}");
		let known = eventually(&what, LIMIT, async || {
			Ok((known_key(&chain, &witness).await? == Some(key)).then_some(()))
		})
		.await;
		if let Err(error) = known {
			let log = relayer.process.log();
			let lines: Vec<_> = log.lines().collect();
			let tail = lines[lines.len().saturating_sub(30)..].join("\n");
			return Err(error.context(tail));
		}
	}
	let chain = node.client().await?;
	for (witness, key) in &changed {
		ensure!(
			known_key(&chain, witness).await? == Some(*key),
			"the key of {witness} was lost"
		);
	}
	// What it knows of Steem is Steem's.
	let view = nutbox::view_functions().steem_light_client().status();
	let status = chain.view(view).await?;
	let newest = status.newest.context("there is a final block")?;
	assert!(newest.number > checkpoint);
	assert_eq!(newest.id, steem.block(newest.number)?.0 .0);
	assert_eq!(
		known_block(&chain, newest.number).await?,
		Some(steem.block(newest.number)?.0)
	);
	assert!(status.conflict.is_none());
	relayer.check()?;
	eventually("the relayer has caught up", LIMIT, async || {
		let lag = relayer.metric("nutbox_relayer_lag_blocks");
		Ok(lag.filter(|lag| *lag < 50.0).map(|_| ()))
	})
	.await?;
	assert!(relayer.metric("nutbox_relayer_balance_nut") > Some(0.0));

	// Another chain at the same address: nothing is mixed up.
	relayer.process.kill();
	let other = Lengths {
		epoch_slots: 5,
		..Lengths::FAST
	};
	let other = Node::dev_with(other, &["--state-pruning", "archive"])?;
	other.client().await?;
	let output = relay(&[
		"--node",
		&other.url(),
		"--steem",
		&steem.url(),
		"--state",
		&folder.path().join("relayer.sqlite").to_string_lossy(),
		"--dry-run",
	])?;
	ensure!(output.contains("name another node with --node"), "{output}");
	Ok(())
}

/// What the command says when it must fail, but for its log.
fn relay(arguments: &[&str]) -> Result<String> {
	let output = Command::new(cli_binary())
		.arg("relay")
		.args(arguments)
		.env("RUST_LOG", "off")
		.env_remove("NUTBOX_RELAYER_KEY")
		.stdin(Stdio::null())
		.output()?;
	ensure!(!output.status.success(), "{arguments:?} does not fail");
	Ok(String::from_utf8(output.stderr)?)
}

#[test]
fn relay_should_say_what_to_do_when_an_option_is_wrong() -> Result<()> {
	let folder = TempDir::new()?;
	let state = folder.path().join("state.sqlite");
	let state = state.to_string_lossy();
	let steem = format!("http://127.0.0.1:{}", free_port());
	let always = ["--steem", &steem, "--state", &*state];
	let refused = |more: &[&str], says: &str| {
		let said = relay(&[&always[..], more].concat())?;
		ensure!(said.contains(says), "{more:?}: {said}");
		anyhow::Ok(said)
	};
	refused(&[], "--key-file")?;
	refused(&["--node", "http://127.0.0.1:9944"], "it looks like ws://")?;
	refused(&["--steem-chain-id", "00"], "64 hexadecimal digits")?;
	refused(&["--key-file", "/nowhere"], "/nowhere")?;
	let words = "bottom drive obey lake curtain smoke basket hold race lonely fit wal";
	let bad = secret(folder.path(), "bad", words)?;
	let said = refused(&["--key-file", &bad.to_string_lossy()], "mnemonic phrase")?;
	ensure!(!said.contains("obey"), "it shows the key: {said}");
	let open = secret(folder.path(), "open", "//Dave")?;
	fs::set_permissions(&open, fs::Permissions::from_mode(0o644))?;
	refused(&["--key-file", &open.to_string_lossy()], "chmod 600")?;
	let said = relay(&["--steem", "steem", "--state", &state, "--dry-run"])?;
	ensure!(said.contains("is no address like"), "{said}");
	Ok(())
}
