//! What clients see.

use super::{place_of, DAY};
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use nutbox_primitives::Balance;
use nutbox_steem::Wire;

impl<T: Config> Pallet<T> {
	pub(crate) fn status_info() -> Status<T::AccountId> {
		let totals = TotalsState::<T>::get();
		let parameters = CurrentParameters::<T>::get();
		let mode = Mode::<T>::get();
		let council = CouncilState::<T>::get();
		let range = QueueState::<T>::get();
		let authority_matches = Self::authority_matches();
		let mut custodians: Vec<_> = Custodians::<T>::iter()
			.map(|(key, custodian)| CustodianInfo {
				bond: Bonds::<T>::get(&custodian.account, key).unwrap_or(0),
				account: custodian.account,
				key,
				left_at: custodian.left_at,
				signed: custodian.signed,
			})
			.collect();
		custodians.sort_by_key(|custodian| custodian.key);
		Status {
			identity: Watched::<T>::get(),
			parameters,
			mode,
			totals,
			// The totals always add up (`try_state`); a view has nothing better to say if not.
			issued: totals.issued().unwrap_or(0),
			owed: totals.owed().unwrap_or(Balance::MAX),
			reserve: totals.reserve().unwrap_or(0),
			cap_left: parameters.map_or(0, |parameters| Self::cap_left(&parameters)),
			cap_renews_at: Self::day_after(0).unwrap_or(u64::MAX),
			delayed: range.end.abs_diff(range.first),
			next_nonce: NextNonce::<T>::get(),
			custodians,
			threshold: council.threshold,
			authority_matches,
			deposits_open: authority_matches && mode == OperatingMode::Normal,
			withdrawals_open: authority_matches && mode != OperatingMode::Halted,
		}
	}

	/// The beginning of the day after so many more days.
	fn day_after(days: u64) -> Option<u64> {
		(Self::now() / DAY)
			.checked_add(1)?
			.checked_add(days)?
			.checked_mul(DAY)
	}

	pub(crate) fn delayed_page(place: u64, limit: u32) -> Vec<(u64, DelayedDeposit<T::AccountId>)> {
		let range = QueueState::<T>::get();
		(place.max(range.first)..range.end)
			.take(limit.min(MAX_PAGE) as usize)
			.filter_map(|place| Some((place, Queue::<T>::get(place)?)))
			.collect()
	}

	fn info(
		nonce: Nonce,
		withdrawal: Withdrawal<T::AccountId>,
		council: &Council,
	) -> WithdrawalInfo<T::AccountId> {
		let attempt = withdrawal.attempt.as_ref();
		let transaction = attempt.and_then(|attempt| {
			let reference = (attempt.ref_block_num, attempt.ref_block_prefix);
			let identity = Self::identity().ok()?;
			Self::transaction(&identity, nonce, &withdrawal, reference, attempt.expiration).ok()
		});
		let signatures = attempt.map(|attempt| {
			attempt
				.signatures
				.iter()
				.filter(|(key, _)| council.keys.contains(key))
				.copied()
				.take(council.threshold as usize)
				.collect()
		});
		WithdrawalInfo {
			nonce,
			transaction: transaction.map(|transaction| transaction.encode()),
			transaction_id: attempt.map(|attempt| attempt.transaction),
			expiration: attempt.map(|attempt| attempt.expiration),
			lapses_at: attempt.and_then(|attempt| attempt.lapses_at),
			signatures: signatures.unwrap_or_default(),
			threshold: council.threshold,
			custodians: council.keys.to_vec(),
			cause: withdrawal.cause,
			to: withdrawal.to,
			amount: withdrawal.amount,
			deadline: withdrawal.deadline,
		}
	}

	pub(crate) fn withdrawal_page(first: Nonce, limit: u32) -> WithdrawalPage<T::AccountId> {
		let council = CouncilState::<T>::get();
		let limit = limit.min(MAX_PAGE) as usize;
		// Starting after the number before, which need not be there.
		let mut open = match first.checked_sub(1) {
			Some(before) => Withdrawals::<T>::iter_from_key(place_of(before)),
			None => Withdrawals::<T>::iter(),
		}
		.map(|(place, withdrawal)| (Nonce::from_be_bytes(place), withdrawal));
		let withdrawals = open
			.by_ref()
			.take(limit)
			.map(|(nonce, withdrawal)| Self::info(nonce, withdrawal, &council))
			.collect();
		WithdrawalPage {
			withdrawals,
			next: open.next().map(|(nonce, _)| nonce),
		}
	}

	pub(crate) fn withdrawal_state(nonce: Nonce) -> Option<WithdrawalState<T::AccountId>> {
		if let Some(withdrawal) = Withdrawals::<T>::get(place_of(nonce)) {
			let council = CouncilState::<T>::get();
			return Some(WithdrawalState::Open(Self::info(
				nonce, withdrawal, &council,
			)));
		}
		SettledWithdrawals::<T>::get(nonce).map(WithdrawalState::Settled)
	}

	pub(crate) fn deposit_quote(amount: Balance) -> Option<DepositQuote> {
		let parameters = CurrentParameters::<T>::get()?;
		if amount == 0 || i64::try_from(amount).is_err() {
			return None;
		}
		let ahead = TotalsState::<T>::get().delayed;
		let left = Self::cap_left(&parameters);
		let at_once = if ahead == 0 { amount.min(left) } else { 0 };
		let delayed = amount.checked_sub(at_once)?;
		// What is left of today serves those who wait as well.
		let to_mint = ahead.checked_add(amount)?;
		let after_today = to_mint - left.min(to_mint);
		let complete_at = match after_today {
			0 => Some(Self::now()),
			_ => {
				let whole = after_today.checked_sub(1)?;
				// The day after today is the first; 0 more for what one day does.
				whole
					.checked_div(parameters.daily_cap)
					.and_then(|days| u64::try_from(days).ok())
					.and_then(Self::day_after)
			}
		};
		Some(DepositQuote {
			at_once,
			delayed,
			ahead,
			free: amount >= parameters.free_deposit,
			complete_at,
		})
	}
}
