//! Requests over HTTP, with and without TLS.

use anyhow::{ensure, Context, Result};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{body::Bytes, header, Request, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
	client::legacy::{connect::HttpConnector, Client},
	rt::TokioExecutor,
};

/// A client. Connections are kept open.
pub struct Http {
	client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Http {
	/// A client for these addresses, which are checked.
	pub fn new(urls: &[String]) -> Result<Self> {
		for url in urls {
			let uri: Uri = url
				.parse()
				.with_context(|| format!("{url:?} is no address"))?;
			let known = matches!(uri.scheme_str(), Some("http" | "https"));
			ensure!(
				known && uri.host().is_some(),
				"{url:?} is no address like https://api.steemit.com"
			);
		}
		let connector = HttpsConnectorBuilder::new()
			.with_native_roots()
			.context("the system has no root certificates; install ca-certificates")?
			.https_or_http()
			.enable_http1()
			.build();
		Ok(Self {
			client: Client::builder(TokioExecutor::new()).build(connector),
		})
	}

	/// The body that answers a JSON body, of at most `limit` bytes.
	pub async fn post(&self, url: &str, body: String, limit: usize) -> Result<Vec<u8>> {
		let request = Request::post(url)
			.header(header::CONTENT_TYPE, "application/json")
			.body(Full::new(Bytes::from(body)))?;
		let response = self.client.request(request).await?;
		let status = response.status();
		let body = Limited::new(response.into_body(), limit).collect().await;
		let body = body.map_err(|error| anyhow::anyhow!("{error}"))?.to_bytes();
		ensure!(status.is_success(), "the node answers with status {status}");
		Ok(body.into())
	}
}
