//! A scenario that makes sense as far as can be seen without a chain.

use nutbox_primitives::{Balance, BlockNumber};
use pallet_communities::types::{ScheduleInput, Term, YieldSplit};

/// A community, and what happens to it.
#[derive(Clone, Debug)]
pub struct Scenario {
	/// What it emits when.
	pub schedule: ScheduleInput,
	/// The fund's part of the emission, in ppb.
	pub fund_share: u32,
	/// The pools, all of tNUT.
	pub pools: Vec<Pool>,
	/// What happens, in this order; blocks never fall.
	pub events: Vec<Event>,
	/// The block that the result is about; no event comes after it.
	pub until: BlockNumber,
}

/// A pool.
#[derive(Clone, Debug)]
pub struct Pool {
	/// By which events name it.
	pub name: String,
	/// Whether its stakes have terms.
	pub kind: Kind,
	/// Its part of the emission, in ppb.
	pub weight: u32,
	/// Who gets the staking yield of its stakes.
	pub yield_split: YieldSplit,
}

/// The kinds of pools.
#[derive(Clone, Debug)]
pub enum Kind {
	/// Stakes come and go.
	Asset,
	/// Each stake has one of these terms.
	Term(Vec<Term>),
}

/// Something that happens in a block.
#[derive(Clone, Debug)]
pub struct Event {
	/// The block.
	pub block: BlockNumber,
	/// What happens.
	pub action: Action,
}

/// What can happen. Pools are places in [`Scenario::pools`], amounts planck.
#[derive(Clone, Debug)]
pub enum Action {
	/// Somebody stakes tNUT, which is given to them.
	Stake {
		/// Who.
		who: String,
		/// Where.
		pool: usize,
		/// How much.
		amount: Balance,
		/// For which of the pool's terms, if it has some.
		term: Option<u32>,
	},
	/// Somebody takes principal back.
	Unstake {
		/// Who.
		who: String,
		/// Where.
		pool: usize,
		/// How much.
		amount: Balance,
		/// From which of their stakes in a pool with terms; from the oldest ones if not named.
		position: Option<usize>,
	},
	/// Somebody claims rewards.
	Claim {
		/// Who.
		who: String,
		/// Of which pools.
		pools: Vec<usize>,
	},
	/// Somebody takes all principal back and gives the rewards up.
	EmergencyUnstake {
		/// Who.
		who: String,
		/// Where.
		pool: usize,
	},
	/// Staking yield begins to be released.
	Yield {
		/// How much NUT.
		amount: Balance,
		/// Over how many blocks.
		over_blocks: u32,
	},
	/// The budget changes, at once.
	SetWeights {
		/// The fund's part of the emission, in ppb.
		fund_share: u32,
		/// Those of the pools, in ppb.
		weights: Vec<(usize, u32)>,
	},
	/// The founder closes a pool.
	ClosePool {
		/// Which.
		pool: usize,
	},
}
