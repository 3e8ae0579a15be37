//! What the chain's answers mean.

use crate::chain::Outcome;
use anyhow::{bail, Result};
use nutbox_chain_client::subxt::{
	error::DispatchError,
	transactions::{TransactionInvalid, TransactionUnknown, ValidationResult},
};

/// What [`TransactionInvalid::Custom`] carries when a submission to the light client proves nothing. Source:
/// `PROVES_NOTHING` of `pallet-steem-light-client`.
const PROVES_NOTHING: u8 = 83;

/// What a pallet's error means, by its name.
///
/// What is not listed may go away by itself: to try again costs a fee, to give up could cost a deposit.
pub(super) fn of_error(pallet: &str, error: &str) -> Outcome {
	let reason = || format!("{pallet}.{error}");
	match (pallet, error) {
		("SteemLightClient", "NothingNew" | "KeyNotNew")
		| (
			"SteemGateway",
			"AlreadyProved" | "AuthorityNotNew" | "AlreadySigned" | "EnoughSignatures",
		)
		| ("SteemDelegations", "NotNewer") => Outcome::Known,
		(
			"SteemLightClient",
			"NoHeaders" | "MalformedHeader" | "NotLinked" | "NotAboveCheckpoint" | "TimeNotRising"
			| "OffSlot" | "InvalidProof" | "NoSuchOperation" | "NotAKeyChange" | "NotRegistered",
		)
		| (
			"SteemGateway",
			"BeforeStart" | "NotADeposit" | "NotSteem" | "InvalidAmount" | "NotAPayment"
			| "NotAnAuthority" | "InvalidSignature" | "NotACustodian",
		)
		| (
			"SteemDelegations",
			"NotABinding"
			| "NotOneActiveAuthority"
			| "InvalidBindingText"
			| "InvalidAddress"
			| "NotADelegation"
			| "InvalidAmount"
			| "NotWatched"
			| "BeforeWatch",
		) => Outcome::Refused(reason()),
		_ => Outcome::Later(reason()),
	}
}

/// What it means that a transaction has failed in a block.
pub(super) fn of_failure(error: &DispatchError) -> Outcome {
	if let DispatchError::Module(module) = error {
		if let Ok(details) = module.details() {
			return of_error(details.pallet.name(), &details.variant.name);
		}
	}
	Outcome::Later(error.to_string())
}

/// What it means that the runtime, at a final block and with the account's next nonce, would or would not put a
/// transaction into a block. `None`: it would.
pub(super) fn of_validity(validity: ValidationResult) -> Result<Option<Outcome>> {
	Ok(match validity {
		ValidationResult::Valid(_) => None,
		// The nonce is right, so it is what the light client's extension says.
		ValidationResult::Invalid(TransactionInvalid::Stale) => Some(Outcome::Known),
		ValidationResult::Invalid(TransactionInvalid::Future) => Some(Outcome::Later(
			"a block's time is ahead of the chain's clock".into(),
		)),
		ValidationResult::Invalid(TransactionInvalid::Custom(PROVES_NOTHING)) => {
			Some(Outcome::Refused("it proves nothing".into()))
		}
		ValidationResult::Invalid(TransactionInvalid::ExhaustsResources) => {
			Some(Outcome::Later("it does not fit a block now".into()))
		}
		ValidationResult::Invalid(TransactionInvalid::Payment) => {
			bail!("the relayer's account can't pay the fee of a transaction; send it NUT")
		}
		ValidationResult::Invalid(reason) => bail!("the chain takes no transaction: {reason:?}"),
		ValidationResult::Unknown(TransactionUnknown::CannotLookup) => {
			bail!("the relayer's account does not exist on the chain; send it NUT")
		}
		ValidationResult::Unknown(reason) => bail!("the chain takes no transaction: {reason:?}"),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn of_error_should_give_up_only_what_can_never_be_taken_when_a_call_fails() {
		for (pallet, error) in [
			("SteemLightClient", "NothingNew"),
			("SteemGateway", "AlreadyProved"),
			("SteemGateway", "EnoughSignatures"),
			("SteemDelegations", "NotNewer"),
		] {
			assert_eq!(of_error(pallet, error), Outcome::Known, "{error}");
		}
		for (pallet, error) in [
			("SteemLightClient", "InvalidProof"),
			("SteemGateway", "BeforeStart"),
			("SteemDelegations", "InvalidBindingText"),
		] {
			assert_eq!(
				of_error(pallet, error),
				Outcome::Refused(format!("{pallet}.{error}"))
			);
		}
		// A deposit waits until it can be credited, whatever the reason.
		for (pallet, error) in [
			("SteemLightClient", "UnknownBlock"),
			("SteemLightClient", "Halted"),
			("SteemGateway", "DepositsClosed"),
			("SteemGateway", "AuthorityMismatch"),
			("SteemDelegations", "TooManyDelegatees"),
			("Assets", "NoProvider"),
		] {
			assert_eq!(
				of_error(pallet, error),
				Outcome::Later(format!("{pallet}.{error}"))
			);
		}
	}

	#[test]
	fn of_validity_should_tell_known_from_refused_and_from_later_when_the_nonce_is_right() {
		let invalid = |reason| of_validity(ValidationResult::Invalid(reason));
		let outcome = |reason| invalid(reason).unwrap();
		assert_eq!(outcome(TransactionInvalid::Stale), Some(Outcome::Known));
		assert!(matches!(
			outcome(TransactionInvalid::Future),
			Some(Outcome::Later(_))
		));
		assert!(matches!(
			outcome(TransactionInvalid::Custom(PROVES_NOTHING)),
			Some(Outcome::Refused(_))
		));
		// Of the account, not of what is submitted.
		let poor = invalid(TransactionInvalid::Payment).unwrap_err();
		assert!(poor.to_string().contains("send it NUT"), "{poor}");
		assert!(invalid(TransactionInvalid::Custom(84)).is_err());
		assert!(invalid(TransactionInvalid::BadProof).is_err());
	}
}
