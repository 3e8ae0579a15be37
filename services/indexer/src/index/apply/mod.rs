//! Writes the rows of a block: all of them and the index's progress in one transaction, so that a
//! block is indexed as a whole or not at all.

use super::{
	convert::{local, Addresses, NATIVE},
	events::{ChainEvent, CommunitiesEvent, LightClientEvent, SystemEvent},
	fetch::Fetched,
};
use crate::{
	model::{self, Activity, Amount, Kind},
	store::{self, int, Progress, Store, Tx},
};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::AccountId32;
use serde::de::DeserializeOwned;
use sqlx::Row;
use std::collections::BTreeSet;

/// Runs a statement in a transaction.
macro_rules! run {
	($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
		sqlx::query($sql)$(.bind($argument))*.execute(&mut **$tx).await?
	};
}

/// The row of a query in a transaction, if there is one.
macro_rules! row {
	($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
		sqlx::query($sql)$(.bind($argument))*.fetch_optional(&mut **$tx).await?
	};
}

/// The rows of a query in a transaction.
macro_rules! rows {
	($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
		sqlx::query($sql)$(.bind($argument))*.fetch_all(&mut **$tx).await?
	};
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String> {
	Ok(serde_json::to_string(value)?)
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T> {
	serde_json::from_str(text).context("the database holds a row of another version")
}

// Each room writes the rows of one pallet. They come after the macros, which they use.
mod bridge;
mod communities;
mod community_events;
mod delegations;
mod exchange;
mod staking;
mod transfers;

struct Block<'a> {
	fetched: &'a Fetched<'a>,
	number: u64,
	block: i64,
	time: i64,
	addresses: Addresses,
	/// The flows of the present era, if the block has any.
	era: Option<model::Era>,
	era_id: u32,
	markets: BTreeSet<u32>,
	accounts: BTreeSet<String>,
}

/// Writes the rows of a block. Returns what to tell those who listen; `finalised` is left at the
/// block itself.
pub async fn apply(
	store: &Store,
	fetched: &Fetched<'_>,
	genesis: &str,
	addresses: Addresses,
) -> Result<model::BlockEvent> {
	let id = &fetched.reader.id;
	let mut tx = store.begin().await?;
	let tx_ref = &mut tx;
	let before = store::progress(tx_ref).await?;
	match &before {
		None => ensure!(id.number == 0, "an empty index begins with block 0"),
		Some(before) => {
			ensure!(
				before.genesis == genesis && before.block + 1 == id.number,
				"block {} does not follow block {}; does another program write to the database?",
				id.number,
				before.block
			);
			ensure!(before.hash == id.parent, "{}", other_history(before.block));
		}
	}
	let mut block = Block {
		fetched,
		number: id.number,
		block: int(id.number)?,
		time: int(fetched.time)?,
		addresses,
		era: None,
		era_id: before.as_ref().map_or(0, |before| before.era),
		markets: BTreeSet::new(),
		accounts: BTreeSet::new(),
	};
	if id.number == 0 {
		block.genesis(tx_ref).await?;
	}
	block.assets(tx_ref).await?;
	block.communities(tx_ref).await?;
	for (place, event) in &fetched.events {
		block.event(tx_ref, *place, event).await?;
	}
	block.positions(tx_ref).await?;
	block.staked(tx_ref).await?;
	block.reserves(tx_ref).await?;
	block.ledger(tx_ref).await?;
	block.gateway(tx_ref).await?;
	block.era_done(tx_ref).await?;
	run!(
		tx_ref,
		"INSERT INTO progress (id, genesis, block, hash, time, spec_version, era) \
		 VALUES (0, $1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
		 block = excluded.block, hash = excluded.hash, time = excluded.time, \
		 spec_version = excluded.spec_version, era = excluded.era",
		genesis,
		block.block,
		id.hash.as_str(),
		block.time,
		i64::from(fetched.version),
		i64::from(block.era_id),
	);
	let told = model::BlockEvent {
		block: id.number,
		hash: id.hash.clone(),
		time: fetched.time,
		finalised: id.number,
		communities: fetched.touched.communities.iter().copied().collect(),
		pools: fetched.touched.pools.iter().copied().collect(),
		accounts: block.accounts.into_iter().collect(),
		markets: block.markets.into_iter().collect(),
		liquid_staking: fetched.touched.ledger,
		bridge: fetched.touched.bridge,
		era: fetched.touched.era,
	};
	tx.commit().await?;
	Ok(told)
}

/// The sentence for a node whose block is not the one in the database.
pub fn other_history(block: u64) -> String {
	format!(
		"the database has another block {block} than the node: it belongs to an earlier chain of the \
		 same genesis; name another database, or delete this one to index anew"
	)
}

impl Block<'_> {
	async fn genesis(&mut self, tx: &mut Tx) -> Result<()> {
		run!(
			tx,
			"INSERT INTO totals (id, staked, fund_yield) VALUES (0, $1, $1)",
			Amount(0).stored(),
		);
		run!(
			tx,
			"INSERT INTO assets (asset, name, symbol, decimals, community, search) \
			 VALUES ($1, $2, $3, $4, NULL, $5)",
			NATIVE,
			"Nut",
			"NUT",
			12i64,
			"nut nut",
		);
		self.new_era(tx, 0).await
	}

	async fn assets(&mut self, tx: &mut Tx) -> Result<()> {
		for (id, facts) in &self.fetched.views.assets {
			let community = self
				.fetched
				.events
				.iter()
				.find_map(|(_, event)| match event {
					ChainEvent::Communities(CommunitiesEvent::CommunityCreated(e))
						if e.token == *id =>
					{
						Some(i64::from(e.community))
					}
					_ => None,
				});
			let asset = local(*id);
			let search = format!("{} {}", facts.name, facts.symbol).to_lowercase();
			// A token that existed before stays with the community that it came with.
			run!(
				tx,
				"INSERT INTO assets (asset, name, symbol, decimals, community, search) \
				 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (asset) DO NOTHING",
				asset,
				facts.name.as_str(),
				facts.symbol.as_str(),
				i64::from(facts.decimals),
				community,
				search,
			);
		}
		Ok(())
	}

	fn activity(&self, event: u32, kind: Kind) -> Activity {
		Activity {
			block: self.number,
			event,
			time: self.fetched.time,
			kind,
			community: None,
			pool: None,
			account: None,
			other: None,
			asset: None,
			amount: None,
			received_asset: None,
			received: None,
			fee: None,
			token: None,
			staking_yield: None,
			reference: None,
			burned: None,
			steem_account: None,
			steem_transaction: None,
		}
	}

	async fn account(&mut self, tx: &mut Tx, account: &AccountId32) -> Result<String> {
		let address = self.addresses.of(account);
		if self.accounts.insert(address.clone()) {
			run!(
				tx,
				"INSERT INTO accounts (account, first_block, pools, claim_permission) \
				 VALUES ($1, $2, 0, 0) ON CONFLICT (account) DO NOTHING",
				address.as_str(),
				self.block,
			);
		}
		Ok(address)
	}

	async fn write(&mut self, tx: &mut Tx, activity: &Activity) -> Result<()> {
		run!(
			tx,
			"INSERT INTO activity (block, event, time, kind, community, account, view) \
			 VALUES ($1, $2, $3, $4, $5, $6, $7)",
			self.block,
			i64::from(activity.event),
			self.time,
			activity.kind.name(),
			activity.community.map(i64::from),
			activity.account.as_deref(),
			json(activity)?,
		);
		Ok(())
	}

	/// The rows of an event, which is the block's `place`-th.
	async fn event(&mut self, tx: &mut Tx, place: u32, event: &ChainEvent) -> Result<()> {
		match event {
			ChainEvent::System(SystemEvent::CodeUpdated(_)) => Ok(()),
			ChainEvent::Communities(event) => self.communities_event(tx, place, event).await,
			ChainEvent::LiquidStaking(event) => self.staking_event(tx, place, event).await,
			ChainEvent::Exchange(event) => self.exchange_event(tx, place, event).await,
			ChainEvent::SteemLightClient(LightClientEvent::BlocksFinalised(e)) => {
				self.steem_final(tx, place, e.first, e.last).await
			}
			ChainEvent::SteemGateway(event) => self.gateway_event(tx, place, event).await,
			ChainEvent::SteemDelegations(event) => self.delegations_event(tx, place, event).await,
		}
	}
}

/// What is known of the chain, kept for the time when the node is down.
pub async fn save_chain(store: &Store, info: &model::ChainInfo) -> Result<()> {
	sqlx::query(
		"INSERT INTO chain_info (id, view) VALUES (0, $1) \
		 ON CONFLICT (id) DO UPDATE SET view = excluded.view",
	)
	.bind(json(info)?)
	.execute(store.pool())
	.await?;
	Ok(())
}

/// How far the index is, with the chain that it is of.
pub async fn known(store: &Store) -> Result<(Option<Progress>, Option<model::ChainInfo>)> {
	let progress = store.progress().await?;
	let row = sqlx::query("SELECT view FROM chain_info")
		.fetch_optional(store.pool())
		.await?;
	let info = match row {
		Some(row) => Some(parsed(row.try_get(0)?)?),
		None => None,
	};
	Ok((progress, info))
}
