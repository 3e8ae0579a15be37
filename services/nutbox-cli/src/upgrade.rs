//! The upgrade of a development chain to a runtime that was just built.

use anyhow::{anyhow, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{frame_system::pallet::Call as System, nutbox_runtime::RuntimeCall},
	},
	subxt::error::DispatchError,
	Chain,
};
use sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
	/// The node's JSON-RPC address.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	url: String,

	/// The new runtime: a file of wasm, compressed or not.
	runtime: PathBuf,
}

/// Sends the runtime to the chain and waits until it is in force.
pub async fn run(options: Options) -> Result<()> {
	let file = options.runtime.display();
	let code = std::fs::read(&options.runtime).with_context(|| format!("cannot read {file}"))?;
	// Development builds are not compressed, and not small enough for a block.
	let plain = sp_maybe_compressed_blob::decompress(&code, CODE_BLOB_BOMB_LIMIT)
		.with_context(|| format!("{file} is no runtime"))?;
	let code = sp_maybe_compressed_blob::compress_weakly(&plain, CODE_BLOB_BOMB_LIMIT)
		.with_context(|| format!("{file} is too large for a runtime"))?;
	let chain = Chain::connect(&options.url).await?;
	let before = chain.finalised().await?;
	let call = nutbox::transactions()
		.sudo()
		.sudo(RuntimeCall::System(System::set_code { code }));
	let events = chain
		.submit(&call, &dev::alice())
		.await
		.context("the chain did not take the transaction")?;

	// The transaction of a sudo succeeds also where the call that it carries fails.
	for event in events.iter() {
		let event = event?;
		if event.is::<nutbox::sudo::events::Sudid>() {
			// A result: one byte that says whether it is an error, and the error.
			if let [1, error @ ..] = event.field_bytes() {
				let error = DispatchError::decode_from(error, before.metadata())?;
				return Err(anyhow!("{error}")).context(
					"the chain refused the runtime; its spec_version must be above that of the chain's",
				);
			}
		}
	}
	let after = chain.finalised().await?;
	println!(
		"The chain's runtime was version {} and is version {} now.",
		before.spec_version(),
		after.spec_version()
	);
	Ok(())
}
