//! Starts real nodes for the end-to-end tests: free ports, temporary folders, nothing left behind.

use anyhow::{bail, ensure, Context, Result};
use nutbox_chain_client::Chain;
use serde_json::{json, Value};
use std::{
	env, fs,
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a node may take from its start to its first answer.
const START_LIMIT: Duration = Duration::from_secs(120);

/// The node's binary: `NUTBOX_NODE`, or what cargo built beside this test.
pub fn node_binary() -> PathBuf {
	binary("NUTBOX_NODE", "nutbox-node")
}

/// The command's binary: `NUTBOX_CLI`, or what cargo built beside this test.
pub fn cli_binary() -> PathBuf {
	binary("NUTBOX_CLI", "nutbox")
}

fn binary(variable: &str, name: &str) -> PathBuf {
	if let Some(path) = env::var_os(variable) {
		return path.into();
	}
	// The test runs from target/<profile>/deps.
	let test = env::current_exe().expect("the test has a path");
	let profile = test
		.ancestors()
		.nth(2)
		.expect("the test is two folders down");
	let path = profile.join(name);
	assert!(
		path.is_file(),
		"{} is missing: build it, or set {variable}",
		path.display()
	);
	path
}

/// A TCP port that nobody listens on at this moment.
pub fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0")
		.and_then(|listener| listener.local_addr())
		.expect("the machine has a free port")
		.port()
}

/// The lengths that a test's chain runs with.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
	/// Milliseconds of a slot.
	pub slot_millis: u64,
	/// Slots of an epoch.
	pub epoch_slots: u64,
	/// Sessions of an era.
	pub sessions_per_era: u32,
	/// Eras of unbonding.
	pub bonding_eras: u32,
}

impl Lengths {
	/// Eras of ten seconds.
	pub const FAST: Lengths = Lengths {
		slot_millis: 1_000,
		epoch_slots: 5,
		sessions_per_era: 2,
		bonding_eras: 2,
	};
}

/// Writes the chain specification of the preset `chain` with other lengths into `folder`.
pub fn chain_spec(folder: &Path, chain: &str, lengths: Lengths) -> Result<PathBuf> {
	let output = Command::new(node_binary())
		.args(["export-chain-spec", "--chain", chain])
		.stdin(Stdio::null())
		.output()?;
	ensure!(
		output.status.success(),
		"{}",
		String::from_utf8_lossy(&output.stderr)
	);
	let mut spec: Value = serde_json::from_slice(&output.stdout)?;
	let patch = spec
		.pointer_mut("/genesis/runtimeGenesis/patch")
		.context("the specification has a genesis patch")?;
	patch["timing"] = json!({ "lengths": {
		"slotMillis": lengths.slot_millis,
		"epochSlots": lengths.epoch_slots,
		"sessionsPerEra": lengths.sessions_per_era,
		"bondingEras": lengths.bonding_eras,
	}});
	let path = folder.join(format!("{chain}.json"));
	fs::write(&path, serde_json::to_vec(&spec)?)?;
	Ok(path)
}

/// A node that this test started; dropping it kills it.
pub struct Node {
	arguments: Vec<String>,
	log: PathBuf,
	/// Its JSON-RPC port.
	pub rpc_port: u16,
	/// Its peer-to-peer port.
	pub p2p_port: u16,
	child: Option<Child>,
	// Removed with the node.
	_folder: Option<TempDir>,
}

impl Node {
	/// A node of its own chain: the `dev` preset with these lengths, producing blocks.
	pub fn dev(lengths: Lengths) -> Result<Self> {
		Self::dev_with(lengths, &[])
	}

	/// The same with more arguments.
	pub fn dev_with(lengths: Lengths, extra: &[&str]) -> Result<Self> {
		let folder = TempDir::new()?;
		let spec = chain_spec(folder.path(), "dev", lengths)?;
		let arguments = [&["--alice", "--force-authoring"], extra].concat();
		let mut node = Self::new(&spec, &folder.path().join("data"), &arguments);
		node._folder = Some(folder);
		node.start()?;
		Ok(node)
	}

	/// A validator of the chain `spec` with its data in `data`; not started.
	pub fn new(spec: &Path, data: &Path, extra: &[&str]) -> Self {
		let (rpc_port, p2p_port) = (free_port(), free_port());
		let mut arguments: Vec<String> = [
			"--chain",
			&spec.to_string_lossy(),
			"--base-path",
			&data.to_string_lossy(),
			"--rpc-port",
			&rpc_port.to_string(),
			"--port",
			&p2p_port.to_string(),
			"--validator",
			"--rpc-methods",
			"unsafe",
			"--no-prometheus",
			"--no-telemetry",
			"--no-mdns",
		]
		.map(String::from)
		.to_vec();
		arguments.extend(extra.iter().map(|argument| argument.to_string()));
		let log = data.with_extension("log");
		Self {
			arguments,
			log,
			rpc_port,
			p2p_port,
			child: None,
			_folder: None,
		}
	}

	/// Starts the node and waits until it answers.
	pub fn start(&mut self) -> Result<()> {
		let log = fs::OpenOptions::new()
			.create(true)
			.append(true)
			.open(&self.log)?;
		let child = Command::new(node_binary())
			.args(&self.arguments)
			.stdin(Stdio::null())
			.stdout(log.try_clone()?)
			.stderr(log)
			.spawn()
			.context("the node's binary can't be started")?;
		self.child = Some(child);
		let deadline = Instant::now() + START_LIMIT;
		loop {
			if std::net::TcpStream::connect(("127.0.0.1", self.rpc_port)).is_ok() {
				return Ok(());
			}
			if let Some(status) = self.child.as_mut().expect("just started").try_wait()? {
				bail!("the node ended with {status}: {}", self.log_tail());
			}
			ensure!(
				Instant::now() < deadline,
				"the node does not answer: {}",
				self.log_tail()
			);
			std::thread::sleep(Duration::from_millis(100));
		}
	}

	/// Kills the node with SIGKILL and waits until it is gone.
	pub fn kill(&mut self) {
		if let Some(mut child) = self.child.take() {
			// It may have ended by itself; what counts is that it is gone.
			child.kill().ok();
			child.wait().ok();
		}
	}

	/// The node's process id.
	pub fn pid(&self) -> Option<u32> {
		self.child.as_ref().map(Child::id)
	}

	/// The node's JSON-RPC address.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.rpc_port)
	}

	/// Connects a client.
	pub async fn client(&self) -> Result<Chain> {
		let deadline = Instant::now() + START_LIMIT;
		loop {
			match Chain::connect(&self.url()).await {
				Ok(chain) => return Ok(chain),
				Err(error) if Instant::now() > deadline => {
					return Err(error.context(self.log_tail()));
				}
				Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
			}
		}
	}

	/// The last lines of the node's log.
	pub fn log_tail(&self) -> String {
		let text = fs::read_to_string(&self.log).unwrap_or_default();
		let lines: Vec<_> = text.lines().collect();
		lines[lines.len().saturating_sub(30)..].join("\n")
	}

	/// Whether the node's log has this text.
	pub fn log_has(&self, text: &str) -> bool {
		fs::read_to_string(&self.log).is_ok_and(|log| log.contains(text))
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		self.kill();
	}
}

/// Runs the node's binary to its end with these arguments; it must end by itself within a minute.
pub fn run_node(arguments: &[&str]) -> Result<Output> {
	let mut child = Command::new(node_binary())
		.args(arguments)
		.stdin(Stdio::null())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()?;
	let deadline = Instant::now() + Duration::from_secs(60);
	while child.try_wait()?.is_none() {
		if Instant::now() > deadline {
			child.kill()?;
			bail!("the node did not end by itself with {arguments:?}");
		}
		std::thread::sleep(Duration::from_millis(50));
	}
	Ok(child.wait_with_output()?)
}

/// Asks `question` again until it is answered with `Some`, at most for `limit`.
pub async fn eventually<T, F>(what: &str, limit: Duration, mut question: F) -> Result<T>
where
	F: AsyncFnMut() -> Result<Option<T>>,
{
	let deadline = Instant::now() + limit;
	loop {
		if let Some(answer) = question().await? {
			return Ok(answer);
		}
		ensure!(Instant::now() < deadline, "{what}: not within {limit:?}");
		tokio::time::sleep(Duration::from_millis(300)).await;
	}
}
