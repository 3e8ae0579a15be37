//! What the transaction extension lets into blocks.

use super::mock::*;
use crate::{extension::PROVES_NOTHING, types::*, Call, CheckSteemHeaders};
use frame_support::{
	assert_ok,
	dispatch::GetDispatchInfo,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use sp_runtime::{
	traits::{TransactionExtension, TxBaseImplication},
	transaction_validity::ValidTransaction,
};

fn check(call: Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	let call = RuntimeCall::from(call);
	CheckSteemHeaders::<Test>::new()
		.validate(
			signed(),
			&call,
			&call.get_dispatch_info(),
			0,
			(),
			&TxBaseImplication(()),
			TransactionSource::External,
		)
		.map(|(valid, _, _)| valid)
}

fn submission(headers: Headers) -> Call<Test> {
	Call::submit_headers { headers }
}

fn invalid(reason: InvalidTransaction) -> Result<ValidTransaction, TransactionValidityError> {
	Err(reason.into())
}

#[test]
fn check_should_drop_submissions_when_they_are_useless() {
	run(|steem| {
		steem.produce_empty(40);
		set_time(steem.time);
		let useful = submission(steem.headers(1, 20));
		assert!(check(useful.clone()).is_ok());
		let nothing = invalid(InvalidTransaction::Custom(PROVES_NOTHING));
		assert_eq!(check(submission(steem.headers(1, 15))), nothing);
		assert_eq!(check(submission(Headers::new())), nothing);
		// Somebody else was faster.
		assert_ok!(submit(steem, 1, 20));
		assert_eq!(check(useful), invalid(InvalidTransaction::Stale));
		assert!(check(submission(steem.headers(1, 40))).is_ok());
		set_time(steem.time - 60);
		assert_eq!(
			check(submission(steem.headers(20, 40))),
			invalid(InvalidTransaction::Future)
		);
		let mode = OperatingMode::Halted;
		assert_ok!(LightClient::set_operating_mode(root(), mode));
		set_time(steem.time);
		assert_eq!(check(submission(steem.headers(20, 40))), nothing);
	});
}

#[test]
fn check_should_let_one_of_two_stay_in_the_pool_when_they_prove_the_same() {
	run(|steem| {
		steem.produce_empty(40);
		set_time(steem.time);
		let tags = |first, last| {
			check(submission(steem.headers(first, last)))
				.unwrap()
				.provides
		};
		assert_eq!(tags(1, 20), tags(3, 20));
		assert_ne!(tags(1, 20), tags(1, 21));
	});
}

#[test]
fn check_should_drop_key_proofs_when_they_are_known_or_false() {
	run(|steem| {
		let block = rotate(steem, 0, "second");
		steem.produce_empty(20);
		let proof = Box::new(steem.proof(block, 0, 0));
		let call = Call::prove_key {
			proof: proof.clone(),
		};
		let nothing = invalid(InvalidTransaction::Custom(PROVES_NOTHING));
		assert_eq!(check(call.clone()), nothing);
		assert_ok!(submit(steem, block, block + 20));
		assert!(!check(call.clone()).unwrap().provides.is_empty());
		assert_ok!(LightClient::prove_key(signed(), proof));
		assert_eq!(check(call), invalid(InvalidTransaction::Stale));
	});
}

#[test]
fn check_should_weigh_as_much_as_the_call_that_it_looks_at() {
	run(|steem| {
		steem.produce_empty(20);
		let call = RuntimeCall::from(submission(steem.headers(1, 20)));
		let extension = CheckSteemHeaders::<Test>::new();
		assert_eq!(
			extension.weight(&call),
			call.get_dispatch_info().call_weight
		);
		let other = RuntimeCall::from(Call::<Test>::apply_announced {});
		assert_eq!(extension.weight(&other), Default::default());
		assert_eq!(check(Call::apply_announced {}), Ok(Default::default()));
	});
}
