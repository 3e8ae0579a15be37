//! What the views show.

use crate::{pallet::*, types::*, LOG_TARGET};
use alloc::vec::Vec;
use nutbox_math::{rewards::planck, Balance};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	/// Brings pool and position up to date. A stream that can't be is shown as it is, which is what
	/// `claim` would pay of it; so an error is no reason to show nothing.
	fn settle_to_show(pool: &mut PoolOf<T>, position: Option<&mut PositionOf<T>>) {
		let emitted = Self::emitted(pool.community);
		if let Err(error) = Self::settle(pool, position, emitted, &mut None).both() {
			log::debug!(target: LOG_TARGET, "a view shows a stream that fails: {error:?}");
		}
	}

	/// The pool up to date.
	fn settled_pool(pool_id: PoolId) -> Option<PoolOf<T>> {
		let mut pool = Pools::<T>::get(pool_id)?;
		Self::settle_to_show(&mut pool, None);
		Some(pool)
	}

	pub(crate) fn view_position(pool_id: PoolId, account: T::AccountId) -> Option<PositionView> {
		let mut pool = Pools::<T>::get(pool_id)?;
		if matches!(pool.kind, PoolKind::Term { .. }) {
			return Self::view_terms(pool_id, pool, account);
		}
		let mut position = Positions::<T>::get(pool_id, account)?;
		Self::settle_to_show(&mut pool, Some(&mut position));
		Some(PositionView {
			stake: position.stake,
			pending: position.pending(),
			terms: Vec::new(),
		})
	}

	fn view_terms(
		pool_id: PoolId,
		mut pool: PoolOf<T>,
		account: T::AccountId,
	) -> Option<PositionView> {
		let mut positions = TermPositions::<T>::get(pool_id, account);
		if positions.is_empty() {
			return None;
		}
		let emitted = Self::emitted(pool.community);
		let settled = Self::settle_terms(&mut pool, &mut positions, emitted, &mut None);
		if let Err(error) = settled.both() {
			log::debug!(target: LOG_TARGET, "a view shows a stream that fails: {error:?}");
		}
		let now = T::BlockNumberProvider::current_block_number();
		let mut stake: Balance = 0;
		let mut pending = Payout::default();
		let mut terms = Vec::with_capacity(positions.len());
		for term in positions {
			let own = term.position.pending();
			stake = stake.checked_add(term.position.stake)?;
			if term.is_over(now) {
				pending = Self::sum(pending, own).ok()?;
			}
			terms.push(TermPositionView {
				id: term.id,
				end: term.end,
				multiplier: term.multiplier,
				stake: term.position.stake,
				pending: own,
			});
		}
		Some(PositionView {
			stake,
			pending,
			terms,
		})
	}

	pub(crate) fn view_pool(pool_id: PoolId) -> Option<PoolView<T::StakeAssetId, T::AccountId>> {
		let pool = Self::settled_pool(pool_id)?;
		let of_yield = pool.staking_yield;
		let budget = Self::budget_of(&pool);
		Some(PoolView {
			community: pool.community,
			kind: pool.kind,
			status: pool.status,
			weight: pool.weight,
			yield_split: of_yield.map(|_| pool.yield_split),
			total: pool.total,
			shares: pool.shares,
			distributed: Payout {
				token: planck(pool.emission.distributed).ok()?,
				staking_yield: match of_yield {
					Some(own) => planck(own.stakers.distributed).ok()?,
					None => 0,
				},
			},
			claimed: Payout {
				token: pool.emission.claimed,
				staking_yield: of_yield.map_or(0, |own| own.stakers.claimed),
			},
			unallocated: planck(pool.unallocated).ok()?,
			budget,
			fund_due: match of_yield {
				Some(own) => own.fund.due().ok()?,
				None => 0,
			},
			forfeited: Payout {
				token: pool.forfeits.left().ok()?,
				staking_yield: match of_yield {
					Some(own) => own.forfeits.left().ok()?,
					None => 0,
				},
			},
		})
	}

	pub(crate) fn view_community(community: CommunityId) -> Option<CommunityView<T::AccountId>> {
		let record = Communities::<T>::get(community)?;
		let now = T::BlockNumberProvider::current_block_number();
		let emission = Emissions::<T>::get(community).folded(now).ok()?;
		let emitted = emission.emitted(now).ok()?;
		let fund = record.fund.accrue(emitted).ok()?;
		let free = record.free.accrue(emitted).ok()?;
		let closed_pools: Vec<_> = ClosedPools::<T>::iter_key_prefix(community).collect();

		let mut claimed: Balance = 0;
		let mut unallocated = free.credit.earned;
		let mut due = Payout {
			token: fund.credit.due().ok()?,
			staking_yield: 0,
		};
		let mut collected = Payout {
			token: fund.credit.paid,
			staking_yield: 0,
		};
		for pool_id in record.open_pools.iter().chain(&closed_pools) {
			let pool = Self::settled_pool(*pool_id)?;
			unallocated = unallocated.checked_add(pool.unallocated)?;
			claimed = claimed.checked_add(pool.emission.claimed)?;
			if let Some(own) = pool.staking_yield {
				let one = Payout {
					token: 0,
					staking_yield: own.fund.due().ok()?,
				};
				due = Self::sum(due, one).ok()?;
				let one = Payout {
					token: 0,
					staking_yield: own.fund.paid,
				};
				collected = Self::sum(collected, one).ok()?;
			}
		}
		let escrow = match emission.escrow {
			Some(escrow) => Some(EscrowView {
				account: Self::escrow_account(community),
				funded: escrow.funded,
				left: escrow.funded.checked_sub(emitted)?,
				paid: claimed.checked_add(fund.credit.paid)?,
			}),
			None => None,
		};
		let account = Self::fund_account(community);
		let balance = Payout {
			token: Self::fund_balance(&record, &account, FundAsset::Token),
			staking_yield: Self::fund_balance(&record, &account, FundAsset::Native),
		};
		Some(CommunityView {
			owner: record.owner,
			offered_to: record.offered_to,
			profile: Profiles::<T>::get(community)?,
			token: record.token,
			schedule: emission.schedule,
			next_schedule: emission.next,
			next_budget: AnnouncedBudgets::<T>::get(community),
			notice: record.notice,
			fund_share: fund.weight,
			free_weight: free.weight,
			open_pools: record.open_pools.into_inner(),
			closed_pools,
			emitted,
			unallocated: planck(unallocated).ok()?,
			fund: FundView {
				account,
				balance,
				due,
				collected,
			},
			escrow,
		})
	}
}
