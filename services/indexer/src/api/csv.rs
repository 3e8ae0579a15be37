//! An account's history as a table (RFC 4180).

use super::{
	answer::{ApiError, At},
	lists::{activity::history_from, address},
	App,
};
use crate::model::{Activity, Amount};
use axum::{
	body::Body,
	extract::State,
	http::{header, HeaderValue},
	response::{IntoResponse, Response},
};
use futures_util::stream;

const COLUMNS: &str = "time,block,event,kind,community,pool,asset,amount,received_asset,received,\
	fee,token,staking_yield,reference,other,steem_account,steem_transaction\r\n";

/// An account's history as a table
///
/// All of it, the oldest first, as CSV.
#[utoipa::path(get, path = "/api/v1/accounts/{address}/history.csv", operation_id = "history_csv",
	params(("address" = String, Path)), responses(
	(status = 200, body = String, content_type = "text/csv"),
	(status = "default", body = crate::model::ErrorBody)
))]
pub async fn history(State(app): App, At(text): At<String>) -> Result<Response, ApiError> {
	let account = address(&app, &text)?;
	// Read page by page as the client takes it, so that a long one needs no more memory.
	let first = history_from(&app.store, &account, None).await?;
	let pages = stream::unfold(Some((first, COLUMNS.to_string())), move |state| {
		let (app, account) = (app.clone(), account.clone());
		async move {
			let (page, mut text) = state?;
			page.items.iter().for_each(|item| line(&mut text, item));
			let next = match page.next_cursor {
				None => None,
				Some(cursor) => match history_from(&app.store, &account, Some(cursor)).await {
					Ok(page) => Some((page, String::new())),
					Err(_) => return Some((Err(std::io::Error::other("unfinished")), None)),
				},
			};
			Some((Ok::<_, std::io::Error>(text), next))
		}
	});
	let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
	let name = HeaderValue::from_static("attachment; filename=\"nutbox-history.csv\"");
	Ok((
		[
			(header::CONTENT_TYPE, kind),
			(header::CONTENT_DISPOSITION, name),
			(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
		],
		Body::from_stream(pages),
	)
		.into_response())
}

fn line(text: &mut String, item: &Activity) {
	let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
	let amount = |n: Option<Amount>| n.map(|n| n.0.to_string()).unwrap_or_default();
	let words = |t: &Option<String>| t.clone().unwrap_or_default();
	let fields = [
		iso(item.time),
		item.block.to_string(),
		item.event.to_string(),
		item.kind.name(),
		number(item.community),
		number(item.pool),
		words(&item.asset),
		amount(item.amount),
		words(&item.received_asset),
		amount(item.received),
		amount(item.fee),
		amount(item.token),
		amount(item.staking_yield),
		words(&item.reference),
		words(&item.other),
		words(&item.steem_account),
		words(&item.steem_transaction),
	];
	let fields: Vec<_> = fields.iter().map(|field| quoted(field)).collect();
	text.push_str(&fields.join(","));
	text.push_str("\r\n");
}

/// A field: in quotation marks where it needs them, and never the beginning of a formula.
fn quoted(field: &str) -> String {
	let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
	let field = match formula {
		true => format!("'{field}"),
		false => field.to_string(),
	};
	match field.contains(['"', ',', '\n', '\r']) {
		true => format!("\"{}\"", field.replace('"', "\"\"")),
		false => field,
	}
}

/// A time as ISO 8601 in UTC, to the second. The date is by H. Hinnant's `civil_from_days`.
fn iso(millis: u64) -> String {
	let seconds = millis / 1_000;
	let (days, second) = (seconds / 86_400, seconds % 86_400);
	// Years begin in March, so that a leap day is the last one; 719,468 days before 1970 began year 0.
	let z = days + 719_468;
	let era = z / 146_097;
	let day_of_era = z % 146_097;
	let year_of_era =
		(day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
	let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let shifted = (5 * day_of_year + 2) / 153;
	let day = day_of_year - (153 * shifted + 2) / 5 + 1;
	let month = if shifted < 10 {
		shifted + 3
	} else {
		shifted - 9
	};
	let year = year_of_era + era * 400 + u64::from(month <= 2);
	format!(
		"{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
		second / 3_600,
		second / 60 % 60,
		second % 60
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn iso_should_agree_with_the_calendar_when_there_are_leap_days() {
		for (seconds, text) in [
			(0, "1970-01-01T00:00:00Z"),
			(951_782_400, "2000-02-29T00:00:00Z"),
			(951_868_799, "2000-02-29T23:59:59Z"),
			(1_709_164_800, "2024-02-29T00:00:00Z"),
			(1_795_275_596, "2026-11-21T15:39:56Z"),
			(4_107_542_400, "2100-03-01T00:00:00Z"),
		] {
			assert_eq!(iso(seconds * 1_000 + 999), text);
		}
	}

	#[test]
	fn quoted_should_make_a_formula_harmless_when_a_text_looks_like_one() {
		assert_eq!(quoted("=1+1"), "'=1+1");
		assert_eq!(quoted("@x"), "'@x");
		assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
		assert_eq!(quoted("local:1"), "local:1");
	}
}
