//! Signing and submitting.

use super::{bounded_in_time, outcome, Nutbox};
use crate::chain::Outcome;
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
use std::{
	future::{poll_fn, Future},
	pin::Pin,
	task::Poll,
	time::{Duration, Instant},
};
use tokio::time::MissedTickBehavior;

/// How many blocks a transaction may wait for its own.
const LIFE: u64 = 64;
/// How long may pass until a transaction is in a final block.
const FINALITY: Duration = Duration::from_secs(240);
/// How often it is looked whether the chain would still take what it waits for.
const LOOK: Duration = Duration::from_secs(6);

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

/// What becomes of a transaction.
type End = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

/// A call whose transaction is in the pool.
struct Waiting {
	/// Which call.
	call: usize,
	/// The transaction's number in the account's row.
	nonce: u64,
	end: End,
}

/// What has become of the calls so far.
struct Row {
	/// By call.
	outcomes: Vec<Option<Outcome>>,
	waiting: Vec<Waiting>,
}

impl Nutbox {
	/// Submits calls and waits until they are in a final block. The outcomes are in the order of the calls, which are in a
	/// row in the chain too; they wait for finality together.
	///
	/// Each is tried at the last final block first: of what fails there, nothing is submitted. A nonce is used only once all
	/// earlier transactions of the account are final, so that none is taken twice, whatever ended the process. The one exception
	/// is a transaction that the chain takes no more, as somebody else was quicker ([`Self::close_gap`]).
	pub(super) async fn submit(&self, calls: Vec<Box<dyn Call>>) -> Result<Vec<Outcome>> {
		if calls.is_empty() {
			return Ok(Vec::new());
		}
		let (Some(signer), Some(account)) = (&self.signer, self.account()) else {
			bail!("there is no key to sign with");
		};
		let _turn = self.turn.lock().await;
		let client = self.client().await?;
		let row = self.start(&client, &calls, signer, &account).await;
		if row.is_err() {
			self.disconnect();
		}
		let mut row = row?;
		let mut look = tokio::time::interval(LOOK);
		look.set_missed_tick_behavior(MissedTickBehavior::Delay);
		while !row.waiting.is_empty() {
			tokio::select! {
				(place, ended) = first_end(&mut row.waiting) => {
					let call = row.waiting.remove(place).call;
					row.outcomes[call] = Some(ended.unwrap_or_else(|error| {
						self.disconnect();
						Outcome::Later(format!("{error:#}"))
					}));
				}
				_ = look.tick() => {
					let closed = self.close_gap(&client, &calls, signer, &account, &mut row).await;
					if let Err(error) = closed {
						// What is waited for ends by itself.
						tracing::debug!("it can't be seen what the chain would take: {error:#}");
					}
				}
			}
		}
		let open = || Outcome::Later("nothing is known of the transaction".into());
		Ok(row
			.outcomes
			.into_iter()
			.map(|outcome| outcome.unwrap_or_else(open))
			.collect())
	}

	/// Looks at the first transaction that is not final. If the chain would not take it any more, as somebody else's has done
	/// the same, it is over; no pool says so. Those after it would wait for its number for ever, so the last of them is
	/// signed again with that number. The old form of it comes too late then, and hinders nothing, as it is the last.
	async fn close_gap(
		&self,
		client: &Client,
		calls: &[Box<dyn Call>],
		signer: &Keypair,
		account: &AccountId32,
		row: &mut Row,
	) -> Result<()> {
		let (at, nonce) = bounded_in_time(async {
			let at = client.finalised().await?;
			let nonce = at.transactions().account_nonce(account).await?;
			Ok((at, nonce))
		})
		.await?;
		let Some(place) = row.waiting.iter().position(|one| one.nonce == nonce) else {
			return Ok(());
		};
		let call = row.waiting[place].call;
		let trial = calls[call].signed(&at, signer, nonce)?;
		let validity = bounded_in_time(async { Ok(trial.validate().await?) }).await?;
		let Some(outcome @ (Outcome::Known | Outcome::Refused(_))) =
			outcome::of_validity(validity)?
		else {
			return Ok(());
		};
		tracing::debug!(nonce, "somebody else was quicker");
		row.waiting.remove(place);
		row.outcomes[call] = Some(outcome);
		let Some(last) = row.waiting.iter_mut().max_by_key(|one| one.nonce) else {
			return Ok(());
		};
		let transaction = calls[last.call].signed(&at, signer, nonce)?;
		match bounded_in_time(enter(&transaction)).await? {
			Ok(progress) => {
				last.nonce = nonce;
				last.end = Box::pin(end(progress));
			}
			Err(reason) => tracing::debug!(nonce, "the gap stays: {reason}"),
		}
		Ok(())
	}

	async fn start(
		&self,
		client: &Client,
		calls: &[Box<dyn Call>],
		signer: &Keypair,
		account: &AccountId32,
	) -> Result<Row> {
		let (at, first) = settled(client, account).await?;
		let mut row = Row {
			outcomes: calls.iter().map(|_| None).collect(),
			waiting: Vec::new(),
		};
		let mut nonce = first;
		for (place, call) in calls.iter().enumerate() {
			let trial = call.signed(&at, signer, first)?;
			let validity = bounded_in_time(async { Ok(trial.validate().await?) }).await?;
			if let Some(outcome) = outcome::of_validity(validity)? {
				row.outcomes[place] = Some(outcome);
				continue;
			}
			let transaction = call.signed(&at, signer, nonce)?;
			match bounded_in_time(enter(&transaction)).await? {
				Ok(progress) => {
					tracing::debug!(nonce, "in the pool");
					row.waiting.push(Waiting {
						call: place,
						nonce,
						end: Box::pin(end(progress)),
					});
					nonce += 1;
				}
				// The nonce is free for the next one.
				Err(reason) => row.outcomes[place] = Some(Outcome::Later(reason)),
			}
		}
		Ok(row)
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

/// The first of these that ends, by its place.
async fn first_end(waiting: &mut [Waiting]) -> (usize, Result<Outcome>) {
	poll_fn(|context| {
		for (place, one) in waiting.iter_mut().enumerate() {
			if let Poll::Ready(ended) = one.end.as_mut().poll(context) {
				return Poll::Ready((place, ended));
			}
		}
		Poll::Pending
	})
	.await
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
