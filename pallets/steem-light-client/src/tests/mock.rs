//! A runtime with the real clock.

use crate as pallet_steem_light_client;
use crate::{rehearsal::*, types::*};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use nutbox_primitives::steem::{SteemKey, SteemName};
use nutbox_steem::{
	operations::{WitnessSetProperties, WitnessUpdate},
	types::{Bytes, ChainProperties, Fee, FutureExtensions},
	Asset, Operation, PublicKey, Symbol,
};
use sp_core::Pair as _;
use sp_runtime::BuildStorage;

pub type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		LightClient: pallet_steem_light_client,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

/// A day.
pub const ANNOUNCEMENT: u64 = 86_400;
/// How many blocks are kept.
pub const KEPT_BLOCKS: u32 = 100;

parameter_types! {
	pub const MaxBlocks: u32 = KEPT_BLOCKS;
}

impl pallet_steem_light_client::Config for Test {
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<u64>;
	type LateProofs = ();
	type WeightInfo = ();
	type MaxBlocks = MaxBlocks;
	type AnnouncementPeriod = ConstU64<ANNOUNCEMENT>;
	type MaxClockDrift = ConstU32<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

/// This chain's clock.
#[cfg(feature = "runtime-benchmarks")]
pub struct Clock;
#[cfg(feature = "runtime-benchmarks")]
impl nutbox_primitives::steem::BenchmarkClock for Clock {
	fn set_clock(seconds: u32) {
		set_time(seconds);
	}
}

pub const ALICE: u64 = 1;

pub fn signed() -> RuntimeOrigin {
	RuntimeOrigin::signed(ALICE)
}

pub fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// Sets this chain's clock, in seconds.
pub fn set_time(seconds: u32) {
	Timestamp::set_timestamp(u64::from(seconds) * 1_000);
}

/// A chain with this checkpoint and these witnesses.
pub fn ext_with(
	checkpoint: Option<Checkpoint>,
	witnesses: Vec<(Vec<u8>, Vec<u8>)>,
) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	pallet_steem_light_client::GenesisConfig::<Test> {
		checkpoint,
		witnesses,
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut ext = sp_io::TestExternalities::from(storage);
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test on a rehearsal of 21 witnesses, with this chain's clock at its last block, and checks
/// the invariants in the end.
pub fn run(test: impl FnOnce(&mut Rehearsal)) {
	let mut steem = Rehearsal::new(21);
	ext_with(Some(Rehearsal::checkpoint()), steem.genesis_witnesses()).execute_with(|| {
		set_time(START);
		test(&mut steem);
		assert_ok!(LightClient::do_try_state());
	});
}

/// Submits the blocks with these numbers.
pub fn submit(
	steem: &Rehearsal,
	first: u32,
	last: u32,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	set_time(steem.time);
	LightClient::submit_headers(signed(), steem.headers(first, last))
}

/// The error of a submission alone, without the weight that goes with it.
pub fn refused(headers: Headers) -> sp_runtime::DispatchError {
	let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let error = LightClient::submit_headers(signed(), headers)
		.expect_err("it proves nothing")
		.error;
	assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
	error
}

pub fn name(text: &str) -> SteemName {
	stored_name(text)
}

pub fn key_of_witness(name: &SteemName) -> SteemKey {
	crate::Witnesses::<Test>::get(name)
		.unwrap()
		.newest()
		.unwrap()
		.key
}

/// `witness_update` of this witness.
pub fn update(witness: &str, key: SteemKey) -> Operation {
	WitnessUpdate {
		owner: account_name(witness),
		url: "https://example.org".into(),
		block_signing_key: PublicKey(key),
		props: ChainProperties {
			account_creation_fee: Fee::default(),
			maximum_block_size: 65_536,
			sbd_interest_rate: 0,
		},
		fee: Asset {
			amount: 0,
			symbol: Symbol::Steem,
		},
	}
	.into()
}

/// `witness_set_properties` of this witness.
pub fn set_properties(witness: &str, key: Option<SteemKey>) -> Operation {
	let mut props = std::collections::BTreeMap::new();
	props.insert("key".to_string(), Bytes(key_of(witness).to_vec()));
	if let Some(key) = key {
		props.insert("new_signing_key".to_string(), Bytes(key.to_vec()));
	}
	WitnessSetProperties {
		owner: account_name(witness),
		props,
		extensions: FutureExtensions::default(),
	}
	.into()
}

/// Produces a block in which a witness changes its key, with the witness signing with it from then
/// on. Returns the block's number.
pub fn rotate(steem: &mut Rehearsal, turn: usize, seed: &str) -> u32 {
	let (name, pair) = steem.witnesses[turn].clone();
	let next = pair_of(seed);
	let transaction = steem.transaction(vec![update(&name, next.public().0)], &[&pair]);
	let block = steem.produce(vec![transaction]);
	steem.witnesses[turn].1 = next;
	block
}

pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::LightClient(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// A chain of the benchmarks: with keys, and a clock.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_ext() -> sp_io::TestExternalities {
	let mut ext = ext_with(None, vec![]);
	let keystore = sp_keystore::testing::MemoryKeystore::new();
	ext.register_extension(sp_keystore::KeystoreExt::new(keystore));
	ext.execute_with(|| set_time(START + 1_000));
	ext
}
