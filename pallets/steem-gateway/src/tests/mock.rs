//! A runtime with the real light client, balances and assets, and a Steem that is rehearsed.

use crate as pallet_steem_gateway;
use crate::{types::*, Error};
use frame_support::{
	assert_ok, derive_impl,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, Pays},
	pallet_prelude::{InvalidTransaction, TransactionSource},
	parameter_types,
	traits::{
		fungible::Inspect, tokens::imbalance::ResolveTo, AsEnsureOriginWithArg, ConstU128,
		ConstU16, ConstU32, ConstU64, UnfilteredDispatchable,
	},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use nutbox_primitives::{
	steem::{prove_all, LateProofs, OperationProof, ProvedOperation, SteemName},
	AssetId, Balance, STEEM_ASSET,
};
use nutbox_steem::{
	operations::{AccountUpdate, Transfer},
	Asset, Authority, Digest, Operation, PublicKey, SignedTransaction, Symbol, Transaction, Wire,
};
pub use pallet_steem_light_client::rehearsal::{
	account_name, key_of, pair_of, sign, signed_header, signed_transaction, stored_name, Rehearsal,
	RehearsedBlock, START,
};
use pallet_steem_light_client::CheckSteemHeaders;
use sp_core::{crypto::AccountId32, ecdsa};
use sp_runtime::{
	traits::{TransactionExtension, TxBaseImplication},
	BuildStorage, DispatchError, Perbill,
};

pub type AccountId = AccountId32;
pub type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Assets: pallet_assets,
		LightClient: pallet_steem_light_client,
		Gateway: pallet_steem_gateway,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SS58Prefix = ConstU16<42>;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

pub const EXISTENTIAL_DEPOSIT: Balance = 10;

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
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type StringLimit = ConstU32<50>;
	type Freezer = ();
	type Holder = ();
}

/// The calls of this pallet.
pub struct OurProofs;

impl LateProofs<RuntimeCall> for OurProofs {
	fn proof_of(call: &RuntimeCall) -> Option<&OperationProof> {
		match call {
			RuntimeCall::Gateway(call) => Gateway::proof_of(call),
			_ => None,
		}
	}
	fn is_late(call: &RuntimeCall, proved: &ProvedOperation) -> bool {
		match call {
			RuntimeCall::Gateway(call) => Gateway::is_late(call, proved),
			_ => false,
		}
	}
}

impl pallet_steem_light_client::Config for Test {
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type LateProofs = OurProofs;
	type WeightInfo = ();
	type MaxBlocks = ConstU32<4_096>;
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

/// What a transaction of the gateway lives.
pub const LIFETIME: u32 = 3_000;
/// The challenge window.
pub const WINDOW: u64 = 3_600;
/// The deadline of a withdrawal.
pub const DEADLINE: u64 = 20_000;
/// How long bonds stay.
pub const BOND_PERIOD: u64 = 50_000;
/// What custodians put up.
pub const BOND: Balance = 1_000_000;
/// What the reporter gets at most.
pub const MAX_REWARD: Balance = 150_000;
/// What every user begins with.
pub const ENDOWMENT: Balance = 10_000_000;
/// Transfers in blocks up to this one do not count.
pub const START_BLOCK: u32 = 20;

parameter_types! {
	pub const GatewayId: PalletId = PalletId(*b"nb/steem");
	pub const ReporterShare: Perbill = Perbill::from_percent(10);
	pub const MaxReporterReward: Balance = MAX_REWARD;
	pub Treasury: AccountId = treasury();
}

impl pallet_steem_gateway::Config for Test {
	type LightClient = LightClient;
	type NativeCurrency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = Assets;
	type Time = Timestamp;
	type AdminOrigin = EnsureRoot<AccountId>;
	type OnSlash = ResolveTo<Treasury, Balances>;
	type WeightInfo = ();
	type PalletId = GatewayId;
	type AssetId = ConstU32<STEEM_ASSET>;
	type AttemptLifetime = ConstU32<LIFETIME>;
	type MinChallengeWindow = ConstU64<600>;
	type MinThreshold = ConstU32<1>;
	type ReporterShare = ReporterShare;
	type MaxReporterReward = MaxReporterReward;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}
pub fn alice() -> AccountId {
	account(1)
}
pub fn bob() -> AccountId {
	account(2)
}
/// Has no account yet.
pub fn nobody() -> AccountId {
	account(99)
}
pub fn treasury() -> AccountId {
	account(90)
}
/// The account of a custodian, 0 to 9.
pub fn custodian(n: usize) -> AccountId {
	account(100 + n as u8)
}
/// The key of a custodian on Steem.
pub fn custodian_pair(n: usize) -> ecdsa::Pair {
	pair_of(&format!("custodian {n}"))
}
pub fn custodian_key(n: usize) -> [u8; 33] {
	key_of(&format!("custodian {n}"))
}

pub const GATEWAY: &str = "nutbox.gateway";

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}
pub fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

pub fn parameters() -> Parameters {
	Parameters {
		daily_cap: 1_000_000,
		free_deposit: 1_000,
		min_withdrawal: 100,
		bond: BOND,
		deadline: DEADLINE,
		challenge_window: WINDOW,
		bond_period: BOND_PERIOD,
	}
}

/// Sets this chain's clock, in seconds.
pub fn set_time(seconds: u32) {
	Timestamp::set_timestamp(u64::from(seconds) * 1_000);
}

pub fn ext(steem: &Rehearsal) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap();
	let mut balances = vec![
		(alice(), ENDOWMENT),
		(bob(), ENDOWMENT),
		(treasury(), ENDOWMENT),
	];
	balances.extend((0..10).map(|n| (custodian(n), ENDOWMENT)));
	pallet_balances::GenesisConfig::<Test> {
		balances,
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	pallet_steem_light_client::GenesisConfig::<Test> {
		checkpoint: Some(Rehearsal::checkpoint()),
		witnesses: steem.genesis_witnesses(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut ext = sp_io::TestExternalities::from(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	ext
}

/// A chain that knows a Steem of sixteen witnesses, and no gateway yet.
pub fn run_bare(test: impl FnOnce(&mut Rehearsal)) {
	let mut steem = Rehearsal::new(16);
	ext(&steem).execute_with(|| {
		test(&mut steem);
		assert_ok!(Gateway::do_try_state());
	});
}

/// A chain with a gateway of three custodians, two of which must sign. The invariants are checked in
/// the end.
pub fn run(test: impl FnOnce(&mut Rehearsal)) {
	run_bare(|steem| {
		configure();
		steem.produce_empty(START_BLOCK);
		install(steem, &[0, 1, 2], 2);
		System::reset_events();
		test(steem);
	});
}

pub fn configure() {
	assert_ok!(Gateway::configure(
		root(),
		stored_name(GATEWAY),
		START_BLOCK,
		[0; 32],
		parameters()
	));
}

pub fn custodian_list(custodians: &[usize]) -> CustodianList<AccountId> {
	let list: Vec<_> = custodians
		.iter()
		.map(|n| (custodian(*n), custodian_key(*n)))
		.collect();
	list.try_into().unwrap()
}

/// Makes these the custodians, here and on Steem.
pub fn install(steem: &mut Rehearsal, custodians: &[usize], threshold: u32) {
	for n in custodians {
		let (who, key) = (custodian(*n), custodian_key(*n));
		let bond = crate::Bonds::<Test>::get(&who, key).unwrap_or(0);
		if bond < BOND {
			assert_ok!(Gateway::bond(signed(who), key, BOND - bond));
		}
	}
	assert_ok!(Gateway::set_custodians(
		root(),
		custodian_list(custodians),
		threshold
	));
	let operation = account_update(custodians, threshold);
	let proof = finalised(steem, operation, &[]);
	assert_ok!(Gateway::prove_authority(signed(alice()), Box::new(proof)));
	assert!(Gateway::status().authority_matches);
}

pub fn authority(custodians: &[usize], threshold: u32) -> Authority {
	Authority {
		weight_threshold: threshold,
		account_auths: Default::default(),
		key_auths: custodians
			.iter()
			.map(|n| (PublicKey(custodian_key(*n)), 1))
			.collect(),
	}
}

pub fn update_of(active: Option<Authority>, owner: Option<Authority>) -> Operation {
	AccountUpdate {
		account: account_name(GATEWAY),
		owner,
		active,
		posting: None,
		memo_key: PublicKey(key_of("memo")),
		json_metadata: String::new(),
	}
	.into()
}

/// Gives the gateway's account to these.
pub fn account_update(custodians: &[usize], threshold: u32) -> Operation {
	let authority = authority(custodians, threshold);
	update_of(Some(authority.clone()), Some(authority))
}

pub fn steem(amount: i64) -> Asset {
	Asset {
		amount,
		symbol: Symbol::Steem,
	}
}

pub fn transfer(from: &str, to: &str, amount: Asset, memo: &str) -> Operation {
	Transfer {
		from: account_name(from),
		to: account_name(to),
		amount,
		memo: memo.into(),
	}
	.into()
}

pub fn memo(beneficiary: &AccountId) -> String {
	String::from_utf8(Gateway::memo_for(beneficiary.clone())).unwrap()
}

/// A transfer to the gateway for somebody here.
pub fn deposit_of(amount: i64, beneficiary: &AccountId) -> Operation {
	transfer("carol", GATEWAY, steem(amount), &memo(beneficiary))
}

/// Puts transactions into a block and makes it final and known. Returns its number.
pub fn include(rehearsal: &mut Rehearsal, transactions: Vec<SignedTransaction>) -> u32 {
	let block = rehearsal.produce(transactions);
	rehearsal.produce_empty(15);
	set_time(rehearsal.time);
	assert_ok!(LightClient::submit_headers(
		signed(bob()),
		rehearsal.headers(block, block + 15)
	));
	block
}

/// Puts an operation into a final block, signed by these custodians, or by somebody else: no
/// transaction without a signature gets into a block, and a short one could not be proved.
pub fn finalised(
	rehearsal: &mut Rehearsal,
	operation: Operation,
	custodians: &[usize],
) -> OperationProof {
	let mut pairs: Vec<_> = custodians.iter().map(|n| custodian_pair(*n)).collect();
	if pairs.is_empty() {
		pairs.push(pair_of("carol"));
	}
	let signers: Vec<_> = pairs.iter().collect();
	let transaction = rehearsal.transaction(vec![operation], &signers);
	included(rehearsal, transaction)
}

/// Puts a transaction into a final block.
pub fn included(rehearsal: &mut Rehearsal, transaction: SignedTransaction) -> OperationProof {
	let block = include(rehearsal, vec![transaction]);
	rehearsal.proof(block, 0, 0)
}

/// Puts any bytes as transactions into a final block. Returns the proofs.
pub fn include_bytes(rehearsal: &mut Rehearsal, transactions: Vec<Vec<u8>>) -> Vec<OperationProof> {
	let number = rehearsal.height() + 1;
	let (proofs, root) = prove_all(number, transactions.clone()).expect("short enough");
	let (name, pair) = &rehearsal.witnesses[rehearsal.blocks.len() % rehearsal.witnesses.len()];
	let time = rehearsal.time + 3;
	let header = signed_header(rehearsal.last_id(), time, name, pair, root);
	rehearsal.time = time;
	rehearsal.blocks.push(RehearsedBlock {
		header,
		transactions,
	});
	rehearsal.produce_empty(15);
	set_time(rehearsal.time);
	assert_ok!(LightClient::submit_headers(
		signed(bob()),
		rehearsal.headers(number, number + 15)
	));
	proofs
}

/// Lets time pass on both chains, in seconds, with final blocks at its end.
pub fn pass(rehearsal: &mut Rehearsal, seconds: u64) {
	let seconds = u32::try_from(seconds).unwrap();
	// The blocks of `include` take their time too.
	rehearsal.skip_to(rehearsal.time + seconds);
	include(rehearsal, vec![]);
}

/// The error of a call alone, without the weight that goes with it.
pub fn outcome(result: DispatchResultWithPostInfo) -> Result<Pays, DispatchError> {
	result
		.map(|info| info.pays_fee)
		.map_err(|error| error.error)
}

/// Whether the call was refused with this error, and has changed nothing.
#[track_caller]
pub fn refused(
	call: impl FnOnce() -> Result<Pays, DispatchError>,
	error: impl Into<DispatchError>,
) {
	let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let result = frame_support::storage::with_storage_layer(call);
	assert_eq!(result, Err(error.into()));
	assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
}

/// Whether the light client's extension drops a transaction with this call as stale. It lets every other one
/// pass, and says nothing of it.
pub fn is_dropped(call: crate::Call<Test>) -> bool {
	let call = RuntimeCall::from(call);
	let verdict = CheckSteemHeaders::<Test>::new().validate(
		signed(bob()),
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

/// Makes the call with a proof, beside the extension: it drops what is known already and nothing else.
fn prove(call: crate::Call<Test>) -> Result<Pays, DispatchError> {
	let dropped = is_dropped(call.clone());
	let result = outcome(call.dispatch_bypass_filter(signed(bob())));
	let known = [
		Error::<Test>::AlreadyProved.into(),
		Error::<Test>::AuthorityNotNew.into(),
	];
	let is_known = matches!(&result, Err(error) if known.contains(error));
	assert_eq!(dropped, is_known, "{result:?}");
	result
}

pub fn prove_deposit(proof: &OperationProof) -> Result<Pays, DispatchError> {
	let proof = Box::new(proof.clone());
	prove(crate::Call::prove_deposit { proof })
}

pub fn prove_payment(proof: &OperationProof) -> Result<Pays, DispatchError> {
	let proof = Box::new(proof.clone());
	prove(crate::Call::prove_payment { proof })
}

pub fn prove_authority(proof: &OperationProof) -> Result<Pays, DispatchError> {
	let proof = Box::new(proof.clone());
	prove(crate::Call::prove_authority { proof })
}

/// tSTEEM of an account.
pub fn tsteem(who: &AccountId) -> Balance {
	Assets::balance(STEEM_ASSET, who)
}

pub fn issuance() -> Balance {
	Assets::total_supply(STEEM_ASSET)
}

pub fn native(who: &AccountId) -> Balance {
	Balances::total_balance(who)
}

/// Brings STEEM over.
pub fn fund(rehearsal: &mut Rehearsal, who: &AccountId, amount: i64) {
	let proof = finalised(rehearsal, deposit_of(amount, who), &[]);
	assert_ok!(prove_deposit(&proof));
}

pub fn withdraw(who: &AccountId, amount: Balance, to: &str) -> Nonce {
	let nonce = crate::NextNonce::<Test>::get();
	assert_ok!(Gateway::withdraw(
		signed(who.clone()),
		amount,
		stored_name(to)
	));
	nonce
}

/// What the view says of an open withdrawal.
pub fn open(nonce: Nonce) -> WithdrawalInfo<AccountId> {
	match Gateway::withdrawal(nonce) {
		Some(WithdrawalState::Open(info)) => info,
		other => panic!("not open: {other:?}"),
	}
}

pub fn settled(nonce: Nonce) -> Settled<AccountId> {
	match Gateway::withdrawal(nonce) {
		Some(WithdrawalState::Settled(settled)) => settled,
		other => panic!("not settled: {other:?}"),
	}
}

/// The transaction that the custodians are to sign.
pub fn to_sign(nonce: Nonce) -> Transaction {
	let bytes = open(nonce).transaction.expect("there is one");
	Transaction::decode(&bytes).expect("it is in Steem's form")
}

pub fn signature_of(transaction: &Transaction, pair: &ecdsa::Pair) -> SteemSignature {
	sign(pair, &transaction.signing_digest(&Digest::STEEM_CHAIN_ID).0).0
}

pub fn submit_signature(nonce: Nonce, n: usize) -> Result<Pays, DispatchError> {
	let signature = signature_of(&to_sign(nonce), &custodian_pair(n));
	outcome(Gateway::submit_signature(signed(bob()), nonce, signature))
}

/// The complete transaction as anybody would broadcast it, with what the view gives.
pub fn broadcast(nonce: Nonce) -> SignedTransaction {
	let info = open(nonce);
	assert_eq!(info.signatures.len(), info.threshold as usize);
	SignedTransaction {
		transaction: to_sign(nonce),
		signatures: info
			.signatures
			.iter()
			.map(|(_, signature)| nutbox_steem::types::Signature(*signature))
			.collect(),
	}
}

/// Has the first two custodians sign, the transaction included on Steem, and returns the proof.
pub fn pay(rehearsal: &mut Rehearsal, nonce: Nonce) -> OperationProof {
	assert_ok!(submit_signature(nonce, 0));
	assert_ok!(submit_signature(nonce, 1));
	let transaction = broadcast(nonce);
	included(rehearsal, transaction)
}

/// A transaction of the gateway, signed by custodians without anything here.
pub fn signed_by(transaction: &Transaction, custodians: &[usize]) -> SignedTransaction {
	let pairs: Vec<_> = custodians.iter().map(|n| custodian_pair(*n)).collect();
	signed_transaction(transaction.clone(), &pairs.iter().collect::<Vec<_>>())
}

/// Lets the present transaction of a withdrawal lapse.
pub fn lapse(rehearsal: &mut Rehearsal, nonce: Nonce) {
	pass(rehearsal, u64::from(LIFETIME));
	assert_ok!(Gateway::lapse(signed(bob()), nonce));
	pass(rehearsal, WINDOW);
	assert_ok!(Gateway::lapse(signed(bob()), nonce));
}

pub fn name(text: &str) -> SteemName {
	stored_name(text)
}

pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Gateway(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// A chain of the benchmarks: with keys, and a clock.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_ext() -> sp_io::TestExternalities {
	let mut ext = ext(&Rehearsal::new(16));
	let keystore = sp_keystore::testing::MemoryKeystore::new();
	ext.register_extension(sp_keystore::KeystoreExt::new(keystore));
	ext.execute_with(|| set_time(START + 1_000));
	ext
}
