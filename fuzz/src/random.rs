//! Runs the whole-runtime harness with one seed after the other, or one seed again.

use nutbox_runtime_fuzz::{
	catch_panics,
	chain::Chain,
	input::{random_records, Record},
	run, shrink, Options, Report, Violation, RECORDS_PER_RUN,
};
use std::{
	process::ExitCode,
	time::{Duration, Instant},
};

const USAGE: &str = "usage:
  random run [--calls N] [--seconds N] [--seed N]   runs until so many calls were made or so much time is over,
                                                    from this seed on (10,000,000 calls, no limit, seed 0)
  random show SEED                                  prints every action of a seed
  random replay SEED                                runs one seed and shrinks what it shows";

/// The longest time for shrinking a violation.
const SHRINK: Duration = Duration::from_secs(120);

struct Limits {
	calls: u64,
	seconds: u64,
	seed: u64,
}

enum Command {
	Run(Limits),
	Replay(u64),
	Show(u64),
}

fn number(text: Option<String>, name: &str) -> Result<u64, String> {
	let text = text.ok_or_else(|| format!("{name} needs a number"))?;
	text.replace(['_', ','], "")
		.parse()
		.map_err(|_| format!("{name}: \"{text}\" is no number"))
}

fn command() -> Result<Command, String> {
	let mut args = std::env::args().skip(1);
	match args.next().as_deref() {
		Some("run") => {
			let mut limits = Limits {
				calls: 10_000_000,
				seconds: u64::MAX,
				seed: 0,
			};
			while let Some(option) = args.next() {
				match option.as_str() {
					"--calls" => limits.calls = number(args.next(), "--calls")?,
					"--seconds" => limits.seconds = number(args.next(), "--seconds")?,
					"--seed" => limits.seed = number(args.next(), "--seed")?,
					other => return Err(format!("\"{other}\" is no option\n{USAGE}")),
				}
			}
			Ok(Command::Run(limits))
		}
		Some(name @ ("replay" | "show")) => {
			let seed = number(args.next(), name)?;
			match args.next() {
				None if name == "show" => Ok(Command::Show(seed)),
				None => Ok(Command::Replay(seed)),
				Some(other) => Err(format!("\"{other}\" is one argument too many\n{USAGE}")),
			}
		}
		_ => Err(USAGE.to_string()),
	}
}

fn dispatched(report: &Report) -> u64 {
	let total = report.total();
	total.ok + total.err
}

fn show(report: &Report, start: Instant, by_call: bool) {
	let total = report.total();
	let calls = total.ok + total.err;
	let seconds = start.elapsed().as_secs_f64();
	println!(
		"{calls} calls ({} ok, {} failed), {} more refused as transactions, {} records that are no call, \
		 {} proofs of delegations, {} blocks, {} eras, {} offences, {} checks of everything, {seconds:.0} s, {:.0} calls a second",
		total.ok,
		total.err,
		report.refused,
		report.nothing,
		report.proofs,
		report.blocks,
		report.eras,
		report.offences,
		report.checks,
		calls as f64 / seconds
	);
	if by_call {
		println!("{:<20} {:>10} {:>10}", "pallet", "ok", "err");
		for (pallet, count) in report.by_pallet() {
			println!("{pallet:<20} {:>10} {:>10}", count.ok, count.err);
		}
		println!("{:<52} {:>10} {:>10}", "call", "ok", "err");
		for ((pallet, call), count) in &report.calls {
			let name = format!("{pallet}::{call}");
			println!("{name:<52} {:>10} {:>10}", count.ok, count.err);
		}
		println!("accesses that came nearest to the declared weight");
		for ((pallet, call), tightest) in &report.accesses {
			let share = tightest.permille as f64 / 10.0;
			println!("{share:>5.1} % {pallet}::{call}: {}", tightest.what);
		}
	}
}

fn explain(chain: &Chain, seed: u64, records: &[Record], violation: &Violation) {
	println!(
		"VIOLATION with seed {seed}, record {}: {}",
		violation.record, violation.what
	);
	println!("shrinking for at most {} s ...", SHRINK.as_secs());
	let (short, _) = shrink(chain, records, violation, Options::default(), SHRINK);
	println!("{} of {} records show it:", short.len(), records.len());
	let verbose = Options {
		verbose: true,
		..Options::default()
	};
	match run(chain, &short, verbose, &mut Report::default()) {
		Err(again) => println!("record {}: {}", again.record, again.what),
		Ok(()) => println!("which they don't any more"),
	}
}

fn main() -> ExitCode {
	let command = match command() {
		Ok(command) => command,
		Err(message) => {
			eprintln!("{message}");
			return ExitCode::FAILURE;
		}
	};
	let chain = Chain::new();
	catch_panics();
	let start = Instant::now();
	let mut report = Report::default();
	match command {
		Command::Replay(seed) => {
			let records = random_records(seed, RECORDS_PER_RUN);
			if let Err(violation) = run(&chain, &records, Options::default(), &mut report) {
				explain(&chain, seed, &records, &violation);
				return ExitCode::FAILURE;
			}
			show(&report, start, true);
			ExitCode::SUCCESS
		}
		Command::Show(seed) => {
			let verbose = Options {
				verbose: true,
				..Options::default()
			};
			let records = random_records(seed, RECORDS_PER_RUN);
			let result = run(&chain, &records, verbose, &mut report);
			show(&report, start, true);
			match result {
				Ok(()) => ExitCode::SUCCESS,
				Err(violation) => {
					println!("record {}: {}", violation.record, violation.what);
					ExitCode::FAILURE
				}
			}
		}
		Command::Run(limits) => {
			let mut kinds = std::collections::BTreeMap::<String, (u64, u64)>::new();
			let mut seed = limits.seed;
			let mut shown = Instant::now();
			while dispatched(&report) < limits.calls && start.elapsed().as_secs() < limits.seconds {
				let records = random_records(seed, RECORDS_PER_RUN);
				if let Err(violation) = run(&chain, &records, Options::default(), &mut report) {
					let (times, _) = *kinds
						.entry(violation.kind())
						.and_modify(|(times, _)| *times += 1)
						.or_insert((1, seed));
					if times == 1 {
						explain(&chain, seed, &records, &violation);
					}
				}
				seed += 1;
				if shown.elapsed().as_secs() >= 60 {
					show(&report, start, false);
					shown = Instant::now();
				}
			}
			show(&report, start, true);
			println!("seeds {} to {}", limits.seed, seed - 1);
			for (kind, (times, first)) in &kinds {
				println!("VIOLATION, {times} times, first with seed {first}: {kind}");
			}
			if kinds.is_empty() {
				println!("no violation");
				ExitCode::SUCCESS
			} else {
				ExitCode::FAILURE
			}
		}
	}
}
