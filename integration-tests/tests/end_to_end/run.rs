//! `make run`, without what it installs and builds: the demonstration chain, its second start, and its
//! upgrade when another runtime was built.

use crate::support::community;
use anyhow::{bail, ensure, Context, Result};
use nutbox_chain_client::{
	subxt::rpcs::{rpc_params, RpcClient},
	Chain,
};
use nutbox_integration_tests::{chain_spec, cli_binary, free_port, node_binary, Lengths, Timed};
use serde_json::Value;
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Child, Command, ExitStatus, Output, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// The last line of a start.
const READY: &str = "Nutbox is running: open http://127.0.0.1:";
/// Enough for a first start on a machine that does other things beside.
const LIMIT: Duration = Duration::from_secs(180);

/// A running `scripts/run.sh`; dropping it stops what it started.
struct Run {
	child: Child,
	output: PathBuf,
	url: String,
}

impl Run {
	/// Starts it on the data folder `data` and waits until it is ready.
	fn start(data: &Path) -> Result<Self> {
		let output = data.with_extension("out");
		let file = fs::File::create(&output)?;
		let port = free_port();
		let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/run.sh");
		let child = Command::new("bash")
			.arg(script)
			.env("NUTBOX_NODE", node_binary())
			.env("NUTBOX_CLI", cli_binary())
			.env("NUTBOX_DATA", data)
			.env("NUTBOX_HTTP_PORT", free_port().to_string())
			.env("NUTBOX_RPC_PORT", port.to_string())
			.env("NUTBOX_P2P_PORT", free_port().to_string())
			.env("NUTBOX_PROMETHEUS_PORT", free_port().to_string())
			.stdin(Stdio::null())
			.stdout(file.try_clone()?)
			.stderr(file)
			.spawn()?;
		let mut run = Self {
			child,
			output,
			url: format!("ws://127.0.0.1:{port}"),
		};
		let deadline = Instant::now() + LIMIT;
		while !run.said()?.contains(READY) {
			if let Some(status) = run.child.try_wait()? {
				bail!("it ended with {status}: {}", run.said()?);
			}
			ensure!(Instant::now() < deadline, "not ready: {}", run.said()?);
			std::thread::sleep(Duration::from_millis(100));
		}
		Ok(run)
	}

	fn said(&self) -> Result<String> {
		Ok(fs::read_to_string(&self.output)?)
	}

	/// Asks it to stop, as Ctrl-C does, and waits. Returns what it said.
	fn stop(mut self) -> Result<String> {
		let status = self.end()?;
		let said = self.said()?;
		ensure!(status.success(), "{status}: {said}");
		Ok(said)
	}

	fn end(&mut self) -> Result<ExitStatus> {
		if let Some(status) = self.child.try_wait()? {
			return Ok(status);
		}
		let pid = self.child.id().to_string();
		Command::new("kill").args(["-s", "TERM", &pid]).status()?;
		let deadline = Instant::now() + LIMIT;
		loop {
			if let Some(status) = self.child.try_wait()? {
				return Ok(status);
			}
			ensure!(Instant::now() < deadline, "it does not stop");
			std::thread::sleep(Duration::from_millis(50));
		}
	}

	fn upgrade(&self, runtime: &Path) -> Result<Output> {
		Ok(Command::new(cli_binary())
			.args(["upgrade", "--url", &self.url])
			.arg(runtime)
			.stdin(Stdio::null())
			.output()?)
	}
}

impl Drop for Run {
	fn drop(&mut self) {
		// The script stops its node. A test that has failed already has more to say than this.
		self.end().ok();
	}
}

/// The block that the script's line "Block N after …" names.
fn first_block(said: &str) -> Result<u64> {
	let number = said
		.lines()
		.find_map(|line| line.strip_prefix("Block ")?.split(' ').next())
		.context("it says the first block")?;
	Ok(number.parse()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn run_should_create_the_demonstration_once_and_go_on_with_the_same_chain() -> Result<()> {
	let _timed = Timed::new("make run");
	let folder = TempDir::new()?;
	let data = folder.path().join("data");
	let run = Run::start(&data)?;
	let chain = Chain::connect(&run.url).await?;
	let genesis = chain.api().genesis_hash();
	community(&chain, 1).await?;
	let said = run.stop()?;
	assert!(said.contains("Created community 1"), "{said}");
	assert!(said.contains("Stopped. The chain is kept in "), "{said}");
	assert!(data.join("chain-spec.json").is_file());
	let before = first_block(&said)?;

	let run = Run::start(&data)?;
	let chain = Chain::connect(&run.url).await?;
	assert_eq!(chain.api().genesis_hash(), genesis, "the same chain");
	let said = run.stop()?;
	assert!(said.contains("exists already"), "{said}");
	assert!(!said.contains("another runtime"), "{said}");
	assert!(first_block(&said)? > before, "it goes on: {said}");
	Ok(())
}

/// The runtime in a raw chain specification.
fn runtime_of(spec: &Value) -> Result<Vec<u8>> {
	let code = spec["genesis"]["raw"]["top"]["0x3a636f6465"]
		.as_str()
		.and_then(|code| code.strip_prefix("0x"))
		.context("the specification holds a runtime")?;
	let bytes = (0..code.len())
		.step_by(2)
		.map(|at| u8::from_str_radix(&code[at..at + 2], 16));
	let code = bytes.collect::<Result<Vec<_>, _>>()?;
	ensure!(
		code.starts_with(b"\0asm"),
		"a development build does not compress its runtime"
	);
	Ok(code)
}

/// The same runtime with another hash: with an empty custom section at the end.
fn rebuilt(code: &[u8]) -> Vec<u8> {
	[code, &[0, 5, 4], b"note"].concat()
}

/// The same runtime under the label of the next version, which is what an upgrade goes by.
fn next_version(code: &[u8]) -> Result<Vec<u8>> {
	let section = b"\x0fruntime_version\x18nutbox\x18nutbox";
	let at = code
		.windows(section.len())
		.position(|window| window == section)
		.context("the runtime names its version")?;
	// After the names comes the version of the authoring, then that of the specification.
	let version = at + section.len() + 4;
	let mut code = code.to_vec();
	code[version] += 1;
	Ok(code)
}

#[tokio::test(flavor = "multi_thread")]
async fn run_should_keep_a_chain_of_another_runtime_until_it_is_upgraded() -> Result<()> {
	let _timed = Timed::new("another runtime");
	let folder = TempDir::new()?;
	let data = folder.path().join("data");
	fs::create_dir(&data)?;
	// What an earlier build left: a chain whose runtime is not the one in the node.
	let mut spec: Value = serde_json::from_slice(&fs::read(chain_spec("dev", Lengths::FAST)?)?)?;
	let built = runtime_of(&spec)?;
	let hex: String = rebuilt(&built)
		.iter()
		.map(|byte| format!("{byte:02x}"))
		.collect();
	spec["genesis"]["raw"]["top"]["0x3a636f6465"] = format!("0x{hex}").into();
	fs::write(data.join("chain-spec.json"), serde_json::to_vec(&spec)?)?;

	let run = Run::start(&data)?;
	let said = run.said()?;
	assert!(
		said.contains("The chain runs another runtime (version 1) than"),
		"{said}"
	);
	assert!(said.contains("upgrade --url"), "it says how: {said}");

	// The version has not risen: the chain refuses.
	let same = folder.path().join("same.wasm");
	fs::write(&same, &built)?;
	let output = run.upgrade(&same)?;
	let said = String::from_utf8_lossy(&output.stderr);
	assert!(!output.status.success());
	assert!(
		said.contains("spec_version") && said.contains("SpecVersionNeedsToIncrease"),
		"{said}"
	);
	let missing = run.upgrade(&folder.path().join("missing.wasm"))?;
	assert!(!missing.status.success());
	assert!(String::from_utf8_lossy(&missing.stderr).contains("missing.wasm"));

	// It has: the chain takes it, and goes on.
	let next = folder.path().join("next.wasm");
	fs::write(&next, next_version(&built)?)?;
	let output = run.upgrade(&next)?;
	assert!(
		output.status.success(),
		"{}",
		String::from_utf8_lossy(&output.stderr)
	);
	// What the runtime computes still says 1, as nothing but its label was changed.
	let version: Value = RpcClient::from_insecure_url(&run.url)
		.await?
		.request("state_getRuntimeVersion", rpc_params![])
		.await?;
	assert_eq!(version["specVersion"], 2);
	let before = Chain::connect(&run.url)
		.await?
		.finalised()
		.await?
		.block_number();
	run.stop()?;
	let run = Run::start(&data)?;
	let said = run.stop()?;
	assert!(said.contains("another runtime (version 2)"), "{said}");
	assert!(first_block(&said)? > before, "it goes on: {said}");
	Ok(())
}
