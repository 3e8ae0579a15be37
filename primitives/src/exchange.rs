//! The exchange between the assets of the chain, as other pallets see it.

use crate::{AssetId, Balance};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// An asset that can be traded.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum TradedAsset {
	/// The native asset.
	#[codec(index = 0)]
	Native,
	/// The liquid staking token or a community token.
	#[codec(index = 1)]
	Local(AssetId),
}

/// Trades between assets at the market's price.
pub trait Exchange<AccountId> {
	/// What is traded.
	type Asset;

	/// How many planck of `buy` the sale of `amount` planck of `sell` would bring now, fees
	/// included; `None` if there is no market or it is too small. The price moves with the sale.
	fn quote(sell: Self::Asset, buy: Self::Asset, amount: Balance) -> Option<Balance>;

	/// Sells `amount` planck of `sell` that `who` owns, which keeps the account alive, for `buy`.
	/// Returns the planck received.
	///
	/// Errors when there is no market, when less than `min_received` would come of it, and those of
	/// the transfers; then nothing has changed.
	fn sell(
		who: &AccountId,
		sell: Self::Asset,
		buy: Self::Asset,
		amount: Balance,
		min_received: Balance,
	) -> Result<Balance, DispatchError>;
}
