//! The money maths of Nutbox.
//!
//! Everything here is a pure function of its arguments: structs in, deltas out. Amounts are in
//! planck (`u128`), shares in parts per billion ([`PPB`]). Intermediates are 256 bits wide, and an
//! overflow is an error, never a wrapped or saturated number.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

use codec::{Decode, Encode, MaxEncodedLen};
use primitive_types::U256;
use scale_info::TypeInfo;

pub mod emission;
pub mod redemption;
pub mod release;
pub mod rewards;
pub mod schedule;

/// An amount of an asset in its smallest unit (planck).
pub type Balance = u128;

/// One whole, in parts per billion.
pub const PPB: u32 = 1_000_000_000;

/// Why a calculation has no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum MathError {
	/// The result does not fit its type.
	Overflow,
	/// The result would be below zero.
	Underflow,
	/// A divisor is zero.
	DivisionByZero,
}

/// `floor(a · b / c)` with a 256-bit product.
///
/// Errors: [`MathError::DivisionByZero`] if `c` is zero, [`MathError::Overflow`] if the quotient
/// exceeds `u128`.
pub fn mul_div_floor(a: Balance, b: Balance, c: Balance) -> Result<Balance, MathError> {
	if c == 0 {
		return Err(MathError::DivisionByZero);
	}
	// Two 128-bit factors always fit 256 bits.
	let quotient = U256::from(a) * U256::from(b) / U256::from(c);
	Balance::try_from(quotient).map_err(|_| MathError::Overflow)
}

/// `ceil(a · b / c)`; errors as [`mul_div_floor`].
pub fn mul_div_ceil(a: Balance, b: Balance, c: Balance) -> Result<Balance, MathError> {
	if c == 0 {
		return Err(MathError::DivisionByZero);
	}
	let (quotient, remainder) = (U256::from(a) * U256::from(b)).div_mod(U256::from(c));
	let quotient = Balance::try_from(quotient).map_err(|_| MathError::Overflow)?;
	if remainder.is_zero() {
		Ok(quotient)
	} else {
		quotient.checked_add(1).ok_or(MathError::Overflow)
	}
}
