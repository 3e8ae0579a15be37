//! Bytes as the source of every choice.
//!
//! The input is a list of records of equal size, one an action. So a record can be left out, changed
//! or moved without another meaning for the rest: that is what makes shrinking and mutation work.

use nutbox_runtime::{AccountId, Balance, BlockNumber, MILLINUT, NUT};

/// The bytes of an action.
pub const RECORD_BYTES: usize = 32;

/// What one action is made of.
pub type Record = [u8; RECORD_BYTES];

/// The next number of a sequence that looks random (SplitMix64).
pub fn next_random(state: &mut u64) -> u64 {
	*state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
	let mut z = *state;
	z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
	z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
	z ^ (z >> 31)
}

/// `count` records that look random, always the same for a seed.
pub fn random_records(seed: u64, count: usize) -> Vec<Record> {
	let mut state = seed;
	(0..count)
		.map(|_| {
			let mut record = Record::default();
			for chunk in record.chunks_exact_mut(8) {
				chunk.copy_from_slice(&next_random(&mut state).to_le_bytes());
			}
			record
		})
		.collect()
}

/// The records in the bytes of a fuzzer; what is left over at the end is dropped.
pub fn records(bytes: &[u8]) -> Vec<Record> {
	bytes
		.chunks_exact(RECORD_BYTES)
		.map(|chunk| chunk.try_into().expect("the chunks are of that size"))
		.collect()
}

/// The bytes of a record one after another; when they are used up, numbers made from them.
pub struct Source {
	record: Record,
	used: usize,
	rest: u64,
}

impl Source {
	/// Starts at the first byte.
	pub fn new(record: Record) -> Self {
		let rest = record.chunks_exact(8).fold(0u64, |sum, chunk| {
			let word = u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
			sum.rotate_left(5) ^ word
		});
		Self {
			record,
			used: 0,
			rest,
		}
	}

	/// The next byte.
	pub fn byte(&mut self) -> u8 {
		match self.record.get(self.used) {
			Some(byte) => {
				self.used += 1;
				*byte
			}
			None => next_random(&mut self.rest).to_le_bytes()[0],
		}
	}

	/// Fills `into` with the next bytes.
	pub fn fill(&mut self, into: &mut [u8]) {
		into.fill_with(|| self.byte());
	}

	/// A number from 0 to 65,535.
	pub fn word(&mut self) -> usize {
		usize::from(u16::from_le_bytes([self.byte(), self.byte()]))
	}

	/// A number below `limit`, which is not 0.
	pub fn below(&mut self, limit: usize) -> usize {
		if limit <= 256 {
			usize::from(self.byte()) % limit
		} else {
			self.word() % limit
		}
	}

	/// The same for ids; 0 if there is none.
	pub fn id_below(&mut self, limit: u32) -> u32 {
		self.below((limit as usize).max(1)) as u32
	}

	/// One of `choices`, of which there are some.
	pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
		&choices[self.below(choices.len())]
	}

	/// True in one of `n` cases.
	pub fn one_in(&mut self, n: usize) -> bool {
		self.below(n) == 0
	}

	/// An amount up to `most`, and now and then one that is out of bounds.
	pub fn amount(&mut self, most: Balance) -> Balance {
		match self.byte() {
			0 => 0,
			1 => Balance::MAX,
			2..=5 => 1,
			6..=9 => most.saturating_add(1),
			10..=29 => most,
			30..=39 => most / 2,
			40..=49 => NUT.min(most),
			50..=59 => MILLINUT.min(most),
			60..=69 => most.saturating_sub(self.byte().into()),
			70..=99 => most >> (self.byte() % 64),
			// Any part in 65,536, with an odd rest.
			part => {
				let parts = Balance::from(part) << 8 | Balance::from(self.byte());
				(most >> 16).saturating_mul(parts) | Balance::from(self.byte()).min(most)
			}
		}
	}
}

/// Encoded values as any call could take them: what is read as an account is mostly one that
/// exists, what is read as a number is mostly one that means something.
///
/// The decoder asks for the bytes of each value by itself, so the number of bytes says what it is.
pub struct Typed<'a> {
	/// Where the choices come from.
	pub source: &'a mut Source,
	/// The accounts to choose from.
	pub accounts: &'a [AccountId],
	/// The current block.
	pub now: BlockNumber,
	/// How many more bytes there are.
	pub left: usize,
	/// How deep values may still be nested.
	pub depth: usize,
}

impl Typed<'_> {
	fn small_byte(&mut self) -> u8 {
		let byte = self.source.byte();
		match byte {
			0..=109 => 0,
			110..=169 => 1,
			170..=199 => 2 + byte % 3,
			200..=224 => byte % 16,
			// Lengths as they are encoded.
			225..=254 => (byte % 16) << 2,
			255 => self.source.byte(),
		}
	}

	fn number(&mut self) -> u32 {
		match self.source.byte() {
			0..=127 => self.source.id_below(12),
			128..=159 => 1_000 + self.source.id_below(8),
			160..=207 => self.now.saturating_add(self.source.id_below(100)),
			208..=223 => self.now.saturating_sub(self.source.id_below(20)),
			224..=239 => self.source.id_below(11) * 100_000_000,
			240..=247 => u32::MAX,
			_ => u32::from_le_bytes([
				self.source.byte(),
				self.source.byte(),
				self.source.byte(),
				self.source.byte(),
			]),
		}
	}
}

impl codec::Input for Typed<'_> {
	fn remaining_len(&mut self) -> Result<Option<usize>, codec::Error> {
		Ok(Some(self.left))
	}

	fn read(&mut self, into: &mut [u8]) -> Result<(), codec::Error> {
		self.left = self
			.left
			.checked_sub(into.len())
			.ok_or("the value is too large")?;
		match into.len() {
			1 => into[0] = self.small_byte(),
			// The rest of a length of four bytes.
			3 => into.fill(0),
			4 => into.copy_from_slice(&self.number().to_le_bytes()),
			8 => into.copy_from_slice(&u64::from(self.number()).to_le_bytes()),
			16 => {
				let most = NUT << (self.source.byte() % 32);
				into.copy_from_slice(&self.source.amount(most).to_le_bytes());
			}
			32 if !self.source.one_in(16) => {
				into.copy_from_slice(self.source.pick(self.accounts).as_ref())
			}
			_ => self.source.fill(into),
		}
		Ok(())
	}

	fn descend_ref(&mut self) -> Result<(), codec::Error> {
		self.depth = self.depth.checked_sub(1).ok_or("nested too deep")?;
		Ok(())
	}

	fn ascend_ref(&mut self) {
		self.depth += 1;
	}
}
