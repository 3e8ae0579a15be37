//! Liquid staking over time.

use super::{view, Answer, Key, List, PageParams, EVENTS};
use crate::{
	api::{answer::Params, App},
	model::{self, Page},
};
use axum::{extract::State, Json};
use sqlx::any::AnyRow;

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
