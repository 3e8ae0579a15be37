//! Carrying a scenario out. Everything here runs inside the externalities of a chain.
//!
//! Hooks do not run: communities and liquid staking settle when they are called, and what the
//! chain does by itself (eras, elections, payouts) has no part in a scenario. So blocks in which
//! nothing happens are passed by naming the next one, and cost nothing.

use crate::{
	explain,
	outcome::{Account as AccountOutcome, Fund, Holding, Outcome},
	scenario::{Action, Event, Kind, Scenario},
	Amount, Error, Refusal,
};
use frame_support::traits::{
	fungible::{Inspect as _, Mutate as _},
	fungibles::Inspect as _,
};
use nutbox_primitives::{
	AccountId, AssetId, Balance, CommunityId, PoolId, StakeableAsset, LIQUID_STAKING_ASSET, NUT,
};
use nutbox_runtime::{
	Assets, Balances, Communities, LiquidStaking, Runtime, RuntimeCall, RuntimeOrigin, System,
};
use pallet_communities::{
	types::{PoolBudget, PoolInput, PoolKind, PoolStatus, ProfileInput, TokenInput, MAX_TERMS},
	Call,
};
use pallet_liquid_staking::YieldRules;
use sp_runtime::{traits::Dispatchable, DispatchError, Perbill};
use std::collections::BTreeMap;

/// What is staked.
const STAKED: StakeableAsset = StakeableAsset::Local(LIQUID_STAKING_ASSET);
/// What everybody gets beside their stakes: enough for the existential deposit and the refundable
/// deposits of all the records that an account can have.
const ENDOWMENT: Balance = 1_000_000 * NUT;

/// Somebody who stakes.
struct Account {
	id: AccountId,
	/// NUT that claims have paid.
	yield_claimed: Balance,
	/// The pools in which they have staked, with the numbers of the positions in those with terms.
	stakes: BTreeMap<usize, Vec<u64>>,
}

/// A chain with the scenario's community.
pub struct World<'a> {
	scenario: &'a Scenario,
	founder: AccountId,
	community: CommunityId,
	token: AssetId,
	/// In the order of the scenario.
	pools: Vec<PoolId>,
	accounts: BTreeMap<String, Account>,
}

fn broken(what: impl ToString) -> Error {
	Error::Broken(what.to_string())
}

/// What is there unless the simulator is wrong.
fn expect<T>(value: Option<T>, what: &str) -> Result<T, Error> {
	value.ok_or_else(|| broken(format!("there is no {what}")))
}

/// Dispatches as a transaction of `who` would be, but for its fee.
fn dispatch(who: &AccountId, call: impl Into<RuntimeCall>) -> Result<(), DispatchError> {
	let result = call
		.into()
		.dispatch(RuntimeOrigin::signed(who.clone()))
		.map(|_| ())
		.map_err(|failed| failed.error);
	// They are for the readers of a block; here nobody reads, and they would pile up.
	System::reset_events();
	result
}

fn endow(who: &AccountId) -> Result<(), DispatchError> {
	Balances::mint_into(who, ENDOWMENT).map(|_| ())
}

/// The account of somebody; `part` keeps the founder apart from a user of that name.
fn account_id(part: &str, name: &str) -> AccountId {
	let bytes = format!("nutbox-simulator/{part}/{name}");
	AccountId::new(sp_io::hashing::blake2_256(bytes.as_bytes()))
}

/// `total − Σ parts`.
fn rest(total: Balance, parts: &[Balance], what: &str) -> Result<Balance, Error> {
	parts
		.iter()
		.try_fold(total, |rest, part| rest.checked_sub(*part))
		.ok_or_else(|| broken(format!("more {what} has gone out than came in")))
}

fn sum(a: Balance, b: Balance) -> Result<Balance, Error> {
	a.checked_add(b)
		.ok_or_else(|| broken("a sum leaves the range of amounts"))
}

impl<'a> World<'a> {
	/// Creates the community, in block 0.
	pub fn new(scenario: &'a Scenario) -> Result<Self, Error> {
		let (_, total) = scenario
			.schedule
			.clone()
			.check()
			.map_err(|error| explain::schedule(&scenario.schedule, error))?;
		let mut pools = Vec::with_capacity(scenario.pools.len());
		for (index, pool) in scenario.pools.iter().enumerate() {
			let kind = match &pool.kind {
				Kind::Asset => PoolKind::Asset { asset: STAKED },
				Kind::Term(terms) if terms.len() > MAX_TERMS as usize => {
					return Err(explain::too_many_terms(index).into());
				}
				Kind::Term(terms) => PoolKind::Term {
					asset: STAKED,
					terms: terms.clone(),
				},
			};
			pools.push(PoolInput {
				kind,
				weight: pool.weight,
				yield_split: pool.yield_split,
			});
		}
		let founder = account_id("founder", "");
		endow(&founder).map_err(|error| broken(format!("{error:?}")))?;
		let community = pallet_communities::NextCommunityId::<Runtime>::get();
		let create = Call::create {
			profile: ProfileInput {
				name: b"Simulation".to_vec(),
				..Default::default()
			},
			token: TokenInput::New {
				name: b"Simulation".to_vec(),
				symbol: b"SIM".to_vec(),
				decimals: 12,
				// A token that can never be issued is refused, a schedule without emission not.
				max_supply: total.max(1),
				premint: 0,
			},
			schedule: scenario.schedule.clone(),
			fund_share: scenario.fund_share,
			pools,
			notice: <Runtime as pallet_communities::Config>::MinNotice::get(),
		};
		dispatch(&founder, create).map_err(|error| explain::create(scenario, error))?;
		// No notice is that short on a chain; here changes take effect at once.
		pallet_communities::Communities::<Runtime>::mutate(community, |record| {
			if let Some(record) = record {
				record.notice = 0;
			}
		});
		let record = expect(Communities::community(community), "community")?;
		let token = expect(record.token, "token")?.asset();
		Ok(Self {
			scenario,
			founder,
			community,
			token,
			pools: record.open_pools,
			accounts: BTreeMap::new(),
		})
	}

	/// Carries out the event at this place of the scenario.
	pub fn carry_out(&mut self, index: usize, event: &Event) -> Result<(), Error> {
		let path = format!("events[{index}]");
		let refused = |error| Error::from(explain::event(&path, error));
		System::set_block_number(event.block);
		match &event.action {
			Action::Stake {
				who,
				pool,
				amount,
				term,
			} => self
				.stake(who, *pool, *amount, *term)
				.map_err(refused)?
				.map_or(Ok(()), |what| Err(broken(what))),
			Action::Unstake {
				who,
				pool,
				amount,
				position,
			} => self.unstake(&path, who, *pool, *amount, *position),
			Action::Claim { who, pools } => self.claim(&path, who, pools),
			Action::EmergencyUnstake { who, pool } => {
				let call = Call::emergency_unstake {
					community: self.community,
					pool: self.pools[*pool],
				};
				dispatch(&self.account(who)?.id, call).map_err(refused)
			}
			Action::Yield {
				amount,
				over_blocks,
			} => release(*amount, *over_blocks).map_err(|_| explain::too_large(&path).into()),
			Action::SetWeights {
				fund_share,
				weights,
			} => self.set_weights(*fund_share, weights).map_err(|error| {
				let open: Vec<_> = self.pools.iter().map(|pool| is_open(*pool)).collect();
				let scenario = self.scenario;
				explain::weights(&path, error, scenario, *fund_share, weights, &open).into()
			}),
			Action::ClosePool { pool } => {
				let call = Call::close_pool {
					community: self.community,
					pool: self.pools[*pool],
				};
				dispatch(&self.founder, call).map_err(refused)
			}
		}
	}

	fn account(&self, who: &str) -> Result<&Account, Error> {
		expect(self.accounts.get(who), "account")
	}

	/// The account of `who`, who gets what an account needs at the first time.
	fn open_account(&mut self, who: &str) -> Result<&mut Account, DispatchError> {
		if !self.accounts.contains_key(who) {
			let id = account_id("user", who);
			endow(&id)?;
			// The planck that stays free under a stake.
			dispatch(&id, pallet_liquid_staking::Call::mint { amount: 1 })?;
			let account = Account {
				id,
				yield_claimed: 0,
				stakes: BTreeMap::new(),
			};
			self.accounts.insert(who.into(), account);
		}
		self.accounts
			.get_mut(who)
			.ok_or(DispatchError::CannotLookup)
	}

	/// Returns what is wrong with the simulator, if something is.
	fn stake(
		&mut self,
		who: &str,
		pool: usize,
		amount: Balance,
		term: Option<u32>,
	) -> Result<Option<&'static str>, DispatchError> {
		let (community, pool_id) = (self.community, self.pools[pool]);
		let account = self.open_account(who)?;
		let stakeable = Communities::stakeable(account.id.clone(), STAKED);
		if let Some(lacking) = amount.checked_sub(stakeable).filter(|lacking| *lacking > 0) {
			Balances::mint_into(&account.id, lacking)?;
			dispatch(
				&account.id,
				pallet_liquid_staking::Call::mint { amount: lacking },
			)?;
		}
		let positions = account.stakes.entry(pool).or_default();
		let Some(term) = term else {
			let call = Call::stake {
				community,
				pool: pool_id,
				amount,
			};
			return dispatch(&account.id, call).map(|()| None);
		};
		let call = Call::stake_term {
			community,
			pool: pool_id,
			amount,
			term,
		};
		dispatch(&account.id, call)?;
		// The newest one has the highest number.
		let newest = Communities::position(pool_id, account.id.clone())
			.and_then(|view| view.terms.iter().map(|term| term.id).max());
		match newest {
			Some(id) => {
				positions.push(id);
				Ok(None)
			}
			None => Ok(Some("a stake has left no position")),
		}
	}

	fn unstake(
		&self,
		path: &str,
		who: &str,
		pool: usize,
		amount: Balance,
		position: Option<usize>,
	) -> Result<(), Error> {
		let (community, pool_id) = (self.community, self.pools[pool]);
		let refused = |error| Error::from(explain::event(path, error));
		let account = self.account(who)?;
		if matches!(self.scenario.pools[pool].kind, Kind::Asset) {
			let call = Call::unstake {
				community,
				pool: pool_id,
				amount,
			};
			return dispatch(&account.id, call).map_err(refused);
		}
		let take = |position: u64, amount: Balance| {
			let call = Call::unstake_term {
				community,
				pool: pool_id,
				position,
				amount,
			};
			dispatch(&account.id, call).map_err(refused)
		};
		if let Some(place) = position {
			let positions = expect(account.stakes.get(&pool), "stake")?;
			let id = expect(positions.get(place), "position")?;
			return take(*id, amount);
		}
		// The oldest ones first; of each as much as it has.
		let mut open = Communities::position(pool_id, account.id.clone())
			.map(|view| view.terms)
			.unwrap_or_default();
		open.retain(|term| term.stake > 0);
		open.sort_by_key(|term| term.id);
		let (Some(first), Some(last)) = (open.first(), open.last()) else {
			let reason = "nothing is staked there";
			return Err(Refusal::new(format!("{path}.pool"), reason).into());
		};
		if amount == 0 {
			return take(first.id, amount);
		}
		let mut left = amount;
		for term in &open {
			// Of the last one all that is asked for, so that it is the chain that refuses too much.
			let part = if term.id == last.id {
				left
			} else {
				left.min(term.stake)
			};
			if part > 0 {
				take(term.id, part)?;
				left = rest(left, &[part], "principal")?;
			}
		}
		Ok(())
	}

	fn claim(&mut self, path: &str, who: &str, pools: &[usize]) -> Result<(), Error> {
		let account = expect(self.accounts.get_mut(who), "account")?;
		// A position from which everything has been taken has no record any more. There is nothing
		// to be paid, and for the chain no position.
		let ids: Vec<_> = pools
			.iter()
			.map(|pool| self.pools[*pool])
			.filter(|id| Communities::position(*id, account.id.clone()).is_some())
			.collect();
		// What is held for deposits is part of the total.
		let before = Balances::total_balance(&account.id);
		let call = Call::claim {
			community: self.community,
			pools: ids,
		};
		dispatch(&account.id, call).map_err(|error| explain::event(path, error))?;
		let paid = rest(Balances::total_balance(&account.id), &[before], "NUT")?;
		account.yield_claimed = sum(account.yield_claimed, paid)?;
		Ok(())
	}

	/// Announces the budget and applies it: the notice is over already.
	fn set_weights(&self, fund_share: u32, weights: &[(usize, u32)]) -> Result<(), DispatchError> {
		let pools = weights
			.iter()
			.map(|(pool, weight)| PoolBudget {
				pool: self.pools[*pool],
				weight: *weight,
				yield_split: self.scenario.pools[*pool].yield_split,
			})
			.collect();
		let community = self.community;
		dispatch(
			&self.founder,
			Call::announce_weights {
				community,
				fund_share,
				pools,
			},
		)?;
		dispatch(&self.founder, Call::apply_announced { community })
	}

	/// What everybody has as of the scenario's last block.
	pub fn outcome(&self) -> Result<Outcome, Error> {
		System::set_block_number(self.scenario.until);
		let community = expect(Communities::community(self.community), "community")?;
		let fund = (
			sum(community.fund.due.token, community.fund.collected.token)?,
			sum(
				community.fund.due.staking_yield,
				community.fund.collected.staking_yield,
			)?,
		);

		let (mut tokens, mut yields) = (vec![], vec![]);
		let mut accounts = BTreeMap::new();
		for (name, account) in &self.accounts {
			let claimed = Assets::balance(self.token, &account.id);
			tokens.push(claimed);
			yields.push(account.yield_claimed);
			let mut pools = BTreeMap::new();
			for pool in account.stakes.keys() {
				let holding = self.holding(*pool, &account.id)?;
				tokens.push(holding.pending.0);
				yields.push(holding.pending_yield.0);
				pools.insert(self.scenario.pools[*pool].name.clone(), holding);
			}
			accounts.insert(
				name.clone(),
				AccountOutcome {
					claimed: Amount(claimed),
					yield_claimed: Amount(account.yield_claimed),
					pools,
				},
			);
		}

		let released =
			<LiquidStaking as nutbox_primitives::yield_stream::YieldStream<_>>::released();
		let mut book = pallet_communities::StakingYield::<Runtime>::get();
		book.accrue(released)
			.map_err(|error| broken(format!("the stream of yield: {error:?}")))?;
		let mut given_up = 0;
		for pool in &self.pools {
			let record = expect(pallet_communities::Pools::<Runtime>::get(pool), "pool")?;
			let of_pool = record.staking_yield.map_or(0, |own| own.forgone);
			given_up = sum(given_up, of_pool)?;
		}

		tokens.extend([fund.0, community.unallocated]);
		yields.extend([fund.1, book.idle, given_up]);
		Ok(Outcome {
			block: self.scenario.until,
			emitted: Amount(community.emitted),
			fund: Fund {
				token: Amount(fund.0),
				staking_yield: Amount(fund.1),
			},
			unallocated: Amount(community.unallocated),
			dust: Amount(rest(community.emitted, &tokens, "emission")?),
			yield_released: Amount(released),
			yield_unstaked: Amount(book.idle),
			yield_given_up: Amount(given_up),
			yield_dust: Amount(rest(released, &yields, "yield")?),
			accounts,
		})
	}

	fn holding(&self, pool: usize, who: &AccountId) -> Result<Holding, Error> {
		let Some(view) = Communities::position(self.pools[pool], who.clone()) else {
			return Ok(Holding::default());
		};
		let (mut token, mut staking_yield) = (view.pending.token, view.pending.staking_yield);
		if matches!(self.scenario.pools[pool].kind, Kind::Term(_)) {
			// The view's sum is what can be claimed.
			(token, staking_yield) = (0, 0);
			for term in &view.terms {
				token = sum(token, term.pending.token)?;
				staking_yield = sum(staking_yield, term.pending.staking_yield)?;
			}
		}
		Ok(Holding {
			staked: Amount(view.stake),
			pending: Amount(token),
			pending_yield: Amount(staking_yield),
		})
	}

	#[cfg(test)]
	pub fn ids(&self) -> (CommunityId, &[PoolId], &AccountId) {
		(self.community, &self.pools, &self.founder)
	}
}

fn is_open(pool: PoolId) -> bool {
	pallet_communities::Pools::<Runtime>::get(pool)
		.is_some_and(|record| record.status == PoolStatus::Open)
}

/// Has liquid staking collect `amount` of yield as it does from the staking system, but without a
/// part for insurance and protocol, and with a release of its own length.
fn release(amount: Balance, blocks: u32) -> Result<(), DispatchError> {
	Balances::mint_into(&LiquidStaking::account_id(), amount)?;
	let rules = YieldRules {
		insurance_target: 0,
		insurance_share: Perbill::zero(),
		fee: Perbill::zero(),
		blocks: blocks.into(),
	};
	let (yields, ledger, _) = pallet_liquid_staking::Yields::<Runtime>::get()
		.collect(
			pallet_liquid_staking::LedgerState::<Runtime>::get(),
			amount,
			Assets::total_issuance(LIQUID_STAKING_ASSET),
			System::block_number().into(),
			&rules,
		)
		.map_err(|_| DispatchError::Arithmetic(sp_runtime::ArithmeticError::Overflow))?;
	pallet_liquid_staking::Yields::<Runtime>::put(yields);
	pallet_liquid_staking::LedgerState::<Runtime>::put(ledger);
	Ok(())
}
