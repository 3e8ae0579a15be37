//! `nutbox steem` and `nutbox steem-devnet`, as parts of the whole command line tool.

use anyhow::{ensure, Context, Result};
use nutbox_integration_tests::{bridge::Steem, cli_binary, free_port};
use serde_json::{json, Value};
use std::{
	fs,
	net::TcpListener,
	process::{Command, Output, Stdio},
	time::Duration,
};
use tempfile::TempDir;

fn nutbox(arguments: &[&str]) -> Result<Output> {
	Ok(Command::new(cli_binary())
		.args(arguments)
		.stdin(Stdio::null())
		.output()?)
}

/// What a command that is to be content prints, a value a line.
fn printed(arguments: &[&str]) -> Result<Vec<Value>> {
	let output = nutbox(arguments)?;
	ensure!(
		output.status.success(),
		"{arguments:?}: {}",
		String::from_utf8_lossy(&output.stderr)
	);
	String::from_utf8(output.stdout)?
		.lines()
		.map(|line| Ok(serde_json::from_str(line)?))
		.collect()
}

/// What a command that is to refuse says, and its exit code.
fn refused(arguments: &[&str]) -> Result<(String, i32)> {
	let output = nutbox(arguments)?;
	ensure!(output.stdout.is_empty(), "{arguments:?} prints something");
	let code = output.status.code().context("it ends by itself")?;
	Ok((String::from_utf8(output.stderr)?, code))
}

#[tokio::test(flavor = "multi_thread")]
async fn steem_tools_should_recompute_what_a_devnet_has_made() -> Result<()> {
	let folder = TempDir::new()?;
	let steem = Steem::start(folder.path(), Duration::from_secs(600), 100).await?;
	steem
		.act(&["transfer", "alice", "bob", "1.234 STEEM", "for lunch"])
		.await?;
	let head = steem.call("condenser_api.get_dynamic_global_properties", json!([]))?;
	let head = head["head_block_number"].as_u64().context("a number")?;
	let mut with_transaction = None;
	for api in ["condenser_api", "block_api"] {
		for number in 1..=head {
			let block = match api {
				"condenser_api" => steem.call("condenser_api.get_block", json!([number]))?,
				_ => steem.call("block_api.get_block", json!({ "block_num": number }))?["block"]
					.take(),
			};
			let file = folder.path().join("block.json");
			fs::write(&file, block.to_string())?;
			let shown = printed(&["steem", "inspect-block", &file.to_string_lossy()])?;
			let [shown] = shown.as_slice() else {
				anyhow::bail!("one line: {shown:?}");
			};
			assert_eq!(shown["block_num"], number);
			assert_eq!(shown["block_id"], block["block_id"]);
			assert_eq!(shown["signing_key"], block["signing_key"]);
			assert_eq!(
				(&shown["merkle_ok"], &shown["id_ok"]),
				(&json!(true), &json!(true))
			);
			if let Some(transaction) = block["transactions"].get(0) {
				assert_eq!(shown["transactions"][0]["operations"], json!(["transfer"]));
				with_transaction
					.get_or_insert((transaction.clone(), shown["transactions"][0]["id"].clone()));
			}
		}
	}
	let (transaction, id) = with_transaction.context("the transfer is in a block")?;
	let file = folder.path().join("transaction.json");
	fs::write(&file, transaction.to_string())?;
	let encoded = printed(&["steem", "encode-transaction", &file.to_string_lossy()])?;
	assert_eq!(encoded[0]["id"], id);
	let hex = encoded[0]["signed_hex"].as_str().context("digits")?;
	let decoded = printed(&["steem", "decode-transaction", hex])?;
	assert_eq!(decoded[0]["operations"], transaction["operations"]);
	assert_eq!(decoded[0]["signatures"], transaction["signatures"]);

	fs::write(&file, r#"{"operations": []}"#)?;
	let (said, code) = refused(&["steem", "encode-transaction", &file.to_string_lossy()])?;
	assert_eq!(code, 2, "{said}");
	ensure!(said.contains("transaction.json"), "{said}");
	let (said, code) = refused(&["steem", "decode-transaction", &hex[2..]])?;
	assert_eq!(code, 2, "{said}");

	// A folder and a port serve one process.
	let data = folder.path().join("steem");
	let (said, code) = refused(&[
		"steem-devnet",
		"--data",
		&data.to_string_lossy(),
		"--listen",
		&format!("127.0.0.1:{}", free_port()),
	])?;
	ensure!(
		code == 1 && said.contains("in use by another process"),
		"{said}"
	);
	Ok(())
}

#[test]
fn steem_devnet_should_say_what_to_do_when_an_option_is_wrong() -> Result<()> {
	let taken = TcpListener::bind("127.0.0.1:0")?;
	let address = taken.local_addr()?.to_string();
	for (arguments, says) in [
		(vec!["--listen", &address], "is the port in use?"),
		(
			vec!["--start", "yesterday"],
			"write one like 2026-01-01T00:00:00",
		),
		(vec!["--genesis", "/nowhere.json"], "/nowhere.json"),
		(vec!["--data", "/proc/nowhere"], "cannot make the folder"),
	] {
		let mut all = vec!["steem-devnet"];
		if arguments[0] != "--listen" {
			all.extend(["--listen", "127.0.0.1:0"]);
		}
		all.extend(arguments);
		let (said, code) = refused(&all)?;
		ensure!(code == 1 && said.contains(says), "{all:?}: {said}");
		assert_eq!(said.trim().lines().count(), 1, "one line: {said}");
	}
	Ok(())
}
