//! Proof of stake: elections, rewards, slashes.

use crate::*;
use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen, VoteWeight,
};
use frame_support::{
	parameter_types,
	traits::{tokens::imbalance::ResolveTo, ConstBool, ConstU32, Nothing},
};
use frame_system::EnsureRoot;

/// Validators that an era can elect at most.
pub const MAX_VALIDATORS: u32 = 100;
/// Nominators and self-votes that one election looks at, the largest by the bags list.
pub const MAX_ELECTION_VOTERS: u32 = 1_000;
/// Candidates that one election looks at.
pub const MAX_ELECTION_TARGETS: u32 = 2 * MAX_VALIDATORS;
/// Validators that one nominator can name.
pub const MAX_NOMINATIONS: u32 = 16;
/// Nominators that one validator can have in an era.
pub const MAX_BACKERS_PER_VALIDATOR: u32 = 512;

parameter_types! {
	/// Elections run in the block that plans the era, so what they look at is bounded.
	pub ElectionsBounds: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(MAX_ELECTION_VOTERS.into())
		.targets_count(MAX_ELECTION_TARGETS.into())
		.build();
}

/// The election: sequential Phragmén over the largest voters, on the chain.
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

pub struct StakingBenchmarkingConfig;
impl pallet_staking::BenchmarkingConfig for StakingBenchmarkingConfig {
	type MaxNominators = ConstU32<MAX_ELECTION_VOTERS>;
	type MaxValidators = ConstU32<MAX_VALIDATORS>;
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
	type NominationsQuota = pallet_staking::FixedNominationsQuota<MAX_NOMINATIONS>;
	type HistoryDepth = ConstU32<84>;
	type RewardRemainder = ResolveTo<configs::governance::TreasuryAccount, Balances>;
	type RuntimeEvent = RuntimeEvent;
	type Slash = ResolveTo<configs::governance::TreasuryAccount, Balances>;
	type Reward = ();
	type SessionsPerEra = pallet_timing::SessionsPerEra<Runtime>;
	type BondingDuration = pallet_timing::BondingDuration<Runtime>;
	// At once: a slash that waits is a slash that liquid staking could be redeemed ahead of.
	type SlashDeferDuration = ConstU32<0>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type SessionInterface = Self;
	type EraPayout = adapters::inflation::EraPayout;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<64>;
	type MaxValidatorSet = ConstU32<MAX_VALIDATORS>;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<1>;
	type EventListeners = LiquidStaking;
	type Filter = Nothing;
	type BenchmarkingConfig = StakingBenchmarkingConfig;
	type WeightInfo = pallet_staking::weights::SubstrateWeight<Runtime>;
}

/// Upper bounds of the voter bags: each twice the one below, from 1 NUT to 2^23 NUT; what is above
/// shares the last bag (`u64::MAX`). Stake beyond 2^64 planck does not fit a vote weight, so
/// `U128CurrencyToVote` divides it by issuance / 2^64: a few units on this chain.
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
	type ScoreProvider = adapters::voters::Voters;
	type WeightInfo = pallet_bags_list::weights::SubstrateWeight<Runtime>;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<5>;
	type Score = VoteWeight;
}
