//! What the calls do.

use crate::{bound_text::bound_text, crediting::target, pallet::*, types::*, WeightInfo as _};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	storage::with_transaction,
	traits::{Consideration, Footprint, Get, UnixTime},
	weights::Weight,
};
use nutbox_primitives::{
	address,
	delegation::{DelegatedStake, STEEM},
	steem::{is_valid_name, OperationProof, SteemLightClient, SteemName, SteemPosition},
	Balance, PoolId,
};
use nutbox_steem::{operations::CustomJson, AccountName, Operation, Symbol};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, TransactionOutcome};

/// What a proof has done.
pub(crate) struct Outcome<AccountId> {
	/// The account on Steem that has bound itself or delegated.
	pub(crate) name: SteemName,
	/// The address that its stakes belong to.
	pub(crate) account: Option<AccountId>,
	/// The credits that have changed, or should have.
	pub(crate) moves: Vec<Move<AccountId>>,
	/// What it costs.
	pub(crate) post_info: PostDispatchInfo,
}

/// What is proved, or why not.
type Done<AccountId> = Result<Outcome<AccountId>, DispatchErrorWithPostInfo>;

fn post_info(is_free: bool, weight: Weight) -> PostDispatchInfo {
	PostDispatchInfo {
		actual_weight: Some(weight),
		pays_fee: if is_free { Pays::No } else { Pays::Yes },
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn stored(name: &AccountName) -> Result<SteemName, Error<T>> {
		SteemName::try_from(name.as_bytes().to_vec()).map_err(|_| Error::<T>::InvalidName)
	}

	/// The account that a binding is of.
	pub(crate) fn binder(operation: &CustomJson) -> Result<SteemName, Error<T>> {
		let mut actives = operation.required_auths.iter();
		match (
			actives.next(),
			actives.next(),
			operation.required_posting_auths.is_empty(),
		) {
			(Some(name), None, true) => Self::stored(name),
			_ => Err(Error::<T>::NotOneActiveAuthority),
		}
	}

	/// Whether enough has passed on Steem since the operation that this one supersedes.
	fn is_rare(old: Option<SteemPosition>, new: SteemPosition) -> bool {
		let passed = |old: SteemPosition| new.block.checked_sub(old.block);
		old.is_none_or(|old| passed(old).is_some_and(|passed| passed >= T::FreeInterval::get()))
	}

	pub(crate) fn do_set_delegatee(
		who: T::AccountId,
		pool: PoolId,
		delegatee: SteemName,
	) -> DispatchResult {
		Self::ensure_entrances_open()?;
		ensure!(is_valid_name(&delegatee), Error::<T>::InvalidName);
		let info = T::Stakes::delegation_pool(pool)
			.filter(|info| info.source == STEEM)
			.ok_or(Error::<T>::NotADelegationPool)?;
		ensure!(info.owner.as_ref() == Some(&who), Error::<T>::NotOwner);
		ensure!(info.is_open, Error::<T>::PoolClosed);
		ensure!(!Ties::<T>::contains_key(pool), Error::<T>::AlreadyTied);
		let mut watch = match Watched::<T>::get(&delegatee) {
			Some(watch) => watch,
			None => {
				let since = T::Time::now()
					.as_secs()
					.checked_add(T::WatchDelay::get().into())
					.and_then(|since| u32::try_from(since).ok())
					.ok_or(ArithmeticError::Overflow)?;
				Watch {
					since,
					pools: Default::default(),
				}
			}
		};
		let is_own = |other: &PoolId| {
			T::Stakes::delegation_pool(*other)
				.is_some_and(|other| other.community == info.community)
		};
		ensure!(!watch.pools.iter().any(is_own), Error::<T>::TiedByCommunity);
		watch
			.pools
			.try_push(pool)
			.map_err(|_| Error::<T>::TooManyPools)?;
		let tie = Tie {
			delegatee: delegatee.clone(),
			depositor: who.clone(),
			deposit: T::TieDeposit::new(&who, Footprint::from_mel::<TieOf<T>>())?,
		};
		let since = watch.since;
		Ties::<T>::insert(pool, tie);
		Watched::<T>::insert(&delegatee, watch);
		Self::deposit_event(Event::DelegateeSet {
			community: info.community,
			pool,
			delegatee,
			since,
		});
		Ok(())
	}

	pub(crate) fn do_release_delegatee(pool: PoolId) -> DispatchResult {
		let tie = Ties::<T>::get(pool).ok_or(Error::<T>::NotTied)?;
		let info = T::Stakes::delegation_pool(pool).ok_or(Error::<T>::NotADelegationPool)?;
		ensure!(!info.is_open, Error::<T>::PoolOpen);
		Ties::<T>::remove(pool);
		Watched::<T>::mutate_exists(&tie.delegatee, |entry| {
			if let Some(watch) = entry {
				watch.pools.retain(|tied| *tied != pool);
				if watch.pools.is_empty() {
					*entry = None;
				}
			}
		});
		tie.deposit.drop(&tie.depositor)?;
		Self::deposit_event(Event::DelegateeReleased {
			community: info.community,
			pool,
			delegatee: tie.delegatee,
		});
		Ok(())
	}

	pub(crate) fn do_prove_binding(proof: &OperationProof) -> Done<T::AccountId> {
		let proved = T::LightClient::prove(proof)?;
		let Operation::CustomJson(operation) = &proved.operation else {
			return Err(Error::<T>::NotABinding.into());
		};
		ensure!(operation.id == CUSTOM_JSON_ID, Error::<T>::NotABinding);
		let name = Self::binder(operation)?;
		let position = proved.position;
		let before = Bindings::<T>::get(&name);
		let last = before.as_ref().map(|binding| binding.position);
		ensure!(
			last.is_none_or(|last| last < position),
			Error::<T>::NotNewer
		);
		let address = bound_text(&operation.json).ok_or(Error::<T>::InvalidBindingText)?;
		let address =
			address::parse(address, T::SS58Prefix::get()).ok_or(Error::<T>::InvalidAddress)?;
		let account = T::AccountId::from(address.into());

		let old = before.and_then(|binding| binding.account);
		let changes = old.as_ref() != Some(&account);
		if let Some(old) = &old {
			NamesOf::<T>::remove(old, &name);
		}
		NamesOf::<T>::insert(&account, &name, ());
		let binding = Binding {
			account: Some(account.clone()),
			position,
		};
		Bindings::<T>::insert(&name, binding);
		Self::deposit_event(Event::Bound {
			name: name.clone(),
			old,
			new: account.clone(),
			position,
		});
		let (looked_at, moves) = Self::move_all(&name, Some(&account));
		let is_free = changes && Self::is_rare(last, position);
		let weight = T::WeightInfo::prove_binding(proof.size(), looked_at);
		Ok(Outcome {
			name,
			account: Some(account),
			moves,
			post_info: post_info(is_free, weight),
		})
	}

	pub(crate) fn do_prove_delegation(
		prover: &T::AccountId,
		proof: &OperationProof,
	) -> Done<T::AccountId> {
		let proved = T::LightClient::prove(proof)?;
		let Operation::DelegateVestingShares(operation) = &proved.operation else {
			return Err(Error::<T>::NotADelegation.into());
		};
		let shares = operation.vesting_shares;
		ensure!(shares.symbol == Symbol::Vests, Error::<T>::InvalidAmount);
		let amount = Balance::try_from(shares.amount).map_err(|_| Error::<T>::InvalidAmount)?;
		let delegator = Self::stored(&operation.delegator)?;
		let delegatee = Self::stored(&operation.delegatee)?;
		let new = Delegation {
			amount,
			position: proved.position,
			time: proved.block.time,
		};

		let before = Delegations::<T>::get(&delegator, &delegatee);
		let last = before.map(|delegation| delegation.position);
		ensure!(
			last.is_none_or(|last| last < new.position),
			Error::<T>::NotNewer
		);
		let old = before.map_or(0, |delegation| delegation.amount);
		let watch = Watched::<T>::get(&delegatee);
		if amount >= old {
			let watch = watch.as_ref().ok_or(Error::<T>::NotWatched)?;
			ensure!(new.time > watch.since, Error::<T>::BeforeWatch);
		}
		Self::list(&delegator, &delegatee, amount > 0)?;
		Delegations::<T>::insert(&delegator, &delegatee, new);
		Self::deposit_event(Event::DelegationProved {
			delegator: delegator.clone(),
			delegatee,
			old,
			new: amount,
			position: new.position,
		});

		let account = Self::account_of(&delegator);
		let mut moves = Vec::new();
		let mut looked_at = 0;
		if let Some(watch) = watch {
			let target = target(&watch, Some(&new), account.as_ref());
			for pool in watch.pools {
				looked_at += 1;
				let target = target.clone();
				moves.extend(Self::bring_into_line(
					pool,
					&delegator,
					target,
					Some(prover),
				));
			}
		}
		let is_free = account.is_some() && amount != old && Self::is_rare(last, new.position);
		let weight = T::WeightInfo::prove_delegation(proof.size(), looked_at);
		Ok(Outcome {
			name: delegator,
			account,
			moves,
			post_info: post_info(is_free, weight),
		})
	}

	/// Keeps the list of those to whom an account delegates.
	fn list(delegator: &SteemName, delegatee: &SteemName, delegates: bool) -> DispatchResult {
		let mut list = Delegatees::<T>::get(delegator);
		let place = list.iter().position(|listed| listed == delegatee);
		match (place, delegates) {
			(Some(_), true) | (None, false) => return Ok(()),
			(None, true) => list
				.try_push(delegatee.clone())
				.map_err(|_| Error::<T>::TooManyDelegatees)?,
			(Some(place), false) => {
				list.swap_remove(place);
			}
		}
		if list.is_empty() {
			Delegatees::<T>::remove(delegator);
		} else {
			Delegatees::<T>::insert(delegator, list);
		}
		Ok(())
	}

	pub(crate) fn do_release_binding(
		who: T::AccountId,
		name: SteemName,
	) -> DispatchResultWithPostInfo {
		let binding = Bindings::<T>::get(&name)
			.filter(|binding| binding.account.as_ref() == Some(&who))
			.ok_or(Error::<T>::NotBound)?;
		let released = Binding {
			account: None,
			..binding
		};
		Bindings::<T>::insert(&name, released);
		NamesOf::<T>::remove(&who, &name);
		let (looked_at, _) = Self::move_all(&name, None);
		Self::deposit_event(Event::Released { name, account: who });
		Ok(Some(T::WeightInfo::release_binding(looked_at)).into())
	}

	/// What `prove` would do; nothing stays of it.
	pub(crate) fn preview(
		prove: impl FnOnce() -> Done<T::AccountId>,
	) -> Result<Preview<T::AccountId>, DispatchError> {
		let shown = |done: Done<T::AccountId>| {
			let done = done.map_err(|error| error.error)?;
			Ok(Preview {
				name: done.name,
				account: done.account,
				moves: done.moves,
				is_free: done.post_info.pays_fee == Pays::No,
			})
		};
		with_transaction(|| TransactionOutcome::Rollback(shown(prove())))
	}
}
