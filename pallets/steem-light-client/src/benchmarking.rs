//! Benchmarks, each at the worst case. Headers are signed with keys of the host's keystore.

use crate::*;
use alloc::{boxed::Box, format, string::String, vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use nutbox_primitives::steem::{BenchmarkClock, SteemKey, SteemLightClient, SteemName};
use nutbox_steem::{
	operations::{CustomJson, WitnessUpdate},
	types::{ChainProperties, Fee, HeaderExtensions},
	AccountName, Asset, BlockId, Checksum, Header, Operation, PublicKey, Signature, SignedHeader,
	SignedTransaction, Symbol, Time, Transaction, Wire,
};
use sp_core::crypto::KeyTypeId;

/// Where the benchmarks keep the witnesses' keys.
const KEYS: KeyTypeId = KeyTypeId(*b"stwi");
/// The slot in which the rehearsal begins.
const START: u32 = 1_700_000_001;

fn witness_name(index: u32) -> String {
	format!("witness-{index:02}")
}

fn stored(name: &str) -> SteemName {
	name.as_bytes().to_vec().try_into().expect("a short name")
}

fn key(index: u32) -> SteemKey {
	let seed = format!("//{}", witness_name(index)).into_bytes();
	sp_io::crypto::ecdsa_generate(KEYS, Some(seed)).0
}

fn header(previous: BlockId, time: u32, witness: u32, key: SteemKey) -> SignedHeader {
	let header = Header {
		previous,
		timestamp: Time(time),
		witness: AccountName::new(witness_name(witness).as_bytes()).expect("a name"),
		transaction_merkle_root: Checksum([7; 20]),
		extensions: HeaderExtensions::default(),
	};
	let public = sp_core::ecdsa::Public::from(key);
	let signature = sp_io::crypto::ecdsa_sign_prehashed(KEYS, &public, &header.digest().0)
		.expect("the key is in the keystore");
	let mut bytes = [0; 65];
	bytes[0] = 31 + signature.0[64];
	bytes[1..].copy_from_slice(&signature.0[..64]);
	SignedHeader {
		header,
		witness_signature: Signature(bytes),
	}
}

/// The checkpoint below the first block.
fn checkpoint() -> Checkpoint {
	Checkpoint {
		number: 0,
		id: [0; 20],
		time: START,
	}
}

/// A full set of witnesses, the first of which sign with keys of the keystore, and a full ring.
fn prepare<T: Config>() -> Vec<SteemKey> {
	let keys: Vec<_> = (0..FINALITY_THRESHOLD).map(key).collect();
	let witnesses: Vec<_> = (0..MAX_WITNESSES)
		.map(|n| {
			let key = keys.get(n as usize).copied().unwrap_or([2; 33]);
			(stored(&witness_name(n)), key)
		})
		.collect();
	reset::<T>();
	Pallet::<T>::do_initialise(checkpoint(), BoundedVec::truncate_from(witnesses))
		.expect("nothing is there yet");
	keys
}

/// What a preset has put there.
fn reset<T: Config>() {
	TrustedCheckpoint::<T>::kill();
	let _ = Witnesses::<T>::clear(u32::MAX, None);
}

/// The ring is full: what comes drives out what is there.
fn fill<T: Config>() {
	let max = T::MaxBlocks::get();
	for place in 0..max.min(2 * MAX_HEADERS) {
		let number = u32::MAX - place;
		Ring::<T>::insert(place, number);
		let block = nutbox_primitives::steem::FinalBlock {
			number,
			..Default::default()
		};
		Blocks::<T>::insert(number, KeptBlock { block, epoch: 0 });
	}
	RingEnd::<T>::put(u64::from(max));
}

fn update(index: u32, padding: usize) -> Vec<u8> {
	let update = WitnessUpdate {
		owner: AccountName::new(witness_name(index).as_bytes()).expect("a name"),
		url: String::new(),
		block_signing_key: PublicKey([3; 33]),
		props: ChainProperties {
			account_creation_fee: Fee::default(),
			maximum_block_size: 65_536,
			sbd_interest_rate: 0,
		},
		fee: Asset {
			amount: 0,
			symbol: Symbol::Steem,
		},
	};
	let filling = CustomJson {
		required_auths: Default::default(),
		required_posting_auths: Default::default(),
		id: String::new(),
		json: "x".repeat(padding),
	};
	let operations: Vec<Operation> = vec![update.into(), filling.into()];
	SignedTransaction {
		transaction: Transaction::after(&BlockId::default(), Time(START), operations),
		signatures: vec![],
	}
	.encode()
}

fn changes(count: u32) -> Changes {
	let changes: Vec<_> = (0..count)
		.map(|n| WitnessChange::Set {
			name: stored(&witness_name(n)),
			key: [2; 33],
			since: 10,
		})
		.collect();
	BoundedVec::truncate_from(changes)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn submit_headers(h: Linear<FINALITY_THRESHOLD, MAX_HEADERS>) {
		let keys = prepare::<T>();
		fill::<T>();
		let mut headers = Vec::new();
		let mut previous = BlockId([0, 0, 0, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
		for n in 0..h {
			// The witnesses that count come at the end: everything before is final by them.
			let index = n.saturating_sub(h - FINALITY_THRESHOLD);
			let signed = header(previous, START + 30 + 3 * n, index, keys[index as usize]);
			previous = signed.id();
			headers.push(HeaderBytes::truncate_from(signed.encode()));
		}
		let headers = Headers::truncate_from(headers);
		T::BenchmarkHelper::set_clock(START + 600);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), headers);

		assert_eq!(
			Newest::<T>::get().map(|block| block.number),
			Some(10 + h - FINALITY_THRESHOLD)
		);
	}

	#[benchmark]
	fn prove_key(b: Linear<256, 65_000>) {
		prepare::<T>();
		let transaction = update(0, b as usize - 200);
		let others = (1..1_024_u32).map(|n| n.to_le_bytes().to_vec());
		let transactions = core::iter::once(transaction).chain(others).collect();
		let proof = <Pallet<T> as SteemLightClient>::assume(100, START + 300, transactions)
			.into_iter()
			.next()
			.expect("one for each");

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), Box::new(proof));

		let witness = Witnesses::<T>::get(stored(&witness_name(0))).expect("it is registered");
		assert_eq!(witness.newest().map(|entry| entry.key), Some([3; 33]));
	}

	#[benchmark]
	fn initialise(w: Linear<FINALITY_THRESHOLD, MAX_WITNESSES>) {
		reset::<T>();
		T::BenchmarkHelper::set_clock(START);
		let origin = T::AdminOrigin::try_successful_origin().expect("there is one");
		let witnesses: Vec<_> = (0..w)
			.map(|n| (stored(&witness_name(n)), [2; 33]))
			.collect();
		let witnesses = BoundedVec::truncate_from(witnesses);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, checkpoint(), witnesses);

		assert_eq!(Witnesses::<T>::count(), w);
	}

	#[benchmark]
	fn announce_witnesses(c: Linear<1, { MAX_WITNESSES / 3 }>) {
		prepare::<T>();
		let origin = T::AdminOrigin::try_successful_origin().expect("there is one");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, changes(c));

		assert!(Announced::<T>::exists());
	}

	#[benchmark]
	fn apply_announced(c: Linear<1, { MAX_WITNESSES / 3 }>) {
		prepare::<T>();
		Announced::<T>::put(Announcement {
			changes: changes(c),
			applies_at: 0,
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()));

		assert!(!Announced::<T>::exists());
	}

	#[benchmark]
	fn cancel_announced() {
		let origin = T::AdminOrigin::try_successful_origin().expect("there is one");
		Announced::<T>::put(Announcement {
			changes: changes(1),
			applies_at: 0,
		});

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);

		assert!(!Announced::<T>::exists());
	}

	#[benchmark]
	fn set_operating_mode() {
		let origin = T::AdminOrigin::try_successful_origin().expect("there is one");
		ConflictFound::<T>::put(Conflict {
			kept: Default::default(),
			other: Default::default(),
		});

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, OperatingMode::Normal);

		assert_eq!(Epoch::<T>::get(), 1);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::benchmark_ext(),
		crate::tests::mock::Test
	);
}
