//! What a community emits over its whole life: schedules that follow each other, and the escrow
//! that may run dry under them.
//!
//! ```text
//! scheduled(b) = past + schedule.emitted(min(b, from − 1)) + next.emitted(b)      next from block `from` on
//! emitted(b)   = scheduled(b)                                                     a token without limit
//!              = min(funded, accrued + scheduled(b) − scheduled₀)                 out of an escrow
//! ```
//!
//! `accrued` and `scheduled₀` are the values of the two functions when the escrow was last topped
//! up. Between two top-ups this is the same as walking block by block and taking from the escrow
//! what the schedule says, as long as there is some: what was not there to be taken is not made up
//! for later. Everything takes time independent of the number of blocks.

use crate::{schedule::Schedule, Balance, MathError};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A schedule that takes over.
#[derive(
	Clone, Debug, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Change {
	/// The first block that it speaks for; the one before is the last of the schedule before.
	pub from: u32,
	/// What is emitted from then on; it starts at or after `from`.
	pub schedule: Schedule,
}

/// What there is to be emitted, in planck; all three only grow.
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
pub struct Escrow {
	/// Put in since the beginning.
	pub funded: Balance,
	/// Emitted until the last top-up.
	pub accrued: Balance,
	/// What the schedules said until the last top-up.
	pub scheduled: Balance,
}

impl Escrow {
	/// What is emitted when the schedules say `scheduled` planck since the beginning.
	fn emitted(&self, scheduled: Balance) -> Result<Balance, MathError> {
		let since = scheduled
			.checked_sub(self.scheduled)
			.ok_or(MathError::Underflow)?;
		let wanted = self.accrued.checked_add(since).ok_or(MathError::Overflow)?;
		Ok(wanted.min(self.funded))
	}
}

/// The rate of `schedule` in block `now`; in a gap or after the end, the last before; before the
/// start, the first to come. `None` if it emits nothing.
fn nearest_rate(schedule: &Schedule, now: u32) -> Option<Balance> {
	let mut last = None;
	for segment in schedule.segments().filter(|segment| segment.per_block > 0) {
		if segment.start > u64::from(now) && last.is_some() {
			break;
		}
		last = Some(segment.per_block);
	}
	last
}

/// The emission of a community.
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
pub struct Emission {
	/// What the schedules before the present one said, in planck.
	pub past: Balance,
	/// The rate that the last of them with anything to emit left behind, in planck a block; `None`
	/// if there was none.
	pub last_rate: Option<Balance>,
	/// The schedule in force, but for the blocks of `next`.
	pub schedule: Schedule,
	/// The schedule that takes over, or has done so.
	pub next: Option<Change>,
	/// What there is to be emitted; `None` if there is no limit but the schedule.
	pub escrow: Option<Escrow>,
}

impl Emission {
	/// An emission after `schedule`, out of an empty escrow or out of nothing.
	pub fn new(schedule: Schedule, escrowed: bool) -> Self {
		Self {
			past: 0,
			last_rate: None,
			schedule,
			next: None,
			escrow: escrowed.then(Escrow::default),
		}
	}

	/// What the schedules say up to and including `block`, in planck.
	pub fn scheduled(&self, block: u32) -> Result<Balance, MathError> {
		let (last, next) = match &self.next {
			Some(next) if block >= next.from => {
				let last = next.from.checked_sub(1).ok_or(MathError::Underflow)?;
				(last, next.schedule.emitted(block)?)
			}
			_ => (block, 0),
		};
		self.past
			.checked_add(self.schedule.emitted(last)?)
			.and_then(|sum| sum.checked_add(next))
			.ok_or(MathError::Overflow)
	}

	/// What is emitted up to and including `block`, in planck. Never falls as long as `block` does
	/// not, whatever is announced, taken over or put in.
	pub fn emitted(&self, block: u32) -> Result<Balance, MathError> {
		let scheduled = self.scheduled(block)?;
		match &self.escrow {
			None => Ok(scheduled),
			Some(escrow) => escrow.emitted(scheduled),
		}
	}

	/// What the schedules say in total, in planck.
	pub fn total(&self) -> Result<Balance, MathError> {
		// No schedule reaches the last block number.
		self.scheduled(u32::MAX)
	}

	/// The same emission, with what has taken over by `now` as the schedule in force.
	pub fn folded(self, now: u32) -> Result<Self, MathError> {
		match self.next {
			Some(next) if now >= next.from => {
				let last = next.from.checked_sub(1).ok_or(MathError::Underflow)?;
				let before = self.schedule.emitted(last)?;
				Ok(Self {
					past: self.past.checked_add(before).ok_or(MathError::Overflow)?,
					last_rate: nearest_rate(&self.schedule, last).or(self.last_rate),
					schedule: next.schedule,
					next: None,
					escrow: self.escrow,
				})
			}
			next => Ok(Self { next, ..self }),
		}
	}

	/// The emission with `change` to come instead of what was to come. Errors:
	/// [`MathError::Underflow`] unless `now < change.from <= start of its schedule`: the past never
	/// changes; [`MathError::Overflow`] if the total is beyond `u128`.
	pub fn announce(self, now: u32, change: Change) -> Result<Self, MathError> {
		let starts_early = change
			.schedule
			.start()
			.is_some_and(|start| start < u64::from(change.from));
		if change.from <= now || starts_early {
			return Err(MathError::Underflow);
		}
		let changed = Self {
			next: Some(change),
			..self.folded(now)?
		};
		changed.total()?;
		Ok(changed)
	}

	/// Puts `amount` planck into the escrow. Nothing that was not emitted for want of it is made up
	/// for. Errors: [`MathError::Underflow`] without an escrow; [`MathError::Overflow`] if more than
	/// `u128` was put in since the beginning.
	pub fn top_up(self, now: u32, amount: Balance) -> Result<Self, MathError> {
		let escrow = self.escrow.ok_or(MathError::Underflow)?;
		let scheduled = self.scheduled(now)?;
		let escrow = Escrow {
			funded: escrow
				.funded
				.checked_add(amount)
				.ok_or(MathError::Overflow)?,
			accrued: escrow.emitted(scheduled)?,
			scheduled,
		};
		Ok(Self {
			escrow: Some(escrow),
			..self
		})
	}

	/// The rate that a change is measured by, in planck a block: the one in force in `now`; in a
	/// gap or after the end, the last before; before the start, the first to come; where the
	/// schedule in force emits nothing, that of the one before it. `None` if nothing was ever to be
	/// emitted.
	pub fn present_rate(&self, now: u32) -> Option<Balance> {
		let of_next = match &self.next {
			Some(next) if now >= next.from => Some(next),
			_ => None,
		};
		let Some(next) = of_next else {
			return nearest_rate(&self.schedule, now).or(self.last_rate);
		};
		nearest_rate(&next.schedule, now)
			.or_else(|| nearest_rate(&self.schedule, next.from.checked_sub(1)?))
			.or(self.last_rate)
	}

	/// Whether `change` has a block with more than twice the present rate, and more than the
	/// schedule in force has there.
	pub fn more_than_doubles(&self, now: u32, change: &Change) -> bool {
		// Twice the largest rates is beyond the range, so nothing is above it.
		let Some(limit) = self.present_rate(now).and_then(|rate| rate.checked_mul(2)) else {
			return false;
		};
		let in_force = match &self.next {
			Some(next) if now >= next.from => &next.schedule,
			_ => &self.schedule,
		};
		change
			.schedule
			.segments()
			.filter(|new| new.per_block > limit)
			.any(|new| {
				// The old segments don't overlap: what they cover of the new one adds up.
				let covered: u64 = in_force
					.segments()
					.filter(|old| old.per_block >= new.per_block)
					.filter_map(|old| old.end.min(new.end).checked_sub(old.start.max(new.start)))
					.sum();
				new.end.checked_sub(new.start) != Some(covered)
			})
	}
}
