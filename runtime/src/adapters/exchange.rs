//! The exchange of this chain, as our pallets see it.

use crate::{AccountId, AssetConversion, AssetId, Balance};
use alloc::vec;
use frame_support::traits::fungible::NativeOrWithId;
use nutbox_primitives::exchange::{Exchange, TradedAsset};
use pallet_asset_conversion::Swap;
use sp_runtime::DispatchError;

/// The pools of `pallet-asset-conversion`; a trade goes through the pool of its two assets.
pub struct AssetConversionExchange;

fn kind(asset: TradedAsset) -> NativeOrWithId<AssetId> {
	match asset {
		TradedAsset::Native => NativeOrWithId::Native,
		TradedAsset::Local(id) => NativeOrWithId::WithId(id),
	}
}

impl Exchange<AccountId> for AssetConversionExchange {
	type Asset = TradedAsset;

	fn quote(sell: TradedAsset, buy: TradedAsset, amount: Balance) -> Option<Balance> {
		AssetConversion::quote_price_exact_tokens_for_tokens(kind(sell), kind(buy), amount, true)
	}

	fn sell(
		who: &AccountId,
		sell: TradedAsset,
		buy: TradedAsset,
		amount: Balance,
		min_received: Balance,
	) -> Result<Balance, DispatchError> {
		<AssetConversion as Swap<AccountId>>::swap_exact_tokens_for_tokens(
			who.clone(),
			vec![kind(sell), kind(buy)],
			amount,
			// The exchange refuses a bound of zero.
			Some(min_received.max(1)),
			who.clone(),
			false,
		)
	}
}
