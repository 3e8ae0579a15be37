//! Writes the rows of a block: all of them and the index's progress in one transaction, so that a
//! block is indexed as a whole or not at all.

use super::{
	convert::{self, local, traded, Addresses, NATIVE},
	events::ChainEvent,
	fetch::Fetched,
	LIQUID_STAKING_ASSET,
};
use crate::{
	model::{self, Activity, Amount, AnnouncementKind, AnnouncementState, Kind, RedemptionState},
	store::{self, int, uint, Progress, Store, Tx},
};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	from_address,
	nutbox::{
		self,
		runtime_types::pallet_communities::types::{FundAsset, Token},
	},
	AccountId32,
};
use serde::de::DeserializeOwned;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

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

/// A queue's end that no queue reaches.
const NEVER: Amount = Amount(u128::MAX);

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
					ChainEvent::CommunityCreated(e) if e.token == *id => {
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

	async fn token(&self, tx: &mut Tx, token: &Token) -> Result<model::Token> {
		let (kind, id, max_supply, premint) = match token {
			Token::New {
				asset,
				max_supply,
				premint,
			} => (
				model::TokenKind::New,
				asset,
				Some(Amount(*max_supply)),
				Some(Amount(*premint)),
			),
			Token::Existing { asset } => (model::TokenKind::Existing, asset, None, None),
		};
		let asset = local(*id);
		let row = row!(
			tx,
			"SELECT name, symbol, decimals FROM assets WHERE asset = $1",
			asset.as_str()
		);
		let row = row.with_context(|| format!("the asset {asset} is not known"))?;
		Ok(model::Token {
			kind,
			asset,
			name: row.try_get(0)?,
			symbol: row.try_get(1)?,
			decimals: uint(row.try_get(2)?)?,
			max_supply,
			premint,
		})
	}

	/// The records of communities and pools, as the chain shows them after the block.
	async fn communities(&mut self, tx: &mut Tx) -> Result<()> {
		let nothing = Amount(0).stored();
		for (id, view) in &self.fetched.views.communities {
			let mut community = convert::community(*id, view, self.addresses, self.number);
			if let Some(token) = &view.token {
				community.token = Some(self.token(tx, token).await?);
			}
			let mut search = format!("{} #{id}", community.name);
			if let Some(token) = &community.token {
				search = format!("{search} {}", token.symbol);
			}
			run!(
				tx,
				"INSERT INTO communities (id, name, search, owner, view, open_pools, members, \
				 staked, spent_token, spent_native, bought_paid, bought_received, created_block, \
				 created_time) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7, $7, $7, $7, $8, $9) \
				 ON CONFLICT (id) DO UPDATE SET name = excluded.name, search = excluded.search, \
				 owner = excluded.owner, view = excluded.view, open_pools = excluded.open_pools",
				i64::from(*id),
				community.name.as_str(),
				search.to_lowercase(),
				community.owner.as_deref(),
				json(&community)?,
				int(community.open_pools.len())?,
				nothing.as_str(),
				self.block,
				self.time,
			);
		}
		for (id, view) in &self.fetched.views.pools {
			let pool = convert::pool(*id, view, self.addresses, self.number);
			let closed = (pool.status == model::PoolState::Closed).then_some(self.block);
			run!(
				tx,
				"INSERT INTO pools (id, community, status, kind, asset, total, view, members, \
				 created_block, created_time, closed_block) \
				 VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10) \
				 ON CONFLICT (id) DO UPDATE SET status = excluded.status, total = excluded.total, \
				 view = excluded.view, \
				 closed_block = COALESCE(pools.closed_block, excluded.closed_block)",
				i64::from(*id),
				i64::from(pool.community),
				pool.status.name(),
				pool.kind.name().name(),
				pool.kind.asset(),
				pool.total.stored(),
				json(&pool)?,
				self.block,
				self.time,
				closed,
			);
		}
		Ok(())
	}

	/// The positions, and the numbers of members that follow from them.
	async fn positions(&mut self, tx: &mut Tx) -> Result<()> {
		for ((pool, account), view) in &self.fetched.views.positions {
			let community = match self.fetched.views.pools.get(pool) {
				Some(view) => view.community,
				None => continue,
			};
			let account = self.addresses.of(account);
			let (stake, terms) = match view {
				Some(view) => {
					let terms = view.terms.iter().map(|term| model::TermPosition {
						id: term.id,
						end: term.end,
						multiplier: term.multiplier,
						stake: term.stake.into(),
					});
					(Amount(view.stake), terms.collect())
				}
				None => (Amount(0), Vec::new()),
			};
			self.set_position(tx, community, *pool, &account, stake, &terms)
				.await?;
		}
		Ok(())
	}

	async fn set_position(
		&mut self,
		tx: &mut Tx,
		community: u32,
		pool: u32,
		account: &str,
		stake: Amount,
		terms: &[model::TermPosition],
	) -> Result<()> {
		let before: i64 = match row!(
			tx,
			"SELECT active FROM positions WHERE pool = $1 AND account = $2",
			i64::from(pool),
			account
		) {
			Some(row) => row.try_get(0)?,
			None => 0,
		};
		let active = i64::from(stake > Amount(0));
		run!(
			tx,
			"INSERT INTO positions (pool, account, community, stake, active, terms, claimed_token, \
			 claimed_yield, since_block, since_time, at_block) \
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $8) \
			 ON CONFLICT (pool, account) DO UPDATE SET stake = excluded.stake, \
			 active = excluded.active, terms = excluded.terms, at_block = excluded.at_block",
			i64::from(pool),
			account,
			i64::from(community),
			stake.stored(),
			active,
			json(terms)?,
			Amount(0).stored(),
			self.block,
			self.time,
		);
		let change = active - before;
		self.member(tx, community, account, change).await?;
		if change != 0 {
			run!(
				tx,
				"UPDATE pools SET members = members + $1 WHERE id = $2",
				change,
				i64::from(pool),
			);
			run!(
				tx,
				"UPDATE accounts SET pools = pools + $1 WHERE account = $2",
				change,
				account,
			);
		}
		Ok(())
	}

	/// Notes that the account did something in the community, and in how many pools more it has a
	/// stake now.
	async fn member(
		&mut self,
		tx: &mut Tx,
		community: u32,
		account: &str,
		change: i64,
	) -> Result<()> {
		let before: i64 = match row!(
			tx,
			"SELECT active FROM members WHERE community = $1 AND account = $2",
			i64::from(community),
			account
		) {
			Some(row) => row.try_get(0)?,
			None => 0,
		};
		run!(
			tx,
			"INSERT INTO members (community, account, active, since_block, since_time, last_block) \
			 VALUES ($1, $2, $3, $4, $5, $4) ON CONFLICT (community, account) DO UPDATE SET \
			 active = excluded.active, last_block = excluded.last_block",
			i64::from(community),
			account,
			before + change,
			self.block,
			self.time,
		);
		let joined = i64::from(before + change > 0) - i64::from(before > 0);
		if joined != 0 {
			run!(
				tx,
				"UPDATE communities SET members = members + $1 WHERE id = $2",
				joined,
				i64::from(community),
			);
		}
		Ok(())
	}

	/// What is staked of the liquid staking token, over all and in each community that was touched.
	async fn staked(&mut self, tx: &mut Tx) -> Result<()> {
		if let Some(staked) = self.fetched.views.staked {
			run!(tx, "UPDATE totals SET staked = $1", Amount(staked).stored());
		}
		for id in self.fetched.views.communities.keys() {
			let mut sum = Amount(0);
			for row in rows!(
				tx,
				"SELECT total FROM pools WHERE community = $1 AND asset = $2",
				i64::from(*id),
				local(LIQUID_STAKING_ASSET),
			) {
				sum = sum.plus(Amount::from_stored(row.try_get(0)?)?.0)?;
			}
			run!(
				tx,
				"UPDATE communities SET staked = $1 WHERE id = $2",
				sum.stored(),
				i64::from(*id),
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

	/// The asset that a pool takes.
	fn pool_asset(&self, pool: u32) -> Option<String> {
		let view = self.fetched.views.pools.get(&pool)?;
		let pool = convert::pool(pool, view, self.addresses, self.number);
		pool.kind.asset().map(str::to_string)
	}

	/// The token that a community distributes.
	fn community_token(&self, community: u32) -> Option<String> {
		let view = self.fetched.views.communities.get(&community)?;
		match view.token.as_ref()? {
			Token::New { asset, .. } | Token::Existing { asset } => Some(local(*asset)),
		}
	}

	async fn event(&mut self, tx: &mut Tx, place: u32, event: &ChainEvent) -> Result<()> {
		use ChainEvent as E;
		match event {
			E::CommunityCreated(e) => {
				let mut a = self.activity(place, Kind::CommunityCreated);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.owner).await?);
				a.asset = Some(local(e.token));
				a.amount = Some(e.premint.into());
				self.write(tx, &a).await
			}
			E::PoolAdded(e) => {
				let mut a = self.activity(place, Kind::PoolAdded);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				self.write(tx, &a).await
			}
			E::ProfileUpdated(e) => {
				let mut a = self.activity(place, Kind::ProfileUpdated);
				a.community = Some(e.community);
				self.write(tx, &a).await
			}
			E::Staked(e) => {
				let mut a = self.activity(place, Kind::Staked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::Unstaked(e) => {
				let mut a = self.activity(place, Kind::Unstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::Claimed(e) => {
				let mut a = self.activity(place, Kind::Claimed);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await?;
				let account = self.addresses.of(&e.account);
				self.claimed(tx, e.community, e.pool, &account, e.token, e.staking_yield)
					.await
			}
			E::PayoutDeferred(e) => {
				let mut a = self.activity(place, Kind::PayoutDeferred);
				a.community = Some(e.community);
				a.pool = e.pool;
				a.account = Some(self.account(tx, &e.account).await?);
				a.token = Some(e.amount.token.into());
				a.staking_yield = Some(e.amount.staking_yield.into());
				self.write(tx, &a).await
			}
			E::EmergencyUnstaked(e) => {
				let mut a = self.activity(place, Kind::EmergencyUnstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await
			}
			E::FundCollected(e) => {
				let mut a = self.activity(place, Kind::FundCollected);
				a.community = Some(e.community);
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await?;
				let row = row!(tx, "SELECT fund_yield FROM totals");
				let row = row.context("the totals are missing")?;
				let sum = Amount::from_stored(row.try_get(0)?)?.plus(e.staking_yield)?;
				run!(tx, "UPDATE totals SET fund_yield = $1", sum.stored());
				Ok(())
			}
			E::FundSpent(e) => {
				let mut a = self.activity(place, Kind::FundSpent);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.beneficiary).await?);
				a.amount = Some(e.amount.into());
				let (token, native) = match e.asset {
					FundAsset::Native => (0, e.amount),
					FundAsset::Token => (e.amount, 0),
				};
				a.asset = match e.asset {
					FundAsset::Native => Some(NATIVE.into()),
					FundAsset::Token => self.community_token(e.community),
				};
				self.write(tx, &a).await?;
				self.fund_sums(tx, e.community, [token, native, 0, 0]).await
			}
			E::PoolClosed(e) => {
				let mut a = self.activity(place, Kind::PoolClosed);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				self.write(tx, &a).await
			}
			E::WeightsAnnounced(e) => {
				let mut a = self.activity(place, Kind::WeightsAnnounced);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Weights;
				self.close(tx, e.community, kind, AnnouncementState::Replaced)
					.await?;
				let content = json(&convert::budget(&e.new.budget))?;
				self.announce(tx, place, e.community, kind, e.new.effective, content)
					.await
			}
			E::WeightsApplied(e) => {
				let mut a = self.activity(place, Kind::WeightsApplied);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Weights;
				self.close(tx, e.community, kind, AnnouncementState::Applied)
					.await
			}
			E::ScheduleAnnounced(e) => {
				let mut a = self.activity(place, Kind::ScheduleAnnounced);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Schedule;
				match &e.new {
					Some(new) => {
						self.close(tx, e.community, kind, AnnouncementState::Replaced)
							.await?;
						let content = json(&convert::schedule(&new.schedule))?;
						self.announce(tx, place, e.community, kind, new.from, content)
							.await
					}
					None => {
						self.close(tx, e.community, kind, AnnouncementState::Withdrawn)
							.await
					}
				}
			}
			E::ScheduleApplied(e) => {
				let mut a = self.activity(place, Kind::ScheduleApplied);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Schedule;
				self.close(tx, e.community, kind, AnnouncementState::Applied)
					.await?;
				run!(
					tx,
					"INSERT INTO old_schedules (community, until, schedule) VALUES ($1, $2, $3) \
					 ON CONFLICT (community, until) DO UPDATE SET schedule = excluded.schedule",
					i64::from(e.community),
					i64::from(e.from),
					json(&convert::schedule(&e.old))?,
				);
				Ok(())
			}
			E::EscrowToppedUp(e) => {
				let mut a = self.activity(place, Kind::EscrowToppedUp);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.community_token(e.community);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::BoughtBack(e) => {
				let mut a = self.activity(place, Kind::BoughtBack);
				a.community = Some(e.community);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.received_asset = self.community_token(e.community);
				a.received = Some(e.received.into());
				a.burned = Some(e.burned);
				self.write(tx, &a).await?;
				self.fund_sums(tx, e.community, [0, 0, e.amount, e.received])
					.await
			}
			E::TermStaked(e) => {
				let mut a = self.activity(place, Kind::TermStaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.reference = Some(e.position.to_string());
				self.write(tx, &a).await
			}
			E::TermUnstaked(e) => {
				let mut a = self.activity(place, Kind::TermUnstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.token = Some(e.forfeited.token.into());
				a.staking_yield = Some(e.forfeited.staking_yield.into());
				a.reference = Some(e.position.to_string());
				self.write(tx, &a).await
			}
			E::DelegationSet(e) => {
				let mut a = self.activity(place, Kind::DelegationSet);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.amount = Some(e.new.into());
				self.write(tx, &a).await
			}
			E::VoucherClaimed(e) => {
				let mut a = self.activity(place, Kind::VoucherClaimed);
				let account = self.account(tx, &e.account).await?;
				let signer = self.addresses.of(&e.signer);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(account.clone());
				a.other = Some(signer.clone());
				a.asset = self.community_token(e.community);
				a.amount = Some(e.amount.into());
				a.reference = Some(e.id.to_string());
				self.write(tx, &a).await?;
				let view = model::VoucherClaim {
					community: e.community,
					pool: e.pool,
					id: e.id.to_string(),
					amount: e.amount.into(),
					signer,
					block: self.number,
					time: self.fetched.time,
				};
				run!(
					tx,
					"INSERT INTO vouchers (block, event, account, view) VALUES ($1, $2, $3, $4)",
					self.block,
					i64::from(place),
					account.as_str(),
					json(&view)?,
				);
				// Nothing is staked there, but what was paid belongs to the portfolio.
				self.set_position(tx, e.community, e.pool, &account, Amount(0), &[])
					.await?;
				self.claimed(tx, e.community, e.pool, &account, e.amount, 0)
					.await
			}
			E::OwnershipOffered(e) => {
				let mut a = self.activity(place, Kind::OwnershipOffered);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.owner).await?);
				a.other = e.new.as_ref().map(|new| self.addresses.of(new));
				self.write(tx, &a).await
			}
			E::OwnershipTransferred(e) => {
				let mut a = self.activity(place, Kind::OwnershipTransferred);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.new).await?);
				a.other = e.old.as_ref().map(|old| self.addresses.of(old));
				self.write(tx, &a).await
			}
			E::OwnershipRenounced(e) => {
				let mut a = self.activity(place, Kind::OwnershipRenounced);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.old).await?);
				self.write(tx, &a).await
			}
			E::ClaimPermissionSet(e) => {
				let mut a = self.activity(place, Kind::ClaimPermissionSet);
				let account = self.account(tx, &e.account).await?;
				a.account = Some(account.clone());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE accounts SET claim_permission = $1 WHERE account = $2",
					i64::from(e.new),
					account,
				);
				Ok(())
			}
			E::Minted(e) => {
				let mut a = self.activity(place, Kind::Minted);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.received_asset = Some(local(LIQUID_STAKING_ASSET));
				a.received = Some(e.amount.into());
				self.write(tx, &a).await?;
				self.flow(tx, |era| &mut era.minted, e.amount).await
			}
			E::RedemptionRequested(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionRequested, &account, e.id);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await?;
				let open = self.fetched.views.requests.get(&e.who);
				// Taken back or paid in the same block, it is not in the queue any more.
				let end = open
					.and_then(|open| open.iter().find(|request| request.id == e.id))
					.map_or(NEVER, |request| Amount(request.end));
				run!(
					tx,
					"INSERT INTO redemptions (id, account, amount, queue_end, state, \
					 requested_block, requested_time) VALUES ($1, $2, $3, $4, $5, $6, $7) \
					 ON CONFLICT (id) DO UPDATE SET state = excluded.state, \
					 queue_end = excluded.queue_end, requested_block = excluded.requested_block, \
					 requested_time = excluded.requested_time, claimable = NULL, received = NULL, \
					 ready_block = NULL, ready_time = NULL, closed_block = NULL, closed_time = NULL",
					int(e.id)?,
					account,
					Amount(e.amount).stored(),
					end.stored(),
					RedemptionState::Queued.name(),
					self.block,
					self.time,
				);
				self.flow(tx, |era| &mut era.redemptions_requested, e.amount)
					.await
			}
			E::RedemptionCancelled(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionCancelled, &account, e.id);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE redemptions SET state = $1, closed_block = $2, closed_time = $3 \
					 WHERE id = $4",
					RedemptionState::Cancelled.name(),
					self.block,
					self.time,
					int(e.id)?,
				);
				self.flow(tx, |era| &mut era.redemptions_cancelled, e.amount)
					.await
			}
			E::RedemptionClaimed(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionClaimed, &account, e.id);
				a.amount = Some(e.amount.into());
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.received.into());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE redemptions SET state = $1, received = $2, claimable = NULL, \
					 closed_block = $3, closed_time = $4, \
					 ready_block = COALESCE(ready_block, $3), \
					 ready_time = COALESCE(ready_time, $4) WHERE id = $5",
					RedemptionState::Claimed.name(),
					Amount(e.received).stored(),
					self.block,
					self.time,
					int(e.id)?,
				);
				self.flow(tx, |era| &mut era.redemptions_paid, e.received)
					.await
			}
			E::RedeemedInstantly(e) => {
				let mut a = self.activity(place, Kind::RedeemedInstantly);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(local(LIQUID_STAKING_ASSET));
				a.amount = Some(e.amount.into());
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.received.into());
				a.fee = Some(e.fee.into());
				self.write(tx, &a).await?;
				self.flow(tx, |era| &mut era.redeemed_instantly, e.amount)
					.await?;
				self.flow(tx, |era| &mut era.instant_fees, e.fee).await
			}
			E::RedemptionsFinalised(e) => {
				self.flow(tx, |era| &mut era.redemptions_settled, e.amount)
					.await
			}
			E::EraWorkStarted(e) => self.new_era(tx, e.era).await,
			E::YieldCollected(e) => {
				self.flow(tx, |era| &mut era.yield_collected, e.amount)
					.await?;
				self.flow(tx, |era| &mut era.yield_refill, e.refill).await?;
				self.flow(tx, |era| &mut era.yield_insurance, e.insurance)
					.await?;
				self.flow(tx, |era| &mut era.yield_fee, e.fee).await?;
				self.flow(tx, |era| &mut era.yield_stream, e.stream).await
			}
			E::YieldForgone(e) => self.flow(tx, |era| &mut era.yield_forgone, e.amount).await,
			E::Slashed(e) => {
				let view = model::Slash {
					block: self.number,
					event: place,
					time: self.fetched.time,
					stash: self.addresses.of(&e.stash),
					bonded_before: e.old.bonded.into(),
					bonded_after: e.new.bonded.into(),
					unbonding_before: e.old.unbonding.into(),
					unbonding_after: e.new.unbonding.into(),
					from_yield: e.from_yield.into(),
					from_insurance: e.from_insurance.into(),
					deficit: e.deficit.into(),
				};
				run!(
					tx,
					"INSERT INTO slashes (block, event, view) VALUES ($1, $2, $3)",
					self.block,
					i64::from(place),
					json(&view)?,
				);
				Ok(())
			}
			E::MarketCreated(e) => {
				let (a, b) = (traded(&e.pool_id.0), traded(&e.pool_id.1));
				self.markets.insert(e.lp_token);
				let nothing = Amount(0).stored();
				run!(
					tx,
					"INSERT INTO markets (id, asset_a, asset_b, account, reserve_a, \
					 reserve_b, created_block, at_block) VALUES ($1, $2, $3, $4, $5, $5, $6, $6) \
					 ON CONFLICT (id) DO NOTHING",
					i64::from(e.lp_token),
					a.as_str(),
					b.as_str(),
					self.addresses.of(&e.pool_account),
					nothing,
					self.block,
				);
				let symbols = [self.symbol(tx, &a).await?, self.symbol(tx, &b).await?];
				let name = format!("Liquidity {}/{}", symbols[0], symbols[1]);
				run!(
					tx,
					"INSERT INTO assets (asset, name, symbol, decimals, community, search) \
					 VALUES ($1, $2, $3, 0, NULL, $4) ON CONFLICT (asset) DO NOTHING",
					format!("liquidity:{}", e.lp_token),
					name.as_str(),
					format!("{}-{}", symbols[0], symbols[1]),
					name.to_lowercase(),
				);
				Ok(())
			}
			E::LiquidityAdded(e) => {
				let mut a = self.activity(place, Kind::LiquidityAdded);
				a.account = Some(self.account(tx, &e.who).await?);
				a.other = Some(self.addresses.of(&e.mint_to));
				a.asset = Some(traded(&e.pool_id.0));
				a.amount = Some(e.amount1_provided.into());
				a.received_asset = Some(traded(&e.pool_id.1));
				a.received = Some(e.amount2_provided.into());
				a.reference = Some(e.lp_token.to_string());
				self.markets.insert(e.lp_token);
				self.write(tx, &a).await
			}
			E::LiquidityRemoved(e) => {
				let mut a = self.activity(place, Kind::LiquidityRemoved);
				a.account = Some(self.account(tx, &e.who).await?);
				a.other = Some(self.addresses.of(&e.withdraw_to));
				a.asset = Some(traded(&e.pool_id.0));
				a.amount = Some(e.amount1.into());
				a.received_asset = Some(traded(&e.pool_id.1));
				a.received = Some(e.amount2.into());
				a.reference = Some(e.lp_token.to_string());
				self.markets.insert(e.lp_token);
				self.write(tx, &a).await
			}
			E::Swapped(e) => {
				let who = self.account(tx, &e.who).await?;
				let path: Vec<_> = e.path.iter().map(|(a, n)| (traded(a), *n)).collect();
				self.swapped(tx, place, Some(who), &path).await
			}
			E::SwappedCredit(e) => {
				let path: Vec<_> = e.path.iter().map(|(a, n)| (traded(a), *n)).collect();
				self.swapped(tx, place, None, &path).await
			}
			E::CodeUpdated(_)
			| E::EraWorkCompleted(_)
			| E::StashChanged(_)
			| E::ValidatorsSet(_)
			| E::ValidatorReplaced(_)
			| E::OperatingModeSet(_) => Ok(()),
		}
	}

	async fn symbol(&self, tx: &mut Tx, asset: &str) -> Result<String> {
		match row!(tx, "SELECT symbol FROM assets WHERE asset = $1", asset) {
			Some(row) => Ok(row.try_get(0)?),
			None => Ok(asset.into()),
		}
	}

	fn redemption(&self, place: u32, kind: Kind, account: &str, id: u64) -> Activity {
		let mut a = self.activity(place, kind);
		a.account = Some(account.into());
		a.asset = Some(local(LIQUID_STAKING_ASSET));
		a.reference = Some(id.to_string());
		a
	}

	/// Adds to what an account has claimed in a pool.
	async fn claimed(
		&mut self,
		tx: &mut Tx,
		community: u32,
		pool: u32,
		account: &str,
		token: u128,
		staking_yield: u128,
	) -> Result<()> {
		let select = "SELECT claimed_token, claimed_yield FROM positions \
		              WHERE pool = $1 AND account = $2";
		let mut found = row!(tx, select, i64::from(pool), account);
		if found.is_none() {
			// Of a pool whose positions are not by a call of the account.
			self.set_position(tx, community, pool, account, Amount(0), &[])
				.await?;
			found = row!(tx, select, i64::from(pool), account);
		}
		let found = found.context("the position was just written")?;
		let token = Amount::from_stored(found.try_get(0)?)?.plus(token)?;
		let staking_yield = Amount::from_stored(found.try_get(1)?)?.plus(staking_yield)?;
		run!(
			tx,
			"UPDATE positions SET claimed_token = $1, claimed_yield = $2 \
			 WHERE pool = $3 AND account = $4",
			token.stored(),
			staking_yield.stored(),
			i64::from(pool),
			account,
		);
		Ok(())
	}

	/// Adds to the sums of a fund: spent of the token, spent of the native asset, paid and received
	/// by purchases.
	async fn fund_sums(&mut self, tx: &mut Tx, community: u32, add: [u128; 4]) -> Result<()> {
		let row = row!(
			tx,
			"SELECT spent_token, spent_native, bought_paid, bought_received FROM communities \
			 WHERE id = $1",
			i64::from(community)
		);
		let row = row.with_context(|| format!("community {community} is not known"))?;
		let mut sums = Vec::new();
		for (place, amount) in add.into_iter().enumerate() {
			sums.push(
				Amount::from_stored(row.try_get(place)?)?
					.plus(amount)?
					.stored(),
			);
		}
		run!(
			tx,
			"UPDATE communities SET spent_token = $1, spent_native = $2, bought_paid = $3, \
			 bought_received = $4 WHERE id = $5",
			sums[0].as_str(),
			sums[1].as_str(),
			sums[2].as_str(),
			sums[3].as_str(),
			i64::from(community),
		);
		Ok(())
	}

	async fn announce(
		&mut self,
		tx: &mut Tx,
		place: u32,
		community: u32,
		kind: AnnouncementKind,
		effective: u32,
		content: String,
	) -> Result<()> {
		run!(
			tx,
			"INSERT INTO announcements (community, block, event, time, kind, effective, state, \
			 content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			i64::from(community),
			self.block,
			i64::from(place),
			self.time,
			kind.name(),
			i64::from(effective),
			AnnouncementState::Waiting.name(),
			content,
		);
		Ok(())
	}

	/// Ends what waits of this kind.
	async fn close(
		&mut self,
		tx: &mut Tx,
		community: u32,
		kind: AnnouncementKind,
		state: AnnouncementState,
	) -> Result<()> {
		run!(
			tx,
			"UPDATE announcements SET state = $1, closed_block = $2 \
			 WHERE community = $3 AND kind = $4 AND state = $5",
			state.name(),
			self.block,
			i64::from(community),
			kind.name(),
			AnnouncementState::Waiting.name(),
		);
		Ok(())
	}

	/// A swap: one row of the activity, and one of each market that it went through.
	async fn swapped(
		&mut self,
		tx: &mut Tx,
		place: u32,
		account: Option<String>,
		path: &[(String, u128)],
	) -> Result<()> {
		let (Some(first), Some(last)) = (path.first(), path.last()) else {
			return Ok(());
		};
		let mut a = self.activity(place, Kind::Swapped);
		a.account = account.clone();
		a.asset = Some(first.0.clone());
		a.amount = Some(first.1.into());
		a.received_asset = Some(last.0.clone());
		a.received = Some(last.1.into());
		self.write(tx, &a).await?;
		for (hop, pair) in path.windows(2).enumerate() {
			let [(asset_in, amount_in), (asset_out, amount_out)] = pair else {
				continue;
			};
			let row = row!(
				tx,
				"SELECT id FROM markets WHERE (asset_a = $1 AND asset_b = $2) \
				 OR (asset_a = $2 AND asset_b = $1)",
				asset_in.as_str(),
				asset_out.as_str(),
			);
			let Some(row) = row else { continue };
			let market: i64 = row.try_get(0)?;
			self.markets.insert(uint(market)?);
			let view = json(&model::Swap {
				block: self.number,
				event: place,
				time: self.fetched.time,
				account: account.clone(),
				asset_in: asset_in.clone(),
				amount_in: (*amount_in).into(),
				asset_out: asset_out.clone(),
				amount_out: (*amount_out).into(),
			})?;
			run!(
				tx,
				"INSERT INTO swaps (market, block, event, hop, view) VALUES ($1, $2, $3, $4, $5)",
				market,
				self.block,
				i64::from(place),
				int(hop)?,
				view.as_str(),
			);
			run!(
				tx,
				"UPDATE markets SET last_swap = $1 WHERE id = $2",
				view.as_str(),
				market,
			);
		}
		Ok(())
	}

	/// The reserves of the markets that the block touched: the balances of their accounts.
	async fn reserves(&mut self, tx: &mut Tx) -> Result<()> {
		for market in &self.markets {
			let row = row!(
				tx,
				"SELECT asset_a, asset_b, account FROM markets WHERE id = $1",
				i64::from(*market)
			);
			let row = row.context("a market is not known")?;
			let account = from_address(row.try_get(2)?)?;
			let mut reserves = Vec::new();
			for place in [0, 1] {
				let asset: String = row.try_get(place)?;
				reserves.push(self.balance(&asset, account).await?.stored());
			}
			run!(
				tx,
				"UPDATE markets SET reserve_a = $1, reserve_b = $2, at_block = $3 WHERE id = $4",
				reserves[0].as_str(),
				reserves[1].as_str(),
				self.block,
				i64::from(*market),
			);
			run!(
				tx,
				"INSERT INTO market_points (market, block, time, reserve_a, reserve_b) \
				 VALUES ($1, $2, $3, $4, $5)",
				i64::from(*market),
				self.block,
				self.time,
				reserves[0].as_str(),
				reserves[1].as_str(),
			);
		}
		Ok(())
	}

	async fn balance(&self, asset: &str, account: AccountId32) -> Result<Amount> {
		let reader = &self.fetched.reader;
		if asset == NATIVE {
			let address = nutbox::storage().system().account();
			let found = reader.storage(address, (account,)).await?;
			return Ok(Amount(found.map_or(0, |found| found.data.free)));
		}
		let id = asset
			.strip_prefix("local:")
			.context("an asset of a market")?;
		let address = nutbox::storage().assets().account();
		let found = reader
			.storage(address, (id.parse::<u32>()?, account))
			.await?;
		Ok(Amount(found.map_or(0, |found| found.balance)))
	}

	/// The era whose flows are counted, which the first flow of a block reads.
	async fn present_era(&mut self, tx: &mut Tx) -> Result<model::Era> {
		if let Some(era) = self.era.take() {
			return Ok(era);
		}
		let row = row!(
			tx,
			"SELECT view FROM eras WHERE era = $1",
			i64::from(self.era_id)
		);
		let row = row.context("the present era is missing")?;
		parsed(row.try_get(0)?)
	}

	async fn save_era(&mut self, tx: &mut Tx, era: model::Era) -> Result<()> {
		run!(
			tx,
			"INSERT INTO eras (era, view) VALUES ($1, $2) \
			 ON CONFLICT (era) DO UPDATE SET view = excluded.view",
			i64::from(era.era),
			json(&era)?,
		);
		self.era = Some(era);
		Ok(())
	}

	async fn flow(
		&mut self,
		tx: &mut Tx,
		field: impl Fn(&mut model::Era) -> &mut Amount,
		amount: u128,
	) -> Result<()> {
		let mut era = self.present_era(tx).await?;
		let sum = field(&mut era).plus(amount)?;
		*field(&mut era) = sum;
		self.save_era(tx, era).await
	}

	/// Ends the present era and begins `id`.
	async fn new_era(&mut self, tx: &mut Tx, id: u32) -> Result<()> {
		if self.number > 0 && id == self.era_id {
			// The first era began with the chain, before its work did.
			return Ok(());
		}
		let mut ledger = None;
		if self.number > 0 {
			let mut before = self.present_era(tx).await?;
			before.end_block = Some(self.number);
			before.end_time = Some(self.fetched.time);
			ledger = Some([
				before.yield_released_total,
				before.rate_ppb,
				before.supply,
				before.bonded,
				before.insurance,
			]);
			self.save_era(tx, before).await?;
			self.era = None;
		}
		let [released, rate, supply, bonded, insurance] = ledger.unwrap_or_default();
		let nothing = Amount(0);
		self.era_id = id;
		self.save_era(
			tx,
			model::Era {
				era: id,
				start_block: self.number,
				start_time: self.fetched.time,
				end_block: None,
				end_time: None,
				minted: nothing,
				redemptions_requested: nothing,
				redemptions_cancelled: nothing,
				redemptions_settled: nothing,
				redemptions_paid: nothing,
				redeemed_instantly: nothing,
				instant_fees: nothing,
				yield_collected: nothing,
				yield_refill: nothing,
				yield_insurance: nothing,
				yield_fee: nothing,
				yield_stream: nothing,
				yield_forgone: nothing,
				yield_released_total: released,
				rate_ppb: rate,
				supply,
				bonded,
				insurance,
			},
		)
		.await
	}

	/// The ledger, and the redemptions that are settled by it.
	async fn ledger(&mut self, tx: &mut Tx) -> Result<()> {
		if let Some((validators, reserve)) = &self.fetched.views.validators {
			run!(
				tx,
				"INSERT INTO liquid_staking (id, view, validators, reserve) \
				 VALUES (0, 'null', $1, $2) ON CONFLICT (id) DO UPDATE SET \
				 validators = excluded.validators, reserve = excluded.reserve",
				json(&self.addresses.all(validators))?,
				json(&self.addresses.all(reserve))?,
			);
		}
		let Some(info) = &self.fetched.views.ledger else {
			return Ok(());
		};
		let view = convert::ledger(info, self.number, self.fetched.time);
		run!(tx, "UPDATE liquid_staking SET view = $1", json(&view)?);

		let mut era = self.present_era(tx).await?;
		era.yield_released_total = view.yields.released;
		era.rate_ppb = view.rate_ppb;
		era.supply = view.supply;
		era.bonded = view.bonded;
		era.insurance = view.insurance;
		self.save_era(tx, era).await?;

		let mut settled: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
		for row in rows!(
			tx,
			"SELECT account, id FROM redemptions WHERE state = $1 AND queue_end <= $2",
			RedemptionState::Queued.name(),
			Amount(info.queue.finalised).stored(),
		) {
			settled
				.entry(row.try_get(0)?)
				.or_default()
				.insert(row.try_get(1)?);
		}
		for (account, ids) in settled {
			let asked = nutbox::view_functions().liquid_staking();
			let open = asked.requests_of(from_address(&account)?);
			for request in self.fetched.reader.view(open).await? {
				let id = int(request.id)?;
				if !ids.contains(&id) {
					continue;
				}
				run!(
					tx,
					"UPDATE redemptions SET state = $1, claimable = $2, ready_block = $3, \
					 ready_time = $4 WHERE id = $5",
					RedemptionState::Ready.name(),
					request.claimable.map(|amount| Amount(amount).stored()),
					self.block,
					self.time,
					id,
				);
			}
		}
		Ok(())
	}

	/// A point of every community's chart, when the work of an era is done.
	async fn era_done(&mut self, tx: &mut Tx) -> Result<()> {
		let Some(era) = self.fetched.touched.era else {
			return Ok(());
		};
		for (id, view) in &self.fetched.views.communities {
			let row = row!(
				tx,
				"SELECT spent_token, spent_native, staked, members FROM communities WHERE id = $1",
				i64::from(*id)
			);
			let row = row.with_context(|| format!("community {id} is not known"))?;
			let point = model::FundEra {
				era,
				block: self.number,
				time: self.fetched.time,
				collected: convert::payout(&view.fund.collected),
				due: convert::payout(&view.fund.due),
				spent: model::Payout {
					token: Amount::from_stored(row.try_get(0)?)?,
					staking_yield: Amount::from_stored(row.try_get(1)?)?,
				},
				staked: Amount::from_stored(row.try_get(2)?)?,
				members: uint(row.try_get(3)?)?,
			};
			run!(
				tx,
				"INSERT INTO fund_eras (community, era, view) VALUES ($1, $2, $3) \
				 ON CONFLICT (community, era) DO UPDATE SET view = excluded.view",
				i64::from(*id),
				i64::from(era),
				json(&point)?,
			);
		}
		Ok(())
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
