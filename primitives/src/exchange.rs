//! The exchange, as the pallets that trade see it.

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

/// A market for assets.
pub trait Exchange<AccountId> {
	/// What is traded.
	type Asset;

	/// Planck of `buy` that [`Exchange::sell`] would pay for `amount` planck of `sell` now, fees
	/// included. `None` if there is no market, or not enough in it.
	fn quote(sell: Self::Asset, buy: Self::Asset, amount: Balance) -> Option<Balance>;

	/// Sells exactly `amount` planck of `sell` out of the account of `who` for `buy`, into the same
	/// account. Returns what was received, in planck.
	///
	/// Errors when that would be less than `min_received`, or there is no market; then nothing has
	/// changed.
	fn sell(
		who: &AccountId,
		sell: Self::Asset,
		buy: Self::Asset,
		amount: Balance,
		min_received: Balance,
	) -> Result<Balance, DispatchError>;
}
