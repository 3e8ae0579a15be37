//! A clock that is ahead, for the programs that a test starts: what takes a chain hours need not take a test as long.

use crate::cache_folder;
use anyhow::{ensure, Context, Result};
use std::{
	fs,
	hash::{DefaultHasher, Hash, Hasher},
	io::Write,
	path::PathBuf,
	process::{Command, Stdio},
	sync::{Mutex, PoisonError},
	time::Duration,
};
use tempfile::NamedTempFile;

/// What is loaded into such a program. Who builds Rust programs has a C compiler, which links them.
const SOURCE: &str = include_str!("clock.c");

/// Has the program that this command starts see a wall clock that is ahead by so many whole seconds.
pub(crate) fn set_ahead(command: &mut Command, by: Duration) -> Result<()> {
	if by.is_zero() {
		return Ok(());
	}
	ensure!(
		cfg!(target_os = "linux"),
		"only on Linux programs can be told another time"
	);
	command
		.env("LD_PRELOAD", library()?)
		.env("NUTBOX_TEST_CLOCK_AHEAD", by.as_secs().to_string());
	Ok(())
}

/// The compiled library, in the cache under a hash of its source.
fn library() -> Result<PathBuf> {
	static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
	let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
	let mut hasher = DefaultHasher::new();
	SOURCE.hash(&mut hasher);
	let folder = cache_folder();
	let path = folder.join(format!("clock-{:016x}.so", hasher.finish()));
	if path.is_file() {
		return Ok(path);
	}
	fs::create_dir_all(&folder)?;
	// Another test program may do the same.
	let file = NamedTempFile::new_in(&folder)?;
	let mut compiler = Command::new("cc")
		.args(["-shared", "-fPIC", "-O1", "-x", "c", "-", "-o"])
		.arg(file.path())
		.arg("-ldl")
		.stdin(Stdio::piped())
		.stdout(Stdio::null())
		.stderr(Stdio::piped())
		.spawn()
		.context("install a C compiler (scripts/setup.sh does)")?;
	let mut source = compiler.stdin.take().context("it reads its source")?;
	source.write_all(SOURCE.as_bytes())?;
	drop(source);
	let output = compiler.wait_with_output()?;
	ensure!(
		output.status.success(),
		"cc: {}",
		String::from_utf8_lossy(&output.stderr)
	);
	file.persist(&path)?;
	Ok(path)
}
