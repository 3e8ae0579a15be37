//! Random sequences of calls against a model that knows nothing but Steem's order, with the invariants
//! checked after each.

use super::mock::*;
use crate::*;
use frame_support::{assert_ok, traits::fungible::Mutate};
use nutbox_math::rewards::U256;
use nutbox_primitives::{delegation::DelegatedStake, steem::OperationProof, Balance, PoolId};
use proptest::prelude::*;
use std::collections::BTreeMap;

const NAMES: [&str; 3] = ["alice", "bob", "carol"];
const HUBS: [&str; 2] = ["hub-a", "hub-b"];

/// What somebody does on Steem.
#[derive(Clone, Copy, Debug)]
enum Op {
	Bind {
		name: usize,
		who: usize,
	},
	Delegate {
		name: usize,
		hub: usize,
		amount: i64,
	},
}

#[derive(Clone, Debug)]
enum Step {
	Prove { op: usize, by: usize },
	Sync { name: usize, pool: usize, by: usize },
	ClosePool,
	ReleasePool,
	TieLater,
	Mode(bool),
	Emergency { who: usize, pool: usize },
	ReleaseBinding { name: usize },
	Claim { who: usize, pool: usize },
	Blocks(u32),
}

fn op() -> impl Strategy<Value = Op> {
	prop_oneof![
		1 => (0..3_usize, 0..3_usize).prop_map(|(name, who)| Op::Bind { name, who }),
		2 => (0..3_usize, 0..2_usize, prop_oneof![Just(0), 1..1_000_i64, Just(i64::MAX)])
			.prop_map(|(name, hub, amount)| Op::Delegate { name, hub, amount }),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		12 => (any::<usize>(), 0..4_usize).prop_map(|(op, by)| Step::Prove { op, by }),
		4 => (0..3_usize, 0..4_usize, 0..4_usize)
			.prop_map(|(name, pool, by)| Step::Sync { name, pool, by }),
		1 => Just(Step::ClosePool),
		1 => Just(Step::ReleasePool),
		1 => Just(Step::TieLater),
		2 => any::<bool>().prop_map(Step::Mode),
		2 => (0..3_usize, 0..4_usize).prop_map(|(who, pool)| Step::Emergency { who, pool }),
		1 => (0..3_usize).prop_map(|name| Step::ReleaseBinding { name }),
		2 => (0..3_usize, 0..4_usize).prop_map(|(who, pool)| Step::Claim { who, pool }),
		3 => (1..30_u32).prop_map(Step::Blocks),
	]
}

/// The addresses; the last one has no money at first.
fn who(n: usize) -> AccountId {
	[alice(), bob(), pauper(), relayer()][n].clone()
}

/// What is proved, as far as the model can tell by the order of operations alone.
#[derive(Default)]
struct Model {
	/// By name: the newest operation, and the address.
	bindings: BTreeMap<usize, (usize, Option<usize>)>,
	/// By name and hub: the newest operation, and the amount.
	delegations: BTreeMap<(usize, usize), (usize, Balance)>,
}

impl Model {
	/// Whether the operation is news.
	fn take(&mut self, at: usize, op: Op) -> bool {
		match op {
			Op::Bind { name, who } => {
				if self
					.bindings
					.get(&name)
					.is_some_and(|(last, _)| *last >= at)
				{
					return false;
				}
				self.bindings.insert(name, (at, Some(who)));
			}
			Op::Delegate { name, hub, amount } => {
				let key = (name, hub);
				if self
					.delegations
					.get(&key)
					.is_some_and(|(last, _)| *last >= at)
				{
					return false;
				}
				self.delegations.insert(key, (at, amount as Balance));
			}
		}
		true
	}

	/// What is to count of a name at a hub.
	fn target(&self, name: usize, hub: usize) -> Option<Credit<AccountId>> {
		let (_, account) = self.bindings.get(&name)?;
		let (_, amount) = self.delegations.get(&(name, hub))?;
		(*amount > 0).then_some(())?;
		credit(who((*account)?), *amount)
	}
}

/// What everybody has coming of a pool, and the prover has got.
fn worth(pools: &[PoolId]) -> Vec<Balance> {
	pools
		.iter()
		.map(|pool| {
			(0..4)
				.map(|n| pending(*pool, &who(n)) + tokens(*pool, &who(n)))
				.sum()
		})
		.collect()
}

fn world(ops: Vec<Op>, steps: Vec<Step>, last: Vec<usize>) {
	run(|steem| {
		// Pools 0 and 1 are tied to the first hub, 2 to the second, 3 perhaps later.
		let pools: Vec<_> = (0..4).map(|_| create_pool()).collect();
		let hub_of = [0, 0, 1, 1];
		for at in 0..3 {
			assert_ok!(tie(pools[at], HUBS[hub_of[at]]));
		}
		steem.wait(DELAY);
		let mut proofs: Vec<OperationProof> = Vec::new();
		for some in ops.chunks(3) {
			let operations = some
				.iter()
				.map(|op| match *op {
					Op::Bind { name, who: to } => bind(NAMES[name], &who(to)),
					Op::Delegate { name, hub, amount } => {
						delegate_to(NAMES[name], HUBS[hub], amount)
					}
				})
				.collect();
			proofs.extend(steem.include(operations));
		}
		let mut model = Model::default();
		let mut tied_later = false;
		for step in steps {
			match step {
				Step::Prove { op, by } => {
					let at = op % ops.len();
					let before = worth(&pools);
					let is_news = model.take(at, ops[at]);
					let done = prove_by(who(by), &proofs[at]);
					assert_eq!(done.is_ok(), is_news, "{:?}", done);
					// Whatever is paid is paid by somebody.
					assert_eq!(worth(&pools), before);
				}
				Step::Sync { name: n, pool, by } => {
					let before = worth(&pools);
					let _ = SteemDelegations::sync(signed(who(by)), name(NAMES[n]), pools[pool]);
					assert_eq!(worth(&pools), before);
				}
				Step::ClosePool => {
					let community = community_of(pools[1]);
					let _ = Communities::close_pool(signed(founder()), community, pools[1]);
				}
				Step::ReleasePool => {
					let _ = SteemDelegations::release_delegatee(signed(bob()), pools[1]);
				}
				Step::TieLater => tied_later |= tie(pools[3], HUBS[1]).is_ok(),
				Step::Mode(open) => {
					let mode = if open {
						OperatingMode::Normal
					} else {
						OperatingMode::ExitsOnly
					};
					assert_ok!(SteemDelegations::set_operating_mode(root(), mode));
				}
				Step::Emergency { who: n, pool } => {
					let community = community_of(pools[pool]);
					let origin = signed(who(n));
					let _ = Communities::emergency_unstake(origin, community, pools[pool]);
				}
				Step::ReleaseBinding { name: n } => {
					let bound = model.bindings.get_mut(&n);
					let Some((_, account)) = bound else { continue };
					let Some(owner) = *account else { continue };
					assert_ok!(SteemDelegations::release_binding(
						signed(who(owner)),
						name(NAMES[n])
					));
					*account = None;
				}
				Step::Claim { who: n, pool } => {
					let community = community_of(pools[pool]);
					let _ = Communities::claim(signed(who(n)), community, vec![pools[pool]]);
				}
				Step::Blocks(count) => run_to(System::block_number() + count),
			}
			check_state();
		}

		// At last everything is proved, in any order, and nothing hinders anybody.
		assert_ok!(SteemDelegations::set_operating_mode(
			root(),
			OperatingMode::Normal
		));
		assert_ok!(Balances::mint_into(&pauper(), NATIVE));
		for at in last.into_iter().chain(0..ops.len()) {
			let at = at % ops.len();
			let is_news = model.take(at, ops[at]);
			assert_eq!(prove(&proofs[at]).is_ok(), is_news);
		}
		check_state();
		if !tied_later {
			assert_ok!(tie(pools[3], HUBS[1]));
		}
		for (at, pool) in pools.iter().enumerate() {
			let is_tied = SteemDelegations::delegatee(*pool).is_some();
			let is_open = pallet_communities::Pools::<Test>::get(pool).unwrap().status
				== pallet_communities::types::PoolStatus::Open;
			for (n, text) in NAMES.iter().enumerate() {
				let _ = SteemDelegations::sync(signed(bob()), name(text), *pool);
				let found = SteemDelegations::credit_of(*pool, &name(text));
				let target = model.target(n, hub_of[at]);
				match (is_tied, is_open) {
					(true, true) => assert_eq!(found, target),
					// What is closed may have less.
					(true, false) => {
						if let Some(found) = found {
							let target = target.expect("nothing counts that is not proved");
							assert_eq!(found.account, target.account);
							assert!(found.amount <= target.amount);
						}
					}
					(false, _) => assert_eq!(found, None),
				}
			}
			// Who has left in an emergency comes back by himself.
			for n in 0..3 {
				for text in NAMES {
					let _ = SteemDelegations::sync(signed(who(n)), name(text), *pool);
				}
				if is_open {
					assert_eq!(
						stake(*pool, &who(n)),
						Totals::<Test>::get(pool, who(n)).amount
					);
				}
			}
		}
		check_state();
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn any_order_of_proofs_should_end_in_what_steem_says(
		ops in proptest::collection::vec(op(), 1..14),
		steps in proptest::collection::vec(step(), 1..60),
		last in proptest::collection::vec(any::<usize>(), 0..14),
	) {
		world(ops, steps, last);
	}
}

/// What happens around a member: alice, with her own account on Steem, and mallory, who delegates
/// for whom he likes.
#[derive(Clone, Debug)]
enum Around {
	/// She delegates, and proves it herself.
	Own(i64),
	/// Bob does the same, beside her.
	Other(i64),
	/// He does, for whoever he is bound to, and proves it from a third account.
	Stranger(i64),
	/// He binds himself: to her, or to bob.
	Bind(bool),
	Claim,
	Leave,
	Return,
	Blocks(u32),
}

fn around() -> impl Strategy<Value = Around> {
	let amount = || prop_oneof![2 => Just(0), 4 => 1..2_000_i64, 1 => Just(i64::MAX / 4)];
	prop_oneof![
		2 => amount().prop_map(Around::Own),
		2 => amount().prop_map(Around::Other),
		6 => amount().prop_map(Around::Stranger),
		2 => any::<bool>().prop_map(Around::Bind),
		1 => Just(Around::Claim),
		1 => Just(Around::Leave),
		1 => Just(Around::Return),
		4 => (1..5_u32).prop_map(Around::Blocks),
	]
}

/// What a credit has earned, as the pool's accumulator alone says it.
struct Meter {
	name: &'static str,
	account: AccountId,
	/// In 2^-128 planck.
	earned: U256,
}

impl Meter {
	/// Adds what it has earned between the two points.
	fn add(&mut self, pool: PoolId, from: U256, to: U256) {
		let here = SteemDelegations::credit_of(pool, &name(self.name))
			.filter(|credit| credit.account == self.account)
			.filter(|credit| stake(pool, &credit.account) >= credit.amount);
		if let Some(credit) = here {
			self.earned += U256::from(credit.amount) * (to - from);
		}
	}

	fn planck(&self) -> Balance {
		(self.earned >> 128).as_u128()
	}
}

fn beside_a_stranger(steps: Vec<Around>) {
	run_tied(|steem, pool| {
		for (name, who) in [("alice", alice()), ("bob", bob()), ("mallory", alice())] {
			prove(&steem.include_one(bind(name, &who))).unwrap();
		}
		let mark = || {
			<Communities as DelegatedStake<AccountId>>::reward_mark(pool)
				.unwrap()
				.0
		};
		let meter = |name, account| Meter {
			name,
			account,
			earned: U256::zero(),
		};
		let mut own = meter("alice", alice());
		let mut strangers = [meter("mallory", alice()), meter("mallory", bob())];
		// What she had when she last came or left.
		let mut base = 0;
		let mut last = mark();
		let community = community_of(pool);
		for step in steps {
			match step {
				Around::Own(amount) => {
					let proof = steem.include_one(delegate("alice", amount));
					assert_ok!(prove_by(alice(), &proof));
				}
				Around::Other(amount) => {
					let proof = steem.include_one(delegate("bob", amount));
					assert_ok!(prove_by(bob(), &proof));
				}
				Around::Stranger(amount) => {
					let hers = pending(pool, &alice());
					let paid = tokens(pool, &relayer());
					assert_ok!(prove(&steem.include_one(delegate("mallory", amount))));
					let paid = tokens(pool, &relayer()) - paid;
					// To the planck nothing but a bounty leaves; what lay in the pool undivided may come.
					assert!(pending(pool, &alice()) + paid >= hers);
				}
				Around::Bind(hers) => {
					let who = if hers { alice() } else { bob() };
					assert_ok!(prove(&steem.include_one(bind("mallory", &who))));
				}
				Around::Claim => {
					let _ = Communities::claim(signed(alice()), community, vec![pool]);
				}
				Around::Leave => {
					let done = Communities::emergency_unstake(signed(alice()), community, pool);
					if done.is_ok() {
						base = tokens(pool, &alice()) + pending(pool, &alice());
						own.earned = U256::zero();
					}
				}
				Around::Return => {
					let _ = SteemDelegations::sync(signed(alice()), name("alice"), pool);
				}
				Around::Blocks(count) => run_to(System::block_number() + count),
			}
			// Whoever is there after a change shares what lay undivided, too.
			let now = mark();
			own.add(pool, last, now);
			for meter in &mut strangers {
				meter.add(pool, last, now);
			}
			last = now;
			let hers = tokens(pool, &alice()) + pending(pool, &alice());
			assert!(
				hers >= base + own.planck(),
				"{hers} {base} {}",
				own.planck()
			);
			// What is below a planck goes back to the pool with the record.
			if !pallet_communities::Positions::<Test>::contains_key(pool, alice()) {
				(base, own.earned) = (hers, U256::zero());
			}
			let earned: Balance = strangers.iter().map(Meter::planck).sum();
			assert!(tokens(pool, &relayer()) <= earned / 10);
			check_state();
		}
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn nobody_elses_reduction_should_cost_a_member_what_he_has_earned_himself(
		steps in proptest::collection::vec(around(), 1..32),
	) {
		beside_a_stranger(steps);
	}
}
