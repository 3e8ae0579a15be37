//! `nutbox serve`: indexes a chain's finalised blocks, answers questions about them over HTTP, and
//! serves the web app, in one process.
//!
//! The chain is the truth, the index a convenience: every row comes from an event or from the chain's
//! own answer at that block, and nothing here computes money beyond sums of events. docs/spec/api.md
//! says what the rows mean.

#![warn(missing_docs)]

pub mod api;
pub mod index;
pub mod live;
pub mod metrics;
pub mod model;
pub mod source;
pub mod store;

use anyhow::{ensure, Context, Result};
pub use api::Limits;
use axum::serve::ListenerExt;
use live::Live;
use metrics::Metrics;
use std::{future::IntoFuture, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use store::Store;
use tokio::{net::TcpListener, sync::watch};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
	/// The node that is followed.
	pub node: String,
	/// The node that browsers connect to.
	pub public_node: String,
	/// The database.
	pub database: String,
	/// Where to listen; port 0 chooses one.
	pub listen: SocketAddr,
	/// The folder of the built app.
	pub app: Option<PathBuf>,
	/// How much is allowed.
	pub limits: Limits,
}

/// Serves until `stop` says so. `ready` hears the address once requests are answered.
///
/// Errors are sentences for the user: a wrong address, a used port, a database that can't be written
/// or is of another chain. A node that is not there is none: the rows of the database are served, and
/// the node is waited for.
pub async fn serve(
	options: Options,
	ready: impl FnOnce(SocketAddr),
	stop: watch::Receiver<bool>,
) -> Result<()> {
	source::check_url(&options.node)?;
	source::check_url(&options.public_node)?;
	let connect = index::NodeAt(options.node.clone());
	serve_from(options, &connect, ready, stop).await
}

/// As [`serve`], with blocks from another source than a node.
pub async fn serve_from(
	options: Options,
	connect: &dyn index::Connect,
	ready: impl FnOnce(SocketAddr),
	stop: watch::Receiver<bool>,
) -> Result<()> {
	if let Some(app) = &options.app {
		let page = app.join("index.html");
		ensure!(
			page.is_file(),
			"{} holds no built app (no index.html); build it with npm run build in the folder web, \
			 or leave --app out",
			app.display()
		);
	}
	let store = Store::open(&options.database).await?;
	let listener = TcpListener::bind(options.listen).await.with_context(|| {
		format!(
			"cannot listen on {}; stop what listens there, or choose another address with --listen",
			options.listen
		)
	})?;
	let metrics = Arc::new(Metrics::default());
	let (progress, chain) = index::known(&store).await?;
	let live = Arc::new(Live::new(
		options.public_node.clone(),
		metrics.clone(),
		chain,
		progress,
	));
	let shared = api::Shared::new(
		store.clone(),
		live.clone(),
		metrics,
		options.limits,
		options.app,
		options.public_node,
		stop.clone(),
	);
	let router = api::router(Arc::new(shared))?;
	let address = listener.local_addr()?;
	let listener = listener.tap_io(|connection| {
		// Small answers go out at once.
		let _ = connection.set_nodelay(true);
	});
	let service = router.into_make_service_with_connect_info::<SocketAddr>();
	let mut stopped = stop.clone();
	let server = axum::serve(listener, service)
		.with_graceful_shutdown(async move {
			// Ends also when the sender is gone.
			let _ = stopped.wait_for(|stop| *stop).await;
		})
		.into_future();
	let followed = index::follow(&store, connect, &live, stop, None);
	tokio::pin!(server, followed);
	ready(address);
	tokio::select! {
		ended = &mut followed => {
			ended?;
			// Requests that are being answered get a moment.
			let _ = tokio::time::timeout(FAREWELL, server).await;
		}
		ended = &mut server => ended.context("the server failed")?,
	}
	// What the index was writing is given up: it is written as a whole or not at all.
	let _ = tokio::time::timeout(FAREWELL, store.close()).await;
	Ok(())
}

/// How long the end waits for what is under way.
const FAREWELL: Duration = Duration::from_secs(5);

/// Turns true when the process is asked to end, by Ctrl-C or SIGTERM.
pub fn stop_on_signals() -> watch::Receiver<bool> {
	let (sender, receiver) = watch::channel(false);
	tokio::spawn(async move {
		let interrupted = tokio::signal::ctrl_c();
		#[cfg(unix)]
		{
			use tokio::signal::unix::{signal, SignalKind};
			if let Ok(mut terminated) = signal(SignalKind::terminate()) {
				tokio::select! {
					_ = interrupted => {}
					_ = terminated.recv() => {}
				}
				let _ = sender.send(true);
				return;
			}
		}
		let _ = interrupted.await;
		let _ = sender.send(true);
	});
	receiver
}
