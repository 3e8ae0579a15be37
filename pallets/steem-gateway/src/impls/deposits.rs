//! STEEM that comes in.

use super::{difference, sum, DAY};
use crate::{
	memo::{self, Memo},
	pallet::*,
	types::*,
	WeightInfo,
};
use codec::{Decode, Encode};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	storage::with_storage_layer,
	traits::{fungibles::Mutate as _, Get},
	weights::Weight,
};
use nutbox_primitives::{
	steem::{OperationId, OperationProof, SteemLightClient, SteemName},
	Balance,
};
use nutbox_steem::{Operation, Symbol};
use sp_core::crypto::AccountId32;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// How many delayed deposits an idle block releases at most.
const MAX_IDLE_RELEASES: u32 = 4;

impl<T: Config> Pallet<T> {
	/// What the memo asks for. `None`: the sender gets the deposit back.
	fn read_memo(text: &str) -> Option<Option<T::AccountId>> {
		match memo::parse(text, T::SS58Prefix::get())? {
			Memo::Reserve => Some(None),
			Memo::Account(account) => {
				let account = T::AccountId::decode(&mut &account.encode()[..]).ok()?;
				// Nobody can use what the pallet's own account owns.
				(account != Self::account_id()).then_some(Some(account))
			}
		}
	}

	pub(crate) fn memo_of(account: &T::AccountId) -> alloc::string::String {
		// Accounts have 32 bytes (`integrity_test`).
		AccountId32::decode(&mut &account.encode()[..])
			.map(|account| memo::of(&account, T::SS58Prefix::get()))
			.unwrap_or_default()
	}

	/// What can still be minted today.
	pub(crate) fn cap_left(parameters: &Parameters) -> Balance {
		let today = Today::<T>::get();
		let minted = match today.day == Self::now() / DAY {
			true => today.minted,
			false => 0,
		};
		// Governance may have lowered the cap below what was minted today.
		parameters.daily_cap - minted.min(parameters.daily_cap)
	}

	fn use_cap(amount: Balance) -> DispatchResult {
		let day = Self::now() / DAY;
		let mut today = Today::<T>::get();
		if today.day != day {
			today = DayUse { day, minted: 0 };
		}
		today.minted = sum(today.minted, amount)?;
		Today::<T>::put(today);
		Ok(())
	}

	/// Mints for a deposit. Nothing has changed if it fails.
	fn mint(beneficiary: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		with_storage_layer(|| {
			T::Assets::mint_into(T::AssetId::get(), beneficiary, amount)?;
			Self::use_cap(amount)
		})
	}

	pub(crate) fn do_prove_deposit(proof: &OperationProof) -> DispatchResultWithPostInfo {
		let identity = Self::identity()?;
		let parameters = Self::parameters()?;
		let proved = T::LightClient::prove(proof)?;
		let block = proved.block.number;
		ensure!(block > identity.start_block, Error::<T>::BeforeStart);
		let Operation::Transfer(transfer) = &proved.operation else {
			return Err(Error::<T>::NotADeposit.into());
		};
		let gateway = Self::account_name(&identity.account)?;
		ensure!(
			transfer.to == gateway && transfer.from != gateway,
			Error::<T>::NotADeposit
		);
		ensure!(
			transfer.amount.symbol == Symbol::Steem,
			Error::<T>::NotSteem
		);
		let amount = Balance::try_from(transfer.amount.amount)
			.ok()
			.filter(|amount| *amount > 0)
			.ok_or(Error::<T>::InvalidAmount)?;
		let id = proved.id;
		ensure!(!Deposits::<T>::contains_key(id), Error::<T>::AlreadyProved);
		let sender = Self::stored_name(&transfer.from)?;
		let fate = match Self::read_memo(&transfer.memo) {
			Some(Some(beneficiary)) => {
				match Mode::<T>::get() {
					OperatingMode::Normal => {}
					OperatingMode::DepositsClosed => return Err(Error::<T>::DepositsClosed.into()),
					OperatingMode::Halted => return Err(Error::<T>::Halted.into()),
				}
				Self::ensure_authority()?;
				Self::count(|totals| {
					totals.received = sum(totals.received, amount)?;
					Ok(())
				})?;
				Self::credit(&parameters, id, block, sender, beneficiary, amount)?
			}
			Some(None) => {
				Self::count(|totals| {
					totals.donated = sum(totals.donated, amount)?;
					Ok(())
				})?;
				Self::deposit_event(Event::ReserveDonated {
					id,
					block,
					sender,
					amount,
				});
				Fate::Donated
			}
			None => {
				Self::count(|totals| {
					totals.received = sum(totals.received, amount)?;
					Ok(())
				})?;
				let nonce = Self::open_refund(id, Some(block), sender, amount)?;
				Fate::Refunded { nonce }
			}
		};
		Deposits::<T>::insert(id, Deposit { amount, fate });
		let free = amount >= parameters.free_deposit;
		Ok(if free { Pays::No } else { Pays::Yes }.into())
	}

	/// Mints what the cap allows, if nobody waits, and lets the rest wait.
	fn credit(
		parameters: &Parameters,
		id: OperationId,
		block: u32,
		sender: SteemName,
		beneficiary: T::AccountId,
		amount: Balance,
	) -> Result<Fate<T::AccountId>, DispatchError> {
		let mut range = QueueState::<T>::get();
		let minted = match range.first == range.end {
			true => amount.min(Self::cap_left(parameters)),
			false => 0,
		};
		// The account may be one that must not receive anything. Its owner is not the one who pays.
		if Self::mint(&beneficiary, minted).is_err() {
			let nonce = Self::open_refund(id, Some(block), sender, amount)?;
			return Ok(Fate::Refunded { nonce });
		}
		let delayed = difference(amount, minted)?;
		Self::count(|totals| {
			totals.minted = sum(totals.minted, minted)?;
			totals.delayed = sum(totals.delayed, delayed)?;
			Ok(())
		})?;
		Self::deposit_event(Event::DepositProved {
			id,
			block,
			sender: sender.clone(),
			beneficiary: beneficiary.clone(),
			amount,
			minted,
			delayed,
		});
		if delayed == 0 {
			return Ok(Fate::Minted { beneficiary });
		}
		let place = range.end;
		range.end = place.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		QueueState::<T>::put(range);
		Queue::<T>::insert(
			place,
			DelayedDeposit {
				id,
				beneficiary: beneficiary.clone(),
				sender,
				amount: delayed,
			},
		);
		Ok(Fate::Delayed { beneficiary, place })
	}

	pub(crate) fn do_release(limit: u32) -> DispatchResultWithPostInfo {
		let parameters = CurrentParameters::<T>::get().ok_or(Error::<T>::NothingToRelease)?;
		let mut released = 0;
		while released < limit && Self::release_first(&parameters)? {
			released += 1;
		}
		ensure!(released > 0, Error::<T>::NothingToRelease);
		Ok((Some(T::WeightInfo::release(released)), Pays::No).into())
	}

	/// Goes on with the first in the queue. `false` if there is none, or the cap is used up.
	fn release_first(parameters: &Parameters) -> Result<bool, DispatchError> {
		let mut range = QueueState::<T>::get();
		let left = Self::cap_left(parameters);
		if range.first == range.end || left == 0 {
			return Ok(false);
		}
		let place = range.first;
		let Some(mut delayed) = Queue::<T>::get(place) else {
			// Cannot happen. A gap must not keep those behind it waiting.
			range.first = place.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			QueueState::<T>::put(range);
			return Ok(true);
		};
		let id = delayed.id;
		let part = delayed.amount.min(left);
		let fate = if Self::mint(&delayed.beneficiary, part).is_ok() {
			delayed.amount = difference(delayed.amount, part)?;
			Self::count(|totals| {
				totals.delayed = difference(totals.delayed, part)?;
				totals.minted = sum(totals.minted, part)?;
				Ok(())
			})?;
			Self::deposit_event(Event::DepositReleased {
				id,
				beneficiary: delayed.beneficiary.clone(),
				amount: part,
				left: delayed.amount,
			});
			if delayed.amount > 0 {
				Queue::<T>::insert(place, delayed);
				return Ok(true);
			}
			Fate::Minted {
				beneficiary: delayed.beneficiary,
			}
		} else {
			Self::count(|totals| {
				totals.delayed = difference(totals.delayed, delayed.amount)?;
				Ok(())
			})?;
			let nonce = Self::open_refund(id, None, delayed.sender, delayed.amount)?;
			Fate::Refunded { nonce }
		};
		Queue::<T>::remove(place);
		range.first = place.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		QueueState::<T>::put(range);
		Deposits::<T>::mutate(id, |deposit| {
			if let Some(deposit) = deposit {
				deposit.fate = fate;
			}
		});
		Ok(true)
	}

	pub(crate) fn release_when_idle(remaining: Weight) -> Weight {
		let look = T::DbWeight::get().reads(3);
		if look.any_gt(remaining) {
			return Weight::zero();
		}
		let range = QueueState::<T>::get();
		if range.first == range.end {
			return look;
		}
		let cost = |count| T::WeightInfo::release(count).saturating_add(look);
		let Some(count) = (1..=MAX_IDLE_RELEASES)
			.rev()
			.find(|count| cost(*count).all_lte(remaining))
		else {
			return look;
		};
		// A failure changes nothing, as in a call; the next idle block tries again.
		if let Err(error) = with_storage_layer(|| Self::do_release(count).map_err(|e| e.error)) {
			log::debug!(target: "runtime::steem-gateway", "nothing was released: {error:?}");
		}
		cost(count)
	}
}
