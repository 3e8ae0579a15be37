//! Who may do what: real authorities and real signatures.

mod common;

use common::*;
use nutbox_steem::{
	authority::{self, Accounts, AuthorityError, Required, Role, MAX_ACCOUNTS},
	json::{Form, Json, Value},
	keys::SignatureRule,
	native::Libsecp256k1,
	AccountName, Authority, Digest, Operation, PublicKey, SignedTransaction, Wire,
};
use std::{
	borrow::Cow,
	collections::{BTreeMap, BTreeSet},
};

#[derive(Default)]
struct Known(BTreeMap<(AccountName, Role), Authority>);

impl Accounts for Known {
	fn authority(&self, account: &AccountName, role: Role) -> Option<Cow<'_, Authority>> {
		self.0.get(&(*account, role)).map(Cow::Borrowed)
	}
}

fn real() -> Known {
	let mut known = Known::default();
	for value in array(&authorities()["account_objects"]) {
		let account = &value["account"];
		for (field, role) in [
			("posting", Role::Posting),
			("active", Role::Active),
			("owner", Role::Owner),
		] {
			known
				.0
				.insert((read(&account["name"]), role), read(&account[field]));
		}
	}
	known
}

fn role(value: &Value) -> Role {
	match text(value) {
		"posting" => Role::Posting,
		"active" => Role::Active,
		"owner" => Role::Owner,
		other => panic!("{other}"),
	}
}

fn keys(signed: &SignedTransaction) -> BTreeSet<PublicKey> {
	let rule = SignatureRule::at(signed.transaction.expiration);
	signed
		.signing_keys::<Libsecp256k1>(&Digest::STEEM_CHAIN_ID, rule)
		.expect("signatures")
}

#[test]
fn authority_should_be_the_same_when_written_and_read() {
	let mut count = 0;
	for value in array(&authorities()["account_objects"]) {
		for field in ["posting", "active", "owner"] {
			let authority: Authority = read(&value["account"][field]);
			assert_eq!(
				Authority::decode(&authority.encode()).as_ref(),
				Ok(&authority)
			);
			assert_eq!(authority.to_json(Form::Condenser), value["account"][field]);
			count += 1;
		}
		let key: PublicKey = read(&value["account"]["memo_key"]);
		assert_eq!(value["account"]["memo_key"], key.to_string());
		let name: AccountName = read(&value["account"]["name"]);
		assert!(name.is_valid(), "{name}");
	}
	assert_eq!(count, 3 * 39);
}

#[test]
fn check_should_agree_with_the_data_when_given_real_signatures() {
	let (mut satisfied, mut refused) = (0, 0);
	for value in array(transactions()) {
		let Some(stated) = value.get("authority") else {
			continue;
		};
		let signed: SignedTransaction = read(&value["transaction"]);
		let authority: Authority = read(&stated["authority"]);
		let role = role(&stated["role"]);
		let used = authority::check(&authority, &keys(&signed), &real(), role).expect("an answer");
		assert_eq!(stated["satisfied"], used.is_some(), "{}", value["id"]);
		satisfied += usize::from(used.is_some());
		refused += usize::from(used.is_none());
		// The whole of it, with what the data say of the account.
		let known = Known(
			[((read(&stated["account"]), role), authority)]
				.into_iter()
				.collect(),
		);
		let verified = authority::verify(&signed.transaction.operations, &keys(&signed), &known);
		assert_eq!(
			verified.is_ok(),
			used.is_some(),
			"{}: {verified:?}",
			value["id"]
		);
	}
	println!("{satisfied} satisfied, {refused} refused");
	assert!(satisfied > 30 && refused == 2);
}

#[test]
fn check_should_refuse_when_signatures_do_not_reach_the_threshold() {
	for case in [
		"multisig_below_threshold_1sig",
		"multisig_below_threshold_2sig",
	] {
		let case = negative(case);
		let signed: SignedTransaction = read(&case["transaction"]);
		let found = keys(&signed);
		assert_eq!(
			found,
			array(&case["recovered_keys"]).iter().map(read).collect()
		);
		let multisig = &authorities()["multisig_test_auth_2019"][0];
		let authority: Authority = read(&multisig["authority"]);
		let weight: u32 = found
			.iter()
			.map(|key| u32::from(authority.key_auths[key]))
			.sum();
		assert_eq!(case["weight"], weight);
		assert_eq!(case["threshold"], authority.weight_threshold);
		let account: AccountName = read(&multisig["account"]);
		let known = Known([((account, Role::Active), authority)].into_iter().collect());
		assert_eq!(
			authority::verify(&signed.transaction.operations, &found, &known),
			Err(AuthorityError::Missing {
				account,
				role: Role::Active
			})
		);
	}
}

#[test]
fn check_should_agree_with_the_data_when_the_authority_was_set_by_a_transaction() {
	for value in array(&authorities()["authorities_set_by_real_transactions"]) {
		let number = value["block_num"]
			.as_u64()
			.and_then(|number| number.try_into().ok());
		let block = block(number.expect("a number"));
		let index = value["tx_in_block"].as_u64().expect("an index") as usize;
		let operations = &block.transactions[index].transaction.operations;
		let authority: Authority = read(&value["authority"]);
		let set = operations.iter().any(|operation| match operation {
			Operation::AccountUpdate(update) => update.active.as_ref() == Some(&authority),
			_ => false,
		});
		assert!(set, "{value}");
		// A threshold of 0 is reached by nobody.
		let none = authority::check(&authority, &BTreeSet::new(), &real(), Role::Active);
		assert_eq!(
			none.expect("an answer").is_some(),
			authority.weight_threshold == 0
		);
	}
}

#[test]
fn verify_should_ask_the_authorities_in_the_operation_when_an_account_is_recovered() {
	let value = array(transactions())
		.iter()
		.find(|value| value["ops"][0] == "recover_account");
	let signed: SignedTransaction = read(&value.expect("one")["transaction"]);
	let keys = keys(&signed);
	let operations = &signed.transaction.operations;
	assert_eq!(authority::verify(operations, &keys, &real()), Ok(()));
	for key in &keys {
		let one = [*key].into_iter().collect();
		assert_eq!(
			authority::verify(operations, &one, &real()),
			Err(AuthorityError::MissingOther)
		);
	}
	let extra = PublicKey([2; 33]);
	let mut more = keys.clone();
	more.insert(extra);
	assert_eq!(
		authority::verify(operations, &more, &real()),
		Err(AuthorityError::Irrelevant(extra))
	);
}

#[test]
fn check_should_ask_accounts_when_an_authority_names_them() {
	let known = real();
	// A real posting authority that names two apps, whose own keys are not in the data, beside its key.
	let account = name("a-0-0-0-0-0-a");
	let authority = &known.0[&(account, Role::Posting)];
	let (key, _) = authority.key_auths.first_key_value().expect("a key");
	let by_key = [*key].into_iter().collect();
	assert!(matches!(
		authority::check(authority, &by_key, &known, Role::Posting),
		Ok(Some(_))
	));
	assert_eq!(authority.account_auths.len(), 2);

	let app_key = PublicKey([3; 33]);
	let app = |account_auths: &[(&str, u16)], keys: &[PublicKey]| Authority {
		weight_threshold: 1,
		account_auths: account_auths
			.iter()
			.map(|(app, weight)| (name(app), *weight))
			.collect(),
		key_auths: keys.iter().map(|key| (*key, 1)).collect(),
	};
	let by_app = [app_key].into_iter().collect();
	let mut known = real();
	assert_eq!(
		authority::check(authority, &by_app, &known, Role::Posting),
		Ok(None)
	);
	known
		.0
		.insert((name("steemauto"), Role::Posting), app(&[], &[app_key]));
	assert_eq!(
		authority::check(authority, &by_app, &known, Role::Posting),
		Ok(Some(by_app.clone()))
	);
	// Two accounts deep is as far as it goes: the word of the third is not heard.
	known.0.insert(
		(name("steemauto"), Role::Posting),
		app(&[("first", 1)], &[]),
	);
	known
		.0
		.insert((name("first"), Role::Posting), app(&[], &[app_key]));
	assert!(matches!(
		authority::check(authority, &by_app, &known, Role::Posting),
		Ok(Some(_))
	));
	known
		.0
		.insert((name("first"), Role::Posting), app(&[("second", 1)], &[]));
	known
		.0
		.insert((name("second"), Role::Posting), app(&[], &[app_key]));
	assert_eq!(
		authority::check(authority, &by_app, &known, Role::Posting),
		Ok(None)
	);
	// Accounts that name each other end too.
	known.0.insert(
		(name("first"), Role::Posting),
		app(&[("steemauto", 1)], &[]),
	);
	assert_eq!(
		authority::check(authority, &by_app, &known, Role::Posting),
		Ok(None)
	);
	// Everybody may act for `temp`.
	let temp = app(&[("temp", 1)], &[]);
	assert_eq!(
		authority::check(&temp, &BTreeSet::new(), &known, Role::Active),
		Ok(Some(BTreeSet::new()))
	);
}

#[test]
fn check_should_stop_when_too_many_accounts_would_be_asked() {
	let many = |count: u32| Authority {
		weight_threshold: 1,
		account_auths: (0..count)
			.map(|number| (name(&format!("account{number}")), 1))
			.collect(),
		key_auths: BTreeMap::new(),
	};
	let none = BTreeSet::new();
	assert_eq!(
		authority::check(&many(MAX_ACCOUNTS), &none, &real(), Role::Active),
		Ok(None)
	);
	assert_eq!(
		authority::check(&many(MAX_ACCOUNTS + 1), &none, &real(), Role::Active),
		Err(AuthorityError::TooManyAccounts)
	);
}

#[test]
fn verify_should_refuse_when_posting_and_active_operations_are_mixed() {
	let find = |wanted: &str| -> Operation {
		let found = array(operations())
			.iter()
			.find(|value| value["operation"][0] == wanted);
		read(&found.expect("one")["operation"])
	};
	let mixed = [find("vote"), find("transfer")];
	assert_eq!(
		authority::verify(&mixed, &BTreeSet::new(), &real()),
		Err(AuthorityError::Mixed)
	);
}

#[test]
fn required_should_name_an_authority_when_given_any_operation() {
	for value in array(operations()) {
		let operation: Operation = read(&value["operation"]);
		let required = Required::by(std::slice::from_ref(&operation));
		let nothing = required == Required::default();
		// Proofs of work and of two blocks for one slot are proof enough.
		let by_itself = matches!(operation.name(), "pow" | "report_over_production");
		assert_eq!(nothing, by_itself, "{}", operation.name());
	}
	let required = |index: usize| {
		let operation: Operation = read(&operations()[index]["operation"]);
		Required::by(&[operation])
	};
	let only = |account: &str| [name(account)].into_iter().collect::<BTreeSet<_>>();
	assert_eq!(required(0).posting, only("alice"));
	assert_eq!(required(2).active, only("alice"));
	assert_eq!(required(18).active, only("alice"));
	assert_eq!(
		required(18).posting,
		[name("bob"), name("carol")].into_iter().collect()
	);
	assert_eq!(required(26).owner, only("bob"));
	assert_eq!(required(40).active, only("alice"));
	assert_eq!(required(42).other[0].key_auths.len(), 1);
	// A new posting authority needs the active one.
	assert_eq!(required(43).active, only("alice"));
}
