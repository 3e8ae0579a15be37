//! The API and the server of the app.

mod answer;
mod app;
mod bridge;
mod csv;
mod guard;
mod lists;
mod page;
mod reads;
mod stream;

use crate::{live::Live, metrics::Metrics, model, store::Store};
use answer::{ApiError, Problem};
pub use app::policy;
use axum::{
	extract::State,
	http::{header, HeaderValue, StatusCode, Uri},
	middleware,
	response::{IntoResponse, Response},
	routing::get,
	Json, Router,
};
pub use guard::Limits;
use std::{path::PathBuf, sync::Arc};
use tokio::sync::{watch, Mutex, Semaphore};
use tower_http::compression::{
	predicate::{NotForContentType, Predicate, SizeAbove},
	CompressionLayer,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the handlers share.
pub struct Shared {
	/// The rows.
	pub store: Store,
	/// The present state.
	pub live: Arc<Live>,
	/// The figures.
	pub metrics: Arc<Metrics>,
	/// How much is allowed.
	pub limits: Limits,
	/// The folder of the built app.
	pub app: Option<PathBuf>,
	/// The address of the node for browsers.
	pub node_url: String,
	/// Says when to end.
	pub stop: watch::Receiver<bool>,
	totals: Mutex<Option<model::Totals>>,
	listeners: Arc<Semaphore>,
	requests: Arc<Semaphore>,
	buckets: guard::Buckets,
}

impl Shared {
	/// What the handlers share.
	pub fn new(
		store: Store,
		live: Arc<Live>,
		metrics: Arc<Metrics>,
		limits: Limits,
		app: Option<PathBuf>,
		node_url: String,
		stop: watch::Receiver<bool>,
	) -> Self {
		Self {
			listeners: Arc::new(Semaphore::new(limits.listeners)),
			requests: Arc::new(Semaphore::new(limits.requests)),
			buckets: guard::Buckets::default(),
			totals: Mutex::default(),
			store,
			live,
			metrics,
			limits,
			app,
			node_url,
			stop,
		}
	}
}

type App = State<Arc<Shared>>;

#[derive(OpenApi)]
#[openapi(
	info(
		title = "Nutbox API",
		version = "1",
		description = "What the index knows of a Nutbox chain. Amounts are decimal strings of planck, \
			times Unix milliseconds, parts parts per billion. Lists come in pages: ask with the \
			next_cursor of a page for the next. Rows are of finalised blocks. Everything is GET, open \
			to any origin, with an ETag."
	),
	components(schemas(model::ErrorBody, model::BlockEvent))
)]
struct Document;

fn described() -> OpenApiRouter<Arc<Shared>> {
	OpenApiRouter::with_openapi(Document::openapi())
		.routes(routes!(reads::status))
		.routes(routes!(reads::totals))
		.routes(routes!(lists::assets))
		.routes(routes!(lists::communities::communities))
		.routes(routes!(reads::community))
		.routes(routes!(lists::communities::pools))
		.routes(routes!(reads::pool))
		.routes(routes!(lists::communities::members))
		.routes(routes!(lists::activity::community_activity))
		.routes(routes!(reads::fund))
		.routes(routes!(lists::communities::fund_movements))
		.routes(routes!(lists::communities::fund_eras))
		.routes(routes!(reads::schedule))
		.routes(routes!(lists::communities::announcements))
		.routes(routes!(lists::activity::activity))
		.routes(routes!(reads::account))
		.routes(routes!(lists::accounts::positions))
		.routes(routes!(lists::accounts::redemptions))
		.routes(routes!(lists::accounts::vouchers))
		.routes(routes!(lists::activity::history))
		.routes(routes!(csv::history))
		.routes(routes!(reads::liquid_staking))
		.routes(routes!(lists::staking::eras))
		.routes(routes!(lists::staking::slashes))
		.routes(routes!(lists::exchange::markets))
		.routes(routes!(lists::exchange::market_history))
		.routes(routes!(lists::exchange::swaps))
		.routes(routes!(bridge::bridge))
		.routes(routes!(lists::bridge::deposits))
		.routes(routes!(bridge::deposit))
		.routes(routes!(lists::bridge::withdrawals))
		.routes(routes!(bridge::withdrawal))
		.routes(routes!(lists::bridge::bindings))
		.routes(routes!(lists::bridge::delegations))
		.routes(routes!(reads::search))
		.routes(routes!(stream::events))
}

/// The OpenAPI document of the handlers, as it is kept in the tree.
pub fn document() -> anyhow::Result<String> {
	let mut text = described().into_openapi().to_pretty_json()?;
	text.push('\n');
	Ok(text)
}

/// Everything that is served.
pub fn router(shared: Arc<Shared>) -> anyhow::Result<Router> {
	let (api, document) = described().split_for_parts();
	let document = document.to_pretty_json()?;
	let api = api
		.route(
			"/api/v1/openapi.json",
			get(move || async move { ([(header::CONTENT_TYPE, "application/json")], document) }),
		)
		.layer(middleware::from_fn(answer::tag))
		.layer(middleware::from_fn_with_state(shared.clone(), guard::guard));
	let compress = CompressionLayer::new().compress_when(
		SizeAbove::new(512)
			.and(NotForContentType::IMAGES)
			.and(NotForContentType::const_new("text/event-stream")),
	);
	Ok(api
		.route("/health", get(health))
		.route("/metrics", get(metrics))
		.fallback(fallback)
		.layer(compress)
		.layer(middleware::from_fn_with_state(shared.clone(), app::headers))
		.with_state(shared))
}

async fn fallback(State(shared): App, uri: Uri, request: axum::extract::Request) -> Response {
	if uri.path() == "/api" || uri.path().starts_with("/api/") {
		return Problem::NotFound
			.says("there is no such endpoint")
			.into_response();
	}
	app::serve(&shared, request).await
}

/// 200 while the node is reached and its blocks are indexed, otherwise 503 with the reason.
async fn health(State(shared): App) -> Response {
	let status = shared.live.status();
	let reason = match (&status.node.error, &status.indexed) {
		(Some(error), _) => Some(error.clone()),
		(None, _) if !status.node.connected => Some("the node is not reached yet".into()),
		(None, None) => Some("nothing is indexed yet".into()),
		(None, Some(_)) => match shared.store.progress().await {
			Ok(_) => None,
			Err(error) => Some(format!("the database does not answer: {error}")),
		},
	};
	let code = match reason {
		None => StatusCode::OK,
		Some(_) => StatusCode::SERVICE_UNAVAILABLE,
	};
	let body = serde_json::json!({
		"status": if reason.is_none() { "ok" } else { "unhealthy" },
		"reason": reason,
		"indexed": status.indexed.map(|block| block.block),
		"lag": status.lag,
	});
	(code, Json(body)).into_response()
}

async fn metrics(State(shared): App) -> Result<Response, ApiError> {
	let kind =
		HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
	Ok(([(header::CONTENT_TYPE, kind)], shared.metrics.text()?).into_response())
}
