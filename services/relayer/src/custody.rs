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
		let file = self.custodian_key_file.as_deref();
		let Some((place, text)) = crate::keys::secret(file, KEY_VARIABLE)? else {
			return Ok(None);
		};
		// The error says nothing of the text.
		let key =
			PrivateKey::from_wif(text.trim()).with_context(|| format!("the key in {place}"))?;
		Ok(Some(key))
	}
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
