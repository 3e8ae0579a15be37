//! The harness of the fuzz targets with seeds that are always the same.

use nutbox_runtime_fuzz::{
	chain::Chain, input::random_records, run, Options, Report, RECORDS_PER_RUN,
};

/// What fits in about ten seconds of an unoptimised build.
const RUNS: u64 = 2;

#[test]
fn random_calls_should_keep_every_invariant_when_seeds_are_fixed() {
	let chain = Chain::new();
	let mut report = Report::default();
	for seed in 0..RUNS {
		let records = random_records(seed, RECORDS_PER_RUN);
		if let Err(violation) = run(&chain, &records, Options::default(), &mut report) {
			panic!(
				"seed {seed}, record {}: {}\nto see it: scripts/fuzz.sh replay {seed}",
				violation.record, violation.what
			);
		}
	}
	let total = report.total();
	println!(
		"{} calls, {} of them succeeded, {} blocks, {} eras",
		total.ok + total.err,
		total.ok,
		report.blocks,
		report.eras
	);
	// Or the calls have got so bad that nothing is tested any more.
	assert!(
		total.ok * 3 > total.err,
		"only {} calls of {} succeed",
		total.ok,
		total.ok + total.err
	);
	for pallet in ["Communities", "LiquidStaking", "Staking", "AssetConversion"] {
		assert!(
			report
				.by_pallet()
				.get(pallet)
				.is_some_and(|count| count.ok > 50),
			"nearly no call of {pallet} succeeds"
		);
	}
}

#[test]
fn run_should_do_the_same_when_repeated() {
	let chain = Chain::new();
	let records = random_records(7, 200);
	let outcome = || {
		let mut report = Report::default();
		let result = run(&chain, &records, Options::default(), &mut report);
		(format!("{result:?}"), format!("{report:?}"))
	};
	assert_eq!(outcome(), outcome());
}
