//! What the chain refuses, in the words of a scenario.

use crate::{
	scenario::{Kind, Scenario},
	Refusal,
};
use nutbox_math::{
	schedule::{ScheduleError, MAX_HALVINGS, MAX_STEPS},
	PPB,
};
use nutbox_primitives::Balance;
use nutbox_runtime::{Runtime, RuntimeError};
use pallet_communities::{
	types::{
		ScheduleInput, MAX_CLAIM_POOLS, MAX_MULTIPLIER, MAX_POOLS, MAX_TERMS, MAX_TERM_POSITIONS,
	},
	Error,
};
use sp_runtime::DispatchError;

/// An event that the chain has refused; `path` is that of the event.
pub fn event(path: &str, error: DispatchError) -> Refusal {
	let of_communities = match RuntimeError::from_dispatch_error(error) {
		Some(RuntimeError::Communities(error)) => Some(error),
		_ => None,
	};
	let (field, reason) = match of_communities {
		Some(Error::<Runtime>::ZeroAmount) => ("amount", "it is zero".into()),
		Some(Error::PoolClosed) => ("pool", "the pool is closed".into()),
		Some(Error::NotStaked) => ("pool", "nothing is staked there".into()),
		Some(Error::InsufficientStake) => ("amount", "more than is staked".into()),
		Some(Error::TermNotFound) => ("term", "the pool has no such term; counted from 0".into()),
		Some(Error::TermTooLong) => ("term", "it ends beyond the range of block numbers".into()),
		Some(Error::StakeTooSmall) => (
			"amount",
			"with the term's multiplier it is below one share".into(),
		),
		Some(Error::TooManyPositions) => (
			"pool",
			format!("the account has {MAX_TERM_POSITIONS} positions there, the most"),
		),
		Some(Error::TooManyPools) => ("pools", format!("more than {MAX_CLAIM_POOLS}, the most")),
		_ if matches!(error, DispatchError::Arithmetic(_)) => return too_large(path),
		_ => return refused(path, error),
	};
	Refusal::new(format!("{path}.{field}"), reason)
}

/// An amount that does not go together with the others.
pub fn too_large(path: &str) -> Refusal {
	Refusal::new(
		format!("{path}.amount"),
		format!(
			"too large: all NUT of the scenario together are at most {} planck",
			Balance::MAX
		),
	)
}

/// A refusal that no scenario is known to meet.
fn refused(path: &str, error: DispatchError) -> Refusal {
	let name: &'static str = error.into();
	Refusal::new(path, format!("the chain refuses it: {name}"))
}

/// A change of weights that the chain has refused. `open` says which pools are.
pub fn weights(
	path: &str,
	error: DispatchError,
	scenario: &Scenario,
	fund_share: u32,
	weights: &[(usize, u32)],
	open: &[bool],
) -> Refusal {
	let named = |index: usize| weights.iter().any(|(pool, _)| *pool == index);
	let name = |index: usize| &scenario.pools[index].name;
	let places = || 0..scenario.pools.len();
	let path = format!("{path}.weights");
	match RuntimeError::from_dispatch_error(error) {
		Some(RuntimeError::Communities(Error::<Runtime>::BudgetNotWhole)) => Refusal::new(
			path,
			not_whole(fund_share, weights.iter().map(|(_, weight)| *weight)),
		),
		Some(RuntimeError::Communities(Error::PoolClosed)) => {
			let closed = places().find(|index| !open[*index] && named(*index));
			Refusal::new(
				closed.map_or(path.clone(), |index| format!("{path}.{}", name(index))),
				"the pool is closed",
			)
		}
		Some(RuntimeError::Communities(Error::PoolMissing)) => {
			let missing = places().find(|index| open[*index] && !named(*index));
			Refusal::new(
				missing.map_or(path.clone(), |index| format!("{path}.{}", name(index))),
				"missing: every open pool gets a weight, which may be 0",
			)
		}
		_ => refused(&path, error),
	}
}

fn not_whole(fund_share: u32, weights: impl Iterator<Item = u32>) -> String {
	let sum = u64::from(fund_share) + weights.map(u64::from).sum::<u64>();
	format!("`fund_share` and the weights of the pools sum to {sum}, not to {PPB}")
}

/// A schedule that is none.
pub fn schedule(input: &ScheduleInput, error: ScheduleError) -> Refusal {
	let reason = match error {
		ScheduleError::TooManySteps => format!("more than {MAX_STEPS} steps, the most"),
		ScheduleError::StepReversed => {
			"the step ends at or before the block where it starts".into()
		}
		ScheduleError::StepsOverlap => "the step starts before the one before it ends".into(),
		ScheduleError::ZeroRate => "it is zero; leave a gap between steps instead".into(),
		ScheduleError::ZeroPeriod => "it is zero".into(),
		ScheduleError::TooManyHalvings => format!("more than {MAX_HALVINGS} halvings, the most"),
		ScheduleError::EndsTooLate => "it ends beyond the range of block numbers".into(),
		ScheduleError::TotalTooLarge => {
			format!("the total is above {} planck, the most", Balance::MAX)
		}
	};
	let path = match input {
		ScheduleInput::Steps(steps) => {
			let field = match error {
				ScheduleError::StepReversed => ".end",
				ScheduleError::StepsOverlap => ".start",
				ScheduleError::ZeroRate | ScheduleError::TotalTooLarge => ".per_block",
				_ => "",
			};
			// The step with which the steps before it stop being a schedule.
			let bad = (0..steps.len()).find(|last| {
				ScheduleInput::Steps(steps[..=*last].to_vec())
					.check()
					.is_err()
			});
			match bad {
				Some(index) if !field.is_empty() => format!("schedule.steps[{index}]{field}"),
				_ => "schedule.steps".into(),
			}
		}
		ScheduleInput::Halving(_) => match error {
			ScheduleError::ZeroRate | ScheduleError::TotalTooLarge => {
				"schedule.halving.first_per_block".into()
			}
			ScheduleError::ZeroPeriod => "schedule.halving.period".into(),
			ScheduleError::TooManyHalvings => "schedule.halving.halvings".into(),
			_ => "schedule.halving".to_string(),
		},
	};
	Refusal::new(path, reason)
}

/// Too many terms for a pool.
pub fn too_many_terms(pool: usize) -> Refusal {
	Refusal::new(
		format!("pools[{pool}].terms"),
		format!("more than {MAX_TERMS}, the most"),
	)
}

/// A community that the chain has refused to create.
pub fn create(scenario: &Scenario, error: DispatchError) -> Refusal {
	let Some(RuntimeError::Communities(of_communities)) = RuntimeError::from_dispatch_error(error)
	else {
		return refused("", error);
	};
	let located = match of_communities {
		Error::<Runtime>::ScheduleStartsInPast => {
			let path = match scenario.schedule {
				ScheduleInput::Steps(_) => "schedule.steps[0].start",
				ScheduleInput::Halving(_) => "schedule.halving.start",
			};
			let reason = "at least 1: the community is created in block 0";
			Some((path.to_string(), reason.to_string()))
		}
		Error::BudgetNotWhole => Some((
			"pools".into(),
			not_whole(
				scenario.fund_share,
				scenario.pools.iter().map(|pool| pool.weight),
			),
		)),
		Error::TooManyPools => Some(("pools".into(), format!("more than {MAX_POOLS}, the most"))),
		Error::YieldSplitNotWhole => scenario
			.pools
			.iter()
			.position(|pool| !pool.yield_split.is_whole())
			.map(|index| {
				let split = scenario.pools[index].yield_split;
				let sum = u64::from(split.fund) + u64::from(split.stakers);
				(
					format!("pools[{index}].yield_split"),
					format!("`fund` and `stakers` sum to {sum}, not to {PPB}"),
				)
			}),
		Error::NoTerms => scenario.pools.iter().enumerate().find_map(|(index, pool)| {
			let empty = matches!(&pool.kind, Kind::Term(terms) if terms.is_empty());
			empty.then(|| (format!("pools[{index}].terms"), "none; give one".into()))
		}),
		Error::ZeroTerm => term(scenario, |term| term.blocks == 0).map(|path| {
			let reason = "it is zero".to_string();
			(format!("{path}.blocks"), reason)
		}),
		Error::MultiplierOutOfRange => term(scenario, |term| {
			term.multiplier == 0 || term.multiplier > MAX_MULTIPLIER
		})
		.map(|path| {
			let reason = format!("not from 1 to {MAX_MULTIPLIER}");
			(format!("{path}.multiplier"), reason)
		}),
		_ => None,
	};
	match located {
		Some((path, reason)) => Refusal::new(path, reason),
		None => refused("", error),
	}
}

/// The path of the first term that is `bad`.
fn term(
	scenario: &Scenario,
	bad: impl Fn(&pallet_communities::types::Term) -> bool,
) -> Option<String> {
	scenario.pools.iter().enumerate().find_map(|(index, pool)| {
		let Kind::Term(terms) = &pool.kind else {
			return None;
		};
		let term = terms.iter().position(&bad)?;
		Some(format!("pools[{index}].terms[{term}]"))
	})
}
