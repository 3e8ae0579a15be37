//! Blocks and transactions of Steem. All of it is `nutbox_steem::tools`; here are files, lines and exit codes.

use nutbox_steem::{json::Form, tools, Digest};
use std::{
	io::{Read, Write},
	path::{Path, PathBuf},
	process::ExitCode,
};

/// The exit code for input that is refused; that of a wrong command line too.
const REFUSED: u8 = 2;

#[derive(clap::Args)]
pub struct Options {
	#[command(subcommand)]
	command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
	/// Compute what blocks are made of: ids, signing keys, merkle roots, leaves.
	///
	/// Prints a line of JSON for each block. Nothing that the input says of ids and keys is taken for true.
	InspectBlock {
		/// A JSON file with a block or an array of blocks, as `condenser_api` or `block_api` hands them out; `-` for
		/// the standard input.
		file: PathBuf,
	},

	/// Compute the binary form of transactions, what is signed of them, and their ids.
	///
	/// Prints a line of JSON for each transaction: unsigned_hex, signed_hex, digest, id.
	EncodeTransaction {
		/// A JSON file with a transaction or an array of transactions; `-` for the standard input.
		file: PathBuf,

		/// The chain whose digest is computed, 64 hexadecimal digits.
		#[arg(long, default_value_t = Digest::STEEM_CHAIN_ID, value_parser = chain_id, value_name = "HEX")]
		chain_id: Digest,
	},

	/// Read the binary form of a transaction, signed or not, and print it as JSON.
	DecodeTransaction {
		/// The bytes in hexadecimal digits; `-` for the standard input.
		hex: String,

		/// The form of the JSON.
		#[arg(long, value_enum, default_value_t = JsonForm::Condenser)]
		form: JsonForm,
	},
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum JsonForm {
	/// ["transfer", {…}], "1.000 STEEM"
	Condenser,
	/// {"type": "transfer_operation", "value": {…}}, {"amount": "1000", …}
	BlockApi,
}

impl From<JsonForm> for Form {
	fn from(form: JsonForm) -> Self {
		match form {
			JsonForm::Condenser => Self::Condenser,
			JsonForm::BlockApi => Self::BlockApi,
		}
	}
}

fn chain_id(text: &str) -> Result<Digest, String> {
	Digest::from_hex(text).ok_or_else(|| "a chain id has 64 hexadecimal digits".into())
}

/// Whether an argument stands for the standard input.
fn is_standard_input(argument: &Path) -> bool {
	argument.as_os_str() == "-"
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
	if is_standard_input(file) {
		let mut input = Vec::new();
		std::io::stdin().lock().read_to_end(&mut input)?;
		return Ok(input);
	}
	std::fs::read(file)
}

/// Carries a command out. On an error nothing is printed to the standard output; the path in the input and the reason
/// go to standard error.
pub fn run(options: Options) -> ExitCode {
	let answer = match options.command {
		Command::InspectBlock { file } => with_input(&file, |input| {
			tools::inspect_blocks(input).map_err(|e| e.to_string())
		}),
		Command::EncodeTransaction { file, chain_id } => with_input(&file, |input| {
			tools::encode_transactions(input, &chain_id).map_err(|e| e.to_string())
		}),
		Command::DecodeTransaction { hex, form } => {
			let decode = |digits: &str| {
				tools::decode_transaction(digits, form.into()).map_err(|e| e.to_string())
			};
			match is_standard_input(Path::new(&hex)) {
				false => decode(&hex),
				true => with_input(Path::new(&hex), |input| {
					let digits = std::str::from_utf8(input);
					digits
						.map_err(|_| "these are no hexadecimal digits".into())
						.and_then(decode)
				}),
			}
		}
	};
	let text = match answer {
		Ok(text) => text,
		Err(reason) => {
			eprintln!("error: {reason}");
			return ExitCode::from(REFUSED);
		}
	};
	let mut output = std::io::stdout().lock();
	match output
		.write_all(text.as_bytes())
		.and_then(|()| output.flush())
	{
		Ok(()) => ExitCode::SUCCESS,
		// Whoever reads has seen enough, such as `head`.
		Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: the result could not be printed: {error}");
			ExitCode::FAILURE
		}
	}
}

/// Reads a file and hands it over. Reasons begin with the name of the file.
fn with_input(
	file: &Path,
	work: impl FnOnce(&[u8]) -> Result<String, String>,
) -> Result<String, String> {
	let name = if is_standard_input(file) {
		"standard input".into()
	} else {
		file.display().to_string()
	};
	let input = read(file).map_err(|error| format!("{name}: {error}"))?;
	work(&input).map_err(|reason| format!("{name}: {reason}"))
}
