//! Steem nodes, none of which is trusted.
//!
//! A node can be away, slow, behind, on another fork, or lie. What it says of heights only decides whom to ask; what it
//! says of blocks is recomputed before use. One that fails is left for another, and asked again later.

use crate::{find::is_unprovable, http::Http};
use anyhow::{bail, ensure, Context, Result};
use nutbox_steem::{
	json::{self as steem_json, Form, Json as _, Value},
	Block, BlockId, SignedHeader, SignedTransaction,
};
use serde_json::json;
use std::{
	sync::atomic::{AtomicU64, Ordering},
	time::Duration,
};

/// The longest answer in bytes: a hundred blocks of the usual size, or one of the largest.
const MAX_ANSWER: usize = 64 * 1024 * 1024;
/// How many blocks are asked for at once.
pub const BATCH: u32 = 64;

/// What a node says of the chain's end. Not evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
	/// The last block.
	pub head: u32,
	/// The last irreversible one.
	pub irreversible: u32,
}

/// A block as a node hands it out. Its header is that of its number, and built on the one before.
#[derive(Clone, Debug)]
pub struct Seen {
	/// The header.
	pub header: SignedHeader,
	/// The whole block, with the transactions that the header was made with; or why they can't be had: an operation that is
	/// not known, or a lie.
	pub block: Result<Block, String>,
}

struct Node {
	url: String,
	/// How often it failed lately: those that failed less are asked first.
	faults: AtomicU64,
}

/// The nodes.
pub struct Nodes {
	nodes: Vec<Node>,
	http: Http,
	limit: Duration,
	retries: AtomicU64,
}

/// Faults are forgotten step by step: a node with more than this many is not left alone for longer.
const MAX_FAULTS: u64 = 8;

impl Nodes {
	/// The nodes at these addresses (`https://…`). A request that takes longer than `limit` has failed.
	pub fn new(urls: &[String], limit: Duration) -> Result<Self> {
		ensure!(!urls.is_empty(), "name at least one Steem node");
		let http = Http::new(urls)?;
		Ok(Self {
			nodes: urls
				.iter()
				.map(|url| Node {
					url: url.clone(),
					faults: AtomicU64::new(0),
				})
				.collect(),
			http,
			limit,
			retries: AtomicU64::new(0),
		})
	}

	/// How many nodes there are.
	pub fn len(&self) -> usize {
		self.nodes.len()
	}

	/// Whether there are none, which [`Self::new`] refuses.
	pub fn is_empty(&self) -> bool {
		self.nodes.is_empty()
	}

	/// How often a node was left for another.
	pub fn retries(&self) -> u64 {
		self.retries.load(Ordering::Relaxed)
	}

	/// The address of a node.
	pub fn url(&self, node: usize) -> &str {
		self.nodes.get(node).map_or("", |node| &node.url)
	}

	/// Remembers that a node failed.
	pub fn blame(&self, node: usize, error: &anyhow::Error) {
		self.retries.fetch_add(1, Ordering::Relaxed);
		let Some(node) = self.nodes.get(node) else {
			return;
		};
		let faults = node.faults.load(Ordering::Relaxed);
		node.faults
			.store((faults + 2).min(MAX_FAULTS), Ordering::Relaxed);
		let error = format!("{error:#}");
		// One that always fails is asked now and then, but not complained about every time.
		if faults < MAX_FAULTS {
			tracing::warn!(node = %node.url, error, "a Steem node is left for another");
		} else {
			tracing::debug!(node = %node.url, error, "a Steem node is left for another");
		}
	}

	/// Remembers that a node did well.
	pub fn praise(&self, node: usize) {
		if let Some(node) = self.nodes.get(node) {
			let faults = node.faults.load(Ordering::Relaxed);
			node.faults
				.store(faults.saturating_sub(1), Ordering::Relaxed);
		}
	}

	/// The result of a method, from one node.
	pub async fn call(&self, node: usize, method: &str, params: Value) -> Result<Value> {
		let url = self.url(node);
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let answer = self.http.post(url, body.to_string(), MAX_ANSWER);
		let body = tokio::time::timeout(self.limit, answer)
			.await
			.with_context(|| format!("no answer within {:?}", self.limit))??;
		let mut value = steem_json::read(&body).map_err(|error| NotJson(error.to_string()))?;
		if let Some(error) = value.get("error").filter(|error| !error.is_null()) {
			let message = error
				.get("message")
				.and_then(Value::as_str)
				.unwrap_or("an error");
			// Long ones carry whole transactions.
			let short: String = message.chars().take(300).collect();
			return Err(NodeError(short).into());
		}
		match value.get_mut("result") {
			Some(result) => Ok(result.take()),
			None => bail!("the answer has no result"),
		}
	}

	/// What every node says of the chain's end, those that failed least first; of the others the errors are remembered.
	pub async fn heads(&self) -> Vec<(usize, Head)> {
		let method = "condenser_api.get_dynamic_global_properties";
		let mut heads = Vec::new();
		let asks = (0..self.nodes.len()).map(|node| async move {
			let answer = self.call(node, method, json!([])).await;
			(node, answer.and_then(|value| head_of(&value)))
		});
		for (node, head) in join_all(asks).await {
			match head {
				Ok(head) => heads.push((node, head)),
				Err(error) => self.blame(node, &error),
			}
		}
		let faults = |node: usize| {
			self.nodes
				.get(node)
				.map_or(0, |node| node.faults.load(Ordering::Relaxed))
		};
		heads.sort_by_key(|(node, head)| {
			(faults(*node), std::cmp::Reverse(head.irreversible), *node)
		});
		heads
	}

	/// Blocks from one node: consecutive from `first` on, at most `count`, built on `previous` if that is known.
	///
	/// An answer that breaks any of that is an error; one that ends early is not, and neither is a block whose transactions
	/// can't be had.
	pub async fn blocks(
		&self,
		node: usize,
		first: u32,
		count: u32,
		previous: Option<BlockId>,
	) -> Result<Vec<Seen>> {
		let params = json!({ "starting_block_num": first, "count": count });
		let values = match self.call(node, "block_api.get_block_range", params).await {
			Ok(range) => range.get("blocks").and_then(Value::as_array).cloned(),
			// Nodes before 0.23.1 have no ranges. Of others, one block may keep all of them from being told.
			Err(error) if error.is::<NodeError>() || error.is::<NotJson>() => None,
			Err(error) => return Err(error),
		};
		let values = match values {
			Some(values) => values,
			None => self.one_by_one(node, first, count).await?,
		};
		ensure!(
			values.len() <= count as usize,
			"the node sends more blocks than asked for"
		);
		let mut blocks = Vec::new();
		let mut before = previous;
		for (value, number) in values.iter().zip(first..) {
			let header = steem_json::block_header(value)
				.map_err(|error| anyhow::anyhow!("block {number}: {error}"))?;
			check(&header, number, before)?;
			before = Some(header.id());
			let block = whole(value, number);
			blocks.push(Seen { header, block });
		}
		Ok(blocks)
	}

	async fn one_by_one(&self, node: usize, first: u32, count: u32) -> Result<Vec<Value>> {
		let mut values = Vec::new();
		for number in (0..count).map_while(|more| first.checked_add(more)) {
			let answer = self.call(node, "condenser_api.get_block", json!([number]));
			match answer.await {
				Ok(Value::Null) => break,
				Ok(value) => values.push(value),
				// Those before it are of use.
				Err(_) if !values.is_empty() => break,
				Err(error) => return Err(error.context(format!("block {number}"))),
			}
		}
		Ok(values)
	}

	/// Sends a transaction to every node. `Ok` if one of them has it now, also from before.
	pub async fn broadcast(&self, signed: &SignedTransaction) -> Result<()> {
		let method = "condenser_api.broadcast_transaction";
		let params = json!([signed.to_json(Form::Condenser)]);
		let sends = (0..self.nodes.len()).map(|node| {
			let params = params.clone();
			async move { (node, self.call(node, method, params).await) }
		});
		let (mut taken, mut refused) = (false, None);
		for (node, answer) in join_all(sends).await {
			match answer {
				Ok(_) => taken = true,
				Err(error) if error.is::<NodeError>() => {
					let text = format!("{error:#}");
					taken |= text.to_lowercase().contains("duplicate transaction");
					refused = Some(error.context(format!("refused by {}", self.url(node))));
				}
				Err(error) => self.blame(node, &error),
			}
		}
		match (taken, refused) {
			(true, _) => Ok(()),
			(false, Some(error)) => Err(error),
			(false, None) => bail!("no Steem node took the transaction"),
		}
	}
}

/// An error that the node answered with.
#[derive(Clone, Debug)]
pub struct NodeError(pub String);

impl std::fmt::Display for NodeError {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for NodeError {}

/// An answer that is no JSON.
#[derive(Clone, Debug)]
pub struct NotJson(pub String);

impl std::fmt::Display for NotJson {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "the answer is no JSON: {}", self.0)
	}
}

impl std::error::Error for NotJson {}

fn head_of(value: &Value) -> Result<Head> {
	let number = |name: &str| {
		let number = value.get(name).and_then(Value::as_u64);
		number
			.and_then(|number| u32::try_from(number).ok())
			.with_context(|| format!("the node does not say its {name}"))
	};
	Ok(Head {
		head: number("head_block_number")?,
		irreversible: number("last_irreversible_block_num")?,
	})
}

/// Whether a header is what it is said to be, by its own bytes.
fn check(header: &SignedHeader, number: u32, previous: Option<BlockId>) -> Result<()> {
	let header = &header.header;
	ensure!(
		header.number() == number,
		"block {} instead of {number}",
		header.number()
	);
	if let Some(previous) = previous {
		ensure!(
			header.previous == previous,
			"block {number} is not built on {previous}, but on {}: another fork, or a lie",
			header.previous
		);
	}
	Ok(())
}

/// The whole block, or why it can't be had.
fn whole(value: &Value, number: u32) -> Result<Block, String> {
	let block = Block::from_json(value).map_err(|error| error.to_string())?;
	match is_unprovable(number) || block.is_complete() {
		true => Ok(block),
		false => Err("the transactions are not those of the header".into()),
	}
}

/// Runs futures together; the results are in their order.
pub(crate) async fn join_all<F: std::future::Future>(
	futures: impl Iterator<Item = F>,
) -> Vec<F::Output> {
	let mut running: Vec<_> = futures.map(|future| Some(Box::pin(future))).collect();
	let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
	std::future::poll_fn(|context| {
		for (slot, result) in running.iter_mut().zip(&mut done) {
			if let Some(future) = slot {
				if let std::task::Poll::Ready(output) = future.as_mut().poll(context) {
					*result = Some(output);
					*slot = None;
				}
			}
		}
		match running.iter().all(Option::is_none) {
			true => std::task::Poll::Ready(()),
			false => std::task::Poll::Pending,
		}
	})
	.await;
	done.into_iter().flatten().collect()
}
