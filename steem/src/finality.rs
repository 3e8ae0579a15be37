//! Which blocks of a run of headers are final.
//!
//! A node takes a block as final when at least [`FINALITY_THRESHOLD`] of the 21 witnesses of the round have signed
//! that block or one built on it (`database::update_last_irreversible_block`, `libraries/chain/database.cpp`). Who does
//! not carry out the chain does not know the round; here it is that many *distinct* witnesses out of a registered set.

use crate::{
	hashes::{BlockId, Checksum},
	header::SignedHeader,
	keys::{Crypto, PublicKey},
	schedule::{self, FINALITY_THRESHOLD},
	types::{AccountName, Time},
};
use alloc::{collections::BTreeSet, vec::Vec};
use core::fmt;

/// Who knows the registered witnesses.
pub trait Witnesses {
	/// The key that a registered witness signs blocks with. `None` if it is not registered, or makes no blocks.
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey>;
}

/// What is known of the chain before a run of headers is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
	/// Blocks up to this one are settled: a run begins above it.
	pub checkpoint_number: u32,
	/// The time of that block: a run is later.
	pub checkpoint_time: Time,
	/// The id of that block: a run that begins right above it is built on it.
	pub checkpoint_id: BlockId,
	/// No block is later: the clock of who asks, with some allowance.
	pub latest: Time,
	/// How many headers are accepted at most.
	pub max_headers: usize,
}

/// A block of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked {
	/// Its number.
	pub number: u32,
	/// Its id.
	pub id: BlockId,
	/// Its time.
	pub time: Time,
	/// The root of its transactions.
	pub merkle_root: Checksum,
}

/// What a run of headers shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
	/// Every block of the run, in ascending order.
	pub blocks: Vec<Linked>,
	/// How many of them, from the first on, are final.
	pub finalised: usize,
	/// How many distinct registered witnesses stand behind the first block: [`FINALITY_THRESHOLD`] at most, as nobody is
	/// counted after that.
	pub witnesses: usize,
	/// How many keys were recovered from signatures: what the work is made of.
	pub recoveries: usize,
}

impl Run {
	/// The final blocks.
	pub fn finalised_blocks(&self) -> &[Linked] {
		&self.blocks[..self.finalised]
	}
}

/// A run of headers that is none. `index` is that of the header in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunError {
	/// There are no headers.
	Empty,
	/// There are too many.
	TooMany {
		/// How many.
		count: usize,
		/// How many are accepted.
		limit: usize,
	},
	/// The block is not above the checkpoint, or not built on it.
	Checkpoint,
	/// The block is not built on the one before.
	Link {
		/// Which.
		index: usize,
	},
	/// The block is not later than the one before.
	Order {
		/// Which.
		index: usize,
	},
	/// The time is not the beginning of a slot.
	OffSlot {
		/// Which.
		index: usize,
	},
	/// The time is in the future.
	Future {
		/// Which.
		index: usize,
	},
}

impl fmt::Display for RunError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Empty => f.write_str("there are no headers"),
			Self::TooMany { count, limit } => write!(f, "{count} headers; at most {limit}"),
			Self::Checkpoint => f.write_str("header 0 is not above the checkpoint"),
			Self::Link { index } => {
				write!(f, "header {index} is not built on the one before")
			}
			Self::Order { index } => {
				write!(f, "header {index} is not later than the one before")
			}
			Self::OffSlot { index } => {
				write!(
					f,
					"header {index} is of no slot: slots begin every 3 seconds"
				)
			}
			Self::Future { index } => write!(f, "header {index} is of the future"),
		}
	}
}

impl core::error::Error for RunError {}

/// The distinct registered witnesses that stand behind a block: its own, and those of the blocks built on it.
///
/// Fed from the last block of a run to the first.
#[derive(Clone, Debug, Default)]
pub struct Counter {
	counted: BTreeSet<AccountName>,
	recoveries: usize,
}

impl Counter {
	/// Nobody yet.
	pub fn new() -> Self {
		Self::default()
	}

	/// Counts the witness of a header if it is registered, was not counted before, and the header is signed with its
	/// key. Anything else counts nobody.
	///
	/// Recovers at most one key, and none if nobody could be counted by it.
	pub fn count<C: Crypto>(&mut self, header: &SignedHeader, witnesses: &impl Witnesses) {
		let name = header.header.witness;
		if self.is_final() || self.counted.contains(&name) {
			return;
		}
		let Some(key) = witnesses.signing_key(&name) else {
			return;
		};
		// Whoever has this key makes no blocks.
		if key == PublicKey::NULL {
			return;
		}
		self.recoveries += 1;
		if header.signing_key::<C>() == Ok(key) {
			self.counted.insert(name);
		}
	}

	/// How many were counted.
	pub fn witnesses(&self) -> usize {
		self.counted.len()
	}

	/// Whether they are enough.
	pub fn is_final(&self) -> bool {
		self.counted.len() >= FINALITY_THRESHOLD
	}
}

/// Looks at a run of headers, in ascending order, each built on the one before.
///
/// A header of a witness that is not registered, or signed with another key than the registered one, links its
/// neighbours and counts nobody. So a run can show final blocks although a witness has changed its key since, and the
/// operation that changed it can be proved in one of them.
///
/// Takes one hash for each header and at most one recovery; at least [`FINALITY_THRESHOLD`] recoveries if anything is
/// final.
pub fn look_at<C: Crypto>(
	headers: &[SignedHeader],
	bounds: &Bounds,
	witnesses: &impl Witnesses,
) -> Result<Run, RunError> {
	if headers.is_empty() {
		return Err(RunError::Empty);
	}
	if headers.len() > bounds.max_headers {
		return Err(RunError::TooMany {
			count: headers.len(),
			limit: bounds.max_headers,
		});
	}
	let mut blocks = Vec::<Linked>::new();
	for (index, header) in headers.iter().enumerate() {
		let (number, time) = (header.header.number(), header.header.timestamp);
		match blocks.last() {
			Some(before) => {
				if header.header.previous != before.id || number <= before.number {
					return Err(RunError::Link { index });
				}
				if time <= before.time {
					return Err(RunError::Order { index });
				}
			}
			None => {
				let adjacent = header.header.previous.number() == bounds.checkpoint_number;
				let built_on_it = header.header.previous == bounds.checkpoint_id;
				if number <= bounds.checkpoint_number || adjacent && !built_on_it {
					return Err(RunError::Checkpoint);
				}
				if time <= bounds.checkpoint_time {
					return Err(RunError::Order { index });
				}
			}
		}
		if schedule::slot(time).is_none() {
			return Err(RunError::OffSlot { index });
		}
		if time > bounds.latest {
			return Err(RunError::Future { index });
		}
		let merkle_root = header.header.transaction_merkle_root;
		blocks.push(Linked {
			number,
			id: header.id(),
			time,
			merkle_root,
		});
	}

	let mut counter = Counter::new();
	let mut finalised = 0;
	for (index, header) in headers.iter().enumerate().rev() {
		counter.count::<C>(header, witnesses);
		if counter.is_final() {
			// Whoever stands behind this block stands behind those before it.
			finalised = index + 1;
			break;
		}
	}
	let (witnesses, recoveries) = (counter.witnesses(), counter.recoveries);
	Ok(Run {
		blocks,
		finalised,
		witnesses,
		recoveries,
	})
}
