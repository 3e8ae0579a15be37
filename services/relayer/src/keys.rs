//! Keys from files and the environment.

use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{subxt_signer::SecretUri, Keypair};
use std::{
	path::{Path, PathBuf},
	str::FromStr as _,
};

/// The environment variable that may hold the key of the relayer's account.
pub const SIGNER_VARIABLE: &str = "NUTBOX_RELAYER_KEY";

/// Where the key of the relayer's account on the Nutbox chain comes from.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct SignerOptions {
	/// Sign what is submitted with the secret in this file, which only its owner may read: a mnemonic phrase or a seed of 64
	/// hexadecimal digits, with or without derivation (//relayer). The environment variable NUTBOX_RELAYER_KEY does the
	/// same.
	#[arg(long, value_name = "FILE")]
	pub key_file: Option<PathBuf>,
}

impl SignerOptions {
	/// The key. `None`: there is none.
	pub fn load(&self) -> Result<Option<Keypair>> {
		let Some((place, text)) = secret(self.key_file.as_deref(), SIGNER_VARIABLE)? else {
			return Ok(None);
		};
		// The errors of the library are left out: they may show a part of the text.
		let key = SecretUri::from_str(text.trim())
			.ok()
			.and_then(|uri| Keypair::from_uri(&uri).ok())
			.with_context(|| {
				format!("what is in {place} is no key; it is a mnemonic phrase of 12 to 24 words or 0x with 64 hexadecimal digits")
			})?;
		Ok(Some(key))
	}
}

/// The secret in a file that only its owner may read, or in an environment variable, and the name of that place. `None`
/// if there is neither.
pub(crate) fn secret(file: Option<&Path>, variable: &str) -> Result<Option<(String, String)>> {
	match file {
		Some(file) => {
			let shown = file.display().to_string();
			let text = std::fs::read_to_string(file)
				.with_context(|| format!("cannot read the key from {shown}"))?;
			private(file)?;
			Ok(Some((shown, text)))
		}
		None => match std::env::var(variable) {
			Ok(text) => Ok(Some((variable.into(), text))),
			Err(std::env::VarError::NotPresent) => Ok(None),
			// The error of the library shows the text.
			Err(std::env::VarError::NotUnicode(_)) => anyhow::bail!("{variable} is no text"),
		},
	}
}

#[cfg(unix)]
fn private(file: &Path) -> Result<()> {
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
