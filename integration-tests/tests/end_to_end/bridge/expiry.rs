//! Journey 5, when nobody pays in time: a withdrawal's transaction expires on Steem, and the withdrawal is paid with another one,
//! or taken back.

use super::support::*;
use crate::support::{account, asset};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			nutbox_runtime::RuntimeCall,
			pallet_steem_gateway::{pallet::Call, types::Outcome},
		},
	},
	Chain, Keypair,
};
use nutbox_integration_tests::{
	bridge::{as_root, Relayer, Steem, Transfer},
	Lengths, Node, Timed,
};
use nutbox_steem::{
	json::{Form, Json as _},
	Transaction, Wire as _,
};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// More than what passes while the test does something, in seconds.
const MARGIN: u64 = 60;

struct World {
	node: Node,
	steem: Steem,
	chain: Chain,
}

impl World {
	/// Has the node be down until the clock is so many seconds later. Steem, which makes blocks when asked, is behind then.
	async fn later(&mut self, seconds: u64) -> Result<()> {
		self.node.kill();
		self.node.ahead += Duration::from_secs(seconds);
		self.steem.process.ahead = self.node.ahead;
		self.node.start()?;
		self.chain = self.node.client().await?;
		Ok(())
	}

	/// Has the witnesses of Steem miss all slots until this time, and then make final blocks.
	async fn steem_reaches(&self, time: u32) -> Result<()> {
		self.steem.skip_until(time)?;
		self.steem.finalise().await
	}

	/// All that a call could have changed.
	async fn everything(&self, user: &Keypair) -> Result<String> {
		let view = nutbox::view_functions().steem_gateway().withdrawals(0, 100);
		let open = self.chain.view(view).await?;
		let totals = status(&self.chain).await?.totals;
		let owned = asset(&self.chain, TSTEEM, &account(user)).await?;
		Ok(format!("{open:?} {totals:?} {owned}"))
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawals_should_be_paid_once_or_taken_back_once_when_their_transactions_have_expired(
) -> Result<()> {
	let _timed = Timed::new("withdrawals, expired");
	let started = Instant::now();
	// The transcript of docs/transcripts/bridge.md.
	let note = |what: &str| println!("{:>4} s  {what}", started.elapsed().as_secs());
	let folder = TempDir::new()?;
	let node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	// Blocks when asked: time passes on Steem as the test says.
	let steem = Steem::start(folder.path(), Duration::from_secs(590), 0).await?;
	steem.advance(25)?;
	let chain = node.client().await?;
	let bonded = [dev::bob(), dev::charlie(), dev::dave()];
	let secrets = found(&chain, &steem, &bonded).await?;
	let at = chain.finalised().await?;
	let lifetime = at
		.constants()
		.entry(nutbox::constants().steem_gateway().attempt_lifetime())?;
	let mut world = World { node, steem, chain };

	// Somebody relays who is no custodian: everything can be proved, and nothing is signed.
	let nodes = [world.steem.url()];
	let mut anybody = Relayer::new(
		folder.path(),
		"Eve",
		"//Eve",
		&world.node.url(),
		&nodes,
		None,
	)?;
	anybody.start()?;
	let anybody = [anybody];
	let (user, stranger) = (dev::ferdie(), dev::alice());
	let memo = memo(&world.chain, &user).await?;
	let before = world.steem.balance("carol")?;
	let words = ["transfer", "alice", "gateway", "12.345 STEEM", &memo];
	world.steem.act(&words).await?;
	world.steem.finalise().await?;
	until("the deposit is credited", &anybody, async || {
		let minted = asset(&world.chain, TSTEEM, &account(&user)).await?;
		Ok((minted == 12_345).then_some(()))
	})
	.await?;

	// The second can be taken back as early as governance can allow it.
	let renewed = withdraw(&world.chain, &user, 5_001, "carol").await?;
	let call = Call::set_parameters {
		parameters: parameters(u64::from(lifetime) + WINDOW),
	};
	as_root(&world.chain, RuntimeCall::SteemGateway(call)).await?;
	let reclaimed = withdraw(&world.chain, &user, 1_002, "carol").await?;
	note("Ferdie withdraws 5.001 and 1.002 STEEM; a relayer runs that is no custodian's, so nobody signs");
	let mut expired = Vec::new();
	for nonce in [renewed, reclaimed] {
		let transaction = open(&world.chain, nonce).await?.transaction;
		let transaction: Vec<u8> = transaction.context("there is one to sign")?;
		let decoded = Transaction::decode(&transaction);
		expired.push(decoded.map_err(|error| anyhow::anyhow!("{error}"))?);
	}
	let calls = || nutbox::transactions().steem_gateway();

	// Early: nobody can do anything about it.
	let everything = world.everything(&user).await?;
	for (nonce, who, error) in [
		(renewed, &user, "BeforeDeadline"),
		(reclaimed, &user, "BeforeDeadline"),
		(reclaimed, &stranger, "NotOwner"),
	] {
		refused(&world.chain, &calls().reclaim(nonce), who, error).await?;
	}
	refused(
		&world.chain,
		&calls().lapse(renewed),
		&stranger,
		"StillValid",
	)
	.await?;
	refused(&world.chain, &calls().renew(renewed), &user, "StillValid").await?;
	assert_eq!(world.everything(&user).await?, everything);
	note("lapse, renew and reclaim are refused: the transactions can still be on Steem, and it is before the deadlines");

	// On this chain the second's deadline is over. On Steem no time has passed: the transaction could still pay.
	world.later(u64::from(lifetime) + WINDOW + MARGIN).await?;
	for (nonce, who, error) in [
		(reclaimed, &user, "StillValid"),
		(renewed, &user, "BeforeDeadline"),
	] {
		refused(&world.chain, &calls().reclaim(nonce), who, error).await?;
	}
	refused(
		&world.chain,
		&calls().lapse(reclaimed),
		&stranger,
		"StillValid",
	)
	.await?;
	refused(
		&world.chain,
		&calls().renew(reclaimed),
		&stranger,
		"NotOwner",
	)
	.await?;
	assert_eq!(world.everything(&user).await?, everything);
	note(
		"more than an hour later by this chain's clock the same: on Steem no block has come since",
	);

	let last = expired.iter().map(|transaction| transaction.expiration.0);
	let last = last.max().context("there are two")?;
	let missed = last - world.steem.time()?.0;
	world.steem_reaches(last).await?;
	note(&format!(
		"Steem's witnesses have missed {} minutes of slots, and make blocks again",
		missed / 60
	));
	let mut ends = Vec::new();
	for nonce in [renewed, reclaimed] {
		let what = format!("it is noted that the transaction of withdrawal {nonce} has expired");
		let end = until(&what, &anybody, async || {
			Ok(open(&world.chain, nonce).await?.lapses_at)
		});
		ends.push(end.await?);
	}
	note("the relayer has had both expiries noted");

	// Somebody could still prove that it was paid.
	let everything = world.everything(&user).await?;
	refused(
		&world.chain,
		&calls().lapse(renewed),
		&stranger,
		"WindowOpen",
	)
	.await?;
	refused(&world.chain, &calls().renew(renewed), &user, "WindowOpen").await?;
	refused(&world.chain, &calls().renew(reclaimed), &user, "WindowOpen").await?;
	refused(
		&world.chain,
		&calls().reclaim(reclaimed),
		&user,
		"WindowOpen",
	)
	.await?;
	let signature = calls().submit_signature(renewed, [0; 65]);
	refused(&world.chain, &signature, &stranger, "Expired").await?;
	world.later(WINDOW + MARGIN).await?;
	refused(
		&world.chain,
		&calls().reclaim(reclaimed),
		&user,
		"WindowOpen",
	)
	.await?;
	assert_eq!(world.everything(&user).await?, everything);
	note("until the window for proofs has ended by both clocks, everything is refused");
	let end = ends.into_iter().max().context("there are two")?;
	world.steem_reaches(u32::try_from(end)?).await?;
	for nonce in [renewed, reclaimed] {
		let what = format!("withdrawal {nonce} has no transaction any more");
		until(&what, &anybody, async || {
			let info = open(&world.chain, nonce).await?;
			Ok(info.transaction.is_none().then_some(()))
		})
		.await?;
	}
	refused(
		&world.chain,
		&calls().lapse(renewed),
		&stranger,
		"NoAttempt",
	)
	.await?;
	note("the relayer has had both transactions done away with");

	// The custodians come. One of them asks for another transaction where that is for anybody to do.
	let mut relayers = custodians(folder.path(), &world.node, &nodes, &secrets)?;
	for relayer in &mut relayers {
		relayer.start()?;
	}
	let id = until(
		"the first is to be paid with another transaction",
		&relayers,
		async || Ok(open(&world.chain, renewed).await?.transaction_id),
	)
	.await?;
	ensure!(id != expired[0].id().0, "the same transaction again");
	let id = nutbox_steem::TransactionId(id).to_string();
	until("it is handed to Steem", &relayers, async || {
		Ok((world.steem.whereabouts(&id)? == "within_mempool").then_some(()))
	})
	.await?;
	world.steem.finalise().await?;
	until("the payment is proved", &relayers, async || {
		end_of(&world.chain, renewed).await
	})
	.await?;
	note("the custodians' relayers have the first renewed, sign it, pay it and prove it");
	let paid = end_of(&world.chain, renewed).await?;
	ensure!(matches!(paid, Some(Outcome::Paid { .. })), "{paid:?}");
	let info = open(&world.chain, reclaimed).await?;
	ensure!(info.transaction.is_none(), "the second is its owner's");
	assert_eq!(
		asset(&world.chain, TSTEEM, &account(&user)).await?,
		12_345 - 6_003
	);

	// The owner takes the other one back: once.
	refused(
		&world.chain,
		&calls().reclaim(reclaimed),
		&stranger,
		"NotOwner",
	)
	.await?;
	world
		.chain
		.submit(&calls().reclaim(reclaimed), &user)
		.await?;
	let taken = end_of(&world.chain, reclaimed).await?;
	ensure!(matches!(taken, Some(Outcome::Reclaimed)), "{taken:?}");
	note("Ferdie takes 1.002 tSTEEM of the second back");
	let everything = world.everything(&user).await?;
	for nonce in [renewed, reclaimed] {
		let no = "NoSuchWithdrawal";
		refused(&world.chain, &calls().reclaim(nonce), &user, no).await?;
		refused(&world.chain, &calls().renew(nonce), &user, no).await?;
		refused(&world.chain, &calls().lapse(nonce), &user, no).await?;
		let signature = calls().submit_signature(nonce, [0; 65]);
		refused(&world.chain, &signature, &user, no).await?;
	}
	assert_eq!(world.everything(&user).await?, everything);
	// Nor does Steem take what the custodians could have signed in time.
	for transaction in &expired {
		let json = transaction.to_json(Form::Condenser).to_string();
		let words = ["transaction", "custodian-1,custodian-2", &json];
		let answer = world.steem.act(&words).await.err();
		let said = format!("{:#}", answer.context("Steem takes what has expired")?);
		ensure!(said.contains("it expired at"), "{said}");
	}
	world.steem.finalise().await?;
	note("neither can be renewed, signed or taken back again, and Steem refuses the expired transactions, signed by two custodians");

	let paid = Transfer {
		to: "carol".into(),
		amount: "5.001 STEEM".into(),
		memo: format!("nutbox withdrawal {renewed}"),
	};
	assert_eq!(world.steem.transfers_from("gateway")?, [paid]);
	assert_eq!(world.steem.balance("carol")?, before + 5_001);
	assert_eq!(
		asset(&world.chain, TSTEEM, &account(&user)).await?,
		12_345 - 5_001
	);
	let totals = status(&world.chain).await?.totals;
	assert_eq!((totals.paid, totals.reclaimed), (5_001, 1_002));
	check_books(&world.chain, &world.steem).await?;
	note("carol has 5.001 STEEM more, by one transfer; 7.344 tSTEEM are issued, 7.344 STEEM in the account");
	for relayer in anybody.iter().chain(&relayers) {
		relayer.check()?;
	}
	Ok(())
}
