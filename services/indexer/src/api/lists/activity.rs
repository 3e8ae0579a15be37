//! What happened.

use super::{address, check_community, view, Answer, List, PageParams, EVENTS, MOST};
use crate::{
	api::{
		answer::{ApiError, At, Params, Problem},
		App,
	},
	model::{self, Kind, Page},
	store::Store,
};
use axum::{extract::State, Json};
use serde::Deserialize;
use sqlx::any::AnyRow;
use utoipa::IntoParams;

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

/// The columns of a list of events.
pub(super) const ACTIVITY: &str = "SELECT block, event, view FROM activity";

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
