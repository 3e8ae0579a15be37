//! The work that each era brings: bounded steps, resumed from a cursor.

use crate::{
	impls::math, part_of, Checkpoints, Config, EraProgress, EraWork, Event, Holes, LedgerState,
	Pallet, Plan, QueueState, RetiredValidators, StashLedger, Stashes, Validators, WeightInfo,
	Work, YieldRules, Yields,
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

	/// The most that a step can weigh.
	pub(crate) fn work_weight(work: &Work) -> Weight {
		match work {
			Work::Payout { .. } => {
				T::WeightInfo::era_payout().saturating_add(T::EraRewards::payout_weight())
			}
			Work::Sweep => T::WeightInfo::era_sweep(),
			Work::Withdraw { .. } => T::WeightInfo::era_withdraw(),
			Work::Finalise => T::WeightInfo::era_finalise(T::MaxHolesPerStep::get()),
			Work::Rebalance { .. } => T::WeightInfo::era_bond().max(T::WeightInfo::era_unbond()),
		}
	}

	/// One step of each kind.
	pub(crate) fn kinds_of_work() -> [Work; 5] {
		[
			Work::Payout {
				era: 0,
				validator: 0,
				stash: 0,
			},
			Work::Sweep,
			Work::Withdraw { stash: 0 },
			Work::Finalise,
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
				(Some(Work::Withdraw { stash: 0 }), weight)
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
					Some(Work::Rebalance { stash: 0 }),
					T::WeightInfo::era_finalise(holes),
				),
				None => (Some(Work::Rebalance { stash: 0 }), weight),
			},
			Work::Rebalance { stash } => {
				Self::report(era, work, Self::restake(stash));
				Self::report(era, work, Self::renominate(stash));
				(
					Self::stash_after(stash).map(|stash| Work::Rebalance { stash }),
					weight,
				)
			}
		}
	}

	/// Reports a step that failed; `None` then.
	fn report<R>(era: EraIndex, step: Work, result: Result<R, DispatchError>) -> Option<R> {
		result
			.map_err(|error| Self::deposit_event(Event::EraStepFailed { era, step, error }))
			.ok()
	}

	/// The stash in use after this one.
	fn stash_after(stash: u32) -> Option<u32> {
		let next = stash.checked_add(1)?;
		(next < T::MaxStashes::get() && Stashes::<T>::contains_key(next)).then_some(next)
	}

	/// Has one reward paid. A failure is reported and skipped.
	fn payout_step(
		era: EraIndex,
		reward_era: EraIndex,
		validator: u32,
		stash: u32,
	) -> (Option<Work>, Weight) {
		let weight = T::WeightInfo::era_payout();
		let payee = Stashes::<T>::contains_key(stash)
			.then(|| {
				Self::payable_validators()
					.into_iter()
					.nth(validator as usize)
			})
			.flatten();
		let Some(account) = payee else {
			// All of this era are done, or nothing was ever bonded.
			let next = reward_era
				.checked_add(1)
				.filter(|next| *next < era && Stashes::<T>::contains_key(stash))
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

	/// Unbonds what the queue needs of this stash, or bonds the surplus of the buffer.
	fn restake(index: u32) -> DispatchResult {
		let ledger = LedgerState::<T>::get();
		match ledger
			.plan(Self::supply(), T::BufferTarget::get())
			.map_err(math)?
		{
			Plan::Unbond(amount) => Self::unbond(index, amount),
			// One stash holds it all, until its limits ask for more.
			Plan::Bond(amount) if index.is_zero() => Self::bond(index, amount),
			_ => Ok(()),
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
		let targets = Self::targets();
		// Without somebody to nominate it would be locked and earn nothing.
		if targets.is_empty() {
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

	/// Those of the pallet's validators that may still be nominated: one that has stopped, takes no
	/// nominations or charges too much by now must not keep the others from being nominated, nor
	/// keep the yield.
	fn targets() -> Vec<T::AccountId> {
		let limit = T::MaxCommission::get();
		Validators::<T>::get()
			.into_iter()
			.filter(|validator| {
				T::EraRewards::takes_nominations(validator)
					&& T::EraRewards::commission(validator).is_some_and(|part| part <= limit)
			})
			.collect()
	}

	/// Has a stash nominate the validators of the pallet if it does not; the staking system may
	/// have stopped it.
	fn renominate(index: u32) -> DispatchResult {
		let Some(stash) = Stashes::<T>::get(index) else {
			return Ok(());
		};
		let targets = Self::targets();
		let minimum = T::StakingInterface::minimum_nominator_bond();
		if stash.bonded.is_zero() || stash.bonded < minimum || targets.is_empty() {
			return Ok(());
		}
		let account = Self::stash_account(index);
		if T::StakingInterface::nominations(&account).as_ref() == Some(&targets) {
			return Ok(());
		}
		with_storage_layer(|| T::StakingInterface::nominate(&account, targets))
	}
}
