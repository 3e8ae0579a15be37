use frame_benchmarking::benchmarking::HostFunctions;
use frame_benchmarking_cli::PalletCmd;
use nutbox_runtime::opaque::Block;
use sp_runtime::traits::HashingFor;

#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum BenchmarkSubcommand {
	/// Measure pallets and write their weight files.
	Pallet(PalletCmd),
}

impl BenchmarkSubcommand {
	/// Runs the measurement in the runtime of `chain_spec`, if the command names one.
	///
	/// # Errors
	///
	/// When the runtime has no benchmarks, or one of them fails.
	pub fn run(&self, cli: &crate::cli::Cli) -> sc_cli::Result<()> {
		use sc_cli::SubstrateCli;

		let Self::Pallet(command) = self;
		let chain_spec = command
			.shared_params
			.chain
			.as_ref()
			.map(|id| cli.load_spec(id))
			.transpose()?;
		command.run_with_spec::<HashingFor<Block>, HostFunctions>(chain_spec)
	}
}
