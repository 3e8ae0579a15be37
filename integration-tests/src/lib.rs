//! Starts real nodes for the end-to-end tests: free ports, temporary folders, and nothing left behind
//! but a cache of what takes a node long to compute (see [`cache_folder`]).

pub mod bridge;
mod clock;
pub mod communities;

use anyhow::{bail, ensure, Context, Result};
use nutbox_chain_client::Chain;
use serde_json::{json, Value};
use std::{
	env, fs,
	hash::{DefaultHasher, Hash, Hasher},
	io::Write,
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	sync::{
		atomic::{AtomicU32, Ordering},
		Mutex, PoisonError,
	},
	time::{Duration, Instant},
};
use tempfile::{NamedTempFile, TempDir};

/// How long a node may take from its start to its first answer.
const START_LIMIT: Duration = Duration::from_secs(120);
/// Chain specifications that nobody has used for so long are removed from the cache.
const SPEC_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// Held by whoever makes a chain specification, so that the others find it instead of making it at
/// the same time.
static SPECS: Mutex<()> = Mutex::new(());
/// Held by the first node until it has compiled the runtime into the cache; whether that is done.
static RUNTIME_IS_COMPILED: Mutex<bool> = Mutex::new(false);

/// The node's binary: `NUTBOX_NODE`, or what cargo built beside this test.
pub fn node_binary() -> PathBuf {
	binary("NUTBOX_NODE", "nutbox-node")
}

/// The command's binary: `NUTBOX_CLI`, or what cargo built beside this test.
pub fn cli_binary() -> PathBuf {
	binary("NUTBOX_CLI", "nutbox")
}

/// The binary that records chains: `NUTBOX_REPLAY`, or what cargo built beside this program.
pub fn replay_binary() -> PathBuf {
	binary("NUTBOX_REPLAY", "nutbox-replay")
}

fn binary(variable: &str, name: &str) -> PathBuf {
	if let Some(path) = env::var_os(variable) {
		return path.into();
	}
	// A test runs from target/<profile>/deps, a program from the folder above.
	let test = env::current_exe().expect("the test has a path");
	let found = test
		.ancestors()
		.skip(1)
		.take(2)
		.map(|folder| folder.join(name))
		.find(|path| path.is_file());
	found.unwrap_or_else(|| {
		panic!(
			"{name} is not beside {}: build it, or set {variable}",
			test.display()
		)
	})
}

/// Where the tests keep what is the same in each of them: the compiled runtime and the chain
/// specifications. `NUTBOX_TEST_CACHE`, or a folder beside this test.
///
/// Nothing in it can be out of date. The executor's files are named after a hash of the wasm, of the
/// compiler's version and of its settings; a specification after the node's binary and what was
/// asked of it. Both are written under another name first, so several tests may write at once.
pub fn cache_folder() -> PathBuf {
	if let Some(path) = env::var_os("NUTBOX_TEST_CACHE") {
		return path.into();
	}
	let program = env::current_exe().expect("the test has a path");
	program
		.parent()
		.expect("a file is in a folder")
		.join("end-to-end-cache")
}

/// A TCP port that nobody listens on at this moment. Not one that the system gives to whoever asks for any (32,768 and
/// above): a node that is killed and started again must find its own port free. No two calls of a process name the same one,
/// and other processes begin elsewhere.
pub fn free_port() -> u16 {
	static NEXT: AtomicU32 = AtomicU32::new(0);
	const FIRST: u32 = 12_000;
	const PORTS: u32 = 20_000;
	let start = std::process::id().wrapping_mul(97);
	for _ in 0..PORTS {
		let step = NEXT.fetch_add(1, Ordering::Relaxed);
		let port = FIRST + start.wrapping_add(step) % PORTS;
		let port = u16::try_from(port).expect("below 32,768");
		if TcpListener::bind(("127.0.0.1", port)).is_ok() {
			return port;
		}
	}
	panic!(
		"the machine has no free port between {FIRST} and {}",
		FIRST + PORTS
	);
}

/// The lengths that a test's chain runs with.
#[derive(Clone, Copy, Debug, Hash)]
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
	/// Eras of eight seconds: the shortest slots and epochs that the runtime allows.
	pub const FAST: Lengths = Lengths {
		slot_millis: 1_000,
		epoch_slots: 4,
		sessions_per_era: 2,
		bonding_eras: 2,
	};
}

/// The raw chain specification of the preset `chain` with other lengths, in the cache. Raw, because
/// a node needs not run the runtime for its genesis then.
pub fn chain_spec(chain: &str, lengths: Lengths) -> Result<PathBuf> {
	let _one_at_a_time = SPECS.lock().unwrap_or_else(PoisonError::into_inner);
	let node = fs::metadata(node_binary())?;
	let mut hasher = DefaultHasher::new();
	(node.len(), node.modified()?, chain, lengths).hash(&mut hasher);
	let folder = cache_folder().join("specs");
	let path = folder.join(format!("{chain}-{:016x}.json", hasher.finish()));
	if path.is_file() {
		return Ok(path);
	}
	fs::create_dir_all(&folder)?;
	for entry in fs::read_dir(&folder)?.flatten() {
		let age = entry.metadata()?.modified()?.elapsed();
		if age.is_ok_and(|age| age > SPEC_LIFE) {
			fs::remove_file(entry.path())?;
		}
	}

	let mut spec: Value = serde_json::from_slice(&export_chain_spec(&["--chain", chain])?)?;
	let patch = spec
		.pointer_mut("/genesis/runtimeGenesis/patch")
		.context("the specification has a genesis patch")?;
	patch["timing"] = json!({ "lengths": {
		"slotMillis": lengths.slot_millis,
		"epochSlots": lengths.epoch_slots,
		"sessionsPerEra": lengths.sessions_per_era,
		"bondingEras": lengths.bonding_eras,
	}});
	let mut plain = NamedTempFile::new()?;
	plain.write_all(&serde_json::to_vec(&spec)?)?;
	let raw = export_chain_spec(&["--raw", "--chain", &plain.path().to_string_lossy()])?;
	let mut file = NamedTempFile::new_in(&folder)?;
	file.write_all(&raw)?;
	file.persist(&path)?;
	Ok(path)
}

fn export_chain_spec(arguments: &[&str]) -> Result<Vec<u8>> {
	let output = Command::new(node_binary())
		.arg("export-chain-spec")
		.args(arguments)
		.stdin(Stdio::null())
		.output()?;
	ensure!(
		output.status.success(),
		"{}",
		String::from_utf8_lossy(&output.stderr)
	);
	Ok(output.stdout)
}

/// Says at the end of a test how long it took, on the terminal: the test runner shows what a test
/// prints only when it fails.
pub struct Timed {
	name: &'static str,
	start: Instant,
}

impl Timed {
	/// Begins to count.
	pub fn new(name: &'static str) -> Self {
		Self {
			name,
			start: Instant::now(),
		}
	}
}

impl Drop for Timed {
	fn drop(&mut self) {
		let seconds = self.start.elapsed().as_secs_f32();
		// Nobody may be looking.
		writeln!(std::io::stderr(), "{}: {seconds:.1} s", self.name).ok();
	}
}

/// A node that this test started; dropping it kills it.
pub struct Node {
	arguments: Vec<String>,
	log: PathBuf,
	/// Its JSON-RPC port.
	pub rpc_port: u16,
	/// Its peer-to-peer port.
	pub p2p_port: u16,
	/// The port of its metrics.
	pub prometheus_port: u16,
	/// How far its clock is ahead from its next start on, in whole seconds.
	pub ahead: Duration,
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
		let spec = chain_spec("dev", lengths)?;
		let arguments = [&["--alice", "--force-authoring"], extra].concat();
		let mut node = Self::new(&spec, &folder.path().join("data"), &arguments);
		node._folder = Some(folder);
		node.start()?;
		Ok(node)
	}

	/// A validator of the chain `spec` with its data in `data`; not started.
	pub fn new(spec: &Path, data: &Path, extra: &[&str]) -> Self {
		let (rpc_port, p2p_port, prometheus_port) = (free_port(), free_port(), free_port());
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
			"--prometheus-port",
			&prometheus_port.to_string(),
			"--no-telemetry",
			"--no-mdns",
			"--wasm-cache",
			&cache_folder().join("wasm").to_string_lossy(),
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
			prometheus_port,
			ahead: Duration::ZERO,
			child: None,
			_folder: None,
		}
	}

	/// Starts the node and waits until it answers.
	pub fn start(&mut self) -> Result<()> {
		let mut is_compiled = RUNTIME_IS_COMPILED
			.lock()
			.unwrap_or_else(PoisonError::into_inner);
		if *is_compiled {
			drop(is_compiled);
			return self.start_now();
		}
		// Who starts beside the first one would compile it too.
		self.start_now()?;
		*is_compiled = true;
		Ok(())
	}

	fn start_now(&mut self) -> Result<()> {
		let log = fs::OpenOptions::new()
			.create(true)
			.append(true)
			.open(&self.log)?;
		let mut command = Command::new(node_binary());
		command
			.args(&self.arguments)
			.stdin(Stdio::null())
			.stdout(log.try_clone()?)
			.stderr(log);
		clock::set_ahead(&mut command, self.ahead)?;
		let child = command
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

/// Runs the node's binary to its end with these arguments; it must end by itself within two minutes.
pub fn run_node(arguments: &[&str]) -> Result<Output> {
	let mut child = Command::new(node_binary())
		.args(arguments)
		.stdin(Stdio::null())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()?;
	let deadline = Instant::now() + Duration::from_secs(120);
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
