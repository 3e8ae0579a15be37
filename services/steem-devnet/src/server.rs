//! JSON-RPC over HTTP.

use crate::{
	api::{self, Answer, Params, RpcError},
	chain::Slot,
	refusal::Refusal,
	Devnet,
};
use axum::{
	body::Bytes,
	extract::{DefaultBodyLimit, State},
	http::{header, HeaderValue, Method, StatusCode},
	response::{IntoResponse, Response},
	routing::post,
	Router,
};
use nutbox_steem::{schedule, SignedTransaction, TransactionId};
use serde_json::{json, Value};
use std::sync::Arc;

/// The largest request in bytes: several transactions of the largest kind, in JSON.
const MAX_REQUEST: usize = 1024 * 1024;
/// The most requests in one.
const MAX_BATCH: usize = 100;

/// The service. Any page in a browser may call it, as with public nodes.
pub fn router(devnet: Arc<Devnet>) -> Router {
	Router::new()
		.route("/", post(answer).options(preflight))
		.layer(DefaultBodyLimit::max(MAX_REQUEST))
		.with_state(devnet)
}

async fn preflight() -> Response {
	with_cors(StatusCode::NO_CONTENT.into_response())
}

fn with_cors(mut response: Response) -> Response {
	let headers = response.headers_mut();
	headers.insert(
		header::ACCESS_CONTROL_ALLOW_ORIGIN,
		HeaderValue::from_static("*"),
	);
	headers.insert(
		header::ACCESS_CONTROL_ALLOW_HEADERS,
		HeaderValue::from_static("*"),
	);
	let methods = HeaderValue::from_static(Method::POST.as_str());
	headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
	response
}

async fn answer(State(devnet): State<Arc<Devnet>>, body: Bytes) -> Response {
	let value = match nutbox_steem::json::read(&body) {
		Err(error) => {
			let error = RpcError {
				code: -32_700,
				message: error.to_string(),
				data: None,
			};
			reply(Value::Null, Err(error))
		}
		Ok(Value::Array(requests)) if requests.is_empty() || requests.len() > MAX_BATCH => {
			let message = format!("a batch has 1 to {MAX_BATCH} requests");
			reply(
				Value::Null,
				Err(RpcError {
					code: -32_600,
					message,
					data: None,
				}),
			)
		}
		Ok(Value::Array(requests)) => {
			let mut replies = Vec::new();
			for request in &requests {
				replies.push(serve(&devnet, request).await);
			}
			Value::Array(replies)
		}
		Ok(request) => serve(&devnet, &request).await,
	};
	let json = HeaderValue::from_static("application/json");
	let body = nutbox_steem::json::write(&value);
	with_cors(([(header::CONTENT_TYPE, json)], body).into_response())
}

fn reply(id: Value, answer: Answer) -> Value {
	match answer {
		Ok(result) => json!({ "jsonrpc": "2.0", "result": result, "id": id }),
		Err(error) => {
			let mut fields = json!({ "code": error.code, "message": error.message });
			if let (Some(data), Some(fields)) = (error.data, fields.as_object_mut()) {
				fields.insert("data".into(), data);
			}
			json!({ "jsonrpc": "2.0", "error": fields, "id": id })
		}
	}
}

async fn serve(devnet: &Devnet, request: &Value) -> Value {
	let id = request.get("id").cloned().unwrap_or_default();
	reply(id, dispatch(devnet, request).await)
}

async fn dispatch(devnet: &Devnet, request: &Value) -> Answer {
	let invalid = |message: &str| RpcError {
		code: -32_600,
		message: message.into(),
		data: None,
	};
	let method = request
		.get("method")
		.and_then(Value::as_str)
		.ok_or_else(|| invalid("a request has a method"))?;
	let nothing = Value::Array(Vec::new());
	let params = request.get("params").unwrap_or(&nothing);
	// `{"method": "condenser_api.get_block", "params": [1]}`, or
	// `{"method": "call", "params": ["condenser_api", "get_block", [1]]}`.
	if method == "call" {
		let part = |place: usize| params.get(place).and_then(Value::as_str);
		let (Some(api), Some(method)) = (part(0), part(1)) else {
			return Err(invalid(
				"call takes the names of an api and of a method, and the arguments",
			));
		};
		return call(devnet, api, method, params.get(2).unwrap_or(&nothing)).await;
	}
	let (api, method) = method
		.split_once('.')
		.ok_or_else(|| RpcError::no_method(method))?;
	call(devnet, api, method, params).await
}

async fn call(devnet: &Devnet, api: &str, method: &str, params: &Value) -> Answer {
	// Public nodes take positional arguments of `database_api` as calls of the time before there was a `condenser_api`,
	// and older libraries rely on it.
	let api = match (api, params) {
		("database_api", Value::Array(_)) => "condenser_api",
		_ => api,
	};
	let params = Params(params);
	match (api, method) {
		("condenser_api" | "network_broadcast_api", "broadcast_transaction") => {
			let id = devnet.submit(params.transaction()?)?;
			tracing::debug!(%id, "a transaction waits for a block");
			// The reference implementation answers with nothing, and older clients expect just that.
			Ok(json!({}))
		}
		("condenser_api" | "network_broadcast_api", "broadcast_transaction_synchronous") => {
			synchronous(devnet, params.transaction()?).await
		}
		("devnet_api", method) if devnet.admin => admin(devnet, method, &params),
		_ => {
			let answer = devnet.with(|chain| api::ask(chain, api, method, &params));
			answer.unwrap_or_else(|| Err(RpcError::no_method(&format!("{api}.{method}"))))
		}
	}
}

/// Answers when the transaction is in a block.
async fn synchronous(devnet: &Devnet, signed: SignedTransaction) -> Answer {
	let expiration = signed.transaction.expiration;
	let mut head = devnet.watch();
	let id = devnet.submit(signed)?;
	loop {
		head.borrow_and_update();
		let (place, waits, now) =
			devnet.with(|chain| (chain.find(&id), chain.is_pending(&id), chain.state().time));
		if let Some((block, number)) = place {
			return Ok(included(&id, block, number));
		}
		if now >= expiration {
			return Ok(
				json!({ "id": id.to_string(), "block_num": 0, "trx_num": 0, "expired": true }),
			);
		}
		if !waits {
			return Err(Refusal::assert(format!(
				"transaction {id} was dropped: it no longer holds"
			))
			.into());
		}
		if head.changed().await.is_err() {
			return Err(anyhow::anyhow!("the chain is stopping").into());
		}
	}
}

fn included(id: &TransactionId, block: u32, number: u32) -> Value {
	json!({ "id": id.to_string(), "block_num": block, "trx_num": number, "expired": false })
}

/// What real nodes do not have.
fn admin(devnet: &Devnet, method: &str, params: &Params<'_>) -> Answer {
	match method {
		"advance" => {
			let blocks = params.number(0, "blocks")?;
			if blocks > 100_000 {
				return Err(RpcError::invalid("blocks is at most 100000 at a time"));
			}
			let head = devnet.change(|chain| chain.advance(blocks))?;
			Ok(json!({ "head_block_number": head }))
		}
		"skip_slots" => {
			let count = params.number(0, "count")?;
			devnet.change(|chain| chain.skip_slots(count))?;
			Ok(json!({ "next_slot": devnet.with(|chain| chain.next_slot()) }))
		}
		"fork" => {
			let depth = params.number(0, "depth")?;
			let drop = params.flag(1, "drop_transactions");
			let forked = devnet.change(|chain| chain.fork(depth, drop))?;
			let orphaned: Vec<_> = forked
				.orphaned
				.iter()
				.map(|made| made.id.to_string())
				.collect();
			tracing::info!(first = forked.first, last = forked.last, "a fork");
			Ok(json!({ "orphaned": orphaned, "first": forked.first, "last": forked.last }))
		}
		"set_witness" => {
			let witness = params.account(0, "witness")?;
			let online = params.get(1, "online").and_then(Value::as_bool);
			let online = online.ok_or_else(|| RpcError::invalid("online is true or false"))?;
			devnet.with(
				|chain| match chain.state().witnesses.contains_key(&witness) {
					true => {
						chain.set_away(witness, !online);
						Ok(())
					}
					false => Err(RpcError::invalid(format!("{witness} is no witness"))),
				},
			)?;
			Ok(json!({}))
		}
		"add_key" => {
			let wif = params.text(0, "wif")?;
			let key = devnet.change(|chain| chain.add_key(wif))?;
			Ok(json!({ "public_key": key.to_string() }))
		}
		"status" => Ok(devnet.with(|chain| {
			let state = chain.state();
			json!({
				"head_block_number": state.head_number,
				"last_irreversible_block_num": state.last_irreversible,
				"time": state.time.to_string(),
				"next_slot": chain.next_slot(),
				"next_slot_time": schedule::slot_time(chain.next_slot()).map(|time| time.to_string()),
				"away": chain.away().iter().map(|name| name.as_str()).collect::<Vec<_>>(),
				"genesis": chain.genesis(),
			})
		})),
		_ => Err(RpcError::no_method(&format!("devnet_api.{method}"))),
	}
}

/// Logs what became of a slot.
pub(crate) fn log(slot: &Slot) {
	match slot {
		Slot::Made(number) => tracing::debug!(number, "a block"),
		Slot::Missed(witness) => tracing::debug!(%witness, "a missed slot"),
	}
}
