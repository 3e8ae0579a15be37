//! Why a transaction is not carried out, in the words of a Steem node.

use std::fmt;

/// A refusal. Codes and names are those of the reference implementation, so that clients recognise them.
///
/// Sources: `libraries/protocol/include/steem/protocol/exceptions.hpp`,
/// `libraries/chain/include/steem/chain/database_exceptions.hpp`, `libraries/fc/include/fc/exception/exception.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
	/// The exception's number.
	pub code: i64,
	/// The exception's name.
	pub name: &'static str,
	/// What is wrong.
	pub message: String,
}

impl Refusal {
	/// A condition that does not hold (`FC_ASSERT`).
	pub fn assert(message: impl Into<String>) -> Self {
		let message = format!("Assert Exception:{}", message.into());
		Self {
			code: 10,
			name: "assert_exception",
			message,
		}
	}

	/// A transaction that is too late, or too early for its expiration.
	pub fn expiration(message: impl Into<String>) -> Self {
		let message = format!("transaction expiration exception:{}", message.into());
		Self {
			code: 4_030_100,
			name: "transaction_expiration_exception",
			message,
		}
	}

	/// A transaction that refers to a block that this chain does not have.
	pub fn reference(message: impl Into<String>) -> Self {
		let message = format!("transaction tapos exception:{}", message.into());
		Self {
			code: 4_030_200,
			name: "transaction_tapos_exception",
			message,
		}
	}

	/// Keys that do not suffice, or are too many.
	pub fn authority(code: i64, name: &'static str, message: impl Into<String>) -> Self {
		Self {
			code,
			name,
			message: message.into(),
		}
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.message)
	}
}

impl std::error::Error for Refusal {}

/// Refuses with this message unless the condition holds.
macro_rules! require {
	($condition:expr, $($message:tt)*) => {
		if !$condition {
			return Err($crate::refusal::Refusal::assert(format!($($message)*)));
		}
	};
}
pub(crate) use require;
