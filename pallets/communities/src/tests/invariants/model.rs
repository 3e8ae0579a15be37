//! What the rules say, in rational numbers.

use super::*;
use num_rational::BigRational;
use nutbox_math::schedule::Schedule;

pub(super) type Exact = BigRational;

pub(super) fn exact(value: Balance) -> Exact {
	Exact::from_integer(BigInt::from(value))
}

pub(super) fn ppb(value: u32) -> Exact {
	Exact::new(value.into(), PPB.into())
}

/// One stake of one account in one pool, exactly.
#[derive(Clone)]
pub(super) struct Account {
	pub(super) stake: Balance,
	/// What the stake counts for.
	pub(super) shares: Balance,
	/// The block in which its term is over, and what a planck counts for; of a stake with a term.
	pub(super) end: u32,
	pub(super) multiplier: u64,
	pub(super) token: Exact,
	pub(super) yielded: Exact,
}

impl Account {
	pub(super) fn new() -> Self {
		Self {
			stake: 0,
			shares: 0,
			end: 0,
			multiplier: 0,
			token: exact(0),
			yielded: exact(0),
		}
	}
}

/// `value · by / of`, rounded down.
pub(super) fn part(value: Balance, by: Balance, of: Balance) -> Balance {
	let part = BigInt::from(value) * by / of;
	part.try_into().unwrap()
}

/// `value · by / of`, rounded up.
pub(super) fn part_up(value: Balance, by: Balance, of: Balance) -> Balance {
	let part: BigInt = (BigInt::from(value) * by + of - 1u32) / of;
	part.try_into().unwrap()
}

/// What fell away in the pool with terms, on its way to those who stay; in whole planck.
#[derive(Default)]
pub(super) struct OnItsWay {
	pub(super) amount: BigInt,
	pub(super) start: u32,
	/// In 2^-32 blocks.
	pub(super) length: BigInt,
	pub(super) given: BigInt,
}

impl OnItsWay {
	pub(super) fn gone(&self, now: u32) -> BigInt {
		let gone: BigInt = BigInt::from(now - self.start) << 32u32;
		gone.min(self.length.clone())
	}

	/// What block `now` shares out.
	pub(super) fn block(&mut self, now: u32) -> Exact {
		if self.length == BigInt::from(0) {
			return exact(0);
		}
		let given = &self.amount * self.gone(now) / &self.length;
		let fresh = Exact::from_integer(&given - &self.given);
		self.given = given;
		fresh
	}

	pub(super) fn add(&mut self, now: u32, amount: Balance) {
		if amount == 0 {
			return;
		}
		let (left, amount) = (&self.amount - &self.given, BigInt::from(amount));
		let sum = &left + &amount;
		let longest: BigInt = BigInt::from(LONGEST_TERM) << 32u32;
		let weighted = left * (&self.length - self.gone(now)) + amount * longest;
		let length = (weighted + &sum - 1) / &sum;
		*self = Self {
			amount: sum,
			start: now,
			length,
			given: 0.into(),
		};
	}

	/// Nobody stays.
	pub(super) fn take_all(&mut self) -> Exact {
		let left = Exact::from_integer(&self.amount - &self.given);
		*self = Self::default();
		left
	}
}

/// Pool, user, and the number of the position, which is 0 but in the pool with terms.
pub(super) type Key = (u32, usize, u64);

/// What the rules say, exactly.
pub(super) struct Model {
	/// What the community emits, and from which block on each schedule speaks.
	pub(super) schedules: Vec<(u32, Schedule)>,
	/// What is in the escrow to be emitted.
	pub(super) escrow: Option<Balance>,
	/// The weight of each pool, the fund's share, and what nobody gets.
	pub(super) weights: Vec<u32>,
	pub(super) fund_splits: Vec<u32>,
	pub(super) accounts: BTreeMap<Key, Account>,
	pub(super) budget: Exact,
	pub(super) fund_token: Exact,
	pub(super) fund_yield: Exact,
	pub(super) unallocated: Exact,
	pub(super) forgone: Exact,
	/// What the fund's account has beyond what it collected, of each kind: what was bought, less what
	/// was spent.
	pub(super) fund_moved: [i128; 2],
	/// Tokens that were bought and destroyed.
	pub(super) burned: Balance,
	/// How many positions with a term were opened.
	pub(super) opened: u64,
	/// Tokens and yield.
	pub(super) on_its_way: [OnItsWay; 2],
	/// How many planck the books may be apart from the exact value, by pool: one that is not whole
	/// yet, and one for each position that went and left its parts of a planck to the others.
	pub(super) slack: Vec<u32>,
}

impl Model {
	pub(super) fn new(setup: &Setup, schedule: Schedule) -> Self {
		let [fund, pools @ ..] = setup.weights;
		let mut slack = vec![1; POOLS as usize];
		// So many positions are rounded, each on its own.
		slack[TERMS as usize] = MAX_TERM_POSITIONS;
		Self {
			schedules: vec![(0, schedule)],
			escrow: setup.escrow,
			// Pool 0 has no emission; the last two are the fund and nobody.
			weights: [&[0], &pools[..], &[fund, 0]].concat(),
			fund_splits: [&[0], &setup.fund_splits[..]].concat(),
			accounts: BTreeMap::new(),
			budget: exact(0),
			fund_token: exact(0),
			fund_yield: exact(0),
			unallocated: exact(0),
			forgone: exact(0),
			fund_moved: [0, GIFT as i128],
			burned: 0,
			opened: 0,
			on_its_way: Default::default(),
			slack,
		}
	}

	pub(super) fn of(&self, pool: u32) -> impl Iterator<Item = &Account> {
		self.accounts
			.iter()
			.filter(move |((of, ..), _)| *of == pool)
			.map(|(_, account)| account)
	}

	pub(super) fn total(&self, pool: u32) -> Balance {
		self.of(pool).map(|account| account.stake).sum()
	}

	pub(super) fn account(&mut self, pool: u32, user: usize, id: u64) -> &mut Account {
		self.accounts
			.entry((pool, user, id))
			.or_insert_with(Account::new)
	}

	/// Shares tokens and yield by the shares in a pool; false if there are none.
	pub(super) fn share(&mut self, pool: u32, token: &Exact, yielded: &Exact) -> bool {
		let shares: Balance = self.of(pool).map(|account| account.shares).sum();
		if shares == 0 {
			return false;
		}
		for ((of, ..), account) in &mut self.accounts {
			if *of == pool && account.shares > 0 {
				let part = exact(account.shares) / exact(shares);
				account.token += token * &part;
				account.yielded += yielded * &part;
			}
		}
		true
	}

	/// What fell away goes to nobody when nobody stays.
	pub(super) fn nobody_stays(&mut self) {
		if self.of(TERMS).all(|account| account.shares == 0) {
			self.unallocated += self.on_its_way[0].take_all();
			self.forgone += self.on_its_way[1].take_all();
		}
	}

	/// What the schedule says for `block`, as far as there is something in the escrow.
	pub(super) fn emission(&mut self, block: u32) -> Exact {
		let speaks = |(from, _): &&(u32, Schedule)| *from <= block;
		let (_, schedule) = self.schedules.iter().rev().find(speaks).unwrap();
		let emitted = |block| schedule.emitted(block).unwrap();
		let wanted = emitted(block) - emitted(block - 1);
		match &mut self.escrow {
			None => exact(wanted),
			Some(left) => {
				let given = wanted.min(*left);
				*left -= given;
				exact(given)
			}
		}
	}

	/// One block, shared among those who were staked before it.
	pub(super) fn block(&mut self, block: u32, released: Balance) {
		let emission = self.emission(block);
		let none = exact(0);
		let [token, yielded] = self.on_its_way.each_mut().map(|way| way.block(block));
		if token > none || yielded > none {
			assert!(self.share(TERMS, &token, &yielded));
		}
		for pool in 0..POOLS {
			let share = &emission * ppb(self.weights[pool as usize]);
			if pool == CONTRIBUTIONS {
				self.budget += share;
			} else if !self.share(pool, &share, &none) {
				self.unallocated += share;
			}
		}
		self.fund_token += &emission * ppb(self.weights[FUND]);
		self.unallocated += &emission * ppb(self.weights[NOBODY]);

		let lst: Balance = (0..POOLS)
			.filter(|p| is_lst(*p))
			.map(|p| self.total(p))
			.sum();
		if lst == 0 {
			self.forgone += exact(released);
			return;
		}
		for pool in (0..POOLS).filter(|p| is_lst(*p)) {
			let earned = exact(released) * exact(self.total(pool)) / exact(lst);
			let to_fund = &earned * ppb(self.fund_splits[pool as usize]);
			let to_stakers = &earned - &to_fund;
			self.fund_yield += to_fund;
			if to_stakers > none {
				assert!(self.share(pool, &none, &to_stakers));
			}
		}
	}
}
