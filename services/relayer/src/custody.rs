//! What a custodian signs, and what it never signs.

use crate::chain::Withdrawal;
use anyhow::{ensure, Context, Result};
use nutbox_steem::{native::PrivateKey, AccountName, Operation, Symbol, Transaction};
use std::path::PathBuf;

/// Where a custodian's key comes from.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct KeyOptions {
	/// Sign withdrawals as a custodian, with the private key (wallet import format) in this file, which only its owner
	/// may read. The environment variable NUTBOX_CUSTODIAN_KEY does the same.
	#[arg(long, value_name = "FILE")]
	pub custodian_key_file: Option<PathBuf>,
}

/// The environment variable that may hold the key.
pub const KEY_VARIABLE: &str = "NUTBOX_CUSTODIAN_KEY";

impl KeyOptions {
	/// The key. `None`: no custodian.
	pub fn load(&self) -> Result<Option<PrivateKey>> {
		let (place, text) = match &self.custodian_key_file {
			Some(file) => {
				let shown = file.display().to_string();
				let text = std::fs::read_to_string(file)
					.with_context(|| format!("cannot read the custodian's key from {shown}"))?;
				private(file)?;
				(shown, text)
			}
			None => match std::env::var(KEY_VARIABLE) {
				Ok(text) => (KEY_VARIABLE.to_string(), text),
				Err(std::env::VarError::NotPresent) => return Ok(None),
				Err(error) => return Err(error).context(KEY_VARIABLE),
			},
		};
		// The error says nothing of the text.
		let key =
			PrivateKey::from_wif(text.trim()).with_context(|| format!("the key in {place}"))?;
		Ok(Some(key))
	}
}

#[cfg(unix)]
fn private(file: &std::path::Path) -> Result<()> {
	use std::os::unix::fs::PermissionsExt as _;
	let mode = std::fs::metadata(file)?.permissions().mode();
	ensure!(
		mode & 0o077 == 0,
		"others may read {}; take that right away with: chmod 600 {}",
		file.display(),
		file.display()
	);
	Ok(())
}

/// Whether a withdrawal's transaction pays just that withdrawal, whatever the chain says.
pub fn check(
	transaction: &Transaction,
	withdrawal: &Withdrawal,
	gateway: &AccountName,
) -> Result<()> {
	let [Operation::Transfer(transfer)] = transaction.operations.as_slice() else {
		anyhow::bail!("it is not one transfer");
	};
	ensure!(
		transfer.from == *gateway,
		"it takes from {}, not from {gateway}",
		transfer.from
	);
	ensure!(
		transfer.to == withdrawal.to,
		"it pays {}, not {}",
		transfer.to,
		withdrawal.to
	);
	ensure!(
		withdrawal.to.is_valid(),
		"{:?} is no account name",
		withdrawal.to
	);
	ensure!(transfer.to != *gateway, "it pays the gateway itself");
	ensure!(transfer.amount.symbol == Symbol::Steem, "it pays no STEEM");
	ensure!(
		u64::try_from(transfer.amount.amount) == Ok(withdrawal.amount),
		"it pays {} thousandths of a STEEM, not {}",
		transfer.amount.amount,
		withdrawal.amount
	);
	let nonce = withdrawal.nonce.to_string();
	let numbers = transfer
		.memo
		.split(|character: char| !character.is_ascii_digit());
	ensure!(
		numbers.clone().any(|number| number == nonce),
		"its memo {:?} does not have the number {nonce}",
		transfer.memo
	);
	Ok(())
}
