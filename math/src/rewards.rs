//! The reward core: one piece of code for every stream of rewards.
//!
//! # Units
//!
//! | quantity | unit |
//! |---|---|
//! | emission, stake, pending | planck |
//! | weight | parts per billion (ppb) |
//! | [`Accumulator::acc`] | 2^-128 planck per planck of stake |
//! | [`Entitlement::fraction`] | 2^-128 planck |
//! | [`Accumulator::rem`], [`Stream::distributed`], [`Credit::earned`], unallocated amounts | grains |
//!
//! A *grain* is 2^-128 planck·ppb: `10^9 · 2^128` of them are a planck. The share of a weight in an
//! emission is a whole number of grains, and so is the share of a weight in what an entitlement to
//! another stream has earned, down to its last fraction: streams can feed streams without rounding.
//!
//! # Why nothing is lost
//!
//! * What a recipient gets of an emission is `emission · weight` in planck·ppb, a whole number of
//!   grains. As the weights of a budget sum to exactly 10^9, the recipients' books sum to exactly
//!   the emission.
//! * The division by the total stake leaves a remainder, which is kept in an *absolute* unit (not
//!   in units of the divisor). A change of the total stake therefore needs no re-basing: the same
//!   remainder simply joins the next division.
//! * The division by 2^128 at a settlement leaves a fraction of a planck, which stays with the
//!   staker and joins the next settlement. Settling every block is the same as settling once.
//!
//! Together, at every moment and exactly:
//!
//! ```text
//! distributed = rem + 10^9 · Σ ((claimed + pending) · 2^128 + fraction + stake · (acc − paid))
//! ```
//!
//! # Why nothing overflows
//!
//! As long as a stream carries less than 2^128 planck in its whole life, `acc` stays below 2^256
//! (even with a total stake of 1), and so does `stake · (acc − paid)`, because a stake is part of
//! the total it is divided by. The arithmetic is checked all the same.

use crate::{Balance, MathError, PPB};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Ordering;
use scale_info::TypeInfo;

pub use primitive_types::{U256, U512};

/// The number of fractional bits of [`Accumulator::acc`].
pub const FRACTION_BITS: usize = 128;

/// What one unit of stake has earned since the stream began.
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
pub struct Accumulator {
	/// Earned per planck of stake, in 2^-128 planck. Never falls.
	pub acc: U256,
	/// What the last division left over, in grains: absolute, so that it stays valid when the total stake changes.
	pub rem: U256,
}

impl Accumulator {
	/// Shares `grains` among `total` planck of stake.
	///
	/// Returns the new accumulator and what happened to the grains. Without stake the accumulator
	/// stays as it is, and the grains are unallocated.
	///
	/// Rounding: down, what is rounded off is in `rem`. Errors: [`MathError::Overflow`] if the
	/// stream has carried more than 2^128 planck.
	pub fn accrue(&self, grains: U512, total: Balance) -> Result<(Self, Distributed), MathError> {
		if total == 0 {
			return Ok((
				*self,
				Distributed {
					stakers: U512::zero(),
					unallocated: grains,
				},
			));
		}
		let numerator = grains
			.checked_add(U512::from(self.rem))
			.ok_or(MathError::Overflow)?;
		let divisor = U512::from(U256::from(total) * U256::from(PPB));
		let (quotient, remainder) = numerator.div_mod(divisor);
		let quotient = U256::try_from(quotient).map_err(|_| MathError::Overflow)?;
		let acc = self.acc.checked_add(quotient).ok_or(MathError::Overflow)?;
		let rem = U256::try_from(remainder).map_err(|_| MathError::Overflow)?;
		Ok((
			Self { acc, rem },
			Distributed {
				stakers: grains,
				unallocated: U512::zero(),
			},
		))
	}
}

/// The share of `weight` (ppb) in `emission` (planck), in grains. Exact: 128, 32 and 128 bits.
pub fn share(emission: Balance, weight: u32) -> U512 {
	share_of_fine(U256::from(emission) << FRACTION_BITS, weight)
}

/// The share of `weight` (ppb) in `amount` (2^-128 planck), in grains. Exact: 256 and 32 bits.
pub fn share_of_fine(amount: U256, weight: u32) -> U512 {
	amount.full_mul(U256::from(weight))
}

/// Whole planck in `grains`. Rounding: down. Errors: [`MathError::Overflow`] beyond `u128`.
pub fn planck(grains: U512) -> Result<Balance, MathError> {
	Balance::try_from(grains / share(1, PPB)).map_err(|_| MathError::Overflow)
}

/// Where what was to be shared went, in grains.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Distributed {
	/// To those who are staked.
	pub stakers: U512,
	/// To nobody, as nothing was staked.
	pub unallocated: U512,
}

/// What one staker has coming from one stream.
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
pub struct Entitlement {
	/// The value of [`Accumulator::acc`] up to which the staker is settled.
	pub paid: U256,
	/// Settled and not claimed, in planck.
	pub pending: Balance,
	/// Settled, but less than one planck, in 2^-128 planck.
	pub fraction: u128,
}

impl Entitlement {
	/// Nothing earned so far, earning from now on.
	pub fn starting_at(accumulator: &Accumulator) -> Self {
		Self {
			paid: accumulator.acc,
			pending: 0,
			fraction: 0,
		}
	}

	/// Everything that is settled and not claimed, in 2^-128 planck.
	pub fn fine(&self) -> U256 {
		(U256::from(self.pending) << FRACTION_BITS) | U256::from(self.fraction)
	}

	/// Splits `amount` planck of what is pending off; when nothing is left, the fraction goes with
	/// it. Returns the rest and the part. Errors: [`MathError::Underflow`] if less is pending.
	pub fn split(&self, amount: Balance) -> Result<(Self, Self), MathError> {
		let pending = self
			.pending
			.checked_sub(amount)
			.ok_or(MathError::Underflow)?;
		let (kept, gone) = if pending == 0 {
			(0, self.fraction)
		} else {
			(self.fraction, 0)
		};
		let with = |pending, fraction| Self {
			paid: self.paid,
			pending,
			fraction,
		};
		Ok((with(pending, kept), with(amount, gone)))
	}

	/// Adds what `stake` has earned since the last settlement. To be called before any change of
	/// the stake.
	///
	/// Rounding: none, what is below one planck is kept in `fraction`. Errors:
	/// [`MathError::Overflow`] if the stake is not part of the total that the accumulator was
	/// divided by, or the stream has carried more than 2^128 planck; [`MathError::Underflow`] if
	/// the accumulator is older than the entitlement.
	pub fn settle(&self, stake: Balance, accumulator: &Accumulator) -> Result<Self, MathError> {
		let delta = accumulator
			.acc
			.checked_sub(self.paid)
			.ok_or(MathError::Underflow)?;
		let gain = U256::from(stake)
			.checked_mul(delta)
			.and_then(|gain| gain.checked_add(U256::from(self.fraction)))
			.ok_or(MathError::Overflow)?;
		// Both halves are below 2^128.
		let whole = Balance::try_from(gain >> FRACTION_BITS).map_err(|_| MathError::Overflow)?;
		let fraction = gain.low_u128();
		let pending = self.pending.checked_add(whole).ok_or(MathError::Overflow)?;
		Ok(Self {
			paid: accumulator.acc,
			pending,
			fraction,
		})
	}
}

/// A stream of rewards to a set of stakers, with its books.
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
pub struct Stream {
	/// What a unit of stake has earned.
	pub accumulator: Accumulator,
	/// What has gone to the stakers since the stream began, in grains.
	pub distributed: U512,
	/// What the stakers have been paid since the stream began, in planck.
	pub claimed: Balance,
}

impl Stream {
	/// Shares `grains` among `total` planck of stake; returns the new stream and the grains that
	/// are unallocated. Errors as [`Accumulator::accrue`].
	pub fn accrue(&self, grains: U512, total: Balance) -> Result<(Self, U512), MathError> {
		let (accumulator, shared) = self.accumulator.accrue(grains, total)?;
		let distributed = self
			.distributed
			.checked_add(shared.stakers)
			.ok_or(MathError::Overflow)?;
		Ok((
			Self {
				accumulator,
				distributed,
				claimed: self.claimed,
			},
			shared.unallocated,
		))
	}

	/// Adds `grains` that go to whoever is paid next, without stakers: a budget.
	pub fn earn(&self, grains: U512) -> Result<Self, MathError> {
		let distributed = self
			.distributed
			.checked_add(grains)
			.ok_or(MathError::Overflow)?;
		Ok(Self {
			distributed,
			..*self
		})
	}

	/// Whole planck of a budget that are not spent. Rounding: down.
	pub fn budget(&self) -> Result<Balance, MathError> {
		planck(self.distributed)?
			.checked_sub(self.claimed)
			.ok_or(MathError::Underflow)
	}

	/// Spends `amount` planck of a budget. Errors: [`MathError::Underflow`] if less is left.
	pub fn spend(&self, amount: Balance) -> Result<Self, MathError> {
		self.budget()?
			.checked_sub(amount)
			.ok_or(MathError::Underflow)?;
		let claimed = self
			.claimed
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		Ok(Self { claimed, ..*self })
	}

	/// Takes `amount` planck of what is pending of `entitlement`. Errors:
	/// [`MathError::Underflow`] if less is pending.
	pub fn claim(
		&self,
		entitlement: &Entitlement,
		amount: Balance,
	) -> Result<(Self, Entitlement), MathError> {
		let pending = entitlement
			.pending
			.checked_sub(amount)
			.ok_or(MathError::Underflow)?;
		let claimed = self
			.claimed
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		Ok((
			Self { claimed, ..*self },
			Entitlement {
				pending,
				..*entitlement
			},
		))
	}

	/// Undoes [`Stream::claim`] of `amount` planck that could not be paid out.
	pub fn unclaim(
		&self,
		entitlement: &Entitlement,
		amount: Balance,
	) -> Result<(Self, Entitlement), MathError> {
		let pending = entitlement
			.pending
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		let claimed = self
			.claimed
			.checked_sub(amount)
			.ok_or(MathError::Underflow)?;
		Ok((
			Self { claimed, ..*self },
			Entitlement {
				pending,
				..*entitlement
			},
		))
	}

	/// Dissolves a settled entitlement: the whole planck leave the stream and are returned, in
	/// planck; what is below one planck stays with the other stakers.
	pub fn forfeit(&self, entitlement: &Entitlement) -> Result<(Self, Balance), MathError> {
		let rem = U256::from(entitlement.fraction) * U256::from(PPB);
		let rem = self
			.accumulator
			.rem
			.checked_add(rem)
			.ok_or(MathError::Overflow)?;
		let distributed = self
			.distributed
			.checked_sub(share(entitlement.pending, PPB))
			.ok_or(MathError::Underflow)?;
		let accumulator = Accumulator {
			rem,
			..self.accumulator
		};
		Ok((
			Self {
				accumulator,
				distributed,
				..*self
			},
			entitlement.pending,
		))
	}

	/// Compares what the books of `stakers` (all of them, with their stakes) owe to what has been
	/// distributed. [`Ordering::Equal`] as long as every staker who left was settled or forfeited.
	///
	/// Takes time linear in the number of stakers: for checks, not for calls.
	pub fn balance_books(
		&self,
		stakers: impl IntoIterator<Item = (Balance, Entitlement)>,
	) -> Result<Ordering, MathError> {
		let planck = |amount: Balance| U256::from(amount) << FRACTION_BITS;
		let mut owed = planck(self.claimed);
		for (stake, entitlement) in stakers {
			let settled = entitlement.settle(stake, &self.accumulator)?;
			owed = planck(settled.pending)
				.checked_add(U256::from(settled.fraction))
				.and_then(|one| owed.checked_add(one))
				.ok_or(MathError::Overflow)?;
		}
		// At most 2^256 · 2^30 + 2^256, in 512 bits.
		let owed = owed.full_mul(U256::from(PPB)) + U512::from(self.accumulator.rem);
		Ok(owed.cmp(&self.distributed))
	}
}

/// What one recipient has earned by its weight alone, without stakers.
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
pub struct Credit {
	/// Earned since the beginning, in grains.
	pub earned: U512,
	/// Paid out since the beginning, in planck.
	pub paid: Balance,
}

impl Credit {
	/// Adds `grains`.
	pub fn earn(&self, grains: U512) -> Result<Self, MathError> {
		let earned = self.earned.checked_add(grains).ok_or(MathError::Overflow)?;
		Ok(Self { earned, ..*self })
	}

	/// Whole planck earned and not paid out. Rounding: down, the rest stays earned.
	pub fn due(&self) -> Result<Balance, MathError> {
		planck(self.earned)?
			.checked_sub(self.paid)
			.ok_or(MathError::Underflow)
	}

	/// Marks `amount` planck as paid out. Errors: [`MathError::Underflow`] if less is due.
	pub fn pay(&self, amount: Balance) -> Result<Self, MathError> {
		self.due()?
			.checked_sub(amount)
			.ok_or(MathError::Underflow)?;
		let paid = self.paid.checked_add(amount).ok_or(MathError::Overflow)?;
		Ok(Self { paid, ..*self })
	}

	/// Undoes [`Credit::pay`] of `amount` planck.
	pub fn unpay(&self, amount: Balance) -> Result<Self, MathError> {
		let paid = self.paid.checked_sub(amount).ok_or(MathError::Underflow)?;
		Ok(Self { paid, ..*self })
	}
}
