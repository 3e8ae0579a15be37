//! Values of the Steem library as the chain's types, and back.

use crate::chain::OperationProof;
use anyhow::{anyhow, Result};
use nutbox_chain_client::nutbox::runtime_types::{
	bounded_collections::bounded_vec::BoundedVec, nutbox_primitives::steem,
};
use nutbox_steem::AccountName;

/// A list that is short enough: the runtime refuses others.
pub(super) fn bounded<T>(values: Vec<T>) -> BoundedVec<T> {
	BoundedVec(values)
}

pub(super) fn account_name(bytes: &[u8]) -> Result<AccountName> {
	AccountName::new(bytes).map_err(|reason| anyhow!("a name on the chain: {reason}"))
}

pub(super) fn operation_proof(proof: &OperationProof) -> steem::OperationProof {
	steem::OperationProof {
		block: proof.block,
		transaction: bounded(proof.transaction.clone()),
		index: proof.index,
		leaf_count: proof.leaf_count,
		path: bounded(proof.path.iter().map(|node| node.0).collect()),
		operation: proof.operation,
	}
}
