//! How fast headers are verified, beside the recovery of keys by libsecp256k1 alone.
//!
//! A header is verified in full: read from its bytes, linked to the one before, digest and id computed, the key
//! recovered and compared with the registered one. The headers are the 64 of blocks 1,000,000 to 1,000,063, over and
//! over, as many as a day has. Both are measured in turns, so that a busy machine slows both; the best of the turns
//! counts.

use nutbox_steem::{
	finality::Witnesses, json::Json, keys::SignatureRule, native::Libsecp256k1, AccountName, Block,
	PublicKey, SignedHeader, Wire,
};
use secp256k1::{
	ecdsa::{RecoverableSignature, RecoveryId},
	Message, Secp256k1,
};
use std::{
	collections::BTreeMap,
	hint::black_box,
	time::{Duration, Instant},
};

/// The blocks of a day.
const DAY: usize = 28_800;
/// How often both are measured.
const TURNS: usize = 5;

struct Registered(BTreeMap<AccountName, PublicKey>);

impl Witnesses for Registered {
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey> {
		self.0.get(witness).copied()
	}
}

fn main() {
	let data = include_str!("../tests/data/blocks.json");
	let data: serde_json::Value = serde_json::from_str(data).expect("the test data");
	let blocks = data.as_array().expect("blocks").iter();
	let run: Vec<SignedHeader> = blocks
		.map(|value| Block::from_json(value).expect("a block").header)
		.filter(|header| (1_000_000..1_000_064).contains(&header.header.number()))
		.collect();
	let registered = run
		.iter()
		.map(|header| {
			(
				header.header.witness,
				header.signing_key::<Libsecp256k1>().expect("a key"),
			)
		})
		.collect();
	let registered = Registered(registered);
	let bytes: Vec<Vec<u8>> = run.iter().map(Wire::encode).collect();

	let library = Secp256k1::new();
	let signed: Vec<(Message, RecoverableSignature)> = run
		.iter()
		.map(|header| {
			let signature = &header.witness_signature.0;
			let id = RecoveryId::from_i32(i32::from((signature[0] - 27) & 3)).expect("an id");
			let signature = RecoverableSignature::from_compact(&signature[1..], id);
			(
				Message::from_digest(header.header.digest().0),
				signature.expect("a signature"),
			)
		})
		.collect();

	let mut best = [Duration::MAX; 3];
	for _ in 0..TURNS {
		let start = Instant::now();
		for (message, signature) in signed.iter().cycle().take(DAY) {
			black_box(library.recover_ecdsa(message, signature).expect("a key"));
		}
		best[0] = best[0].min(start.elapsed());

		let start = Instant::now();
		let mut verified = 0;
		let mut previous = None;
		for bytes in bytes.iter().cycle().take(DAY) {
			let header = SignedHeader::decode_bounded(black_box(bytes)).expect("a header");
			let sealed = header.seal::<Libsecp256k1>().expect("a signature");
			// The first of the 64 follows upon none of them.
			let first = header.header.number() == 1_000_000;
			let links = first || previous == Some(header.header.previous);
			let registered = registered.signing_key(&header.header.witness);
			let canonical =
				SignatureRule::at(header.header.timestamp).accepts(&header.witness_signature);
			verified += usize::from(links && canonical && registered == Some(sealed.signing_key));
			previous = Some(sealed.id);
		}
		assert_eq!(verified, DAY);
		best[1] = best[1].min(start.elapsed());

		// The same without the elliptic curve: what this library adds to it.
		let start = Instant::now();
		for bytes in bytes.iter().cycle().take(DAY) {
			let header = SignedHeader::decode_bounded(black_box(bytes)).expect("a header");
			black_box((header.header.digest(), header.id()));
		}
		best[2] = best[2].min(start.elapsed());
	}
	let rate = |time: Duration| DAY as f64 / time.as_secs_f64();
	println!(
		"recoveries by libsecp256k1 alone: {:>9.0} a second",
		rate(best[0])
	);
	println!(
		"headers verified in full:         {:>9.0} a second",
		rate(best[1])
	);
	println!(
		"digests and ids alone:            {:>9.0} a second",
		rate(best[2])
	);
	println!(
		"ratio of the first two:           {:>9.3}",
		rate(best[1]) / rate(best[0])
	);
	println!(
		"the {DAY} headers of a day:        {:>9.2} s",
		best[1].as_secs_f64()
	);
}
