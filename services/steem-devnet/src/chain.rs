//! The chain: blocks, the transactions on their way into one, forks.

use crate::{
	genesis::Genesis,
	ledger::State,
	refusal::Refusal,
	store::{Line, Store},
};
use anyhow::{bail, ensure, Context, Result};
use nutbox_steem::{
	native::PrivateKey, schedule, AccountName, Block, BlockId, Header, PublicKey, SignedHeader,
	SignedTransaction, Time, TransactionId, Wire,
};
use std::{
	collections::{BTreeMap, BTreeSet, VecDeque},
	path::Path,
	sync::Arc,
};

/// A block and what follows from it.
#[derive(Clone, Debug)]
pub struct Made {
	/// The block.
	pub block: Block,
	/// Its id.
	pub id: BlockId,
	/// The key that signed it.
	pub key: PublicKey,
	/// The ids of its transactions.
	pub ids: Vec<TransactionId>,
}

/// What became of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
	/// A block of this number.
	Made(u32),
	/// Nothing: the witness is away, or its key is not known here.
	Missed(AccountName),
}

/// What a fork has done.
#[derive(Clone, Debug)]
pub struct Forked {
	/// The blocks that are no longer part of the chain.
	pub orphaned: Vec<Made>,
	/// The number of the first block of the new branch.
	pub first: u32,
	/// The number of its last one.
	pub last: u32,
}

/// The chain.
pub struct Chain {
	genesis: Genesis,
	/// By public key. Who knows the password of the genesis knows most of them.
	keys: BTreeMap<PublicKey, PrivateKey>,
	/// Block 1 first.
	blocks: Vec<Made>,
	/// The ids of the same.
	ids: Vec<BlockId>,
	/// Where each transaction is: block and place.
	index: BTreeMap<TransactionId, (u32, u32)>,
	/// The states after the blocks from the last irreversible one on, which a fork may go back to. The last is the head's.
	states: VecDeque<Arc<State>>,
	/// Transactions for the next block, in the order in which they came.
	pending: Vec<SignedTransaction>,
	/// The state with those carried out.
	ahead: State,
	/// Witnesses that make no blocks for now.
	away: BTreeSet<AccountName>,
	/// The next slot.
	next: u32,
	store: Option<Store>,
}

impl Chain {
	/// The chain in a folder, or a new one in memory.
	///
	/// A folder with a chain goes on with its own genesis.
	pub fn open(folder: Option<&Path>, genesis: &Genesis) -> Result<Self> {
		genesis.check()?;
		let (store, genesis, lines) = match folder {
			Some(folder) => {
				let (store, kept) = Store::open(folder, genesis)?;
				(Some(store), kept.genesis, kept.lines)
			}
			None => (None, genesis.clone(), Vec::new()),
		};
		let state = State::genesis(&genesis)?;
		let mut keys = BTreeMap::new();
		for witness in &genesis.witnesses {
			let key = genesis.key(witness, "signing")?;
			keys.insert(key.public(), key);
		}
		let next = schedule::slot(state.time).context("the genesis is at no slot")? + 1;
		let mut chain = Self {
			genesis,
			keys,
			blocks: Vec::new(),
			ids: Vec::new(),
			index: BTreeMap::new(),
			ahead: state.clone(),
			states: [Arc::new(state)].into_iter().collect(),
			pending: Vec::new(),
			away: BTreeSet::new(),
			next,
			store: None,
		};
		for (index, line) in lines.into_iter().enumerate() {
			// The genesis is the first.
			chain
				.replay(line)
				.with_context(|| format!("line {} of the chain", index + 2))?;
		}
		chain.store = store;
		Ok(chain)
	}

	fn replay(&mut self, line: Line) -> Result<()> {
		match line {
			Line::Block(digits) => self.push(Line::decode_block(&digits)?),
			Line::Pop(count) => self.pop(count).map(drop),
			Line::Key(wif) => self.add_key(&wif).map(drop),
		}
	}

	/// The genesis.
	pub fn genesis(&self) -> &Genesis {
		&self.genesis
	}

	/// The state after the last block.
	pub fn state(&self) -> &State {
		// There is always one.
		self.states.back().map_or(&self.ahead, |state| state)
	}

	/// A block by its number. `None` if there is none yet.
	pub fn block(&self, number: u32) -> Option<&Made> {
		self.blocks
			.get(usize::try_from(number.checked_sub(1)?).ok()?)
	}

	/// All blocks, the first one first.
	pub fn blocks(&self) -> &[Made] {
		&self.blocks
	}

	/// Where a transaction is: its block and its place there.
	pub fn find(&self, id: &TransactionId) -> Option<(u32, u32)> {
		self.index.get(id).copied()
	}

	/// Whether a transaction waits for a block.
	pub fn is_pending(&self, id: &TransactionId) -> bool {
		self.pending
			.iter()
			.any(|signed| signed.transaction.id() == *id)
	}

	/// The next slot.
	pub fn next_slot(&self) -> u32 {
		self.next
	}

	/// The witnesses that make no blocks for now.
	pub fn away(&self) -> &BTreeSet<AccountName> {
		&self.away
	}

	/// Has a witness make no blocks, or make them again.
	pub fn set_away(&mut self, witness: AccountName, away: bool) {
		match away {
			true => self.away.insert(witness),
			false => self.away.remove(&witness),
		};
	}

	/// Learns a key that witnesses may sign with, such as one that an operation has announced.
	pub fn add_key(&mut self, wif: &str) -> Result<PublicKey> {
		let key = PrivateKey::from_wif(wif)?;
		let public = key.public();
		if self.keys.insert(public, key).is_none() {
			self.keep(&Line::Key(wif.into()))?;
		}
		Ok(public)
	}

	/// Learns a key as [`Self::add_key`] does, until the process ends.
	pub fn learn(&mut self, key: PrivateKey) {
		self.keys.insert(key.public(), key);
	}

	/// Takes a transaction for the next block, or says why it is refused.
	pub fn submit(&mut self, signed: SignedTransaction) -> Result<TransactionId, Refusal> {
		let id = self.ahead.apply_transaction(&signed, &self.ids)?;
		self.pending.push(signed);
		Ok(id)
	}

	/// Passes over slots, as if their witnesses had missed them.
	pub fn skip_slots(&mut self, count: u32) -> Result<()> {
		let next = self.next.checked_add(count);
		let next = next.filter(|next| schedule::slot_time(*next).is_some());
		self.next = next.context("so many slots lead beyond the end of Steem's time in 2106")?;
		Ok(())
	}

	/// Passes over the slots before this one, if it is not past.
	pub fn skip_to(&mut self, slot: u32) {
		self.next = self.next.max(slot);
	}

	/// Lets the witness whose turn it is make the block of the next slot.
	pub fn produce(&mut self) -> Result<Slot> {
		let slot = self.next;
		let time = schedule::slot_time(slot).context("Steem's time ends in 2106")?;
		self.next = slot.checked_add(1).context("Steem's time ends in 2106")?;
		let witness = self.state().producer(slot);
		let key = self
			.state()
			.witnesses
			.get(&witness)
			.map(|witness| witness.signing_key);
		let key = key.and_then(|key| self.keys.get(&key)).cloned();
		let key = match key {
			Some(key) if !self.away.contains(&witness) => key,
			_ => return Ok(Slot::Missed(witness)),
		};
		let block = self.assemble(time, witness, &key);
		self.push(block)?;
		Ok(Slot::Made(self.state().head_number))
	}

	/// A block with what fits into it of the transactions that wait.
	///
	/// Source: `database::_generate_block`, `libraries/chain/database.cpp`.
	fn assemble(&self, timestamp: Time, witness: AccountName, key: &PrivateKey) -> Block {
		let mut state = self.state().clone();
		let limit = state.median.maximum_block_size as usize;
		let (mut size, mut transactions) = (256, Vec::new());
		for signed in &self.pending {
			let more = signed.encode().len();
			if size + more > limit || signed.transaction.expiration <= timestamp {
				continue;
			}
			if state.apply_transaction(signed, &self.ids).is_ok() {
				size += more;
				transactions.push(signed.clone());
			}
		}
		let header = Header {
			previous: state.head_id,
			timestamp,
			witness,
			transaction_merkle_root: nutbox_steem::merkle::root(
				&transactions
					.iter()
					.map(SignedTransaction::leaf)
					.collect::<Vec<_>>(),
			),
			extensions: Default::default(),
		};
		let witness_signature = key.sign(&header.digest());
		Block {
			header: SignedHeader {
				header,
				witness_signature,
			},
			transactions,
		}
	}

	/// Adds a block, ours or one that was kept: all rules are checked.
	fn push(&mut self, block: Block) -> Result<()> {
		let mut state = self.state().clone();
		state.check_header(&block.header)?;
		ensure!(
			block.is_complete(),
			"the merkle root is not that of the transactions"
		);
		let mut ids = Vec::new();
		for signed in &block.transactions {
			ids.push(state.apply_transaction(signed, &self.ids)?);
		}
		let id = block.header.id();
		let key = block
			.header
			.signing_key::<nutbox_steem::native::Libsecp256k1>()?;
		let (time, witness) = (block.header.header.timestamp, block.header.header.witness);
		state.finish_block(id, time, witness);
		// What was told to others as a block survives us.
		self.keep(&Line::block(&block))?;
		let number = state.head_number;
		for (place, id) in (0_u32..).zip(&ids) {
			self.index.insert(*id, (number, place));
		}
		self.ids.push(id);
		self.blocks.push(Made {
			block,
			id,
			key,
			ids,
		});
		let oldest = state.last_irreversible;
		self.next = self.next.max(schedule::slot(time).unwrap_or_default() + 1);
		self.states.push_back(Arc::new(state));
		while self.states.len() > 1
			&& self
				.states
				.front()
				.is_some_and(|state| state.head_number < oldest)
		{
			self.states.pop_front();
		}
		self.refresh(Vec::new());
		Ok(())
	}

	/// Carries out anew what waits for a block, after these; what no longer holds is dropped.
	///
	/// Source: `database::push_block` with `pending_transactions_restorer`, `libraries/chain/db_with.hpp`.
	fn refresh(&mut self, mut first: Vec<SignedTransaction>) {
		first.append(&mut self.pending);
		self.ahead = self.state().clone();
		for signed in first {
			if self.ahead.apply_transaction(&signed, &self.ids).is_ok() {
				self.pending.push(signed);
			}
		}
	}

	fn keep(&mut self, line: &Line) -> Result<()> {
		match &mut self.store {
			Some(store) => store.append(line),
			None => Ok(()),
		}
	}

	/// Takes the last blocks off.
	fn pop(&mut self, count: u32) -> Result<Vec<Made>> {
		let head = self.state().head_number;
		let base = head.checked_sub(count);
		let irreversible = self.state().last_irreversible;
		let Some(base) = base.filter(|base| *base >= irreversible && count > 0) else {
			bail!(
				"a fork goes back over 1 to {} blocks now: block {irreversible} is irreversible, and the head is {head}",
				head - irreversible
			);
		};
		self.keep(&Line::Pop(count))?;
		self.states.truncate(self.states.len() - count as usize);
		let orphaned = self.blocks.split_off(base as usize);
		self.ids.truncate(base as usize);
		for id in orphaned.iter().flat_map(|made| &made.ids) {
			self.index.remove(id);
		}
		self.refresh(Vec::new());
		Ok(orphaned)
	}

	/// Replaces the last `depth` blocks by a branch that is longer by one, as when a part of the witnesses had not seen
	/// them. Their transactions wait for a block again, or are lost with them if `drop_transactions`.
	pub fn fork(&mut self, depth: u32, drop_transactions: bool) -> Result<Forked> {
		let orphaned = self.pop(depth)?;
		let first = self.state().head_number + 1;
		if !drop_transactions {
			let again = orphaned
				.iter()
				.flat_map(|made| made.block.transactions.clone());
			self.refresh(again.collect());
		}
		let last = self.advance(depth + 1)?;
		Ok(Forked {
			orphaned,
			first,
			last,
		})
	}

	/// Makes so many blocks at once, passing over slots whose witnesses are away. Returns the head's number.
	pub fn advance(&mut self, blocks: u32) -> Result<u32> {
		for _ in 0..blocks {
			let mut missed = 0;
			while let Slot::Missed(witness) = self.produce()? {
				missed += 1;
				// Two rounds, rotating place included.
				ensure!(
					missed < 4 * schedule::MAX_WITNESSES,
					"no witness makes a block: all are away or sign with keys that are not known here, {witness} the last"
				);
			}
		}
		Ok(self.state().head_number)
	}
}
