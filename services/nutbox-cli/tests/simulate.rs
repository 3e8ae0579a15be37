//! `nutbox simulate` as a program: what it prints where, and its exit code.

use std::process::{Command, Output};

const WORKED: &str = concat!(
	env!("CARGO_MANIFEST_DIR"),
	"/../simulator/tests/scenarios/worked.json"
);

fn simulate(file: &str) -> Output {
	Command::new(env!("CARGO_BIN_EXE_nutbox"))
		.args(["simulate", file])
		.output()
		.expect("the program starts")
}

/// A file with this text, in a folder of the tests' own.
fn written(name: &str, text: &str) -> String {
	let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
	std::fs::write(&path, text).expect("the file can be written");
	path
}

fn text(bytes: &[u8]) -> &str {
	std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn simulate_should_print_json_when_the_scenario_is_good() {
	let output = simulate(WORKED);
	assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
	assert!(output.stderr.is_empty());
	let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(result["block"], 120);
	assert_eq!(result["fund"]["token"], "14000");
	assert_eq!(result["fund"]["yield"], "150");
	assert_eq!(result["accounts"]["bob"]["claimed"], "7750");
	assert_eq!(result["accounts"]["bob"]["pools"]["a"]["pending"], "7500");
}

#[test]
fn simulate_should_exit_with_2_and_print_no_result_when_the_scenario_is_refused() {
	let bad = std::fs::read_to_string(WORKED)
		.unwrap()
		.replace(r#""100""#, "100");
	let output = simulate(&written("wrong-type.json", &bad));
	assert_eq!(output.status.code(), Some(2));
	assert!(output.stdout.is_empty());
	let said = text(&output.stderr);
	assert!(
		said.starts_with("error: events[1].amount: invalid type"),
		"{said}"
	);
	assert_eq!(said.lines().count(), 1);
}

#[test]
fn simulate_should_exit_with_2_and_print_no_result_when_the_chain_refuses() {
	let bad = std::fs::read_to_string(WORKED)
		.unwrap()
		.replace(r#""amount": "200"}"#, r#""amount": "301"}"#);
	let output = simulate(&written("too-much.json", &bad));
	assert_eq!(output.status.code(), Some(2));
	assert!(output.stdout.is_empty());
	assert_eq!(
		text(&output.stderr),
		"error: events[3].amount: more than is staked\n"
	);
}

#[test]
fn simulate_should_exit_with_2_when_there_is_no_such_file() {
	let output = simulate("there/is/no/such.json");
	assert_eq!(output.status.code(), Some(2));
	assert!(output.stdout.is_empty());
	assert!(text(&output.stderr).starts_with("error: there/is/no/such.json: "));
}
