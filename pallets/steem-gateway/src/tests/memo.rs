//! Memos.

use super::mock::*;
use crate::memo::{of, parse, Memo};
use blake2::{Blake2b512, Digest as _};
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};

#[test]
fn parse_should_read_what_of_writes() {
	for n in 0..=255 {
		let account = account(n);
		for prefix in [0, 2, 42, 63, 64, 255, 16_383] {
			let memo = of(&account, prefix);
			assert!(memo.starts_with("nutbox:"));
			assert_eq!(parse(&memo, prefix), Some(Memo::Account(account.clone())));
			assert_eq!(parse(&memo, prefix ^ 1), None, "another chain's address");
		}
	}
}

#[test]
fn parse_should_read_a_well_known_address() {
	let memo = "nutbox:5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let alice = nutbox_steem::Digest::from_hex(
		"d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
	)
	.unwrap()
	.0;
	assert_eq!(parse(memo, 42), Some(Memo::Account(alice.into())));
	assert_eq!(
		parse(
			"nutbox:15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
			42
		),
		None,
		"the same key with Polkadot's prefix"
	);
}

#[test]
fn parse_should_not_mind_white_space_around() {
	let memo = of(&alice(), 42);
	for text in [
		format!(" {memo}"),
		format!("{memo}\n"),
		format!("\t{memo}  "),
	] {
		assert_eq!(parse(&text, 42), Some(Memo::Account(alice())));
	}
	assert_eq!(parse("nutbox:reserve ", 42), Some(Memo::Reserve));
}

#[test]
fn parse_should_refuse_anything_else() {
	let address = alice().to_ss58check_with_version(Ss58AddressFormat::custom(42));
	let hexadecimal = format!("nutbox:0x{}", "01".repeat(32));
	let long = format!("nutbox:{}", "1".repeat(2_000));
	let refused = [
		"",
		"nutbox",
		"nutbox:",
		"nutbox:Reserve",
		"nutbox:reserve!",
		"hello",
		"#encrypted",
		&address,
		&format!("nutbox: {address}"),
		&format!("Nutbox:{address}"),
		&format!("nutbox:{address} thank you"),
		&hexadecimal,
		&long,
	];
	for memo in refused {
		assert_eq!(parse(memo, 42), None, "{memo}");
	}
}

#[test]
fn parse_should_refuse_every_address_with_one_letter_changed() {
	const ALPHABET: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	let memo = of(&bob(), 42);
	let (mut tried, mut accepted) = (0, 0);
	for at in "nutbox:".len()..memo.len() {
		for letter in ALPHABET {
			let mut changed = memo.clone().into_bytes();
			if changed[at] == *letter {
				continue;
			}
			changed[at] = *letter;
			tried += 1;
			let changed = String::from_utf8(changed).unwrap();
			if parse(&changed, 42).is_some() {
				accepted += 1;
			}
		}
	}
	println!("{tried} addresses with one wrong letter, {accepted} accepted");
	assert_eq!(accepted, 0);
}

#[test]
fn parse_should_refuse_a_prefix_written_in_two_bytes_that_fits_into_one() {
	// 42 as 0b01_001010 0b10_000000.
	let mut bytes = vec![0x40 | (42 >> 2), (42 & 3) << 6];
	bytes.extend_from_slice(alice().as_ref());
	let mut checked = b"SS58PRE".to_vec();
	checked.extend_from_slice(&bytes);
	let hash = Blake2b512::digest(&checked);
	bytes.extend_from_slice(&hash[..2]);
	let memo = format!("nutbox:{}", bs58::encode(bytes).into_string());
	assert_eq!(parse(&memo, 42), None);
}

proptest::proptest! {
	#![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]

	/// Whoever sends STEEM writes what he likes: nothing of it stops a block, and what is read is what an
	/// account's memo looks like.
	#[test]
	fn parse_should_take_nothing_but_memos_when_texts_are_random(
		text in "(nutbox:)?(\\PC{0,60}|[1-9A-HJ-NP-Za-km-z]{40,52}| {0,3}reserve)",
		seed: [u8; 32],
		at in 0..60usize,
		other: char,
	) {
		let mut changed = of(&seed.into(), 42);
		if let Some((at, old)) = changed.char_indices().nth(at) {
			changed.replace_range(at..at + old.len_utf8(), &other.to_string());
		}
		for text in [text, changed] {
			match parse(&text, 42) {
				Some(Memo::Account(account)) => proptest::prop_assert_eq!(of(&account, 42), text.trim()),
				Some(Memo::Reserve) => proptest::prop_assert_eq!(text.trim(), "nutbox:reserve"),
				None => {}
			}
		}
	}
}
