//! Bringing streams up to date, and paying what is due.

use crate::{pallet::*, types::*, LOG_TARGET};
use frame_support::{
	storage::with_storage_layer,
	traits::{fungibles::Mutate as _, tokens::Preservation, Consideration},
};
use nutbox_math::{Balance, MathError};
use nutbox_primitives::{yield_stream::YieldStream, CommunityId, PoolId};
use sp_runtime::{traits::BlockNumberProvider, DispatchError, DispatchResult};

/// How bringing the two streams of a pool up to date went, each on its own.
pub(super) struct Settlement {
	pub(super) emission: Result<(), MathError>,
	pub(super) staking_yield: Result<(), MathError>,
}

/// How paying went.
pub(super) struct Paid {
	/// What could not be paid: of each kind, either all or nothing.
	pub(super) failed: Payout,
	/// Why something could not be paid or brought up to date.
	pub(super) reason: Option<DispatchError>,
}

impl Settlement {
	/// Both went well.
	pub(super) fn both(self) -> Result<(), MathError> {
		self.emission.and(self.staking_yield)
	}
}

impl<T: Config> Pallet<T> {
	/// Brings the pool, the yield book (which the pool's kind may not need) and the position up to
	/// date in memory. Each stream on its own: one that fails is left as it was and keeps nothing
	/// from the other.
	///
	/// `emitted` is what [`Self::emitted`] says of the pool's community: a call that settles several
	/// pools reads it once.
	pub(super) fn settle(
		pool: &mut PoolOf<T>,
		position: Option<&mut PositionOf<T>>,
		emitted: Result<Balance, MathError>,
		book: &mut Option<YieldBook>,
	) -> Settlement {
		let now = u64::from(T::BlockNumberProvider::current_block_number());
		let mut emission = emitted
			.and_then(|emitted| pool.accrue_emission(emitted))
			.and_then(|()| pool.accrue_forfeits(now));
		let mut staking_yield = Ok(());
		if pool.staking_yield.is_some() {
			let book = book.get_or_insert_with(StakingYield::<T>::get);
			staking_yield = book
				.accrue(T::YieldStream::released())
				.and(pool.accrue_yield(book))
				.and_then(|()| pool.accrue_yield_forfeits(now, book));
		}
		if let Some(position) = position {
			emission = emission.and(position.settle_emission(pool, position.stake));
			staking_yield = staking_yield.and(position.settle_yield(pool, position.stake));
		}
		Settlement {
			emission,
			staking_yield,
		}
	}

	/// Leaves to nobody what fell away by early exits, if nobody stays in the pool. It is up to
	/// date.
	pub(super) fn leave_forfeits(
		pool: &mut PoolOf<T>,
		book: &mut Option<YieldBook>,
	) -> Result<(), MathError> {
		if pool.shares > 0 {
			return Ok(());
		}
		let now = u64::from(T::BlockNumberProvider::current_block_number());
		let emission = pool.accrue_forfeits(now);
		match book {
			Some(book) => emission.and(pool.accrue_yield_forfeits(now, book)),
			None => emission,
		}
	}

	/// Writes the yield book and gives back what was released for nobody. To be called after every
	/// other write. What can't be given back now is kept for the next time.
	pub(crate) fn write_book(book: Option<YieldBook>) {
		let Some(mut book) = book else { return };
		let amount = core::mem::take(&mut book.to_forgo);
		StakingYield::<T>::put(book);
		if amount == 0 || with_storage_layer(|| T::YieldStream::forgo(amount)).is_ok() {
			return;
		}
		log::warn!(target: LOG_TARGET, "{amount} planck of yield can't be given back yet");
		StakingYield::<T>::mutate(|book| match book.to_forgo.checked_add(amount) {
			Some(to_forgo) => book.to_forgo = to_forgo,
			None => log::error!(target: LOG_TARGET, "yield to be given back overflows"),
		});
	}

	/// Writes the position, or removes it if it is empty: its parts of a planck go back to the
	/// pool (which is still to be written), and its deposit is to be given back by
	/// [`Self::return_deposit`] after every write.
	pub(super) fn write_position(
		pool_id: PoolId,
		who: &T::AccountId,
		pool: &mut PoolOf<T>,
		position: PositionOf<T>,
	) -> Option<T::PositionDeposit> {
		if position.is_empty() && Self::dissolve(pool, &position).is_ok() {
			Positions::<T>::remove(pool_id, who);
			return position.deposit;
		}
		Positions::<T>::insert(pool_id, who, position);
		None
	}

	/// Has the pool take over what is below one planck of a position without pending rewards. The
	/// pool stays as it is if that fails.
	pub(super) fn dissolve(
		pool: &mut PoolOf<T>,
		position: &PositionOf<T>,
	) -> Result<(), MathError> {
		let emission = pool.emission.forfeit(&position.emission)?.0;
		if let (Some(of_pool), Some(own)) = (&mut pool.staking_yield, &position.staking_yield) {
			of_pool.stakers = of_pool.stakers.forfeit(own)?.0;
		}
		pool.emission = emission;
		Ok(())
	}

	/// Gives the deposit of a position back. That it could not be must not keep a staker in.
	pub(super) fn return_deposit(who: &T::AccountId, deposit: Option<T::PositionDeposit>) {
		let Some(deposit) = deposit else { return };
		if let Err(error) = with_storage_layer(|| deposit.drop(who)) {
			log::error!(target: LOG_TARGET, "a position's deposit stays held: {error:?}");
		}
	}

	/// What a community distributes.
	pub(crate) fn token_of(community: CommunityId) -> Option<Token> {
		Communities::<T>::get(community)?.token
	}

	/// Issues a new token, or pays an existing one out of the escrow. `token` is the community's.
	pub(super) fn pay_token(
		community: CommunityId,
		token: Option<Token>,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let token = token.ok_or(Error::<T>::NoToken)?;
		with_storage_layer(|| match token {
			Token::New { asset, .. } => T::Assets::mint_into(asset, who, amount).map(|_| ()),
			Token::Existing { asset } => {
				let escrow = Self::escrow_account(community);
				Self::move_token(asset, &escrow, who, amount, Preservation::Preserve)
			}
		})
	}

	fn pay_yield(who: &T::AccountId, amount: Balance) -> DispatchResult {
		with_storage_layer(|| T::YieldStream::pay(who, amount))
	}

	/// Pays both kinds of rewards to `who`, each on its own; everything is written already. `token`
	/// is the community's, and is not looked at if nothing of it is due.
	///
	/// Returns what could not be paid. An error if something fails and nothing can be paid.
	pub(super) fn pay(
		community: CommunityId,
		token: Option<Token>,
		who: &T::AccountId,
		due: Payout,
		settled: Result<(), MathError>,
	) -> Result<Paid, DispatchError> {
		let mut failed = Payout::default();
		let mut reason = settled.err().map(|error| Error::<T>::from(error).into());
		if due.token > 0 {
			if let Err(error) = Self::pay_token(community, token, who, due.token) {
				failed.token = due.token;
				reason = Some(error);
			}
		}
		if due.staking_yield > 0 {
			if let Err(error) = Self::pay_yield(who, due.staking_yield) {
				failed.staking_yield = due.staking_yield;
				reason = Some(error);
			}
		}
		match reason {
			Some(reason) if failed == due => Err(reason),
			reason => Ok(Paid { failed, reason }),
		}
	}
}
