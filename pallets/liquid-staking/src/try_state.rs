//! The invariants of the pallet.

use crate::{
	impls::math, Checkpoints, Config, Holes, LedgerState, Pallet, QueueState, Requests, Reserve,
	RetiredValidators, StashLedger, Stashes, Validators, Yields,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::fungible::Inspect};
use nutbox_math::redemption::{Queue, Request};
use nutbox_primitives::Balance;
use sp_runtime::{DispatchError, TryRuntimeError};

/// Reports an overflow inside a check.
fn sum(values: impl IntoIterator<Item = Balance>) -> Result<Balance, TryRuntimeError> {
	values
		.into_iter()
		.try_fold(0, |sum: Balance, value| sum.checked_add(value))
		.ok_or(TryRuntimeError::Other("a sum of the invariants overflows"))
}

fn number<R>(result: Result<R, nutbox_math::MathError>) -> Result<R, TryRuntimeError> {
	result.map_err(|error| TryRuntimeError::from(math(error)))
}

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet. Call it between extrinsics: within a slash the
	/// staking system reports first and writes later.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_stashes()?;
		Self::check_solvency()?;
		Self::check_queue()?;
		Self::check_yield()?;
		Self::check_accounts()?;
		Self::check_validators()
	}

	/// Invariant 8: the counters are what the staking system says of the stashes.
	fn check_stashes() -> Result<(), TryRuntimeError> {
		let ledger = LedgerState::<T>::get();
		let stashes: Vec<_> = Self::used_stashes().collect();
		ensure!(
			stashes.len() == Stashes::<T>::iter().count(),
			"there is a stash beyond the last one"
		);
		ensure!(
			sum(stashes.iter().map(|(_, stash)| stash.bonded))? == ledger.bonded,
			"bonded is not the sum of the stashes"
		);
		ensure!(
			sum(stashes.iter().map(|(_, stash)| stash.unbonding))? == ledger.unbonding,
			"unbonding is not the sum of the stashes"
		);
		for (index, stash) in stashes {
			let account = Self::stash_account(index);
			match number(Self::stake_of(&account))? {
				Some(stake) => ensure!(stake == stash, "a stash differs from the staking system"),
				// Dust that the staking system has dropped waits in the account for era work.
				None => ensure!(
					stash == StashLedger::default()
						|| T::NativeCurrency::balance(&account)
							>= sum([number(stash.total())?, T::NativeCurrency::minimum_balance()])?,
					"what a stash was dropped with is not there"
				),
			}
		}
		Ok(())
	}

	/// Invariant 8: a deficit remains only when nothing is left to cover it.
	fn check_solvency() -> Result<(), TryRuntimeError> {
		let ledger = LedgerState::<T>::get();
		if number(ledger.deficit(Self::supply()))? > 0 {
			ensure!(ledger.insurance == 0, "insurance is left beside a deficit");
			let unreleased = number(Yields::<T>::get().release.unreleased(Self::now()))?;
			ensure!(unreleased == 0, "yield is on its way beside a deficit");
		}
		Ok(())
	}

	/// Invariant 9: the queue.
	fn check_queue() -> Result<(), TryRuntimeError> {
		let (ledger, queue) = (LedgerState::<T>::get(), QueueState::<T>::get());
		ensure!(
			queue.finalised <= queue.end,
			"the queue is finalised beyond its end"
		);

		let mut before = None;
		for index in 0..queue.checkpoints {
			let checkpoint =
				Checkpoints::<T>::get(index).ok_or("a checkpoint of the queue is missing")?;
			let (end, paid) = before.unwrap_or((0, 0));
			ensure!(
				checkpoint.end > end,
				"the ends of the checkpoints do not increase"
			);
			ensure!(checkpoint.paid >= paid, "the cash of the checkpoints falls");
			ensure!(
				checkpoint.rate.numerator <= checkpoint.rate.denominator,
				"a checkpoint pays more than one to one"
			);
			before = Some((checkpoint.end, checkpoint.paid));
		}
		ensure!(
			before.is_none_or(|(end, _)| end <= queue.finalised),
			"a checkpoint lies beyond the point of finalisation"
		);
		ensure!(
			Checkpoints::<T>::iter().count() == queue.checkpoints as usize,
			"the number of checkpoints is wrong"
		);

		let holes: Vec<(Balance, Balance)> = Holes::<T>::iter()
			.map(|(end, start)| (start, Balance::from_be_bytes(end)))
			.collect();
		let mut requests: Vec<Request> = Vec::new();
		for (_, of_account) in Requests::<T>::iter() {
			ensure!(!of_account.is_empty(), "an empty list of requests is kept");
			ensure!(
				of_account.windows(2).all(|pair| pair[0].id < pair[1].id),
				"the requests of an account are out of order"
			);
			requests.extend(of_account);
		}
		requests.sort_by_key(|request| request.id);
		ensure!(
			requests
				.windows(2)
				.all(|pair| pair[0].id < pair[1].id && pair[0].end <= pair[1].start),
			"two requests share an id or a stretch of the queue"
		);
		ensure!(
			requests.iter().all(|request| request.start < request.end
				&& request.end <= queue.end
				&& request.id < queue.next_id),
			"a request is outside of the queue"
		);

		// Requests and holes tile the queue from the point of finalisation on.
		let open = requests
			.iter()
			.filter(|request| !queue.is_finalised(request))
			.map(|request| (request.start.max(queue.finalised), request.end, false));
		let mut tiles: Vec<_> = open
			.chain(holes.iter().map(|(start, end)| (*start, *end, true)))
			.collect();
		tiles.sort();
		let (mut position, mut waiting, mut after_hole) = (queue.finalised, 0, false);
		for (start, end, is_hole) in tiles {
			ensure!(
				start == position && end > start,
				"the queue has a gap or an overlap"
			);
			ensure!(!(is_hole && after_hole), "two holes touch");
			if !is_hole {
				waiting = sum([waiting, end - start])?;
			}
			(position, after_hole) = (end, is_hole);
		}
		ensure!(position == queue.end, "the queue does not reach its end");
		ensure!(!after_hole, "a hole touches the end of the queue");
		ensure!(
			waiting == ledger.queued,
			"the open requests are not what is queued"
		);

		let settled = requests
			.iter()
			.filter(|request| request.start < queue.finalised)
			.map(|request| {
				// Of one that is settled in part, the part.
				let part = Request {
					end: request.end.min(queue.finalised),
					..*request
				};
				Self::payout_of(&queue, &part)
			})
			.collect::<Result<Vec<_>, DispatchError>>()?;
		ensure!(
			sum(settled)? <= ledger.claims,
			"more may be claimed than is set aside"
		);
		ensure!(
			queue != Queue::default() || requests.is_empty(),
			"requests without a queue"
		);
		Ok(())
	}

	/// Invariant 10: the yield.
	fn check_yield() -> Result<(), TryRuntimeError> {
		let (yields, now) = (Yields::<T>::get(), Self::now());
		let parts = sum([
			yields.refilled,
			yields.insured,
			yields.fees,
			yields.absorbed,
			number(yields.release.released(now))?,
			number(yields.release.unreleased(now))?,
		])?;
		ensure!(
			yields.collected == parts,
			"the parts of the yield are not what was collected"
		);
		ensure!(
			sum([yields.paid, yields.forgone])? <= number(yields.release.released(now))?,
			"more yield has left than was released"
		);
		Ok(())
	}

	/// Invariant 11: the accounts hold what the counters say, and their existential deposits.
	fn check_accounts() -> Result<(), TryRuntimeError> {
		let ledger = LedgerState::<T>::get();
		let spoken_for = sum([
			T::NativeCurrency::minimum_balance(),
			ledger.buffer,
			ledger.insurance,
			ledger.claims,
			number(Yields::<T>::get().held(Self::now()))?,
		])?;
		let main = T::NativeCurrency::balance(&Self::account_id());
		// A chain on which nothing was endowed and nothing happened is fine.
		let nothing = spoken_for == T::NativeCurrency::minimum_balance();
		ensure!(
			main >= spoken_for || nothing,
			"the main account lacks what the counters say"
		);
		Ok(())
	}

	fn check_validators() -> Result<(), TryRuntimeError> {
		let validators = Validators::<T>::get();
		let mut all = validators.to_vec();
		all.extend(Reserve::<T>::get());
		ensure!(
			!Self::has_duplicates(&all),
			"a validator is nominated twice"
		);
		ensure!(
			RetiredValidators::<T>::get()
				.iter()
				.all(|(validator, _)| !validators.contains(validator)),
			"a replaced validator is nominated"
		);
		Ok(())
	}
}
