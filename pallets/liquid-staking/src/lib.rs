//! Liquid staking: the native asset in, the same amount of a liquid staking token out, and back.
//!
//! * **The token** is an ordinary asset. Its staking reward changes neither its amount nor its
//!   price: it is collected here and released evenly, for another pallet to share out among those
//!   who staked the token ([`nutbox_primitives::yield_stream::YieldStream`]).
//! * **The ledger** consists of counters. The balances of accounts are never read as a claim, so
//!   that a donation to the main account or to a stash changes nothing. The one exception is the
//!   reward account, whose only purpose is to receive staking rewards: anybody may have the staking
//!   system pay them, so that its balance is the only exact record of them. A donation there is a
//!   gift to the stakers, and released as slowly as a reward.
//! * **Redemption** burns the token and queues. The queue is settled first in, first out, from what
//!   is at hand, once an era. See [`nutbox_math::redemption`].
//! * **Era work** ([`Work`]) runs in `on_initialize`: exits depend on it, therefore it has to go on
//!   in full blocks, and the hooks that use what is left over promise nothing. It is bounded by
//!   [`Config::EraWorkWeight`] a block, goes on in the next one from a cursor, and a step that
//!   fails is skipped and reported.
//! * **A slash** is heard through [`sp_staking::OnStakingUpdate`], in the block in which it
//!   happens. It takes the yield not released yet, then the insurance; what is left is a haircut
//!   for holders and open redemptions alike, minting is closed, and later yield heals it first.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod era;
mod impls;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::*, WeightInfo};
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, fungibles},
		Identity, PalletId,
	};
	use frame_system::pallet_prelude::*;
	use nutbox_math::redemption::{Checkpoint, Queue, Request};
	use nutbox_primitives::{
		era_rewards::EraRewards,
		exchange::{Exchange, TradedAsset},
		AssetId, Balance,
	};
	use sp_runtime::{traits::BlockNumberProvider, Perbill};
	use sp_staking::{EraIndex, StakingInterface};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native asset.
		type NativeCurrency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// The ledger of the liquid staking token,
		/// [`nutbox_primitives::LIQUID_STAKING_ASSET`]. Nobody else may issue or burn it.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = AssetId, Balance = Balance>;

		/// Where the native asset is bonded.
		type StakingInterface: StakingInterface<AccountId = Self::AccountId, Balance = Balance>;

		/// The validators and the rewards of the same staking system.
		type EraRewards: EraRewards<Self::AccountId>;

		/// Where the liquid staking token can be sold; only asked for its price.
		type Exchange: Exchange<Self::AccountId, Asset = TradedAsset>;

		/// The clock of the release.
		type BlockNumberProvider: BlockNumberProvider;

		/// Who may set the validators and the operating mode.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Receives the protocol fee, and released yield that nobody was staked for once the
		/// insurance is full.
		type Treasury: Get<Self::AccountId>;

		/// The weights.
		type WeightInfo: WeightInfo;

		/// The origin of the accounts of the pallet.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The smallest redemption through the queue, planck of the liquid staking token. Who owns
		/// less may redeem all of it.
		#[pallet::constant]
		type MinRedeem: Get<Balance>;

		/// The most open redemptions of one account.
		#[pallet::constant]
		type MaxOpenRequests: Get<u32>;

		/// The most validators that are nominated.
		#[pallet::constant]
		type MaxValidators: Get<u32>;

		/// The most validators of one stash that the staking system accepts. With more of them
		/// there are more stashes.
		#[pallet::constant]
		type MaxNominations: Get<u32>;

		/// The most validators in reserve.
		#[pallet::constant]
		type MaxReserve: Get<u32>;

		/// The most that a validator may charge when it is chosen.
		#[pallet::constant]
		type MaxCommission: Get<Perbill>;

		/// The number of stash accounts.
		#[pallet::constant]
		type MaxStashes: Get<u32>;

		/// The most slashing spans of a stash that staking keeps: those of its bonding duration.
		#[pallet::constant]
		type MaxSlashingSpans: Get<u32>;

		/// The part of the supply that is kept at hand.
		#[pallet::constant]
		type BufferTarget: Get<Perbill>;

		/// The part of the supply that the insurance grows to.
		#[pallet::constant]
		type InsuranceTarget: Get<Perbill>;

		/// The most that the insurance takes of a collection of yield.
		#[pallet::constant]
		type InsuranceShare: Get<Perbill>;

		/// The protocol's part of the yield; at most a tenth.
		#[pallet::constant]
		type ProtocolFee: Get<Perbill>;

		/// The number of blocks over which yield is released: those of an era.
		#[pallet::constant]
		type ReleaseBlocks: Get<u64>;

		/// The most weight of era work in a block.
		#[pallet::constant]
		type EraWorkWeight: Get<Weight>;

		/// The most cancelled stretches of the queue that one step of era work passes.
		#[pallet::constant]
		type MaxHolesPerStep: Get<u32>;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// The counters.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type LedgerState<T: Config> = StorageValue<_, Ledger, ValueQuery>;

	/// The redemption queue.
	#[pallet::storage]
	pub type QueueState<T: Config> = StorageValue<_, Queue, ValueQuery>;

	/// The open redemptions of an account, oldest first.
	#[pallet::storage]
	pub type Requests<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<Request, T::MaxOpenRequests>,
		ValueQuery,
	>;

	/// How the queue was settled, by consecutive numbers.
	#[pallet::storage]
	pub type Checkpoints<T: Config> = StorageMap<_, Twox64Concat, u32, Checkpoint>;

	/// The stretches of the queue that were cancelled and not passed yet: where each ends (big
	/// endian, so that they are in order) and where it begins. No two touch, none touches the end
	/// of the queue.
	#[pallet::storage]
	pub type Holes<T: Config> = StorageMap<_, Identity, [u8; 16], Balance>;

	/// What each stash that was ever bonded has in the staking system.
	#[pallet::storage]
	pub type Stashes<T: Config> = StorageMap<_, Twox64Concat, u32, StashLedger>;

	/// The yield.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Yields<T: Config> = StorageValue<_, Yield, ValueQuery>;

	/// How far the work of the eras is.
	#[pallet::storage]
	pub type EraWork<T: Config> = StorageValue<_, EraProgress, ValueQuery>;

	/// The validators that the stashes nominate.
	#[pallet::storage]
	pub type Validators<T: Config> =
		StorageValue<_, BoundedVec<T::AccountId, T::MaxValidators>, ValueQuery>;

	/// The validators that take the places of those who fall out, the first one first.
	#[pallet::storage]
	pub type Reserve<T: Config> =
		StorageValue<_, BoundedVec<T::AccountId, T::MaxReserve>, ValueQuery>;

	/// The validators replaced lately, whose last rewards are still to come.
	#[pallet::storage]
	pub type RetiredValidators<T: Config> = StorageValue<_, Retired<T::AccountId>, ValueQuery>;

	/// Which entrances are open.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Mode<T: Config> = StorageValue<_, OperatingMode, ValueQuery>;

	/// Endows the accounts of the pallet with one existential deposit each, which no counter ever
	/// counts, and sets the first validators.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The validators to nominate.
		pub validators: Vec<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::endow_accounts().expect("the accounts can be endowed");
			let validators = BoundedVec::try_from(self.validators.clone())
				.expect("not more validators than allowed");
			assert!(
				!Pallet::<T>::has_duplicates(&validators),
				"a validator is named twice"
			);
			Validators::<T>::put(validators);
		}
	}

	/// What happened. Amounts are planck: of the liquid staking token where the field is called
	/// `amount` in the events of minting and redeeming, of the native asset otherwise.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The native asset came in, and the same amount of the liquid staking token was issued.
		#[codec(index = 0)]
		Minted {
			/// Who.
			who: T::AccountId,
			/// How much of either.
			amount: Balance,
		},
		/// The liquid staking token was burnt, and a redemption queued.
		#[codec(index = 1)]
		RedemptionRequested {
			/// Who.
			who: T::AccountId,
			/// The redemption.
			id: u64,
			/// How much was burnt.
			amount: Balance,
		},
		/// A redemption was taken back, and the liquid staking token issued again.
		#[codec(index = 2)]
		RedemptionCancelled {
			/// Who.
			who: T::AccountId,
			/// The redemption.
			id: u64,
			/// How much was issued.
			amount: Balance,
		},
		/// A settled redemption was paid.
		#[codec(index = 3)]
		RedemptionClaimed {
			/// Who.
			who: T::AccountId,
			/// The redemption.
			id: u64,
			/// How much had been burnt.
			amount: Balance,
			/// How much of the native asset was paid.
			received: Balance,
		},
		/// The liquid staking token was burnt and paid from the buffer at once.
		#[codec(index = 4)]
		RedeemedInstantly {
			/// Who.
			who: T::AccountId,
			/// How much was burnt.
			amount: Balance,
			/// How much of the native asset was paid.
			received: Balance,
			/// How much of the native asset was kept as fee.
			fee: Balance,
		},
		/// Redemptions were settled.
		#[codec(index = 5)]
		RedemptionsFinalised {
			/// How much of the queue.
			amount: Balance,
			/// How much of the native asset was set aside for it.
			cash: Balance,
		},
		/// The work of an era began.
		#[codec(index = 6)]
		EraWorkStarted {
			/// The era.
			era: EraIndex,
		},
		/// The work of an era is done.
		#[codec(index = 7)]
		EraWorkCompleted {
			/// The era.
			era: EraIndex,
		},
		/// A step of the work of an era failed and was skipped; nothing of it remains.
		#[codec(index = 8)]
		EraStepFailed {
			/// The era.
			era: EraIndex,
			/// The step.
			step: Work,
			/// Why.
			error: DispatchError,
		},
		/// The payout of a validator failed and was skipped. The reward is collected when somebody
		/// has it paid.
		#[codec(index = 9)]
		PayoutFailed {
			/// The era of the reward.
			era: EraIndex,
			/// The validator.
			validator: T::AccountId,
			/// The stash that was to be paid.
			stash: T::AccountId,
			/// Why.
			error: DispatchError,
		},
		/// Yield was collected.
		#[codec(index = 10)]
		YieldCollected {
			/// How much.
			amount: Balance,
			/// Of it: refilled a deficit.
			refill: Balance,
			/// Of it: went to the insurance.
			insurance: Balance,
			/// Of it: the protocol fee.
			fee: Balance,
			/// Of it: joined the release.
			stream: Balance,
		},
		/// Released yield was given back because nobody was staked.
		#[codec(index = 11)]
		YieldForgone {
			/// How much.
			amount: Balance,
			/// Of it: refilled a deficit.
			refill: Balance,
			/// Of it: went to the insurance.
			insurance: Balance,
			/// Of it: went to the treasury.
			treasury: Balance,
		},
		/// What a stash has in the staking system changed.
		#[codec(index = 12)]
		StashChanged {
			/// The stash.
			stash: T::AccountId,
			/// Before.
			old: StashLedger,
			/// After.
			new: StashLedger,
			/// What came back to the buffer.
			withdrawn: Balance,
		},
		/// A stash was slashed.
		#[codec(index = 13)]
		Slashed {
			/// The stash.
			stash: T::AccountId,
			/// Before.
			old: StashLedger,
			/// After.
			new: StashLedger,
			/// How much of the loss was paid by yield not released yet.
			from_yield: Balance,
			/// How much of the loss was paid by the insurance.
			from_insurance: Balance,
			/// How much the backing lacks now.
			deficit: Balance,
		},
		/// The validators were set.
		#[codec(index = 14)]
		ValidatorsSet {
			/// Before.
			old: BoundedVec<T::AccountId, T::MaxValidators>,
			/// After.
			new: BoundedVec<T::AccountId, T::MaxValidators>,
			/// The reserve before.
			old_reserve: BoundedVec<T::AccountId, T::MaxReserve>,
			/// The reserve after.
			new_reserve: BoundedVec<T::AccountId, T::MaxReserve>,
		},
		/// The operating mode was set.
		#[codec(index = 15)]
		OperatingModeSet {
			/// Before.
			old: OperatingMode,
			/// After.
			new: OperatingMode,
		},
		/// A validator that had fallen out was replaced, and has its successor's place in the
		/// reserve.
		#[codec(index = 16)]
		ValidatorReplaced {
			/// The validator that is nominated no more.
			old: T::AccountId,
			/// The one that is nominated instead.
			new: T::AccountId,
		},
	}

	/// Why a call was refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has less than the amount and the existential deposit.
		InsufficientBalance,
		/// Minting is closed by the operating mode. Wait until it is opened again.
		EntrancesClosed,
		/// The backing does not cover what is owed, so that minting is closed. Yield heals it.
		Insolvent,
		/// The amount is zero. Name a positive one.
		ZeroAmount,
		/// The amount is below `MinRedeem`. Redeem more, or all that you have.
		BelowMinRedeem,
		/// The account has `MaxOpenRequests` open redemptions. Claim or cancel one first.
		TooManyOpenRequests,
		/// The caller has no open redemption of this id.
		UnknownRequest,
		/// The redemption is settled already, in part or in whole. Claim it when it is in whole.
		AlreadyFinalised,
		/// The caller has no redemption that is settled in whole, or asked for none.
		NothingToClaim,
		/// The buffer, less what the queue waits for, does not reach, or nothing would be received.
		/// Redeem less, or through the queue.
		BufferTooSmall,
		/// The caller would receive less than the minimum that it accepts.
		BelowMinReceived,
		/// The list of validators is empty. Name at least one.
		NoValidators,
		/// A validator is named twice, the reserve included. Name each once.
		DuplicateValidator,
		/// An account in the lists does not validate.
		NotValidator,
		/// A validator in the lists takes no nominations.
		TakesNoNominations,
		/// A validator in the lists charges more than `MaxCommission`.
		CommissionTooHigh,
		/// A validator in the lists does not validate in the active era.
		NotElected,
		/// A validator in the lists has nothing of its own at stake.
		NothingAtStake,
		/// A validator in the lists was slashed within the last bonding duration.
		RecentlySlashed,
		/// Too many validators were replaced lately. Wait for the next era.
		TooManyRetiredValidators,
		/// The main account lacks its existential deposit. Send it one.
		NotEndowed,
		/// The staking system has more in a stash than the pallet put there.
		StakeMismatch,
		/// More yield was asked for than is released and not gone.
		YieldNotReleased,
		/// A checkpoint of the queue is missing.
		MissingCheckpoint,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Era work. The counters, the yield and the mode, which nearly every call reads or writes,
		/// are paid here, once for all calls of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::do_era_work().saturating_add(T::DbWeight::get().reads_writes(3, 2))
		}

		fn integrity_test() {
			let limit = T::EraWorkWeight::get();
			for work in Self::kinds_of_work() {
				let needed = T::WeightInfo::era_idle().saturating_add(Self::work_weight(&work));
				assert!(
					needed.all_lte(limit),
					"EraWorkWeight {limit:?} is too small for {work:?}: {needed:?}",
				);
			}
			assert!(
				T::ProtocolFee::get() <= Perbill::from_percent(10),
				"the fee is above 10 %"
			);
			assert!(T::ReleaseBlocks::get() > 0, "the release takes no time");
			assert!(T::MaxStashes::get() > 0, "no stash");
			assert!(T::MaxOpenRequests::get() > 0, "no redemption is possible");
			assert!(T::MaxValidators::get() > 0, "no validator is possible");
			let nominations = T::MaxNominations::get().checked_mul(T::MaxStashes::get());
			assert!(
				nominations.is_some_and(|most| most >= T::MaxValidators::get()),
				"the stashes can't nominate so many validators"
			);
			assert!(T::MaxHolesPerStep::get() > 0, "the queue can't pass a hole");
			let mut accounts = Self::own_accounts();
			let count = accounts.len();
			accounts.sort();
			accounts.dedup();
			assert_eq!(
				accounts.len(),
				count,
				"the account id is too short for derived accounts"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Gives `amount` planck of the native asset for the same amount of the liquid staking
		/// token. The caller's account has to keep its existential deposit.
		///
		/// Errors: [`Error::EntrancesClosed`], [`Error::Insolvent`], [`Error::ZeroAmount`],
		/// [`Error::InsufficientBalance`], [`Error::NotEndowed`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::mint())]
		pub fn mint(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint(&who, amount)
		}

		/// Burns `amount` planck of the liquid staking token and queues for the native asset:
		/// the same amount, or `floor(amount · index)` if the index is below one when the queue is
		/// settled. Earlier redemptions come first.
		///
		/// Errors: [`Error::ZeroAmount`], [`Error::BelowMinRedeem`],
		/// [`Error::TooManyOpenRequests`]; those of the burn.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::redeem())]
		pub fn redeem(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem(&who, amount)
		}

		/// Takes back the redemption `id` of the caller, no part of which is settled. The liquid
		/// staking token is issued again. The weight includes that of passing the hole later.
		///
		/// Errors: [`Error::UnknownRequest`] also for the redemption of another account;
		/// [`Error::AlreadyFinalised`].
		#[pallet::call_index(2)]
		#[pallet::weight(
			T::WeightInfo::cancel_redemption()
				.saturating_add(T::WeightInfo::era_finalise(1))
				.saturating_sub(T::WeightInfo::era_finalise(0))
		)]
		pub fn cancel_redemption(
			origin: OriginFor<T>,
			#[pallet::compact] id: u64,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(&who, id)
		}

		/// Pays the oldest `limit` settled redemptions of the caller; there are at most
		/// `MaxOpenRequests`.
		///
		/// Errors: [`Error::NothingToClaim`]; those of the transfer, when the caller's account
		/// would stay below the existential deposit.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::claim_redemptions((*limit).min(T::MaxOpenRequests::get())))]
		pub fn claim_redemptions(origin: OriginFor<T>, limit: u32) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let paid = Self::do_claim(&who, limit)?;
			Ok(Some(T::WeightInfo::claim_redemptions(paid)).into())
		}

		/// Burns `amount` planck of the liquid staking token and pays for it from the buffer at
		/// once, less a fee that grows with the use of the buffer
		/// ([`nutbox_math::redemption::instant_fee`]). What the queue waits for is not touched.
		///
		/// Errors: [`Error::ZeroAmount`], [`Error::BufferTooSmall`],
		/// [`Error::BelowMinReceived`]; those of the burn and of the transfer.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::redeem_instantly())]
		pub fn redeem_instantly(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Balance,
			#[pallet::compact] min_received: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem_instantly(&who, amount, min_received)
		}

		/// Sets the validators that the stashes nominate, at once where they are bonded, and those
		/// in reserve: when one of the former stops validating, takes no nominations any more,
		/// charges too much, is slashed or not elected, era work puts the first of the latter in
		/// its place that is fit. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::NoValidators`], [`Error::DuplicateValidator`],
		/// [`Error::NotValidator`], [`Error::TakesNoNominations`], [`Error::CommissionTooHigh`],
		/// [`Error::NothingAtStake`], [`Error::RecentlySlashed`], [`Error::NotElected`],
		/// [`Error::TooManyRetiredValidators`]; those of the staking system.
		#[pallet::call_index(5)]
		#[pallet::weight(
			T::WeightInfo::set_validators(validators.len() as u32, reserve.len() as u32)
		)]
		pub fn set_validators(
			origin: OriginFor<T>,
			validators: BoundedVec<T::AccountId, T::MaxValidators>,
			reserve: BoundedVec<T::AccountId, T::MaxReserve>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_validators(validators, reserve)
		}

		/// Opens and closes the entrances. No exit depends on it. Origin: `AdminOrigin`.
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

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The whole state of the pallet; `None` if a number leaves its range.
		pub fn ledger() -> Option<LedgerInfo> {
			Self::ledger_info().ok()
		}

		/// What `amount` planck of the liquid staking token would bring now: through the queue, at
		/// once and on the exchange; `None` if a number leaves its range.
		pub fn quote(amount: Balance) -> Option<Quote> {
			Self::quote_of(amount).ok()
		}

		/// The open redemptions of `account`, oldest first.
		pub fn requests_of(account: T::AccountId) -> Vec<RequestInfo> {
			Self::request_infos(&account)
		}

		/// The validators that the stashes nominate.
		pub fn validators() -> Vec<T::AccountId> {
			Validators::<T>::get().into_inner()
		}

		/// The validators in reserve, the first one first.
		pub fn reserve() -> Vec<T::AccountId> {
			Reserve::<T>::get().into_inner()
		}
	}
}
