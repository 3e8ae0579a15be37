//! Schedules, rounds and final blocks, real ones and forged ones.

mod common;

use common::*;
use nutbox_steem::{
	finality::{look_at, Bounds, RunError},
	json::Json,
	native::{Libsecp256k1, PrivateKey},
	schedule::{self, Schedule, FINALITY_THRESHOLD},
	types::HeaderExtensions,
	AccountName, BlockId, Checksum, Header, PublicKey, SignedHeader, Time, Wire,
};

fn headers(numbers: std::ops::RangeInclusive<u32>) -> Vec<SignedHeader> {
	let found = all_blocks().map(|(block, _)| block.header);
	let found: Vec<_> = found
		.filter(|header| numbers.contains(&header.header.number()))
		.collect();
	assert_eq!(found.len(), numbers.count());
	found
}

#[test]
fn producer_should_be_the_stated_one_when_asked_for_every_known_slot() {
	let mut asked = 0;
	for value in array(&witness_schedules()["schedules"]) {
		let witnesses: Vec<AccountName> = read(&value["shuffled_witnesses"]);
		assert_eq!(value["num_scheduled_witnesses"], witnesses.len());
		let schedule = Schedule::new(witnesses).expect("a schedule");
		for head in array(&value["head_samples"]) {
			let slot = schedule::slot(read(&head["time"])).expect("a slot");
			assert_eq!(head["current_aslot"], slot);
			assert_eq!(schedule.producer(slot), read(&head["current_witness"]));
			asked += 1;
		}
		for sample in array(&value["fixture_blocks_in_round"]) {
			// Of some of these blocks only the header's witness is known.
			let sampled = all_blocks().find(|(_, block)| block["block_num"] == sample["block_num"]);
			let Some((block, _)) = sampled else { continue };
			let header = block.header.header;
			let slot = schedule::slot(header.timestamp).expect("a slot");
			assert_eq!(sample["slot_index"], slot % 21);
			assert_eq!(schedule.producer(slot), header.witness);
			asked += 1;
		}
	}
	for round in array(&witness_schedules()["rounds_from_block_1000000"]) {
		let number = |field: &str| {
			round[field]
				.as_u64()
				.and_then(|number| number.try_into().ok())
		};
		let range = number("first_block").expect("one")..=number("last_block").expect("one");
		let keys = round["signing_keys"].as_object().expect("keys");
		for header in headers(range) {
			let slot = schedule::slot(header.header.timestamp).expect("a slot");
			let stated = round["slots"].get((slot % 21).to_string());
			assert_eq!(stated, Some(&header.header.witness.as_str().into()));
			let key = header.signing_key::<Libsecp256k1>().expect("a key");
			assert_eq!(keys[header.header.witness.as_str()], key.to_string());
			asked += 1;
		}
	}
	println!("{asked} slots");
	assert!(asked > 6 + 63);
	for head in array(&witness_schedules()["chain_heads"]) {
		let slot = schedule::slot(read(&head["time"])).expect("a slot");
		assert_eq!(head["current_aslot"], slot);
		assert_eq!(schedule::slot_time(slot), Some(read(&head["time"])));
	}
}

#[test]
fn look_at_should_agree_with_the_node_when_only_the_round_is_registered() {
	// At block 5,000,000 the last irreversible block was 4,999,980: of the 21 of that round, 15 had signed later ones.
	let keys = keys_of_schedule(5_000_016);
	let run = look_at::<Libsecp256k1>(&headers(4_999_981..=5_000_000), &wide(), &keys);
	let run = run.expect("a run");
	assert_eq!((run.finalised, run.witnesses), (0, FINALITY_THRESHOLD - 1));
}

#[test]
fn look_at_should_show_final_blocks_when_enough_registered_witnesses_signed() {
	let headers = headers(4_999_981..=5_000_000);
	let run = look_at::<Libsecp256k1>(&headers, &wide(), &keys_at_five_million()).expect("a run");
	println!(
		"4,999,981 to 5,000,000: {} final, {} recoveries",
		run.finalised, run.recoveries
	);
	// Sixteen have signed the first two blocks or ones built on them: the second of them signed no later one.
	assert_eq!(run.finalised, 2);
	assert_eq!(run.witnesses, FINALITY_THRESHOLD);
	assert_eq!(run.recoveries, FINALITY_THRESHOLD);
	let first = run.finalised_blocks()[0];
	assert_eq!((first.number, first.id), (4_999_981, headers[0].id()));
	assert_eq!(first.merkle_root, headers[0].header.transaction_merkle_root);

	let headers = self::headers(1_000_000..=1_000_063);
	let run = look_at::<Libsecp256k1>(&headers, &wide(), &keys_at_one_million()).expect("a run");
	println!(
		"1,000,000 to 1,000,063: {} final, {} recoveries",
		run.finalised, run.recoveries
	);
	// The last sixteen blocks are of sixteen witnesses.
	assert_eq!(run.finalised, 49);
}

#[test]
fn look_at_should_count_a_witness_once_when_it_signed_many_blocks_row_26() {
	// The run of a witness who goes on alone, and one of fifteen who do.
	for count in [1, 15] {
		let chain = Chain::new(count);
		let run =
			look_at::<Libsecp256k1>(&chain.headers(200), &wide(), &chain.keys).expect("a run");
		assert_eq!((run.finalised, run.witnesses), (0, count));
		assert_eq!(run.recoveries, count);
	}
	let chain = Chain::new(16);
	let run = look_at::<Libsecp256k1>(&chain.headers(16), &wide(), &chain.keys).expect("a run");
	assert_eq!((run.finalised, run.witnesses), (1, 16));
	let run = look_at::<Libsecp256k1>(&chain.headers(20), &wide(), &chain.keys).expect("a run");
	assert_eq!((run.finalised, run.witnesses), (5, 16));
}

#[test]
fn look_at_should_link_and_not_count_when_a_key_is_not_the_registered_one_row_28() {
	let chain = Chain::new(17);
	let headers = chain.headers(17);
	// One has changed its key; the others still make the first block final, in which the change can be proved.
	let mut keys = chain.keys.clone();
	keys.0.insert(chain.name(3), chain.secrets[4].public());
	let run = look_at::<Libsecp256k1>(&headers, &wide(), &keys).expect("a run");
	assert_eq!(
		(run.finalised, run.witnesses, run.blocks.len()),
		(1, 16, 17)
	);
	// Two are too many.
	keys.0.insert(chain.name(5), PublicKey::NULL);
	let run = look_at::<Libsecp256k1>(&headers, &wide(), &keys).expect("a run");
	assert_eq!(
		(run.finalised, run.witnesses, run.blocks.len()),
		(0, 15, 17)
	);
	// Whoever is not registered counts no more than whoever has no key.
	keys.0.remove(&chain.name(5));
	let run = look_at::<Libsecp256k1>(&headers, &wide(), &keys).expect("a run");
	assert_eq!(
		(run.finalised, run.witnesses, run.blocks.len()),
		(0, 15, 17)
	);
}

#[test]
fn look_at_should_refuse_when_headers_are_no_run() {
	let headers = headers(4_999_981..=5_000_000);
	let keys = keys_at_five_million();
	let look = |headers: &[SignedHeader], bounds: &Bounds| {
		look_at::<Libsecp256k1>(headers, bounds, &keys).map(|run| run.finalised)
	};
	assert_eq!(look(&[], &wide()), Err(RunError::Empty));
	let narrow = Bounds {
		max_headers: 19,
		..wide()
	};
	assert_eq!(
		look(&headers, &narrow),
		Err(RunError::TooMany {
			count: 20,
			limit: 19
		})
	);
	let narrow = Bounds {
		max_headers: 20,
		..wide()
	};
	assert!(look(&headers, &narrow).is_ok());

	// One left out, doubled, exchanged with the next.
	for index in 1..headers.len() - 1 {
		let mut without = headers.clone();
		without.remove(index);
		assert_eq!(look(&without, &wide()), Err(RunError::Link { index }));
		let mut doubled = headers.clone();
		doubled.insert(index, headers[index].clone());
		assert_eq!(
			look(&doubled, &wide()),
			Err(RunError::Link { index: index + 1 })
		);
		let mut exchanged = headers.clone();
		exchanged.swap(index, index + 1);
		assert_eq!(look(&exchanged, &wide()), Err(RunError::Link { index }));
	}
	let mut backwards = headers.clone();
	backwards.reverse();
	assert_eq!(look(&backwards, &wide()), Err(RunError::Link { index: 1 }));

	// The checkpoint: right below, at, and above the first; another block of the number right below.
	let checkpoint = |number: u32, id: BlockId, time: Time| Bounds {
		checkpoint_number: number,
		checkpoint_id: id,
		checkpoint_time: time,
		..wide()
	};
	let parent = headers[0].header.previous;
	let first = headers[0].header.timestamp;
	assert!(look(&headers, &checkpoint(4_999_980, parent, Time(first.0 - 1))).is_ok());
	assert!(look(
		&headers,
		&checkpoint(4_999_979, BlockId::default(), Time(first.0 - 3))
	)
	.is_ok());
	let refused = [
		(
			checkpoint(4_999_981, headers[0].id(), Time(0)),
			RunError::Checkpoint,
		),
		(
			checkpoint(4_999_980, headers[0].id(), Time(0)),
			RunError::Checkpoint,
		),
		(
			checkpoint(4_999_979, parent, first),
			RunError::Order { index: 0 },
		),
		(
			Bounds {
				latest: Time(first.0 - 1),
				..wide()
			},
			RunError::Future { index: 0 },
		),
		(
			Bounds {
				latest: Time(headers[19].header.timestamp.0 - 1),
				..wide()
			},
			RunError::Future { index: 19 },
		),
	];
	for (bounds, error) in refused {
		assert_eq!(look(&headers, &bounds), Err(error), "{error}");
	}

	// Times: of no slot, and not later, in runs whose links are right.
	let chain = Chain::new(2);
	for (times, error) in [
		([3, 7], RunError::OffSlot { index: 1 }),
		([6, 6], RunError::Order { index: 1 }),
		([6, 3], RunError::Order { index: 1 }),
	] {
		let run = chain.headers_at(&times.map(|time| Time(schedule::GENESIS_TIME.0 + time)));
		assert_eq!(look(&run, &wide()), Err(error));
	}
}

#[test]
fn look_at_should_finalise_nothing_else_when_any_byte_of_a_run_is_changed() {
	let headers = headers(4_999_981..=5_000_000);
	let keys = keys_at_five_million();
	let honest = look_at::<Libsecp256k1>(&headers, &wide(), &keys).expect("a run");
	let (mut tried, mut accepted) = (0, 0);
	for (index, header) in headers.iter().enumerate() {
		let encoded = header.encode();
		for at in 0..encoded.len() {
			tried += 1;
			let mut changed = encoded.clone();
			changed[at] ^= [0x01, 0x80, 0xff][at % 3];
			let Ok(changed) = SignedHeader::decode_bounded(&changed) else {
				continue;
			};
			let mut run = headers.clone();
			run[index] = changed;
			// With the tail, which the changed header does not link to, and without. Fewer than sixteen headers
			// make nothing final, whatever is in them.
			let without_tail = (index + 1 >= FINALITY_THRESHOLD).then_some(&run[..=index]);
			for run in [Some(&run[..]), without_tail].into_iter().flatten() {
				let Ok(found) = look_at::<Libsecp256k1>(run, &wide(), &keys) else {
					continue;
				};
				// What is final must be a block of the honest run.
				let foreign = |block| !honest.blocks.contains(block);
				accepted += usize::from(found.finalised_blocks().iter().any(foreign));
			}
		}
	}
	println!("headers with a byte changed: {tried} tried, {accepted} accepted");
	assert!(tried > 2_000);
	assert_eq!(accepted, 0);
}

#[test]
fn look_at_should_refuse_when_a_forged_header_has_a_valid_tail() {
	let headers = headers(4_999_981..=5_000_000);
	let keys = keys_at_five_million();
	let secret = PrivateKey::from_password("mallory", "active", "forger").expect("a key");
	let (mut tried, mut accepted) = (0, 0);
	for index in 0..headers.len() - 1 {
		// Another root, signed by somebody; and a header from nowhere in front of a valid tail.
		for other_link in [false, true] {
			let mut run = headers.clone();
			let forged = &mut run[index];
			forged.header.transaction_merkle_root = Checksum([7; 20]);
			if other_link {
				forged.header.previous.0[19] ^= 1;
			}
			forged.witness_signature = secret.sign(&forged.header.digest());
			assert_ne!(forged.id(), headers[index].id());
			for run in [&run[..], &run[index..]] {
				tried += 1;
				accepted += usize::from(look_at::<Libsecp256k1>(run, &wide(), &keys).is_ok());
			}
		}
	}
	println!("forged headers with a valid tail: {tried} tried, {accepted} accepted");
	assert_eq!(accepted, 0);
}

/// A chain whose witnesses take turns, with keys that are known here.
struct Chain {
	secrets: Vec<PrivateKey>,
	keys: Keys,
}

impl Chain {
	fn new(witnesses: usize) -> Self {
		let secrets: Vec<_> = (0..witnesses)
			.map(|number| PrivateKey::from_password("witness", "signing", &number.to_string()))
			.map(|secret| secret.expect("a key"))
			.collect();
		let named = secrets.iter().enumerate();
		let keys =
			named.map(|(number, secret)| (name(&format!("witness{number}")), secret.public()));
		let keys = Keys(keys.collect());
		Self { secrets, keys }
	}

	fn name(&self, number: usize) -> AccountName {
		name(&format!("witness{number}"))
	}

	fn headers(&self, count: u32) -> Vec<SignedHeader> {
		let times: Vec<_> = (1..=count)
			.map(|slot| schedule::slot_time(slot).expect("a time"))
			.collect();
		self.headers_at(&times)
	}

	fn headers_at(&self, times: &[Time]) -> Vec<SignedHeader> {
		let mut headers = Vec::<SignedHeader>::new();
		for (index, timestamp) in times.iter().enumerate() {
			let turn = index % self.secrets.len();
			let header = Header {
				previous: headers.last().map(SignedHeader::id).unwrap_or_default(),
				timestamp: *timestamp,
				witness: self.name(turn),
				transaction_merkle_root: Checksum::default(),
				extensions: HeaderExtensions::default(),
			};
			let witness_signature = self.secrets[turn].sign(&header.digest());
			headers.push(SignedHeader {
				header,
				witness_signature,
			});
		}
		headers
	}
}

#[test]
fn header_should_be_signed_by_another_key_when_it_has_an_invented_extension() {
	let case = negative("fake_extension");
	let invented: nutbox_steem::Block = read(&case["block"]);
	let key = invented
		.header
		.signing_key::<Libsecp256k1>()
		.expect("a key");
	assert_eq!(key, read(&case["recovered_key"]));
	assert_ne!(key, read(&case["real_signing_key"]));
	assert_eq!(invented.header.id(), read(&case["computed_block_id"]));
	assert_ne!(invented.header.id(), read(&case["block"]["block_id"]));
	// In its place in the real run it links to nothing that follows, and counts nobody.
	let mut run = headers(1_000_000..=1_000_063);
	let keys = keys_at_one_million();
	run[12] = invented.header.clone();
	assert_eq!(
		look_at::<Libsecp256k1>(&run, &wide(), &keys),
		Err(RunError::Link { index: 13 })
	);
	let alone = look_at::<Libsecp256k1>(&[invented.header], &wide(), &keys).expect("a run");
	assert_eq!((alone.witnesses, alone.recoveries), (0, 1));
	let line = nutbox_steem::tools::inspect_blocks(case["block"].to_string().as_bytes());
	let line: serde_json::Value = serde_json::from_str(&line.expect("a block")).expect("JSON");
	assert_eq!(
		(&line["id_ok"], &line["signing_key"]),
		(&false.into(), &case["recovered_key"])
	);
}

#[test]
fn signature_should_be_refused_when_its_s_is_high() {
	let case = negative("malleated_high_s");
	let mut header = block(5_000_000).header;
	assert_eq!(header.id(), read(&case["real_block_id"]));
	header.witness_signature = read(&case["witness_signature"]);
	assert_eq!(header.id(), read(&case["block_id_with_it"]));
	// The same key can have made it, so that nothing but the rule keeps a second id away.
	use nutbox_steem::keys::{signer, Crypto, SignatureError, SignatureRule};
	let mut swapped = [0; 65];
	swapped[..64].copy_from_slice(&header.witness_signature.0[1..]);
	swapped[64] = (header.witness_signature.0[0] - 27) & 3;
	let recovered = Libsecp256k1::recover(&header.header.digest().0, &swapped).map(PublicKey);
	assert_eq!(recovered, Some(read(&case["recovered_key"])));
	for rule in [SignatureRule::Original, SignatureRule::LowS] {
		let refused =
			signer::<Libsecp256k1>(&header.header.digest(), &header.witness_signature, rule);
		assert_eq!(refused, Err(SignatureError::NotCanonical(rule)));
	}
	assert!(!header.is_canonical());
	assert_eq!(
		header.signing_key::<Libsecp256k1>(),
		Err(SignatureError::NotCanonical(SignatureRule::Original))
	);
	let block = nutbox_steem::Block {
		header,
		transactions: block(5_000_000).transactions,
	};
	for form in [
		nutbox_steem::json::Form::Condenser,
		nutbox_steem::json::Form::BlockApi,
	] {
		let line = nutbox_steem::tools::inspect_blocks(block.to_json(form).to_string().as_bytes());
		let line: serde_json::Value = serde_json::from_str(&line.expect("a block")).expect("JSON");
		assert_eq!(line["canonical"], false);
		assert_eq!(line["signing_key"], serde_json::Value::Null);
	}
}
