//! The kinds of pools, and what is particular to each.

use super::*;
use nutbox_math::mul_div_floor;
use nutbox_primitives::delegation::SourceId;

/// The most terms of a pool.
pub const MAX_TERMS: u32 = 8;
/// The most positions of one account in one pool with terms.
pub const MAX_TERM_POSITIONS: u32 = 8;
/// The most signers of a pool for contributions.
pub const MAX_SIGNERS: u32 = 8;
/// The most vouchers of one removal.
pub const MAX_REMOVED_VOUCHERS: u32 = 64;
/// The largest multiplier of a term: a hundredfold, in ppb.
pub const MAX_MULTIPLIER: u64 = 100_000_000_000;

/// For how long a stake is chosen to stay, and how much it counts for that.
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
pub struct Term {
	/// Blocks from the stake to the end of the position. Not zero.
	pub blocks: BlockNumber,
	/// How many shares a planck of stake counts for, in ppb: from 1 to [`MAX_MULTIPLIER`].
	pub multiplier: u64,
}

/// What is staked in a pool, and how. With lists that are bounded where it is stored, and that are
/// not where it is to be checked.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum PoolKind<StakeAssetId, Terms, Signers> {
	/// Any local asset, by a hold on the staker's own account.
	#[codec(index = 0)]
	Asset {
		/// The asset.
		asset: StakeAssetId,
	},
	/// The same, in positions that each have a term. What a position has earned is paid when its
	/// term is over; if principal leaves before, what it has earned goes to those who stay, over
	/// the blocks of the longest term.
	#[codec(index = 1)]
	Term {
		/// The asset.
		asset: StakeAssetId,
		/// The terms to choose from; at least one.
		terms: Terms,
	},
	/// Stake that stays on its own chain; a source proves how much it is.
	#[codec(index = 2)]
	Delegation {
		/// The source.
		source: SourceId,
	},
	/// Nothing is staked: members are paid for what they do, with vouchers that one of the signers
	/// has signed. What the pool earns is the budget.
	#[codec(index = 3)]
	Contribution {
		/// Who can sign vouchers; at least one, none twice. Never changes.
		signers: Signers,
	},
}

/// A kind of pool as it is stored.
pub type StoredKind<StakeAssetId, AccountId> = PoolKind<
	StakeAssetId,
	BoundedVec<Term, ConstU32<MAX_TERMS>>,
	BoundedVec<AccountId, ConstU32<MAX_SIGNERS>>,
>;

/// A kind of pool to be checked. Not bounded by its type, so that what is too long gets an error
/// that says so, instead of a transaction that doesn't decode.
pub type KindInput<StakeAssetId, AccountId> = PoolKind<StakeAssetId, Vec<Term>, Vec<AccountId>>;

impl<StakeAssetId: Copy, Terms, Signers> PoolKind<StakeAssetId, Terms, Signers> {
	/// The asset that is held on the stakers' accounts; `None` if none is.
	pub fn asset(&self) -> Option<StakeAssetId> {
		match self {
			Self::Asset { asset } | Self::Term { asset, .. } => Some(*asset),
			Self::Delegation { .. } | Self::Contribution { .. } => None,
		}
	}
}

impl<StakeAssetId, AccountId> StoredKind<StakeAssetId, AccountId> {
	/// The blocks of the longest term: over so many is shared out what falls away. 0 if there are
	/// no terms.
	pub fn longest_term(&self) -> BlockNumber {
		match self {
			Self::Term { terms, .. } => terms.iter().map(|term| term.blocks).max().map_or(0, |n| n),
			_ => 0,
		}
	}
}

/// A stake with a term.
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
pub struct TermPosition<Ticket> {
	/// Its number, never used twice in the pool.
	pub id: u64,
	/// The first block in which its rewards can be claimed, and principal can leave with no loss.
	pub end: BlockNumber,
	/// How many shares a planck of stake counts for, in ppb.
	pub multiplier: u64,
	/// What is staked and earned.
	pub position: Position<Ticket>,
}

/// What `stake` counts for with a multiplier in ppb. Rounding: down.
pub fn shares(stake: Balance, multiplier: u64) -> Result<Balance, MathError> {
	mul_div_floor(stake, multiplier.into(), PPB.into())
}

impl<Ticket> TermPosition<Ticket> {
	/// What the stake counts for.
	pub fn shares(&self) -> Result<Balance, MathError> {
		shares(self.position.stake, self.multiplier)
	}

	/// Whether the term is over.
	pub fn is_over(&self, now: BlockNumber) -> bool {
		self.end <= now
	}

	/// Adds what was earned of both streams, each on its own. The pool is up to date.
	pub fn settle<StakeAssetId: Copy, AccountId>(
		&mut self,
		pool: &Pool<StakeAssetId, AccountId>,
	) -> (Result<(), MathError>, Result<(), MathError>) {
		match self.shares() {
			Ok(shares) => (
				self.position.settle_emission(pool, shares),
				self.position.settle_yield(pool, shares),
			),
			Err(error) => (Err(error), Err(error)),
		}
	}
}

/// The part of `pending` that falls away when `amount` of `stake` leaves before its term. Rounding:
/// up, so that leaving in many small steps costs no less than leaving at once. `stake` is not 0.
pub fn forfeited(pending: Balance, amount: Balance, stake: Balance) -> Result<Balance, MathError> {
	nutbox_math::mul_div_ceil(pending, amount, stake)
}

/// A stake with a term, as of the current block.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct TermPositionView {
	/// Its number.
	pub id: u64,
	/// The first block in which its rewards can be claimed.
	pub end: BlockNumber,
	/// How many shares a planck of stake counts for, in ppb.
	pub multiplier: u64,
	/// The stake, in planck.
	pub stake: Balance,
	/// What it has earned and not been paid, claimable or not.
	pub pending: Payout,
}

/// What an app pays a member for.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Voucher<AccountId> {
	/// The community.
	pub community: nutbox_primitives::CommunityId,
	/// The pool.
	pub pool: PoolId,
	/// Who is paid.
	pub member: AccountId,
	/// How much, in planck of the community's token.
	pub amount: Balance,
	/// The app's number for it: each can be claimed once in a pool.
	pub id: u64,
	/// The last block in which it can be claimed.
	pub expires: BlockNumber,
}

/// A voucher that was claimed. Kept until it has expired, so that it can't be claimed again.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct UsedVoucher<AccountId, Ticket> {
	/// The last block in which it could be claimed.
	pub expires: BlockNumber,
	/// Who has paid for the record.
	pub member: AccountId,
	/// What was held for the record.
	pub deposit: Ticket,
}
