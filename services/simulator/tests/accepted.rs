//! What is less ordinary and works.

use nutbox_simulator::{parse, simulate, Outcome};
use serde_json::{json, Value};

fn run(scenario: Value) -> Outcome {
	simulate(&parse(scenario.to_string().as_bytes()).unwrap()).unwrap()
}

/// One pool that has everything, and a hundred a block from block 1 to 10.
fn scenario(events: Value, until: u32) -> Value {
	json!({
		"schedule": {"steps": [{"start": 1, "end": 11, "per_block": "100"}]},
		"fund_share": 0,
		"pools": [{"name": "a", "kind": "asset", "weight": 1_000_000_000}],
		"events": events,
		"until": until,
	})
}

#[test]
fn simulate_should_emit_all_when_it_ends_in_the_last_block() {
	let mut scenario = scenario(
		json!([{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": "4"}]),
		u32::MAX,
	);
	scenario["schedule"]["steps"][0]["end"] = u32::MAX.into();
	let outcome = run(scenario);
	assert_eq!(outcome.emitted.0, 100 * (u128::from(u32::MAX) - 1));
	assert_eq!(
		outcome.accounts["alice"].pools["a"].pending,
		outcome.emitted
	);
}

#[test]
fn set_weights_should_take_effect_when_no_block_is_left() {
	let outcome = run(scenario(
		json!([{"block": u32::MAX, "op": "set_weights", "fund_share": 1_000_000_000, "weights": {"a": 0}}]),
		u32::MAX,
	));
	assert_eq!(outcome.unallocated.0, 1000);
	assert_eq!(outcome.fund.token.0, 0);
}

#[test]
fn simulate_should_stop_when_until_is_in_the_middle() {
	let outcome = run(scenario(json!([]), 4));
	assert_eq!(outcome.block, 4);
	assert_eq!(outcome.emitted.0, 400);
	assert_eq!(outcome.unallocated.0, 400);
	assert!(outcome.accounts.is_empty());
}

#[test]
fn simulate_should_halve_when_the_schedule_does() {
	let mut scenario = scenario(
		json!([{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": "1"}]),
		100,
	);
	scenario["schedule"] =
		json!({"halving": {"start": 5, "first_per_block": "5", "period": 2, "halvings": 3}});
	assert_eq!(run(scenario).emitted.0, 16);
}

#[test]
fn simulate_should_emit_nothing_when_there_are_no_steps() {
	let mut scenario = scenario(json!([]), 100);
	scenario["schedule"] = json!({"steps": []});
	assert_eq!(run(scenario).emitted.0, 0);
}

#[test]
fn stake_should_earn_from_the_next_block_when_it_comes_in_one_that_emits() {
	let events = json!([{"block": 5, "op": "stake", "who": "alice", "pool": "a", "amount": "1"}]);
	let outcome = run(scenario(events, 6));
	assert_eq!(outcome.accounts["alice"].pools["a"].pending.0, 100);
	assert_eq!(outcome.unallocated.0, 500);
}

#[test]
fn events_should_come_in_the_order_given_when_they_share_a_block() {
	let events = json!([
		{"block": 2, "op": "stake", "who": "alice", "pool": "a", "amount": "9"},
		{"block": 2, "op": "unstake", "who": "alice", "pool": "a", "amount": "9"},
		{"block": 2, "op": "claim", "who": "alice", "pools": ["a"]},
		{"block": 2, "op": "stake", "who": "alice", "pool": "a", "amount": "8"}]);
	let outcome = run(scenario(events, 3));
	let alice = &outcome.accounts["alice"];
	assert_eq!(alice.pools["a"].staked.0, 8);
	assert_eq!((alice.claimed.0, alice.pools["a"].pending.0), (0, 100));
}

#[test]
fn claim_should_pay_once_when_everything_has_left() {
	let events = json!([
		{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": "9"},
		{"block": 3, "op": "unstake", "who": "alice", "pool": "a", "amount": "9"},
		{"block": 4, "op": "claim", "who": "alice", "pools": ["a"]},
		{"block": 5, "op": "claim", "who": "alice", "pools": ["a"]}]);
	let outcome = run(scenario(events, 5));
	let alice = &outcome.accounts["alice"];
	// 300 over 9: a fraction goes back to the pool when the position is dissolved.
	assert_eq!(alice.claimed.0 + outcome.dust.0, 300);
	assert!(outcome.dust.0 <= 1);
	assert_eq!(alice.pools["a"].staked.0, 0);
}

#[test]
fn yield_should_go_to_nobody_when_nothing_is_staked() {
	let events = json!([
		{"block": 1, "op": "yield", "amount": "100", "over_blocks": 10},
		{"block": 5, "op": "stake", "who": "alice", "pool": "a", "amount": "1"},
		{"block": 8, "op": "emergency_unstake", "who": "alice", "pool": "a"}]);
	let outcome = run(scenario(events, 20));
	assert_eq!(outcome.yield_released.0, 100);
	assert_eq!(outcome.yield_unstaked.0, 40 + 30);
	assert_eq!(outcome.yield_given_up.0, 30);
	assert_eq!(outcome.unallocated.0, 1000);
}

#[test]
fn release_should_start_anew_when_more_yield_arrives() {
	let events = json!([
		{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": "1"},
		{"block": 10, "op": "yield", "amount": "100", "over_blocks": 10},
		{"block": 15, "op": "yield", "amount": "150", "over_blocks": 100}]);
	let released = |until| run(scenario(events.clone(), until)).yield_released.0;
	assert_eq!(released(15), 50);
	// The 50 that were left and the 150, 2 in each block.
	assert_eq!(released(20), 60);
	assert_eq!(released(115), 250);
}

#[test]
fn unstake_should_take_the_position_named_when_there_are_several() {
	let mut scenario = scenario(
		json!([
			{"block": 1, "op": "stake", "who": "alice", "pool": "a", "amount": "10", "term": 0},
			{"block": 1, "op": "stake", "who": "alice", "pool": "a", "amount": "10", "term": 1},
			{"block": 6, "op": "unstake", "who": "alice", "pool": "a", "amount": "10", "position": 1}]),
		6,
	);
	scenario["pools"][0]["kind"] = "term".into();
	scenario["pools"][0]["terms"] = json!([
		{"blocks": 100, "multiplier": 1_000_000_000}, {"blocks": 5, "multiplier": 1_000_000_000}]);
	// The one whose term is over: nothing is forfeited.
	let named = run(scenario.clone());
	assert_eq!(named.unallocated.0, 100);
	assert_eq!(
		named.accounts["alice"].pools["a"].pending.0 + named.dust.0,
		500
	);
	// The oldest one: what it has earned goes to the other.
	scenario["events"][2]
		.as_object_mut()
		.unwrap()
		.remove("position");
	let oldest = run(scenario.clone());
	assert_eq!(oldest.accounts["alice"].pools["a"].staked.0, 10);
	// Both, and nobody stays.
	scenario["events"][2]["amount"] = "15".into();
	let both = run(scenario);
	assert_eq!(both.accounts["alice"].pools["a"].staked.0, 5);
}

#[test]
fn simulate_should_work_when_amounts_are_at_their_limits() {
	let most = 10u128.pow(38).to_string();
	let mut scenario = scenario(
		json!([
			{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": most},
			{"block": 0, "op": "stake", "who": "bob", "pool": "a", "amount": "1"},
			{"block": 1, "op": "yield", "amount": most, "over_blocks": 1},
			{"block": 5, "op": "claim", "who": "alice", "pools": ["a"]}]),
		20,
	);
	scenario["schedule"]["steps"][0]["per_block"] = 10u128.pow(37).to_string().into();
	let outcome = run(scenario);
	assert_eq!(outcome.emitted.0, 10u128.pow(38));
	assert!(outcome.dust.0 <= 2 && outcome.yield_dust.0 <= 2);
	assert_eq!(
		outcome.accounts["alice"].pools["a"].staked.0,
		10u128.pow(38)
	);
}

#[test]
fn simulate_should_give_the_same_result_when_run_again() {
	let events = json!([{"block": 0, "op": "stake", "who": "alice", "pool": "a", "amount": "1"}]);
	assert_eq!(run(scenario(events.clone(), 9)), run(scenario(events, 9)));
}

#[test]
fn simulate_should_keep_a_user_apart_when_named_like_the_founder() {
	let events = json!([{"block": 0, "op": "stake", "who": "founder", "pool": "a", "amount": "1"}]);
	let outcome = run(scenario(events, 9));
	assert_eq!(outcome.accounts["founder"].pools["a"].pending.0, 900);
	assert_eq!(outcome.accounts.len(), 1);
}
