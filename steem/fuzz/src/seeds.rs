//! Writes what the fuzz targets begin with: the test data, each piece in a file. `seeds FOLDER`.

use nutbox_steem::{
	json::{self, Form, Json, Value},
	merkle::Proof,
	Operation, Wire,
};
use std::{fs, path::Path};

fn main() {
	let folder = std::env::args().nth(1).expect("a folder");
	let write = |target: &str, name: &str, bytes: &[u8]| {
		let folder = Path::new(&folder).join(target);
		fs::create_dir_all(&folder).expect("the folder can be made");
		fs::write(folder.join(name), bytes).expect("the file can be written");
	};
	let data: Value =
		serde_json::from_str(include_str!("../../tests/data/blocks.json")).expect("JSON");
	for (block, _) in json::blocks(&data).expect("blocks") {
		let number = block.header.header.number();
		write(
			"steem_block",
			&format!("header-{number}"),
			&block.header.encode(),
		);
		write("steem_block", &format!("block-{number}"), &block.encode());
		for form in [Form::Condenser, Form::BlockApi] {
			let text = block.to_json(form).to_string();
			write(
				"steem_json",
				&format!("block-{number}-{form:?}"),
				text.as_bytes(),
			);
		}
		for (index, signed) in block.transactions.iter().enumerate() {
			let name = format!("signed-{number}-{index}");
			write("steem_transaction", &name, &signed.encode());
			let leaf = u32::try_from(index).expect("few transactions");
			let proof = Proof::new(&block.leaves(), leaf).expect("a leaf");
			let mut bytes = [proof.index.to_le_bytes(), proof.leaf_count.to_le_bytes()].concat();
			bytes.push(u8::try_from(proof.path.len()).expect("a short path"));
			proof.path.iter().for_each(|node| bytes.extend(node.0));
			bytes.extend(signed.encode());
			write("steem_proof", &name, &bytes);
		}
		let texts = [
			block.header.header.witness.to_string(),
			block.header.header.timestamp.to_string(),
		];
		for text in texts {
			write("steem_text", &text, text.as_bytes());
		}
	}
	let data: Value =
		serde_json::from_str(include_str!("../../tests/data/operations.json")).expect("JSON");
	for value in data.as_array().expect("operations") {
		let operation = Operation::from_json(&value["operation"]).expect("an operation");
		let name = format!("operation-{}", operation.name());
		write("steem_transaction", &name, &operation.encode());
		for form in [Form::Condenser, Form::BlockApi] {
			let text = operation.to_json(form).to_string();
			write("steem_json", &format!("{name}-{form:?}"), text.as_bytes());
		}
	}
	let texts = [
		"STM8GC13uCZbP44HzMLV6zPZGwVQ8Nt4Kji8PapsPiNq1BK153XTX",
		"STM1111111111111111111111111111111114T1Anm",
		"5KQwrPbwdL6PhXujxW37FSSQZ1JiwsST4cqQzDeyXtP79zkvFD3",
		"1.000 STEEM",
		"-0.001 SBD",
		"1.000000 VESTS",
		"6.000 6.000",
		"0.23.1",
	];
	for (index, text) in texts.iter().enumerate() {
		write("steem_text", &format!("text-{index}"), text.as_bytes());
	}
}
