//! `prove_authority`.

use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_steem::{operations::*, types::FutureExtensions, Asset, Operation, PublicKey, Symbol};

fn matches() -> bool {
	Gateway::status().authority_matches
}

fn zero() -> Asset {
	Asset {
		amount: 0,
		symbol: Symbol::Steem,
	}
}

#[test]
fn prove_authority_should_open_the_entrances_when_both_authorities_are_the_custodians() {
	run(|steem| {
		let both = authority(&[0, 1, 2], 2);
		let others = authority(&[7, 8, 9], 2);
		let steps = [
			(Some(others.clone()), None, false),
			(Some(both.clone()), None, true),
			(None, Some(others.clone()), false),
			(Some(both.clone()), None, false),
			(None, Some(both.clone()), true),
			(Some(others.clone()), Some(others), false),
			(Some(both.clone()), Some(both), true),
		];
		for (active, owner, expected) in steps {
			let proof = finalised(steem, update_of(active, owner), &[]);
			let before = matches();
			events();
			assert_eq!(prove_authority(&proof), Ok(Pays::No));
			assert_eq!(matches(), expected);
			assert!(matches!(
				&events()[..],
				[Event::AuthorityProved { old_matches, new_matches, .. }]
					if (*old_matches, *new_matches) == (before, expected)
			));
		}
	});
}

#[test]
fn prove_authority_should_not_match_when_anything_differs() {
	run(|steem| {
		let right = authority(&[0, 1, 2], 2);
		let mut wrong = vec![
			authority(&[0, 1, 2], 1),
			authority(&[0, 1, 2], 3),
			authority(&[0, 1], 2),
			authority(&[0, 1, 3], 2),
			authority(&[0, 1, 2, 3], 2),
			authority(&[], 0),
		];
		let mut heavy = right.clone();
		heavy.key_auths.insert(PublicKey(custodian_key(0)), 2);
		wrong.push(heavy);
		let mut accounts = right.clone();
		accounts.account_auths.insert(account_name("mallory"), 1);
		wrong.push(accounts);
		// More keys than there can be custodians, all of them with the weight of nothing.
		let mut many = right.clone();
		for n in 0..40 {
			many.key_auths
				.insert(PublicKey(key_of(&format!("key {n}"))), 0);
		}
		wrong.push(many);
		for authority in wrong {
			for part in [true, false] {
				let (active, owner) = match part {
					true => (Some(authority.clone()), Some(right.clone())),
					false => (Some(right.clone()), Some(authority.clone())),
				};
				let proof = finalised(steem, update_of(active, owner), &[]);
				assert_ok!(prove_authority(&proof));
				assert!(!matches(), "{authority:?}");
			}
		}
		let proof = finalised(steem, update_of(Some(right.clone()), Some(right)), &[]);
		assert_ok!(prove_authority(&proof));
		assert!(matches());
	});
}

#[test]
fn prove_authority_should_read_every_operation_that_sets_one() {
	let (right, other) = (authority(&[0, 1, 2], 2), authority(&[9], 1));
	let gateway = account_name(GATEWAY);
	let create = |active: &nutbox_steem::Authority| AccountCreate {
		fee: zero(),
		creator: account_name("carol"),
		new_account_name: gateway,
		owner: right.clone(),
		active: active.clone(),
		posting: other.clone(),
		memo_key: PublicKey(key_of("memo")),
		json_metadata: String::new(),
	};
	let create = create(&right);
	let operations: Vec<Operation> = vec![
		AccountCreateWithDelegation {
			fee: create.fee,
			delegation: zero(),
			creator: create.creator,
			new_account_name: gateway,
			owner: right.clone(),
			active: right.clone(),
			posting: other.clone(),
			memo_key: create.memo_key,
			json_metadata: String::new(),
			extensions: FutureExtensions::default(),
		}
		.into(),
		CreateClaimedAccount {
			creator: create.creator,
			new_account_name: gateway,
			owner: right.clone(),
			active: right.clone(),
			posting: other.clone(),
			memo_key: create.memo_key,
			json_metadata: String::new(),
			extensions: FutureExtensions::default(),
		}
		.into(),
		AccountUpdate2 {
			account: gateway,
			owner: Some(right.clone()),
			active: Some(right.clone()),
			posting: None,
			memo_key: None,
			json_metadata: String::new(),
			posting_json_metadata: String::new(),
			extensions: FutureExtensions::default(),
		}
		.into(),
		create.into(),
	];
	for operation in operations {
		run(|steem| {
			let lost = update_of(Some(authority(&[9], 1)), Some(authority(&[9], 1)));
			let proof = finalised(steem, lost, &[]);
			assert_ok!(prove_authority(&proof));
			assert!(!matches());
			let proof = finalised(steem, operation, &[]);
			assert_ok!(prove_authority(&proof));
			assert!(matches());
		});
	}
}

#[test]
fn prove_authority_should_take_a_recovery_for_the_owner_authority() {
	run(|steem| {
		let recover = |owner: &[usize]| -> Operation {
			RecoverAccount {
				account_to_recover: account_name(GATEWAY),
				new_owner_authority: authority(owner, 2),
				recent_owner_authority: authority(&[0, 1, 2], 2),
				extensions: FutureExtensions::default(),
			}
			.into()
		};
		let proof = finalised(steem, recover(&[7, 8]), &[]);
		assert_ok!(prove_authority(&proof));
		assert!(!matches());
		let proof = finalised(steem, recover(&[0, 1, 2]), &[]);
		assert_ok!(prove_authority(&proof));
		assert!(matches());
	});
}

#[test]
fn prove_authority_should_go_by_the_newest_operation_whatever_the_order_of_the_proofs() {
	run(|steem| {
		let lost = finalised(steem, account_update(&[7, 8, 9], 2), &[]);
		let back = finalised(steem, account_update(&[0, 1, 2], 2), &[]);
		assert_ok!(prove_authority(&back));
		refused(|| prove_authority(&lost), Error::<Test>::AuthorityNotNew);
		refused(|| prove_authority(&back), Error::<Test>::AuthorityNotNew);
		assert!(matches());
		// An older owner authority beside a newer active one counts for itself.
		let owner = finalised(steem, update_of(None, Some(authority(&[7, 8, 9], 2))), &[]);
		let active = finalised(steem, update_of(Some(authority(&[0, 1, 2], 2)), None), &[]);
		assert_ok!(prove_authority(&active));
		assert_ok!(prove_authority(&owner));
		assert!(!matches());
	});
}

#[test]
fn prove_authority_should_count_operations_before_the_start_block() {
	run_bare(|steem| {
		configure();
		let block = {
			let update = account_update(&[0], 1);
			let transaction = steem.transaction(vec![update], &[]);
			include(steem, vec![transaction])
		};
		assert!(block <= START_BLOCK);
		assert_ok!(Gateway::bond(signed(custodian(0)), custodian_key(0), BOND));
		assert_ok!(Gateway::set_custodians(root(), custodian_list(&[0]), 1));
		assert_ok!(prove_authority(&steem.proof(block, 0, 0)));
		assert!(matches());
	});
}

#[test]
fn prove_authority_should_fail_when_the_operation_sets_none_of_the_gateway() {
	run(|steem| {
		let foreign: Operation = AccountUpdate {
			account: account_name("mallory"),
			owner: None,
			active: Some(authority(&[7], 1)),
			posting: None,
			memo_key: PublicKey(key_of("memo")),
			json_metadata: String::new(),
		}
		.into();
		for operation in [
			foreign,
			update_of(None, None),
			transfer("carol", GATEWAY, super::mock::steem(5_000), ""),
		] {
			let proof = finalised(steem, operation, &[]);
			refused(|| prove_authority(&proof), Error::<Test>::NotAnAuthority);
		}
	});
	run_bare(|steem| {
		let proof = finalised(steem, account_update(&[0], 1), &[]);
		refused(|| prove_authority(&proof), Error::<Test>::NotConfigured);
	});
}
