//! The redemption queue: a first-in-first-out line of amounts, finalised in O(1) whatever the
//! number of requests, and paid in O(log n) of the number of times the rate changed.
//!
//! Every request occupies an interval of one cumulative axis, measured in planck of the liquid
//! staking token. [`Queue::finalised`] is a point on that axis: everything before it is settled.
//! A finalisation moves the point and leaves a [`Checkpoint`] that says how much of the underlying
//! asset the stretch before it received, and at which [`Rate`]. A request that was cancelled leaves
//! a [`Hole`]: the point jumps over it and it uses no cash.
//!
//! Rounding is always down, so that the sum of what the requests receive never exceeds the sum of
//! what the checkpoints set aside.

use crate::{mul_div_ceil, mul_div_floor, Balance, MathError, PPB};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What one unit of the liquid staking token is worth in the underlying asset; at most one.
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
pub struct Rate {
	/// Planck of the underlying asset…
	pub numerator: Balance,
	/// …for so many planck of the liquid staking token. Never zero, never below the numerator.
	pub denominator: Balance,
}

impl Rate {
	/// One to one.
	pub const ONE: Rate = Rate {
		numerator: 1,
		denominator: 1,
	};

	/// The haircut index `min(1, backing / liabilities)`, kept as an exact fraction.
	pub fn of(backing: Balance, liabilities: Balance) -> Rate {
		if backing >= liabilities {
			Rate::ONE
		} else {
			// `liabilities > backing ≥ 0`, so that the denominator is positive.
			Rate {
				numerator: backing,
				denominator: liabilities,
			}
		}
	}

	/// Whether the rate is one to one.
	pub fn is_one(&self) -> bool {
		self.numerator == self.denominator
	}

	/// Whether nothing is paid at this rate.
	pub fn is_zero(&self) -> bool {
		self.numerator == 0
	}

	/// `floor(amount · rate)`, planck of the underlying asset.
	pub fn apply(&self, amount: Balance) -> Result<Balance, MathError> {
		mul_div_floor(amount, self.numerator, self.denominator)
	}

	/// An amount of the token that `cash` certainly pays for: `floor(cash / rate)`.
	///
	/// Errors: [`MathError::DivisionByZero`] at a rate of zero, [`MathError::Overflow`] if the
	/// result exceeds `u128`.
	pub fn affordable(&self, cash: Balance) -> Result<Balance, MathError> {
		mul_div_floor(cash, self.denominator, self.numerator)
	}

	/// The rate in parts per billion, rounded down.
	pub fn in_ppb(&self) -> Result<Balance, MathError> {
		self.apply(PPB.into())
	}
}

/// The fee of an instant exit that leaves the buffer at its target or above, parts per billion.
pub const INSTANT_FEE_MIN: u32 = 500_000;

/// The fee of an instant exit that empties the buffer, parts per billion.
pub const INSTANT_FEE_MAX: u32 = 10_000_000;

/// The fee of an instant exit of `amount` that leaves `buffer` in a buffer with the given `target`,
/// rounded up. It grows with the square of the buffer's use:
/// `amount · (min + (max − min) · use²)` with `use = 1 − min(1, buffer / target)`.
pub fn instant_fee(
	amount: Balance,
	buffer: Balance,
	target: Balance,
) -> Result<Balance, MathError> {
	let one = Balance::from(PPB);
	let left = if buffer >= target {
		one
	} else {
		mul_div_floor(buffer, one, target)?
	};
	let used = one.checked_sub(left).ok_or(MathError::Underflow)?;
	let span = INSTANT_FEE_MAX
		.checked_sub(INSTANT_FEE_MIN)
		.ok_or(MathError::Underflow)?;
	let squared = mul_div_ceil(used, used, one)?;
	let rate = mul_div_ceil(span.into(), squared, one)?
		.checked_add(INSTANT_FEE_MIN.into())
		.ok_or(MathError::Overflow)?;
	mul_div_ceil(amount, rate, one)
}

/// One open request: the interval `[start, end)` of the cumulative axis.
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
pub struct Request {
	/// Consecutive over the whole queue, never used twice.
	pub id: u64,
	/// Where the interval begins.
	pub start: Balance,
	/// Where it ends; above `start`.
	pub end: Balance,
	/// No checkpoint before this one can be of use to the request: the search starts here.
	pub hint: u32,
}

impl Request {
	/// Planck of the liquid staking token that were burnt for the request.
	pub fn amount(&self) -> Result<Balance, MathError> {
		self.end.checked_sub(self.start).ok_or(MathError::Underflow)
	}
}

/// A stretch of the axis whose requests were cancelled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hole {
	/// Where the stretch begins.
	pub start: Balance,
	/// Where it ends; above `start`.
	pub end: Balance,
}

/// The state of the axis at the end of a stretch that was finalised at one rate.
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
pub struct Checkpoint {
	/// Where the stretch ends. It begins where the previous checkpoint ends.
	pub end: Balance,
	/// Planck of the underlying asset set aside for everything up to `end`, since genesis.
	pub paid: Balance,
	/// The rate of the stretch.
	pub rate: Rate,
}

/// The queue as a whole.
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
pub struct Queue {
	/// The id that the next request gets.
	pub next_id: u64,
	/// The end of the axis: where the next request begins.
	pub end: Balance,
	/// Everything before this point is settled; at most `end`.
	pub finalised: Balance,
	/// The number of checkpoints.
	pub checkpoints: u32,
}

/// The outcome of one step of finalisation: the stretch up to the next hole, or up to the end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Advance {
	/// The queue after the step.
	pub queue: Queue,
	/// Planck of the liquid staking token that were passed, holes not counted.
	pub taken: Balance,
	/// Whether the hole was passed and is of no more use.
	pub passed_hole: bool,
}

/// Why a request can't be paid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PayoutError {
	/// A part of the request or all of it is not finalised.
	NotFinalised,
	/// A checkpoint that the queue counts is not there.
	MissingCheckpoint,
	/// A number left its range.
	Math(MathError),
}

impl From<MathError> for PayoutError {
	fn from(error: MathError) -> Self {
		PayoutError::Math(error)
	}
}

impl Queue {
	/// Appends a request of `amount` planck of the liquid staking token (above zero).
	///
	/// Errors: [`MathError::Overflow`] when ids or the axis are used up,
	/// [`MathError::Underflow`] for an amount of zero.
	pub fn push(&self, amount: Balance) -> Result<(Queue, Request), MathError> {
		if amount == 0 {
			return Err(MathError::Underflow);
		}
		let end = self.end.checked_add(amount).ok_or(MathError::Overflow)?;
		let next_id = self.next_id.checked_add(1).ok_or(MathError::Overflow)?;
		// The last checkpoint may still grow, therefore it belongs to the search.
		let hint = self.checkpoints.checked_sub(1).map_or(0, |last| last);
		let request = Request {
			id: self.next_id,
			start: self.end,
			end,
			hint,
		};
		Ok((
			Queue {
				next_id,
				end,
				..*self
			},
			request,
		))
	}

	/// Whether no part of the request is finalised, so that it may be cancelled.
	pub fn is_untouched(&self, request: &Request) -> bool {
		request.start >= self.finalised
	}

	/// Whether the whole request is finalised, so that it may be claimed.
	pub fn is_finalised(&self, request: &Request) -> bool {
		request.end <= self.finalised
	}

	/// Takes the cancelled stretch `hole` out of the queue if it is the tail of it; otherwise the
	/// caller has to keep the hole. `None` when it has to be kept.
	pub fn drop_tail(&self, hole: &Hole) -> Option<Queue> {
		(hole.end == self.end).then_some(Queue {
			end: hole.start,
			..*self
		})
	}

	/// Moves the point of finalisation by at most `affordable` planck of the liquid staking token,
	/// up to the end of the queue and at most past one hole, `next_hole`, the first one not passed
	/// yet.
	///
	/// Errors: [`MathError::Underflow`] if `next_hole` lies before the point of finalisation.
	pub fn advance(
		&self,
		next_hole: Option<Hole>,
		affordable: Balance,
	) -> Result<Advance, MathError> {
		let limit = next_hole.map_or(self.end, |hole| hole.start);
		let room = limit
			.checked_sub(self.finalised)
			.ok_or(MathError::Underflow)?;
		let taken = room.min(affordable);
		let finalised = self
			.finalised
			.checked_add(taken)
			.ok_or(MathError::Overflow)?;
		let (finalised, passed_hole) = match next_hole {
			Some(hole) if finalised == hole.start => (hole.end, true),
			_ => (finalised, false),
		};
		Ok(Advance {
			queue: Queue { finalised, ..*self },
			taken,
			passed_hole,
		})
	}

	/// The checkpoint for a stretch that was finalised at `rate` and received `cash`, up to the
	/// present point. `last` is the latest checkpoint.
	///
	/// At a rate of one the latest checkpoint of the same rate grows, so that the number of
	/// checkpoints is that of the changes of the rate. Returns the queue, the index to write and
	/// the checkpoint.
	pub fn checkpoint(
		&self,
		last: Option<&Checkpoint>,
		rate: Rate,
		cash: Balance,
	) -> Result<(Queue, u32, Checkpoint), MathError> {
		let before = last.map_or(0, |last| last.paid);
		let paid = before.checked_add(cash).ok_or(MathError::Overflow)?;
		let checkpoint = Checkpoint {
			end: self.finalised,
			paid,
			rate,
		};
		match last {
			// Below one the parts would be rounded down one by one, and a request over two of them
			// could claim a planck more than was set aside.
			Some(last) if last.rate.is_one() && rate.is_one() => {
				let index = self
					.checkpoints
					.checked_sub(1)
					.ok_or(MathError::Underflow)?;
				Ok((*self, index, checkpoint))
			}
			_ => {
				let checkpoints = self.checkpoints.checked_add(1).ok_or(MathError::Overflow)?;
				Ok((
					Queue {
						checkpoints,
						..*self
					},
					self.checkpoints,
					checkpoint,
				))
			}
		}
	}

	/// What a finalised `request` receives, planck of the underlying asset: `floor(part · rate)`
	/// for each stretch that it lies in. `lookup` reads a checkpoint by its index; it is called at
	/// most `2 · log2(n) + 3` times for n checkpoints since the request.
	pub fn payout(
		&self,
		request: &Request,
		lookup: impl Fn(u32) -> Option<Checkpoint>,
	) -> Result<Balance, PayoutError> {
		if !self.is_finalised(request) {
			return Err(PayoutError::NotFinalised);
		}
		let get = |index| lookup(index).ok_or(PayoutError::MissingCheckpoint);

		let first = self.first_at(request.hint, |c| c.end > request.start, get)?;
		let from = get(first)?;
		if from.end >= request.end {
			return Ok(from.rate.apply(request.amount()?)?);
		}

		let last = self.first_at(first, |c| c.end >= request.end, get)?;
		let to = get(last)?;
		let before = get(last.checked_sub(1).ok_or(MathError::Underflow)?)?;
		// The whole stretches between lie within the request, therefore without holes, and have
		// received exactly what was set aside for them.
		let head = from.rate.apply(
			from.end
				.checked_sub(request.start)
				.ok_or(MathError::Underflow)?,
		)?;
		let middle = before
			.paid
			.checked_sub(from.paid)
			.ok_or(MathError::Underflow)?;
		let tail = to.rate.apply(
			request
				.end
				.checked_sub(before.end)
				.ok_or(MathError::Underflow)?,
		)?;
		let sum = head
			.checked_add(middle)
			.and_then(|sum| sum.checked_add(tail));
		Ok(sum.ok_or(MathError::Overflow)?)
	}

	/// The index of the first checkpoint from `low` on for which `found` holds. It has to hold for
	/// all that come after one for which it does.
	fn first_at(
		&self,
		low: u32,
		found: impl Fn(&Checkpoint) -> bool,
		get: impl Fn(u32) -> Result<Checkpoint, PayoutError>,
	) -> Result<u32, PayoutError> {
		let (mut low, mut high) = (low, self.checkpoints);
		while low < high {
			// `low ≤ middle < high`: the sum of a half each can't overflow.
			let middle = low + (high - low) / 2;
			if found(&get(middle)?) {
				high = middle;
			} else {
				low = middle + 1;
			}
		}
		if low == self.checkpoints {
			return Err(PayoutError::MissingCheckpoint);
		}
		Ok(low)
	}
}
