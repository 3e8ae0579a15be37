//! What the relayer remembers, in SQLite.
//!
//! A finding is written in one transaction with the progress past its block: what was looked at is either acted upon or
//! on the list of what is to be, whatever ends the process.

use crate::chain::{BlockRef, Gateway, Kind, OperationProof};
use anyhow::{ensure, Context, Result};
use nutbox_steem::{BlockId, Digest, Time, TransactionId};
use sqlx::{
	sqlite::{
		SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePool, SqlitePoolOptions,
		SqliteRow, SqliteSynchronous,
	},
	Row,
};
use std::{
	path::Path,
	time::{SystemTime, UNIX_EPOCH},
};

/// The database.
pub struct Store {
	pool: SqlitePool,
}

/// An operation for the chain to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
	/// What it is.
	pub kind: Kind,
	/// How much it is if it is a deposit, in thousandths of a STEEM.
	pub amount: u64,
	/// The id of its block.
	pub block_id: BlockId,
	/// The id of its transaction.
	pub transaction_id: TransactionId,
	/// Its proof.
	pub proof: OperationProof,
}

/// A final block whose transactions could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
	/// The block.
	pub block: BlockRef,
	/// Why.
	pub reason: String,
	/// Whether the operator has looked at it.
	pub acknowledged: bool,
}

/// Which findings are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
	/// Of these kinds.
	pub kinds: &'a [Kind],
	/// Deposits of this amount at least, in thousandths of a STEEM,
	pub least: u64,
	/// and below this one, if one is named.
	pub below: Option<u64>,
	/// So many of each kind at most.
	pub limit: u32,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
	/// It is to be proved.
	Open,
	/// The chain has it.
	Done,
	/// The chain refuses it for good.
	Refused,
}

impl State {
	/// Every state.
	pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Refused];

	/// Its name.
	pub fn name(self) -> &'static str {
		match self {
			Self::Open => "open",
			Self::Done => "done",
			Self::Refused => "refused",
		}
	}
}

/// The state is about another chain than the one that the node has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongChain {
	/// The first block of the chain that the state is about, in hexadecimal digits.
	pub known: String,
	/// That of the node's chain.
	pub found: String,
}

impl std::fmt::Display for WrongChain {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(
			f,
			"the node's chain begins with block 0x{}, and the state is about the one that begins with 0x{}; name another node with --node or another file with --state",
			self.found, self.known
		)
	}
}

impl std::error::Error for WrongChain {}

/// How long a finding that can't be proved at present is left alone, in seconds, after so many attempts.
fn pause(attempts: i64) -> i64 {
	/// Ten minutes: what opens again is taken up by then.
	const LONGEST: i64 = 600;
	match attempts {
		..=5 => 5 << attempts.max(0),
		_ => LONGEST,
	}
	.min(LONGEST)
}

/// The state of deposits that are too small to be proved.
pub const LEFT: &str = "left";

/// How many findings of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
	/// The kind.
	pub kind: Kind,
	/// `open`, `done` or `refused`; [`LEFT`] for what is open and left to others.
	pub state: String,
	/// How many.
	pub count: u64,
}

impl Store {
	/// Opens the database in this file, which is made if it is not there.
	pub async fn open(file: &Path) -> Result<Self> {
		let shown = file.display();
		if let Some(folder) = file.parent() {
			std::fs::create_dir_all(folder)
				.with_context(|| format!("cannot make the folder {}", folder.display()))?;
		}
		let options = SqliteConnectOptions::new()
			.filename(file)
			.create_if_missing(true)
			.journal_mode(SqliteJournalMode::Wal)
			// A power cut loses nothing that was committed.
			.synchronous(SqliteSynchronous::Full)
			// One relayer a file.
			.locking_mode(SqliteLockingMode::Exclusive);
		let pool = SqlitePoolOptions::new()
			.max_connections(1)
			.connect_with(options)
			.await
			.with_context(|| format!("cannot open {shown}; does another relayer use it?"))?;
		let store = Self { pool };
		store.migrate().await.with_context(|| {
			format!("cannot prepare {shown}; does another relayer use it, or a newer version?")
		})?;
		Ok(store)
	}

	/// Closes it. Without, the file is free a moment after the last use.
	pub async fn close(&self) {
		self.pool.close().await;
	}

	async fn migrate(&self) -> Result<()> {
		let mut transaction = self.pool.begin().await?;
		let version: i64 = sqlx::query("PRAGMA user_version")
			.fetch_one(&mut *transaction)
			.await?
			.try_get(0)?;
		ensure!(
			version <= 3,
			"it is of version {version}, and this program knows up to 3"
		);
		if version < 1 {
			sqlx::raw_sql(include_str!("../migrations/0001_state.sql"))
				.execute(&mut *transaction)
				.await?;
		}
		if version < 2 {
			sqlx::raw_sql(include_str!("../migrations/0002_chain.sql"))
				.execute(&mut *transaction)
				.await?;
		}
		if version < 3 {
			sqlx::raw_sql(include_str!("../migrations/0003_skipped.sql"))
				.execute(&mut *transaction)
				.await?;
			sqlx::raw_sql("PRAGMA user_version = 3")
				.execute(&mut *transaction)
				.await?;
		}
		transaction.commit().await?;
		Ok(())
	}

	/// Makes this state one of the chain with this first block. A [`WrongChain`] if it is one of another.
	pub async fn claim(&self, genesis: &[u8; 32]) -> Result<()> {
		let found = hex::encode(genesis);
		let row = sqlx::query("SELECT genesis FROM chain")
			.fetch_optional(&self.pool)
			.await?;
		match row {
			Some(row) => {
				let known: String = row.try_get("genesis")?;
				match known == found {
					true => Ok(()),
					false => Err(WrongChain { known, found }.into()),
				}
			}
			None => {
				sqlx::query("INSERT INTO chain (id, genesis) VALUES (1, ?)")
					.bind(found)
					.execute(&self.pool)
					.await?;
				Ok(())
			}
		}
	}

	/// The last block that was looked at. `None` before the first.
	pub async fn progress(&self) -> Result<Option<BlockRef>> {
		let row = sqlx::query("SELECT block, block_id, time FROM progress")
			.fetch_optional(&self.pool)
			.await?;
		row.map(|row| {
			Ok(BlockRef {
				number: number(&row, "block")?,
				id: hash(&row, "block_id", BlockId::from_hex)?,
				time: Time(number(&row, "time")?),
			})
		})
		.transpose()
	}

	/// Remembers what was found up to this block, and that there is nothing else up to it. Found before, it stays what it
	/// is.
	pub async fn advance(&self, to: &BlockRef, findings: &[Finding]) -> Result<()> {
		let mut transaction = self.pool.begin().await?;
		insert(&mut transaction, findings).await?;
		set_progress(&mut transaction, to).await?;
		transaction.commit().await?;
		Ok(())
	}

	/// Remembers that this block was passed over, and why.
	pub async fn skip(&self, block: &BlockRef, reason: &str) -> Result<()> {
		let mut transaction = self.pool.begin().await?;
		sqlx::query(
			"INSERT INTO skipped (block, block_id, time, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		)
		.bind(i64::from(block.number))
		.bind(block.id.to_string())
		.bind(i64::from(block.time.0))
		.bind(reason)
		.execute(&mut *transaction)
		.await?;
		set_progress(&mut transaction, block).await?;
		transaction.commit().await?;
		Ok(())
	}

	/// The blocks that were passed over and could not be read since.
	pub async fn skipped(&self) -> Result<Vec<Skipped>> {
		let rows = sqlx::query("SELECT * FROM skipped ORDER BY block")
			.fetch_all(&self.pool)
			.await?;
		rows.iter()
			.map(|row| {
				Ok(Skipped {
					block: BlockRef {
						number: number(row, "block")?,
						id: hash(row, "block_id", BlockId::from_hex)?,
						time: Time(number(row, "time")?),
					},
					reason: row.try_get("reason")?,
					acknowledged: row.try_get::<i64, _>("acknowledged")? != 0,
				})
			})
			.collect()
	}

	/// Remembers what was found in a block that was passed over before.
	pub async fn catch_up(&self, block: u32, findings: &[Finding]) -> Result<()> {
		let mut transaction = self.pool.begin().await?;
		insert(&mut transaction, findings).await?;
		sqlx::query("DELETE FROM skipped WHERE block = ?")
			.bind(i64::from(block))
			.execute(&mut *transaction)
			.await?;
		transaction.commit().await?;
		Ok(())
	}

	/// Remembers that the operator has looked at a block that was passed over. `false` if it is none.
	pub async fn acknowledge(&self, block: u32) -> Result<bool> {
		let done = sqlx::query("UPDATE skipped SET acknowledged = 1 WHERE block = ?")
			.bind(i64::from(block))
			.execute(&self.pool)
			.await?;
		Ok(done.rows_affected() > 0)
	}

	/// Remembers which gateway is watched. If it is another one than before, has everything after its first block, or after
	/// the `checkpoint`, looked at again; `true` if that is so.
	pub async fn watch(&self, gateway: &Gateway, checkpoint: &BlockRef) -> Result<bool> {
		let (account, start) = (gateway.account.to_string(), gateway.start_block);
		let mut transaction = self.pool.begin().await?;
		let row = sqlx::query("SELECT account, start_block FROM gateway")
			.fetch_optional(&mut *transaction)
			.await?;
		if let Some(row) = row {
			let same = row.try_get::<String, _>("account")? == account
				&& row.try_get::<i64, _>("start_block")? == i64::from(start);
			if same {
				return Ok(false);
			}
		}
		sqlx::query(
			"INSERT INTO gateway (id, account, start_block) VALUES (1, ?, ?)
			ON CONFLICT (id) DO UPDATE SET account = excluded.account, start_block = excluded.start_block",
		)
		.bind(account)
		.bind(i64::from(start))
		.execute(&mut *transaction)
		.await?;
		let to = match start > checkpoint.number {
			true => BlockRef {
				number: start,
				id: BlockId::default(),
				time: Time(0),
			},
			false => *checkpoint,
		};
		let passed = sqlx::query("SELECT block FROM progress WHERE block > ?")
			.bind(i64::from(to.number))
			.fetch_optional(&mut *transaction)
			.await?
			.is_some();
		if passed {
			set_progress(&mut transaction, &to).await?;
		}
		transaction.commit().await?;
		Ok(passed)
	}

	/// What was spent on a day for something, in planck.
	pub async fn spent(&self, day: u64, what: &str) -> Result<u128> {
		let row = sqlx::query("SELECT spent FROM fees WHERE day = ? AND what = ?")
			.bind(i64::try_from(day)?)
			.bind(what)
			.fetch_optional(&self.pool)
			.await?;
		match row {
			Some(row) => Ok(u128::try_from(row.try_get::<i64, _>("spent")?)?),
			None => Ok(0),
		}
	}

	/// Remembers that so much more was spent. Earlier days are forgotten.
	pub async fn spend(&self, day: u64, what: &str, planck: u128) -> Result<()> {
		let day = i64::try_from(day)?;
		let mut transaction = self.pool.begin().await?;
		sqlx::query("DELETE FROM fees WHERE day < ?")
			.bind(day)
			.execute(&mut *transaction)
			.await?;
		sqlx::query(
			"INSERT INTO fees (day, what, spent) VALUES (?, ?, ?)
			ON CONFLICT (day, what) DO UPDATE SET spent = spent + excluded.spent",
		)
		.bind(day)
		.bind(what)
		// Nobody has nine million NUT for fees.
		.bind(i64::try_from(planck)?)
		.execute(&mut *transaction)
		.await?;
		transaction.commit().await?;
		Ok(())
	}

	/// Has everything from this block on looked at again, such as after a new account is watched. What is done stays done.
	pub async fn rewind(&self, to: &BlockRef) -> Result<()> {
		self.advance(to, &[]).await
	}

	/// What is to be proved now, the largest deposits first, everything else in the order of Steem's history. What could not
	/// be proved lately is left out for a while.
	pub async fn due_findings(&self, wanted: Wanted<'_>) -> Result<Vec<Finding>> {
		let bound = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX);
		let mut due = Vec::new();
		for kind in wanted.kinds {
			// Of what is no deposit, the amount is 0.
			let rows = sqlx::query(
				"SELECT * FROM findings WHERE state = 'open' AND kind = ? AND retry_at <= ?
				AND (kind <> 'deposit' OR (amount >= ? AND (? OR amount < ?)))
				ORDER BY amount DESC, block, transaction_index, operation LIMIT ?",
			)
			.bind(kind.name())
			.bind(now()?)
			.bind(bound(wanted.least))
			.bind(wanted.below.is_none())
			.bind(bound(wanted.below.unwrap_or(u64::MAX)))
			.bind(i64::from(wanted.limit))
			.fetch_all(&self.pool)
			.await?;
			for row in &rows {
				due.push(finding(row)?);
			}
		}
		due.sort_by_key(|finding| {
			let proof = &finding.proof;
			let amount = std::cmp::Reverse(finding.amount);
			(amount, proof.block, proof.index, proof.operation)
		});
		Ok(due)
	}

	/// Whether the transaction was found in a final block as a payment of the gateway.
	pub async fn is_paid(&self, id: &TransactionId) -> Result<bool> {
		let row = sqlx::query(
			"SELECT COUNT(*) FROM findings WHERE kind = 'payment' AND transaction_id = ?",
		)
		.bind(id.to_string())
		.fetch_one(&self.pool)
		.await?;
		Ok(row.try_get::<i64, _>(0)? > 0)
	}

	/// Remembers what became of a finding. What stays open is due again after a pause that grows with the attempts.
	pub async fn settle(&self, proof: &OperationProof, state: State, note: &str) -> Result<()> {
		let mut transaction = self.pool.begin().await?;
		let row = sqlx::query(
			"SELECT attempts FROM findings WHERE block = ? AND transaction_index = ? AND operation = ?",
		)
		.bind(i64::from(proof.block))
		.bind(i64::from(proof.index))
		.bind(i64::from(proof.operation))
		.fetch_one(&mut *transaction)
		.await?;
		let attempts: i64 = row.try_get("attempts")?;
		sqlx::query(
			"UPDATE findings SET state = ?, note = ?, attempts = attempts + 1, retry_at = ?
			WHERE block = ? AND transaction_index = ? AND operation = ?",
		)
		.bind(state.name())
		.bind(note)
		.bind(now()?.saturating_add(pause(attempts)))
		.bind(i64::from(proof.block))
		.bind(i64::from(proof.index))
		.bind(i64::from(proof.operation))
		.execute(&mut *transaction)
		.await?;
		transaction.commit().await?;
		Ok(())
	}

	/// How many findings there are, if deposits below `least` thousandths of a STEEM are left to others.
	pub async fn counts(&self, least: u64) -> Result<Vec<Count>> {
		let rows = sqlx::query(
			"SELECT kind, CASE WHEN state = 'open' AND kind = 'deposit' AND amount < ? THEN ? ELSE state END AS what,
			COUNT(*) AS n FROM findings GROUP BY kind, what",
		)
		.bind(i64::try_from(least).unwrap_or(i64::MAX))
		.bind(LEFT)
		.fetch_all(&self.pool)
		.await?;
		rows.iter()
			.map(|row| {
				let kind: String = row.try_get("kind")?;
				Ok(Count {
					kind: Kind::of(&kind).with_context(|| format!("unknown kind {kind}"))?,
					state: row.try_get("what")?,
					count: u64::try_from(row.try_get::<i64, _>("n")?)?,
				})
			})
			.collect()
	}

	/// What this custodian signed last for a withdrawal: the transaction and its expiration.
	pub async fn signed(&self, nonce: u64) -> Result<Option<(TransactionId, Time)>> {
		let row = sqlx::query("SELECT transaction_id, expiration FROM signed WHERE nonce = ?")
			.bind(i64::try_from(nonce)?)
			.fetch_optional(&self.pool)
			.await?;
		row.map(|row| {
			let id = hash(&row, "transaction_id", TransactionId::from_hex)?;
			Ok((id, Time(number(&row, "expiration")?)))
		})
		.transpose()
	}

	/// Remembers what is about to be signed.
	pub async fn sign(&self, nonce: u64, id: &TransactionId, expiration: Time) -> Result<()> {
		sqlx::query(
			"INSERT INTO signed (nonce, transaction_id, expiration) VALUES (?, ?, ?)
			ON CONFLICT (nonce) DO UPDATE SET transaction_id = excluded.transaction_id, expiration = excluded.expiration",
		)
		.bind(i64::try_from(nonce)?)
		.bind(id.to_string())
		.bind(i64::from(expiration.0))
		.execute(&self.pool)
		.await?;
		Ok(())
	}
}

type Transaction = sqlx::Transaction<'static, sqlx::Sqlite>;

async fn insert(transaction: &mut Transaction, findings: &[Finding]) -> Result<()> {
	for finding in findings {
		let Finding {
			kind,
			amount,
			block_id,
			transaction_id,
			proof,
		} = finding;
		let path: Vec<u8> = proof.path.iter().flat_map(|node| node.0).collect();
		sqlx::query(
			"INSERT INTO findings (block, transaction_index, operation, kind, amount, block_id, transaction_id, bytes, leaf_count, path)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		)
		.bind(i64::from(proof.block))
		.bind(i64::from(proof.index))
		.bind(i64::from(proof.operation))
		.bind(kind.name())
		.bind(i64::try_from(*amount)?)
		.bind(block_id.to_string())
		.bind(transaction_id.to_string())
		.bind(hex::encode(&proof.transaction))
		.bind(i64::from(proof.leaf_count))
		.bind(hex::encode(path))
		.execute(&mut **transaction)
		.await?;
	}
	Ok(())
}

async fn set_progress(transaction: &mut Transaction, to: &BlockRef) -> Result<()> {
	sqlx::query(
		"INSERT INTO progress (id, block, block_id, time) VALUES (1, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET block = excluded.block, block_id = excluded.block_id, time = excluded.time",
	)
	.bind(i64::from(to.number))
	.bind(to.id.to_string())
	.bind(i64::from(to.time.0))
	.execute(&mut **transaction)
	.await?;
	Ok(())
}

/// Now, in seconds since 1970.
fn now() -> Result<i64> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
	Ok(i64::try_from(since.as_secs())?)
}

fn number<T: TryFrom<i64>>(row: &SqliteRow, column: &str) -> Result<T> {
	let value: i64 = row.try_get(column)?;
	T::try_from(value)
		.ok()
		.with_context(|| format!("{column} {value} is out of range"))
}

fn hash<T>(row: &SqliteRow, column: &str, read: fn(&str) -> Option<T>) -> Result<T> {
	let text: String = row.try_get(column)?;
	read(&text).with_context(|| format!("{column} {text:?} is damaged"))
}

fn finding(row: &SqliteRow) -> Result<Finding> {
	let kind: String = row.try_get("kind")?;
	let path = hex::decode(row.try_get::<String, _>("path")?)?;
	ensure!(path.len() % 32 == 0, "a path is damaged");
	let path = path
		.chunks_exact(32)
		.map(|chunk| Ok(Digest(<[u8; 32]>::try_from(chunk)?)))
		.collect::<Result<_>>()?;
	Ok(Finding {
		kind: Kind::of(&kind).with_context(|| format!("unknown kind {kind}"))?,
		amount: number(row, "amount")?,
		block_id: hash(row, "block_id", BlockId::from_hex)?,
		transaction_id: hash(row, "transaction_id", TransactionId::from_hex)?,
		proof: OperationProof {
			block: number(row, "block")?,
			transaction: hex::decode(row.try_get::<String, _>("bytes")?)?,
			index: number(row, "transaction_index")?,
			leaf_count: number(row, "leaf_count")?,
			path,
			operation: number(row, "operation")?,
		},
	})
}
