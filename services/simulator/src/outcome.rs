//! The result.

use crate::Amount;
use nutbox_primitives::BlockNumber;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a scenario has paid, as of its last block. Amounts in planck, each rounded down on its own.
///
/// ```text
/// emitted        = Σ claimed + Σ pending + fund.token + unallocated + dust
/// yield_released = Σ yield_claimed + Σ pending_yield + fund.yield + yield_unstaked + yield_given_up + yield_dust
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
	/// The block.
	pub block: BlockNumber,
	/// Emitted up to and including it.
	pub emitted: Amount,
	/// The fund's part, collected or to be collected.
	pub fund: Fund,
	/// Emission that went to nobody.
	pub unallocated: Amount,
	/// What of the emission is in parts of a planck.
	pub dust: Amount,
	/// Staking yield released up to and including the block.
	pub yield_released: Amount,
	/// Of it: released while nothing at all was staked.
	pub yield_unstaked: Amount,
	/// Of it: given up by exits, and nobody was there to have it.
	pub yield_given_up: Amount,
	/// What of the yield is in parts of a planck.
	pub yield_dust: Amount,
	/// Everybody who has staked.
	pub accounts: BTreeMap<String, Account>,
}

/// What a fund has.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fund {
	/// Of the community's token.
	pub token: Amount,
	/// Of NUT.
	#[serde(rename = "yield")]
	pub staking_yield: Amount,
}

/// What somebody has.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
	/// Community tokens paid.
	pub claimed: Amount,
	/// Staking yield paid.
	pub yield_claimed: Amount,
	/// The pools in which they have staked, now or before.
	pub pools: BTreeMap<String, Holding>,
}

/// What somebody has in a pool.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
	/// Principal.
	pub staked: Amount,
	/// Community tokens earned and not paid, those of terms that are not over included.
	pub pending: Amount,
	/// Staking yield, as above.
	pub pending_yield: Amount,
}
