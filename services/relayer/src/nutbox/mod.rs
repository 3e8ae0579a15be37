//! The Nutbox chain behind a node's JSON-RPC.
//!
//! Everything is asked at a final block. What is submitted is first tried at the final block, so that a submission that
//! the chain would not take costs no fee, and its answer is about what can't be undone.

mod convert;
mod delegations;
mod gateway;
mod outcome;
mod submit;

use crate::chain::{
	BlockRef, Chain, KeyHistory, Kind, OperationProof, Outcome, Status, Withdrawal,
};
use anyhow::{bail, Context, Result};
use async_trait::async_trait;
use convert::{bounded, operation_proof};
use nutbox_chain_client::{
	nutbox::{self, runtime_types::pallet_steem_light_client::types as light_client},
	AccountId32, AtBlock, Chain as Client, Keypair,
};
use nutbox_steem::{AccountName, BlockId, PublicKey, Signature, SignedHeader, Time, Wire as _};
use std::{
	collections::BTreeMap,
	future::Future,
	sync::{Mutex, PoisonError},
	time::Duration,
};
use submit::Call;

/// How long the node may take for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A node of the Nutbox chain, and the account that submissions are made with.
///
/// It is connected when it is needed first, and anew after the connection was lost. The runtime's types are those of this
/// program's version; a chain with another runtime is an error as soon as something in use differs.
pub struct Nutbox {
	url: String,
	signer: Option<Keypair>,
	client: Mutex<Option<Client>>,
	/// Held by whoever submits: transactions of an account are in a row.
	turn: tokio::sync::Mutex<()>,
}

impl Nutbox {
	/// The node at this address. Without a signer nothing can be submitted.
	pub fn new(url: &str, signer: Option<Keypair>) -> Self {
		Self {
			url: url.into(),
			signer,
			client: Mutex::new(None),
			turn: tokio::sync::Mutex::new(()),
		}
	}

	fn account(&self) -> Option<AccountId32> {
		let signer = self.signer.as_ref()?;
		Some(AccountId32(signer.public_key().0))
	}

	/// The connection.
	async fn client(&self) -> Result<Client> {
		let kept = |slot: &Mutex<Option<Client>>| {
			slot.lock().unwrap_or_else(PoisonError::into_inner).clone()
		};
		if let Some(client) = kept(&self.client) {
			return Ok(client);
		}
		let client = tokio::time::timeout(PATIENCE, Client::connect(&self.url))
			.await
			.with_context(|| format!("no answer of {} within {PATIENCE:?}", self.url))??;
		tracing::info!(node = self.url, "connected");
		let mut slot = self.client.lock().unwrap_or_else(PoisonError::into_inner);
		Ok(slot.get_or_insert(client).clone())
	}

	/// Forgets the connection: what failed may have been due to it.
	fn disconnect(&self) {
		*self.client.lock().unwrap_or_else(PoisonError::into_inner) = None;
	}

	/// Does something that a node answers soon. After a failure the next one connects anew.
	async fn ask<T>(&self, action: impl AsyncFnOnce(Client) -> Result<T>) -> Result<T> {
		let client = self.client().await?;
		let answer = bounded_in_time(action(client)).await;
		if answer.is_err() {
			self.disconnect();
		}
		answer
	}

	/// Whether the light client would take proofs from this block in.
	async fn takes_in(&self, at: &AtBlock, block: u32) -> Result<bool> {
		let status = light_client_status(at).await?;
		Ok(is_open(&status) && final_block(at, block).await?.is_some())
	}
}

/// An action, or an error after [`PATIENCE`].
async fn bounded_in_time<T>(action: impl Future<Output = Result<T>>) -> Result<T> {
	tokio::time::timeout(PATIENCE, action)
		.await
		.with_context(|| format!("no answer of the node within {PATIENCE:?}"))?
}

fn is_open(status: &light_client::Status) -> bool {
	matches!(status.mode, light_client::OperatingMode::Normal) && status.conflict.is_none()
}

async fn light_client_status(at: &AtBlock) -> Result<light_client::Status> {
	Client::view_at(at, nutbox::view_functions().steem_light_client().status()).await
}

async fn final_block(at: &AtBlock, number: u32) -> Result<Option<BlockId>> {
	let view = nutbox::view_functions().steem_light_client().block(number);
	Ok(Client::view_at(at, view)
		.await?
		.map(|block| BlockId(block.id)))
}

/// The registered witnesses with all of their keys that the chain keeps.
async fn witnesses(at: &AtBlock) -> Result<BTreeMap<AccountName, KeyHistory>> {
	let entry = at
		.storage()
		.entry(nutbox::storage().steem_light_client().witnesses())?;
	let mut entries = entry.iter(()).await?;
	let mut witnesses = BTreeMap::new();
	while let Some(entry) = entries.next().await {
		let entry = entry?;
		let (name,) = entry.key()?.decode()?;
		let keys = entry.value().decode()?.keys.0;
		let keys = keys
			.into_iter()
			.map(|entry| (entry.since.block, PublicKey(entry.key)))
			.collect();
		witnesses.insert(convert::account_name(&name.0)?, keys);
	}
	Ok(witnesses)
}

#[async_trait]
impl Chain for Nutbox {
	async fn genesis(&self) -> Result<[u8; 32]> {
		Ok(self.client().await?.api().genesis_hash().0)
	}

	async fn status(&self) -> Result<Status> {
		self.ask(async |client| {
			let at = client.finalised().await?;
			let known = light_client_status(&at).await?;
			let open = is_open(&known);
			let Some(checkpoint) = known.checkpoint else {
				bail!("the chain's light client has no checkpoint yet: governance has to name one");
			};
			let now = at
				.storage()
				.fetch(nutbox::storage().timestamp().now(), ())
				.await?
				.decode()?;
			Ok(Status {
				checkpoint: BlockRef {
					number: checkpoint.number,
					id: BlockId(checkpoint.id),
					time: Time(checkpoint.time),
				},
				newest: known.newest.map(|block| BlockRef {
					number: block.number,
					id: BlockId(block.id),
					time: Time(block.time),
				}),
				open,
				now: now / 1_000,
				witnesses: witnesses(&at).await?,
				gateway: gateway::watched(&at).await?,
				delegatees: delegations::delegatees(&at).await?,
			})
		})
		.await
	}

	async fn block(&self, number: u32) -> Result<Option<BlockId>> {
		self.ask(async |client| final_block(&client.finalised().await?, number).await)
			.await
	}

	async fn submit_headers(&self, runs: &[Vec<SignedHeader>]) -> Result<Vec<Outcome>> {
		let calls = runs
			.iter()
			.map(|run| {
				let headers = run.iter().map(|header| bounded(header.encode())).collect();
				let call = nutbox::transactions()
					.steem_light_client()
					.submit_headers(bounded(headers));
				Box::new(call) as Box<dyn Call>
			})
			.collect();
		self.submit(calls).await
	}

	async fn prove(&self, proofs: &[(Kind, &OperationProof)]) -> Result<Vec<Outcome>> {
		let mut outcomes: Vec<Option<Outcome>> = vec![None; proofs.len()];
		let (mut places, mut calls) = (Vec::new(), Vec::new());
		for (place, (kind, proof)) in proofs.iter().enumerate() {
			match self.proof_call(*kind, proof).await? {
				Ok(call) => {
					places.push(place);
					calls.push(call);
				}
				Err(outcome) => outcomes[place] = Some(outcome),
			}
		}
		for (place, outcome) in places.into_iter().zip(self.submit(calls).await?) {
			let (kind, proof) = proofs[place];
			// The transaction extension has one answer for all that can't be taken in.
			let outcome = match outcome {
				Outcome::Refused(reason) if kind == Kind::Key => {
					let taken_in = self
						.ask(async |client| {
							self.takes_in(&client.finalised().await?, proof.block).await
						})
						.await?;
					match taken_in {
						true => Outcome::Refused(reason),
						false => Outcome::Later(
							"the light client is closed, or has lost the block".into(),
						),
					}
				}
				outcome => outcome,
			};
			outcomes[place] = Some(outcome);
		}
		Ok(outcomes.into_iter().flatten().collect())
	}

	async fn withdrawals(&self) -> Result<Vec<Withdrawal>> {
		self.ask(async |client| gateway::withdrawals(&client.finalised().await?).await)
			.await
	}

	async fn submit_signatures(&self, signatures: &[(u64, Signature)]) -> Result<Vec<Outcome>> {
		let calls = signatures
			.iter()
			.map(|(nonce, signature)| {
				let call = nutbox::transactions()
					.steem_gateway()
					.submit_signature(*nonce, signature.0);
				Box::new(call) as Box<dyn Call>
			})
			.collect();
		self.submit(calls).await
	}

	async fn lapse(&self, nonce: u64) -> Result<Outcome> {
		self.submit_one(nutbox::transactions().steem_gateway().lapse(nonce))
			.await
	}

	async fn renew(&self, nonce: u64) -> Result<Outcome> {
		self.submit_one(nutbox::transactions().steem_gateway().renew(nonce))
			.await
	}

	async fn balance(&self) -> Result<u128> {
		let Some(account) = self.account() else {
			return Ok(0);
		};
		self.ask(async |client| {
			let at = client.finalised().await?;
			let data = at
				.storage()
				.fetch(nutbox::storage().system().account(), (account,))
				.await?
				.decode()?
				.data;
			Ok(data.free.saturating_sub(data.frozen))
		})
		.await
	}
}

impl Nutbox {
	async fn submit_one(&self, call: impl Call + 'static) -> Result<Outcome> {
		let outcomes = self.submit(vec![Box::new(call)]).await?;
		outcomes.into_iter().next().context("a call has an outcome")
	}

	/// The call that proves something, or what is known without it.
	async fn proof_call(
		&self,
		kind: Kind,
		proof: &OperationProof,
	) -> Result<Result<Box<dyn Call>, Outcome>> {
		if kind == Kind::Key {
			let call = nutbox::transactions()
				.steem_light_client()
				.prove_key(operation_proof(proof));
			return Ok(Ok(Box::new(call)));
		}
		let prover = self.account().context("there is no key to sign with")?;
		self.ask(async |client| {
			let at = client.finalised().await?;
			match kind {
				Kind::Binding | Kind::Delegation => {
					delegations::proof_call(&at, kind, proof, &prover).await
				}
				Kind::Deposit | Kind::Payment | Kind::Authority | Kind::Key => {
					gateway::proof_call(&at, kind, proof).await
				}
			}
		})
		.await
	}
}
