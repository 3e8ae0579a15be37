//! The gateway's part.

use super::{
	convert::{account_name, operation_proof},
	submit::Call,
};
use crate::chain::{Gateway, Kind, OperationProof, Outcome, Withdrawal};
use anyhow::{anyhow, Context, Result};
use nutbox_chain_client::{
	from_address,
	nutbox::{
		self,
		runtime_types::pallet_steem_gateway::types::{views::WithdrawalInfo, Cause},
	},
	AccountId32, AtBlock, Chain as Client,
};
use nutbox_steem::{Operation, PublicKey, Signature, SignedTransaction, Transaction, Wire as _};

/// How many withdrawals are asked for at once. Source: `MAX_PAGE` of `pallet-steem-gateway`.
const PAGE: u32 = 100;
/// What the memo of a deposit begins with, and what follows for STEEM that mints nothing. Source: the same.
const MEMO: (&str, &str) = ("nutbox:", "reserve");

/// The gateway. `None` if governance has named none.
pub(super) async fn watched(at: &AtBlock) -> Result<Option<Gateway>> {
	let storage = nutbox::storage().steem_gateway();
	let entry = at.storage().entry(storage.watched())?;
	let Some(watched) = entry.try_fetch(()).await? else {
		return Ok(None);
	};
	let watched = watched.decode()?;
	let parameters = at
		.storage()
		.fetch(storage.current_parameters(), ())
		.await?
		.decode()?;
	Ok(Some(Gateway {
		account: account_name(&watched.account.0)?,
		start_block: watched.start_block,
		free_deposit: u64::try_from(parameters.free_deposit).unwrap_or(u64::MAX),
	}))
}

/// Everything that is to be paid.
pub(super) async fn withdrawals(at: &AtBlock) -> Result<Vec<Withdrawal>> {
	let (mut first, mut withdrawals) = (0, Vec::new());
	loop {
		let view = nutbox::view_functions()
			.steem_gateway()
			.withdrawals(first, PAGE);
		let page = Client::view_at(at, view).await?;
		for info in page.withdrawals {
			let nonce = info.nonce;
			withdrawals.push(withdrawal(info).with_context(|| format!("withdrawal {nonce}"))?);
		}
		match page.next {
			Some(next) => first = next,
			None => return Ok(withdrawals),
		}
	}
}

fn withdrawal(info: WithdrawalInfo<AccountId32>) -> Result<Withdrawal> {
	let transaction = info
		.transaction
		.map(|bytes: Vec<u8>| Transaction::decode(&bytes))
		.transpose()
		.map_err(|error| anyhow!("the transaction to sign: {error}"))?;
	Ok(Withdrawal {
		nonce: info.nonce,
		to: account_name(&info.to.0)?,
		amount: u64::try_from(info.amount).context("the amount")?,
		transaction,
		signatures: info
			.signatures
			.into_iter()
			.map(|(key, signature)| (PublicKey(key), Signature(signature)))
			.collect(),
		threshold: info.threshold,
		custodians: info.custodians.into_iter().map(PublicKey).collect(),
		lapses_at: info.lapses_at,
		renewable_until: match info.cause {
			Cause::Withdrawal { .. } => Some(info.deadline),
			Cause::Refund { .. } => None,
		},
	})
}

/// The call that proves something to the gateway, or what is known without it.
pub(super) async fn proof_call(
	at: &AtBlock,
	kind: Kind,
	proof: &OperationProof,
) -> Result<Result<Box<dyn Call>, Outcome>> {
	let signed = SignedTransaction::decode(&proof.transaction)
		.map_err(|error| anyhow!("a transaction that was found: {error}"))?;
	let id = signed.transaction.id().0;
	let views = nutbox::view_functions().steem_gateway();
	let calls = nutbox::transactions().steem_gateway();
	Ok(match kind {
		Kind::Deposit => {
			let view = views.deposit(id, proof.operation);
			if Client::view_at(at, view).await?.is_some() {
				return Ok(Err(Outcome::Known));
			}
			let op = signed
				.transaction
				.operations
				.get(usize::from(proof.operation));
			if op.is_some_and(asks_for_tokens) {
				let status = Client::view_at(at, views.status()).await?;
				if !status.deposits_open {
					// To be refused would cost a fee.
					return Ok(Err(Outcome::Later("deposits are closed".into())));
				}
			}
			Ok(Box::new(calls.prove_deposit(operation_proof(proof))))
		}
		Kind::Payment => {
			let view = views.payment(id, proof.operation);
			if Client::view_at(at, view).await?.is_some() {
				return Ok(Err(Outcome::Known));
			}
			Ok(Box::new(calls.prove_payment(operation_proof(proof))))
		}
		_ => Ok(Box::new(calls.prove_authority(operation_proof(proof)))),
	})
}

/// Whether a deposit names somebody who is to get tSTEEM. What goes back, or makes good a loss, is taken in always.
fn asks_for_tokens(operation: &Operation) -> bool {
	let Operation::Transfer(transfer) = operation else {
		return false;
	};
	transfer
		.memo
		.trim()
		.strip_prefix(MEMO.0)
		.is_some_and(|to| to != MEMO.1 && from_address(to).is_ok())
}
