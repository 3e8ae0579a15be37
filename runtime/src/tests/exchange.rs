//! The exchange as liquid staking and the communities see it.

use super::*;
use crate::adapters::exchange::AssetConversionExchange as Market;
use frame_support::traits::fungible::NativeOrWithId;
use nutbox_primitives::{
	exchange::{Exchange, TradedAsset},
	LIQUID_STAKING_ASSET,
};

const TNUT: TradedAsset = TradedAsset::Local(LIQUID_STAKING_ASSET);

/// Alice makes a market of 100,000 tNUT at 0.98 NUT each.
fn make_market() {
	let pair = || {
		(
			Box::new(NativeOrWithId::Native),
			Box::new(NativeOrWithId::WithId(LIQUID_STAKING_ASSET)),
		)
	};
	block(|| {
		let amount = 200_000 * NUT;
		call(
			Sr25519Keyring::Alice,
			pallet_liquid_staking::Call::mint { amount },
		);
		let (asset1, asset2) = pair();
		call(
			Sr25519Keyring::Alice,
			pallet_asset_conversion::Call::create_pool { asset1, asset2 },
		);
		let (asset1, asset2) = pair();
		call(
			Sr25519Keyring::Alice,
			pallet_asset_conversion::Call::add_liquidity {
				asset1,
				asset2,
				amount1_desired: 98_000 * NUT,
				amount2_desired: 100_000 * NUT,
				amount1_min: 0,
				amount2_min: 0,
				mint_to: Sr25519Keyring::Alice.to_account_id(),
			},
		);
	});
}

#[test]
fn quote_should_say_what_a_sale_on_the_exchange_brings() {
	dev_chain().execute_with(|| {
		let amount = 1_000 * NUT;
		let quote = |amount| LiquidStaking::quote(amount).expect("the numbers are in range");
		assert_eq!(quote(amount).market, None);
		make_market();

		let promised = quote(amount).market.expect("there is a market");
		// 98,000 · 997 / (100,000 + 997), rounded down to a planck.
		assert_eq!(promised, 967_414_873_709_120);
		let alice = Sr25519Keyring::Alice.to_account_id();
		let before = Balances::free_balance(&alice);
		block(|| {
			let received = Market::sell(&alice, TNUT, TradedAsset::Native, amount, promised);
			assert_eq!(received, Ok(promised));
		});
		assert_eq!(Balances::free_balance(&alice), before + promised);
		assert!(quote(amount).market < Some(promised));
		check_invariants();
	});
}

#[test]
fn a_sale_should_fail_whole_when_it_brings_less_than_the_minimum() {
	dev_chain().execute_with(|| {
		make_market();
		let amount = 1_000 * NUT;
		let alice = Sr25519Keyring::Alice.to_account_id();
		let promised = Market::quote(TNUT, TradedAsset::Native, amount).expect("a market");
		frame_support::assert_storage_noop!(assert!(Market::sell(
			&alice,
			TNUT,
			TradedAsset::Native,
			amount,
			promised + 1
		)
		.is_err()));
	});
}
