//! Finality proofs made of blocks of Steem's main network.

use super::mock::*;
use crate::{types::*, Error};
use frame_support::assert_ok;
use nutbox_primitives::steem::{prove_all, SteemLightClient};
use nutbox_steem::{PublicKey, SignedHeader, Wire};

struct RealHeader {
	number: u32,
	id: [u8; 20],
	bytes: Vec<u8>,
}

fn unhex(text: &str) -> Vec<u8> {
	sp_core::bytes::from_hex(text).unwrap()
}

fn headers() -> Vec<RealHeader> {
	include_str!("data/headers.txt")
		.lines()
		.map(|line| {
			let mut fields = line.split(' ');
			RealHeader {
				number: fields.next().unwrap().parse().unwrap(),
				id: unhex(fields.next().unwrap()).try_into().unwrap(),
				bytes: unhex(fields.next().unwrap()),
			}
		})
		.collect()
}

/// The witnesses of a time, with the keys that they had then.
fn witnesses(time: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
	include_str!("data/keys.txt")
		.lines()
		.filter_map(|line| line.strip_prefix(time)?.trim().split_once(' '))
		.map(|(name, key)| {
			let key: PublicKey = key.parse().unwrap();
			(name.as_bytes().to_vec(), key.0.to_vec())
		})
		.collect()
}

fn range(first: u32, last: u32) -> Headers {
	let headers: Vec<_> = headers()
		.into_iter()
		.filter(|header| (first..=last).contains(&header.number))
		.map(|header| HeaderBytes::try_from(header.bytes).unwrap())
		.collect();
	headers.try_into().unwrap()
}

/// Runs a test with the witnesses of a time and the checkpoint right below the blocks of it.
fn run_real(time: &str, first: u32, extra: Vec<(Vec<u8>, Vec<u8>)>, test: impl FnOnce()) {
	let bytes = headers()
		.into_iter()
		.find(|header| header.number == first)
		.unwrap()
		.bytes;
	let header = SignedHeader::decode(&bytes).unwrap().header;
	let checkpoint = Checkpoint {
		number: first - 1,
		id: header.previous.0,
		time: header.timestamp.0 - 3,
	};
	let mut registered = witnesses(time);
	registered.extend(extra);
	ext_with(Some(checkpoint), registered).execute_with(|| {
		set_time(1_473_968_841);
		test();
		assert_ok!(LightClient::do_try_state());
	});
}

#[test]
fn submit_headers_should_finalise_the_blocks_that_sixteen_of_steems_witnesses_built_on() {
	run_real("1000000", 1_000_000, vec![], || {
		assert_ok!(LightClient::submit_headers(
			signed(),
			range(1_000_000, 1_000_063)
		));
		let status = LightClient::status();
		let newest = status.newest.unwrap();
		// Sixteen distinct witnesses take at least as many blocks, and a round of 21 has them.
		assert!(newest.number <= 1_000_063 - 15);
		assert!(newest.number >= 1_000_063 - 21);
		for header in headers().iter().filter(|header| header.number < 2_000_000) {
			let block = LightClient::block(header.number);
			assert_eq!(
				block.map(|block| block.id),
				(header.number <= newest.number).then_some(header.id)
			);
		}
		assert_eq!(status.kept, newest.number - 1_000_000 + 1);
	});
}

#[test]
fn submit_headers_should_need_the_sixteenth_witness_when_a_real_run_has_no_seventeenth() {
	// One of the sixteen, a miner of that time, is in no list of elected witnesses.
	let miner: PublicKey = "STM6wAGpCZPRsy4bx2YxbpBEKAeTnLe4vcC9EuQ6fgYFzswrpABC9"
		.parse()
		.unwrap();
	let miner = (b"rabbit-28".to_vec(), miner.0.to_vec());
	run_real("5000000", 4_999_981, vec![], || {
		let run = range(4_999_981, 5_000_000);
		assert_eq!(refused(run), Error::<Test>::NotFinal.into());
	});
	run_real("5000000", 4_999_981, vec![miner], || {
		assert_ok!(LightClient::submit_headers(
			signed(),
			range(4_999_981, 5_000_000)
		));
		// The first of the sixteen to be counted last made the second block.
		assert_eq!(LightClient::status().newest.unwrap().number, 4_999_982);
		assert!(LightClient::block(4_999_981).is_some());
		assert_eq!(LightClient::block(4_999_983), None);
	});
}

#[test]
fn prove_should_find_every_transaction_of_a_real_final_block() {
	let mut blocks = std::collections::BTreeMap::<u32, Vec<Vec<u8>>>::new();
	for line in include_str!("data/transactions.txt").lines() {
		let (number, bytes) = line.split_once(' ').unwrap();
		let block = blocks.entry(number.parse().unwrap()).or_default();
		block.push(unhex(bytes));
	}
	run_real("5000000", 4_999_981, vec![], || {
		let real = headers();
		let mut proved = 0;
		for (number, transactions) in blocks {
			let header = real.iter().find(|header| header.number == number).unwrap();
			let header = SignedHeader::decode(&header.bytes).unwrap();
			LightClient::keep(nutbox_primitives::steem::FinalBlock {
				number,
				id: header.id().0,
				merkle_root: header.header.transaction_merkle_root.0,
				time: header.header.timestamp.0,
			});
			let (proofs, root) = prove_all(number, transactions).unwrap();
			assert_eq!(root, header.header.transaction_merkle_root.0);
			let mut last = None;
			for proof in proofs {
				let found = LightClient::prove(&proof).unwrap();
				assert!(Some(found.position) > last, "positions rise");
				last = Some(found.position);
				proved += 1;
			}
		}
		assert_eq!(proved, 11);
	});
}
