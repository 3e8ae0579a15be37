//! The demonstration community: what a newcomer finds on a development chain.

use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			nutbox_math::schedule::Step,
			nutbox_primitives::StakeableAsset,
			pallet_communities::types::{
				kinds::PoolKind, PoolInput, ProfileInput, ScheduleInput, TokenInput, YieldSplit,
			},
		},
	},
	Chain,
};

/// One NUT, tNUT or WALNUT in planck.
const UNIT: u128 = 1_000_000_000_000;
/// The asset id of the liquid staking token.
const LIQUID_STAKING_ASSET: u32 = 1;
/// The first community that anybody creates; 0 is built in.
const DEMONSTRATION: u32 = 1;
/// The name by which the community is recognised.
const NAME: &str = "Walnut Grove";

#[derive(clap::Args)]
pub struct Options {
	/// The node's JSON-RPC address.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	url: String,
}

/// Creates the community and two stakers, unless a community exists.
pub async fn run(options: Options) -> Result<()> {
	let chain = Chain::connect(&options.url).await?;
	let existing = chain
		.view(
			nutbox::view_functions()
				.communities()
				.community(DEMONSTRATION),
		)
		.await?;
	if existing.is_some() {
		println!("Community {DEMONSTRATION} exists already: nothing to do.");
		return Ok(());
	}

	let founder = dev::alice();
	let now = chain.finalised().await?.block_number();
	let start = u32::try_from(now).context("the chain is too long")? + 30;
	let (schedule, max_supply) = schedule(start);
	let create = nutbox::transactions().communities().create(
		ProfileInput {
			name: NAME.into(),
			description: "The demonstration community: stake tNUT, mine WALNUT, and let the \
			              staking reward fill the grove's fund."
				.into(),
			website: "https://example.org/walnut-grove".into(),
			logo: Vec::new(),
		},
		TokenInput::New {
			name: b"Walnut".to_vec(),
			symbol: b"WALNUT".to_vec(),
			decimals: 12,
			max_supply,
			premint: 1_000_000 * UNIT,
		},
		schedule,
		// A tenth of the emission for the fund, the rest for those who stake tNUT.
		100_000_000,
		vec![PoolInput {
			kind: PoolKind::Asset {
				asset: StakeableAsset::Local(LIQUID_STAKING_ASSET),
			},
			weight: 900_000_000,
			yield_split: YieldSplit {
				fund: 600_000_000,
				stakers: 400_000_000,
			},
		}],
		chain
			.finalised()
			.await?
			.constants()
			.entry(nutbox::constants().communities().min_notice())?,
	);
	let events = chain
		.submit(&create, &founder)
		.await
		.context("creating the community failed")?;
	let created = events
		.find_first::<nutbox::communities::events::CommunityCreated>()
		.context("the community's creation left no event")??;
	let pool = events
		.find_first::<nutbox::communities::events::PoolAdded>()
		.context("the pool's creation left no event")??;
	ensure!(
		created.community == pool.community,
		"the pool belongs to another community"
	);
	println!(
		"Created community {} \"{NAME}\" with pool {} of tNUT; WALNUT (asset {}) from block {start}.",
		created.community, pool.pool, created.token
	);

	let join = |name, staker, minted, staked| {
		let (chain, created) = (&chain, &created);
		let pool = pool.pool;
		async move {
			chain
				.submit(
					&nutbox::transactions().liquid_staking().mint(minted),
					&staker,
				)
				.await
				.with_context(|| format!("minting tNUT for {name} failed"))?;
			chain
				.submit(
					&nutbox::transactions()
						.communities()
						.stake(created.community, pool, staked),
					&staker,
				)
				.await
				.with_context(|| format!("staking for {name} failed"))?;
			println!(
				"{name} minted {} tNUT and staked {} of it.",
				minted / UNIT,
				staked / UNIT
			);
			anyhow::Ok(())
		}
	};
	tokio::try_join!(
		join("Bob", dev::bob(), 200_000 * UNIT, 150_000 * UNIT),
		join("Charlie", dev::charlie(), 100_000 * UNIT, 50_000 * UNIT),
	)?;
	Ok(())
}

/// Four steps that fall from 40 to 5 WALNUT a block, and what they and the premint issue at most.
fn schedule(start: u32) -> (ScheduleInput, u128) {
	/// Blocks of a step: a month of two-second blocks.
	const LENGTH: u32 = 1_296_000;
	let rates = [40, 20, 10, 5];
	let steps = rates
		.iter()
		.zip(0u32..)
		.map(|(rate, n)| Step {
			start: start + n * LENGTH,
			end: start + (n + 1) * LENGTH,
			per_block: rate * UNIT,
		})
		.collect();
	let emitted: u128 = rates
		.iter()
		.map(|rate| rate * UNIT * u128::from(LENGTH))
		.sum();
	(ScheduleInput::Steps(steps), emitted + 1_000_000 * UNIT)
}
