//! Where blocks come from: a node, or a recording of what a node answered.
//!
//! A source answers in bytes. What the bytes mean is the indexer's matter, so that a recording goes
//! through the same decoding as a node's answers do.

mod node;
mod recording;

use anyhow::Result;
use async_trait::async_trait;
pub use node::{check_url, Node};
pub use recording::{Looped, Recorder, Recording};
use serde::{Deserialize, Serialize};

/// What a chain says of itself, beside its blocks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChainFacts {
	/// The hash of its first block, `0x…`.
	pub genesis: String,
	/// Its name.
	pub name: String,
	/// Whether its specification says that it is for development.
	pub development: bool,
	/// The symbol of the native asset.
	pub token_symbol: String,
	/// Its decimals.
	pub token_decimals: u8,
	/// The name of the runtime.
	pub spec_name: String,
	/// The version of the runtime.
	pub spec_version: u32,
}

/// A finalised block.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct BlockId {
	/// Its number.
	pub number: u64,
	/// Its hash, `0x…`.
	pub hash: String,
	/// The hash of the block before; that of the first block is all zeros.
	pub parent: String,
}

/// A source of finalised blocks. An error of any of its functions means: try again later.
#[async_trait]
pub trait Source: Send + Sync {
	/// What the chain says of itself.
	async fn chain(&self) -> Result<ChainFacts>;

	/// The number of the last finalised block.
	async fn finalised(&self) -> Result<u64>;

	/// The block of this number, which is finalised.
	async fn block(&self, number: u64) -> Result<BlockId>;

	/// The values of these storage keys after the block, in their order.
	async fn storage(&self, at: &BlockId, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>>;

	/// The answer of a function of the runtime after the block.
	async fn call(&self, at: &BlockId, function: &str, arguments: &[u8]) -> Result<Vec<u8>>;
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
	use std::fmt::Write;
	let mut text = String::with_capacity(2 + 2 * bytes.len());
	text.push_str("0x");
	for byte in bytes {
		// Writing to a string does not fail.
		let _ = write!(text, "{byte:02x}");
	}
	text
}

pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	anyhow::ensure!(
		digits.is_ascii() && digits.len().is_multiple_of(2),
		"not a hexadecimal number of whole bytes"
	);
	(0..digits.len())
		.step_by(2)
		.map(|at| Ok(u8::from_str_radix(&digits[at..at + 2], 16)?))
		.collect()
}
