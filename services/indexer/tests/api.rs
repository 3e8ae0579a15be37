//! The API and the server of the app, over HTTP, on the recorded chain.

mod support;

use anyhow::{Context, Result};
use nutbox_indexer::{api, Limits, Options};
use serde_json::Value;
use std::{collections::BTreeSet, net::SocketAddr, path::PathBuf};
use support::{
	get,
	served::{check, generous, Served},
	Replay, Sqlite,
};
use tokio::{
	io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
	net::TcpStream,
	sync::{oneshot, watch},
};

/// Names of paths that a server of files must not follow.
const OUTSIDE: &[&str] = &[
	"/../secret.txt",
	"/..%2fsecret.txt",
	"/%2e%2e/secret.txt",
	"/assets/../../secret.txt",
	"//etc/passwd",
];

#[test]
fn document_should_be_the_one_in_the_tree_when_it_is_made_of_the_handlers() {
	let document = api::document().expect("a document");
	let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
	if std::env::var_os("NUTBOX_WRITE").is_some() {
		std::fs::write(&file, &document).expect("it can be written");
	}
	let kept = std::fs::read_to_string(&file).unwrap_or_default();
	assert!(
		kept == document,
		"services/indexer/openapi.json is not what the handlers say; write it with \
		 NUTBOX_WRITE=1 cargo test -p nutbox-indexer --test api document"
	);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_should_answer_as_the_document_says_when_there_are_rows() -> Result<()> {
	let served = Served::whole().await?;
	let document = served.read("/api/v1/openapi.json").await;
	let paths = document["paths"].as_object().context("paths")?;
	assert!(paths.len() >= 36);
	let busy = served
		.all("/api/v1/activity?kind=redemption_requested", 200)
		.await;
	let account = busy[0]["account"].as_str().context("an account")?;
	let mut filled = 0;
	for (path, operations) in paths {
		let answer = &operations["get"]["responses"]["200"]["content"];
		let Some(schema) = answer.get("application/json") else {
			continue;
		};
		// What the bridge has on this chain is nothing; bridge.rs has one on which it was used.
		if path.contains("{transaction}") || path.contains("{id}") || path == "/api/v1/bridge" {
			continue;
		}
		for community in ["0", "1", "2"] {
			let pool = community;
			let asked = path
				.replace("{community}", community)
				.replace("{pool}", pool)
				.replace("{address}", account)
				.replace("{market}", "0");
			let asked = match path.ends_with("/search") {
				true => format!("{asked}?q=e"),
				false => asked,
			};
			let value = served.read(&asked).await;
			check(&document, &schema["schema"], &value, &asked)?;
			filled += usize::from(
				value["items"]
					.as_array()
					.is_none_or(|items| !items.is_empty()),
			);
		}
	}
	assert!(filled > 60, "only {filled} answers show something");
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_should_show_every_row_once_when_they_are_read_in_pages_of_any_size() -> Result<()> {
	let served = Served::whole().await?;
	let busy = served.all("/api/v1/activity?kind=staked", 200).await;
	let account = busy[0]["account"]
		.as_str()
		.context("an account")?
		.to_string();
	let mut lists = vec![
		"/api/v1/assets".to_string(),
		"/api/v1/activity".into(),
		"/api/v1/activity?kind=staked,claimed".into(),
		"/api/v1/communities/2/activity".into(),
		"/api/v1/communities/2/members".into(),
		"/api/v1/communities/2/fund/eras".into(),
		"/api/v1/communities/2/fund/movements".into(),
		"/api/v1/liquid-staking/eras".into(),
		"/api/v1/prices/0/swaps".into(),
		"/api/v1/prices/0/history".into(),
		format!("/api/v1/accounts/{account}/history"),
		format!("/api/v1/accounts/{account}/positions"),
		format!("/api/v1/accounts/{account}/redemptions"),
	];
	for sort in ["newest", "oldest", "name", "members", "staked"] {
		lists.push(format!("/api/v1/communities?sort={sort}"));
	}
	for list in lists {
		let whole = served.all(&list, 200).await;
		assert!(!whole.is_empty(), "{list}");
		let distinct: BTreeSet<_> = whole.iter().map(Value::to_string).collect();
		assert_eq!(distinct.len(), whole.len(), "{list}");
		let small = if whole.len() > 60 { 17 } else { 1 };
		assert_eq!(served.all(&list, small).await, whole, "{list}");
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_should_agree_with_each_other_when_they_are_counted() -> Result<()> {
	let served = Served::whole().await?;
	let totals = served.read("/api/v1/totals").await;
	let communities = served.all("/api/v1/communities", 200).await;
	assert_eq!(totals["communities"], communities.len());
	let mut staked = 0;
	let mut accounts = BTreeSet::new();
	for community in &communities {
		let id = &community["id"];
		let members = served
			.all(&format!("/api/v1/communities/{id}/members"), 200)
			.await;
		assert_eq!(community["members"], members.len(), "community {id}");
		let number = |text: &Value| text.as_str().and_then(|text| text.parse::<u128>().ok());
		staked += number(&community["staked"]).context("an amount")?;
		for member in members {
			accounts.insert(member["account"].to_string());
		}
		for pool in served
			.all(&format!("/api/v1/communities/{id}/pools"), 200)
			.await
		{
			let path = format!("/api/v1/communities/{id}/members?pool={}", pool["id"]);
			let members = served.all(&path, 200).await;
			assert_eq!(pool["members"], members.len(), "pool {}", pool["id"]);
			let stakes = members.iter().flat_map(|member| {
				member["pools"]
					.as_array()
					.into_iter()
					.flatten()
					.map(|stake| number(&stake["stake"]))
			});
			let sum: u128 = stakes.map(|stake| stake.unwrap_or_default()).sum();
			assert_eq!(Some(sum), number(&pool["total"]), "pool {}", pool["id"]);
		}
	}
	assert_eq!(totals["members"], accounts.len());
	assert_eq!(totals["staked"], staked.to_string());
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_should_fail_with_a_code_and_a_sentence_when_they_make_no_sense() -> Result<()> {
	let served = Served::whole().await?;
	for (path, status, code) in [
		("/api/v1/communities/999", 404, "not_found"),
		("/api/v1/communities/999/members", 404, "not_found"),
		("/api/v1/communities/1/pools/0", 404, "not_found"),
		("/api/v1/bridge", 404, "not_found"),
		("/api/v1/communities/x", 400, "bad_request"),
		("/api/v1/communities/99999999999", 400, "bad_request"),
		("/api/v1/communities?limit=0", 400, "bad_request"),
		("/api/v1/communities?limit=201", 400, "bad_request"),
		("/api/v1/communities?limit=many", 400, "bad_request"),
		("/api/v1/communities?sort=best", 400, "bad_request"),
		("/api/v1/communities?cursor=x", 400, "bad_request"),
		(
			"/api/v1/communities?sort=name&cursor=zz.1",
			400,
			"bad_request",
		),
		("/api/v1/activity?kind=stolen", 400, "bad_request"),
		("/api/v1/accounts/nobody", 400, "bad_request"),
		("/api/v1/accounts/nobody/history.csv", 400, "bad_request"),
		("/api/v1/search", 400, "bad_request"),
		("/api/v1/search?q=%00", 400, "bad_request"),
		("/api/v1/nothing", 404, "not_found"),
		("/api/v2/status", 404, "not_found"),
	] {
		let answer = get(served.address, path, &[]).await;
		assert_eq!(answer.status, status, "{path}: {}", answer.body);
		let error = &answer.json()["error"];
		assert_eq!(error["code"], code, "{path}");
		assert!(
			error["message"]
				.as_str()
				.is_some_and(|text| text.len() > 10),
			"{path}"
		);
	}
	let long = format!("/api/v1/search?q={}", "a".repeat(101));
	assert_eq!(get(served.address, &long, &[]).await.status, 400);
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_should_take_every_character_for_itself_when_it_means_something_in_sql(
) -> Result<()> {
	let served = Served::whole().await?;
	let found = async |text: &str| -> usize {
		let path = format!("/api/v1/communities?search={text}");
		served.all(&path, 200).await.len()
	};
	assert_eq!(found("").await, 3);
	assert_eq!(found("walnut").await, 1);
	assert_eq!(found("WALNUT").await, 1);
	assert_eq!(found("%E7%A4%BE%E5%8C%BA").await, 1, "the Chinese name");
	for none in ["%25", "_____", "%5C", "'", "'%20OR%201=1--", "%22;"] {
		assert_eq!(found(none).await, 0, "{none}");
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_should_be_harmless_when_a_user_wrote_markup() -> Result<()> {
	let served = Served::whole().await?;
	let answer = get(served.address, "/api/v1/communities/2", &[]).await;
	let name = answer.json()["name"].as_str().unwrap_or("").to_string();
	assert!(
		name.starts_with("<script>"),
		"text is shown as it is: {name}"
	);
	assert_eq!(answer.header("content-type"), Some("application/json"));
	assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
	let policy = answer.header("content-security-policy");
	assert_eq!(policy, Some("default-src 'none'; frame-ancestors 'none'"));
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_should_not_be_sent_again_when_the_client_has_them() -> Result<()> {
	let served = Served::whole().await?;
	let path = "/api/v1/communities";
	let answer = get(served.address, path, &[]).await;
	let tag = answer.header("etag").context("a tag")?.to_string();
	let again = get(served.address, path, &[("if-none-match", &tag)]).await;
	assert_eq!((again.status, again.body.as_str()), (304, ""));
	assert_eq!(again.header("etag"), Some(tag.as_str()));
	let other = get(served.address, path, &[("if-none-match", "W/\"0\"")]).await;
	assert_eq!(other.status, 200);
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn history_should_be_the_same_when_it_is_read_as_a_table() -> Result<()> {
	let served = Served::whole().await?;
	let busy = served.all("/api/v1/activity?kind=claimed", 200).await;
	let account = busy[0]["account"].as_str().context("an account")?;
	let path = format!("/api/v1/accounts/{account}/history");
	let mut items = served.all(&path, 200).await;
	items.reverse();
	let answer = get(served.address, &format!("{path}.csv"), &[]).await;
	assert_eq!(answer.status, 200);
	assert!(answer
		.header("content-type")
		.is_some_and(|kind| kind.starts_with("text/csv")));
	let mut lines = answer.body.split_terminator("\r\n");
	assert!(lines
		.next()
		.is_some_and(|head| head.starts_with("time,block,event,kind,")));
	let lines: Vec<_> = lines.collect();
	assert_eq!(lines.len(), items.len());
	for (line, item) in lines.iter().zip(&items) {
		let fields: Vec<_> = line.split(',').collect();
		assert_eq!(fields[1], item["block"].to_string());
		assert_eq!(fields[3], item["kind"].as_str().unwrap_or(""));
		assert_eq!(fields[7], item["amount"].as_str().unwrap_or(""));
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_should_be_refused_when_a_client_makes_too_many() -> Result<()> {
	let limits = Limits {
		rate: 1,
		burst: 100,
		..Limits::default()
	};
	let few = Replay {
		until: Some(3),
		..Replay::whole()
	};
	let served = Served::start(few, limits, None).await?;
	let mut refused = None;
	for _ in 0..400 {
		let answer = get(served.address, "/api/v1/status", &[]).await;
		if answer.status == 429 {
			refused = Some(answer);
			break;
		}
	}
	let refused = refused.context("nothing was refused")?;
	assert_eq!(refused.json()["error"]["code"], "rate_limited");
	assert_eq!(refused.header("retry-after"), Some("1"));
	assert_eq!(
		get(served.address, "/health", &[]).await.status,
		200,
		"not limited"
	);
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn listeners_should_hear_of_every_block_when_blocks_are_indexed() -> Result<()> {
	let database = Sqlite::new();
	let (stop, stopped) = watch::channel(false);
	let (tell, told) = oneshot::channel();
	let options = Options {
		node: "ws://127.0.0.1:9944".into(),
		public_node: "ws://127.0.0.1:9944".into(),
		database: database.url.clone(),
		listen: "127.0.0.1:0".parse()?,
		app: None,
		limits: generous(),
	};
	/// Connects when it is told to, so that nothing is indexed before somebody listens.
	struct Held(Replay, tokio::sync::Notify);
	#[async_trait::async_trait]
	impl nutbox_indexer::index::Connect for Held {
		async fn connect(&self) -> Result<Box<dyn nutbox_indexer::source::Source>> {
			self.1.notified().await;
			self.0.connect().await
		}
	}
	let held = std::sync::Arc::new(Held(Replay::whole(), tokio::sync::Notify::new()));
	let last = held.0.recording.last()?;
	let source = held.clone();
	let task = tokio::spawn(async move {
		let ready = |address| {
			let _ = tell.send(address);
		};
		nutbox_indexer::serve_from(options, &*source, ready, stopped).await
	});
	let address: SocketAddr = told.await?;
	// Before the first block there is nothing to show, and the answers say so.
	assert_eq!(
		get(address, "/api/v1/totals", &[]).await.json()["error"]["code"],
		"not_ready"
	);
	assert_eq!(get(address, "/health", &[]).await.status, 503);
	let mut stream = TcpStream::connect(address).await?;
	stream
		.write_all(format!("GET /api/v1/events HTTP/1.0\r\nhost: {address}\r\n\r\n").as_bytes())
		.await?;
	let mut lines = BufReader::new(stream).lines();
	while !lines.next_line().await?.context("the head")?.is_empty() {}
	held.1.notify_one();
	let mut next = 0;
	let mut communities = BTreeSet::new();
	// A slow listener may miss blocks, and hears that it did.
	while next <= last {
		let line = tokio::time::timeout(support::LIMIT, lines.next_line()).await??;
		let line = line.context("the stream goes on")?;
		let Some(data) = line.strip_prefix("data: ") else {
			continue;
		};
		let event: Value = serde_json::from_str(data)?;
		if let Some(block) = event["block"].as_u64() {
			assert!(block >= next, "{block} after {next}");
			next = block + 1;
			communities.extend(
				event["communities"]
					.as_array()
					.into_iter()
					.flatten()
					.map(Value::to_string),
			);
		}
	}
	assert!(communities.contains("2"), "{communities:?}");
	stop.send(true)?;
	task.await??;
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn app_should_be_served_with_a_strict_policy_when_it_was_built() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let app = folder.path().join("dist");
	std::fs::create_dir_all(app.join("assets"))?;
	std::fs::write(
		app.join("index.html"),
		"<!doctype html><title>the app</title>",
	)?;
	std::fs::write(app.join("assets/main-1a2b.js"), "export {}")?;
	std::fs::write(app.join("favicon.svg"), "<svg/>")?;
	std::fs::write(folder.path().join("secret.txt"), "secret")?;
	let few = Replay {
		until: Some(3),
		..Replay::whole()
	};
	let served = Served::start(few, generous(), Some(app)).await?;
	for (path, status, kind, cache) in [
		("/", 200, "text/html", "no-cache"),
		("/communities/1", 200, "text/html", "no-cache"),
		("/widget/1", 200, "text/html", "no-cache"),
		("/favicon.svg", 200, "image/svg+xml", "no-cache"),
		(
			"/assets/main-1a2b.js",
			200,
			"text/javascript",
			"public, max-age=31536000, immutable",
		),
		("/assets/gone.js", 404, "", "no-cache"),
		("/gone.png", 404, "", "no-cache"),
	] {
		let answer = get(served.address, path, &[]).await;
		assert_eq!(answer.status, status, "{path}");
		assert!(
			answer
				.header("content-type")
				.unwrap_or("")
				.starts_with(kind),
			"{path}: {answer:?}"
		);
		assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
		let policy = answer
			.header("content-security-policy")
			.context("a policy")?;
		assert!(
			policy.contains("script-src 'self';") && !policy.contains("unsafe"),
			"{policy}"
		);
		// Nothing is loaded from elsewhere, pictures neither.
		assert!(
			!policy.contains("http:") && !policy.contains("https:"),
			"{policy}"
		);
		assert!(policy.contains(" ws://node.example:9944;"), "{policy}");
		let framed = path.starts_with("/widget/");
		assert_eq!(policy.ends_with("frame-ancestors *"), framed, "{path}");
		assert_eq!(answer.header("x-frame-options").is_none(), framed, "{path}");
	}
	for path in OUTSIDE {
		let answer = get(served.address, path, &[]).await;
		assert!(
			!answer.body.contains("secret") && !answer.body.contains("root:"),
			"{path}"
		);
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn app_should_name_the_community_before_any_script_runs_when_a_link_leads_to_it() -> Result<()>
{
	let folder = tempfile::tempdir()?;
	let page = include_str!("../../../web/index.html");
	std::fs::write(folder.path().join("index.html"), page)?;
	let served = Served::start(Replay::whole(), generous(), Some(folder.path().into())).await?;
	let community = served.read("/api/v1/communities/1").await;
	let name = community["name"].as_str().context("a name")?;
	let description = community["description"].as_str().context("a text")?;
	let description = description.replace('\'', "&#39;");
	let named = get(served.address, "/communities/1", &[]).await;
	assert!(
		named
			.body
			.contains(&format!("<title>{name} · Nutbox</title>")),
		"{}",
		named.body
	);
	let told = format!(r#"<meta property="og:description" content="{description}" />"#);
	assert!(named.body.contains(&told), "{}", named.body);
	// Other pages, and a community that is not there, are the app's business.
	for path in [
		"/",
		"/communities/1/manage",
		"/communities/999",
		"/communities/x",
	] {
		let answer = get(served.address, path, &[]).await;
		assert_eq!(answer.status, 200, "{path}");
		assert_eq!(answer.body, page, "{path}");
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_should_say_how_to_build_the_app_when_it_is_not_there() -> Result<()> {
	let few = Replay {
		until: Some(3),
		..Replay::whole()
	};
	let served = Served::start(few, generous(), None).await?;
	let answer = get(served.address, "/", &[]).await;
	assert_eq!(answer.status, 200);
	assert!(answer.body.contains("npm run build"), "{}", answer.body);
	assert!(!answer.body.contains("<script"), "no inline script");
	let metrics = get(served.address, "/metrics", &[]).await;
	assert!(
		metrics.body.contains("nutbox_indexed_block 3"),
		"{}",
		metrics.body
	);
	assert!(metrics
		.body
		.contains("nutbox_api_answers_total{status=\"200\"}"));
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_should_fail_in_one_line_when_an_option_is_wrong() -> Result<()> {
	let used = std::net::TcpListener::bind("127.0.0.1:0")?;
	let database = Sqlite::new();
	let options = |node: &str, url: &str, listen: &str, app: Option<PathBuf>| {
		anyhow::Ok(Options {
			node: node.into(),
			public_node: "ws://127.0.0.1:9944".into(),
			database: url.into(),
			listen: listen.parse()?,
			app,
			limits: Limits::default(),
		})
	};
	let (node, any) = ("ws://127.0.0.1:9944", "127.0.0.1:0");
	let taken = used.local_addr()?.to_string();
	for (options, says) in [
		(
			options("http://127.0.0.1:9944", &database.url, any, None)?,
			"is no address of a node",
		),
		(
			options(node, "mysql://db", any, None)?,
			"is no address of a database",
		),
		(
			options(node, &database.url, &taken, None)?,
			"choose another address with --listen",
		),
		(
			options(node, &database.url, any, Some("/nowhere".into()))?,
			"holds no built app",
		),
	] {
		let (_stop, stopped) = watch::channel(false);
		let ended = nutbox_indexer::serve(options, |_| {}, stopped).await;
		let error = format!("{:#}", ended.expect_err(says));
		assert!(error.contains(says), "{error}");
		assert!(!error.contains('\n'), "{error}");
	}
	Ok(())
}
