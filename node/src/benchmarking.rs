use crate::{
	cli::Cli,
	command,
	service::{self, FullBackend, PartialComponents},
};
use frame_benchmarking::benchmarking::HostFunctions;
use frame_benchmarking_cli::{OverheadCmd, PalletCmd, StorageCmd};
use nutbox_runtime::opaque::Block;
use sc_cli::SubstrateCli;
use sp_runtime::traits::HashingFor;

#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum BenchmarkSubcommand {
	/// Measure pallets and write their weight files.
	Pallet(PalletCmd),

	/// Measure what a read and a write of the chain's state cost, in the database of a chain.
	Storage(StorageCmd),

	/// Measure what an empty block and an empty transaction cost.
	Overhead(OverheadCmd),
}

impl BenchmarkSubcommand {
	/// Runs the measurement in the runtime of `chain_spec`, if the command names one.
	///
	/// # Errors
	///
	/// When the runtime has no benchmarks, or one of them fails.
	pub fn run(&self, cli: &Cli) -> sc_cli::Result<()> {
		match self {
			Self::Pallet(command) => {
				let chain_spec = command
					.shared_params
					.chain
					.as_ref()
					.map(|id| cli.load_spec(id))
					.transpose()?;
				command.run_with_spec::<HashingFor<Block>, HostFunctions>(chain_spec)
			}
			Self::Storage(command) => {
				let runner = cli.create_runner(command)?;
				let options = command::options(cli, command, runner.config())?;
				runner.sync_run(|config| {
					let PartialComponents {
						client, backend, ..
					} = service::new_partial(&config, &options)?;
					command.run::<Block, FullBackend, _>(
						config,
						client,
						backend.expose_db(),
						backend.expose_storage(),
						backend.expose_shared_trie_cache(),
					)
				})
			}
			Self::Overhead(command) => {
				command.run_with_default_builder_and_spec::<Block, HostFunctions>(None)
			}
		}
	}
}
