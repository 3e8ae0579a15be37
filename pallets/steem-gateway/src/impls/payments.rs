//! What has left the gateway's account.

use super::{difference, place_of, sum};
use crate::{moves, pallet::*, types::*};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure,
	traits::{
		fungible::{Balanced, BalancedHold, Credit},
		Get, Imbalance, OnUnbalanced,
	},
};
use nutbox_primitives::{
	steem::{
		HostCrypto, OperationId, OperationProof, ProvedOperation, SteemKey, SteemLightClient,
		SteemPosition,
	},
	Balance,
};
use nutbox_steem::{keys::signer, Digest, SignatureRule};
use sp_runtime::DispatchResult;

/// The bonds that were lost.
type Slashed<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::NativeCurrency>;

/// A payment that nothing asked for.
struct WrongPayment {
	id: OperationId,
	position: SteemPosition,
	/// The keys that signed it, as far as they are known.
	signers: BTreeSet<SteemKey>,
}

impl<T: Config> Pallet<T> {
	/// The keys that signed a transaction on Steem.
	pub(crate) fn signers(
		identity: &WatchedAccount,
		proved: &ProvedOperation,
	) -> BTreeSet<SteemKey> {
		let signed = &proved.transaction;
		let digest = signed
			.transaction
			.signing_digest(&Digest(identity.chain_id));
		signed
			.signatures
			.iter()
			.filter_map(|signature| {
				signer::<HostCrypto>(&digest, signature, SignatureRule::LowS).ok()
			})
			.map(|key| key.0)
			.collect()
	}

	/// Those of the keys that answer for what they sign, at most as many as an authority has.
	fn liable(signers: &BTreeSet<SteemKey>) -> Keys {
		let known = signers
			.iter()
			.filter(|key| Custodians::<T>::contains_key(*key))
			.copied();
		Keys::truncate_from(known.take(MAX_CUSTODIANS as usize).collect())
	}

	pub(crate) fn do_prove_payment(
		reporter: &T::AccountId,
		proof: &OperationProof,
	) -> DispatchResult {
		let identity = Self::identity()?;
		let proved = T::LightClient::prove(proof)?;
		ensure!(
			proved.block.number > identity.start_block,
			Error::<T>::BeforeStart
		);
		let amount = moves::taken(&proved.operation, &Self::account_name(&identity.account)?)
			.ok_or(Error::<T>::NotAPayment)?;
		let id = proved.id;
		ensure!(!Payments::<T>::contains_key(id), Error::<T>::AlreadyProved);
		let signers = Self::signers(&identity, &proved);
		let nonce = Attempts::<T>::get(id.transaction);
		if let Some(nonce) = nonce {
			if let Some(withdrawal) = Withdrawals::<T>::get(place_of(nonce)) {
				Payments::<T>::insert(id, Payment::Settled { nonce });
				return Self::settle_paid(nonce, withdrawal, &proved, Self::liable(&signers));
			}
		}
		// Of the payments for one request, the earliest on Steem was right, whichever was proved
		// first: the others are what must not be.
		let wrong = match nonce.and_then(|nonce| Self::take_place(nonce, &proved, &signers)) {
			Some(later) => later,
			None => WrongPayment {
				id,
				position: proved.position,
				signers,
			},
		};
		Payments::<T>::insert(wrong.id, Payment::Misconduct { amount });
		Self::count(|totals| {
			totals.taken = sum(totals.taken, amount)?;
			Ok(())
		})?;
		Self::deposit_event(Event::MisconductProved {
			id: wrong.id,
			position: wrong.position,
			amount,
			paid_again: nonce,
		});
		Self::punish(reporter, wrong.position, &wrong.signers);
		if Mode::<T>::get() != OperatingMode::Halted {
			Self::change_mode(OperatingMode::Halted);
		}
		Ok(())
	}

	/// Has a payment take the place of the one that has settled the request, if that comes later on
	/// Steem. Returns the later one: it took as much, as both pay the same request.
	fn take_place(
		nonce: Nonce,
		proved: &ProvedOperation,
		signers: &BTreeSet<SteemKey>,
	) -> Option<WrongPayment> {
		let settled = SettledWithdrawals::<T>::get(nonce)?;
		let Outcome::Paid {
			transaction,
			position,
			signers: later_signers,
		} = settled.outcome
		else {
			return None;
		};
		if position < proved.position {
			return None;
		}
		let outcome = Outcome::Paid {
			transaction: proved.id.transaction,
			position: proved.position,
			signers: Self::liable(signers),
		};
		SettledWithdrawals::<T>::insert(nonce, Settled { outcome, ..settled });
		Payments::<T>::insert(proved.id, Payment::Settled { nonce });
		Some(WrongPayment {
			// The transactions that the pallet writes have one operation.
			id: OperationId {
				transaction,
				operation: 0,
			},
			position,
			signers: later_signers.into_iter().collect(),
		})
	}

	fn settle_paid(
		nonce: Nonce,
		withdrawal: Withdrawal<T::AccountId>,
		proved: &ProvedOperation,
		signers: Keys,
	) -> DispatchResult {
		let Withdrawal {
			cause, to, amount, ..
		} = withdrawal.clone();
		if let Some(attempt) = &withdrawal.attempt {
			Self::discharge(attempt);
		}
		Self::count(|totals| {
			match cause {
				Cause::Withdrawal { .. } => {
					totals.open_withdrawals = difference(totals.open_withdrawals, amount)?;
					totals.paid = sum(totals.paid, amount)?;
				}
				Cause::Refund { .. } => {
					totals.open_refunds = difference(totals.open_refunds, amount)?;
					totals.refunded = sum(totals.refunded, amount)?;
				}
			}
			Ok(())
		})?;
		let transaction = proved.id.transaction;
		let outcome = Outcome::Paid {
			transaction,
			position: proved.position,
			signers,
		};
		Self::settle(nonce, withdrawal, outcome);
		Self::deposit_event(Event::WithdrawalPaid {
			nonce,
			cause,
			to,
			amount,
			transaction,
			block: proved.block.number,
		});
		Ok(())
	}

	/// Takes the bonds of those who signed. If none of the signers is known, of those from whom keys that
	/// nobody answers for had the account at that time; else of all whose signature it took then; and if
	/// nothing is proved of the account at all, of all custodians.
	fn punish(reporter: &T::AccountId, position: SteemPosition, signers: &BTreeSet<SteemKey>) {
		let known: Vec<_> = Custodians::<T>::iter().collect();
		let select = |condition: &dyn Fn(&SteemKey, &Custodian<T::AccountId>) -> bool| {
			let mut chosen: Vec<_> = known
				.iter()
				.filter(|(key, custodian)| condition(key, custodian))
				.map(|(key, custodian)| (*key, custodian.account.clone()))
				.collect();
			chosen.sort_by_key(|(key, _)| *key);
			chosen
		};
		let mut guilty = select(&|key, _| signers.contains(key));
		if guilty.is_empty() {
			guilty = select(&|_, custodian| custodian.had_given_away(position));
		}
		if guilty.is_empty() {
			guilty = select(&|_, custodian| custodian.could_sign_at(position));
		}
		if guilty.is_empty() && AuthoritiesState::<T>::get().are_unknown() {
			guilty = select(&|_, custodian| custodian.left_at.is_none());
		}
		let mut slashed = Slashed::<T>::zero();
		for (key, account) in guilty {
			let Some(bond) = Bonds::<T>::take(&account, key) else {
				continue;
			};
			let reason = HoldReason::CustodianBond.into();
			let (credit, missing) = T::NativeCurrency::slash(&reason, &account, bond);
			if missing > 0 {
				log::error!(
					target: "runtime::steem-gateway",
					"a bond was {missing} planck less than its record"
				);
			}
			Self::deposit_event(Event::CustodianSlashed {
				who: account,
				key,
				amount: credit.peek(),
			});
			slashed.subsume(credit);
		}
		let reward = (T::ReporterShare::get() * slashed.peek()).min(T::MaxReporterReward::get());
		let (reward, rest) = slashed.split(reward);
		T::OnSlash::on_unbalanced(rest);
		Self::reward(reporter, reward);
	}

	fn reward(reporter: &T::AccountId, reward: Slashed<T>) {
		let amount: Balance = reward.peek();
		if amount == 0 {
			return;
		}
		match T::NativeCurrency::resolve(reporter, reward) {
			Ok(()) => Self::deposit_event(Event::ReporterRewarded {
				who: reporter.clone(),
				amount,
			}),
			// Less than an account must have.
			Err(reward) => T::OnSlash::on_unbalanced(reward),
		}
	}
}
