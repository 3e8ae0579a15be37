//! Tagged values, operations, transactions, headers and blocks.

use super::*;
use crate::{
	header::{Header, SignedHeader},
	operations::{Operation, Pow2Work},
	transaction::Transaction,
	types::{CommentOptionsExtensions, FutureExtensions, HeaderExtensions, Signature},
};
use alloc::collections::BTreeSet;
use serde_json::json;

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

/// The header of a block's JSON, whatever else is in it.
pub fn block_header(value: &Value) -> Result<SignedHeader, JsonError> {
	header_fields(&mut Object::open(value)?)
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
