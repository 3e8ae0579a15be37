//! Measures calls in turn, so that what the machine does meanwhile hits all of them, and prints
//! tables.

use crate::{
	runtime::{AccountId, RuntimeCall, RuntimeOrigin},
	state::{Accesses, Cache, Sample, State},
};
use anyhow::{ensure, Context, Result};
use frame_support::dispatch::GetDispatchInfo;
use sp_runtime::traits::Dispatchable;
use std::time::Duration;

/// One call in one state, by several accounts in turn.
pub struct Case<'a> {
	/// The row's name.
	pub name: String,
	/// Where it runs.
	pub state: &'a State,
	/// Who calls what. All of them do the same work.
	pub calls: Vec<(AccountId, RuntimeCall)>,
}

impl<'a> Case<'a> {
	pub fn new(
		name: impl Into<String>,
		state: &'a State,
		callers: &[AccountId],
		call: impl Fn(&AccountId) -> RuntimeCall,
	) -> Self {
		Self {
			name: name.into(),
			state,
			calls: callers.iter().map(|who| (who.clone(), call(who))).collect(),
		}
	}

	fn sample(&self, cache: Cache, round: usize) -> Result<Sample> {
		let (who, call) = &self.calls[round % self.calls.len()];
		self.state
			.measure(cache, RuntimeOrigin::signed(who.clone()), call.clone())
			.with_context(|| self.name.clone())
	}

	/// Where the call of each account goes.
	fn accesses(&self) -> Result<Vec<Accesses>> {
		let one = |(who, call): &(AccountId, RuntimeCall)| {
			let (result, accesses) = self.state.count(|| {
				call.clone()
					.dispatch(RuntimeOrigin::signed(who.clone()))
					.map_err(|error| error.error)
			});
			ensure!(result.is_ok(), "{}: {result:?}", self.name);
			Ok(accesses)
		};
		self.calls.iter().map(one).collect()
	}

	/// The declared weight as microseconds of the reference machine, database included.
	fn weight(&self) -> f64 {
		self.calls[0].1.get_dispatch_info().call_weight.ref_time() as f64 / 1e6
	}
}

/// Cases that are compared: each with the first of them.
pub struct Group<'a> {
	pub title: String,
	pub cases: Vec<Case<'a>>,
}

/// What was measured of a case, in microseconds, a value for each round.
struct Measured {
	cold: Vec<f64>,
	cached: Vec<f64>,
	trie: Vec<f64>,
	root: Vec<f64>,
}

impl Measured {
	/// The dispatch and the state root together.
	fn whole(&self) -> Vec<f64> {
		self.cold
			.iter()
			.zip(&self.root)
			.map(|(dispatch, root)| dispatch + root)
			.collect()
	}
}

/// Measures all cases of all groups in `rounds` rounds and prints a table.
///
/// A round runs every case once cold and once cached, and looks up what the cold run read. Its order
/// is another one each time: what ran before leaves the processor's caches fuller or emptier. A ratio
/// is the median of the ratios within the rounds; beside it is the range of the middle eight of
/// ten.
pub fn compare(title: &str, groups: &[Group], rounds: usize) -> Result<()> {
	let list_items = std::env::var_os("NUTBOX_BENCH_ITEMS").is_some();
	let cases: Vec<&Case> = groups.iter().flat_map(|group| &group.cases).collect();
	let accesses = cases
		.iter()
		.map(|case| case.accesses())
		.collect::<Result<Vec<_>>>()?;
	// Also fills the caches and warms the machine up.
	let warm_up = cases
		.iter()
		.map(|case| case.calls.len())
		.max()
		.context("no calls")?
		.max(rounds / 20);
	let mut measured: Vec<_> = cases
		.iter()
		.map(|_| Measured {
			cold: Vec::with_capacity(rounds),
			cached: Vec::with_capacity(rounds),
			trie: Vec::with_capacity(rounds),
			root: Vec::with_capacity(rounds),
		})
		.collect();
	let mut order: Vec<_> = (0..cases.len()).collect();
	let mut random = 1;
	for round in 0..warm_up + rounds {
		shuffle(&mut order, &mut random);
		for &index in &order {
			let cold = cases[index].sample(Cache::Cold, round)?;
			let cached = cases[index].sample(Cache::Cached, round)?;
			let keys = &accesses[index][round % cases[index].calls.len()].reads;
			let trie = cases[index].state.look_up(keys)?;
			if round >= warm_up {
				let of_case = &mut measured[index];
				of_case.cold.push(micros(cold.dispatch));
				of_case.cached.push(micros(cached.dispatch));
				of_case.trie.push(micros(trie));
				of_case.root.push(micros(cold.root));
			}
		}
	}

	println!("\n{title}");
	println!("{}", "=".repeat(title.chars().count()));
	println!(
		"{:<44} {:>6} {:>5} {:>6} {:>7} {:>7} {:>7} {:>7} | {:<6} {:<6} {:<17} {:<17} cold + root",
		"",
		"weight",
		"reads",
		"writes",
		"cold",
		"cached",
		"trie",
		"root",
		"reads",
		"writes",
		"cold",
		"cached",
	);
	let mut measured = measured
		.iter()
		.zip(accesses.iter().map(|of_case| &of_case[0]));
	for group in groups {
		println!("{}", group.title);
		let mut base: Option<(f64, f64, &Measured)> = None;
		for case in &group.cases {
			let (of_case, accesses) = measured.next().context("each case was measured")?;
			print!(
				"  {:<42} {:>6.0} {:>5} {:>6} {:>7.1} {:>7.1} {:>7.1} {:>7.1} | ",
				case.name,
				case.weight(),
				accesses.reads.len(),
				accesses.writes.len(),
				quantile(of_case.cold.clone(), 0.5),
				quantile(of_case.cached.clone(), 0.5),
				quantile(of_case.trie.clone(), 0.5),
				quantile(of_case.root.clone(), 0.5),
			);
			let (reads, writes) = (accesses.reads.len() as f64, accesses.writes.len() as f64);
			let (of_reads, of_writes, first) = *base.get_or_insert((reads, writes, of_case));
			if core::ptr::eq(first, of_case) {
				println!("1");
			} else {
				println!(
					"{:<6.2} {:<6.2} {:<17} {:<17} {}",
					reads / of_reads,
					writes / of_writes,
					ratio(&of_case.cold, &first.cold),
					ratio(&of_case.cached, &first.cached),
					ratio(&of_case.whole(), &first.whole()),
				);
			}
			if list_items {
				let (read, written) = accesses.items();
				println!("      reads {read}");
				println!("      writes {written}");
			}
		}
	}
	Ok(())
}

/// With commas between the thousands.
pub fn grouped(number: u32) -> String {
	let digits = number.to_string();
	let mut text = String::new();
	for (place, digit) in digits.chars().enumerate() {
		if place > 0 && (digits.len() - place).is_multiple_of(3) {
			text.push(',');
		}
		text.push(digit);
	}
	text
}

/// Another order, the same in every run.
fn shuffle(order: &mut [usize], random: &mut u64) {
	for last in (1..order.len()).rev() {
		// Xorshift.
		*random ^= *random << 13;
		*random ^= *random >> 7;
		*random ^= *random << 17;
		order.swap(last, (*random % (last as u64 + 1)) as usize);
	}
}

fn micros(duration: Duration) -> f64 {
	duration.as_secs_f64() * 1e6
}

/// The median of the ratios of each round, and the middle 80 % of them.
fn ratio(ours: &[f64], theirs: &[f64]) -> String {
	let ratios: Vec<_> = ours.iter().zip(theirs).map(|(a, b)| a / b).collect();
	format!(
		"{:.2} ({:.2}–{:.2})",
		quantile(ratios.clone(), 0.5),
		quantile(ratios.clone(), 0.1),
		quantile(ratios, 0.9)
	)
}

fn quantile(mut values: Vec<f64>, part: f64) -> f64 {
	values.sort_by(f64::total_cmp);
	let last = values.len().saturating_sub(1);
	values
		.get((last as f64 * part).round() as usize)
		.copied()
		.unwrap_or(f64::NAN)
}
