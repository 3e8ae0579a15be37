//! `nutbox steem` as a program: what it prints where, and its exit codes. What the answers say is tested in
//! `nutbox-steem`.

use std::{
	io::Write,
	process::{Command, Output, Stdio},
};

const BLOCKS: &str = concat!(
	env!("CARGO_MANIFEST_DIR"),
	"/../../steem/tests/data/blocks.json"
);
const TRANSACTIONS: &str = concat!(
	env!("CARGO_MANIFEST_DIR"),
	"/../../steem/tests/data/transactions.json"
);

/// Runs the command with this standard input.
fn steem(arguments: &[&str], input: &[u8]) -> Output {
	let mut child = Command::new(env!("CARGO_BIN_EXE_nutbox"))
		.arg("steem")
		.args(arguments)
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.expect("the program starts");
	// A program that reads no input may have ended.
	let _ = child.stdin.take().expect("a pipe").write_all(input);
	child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> &str {
	std::str::from_utf8(bytes).expect("UTF-8")
}

fn json(text: &str) -> serde_json::Value {
	serde_json::from_str(text).expect("JSON")
}

fn data(file: &str) -> serde_json::Value {
	json(&std::fs::read_to_string(file).expect("the test data"))
}

#[test]
fn inspect_block_should_print_a_line_for_each_block_when_given_a_file_or_the_standard_input() {
	let output = steem(&["inspect-block", BLOCKS], b"");
	assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
	assert!(output.stderr.is_empty());
	let blocks = data(BLOCKS);
	let blocks = blocks.as_array().expect("blocks");
	let lines: Vec<_> = text(&output.stdout).lines().map(json).collect();
	assert_eq!(lines.len(), blocks.len());
	for (line, block) in lines.iter().zip(blocks) {
		for field in ["block_num", "block_id", "signing_key"] {
			assert_eq!(line[field], block[field]);
		}
		for field in ["merkle_ok", "id_ok", "canonical"] {
			assert_eq!(line[field], true);
		}
	}
	let one = steem(&["inspect-block", "-"], blocks[7].to_string().as_bytes());
	assert_eq!(one.status.code(), Some(0), "{}", text(&one.stderr));
	assert_eq!(json(text(&one.stdout)), lines[7]);
}

#[test]
fn inspect_block_should_exit_with_2_and_print_nothing_when_a_block_is_malformed() {
	let mut blocks = data(BLOCKS);
	blocks[3]["timestamp"] = "yesterday".into();
	let output = steem(&["inspect-block", "-"], blocks.to_string().as_bytes());
	assert_eq!(output.status.code(), Some(2));
	assert!(output.stdout.is_empty());
	let said = text(&output.stderr);
	assert!(
		said.starts_with("error: standard input: [3].timestamp: a time such as"),
		"{said}"
	);
	assert_eq!(said.lines().count(), 1);

	let output = steem(&["inspect-block", "/nonexistent/block.json"], b"");
	assert_eq!(output.status.code(), Some(2));
	assert!(text(&output.stderr).starts_with("error: /nonexistent/block.json: "));
}

#[test]
fn decode_transaction_should_undo_encode_transaction_when_given_what_it_prints() {
	let transactions = data(TRANSACTIONS);
	let case = &transactions[60];
	let output = steem(
		&["encode-transaction", "-"],
		case["transaction"].to_string().as_bytes(),
	);
	assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
	let encoded = json(text(&output.stdout));
	assert_eq!(encoded["signed_hex"], case["signed_hex"]);
	assert_eq!(encoded["unsigned_hex"], case["unsigned_hex"]);
	assert_eq!(
		(&encoded["digest"], &encoded["id"]),
		(&case["sig_digest"], &case["id"])
	);

	let hex = encoded["signed_hex"].as_str().expect("digits");
	for (arguments, input) in [
		(vec!["decode-transaction", hex], ""),
		(vec!["decode-transaction", "-"], hex),
		(vec!["decode-transaction", "--form", "block-api", hex], ""),
	] {
		let decoded = steem(&arguments, input.as_bytes());
		assert_eq!(decoded.status.code(), Some(0), "{}", text(&decoded.stderr));
		let again = steem(&["encode-transaction", "-"], &decoded.stdout);
		assert_eq!(json(text(&again.stdout)), encoded);
	}
	let other = steem(
		&["encode-transaction", "--chain-id", &"18".repeat(32), "-"],
		case["transaction"].to_string().as_bytes(),
	);
	let other = json(text(&other.stdout));
	assert_eq!(other["id"], encoded["id"]);
	assert_ne!(other["digest"], encoded["digest"]);

	for arguments in [
		vec!["decode-transaction", "00"],
		vec!["decode-transaction", "xx"],
		vec!["encode-transaction", "--chain-id", "00", "-"],
	] {
		let refused = steem(&arguments, b"{}");
		assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
		assert!(refused.stdout.is_empty());
		assert!(!refused.stderr.is_empty());
	}
}
