//! Recordings of what a node answered, for tests and measurements without one.

use super::{BlockId, ChainFacts, Source};
use anyhow::{ensure, Context, Result};
use async_trait::async_trait;
use flate2::{read::GzDecoder, write::GzEncoder, Compression};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	collections::BTreeMap,
	fs::File,
	io::{BufReader, BufWriter, Write},
	path::Path,
	sync::Mutex,
};

/// The version of the file format.
const FORMAT: u32 = 1;
/// `twox128("Timestamp") ‖ twox128("Now")`.
const TIMESTAMP_NOW: &str = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";

/// The answers for one block, by what was asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Answers {
	id: Option<BlockId>,
	/// By key, both hexadecimal.
	storage: BTreeMap<String, Option<String>>,
	/// By function and arguments.
	calls: BTreeMap<String, String>,
}

/// What a node answered. A file of it is compressed JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recording {
	format: u32,
	chain: ChainFacts,
	blocks: BTreeMap<u64, Answers>,
	/// Long answers that are the same in many blocks (the metadata) are kept once.
	texts: Vec<String>,
}

fn call_key(function: &str, arguments: &[u8]) -> String {
	format!("{function} {}", super::to_hex(arguments))
}

impl Recording {
	/// Reads a file.
	pub fn read(path: &Path) -> Result<Self> {
		let name = path.display();
		let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
		let recording: Self = serde_json::from_reader(BufReader::new(GzDecoder::new(file)))
			.with_context(|| format!("{name} is no recording"))?;
		ensure!(
			recording.format == FORMAT,
			"{name} has another format; record it again"
		);
		Ok(recording)
	}

	/// Writes a file.
	pub fn write(&self, path: &Path) -> Result<()> {
		let file = File::create(path)?;
		let mut packed = GzEncoder::new(BufWriter::new(file), Compression::best());
		serde_json::to_writer(&mut packed, self)?;
		packed.finish()?.flush()?;
		Ok(())
	}

	/// The number of the last block.
	pub fn last(&self) -> Result<u64> {
		let last = self.blocks.keys().next_back();
		last.copied().context("the recording holds no block")
	}

	fn answers(&self, number: u64) -> Result<&Answers> {
		self.blocks
			.get(&number)
			.with_context(|| format!("block {number} was not recorded"))
	}

	fn text<'a>(&'a self, answer: &'a str) -> Result<&'a str> {
		match answer.strip_prefix('#') {
			Some(place) => {
				let text = self.texts.get(place.parse::<usize>()?);
				Ok(text.context("the recording lacks a text")?)
			}
			None => Ok(answer),
		}
	}

	/// Makes it the recording of another chain, for tests.
	pub fn forge_genesis(&mut self, genesis: &str) {
		self.chain.genesis = genesis.into();
	}

	/// Gives a block another hash, for tests of a node with another history.
	pub fn forge_hash(&mut self, number: u64, hash: &str) {
		if let Some(id) = self
			.blocks
			.get_mut(&number)
			.and_then(|block| block.id.as_mut())
		{
			id.hash = hash.into();
		}
	}
}

#[async_trait]
impl Source for Recording {
	async fn chain(&self) -> Result<ChainFacts> {
		Ok(self.chain.clone())
	}

	async fn finalised(&self) -> Result<u64> {
		self.last()
	}

	async fn block(&self, number: u64) -> Result<BlockId> {
		let id = self.answers(number)?.id.clone();
		id.with_context(|| format!("block {number} was not recorded"))
	}

	async fn storage(&self, at: &BlockId, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>> {
		let answers = self.answers(at.number)?;
		keys.iter()
			.map(|key| {
				let key = super::to_hex(key);
				let value = answers.storage.get(&key).with_context(|| {
					format!("key {key} of block {} was not recorded", at.number)
				})?;
				value.as_deref().map(super::from_hex).transpose()
			})
			.collect()
	}

	async fn call(&self, at: &BlockId, function: &str, arguments: &[u8]) -> Result<Vec<u8>> {
		let key = call_key(function, arguments);
		let mut answer = self.answers(at.number)?.calls.get(&key);
		if answer.is_none() && function.starts_with("Metadata_") {
			// It is asked for once for each version of the runtime, in whichever block comes first.
			let before = self.blocks.range(..=at.number).rev();
			answer = before.filter_map(|(_, block)| block.calls.get(&key)).next();
		}
		let answer =
			answer.with_context(|| format!("{key} in block {} was not recorded", at.number))?;
		super::from_hex(self.text(answer)?)
	}
}

/// A source that notes what another one answers.
pub struct Recorder<S> {
	source: S,
	blocks: Mutex<BTreeMap<u64, Answers>>,
}

impl<S: Source> Recorder<S> {
	/// Notes what `source` answers.
	pub fn new(source: S) -> Self {
		Self {
			source,
			blocks: Mutex::default(),
		}
	}

	/// What was answered so far.
	pub async fn recording(&self) -> Result<Recording> {
		let chain = self.source.chain().await?;
		let mut blocks = self.locked().clone();
		let mut texts: Vec<String> = Vec::new();
		for answer in blocks
			.values_mut()
			.flat_map(|block| block.calls.values_mut())
		{
			if answer.len() > 10_000 {
				let place = texts.iter().position(|text| text == answer);
				let place = place.unwrap_or(texts.len());
				if place == texts.len() {
					texts.push(answer.clone());
				}
				*answer = format!("#{place}");
			}
		}
		Ok(Recording {
			format: FORMAT,
			chain,
			blocks,
			texts,
		})
	}

	fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Answers>> {
		match self.blocks.lock() {
			Ok(blocks) => blocks,
			// Notes are whole or not there, also after a panic elsewhere.
			Err(poisoned) => poisoned.into_inner(),
		}
	}
}

#[async_trait]
impl<S: Source> Source for Recorder<S> {
	async fn chain(&self) -> Result<ChainFacts> {
		self.source.chain().await
	}

	async fn finalised(&self) -> Result<u64> {
		self.source.finalised().await
	}

	async fn block(&self, number: u64) -> Result<BlockId> {
		let id = self.source.block(number).await?;
		self.locked().entry(number).or_default().id = Some(id.clone());
		Ok(id)
	}

	async fn storage(&self, at: &BlockId, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>> {
		let values = self.source.storage(at, keys).await?;
		let mut blocks = self.locked();
		let answers = blocks.entry(at.number).or_default();
		for (key, value) in keys.iter().zip(&values) {
			answers
				.storage
				.insert(super::to_hex(key), value.as_deref().map(super::to_hex));
		}
		Ok(values)
	}

	async fn call(&self, at: &BlockId, function: &str, arguments: &[u8]) -> Result<Vec<u8>> {
		let answer = self.source.call(at, function, arguments).await?;
		self.locked()
			.entry(at.number)
			.or_default()
			.calls
			.insert(call_key(function, arguments), super::to_hex(&answer));
		Ok(answer)
	}
}

/// A long chain out of a short recording: after its last block come those from `from` on again, and
/// so on, with numbers, hashes and times that go on. For measurements: the same events come again,
/// where a real chain would have others.
pub struct Looped {
	recording: Recording,
	from: u64,
	length: u64,
	millis: u64,
	finalised: u64,
}

impl Looped {
	/// Goes on until block `finalised`, a block every `millis` milliseconds.
	pub fn new(recording: Recording, from: u64, finalised: u64, millis: u64) -> Result<Self> {
		let last = recording.last()?;
		ensure!(from <= last, "the recording ends before block {from}");
		Ok(Self {
			recording,
			from,
			length: last - from + 1,
			millis,
			finalised,
		})
	}

	/// The block of the recording for `number`, and how many times its stretch was passed before.
	fn place(&self, number: u64) -> (u64, u64) {
		match number.checked_sub(self.from) {
			Some(beyond) => (self.from + beyond % self.length, beyond / self.length),
			None => (number, 0),
		}
	}

	async fn hash(&self, number: u64) -> Result<String> {
		let (place, rounds) = self.place(number);
		let hash = self.recording.block(place).await?.hash;
		if rounds == 0 {
			return Ok(hash);
		}
		let digest = Sha256::new()
			.chain_update(hash)
			.chain_update(number.to_le_bytes())
			.finalize();
		Ok(super::to_hex(&digest))
	}

	fn recorded(&self, at: &BlockId) -> BlockId {
		BlockId {
			number: self.place(at.number).0,
			..at.clone()
		}
	}
}

#[async_trait]
impl Source for Looped {
	async fn chain(&self) -> Result<ChainFacts> {
		self.recording.chain().await
	}

	async fn finalised(&self) -> Result<u64> {
		Ok(self.finalised)
	}

	async fn block(&self, number: u64) -> Result<BlockId> {
		let parent = match number.checked_sub(1) {
			Some(before) => self.hash(before).await?,
			None => self.recording.block(0).await?.parent,
		};
		Ok(BlockId {
			number,
			hash: self.hash(number).await?,
			parent,
		})
	}

	async fn storage(&self, at: &BlockId, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>> {
		let mut values = self.recording.storage(&self.recorded(at), keys).await?;
		let (_, rounds) = self.place(at.number);
		for (key, value) in keys.iter().zip(&mut values) {
			if super::to_hex(key) == TIMESTAMP_NOW {
				if let Some(bytes) = value {
					let now = u64::from_le_bytes(bytes.as_slice().try_into()?);
					let now = now + rounds * self.length * self.millis;
					*bytes = now.to_le_bytes().to_vec();
				}
			}
		}
		Ok(values)
	}

	async fn call(&self, at: &BlockId, function: &str, arguments: &[u8]) -> Result<Vec<u8>> {
		self.recording
			.call(&self.recorded(at), function, arguments)
			.await
	}
}
