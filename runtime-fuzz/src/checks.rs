//! What must hold between blocks.

use frame_support::traits::fungibles::{Inspect, InspectEnumerable, InspectHold};
use nutbox_runtime::*;

/// Checks the sums and every pallet's own invariants; the error says what doesn't hold.
pub fn check() -> Result<(), String> {
	native_issuance()?;
	asset_issuance::<(), AssetsHolder>("asset")?;
	asset_issuance::<pallet_assets::Instance1, PoolAssetsHolder>("liquidity token")?;
	try_state()
}

/// The issuance of the native asset is what the accounts have.
fn native_issuance() -> Result<(), String> {
	let mut sum: Balance = 0;
	for (who, account) in frame_system::Account::<Runtime>::iter() {
		sum = [account.data.free, account.data.reserved]
			.into_iter()
			.try_fold(sum, Balance::checked_add)
			.ok_or_else(|| format!("the balances overflow at {who}"))?;
	}
	let issuance = Balances::total_issuance();
	if sum == issuance {
		Ok(())
	} else {
		Err(format!(
			"the accounts have {sum} planck, the issuance is {issuance}"
		))
	}
}

/// The issuance of every asset is what the accounts have, held or not.
fn asset_issuance<I, Holder>(kind: &str) -> Result<(), String>
where
	I: 'static,
	Runtime: pallet_assets::Config<I, AssetId = u32, Balance = Balance>,
	Holder: InspectHold<AccountId, AssetId = u32, Balance = Balance>,
{
	for id in pallet_assets::Pallet::<Runtime, I>::asset_ids() {
		let mut sum: Balance = 0;
		for who in pallet_assets::Account::<Runtime, I>::iter_key_prefix(id) {
			let free = pallet_assets::Pallet::<Runtime, I>::balance(id, &who);
			let held = Holder::total_balance_on_hold(id, &who);
			sum = [free, held]
				.into_iter()
				.try_fold(sum, Balance::checked_add)
				.ok_or_else(|| format!("the balances of {kind} {id} overflow at {who}"))?;
		}
		let issuance = pallet_assets::Pallet::<Runtime, I>::total_issuance(id);
		if sum != issuance {
			return Err(format!(
				"the accounts have {sum} of {kind} {id}, the issuance is {issuance}"
			));
		}
	}
	Ok(())
}

#[cfg(feature = "try-runtime")]
fn try_state() -> Result<(), String> {
	use frame_support::traits::{TryState, TryStateSelect};
	let number = System::block_number();
	<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, TryStateSelect::All)
		.map_err(|error| format!("an invariant of a pallet: {error:?}"))
}

/// Without `try-runtime` the pallets have no checks.
#[cfg(not(feature = "try-runtime"))]
fn try_state() -> Result<(), String> {
	Ok(())
}
