//! Liquid staking: with short and long queues, and beside nomination pools.

use crate::{
	measure::{compare, grouped, Case, Group},
	runtime::{AccountId, Runtime, RuntimeCall, MAX_OPEN_REQUESTS},
	state::State,
	world::*,
};
use anyhow::{anyhow, ensure, Result};
use frame_support::StoragePrefixedMap;
use nutbox_primitives::NUT;
use pallet_liquid_staking::{Checkpoints, QueueState, Requests};
use pallet_nomination_pools::BondExtra;
use sp_runtime::MultiAddress;
use std::time::Instant;

type Liquid = pallet_liquid_staking::Call<Runtime>;
type Pools = pallet_nomination_pools::Call<Runtime>;

/// Accounts that take turns with each call.
const CALLERS: u32 = 8;
/// The only nomination pool.
const POOL: u32 = 1;

/// A chain with `open` redemptions in the queue, those of the accounts "cancel" in the middle of it,
/// and settled ones of the accounts "claim". There are `members` others, whatever `open` is.
fn queue(open: u32, members: u32) -> Result<State> {
	let since = Instant::now();
	let mut state = world()?;
	for kind in ["mint", "redeem", "cancel", "claim"] {
		let callers = accounts(kind, CALLERS);
		state.commit(|| {
			for who in &callers {
				give_nut(who, 100 * NUT)?;
				if kind != "mint" {
					give_tnut(who, 100 * NUT)?;
				}
				if kind == "claim" {
					sign(who, Liquid::redeem { amount: NUT })?;
				}
			}
			Ok(())
		})?;
	}
	for_each(&mut state, members, |number| {
		let who = account("member", number);
		give_nut(&who, 10 * NUT)?;
		give_tnut(&who, 100 * NUT)
	})?;
	eras(&mut state, 1)?;
	ensure!(
		state.view(is_settled),
		"the first redemptions are not settled"
	);

	let before = (open - CALLERS) / 2;
	for_each(&mut state, open, |number| {
		let who = match number.checked_sub(before) {
			Some(caller) if caller < CALLERS => account("cancel", caller),
			Some(later) => account("member", (later - CALLERS + before) % members),
			None => account("member", number % members),
		};
		sign(&who, Liquid::redeem { amount: NUT })
	})?;
	blocks(&mut state, 1)?;
	prepared(&format!("a queue of {}", grouped(open)), since);
	Ok(state)
}

fn is_settled() -> bool {
	let queue = QueueState::<Runtime>::get();
	queue.finalised == queue.end
}

/// The id of the account's oldest redemption.
fn request_of(state: &State, who: &AccountId) -> Result<u64> {
	state
		.view(|| {
			Requests::<Runtime>::get(who)
				.first()
				.map(|request| request.id)
		})
		.ok_or_else(|| anyhow!("the account has no redemption"))
}

/// The calls with 10 and with `longest` open redemptions, and what it takes to settle them all.
pub fn flat(longest: u32, rounds: usize) -> Result<()> {
	let members = longest.div_ceil(MAX_OPEN_REQUESTS).max(10);
	let mut sizes = vec![10, 1_000, longest];
	sizes.retain(|size| *size <= longest && size.div_ceil(MAX_OPEN_REQUESTS) <= members);
	sizes.dedup();
	let mut states = sizes
		.iter()
		.map(|size| Ok((*size, queue(*size, members)?)))
		.collect::<Result<Vec<_>>>()?;

	let cases = |kind: &str, call: &dyn Fn(&State, &AccountId) -> Result<RuntimeCall>| {
		states
			.iter()
			.map(|(size, state)| {
				let calls = accounts(kind, CALLERS)
					.into_iter()
					.map(|who| {
						let call = call(state, &who)?;
						Ok((who, call))
					})
					.collect::<Result<_>>()?;
				Ok(Case {
					name: format!("{} open redemptions", grouped(*size)),
					state,
					calls,
				})
			})
			.collect::<Result<Vec<_>>>()
	};
	let groups = [
		Group {
			title: "LiquidStaking.mint".into(),
			cases: cases("mint", &|_, _| Ok(Liquid::mint { amount: NUT }.into()))?,
		},
		Group {
			title: "LiquidStaking.redeem".into(),
			cases: cases("redeem", &|_, _| Ok(Liquid::redeem { amount: NUT }.into()))?,
		},
		Group {
			title: "LiquidStaking.claim_redemptions".into(),
			cases: cases("claim", &|_, _| {
				Ok(Liquid::claim_redemptions { limit: 1 }.into())
			})?,
		},
		Group {
			title: "LiquidStaking.cancel_redemption".into(),
			cases: cases("cancel", &|state, who| {
				let id = request_of(state, who)?;
				Ok(Liquid::cancel_redemption { id }.into())
			})?,
		},
		Group {
			title: "Balances.transfer_keep_alive, to tell the state's part".into(),
			cases: cases("mint", &|_, _| Ok(transfer_to(&account("redeem", 0))))?,
		},
	];
	compare(
		"Liquid staking: few and many open redemptions",
		&groups,
		rounds,
	)?;
	drop(groups);

	println!("\nThe block that settles them (all hooks of it, one run)");
	for (size, state) in &mut states {
		let before = state.view(QueueState::<Runtime>::get);
		let mut left = 100;
		let cost = loop {
			let cost = measured_block(state)?;
			if state.view(QueueState::<Runtime>::get).finalised > before.finalised {
				break cost;
			}
			left -= 1;
			ensure!(left > 0, "no redemption was settled");
		};
		let after = state.view(QueueState::<Runtime>::get);
		ensure!(after.finalised == after.end, "not all was settled at once");
		println!(
			"  {:>9} settled: {} checkpoint written, {} in all; {:.1} ms, {} reads, {} writes",
			grouped(*size),
			cost.accesses
				.writes
				.iter()
				.filter(|key| key.starts_with(&Checkpoints::<Runtime>::final_prefix()))
				.count(),
			after.checkpoints,
			cost.time.as_secs_f64() * 1e3,
			cost.accesses.reads.len(),
			cost.accesses.writes.len(),
		);
	}
	Ok(())
}

/// Entering and leaving, with `members` on either side.
pub fn against_nomination_pools(members: u32, rounds: usize) -> Result<()> {
	let since = Instant::now();
	let mut state = world()?;
	let depositor = account("depositor", 0);
	let role = || MultiAddress::Id(depositor.clone());
	state.commit(|| {
		give_nut(&depositor, 10_000 * NUT)?;
		sign(
			&depositor,
			Pools::create {
				amount: 1_000 * NUT,
				root: role(),
				nominator: role(),
				bouncer: role(),
			},
		)?;
		sign(
			&depositor,
			Pools::nominate {
				pool_id: POOL,
				validators: validators(2..4),
			},
		)?;
		accounts("newcomer", CALLERS)
			.iter()
			.try_for_each(|who| give_nut(who, 100 * NUT))
	})?;
	let enter = |who: &AccountId| {
		give_nut(who, 100 * NUT)?;
		sign(who, Liquid::mint { amount: 10 * NUT })?;
		sign(
			who,
			Pools::join {
				amount: 10 * NUT,
				pool_id: POOL,
			},
		)
	};
	let leave = |who: &AccountId| {
		sign(who, Liquid::redeem { amount: NUT })?;
		sign(who, unbond(who))
	};
	for_each(&mut state, members, |number| {
		enter(&account("member", number))
	})?;
	eras(&mut state, 1)?;
	// Half of them and the callers of the last comparison leave with a part,
	let half = members / 2;
	for_each(&mut state, half, |number| leave(&account("member", number)))?;
	let leavers = accounts("member", members.min(CALLERS));
	// and what they took out is there after the unbonding.
	eras(&mut state, 4)?;
	ensure!(state.view(is_settled), "the redemptions are not settled");
	state.commit(|| {
		// Or the first to withdraw would do it for all.
		sign(
			&depositor,
			Pools::pool_withdraw_unbonded {
				pool_id: POOL,
				num_slashing_spans: 0,
			},
		)
	})?;
	// The other half is leaving now, but for those who still are to be measured.
	let callers: Vec<_> = (half..members)
		.take(CALLERS as usize)
		.map(|number| account("member", number))
		.collect();
	for_each(&mut state, members - half, |number| {
		match number < CALLERS {
			true => Ok(()),
			false => leave(&account("member", half + number)),
		}
	})?;
	blocks(&mut state, 1)?;
	prepared(
		&format!("{} members on either side", grouped(members)),
		since,
	);

	let newcomers = accounts("newcomer", CALLERS);
	let case = |name: &str, callers: &[_], call: &dyn Fn(&_) -> RuntimeCall| {
		Case::new(name, &state, callers, call)
	};
	let groups = [
		Group {
			title: "A new member enters".into(),
			cases: vec![
				case("NominationPools.join", &newcomers, &|_| {
					Pools::join {
						amount: NUT,
						pool_id: POOL,
					}
					.into()
				}),
				case("LiquidStaking.mint", &newcomers, &|_| {
					Liquid::mint { amount: NUT }.into()
				}),
			],
		},
		Group {
			title: "A member adds to its stake".into(),
			cases: vec![
				case("NominationPools.bond_extra", &callers, &|_| {
					Pools::bond_extra {
						extra: BondExtra::FreeBalance(NUT),
					}
					.into()
				}),
				case("LiquidStaking.mint", &callers, &|_| {
					Liquid::mint { amount: NUT }.into()
				}),
			],
		},
		Group {
			title: "A member asks for a part of it".into(),
			cases: vec![
				case("NominationPools.unbond", &callers, &|who| {
					unbond(who).into()
				}),
				case("LiquidStaking.redeem", &callers, &|_| {
					Liquid::redeem { amount: NUT }.into()
				}),
			],
		},
		Group {
			title: "A member takes it after the unbonding".into(),
			cases: vec![
				case("NominationPools.withdraw_unbonded", &leavers, &|who| {
					Pools::withdraw_unbonded {
						member_account: MultiAddress::Id(who.clone()),
						num_slashing_spans: 0,
					}
					.into()
				}),
				case("LiquidStaking.claim_redemptions", &leavers, &|_| {
					Liquid::claim_redemptions { limit: 1 }.into()
				}),
			],
		},
	];
	compare(
		&format!(
			"Liquid staking beside nomination pools, {} members on either side",
			grouped(members)
		),
		&groups,
		rounds,
	)
}

fn unbond(who: &AccountId) -> Pools {
	Pools::unbond {
		member_account: MultiAddress::Id(who.clone()),
		unbonding_points: NUT,
	}
}
