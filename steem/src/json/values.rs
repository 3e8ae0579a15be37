//! Numbers, texts, lists, and the small values of the protocol.

use super::*;
use crate::{
	hashes::{BlockId, Checksum, Digest, TransactionId},
	keys::PublicKey,
	types::{
		AccountName, Asset, Bytes, Fee, FeeSymbol, HardforkVote, Signature, Symbol, Time, Version,
	},
};
use alloc::collections::{BTreeMap, BTreeSet};
use core::str::FromStr;
use serde_json::json;

macro_rules! json_integer {
	($($type:ty)*) => {$(
		impl Json for $type {
			fn from_json(value: &Value) -> Result<Self, JsonError> {
				let read = match value {
					Value::Number(number) => number
						.as_i64()
						.map(i128::from)
						.or_else(|| number.as_u64().map(i128::from)),
					// Nodes write what a double might not hold as text.
					Value::String(digits) => decimal(digits),
					_ => None,
				};
				read.and_then(|read| Self::try_from(read).ok()).ok_or_else(|| {
					JsonError::expected(
						&format!("a whole number from {} to {}", Self::MIN, Self::MAX),
						value,
					)
				})
			}
			fn to_json(&self, _: Form) -> Value {
				// As `to_stream` of `libraries/fc/src/io/json.cpp`.
				match i128::from(*self) > 0xffff_ffff {
					true => self.to_string().into(),
					false => (*self).into(),
				}
			}
		}
	)*};
}
json_integer!(u16 u32 u64 i16 i64);

/// The number that decimal digits, with or without a minus, stand for.
fn decimal(digits: &str) -> Option<i128> {
	let unsigned = digits.strip_prefix('-').unwrap_or(digits);
	let plain = !unsigned.is_empty()
		&& unsigned.len() <= 20
		&& unsigned.bytes().all(|byte| byte.is_ascii_digit());
	if !plain {
		return None;
	}
	digits.parse().ok()
}

impl Json for bool {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		value
			.as_bool()
			.ok_or_else(|| JsonError::expected("true or false", value))
	}
	fn to_json(&self, _: Form) -> Value {
		(*self).into()
	}
}

impl Json for String {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		text_of(value, "a text").map(Into::into)
	}
	fn to_json(&self, _: Form) -> Value {
		self.as_str().into()
	}
}

impl<T: Json> Json for Option<T> {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		match value {
			Value::Null => Ok(None),
			value => T::from_json(value).map(Some),
		}
	}
	fn to_json(&self, form: Form) -> Value {
		self.as_ref()
			.map_or(Value::Null, |value| value.to_json(form))
	}
	fn missing() -> Option<Self> {
		Some(None)
	}
	fn is_left_out(&self) -> bool {
		self.is_none()
	}
}

impl<T: Json> Json for Vec<T> {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let read = |(index, entry)| T::from_json(entry).map_err(|error| error.at(index));
		entries(value, "an array")?
			.iter()
			.enumerate()
			.map(read)
			.collect()
	}
	fn to_json(&self, form: Form) -> Value {
		self.iter().map(|entry| entry.to_json(form)).collect()
	}
}

impl<T: Json + Ord> Json for BTreeSet<T> {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut set = Self::new();
		for (index, entry) in Vec::from_json(value)?.into_iter().enumerate() {
			if !set.insert(entry) {
				return Err(JsonError::new("the entry occurs twice").at(index));
			}
		}
		Ok(set)
	}
	fn to_json(&self, form: Form) -> Value {
		self.iter().map(|entry| entry.to_json(form)).collect()
	}
}

impl<K: Json + Ord, V: Json> Json for BTreeMap<K, V> {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut map = Self::new();
		for (index, entry) in entries(value, "an array of pairs")?.iter().enumerate() {
			let pair = || {
				let [key, value] = entries(entry, "a pair")? else {
					return Err(JsonError::expected("a pair", entry));
				};
				let key = K::from_json(key).map_err(|error| error.at(0))?;
				Ok((key, V::from_json(value).map_err(|error| error.at(1))?))
			};
			let (key, value) = pair().map_err(|error| error.at(index))?;
			if map.insert(key, value).is_some() {
				return Err(JsonError::new("the key occurs twice").at(index));
			}
		}
		Ok(map)
	}
	fn to_json(&self, form: Form) -> Value {
		self.iter()
			.map(|(key, value)| json!([key.to_json(form), value.to_json(form)]))
			.collect()
	}
}

macro_rules! json_fixed_bytes {
	($($type:ident)*) => {$(
		impl Json for $type {
			fn from_json(value: &Value) -> Result<Self, JsonError> {
				value.as_str().and_then(Self::from_hex).ok_or_else(|| {
					let digits = 2 * Self::default().0.len();
					JsonError::expected(&format!("{digits} hexadecimal digits"), value)
				})
			}
			fn to_json(&self, _: Form) -> Value {
				self.to_string().into()
			}
		}
	)*};
}
json_fixed_bytes!(BlockId Checksum Digest Signature TransactionId);

impl Json for Bytes {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let bytes = value.as_str().and_then(|digits| hex::decode(digits).ok());
		bytes
			.map(Self)
			.ok_or_else(|| JsonError::expected("hexadecimal digits", value))
	}
	fn to_json(&self, _: Form) -> Value {
		hex::encode(&self.0).into()
	}
}

impl Json for Time {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let time = value.as_str().and_then(Self::parse);
		time.ok_or_else(|| JsonError::expected("a time such as 2016-03-24T16:05:00", value))
	}
	fn to_json(&self, _: Form) -> Value {
		self.to_string().into()
	}
}

impl Json for AccountName {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		text_of(value, "a name")?
			.parse()
			.map_err(|reason| JsonError::new(format!("{reason}")))
	}
	fn to_json(&self, _: Form) -> Value {
		self.as_str().into()
	}
}

impl Json for PublicKey {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let key = Self::from_str(text_of(value, "a public key")?);
		key.map_err(|error| JsonError::new(error.to_string()))
	}
	fn to_json(&self, _: Form) -> Value {
		self.to_string().into()
	}
}

impl Json for Version {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let version = value.as_str().and_then(Self::parse);
		version.ok_or_else(|| JsonError::expected("a version such as 0.23.0", value))
	}
	fn to_json(&self, _: Form) -> Value {
		self.to_string().into()
	}
}

impl Json for HardforkVote {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut object = Object::open(value)?;
		let version: Version = object.field("hf_version")?;
		let time = object.field("hf_time")?;
		object.close()?;
		Self::new(version, time).ok_or_else(|| {
			JsonError::new(format!(
				"hardfork {version} is unknown: hardforks have no release number"
			))
			.inside("hf_version")
		})
	}
	fn to_json(&self, form: Form) -> Value {
		json!({
			"hf_version": self.version().to_json(form),
			"hf_time": self.time().to_json(form),
		})
	}
}

/// The amount, in the smallest unit, and the number of decimals of a text such as `-1.050`.
fn amount(text: &str) -> Option<(i64, u8)> {
	let (whole, decimals) = text.split_once('.')?;
	let precision = u8::try_from(decimals.len())
		.ok()
		.filter(|precision| *precision > 0)?;
	let digits = [whole, decimals].concat();
	// 20 characters hold every such number, and a minus.
	let unsigned = whole.strip_prefix('-').unwrap_or(whole);
	if unsigned.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
		return None;
	}
	let amount = decimal(&digits)?;
	Some((i64::try_from(amount).ok()?, precision))
}

/// An amount as text.
fn amount_text(amount: i64, precision: u8, name: &str) -> String {
	let sign = if amount < 0 { "-" } else { "" };
	let precision = usize::from(precision);
	let digits = format!("{:0>width$}", amount.unsigned_abs(), width = precision + 1);
	let (whole, decimals) = digits.split_at(digits.len() - precision);
	format!("{sign}{whole}.{decimals} {name}")
}

/// An amount in the form of `block_api`.
fn nai_amount(amount: i64, symbol: Symbol) -> Value {
	json!({
		"amount": amount.to_string(),
		"precision": symbol.precision(),
		"nai": symbol.nai(),
	})
}

/// The amount and symbol of the form of `block_api`: the object of today, or the array of three of earlier nodes.
fn from_nai_amount(value: &Value) -> Result<Asset, JsonError> {
	let (amount, precision, nai) = match value {
		Value::Array(parts) => {
			let [amount, precision, nai] = parts.as_slice() else {
				return Err(JsonError::expected("an amount", value));
			};
			let amount = i64::from_json(amount).map_err(|error| error.at(0))?;
			let precision = u16::from_json(precision).map_err(|error| error.at(1))?;
			(
				amount,
				precision,
				String::from_json(nai).map_err(|error| error.at(2))?,
			)
		}
		_ => {
			let mut object = Object::open(value)?;
			let parts = (
				object.field("amount")?,
				object.field("precision")?,
				object.field("nai")?,
			);
			object.close()?;
			parts
		}
	};
	let symbol = Symbol::ALL.into_iter().find(|symbol| symbol.nai() == nai);
	let symbol = symbol.ok_or_else(|| {
		JsonError::new(format!(
			"{nai:?} is none of the assets STEEM, SBD and VESTS"
		))
		.inside("nai")
	})?;
	if precision != u16::from(symbol.precision()) {
		let right = symbol.precision();
		return Err(
			JsonError::new(format!("{} has {right} decimals", symbol.name())).inside("precision"),
		);
	}
	Ok(Asset { amount, symbol })
}

impl Json for Asset {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let Value::String(text) = value else {
			return match value {
				Value::Array(_) | Value::Object(_) => from_nai_amount(value),
				_ => Err(JsonError::expected(
					"an amount such as \"1.000 STEEM\"",
					value,
				)),
			};
		};
		let read = text.split_once(' ').and_then(|(digits, name)| {
			let (amount, precision) = amount(digits)?;
			let symbol = Symbol::ALL
				.into_iter()
				.find(|symbol| symbol.name() == name && symbol.precision() == precision)?;
			Some(Self { amount, symbol })
		});
		read.ok_or_else(|| {
			JsonError::expected(
				"an amount such as \"1.000 STEEM\", \"1.000 SBD\" or \"1.000000 VESTS\"",
				value,
			)
		})
	}
	fn to_json(&self, form: Form) -> Value {
		let Self { amount, symbol } = *self;
		match form {
			Form::Condenser => amount_text(amount, symbol.precision(), symbol.name()).into(),
			Form::BlockApi => nai_amount(amount, symbol),
		}
	}
}

impl Json for Fee {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let Value::String(text) = value else {
			let Asset { amount, symbol } = Asset::from_json(value)?;
			if symbol != Symbol::Steem {
				return Err(JsonError::expected("an amount of STEEM", value));
			}
			return Ok(Self {
				amount,
				symbol: FeeSymbol::Canonical,
			});
		};
		let read = text.split_once(' ').and_then(|(digits, name)| {
			let (amount, precision) = amount(digits)?;
			let symbol = FeeSymbol::ALL
				.into_iter()
				.find(|symbol| symbol.name() == name && symbol.precision() == precision)?;
			Some(Self { amount, symbol })
		});
		read.ok_or_else(|| JsonError::expected("an amount of STEEM", value))
	}
	fn to_json(&self, form: Form) -> Value {
		let Self { amount, symbol } = *self;
		match (form, symbol) {
			(Form::BlockApi, FeeSymbol::Canonical) => nai_amount(amount, Symbol::Steem),
			// Nodes of today show the other ways of writing STEEM as the canonical one, and whoever reads that gets
			// another transaction. The form of early nodes keeps them apart.
			_ => amount_text(amount, symbol.precision(), symbol.name()).into(),
		}
	}
}
