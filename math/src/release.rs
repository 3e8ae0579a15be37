//! Release of an amount evenly over a stretch of blocks.
//!
//! `released(b) = before + floor(A · min(b − b0, D) / D)`. What is left when the next amount
//! arrives joins it, and the release starts anew; what was released stays released. How long it
//! takes then is either given ([`Release::add`]), or the mean of both ([`JoinedRelease::join`]).

use crate::{mul_div_floor, Balance, MathError};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use primitive_types::U256;
use scale_info::TypeInfo;

/// An amount on its way.
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
pub struct Release {
	/// Planck released by earlier stretches, since genesis.
	pub before: Balance,
	/// Planck that the present stretch releases.
	pub amount: Balance,
	/// The block the present stretch began in; nothing of it is released in that block.
	pub start: u64,
	/// The number of blocks that it takes. Zero releases everything at once.
	pub duration: u64,
}

impl Release {
	/// Planck released since genesis, up to and including block `now`. Never falls as long as
	/// `now` does not.
	pub fn released(&self, now: u64) -> Result<Balance, MathError> {
		self.before
			.checked_add(self.progress(now)?)
			.ok_or(MathError::Overflow)
	}

	/// Planck that are still to come after block `now`.
	pub fn unreleased(&self, now: u64) -> Result<Balance, MathError> {
		self.amount
			.checked_sub(self.progress(now)?)
			.ok_or(MathError::Underflow)
	}

	/// Adds `arrival` in block `now`: it joins what is left, and both are released over `duration`
	/// blocks from now.
	pub fn add(&self, now: u64, arrival: Balance, duration: u64) -> Result<Release, MathError> {
		let left = self.unreleased(now)?;
		Ok(Release {
			before: self.released(now)?,
			amount: left.checked_add(arrival).ok_or(MathError::Overflow)?,
			start: now,
			duration,
		})
	}

	/// Takes up to `wanted` out of what is not released in block `now`. The rest is released over
	/// the blocks that were left. Returns what was taken.
	pub fn take(&self, now: u64, wanted: Balance) -> Result<(Release, Balance), MathError> {
		let left = self.unreleased(now)?;
		let taken = left.min(wanted);
		if taken == 0 {
			return Ok((*self, 0));
		}
		let release = Release {
			before: self.released(now)?,
			amount: left.checked_sub(taken).ok_or(MathError::Underflow)?,
			start: now,
			duration: self
				.duration
				.checked_sub(self.elapsed(now))
				.ok_or(MathError::Underflow)?,
		};
		Ok((release, taken))
	}

	/// The blocks of the present stretch that are over, at most all.
	fn elapsed(&self, now: u64) -> u64 {
		now.checked_sub(self.start)
			.map_or(0, |blocks| blocks.min(self.duration))
	}

	/// The part of the present stretch that is released.
	fn progress(&self, now: u64) -> Result<Balance, MathError> {
		if self.duration == 0 {
			return Ok(self.amount);
		}
		mul_div_floor(self.amount, self.elapsed(now).into(), self.duration.into())
	}
}

/// An amount on its way, whose length is a mean: of what was on its way and what joined it.
///
/// The length is exact to 2^-32 of a block, and rounded up. In whole blocks an arrival of a planck
/// in each block would give back the block that went by each time.
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
pub struct JoinedRelease {
	/// Planck released by earlier stretches.
	pub before: Balance,
	/// Planck that the present stretch releases.
	pub amount: Balance,
	/// The block the present stretch began in; nothing of it is released in that block.
	pub start: u64,
	/// How long it takes, in 2^-32 blocks. Zero releases everything at once.
	pub length: u64,
}

impl JoinedRelease {
	/// Binary digits of a block in [`JoinedRelease::length`].
	const FRACTION_BITS: u32 = 32;

	/// So many blocks, as a length.
	pub fn length_of(blocks: u32) -> u64 {
		u64::from(blocks) << Self::FRACTION_BITS
	}

	/// Planck released by the earlier stretches and, up to and including block `now`, the present
	/// one. Never falls as long as `now` does not.
	///
	/// Rounding: down.
	pub fn released(&self, now: u64) -> Result<Balance, MathError> {
		self.before
			.checked_add(self.progress(now)?)
			.ok_or(MathError::Overflow)
	}

	/// Planck that are still to come after block `now`.
	pub fn unreleased(&self, now: u64) -> Result<Balance, MathError> {
		self.amount
			.checked_sub(self.progress(now)?)
			.ok_or(MathError::Underflow)
	}

	/// Adds `arrival` in block `now`, which alone would take `blocks`: it joins what is left, and
	/// both are released over the mean of the time that was left and of `blocks`, weighted by the
	/// amounts. So a small arrival hardly delays what is on its way, and no more is released a
	/// block than by the two apart.
	///
	/// Rounding: the mean is rounded up, to 2^-32 blocks.
	pub fn join(&self, now: u64, arrival: Balance, blocks: u32) -> Result<Self, MathError> {
		if arrival == 0 {
			return Ok(*self);
		}
		let left = self.unreleased(now)?;
		let amount = left.checked_add(arrival).ok_or(MathError::Overflow)?;
		let length_left = self
			.length
			.checked_sub(self.elapsed(now))
			.ok_or(MathError::Underflow)?;
		// Two products of 192 bits. The mean of two numbers of 64 bits has as many.
		let weighted = U256::from(left) * U256::from(length_left)
			+ U256::from(arrival) * U256::from(Self::length_of(blocks));
		let (mean, rest) = weighted.div_mod(U256::from(amount));
		let mean = u64::try_from(mean).map_err(|_| MathError::Overflow)?;
		Ok(Self {
			before: self.released(now)?,
			amount,
			start: now,
			length: if rest.is_zero() {
				mean
			} else {
				mean.checked_add(1).ok_or(MathError::Overflow)?
			},
		})
	}

	/// The part of the present stretch's length that is over, at most all.
	fn elapsed(&self, now: u64) -> u64 {
		let Some(blocks) = now.checked_sub(self.start) else {
			return 0;
		};
		// What overflows is longer than any length.
		blocks
			.checked_mul(Self::length_of(1))
			.map_or(self.length, |over| over.min(self.length))
	}

	/// The part of the present stretch that is released.
	fn progress(&self, now: u64) -> Result<Balance, MathError> {
		if self.length == 0 {
			return Ok(self.amount);
		}
		mul_div_floor(self.amount, self.elapsed(now).into(), self.length.into())
	}
}
