//! Serves the built app, with headers that keep what users wrote from doing anything in it.

use super::{guard, page, Shared};
use axum::{
	extract::{Request, State},
	http::{header, HeaderName, HeaderValue, StatusCode},
	middleware::Next,
	response::{Html, IntoResponse, Response},
};
use std::{path::Path, sync::Arc};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// What there is to see where the app was not built.
const NO_APP: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nutbox</title>
<h1>Nutbox</h1>
<p>The chain's index and API are running; the web app is not built here.</p>
<p>To build it, run <code>npm ci</code> and <code>npm run build</code> in the folder <code>web</code>, and start again with
<code>nutbox serve --app web/dist</code>. <code>make run</code> does so by itself once <code>web/dist</code> is there.</p>
<ul>
<li><a href="/api/v1/status">/api/v1/status</a>: chain, node and index</li>
<li><a href="/api/v1/openapi.json">/api/v1/openapi.json</a>: what can be asked</li>
<li><a href="/health">/health</a>, <a href="/metrics">/metrics</a></li>
</ul>
"#;

/// The Content-Security-Policy of a page. Scripts and styles come from this server alone, never
/// inline; connections go to this server, to nodes on this machine, to secure ones, and to `node`.
pub fn policy(node: &str, may_be_framed: bool) -> String {
	let ancestors = match may_be_framed {
		true => "*",
		false => "'none'",
	};
	// Only the origin: a policy has no use for paths, and must not be extended by one.
	let origin: String = match node.split_once("://") {
		Some((scheme @ ("ws" | "wss"), rest)) => {
			let host = rest.split(['/', '?', '#']).next().unwrap_or("");
			let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
			match !host.is_empty() && host.chars().all(plain) {
				true => format!(" {scheme}://{host}"),
				false => String::new(),
			}
		}
		_ => String::new(),
	};
	format!(
		"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
		 img-src 'self' data:; manifest-src 'self'; worker-src 'self'; \
		 connect-src 'self' ws://127.0.0.1:* ws://localhost:* wss:{origin}; \
		 base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; \
		 frame-ancestors {ancestors}"
	)
}

/// Adds the headers that every answer has.
pub async fn headers(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
	let path = request.uri().path().to_string();
	let widget = path.starts_with("/widget/");
	let api = path.starts_with("/api/");
	let mut response = next.run(request).await;
	let headers = response.headers_mut();
	let policy = match api {
		true => "default-src 'none'; frame-ancestors 'none'".to_string(),
		false => policy(&shared.node_url, widget),
	};
	if let Ok(policy) = HeaderValue::from_str(&policy) {
		headers.insert(header::CONTENT_SECURITY_POLICY, policy);
	}
	let mut set = |name: HeaderName, value: &'static str| {
		headers.insert(name, HeaderValue::from_static(value));
	};
	set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
	set(header::REFERRER_POLICY, "no-referrer");
	set(
		HeaderName::from_static("permissions-policy"),
		"camera=(), geolocation=(), microphone=(), payment=()",
	);
	if api {
		set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		set(header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After");
	} else {
		set(
			HeaderName::from_static("cross-origin-opener-policy"),
			"same-origin",
		);
		if !widget {
			set(header::X_FRAME_OPTIONS, "DENY");
		}
	}
	response
}

/// A file of the app; its page for the paths that the app itself tells apart.
pub async fn serve(shared: &Shared, request: Request) -> Response {
	let Some(folder) = &shared.app else {
		return match request.uri().path() {
			"/" => Html(NO_APP).into_response(),
			_ => (StatusCode::NOT_FOUND, Html(NO_APP)).into_response(),
		};
	};
	let path = request.uri().path().to_string();
	let name = path.rsplit('/').next().unwrap_or("");
	let hashed = path.starts_with("/assets/");
	if let Some(id) = page::community_of(&path) {
		if let Some(_permit) = guard::admit(shared, &request) {
			if let Some(page) = page::of_community(shared, folder, id).await {
				return ([(header::CACHE_CONTROL, "no-cache")], Html(page)).into_response();
			}
		}
	}
	let uri = request.uri().clone();
	let method = request.method().clone();
	let mut response = match ServeDir::new(folder).oneshot(request).await {
		Ok(response) => response.into_response(),
		Err(never) => match never {},
	};
	if response.status() == StatusCode::NOT_FOUND && !hashed && !name.contains('.') {
		response = page_of(folder, uri, method).await;
	}
	let cache = match hashed && response.status() == StatusCode::OK {
		true => "public, max-age=31536000, immutable",
		false => "no-cache",
	};
	response
		.headers_mut()
		.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
	response
}

async fn page_of(folder: &Path, uri: axum::http::Uri, method: axum::http::Method) -> Response {
	let mut request = Request::new(axum::body::Body::empty());
	*request.uri_mut() = uri;
	*request.method_mut() = method;
	match ServeFile::new(folder.join("index.html"))
		.oneshot(request)
		.await
	{
		Ok(response) => response.into_response(),
		Err(never) => match never {},
	}
}

#[cfg(test)]
mod tests {
	use super::policy;

	#[test]
	fn policy_should_allow_no_inline_script_and_no_other_source_when_the_node_has_an_odd_address() {
		let plain = policy("ws://10.0.0.7:9944", false);
		assert!(plain.contains(" ws://10.0.0.7:9944;"), "{plain}");
		for node in [
			"wss://x; script-src *",
			"ws://a b",
			"http://a",
			"ws://",
			"wss://h/;x",
		] {
			let policy = policy(node, false);
			assert_eq!(policy.matches("script-src").count(), 1, "{policy}");
			assert!(!policy.contains("unsafe"), "{policy}");
			assert!(!policy.contains(";x"), "{policy}");
		}
		assert!(policy("ws://a", true).ends_with("frame-ancestors *"));
		assert!(plain.ends_with("frame-ancestors 'none'"));
	}
}
