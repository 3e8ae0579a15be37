//! What the pallet stores, takes and shows; and the transitions of it that need no storage.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Ordering;
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use nutbox_math::{
	emission::Change,
	release::JoinedRelease,
	rewards::{share, share_of_fine, Credit, Entitlement, Stream, U512},
	schedule::{Schedule, ScheduleError, Step},
	Balance, MathError, PPB,
};
use nutbox_primitives::{AssetId, BlockNumber, PoolId};
use scale_info::TypeInfo;

mod kinds;
mod views;

pub use kinds::*;
pub use nutbox_math::schedule::Halving;
pub use views::*;

/// The most bytes of a community's name.
pub const MAX_NAME: u32 = 64;
/// The most bytes of a community's description.
pub const MAX_DESCRIPTION: u32 = 512;
/// The most bytes of a URI.
pub const MAX_URI: u32 = 256;
/// The most bytes of a token's name.
pub const MAX_TOKEN_NAME: u32 = 50;
/// The most bytes of a token's symbol.
pub const MAX_TOKEN_SYMBOL: u32 = 12;
/// The most decimals of a token.
pub const MAX_DECIMALS: u8 = 18;
/// The most open pools of a community.
pub const MAX_POOLS: u32 = 32;
/// The most pools of one claim.
pub const MAX_CLAIM_POOLS: u32 = 16;

/// What a community says of itself. UTF-8.
#[derive(
	Clone,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Profile {
	/// The name; never blank.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// A description; may be empty.
	pub description: BoundedVec<u8, ConstU32<MAX_DESCRIPTION>>,
	/// The URI of its web site; may be empty.
	pub website: BoundedVec<u8, ConstU32<MAX_URI>>,
	/// The URI of its logo; may be empty.
	pub logo: BoundedVec<u8, ConstU32<MAX_URI>>,
}

/// A [`Profile`] to be checked. Not bounded by its type, so that what is too long gets an error
/// that says so, instead of a transaction that doesn't decode.
#[derive(Clone, Debug, Default, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ProfileInput {
	/// The name: at most [`MAX_NAME`] bytes, not blank.
	pub name: Vec<u8>,
	/// A description: at most [`MAX_DESCRIPTION`] bytes.
	pub description: Vec<u8>,
	/// The URI of its web site: at most [`MAX_URI`] bytes.
	pub website: Vec<u8>,
	/// The URI of its logo: at most [`MAX_URI`] bytes.
	pub logo: Vec<u8>,
}

/// Which token a community distributes.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum TokenInput {
	/// A new one, with the pallet as its only issuer.
	#[codec(index = 0)]
	New {
		/// At most [`MAX_TOKEN_NAME`] bytes of UTF-8, not blank.
		name: Vec<u8>,
		/// At most [`MAX_TOKEN_SYMBOL`] bytes of UTF-8, not blank.
		symbol: Vec<u8>,
		/// At most [`MAX_DECIMALS`].
		decimals: u8,
		/// No more than this can ever be issued, in planck. Not zero.
		max_supply: Balance,
		/// Issued to the founder at once, in planck.
		premint: Balance,
	},
	/// One that exists; it is distributed out of an escrow, which anybody can top up.
	#[codec(index = 1)]
	Existing {
		/// The asset.
		asset: AssetId,
	},
}

/// The token of a community.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Token {
	/// Created with the community; minted when claimed.
	#[codec(index = 0)]
	New {
		/// The asset.
		asset: AssetId,
		/// No more than this can ever be issued, in planck.
		max_supply: Balance,
		/// Issued to the founder at the creation, in planck.
		premint: Balance,
	},
	/// Existed before; paid out of the community's escrow when claimed.
	#[codec(index = 1)]
	Existing {
		/// The asset.
		asset: AssetId,
	},
}

impl Token {
	/// The asset that is distributed.
	pub fn asset(&self) -> AssetId {
		match self {
			Self::New { asset, .. } | Self::Existing { asset } => *asset,
		}
	}

	/// What was issued to the founder, in planck.
	pub fn premint(&self) -> Balance {
		match self {
			Self::New { premint, .. } => *premint,
			Self::Existing { .. } => 0,
		}
	}
}

/// A [`Schedule`] to be checked.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ScheduleInput {
	/// Steps in ascending order; may be empty.
	#[codec(index = 0)]
	Steps(Vec<Step>),
	/// An emission that halves.
	#[codec(index = 1)]
	Halving(Halving),
}

impl ScheduleInput {
	/// The checked schedule, and what it emits in total, in planck.
	pub fn check(self) -> Result<(Schedule, Balance), ScheduleError> {
		let schedule = match self {
			Self::Steps(steps) => Schedule::steps(steps)?,
			Self::Halving(halving) => Schedule::Halving(halving),
		};
		let total = schedule.validate()?;
		Ok((schedule, total))
	}
}

/// How the staking yield of a pool of the liquid staking token is divided. Parts per billion, with
/// a sum of 10^9.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct YieldSplit {
	/// To the community's fund.
	pub fund: u32,
	/// To the pool's stakers.
	pub stakers: u32,
}

impl YieldSplit {
	/// Whether the parts sum to 10^9.
	pub fn is_whole(&self) -> bool {
		u64::from(self.fund) + u64::from(self.stakers) == u64::from(PPB)
	}
}

/// A pool to be opened.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PoolInput<StakeAssetId, AccountId> {
	/// What is staked in it, and how: at most [`MAX_TERMS`] terms or [`MAX_SIGNERS`] signers.
	pub kind: KindInput<StakeAssetId, AccountId>,
	/// Its part of the community's emission, in ppb.
	pub weight: u32,
	/// How the staking yield is divided; of no effect for other assets than the liquid staking
	/// token.
	pub yield_split: YieldSplit,
}

/// A pool's part of a budget.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PoolBudget {
	/// The pool.
	pub pool: PoolId,
	/// Its part of the community's emission, in ppb.
	pub weight: u32,
	/// How its staking yield is divided; of no effect for other assets than the liquid staking
	/// token.
	pub yield_split: YieldSplit,
}

/// Who gets which part of a community's emission.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Budget {
	/// The fund's part, in ppb.
	pub fund_share: u32,
	/// The parts of the pools.
	pub pools: BoundedVec<PoolBudget, ConstU32<MAX_POOLS>>,
}

impl Budget {
	/// Whether the parts sum to exactly 10^9.
	pub fn is_whole(&self) -> bool {
		let pools: u64 = self.pools.iter().map(|part| u64::from(part.weight)).sum();
		pools.checked_add(self.fund_share.into()) == Some(PPB.into())
	}
}

/// A budget that waits for its notice.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AnnouncedBudget {
	/// The first block in which it can be applied.
	pub effective: BlockNumber,
	/// The budget.
	pub budget: Budget,
}

/// Whether a pool takes stakes and earns emission.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum PoolStatus {
	/// It does.
	#[codec(index = 0)]
	Open,
	/// It doesn't, for good. Stakes and what they have earned stay available for ever.
	#[codec(index = 1)]
	Closed,
}

/// Whether the entrances are open. Nothing closes the exits.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum OperatingMode {
	/// Everything works.
	#[default]
	#[codec(index = 0)]
	Normal,
	/// No new communities and no new stakes.
	#[codec(index = 1)]
	ExitsOnly,
}

/// Which asset of a fund is spent.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum FundAsset {
	/// The native asset, which the fund earns as staking yield.
	#[codec(index = 0)]
	Native,
	/// The community's token, of which the fund earns its share of the emission.
	#[codec(index = 1)]
	Token,
}

/// A recipient of emission that has no stakers: the fund, or what is allocated to nobody.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Recipient {
	/// Its part of the emission, in ppb.
	pub weight: u32,
	/// The community's emission that is accounted for here, in planck.
	pub seen: Balance,
	/// What it has earned and been paid.
	pub credit: Credit,
}

impl Recipient {
	/// Accounts for the emission up to `emitted`.
	pub fn accrue(&self, emitted: Balance) -> Result<Self, MathError> {
		let emission = emitted.checked_sub(self.seen).ok_or(MathError::Underflow)?;
		let credit = self.credit.earn(share(emission, self.weight))?;
		Ok(Self {
			seen: emitted,
			credit,
			..*self
		})
	}
}

/// A community.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Community<AccountId> {
	/// Who may change it; `None` if nobody may, ever.
	pub owner: Option<AccountId>,
	/// Who may become the owner by accepting; `None` if nobody may.
	pub offered_to: Option<AccountId>,
	/// What it distributes; `None` if it lives of staking yield alone.
	pub token: Option<Token>,
	/// How many blocks before it takes effect a change of the rules is announced.
	pub notice: BlockNumber,
	/// The pools that are open.
	pub open_pools: BoundedVec<PoolId, ConstU32<MAX_POOLS>>,
	/// The fund's share of the emission.
	pub fund: Recipient,
	/// The weight of closed pools, whose share of the emission is allocated to nobody.
	pub free: Recipient,
}

/// What fell away from positions that left before their end, on its way to those who stay; in
/// planck. It is shared out over time, so that nobody earns more of another's exit than by being
/// staked in the blocks after it.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Forfeits {
	/// Released evenly over blocks.
	pub release: JoinedRelease,
	/// What of it is shared out already.
	pub shared: Balance,
}

impl Forfeits {
	/// What is not shared out yet, released or not.
	pub fn left(&self) -> Result<Balance, MathError> {
		self.release
			.before
			.checked_add(self.release.amount)
			.ok_or(MathError::Overflow)?
			.checked_sub(self.shared)
			.ok_or(MathError::Underflow)
	}

	/// Adds `amount` in block `now`, which alone would take `blocks`.
	pub fn add(&self, now: u64, amount: Balance, blocks: u32) -> Result<Self, MathError> {
		if amount == 0 {
			return Ok(*self);
		}
		let mut release = self.release.join(now, amount, blocks)?;
		// The sums begin anew, as the same planck can fall away any number of times.
		release.before = release
			.before
			.checked_sub(self.shared)
			.ok_or(MathError::Underflow)?;
		Ok(Self { release, shared: 0 })
	}

	/// Takes what is released by block `now`, or everything if nobody stays to wait for the rest.
	fn take(&self, now: u64, somebody_stays: bool) -> Result<(Self, Balance), MathError> {
		if !somebody_stays {
			return Ok((Self::default(), self.left()?));
		}
		let released = self.release.released(now)?;
		let fresh = released
			.checked_sub(self.shared)
			.ok_or(MathError::Underflow)?;
		Ok((
			Self {
				shared: released,
				..*self
			},
			fresh,
		))
	}
}

/// The staking yield of a pool of the liquid staking token, in planck of the native asset.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PoolYield {
	/// The pool as a staker of the chain-wide stream, with its total as the stake. Nothing of it
	/// is ever claimed: it is the sum of what the pool has received.
	pub entitlement: Entitlement,
	/// The part of the community's fund.
	pub fund: Credit,
	/// The part of the pool's stakers.
	pub stakers: Stream,
	/// What stakers lost by an emergency exit, or by an early one after which nobody stayed: given
	/// back to the yield stream.
	pub forgone: Balance,
	/// What stakers lost by an early exit, on its way to those who stay.
	pub forfeits: Forfeits,
}

/// A pool.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Pool<StakeAssetId, AccountId> {
	/// Whose it is.
	pub community: nutbox_primitives::CommunityId,
	/// What is staked in it, and how.
	pub kind: StoredKind<StakeAssetId, AccountId>,
	/// Whether it takes stakes and earns emission.
	pub status: PoolStatus,
	/// Its part of the community's emission, in ppb.
	pub weight: u32,
	/// How its staking yield is divided.
	pub yield_split: YieldSplit,
	/// All stakes, in planck.
	pub total: Balance,
	/// What the stakes count for, by which rewards are shared: the stakes themselves, but in a pool
	/// with terms.
	pub shares: Balance,
	/// How many positions with a term were ever opened.
	pub opened: u64,
	/// The community's emission that is accounted for here, in planck.
	pub seen: Balance,
	/// The community token for its stakers; or the budget of a pool for contributions.
	pub emission: Stream,
	/// What was emitted while nothing was staked, or lost by an emergency exit or by an early one
	/// after which nobody stayed, in grains.
	pub unallocated: U512,
	/// What stakers lost by an early exit, on its way to those who stay.
	pub forfeits: Forfeits,
	/// The staking yield; `None` unless the liquid staking token is staked.
	pub staking_yield: Option<PoolYield>,
	/// Whether a staker left in an emergency without being settled, so that the books owe less
	/// than was distributed.
	pub left_unsettled: bool,
}

impl<StakeAssetId: Copy, AccountId> Pool<StakeAssetId, AccountId> {
	/// The asset that is held on the stakers' accounts; `None` if none is.
	pub fn asset(&self) -> Option<StakeAssetId> {
		self.kind.asset()
	}

	/// Accounts for the community's emission up to `emitted`.
	pub fn accrue_emission(&mut self, emitted: Balance) -> Result<(), MathError> {
		let emission = emitted.checked_sub(self.seen).ok_or(MathError::Underflow)?;
		let grains = share(emission, self.weight);
		if matches!(self.kind, PoolKind::Contribution { .. }) {
			self.emission = self.emission.earn(grains)?;
			self.seen = emitted;
			return Ok(());
		}
		let (stream, unallocated) = self.emission.accrue(grains, self.shares)?;
		self.unallocated = self
			.unallocated
			.checked_add(unallocated)
			.ok_or(MathError::Overflow)?;
		self.emission = stream;
		self.seen = emitted;
		Ok(())
	}

	/// Shares what is released by block `now` of the community tokens that fell away; all of them
	/// go to nobody if nobody stays.
	pub fn accrue_forfeits(&mut self, now: u64) -> Result<(), MathError> {
		let (forfeits, amount) = self.forfeits.take(now, self.shares > 0)?;
		if amount == 0 {
			return Ok(());
		}
		let (stream, unallocated) = self.emission.accrue(share(amount, PPB), self.shares)?;
		self.unallocated = self
			.unallocated
			.checked_add(unallocated)
			.ok_or(MathError::Overflow)?;
		self.emission = stream;
		self.forfeits = forfeits;
		Ok(())
	}

	/// The same for the staking yield; if nobody stays it goes back to where it came from.
	pub fn accrue_yield_forfeits(
		&mut self,
		now: u64,
		book: &mut YieldBook,
	) -> Result<(), MathError> {
		let Some(mut own) = self.staking_yield else {
			return Ok(());
		};
		let (forfeits, amount) = own.forfeits.take(now, self.shares > 0)?;
		if amount == 0 {
			return Ok(());
		}
		if self.shares > 0 {
			own.stakers = own.stakers.accrue(share(amount, PPB), self.shares)?.0;
		} else {
			own.forgone = own.forgone.checked_add(amount).ok_or(MathError::Overflow)?;
			book.to_forgo = book
				.to_forgo
				.checked_add(amount)
				.ok_or(MathError::Overflow)?;
		}
		own.forfeits = forfeits;
		self.staking_yield = Some(own);
		Ok(())
	}

	/// [`Self::accrue_emission`]; if its arithmetic fails, the emission goes to nobody, so that a
	/// broken pool keeps nobody else's share back. The inner result is that of the arithmetic.
	pub fn accrue_or_forgo(
		&mut self,
		emitted: Balance,
	) -> Result<Result<(), MathError>, MathError> {
		let failed = self.accrue_emission(emitted);
		if failed.is_err() {
			let emission = emitted.checked_sub(self.seen).ok_or(MathError::Underflow)?;
			self.unallocated = self
				.unallocated
				.checked_add(share(emission, self.weight))
				.ok_or(MathError::Overflow)?;
			self.seen = emitted;
		}
		Ok(failed)
	}

	/// Takes what the pool has earned in the chain-wide stream of `book` (which is up to date), to
	/// the last fraction of a planck, and divides it between the fund and the stakers. Nothing to
	/// do without staking yield.
	pub fn accrue_yield(&mut self, book: &YieldBook) -> Result<(), MathError> {
		let Some(mut own) = self.staking_yield else {
			return Ok(());
		};
		let before = own.entitlement.fine();
		own.entitlement = own
			.entitlement
			.settle(self.total, &book.stream.accumulator)?;
		let gain = own
			.entitlement
			.fine()
			.checked_sub(before)
			.ok_or(MathError::Underflow)?;
		let to_stakers = share_of_fine(gain, self.yield_split.stakers);
		let (stakers, idle) = own.stakers.accrue(to_stakers, self.shares)?;
		own.stakers = stakers;
		// A pool without stakes gains nothing. What stakes too small for a share gain is the fund's.
		own.fund = own
			.fund
			.earn(share_of_fine(gain, self.yield_split.fund))?
			.earn(idle)?;
		self.staking_yield = Some(own);
		Ok(())
	}
}

/// The chain-wide stream of staking yield to the pools of the liquid staking token.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct YieldBook {
	/// To the pools, each with its total as the stake.
	pub stream: Stream,
	/// The liquid staking tokens staked in all pools, in planck.
	pub total: Balance,
	/// The released yield that is accounted for here, in planck.
	pub seen: Balance,
	/// What was released while nothing was staked, in planck.
	pub idle: Balance,
	/// What is still to be given back to the yield stream, in planck.
	pub to_forgo: Balance,
}

impl YieldBook {
	/// Accounts for the yield up to `released`.
	pub fn accrue(&mut self, released: Balance) -> Result<(), MathError> {
		let fresh = released
			.checked_sub(self.seen)
			.ok_or(MathError::Underflow)?;
		let (stream, _) = self.stream.accrue(share(fresh, PPB), self.total)?;
		if self.total == 0 {
			let to_forgo = self
				.to_forgo
				.checked_add(fresh)
				.ok_or(MathError::Overflow)?;
			self.idle = self.idle.checked_add(fresh).ok_or(MathError::Overflow)?;
			self.to_forgo = to_forgo;
		}
		self.stream = stream;
		self.seen = released;
		Ok(())
	}
}

/// What one account has in one pool.
#[derive(
	Clone,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Position<Ticket> {
	/// The stake, in planck.
	pub stake: Balance,
	/// The community token coming from it.
	pub emission: Entitlement,
	/// The staking yield coming from it; `None` unless the pool has one.
	pub staking_yield: Option<Entitlement>,
	/// What was held for keeping the record.
	pub deposit: Option<Ticket>,
}

impl<Ticket> Position<Ticket> {
	/// An empty position that earns from now on. The pool is up to date.
	pub fn new<StakeAssetId, AccountId>(
		pool: &Pool<StakeAssetId, AccountId>,
		deposit: Option<Ticket>,
	) -> Self {
		Self {
			stake: 0,
			emission: Entitlement::starting_at(&pool.emission.accumulator),
			staking_yield: pool
				.staking_yield
				.map(|own| Entitlement::starting_at(&own.stakers.accumulator)),
			deposit,
		}
	}

	/// Adds the community tokens earned by `shares`. The pool is up to date.
	pub fn settle_emission<StakeAssetId, AccountId>(
		&mut self,
		pool: &Pool<StakeAssetId, AccountId>,
		shares: Balance,
	) -> Result<(), MathError> {
		self.emission = self.emission.settle(shares, &pool.emission.accumulator)?;
		Ok(())
	}

	/// Adds the staking yield earned by `shares`. The pool is up to date.
	pub fn settle_yield<StakeAssetId, AccountId>(
		&mut self,
		pool: &Pool<StakeAssetId, AccountId>,
		shares: Balance,
	) -> Result<(), MathError> {
		if let (Some(own), Some(pool)) = (&mut self.staking_yield, &pool.staking_yield) {
			*own = own.settle(shares, &pool.stakers.accumulator)?;
		}
		Ok(())
	}

	/// What is settled and not claimed.
	pub fn pending(&self) -> Payout {
		Payout {
			token: self.emission.pending,
			staking_yield: self.staking_yield.map_or(0, |own| own.pending),
		}
	}

	/// Whether it holds nothing, but perhaps parts of a planck.
	pub fn is_empty(&self) -> bool {
		self.stake == 0 && self.pending() == Payout::default()
	}
}

/// Rewards of both kinds, in planck.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Payout {
	/// Of the community token.
	pub token: Balance,
	/// Of the native asset.
	pub staking_yield: Balance,
}

/// Whether books that owe `order` to what was distributed are in order.
pub fn books_hold(order: Ordering, left_unsettled: bool) -> bool {
	match order {
		Ordering::Equal => true,
		Ordering::Less => left_unsettled,
		Ordering::Greater => false,
	}
}
