//! Both JSON forms of what there is.
//!
//! The two that nodes hand out: that of `condenser_api`, with operations as `["transfer", {…}]` and amounts as
//! `"1.000 STEEM"`, and that of `block_api`, with `{"type": "transfer_operation", "value": {…}}` and
//! `{"amount": "1000", "precision": 3, "nai": "@@000000021"}`. Whatever is read may be in either form at every place;
//! what is written is in the form asked for.
//!
//! Sources: `to_variant` and `from_variant` in `libraries/fc/include/fc/static_variant.hpp`,
//! `libraries/fc/src/io/json.cpp`, `libraries/protocol/asset.cpp` and
//! `libraries/plugins/apis/condenser_api/include/steem/plugins/condenser_api/condenser_api_legacy_asset.hpp`.
//!
//! Stricter than a node: a field that is missing, unknown or of another type is an error that names its path. Sets and
//! maps may come in any order, as with a node, and an entry that comes twice is an error.

use crate::{
	block::Block,
	hashes::{BlockId, Checksum, Digest, TransactionId},
	header::{Header, SignedHeader},
	keys::PublicKey,
	operations::{Operation, Pow2Work},
	transaction::{SignedTransaction, Transaction},
	types::{
		AccountName, Asset, Bytes, CommentOptionsExtensions, Fee, FeeSymbol, FutureExtensions,
		HardforkVote, HeaderExtensions, Signature, Symbol, Time, Version,
	},
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use core::{fmt, str::FromStr};
pub use serde_json::Value;
use serde_json::{json, Map};

/// Which of the two forms is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
	/// That of `condenser_api`.
	Condenser,
	/// That of `block_api`.
	BlockApi,
}

/// JSON that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
	/// Where, such as `transactions[3].operations[0].transfer.amount`. Empty for the whole.
	pub path: String,
	/// What is wrong there.
	pub reason: String,
}

impl JsonError {
	/// An error at the value itself.
	pub fn new(reason: impl Into<String>) -> Self {
		Self {
			path: String::new(),
			reason: reason.into(),
		}
	}

	/// The error as seen from the object that holds the value under this name.
	#[must_use]
	pub fn inside(mut self, name: &str) -> Self {
		let dot = if self.path.is_empty() || self.path.starts_with('[') {
			""
		} else {
			"."
		};
		self.path = format!("{name}{dot}{}", self.path);
		self
	}

	/// The error as seen from the array that holds the value at this place.
	#[must_use]
	pub fn at(self, index: usize) -> Self {
		self.inside(&format!("[{index}]"))
	}

	fn expected(what: &str, value: &Value) -> Self {
		let found = match value {
			Value::Null => "null".into(),
			Value::Bool(value) => value.to_string(),
			Value::Number(value) => value.to_string(),
			Value::String(text) => {
				// A hint of it is enough.
				let short: String = text.chars().take(40).collect();
				let dots = if short.len() < text.len() { "…" } else { "" };
				format!("{short:?}{dots}")
			}
			Value::Array(entries) => format!("an array of {}", entries.len()),
			Value::Object(_) => "an object".into(),
		};
		Self::new(format!("{what} was expected, and {found} found"))
	}
}

impl fmt::Display for JsonError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.path.as_str() {
			"" => f.write_str(&self.reason),
			path => write!(f, "{path}: {}", self.reason),
		}
	}
}

impl core::error::Error for JsonError {}

/// A value with both JSON forms.
pub trait Json: Sized {
	/// The value that this stands for, in either form.
	fn from_json(value: &Value) -> Result<Self, JsonError>;

	/// The value in this form.
	fn to_json(&self, form: Form) -> Value;

	/// What a field that is missing stands for. `None` if it may not be missing.
	fn missing() -> Option<Self> {
		None
	}

	/// Whether the field is left out for this value.
	fn is_left_out(&self) -> bool {
		false
	}
}

/// Reads an object field by field; every field must be asked for.
pub(crate) struct Object<'a> {
	fields: &'a Map<String, Value>,
	found: usize,
	asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
	pub(crate) fn open(value: &'a Value) -> Result<Self, JsonError> {
		let fields = value
			.as_object()
			.ok_or_else(|| JsonError::expected("an object", value))?;
		Ok(Self {
			fields,
			found: 0,
			asked: Vec::new(),
		})
	}

	pub(crate) fn field<T: Json>(&mut self, name: &'static str) -> Result<T, JsonError> {
		self.asked.push(name);
		match self.fields.get(name) {
			Some(value) => {
				self.found += 1;
				T::from_json(value).map_err(|error| error.inside(name))
			}
			None => T::missing().ok_or_else(|| JsonError::new("the field is missing").inside(name)),
		}
	}

	/// Takes note of a field that may be there and says nothing.
	fn ignore(&mut self, name: &'static str) {
		self.asked.push(name);
		self.found += usize::from(self.fields.contains_key(name));
	}

	pub(crate) fn close(self) -> Result<(), JsonError> {
		if self.found == self.fields.len() {
			return Ok(());
		}
		let unknown = self
			.fields
			.keys()
			.find(|name| !self.asked.contains(&name.as_str()));
		let name = unknown.map_or("", String::as_str);
		Err(JsonError::new(format!(
			"the field is unknown; known are {}",
			self.asked.join(", ")
		))
		.inside(name))
	}
}

/// Puts a field into an object, unless it is left out.
pub(crate) fn put<T: Json>(object: &mut Map<String, Value>, name: &str, value: &T, form: Form) {
	if !value.is_left_out() {
		object.insert(name.into(), value.to_json(form));
	}
}

fn text<'a>(value: &'a Value, what: &str) -> Result<&'a str, JsonError> {
	value
		.as_str()
		.ok_or_else(|| JsonError::expected(what, value))
}

fn entries<'a>(value: &'a Value, what: &str) -> Result<&'a [Value], JsonError> {
	value
		.as_array()
		.map(Vec::as_slice)
		.ok_or_else(|| JsonError::expected(what, value))
}

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
		text(value, "a text").map(Into::into)
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
		text(value, "a name")?
			.parse()
			.map_err(|reason| JsonError::new(format!("{reason}")))
	}
	fn to_json(&self, _: Form) -> Value {
		self.as_str().into()
	}
}

impl Json for PublicKey {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let key = Self::from_str(text(value, "a public key")?);
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

/// A tagged value: its tag as number or name, and the value. `suffix` may be missing from names.
fn tagged<'a>(
	value: &'a Value,
	names: &[&str],
	suffix: &str,
	what: &str,
) -> Result<(u64, &'a Value), JsonError> {
	let (tag, value) = match value {
		Value::Array(pair) => match pair.as_slice() {
			[tag, value] => (tag, value),
			_ => {
				return Err(JsonError::expected(
					&format!("{what}: a tag and a value"),
					value,
				))
			}
		},
		Value::Object(fields) => match (fields.get("type"), fields.get("value"), fields.len()) {
			(Some(tag), Some(value), 2) => (tag, value),
			_ => {
				return Err(JsonError::new(format!(
					"{what} has the fields \"type\" and \"value\", and no others"
				)))
			}
		},
		_ => {
			return Err(JsonError::expected(
				&format!("{what}: a tag and a value"),
				value,
			))
		}
	};
	let number = match tag {
		Value::Number(number) => number
			.as_u64()
			.filter(|number| *number < names.len() as u64),
		Value::String(name) => names
			.iter()
			.position(|known| name == known || name.strip_suffix(suffix) == Some(known))
			.map(|position| position as u64),
		_ => None,
	};
	let number = number.ok_or_else(|| {
		let shown = match tag {
			Value::String(name) => name.chars().take(60).collect(),
			other => other.to_string(),
		};
		JsonError::new(format!("{what} {shown} is unknown"))
	})?;
	Ok((number, value))
}

/// Writes a tagged value.
fn tag(form: Form, number: u64, name: &str, value: Value) -> Value {
	match form {
		Form::Condenser => json!([number, value]),
		Form::BlockApi => json!({ "type": name, "value": value }),
	}
}

/// Reads a set of tagged values, each of which may be there once.
fn read_extensions(
	value: &Value,
	names: &[&str],
	what: &str,
	mut read: impl FnMut(u64, &Value) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
	let mut seen = BTreeSet::new();
	for (index, entry) in entries(value, "an array of extensions")?.iter().enumerate() {
		let one = || {
			let (number, value) = tagged(entry, names, "", what)?;
			if !seen.insert(number) {
				return Err(JsonError::new(format!("{what} {number} occurs twice")));
			}
			read(number, value)
		};
		let mut one = one;
		one().map_err(|error| error.at(index))?;
	}
	Ok(())
}

const HEADER_EXTENSIONS: &[&str] = &["void_t", "version", "hardfork_version_vote"];

impl Json for HeaderExtensions {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut extensions = Self::default();
		read_extensions(
			value,
			HEADER_EXTENSIONS,
			"header extension",
			|number, value| {
				match number {
					0 => extensions.void = true,
					1 => extensions.version = Some(Json::from_json(value)?),
					_ => extensions.hardfork_vote = Some(Json::from_json(value)?),
				}
				Ok(())
			},
		)?;
		Ok(extensions)
	}
	fn to_json(&self, form: Form) -> Value {
		let Self {
			void,
			version,
			hardfork_vote,
		} = self;
		let void = void.then(|| tag(form, 0, "void_t", json!({})));
		let version = version.map(|version| tag(form, 1, "version", version.to_json(form)));
		let vote =
			hardfork_vote.map(|vote| tag(form, 2, "hardfork_version_vote", vote.to_json(form)));
		[void, version, vote].into_iter().flatten().collect()
	}
}

impl Json for FutureExtensions {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut extensions = Self::default();
		read_extensions(value, &["void_t"], "extension", |_, _| {
			extensions.void = true;
			Ok(())
		})?;
		Ok(extensions)
	}
	fn to_json(&self, form: Form) -> Value {
		self.void
			.then(|| tag(form, 0, "void_t", json!({})))
			.into_iter()
			.collect()
	}
	fn missing() -> Option<Self> {
		Some(Self::default())
	}
}

const COMMENT_OPTIONS: &[&str] = &["comment_payout_beneficiaries"];

impl Json for CommentOptionsExtensions {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut extensions = Self::default();
		let what = "extension of comment_options";
		read_extensions(value, COMMENT_OPTIONS, what, |_, value| {
			extensions.beneficiaries = Some(Json::from_json(value)?);
			Ok(())
		})?;
		Ok(extensions)
	}
	fn to_json(&self, form: Form) -> Value {
		let written = |value: &crate::types::Beneficiaries| {
			tag(form, 0, COMMENT_OPTIONS[0], value.to_json(form))
		};
		self.beneficiaries
			.as_ref()
			.map(written)
			.into_iter()
			.collect()
	}
	fn missing() -> Option<Self> {
		Some(Self::default())
	}
}

const POW2_WORK: &[&str] = &["pow2", "equihash_pow"];

impl Json for Pow2Work {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		match tagged(value, POW2_WORK, "", "kind of work")? {
			(0, value) => Json::from_json(value).map(Self::Pow2),
			(_, value) => Json::from_json(value).map(Self::Equihash),
		}
	}
	fn to_json(&self, form: Form) -> Value {
		match self {
			Self::Pow2(work) => tag(form, 0, POW2_WORK[0], work.to_json(form)),
			Self::Equihash(work) => tag(form, 1, POW2_WORK[1], work.to_json(form)),
		}
	}
}

impl Json for Operation {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let (id, value) = tagged(value, Self::NAMES, "_operation", "operation")?;
		let name = usize::try_from(id)
			.ok()
			.and_then(|id| Self::NAMES.get(id))
			.unwrap_or(&"");
		Self::body_from_json(id, value)
			.unwrap_or_else(|| Err(JsonError::new(format!("operation {id} is unknown"))))
			.map_err(|error| error.inside(name))
	}
	fn to_json(&self, form: Form) -> Value {
		let (name, body) = (self.name(), self.body_to_json(form));
		match form {
			Form::Condenser => json!([name, body]),
			Form::BlockApi => json!({ "type": format!("{name}_operation"), "value": body }),
		}
	}
}

/// The fields of a transaction without its signatures.
fn transaction_fields(object: &mut Object<'_>) -> Result<Transaction, JsonError> {
	// What nodes add to transactions that they hand out.
	for name in ["transaction_id", "block_num", "transaction_num"] {
		object.ignore(name);
	}
	Ok(Transaction {
		ref_block_num: object.field("ref_block_num")?,
		ref_block_prefix: object.field("ref_block_prefix")?,
		expiration: object.field("expiration")?,
		operations: object.field("operations")?,
		extensions: object.field("extensions")?,
	})
}

fn put_transaction(object: &mut Map<String, Value>, transaction: &Transaction, form: Form) {
	put(object, "ref_block_num", &transaction.ref_block_num, form);
	put(
		object,
		"ref_block_prefix",
		&transaction.ref_block_prefix,
		form,
	);
	put(object, "expiration", &transaction.expiration, form);
	put(object, "operations", &transaction.operations, form);
	put(object, "extensions", &transaction.extensions, form);
}

impl Json for Transaction {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut object = Object::open(value)?;
		let transaction = transaction_fields(&mut object)?;
		object.close()?;
		Ok(transaction)
	}
	fn to_json(&self, form: Form) -> Value {
		let mut object = Map::new();
		put_transaction(&mut object, self, form);
		Value::Object(object)
	}
}

impl Json for SignedTransaction {
	/// Without `signatures`, there are none.
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut object = Object::open(value)?;
		let transaction = transaction_fields(&mut object)?;
		let signatures: Option<Vec<Signature>> = object.field("signatures")?;
		object.close()?;
		Ok(Self {
			transaction,
			signatures: signatures.unwrap_or_default(),
		})
	}
	fn to_json(&self, form: Form) -> Value {
		let mut object = Map::new();
		put_transaction(&mut object, &self.transaction, form);
		put(&mut object, "signatures", &self.signatures, form);
		Value::Object(object)
	}
}

fn header_fields(object: &mut Object<'_>) -> Result<SignedHeader, JsonError> {
	Ok(SignedHeader {
		header: Header {
			previous: object.field("previous")?,
			timestamp: object.field("timestamp")?,
			witness: object.field("witness")?,
			transaction_merkle_root: object.field("transaction_merkle_root")?,
			extensions: object.field("extensions")?,
		},
		witness_signature: object.field("witness_signature")?,
	})
}

fn put_header(object: &mut Map<String, Value>, signed: &SignedHeader, form: Form) {
	let SignedHeader {
		header,
		witness_signature,
	} = signed;
	put(object, "previous", &header.previous, form);
	put(object, "timestamp", &header.timestamp, form);
	put(object, "witness", &header.witness, form);
	put(
		object,
		"transaction_merkle_root",
		&header.transaction_merkle_root,
		form,
	);
	put(object, "extensions", &header.extensions, form);
	put(object, "witness_signature", witness_signature, form);
}

impl Json for SignedHeader {
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut object = Object::open(value)?;
		let header = header_fields(&mut object)?;
		object.close()?;
		Ok(header)
	}
	fn to_json(&self, form: Form) -> Value {
		let mut object = Map::new();
		put_header(&mut object, self, form);
		Value::Object(object)
	}
}

impl Json for Block {
	/// Other fields are ignored: nodes add the id, the signing key and more, and none of it is evidence.
	fn from_json(value: &Value) -> Result<Self, JsonError> {
		let mut object = Object::open(value)?;
		let header = header_fields(&mut object)?;
		Ok(Self {
			header,
			transactions: object.field("transactions")?,
		})
	}
	fn to_json(&self, form: Form) -> Value {
		let mut object = Map::new();
		put_header(&mut object, &self.header, form);
		put(&mut object, "transactions", &self.transactions, form);
		Value::Object(object)
	}
}

/// The blocks in a JSON text: one or an array of them, as they are or as a node's answer holds them (`result`,
/// `block`). Each with the value it was read from.
pub fn blocks(value: &Value) -> Result<Vec<(Block, &Value)>, JsonError> {
	each(value, &["result", "block"])
}

/// The transactions in a JSON text: one or an array of them, as they are or as a node's answer holds them (`result`).
pub fn transactions(value: &Value) -> Result<Vec<(SignedTransaction, &Value)>, JsonError> {
	each(value, &["result"])
}

fn each<'a, T: Json>(
	value: &'a Value,
	wrappers: &[&str],
) -> Result<Vec<(T, &'a Value)>, JsonError> {
	let one = |mut value: &'a Value| {
		let mut path = vec![];
		for name in wrappers {
			if let Some(inner) = value.get(name) {
				path.push(*name);
				value = inner;
			}
		}
		let read = T::from_json(value).map(|read| (read, value));
		read.map_err(|error| {
			path.iter()
				.rev()
				.fold(error, |error, name| error.inside(name))
		})
	};
	match value {
		Value::Array(entries) => {
			let numbered = entries.iter().enumerate();
			numbered
				.map(|(index, entry)| one(entry).map_err(|error| error.at(index)))
				.collect()
		}
		value => Ok(vec![one(value)?]),
	}
}
