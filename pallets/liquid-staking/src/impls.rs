//! The calls, the views, the stream of yield and the listener for slashes.

use crate::{
	part_of, Checkpoints, Config, Deal, Error, Event, Holes, InstantQuote, Ledger, LedgerInfo,
	LedgerState, Mode, OperatingMode, Pallet, QueueState, Quote, RequestInfo, Requests, Reserve,
	RetiredValidators, StashLedger, Stashes, Validators, Work, Yields,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		fungibles::{Inspect as _, Mutate as _},
		tokens::{Fortitude, Precision, Preservation},
	},
};
use nutbox_math::{
	redemption::{instant_fee, Hole, PayoutError, Queue, Request},
	MathError,
};
use nutbox_primitives::{
	era_rewards::EraRewards,
	exchange::{Exchange, TradedAsset},
	yield_stream::YieldStream,
	Balance, LIQUID_STAKING_ASSET,
};
use sp_runtime::{
	traits::{AccountIdConversion, BlockNumberProvider, UniqueSaturatedInto, Zero},
	ArithmeticError,
};
use sp_staking::{EraIndex, OnStakingUpdate, StakingInterface};

/// How many holes a view counts; those further on are taken for open redemptions.
const VIEWED_HOLES: usize = 10_000;

/// The error of a call for a number out of range.
pub(crate) fn math(error: MathError) -> DispatchError {
	DispatchError::Arithmetic(match error {
		MathError::Overflow => ArithmeticError::Overflow,
		MathError::Underflow => ArithmeticError::Underflow,
		MathError::DivisionByZero => ArithmeticError::DivisionByZero,
	})
}

impl<T: Config> Pallet<T> {
	/// The main account: the buffer, the insurance, the yield and what is set aside for claims.
	pub fn account_id() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account that receives the staking rewards, and nothing else.
	pub fn reward_account() -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(*b"rewd")
	}

	/// The stash of this number.
	pub fn stash_account(index: u32) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"stsh", index))
	}

	/// All accounts of the pallet.
	pub fn own_accounts() -> Vec<T::AccountId> {
		let stashes = (0..T::MaxStashes::get()).map(Self::stash_account);
		[Self::account_id(), Self::reward_account()]
			.into_iter()
			.chain(stashes)
			.collect()
	}

	/// Issues an existential deposit to those accounts of the pallet that lack one.
	pub fn endow_accounts() -> DispatchResult {
		let deposit = T::NativeCurrency::minimum_balance();
		for account in Self::own_accounts() {
			if T::NativeCurrency::total_balance(&account) < deposit {
				T::NativeCurrency::mint_into(&account, deposit)?;
			}
		}
		Ok(())
	}

	/// The number of the stash that `who` is.
	pub(crate) fn stash_index(who: &T::AccountId) -> Option<u32> {
		(0..T::MaxStashes::get()).find(|index| Self::stash_account(*index) == *who)
	}

	/// Issuance of the liquid staking token, planck.
	pub(crate) fn supply() -> Balance {
		T::Assets::total_issuance(LIQUID_STAKING_ASSET)
	}

	/// The present block of the release.
	pub(crate) fn now() -> u64 {
		T::BlockNumberProvider::current_block_number().unique_saturated_into()
	}

	pub(crate) fn has_duplicates(accounts: &[T::AccountId]) -> bool {
		let mut sorted: Vec<_> = accounts.iter().collect();
		sorted.sort();
		sorted.windows(2).any(|pair| pair[0] == pair[1])
	}

	/// The hole with the lowest end above `position`.
	pub(crate) fn hole_after(position: Balance) -> Option<Hole> {
		Holes::<T>::iter_from_key(position.to_be_bytes())
			.next()
			.map(|(end, start)| Hole {
				start,
				end: Balance::from_be_bytes(end),
			})
	}

	/// Pays planck of the native asset out of the main account.
	fn pay_out(who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::NativeCurrency::transfer(&Self::account_id(), who, amount, Preservation::Preserve)
			.map(|_| ())
	}

	/// Burns the liquid staking token of `who`.
	fn burn(who: &T::AccountId, amount: Balance) -> DispatchResult {
		let burnt = T::Assets::burn_from(
			LIQUID_STAKING_ASSET,
			who,
			amount,
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		// An asset with a minimum balance would burn the rest below it too.
		ensure!(
			burnt == amount,
			DispatchError::Arithmetic(ArithmeticError::Underflow)
		);
		Ok(())
	}

	pub(crate) fn do_mint(who: &T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(
			Mode::<T>::get() == OperatingMode::Open,
			Error::<T>::EntrancesClosed
		);
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let ledger = LedgerState::<T>::get();
		ensure!(
			ledger.rate(Self::supply()).map_err(math)?.is_one(),
			Error::<T>::Insolvent
		);
		let (preserve, polite) = (Preservation::Preserve, Fortitude::Polite);
		ensure!(
			T::NativeCurrency::reducible_balance(who, preserve, polite) >= amount,
			Error::<T>::InsufficientBalance
		);
		let account = Self::account_id();
		ensure!(
			T::NativeCurrency::total_balance(&account) >= T::NativeCurrency::minimum_balance(),
			Error::<T>::NotEndowed
		);

		LedgerState::<T>::put(ledger.minted(amount).map_err(math)?);
		T::NativeCurrency::transfer(who, &account, amount, Preservation::Preserve)?;
		T::Assets::mint_into(LIQUID_STAKING_ASSET, who, amount)?;
		Self::deposit_event(Event::Minted {
			who: who.clone(),
			amount,
		});
		Ok(())
	}

	pub(crate) fn do_redeem(who: &T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		// Nobody's last tokens may be locked in by the minimum.
		ensure!(
			amount >= T::MinRedeem::get()
				|| amount == T::Assets::balance(LIQUID_STAKING_ASSET, who),
			Error::<T>::BelowMinRedeem
		);
		let (queue, request) = QueueState::<T>::get().push(amount).map_err(math)?;
		let ledger = LedgerState::<T>::get().queued(amount).map_err(math)?;

		Requests::<T>::try_append(who, request).map_err(|_| Error::<T>::TooManyOpenRequests)?;
		QueueState::<T>::put(queue);
		LedgerState::<T>::put(ledger);
		Self::burn(who, amount)?;
		Self::deposit_event(Event::RedemptionRequested {
			who: who.clone(),
			id: request.id,
			amount,
		});
		Ok(())
	}

	pub(crate) fn do_cancel(who: &T::AccountId, id: u64) -> DispatchResult {
		let mut requests = Requests::<T>::get(who);
		let place = requests
			.iter()
			.position(|request| request.id == id)
			.ok_or(Error::<T>::UnknownRequest)?;
		let queue = QueueState::<T>::get();
		let request = requests.remove(place);
		ensure!(queue.is_untouched(&request), Error::<T>::AlreadyFinalised);
		let amount = request.amount().map_err(math)?;

		LedgerState::<T>::put(LedgerState::<T>::get().cancelled(amount).map_err(math)?);
		Self::put_requests(who, requests);
		Self::dig_hole(Hole {
			start: request.start,
			end: request.end,
		});
		T::Assets::mint_into(LIQUID_STAKING_ASSET, who, amount)?;
		Self::deposit_event(Event::RedemptionCancelled {
			who: who.clone(),
			id,
			amount,
		});
		Ok(())
	}

	/// Leaves a hole in the queue, joined with those it touches. Holes are apart from each other
	/// and from the end of the queue, so that there are never more of them than open redemptions.
	fn dig_hole(mut hole: Hole) {
		if let Some(start) = Holes::<T>::take(hole.start.to_be_bytes()) {
			hole.start = start;
		}
		if let Some(next) = Self::hole_after(hole.end).filter(|next| next.start == hole.end) {
			hole.end = next.end;
		}
		match QueueState::<T>::get().drop_tail(&hole) {
			Some(queue) => QueueState::<T>::put(queue),
			None => Holes::<T>::insert(hole.end.to_be_bytes(), hole.start),
		}
	}

	/// Pays up to `limit` settled redemptions of `who`; returns how many.
	pub(crate) fn do_claim(who: &T::AccountId, limit: u32) -> Result<u32, DispatchError> {
		let queue = QueueState::<T>::get();
		let mut kept = Requests::<T>::get(who);
		let mut paid = Vec::new();
		let mut left = limit;
		// The requests of an account are in the order of the queue.
		while left > 0
			&& kept
				.first()
				.is_some_and(|request| queue.is_finalised(request))
		{
			let request = kept.remove(0);
			let received = Self::payout_of(&queue, &request)?;
			paid.push((request, received));
			left -= 1;
		}
		ensure!(!paid.is_empty(), Error::<T>::NothingToClaim);
		let total = paid
			.iter()
			.try_fold(Balance::zero(), |sum, (_, received)| {
				sum.checked_add(*received)
			})
			.ok_or(ArithmeticError::Overflow)?;

		LedgerState::<T>::put(LedgerState::<T>::get().claimed(total).map_err(math)?);
		Self::put_requests(who, kept);
		Self::pay_out(who, total)?;
		for (request, received) in paid {
			Self::deposit_event(Event::RedemptionClaimed {
				who: who.clone(),
				id: request.id,
				amount: request.amount().map_err(math)?,
				received,
			});
		}
		Ok(limit - left)
	}

	/// What a settled redemption is paid, planck of the native asset.
	pub(crate) fn payout_of(queue: &Queue, request: &Request) -> Result<Balance, DispatchError> {
		queue
			.payout(request, Checkpoints::<T>::get)
			.map_err(|error| match error {
				PayoutError::NotFinalised => Error::<T>::NothingToClaim.into(),
				PayoutError::MissingCheckpoint => Error::<T>::MissingCheckpoint.into(),
				PayoutError::Math(error) => math(error),
			})
	}

	fn put_requests(who: &T::AccountId, requests: BoundedVec<Request, T::MaxOpenRequests>) {
		if requests.is_empty() {
			Requests::<T>::remove(who);
		} else {
			Requests::<T>::insert(who, requests);
		}
	}

	pub(crate) fn do_redeem_instantly(
		who: &T::AccountId,
		amount: Balance,
		min_received: Balance,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let (ledger, supply) = (LedgerState::<T>::get(), Self::supply());
		// Before the buffer, so that who owns too little is told so.
		Self::burn(who, amount)?;
		let (quote, gross) = Self::instant_quote(&ledger, supply, amount)
			.map_err(math)?
			.ok_or(Error::<T>::BufferTooSmall)?;
		ensure!(quote.received >= min_received, Error::<T>::BelowMinReceived);
		let remaining = supply
			.checked_sub(amount)
			.ok_or(ArithmeticError::Underflow)?;

		LedgerState::<T>::put(
			ledger
				.exited_instantly(gross, quote.fee, remaining)
				.map_err(math)?,
		);
		Self::pay_out(who, quote.received)?;
		Self::deposit_event(Event::RedeemedInstantly {
			who: who.clone(),
			amount,
			received: quote.received,
			fee: quote.fee,
		});
		Ok(())
	}

	/// An instant exit of `amount` and the planck that leave the buffer for it; `None` if the
	/// buffer does not reach, or nothing would be received.
	fn instant_quote(
		ledger: &Ledger,
		supply: Balance,
		amount: Balance,
	) -> Result<Option<(InstantQuote, Balance)>, MathError> {
		let gross = ledger.rate(supply)?.apply(amount)?;
		let Some(left) = ledger.instantly_available(supply)?.checked_sub(gross) else {
			return Ok(None);
		};
		let target = part_of(supply, T::BufferTarget::get())?;
		let fee = instant_fee(gross, left, target)?;
		let received = gross.checked_sub(fee).ok_or(MathError::Underflow)?;
		// Tokens are not burnt for nothing: an index of zero may heal.
		if received.is_zero() {
			return Ok(None);
		}
		Ok(Some((InstantQuote { received, fee }, gross)))
	}

	pub(crate) fn do_set_validators(
		new: BoundedVec<T::AccountId, T::MaxValidators>,
		new_reserve: BoundedVec<T::AccountId, T::MaxReserve>,
	) -> DispatchResult {
		ensure!(!new.is_empty(), Error::<T>::NoValidators);
		let all: Vec<_> = new.iter().chain(&new_reserve).cloned().collect();
		ensure!(!Self::has_duplicates(&all), Error::<T>::DuplicateValidator);
		for validator in &all {
			Self::ensure_fit(validator)?;
		}
		let old = Validators::<T>::get();
		if let Some(era) = T::EraRewards::active_era() {
			let replaced = old.iter().filter(|validator| !new.contains(validator));
			Self::retire(replaced, &new, era)?;
		}
		Validators::<T>::put(&new);
		let old_reserve = Reserve::<T>::get();
		Reserve::<T>::put(&new_reserve);
		// The walks over the validators count places in the lists that have just changed: they
		// start anew. What is paid already is passed.
		crate::EraWork::<T>::mutate(|progress| match &mut progress.work {
			Some(Work::Payout {
				validator, stash, ..
			}) => (*validator, *stash) = (0, 0),
			Some(Work::Review { place }) => *place = 0,
			_ => {}
		});

		let minimum = T::StakingInterface::minimum_nominator_bond();
		for (index, stash) in Self::used_stashes() {
			// Who is below the minimum does not nominate; era work sees to it once it may.
			if !stash.bonded.is_zero() && stash.bonded >= minimum {
				let targets = Self::targets(index);
				T::StakingInterface::nominate(&Self::stash_account(index), targets)?;
			}
		}
		Self::deposit_event(Event::ValidatorsSet {
			old,
			new,
			old_reserve,
			new_reserve,
		});
		Ok(())
	}

	/// Whether `who` is fit to be chosen: harmless, and elected.
	pub(crate) fn ensure_fit(who: &T::AccountId) -> DispatchResult {
		Self::ensure_harmless(who)?;
		ensure!(T::EraRewards::is_elected(who), Error::<T>::NotElected);
		Ok(())
	}

	/// Whether a nomination of `who` costs neither stake nor yield: it validates, charges no more
	/// than allowed, takes nominations, has something of its own at stake and was not slashed
	/// lately.
	pub(crate) fn ensure_harmless(who: &T::AccountId) -> DispatchResult {
		let commission = T::EraRewards::commission(who).ok_or(Error::<T>::NotValidator)?;
		ensure!(
			commission <= T::MaxCommission::get(),
			Error::<T>::CommissionTooHigh
		);
		ensure!(
			T::EraRewards::takes_nominations(who),
			Error::<T>::TakesNoNominations
		);
		ensure!(
			T::StakingInterface::stake(who).is_ok_and(|stake| !stake.active.is_zero()),
			Error::<T>::NothingAtStake
		);
		ensure!(!Self::slashed_lately(who), Error::<T>::RecentlySlashed);
		Ok(())
	}

	/// Whether `who` was slashed for an era no further back than the bonding duration.
	pub(crate) fn slashed_lately(who: &T::AccountId) -> bool {
		T::EraRewards::last_slash(who)
			.zip(T::EraRewards::active_era())
			.is_some_and(|(slash, active)| {
				active
					.checked_sub(slash)
					.is_none_or(|eras| eras <= T::StakingInterface::bonding_duration())
			})
	}

	/// Notes those of `old` that are replaced in `era`, whose last rewards are still to come, and
	/// forgets those that are nominated again.
	pub(crate) fn retire<'a>(
		old: impl Iterator<Item = &'a T::AccountId>,
		nominated: &[T::AccountId],
		era: EraIndex,
	) -> DispatchResult
	where
		T::AccountId: 'a,
	{
		let mut retired = RetiredValidators::<T>::get();
		retired.retain(|(validator, _)| !nominated.contains(validator));
		for validator in old {
			retired
				.try_push((validator.clone(), era))
				.map_err(|_| Error::<T>::TooManyRetiredValidators)?;
		}
		RetiredValidators::<T>::put(retired);
		Ok(())
	}

	/// How the validators are dealt out to the stashes.
	pub(crate) fn deal() -> Deal {
		// At most `MaxValidators`.
		let validators = Validators::<T>::get().len() as u32;
		Deal::new(validators, T::MaxNominations::get(), T::MaxStashes::get())
	}

	/// The stashes in use.
	pub(crate) fn used_stashes() -> impl Iterator<Item = (u32, StashLedger)> {
		(0..T::MaxStashes::get())
			.filter_map(|index| Stashes::<T>::get(index).map(|stash| (index, stash)))
	}

	pub(crate) fn ledger_info() -> Result<LedgerInfo, MathError> {
		let (ledger, supply, now) = (LedgerState::<T>::get(), Self::supply(), Self::now());
		let (mode, yields) = (Mode::<T>::get(), Yields::<T>::get());
		let rate = ledger.rate(supply)?;
		Ok(LedgerInfo {
			ledger,
			supply,
			rate,
			rate_ppb: rate.in_ppb()?,
			solvent: rate.is_one(),
			minting_open: rate.is_one() && mode == OperatingMode::Open,
			buffer_target: part_of(supply, T::BufferTarget::get())?,
			insurance_target: part_of(supply, T::InsuranceTarget::get())?,
			queue: QueueState::<T>::get(),
			released: yields.release.released(now)?,
			unreleased: yields.release.unreleased(now)?,
			yields,
			era: crate::EraWork::<T>::get(),
			mode,
		})
	}

	pub(crate) fn quote_of(amount: Balance) -> Result<Quote, MathError> {
		let (ledger, supply) = (LedgerState::<T>::get(), Self::supply());
		let rate = ledger.rate(supply)?;
		let waiting = ledger
			.queued
			.checked_add(amount)
			.ok_or(MathError::Overflow)?;
		let needed = rate.apply(waiting)?;
		let coming = ledger
			.buffer
			.checked_add(ledger.unbonding)
			.ok_or(MathError::Overflow)?;
		// The next era finalises from the buffer and unbonds what is missing.
		let eras = if rate.is_zero() {
			// The queue waits until the loss is healed.
			None
		} else if needed <= ledger.buffer {
			Some(1)
		} else if needed <= coming {
			Some(T::StakingInterface::bonding_duration())
		} else {
			T::StakingInterface::bonding_duration().checked_add(1)
		};
		Ok(Quote {
			queue_receives: rate.apply(amount)?,
			ahead: ledger.queued,
			expected_era: T::EraRewards::active_era()
				.zip(eras)
				.and_then(|(era, more)| era.checked_add(more)),
			instant: Self::instant_quote(&ledger, supply, amount)?.map(|(quote, _)| quote),
			market: T::Exchange::quote(
				TradedAsset::Local(LIQUID_STAKING_ASSET),
				TradedAsset::Native,
				amount,
			),
		})
	}

	pub(crate) fn request_infos(account: &T::AccountId) -> Vec<RequestInfo> {
		let queue = QueueState::<T>::get();
		let requests = Requests::<T>::get(account);
		let furthest = requests
			.last()
			.map_or(queue.finalised, |request| request.start);
		let holes: Vec<_> = Holes::<T>::iter_from_key(queue.finalised.to_be_bytes())
			.map(|(end, start)| (start, Balance::from_be_bytes(end)))
			.take_while(|(start, _)| *start < furthest)
			.take(VIEWED_HOLES)
			.collect();
		requests
			.iter()
			.filter_map(|request| {
				let distance = request
					.start
					.checked_sub(queue.finalised)
					.map_or(0, |ahead| ahead);
				let empty = holes
					.iter()
					.filter(|(_, end)| *end <= request.start)
					.try_fold(Balance::zero(), |sum, (start, end)| {
						sum.checked_add((*end).checked_sub(*start)?)
					})?;
				Some(RequestInfo {
					id: request.id,
					amount: request.amount().ok()?,
					ahead: distance.checked_sub(empty)?,
					cancellable: queue.is_untouched(request),
					claimable: Self::payout_of(&queue, request).ok(),
				})
			})
			.collect()
	}

	/// A slash of the stash `index`: writes down the loss, then covers what can be covered.
	fn note_slash(index: u32, active: Balance, lost: Balance) -> Result<(), MathError> {
		let Some(old) = Stashes::<T>::get(index) else {
			return Ok(());
		};
		let new = old.slashed(active, lost);
		let ledger = LedgerState::<T>::get().restaked(&old, &new, 0, 0)?;
		Stashes::<T>::insert(index, new);
		LedgerState::<T>::put(ledger);

		let yields = Yields::<T>::get();
		let (ledger, release, cover) =
			ledger.covered(&yields.release, Self::now(), Self::supply())?;
		Yields::<T>::put(yields.absorbed(release, cover.from_yield)?);
		LedgerState::<T>::put(ledger);
		Self::deposit_event(Event::Slashed {
			stash: Self::stash_account(index),
			old,
			new,
			from_yield: cover.from_yield,
			from_insurance: cover.from_insurance,
			deficit: cover.deficit,
		});
		Ok(())
	}
}

/// The staking system reports a slash before it writes its own ledger; what it says is what will
/// be true.
impl<T: Config> OnStakingUpdate<T::AccountId, Balance> for Pallet<T> {
	fn on_slash(
		stash: &T::AccountId,
		slashed_active: Balance,
		_slashed_unlocking: &BTreeMap<EraIndex, Balance>,
		slashed_total: Balance,
	) {
		if let Some(index) = Self::stash_index(stash) {
			// A hook can't fail. None of its numbers can leave its range: all are parts of the
			// native issuance.
			if let Err(error) = Self::note_slash(index, slashed_active, slashed_total) {
				frame_support::defensive!("slash not noted", error);
			}
		}
	}
}

impl<T: Config> YieldStream<T::AccountId> for Pallet<T> {
	fn released() -> Balance {
		let release = Yields::<T>::get().release;
		// The sum is a part of what was collected, so that it can't overflow.
		release
			.released(Self::now())
			.map_or(release.before, |released| released)
	}

	fn due() -> Balance {
		// Nothing can be paid out of books that are not in order.
		Yields::<T>::get()
			.due(Self::now())
			.map_or(0, |amount| amount)
	}

	fn pay(who: &T::AccountId, amount: Balance) -> DispatchResult {
		with_storage_layer(|| {
			let yields = Yields::<T>::get();
			let due = yields.due(Self::now()).map_err(math)?;
			ensure!(amount <= due, Error::<T>::YieldNotReleased);
			Yields::<T>::put(yields.paid(amount).map_err(math)?);
			Self::pay_out(who, amount)
		})
	}

	fn forgo(amount: Balance) -> DispatchResult {
		with_storage_layer(|| {
			let yields = Yields::<T>::get();
			let due = yields.due(Self::now()).map_err(math)?;
			ensure!(amount <= due, Error::<T>::YieldNotReleased);
			Yields::<T>::put(yields.forgone(amount).map_err(math)?);

			let (before, supply) = (LedgerState::<T>::get(), Self::supply());
			let target = part_of(supply, T::InsuranceTarget::get()).map_err(math)?;
			let (ledger, parts) = before.received(amount, target, supply).map_err(math)?;
			LedgerState::<T>::put(ledger);
			let (mut insurance, mut treasury) = (parts.insurance, parts.rest);
			if with_storage_layer(|| Self::pay_out(&T::Treasury::get(), treasury)).is_err() {
				// The treasury can't take it, for example because it would stay below the
				// existential deposit. Insurance beyond the target harms nobody.
				let (ledger, all) = before
					.received(amount, Balance::MAX, supply)
					.map_err(math)?;
				LedgerState::<T>::put(ledger);
				(insurance, treasury) = (all.insurance, all.rest);
			}
			Self::deposit_event(Event::YieldForgone {
				amount,
				refill: parts.refill,
				insurance,
				treasury,
			});
			Ok(())
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn release(amount: Balance) {
		let yields = Yields::<T>::get();
		let before = yields.release.before + amount;
		T::NativeCurrency::mint_into(&Self::account_id(), amount).expect("the account can grow");
		Yields::<T>::put(crate::Yield {
			release: nutbox_math::release::Release {
				before,
				..yields.release
			},
			collected: yields.collected + amount,
			..yields
		});
	}
}
