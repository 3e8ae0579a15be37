//! From the chain's types to those of the API. Nothing is computed.

use super::fetch::text;
use crate::model::{self, Amount};
use anyhow::{Context, Result};
use nutbox_chain_client::{
	nutbox::runtime_types::{
		frame_support::traits::tokens::fungible::union_of::NativeOrWithId,
		nutbox_math::schedule as chain_schedule,
		nutbox_primitives::StakeableAsset,
		pallet_communities::types::{
			self as chain,
			kinds::PoolKind,
			views::{CommunityView, PoolView},
		},
		pallet_liquid_staking::types::LedgerInfo,
		pallet_steem_gateway::types as gateway,
	},
	to_address, AccountId32,
};

/// How the chain writes addresses.
#[derive(Clone, Copy)]
pub struct Addresses(pub u16);

impl Addresses {
	/// The address of an account.
	pub fn of(self, account: &AccountId32) -> String {
		to_address(account, self.0)
	}

	/// Those of accounts.
	pub fn all(self, accounts: &[AccountId32]) -> Vec<String> {
		accounts.iter().map(|account| self.of(account)).collect()
	}
}

/// The native asset.
pub const NATIVE: &str = "native";

/// An asset of the ledger of assets.
pub fn local(id: u32) -> String {
	format!("local:{id}")
}

/// An asset that can be staked.
pub fn stakeable(asset: &StakeableAsset) -> String {
	match asset {
		StakeableAsset::Local(id) => local(*id),
		StakeableAsset::Liquidity(id) => format!("liquidity:{id}"),
	}
}

/// An asset of the exchange.
pub fn traded(asset: &NativeOrWithId<u32>) -> String {
	match asset {
		NativeOrWithId::Native => NATIVE.into(),
		NativeOrWithId::WithId(id) => local(*id),
	}
}

/// Rewards.
pub fn payout(payout: &chain::Payout) -> model::Payout {
	model::Payout {
		token: payout.token.into(),
		staking_yield: payout.staking_yield.into(),
	}
}

/// A schedule.
pub fn schedule(schedule: &chain_schedule::Schedule) -> model::Schedule {
	match schedule {
		chain_schedule::Schedule::Steps(steps) => model::Schedule::Steps(model::Steps {
			steps: steps
				.0
				.iter()
				.map(|step| model::Step {
					start: step.start,
					end: step.end,
					per_block: step.per_block.into(),
				})
				.collect(),
		}),
		chain_schedule::Schedule::Halving(halving) => model::Schedule::Halving(model::Halving {
			start: halving.start,
			first_per_block: halving.first_per_block.into(),
			period: halving.period,
			halvings: halving.halvings,
		}),
	}
}

/// How yield is divided.
pub fn yield_split(split: &chain::YieldSplit) -> model::YieldSplit {
	model::YieldSplit {
		fund: split.fund,
		stakers: split.stakers,
	}
}

/// A budget.
pub fn budget(budget: &chain::Budget) -> model::Budget {
	model::Budget {
		fund_share: budget.fund_share,
		pools: budget
			.pools
			.0
			.iter()
			.map(|part| model::PoolBudget {
				pool: part.pool,
				weight: part.weight,
				yield_split: yield_split(&part.yield_split),
			})
			.collect(),
	}
}

/// A community. What the chain does not show of it is left at nothing: `token`, members, staked,
/// when it was created.
pub fn community(
	id: u32,
	view: &CommunityView<AccountId32>,
	addresses: Addresses,
	at_block: u64,
) -> model::Community {
	model::Community {
		id,
		name: text(&view.profile.name.0),
		description: text(&view.profile.description.0),
		website: text(&view.profile.website.0),
		logo: text(&view.profile.logo.0),
		owner: view.owner.as_ref().map(|owner| addresses.of(owner)),
		offered_to: view.offered_to.as_ref().map(|to| addresses.of(to)),
		token: None,
		fund_share: view.fund_share,
		free_weight: view.free_weight,
		notice: view.notice,
		schedule: schedule(&view.schedule),
		next_schedule: view
			.next_schedule
			.as_ref()
			.map(|change| model::ScheduleChange {
				from: change.from,
				schedule: schedule(&change.schedule),
			}),
		next_budget: view
			.next_budget
			.as_ref()
			.map(|announced| model::AnnouncedBudget {
				effective: announced.effective,
				budget: budget(&announced.budget),
			}),
		open_pools: view.open_pools.clone(),
		closed_pools: view.closed_pools.clone(),
		members: 0,
		staked: Amount(0),
		emitted: view.emitted.into(),
		unallocated: view.unallocated.into(),
		fund: model::Fund {
			account: addresses.of(&view.fund.account),
			balance: payout(&view.fund.balance),
			due: payout(&view.fund.due),
			collected: payout(&view.fund.collected),
			at_block,
		},
		escrow: view.escrow.as_ref().map(|escrow| model::Escrow {
			account: addresses.of(&escrow.account),
			funded: escrow.funded.into(),
			left: escrow.left.into(),
			paid: escrow.paid.into(),
		}),
		created_block: at_block,
		created_time: 0,
		at_block,
	}
}

/// A pool; members, times and the tie to Steem are left at nothing.
pub fn pool(
	id: u32,
	view: &PoolView<StakeableAsset, AccountId32>,
	addresses: Addresses,
	at_block: u64,
) -> model::Pool {
	let kind = match &view.kind {
		PoolKind::Asset { asset } => model::PoolKind::Asset(model::AssetPool {
			asset: stakeable(asset),
		}),
		PoolKind::Term { asset, terms } => model::PoolKind::Term(model::TermPool {
			asset: stakeable(asset),
			terms: terms
				.0
				.iter()
				.map(|term| model::Term {
					blocks: term.blocks,
					multiplier: term.multiplier,
				})
				.collect(),
		}),
		PoolKind::Delegation { source } => {
			model::PoolKind::Delegation(model::DelegationPool { source: *source })
		}
		PoolKind::Contribution { signers } => {
			model::PoolKind::Contribution(model::ContributionPool {
				signers: addresses.all(&signers.0),
			})
		}
	};
	model::Pool {
		id,
		community: view.community,
		status: match view.status {
			chain::PoolStatus::Open => model::PoolState::Open,
			chain::PoolStatus::Closed => model::PoolState::Closed,
		},
		kind,
		weight: view.weight,
		yield_split: view.yield_split.as_ref().map(yield_split),
		total: view.total.into(),
		shares: view.shares.into(),
		members: 0,
		distributed: payout(&view.distributed),
		claimed: payout(&view.claimed),
		unallocated: view.unallocated.into(),
		budget: view.budget.map(Amount),
		fund_due: view.fund_due.into(),
		forfeited: payout(&view.forfeited),
		delegatee: None,
		delegatee_since: None,
		created_block: at_block,
		created_time: 0,
		closed_block: None,
		at_block,
	}
}

/// The ledger; validators, redemptions and the last slash are left at nothing.
pub fn ledger(info: &LedgerInfo, at_block: u64, time: u64) -> model::LiquidStaking {
	let ledger = &info.ledger;
	let yields = &info.yields;
	model::LiquidStaking {
		at_block,
		time,
		supply: info.supply.into(),
		bonded: ledger.bonded.into(),
		unbonding: ledger.unbonding.into(),
		buffer: ledger.buffer.into(),
		insurance: ledger.insurance.into(),
		queued: ledger.queued.into(),
		claims: ledger.claims.into(),
		rate_ppb: info.rate_ppb.into(),
		solvent: info.solvent,
		minting_open: info.minting_open,
		mode: match info.mode {
			nutbox_chain_client::nutbox::runtime_types::pallet_liquid_staking::types::OperatingMode::Open => {
				model::Mode::Open
			}
			_ => model::Mode::EntrancesClosed,
		},
		buffer_target: info.buffer_target.into(),
		insurance_target: info.insurance_target.into(),
		era: info.era.era,
		yields: model::YieldTotals {
			collected: yields.collected.into(),
			refilled: yields.refilled.into(),
			insured: yields.insured.into(),
			fees: yields.fees.into(),
			absorbed: yields.absorbed.into(),
			paid: yields.paid.into(),
			forgone: yields.forgone.into(),
			released: info.released.into(),
			unreleased: info.unreleased.into(),
		},
		validators: Vec::new(),
		reserve: Vec::new(),
		open_redemptions: 0,
		last_slash: None,
	}
}

/// STEEM on Steem itself.
pub const STEEM: &str = "steem";

/// Hexadecimal digits, as Steem writes ids: without a prefix.
pub fn hex(bytes: &[u8]) -> String {
	crate::source::to_hex(bytes).split_off(2)
}

/// A time of the bridge, which counts seconds, in milliseconds.
pub fn millis(seconds: u64) -> Result<u64> {
	seconds.checked_mul(1_000).context("a time is out of range")
}

/// Which entrances of the bridge are open.
pub fn bridge_mode(mode: &gateway::OperatingMode) -> model::BridgeMode {
	match mode {
		gateway::OperatingMode::Normal => model::BridgeMode::Normal,
		gateway::OperatingMode::DepositsClosed => model::BridgeMode::DepositsClosed,
		gateway::OperatingMode::Halted => model::BridgeMode::Halted,
	}
}

/// The gateway; `None` before it was configured.
pub fn bridge(
	status: &gateway::views::Status<AccountId32>,
	addresses: Addresses,
	at_block: u64,
	time: u64,
) -> Result<Option<model::Bridge>> {
	let Some(identity) = &status.identity else {
		return Ok(None);
	};
	let totals = &status.totals;
	let custodians = status.custodians.iter().map(|custodian| {
		Ok(model::Custodian {
			account: addresses.of(&custodian.account),
			key: hex(&custodian.key),
			bond: custodian.bond.into(),
			left_at: custodian.left_at.map(millis).transpose()?,
			signed: custodian.signed,
		})
	});
	Ok(Some(model::Bridge {
		at_block,
		time,
		steem_account: text(&identity.account.0),
		start_block: identity.start_block,
		mode: bridge_mode(&status.mode),
		threshold: status.threshold,
		authority_matches: status.authority_matches,
		custodians: custodians.collect::<Result<_>>()?,
		parameters: status
			.parameters
			.as_ref()
			.map(|set| model::BridgeParameters {
				daily_cap: set.daily_cap.into(),
				free_deposit: set.free_deposit.into(),
				min_withdrawal: set.min_withdrawal.into(),
				bond: set.bond.into(),
				deadline: set.deadline,
				challenge_window: set.challenge_window,
				bond_period: set.bond_period,
			}),
		issued: status.issued.into(),
		owed: status.owed.into(),
		reserve: status.reserve.to_string(),
		totals: model::BridgeTotals {
			received: totals.received.into(),
			donated: totals.donated.into(),
			minted: totals.minted.into(),
			waiting: totals.delayed.into(),
			open_refunds: totals.open_refunds.into(),
			refunded: totals.refunded.into(),
			burned: totals.burned.into(),
			open_withdrawals: totals.open_withdrawals.into(),
			paid: totals.paid.into(),
			reclaimed: totals.reclaimed.into(),
			taken: totals.taken.into(),
		},
	}))
}
