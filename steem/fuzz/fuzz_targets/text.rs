//! Keys, names, times, versions, hexadecimal digits.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_steem::{
	json::{Form, Json, Value},
	native::PrivateKey,
	tools,
	types::{Fee, Version},
	AccountName, Asset, Digest, PublicKey, Time, Wire,
};

fuzz_target!(|text: &str| {
	if let Ok(key) = text.parse::<PublicKey>() {
		assert_eq!(key.to_string(), text);
	}
	if let Ok(name) = text.parse::<AccountName>() {
		assert_eq!(name.as_str(), text);
		assert_eq!(AccountName::decode(&name.encode()), Ok(name));
		let _ = name.is_valid();
	}
	if let Some(time) = Time::parse(text) {
		assert_eq!(Time::parse(&time.to_string()), Some(time));
	}
	if let Some(version) = Version::parse(text) {
		assert_eq!(Version::parse(&version.to_string()), Some(version));
	}
	let value = Value::from(text);
	if let Ok(asset) = Asset::from_json(&value) {
		assert_eq!(Asset::from_json(&asset.to_json(Form::Condenser)), Ok(asset));
	}
	if let Ok(fee) = Fee::from_json(&value) {
		assert_eq!(Fee::from_json(&fee.to_json(Form::Condenser)), Ok(fee));
	}
	let _ = (PrivateKey::from_wif(text), Digest::from_hex(text));
	let _ = tools::decode_transaction(text, Form::Condenser);
});
