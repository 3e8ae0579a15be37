//! What a community's design pays.

use nutbox_simulator::{parse, simulate, Error};
use std::{io::Write, path::PathBuf, process::ExitCode};

/// The exit code for a scenario that is refused; that of a wrong command line too.
const REFUSED: u8 = 2;

#[derive(clap::Args)]
pub struct Options {
	/// The scenario, a JSON file; docs/spec/simulator.md describes it.
	file: PathBuf,
}

/// Carries the scenario out and prints the result. On an error nothing is printed to the standard
/// output.
pub fn run(options: Options) -> ExitCode {
	let refuse = |reason: String| {
		eprintln!("error: {reason}");
		ExitCode::from(REFUSED)
	};
	let json = match std::fs::read(&options.file) {
		Ok(json) => json,
		Err(error) => return refuse(format!("{}: {error}", options.file.display())),
	};
	let outcome = match parse(&json)
		.map_err(Error::from)
		.and_then(|scenario| simulate(&scenario))
	{
		Ok(outcome) => outcome,
		Err(Error::Refused(refusal)) => return refuse(refusal.to_string()),
		Err(broken) => {
			eprintln!("error: {broken}");
			return ExitCode::FAILURE;
		}
	};
	let printed = serde_json::to_string_pretty(&outcome)
		.map_err(std::io::Error::from)
		.and_then(|text| writeln!(std::io::stdout().lock(), "{text}"));
	match printed {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: the result could not be printed: {error}");
			ExitCode::FAILURE
		}
	}
}
