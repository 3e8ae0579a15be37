//! Random sequences of calls, with the invariants checked after each.

use super::mock::*;
use crate::{rehearsal::*, types::*};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Produce(u8),
	Skip(u8),
	Submit(u8, u8),
	Rotate(u8),
	ProveKey(u8),
	Announce(u8, bool),
	Apply,
	Wait(u32),
	Mode(bool),
	Fork(u8),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (1..40_u8).prop_map(Step::Produce),
		1 => (1..20_u8).prop_map(Step::Skip),
		6 => (any::<u8>(), 10..64_u8).prop_map(|(at, length)| Step::Submit(at, length)),
		2 => (0..21_u8).prop_map(Step::Rotate),
		3 => any::<u8>().prop_map(Step::ProveKey),
		1 => (0..30_u8, any::<bool>()).prop_map(|(who, add)| Step::Announce(who, add)),
		1 => Just(Step::Apply),
		1 => (1..100_000_u32).prop_map(Step::Wait),
		1 => any::<bool>().prop_map(Step::Mode),
		1 => (1..25_u8).prop_map(Step::Fork),
	]
}

/// Every kept block is one of the chain, while nobody forks it.
fn check_truth(steem: &Rehearsal) {
	for (number, kept) in crate::Blocks::<Test>::iter() {
		let block = &steem.blocks[number as usize - 1];
		assert_eq!(kept.block.id, block.header.id().0);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn any_sequence_of_calls_should_keep_the_invariants(
		steps in proptest::collection::vec(step(), 1..40)
	) {
		run(|steem| {
			let mut rotations = Vec::new();
			let mut forked = false;
			for step in steps {
				match step {
					Step::Produce(count) => steem.produce_empty(count.into()),
					Step::Skip(slots) => steem.skip_to(steem.time + 3 * u32::from(slots)),
					Step::Submit(at, length) if steem.height() > 0 => {
						let first = 1 + u32::from(at) % steem.height();
						let last = (first + u32::from(length) - 1).min(steem.height());
						let _ = submit(steem, first, last);
					}
					Step::Rotate(turn) => {
						let seed = format!("rotation {}", rotations.len());
						rotations.push(rotate(steem, turn.into(), &seed));
					}
					Step::ProveKey(at) if !rotations.is_empty() => {
						let block = rotations[usize::from(at) % rotations.len()];
						let proof = Box::new(steem.proof(block, 0, 0));
						let _ = LightClient::prove_key(signed(), proof);
					}
					Step::Announce(who, add) => {
						let name = name(&format!("witness-{who:02}"));
						let change = match add {
							true => WitnessChange::Set {
								key: key_of(&format!("witness-{who:02}")),
								name,
								since: 0,
							},
							false => WitnessChange::Remove { name },
						};
						let changes = vec![change].try_into().unwrap();
						let _ = LightClient::announce_witnesses(root(), changes);
					}
					Step::Apply => {
						let _ = LightClient::apply_announced(signed());
					}
					Step::Wait(seconds) => {
						steem.skip_to(steem.time + seconds);
						set_time(steem.time);
					}
					Step::Mode(normal) => {
						let mode = match normal {
							true => OperatingMode::Normal,
							false => OperatingMode::Halted,
						};
						LightClient::set_operating_mode(root(), mode).unwrap();
					}
					Step::Fork(back) if steem.height() > u32::from(back) => {
						let mut other = steem.clone();
						let length = other.blocks.len() - usize::from(back);
						other.blocks.truncate(length);
						other.skip_to(other.time + 3);
						other.produce_empty(30);
						let first = length as u32 + 1;
						let result = submit(&other, first, other.height());
						forked |= result.is_ok();
					}
					_ => {}
				}
				LightClient::do_try_state().unwrap();
				if !forked {
					check_truth(steem);
				}
			}
		});
	}
}
