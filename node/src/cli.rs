use clap::{CommandFactory, FromArgMatches};
use sc_cli::{RunCmd, SubstrateCli};
use std::{ffi::OsString, path::PathBuf};

/// Most bytes that the cache of trie nodes may take, unless `--trie-cache-size` says otherwise.
///
/// The SDK's own default is 1 GiB, more than a small machine can spare for one process.
const DEFAULT_TRIE_CACHE_BYTES: &str = "134217728";

#[derive(Debug, clap::Parser)]
pub struct Cli {
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	#[clap(flatten)]
	pub run: RunCmd,

	/// Folder for compiled runtimes.
	///
	/// A runtime that is found here need not be compiled at the start. Several nodes may share the
	/// folder. By default it lies in the data folder of the chain.
	#[arg(long, value_name = "PATH")]
	pub wasm_cache: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
// Parsed once per process: boxing the large variants would save nothing.
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write a chain specification as JSON.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Verify a block that is in the database by importing it again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Import the blocks of a file that `export-blocks` wrote.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the database of a chain; keys and node identity stay.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take the best blocks back, at most down to the last finalised one.
	Revert(sc_cli::RevertCmd),

	/// Print best, finalised and genesis block of the database as JSON.
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Measure the weights of the runtime's pallets.
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(crate::benchmarking::BenchmarkSubcommand),
}

impl Cli {
	/// Parses `args`, the program's name first.
	///
	/// # Errors
	///
	/// Whatever clap returns, among it the requests for help and for the version.
	pub fn parse_args(args: impl IntoIterator<Item = OsString>) -> clap::error::Result<Self> {
		let command = Self::setup_command(<Self as CommandFactory>::command())
			.mut_arg("trie_cache_size", |arg| {
				arg.default_value(DEFAULT_TRIE_CACHE_BYTES)
			});
		Self::from_arg_matches(&command.try_get_matches_from(args)?)
	}
}
