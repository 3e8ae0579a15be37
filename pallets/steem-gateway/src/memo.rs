//! What the memo of a deposit says.

use crate::{MEMO_PREFIX, MEMO_RESERVE};
use alloc::{format, string::String};
use sp_core::crypto::{AccountId32, Ss58AddressFormat, Ss58Codec};

/// The longest address that is looked at, in characters. Decoding takes time with the square of the
/// length; 36 bytes take at most 50.
const MAX_ADDRESS_LENGTH: usize = 50;

/// What a memo says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Memo {
	/// tSTEEM is for this account.
	Account(AccountId32),
	/// The STEEM makes good a loss.
	Reserve,
}

/// What a memo says: `nutbox:` and an address of this chain (`prefix` is its SS58 prefix), or
/// `nutbox:reserve`. White space around it does not matter. `None` for anything else.
///
/// Addresses carry a checksum of 16 bits. A bare public key in hexadecimal digits carries none, so it
/// is not taken: a mistyped one would be somebody else's, or nobody's.
pub fn parse(memo: &str, prefix: u16) -> Option<Memo> {
	let text = memo.trim().strip_prefix(MEMO_PREFIX)?;
	if text == MEMO_RESERVE {
		return Some(Memo::Reserve);
	}
	if text.len() > MAX_ADDRESS_LENGTH {
		return None;
	}
	let (account, format) = AccountId32::from_ss58check_with_version(text).ok()?;
	// A prefix can be written with one byte or with two; only the form that wallets write is taken.
	let expected = Ss58AddressFormat::custom(prefix);
	(format == expected && account.to_ss58check_with_version(expected) == text)
		.then_some(Memo::Account(account))
}

/// The memo for an account.
pub fn of(account: &AccountId32, prefix: u16) -> String {
	let address = account.to_ss58check_with_version(Ss58AddressFormat::custom(prefix));
	format!("{MEMO_PREFIX}{address}")
}
