//! Steem Power that is delegated on Steem as stake in pools of communities.
//!
//! Nobody gives anything away: `delegate_vesting_shares` to a community's account on Steem *is* the
//! stake, and stops being one when the delegation is taken back. Three facts make a stake, each proved
//! or set on its own, in any order:
//!
//! * **A pool is tied** to an account on Steem (the delegatee) by the owner of its community, once.
//! * **An address is bound** to an account on Steem (the delegator) by that account itself, with a
//!   `custom_json` of the id `nutbox` signed with its active authority.
//! * **A delegation** from the one to the other; each operation names the new total, in VESTS.
//!
//! What counts is the newest operation by its position on Steem, whatever the order of the proofs.
//! What one account on Steem adds to an address's stake in a pool is a *credit*; the stake of the
//! address, which `pallet-communities` keeps, is the sum of its credits. A credit that can't rise yet
//! (a closed entrance, no money for the deposit) waits for [`Pallet::sync`], and nothing is lost.
//!
//! Reductions are always taken in. Whoever proves one earns a part of what the credit has earned for the
//! address since it last changed, out of its pending reward. What the address has earned by anything
//! else is not touched: who is bound to whom is the word of the account on Steem alone, so an address
//! must not lose by what a stranger delegates for it and takes back.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod bound_text;
mod crediting;
mod impls;
mod late;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

/// The log target of the pallet.
const LOG_TARGET: &str = "runtime::steem-delegations";

/// What the benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// Gives `who` enough of the native asset for any deposit.
	fn fund(who: &AccountId);
	/// Opens a new community of `owner`, who is funded, with so many pools for delegations of
	/// [`nutbox_primitives::delegation::STEEM`], each with a part of an emission that has begun or
	/// begins within [`Self::wait`].
	fn create_pools(owner: &AccountId, count: u32) -> alloc::vec::Vec<nutbox_primitives::PoolId>;
	/// Closes a pool of `owner`'s.
	fn close_pool(owner: &AccountId, pool: nutbox_primitives::PoolId);
	/// Lets some blocks pass, so that stakes have earned something.
	fn wait();
	/// Sets this chain's clock to so many seconds since 1970.
	fn set_time(seconds: u32);
}

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::*, WeightInfo};
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		pallet_prelude::*,
		traits::{Consideration, Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use nutbox_primitives::{
		delegation::DelegatedStake,
		steem::{OperationProof, SteemLightClient, SteemName, SteemPosition},
		Balance, CommunityId, PoolId,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>, AccountId: From<[u8; 32]>>
	{
		/// What is known of Steem.
		type LightClient: SteemLightClient;

		/// The pools.
		type Stakes: DelegatedStake<Self::AccountId>;

		/// This chain's clock.
		type Time: UnixTime;

		/// Who sets the operating mode.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What an owner pays for tying a pool; `()` for nothing.
		type TieDeposit: Consideration<Self::AccountId, Footprint>;

		/// The weights.
		type WeightInfo: WeightInfo;

		/// How long after an account on Steem is watched for the first time operations begin to
		/// count, in seconds: time for those who look at Steem to learn of it.
		#[pallet::constant]
		type WatchDelay: Get<u32>;

		/// The part of what a credit has earned since it last changed, as far as it is pending, that
		/// proving its end earns, in ppb; proving a reduction earns that part of the reduced part's.
		#[pallet::constant]
		type BountyShare: Get<u32>;

		/// A proof is free of fees if the one it supersedes is so many blocks of Steem older: else
		/// whoever changes his mind there all day could fill the blocks here for nothing.
		#[pallet::constant]
		type FreeInterval: Get<u32>;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper<Self::AccountId>;
	}

	/// Why funds are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For tying a pool to an account on Steem.
		#[codec(index = 0)]
		TieDeposit,
	}

	/// A tie of this runtime.
	pub type TieOf<T> = Tie<<T as frame_system::Config>::AccountId, <T as Config>::TieDeposit>;
	/// A credit of this runtime.
	pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId>;
	/// A credit of this runtime, as it is kept.
	pub type KeptCreditOf<T> = KeptCredit<<T as frame_system::Config>::AccountId>;

	/// Whether anything may rise.
	#[pallet::storage]
	pub type Mode<T: Config> = StorageValue<_, OperatingMode, ValueQuery>;

	/// The account on Steem that each pool is tied to.
	#[pallet::storage]
	pub type Ties<T: Config> = StorageMap<_, Twox64Concat, PoolId, TieOf<T>>;

	/// The accounts on Steem that delegations are looked for to, with their pools; at least one.
	#[pallet::storage]
	pub type Watched<T: Config> = StorageMap<_, Blake2_128Concat, SteemName, Watch>;

	/// The addresses that accounts on Steem are bound to.
	#[pallet::storage]
	pub type Bindings<T: Config> =
		StorageMap<_, Blake2_128Concat, SteemName, Binding<T::AccountId>>;

	/// The accounts on Steem that are bound to each address.
	#[pallet::storage]
	pub type NamesOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, SteemName, ()>;

	/// What was proved last, by delegator and delegatee. An ended delegation stays, so that none of
	/// the operations before its end can be proved again.
	#[pallet::storage]
	pub type Delegations<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SteemName, Blake2_128Concat, SteemName, Delegation>;

	/// To whom each account delegates anything, as far as proved.
	#[pallet::storage]
	pub type Delegatees<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		SteemName,
		BoundedVec<SteemName, ConstU32<MAX_DELEGATEES>>,
		ValueQuery,
	>;

	/// What counts in each pool of each delegator.
	#[pallet::storage]
	pub type Credits<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PoolId, Blake2_128Concat, SteemName, KeptCreditOf<T>>;

	/// The sum of the credits of an address in a pool.
	#[pallet::storage]
	pub type Totals<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PoolId,
		Blake2_128Concat,
		T::AccountId,
		Total,
		ValueQuery,
	>;

	/// What happened. Amounts without another unit are millionths of a VESTS.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A pool was tied to an account on Steem.
		DelegateeSet {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The account on Steem.
			delegatee: SteemName,
			/// Only operations of blocks of Steem after this time count, in seconds since 1970.
			since: u32,
		},
		/// A closed pool is tied to an account on Steem no more.
		DelegateeReleased {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The account on Steem.
			delegatee: SteemName,
		},
		/// An account on Steem was bound to an address.
		Bound {
			/// The account on Steem.
			name: SteemName,
			/// The address before.
			old: Option<T::AccountId>,
			/// The address now.
			new: T::AccountId,
			/// The operation that says so.
			position: SteemPosition,
		},
		/// An address has released an account on Steem.
		Released {
			/// The account on Steem.
			name: SteemName,
			/// The address.
			account: T::AccountId,
		},
		/// A delegation was proved.
		DelegationProved {
			/// Who delegates on Steem.
			delegator: SteemName,
			/// To whom.
			delegatee: SteemName,
			/// What was proved before.
			old: Balance,
			/// What is proved now.
			new: Balance,
			/// The operation that says so.
			position: SteemPosition,
		},
		/// What counts of a delegation in a pool has changed.
		CreditSet {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// Who delegates on Steem.
			delegator: SteemName,
			/// What counted before, and for whom.
			old: Option<CreditOf<T>>,
			/// What counts now, and for whom.
			new: Option<CreditOf<T>>,
		},
		/// Less counts than is proved. `sync` makes up for it when the reason is gone.
		CreditDeferred {
			/// The pool.
			pool: PoolId,
			/// Who delegates on Steem.
			delegator: SteemName,
			/// The address that it would count for.
			account: T::AccountId,
			/// What is proved.
			amount: Balance,
			/// Why it does not count.
			reason: DispatchError,
		},
		/// Somebody was paid for proving a reduction.
		BountyEarned {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// Whose pending reward it was paid from.
			account: T::AccountId,
			/// Who was paid.
			prover: T::AccountId,
			/// How much, in planck of the community's token.
			amount: Balance,
		},
		/// The operating mode was set.
		OperatingModeSet {
			/// Before.
			old: OperatingMode,
			/// After.
			new: OperatingMode,
		},
	}

	/// Why a call was refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// The pool is not one for delegations on Steem. Name one that is.
		NotADelegationPool,
		/// The call is for the owner of the pool's community. Sign with the owner's account.
		NotOwner,
		/// The pool is closed for good. Open another.
		PoolClosed,
		/// The pool is open. Only a closed one is released.
		PoolOpen,
		/// The pool is tied to an account on Steem already, for good. Open another pool and announce
		/// weights for it.
		AlreadyTied,
		/// The pool is tied to no account on Steem. Have the owner of its community call
		/// `set_delegatee`.
		NotTied,
		/// The name is not one that an account on Steem can have. See Steem's rules.
		InvalidName,
		/// As many pools as can be are tied to this account. Choose another account, or release a
		/// closed pool.
		TooManyPools,
		/// Another pool of the community is tied to this account. Choose another account, or release
		/// the other pool when it is closed.
		TiedByCommunity,
		/// Nothing is tied and nothing rises at present. Wait until governance opens the entrances.
		EntrancesClosed,
		/// The operation binds no account. It must be a `custom_json` with the id `nutbox`.
		NotABinding,
		/// The binding is not signed with the active authority of exactly one account. Name it alone
		/// in `required_auths`, and leave `required_posting_auths` empty.
		NotOneActiveAuthority,
		/// The binding's text is not `{"bind":"<address>"}` and nothing else. Write it so.
		InvalidBindingText,
		/// The address is none, has a wrong checksum, or is one of another chain. Use the form of
		/// addresses that this chain has (its SS58 prefix).
		InvalidAddress,
		/// The operation is no `delegate_vesting_shares`.
		NotADelegation,
		/// The delegation is not an amount of VESTS. Steem lets no such operation pass.
		InvalidAmount,
		/// This operation or a later one is proved already. Prove the newest.
		NotNewer,
		/// No pool is tied to the account that the delegation goes to.
		NotWatched,
		/// The delegation was made before operations began to count for this account. Delegate again,
		/// a different amount.
		BeforeWatch,
		/// The account delegates to as many watched accounts as can be. Prove the end of one of these
		/// delegations first.
		TooManyDelegatees,
		/// The account on Steem is bound to another address, or to none.
		NotBound,
		/// Everything that is proved counts already.
		NothingToSync,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::BountyShare::get() <= 500_000_000,
				"a bounty takes more than half of a reward"
			);
			assert!(
				T::WatchDelay::get() > 0,
				"delegations count before anybody looks for them"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Ties an open pool to an account on Steem: delegations to it are stakes in the pool.
		/// For the owner of the pool's community, who pays a refundable deposit. Once and for all: a
		/// change would end the mining of every member at once, so another account takes another
		/// pool, whose weight is announced.
		///
		/// If the account was not watched so far, operations count that are in blocks of Steem after
		/// [`Config::WatchDelay`]; who has delegated before delegates again.
		///
		/// Errors: [`Error::EntrancesClosed`], [`Error::InvalidName`],
		/// [`Error::NotADelegationPool`], [`Error::NotOwner`], [`Error::PoolClosed`],
		/// [`Error::AlreadyTied`], [`Error::TooManyPools`], [`Error::TiedByCommunity`], and those of
		/// the deposit.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_delegatee())]
		pub fn set_delegatee(
			origin: OriginFor<T>,
			pool: PoolId,
			delegatee: SteemName,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_delegatee(who, pool, delegatee)
		}

		/// Unties a closed pool, which earns nothing any more, and gives the deposit back. For
		/// anybody. Stakes in it stay until `sync` takes them out.
		///
		/// Errors: [`Error::NotTied`], [`Error::PoolOpen`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::release_delegatee())]
		pub fn release_delegatee(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release_delegatee(pool)
		}

		/// Binds an account on Steem to an address, as the operation of the proof says: a
		/// `custom_json` with the id `nutbox` and the text `{"bind":"<address>"}`, whose only
		/// authority is the active one of the account. All of the account's delegations count for
		/// the new address from the next block on, and for the one before no more. For anybody.
		///
		/// Free of fees if the address changes and [`Config::FreeInterval`] has passed on Steem
		/// since the binding before.
		///
		/// Errors: those of the light client, [`Error::NotABinding`],
		/// [`Error::NotOneActiveAuthority`], [`Error::NotNewer`], [`Error::InvalidBindingText`],
		/// [`Error::InvalidAddress`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::prove_binding(proof.size(), MAX_MOVES))]
		pub fn prove_binding(
			origin: OriginFor<T>,
			proof: Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prove_binding(&proof).map(|outcome| outcome.post_info)
		}

		/// Takes in what an account on Steem has delegated to a watched account, by a
		/// `delegate_vesting_shares`. It counts from the next block on in every pool that is tied to
		/// that account, for the address that the delegator is bound to; if there is none, when it
		/// is bound. For anybody.
		///
		/// If less counts than before, the caller is paid a part of what the delegation has earned
		/// for the address since it last changed, as far as that is pending, in proportion to what
		/// is taken back: see [`Config::BountyShare`]. Nothing if the caller is that address.
		///
		/// Free of fees if the delegator is bound, the amount changes, and
		/// [`Config::FreeInterval`] has passed on Steem since the operation proved before.
		///
		/// Errors: those of the light client, [`Error::NotADelegation`], [`Error::InvalidAmount`],
		/// [`Error::NotNewer`], [`Error::NotWatched`], [`Error::BeforeWatch`],
		/// [`Error::TooManyDelegatees`]. Of the last three none if the proof is of less than was
		/// proved before.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::prove_delegation(proof.size(), MAX_POOLS))]
		pub fn prove_delegation(
			origin: OriginFor<T>,
			proof: Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_prove_delegation(&who, &proof).map(|outcome| outcome.post_info)
		}

		/// Brings what counts of a delegator in a pool into line with what is proved: after
		/// entrances were closed, a deposit could not be paid, the pool was tied later, or a closed one
		/// released. For anybody. Who has left by `emergency_unstake` comes back by it, if he calls it
		/// himself.
		///
		/// Errors: [`Error::NothingToSync`], [`Error::EntrancesClosed`], and why the stake still
		/// can't rise.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::sync())]
		pub fn sync(origin: OriginFor<T>, delegator: SteemName, pool: PoolId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_sync(&who, &delegator, pool)
		}

		/// Has an account on Steem, which is bound to the caller's address, count for nobody: for
		/// those who were bound without being asked. A later operation on Steem can bind it again.
		///
		/// Errors: [`Error::NotBound`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::release_binding(MAX_MOVES))]
		pub fn release_binding(
			origin: OriginFor<T>,
			name: SteemName,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_release_binding(who, name)
		}

		/// Closes or opens the entrances. Origin: `AdminOrigin`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_operating_mode())]
		pub fn set_operating_mode(origin: OriginFor<T>, mode: OperatingMode) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let old = Mode::<T>::get();
			Mode::<T>::put(mode);
			Self::deposit_event(Event::OperatingModeSet { old, new: mode });
			Ok(())
		}
	}

	/// Lists are in no particular order; a page begins after the entry named, and has at most
	/// [`MAX_PAGE`] entries.
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The address that an account on Steem is bound to, and since which operation.
		pub fn binding(name: SteemName) -> Option<Binding<T::AccountId>> {
			Bindings::<T>::get(name)
		}

		/// The accounts on Steem that are bound to an address.
		pub fn names_of(account: T::AccountId, after: Option<SteemName>) -> Vec<SteemName> {
			Self::page_of_names(&account, after)
		}

		/// What an account on Steem delegates, as proved, and where it counts.
		pub fn delegations_of(delegator: SteemName) -> Vec<DelegationView<T::AccountId>> {
			Self::view_delegations(&delegator)
		}

		/// What was proved last of a delegation; ended ones included.
		pub fn delegation(delegator: SteemName, delegatee: SteemName) -> Option<Delegation> {
			Delegations::<T>::get(delegator, delegatee)
		}

		/// The account on Steem that a pool is tied to.
		pub fn delegatee(pool: PoolId) -> Option<DelegateeView> {
			Self::view_delegatee(pool)
		}

		/// The accounts on Steem that are watched. Delegations to these are to be proved.
		pub fn delegatees(after: Option<SteemName>) -> Vec<(SteemName, Watch)> {
			Self::page_of_delegatees(after)
		}

		/// The pools in which less counts of a delegator than is proved, or more; `sync` helps.
		pub fn pending_syncs(delegator: SteemName) -> Vec<PoolId> {
			Self::unsynced(&delegator)
		}

		/// Looks at the delegators after the one named for pending syncs. The last one looked at, from
		/// which to go on (`None` at the end), and what was found.
		pub fn all_pending_syncs(
			after: Option<SteemName>,
		) -> (Option<SteemName>, Vec<(SteemName, PoolId)>) {
			Self::page_of_unsynced(after)
		}

		/// What `prove_binding` with this proof would do in this block, or the error it would fail
		/// with.
		pub fn preview_binding(
			proof: OperationProof,
		) -> Result<Preview<T::AccountId>, DispatchError> {
			Self::preview(|| Self::do_prove_binding(&proof))
		}

		/// What `prove_delegation` with this proof by this prover would do in this block, or the
		/// error it would fail with.
		pub fn preview_delegation(
			prover: T::AccountId,
			proof: OperationProof,
		) -> Result<Preview<T::AccountId>, DispatchError> {
			Self::preview(|| Self::do_prove_delegation(&prover, &proof))
		}
	}
}
