//! Benchmarks, each at the worst case, on whatever pools the runtime has.

use crate::*;
use alloc::{boxed::Box, format, string::String, vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::RawOrigin;
use nutbox_primitives::{
	address,
	delegation::DelegatedStake,
	steem::{OperationProof, SteemLightClient, SteemName, MAX_TRANSACTION_SIZE},
	PoolId,
};
use nutbox_steem::{
	operations::{CustomJson, DelegateVestingShares},
	AccountName, Asset, BlockId, Operation, SignedTransaction, Symbol, Time, Transaction, Wire,
};
use sp_core::crypto::AccountId32;

/// This chain's clock.
const NOW: u32 = 1_700_000_001;
/// What every operation needs in bytes, and then some.
const SMALLEST: u32 = 400;
/// The longest that the filling can make it.
const LARGEST: u32 = MAX_TRANSACTION_SIZE - 64;

fn name(text: &str) -> SteemName {
	text.as_bytes().to_vec().try_into().expect("a short name")
}

fn account_name(text: &str) -> AccountName {
	AccountName::new(text.as_bytes()).expect("a short name")
}

fn hub(n: u32) -> String {
	format!("hub-{n}")
}

/// The 32 bytes of an account, and the account.
fn member<T: Config>(n: u8) -> ([u8; 32], T::AccountId) {
	let bytes = [n; 32];
	let who = T::AccountId::from(bytes);
	T::BenchmarkHelper::fund(&who);
	(bytes, who)
}

/// The proof of an operation in a transaction of about so many bytes, in a final block of this number.
fn proof<T: Config>(operation: Operation, size: u32, block: u32) -> OperationProof {
	let of = |padding: usize| {
		let filling = CustomJson {
			required_auths: Default::default(),
			required_posting_auths: Default::default(),
			id: String::new(),
			json: "x".repeat(padding),
		};
		SignedTransaction {
			transaction: Transaction::after(
				&BlockId::default(),
				Time(NOW),
				vec![operation.clone(), filling.into()],
			),
			signatures: vec![],
		}
		.encode()
	};
	let least = of(0).len();
	// The length of the text takes three bytes at most, one of which is there already.
	let padding = (size as usize).saturating_sub(least + 2);
	// Far enough from the last one for an interval of any length.
	let time = NOW + T::WatchDelay::get() + 1_000;
	T::LightClient::assume(block, time, vec![of(padding)]).remove(0)
}

fn bind(bytes: [u8; 32], prefix: u16) -> Operation {
	let address = address::of(&AccountId32::new(bytes), prefix);
	CustomJson {
		required_auths: [account_name("delegator")].into_iter().collect(),
		required_posting_auths: Default::default(),
		id: CUSTOM_JSON_ID.into(),
		json: format!("{{\"bind\":\"{address}\"}}"),
	}
	.into()
}

fn delegate(hub: &str, amount: i64) -> Operation {
	DelegateVestingShares {
		delegator: account_name("delegator"),
		delegatee: account_name(hub),
		vesting_shares: Asset {
			amount,
			symbol: Symbol::Vests,
		},
	}
	.into()
}

/// So many pools tied to each of so many accounts, with the clock set.
fn tie<T: Config>(hubs: u32, pools_each: u32) -> Vec<PoolId> {
	T::BenchmarkHelper::set_time(NOW);
	let (_, owner) = member::<T>(251);
	let mut all = Vec::new();
	for _ in 0..pools_each {
		let pools = T::BenchmarkHelper::create_pools(&owner, hubs);
		for (n, pool) in (0..).zip(pools) {
			Pallet::<T>::do_set_delegatee(owner.clone(), pool, name(&hub(n)))
				.expect("the pool is the owner's");
			all.push(pool);
		}
	}
	all
}

/// Proves at the beginning, by somebody else.
fn prove<T: Config>(operation: Operation, block: u32) {
	// Shorter ones could be mistaken for inner nodes of the tree, and prove nothing.
	let proof = proof::<T>(operation, SMALLEST, block);
	let (_, prover) = member::<T>(252);
	let done = match Pallet::<T>::do_prove_binding(&proof) {
		Ok(done) => Ok(done),
		Err(_) => Pallet::<T>::do_prove_delegation(&prover, &proof),
	};
	assert!(done.is_ok(), "the proof holds");
}

/// A delegator bound to an address, with stakes in `pools` pools of which at most eight are of one
/// account on Steem. Only whole accounts: the pools are at least as many as asked for.
fn staked<T: Config>(pools: u32) -> T::AccountId {
	let hubs = pools.div_ceil(MAX_POOLS).max(1);
	let each = pools.min(MAX_POOLS);
	tie::<T>(hubs, each);
	let (bytes, who) = member::<T>(1);
	prove::<T>(bind(bytes, T::SS58Prefix::get()), 10);
	if each > 0 {
		for n in 0..hubs {
			prove::<T>(delegate(&hub(n), 1_000), 20 + n);
		}
	}
	T::BenchmarkHelper::wait();
	who
}

fn credits<T: Config>(who: &T::AccountId) -> usize {
	Totals::<T>::iter_keys()
		.filter(|(_, account)| account == who)
		.count()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_delegatee() {
		tie::<T>(1, MAX_POOLS - 1);
		let (_, owner) = member::<T>(251);
		let pool = T::BenchmarkHelper::create_pools(&owner, 1)[0];

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), pool, name(&hub(0)));

		assert!(Ties::<T>::contains_key(pool));
	}

	#[benchmark]
	fn release_delegatee() {
		let pool = tie::<T>(1, MAX_POOLS)[0];
		let (_, owner) = member::<T>(251);
		T::BenchmarkHelper::close_pool(&owner, pool);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), pool);

		assert!(!Ties::<T>::contains_key(pool));
	}

	#[benchmark]
	fn prove_binding(b: Linear<SMALLEST, LARGEST>, p: Linear<0, MAX_MOVES>) {
		let old = staked::<T>(p);
		let (bytes, who) = member::<T>(2);
		let before = credits::<T>(&old);
		let proof = proof::<T>(bind(bytes, T::SS58Prefix::get()), b, 10_000_000);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), Box::new(proof));

		assert_eq!((credits::<T>(&old), credits::<T>(&who)), (0, before));
	}

	#[benchmark]
	fn prove_delegation(b: Linear<SMALLEST, LARGEST>, p: Linear<1, MAX_POOLS>) {
		let who = staked::<T>(p);
		let (_, prover) = member::<T>(3);
		// Nearly everything goes, with a bounty in each pool, and the positions stay.
		let proof = proof::<T>(delegate(&hub(0), 1), b, 10_000_000);

		#[extrinsic_call]
		_(RawOrigin::Signed(prover), Box::new(proof));

		assert_eq!(credits::<T>(&who), p as usize);
	}

	#[benchmark]
	fn sync() {
		let old = staked::<T>(1);
		let (bytes, who) = member::<T>(2);
		// As if the pool had been tied after the binding: from one address to another.
		let binding = Binding {
			account: Some(who.clone()),
			..Bindings::<T>::get(name("delegator")).expect("bound")
		};
		let pool = Watched::<T>::get(name(&hub(0))).expect("watched").pools[0];
		Bindings::<T>::insert(name("delegator"), binding);
		NamesOf::<T>::remove(&old, name("delegator"));
		NamesOf::<T>::insert(T::AccountId::from(bytes), name("delegator"), ());

		#[extrinsic_call]
		_(RawOrigin::Signed(old.clone()), name("delegator"), pool);

		assert_eq!(T::Stakes::delegated(pool, &old), 0);
		assert_eq!(T::Stakes::delegated(pool, &who), 1_000);
	}

	#[benchmark]
	fn release_binding(p: Linear<0, MAX_MOVES>) {
		let who = staked::<T>(p);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), name("delegator"));

		assert_eq!(credits::<T>(&who), 0);
	}

	#[benchmark]
	fn set_operating_mode() {
		let origin = T::AdminOrigin::try_successful_origin().expect("there is one");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, OperatingMode::ExitsOnly);

		assert_eq!(Mode::<T>::get(), OperatingMode::ExitsOnly);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::benchmark_ext(),
		crate::tests::mock::Test
	);
}
