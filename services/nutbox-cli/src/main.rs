//! The `nutbox` command: what stands beside the node.

mod demo;
mod relay;
mod serve;
mod simulate;
mod steem;
mod steem_devnet;
mod upgrade;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "nutbox", version, about = "Tools for the Nutbox chain")]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Create the demonstration community on a development chain, by signed transactions.
	///
	/// Does nothing where it exists.
	Demo(demo::Options),

	/// Carry facts from Steem to the chain: deposits, payments, delegations, keys; as a custodian, sign withdrawals.
	///
	/// Nobody has to trust it: the chain checks every proof by itself.
	Relay(relay::Options),

	/// Index a chain, answer questions about it over HTTP, and serve the web app.
	///
	/// Keeps answering out of its database while the node is down.
	Serve(serve::Options),

	/// Carry out a scenario of a community on the real runtime, in memory, and print what it pays.
	///
	/// Prints JSON. Needs no node. Exit code 2 if the scenario is refused.
	Simulate(simulate::Options),

	/// Read blocks and transactions of Steem, and compute what they are made of.
	///
	/// Needs no node. Exit code 2 if the input is refused.
	Steem(steem::Options),

	/// Make the blocks of a small Steem-compatible chain, and serve them to Steem clients.
	///
	/// For development and tests. Blocks, signatures, ids and irreversibility are real; its keys are known to everybody.
	SteemDevnet(steem_devnet::Options),

	/// Replace the runtime of a development chain, with Alice's sudo key.
	Upgrade(upgrade::Options),
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
	let result = match Cli::parse().command {
		Command::Demo(options) => demo::run(options).await,
		Command::Relay(options) => relay::run(options).await,
		Command::Serve(options) => serve::run(options).await,
		Command::Simulate(options) => return simulate::run(options),
		Command::Steem(options) => return steem::run(options),
		Command::SteemDevnet(options) => steem_devnet::run(options).await,
		Command::Upgrade(options) => upgrade::run(options).await,
	};
	match result {
		Ok(()) => std::process::ExitCode::SUCCESS,
		Err(error) => {
			// One line: the causes follow the error, separated by colons.
			eprintln!("error: {error:#}");
			std::process::ExitCode::FAILURE
		}
	}
}
