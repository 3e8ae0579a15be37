//! Benchmarks, each at the worst case. Custodians sign with keys of the host's keystore.

use crate::{
	impls::{place_of, DAY},
	*,
};
use alloc::{boxed::Box, format, string::String, vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Balanced as _, Inspect as _},
		fungibles::{Inspect as _, Mutate as _},
		EnsureOrigin, Get, UnixTime,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use nutbox_primitives::{
	steem::{
		BenchmarkClock, OperationId, OperationProof, SteemKey, SteemLightClient, SteemName,
		SteemPosition,
	},
	Balance,
};
use nutbox_steem::{
	operations::{AccountUpdate, CustomJson, Transfer},
	types::Signature,
	AccountName, Asset, Authority, BlockId, Digest, Operation, PublicKey, SignedTransaction,
	Symbol, Time, Transaction, Wire,
};
use sp_core::crypto::KeyTypeId;

/// Where the benchmarks keep the custodians' keys.
const KEYS: KeyTypeId = KeyTypeId(*b"stgw");
const GATEWAY: &str = "nutbox.gateway";
/// This chain's clock: the start of a slot of Steem in November 2023.
const NOW: u32 = 1_700_000_001;
/// The block that everything to be proved is in.
const BLOCK: u32 = 1_000_000;
/// The least number of bytes that a transaction of these benchmarks has, without its filling.
const FRAME: u32 = 400;

fn stored(name: &str) -> SteemName {
	name.as_bytes().to_vec().try_into().expect("a short name")
}

fn name(name: &str) -> AccountName {
	AccountName::new(name.as_bytes()).expect("a name")
}

fn key(index: u32) -> SteemKey {
	let seed = format!("//custodian/{index}").into_bytes();
	sp_io::crypto::ecdsa_generate(KEYS, Some(seed)).0
}

fn sign(key: SteemKey, transaction: &Transaction) -> SteemSignature {
	let digest = transaction.signing_digest(&Digest::STEEM_CHAIN_ID).0;
	let public = sp_core::ecdsa::Public::from(key);
	let signature = sp_io::crypto::ecdsa_sign_prehashed(KEYS, &public, &digest)
		.expect("the key is in the keystore");
	let mut bytes = [0; 65];
	bytes[0] = 31 + signature.0[64];
	bytes[1..].copy_from_slice(&signature.0[..64]);
	bytes
}

fn parameters<T: Config>() -> Parameters {
	let least = u64::from(T::AttemptLifetime::get()) + T::MinChallengeWindow::get();
	Parameters {
		daily_cap: 1_000_000_000,
		free_deposit: 1_000,
		min_withdrawal: 1,
		bond: T::NativeCurrency::minimum_balance() * 1_000,
		deadline: least,
		challenge_window: T::MinChallengeWindow::get(),
		bond_period: least,
	}
}

fn now<T: Config>() -> u32 {
	u32::try_from(T::Time::now().as_secs()).expect("before 2106")
}

/// The light client knows of this moment, and a day later.
fn see<T: Config>(time: u32) {
	T::LightClient::assume(BLOCK + time % 1_000 + 1, time, vec![vec![7; 70]]);
}

/// What a preset has put there.
fn reset<T: Config>() {
	Watched::<T>::kill();
	TotalsState::<T>::kill();
	NextNonce::<T>::kill();
	AuthoritiesState::<T>::kill();
	CouncilState::<T>::kill();
	QueueState::<T>::kill();
	Today::<T>::kill();
	Mode::<T>::kill();
	let _ = Custodians::<T>::clear(u32::MAX, None);
}

fn admin<T: Config>() -> T::RuntimeOrigin {
	T::AdminOrigin::try_successful_origin().expect("there is one")
}

/// Has an account own so much of the native asset.
fn fund<T: Config>(who: &T::AccountId, amount: Balance) {
	let issued = T::NativeCurrency::issue(amount);
	T::NativeCurrency::resolve(who, issued).expect("an account can be paid");
}

fn bonded<T: Config>(index: u32) -> (T::AccountId, SteemKey) {
	let who: T::AccountId = account("custodian", index, 0);
	let bond = parameters::<T>().bond;
	fund::<T>(&who, bond * 4);
	let key = key(index);
	Pallet::<T>::do_bond(who.clone(), key, bond).expect("it is rich");
	(who, key)
}

fn authority(keys: &[SteemKey], threshold: u32) -> Authority {
	Authority {
		weight_threshold: threshold,
		account_auths: Default::default(),
		key_auths: keys.iter().map(|key| (PublicKey(*key), 1)).collect(),
	}
}

/// A gateway with as many custodians as there can be, all of whom must sign, and as many leaving.
fn prepare<T: Config>() -> Vec<SteemKey> {
	reset::<T>();
	T::BenchmarkHelper::set_clock(NOW);
	Pallet::<T>::do_configure(stored(GATEWAY), 1, [0; 32], parameters::<T>())
		.expect("nothing was proved yet");
	let leaving: Vec<_> = (MAX_CUSTODIANS..MAX_LIABLE).map(bonded::<T>).collect();
	let leaving = BoundedVec::truncate_from(leaving);
	Pallet::<T>::do_set_custodians(leaving, MAX_CUSTODIANS).expect("they are bonded");
	let custodians: Vec<_> = (0..MAX_CUSTODIANS).map(bonded::<T>).collect();
	let keys: Vec<_> = custodians.iter().map(|(_, key)| *key).collect();
	let custodians = BoundedVec::truncate_from(custodians);
	Pallet::<T>::do_set_custodians(custodians, MAX_CUSTODIANS).expect("they are bonded");
	let part = ProvedAuthority::of(
		&authority(&keys, MAX_CUSTODIANS),
		SteemPosition {
			block: 1,
			..Default::default()
		},
	);
	AuthoritiesState::<T>::put(Authorities {
		active: Some(part.clone()),
		owner: Some(part),
	});
	assert!(Pallet::<T>::authority_matches());
	see::<T>(now::<T>() - 30);
	keys
}

/// An operation of so many bytes that is nobody's business.
fn filling(length: u32) -> Operation {
	CustomJson {
		required_auths: Default::default(),
		required_posting_auths: Default::default(),
		id: String::new(),
		json: "x".repeat(length as usize),
	}
	.into()
}

fn transaction(operations: Vec<Operation>) -> Transaction {
	Transaction::after(&BlockId::default(), Time(1_700_000_000), operations)
}

/// The proof for a transaction of a full block.
fn proof<T: Config>(transaction: SignedTransaction) -> Box<OperationProof> {
	let others = (1..1_024_u32).map(|n| n.to_le_bytes().to_vec());
	let transactions = core::iter::once(transaction.encode())
		.chain(others)
		.collect();
	let time = now::<T>() - 10;
	let proof = T::LightClient::assume(BLOCK, time, transactions)
		.into_iter()
		.next()
		.expect("one for each");
	Box::new(proof)
}

fn steem(amount: Balance) -> Asset {
	Asset {
		amount: i64::try_from(amount).expect("a small amount"),
		symbol: Symbol::Steem,
	}
}

fn deposit<T: Config>(who: &T::AccountId, length: u32) -> SignedTransaction {
	let transfer = Transfer {
		from: name("carol"),
		to: name(GATEWAY),
		amount: steem(2_000),
		memo: Pallet::<T>::memo_of(who),
	};
	SignedTransaction {
		transaction: transaction(vec![transfer.into(), filling(length)]),
		signatures: vec![],
	}
}

fn rich<T: Config>() -> T::AccountId {
	let who: T::AccountId = whitelisted_caller();
	T::Assets::mint_into(T::AssetId::get(), &who, 1_000_000).expect("anybody can receive it");
	TotalsState::<T>::mutate(|totals| {
		totals.received += 1_000_000;
		totals.minted += 1_000_000;
	});
	who
}

fn requested<T: Config>() -> (T::AccountId, Nonce) {
	let who = rich::<T>();
	let nonce = NextNonce::<T>::get();
	Pallet::<T>::do_withdraw(who.clone(), 5_000, stored("dave")).expect("it can be withdrawn");
	(who, nonce)
}

/// The transaction that custodians are to sign.
fn to_sign<T: Config>(nonce: Nonce) -> Transaction {
	let withdrawal = Pallet::<T>::open(nonce).expect("it is open");
	let attempt = withdrawal.attempt.clone().expect("there is one");
	Pallet::<T>::transaction(
		&Pallet::<T>::identity().expect("it is configured"),
		nonce,
		&withdrawal,
		(attempt.ref_block_num, attempt.ref_block_prefix),
		attempt.expiration,
	)
	.expect("it is sound")
}

/// Has these sign.
fn signed_by<T: Config>(nonce: Nonce, keys: &[SteemKey]) {
	let transaction = to_sign::<T>(nonce);
	for key in keys {
		let signature = sign(*key, &transaction);
		Pallet::<T>::do_submit_signature(nonce, signature).expect("it is a custodian");
	}
}

/// All have signed, the transaction can be in no more block, and the window has ended.
fn lapsed<T: Config>(nonce: Nonce, keys: &[SteemKey]) {
	signed_by::<T>(nonce, keys);
	let now = now::<T>();
	Withdrawals::<T>::mutate(place_of(nonce), |withdrawal| {
		let withdrawal = withdrawal.as_mut().expect("it is open");
		withdrawal.deadline = 0;
		if let Some(attempt) = &mut withdrawal.attempt {
			attempt.expiration = now - 200;
			attempt.lapses_at = Some(u64::from(now - 100));
		}
	});
	see::<T>(now - 20);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn prove_deposit(b: Linear<500, 65_000>) {
		prepare::<T>();
		let who: T::AccountId = account("beneficiary", 0, 0);
		// The cap is used up in part: a part is minted, the rest waits.
		Today::<T>::put(DayUse {
			day: Pallet::<T>::now() / DAY,
			minted: parameters::<T>().daily_cap - 1_000,
		});
		let proof = proof::<T>(deposit::<T>(&who, b - FRAME));

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), proof);

		assert_eq!(T::Assets::balance(T::AssetId::get(), &who), 1_000);
		assert_eq!(TotalsState::<T>::get().delayed, 1_000);
	}

	#[benchmark]
	fn release(r: Linear<1, MAX_RELEASES>) {
		prepare::<T>();
		for place in 0..u64::from(r) {
			let beneficiary: T::AccountId = account("beneficiary", place as u32, 0);
			let id = OperationId {
				transaction: [place as u8; 20],
				operation: 0,
			};
			let fate = Fate::Delayed {
				beneficiary: beneficiary.clone(),
				place,
			};
			Deposits::<T>::insert(id, Deposit { amount: 5, fate });
			Queue::<T>::insert(
				place,
				DelayedDeposit {
					id,
					beneficiary,
					sender: stored("carol"),
					amount: 5,
				},
			);
		}
		let amount = Balance::from(r) * 5;
		QueueState::<T>::put(QueueRange {
			first: 0,
			end: r.into(),
		});
		TotalsState::<T>::mutate(|totals| {
			totals.received = amount;
			totals.delayed = amount;
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), r);

		assert_eq!(TotalsState::<T>::get().minted, amount);
	}

	#[benchmark]
	fn withdraw() {
		prepare::<T>();
		let who = rich::<T>();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(who),
			1_000_000,
			stored("abcdefghijklmnop"),
		);

		assert!(Pallet::<T>::open(0).expect("it is open").attempt.is_some());
	}

	#[benchmark]
	fn submit_signature() {
		let keys = prepare::<T>();
		let (who, nonce) = requested::<T>();
		let (last, others) = keys.split_last().expect("there are some");
		signed_by::<T>(nonce, others);
		let signature = sign(*last, &to_sign::<T>(nonce));

		#[extrinsic_call]
		_(RawOrigin::Signed(who), nonce, signature);

		let attempt = Pallet::<T>::open(nonce).expect("it is open").attempt;
		assert_eq!(attempt.expect("there is one").signatures.len(), keys.len());
	}

	#[benchmark]
	fn prove_payment(b: Linear<500, 65_000>) {
		prepare::<T>();
		// Nobody can be told from the signatures, but all could have signed: all are slashed.
		let since = Some(SteemPosition::default());
		Custodians::<T>::translate_values(|custodian: Custodian<T::AccountId>| {
			Some(Custodian { since, ..custodian })
		});
		let theft = Transfer {
			from: name(GATEWAY),
			to: name("mallory"),
			amount: steem(5),
			memo: String::new(),
		};
		let transaction = transaction(vec![theft.into()]);
		let signature = Signature(sign(key(1_000), &transaction));
		let signatures = vec![signature; ((b - FRAME) / 65) as usize];
		let proof = proof::<T>(SignedTransaction {
			transaction,
			signatures,
		});
		let reporter: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(reporter), proof);

		assert_eq!(Mode::<T>::get(), OperatingMode::Halted);
		assert_eq!(Bonds::<T>::iter().count(), 0);
	}

	#[benchmark]
	fn lapse() {
		let keys = prepare::<T>();
		let (who, nonce) = requested::<T>();
		lapsed::<T>(nonce, &keys);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), nonce);

		assert!(Pallet::<T>::open(nonce)
			.expect("it is open")
			.attempt
			.is_none());
	}

	#[benchmark]
	fn renew() {
		let keys = prepare::<T>();
		let (who, nonce) = requested::<T>();
		lapsed::<T>(nonce, &keys);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), nonce);

		let attempt = Pallet::<T>::open(nonce).expect("it is open").attempt;
		assert!(attempt.expect("there is one").signatures.is_empty());
	}

	#[benchmark]
	fn reclaim() {
		let keys = prepare::<T>();
		let (who, nonce) = requested::<T>();
		lapsed::<T>(nonce, &keys);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), nonce);

		assert!(SettledWithdrawals::<T>::contains_key(nonce));
	}

	#[benchmark]
	fn bond() {
		let who: T::AccountId = whitelisted_caller();
		let amount = parameters::<T>().bond;
		fund::<T>(&who, amount * 4);
		let key = key(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), key, amount);

		assert_eq!(Bonds::<T>::get(&who, key), Some(amount));
	}

	#[benchmark]
	fn unbond() {
		prepare::<T>();
		let key = key(MAX_CUSTODIANS);
		let who = Custodians::<T>::mutate(key, |custodian| {
			let custodian = custodian.as_mut().expect("it is leaving");
			custodian.left_at = Some(0);
			custodian.since = Some(SteemPosition::default());
			custodian.removed = Some(Removal {
				position: SteemPosition::default(),
				time: 0,
			});
			custodian.account.clone()
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), key);

		assert_eq!(Bonds::<T>::get(&who, key), None);
	}

	#[benchmark]
	fn prove_authority(b: Linear<4_000, 65_000>) {
		let keys = prepare::<T>();
		// Every key that answers gets into the account or out of it.
		let since = Some(SteemPosition::default());
		for key in &keys {
			Custodians::<T>::mutate(key, |custodian| {
				if let Some(custodian) = custodian {
					custodian.since = since;
				}
			});
		}
		let leaving: Vec<_> = (MAX_CUSTODIANS..MAX_LIABLE).map(key).collect();
		let authority = authority(&leaving, 17);
		let update = AccountUpdate {
			account: name(GATEWAY),
			owner: Some(authority.clone()),
			active: Some(authority),
			posting: None,
			memo_key: PublicKey([2; 33]),
			json_metadata: "x".repeat(b as usize - 3_000),
		};
		let proof = proof::<T>(SignedTransaction {
			transaction: transaction(vec![update.into()]),
			signatures: vec![],
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), proof);

		assert!(!Pallet::<T>::authority_matches());
		assert!(Custodians::<T>::iter_values()
			.all(|custodian| custodian.removed.is_some() == custodian.left_at.is_none()));
	}

	#[benchmark]
	fn configure() {
		reset::<T>();

		#[extrinsic_call]
		_(
			admin::<T>() as T::RuntimeOrigin,
			stored(GATEWAY),
			1,
			[0; 32],
			parameters::<T>(),
		);

		assert!(Watched::<T>::exists());
	}

	#[benchmark]
	fn set_parameters() {
		prepare::<T>();
		let parameters = Parameters {
			daily_cap: 7,
			..parameters::<T>()
		};

		#[extrinsic_call]
		_(admin::<T>() as T::RuntimeOrigin, parameters);

		assert_eq!(CurrentParameters::<T>::get(), Some(parameters));
	}

	#[benchmark]
	fn set_custodians(c: Linear<4, MAX_CUSTODIANS>) {
		let keys = prepare::<T>();
		assert_eq!(keys.len(), MAX_CUSTODIANS as usize);
		// Those who are leaving come back, in the place of all others.
		let returning: Vec<_> = (MAX_CUSTODIANS..MAX_CUSTODIANS + c)
			.map(|index| (account("custodian", index, 0), key(index)))
			.collect();

		#[extrinsic_call]
		_(
			admin::<T>() as T::RuntimeOrigin,
			BoundedVec::truncate_from(returning),
			c,
		);

		assert_eq!(CouncilState::<T>::get().keys.len(), c as usize);
	}

	#[benchmark]
	fn set_operating_mode() {
		#[extrinsic_call]
		_(admin::<T>() as T::RuntimeOrigin, OperatingMode::Halted);

		assert_eq!(Mode::<T>::get(), OperatingMode::Halted);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::benchmark_ext(),
		crate::tests::mock::Test
	);
}
