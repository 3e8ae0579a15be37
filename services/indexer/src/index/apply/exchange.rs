//! The exchange: its markets, their reserves and what was swapped.

use super::{json, Block, Tx};
use crate::{
	index::{
		convert::{traded, NATIVE},
		events::ExchangeEvent,
	},
	model::{self, Amount, Kind},
	store::{int, uint},
};
use anyhow::{Context, Result};
use nutbox_chain_client::{from_address, nutbox, AccountId32};
use sqlx::Row;

impl Block<'_> {
	pub(super) async fn exchange_event(
		&mut self,
		tx: &mut Tx,
		place: u32,
		event: &ExchangeEvent,
	) -> Result<()> {
		use ExchangeEvent as E;
		match event {
			E::PoolCreated(e) => {
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
			E::SwapExecuted(e) => {
				let who = self.account(tx, &e.who).await?;
				let path: Vec<_> = e.path.iter().map(|(a, n)| (traded(a), *n)).collect();
				self.swapped(tx, place, Some(who), &path).await
			}
			E::SwapCreditExecuted(e) => {
				let path: Vec<_> = e.path.iter().map(|(a, n)| (traded(a), *n)).collect();
				self.swapped(tx, place, None, &path).await
			}
		}
	}

	async fn symbol(&self, tx: &mut Tx, asset: &str) -> Result<String> {
		match row!(tx, "SELECT symbol FROM assets WHERE asset = $1", asset) {
			Some(row) => Ok(row.try_get(0)?),
			None => Ok(asset.into()),
		}
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
	pub(super) async fn reserves(&mut self, tx: &mut Tx) -> Result<()> {
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
}
