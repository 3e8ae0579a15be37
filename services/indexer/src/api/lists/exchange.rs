//! The exchange.

use super::{amount, searched, view, Answer, Bind, Key, List, PageParams};
use crate::{
	api::{
		answer::{At, Params},
		App,
	},
	model::{self, Page},
	store::uint,
};
use axum::{extract::State, Json};
use serde::Deserialize;
use sqlx::{any::AnyRow, Row};
use utoipa::IntoParams;

/// Which markets.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MarketParams {
	/// Only those of this asset.
	asset: Option<String>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// The markets of the exchange
///
/// With their reserves, of which the price is the quotient, and the last exchange.
#[utoipa::path(get, path = "/api/v1/prices", params(MarketParams), responses(
	(status = 200, body = Page<model::Market>), (status = "default", body = model::ErrorBody)
))]
pub async fn markets(
	State(app): App,
	Params(params): Params<MarketParams>,
) -> Answer<model::Market> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of(
		"SELECT id, asset_a, asset_b, account, reserve_a, reserve_b, last_swap, created_block, \
		 at_block FROM markets",
	);
	if let Some(asset) = params.asset {
		let place = list.bind(Bind::Text(searched(&asset)?.into()));
		list.conditions
			.push(format!("(asset_a = {place} OR asset_b = {place})"));
	}
	let read = |row: &AnyRow| {
		Ok(model::Market {
			id: uint(row.try_get(0)?)?,
			asset_a: row.try_get(1)?,
			asset_b: row.try_get(2)?,
			account: row.try_get(3)?,
			reserve_a: amount(row, 4)?,
			reserve_b: amount(row, 5)?,
			last_swap: match row.try_get::<Option<String>, _>(6)? {
				Some(text) => Some(serde_json::from_str(&text)?),
				None => None,
			},
			created_block: uint(row.try_get(7)?)?,
			at_block: uint(row.try_get(8)?)?,
		})
	};
	let keys = [Key::Int("id")];
	Ok(Json(
		list.page(&app.store, &keys, false, &page, read).await?,
	))
}

/// A market's reserves over time
///
/// A row for each block that changed them, the newest first.
#[utoipa::path(get, path = "/api/v1/prices/{market}/history",
	params(("market" = u32, Path), PageParams), responses(
	(status = 200, body = Page<model::MarketPoint>), (status = "default", body = model::ErrorBody)
))]
pub async fn market_history(
	State(app): App,
	At(market): At<u32>,
	Params(page): Params<PageParams>,
) -> Answer<model::MarketPoint> {
	let list = List::of("SELECT block, time, reserve_a, reserve_b FROM market_points")
		.with("market", market);
	let read = |row: &AnyRow| {
		Ok(model::MarketPoint {
			block: uint(row.try_get(0)?)?,
			time: uint(row.try_get(1)?)?,
			reserve_a: amount(row, 2)?,
			reserve_b: amount(row, 3)?,
		})
	};
	let keys = [Key::Int("block")];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}

/// A market's exchanges
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/prices/{market}/swaps",
	params(("market" = u32, Path), PageParams), responses(
	(status = 200, body = Page<model::Swap>), (status = "default", body = model::ErrorBody)
))]
pub async fn swaps(
	State(app): App,
	At(market): At<u32>,
	Params(page): Params<PageParams>,
) -> Answer<model::Swap> {
	let list = List::of("SELECT block, event, hop, view FROM swaps").with("market", market);
	let read = |row: &AnyRow| view(row, 3);
	let keys = [Key::Int("block"), Key::Int("event"), Key::Int("hop")];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}
