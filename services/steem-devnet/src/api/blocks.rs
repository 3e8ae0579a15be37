//! Blocks, transactions and histories.

use super::*;
use nutbox_steem::{Operation, Time};

/// A block with what nodes add to it.
pub(super) fn block(made: &Made, form: Form) -> Value {
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

pub(super) fn header(made: &Made, form: Form) -> Value {
	let mut value = made.block.header.to_json(form);
	if let Some(fields) = value.as_object_mut() {
		fields.remove("witness_signature");
	}
	value
}

pub(super) fn block_range(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
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
pub(super) fn ops_in_block(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
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

pub(super) fn transaction(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
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
pub(super) fn find_transaction(chain: &Chain, params: &Params<'_>) -> Answer {
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

pub(super) fn account_history(chain: &Chain, params: &Params<'_>, form: Form) -> Answer {
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
