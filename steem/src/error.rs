//! What can be wrong with bytes.

use core::fmt;

/// Bytes that are no value of the protocol, or not the one way in which the reference implementation writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
	/// The offset in bytes, from the beginning of the input, at which reading stopped.
	pub offset: usize,
	/// What was found there.
	pub reason: Reason,
}

/// The reason of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
	/// The input ends within a value; `missing` bytes are known to be missing.
	UnexpectedEnd {
		/// How many bytes at least are missing.
		missing: usize,
	},
	/// The value ends before the input does.
	TrailingBytes {
		/// How many bytes follow the value.
		count: usize,
	},
	/// More bytes than any value of this kind may have.
	TooLarge {
		/// The length of the input.
		length: usize,
		/// The longest length that is accepted.
		limit: usize,
	},
	/// A variable-length number that does not fit into 32 bits.
	VarintTooLarge,
	/// A variable-length number with leading zeros: the reference implementation writes the shortest form.
	VarintNotShortest,
	/// A boolean or the mark of an optional value that is neither 0 nor 1.
	NotBoolean(u8),
	/// A name that is not UTF-8.
	NotUtf8,
	/// A name of more than 16 bytes.
	NameTooLong(u32),
	/// A name with a zero byte, which the reference implementation cuts off.
	NameWithZero,
	/// The entries of a set or map are not in ascending order, or one occurs twice.
	NotAscending,
	/// A symbol that is not STEEM, SBD or VESTS with its precision.
	UnknownSymbol([u8; 8]),
	/// An operation that no transaction on Steem can carry.
	UnknownOperation(u32),
	/// An extension, or another tagged value, that is not known.
	UnknownVariant {
		/// The type.
		of: &'static str,
		/// The tag found.
		tag: u32,
	},
	/// A hardfork vote for something finer than a hardfork.
	NotAHardfork(u32),
}

impl fmt::Display for Reason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::UnexpectedEnd { missing } => {
				write!(
					f,
					"the input ends too early, at least {missing} bytes are missing"
				)
			}
			Self::TrailingBytes { count } => {
				write!(f, "{count} bytes follow the end of the value")
			}
			Self::TooLarge { length, limit } => {
				write!(f, "{length} bytes, and at most {limit} are accepted")
			}
			Self::VarintTooLarge => write!(f, "a variable-length number above 2^32 - 1"),
			Self::VarintNotShortest => {
				write!(
					f,
					"a variable-length number that is not in its shortest form"
				)
			}
			Self::NotBoolean(byte) => {
				write!(
					f,
					"{byte} where 0 (false, absent) or 1 (true, present) was expected"
				)
			}
			Self::NotUtf8 => write!(f, "a name that is not UTF-8"),
			Self::NameTooLong(length) => {
				write!(f, "a name of {length} bytes; names have at most 16")
			}
			Self::NameWithZero => write!(f, "a name with a zero byte"),
			Self::NotAscending => {
				write!(f, "the entries of a set or map are not strictly ascending")
			}
			Self::UnknownSymbol(bytes) => {
				write!(
					f,
					"the symbol 0x{} is none of STEEM, SBD and VESTS",
					hex::encode(bytes)
				)
			}
			Self::UnknownOperation(id) => write!(
				f,
				"operation {id} is unknown; transactions carry operations 0 to {}",
				crate::operations::LAST_OPERATION
			),
			Self::UnknownVariant { of, tag } => write!(f, "{of} {tag} is unknown"),
			Self::NotAHardfork(number) => write!(
				f,
				"the hardfork version 0x{number:08x} has a release number, and a hardfork has none"
			),
		}
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "byte {}: {}", self.offset, self.reason)
	}
}

impl core::error::Error for Error {}
