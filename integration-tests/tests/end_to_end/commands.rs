//! What the node does beside running: metrics, blocks out of one database and into another, and a chain removed.

use anyhow::{ensure, Context, Result};
use nutbox_integration_tests::{chain_spec, eventually, run_node, Lengths, Node, Timed};
use std::{
	fs,
	io::{Read, Write},
	net::TcpStream,
	path::Path,
	process::Output,
	time::Duration,
};
use tempfile::TempDir;

/// The body of a page of this machine.
fn page(port: u16, path: &str) -> Result<String> {
	let mut stream = TcpStream::connect(("127.0.0.1", port))?;
	stream.set_read_timeout(Some(Duration::from_secs(30)))?;
	write!(
		stream,
		"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
	)?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer)?;
	Ok(answer)
}

fn said(output: &Output) -> String {
	String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A command on the data in `data`.
fn command(name: &str, spec: &Path, data: &Path, more: &[&str]) -> Result<Output> {
	let (spec, data) = (spec.display().to_string(), data.display().to_string());
	let fixed = [name, "--chain", &spec, "--base-path", &data];
	run_node(&[&fixed[..], more].concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn node_should_move_its_blocks_to_another_database_and_forget_them_when_told() -> Result<()> {
	let _timed = Timed::new("export, import, purge");
	let folder = TempDir::new()?;
	let spec = chain_spec("dev", Lengths::FAST)?;
	let [ours, theirs] = ["ours", "theirs"].map(|name| folder.path().join(name));
	let arguments = ["--alice", "--force-authoring"];
	let mut node = Node::new(&spec, &ours, &arguments);
	node.start()?;
	let chain = node.client().await?;
	let at = eventually(
		"three blocks are final",
		Duration::from_secs(120),
		async || {
			let at = chain.finalised().await?;
			Ok((at.block_number() >= 3).then_some(at))
		},
	)
	.await?;
	let (number, hash) = (at.block_number(), at.block_hash());
	let metrics = page(node.prometheus_port, "/metrics")?;
	ensure!(
		metrics.contains("substrate_block_height{status=\"finalized\""),
		"no height among the metrics: {metrics}"
	);
	node.kill();

	let file = folder.path().join("blocks");
	let (blocks, last) = (file.display().to_string(), number.to_string());
	let output = command("export-blocks", &spec, &ours, &["--to", &last, &blocks])?;
	ensure!(output.status.success(), "{}", said(&output));
	let output = command("import-blocks", &spec, &theirs, &[&blocks])?;
	ensure!(output.status.success(), "{}", said(&output));
	let mut other = Node::new(&spec, &theirs, &["--unsafe-force-node-key-generation"]);
	other.start()?;
	let imported = other.client().await?.api().at_block(number).await;
	assert_eq!(
		imported.context("the block was imported")?.block_hash(),
		hash
	);
	other.kill();

	let output = command("purge-chain", &spec, &ours, &["-y"])?;
	ensure!(output.status.success(), "{}", said(&output));
	let gone = command("export-blocks", &spec, &ours, &[&blocks])?;
	assert!(!gone.status.success());
	assert!(said(&gone).contains("there is no chain"), "{}", said(&gone));
	Ok(())
}

#[test]
fn commands_should_say_what_is_missing_and_write_nothing() -> Result<()> {
	let folder = TempDir::new()?;
	let spec = chain_spec("dev", Lengths::FAST)?;
	let data = folder.path().join("data");
	let missing = folder.path().join("missing").display().to_string();
	for (name, more, hint) in [
		("import-blocks", &[&*missing][..], "missing"),
		("export-blocks", &[], "there is no chain"),
		("check-block", &["1"], "there is no chain"),
		("chain-info", &[], "there is no chain"),
		("revert", &["1"], "there is no chain"),
	] {
		let output = command(name, &spec, &data, more)?;
		assert!(!output.status.success(), "{name}");
		assert!(said(&output).contains(hint), "{name}: {}", said(&output));
		assert!(!said(&output).contains("panicked"), "{name}");
	}
	// Folders may have been made, files not.
	let mut folders = vec![data];
	while let Some(folder) = folders.pop() {
		for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
			assert!(
				entry.path().is_dir(),
				"{} was written",
				entry.path().display()
			);
			folders.push(entry.path());
		}
	}
	Ok(())
}
