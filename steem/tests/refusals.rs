//! What is refused, and in which words.

mod common;

use common::*;
use nutbox_steem::{
	error::Reason,
	json::{Form, Json, JsonError},
	keys::{signer, KeyError, SignatureError, SignatureRule, HARDFORK_20},
	native::{Libsecp256k1, PrivateKey},
	tools,
	types::{Fee, FeeSymbol, FutureExtensions, HeaderExtensions, Version},
	wire::{put_varint, Reader},
	AccountName, Asset, Block, Digest, Error, Operation, PublicKey, Signature, SignedHeader,
	SignedTransaction, Symbol, Time, Transaction, Wire,
};
use serde_json::{json, Value};

fn refused<T: Wire + std::fmt::Debug>(bytes: &[u8]) -> Reason {
	T::decode(bytes).expect_err("bytes that are none").reason
}

fn wrong<T: Json + std::fmt::Debug>(value: Value) -> String {
	T::from_json(&value)
		.expect_err("JSON that is none")
		.to_string()
}

#[test]
fn decode_should_refuse_when_operation_extension_or_hardfork_are_unknown() {
	for id in [47_u32, 48, 49, 64, 127, 128, 1_000, u32::MAX] {
		let mut bytes = Vec::new();
		put_varint(&mut bytes, id.into());
		bytes.extend([0; 100]);
		let error = Operation::decode(&bytes).expect_err("an unknown operation");
		assert_eq!(
			error,
			Error {
				offset: 0,
				reason: Reason::UnknownOperation(id)
			}
		);
		assert_eq!(
			error.to_string(),
			format!("byte 0: operation {id} is unknown; transactions carry operations 0 to 46")
		);
	}
	let unknown = |of, tag| Reason::UnknownVariant { of, tag };
	assert_eq!(
		refused::<HeaderExtensions>(&[1, 3]),
		unknown("header extension", 3)
	);
	assert_eq!(
		refused::<FutureExtensions>(&[1, 1]),
		unknown("extension", 1)
	);
	// A hardfork vote with a release number, behind a version.
	let bytes = [2, 1, 0, 0, 20, 0, 2, 1, 0, 20, 0, 0, 0, 0, 0];
	assert_eq!(
		refused::<HeaderExtensions>(&bytes),
		Reason::NotAHardfork(0x0014_0001)
	);
	// Each kind once, in order.
	assert_eq!(
		refused::<HeaderExtensions>(&[2, 0, 0]),
		Reason::NotAscending
	);
	assert_eq!(
		refused::<HeaderExtensions>(&[2, 1, 0, 0, 20, 0, 0]),
		Reason::NotAscending
	);

	for name in [
		"update_proposal",
		"collateralized_convert",
		"vote2_operation",
		"fill_order",
		"",
	] {
		let message = wrong::<Operation>(json!([name, {}]));
		assert_eq!(message, format!("operation {name} is unknown"));
	}
	assert_eq!(
		wrong::<Operation>(json!([47, {}])),
		"operation 47 is unknown"
	);
	assert_eq!(
		wrong::<HeaderExtensions>(json!([[3, {}]])),
		"[0]: header extension 3 is unknown"
	);
	assert_eq!(
		wrong::<HeaderExtensions>(
			json!([[2, {"hf_version": "0.20.1", "hf_time": "2018-09-25T15:00:00"}]])
		),
		"[0].hf_version: hardfork 0.20.1 is unknown: hardforks have no release number"
	);
	assert_eq!(
		wrong::<HeaderExtensions>(json!([{"type": "version", "value": "0.20.0"}, [1, "0.20.0"]])),
		"[1]: header extension 1 occurs twice"
	);
}

#[test]
fn decode_should_refuse_when_bytes_are_not_as_the_reference_writes_them() {
	// Numbers with leading zeros, and above 32 bits.
	assert_eq!(refused::<String>(&[0x80, 0x00]), Reason::VarintNotShortest);
	assert_eq!(
		refused::<String>(&[0xff, 0xff, 0xff, 0xff, 0x1f]),
		Reason::VarintTooLarge
	);
	assert_eq!(refused::<String>(&[0xff; 6]), Reason::VarintTooLarge);
	// A length that nothing follows is refused before anything is allocated.
	let huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
	assert_eq!(
		refused::<String>(&huge),
		Reason::UnexpectedEnd {
			missing: 0xffff_ffff
		}
	);
	assert!(matches!(
		refused::<Vec<u16>>(&huge),
		Reason::UnexpectedEnd { .. }
	));
	assert_eq!(refused::<bool>(&[2]), Reason::NotBoolean(2));
	assert_eq!(refused::<Option<bool>>(&[7]), Reason::NotBoolean(7));
	assert_eq!(
		refused::<bool>(&[1, 0, 0]),
		Reason::TrailingBytes { count: 2 }
	);
	assert_eq!(
		refused::<AccountName>(b"\x11aaaaaaaaaaaaaaaaa"),
		Reason::NameTooLong(17)
	);
	assert_eq!(refused::<AccountName>(b"\x03a\0b"), Reason::NameWithZero);
	assert_eq!(refused::<AccountName>(&[1, 0xc0]), Reason::NotUtf8);
	assert!(AccountName::decode(b"\x10aaaaaaaaaaaaaaaa").is_ok());
	use std::collections::BTreeSet;
	assert_eq!(
		refused::<BTreeSet<u16>>(&[2, 5, 0, 5, 0]),
		Reason::NotAscending
	);
	assert_eq!(
		refused::<BTreeSet<u16>>(&[2, 5, 0, 4, 0]),
		Reason::NotAscending
	);
	let long = vec![0; SignedHeader::MAX_SIZE + 1];
	assert!(matches!(
		SignedHeader::decode_bounded(&long)
			.expect_err("too long")
			.reason,
		Reason::TooLarge {
			length: 143,
			limit: 142
		}
	));
	let long = vec![0; SignedTransaction::MAX_SIZE + 1];
	for limit in [100, usize::MAX] {
		assert!(matches!(
			SignedTransaction::decode_bounded(&long, limit)
				.expect_err("too long")
				.reason,
			Reason::TooLarge { .. }
		));
	}
	let error = Reader::new(b"\x05ab").blob().expect_err("too short");
	assert_eq!(
		error.to_string(),
		"byte 1: the input ends too early, at least 3 bytes are missing"
	);
}

#[test]
fn header_should_have_the_longest_form_when_everything_is_there() {
	let mut header = block(25_994_486).header;
	header.header.witness = name("aaaaaaaaaaaaaaaa");
	header.header.extensions.void = true;
	let encoded = header.encode();
	assert_eq!(encoded.len(), SignedHeader::MAX_SIZE);
	assert_eq!(SignedHeader::decode_bounded(&encoded), Ok(header));
}

#[test]
fn asset_should_be_refused_when_symbol_or_precision_are_wrong_row_23() {
	let names = [
		"STEEM", "SBD", "VESTS", "HIVE", "HBD", "TESTS", "steem", "STEEM ", "",
	];
	for name in names {
		for precision in 0..=8_usize {
			let amount = match precision {
				0 => format!("1 {name}"),
				_ => format!("1.{} {name}", "0".repeat(precision)),
			};
			let known = Symbol::ALL.into_iter().find(|symbol| {
				symbol.name() == name && usize::from(symbol.precision()) == precision
			});
			let read = Asset::from_json(&json!(amount));
			assert_eq!(read.ok().map(|asset| asset.symbol), known, "{amount}");

			// In binary: one byte of precision, then the name, filled up with zeros.
			let mut bytes = vec![1, 0, 0, 0, 0, 0, 0, 0, precision as u8];
			bytes.extend(name.as_bytes().iter().chain([0; 7].iter()).take(7));
			let read = Asset::decode(&bytes);
			assert_eq!(read.ok().map(|asset| asset.symbol), known, "{amount}");
		}
	}
	for (nai, precision) in [("@@000000013", 3), ("@@000000021", 3), ("@@000000037", 6)] {
		for wrong in 0..=8 {
			let amount = json!({"amount": "1", "precision": wrong, "nai": nai});
			assert_eq!(
				Asset::from_json(&amount).is_ok(),
				wrong == precision,
				"{amount}"
			);
			let amount = json!(["1", wrong, nai]);
			assert_eq!(
				Asset::from_json(&amount).is_ok(),
				wrong == precision,
				"{amount}"
			);
		}
	}
	assert_eq!(
		wrong::<Asset>(json!({"amount": "1", "precision": 3, "nai": "@@422838704"})),
		"nai: \"@@422838704\" is none of the assets STEEM, SBD and VESTS"
	);
	for text in [
		"1.000",
		"1.000  STEEM",
		"1,000 STEEM",
		".001 STEEM",
		"-.001 STEEM",
		"+1.000 STEEM",
		"1.-00 STEEM",
		"9223372036854775.808 STEEM",
		"1.000 STEEM SBD",
		"0x1.000 STEEM",
		"- 1.000 STEEM",
		"１.000 STEEM",
	] {
		assert!(Asset::from_json(&json!(text)).is_err(), "{text}");
	}
}

#[test]
fn asset_should_be_the_same_when_written_and_read_at_the_bounds() {
	for symbol in Symbol::ALL {
		for amount in [
			0,
			1,
			999,
			1_000,
			1_000_000,
			i64::MAX,
			-1,
			-999,
			-1_000,
			i64::MIN,
		] {
			let asset = Asset { amount, symbol };
			assert_eq!(Asset::decode(&asset.encode()), Ok(asset));
			for form in [Form::Condenser, Form::BlockApi] {
				assert_eq!(Asset::from_json(&asset.to_json(form)), Ok(asset));
			}
		}
	}
	let smallest = Asset {
		amount: -1,
		symbol: Symbol::Steem,
	};
	assert_eq!(smallest.to_json(Form::Condenser), "-0.001 STEEM");
	// The six ways in which STEEM is written in fees.
	let written = [
		"1.234 STEEM",
		"123.4 STEEM",
		"12.34 STEEM",
		"0.01234 STEEM",
		"1.234 0.001",
		"1.234 6.000",
	];
	for (symbol, written) in FeeSymbol::ALL.into_iter().zip(written) {
		let fee = Fee {
			amount: 1_234,
			symbol,
		};
		assert_eq!(Fee::decode(&fee.encode()), Ok(fee));
		assert_eq!(fee.to_json(Form::Condenser), written);
		for form in [Form::Condenser, Form::BlockApi] {
			assert_eq!(Fee::from_json(&fee.to_json(form)), Ok(fee));
		}
	}
	assert!(Fee::from_json(&json!("1.000 SBD")).is_err());
	assert!(Fee::from_json(&json!({"amount": "1", "precision": 3, "nai": "@@000000013"})).is_err());
	assert!(Fee::decode(b"\x01\0\0\0\0\0\0\0\x04STEEM\0\0").is_err());
}

#[test]
fn json_should_be_refused_with_its_path_when_a_field_is_wrong() {
	let good = block(1_000_012).to_json(Form::Condenser);
	let cases: &[(&str, Value, &str)] = &[
		("/previous", json!("00"), "previous: 40 hexadecimal digits was expected, and \"00\" found"),
		("/timestamp", json!("2016-02-30T00:00:00"), "timestamp: a time such as 2016-03-24T16:05:00 was expected, and \"2016-02-30T00:00:00\" found"),
		("/witness", json!("aaaaaaaaaaaaaaaaa"), "witness: a name of 17 bytes; names have at most 16"),
		("/extensions", json!({}), "extensions: an array of extensions was expected, and an object found"),
		("/transactions/0/ref_block_num", json!(65_536), "transactions[0].ref_block_num: a whole number from 0 to 65535 was expected, and 65536 found"),
		("/transactions/0/ref_block_num", json!(1.0), "transactions[0].ref_block_num: a whole number from 0 to 65535 was expected, and 1.0 found"),
		("/transactions/0/operations/0/0", json!("mint"), "transactions[0].operations[0]: operation mint is unknown"),
		("/transactions/0/operations/0/1/nonce", json!(-1), "transactions[0].operations[0].pow.nonce: a whole number from 0 to 18446744073709551615 was expected, and -1 found"),
		("/transactions/0/operations/0/1/work/worker", json!("STM1"), "transactions[0].operations[0].pow.work.worker: a public key is STM and the base58 form of 37 bytes"),
		("/transactions/0/operations/0/1/props/account_creation_fee", json!("1.000 SBD"), "transactions[0].operations[0].pow.props.account_creation_fee: an amount of STEEM was expected, and \"1.000 SBD\" found"),
		("/transactions/0/signatures", json!(["00"]), "transactions[0].signatures[0]: 130 hexadecimal digits was expected, and \"00\" found"),
	];
	for (pointer, value, message) in cases {
		let mut changed = good.clone();
		*changed.pointer_mut(pointer).expect("a field") = value.clone();
		assert_eq!(wrong::<Block>(changed.clone()), *message);
		let refusal = tools::inspect_blocks(json!([good, changed]).to_string().as_bytes());
		assert_eq!(
			refusal.expect_err("a refusal").to_string(),
			format!("[1].{message}")
		);
	}
	// Fields that are missing, or unknown.
	for field in [
		"previous",
		"timestamp",
		"witness",
		"transaction_merkle_root",
		"witness_signature",
		"transactions",
	] {
		let mut changed = good.clone();
		changed.as_object_mut().expect("an object").remove(field);
		assert_eq!(
			wrong::<Block>(changed),
			format!("{field}: the field is missing")
		);
	}
	let mut changed = good.clone();
	changed["transactions"][0]["operations"][0][1]["noce"] = json!(1);
	assert_eq!(
		wrong::<Block>(changed),
		"transactions[0].operations[0].pow.noce: the field is unknown; known are worker_account, block_id, nonce, work, props"
	);
	for input in ["", "{", "[1]", "null", "[[]]", "\"a\"", "[{\"block\": 1}]"] {
		assert!(tools::inspect_blocks(input.as_bytes()).is_err(), "{input}");
	}
	assert_eq!(tools::inspect_blocks(b"[]"), Ok(String::new()));
	let mut id = good.clone();
	id["block_id"] = json!("xyz");
	let refusal = tools::inspect_blocks(id.to_string().as_bytes()).expect_err("a refusal");
	assert_eq!(
		refusal.to_string(),
		"block_id: 40 hexadecimal digits was expected, and \"xyz\" found"
	);
}

#[test]
fn inspect_blocks_should_say_so_when_a_transaction_was_altered() {
	let mut block = block(4_999_990);
	let stated = block.header.id().to_string();
	let mut altered = block.to_json(Form::Condenser);
	altered["block_id"] = json!(stated);
	let line = |value: &Value| -> Value {
		let line = tools::inspect_blocks(value.to_string().as_bytes()).expect("a block");
		serde_json::from_str(&line).expect("JSON")
	};
	assert_eq!(
		(&line(&altered)["merkle_ok"], &line(&altered)["id_ok"]),
		(&json!(true), &json!(true))
	);
	block.transactions[0].transaction.expiration.0 += 1;
	altered["transactions"] = block
		.transactions
		.iter()
		.map(|signed| signed.to_json(Form::Condenser))
		.collect();
	assert_eq!(
		(&line(&altered)["merkle_ok"], &line(&altered)["id_ok"]),
		(&json!(false), &json!(true))
	);
}

#[test]
fn decode_transaction_should_refuse_when_the_digits_are_none() {
	let message = |digits: &str| {
		tools::decode_transaction(digits, Form::Condenser)
			.expect_err("a refusal")
			.to_string()
	};
	assert!(message("zz").starts_with("these are no hexadecimal digits"));
	assert!(message("0").starts_with("these are no hexadecimal digits"));
	assert_eq!(
		message(""),
		"byte 0: the input ends too early, at least 2 bytes are missing"
	);
	let bytes = all_transactions().remove(0);
	let padded = hex::encode([bytes.as_slice(), &[0]].concat());
	assert_eq!(
		message(&padded),
		format!("byte {}: 1 bytes follow the end of the value", bytes.len())
	);
	assert!(
		tools::decode_transaction(&format!(" 0x{}\n", hex::encode(&bytes)), Form::BlockApi).is_ok()
	);
}

#[test]
fn name_should_be_valid_when_an_account_can_have_it() {
	for good in [
		"abc",
		"alice",
		"a-b-c",
		"bob.the-2nd",
		"aaaaaaaaaaaaaaaa",
		"a1b",
		"abc.abc.abc",
		"a--b",
	] {
		assert!(name(good).is_valid(), "{good}");
	}
	for bad in [
		"", "ab", "1bc", "-bc", "ab-", "Abc", "ab.abc", "abc.ab", "abc.", ".abc", "abc..abc",
		"a_b", "ünd", "a b", "abc.1bc",
	] {
		assert!(!name(bad).is_valid(), "{bad}");
	}
}

#[test]
fn time_should_be_the_same_when_written_and_read() {
	for (seconds, text) in [
		(0, "1970-01-01T00:00:00"),
		(68_169_600, "1972-02-29T00:00:00"),
		(951_782_399, "2000-02-28T23:59:59"),
		(951_868_800, "2000-03-01T00:00:00"),
		(1_458_835_500, "2016-03-24T16:05:00"),
		(1_537_887_600, "2018-09-25T15:00:00"),
		(i32::MAX as u32, "2038-01-19T03:14:07"),
		// As nodes write them.
		(1 << 31, "1901-12-13T20:45:52"),
		(u32::MAX, "1969-12-31T23:59:59"),
	] {
		assert_eq!(Time(seconds).to_string(), text);
		assert_eq!(Time::parse(text), Some(Time(seconds)));
	}
	for bad in [
		"",
		"2016-03-24",
		"2016-03-24 16:05:00",
		"2016-13-24T16:05:00",
		"2016-00-24T16:05:00",
		"2015-02-29T00:00:00",
		"2100-02-29T00:00:00",
		"2016-04-31T00:00:00",
		"2016-03-00T00:00:00",
		"2016-03-24T24:00:00",
		"2016-03-24T23:60:00",
		"2016-03-24T23:59:60",
		"1901-12-13T20:45:51",
		"2106-02-07T06:28:16",
		"9999-12-31T23:59:59",
		"2016-03-24T16:05:0-",
		"+016-03-24T16:05:00",
		"2016-03-24T16:05:00ZZ",
		"２016-03-24T16:05:00",
	] {
		assert_eq!(Time::parse(bad), None, "{bad}");
	}
	// What is right is read too.
	assert_eq!(Time::parse("2106-02-07T06:28:15"), Some(Time(u32::MAX)));
	assert_eq!(
		Time::parse("2100-02-28T23:59:59Z"),
		Some(Time(4_107_542_399))
	);
	assert_eq!(HARDFORK_20.to_string(), "2018-09-25T15:00:00");
}

#[test]
fn version_should_be_refused_when_it_is_none() {
	assert_eq!(Version::parse("0.20.0"), Some(Version(0x0014_0000)));
	assert_eq!(Version::parse("0_20_0"), Some(Version(0x0014_0000)));
	assert_eq!(Version::parse("255.255.65535"), Some(Version(u32::MAX)));
	for bad in [
		"",
		"0.20",
		"0.20.0.0",
		"256.0.0",
		"0.256.0",
		"0.0.65536",
		"0.-1.0",
		"0_20.0",
		"a.b.c",
		"0..0",
	] {
		assert_eq!(Version::parse(bad), None, "{bad}");
	}
}

#[test]
fn key_should_be_refused_when_a_letter_is_mistaken() {
	let good = "STM8GC13uCZbP44HzMLV6zPZGwVQ8Nt4Kji8PapsPiNq1BK153XTX";
	assert_eq!(
		good.parse::<PublicKey>().map(|key| key.to_string()),
		Ok(good.into())
	);
	assert_eq!(
		PublicKey::NULL.to_string(),
		"STM1111111111111111111111111111111114T1Anm"
	);
	assert_eq!(
		"STM1111111111111111111111111111111114T1Anm".parse(),
		Ok(PublicKey::NULL)
	);
	let key = |text: &str| text.parse::<PublicKey>();
	assert_eq!(key(""), Err(KeyError::Prefix));
	assert_eq!(key(&good.replace("STM", "TST")), Err(KeyError::Prefix));
	assert_eq!(key("STM"), Err(KeyError::Base58));
	assert_eq!(key(&format!("{good}1")), Err(KeyError::Checksum));
	assert_eq!(key(&format!("{good}11")), Err(KeyError::Base58));
	assert_eq!(
		key(&format!("STM{}", "z".repeat(100_000))),
		Err(KeyError::Base58)
	);
	let (mut tried, mut accepted) = (0, 0);
	for at in 3..good.len() {
		for letter in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl".chars() {
			let mut text: Vec<char> = good.chars().collect();
			if text[at] == letter {
				continue;
			}
			text[at] = letter;
			tried += 1;
			accepted += usize::from(key(&text.into_iter().collect::<String>()).is_ok());
		}
	}
	println!("keys with a letter changed: {tried} tried, {accepted} accepted");
	assert_eq!(accepted, 0);
}

#[test]
fn signer_should_refuse_when_the_signature_has_no_key() {
	let header = block(1_000_000).header;
	let digest = header.header.digest();
	let good = header.witness_signature;
	let key = signer::<Libsecp256k1>(&digest, &good, SignatureRule::Original).expect("a key");
	let first = good.0[0];
	for byte in 0..=255 {
		let mut signature = good;
		signature.0[0] = byte;
		let found = signer::<Libsecp256k1>(&digest, &signature, SignatureRule::LowS);
		if (27..35).contains(&byte) {
			// 27 to 30 and 31 to 34 say the same.
			let same = (byte - 27) & 3 == (first - 27) & 3;
			assert_eq!(found == Ok(key), same, "{byte}");
		} else {
			assert_eq!(found, Err(SignatureError::RecoveryByte(byte)));
		}
	}
	// Numbers that are none: zero, the order, and above.
	let order = hex::decode("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
		.expect("hex");
	for (r, s) in [
		([0; 32].as_slice(), &good.0[33..]),
		(&order, &good.0[33..]),
		(&good.0[1..33], &[0; 32]),
	] {
		let mut signature = Signature::default();
		signature.0[0] = 31;
		signature.0[1..33].copy_from_slice(r);
		signature.0[33..].copy_from_slice(s);
		let found = signer::<Libsecp256k1>(&digest, &signature, SignatureRule::LowS);
		assert_eq!(found, Err(SignatureError::NoKey));
	}
	// Both sides of half of the order.
	let mut signature = good;
	let half = hex::decode("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0")
		.expect("hex");
	signature.0[33..].copy_from_slice(&half);
	assert!(SignatureRule::LowS.accepts(&signature));
	signature.0[64] += 1;
	assert!(!SignatureRule::LowS.accepts(&signature));
	// The older rule: the highest bit, and a byte too many, of either.
	let original = |at: usize, bytes: [u8; 2]| {
		let mut signature = Signature([0x40; 65]);
		signature.0[at..at + 2].copy_from_slice(&bytes);
		SignatureRule::Original.accepts(&signature)
	};
	for at in [1, 33] {
		assert!(
			original(at, [0x7f, 0xff]) && original(at, [0x01, 0x00]) && original(at, [0x00, 0x80])
		);
		assert!(
			!original(at, [0x80, 0x00])
				&& !original(at, [0x00, 0x7f])
				&& !original(at, [0x00, 0x00])
		);
	}
	// The time decides which.
	assert_eq!(
		SignatureRule::at(Time(HARDFORK_20.0 - 1)),
		SignatureRule::Original
	);
	assert_eq!(SignatureRule::at(HARDFORK_20), SignatureRule::LowS);
}

#[test]
fn sign_should_make_what_both_rules_accept_when_given_any_digest() {
	// A key that is written in many tutorials.
	let wif = "5KQwrPbwdL6PhXujxW37FSSQZ1JiwsST4cqQzDeyXtP79zkvFD3";
	let secret = PrivateKey::from_wif(wif).expect("a key");
	assert_eq!(
		format!("{secret:?}"),
		format!("PrivateKey of {}", secret.public())
	);
	for number in 0_u32..100 {
		let digest = Digest::of(&[&number.to_le_bytes()]);
		let signature = secret.sign(&digest);
		assert_eq!(signature, secret.sign(&digest));
		for rule in [SignatureRule::Original, SignatureRule::LowS] {
			assert_eq!(
				signer::<Libsecp256k1>(&digest, &signature, rule),
				Ok(secret.public())
			);
		}
	}
	for bad in [
		"",
		"5KQwrPbwdL6PhXujxW37FSSQZ1JiwsST4cqQzDeyXtP79zkvFD4",
		"5",
		&"5".repeat(60),
		"STM",
	] {
		assert!(PrivateKey::from_wif(bad).is_err());
	}
	assert!(PrivateKey::from_bytes(&[0; 32]).is_err());
	assert!(PrivateKey::from_bytes(&[0xff; 32]).is_err());
}

#[test]
fn transaction_should_refer_to_a_block_when_made_after_it() {
	let transfer =
		json!(["transfer", {"from": "alice", "to": "bob", "amount": "0.001 STEEM", "memo": ""}]);
	let head = block(5_000_000).header.id();
	let made = Transaction::after(&head, Time(1_473_968_901), vec![read(&transfer)]);
	// 5,000,000 is 0x4c4b40, and the id goes on with 24 5f fb 07.
	assert_eq!(
		(made.ref_block_num, made.ref_block_prefix),
		(0x4b40, 0x07fb_5f24)
	);
	assert_eq!(
		made.signing_digest(&Digest::STEEM_CHAIN_ID),
		Digest::of(&[&[0; 32], &made.encode()])
	);
	let other_chain = Digest::of(&[b"testnet"]);
	assert_ne!(
		made.signing_digest(&other_chain),
		made.signing_digest(&Digest::STEEM_CHAIN_ID)
	);
	let secret = PrivateKey::from_password("alice", "active", "password").expect("a key");
	let signature = secret.sign(&made.signing_digest(&Digest::STEEM_CHAIN_ID));
	let twice = SignedTransaction {
		transaction: made,
		signatures: vec![signature, signature],
	};
	let error = twice.signing_keys::<Libsecp256k1>(&Digest::STEEM_CHAIN_ID, SignatureRule::LowS);
	assert_eq!(
		error.expect_err("the same key twice").to_string(),
		"signature 1: an earlier one is of the same key"
	);
}

#[test]
fn new_signing_key_should_be_found_when_a_witness_changes_it() {
	let values = array(operations()).iter();
	let value = values
		.clone()
		.find(|value| value["operation"][0] == "witness_set_properties");
	let Operation::WitnessSetProperties(mut change) = read(&value.expect("one")["operation"])
	else {
		panic!("another operation")
	};
	let mut expected = [0x22; 33];
	expected[0] = 3;
	assert_eq!(change.new_signing_key(), Some(PublicKey(expected)));
	change.props.remove("new_signing_key");
	assert_eq!(change.new_signing_key(), None);
}

#[test]
fn operation_should_stay_small_when_in_memory() {
	// What bounds the memory that a transaction takes beyond its bytes.
	assert!(size_of::<Operation>() <= 400, "{}", size_of::<Operation>());
}

#[test]
fn scale_should_refuse_when_bytes_are_no_name() {
	use codec::{Decode, Encode, MaxEncodedLen};
	for text in ["", "a", "alice", "aaaaaaaaaaaaaaaa"] {
		let name = name(text);
		let encoded = Encode::encode(&name);
		assert_eq!(encoded.len(), AccountName::max_encoded_len());
		assert_eq!(<AccountName as Decode>::decode(&mut &encoded[..]), Ok(name));
	}
	let mut gap = *b"alice\0bob\0\0\0\0\0\0\0";
	assert!(<AccountName as Decode>::decode(&mut &gap[..]).is_err());
	gap[5] = 0xff;
	assert!(<AccountName as Decode>::decode(&mut &gap[..]).is_err());
	assert!(<AccountName as Decode>::decode(&mut &gap[..15]).is_err());
	let key = PublicKey([7; 33]);
	assert_eq!(Encode::encode(&key), [7; 33]);
	assert_eq!(<PublicKey as Decode>::decode(&mut &[7; 33][..]), Ok(key));
}

#[test]
fn json_error_should_show_a_path_when_nested() {
	let error = JsonError::new("no")
		.at(2)
		.inside("operations")
		.at(1)
		.inside("transactions");
	assert_eq!(error.to_string(), "transactions[1].operations[2]: no");
}
