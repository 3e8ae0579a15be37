//! `set_operating_mode`.

use super::mock::*;
use crate::{types::*, Error, Event};
use frame_support::assert_ok;
use nutbox_primitives::steem::SteemLightClient;

#[test]
fn set_operating_mode_should_close_the_intake_and_leave_what_is_final() {
	run(|steem| {
		let transaction = steem.transaction(vec![update("anybody", [0; 33])], &[]);
		steem.produce(vec![transaction]);
		steem.produce_empty(40);
		assert_ok!(submit(steem, 1, 20));
		events();
		let mode = OperatingMode::Halted;
		assert_ok!(LightClient::set_operating_mode(root(), mode));
		assert_eq!(
			events(),
			vec![Event::OperatingModeSet {
				old: OperatingMode::Normal,
				new: mode
			}]
		);
		assert_eq!(refused(steem.headers(10, 40)), Error::<Test>::Halted.into());
		assert_ok!(LightClient::prove(&steem.proof(1, 0, 0)));
		assert!(LightClient::newest().is_some());
		let mode = OperatingMode::Normal;
		assert_ok!(LightClient::set_operating_mode(root(), mode));
		assert_ok!(submit(steem, 10, 40));
		// Nothing was in doubt, so nothing was forgotten.
		assert!(LightClient::block(1).is_some());
	});
}

#[test]
fn set_operating_mode_should_forget_all_blocks_when_there_was_a_conflict() {
	run(|steem| {
		steem.produce_empty(5);
		let mut other = steem.clone();
		steem.produce_empty(20);
		assert_ok!(submit(steem, 1, 25));
		other.skip_to(other.time + 3);
		other.produce_empty(20);
		set_time(other.time);
		assert_ok!(LightClient::submit_headers(signed(), other.headers(6, 25)));
		assert!(LightClient::status().conflict.is_some());
		let halted = OperatingMode::Halted;
		assert_ok!(LightClient::set_operating_mode(root(), halted));
		assert!(LightClient::status().conflict.is_some());
		let normal = OperatingMode::Normal;
		assert_ok!(LightClient::set_operating_mode(root(), normal));
		assert_eq!(events().last(), Some(&Event::BlocksForgotten { epoch: 1 }));
		assert_eq!(LightClient::status().newest, None);
		assert_eq!(LightClient::block(1), None);
		assert_ok!(LightClient::submit_headers(signed(), other.headers(1, 25)));
		assert!(LightClient::block(6).is_some());
		assert_eq!(
			LightClient::block(6).unwrap().id,
			other.blocks[5].header.id().0
		);
	});
}
