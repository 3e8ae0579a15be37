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
//! A node writes the bytes of texts as they are, whether or not they are UTF-8, so an answer of one is read by [`read`]
//! and written as one by [`write`]. JSON that is UTF-8 in any case is read as it is: there, characters from U+10FF80 on
//! stand for bytes ([`crate::text`]).
//!
//! Stricter than a node: a field that is missing, unknown or of another type is an error that names its path. Sets and
//! maps may come in any order, as with a node, and an entry that comes twice is an error.

mod block;
mod values;

pub use block::block_header;

use crate::{block::Block, text, transaction::SignedTransaction};
use alloc::{
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use core::fmt;
use serde_json::Map;
pub use serde_json::Value;

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

/// The value of a JSON text as a node writes it: bytes of texts that are not UTF-8 are kept ([`crate::text`]).
pub fn read(bytes: &[u8]) -> Result<Value, serde_json::Error> {
	// What is not in a text is ASCII, and stays what it is.
	serde_json::from_str(&text::from_bytes(bytes))
}

/// The JSON text that a node writes for a value, the inverse of [`read`].
pub fn write(value: &Value) -> Vec<u8> {
	text::to_bytes(&value.to_string()).into_owned()
}

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

fn text_of<'a>(value: &'a Value, what: &str) -> Result<&'a str, JsonError> {
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
