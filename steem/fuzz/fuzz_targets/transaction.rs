//! Transactions and operations in binary: what is read is written as it was, in every form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_steem::{
	authority::Required,
	json::{Form, Json},
	Operation, SignedTransaction, Transaction, Wire,
};
use std::fmt::Debug;

fn read<T: Wire + Json + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
	let value = T::decode(bytes).ok()?;
	assert_eq!(value.encode(), bytes);
	for form in [Form::Condenser, Form::BlockApi] {
		let text = value.to_json(form).to_string();
		let parsed = serde_json::from_str(&text).expect("JSON");
		assert_eq!(T::from_json(&parsed).as_ref(), Ok(&value));
	}
	Some(value)
}

fuzz_target!(|bytes: &[u8]| {
	if let Some(operation) = read::<Operation>(bytes) {
		let _ = Required::by(&[operation]);
	}
	let unsigned = read::<Transaction>(bytes);
	let signed = read::<SignedTransaction>(bytes);
	// Bytes are one or the other.
	assert!(unsigned.is_none() || signed.is_none());
});
