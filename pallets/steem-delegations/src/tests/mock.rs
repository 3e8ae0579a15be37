//! A runtime with the real light client, the real pools and the real ledgers, and a Steem in miniature
//! with real signatures.

use crate as pallet_steem_delegations;
use crate::*;
use frame_support::{
	assert_ok, derive_impl,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, Pays, PostDispatchInfo},
	pallet_prelude::{InvalidTransaction, TransactionSource},
	parameter_types,
	traits::{
		fungible::{self, HoldConsideration},
		AsEnsureOriginWithArg, ConstU128, ConstU16, ConstU32, ConstU64, Everything,
		LinearStoragePrice, UnfilteredDispatchable,
	},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use nutbox_math::{schedule::Step, PPB};
use nutbox_primitives::{
	delegation::{DelegatedStake, SourceId, STEEM},
	exchange::{Exchange, TradedAsset},
	steem::{LateProofs, OperationProof, ProvedOperation},
	yield_stream::YieldStream,
	Balance, CommunityId, PoolId,
};
use nutbox_steem::{
	operations::{CustomJson, DelegateVestingShares},
	Asset, Operation, Symbol,
};
use pallet_communities::types::{
	PoolInput, PoolKind, ProfileInput, ScheduleInput, TokenInput, YieldSplit,
};
pub use pallet_steem_light_client::rehearsal::{
	account_name, pair_of, stored_name as name, Rehearsal, START,
};
use pallet_steem_light_client::CheckSteemHeaders;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};
use sp_runtime::{
	traits::{IdentityLookup, TransactionExtension, TxBaseImplication},
	AccountId32, BuildStorage, DispatchError, DispatchResult, MultiSignature, MultiSigner,
};

pub type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlockU32<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		Communities: pallet_communities,
		LightClient: pallet_steem_light_client,
		SteemDelegations: pallet_steem_delegations,
	}
);

pub const PREFIX: u16 = 42;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SS58Prefix = ConstU16<PREFIX>;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
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
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::CommunityDeposit);
	pub const PoolHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::PoolDeposit);
	pub const PositionHold: RuntimeHoldReason =
		RuntimeHoldReason::Communities(pallet_communities::HoldReason::PositionDeposit);
	pub const TieHold: RuntimeHoldReason =
		RuntimeHoldReason::SteemDelegations(HoldReason::TieDeposit);
	pub const CommunitiesId: PalletId = PalletId(*b"nut/comm");
}

type DepositFor<Reason, const BASE: Balance> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<ConstU128<BASE>, ConstU128<0>, Balance>,
>;

/// What is held for a position, and for a tie.
pub const POSITION_DEPOSIT: Balance = 50;
pub const TIE_DEPOSIT: Balance = 70;

impl pallet_communities::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type NativeCurrency = Balances;
	type Assets = Assets;
	type TrustedTokens = Everything;
	type StakeAssetId = u32;
	type StakeableAssets = AssetsHolder;
	type TrustedStakes = Everything;
	type YieldStream = NoYield;
	type Exchange = NoExchange;
	type BlockNumberProvider = System;
	type AdminOrigin = EnsureRoot<AccountId>;
	type CommunityDeposit = DepositFor<CommunityHold, 1_000>;
	type PoolDeposit = DepositFor<PoolHold, 500>;
	type PositionDeposit = DepositFor<PositionHold, POSITION_DEPOSIT>;
	type DelegationSources = Sources;
	type VoucherSignature = MultiSignature;
	type VoucherSigner = MultiSigner;
	type WeightInfo = ();
	type LiquidStakingAsset = ConstU32<1>;
	type FirstTokenId = ConstU32<1_000>;
	type MinNotice = ConstU32<10>;
	type MaxNotice = ConstU32<1_000>;
	type MaxVoucherLife = ConstU32<500>;
	type PalletId = CommunitiesId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = NoHelper;
}

/// Sources of proofs: ours, and one that is not.
pub struct Sources;

impl frame_support::traits::Contains<SourceId> for Sources {
	fn contains(source: &SourceId) -> bool {
		[STEEM, STEEM + 1].contains(source)
	}
}

/// Nothing is released: no pool here is one of the liquid staking token.
pub struct NoYield;

impl YieldStream<AccountId> for NoYield {
	fn released() -> Balance {
		0
	}
	fn due() -> Balance {
		0
	}
	fn pay(_: &AccountId, _: Balance) -> DispatchResult {
		Err(DispatchError::Other("there is no yield"))
	}
	fn forgo(_: Balance) -> DispatchResult {
		Ok(())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn release(_: Balance) {}
}

/// No market: nothing here is bought back.
pub struct NoExchange;

impl Exchange<AccountId> for NoExchange {
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
		Err(DispatchError::Other("there is no market"))
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct NoHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_communities::BenchmarkHelper<u32, AccountId, MultiSignature> for NoHelper {
	fn signer() -> AccountId {
		alice()
	}
	fn sign(_: &[u8]) -> MultiSignature {
		MultiSignature::from(sp_core::sr25519::Signature::default())
	}
	fn source() -> Option<SourceId> {
		Some(STEEM)
	}
	fn mint(_: u32, _: &AccountId, _: Balance) {}
	fn make_market(_: u32, _: &AccountId) {}
	fn existing_token(_: &AccountId, _: Balance) -> u32 {
		0
	}
}

/// The calls of this pallet.
pub struct OurProofs;

impl LateProofs<RuntimeCall> for OurProofs {
	fn proof_of(call: &RuntimeCall) -> Option<&OperationProof> {
		match call {
			RuntimeCall::SteemDelegations(call) => SteemDelegations::proof_of(call),
			_ => None,
		}
	}
	fn is_late(call: &RuntimeCall, proved: &ProvedOperation) -> bool {
		match call {
			RuntimeCall::SteemDelegations(call) => SteemDelegations::is_late(call, proved),
			_ => false,
		}
	}
}

impl pallet_steem_light_client::Config for Test {
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type LateProofs = OurProofs;
	type WeightInfo = ();
	type MaxBlocks = ConstU32<1_000>;
	type AnnouncementPeriod = ConstU64<86_400>;
	type MaxClockDrift = ConstU32<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

/// This chain's clock.
#[cfg(feature = "runtime-benchmarks")]
pub struct Clock;
#[cfg(feature = "runtime-benchmarks")]
impl nutbox_primitives::steem::BenchmarkClock for Clock {
	fn set_clock(seconds: u32) {
		Timestamp::set_timestamp(u64::from(seconds) * 1_000);
	}
}

/// How long after a tie operations begin to count, in seconds: ten blocks of Steem.
pub const DELAY: u32 = 30;
/// Blocks of Steem between free proofs.
pub const FREE_INTERVAL: u32 = 40;
/// A tenth.
pub const BOUNTY: u32 = 100_000_000;

impl Config for Test {
	type LightClient = LightClient;
	type Stakes = Communities;
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type TieDeposit = DepositFor<TieHold, TIE_DEPOSIT>;
	type WeightInfo = ();
	type WatchDelay = ConstU32<DELAY>;
	type BountyShare = ConstU32<BOUNTY>;
	type FreeInterval = ConstU32<FREE_INTERVAL>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for Helper {
	fn fund(who: &AccountId) {
		use frame_support::traits::fungible::Mutate;
		assert_ok!(Balances::mint_into(who, NATIVE));
	}
	fn create_pools(owner: &AccountId, count: u32) -> Vec<PoolId> {
		create_pools_of(owner.clone(), count)
	}
	fn close_pool(owner: &AccountId, pool: PoolId) {
		let community = community_of(pool);
		assert_ok!(Communities::close_pool(
			signed(owner.clone()),
			community,
			pool
		));
	}
	fn wait() {
		run_to(System::block_number() + 20);
	}
	fn set_time(seconds: u32) {
		Timestamp::set_timestamp(u64::from(seconds) * 1_000);
	}
}

/// What everybody has of the native asset at the start.
pub const NATIVE: Balance = 1_000_000_000;
/// Emission of a community a block, from block 11 on.
pub const RATE: Balance = 1_000;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}
/// Owns the communities.
pub fn founder() -> AccountId {
	account(1)
}
pub fn alice() -> AccountId {
	account(2)
}
pub fn bob() -> AccountId {
	account(3)
}
/// Submits the proofs.
pub fn relayer() -> AccountId {
	account(4)
}
/// Has nothing.
pub fn pauper() -> AccountId {
	account(5)
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

pub fn run_to(block: u32) {
	assert!(block >= System::block_number());
	System::set_block_number(block);
}

/// A new community with so many pools for delegations of the source, which share its emission evenly.
pub fn create_pools_from(owner: AccountId, source: SourceId, count: u32) -> Vec<PoolId> {
	let first = pallet_communities::NextPoolId::<Test>::get();
	let weight = PPB / count;
	let pools = (0..count)
		.map(|_| PoolInput {
			kind: PoolKind::Delegation { source },
			weight,
			yield_split: YieldSplit {
				fund: 0,
				stakers: PPB,
			},
		})
		.collect();
	let start = System::block_number() + 10;
	let schedule = ScheduleInput::Steps(vec![Step {
		start,
		end: start + 100_000,
		per_block: RATE,
	}]);
	let profile = ProfileInput {
		name: b"Nuts".to_vec(),
		..Default::default()
	};
	let token = TokenInput::New {
		name: b"Walnut".to_vec(),
		symbol: b"WAL".to_vec(),
		decimals: 12,
		max_supply: u128::MAX,
		premint: 0,
	};
	let rest = PPB - weight * count;
	assert_ok!(Communities::create(
		signed(owner),
		profile,
		token,
		schedule,
		rest,
		pools,
		10
	));
	(first..first + count).collect()
}

pub fn create_pools_of(owner: AccountId, count: u32) -> Vec<PoolId> {
	create_pools_from(owner, STEEM, count)
}

/// A new community of the founder with one pool.
pub fn create_pool() -> PoolId {
	create_pools_of(founder(), 1)[0]
}

pub fn community_of(pool: PoolId) -> CommunityId {
	<Communities as DelegatedStake<_>>::delegation_pool(pool)
		.unwrap()
		.community
}

pub fn close(pool: PoolId) {
	let community = community_of(pool);
	assert_ok!(Communities::close_pool(signed(founder()), community, pool));
}

pub fn tie(pool: PoolId, delegatee: &str) -> DispatchResult {
	SteemDelegations::set_delegatee(signed(founder()), pool, name(delegatee))
}

pub fn new_test_ext(steem: &Rehearsal) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	let everybody = [founder(), alice(), bob(), relayer()];
	pallet_balances::GenesisConfig::<Test> {
		balances: everybody.into_iter().map(|who| (who, NATIVE)).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	// The liquid staking token, which the built-in community is about.
	pallet_assets::GenesisConfig::<Test> {
		assets: vec![(1, account(252), true, 1)],
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_communities::GenesisConfig::<Test>::default()
		.assimilate_storage(&mut storage)
		.unwrap();
	pallet_steem_light_client::GenesisConfig::<Test> {
		checkpoint: Some(Rehearsal::checkpoint()),
		witnesses: steem.genesis_witnesses(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut ext: sp_io::TestExternalities = storage.into();
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(u64::from(START) * 1_000);
	});
	ext
}

/// A chain for the benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_ext() -> sp_io::TestExternalities {
	new_test_ext(&Rehearsal::new(21))
}

/// Runs a test beside a Steem of 21 witnesses, and checks the invariants at its end.
pub fn run(test: impl FnOnce(&mut Steem)) {
	let mut steem = Steem {
		chain: Rehearsal::new(21),
		told: 0,
	};
	new_test_ext(&steem.chain).execute_with(|| {
		test(&mut steem);
		check_state();
	});
}

/// The same, with a pool that is tied to `nut.stake`, where operations count already.
pub fn run_tied(test: impl FnOnce(&mut Steem, PoolId)) {
	run(|steem| {
		let pool = create_pool();
		assert_ok!(tie(pool, HUB));
		steem.wait(DELAY);
		run_to(11);
		test(steem, pool)
	});
}

/// The account on Steem of the usual community.
pub const HUB: &str = "nut.stake";

/// The invariants of all pallets that have any.
pub fn check_state() {
	SteemDelegations::do_try_state().unwrap();
	#[cfg(feature = "try-runtime")]
	{
		use frame_support::traits::Hooks;
		<LightClient as Hooks<u32>>::try_state(System::block_number()).unwrap();
		<Communities as Hooks<u32>>::try_state(System::block_number()).unwrap();
	}
	// Nobody has a stake here that nothing is proved for.
	for (pool, record) in pallet_communities::Pools::<Test>::iter() {
		if record.kind != (PoolKind::Delegation { source: STEEM }) {
			continue;
		}
		for (who, position) in pallet_communities::Positions::<Test>::iter_prefix(pool) {
			assert!(position.stake <= Totals::<Test>::get(pool, who).amount);
		}
	}
}

/// A Steem whose final blocks this chain is told of.
pub struct Steem {
	pub chain: Rehearsal,
	/// The last block that this chain knows as final.
	pub told: u32,
}

impl Steem {
	/// Lets so many seconds pass on Steem, without blocks, and here.
	pub fn wait(&mut self, seconds: u32) {
		// Up to the end of a slot.
		let time = self.chain.time + seconds.div_ceil(3) * 3;
		self.chain.skip_to(time);
		set_time(self.chain.time);
	}

	/// Includes the operations, each in a transaction of its own, all in one block, and makes the block
	/// final. Returns the proofs.
	pub fn include(&mut self, operations: Vec<Operation>) -> Vec<OperationProof> {
		let block = self.put(operations);
		self.settle();
		(0..self.chain.blocks[block as usize - 1].transactions.len())
			.map(|transaction| self.chain.proof(block, transaction, 0))
			.collect()
	}

	/// The same for one operation.
	pub fn include_one(&mut self, operation: Operation) -> OperationProof {
		self.include(vec![operation]).remove(0)
	}

	/// Includes the operations in a block, which is not final yet. Returns its number.
	pub fn put(&mut self, operations: Vec<Operation>) -> u32 {
		let transactions = operations
			.into_iter()
			.map(|operation| {
				let signer = pair_of("somebody");
				self.chain.transaction(vec![operation], &[&signer])
			})
			.collect();
		self.chain.produce(transactions)
	}

	/// Produces as many blocks as it takes to make the last one final, and tells this chain.
	pub fn settle(&mut self) {
		let last = self.chain.height();
		self.chain.produce_empty(15);
		set_time(self.chain.time);
		while self.told < last {
			let first = self.told + 1;
			// A submission has at most 64 headers.
			let end = (first + 63).min(self.chain.height());
			let headers = self.chain.headers(first, end);
			assert_ok!(LightClient::submit_headers(signed(relayer()), headers));
			self.told = end - 15;
		}
	}
}

/// Sets this chain's clock, in seconds.
pub fn set_time(seconds: u32) {
	Timestamp::set_timestamp(u64::from(seconds) * 1_000);
}

/// The address as text.
pub fn address(who: &AccountId) -> String {
	who.to_ss58check_with_version(Ss58AddressFormat::custom(PREFIX))
}

/// A `custom_json` with these authorities.
pub fn custom_json(id: &str, active: &[&str], posting: &[&str], json: String) -> Operation {
	let names = |names: &[&str]| names.iter().map(|name| account_name(name)).collect();
	CustomJson {
		required_auths: names(active),
		required_posting_auths: names(posting),
		id: id.into(),
		json,
	}
	.into()
}

/// Binds an account on Steem to an address.
pub fn bind(delegator: &str, who: &AccountId) -> Operation {
	let json = format!("{{\"bind\":\"{}\"}}", address(who));
	custom_json(CUSTOM_JSON_ID, &[delegator], &[], json)
}

/// Delegates so many millionths of a VESTS.
pub fn delegate_to(delegator: &str, delegatee: &str, amount: i64) -> Operation {
	DelegateVestingShares {
		delegator: account_name(delegator),
		delegatee: account_name(delegatee),
		vesting_shares: Asset {
			amount,
			symbol: Symbol::Vests,
		},
	}
	.into()
}

/// Delegates to the usual community.
pub fn delegate(delegator: &str, amount: i64) -> Operation {
	delegate_to(delegator, HUB, amount)
}

/// Proves with the call that the operation is for.
pub fn prove_by(who: AccountId, proof: &OperationProof) -> DispatchResultWithPostInfo {
	let proof = Box::new(proof.clone());
	let binds = |proof: &OperationProof| {
		use nutbox_steem::{SignedTransaction, Wire};
		let transaction = SignedTransaction::decode(&proof.transaction).unwrap();
		matches!(
			transaction.transaction.operations[usize::from(proof.operation)],
			Operation::CustomJson(_)
		)
	};
	let call = if binds(&proof) {
		Call::prove_binding { proof }
	} else {
		Call::prove_delegation { proof }
	};
	// Beside the extension: it drops what is known already, and never what would do anything.
	let dropped = is_dropped(call.clone());
	let result = call.dispatch_bypass_filter(signed(who));
	let is_known = matches!(&result, Err(error) if error.error == Error::<Test>::NotNewer.into());
	assert!(dropped || !is_known, "{result:?}");
	assert!(result.is_err() || !dropped, "{result:?}");
	result
}

/// Whether the light client's extension drops a transaction with this call as stale. It lets every other one
/// pass, and says nothing of it.
pub fn is_dropped(call: Call<Test>) -> bool {
	let call = RuntimeCall::from(call);
	let verdict = CheckSteemHeaders::<Test>::new().validate(
		signed(relayer()),
		&call,
		&call.get_dispatch_info(),
		0,
		(),
		&TxBaseImplication(()),
		TransactionSource::External,
	);
	match verdict {
		Ok((valid, ..)) => {
			assert_eq!(valid, Default::default());
			false
		}
		Err(error) => {
			assert_eq!(error, InvalidTransaction::Stale.into());
			true
		}
	}
}

pub fn prove(proof: &OperationProof) -> DispatchResultWithPostInfo {
	prove_by(relayer(), proof)
}

/// The error alone, without the weight that goes with it; nothing has changed.
pub fn refused(proof: &OperationProof) -> DispatchError {
	let before = state_root();
	let error = prove(proof).expect_err("it proves nothing").error;
	assert_eq!(before, state_root());
	error
}

pub fn state_root() -> Vec<u8> {
	sp_io::storage::root(sp_runtime::StateVersion::V1)
}

/// Whether the proof that was accepted is free of fees.
pub fn is_free(done: DispatchResultWithPostInfo) -> bool {
	let PostDispatchInfo {
		actual_weight,
		pays_fee,
	} = done.expect("the proof holds");
	assert!(actual_weight.is_some());
	pays_fee == Pays::No
}

/// The stake of an address in a pool, as the pool has it.
pub fn stake(pool: PoolId, who: &AccountId) -> Balance {
	<Communities as DelegatedStake<_>>::delegated(pool, who)
}

pub fn credit(who: AccountId, amount: Balance) -> Option<Credit<AccountId>> {
	Some(Credit {
		account: who,
		amount,
	})
}

/// Of the token of the pool's community.
pub fn tokens(pool: PoolId, who: &AccountId) -> Balance {
	Assets::balance(1_000 + community_of(pool), who)
}

pub fn pending(pool: PoolId, who: &AccountId) -> Balance {
	Communities::pending(pool, who.clone()).token
}

pub fn held(reason: RuntimeHoldReason, who: &AccountId) -> Balance {
	<Balances as fungible::InspectHold<AccountId>>::balance_on_hold(&reason, who)
}

/// The events of the pallet since the last time.
pub fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}
