//! From JSON to a scenario.
//!
//! Structures are read field by field, flat, and without guessing: serde reports the path of what
//! it refuses only as long as it need not buffer, as it would for enums with a tag inside. So which
//! fields go with which `op` is looked at afterwards.

use crate::{
	scenario::{Action, Event, Kind, Pool, Scenario},
	Amount, Refusal,
};
use nutbox_math::PPB;
use pallet_communities::types::{Halving, ScheduleInput, Term, YieldSplit};
use serde::{de, Deserialize, Deserializer};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
	marker::PhantomData,
};

/// Reads a scenario. It is not carried out: the chain may refuse it still.
pub fn parse(json: &[u8]) -> Result<Scenario, Refusal> {
	let mut deserializer = serde_json::Deserializer::from_slice(json);
	let raw: Object<RawScenario> =
		serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
			let path = error.path().to_string();
			located(&path, &error.into_inner().to_string())
		})?;
	deserializer
		.end()
		.map_err(|error| located(".", &error.to_string()))?;
	check(raw.0)
}

/// A refusal by serde. What it says of a field that is missing, unknown or there twice may have the
/// path of the structure around it.
fn located(path: &str, reason: &str) -> Refusal {
	// The root is a dot, and a place without a name yet a question mark.
	let path = path.strip_suffix('?').unwrap_or(path);
	let mut path = path.strip_suffix('.').unwrap_or(path).to_string();
	let quoted = |start: &str| {
		let rest = reason.strip_prefix(start)?.strip_prefix('`')?;
		rest.split_once('`').map(|(name, _)| name)
	};
	let field = ["missing field ", "unknown field ", "duplicate field "]
		.into_iter()
		.find_map(quoted);
	if let Some(field) = field {
		if path != field && !path.ends_with(&format!(".{field}")) {
			path = child(&path, field);
		}
	}
	Refusal::new(path, reason)
}

/// The path of a field of the structure at `path`.
fn child(path: &str, field: &str) -> String {
	match path {
		"" => field.into(),
		path => format!("{path}.{field}"),
	}
}

/// What a structure is called in an error.
trait Named {
	const NAME: &'static str;
}

/// A structure that is an object in JSON, and nothing else: serde would take an array of its
/// fields' values too.
struct Object<T>(T);

impl<'de, T: Deserialize<'de> + Named> Deserialize<'de> for Object<T> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor<T>(PhantomData<T>);

		impl<'de, T: Deserialize<'de> + Named> de::Visitor<'de> for Visitor<T> {
			type Value = Object<T>;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(T::NAME)
			}

			fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
				T::deserialize(de::value::MapAccessDeserializer::new(map)).map(Object)
			}
		}

		deserializer.deserialize_map(Visitor(PhantomData))
	}
}

/// A field that may be left out, but not be `null`.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
	deserializer: D,
) -> Result<Option<T>, D::Error> {
	T::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScenario {
	schedule: Object<RawSchedule>,
	fund_share: u32,
	pools: Vec<Object<RawPool>>,
	events: Vec<Object<RawEvent>>,
	until: u32,
}

impl Named for RawScenario {
	const NAME: &'static str = "a scenario (an object)";
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchedule {
	#[serde(default, deserialize_with = "present")]
	steps: Option<Vec<Object<RawStep>>>,
	#[serde(default, deserialize_with = "present")]
	halving: Option<Object<RawHalving>>,
}

impl Named for RawSchedule {
	const NAME: &'static str = "a schedule (an object)";
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
	start: u32,
	end: u32,
	per_block: Amount,
}

impl Named for RawStep {
	const NAME: &'static str = "a step (an object)";
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHalving {
	start: u32,
	first_per_block: Amount,
	period: u32,
	halvings: u8,
}

impl Named for RawHalving {
	const NAME: &'static str = "a halving (an object)";
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
	Asset,
	Term,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPool {
	name: String,
	kind: RawKind,
	weight: u32,
	#[serde(default, deserialize_with = "present")]
	yield_split: Option<Object<RawSplit>>,
	#[serde(default, deserialize_with = "present")]
	terms: Option<Vec<Object<RawTerm>>>,
}

impl Named for RawPool {
	const NAME: &'static str = "a pool (an object)";
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSplit {
	fund: u32,
	stakers: u32,
}

impl Named for RawSplit {
	const NAME: &'static str = "a yield split (an object)";
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
	blocks: u32,
	multiplier: u64,
}

impl Named for RawTerm {
	const NAME: &'static str = "a term (an object)";
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawOp {
	Stake,
	Unstake,
	Claim,
	EmergencyUnstake,
	Yield,
	SetWeights,
	ClosePool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent {
	block: u32,
	op: RawOp,
	#[serde(default, deserialize_with = "present")]
	who: Option<String>,
	#[serde(default, deserialize_with = "present")]
	pool: Option<String>,
	#[serde(default, deserialize_with = "present")]
	pools: Option<Vec<String>>,
	#[serde(default, deserialize_with = "present")]
	amount: Option<Amount>,
	#[serde(default, deserialize_with = "present")]
	term: Option<u32>,
	#[serde(default, deserialize_with = "present")]
	position: Option<u32>,
	#[serde(default, deserialize_with = "present")]
	over_blocks: Option<u32>,
	#[serde(default, deserialize_with = "present")]
	fund_share: Option<u32>,
	#[serde(default, deserialize_with = "present")]
	weights: Option<Weights>,
}

impl Named for RawEvent {
	const NAME: &'static str = "an event (an object)";
}

/// The weights of pools by name. Of a plain map serde would keep the last of two equal keys.
struct Weights(Vec<(String, u32)>);

impl<'de> Deserialize<'de> for Weights {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Weights;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("the weights of the pools (an object)")
			}

			fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Weights, A::Error> {
				let mut seen = BTreeSet::new();
				let mut weights = Vec::new();
				while let Some((name, weight)) = map.next_entry::<String, u32>()? {
					if !seen.insert(name.clone()) {
						return Err(de::Error::custom(format_args!(
							"the pool {name:?} is named twice"
						)));
					}
					weights.push((name, weight));
				}
				Ok(Weights(weights))
			}
		}

		deserializer.deserialize_map(Visitor)
	}
}

fn check(raw: RawScenario) -> Result<Scenario, Refusal> {
	let schedule = check_schedule(raw.schedule.0)?;
	let mut names = BTreeMap::new();
	let mut pools = Vec::with_capacity(raw.pools.len());
	for (index, Object(pool)) in raw.pools.into_iter().enumerate() {
		let pool = check_pool(&format!("pools[{index}]"), pool)?;
		if names.insert(pool.name.clone(), index).is_some() {
			return Err(Refusal::new(
				format!("pools[{index}].name"),
				format!("there is a pool {:?} already", pool.name),
			));
		}
		pools.push(pool);
	}

	let mut reader = Reader {
		names,
		pools: &pools,
		stakes: BTreeMap::new(),
	};
	let mut events = Vec::with_capacity(raw.events.len());
	let mut last = 0;
	for (index, Object(event)) in raw.events.into_iter().enumerate() {
		let path = format!("events[{index}]");
		let block = event.block;
		if block < last {
			return Err(Refusal::new(
				child(&path, "block"),
				format!(
					"block {block} comes after block {last}: events are in the order of blocks"
				),
			));
		}
		if block > raw.until {
			return Err(Refusal::new(
				child(&path, "block"),
				format!("block {block} is after `until`, which is {}", raw.until),
			));
		}
		last = block;
		let action = reader.event(&path, event)?;
		events.push(Event { block, action });
	}
	Ok(Scenario {
		schedule,
		fund_share: raw.fund_share,
		pools,
		events,
		until: raw.until,
	})
}

fn check_schedule(raw: RawSchedule) -> Result<ScheduleInput, Refusal> {
	match (raw.steps, raw.halving) {
		(Some(steps), None) => Ok(ScheduleInput::Steps(
			steps
				.into_iter()
				.map(|Object(step)| nutbox_math::schedule::Step {
					start: step.start,
					end: step.end,
					per_block: step.per_block.0,
				})
				.collect(),
		)),
		(None, Some(Object(halving))) => Ok(ScheduleInput::Halving(Halving {
			start: halving.start,
			first_per_block: halving.first_per_block.0,
			period: halving.period,
			halvings: halving.halvings,
		})),
		_ => Err(Refusal::new(
			"schedule",
			"it has either `steps` or a `halving`",
		)),
	}
}

fn check_pool(path: &str, raw: RawPool) -> Result<Pool, Refusal> {
	if raw.name.is_empty() {
		return Err(Refusal::new(child(path, "name"), "it is empty"));
	}
	let kind = match (raw.kind, raw.terms) {
		(RawKind::Asset, None) => Kind::Asset,
		(RawKind::Term, Some(terms)) => Kind::Term(
			terms
				.into_iter()
				.map(|Object(term)| Term {
					blocks: term.blocks,
					multiplier: term.multiplier,
				})
				.collect(),
		),
		(RawKind::Asset, Some(_)) => {
			return Err(Refusal::new(
				child(path, "terms"),
				"a pool of the kind `asset` has no terms",
			))
		}
		(RawKind::Term, None) => {
			return Err(Refusal::new(
				child(path, "terms"),
				"missing: a pool of the kind `term` has them",
			))
		}
	};
	Ok(Pool {
		name: raw.name,
		kind,
		weight: raw.weight,
		yield_split: raw.yield_split.map_or(
			YieldSplit {
				fund: 0,
				stakers: PPB,
			},
			|Object(split)| YieldSplit {
				fund: split.fund,
				stakers: split.stakers,
			},
		),
	})
}

/// What the events so far have said.
struct Reader<'a> {
	/// The places of the pools.
	names: BTreeMap<String, usize>,
	pools: &'a [Pool],
	/// How often who has staked where.
	stakes: BTreeMap<String, BTreeMap<usize, u32>>,
}

impl Reader<'_> {
	fn pool(&self, path: String, name: &str) -> Result<usize, Refusal> {
		self.names
			.get(name)
			.copied()
			.ok_or_else(|| Refusal::new(path, format!("there is no pool {name:?}")))
	}

	/// How often `who` has staked in the pool; refused if never.
	fn staked(
		&self,
		path: &str,
		who: &str,
		pool_path: String,
		pool: usize,
	) -> Result<u32, Refusal> {
		let of_account = self.stakes.get(who).ok_or_else(|| {
			Refusal::new(child(path, "who"), format!("{who:?} has not staked before"))
		})?;
		of_account.get(&pool).copied().ok_or_else(|| {
			let name = &self.pools[pool].name;
			let reason = format!("{who:?} has not staked in the pool {name:?} before");
			Refusal::new(pool_path, reason)
		})
	}

	fn event(&mut self, path: &str, mut event: RawEvent) -> Result<Action, Refusal> {
		let at = |field: &str| child(path, field);
		let action = match event.op {
			RawOp::Stake => {
				let who = account(path, &mut event)?;
				let pool = self.named_pool(path, &mut event)?;
				let amount = need(path, "amount", event.amount.take())?.0;
				let name = &self.pools[pool].name;
				let term = match (&self.pools[pool].kind, event.term.take()) {
					(Kind::Asset, None) => None,
					(Kind::Term(_), Some(term)) => Some(term),
					(Kind::Asset, Some(_)) => {
						let reason = format!("the pool {name:?} has no terms");
						return Err(Refusal::new(at("term"), reason));
					}
					(Kind::Term(_), None) => {
						let reason = format!("missing: the pool {name:?} has terms");
						return Err(Refusal::new(at("term"), reason));
					}
				};
				*self
					.stakes
					.entry(who.clone())
					.or_default()
					.entry(pool)
					.or_default() += 1;
				Action::Stake {
					who,
					pool,
					amount,
					term,
				}
			}
			RawOp::Unstake => {
				let who = account(path, &mut event)?;
				let pool = self.named_pool(path, &mut event)?;
				let amount = need(path, "amount", event.amount.take())?.0;
				let stakes = self.staked(path, &who, at("pool"), pool)?;
				let position = event.position.take();
				if position.is_some() && matches!(self.pools[pool].kind, Kind::Asset) {
					let name = &self.pools[pool].name;
					let reason = format!("the pool {name:?} has no terms, and so no positions");
					return Err(Refusal::new(at("position"), reason));
				}
				if position.is_some_and(|position| position >= stakes) {
					let reason = format!("{who:?} has staked there {stakes} times; counted from 0");
					return Err(Refusal::new(at("position"), reason));
				}
				Action::Unstake {
					who,
					pool,
					amount,
					position: position.map(|position| position as usize),
				}
			}
			RawOp::Claim => {
				let who = account(path, &mut event)?;
				let names = need(path, "pools", event.pools.take())?;
				let mut pools = Vec::with_capacity(names.len());
				for (index, name) in names.iter().enumerate() {
					let field = at(&format!("pools[{index}]"));
					let pool = self.pool(field.clone(), name)?;
					self.staked(path, &who, field.clone(), pool)?;
					if pools.contains(&pool) {
						let reason = format!("the pool {name:?} is named twice");
						return Err(Refusal::new(field, reason));
					}
					pools.push(pool);
				}
				Action::Claim { who, pools }
			}
			RawOp::EmergencyUnstake => {
				let who = account(path, &mut event)?;
				let pool = self.named_pool(path, &mut event)?;
				self.staked(path, &who, at("pool"), pool)?;
				Action::EmergencyUnstake { who, pool }
			}
			RawOp::Yield => {
				let amount = need(path, "amount", event.amount.take())?.0;
				if amount == 0 {
					return Err(Refusal::new(at("amount"), "it is zero"));
				}
				let over_blocks = need(path, "over_blocks", event.over_blocks.take())?;
				if over_blocks == 0 {
					// Whoever stakes in the block of the release would have some of it.
					let reason = "a release takes one block at least";
					return Err(Refusal::new(at("over_blocks"), reason));
				}
				Action::Yield {
					amount,
					over_blocks,
				}
			}
			RawOp::SetWeights => {
				let fund_share = need(path, "fund_share", event.fund_share.take())?;
				let Weights(named) = need(path, "weights", event.weights.take())?;
				let weights = named
					.iter()
					.map(|(name, weight)| {
						let pool = self.pool(at(&format!("weights.{name}")), name)?;
						Ok((pool, *weight))
					})
					.collect::<Result<_, Refusal>>()?;
				Action::SetWeights {
					fund_share,
					weights,
				}
			}
			RawOp::ClosePool => Action::ClosePool {
				pool: self.named_pool(path, &mut event)?,
			},
		};
		let left = [
			("who", event.who.is_some()),
			("pool", event.pool.is_some()),
			("pools", event.pools.is_some()),
			("amount", event.amount.is_some()),
			("term", event.term.is_some()),
			("position", event.position.is_some()),
			("over_blocks", event.over_blocks.is_some()),
			("fund_share", event.fund_share.is_some()),
			("weights", event.weights.is_some()),
		];
		match left.iter().find(|(_, is_left)| *is_left) {
			Some((field, _)) => Err(Refusal::new(at(field), "this `op` has no such field")),
			None => Ok(action),
		}
	}

	fn named_pool(&self, path: &str, event: &mut RawEvent) -> Result<usize, Refusal> {
		let name = need(path, "pool", event.pool.take())?;
		self.pool(child(path, "pool"), &name)
	}
}

fn account(path: &str, event: &mut RawEvent) -> Result<String, Refusal> {
	let who = need(path, "who", event.who.take())?;
	if who.is_empty() {
		return Err(Refusal::new(child(path, "who"), "it is empty"));
	}
	Ok(who)
}

fn need<T>(path: &str, field: &str, value: Option<T>) -> Result<T, Refusal> {
	value.ok_or_else(|| Refusal::new(child(path, field), "missing: this `op` needs it"))
}
