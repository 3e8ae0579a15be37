//! Liquid staking and the communities.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, fungibles, ConstU128, ConstU32, Equals, Get,
		LinearStoragePrice,
	},
	PalletId,
};
use frame_system::EnsureRoot;
use nutbox_primitives::{delegation, StakeableAsset, FIRST_COMMUNITY_TOKEN, LIQUID_STAKING_ASSET};
use sp_runtime::{
	traits::{Convert, Verify},
	Either,
};

parameter_types! {
	pub const LiquidStakingPalletId: PalletId = PalletId(*b"nb/liqst");
	/// The largest share of its reward that a validator may keep and still be nominated.
	pub const MaxCommission: Perbill = Perbill::from_percent(15);
	/// The part of the supply that stays unbonded for instant exits.
	pub const BufferTarget: Perbill = Perbill::from_percent(2);
	/// The insurance grows up to this part of the supply,
	pub const InsuranceTarget: Perbill = Perbill::from_percent(2);
	/// by at most this part of each collection of yield.
	pub const InsuranceShare: Perbill = Perbill::from_percent(10);
	pub const ProtocolFee: Perbill = Perbill::zero();
	/// What the era's work may take of a block: it stays inside what is kept free of transactions.
	pub EraWorkWeight: Weight = Perbill::from_percent(20) * MAXIMUM_BLOCK_WEIGHT;
}

/// The blocks over which a collection of yield is released: one era.
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
	type EraRewards = adapters::era_rewards::StakingEraRewards;
	type Exchange = adapters::exchange::AssetConversionExchange;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type Treasury = configs::governance::TreasuryAccount;
	type WeightInfo = weights::pallet_liquid_staking::WeightInfo<Runtime>;
	type PalletId = LiquidStakingPalletId;
	type MinRedeem = ConstU128<{ NUT / 10 }>;
	type MaxOpenRequests = ConstU32<32>;
	type MaxValidators = ConstU32<64>;
	type MaxNominations = ConstU32<{ configs::staking::MAX_NOMINATIONS }>;
	type MaxReserve = ConstU32<16>;
	type MaxCommission = MaxCommission;
	type MaxStashes = ConstU32<4>;
	type MaxSlashingSpans = ConstU32<32>;
	type BufferTarget = BufferTarget;
	type InsuranceTarget = InsuranceTarget;
	type InsuranceShare = InsuranceShare;
	type ProtocolFee = ProtocolFee;
	type ReleaseBlocks = ReleaseBlocks;
	type EraWorkWeight = EraWorkWeight;
	type MaxHolesPerStep = ConstU32<64>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::ValidatorMaker;
}

/// Tells the two kinds of stakeable assets apart.
pub struct StakeableAssetKind;
impl Convert<StakeableAsset, Either<AssetId, u32>> for StakeableAssetKind {
	fn convert(asset: StakeableAsset) -> Either<AssetId, u32> {
		match asset {
			StakeableAsset::Local(id) => Either::Left(id),
			StakeableAsset::Liquidity(id) => Either::Right(id),
		}
	}
}

/// Local assets and liquidity tokens under one set of ids, with holds on both.
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
	/// Four eras at least: a day in production.
	pub MinNotice: BlockNumber = 4 * pallet_timing::EraBlocks::<Runtime>::get();
	/// Four hundred eras at most: a hundred days in production.
	pub MaxNotice: BlockNumber = 400 * pallet_timing::EraBlocks::<Runtime>::get();
}

/// The deposit for a footprint of storage. It comes back with the record's removal; those of
/// communities and pools are never removed.
pub type StorageDeposit<Reason> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<ConstU128<{ deposit(1, 0) }>, ConstU128<{ deposit(0, 1) }>, Balance>,
>;

impl pallet_communities::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type NativeCurrency = Balances;
	type Assets = Assets;
	type TrustedTokens = adapters::trust::PalletOwned;
	type StakeAssetId = StakeableAsset;
	type StakeableAssets = StakeableAssets;
	type TrustedStakes = adapters::trust::PalletOwned;
	type YieldStream = LiquidStaking;
	type Exchange = adapters::exchange::AssetConversionExchange;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type CommunityDeposit = StorageDeposit<CommunityDepositReason>;
	type PoolDeposit = StorageDeposit<PoolDepositReason>;
	type PositionDeposit = StorageDeposit<PositionDepositReason>;
	type DelegationSources = Equals<ConstU32<{ delegation::STEEM }>>;
	type VoucherSignature = Signature;
	type VoucherSigner = <Signature as Verify>::Signer;
	type WeightInfo = weights::pallet_communities::WeightInfo<Runtime>;
	type LiquidStakingAsset = LiquidStakingToken;
	type FirstTokenId = ConstU32<FIRST_COMMUNITY_TOKEN>;
	type MinNotice = MinNotice;
	type MaxNotice = MaxNotice;
	type MaxVoucherLife = MaxNotice;
	type PalletId = CommunitiesPalletId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = adapters::benchmarks::StakeableMaker;
}
