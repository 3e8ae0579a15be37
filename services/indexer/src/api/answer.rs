//! Answers: errors, tags, and what a request's parameters may be.

use crate::model::{ErrorBody, ErrorDetail};
use axum::{
	body::{to_bytes, Body},
	extract::{FromRequestParts, Path, Query, Request},
	http::{header, request::Parts, HeaderValue, StatusCode},
	middleware::Next,
	response::{IntoResponse, Response},
	Json,
};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// The largest answer that gets a tag; larger ones are streams.
const LARGEST: usize = 8 * 1024 * 1024;

/// The kinds of failures.
#[derive(Clone, Copy, Debug)]
pub enum Problem {
	/// The request makes no sense.
	BadRequest,
	/// There is no such thing.
	NotFound,
	/// The client asks too often.
	RateLimited,
	/// Too much is asked at once.
	Busy,
	/// Nothing is indexed yet.
	NotReady,
	/// Our fault.
	Internal,
}

impl Problem {
	fn code(self) -> (StatusCode, &'static str) {
		match self {
			Self::BadRequest => (StatusCode::BAD_REQUEST, "bad_request"),
			Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
			Self::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "rate_limited"),
			Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
			Self::NotReady => (StatusCode::SERVICE_UNAVAILABLE, "not_ready"),
			Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
		}
	}

	/// The error with a sentence.
	pub fn says(self, message: impl Into<String>) -> ApiError {
		ApiError {
			problem: self,
			message: message.into(),
		}
	}
}

/// A failed request.
#[derive(Debug)]
pub struct ApiError {
	problem: Problem,
	message: String,
}

impl<E: Into<anyhow::Error>> From<E> for ApiError {
	fn from(error: E) -> Self {
		// What went wrong inside is for the log, not for the world.
		eprintln!("api: {:#}", error.into());
		Problem::Internal.says("the request failed; the server's log says why")
	}
}

impl IntoResponse for ApiError {
	fn into_response(self) -> Response {
		let (status, code) = self.problem.code();
		let body = ErrorBody {
			error: ErrorDetail {
				code: code.into(),
				message: self.message,
			},
		};
		let mut response = (status, Json(body)).into_response();
		if matches!(self.problem, Problem::RateLimited | Problem::Busy) {
			response
				.headers_mut()
				.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
		}
		response
	}
}

/// The parameters behind the question mark.
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
	type Rejection = ApiError;

	async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
		match Query::<T>::try_from_uri(&parts.uri) {
			Ok(Query(params)) => Ok(Self(params)),
			Err(error) => Err(Problem::BadRequest.says(error.body_text())),
		}
	}
}

/// The parameters in the path.
pub struct At<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
	type Rejection = ApiError;

	async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
		match Path::<T>::from_request_parts(parts, state).await {
			Ok(Path(path)) => Ok(Self(path)),
			Err(error) => Err(Problem::BadRequest.says(error.body_text())),
		}
	}
}

/// Gives an answer of JSON a tag, and answers 304 to who has it already.
pub async fn tag(request: Request, next: Next) -> Response {
	let known = request.headers().get(header::IF_NONE_MATCH).cloned();
	let response = next.run(request).await;
	let is_json = response
		.headers()
		.get(header::CONTENT_TYPE)
		.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
	if response.status() != StatusCode::OK || !is_json {
		return response;
	}
	let (mut parts, body) = response.into_parts();
	let Ok(bytes) = to_bytes(body, LARGEST).await else {
		return Problem::Internal
			.says("the answer is too large")
			.into_response();
	};
	let digest = Sha256::digest(&bytes);
	let mut tag = String::from("W/\"");
	for byte in &digest[..16] {
		tag.push_str(&format!("{byte:02x}"));
	}
	tag.push('"');
	let matches = known
		.as_ref()
		.and_then(|known| known.to_str().ok())
		.is_some_and(|known| {
			known
				.split(',')
				.any(|one| one.trim() == tag || one.trim() == "*")
		});
	if let Ok(tag) = HeaderValue::from_str(&tag) {
		parts.headers.insert(header::ETAG, tag);
	}
	parts
		.headers
		.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
	if matches {
		parts.status = StatusCode::NOT_MODIFIED;
		parts.headers.remove(header::CONTENT_TYPE);
		parts.headers.remove(header::CONTENT_LENGTH);
		return Response::from_parts(parts, Body::empty());
	}
	Response::from_parts(parts, Body::from(bytes))
}
