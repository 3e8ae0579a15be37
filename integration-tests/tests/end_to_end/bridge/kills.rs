//! Every process killed at every step of a deposit, a withdrawal, a binding and a delegation. Steem makes its blocks when asked, so
//! that no step is over before the kill.

use super::support::*;
use crate::support::{account, asset};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::pallet_steem_gateway::types::{Fate, Outcome},
	},
	to_address, AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{
	bridge::{steem_name, trust, Relayer, Steem, Transfer},
	communities::{create_power_community, stake},
	Lengths, Node, Timed,
};
use nutbox_steem::TransactionId;
use std::time::Duration;
use tempfile::TempDir;

/// How far Steem may be behind when a withdrawal is asked for. With ten minutes nothing is signed, and on a slow machine it takes long
/// until the payment is handed over.
const BEHIND: Duration = Duration::from_secs(450);

/// How far something on Steem has become known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
	/// It is final on Steem, and found there.
	Final,
	/// Its proof is in the pool.
	InPool,
	/// It is taken in.
	Done,
}

impl Proof {
	const ALL: [Self; 3] = [Self::Final, Self::InPool, Self::Done];

	/// What the relayer has said by then.
	fn signs(self) -> &'static [&'static str] {
		match self {
			Self::Final => &[FOUND],
			Self::InPool => &[FOUND, IN_POOL, HEADERS, IN_POOL],
			Self::Done => &[FOUND, IN_POOL, HEADERS, IN_POOL, PROVED],
		}
	}
}

/// How far a withdrawal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
	/// tSTEEM is burned for it.
	Created,
	/// The first of two custodians has signed.
	Signed,
	/// A custodian has handed the transaction to Steem, where it waits for a block.
	Handed,
	/// It is paid on Steem.
	Paid(Proof),
}

const STEPS: [Step; 6] = [
	Step::Created,
	Step::Signed,
	Step::Handed,
	Step::Paid(Proof::Final),
	Step::Paid(Proof::InPool),
	Step::Paid(Proof::Done),
];

struct World {
	node: Node,
	steem: Steem,
	chain: Chain,
	/// The first one proves everything: which step it is at is seen in its log.
	relayers: Vec<Relayer>,
	kills: u32,
	_folder: TempDir,
}

impl World {
	async fn kill(&mut self, victim: Victim) -> Result<()> {
		victim
			.kill(&mut self.node, &mut self.steem, &mut self.relayers)
			.await?;
		self.chain = self.node.client().await?;
		self.kills += 1;
		Ok(())
	}

	/// Kills when what has just been done on Steem is known so far.
	async fn kill_at(&mut self, proof: Proof, victim: Victim) -> Result<()> {
		for sign in proof.signs() {
			let said = self.relayers[0].says(sign).await;
			said.with_context(|| format!("{proof:?}, {victim:?}"))?;
		}
		self.kill(victim).await
	}

	/// Does something on Steem as a user does, and kills when it is known so far. Returns the id of the transaction.
	async fn act(&mut self, words: &[&str], proof: Proof, victim: Victim) -> Result<String> {
		self.relayers[0].skip_log();
		let id = self.steem.act(words).await?;
		self.steem.finalise().await?;
		self.kill_at(proof, victim).await?;
		Ok(id)
	}

	/// A withdrawal of Ferdie's to carol, with a kill at this step. Returns its number when it is paid.
	async fn withdraw(&mut self, amount: u64, step: Step, victim: Victim) -> Result<u64> {
		self.steem.catch_up(BEHIND).await?;
		let nonce = withdraw(&self.chain, &dev::ferdie(), amount.into(), "carol").await?;
		if step == Step::Created {
			self.kill(victim).await?;
		}
		until("the first custodian signs", &self.relayers, async || {
			let signatures = open(&self.chain, nonce).await?.signatures;
			ensure!(signatures.len() < 2, "there is only one");
			Ok((signatures.len() == 1).then_some(()))
		})
		.await?;
		if step == Step::Signed {
			self.kill(victim).await?;
		}
		self.relayers[1].start()?;
		let id = open(&self.chain, nonce).await?.transaction_id;
		let id = TransactionId(id.context("it is signed")?).to_string();
		self.is_handed_over(&id).await?;
		if step == Step::Handed {
			self.kill(victim).await?;
			// A node of Steem that is killed forgets what is in no block.
			self.is_handed_over(&id).await?;
		}
		self.relayers[1].process.kill();
		self.relayers[0].skip_log();
		self.steem.finalise().await?;
		if let Step::Paid(proof) = step {
			self.kill_at(proof, victim).await?;
		}
		let what = format!("the payment is proved, {victim:?} killed at {step:?}");
		let outcome = until(&what, &self.relayers, async || {
			end_of(&self.chain, nonce).await
		});
		let outcome = outcome.await?;
		ensure!(matches!(outcome, Outcome::Paid { .. }), "{outcome:?}");
		Ok(nonce)
	}

	async fn is_handed_over(&self, id: &str) -> Result<()> {
		until(
			"the payment is handed to Steem",
			&self.relayers,
			async || Ok((self.steem.whereabouts(id)? == "within_mempool").then_some(())),
		)
		.await
	}

	/// Waits until a relayer has nothing more to do but for what comes, and has found and settled so many of each kind.
	async fn has_settled(&self, relayer: &Relayer, found: &[(&str, usize)]) -> Result<()> {
		for (kind, count) in found {
			let metric = |state: &str| {
				let labels = format!("{{kind=\"{kind}\",state=\"{state}\"}}");
				relayer.metric(&format!("nutbox_relayer_findings{labels}"))
			};
			let what = format!("{count} findings are settled: {kind}");
			until(&what, &self.relayers, async || {
				let done = metric("done");
				ensure!(done <= Some(*count as f64), "more of {kind}: {done:?}");
				Ok((done == Some(*count as f64) && metric("open") == Some(0.0)).then_some(()))
			})
			.await?;
		}
		relayer.check()
	}
}

/// So many thousandths of a STEEM, as Steem writes it.
fn steem_text(amount: u64) -> String {
	format!("{}.{:03} STEEM", amount / 1_000, amount % 1_000)
}

/// One deposit and one withdrawal for each step.
async fn kill_at_every_step_of_the_gateway(victim: Victim) -> Result<()> {
	let folder = TempDir::new()?;
	let node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	// The custodians' transactions expire within the hour by Steem's clock: it may not be further behind.
	let steem = Steem::start(folder.path(), Duration::from_secs(590), 0).await?;
	steem.advance(25)?;
	let chain = node.client().await?;
	// Both must sign: nobody does the work of one who does not come back.
	let secrets = found(&chain, &steem, &[dev::bob(), dev::charlie()]).await?;
	let mut relayers = custodians(folder.path(), &node, &[steem.url()], &secrets)?;
	relayers[0].start()?;
	steem.finalise().await?;
	until("the account is proved", &relayers, async || {
		let matches = status(&chain).await?.authority_matches;
		Ok(matches.then_some(()))
	})
	.await?;
	let user = dev::ferdie();
	let memo = memo(&chain, &user).await?;
	let before = (steem.balance("alice")?, steem.balance("carol")?);
	let mut world = World {
		node,
		steem,
		chain,
		relayers,
		kills: 0,
		_folder: folder,
	};

	let (mut minted, mut deposits) = (0_u64, Vec::new());
	for (amount, proof) in (10_001..).zip(Proof::ALL) {
		let words = ["transfer", "alice", "gateway", &steem_text(amount), &memo];
		let id = world.act(&words, proof, victim).await?;
		minted += amount;
		let what = format!("the deposit is credited, {victim:?} killed at {proof:?}");
		until(&what, &world.relayers, async || {
			let owned = asset(&world.chain, TSTEEM, &account(&user)).await?;
			ensure!(owned <= u128::from(minted), "{owned} of {minted}");
			Ok((owned == u128::from(minted)).then_some(()))
		})
		.await?;
		deposits.push((id, amount));
	}
	let (mut paid, mut payments) = (0_u64, Vec::new());
	for (amount, step) in (1_001..).zip(STEPS) {
		let nonce = world.withdraw(amount, step, victim).await?;
		paid += amount;
		ensure!(
			world.steem.balance("carol")? == before.1 + paid,
			"withdrawal {nonce}, {victim:?} killed at {step:?}"
		);
		payments.push(Transfer {
			to: "carol".into(),
			amount: steem_text(amount),
			memo: format!("nutbox withdrawal {nonce}"),
		});
	}

	// The second custodian's relayer has not been there for most of it: it finds everything, and nothing is left to do.
	world.relayers[1].start()?;
	world.steem.finalise().await?;
	for relayer in &world.relayers {
		let found = [
			("deposit", deposits.len()),
			("payment", payments.len()),
			("authority", 1),
		];
		world.has_settled(relayer, &found).await?;
	}
	for (id, amount) in &deposits {
		let id = TransactionId::from_hex(id).context("an id")?;
		let view = nutbox::view_functions().steem_gateway().deposit(id.0, 0);
		let deposit = world.chain.view(view).await?.context("it was proved")?;
		ensure!(
			deposit.amount == u128::from(*amount) && matches!(deposit.fate, Fate::Minted { .. }),
			"{deposit:?}"
		);
	}
	assert_eq!(world.steem.transfers_from("gateway")?, payments);
	assert_eq!(world.steem.balance("carol")?, before.1 + paid);
	assert_eq!(world.steem.balance("alice")?, before.0 - minted);
	assert_eq!(
		asset(&world.chain, TSTEEM, &account(&user)).await?,
		u128::from(minted - paid)
	);
	let totals = status(&world.chain).await?.totals;
	assert_eq!(
		(totals.minted, totals.paid),
		(u128::from(minted), u128::from(paid))
	);
	check_books(&world.chain, &world.steem).await?;
	println!(
		"{victim:?} killed {} times: {} deposits credited once, {} withdrawals paid once, {} issued and held",
		world.kills,
		deposits.len(),
		payments.len(),
		minted - paid
	);
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_gateway_should_credit_and_pay_once_when_relayers_are_killed_at_every_step(
) -> Result<()> {
	let _timed = Timed::new("the gateway, relayers killed");
	kill_at_every_step_of_the_gateway(Victim::Relayer).await
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_gateway_should_credit_and_pay_once_when_the_node_is_killed_at_every_step(
) -> Result<()> {
	let _timed = Timed::new("the gateway, the node killed");
	kill_at_every_step_of_the_gateway(Victim::Node).await
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_gateway_should_credit_and_pay_once_when_steem_is_killed_at_every_step(
) -> Result<()> {
	let _timed = Timed::new("the gateway, Steem killed");
	kill_at_every_step_of_the_gateway(Victim::Steem).await
}

/// Whose an account on Steem is here, as far as it is proved.
async fn owner(chain: &Chain, name: &str) -> Result<Option<AccountId32>> {
	let view = nutbox::view_functions()
		.steem_delegations()
		.binding(steem_name(name));
	let binding = chain.view(view).await?;
	Ok(binding.and_then(|binding| binding.account))
}

#[tokio::test(flavor = "multi_thread")]
async fn defect_24_delegation_should_count_once_when_each_process_is_killed_at_every_step(
) -> Result<()> {
	let _timed = Timed::new("delegated Steem Power, killed");
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	let mut steem = Steem::start(folder.path(), Duration::from_secs(300), 0).await?;
	steem.advance(25)?;
	let chain = node.client().await?;
	trust(&chain, &steem, steem.irreversible()?).await?;
	let created = create_power_community(&chain, &dev::alice()).await?;
	let pool = created.pool;
	// An hour later everybody can have learned that the account is watched, and Steem has time for many blocks.
	node.kill();
	node.ahead = Duration::from_secs(3_600);
	steem.process.ahead = node.ahead;
	node.start()?;
	let chain = node.client().await?;
	let view = nutbox::view_functions().steem_delegations().delegatee(pool);
	let since = chain.view(view).await?.context("the pool is tied")?.since;
	steem.skip_until(since + 1)?;
	let mut relayer = Relayer::new(
		folder.path(),
		"relayer",
		"//Eve",
		&node.url(),
		&[steem.url()],
		None,
	)?;
	relayer.start()?;
	let prefix = chain
		.finalised()
		.await?
		.constants()
		.entry(nutbox::constants().system().ss58_prefix())?;
	let mut world = World {
		node,
		steem,
		chain,
		relayers: vec![relayer],
		kills: 0,
		_folder: folder,
	};
	let rounds = || {
		Victim::ALL
			.into_iter()
			.flat_map(|victim| Proof::ALL.map(|proof| (victim, proof)))
	};

	// To and fro, so that each is a change.
	let users: [Keypair; 2] = [dev::ferdie(), dev::bob()];
	let mut bound = 0;
	for (round, (victim, proof)) in rounds().enumerate() {
		let user = account(&users[round % 2]);
		let words = ["bind", "alice", &to_address(&user, prefix)];
		world.act(&words, proof, victim).await?;
		let what = format!("the account is bound, {victim:?} killed at {proof:?}");
		until(&what, &world.relayers, async || {
			let owner = owner(&world.chain, "alice").await?;
			Ok((owner == Some(user)).then_some(()))
		})
		.await?;
		bound += 1;
	}
	let user = account(&users[(bound + 1) % 2]);
	let mut delegated = 0;
	// Steem takes no smaller changes than the fee of an account.
	let amounts = (50_u128..).map(|number| number * 10_000);
	for (vests, (victim, proof)) in amounts.zip(rounds()) {
		let text = format!("{vests}.000000 VESTS");
		let words = ["delegate", "alice", "community", &text];
		world.act(&words, proof, victim).await?;
		let what = format!("the delegation counts, {victim:?} killed at {proof:?}");
		until(&what, &world.relayers, async || {
			let stake = stake(&world.chain, pool, &user).await?;
			Ok((stake == vests * 1_000_000).then_some(()))
		})
		.await?;
		delegated += 1;
	}
	let found = [("binding", bound), ("delegation", delegated)];
	world.has_settled(&world.relayers[0], &found).await?;
	let view = nutbox::view_functions()
		.steem_delegations()
		.delegations_of(steem_name("alice"));
	let proved = world.chain.view(view).await?;
	ensure!(proved.len() == 1, "{proved:?}");
	let other = account(&users[bound % 2]);
	assert_eq!(stake(&world.chain, pool, &other).await?, 0);
	println!(
		"killed {} times: {bound} bindings and {delegated} delegations count",
		world.kills
	);
	Ok(())
}
