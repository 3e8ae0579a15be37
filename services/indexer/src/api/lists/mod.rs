//! Lists, in pages. A cursor is the key of a page's last row; so a page costs the same wherever it
//! is, and rows that come in between are neither shown twice nor left out.

use super::{
	answer::{ApiError, Params, Problem},
	App,
};
use crate::{
	model::{self, Amount, Page},
	store::{uint, Store},
};
use anyhow::Context;
use axum::{extract::State, Json};
use nutbox_chain_client::{from_address, to_address};
use serde::{de::DeserializeOwned, Deserialize};
use sqlx::{any::AnyRow, AssertSqlSafe, Row};
use utoipa::IntoParams;

pub mod accounts;
pub mod activity;
pub mod bridge;
pub mod communities;
pub mod exchange;
pub mod staking;

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

/// An amount that may be missing.
fn maybe_amount(row: &AnyRow, place: usize) -> anyhow::Result<Option<Amount>> {
	row.try_get::<Option<String>, _>(place)?
		.map(|text| Amount::from_stored(&text))
		.transpose()
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
