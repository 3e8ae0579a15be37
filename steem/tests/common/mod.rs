//! Real data of the main network, with the answers known. `tests/data/README.md` says where it is from.

// Each test program uses a part of it.
#![allow(dead_code)]

use nutbox_steem::{
	finality::{Bounds, Witnesses},
	hashes::BlockId,
	json::{Json, Value},
	AccountName, Block, PublicKey, SignedTransaction, Time, Wire,
};
use std::{collections::BTreeMap, sync::OnceLock};

macro_rules! data {
	($($name:ident $file:literal)*) => {$(
		pub fn $name() -> &'static Value {
			static DATA: OnceLock<Value> = OnceLock::new();
			DATA.get_or_init(|| {
				serde_json::from_str(include_str!(concat!("../data/", $file))).expect("test data")
			})
		}
	)*};
}
data! {
	blocks "blocks.json"
	transactions "transactions.json"
	authorities "authorities.json"
	witness_schedules "witness_schedules.json"
	negative_cases "negative_cases.json"
	operations "operations.json"
}

pub fn array(value: &Value) -> &[Value] {
	value.as_array().expect("an array")
}

pub fn text(value: &Value) -> &str {
	value.as_str().expect("a text")
}

pub fn bytes(value: &Value) -> Vec<u8> {
	hex::decode(text(value)).expect("hexadecimal digits")
}

pub fn read<T: Json>(value: &Value) -> T {
	T::from_json(value).unwrap_or_else(|error| panic!("{error}"))
}

/// Every block, read, beside its data.
pub fn all_blocks() -> impl Iterator<Item = (Block, &'static Value)> {
	array(blocks()).iter().map(|value| (read(value), value))
}

pub fn block(number: u32) -> Block {
	let found = all_blocks().find(|(block, _)| block.header.header.number() == number);
	found
		.unwrap_or_else(|| panic!("block {number} is not in the data"))
		.0
}

pub fn negative(name: &str) -> &'static Value {
	let found = array(negative_cases())
		.iter()
		.find(|case| case["name"] == name);
	found.unwrap_or_else(|| panic!("no case {name}"))
}

/// Every transaction of every block, in binary.
pub fn all_transactions() -> Vec<Vec<u8>> {
	let blocks = all_blocks().flat_map(|(block, _)| block.transactions);
	blocks
		.map(|signed: SignedTransaction| signed.encode())
		.collect()
}

#[derive(Clone, Default)]
pub struct Keys(pub BTreeMap<AccountName, PublicKey>);

impl Witnesses for Keys {
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey> {
		self.0.get(witness).copied()
	}
}

pub fn name(text: &str) -> AccountName {
	text.parse().expect("a name")
}

/// The keys of the witnesses of the schedule that holds until this block.
pub fn keys_of_schedule(next_shuffle_block_num: u32) -> Keys {
	let schedules = array(&witness_schedules()["schedules"]);
	let schedule = schedules
		.iter()
		.find(|schedule| schedule["next_shuffle_block_num"] == next_shuffle_block_num)
		.expect("a schedule");
	let keys = schedule["signing_keys"]
		.as_object()
		.expect("an object")
		.iter();
	let known = keys.filter(|(_, value)| !value.is_null());
	Keys(
		known
			.map(|(witness, value)| (name(witness), read(&value["signing_key"])))
			.collect(),
	)
}

/// The keys of the witnesses that the data of block 5,000,000 name, and of the miner that had a turn before.
pub fn keys_at_five_million() -> Keys {
	let witnesses = array(&witness_schedules()["witnesses_at_block_5000000"]).iter();
	let mut keys: BTreeMap<_, _> = witnesses
		.map(|value| (read(&value["owner"]), read(&value["signing_key"])))
		.collect();
	let miner = array(blocks())
		.iter()
		.find(|block| block["witness"] == "rabbit-28");
	keys.insert(
		name("rabbit-28"),
		read(&miner.expect("a block")["signing_key"]),
	);
	Keys(keys)
}

/// The keys of the witnesses of the three rounds from block 1,000,000 on.
pub fn keys_at_one_million() -> Keys {
	let rounds = array(&witness_schedules()["rounds_from_block_1000000"]).iter();
	let keys = rounds.flat_map(|round| round["signing_keys"].as_object().expect("an object"));
	Keys(
		keys.map(|(witness, key)| (name(witness), read(key)))
			.collect(),
	)
}

/// Bounds that keep nothing out.
pub fn wide() -> Bounds {
	Bounds {
		checkpoint_number: 0,
		checkpoint_time: Time(0),
		checkpoint_id: BlockId::default(),
		latest: Time(u32::MAX),
		max_headers: 1_000,
	}
}
