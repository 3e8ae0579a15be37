//! The database: SQLite or PostgreSQL, with the same migrations and the same statements.

use anyhow::{bail, ensure, Context, Result};
use sqlx::{
	any::AnyPoolOptions,
	migrate::{Migration, MigrationType, Migrator},
	Any, AnyConnection, AnyPool, Executor, Row, Transaction,
};
use std::{borrow::Cow, path::Path, time::Duration};

/// A migration: its number, its name and what it does.
type Step = (i64, &'static str, &'static str);

/// The migrations, in order. One that was released is never changed.
const MIGRATIONS: &[Step] = &[
	(1, "rows", include_str!("../migrations/0001_rows.sql")),
	(2, "bridge", include_str!("../migrations/0002_bridge.sql")),
];

/// Every table that holds what was indexed, and the columns that give its rows an order.
pub const TABLES: &[(&str, &str)] = &[
	("progress", "id"),
	("totals", "id"),
	("assets", "asset"),
	("communities", "id"),
	("pools", "id"),
	("positions", "pool, account"),
	("members", "community, account"),
	("accounts", "account"),
	("activity", "block, event"),
	("fund_eras", "community, era"),
	("old_schedules", "community, until"),
	("announcements", "community, block, event"),
	("vouchers", "block, event"),
	("redemptions", "id"),
	("liquid_staking", "id"),
	("eras", "era"),
	("slashes", "block, event"),
	("markets", "id"),
	("market_points", "market, block"),
	("swaps", "market, block, event, hop"),
	("steem_finals", "block, event"),
	("deposits", "transaction_id, operation"),
	("withdrawals", "id"),
	("bridge_steps", "block, event"),
	("bridge", "id"),
	("steem_bindings", "steem_account"),
	("steem_ties", "pool"),
	("steem_delegations", "delegator, delegatee"),
	("steem_credits", "pool, delegator"),
];

/// A block's transaction.
pub type Tx = Transaction<'static, Any>;

/// The database.
#[derive(Clone)]
pub struct Store {
	pool: AnyPool,
}

/// How far the index is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Progress {
	/// The hash of the chain's first block.
	pub genesis: String,
	/// The last indexed block.
	pub block: u64,
	/// Its hash.
	pub hash: String,
	/// Its time, Unix milliseconds.
	pub time: u64,
	/// The version of its runtime.
	pub spec_version: u32,
	/// The era of liquid staking that it belongs to.
	pub era: u32,
}

/// A number as the database has it.
pub fn int<T: TryInto<i64>>(number: T) -> Result<i64> {
	number
		.try_into()
		.ok()
		.context("a number is beyond what the database holds")
}

/// A number out of the database.
pub fn uint<T: TryFrom<i64>>(number: i64) -> Result<T> {
	T::try_from(number)
		.ok()
		.context("the database holds a number out of range")
}

impl Store {
	/// Opens the database at `url`, makes it where it is a new SQLite file, and brings it up to
	/// date. Errors are sentences for the user.
	pub async fn open(url: &str) -> Result<Self> {
		Self::open_with(url, MIGRATIONS).await
	}

	async fn open_with(url: &str, migrations: &[Step]) -> Result<Self> {
		sqlx::any::install_default_drivers();
		let sqlite = if let Some(rest) = url.strip_prefix("sqlite:") {
			let path = rest.strip_prefix("//").unwrap_or(rest);
			let path = path.split('?').next().unwrap_or(path);
			check_file(path)?;
			true
		} else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
			false
		} else {
			bail!(
				"\"{}\" is no address of a database; it looks like sqlite:PATH or \
				 postgres://USER:PASSWORD@HOST/NAME",
				shown(url)
			);
		};
		let address = match sqlite {
			true if !url.contains('?') => format!("{url}?mode=rwc"),
			_ => url.to_string(),
		};
		let pool = AnyPoolOptions::new()
			// One writes, the others read.
			.max_connections(8)
			.acquire_timeout(Duration::from_secs(10))
			.after_connect(move |connection, _| {
				Box::pin(async move {
					let settings = match sqlite {
						// Readers don't wait for the writer. What a crash of the machine takes of the
						// last blocks is indexed anew; a kill of the process takes nothing.
						true => {
							"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; \
							 PRAGMA busy_timeout = 10000"
						}
						false => "SET synchronous_commit = off",
					};
					connection.execute(sqlx::raw_sql(settings)).await?;
					Ok(())
				})
			})
			.connect(&address)
			.await
			.with_context(|| format!("the database {} can't be opened", shown(url)))?;
		let migrator = Migrator {
			migrations: migrations
				.iter()
				.map(|(version, name, sql)| {
					Migration::new(
						*version,
						Cow::Borrowed(name),
						MigrationType::Simple,
						sqlx::SqlSafeStr::into_sql_str(*sql),
						false,
					)
				})
				.collect::<Vec<_>>()
				.into(),
			..Migrator::DEFAULT
		};
		migrator.run(&pool).await.with_context(|| {
			format!(
				"the database {} can't be brought up to date; was it made by another program or by \
				 a newer version?",
				shown(url)
			)
		})?;
		Ok(Self { pool })
	}

	/// To read.
	pub fn pool(&self) -> &AnyPool {
		&self.pool
	}

	/// To write a block.
	pub async fn begin(&self) -> Result<Tx> {
		Ok(self.pool.begin().await?)
	}

	/// How far the index is; `None` if it is empty.
	pub async fn progress(&self) -> Result<Option<Progress>> {
		let mut connection = self.pool.acquire().await?;
		progress(&mut connection).await
	}

	/// Ends all connections.
	pub async fn close(&self) {
		self.pool.close().await;
	}

	/// Every row of every table as text, for comparisons.
	pub async fn dump(&self) -> Result<Vec<String>> {
		let mut lines = Vec::new();
		for (table, order) in TABLES {
			let sql = format!("SELECT * FROM {table} ORDER BY {order}");
			for row in sqlx::query(sqlx::AssertSqlSafe(sql))
				.fetch_all(&self.pool)
				.await?
			{
				let mut line = table.to_string();
				for place in 0..row.len() {
					let text = match row.try_get::<Option<i64>, _>(place) {
						Ok(number) => number.map(|number| number.to_string()),
						Err(_) => row.try_get::<Option<String>, _>(place)?,
					};
					line.push('|');
					line.push_str(text.as_deref().unwrap_or("null"));
				}
				lines.push(line);
			}
		}
		// Databases collate texts each in their own way.
		lines.sort_unstable();
		Ok(lines)
	}
}

/// How far the index is; `None` if it is empty.
pub async fn progress(connection: &mut AnyConnection) -> Result<Option<Progress>> {
	let row = sqlx::query("SELECT genesis, block, hash, time, spec_version, era FROM progress")
		.fetch_optional(connection)
		.await?;
	let Some(row) = row else { return Ok(None) };
	Ok(Some(Progress {
		genesis: row.try_get(0)?,
		block: uint(row.try_get(1)?)?,
		hash: row.try_get(2)?,
		time: uint(row.try_get(3)?)?,
		spec_version: uint(row.try_get(4)?)?,
		era: uint(row.try_get(5)?)?,
	}))
}

/// The address without its password.
pub fn shown(url: &str) -> String {
	match (url.find("://"), url.rfind('@')) {
		(Some(start), Some(at)) if start + 3 <= at => {
			let user = url[start + 3..at].split(':').next().unwrap_or("");
			format!("{}{user}{}", &url[..start + 3], &url[at..])
		}
		_ => url.to_string(),
	}
}

fn check_file(path: &str) -> Result<()> {
	ensure!(
		!path.is_empty() && path != ":memory:",
		"sqlite: needs the path of a file, for example sqlite:nutbox.sqlite"
	);
	let path = Path::new(path);
	ensure!(
		!path.is_dir(),
		"{} is a folder, not a database",
		path.display()
	);
	if path.exists() {
		let read = std::fs::OpenOptions::new()
			.read(true)
			.write(true)
			.open(path);
		read.with_context(|| format!("the database {} can't be written", path.display()))?;
		return Ok(());
	}
	let folder = match path.parent() {
		Some(folder) if folder != Path::new("") => folder,
		_ => Path::new("."),
	};
	ensure!(
		folder.is_dir(),
		"the folder {} does not exist; make it, or name another database",
		folder.display()
	);
	// The only honest test of whether a file can be made is to make it.
	std::fs::File::create_new(path).with_context(|| {
		format!(
			"the database {} can't be made; is its folder writable?",
			path.display()
		)
	})?;
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn shown_should_leave_the_password_out_when_there_is_one() {
		assert_eq!(
			shown("postgres://nut:secret@db.example/index"),
			"postgres://nut@db.example/index"
		);
		assert_eq!(shown("postgres://db/index"), "postgres://db/index");
		assert_eq!(shown("sqlite:a.sqlite"), "sqlite:a.sqlite");
	}

	#[tokio::test]
	async fn open_should_empty_the_index_when_its_rows_lack_what_is_kept_now() {
		let folder = tempfile::tempdir().expect("a folder");
		let url = format!("sqlite:{}/index.sqlite", folder.path().display());
		let old = Store::open_with(&url, &MIGRATIONS[..1])
			.await
			.expect("it opens");
		let rows = "INSERT INTO progress (id, genesis, block, hash, time, spec_version, era) \
		            VALUES (0, '0x00', 7, '0x07', 0, 1, 0)";
		sqlx::query(rows).execute(old.pool()).await.expect("a row");
		assert_eq!(
			old.progress().await.expect("read").map(|p| p.block),
			Some(7)
		);
		old.close().await;
		let new = Store::open(&url).await.expect("it opens");
		// The next block is the first one again.
		assert_eq!(new.progress().await.expect("read"), None);
		assert!(new.dump().await.expect("read").is_empty());
		new.close().await;
	}

	#[tokio::test]
	async fn open_should_fail_in_a_sentence_when_the_address_is_wrong() {
		let folder = tempfile::tempdir().expect("a folder");
		let in_folder = |name: &str| format!("sqlite:{}/{name}", folder.path().display());
		std::fs::write(
			folder.path().join("text"),
			"no database, but long enough to be looked at",
		)
		.expect("a file");
		for (url, says) in [
			("mysql://db/index".to_string(), "sqlite:PATH or postgres://"),
			("sqlite:".to_string(), "needs the path of a file"),
			(in_folder("none/index.sqlite"), "does not exist"),
			(in_folder(""), "is a folder"),
			(in_folder("text"), "can't be"),
			(
				"postgres://127.0.0.1:1/index".to_string(),
				"can't be opened",
			),
		] {
			let error = match Store::open(&url).await {
				Ok(_) => panic!("{url} was opened"),
				Err(error) => format!("{error:#}"),
			};
			assert!(error.contains(says), "{url}: {error}");
			assert!(!error.contains('\n'), "{error}");
		}
	}
}
