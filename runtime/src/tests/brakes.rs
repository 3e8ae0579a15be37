//! The brakes stop entrances and never exits.

use super::*;
use adapters::exits::{is_exit, EXITS};
use frame_support::{
	assert_noop,
	traits::{Contains, GetCallMetadata},
};
use sp_runtime::traits::Dispatchable;

type Filter = <Runtime as frame_system::Config>::BaseCallFilter;

fn entrance() -> RuntimeCall {
	pallet_liquid_staking::Call::mint { amount: NUT }.into()
}

fn exit() -> RuntimeCall {
	pallet_liquid_staking::Call::redeem { amount: NUT }.into()
}

#[test]
fn every_exit_of_the_list_should_be_a_call_of_this_runtime() {
	for exit in EXITS {
		let exists = RuntimeCall::get_call_names(exit.0).contains(&exit.1);
		assert!(exists, "{exit:?}");
	}
}

/// The calls of our pallets that the brakes may stop: entrances, settings, and what can wait.
const STOPPABLE: &[(&str, &[&str])] = &[
	(
		"LiquidStaking",
		&["mint", "set_validators", "set_operating_mode"],
	),
	(
		"Communities",
		&[
			"create",
			"update_profile",
			"stake",
			"stake_term",
			"collect_fund",
			"spend",
			"buy_back",
			"top_up",
			"add_pool",
			"close_pool",
			"announce_weights",
			"announce_schedule",
			"apply_announced",
			"offer_ownership",
			"accept_ownership",
			"renounce_ownership",
			"set_claim_permission",
			"remove_vouchers",
			"set_operating_mode",
		],
	),
	(
		"SteemLightClient",
		&[
			"initialise",
			"announce_witnesses",
			"apply_announced",
			"cancel_announced",
			"set_operating_mode",
		],
	),
	(
		"SteemGateway",
		&[
			// A deposit is as good afterwards: no proof is ever too late.
			"prove_deposit",
			"bond",
			"configure",
			"set_parameters",
			"set_custodians",
			"set_operating_mode",
		],
	),
	(
		"SteemDelegations",
		&[
			"set_delegatee",
			"prove_binding",
			"sync",
			"set_operating_mode",
		],
	),
];

#[test]
fn every_call_of_our_pallets_should_be_sorted_into_what_the_brakes_stop_and_what_not() {
	for (pallet, stoppable) in STOPPABLE {
		for call in RuntimeCall::get_call_names(pallet) {
			let is_exit = EXITS.contains(&(*pallet, *call));
			assert!(
				is_exit != stoppable.contains(call),
				"{pallet}.{call} is in both lists or in none"
			);
		}
	}
	let sorted: Vec<_> = STOPPABLE.iter().map(|(pallet, _)| *pallet).collect();
	for pallet in RuntimeCall::get_module_names() {
		let ours = pallet.starts_with("Steem") || ["LiquidStaking", "Communities"].contains(pallet);
		assert_eq!(ours, sorted.contains(pallet), "{pallet}");
	}
}

#[test]
fn safe_mode_should_stop_entrances_and_no_exit() {
	dev_chain().execute_with(|| {
		block(|| {
			assert!(Filter::contains(&entrance()) && Filter::contains(&exit()));
			sudo(pallet_safe_mode::Call::force_enter {});
			assert!(!Filter::contains(&entrance()), "minting is stopped");
			assert!(
				is_exit(&exit()) && Filter::contains(&exit()),
				"redeeming is not"
			);
			assert_noop!(
				entrance().dispatch(RuntimeOrigin::signed(Sr25519Keyring::Bob.to_account_id())),
				frame_system::Error::<Runtime>::CallFiltered
			);
			sudo(pallet_safe_mode::Call::force_exit {});
			assert!(Filter::contains(&entrance()));
		});
	});
}

#[test]
fn tx_pause_should_refuse_to_stop_any_exit() {
	dev_chain().execute_with(|| {
		block(|| {
			let name = |(pallet, call): (&str, &str)| {
				(
					pallet.as_bytes().to_vec().try_into().expect("short"),
					call.as_bytes().to_vec().try_into().expect("short"),
				)
			};
			for exit in EXITS {
				assert_noop!(
					TxPause::pause(RuntimeOrigin::root(), name(*exit)),
					pallet_tx_pause::Error::<Runtime>::Unpausable
				);
			}
			assert_ok!(TxPause::pause(
				RuntimeOrigin::root(),
				name(("LiquidStaking", "mint"))
			));
			assert!(!Filter::contains(&entrance()));
			assert!(Filter::contains(&exit()));
		});
	});
}

#[test]
fn batches_and_shared_accounts_should_carry_exits_and_no_entrances_in_safe_mode() {
	dev_chain().execute_with(|| {
		block(|| {
			call(
				Sr25519Keyring::Bob,
				pallet_liquid_staking::Call::mint { amount: 10 * NUT },
			);
			sudo(pallet_safe_mode::Call::force_enter {});
			let bob = || RuntimeOrigin::signed(Sr25519Keyring::Bob.to_account_id());
			let batch = |inner: RuntimeCall| -> RuntimeCall {
				pallet_utility::Call::batch_all { calls: vec![inner] }.into()
			};
			assert_ok!(batch(exit()).dispatch(bob()));
			let refused = batch(entrance()).dispatch(bob()).expect_err("an entrance");
			assert_eq!(
				refused.error,
				frame_system::Error::<Runtime>::CallFiltered.into()
			);
			let shared: RuntimeCall = pallet_multisig::Call::as_multi_threshold_1 {
				other_signatories: vec![Sr25519Keyring::Alice.to_account_id()],
				call: Box::new(entrance()),
			}
			.into();
			let refused = shared.dispatch(bob()).expect_err("an entrance");
			assert_eq!(
				refused.error,
				frame_system::Error::<Runtime>::CallFiltered.into()
			);
		});
	});
}
