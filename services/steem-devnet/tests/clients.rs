//! Published client libraries of Steem (from npm, at the versions of `js/package-lock.json`) talk to the devnet.

use nutbox_steem_devnet::{start, Options};
use std::{path::Path, process::Stdio, time::Duration};
use tokio::process::Command;

async fn succeed(what: &str, command: &mut Command, limit: Duration) {
	let hint = format!("{what}: install Node.js with npm (scripts/setup.sh does)");
	let output = command.kill_on_drop(true).stdin(Stdio::null()).output();
	let output = tokio::time::timeout(limit, output).await;
	let output = output
		.unwrap_or_else(|_| panic!("{what} took more than {limit:?}"))
		.expect(&hint);
	let said = [output.stdout, output.stderr].concat();
	assert!(
		output.status.success(),
		"{what}:\n{}",
		String::from_utf8_lossy(&said)
	);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn devnet_should_serve_published_client_libraries() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/js");
	// As often as the lock file changes. The libraries' install scripts are not run: they need none.
	let kept = folder.join("node_modules/.package-lock.json");
	let modified = |file: &Path| {
		std::fs::metadata(file)
			.and_then(|file| file.modified())
			.ok()
	};
	if modified(&kept) < modified(&folder.join("package-lock.json")) {
		let mut npm = Command::new("npm");
		npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
			.current_dir(&folder);
		succeed("npm ci", &mut npm, Duration::from_secs(300)).await;
	}
	let options = Options {
		block_time: Some(100),
		..Default::default()
	};
	let running = start(&options).await.unwrap();
	let mut node = Command::new("node");
	node.arg("clients.js")
		.arg(running.url())
		.current_dir(&folder);
	succeed("clients.js", &mut node, Duration::from_secs(120)).await;
}
