//! A node, asked over its JSON-RPC.

use super::{from_hex, to_hex, BlockId, ChainFacts, Source};
use anyhow::{bail, ensure, Context, Result};
use async_trait::async_trait;
use nutbox_chain_client::subxt::rpcs::{client::RpcParams, rpc_params, RpcClient};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// A node that takes longer than this for an answer counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a node. It does not come back by itself: connect anew after an error.
pub struct Node {
	rpc: RpcClient,
}

/// Refuses what is no address of a node, with a sentence that says what one looks like.
pub fn check_url(url: &str) -> Result<()> {
	let rest = url
		.strip_prefix("ws://")
		.or_else(|| url.strip_prefix("wss://"));
	match rest {
		Some(rest) if !rest.is_empty() && !rest.starts_with(['/', ':']) && rest.is_ascii() => {
			Ok(())
		}
		_ => bail!(
			"\"{url}\" is no address of a node; it looks like ws://127.0.0.1:9944, or wss://… on \
			 another machine"
		),
	}
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
	number: String,
	parent_hash: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct RuntimeVersion {
	spec_name: String,
	spec_version: u32,
}

#[derive(serde::Deserialize)]
struct ChangeSet {
	changes: Vec<(String, Option<String>)>,
}

impl Node {
	/// Connects to the node at `url`.
	pub async fn connect(url: &str) -> Result<Self> {
		let rpc = tokio::time::timeout(PATIENCE, RpcClient::from_insecure_url(url))
			.await
			.map_err(anyhow::Error::from)
			.and_then(|rpc| rpc.map_err(anyhow::Error::from))
			.with_context(|| format!("the node at {url} is not reached"))?;
		Ok(Self { rpc })
	}

	async fn ask<T: DeserializeOwned>(&self, method: &str, params: RpcParams) -> Result<T> {
		tokio::time::timeout(PATIENCE, self.rpc.request(method, params))
			.await
			.with_context(|| format!("the node took too long to answer {method}"))?
			.map_err(|error| {
				let text = error.to_string();
				// A node keeps the state of its last 256 blocks, unless it was told otherwise.
				if text.contains("State already discarded") || text.contains("UnknownBlock") {
					anyhow::anyhow!(
						"the node has dropped the state of a block that is not indexed yet; \
						 the index needs a node that was started with --state-pruning archive"
					)
				} else {
					anyhow::anyhow!("the node refused {method}: {text}")
				}
			})
	}
}

fn number(hex: &str) -> Result<u64> {
	Ok(u64::from_str_radix(
		hex.strip_prefix("0x").unwrap_or(hex),
		16,
	)?)
}

#[async_trait]
impl Source for Node {
	async fn chain(&self) -> Result<ChainFacts> {
		let genesis: String = self.ask("chain_getBlockHash", rpc_params![0u32]).await?;
		let name: String = self.ask("system_chain", rpc_params![]).await?;
		let kind: Value = self.ask("system_chainType", rpc_params![]).await?;
		let properties: Value = self.ask("system_properties", rpc_params![]).await?;
		let version: RuntimeVersion = self.ask("state_getRuntimeVersion", rpc_params![]).await?;
		ensure!(
			version.spec_name == "nutbox",
			"the node is of the chain \"{}\", not of a Nutbox chain; name another node",
			version.spec_name
		);
		Ok(ChainFacts {
			genesis,
			name,
			development: kind == "Development",
			token_symbol: properties["tokenSymbol"].as_str().unwrap_or("NUT").into(),
			token_decimals: properties["tokenDecimals"]
				.as_u64()
				.and_then(|n| u8::try_from(n).ok())
				.unwrap_or(12),
			spec_name: version.spec_name,
			spec_version: version.spec_version,
		})
	}

	async fn finalised(&self) -> Result<u64> {
		let hash: String = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		let header: Header = self.ask("chain_getHeader", rpc_params![hash]).await?;
		number(&header.number)
	}

	async fn block(&self, block: u64) -> Result<BlockId> {
		let hash: Option<String> = self.ask("chain_getBlockHash", rpc_params![block]).await?;
		let hash = hash.with_context(|| format!("the node has no block {block}"))?;
		let header: Header = self.ask("chain_getHeader", rpc_params![&hash]).await?;
		Ok(BlockId {
			number: block,
			hash,
			parent: header.parent_hash,
		})
	}

	async fn storage(&self, at: &BlockId, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>> {
		let keys: Vec<_> = keys.iter().map(|key| to_hex(key)).collect();
		let sets: Vec<ChangeSet> = self
			.ask("state_queryStorageAt", rpc_params![&keys, &at.hash])
			.await?;
		let changes = &sets.first().context("the node answered nothing")?.changes;
		keys.iter()
			.map(|key| {
				let (_, value) = changes
					.iter()
					.find(|(name, _)| name == key)
					.context("the node left a storage key out")?;
				value.as_deref().map(from_hex).transpose()
			})
			.collect()
	}

	async fn call(&self, at: &BlockId, function: &str, arguments: &[u8]) -> Result<Vec<u8>> {
		let answer: String = self
			.ask(
				"state_call",
				rpc_params![function, to_hex(arguments), &at.hash],
			)
			.await?;
		from_hex(&answer)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn check_url_should_fail_when_it_is_no_web_socket() {
		for good in ["ws://127.0.0.1:9944", "wss://node.example:443/path"] {
			assert!(check_url(good).is_ok(), "{good}");
		}
		for bad in [
			"",
			"http://127.0.0.1:9944",
			"ws://",
			"ws://:1",
			"9944",
			"wss:///x",
		] {
			let error = check_url(bad).expect_err(bad).to_string();
			assert!(error.contains("ws://127.0.0.1:9944"), "{error}");
		}
	}
}
