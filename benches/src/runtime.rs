//! A runtime with our pallets beside those they are compared with. Its configuration is the
//! chain's (`runtime/src/configs`) as far as a measured call depends on it; sessions end by
//! themselves, as there are no blocks to be authored.
//!
//! Either side has the ledger of assets as it would have it alone: communities one with holds, asset
//! rewards one with freezes, so that neither pays for a lookup that only the other needs.

use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen, VoteWeight,
};
use frame_support::{
	derive_impl,
	dispatch::{DispatchErrorWithPostInfo, PostDispatchInfo},
	parameter_types,
	traits::{
		fungible::HoldConsideration, fungibles, tokens::imbalance::ResolveTo,
		AsEnsureOriginWithArg, ConstBool, ConstU128, ConstU32, ConstU8, Everything, Get,
		LinearStoragePrice, NeverEnsureOrigin, Nothing, OneSessionHandler,
	},
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		Weight,
	},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use nutbox_primitives::{
	era_rewards::EraRewards,
	exchange::{Exchange, TradedAsset},
	StakeableAsset, FIRST_COMMUNITY_TOKEN, LIQUID_STAKING_ASSET, NUT,
};
pub use nutbox_primitives::{AccountId, AssetId, Balance, BlockNumber, MILLINUT};
use sp_core::U256;
use sp_runtime::{
	testing::UintAuthorityId,
	traits::{AccountIdConversion, Convert},
	DispatchError, Either, FixedU128, Perbill,
};
use sp_staking::EraIndex;

type Block = frame_system::mocking::MockBlockU32<Runtime>;

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		Timing: pallet_timing,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		PoolAssets: pallet_assets::<Instance1>,
		PoolAssetsHolder: pallet_assets_holder::<Instance1>,
		FreezableAssets: pallet_assets::<Instance2>,
		AssetsFreezer: pallet_assets_freezer::<Instance2>,
		Staking: pallet_staking,
		Historical: pallet_session::historical,
		Session: pallet_session,
		VoterList: pallet_bags_list::<Instance1>,
		LiquidStaking: pallet_liquid_staking,
		Communities: pallet_communities,
		NominationPools: pallet_nomination_pools,
		AssetRewards: pallet_asset_rewards,
	}
);

/// The lengths of the chain `local`.
pub const LENGTHS: pallet_timing::Timing = pallet_timing::Timing {
	slot_millis: 6_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};
const EPOCH: BlockNumber = 10;
/// A block may use a second of computation.
const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, 5 * 1024 * 1024);

/// The refundable deposit for `items` storage items of `bytes` bytes together, planck.
const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * 100 * MILLINUT + bytes as Balance * MILLINUT
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountId = AccountId;
	type DbWeight = ParityDbWeight;
	type AccountData = pallet_balances::AccountData<Balance>;
	type MaxConsumers = ConstU32<128>;
}

impl pallet_timing::Config for Runtime {}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = pallet_timing::MinimumPeriod<Runtime>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = MILLINUT;
	pub TreasuryAccount: AccountId = PalletId(*b"nb/treas").into_account_truncating();
}

impl pallet_balances::Config for Runtime {
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type Balance = Balance;
	type RuntimeEvent = RuntimeEvent;
	type DustRemoval = ResolveTo<TreasuryAccount, Balances>;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = ConstU32<50>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type DoneSlashHandler = ();
}

// Assets.

/// tNUT and the community tokens.
impl pallet_assets::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = AssetId;
	type AssetIdParameter = AssetId;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<{ deposit(1, 190) }>;
	type AssetAccountDeposit = ConstU128<{ deposit(1, 16) }>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type ApprovalDeposit = ConstU128<{ deposit(1, 64) }>;
	type StringLimit = ConstU32<64>;
	type Holder = AssetsHolder;
	type Freezer = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
}

impl pallet_assets_holder::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
}

/// The tokens of liquidity providers.
impl pallet_assets::Config<pallet_assets::Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = u32;
	type AssetIdParameter = u32;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<0>;
	type AssetAccountDeposit = ConstU128<{ deposit(1, 16) }>;
	type MetadataDepositBase = ConstU128<{ deposit(1, 68) }>;
	type MetadataDepositPerByte = ConstU128<{ deposit(0, 1) }>;
	type ApprovalDeposit = ConstU128<{ deposit(1, 64) }>;
	type StringLimit = ConstU32<64>;
	type Holder = PoolAssetsHolder;
	type Freezer = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
}

impl pallet_assets_holder::Config<pallet_assets_holder::Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
}

/// What is staked for asset rewards, and paid as such.
impl pallet_assets::Config<pallet_assets::Instance2> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = AssetId;
	type AssetIdParameter = AssetId;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<{ deposit(1, 190) }>;
	type AssetAccountDeposit = ConstU128<{ deposit(1, 16) }>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type ApprovalDeposit = ConstU128<{ deposit(1, 64) }>;
	type StringLimit = ConstU32<64>;
	type Holder = ();
	type Freezer = AssetsFreezer;
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
}

impl pallet_assets_freezer::Config<pallet_assets_freezer::Instance2> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeFreezeReason = RuntimeFreezeReason;
}

// Proof of stake.

/// Does nothing with the keys of a session.
pub struct NoAuthoring;
impl OneSessionHandler<AccountId> for NoAuthoring {
	type Key = UintAuthorityId;

	fn on_genesis_session<'a, I>(_: I)
	where
		I: Iterator<Item = (&'a AccountId, Self::Key)> + 'a,
		AccountId: 'a,
	{
	}
	fn on_new_session<'a, I>(_: bool, _: I, _: I)
	where
		I: Iterator<Item = (&'a AccountId, Self::Key)> + 'a,
		AccountId: 'a,
	{
	}
	fn on_disabled(_: u32) {}
}
impl sp_runtime::BoundToRuntimeAppPublic for NoAuthoring {
	type Public = UintAuthorityId;
}
sp_runtime::impl_opaque_keys! {
	pub struct SessionKeys {
		pub other: NoAuthoring,
	}
}

parameter_types! {
	pub const Period: BlockNumber = EPOCH;
	pub const Offset: BlockNumber = 0;
}
impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type ShouldEndSession = pallet_session::PeriodicSessions<Period, Offset>;
	type NextSessionRotation = pallet_session::PeriodicSessions<Period, Offset>;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, Staking>;
	type SessionHandler = (NoAuthoring,);
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ConstU128<{ deposit(3, 160) }>;
}
impl pallet_session::historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Self>;
}

const MAX_VALIDATORS: u32 = 100;
const MAX_BACKERS_PER_VALIDATOR: u32 = 512;

parameter_types! {
	pub ElectionsBounds: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(1_000.into())
		.targets_count((2 * MAX_VALIDATORS).into())
		.build();
}

pub struct OnChainElection;
impl onchain::Config for OnChainElection {
	type Sort = ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	type DataProvider = Staking;
	type WeightInfo = frame_election_provider_support::weights::SubstrateWeight<Runtime>;
	type MaxWinnersPerPage = ConstU32<MAX_VALIDATORS>;
	type MaxBackersPerWinner = ConstU32<MAX_BACKERS_PER_VALIDATOR>;
	type Bounds = ElectionsBounds;
}

/// An era pays a thousand NUT; what it is does not matter here.
pub struct FixedPayout;
impl sp_staking::EraPayout<Balance> for FixedPayout {
	fn era_payout(_: Balance, _: Balance, _: u64) -> (Balance, Balance) {
		(1_000 * NUT, 0)
	}
}

impl pallet_staking::Config for Runtime {
	type OldCurrency = Balances;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	type CurrencyToVote = sp_staking::currency_to_vote::U128CurrencyToVote;
	type ElectionProvider = onchain::OnChainExecution<OnChainElection>;
	type GenesisElectionProvider = Self::ElectionProvider;
	type NominationsQuota = pallet_staking::FixedNominationsQuota<16>;
	type HistoryDepth = ConstU32<84>;
	type RewardRemainder = ResolveTo<TreasuryAccount, Balances>;
	type RuntimeEvent = RuntimeEvent;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type Reward = ();
	type SessionsPerEra = pallet_timing::SessionsPerEra<Runtime>;
	type BondingDuration = pallet_timing::BondingDuration<Runtime>;
	type SlashDeferDuration = ConstU32<0>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type SessionInterface = Self;
	type EraPayout = FixedPayout;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<64>;
	type MaxValidatorSet = ConstU32<MAX_VALIDATORS>;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<1>;
	type EventListeners = (LiquidStaking, NominationPools);
	type Filter = Nothing;
	type BenchmarkingConfig = pallet_staking::TestBenchmarkingConfig;
	type WeightInfo = pallet_staking::weights::SubstrateWeight<Runtime>;
}

/// As on the chain: each bag twice the one below, from 1 NUT to 2^23 NUT.
const BAG_THRESHOLDS: [VoteWeight; 24] = {
	let mut thresholds = [0; 24];
	let mut i = 0;
	while i < thresholds.len() {
		thresholds[i] = (NUT as VoteWeight) << i;
		i += 1;
	}
	thresholds
};

parameter_types! {
	pub const BagThresholds: &'static [VoteWeight] = &BAG_THRESHOLDS;
}

impl pallet_bags_list::Config<pallet_bags_list::Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ScoreProvider = Staking;
	type WeightInfo = pallet_bags_list::weights::SubstrateWeight<Runtime>;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<5>;
	type Score = VoteWeight;
}

// Ours.

/// The staking pallet as liquid staking sees it; as the chain's adapter of this name.
pub struct StakingEraRewards;
impl EraRewards<AccountId> for StakingEraRewards {
	fn active_era() -> Option<EraIndex> {
		pallet_staking::ActiveEra::<Runtime>::get().map(|era| era.index)
	}
	fn last_slash(who: &AccountId) -> Option<EraIndex> {
		pallet_staking::SlashingSpans::<Runtime>::get(who).map(|spans| spans.last_nonzero_slash())
	}
	fn takes_nominations(who: &AccountId) -> bool {
		pallet_staking::Validators::<Runtime>::contains_key(who)
			&& !pallet_staking::Validators::<Runtime>::get(who).blocked
	}
	fn is_elected(who: &AccountId) -> bool {
		Self::active_era().is_some_and(|era| {
			pallet_staking::ErasStakersOverview::<Runtime>::contains_key(era, who)
		})
	}
	fn commission(who: &AccountId) -> Option<Perbill> {
		pallet_staking::Validators::<Runtime>::contains_key(who)
			.then(|| pallet_staking::Validators::<Runtime>::get(who).commission)
	}
	fn payout(
		validator: &AccountId,
		era: EraIndex,
		nominator: &AccountId,
	) -> Result<(bool, Weight), DispatchError> {
		let Some(overview) = pallet_staking::ErasStakersOverview::<Runtime>::get(era, validator)
		else {
			return Ok((false, Weight::zero()));
		};
		for page in 0..overview.page_count {
			let exposure =
				pallet_staking::EraInfo::<Runtime>::get_paged_exposure(era, validator, page);
			let backs = exposure.is_some_and(|exposure| {
				exposure
					.others()
					.iter()
					.any(|other| &other.who == nominator)
			});
			if !backs {
				continue;
			}
			if pallet_staking::ClaimedRewards::<Runtime>::get(era, validator).contains(&page) {
				return Ok((false, Weight::zero()));
			}
			return match Staking::payout_stakers_by_page(
				RuntimeOrigin::signed(nominator.clone()),
				validator.clone(),
				era,
				page,
			) {
				Ok(PostDispatchInfo { actual_weight, .. }) => {
					Ok((true, actual_weight.unwrap_or_else(Self::payout_weight)))
				}
				Err(DispatchErrorWithPostInfo { error, .. }) => Err(error),
			};
		}
		Ok((false, Weight::zero()))
	}
	fn payout_weight() -> Weight {
		use pallet_staking::WeightInfo;
		<Runtime as pallet_staking::Config>::WeightInfo::payout_stakers_alive_staked(64)
	}
}

parameter_types! {
	pub const LiquidStakingPalletId: PalletId = PalletId(*b"nb/liqst");
	pub const MaxCommission: Perbill = Perbill::from_percent(15);
	pub const TwoPercent: Perbill = Perbill::from_percent(2);
	pub const TenPercent: Perbill = Perbill::from_percent(10);
	pub const NoFee: Perbill = Perbill::zero();
	pub EraWorkWeight: Weight = Perbill::from_percent(20) * MAXIMUM_BLOCK_WEIGHT;
}

pub struct ReleaseBlocks;
impl Get<u64> for ReleaseBlocks {
	fn get() -> u64 {
		Timing::lengths().era_blocks()
	}
}

impl pallet_liquid_staking::Config for Runtime {
	type NativeCurrency = Balances;
	type Assets = Assets;
	type StakingInterface = Staking;
	type EraRewards = StakingEraRewards;
	type Exchange = NoMarket;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type Treasury = TreasuryAccount;
	type WeightInfo = ();
	type PalletId = LiquidStakingPalletId;
	type MinRedeem = ConstU128<{ NUT / 10 }>;
	type MaxOpenRequests = ConstU32<MAX_OPEN_REQUESTS>;
	type MaxValidators = ConstU32<64>;
	type MaxNominations = ConstU32<16>;
	type MaxReserve = ConstU32<16>;
	type MaxCommission = MaxCommission;
	type MaxStashes = ConstU32<4>;
	type MaxSlashingSpans = ConstU32<32>;
	type BufferTarget = TwoPercent;
	type InsuranceTarget = TwoPercent;
	type InsuranceShare = TenPercent;
	type ProtocolFee = NoFee;
	type ReleaseBlocks = ReleaseBlocks;
	type EraWorkWeight = EraWorkWeight;
	type MaxHolesPerStep = ConstU32<64>;
}

/// None of the compared calls trades.
pub struct NoMarket;
impl Exchange<AccountId> for NoMarket {
	type Asset = TradedAsset;

	fn quote(_: TradedAsset, _: TradedAsset, _: Balance) -> Option<Balance> {
		None
	}
	fn sell(
		_: &AccountId,
		_: TradedAsset,
		_: TradedAsset,
		_: Balance,
		_: Balance,
	) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}
}

/// The most open redemptions of an account.
pub const MAX_OPEN_REQUESTS: u32 = 32;

pub struct StakeableAssetKind;
impl Convert<StakeableAsset, Either<AssetId, u32>> for StakeableAssetKind {
	fn convert(asset: StakeableAsset) -> Either<AssetId, u32> {
		match asset {
			StakeableAsset::Local(id) => Either::Left(id),
			StakeableAsset::Liquidity(id) => Either::Right(id),
		}
	}
}

pub type StakeableAssets = fungibles::UnionOf<
	AssetsHolder,
	PoolAssetsHolder,
	StakeableAssetKind,
	StakeableAsset,
	AccountId,
>;

parameter_types! {
	pub const CommunitiesPalletId: PalletId = PalletId(*b"nb/commu");
	pub const LiquidStakingToken: StakeableAsset = StakeableAsset::Local(LIQUID_STAKING_ASSET);
	pub const CommunityDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::CommunityDeposit);
	pub const PoolDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::PoolDeposit);
	pub const PositionDepositReason: RuntimeHoldReason =
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::PositionDeposit);
	pub MinNotice: BlockNumber = 4 * pallet_timing::EraBlocks::<Runtime>::get();
	pub MaxNotice: BlockNumber = 400 * pallet_timing::EraBlocks::<Runtime>::get();
}

type StorageDeposit<Reason> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<ConstU128<{ deposit(1, 0) }>, ConstU128<{ deposit(0, 1) }>, Balance>,
>;

impl pallet_communities::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type NativeCurrency = Balances;
	type Assets = Assets;
	type TrustedTokens = Everything;
	type StakeAssetId = StakeableAsset;
	type StakeableAssets = StakeableAssets;
	type TrustedStakes = Everything;
	type YieldStream = LiquidStaking;
	type Exchange = NoMarket;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type CommunityDeposit = StorageDeposit<CommunityDepositReason>;
	type PoolDeposit = StorageDeposit<PoolDepositReason>;
	type PositionDeposit = StorageDeposit<PositionDepositReason>;
	type WeightInfo = ();
	type LiquidStakingAsset = LiquidStakingToken;
	type FirstTokenId = ConstU32<FIRST_COMMUNITY_TOKEN>;
	type MinNotice = MinNotice;
	type MaxNotice = MaxNotice;
	type MaxVoucherLife = MaxNotice;
	type DelegationSources = Nothing;
	type VoucherSignature = sp_runtime::MultiSignature;
	type VoucherSigner = sp_runtime::MultiSigner;
	type PalletId = CommunitiesPalletId;
}

// What they are compared with.

parameter_types! {
	pub const NominationPoolsPalletId: PalletId = PalletId(*b"py/nopls");
	pub const AssetRewardsPalletId: PalletId = PalletId(*b"py/astrd");
	pub const RewardPoolCreation: RuntimeHoldReason =
		RuntimeHoldReason::AssetRewards(pallet_asset_rewards::HoldReason::PoolCreation);
}

pub struct BalanceToU256;
impl Convert<Balance, U256> for BalanceToU256 {
	fn convert(amount: Balance) -> U256 {
		amount.into()
	}
}
pub struct U256ToBalance;
impl Convert<U256, Balance> for U256ToBalance {
	fn convert(amount: U256) -> Balance {
		amount.as_u128()
	}
}

// The cheaper of its two strategies: delegated staking would add a pallet and its records to every
// call.
#[allow(deprecated)]
type PoolStaking = pallet_nomination_pools::adapter::TransferStake<Runtime, Staking>;

impl pallet_nomination_pools::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_nomination_pools::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RewardCounter = FixedU128;
	type PalletId = NominationPoolsPalletId;
	type MaxPointsToBalance = ConstU8<10>;
	type MaxUnbonding = ConstU32<8>;
	type BalanceToU256 = BalanceToU256;
	type U256ToBalance = U256ToBalance;
	type StakeAdapter = PoolStaking;
	type MaxUnbondingPools = ConstU32<32>;
	type MaxMetadataLen = ConstU32<256>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type BlockNumberProvider = System;
	type Filter = Nothing;
}

impl pallet_asset_rewards::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = AssetRewardsPalletId;
	type AssetId = AssetId;
	type Balance = Balance;
	type CreatePoolOrigin = EnsureSigned<AccountId>;
	type Assets = FreezableAssets;
	type AssetsFreezer = AssetsFreezer;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		RewardPoolCreation,
		LinearStoragePrice<ConstU128<{ deposit(1, 0) }>, ConstU128<{ deposit(0, 1) }>, Balance>,
	>;
	type WeightInfo = ();
	type BlockNumberProvider = System;
}
