//! What the tests share: the recording, databases and a client.
#![allow(dead_code)]

pub mod served;

use anyhow::{bail, ensure, Context, Result};
use async_trait::async_trait;
use nutbox_indexer::{
	index::{self, Connect},
	live::Live,
	metrics::Metrics,
	source::{Looped, Recording, Source},
	store::Store,
};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Stdio},
	sync::Arc,
	time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::watch;

/// Long enough for anything that a test waits for, on a machine that does other things beside.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A development chain of some hundred blocks, recorded by `nutbox-replay record`.
pub fn recording_file() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/chain.json.gz")
}

/// A development chain on which the bridge to Steem was used, recorded by `record_bridge`.
pub fn bridge_file() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bridge.json.gz")
}

/// What is in a file.
pub fn recording(file: &Path) -> Recording {
	Recording::read(file).expect("the recording can be read")
}

/// Gives out a recording, changed by the test, as often as it is asked for; repeated from its last
/// 100 blocks on, if it is to be longer or to end earlier.
#[derive(Clone)]
pub struct Replay {
	pub recording: Recording,
	pub until: Option<u64>,
}

impl Replay {
	pub fn whole() -> Self {
		Self {
			recording: recording(&recording_file()),
			until: None,
		}
	}

	pub fn bridge() -> Self {
		Self {
			recording: recording(&bridge_file()),
			until: None,
		}
	}
}

#[async_trait]
impl Connect for Replay {
	async fn connect(&self) -> Result<Box<dyn Source>> {
		let recording = self.recording.clone();
		Ok(match self.until {
			None => Box::new(recording),
			Some(until) => {
				let from = recording.last()?.saturating_sub(100);
				Box::new(Looped::new(recording, from, until, 2_000)?)
			}
		})
	}
}

pub fn live() -> Live {
	Live::new(
		"ws://127.0.0.1:9944".into(),
		Arc::new(Metrics::default()),
		None,
		None,
	)
}

/// Indexes all of it.
pub async fn index_all(store: &Store, connect: &dyn Connect) -> Result<()> {
	let until = connect.connect().await?.finalised().await?;
	let (_stop, stopped) = watch::channel(false);
	index::follow(store, connect, &live(), stopped, Some(until)).await
}

/// A new SQLite database in a folder of its own.
pub struct Sqlite {
	_folder: TempDir,
	pub url: String,
}

impl Sqlite {
	pub fn new() -> Self {
		let folder = tempfile::tempdir().expect("a folder");
		let url = format!("sqlite:{}/index.sqlite", folder.path().display());
		Self {
			_folder: folder,
			url,
		}
	}
}

/// A PostgreSQL server of its own, on a socket in a temporary folder; dropping it stops it.
pub struct Postgres {
	folder: TempDir,
	bin: PathBuf,
}

impl Postgres {
	/// The programs of the newest version that is installed. PostgreSQL is a requirement of the
	/// tests: scripts/setup.sh installs it.
	fn programs() -> Result<PathBuf> {
		if let Some(bin) = std::env::var_os("NUTBOX_POSTGRES_BIN") {
			return Ok(bin.into());
		}
		let mut found = Vec::new();
		if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
			for version in versions {
				let bin = version?.path().join("bin");
				let number = bin
					.parent()
					.and_then(|path| path.file_name()?.to_str()?.parse().ok());
				if bin.join("initdb").is_file() {
					found.push((number.unwrap_or(0u32), bin));
				}
			}
		}
		if let Some((_, bin)) = found.into_iter().max() {
			return Ok(bin);
		}
		let path = std::env::var_os("PATH").unwrap_or_default();
		std::env::split_paths(&path)
			.find(|folder| folder.join("initdb").is_file())
			.context("PostgreSQL is not installed; scripts/setup.sh installs it")
	}

	/// PostgreSQL refuses to be run by root.
	fn command(&self, program: &str) -> Command {
		let program = self.bin.join(program);
		match is_root() {
			true => {
				let mut command = Command::new("setpriv");
				command
					.args([
						"--reuid=postgres",
						"--regid=postgres",
						"--init-groups",
						"--",
					])
					.arg(program);
				command
			}
			false => Command::new(program),
		}
	}

	fn run(&self, mut command: Command) -> Result<()> {
		let output = command
			.current_dir(self.folder.path())
			.stdin(Stdio::null())
			.output()?;
		ensure!(
			output.status.success(),
			"{command:?}: {}{}",
			String::from_utf8_lossy(&output.stdout),
			String::from_utf8_lossy(&output.stderr)
		);
		Ok(())
	}

	pub fn start() -> Result<Self> {
		let server = Self {
			folder: tempfile::tempdir()?,
			bin: Self::programs()?,
		};
		let folder = server.folder.path().to_path_buf();
		if is_root() {
			let mut own = Command::new("chown");
			own.arg("postgres:").arg(&folder);
			server.run(own)?;
		}
		let data = folder.join("data");
		let mut init = server.command("initdb");
		init.args([
			"--username=postgres",
			"--auth=trust",
			"--encoding=UTF8",
			"--no-sync",
		])
		.args(["--locale=C.UTF-8", "-D"])
		.arg(&data);
		server.run(init)?;
		let mut start = server.command("pg_ctl");
		start
			.args(["start", "--wait", "--silent", "--timeout=60", "-D"])
			.arg(&data)
			.arg("-l")
			.arg(folder.join("log"))
			.arg("-o")
			.arg(format!("-c listen_addresses='' -k {}", folder.display()))
			.stdout(Stdio::null());
		server.run_quietly(start)?;
		Ok(server)
	}

	/// As `run`, for a program whose child keeps its output open.
	fn run_quietly(&self, mut command: Command) -> Result<()> {
		let status = command
			.current_dir(self.folder.path())
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.status()?;
		let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
		ensure!(status.success(), "{command:?}: {log}");
		Ok(())
	}

	/// A new database.
	pub fn database(&self, name: &str) -> Result<String> {
		let mut create = self.command("createdb");
		create
			.arg("--host")
			.arg(self.folder.path())
			.args(["--username=postgres", name]);
		self.run(create)?;
		Ok(format!(
			"postgres://postgres@localhost/{name}?host={}",
			self.folder.path().display()
		))
	}
}

impl Drop for Postgres {
	fn drop(&mut self) {
		let mut stop = self.command("pg_ctl");
		stop.args(["stop", "--silent", "--mode=immediate", "-D"])
			.arg(self.folder.path().join("data"));
		self.run_quietly(stop).ok();
	}
}

fn is_root() -> bool {
	use std::os::unix::fs::MetadataExt;
	fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
	pub status: u16,
	pub headers: Vec<(String, String)>,
	pub body: String,
}

impl Answer {
	pub fn header(&self, name: &str) -> Option<&str> {
		let found = self.headers.iter().find(|(known, _)| known == name);
		found.map(|(_, value)| value.as_str())
	}

	pub fn json(&self) -> serde_json::Value {
		serde_json::from_str(&self.body)
			.unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
	}
}

/// Asks with HTTP/1.0, which needs no more than a socket.
pub async fn get(address: std::net::SocketAddr, path: &str, headers: &[(&str, &str)]) -> Answer {
	asked(address, path, headers)
		.await
		.unwrap_or_else(|error| panic!("{path}: {error:#}"))
}

async fn asked(
	address: std::net::SocketAddr,
	path: &str,
	headers: &[(&str, &str)],
) -> Result<Answer> {
	use tokio::io::{AsyncReadExt, AsyncWriteExt};
	let mut stream = tokio::net::TcpStream::connect(address).await?;
	let mut request = format!("GET {path} HTTP/1.0\r\nhost: {address}\r\n");
	for (name, value) in headers {
		request.push_str(&format!("{name}: {value}\r\n"));
	}
	request.push_str("\r\n");
	stream.write_all(request.as_bytes()).await?;
	let mut bytes = Vec::new();
	tokio::time::timeout(LIMIT, stream.read_to_end(&mut bytes)).await??;
	let text = String::from_utf8(bytes)?;
	let (head, body) = text
		.split_once("\r\n\r\n")
		.context("an answer has a head")?;
	let mut lines = head.lines();
	let status = lines
		.next()
		.and_then(|line| line.split(' ').nth(1)?.parse().ok())
		.context("an answer has a status")?;
	let headers = lines
		.filter_map(|line| line.split_once(": "))
		.map(|(name, value)| (name.to_lowercase(), value.to_string()))
		.collect();
	Ok(Answer {
		status,
		headers,
		body: body.into(),
	})
}

/// Asks `question` again until it is answered with `Some`.
pub async fn eventually<T>(
	what: &str,
	mut question: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
	let deadline = Instant::now() + LIMIT;
	loop {
		if let Some(answer) = question().await? {
			return Ok(answer);
		}
		if Instant::now() > deadline {
			bail!("{what}: not within {LIMIT:?}");
		}
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
}
