//! The chain on disk: a text file of one JSON object a line, only ever appended to.
//!
//! The first line is the genesis. `{"block": "…"}` is a block in binary, `{"pop": 2}` the end of the last two blocks,
//! which another fork replaces, `{"key": "5…"}` a key that witnesses may sign with. Carrying the lines out anew gives
//! the state that was left. A line that a sudden end cut short is dropped.

use crate::genesis::Genesis;
use anyhow::{bail, ensure, Context, Result};
use nutbox_steem::{Block, Wire};
use rustix::fs::FlockOperation;
use serde::{Deserialize, Serialize};
use std::{
	fs::{File, OpenOptions},
	io::{BufRead, BufReader, Seek, SeekFrom, Write},
	path::Path,
};

/// A line after the first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
	/// A block, in hexadecimal digits of its binary form.
	Block(String),
	/// The end of so many blocks.
	Pop(u32),
	/// A private key in the wallet import format.
	Key(String),
}

impl Line {
	/// The line of a block.
	pub fn block(block: &Block) -> Self {
		Self::Block(hex::encode(block.encode()))
	}

	/// The block of a line of one.
	pub fn decode_block(digits: &str) -> Result<Block> {
		let bytes = hex::decode(digits)?;
		Block::decode(&bytes).map_err(|error| anyhow::anyhow!("{error}"))
	}
}

/// The file.
#[derive(Debug)]
pub struct Store {
	file: File,
}

/// What a file held.
#[derive(Debug)]
pub struct Kept {
	/// The genesis.
	pub genesis: Genesis,
	/// The other lines.
	pub lines: Vec<Line>,
}

impl Store {
	/// Opens the chain in a folder, which is made if it is not there. `genesis` begins a new one. A folder serves one
	/// process at a time.
	pub fn open(folder: &Path, genesis: &Genesis) -> Result<(Self, Kept)> {
		std::fs::create_dir_all(folder)
			.with_context(|| format!("cannot make the folder {}", folder.display()))?;
		let path = folder.join("chain.jsonl");
		let shown = path.display();
		let mut file = OpenOptions::new()
			.create(true)
			.read(true)
			.append(true)
			.open(&path)
			.with_context(|| format!("cannot open {shown}"))?;
		if rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
			bail!("{shown} is in use by another process; stop that one, or name another folder");
		}
		let mut reader = BufReader::new(&mut file);
		let (mut kept, mut whole, mut text) = (None, 0_u64, String::new());
		for number in 1_u64.. {
			text.clear();
			let length = reader
				.read_line(&mut text)
				.with_context(|| format!("{shown}"))?;
			if length == 0 || !text.ends_with('\n') {
				break;
			}
			let line = || format!("line {number} of {shown} is damaged");
			match &mut kept {
				None => {
					let genesis: Genesis = serde_json::from_str(&text).with_context(line)?;
					genesis.check().with_context(line)?;
					kept = Some(Kept {
						genesis,
						lines: Vec::new(),
					});
				}
				Some(kept) => kept
					.lines
					.push(serde_json::from_str(&text).with_context(line)?),
			}
			whole += u64::try_from(length)?;
		}
		drop(reader);
		file.set_len(whole)?;
		file.seek(SeekFrom::End(0))?;
		let mut store = Self { file };
		let kept = match kept {
			Some(kept) => kept,
			None => {
				ensure!(whole == 0, "{shown} is damaged");
				store.write(genesis)?;
				Kept {
					genesis: genesis.clone(),
					lines: Vec::new(),
				}
			}
		};
		Ok((store, kept))
	}

	/// Appends a line.
	pub fn append(&mut self, line: &Line) -> Result<()> {
		self.write(line)
	}

	fn write(&mut self, value: &impl Serialize) -> Result<()> {
		let mut text = serde_json::to_vec(value)?;
		text.push(b'\n');
		// One write: the line is there or it is cut short, which the next start sees.
		self.file
			.write_all(&text)
			.context("cannot write the chain to disk")
	}
}
