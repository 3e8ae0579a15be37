//! Proofs that come too late.

use crate::{pallet::*, types::CUSTOM_JSON_ID};
use nutbox_primitives::steem::{LateProofs, OperationProof, ProvedOperation};
use nutbox_steem::Operation;

/// Bindings and delegations are replaced by newer ones only, and never removed: what is late once can
/// never do anything any more.
impl<T: Config> LateProofs<Call<T>> for Pallet<T> {
	fn proof_of(call: &Call<T>) -> Option<&OperationProof> {
		match call {
			Call::prove_binding { proof } | Call::prove_delegation { proof } => Some(proof),
			_ => None,
		}
	}

	fn is_late(call: &Call<T>, proved: &ProvedOperation) -> bool {
		let known = match (call, &proved.operation) {
			(Call::prove_binding { .. }, Operation::CustomJson(operation))
				if operation.id == CUSTOM_JSON_ID =>
			{
				Self::binder(operation)
					.ok()
					.and_then(Bindings::<T>::get)
					.map(|binding| binding.position)
			}
			(Call::prove_delegation { .. }, Operation::DelegateVestingShares(operation)) => {
				match (
					Self::stored(&operation.delegator),
					Self::stored(&operation.delegatee),
				) {
					(Ok(delegator), Ok(delegatee)) => {
						Delegations::<T>::get(delegator, delegatee).map(|known| known.position)
					}
					_ => None,
				}
			}
			_ => None,
		};
		known.is_some_and(|known| known >= proved.position)
	}
}
