//! A runtime with the real ledgers, and a yield stream that pays from a real account.

use super::hooked_assets::HookedAssets;
use crate as pallet_communities;
use crate::{types::*, Config, Event, HoldReason};
use core::cell::RefCell;
#[cfg(feature = "runtime-benchmarks")]
use frame_support::traits::fungibles::Mutate as _;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	storage::unhashed,
	traits::{
		fungible::{self, HoldConsideration, Inspect as _, Mutate as _},
		fungibles::{self, roles::Inspect as _},
		tokens::Preservation,
		AsEnsureOriginWithArg, ConstU128, ConstU32, Contains, LinearStoragePrice,
	},
	weights::constants::RocksDbWeight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use nutbox_math::{schedule::Step, Balance, PPB};
use nutbox_primitives::{
	delegation::SourceId,
	exchange::{Exchange, TradedAsset},
	yield_stream::YieldStream,
	CommunityId, PoolId,
};
use sp_core::{sr25519, Pair as _};
use sp_runtime::{
	traits::IdentityLookup, AccountId32, BuildStorage, DispatchError, DispatchResult,
	MultiSignature, MultiSigner,
};

pub type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlockU32<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Assets: pallet_assets = 2,
		AssetsHolder: pallet_assets_holder = 3,
		Communities: pallet_communities = 4,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = RocksDbWeight;
}

pub const ED: Balance = 1_000;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type AssetId = u32;
	type AssetIdParameter = u32;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type StringLimit = ConstU32<50>;
	type Holder = AssetsHolder;
	type Freezer = ();
}

impl pallet_assets_holder::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
}

parameter_types! {
	pub const CommunityHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(HoldReason::CommunityDeposit);
	pub const PoolHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(HoldReason::PoolDeposit);
	pub const PositionHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(HoldReason::PositionDeposit);
	pub const StakedHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(HoldReason::Staked);
	pub const CommunitiesId: PalletId = PalletId(*b"nut/comm");
}

type DepositFor<Reason, const BASE: Balance, const BYTE: Balance> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<ConstU128<BASE>, ConstU128<BYTE>, Balance>,
>;

impl Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type NativeCurrency = Balances;
	type Assets = HookedAssets;
	type TrustedTokens = Trusted;
	type StakeAssetId = u32;
	type StakeableAssets = AssetsHolder;
	type TrustedStakes = Trusted;
	type YieldStream = TestYield;
	type Exchange = TestExchange;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type CommunityDeposit = DepositFor<CommunityHold, 1_000, 10>;
	type PoolDeposit = DepositFor<PoolHold, 500, 0>;
	type PositionDeposit = DepositFor<PositionHold, 50, 0>;
	type DelegationSources = Sources;
	type VoucherSignature = MultiSignature;
	type VoucherSigner = MultiSigner;
	type WeightInfo = ();
	type LiquidStakingAsset = ConstU32<LST>;
	type FirstTokenId = ConstU32<1_000>;
	type MinNotice = ConstU32<10>;
	type MaxNotice = ConstU32<1_000>;
	type MaxVoucherLife = ConstU32<500>;
	type PalletId = CommunitiesId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

/// The source of proofs that the tests speak for.
pub const SOURCE: SourceId = 7;

/// The sources of proofs.
pub struct Sources;

impl Contains<SourceId> for Sources {
	fn contains(source: &SourceId) -> bool {
		[SOURCE, SOURCE + 1].contains(source)
	}
}

/// The app that signs vouchers.
pub fn app() -> sr25519::Pair {
	sr25519::Pair::from_seed(&[9; 32])
}

/// Assets whose team is an account without a key.
pub struct Trusted;

impl Contains<u32> for Trusted {
	fn contains(asset: &u32) -> bool {
		let keyless = |who: Option<AccountId>| {
			[Some(account(252)), Some(Communities::issuer_account())].contains(&who)
		};
		[
			Assets::owner(*asset),
			Assets::issuer(*asset),
			Assets::admin(*asset),
			Assets::freezer(*asset),
		]
		.into_iter()
		.all(keyless)
	}
}

/// An exchange that takes the native asset and pays twice as many planck of a token that it has.
pub struct TestExchange;

impl Exchange<AccountId> for TestExchange {
	type Asset = TradedAsset;

	fn quote(sell: TradedAsset, buy: TradedAsset, amount: Balance) -> Option<Balance> {
		let (TradedAsset::Native, TradedAsset::Local(token)) = (sell, buy) else {
			return None;
		};
		let paid = amount.checked_mul(2)?;
		(Assets::balance(token, market()) >= paid).then_some(paid)
	}

	fn sell(
		who: &AccountId,
		sell: TradedAsset,
		buy: TradedAsset,
		amount: Balance,
		min_received: Balance,
	) -> Result<Balance, DispatchError> {
		let paid = Self::quote(sell, buy, amount).ok_or(DispatchError::Other("no market"))?;
		if LIES.with_borrow(|lies| *lies) {
			return Ok(min_received.saturating_sub(1));
		}
		if paid < min_received {
			return Err(DispatchError::Other("too dear"));
		}
		let TradedAsset::Local(token) = buy else {
			unreachable!("there is a quote");
		};
		Balances::transfer(who, &market(), amount, Preservation::Expendable)?;
		<Assets as fungibles::Mutate<_>>::transfer(
			token,
			&market(),
			who,
			paid,
			Preservation::Expendable,
		)?;
		Ok(paid)
	}
}

/// The account of [`TestExchange`].
pub fn market() -> AccountId {
	account(249)
}

/// Makes the exchange say it has paid less than it was asked for.
pub fn set_exchange_lies(lies: bool) {
	LIES.set(lies);
}

/// What happens before a payment of so much to somebody.
pub type Hook = fn(&AccountId, Balance);

thread_local! {
	static LIES: RefCell<bool> = const { RefCell::new(false) };
	static FORGO_FAILS: RefCell<bool> = const { RefCell::new(false) };
	static PAY_HOOK: RefCell<Option<Hook>> = const { RefCell::new(None) };
}

// In the storage, so that they are rolled back together with the balances.
const RELEASED: &[u8] = b"test:released";
const FORGONE: &[u8] = b"test:forgone";
const PAID: &[u8] = b"test:paid";

/// A yield stream that holds what is released in an account.
pub struct TestYield;

impl TestYield {
	/// Releases `amount` planck at once.
	pub fn release_now(amount: Balance) {
		assert_ok!(Balances::mint_into(&yield_account(), amount));
		unhashed::put(RELEASED, &(Self::released() + amount));
	}

	/// What was given back so far.
	pub fn forgone() -> Balance {
		unhashed::get_or_default(FORGONE)
	}

	/// Makes giving back fail or work.
	pub fn set_forgo_fails(fails: bool) {
		FORGO_FAILS.set(fails);
	}

	/// Runs `hook` in every payment.
	pub fn set_pay_hook(hook: Option<Hook>) {
		PAY_HOOK.set(hook);
	}

	fn reset() {
		LIES.set(false);
		FORGO_FAILS.set(false);
		PAY_HOOK.set(None);
		HookedAssets::set_hook(None);
	}
}

impl YieldStream<AccountId> for TestYield {
	fn released() -> Balance {
		unhashed::get_or_default(RELEASED)
	}

	fn due() -> Balance {
		Self::released() - Self::forgone() - unhashed::get_or_default::<Balance>(PAID)
	}

	fn pay(who: &AccountId, amount: Balance) -> DispatchResult {
		if let Some(hook) = PAY_HOOK.with_borrow(|hook| *hook) {
			hook(who, amount);
		}
		let from = yield_account();
		Balances::transfer(&from, who, amount, Preservation::Preserve)?;
		unhashed::put(PAID, &(unhashed::get_or_default::<Balance>(PAID) + amount));
		Ok(())
	}

	fn forgo(amount: Balance) -> DispatchResult {
		if FORGO_FAILS.with_borrow(|fails| *fails) {
			return Err(DispatchError::Other("can't be given back"));
		}
		Balances::transfer(
			&yield_account(),
			&account(251),
			amount,
			Preservation::Preserve,
		)?;
		unhashed::put(FORGONE, &(Self::forgone() + amount));
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn release(amount: Balance) {
		Self::release_now(amount);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u32, AccountId, MultiSignature> for BenchmarkHelper {
	fn signer() -> AccountId {
		app().public().into()
	}
	fn sign(message: &[u8]) -> MultiSignature {
		app().sign(message).into()
	}
	fn source() -> Option<SourceId> {
		Some(SOURCE)
	}
	fn mint(asset: u32, who: &AccountId, amount: Balance) {
		assert_ok!(Assets::mint_into(asset, who, amount));
	}
	fn make_market(token: u32, who: &AccountId) {
		assert_ok!(Assets::mint_into(token, who, 10u128.pow(18)));
		assert_ok!(Balances::mint_into(&market(), ED));
		assert_ok!(Assets::mint_into(token, &market(), 10u128.pow(18)));
	}
	fn existing_token(who: &AccountId, amount: Balance) -> u32 {
		assert_ok!(Assets::mint_into(OTHER, who, amount));
		OTHER
	}
}

/// The liquid staking token.
pub const LST: u32 = 1;
/// Another asset.
pub const OTHER: u32 = 7;
/// What everybody has of the native asset at the start.
pub const NATIVE: Balance = 1_000_000_000;
/// What everybody has of the two other assets at the start.
pub const RICH: Balance = 10u128.pow(30);

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}
pub fn founder() -> AccountId {
	account(1)
}
pub fn alice() -> AccountId {
	account(2)
}
pub fn bob() -> AccountId {
	account(3)
}
pub fn carol() -> AccountId {
	account(4)
}
/// Has tokens, but is below the native existential deposit.
pub fn pauper() -> AccountId {
	account(5)
}
pub fn yield_account() -> AccountId {
	account(250)
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	TestYield::reset();
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	let everybody = [founder(), alice(), bob(), carol()];
	let mut balances: Vec<_> = everybody.iter().map(|who| (who.clone(), NATIVE)).collect();
	// Kept alive, so that the last planck of yield can be paid.
	balances.push((yield_account(), ED));
	balances.push((account(251), ED));
	balances.push((account(252), ED));
	pallet_balances::GenesisConfig::<Test> {
		balances,
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut accounts: Vec<_> = everybody
		.iter()
		.flat_map(|who| [(LST, who.clone(), RICH), (OTHER, who.clone(), RICH)])
		.collect();
	accounts.push((LST, pauper(), RICH));
	accounts.push((OTHER, pauper(), RICH));
	pallet_assets::GenesisConfig::<Test> {
		assets: vec![
			(LST, account(252), true, 1),
			(OTHER, account(252), true, 10),
		],
		accounts,
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	crate::GenesisConfig::<Test>::default()
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut ext: sp_io::TestExternalities = storage.into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs `test` on a new chain at block 1 and checks the invariants at its end.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check_state();
	});
}

/// The invariants, and that the yield account can pay what is owed (invariant 11).
pub fn check_state() {
	Communities::do_try_state().unwrap();
	let book = crate::StakingYield::<Test>::get();
	let mut owed = book.to_forgo;
	for (id, pool) in crate::Pools::<Test>::iter() {
		let Some(_) = pool.staking_yield else {
			continue;
		};
		let view = Communities::pool(id).unwrap();
		owed += view.fund_due + view.forfeited.staking_yield;
		for who in crate::Positions::<Test>::iter_key_prefix(id) {
			owed += Communities::pending(id, who).staking_yield;
		}
		for who in crate::TermPositions::<Test>::iter_key_prefix(id) {
			let terms = Communities::position(id, who).unwrap().terms;
			owed += terms
				.iter()
				.map(|term| term.pending.staking_yield)
				.sum::<Balance>();
		}
	}
	assert!(
		Balances::balance(&yield_account()) >= ED + owed,
		"the yield account can't pay"
	);
}

pub fn run_to(block: u32) {
	assert!(block >= System::block_number());
	System::set_block_number(block);
}

pub fn profile(name: &str) -> ProfileInput {
	ProfileInput {
		name: name.into(),
		..Default::default()
	}
}

pub fn token(max_supply: Balance, premint: Balance) -> TokenInput {
	TokenInput::New {
		name: b"Walnut".to_vec(),
		symbol: b"WAL".to_vec(),
		decimals: 12,
		max_supply,
		premint,
	}
}

pub fn steps(steps: &[(u32, u32, Balance)]) -> ScheduleInput {
	ScheduleInput::Steps(
		steps
			.iter()
			.map(|(start, end, per_block)| Step {
				start: *start,
				end: *end,
				per_block: *per_block,
			})
			.collect(),
	)
}

pub fn pool(asset: u32, weight: u32, fund: u32) -> PoolInput<u32, AccountId> {
	PoolInput {
		kind: PoolKind::Asset { asset },
		weight,
		yield_split: YieldSplit {
			fund,
			stakers: PPB - fund,
		},
	}
}

/// A pool with terms: blocks and multiplier in ppb.
pub fn term_pool(asset: u32, weight: u32, terms: &[(u32, u64)]) -> PoolInput<u32, AccountId> {
	let term = |(blocks, multiplier): &(u32, u64)| Term {
		blocks: *blocks,
		multiplier: *multiplier,
	};
	let terms: Vec<_> = terms.iter().map(term).collect();
	PoolInput {
		kind: PoolKind::Term { asset, terms },
		..pool(asset, weight, 0)
	}
}

/// A pool of another kind, with all of the emission.
pub fn pool_of_kind(kind: KindInput<u32, AccountId>) -> PoolInput<u32, AccountId> {
	PoolInput {
		kind,
		..pool(OTHER, PPB, 0)
	}
}

pub fn stake_term(who: AccountId, pool: PoolId, amount: Balance, term: u32) -> DispatchResult {
	Communities::stake_term(signed(who), COMMUNITY, pool, amount, term)
}

pub fn unstake_term(who: AccountId, pool: PoolId, id: u64, amount: Balance) -> DispatchResult {
	Communities::unstake_term(signed(who), COMMUNITY, pool, id, amount)
}

pub const COMMUNITY: CommunityId = 1;
/// A pool of the liquid staking token: 60 % of the emission, 75 % of its yield to the fund.
pub const A: PoolId = 1;
/// A pool of another asset: 30 % of the emission.
pub const B: PoolId = 2;
/// Emission a block of the usual community, in blocks 11 to 1010.
pub const RATE: Balance = 1_000;

/// The usual community: 10 % to the fund, pools [`A`] and [`B`].
pub fn create_usual() {
	assert_ok!(create_with(
		steps(&[(11, 1_011, RATE)]),
		100_000_000,
		usual_pools()
	));
}

pub fn usual_pools() -> Vec<PoolInput<u32, AccountId>> {
	vec![
		pool(LST, 600_000_000, 750_000_000),
		pool(OTHER, 300_000_000, 0),
	]
}

pub fn create_with(
	schedule: ScheduleInput,
	fund_share: u32,
	pools: Vec<PoolInput<u32, AccountId>>,
) -> DispatchResult {
	Communities::create(
		signed(founder()),
		profile("Nuts"),
		token(u128::MAX, 5_000),
		schedule,
		fund_share,
		pools,
		10,
	)
}

pub fn stake(who: AccountId, pool: PoolId, amount: Balance) -> DispatchResult {
	let community = crate::Pools::<Test>::get(pool).unwrap().community;
	Communities::stake(signed(who), community, pool, amount)
		.map(|_| ())
		.map_err(|error| error.error)
}

pub fn unstake(who: AccountId, pool: PoolId, amount: Balance) -> DispatchResult {
	let community = crate::Pools::<Test>::get(pool).unwrap().community;
	Communities::unstake(signed(who), community, pool, amount)
		.map(|_| ())
		.map_err(|error| error.error)
}

pub fn claim(who: AccountId, pools: &[PoolId]) -> DispatchResult {
	Communities::claim(signed(who), COMMUNITY, pools.to_vec())
}

pub fn emergency(who: AccountId, pool: PoolId) -> DispatchResult {
	Communities::emergency_unstake(signed(who), COMMUNITY, pool)
}

/// Announces weights for the usual community's pools, which leave their yield to the stakers.
pub fn announce(weights: &[(PoolId, u32)], fund_share: u32) -> DispatchResult {
	let part = |(pool, weight): &(PoolId, u32)| PoolBudget {
		pool: *pool,
		weight: *weight,
		yield_split: YieldSplit {
			fund: 0,
			stakers: PPB,
		},
	};
	let parts = weights.iter().map(part).collect();
	Communities::announce_weights(signed(founder()), COMMUNITY, fund_share, parts)
}

pub fn apply() -> DispatchResult {
	Communities::apply_announced(signed(carol()), COMMUNITY)
}

/// The free native balance.
pub fn native(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

/// Of the token of the usual community.
pub fn tokens(who: &AccountId) -> Balance {
	Assets::balance(1_000 + COMMUNITY, who)
}

pub fn held(asset: u32, who: &AccountId) -> Balance {
	use frame_support::traits::fungibles::InspectHold;
	AssetsHolder::balance_on_hold(asset, &StakedHold::get(), who)
}

pub fn native_held(reason: RuntimeHoldReason, who: &AccountId) -> Balance {
	<Balances as fungible::InspectHold<AccountId>>::balance_on_hold(&reason, who)
}

pub fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet::<Event<Test>>()
}

/// Breaks the arithmetic of a pool's emission, as no sequence of calls can.
pub fn break_emission(pool: PoolId) {
	crate::Pools::<Test>::mutate(pool, |pool| {
		let pool = pool.as_mut().unwrap();
		pool.emission.accumulator.acc = nutbox_math::rewards::U256::MAX;
	});
}

/// Undoes [`break_emission`].
pub fn mend_emission(pool: PoolId, acc: nutbox_math::rewards::U256) {
	crate::Pools::<Test>::mutate(pool, |pool| {
		pool.as_mut().unwrap().emission.accumulator.acc = acc;
	});
}

pub fn acc_of(pool: PoolId) -> nutbox_math::rewards::U256 {
	crate::Pools::<Test>::get(pool)
		.unwrap()
		.emission
		.accumulator
		.acc
}
