//! Communities, their pools, positions and members.

use super::{json, Block, Tx};
use crate::{
	index::{
		convert::{self, local},
		LIQUID_STAKING_ASSET,
	},
	model::{self, Amount},
	store::{int, uint},
};
use anyhow::{Context, Result};
use nutbox_chain_client::nutbox::runtime_types::pallet_communities::types::Token;
use sqlx::Row;

impl Block<'_> {
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
	pub(super) async fn communities(&mut self, tx: &mut Tx) -> Result<()> {
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
	pub(super) async fn positions(&mut self, tx: &mut Tx) -> Result<()> {
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

	pub(super) async fn set_position(
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
	pub(super) async fn staked(&mut self, tx: &mut Tx) -> Result<()> {
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

	/// The asset that a pool takes.
	pub(super) fn pool_asset(&self, pool: u32) -> Option<String> {
		let view = self.fetched.views.pools.get(&pool)?;
		let pool = convert::pool(pool, view, self.addresses, self.number);
		pool.kind.asset().map(str::to_string)
	}

	/// The token that a community distributes.
	pub(super) fn community_token(&self, community: u32) -> Option<String> {
		let view = self.fetched.views.communities.get(&community)?;
		match view.token.as_ref()? {
			Token::New { asset, .. } | Token::Existing { asset } => Some(local(*asset)),
		}
	}

	/// Adds to what an account has claimed in a pool.
	pub(super) async fn claimed(
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

	/// A point of every community's chart, when the work of an era is done.
	pub(super) async fn era_done(&mut self, tx: &mut Tx) -> Result<()> {
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
