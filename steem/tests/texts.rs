//! Texts that are not UTF-8: nothing of them is lost, in binary and in JSON.

use nutbox_steem::{
	json::{self, Form, Json as _},
	operations as ops, text,
	types::Bytes,
	Operation, Wire as _,
};
use proptest::prelude::*;

/// Bytes of which many are no UTF-8, or UTF-8 of the characters that stand for such.
fn odd() -> impl Strategy<Value = Vec<u8>> {
	let part = prop_oneof![
		any::<u8>().prop_map(|byte| vec![byte]),
		any::<char>().prop_map(|any| any.to_string().into_bytes()),
		(0x10_ff00_u32..=0x10_ffff).prop_map(|value| {
			char::from_u32(value)
				.expect("a character")
				.to_string()
				.into_bytes()
		}),
		Just(vec![0xf4, 0x8f, 0xbe]),
	];
	proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn custom_json(id: &[u8]) -> Operation {
	ops::CustomJson {
		required_auths: Default::default(),
		required_posting_auths: ["alice".parse().expect("a name")].into_iter().collect(),
		id: text::from_bytes(id),
		json: "{}".into(),
	}
	.into()
}

/// Through every form, as it is and as a node writes it.
fn goes_around(operation: &Operation) {
	assert_eq!(
		Operation::decode(&operation.encode()).as_ref(),
		Ok(operation)
	);
	for form in [Form::Condenser, Form::BlockApi] {
		let value = operation.to_json(form);
		assert_eq!(json::read(&json::write(&value)).expect("JSON"), value);
		assert_eq!(Operation::from_json(&value).as_ref(), Ok(operation));
		let plain = serde_json::from_str(&value.to_string()).expect("JSON");
		assert_eq!(Operation::from_json(&plain).as_ref(), Ok(operation));
	}
}

#[test]
fn custom_ids_should_be_kept_when_they_are_not_utf_8() {
	for id in [
		b"\xff\xfe".as_slice(),
		b"a\x80b\"\\\n\xc3",
		b"\xed\xa0\x80",
		b"\xf4\x8f\xbe\x80",
		"é\u{10ffff}\u{f8ff}".as_bytes(),
	] {
		let operation = custom_json(id);
		let bytes = operation.encode();
		assert!(bytes.windows(id.len()).any(|window| window == id));
		goes_around(&operation);
		let binary = ops::CustomBinary {
			required_owner_auths: Default::default(),
			required_active_auths: Default::default(),
			required_posting_auths: Default::default(),
			required_auths: Vec::new(),
			id: text::from_bytes(id),
			data: Bytes(vec![1]),
		};
		goes_around(&binary.into());
	}
	// What a node prints: the byte itself.
	let printed = br#"["custom_json",{"required_auths":[],"required_posting_auths":["alice"],"id":"x\u0001 Y","json":"{}"}]"#;
	let printed = printed.map(|byte| if byte == b'Y' { 0x9d } else { byte });
	let read = Operation::from_json(&json::read(&printed).expect("JSON"));
	assert_eq!(read, Ok(custom_json(b"x\x01 \x9d")));
}

#[test]
fn names_of_properties_should_be_in_the_order_of_their_bytes_when_they_are_not_utf_8() {
	let names = [b"\x80".as_slice(), "é".as_bytes(), b"\xf0", b"key"];
	let props = names.map(|name| (text::from_bytes(name), Bytes(vec![7])));
	let operation = Operation::from(ops::WitnessSetProperties {
		owner: "witness".parse().expect("a name"),
		props: props.into_iter().collect(),
		extensions: Default::default(),
	});
	goes_around(&operation);
	let mut expected = b"\x2a\x07witness\x04".to_vec();
	for name in [b"key".as_slice(), b"\x80", "é".as_bytes(), b"\xf0"] {
		expected.push(name.len() as u8);
		expected.extend_from_slice(name);
		expected.extend_from_slice(&[1, 7]);
	}
	expected.push(0);
	assert_eq!(operation.encode(), expected);
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

	#[test]
	fn to_bytes_should_undo_from_bytes_when_they_are_any(bytes in odd(), others in odd()) {
		let held = text::from_bytes(&bytes);
		prop_assert_eq!(text::to_bytes(&held).into_owned(), bytes.clone());
		prop_assert_eq!(held == text::from_bytes(&others), bytes == others);
		goes_around(&custom_json(&bytes));
	}
}
