//! The real ledger of assets, with something that happens before each payment of a token: what a
//! token with a hook of its own would do.

use super::mock::*;
use core::cell::RefCell;
use frame_support::traits::{
	fungibles::{self, metadata},
	tokens::{
		DepositConsequence, Fortitude, Precision, Preservation, Provenance, WithdrawConsequence,
	},
	AccountTouch,
};
use nutbox_math::Balance;
use sp_runtime::{DispatchError, DispatchResult};

thread_local! {
	static HOOK: RefCell<Option<Hook>> = const { RefCell::new(None) };
}

/// What the communities pay with.
pub struct HookedAssets;

impl HookedAssets {
	/// Runs `hook` before every payment, but before those that it makes itself.
	pub fn set_hook(hook: Option<Hook>) {
		HOOK.set(hook);
	}

	fn call_hook(who: &AccountId, amount: Balance) {
		if let Some(hook) = HOOK.take() {
			hook(who, amount);
			HOOK.set(Some(hook));
		}
	}
}

impl fungibles::Inspect<AccountId> for HookedAssets {
	type AssetId = u32;
	type Balance = Balance;

	fn total_issuance(asset: u32) -> Balance {
		<Assets as fungibles::Inspect<_>>::total_issuance(asset)
	}
	fn minimum_balance(asset: u32) -> Balance {
		<Assets as fungibles::Inspect<_>>::minimum_balance(asset)
	}
	fn total_balance(asset: u32, who: &AccountId) -> Balance {
		<Assets as fungibles::Inspect<_>>::total_balance(asset, who)
	}
	fn balance(asset: u32, who: &AccountId) -> Balance {
		<Assets as fungibles::Inspect<_>>::balance(asset, who)
	}
	fn reducible_balance(
		asset: u32,
		who: &AccountId,
		preservation: Preservation,
		force: Fortitude,
	) -> Balance {
		<Assets as fungibles::Inspect<_>>::reducible_balance(asset, who, preservation, force)
	}
	fn can_deposit(
		asset: u32,
		who: &AccountId,
		amount: Balance,
		provenance: Provenance,
	) -> DepositConsequence {
		<Assets as fungibles::Inspect<_>>::can_deposit(asset, who, amount, provenance)
	}
	fn can_withdraw(asset: u32, who: &AccountId, amount: Balance) -> WithdrawConsequence<Balance> {
		<Assets as fungibles::Inspect<_>>::can_withdraw(asset, who, amount)
	}
	fn asset_exists(asset: u32) -> bool {
		<Assets as fungibles::Inspect<_>>::asset_exists(asset)
	}
}

impl fungibles::Unbalanced<AccountId> for HookedAssets {
	fn handle_dust(_: fungibles::Dust<AccountId, Self>) {
		unreachable!("the ledger changes balances itself");
	}
	fn write_balance(_: u32, _: &AccountId, _: Balance) -> Result<Option<Balance>, DispatchError> {
		unreachable!("the ledger changes balances itself");
	}
	fn set_total_issuance(asset: u32, amount: Balance) {
		<Assets as fungibles::Unbalanced<_>>::set_total_issuance(asset, amount);
	}
	fn decrease_balance(
		asset: u32,
		who: &AccountId,
		amount: Balance,
		precision: Precision,
		preservation: Preservation,
		force: Fortitude,
	) -> Result<Balance, DispatchError> {
		<Assets as fungibles::Unbalanced<_>>::decrease_balance(
			asset,
			who,
			amount,
			precision,
			preservation,
			force,
		)
	}
	fn increase_balance(
		asset: u32,
		who: &AccountId,
		amount: Balance,
		precision: Precision,
	) -> Result<Balance, DispatchError> {
		<Assets as fungibles::Unbalanced<_>>::increase_balance(asset, who, amount, precision)
	}
}

impl fungibles::Mutate<AccountId> for HookedAssets {
	fn mint_into(asset: u32, who: &AccountId, amount: Balance) -> Result<Balance, DispatchError> {
		Self::call_hook(who, amount);
		<Assets as fungibles::Mutate<_>>::mint_into(asset, who, amount)
	}
	fn transfer(
		asset: u32,
		source: &AccountId,
		dest: &AccountId,
		amount: Balance,
		preservation: Preservation,
	) -> Result<Balance, DispatchError> {
		Self::call_hook(dest, amount);
		<Assets as fungibles::Mutate<_>>::transfer(asset, source, dest, amount, preservation)
	}
}

impl fungibles::Create<AccountId> for HookedAssets {
	fn create(asset: u32, admin: AccountId, sufficient: bool, minimum: Balance) -> DispatchResult {
		<Assets as fungibles::Create<_>>::create(asset, admin, sufficient, minimum)
	}
}

impl metadata::Inspect<AccountId> for HookedAssets {
	fn name(asset: u32) -> Vec<u8> {
		<Assets as metadata::Inspect<_>>::name(asset)
	}
	fn symbol(asset: u32) -> Vec<u8> {
		<Assets as metadata::Inspect<_>>::symbol(asset)
	}
	fn decimals(asset: u32) -> u8 {
		<Assets as metadata::Inspect<_>>::decimals(asset)
	}
}

impl metadata::Mutate<AccountId> for HookedAssets {
	fn set(
		asset: u32,
		from: &AccountId,
		name: Vec<u8>,
		symbol: Vec<u8>,
		decimals: u8,
	) -> DispatchResult {
		<Assets as metadata::Mutate<_>>::set(asset, from, name, symbol, decimals)
	}
}

impl AccountTouch<u32, AccountId> for HookedAssets {
	type Balance = Balance;

	fn deposit_required(asset: u32) -> Balance {
		<Assets as AccountTouch<_, _>>::deposit_required(asset)
	}
	fn should_touch(asset: u32, who: &AccountId) -> bool {
		<Assets as AccountTouch<_, _>>::should_touch(asset, who)
	}
	fn touch(asset: u32, who: &AccountId, depositor: &AccountId) -> DispatchResult {
		<Assets as AccountTouch<_, _>>::touch(asset, who, depositor)
	}
}
