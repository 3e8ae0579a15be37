//! What clients rely on.

use super::*;
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};

#[path = "../../examples/metadata.rs"]
mod metadata;

#[test]
fn metadata_of_the_clients_should_be_this_runtimes() {
	let ours = metadata::encoded();
	let theirs = include_bytes!("../../../services/chain-client/metadata/nutbox.scale");
	assert!(
		ours == theirs,
		"services/chain-client/metadata/nutbox.scale is out of date: run `make metadata`"
	);
}

#[test]
fn presets_should_build_a_valid_chain() {
	for (preset, validators) in genesis_config_presets::preset_names().iter().zip([1, 4]) {
		chain_of(preset.as_ref()).execute_with(|| {
			assert_eq!(
				pallet_staking::ValidatorCount::<Runtime>::get(),
				validators,
				"{preset}"
			);
			assert!(
				pallet_sudo::Key::<Runtime>::get().is_some(),
				"{preset} is for development"
			);
			check_invariants();
		});
	}
}

#[test]
fn genesis_should_give_nobody_the_sudo_key_when_no_preset_is_named() {
	let genesis = default_genesis();
	assert_eq!(genesis.pointer("/sudo/key"), Some(&serde_json::Value::Null));
}

#[test]
fn unknown_preset_should_be_none() {
	assert_eq!(genesis_config_presets::get_preset(&"mainnet".into()), None);
}

#[test]
fn nobody_should_be_able_to_declare_more_validators_than_an_election_looks_at() {
	dev_chain().execute_with(|| {
		let declared = pallet_staking::MaxValidatorsCount::<Runtime>::get().expect("limited");
		let bounds = configs::staking::ElectionsBounds::get();
		let looked_at = bounds.targets.count.expect("limited").0;
		assert!(
			declared <= looked_at,
			"{declared} may declare, {looked_at} are looked at"
		);
	});
}

#[test]
fn dust_of_other_assets_should_not_keep_a_fund_from_its_token() {
	use frame_support::traits::fungibles::{Create, Mutate as _};
	dev_chain().execute_with(|| {
		// Community 1 comes next; its fund's account is known beforehand.
		let fund = Communities::fund_account(1);
		block(|| {
			call(
				Sr25519Keyring::Bob,
				pallet_balances::Call::transfer_keep_alive {
					dest: fund.clone().into(),
					value: NUT,
				},
			);
			for n in 0..200 {
				let asset = 500_000 + n;
				<Assets as Create<AccountId>>::create(asset, LiquidStaking::account_id(), false, 1)
					.expect("free");
				if Assets::mint_into(asset, &fund, 1).is_err() {
					assert!(n > 100, "the account is full of references");
					return;
				}
			}
			panic!("the account takes any number of assets");
		});
		let (community, pool) = block(super::economy::create_community);
		assert_eq!(community, 1);
		for _ in 0..3 {
			block(|| ());
		}
		block(|| {
			call(
				Sr25519Keyring::Bob,
				pallet_communities::Call::collect_fund {
					community,
					pools: vec![pool],
				},
			);
		});
		let fund = Communities::community(community).expect("exists").fund;
		assert!(fund.balance.token > 0, "the fund has its token");
	});
}

#[test]
fn a_block_should_be_full_when_its_time_is_used_up() {
	let weights = <Runtime as frame_system::Config>::BlockWeights::get();
	let normal = weights.get(DispatchClass::Normal);
	let limit = normal.max_total.expect("transactions have a limit");
	let call = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
		dest: Sr25519Keyring::Bob.to_account_id().into(),
		value: 1,
	});
	let one = call.get_dispatch_info().total_weight() + normal.base_extrinsic;
	let fit = limit.ref_time() / one.ref_time();
	assert!(fit > 1_000, "{fit} transfers");
	// No validator is sent a proof of the storage, so its size is no limit.
	assert_eq!(limit.checked_div_per_component(&one), Some(fit));
}
