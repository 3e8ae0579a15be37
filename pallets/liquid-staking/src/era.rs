//! The work that each era brings: bounded steps, resumed from a cursor.

use crate::{
	impls::math, part_of, Checkpoints, Config, EraProgress, EraWork, Event, Holes, LedgerState,
	Pallet, Plan, QueueState, Reserve, RetiredValidators, StashLedger, Stashes, Validators,
	WeightInfo, Work, YieldRules, Yields,
};
use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		tokens::{Fortitude, Preservation},
	},
	weights::WeightMeter,
};
use nutbox_primitives::{era_rewards::EraRewards, Balance};
use sp_runtime::{traits::Zero, Perbill};
use sp_staking::{EraIndex, StakingInterface};

/// How many eras back rewards are collected, should era work have rested. Older ones come in when
/// somebody has them paid.
const PAYOUT_ERAS: EraIndex = 8;

/// A validator replaced in one era may still be exposed in the next one, whose rewards are
/// collected in the one after that.
const RETIRED_ERAS: EraIndex = 2;

impl<T: Config> Pallet<T> {
	/// Does as much of the work of the era as the weight of a block allows. Returns the weight
	/// used.
	pub(crate) fn do_era_work() -> Weight {
		let mut meter = WeightMeter::with_limit(T::EraWorkWeight::get());
		if meter.try_consume(T::WeightInfo::era_idle()).is_err() {
			return meter.consumed();
		}
		let before = EraWork::<T>::get();
		let mut progress = before;
		loop {
			let Some(work) = progress.work else {
				match Self::next_era(&progress) {
					Some(next) => {
						Self::deposit_event(Event::EraWorkStarted { era: next.era });
						progress = next;
						continue;
					}
					None => break,
				}
			};
			let most = Self::work_weight(&work);
			if !meter.can_consume(most) {
				break;
			}
			let (next, used) = Self::do_step(progress.era, work);
			meter.consume(used.min(most));
			progress.work = next;
			if next.is_none() {
				Self::deposit_event(Event::EraWorkCompleted { era: progress.era });
			}
		}
		if progress != before {
			EraWork::<T>::put(progress);
		}
		meter.consumed()
	}

	/// The beginning of the work of the active era, if it is a new one.
	fn next_era(done: &EraProgress) -> Option<EraProgress> {
		let era = T::EraRewards::active_era().filter(|era| *era > done.era)?;
		let oldest = era.checked_sub(PAYOUT_ERAS).map_or(0, |oldest| oldest);
		let first = Work::Payout {
			era: done.era.max(oldest),
			validator: 0,
			stash: 0,
		};
		Some(EraProgress {
			era,
			work: Some(first),
		})
	}

	/// The most that a step can weigh. Weights saturate, here and below: too much is the safe answer.
	pub(crate) fn work_weight(work: &Work) -> Weight {
		match work {
			Work::Payout { .. } => {
				T::WeightInfo::era_payout().saturating_add(T::EraRewards::payout_weight())
			}
			Work::Sweep => T::WeightInfo::era_sweep(),
			Work::Withdraw { .. } => T::WeightInfo::era_withdraw(),
			Work::Finalise => T::WeightInfo::era_finalise(T::MaxHolesPerStep::get()),
			Work::Review { .. } => T::WeightInfo::era_review(),
			Work::Rebalance { .. } => T::WeightInfo::era_bond().max(T::WeightInfo::era_unbond()),
		}
	}

	/// One step of each kind.
	pub(crate) fn kinds_of_work() -> [Work; 6] {
		[
			Work::Payout {
				era: 0,
				validator: 0,
				stash: 0,
			},
			Work::Sweep,
			Work::Withdraw { stash: 0 },
			Work::Finalise,
			Work::Review { place: 0 },
			Work::Rebalance { stash: 0 },
		]
	}

	/// Does one step of the work of `era`. Returns the next step and the weight used.
	pub(crate) fn do_step(era: EraIndex, work: Work) -> (Option<Work>, Weight) {
		let weight = Self::work_weight(&work);
		match work {
			Work::Payout {
				era: reward_era,
				validator,
				stash,
			} => Self::payout_step(era, reward_era, validator, stash),
			Work::Sweep => {
				Self::report(era, work, Self::sweep());
				let next =
					Self::stash_from(0).map_or(Work::Finalise, |stash| Work::Withdraw { stash });
				(Some(next), weight)
			}
			Work::Withdraw { stash } => {
				Self::report(era, work, Self::withdraw(stash));
				let next = Self::stash_after(stash)
					.map_or(Work::Finalise, |stash| Work::Withdraw { stash });
				(Some(next), weight)
			}
			Work::Finalise => match Self::report(era, work, Self::finalise()) {
				Some((true, holes)) => (Some(Work::Finalise), T::WeightInfo::era_finalise(holes)),
				Some((false, holes)) => (
					Some(Work::Review { place: 0 }),
					T::WeightInfo::era_finalise(holes),
				),
				None => (Some(Work::Review { place: 0 }), weight),
			},
			Work::Review { place } => {
				Self::report(era, work, Self::review(place));
				let next = place
					.checked_add(1)
					.filter(|next| *next < Self::deal().validators)
					.map_or(Work::Rebalance { stash: 0 }, |place| Work::Review { place });
				(Some(next), weight)
			}
			Work::Rebalance { stash } => {
				Self::report(era, work, Self::restake(stash));
				Self::report(era, work, Self::renominate(stash));
				let groups = Self::deal().groups;
				let next = stash
					.checked_add(1)
					.filter(|next| *next < groups)
					.or_else(|| Self::stash_after(stash))
					.map(|stash| Work::Rebalance { stash });
				(next, weight)
			}
		}
	}

	/// Reports a step that failed; `None` then.
	fn report<R>(era: EraIndex, step: Work, result: Result<R, DispatchError>) -> Option<R> {
		result
			.map_err(|error| Self::deposit_event(Event::EraStepFailed { era, step, error }))
			.ok()
	}

	/// The first stash in use from this one on.
	fn stash_from(stash: u32) -> Option<u32> {
		(stash..T::MaxStashes::get()).find(|index| Stashes::<T>::contains_key(index))
	}

	/// The stash in use after this one.
	fn stash_after(stash: u32) -> Option<u32> {
		Self::stash_from(stash.checked_add(1)?)
	}

	/// Has one reward paid. A failure is reported and skipped.
	fn payout_step(
		era: EraIndex,
		reward_era: EraIndex,
		validator: u32,
		stash: u32,
	) -> (Option<Work>, Weight) {
		let weight = T::WeightInfo::era_payout();
		let first = Self::stash_from(0);
		let payee = Self::stash_from(stash).zip(
			Self::payable_validators()
				.into_iter()
				.nth(validator as usize),
		);
		let Some((stash, account)) = payee else {
			// All of this era are done, or nothing was ever bonded.
			let next = reward_era
				.checked_add(1)
				.filter(|next| *next < era && first.is_some())
				.map(|next| Work::Payout {
					era: next,
					validator: 0,
					stash: 0,
				});
			if next.is_none() {
				RetiredValidators::<T>::mutate(|retired| {
					retired.retain(|(_, since)| {
						(*since)
							.checked_add(RETIRED_ERAS)
							.is_some_and(|last| last > era)
					})
				});
			}
			return (Some(next.map_or(Work::Sweep, |next| next)), weight);
		};

		let nominator = Self::stash_account(stash);
		let paid = with_storage_layer(|| T::EraRewards::payout(&account, reward_era, &nominator));
		let used = match paid {
			Ok((_, used)) => used,
			Err(error) => {
				Self::deposit_event(Event::PayoutFailed {
					era: reward_era,
					validator: account,
					stash: nominator,
					error,
				});
				T::EraRewards::payout_weight()
			}
		};
		let next = match (Self::stash_after(stash), validator.checked_add(1)) {
			(Some(stash), _) => Work::Payout {
				era: reward_era,
				validator,
				stash,
			},
			(None, Some(validator)) => Work::Payout {
				era: reward_era,
				validator,
				stash: 0,
			},
			(None, None) => Work::Sweep,
		};
		(Some(next), weight.saturating_add(used))
	}

	/// The validators that may have rewards for a stash.
	fn payable_validators() -> Vec<T::AccountId> {
		let retired = RetiredValidators::<T>::get()
			.into_iter()
			.map(|(validator, _)| validator);
		Validators::<T>::get().into_iter().chain(retired).collect()
	}

	/// Collects what the reward account received.
	fn sweep() -> DispatchResult {
		with_storage_layer(|| {
			let (main, rewards) = (Self::account_id(), Self::reward_account());
			let amount = T::NativeCurrency::reducible_balance(
				&rewards,
				Preservation::Preserve,
				Fortitude::Polite,
			);
			if amount.is_zero() {
				return Ok(());
			}
			T::NativeCurrency::transfer(&rewards, &main, amount, Preservation::Preserve)?;
			let fee = T::ProtocolFee::get();
			// A treasury that can't take its fee must not keep the yield from the stakers.
			with_storage_layer(|| Self::collect(amount, fee))
				.or_else(|_| Self::collect(amount, Perbill::zero()))
		})
	}

	/// Divides `amount` of new yield that is in the main account.
	fn collect(amount: Balance, fee: Perbill) -> DispatchResult {
		let supply = Self::supply();
		let rules = YieldRules {
			insurance_target: part_of(supply, T::InsuranceTarget::get()).map_err(math)?,
			insurance_share: T::InsuranceShare::get(),
			fee,
			blocks: T::ReleaseBlocks::get(),
		};
		let (yields, ledger, split) = Yields::<T>::get()
			.collect(LedgerState::<T>::get(), amount, supply, Self::now(), &rules)
			.map_err(math)?;
		Yields::<T>::put(yields);
		LedgerState::<T>::put(ledger);
		if !split.fee.is_zero() {
			let (main, treasury) = (Self::account_id(), T::Treasury::get());
			T::NativeCurrency::transfer(&main, &treasury, split.fee, Preservation::Preserve)?;
		}
		Self::deposit_event(Event::YieldCollected {
			amount,
			refill: split.refill,
			insurance: split.insurance,
			fee: split.fee,
			stream: split.stream,
		});
		Ok(())
	}

	/// Does something with a stash in the staking system, after moving `added` planck of the buffer
	/// to it, and brings the counters and the buffer in line with what the staking system says
	/// then. All or nothing.
	fn with_stash(
		index: u32,
		added: Balance,
		operation: impl FnOnce(&T::AccountId) -> DispatchResult,
	) -> DispatchResult {
		with_storage_layer(|| {
			let (main, stash) = (Self::account_id(), Self::stash_account(index));
			let old = Stashes::<T>::get(index).unwrap_or_default();
			if !added.is_zero() {
				T::NativeCurrency::transfer(&main, &stash, added, Preservation::Preserve)?;
			}
			operation(&stash)?;

			let new = Self::stake_of(&stash).map_err(math)?.unwrap_or_default();
			let held = old.total().map_err(math)?.checked_add(added);
			let withdrawn = held
				.and_then(|held| held.checked_sub(new.total().ok()?))
				.ok_or(crate::Error::<T>::StakeMismatch)?;
			if !withdrawn.is_zero() {
				T::NativeCurrency::transfer(&stash, &main, withdrawn, Preservation::Preserve)?;
			}
			let ledger = LedgerState::<T>::get();
			LedgerState::<T>::put(
				ledger
					.restaked(&old, &new, added, withdrawn)
					.map_err(math)?,
			);
			if new != old || !Stashes::<T>::contains_key(index) {
				Stashes::<T>::insert(index, new);
				Self::deposit_event(Event::StashChanged {
					stash,
					old,
					new,
					withdrawn,
				});
			}
			Ok(())
		})
	}

	/// What the staking system says of a stash; `None` if it does not know it.
	pub(crate) fn stake_of(
		stash: &T::AccountId,
	) -> Result<Option<StashLedger>, nutbox_math::MathError> {
		T::StakingInterface::stake(stash)
			.ok()
			.map(|stake| {
				stake
					.total
					.checked_sub(stake.active)
					.map(|unbonding| StashLedger {
						bonded: stake.active,
						unbonding,
					})
					.ok_or(nutbox_math::MathError::Underflow)
			})
			.transpose()
	}

	/// Brings home what a stash has finished unbonding, and what is left in one that the staking
	/// system has dropped as dust.
	fn withdraw(index: u32) -> DispatchResult {
		let Some(stash) = Stashes::<T>::get(index) else {
			return Ok(());
		};
		if stash == StashLedger::default() {
			return Ok(());
		}
		Self::with_stash(index, 0, |account| {
			if !stash.unbonding.is_zero() && T::StakingInterface::stake(account).is_ok() {
				let spans = T::MaxSlashingSpans::get();
				T::StakingInterface::withdraw_unbonded(account.clone(), spans)?;
			}
			Ok(())
		})
	}

	/// Settles as much of the queue as the buffer pays for, past a bounded number of holes. Returns
	/// whether there may be more to do, and how many holes were passed.
	pub(crate) fn finalise() -> Result<(bool, u32), DispatchError> {
		with_storage_layer(|| {
			let ledger = LedgerState::<T>::get();
			let rate = ledger.rate(Self::supply()).map_err(math)?;
			// With nothing left the queue waits for yield to heal the loss, as holders do.
			if ledger.queued.is_zero() || rate.is_zero() {
				return Ok((false, 0));
			}
			let all = rate.apply(ledger.queued).map_err(math)? <= ledger.buffer;
			let affordable = if all {
				ledger.queued
			} else {
				rate.affordable(ledger.buffer)
					.map_err(math)?
					.min(ledger.queued)
			};

			let mut queue = QueueState::<T>::get();
			let (mut left, mut holes) = (affordable, 0);
			let more = loop {
				let step = queue
					.advance(Self::hole_after(queue.finalised), left)
					.map_err(math)?;
				queue = step.queue;
				left = left
					.checked_sub(step.taken)
					.ok_or(sp_runtime::ArithmeticError::Underflow)?;
				if !step.passed_hole {
					break false;
				}
				Holes::<T>::remove(queue.finalised.to_be_bytes());
				holes += 1;
				if holes == T::MaxHolesPerStep::get() {
					break !left.is_zero();
				}
			};

			let taken = affordable
				.checked_sub(left)
				.ok_or(sp_runtime::ArithmeticError::Underflow)?;
			if !taken.is_zero() {
				let cash = rate.apply(taken).map_err(math)?;
				let last = queue
					.checkpoints
					.checked_sub(1)
					.and_then(Checkpoints::<T>::get);
				let (next, index, checkpoint) =
					queue.checkpoint(last.as_ref(), rate, cash).map_err(math)?;
				queue = next;
				Checkpoints::<T>::insert(index, checkpoint);
				LedgerState::<T>::put(ledger.finalised(taken, cash).map_err(math)?);
				Self::deposit_event(Event::RedemptionsFinalised {
					amount: taken,
					cash,
				});
			}
			QueueState::<T>::put(queue);
			Ok((more, holes))
		})
	}

	/// Unbonds this stash's part of what the queue needs, or bonds its part of the surplus of the
	/// buffer. Each stash sees what those before it have left to do.
	fn restake(index: u32) -> DispatchResult {
		let (ledger, deal) = (LedgerState::<T>::get(), Self::deal());
		let bonded = Stashes::<T>::get(index).unwrap_or_default().bonded;
		match ledger
			.plan(Self::supply(), T::BufferTarget::get())
			.map_err(math)?
		{
			Plan::Nothing => Ok(()),
			Plan::Unbond(missing) => {
				let last = Self::stash_after(index).is_none();
				let amount = deal.to_unbond(index, bonded, ledger.bonded, missing, last);
				Self::unbond(index, amount.map_err(math)?)
			}
			Plan::Bond(surplus) => {
				let amount = deal.to_bond(index, bonded, ledger.bonded, surplus);
				Self::bond(index, amount.map_err(math)?)
			}
		}
	}

	pub(crate) fn unbond(index: u32, wanted: Balance) -> DispatchResult {
		let Some(stash) = Stashes::<T>::get(index) else {
			return Ok(());
		};
		let amount = wanted.min(stash.bonded);
		if amount.is_zero() {
			return Ok(());
		}
		Self::with_stash(index, 0, |account| {
			let left = stash.bonded.checked_sub(amount);
			let minimum = T::StakingInterface::minimum_nominator_bond();
			// The staking system keeps who nominates from falling below the minimum. An exit must
			// not fail for that.
			if left.is_none_or(|left| left.is_zero() || left < minimum) {
				T::StakingInterface::chill(account)?;
			}
			T::StakingInterface::unbond(account, amount)
		})
	}

	pub(crate) fn bond(index: u32, amount: Balance) -> DispatchResult {
		let targets = Self::targets(index);
		let bonded = Stashes::<T>::get(index).unwrap_or_default().bonded;
		let after = bonded
			.checked_add(amount)
			.ok_or(sp_runtime::ArithmeticError::Overflow)?;
		let minimum =
			T::StakingInterface::minimum_nominator_bond().max(T::NativeCurrency::minimum_balance());
		// Without somebody to nominate, or with too little for that, it would be locked and earn
		// nothing.
		if amount.is_zero() || targets.is_empty() || after < minimum {
			return Ok(());
		}
		Self::with_stash(index, amount, |account| {
			if T::StakingInterface::stake(account).is_ok() {
				T::StakingInterface::bond_extra(account, amount)?;
			} else {
				T::StakingInterface::bond(account, amount, &Self::reward_account())?;
			}
			if T::StakingInterface::nominations(account).is_none() {
				T::StakingInterface::nominate(account, targets)?;
			}
			Ok(())
		})
	}

	/// Those of the pallet's validators that a stash is to nominate. One that has stopped, takes no
	/// nominations, charges too much, risks nothing or was slashed must not keep the others from
	/// being nominated, nor keep the yield. Where none is left of the stash's own, others help out.
	pub(crate) fn targets(index: u32) -> Vec<T::AccountId> {
		let deal = Self::deal();
		let (own, others): (Vec<_>, Vec<_>) = Validators::<T>::get()
			.into_iter()
			.zip(0..)
			.partition(|(_, place)| deal.is_of(index, *place));
		let choose = |from: Vec<(T::AccountId, u32)>| -> Vec<_> {
			from.into_iter()
				.map(|(validator, _)| validator)
				.filter(|validator| Self::ensure_harmless(validator).is_ok())
				.take(T::MaxNominations::get() as usize)
				.collect()
		};
		match choose(own) {
			none if none.is_empty() => choose(others),
			own => own,
		}
	}

	/// Replaces the validator at `place`, if it is fit no more, by the first of the reserve that is.
	/// It takes that one's place there: it may be fit again one day. While nobody is fit, it stays.
	fn review(place: u32) -> DispatchResult {
		let mut validators = Validators::<T>::get();
		let Some(nominated) = validators
			.get_mut(place as usize)
			.filter(|validator| Self::ensure_fit(validator).is_err())
		else {
			return Ok(());
		};
		let mut reserve = Reserve::<T>::get();
		let Some(successor) = reserve
			.iter_mut()
			.find(|validator| Self::ensure_fit(validator).is_ok())
		else {
			return Ok(());
		};
		core::mem::swap(nominated, successor);
		let (old, new) = (successor.clone(), nominated.clone());
		if let Some(era) = T::EraRewards::active_era() {
			Self::retire([&old].into_iter(), &validators, era)?;
		}
		Validators::<T>::put(validators);
		Reserve::<T>::put(reserve);
		Self::deposit_event(Event::ValidatorReplaced { old, new });
		Ok(())
	}

	/// Has a stash nominate the validators that it should if it does not; the staking system may
	/// have stopped it. One that may not nominate them, for it has too little, or there are none,
	/// nominates nobody: those it nominated before are there for a reason no more.
	fn renominate(index: u32) -> DispatchResult {
		let Some(stash) = Stashes::<T>::get(index) else {
			return Ok(());
		};
		let account = Self::stash_account(index);
		let nominated = T::StakingInterface::nominations(&account);
		let targets = Self::targets(index);
		if nominated.as_ref() == Some(&targets) {
			return Ok(());
		}
		let minimum = T::StakingInterface::minimum_nominator_bond();
		let may_nominate =
			!stash.bonded.is_zero() && stash.bonded >= minimum && !targets.is_empty();
		with_storage_layer(|| match (may_nominate, nominated) {
			(true, _) => T::StakingInterface::nominate(&account, targets),
			(false, Some(_)) => T::StakingInterface::chill(&account),
			(false, None) => Ok(()),
		})
	}
}
