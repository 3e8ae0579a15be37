//! Blocks and the rounds that they are made in.

use super::*;

impl State {
	/// Whether this block may follow, and is signed by whose turn it is.
	///
	/// Source: `database::validate_block_header`, `libraries/chain/database.cpp`.
	pub fn check_header(&self, header: &nutbox_steem::SignedHeader) -> Result<(), Refusal> {
		let inner = &header.header;
		require!(
			inner.previous == self.head_id,
			"head_block_id() == next_block.previous"
		);
		require!(
			inner.timestamp > self.time,
			"head_block_time() < next_block.timestamp"
		);
		let slot = schedule::slot(inner.timestamp)
			.ok_or_else(|| Refusal::assert("the time is the beginning of no slot"))?;
		let turn = self.producer(slot);
		require!(
			inner.witness == turn,
			"Witness produced block at wrong time: block witness {}, scheduled witness {turn}",
			inner.witness
		);
		let key = header
			.signing_key::<Libsecp256k1>()
			.map_err(|error| Refusal::assert(error.to_string()))?;
		let witness = self.witnesses.get(&turn);
		require!(
			witness.is_some_and(|witness| witness.signing_key == key),
			"the block is not signed with the key of {turn}"
		);
		Ok(())
	}

	/// Whose turn a slot is.
	pub fn producer(&self, slot: u32) -> AccountName {
		schedule::Schedule::new(self.schedule.clone())
			.map(|schedule| schedule.producer(slot))
			.unwrap_or_default()
	}

	/// What a block does besides its transactions, once they are carried out.
	///
	/// Sources: `update_global_dynamic_data`, `update_signing_witness`, `update_last_irreversible_block`,
	/// `clear_expired_transactions`, `clear_expired_delegations` (`libraries/chain/database.cpp`) and
	/// `update_witness_schedule` (`libraries/chain/witness_schedule.cpp`), in the order of `_apply_block`.
	pub fn finish_block(&mut self, id: BlockId, time: Time, witness: AccountName) {
		let first = schedule::slot(self.time).map_or(0, |slot| slot + 1);
		let this = schedule::slot(time).unwrap_or(first);
		for slot in first..this {
			let missed = self.producer(slot);
			if let Some(missed) = self.witnesses.get_mut(&missed) {
				missed.total_missed += 1;
			}
			self.recent_slots_filled <<= 1;
		}
		self.recent_slots_filled = self.recent_slots_filled << 1 | 1;
		self.head_number = id.number();
		self.head_id = id;
		self.time = time;
		self.current_witness = witness;
		if let Some(witness) = self.witnesses.get_mut(&witness) {
			witness.last_aslot = this;
			witness.last_confirmed_block_num = self.head_number;
		}
		self.update_last_irreversible();
		self.known.retain(|_, expiration| *expiration > time);
		let (back, still): (Vec<_>, Vec<_>) = self
			.returning
			.drain(..)
			.partition(|entry| entry.expiration <= time);
		self.returning = still;
		for entry in back {
			if let Some(account) = self.accounts.get_mut(&entry.delegator) {
				Arc::make_mut(account).delegated_vesting_shares -= entry.vesting_shares;
			}
		}
		if (self.head_number as usize).is_multiple_of(MAX_WITNESSES) {
			self.update_schedule();
		}
	}

	/// The last block that at least 16 of the 21 witnesses of the round have built on, theirs included. A witness who
	/// has made no block yet holds it back.
	///
	/// Source: `database::update_last_irreversible_block`.
	pub(super) fn update_last_irreversible(&mut self) {
		let mut confirmed: Vec<u32> = self
			.schedule
			.iter()
			.filter_map(|witness| self.witnesses.get(witness))
			.map(|witness| witness.last_confirmed_block_num)
			.collect();
		confirmed.sort_unstable();
		// A quarter may be missing: (STEEM_100_PERCENT - STEEM_IRREVERSIBLE_THRESHOLD) of all.
		if let Some(number) = confirmed.get(confirmed.len() / 4) {
			self.last_irreversible = self.last_irreversible.max(*number);
		}
	}

	/// The next round: the 20 most voted, one of the others in turn, shuffled by the time.
	///
	/// Source: `update_witness_schedule4`, `libraries/chain/witness_schedule.cpp`. Which of the others comes next is
	/// decided there by a virtual time that runs with the votes; here each has its turn.
	pub(super) fn update_schedule(&mut self) {
		let mut able: Vec<_> = self
			.witnesses
			.iter()
			.filter(|(_, witness)| witness.signing_key != PublicKey::NULL)
			.map(|(name, witness)| (std::cmp::Reverse(witness.votes), *name))
			.collect();
		// Without anybody, those who were there stay: a chain with no producers only misses slots.
		if able.is_empty() {
			return;
		}
		able.sort_unstable();
		let mut round: Vec<AccountName> = able
			.iter()
			.take(MAX_WITNESSES - 1)
			.map(|(_, name)| *name)
			.collect();
		let rotating = able
			.iter()
			.skip(MAX_WITNESSES - 1)
			.map(|(_, name)| *name)
			.min_by_key(|name| {
				(
					self.witnesses.get(name).map(|witness| witness.rotations),
					*name,
				)
			});
		if let Some(rotating) = rotating {
			round.push(rotating);
			if let Some(witness) = self.witnesses.get_mut(&rotating) {
				witness.rotations += 1;
			}
		}
		let count = round.len() as u64;
		let now = u64::from(self.time.0) << 32;
		for place in 0..count {
			let mut k = now.wrapping_add(place.wrapping_mul(2_685_821_657_736_338_717));
			k ^= k >> 12;
			k ^= k << 25;
			k ^= k >> 27;
			k = k.wrapping_mul(2_685_821_657_736_338_717);
			let other = place + k % (count - place);
			round.swap(place as usize, other as usize);
		}
		self.schedule = round;
		self.update_median();
	}

	/// Source: `update_median_witness_props`, `libraries/chain/witness_schedule.cpp`.
	pub(super) fn update_median(&mut self) {
		let all: Vec<_> = self
			.schedule
			.iter()
			.filter_map(|name| self.witnesses.get(name))
			.map(|witness| witness.props.clone())
			.collect();
		if all.is_empty() {
			return;
		}
		let middle = all.len() / 2;
		let median = |value: fn(&ChainProperties) -> i64| {
			let mut values: Vec<_> = all.iter().map(value).collect();
			values.sort_unstable();
			values[middle]
		};
		let fee = median(|props| props.account_creation_fee.amount);
		let size = median(|props| i64::from(props.maximum_block_size));
		let rate = median(|props| i64::from(props.sbd_interest_rate));
		self.median = ChainProperties {
			account_creation_fee: Fee {
				amount: fee,
				..Default::default()
			},
			maximum_block_size: u32::try_from(size).unwrap_or(MIN_BLOCK_SIZE_LIMIT),
			sbd_interest_rate: u16::try_from(rate).unwrap_or_default(),
		};
	}
}
