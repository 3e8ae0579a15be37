//! The bridge to Steem, and single deposits and withdrawals with all that happened to them.

use super::{
	answer::{ApiError, At, Params, Problem},
	lists::{bridge::transaction_id, view},
	App, Shared,
};
use crate::model;
use axum::{extract::State, Json};
use serde::Deserialize;
use utoipa::IntoParams;

type Answer<T> = Result<Json<T>, ApiError>;

/// The bridge to Steem
///
/// Its mode, custodians and sums, as of the last block that changed it.
#[utoipa::path(get, path = "/api/v1/bridge", responses(
	(status = 200, body = model::Bridge), (status = "default", body = model::ErrorBody)
))]
pub async fn bridge(State(app): App) -> Answer<model::Bridge> {
	let row = sqlx::query("SELECT view FROM bridge")
		.fetch_optional(app.store.pool())
		.await?;
	match row {
		Some(row) => Ok(Json(view(&row, 0)?)),
		None => Err(Problem::NotFound
			.says("the bridge has no account on Steem yet; governance has to configure it")),
	}
}

/// What happened to a deposit, to a withdrawal, or to a deposit and its refund.
async fn steps(
	app: &Shared,
	deposit: Option<String>,
	withdrawal: Option<i64>,
) -> Result<Vec<model::BridgeStep>, ApiError> {
	let rows = sqlx::query(
		"SELECT view FROM bridge_steps WHERE deposit = $1 OR withdrawal = $2 \
		 ORDER BY block, event",
	)
	.bind(deposit)
	.bind(withdrawal)
	.fetch_all(app.store.pool())
	.await?;
	Ok(rows
		.iter()
		.map(|row| view(row, 0))
		.collect::<anyhow::Result<_>>()?)
}

async fn withdrawal_of(app: &Shared, id: i64) -> Result<Option<model::Withdrawal>, ApiError> {
	let row = sqlx::query("SELECT view FROM withdrawals WHERE id = $1")
		.bind(id)
		.fetch_optional(app.store.pool())
		.await?;
	Ok(row.map(|row| view(&row, 0)).transpose()?)
}

/// Which of a transaction's deposits.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OperationParams {
	/// Which operation of the transaction, from 0; the first that is a deposit if not said.
	operation: Option<u16>,
}

/// A deposit
///
/// By its transaction on Steem, with all that happened to it and to its refund.
#[utoipa::path(get, path = "/api/v1/bridge/deposits/{transaction}",
	params(("transaction" = String, Path), OperationParams),
	responses((status = 200, body = model::DepositDetails), (status = "default", body = model::ErrorBody)))]
pub async fn deposit(
	State(app): App,
	At(text): At<String>,
	Params(params): Params<OperationParams>,
) -> Answer<model::DepositDetails> {
	let transaction = transaction_id(&text)?;
	// -1 for any: the statement is the same.
	let operation = params.operation.map_or(-1, i64::from);
	let row = sqlx::query(
		"SELECT view FROM deposits WHERE transaction_id = $1 AND (operation = $2 OR $2 = -1) \
		 ORDER BY operation LIMIT 1",
	)
	.bind(transaction.as_str())
	.bind(operation)
	.fetch_optional(app.store.pool())
	.await?;
	let row = row.ok_or_else(|| {
		Problem::NotFound.says(format!(
			"no deposit of the transaction {transaction} is proved; that follows some minutes after \
			 it was sent"
		))
	})?;
	let deposit: model::Deposit = view(&row, 0)?;
	let refund = match deposit.refund {
		Some(id) => withdrawal_of(&app, crate::store::int(id)?).await?,
		None => None,
	};
	let key = format!("{}:{}", deposit.transaction, deposit.operation);
	let number = deposit.refund.map(crate::store::int).transpose()?;
	Ok(Json(model::DepositDetails {
		steps: steps(&app, Some(key), number).await?,
		refund,
		deposit,
	}))
}

/// A withdrawal or refund
///
/// By its number, with all that happened to it.
#[utoipa::path(get, path = "/api/v1/bridge/withdrawals/{id}", params(("id" = u64, Path)),
	responses((status = 200, body = model::WithdrawalDetails), (status = "default", body = model::ErrorBody)))]
pub async fn withdrawal(State(app): App, At(id): At<u64>) -> Answer<model::WithdrawalDetails> {
	// A number beyond what is stored is not stored.
	let number = i64::try_from(id).unwrap_or(i64::MAX);
	let withdrawal = withdrawal_of(&app, number)
		.await?
		.ok_or_else(|| Problem::NotFound.says(format!("there is no withdrawal or refund {id}")))?;
	Ok(Json(model::WithdrawalDetails {
		steps: steps(&app, None, Some(number)).await?,
		withdrawal,
	}))
}
