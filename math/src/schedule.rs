//! Distribution schedules: how much a community emits in which block.
//!
//! A schedule is a list of segments `[start, end)` with a constant emission a block. Everything is
//! derived from one function, [`Schedule::emitted`]: the emission of an interval is a difference
//! of two of its values, so it doesn't matter when or how often anybody asks.

use crate::{Balance, MathError};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The most steps a schedule can have.
pub const MAX_STEPS: u32 = 32;
/// The most halvings a schedule can have.
pub const MAX_HALVINGS: u8 = 32;

/// The same emission in every block `n` with `start <= n < end`.
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
pub struct Step {
	/// The first block that emits.
	pub start: u32,
	/// The first block that no longer emits.
	pub end: u32,
	/// Planck a block.
	pub per_block: Balance,
}

/// An emission that halves every `period` blocks.
///
/// Block `n` with `start + k · period <= n < start + (k + 1) · period` emits
/// `floor(first_per_block / 2^k)` planck for every `k` from 0 to `halvings`, both included; after
/// that nothing is emitted. So `halvings` of 0 is one period at the first rate.
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
pub struct Halving {
	/// The first block that emits.
	pub start: u32,
	/// Planck a block in the first period.
	pub first_per_block: Balance,
	/// Blocks between two halvings.
	pub period: u32,
	/// How often the emission halves, at most [`MAX_HALVINGS`].
	pub halvings: u8,
}

/// How much is emitted in which block.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Schedule {
	/// Steps in ascending order that don't overlap; a gap emits nothing. No step at all is allowed
	/// and emits nothing.
	#[codec(index = 0)]
	Steps(BoundedVec<Step, ConstU32<MAX_STEPS>>),
	/// An emission that halves.
	#[codec(index = 1)]
	Halving(Halving),
}

impl Default for Schedule {
	fn default() -> Self {
		Self::Steps(BoundedVec::new())
	}
}

/// Why a schedule is refused.
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
pub enum ScheduleError {
	/// More than [`MAX_STEPS`] steps.
	#[codec(index = 0)]
	TooManySteps,
	/// A step ends at or before the block where it starts.
	#[codec(index = 1)]
	StepReversed,
	/// A step starts before the one before it ends.
	#[codec(index = 2)]
	StepsOverlap,
	/// A step, or the first period, emits nothing. Leave a gap instead.
	#[codec(index = 3)]
	ZeroRate,
	/// A halving period of no blocks.
	#[codec(index = 4)]
	ZeroPeriod,
	/// More than [`MAX_HALVINGS`] halvings.
	#[codec(index = 5)]
	TooManyHalvings,
	/// The last block is beyond the range of block numbers.
	#[codec(index = 6)]
	EndsTooLate,
	/// The total does not fit an amount.
	#[codec(index = 7)]
	TotalTooLarge,
}

/// A stretch of blocks with the same emission: `start <= n < end`.
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
pub struct Segment {
	/// The first block that emits.
	pub start: u64,
	/// The first block that no longer emits.
	pub end: u64,
	/// Planck a block.
	pub per_block: Balance,
}

impl Segment {
	/// What the segment emits up to and including `block`.
	fn emitted(&self, block: u64) -> Result<Balance, MathError> {
		if block < self.start {
			return Ok(0);
		}
		// `block < end` in the first branch, so the sum can't overflow.
		let reached = if block < self.end {
			block + 1
		} else {
			self.end
		};
		let blocks = reached
			.checked_sub(self.start)
			.ok_or(MathError::Underflow)?;
		Balance::from(blocks)
			.checked_mul(self.per_block)
			.ok_or(MathError::Overflow)
	}
}

impl Schedule {
	/// A schedule of steps, in the order given. Errors as [`Schedule::validate`].
	pub fn steps(steps: impl IntoIterator<Item = Step>) -> Result<Self, ScheduleError> {
		let mut bounded = BoundedVec::new();
		for step in steps {
			bounded
				.try_push(step)
				.map_err(|_| ScheduleError::TooManySteps)?;
		}
		let schedule = Self::Steps(bounded);
		schedule.validate()?;
		Ok(schedule)
	}

	/// Checks the schedule; returns what it emits in total, in planck.
	pub fn validate(&self) -> Result<Balance, ScheduleError> {
		match self {
			Self::Steps(steps) => {
				let mut last_end = 0;
				for step in steps {
					if step.start >= step.end {
						return Err(ScheduleError::StepReversed);
					}
					if step.start < last_end {
						return Err(ScheduleError::StepsOverlap);
					}
					if step.per_block == 0 {
						return Err(ScheduleError::ZeroRate);
					}
					last_end = step.end;
				}
			}
			Self::Halving(halving) => {
				if halving.period == 0 {
					return Err(ScheduleError::ZeroPeriod);
				}
				if halving.halvings > MAX_HALVINGS {
					return Err(ScheduleError::TooManyHalvings);
				}
				if halving.first_per_block == 0 {
					return Err(ScheduleError::ZeroRate);
				}
				if self.end().is_some_and(|end| end > u64::from(u32::MAX)) {
					return Err(ScheduleError::EndsTooLate);
				}
			}
		}
		self.total().map_err(|_| ScheduleError::TotalTooLarge)
	}

	/// The stretches of constant emission, in ascending order; at most 33.
	pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
		let (steps, halving) = match self {
			Self::Steps(steps) => (steps.as_slice(), None),
			Self::Halving(halving) => (&[][..], Some(*halving)),
		};
		let steps = steps.iter().map(|step| Segment {
			start: u64::from(step.start),
			end: u64::from(step.end),
			per_block: step.per_block,
		});
		let periods = halving.into_iter().flat_map(|halving| {
			// The bound holds for what `validate` accepts, and keeps the time of anything else
			// bounded; so does it the shift and the sums.
			(0..=halving.halvings.min(MAX_HALVINGS)).map(move |k| {
				let period = u64::from(halving.period);
				let start = u64::from(halving.start) + u64::from(k) * period;
				Segment {
					start,
					end: start + period,
					per_block: halving.first_per_block >> k,
				}
			})
		});
		steps.chain(periods)
	}

	/// What is emitted up to and including `block`, in planck.
	///
	/// Takes time independent of `block`; monotone and, by its differences, additive. Errors:
	/// [`MathError::Overflow`] for a schedule that [`Schedule::validate`] refuses.
	pub fn emitted(&self, block: u32) -> Result<Balance, MathError> {
		self.emitted_until(u64::from(block))
	}

	/// What is emitted in total, in planck. Errors as [`Schedule::emitted`].
	pub fn total(&self) -> Result<Balance, MathError> {
		self.emitted_until(u64::MAX)
	}

	/// The first block that emits; `None` if no block does.
	pub fn start(&self) -> Option<u64> {
		self.segments().next().map(|segment| segment.start)
	}

	/// The first block from which on nothing is emitted; `None` if no block emits.
	pub fn end(&self) -> Option<u64> {
		self.segments().last().map(|segment| segment.end)
	}

	fn emitted_until(&self, block: u64) -> Result<Balance, MathError> {
		self.segments().try_fold(0, |sum: Balance, segment| {
			sum.checked_add(segment.emitted(block)?)
				.ok_or(MathError::Overflow)
		})
	}
}
