//! The rows of transfers over the bridge to Steem: deposits, withdrawals and refunds, and their steps.

use super::{json, parsed, Block, Tx};
use crate::{
	index::convert::{hex, millis},
	model::{
		self, Amount, BridgeStep, BridgeStepKind, DepositState, PaymentCause, WithdrawalState,
	},
	store::{int, uint},
};
use anyhow::{Context, Result};
use nutbox_chain_client::nutbox::runtime_types::nutbox_primitives::steem::OperationId;
use sqlx::Row;

/// The coin that the gateway takes and pays.
const COIN: &str = "STEEM";

/// What tells a deposit from others, in a step's row.
pub(super) fn key_of(id: &OperationId) -> String {
	format!("{}:{}", hex(&id.transaction), id.operation)
}

impl model::Withdrawal {
	/// What is known of the transaction that was to pay it goes with that one.
	pub(super) fn forget_transaction(&mut self) {
		self.transaction = None;
		self.expires = None;
		self.lapses = None;
		self.signatures = 0;
		self.ready_block = None;
		self.ready_time = None;
		self.expired_block = None;
		self.expired_time = None;
	}
}

impl Block<'_> {
	/// Notes that a run of Steem's blocks is final.
	pub(super) async fn steem_final(
		&mut self,
		tx: &mut Tx,
		place: u32,
		first: u32,
		last: u32,
	) -> Result<()> {
		run!(
			tx,
			"INSERT INTO steem_finals (block, event, time, first_number, last_number) \
			 VALUES ($1, $2, $3, $4, $5)",
			self.block,
			i64::from(place),
			self.time,
			i64::from(first),
			i64::from(last),
		);
		Ok(())
	}

	/// The block here, and its time, in which a block of Steem was first known to be final.
	pub(super) async fn final_since(
		&self,
		tx: &mut Tx,
		number: u32,
	) -> Result<(Option<u64>, Option<u64>)> {
		let row = row!(
			tx,
			"SELECT block, time FROM steem_finals WHERE last_number >= $1 AND first_number <= $1 \
			 ORDER BY block, event LIMIT 1",
			i64::from(number),
		);
		Ok(match row {
			Some(row) => (Some(uint(row.try_get(0)?)?), Some(uint(row.try_get(1)?)?)),
			None => (None, None),
		})
	}

	/// The time of a block of Steem, if the chain still knew it after this block.
	pub(super) fn steem_time(&self, number: u32) -> Result<Option<u64>> {
		let seconds = self.fetched.views.steem_times.get(&number);
		seconds.map(|seconds| millis((*seconds).into())).transpose()
	}

	pub(super) fn step(&self, place: u32, kind: BridgeStepKind) -> BridgeStep {
		BridgeStep {
			block: self.number,
			event: place,
			time: self.fetched.time,
			kind,
			amount: None,
			left: None,
			withdrawal: None,
			transaction: None,
			steem_block: None,
			key: None,
			signatures: None,
			threshold: None,
			until: None,
		}
	}

	pub(super) async fn write_step(
		&self,
		tx: &mut Tx,
		deposit: Option<&OperationId>,
		step: &BridgeStep,
	) -> Result<()> {
		run!(
			tx,
			"INSERT INTO bridge_steps (block, event, deposit, withdrawal, view) \
			 VALUES ($1, $2, $3, $4, $5)",
			self.block,
			i64::from(step.event),
			deposit.map(key_of),
			step.withdrawal.map(int).transpose()?,
			json(step)?,
		);
		Ok(())
	}

	/// A deposit that is proved in this block; nothing has become of it yet.
	pub(super) async fn new_deposit(
		&self,
		tx: &mut Tx,
		place: u32,
		id: &OperationId,
		sender: String,
		steem_block: Option<u32>,
		amount: u128,
	) -> Result<model::Deposit> {
		let (final_block, final_time) = match steem_block {
			Some(number) => self.final_since(tx, number).await?,
			None => (None, None),
		};
		let nothing = Amount(0);
		Ok(model::Deposit {
			transaction: hex(&id.transaction),
			operation: id.operation,
			steem_account: sender,
			account: None,
			coin: COIN.into(),
			amount: amount.into(),
			minted: nothing,
			waiting: nothing,
			refunded: nothing,
			state: DepositState::Credited,
			refund: None,
			steem_block,
			steem_time: match steem_block {
				Some(number) => self.steem_time(number)?,
				None => None,
			},
			final_block,
			final_time,
			proved_block: self.number,
			proved_event: place,
			proved_time: self.fetched.time,
			closed_block: None,
			closed_time: None,
			at_block: self.number,
		})
	}

	pub(super) async fn deposit(
		&self,
		tx: &mut Tx,
		id: &OperationId,
	) -> Result<Option<model::Deposit>> {
		let row = row!(
			tx,
			"SELECT view FROM deposits WHERE transaction_id = $1 AND operation = $2",
			hex(&id.transaction),
			i64::from(id.operation),
		);
		row.map(|row| parsed(row.try_get(0)?)).transpose()
	}

	pub(super) async fn save_deposit(
		&self,
		tx: &mut Tx,
		mut deposit: model::Deposit,
	) -> Result<()> {
		deposit.at_block = self.number;
		run!(
			tx,
			"INSERT INTO deposits (transaction_id, operation, block, event, account, \
			 steem_account, state, refund, view) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
			 ON CONFLICT (transaction_id, operation) DO UPDATE SET account = excluded.account, \
			 state = excluded.state, refund = excluded.refund, view = excluded.view",
			deposit.transaction.as_str(),
			i64::from(deposit.operation),
			int(deposit.proved_block)?,
			i64::from(deposit.proved_event),
			deposit.account.as_deref(),
			deposit.steem_account.as_str(),
			deposit.state.name(),
			deposit.refund.map(int).transpose()?,
			json(&deposit)?,
		);
		Ok(())
	}

	pub(super) fn new_withdrawal(
		&self,
		id: u64,
		cause: PaymentCause,
		to: String,
		amount: u128,
	) -> model::Withdrawal {
		model::Withdrawal {
			id,
			cause,
			account: None,
			steem_account: to,
			coin: COIN.into(),
			amount: amount.into(),
			state: WithdrawalState::Requested,
			deadline: None,
			deposit_transaction: None,
			deposit_operation: None,
			transaction: None,
			expires: None,
			lapses: None,
			signatures: 0,
			threshold: None,
			attempts: 0,
			requested_block: self.number,
			requested_time: self.fetched.time,
			ready_block: None,
			ready_time: None,
			expired_block: None,
			expired_time: None,
			steem_block: None,
			steem_time: None,
			final_block: None,
			final_time: None,
			closed_block: None,
			closed_time: None,
			at_block: self.number,
		}
	}

	pub(super) async fn withdrawal(&self, tx: &mut Tx, id: u64) -> Result<model::Withdrawal> {
		let row = row!(tx, "SELECT view FROM withdrawals WHERE id = $1", int(id)?);
		let row = row.with_context(|| format!("withdrawal {id} is not known"))?;
		parsed(row.try_get(0)?)
	}

	pub(super) async fn save_withdrawal(
		&self,
		tx: &mut Tx,
		mut withdrawal: model::Withdrawal,
	) -> Result<()> {
		withdrawal.at_block = self.number;
		run!(
			tx,
			"INSERT INTO withdrawals (id, cause, account, steem_account, state, view) \
			 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
			 account = excluded.account, state = excluded.state, view = excluded.view",
			int(withdrawal.id)?,
			withdrawal.cause.name(),
			withdrawal.account.as_deref(),
			withdrawal.steem_account.as_str(),
			withdrawal.state.name(),
			json(&withdrawal)?,
		);
		Ok(())
	}
}
