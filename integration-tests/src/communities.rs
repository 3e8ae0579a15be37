//! Communities for tests and recordings, created by signed transactions.

use anyhow::{Context, Result};
use nutbox_chain_client::{
	nutbox::{
		self,
		runtime_types::{
			nutbox_math::schedule::Step,
			pallet_communities::types::{
				kinds::PoolKind, PoolInput, ProfileInput, ScheduleInput, TokenInput, YieldSplit,
			},
		},
	},
	AccountId32, Chain, Keypair,
};

/// A pool to be created with its community.
pub type NewPool = <nutbox::communities::calls::create::Pools as IntoIterator>::Item;

/// The whole, in parts per billion.
const WHOLE: u32 = 1_000_000_000;
const UNIT: u128 = 1_000_000_000_000;
/// The number of Steem among the sources of delegated stake.
const STEEM: u32 = 1;

/// A community that was created, with its one pool.
#[derive(Clone, Copy, Debug)]
pub struct Created {
	/// Its id.
	pub community: u32,
	/// The pool's id.
	pub pool: u32,
	/// The asset that is mined.
	pub token: u32,
	/// The first block in which it is.
	pub start: u32,
}

/// A community with one pool and a new token of 12 decimals, of which 10 are mined in each of 100,000 blocks soon to come.
/// What the pool leaves of the budget is the fund's.
pub async fn create_community(
	chain: &Chain,
	founder: &Keypair,
	names: [&str; 3],
	pool: impl Fn() -> NewPool,
) -> Result<Created> {
	// How many blocks pass until the call is in one depends on what else the machine does: a chain refuses a beginning that
	// is past by then, and nothing is lost.
	let mut lead = 10;
	loop {
		match create_after(chain, founder, names, pool(), lead).await {
			Err(error) if lead < 1_000 && error.to_string().contains("ScheduleStartsInPast") => {
				lead *= 4;
			}
			result => return result,
		}
	}
}

/// The same, with the first block of the schedule `lead` blocks after the last final one.
async fn create_after(
	chain: &Chain,
	founder: &Keypair,
	[name, token, symbol]: [&str; 3],
	pool: NewPool,
	lead: u32,
) -> Result<Created> {
	let at = chain.finalised().await?;
	let start = u32::try_from(at.block_number())? + lead;
	let notice = at
		.constants()
		.entry(nutbox::constants().communities().min_notice())?;
	let fund_share = WHOLE
		.checked_sub(pool.weight)
		.context("the pool has more than the whole budget")?;
	let create = nutbox::transactions().communities().create(
		ProfileInput {
			name: name.into(),
			description: Vec::new(),
			website: Vec::new(),
			logo: Vec::new(),
		},
		TokenInput::New {
			name: token.into(),
			symbol: symbol.into(),
			decimals: 12,
			max_supply: 2_000_000 * UNIT,
			premint: 0,
		},
		ScheduleInput::Steps(vec![Step {
			start,
			end: start + 100_000,
			per_block: 10 * UNIT,
		}]),
		fund_share,
		vec![pool],
		notice,
	);
	let events = chain.submit(&create, founder).await?;
	let created = events
		.find_first::<nutbox::communities::events::CommunityCreated>()
		.context("no community was created")??;
	let pool = events
		.find_first::<nutbox::communities::events::PoolAdded>()
		.context("no pool was added")??
		.pool;
	Ok(Created {
		community: created.community,
		pool,
		token: created.token,
		start,
	})
}

/// A community whose one pool is of Steem Power and tied to the account `community` on Steem.
pub async fn create_power_community(chain: &Chain, founder: &Keypair) -> Result<Created> {
	let pool = || PoolInput {
		kind: PoolKind::Delegation { source: STEEM },
		weight: WHOLE,
		yield_split: YieldSplit {
			fund: WHOLE,
			stakers: 0,
		},
	};
	let names = ["Steem Power", "Power", "PWR"];
	let created = create_community(chain, founder, names, pool).await?;
	let tie = nutbox::transactions()
		.steem_delegations()
		.set_delegatee(created.pool, crate::bridge::steem_name("community"));
	chain.submit(&tie, founder).await?;
	Ok(created)
}

/// What an account has in a pool that counts, in the smallest unit of what the pool takes.
pub async fn stake(chain: &Chain, pool: u32, who: &AccountId32) -> Result<u128> {
	let view = nutbox::view_functions().communities().position(pool, *who);
	Ok(chain.view(view).await?.map_or(0, |position| position.stake))
}
