//! # Communities
//!
//! A community distributes its token to those who stake with it, and raises the staking yield of
//! what is staked as its fund. Nobody gives up principal: a stake is a hold on the staker's own
//! account.
//!
//! * Rewards settle lazily: a call touches the pools it names and no other, and no other user.
//!   What a pool has earned is the difference of two values of the community's schedule, times the
//!   pool's weight. A stake made in block `n` earns from block `n + 1`.
//! * Community tokens are minted when they are claimed, so the supply is what was claimed.
//! * The staking yield of the liquid staking token is one stream over the whole chain, shared out
//!   to its pools by what is staked in them; each pool divides its part between the fund of its
//!   community and its stakers.
//! * Principal (`unstake`) and rewards (`claim`) move separately. No mode, no failure of a reward
//!   and no other account can keep principal from leaving.
//!
//! The rules and their proofs are in the maths crate (`nutbox-math`, `rewards` and `schedule`);
//! this file is the interface.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod errors;
mod events;
mod impls;
pub use impls::VOUCHER_DOMAIN;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

use frame_support::pallet_macros::import_section;
use types::*;

/// The log target of the pallet.
const LOG_TARGET: &str = "runtime::communities";

/// What the benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<StakeAssetId, AccountId, Signature> {
	/// Gives `who` some of a stakeable asset, the liquid staking token included.
	fn mint(asset: StakeAssetId, who: &AccountId, amount: nutbox_math::Balance);
	/// Somebody who can sign vouchers, always the same.
	fn signer() -> AccountId;
	/// The signature of [`Self::signer`].
	fn sign(message: &[u8]) -> Signature;
	/// A source of proofs, if there is one.
	fn source() -> Option<nutbox_primitives::delegation::SourceId>;
	/// A market with plenty of the native asset and of `token`, paid for by `who`, who has some
	/// of both.
	fn make_market(token: nutbox_primitives::AssetId, who: &AccountId);
	/// A token that can be distributed out of an escrow, created if need be. It is not the liquid
	/// staking token; `who` has at least `amount` of it, and nobody else gets any.
	fn existing_token(who: &AccountId, amount: nutbox_math::Balance) -> nutbox_primitives::AssetId;
}

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::weights::{with_asset_record, with_give_back};
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible, fungibles,
			tokens::{Fortitude, Preservation},
			AccountTouch, Consideration, Contains, Footprint, StorageVersion,
		},
		DefaultNoBound, PalletId,
	};
	use frame_system::pallet_prelude::*;
	use nutbox_math::{
		emission::{Change, Emission},
		schedule::Schedule,
		Balance,
	};
	use nutbox_primitives::{
		delegation::SourceId,
		exchange::{Exchange, TradedAsset},
		yield_stream::YieldStream,
		AssetId, BlockNumber, CommunityId, PoolId,
	};
	use sp_runtime::traits::{BlockNumberProvider, IdentifyAccount, StaticLookup, Verify};

	// A claim names pools of one community.
	const _: () = assert!(MAX_CLAIM_POOLS <= MAX_POOLS);

	/// Version 2 has other records than version 1, which only test chains ever had: there is no
	/// migration from it, and such a chain is started anew.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

	/// A pool of this runtime.
	pub type PoolOf<T> = Pool<<T as Config>::StakeAssetId, AccountIdOf<T>>;
	/// A pool to be opened in this runtime.
	pub type PoolInputOf<T> = PoolInput<<T as Config>::StakeAssetId, AccountIdOf<T>>;
	/// A kind of pool of this runtime.
	pub type PoolKindOf<T> = StoredKind<<T as Config>::StakeAssetId, AccountIdOf<T>>;
	/// A kind of pool of this runtime, to be checked.
	pub type KindInputOf<T> = KindInput<<T as Config>::StakeAssetId, AccountIdOf<T>>;
	/// A position with a term of this runtime.
	pub type TermPositionOf<T> = TermPosition<<T as Config>::PositionDeposit>;
	/// The positions of one account in one pool with terms.
	pub type TermPositionsOf<T> = BoundedVec<TermPositionOf<T>, ConstU32<MAX_TERM_POSITIONS>>;
	/// An account of this runtime.
	pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
	/// A position of this runtime.
	pub type PositionOf<T> = Position<<T as Config>::PositionDeposit>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The overarching reason of holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native asset, of which funds earn staking yield.
		type NativeCurrency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// The community tokens. The ids from [`Config::FirstTokenId`] on must be out of reach of
		/// anybody else, and setting the metadata must need no deposit of the pallet's account.
		type Assets: fungibles::Create<Self::AccountId, AssetId = AssetId, Balance = Balance>
			+ fungibles::Mutate<Self::AccountId>
			+ fungibles::metadata::Mutate<Self::AccountId>
			+ AccountTouch<AssetId, Self::AccountId, Balance = Balance>;

		/// The tokens that can be distributed out of an escrow: those that nobody can take out of
		/// it or block in it.
		type TrustedTokens: Contains<AssetId>;

		/// The id of an asset that can be staked.
		type StakeAssetId: Parameter + Member + MaxEncodedLen + Copy + Ord;

		/// The assets that can be staked, and the holds on them.
		type StakeableAssets: fungibles::hold::Mutate<
			Self::AccountId,
			AssetId = Self::StakeAssetId,
			Balance = Balance,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The assets that pools can be opened for: those that nobody can block on the stakers'
		/// accounts.
		type TrustedStakes: Contains<Self::StakeAssetId>;

		/// The staking yield to be shared out.
		type YieldStream: YieldStream<Self::AccountId>;

		/// Where funds buy their community's token.
		type Exchange: Exchange<Self::AccountId, Asset = TradedAsset>;

		/// The height that schedules are about.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who may close and open the entrances.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What a founder pays for the record of a community.
		type CommunityDeposit: Consideration<Self::AccountId, Footprint>;

		/// What a founder pays for the record of a pool.
		type PoolDeposit: Consideration<Self::AccountId, Footprint>;

		/// What a staker pays for the record of a position; `()` for nothing.
		type PositionDeposit: Consideration<Self::AccountId, Footprint>;

		/// The sources of proofs that pools can be opened for.
		type DelegationSources: Contains<SourceId>;

		/// The signature of a voucher.
		type VoucherSignature: Verify<Signer = Self::VoucherSigner> + Parameter;

		/// Who signs vouchers.
		type VoucherSigner: IdentifyAccount<AccountId = Self::AccountId>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// The asset whose stakes earn staking yield.
		#[pallet::constant]
		type LiquidStakingAsset: Get<Self::StakeAssetId>;

		/// The asset id of the token of community 0, if it had one; the token of community `n` is
		/// asset `FirstTokenId + n`.
		#[pallet::constant]
		type FirstTokenId: Get<AssetId>;

		/// The shortest notice period, in blocks.
		#[pallet::constant]
		type MinNotice: Get<BlockNumber>;

		/// The longest notice period, in blocks.
		#[pallet::constant]
		type MaxNotice: Get<BlockNumber>;

		/// The longest life of a voucher, in blocks from its claim on: so long is its record kept.
		#[pallet::constant]
		type MaxVoucherLife: Get<BlockNumber>;

		/// The id of the account that issues community tokens; the accounts of the funds are
		/// derived from it.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<
			Self::StakeAssetId,
			Self::AccountId,
			Self::VoucherSignature,
		>;
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most open pools of a community.
		fn max_pools() -> u32 {
			MAX_POOLS
		}
		/// The most pools of one claim.
		fn max_claim_pools() -> u32 {
			MAX_CLAIM_POOLS
		}
		/// The most positions of an account in a pool with terms.
		fn max_term_positions() -> u32 {
			MAX_TERM_POSITIONS
		}
	}

	/// Why funds are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For the record of a community.
		#[codec(index = 0)]
		CommunityDeposit,
		/// For the record of a pool.
		#[codec(index = 1)]
		PoolDeposit,
		/// For the record of a position.
		#[codec(index = 2)]
		PositionDeposit,
		/// Staked in a pool.
		#[codec(index = 3)]
		Staked,
	}

	/// Whether the entrances are open.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Mode<T: Config> = StorageValue<_, OperatingMode, ValueQuery>;

	/// The id of the next community.
	#[pallet::storage]
	pub type NextCommunityId<T: Config> = StorageValue<_, CommunityId, ValueQuery>;

	/// The id of the next pool of any community.
	#[pallet::storage]
	pub type NextPoolId<T: Config> = StorageValue<_, PoolId, ValueQuery>;

	/// The communities.
	#[pallet::storage]
	pub type Communities<T: Config> =
		StorageMap<_, Twox64Concat, CommunityId, Community<T::AccountId>>;

	/// What the communities say of themselves.
	#[pallet::storage]
	pub type Profiles<T: Config> = StorageMap<_, Twox64Concat, CommunityId, Profile>;

	/// What the communities emit when. Apart from [`Communities`], as stakers' calls need it alone.
	#[pallet::storage]
	pub type Emissions<T: Config> = StorageMap<_, Twox64Concat, CommunityId, Emission, ValueQuery>;

	/// The budgets that are announced; their records are part of the community's deposit.
	#[pallet::storage]
	pub type AnnouncedBudgets<T: Config> =
		StorageMap<_, Twox64Concat, CommunityId, AnnouncedBudget>;

	/// Who has paid what for the record of a community.
	#[pallet::storage]
	pub type CommunityDeposits<T: Config> =
		StorageMap<_, Twox64Concat, CommunityId, (T::AccountId, T::CommunityDeposit)>;

	/// The pools of all communities.
	#[pallet::storage]
	pub type Pools<T: Config> = StorageMap<_, Twox64Concat, PoolId, PoolOf<T>>;

	/// The closed pools of a community; the open ones are in its record.
	#[pallet::storage]
	pub type ClosedPools<T: Config> =
		StorageDoubleMap<_, Twox64Concat, CommunityId, Twox64Concat, PoolId, ()>;

	/// Who has paid what for the record of a pool. Kept as long as the record, closed or not.
	#[pallet::storage]
	pub type PoolDeposits<T: Config> =
		StorageMap<_, Twox64Concat, PoolId, (T::AccountId, T::PoolDeposit)>;

	/// What the accounts have in the pools.
	#[pallet::storage]
	pub type Positions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PoolId, Blake2_128Concat, T::AccountId, PositionOf<T>>;

	/// What the accounts have in pools with terms.
	#[pallet::storage]
	pub type TermPositions<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PoolId,
		Blake2_128Concat,
		T::AccountId,
		TermPositionsOf<T>,
		ValueQuery,
	>;

	/// The vouchers that were claimed and may not have expired.
	#[pallet::storage]
	pub type UsedVouchers<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PoolId,
		Twox64Concat,
		u64,
		UsedVoucher<T::AccountId, T::PositionDeposit>,
	>;

	/// Who lets others claim for them, with what was held for saying so.
	#[pallet::storage]
	pub type ClaimPermissions<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, T::PositionDeposit>;

	/// The chain-wide stream of staking yield.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type StakingYield<T: Config> = StorageValue<_, YieldBook, ValueQuery>;

	/// Creates community 0, `Personal`: no token, no owner, and one pool (number 0) of the liquid
	/// staking token that leaves the whole yield to its stakers.
	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		#[allow(missing_docs)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::create_personal();
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// What nearly every call reads or writes is paid here, once for all calls of the block, and
		/// not by each of them: the mode, the stream of staking yield, and the record of the liquid
		/// staking token.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::DbWeight::get().reads_writes(3, 2)
		}

		fn integrity_test() {
			assert!(
				T::MinNotice::get() <= T::MaxNotice::get(),
				"no notice period is possible"
			);
			assert!(
				<T::NativeCurrency as fungible::Inspect<T::AccountId>>::minimum_balance() > 0,
				"accounts would never be reaped"
			);
			assert!(
				T::MaxVoucherLife::get() > 0,
				"a voucher would have to be claimed in the block it expires"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Creates a community with its token and its pools. The caller becomes the owner, pays
		/// deposits for the records, which stay for good, and receives the premint. The deposit for
		/// the community comes back when another owner pays it.
		///
		/// `fund_share` and the weights of `pools` are ppb and sum to exactly 10^9. `notice` is in
		/// blocks. The view `preview_create` takes the same arguments and shows the result.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create(pools.len().min(MAX_POOLS as usize) as u32))]
		pub fn create(
			origin: OriginFor<T>,
			profile: ProfileInput,
			token: TokenInput,
			schedule: ScheduleInput,
			fund_share: u32,
			pools: Vec<PoolInputOf<T>>,
			notice: BlockNumber,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_create(who, profile, token, schedule, fund_share, pools, notice)
		}

		/// Replaces the profile. For the owner, who pays or gets back the difference in size.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::update_profile())]
		pub fn update_profile(
			origin: OriginFor<T>,
			community: CommunityId,
			profile: ProfileInput,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update_profile(who, community, profile)
		}

		/// Stakes `amount` planck of the pool's asset by a hold on the caller's account. It earns
		/// from the next block on. Adding to a stake weighs less than the first one.
		#[pallet::call_index(2)]
		#[pallet::weight(with_asset_record::<T>(with_give_back::<T::WeightInfo>(T::WeightInfo::stake())))]
		pub fn stake(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
			amount: Balance,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_stake(who, community, pool, amount)
		}

		/// Returns `amount` planck of principal. Rewards stay pending, for `claim`. A part of a
		/// stake weighs less than the last of it.
		#[pallet::call_index(3)]
		#[pallet::weight(with_asset_record::<T>(with_give_back::<T::WeightInfo>(T::WeightInfo::unstake())))]
		pub fn unstake(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
			amount: Balance,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_unstake(who, community, pool, amount)
		}

		/// Pays the caller's rewards from the pools named: community tokens are minted, staking
		/// yield is paid in the native asset.
		///
		/// What can't be paid (a receiver below the existential deposit) stays pending and keeps
		/// nothing else back; if nothing at all can be paid, that is the error.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::claim(pools.len().min(MAX_CLAIM_POOLS as usize) as u32))]
		pub fn claim(
			origin: OriginFor<T>,
			community: CommunityId,
			pools: Vec<PoolId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(who, community, pools)
		}

		/// Returns all principal and gives up the pending rewards. Works even where the arithmetic
		/// of the rewards fails.
		#[pallet::call_index(5)]
		#[pallet::weight(with_asset_record::<T>(T::WeightInfo::emergency_unstake()))]
		pub fn emergency_unstake(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_emergency_unstake(who, community, pool)
		}

		/// Pays to the fund's account what the fund has earned: its share of the emission, and its
		/// part of the staking yield of the pools named (none is fine). For anybody.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::collect_fund(pools.len().min(MAX_POOLS as usize) as u32))]
		pub fn collect_fund(
			origin: OriginFor<T>,
			community: CommunityId,
			pools: Vec<PoolId>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect_fund(community, pools)
		}

		/// Pays `amount` planck from the fund's account. For the owner.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::spend())]
		pub fn spend(
			origin: OriginFor<T>,
			community: CommunityId,
			asset: FundAsset,
			amount: Balance,
			beneficiary: <T::Lookup as StaticLookup>::Source,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let beneficiary = T::Lookup::lookup(beneficiary)?;
			Self::do_spend(who, community, asset, amount, beneficiary)
		}

		/// Closes a pool for good: it takes no more stakes, and its part of the emission goes to
		/// nobody. What is staked and earned stays available, and stakes of the liquid staking
		/// token go on earning staking yield. For the owner.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::close_pool())]
		pub fn close_pool(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_pool(who, community, pool)
		}

		/// Closes or opens the entrances: `create`, `add_pool`, `stake`, `stake_term` and rising
		/// delegations. For the admin.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::set_operating_mode())]
		pub fn set_operating_mode(origin: OriginFor<T>, mode: OperatingMode) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let old = Mode::<T>::get();
			Mode::<T>::put(mode);
			Self::deposit_event(Event::OperatingModeSet { old, new: mode });
			Ok(())
		}

		/// Offers the ownership to an account, which becomes the owner when it accepts; `None`
		/// withdraws the offer. For the owner.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::offer_ownership())]
		pub fn offer_ownership(
			origin: OriginFor<T>,
			community: CommunityId,
			to: Option<<T::Lookup as StaticLookup>::Source>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let to = to.map(T::Lookup::lookup).transpose()?;
			Self::do_offer_ownership(who, community, to)
		}

		/// Takes over the ownership, and the deposit for the community's record. For whom it is
		/// offered to.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::accept_ownership())]
		pub fn accept_ownership(origin: OriginFor<T>, community: CommunityId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_ownership(who, community)
		}

		/// Gives the ownership up for good: nobody can ever change the community again, nor spend
		/// its fund. What is announced already can still be applied. For the owner.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::renounce_ownership())]
		pub fn renounce_ownership(origin: OriginFor<T>, community: CommunityId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renounce_ownership(who, community)
		}

		/// As `claim`, for another account that allows it; everything is paid to that account.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::claim_for(pools.len().min(MAX_CLAIM_POOLS as usize) as u32))]
		pub fn claim_for(
			origin: OriginFor<T>,
			account: <T::Lookup as StaticLookup>::Source,
			community: CommunityId,
			pools: Vec<PoolId>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			let account = T::Lookup::lookup(account)?;
			Self::do_claim_for(account, community, pools)
		}

		/// Lets others claim for the caller, for a refundable deposit, or forbids it.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::set_claim_permission())]
		pub fn set_claim_permission(origin: OriginFor<T>, allowed: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_claim_permission(who, allowed)
		}

		/// Opens a pool. It has no weight until one is announced for it and applied. For the owner,
		/// who pays a deposit for the record. The record stays for good, and so does the deposit.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::add_pool())]
		pub fn add_pool(
			origin: OriginFor<T>,
			community: CommunityId,
			kind: KindInputOf<T>,
			yield_split: YieldSplit,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_pool(who, community, kind, yield_split)
		}

		/// Announces a budget: the fund's share, and weight and yield split of every open pool,
		/// each named once. Fund share and weights are ppb and sum to exactly 10^9. It can be
		/// applied when the notice is over; another announcement before that replaces it. For the
		/// owner.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::announce_weights(pools.len().min(MAX_POOLS as usize) as u32))]
		pub fn announce_weights(
			origin: OriginFor<T>,
			community: CommunityId,
			fund_share: u32,
			pools: Vec<PoolBudget>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_announce_weights(who, community, fund_share, pools)
		}

		/// Announces the schedule from block `from` on, which must be after the notice; until then
		/// the present one goes on. It takes over in that block by itself. Another announcement
		/// replaces it, but not within the notice before that block. For the owner.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::announce_schedule())]
		pub fn announce_schedule(
			origin: OriginFor<T>,
			community: CommunityId,
			schedule: ScheduleInput,
			from: BlockNumber,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_announce_schedule(who, community, schedule, from)
		}

		/// Settles and applies what is announced and has waited for its notice. For anybody.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::apply_announced(MAX_POOLS))]
		pub fn apply_announced(origin: OriginFor<T>, community: CommunityId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_apply_announced(community)
		}

		/// Puts `amount` planck of the community's existing token into its escrow, for good. What
		/// was not emitted while the escrow was empty is not made up for. For anybody.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::top_up())]
		pub fn top_up(
			origin: OriginFor<T>,
			community: CommunityId,
			amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_top_up(who, community, amount)
		}

		/// Sells `amount` planck of the fund's native asset for the community's token, for at least
		/// `min_received` planck; `burn` destroys what was bought, else it stays in the fund. Only
		/// a token that came with the community can be burned. For the owner.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::buy_back())]
		pub fn buy_back(
			origin: OriginFor<T>,
			community: CommunityId,
			amount: Balance,
			min_received: Balance,
			burn: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy_back(who, community, amount, min_received, burn)
		}

		/// Stakes `amount` planck in a pool with terms, for the `term`th of them (counted from 0).
		/// It is a position of its own, whose rewards can be claimed when its term is over.
		#[pallet::call_index(21)]
		#[pallet::weight(with_asset_record::<T>(T::WeightInfo::stake_term()))]
		pub fn stake_term(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
			amount: Balance,
			term: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stake_term(who, community, pool, amount, term)
		}

		/// Returns `amount` planck of the principal of a position, at any time. When its term is
		/// over, its rewards stay pending, for `claim`; before, the same part of them as of the
		/// stake falls away, and goes to those who stay over the blocks of the pool's longest term.
		#[pallet::call_index(22)]
		#[pallet::weight(with_asset_record::<T>(T::WeightInfo::unstake_term()))]
		pub fn unstake_term(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
			position: u64,
			amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unstake_term(who, community, pool, position, amount)
		}

		/// Pays the caller what a voucher says, out of the pool's budget. `signer` is one of the
		/// pool's, and `signature` its signature of the voucher's message. Each id of a pool can be
		/// claimed once. A refundable deposit is held until the voucher has expired and its record
		/// is removed; from then on another voucher of the same id counts that expires later, so an
		/// id must never be signed with two expiries.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::claim_voucher())]
		pub fn claim_voucher(
			origin: OriginFor<T>,
			voucher: Voucher<T::AccountId>,
			signer: T::AccountId,
			signature: T::VoucherSignature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_voucher(who, voucher, signer, signature)
		}

		/// Removes the records of claimed vouchers that have expired, and gives their deposits back.
		/// For anybody.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::remove_vouchers(
			ids.len().min(MAX_REMOVED_VOUCHERS as usize) as u32
		))]
		pub fn remove_vouchers(
			origin: OriginFor<T>,
			community: CommunityId,
			pool: PoolId,
			ids: Vec<u64>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_remove_vouchers(community, pool, ids)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The community as of this block.
		pub fn community(community: CommunityId) -> Option<CommunityView<T::AccountId>> {
			Self::view_community(community)
		}

		/// The pool as of this block.
		pub fn pool(pool: PoolId) -> Option<PoolView<T::StakeAssetId, T::AccountId>> {
			Self::view_pool(pool)
		}

		/// What the account has in the pool as of this block.
		pub fn position(pool: PoolId, account: T::AccountId) -> Option<PositionView> {
			Self::view_position(pool, account)
		}

		/// What `claim` would pay the account from the pool in this block.
		pub fn pending(pool: PoolId, account: T::AccountId) -> Payout {
			Self::view_position(pool, account).map_or_else(Payout::default, |view| view.pending)
		}

		/// What `create` would do in this block, or the error it would fail with. What the caller
		/// has is not looked at: neither the deposits, nor the minimum balance that the escrow of
		/// an existing token takes.
		pub fn preview_create(
			profile: ProfileInput,
			token: TokenInput,
			schedule: ScheduleInput,
			fund_share: u32,
			pools: Vec<PoolInputOf<T>>,
			notice: BlockNumber,
		) -> Result<Preview, DispatchError> {
			Self::check_new(profile, token, schedule, fund_share, pools, notice)
				.map(|checked| checked.preview)
				.map_err(Into::into)
		}

		/// The message that a signer of the voucher's pool signs.
		pub fn message_of(voucher: Voucher<T::AccountId>) -> Vec<u8> {
			Self::voucher_message(&voucher)
		}

		/// How much of the asset the account can stake, in planck.
		///
		/// The asset's minimum balance stays free: an account of `pallet-assets` lives by its free
		/// balance, so a hold on the last planck would have the account reaped under the stake.
		pub fn stakeable(account: T::AccountId, asset: T::StakeAssetId) -> Balance {
			<T::StakeableAssets as fungibles::Inspect<T::AccountId>>::reducible_balance(
				asset,
				&account,
				Preservation::Protect,
				Fortitude::Force,
			)
		}
	}
}
