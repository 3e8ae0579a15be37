//! The whole-runtime harness under libFuzzer: each 32 bytes of the input are an action.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutbox_runtime_fuzz::{chain::Chain, input::records, run, Options, Report};
use std::sync::OnceLock;

fuzz_target!(|bytes: &[u8]| {
	static CHAIN: OnceLock<Chain> = OnceLock::new();
	let chain = CHAIN.get_or_init(Chain::new);
	let outcome = run(
		chain,
		&records(bytes),
		Options::default(),
		&mut Report::default(),
	);
	if let Err(violation) = outcome {
		panic!("record {}: {}", violation.record, violation.what);
	}
});
