//! The indexer, its API and the web app, in one process.

use anyhow::Result;
use nutbox_indexer::{Limits, Options as Served};
use std::{net::SocketAddr, path::PathBuf};

#[derive(clap::Args)]
pub struct Options {
	/// The node that is followed. It has to keep all state (--state-pruning archive), unless the
	/// index has been following it from its first blocks on.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	node: String,

	/// The node's address for browsers, if they reach it by another one.
	#[arg(long)]
	public_node: Option<String>,

	/// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.
	#[arg(long, default_value = "sqlite:nutbox-index.sqlite")]
	database: String,

	/// Where to listen.
	#[arg(long, default_value = "127.0.0.1:8080")]
	listen: SocketAddr,

	/// The folder of the built web app. Without it there is only the API.
	#[arg(long)]
	app: Option<PathBuf>,

	/// Requests a second that one client may make in the long run.
	#[arg(long, default_value_t = Limits::default().rate)]
	rate_limit: u32,

	/// Requests that one client may make at once.
	#[arg(long, default_value_t = Limits::default().burst)]
	rate_burst: u32,

	/// Take the client's address from X-Forwarded-For, which a proxy in front of this server sets.
	#[arg(long)]
	behind_proxy: bool,
}

/// Serves until Ctrl-C or SIGTERM.
pub async fn run(options: Options) -> Result<()> {
	let served = Served {
		public_node: options.public_node.unwrap_or_else(|| options.node.clone()),
		node: options.node,
		database: options.database,
		listen: options.listen,
		app: options.app,
		limits: Limits {
			rate: options.rate_limit,
			burst: options.rate_burst,
			behind_proxy: options.behind_proxy,
			..Limits::default()
		},
	};
	let ready = |address| println!("Serving at http://{address}");
	nutbox_indexer::serve(served, ready, nutbox_indexer::stop_on_signals()).await
}
