//! Lists, in pages. A cursor is the key of a page's last row; so a page costs the same wherever it
//! is, and rows that come in between are neither shown twice nor left out.

use super::{
	answer::{ApiError, At, Params, Problem},
	App,
};
use crate::{
	model::{self, Amount, Kind, Page},
	store::{uint, Store},
};
use anyhow::Context;
use axum::{extract::State, Json};
use nutbox_chain_client::{from_address, to_address};
use serde::{de::DeserializeOwned, Deserialize};
use sqlx::{any::AnyRow, AssertSqlSafe, Row};
use utoipa::IntoParams;

/// The most items of a page.
const MOST: u32 = 200;
/// The items of a page, unless something else was asked for.
const USUAL: u32 = 50;

type Answer<T> = Result<Json<Page<T>>, ApiError>;

/// Which page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
	/// `next_cursor` of the page before; without it the first page.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

impl PageParams {
	/// The first `limit`.
	pub fn first(limit: u32) -> Self {
		Self {
			cursor: None,
			limit: Some(limit),
		}
	}

	fn limit(&self) -> Result<u32, ApiError> {
		match self.limit {
			None => Ok(USUAL),
			Some(limit) if (1..=MOST).contains(&limit) => Ok(limit),
			Some(_) => Err(Problem::BadRequest.says(format!("limit must be from 1 to {MOST}"))),
		}
	}
}

#[derive(Clone)]
enum Bind {
	Int(i64),
	Text(String),
}

/// A list to be read: statements written here, values bound.
struct List {
	select: &'static str,
	conditions: Vec<String>,
	binds: Vec<Bind>,
}

impl List {
	fn of(select: &'static str) -> Self {
		Self {
			select,
			conditions: Vec::new(),
			binds: Vec::new(),
		}
	}

	/// The place of a value in the statement.
	fn bind(&mut self, value: Bind) -> String {
		self.binds.push(value);
		format!("${}", self.binds.len())
	}

	/// `column = number`.
	fn with(mut self, column: &str, number: impl Into<i64>) -> Self {
		let place = self.bind(Bind::Int(number.into()));
		self.conditions.push(format!("{column} = {place}"));
		self
	}

	/// `column = text`.
	fn with_text(mut self, column: &str, text: impl Into<String>) -> Self {
		let place = self.bind(Bind::Text(text.into()));
		self.conditions.push(format!("{column} = {place}"));
		self
	}

	/// `column IN (texts)`.
	fn with_one_of(mut self, column: &str, texts: Vec<String>) -> Self {
		let places: Vec<_> = texts
			.into_iter()
			.map(|text| self.bind(Bind::Text(text)))
			.collect();
		self.conditions
			.push(format!("{column} IN ({})", places.join(", ")));
		self
	}

	/// The text occurs in the column, which is in lower case.
	fn contains(mut self, column: &str, text: &str) -> Self {
		let mut pattern = String::from("%");
		for c in text.to_lowercase().chars() {
			if matches!(c, '%' | '_' | '\\') {
				pattern.push('\\');
			}
			pattern.push(c);
		}
		pattern.push('%');
		let place = self.bind(Bind::Text(pattern));
		self.conditions
			.push(format!("{column} LIKE {place} ESCAPE '\\'"));
		self
	}

	/// A page of it in the order of `keys`, the first columns of the statement: numbers and texts.
	async fn page<T>(
		mut self,
		store: &Store,
		keys: &[Key],
		descending: bool,
		params: &PageParams,
		read: impl Fn(&AnyRow) -> anyhow::Result<T>,
	) -> Result<Page<T>, ApiError> {
		let limit = params.limit()?;
		let columns: Vec<_> = keys.iter().map(|key| key.column()).collect();
		if let Some(cursor) = &params.cursor {
			let wrong = || Problem::BadRequest.says("cursor must be the next_cursor of a page");
			let parts: Vec<_> = cursor.split('.').collect();
			if parts.len() != keys.len() {
				return Err(wrong());
			}
			let mut places = Vec::new();
			for (key, part) in keys.iter().zip(parts) {
				let value = key.value(part).ok_or_else(wrong)?;
				places.push(self.bind(value));
			}
			let sign = if descending { "<" } else { ">" };
			self.conditions.push(format!(
				"({}) {sign} ({})",
				columns.join(", "),
				places.join(", ")
			));
		}
		let direction = if descending { " DESC" } else { "" };
		let order: Vec<_> = columns
			.iter()
			.map(|column| format!("{column}{direction}"))
			.collect();
		let mut sql = self.select.to_string();
		if !self.conditions.is_empty() {
			sql = format!("{sql} WHERE {}", self.conditions.join(" AND "));
		}
		// One more than the page tells whether there is another.
		sql = format!("{sql} ORDER BY {} LIMIT {}", order.join(", "), limit + 1);
		// Only constants of this program are in the text; what a client said is bound.
		let mut query = sqlx::query(AssertSqlSafe(sql));
		for bind in self.binds {
			query = match bind {
				Bind::Int(number) => query.bind(number),
				Bind::Text(text) => query.bind(text),
			};
		}
		let rows = query.fetch_all(store.pool()).await?;
		let shown = rows.len().min(limit as usize);
		let mut next_cursor = None;
		if rows.len() > shown {
			if let Some(last) = rows.get(shown - 1) {
				let mut parts = Vec::new();
				for (place, key) in keys.iter().enumerate() {
					parts.push(key.part(last, place)?);
				}
				next_cursor = Some(parts.join("."));
			}
		}
		let items = rows[..shown].iter().map(read).collect::<Result<_, _>>()?;
		Ok(Page { items, next_cursor })
	}
}

/// A column of a cursor.
enum Key {
	Int(&'static str),
	Text(&'static str),
}

impl Key {
	fn column(&self) -> &'static str {
		match self {
			Self::Int(column) | Self::Text(column) => column,
		}
	}

	fn value(&self, part: &str) -> Option<Bind> {
		match self {
			Self::Int(_) => part.parse().ok().map(Bind::Int),
			Self::Text(_) => {
				let bytes = crate::source::from_hex(part).ok()?;
				let text = String::from_utf8(bytes).ok()?;
				(!text.contains('\0')).then_some(Bind::Text(text))
			}
		}
	}

	fn part(&self, row: &AnyRow, place: usize) -> anyhow::Result<String> {
		Ok(match self {
			Self::Int(_) => row.try_get::<i64, _>(place)?.to_string(),
			Self::Text(_) => {
				let text: String = row.try_get(place)?;
				crate::source::to_hex(text.as_bytes()).replacen("0x", "", 1)
			}
		})
	}
}

/// The order of events.
const EVENTS: &[Key] = &[Key::Int("block"), Key::Int("event")];

/// A value that is stored as the API shows it.
pub fn view<T: DeserializeOwned>(row: &AnyRow, place: usize) -> anyhow::Result<T> {
	let text: String = row.try_get(place)?;
	serde_json::from_str(&text).context("the database holds a row of another version")
}

/// The amount in a column.
pub fn amount(row: &AnyRow, place: usize) -> anyhow::Result<Amount> {
	Amount::from_stored(row.try_get(place)?)
}

/// A number that may be missing.
fn maybe<T: TryFrom<i64>>(row: &AnyRow, place: usize) -> anyhow::Result<Option<T>> {
	row.try_get::<Option<i64>, _>(place)?.map(uint).transpose()
}

/// The text of a search: bounded, and without what PostgreSQL can't store.
pub fn searched(text: &str) -> Result<&str, ApiError> {
	let text = text.trim();
	match text.chars().count() <= 100 && !text.contains('\0') {
		true => Ok(text),
		false => Err(Problem::BadRequest.says("a search has at most 100 characters")),
	}
}

/// The address as the chain writes it, of any address of the account.
pub fn address(shared: &super::Shared, text: &str) -> Result<String, ApiError> {
	let account = from_address(text)
		.map_err(|error| Problem::BadRequest.says(format!("\"{text}\" is no address: {error}")))?;
	let prefix = shared.live.ss58_prefix().ok_or_else(not_ready)?;
	Ok(to_address(&account, prefix))
}

/// Nothing is indexed yet.
pub fn not_ready() -> ApiError {
	Problem::NotReady.says("nothing is indexed yet; ask again in a few seconds")
}

/// Refuses the id of a community that does not exist.
async fn check_community(store: &Store, id: u32) -> Result<(), ApiError> {
	let row = sqlx::query("SELECT id FROM communities WHERE id = $1")
		.bind(i64::from(id))
		.fetch_optional(store.pool())
		.await?;
	match row {
		Some(_) => Ok(()),
		None => Err(Problem::NotFound.says(format!("there is no community {id}"))),
	}
}

/// Every known asset
///
/// Native, liquid staking token, community tokens, tokens of liquidity pools.
#[utoipa::path(get, path = "/api/v1/assets", params(PageParams), responses(
	(status = 200, body = Page<model::Asset>), (status = "default", body = model::ErrorBody)
))]
pub async fn assets(State(app): App, Params(page): Params<PageParams>) -> Answer<model::Asset> {
	let list = List::of("SELECT asset, name, symbol, decimals, community FROM assets");
	let read = |row: &AnyRow| {
		Ok(model::Asset {
			asset: row.try_get(0)?,
			name: row.try_get(1)?,
			symbol: row.try_get(2)?,
			decimals: uint(row.try_get(3)?)?,
			community: maybe(row, 4)?,
		})
	};
	let keys = [Key::Text("asset")];
	Ok(Json(
		list.page(&app.store, &keys, false, &page, read).await?,
	))
}

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

/// A pool out of `view, members, created_block, created_time, closed_block`, which begin at `from`.
pub fn pool_of(row: &AnyRow, from: usize) -> anyhow::Result<model::Pool> {
	let pool: model::Pool = view(row, from)?;
	Ok(model::Pool {
		members: uint(row.try_get(from + 1)?)?,
		created_block: uint(row.try_get(from + 2)?)?,
		created_time: uint(row.try_get(from + 3)?)?,
		closed_block: maybe(row, from + 4)?,
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
	let mut list =
		List::of("SELECT id, view, members, created_block, created_time, closed_block FROM pools")
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

/// Which activity.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ActivityParams {
	/// Only these kinds, separated by commas.
	kind: Option<String>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

fn kinds(params: &ActivityParams) -> Result<Option<Vec<String>>, ApiError> {
	let Some(names) = params.kind.as_deref().filter(|names| !names.is_empty()) else {
		return Ok(None);
	};
	let mut kinds = Vec::new();
	for name in names.split(',').take(Kind::ALL.len()) {
		let name = name.trim();
		let kind = Kind::of(name)
			.ok_or_else(|| Problem::BadRequest.says(format!("there is no kind \"{name}\"")))?;
		kinds.push(kind.name());
	}
	Ok(Some(kinds))
}

const ACTIVITY: &str = "SELECT block, event, view FROM activity";

async fn activity_of(
	store: &Store,
	mut list: List,
	params: ActivityParams,
) -> Answer<model::Activity> {
	if let Some(kinds) = kinds(&params)? {
		list = list.with_one_of("kind", kinds);
	}
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let read = |row: &AnyRow| view(row, 2);
	Ok(Json(list.page(store, EVENTS, true, &page, read).await?))
}

/// Activity
///
/// Of all communities, liquid staking and the exchange, the newest first.
#[utoipa::path(get, path = "/api/v1/activity", params(ActivityParams), responses(
	(status = 200, body = Page<model::Activity>), (status = "default", body = model::ErrorBody)
))]
pub async fn activity(
	State(app): App,
	Params(params): Params<ActivityParams>,
) -> Answer<model::Activity> {
	activity_of(&app.store, List::of(ACTIVITY), params).await
}

/// A community's activity
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/communities/{community}/activity",
	params(("community" = u32, Path), ActivityParams), responses(
	(status = 200, body = Page<model::Activity>), (status = "default", body = model::ErrorBody)
))]
pub async fn community_activity(
	State(app): App,
	At(community): At<u32>,
	Params(params): Params<ActivityParams>,
) -> Answer<model::Activity> {
	check_community(&app.store, community).await?;
	let list = List::of(ACTIVITY).with("community", community);
	activity_of(&app.store, list, params).await
}

/// An account's history
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/accounts/{address}/history",
	params(("address" = String, Path), ActivityParams), responses(
	(status = 200, body = Page<model::Activity>), (status = "default", body = model::ErrorBody)
))]
pub async fn history(
	State(app): App,
	At(text): At<String>,
	Params(params): Params<ActivityParams>,
) -> Answer<model::Activity> {
	let list = List::of(ACTIVITY).with_text("account", address(&app, &text)?);
	activity_of(&app.store, list, params).await
}

/// The oldest history of an account after `after`, the key of a row.
pub async fn history_from(
	store: &Store,
	account: &str,
	after: Option<String>,
) -> Result<Page<model::Activity>, ApiError> {
	let page = PageParams {
		cursor: after,
		limit: Some(MOST),
	};
	let read = |row: &AnyRow| view(row, 2);
	List::of(ACTIVITY)
		.with_text("account", account)
		.page(store, EVENTS, false, &page, read)
		.await
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
		let maybe_amount = |place| {
			row.try_get::<Option<String>, _>(place)?
				.map(|text| Amount::from_stored(&text))
				.transpose()
		};
		Ok(model::Redemption {
			id: uint(row.try_get(0)?)?,
			account: row.try_get(1)?,
			amount: amount(row, 2)?,
			state: model::RedemptionState::of(&state).context("a state")?,
			claimable: maybe_amount(4)?,
			received: maybe_amount(5)?,
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

/// The eras of liquid staking
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/liquid-staking/eras", params(PageParams), responses(
	(status = 200, body = Page<model::Era>), (status = "default", body = model::ErrorBody)
))]
pub async fn eras(State(app): App, Params(page): Params<PageParams>) -> Answer<model::Era> {
	let list = List::of("SELECT era, view FROM eras");
	let read = |row: &AnyRow| view(row, 1);
	let keys = [Key::Int("era")];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}

/// The slashes of the stashes of liquid staking
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/liquid-staking/slashes", params(PageParams), responses(
	(status = 200, body = Page<model::Slash>), (status = "default", body = model::ErrorBody)
))]
pub async fn slashes(State(app): App, Params(page): Params<PageParams>) -> Answer<model::Slash> {
	let list = List::of("SELECT block, event, view FROM slashes");
	let read = |row: &AnyRow| view(row, 2);
	Ok(Json(
		list.page(&app.store, EVENTS, true, &page, read).await?,
	))
}

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

/// Communities and assets whose texts contain `text`.
pub async fn hits(store: &Store, text: &str, limit: u32) -> Result<Vec<model::Hit>, ApiError> {
	let page = PageParams::first(limit);
	let read = |row: &AnyRow| {
		let id: i64 = row.try_get(0)?;
		Ok(model::Hit {
			kind: model::HitKind::Community,
			id: id.to_string(),
			title: row.try_get(1)?,
			community: Some(uint(id)?),
		})
	};
	let list = List::of("SELECT id, name FROM communities").contains("search", text);
	let mut hits = list
		.page(store, &[Key::Int("id")], false, &page, read)
		.await?
		.items;
	let read = |row: &AnyRow| {
		let (name, symbol): (String, String) = (row.try_get(1)?, row.try_get(2)?);
		Ok(model::Hit {
			kind: model::HitKind::Asset,
			id: row.try_get(0)?,
			title: format!("{name} ({symbol})"),
			community: maybe(row, 3)?,
		})
	};
	let list =
		List::of("SELECT asset, name, symbol, community FROM assets").contains("search", text);
	let assets = list
		.page(store, &[Key::Text("asset")], false, &page, read)
		.await?;
	hits.extend(assets.items);
	Ok(hits)
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
