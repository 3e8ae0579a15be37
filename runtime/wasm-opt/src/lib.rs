//! Stands in for the crate `wasm-opt`, of which `substrate-wasm-builder` asks two things: to rewrite
//! sign-extension instructions, which the chain's executor refuses, and to drop debug information.
//!
//! That crate compiles all of Binaryen, 241 files of C++, which takes longer than the runtime. Our
//! runtime is compiled for `wasm32v1-none`, whose code has no sign extensions; so nothing has to be
//! rewritten. This crate checks that, as it checks the whole module against what the executor takes,
//! and copies it without the debug sections. A module that needs more is refused, not changed.
//! The reasons are in `docs/decisions/0006-what-the-build-leaves-out.md`.

#![warn(missing_docs)]

use std::{fmt, fs, io, path::Path};
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

/// What the executor takes: WebAssembly 1.0, and globals of the host that can be changed.
const ACCEPTED: WasmFeatures = WasmFeatures::WASM1;

/// What can be asked for. Any set of them gives the same result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
	/// Rewrite sign extensions. There must be none.
	SignextLowering,
	/// Drop debug information. This is always done.
	StripDwarf,
}

/// How to treat a module.
#[derive(Clone, Debug)]
pub struct OptimizationOptions(());

impl OptimizationOptions {
	/// Without any optimisation, the only level there is.
	pub fn new_opt_level_0() -> Self {
		Self(())
	}

	/// Adds a pass, which is a part of each run anyway.
	pub fn add_pass(&mut self, _: Pass) -> &mut Self {
		self
	}

	/// WebAssembly 1.0 only, which is what every run insists on.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self
	}

	/// Whether the names of functions stay, which they do in any case.
	pub fn debug_info(&mut self, _: bool) -> &mut Self {
		self
	}

	/// Reads the module `from`, checks it and writes it without debug sections to `to`, which may be
	/// the same file.
	///
	/// # Errors
	///
	/// [`Error::NotAccepted`] if the module is malformed or has instructions beyond WebAssembly 1.0;
	/// `to` is left alone. [`Error::File`] if a file can't be read or written.
	pub fn run(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<(), Error> {
		let module = fs::read(from)?;
		let stripped = without_debug_sections(&module)?;
		fs::write(to, stripped)?;
		Ok(())
	}
}

/// Why a module was refused.
#[derive(Debug)]
pub enum Error {
	/// A file can't be read or written.
	File(io::Error),
	/// The module is no WebAssembly that the executor takes.
	NotAccepted(wasmparser::BinaryReaderError),
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Error::File(error) => write!(f, "{error}"),
			Error::NotAccepted(error) => write!(
				f,
				"the runtime is no WebAssembly 1.0: {error}. It must be compiled for \
				 wasm32v1-none; if this toolchain can't, take the crate `wasm-opt` out of \
				 [patch.crates-io] in Cargo.toml"
			),
		}
	}
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
	fn from(error: io::Error) -> Self {
		Error::File(error)
	}
}

impl From<wasmparser::BinaryReaderError> for Error {
	fn from(error: wasmparser::BinaryReaderError) -> Self {
		Error::NotAccepted(error)
	}
}

fn without_debug_sections(module: &[u8]) -> Result<Vec<u8>, Error> {
	Validator::new_with_features(ACCEPTED).validate_all(module)?;
	let mut kept = Vec::with_capacity(module.len());
	// Up to here everything is kept or dropped. A section begins where the one before it ends: its
	// own range leaves out its head.
	let mut done = 0;
	for payload in Parser::new(0).parse_all(module) {
		let payload = payload?;
		let end = match &payload {
			Payload::Version { range, .. } => range.end,
			Payload::CodeSectionStart { range, .. } => range.end,
			// Parts of the code section.
			Payload::CodeSectionEntry(_) | Payload::End(_) => continue,
			other => match other.as_section() {
				Some((_, range)) => range.end,
				None => continue,
			},
		};
		let is_debug = matches!(
			&payload,
			Payload::CustomSection(section) if section.name().starts_with(".debug_")
		);
		if !is_debug {
			kept.extend_from_slice(&module[done..end]);
		}
		done = end;
	}
	Ok(kept)
}

#[cfg(test)]
mod tests;
