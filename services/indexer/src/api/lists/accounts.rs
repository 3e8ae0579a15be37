//! What an account has.

use super::{address, amount, maybe, maybe_amount, view, Answer, Key, List, PageParams, EVENTS};
use crate::{
	api::{
		answer::{ApiError, At, Params},
		App,
	},
	model::{self, Page},
	store::{uint, Store},
};
use anyhow::Context;
use axum::{extract::State, Json};
use sqlx::{any::AnyRow, Row};

/// The positions of an account, which is written as the chain does.
pub async fn positions_of(
	store: &Store,
	account: &str,
	page: &PageParams,
) -> Result<Page<model::Position>, ApiError> {
	let list = List::of(
		"SELECT since_block, pool, positions.community, communities.name, pools.kind, pools.asset, \
		 stake, terms, claimed_token, claimed_yield, at_block FROM positions \
		 JOIN pools ON pools.id = positions.pool \
		 JOIN communities ON communities.id = positions.community",
	)
	.with_text("account", account);
	let keys = [Key::Int("since_block"), Key::Int("pool")];
	let read = |row: &AnyRow| {
		let kind: String = row.try_get(4)?;
		Ok(model::Position {
			community: uint(row.try_get(2)?)?,
			community_name: row.try_get(3)?,
			pool: uint(row.try_get(1)?)?,
			kind: model::PoolKindName::of(&kind).context("a kind of pool")?,
			asset: row.try_get(5)?,
			stake: amount(row, 6)?,
			terms: view(row, 7)?,
			claimed: model::Payout {
				token: amount(row, 8)?,
				staking_yield: amount(row, 9)?,
			},
			since_block: uint(row.try_get(0)?)?,
			at_block: uint(row.try_get(10)?)?,
		})
	};
	list.page(store, &keys, true, page, read).await
}

/// An account's positions
///
/// The newest first; also those without a stake, which may have rewards pending.
#[utoipa::path(get, path = "/api/v1/accounts/{address}/positions",
	params(("address" = String, Path), PageParams), responses(
	(status = 200, body = Page<model::Position>), (status = "default", body = model::ErrorBody)
))]
pub async fn positions(
	State(app): App,
	At(text): At<String>,
	Params(page): Params<PageParams>,
) -> Answer<model::Position> {
	let account = address(&app, &text)?;
	Ok(Json(positions_of(&app.store, &account, &page).await?))
}

/// The redemptions of an account, which is written as the chain does.
pub async fn redemptions_of(
	store: &Store,
	account: &str,
	page: &PageParams,
) -> Result<Page<model::Redemption>, ApiError> {
	let list = List::of(
		"SELECT id, account, amount, state, claimable, received, requested_block, requested_time, \
		 ready_block, ready_time, closed_block, closed_time FROM redemptions",
	)
	.with_text("account", account);
	let read = |row: &AnyRow| {
		let state: String = row.try_get(3)?;
		Ok(model::Redemption {
			id: uint(row.try_get(0)?)?,
			account: row.try_get(1)?,
			amount: amount(row, 2)?,
			state: model::RedemptionState::of(&state).context("a state")?,
			claimable: maybe_amount(row, 4)?,
			received: maybe_amount(row, 5)?,
			requested_block: uint(row.try_get(6)?)?,
			requested_time: uint(row.try_get(7)?)?,
			ready_block: maybe(row, 8)?,
			ready_time: maybe(row, 9)?,
			closed_block: maybe(row, 10)?,
			closed_time: maybe(row, 11)?,
		})
	};
	list.page(store, &[Key::Int("id")], true, page, read).await
}

/// An account's redemptions
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/accounts/{address}/redemptions",
	params(("address" = String, Path), PageParams), responses(
	(status = 200, body = Page<model::Redemption>), (status = "default", body = model::ErrorBody)
))]
pub async fn redemptions(
	State(app): App,
	At(text): At<String>,
	Params(page): Params<PageParams>,
) -> Answer<model::Redemption> {
	let account = address(&app, &text)?;
	Ok(Json(redemptions_of(&app.store, &account, &page).await?))
}

/// The vouchers of an account, which is written as the chain does.
pub async fn vouchers_of(
	store: &Store,
	account: &str,
	page: &PageParams,
) -> Result<Page<model::VoucherClaim>, ApiError> {
	let list = List::of("SELECT block, event, view FROM vouchers").with_text("account", account);
	let read = |row: &AnyRow| view(row, 2);
	list.page(store, EVENTS, true, page, read).await
}

/// The vouchers that an account claimed
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/accounts/{address}/vouchers",
	params(("address" = String, Path), PageParams), responses(
	(status = 200, body = Page<model::VoucherClaim>), (status = "default", body = model::ErrorBody)
))]
pub async fn vouchers(
	State(app): App,
	At(text): At<String>,
	Params(page): Params<PageParams>,
) -> Answer<model::VoucherClaim> {
	let account = address(&app, &text)?;
	Ok(Json(vouchers_of(&app.store, &account, &page).await?))
}
