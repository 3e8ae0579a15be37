//! Which assets communities may distribute and stake.

use crate::{AccountId, AssetId, Assets, Communities, LiquidStaking, SteemGateway};
use frame_support::traits::{fungibles::roles::Inspect, Contains};
use nutbox_primitives::StakeableAsset;

/// Assets whose every role is with a pallet that uses none of the powers of a role over other
/// accounts.
pub struct PalletOwned;

impl Contains<AssetId> for PalletOwned {
	fn contains(asset: &AssetId) -> bool {
		let pallets: [AccountId; 3] = [
			Communities::issuer_account(),
			LiquidStaking::account_id(),
			SteemGateway::account_id(),
		];
		[
			<Assets as Inspect<AccountId>>::owner(*asset),
			<Assets as Inspect<AccountId>>::issuer(*asset),
			<Assets as Inspect<AccountId>>::admin(*asset),
			<Assets as Inspect<AccountId>>::freezer(*asset),
		]
		.iter()
		.all(|role| role.as_ref().is_some_and(|who| pallets.contains(who)))
	}
}

impl Contains<StakeableAsset> for PalletOwned {
	fn contains(asset: &StakeableAsset) -> bool {
		match asset {
			StakeableAsset::Local(id) => <Self as Contains<AssetId>>::contains(id),
			// Only the exchange makes them.
			StakeableAsset::Liquidity(_) => true,
		}
	}
}
