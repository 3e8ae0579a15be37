//! Who signs, what they have put up for it, and whom the account on Steem belongs to.

use super::sum;
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use nutbox_primitives::{
	steem::{OperationProof, ProvedOperation, SteemKey, SteemLightClient, SteemPosition},
	Balance,
};
use nutbox_steem::{AccountName, Authority, Operation};
use sp_runtime::{DispatchError, DispatchResult};

/// The active and the owner authority that an operation gives to an account, if it does.
pub(super) fn authorities_of<'a>(
	operation: &'a Operation,
	account: &AccountName,
) -> (Option<&'a Authority>, Option<&'a Authority>) {
	let of = |name: &AccountName| name == account;
	match operation {
		Operation::AccountUpdate(o) if of(&o.account) => (o.active.as_ref(), o.owner.as_ref()),
		Operation::AccountUpdate2(o) if of(&o.account) => (o.active.as_ref(), o.owner.as_ref()),
		Operation::RecoverAccount(o) if of(&o.account_to_recover) => {
			(None, Some(&o.new_owner_authority))
		}
		Operation::AccountCreate(o) if of(&o.new_account_name) => (Some(&o.active), Some(&o.owner)),
		Operation::AccountCreateWithDelegation(o) if of(&o.new_account_name) => {
			(Some(&o.active), Some(&o.owner))
		}
		Operation::CreateClaimedAccount(o) if of(&o.new_account_name) => {
			(Some(&o.active), Some(&o.owner))
		}
		_ => (None, None),
	}
}

/// Whether an operation at this position gives an authority, and a newer one than is known.
pub(super) fn is_newer(
	known: &Option<ProvedAuthority>,
	authority: Option<&Authority>,
	position: SteemPosition,
) -> bool {
	let is_known = |known: &ProvedAuthority| known.position >= position;
	authority.is_some() && !known.as_ref().is_some_and(is_known)
}

/// Takes in an authority if it is newer than the one known. `false` if not.
fn take_in(
	known: &mut Option<ProvedAuthority>,
	authority: Option<&Authority>,
	position: SteemPosition,
) -> bool {
	if !is_newer(known, authority, position) {
		return false;
	}
	*known = authority.map(|authority| ProvedAuthority::of(authority, position));
	true
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_bond(who: T::AccountId, key: SteemKey, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroBond);
		ensure!(matches!(key.first(), Some(2 | 3)), Error::<T>::InvalidKey);
		let total = sum(Bonds::<T>::get(&who, key).unwrap_or(0), amount)?;
		T::NativeCurrency::hold(&HoldReason::CustodianBond.into(), &who, amount)?;
		Bonds::<T>::insert(&who, key, total);
		Self::deposit_event(Event::Bonded {
			who,
			key,
			amount,
			total,
		});
		Ok(())
	}

	pub(crate) fn do_unbond(who: T::AccountId, key: SteemKey) -> DispatchResult {
		let custodian = Custodians::<T>::get(key).filter(|custodian| custodian.account == who);
		let bond = Bonds::<T>::get(&who, key);
		// One that was slashed leaves without a bond.
		ensure!(bond.is_some() || custodian.is_some(), Error::<T>::NoBond);
		if let Some(custodian) = custodian {
			Self::ensure_free(&key, &custodian)?;
			Custodians::<T>::remove(key);
		}
		let amount = bond.unwrap_or(0);
		Bonds::<T>::remove(&who, key);
		if amount > 0 {
			T::NativeCurrency::release(
				&HoldReason::CustodianBond.into(),
				&who,
				amount,
				Precision::Exact,
			)?;
		}
		Self::deposit_event(Event::Unbonded { who, key, amount });
		Ok(())
	}

	/// Whether a key has nothing more to answer for.
	fn ensure_free(key: &SteemKey, custodian: &Custodian<T::AccountId>) -> DispatchResult {
		let left_at = custodian.left_at.ok_or(Error::<T>::StillCustodian)?;
		let period = Self::parameters()?.bond_period;
		let over = |since: u64, now: u64| since.checked_add(period).is_some_and(|end| end <= now);
		let known = T::LightClient::newest().map(|block| u64::from(block.time));
		// By both clocks: what it did last must have been provable for so long.
		let gone = match custodian.removed {
			Some(removal) => known.is_some_and(|known| over(u64::from(removal.time), known)),
			None => custodian.since.is_none(),
		};
		// What it has given away may still be used, or must have been provable for so long.
		let answered = custodian.surrender.is_none_or(|surrender| {
			let until = surrender.until.map(|until| u64::from(until.time));
			until.is_some_and(|until| known.is_some_and(|known| over(until, known)))
		});
		let free = gone
			&& answered
			&& custodian.signed == 0
			&& over(left_at, Self::now())
			&& !AuthoritiesState::<T>::get().contain(key);
		ensure!(free, Error::<T>::StillLiable);
		Ok(())
	}

	pub(crate) fn do_set_custodians(
		custodians: CustodianList<T::AccountId>,
		threshold: u32,
	) -> DispatchResult {
		Self::identity()?;
		let bond = Self::parameters()?.bond;
		// At most `MAX_CUSTODIANS`.
		let count = custodians.len() as u32;
		let majority = threshold
			.checked_mul(2)
			.is_some_and(|double| double > count);
		ensure!(
			count > 0 && threshold <= count && majority && threshold >= T::MinThreshold::get(),
			Error::<T>::InvalidCustodians
		);
		let mut keys: Vec<_> = custodians.iter().map(|(_, key)| *key).collect();
		keys.sort();
		ensure!(
			keys.windows(2).all(|pair| pair[0] < pair[1]),
			Error::<T>::InvalidCustodians
		);
		let council = Council {
			keys: Keys::truncate_from(keys),
			threshold,
		};
		let old = CouncilState::<T>::get();
		for key in old.keys.iter().filter(|key| !council.keys.contains(key)) {
			Custodians::<T>::mutate(key, |custodian| {
				if let Some(custodian) = custodian {
					custodian.left_at = Some(Self::now());
				}
			});
		}
		let authorities = AuthoritiesState::<T>::get();
		for (account, key) in custodians {
			ensure!(
				Bonds::<T>::get(&account, key).is_some_and(|own| own >= bond),
				Error::<T>::InvalidCustodians
			);
			let custodian = match Custodians::<T>::get(key) {
				Some(known) => {
					ensure!(known.account == account, Error::<T>::InvalidCustodians);
					Custodian {
						left_at: None,
						..known
					}
				}
				None => Custodian {
					account,
					left_at: None,
					since: authorities.since(&key),
					away: None,
					removed: None,
					surrender: None,
					signed: 0,
				},
			};
			Custodians::<T>::insert(key, custodian);
		}
		ensure!(
			Custodians::<T>::count() <= MAX_LIABLE,
			Error::<T>::TooManyLiable
		);
		Self::end_surrenders(&authorities);
		CouncilState::<T>::put(&council);
		Self::deposit_event(Event::CustodiansSet {
			old: old.keys,
			new: council.keys,
			old_threshold: old.threshold,
			new_threshold: threshold,
		});
		Ok(())
	}

	/// If all who have the account answer for it now, as they have been named, nobody else does any more.
	fn end_surrenders(authorities: &Authorities) {
		let Some(position) = authorities.newest() else {
			return;
		};
		let known: Vec<_> = Custodians::<T>::iter().collect();
		if authorities.are_of_others_than(|key| known.iter().any(|(known, _)| known == key)) {
			return;
		}
		// They have it since then. The time is not kept; that of the newest block is not earlier.
		let until = Removal {
			position,
			time: T::LightClient::newest().map_or(u32::MAX, |newest| newest.time),
		};
		for (key, mut custodian) in known {
			if custodian.end_surrender(until) {
				Custodians::<T>::insert(key, custodian);
			}
		}
	}

	/// Who has given the account to keys that nobody answers for: all who could sign. If somebody has
	/// signed of whom that is not proved, only who has signed: the account was theirs before, as Steem
	/// takes no signature but those of the authority.
	fn givers(
		identity: &WatchedAccount,
		proved: &ProvedOperation,
		known: &[(SteemKey, Custodian<T::AccountId>)],
	) -> Vec<SteemKey> {
		let signers = Self::signers(identity, proved);
		let signed = |(key, _): &&(SteemKey, _)| signers.contains(key);
		let can_sign = |(_, custodian): &&(_, Custodian<T::AccountId>)| custodian.can_sign();
		let of_others = known.iter().filter(signed).any(|entry| !can_sign(&entry));
		known
			.iter()
			.filter(|entry| {
				if of_others {
					signed(entry)
				} else {
					can_sign(entry)
				}
			})
			.map(|(key, _)| *key)
			.collect()
	}

	/// Since when a key is in neither authority, if it was in one before this proof.
	///
	/// It may have been in both, and the later change be proved first: it has left with the later of them. The time
	/// of that one is not kept; that of the newest block that is known is not earlier.
	fn removal(authorities: &Authorities, proved: &ProvedOperation) -> Removal {
		let parts = [&authorities.active, &authorities.owner];
		let later = parts
			.into_iter()
			.flatten()
			.map(|part| part.position)
			.filter(|position| *position > proved.position)
			.max();
		match later {
			None => Removal {
				position: proved.position,
				time: proved.block.time,
			},
			Some(position) => Removal {
				position,
				time: T::LightClient::newest().map_or(proved.block.time, |newest| {
					newest.time.max(proved.block.time)
				}),
			},
		}
	}

	pub(crate) fn do_prove_authority(proof: &OperationProof) -> Result<(), DispatchError> {
		let identity = Self::identity()?;
		let account = Self::account_name(&identity.account)?;
		let proved = T::LightClient::prove(proof)?;
		let (active, owner) = authorities_of(&proved.operation, &account);
		ensure!(
			active.is_some() || owner.is_some(),
			Error::<T>::NotAnAuthority
		);
		let position = proved.position;
		let old_matches = Self::authority_matches();
		let mut authorities = AuthoritiesState::<T>::get();
		let new_active = take_in(&mut authorities.active, active, position);
		let new_owner = take_in(&mut authorities.owner, owner, position);
		ensure!(new_active || new_owner, Error::<T>::AuthorityNotNew);
		let removal = Self::removal(&authorities, &proved);
		let known: Vec<_> = Custodians::<T>::iter().collect();
		let given_away =
			authorities.are_of_others_than(|key| known.iter().any(|(known, _)| known == key));
		let givers = if given_away {
			Self::givers(&identity, &proved, &known)
		} else {
			Vec::new()
		};
		let until = Removal {
			position,
			time: proved.block.time,
		};
		for (key, mut custodian) in known {
			let mut changed = if given_away {
				let gave = givers.contains(&key);
				if gave {
					custodian.give_away(position);
				}
				gave
			} else {
				custodian.end_surrender(until)
			};
			changed |= match (custodian.can_sign(), authorities.since(&key)) {
				(false, Some(since)) => {
					custodian.away = custodian
						.removed
						.take()
						.map(|removal| (removal.position, since));
					// What it did before it left stays its own.
					custodian.since.get_or_insert(since);
					true
				}
				// The earlier one of its authorities may be proved later, of its return too.
				(true, Some(since)) if custodian.comes_back_at(since) => true,
				(true, Some(since)) if custodian.since > Some(since) => {
					custodian.since = Some(since);
					true
				}
				(true, None) => {
					custodian.removed = Some(removal);
					true
				}
				_ => false,
			};
			if changed {
				Custodians::<T>::insert(key, custodian);
			}
		}
		AuthoritiesState::<T>::put(authorities);
		Self::deposit_event(Event::AuthorityProved {
			position,
			old_matches,
			new_matches: Self::authority_matches(),
		});
		Ok(())
	}
}
