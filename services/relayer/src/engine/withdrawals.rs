//! Serving withdrawals.

use super::{name, Relayer, Setup};
use crate::{
	chain::{BlockRef, Outcome, Status, Withdrawal},
	custody,
	nodes::NodeError,
};
use anyhow::{bail, Context, Result};
use nutbox_steem::{AccountName, Signature, SignedTransaction, Time, Transaction};
use std::{sync::PoisonError, time::Duration};

/// How often a payment that is not in a block yet is handed to Steem again.
const BROADCAST_INTERVAL: Duration = Duration::from_secs(30);
/// How far the last block that was looked at may be behind the chain's clock, in seconds, for anything to be signed or
/// paid. A payment that is not seen would be taken for none, and made again when its time is over: a relayer that can't look
/// must not pay. Final blocks are about a minute old, and a payment can be made for 50 minutes (`AttemptLifetime` of the
/// runtime) and proved for longer: ten minutes are more than a slow node takes, and leave time to mend one.
const MAX_LAG: u64 = 600;

impl Relayer {
	/// Signs what is to be signed, hands to Steem what has enough signatures, and has the chain do away with what has
	/// expired. Returns a time that the light client must know a block of for that.
	pub(super) async fn serve_withdrawals(
		&self,
		gateway: &AccountName,
		status: &Status,
	) -> Result<Option<Time>> {
		let Setup {
			chain,
			store,
			metrics,
			..
		} = &self.setup;
		let withdrawals = chain.withdrawals().await?;
		metrics
			.withdrawals
			.set(i64::try_from(withdrawals.len()).unwrap_or(i64::MAX));
		let seen = store.progress().await?;
		let unknown = store.skipped().await?.iter().any(|old| !old.acknowledged);
		let held = match unknown {
			true => Some("a final block was passed over, and could hold payments"),
			false => {
				(!is_fresh(seen, status)).then_some("the last block that was looked at is too old")
			}
		};
		self.hold(held);
		let (mut suspicious, mut wanted) = (0, None);
		let mut first_error = None;
		let mut to_sign = Vec::new();
		for withdrawal in &withdrawals {
			let number = || format!("withdrawal {}", withdrawal.nonce);
			if let Some(transaction) = &withdrawal.transaction {
				if let Err(error) = custody::check(transaction, withdrawal, gateway) {
					suspicious += 1;
					let (nonce, error) = (withdrawal.nonce, format!("{error:#}"));
					tracing::error!(nonce, error, "the chain asks to sign what it should not");
					continue;
				}
				// Past its expiration on Steem it can be in no block any more.
				let expired = seen.is_some_and(|seen| seen.time >= transaction.expiration);
				if !expired && withdrawal.lapses_at.is_none() {
					if held.is_some() {
						continue;
					}
					// One withdrawal that cannot be served keeps no other one waiting.
					match self.may_sign(withdrawal, transaction, seen).await {
						Ok(true) => to_sign.push((withdrawal, transaction)),
						Ok(false) => {}
						Err(error) => {
							suspicious += 1;
							first_error.get_or_insert(error.context(number()));
						}
					}
					if let Err(error) = self.broadcast(withdrawal, transaction).await {
						first_error.get_or_insert(error.context(number()));
					}
					continue;
				}
			}
			// Its payment may be in the block that is not known.
			if unknown {
				continue;
			}
			match self.move_on(withdrawal, status, seen).await {
				Ok(time) => wanted = wanted.max(time),
				Err(error) => {
					first_error.get_or_insert(error.context(number()));
				}
			}
		}
		metrics.suspicious.set(suspicious);
		self.sign(&to_sign).await?;
		first_error.map_or(Ok(wanted), Err)
	}

	/// Says when withdrawals begin to be held back, and why.
	fn hold(&self, reason: Option<&'static str>) {
		self.setup.metrics.held.set(i64::from(reason.is_some()));
		let held = self.held.lock();
		let mut held = held.unwrap_or_else(PoisonError::into_inner);
		if *held == reason {
			return;
		}
		*held = reason;
		match reason {
			Some(reason) => tracing::warn!(reason, "no withdrawal is signed or paid"),
			None => tracing::info!("withdrawals are signed and paid"),
		}
	}

	/// Whether this custodian's signature is asked for, and may be given. An error if it must not be given, whatever the
	/// chain says.
	async fn may_sign(
		&self,
		withdrawal: &Withdrawal,
		transaction: &Transaction,
		seen: Option<BlockRef>,
	) -> Result<bool> {
		let Setup {
			store, custodian, ..
		} = &self.setup;
		let Some(key) = custodian else {
			return Ok(false);
		};
		let public = key.public();
		let enough = withdrawal.signatures.len() >= withdrawal.threshold as usize;
		if enough
			|| !withdrawal.custodians.contains(&public)
			|| withdrawal.signatures.contains_key(&public)
		{
			return Ok(false);
		}
		// While an earlier attempt could still be in a block, or was, no other one is signed.
		if let Some((earlier, expiration)) = store.signed(withdrawal.nonce).await? {
			let over = seen.is_some_and(|seen| seen.time > expiration);
			if earlier != transaction.id() && (!over || store.is_paid(&earlier).await?) {
				bail!("another transaction for it, {earlier}, was signed and may pay or has paid");
			}
		}
		Ok(true)
	}

	async fn sign(&self, withdrawals: &[(&Withdrawal, &Transaction)]) -> Result<()> {
		let Setup {
			chain,
			store,
			custodian,
			steem_chain_id,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let Some(key) = custodian else {
			return Ok(());
		};
		let mut signatures: Vec<(u64, Signature)> = Vec::new();
		for (withdrawal, transaction) in withdrawals {
			let (nonce, id) = (withdrawal.nonce, transaction.id());
			if *dry_run {
				tracing::info!(nonce, transaction = %id, "would sign");
				continue;
			}
			// Written down before anybody can have the signature.
			store.sign(nonce, &id, transaction.expiration).await?;
			let digest = transaction.signing_digest(steem_chain_id);
			signatures.push((nonce, key.sign(&digest)));
		}
		if signatures.is_empty() {
			return Ok(());
		}
		let outcomes = chain.submit_signatures(&signatures).await?;
		for ((nonce, _), outcome) in signatures.iter().zip(&outcomes) {
			tracing::info!(nonce, ?outcome, "signed");
			metrics.submission("signature", name(outcome));
			if *outcome == Outcome::Accepted {
				metrics.signatures.inc();
			}
		}
		Ok(())
	}

	async fn broadcast(&self, withdrawal: &Withdrawal, transaction: &Transaction) -> Result<()> {
		let Setup {
			nodes,
			store,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let threshold = withdrawal.threshold as usize;
		if threshold == 0 || withdrawal.signatures.len() < threshold {
			return Ok(());
		}
		let (nonce, id) = (withdrawal.nonce, transaction.id());
		if self.broadcast_lately(&id, BROADCAST_INTERVAL) || store.is_paid(&id).await? {
			return Ok(());
		}
		// Steem refuses signatures that are not needed.
		let signatures = withdrawal
			.signatures
			.values()
			.take(threshold)
			.copied()
			.collect();
		let signed = SignedTransaction {
			transaction: transaction.clone(),
			signatures,
		};
		if *dry_run {
			tracing::info!(nonce, transaction = %id, "would broadcast");
			return Ok(());
		}
		// Before: what Steem refuses is refused for a while, such as a payment to a name that nobody has.
		self.note_broadcast(id);
		match nodes.broadcast(&signed).await {
			Ok(()) => {
				tracing::info!(nonce, transaction = %id, "handed to Steem");
				metrics.broadcasts.inc();
				Ok(())
			}
			Err(error) if error.is::<NodeError>() => {
				let error = format!("{error:#}");
				tracing::warn!(nonce, transaction = %id, error, "Steem refuses a payment");
				metrics.refused.inc();
				Ok(())
			}
			Err(error) => Err(error),
		}
	}

	/// Has the chain note that a transaction has expired, do away with it, and write another one. Returns the time that the
	/// light client must know a block of first, if that is what it takes.
	async fn move_on(
		&self,
		withdrawal: &Withdrawal,
		status: &Status,
		seen: Option<BlockRef>,
	) -> Result<Option<Time>> {
		let Setup {
			chain,
			store,
			custodian,
			metrics,
			dry_run,
			..
		} = &self.setup;
		let nonce = withdrawal.nonce;
		let (what, outcome) = match &withdrawal.transaction {
			Some(transaction) => {
				// Paid: what remains is to prove it.
				if store.is_paid(&transaction.id()).await? {
					return Ok(None);
				}
				let needed = match withdrawal.lapses_at {
					None => transaction.expiration,
					Some(end) if status.now >= end => {
						Time(u32::try_from(end).context("the time of the window's end")?)
					}
					Some(_) => return Ok(None),
				};
				// A payment in the last of these blocks must have been looked for.
				if seen.is_none_or(|seen| seen.time < needed) {
					return Ok(None);
				}
				if status.newest.is_none_or(|newest| newest.time < needed) {
					return Ok(Some(needed));
				}
				if *dry_run {
					tracing::info!(nonce, "would note that its transaction has expired");
					return Ok(None);
				}
				("lapse", chain.lapse(nonce).await?)
			}
			None => {
				// Those who are going to sign it pay the fee.
				let late = withdrawal
					.renewable_until
					.is_some_and(|until| status.now >= until);
				if custodian.is_none() || late {
					return Ok(None);
				}
				if *dry_run {
					tracing::info!(nonce, "would ask for a transaction");
					return Ok(None);
				}
				("renew", chain.renew(nonce).await?)
			}
		};
		tracing::info!(nonce, what, ?outcome, "moved a withdrawal on");
		metrics.submission(what, name(&outcome));
		Ok(None)
	}
}

/// Whether what was looked at is recent enough to know what was paid.
fn is_fresh(seen: Option<BlockRef>, status: &Status) -> bool {
	let newest = status.newest.map_or(0, |newest| u64::from(newest.time.0));
	let now = status.now.max(newest);
	seen.is_some_and(|seen| u64::from(seen.time.0).saturating_add(MAX_LAG) >= now)
}
