//! `submit_headers`.

use super::mock::*;
use crate::{rehearsal::*, types::*, Error, Event};
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_steem::{BlockId, Wire};

fn bytes(header: nutbox_steem::SignedHeader) -> HeaderBytes {
	HeaderBytes::truncate_from(header.encode())
}

#[test]
fn submit_headers_should_finalise_when_sixteen_witnesses_are_behind_a_block() {
	run(|steem| {
		steem.produce_empty(16);
		let paid = submit(steem, 1, 16).unwrap();
		assert_eq!(paid.pays_fee, Pays::No);
		assert_eq!(
			events(),
			vec![Event::BlocksFinalised {
				first: 1,
				last: 1,
				kept: 1
			}]
		);
		let block = LightClient::block(1).unwrap();
		assert_eq!(block.id, steem.blocks[0].header.id().0);
		assert_eq!(LightClient::block(2), None);
	});
}

#[test]
fn submit_headers_should_fail_when_fifteen_witnesses_are_behind_a_block() {
	run(|steem| {
		steem.produce_empty(15);
		set_time(steem.time);
		let error = refused(steem.headers(1, 15));
		assert_eq!(error, Error::<Test>::NotFinal.into());
	});
}

#[test]
fn submit_headers_should_begin_anywhere_above_the_checkpoint() {
	run(|steem| {
		steem.produce_empty(60);
		assert_ok!(submit(steem, 30, 50));
		assert_eq!(LightClient::status().newest.unwrap().number, 35);
		assert_eq!(LightClient::block(29), None);
		// What is older than the newest is taken in, for the ordinary fee.
		let paid = submit(steem, 1, 20).unwrap();
		assert_eq!(paid.pays_fee, Pays::Yes);
		assert_eq!(LightClient::status().newest.unwrap().number, 35);
		assert!(LightClient::block(5).is_some());
	});
}

#[test]
fn submit_headers_should_need_no_signatures_when_the_run_ends_in_a_final_block() {
	run(|steem| {
		steem.produce_empty(40);
		assert_ok!(submit(steem, 20, 35));
		assert!(LightClient::block(20).is_some());
		assert_ok!(submit(steem, 10, 20));
		assert!(LightClient::block(10).is_some());
		// One block short of it, nothing is shown.
		assert_eq!(refused(steem.headers(1, 8)), Error::<Test>::NotFinal.into());
	});
}

#[test]
fn submit_headers_should_fail_when_nothing_is_new() {
	run(|steem| {
		steem.produce_empty(20);
		assert_ok!(submit(steem, 1, 20));
		for (first, last) in [(1, 20), (1, 5), (2, 20), (5, 20)] {
			let error = refused(steem.headers(first, last));
			assert_eq!(error, Error::<Test>::NothingNew.into(), "{first} to {last}");
		}
	});
}

#[test]
fn submit_headers_should_fail_when_there_are_no_headers_or_malformed_ones() {
	run(|steem| {
		steem.produce_empty(16);
		set_time(steem.time);
		assert_eq!(refused(Headers::new()), Error::<Test>::NoHeaders.into());
		let mut headers = steem.headers(1, 16).into_inner();
		headers[3].truncate(100);
		let headers = headers.try_into().unwrap();
		assert_eq!(refused(headers), Error::<Test>::MalformedHeader.into());
	});
}

#[test]
fn submit_headers_should_fail_when_the_run_is_not_linked() {
	run(|steem| {
		steem.produce_empty(20);
		set_time(steem.time);
		let mut headers = steem.headers(1, 20).into_inner();
		headers.remove(4);
		assert_eq!(
			refused(headers.try_into().unwrap()),
			Error::<Test>::NotLinked.into()
		);
		let mut headers = steem.headers(1, 20).into_inner();
		headers.swap(7, 8);
		assert_eq!(
			refused(headers.try_into().unwrap()),
			Error::<Test>::NotLinked.into()
		);
	});
}

#[test]
fn submit_headers_should_fail_when_the_first_block_is_not_built_on_the_checkpoint() {
	run(|steem| {
		steem.produce_empty(16);
		// Another history from the very beginning: the same witnesses, another ancestor.
		let mut previous = BlockId::default();
		previous.0[19] = 1;
		let mut headers = Vec::new();
		for n in 0..16 {
			let (name, pair) = &steem.witnesses[n];
			let header = signed_header(previous, START + 3 * (n as u32 + 1), name, pair, [0; 20]);
			previous = header.id();
			headers.push(bytes(header));
		}
		set_time(steem.time);
		assert_eq!(
			refused(headers.try_into().unwrap()),
			Error::<Test>::NotAboveCheckpoint.into()
		);
	});
}

/// A run of 17 blocks, the last of which has this time.
fn run_ending_at(steem: &Rehearsal, time: u32) -> Headers {
	let mut headers = steem.headers(1, 16).into_inner();
	let (name, pair) = &steem.witnesses[16];
	let last = signed_header(steem.last_id(), time, name, pair, [0; 20]);
	headers.push(bytes(last));
	headers.try_into().unwrap()
}

#[test]
fn submit_headers_should_keep_to_the_grid_and_the_clock() {
	run(|steem| {
		steem.produce_empty(16);
		let now = steem.time + 3;
		set_time(now);
		let refusals = [
			(now + 1, Error::<Test>::OffSlot),
			(now + 2, Error::<Test>::OffSlot),
			(steem.time, Error::<Test>::TimeNotRising),
			(now + 33, Error::<Test>::InTheFuture),
		];
		for (time, error) in refusals {
			assert_eq!(refused(run_ending_at(steem, time)), error.into(), "{time}");
		}
		// Thirty seconds ahead is the most.
		let headers = run_ending_at(steem, now + 30);
		assert_ok!(LightClient::submit_headers(signed(), headers));
	});
}

#[test]
fn submit_headers_should_forget_the_block_kept_first_when_the_ring_is_full() {
	run(|steem| {
		steem.produce_empty(200);
		assert_ok!(submit(steem, 1, 64));
		assert_ok!(submit(steem, 50, 113));
		assert_eq!(LightClient::status().newest.unwrap().number, 98);
		assert!(LightClient::block(1).is_some());
		assert_ok!(submit(steem, 99, 117));
		assert_eq!(LightClient::status().newest.unwrap().number, 102);
		assert_eq!(LightClient::status().kept, KEPT_BLOCKS);
		assert_eq!(LightClient::block(2), None);
		assert!(LightClient::block(3).is_some());
		// They can be proved again, by a run up to a block that is still known. Afterwards all of the run
		// is kept; those go that were kept first of the others.
		assert_ok!(submit(steem, 1, 16));
		assert!((1..=16).all(|number| LightClient::block(number).is_some()));
		assert_eq!(LightClient::status().kept, KEPT_BLOCKS);
		assert_eq!(LightClient::block(17), None);
		assert_eq!(LightClient::block(18), None);
		assert!((19..=102).all(|number| LightClient::block(number).is_some()));
	});
}

#[test]
fn defect_26_the_same_witness_in_many_headers_counts_once() {
	run(|steem| {
		for round in 0..4 {
			for turn in 0..15 {
				let turn = if round % 2 == 0 { turn } else { 14 - turn };
				steem.produce_by(turn, vec![]);
			}
		}
		set_time(steem.time);
		assert_eq!(
			refused(steem.headers(1, 60)),
			Error::<Test>::NotFinal.into()
		);
		steem.produce_by(15, vec![]);
		assert_ok!(submit(steem, 1, 61));
		assert_eq!(LightClient::status().newest.unwrap().number, 46);
	});
}

#[test]
fn submit_headers_should_not_count_unregistered_witnesses_or_foreign_keys() {
	run(|steem| {
		// Six strangers among the fifteen link and do not count; nor does a witness with another's key.
		let strangers = Rehearsal::new(30).witnesses;
		let registered = steem.witnesses.clone();
		steem.witnesses = strangers[21..27].to_vec();
		steem.produce_empty(6);
		steem.witnesses = registered[..15].to_vec();
		steem.produce_empty(15);
		steem.witnesses = vec![(registered[15].0.clone(), registered[0].1.clone())];
		steem.produce_empty(1);
		set_time(steem.time);
		assert_eq!(
			refused(steem.headers(1, 22)),
			Error::<Test>::NotFinal.into()
		);
		steem.witnesses = vec![registered[15].clone()];
		steem.produce_empty(1);
		assert_ok!(submit(steem, 1, 23));
		assert!(LightClient::block(6).is_some());
	});
}

#[test]
fn submit_headers_should_halt_the_client_when_two_final_blocks_have_one_height() {
	run(|steem| {
		steem.produce_empty(5);
		let mut other = steem.clone();
		steem.produce_empty(20);
		assert_ok!(submit(steem, 1, 25));
		let kept = LightClient::block(6).unwrap();
		// The same witnesses sign another history.
		other.skip_to(other.time + 3);
		other.produce_empty(20);
		set_time(other.time.max(steem.time));
		events();
		let paid = LightClient::submit_headers(signed(), other.headers(6, 25)).unwrap();
		assert_eq!(paid.pays_fee, Pays::No);
		let found = events();
		assert!(
			matches!(
				found[..],
				[Event::ConflictReported { kept: first, other: second }]
					if first == kept && second.number == 6 && second.id != kept.id
			),
			"{found:?}"
		);
		// Nothing is trusted, nothing is taken in.
		assert_eq!(LightClient::block(6), None);
		assert_eq!(LightClient::block(1), None);
		steem.produce_empty(20);
		set_time(steem.time);
		assert_eq!(
			refused(steem.headers(20, 45)),
			Error::<Test>::InConflict.into()
		);
	});
}

#[test]
fn submit_headers_should_fail_when_governance_has_named_no_checkpoint() {
	let mut steem = Rehearsal::new(21);
	steem.produce_empty(16);
	ext_with(None, vec![]).execute_with(|| {
		set_time(steem.time);
		assert_eq!(
			refused(steem.headers(1, 16)),
			Error::<Test>::NotInitialised.into()
		);
		assert_ok!(LightClient::do_try_state());
	});
}
