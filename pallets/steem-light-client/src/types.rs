//! What is stored, and the transitions of it that need no storage.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use nutbox_primitives::steem::{FinalBlock, SteemBlockNumber, SteemKey, SteemName, SteemPosition};
use nutbox_steem::{finality::Witnesses, schedule, AccountName, PublicKey, SignedHeader};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The most witnesses that are registered at a time.
pub const MAX_WITNESSES: u32 = 64;
/// The distinct witnesses behind a final block.
pub const FINALITY_THRESHOLD: u32 = schedule::FINALITY_THRESHOLD as u32;
/// The most headers of one submission: three rounds of Steem.
pub const MAX_HEADERS: u32 = 64;
/// The most keys kept of a witness, the present one included.
pub const MAX_KEYS: u32 = 8;
/// The longest header in bytes.
pub const MAX_HEADER_SIZE: u32 = SignedHeader::MAX_SIZE as u32;

/// A signed header in binary.
pub type HeaderBytes = BoundedVec<u8, ConstU32<MAX_HEADER_SIZE>>;
/// Headers of consecutive blocks, the lowest first.
pub type Headers = BoundedVec<HeaderBytes, ConstU32<MAX_HEADERS>>;
/// Changes of who is registered.
pub type Changes = BoundedVec<WitnessChange, ConstU32<MAX_WITNESSES>>;

/// The block that trust begins with. Nothing up to it is ever looked at.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Checkpoint {
	/// Its number.
	pub number: SteemBlockNumber,
	/// Its id.
	pub id: [u8; 20],
	/// When its slot began, in seconds since 1970.
	pub time: u32,
}

/// A key, and since when it signs.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct KeyEntry {
	/// The operation that set the key. It signs the blocks after that one's.
	pub since: SteemPosition,
	/// The key; zeros if the witness makes no blocks.
	pub key: SteemKey,
}

/// The keys of a registered witness, in the order in which they were set on Steem.
///
/// Old keys are kept for the blocks of their time, so that a relayer that comes back after some days
/// can still prove what happened before a key was changed.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Witness {
	keys: BoundedVec<KeyEntry, ConstU32<MAX_KEYS>>,
}

impl Witness {
	/// A witness with one key.
	pub fn new(entry: KeyEntry) -> Self {
		let mut keys = BoundedVec::new();
		keys.force_push(entry);
		Self { keys }
	}

	/// The entry that counts for a block: the last one set before it.
	pub fn entry_at(&self, block: SteemBlockNumber) -> Option<&KeyEntry> {
		self.keys
			.iter()
			.rev()
			.find(|entry| entry.since.block < block)
	}

	/// The entry set last.
	pub fn newest(&self) -> Option<&KeyEntry> {
		self.keys.last()
	}

	/// All entries, the oldest first.
	pub fn entries(&self) -> &[KeyEntry] {
		&self.keys
	}

	/// Takes in what an operation has set, whatever was proved before: the order of proofs doesn't
	/// matter. The oldest entry falls out when there are too many.
	///
	/// `None` if the entry is known, or older than all that are kept.
	pub fn with(mut self, entry: KeyEntry) -> Option<Self> {
		let place = self
			.keys
			.binary_search_by_key(&entry.since, |known| known.since)
			.err()?;
		// Whatever came before the first entry was not seen by governance either.
		if place == 0 {
			return None;
		}
		let mut place = place;
		if self.keys.is_full() {
			self.keys.remove(0);
			place -= 1;
		}
		self.keys.try_insert(place, entry).ok()?;
		Some(self)
	}

	/// Puts the key that governance names over all that is known.
	pub fn replaced(self, entry: KeyEntry) -> Option<Self> {
		match self.newest() {
			Some(newest) if newest.since >= entry.since => None,
			_ => self.with(entry),
		}
	}
}

/// A change of who is registered.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum WitnessChange {
	/// Registers a witness, or gives a registered one a key that could not be proved.
	#[codec(index = 0)]
	Set {
		/// Its name.
		name: SteemName,
		/// Its key.
		key: SteemKey,
		/// The key signs the blocks after this one.
		since: SteemBlockNumber,
	},
	/// Takes a witness out.
	#[codec(index = 1)]
	Remove {
		/// Its name.
		name: SteemName,
	},
}

impl WitnessChange {
	/// Whom it is about.
	pub fn name(&self) -> &SteemName {
		match self {
			Self::Set { name, .. } | Self::Remove { name } => name,
		}
	}
}

/// Changes that are to come.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Announcement {
	/// The changes.
	pub changes: Changes,
	/// They can be applied from this time on, in seconds since 1970, by this chain's clock.
	pub applies_at: u64,
}

/// A final block as it is kept.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct KeptBlock {
	/// The block.
	pub block: FinalBlock,
	/// When it was kept. Blocks of an earlier epoch than the present one are forgotten.
	pub epoch: u32,
}

/// Two final blocks of one height. One of them was signed by witnesses who broke the rules.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Conflict {
	/// The block that was kept first.
	pub kept: FinalBlock,
	/// The other.
	pub other: FinalBlock,
}

/// Whether anything is taken in.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum OperatingMode {
	/// Everything works.
	#[default]
	#[codec(index = 0)]
	Normal,
	/// No headers and no keys are taken in. What is final can be used.
	#[codec(index = 1)]
	Halted,
}

/// What clients see.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct Status {
	/// Where trust begins; `None` before it was set.
	pub checkpoint: Option<Checkpoint>,
	/// The final block with the highest number.
	pub newest: Option<FinalBlock>,
	/// How many final blocks are kept.
	pub kept: u32,
	/// Whether anything is taken in.
	pub mode: OperatingMode,
	/// The conflict that keeps everything closed, if there is one.
	pub conflict: Option<Conflict>,
	/// How many witnesses are registered.
	pub witnesses: u32,
	/// What is to change.
	pub announced: Option<Announcement>,
}

/// Nobody is registered: for looking at the form of headers only.
pub struct Nobody;
impl Witnesses for Nobody {
	fn signing_key(&self, _: &AccountName) -> Option<PublicKey> {
		None
	}
}

/// The registered keys that count for one block.
pub struct KeysAt<'a> {
	/// The block.
	pub block: SteemBlockNumber,
	/// Who is registered.
	pub registered: &'a dyn Fn(&AccountName) -> Option<Witness>,
}
impl Witnesses for KeysAt<'_> {
	fn signing_key(&self, name: &AccountName) -> Option<PublicKey> {
		(self.registered)(name)?
			.entry_at(self.block)
			.map(|entry| PublicKey(entry.key))
	}
}

/// Whether at most a third of `registered` witnesses is changed, each once, and how many there are
/// after the removals and additions in it. `None` if it is more, or the number leaves its range.
pub fn check_changes(
	registered: u32,
	changes: &[WitnessChange],
	is_registered: impl Fn(&SteemName) -> bool,
) -> Option<u32> {
	let allowed = (registered / 3).max(1);
	if changes.is_empty() || changes.len() > allowed as usize {
		return None;
	}
	let mut names: Vec<_> = changes.iter().map(WitnessChange::name).collect();
	names.sort();
	names.dedup();
	if names.len() != changes.len() {
		return None;
	}
	let mut count = registered;
	for change in changes {
		count = match (change, is_registered(change.name())) {
			(WitnessChange::Set { .. }, true) => count,
			(WitnessChange::Set { .. }, false) => count.checked_add(1)?,
			(WitnessChange::Remove { .. }, true) => count.checked_sub(1)?,
			(WitnessChange::Remove { .. }, false) => return None,
		};
	}
	(FINALITY_THRESHOLD..=MAX_WITNESSES)
		.contains(&count)
		.then_some(count)
}
