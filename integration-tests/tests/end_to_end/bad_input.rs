//! What a person can get wrong on the node's command line: one clear line, exit code ≠ 0, data
//! untouched.

use anyhow::Result;
use nutbox_integration_tests::{cache_folder, chain_spec, run_node, Lengths, Node, Timed};
use serde_json::Value;
use std::{
	fs,
	hash::{DefaultHasher, Hash, Hasher},
	net::TcpListener,
	path::Path,
	process::Output,
};
use tempfile::TempDir;

/// What the node said, checked to be a refusal in one line that holds `hint`.
#[track_caller]
fn assert_refused(output: &Output, hint: &str) {
	let said = String::from_utf8_lossy(&output.stderr);
	assert!(!output.status.success(), "it should fail; it said: {said}");
	let lines: Vec<_> = said
		.lines()
		.filter(|line| line.to_lowercase().contains("error"))
		.collect();
	assert_eq!(lines.len(), 1, "one line with the error, not: {said}");
	assert!(
		lines[0].contains(hint),
		"\"{}\" should say \"{hint}\"",
		lines[0]
	);
	assert!(!said.contains("panicked"), "a panic is no answer: {said}");
}

/// The files of a folder with a fingerprint of their contents, to see that nothing was touched. The
/// executor's cache of compiled code (`wasm/`) is nobody's data.
fn contents(folder: &Path) -> Vec<(String, u64)> {
	let mut found = Vec::new();
	let mut folders = vec![folder.to_path_buf()];
	while let Some(folder) = folders.pop() {
		for entry in fs::read_dir(folder).expect("readable").flatten() {
			let path = entry.path();
			if path.is_dir() {
				if path.file_name() != Some("wasm".as_ref()) {
					folders.push(path);
				}
			} else {
				let mut hasher = DefaultHasher::new();
				fs::read(&path).expect("readable").hash(&mut hasher);
				found.push((path.display().to_string(), hasher.finish()));
			}
		}
	}
	found.sort();
	found
}

#[test]
fn node_should_refuse_wrong_arguments() -> Result<()> {
	for (arguments, hint) in [
		(&["--no-such-flag"][..], "--no-such-flag"),
		(&["--rpc-port", "seventy"], "seventy"),
		(&["--chain", "no-such-chain", "--tmp"], "no-such-chain"),
		(&["no-such-command"], "no-such-command"),
		(&["export-blocks", "--from", "minus-one"], "minus-one"),
		(&["key", "insert", "--suri"], "--suri"),
		(&["purge-chain", "--no-such-flag"], "--no-such-flag"),
	] {
		assert_refused(&run_node(arguments)?, hint);
	}
	Ok(())
}

#[test]
fn node_should_refuse_a_chain_specification_that_is_none() -> Result<()> {
	let folder = TempDir::new()?;
	let data = folder.path().join("data").display().to_string();
	for (name, text) in [
		("words.json", "no JSON at all"),
		("list.json", "[1, 2, 3]"),
		("empty.json", "{}"),
	] {
		let spec = folder.path().join(name);
		fs::write(&spec, text)?;
		let spec = spec.display().to_string();
		let output = run_node(&["--chain", &spec, "--base-path", &data])?;
		assert_refused(&output, name);
		assert!(!Path::new(&data).exists(), "{name}: nothing was written");
	}
	Ok(())
}

/// A data folder as another program, another version or an accident may have left it.
#[test]
fn node_should_refuse_a_folder_with_another_database() -> Result<()> {
	let metadata = |columns: usize| {
		let columns: String = (0..columns).map(|n| format!("col{n}=\n")).collect();
		format!("version=8\nsalt=00\n{columns}")
	};
	for (name, content, hint) in [
		("db/CURRENT", "MANIFEST-000001".into(), "RocksDB"),
		("paritydb/full/metadata", metadata(3), "another layout"),
		("paritydb/full/metadata", "\0\0\0".into(), "damaged"),
		("paritydb/full/letters.txt", "mine".into(), "no ParityDB"),
		("paritydb/full", "a file".into(), "no folder"),
	] {
		let folder = TempDir::new()?;
		let base = folder.path().display().to_string();
		let file = folder.path().join("chains/nutbox_dev").join(name);
		fs::create_dir_all(file.parent().expect("it is in a folder"))?;
		fs::write(&file, &content)?;
		let before = contents(folder.path());
		for command in [&["--dev"][..], &["export-blocks", "--dev"]] {
			let output = run_node(&[command, &["--base-path", &base]].concat())?;
			// Where there is no chain, a command that only reads says that.
			let hint = match command.len() {
				1 => hint,
				_ if String::from_utf8_lossy(&output.stderr).contains("there is no chain") => {
					"there is no chain"
				}
				_ => hint,
			};
			assert_refused(&output, hint);
			assert_eq!(contents(folder.path()), before, "{name}: untouched");
		}
	}
	Ok(())
}

#[test]
fn node_should_refuse_a_used_port() -> Result<()> {
	let taken = TcpListener::bind("127.0.0.1:0")?;
	let port = taken.local_addr()?.port().to_string();
	for flag in ["--rpc-port", "--port", "--prometheus-port"] {
		let data = TempDir::new()?;
		let data_path = data.path().display().to_string();
		let others: Vec<String> = (0..3)
			.map(|_| nutbox_integration_tests::free_port().to_string())
			.collect();
		let mut arguments = vec!["--dev", "--base-path", &data_path, flag, &port];
		for (other, value) in ["--rpc-port", "--port", "--prometheus-port"]
			.iter()
			.zip(&others)
		{
			if *other != flag {
				arguments.extend([*other, value]);
			}
		}
		assert_refused(&run_node(&arguments)?, &port);
		assert_eq!(contents(data.path()), [], "{flag}: nothing was written");
	}
	Ok(())
}

#[test]
fn node_should_refuse_a_folder_that_is_a_file_or_can_not_be_made() -> Result<()> {
	let folder = TempDir::new()?;
	let file = folder.path().join("a-file");
	fs::write(&file, "mine")?;
	let path = file.display().to_string();
	let output = run_node(&[
		"--dev",
		"--base-path",
		&path,
		"--rpc-port",
		"0",
		"--port",
		"0",
	])?;
	assert_refused(&output, "a-file");
	// No folder can be made below a file either, not even by root.
	let below = file.join("below").display().to_string();
	assert_refused(&run_node(&["--dev", "--base-path", &below])?, "a-file");
	assert_eq!(fs::read(&file)?, b"mine");
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn node_should_refuse_the_data_of_another_chain() -> Result<()> {
	let _timed = Timed::new("data of another chain");
	let folder = TempDir::new()?;
	let data = folder.path().join("data");
	// Two chains with the same id and different genesis.
	let ours = chain_spec("dev", Lengths::FAST)?;
	{
		let mut node = Node::new(&ours, &data, &["--alice", "--force-authoring"]);
		node.start()?;
		node.client().await?;
	}
	let before = contents(&data);
	let mut spec: Value = serde_json::from_slice(&fs::read(&ours)?)?;
	spec["genesis"]["raw"]["top"]["0x00"] = "0x00".into();
	let theirs = folder.path().join("theirs.json");
	fs::write(&theirs, serde_json::to_vec(&spec)?)?;
	let (theirs, data_path) = (theirs.display().to_string(), data.display().to_string());
	let output = run_node(&[
		"--chain",
		&theirs,
		"--base-path",
		&data_path,
		"--rpc-port",
		&nutbox_integration_tests::free_port().to_string(),
		"--port",
		&nutbox_integration_tests::free_port().to_string(),
		"--no-prometheus",
		"--wasm-cache",
		&cache_folder().join("wasm").to_string_lossy(),
	])?;
	assert_refused(&output, "genesis");
	assert_eq!(
		contents(&data),
		before,
		"the other chain's data are untouched"
	);
	Ok(())
}
