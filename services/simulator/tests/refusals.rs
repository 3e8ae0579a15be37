//! Bad scenarios: the path of the field and the reason, for each.

use nutbox_simulator::{parse, simulate, Error, Refusal};
use serde_json::{json, Value};

/// A scenario that is carried out.
fn good() -> Value {
	json!({
		"schedule": {"steps": [{"start": 1, "end": 11, "per_block": "100"},
							   {"start": 20, "end": 30, "per_block": "50"}]},
		"fund_share": 100_000_000,
		"pools": [
			{"name": "a", "kind": "asset", "weight": 500_000_000,
			 "yield_split": {"fund": 600_000_000, "stakers": 400_000_000}},
			{"name": "b", "kind": "term", "weight": 400_000_000,
			 "terms": [{"blocks": 100, "multiplier": 1_500_000_000}]}],
		"events": [
			{"block": 5, "op": "stake", "who": "alice", "pool": "a", "amount": "100"},
			{"block": 6, "op": "stake", "who": "bob", "pool": "b", "amount": "10", "term": 0},
			{"block": 7, "op": "yield", "amount": "777", "over_blocks": 10},
			{"block": 8, "op": "unstake", "who": "alice", "pool": "a", "amount": "1"},
			{"block": 8, "op": "unstake", "who": "bob", "pool": "b", "amount": "1", "position": 0},
			{"block": 9, "op": "claim", "who": "alice", "pools": ["a"]},
			{"block": 9, "op": "set_weights", "fund_share": 0,
			 "weights": {"a": 500_000_000, "b": 500_000_000}},
			{"block": 10, "op": "close_pool", "pool": "b"},
			{"block": 10, "op": "emergency_unstake", "who": "bob", "pool": "b"}],
		"until": 50,
	})
}

fn refused(json: &[u8]) -> Refusal {
	match parse(json)
		.map_err(Error::from)
		.and_then(|scenario| simulate(&scenario))
	{
		Err(Error::Refused(refusal)) => refusal,
		other => panic!("not refused: {other:?}"),
	}
}

/// The good scenario with `value` at the JSON pointer `at` (whose last part may be new; `null`
/// removes it) is refused at `path`, for a reason that contains `reason`.
fn check(at: &str, value: Value, path: &str, reason: &str) {
	let mut scenario = good();
	let (parent, last) = at.rsplit_once('/').unwrap();
	match scenario.pointer_mut(parent).unwrap() {
		Value::Object(map) if value.is_null() => {
			map.remove(last).expect("there is something to remove");
		}
		Value::Object(map) => {
			map.insert(last.into(), value);
		}
		Value::Array(list) if last == "-" => list.push(value),
		Value::Array(list) => list[last.parse::<usize>().unwrap()] = value,
		_ => panic!("no place {at}"),
	}
	expect(scenario.to_string().as_bytes(), path, reason);
}

fn expect(json: &[u8], path: &str, reason: &str) {
	let refusal = refused(json);
	assert_eq!(refusal.path, path, "{refusal}");
	assert!(refusal.reason.contains(reason), "{refusal}");
	assert_eq!(refusal.to_string().lines().count(), 1);
}

#[test]
fn simulate_should_succeed_when_nothing_is_wrong() {
	let scenario = parse(good().to_string().as_bytes()).unwrap();
	simulate(&scenario).unwrap();
}

/// One test for each: its name, what is put where, and the refusal.
macro_rules! refusals {
	($($name:ident: $at:literal = $value:tt => $path:literal, $reason:literal;)*) => {$(
		#[test]
		fn $name() {
			check($at, json!($value), $path, $reason);
		}
	)*};
}

refusals! {
	// Types.
	parse_should_refuse_when_the_schedule_is_a_list: "/schedule" = [] => "schedule", "expected a schedule";
	parse_should_refuse_when_a_step_is_a_list: "/schedule/steps/0" = [1, 11, "100"] => "schedule.steps[0]", "expected a step";
	parse_should_refuse_when_steps_are_null: "/schedule" = {"steps": null} => "schedule.steps", "invalid type: null";
	parse_should_refuse_when_a_rate_is_a_number: "/schedule/steps/0/per_block" = 100 => "schedule.steps[0].per_block", "invalid type: integer `100`";
	parse_should_refuse_when_an_amount_is_a_number: "/events/0/amount" = 100 => "events[0].amount", "string of decimal digits";
	parse_should_refuse_when_an_amount_has_a_sign: "/events/0/amount" = "+5" => "events[0].amount", "invalid value: string \"+5\"";
	parse_should_refuse_when_an_amount_is_negative: "/events/0/amount" = "-5" => "events[0].amount", "invalid value";
	parse_should_refuse_when_an_amount_has_a_point: "/events/0/amount" = "1.5" => "events[0].amount", "invalid value";
	parse_should_refuse_when_an_amount_is_empty: "/events/0/amount" = "" => "events[0].amount", "invalid value";
	parse_should_refuse_when_an_amount_is_hexadecimal: "/events/0/amount" = "0x10" => "events[0].amount", "invalid value";
	parse_should_refuse_when_an_amount_has_other_digits: "/events/0/amount" = "١" => "events[0].amount", "invalid value";
	parse_should_refuse_when_an_amount_is_above_128_bits: "/events/0/amount" = "340282366920938463463374607431768211456" => "events[0].amount", "the most";
	parse_should_refuse_when_a_block_is_negative: "/events/0/block" = (-1) => "events[0].block", "expected u32";
	parse_should_refuse_when_a_block_is_broken: "/events/0/block" = 1.5 => "events[0].block", "floating point";
	parse_should_refuse_when_a_block_is_a_string: "/events/0/block" = "5" => "events[0].block", "invalid type: string";
	parse_should_refuse_when_a_block_is_above_32_bits: "/events/0/block" = 4294967296u64 => "events[0].block", "expected u32";
	parse_should_refuse_when_until_is_above_32_bits: "/until" = 4294967296u64 => "until", "expected u32";
	parse_should_refuse_when_a_weight_is_a_string: "/events/6/weights/a" = "1" => "events[6].weights.a", "invalid type";
	parse_should_refuse_when_a_name_is_a_number: "/pools/0/name" = 1 => "pools[0].name", "invalid type";
	parse_should_refuse_when_an_account_is_null: "/events/0/who" = [null] => "events[0].who", "invalid type";
	parse_should_refuse_when_halvings_are_above_8_bits: "/schedule" = {"halving": {"start": 1, "first_per_block": "1", "period": 1, "halvings": 256}} => "schedule.halving.halvings", "expected u8";
	parse_should_refuse_when_a_multiplier_is_above_64_bits: "/pools/1/terms/0/multiplier" = 1e30 => "pools[1].terms[0].multiplier", "floating point";
	parse_should_refuse_when_events_are_an_object: "/events" = {} => "events", "invalid type: map";

	// Fields.
	parse_should_refuse_when_a_field_is_unknown: "/fund" = 1 => "fund", "unknown field";
	parse_should_refuse_when_a_pool_has_an_unknown_field: "/pools/0/wieght" = 1 => "pools[0].wieght", "unknown field";
	parse_should_refuse_when_a_split_has_an_unknown_field: "/pools/0/yield_split/owner" = 1 => "pools[0].yield_split.owner", "unknown field";
	parse_should_refuse_when_an_event_has_an_unknown_field: "/events/0/Amount" = "1" => "events[0].Amount", "unknown field";
	parse_should_refuse_when_until_is_missing: "/until" = null => "until", "missing field";
	parse_should_refuse_when_the_schedule_is_missing: "/schedule" = null => "schedule", "missing field";
	parse_should_refuse_when_the_fund_share_is_missing: "/fund_share" = null => "fund_share", "missing field";
	parse_should_refuse_when_pools_are_missing: "/pools" = null => "pools", "missing field";
	parse_should_refuse_when_events_are_missing: "/events" = null => "events", "missing field";
	parse_should_refuse_when_an_end_is_missing: "/schedule/steps/1/end" = null => "schedule.steps[1].end", "missing field";
	parse_should_refuse_when_a_block_is_missing: "/events/2/block" = null => "events[2].block", "missing field";
	parse_should_refuse_when_an_op_is_missing: "/events/2/op" = null => "events[2].op", "missing field";
	parse_should_refuse_when_a_stake_has_no_amount: "/events/0/amount" = null => "events[0].amount", "missing";
	parse_should_refuse_when_a_stake_has_no_account: "/events/0/who" = null => "events[0].who", "missing";
	parse_should_refuse_when_a_stake_has_no_pool: "/events/0/pool" = null => "events[0].pool", "missing";
	parse_should_refuse_when_a_stake_has_no_term: "/events/1/term" = null => "events[1].term", "missing";
	parse_should_refuse_when_a_stake_needs_no_term: "/events/0/term" = 0 => "events[0].term", "no terms";
	parse_should_refuse_when_a_yield_has_no_length: "/events/2/over_blocks" = null => "events[2].over_blocks", "missing";
	parse_should_refuse_when_a_yield_has_a_pool: "/events/2/pool" = "a" => "events[2].pool", "no such field";
	parse_should_refuse_when_a_claim_has_no_pools: "/events/5/pools" = null => "events[5].pools", "missing";
	parse_should_refuse_when_a_claim_has_an_amount: "/events/5/amount" = "1" => "events[5].amount", "no such field";
	parse_should_refuse_when_a_budget_has_no_weights: "/events/6/weights" = null => "events[6].weights", "missing";
	parse_should_refuse_when_a_budget_has_no_fund_share: "/events/6/fund_share" = null => "events[6].fund_share", "missing";
	parse_should_refuse_when_an_op_is_unknown: "/events/0/op" = "redeem" => "events[0].op", "unknown variant";
	parse_should_refuse_when_a_kind_is_unknown: "/pools/0/kind" = "lottery" => "pools[0].kind", "unknown variant";
	parse_should_refuse_when_a_term_pool_has_no_terms_field: "/pools/1/terms" = null => "pools[1].terms", "missing";
	parse_should_refuse_when_an_asset_pool_has_terms: "/pools/0/terms" = [] => "pools[0].terms", "has no terms";
	parse_should_refuse_when_there_are_two_schedules: "/schedule/halving" = {"start": 1, "first_per_block": "1", "period": 1, "halvings": 1} => "schedule", "either";
	parse_should_refuse_when_there_is_no_schedule: "/schedule" = {} => "schedule", "either";

	// Names.
	parse_should_refuse_when_two_pools_share_a_name: "/pools/1/name" = "a" => "pools[1].name", "already";
	parse_should_refuse_when_a_pool_has_an_empty_name: "/pools/1/name" = "" => "pools[1].name", "empty";
	parse_should_refuse_when_an_account_has_an_empty_name: "/events/0/who" = "" => "events[0].who", "empty";
	parse_should_refuse_when_a_pool_is_unknown: "/events/0/pool" = "z" => "events[0].pool", "no pool \"z\"";
	parse_should_refuse_when_a_claimed_pool_is_unknown: "/events/5/pools" = ["a", "z"] => "events[5].pools[1]", "no pool";
	parse_should_refuse_when_a_pool_is_claimed_twice: "/events/5/pools" = ["a", "a"] => "events[5].pools[1]", "named twice";
	parse_should_refuse_when_a_weight_is_of_no_pool: "/events/6/weights/z" = 0 => "events[6].weights.z", "no pool";
	parse_should_refuse_when_an_account_has_never_staked: "/events/3/who" = "mallory" => "events[3].who", "has not staked";
	parse_should_refuse_when_an_account_has_not_staked_there: "/events/3/pool" = "b" => "events[3].pool", "has not staked";
	parse_should_refuse_when_a_claim_is_of_a_pool_never_staked_in: "/events/5/pools" = ["a", "b"] => "events[5].pools[1]", "has not staked";
	parse_should_refuse_when_an_emergency_is_of_a_stranger: "/events/8/who" = "mallory" => "events[8].who", "has not staked";
	parse_should_refuse_when_a_position_is_not_there: "/events/4/position" = 1 => "events[4].position", "1 times";
	parse_should_refuse_when_a_pool_has_no_positions: "/events/3/position" = 0 => "events[3].position", "no terms";

	// Order.
	parse_should_refuse_when_events_are_out_of_order: "/events/1/block" = 4 => "events[1].block", "after block 5";
	parse_should_refuse_when_an_event_is_after_the_last_block: "/until" = 9 => "events[7].block", "after `until`";
	parse_should_refuse_when_a_release_takes_no_time: "/events/2/over_blocks" = 0 => "events[2].over_blocks", "at least";
	parse_should_refuse_when_no_yield_is_released: "/events/2/amount" = "0" => "events[2].amount", "zero";

	// What the chain refuses at the creation.
	create_should_refuse_when_a_step_is_reversed: "/schedule/steps/1/end" = 20 => "schedule.steps[1].end", "ends at or before";
	create_should_refuse_when_steps_overlap: "/schedule/steps/1/start" = 10 => "schedule.steps[1].start", "before the one before it ends";
	create_should_refuse_when_a_rate_is_zero: "/schedule/steps/1/per_block" = "0" => "schedule.steps[1].per_block", "zero";
	create_should_refuse_when_the_total_is_too_large: "/schedule/steps/1/per_block" = "340282366920938463463374607431768211455" => "schedule.steps[1].per_block", "total is above";
	create_should_refuse_when_a_schedule_starts_in_block_0: "/schedule/steps/0/start" = 0 => "schedule.steps[0].start", "at least 1";
	create_should_refuse_when_a_halving_starts_in_block_0: "/schedule" = {"halving": {"start": 0, "first_per_block": "9", "period": 1, "halvings": 1}} => "schedule.halving.start", "at least 1";
	create_should_refuse_when_a_period_is_zero: "/schedule" = {"halving": {"start": 1, "first_per_block": "9", "period": 0, "halvings": 1}} => "schedule.halving.period", "zero";
	create_should_refuse_when_there_are_too_many_halvings: "/schedule" = {"halving": {"start": 1, "first_per_block": "9", "period": 1, "halvings": 33}} => "schedule.halving.halvings", "more than 32";
	create_should_refuse_when_a_first_rate_is_zero: "/schedule" = {"halving": {"start": 1, "first_per_block": "0", "period": 1, "halvings": 1}} => "schedule.halving.first_per_block", "zero";
	create_should_refuse_when_a_halving_ends_too_late: "/schedule" = {"halving": {"start": 1, "first_per_block": "9", "period": 4000000000u32, "halvings": 1}} => "schedule.halving", "block numbers";
	create_should_refuse_when_the_budget_is_one_too_small: "/fund_share" = 99_999_999 => "pools", "sum to 999999999";
	create_should_refuse_when_the_budget_is_one_too_large: "/fund_share" = 100_000_001 => "pools", "sum to 1000000001";
	create_should_refuse_when_the_budget_overflows: "/fund_share" = 4294967295u32 => "pools", "sum to 5194967295";
	create_should_refuse_when_a_split_is_not_whole: "/pools/0/yield_split/fund" = 1 => "pools[0].yield_split", "sum to 400000001";
	create_should_refuse_when_a_pool_has_no_term: "/pools/1/terms" = [] => "pools[1].terms", "give one";
	create_should_refuse_when_a_term_has_no_blocks: "/pools/1/terms/0/blocks" = 0 => "pools[1].terms[0].blocks", "zero";
	create_should_refuse_when_a_multiplier_is_zero: "/pools/1/terms/0/multiplier" = 0 => "pools[1].terms[0].multiplier", "from 1";
	create_should_refuse_when_a_multiplier_is_too_large: "/pools/1/terms/0/multiplier" = 100_000_000_001u64 => "pools[1].terms[0].multiplier", "to 100000000000";

	// What the chain refuses later.
	stake_should_refuse_when_the_amount_is_zero: "/events/0/amount" = "0" => "events[0].amount", "zero";
	stake_should_refuse_when_the_amount_is_beyond_all_money: "/events/0/amount" = "340282366920938463463374607431768211455" => "events[0].amount", "too large";
	stake_should_refuse_when_the_term_is_unknown: "/events/1/term" = 1 => "events[1].term", "no such term";
	stake_should_refuse_when_the_term_ends_too_late: "/pools/1/terms/0/blocks" = 4294967295u32 => "events[1].term", "block numbers";
	stake_should_refuse_when_it_is_no_share: "/pools/1/terms/0/multiplier" = 1 => "events[1].amount", "one share";
	yield_should_refuse_when_it_is_beyond_all_money: "/events/2/amount" = "340282366920938463463374607431768211455" => "events[2].amount", "too large";
	unstake_should_refuse_when_more_is_asked_for_than_staked: "/events/3/amount" = "101" => "events[3].amount", "more than is staked";
	unstake_should_refuse_when_the_amount_is_zero: "/events/3/amount" = "0" => "events[3].amount", "zero";
	unstake_should_refuse_when_a_position_has_less: "/events/4/amount" = "11" => "events[4].amount", "more than is staked";
	set_weights_should_refuse_when_the_budget_is_not_whole: "/events/6/weights/a" = 499_999_999 => "events[6].weights", "sum to 999999999";
	set_weights_should_refuse_when_an_open_pool_is_missing: "/events/6/weights" = {"a": 1_000_000_000} => "events[6].weights.b", "missing";
	set_weights_should_refuse_when_a_pool_is_closed: "/events/-" = {"block": 11, "op": "set_weights", "fund_share": 0, "weights": {"a": 1_000_000_000, "b": 0}} => "events[9].weights.b", "closed";
	stake_should_refuse_when_the_pool_is_closed: "/events/-" = {"block": 11, "op": "stake", "who": "bob", "pool": "b", "amount": "1", "term": 0} => "events[9].pool", "closed";
	close_pool_should_refuse_when_it_is_closed: "/events/-" = {"block": 11, "op": "close_pool", "pool": "b"} => "events[9].pool", "closed";
	unstake_should_refuse_when_nothing_is_staked_any_more: "/events/-" = {"block": 11, "op": "unstake", "who": "bob", "pool": "b", "amount": "1"} => "events[9].pool", "nothing is staked";
	emergency_unstake_should_refuse_when_nothing_is_staked_any_more: "/events/-" = {"block": 11, "op": "emergency_unstake", "who": "bob", "pool": "b"} => "events[9].pool", "nothing is staked";
}

#[test]
fn parse_should_refuse_when_it_is_not_json() {
	expect(b"pools: []", "", "expected value at line 1");
	expect(b"", "", "EOF");
	expect(b"{\"until\": 5", "", "EOF");
}

#[test]
fn parse_should_refuse_when_it_is_not_utf8() {
	expect(b"{\"\xff\": 5}", "", "unicode");
}

#[test]
fn parse_should_refuse_when_something_follows() {
	let text = format!("{}x", good());
	expect(text.as_bytes(), "", "trailing characters");
}

#[test]
fn parse_should_refuse_when_it_is_nested_too_deep() {
	let text = good()
		.to_string()
		.replacen("\"a\"", &"[".repeat(100_000), 1);
	refused(text.as_bytes());
}

#[test]
fn parse_should_refuse_when_a_field_is_given_twice() {
	let text = good()
		.to_string()
		.replace("\"until\":50", "\"until\":50,\"until\":50");
	expect(text.as_bytes(), "until", "duplicate field `until`");
}

#[test]
fn parse_should_refuse_when_an_event_breaks_off() {
	let text = good().to_string();
	let cut = text.find("\"op\":\"yield\"").unwrap();
	expect(&text.as_bytes()[..cut], "events[2]", "EOF");
}

#[test]
fn parse_should_refuse_when_a_weight_is_given_twice() {
	let weights = "\"weights\":{\"a\":500000000,\"b\":500000000}";
	let text = good().to_string();
	assert!(text.contains(weights));
	let text = text.replace(weights, "\"weights\":{\"a\":500000000,\"a\":500000000}");
	expect(text.as_bytes(), "events[6].weights", "named twice");
}

#[test]
fn refusal_should_stay_one_line_when_it_quotes_much() {
	let name = format!("x\n\u{1b}{}", "y".repeat(100_000));
	let mut scenario = good();
	scenario["events"][0]["pool"] = name.into();
	let refusal = refused(scenario.to_string().as_bytes());
	assert_eq!(refusal.path, "events[0].pool");
	assert!(refusal.reason.len() < 400, "{}", refusal.reason.len());
	assert!(!refusal.reason.chars().any(char::is_control));
}

#[test]
fn create_should_refuse_when_there_are_too_many_pools() {
	let mut scenario = good();
	scenario["events"] = json!([]);
	scenario["pools"] = (0..33)
		.map(
			|n| json!({"name": n.to_string(), "kind": "asset", "weight": if n == 0 {900_000_000} else {0}}),
		)
		.collect();
	expect(scenario.to_string().as_bytes(), "pools", "more than 32");
}

#[test]
fn create_should_refuse_when_there_are_too_many_terms() {
	let mut scenario = good();
	scenario["pools"][1]["terms"] = vec![json!({"blocks": 1, "multiplier": 1}); 9].into();
	expect(
		scenario.to_string().as_bytes(),
		"pools[1].terms",
		"more than 8",
	);
}

#[test]
fn create_should_refuse_when_there_are_too_many_steps() {
	let mut scenario = good();
	scenario["schedule"]["steps"] = (0..33u32)
		.map(|n| json!({"start": 1 + n, "end": 2 + n, "per_block": "1"}))
		.collect();
	expect(
		scenario.to_string().as_bytes(),
		"schedule.steps",
		"more than 32",
	);
}

#[test]
fn stake_should_refuse_when_there_are_too_many_positions() {
	let mut scenario = good();
	let stake = scenario["events"][1].clone();
	scenario["events"] = vec![stake; 9].into();
	expect(
		scenario.to_string().as_bytes(),
		"events[8].pool",
		"8 positions",
	);
}

#[test]
fn unstake_should_refuse_when_all_positions_have_less() {
	let mut scenario = good();
	let stake = scenario["events"][1].clone();
	let unstake = json!({"block": 8, "op": "unstake", "who": "bob", "pool": "b", "amount": "21"});
	scenario["events"] = json!([stake, stake, unstake]);
	expect(
		scenario.to_string().as_bytes(),
		"events[2].amount",
		"more than is staked",
	);
}

#[test]
fn claim_should_refuse_when_it_names_too_many_pools() {
	let mut scenario = good();
	let names: Vec<String> = (0..17).map(|n| n.to_string()).collect();
	scenario["fund_share"] = 1_000_000_000.into();
	scenario["pools"] = names
		.iter()
		.map(|name| json!({"name": name, "kind": "asset", "weight": 0}))
		.collect();
	let mut events: Vec<Value> = names
		.iter()
		.map(|name| json!({"block": 1, "op": "stake", "who": "alice", "pool": name, "amount": "1"}))
		.collect();
	events.push(json!({"block": 2, "op": "claim", "who": "alice", "pools": names}));
	scenario["events"] = events.into();
	expect(
		scenario.to_string().as_bytes(),
		"events[17].pools",
		"more than 16",
	);
}
