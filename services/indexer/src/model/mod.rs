//! What the API shows, and what the rows of the index hold.
//!
//! Amounts are planck, as decimal strings; parts are parts per billion (ppb); times are Unix
//! milliseconds, as the chain's own timestamp says.

use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// Planck: a decimal string, exact.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, ToSchema)]
#[schema(value_type = String, pattern = "^[0-9]{1,39}$", example = "1000000000000")]
pub struct Amount(pub u128);

impl Amount {
	/// The digits of the largest amount.
	pub const DIGITS: usize = 39;

	/// As it is stored: with leading zeros, so that the order of the texts is that of the amounts,
	/// under any collation.
	pub fn stored(self) -> String {
		format!("{:0width$}", self.0, width = Self::DIGITS)
	}

	/// The amount that [`Self::stored`] wrote.
	pub fn from_stored(text: &str) -> anyhow::Result<Self> {
		Ok(Self(text.parse()?))
	}

	/// The sum, or an error beyond the range.
	pub fn plus(self, other: u128) -> anyhow::Result<Self> {
		let sum = self.0.checked_add(other);
		Ok(Self(sum.ok_or_else(|| {
			anyhow::anyhow!("a sum of amounts leaves the range of 128 bits")
		})?))
	}
}

impl From<u128> for Amount {
	fn from(amount: u128) -> Self {
		Self(amount)
	}
}

impl Serialize for Amount {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(&self.0)
	}
}

impl<'de> Deserialize<'de> for Amount {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		text.parse().map(Self).map_err(de::Error::custom)
	}
}

/// Declares a struct of the API: serialised, described, with public documented fields.
macro_rules! shape {
	($($(#[$attribute:meta])* $name:ident {
		$($(#[$field_attribute:meta])* $field:ident: $type:ty,)*
	})*) => {$(
		$(#[$attribute])*
		#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
		pub struct $name {
			$($(#[$field_attribute])* pub $field: $type,)*
		}
	)*};
}

/// Declares an enum of plain names, which are stored and shown in snake case.
macro_rules! names {
	($($(#[$attribute:meta])* $name:ident { $($(#[$variant_attribute:meta])* $variant:ident,)* })*) => {$(
		$(#[$attribute])*
		#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize, ToSchema)]
		#[serde(rename_all = "snake_case")]
		#[allow(missing_docs)]
		pub enum $name {
			$($(#[$variant_attribute])* $variant,)*
		}

		impl $name {
			/// Every one.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

			/// The name in snake case.
			pub fn name(self) -> String {
				match serde_json::to_value(self) {
					Ok(serde_json::Value::String(name)) => name,
					_ => String::new(),
				}
			}

			/// The one of this name.
			pub fn of(name: &str) -> Option<Self> {
				serde_json::from_value(name.into()).ok()
			}
		}
	)*};
}

// After the macros, which they use.
mod bridge;
mod communities;
mod exchange;
mod staking;

pub use bridge::*;
pub use communities::*;
pub use exchange::*;
pub use staking::*;

names! {
	/// What an event of the chain was about.
	Kind {
		CommunityCreated, PoolAdded, ProfileUpdated, Staked, Unstaked, Claimed, PayoutDeferred,
		EmergencyUnstaked, FundCollected, FundSpent, PoolClosed, WeightsAnnounced, WeightsApplied,
		ScheduleAnnounced, ScheduleApplied, EscrowToppedUp, BoughtBack, TermStaked, TermUnstaked,
		DelegationSet, VoucherClaimed, OwnershipOffered, OwnershipTransferred, OwnershipRenounced,
		ClaimPermissionSet, Minted, RedemptionRequested, RedemptionCancelled, RedemptionClaimed,
		RedeemedInstantly, Swapped, LiquidityAdded, LiquidityRemoved, BountyPaid, BountyEarned,
		DepositCredited, DepositReleased, RefundOpened, ReserveDonated, WithdrawalRequested,
		WithdrawalPaid, RefundPaid, WithdrawalExpired, WithdrawalReclaimed, GatewayConfigured,
		GatewayParametersSet, GatewayModeSet, AuthorityProved, CustodiansSet, CustodianBonded,
		CustodianUnbonded, CustodianSlashed, MisconductProved, ReporterRewarded, SteemBound,
		SteemReleased, PoolTied, PoolUntied,
	}
	/// What a search found.
	HitKind { Community, Account, Asset, }
}

shape! {
	/// Rewards of both kinds.
	#[derive(Copy, Default)]
	Payout {
		/// Of the community's token.
		token: Amount,
		/// Of the native asset.
		staking_yield: Amount,
	}
	/// Chain, node and index.
	Status {
		/// The chain; null until the node was reached once.
		chain: Option<ChainInfo>,
		/// The node.
		node: NodeInfo,
		/// The last indexed block; null before the first.
		indexed: Option<BlockRef>,
		/// Finalised blocks that are not indexed yet; null while the node is not reached.
		lag: Option<u64>,
		/// The version of this program.
		version: String,
	}
	/// The chain.
	ChainInfo {
		/// Its name.
		name: String,
		/// The hash of its first block.
		genesis_hash: String,
		/// The name of its runtime.
		spec_name: String,
		/// The version of its runtime.
		spec_version: u32,
		/// The prefix of its addresses.
		ss58_prefix: u16,
		/// The symbol of the native asset.
		token_symbol: String,
		/// Its decimals.
		token_decimals: u8,
		/// Whether it is a development chain, whose accounts everybody has the keys of.
		development: bool,
		/// Milliseconds between two blocks.
		slot_millis: u64,
		/// Blocks of an era.
		era_blocks: u64,
		/// Eras that unbonding takes.
		bonding_eras: u32,
		/// The liquid staking token.
		liquid_staking_asset: String,
	}
	/// The node.
	NodeInfo {
		/// The address that browsers connect to.
		url: String,
		/// Whether it is reached.
		connected: bool,
		/// The last finalised block that it has told.
		finalised: Option<u64>,
		/// Why nothing is indexed, if so.
		error: Option<String>,
	}
	/// A block.
	BlockRef {
		/// Its number.
		block: u64,
		/// Its hash.
		hash: String,
		/// Its time, Unix milliseconds.
		time: u64,
	}
	/// For the home page.
	Totals {
		/// As of this block.
		block: u64,
		/// Its time.
		time: u64,
		/// Communities, the built-in one included.
		communities: u64,
		/// Open pools of all communities.
		open_pools: u64,
		/// Accounts that have a stake.
		members: u64,
		/// The liquid staking token staked in all pools.
		staked: Amount,
		/// The liquid staking token issued.
		supply: Amount,
		/// The native asset bonded behind it.
		bonded: Amount,
		/// The insurance.
		insurance: Amount,
		/// Staking yield collected since genesis.
		yield_collected: Amount,
		/// Staking yield that funds have collected since genesis.
		fund_yield: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// Whether the backing covers what is owed.
		solvent: bool,
		/// Whether minting is possible.
		minting_open: bool,
		/// Redemptions queued or ready.
		open_redemptions: u64,
	}
	/// A known asset.
	Asset {
		/// `native`, `local:ID` or `liquidity:ID`.
		asset: String,
		/// Its name.
		name: String,
		/// Its symbol.
		symbol: String,
		/// Its decimals.
		decimals: u8,
		/// The community that it came with.
		community: Option<u32>,
	}
	/// One event of the chain. What a kind does not have is null.
	Activity {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// What happened.
		kind: Kind,
		/// The community.
		community: Option<u32>,
		/// The pool.
		pool: Option<u32>,
		/// Whose doing or whose money it was.
		account: Option<String>,
		/// Another account: the signer of a voucher, the owner before, the receiver of liquidity, the
		/// other one of a bounty.
		other: Option<String>,
		/// What `amount` is of; `steem` is STEEM on Steem itself, in thousandths.
		asset: Option<String>,
		/// How much went in, out or was spent.
		amount: Option<Amount>,
		/// What `received` is of; `steem` is STEEM on Steem itself, in thousandths.
		received_asset: Option<String>,
		/// What was received for it.
		received: Option<Amount>,
		/// The fee of it, in the received asset.
		fee: Option<Amount>,
		/// Rewards: of the community's token.
		token: Option<Amount>,
		/// Rewards: of the native asset.
		staking_yield: Option<Amount>,
		/// The number of a position, redemption, voucher, withdrawal or refund; decimal, as it can
		/// have 64 bits. Of the bridge's mode its name, of a bond the custodian's key.
		reference: Option<String>,
		/// Whether what was bought was destroyed.
		burned: Option<bool>,
		/// The account on Steem: who sent or receives, who is bound, to whom a pool is tied.
		steem_account: Option<String>,
		/// The transaction on Steem, 40 hexadecimal digits.
		steem_transaction: Option<String>,
	}
	/// A portfolio: the first 100 of each list; the endpoints of the lists show the rest.
	Account {
		/// The address, with the chain's prefix.
		address: String,
		/// Whether anything is known of it.
		known: bool,
		/// The first block that knows it.
		first_block: Option<u64>,
		/// The communities that it owns; the first 100.
		owned: Vec<u32>,
		/// Its positions, the newest first.
		positions: Vec<Position>,
		/// Its redemptions, the newest first.
		redemptions: Vec<Redemption>,
		/// The vouchers that it claimed, the newest first.
		vouchers: Vec<VoucherClaim>,
		/// Whether others may claim for it.
		claim_permission: bool,
	}
	/// What a search found.
	Hit {
		/// What it is.
		kind: HitKind,
		/// Its id, address or asset.
		id: String,
		/// What to show.
		title: String,
		/// The community that it belongs to.
		community: Option<u32>,
	}
	/// What a search found, at most 20.
	Hits {
		/// The hits.
		items: Vec<Hit>,
	}
	/// The data of the server-sent event `block`: what an indexed block touched.
	BlockEvent {
		/// The block.
		block: u64,
		/// Its hash.
		hash: String,
		/// Its time.
		time: u64,
		/// The last finalised block that the node has told.
		finalised: u64,
		/// The communities that it changed.
		communities: Vec<u32>,
		/// The pools.
		pools: Vec<u32>,
		/// The accounts.
		accounts: Vec<String>,
		/// The markets.
		markets: Vec<u32>,
		/// Whether it changed the ledger of liquid staking.
		liquid_staking: bool,
		/// Whether it changed the bridge to Steem, a deposit, a withdrawal, a binding or a delegation.
		bridge: bool,
		/// The era whose work was done in it.
		era: Option<u32>,
	}
	/// Why a request failed.
	ErrorDetail {
		/// `bad_request`, `not_found`, `rate_limited`, `busy`, `not_ready` or `internal`.
		code: String,
		/// A sentence.
		message: String,
	}
	/// A failed request.
	ErrorBody {
		/// Why.
		error: ErrorDetail,
	}
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
	/// The items.
	pub items: Vec<T>,
	/// What `cursor` is on the next page; null on the last one.
	pub next_cursor: Option<String>,
}

#[cfg(test)]
mod tests {
	use super::Amount;

	#[test]
	fn stored_should_sort_as_the_amounts_do_when_they_are_compared_as_text() {
		let mut amounts = vec![0, 1, 9, 10, 99, 100, 1 << 64, u128::MAX - 1, u128::MAX];
		amounts.extend((0..127).map(|bit| (1u128 << bit) + 1));
		amounts.sort_unstable();
		let mut stored: Vec<_> = amounts.iter().map(|n| Amount(*n).stored()).collect();
		stored.sort();
		let read: Vec<_> = stored
			.iter()
			.map(|text| Amount::from_stored(text).expect("it was just written").0)
			.collect();
		assert_eq!(read, amounts);
		assert!(stored.iter().all(|text| text.len() == Amount::DIGITS));
	}

	#[test]
	fn plus_should_fail_when_the_sum_leaves_the_range() {
		assert_eq!(Amount(1).plus(2).expect("in range"), Amount(3));
		assert!(Amount(u128::MAX).plus(1).is_err());
	}
}
