//! Slots, and who makes the block of a slot.

use crate::types::{AccountName, Time};
use alloc::vec::Vec;

/// The beginning of slot 0, 2016-03-24T16:00:00. Source: `STEEM_GENESIS_TIME`,
/// `libraries/protocol/include/steem/protocol/config.hpp`.
pub const GENESIS_TIME: Time = Time(1_458_835_200);

/// The length of a slot in seconds. Source: `STEEM_BLOCK_INTERVAL`, `config.hpp`.
pub const BLOCK_INTERVAL: u32 = 3;

/// How many witnesses take turns in a round: 20 elected and one of the others. Source: `STEEM_MAX_WITNESSES`,
/// `config.hpp`.
pub const MAX_WITNESSES: usize = 21;

/// How many of them must have signed a block, or one built on it, until it is final: 21 less the quarter that may
/// be missing. Source: `STEEM_IRREVERSIBLE_THRESHOLD`, `config.hpp`, and `database::update_last_irreversible_block`,
/// `libraries/chain/database.cpp`.
pub const FINALITY_THRESHOLD: usize = 16;

/// The slot that begins at this time. `None` for times that are none of a block: before the genesis, or between the
/// beginnings of two slots.
///
/// Source: `database::get_slot_time` and `database::update_global_dynamic_data` (`current_aslot`),
/// `libraries/chain/database.cpp`.
pub fn slot(time: Time) -> Option<u32> {
	let seconds = time.0.checked_sub(GENESIS_TIME.0)?;
	(seconds % BLOCK_INTERVAL == 0).then_some(seconds / BLOCK_INTERVAL)
}

/// When a slot begins. `None` beyond the times that 32 bits hold.
pub fn slot_time(slot: u32) -> Option<Time> {
	slot.checked_mul(BLOCK_INTERVAL)?
		.checked_add(GENESIS_TIME.0)
		.map(Time)
}

/// The witnesses of a round in the order of their turns.
///
/// A round ends after as many *blocks* as there are witnesses. Where slots are missed, the order goes on from its
/// beginning, and a witness may make two blocks of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
	witnesses: Vec<AccountName>,
}

impl Schedule {
	/// A schedule. `None` without witnesses or with more than [`MAX_WITNESSES`].
	pub fn new(witnesses: Vec<AccountName>) -> Option<Self> {
		(1..=MAX_WITNESSES)
			.contains(&witnesses.len())
			.then_some(Self { witnesses })
	}

	/// The witnesses in the order of their turns.
	pub fn witnesses(&self) -> &[AccountName] {
		&self.witnesses
	}

	/// Who makes the block of a slot.
	///
	/// Source: `database::get_scheduled_witness`, `libraries/chain/database.cpp`.
	pub fn producer(&self, slot: u32) -> AccountName {
		self.witnesses[slot as usize % self.witnesses.len()]
	}
}
