//! Live updates, as server-sent events.

use super::{
	answer::{ApiError, Problem},
	App,
};
use axum::{
	extract::State,
	response::{
		sse::{Event, KeepAlive},
		IntoResponse, Response, Sse,
	},
};
use futures_util::{stream, Stream, StreamExt};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::{broadcast, OwnedSemaphorePermit};
use tokio_stream::wrappers::BroadcastStream;

/// Live updates
///
/// Server-sent events: `block` for each indexed block, with what it touched; `missed` where the
/// client was too slow for some, and should ask for everything anew.
#[utoipa::path(get, path = "/api/v1/events", responses(
	(status = 200, body = crate::model::BlockEvent, content_type = "text/event-stream"),
	(status = "default", body = crate::model::ErrorBody)
))]
pub async fn events(State(app): App) -> Result<Response, ApiError> {
	let permit = app.listeners.clone().try_acquire_owned();
	let permit =
		permit.map_err(|_| Problem::Busy.says("too many listen already; ask again later"))?;
	let mut stop = app.stop.clone();
	let blocks = told(app.live.listen()).take_until(async move {
		// Ends also when the sender is gone.
		let _ = stop.wait_for(|stop| *stop).await;
	});
	let counted = Counted::new(app, permit);
	let blocks = stream::unfold(
		(Box::pin(blocks), counted),
		|(mut blocks, counted)| async move {
			let event = blocks.next().await?;
			Some((event, (blocks, counted)))
		},
	);
	let alive = KeepAlive::new().interval(Duration::from_secs(15));
	Ok(Sse::new(blocks).keep_alive(alive).into_response())
}

fn told(
	blocks: broadcast::Receiver<Arc<crate::model::BlockEvent>>,
) -> impl Stream<Item = Result<Event, Infallible>> {
	BroadcastStream::new(blocks).map(|block| {
		let missed = || Event::default().event("missed").data("{}");
		Ok(match block {
			Ok(block) => Event::default()
				.event("block")
				.json_data(&*block)
				.unwrap_or_else(|_| missed()),
			Err(_) => missed(),
		})
	})
}

/// An open stream, in the figures and in the limit.
struct Counted {
	app: Arc<super::Shared>,
	_permit: OwnedSemaphorePermit,
}

impl Counted {
	fn new(app: Arc<super::Shared>, permit: OwnedSemaphorePermit) -> Self {
		app.metrics.listeners.inc();
		Self {
			app,
			_permit: permit,
		}
	}
}

impl Drop for Counted {
	fn drop(&mut self) {
		self.app.metrics.listeners.dec();
	}
}
