//! Journey 6: Steem Power that is delegated on Steem mines here, and stops when it is taken back.

use crate::support::{account, asset, UNIT};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			nutbox_math::schedule::Step,
			pallet_communities::types::{
				kinds::PoolKind, PoolInput, ProfileInput, ScheduleInput, TokenInput, YieldSplit,
			},
		},
	},
	to_address, AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{
	bridge::{steem_name, trust, Relayer, Steem},
	eventually, Lengths, Node, Timed,
};
use nutbox_steem::Time;
use serde_json::json;
use std::time::Duration;
use tempfile::TempDir;

/// The number of Steem among the sources of delegated stake.
const STEEM: u32 = 1;
/// Until a block of Steem is final there have to be sixteen more, by the real time once the devnet has caught up with it.
const FINAL: Duration = Duration::from_secs(300);

struct Community {
	id: u32,
	pool: u32,
	token: u32,
}

/// A community with one pool, of Steem Power, tied to the account `community` there.
async fn create(chain: &Chain, founder: &Keypair) -> Result<Community> {
	let at = chain.finalised().await?;
	let start = u32::try_from(at.block_number())? + 5;
	let notice = at
		.constants()
		.entry(nutbox::constants().communities().min_notice())?;
	let create = nutbox::transactions().communities().create(
		ProfileInput {
			name: b"Steem Power".to_vec(),
			description: Vec::new(),
			website: Vec::new(),
			logo: Vec::new(),
		},
		TokenInput::New {
			name: b"Power".to_vec(),
			symbol: b"PWR".to_vec(),
			decimals: 12,
			max_supply: 2_000_000 * UNIT,
			premint: 0,
		},
		ScheduleInput::Steps(vec![Step {
			start,
			end: start + 100_000,
			per_block: 10 * UNIT,
		}]),
		0,
		vec![PoolInput {
			kind: PoolKind::Delegation { source: STEEM },
			weight: 1_000_000_000,
			yield_split: YieldSplit {
				fund: 1_000_000_000,
				stakers: 0,
			},
		}],
		notice,
	);
	let events = chain.submit(&create, founder).await?;
	let created = events
		.find_first::<nutbox::communities::events::CommunityCreated>()
		.context("created")??;
	let pool = events
		.find_first::<nutbox::communities::events::PoolAdded>()
		.context("pool")??
		.pool;
	let tie = nutbox::transactions()
		.steem_delegations()
		.set_delegatee(pool, steem_name("community"));
	chain.submit(&tie, founder).await?;
	Ok(Community {
		id: created.community,
		pool,
		token: created.token,
	})
}

/// What counts of an account in a pool, in millionths of a VESTS.
async fn stake(chain: &Chain, pool: u32, who: &AccountId32) -> Result<u128> {
	let view = nutbox::view_functions().communities().position(pool, *who);
	Ok(chain.view(view).await?.map_or(0, |position| position.stake))
}

#[tokio::test(flavor = "multi_thread")]
async fn delegated_steem_power_should_mine_until_it_is_taken_back() -> Result<()> {
	let _timed = Timed::new("delegated Steem Power");
	let folder = TempDir::new()?;
	let mut node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
	let mut steem = Steem::start(folder.path(), Duration::from_secs(300), 150).await?;
	steem.advance(45)?;
	let mut chain = node.client().await?;
	trust(&chain, &steem, steem.irreversible()?).await?;
	let (founder, member, prover) = (dev::alice(), dev::ferdie(), dev::eve());
	let community = create(&chain, &founder).await?;
	let (pool, user) = (community.pool, account(&member));
	let mut relayer = Relayer::new(
		folder.path(),
		"relayer",
		"//Eve",
		&node.url(),
		&[steem.url()],
		None,
	)?;
	relayer.start()?;

	// The account there says whose it is here.
	let prefix = chain
		.finalised()
		.await?
		.constants()
		.entry(nutbox::constants().system().ss58_prefix())?;
	steem
		.act(&["bind", "alice", &to_address(&user, prefix)])
		.await?;
	relayer.says("\"found on Steem\"").await?;
	relayer.restart()?;
	eventually("the account is bound", FINAL, async || {
		let view = nutbox::view_functions()
			.steem_delegations()
			.names_of(user, None);
		let names = chain.view(view).await?;
		Ok(names.iter().any(|name| name.0 == b"alice").then_some(()))
	})
	.await?;

	// What is delegated before everybody can know that the account is watched does not count.
	let view = nutbox::view_functions().steem_delegations().delegatee(pool);
	let since = chain.view(view).await?.context("the pool is tied")?.since;
	eventually("Steem's time has come", FINAL, async || {
		let properties = steem.call("condenser_api.get_dynamic_global_properties", json!([]))?;
		let time = properties["time"].as_str().and_then(Time::parse);
		Ok(time.filter(|time| time.0 > since).map(|_| ()))
	})
	.await?;
	relayer.skip_log();
	steem
		.act(&["delegate", "alice", "community", "500000.000000 VESTS"])
		.await?;
	relayer.says("\"in the pool\"").await?;
	node.kill();
	relayer.restart()?;
	node.start()?;
	chain = node.client().await?;
	eventually("the delegation counts", FINAL, async || {
		let stake = stake(&chain, pool, &user).await?;
		Ok((stake == 500_000_000_000).then_some(()))
	})
	.await?;
	assert_eq!(asset(&chain, community.token, &user).await?, 0);
	eventually("it mines", FINAL, async || {
		let view = nutbox::view_functions().communities().pending(pool, user);
		Ok((chain.view(view).await?.token > 0).then_some(()))
	})
	.await?;
	let claim = nutbox::transactions()
		.communities()
		.claim(community.id, vec![pool]);
	chain.submit(&claim, &member).await?;
	assert!(asset(&chain, community.token, &user).await? > 0);

	// Taken back, it stops, and who has proved that is paid for it.
	relayer.skip_log();
	steem
		.act(&["delegate", "alice", "community", "0.000000 VESTS"])
		.await?;
	steem.restart().await?;
	relayer.says("\"found on Steem\"").await?;
	relayer.restart()?;
	eventually("the end of the delegation counts", FINAL, async || {
		Ok((stake(&chain, pool, &user).await? == 0).then_some(()))
	})
	.await?;
	let bounty = asset(&chain, community.token, &account(&prover)).await?;
	ensure!(bounty > 0, "nothing was paid for the proof");
	relayer.check()
}
