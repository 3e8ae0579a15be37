//! The worked examples of `docs/spec`, as far as they are maths alone. Each sentence is put together
//! from what the code computes and has to be found in the document word for word, so that neither
//! can change without the other.

use nutbox_math::{
	emission::{Change, Emission},
	redemption::{instant_fee, INSTANT_FEE_MAX, INSTANT_FEE_MIN},
	release::{JoinedRelease, Release},
	rewards::{planck, share, share_of_fine, Accumulator, Credit, Entitlement, Stream, U256, U512},
	schedule::{Halving, Schedule, Step},
	Balance, PPB,
};

const COMMUNITIES: &str = include_str!("../../docs/spec/communities.md");
const LIQUID_STAKING: &str = include_str!("../../docs/spec/liquid-staking.md");

/// The worked example of this title, up to the next one.
fn example(document: &'static str, title: &str) -> &'static str {
	let (_, examples) = document.split_once("\n## Worked examples\n").unwrap();
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

/// The cells of the rows of the example's table, without its head.
fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
	let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect();
	let table = text.lines().filter(|line| line.starts_with('|'));
	table.skip(2).map(cells).collect()
}

/// `amount` in units of `unit`, with as many decimals as it needs.
fn decimal(amount: Balance, unit: Balance) -> String {
	let (whole, mut rest, mut text) = (amount / unit, amount % unit, String::new());
	let mut step = unit;
	while rest > 0 {
		step /= 10;
		text.push_str(&(rest / step).to_string());
		rest %= step;
	}
	if text.is_empty() {
		whole.to_string()
	} else {
		format!("{whole}.{text}")
	}
}

fn percent(ppb: Balance) -> String {
	decimal(ppb, Balance::from(PPB) / 100)
}

fn steps() -> Schedule {
	let step = |start, end, per_block| Step {
		start,
		end,
		per_block,
	};
	Schedule::steps([step(10, 20, 100), step(25, 30, 40)]).unwrap()
}

#[test]
fn schedules_should_emit_what_the_example_says() {
	let (text, schedule) = (example(COMMUNITIES, "A schedule"), steps());
	let at = |block| format!("`emitted({block}) = {}`", schedule.emitted(block).unwrap());
	assert_says(
		text,
		&format!(
			"Steps `[10, 20)` at 100 and `[25, 30)` at 40: {}, {}, {}, {}, {}, in total {}.",
			at(9),
			at(12),
			at(19),
			at(24),
			at(26),
			schedule.total().unwrap()
		),
	);

	let halving = Schedule::Halving(Halving {
		start: 5,
		first_per_block: 5,
		period: 2,
		halvings: 3,
	});
	let emitted = |block| halving.emitted(block).unwrap();
	let blocks: Vec<_> = (5..13)
		.map(|block| (emitted(block) - emitted(block - 1)).to_string())
		.collect();
	assert_says(
		text,
		&format!(
			"A halving from block 5 with 5 a block, period 2, 3 halvings: {}: {} in total, end at block {}.",
			blocks.join(", "),
			halving.total().unwrap(),
			halving.end().unwrap()
		),
	);
}

/// The second example: fund, pool and what each of the two has pending, settled in each of the
/// blocks.
struct TwoStakers {
	fund: Credit,
	pool: Stream,
	ann: Entitlement,
	ben: Entitlement,
	total: Balance,
	emitted: Balance,
	last: Balance,
}

const FUND: u32 = 400_000_000;
const POOL: u32 = 600_000_000;

impl TwoStakers {
	fn new() -> Self {
		Self {
			fund: Credit::default(),
			pool: Stream::default(),
			ann: Entitlement::default(),
			ben: Entitlement::default(),
			total: 0,
			emitted: 0,
			last: 0,
		}
	}

	fn block(&mut self, block: u32) {
		let emitted = steps().emitted(block).unwrap();
		let emission = emitted - self.emitted;
		self.emitted = emitted;
		self.fund = self.fund.earn(share(emission, FUND)).unwrap();
		let before = self.distributed();
		let (pool, nobody) = self.pool.accrue(share(emission, POOL), self.total).unwrap();
		assert_eq!(nobody, U512::zero());
		self.pool = pool;
		self.last = self.distributed() - before;
		self.ann = self.ann.settle(1, &self.pool.accumulator).unwrap();
		if self.total > 1 {
			self.ben = self.ben.settle(2, &self.pool.accumulator).unwrap();
		}
		// A stake made in a block earns from the next one.
		match block {
			9 => self.total = 1,
			12 => {
				self.total = 3;
				self.ben = Entitlement::starting_at(&self.pool.accumulator);
			}
			_ => (),
		}
	}

	fn distributed(&self) -> Balance {
		planck(self.pool.distributed).unwrap()
	}

	fn acc(&self) -> U256 {
		self.pool.accumulator.acc >> 128
	}
}

#[test]
fn two_stakers_should_earn_what_the_table_says() {
	let text = example(COMMUNITIES, "Two stakers");
	assert_says(
		text,
		&format!(
			"The steps above; fund share {} %, one pool with {} %. Ann stakes 1 planck in block 9, Ben 2 in block 12.",
			percent(FUND.into()),
			percent(POOL.into())
		),
	);
	let rows = rows(text);
	assert_eq!(rows.len(), 3);
	let (mut world, mut next) = (TwoStakers::new(), 9);
	let mut acc_before = U256::zero();
	for row in rows {
		let until: u32 = row[0].parse().unwrap();
		let before = world.distributed();
		while next <= until {
			world.block(next);
			next += 1;
		}
		// With two of them the table shows how the number comes about.
		let new = world.distributed() - before;
		let (acc, ben) = if until == 14 {
			(
				format!("{acc_before} + {new} / {} = {}", world.total, world.acc()),
				format!(
					"2 · ({} − {acc_before}) = {}",
					world.acc(),
					world.ben.pending
				),
			)
		} else {
			(world.acc().to_string(), world.ben.pending.to_string())
		};
		let ben = if until == 9 { "–".to_string() } else { ben };
		assert_eq!(
			row[1..],
			[
				world.emitted.to_string(),
				world.fund.due().unwrap().to_string(),
				world.distributed().to_string(),
				acc,
				world.ann.pending.to_string(),
				ben,
			]
		);
		acc_before = world.acc();
	}
}

#[test]
fn closed_pool_should_leave_its_weight_to_nobody() {
	let mut world = TwoStakers::new();
	(9..=14).for_each(|block| world.block(block));
	let emission = steps().emitted(19).unwrap() - world.emitted;
	assert_says(
		example(COMMUNITIES, "A closed pool"),
		&format!(
			"The pool of the second example is closed in block 14: its {} % go to `free`. In blocks 15–19, {emission} are emitted: {} for the fund, {} for nobody. Ann and Ben can still claim {} and {}.",
			percent(POOL.into()),
			planck(share(emission, FUND)).unwrap(),
			planck(share(emission, POOL)).unwrap(),
			world.ann.pending,
			world.ben.pending,
		),
	);
}

#[test]
fn fractions_should_join_the_next_blocks() {
	let text = example(COMMUNITIES, "Fractions");
	let one = U256::from(1) << 128;
	let step = |accumulator: Accumulator| accumulator.accrue(share(10, PPB), 3).unwrap().0;
	let pending = |entitlement: Entitlement| entitlement.pending;
	let settle = |entitlement: Entitlement, stake, accumulator: &Accumulator| {
		entitlement.settle(stake, accumulator).unwrap()
	};
	let ten = one * U256::from(10);
	let left = ten % U256::from(3);
	assert_says(
		text,
		&format!(
			"One pool with the whole emission of 10 a block; Ann has 1 planck staked, Ben 2. `10 · 2^128` is not divisible by 3: it leaves {left}."
		),
	);

	let after_one = step(Accumulator::default());
	assert_eq!(after_one.acc, (ten - left) / U256::from(3));
	assert_eq!(after_one.rem, left * U256::from(PPB));
	let (ann, ben) = (
		settle(Entitlement::default(), 1, &after_one),
		settle(Entitlement::default(), 2, &after_one),
	);
	assert!(ann.fraction > 0 && ben.fraction > 0);
	assert_says(
		text,
		&format!(
			"After one block `acc = (10 · 2^128 − {left}) / 3` and `rem = 10^9` grains: Ann has {} planck pending and a fraction, Ben {} and a fraction.",
			pending(ann),
			pending(ben),
		),
	);

	let after_two = step(after_one);
	let after_three = step(after_two);
	for (stake, first) in [(1, ann), (2, ben)] {
		let each = settle(settle(first, stake, &after_two), stake, &after_three);
		let once = settle(Entitlement::default(), stake, &after_three);
		assert_eq!((each, each.fraction), (once, 0));
	}
	assert_eq!(after_three.acc, ten);
	let at_the_end = |stake| pending(settle(Entitlement::default(), stake, &after_three));
	assert_says(
		text,
		&format!(
			"After three blocks, settled in each or never before, `acc = 10 · 2^128` and `rem = {}`: Ann has {}, Ben {}, and no fraction is left.",
			after_three.rem,
			at_the_end(1),
			at_the_end(2),
		),
	);
}

#[test]
fn staking_yield_should_pass_through_the_pool_and_lose_nothing() {
	let fund_share = 750_000_000;
	let chain = Stream::default().accrue(share(64, PPB), 512).unwrap().0;
	let of = |stake: Balance| {
		let nothing = Entitlement::default();
		nothing.settle(stake, &chain.accumulator).unwrap()
	};
	let (pool, personal) = (of(384), of(128));
	let for_fund = share_of_fine(pool.fine(), fund_share);
	let for_stakers = share_of_fine(pool.fine(), PPB - fund_share);
	assert_eq!(for_fund + for_stakers, share_of_fine(pool.fine(), PPB));
	let stakers = Stream::default().accrue(for_stakers, 384).unwrap().0;
	let ann = Entitlement::default()
		.settle(128, &stakers.accumulator)
		.unwrap();
	for whole in [&pool, &personal, &ann] {
		assert_eq!(whole.fraction, 0);
	}
	assert_says(
		example(COMMUNITIES, "Staking yield"),
		&format!(
			"384 planck of tNUT are staked in a community's pool with a split of {} % to the fund, 128 of them by Ann; 128 more in `Personal`. 64 planck of NUT are released: {} for the pool, {} for `Personal`. Of the {}, {} go to the fund and {} to the stakers, {} of them to Ann.",
			percent(fund_share.into()),
			pool.pending,
			personal.pending,
			pool.pending,
			planck(for_fund).unwrap(),
			planck(for_stakers).unwrap(),
			ann.pending,
		),
	);
}

#[test]
fn release_should_follow_the_example_to_the_planck() {
	let text = example(LIQUID_STAKING, "A release");
	let release = Release::default().add(0, 100, 30).unwrap();
	let early = release.released(10).unwrap();
	assert_says(
		text,
		&format!("100 planck over 30 blocks from block 0: in block 10 `floor(1000 / 30) = {early}` are released."),
	);

	let joined = release.add(10, 50, 30).unwrap();
	assert_eq!(joined.released(10), Ok(early));
	assert_eq!(joined.unreleased(40), Ok(0));
	assert!(joined.unreleased(39).unwrap() > 0);
	let more = joined.released(20).unwrap();
	assert_says(
		text,
		&format!(
			"If 50 arrive in block 10, {} go out over blocks 11–40: in block 20, `{early} + floor({} · 10 / 30) = {more}`.",
			joined.amount, joined.amount
		),
	);

	let (less, taken) = release.take(10, 27).unwrap();
	assert_eq!(less.unreleased(30), Ok(0));
	assert!(less.unreleased(29).unwrap() > 0);
	let later = less.released(20).unwrap();
	assert_says(
		text,
		&format!(
			"If instead a slash takes {taken} in block 10, {} go out over blocks 11–30: in block 20, `{early} + {} = {later}`.",
			less.amount,
			later - early
		),
	);
}

#[test]
fn instant_fee_should_be_that_of_the_example() {
	let text = example(LIQUID_STAKING, "An instant exit");
	let nut: Balance = 1_000_000_000_000;
	let (least, most) = (
		Balance::from(INSTANT_FEE_MIN),
		Balance::from(INSTANT_FEE_MAX),
	);
	let fee = instant_fee(10 * nut, 10 * nut, 20 * nut).unwrap();
	let rate = fee * Balance::from(PPB) / (10 * nut);
	assert_eq!(rate, least + (most - least) / 4);
	assert_says(
		text,
		&format!(
			"10 tNUT leave 10: the use is 0.5, the rate {} % + {} % · 0.25 = {} %, the fee {} NUT, received {} NUT.",
			percent(least),
			percent(most - least),
			percent(rate),
			decimal(fee, nut),
			decimal(10 * nut - fee, nut)
		),
	);
	let all = instant_fee(20 * nut, 0, 20 * nut).unwrap();
	assert_says(
		text,
		&format!(
			"All 20 at once cost {} %: {} NUT.",
			percent(all * Balance::from(PPB) / (20 * nut)),
			decimal(all, nut)
		),
	);
}

fn one_step(start: u32, end: u32, per_block: Balance) -> Schedule {
	Schedule::steps([Step {
		start,
		end,
		per_block,
	}])
	.unwrap()
}

/// With spaces between groups of three digits.
fn grouped(amount: Balance) -> String {
	if amount < 10_000 {
		return amount.to_string();
	}
	format!("{} {:03}", amount / 1_000, amount % 1_000)
}

#[test]
fn a_change_should_take_over_as_the_example_says() {
	let next = Change {
		from: 31,
		schedule: one_step(40, 50, 7),
	};
	let emission = Emission::new(one_step(11, 1_011, 1_000), false)
		.announce(20, next)
		.unwrap();
	let emitted = |block| grouped(emission.emitted(block).unwrap());
	assert_says(
		example(COMMUNITIES, "A change of the schedule"),
		&format!(
			"Steps `[11, 1011)` at 1000. In block 20, with a notice of 10 blocks, `[40, 50)` at 7 is announced from block 31 on. `emitted(30) = {}`, `emitted(39) = {}`, `emitted(45) = {}`, in total {}.",
			emitted(30),
			emitted(39),
			emitted(45),
			grouped(emission.total().unwrap()),
		),
	);
}

#[test]
fn an_escrow_should_skip_what_the_example_says() {
	let text = example(COMMUNITIES, "An escrow");
	let empty = Emission::new(one_step(11, 111, 100), true);
	assert_eq!(empty.emitted(20), Ok(0));
	let filled = empty.top_up(20, 250).unwrap();
	let of = |emission: &Emission, block| {
		emission.emitted(block).unwrap() - emission.emitted(block - 1).unwrap()
	};
	assert_eq!(of(&filled, 21), of(&filled, 22));
	assert_eq!(of(&filled, 24), 0);
	assert_says(
		text,
		&format!(
			"Steps `[11, 111)` at 100, and an escrow that is empty until block 20, when 250 are put in. Blocks 11 to 20 emit nothing; 21 and 22 emit {} each, 23 the last {}, and then nothing is emitted.",
			of(&filled, 21),
			of(&filled, 23)
		),
	);
	let again = filled.top_up(50, 1_000).unwrap();
	assert_says(
		text,
		&format!(
			"In block 50, 1000 are put in: block 51 emits {}, and `emitted(51) = {}`. The {} that blocks 11 to 20 would have emitted never come.",
			of(&again, 51),
			again.emitted(51).unwrap(),
			one_step(11, 111, 100).emitted(20).unwrap(),
		),
	);
}

#[test]
fn a_forfeit_should_be_shared_as_the_example_says() {
	let text = example(COMMUNITIES, "Terms");
	let emitted = |block| one_step(11, 1_000, 1_000).emitted(block).unwrap();
	let earned = |from, to| share(emitted(to) - emitted(from), 600_000_000);
	// Ann, Ben and Cy; then Ben and Cy.
	let (stream, _) = Stream::default().accrue(earned(0, 20), 1_024).unwrap();
	let of = |stake, stream: &Stream| {
		let none = Entitlement::default();
		none.settle(stake, &stream.accumulator).unwrap()
	};
	let (ann, ben) = (of(512, &stream), of(256, &stream));
	assert_says(
		text,
		&format!(
			"After block 20 the pool has {}: {}, {} and {} are pending.",
			planck(stream.distributed).unwrap(),
			ann.pending,
			ben.pending,
			ben.pending
		),
	);
	let (stream, lost) = stream.forfeit(&ann).unwrap();
	let release = JoinedRelease::default().join(20, lost, 100).unwrap();
	let after = |block: u32| {
		let released = release.released(block.into()).unwrap();
		let grains = earned(20, block) + share(released, PPB);
		of(256, &stream.accrue(grains, 512).unwrap().0).pending
	};
	assert_says(
		text,
		&format!(
			"Ann leaves: her {lost} go to Ben and Cy, over 100 blocks. After block 21 each has 1500 + 300 + 15 = {}; after block 120 each has 1500 + 30 000 + 1500 = {}, to be claimed when their terms are over.",
			after(21),
			grouped(after(120)),
		),
	);
}
