//! Thousands of users at once, and tens of thousands of redemptions.

use super::{
	mock::*,
	model::{reset, World},
};
use crate::{Checkpoints, EraProgress, EraWork, LedgerState, QueueState, Requests, Work};
use frame_support::{
	assert_ok,
	traits::{
		fungible::Mutate,
		fungibles::Mutate as _,
		tokens::{Fortitude, Precision, Preservation},
		Hooks,
	},
	weights::Weight,
};
use nutbox_primitives::{Balance, LIQUID_STAKING_ASSET};
use sp_runtime::Perbill;

/// A new user with [`ENDOWMENT`].
fn newcomer(n: u32) -> AccountId {
	let mut id = [77; 32];
	id[..4].copy_from_slice(&n.to_le_bytes());
	let who = AccountId::new(id);
	assert_ok!(Balances::mint_into(&who, ENDOWMENT));
	who
}

/// Rolls the same numbers in every run (SplitMix64).
struct Dice(u64);

impl Dice {
	fn below(&mut self, limit: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		(z ^ (z >> 31)) % limit
	}

	fn who(&mut self, world: &World) -> usize {
		self.below(world.users() as u64) as usize
	}

	/// Dust as often as a fortune.
	fn amount(&mut self) -> Balance {
		let most = 10u64.pow(1 + self.below(5) as u32);
		(100 + self.below(most)).into()
	}
}

/// A call of somebody.
fn call(world: &mut World, dice: &mut Dice) {
	let (who, amount) = (dice.who(world), dice.amount());
	match dice.below(10) {
		0..=2 => {
			world.mint(who, amount);
		}
		3..=5 => {
			world.redeem(who, amount.min(world.tnut(who)));
		}
		6 => {
			let ids = world.ids(who);
			if !ids.is_empty() {
				let id = ids[dice.below(ids.len() as u64) as usize];
				world.cancel(who, id);
			}
		}
		7 => {
			world.claim(who, 1 + dice.below(4) as u32);
		}
		8 => {
			world.exit_instantly(who, amount.min(world.tnut(who)), 0);
		}
		_ => {
			let to = dice.who(world);
			world.send(who, to, amount);
		}
	}
}

#[test]
fn ledger_should_follow_the_rules_when_thousands_act() {
	const USERS: u32 = 2_000;
	const ERAS: u64 = 12;
	const CALLS_PER_BLOCK: u32 = 250;

	reset();
	MaxHolesPerStep::set(64);
	new_test_ext().execute_with(|| {
		let users = (0..USERS).map(newcomer).collect();
		let (mut world, mut dice) = (World::new(users, Perbill::from_percent(5), false), Dice(13));
		for who in 0..USERS as usize {
			world.mint(who, 1_000 + dice.amount());
		}
		for era in 0..ERAS {
			EraReward::set(dice.below(400_000).into());
			for _ in 0..ERA {
				for _ in 0..CALLS_PER_BLOCK {
					call(&mut world, &mut dice);
				}
				world.blocks(1);
			}
			// A small one that is covered, one that is not, and nearly all.
			if let Some(percent) = [(3, 1), (6, 30), (9, 95)]
				.into_iter()
				.find_map(|(of, percent)| (of == era).then_some(percent))
			{
				world.slash_a_stash(0, percent, 0);
			}
			world.pay(dice.below(USERS.into()) as usize, 50);
			world.forgo(10);
			world.donate(era as usize, 1_000);
			world.compare();
			assert_ok!(LiquidStaking::do_try_state());
		}

		// All leave.
		for who in 0..USERS as usize {
			world.redeem(who, world.tnut(who));
		}
		for _ in 0..6 {
			world.era();
		}
		for who in 0..USERS as usize {
			if !world.ids(who).is_empty() {
				assert!(world.claim(who, 32), "user {who} is kept in");
			}
		}
		world.compare();
		assert_eq!((supply(), world.queued(), ledger().queued), (0, 0, 0));
		assert_ok!(LiquidStaking::do_try_state());
		println!("{} calls of {USERS} users", world.calls);
	});
	reset();
}

/// What settling a queue costs, apart from the time.
#[derive(Debug, PartialEq)]
struct Cost {
	weight: Weight,
	checkpoints: u32,
	/// Nodes of the state that were read.
	read: usize,
	/// Keys that were written.
	written: usize,
}

/// The accounts of [`cost_of_settling`]. All of them exist whether they redeem or not, so that the
/// trie of accounts is equally deep.
const ACCOUNTS: u32 = 3_125;

/// Has `who` mint and queue `count` redemptions of `amount` each: the first by the call, the others,
/// to save time, by what the call would write.
fn queue_many(who: &AccountId, count: u32, amount: Balance) {
	let rest = Balance::from(count - 1) * amount;
	assert_ok!(Balances::mint_into(who, amount + rest));
	mint(who.clone(), amount + rest);
	redeem(who.clone(), amount);
	if rest == 0 {
		return;
	}
	assert_ok!(Assets::burn_from(
		LIQUID_STAKING_ASSET,
		who,
		rest,
		Preservation::Expendable,
		Precision::Exact,
		Fortitude::Polite,
	));
	LedgerState::<Test>::mutate(|ledger| ledger.queued += rest);
	let mut queue = QueueState::<Test>::get();
	Requests::<Test>::mutate(who, |requests| {
		for _ in 1..count {
			let (next, request) = queue.push(amount).unwrap();
			requests.try_push(request).unwrap();
			queue = next;
		}
	});
	QueueState::<Test>::put(queue);
}

/// Has `accounts` accounts queue `each` redemptions of `amount` each, and settles them all in one
/// block.
fn cost_of_settling(accounts: u32, each: u32, amount: Balance) -> Cost {
	let mut ext = new_test_ext();
	let queued = Balance::from(accounts) * Balance::from(each) * amount;
	ext.execute_with(|| {
		mint(alice(), 500_000);
		next_era();
		// There was a settlement before, and a slash since, so that this one needs its own
		// checkpoint.
		redeem(alice(), 1_000);
		next_era();
		let everybody: Vec<_> = (0..ACCOUNTS).map(newcomer).collect();
		for who in &everybody[..accounts as usize] {
			queue_many(who, each, amount);
			System::reset_events();
		}
		assert_eq!(ledger().queued, queued);
		slash_stash(Perbill::from_percent(1));
		EraWork::<Test>::put(EraProgress {
			era: active_era(),
			work: Some(Work::Finalise),
		});
		System::reset_events();
	});
	ext.commit_all().unwrap();

	let checkpoints = || QueueState::<Test>::get().checkpoints;
	let before = ext.execute_with(checkpoints);
	let (weight, proof) =
		ext.execute_and_prove(|| LiquidStaking::on_initialize(System::block_number()));
	let after = ext.execute_with(checkpoints);
	let written = ext.overlayed_changes().changes().count();
	ext.execute_with(|| {
		assert_eq!(ledger().queued, 0, "not all is settled");
		let queue = QueueState::<Test>::get();
		let last = Checkpoints::<Test>::get(queue.checkpoints - 1).unwrap();
		assert_eq!((queue.finalised, last.end), (queue.end, queue.end));
		assert!(!last.rate.is_one());
		// The first and the last of them can be claimed.
		for n in [0, accounts - 1] {
			let all = LiquidStaking::claim_redemptions(signed(newcomer(n)), each);
			assert_ok!(all);
		}
		assert_ok!(LiquidStaking::do_try_state());
	});
	Cost {
		weight,
		checkpoints: after - before,
		read: proof.into_iter_nodes().count(),
		written,
	}
}

#[test]
fn defect_13_settling_many_redemptions_adds_one_checkpoint_and_costs_what_few_cost() {
	// The same amount, in ten redemptions and in a hundred thousand.
	let few = cost_of_settling(10, 1, 1_000_000);
	assert_eq!(few.checkpoints, 1);
	let many = cost_of_settling(ACCOUNTS, 32, 100);
	assert_eq!(many, few);
}
