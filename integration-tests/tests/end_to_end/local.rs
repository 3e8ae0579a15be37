//! `make local`, without what it installs and builds: four validators by the documented command, one of them killed and started
//! again by the command that the script names.

use anyhow::{bail, ensure, Context, Result};
use nutbox_chain_client::Chain;
use nutbox_integration_tests::{eventually, free_port, node_binary, Timed};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

const LIMIT: Duration = Duration::from_secs(300);

/// The first of four ports in a row that are free.
fn four_ports() -> u16 {
	loop {
		let first = free_port();
		if (1..4).all(|next| free_port() == first + next) {
			return first;
		}
	}
}

fn script(data: &Path, ports: [u16; 3], name: Option<&str>) -> Command {
	let mut command = Command::new("bash");
	command
		.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/local.sh"))
		.args(name)
		.env("NUTBOX_NODE", node_binary())
		.env("NUTBOX_DATA", data)
		.env("NUTBOX_RPC_PORT", ports[0].to_string())
		.env("NUTBOX_P2P_PORT", ports[1].to_string())
		.env("NUTBOX_PROMETHEUS_PORT", ports[2].to_string())
		.stdin(Stdio::null());
	command
}

/// A script that runs on; dropping it stops what it started.
struct Running {
	child: Child,
	output: PathBuf,
}

impl Running {
	fn start(mut command: Command, output: PathBuf) -> Result<Self> {
		let file = fs::File::create(&output)?;
		let child = command.stdout(file.try_clone()?).stderr(file).spawn()?;
		Ok(Self { child, output })
	}

	/// Waits until it has said `what`.
	fn wait_for(&mut self, what: &str) -> Result<()> {
		let deadline = Instant::now() + LIMIT;
		loop {
			let said = fs::read_to_string(&self.output)?;
			if said.contains(what) {
				return Ok(());
			}
			if let Some(status) = self.child.try_wait()? {
				bail!("it ended with {status}: {said}");
			}
			ensure!(
				Instant::now() < deadline,
				"it did not say \"{what}\": {said}"
			);
			std::thread::sleep(Duration::from_millis(100));
		}
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		let pid = self.child.id().to_string();
		// The script stops its nodes. A test that has failed already has more to say than this.
		Command::new("kill")
			.args(["-s", "TERM", &pid])
			.status()
			.ok();
		self.child.wait().ok();
	}
}

async fn wait_for_final(chain: &Chain, goal: u64) -> Result<()> {
	eventually(&format!("block {goal} is final"), LIMIT, async || {
		Ok((chain.finalised().await?.block_number() >= goal).then_some(()))
	})
	.await
}

#[tokio::test(flavor = "multi_thread")]
async fn local_should_go_on_when_one_is_killed_and_catch_up_when_it_is_started_again() -> Result<()>
{
	let _timed = Timed::new("make local");
	let folder = TempDir::new()?;
	let data = folder.path().join("data");
	fs::create_dir(&data)?;
	let ports = [four_ports(), four_ports(), four_ports()];
	let mut all = Running::start(script(&data, ports, None), folder.path().join("all.out"))?;
	all.wait_for("Connect to ws://127.0.0.1:")?;
	let alice = Chain::connect(&format!("ws://127.0.0.1:{}", ports[0])).await?;
	wait_for_final(&alice, 1).await?;

	let pid = fs::read_to_string(data.join("dave/node.pid")).context("dave's process")?;
	Command::new("kill")
		.args(["-s", "KILL", pid.trim()])
		.status()?;
	all.wait_for("dave has stopped; start it again with: scripts/local.sh dave")?;
	let goal = alice.finalised().await?.block_number() + 2;
	wait_for_final(&alice, goal).await?;

	let mut again = Running::start(
		script(&data, ports, Some("dave")),
		folder.path().join("dave.out"),
	)?;
	again.wait_for("Connect to ws://127.0.0.1:")?;
	let dave = Chain::connect(&format!("ws://127.0.0.1:{}", ports[0] + 3)).await?;
	wait_for_final(&dave, goal).await?;
	assert_eq!(
		dave.api().at_block(goal).await?.block_hash(),
		alice.api().at_block(goal).await?.block_hash(),
		"one chain"
	);
	Ok(())
}

fn refused(output: &Output) -> String {
	assert!(!output.status.success(), "it should fail");
	String::from_utf8_lossy(&output.stderr).trim().to_string()
}

#[test]
fn local_should_say_in_one_line_what_is_wrong_with_its_settings() -> Result<()> {
	let folder = TempDir::new()?;
	for (variable, value) in [
		("NUTBOX_RPC_PORT", "abc"),
		("NUTBOX_P2P_PORT", "0"),
		("NUTBOX_PROMETHEUS_PORT", "65534"),
	] {
		let mut command = script(
			folder.path(),
			[four_ports(), four_ports(), four_ports()],
			None,
		);
		let said = refused(&command.env(variable, value).output()?);
		assert_eq!(said.lines().count(), 1, "{said}");
		assert!(said.contains(variable), "{said}");
	}
	let said = refused(&script(folder.path(), [1, 1, 1], Some("mallory")).output()?);
	assert!(said.contains("usage: scripts/local.sh"), "{said}");
	assert_eq!(
		fs::read_dir(folder.path())?.count(),
		0,
		"nothing was written"
	);
	Ok(())
}
