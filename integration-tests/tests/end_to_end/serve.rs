//! `nutbox serve` beside a real node: the index says what the chain says, whatever is restarted.

use crate::support::{account, create_community, ledger, TNUT, UNIT};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{dev, nutbox, Chain, Keypair};
use nutbox_integration_tests::{cli_binary, eventually, free_port, Lengths, Node, Timed};
use serde_json::Value;
use std::{
	fs,
	io::{Read, Write},
	net::TcpStream,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	time::Duration,
};
use tempfile::TempDir;

/// Enough for what a test waits for on a machine that does other things beside.
const LIMIT: Duration = Duration::from_secs(120);

/// A running `nutbox serve`; dropping it kills it.
struct Served {
	child: Child,
	port: u16,
	log: PathBuf,
}

fn command(node: &str, folder: &Path, port: u16) -> Command {
	let mut command = Command::new(cli_binary());
	command
		.args(["serve", "--node", node, "--listen"])
		.arg(format!("127.0.0.1:{port}"))
		.arg("--database")
		.arg(format!("sqlite:{}/index.sqlite", folder.display()))
		.stdin(Stdio::null());
	command
}

impl Served {
	fn start(node: &str, folder: &Path) -> Result<Self> {
		let port = free_port();
		let log = folder.join("serve.log");
		let file = fs::File::create(&log)?;
		let child = command(node, folder, port)
			.stdout(file.try_clone()?)
			.stderr(file)
			.spawn()?;
		Ok(Self { child, port, log })
	}

	/// An answer of the API; `None` while nobody answers or the answer is an error.
	fn try_read(&self, path: &str) -> Option<Value> {
		let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
		let request = format!("GET {path} HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n");
		stream.write_all(request.as_bytes()).ok()?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer).ok()?;
		let (head, body) = answer.split_once("\r\n\r\n")?;
		head.contains(" 200 ")
			.then(|| serde_json::from_str(body).ok())?
	}

	fn read(&self, path: &str) -> Result<Value> {
		self.try_read(path).with_context(|| {
			let log = fs::read_to_string(&self.log).unwrap_or_default();
			format!("{path} is not answered: {log}")
		})
	}

	/// Waits until this block is indexed.
	async fn wait_for(&self, block: u64) -> Result<()> {
		eventually(&format!("block {block} is indexed"), LIMIT, async || {
			let status = self.try_read("/api/v1/status");
			let indexed = status.and_then(|status| status["indexed"]["block"].as_u64());
			Ok(indexed.filter(|indexed| *indexed >= block).map(|_| ()))
		})
		.await
	}

	fn kill(&mut self) {
		// It may have ended by itself; what counts is that it is gone.
		self.child.kill().ok();
		self.child.wait().ok();
	}
}

impl Drop for Served {
	fn drop(&mut self) {
		self.kill();
	}
}

async fn head(chain: &Chain) -> Result<u64> {
	Ok(chain.finalised().await?.block_number())
}

async fn join(chain: &Chain, who: &Keypair, community: u32, pool: u32) -> Result<()> {
	let mint = nutbox::transactions().liquid_staking().mint(1_000 * UNIT);
	chain.submit(&mint, who).await?;
	let stake = nutbox::transactions()
		.communities()
		.stake(community, pool, 600 * UNIT);
	chain.submit(&stake, who).await?;
	let redeem = nutbox::transactions().liquid_staking().redeem(100 * UNIT);
	chain.submit(&redeem, who).await?;
	Ok(())
}

/// What a command that is to fail said.
fn refused(output: &Output) -> String {
	assert!(!output.status.success());
	let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
	assert_eq!(said.lines().count(), 1, "one line: {said}");
	said
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_should_say_what_the_chain_says_when_index_and_node_are_restarted() -> Result<()> {
	let _timed = Timed::new("serve");
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	let chain = node.client().await?;
	let mut served = Served::start(&node.url(), folder.path())?;
	let created = create_community(&chain, &dev::alice()).await?;
	let (community, pool) = (created.community, created.pool);
	join(&chain, &dev::bob(), community, pool).await?;
	join(&chain, &dev::charlie(), community, pool).await?;
	served.wait_for(head(&chain).await?).await?;

	let status = served.read("/api/v1/status")?;
	let genesis = format!("{:?}", chain.api().genesis_hash());
	assert_eq!(status["chain"]["genesis_hash"], genesis);
	assert_eq!(status["chain"]["development"], true);
	assert_eq!(status["chain"]["slot_millis"], 1_000);
	let shown = served.read(&format!("/api/v1/communities/{community}"))?;
	assert_eq!(shown["name"], "End to end");
	assert_eq!(shown["members"], 2);
	assert_eq!(shown["staked"], (1_200 * UNIT).to_string());
	let bob = account(&dev::bob());
	let portfolio = served.read(&format!("/api/v1/accounts/{bob}"))?;
	let position = &portfolio["positions"][0];
	assert_eq!(position["pool"], pool);
	assert_eq!(position["asset"], format!("local:{TNUT}"));
	assert_eq!(position["stake"], (600 * UNIT).to_string());
	assert_eq!(
		portfolio["redemptions"][0]["amount"],
		(100 * UNIT).to_string()
	);

	// Redemptions are settled by the work of an era, and the ledger is what the chain's view shows.
	eventually("the redemption is settled", LIMIT, async || {
		let redemptions = served.read(&format!("/api/v1/accounts/{bob}/redemptions"))?;
		Ok((redemptions["items"][0]["state"] == "ready").then_some(()))
	})
	.await?;
	let known = ledger(&chain).await?;
	served.wait_for(head(&chain).await?).await?;
	let shown = served.read("/api/v1/liquid-staking")?;
	assert_eq!(shown["supply"], known.supply.to_string());

	// Without a node the rows go on being served; when it is back the index goes on.
	let before = head(&chain).await?;
	node.kill();
	eventually("the loss of the node is told", LIMIT, async || {
		let status = served.read("/api/v1/status")?;
		Ok((status["node"]["connected"] == false).then_some(()))
	})
	.await?;
	assert_eq!(
		served.read("/api/v1/communities")?["items"][0]["id"],
		community
	);
	node.start()?;
	served.wait_for(before + 3).await?;

	// Killed, it goes on where it was.
	served.kill();
	let mut served = Served::start(&node.url(), folder.path())?;
	let chain = node.client().await?;
	served.wait_for(head(&chain).await?).await?;

	// Somebody else's port, and another chain.
	let taken = command(&node.url(), folder.path(), served.port).output()?;
	let said = refused(&taken);
	assert!(
		said.contains("choose another address with --listen"),
		"{said}"
	);
	served.kill();
	let other = Lengths {
		epoch_slots: 5,
		..Lengths::FAST
	};
	let other = Node::dev_with(other, &["--state-pruning", "archive"])?;
	other.client().await?;
	let output = command(&other.url(), folder.path(), free_port()).output()?;
	let said = refused(&output);
	ensure!(
		said.contains("name another node or another database"),
		"{said}"
	);
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_should_say_what_to_do_when_an_option_is_wrong() -> Result<()> {
	let folder = TempDir::new()?;
	for (arguments, says) in [
		(
			["--node", "http://127.0.0.1:9944"],
			"it looks like ws://127.0.0.1:9944",
		),
		(
			["--database", "mysql://db/index"],
			"sqlite:PATH or postgres://",
		),
		(
			["--database", "sqlite:/nowhere/index.sqlite"],
			"does not exist",
		),
		(["--app", "/nowhere"], "npm run build"),
	] {
		let output = Command::new(cli_binary())
			.arg("serve")
			.args(arguments)
			.args(["--listen", "127.0.0.1:0"])
			.current_dir(folder.path())
			.stdin(Stdio::null())
			.output()?;
		let said = refused(&output);
		assert!(said.contains(says), "{arguments:?}: {said}");
	}
	Ok(())
}
