//! `configure`, `set_parameters` and `set_operating_mode`.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungibles::Mutate};
use nutbox_primitives::STEEM_ASSET;
use sp_runtime::{BuildStorage, DispatchError};

fn configure_as(account: &str, parameters: Parameters) -> sp_runtime::DispatchResult {
	let account = account.as_bytes().to_vec().try_into().unwrap();
	Gateway::configure(root(), account, 5, [3; 32], parameters)
}

#[test]
fn configure_should_create_a_sufficient_asset_that_the_pallet_owns() {
	run_bare(|_| {
		assert_eq!(Gateway::status().identity, None);
		assert_ok!(configure_as("some-gateway", parameters()));
		let identity = Gateway::status().identity.unwrap();
		assert_eq!(identity.account, name("some-gateway"));
		assert_eq!((identity.start_block, identity.chain_id), (5, [3; 32]));
		let details = pallet_assets::Asset::<Test>::get(STEEM_ASSET).unwrap();
		assert!(details.is_sufficient);
		assert_eq!(details.owner, Gateway::account_id());
		assert_eq!(details.issuer, Gateway::account_id());
		let metadata = pallet_assets::Metadata::<Test>::get(STEEM_ASSET);
		assert_eq!(
			(&metadata.symbol[..], metadata.decimals),
			(&b"tSTEEM"[..], 3)
		);
		// Nobody else mints.
		assert!(Assets::mint(signed(alice()), STEEM_ASSET, alice(), 1).is_err());
	});
}

#[test]
fn configure_should_work_again_only_while_nothing_was_proved() {
	run_bare(|steem| {
		assert_ok!(configure_as("first", parameters()));
		assert_ok!(configure_as("second", parameters()));
		configure();
		steem.produce_empty(START_BLOCK);
		install(steem, &[0, 1, 2], 2);
		assert_noop!(configure_as("third", parameters()), Error::<Test>::InUse);
	});
	run_bare(|steem| {
		configure();
		steem.produce_empty(START_BLOCK);
		let bad = transfer("carol", GATEWAY, super::mock::steem(5_000), "?");
		let proof = finalised(steem, bad, &[]);
		assert_ok!(prove_deposit(&proof));
		assert_noop!(configure_as("third", parameters()), Error::<Test>::InUse);
		assert_eq!(Gateway::status().identity.unwrap().account, name(GATEWAY));
	});
}

#[test]
fn configure_should_fail_when_the_name_is_none() {
	run_bare(|_| {
		for text in ["", "ab", "Gateway", "gate..way"] {
			assert_noop!(configure_as(text, parameters()), Error::<Test>::InvalidName);
		}
	});
}

#[test]
fn configure_should_fail_when_somebody_has_issued_the_asset() {
	run_bare(|_| {
		assert_ok!(Assets::force_create(root(), STEEM_ASSET, alice(), true, 1));
		assert_ok!(<Assets as Mutate<AccountId>>::mint_into(
			STEEM_ASSET,
			&alice(),
			5
		));
		assert_noop!(
			configure_as("gateway", parameters()),
			Error::<Test>::ForeignAsset
		);
	});
	run_bare(|_| {
		assert_ok!(Assets::force_create(root(), STEEM_ASSET, alice(), true, 10));
		assert_noop!(
			configure_as("gateway", parameters()),
			Error::<Test>::ForeignAsset
		);
	});
}

#[test]
fn configure_should_fail_when_the_asset_belongs_to_somebody_else() {
	run_bare(|_| {
		let own = Gateway::account_id();
		assert_ok!(Assets::force_create(root(), STEEM_ASSET, alice(), true, 1));
		assert_noop!(
			configure_as("gateway", parameters()),
			Error::<Test>::ForeignAsset
		);
		// Each of the roles could do harm.
		for who_else in 0..4 {
			let role = |n| if n == who_else { alice() } else { own.clone() };
			assert_ok!(Assets::force_asset_status(
				root(),
				STEEM_ASSET,
				role(0),
				role(1),
				role(2),
				role(3),
				1,
				true,
				false
			));
			assert_noop!(
				configure_as("gateway", parameters()),
				Error::<Test>::ForeignAsset
			);
		}
		let own = || own.clone();
		assert_ok!(Assets::force_asset_status(
			root(),
			STEEM_ASSET,
			own(),
			own(),
			own(),
			own(),
			1,
			true,
			false
		));
		assert_ok!(configure_as("gateway", parameters()));
	});
}

#[test]
fn governance_calls_should_fail_for_others() {
	run(|_| {
		let who = || signed(alice());
		assert_noop!(
			Gateway::configure(who(), name(GATEWAY), 1, [0; 32], parameters()),
			DispatchError::BadOrigin
		);
		assert_noop!(
			Gateway::set_parameters(who(), parameters()),
			DispatchError::BadOrigin
		);
		assert_noop!(
			Gateway::set_operating_mode(who(), OperatingMode::Halted),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_parameters_should_say_what_was_and_what_is() {
	run(|_| {
		let new = Parameters {
			daily_cap: 5,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), new));
		assert_eq!(
			events(),
			vec![Event::ParametersSet {
				old: Some(parameters()),
				new
			}]
		);
		assert_eq!(Gateway::status().parameters, Some(new));
	});
	run_bare(|_| {
		assert_noop!(
			Gateway::set_parameters(root(), parameters()),
			Error::<Test>::NotConfigured
		);
	});
}

#[test]
fn set_parameters_should_fail_when_they_are_unsound() {
	run(|_| {
		let sound = parameters();
		let least = u64::from(LIFETIME) + WINDOW;
		let unsound = [
			Parameters {
				min_withdrawal: 0,
				..sound
			},
			Parameters {
				min_withdrawal: (1 << 63),
				..sound
			},
			Parameters { bond: 0, ..sound },
			Parameters {
				challenge_window: 599,
				..sound
			},
			Parameters {
				deadline: least - 1,
				..sound
			},
			Parameters {
				bond_period: least - 1,
				..sound
			},
			Parameters {
				deadline: u64::MAX,
				..sound
			},
			Parameters {
				challenge_window: u64::MAX,
				..sound
			},
			Parameters {
				bond_period: 1 << 32,
				..sound
			},
		];
		for parameters in unsound {
			assert_noop!(
				Gateway::set_parameters(root(), parameters),
				Error::<Test>::InvalidParameters
			);
		}
		let edge = Parameters {
			deadline: least,
			bond_period: least,
			daily_cap: 0,
			free_deposit: 0,
			min_withdrawal: (1 << 63) - 1,
			..sound
		};
		assert_ok!(Gateway::set_parameters(root(), edge));
	});
}

#[test]
fn set_operating_mode_should_say_what_was_and_what_is() {
	run(|_| {
		assert_ok!(Gateway::set_operating_mode(root(), OperatingMode::Halted));
		assert_eq!(
			events(),
			vec![Event::OperatingModeSet {
				old: OperatingMode::Normal,
				new: OperatingMode::Halted
			}]
		);
	});
}

#[test]
fn genesis_should_configure_the_gateway() {
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	crate::GenesisConfig::<Test> {
		account: GATEWAY.into(),
		start_block: 7,
		chain_id: [1; 32],
		parameters: Some(parameters()),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	sp_io::TestExternalities::from(storage).execute_with(|| {
		let status = Gateway::status();
		assert_eq!(status.identity.unwrap().start_block, 7);
		assert_eq!(status.parameters, Some(parameters()));
		assert_ok!(Gateway::do_try_state());
	});
}
