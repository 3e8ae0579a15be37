//! How fast Steem's headers are verified, beside the recovery of keys by libsecp256k1 alone: natively, and by the
//! runtime in wasm, which recovers through the host.
//!
//! The headers are those of blocks 1,000,000 to 1,000,063. Natively each is verified in full: read from its bytes,
//! linked to the one before, digest and id computed, the key recovered and compared with the registered one. In wasm it
//! is the light client's view `preview_headers`, which does what `submit_headers` does before it writes: all that, with
//! the keys and times of the chain's state. Its run is as short as a final block allows, so that every signature of it
//! is looked at. What it takes to enter the runtime and to read the state is in its figure.
//!
//! All are measured in turns, so that a busy machine slows all of them; the best of the turns counts.

use anyhow::{ensure, Context, Result};
use codec::{DecodeAll, Encode};
use frame_support::{traits::UnfilteredDispatchable, view_functions::ViewFunction};
use nutbox_primitives::steem::SteemName;
use nutbox_runtime::{Runtime, RuntimeCall, RuntimeOrigin, System};
use nutbox_steem::{
	finality::Witnesses, json::Json, keys::SignatureRule, native::Libsecp256k1, AccountName, Block,
	PublicKey, SignedHeader, Wire,
};
use pallet_steem_light_client::{Checkpoint, Headers, PreviewHeadersViewFunction};
use sc_executor::{
	HeapAllocStrategy, WasmExecutionMethod, WasmExecutor, WasmtimeInstantiationStrategy,
};
use secp256k1::{
	ecdsa::{RecoverableSignature, RecoveryId},
	Message, Secp256k1,
};
use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use std::{
	collections::BTreeMap,
	hint::black_box,
	time::{Duration, Instant},
};

/// The blocks of a day.
const DAY: usize = 28_800;
/// How often each is measured.
const TURNS: usize = 5;
/// The number of the first block.
const FIRST: u32 = 1_000_000;

struct Registered(BTreeMap<AccountName, PublicKey>);

impl Witnesses for Registered {
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey> {
		self.0.get(witness).copied()
	}
}

/// A chain whose light client trusts the block before the first, and knows who signs.
fn chain(
	first: &SignedHeader,
	last: &SignedHeader,
	registered: &Registered,
) -> Result<sp_io::TestExternalities> {
	let mut chain = sp_io::TestExternalities::new_empty();
	chain.execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Runtime>::put(u64::from(last.header.timestamp.0) * 1_000);
		let checkpoint = Checkpoint {
			number: FIRST - 1,
			id: first.header.previous.0,
			time: first.header.timestamp.0 - 3,
		};
		let witnesses = registered
			.0
			.iter()
			.map(|(name, key)| {
				let name = SteemName::try_from(name.as_bytes().to_vec());
				(name.expect("names of Steem are short"), key.0)
			})
			.collect::<Vec<_>>();
		let witnesses = witnesses.try_into().ok().context("too many witnesses")?;
		let call = pallet_steem_light_client::Call::initialise {
			checkpoint,
			witnesses,
		};
		RuntimeCall::SteemLightClient(call)
			.dispatch_bypass_filter(RuntimeOrigin::root())
			.map_err(|error| anyhow::anyhow!("the light client does not begin: {error:?}"))?;
		anyhow::Ok(())
	})?;
	chain.commit_all().map_err(anyhow::Error::msg)?;
	Ok(chain)
}

/// The runtime in wasm, and a call of its view.
struct Wasm<'a> {
	executor: WasmExecutor,
	code: RuntimeCode<'a>,
	input: Vec<u8>,
}

impl Wasm<'_> {
	/// How many blocks the headers prove to be final.
	fn preview(&self, chain: &mut sp_io::TestExternalities) -> Result<u32> {
		self.answer(chain, &self.input)?
			.map_err(|error| anyhow::anyhow!("the light client refuses: error {error}"))
	}

	fn answer(
		&self,
		chain: &mut sp_io::TestExternalities,
		input: &[u8],
	) -> Result<Result<u32, u8>> {
		let (answer, _) = self.executor.call(
			&mut chain.ext(),
			&self.code,
			"RuntimeViewFunction_execute_view_function",
			input,
			CallContext::Offchain,
		);
		type Answer = Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError>;
		let answer = Answer::decode_all(&mut &answer?[..])?;
		let answer = answer.map_err(|error| anyhow::anyhow!("no such view: {error:?}"))?;
		Ok(DecodeAll::decode_all(&mut &answer[..])?)
	}
}

fn input_of(headers: &[Vec<u8>]) -> Result<Vec<u8>> {
	let headers = headers
		.iter()
		.map(|bytes| bytes.clone().try_into().ok())
		.collect::<Option<Vec<_>>>()
		.context("a header is too long")?;
	let headers = Headers::try_from(headers)
		.ok()
		.context("too many headers")?;
	let id = PreviewHeadersViewFunction::<Runtime>::id();
	Ok((id, headers.encode()).encode())
}

fn main() -> Result<()> {
	let data = include_str!("../../../steem/tests/data/blocks.json");
	let data: serde_json::Value = serde_json::from_str(data)?;
	let run = data
		.as_array()
		.context("blocks")?
		.iter()
		.map(|value| Ok(Block::from_json(value).map_err(anyhow::Error::msg)?.header))
		.filter(|header| {
			header.as_ref().map_or(true, |header: &SignedHeader| {
				(FIRST..FIRST + 64).contains(&header.header.number())
			})
		})
		.collect::<Result<Vec<SignedHeader>>>()?;
	let registered = run
		.iter()
		.map(|header| {
			let key = header.signing_key::<Libsecp256k1>().context("a key")?;
			Ok((header.header.witness, key))
		})
		.collect::<Result<_>>()?;
	let registered = Registered(registered);
	let bytes: Vec<Vec<u8>> = run.iter().map(Wire::encode).collect();

	let library = Secp256k1::new();
	let signed = run
		.iter()
		.map(|header| {
			let signature = &header.witness_signature.0;
			let id = RecoveryId::from_i32(i32::from((signature[0] - 27) & 3))?;
			Ok((
				Message::from_digest(header.header.digest().0),
				RecoverableSignature::from_compact(&signature[1..], id)?,
			))
		})
		.collect::<Result<Vec<(Message, RecoverableSignature)>>>()?;

	let code = nutbox_runtime::WASM_BINARY
		.context("this was built with SKIP_WASM_BUILD; unset it and build again")?;
	let fetch = WrappedRuntimeCode(code.into());
	let mut wasm = Wasm {
		// As on a node: compiled, instances kept for the next call.
		executor: WasmExecutor::builder()
			.with_execution_method(WasmExecutionMethod::Compiled {
				instantiation_strategy: WasmtimeInstantiationStrategy::PoolingCopyOnWrite,
			})
			.with_onchain_heap_alloc_strategy(HeapAllocStrategy::Dynamic {
				maximum_pages: None,
			})
			.with_offchain_heap_alloc_strategy(HeapAllocStrategy::Dynamic {
				maximum_pages: None,
			})
			.build(),
		code: RuntimeCode {
			code_fetcher: &fetch,
			heap_pages: None,
			hash: vec![1],
		},
		input: vec![],
	};
	let mut chain = chain(&run[0], &run[run.len() - 1], &registered)?;
	// The shortest run that proves a block.
	let mut length = 1;
	loop {
		ensure!(length < bytes.len(), "no run of headers proves a block");
		wasm.input = input_of(&bytes[..length])?;
		if wasm.preview(&mut chain).is_ok() {
			break;
		}
		length += 1;
	}
	ensure!(wasm.preview(&mut chain)? == 1, "a shorter run would do");
	let times = DAY.div_ceil(length);

	let nothing = input_of(&[])?;
	let mut best = [Duration::MAX; 5];
	let mut measured =
		|place: usize, start: Instant| best[place] = best[place].min(start.elapsed());
	for _ in 0..TURNS {
		let start = Instant::now();
		for (message, signature) in signed.iter().cycle().take(DAY) {
			black_box(library.recover_ecdsa(message, signature)?);
		}
		measured(0, start);

		let start = Instant::now();
		let mut verified = 0;
		let mut previous = None;
		for bytes in bytes.iter().cycle().take(DAY) {
			let header = SignedHeader::decode_bounded(black_box(bytes)).context("a header")?;
			let sealed = header.seal::<Libsecp256k1>().context("a signature")?;
			// The first of the 64 follows upon none of them.
			let first = header.header.number() == FIRST;
			let links = first || previous == Some(header.header.previous);
			let registered = registered.signing_key(&header.header.witness);
			let canonical =
				SignatureRule::at(header.header.timestamp).accepts(&header.witness_signature);
			verified += usize::from(links && canonical && registered == Some(sealed.signing_key));
			previous = Some(sealed.id);
		}
		ensure!(verified == DAY, "{verified} of {DAY} headers are right");
		measured(1, start);

		// The same without the elliptic curve: what the library adds to it.
		let start = Instant::now();
		for bytes in bytes.iter().cycle().take(DAY) {
			let header = SignedHeader::decode_bounded(black_box(bytes)).context("a header")?;
			black_box((header.header.digest(), header.id()));
		}
		measured(2, start);

		let start = Instant::now();
		for _ in 0..times {
			black_box(wasm.preview(&mut chain)?);
		}
		measured(3, start);

		// What it takes to enter the runtime and to refuse a run of no headers.
		let start = Instant::now();
		for _ in 0..times {
			ensure!(
				wasm.answer(&mut chain, &nothing)?.is_err(),
				"no headers prove something"
			);
		}
		measured(4, start);
	}
	let alone = DAY as f64 / best[0].as_secs_f64();
	let report = |what: &str, headers: usize, time: Duration| {
		let rate = headers as f64 / time.as_secs_f64();
		println!("{what:<42}{rate:>10.0} a second{:>10.3}", rate / alone);
	};
	println!("{:<42}{:>19}{:>10}", "", "", "ratio");
	report("recoveries by libsecp256k1 alone", DAY, best[0]);
	report("headers verified in full, natively", DAY, best[1]);
	report(
		&format!("the same by the runtime in wasm, {length} a call"),
		times * length,
		best[3],
	);
	report(
		"the same without entering the runtime",
		times * length,
		best[3].saturating_sub(best[4]),
	);
	report("digests and ids alone, natively", DAY, best[2]);
	println!(
		"the {DAY} headers of a day: {:.2} s natively, {:.2} s in wasm",
		best[1].as_secs_f64(),
		best[3].as_secs_f64() * DAY as f64 / (times * length) as f64
	);
	Ok(())
}
