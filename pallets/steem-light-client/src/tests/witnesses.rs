//! `initialise`, `announce_witnesses`, `apply_announced`, `cancel_announced`.

use super::mock::*;
use crate::{rehearsal::*, types::*, Error, Event, Witnesses};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::DispatchError;

fn set(witness: &str) -> WitnessChange {
	WitnessChange::Set {
		name: name(witness),
		key: key_of(witness),
		since: 0,
	}
}

fn remove(witness: &str) -> WitnessChange {
	WitnessChange::Remove {
		name: name(witness),
	}
}

fn announce(changes: Vec<WitnessChange>) -> Result<(), DispatchError> {
	LightClient::announce_witnesses(root(), changes.try_into().unwrap())
}

#[test]
fn announce_witnesses_should_take_effect_after_a_day_when_applied() {
	run(|steem| {
		let changes = vec![remove("witness-00"), set("newcomer")];
		assert_ok!(announce(changes.clone()));
		let applies_at = u64::from(START) + ANNOUNCEMENT;
		assert_eq!(
			events(),
			vec![Event::ChangesAnnounced {
				changes: changes.try_into().unwrap(),
				applies_at
			}]
		);
		set_time(applies_at as u32 - 1);
		assert_noop!(
			LightClient::apply_announced(signed()),
			Error::<Test>::TooEarly
		);
		set_time(applies_at as u32);
		assert_ok!(LightClient::apply_announced(signed()));
		assert!(!Witnesses::<Test>::contains_key(name("witness-00")));
		assert!(Witnesses::<Test>::contains_key(name("newcomer")));
		assert_eq!(Witnesses::<Test>::count(), 21);
		assert_noop!(
			LightClient::apply_announced(signed()),
			Error::<Test>::NothingAnnounced
		);
		// The newcomer counts.
		steem.skip_to(applies_at as u32);
		steem.witnesses[0] = ("newcomer".into(), pair_of("newcomer"));
		steem.produce_empty(16);
		assert_ok!(submit(steem, 1, 16));
	});
}

#[test]
fn announce_witnesses_should_fail_when_more_than_a_third_changes() {
	run(|_| {
		let eight: Vec<_> = (0..8).map(|n| set(&format!("newcomer-{n}"))).collect();
		assert_noop!(announce(eight.clone()), Error::<Test>::InvalidChanges);
		assert_ok!(announce(eight[..7].to_vec()));
		assert_noop!(
			announce(vec![set("newcomer")]),
			Error::<Test>::AlreadyAnnounced
		);
		assert_ok!(LightClient::cancel_announced(root()));
		assert_noop!(
			LightClient::cancel_announced(root()),
			Error::<Test>::NothingAnnounced
		);
	});
}

#[test]
fn announce_witnesses_should_fail_when_the_list_is_not_sound() {
	run(|_| {
		let twice = vec![set("newcomer"), remove("newcomer")];
		let foreign = vec![remove("stranger")];
		for changes in [vec![], twice, foreign] {
			assert_noop!(announce(changes), Error::<Test>::InvalidChanges);
		}
		for (name_of, key) in [
			("ab", key_of("x")),
			("Newcomer", key_of("x")),
			("newcomer", [0; 33]),
		] {
			let change = WitnessChange::Set {
				name: name(name_of),
				key,
				since: 0,
			};
			assert_noop!(announce(vec![change]), Error::<Test>::InvalidWitness);
		}
	});
}

#[test]
fn announce_witnesses_should_keep_as_many_as_finality_takes() {
	run(|_| {
		for round in 0..2 {
			let removals: Vec<_> = (0..5)
				.map(|n| remove(&format!("witness-{:02}", round * 5 + n)))
				.collect();
			if round == 0 {
				assert_ok!(announce(removals));
				set_time(START + ANNOUNCEMENT as u32);
				assert_ok!(LightClient::apply_announced(signed()));
				assert_eq!(Witnesses::<Test>::count(), FINALITY_THRESHOLD);
			} else {
				assert_noop!(announce(removals), Error::<Test>::InvalidChanges);
			}
		}
	});
}

#[test]
fn apply_announced_should_leave_out_a_key_when_a_later_one_was_proved() {
	run(|steem| {
		let announced = |since| {
			vec![WitnessChange::Set {
				name: name("witness-00"),
				key: key_of("announced"),
				since,
			}]
		};
		steem.produce_empty(5);
		let block = rotate(steem, 0, "proved");
		steem.produce_empty(20);
		// The key of the genesis is as new as that.
		assert_noop!(announce(announced(0)), Error::<Test>::KeyNotNew);
		assert_ok!(announce(announced(block - 1)));
		assert_ok!(submit(steem, block, block + 20));
		assert_ok!(LightClient::prove_key(
			signed(),
			Box::new(steem.proof(block, 0, 0))
		));
		set_time(steem.time + ANNOUNCEMENT as u32);
		assert_ok!(LightClient::apply_announced(signed()));
		assert_eq!(key_of_witness(&name("witness-00")), key_of("proved"));
	});
}

#[test]
fn initialise_should_work_once() {
	let steem = Rehearsal::new(21);
	let witnesses: Vec<_> = steem
		.witnesses
		.iter()
		.map(|(witness, _)| (name(witness), key_of(witness)))
		.collect();
	ext_with(None, vec![]).execute_with(|| {
		set_time(START);
		let checkpoint = Rehearsal::checkpoint();
		let few = BoundedVec::try_from(witnesses[..15].to_vec()).unwrap();
		let all = BoundedVec::try_from(witnesses).unwrap();
		assert_noop!(
			announce(vec![set("newcomer")]),
			Error::<Test>::NotInitialised
		);
		assert_noop!(
			LightClient::initialise(signed(), checkpoint, all.clone()),
			DispatchError::BadOrigin
		);
		assert_noop!(
			LightClient::initialise(root(), checkpoint, few),
			Error::<Test>::InvalidChanges
		);
		assert_ok!(LightClient::initialise(root(), checkpoint, all.clone()));
		assert_noop!(
			LightClient::initialise(root(), checkpoint, all),
			Error::<Test>::AlreadyInitialised
		);
		assert_eq!(LightClient::witnesses().len(), 21);
		assert_ok!(LightClient::do_try_state());
	});
}

#[test]
fn initialise_should_fail_when_the_checkpoint_is_no_blocks() {
	let steem = Rehearsal::new(21);
	let witnesses: Vec<_> = steem
		.witnesses
		.iter()
		.map(|(witness, _)| (name(witness), key_of(witness)))
		.collect();
	let witnesses = BoundedVec::try_from(witnesses).unwrap();
	ext_with(None, vec![]).execute_with(|| {
		set_time(START);
		let mut id = [7; 20];
		id[..4].copy_from_slice(&1_000_000_u32.to_be_bytes());
		let sound = Checkpoint {
			number: 1_000_000,
			id,
			time: START,
		};
		let unsound = [
			Checkpoint::default(),
			Checkpoint {
				number: 1_000_001,
				..sound
			},
			Checkpoint {
				time: START - 1,
				..sound
			},
			// Before Steem began.
			Checkpoint {
				time: 1_458_835_200 - 3,
				..sound
			},
			// The allowance is ten slots.
			Checkpoint {
				time: START + 33,
				..sound
			},
		];
		for checkpoint in unsound {
			assert_noop!(
				LightClient::initialise(root(), checkpoint, witnesses.clone()),
				Error::<Test>::InvalidCheckpoint
			);
		}
		let ahead = Checkpoint {
			time: START + 30,
			..sound
		};
		assert_ok!(LightClient::initialise(root(), ahead, witnesses));
	});
}

#[test]
fn governance_should_be_refused_when_the_origin_is_another() {
	run(|_| {
		let changes: Changes = vec![set("newcomer")].try_into().unwrap();
		assert_noop!(
			LightClient::announce_witnesses(signed(), changes),
			DispatchError::BadOrigin
		);
		assert_noop!(
			LightClient::cancel_announced(signed()),
			DispatchError::BadOrigin
		);
		assert_noop!(
			LightClient::set_operating_mode(signed(), OperatingMode::Halted),
			DispatchError::BadOrigin
		);
	});
}
