//! The part of delegation mining.

use super::{
	convert::{account_name, bounded, operation_proof},
	outcome,
	submit::Call,
};
use crate::chain::{Kind, OperationProof, Outcome};
use anyhow::{Context, Result};
use nutbox_chain_client::{
	nutbox::{self, runtime_types::sp_runtime::DispatchError},
	AccountId32, AtBlock, Chain as Client,
};
use nutbox_steem::AccountName;
use std::collections::BTreeSet;

/// The accounts on Steem to which delegations are stakes.
pub(super) async fn delegatees(at: &AtBlock) -> Result<BTreeSet<AccountName>> {
	let (mut after, mut names) = (None, BTreeSet::new());
	loop {
		let view = nutbox::view_functions()
			.steem_delegations()
			.delegatees(after);
		let page = Client::view_at(at, view).await?;
		let Some((last, _)) = page.last() else {
			return Ok(names);
		};
		let next = bounded(last.0.clone());
		for (name, _) in &page {
			names.insert(account_name(&name.0)?);
		}
		after = Some(next);
	}
}

/// The call that proves a binding or a delegation, or what is known without it.
///
/// The chain is asked first what it would do, since a call that fails costs a fee.
pub(super) async fn proof_call(
	at: &AtBlock,
	kind: Kind,
	proof: &OperationProof,
	prover: &AccountId32,
) -> Result<Result<Box<dyn Call>, Outcome>> {
	let views = nutbox::view_functions().steem_delegations();
	let calls = nutbox::transactions().steem_delegations();
	let shown = operation_proof(proof);
	let (preview, call): (_, Box<dyn Call>) = match kind {
		Kind::Binding => (
			Client::view_at(at, views.preview_binding(shown)).await?,
			Box::new(calls.prove_binding(operation_proof(proof))),
		),
		_ => (
			Client::view_at(at, views.preview_delegation(*prover, shown)).await?,
			Box::new(calls.prove_delegation(operation_proof(proof))),
		),
	};
	Ok(match preview {
		Ok(_) => Ok(call),
		Err(error) => Err(failure(at, &error)?),
	})
}

/// What an error in an answer of a view means.
fn failure(at: &AtBlock, error: &DispatchError) -> Result<Outcome> {
	let DispatchError::Module(module) = error else {
		return Ok(Outcome::Later(format!("{error:?}")));
	};
	let [index, ..] = module.error;
	let pallet = at
		.metadata_ref()
		.pallet_by_error_index(module.index)
		.context("the error of a pallet that is not known")?;
	let variant = pallet
		.error_variant_by_index(index)
		.context("an error that is not known")?;
	Ok(outcome::of_error(pallet.name(), &variant.name))
}
