//! Whatever happens, nothing comes from nowhere and nothing is lost.

use nutbox_simulator::{parse, simulate, Outcome};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::collections::BTreeMap;

const USERS: [&str; 3] = ["alice", "bob", "carol"];
const POOLS: [&str; 3] = ["a", "b", "c"];
/// The pool with terms.
const TERMS: usize = 2;
/// Everything has been emitted and released by then.
const UNTIL: u32 = 1_000_000;

/// An event as the dice fall; what makes no sense when it comes is left out.
#[derive(Clone, Debug)]
struct Throw {
	/// Blocks since the event before.
	after: u32,
	op: u8,
	user: usize,
	pool: usize,
	/// `mantissa · 10^exponent` planck.
	mantissa: u128,
	exponent: u32,
	part: u32,
}

fn throw() -> impl Strategy<Value = Throw> {
	(
		0u32..40,
		0u8..16,
		0..USERS.len(),
		0..POOLS.len(),
		1u128..1000,
		0u32..28,
		0u32..=1000,
	)
		.prop_map(|(after, op, user, pool, mantissa, exponent, part)| Throw {
			after,
			op,
			user,
			pool,
			mantissa,
			exponent,
			part,
		})
}

/// A budget of what is left over by others.
fn budget(cuts: [u32; 2], open: [bool; 3]) -> (u32, [u32; 3]) {
	let mut left = 1_000_000_000;
	let mut weights = [0; 3];
	for (weight, (cut, open)) in weights
		.iter_mut()
		.zip([cuts[0], cuts[1], cuts[0] ^ cuts[1]].into_iter().zip(open))
	{
		if open {
			*weight = cut % (left + 1);
			left -= *weight;
		}
	}
	(left, weights)
}

struct Built {
	scenario: Value,
	/// What is staked in the end, by user and pool.
	stakes: BTreeMap<(usize, usize), Vec<u128>>,
	yields: u128,
	emission: u128,
	positions: u128,
}

fn build(per_block: u128, cuts: [u32; 2], throws: Vec<Throw>) -> Built {
	let (fund_share, weights) = budget(cuts, [true; 3]);
	let mut open = [true; 3];
	let mut stakes = BTreeMap::<(usize, usize), Vec<u128>>::new();
	let (mut events, mut block, mut yields, mut positions) = (vec![], 0u32, 0u128, 0u128);
	for throw in throws {
		block += throw.after;
		let (who, pool) = (USERS[throw.user], POOLS[throw.pool]);
		let amount = throw.mantissa * 10u128.pow(throw.exponent);
		let held = stakes.get(&(throw.user, throw.pool)).cloned();
		let mut event = match (throw.op, held) {
			(0..=5, held) if open[throw.pool] => {
				if throw.pool == TERMS && held.is_some_and(|held| held.len() >= 8) {
					continue;
				}
				positions += 1;
				let list = stakes.entry((throw.user, throw.pool)).or_default();
				let mut event =
					json!({"op": "stake", "who": who, "pool": pool, "amount": amount.to_string()});
				if throw.pool == TERMS {
					list.push(amount);
					event["term"] = (throw.part % 2).into();
				} else {
					*list = vec![list.iter().sum::<u128>() + amount];
				}
				event
			}
			(6..=8, Some(held)) => {
				let total: u128 = held.iter().sum();
				let mut taken = total / 1000 * u128::from(throw.part);
				if throw.part == 1000 {
					taken = total;
				}
				if taken == 0 {
					continue;
				}
				let mut left = taken;
				for stake in stakes.get_mut(&(throw.user, throw.pool)).unwrap() {
					let part = left.min(*stake);
					*stake -= part;
					left -= part;
				}
				json!({"op": "unstake", "who": who, "pool": pool, "amount": taken.to_string()})
			}
			(9 | 10, Some(_)) => json!({"op": "claim", "who": who, "pools": [pool]}),
			(11, Some(held)) if held.iter().sum::<u128>() > 0 => {
				let held = stakes.get_mut(&(throw.user, throw.pool)).unwrap();
				// Eight stakes at most, ever: it is not looked at which of them are gone.
				held.iter_mut().for_each(|stake| *stake = 0);
				json!({"op": "emergency_unstake", "who": who, "pool": pool})
			}
			(12 | 13, _) => {
				yields += amount;
				json!({"op": "yield", "amount": amount.to_string(), "over_blocks": 1 + throw.part})
			}
			(14, _) => {
				let (fund_share, weights) = budget(
					[throw.part * 1_000_003, throw.mantissa as u32 * 999_983],
					open,
				);
				let named: BTreeMap<_, _> = POOLS
					.iter()
					.zip(weights)
					.zip(open)
					.filter_map(|(named, open)| open.then_some(named))
					.collect();
				json!({"op": "set_weights", "fund_share": fund_share, "weights": named})
			}
			(15, _) if open[throw.pool] && throw.part < 300 => {
				open[throw.pool] = false;
				json!({"op": "close_pool", "pool": pool})
			}
			_ => continue,
		};
		event["block"] = block.into();
		events.push(event);
	}
	let split = |fund: u32| json!({"fund": fund, "stakers": 1_000_000_000 - fund});
	let scenario = json!({
		"schedule": {"steps": [
			{"start": 3, "end": 500, "per_block": per_block.to_string()},
			{"start": 600, "end": 1100, "per_block": (per_block / 3 + 1).to_string()},
		]},
		"fund_share": fund_share,
		"pools": [
			{"name": "a", "kind": "asset", "weight": weights[0], "yield_split": split(333_333_333)},
			{"name": "b", "kind": "asset", "weight": weights[1]},
			{"name": "c", "kind": "term", "weight": weights[2], "yield_split": split(700_000_001),
			 "terms": [{"blocks": 50, "multiplier": 1_500_000_001u64},
					   {"blocks": 400, "multiplier": 99_000_000_007u64}]},
		],
		"events": events,
		"until": UNTIL,
	});
	Built {
		scenario,
		stakes,
		yields,
		emission: per_block * 497 + (per_block / 3 + 1) * 500,
		positions,
	}
}

/// The two sums of what everybody has, without the dust.
fn parts(outcome: &Outcome) -> (u128, u128) {
	let mut token = outcome.fund.token.0 + outcome.unallocated.0;
	let mut staking_yield =
		outcome.fund.staking_yield.0 + outcome.yield_unstaked.0 + outcome.yield_given_up.0;
	for account in outcome.accounts.values() {
		token += account.claimed.0;
		staking_yield += account.yield_claimed.0;
		for holding in account.pools.values() {
			token += holding.pending.0;
			staking_yield += holding.pending_yield.0;
		}
	}
	(token, staking_yield)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn outcome_should_sum_to_what_was_emitted_and_released_when_anything_happens(
		(mantissa, exponent) in (1u128..1000, 0u32..28),
		cuts in prop::array::uniform2(0u32..=1_000_000_000),
		throws in prop::collection::vec(throw(), 1..40),
	) {
		let built = build(mantissa * 10u128.pow(exponent), cuts, throws);
		let json = built.scenario.to_string();
		let scenario = parse(json.as_bytes());
		prop_assert!(scenario.is_ok(), "{scenario:?}: {json}");
		let outcome = simulate(&scenario.unwrap());
		prop_assert!(outcome.is_ok(), "{outcome:?}: {json}");
		let outcome = outcome.unwrap();

		prop_assert_eq!(outcome.emitted.0, built.emission);
		prop_assert_eq!(outcome.yield_released.0, built.yields);
		let (token, staking_yield) = parts(&outcome);
		prop_assert_eq!(token + outcome.dust.0, built.emission);
		prop_assert_eq!(staking_yield + outcome.yield_dust.0, built.yields);
		// A part of a planck for each position, and for the fund of each pool and nobody.
		let most = built.positions + 6;
		prop_assert!(outcome.dust.0 < most, "{} of dust", outcome.dust.0);
		prop_assert!(outcome.yield_dust.0 < most, "{} of yield dust", outcome.yield_dust.0);
		// Principal is what went in and did not go out.
		for ((user, pool), held) in &built.stakes {
			let holding = &outcome.accounts[USERS[*user]].pools[POOLS[*pool]];
			prop_assert_eq!(holding.staked.0, held.iter().sum::<u128>());
		}
	}
}
