//! What `docs/spec/simulator.md` says is what the simulator does.

use nutbox_simulator::{parse, simulate, Account, Outcome};

const SPEC: &str = include_str!("../../../docs/spec/simulator.md");
const EXAMPLE: &str = include_str!("scenarios/example.json");
const WORKED: &str = include_str!("scenarios/worked.json");

/// What follows the mark in the spec: the code block, without its fences.
fn block_of(mark: &str) -> &'static str {
	let (_, after) = SPEC.split_once(mark).expect("the spec has the mark");
	let after = after
		.trim_start()
		.strip_prefix("```json\n")
		.expect("a code block follows");
	let (code, _) = after.split_once("```").expect("the code block ends");
	code
}

/// The rows of the table that follows the mark; a dash is nothing.
fn table_of(mark: &str) -> Vec<Vec<u128>> {
	let (_, after) = SPEC.split_once(mark).expect("the spec has the mark");
	let rows = after
		.trim_start()
		.lines()
		.take_while(|line| line.starts_with('|'))
		.skip(2);
	rows.map(|row| {
		row.trim_matches('|')
			.split('|')
			.map(|cell| match cell.trim() {
				"–" => 0,
				number => number.replace(' ', "").parse().expect("a number"),
			})
			.collect()
	})
	.collect()
}

/// The worked scenario as of a block.
fn as_of(block: u128) -> Outcome {
	let mut scenario = parse(WORKED.as_bytes()).unwrap();
	scenario.until = u32::try_from(block).unwrap();
	scenario
		.events
		.retain(|event| u128::from(event.block) <= block);
	simulate(&scenario).unwrap()
}

/// What somebody has been paid and will be paid, of the token and of the yield.
fn earned(outcome: &Outcome, who: &str) -> (u128, u128) {
	let nothing = Account::default();
	let account = outcome.accounts.get(who).unwrap_or(&nothing);
	account.pools.values().fold(
		(account.claimed.0, account.yield_claimed.0),
		|(token, staking_yield), holding| {
			(
				token + holding.pending.0,
				staking_yield + holding.pending_yield.0,
			)
		},
	)
}

#[test]
fn spec_should_show_the_scenarios_when_they_are_files() {
	assert_eq!(block_of("<!-- scenario: example -->"), EXAMPLE);
	assert_eq!(block_of("<!-- scenario: worked -->"), WORKED);
}

#[test]
fn outcome_should_be_what_was_worked_by_hand_when_three_users_share_two_pools() {
	let outcome = simulate(&parse(WORKED.as_bytes()).unwrap()).unwrap();
	let expected: Outcome = serde_json::from_str(block_of("<!-- result: worked -->")).unwrap();
	assert_eq!(outcome, expected);
	// The fields come in the order shown, too.
	let printed = serde_json::to_string_pretty(&outcome).unwrap();
	assert_eq!(printed, block_of("<!-- result: worked -->").trim());
}

#[test]
fn emission_should_be_what_was_worked_by_hand_when_seen_at_each_block_of_the_table() {
	let rows = table_of("<!-- table: emission -->");
	assert_eq!(rows.len(), 8);
	for row in rows {
		let outcome = as_of(row[0]);
		let shown = vec![
			row[0],
			outcome.emitted.0,
			outcome.fund.token.0,
			outcome.unallocated.0,
			earned(&outcome, "alice").0,
			earned(&outcome, "bob").0,
			earned(&outcome, "carol").0,
		];
		assert_eq!(shown, row);
		assert_eq!(outcome.dust.0, 0);
	}
}

#[test]
fn yield_should_be_what_was_worked_by_hand_when_seen_at_each_block_of_the_table() {
	let rows = table_of("<!-- table: yield -->");
	assert_eq!(rows.len(), 4);
	for row in rows {
		let outcome = as_of(row[0]);
		let shown = vec![
			row[0],
			outcome.yield_released.0,
			outcome.fund.staking_yield.0,
			earned(&outcome, "alice").1,
			earned(&outcome, "bob").1,
			earned(&outcome, "carol").1,
			outcome.yield_dust.0,
		];
		assert_eq!(shown, row);
	}
}

#[test]
fn outcome_should_share_the_whole_emission_when_the_example_is_run() {
	let outcome = simulate(&parse(EXAMPLE.as_bytes()).unwrap()).unwrap();
	let unit = 1_000_000_000_000;
	assert_eq!(outcome.block, 2000);
	assert_eq!(outcome.emitted.0, 1000 * unit);
	// 60 blocks at a tenth, 940 at a fifth.
	assert_eq!(outcome.fund.token.0, 194 * unit);
	// Pool a was empty for 5 blocks at a half, pool b for 9 at four tenths.
	assert_eq!(outcome.unallocated.0, 61 * unit / 10);
	// Alone in their pools, but for parts of a planck that the division leaves there.
	let near = |amount: u128, expected: u128| amount <= expected && amount + 1 >= expected;
	let (alice, bob) = (earned(&outcome, "alice"), earned(&outcome, "bob"));
	assert!(near(alice.0, 55 * unit / 2 + 940 * unit * 3 / 10));
	assert!(near(bob.0, 51 * unit * 4 / 10 + 940 * unit / 2));
	// 45 blocks at a half, of which block 50 is the last.
	assert!(near(outcome.accounts["alice"].claimed.0, 45 * unit / 2));
	assert_eq!(outcome.accounts["bob"].claimed.0, 0);
	assert_eq!(outcome.accounts["alice"].pools["a"].staked.0, 999_990);
	assert_eq!(outcome.accounts["bob"].pools["b"].staked.0, 5);
	// Alice's pool had all but 5 of 1,000,005 tNUT when the 777 were released, in blocks 31 to 40:
	// 776.996, of which 60 % are the fund's.
	assert_eq!(outcome.yield_released.0, 777);
	assert_eq!(outcome.fund.staking_yield.0, 466);
	assert_eq!(alice.1, 310);
	assert_eq!(bob.1, 0);
	assert_eq!(outcome.yield_dust.0, 1);
}
