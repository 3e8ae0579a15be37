//! Whatever comes in: nothing panics, and what is read is written again as it was.

mod common;

use common::*;
use nutbox_steem::{
	json::{self, Form, Json},
	merkle::Proof,
	native::{Libsecp256k1, PrivateKey},
	tools,
	types::{Authority, HeaderExtensions, Price, Version},
	AccountName, Asset, Block, Checksum, Digest, Operation, PublicKey, SignedHeader,
	SignedTransaction, Time, Transaction, Wire,
};
use proptest::{collection::vec, prelude::*};
use std::fmt::Debug;

/// Reads bytes as a value. If they are one, it is written in every form and read again.
fn binary<T: Wire + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
	let value = T::decode(bytes).ok()?;
	assert_eq!(value.encode(), bytes, "another binary form is accepted");
	Some(value)
}

fn both<T: Wire + Json + PartialEq + Debug>(bytes: &[u8]) {
	if let Some(value) = binary::<T>(bytes) {
		for form in [Form::Condenser, Form::BlockApi] {
			let text = value.to_json(form).to_string();
			let parsed = serde_json::from_str(&text).expect("JSON");
			assert_eq!(T::from_json(&parsed).as_ref(), Ok(&value));
		}
	}
}

fn every_parser(bytes: &[u8]) {
	both::<Block>(bytes);
	both::<SignedHeader>(bytes);
	both::<SignedTransaction>(bytes);
	both::<Transaction>(bytes);
	both::<Operation>(bytes);
	both::<Authority>(bytes);
	both::<Price>(bytes);
	both::<Asset>(bytes);
	both::<HeaderExtensions>(bytes);
	both::<AccountName>(bytes);
	both::<String>(bytes);
	both::<Time>(bytes);
	let _ = SignedHeader::decode_bounded(bytes);
	let _ = SignedTransaction::decode_bounded(bytes, 4_096);
	if let Ok(header) = SignedHeader::decode(bytes) {
		let _ = (
			header.id(),
			header.seal::<Libsecp256k1>(),
			header.is_canonical(),
		);
	}
	let _ = tools::decode_transaction(&hex::encode(bytes), Form::BlockApi);
}

fn every_text_parser(text: &str) {
	let _ = tools::inspect_blocks(text.as_bytes());
	let _ = tools::encode_transactions(text.as_bytes(), &Digest::STEEM_CHAIN_ID);
	let _ = tools::decode_transaction(text, Form::Condenser);
	let _ = (
		text.parse::<PublicKey>(),
		text.parse::<AccountName>(),
		PrivateKey::from_wif(text),
	);
	let _ = (
		Time::parse(text),
		Version::parse(text),
		Digest::from_hex(text),
	);
	let value = serde_json::from_str(text).unwrap_or_else(|_| json::Value::from(text));
	let _ = (
		Asset::from_json(&value),
		Operation::from_json(&value),
		Block::from_json(&value),
	);
}

/// Bytes that are something: real blocks, headers, transactions and operations.
fn real() -> impl Strategy<Value = Vec<u8>> {
	let mut samples: Vec<Vec<u8>> = all_transactions();
	samples.extend(all_blocks().map(|(block, _)| block.header.encode()));
	samples.extend(
		all_blocks()
			.map(|(block, _)| block.encode())
			.filter(|bytes| bytes.len() < 5_000),
	);
	samples.extend(array(operations()).iter().map(|value| {
		let operation: Operation = read(&value["operation"]);
		operation.encode()
	}));
	proptest::sample::select(samples)
}

/// Texts that are something.
fn real_text() -> impl Strategy<Value = String> {
	let mut samples: Vec<String> = array(operations())
		.iter()
		.flat_map(|value| {
			let operation: Operation = read(&value["operation"]);
			[Form::Condenser, Form::BlockApi].map(|form| operation.to_json(form).to_string())
		})
		.collect();
	samples.extend(
		all_blocks()
			.take(40)
			.map(|(block, _)| block.to_json(Form::BlockApi).to_string()),
	);
	proptest::sample::select(samples)
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

	#[test]
	fn parsers_should_not_panic_when_given_random_bytes(bytes in vec(any::<u8>(), 0..300)) {
		every_parser(&bytes);
	}

	#[test]
	fn parsers_should_not_panic_when_given_truncated_bytes(bytes in real(), at in any::<proptest::sample::Index>()) {
		every_parser(&bytes[..at.index(bytes.len() + 1)]);
	}

	#[test]
	fn parsers_should_not_panic_when_given_padded_bytes(bytes in real(), more in vec(any::<u8>(), 1..40)) {
		every_parser(&[bytes.as_slice(), &more].concat());
		every_parser(&[more.as_slice(), &bytes].concat());
	}

	#[test]
	fn parsers_should_not_panic_when_bytes_are_changed(
		bytes in real(),
		changes in vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
	) {
		let mut bytes = bytes;
		for (at, byte) in changes {
			let at = at.index(bytes.len());
			bytes[at] = byte;
		}
		every_parser(&bytes);
	}

	#[test]
	fn text_parsers_should_not_panic_when_given_any_text(text in ".{0,200}") {
		every_text_parser(&text);
	}

	#[test]
	fn text_parsers_should_not_panic_when_json_is_changed(
		text in real_text(),
		at in any::<proptest::sample::Index>(),
		length in 0..12_usize,
		with in "[\\[\\]{}\",:0-9a-z@. -]{0,12}",
	) {
		let letters: Vec<char> = text.chars().collect();
		let at = at.index(letters.len());
		let end = (at + length).min(letters.len());
		let changed: String = letters[..at].iter().copied().chain(with.chars()).chain(letters[end..].iter().copied()).collect();
		every_text_parser(&changed);
	}

	#[test]
	fn proofs_should_not_panic_and_prove_nothing_when_they_are_random(
		index in any::<u32>(),
		leaf_count in prop_oneof![any::<u32>(), 0..100_000_u32],
		path in vec(any::<[u8; 32]>(), 0..20),
		bytes in real(),
		root in any::<[u8; 20]>(),
	) {
		let proof = Proof { index, leaf_count, path: path.into_iter().map(Digest).collect() };
		prop_assert!(proof.verify(&bytes, &Checksum(root)).is_err());
	}
}
