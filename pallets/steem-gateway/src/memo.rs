//! What the memo of a deposit says.

use crate::{MEMO_PREFIX, MEMO_RESERVE};
use alloc::{format, string::String};
use nutbox_primitives::address;
use sp_core::crypto::AccountId32;

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
pub fn parse(memo: &str, prefix: u16) -> Option<Memo> {
	let text = memo.trim().strip_prefix(MEMO_PREFIX)?;
	if text == MEMO_RESERVE {
		return Some(Memo::Reserve);
	}
	address::parse(text, prefix).map(Memo::Account)
}

/// The memo for an account.
pub fn of(account: &AccountId32, prefix: u16) -> String {
	format!("{MEMO_PREFIX}{}", address::of(account, prefix))
}
