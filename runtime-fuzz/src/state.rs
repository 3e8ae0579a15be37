//! A storage for the runtime that is fast and can be copied.
//!
//! The SDK's test externalities compute a state root over everything that changed since genesis in
//! every block, which takes longer than the block. Here nothing is hashed: the state is an ordered
//! map with a journal for what has to be taken back.

use codec::{Compact, CompactLen, Decode, Encode};
use frame_support::storage::transactional::TRANSACTION_LEVEL_KEY;
use sp_externalities::{
	set_and_run_with_externalities, Error, Extension, ExtensionStore, Externalities,
	MultiRemovalResults,
};
use sp_runtime::traits::{BlakeTwo256, Hash};
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};
use std::{
	any::{Any, TypeId},
	collections::{BTreeMap, BTreeSet},
	ops::Bound,
};

/// A key of the storage.
pub type Key = Vec<u8>;
type Value = Vec<u8>;

/// How a change is taken back.
enum Undo {
	/// The key had this value.
	Value(Key, Option<Value>),
	/// The list under the key had so many elements in so many bytes.
	Append {
		key: Key,
		elements: u32,
		bytes: usize,
	},
}

/// Where something went in the state. Each key counts once: after that what was read or written is
/// at hand.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Accesses {
	/// The keys read, but those that were written before.
	pub reads: BTreeSet<Key>,
	/// The keys written, but those whose values were taken back.
	pub writes: BTreeSet<Key>,
}

/// The state of a chain.
#[derive(Default)]
pub struct State {
	map: BTreeMap<Key, Value>,
	journal: Vec<Undo>,
	/// Where in the journal the open transactions begin.
	open: Vec<usize>,
	/// What is watched, if something is.
	watched: Option<Accesses>,
}

impl Clone for State {
	/// A copy of the state outside of any transaction.
	fn clone(&self) -> Self {
		assert!(self.open.is_empty(), "a transaction is open");
		Self {
			map: self.map.clone(),
			..Self::default()
		}
	}
}

impl State {
	/// Runs `inside` with this as its storage.
	pub fn execute<R>(&mut self, inside: impl FnOnce() -> R) -> R {
		set_and_run_with_externalities(self, inside)
	}

	/// Runs `inside` and returns also where it went in the storage.
	pub fn execute_and_watch<R>(&mut self, inside: impl FnOnce() -> R) -> (R, Accesses) {
		self.storage_start_transaction();
		self.watched = Some(Accesses::default());
		let result = self.execute(inside);
		let mut accesses = self.watched.take().expect("it is watched");
		let start = *self.open.last().expect("a transaction is open");
		accesses.writes = self.journal[start..]
			.iter()
			.map(|undo| match undo {
				Undo::Value(key, _) | Undo::Append { key, .. } => key.clone(),
			})
			.collect();
		// The depth of the transactions is noted in the storage itself.
		accesses.reads.remove(TRANSACTION_LEVEL_KEY);
		accesses.writes.remove(TRANSACTION_LEVEL_KEY);
		self.storage_commit_transaction()
			.expect("a transaction is open");
		assert!(self.open.is_empty(), "a transaction was left open");
		(result, accesses)
	}

	/// The number of keys.
	pub fn keys(&self) -> usize {
		self.map.len()
	}

	fn note(&mut self, undo: impl FnOnce() -> Undo) {
		if !self.open.is_empty() {
			self.journal.push(undo());
		}
	}

	fn note_read(&mut self, key: &[u8]) {
		if let Some(accesses) = &mut self.watched {
			if !accesses.writes.contains(key) && !accesses.reads.contains(key) {
				accesses.reads.insert(key.to_vec());
			}
		}
	}

	fn note_write(&mut self, key: &[u8]) {
		if let Some(accesses) = &mut self.watched {
			if !accesses.writes.contains(key) {
				accesses.writes.insert(key.to_vec());
			}
		}
	}

	fn put(&mut self, key: Key, value: Option<Value>) {
		self.note_write(&key);
		let before = match value {
			Some(value) => self.map.insert(key.clone(), value),
			None => self.map.remove(&key),
		};
		self.note(|| Undo::Value(key, before));
	}

	fn undo(&mut self, undo: Undo) {
		match undo {
			Undo::Value(key, Some(value)) => {
				self.map.insert(key, value);
			}
			Undo::Value(key, None) => {
				self.map.remove(&key);
			}
			Undo::Append {
				key,
				elements,
				bytes,
			} => {
				let list = self.map.get_mut(&key).expect("the list was appended to");
				let count = Compact::<u32>::decode(&mut &list[..]).expect("a list has a length");
				let prefix = Compact::<u32>::compact_len(&count.0);
				list.splice(..prefix, Compact(elements).encode());
				list.truncate(bytes);
			}
		}
	}
}

impl ExtensionStore for State {
	fn extension_by_type_id(&mut self, _: TypeId) -> Option<&mut dyn Any> {
		None
	}

	fn register_extension_with_type_id(
		&mut self,
		_: TypeId,
		_: Box<dyn Extension>,
	) -> Result<(), Error> {
		Err(Error::ExtensionsAreNotSupported)
	}

	fn deregister_extension_by_type_id(&mut self, id: TypeId) -> Result<(), Error> {
		Err(Error::ExtensionIsNotRegistered(id))
	}
}

const NO_CHILDREN: &str = "the runtime has no child storage";

impl Externalities for State {
	fn set_offchain_storage(&mut self, _: &[u8], _: Option<&[u8]>) {}

	fn storage(&mut self, key: &[u8]) -> Option<Value> {
		self.note_read(key);
		self.map.get(key).cloned()
	}

	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.note_read(key);
		self.map
			.get(key)
			.map(|value| BlakeTwo256::hash(value).as_bytes().to_vec())
	}

	fn exists_storage(&mut self, key: &[u8]) -> bool {
		self.note_read(key);
		self.map.contains_key(key)
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Key> {
		let after = (Bound::Excluded(key), Bound::Unbounded);
		self.map
			.range::<[u8], _>(after)
			.next()
			.map(|(next, _)| next.clone())
	}

	fn place_storage(&mut self, key: Key, value: Option<Value>) {
		self.put(key, value);
	}

	fn clear_prefix(
		&mut self,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		let from = (Bound::Included(cursor.unwrap_or(prefix)), Bound::Unbounded);
		let mut found = self
			.map
			.range::<[u8], _>(from)
			.map(|(key, _)| key)
			.take_while(|key| key.starts_with(prefix))
			.cloned();
		let limit = limit.map_or(usize::MAX, |limit| limit as usize);
		let keys: Vec<Key> = found.by_ref().take(limit).collect();
		let maybe_cursor = found.next();
		drop(found);
		let removed = keys.len() as u32;
		for key in keys {
			self.put(key, None);
		}
		MultiRemovalResults {
			maybe_cursor,
			backend: removed,
			unique: removed,
			loops: removed,
		}
	}

	/// Not a root of anything: the chain never reads it, it only gets into the blocks' hashes.
	fn storage_root(&mut self, _: StateVersion) -> Vec<u8> {
		sp_core::H256::zero().encode()
	}

	fn storage_append(&mut self, key: Key, value: Value) {
		self.note_write(&key);
		if let Some(list) = self.map.get_mut(&key) {
			if let Ok(Compact(elements)) = Compact::<u32>::decode(&mut &list[..]) {
				let bytes = list.len();
				let before = Compact::<u32>::compact_len(&elements);
				let prefix = Compact(elements + 1).encode();
				if prefix.len() == before {
					list[..before].copy_from_slice(&prefix);
				} else {
					list.splice(..before, prefix);
				}
				list.extend_from_slice(&value);
				self.note(|| Undo::Append {
					key,
					elements,
					bytes,
				});
				return;
			}
		}
		let mut list = Compact(1u32).encode();
		list.extend_from_slice(&value);
		self.put(key, Some(list));
	}

	fn storage_start_transaction(&mut self) {
		self.open.push(self.journal.len());
	}

	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		let start = self.open.pop().ok_or(())?;
		while self.journal.len() > start {
			let undo = self.journal.pop().expect("it is longer than that");
			self.undo(undo);
		}
		Ok(())
	}

	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		self.open.pop().ok_or(())?;
		if self.open.is_empty() {
			self.journal.clear();
		}
		Ok(())
	}

	fn child_storage_hash(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		panic!("{NO_CHILDREN}")
	}

	fn child_storage(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Value> {
		panic!("{NO_CHILDREN}")
	}

	fn next_child_storage_key(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Key> {
		panic!("{NO_CHILDREN}")
	}

	fn kill_child_storage(
		&mut self,
		_: &ChildInfo,
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		panic!("{NO_CHILDREN}")
	}

	fn clear_child_prefix(
		&mut self,
		_: &ChildInfo,
		_: &[u8],
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		panic!("{NO_CHILDREN}")
	}

	fn place_child_storage(&mut self, _: &ChildInfo, _: Key, _: Option<Value>) {
		panic!("{NO_CHILDREN}")
	}

	fn child_storage_root(&mut self, _: &ChildInfo, _: StateVersion) -> Vec<u8> {
		panic!("{NO_CHILDREN}")
	}

	// What follows is for benchmarks only.
	fn wipe(&mut self) {}

	fn commit(&mut self) {}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		(0, 0, 0, 0)
	}

	fn reset_read_write_count(&mut self) {}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		Vec::new()
	}

	fn set_whitelist(&mut self, _: Vec<TrackedStorageKey>) {}

	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		Vec::new()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn rollback_should_restore_the_state_when_values_and_lists_changed() {
		let mut state = State::default();
		state.put(b"kept".to_vec(), Some(vec![1]));
		for _ in 0..63 {
			state.storage_append(b"list".to_vec(), vec![7]);
		}
		let before = state.map.clone();
		state.storage_start_transaction();
		state.put(b"kept".to_vec(), None);
		state.put(b"new".to_vec(), Some(vec![2]));
		// The 64th element makes the length two bytes long.
		state.storage_start_transaction();
		state.storage_append(b"list".to_vec(), vec![8, 8]);
		state.storage_append(b"list".to_vec(), vec![9]);
		state.storage_commit_transaction().expect("open");
		assert_eq!(
			Vec::<u8>::decode(&mut &state.map[b"list".as_slice()][..]).map(|list| list.len()),
			Ok(65)
		);
		let cleared = state.clear_prefix(b"", Some(1), None);
		assert_eq!(cleared.maybe_cursor, Some(b"new".to_vec()));
		assert_ne!(state.map, before);
		state.storage_rollback_transaction().expect("open");
		assert_eq!(state.map, before);
		assert!(state.journal.is_empty() && state.open.is_empty());
	}

	#[test]
	fn watching_should_count_each_key_once_and_nothing_that_is_taken_back() {
		let mut state = State::default();
		state.put(b"old".to_vec(), Some(vec![1]));
		state.put(b"other".to_vec(), Some(vec![1]));
		let keys = |keys: &[&str]| keys.iter().map(|key| key.as_bytes().to_vec()).collect();
		let ((), accesses) = state.execute_and_watch(|| {
			use frame_support::storage::{unhashed, with_transaction};
			use sp_runtime::{DispatchError, TransactionOutcome};
			assert!(unhashed::exists(b"old") && unhashed::get::<u8>(b"old") == Some(1));
			unhashed::put(b"new", &7u8);
			// It was written, so it is at hand.
			assert_eq!(unhashed::get(b"new"), Some(7u8));
			let taken_back = with_transaction(|| {
				unhashed::put(b"new", &8u8);
				unhashed::put(b"other", &8u8);
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
			});
			assert_eq!(taken_back, Ok(()));
			unhashed::kill(b"old");
			assert!(!unhashed::exists(b"none"));
		});
		assert_eq!(accesses.reads, keys(&["none", "old"]));
		assert_eq!(accesses.writes, keys(&["new", "old"]));
		let ((), accesses) = state.execute_and_watch(|| ());
		assert_eq!(accesses, Accesses::default());
	}

	#[test]
	fn next_key_should_go_through_the_keys_in_their_order() {
		let mut state = State::default();
		for key in [b"b", b"a", b"c"] {
			state.put(key.to_vec(), Some(vec![]));
		}
		assert_eq!(state.next_storage_key(b"a"), Some(b"b".to_vec()));
		assert_eq!(state.next_storage_key(b"bb"), Some(b"c".to_vec()));
		assert_eq!(state.next_storage_key(b"c"), None);
	}
}
