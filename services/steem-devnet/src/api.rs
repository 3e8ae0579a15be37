//! The JSON-RPC methods, as clients of Steem call them.
//!
//! Names, arguments and answers are those of `libraries/plugins/apis/*` of the reference implementation.

use crate::{
	chain::{Chain, Made},
	ledger::{Account, State, Witness, DELEGATION_RETURN_PERIOD},
	refusal::Refusal,
};
use nutbox_steem::{
	authority,
	json::{Form, Json},
	native::Libsecp256k1,
	schedule, AccountName, Asset, Digest, Operation, PublicKey, SignatureRule, SignedTransaction,
	Symbol, Time, TransactionId, Wire,
};
use serde_json::{json, Map, Value};
use std::collections::BTreeSet;

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

/// A block with what nodes add to it.
fn block(made: &Made, form: Form) -> Value {
	let mut value = made.block.to_json(form);
	if let Some(fields) = value.as_object_mut() {
		fields.insert("block_id".into(), made.id.to_string().into());
		fields.insert("signing_key".into(), made.key.to_string().into());
		fields.insert(
			"transaction_ids".into(),
			made.ids.iter().map(TransactionId::to_string).collect(),
		);
		let transactions = fields.get_mut("transactions").and_then(Value::as_array_mut);
		if let (Form::Condenser, Some(transactions)) = (form, transactions) {
			let number = made.block.header.header.number();
			for (place, transaction) in transactions.iter_mut().enumerate() {
				annotate(transaction, made, number, place);
			}
		}
	}
	value
}

/// What `condenser_api` adds to a transaction. Source: `annotated_signed_transaction`.
fn annotate(transaction: &mut Value, made: &Made, number: u32, place: usize) {
	if let (Some(fields), Some(id)) = (transaction.as_object_mut(), made.ids.get(place)) {
		fields.insert("transaction_id".into(), id.to_string().into());
		fields.insert("block_num".into(), number.into());
		fields.insert("transaction_num".into(), place.into());
	}
}

fn header(made: &Made, form: Form) -> Value {
	let mut value = made.block.header.to_json(form);
	if let Some(fields) = value.as_object_mut() {
		fields.remove("witness_signature");
	}
	value
}

fn block_range(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
	let start = params.number(0, "starting_block_num")?;
	let count = params.number(1, "count")?;
	if start == 0 || count > 1_000 {
		return Err(RpcError::invalid(
			"a range begins at block 1 or later and has at most 1000 blocks",
		));
	}
	let numbers = (0..count).map_while(|more| start.checked_add(more));
	let blocks: Value = numbers
		.map_while(|number| chain.block(number))
		.map(|made| block(made, form))
		.collect();
	Ok(json!({ "blocks": blocks }))
}

fn applied(made: &Made, place: usize, operation: usize, form: Form) -> Option<Value> {
	let signed = made.block.transactions.get(place)?;
	Some(json!({
		"trx_id": made.ids.get(place)?.to_string(),
		"block": made.block.header.header.number(),
		"trx_in_block": place,
		"op_in_trx": operation,
		"virtual_op": 0,
		"timestamp": made.block.header.header.timestamp.to_string(),
		"op": signed.transaction.operations.get(operation)?.to_json(form),
	}))
}

fn places(made: &Made) -> impl Iterator<Item = (usize, usize, &Operation)> {
	made.block
		.transactions
		.iter()
		.enumerate()
		.flat_map(|(place, signed)| {
			let operations = signed.transaction.operations.iter().enumerate();
			operations.map(move |(number, operation)| (place, number, operation))
		})
}

/// There are no virtual operations: nothing is rewarded here.
fn ops_in_block(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
	let number = params.number(0, "block_num")?;
	let made = chain
		.block(number)
		.filter(|_| !params.flag(1, "only_virtual"));
	let ops: Vec<Value> = made
		.into_iter()
		.flat_map(|made| {
			places(made).filter_map(move |(place, number, _)| applied(made, place, number, form))
		})
		.collect();
	Ok(match form {
		Form::Condenser => ops.into(),
		Form::BlockApi => json!({ "ops": ops }),
	})
}

fn transaction_id(params: &Params<'_>, name: &str) -> Result<TransactionId, RpcError> {
	let text = params.text(0, name)?;
	TransactionId::from_hex(text)
		.ok_or_else(|| RpcError::invalid(format!("{text:?} is no transaction id")))
}

fn transaction(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
	let name = match form {
		Form::Condenser => "trx_id",
		Form::BlockApi => "id",
	};
	let id = transaction_id(params, name)?;
	let found = chain.find(&id).and_then(|(number, place)| {
		let made = chain.block(number)?;
		let mut value = made.block.transactions.get(place as usize)?.to_json(form);
		annotate(&mut value, made, number, place as usize);
		Some(value)
	});
	found.ok_or_else(|| Refusal::assert(format!("Unknown Transaction {id}")).into())
}

/// Source: `transaction_status_api::find_transaction`.
fn find_transaction(chain: &Chain, params: &Params<'_>) -> Answer {
	let id = transaction_id(params, "transaction_id")?;
	if let Some((number, _)) = chain.find(&id) {
		let status = match number <= chain.state().last_irreversible {
			true => "within_irreversible_block",
			false => "within_reversible_block",
		};
		return Ok(json!({ "status": status, "block_num": number }));
	}
	if chain.is_pending(&id) {
		return Ok(json!({ "status": "within_mempool" }));
	}
	let expiration = params
		.get(1, "expiration")
		.and_then(Value::as_str)
		.and_then(Time::parse);
	Ok(match expiration {
		Some(time) if time <= chain.state().time => json!({ "status": "expired_reversible" }),
		_ => json!({ "status": "unknown" }),
	})
}

/// Whether an operation has to do with an account. Source: `get_impacted_accounts`.
fn concerns(operation: &Operation, name: &AccountName) -> bool {
	let required = authority::Required::by(std::slice::from_ref(operation));
	let signs = [&required.posting, &required.active, &required.owner];
	if signs.iter().any(|accounts| accounts.contains(name)) {
		return true;
	}
	match operation {
		Operation::Transfer(o) => o.to == *name,
		Operation::TransferToVesting(o) => o.to == *name,
		Operation::AccountCreate(o) => o.new_account_name == *name,
		Operation::DelegateVestingShares(o) => o.delegatee == *name,
		Operation::WitnessSetProperties(o) => o.owner == *name,
		Operation::AccountWitnessVote(o) => o.witness == *name,
		_ => false,
	}
}

fn account_history(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
	let name = params.account(0, "account")?;
	// -1 stands for the newest, and is written as such or as 2^64 - 1.
	let from = params.get(1, "start").and_then(as_number);
	let limit = params.number_or(2, "limit", 1_000)?;
	if limit > 10_000 {
		return Err(RpcError::invalid("limit is at most 10000"));
	}
	let all: Vec<_> = chain
		.blocks()
		.iter()
		.flat_map(|made| places(made).map(move |entry| (made, entry)))
		.filter(|(_, (_, _, operation))| concerns(operation, &name))
		.collect();
	let last = from.map_or(all.len(), |from| all.len().min(from as usize + 1));
	// An older node answers with `limit + 1` entries, a newer one with `limit`.
	let first = last.saturating_sub((limit as usize).max(1));
	let history: Vec<Value> = (first..last)
		.filter_map(|sequence| {
			let (made, (place, number, _)) = all.get(sequence)?;
			Some(json!([sequence, applied(made, *place, *number, form)?]))
		})
		.collect();
	Ok(match form {
		Form::Condenser => history.into(),
		Form::BlockApi => json!({ "history": history }),
	})
}

fn account(state: &State, name: &AccountName, account: &Account, form: Form) -> Value {
	let steem = |amount| asset(amount, Symbol::Steem, form);
	let sbd = |amount| asset(amount, Symbol::Sbd, form);
	let vests = |amount| asset(amount, Symbol::Vests, form);
	let never = Time(0).to_string();
	// In millionths of a VESTS.
	let effective =
		account.vesting_shares + account.received_vesting_shares - account.delegated_vesting_shares;
	let manabar =
		|mana: i64| json!({ "current_mana": mana.to_string(), "last_update_time": state.time.0 });
	let mut value = json!({
		"id": state.accounts.range(..name).count(),
		"name": name.as_str(),
		"owner": account.owner.to_json(form),
		"active": account.active.to_json(form),
		"posting": account.posting.to_json(form),
		"memo_key": account.memo_key.to_string(),
		"json_metadata": account.json_metadata,
		"posting_json_metadata": "",
		"proxy": "",
		"last_owner_update": account.last_owner_update.to_string(),
		"last_account_update": account.last_account_update.to_string(),
		"created": account.created.to_string(),
		"mined": false,
		"recovery_account": account.recovery_account.as_str(),
		"last_account_recovery": never,
		"reset_account": "null",
		"comment_count": 0,
		"lifetime_vote_count": 0,
		"post_count": 0,
		"can_vote": true,
		"voting_manabar": manabar(effective),
		"downvote_manabar": manabar(effective / 4),
		"voting_power": 10_000,
		"balance": steem(account.balance),
		"savings_balance": steem(0),
		"sbd_balance": sbd(account.sbd_balance),
		"sbd_seconds": "0",
		"sbd_seconds_last_update": never,
		"sbd_last_interest_payment": never,
		"savings_sbd_balance": sbd(0),
		"savings_sbd_seconds": "0",
		"savings_sbd_seconds_last_update": never,
		"savings_sbd_last_interest_payment": never,
		"savings_withdraw_requests": 0,
		"reward_sbd_balance": sbd(0),
		"reward_steem_balance": steem(0),
		"reward_vesting_balance": vests(0),
		"reward_vesting_steem": steem(0),
		"vesting_shares": vests(account.vesting_shares),
		"delegated_vesting_shares": vests(account.delegated_vesting_shares),
		"received_vesting_shares": vests(account.received_vesting_shares),
		"vesting_withdraw_rate": vests(0),
		"next_vesting_withdrawal": "1969-12-31T23:59:59",
		"withdrawn": 0,
		"to_withdraw": 0,
		"withdraw_routes": 0,
		"curation_rewards": 0,
		"posting_rewards": 0,
		"proxied_vsf_votes": [0, 0, 0, 0],
		"witnesses_voted_for": account.witness_votes.len(),
		"last_post": never,
		"last_root_post": never,
		"last_vote_time": never,
		"post_bandwidth": 0,
		"pending_claimed_accounts": 0,
	});
	if let (Form::Condenser, Some(fields)) = (form, value.as_object_mut()) {
		let more = json!({
			"vesting_balance": steem(0),
			"reputation": 0,
			"transfer_history": [],
			"market_history": [],
			"post_history": [],
			"vote_history": [],
			"other_history": [],
			"witness_votes": account.witness_votes.iter().map(AccountName::as_str).collect::<Vec<_>>(),
			"tags_usage": [],
			"guest_bloggers": [],
		});
		if let Value::Object(more) = more {
			fields.extend(more);
		}
	}
	value
}

fn lookup<'a>(all: impl Iterator<Item = &'a AccountName>, params: &Params<'_>) -> Answer {
	let lower = params.text_or_empty(0, "lower_bound_name");
	let limit = params.number_or(1, "limit", 1_000)?;
	if limit > 1_000 {
		return Err(RpcError::invalid("limit is at most 1000"));
	}
	Ok(all
		.map(AccountName::as_str)
		.filter(|name| *name >= lower)
		.take(limit as usize)
		.collect())
}

fn witness(name: &AccountName, witness: &Witness, form: Form) -> Value {
	json!({
		"id": 0,
		"owner": name.as_str(),
		"created": witness.created.to_string(),
		"url": witness.url,
		"votes": witness.votes.to_string(),
		"virtual_last_update": "0",
		"virtual_position": "0",
		"virtual_scheduled_time": "0",
		"total_missed": witness.total_missed,
		"last_aslot": witness.last_aslot,
		"last_confirmed_block_num": witness.last_confirmed_block_num,
		"pow_worker": 0,
		"signing_key": witness.signing_key.to_string(),
		"props": witness.props.to_json(form),
		"sbd_exchange_rate": price(form),
		"last_sbd_exchange_update": Time(0).to_string(),
		"last_work": Digest::default().to_string(),
		"running_version": "0.23.0",
		"hardfork_version_vote": "0.0.0",
		"hardfork_time_vote": schedule::GENESIS_TIME.to_string(),
		"available_witness_account_subsidies": 0,
	})
}

fn witnesses_by_vote(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let from = params.text_or_empty(0, "from");
	let limit = params.number_or(1, "limit", 100)?;
	let mut all: Vec<_> = state.witnesses.iter().collect();
	all.sort_by_key(|(name, witness)| (std::cmp::Reverse(witness.votes), **name));
	let from_here = all
		.iter()
		.skip_while(|(name, _)| !from.is_empty() && name.as_str() != from);
	Ok(from_here
		.take(limit.min(100) as usize)
		.map(|(name, found)| witness(name, found, form))
		.collect())
}

fn key_references(state: &State, params: &Params<'_>) -> Result<Vec<Value>, RpcError> {
	let keys: Vec<PublicKey> = params.list(0, "keys")?;
	let of = |key: &PublicKey| {
		let holds = |account: &Account| {
			let all = [&account.owner, &account.active, &account.posting];
			all.iter()
				.any(|authority| authority.key_auths.contains_key(key))
		};
		let found = state.accounts.iter().filter(|(_, account)| holds(account));
		found.map(|(name, _)| name.as_str()).collect()
	};
	Ok(keys.iter().map(of).collect())
}

fn delegations(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let delegator = params.account(0, "account")?;
	let from: AccountName = params.text_or_empty(1, "from").parse().unwrap_or_default();
	let limit = params.number_or(2, "limit", 100)?.min(1_000);
	Ok(state
		.delegations
		.range((delegator, from)..)
		.take_while(|((who, _), _)| *who == delegator)
		.take(limit as usize)
		.map(|((_, delegatee), delegation)| {
			json!({
				"id": 0,
				"delegator": delegator.as_str(),
				"delegatee": delegatee.as_str(),
				"vesting_shares": asset(delegation.vesting_shares, Symbol::Vests, form),
				"min_delegation_time": delegation.since.to_string(),
			})
		})
		.collect())
}

fn returning(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let delegator = params.account(0, "account")?;
	Ok(state
		.returning
		.iter()
		.filter(|entry| entry.delegator == delegator)
		.map(|entry| {
			json!({
				"id": 0,
				"delegator": delegator.as_str(),
				"vesting_shares": asset(entry.vesting_shares, Symbol::Vests, form),
				"expiration": entry.expiration.to_string(),
			})
		})
		.collect())
}

fn verify_authority(state: &State, signed: &SignedTransaction) -> Answer {
	let keys = signed
		.signing_keys::<Libsecp256k1>(&state.chain_id, SignatureRule::LowS)
		.map_err(|error| Refusal::assert(error.to_string()))?;
	authority::verify(&signed.transaction.operations, &keys, state)
		.map_err(|error| Refusal::assert(error.to_string()))?;
	Ok(true.into())
}

/// Every key that has a part in an authority that would do.
fn potential_keys(state: &State, signed: &SignedTransaction) -> BTreeSet<PublicKey> {
	let required = authority::Required::by(&signed.transaction.operations);
	let mut keys = BTreeSet::new();
	let mut open: Vec<(nutbox_steem::Authority, u32)> = required
		.other
		.iter()
		.cloned()
		.map(|authority| (authority, 0))
		.collect();
	for name in required
		.posting
		.iter()
		.chain(&required.active)
		.chain(&required.owner)
	{
		let Some(account) = state.accounts.get(name) else {
			continue;
		};
		open.push((account.owner.clone(), 0));
		if !required.owner.contains(name) {
			open.push((account.active.clone(), 0));
		}
		if required.posting.contains(name) {
			open.push((account.posting.clone(), 0));
		}
	}
	while let Some((authority, depth)) = open.pop() {
		keys.extend(authority.key_auths.keys());
		if depth < authority::MAX_DEPTH {
			let accounts = authority
				.account_auths
				.keys()
				.filter_map(|name| state.accounts.get(name));
			open.extend(accounts.map(|account| (account.active.clone(), depth + 1)));
		}
	}
	keys
}

fn potential_signatures(state: &State, signed: &SignedTransaction) -> Vec<Value> {
	potential_keys(state, signed)
		.iter()
		.map(|key| key.to_string().into())
		.collect()
}

/// Of the keys that the caller has, a set that suffices and of which none can be spared.
fn required_signatures(state: &State, params: &Params<'_>) -> Result<Vec<Value>, RpcError> {
	let signed = params.transaction()?;
	let available: BTreeSet<PublicKey> = params.list(1, "available_keys")?.into_iter().collect();
	let mut keys: BTreeSet<PublicKey> = potential_keys(state, &signed)
		.intersection(&available)
		.copied()
		.collect();
	let operations = &signed.transaction.operations;
	for key in keys.clone() {
		let mut fewer = keys.clone();
		fewer.remove(&key);
		match authority::verify(operations, &fewer, state) {
			Ok(()) | Err(authority::AuthorityError::Irrelevant(_)) => keys = fewer,
			Err(_) => {}
		}
	}
	Ok(keys.iter().map(|key| key.to_string().into()).collect())
}

/// Resource credits are not counted here: every account has all of them.
fn rc_accounts(state: &State, params: &Params<'_>) -> Answer {
	let list: Vec<AccountName> = params.list(0, "accounts")?;
	let found: Value = list
		.iter()
		.filter_map(|name| Some((name, state.accounts.get(name)?)))
		.map(|(name, account)| {
			let max = account.vesting_shares.max(1_000_000_000);
			let mut fields = Map::new();
			fields.insert("account".into(), name.as_str().into());
			fields.insert(
				"rc_manabar".into(),
				json!({ "current_mana": max.to_string(), "last_update_time": state.time.0 }),
			);
			fields.insert(
				"max_rc_creation_adjustment".into(),
				asset(0, Symbol::Vests, Form::BlockApi),
			);
			fields.insert("max_rc".into(), max.to_string().into());
			Value::Object(fields)
		})
		.collect();
	Ok(json!({ "rc_accounts": found }))
}
