//! STEEM that is to go out.

use super::{difference, place_of, sum};
use crate::{pallet::*, types::*};
use alloc::{format, vec};
use frame_support::{
	ensure,
	traits::{
		fungibles::Mutate as _,
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use nutbox_primitives::{
	steem::{
		is_valid_name, HostCrypto, OperationId, SteemBlockNumber, SteemKey, SteemLightClient,
		SteemName,
	},
	Balance,
};
use nutbox_steem::{
	keys::signer,
	operations::Transfer,
	types::{FutureExtensions, Signature},
	Asset, BlockId, Digest, SignatureRule, Symbol, Time, Transaction,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// How far an attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
	/// It may still be in a block to come.
	Valid,
	/// It can be in no more block, and nobody has noted it.
	Expired,
	/// Its payment can still be proved.
	Window,
	/// It was not paid, as far as anybody has shown in time.
	Over,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn open(nonce: Nonce) -> Result<Withdrawal<T::AccountId>, Error<T>> {
		Withdrawals::<T>::get(place_of(nonce)).ok_or(Error::<T>::NoSuchWithdrawal)
	}

	fn next_nonce() -> Result<Nonce, DispatchError> {
		let nonce = NextNonce::<T>::get();
		NextNonce::<T>::put(nonce.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		Ok(nonce)
	}

	/// The transaction that the custodians are to sign: one transfer, with the number in its memo.
	pub(crate) fn transaction(
		identity: &WatchedAccount,
		nonce: Nonce,
		withdrawal: &Withdrawal<T::AccountId>,
		reference: (u16, u32),
		expiration: u32,
	) -> Result<Transaction, Error<T>> {
		let what = match withdrawal.cause {
			Cause::Withdrawal { .. } => "withdrawal",
			Cause::Refund { .. } => "refund",
		};
		let amount = i64::try_from(withdrawal.amount).map_err(|_| Error::<T>::AmountTooLarge)?;
		let transfer = Transfer {
			from: Self::account_name(&identity.account)?,
			to: Self::account_name(&withdrawal.to)?,
			amount: Asset {
				amount,
				symbol: Symbol::Steem,
			},
			memo: format!("nutbox {what} {nonce}"),
		};
		let (ref_block_num, ref_block_prefix) = reference;
		Ok(Transaction {
			ref_block_num,
			ref_block_prefix,
			expiration: Time(expiration),
			operations: vec![transfer.into()],
			extensions: FutureExtensions::default(),
		})
	}

	/// Writes a transaction for a withdrawal that has none. `false` if the light client knows no block
	/// from the start block on that is young enough for Steem to accept as a reference.
	///
	/// Steem accepts a transaction that expires within the hour by its head block's time
	/// (`database::_apply_transaction`, `libraries/chain/database.cpp`). This chain's clock is as near
	/// to that as anything known here.
	fn write_attempt(
		identity: &WatchedAccount,
		nonce: Nonce,
		withdrawal: &mut Withdrawal<T::AccountId>,
	) -> Result<bool, DispatchError> {
		let Some(newest) = T::LightClient::newest() else {
			return Ok(false);
		};
		let now = Self::now();
		let good_until = u64::from(newest.time)
			.checked_add(MAX_REFERENCE_AGE)
			.ok_or(ArithmeticError::Overflow)?;
		let expiration = now
			.checked_add(u64::from(T::AttemptLifetime::get()))
			.and_then(|time| u32::try_from(time).ok())
			.ok_or(ArithmeticError::Overflow)?;
		// Whatever refers to a block is in a later one, so its payment will be above the start block.
		let counts = newest.number >= identity.start_block;
		if !counts || good_until <= now || expiration <= newest.time {
			return Ok(false);
		}
		let (ref_block_num, ref_block_prefix) = BlockId(newest.id).reference();
		let reference = (ref_block_num, ref_block_prefix);
		let transaction = Self::transaction(identity, nonce, withdrawal, reference, expiration)?
			.id()
			.0;
		Attempts::<T>::insert(transaction, nonce);
		withdrawal.attempt = Some(Attempt {
			transaction,
			ref_block_num,
			ref_block_prefix,
			expiration,
			signatures: Signatures::new(),
			lapses_at: None,
		});
		Self::deposit_event(Event::AttemptWritten {
			nonce,
			transaction,
			expiration,
		});
		Ok(true)
	}

	pub(crate) fn do_withdraw(
		owner: T::AccountId,
		amount: Balance,
		to: SteemName,
	) -> DispatchResult {
		let identity = Self::identity()?;
		let parameters = Self::parameters()?;
		ensure!(
			Mode::<T>::get() != OperatingMode::Halted,
			Error::<T>::Halted
		);
		Self::ensure_authority()?;
		ensure!(
			amount >= parameters.min_withdrawal,
			Error::<T>::BelowMinimum
		);
		ensure!(i64::try_from(amount).is_ok(), Error::<T>::AmountTooLarge);
		ensure!(is_valid_name(&to), Error::<T>::InvalidName);
		ensure!(to != identity.account, Error::<T>::PaysGateway);
		T::Assets::burn_from(
			T::AssetId::get(),
			&owner,
			amount,
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		Self::count(|totals| {
			totals.burned = sum(totals.burned, amount)?;
			totals.open_withdrawals = sum(totals.open_withdrawals, amount)?;
			Ok(())
		})?;
		let nonce = Self::next_nonce()?;
		let deadline = Self::now()
			.checked_add(parameters.deadline)
			.ok_or(ArithmeticError::Overflow)?;
		Self::deposit_event(Event::WithdrawalRequested {
			nonce,
			owner: owner.clone(),
			to: to.clone(),
			amount,
			deadline,
		});
		let mut withdrawal = Withdrawal {
			cause: Cause::Withdrawal { owner },
			to,
			amount,
			deadline,
			attempt: None,
		};
		Self::write_attempt(&identity, nonce, &mut withdrawal)?;
		Withdrawals::<T>::insert(place_of(nonce), withdrawal);
		Ok(())
	}

	/// Lets the custodians send a deposit back, or what is left of it. The caller has counted it as
	/// received.
	pub(crate) fn open_refund(
		id: OperationId,
		block: Option<SteemBlockNumber>,
		to: SteemName,
		amount: Balance,
	) -> Result<Nonce, DispatchError> {
		Self::count(|totals| {
			totals.open_refunds = sum(totals.open_refunds, amount)?;
			Ok(())
		})?;
		let nonce = Self::next_nonce()?;
		Self::deposit_event(Event::RefundOpened {
			id,
			block,
			nonce,
			to: to.clone(),
			amount,
		});
		let mut refund = Withdrawal {
			cause: Cause::Refund { deposit: id },
			to,
			amount,
			deadline: Self::now(),
			attempt: None,
		};
		// While others hold the account there is nobody to sign.
		if Self::authority_matches() {
			Self::write_attempt(&Self::identity()?, nonce, &mut refund)?;
		}
		Withdrawals::<T>::insert(place_of(nonce), refund);
		Ok(nonce)
	}

	pub(crate) fn do_submit_signature(nonce: Nonce, signature: SteemSignature) -> DispatchResult {
		let identity = Self::identity()?;
		let mut withdrawal = Self::open(nonce)?;
		let council = CouncilState::<T>::get();
		let attempt = withdrawal.attempt.as_ref().ok_or(Error::<T>::NoAttempt)?;
		ensure!(attempt.lapses_at.is_none(), Error::<T>::Expired);
		let current = |key: &SteemKey| council.keys.contains(key);
		let valid = attempt
			.signatures
			.iter()
			.filter(|(key, _)| current(key))
			.count();
		ensure!(
			valid < council.threshold as usize,
			Error::<T>::EnoughSignatures
		);
		let reference = (attempt.ref_block_num, attempt.ref_block_prefix);
		let digest =
			Self::transaction(&identity, nonce, &withdrawal, reference, attempt.expiration)?
				.signing_digest(&Digest(identity.chain_id));
		let key = signer::<HostCrypto>(&digest, &Signature(signature), SignatureRule::LowS)
			.map_err(|_| Error::<T>::InvalidSignature)?
			.0;
		ensure!(current(&key), Error::<T>::NotACustodian);
		let transaction = attempt.transaction;
		let attempt = withdrawal.attempt.as_mut().ok_or(Error::<T>::NoAttempt)?;
		let place = attempt
			.signatures
			.binary_search_by_key(&key, |(key, _)| *key)
			.err()
			.ok_or(Error::<T>::AlreadySigned)?;
		// What a custodian has signed that is none any more is in the way of others only when the list
		// is full.
		if attempt.signatures.is_full() {
			return Err(Error::<T>::EnoughSignatures.into());
		}
		attempt
			.signatures
			.try_insert(place, (key, signature))
			.map_err(|_| Error::<T>::EnoughSignatures)?;
		Withdrawals::<T>::insert(place_of(nonce), withdrawal);
		Custodians::<T>::try_mutate(key, |custodian| -> DispatchResult {
			let custodian = custodian.as_mut().ok_or(Error::<T>::NotACustodian)?;
			custodian.signed = custodian
				.signed
				.checked_add(1)
				.ok_or(ArithmeticError::Overflow)?;
			Ok(())
		})?;
		// At most 32.
		let signatures = valid as u32 + 1;
		Self::deposit_event(Event::SignatureAccepted {
			nonce,
			transaction,
			key,
			signatures,
			threshold: council.threshold,
		});
		if signatures == council.threshold {
			Self::deposit_event(Event::ReadyToBroadcast { nonce, transaction });
		}
		Ok(())
	}

	/// How far an attempt is.
	///
	/// A block contains a transaction only if the block before is older than its expiration
	/// (`database::_apply_transaction`: `now < trx.expiration`, where `now` is the time of the head
	/// block that the new one is built on). So once a block is final whose time is the expiration or
	/// later, every block that may contain the transaction is final as well.
	///
	/// The window ends when both clocks say so: this chain's, so that there was time to prove
	/// anything here, and Steem's as the light client knows it, so that it was not cut off meanwhile.
	pub(crate) fn progress(attempt: &Attempt) -> Progress {
		let steem_time = T::LightClient::newest().map(|block| block.time);
		let reached = |time: u64| steem_time.is_some_and(|steem| u64::from(steem) >= time);
		match attempt.lapses_at {
			None if reached(u64::from(attempt.expiration)) => Progress::Expired,
			None => Progress::Valid,
			Some(end) if Self::now() >= end && reached(end) => Progress::Over,
			Some(_) => Progress::Window,
		}
	}

	/// The custodians have nothing more to answer for in this attempt, except by a proof.
	pub(crate) fn discharge(attempt: &Attempt) {
		for (key, _) in &attempt.signatures {
			Custodians::<T>::mutate(key, |custodian| {
				let Some(custodian) = custodian else {
					return;
				};
				match custodian.signed.checked_sub(1) {
					Some(signed) => custodian.signed = signed,
					// It was counted when it signed.
					None => log::error!(
						target: "runtime::steem-gateway",
						"a signature was not counted"
					),
				}
			});
		}
	}

	/// Does away with the attempt if there is one and it has lapsed.
	fn end_attempt(nonce: Nonce, withdrawal: &mut Withdrawal<T::AccountId>) -> DispatchResult {
		let Some(attempt) = &withdrawal.attempt else {
			return Ok(());
		};
		match Self::progress(attempt) {
			Progress::Valid => Err(Error::<T>::StillValid.into()),
			Progress::Expired => Err(Error::<T>::ExpiryNotNoted.into()),
			Progress::Window => Err(Error::<T>::WindowOpen.into()),
			Progress::Over => {
				Self::discharge(attempt);
				Self::deposit_event(Event::AttemptLapsed {
					nonce,
					transaction: attempt.transaction,
				});
				withdrawal.attempt = None;
				Ok(())
			}
		}
	}

	pub(crate) fn do_lapse(nonce: Nonce) -> DispatchResult {
		let parameters = Self::parameters()?;
		let mut withdrawal = Self::open(nonce)?;
		let attempt = withdrawal.attempt.as_mut().ok_or(Error::<T>::NoAttempt)?;
		if Self::progress(attempt) == Progress::Expired {
			let lapses_at = Self::now()
				.checked_add(parameters.challenge_window)
				.ok_or(ArithmeticError::Overflow)?;
			attempt.lapses_at = Some(lapses_at);
			Self::deposit_event(Event::ExpiryNoted {
				nonce,
				transaction: attempt.transaction,
				lapses_at,
			});
		} else {
			Self::end_attempt(nonce, &mut withdrawal)?;
		}
		Withdrawals::<T>::insert(place_of(nonce), withdrawal);
		Ok(())
	}

	pub(crate) fn do_renew(who: &T::AccountId, nonce: Nonce) -> DispatchResult {
		let identity = Self::identity()?;
		let mut withdrawal = Self::open(nonce)?;
		if let Cause::Withdrawal { owner } = &withdrawal.cause {
			// Or anybody could keep the owner from taking it back, attempt after attempt.
			ensure!(
				Self::now() < withdrawal.deadline || owner == who,
				Error::<T>::NotOwner
			);
		}
		Self::ensure_authority()?;
		Self::end_attempt(nonce, &mut withdrawal)?;
		ensure!(
			Self::write_attempt(&identity, nonce, &mut withdrawal)?,
			Error::<T>::LightClientBehind
		);
		Withdrawals::<T>::insert(place_of(nonce), withdrawal);
		Ok(())
	}

	pub(crate) fn do_reclaim(who: T::AccountId, nonce: Nonce) -> DispatchResult {
		let mut withdrawal = Self::open(nonce)?;
		match &withdrawal.cause {
			Cause::Withdrawal { owner } => ensure!(*owner == who, Error::<T>::NotOwner),
			Cause::Refund { .. } => return Err(Error::<T>::NotOwner.into()),
		}
		ensure!(
			Self::now() >= withdrawal.deadline,
			Error::<T>::BeforeDeadline
		);
		Self::end_attempt(nonce, &mut withdrawal)?;
		let amount = withdrawal.amount;
		Self::settle(nonce, withdrawal, Outcome::Reclaimed);
		Self::count(|totals| {
			totals.open_withdrawals = difference(totals.open_withdrawals, amount)?;
			totals.reclaimed = sum(totals.reclaimed, amount)?;
			Ok(())
		})?;
		T::Assets::mint_into(T::AssetId::get(), &who, amount)?;
		Self::deposit_event(Event::WithdrawalReclaimed {
			nonce,
			owner: who,
			amount,
		});
		Ok(())
	}

	/// Moves a withdrawal from the open ones to those that have ended.
	pub(crate) fn settle(nonce: Nonce, withdrawal: Withdrawal<T::AccountId>, outcome: Outcome) {
		Withdrawals::<T>::remove(place_of(nonce));
		SettledWithdrawals::<T>::insert(
			nonce,
			Settled {
				cause: withdrawal.cause,
				to: withdrawal.to,
				amount: withdrawal.amount,
				outcome,
			},
		);
	}
}
