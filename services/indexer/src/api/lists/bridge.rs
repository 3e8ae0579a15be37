//! The bridge to Steem.

use super::{address, amount, maybe_amount, view, Answer, Key, List, PageParams, EVENTS};
use crate::{
	api::{
		answer::{ApiError, Params, Problem},
		App,
	},
	model::{self, Page},
	store::uint,
};
use axum::{extract::State, Json};
use serde::Deserialize;
use sqlx::{any::AnyRow, Row};
use utoipa::IntoParams;

/// The name of an account on Steem, as far as its form goes.
pub fn steem_name(text: &str) -> Result<&str, ApiError> {
	let fits = (3..=16).contains(&text.len())
		&& text
			.bytes()
			.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
	match fits {
		true => Ok(text),
		false => Err(Problem::BadRequest.says(
			"steem_account must be a name on Steem: 3 to 16 of a-z, 0-9, dots and dashes, without @",
		)),
	}
}

/// The id of a transaction on Steem as it is stored, with or without `0x`.
pub fn transaction_id(text: &str) -> Result<String, ApiError> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	match digits.len() == 40 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
		true => Ok(digits.to_ascii_lowercase()),
		false => {
			Err(Problem::BadRequest
				.says("the id of a transaction on Steem has 40 hexadecimal digits"))
		}
	}
}

/// Which deposits.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DepositParams {
	/// Only those for this account.
	account: Option<String>,
	/// Only those of this sender on Steem.
	steem_account: Option<String>,
	/// Only those of this transaction on Steem.
	transaction: Option<String>,
	/// Only those of which this became.
	#[param(inline)]
	state: Option<model::DepositState>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// Deposits from Steem
///
/// Those that were proved, the newest first.
#[utoipa::path(get, path = "/api/v1/bridge/deposits", params(DepositParams), responses(
	(status = 200, body = Page<model::Deposit>), (status = "default", body = model::ErrorBody)
))]
pub async fn deposits(
	State(app): App,
	Params(params): Params<DepositParams>,
) -> Answer<model::Deposit> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of("SELECT block, event, view FROM deposits");
	if let Some(account) = &params.account {
		list = list.with_text("account", address(&app, account)?);
	}
	if let Some(name) = &params.steem_account {
		list = list.with_text("steem_account", steem_name(name)?);
	}
	if let Some(transaction) = &params.transaction {
		list = list.with_text("transaction_id", transaction_id(transaction)?);
	}
	if let Some(state) = params.state {
		list = list.with_text("state", state.name());
	}
	let read = |row: &AnyRow| view(row, 2);
	Ok(Json(
		list.page(&app.store, EVENTS, true, &page, read).await?,
	))
}

/// Which withdrawals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WithdrawalParams {
	/// Only those of this account.
	account: Option<String>,
	/// Only those that pay this account on Steem.
	steem_account: Option<String>,
	/// Only withdrawals, or only refunds.
	#[param(inline)]
	cause: Option<model::PaymentCause>,
	/// Only those in this state.
	#[param(inline)]
	state: Option<model::WithdrawalState>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// Withdrawals to Steem, and refunds of deposits
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/bridge/withdrawals", params(WithdrawalParams), responses(
	(status = 200, body = Page<model::Withdrawal>), (status = "default", body = model::ErrorBody)
))]
pub async fn withdrawals(
	State(app): App,
	Params(params): Params<WithdrawalParams>,
) -> Answer<model::Withdrawal> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of("SELECT id, view FROM withdrawals");
	if let Some(account) = &params.account {
		list = list.with_text("account", address(&app, account)?);
	}
	if let Some(name) = &params.steem_account {
		list = list.with_text("steem_account", steem_name(name)?);
	}
	if let Some(cause) = params.cause {
		list = list.with_text("cause", cause.name());
	}
	if let Some(state) = params.state {
		list = list.with_text("state", state.name());
	}
	let read = |row: &AnyRow| view(row, 1);
	let keys = [Key::Int("id")];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}

/// Which bindings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BindingParams {
	/// Only those to this account.
	account: Option<String>,
	/// Only that of this account on Steem.
	steem_account: Option<String>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// Accounts on Steem and whom they are bound to
///
/// By name; also those that were released.
#[utoipa::path(get, path = "/api/v1/bridge/bindings", params(BindingParams), responses(
	(status = 200, body = Page<model::SteemBinding>), (status = "default", body = model::ErrorBody)
))]
pub async fn bindings(
	State(app): App,
	Params(params): Params<BindingParams>,
) -> Answer<model::SteemBinding> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of(
		"SELECT steem_account, account, steem_block, since_block, since_time FROM steem_bindings",
	);
	if let Some(account) = &params.account {
		list = list.with_text("account", address(&app, account)?);
	}
	if let Some(name) = &params.steem_account {
		list = list.with_text("steem_account", steem_name(name)?);
	}
	let read = |row: &AnyRow| {
		Ok(model::SteemBinding {
			steem_account: row.try_get(0)?,
			account: row.try_get(1)?,
			steem_block: uint(row.try_get(2)?)?,
			since_block: uint(row.try_get(3)?)?,
			since_time: uint(row.try_get(4)?)?,
		})
	};
	let keys = [Key::Text("steem_account")];
	Ok(Json(
		list.page(&app.store, &keys, false, &page, read).await?,
	))
}

/// Which delegations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DelegationParams {
	/// Only those that are, or were last, stakes of this account.
	account: Option<String>,
	/// Only those of this account on Steem.
	steem_account: Option<String>,
	/// Only those in this pool.
	pool: Option<u32>,
	/// `next_cursor` of the page before.
	cursor: Option<String>,
	/// The items of a page: 1 to 200, 50 if not said.
	#[param(minimum = 1, maximum = 200)]
	limit: Option<u32>,
}

/// Delegations on Steem that are stakes in pools
///
/// The newest first; also those that were taken back.
#[utoipa::path(get, path = "/api/v1/bridge/delegations", params(DelegationParams), responses(
	(status = 200, body = Page<model::SteemDelegation>),
	(status = "default", body = model::ErrorBody)
))]
pub async fn delegations(
	State(app): App,
	Params(params): Params<DelegationParams>,
) -> Answer<model::SteemDelegation> {
	let page = PageParams {
		cursor: params.cursor,
		limit: params.limit,
	};
	let mut list = List::of(
		"SELECT since_block, pool, steem_credits.delegator, community, steem_credits.delegatee, \
		 account, steem_credits.amount, steem_delegations.amount, deferred, since_time, \
		 steem_credits.at_block, steem_credits.at_time FROM steem_credits \
		 LEFT JOIN steem_delegations ON steem_delegations.delegator = steem_credits.delegator \
		 AND steem_delegations.delegatee = steem_credits.delegatee",
	);
	if let Some(account) = &params.account {
		list = list.with_text("account", address(&app, account)?);
	}
	if let Some(name) = &params.steem_account {
		list = list.with_text("steem_credits.delegator", steem_name(name)?);
	}
	if let Some(pool) = params.pool {
		list = list.with("pool", pool);
	}
	let read = |row: &AnyRow| {
		Ok(model::SteemDelegation {
			pool: uint(row.try_get(1)?)?,
			community: uint(row.try_get(3)?)?,
			delegator: row.try_get(2)?,
			delegatee: row.try_get(4)?,
			account: row.try_get(5)?,
			amount: amount(row, 6)?,
			proved: maybe_amount(row, 7)?,
			deferred: maybe_amount(row, 8)?,
			since_block: uint(row.try_get(0)?)?,
			since_time: uint(row.try_get(9)?)?,
			at_block: uint(row.try_get(10)?)?,
			at_time: uint(row.try_get(11)?)?,
		})
	};
	let keys = [
		Key::Int("since_block"),
		Key::Int("pool"),
		Key::Text("steem_credits.delegator"),
	];
	Ok(Json(list.page(&app.store, &keys, true, &page, read).await?))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn transaction_id_should_be_one_text_when_it_is_written_in_several_ways() {
		let digits = "0a".repeat(20);
		for text in [digits.clone(), digits.to_uppercase(), format!("0x{digits}")] {
			assert_eq!(transaction_id(&text).ok(), Some(digits.clone()), "{text}");
		}
		for text in ["", "0x", &digits[1..], "zz", &"0g".repeat(20)] {
			assert!(transaction_id(text).is_err(), "{text}");
		}
	}

	#[test]
	fn steem_name_should_be_refused_when_no_account_can_have_it() {
		assert!(steem_name("alice").is_ok());
		assert!(steem_name("a.b-1").is_ok());
		for text in [
			"",
			"@alice",
			"Alice",
			"al",
			"abcdefghijklmnopq",
			"al'ce",
			"アリス",
		] {
			assert!(steem_name(text).is_err(), "{text}");
		}
	}
}
