//! Communities, their pools, members and funds, and what they have announced.

use super::{
	activity::ACTIVITY, address, amount, check_community, maybe, not_ready, searched, view, Answer,
	Key, List, PageParams, EVENTS, MOST,
};
use crate::{
	api::{
		answer::{ApiError, At, Params},
		App,
	},
	model::{self, Amount, Kind, Page},
	store::{uint, Store},
};
use anyhow::Context;
use axum::{extract::State, Json};
use serde::Deserialize;
use sqlx::{any::AnyRow, Row};
use utoipa::IntoParams;

/// The order of communities.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommunitySort {
	/// The newest first.
	#[default]
	Newest,
	/// The oldest first.
	Oldest,
	/// By name.
	Name,
	/// The one with the most members first.
	Members,
	/// The one with the most of the liquid staking token staked first.
	Staked,
}

/// Which communities.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CommunityParams {
	/// A part of the name or of the token's symbol, or `#` and the id.
	search: Option<String>,
	/// The order; the newest first if not said.
	#[param(inline)]
	sort: Option<CommunitySort>,
	/// Only those of this owner.
	owner: Option<String>,
	/// `next_cursor` of the page before, with the same parameters.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

fn summary(row: &AnyRow, from: usize) -> anyhow::Result<model::CommunitySummary> {
	let community: model::Community = view(row, from)?;
	Ok(model::CommunitySummary {
		id: community.id,
		name: community.name,
		description: community.description,
		website: community.website,
		logo: community.logo,
		owner: community.owner,
		token: community.token,
		fund_share: community.fund_share,
		open_pools: u32::try_from(community.open_pools.len())?,
		members: uint(row.try_get(from + 1)?)?,
		staked: amount(row, from + 2)?,
		created_block: uint(row.try_get(from + 3)?)?,
		created_time: uint(row.try_get(from + 4)?)?,
	})
}

/// Communities
///
/// All of them, or those that match.
#[utoipa::path(get, path = "/api/v1/communities", params(CommunityParams), responses(
	(status = 200, body = Page<model::CommunitySummary>),
	(status = "default", body = model::ErrorBody)
))]
pub async fn communities(
	State(app): App,
	Params(params): Params<CommunityParams>,
) -> Answer<model::CommunitySummary> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let (select, keys, descending): (_, &[Key], _) = match params.sort.unwrap_or_default() {
		CommunitySort::Newest => (
			"SELECT id, id, view, members, staked, created_block, created_time FROM communities",
			&[Key::Int("id")],
			true,
		),
		CommunitySort::Oldest => (
			"SELECT id, id, view, members, staked, created_block, created_time FROM communities",
			&[Key::Int("id")],
			false,
		),
		CommunitySort::Name => (
			"SELECT search, id, view, members, staked, created_block, created_time \
			 FROM communities",
			&[Key::Text("search"), Key::Int("id")],
			false,
		),
		CommunitySort::Members => (
			"SELECT members, id, view, members, staked, created_block, created_time \
			 FROM communities",
			&[Key::Int("members"), Key::Int("id")],
			true,
		),
		CommunitySort::Staked => (
			"SELECT staked, id, view, members, staked, created_block, created_time \
			 FROM communities",
			&[Key::Text("staked"), Key::Int("id")],
			true,
		),
	};
	let mut list = List::of(select);
	if let Some(search) = &params.search {
		let search = searched(search)?;
		if !search.is_empty() {
			list = list.contains("search", search);
		}
	}
	if let Some(owner) = &params.owner {
		list = list.with_text("owner", address(&app, owner)?);
	}
	let read = |row: &AnyRow| summary(row, 2);
	Ok(Json(
		list.page(&app.store, keys, descending, &page, read).await?,
	))
}

/// Which pools.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PoolParams {
	/// Only those that are open, or closed.
	#[param(inline)]
	status: Option<model::PoolState>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// The columns of [`pool_of`].
macro_rules! pool_columns {
	() => {
		"view, members, created_block, created_time, closed_block, \
		 (SELECT steem_account FROM steem_ties WHERE steem_ties.pool = pools.id), \
		 (SELECT since FROM steem_ties WHERE steem_ties.pool = pools.id)"
	};
}
pub(in crate::api) use pool_columns;

/// A pool out of its columns, which begin at `from`.
pub fn pool_of(row: &AnyRow, from: usize) -> anyhow::Result<model::Pool> {
	let pool: model::Pool = view(row, from)?;
	Ok(model::Pool {
		members: uint(row.try_get(from + 1)?)?,
		created_block: uint(row.try_get(from + 2)?)?,
		created_time: uint(row.try_get(from + 3)?)?,
		closed_block: maybe(row, from + 4)?,
		delegatee: row.try_get(from + 5)?,
		delegatee_since: maybe(row, from + 6)?,
		..pool
	})
}

/// A community's pools
///
/// The oldest first, open and closed.
#[utoipa::path(get, path = "/api/v1/communities/{community}/pools",
	params(("community" = u32, Path), PoolParams), responses(
	(status = 200, body = Page<model::Pool>), (status = "default", body = model::ErrorBody)
))]
pub async fn pools(
	State(app): App,
	At(community): At<u32>,
	Params(params): Params<PoolParams>,
) -> Answer<model::Pool> {
	check_community(&app.store, community).await?;
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of(concat!("SELECT id, ", pool_columns!(), " FROM pools"))
		.with("community", community);
	if let Some(status) = params.status {
		list = list.with_text("status", status.name());
	}
	let read = |row: &AnyRow| pool_of(row, 1);
	let keys = [Key::Int("id")];
	Ok(Json(
		list.page(&app.store, &keys, false, &page, read).await?,
	))
}

/// Which members.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MemberParams {
	/// Only those of this pool.
	pool: Option<u32>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// A community's members
///
/// The accounts that have a stake now, the newest first.
#[utoipa::path(get, path = "/api/v1/communities/{community}/members",
	params(("community" = u32, Path), MemberParams), responses(
	(status = 200, body = Page<model::Member>), (status = "default", body = model::ErrorBody)
))]
pub async fn members(
	State(app): App,
	At(community): At<u32>,
	Params(params): Params<MemberParams>,
) -> Answer<model::Member> {
	check_community(&app.store, community).await?;
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let keys = [Key::Int("since_block"), Key::Text("account")];
	let read = |row: &AnyRow| {
		Ok(model::Member {
			account: row.try_get(1)?,
			pools: Vec::new(),
			since_block: uint(row.try_get(0)?)?,
			since_time: uint(row.try_get(2)?)?,
			last_block: uint(row.try_get(3)?)?,
		})
	};
	let list = match params.pool {
		Some(pool) => List::of("SELECT since_block, account, since_time, at_block FROM positions")
			.with("pool", pool)
			.with("active", 1)
			.with("community", community),
		None => {
			let mut list =
				List::of("SELECT since_block, account, since_time, last_block FROM members")
					.with("community", community);
			list.conditions.push("active > 0".into());
			list
		}
	};
	let mut found = list.page(&app.store, &keys, true, &page, read).await?;
	let accounts: Vec<_> = found
		.items
		.iter()
		.map(|item| item.account.clone())
		.collect();
	if !accounts.is_empty() {
		let mut stakes = List::of("SELECT account, pool, stake FROM positions")
			.with("community", community)
			.with("active", 1)
			.with_one_of("account", accounts);
		if let Some(pool) = params.pool {
			stakes = stakes.with("pool", pool);
		}
		let mut of: std::collections::HashMap<String, Vec<model::PoolStake>> = Default::default();
		// A member has at most as many stakes as the community has pools, closed ones included.
		let mut params = PageParams::first(MOST);
		loop {
			let keys = [Key::Text("account"), Key::Int("pool")];
			let read = |row: &AnyRow| {
				let stake = model::PoolStake {
					pool: uint(row.try_get(1)?)?,
					stake: amount(row, 2)?,
				};
				Ok((row.try_get::<String, _>(0)?, stake))
			};
			let list = List {
				select: stakes.select,
				conditions: stakes.conditions.clone(),
				binds: stakes.binds.clone(),
			};
			let page = list.page(&app.store, &keys, false, &params, read).await?;
			for (account, stake) in page.items {
				of.entry(account).or_default().push(stake);
			}
			params.cursor = page.next_cursor;
			if params.cursor.is_none() {
				break;
			}
		}
		for member in &mut found.items {
			member.pools = of.remove(&member.account).unwrap_or_default();
		}
	}
	Ok(Json(found))
}

/// A fund's income and spending
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/communities/{community}/fund/movements",
	params(("community" = u32, Path), PageParams), responses(
	(status = 200, body = Page<model::FundMovement>), (status = "default", body = model::ErrorBody)
))]
pub async fn fund_movements(
	State(app): App,
	At(community): At<u32>,
	Params(page): Params<PageParams>,
) -> Answer<model::FundMovement> {
	check_community(&app.store, community).await?;
	let kinds = [Kind::FundCollected, Kind::FundSpent, Kind::BoughtBack];
	let list = List::of(ACTIVITY)
		.with("community", community)
		.with_one_of("kind", kinds.iter().map(|kind| kind.name()).collect());
	let read = |row: &AnyRow| {
		let activity: model::Activity = view(row, 2)?;
		let amount = activity.amount.unwrap_or_default();
		let native = activity.asset.as_deref() == Some("native");
		let (token, native) = match activity.kind {
			Kind::FundSpent if native => (Amount(0), amount),
			Kind::FundSpent => (amount, Amount(0)),
			Kind::BoughtBack => (activity.received.unwrap_or_default(), amount),
			_ => (
				activity.token.unwrap_or_default(),
				activity.staking_yield.unwrap_or_default(),
			),
		};
		Ok(model::FundMovement {
			block: activity.block,
			event: activity.event,
			time: activity.time,
			kind: activity.kind,
			token,
			native,
			beneficiary: activity.account,
			burned: activity.burned,
		})
	};
	Ok(Json(
		list.page(&app.store, EVENTS, true, &page, read).await?,
	))
}

/// A fund over time
///
/// A row for each era, the newest first.
#[utoipa::path(get, path = "/api/v1/communities/{community}/fund/eras",
	params(("community" = u32, Path), PageParams), responses(
	(status = 200, body = Page<model::FundEra>), (status = "default", body = model::ErrorBody)
))]
pub async fn fund_eras(
	State(app): App,
	At(community): At<u32>,
	Params(page): Params<PageParams>,
) -> Answer<model::FundEra> {
	check_community(&app.store, community).await?;
	let list = List::of("SELECT era, view FROM fund_eras").with("community", community);
	let read = |row: &AnyRow| view(row, 1);
	let keys = [Key::Int("era")];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}

/// Announced changes of a community's rules
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/communities/{community}/announcements",
	params(("community" = u32, Path), PageParams), responses(
	(status = 200, body = Page<model::Announcement>), (status = "default", body = model::ErrorBody)
))]
pub async fn announcements(
	State(app): App,
	At(community): At<u32>,
	Params(page): Params<PageParams>,
) -> Answer<model::Announcement> {
	check_community(&app.store, community).await?;
	let now = app.live.block().ok_or_else(not_ready)?.block;
	let list = List::of(
		"SELECT block, event, time, kind, effective, state, content, closed_block \
		 FROM announcements",
	)
	.with("community", community);
	let read = |row: &AnyRow| {
		let kind: String = row.try_get(3)?;
		let kind = model::AnnouncementKind::of(&kind).context("a kind of announcement")?;
		let state: String = row.try_get(5)?;
		let mut state = model::AnnouncementState::of(&state).context("a state")?;
		let effective: u32 = uint(row.try_get(4)?)?;
		if state == model::AnnouncementState::Waiting && u64::from(effective) <= now {
			state = model::AnnouncementState::Ready;
		}
		let (budget, schedule) = match kind {
			model::AnnouncementKind::Weights => (Some(view(row, 6)?), None),
			model::AnnouncementKind::Schedule => (None, Some(view(row, 6)?)),
		};
		Ok(model::Announcement {
			block: uint(row.try_get(0)?)?,
			event: uint(row.try_get(1)?)?,
			time: uint(row.try_get(2)?)?,
			kind,
			effective,
			state,
			budget,
			schedule,
			closed_block: maybe(row, 7)?,
		})
	};
	Ok(Json(
		list.page(&app.store, EVENTS, true, &page, read).await?,
	))
}

/// The ids of the communities that an account owns; the first 100.
pub async fn owned(store: &Store, account: &str) -> Result<Vec<u32>, ApiError> {
	let list = List::of("SELECT id FROM communities").with_text("owner", account);
	let read = |row: &AnyRow| uint(row.try_get(0)?);
	let page = PageParams::first(100);
	Ok(list
		.page(store, &[Key::Int("id")], false, &page, read)
		.await?
		.items)
}
