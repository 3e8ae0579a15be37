//! The JSON-RPC methods, as clients of Steem call them.
//!
//! Names, arguments and answers are those of `libraries/plugins/apis/*` of the reference implementation.

mod accounts;
mod blocks;

use crate::{
	chain::{Chain, Made},
	ledger::{State, DELEGATION_RETURN_PERIOD},
	refusal::Refusal,
};
use accounts::*;
use blocks::*;
use nutbox_steem::{
	authority,
	json::{Form, Json},
	schedule, AccountName, Asset, SignedTransaction, Symbol, TransactionId, Wire,
};
use serde_json::{json, Value};

/// What is answered instead of a result.
#[derive(Clone, Debug)]
pub struct RpcError {
	/// The number of the kind of error.
	pub code: i64,
	/// What is wrong.
	pub message: String,
	/// More of it.
	pub data: Option<Value>,
}

impl RpcError {
	/// A request that cannot be understood.
	pub fn invalid(message: impl Into<String>) -> Self {
		Self {
			code: -32_602,
			message: message.into(),
			data: None,
		}
	}

	/// A method that there is not.
	pub fn no_method(method: &str) -> Self {
		let message = format!("Could not find method {method}");
		Self {
			code: -32_601,
			message,
			data: None,
		}
	}
}

impl From<Refusal> for RpcError {
	fn from(refusal: Refusal) -> Self {
		let data = json!({
			"code": refusal.code,
			"name": refusal.name,
			"message": refusal.message,
			"stack": [],
		});
		Self {
			code: -32_000,
			message: refusal.message,
			data: Some(data),
		}
	}
}

impl From<anyhow::Error> for RpcError {
	fn from(error: anyhow::Error) -> Self {
		Self {
			code: -32_000,
			message: format!("{error:#}"),
			data: None,
		}
	}
}

/// An answer.
pub type Answer = Result<Value, RpcError>;

/// The arguments of a call: an array, as `condenser_api` takes them, or an object with names.
pub struct Params<'a>(pub &'a Value);

impl<'a> Params<'a> {
	/// The argument at this place, or of this name.
	pub fn get(&self, place: usize, name: &str) -> Option<&'a Value> {
		let value = match self.0 {
			Value::Array(values) => values.get(place),
			Value::Object(fields) => fields.get(name),
			_ => None,
		};
		value.filter(|value| !value.is_null())
	}

	fn need(&self, place: usize, name: &str) -> Result<&'a Value, RpcError> {
		self.get(place, name)
			.ok_or_else(|| RpcError::invalid(format!("argument {place} ({name}) is missing")))
	}

	/// A number, which clients also write as text.
	pub fn number(&self, place: usize, name: &str) -> Result<u32, RpcError> {
		as_number(self.need(place, name)?)
			.ok_or_else(|| RpcError::invalid(format!("{name} is no number from 0 to 4294967295")))
	}

	fn number_or(&self, place: usize, name: &str, default: u32) -> Result<u32, RpcError> {
		match self.get(place, name) {
			Some(_) => self.number(place, name),
			None => Ok(default),
		}
	}

	/// Yes or no; no if absent.
	pub fn flag(&self, place: usize, name: &str) -> bool {
		self.get(place, name)
			.and_then(Value::as_bool)
			.unwrap_or_default()
	}

	/// A text.
	pub fn text(&self, place: usize, name: &str) -> Result<&'a str, RpcError> {
		let text = self.need(place, name)?.as_str();
		text.ok_or_else(|| RpcError::invalid(format!("{name} is no text")))
	}

	fn text_or_empty(&self, place: usize, name: &str) -> &'a str {
		self.get(place, name)
			.and_then(Value::as_str)
			.unwrap_or_default()
	}

	/// The name of an account.
	pub fn account(&self, place: usize, name: &str) -> Result<AccountName, RpcError> {
		let text = self.text(place, name)?;
		text.parse()
			.map_err(|reason| RpcError::invalid(format!("{name} {text:?}: {reason}")))
	}

	fn list<T: Json>(&self, place: usize, name: &str) -> Result<Vec<T>, RpcError> {
		let list = Vec::from_json(self.need(place, name)?);
		list.map_err(|error| RpcError::invalid(error.inside(name).to_string()))
	}

	/// A transaction in either JSON form.
	pub fn transaction(&self) -> Result<SignedTransaction, RpcError> {
		let value = self.need(0, "trx")?;
		SignedTransaction::from_json(value)
			.map_err(|error| RpcError::invalid(error.inside("trx").to_string()))
	}
}

fn as_number(value: &Value) -> Option<u32> {
	match value {
		Value::String(text) => text.parse().ok(),
		value => value.as_u64().and_then(|number| u32::try_from(number).ok()),
	}
}

fn asset(amount: i64, symbol: Symbol, form: Form) -> Value {
	Asset { amount, symbol }.to_json(form)
}

/// The methods that only ask. `None` if there is no such method.
pub fn ask(chain: &Chain, api: &str, method: &str, params: &Params<'_>) -> Option<Answer> {
	let form = match api {
		"condenser_api" => Form::Condenser,
		_ => Form::BlockApi,
	};
	let state = chain.state();
	let answer = match (api, method) {
		("condenser_api" | "database_api", "get_dynamic_global_properties") => {
			Ok(global_properties(state, form))
		}
		("condenser_api" | "database_api", "get_config") => Ok(config(state)),
		("condenser_api" | "database_api", "get_version") => Ok(json!({
			"blockchain_version": "0.23.0",
			"steem_revision": "devnet",
			"fc_revision": "devnet",
			"chain_id": state.chain_id.to_string(),
		})),
		("condenser_api" | "database_api", "get_hardfork_version") => Ok("0.23.0".into()),
		("condenser_api", "get_chain_properties") => Ok(state.median.to_json(form)),
		("condenser_api" | "database_api", "get_witness_schedule") => {
			Ok(witness_schedule(state, form))
		}
		("condenser_api", "get_active_witnesses") => Ok(names(&state.schedule)),
		("database_api", "get_active_witnesses") => {
			Ok(json!({ "witnesses": names(&state.schedule) }))
		}
		("condenser_api" | "database_api", "get_current_median_history_price")
		| ("database_api", "get_current_price_feed") => Ok(price(form)),
		("condenser_api" | "database_api", "get_feed_history") => Ok(json!({
			"id": 0,
			"current_median_history": price(form),
			"price_history": [],
		})),

		("condenser_api", "get_block") => params.number(0, "block_num").map(|number| {
			chain
				.block(number)
				.map_or(Value::Null, |made| block(made, form))
		}),
		("block_api", "get_block") => params.number(0, "block_num").map(|number| {
			chain
				.block(number)
				.map_or(json!({}), |made| json!({ "block": block(made, form) }))
		}),
		("condenser_api", "get_block_header") => params.number(0, "block_num").map(|number| {
			chain
				.block(number)
				.map_or(Value::Null, |made| header(made, form))
		}),
		("block_api", "get_block_header") => params.number(0, "block_num").map(|number| {
			chain
				.block(number)
				.map_or(json!({}), |made| json!({ "header": header(made, form) }))
		}),
		("block_api", "get_block_range") => block_range(chain, params, form),
		("condenser_api" | "account_history_api", "get_ops_in_block") => {
			ops_in_block(chain, params, form)
		}
		("condenser_api" | "account_history_api", "get_transaction") => {
			transaction(chain, params, form)
		}
		("condenser_api" | "account_history_api", "get_account_history") => {
			account_history(chain, params, form)
		}
		("transaction_status_api", "find_transaction") => find_transaction(chain, params),

		("condenser_api", "get_accounts") => params.list(0, "accounts").map(|list| {
			list.iter()
				.filter_map(|name| Some(account(state, name, state.accounts.get(name)?, form)))
				.collect()
		}),
		("database_api", "find_accounts") => params.list(0, "accounts").map(|list| {
			let found: Value = list
				.iter()
				.filter_map(|name| Some(account(state, name, state.accounts.get(name)?, form)))
				.collect();
			json!({ "accounts": found })
		}),
		("condenser_api", "lookup_account_names") => params.list(0, "accounts").map(|list| {
			list.iter()
				.map(|name| {
					let found = state.accounts.get(name);
					found.map_or(Value::Null, |found| account(state, name, found, form))
				})
				.collect()
		}),
		("condenser_api", "lookup_accounts") => lookup(state.accounts.keys(), params),
		("condenser_api", "lookup_witness_accounts") => lookup(state.witnesses.keys(), params),
		("condenser_api", "get_account_count") => Ok(state.accounts.len().into()),
		("condenser_api", "get_witness_count") => Ok(state.witnesses.len().into()),
		("condenser_api", "get_witness_by_account") => params.account(0, "account").map(|name| {
			let found = state.witnesses.get(&name);
			found.map_or(Value::Null, |found| witness(&name, found, form))
		}),
		("database_api", "find_witnesses") => params.list(0, "owners").map(|list| {
			let found: Value = list
				.iter()
				.filter_map(|name| Some(witness(name, state.witnesses.get(name)?, form)))
				.collect();
			json!({ "witnesses": found })
		}),
		("condenser_api", "get_witnesses_by_vote") => witnesses_by_vote(state, params, form),

		("condenser_api", "get_key_references") => key_references(state, params).map(Value::from),
		("account_by_key_api", "get_key_references") => {
			key_references(state, params).map(|accounts| json!({ "accounts": accounts }))
		}
		("condenser_api", "get_vesting_delegations") => delegations(state, params, form),
		("database_api", "find_vesting_delegations") => {
			delegations(state, params, form).map(|found| json!({ "delegations": found }))
		}
		("condenser_api", "get_expiring_vesting_delegations") => returning(state, params, form),
		("condenser_api", "get_transaction_hex") => params
			.transaction()
			.map(|signed| hex::encode(signed.encode()).into()),
		("condenser_api", "verify_authority") => params
			.transaction()
			.and_then(|signed| verify_authority(state, &signed)),
		("database_api", "verify_authority") => params
			.transaction()
			.and_then(|signed| verify_authority(state, &signed))
			.map(|valid| json!({ "valid": valid })),
		("condenser_api", "get_potential_signatures") => params
			.transaction()
			.map(|signed| potential_signatures(state, &signed).into()),
		("database_api", "get_potential_signatures") => params
			.transaction()
			.map(|signed| json!({ "keys": potential_signatures(state, &signed) })),
		("condenser_api", "get_required_signatures") => {
			required_signatures(state, params).map(Value::from)
		}
		("database_api", "get_required_signatures") => {
			required_signatures(state, params).map(|keys| json!({ "keys": keys }))
		}
		("rc_api", "find_rc_accounts") => rc_accounts(state, params),
		_ => return None,
	};
	Some(answer)
}

fn names(names: &[AccountName]) -> Value {
	names.iter().map(AccountName::as_str).collect()
}

fn price(form: Form) -> Value {
	json!({ "base": asset(1_000, Symbol::Sbd, form), "quote": asset(1_000, Symbol::Steem, form) })
}

fn global_properties(state: &State, form: Form) -> Value {
	let amount = |amount, symbol| asset(amount, symbol, form);
	let filled = state.recent_slots_filled;
	let aslot = schedule::slot(state.time).unwrap_or_default();
	json!({
		"id": 0,
		"head_block_number": state.head_number,
		"head_block_id": state.head_id.to_string(),
		"time": state.time.to_string(),
		"current_witness": state.current_witness.as_str(),
		"total_pow": 0,
		"num_pow_witnesses": 0,
		"virtual_supply": amount(
			state.current_supply.saturating_add(state.current_sbd_supply), Symbol::Steem),
		"current_supply": amount(state.current_supply, Symbol::Steem),
		"confidential_supply": amount(0, Symbol::Steem),
		"init_sbd_supply": amount(0, Symbol::Sbd),
		"current_sbd_supply": amount(state.current_sbd_supply, Symbol::Sbd),
		"confidential_sbd_supply": amount(0, Symbol::Sbd),
		"total_vesting_fund_steem": amount(state.total_vesting_fund_steem, Symbol::Steem),
		"total_vesting_shares": amount(state.total_vesting_shares, Symbol::Vests),
		"total_reward_fund_steem": amount(0, Symbol::Steem),
		"total_reward_shares2": "0",
		"pending_rewarded_vesting_shares": amount(0, Symbol::Vests),
		"pending_rewarded_vesting_steem": amount(0, Symbol::Steem),
		"sbd_interest_rate": state.median.sbd_interest_rate,
		"sbd_print_rate": 10_000,
		"maximum_block_size": state.median.maximum_block_size,
		"required_actions_partition_percent": 0,
		"current_aslot": aslot,
		"recent_slots_filled": filled.to_string(),
		"participation_count": filled.count_ones(),
		"last_irreversible_block_num": state.last_irreversible,
		"vote_power_reserve_rate": 10,
		"delegation_return_period": DELEGATION_RETURN_PERIOD,
		"reverse_auction_seconds": 300,
		"available_account_subsidies": 0,
		"sbd_stop_percent": 1000,
		"sbd_start_percent": 900,
		"next_maintenance_time": state.time.to_string(),
		"last_budget_time": state.time.to_string(),
		"content_reward_percent": 6500,
		"vesting_reward_percent": 1500,
		"sps_fund_percent": 1000,
		"sps_interval_ledger": amount(0, Symbol::Sbd),
		"downvote_pool_percent": 2500,
	})
}

/// Source: `get_config`, `libraries/protocol/get_config.cpp`: of its values, those that mean something here.
fn config(state: &State) -> Value {
	json!({
		"IS_TEST_NET": false,
		"STEEM_ENABLE_SMT": false,
		"STEEM_CHAIN_ID": state.chain_id.to_string(),
		"STEEM_ADDRESS_PREFIX": nutbox_steem::keys::PREFIX,
		"STEEM_BLOCKCHAIN_VERSION": "0.23.0",
		"STEEM_BLOCKCHAIN_HARDFORK_VERSION": "0.23.0",
		"STEEM_GENESIS_TIME": schedule::GENESIS_TIME.to_string(),
		"STEEM_BLOCK_INTERVAL": schedule::BLOCK_INTERVAL,
		"STEEM_MAX_WITNESSES": schedule::MAX_WITNESSES,
		"STEEM_HARDFORK_REQUIRED_WITNESSES": 17,
		"STEEM_IRREVERSIBLE_THRESHOLD": 7_500,
		"STEEM_100_PERCENT": 10_000,
		"STEEM_1_PERCENT": 100,
		"STEEM_MAX_TIME_UNTIL_EXPIRATION": crate::ledger::MAX_TIME_UNTIL_EXPIRATION,
		"STEEM_MAX_MEMO_SIZE": crate::ledger::MAX_MEMO_SIZE,
		"STEEM_MIN_ACCOUNT_NAME_LENGTH": 3,
		"STEEM_MAX_ACCOUNT_NAME_LENGTH": AccountName::MAX_LENGTH,
		"STEEM_MAX_SIG_CHECK_DEPTH": authority::MAX_DEPTH,
		"STEEM_MAX_AUTHORITY_MEMBERSHIP": crate::ledger::MAX_AUTHORITY_MEMBERSHIP,
		"STEEM_OWNER_UPDATE_LIMIT": (u64::from(crate::ledger::OWNER_UPDATE_LIMIT) * 1_000_000).to_string(),
		"STEEM_DELEGATION_RETURN_PERIOD_HF20": DELEGATION_RETURN_PERIOD,
		"STEEM_NULL_ACCOUNT": "null",
		"STEEM_TEMP_ACCOUNT": "temp",
		"STEEM_SYMBOL": "STEEM",
		"SBD_SYMBOL": "SBD",
		"VESTS_SYMBOL": "VESTS",
	})
}

fn witness_schedule(state: &State, form: Form) -> Value {
	json!({
		"id": 0,
		"current_virtual_time": "0",
		"next_shuffle_block_num":
			(state.head_number / schedule::MAX_WITNESSES as u32 + 1) * schedule::MAX_WITNESSES as u32,
		"current_shuffled_witnesses": names(&state.schedule),
		"num_scheduled_witnesses": state.schedule.len(),
		"elected_weight": 1,
		"timeshare_weight": 5,
		"miner_weight": 1,
		"witness_pay_normalization_factor": 25,
		"median_props": state.median.to_json(form),
		"majority_version": "0.23.0",
		"max_voted_witnesses": schedule::MAX_WITNESSES - 1,
		"max_miner_witnesses": 0,
		"max_runner_witnesses": 1,
		"hardfork_required_witnesses": 17,
	})
}
