//! How much one client, and all of them, may ask.

use super::{
	answer::{ApiError, Problem},
	Shared,
};
use axum::{
	extract::{ConnectInfo, Request, State},
	http::HeaderMap,
	middleware::Next,
	response::{IntoResponse, Response},
};
use std::{
	collections::HashMap,
	net::{IpAddr, SocketAddr},
	sync::{Arc, Mutex},
	time::{Duration, Instant},
};
use tokio::sync::OwnedSemaphorePermit;

/// A request that takes longer is given up.
const LONGEST: Duration = Duration::from_secs(15);
/// The most clients that are remembered. More of them at once share one allowance.
const CLIENTS: usize = 50_000;

/// How much is allowed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
	/// Requests a second of one client, in the long run.
	pub rate: u32,
	/// Requests that one client may make at once.
	pub burst: u32,
	/// Requests that are worked on at the same time.
	pub requests: usize,
	/// Open streams of server-sent events.
	pub listeners: usize,
	/// Whether the client's address is the last of `X-Forwarded-For`, which a proxy before this
	/// server has set.
	pub behind_proxy: bool,
}

impl Default for Limits {
	fn default() -> Self {
		Self {
			rate: 50,
			burst: 200,
			requests: 256,
			listeners: 1_000,
			behind_proxy: false,
		}
	}
}

struct Bucket {
	tokens: f64,
	since: Instant,
}

/// What each client has left.
#[derive(Default)]
pub struct Buckets(Mutex<HashMap<IpAddr, Bucket>>);

impl Buckets {
	/// Takes one request of the client's allowance at the time `now`; `false` if nothing is left.
	fn take(&self, client: IpAddr, limits: &Limits, now: Instant) -> bool {
		let (rate, burst) = (f64::from(limits.rate), f64::from(limits.burst));
		let mut buckets = match self.0.lock() {
			Ok(buckets) => buckets,
			Err(poisoned) => poisoned.into_inner(),
		};
		let filled = |bucket: &Bucket| {
			let seconds = now.saturating_duration_since(bucket.since).as_secs_f64();
			(bucket.tokens + seconds * rate).min(burst)
		};
		let mut client = network(client);
		if buckets.len() >= CLIENTS && !buckets.contains_key(&client) {
			// Who has everything again needs no record.
			buckets.retain(|_, bucket| filled(bucket) < burst);
			if buckets.len() >= CLIENTS {
				client = IpAddr::from([0, 0, 0, 0]);
			}
		}
		let bucket = buckets.entry(client).or_insert(Bucket {
			tokens: burst,
			since: now,
		});
		bucket.tokens = filled(bucket);
		bucket.since = now;
		if bucket.tokens < 1.0 {
			return false;
		}
		bucket.tokens -= 1.0;
		true
	}
}

/// One subscriber of IPv6 has at least 2^64 addresses.
fn network(client: IpAddr) -> IpAddr {
	match client.to_canonical() {
		IpAddr::V4(address) => address.into(),
		IpAddr::V6(address) => {
			let [a, b, c, d, ..] = address.segments();
			IpAddr::from([a, b, c, d, 0, 0, 0, 0])
		}
	}
}

fn client(limits: &Limits, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
	if limits.behind_proxy {
		let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
		let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
		if let Some(address) = last.and_then(|address| address.trim().parse().ok()) {
			return address;
		}
	}
	peer.ip()
}

/// Lets a request pass, or says why not.
pub async fn guard(
	State(shared): State<Arc<Shared>>,
	ConnectInfo(peer): ConnectInfo<SocketAddr>,
	request: Request,
	next: Next,
) -> Response {
	let started = Instant::now();
	let from = client(&shared.limits, request.headers(), peer);
	let answer = passed(&shared, from, request, next).await;
	let response = answer.unwrap_or_else(IntoResponse::into_response);
	shared
		.metrics
		.answered(response.status().as_u16(), started.elapsed());
	response
}

async fn passed(
	shared: &Shared,
	from: IpAddr,
	request: Request,
	next: Next,
) -> Result<Response, ApiError> {
	if !shared.buckets.take(from, &shared.limits, Instant::now()) {
		return Err(Problem::RateLimited.says("too many requests; ask again in a second"));
	}
	let busy = |_| Problem::Busy.says("the server is busy; ask again in a second");
	let _permit = shared.requests.clone().try_acquire_owned().map_err(busy)?;
	match tokio::time::timeout(LONGEST, next.run(request)).await {
		Ok(response) => Ok(response),
		Err(_) => Err(Problem::Busy.says("the request took too long; ask for less")),
	}
}

/// Whether a page may ask the database on behalf of its reader: out of the allowance of that client, and while the server is
/// not busy.
pub fn admit(shared: &Shared, request: &Request) -> Option<OwnedSemaphorePermit> {
	let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
	let from = client(&shared.limits, request.headers(), *peer);
	if !shared.buckets.take(from, &shared.limits, Instant::now()) {
		return None;
	}
	shared.requests.clone().try_acquire_owned().ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn limits() -> Limits {
		Limits {
			rate: 2,
			burst: 3,
			..Limits::default()
		}
	}

	#[test]
	fn take_should_refuse_when_the_burst_is_used_up_until_time_has_passed() {
		let buckets = Buckets::default();
		let (one, other) = (IpAddr::from([1, 2, 3, 4]), IpAddr::from([1, 2, 3, 5]));
		let now = Instant::now();
		for _ in 0..3 {
			assert!(buckets.take(one, &limits(), now));
		}
		assert!(!buckets.take(one, &limits(), now));
		assert!(buckets.take(other, &limits(), now), "each has its own");
		let later = now + Duration::from_millis(500);
		assert!(buckets.take(one, &limits(), later));
		assert!(!buckets.take(one, &limits(), later));
	}

	#[test]
	fn take_should_count_addresses_together_when_they_are_of_one_ipv6_network() {
		let buckets = Buckets::default();
		let now = Instant::now();
		let address = |last| IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]);
		for last in 0..3 {
			assert!(buckets.take(address(last), &limits(), now));
		}
		assert!(!buckets.take(address(9), &limits(), now));
	}

	#[test]
	fn client_should_believe_the_header_only_when_told_that_there_is_a_proxy() {
		let peer: SocketAddr = "10.0.0.1:5".parse().expect("an address");
		let mut headers = HeaderMap::new();
		headers.insert(
			"x-forwarded-for",
			"6.6.6.6, 7.7.7.7".parse().expect("a value"),
		);
		let mut limits = limits();
		assert_eq!(client(&limits, &headers, peer), peer.ip());
		limits.behind_proxy = true;
		assert_eq!(client(&limits, &headers, peer), IpAddr::from([7, 7, 7, 7]));
		headers.insert("x-forwarded-for", "nonsense".parse().expect("a value"));
		assert_eq!(client(&limits, &headers, peer), peer.ip());
	}
}
