//! The exchange of this chain for the other pallets.

use crate::{AccountId, AssetConversion, AssetId, Balance};
use alloc::vec;
use frame_support::traits::fungible::NativeOrWithId;
use nutbox_primitives::exchange::{Exchange, TradedAsset};
use pallet_asset_conversion::{QuotePrice, Swap};
use sp_runtime::DispatchError;

/// Direct trades in `pallet-asset-conversion`, the liquidity providers' fee included.
pub struct Market;

fn kind(asset: TradedAsset) -> NativeOrWithId<AssetId> {
	match asset {
		TradedAsset::Native => NativeOrWithId::Native,
		TradedAsset::Local(id) => NativeOrWithId::WithId(id),
	}
}

impl Exchange<AccountId> for Market {
	type Asset = TradedAsset;

	fn quote(sell: TradedAsset, buy: TradedAsset, amount: Balance) -> Option<Balance> {
		<AssetConversion as QuotePrice>::quote_price_exact_tokens_for_tokens(
			kind(sell),
			kind(buy),
			amount,
			true,
		)
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
			Some(min_received),
			who.clone(),
			true,
		)
	}
}
