//! What the views show.

use super::*;
use nutbox_math::schedule::Segment;

/// What `create` would do.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct Preview {
	/// What the schedule emits in total, in planck.
	pub total_emission: Balance,
	/// Premint and total emission of a new token, in planck.
	pub final_supply: Option<Balance>,
	/// The founder's promise of a new token, in planck.
	pub max_supply: Option<Balance>,
	/// The fund's part of the total emission, in planck, rounded down.
	pub fund_total: Balance,
	/// Each pool's part of the total emission, in planck, rounded down.
	pub pool_totals: Vec<Balance>,
	/// The first block that emits.
	pub start: Option<u64>,
	/// The first block from which on nothing is emitted.
	pub end: Option<u64>,
	/// The curve: the stretches of constant emission.
	pub segments: Vec<Segment>,
}

/// A community, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct CommunityView<AccountId> {
	/// Who may change it.
	pub owner: Option<AccountId>,
	/// Who may become the owner by accepting.
	pub offered_to: Option<AccountId>,
	/// What it says of itself.
	pub profile: Profile,
	/// What it distributes.
	pub token: Option<Token>,
	/// What is emitted when: the schedule in force.
	pub schedule: Schedule,
	/// The schedule that is announced.
	pub next_schedule: Option<Change>,
	/// The budget that is announced.
	pub next_budget: Option<AnnouncedBudget>,
	/// Blocks of notice before a change.
	pub notice: BlockNumber,
	/// The fund's part of the emission, in ppb.
	pub fund_share: u32,
	/// The part of the emission that closed pools left behind, in ppb.
	pub free_weight: u32,
	/// The pools that are open.
	pub open_pools: Vec<PoolId>,
	/// The pools that are closed.
	pub closed_pools: Vec<PoolId>,
	/// Emitted up to and including this block, in planck.
	pub emitted: Balance,
	/// What of it is allocated to nobody, in planck, rounded down.
	pub unallocated: Balance,
	/// The fund.
	pub fund: FundView<AccountId>,
	/// The escrow of an existing token.
	pub escrow: Option<EscrowView<AccountId>>,
}

/// The escrow of a community, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct EscrowView<AccountId> {
	/// Its account.
	pub account: AccountId,
	/// Put in since the beginning, in planck.
	pub funded: Balance,
	/// What of it is not emitted yet, in planck. When it is 0, nothing is emitted.
	pub left: Balance,
	/// Paid out since the beginning, in planck.
	pub paid: Balance,
}

/// The fund of a community, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct FundView<AccountId> {
	/// Its account.
	pub account: AccountId,
	/// What it has, in planck.
	pub balance: Payout,
	/// What it has earned and not collected, in planck.
	pub due: Payout,
	/// What it has collected since the beginning, in planck.
	pub collected: Payout,
}

/// A pool, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct PoolView<StakeAssetId, AccountId> {
	/// Whose it is.
	pub community: nutbox_primitives::CommunityId,
	/// What is staked in it, and how.
	pub kind: StoredKind<StakeAssetId, AccountId>,
	/// Whether it takes stakes and earns emission.
	pub status: PoolStatus,
	/// Its part of the community's emission, in ppb.
	pub weight: u32,
	/// How its staking yield is divided; `None` if it has none.
	pub yield_split: Option<YieldSplit>,
	/// All stakes, in planck.
	pub total: Balance,
	/// What the stakes count for.
	pub shares: Balance,
	/// What its stakers have earned so far, in planck, rounded down.
	pub distributed: Payout,
	/// What its stakers have claimed so far, in planck.
	pub claimed: Payout,
	/// The emission that went to nobody, in planck, rounded down.
	pub unallocated: Balance,
	/// What a pool for contributions can pay for vouchers, in planck; `None` for other pools.
	pub budget: Option<Balance>,
	/// The staking yield that the fund can collect, in planck.
	pub fund_due: Balance,
	/// What fell away by early exits and is not yet shared among those who stay, in planck.
	pub forfeited: Payout,
}

/// What one account has in one pool, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct PositionView {
	/// The stake, in planck.
	pub stake: Balance,
	/// What `claim` pays in this block.
	pub pending: Payout,
	/// The positions with a term, of which the stake is the sum.
	pub terms: Vec<TermPositionView>,
}
