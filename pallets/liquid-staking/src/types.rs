//! The structs of the pallet and their state transitions: pure functions, no storage.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use nutbox_math::{
	mul_div_floor,
	redemption::{Queue, Rate},
	release::Release,
	MathError, PPB,
};
use nutbox_primitives::Balance;
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::Perbill;
use sp_staking::EraIndex;

/// How many validators that were replaced lately are remembered, until their last rewards are
/// collected.
pub type MaxRetired = ConstU32<128>;

/// A validator that is nominated no more, and the era that was active when it was replaced.
pub type Retired<AccountId> = BoundedVec<(AccountId, EraIndex), MaxRetired>;

/// `floor(amount · part)`.
pub fn part_of(amount: Balance, part: Perbill) -> Result<Balance, MathError> {
	mul_div_floor(amount, part.deconstruct().into(), PPB.into())
}

fn plus(a: Balance, b: Balance) -> Result<Balance, MathError> {
	a.checked_add(b).ok_or(MathError::Overflow)
}

fn minus(a: Balance, b: Balance) -> Result<Balance, MathError> {
	a.checked_sub(b).ok_or(MathError::Underflow)
}

/// By how much `a` exceeds `b`; zero if it does not.
fn excess(a: Balance, b: Balance) -> Balance {
	a.checked_sub(b).map_or(0, |rest| rest)
}

/// Which entrances are open. Exits have no switch.
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
	Open,
	/// Nothing new comes in: minting is closed.
	#[codec(index = 1)]
	EntrancesClosed,
}

/// The counters of the pallet, planck of the native asset unless said otherwise. They speak, the
/// balances of accounts do not: a donation changes nothing.
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
pub struct Ledger {
	/// Bonded in the stashes and at stake.
	pub bonded: Balance,
	/// Leaving the stashes.
	pub unbonding: Balance,
	/// At hand: waiting to be bonded or to settle redemptions.
	pub buffer: Balance,
	/// Set aside against slashes; not part of the backing until it is used.
	pub insurance: Balance,
	/// Planck of the liquid staking token that were burnt by redemptions not settled yet.
	pub queued: Balance,
	/// Set aside for settled redemptions that nobody has claimed yet. What claims are rounded down
	/// by, less than a planck for each stretch of one, stays here.
	pub claims: Balance,
}

/// What era work does with the stashes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Plan {
	/// Neither bond nor unbond.
	Nothing,
	/// The queue needs so much more than is at hand and unbonding.
	Unbond(Balance),
	/// So much of the buffer is not needed.
	Bond(Balance),
}

/// How validators are dealt out to stashes, each of which can nominate a limited number: the one at
/// place `p` belongs to group `p mod groups`, the stash `s` nominates group `s mod groups`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deal {
	/// The number of validators.
	pub validators: u32,
	/// The number of groups, at least one.
	pub groups: u32,
}

impl Deal {
	/// As few groups as `per_stash` nominations and at most `stashes` stashes allow.
	pub fn new(validators: u32, per_stash: u32, stashes: u32) -> Self {
		let groups = validators.div_ceil(per_stash.max(1));
		Self {
			validators,
			groups: groups.clamp(1, stashes.max(1)),
		}
	}

	/// Whether the stash nominates the validator at `place`.
	pub fn is_of(&self, stash: u32, place: u32) -> bool {
		place % self.groups == stash % self.groups
	}

	/// What a stash has of `total` planck when every validator is backed by the same amount,
	/// rounded down. A stash beyond the groups, from a time with more of them, has nothing.
	pub fn share(&self, stash: u32, total: Balance) -> Result<Balance, MathError> {
		if stash >= self.groups || self.validators == 0 {
			return Ok(0);
		}
		let odd = u32::from(stash < self.validators % self.groups);
		let members = self.validators / self.groups + odd;
		mul_div_floor(total, members.into(), self.validators.into())
	}

	/// What to bond in a stash with `bonded` planck of the `surplus`, when `total` is bonded in
	/// all. The last one takes what is left, so that roundings and stashes that are above their
	/// share leave nothing behind.
	pub fn to_bond(
		&self,
		stash: u32,
		bonded: Balance,
		total: Balance,
		surplus: Balance,
	) -> Result<Balance, MathError> {
		match stash.checked_add(1) {
			Some(next) if next < self.groups => {
				let wanted = self.share(stash, plus(total, surplus)?)?;
				Ok(surplus.min(excess(wanted, bonded)))
			}
			Some(next) if next == self.groups => Ok(surplus),
			_ => Ok(0),
		}
	}

	/// What to unbond in a stash with `bonded` planck of the `missing`, when `total` is bonded in
	/// all; `last` says that no other stash comes after it.
	pub fn to_unbond(
		&self,
		stash: u32,
		bonded: Balance,
		total: Balance,
		missing: Balance,
		last: bool,
	) -> Result<Balance, MathError> {
		let kept = match last {
			true => 0,
			false => self.share(stash, minus(total, missing)?)?,
		};
		Ok(missing.min(excess(bonded, kept)))
	}
}

/// Where a loss that was not there before went.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Cover {
	/// Paid by yield not released yet.
	pub from_yield: Balance,
	/// Paid by the insurance.
	pub from_insurance: Balance,
	/// Left for the haircut index.
	pub deficit: Balance,
}

impl Ledger {
	/// What stands behind holders and open redemptions: bonded, unbonding and the buffer.
	pub fn backing(&self) -> Result<Balance, MathError> {
		plus(plus(self.bonded, self.unbonding)?, self.buffer)
	}

	/// What is owed at a rate of one; `supply` is the issuance of the liquid staking token.
	pub fn liabilities(&self, supply: Balance) -> Result<Balance, MathError> {
		plus(supply, self.queued)
	}

	/// The haircut index, one while solvent.
	pub fn rate(&self, supply: Balance) -> Result<Rate, MathError> {
		Ok(Rate::of(self.backing()?, self.liabilities(supply)?))
	}

	/// How much the backing lacks; zero while solvent.
	pub fn deficit(&self, supply: Balance) -> Result<Balance, MathError> {
		Ok(excess(self.liabilities(supply)?, self.backing()?))
	}

	/// `amount` came in for the same amount of new tokens.
	pub fn minted(self, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			buffer: plus(self.buffer, amount)?,
			..self
		})
	}

	/// `amount` tokens were burnt and wait in the queue.
	pub fn queued(self, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			queued: plus(self.queued, amount)?,
			..self
		})
	}

	/// `amount` tokens left the queue and were given back.
	pub fn cancelled(self, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			queued: minus(self.queued, amount)?,
			..self
		})
	}

	/// `amount` tokens of the queue were settled with `cash` from the buffer.
	pub fn finalised(self, amount: Balance, cash: Balance) -> Result<Self, MathError> {
		Ok(Self {
			queued: minus(self.queued, amount)?,
			buffer: minus(self.buffer, cash)?,
			claims: plus(self.claims, cash)?,
			..self
		})
	}

	/// `cash` of settled redemptions was paid out.
	pub fn claimed(self, cash: Balance) -> Result<Self, MathError> {
		Ok(Self {
			claims: minus(self.claims, cash)?,
			..self
		})
	}

	/// The planck of the buffer that an instant exit may use: what the queue waits for comes first.
	pub fn instantly_available(&self, supply: Balance) -> Result<Balance, MathError> {
		Ok(excess(self.buffer, self.rate(supply)?.apply(self.queued)?))
	}

	/// An instant exit of tokens worth `gross`, of which `fee` is kept: for a deficit first, then
	/// as insurance. `supply` is the issuance after the tokens are burnt.
	pub fn exited_instantly(
		self,
		gross: Balance,
		fee: Balance,
		supply: Balance,
	) -> Result<Self, MathError> {
		let left = Self {
			buffer: minus(self.buffer, gross)?,
			..self
		};
		Ok(left.received(fee, Balance::MAX, supply)?.0)
	}

	/// `amount` was given to the protocol: a deficit is refilled first, then the insurance up to
	/// `insurance_target`. Returns the parts: refill, insurance, and what is left over.
	pub fn received(
		self,
		amount: Balance,
		insurance_target: Balance,
		supply: Balance,
	) -> Result<(Self, Received), MathError> {
		let refill = amount.min(self.deficit(supply)?);
		let rest = minus(amount, refill)?;
		let insurance = rest.min(excess(insurance_target, self.insurance));
		let ledger = Self {
			buffer: plus(self.buffer, refill)?,
			insurance: plus(self.insurance, insurance)?,
			..self
		};
		Ok((
			ledger,
			Received {
				refill,
				insurance,
				rest: minus(rest, insurance)?,
			},
		))
	}

	/// The counters after `before`, the record of a stash, became `after`, with `added` planck
	/// moved to it from the buffer. What it holds no more is back in the buffer.
	pub fn restaked(
		self,
		before: &StashLedger,
		after: &StashLedger,
		added: Balance,
		withdrawn: Balance,
	) -> Result<Self, MathError> {
		Ok(Self {
			bonded: plus(minus(self.bonded, before.bonded)?, after.bonded)?,
			unbonding: plus(minus(self.unbonding, before.unbonding)?, after.unbonding)?,
			buffer: plus(minus(self.buffer, added)?, withdrawn)?,
			..self
		})
	}

	/// What era work has to bond or unbond, so that the queue is served, and the buffer holds
	/// `buffer_target` of the supply beyond what the queue needs of it.
	pub fn plan(&self, supply: Balance, buffer_target: Perbill) -> Result<Plan, MathError> {
		let owed = self.rate(supply)?.apply(self.queued)?;
		let missing = excess(owed, plus(self.buffer, self.unbonding)?).min(self.bonded);
		if missing > 0 {
			return Ok(Plan::Unbond(missing));
		}
		let kept = plus(
			part_of(supply, buffer_target)?,
			excess(owed, self.unbonding),
		)?;
		Ok(match excess(self.buffer, kept) {
			0 => Plan::Nothing,
			surplus => Plan::Bond(surplus),
		})
	}

	/// Covers the present deficit: out of `release`, then out of the insurance. What is left of it
	/// is the haircut.
	pub fn covered(
		self,
		release: &Release,
		now: u64,
		supply: Balance,
	) -> Result<(Self, Release, Cover), MathError> {
		let deficit = self.deficit(supply)?;
		let (release, from_yield) = release.take(now, deficit)?;
		let deficit = minus(deficit, from_yield)?;
		let from_insurance = deficit.min(self.insurance);
		let ledger = Self {
			buffer: plus(plus(self.buffer, from_yield)?, from_insurance)?,
			insurance: minus(self.insurance, from_insurance)?,
			..self
		};
		let deficit = minus(deficit, from_insurance)?;
		Ok((
			ledger,
			release,
			Cover {
				from_yield,
				from_insurance,
				deficit,
			},
		))
	}
}

/// The parts of an amount given to the protocol.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Received {
	/// Used for a deficit.
	pub refill: Balance,
	/// Added to the insurance.
	pub insurance: Balance,
	/// Left over.
	pub rest: Balance,
}

/// What one stash has in the staking system, planck of the native asset.
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
pub struct StashLedger {
	/// At stake.
	pub bonded: Balance,
	/// Unbonding.
	pub unbonding: Balance,
}

impl StashLedger {
	/// Everything in the stash.
	pub fn total(&self) -> Result<Balance, MathError> {
		plus(self.bonded, self.unbonding)
	}

	/// The record after a slash that left `active` at stake and took `lost` in all. Total: a
	/// report that does not fit the record takes what there is.
	pub fn slashed(&self, active: Balance, lost: Balance) -> Self {
		let bonded = self.bonded.min(active);
		let from_unbonding = excess(lost, excess(self.bonded, bonded));
		Self {
			bonded,
			unbonding: excess(self.unbonding, from_unbonding),
		}
	}
}

/// The yield since genesis, planck of the native asset.
/// `collected = refilled + insured + fees + absorbed + released + unreleased`, exactly.
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
pub struct Yield {
	/// The stream.
	pub release: Release,
	/// Collected from the staking system.
	pub collected: Balance,
	/// Of it: refilled a deficit.
	pub refilled: Balance,
	/// Of it: went to the insurance.
	pub insured: Balance,
	/// Of it: protocol fees.
	pub fees: Balance,
	/// Of it: taken from the stream by slashes.
	pub absorbed: Balance,
	/// Of what was released: paid to those who staked.
	pub paid: Balance,
	/// Of what was released: given back because nobody was staked.
	pub forgone: Balance,
}

/// How collected yield is divided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct YieldRules {
	/// The size of the insurance, planck.
	pub insurance_target: Balance,
	/// The most that the insurance takes of what is left after the deficit.
	pub insurance_share: Perbill,
	/// The protocol's part of what is left after the deficit.
	pub fee: Perbill,
	/// The length of the release, in blocks.
	pub blocks: u64,
}

/// The parts of one collection.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Split {
	/// Used for a deficit.
	pub refill: Balance,
	/// Added to the insurance.
	pub insurance: Balance,
	/// The protocol fee.
	pub fee: Balance,
	/// To the stream.
	pub stream: Balance,
}

impl Yield {
	/// Adds `amount` of new yield in block `now`: to the deficit, the insurance, the fee and the
	/// stream, in this order.
	pub fn collect(
		self,
		ledger: Ledger,
		amount: Balance,
		supply: Balance,
		now: u64,
		rules: &YieldRules,
	) -> Result<(Self, Ledger, Split), MathError> {
		let refill = amount.min(ledger.deficit(supply)?);
		let rest = minus(amount, refill)?;
		let insurance = part_of(rest, rules.insurance_share)?
			.min(excess(rules.insurance_target, ledger.insurance));
		let fee = part_of(rest, rules.fee)?.min(minus(rest, insurance)?);
		let stream = minus(minus(rest, insurance)?, fee)?;
		let ledger = Ledger {
			buffer: plus(ledger.buffer, refill)?,
			insurance: plus(ledger.insurance, insurance)?,
			..ledger
		};
		let release = match stream {
			// Nothing arrives: what is on its way keeps its pace.
			0 => self.release,
			_ => self.release.add(now, stream, rules.blocks)?,
		};
		let totals = Self {
			release,
			collected: plus(self.collected, amount)?,
			refilled: plus(self.refilled, refill)?,
			insured: plus(self.insured, insurance)?,
			fees: plus(self.fees, fee)?,
			..self
		};
		Ok((
			totals,
			ledger,
			Split {
				refill,
				insurance,
				fee,
				stream,
			},
		))
	}

	/// Released and not yet paid or given back.
	pub fn due(&self, now: u64) -> Result<Balance, MathError> {
		minus(minus(self.release.released(now)?, self.paid)?, self.forgone)
	}

	/// `amount` of what is due leaves to somebody.
	pub fn paid(self, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			paid: plus(self.paid, amount)?,
			..self
		})
	}

	/// `amount` of what is due is given back.
	pub fn forgone(self, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			forgone: plus(self.forgone, amount)?,
			..self
		})
	}

	/// A slash took `amount` of the stream, which left `release`.
	pub fn absorbed(self, release: Release, amount: Balance) -> Result<Self, MathError> {
		Ok(Self {
			release,
			absorbed: plus(self.absorbed, amount)?,
			..self
		})
	}

	/// What the main account holds for the stream: not released, and released but not gone.
	pub fn held(&self, now: u64) -> Result<Balance, MathError> {
		plus(self.release.unreleased(now)?, self.due(now)?)
	}
}

/// One step of the work that each era brings.
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
pub enum Work {
	/// Have the reward paid that a validator earned for a stash.
	#[codec(index = 0)]
	Payout {
		/// The era of the reward.
		era: EraIndex,
		/// The validator, by its place among those nominated and those replaced lately.
		validator: u32,
		/// The stash.
		stash: u32,
	},
	/// Collect what the reward account received.
	#[codec(index = 1)]
	Sweep,
	/// Bring home what has left a stash.
	#[codec(index = 2)]
	Withdraw {
		/// The stash.
		stash: u32,
	},
	/// Settle redemptions from the buffer.
	#[codec(index = 3)]
	Finalise,
	/// Replace a validator that has fallen out by one of the reserve.
	#[codec(index = 5)]
	Review {
		/// The validator, by its place among those nominated.
		place: u32,
	},
	/// Bond the surplus, unbond what the queue needs, see to the nominations.
	#[codec(index = 4)]
	Rebalance {
		/// The stash.
		stash: u32,
	},
}

/// How far the work of the eras is.
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
pub struct EraProgress {
	/// The era whose work was begun last.
	pub era: EraIndex,
	/// The next step of it; `None` when it is done.
	pub work: Option<Work>,
}

/// The fee of an instant exit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct InstantQuote {
	/// Planck of the native asset received.
	pub received: Balance,
	/// Planck of the native asset kept as fee.
	pub fee: Balance,
}

/// What a redemption would bring now.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct Quote {
	/// Planck of the native asset through the queue, at the present index.
	pub queue_receives: Balance,
	/// Planck of the liquid staking token that are ahead in the queue.
	pub ahead: Balance,
	/// The era in which the queue will have settled it, if nothing else happens; an upper bound
	/// where unbonding funds are involved. `None` before the first era.
	pub expected_era: Option<EraIndex>,
	/// The instant exit; `None` if the buffer does not reach.
	pub instant: Option<InstantQuote>,
	/// Planck of the native asset for a sale on the exchange, its fees included; `None` if nobody
	/// makes a market that is large enough.
	pub market: Option<Balance>,
}

/// One open redemption.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct RequestInfo {
	/// Its id.
	pub id: u64,
	/// Planck of the liquid staking token.
	pub amount: Balance,
	/// Planck of the liquid staking token that are ahead and not settled.
	pub ahead: Balance,
	/// Whether it may be cancelled: no part of it is settled.
	pub cancellable: bool,
	/// Planck of the native asset that may be claimed; `None` while not settled in whole.
	pub claimable: Option<Balance>,
}

/// The state of the pallet for the eyes of everybody.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode, TypeInfo)]
pub struct LedgerInfo {
	/// The counters.
	pub ledger: Ledger,
	/// Issuance of the liquid staking token, planck.
	pub supply: Balance,
	/// What redemptions are settled at.
	pub rate: Rate,
	/// The same in parts per billion, rounded down.
	pub rate_ppb: Balance,
	/// Whether the backing covers what is owed.
	pub solvent: bool,
	/// Whether minting is possible.
	pub minting_open: bool,
	/// The buffer that era work aims at, planck.
	pub buffer_target: Balance,
	/// The insurance that yield fills, planck.
	pub insurance_target: Balance,
	/// The queue.
	pub queue: Queue,
	/// The stream and the totals of the yield.
	pub yields: Yield,
	/// Planck of yield released up to this block.
	pub released: Balance,
	/// Planck of yield still to be released.
	pub unreleased: Balance,
	/// The work of the eras.
	pub era: EraProgress,
	/// The operating mode.
	pub mode: OperatingMode,
}
