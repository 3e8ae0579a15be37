//! Four validators on one machine: finality outlives one of them, and equivocation costs stake: the
//! equivocator's, and that of liquid staking, which nominates him like the others.

use crate::support::{account, asset, create_community, free_nut, ledger, TNUT, UNIT};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self, liquid_staking::events as liquid, runtime_types::pallet_liquid_staking::types::Ledger,
	},
	subxt::rpcs::{rpc_params, RpcClient},
	AccountId32, AtBlock, Chain, Keypair,
};
use nutbox_integration_tests::{chain_spec, eventually, Lengths, Node, Timed};
use std::{
	path::{Path, PathBuf},
	time::Duration,
};
use tempfile::TempDir;

const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];
/// The first node's libp2p key (any 32 bytes), so that the others can be told where it is.
const NODE_KEY: &str = "0000000000000000000000000000000000000000000000000000000000000001";
/// The peer id of [`NODE_KEY`].
const PEER_ID: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

/// Eras of eight seconds, and enough of them for a redemption to be open still when the equivocator is caught: he is as soon
/// as both of his nodes make a block in one of his slots.
const LENGTHS: Lengths = Lengths {
	slot_millis: 2_000,
	epoch_slots: 4,
	sessions_per_era: 1,
	bonding_eras: 12,
};

/// A node with its data in the folder `name`; all but the first connect to the first.
fn member(spec: &Path, folder: &Path, name: &str, first: Option<&Node>, extra: &[&str]) -> Node {
	let data = folder.join(name);
	match first {
		None => Node::new(spec, &data, &[extra, &["--node-key", NODE_KEY]].concat()),
		Some(first) => {
			let address = format!("/ip4/127.0.0.1/tcp/{}/p2p/{PEER_ID}", first.p2p_port);
			let network = [
				"--bootnodes",
				&address,
				"--unsafe-force-node-key-generation",
			];
			Node::new(spec, &data, &[extra, &network].concat())
		}
	}
}

fn network(folder: &Path) -> Result<(PathBuf, Vec<Node>)> {
	let spec = chain_spec("local", LENGTHS)?;
	let mut nodes: Vec<Node> = Vec::new();
	for name in NAMES {
		let keys = format!("--{name}");
		let mut node = member(&spec, folder, name, nodes.first(), &[&keys]);
		node.start()?;
		nodes.push(node);
	}
	Ok((spec, nodes))
}

async fn final_number(chain: &Chain) -> Result<u64> {
	Ok(chain.finalised().await?.block_number())
}

async fn wait_for_final(chain: &Chain, goal: u64, limit: Duration) -> Result<()> {
	eventually(&format!("block {goal} is final"), limit, async || {
		Ok((final_number(chain).await? >= goal).then_some(()))
	})
	.await
}

/// What each validator's stash has bonded.
async fn bonded(chain: &Chain) -> Result<Vec<(AccountId32, u128)>> {
	let at = chain.finalised().await?;
	let storage = at.storage();
	let stashes: Vec<AccountId32> = storage
		.entry(nutbox::storage().session().validators())?
		.fetch(())
		.await?
		.decode()?;
	let mut found = Vec::new();
	for stash in stashes {
		let entry = storage.entry(nutbox::storage().staking().ledger())?;
		let stake = entry
			.try_fetch((stash,))
			.await?
			.context("the stash has a ledger")?
			.decode()?;
		found.push((stash, stake.total));
	}
	found.sort();
	Ok(found)
}

/// The books of liquid staking in the state after one block, as a reader of the storage sees them.
struct Books {
	ledger: Ledger,
	supply: u128,
	/// The present stretch of the release: planck, first block, number of blocks.
	release: (u128, u64, u64),
}

impl Books {
	async fn at(at: &AtBlock) -> Result<Self> {
		let (storage, items) = (at.storage(), nutbox::storage());
		let ledger = storage
			.entry(items.liquid_staking().ledger_state())?
			.fetch(())
			.await?
			.decode()?;
		let release = storage
			.entry(items.liquid_staking().yields())?
			.fetch(())
			.await?
			.decode()?
			.release;
		let token = storage
			.entry(items.assets().asset())?
			.fetch((TNUT,))
			.await?
			.decode()?;
		Ok(Self {
			ledger,
			supply: token.supply,
			release: (release.amount, release.start, release.duration),
		})
	}

	/// Backing and liabilities: above and below the line of the index.
	fn index(&self) -> (u128, u128) {
		let Ledger {
			bonded,
			unbonding,
			buffer,
			queued,
			..
		} = &self.ledger;
		(bonded + unbonding + buffer, self.supply + queued)
	}

	/// Planck of yield that are still to be released after block `now`.
	fn unreleased(&self, now: u64) -> u128 {
		let (amount, start, blocks) = self.release;
		let passed = (now - start).min(blocks);
		match blocks {
			0 => 0,
			_ => amount - amount * u128::from(passed) / u128::from(blocks),
		}
	}
}

/// `floor(amount * part / whole)`.
fn share(amount: u128, (part, whole): (u128, u128)) -> Result<u128> {
	let product = amount.checked_mul(part).context("the amounts are small")?;
	Ok(product / whole)
}

/// The first block from `first` to the last final one in which liquid staking was slashed.
async fn slash_block(chain: &Chain, first: u64) -> Result<Option<AtBlock>> {
	for number in first..=final_number(chain).await? {
		let at = chain.api().at_block(number).await?;
		if at.events().fetch().await?.has::<liquid::Slashed>() {
			return Ok(Some(at));
		}
	}
	Ok(None)
}

/// The loss in the block `at` went where the rules say: yield not released yet, then the insurance,
/// and what is left lowers the index, in the block in which the offence was reported.
async fn check_order_of_losses(chain: &Chain, at: &AtBlock) -> Result<()> {
	let number = at.block_number();
	let before = Books::at(&chain.api().at_block(number - 1).await?).await?;
	let after = Books::at(at).await?;
	let (backing, owed) = before.index();
	assert!(backing >= owed, "solvent in the block before");

	// What an era's work has brought in this very block comes before the transactions.
	let mut unreleased = before.unreleased(number);
	let mut insurance = before.ledger.insurance;
	let mut offence = false;
	let mut slash = None;
	let events = at.events().fetch().await?;
	for event in events.iter() {
		let event = event?;
		offence |= event.is::<nutbox::offences::events::Offence>();
		if slash.is_none() {
			if let Some(collected) = event.decode_fields_as::<liquid::YieldCollected>() {
				let collected = collected?;
				unreleased += collected.stream;
				insurance += collected.insurance;
			}
			if let Some(forgone) = event.decode_fields_as::<liquid::YieldForgone>() {
				insurance += forgone?.insurance;
			}
		}
		if let Some(found) = event.decode_fields_as::<liquid::Slashed>() {
			// A second one of the same block would find nothing to cover it.
			slash.get_or_insert(found?);
		}
	}
	let slash = slash.context("the block has the event")?;
	assert!(
		offence,
		"heard in the block in which the offence was reported"
	);

	let loss = (slash.old.bonded + slash.old.unbonding) - (slash.new.bonded + slash.new.unbonding);
	println!(
		"block {number}: liquid staking lost {loss} of {} planck at stake: {} came out of yield not \
		 released ({unreleased} there), {} out of the insurance ({insurance} there), {} are missing",
		slash.old.bonded + slash.old.unbonding,
		slash.from_yield,
		slash.from_insurance,
		slash.deficit
	);
	assert!(loss > 0, "liquid staking nominates the equivocator");
	let uncovered = loss - (backing - owed);
	assert_eq!(
		slash.from_yield,
		uncovered.min(unreleased),
		"first the yield"
	);
	let uncovered = uncovered - slash.from_yield;
	assert_eq!(
		slash.from_insurance,
		uncovered.min(insurance),
		"then the insurance"
	);
	assert!(insurance > 0, "there was an insurance to use");
	assert_eq!(
		slash.deficit,
		uncovered - slash.from_insurance,
		"then the index"
	);

	let (backing, owed) = after.index();
	assert_eq!(slash.deficit, owed - backing, "the books say the same");
	assert_eq!(after.unreleased(number), 0, "no yield is left");
	assert_eq!(after.ledger.insurance, 0, "no insurance is left");
	assert_eq!(
		before.ledger.claims, after.ledger.claims,
		"settled redemptions are nobody's cover"
	);
	Ok(())
}

/// What the settled redemption `[start, end)` is worth by the record of how the queue was settled.
async fn worth(chain: &Chain, start: u128, end: u128) -> Result<u128> {
	let at = chain.finalised().await?;
	let (storage, items) = (at.storage(), nutbox::storage().liquid_staking());
	let queue = storage
		.entry(items.queue_state())?
		.fetch(())
		.await?
		.decode()?;
	ensure!(queue.finalised >= end, "not settled");
	let checkpoints = storage.entry(items.checkpoints())?;
	let (mut total, mut from) = (0, 0);
	for number in 0..queue.checkpoints {
		let checkpoint = checkpoints.fetch((number,)).await?.decode()?;
		let (low, high) = (from.max(start), checkpoint.end.min(end));
		if low < high {
			let rate = (checkpoint.rate.numerator, checkpoint.rate.denominator);
			let paid = share(high - low, rate)?;
			println!("  {} planck at {} / {}: {paid}", high - low, rate.0, rate.1);
			total += paid;
		}
		from = checkpoint.end;
	}
	Ok(total)
}

async fn mint(chain: &Chain, who: &Keypair, amount: u128) -> Result<()> {
	let call = nutbox::transactions().liquid_staking().mint(amount);
	chain.submit(&call, who).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn four_validators_should_go_on_without_one_and_slash_one_who_equivocates() -> Result<()> {
	let _timed = Timed::new("four validators");
	let folder = TempDir::new()?;
	let (spec, mut nodes) = network(folder.path())?;
	let alice = nodes[0].client().await?;

	// Eve mints tNUT and stakes it with a community, Ferdie mints and will redeem.
	let (founder, eve, ferdie) = (dev::alice(), dev::eve(), dev::ferdie());
	let minted = 1_000_000 * UNIT;
	let (created, eves, ferdies) = tokio::join!(
		create_community(&alice, &founder),
		mint(&alice, &eve, minted),
		mint(&alice, &ferdie, minted)
	);
	let (created, (), ()) = (created?, eves?, ferdies?);
	let (community, pool) = (created.community, created.pool);
	let staked = 600_000 * UNIT;
	let stake = nutbox::transactions()
		.communities()
		.stake(community, pool, staked);
	alice.submit(&stake, &eve).await?;

	// One is killed: three of four go on finalising.
	nodes[3].kill();
	let at_kill = final_number(&alice).await?;
	wait_for_final(&alice, at_kill + 5, Duration::from_secs(180)).await?;

	// It returns and catches up.
	nodes[3].start()?;
	let dave = nodes[3].client().await?;
	let goal = final_number(&alice).await?;
	wait_for_final(&dave, goal, Duration::from_secs(120)).await?;
	let (ours, theirs) = (
		alice.api().at_block(goal).await?.block_hash(),
		dave.api().at_block(goal).await?.block_hash(),
	);
	assert_eq!(ours, theirs, "one chain");

	// A second node that will have Dave's keys follows the chain.
	let mut twin = member(&spec, folder.path(), "twin", nodes.first(), &[]);
	twin.start()?;
	let twin_rpc = RpcClient::from_insecure_url(twin.url()).await?;
	let twin_chain = twin.client().await?;
	wait_for_final(&twin_chain, goal, Duration::from_secs(120)).await?;

	// Era work has bonded, and its stake has earned: there are yield and insurance to lose.
	eventually(
		"liquid staking earns",
		Duration::from_secs(240),
		async || {
			let info = ledger(&alice).await?;
			let earns = info.ledger.bonded > minted && info.ledger.insurance > 0;
			Ok(earns.then_some(()))
		},
	)
	.await?;
	// The second node gets Dave's key: two blocks in his slots. That is reported and slashed.
	let before = bonded(&alice).await?;
	let first = final_number(&alice).await?;
	let key = format!("0x{}", hex(&dev::dave().public_key().0));
	let parameters = rpc_params!["babe", "//Dave", key];
	let _: () = twin_rpc.request("author_insertKey", parameters).await?;
	// One who redeems in that very moment does not get ahead of the loss.
	let redeemed = 400_000 * UNIT;
	let events = alice
		.submit(
			&nutbox::transactions().liquid_staking().redeem(redeemed),
			&ferdie,
		)
		.await?;
	let request = events
		.find_first::<liquid::RedemptionRequested>()
		.context("the redemption leaves an event")??
		.id;
	let queue_end = alice
		.finalised()
		.await?
		.storage()
		.entry(nutbox::storage().liquid_staking().queue_state())?
		.fetch(())
		.await?
		.decode()?
		.end;
	let interval = (queue_end - redeemed, queue_end);

	let block = eventually(
		"an equivocation is slashed",
		Duration::from_secs(240),
		async || slash_block(&alice, first).await,
	)
	.await?;
	drop(twin);

	// Only the equivocator's stake fell, and that of those who nominate him.
	let mut losers = 0;
	for ((stash, before), (same, after)) in before.iter().zip(bonded(&alice).await?) {
		assert_eq!(*stash, same, "the same validators");
		if after < *before {
			println!(
				"{stash} lost {} planck of its stake for equivocating",
				before - after
			);
			losers += 1;
		}
	}
	assert_eq!(losers, 1, "only the equivocator is slashed");
	check_order_of_losses(&alice, &block).await?;

	// Nobody enters, and nobody leaves ahead of the others: every way out pays by the index.
	let refused = mint(&alice, &eve, UNIT).await;
	let error = refused.expect_err("minting is closed").to_string();
	assert!(error.contains("Insolvent"), "{error}");
	let info = ledger(&alice).await?;
	assert!(!info.solvent && !info.minting_open);
	assert!(info.rate_ppb > 0 && info.rate_ppb < 1_000_000_000);
	let quote = alice
		.view(
			nutbox::view_functions()
				.liquid_staking()
				.quote(1_000 * UNIT),
		)
		.await?
		.context("the quote has an answer")?;
	println!(
		"index {} ppb; quote of 1,000 tNUT: {quote:?}",
		info.rate_ppb
	);
	assert!(quote.queue_receives < 1_000 * UNIT);
	if let Some(instant) = quote.instant {
		assert!(instant.received < quote.queue_receives, "less a fee");
	}

	// Principal leaves the community in full: what the token is worth is another matter.
	let unstake = nutbox::transactions()
		.communities()
		.unstake(community, pool, staked);
	alice.submit(&unstake, &eve).await?;
	assert_eq!(asset(&alice, TNUT, &account(&eve)).await?, minted);

	// The open redemption is paid by the index at which it is settled.
	let ferdies = account(&ferdie);
	let claimable = eventually(
		"the redemption is settled",
		Duration::from_secs(360),
		async || {
			let requests = alice
				.view(
					nutbox::view_functions()
						.liquid_staking()
						.requests_of(ferdies),
				)
				.await?;
			let found = requests.iter().find(|info| info.id == request);
			Ok(found.context("the redemption is there")?.claimable)
		},
	)
	.await?;
	println!("the redemption of {redeemed} planck receives {claimable}:");
	assert_eq!(claimable, worth(&alice, interval.0, interval.1).await?);
	assert!(claimable > 0 && claimable < redeemed, "it bears its part");
	let before = free_nut(&alice, &ferdies).await?;
	let claim = nutbox::transactions()
		.liquid_staking()
		.claim_redemptions(32);
	let events = alice.submit(&claim, &ferdie).await?;
	let claimed = events
		.find_first::<liquid::RedemptionClaimed>()
		.context("the claim leaves an event")??;
	assert_eq!((claimed.amount, claimed.received), (redeemed, claimable));
	let received = free_nut(&alice, &ferdies).await? - before;
	assert!(
		received <= claimable && received > claimable - UNIT,
		"all but the transaction's fee"
	);
	Ok(())
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
