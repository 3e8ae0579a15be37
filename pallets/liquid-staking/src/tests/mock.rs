//! A runtime with the real balances, assets, sessions and staking.

use crate as pallet_liquid_staking;
use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::Inspect, AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, OneSessionHandler,
		RewardsReporter,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use nutbox_primitives::{
	era_rewards::EraRewards,
	exchange::{Exchange, TradedAsset},
	AssetId, Balance, LIQUID_STAKING_ASSET,
};
use sp_core::ConstBool;
use sp_runtime::{testing::UintAuthorityId, AccountId32, BuildStorage, DispatchError, Perbill};
use sp_staking::{
	offence::{OffenceDetails, OnOffenceHandler},
	EraIndex, SessionIndex, StakerStatus,
};

pub type AccountId = AccountId32;
pub type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		Staking: pallet_staking,
		Session: pallet_session,
		Historical: pallet_session::historical,
		LiquidStaking: pallet_liquid_staking,
	}
);

pub const EXISTENTIAL_DEPOSIT: Balance = 10;
pub const BLOCK_TIME: u64 = 3_000;
/// What every user begins with.
pub const ENDOWMENT: Balance = 1_000_000;
/// What every validator has bonded.
pub const SELF_STAKE: Balance = 100_000;
/// Blocks of an era.
pub const ERA: u64 = 4;

pub fn account(n: u8) -> AccountId {
	AccountId32::new([n; 32])
}
pub fn alice() -> AccountId {
	account(1)
}
pub fn bob() -> AccountId {
	account(2)
}
pub fn charlie() -> AccountId {
	account(3)
}
/// Has no account yet.
pub fn nobody() -> AccountId {
	account(99)
}
pub fn treasury() -> AccountId {
	account(90)
}
/// The validators are 0 to 3.
pub fn validator(n: u8) -> AccountId {
	account(100 + n)
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<5>;
	type WeightInfo = ();
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type AssetId = AssetId;
	type AssetIdParameter = AssetId;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = ();
}

/// Does nothing with the keys of a session.
pub struct OtherSessionHandler;
impl OneSessionHandler<AccountId> for OtherSessionHandler {
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
impl sp_runtime::BoundToRuntimeAppPublic for OtherSessionHandler {
	type Public = UintAuthorityId;
}
sp_runtime::impl_opaque_keys! {
	pub struct SessionKeys {
		pub other: OtherSessionHandler,
	}
}

parameter_types! {
	pub const Period: u64 = ERA / 2;
	pub const Offset: u64 = 0;
}
impl pallet_session::Config for Test {
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, Staking>;
	type Keys = SessionKeys;
	type ShouldEndSession = pallet_session::PeriodicSessions<Period, Offset>;
	type SessionHandler = (OtherSessionHandler,);
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type NextSessionRotation = pallet_session::PeriodicSessions<Period, Offset>;
	type DisablingStrategy = ();
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = ();
}
impl pallet_session::historical::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Self>;
}

parameter_types! {
	pub const SessionsPerEra: SessionIndex = 2;
	pub static BondingDuration: EraIndex = 3;
	/// What an era pays to all stakers.
	pub static EraReward: Balance = 4_000;
	pub static ElectionsBounds: ElectionBounds = ElectionBoundsBuilder::default().build();
	/// Validators whose payout fails.
	pub static Poisoned: Vec<AccountId> = Vec::new();
	pub static EraWorkWeight: Weight = Weight::from_parts(400_000_000_000, u64::MAX);
	pub static ProtocolFee: Perbill = Perbill::zero();
	pub static MaxHolesPerStep: u32 = 4;
	/// So that three validators need two stashes.
	pub static MaxNominations: u32 = 2;
	/// Planck of the native asset for a thousand of the liquid staking token, if there is a market.
	pub static MarketPrice: Option<Balance> = None;
}

/// A market of any size without fees.
pub struct Market;
impl Exchange<AccountId> for Market {
	type Asset = TradedAsset;

	fn quote(sell: TradedAsset, buy: TradedAsset, amount: Balance) -> Option<Balance> {
		assert_eq!(sell, TradedAsset::Local(LIQUID_STAKING_ASSET));
		assert_eq!(buy, TradedAsset::Native);
		Some(amount * MarketPrice::get()? / 1_000)
	}
	fn sell(
		_: &AccountId,
		_: TradedAsset,
		_: TradedAsset,
		_: Balance,
		_: Balance,
	) -> Result<Balance, DispatchError> {
		unreachable!("only asked for the price")
	}
}

pub struct FixedPayout;
impl sp_staking::EraPayout<Balance> for FixedPayout {
	fn era_payout(_: Balance, _: Balance, _: u64) -> (Balance, Balance) {
		(EraReward::get(), 0)
	}
}

pub struct OnChainSeqPhragmen;
impl onchain::Config for OnChainSeqPhragmen {
	type System = Test;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	type DataProvider = Staking;
	type WeightInfo = ();
	type MaxBackersPerWinner = ConstU32<256>;
	type MaxWinnersPerPage = ConstU32<100>;
	type Bounds = ElectionsBounds;
	type Sort = ConstBool<true>;
}

#[derive_impl(pallet_staking::config_preludes::TestDefaultConfig)]
impl pallet_staking::Config for Test {
	type OldCurrency = Balances;
	type Currency = Balances;
	type UnixTime = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type EraPayout = FixedPayout;
	type ElectionProvider = onchain::OnChainExecution<OnChainSeqPhragmen>;
	type GenesisElectionProvider = Self::ElectionProvider;
	type VoterList = pallet_staking::UseNominatorsAndValidatorsMap<Self>;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type SessionsPerEra = SessionsPerEra;
	type BondingDuration = BondingDuration;
	type SessionInterface = Self;
	type NextNewSession = Session;
	type EventListeners = LiquidStaking;
}

/// The staking pallet as the runtime presents it.
pub struct StakingRewards;
impl StakingRewards {
	fn is_validator(who: &AccountId) -> bool {
		pallet_staking::Validators::<Test>::contains_key(who)
	}
}
impl EraRewards<AccountId> for StakingRewards {
	fn active_era() -> Option<EraIndex> {
		pallet_staking::ActiveEra::<Test>::get().map(|era| era.index)
	}
	fn takes_nominations(who: &AccountId) -> bool {
		Self::is_validator(who) && !pallet_staking::Validators::<Test>::get(who).blocked
	}
	fn is_elected(who: &AccountId) -> bool {
		let own = Self::active_era()
			.and_then(|era| pallet_staking::ErasStakersOverview::<Test>::get(era, who))
			.map(|overview| overview.own);
		own.is_some_and(|own| own > 0) && Session::validators().contains(who)
	}
	fn commission(who: &AccountId) -> Option<Perbill> {
		if !Self::is_validator(who) {
			return None;
		}
		let planned = pallet_staking::CurrentEra::<Test>::get();
		[Self::active_era(), planned]
			.into_iter()
			.flatten()
			.map(|era| pallet_staking::ErasValidatorPrefs::<Test>::get(era, who).commission)
			.chain([pallet_staking::Validators::<Test>::get(who).commission])
			.max()
	}
	fn last_slash(who: &AccountId) -> Option<EraIndex> {
		pallet_staking::SlashingSpans::<Test>::get(who)
			.map(|spans| spans.last_nonzero_slash())
			.filter(|era| {
				*era > 0 || pallet_staking::ValidatorSlashInEra::<Test>::contains_key(era, who)
			})
	}
	fn payout(
		validator: &AccountId,
		era: EraIndex,
		nominator: &AccountId,
	) -> Result<(bool, Weight), DispatchError> {
		if Poisoned::get().contains(validator) {
			return Err(DispatchError::Unavailable);
		}
		if !pallet_staking::EraInfo::<Test>::get_full_exposure(era, validator)
			.others
			.iter()
			.any(|other| other.who == *nominator)
			|| !pallet_staking::EraInfo::<Test>::pending_rewards(era, validator)
		{
			return Ok((false, Weight::zero()));
		}
		Staking::payout_stakers(RuntimeOrigin::signed(account(77)), validator.clone(), era)
			.map(|_| (true, Self::payout_weight()))
			.map_err(|error| error.error)
	}
	fn payout_weight() -> Weight {
		Weight::from_parts(1_000_000_000, 0)
	}
}

parameter_types! {
	pub const LiquidStakingId: PalletId = PalletId(*b"nb/lqstk");
	pub const MaxCommission: Perbill = Perbill::from_percent(15);
	pub const TwoPercent: Perbill = Perbill::from_percent(2);
	pub const TenPercent: Perbill = Perbill::from_percent(10);
	pub Treasury: AccountId = treasury();
}
impl pallet_liquid_staking::Config for Test {
	type NativeCurrency = Balances;
	type Assets = Assets;
	type StakingInterface = Staking;
	type EraRewards = StakingRewards;
	type Exchange = Market;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type Treasury = Treasury;
	type WeightInfo = ();
	type PalletId = LiquidStakingId;
	type MinRedeem = ConstU128<100>;
	type MaxOpenRequests = ConstU32<32>;
	type MaxValidators = ConstU32<8>;
	type MaxNominations = MaxNominations;
	type MaxReserve = ConstU32<4>;
	type MaxCommission = MaxCommission;
	type MaxStashes = ConstU32<4>;
	type MaxSlashingSpans = ConstU32<32>;
	type BufferTarget = TwoPercent;
	type InsuranceTarget = TwoPercent;
	type InsuranceShare = TenPercent;
	type ProtocolFee = ProtocolFee;
	type ReleaseBlocks = ConstU64<ERA>;
	type EraWorkWeight = EraWorkWeight;
	type MaxHolesPerStep = MaxHolesPerStep;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;
#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId> for BenchmarkHelper {
	fn prepare() {}
	fn make_validator(index: u32) -> AccountId {
		let who = account(200 + index as u8);
		assert_ok!(Balances::force_set_balance(
			RuntimeOrigin::root(),
			who.clone(),
			SELF_STAKE + EXISTENTIAL_DEPOSIT
		));
		assert_ok!(Staking::bond(
			RuntimeOrigin::signed(who.clone()),
			SELF_STAKE,
			pallet_staking::RewardDestination::Stash
		));
		assert_ok!(Staking::validate(
			RuntimeOrigin::signed(who.clone()),
			Default::default()
		));
		who
	}
	fn elect(who: &AccountId) {
		pallet_session::Validators::<Test>::append(who);
		let overview = sp_staking::PagedExposureMetadata {
			total: SELF_STAKE,
			own: SELF_STAKE,
			nominator_count: 0,
			page_count: 0,
		};
		pallet_staking::ErasStakersOverview::<Test>::insert(active_era(), who, overview);
	}
	fn note_slash(who: &AccountId, era: EraIndex, spans: u32) {
		let spans = pallet_staking::slashing::SlashingSpans {
			span_index: spans - 1,
			last_start: era + 1,
			last_nonzero_slash: era,
			prior: vec![1; spans as usize - 1],
		};
		pallet_staking::SlashingSpans::<Test>::insert(who, spans);
	}
}

/// Four validators, users 1 to 9 with [`ENDOWMENT`] each, the first two validators nominated.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	let validators: Vec<_> = (0..4).map(validator).collect();

	let users = (1..10).map(|n| (account(n), ENDOWMENT));
	let stakers = validators
		.iter()
		.map(|validator| (validator.clone(), SELF_STAKE + EXISTENTIAL_DEPOSIT));
	pallet_balances::GenesisConfig::<Test> {
		balances: users
			.chain(stakers)
			.chain([(treasury(), EXISTENTIAL_DEPOSIT)])
			.collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_assets::GenesisConfig::<Test> {
		assets: vec![(LIQUID_STAKING_ASSET, LiquidStaking::account_id(), false, 1)],
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_staking::GenesisConfig::<Test> {
		stakers: validators
			.iter()
			.map(|who| {
				(
					who.clone(),
					who.clone(),
					SELF_STAKE,
					StakerStatus::Validator,
				)
			})
			.collect(),
		validator_count: 4,
		minimum_validator_count: 1,
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_session::GenesisConfig::<Test> {
		keys: validators
			.iter()
			.zip(0u64..)
			.map(|(who, key)| (who.clone(), who.clone(), SessionKeys { other: key.into() }))
			.collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_liquid_staking::GenesisConfig::<Test> {
		validators: validators[..2].to_vec(),
	}
	.assimilate_storage(&mut storage)
	.unwrap();

	let mut ext = sp_io::TestExternalities::from(storage);
	ext.execute_with(|| run_to_block(1));
	ext
}

/// Runs a test on the mock and checks the invariants in the end.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_ok!(LiquidStaking::do_try_state());
	});
}

pub fn run_to_block(block: u64) {
	System::run_to_block_with::<AllPalletsWithSystem>(
		block,
		frame_system::RunToBlockHooks::default()
			.after_initialize(|block| Timestamp::set_timestamp(block * BLOCK_TIME))
			.before_finalize(|_| {
				Staking::reward_by_ids(Session::validators().into_iter().map(|who| (who, 20)));
			}),
	);
}

pub fn next_block() {
	run_to_block(System::block_number() + 1);
}

pub fn active_era() -> EraIndex {
	StakingRewards::active_era().unwrap()
}

/// Runs until the work of the next era is done.
pub fn next_era() {
	let next = active_era() + 1;
	while active_era() < next || crate::EraWork::<Test>::get().work.is_some() {
		next_block();
	}
}

pub fn next_eras(count: u32) {
	for _ in 0..count {
		next_era();
	}
}

pub fn ledger() -> crate::Ledger {
	crate::LedgerState::<Test>::get()
}
pub fn yields() -> crate::Yield {
	crate::Yields::<Test>::get()
}
pub fn supply() -> Balance {
	LiquidStaking::supply()
}
pub fn nut(who: &AccountId) -> Balance {
	<Balances as Inspect<AccountId>>::balance(who)
}
pub fn tnut(who: &AccountId) -> Balance {
	Assets::balance(LIQUID_STAKING_ASSET, who)
}
pub fn stash() -> AccountId {
	LiquidStaking::stash_account(0)
}
pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}
pub fn mint(who: AccountId, amount: Balance) {
	assert_ok!(LiquidStaking::mint(signed(who), amount));
}
pub fn redeem(who: AccountId, amount: Balance) -> u64 {
	let id = crate::QueueState::<Test>::get().next_id;
	assert_ok!(LiquidStaking::redeem(signed(who), amount));
	id
}

/// The events of the pallet since the last call.
pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::LiquidStaking(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// Slashes `part` of everything in a stash through the ledger of the staking pallet, as an offence
/// in the era `slash_era` would.
pub fn slash_stash_of_era(stash: &AccountId, part: Perbill, slash_era: EraIndex) {
	let Some(ledger) = pallet_staking::Ledger::<Test>::get(stash) else {
		return;
	};
	let mut imbalance = Default::default();
	pallet_staking::slashing::do_slash::<Test>(
		stash,
		part * ledger.total,
		&mut 0,
		&mut imbalance,
		slash_era,
	);
}

/// Slashes `part` of what is bonded and unbonding alike.
pub fn slash_stash(part: Perbill) {
	slash_stash_of_era(&stash(), part, 0);
}

/// Reports an offence of a validator in the active era.
pub fn offence(validator: &AccountId, part: Perbill) {
	let start = pallet_staking::ErasStartSessionIndex::<Test>::get(active_era()).unwrap();
	let details = OffenceDetails {
		offender: (validator.clone(), ()),
		reporters: vec![],
	};
	<Staking as OnOffenceHandler<_, _, _>>::on_offence(&[details], &[part], start);
}
