//! Every block and transaction of the main network that is in the data.

mod common;

use common::*;
use nutbox_steem::{
	json::{Form, Json},
	keys::SignatureRule,
	merkle::{self, Proof},
	native::Libsecp256k1,
	operations::{Operation, LAST_OPERATION},
	Block, Digest, SignedHeader, SignedTransaction, Transaction, Wire,
};
use std::collections::BTreeMap;

#[test]
fn header_should_have_the_stated_id_key_and_digest_when_read_from_json() {
	let mut count = 0;
	for (block, value) in all_blocks() {
		let header = &block.header;
		let number = header.header.number();
		let meta = &value["_meta"];
		assert_eq!(value["block_num"], number);
		assert_eq!(header.id(), read(&value["block_id"]), "{number}");
		assert_eq!(header.id().number(), number);
		assert_eq!(
			header.header.encode(),
			bytes(&meta["header_hex"]),
			"{number}"
		);
		assert_eq!(
			header.header.digest(),
			read(&meta["header_digest"]),
			"{number}"
		);
		assert_eq!(
			header.encode(),
			bytes(&meta["signed_header_hex"]),
			"{number}"
		);
		assert_eq!(
			header.signing_key::<Libsecp256k1>(),
			Ok(read(&value["signing_key"])),
			"{number}"
		);
		assert!(header.is_canonical(), "{number}");
		let sealed = header.seal::<Libsecp256k1>().expect("a signature");
		assert_eq!(
			(sealed.id, Ok(sealed.signing_key)),
			(header.id(), header.signing_key::<Libsecp256k1>())
		);
		count += 1;
	}
	assert_eq!(count, 108);
}

#[test]
fn block_should_have_the_root_of_its_header_when_read_from_json() {
	let mut transactions = 0;
	for (block, value) in all_blocks() {
		let number = block.header.header.number();
		assert_eq!(
			block.merkle_root(),
			read(&value["transaction_merkle_root"]),
			"{number}"
		);
		assert!(block.is_complete(), "{number}");
		let ids = array(&value["transaction_ids"]);
		let encoded = array(&value["_meta"]["signed_tx_hex"]);
		assert_eq!(
			(block.transactions.len(), ids.len()),
			(encoded.len(), encoded.len()),
			"{number}"
		);
		for ((signed, id), encoded) in block.transactions.iter().zip(ids).zip(encoded) {
			assert_eq!(signed.transaction.id(), read(id), "{number}");
			assert_eq!(signed.encode(), bytes(encoded), "{number}");
			transactions += 1;
		}
	}
	println!("{transactions} transactions");
	assert!(transactions > 400, "{transactions}");
}

#[test]
fn block_should_be_the_same_when_written_and_read_in_every_form() {
	for (block, value) in all_blocks() {
		let number = block.header.header.number();
		assert_eq!(
			Block::decode(&block.encode()).as_ref(),
			Ok(&block),
			"{number}"
		);
		let header = SignedHeader::decode_bounded(&block.header.encode());
		assert_eq!(header.as_ref(), Ok(&block.header), "{number}");
		for form in [Form::Condenser, Form::BlockApi] {
			assert_eq!(
				Block::from_json(&block.to_json(form)).as_ref(),
				Ok(&block),
				"{number}"
			);
		}
		// The data are in the form of `condenser_api`: what is written must be what was read, field by field.
		let written = block.to_json(Form::Condenser);
		for (field, theirs) in value.as_object().expect("an object") {
			if let Some(ours) = written.get(field) {
				assert_eq!(ours, theirs, "{number}: {field}");
			}
		}
		assert_eq!(written.as_object().map(|fields| fields.len()), Some(7));
	}
}

#[test]
fn inspect_blocks_should_find_everything_in_order_when_given_either_form() {
	let condenser = serde_json::to_vec(blocks()).expect("JSON");
	let lines = nutbox_steem::tools::inspect_blocks(&condenser).expect("blocks");
	for (line, (block, value)) in lines.lines().zip(all_blocks()) {
		let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
		for field in ["block_num", "block_id", "signing_key"] {
			assert_eq!(line[field], value[field]);
		}
		assert_eq!(line["merkle_root"], value["transaction_merkle_root"]);
		for field in ["merkle_ok", "id_ok", "canonical"] {
			assert_eq!(line[field], true, "{field}");
		}
		let found = array(&line["transactions"]);
		assert_eq!(found.len(), block.transactions.len());
		for (found, (signed, id)) in found.iter().zip(
			block
				.transactions
				.iter()
				.zip(array(&value["transaction_ids"])),
		) {
			assert_eq!(found["id"], *id);
			assert_eq!(found["leaf"], signed.leaf().to_string());
			let names = signed.transaction.operations.iter().map(Operation::name);
			assert_eq!(
				found["operations"],
				serde_json::json!(names.collect::<Vec<_>>())
			);
		}
	}
	assert_eq!(lines.lines().count(), 108);

	// The answer of a node to `block_api.get_block`, one at a time.
	for (block, _) in all_blocks() {
		let value = serde_json::json!({ "result": { "block": block.to_json(Form::BlockApi) } });
		let line =
			nutbox_steem::tools::inspect_blocks(value.to_string().as_bytes()).expect("a block");
		let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
		assert_eq!(line["block_id"], block.header.id().to_string());
		assert_eq!(
			(&line["merkle_ok"], &line["id_ok"]),
			(&true.into(), &serde_json::Value::Null)
		);
	}
}

#[test]
fn transaction_should_have_the_stated_bytes_id_digest_and_keys_when_read_from_json() {
	let mut proofs = 0;
	for value in array(transactions()) {
		let signed: SignedTransaction = read(&value["transaction"]);
		let unsigned = &signed.transaction;
		assert_eq!(unsigned.id(), read(&value["id"]));
		assert_eq!(unsigned.encode(), bytes(&value["unsigned_hex"]));
		assert_eq!(signed.encode(), bytes(&value["signed_hex"]));
		let chain_id: Digest = read(&value["chain_id"]);
		assert_eq!(chain_id, Digest::STEEM_CHAIN_ID);
		assert_eq!(
			unsigned.signing_digest(&chain_id),
			read(&value["sig_digest"])
		);
		let rule = SignatureRule::at(unsigned.expiration);
		let keys = signed.signing_keys::<Libsecp256k1>(&chain_id, rule);
		let stated = array(&value["recovered_keys"]).iter().map(read).collect();
		assert_eq!(keys, Ok(stated), "{}", value["id"]);
		let names: Vec<_> = unsigned.operations.iter().map(Operation::name).collect();
		assert_eq!(value["ops"], serde_json::json!(names));

		assert_eq!(
			SignedTransaction::decode(&signed.encode()).as_ref(),
			Ok(&signed)
		);
		assert_eq!(
			Transaction::decode(&unsigned.encode()).as_ref(),
			Ok(unsigned)
		);
		for form in [Form::Condenser, Form::BlockApi] {
			assert_eq!(
				SignedTransaction::from_json(&signed.to_json(form)).as_ref(),
				Ok(&signed)
			);
		}

		let Some(stated) = value.get("merkle") else {
			continue;
		};
		assert_eq!(signed.leaf(), read(&stated["leaf"]));
		let number = value["block_num"]
			.as_u64()
			.and_then(|number| number.try_into().ok());
		let block = block(number.expect("a number"));
		let index = value["tx_in_block"]
			.as_u64()
			.and_then(|index| index.try_into().ok());
		let proof = Proof::new(&block.leaves(), index.expect("an index")).expect("a leaf");
		let path: Vec<Digest> = array(&stated["path"])
			.iter()
			.map(|node| read(&node["hash"]))
			.collect();
		assert_eq!(proof.path, path);
		let root = read(&stated["root"]);
		if signed.encode().len() > merkle::INNER_NODE_SIZE {
			let proved = proof.verify(&signed.encode(), &root).expect("a proof");
			assert_eq!(
				(proved.transaction, proved.id),
				(signed, read(&value["id"]))
			);
			proofs += 1;
		}
	}
	println!(
		"{proofs} proofs of {} transactions",
		array(transactions()).len()
	);
	assert!(proofs > 85);
}

#[test]
fn encode_and_decode_should_undo_each_other_when_given_every_transaction() {
	use nutbox_steem::tools::{decode_transaction, encode_transactions};
	for value in array(transactions()) {
		let input = value["transaction"].to_string();
		let line =
			encode_transactions(input.as_bytes(), &Digest::STEEM_CHAIN_ID).expect("a transaction");
		let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
		assert_eq!(line["unsigned_hex"], value["unsigned_hex"]);
		assert_eq!(line["signed_hex"], value["signed_hex"]);
		assert_eq!(line["digest"], value["sig_digest"]);
		assert_eq!(line["id"], value["id"]);
		for form in [Form::Condenser, Form::BlockApi] {
			let decoded =
				decode_transaction(text(&line["signed_hex"]), form).expect("a transaction");
			let again = encode_transactions(decoded.as_bytes(), &Digest::STEEM_CHAIN_ID);
			assert_eq!(again.expect("a transaction").trim(), line.to_string());
		}
		let unsigned = decode_transaction(text(&value["unsigned_hex"]), Form::Condenser);
		let unsigned: serde_json::Value =
			serde_json::from_str(&unsigned.expect("one")).expect("JSON");
		assert_eq!(unsigned.get("signatures"), None);
		assert_eq!(unsigned["operations"], value["transaction"]["operations"]);
	}
}

#[test]
fn operation_should_be_encoded_as_by_other_libraries_when_it_is_any_of_all() {
	let mut seen = BTreeMap::<u32, usize>::new();
	for value in array(operations()) {
		let operation: Operation = read(&value["operation"]);
		let encoded = operation.encode();
		if value["hex"].is_string() {
			assert_eq!(
				hex::encode(&encoded),
				text(&value["hex"]),
				"{}",
				operation.name()
			);
		}
		assert_eq!(Operation::decode(&encoded).as_ref(), Ok(&operation));
		for form in [Form::Condenser, Form::BlockApi] {
			let json = operation.to_json(form);
			assert_eq!(
				Operation::from_json(&json).as_ref(),
				Ok(&operation),
				"{json}"
			);
		}
		assert_eq!(
			operation.to_json(Form::Condenser),
			value["operation"],
			"{}",
			operation.name()
		);
		*seen.entry(operation.id()).or_default() += array(&value["same"]).len();
	}
	// Of proofs of work, which no library writes, there are real ones.
	for (block, _) in all_blocks() {
		for signed in block.transactions {
			for operation in signed.transaction.operations {
				*seen.entry(operation.id()).or_default() += 1;
			}
		}
	}
	assert_eq!(
		seen.keys().copied().collect::<Vec<_>>(),
		(0..=LAST_OPERATION).collect::<Vec<_>>()
	);
	assert!(seen.values().all(|count| *count > 0), "{seen:?}");
	assert_eq!(Operation::NAMES.len(), 47);
}

#[test]
fn block_should_keep_its_extensions_when_it_is_the_one_that_has_some() {
	let block = block(25_994_486);
	let extensions = &block.header.header.extensions;
	assert!(!extensions.void);
	assert_eq!(
		extensions.version.map(|version| version.to_string()),
		Some("0.20.0".into())
	);
	let vote = extensions.hardfork_vote.expect("a vote");
	assert_eq!(vote.time(), nutbox_steem::keys::HARDFORK_20);
	assert_eq!(vote.version().to_string(), "0.20.0");
}
