//! JSON of blocks, transactions and operations.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_steem::{
	json::{Form, Json},
	tools, Block, Digest, Operation, Wire,
};

fuzz_target!(|bytes: &[u8]| {
	let _ = tools::inspect_blocks(bytes);
	let _ = tools::encode_transactions(bytes, &Digest::STEEM_CHAIN_ID);
	let Ok(value) = serde_json::from_slice(bytes) else {
		return;
	};
	if let Ok(operation) = Operation::from_json(&value) {
		assert_eq!(
			Operation::decode(&operation.encode()).as_ref(),
			Ok(&operation)
		);
		for form in [Form::Condenser, Form::BlockApi] {
			assert_eq!(
				Operation::from_json(&operation.to_json(form)).as_ref(),
				Ok(&operation)
			);
		}
	}
	if let Ok(block) = Block::from_json(&value) {
		assert_eq!(Block::decode(&block.encode()).as_ref(), Ok(&block));
	}
});
