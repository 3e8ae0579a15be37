//! Random sequences of calls against an exact model, with the invariants checked after each.

use super::mock::*;
use crate::types::*;
use frame_support::{assert_ok, dispatch::Pays};
use nutbox_primitives::{steem::OperationProof, Balance};
use nutbox_steem::SignedTransaction;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

#[derive(Clone, Debug)]
enum Step {
	/// STEEM to the gateway: how much, for whom (3: nobody can tell, 4: a donation).
	Deposit(u32, u8),
	/// Some of the deposits on Steem is proved, perhaps again.
	ProveDeposit(u8),
	Release(u8),
	Withdraw(u8, u32),
	/// A custodian signs what the chain asks for.
	Sign(u8, u8),
	/// What has enough signatures comes onto Steem, if Steem still takes it.
	Broadcast(u8),
	/// Some of the payments on Steem is proved, perhaps again.
	ProvePayment(u8),
	Lapse(u8),
	Renew(u8, u8),
	Reclaim(u8, u8),
	/// Two of the custodians take something.
	Steal(u16, u8),
	/// Two of the custodians sign a present attempt beside the chain, whatever was paid before.
	PayAside(u8, u8),
	Pass(u32),
	Mode(u8),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		6 => (1..700_000_u32, 0..5_u8).prop_map(|(amount, who)| Step::Deposit(amount, who)),
		6 => any::<u8>().prop_map(Step::ProveDeposit),
		2 => (0..4_u8).prop_map(Step::Release),
		6 => (0..3_u8, 50..400_000_u32).prop_map(|(who, amount)| Step::Withdraw(who, amount)),
		9 => (any::<u8>(), 0..3_u8).prop_map(|(which, who)| Step::Sign(which, who)),
		5 => any::<u8>().prop_map(Step::Broadcast),
		6 => any::<u8>().prop_map(Step::ProvePayment),
		5 => any::<u8>().prop_map(Step::Lapse),
		3 => (any::<u8>(), 0..3_u8).prop_map(|(which, who)| Step::Renew(which, who)),
		4 => (any::<u8>(), 0..3_u8).prop_map(|(which, who)| Step::Reclaim(which, who)),
		1 => (1..10_000_u16, 0..3_u8).prop_map(|(amount, not)| Step::Steal(amount, not)),
		1 => (any::<u8>(), 0..3_u8).prop_map(|(which, not)| Step::PayAside(which, not)),
		6 => prop_oneof![Just(60), Just(3_000), Just(4_000), Just(20_000), Just(86_400)]
			.prop_map(Step::Pass),
		2 => (0..6_u8).prop_map(Step::Mode),
	]
}

/// A deposit on Steem.
struct Sent {
	proof: OperationProof,
	amount: Balance,
	kind: u8,
	proved: bool,
}

/// Something that left the account on Steem.
struct Left {
	proof: OperationProof,
	amount: Balance,
	/// The withdrawal whose transaction it is.
	nonce: Option<Nonce>,
	signers: BTreeSet<usize>,
	proved: bool,
}

/// What the model knows of a withdrawal.
#[derive(Clone, Debug)]
struct Asked {
	owner: Option<u8>,
	amount: Balance,
	/// The payment that settled it, as a place in the list of what left; or taken back.
	settled: Option<Option<usize>>,
	requested_at: u64,
}

#[derive(Default)]
struct Model {
	sent: Vec<Sent>,
	left: Vec<Left>,
	asked: Vec<Asked>,
	tokens: BTreeMap<u8, Balance>,
	queue: VecDeque<(u8, Balance)>,
	day: u64,
	minted_today: Balance,
	received: Balance,
	donated: Balance,
	taken: Balance,
	mode: OperatingMode,
	slashed: BTreeSet<usize>,
}

/// The users are 11 to 13; they have nothing but tSTEEM.
fn user(n: u8) -> AccountId {
	account(11 + n)
}

const CAP: Balance = 1_000_000;

impl Model {
	fn cap_left(&mut self, now: u64) -> Balance {
		if self.day != now / 86_400 {
			(self.day, self.minted_today) = (now / 86_400, 0);
		}
		CAP - self.minted_today
	}

	fn mint(&mut self, who: u8, amount: Balance) {
		*self.tokens.entry(who).or_default() += amount;
		self.minted_today += amount;
	}

	fn credit(&mut self, who: u8, amount: Balance, now: u64) {
		let left = self.cap_left(now);
		let at_once = if self.queue.is_empty() {
			amount.min(left)
		} else {
			0
		};
		self.mint(who, at_once);
		if amount > at_once {
			self.queue.push_back((who, amount - at_once));
		}
	}

	/// How many were looked at.
	fn release(&mut self, limit: u8, now: u64) -> u8 {
		let mut looked = 0;
		while looked < limit {
			let left = self.cap_left(now);
			if left == 0 {
				break;
			}
			let Some((who, waiting)) = self.queue.pop_front() else {
				break;
			};
			let part = waiting.min(left);
			self.mint(who, part);
			if waiting > part {
				self.queue.push_front((who, waiting - part));
			}
			looked += 1;
		}
		looked
	}

	fn sum_of(&self, condition: impl Fn(&Asked) -> bool) -> Balance {
		self.asked
			.iter()
			.filter(|asked| condition(asked))
			.map(|asked| asked.amount)
			.sum()
	}

	/// That the chain says the same.
	fn compare(&self) {
		let status = Gateway::status();
		let issued: Balance = self.tokens.values().sum();
		assert_eq!(status.issued, issued);
		for (who, amount) in &self.tokens {
			assert_eq!(tsteem(&user(*who)), *amount);
		}
		let totals = status.totals;
		assert_eq!(totals.received, self.received);
		assert_eq!(totals.donated, self.donated);
		assert_eq!(totals.taken, self.taken);
		assert_eq!(
			totals.delayed,
			self.queue
				.iter()
				.map(|(_, amount)| *amount)
				.sum::<Balance>()
		);
		let is_refund = |asked: &Asked| asked.owner.is_none();
		let is_open = |asked: &Asked| asked.settled.is_none();
		let is_paid = |asked: &Asked| matches!(asked.settled, Some(Some(_)));
		assert_eq!(
			totals.open_refunds,
			self.sum_of(|asked| is_refund(asked) && is_open(asked))
		);
		assert_eq!(
			totals.refunded,
			self.sum_of(|asked| is_refund(asked) && is_paid(asked))
		);
		assert_eq!(
			totals.open_withdrawals,
			self.sum_of(|asked| !is_refund(asked) && is_open(asked))
		);
		assert_eq!(
			totals.paid,
			self.sum_of(|asked| !is_refund(asked) && is_paid(asked))
		);
		assert_eq!(
			totals.reclaimed,
			self.sum_of(|asked| asked.settled == Some(None))
		);
		// The sentence: what came in and was proved, less what is still owed, is what went out.
		let out: Balance = self
			.left
			.iter()
			.filter(|left| left.proved)
			.map(|left| left.amount)
			.sum();
		let reserve = (self.received + self.donated) as i128 - out as i128;
		assert_eq!(status.reserve, reserve);
		assert_eq!(
			status.reserve,
			(status.owed + self.donated) as i128 - self.taken as i128
		);
		assert_eq!(status.mode, self.mode);
		for n in 0..3 {
			let expected = if self.slashed.contains(&n) { 0 } else { BOND };
			let bond = crate::Bonds::<Test>::get(custodian(n), custodian_key(n));
			assert_eq!(bond.unwrap_or(0), expected);
		}
		assert_ok!(Gateway::do_try_state());
	}
}

fn pick<T>(list: &[T], at: u8) -> Option<usize> {
	(!list.is_empty()).then(|| usize::from(at) % list.len())
}

fn two_but(not: u8) -> Vec<usize> {
	(0..3).filter(|n| *n != usize::from(not)).collect()
}

fn attempt_of(nonce: Nonce) -> Option<(Option<u32>, Option<u64>)> {
	match Gateway::withdrawal(nonce) {
		Some(WithdrawalState::Open(info)) => Some((info.expiration, info.lapses_at)),
		_ => None,
	}
}

/// What is expected of ending an attempt: the rule as the specification has it.
fn ends(nonce: Nonce, now: u64) -> bool {
	let newest = u64::from(LightClient::status().newest.unwrap().time);
	match attempt_of(nonce) {
		None => false,
		Some((None, _)) => true,
		Some((Some(_), lapses_at)) => lapses_at.is_some_and(|end| now >= end && newest >= end),
	}
}

struct World<'a> {
	steem: &'a mut Rehearsal,
	model: Model,
}

impl World<'_> {
	fn now(&self) -> u64 {
		u64::from(self.steem.time)
	}

	fn put_on_steem(
		&mut self,
		transaction: SignedTransaction,
		nonce: Option<Nonce>,
		amount: Balance,
		signers: BTreeSet<usize>,
	) {
		// Steem's own rules: nothing expired, nothing twice.
		let expired = self.steem.time >= transaction.transaction.expiration.0;
		let bytes = nutbox_steem::Wire::encode(&transaction.transaction);
		let twice = self
			.model
			.left
			.iter()
			.any(|left| left.proof.transaction[..].starts_with(&bytes));
		if expired || twice {
			return;
		}
		let proof = included(self.steem, transaction);
		self.model.left.push(Left {
			proof,
			amount,
			nonce,
			signers,
			proved: false,
		});
	}

	fn prove_payment(&mut self, at: usize) {
		let left = &self.model.left[at];
		let result = prove_payment(&left.proof);
		if left.proved {
			assert!(result.is_err());
			return;
		}
		assert_eq!(result, Ok(Pays::No));
		self.model.left[at].proved = true;
		let (amount, nonce) = (self.model.left[at].amount, self.model.left[at].nonce);
		let mut guilty = self.model.left[at].signers.clone();
		if let Some(nonce) = nonce {
			let asked = &mut self.model.asked[nonce as usize];
			match asked.settled {
				None => {
					asked.settled = Some(Some(at));
					return;
				}
				// The later of two payments is the wrong one, and the earlier takes its place.
				Some(Some(other))
					if self.model.left[other].proof.block > self.model.left[at].proof.block =>
				{
					guilty = self.model.left[other].signers.clone();
					asked.settled = Some(Some(at));
				}
				Some(_) => {}
			}
		}
		self.model.taken += amount;
		self.model.slashed.extend(guilty);
		self.model.mode = OperatingMode::Halted;
	}

	fn prove_all_payments(&mut self) {
		for at in 0..self.model.left.len() {
			if !self.model.left[at].proved {
				self.prove_payment(at);
			}
		}
	}

	fn step(&mut self, step: Step) {
		let now = self.now();
		match step {
			Step::Deposit(amount, kind) => {
				let text = match kind {
					0..=2 => memo(&user(kind)),
					3 => "for my friend".into(),
					_ => "nutbox:reserve".into(),
				};
				let operation = transfer("carol", GATEWAY, steem(i64::from(amount)), &text);
				let proof = finalised(self.steem, operation, &[]);
				self.model.sent.push(Sent {
					proof,
					amount: amount.into(),
					kind,
					proved: false,
				});
			}
			Step::ProveDeposit(at) => {
				let Some(at) = pick(&self.model.sent, at) else {
					return;
				};
				let Sent {
					amount,
					kind,
					proved,
					..
				} = self.model.sent[at];
				let open = self.model.mode == OperatingMode::Normal || kind > 2;
				let result = prove_deposit(&self.model.sent[at].proof);
				assert_eq!(result.is_ok(), open && !proved);
				if result.is_err() {
					return;
				}
				assert_eq!(result == Ok(Pays::No), amount >= 1_000);
				self.model.sent[at].proved = true;
				match kind {
					0..=2 => {
						self.model.received += amount;
						self.model.credit(kind, amount, now);
					}
					3 => {
						self.model.received += amount;
						self.model.asked.push(Asked {
							owner: None,
							amount,
							settled: None,
							requested_at: now,
						});
					}
					_ => self.model.donated += amount,
				}
			}
			Step::Release(limit) => {
				let result = outcome(Gateway::release(signed(bob()), limit.into()));
				assert_eq!(result.is_ok(), self.model.release(limit, now) > 0);
			}
			Step::Withdraw(who, amount) => {
				let amount = Balance::from(amount);
				let has = self.model.tokens.get(&who).copied().unwrap_or(0);
				let expected =
					self.model.mode != OperatingMode::Halted && amount >= 100 && has >= amount;
				let call = || Gateway::withdraw(signed(user(who)), amount, name("dave"));
				let result = frame_support::storage::with_storage_layer(call);
				assert_eq!(result.is_ok(), expected);
				if expected {
					self.model.tokens.insert(who, has - amount);
					self.model.asked.push(Asked {
						owner: Some(who),
						amount,
						settled: None,
						requested_at: now,
					});
				}
			}
			Step::Sign(at, who) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				if let Some((Some(_), None)) = attempt_of(nonce) {
					let known = open(nonce).signatures;
					let key = custodian_key(who.into());
					let expected = known.len() < 2 && known.iter().all(|(other, _)| *other != key);
					assert_eq!(submit_signature(nonce, who.into()).is_ok(), expected);
				}
			}
			Step::Broadcast(at) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				if !matches!(attempt_of(nonce), Some((Some(_), _)))
					|| open(nonce).signatures.len() < 2
				{
					return;
				}
				let signers = open(nonce)
					.signatures
					.iter()
					.filter_map(|(key, _)| (0..3).find(|n| custodian_key(*n) == *key))
					.collect();
				let amount = self.model.asked[at].amount;
				self.put_on_steem(broadcast(nonce), Some(nonce), amount, signers);
			}
			Step::PayAside(at, not) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				if let Some((Some(_), _)) = attempt_of(nonce) {
					let signers = two_but(not);
					let transaction = signed_by(&to_sign(nonce), &signers);
					let amount = self.model.asked[at].amount;
					let signers = signers.into_iter().collect();
					self.put_on_steem(transaction, Some(nonce), amount, signers);
				}
			}
			Step::Steal(amount, not) => {
				let theft = transfer(GATEWAY, "mallory", steem(i64::from(amount)), "");
				let signers = two_but(not);
				let pairs: Vec<_> = signers.iter().map(|n| custodian_pair(*n)).collect();
				let transaction = self
					.steem
					.transaction(vec![theft], &pairs.iter().collect::<Vec<_>>());
				let signers = signers.into_iter().collect();
				self.put_on_steem(transaction, None, amount.into(), signers);
			}
			Step::ProvePayment(at) => {
				if let Some(at) = pick(&self.model.left, at) {
					self.prove_payment(at);
				}
			}
			Step::Lapse(at) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				let newest = LightClient::status().newest.unwrap().time;
				let expected = match attempt_of(nonce) {
					Some((Some(expiration), None)) => newest >= expiration,
					Some((Some(_), Some(_))) => ends(nonce, now),
					_ => false,
				};
				let result = outcome(Gateway::lapse(signed(bob()), nonce));
				assert_eq!(result.is_ok(), expected);
			}
			Step::Renew(at, who) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				let asked = &self.model.asked[at];
				let allowed = asked
					.owner
					.is_none_or(|owner| owner == who || now < asked.requested_at + DEADLINE);
				let expected = allowed && ends(nonce, now);
				let call = || Gateway::renew(signed(user(who)), nonce);
				let result = frame_support::storage::with_storage_layer(call);
				assert_eq!(result.is_ok(), expected, "{result:?}");
			}
			Step::Reclaim(at, who) => {
				let Some(at) = pick(&self.model.asked, at) else {
					return;
				};
				let nonce = at as Nonce;
				let asked = &self.model.asked[at];
				let expected = asked.owner == Some(who)
					&& now >= asked.requested_at + DEADLINE
					&& ends(nonce, now);
				let amount = asked.amount;
				let call = || Gateway::reclaim(signed(user(who)), nonce);
				let result = frame_support::storage::with_storage_layer(call);
				assert_eq!(result.is_ok(), expected, "{result:?}");
				if expected {
					self.model.asked[at].settled = Some(None);
					*self.model.tokens.entry(who).or_default() += amount;
				}
			}
			Step::Pass(seconds) => pass(self.steem, seconds.into()),
			Step::Mode(mode) => {
				let mode = match mode {
					0 => OperatingMode::DepositsClosed,
					1 => OperatingMode::Halted,
					_ => OperatingMode::Normal,
				};
				assert_ok!(Gateway::set_operating_mode(root(), mode));
				self.model.mode = mode;
			}
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn any_sequence_of_calls_should_agree_with_the_model(
		steps in proptest::collection::vec(step(), 1..80)
	) {
		run(|steem| {
			let mut world = World {
				steem,
				model: Model::default(),
			};
			for step in steps {
				world.step(step);
				world.model.compare();
			}
		});
	}
}

/// Whoever signs only what the chain asks for, and proves what was paid, is never slashed: whatever
/// users and others do. Thieves are, and no others: what they take bears their signatures.
#[test]
fn honest_custodians_should_never_be_slashed() {
	let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(32));
	let steps = proptest::collection::vec(step(), 1..80);
	runner
		.run(&steps, |steps| {
			run(|steem| {
				let mut world = World {
					steem,
					model: Model::default(),
				};
				let (mut thieves, mut stolen) = (BTreeSet::new(), 0);
				for step in steps {
					// A relayer that is awake proves what is paid before a window ends.
					if matches!(step, Step::Pass(..)) {
						world.prove_all_payments();
					}
					// Who pays aside signs what the chain asks for, and it is proved as anything else is.
					if let Step::Steal(amount, not) = step {
						thieves.extend(two_but(not));
						stolen += Balance::from(amount);
					}
					world.step(step);
					world.model.compare();
					assert!(world.model.slashed.is_subset(&thieves));
				}
				world.prove_all_payments();
				world.model.compare();
				assert_eq!(world.model.slashed, thieves);
				assert_eq!(world.model.taken, stolen);
			});
			Ok(())
		})
		.unwrap();
}
