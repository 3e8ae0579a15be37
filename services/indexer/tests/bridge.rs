//! The bridge to Steem: its rows, over HTTP, on a recorded chain on which it was used.

mod support;

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{
	get,
	served::{check, generous, Served},
	Replay,
};

async fn served() -> Result<Served> {
	Served::start(Replay::bridge(), generous(), None).await
}

fn number(value: &Value) -> u128 {
	let text = value
		.as_str()
		.unwrap_or_else(|| panic!("{value} is no amount"));
	text.parse()
		.unwrap_or_else(|_| panic!("{text} is no amount"))
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
	value[field]
		.as_str()
		.unwrap_or_else(|| panic!("{field} of {value}"))
}

/// The one deposit that has become this.
async fn one(served: &Served, state: &str) -> Result<Value> {
	let path = format!("/api/v1/bridge/deposits?state={state}");
	let found = served.all(&path, 200).await;
	found
		.into_iter()
		.next()
		.with_context(|| format!("a deposit that is {state}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn transfers_should_add_up_to_what_the_chain_says_when_they_are_summed() -> Result<()> {
	let served = served().await?;
	let totals = served.read("/api/v1/bridge").await["totals"].clone();
	let mut sums: BTreeMap<&str, u128> = BTreeMap::new();
	for deposit in served.all("/api/v1/bridge/deposits", 200).await {
		let amount = number(&deposit["amount"]);
		match text(&deposit, "state") {
			"donated" => *sums.entry("donated").or_default() += amount,
			state => {
				*sums.entry("received").or_default() += amount;
				*sums.entry("minted").or_default() += number(&deposit["minted"]);
				*sums.entry("waiting").or_default() += number(&deposit["waiting"]);
				let refunded = match state {
					"refunded" => "refunded",
					_ => "open_refunds",
				};
				*sums.entry(refunded).or_default() += number(&deposit["refunded"]);
			}
		}
	}
	for withdrawal in served
		.all("/api/v1/bridge/withdrawals?cause=withdrawal", 200)
		.await
	{
		let amount = number(&withdrawal["amount"]);
		*sums.entry("burned").or_default() += amount;
		let sum = match text(&withdrawal, "state") {
			"paid" => "paid",
			"reclaimed" => "reclaimed",
			_ => "open_withdrawals",
		};
		*sums.entry(sum).or_default() += amount;
	}
	for (name, value) in totals.as_object().context("totals")? {
		if name != "taken" {
			assert_eq!(
				sums.get(name.as_str()).copied().unwrap_or(0),
				number(value),
				"{name}"
			);
		}
	}
	assert!(sums["minted"] > 0 && sums["refunded"] > 0 && sums["donated"] > 0 && sums["paid"] > 0);
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn deposit_should_show_its_way_when_it_is_asked_for_by_its_transaction() -> Result<()> {
	let served = served().await?;
	let credited = one(&served, "credited").await?;
	let transaction = text(&credited, "transaction").to_string();
	let path = format!("/api/v1/bridge/deposits/{transaction}");
	let details = served.read(&path).await;
	assert_eq!(details["deposit"], credited);
	assert_eq!(details["refund"], Value::Null);
	let kinds: Vec<_> = details["steps"]
		.as_array()
		.context("steps")?
		.iter()
		.map(|step| text(step, "kind"))
		.collect();
	// It was more than the day's cap.
	assert_eq!(kinds.first(), Some(&"credited"));
	assert_eq!(kinds.last(), Some(&"released"));
	let time = |field: &str| credited[field].as_u64().with_context(|| field.to_string());
	assert!(time("steem_block")? > 0);
	assert!(time("steem_time")? > 0);
	assert!(time("final_time")? <= time("proved_time")?);
	assert!(time("proved_time")? < time("closed_time")?);
	assert_eq!(number(&credited["minted"]), number(&credited["amount"]));
	for other in [
		format!("/api/v1/bridge/deposits/0x{}", transaction.to_uppercase()),
		format!("{path}?operation=0"),
	] {
		assert_eq!(served.read(&other).await, details, "{other}");
	}
	for (path, status) in [
		(format!("{path}?operation=1"), 404),
		(format!("/api/v1/bridge/deposits/{}", "0".repeat(40)), 404),
		("/api/v1/bridge/deposits/0a".into(), 400),
		(format!("{path}?operation=x"), 400),
	] {
		let answer = get(served.address, &path, &[]).await;
		assert_eq!(answer.status, status, "{path}: {}", answer.body);
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn refund_should_show_both_ways_when_a_deposit_had_no_address() -> Result<()> {
	let served = served().await?;
	let refunded = one(&served, "refunded").await?;
	assert_eq!(refunded["account"], Value::Null);
	let path = format!("/api/v1/bridge/deposits/{}", text(&refunded, "transaction"));
	let details = served.read(&path).await;
	let refund = &details["refund"];
	assert_eq!(refund["id"], refunded["refund"]);
	assert_eq!(refund["state"], "paid");
	assert_eq!(refund["steem_account"], refunded["steem_account"]);
	assert_eq!(refund["amount"], refunded["amount"]);
	assert_eq!(refund["deposit_transaction"], refunded["transaction"]);
	let steps = details["steps"].as_array().context("steps")?;
	let kinds: BTreeSet<_> = steps.iter().map(|step| text(step, "kind")).collect();
	for kind in [
		"refund_opened",
		"attempt_written",
		"signed",
		"ready",
		"paid",
	] {
		assert!(kinds.contains(kind), "{kind} in {kinds:?}");
	}
	let places: Vec<_> = steps
		.iter()
		.map(|step| (step["block"].as_u64(), step["event"].as_u64()))
		.collect();
	assert!(
		places.windows(2).all(|pair| pair[0] < pair[1]),
		"{places:?}"
	);
	let own = served
		.read(&format!("/api/v1/bridge/withdrawals/{}", refund["id"]))
		.await;
	assert_eq!(&own["withdrawal"], refund);
	// All that happened to the deposit happened to its refund, from the proof on.
	assert!(own["steps"]
		.as_array()
		.is_some_and(|own| own.len() == steps.len()));
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawals_should_show_what_became_of_them_when_they_were_paid_late_or_not_at_all(
) -> Result<()> {
	let served = served().await?;
	let all = served
		.all("/api/v1/bridge/withdrawals?cause=withdrawal", 200)
		.await;
	let paid = all
		.iter()
		.find(|one| one["state"] == "paid" && one["attempts"] == 1)
		.context("one was paid at once")?;
	for field in [
		"ready_time",
		"steem_block",
		"steem_time",
		"final_time",
		"closed_time",
	] {
		assert!(
			paid[field].as_u64().is_some_and(|value| value > 0),
			"{field}: {paid}"
		);
	}
	let times = ["requested_time", "ready_time", "closed_time"].map(|field| paid[field].as_u64());
	assert!(times.windows(2).all(|pair| pair[0] <= pair[1]), "{times:?}");
	assert_eq!(text(paid, "transaction").len(), 40);
	assert_eq!(paid["threshold"], 2);
	let kinds = async |one: &Value| -> Result<Vec<String>> {
		let path = format!("/api/v1/bridge/withdrawals/{}", one["id"]);
		let steps = served.read(&path).await["steps"].clone();
		let steps = steps.as_array().context("steps")?;
		// Custodians may sign what has expired; how soon they do is theirs.
		Ok(steps
			.iter()
			.map(|step| text(step, "kind").to_string())
			.filter(|kind| kind != "signed" && kind != "ready")
			.collect())
	};
	let renewed = all
		.iter()
		.find(|one| one["state"] == "paid" && one["attempts"] == 2)
		.context("one was paid by its second transaction")?;
	let expected = [
		"requested",
		"attempt_written",
		"expired",
		"lapsed",
		"attempt_written",
		"paid",
	];
	assert_eq!(kinds(renewed).await?, expected);
	let reclaimed = all
		.iter()
		.find(|one| one["state"] == "reclaimed")
		.context("one was taken back")?;
	let expected = [
		"requested",
		"attempt_written",
		"expired",
		"lapsed",
		"reclaimed",
	];
	assert_eq!(kinds(reclaimed).await?, expected);
	assert!(reclaimed["closed_time"].as_u64() >= reclaimed["deadline"].as_u64());
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_should_show_every_row_once_when_they_are_filtered_and_read_in_pages() -> Result<()> {
	let served = served().await?;
	let credited = one(&served, "credited").await?;
	let (account, sender) = (text(&credited, "account"), text(&credited, "steem_account"));
	let transaction = text(&credited, "transaction");
	for list in [
		"/api/v1/bridge/deposits".to_string(),
		format!("/api/v1/bridge/deposits?account={account}"),
		format!("/api/v1/bridge/deposits?steem_account={sender}"),
		format!("/api/v1/bridge/deposits?transaction={transaction}"),
		"/api/v1/bridge/deposits?state=refunded".into(),
		"/api/v1/bridge/withdrawals".into(),
		format!("/api/v1/bridge/withdrawals?account={account}"),
		"/api/v1/bridge/withdrawals?steem_account=carol".into(),
		"/api/v1/bridge/withdrawals?cause=refund".into(),
		"/api/v1/bridge/withdrawals?state=paid".into(),
		"/api/v1/bridge/bindings".into(),
		"/api/v1/bridge/bindings?steem_account=alice".into(),
		"/api/v1/bridge/delegations".into(),
		format!("/api/v1/bridge/delegations?account={account}"),
		"/api/v1/bridge/delegations?steem_account=alice".into(),
	] {
		let whole = served.all(&list, 200).await;
		assert!(!whole.is_empty(), "{list}");
		let distinct: BTreeSet<_> = whole.iter().map(Value::to_string).collect();
		assert_eq!(distinct.len(), whole.len(), "{list}");
		assert_eq!(served.all(&list, 1).await, whole, "{list}");
	}
	for deposit in served
		.all(&format!("/api/v1/bridge/deposits?account={account}"), 200)
		.await
	{
		assert_eq!(deposit["account"], account);
	}
	for nothing in [
		"/api/v1/bridge/deposits?steem_account=nobody",
		"/api/v1/bridge/withdrawals?steem_account=nobody",
		"/api/v1/bridge/bindings?steem_account=nobody",
		"/api/v1/bridge/delegations?pool=99999",
	] {
		assert!(served.all(nothing, 200).await.is_empty(), "{nothing}");
	}
	for wrong in [
		"/api/v1/bridge/deposits?account=nobody",
		"/api/v1/bridge/deposits?steem_account=@alice",
		"/api/v1/bridge/deposits?transaction=1",
		"/api/v1/bridge/deposits?state=stolen",
		"/api/v1/bridge/deposits?limit=0",
		"/api/v1/bridge/deposits?cursor=x",
		"/api/v1/bridge/withdrawals?cause=greed",
		"/api/v1/bridge/withdrawals?state=stolen",
		"/api/v1/bridge/withdrawals/x",
		"/api/v1/bridge/delegations?pool=x",
	] {
		let answer = get(served.address, wrong, &[]).await;
		assert_eq!(answer.status, 400, "{wrong}: {}", answer.body);
		assert_eq!(answer.json()["error"]["code"], "bad_request", "{wrong}");
	}
	for gone in [
		"/api/v1/bridge/withdrawals/99999",
		"/api/v1/bridge/withdrawals/18446744073709551615",
	] {
		let answer = get(served.address, gone, &[]).await;
		assert_eq!(answer.status, 404, "{gone}: {}", answer.body);
	}
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_should_be_as_the_document_says_when_the_bridge_was_used() -> Result<()> {
	let served = served().await?;
	let document = served.read("/api/v1/openapi.json").await;
	let credited = one(&served, "credited").await?;
	let refunded = one(&served, "refunded").await?;
	let account = text(&credited, "account");
	let mut seen = 0;
	for (path, operations) in document["paths"].as_object().context("paths")? {
		let answer = &operations["get"]["responses"]["200"]["content"];
		let Some(schema) = answer.get("application/json") else {
			continue;
		};
		if !path.starts_with("/api/v1/bridge") && !path.contains("{address}") {
			continue;
		}
		for deposit in [&credited, &refunded] {
			let asked = path
				.replace("{transaction}", text(deposit, "transaction"))
				.replace("{id}", "0")
				.replace("{address}", account);
			let value = served.read(&asked).await;
			check(&document, &schema["schema"], &value, &asked)?;
			seen += 1;
		}
	}
	assert!(seen >= 20, "only {seen} answers");
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn history_should_have_the_bridge_when_an_account_has_used_it() -> Result<()> {
	let served = served().await?;
	let credited = one(&served, "credited").await?;
	let account = text(&credited, "account");
	let path = format!("/api/v1/accounts/{account}/history");
	let items = served.all(&path, 200).await;
	let kinds: BTreeSet<_> = items.iter().map(|item| text(item, "kind")).collect();
	for kind in [
		"deposit_credited",
		"deposit_released",
		"withdrawal_requested",
		"withdrawal_paid",
		"withdrawal_expired",
		"withdrawal_reclaimed",
		"steem_bound",
		"steem_released",
		"delegation_set",
		"bounty_paid",
	] {
		assert!(kinds.contains(kind), "{kind} in {kinds:?}");
	}
	let table = get(served.address, &format!("{path}.csv"), &[]).await.body;
	let line = table
		.lines()
		.find(|line| line.contains(",deposit_credited,"))
		.context("the deposit is in the table")?;
	let transaction = text(&credited, "transaction");
	assert!(
		line.ends_with(&format!(
			",{},{transaction}",
			text(&credited, "steem_account")
		)),
		"{line}"
	);
	// The gateway's own events are in the activity of all.
	let slashed = served
		.all("/api/v1/activity?kind=custodian_slashed", 200)
		.await;
	assert_eq!(slashed.len(), 2);
	let bridge = served.read("/api/v1/bridge").await;
	assert_eq!(bridge["mode"], "halted");
	let bonds: Vec<_> = bridge["custodians"]
		.as_array()
		.context("custodians")?
		.iter()
		.map(|custodian| number(&custodian["bond"]) == 0)
		.collect();
	assert_eq!(bonds.iter().filter(|lost| **lost).count(), 2, "{bridge}");
	let asset = served.all("/api/v1/assets", 200).await;
	assert!(asset
		.iter()
		.any(|asset| asset["symbol"] == "tSTEEM" && asset["decimals"] == 3));
	served.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn positions_should_add_up_to_what_the_pool_has_paid_when_provers_were_paid() -> Result<()> {
	let served = served().await?;
	let earned = served.all("/api/v1/activity?kind=bounty_earned", 200).await;
	let paid = served.all("/api/v1/activity?kind=bounty_paid", 200).await;
	assert!(!earned.is_empty());
	assert_eq!(earned.len(), paid.len());
	let (community, pool) = (&earned[0]["community"], &earned[0]["pool"]);
	let mut accounts: BTreeSet<String> = BTreeSet::new();
	for item in served.all("/api/v1/activity", 200).await {
		for field in ["account", "other"] {
			accounts.extend(item[field].as_str().map(String::from));
		}
	}
	let mut received = 0;
	for account in &accounts {
		for position in served
			.all(&format!("/api/v1/accounts/{account}/positions"), 200)
			.await
		{
			if &position["pool"] == pool {
				received += number(&position["claimed"]["token"]);
			}
		}
	}
	let path = format!("/api/v1/communities/{community}/pools/{pool}");
	let record = served.read(&path).await;
	assert_eq!(received, number(&record["claimed"]["token"]));
	let bounties: u128 = earned.iter().map(|item| number(&item["token"])).sum();
	assert!(
		bounties > 0 && bounties < received,
		"{bounties} of {received}"
	);
	assert_eq!(record["delegatee"], "community");
	assert!(record["delegatee_since"]
		.as_u64()
		.is_some_and(|since| since > 0));

	// What rose and fell counts no more, and whose account it was is released.
	let delegations = served
		.all(&format!("/api/v1/bridge/delegations?pool={pool}"), 200)
		.await;
	assert_eq!(delegations.len(), 1, "{delegations:?}");
	assert_eq!(delegations[0]["delegator"], "alice");
	assert_eq!(delegations[0]["delegatee"], "community");
	assert_eq!(
		(&delegations[0]["amount"], &delegations[0]["proved"]),
		(&"0".into(), &"0".into())
	);
	assert_eq!(delegations[0]["deferred"], Value::Null);
	let bound = served.all("/api/v1/bridge/bindings", 200).await;
	assert_eq!(
		(&bound[0]["steem_account"], &bound[0]["account"]),
		(&"alice".into(), &Value::Null)
	);
	served.end().await
}
