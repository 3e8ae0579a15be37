//! What the API shows, and what the rows of the index hold.
//!
//! Amounts are planck, as decimal strings; parts are parts per billion (ppb); times are Unix
//! milliseconds, as the chain's own timestamp says.

use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// Planck: a decimal string, exact.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, ToSchema)]
#[schema(value_type = String, pattern = "^[0-9]{1,39}$", example = "1000000000000")]
pub struct Amount(pub u128);

impl Amount {
	/// The digits of the largest amount.
	pub const DIGITS: usize = 39;

	/// As it is stored: with leading zeros, so that the order of the texts is that of the amounts,
	/// under any collation.
	pub fn stored(self) -> String {
		format!("{:0width$}", self.0, width = Self::DIGITS)
	}

	/// The amount that [`Self::stored`] wrote.
	pub fn from_stored(text: &str) -> anyhow::Result<Self> {
		Ok(Self(text.parse()?))
	}

	/// The sum, or an error beyond the range.
	pub fn plus(self, other: u128) -> anyhow::Result<Self> {
		let sum = self.0.checked_add(other);
		Ok(Self(sum.ok_or_else(|| {
			anyhow::anyhow!("a sum of amounts leaves the range of 128 bits")
		})?))
	}
}

impl From<u128> for Amount {
	fn from(amount: u128) -> Self {
		Self(amount)
	}
}

impl Serialize for Amount {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(&self.0)
	}
}

impl<'de> Deserialize<'de> for Amount {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		text.parse().map(Self).map_err(de::Error::custom)
	}
}

/// Declares a struct of the API: serialised, described, with public documented fields.
macro_rules! shape {
	($($(#[$attribute:meta])* $name:ident {
		$($(#[$field_attribute:meta])* $field:ident: $type:ty,)*
	})*) => {$(
		$(#[$attribute])*
		#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
		pub struct $name {
			$($(#[$field_attribute])* pub $field: $type,)*
		}
	)*};
}

/// Declares an enum of plain names, which are stored and shown in snake case.
macro_rules! names {
	($($(#[$attribute:meta])* $name:ident { $($(#[$variant_attribute:meta])* $variant:ident,)* })*) => {$(
		$(#[$attribute])*
		#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize, ToSchema)]
		#[serde(rename_all = "snake_case")]
		#[allow(missing_docs)]
		pub enum $name {
			$($(#[$variant_attribute])* $variant,)*
		}

		impl $name {
			/// Every one.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

			/// The name in snake case.
			pub fn name(self) -> String {
				match serde_json::to_value(self) {
					Ok(serde_json::Value::String(name)) => name,
					_ => String::new(),
				}
			}

			/// The one of this name.
			pub fn of(name: &str) -> Option<Self> {
				serde_json::from_value(name.into()).ok()
			}
		}
	)*};
}

names! {
	/// What an event of the chain was about.
	Kind {
		CommunityCreated, PoolAdded, ProfileUpdated, Staked, Unstaked, Claimed, PayoutDeferred,
		EmergencyUnstaked, FundCollected, FundSpent, PoolClosed, WeightsAnnounced, WeightsApplied,
		ScheduleAnnounced, ScheduleApplied, EscrowToppedUp, BoughtBack, TermStaked, TermUnstaked,
		DelegationSet, VoucherClaimed, OwnershipOffered, OwnershipTransferred, OwnershipRenounced,
		ClaimPermissionSet, Minted, RedemptionRequested, RedemptionCancelled, RedemptionClaimed,
		RedeemedInstantly, Swapped, LiquidityAdded, LiquidityRemoved,
	}
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
	/// Where a redemption is.
	RedemptionState {
		/// In the queue.
		Queued,
		/// Settled in whole: it can be claimed.
		Ready,
		/// Paid.
		Claimed,
		/// Taken back.
		Cancelled,
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
	/// Which entrances are open.
	Mode { Open, EntrancesClosed, }
	/// What a search found.
	HitKind { Community, Account, Asset, }
}

shape! {
	/// Rewards of both kinds.
	#[derive(Copy, Default)]
	Payout {
		/// Of the community's token.
		token: Amount,
		/// Of the native asset.
		staking_yield: Amount,
	}
	/// Chain, node and index.
	Status {
		/// The chain; null until the node was reached once.
		chain: Option<ChainInfo>,
		/// The node.
		node: NodeInfo,
		/// The last indexed block; null before the first.
		indexed: Option<BlockRef>,
		/// Finalised blocks that are not indexed yet; null while the node is not reached.
		lag: Option<u64>,
		/// The version of this program.
		version: String,
	}
	/// The chain.
	ChainInfo {
		/// Its name.
		name: String,
		/// The hash of its first block.
		genesis_hash: String,
		/// The name of its runtime.
		spec_name: String,
		/// The version of its runtime.
		spec_version: u32,
		/// The prefix of its addresses.
		ss58_prefix: u16,
		/// The symbol of the native asset.
		token_symbol: String,
		/// Its decimals.
		token_decimals: u8,
		/// Whether it is a development chain, whose accounts everybody has the keys of.
		development: bool,
		/// Milliseconds between two blocks.
		slot_millis: u64,
		/// Blocks of an era.
		era_blocks: u64,
		/// Eras that unbonding takes.
		bonding_eras: u32,
		/// The liquid staking token.
		liquid_staking_asset: String,
	}
	/// The node.
	NodeInfo {
		/// The address that browsers connect to.
		url: String,
		/// Whether it is reached.
		connected: bool,
		/// The last finalised block that it has told.
		finalised: Option<u64>,
		/// Why nothing is indexed, if so.
		error: Option<String>,
	}
	/// A block.
	BlockRef {
		/// Its number.
		block: u64,
		/// Its hash.
		hash: String,
		/// Its time, Unix milliseconds.
		time: u64,
	}
	/// For the home page.
	Totals {
		/// As of this block.
		block: u64,
		/// Its time.
		time: u64,
		/// Communities, the built-in one included.
		communities: u64,
		/// Open pools of all communities.
		open_pools: u64,
		/// Accounts that have a stake.
		members: u64,
		/// The liquid staking token staked in all pools.
		staked: Amount,
		/// The liquid staking token issued.
		supply: Amount,
		/// The native asset bonded behind it.
		bonded: Amount,
		/// The insurance.
		insurance: Amount,
		/// Staking yield collected since genesis.
		yield_collected: Amount,
		/// Staking yield that funds have collected since genesis.
		fund_yield: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// Whether the backing covers what is owed.
		solvent: bool,
		/// Whether minting is possible.
		minting_open: bool,
		/// Redemptions queued or ready.
		open_redemptions: u64,
	}
	/// A known asset.
	Asset {
		/// `native`, `local:ID` or `liquidity:ID`.
		asset: String,
		/// Its name.
		name: String,
		/// Its symbol.
		symbol: String,
		/// Its decimals.
		decimals: u8,
		/// The community that it came with.
		community: Option<u32>,
	}
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
	/// One event of the chain. What a kind does not have is null.
	Activity {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// What happened.
		kind: Kind,
		/// The community.
		community: Option<u32>,
		/// The pool.
		pool: Option<u32>,
		/// Whose doing or whose money it was.
		account: Option<String>,
		/// Another account: the signer of a voucher, the owner before, the receiver of liquidity.
		other: Option<String>,
		/// What `amount` is of.
		asset: Option<String>,
		/// How much went in, out or was spent.
		amount: Option<Amount>,
		/// What `received` is of.
		received_asset: Option<String>,
		/// What was received for it.
		received: Option<Amount>,
		/// The fee of it, in the received asset.
		fee: Option<Amount>,
		/// Rewards: of the community's token.
		token: Option<Amount>,
		/// Rewards: of the native asset.
		staking_yield: Option<Amount>,
		/// The number of a position, redemption or voucher; decimal, as it can have 64 bits.
		reference: Option<String>,
		/// Whether what was bought was destroyed.
		burned: Option<bool>,
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
		/// Claimed since the beginning.
		claimed: Payout,
		/// Since when.
		since_block: u64,
		/// As of this block.
		at_block: u64,
	}
	/// A redemption through the queue.
	Redemption {
		/// Its id.
		id: u64,
		/// Whose.
		account: String,
		/// Of the liquid staking token.
		amount: Amount,
		/// Where it is.
		state: RedemptionState,
		/// Of the native asset that can be claimed, once ready.
		claimable: Option<Amount>,
		/// Of the native asset that was paid.
		received: Option<Amount>,
		/// When it was asked for.
		requested_block: u64,
		/// When it was asked for.
		requested_time: u64,
		/// When it was settled in whole.
		ready_block: Option<u64>,
		/// When it was settled in whole.
		ready_time: Option<u64>,
		/// When it was paid or taken back.
		closed_block: Option<u64>,
		/// When it was paid or taken back.
		closed_time: Option<u64>,
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
	/// A portfolio: the first 100 of each list; the endpoints of the lists show the rest.
	Account {
		/// The address, with the chain's prefix.
		address: String,
		/// Whether anything is known of it.
		known: bool,
		/// The first block that knows it.
		first_block: Option<u64>,
		/// The communities that it owns; the first 100.
		owned: Vec<u32>,
		/// Its positions, the newest first.
		positions: Vec<Position>,
		/// Its redemptions, the newest first.
		redemptions: Vec<Redemption>,
		/// The vouchers that it claimed, the newest first.
		vouchers: Vec<VoucherClaim>,
		/// Whether others may claim for it.
		claim_permission: bool,
	}
	/// Yield since genesis.
	#[derive(Copy)]
	YieldTotals {
		/// Collected.
		collected: Amount,
		/// Of it: refilled a deficit.
		refilled: Amount,
		/// Of it: went to the insurance.
		insured: Amount,
		/// Of it: protocol fees.
		fees: Amount,
		/// Of it: taken by slashes before it was released.
		absorbed: Amount,
		/// Of what was released: paid to those who staked.
		paid: Amount,
		/// Of what was released: given back because nobody was staked.
		forgone: Amount,
		/// Released up to `at_block`.
		released: Amount,
		/// Still to be released after `at_block`.
		unreleased: Amount,
	}
	/// The ledger of liquid staking, as the chain showed it in block `at_block`.
	LiquidStaking {
		/// The last block that changed it.
		at_block: u64,
		/// Its time.
		time: u64,
		/// The liquid staking token issued.
		supply: Amount,
		/// Bonded.
		bonded: Amount,
		/// Unbonding.
		unbonding: Amount,
		/// At hand.
		buffer: Amount,
		/// Set aside against slashes.
		insurance: Amount,
		/// Burnt by redemptions that are not settled.
		queued: Amount,
		/// Set aside for settled redemptions.
		claims: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// Whether the backing covers what is owed.
		solvent: bool,
		/// Whether minting is possible.
		minting_open: bool,
		/// Which entrances are open.
		mode: Mode,
		/// The buffer aimed at.
		buffer_target: Amount,
		/// The insurance aimed at.
		insurance_target: Amount,
		/// The era whose work was begun last.
		era: u32,
		/// The yield.
		#[serde(rename = "yield")]
		yields: YieldTotals,
		/// The validators nominated.
		validators: Vec<String>,
		/// Those who wait to replace one.
		reserve: Vec<String>,
		/// Redemptions queued or ready.
		open_redemptions: u64,
		/// The last slash.
		last_slash: Option<Slash>,
	}
	/// An era of liquid staking, from the block in which its work began to that of the next. Flows
	/// are sums of events; the rest is the ledger at the end, or now.
	Era {
		/// The era.
		era: u32,
		/// Its first block.
		start_block: u64,
		/// Its time.
		start_time: u64,
		/// The first block of the next.
		end_block: Option<u64>,
		/// Its time.
		end_time: Option<u64>,
		/// Minted.
		minted: Amount,
		/// Queued for redemption.
		redemptions_requested: Amount,
		/// Taken back from the queue.
		redemptions_cancelled: Amount,
		/// Settled.
		redemptions_settled: Amount,
		/// Paid, in the native asset.
		redemptions_paid: Amount,
		/// Redeemed at once.
		redeemed_instantly: Amount,
		/// The fees of it.
		instant_fees: Amount,
		/// Yield collected.
		yield_collected: Amount,
		/// Of it: refilled a deficit.
		yield_refill: Amount,
		/// Of it: went to the insurance.
		yield_insurance: Amount,
		/// Of it: the protocol fee.
		yield_fee: Amount,
		/// Of it: joined the release.
		yield_stream: Amount,
		/// Released and given back.
		yield_forgone: Amount,
		/// Released since genesis.
		yield_released_total: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// The liquid staking token issued.
		supply: Amount,
		/// Bonded.
		bonded: Amount,
		/// The insurance.
		insurance: Amount,
	}
	/// A slash.
	Slash {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// The stash.
		stash: String,
		/// Bonded in it before.
		bonded_before: Amount,
		/// Bonded in it after.
		bonded_after: Amount,
		/// Unbonding in it before.
		unbonding_before: Amount,
		/// Unbonding in it after.
		unbonding_after: Amount,
		/// Paid by yield not released yet.
		from_yield: Amount,
		/// Paid by the insurance.
		from_insurance: Amount,
		/// What the backing lacked then.
		deficit: Amount,
	}
	/// An exchange of two assets in one market.
	Swap {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// Who; null where a pallet did.
		account: Option<String>,
		/// What went in.
		asset_in: String,
		/// How much.
		amount_in: Amount,
		/// What came out.
		asset_out: String,
		/// How much.
		amount_out: Amount,
	}
	/// A pool of the exchange. One planck of a is worth reserve_b / reserve_a planck of b.
	Market {
		/// The id of its liquidity token.
		id: u32,
		/// One asset.
		asset_a: String,
		/// The other.
		asset_b: String,
		/// Its account.
		account: String,
		/// What it has of a.
		reserve_a: Amount,
		/// What it has of b.
		reserve_b: Amount,
		/// The last exchange.
		last_swap: Option<Swap>,
		/// When it was opened.
		created_block: u64,
		/// The last block that changed it.
		at_block: u64,
	}
	/// The reserves after a block that changed them.
	MarketPoint {
		/// The block.
		block: u64,
		/// Its time.
		time: u64,
		/// Of a.
		reserve_a: Amount,
		/// Of b.
		reserve_b: Amount,
	}
	/// What a search found.
	Hit {
		/// What it is.
		kind: HitKind,
		/// Its id, address or asset.
		id: String,
		/// What to show.
		title: String,
		/// The community that it belongs to.
		community: Option<u32>,
	}
	/// What a search found, at most 20.
	Hits {
		/// The hits.
		items: Vec<Hit>,
	}
	/// The data of the server-sent event `block`: what an indexed block touched.
	BlockEvent {
		/// The block.
		block: u64,
		/// Its hash.
		hash: String,
		/// Its time.
		time: u64,
		/// The last finalised block that the node has told.
		finalised: u64,
		/// The communities that it changed.
		communities: Vec<u32>,
		/// The pools.
		pools: Vec<u32>,
		/// The accounts.
		accounts: Vec<String>,
		/// The markets.
		markets: Vec<u32>,
		/// Whether it changed the ledger of liquid staking.
		liquid_staking: bool,
		/// The era whose work was done in it.
		era: Option<u32>,
	}
	/// Why a request failed.
	ErrorDetail {
		/// `bad_request`, `not_found`, `rate_limited`, `busy`, `not_ready` or `internal`.
		code: String,
		/// A sentence.
		message: String,
	}
	/// A failed request.
	ErrorBody {
		/// Why.
		error: ErrorDetail,
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

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
	/// The items.
	pub items: Vec<T>,
	/// What `cursor` is on the next page; null on the last one.
	pub next_cursor: Option<String>,
}

#[cfg(test)]
mod tests {
	use super::Amount;

	#[test]
	fn stored_should_sort_as_the_amounts_do_when_they_are_compared_as_text() {
		let mut amounts = vec![0, 1, 9, 10, 99, 100, 1 << 64, u128::MAX - 1, u128::MAX];
		amounts.extend((0..127).map(|bit| (1u128 << bit) + 1));
		amounts.sort_unstable();
		let mut stored: Vec<_> = amounts.iter().map(|n| Amount(*n).stored()).collect();
		stored.sort();
		let read: Vec<_> = stored
			.iter()
			.map(|text| Amount::from_stored(text).expect("it was just written").0)
			.collect();
		assert_eq!(read, amounts);
		assert!(stored.iter().all(|text| text.len() == Amount::DIGITS));
	}

	#[test]
	fn plus_should_fail_when_the_sum_leaves_the_range() {
		assert_eq!(Amount(1).plus(2).expect("in range"), Amount(3));
		assert!(Amount(u128::MAX).plus(1).is_err());
	}
}
