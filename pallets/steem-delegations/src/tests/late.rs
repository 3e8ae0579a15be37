//! Proofs that come too late, as the light client's extension treats them. Every other test that proves
//! something looks at the same: [`super::mock::prove_by`].

use super::mock::*;
use crate::*;
use frame_support::{assert_ok, weights::Weight};
use nutbox_primitives::steem::OperationProof;
use pallet_steem_light_client::CheckSteemHeaders;
use sp_runtime::traits::TransactionExtension;

fn binding(proof: &OperationProof) -> Call<Test> {
	let proof = Box::new(proof.clone());
	Call::prove_binding { proof }
}

fn delegation(proof: &OperationProof) -> Call<Test> {
	let proof = Box::new(proof.clone());
	Call::prove_delegation { proof }
}

#[test]
fn a_binding_should_be_dropped_when_it_or_a_later_one_is_known() {
	run_tied(|steem, _| {
		let [first, second]: [_; 2] = steem
			.include(vec![bind("alice", &alice()), bind("alice", &bob())])
			.try_into()
			.unwrap();
		let other = steem.include_one(bind("bob", &bob()));
		assert!(!is_dropped(binding(&first)) && !is_dropped(binding(&second)));
		assert_ok!(prove(&second));
		assert!(is_dropped(binding(&first)) && is_dropped(binding(&second)));
		assert!(!is_dropped(binding(&other)));
		// Released: the position stays.
		assert_ok!(SteemDelegations::release_binding(
			signed(bob()),
			name("alice")
		));
		assert!(is_dropped(binding(&second)));
		let again = steem.include_one(bind("alice", &bob()));
		assert!(!is_dropped(binding(&again)));
		assert_ok!(prove(&again));
	});
}

#[test]
fn a_delegation_should_be_dropped_when_it_or_a_later_one_is_known() {
	run_tied(|steem, pool| {
		assert_ok!(prove(&steem.include_one(bind("alice", &alice()))));
		let [more, none]: [_; 2] = steem
			.include(vec![delegate("alice", 700), delegate("alice", 0)])
			.try_into()
			.unwrap();
		let elsewhere = steem.include_one(delegate_to("alice", "other.hub", 5));
		assert_ok!(prove(&more));
		assert!(is_dropped(delegation(&more)));
		// The end of it is what the bounty is for.
		assert!(!is_dropped(delegation(&none)));
		assert_ok!(prove(&none));
		assert!(is_dropped(delegation(&more)) && is_dropped(delegation(&none)));
		assert_eq!(stake(pool, &alice()), 0);
		// Nobody watches the account yet: that may change.
		assert!(prove(&elsewhere).is_err());
		assert!(!is_dropped(delegation(&elsewhere)));
		// A call that the operation is not for pays for the mistake.
		assert!(!is_dropped(binding(&more)));
	});
}

#[test]
fn the_extension_should_weigh_a_proof_and_nothing_else() {
	run_tied(|steem, pool| {
		let proof = steem.include_one(bind("alice", &alice()));
		let weight =
			|call: Call<Test>| CheckSteemHeaders::<Test>::new().weight(&RuntimeCall::from(call));
		let verified = <() as pallet_steem_light_client::WeightInfo>::prove_key(proof.size());
		assert_eq!(weight(binding(&proof)), verified);
		assert_eq!(weight(delegation(&proof)), verified);
		let delegator = name("alice");
		assert_eq!(weight(Call::sync { delegator, pool }), Weight::zero());
		assert_eq!(weight(Call::release_delegatee { pool }), Weight::zero());
	});
}
