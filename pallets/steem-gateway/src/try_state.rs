//! The invariants of the gateway; see `docs/invariants.md`.

use crate::{impls::place_of, pallet::*, types::*};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, fungibles::Inspect, Get},
};
use nutbox_primitives::Balance;
use sp_runtime::TryRuntimeError;

fn add(total: &mut Balance, amount: Balance) -> Result<(), TryRuntimeError> {
	*total = total.checked_add(amount).ok_or("a sum overflows")?;
	Ok(())
}

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let totals = TotalsState::<T>::get();
		ensure!(totals.add_up(), "the totals do not add up");
		let issued = match Watched::<T>::exists() {
			true => T::Assets::total_issuance(T::AssetId::get()),
			false => 0,
		};
		ensure!(
			totals.issued() == Some(issued),
			"tSTEEM in circulation is not what was minted less what was burned"
		);
		let promised = totals
			.owed()
			.and_then(|owed| i128::try_from(owed.checked_add(totals.donated)?).ok())
			.and_then(|owed| owed.checked_sub(i128::try_from(totals.taken).ok()?));
		ensure!(
			totals.reserve().is_some() && totals.reserve() == promised,
			"the reserve is not what is owed, and what was donated less what was taken"
		);
		Self::check_deposits(&totals)?;
		Self::check_withdrawals(&totals)?;
		Self::check_payments(&totals)?;
		Self::check_custodians()
	}

	fn check_deposits(totals: &Totals) -> Result<(), TryRuntimeError> {
		let (mut received, mut donated, mut waiting) = (0, 0, 0_u64);
		for (id, deposit) in Deposits::<T>::iter() {
			match deposit.fate {
				Fate::Donated => add(&mut donated, deposit.amount)?,
				_ => add(&mut received, deposit.amount)?,
			}
			match deposit.fate {
				Fate::Delayed { beneficiary, place } => {
					let delayed = Queue::<T>::get(place).ok_or("a delayed deposit is lost")?;
					ensure!(
						delayed.id == id && delayed.beneficiary == beneficiary,
						"another deposit is in its place"
					);
					ensure!(
						delayed.amount > 0 && delayed.amount <= deposit.amount,
						"a deposit waits that is done, or with more than was sent"
					);
					waiting += 1;
				}
				Fate::Refunded { nonce } => {
					let cause = Withdrawals::<T>::get(place_of(nonce))
						.map(|open| open.cause)
						.or(SettledWithdrawals::<T>::get(nonce).map(|settled| settled.cause));
					ensure!(
						cause == Some(Cause::Refund { deposit: id }),
						"a refund is lost"
					);
				}
				Fate::Minted { .. } | Fate::Donated => {}
			}
		}
		ensure!(
			received == totals.received && donated == totals.donated,
			"the deposits do not add up"
		);
		let range = QueueState::<T>::get();
		ensure!(
			range.end.checked_sub(range.first) == Some(waiting)
				&& Queue::<T>::iter().count() as u64 == waiting,
			"the queue has gaps, or more than the deposits that wait"
		);
		let mut delayed = 0;
		for (place, waiting) in Queue::<T>::iter() {
			ensure!(
				(range.first..range.end).contains(&place),
				"a place outside the queue"
			);
			add(&mut delayed, waiting.amount)?;
		}
		ensure!(delayed == totals.delayed, "the queue does not add up");
		Ok(())
	}

	fn check_withdrawals(totals: &Totals) -> Result<(), TryRuntimeError> {
		let (mut refunds, mut withdrawals) = (0, 0);
		let next = NextNonce::<T>::get();
		for (place, open) in Withdrawals::<T>::iter() {
			let nonce = Nonce::from_be_bytes(place);
			ensure!(nonce < next, "a number that was not given yet");
			ensure!(
				!SettledWithdrawals::<T>::contains_key(nonce),
				"a withdrawal is open and settled"
			);
			match open.cause {
				Cause::Withdrawal { .. } => add(&mut withdrawals, open.amount)?,
				Cause::Refund { .. } => add(&mut refunds, open.amount)?,
			}
			let Some(attempt) = open.attempt else {
				continue;
			};
			ensure!(
				Attempts::<T>::get(attempt.transaction) == Some(nonce),
				"a transaction to be signed is not known as the pallet's"
			);
			ensure!(
				attempt
					.signatures
					.windows(2)
					.all(|pair| pair[0].0 < pair[1].0),
				"signatures out of order, or twice"
			);
		}
		ensure!(
			refunds == totals.open_refunds && withdrawals == totals.open_withdrawals,
			"open withdrawals do not add up"
		);
		let (mut refunded, mut paid, mut reclaimed) = (0, 0, 0);
		for (nonce, settled) in SettledWithdrawals::<T>::iter() {
			ensure!(nonce < next, "a number that was not given yet");
			let total = match (&settled.cause, &settled.outcome) {
				(Cause::Refund { .. }, Outcome::Paid { .. }) => &mut refunded,
				(Cause::Withdrawal { .. }, Outcome::Paid { .. }) => &mut paid,
				(Cause::Withdrawal { .. }, Outcome::Reclaimed) => &mut reclaimed,
				(Cause::Refund { .. }, Outcome::Reclaimed) => {
					return Err("a refund was taken back".into())
				}
			};
			add(total, settled.amount)?;
		}
		ensure!(
			refunded == totals.refunded && paid == totals.paid && reclaimed == totals.reclaimed,
			"settled withdrawals do not add up"
		);
		Ok(())
	}

	fn check_payments(totals: &Totals) -> Result<(), TryRuntimeError> {
		let mut taken = 0;
		let mut settled = BTreeSet::new();
		for (id, payment) in Payments::<T>::iter() {
			match payment {
				Payment::Misconduct { amount } => add(&mut taken, amount)?,
				Payment::Settled { nonce } => {
					ensure!(settled.insert(nonce), "a withdrawal was settled twice");
					let outcome =
						SettledWithdrawals::<T>::get(nonce).map(|settled| settled.outcome);
					ensure!(
						matches!(
							outcome,
							Some(Outcome::Paid { transaction, .. }) if transaction == id.transaction
						),
						"a payment settled nothing"
					);
				}
			}
		}
		ensure!(taken == totals.taken, "what was taken does not add up");
		let paid = SettledWithdrawals::<T>::iter()
			.filter(|(_, settled)| matches!(settled.outcome, Outcome::Paid { .. }))
			.count();
		ensure!(
			paid == settled.len(),
			"something is settled without a payment"
		);
		Ok(())
	}

	fn check_custodians() -> Result<(), TryRuntimeError> {
		let mut bonds = BTreeMap::<T::AccountId, Balance>::new();
		for (account, _, bond) in Bonds::<T>::iter() {
			ensure!(bond > 0, "a bond of nothing");
			add(bonds.entry(account).or_default(), bond)?;
		}
		for (account, bond) in bonds {
			let reason = HoldReason::CustodianBond.into();
			ensure!(
				T::NativeCurrency::balance_on_hold(&reason, &account) == bond,
				"what is held is not the sum of the bonds"
			);
		}
		let council = CouncilState::<T>::get();
		ensure!(
			council.keys.windows(2).all(|pair| pair[0] < pair[1]),
			"the custodians are out of order"
		);
		ensure!(
			council.threshold as usize <= council.keys.len(),
			"more must sign than there are"
		);
		let mut signed = BTreeMap::<_, u32>::new();
		for open in Withdrawals::<T>::iter_values() {
			for (key, _) in open
				.attempt
				.into_iter()
				.flat_map(|attempt| attempt.signatures)
			{
				*signed.entry(key).or_default() += 1;
			}
		}
		let of_others = AuthoritiesState::<T>::get()
			.are_of_others_than(|key| Custodians::<T>::contains_key(key));
		let mut count = 0;
		for (key, custodian) in Custodians::<T>::iter() {
			count += 1;
			ensure!(
				of_others
					|| custodian
						.surrender
						.is_none_or(|surrender| surrender.until.is_some()),
				"the account is back, and somebody still answers for others"
			);
			ensure!(
				council.keys.contains(&key) == custodian.left_at.is_none(),
				"a custodian is leaving, or the reverse"
			);
			ensure!(
				signed.remove(&key).unwrap_or(0) == custodian.signed,
				"what a custodian has signed is not what is open of it"
			);
		}
		ensure!(
			signed.is_empty(),
			"somebody has signed who answers for nothing"
		);
		ensure!(
			council.keys.iter().all(Custodians::<T>::contains_key),
			"a custodian answers for nothing"
		);
		ensure!(
			count == Custodians::<T>::count() && count <= MAX_LIABLE,
			"the number of keys that answer is wrong"
		);
		Ok(())
	}
}
