//! Signing and submitting.

use super::{bounded_in_time, outcome, Nutbox};
use crate::{chain::Outcome, nodes::join_all};
use anyhow::{bail, Context, Result};
use nutbox_chain_client::{
	subxt::{
		client::OnlineClientAtBlockImpl,
		config::PolkadotExtrinsicParamsBuilder,
		error::{TransactionEventsError, TransactionFinalizedSuccessError},
		transactions::{Payload, SubmittableTransaction, TransactionProgress, TransactionStatus},
	},
	AccountId32, AtBlock, Chain as Client, ChainConfig, Keypair,
};
use std::time::{Duration, Instant};

/// How many blocks a transaction may wait for its own.
const LIFE: u64 = 64;
/// How long may pass until a transaction is in a final block.
const FINALITY: Duration = Duration::from_secs(240);

type AtOne = OnlineClientAtBlockImpl<ChainConfig>;
type Signed = SubmittableTransaction<ChainConfig, AtOne>;
type Progress = TransactionProgress<ChainConfig, AtOne>;

/// A call that can be signed.
pub(super) trait Call: Send + Sync {
	fn signed(&self, at: &AtBlock, signer: &Keypair, nonce: u64) -> Result<Signed>;
}

impl<P: Payload + Send + Sync> Call for P {
	fn signed(&self, at: &AtBlock, signer: &Keypair, nonce: u64) -> Result<Signed> {
		let params = PolkadotExtrinsicParamsBuilder::new()
			.nonce(nonce)
			.mortal_from_unchecked(LIFE, at.block_number(), at.block_hash())
			.build();
		let mut signable = at.transactions().create_signable_offline(self, params)?;
		Ok(signable.sign(signer)?)
	}
}

/// How far a call is.
enum Stage {
	Over(Outcome),
	Waiting(Progress),
}

impl Nutbox {
	/// Submits calls and waits until they are in a final block. The outcomes are in the order of the calls, which are in a
	/// row in the chain too; they wait for finality together.
	///
	/// Each is tried at the last final block first: of what fails there, nothing is submitted. A nonce is used only once all
	/// earlier transactions of the account are final, so that none is taken twice, whatever ended the process.
	pub(super) async fn submit(&self, calls: Vec<Box<dyn Call>>) -> Result<Vec<Outcome>> {
		if calls.is_empty() {
			return Ok(Vec::new());
		}
		let (Some(signer), Some(account)) = (&self.signer, self.account()) else {
			bail!("there is no key to sign with");
		};
		let _turn = self.turn.lock().await;
		let client = self.client().await?;
		let stages = self.start(&client, &calls, signer, &account).await;
		if stages.is_err() {
			self.disconnect();
		}
		let ends = stages?.into_iter().map(|stage| async {
			match stage {
				Stage::Over(outcome) => Ok(outcome),
				Stage::Waiting(progress) => end(progress).await,
			}
		});
		let mut outcomes = Vec::new();
		for ended in join_all(ends).await {
			outcomes.push(match ended {
				Ok(outcome) => outcome,
				Err(error) => {
					self.disconnect();
					Outcome::Later(format!("{error:#}"))
				}
			});
		}
		Ok(outcomes)
	}

	async fn start(
		&self,
		client: &Client,
		calls: &[Box<dyn Call>],
		signer: &Keypair,
		account: &AccountId32,
	) -> Result<Vec<Stage>> {
		let (at, first) = settled(client, account).await?;
		let (mut stages, mut nonce) = (Vec::new(), first);
		for call in calls {
			let trial = call.signed(&at, signer, first)?;
			let validity = bounded_in_time(async { Ok(trial.validate().await?) }).await?;
			if let Some(outcome) = outcome::of_validity(validity)? {
				stages.push(Stage::Over(outcome));
				continue;
			}
			let transaction = call.signed(&at, signer, nonce)?;
			match bounded_in_time(enter(&transaction)).await? {
				Ok(progress) => {
					tracing::debug!(nonce, "in the pool");
					nonce += 1;
					stages.push(Stage::Waiting(progress));
				}
				// The nonce is free for the next one.
				Err(reason) => stages.push(Stage::Over(Outcome::Later(reason))),
			}
		}
		Ok(stages)
	}
}

/// The last final block at which all of an account's transactions are final, and the account's next nonce there.
async fn settled(client: &Client, account: &AccountId32) -> Result<(AtBlock, u64)> {
	let begun = Instant::now();
	loop {
		let (at, nonce, pending) = bounded_in_time(async {
			let at = client.finalised().await?;
			let nonce = at.transactions().account_nonce(account).await?;
			Ok((at, nonce, client.pending_nonce(account).await?))
		})
		.await?;
		if nonce >= pending {
			return Ok((at, nonce));
		}
		if begun.elapsed() >= FINALITY {
			bail!("{} earlier transactions of the account are not final after {FINALITY:?}; does another program use it?", pending - nonce);
		}
		tokio::time::sleep(Duration::from_millis(500)).await;
	}
}

/// Puts a transaction into the node's pool, or says why that does not take it: something that does the same is there
/// already, from another relayer, or is in a block that is not final.
async fn enter(transaction: &Signed) -> Result<Result<Progress, String>> {
	let mut progress = transaction.submit_and_watch().await?;
	let status = progress
		.next()
		.await
		.context("the node says nothing of a transaction")??;
	Ok(match status {
		TransactionStatus::Invalid { message }
		| TransactionStatus::Dropped { message }
		| TransactionStatus::Error { message } => Err(message),
		// What comes next is waited for with the others.
		_ => Ok(progress),
	})
}

/// What became of a transaction in the pool.
async fn end(progress: Progress) -> Result<Outcome> {
	let ended = tokio::time::timeout(FINALITY, progress.wait_for_finalized_success())
		.await
		.with_context(|| format!("a transaction is not final after {FINALITY:?}"))?;
	match ended {
		Ok(_) => Ok(Outcome::Accepted),
		Err(TransactionFinalizedSuccessError::SuccessError(
			TransactionEventsError::ExtrinsicFailed(error),
		)) => Ok(outcome::of_failure(&error)),
		Err(error) => Err(error.into()),
	}
}
