//! Proofs that come too late.

use super::custodians::{authorities_of, is_newer};
use crate::pallet::*;
use nutbox_primitives::steem::{LateProofs, OperationProof, ProvedOperation};

/// Records of deposits and payments stay for ever, and authorities are replaced by newer ones only: what
/// is late once can never do anything any more.
impl<T: Config> LateProofs<Call<T>> for Pallet<T> {
	fn proof_of(call: &Call<T>) -> Option<&OperationProof> {
		match call {
			Call::prove_deposit { proof }
			| Call::prove_payment { proof }
			| Call::prove_authority { proof } => Some(proof),
			_ => None,
		}
	}

	fn is_late(call: &Call<T>, proved: &ProvedOperation) -> bool {
		match call {
			Call::prove_deposit { .. } => Deposits::<T>::contains_key(proved.id),
			// A second payment of a withdrawal is another operation, and anything but late.
			Call::prove_payment { .. } => Payments::<T>::contains_key(proved.id),
			Call::prove_authority { .. } => {
				let Ok(account) = Self::identity().and_then(|own| Self::account_name(&own.account))
				else {
					return false;
				};
				let (active, owner) = authorities_of(&proved.operation, &account);
				if active.is_none() && owner.is_none() {
					return false;
				}
				let known = AuthoritiesState::<T>::get();
				!is_newer(&known.active, active, proved.position)
					&& !is_newer(&known.owner, owner, proved.position)
			}
			_ => false,
		}
	}
}
