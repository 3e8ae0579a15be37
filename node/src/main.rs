//! `nutbox-node`: the full node and validator of the Nutbox chain.

// The error types of the SDK are large, and nothing here fails often enough for it to matter.
#![allow(clippy::result_large_err)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod chain_spec;
mod cli;
mod command;
mod equivocation;
mod genesis;
mod preflight;
mod rpc;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("error: {}", failure.message);
			ExitCode::from(failure.exit_code)
		}
	}
}
