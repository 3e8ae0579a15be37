//! Communities and their pools, and what accounts have in them.

use super::{Amount, Kind, Payout};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

names! {
	/// Where a community's token comes from.
	TokenKind { New, Existing, }
	/// Whether a pool takes stakes and earns emission.
	PoolState { Open, Closed, }
	/// What is staked in a pool, and how.
	PoolKindName { Asset, Term, Delegation, Contribution, }
	/// What was announced.
	AnnouncementKind { Weights, Schedule, }
	/// What became of an announcement.
	AnnouncementState {
		/// Waits for its notice.
		Waiting,
		/// Weights: anybody may apply them. A schedule: it has taken over by itself.
		Ready,
		/// Applied.
		Applied,
		/// Another announcement came before it was applied.
		Replaced,
		/// Taken back.
		Withdrawn,
	}
	/// Where a stretch of a schedule is, seen from the last indexed block.
	Phase { Past, Present, Coming, }
	/// Which schedule a stretch belongs to.
	Origin {
		/// One before the present one.
		Replaced,
		/// The one in force.
		InForce,
		/// One that is announced.
		Announced,
	}
}

shape! {
	/// The token of a community.
	Token {
		/// Whether it came with the community.
		kind: TokenKind,
		/// Which asset.
		asset: String,
		/// Its name.
		name: String,
		/// Its symbol.
		symbol: String,
		/// Its decimals.
		decimals: u8,
		/// The most that can ever be issued, of a new one.
		max_supply: Option<Amount>,
		/// What the founder received, of a new one.
		premint: Option<Amount>,
	}
	/// A community in a list. The texts are what its owner wrote: plain text, never HTML.
	CommunitySummary {
		/// Its id.
		id: u32,
		/// Its name.
		name: String,
		/// What it says of itself.
		description: String,
		/// The URI of its web site; may be empty, may be anything.
		website: String,
		/// The URI of its logo; may be empty, may be anything.
		logo: String,
		/// Its owner; null if nobody is.
		owner: Option<String>,
		/// Its token; null if it lives of staking yield alone.
		token: Option<Token>,
		/// The fund's part of the emission, ppb.
		fund_share: u32,
		/// How many pools are open.
		open_pools: u32,
		/// Accounts that have a stake.
		members: u64,
		/// The liquid staking token staked in its pools.
		staked: Amount,
		/// When it was created.
		created_block: u64,
		/// When it was created.
		created_time: u64,
	}
	/// Blocks n with start <= n < end emit per_block.
	Step {
		/// The first block.
		start: u32,
		/// The first block after it.
		end: u32,
		/// Planck a block.
		per_block: Amount,
	}
	/// An emission that halves every `period` blocks.
	Halving {
		/// The first block.
		start: u32,
		/// Planck a block in the first period.
		first_per_block: Amount,
		/// Blocks between two halvings.
		period: u32,
		/// How often it halves.
		halvings: u8,
	}
	/// Steps in order.
	Steps {
		/// The steps; a gap emits nothing.
		steps: Vec<Step>,
	}
	/// A schedule that takes over by itself.
	ScheduleChange {
		/// In this block.
		from: u32,
		/// The schedule.
		schedule: Schedule,
	}
	/// How a pool's staking yield is divided, ppb with a sum of 10^9.
	#[derive(Copy)]
	YieldSplit {
		/// To the fund.
		fund: u32,
		/// To the stakers.
		stakers: u32,
	}
	/// A pool's part of a budget.
	PoolBudget {
		/// The pool.
		pool: u32,
		/// Its part of the emission, ppb.
		weight: u32,
		/// How its staking yield is divided.
		yield_split: YieldSplit,
	}
	/// Fund share and weights, ppb with a sum of 10^9.
	Budget {
		/// The fund's part.
		fund_share: u32,
		/// The pools' parts.
		pools: Vec<PoolBudget>,
	}
	/// A budget that waits for its notice.
	AnnouncedBudget {
		/// The first block in which it can be applied.
		effective: u32,
		/// The budget.
		budget: Budget,
	}
	/// A fund.
	Fund {
		/// Its account.
		account: String,
		/// What it has.
		balance: Payout,
		/// What it has earned and not collected.
		due: Payout,
		/// What it has collected since the beginning.
		collected: Payout,
		/// As of this block.
		at_block: u64,
	}
	/// The escrow of a token that existed before.
	Escrow {
		/// Its account.
		account: String,
		/// Put in since the beginning.
		funded: Amount,
		/// Not emitted yet; at 0 nothing is emitted.
		left: Amount,
		/// Paid out since the beginning.
		paid: Amount,
	}
	/// A community, as the chain showed it in block `at_block`: the last one that touched it, or in
	/// which the work of an era was done.
	Community {
		/// Its id.
		id: u32,
		/// Its name.
		name: String,
		/// What it says of itself.
		description: String,
		/// The URI of its web site; may be empty, may be anything.
		website: String,
		/// The URI of its logo; may be empty, may be anything.
		logo: String,
		/// Its owner; null if nobody is.
		owner: Option<String>,
		/// Who may accept the ownership.
		offered_to: Option<String>,
		/// Its token; null if it lives of staking yield alone.
		token: Option<Token>,
		/// The fund's part of the emission, ppb.
		fund_share: u32,
		/// The part that closed pools left behind, ppb.
		free_weight: u32,
		/// Blocks of notice before a change of the rules.
		notice: u32,
		/// The schedule in force.
		schedule: Schedule,
		/// The schedule announced.
		next_schedule: Option<ScheduleChange>,
		/// The budget announced.
		next_budget: Option<AnnouncedBudget>,
		/// The open pools.
		open_pools: Vec<u32>,
		/// The closed pools.
		closed_pools: Vec<u32>,
		/// Accounts that have a stake.
		members: u64,
		/// The liquid staking token staked in its pools.
		staked: Amount,
		/// Emitted up to `at_block`.
		emitted: Amount,
		/// Of it allocated to nobody.
		unallocated: Amount,
		/// Its fund.
		fund: Fund,
		/// The escrow of a token that existed before.
		escrow: Option<Escrow>,
		/// When it was created.
		created_block: u64,
		/// When it was created.
		created_time: u64,
		/// As of this block.
		at_block: u64,
	}
	/// A term to choose.
	Term {
		/// Its length.
		blocks: u32,
		/// What a planck counts for, ppb.
		multiplier: u64,
	}
	/// An asset, by a hold on the staker's account.
	AssetPool {
		/// Which.
		asset: String,
	}
	/// An asset, in positions with a term.
	TermPool {
		/// Which.
		asset: String,
		/// The terms to choose from.
		terms: Vec<Term>,
	}
	/// Stake that stays on its own chain.
	DelegationPool {
		/// The source that proves it.
		source: u32,
	}
	/// Nothing is staked; members are paid with signed vouchers.
	ContributionPool {
		/// Who signs them.
		signers: Vec<String>,
	}
	/// A pool, as the chain showed it in block `at_block`.
	Pool {
		/// Its id.
		id: u32,
		/// Whose it is.
		community: u32,
		/// Whether it is open.
		status: PoolState,
		/// What is staked, and how.
		kind: PoolKind,
		/// Its part of the emission, ppb.
		weight: u32,
		/// How its staking yield is divided; null if it has none.
		yield_split: Option<YieldSplit>,
		/// All stakes.
		total: Amount,
		/// What they count for.
		shares: Amount,
		/// Accounts that have a stake in it.
		members: u64,
		/// What its stakers have earned.
		distributed: Payout,
		/// What they have claimed.
		claimed: Payout,
		/// The emission that went to nobody.
		unallocated: Amount,
		/// What it can pay for vouchers; null for other pools.
		budget: Option<Amount>,
		/// The staking yield that the fund can collect.
		fund_due: Amount,
		/// What fell away by early exits and is not shared out yet.
		forfeited: Payout,
		/// The account on Steem that it is tied to, of a pool of stake that stays there.
		delegatee: Option<String>,
		/// Only what is delegated on Steem after this time counts.
		delegatee_since: Option<u64>,
		/// When it was opened.
		created_block: u64,
		/// When it was opened.
		created_time: u64,
		/// When it was closed.
		closed_block: Option<u64>,
		/// As of this block.
		at_block: u64,
	}
	/// A stake in a pool.
	PoolStake {
		/// The pool.
		pool: u32,
		/// The stake.
		stake: Amount,
	}
	/// An account in a community.
	Member {
		/// The account.
		account: String,
		/// Its stakes.
		pools: Vec<PoolStake>,
		/// Since when.
		since_block: u64,
		/// Since when.
		since_time: u64,
		/// The last block in which it did something here.
		last_block: u64,
	}
	/// A fund now and since the beginning.
	FundOverview {
		/// The fund.
		fund: Fund,
		/// The sum of what was spent.
		spent: Payout,
		/// The sum of what purchases of the token cost, in the native asset.
		bought_back_paid: Amount,
		/// The sum of what they brought, in the token.
		bought_back_received: Amount,
	}
	/// Income (`fund_collected`), spending (`fund_spent`) or a purchase (`bought_back`: `native` paid,
	/// `token` received).
	FundMovement {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// What happened.
		kind: Kind,
		/// Of the community's token.
		token: Amount,
		/// Of the native asset.
		native: Amount,
		/// Who received what was spent.
		beneficiary: Option<String>,
		/// Whether what was bought was destroyed.
		burned: Option<bool>,
	}
	/// A fund when the work of an era was done.
	FundEra {
		/// The era.
		era: u32,
		/// The block.
		block: u64,
		/// Its time.
		time: u64,
		/// Collected since the beginning.
		collected: Payout,
		/// Earned and not collected.
		due: Payout,
		/// Spent since the beginning.
		spent: Payout,
		/// The liquid staking token staked in the community's pools.
		staked: Amount,
		/// Accounts that had a stake.
		members: u64,
	}
	/// Blocks n with start <= n < end emit per_block.
	Segment {
		/// The first block.
		start: u64,
		/// The first block after it.
		end: u64,
		/// Planck a block.
		per_block: Amount,
		/// Seen from `block`.
		phase: Phase,
		/// Of which schedule.
		origin: Origin,
	}
	/// The curve of a community.
	ScheduleView {
		/// The last indexed block.
		block: u64,
		/// Emitted up to the block of the community's record.
		emitted: Amount,
		/// The stretches of constant emission, in order.
		segments: Vec<Segment>,
	}
	/// An announced change of the rules.
	Announcement {
		/// The block in which it was announced.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// What is to change.
		kind: AnnouncementKind,
		/// The first block of the change.
		effective: u32,
		/// What became of it.
		state: AnnouncementState,
		/// The budget announced.
		budget: Option<Budget>,
		/// The schedule announced.
		schedule: Option<Schedule>,
		/// When it was applied, replaced or withdrawn.
		closed_block: Option<u64>,
	}
	/// A stake with a term.
	TermPosition {
		/// Its number.
		id: u64,
		/// The first block in which its rewards can be claimed.
		end: u32,
		/// What a planck counts for, ppb.
		multiplier: u64,
		/// The stake.
		stake: Amount,
	}
	/// What an account has in a pool. What it has earned grows with every block: ask the chain.
	Position {
		/// The community.
		community: u32,
		/// Its name.
		community_name: String,
		/// The pool.
		pool: u32,
		/// What is staked in it.
		kind: PoolKindName,
		/// Of which asset.
		asset: Option<String>,
		/// The stake.
		stake: Amount,
		/// The stakes with a term that it consists of.
		terms: Vec<TermPosition>,
		/// Claimed since the beginning, paid by vouchers and as bounties for proofs.
		claimed: Payout,
		/// Since when.
		since_block: u64,
		/// As of this block.
		at_block: u64,
	}
	/// A voucher that was paid.
	VoucherClaim {
		/// The community.
		community: u32,
		/// The pool.
		pool: u32,
		/// Its number; decimal, as it has 64 bits.
		id: String,
		/// Of the community's token.
		amount: Amount,
		/// Who had signed it.
		signer: String,
		/// When.
		block: u64,
		/// When.
		time: u64,
	}
}

/// A distribution schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Schedule {
	/// Steps.
	Steps(Steps),
	/// An emission that halves.
	Halving(Halving),
}

/// What is staked in a pool, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PoolKind {
	/// An asset.
	Asset(AssetPool),
	/// An asset, for a term.
	Term(TermPool),
	/// Stake on another chain.
	Delegation(DelegationPool),
	/// Nothing.
	Contribution(ContributionPool),
}

impl PoolKind {
	/// The kind alone.
	pub fn name(&self) -> PoolKindName {
		match self {
			Self::Asset(_) => PoolKindName::Asset,
			Self::Term(_) => PoolKindName::Term,
			Self::Delegation(_) => PoolKindName::Delegation,
			Self::Contribution(_) => PoolKindName::Contribution,
		}
	}

	/// The asset that is staked.
	pub fn asset(&self) -> Option<&str> {
		match self {
			Self::Asset(AssetPool { asset }) | Self::Term(TermPool { asset, .. }) => Some(asset),
			Self::Delegation(_) | Self::Contribution(_) => None,
		}
	}
}
