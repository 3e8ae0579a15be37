//! The worked examples of `docs/spec/liquid-staking.md`, carried out. The rows of the table are read
//! from the document, one action for each of them; the sentences are put together from what the
//! pallet does and have to be found there word for word. The two can't part.

use super::mock::*;
use crate::{EraProgress, EraWork, Work};
use frame_support::{assert_ok, traits::fungible::Mutate, weights::Weight};
use nutbox_primitives::Balance;
use sp_runtime::Perbill;

const SPEC: &str = include_str!("../../../../docs/spec/liquid-staking.md");

/// A NUT or a tNUT.
const NUT: Balance = 1_000_000_000_000;

/// The worked example of this title, up to the next one.
fn example(title: &str) -> &'static str {
	let (_, examples) = SPEC.split_once("\n## Worked examples\n").unwrap();
	let examples = examples.split("\n## ").next().unwrap();
	let (_, text) = examples
		.split_once(&format!("\n**{title}.**"))
		.unwrap_or_else(|| panic!("no example {title}"));
	text.split("\n**").next().unwrap()
}

/// The example says so, however its lines are broken.
#[track_caller]
fn assert_says(text: &str, sentence: &str) {
	let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
	assert!(
		words(text).contains(&words(sentence)),
		"not said: {sentence}\nbut: {}",
		words(text)
	);
}

/// An amount as the document writes it: 1,000 or 0.02875.
fn text(amount: Balance) -> String {
	let whole = (amount / NUT).to_string();
	let groups: Vec<_> = whole
		.as_bytes()
		.rchunks(3)
		.rev()
		.map(|digits| std::str::from_utf8(digits).unwrap())
		.collect();
	let decimals = format!("{:012}", amount % NUT);
	let number = format!("{}.{decimals}", groups.join(","));
	number
		.trim_end_matches('0')
		.trim_end_matches('.')
		.to_string()
}

fn with_commas(number: Balance) -> String {
	text(number * NUT)
}

/// The index as the table writes it: rounded down to as many digits as it has.
fn index() -> String {
	let rate = ledger().rate(supply()).unwrap();
	text(rate.numerator * NUT / rate.denominator)
}

/// Alice has minted 600 NUT and Bob 400, and nothing is paid for staking.
fn run_example(story: impl FnOnce()) {
	EraReward::set(0);
	run(|| {
		for user in [alice(), bob()] {
			assert_ok!(Balances::mint_into(&user, 10_000 * NUT));
		}
		mint(alice(), 600 * NUT);
		mint(bob(), 400 * NUT);
		story();
	});
	EraReward::set(4_000);
}

/// Goes to the first block of the next era, and leaves its work to [`work_until`].
fn begin_era() {
	let (limit, next) = (EraWorkWeight::get(), active_era() + 1);
	EraWorkWeight::set(Weight::zero());
	while active_era() < next {
		next_block();
	}
	EraWorkWeight::set(limit);
	EraWork::<Test>::put(EraProgress {
		era: next,
		work: Some(Work::Sweep),
	});
}

/// Does the steps of the work of this era, from where it stands to the first step that is `last`.
fn work_until(last: impl Fn(Work) -> bool) {
	let mut progress = EraWork::<Test>::get();
	while let Some(work) = progress.work.filter(|work| !last(*work)) {
		progress.work = LiquidStaking::do_step(progress.era, work).0;
	}
	EraWork::<Test>::put(progress);
}

fn is_finalise(work: Work) -> bool {
	work == Work::Finalise
}
fn is_rebalance(work: Work) -> bool {
	matches!(work, Work::Rebalance { .. })
}
fn end_era() {
	work_until(|_| false);
}

/// Slashes every stash by 30 %. Returns the loss.
fn slash() -> Balance {
	let before = ledger().backing().unwrap();
	for (index, _) in crate::Stashes::<Test>::iter() {
		let stash = LiquidStaking::stash_account(index);
		slash_stash_of_era(&stash, Perbill::from_percent(30), 0);
	}
	let ledger = ledger();
	before - ledger.bonded - ledger.unbonding
}

/// Yield for the next collection.
fn give_yield(amount: Balance) {
	assert_ok!(Balances::mint_into(
		&LiquidStaking::reward_account(),
		amount
	));
}

#[test]
fn first_era_should_go_as_in_the_example() {
	run_example(|| {
		let minted = ledger().buffer;
		let target = LiquidStaking::ledger().unwrap().buffer_target;
		next_era();
		let ledger = ledger();
		assert_eq!((ledger.unbonding, ledger.backing()), (0, Ok(supply())));
		assert_says(
			example("The first era"),
			&format!(
				"Alice mints {} NUT, Bob {}. The buffer is {} and the target 2 % of {} = {}, so era work bonds {}: `bonded = {}, buffer = {}`.",
				text(tnut(&alice())),
				text(tnut(&bob())),
				text(minted),
				text(supply()),
				text(target),
				text(minted - ledger.buffer),
				text(ledger.bonded),
				text(ledger.buffer)
			),
		);
	});
}

/// Carries out what the first cell of a row of the table says.
fn act(step: &str) {
	match step {
		"start" => next_era(),
		"Alice redeems 300" => {
			redeem(alice(), 300 * NUT);
		}
		"era work settles `[0, 20)` at 1" => {
			begin_era();
			work_until(is_rebalance);
		}
		"… and unbonds 280" => end_era(),
		"slash of 294, 30 % of both" => assert_eq!(text(slash()), "294"),
		"196 come home" => {
			let before = ledger().buffer;
			while ledger().buffer == before {
				end_era();
				begin_era();
				work_until(is_finalise);
			}
			assert_eq!(text(ledger().buffer - before), "196");
		}
		"era work settles `[20, 300)` at 0.7" => work_until(is_rebalance),
		"Alice claims" => {
			end_era();
			assert_ok!(LiquidStaking::claim_redemptions(signed(alice()), 1));
		}
		other => panic!("nobody knows how to do: {other}"),
	}
}

/// Carries out the rows of the table up to the one that begins so, and compares each.
fn act_until(last: &str) {
	let rows = example("A redemption through a slash of 30 %")
		.lines()
		.filter(|line| line.starts_with("| "))
		.map(|line| {
			let cells = line.trim_matches('|').split('|').map(str::trim);
			cells.collect::<Vec<_>>()
		});
	for row in rows.filter(|row| row[0] != "Step") {
		act(row[0]);
		let ledger = ledger();
		let amounts = [
			ledger.bonded,
			ledger.unbonding,
			ledger.buffer,
			ledger.queued,
			ledger.claims,
			supply(),
		];
		assert_eq!(row[1..7], amounts.map(text), "after: {}", row[0]);
		// The first index that a step brings about is shown with where it comes from.
		let rate = ledger.rate(supply()).unwrap();
		let derived = format!(
			"{} / {} = {}",
			text(rate.numerator),
			text(rate.denominator),
			index()
		);
		assert!(
			row[7] == index() || row[7] == derived,
			"index {} or {derived}, not {}",
			index(),
			row[7]
		);
		if row[0].starts_with(last) {
			return;
		}
	}
	panic!("no row begins with {last}");
}

#[test]
fn redemption_through_a_slash_should_go_as_in_the_table() {
	run_example(|| {
		let text_of_example = example("A redemption through a slash of 30 %");
		act_until("era work settles `[20, 300)`");
		let queue = crate::QueueState::<Test>::get();
		let checkpoints: Vec<_> = (0..queue.checkpoints)
			.map(|nth| {
				let checkpoint = crate::Checkpoints::<Test>::get(nth).unwrap();
				let rate = checkpoint.rate;
				let rate = if rate.is_one() {
					"1".to_string()
				} else {
					format!("{}/{}", text(rate.numerator), text(rate.denominator))
				};
				let (end, paid) = (text(checkpoint.end), text(checkpoint.paid));
				format!("`(end {end}, paid {paid}, rate {rate})`")
			})
			.collect();
		assert_says(
			text_of_example,
			&format!("The checkpoints are {}.", checkpoints.join(" and ")),
		);

		let request = crate::Requests::<Test>::get(alice())[0];
		let first = crate::Checkpoints::<Test>::get(0).unwrap();
		let second = crate::Checkpoints::<Test>::get(1).unwrap();
		let (at_one, later) = (first.end - request.start, request.end - first.end);
		let before = nut(&alice());
		act("Alice claims");
		let received = nut(&alice()) - before;
		assert_says(
			text_of_example,
			&format!(
				"Alice's `[{}, {})` receives `{} · 1 = {}` and `{} · {} = {}`: {} NUT.",
				text(request.start),
				text(request.end),
				text(at_one),
				text(at_one),
				text(later),
				text(second.rate.apply(NUT).unwrap()),
				text(second.rate.apply(later).unwrap()),
				text(received),
			),
		);
		assert_says(
			text_of_example,
			&format!(
				"She and Bob hold {} tNUT more, backed by {} NUT.",
				text(tnut(&alice()) + tnut(&bob())),
				text(ledger().backing().unwrap())
			),
		);
	});
	// And the whole table, row by row to its last.
	run_example(|| act_until("Alice claims"));
}

#[test]
fn same_slash_with_cover_should_go_as_in_the_example() {
	run_example(|| {
		act("start");
		// The insurance fills up to its target, and the rest of the yield is released.
		give_yield(200 * NUT);
		next_era();
		next_era();
		assert_eq!(yields().release.unreleased(System::block_number()), Ok(0));
		act("Alice redeems 300");
		give_yield(40 * NUT);
		act("era work settles `[0, 20)` at 1");
		act("… and unbonds 280");
		next_block();

		let unreleased = yields().release.unreleased(System::block_number()).unwrap();
		let insurance = ledger().insurance;
		let buffer = ledger().buffer;
		let lost = slash();
		let ledger = ledger();
		assert_eq!(ledger.insurance, 0);
		assert_eq!(yields().release.unreleased(System::block_number()), Ok(0));
		assert_eq!(ledger.buffer, buffer + unreleased + insurance);
		let info = LiquidStaking::ledger().unwrap();
		assert_says(
			example("The same slash with cover"),
			&format!(
				"With {} of yield not released and {} in the insurance, both go to the buffer: the deficit is {} − {} = {} and the index {} / {} ({} ppb).",
				text(unreleased),
				text(insurance),
				text(lost),
				text(ledger.buffer - buffer),
				text(ledger.deficit(supply()).unwrap()),
				text(info.rate.numerator),
				text(info.rate.denominator),
				with_commas(info.rate_ppb)
			),
		);
	});
}

#[test]
fn healing_should_go_as_in_the_example() {
	run_example(|| {
		act_until("Alice claims");
		let (supply, backing) = (supply(), ledger().backing().unwrap());
		let before = yields();
		give_yield(250 * NUT);
		next_era();
		let (after, info) = (yields(), LiquidStaking::ledger().unwrap());
		let refilled = after.refilled - before.refilled;
		let insured = after.insured - before.insured;
		let rest = after.collected - before.collected - refilled;
		assert_eq!(insured, rest / 10);
		assert_says(
			example("Healing"),
			&format!(
				"After the table, {} NUT of yield are collected: {} fill the deficit ({} − {}). Of the other {} the insurance takes {} (a tenth; its target is {}), the fee {}, and {} join the release. The index is {}, minting is {}.",
				text(after.collected - before.collected),
				text(refilled),
				text(supply),
				text(backing),
				text(rest),
				text(insured),
				text(info.insurance_target),
				text(after.fees - before.fees),
				text(info.unreleased),
				index(),
				if info.minting_open { "open" } else { "closed" }
			),
		);
	});
}

#[test]
fn instant_exit_should_go_as_in_the_example() {
	let paragraph = example("An instant exit");
	run_example(|| {
		next_era();
		let info = LiquidStaking::ledger().unwrap();
		let available = ledger().instantly_available(supply()).unwrap();
		let (before, supply) = (nut(&alice()), supply());
		assert_ok!(LiquidStaking::redeem_instantly(
			signed(alice()),
			10 * NUT,
			0
		));
		let received = nut(&alice()) - before;
		let left = ledger().instantly_available(supply).unwrap();
		let fee = ledger().insurance;
		assert_says(
			paragraph,
			&format!(
				"Supply {}, `available` {}, target {}. 10 tNUT leave {}: the use is {}, the rate 0.05 % + 0.95 % · {} = {} %, the fee {} NUT, received {} NUT.",
				text(supply),
				text(available),
				text(info.buffer_target),
				text(left),
				text(NUT - left * NUT / info.buffer_target),
				text((NUT - left * NUT / info.buffer_target).pow(2) / NUT),
				text(100 * fee / 10),
				text(fee),
				text(received),
			),
		);
	});
	run_example(|| {
		next_era();
		let (all, before) = (ledger().buffer, nut(&alice()));
		assert_ok!(LiquidStaking::redeem_instantly(signed(alice()), all, 0));
		let fee = all - (nut(&alice()) - before);
		assert_says(
			paragraph,
			&format!(
				"All {} at once cost {} %: {} NUT.",
				text(all),
				text(100 * NUT * fee / all),
				text(fee)
			),
		);
	});
}

#[test]
fn release_should_go_as_in_the_example() {
	use nutbox_primitives::yield_stream::YieldStream;
	let released = |block| {
		System::set_block_number(block);
		<LiquidStaking as YieldStream<AccountId>>::released()
	};
	let at_block = |block, amount: Balance| {
		System::set_block_number(block);
		crate::Yields::<Test>::mutate(|yields| {
			yields.release = yields.release.add(block, amount, 30).unwrap();
			yields.collected += amount;
		});
		assert_ok!(Balances::mint_into(&LiquidStaking::account_id(), amount));
	};
	let paragraph = example("A release");

	run(|| {
		mint(alice(), 1_000);
		at_block(0, 100);
		let early = released(10);
		assert_says(
			paragraph,
			&format!("in block 10 `floor(1000 / 30) = {early}` are released."),
		);
		at_block(10, 50);
		let amount = yields().release.amount;
		let later = released(20);
		assert_eq!(released(40), 150);
		assert_says(
			paragraph,
			&format!(
				"If 50 arrive in block 10, {amount} go out over blocks 11–40: in block 20, `{early} + floor({amount} · 10 / 30) = {later}`."
			),
		);
	});
	run(|| {
		EraReward::set(0);
		mint(alice(), 1_350);
		next_era();
		// The example begins in block 0; what is relative to it is the same later.
		let begin = System::block_number();
		at_block(begin, 100);
		let early = released(begin + 10);
		// 2 % of what is bonded.
		let before = ledger().bonded;
		slash_stash_of_era(&stash(), Perbill::from_rational(27, before as u32), 0);
		let taken = yields().absorbed;
		assert_eq!(taken, before - ledger().bonded);
		let amount = yields().release.amount;
		let later = released(begin + 20);
		assert_eq!(released(begin + 30), 100 - taken);
		assert_says(
			paragraph,
			&format!(
				"If instead a slash takes {taken} in block 10, {amount} go out over blocks 11–30: in block 20, `{early} + {} = {later}`.",
				later - early
			),
		);
		EraReward::set(4_000);
	});
}
