//! The invariants, checked over the whole state.

use crate::{pallet::*, types::*};
use alloc::{
	collections::{btree_map::BTreeMap, btree_set::BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect as _, InspectHold as _},
		Get,
	},
};
use nutbox_math::{
	emission::Emission,
	release::JoinedRelease,
	rewards::{share, share_of_fine, Entitlement, U512},
	Balance, MathError, PPB,
};
use nutbox_primitives::{yield_stream::YieldStream, CommunityId, PoolId};
use sp_runtime::TryRuntimeError;

fn math(_: MathError) -> TryRuntimeError {
	TryRuntimeError::Other("the arithmetic of the books fails")
}

fn add(a: Balance, b: Balance) -> Result<Balance, TryRuntimeError> {
	a.checked_add(b)
		.ok_or(TryRuntimeError::Other("a sum overflows"))
}

fn add_wide(a: U512, b: U512) -> Result<U512, TryRuntimeError> {
	a.checked_add(b)
		.ok_or(TryRuntimeError::Other("a sum overflows"))
}

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (id, community) in Communities::<T>::iter() {
			Self::check_budget(id, &community)?;
			Self::check_emission(id, &community)?;
		}
		for (id, announced) in AnnouncedBudgets::<T>::iter() {
			ensure!(
				Communities::<T>::contains_key(id),
				"a budget is announced for no community"
			);
			ensure!(
				announced.budget.is_whole(),
				"an announced budget doesn't sum to 10^9"
			);
			for part in &announced.budget.pools {
				ensure!(
					Pools::<T>::get(part.pool).is_some_and(|pool| pool.community == id),
					"a budget is announced for another community's pool"
				);
			}
			let splits_are_whole = |part: &PoolBudget| part.yield_split.is_whole();
			ensure!(
				announced.budget.pools.iter().all(splits_are_whole),
				"an announced split doesn't sum to 10^9"
			);
		}
		Self::check_records()?;
		Self::check_deposits()?;
		for (id, _, _) in UsedVouchers::<T>::iter() {
			ensure!(
				Pools::<T>::get(id)
					.is_some_and(|pool| matches!(pool.kind, PoolKind::Contribution { .. })),
				"a voucher is of no pool for contributions"
			);
		}
		Self::check_stakes()?;
		Self::check_pools()?;
		Self::check_staking_yield()
	}

	/// Invariant 1: the budget of every community is whole, and every weight belongs to an open
	/// pool (or is free).
	fn check_budget(
		id: CommunityId,
		community: &Community<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let mut budget = u64::from(community.fund.weight) + u64::from(community.free.weight);
		let mut seen = BTreeSet::new();
		for pool_id in &community.open_pools {
			let pool = Pools::<T>::get(pool_id)
				.ok_or(TryRuntimeError::Other("an open pool has no record"))?;
			ensure!(
				pool.community == id,
				"an open pool belongs to another community"
			);
			ensure!(
				pool.status == PoolStatus::Open,
				"a closed pool is among the open ones"
			);
			ensure!(seen.insert(*pool_id), "an open pool is listed twice");
			budget += u64::from(pool.weight);
		}
		ensure!(budget == u64::from(PPB), "a budget doesn't sum to 10^9");
		for pool_id in ClosedPools::<T>::iter_key_prefix(id) {
			let pool = Pools::<T>::get(pool_id)
				.ok_or(TryRuntimeError::Other("a closed pool has no record"))?;
			ensure!(
				pool.community == id,
				"a closed pool belongs to another community"
			);
			ensure!(
				pool.status == PoolStatus::Closed,
				"an open pool is among the closed ones"
			);
			ensure!(pool.weight == 0, "a closed pool has a weight");
		}
		ensure!(
			community.owner.is_some() || community.offered_to.is_none(),
			"an ownership that nobody has is offered"
		);
		ensure!(
			Profiles::<T>::contains_key(id),
			"a community has no profile"
		);
		ensure!(
			Emissions::<T>::contains_key(id),
			"a community has no emission"
		);
		ensure!(
			id < NextCommunityId::<T>::get(),
			"an id is ahead of the counter"
		);
		Ok(())
	}

	/// Invariant 1, the other direction: every record has its owner.
	fn check_records() -> Result<(), TryRuntimeError> {
		ensure!(
			Profiles::<T>::iter_keys()
				.chain(Emissions::<T>::iter_keys())
				.all(Communities::<T>::contains_key),
			"a profile or an emission is of no community"
		);
		for (id, pool) in Pools::<T>::iter() {
			let community = Communities::<T>::get(pool.community)
				.ok_or(TryRuntimeError::Other("a pool has no community"))?;
			let listed = match pool.status {
				PoolStatus::Open => community.open_pools.contains(&id),
				PoolStatus::Closed => ClosedPools::<T>::contains_key(pool.community, id),
			};
			ensure!(listed, "a pool is not listed");
			ensure!(id < NextPoolId::<T>::get(), "an id is ahead of the counter");
			let of_lst = pool.asset() == Some(T::LiquidStakingAsset::get());
			ensure!(
				pool.staking_yield.is_some() == of_lst,
				"yield in the wrong pool"
			);
			ensure!(
				pool.yield_split.is_whole(),
				"a yield split doesn't sum to 10^9"
			);
		}
		Ok(())
	}

	/// Invariant 1: what was paid for records that are kept.
	fn check_deposits() -> Result<(), TryRuntimeError> {
		for (id, (who, _)) in CommunityDeposits::<T>::iter() {
			let community = Communities::<T>::get(id)
				.ok_or(TryRuntimeError::Other("a deposit is for no community"))?;
			ensure!(
				community.owner.is_none_or(|owner| owner == who),
				"a community's deposit is not its owner's"
			);
		}
		ensure!(
			PoolDeposits::<T>::iter_keys().all(Pools::<T>::contains_key),
			"a deposit is for no pool"
		);
		for (community, pool) in ClosedPools::<T>::iter_keys() {
			ensure!(
				Pools::<T>::get(pool).is_some_and(|pool| pool.community == community),
				"a closed pool is listed for another community"
			);
		}
		for (id, community) in Communities::<T>::iter() {
			// What is built in was paid by nobody.
			if community.token.is_none() {
				continue;
			}
			ensure!(
				CommunityDeposits::<T>::contains_key(id),
				"nobody has paid for a community"
			);
			let closed = ClosedPools::<T>::iter_key_prefix(id);
			for pool in community.open_pools.into_iter().chain(closed) {
				ensure!(
					PoolDeposits::<T>::contains_key(pool),
					"nobody has paid for a pool"
				);
			}
		}
		Ok(())
	}

	/// The schedules are what a call could have set.
	fn check_schedules(emission: &Emission) -> Result<(), TryRuntimeError> {
		let invalid = |_| TryRuntimeError::Other("a schedule is invalid");
		emission.schedule.validate().map_err(invalid)?;
		if let Some(next) = &emission.next {
			next.schedule.validate().map_err(invalid)?;
			ensure!(
				next.schedule
					.start()
					.is_none_or(|start| start >= u64::from(next.from)),
				"a schedule starts before it takes over"
			);
		}
		emission.total().map(|_| ()).map_err(math)
	}

	/// Invariants 2 and 4: the emission is distributed to pools, fund and nobody, exactly; and no
	/// more is issued than emitted.
	fn check_emission(
		id: CommunityId,
		community: &Community<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		Self::check_schedules(&Emissions::<T>::get(id))?;
		let emitted = Self::emitted(id).map_err(math)?;
		let mut sum = U512::zero();
		let mut issued = community.fund.credit.paid;
		for recipient in [&community.fund, &community.free] {
			let recipient = recipient.accrue(emitted).map_err(math)?;
			recipient.credit.due().map_err(math)?;
			sum = add_wide(sum, recipient.credit.earned)?;
		}
		for (_, pool) in Pools::<T>::iter().filter(|(_, pool)| pool.community == id) {
			let unseen = emitted
				.checked_sub(pool.seen)
				.ok_or(TryRuntimeError::Other("a pool is ahead of the emission"))?;
			sum = add_wide(sum, pool.emission.distributed)?;
			sum = add_wide(sum, pool.unallocated)?;
			sum = add_wide(sum, share(pool.forfeits.left().map_err(math)?, PPB))?;
			sum = add_wide(sum, share(unseen, pool.weight))?;
			issued = add(issued, pool.emission.claimed)?;
		}
		ensure!(
			sum == share(emitted, PPB),
			"the emission is not what was distributed"
		);
		match community.token {
			Some(Token::New {
				asset,
				max_supply,
				premint,
			}) => {
				ensure!(issued <= emitted, "more is claimed than emitted");
				issued = add(issued, premint)?;
				let supply = T::Assets::total_issuance(asset);
				ensure!(supply <= issued, "tokens were issued by somebody else");
				let emission = Emissions::<T>::get(id);
				ensure!(emission.escrow.is_none(), "a new token has an escrow");
				let total = emission.total().map_err(math)?;
				ensure!(
					add(total, premint)? <= max_supply,
					"the schedule exceeds the supply"
				);
			}
			Some(Token::Existing { asset }) => {
				let escrow = Emissions::<T>::get(id)
					.escrow
					.ok_or(TryRuntimeError::Other("an existing token has no escrow"))?;
				ensure!(emitted <= escrow.funded, "more is emitted than was put in");
				ensure!(issued <= emitted, "more is claimed than emitted");
				let rest = escrow
					.funded
					.checked_sub(issued)
					.ok_or(TryRuntimeError::Other("more is claimed than put in"))?;
				let minimum = T::Assets::minimum_balance(asset);
				let balance = T::Assets::balance(asset, &Self::escrow_account(id));
				ensure!(
					balance >= add(rest, minimum)?,
					"the escrow lacks what it owes"
				);
			}
			None => ensure!(issued == 0 && emitted == 0, "emission without a token"),
		}
		Ok(())
	}

	/// Invariant 3: the stakes of a pool are its total, and what is held for them is what is held.
	fn check_stakes() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<(T::StakeAssetId, Vec<u8>), (T::AccountId, Balance)>::new();
		for (id, pool) in Pools::<T>::iter() {
			let (mut total, mut all_shares) = (0, 0);
			for (who, position, shares) in Self::all_positions(id, &pool)? {
				total = add(total, position.stake)?;
				all_shares = add(all_shares, shares)?;
				ensure!(!position.is_empty(), "an empty position is kept");
				ensure!(
					position.staking_yield.is_some() == pool.staking_yield.is_some(),
					"a position has other streams than its pool"
				);
				let Some(asset) = pool.asset() else { continue };
				let key = (asset, codec::Encode::encode(&who));
				let entry = held.entry(key).or_insert((who, 0));
				entry.1 = add(entry.1, position.stake)?;
			}
			ensure!(total == pool.total, "the stakes don't sum to the total");
			ensure!(
				all_shares == pool.shares,
				"what the stakes count for doesn't sum to the shares"
			);
		}
		let reason = HoldReason::Staked.into();
		for ((asset, _), (who, stake)) in &held {
			let on_hold = T::StakeableAssets::balance_on_hold(*asset, &reason, who);
			ensure!(on_hold == *stake, "what is held is not what is staked");
		}
		// The other direction: of nobody else anything is held.
		let assets: BTreeSet<_> = Pools::<T>::iter_values()
			.filter_map(|pool| pool.asset())
			.collect();
		for who in frame_system::Account::<T>::iter_keys() {
			let encoded = codec::Encode::encode(&who);
			for asset in &assets {
				ensure!(
					held.contains_key(&(*asset, encoded.clone()))
						|| T::StakeableAssets::balance_on_hold(*asset, &reason, &who) == 0,
					"something is held and nothing is staked"
				);
			}
		}
		ensure!(
			TermPositions::<T>::iter_keys().all(|(pool, _)| Pools::<T>::get(pool)
				.is_some_and(|pool| matches!(pool.kind, PoolKind::Term { .. }))),
			"a position with a term is in no pool with terms"
		);
		ensure!(
			Positions::<T>::iter_keys().all(|(pool, _)| Pools::<T>::get(pool)
				.is_some_and(|pool| !matches!(pool.kind, PoolKind::Term { .. }))),
			"a position without a term is in no pool without terms"
		);
		Ok(())
	}

	/// Invariant 7: all positions of a pool, with what they count for.
	#[allow(clippy::type_complexity)]
	fn all_positions(
		id: PoolId,
		pool: &PoolOf<T>,
	) -> Result<Vec<(T::AccountId, PositionOf<T>, Balance)>, TryRuntimeError> {
		if !matches!(pool.kind, PoolKind::Term { .. }) {
			let positions = Positions::<T>::iter_prefix(id);
			let with_shares = |(who, position): (_, PositionOf<T>)| {
				let shares = position.stake;
				(who, position, shares)
			};
			return Ok(positions.map(with_shares).collect());
		}
		let mut all = Vec::new();
		for (who, positions) in TermPositions::<T>::iter_prefix(id) {
			ensure!(!positions.is_empty(), "an empty list of positions is kept");
			let mut seen = BTreeSet::new();
			for term in positions {
				ensure!(seen.insert(term.id), "two positions have one number");
				ensure!(term.id < pool.opened, "a number is ahead of the counter");
				let shares = term.shares().map_err(math)?;
				all.push((who.clone(), term.position, shares));
			}
		}
		Ok(all)
	}

	/// Invariants 2 and 5: what a pool owes is what was distributed to it.
	fn check_pools() -> Result<(), TryRuntimeError> {
		for (id, pool) in Pools::<T>::iter() {
			let positions = Self::all_positions(id, &pool)?;
			let of_yield = pool.staking_yield.map(|own| own.forfeits);
			for forfeits in [Some(pool.forfeits), of_yield].into_iter().flatten() {
				let left = forfeits.left().map_err(math)?;
				ensure!(
					forfeits.release.length <= JoinedRelease::length_of(pool.kind.longest_term()),
					"forfeits take longer than the longest term"
				);
				ensure!(
					left == 0 || pool.shares > 0,
					"forfeits wait where nobody stays"
				);
			}
			if matches!(pool.kind, PoolKind::Contribution { .. }) {
				ensure!(positions.is_empty(), "somebody is staked for contributions");
				pool.emission.budget().map_err(math)?;
				continue;
			}
			let owed = pool
				.emission
				.balance_books(positions.iter().map(|(_, p, shares)| (*shares, p.emission)))
				.map_err(math)?;
			ensure!(
				books_hold(owed, pool.left_unsettled),
				"a pool owes other than it has"
			);
			let Some(own) = pool.staking_yield else {
				continue;
			};
			let stakes = positions
				.iter()
				.map(|(_, p, shares)| (*shares, p.staking_yield.unwrap_or_default()));
			let owed = own.stakers.balance_books(stakes).map_err(math)?;
			ensure!(
				books_hold(owed, pool.left_unsettled),
				"a pool owes other yield than it has"
			);
			own.fund.due().map_err(math)?;
			let forfeited = own.forfeits.left().map_err(math)?;
			let divided = add_wide(own.fund.earned, own.stakers.distributed)?;
			let divided = add_wide(divided, share(forfeited, PPB))?;
			ensure!(
				add_wide(divided, share(own.forgone, PPB))?
					== share_of_fine(own.entitlement.fine(), PPB),
				"the yield of a pool is not what was divided"
			);
		}
		Ok(())
	}

	/// Invariants 10 and 11, the yield stream: what was released went to the pools, or was nobody's;
	/// and what the books owe is what the stream still has to pay.
	fn check_staking_yield() -> Result<(), TryRuntimeError> {
		let book = StakingYield::<T>::get();
		let mut total = 0;
		let mut left_unsettled = false;
		let mut pools = Vec::<(Balance, Entitlement)>::new();
		let mut gone = book.idle;
		for (_, pool) in Pools::<T>::iter() {
			let Some(own) = pool.staking_yield else {
				continue;
			};
			total = add(total, pool.total)?;
			left_unsettled |= pool.left_unsettled;
			pools.push((pool.total, own.entitlement));
			for part in [own.fund.paid, own.stakers.claimed, own.forgone] {
				gone = add(gone, part)?;
			}
		}
		ensure!(
			total == book.total,
			"the pools' totals don't sum to the chain's"
		);
		ensure!(
			book.stream.claimed == 0,
			"a pool keeps the sum of what it has received"
		);
		let owed = book.stream.balance_books(pools).map_err(math)?;
		ensure!(
			books_hold(owed, left_unsettled),
			"the stream owes other than it has"
		);
		ensure!(
			add_wide(book.stream.distributed, share(book.idle, PPB))? == share(book.seen, PPB),
			"the released yield is not what was distributed"
		);
		let released = T::YieldStream::released();
		ensure!(
			book.seen <= released,
			"the books are ahead of the released yield"
		);
		// What was paid and given back is missing, the rest is owed: to pools, to stakers and funds, or
		// still to be given back.
		let gone = gone
			.checked_sub(book.to_forgo)
			.ok_or(TryRuntimeError::Other(
				"more is to be given back than nobody has",
			))?;
		ensure!(
			add(gone, T::YieldStream::due())? == released,
			"the yield that is owed is not what its stream has"
		);
		Ok(())
	}
}
