//! A typed client of the Nutbox chain.
//!
//! The types are generated at compile time from `metadata/nutbox.scale`, which `make metadata`
//! writes from the runtime. Views are the chain's own answers: nothing here computes money.

#![warn(missing_docs)]

mod address;
mod runtime;

pub use address::{from_address, to_address, MAX_PREFIX};
use anyhow::{anyhow, Context, Result};
pub use runtime::Runtime;
use runtime::{decode_view, encode_view};
pub use subxt::{self, utils::AccountId32};
use subxt::{
	error::OnlineClientAtBlockError,
	extrinsics::ExtrinsicEvents,
	rpcs::{rpc_params, RpcClient},
	tx::Payload,
	view_functions, OnlineClient, OnlineClientAtBlock, PolkadotConfig,
};
pub use subxt_signer::{
	self,
	sr25519::{dev, Keypair},
};

/// The chain's types, generated.
#[allow(missing_docs, clippy::all)]
#[subxt::subxt(runtime_metadata_path = "metadata/nutbox.scale")]
pub mod nutbox {}

/// The kinds of hashes, headers and transactions of the chain.
pub type ChainConfig = PolkadotConfig;

/// A connection to a node.
#[derive(Clone)]
pub struct Chain {
	api: OnlineClient<ChainConfig>,
	rpc: RpcClient,
}

/// The chain at one block.
pub type AtBlock = OnlineClientAtBlock<ChainConfig>;

impl Chain {
	/// Connects to the node at `url` (`ws://…` on this machine, `wss://…` elsewhere).
	pub async fn connect(url: &str) -> Result<Self> {
		let hint =
			|| format!("cannot connect to a node at {url}; start one, or name another address");
		let rpc = RpcClient::from_insecure_url(url).await.with_context(hint)?;
		let api = OnlineClient::<ChainConfig>::from_rpc_client(rpc.clone())
			.await
			.with_context(hint)?;
		Ok(Self { api, rpc })
	}

	/// The client underneath.
	pub fn api(&self) -> &OnlineClient<ChainConfig> {
		&self.api
	}

	/// The chain at the last finalised block.
	pub async fn finalised(&self) -> Result<AtBlock> {
		// The node may let go of the block between the two questions that subxt asks, its hash
		// and its header: a later block is final then.
		let mut attempts = 3;
		loop {
			attempts -= 1;
			match self.api.at_current_block().await {
				Err(OnlineClientAtBlockError::BlockHeaderNotFound { .. }) if attempts > 0 => {}
				answer => return Ok(answer?),
			}
		}
	}

	/// Signs and submits `call`, waits until it is final, and returns its events. A call that was
	/// refused is an error that names the pallet and its error.
	pub async fn submit<Call: Payload>(
		&self,
		call: &Call,
		signer: &Keypair,
	) -> Result<ExtrinsicEvents<ChainConfig>> {
		let at = self.finalised().await?;
		let progress = at
			.transactions()
			.sign_and_submit_then_watch_default(call, signer)
			.await?;
		progress
			.wait_for_finalized_success()
			.await
			.map_err(|error| anyhow!("{error}"))
	}

	/// The nonce of the account's next transaction, counting what the node's pool holds ready. An
	/// account whose transactions are all final has the same one at the last finalised block.
	pub async fn pending_nonce(&self, account: &AccountId32) -> Result<u64> {
		let account = account.to_string();
		Ok(self
			.rpc
			.request("system_accountNextIndex", rpc_params![account])
			.await?)
	}

	/// Asks the pallets at the last finalised block.
	pub async fn view<P: view_functions::Payload>(&self, query: P) -> Result<P::ReturnType> {
		Self::view_at(&self.finalised().await?, query).await
	}

	/// Asks the pallets at a block.
	pub async fn view_at<P: view_functions::Payload>(
		at: &AtBlock,
		query: P,
	) -> Result<P::ReturnType> {
		let views = at.view_functions();
		views.validate(&query)?;
		let call = encode_view(views.encode_args(&query)?)?;
		let answer = views.call_raw(Some(&call)).await?;
		decode_view(&query, &answer, &at.metadata())
	}
}
