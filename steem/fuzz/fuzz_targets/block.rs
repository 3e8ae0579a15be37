//! Blocks and headers in binary: what is read is written as it was, in every form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_steem::{
	json::{Form, Json},
	native::Libsecp256k1,
	Block, SignedHeader, Wire,
};

fuzz_target!(|bytes: &[u8]| {
	if let Ok(header) = SignedHeader::decode_bounded(bytes) {
		assert_eq!(header.encode(), bytes);
		let _ = (header.id(), header.seal::<Libsecp256k1>());
	}
	if let Ok(block) = Block::decode(bytes) {
		assert_eq!(block.encode(), bytes);
		let _ = block.merkle_root();
		for form in [Form::Condenser, Form::BlockApi] {
			assert_eq!(Block::from_json(&block.to_json(form)), Ok(block.clone()));
		}
	}
});
