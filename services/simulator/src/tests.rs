//! What needs to look inside: settling in between changes nothing.

use crate::{chain, parse, world::World, Outcome, Scenario};
use frame_support::traits::fungible::Mutate as _;
use nutbox_primitives::NUT;
use nutbox_runtime::{Balances, Communities, RuntimeCall, RuntimeOrigin, System};
use proptest::prelude::*;
use sp_runtime::traits::Dispatchable;

/// Every pallet's invariants.
#[cfg(feature = "try-runtime")]
fn check_invariants() {
	use frame_support::traits::{TryState, TryStateSelect};
	let number = System::block_number();
	<nutbox_runtime::AllPalletsWithSystem as TryState<_>>::try_state(number, TryStateSelect::All)
		.expect("every invariant holds");
}

/// Without the feature the pallets have no checks.
#[cfg(not(feature = "try-runtime"))]
fn check_invariants() {}

/// Carries the scenario out; in every block of `settled`, after its events, everything that can be
/// settled without changing what anybody has is settled.
fn run(scenario: &Scenario, settled: &[u32]) -> Outcome {
	chain::dev().unwrap().execute_with(|| {
		let mut world = World::new(scenario).unwrap();
		let (community, pools, founder) = {
			let (community, pools, founder) = world.ids();
			(community, pools.to_vec(), founder.clone())
		};
		// So that no payment to the fund is put off for being too small, and undone with it.
		Balances::mint_into(&Communities::fund_account(community), NUT).unwrap();
		let settle = |block| {
			System::set_block_number(block);
			for pools in pools.chunks(16) {
				RuntimeCall::from(pallet_communities::Call::collect_fund {
					community,
					pools: pools.to_vec(),
				})
				.dispatch(RuntimeOrigin::signed(founder.clone()))
				.unwrap();
			}
			check_invariants();
		};
		let mut stops: Vec<u32> = settled.to_vec();
		stops.sort_unstable();
		let mut stops = stops.into_iter().peekable();
		for (index, event) in scenario.events.iter().enumerate() {
			while let Some(block) = stops.next_if(|block| *block < event.block) {
				settle(block);
			}
			world.carry_out(index, event).unwrap();
			check_invariants();
		}
		for block in stops.filter(|block| *block <= scenario.until) {
			settle(block);
		}
		let outcome = world.outcome().unwrap();
		check_invariants();
		outcome
	})
}

const SCENARIO: &str = r#"{
	"schedule": {"steps": [{"start": 3, "end": 120, "per_block": "1000003"},
	                       {"start": 150, "end": 400, "per_block": "77"}]},
	"fund_share": 123456789,
	"pools": [
		{"name": "a", "kind": "asset", "weight": 476543211, "yield_split": {"fund": 333333333, "stakers": 666666667}},
		{"name": "b", "kind": "term", "weight": 400000000, "terms": [{"blocks": 100, "multiplier": 1500000000}, {"blocks": 7, "multiplier": 333333333}]}],
	"events": [
		{"block": 1, "op": "yield", "amount": "1000", "over_blocks": 3},
		{"block": 5, "op": "stake", "who": "alice", "pool": "a", "amount": "7"},
		{"block": 9, "op": "stake", "who": "bob", "pool": "b", "amount": "1000003", "term": 0},
		{"block": 9, "op": "stake", "who": "alice", "pool": "b", "amount": "31", "term": 1},
		{"block": 20, "op": "yield", "amount": "1000000000000007", "over_blocks": 111},
		{"block": 40, "op": "stake", "who": "carol", "pool": "a", "amount": "3"},
		{"block": 41, "op": "unstake", "who": "bob", "pool": "b", "amount": "11"},
		{"block": 50, "op": "claim", "who": "alice", "pools": ["a", "b"]},
		{"block": 60, "op": "set_weights", "fund_share": 1, "weights": {"a": 333333333, "b": 666666666}},
		{"block": 70, "op": "emergency_unstake", "who": "carol", "pool": "a"},
		{"block": 200, "op": "close_pool", "pool": "b"}],
	"until": 500 }"#;

#[test]
fn outcome_should_be_the_same_when_idle_blocks_are_split() {
	let scenario = parse(SCENARIO.as_bytes()).unwrap();
	let at_once = run(&scenario, &[]);
	let every_block: Vec<u32> = (1..=500).collect();
	assert_eq!(run(&scenario, &every_block), at_once);
	// There is something that could be lost on the way.
	assert!(at_once.fund.token.0 > 0 && at_once.fund.staking_yield.0 > 0);
	assert!(at_once.unallocated.0 > 0 && at_once.yield_given_up.0 > 0);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(16))]

	#[test]
	fn outcome_should_be_the_same_when_settled_in_any_blocks(
		settled in prop::collection::vec(1u32..=500, 0..20),
	) {
		let scenario = parse(SCENARIO.as_bytes()).unwrap();
		prop_assert_eq!(run(&scenario, &settled), run(&scenario, &[]));
	}
}
