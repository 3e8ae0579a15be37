//! What a monitoring system reads at `/metrics`.

use anyhow::Result;
use prometheus_client::{
	encoding::{text::encode, EncodeLabelSet},
	metrics::{
		counter::Counter,
		family::Family,
		gauge::Gauge,
		histogram::{exponential_buckets, Histogram},
	},
	registry::Registry,
};
use std::time::Duration;

#[derive(Clone, Debug, Eq, Hash, PartialEq, EncodeLabelSet)]
struct Answered {
	status: u32,
}

/// The figures.
pub struct Metrics {
	registry: Registry,
	indexed: Gauge,
	finalised: Gauge,
	node: Gauge,
	/// Blocks indexed since the start.
	pub blocks: Counter,
	/// Open streams of server-sent events.
	pub listeners: Gauge,
	answers: Family<Answered, Counter>,
	times: Histogram,
}

impl Default for Metrics {
	fn default() -> Self {
		let mut registry = Registry::with_prefix("nutbox");
		let metrics = Self {
			registry: Registry::default(),
			indexed: Gauge::default(),
			finalised: Gauge::default(),
			node: Gauge::default(),
			blocks: Counter::default(),
			listeners: Gauge::default(),
			answers: Family::default(),
			times: Histogram::new(exponential_buckets(0.000_5, 2.0, 14)),
		};
		registry.register(
			"indexed_block",
			"The last indexed block",
			metrics.indexed.clone(),
		);
		registry.register(
			"finalised_block",
			"The last finalised block that the node has told",
			metrics.finalised.clone(),
		);
		registry.register(
			"node_connected",
			"Whether the node is reached",
			metrics.node.clone(),
		);
		registry.register(
			"blocks_indexed",
			"Blocks indexed since the start",
			metrics.blocks.clone(),
		);
		registry.register(
			"event_streams",
			"Open streams of server-sent events",
			metrics.listeners.clone(),
		);
		registry.register(
			"api_answers",
			"Answers of the API, by status",
			metrics.answers.clone(),
		);
		registry.register(
			"api_seconds",
			"Time until the API's answer began",
			metrics.times.clone(),
		);
		Self {
			registry,
			..metrics
		}
	}
}

impl Metrics {
	/// The last indexed block.
	pub fn indexed(&self, block: u64) {
		self.indexed.set(i64::try_from(block).unwrap_or(i64::MAX));
	}

	/// The last finalised block.
	pub fn finalised(&self, block: u64) {
		self.finalised.set(i64::try_from(block).unwrap_or(i64::MAX));
	}

	/// Whether the node is reached.
	pub fn node(&self, connected: bool) {
		self.node.set(connected.into());
	}

	/// The API answered.
	pub fn answered(&self, status: u16, after: Duration) {
		let status = status.into();
		self.answers.get_or_create(&Answered { status }).inc();
		self.times.observe(after.as_secs_f64());
	}

	/// All of it, in the text format of OpenMetrics.
	pub fn text(&self) -> Result<String> {
		let mut text = String::new();
		encode(&mut text, &self.registry)?;
		Ok(text)
	}
}
