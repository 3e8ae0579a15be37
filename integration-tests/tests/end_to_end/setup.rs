//! A machine that lacks a piece of the toolchain: `scripts/setup.sh` says in one line what to do and
//! ends with an exit code ≠ 0.
//!
//! The script runs in a copy of its folder, and all that it finds in `PATH` is what a test put there:
//! programs of one line that call the usual small tools, or that stand for the compilers, for apt
//! and for rustup. So nothing is installed or removed here, and no network is asked.

use anyhow::{ensure, Context, Result};
use std::{
	env, fs,
	path::{Path, PathBuf},
	process::{Command, Stdio},
};
use tempfile::TempDir;

/// What the script itself is written with.
const SMALL_TOOLS: [&str; 18] = [
	"awk", "bash", "cat", "dirname", "env", "grep", "head", "mkdir", "mktemp", "readlink", "rm",
	"sed", "sh", "sort", "tail", "timeout", "uname", "wc",
];
/// What it looks for by name only.
const TOOLCHAIN: [&str; 9] = [
	"gcc",
	"g++",
	"clang",
	"make",
	"pkg-config",
	"protoc",
	"git",
	"curl",
	"cargo",
];
const DEBIAN_12: &str = "ID=debian\nVERSION_ID=12\n";
const ANOTHER_SYSTEM: &str = "ID=fedora\nVERSION_ID=42\n";

/// A machine as the script sees it: everything is there but the wasm target, apt and rustup.
struct Machine {
	folder: TempDir,
}

impl Machine {
	fn new(system: &str) -> Result<Self> {
		let machine = Self {
			folder: TempDir::new()?,
		};
		let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
		for folder in ["bin", "home", "root/scripts", "sysroot", "tmp"] {
			fs::create_dir_all(machine.path(folder))?;
		}
		for file in ["Cargo.toml", "scripts/lib.sh", "scripts/setup.sh"] {
			fs::copy(source.join(file), machine.path("root").join(file))?;
		}
		fs::write(machine.path("os-release"), system)?;
		let path = env::var_os("PATH").context("there is a PATH")?;
		for tool in SMALL_TOOLS {
			let found = env::split_paths(&path)
				.map(|folder| folder.join(tool))
				.find(|file| file.is_file())
				.with_context(|| format!("this machine has {tool}"))?;
			machine.put(tool, &format!("exec '{}' \"$@\"", found.display()))?;
		}
		for tool in TOOLCHAIN {
			machine.put(tool, "exit 0")?;
		}
		machine.put_rustc("1.95.0")?;
		machine.put("id", "echo 0")?;
		Ok(machine)
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	/// Puts a program of one line into `PATH`, in the place of another of that name.
	fn put(&self, name: &str, script: &str) -> Result<()> {
		let file = self.path("bin").join(name);
		if file.exists() {
			fs::remove_file(&file)?;
		}
		// A new file (-C), always: a link that was written through would change a program of this
		// machine. By a shell, because a file that this process has open for writing can't be run,
		// and the nodes that other tests start at the same moment inherit what is open.
		let status = Command::new("sh")
			.args([
				"-eC",
				"-c",
				"printf '#!/bin/sh\\n%s\\n' \"$2\" >\"$1\"; chmod 755 \"$1\"",
			])
			.args(["sh".as_ref(), file.as_os_str(), script.as_ref()])
			.status()?;
		ensure!(status.success(), "{} can't be written", file.display());
		Ok(())
	}

	/// The same, and the program notes how it was called.
	fn put_noting(&self, name: &str, script: &str) -> Result<()> {
		let calls = self.path("calls");
		let note = format!("echo \"{name} $*\" >>'{}'", calls.display());
		self.put(name, &format!("{note}; {script}"))
	}

	fn put_rustc(&self, version: &str) -> Result<()> {
		let sysroot = self.path("sysroot");
		let answer = format!(
			"case \"$*\" in *sysroot*) echo '{}' ;; *) echo 'rustc {version} (a test)' ;; esac",
			sysroot.display()
		);
		self.put("rustc", &answer)
	}

	/// An apt that reaches no server.
	fn put_apt(&self) -> Result<()> {
		self.put("dpkg-query", "exit 1")?;
		self.put_noting("apt-get", "echo 'E: no server answers' >&2; exit 100")
	}

	fn remove(&self, name: &str) -> Result<()> {
		Ok(fs::remove_file(self.path("bin").join(name))?)
	}

	/// Runs the script, which must refuse in one line that holds each of `hints`. Returns what was
	/// called of apt and rustup.
	#[track_caller]
	fn refuses(&self, hints: &[&str]) -> Vec<String> {
		let root = self.path("root");
		let output = Command::new(self.path("bin/bash"))
			.arg(root.join("scripts/setup.sh"))
			.env_clear()
			.env("PATH", self.path("bin"))
			.env("HOME", self.path("home"))
			.env("TMPDIR", self.path("tmp"))
			.env("CARGO_TARGET_DIR", self.path("target"))
			.env("NUTBOX_OS_RELEASE", self.path("os-release"))
			.stdin(Stdio::null())
			.output()
			.expect("bash can be started");
		let said = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(1), "it said: {said}");
		let lines: Vec<_> = said
			.lines()
			.filter(|line| line.starts_with("setup: "))
			.collect();
		assert_eq!(lines.len(), 1, "one line with the error, not: {said}");
		assert_eq!(said.lines().last(), Some(lines[0]), "the last word: {said}");
		for hint in hints {
			assert!(
				lines[0].contains(hint),
				"\"{}\" should say \"{hint}\"",
				lines[0]
			);
		}
		// It stopped before it wrote anything down.
		assert!(!root.join(".nutbox").exists() && !self.path("target").exists());
		let calls = fs::read_to_string(self.path("calls")).unwrap_or_default();
		calls.lines().map(String::from).collect()
	}
}

#[test]
fn setup_should_fail_when_protoc_is_missing_and_the_system_is_not_debian() -> Result<()> {
	let machine = Machine::new(ANOTHER_SYSTEM)?;
	machine.remove("protoc")?;
	let calls = machine.refuses(&["install", "protobuf-compiler", "package manager"]);
	assert!(calls.is_empty(), "{calls:?}");
	Ok(())
}

#[test]
fn setup_should_fail_when_protoc_is_missing_and_apt_reaches_no_server() -> Result<()> {
	let machine = Machine::new(DEBIAN_12)?;
	machine.remove("protoc")?;
	machine.put_apt()?;
	let calls = machine.refuses(&["apt-get update failed", "no network?"]);
	assert_eq!(calls, ["apt-get update -q"], "nothing else was tried");
	Ok(())
}

#[test]
fn setup_should_fail_when_protoc_is_missing_and_nobody_may_install_it() -> Result<()> {
	let machine = Machine::new(DEBIAN_12)?;
	machine.remove("protoc")?;
	machine.put_apt()?;
	machine.put("id", "echo 1000")?;
	let calls = machine.refuses(&["As root, run: apt-get install protobuf-compiler"]);
	assert!(calls.is_empty(), "{calls:?}");
	Ok(())
}

#[test]
fn setup_should_fail_when_there_is_no_rust() -> Result<()> {
	let machine = Machine::new(ANOTHER_SYSTEM)?;
	machine.remove("rustc")?;
	machine.refuses(&["Rust is missing", "rustup.rs"]);

	// It is installed, but this shell does not know where.
	let folder = machine.path("home/.cargo/bin");
	fs::create_dir_all(&folder)?;
	for tool in ["cargo", "rustc"] {
		fs::copy(machine.path("bin/cargo"), folder.join(tool))?;
	}
	machine.refuses(&["not in PATH", ".cargo/env"]);
	Ok(())
}

#[test]
fn setup_should_fail_when_rust_is_too_old_or_does_not_answer() -> Result<()> {
	let machine = Machine::new(ANOTHER_SYSTEM)?;
	machine.put_rustc("1.87.0")?;
	machine.refuses(&["Rust 1.87.0 is too old", "rustup.rs"]);
	machine.put("rustc", "exit 1")?;
	machine.refuses(&["rustc does not answer", "rustup default stable"]);
	Ok(())
}

#[test]
fn setup_should_fail_when_the_wasm_target_can_not_be_had() -> Result<()> {
	let hint = ["wasm32v1-none is missing", "rustup target add"];
	// Neither rustup nor Debian's packages.
	let machine = Machine::new(ANOTHER_SYSTEM)?;
	machine.refuses(&hint);

	// rustup is there, its servers are not.
	machine.put_noting("rustup", "echo 'error: could not download' >&2; exit 1")?;
	let calls = machine.refuses(&hint);
	assert_eq!(calls, ["rustup target add wasm32v1-none"]);

	// Debian 12, but its servers are not there either.
	let machine = Machine::new(DEBIAN_12)?;
	machine.put_apt()?;
	let calls = machine.refuses(&["apt-get update failed", "no network?"]);
	assert_eq!(calls, ["apt-get update -q"]);
	machine.put("id", "echo 1000")?;
	machine.refuses(&["As root, run: apt-get install", "rust-web-src"]);
	Ok(())
}
