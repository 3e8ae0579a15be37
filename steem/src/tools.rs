//! What `nutbox steem` does, without the command line: text in, text out.

use crate::{
	hashes::{BlockId, Digest},
	json::{self, Form, Json, JsonError},
	native::Libsecp256k1,
	transaction::{SignedTransaction, Transaction},
	wire::Wire,
};
use core::fmt;
use serde_json::{json, Value};
use std::{
	fmt::Write as _,
	string::{String, ToString},
	vec::Vec,
};

/// Input that is refused: where in it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for Refusal {}

impl From<JsonError> for Refusal {
	fn from(error: JsonError) -> Self {
		Self(error.to_string())
	}
}

fn parse(input: &[u8]) -> Result<Value, Refusal> {
	// As a node writes it, or as it is written here.
	let value = match core::str::from_utf8(input) {
		Ok(text) => serde_json::from_str(text),
		Err(_) => json::read(input),
	};
	value.map_err(|error| Refusal(format!("this is no JSON: {error}")))
}

/// What blocks are made of: a line of JSON for each, in the order of the input.
///
/// `input` is a block or an array of blocks in either JSON form. Everything in the answer is computed from the header
/// and the transactions; what the input says of ids and keys is only compared.
///
/// | field | what |
/// |---|---|
/// | `block_num` | the number that follows from the block before |
/// | `block_id` | the id |
/// | `signing_key` | the key that signed the header; `null` if the signature is none that the protocol accepts |
/// | `merkle_root` | the root of the transactions |
/// | `merkle_ok` | whether that is the root in the header |
/// | `id_ok` | whether the id is the `block_id` of the input; `null` if it has none |
/// | `canonical` | whether the signature has the form that is accepted at the time of the block |
/// | `transactions` | `id`, `leaf` and the names of the `operations` of each |
///
/// Nothing is answered if one of the blocks is malformed.
pub fn inspect_blocks(input: &[u8]) -> Result<String, Refusal> {
	let value = parse(input)?;
	let mut lines = String::new();
	for (index, (block, source)) in json::blocks(&value)?.into_iter().enumerate() {
		let stated = match source.get("block_id") {
			None | Some(Value::Null) => None,
			Some(id) => Some(BlockId::from_json(id).map_err(|error| {
				let error = error.inside("block_id");
				if value.is_array() {
					error.at(index)
				} else {
					error
				}
			})?),
		};
		let id = block.header.id();
		let leaves = block.leaves();
		let root = crate::merkle::root(&leaves);
		let transactions: Vec<Value> = block
			.transactions
			.iter()
			.zip(&leaves)
			.map(|(signed, leaf)| {
				let names = signed
					.transaction
					.operations
					.iter()
					.map(|operation| operation.name());
				json!({
					"id": signed.transaction.id().to_string(),
					"leaf": leaf.to_string(),
					"operations": names.collect::<Vec<_>>(),
				})
			})
			.collect();
		let key = block.header.signing_key::<Libsecp256k1>();
		let line = json!({
			"block_num": block.header.header.number(),
			"block_id": id.to_string(),
			"signing_key": key.ok().map(|key| key.to_string()),
			"merkle_root": root.to_string(),
			"merkle_ok": root == block.header.header.transaction_merkle_root,
			"id_ok": stated.map(|stated| stated == id),
			"canonical": block.header.is_canonical(),
			"transactions": transactions,
		});
		// Writing to a string cannot fail.
		let _ = writeln!(lines, "{line}");
	}
	Ok(lines)
}

/// The binary forms of transactions: a line of JSON for each, with `unsigned_hex`, `signed_hex`, the `digest` that is
/// signed and the `id`.
///
/// `input` is a transaction or an array of them in either JSON form, with signatures or without.
pub fn encode_transactions(input: &[u8], chain_id: &Digest) -> Result<String, Refusal> {
	let value = parse(input)?;
	let mut lines = String::new();
	for (signed, _) in json::transactions(&value)? {
		let line = json!({
			"unsigned_hex": hex::encode(signed.transaction.encode()),
			"signed_hex": hex::encode(signed.encode()),
			"digest": signed.transaction.signing_digest(chain_id).to_string(),
			"id": signed.transaction.id().to_string(),
		});
		let _ = writeln!(lines, "{line}");
	}
	Ok(lines)
}

/// The transaction that hexadecimal digits stand for, as a line of JSON in this form. Signed or unsigned: of the two,
/// only one fits. That of an unsigned one has no `signatures`.
pub fn decode_transaction(digits: &str, form: Form) -> Result<String, Refusal> {
	let digits = digits.trim();
	let digits = digits.strip_prefix("0x").unwrap_or(digits);
	let bytes = hex::decode(digits)
		.map_err(|error| Refusal(format!("these are no hexadecimal digits: {error}")))?;
	let value = match SignedTransaction::decode_bounded(&bytes, SignedTransaction::MAX_SIZE) {
		Ok(signed) => signed.to_json(form),
		Err(error) => match Transaction::decode(&bytes) {
			Ok(unsigned) => unsigned.to_json(form),
			Err(_) => return Err(Refusal(error.to_string())),
		},
	};
	Ok(format!("{value}\n"))
}
