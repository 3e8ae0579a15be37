use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	genesis, preflight,
	service::{self, FullBackend, FullClient, PartialComponents},
};
use nutbox_runtime::{opaque::Block, Hash};
use sc_cli::{CliConfiguration, SubstrateCli};
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkWorker};
use sc_service::Configuration;
use std::{path::Path, sync::Arc};

/// Exit code for arguments that do not parse, as command line tools have it.
const EXIT_USAGE: u8 = 2;
const EXIT_FAILURE: u8 = 1;

/// Why the program ends unsuccessfully.
pub struct Failure {
	/// One line for the user.
	pub message: String,
	pub exit_code: u8,
}

impl From<sc_cli::Error> for Failure {
	fn from(error: sc_cli::Error) -> Self {
		Self {
			message: describe(&error),
			exit_code: EXIT_FAILURE,
		}
	}
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Nutbox Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn executable_name() -> String {
		// Fixed, because the default data folder is named after it: a renamed binary shall find it.
		env!("CARGO_PKG_NAME").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		chain_spec::load(id)
	}
}

/// Parses the command line and does what it says.
///
/// # Errors
///
/// With one line that says what is wrong and, where it is known, what to do.
pub fn run() -> Result<(), Failure> {
	let mut cli = Cli::parse_args(std::env::args_os()).map_err(|error| {
		if !error.use_stderr() {
			// Help and version are answers, not failures.
			error.exit();
		}
		Failure {
			message: describe_usage(&error),
			exit_code: EXIT_USAGE,
		}
	})?;
	// The keys of Alice and her friends are public, so a node with them needs no lasting identity
	// that its operator creates beforehand; it gets one at its first start.
	if cli.run.get_keyring().is_some() {
		cli.run
			.network_params
			.node_key_params
			.unsafe_force_node_key_generation = true;
	}
	Ok(dispatch(&cli)?)
}

fn dispatch(cli: &Cli) -> sc_cli::Result<()> {
	match &cli.subcommand {
		None => run_node(cli),
		Some(Subcommand::Key(command)) => command.run(cli),
		Some(Subcommand::ExportChainSpec(command)) => {
			let spec = cli.load_spec(&command.chain)?;
			command
				.run(spec)
				.map_err(|error| name_file(error, command.output.as_deref()))
		}
		Some(Subcommand::PurgeChain(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(config.database))
		}
		Some(Subcommand::ChainInfo(command)) => {
			let runner = runner_on_existing_chain(cli, command)?;
			runner.sync_run(|config| command.run::<Block>(&config))
		}
		Some(Subcommand::CheckBlock(command)) => {
			let runner = runner_on_existing_chain(cli, command)?;
			let options = options(cli, command, runner.config())?;
			runner.async_run(|config| {
				let PartialComponents {
					client,
					task_manager,
					import_queue,
					..
				} = service::new_partial(&config, &options)?;
				Ok((command.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::ExportBlocks(command)) => {
			let runner = runner_on_existing_chain(cli, command)?;
			let options = options(cli, command, runner.config())?;
			runner.async_run(|config| {
				let PartialComponents {
					client,
					task_manager,
					..
				} = service::new_partial(&config, &options)?;
				Ok((command.run(client, config.database), task_manager))
			})
		}
		Some(Subcommand::ImportBlocks(command)) => {
			if let Some(file) = &command.input {
				// Before a database is made for the blocks that are not there.
				std::fs::File::open(file).map_err(|error| name_file(error.into(), Some(file)))?;
			}
			let runner = cli.create_runner(command)?;
			preflight::check_data_folder(runner.config())?;
			let options = options(cli, command, runner.config())?;
			runner.async_run(|config| {
				let PartialComponents {
					client,
					task_manager,
					import_queue,
					..
				} = service::new_partial(&config, &options)?;
				Ok((command.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::Revert(command)) => {
			let runner = runner_on_existing_chain(cli, command)?;
			let options = options(cli, command, runner.config())?;
			runner.async_run(|config| {
				let PartialComponents {
					client,
					task_manager,
					backend,
					..
				} = service::new_partial(&config, &options)?;
				Ok((
					command.run(client, backend, Some(Box::new(revert_consensus))),
					task_manager,
				))
			})
		}
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(command)) => command.run(cli),
	}
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let mut runner = cli.create_runner(&cli.run)?;
	// By default a used RPC port is replaced by a random one, where no client looks for it.
	for endpoint in runner.config_mut().rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
	}
	preflight::check_ports(runner.config())?;
	preflight::check_data_folder(runner.config())?;
	let options = options(cli, &cli.run, runner.config())?;
	runner.run_node_until_exit(|config| async move {
		match config.network.network_backend {
			NetworkBackendType::Litep2p => {
				service::new_full::<Litep2pNetworkBackend>(config, &options)
			}
			NetworkBackendType::Libp2p => {
				service::new_full::<NetworkWorker<Block, Hash>>(config, &options)
			}
		}
		.map_err(sc_cli::Error::from)
	})
}

/// What `command` needs beyond `config`, once it is known that the data folder is of its chain.
pub(crate) fn options<C: CliConfiguration>(
	cli: &Cli,
	command: &C,
	config: &Configuration,
) -> sc_cli::Result<service::Options> {
	let chain = command.chain_id(command.is_dev()?)?;
	let wasm_cache = cli
		.wasm_cache
		.clone()
		.unwrap_or_else(|| config.data_path.join("wasm"));
	let options = service::Options {
		// The compiler's cache refuses relative paths.
		wasm_cache: std::path::absolute(wasm_cache)?,
		chain_fingerprint: chain_spec::fingerprint(&chain)?,
	};
	genesis::check_note(config, &options)?;
	Ok(options)
}

/// `error` with the name of the file that it is about, which the system's messages leave out.
fn name_file(error: sc_cli::Error, file: Option<&Path>) -> sc_cli::Error {
	match (error, file) {
		(sc_cli::Error::Io(reason), Some(file)) => {
			sc_cli::Error::Input(format!("{}: {reason}", file.display()))
		}
		(error, _) => error,
	}
}

/// A runner for a command that reads or shortens a chain: on a folder without one it would create
/// the genesis block and report on that.
fn runner_on_existing_chain<C: CliConfiguration>(
	cli: &Cli,
	command: &C,
) -> sc_cli::Result<sc_cli::Runner<Cli>> {
	let runner = cli.create_runner(command)?;
	preflight::check_chain_exists(runner.config())?;
	preflight::check_data_folder(runner.config())?;
	Ok(runner)
}

/// Takes the consensus engines' own records back by `blocks`, before the chain itself.
fn revert_consensus(
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	blocks: nutbox_runtime::BlockNumber,
) -> sc_cli::Result<()> {
	sc_consensus_babe::revert(client.clone(), backend, blocks)?;
	sc_consensus_grandpa::revert(client, blocks)?;
	Ok(())
}

/// `error` on one line, with advice where the SDK's words have none.
fn describe(error: &sc_cli::Error) -> String {
	match error {
		sc_cli::Error::Input(message)
		| sc_cli::Error::Service(sc_service::Error::Other(message)) => return one_line(message),
		sc_cli::Error::NetworkKeyNotFound(path) => {
			return format!(
				"a validator needs a network identity that stays, and there is none at {}: create \
				 it with `{} key generate-node-key` and the same --chain and --base-path",
				path.display(),
				Cli::executable_name(),
			);
		}
		_ => {}
	}
	let message = one_line(&error.to_string());
	if message.contains("Database file is in use") {
		return format!(
			"the data folder is in use by another process: stop that one or choose another \
			 --base-path ({message})"
		);
	}
	message
}

/// The complaint of clap without the usage text.
fn describe_usage(error: &clap::Error) -> String {
	let rendered = error.render().to_string();
	let complaint = rendered
		.split("\n\n")
		.map(one_line)
		.filter(|part| !part.starts_with("Usage:") && !part.starts_with("For more information"))
		.collect::<Vec<_>>()
		.join("; ");
	let complaint = complaint.strip_prefix("error: ").unwrap_or(&complaint);
	format!(
		"{complaint} (`{} --help` lists the arguments)",
		Cli::executable_name()
	)
}

fn one_line(text: &str) -> String {
	text.split_whitespace().collect::<Vec<_>>().join(" ")
}
