//! The state that calls run on: a trie in memory, as deep as a node's, and a call's way through it.
//!
//! A call that is measured starts with an empty overlay on a committed state, and nothing of it is
//! kept, so that each repetition does the same. Reads go through the state trie: "cold" with no
//! node known from before, "cached" with the values in the trie cache of the SDK's client, where a
//! node has those that were in use lately.

use crate::runtime::{AllPalletsWithSystem, Runtime, RuntimeCall, RuntimeOrigin};
use anyhow::{anyhow, Result};
use frame_support::{
	storage::transactional::TRANSACTION_LEVEL_KEY,
	traits::{StorageInfoTrait, WhitelistedStorageKeys},
};
use sp_core::storage::ChildInfo;
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash},
	StateVersion, Storage,
};
use sp_state_machine::{
	backend::IterArgs, new_in_mem, Backend, BackendTransaction, Ext, OverlayedChanges,
	StateMachineStats, StorageIterator, StorageKey, StorageValue, TrieBackend, TrieBackendBuilder,
	UsageInfo,
};
use sp_trie::{
	cache::{CacheSize, LocalTrieCache, SharedTrieCache},
	MerkleValue, PrefixedMemoryDB,
};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
	time::{Duration, Instant},
};

type Output = <BlakeTwo256 as Hash>::Output;
type Database = PrefixedMemoryDB<BlakeTwo256>;
type Overlay = OverlayedChanges<BlakeTwo256>;

/// Of the chain's runtime.
const STATE_VERSION: StateVersion = StateVersion::V1;

/// What is known of the trie before a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cache {
	/// Nothing: each node on the way is fetched and decoded.
	Cold,
	/// What calls like this one read before.
	Cached,
}

/// How long a call took.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
	/// The dispatch.
	pub dispatch: Duration,
	/// The new state root of what it wrote.
	pub root: Duration,
}

/// Where a call went in the state. Each key counts once, as what was read or written is at hand
/// after that; keys that every call uses (number, events, …) are left out, as the SDK's benchmarks do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Accesses {
	/// The keys read.
	pub reads: BTreeSet<StorageKey>,
	/// The keys written.
	pub writes: BTreeSet<StorageKey>,
}

impl Accesses {
	/// The storage items read, and those written.
	pub fn items(&self) -> (String, String) {
		let names: BTreeMap<_, _> = AllPalletsWithSystem::storage_info()
			.into_iter()
			.map(|item| {
				let name = [item.pallet_name, item.storage_name].map(String::from_utf8);
				(
					item.prefix,
					name.map(|part| part.unwrap_or_default()).join("."),
				)
			})
			.collect();
		let items = |keys: &BTreeSet<StorageKey>| {
			let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
			for key in keys {
				let prefix = key.get(..32).unwrap_or_default();
				let name = names.get(prefix).map_or("unknown", String::as_str);
				*counts.entry(name).or_default() += 1;
			}
			let texts = counts.into_iter().map(|(name, count)| match count {
				1 => name.to_string(),
				_ => format!("{name} ({count})"),
			});
			texts.collect::<Vec<_>>().join(", ")
		};
		(items(&self.reads), items(&self.writes))
	}
}

/// A committed state.
pub struct State {
	backend: TrieBackend<Database, BlakeTwo256>,
	nothing: SharedTrieCache<BlakeTwo256>,
	cache: SharedTrieCache<BlakeTwo256>,
}

impl State {
	/// The state of a genesis block.
	pub fn new(genesis: Storage) -> Self {
		let mut backend = new_in_mem();
		let top = genesis
			.top
			.into_iter()
			.map(|(key, value)| (key, Some(value)))
			.collect();
		backend.insert([(None, top)], STATE_VERSION);
		Self {
			backend,
			nothing: SharedTrieCache::new(CacheSize::new(0), None),
			cache: SharedTrieCache::new(CacheSize::unlimited(), None),
		}
	}

	/// Looks at the state.
	pub fn view<R>(&self, look: impl FnOnce() -> R) -> R {
		execute(&mut Overlay::default(), &self.backend, look)
	}

	/// Changes the state for good, unless `work` fails.
	pub fn commit<R>(&mut self, work: impl FnOnce() -> Result<R>) -> Result<R> {
		let mut overlay = Overlay::default();
		let result = execute(&mut overlay, &self.backend, || {
			let result = work();
			frame_system::Pallet::<Runtime>::reset_events();
			result
		})?;
		let changes = overlay
			.drain_storage_changes(&self.backend, STATE_VERSION)
			.map_err(|error| anyhow!("the state can't be committed: {error}"))?;
		self.backend
			.apply_transaction(changes.transaction_storage_root, changes.transaction);
		Ok(result)
	}

	/// Runs `work` without keeping what it does, and returns what it wrote.
	pub fn written(
		&self,
		work: impl FnOnce() -> Result<()>,
	) -> Result<Vec<(StorageKey, Option<StorageValue>)>> {
		let mut overlay = Overlay::default();
		execute(&mut overlay, &self.backend, work)?;
		let changes = overlay
			.drain_storage_changes(&self.backend, STATE_VERSION)
			.map_err(|error| anyhow!("the changes can't be had: {error}"))?;
		Ok(changes.main_storage_changes)
	}

	/// Writes into the state without any call.
	pub fn write(&mut self, entries: Vec<(StorageKey, StorageValue)>) {
		let entries = entries
			.into_iter()
			.map(|(key, value)| (key, Some(value)))
			.collect();
		self.backend.insert([(None, entries)], STATE_VERSION);
		// Nodes that were replaced.
		self.backend.backend_storage_mut().purge();
	}

	/// Runs `work` without keeping what it does, and counts where it goes.
	pub fn count<R>(&self, work: impl FnOnce() -> R) -> (R, Accesses) {
		let hot: BTreeSet<_> = AllPalletsWithSystem::whitelisted_storage_keys()
			.into_iter()
			.map(|tracked| tracked.key)
			.chain([TRANSACTION_LEVEL_KEY.to_vec()])
			.collect();
		let counting = Counting {
			inner: &self.backend,
			reads: RefCell::default(),
		};
		let mut overlay = Overlay::default();
		let result = execute(&mut overlay, &counting, work);
		let mut reads = counting.reads.into_inner();
		reads.retain(|key| !hot.contains(key));
		let accesses = Accesses {
			reads,
			writes: overlay
				.changes()
				.map(|(key, _)| key.clone())
				.filter(|key| !hot.contains(key))
				.collect(),
		};
		(result, accesses)
	}

	/// Runs a signed call without keeping what it does. An error if the call fails.
	pub fn measure(
		&self,
		cache: Cache,
		origin: RuntimeOrigin,
		call: RuntimeCall,
	) -> Result<Sample> {
		let local = match cache {
			Cache::Cold => self.nothing.local_cache_trusted(),
			Cache::Cached => self.cache.local_cache_trusted(),
		};
		let backend = self.with_cache(&local);
		let mut overlay = Overlay::default();
		let dispatch = execute(&mut overlay, &backend, || {
			let start = Instant::now();
			let result = call.dispatch(origin);
			let elapsed = start.elapsed();
			result
				.map(|_| elapsed)
				.map_err(|error| anyhow!("a measured call failed: {:?}", error.error))
		})?;
		let start = Instant::now();
		overlay.storage_root(&backend, STATE_VERSION);
		let root = start.elapsed();
		Ok(Sample { dispatch, root })
	}

	/// How long it takes to look these keys up in the trie, nothing of which is known before.
	pub fn look_up(&self, keys: &BTreeSet<StorageKey>) -> Result<Duration> {
		let local = self.nothing.local_cache_trusted();
		let backend = self.with_cache(&local);
		let start = Instant::now();
		for key in keys {
			backend.storage(key).map_err(|error| anyhow!(error))?;
		}
		Ok(start.elapsed())
	}

	/// How long `work` takes on a state of which nothing is known before. Nothing of it is kept.
	pub fn time<R>(&self, work: impl FnOnce() -> R) -> Duration {
		let local = self.nothing.local_cache_trusted();
		let backend = self.with_cache(&local);
		execute(&mut Overlay::default(), &backend, || {
			let start = Instant::now();
			work();
			start.elapsed()
		})
	}

	fn with_cache<'a>(
		&'a self,
		cache: &'a LocalTrieCache<BlakeTwo256>,
	) -> TrieBackend<&'a Database, BlakeTwo256, &'a LocalTrieCache<BlakeTwo256>> {
		TrieBackendBuilder::new(self.backend.backend_storage(), *self.backend.root())
			.with_cache(cache)
			.build()
	}
}

fn execute<B: Backend<BlakeTwo256>, R>(
	overlay: &mut Overlay,
	backend: &B,
	work: impl FnOnce() -> R,
) -> R {
	let mut ext = Ext::new(overlay, backend, None);
	sp_externalities::set_and_run_with_externalities(&mut ext, work)
}

/// A backend that keeps what is read from it.
struct Counting<'a, B> {
	inner: &'a B,
	reads: RefCell<BTreeSet<StorageKey>>,
}

impl<B> Counting<'_, B> {
	fn note(&self, key: &[u8]) {
		self.reads.borrow_mut().insert(key.to_vec());
	}
}

impl<B> core::fmt::Debug for Counting<'_, B> {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str("Counting")
	}
}

struct CountingIter<'a, B: Backend<BlakeTwo256>> {
	inner: B::RawIter,
	_backend: core::marker::PhantomData<&'a B>,
}

impl<'a, B: Backend<BlakeTwo256>> StorageIterator<BlakeTwo256> for CountingIter<'a, B> {
	type Backend = Counting<'a, B>;
	type Error = B::Error;

	fn next_key(&mut self, backend: &Self::Backend) -> Option<Result<StorageKey, Self::Error>> {
		let next = self.inner.next_key(backend.inner);
		if let Some(Ok(key)) = &next {
			backend.note(key);
		}
		next
	}

	fn next_pair(
		&mut self,
		backend: &Self::Backend,
	) -> Option<Result<(StorageKey, StorageValue), Self::Error>> {
		let next = self.inner.next_pair(backend.inner);
		if let Some(Ok((key, _))) = &next {
			backend.note(key);
		}
		next
	}

	fn was_complete(&self) -> bool {
		self.inner.was_complete()
	}
}

// There are no child tries in this runtime, so these reads are not told apart from others.
impl<'a, B: Backend<BlakeTwo256>> Backend<BlakeTwo256> for Counting<'a, B> {
	type Error = B::Error;
	type TrieBackendStorage = B::TrieBackendStorage;
	type RawIter = CountingIter<'a, B>;

	fn storage(&self, key: &[u8]) -> Result<Option<StorageValue>, Self::Error> {
		self.note(key);
		self.inner.storage(key)
	}

	fn storage_hash(&self, key: &[u8]) -> Result<Option<Output>, Self::Error> {
		self.note(key);
		self.inner.storage_hash(key)
	}

	fn closest_merkle_value(&self, key: &[u8]) -> Result<Option<MerkleValue<Output>>, Self::Error> {
		self.note(key);
		self.inner.closest_merkle_value(key)
	}

	fn child_closest_merkle_value(
		&self,
		child: &ChildInfo,
		key: &[u8],
	) -> Result<Option<MerkleValue<Output>>, Self::Error> {
		self.note(key);
		self.inner.child_closest_merkle_value(child, key)
	}

	fn child_storage(
		&self,
		child: &ChildInfo,
		key: &[u8],
	) -> Result<Option<StorageValue>, Self::Error> {
		self.note(key);
		self.inner.child_storage(child, key)
	}

	fn child_storage_hash(
		&self,
		child: &ChildInfo,
		key: &[u8],
	) -> Result<Option<Output>, Self::Error> {
		self.note(key);
		self.inner.child_storage_hash(child, key)
	}

	fn next_storage_key(&self, key: &[u8]) -> Result<Option<StorageKey>, Self::Error> {
		self.note(key);
		self.inner.next_storage_key(key)
	}

	fn next_child_storage_key(
		&self,
		child: &ChildInfo,
		key: &[u8],
	) -> Result<Option<StorageKey>, Self::Error> {
		self.note(key);
		self.inner.next_child_storage_key(child, key)
	}

	fn storage_root<'b>(
		&self,
		delta: impl Iterator<Item = (&'b [u8], Option<&'b [u8]>)>,
		version: StateVersion,
	) -> (Output, BackendTransaction<BlakeTwo256>) {
		self.inner.storage_root(delta, version)
	}

	fn child_storage_root<'b>(
		&self,
		child: &ChildInfo,
		delta: impl Iterator<Item = (&'b [u8], Option<&'b [u8]>)>,
		version: StateVersion,
	) -> (Output, bool, BackendTransaction<BlakeTwo256>) {
		self.inner.child_storage_root(child, delta, version)
	}

	fn raw_iter(&self, args: IterArgs) -> Result<Self::RawIter, Self::Error> {
		Ok(CountingIter {
			inner: self.inner.raw_iter(args)?,
			_backend: Default::default(),
		})
	}

	fn register_overlay_stats(&self, stats: &StateMachineStats) {
		self.inner.register_overlay_stats(stats);
	}

	fn usage_info(&self) -> UsageInfo {
		self.inner.usage_info()
	}
}
