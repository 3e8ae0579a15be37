//! The relayer as a program: options, logs, metrics, an orderly end.

use crate::{
	chain::Chain,
	custody::KeyOptions,
	engine::{Relayer, Setup},
	keys::{SignerOptions, SIGNER_VARIABLE},
	metrics::Metrics,
	nodes::Nodes,
	nutbox::Nutbox,
	store::Store,
};
use anyhow::{anyhow, ensure, Context, Result};
use axum::{extract::State, http::StatusCode, routing::get, Router};
use nutbox_steem::Digest;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
	net::TcpListener,
	signal::unix::{signal, SignalKind},
};

/// How the relayer is called.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
	/// The Nutbox node's JSON-RPC address.
	#[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944", value_parser = node_url)]
	pub node: String,

	/// The key of the relayer's account.
	#[command(flatten)]
	pub signer: SignerOptions,

	/// A Steem node's JSON-RPC address. Several make it safe against one that fails, lags or lies: repeat the option.
	#[arg(long = "steem", value_name = "URL", required = true)]
	pub steem: Vec<String>,

	/// The file that the relayer keeps its state in. One relayer a file.
	#[arg(long, value_name = "FILE")]
	pub state: PathBuf,

	/// Serve Prometheus metrics at this address, under /metrics.
	#[arg(long, value_name = "ADDRESS")]
	pub metrics: Option<SocketAddr>,

	/// Look for new blocks every so many seconds.
	#[arg(long, value_name = "SECONDS", default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=60))]
	pub interval: u64,

	/// Leave a Steem node for another when an answer takes longer, in seconds.
	#[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=300))]
	pub patience: u64,

	/// Look at all blocks from this one on again, such as after a new community's account is watched.
	#[arg(long, value_name = "BLOCK")]
	pub rescan_from: Option<u32>,

	/// Leave deposits below this amount, in STEEM, to others: the chain takes the proof from anybody, and below the
	/// gateway's free amount it costs a fee.
	#[arg(long, value_name = "STEEM", default_value = "0.100", value_parser = |text: &str| decimal(text, 3))]
	pub least_deposit: u128,

	/// Spend at most about so much a day, in NUT, on fees of each of these: proofs of deposits below the gateway's free amount,
	/// of bindings, of delegations. Proofs of payments, authorities and keys have no limit.
	#[arg(long, value_name = "NUT", default_value = "1", value_parser = |text: &str| decimal(text, 12))]
	pub fee_budget: u128,

	/// Go on signing withdrawals though this block was passed over, since you have seen elsewhere that nothing in it takes
	/// STEEM from the gateway's account. Can be repeated.
	#[arg(long, value_name = "BLOCK")]
	pub acknowledge_skipped: Vec<u32>,

	/// Submit, sign and broadcast nothing; log what would be.
	#[arg(long)]
	pub dry_run: bool,

	/// The chain id of Steem, 64 hexadecimal digits.
	#[arg(long, value_name = "HEX", default_value_t = Digest::STEEM_CHAIN_ID, value_parser = chain_id)]
	pub steem_chain_id: Digest,

	/// The custodian's key.
	#[command(flatten)]
	pub custodian: KeyOptions,
}

fn chain_id(text: &str) -> Result<Digest, String> {
	Digest::from_hex(text).ok_or_else(|| "a chain id is 64 hexadecimal digits".into())
}

/// The number that a text with at most so many decimals stands for, in the unit of the last of them.
fn decimal(text: &str, places: usize) -> Result<u128, String> {
	let wrong = || format!("an amount has digits, and at most {places} of them after a point");
	let (whole, part) = text.split_once('.').unwrap_or((text, ""));
	let digits = format!("{whole}{part:0<places$}");
	let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
	if whole.is_empty() || part.len() > places || !plain {
		return Err(wrong());
	}
	digits.parse().map_err(|_| wrong())
}

fn node_url(text: &str) -> Result<String, String> {
	match text.starts_with("ws://") || text.starts_with("wss://") {
		true => Ok(text.into()),
		false => Err("it looks like ws://127.0.0.1:9944".into()),
	}
}

/// What `nutbox relay` does: relays between Steem and the chain of the node.
pub async fn relay(options: Options) -> Result<()> {
	start_logs();
	let signer = options.signer.load()?;
	ensure!(
		signer.is_some() || options.dry_run,
		"whose account pays? Name the file of its key with --key-file, or put the key into {SIGNER_VARIABLE}; --dry-run needs none"
	);
	let chain = Nutbox::new(&options.node, signer);
	run(options, Arc::new(chain)).await
}

/// Writes logs to standard error, a JSON object a line. `RUST_LOG` sets what is logged.
pub fn start_logs() {
	let filter = tracing_subscriber::EnvFilter::try_from_default_env()
		.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
	// A second call, from a test, changes nothing.
	let _ = tracing_subscriber::fmt()
		.event_format(crate::logs::Json)
		.with_env_filter(filter)
		.with_writer(std::io::stderr)
		.try_init();
}

/// Relays until it is interrupted, or until the node turns out to be one of another chain.
///
/// It may end at any moment by itself: nothing is lost by that. An interrupt only closes the file in order.
pub async fn run(options: Options, chain: Arc<dyn Chain>) -> Result<()> {
	let custodian = options.custodian.load()?;
	if let Some(key) = &custodian {
		tracing::info!(key = %key.public(), "signs withdrawals as a custodian");
	}
	let metrics = Arc::<Metrics>::default();
	let relayer = Relayer::new(Setup {
		chain,
		nodes: Nodes::new(&options.steem, Duration::from_secs(options.patience))?,
		store: Store::open(&options.state).await?,
		custodian,
		steem_chain_id: options.steem_chain_id,
		least_deposit: u64::try_from(options.least_deposit)
			.context("the least deposit that is proved")?,
		fee_budget: options.fee_budget,
		dry_run: options.dry_run,
		metrics: metrics.clone(),
	});
	if let Some(block) = options.rescan_from {
		relayer.rescan_from(block).await?;
		tracing::info!(block, "looks at all blocks from here on again");
	}
	for block in &options.acknowledge_skipped {
		relayer.acknowledge(*block).await?;
		tracing::warn!(block, "passed over, and acknowledged");
	}
	let mut terminate = signal(SignalKind::terminate())?;
	let ended = tokio::select! {
		error = relayer.run(Duration::from_secs(options.interval)) => Err(error),
		ended = serve_metrics(options.metrics, metrics) => ended,
		_ = terminate.recv() => Ok(()),
		ended = tokio::signal::ctrl_c() => ended.context("waiting for an interrupt"),
	};
	relayer.close().await;
	ended
}

/// The service of the metrics.
pub fn metrics_router(metrics: Arc<Metrics>) -> Router {
	let text = |State(metrics): State<Arc<Metrics>>| async move {
		metrics
			.text()
			.map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
	};
	Router::new()
		.route("/metrics", get(text))
		.with_state(metrics)
}

async fn serve_metrics(address: Option<SocketAddr>, metrics: Arc<Metrics>) -> Result<()> {
	let Some(address) = address else {
		return std::future::pending().await;
	};
	let listener = TcpListener::bind(address)
		.await
		.with_context(|| format!("cannot serve metrics at {address}; is the port in use?"))?;
	axum::serve(listener, metrics_router(metrics)).await?;
	Err(anyhow!("the metrics' server stopped"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn decimal_should_refuse_what_is_no_amount_and_keep_every_digit() {
		for (text, places, value) in [
			("1", 3, 1_000),
			("0.100", 3, 100),
			("0.1", 3, 100),
			("2.", 3, 2_000),
			("0.000000000001", 12, 1),
		] {
			assert_eq!(decimal(text, places), Ok(value), "{text}");
		}
		for text in ["", ".1", "-1", "+1", "1.0000", "1 STEEM", "1.0.0", "1e3"] {
			assert!(decimal(text, 3).is_err(), "{text}");
		}
	}
}
