//! A Steem devnet and relayers as processes, beside a real node.

use crate::{cli_binary, clock, eventually, free_port};
use anyhow::{bail, ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			bounded_collections::bounded_vec::BoundedVec,
			nutbox_runtime::RuntimeCall,
			pallet_steem_light_client::{pallet::Call as LightClientCall, types::Checkpoint},
		},
	},
	Chain,
};
use nutbox_steem::{schedule::BLOCK_INTERVAL, AccountName, BlockId, PublicKey, Time};
use serde_json::{json, Value};
use std::{
	fs,
	io::{BufRead as _, BufReader, Read as _, Write as _},
	net::{TcpListener, TcpStream},
	os::unix::fs::PermissionsExt as _,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::{Mutex, PoisonError},
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Enough for what a test waits for on a machine that does other things beside.
pub const LIMIT: Duration = Duration::from_secs(180);

/// How long a chain that makes blocks when asked gives a client library before the next one. Each takes three seconds off the time
/// that Steem is behind.
const PAUSE: Duration = Duration::from_millis(250);
/// Two rounds: whatever is in a block is irreversible by then, as sixteen other witnesses have come.
const ENOUGH: u32 = 42;

/// A program that runs until it is killed; dropping it kills it.
pub struct Process {
	/// How far its clock is ahead from its next start on, in whole seconds.
	pub ahead: Duration,
	program: PathBuf,
	arguments: Vec<String>,
	log: PathBuf,
	child: Option<Child>,
}

impl Process {
	fn new(program: &Path, arguments: Vec<String>, log: PathBuf) -> Self {
		Self {
			ahead: Duration::ZERO,
			program: program.into(),
			arguments,
			log,
			child: None,
		}
	}

	/// Starts it.
	pub fn start(&mut self) -> Result<()> {
		let log = fs::OpenOptions::new()
			.create(true)
			.append(true)
			.open(&self.log)?;
		let mut command = Command::new(&self.program);
		command
			.args(&self.arguments)
			.env("RUST_LOG", "info,nutbox_relayer=debug")
			.stdin(Stdio::null())
			.stdout(log.try_clone()?)
			.stderr(log);
		clock::set_ahead(&mut command, self.ahead)?;
		let child = command
			.spawn()
			.with_context(|| format!("{} can't be started", self.program.display()))?;
		self.child = Some(child);
		Ok(())
	}

	/// Kills it with SIGKILL and waits until it is gone.
	pub fn kill(&mut self) {
		if let Some(mut child) = self.child.take() {
			// It may have ended by itself; what counts is that it is gone.
			child.kill().ok();
			child.wait().ok();
		}
	}

	/// What it has said.
	pub fn log(&self) -> String {
		fs::read_to_string(&self.log).unwrap_or_default()
	}

	/// Its process id.
	pub fn pid(&self) -> Option<u32> {
		self.child.as_ref().map(Child::id)
	}

	/// Waits until it ends by itself, and returns whether it was content.
	pub fn wait(&mut self) -> Result<bool> {
		let deadline = Instant::now() + LIMIT;
		let child = self.child.as_mut().context("it runs")?;
		loop {
			if let Some(status) = child.try_wait()? {
				return Ok(status.success());
			}
			ensure!(Instant::now() < deadline, "it does not end");
			std::thread::sleep(Duration::from_millis(50));
		}
	}
}

impl Drop for Process {
	fn drop(&mut self) {
		self.kill();
	}
}

/// A running `nutbox steem-devnet`.
pub struct Steem {
	/// The process. A chain that makes blocks when asked makes none from the future of its clock, by which it does not go otherwise.
	pub process: Process,
	port: u16,
	/// Whether it makes blocks only when asked.
	waits: bool,
}

impl Steem {
	/// A chain that began `age` ago and makes a block every `block_time` milliseconds; 0: when asked.
	pub async fn start(folder: &Path, age: Duration, block_time: u64) -> Result<Self> {
		let begun = SystemTime::now().duration_since(UNIX_EPOCH)? - age;
		let slot = u32::try_from(begun.as_secs())? / 3 * 3;
		let port = free_port();
		let arguments = [
			"steem-devnet",
			"--listen",
			&format!("127.0.0.1:{port}"),
			"--data",
			&folder.join("steem").to_string_lossy(),
			"--start",
			&Time(slot).to_string(),
			"--block-time",
			&block_time.to_string(),
		]
		.map(String::from)
		.to_vec();
		let process = Process::new(&cli_binary(), arguments, folder.join("steem.log"));
		let mut steem = Self {
			process,
			port,
			waits: block_time == 0,
		};
		steem.restart().await?;
		Ok(steem)
	}

	/// Kills it if it runs, starts it, and waits until it answers.
	pub async fn restart(&mut self) -> Result<()> {
		self.process.kill();
		self.process.start()?;
		eventually("the Steem devnet answers", LIMIT, async || {
			Ok(self.call("devnet_api.status", json!({})).ok())
		})
		.await?;
		Ok(())
	}

	/// The address of its JSON-RPC.
	pub fn url(&self) -> String {
		format!("http://127.0.0.1:{}", self.port)
	}

	/// The result of a method.
	pub fn call(&self, method: &str, params: Value) -> Result<Value> {
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let answer = post(self.port, &body.to_string())?;
		let mut answer: Value = serde_json::from_str(&answer)?;
		if let Some(error) = answer.get("error") {
			bail!("{method}: {error}");
		}
		Ok(answer["result"].take())
	}

	/// Makes so many blocks.
	pub fn advance(&self, blocks: u32) -> Result<()> {
		self.call("devnet_api.advance", json!({ "blocks": blocks }))?;
		Ok(())
	}

	/// Makes the block of the next slot, once that is no slot of the future by its clock.
	async fn make_block(&self) -> Result<()> {
		let slot = time_of(&self.call("devnet_api.status", json!({}))?["next_slot_time"])?;
		let begins = UNIX_EPOCH + Duration::from_secs(slot.0.into()) - self.process.ahead;
		if let Ok(wait) = begins.duration_since(SystemTime::now()) {
			tokio::time::sleep(wait).await;
		}
		self.advance(1)
	}

	/// Makes blocks until that fails.
	async fn make_blocks(&self) -> anyhow::Error {
		loop {
			tokio::time::sleep(PAUSE).await;
			if let Err(error) = self.make_block().await {
				return error;
			}
		}
	}

	/// Makes a block, and more of them until it is irreversible.
	pub async fn finalise(&self) -> Result<()> {
		self.make_block().await?;
		let number = self.head()?;
		for _ in 0..ENOUGH {
			if self.irreversible()? >= number {
				return Ok(());
			}
			self.make_block().await?;
		}
		bail!("block {number} is not irreversible, {ENOUGH} blocks later")
	}

	/// Makes blocks until the last one is at most so far behind the clock.
	pub async fn catch_up(&self, behind: Duration) -> Result<()> {
		let clock = SystemTime::now() + self.process.ahead;
		let wanted = (clock - behind).duration_since(UNIX_EPOCH)?.as_secs();
		while u64::from(self.time()?.0) < wanted {
			self.make_block().await?;
		}
		Ok(())
	}

	/// Has the witnesses of so many slots miss them.
	pub fn skip_slots(&self, count: u32) -> Result<()> {
		self.call("devnet_api.skip_slots", json!({ "count": count }))?;
		Ok(())
	}

	/// Has witnesses miss all slots before this time, in seconds since 1970.
	pub fn skip_until(&self, time: u32) -> Result<()> {
		let next = time_of(&self.call("devnet_api.status", json!({}))?["next_slot_time"])?;
		self.skip_slots(time.saturating_sub(next.0).div_ceil(BLOCK_INTERVAL))
	}

	fn properties(&self) -> Result<Value> {
		self.call("condenser_api.get_dynamic_global_properties", json!([]))
	}

	/// The last block.
	pub fn head(&self) -> Result<u32> {
		number_of(&self.properties()?["head_block_number"])
	}

	/// The time of the last block.
	pub fn time(&self) -> Result<Time> {
		time_of(&self.properties()?["time"])
	}

	/// The last irreversible block.
	pub fn irreversible(&self) -> Result<u32> {
		number_of(&self.properties()?["last_irreversible_block_num"])
	}

	/// Where a transaction is, in a Steem node's words, such as `within_mempool`.
	pub fn whereabouts(&self, transaction: &str) -> Result<String> {
		let method = "transaction_status_api.find_transaction";
		let found = self.call(method, json!({ "transaction_id": transaction }))?;
		Ok(found["status"].as_str().context("a status")?.into())
	}

	/// All transfers from an account that are in blocks, the first one first.
	pub fn transfers_from(&self, account: &str) -> Result<Vec<Transfer>> {
		let method = "condenser_api.get_account_history";
		let history = self.call(method, json!([account, -1, 10_000]))?;
		let mut transfers = Vec::new();
		for entry in history.as_array().context("a list")? {
			let operation = &entry[1]["op"];
			if operation[0] != "transfer" || operation[1]["from"] != account {
				continue;
			}
			let text = |name: &str| {
				let value = operation[1][name].as_str();
				value.map(String::from).context("a text")
			};
			transfers.push(Transfer {
				to: text("to")?,
				amount: text("amount")?,
				memo: text("memo")?,
			});
		}
		Ok(transfers)
	}

	/// The id and the time of a block.
	pub fn block(&self, number: u32) -> Result<(BlockId, Time)> {
		let block = self.call("condenser_api.get_block", json!([number]))?;
		let id = block["block_id"].as_str().and_then(BlockId::from_hex);
		Ok((id.context("an id")?, time_of(&block["timestamp"])?))
	}

	/// The witnesses and their signing keys.
	pub fn witnesses(&self) -> Result<Vec<(AccountName, PublicKey)>> {
		let witnesses = self.call("condenser_api.get_witnesses_by_vote", json!(["", 100]))?;
		let witnesses = witnesses.as_array().context("a list")?;
		witnesses
			.iter()
			.map(|witness| {
				let name = witness["owner"].as_str().context("a name")?;
				let key = witness["signing_key"].as_str().context("a key")?;
				let name = name.parse().map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
				let key = key.parse().map_err(|e| anyhow::anyhow!("{key}: {e}"))?;
				Ok((name, key))
			})
			.collect()
	}

	/// What an account owns, in thousandths of a STEEM.
	pub fn balance(&self, account: &str) -> Result<u64> {
		let accounts = self.call("condenser_api.get_accounts", json!([[account]]))?;
		let text = accounts[0]["balance"].as_str().context("a balance")?;
		let digits: String = text.chars().filter(char::is_ascii_digit).collect();
		Ok(digits.parse()?)
	}

	/// Does something as a user does, with a published client library; returns the id of the transaction. A chain that makes blocks
	/// when asked makes them meanwhile.
	pub async fn act(&self, words: &[&str]) -> Result<String> {
		let said = match self.waits {
			false => self.say(words).await?,
			true => tokio::select! {
				said = self.say(words) => said?,
				error = self.make_blocks() => return Err(error),
			},
		};
		Ok(said["id"].as_str().context("an id")?.into())
	}

	/// The active keys of an account: the private one in the wallet import format, and the public one.
	pub async fn keys(&self, account: &str) -> Result<(String, PublicKey)> {
		let said = self.say(&["keys", account]).await?;
		let public = said["public"].as_str().context("a key")?;
		let public = public
			.parse()
			.map_err(|e| anyhow::anyhow!("{public}: {e}"))?;
		Ok((said["wif"].as_str().context("a key")?.into(), public))
	}

	async fn say(&self, words: &[&str]) -> Result<Value> {
		let folder = clients()?;
		let mut command = tokio::process::Command::new("node");
		command
			.arg("act.mjs")
			.arg(self.url())
			.args(words)
			.current_dir(folder)
			.kill_on_drop(true)
			.stdin(Stdio::null());
		let output = tokio::time::timeout(LIMIT, command.output())
			.await
			.with_context(|| format!("{words:?} takes too long"))?
			.context("install Node.js (scripts/setup.sh does)")?;
		ensure!(
			output.status.success(),
			"{words:?}: {}",
			String::from_utf8_lossy(&output.stderr)
		);
		Ok(serde_json::from_slice(&output.stdout)?)
	}
}

/// A transfer on Steem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
	/// Who gets it.
	pub to: String,
	/// How much, as Steem writes it.
	pub amount: String,
	/// What is said with it.
	pub memo: String,
}

fn number_of(value: &Value) -> Result<u32> {
	Ok(u32::try_from(value.as_u64().context("a number")?)?)
}

fn time_of(value: &Value) -> Result<Time> {
	value.as_str().and_then(Time::parse).context("a time")
}

/// A Steem node that serves another one's chain and changes every text that is for us. It lives as long as the test.
pub fn liar(steem: &Steem) -> Result<String> {
	let honest = steem.port;
	let listener = TcpListener::bind("127.0.0.1:0")?;
	let url = format!("http://{}", listener.local_addr()?);
	std::thread::spawn(move || {
		for stream in listener.incoming().flatten() {
			// Whoever is cut off asks somebody else.
			lie(stream, honest).ok();
		}
	});
	Ok(url)
}

/// Answers one request.
fn lie(mut stream: TcpStream, honest: u16) -> Result<()> {
	let mut reader = BufReader::new(stream.try_clone()?);
	let (mut line, mut length) = (String::new(), 0);
	loop {
		line.clear();
		ensure!(reader.read_line(&mut line)? > 0, "no request");
		let line = line.trim().to_ascii_lowercase();
		if let Some(value) = line.strip_prefix("content-length:") {
			length = value.trim().parse()?;
		}
		if line.is_empty() {
			break;
		}
	}
	let mut body = vec![0; length];
	reader.read_exact(&mut body)?;
	let answer = post(honest, &String::from_utf8(body)?)?.replace("nutbox", "nutbax");
	write!(
		stream,
		"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{answer}",
		answer.len()
	)?;
	Ok(())
}

/// The body that answers a body.
fn post(port: u16, body: &str) -> Result<String> {
	let mut stream = TcpStream::connect(("127.0.0.1", port))?;
	stream.set_read_timeout(Some(Duration::from_secs(30)))?;
	write!(
		stream,
		"POST / HTTP/1.0\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
		body.len()
	)?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer)?;
	let (_, body) = answer.split_once("\r\n\r\n").context("an answer")?;
	Ok(body.into())
}

/// The folder of the published client libraries, which are installed as often as their lock file changes.
fn clients() -> Result<PathBuf> {
	static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
	let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/steem-devnet/tests/js");
	let modified = |name: &str| {
		fs::metadata(folder.join(name))
			.and_then(|file| file.modified())
			.ok()
	};
	if modified("node_modules/.package-lock.json") < modified("package-lock.json") {
		// The libraries' install scripts are not run: they need none.
		let output = Command::new("npm")
			.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
			.current_dir(&folder)
			.stdin(Stdio::null())
			.output()
			.context("install Node.js with npm (scripts/setup.sh does)")?;
		ensure!(
			output.status.success(),
			"npm ci: {}",
			String::from_utf8_lossy(&output.stderr)
		);
	}
	Ok(folder)
}

/// Writes a secret into a file that only its owner may read.
pub fn secret(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
	let file = folder.join(name);
	fs::write(&file, text)?;
	fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
	Ok(file)
}

/// A running `nutbox relay`.
pub struct Relayer {
	/// The process.
	pub process: Process,
	metrics: u16,
	/// How much of its log was looked at.
	read: usize,
}

impl Relayer {
	/// A relayer named `name`, with the account of this secret on the chain; not started.
	pub fn new(
		folder: &Path,
		name: &str,
		account: &str,
		node: &str,
		steem: &[String],
		custodian: Option<&str>,
	) -> Result<Self> {
		let metrics = free_port();
		let key = secret(folder, &format!("{name}.key"), account)?;
		let mut arguments: Vec<String> = [
			"relay",
			"--node",
			node,
			"--state",
			&folder.join(format!("{name}.sqlite")).to_string_lossy(),
			"--key-file",
			&key.to_string_lossy(),
			"--interval",
			"1",
			"--metrics",
			&format!("127.0.0.1:{metrics}"),
		]
		.map(String::from)
		.to_vec();
		for url in steem {
			arguments.extend(["--steem".into(), url.clone()]);
		}
		if let Some(wif) = custodian {
			let key = secret(folder, &format!("{name}.wif"), wif)?;
			let key = key.to_string_lossy().into_owned();
			arguments.extend(["--custodian-key-file".into(), key]);
		}
		let log = folder.join(format!("{name}.log"));
		Ok(Self {
			process: Process::new(&cli_binary(), arguments, log),
			metrics,
			read: 0,
		})
	}

	/// Starts it.
	pub fn start(&mut self) -> Result<()> {
		self.process.start()
	}

	/// Kills it and starts it again.
	pub fn restart(&mut self) -> Result<()> {
		self.process.kill();
		self.process.start()
	}

	/// Forgets what it has said so far.
	pub fn skip_log(&mut self) {
		self.read = self.process.log().len();
	}

	/// Waits until it says this, after what it said when this was called last.
	pub async fn says(&mut self, text: &str) -> Result<()> {
		let deadline = Instant::now() + LIMIT;
		loop {
			let log = self.process.log();
			let new = log.get(self.read..).unwrap_or_default();
			if let Some(place) = new.find(text) {
				self.read += place + text.len();
				return Ok(());
			}
			ensure!(Instant::now() < deadline, "it does not say {text:?}: {new}");
			tokio::time::sleep(Duration::from_millis(20)).await;
		}
	}

	/// A figure; `None` while nobody answers.
	pub fn metric(&self, name: &str) -> Option<f64> {
		let mut stream = TcpStream::connect(("127.0.0.1", self.metrics)).ok()?;
		write!(stream, "GET /metrics HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n").ok()?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer).ok()?;
		let line = answer
			.lines()
			.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
		line.parse().ok()
	}

	/// Fails if anything that it found was refused.
	pub fn check(&self) -> Result<()> {
		let log = self.process.log();
		let bad = log
			.lines()
			.find(|line| line.contains("\"state\":\"refused\"") || line.contains("Refused("));
		ensure!(bad.is_none(), "{bad:?}");
		Ok(())
	}
}

fn bounded<T>(values: Vec<T>) -> BoundedVec<T> {
	BoundedVec(values)
}

/// The name as the chain has it.
pub fn steem_name(name: &str) -> BoundedVec<u8> {
	bounded(name.as_bytes().to_vec())
}

/// Carries a call out as governance does on a development chain.
pub async fn as_root(chain: &Chain, call: RuntimeCall) -> Result<()> {
	let sudo = nutbox::transactions().sudo().sudo(call);
	let events = chain.submit(&sudo, &dev::alice()).await?;
	let done = events
		.find_first::<nutbox::sudo::events::Sudid>()
		.context("sudo leaves an event")??;
	ensure!(done.sudo_result.is_ok(), "{:?}", done.sudo_result);
	Ok(())
}

/// Begins the light client's trust at a block of the devnet, with all of its witnesses.
pub async fn trust(chain: &Chain, steem: &Steem, number: u32) -> Result<()> {
	let (id, time) = steem.block(number)?;
	let witnesses = steem.witnesses()?;
	let witnesses = witnesses
		.iter()
		.map(|(name, key)| (steem_name(name.as_str()), key.0))
		.collect();
	as_root(
		chain,
		RuntimeCall::SteemLightClient(LightClientCall::initialise {
			checkpoint: Checkpoint {
				number,
				id: id.0,
				time: time.0,
			},
			witnesses: bounded(witnesses),
		}),
	)
	.await
}

/// The id of a final Steem block, as the chain knows it.
pub async fn known_block(chain: &Chain, number: u32) -> Result<Option<BlockId>> {
	let view = nutbox::view_functions().steem_light_client().block(number);
	Ok(chain.view(view).await?.map(|block| BlockId(block.id)))
}
