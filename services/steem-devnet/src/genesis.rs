//! What a development chain begins with.

use anyhow::{ensure, Context, Result};
use nutbox_steem::{
	json::{Json as _, Value},
	native::PrivateKey,
	schedule, AccountName, Authority, Digest, PublicKey, Time,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The password of every account unless the genesis names another one. The keys of a development chain are no secret.
pub const DEFAULT_PASSWORD: &str = "nutbox-devnet";

/// How many witnesses a development chain has by default: 20 elected ones, and two that share the last turn of a round.
pub const DEFAULT_WITNESSES: usize = 22;

/// The start of a chain. Two chains with the same genesis that are given the same transactions at the same heights and
/// miss the same slots have the same blocks, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genesis {
	/// 64 hexadecimal digits: what signatures of transactions are bound to. Zeros by default, as on Steem, so that client
	/// libraries work without being told.
	#[serde(default = "default_chain_id")]
	pub chain_id: String,
	/// When the chain begins, such as `2026-01-01T00:00:00`: the first block is at least three seconds later.
	pub time: String,
	/// What the keys are derived from, where nothing else is said: the SHA-256 hash of name, role and this, as the
	/// wallets of Steem do it (`PrivateKey.fromLogin` of the client libraries).
	#[serde(default = "default_password")]
	pub password: String,
	/// Those who make blocks, the most voted first.
	#[serde(default = "default_witnesses")]
	pub witnesses: Vec<String>,
	/// Those who own something.
	#[serde(default = "default_accounts")]
	pub accounts: Vec<GenesisAccount>,
}

/// An account that exists from the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenesisAccount {
	/// Its name.
	pub name: String,
	/// In thousandths of a STEEM.
	#[serde(default)]
	pub steem: u64,
	/// In thousandths of an SBD.
	#[serde(default)]
	pub sbd: u64,
	/// In millionths of a VESTS.
	#[serde(default)]
	pub vests: u64,
	/// Who may move funds, in Steem's JSON form; the key that is derived from the password if absent.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub active: Option<Value>,
	/// Who may do everything, likewise.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub owner: Option<Value>,
}

fn default_chain_id() -> String {
	Digest::STEEM_CHAIN_ID.to_string()
}

fn default_password() -> String {
	DEFAULT_PASSWORD.into()
}

fn default_witnesses() -> Vec<String> {
	(1..=DEFAULT_WITNESSES)
		.map(|number| format!("witness-{number:02}"))
		.collect()
}

fn default_accounts() -> Vec<GenesisAccount> {
	let rich = |name: &str| GenesisAccount {
		name: name.into(),
		steem: 1_000_000_000,
		sbd: 1_000_000_000,
		vests: 1_000_000_000_000_000,
		..Default::default()
	};
	let poor = |name: &str| GenesisAccount {
		name: name.into(),
		..Default::default()
	};
	vec![
		rich("alice"),
		rich("bob"),
		rich("carol"),
		poor("dave"),
		poor("gateway"),
		poor("community"),
		poor("custodian-1"),
		poor("custodian-2"),
		poor("custodian-3"),
	]
}

impl Genesis {
	/// The usual one, from this time on.
	pub fn at(time: Time) -> Self {
		Self {
			chain_id: default_chain_id(),
			time: time.to_string(),
			password: default_password(),
			witnesses: default_witnesses(),
			accounts: default_accounts(),
		}
	}

	/// Reads and checks one. A file that names no time begins at `time`.
	pub fn parse(text: &str, time: Time) -> Result<Self> {
		let mut value: Value = serde_json::from_str(text).context("the genesis is no JSON")?;
		if let Some(fields) = value.as_object_mut() {
			fields
				.entry("time")
				.or_insert_with(|| time.to_string().into());
		}
		let genesis: Self = serde_json::from_value(value).context("the genesis")?;
		genesis.check()?;
		Ok(genesis)
	}

	/// The chain id.
	pub fn chain_id(&self) -> Result<Digest> {
		Digest::from_hex(&self.chain_id)
			.with_context(|| format!("chain_id {:?} is not 64 hexadecimal digits", self.chain_id))
	}

	/// The time, which is the beginning of a slot.
	pub fn time(&self) -> Result<Time> {
		Time::parse(&self.time)
			.filter(|time| schedule::slot(*time).is_some())
			.with_context(|| {
				format!(
					"time {:?} is not the beginning of a slot; write one like 2026-01-01T00:00:00, in steps of 3 seconds",
					self.time
				)
			})
	}

	/// The key of an account for a role (`owner`, `active`, `posting`, `memo`; `signing` for a witness's blocks).
	pub fn key(&self, account: &str, role: &str) -> Result<PrivateKey> {
		PrivateKey::from_password(account, role, &self.password)
			.with_context(|| format!("the {role} key of {account}; take another password"))
	}

	/// Finds what is wrong with it.
	pub fn check(&self) -> Result<()> {
		self.chain_id()?;
		self.time()?;
		ensure!(!self.witnesses.is_empty(), "the genesis names no witness");
		let mut seen = BTreeSet::new();
		for name in self
			.witnesses
			.iter()
			.chain(self.accounts.iter().map(|account| &account.name))
		{
			valid_name(name)?;
			ensure!(seen.insert(name), "the genesis names {name} twice");
		}
		let mut totals = BTreeMap::new();
		for account in &self.accounts {
			let amounts = [
				("steem", account.steem),
				("sbd", account.sbd),
				("vests", account.vests),
			];
			for (what, amount) in amounts {
				let total: &mut u64 = totals.entry(what).or_default();
				*total = total
					.checked_add(amount)
					.filter(|total| *total <= i64::MAX as u64 / 4)
					.with_context(|| format!("the accounts of the genesis own too much {what}"))?;
			}
			account.authority(&account.active, "active")?;
			account.authority(&account.owner, "owner")?;
		}
		Ok(())
	}
}

impl GenesisAccount {
	pub(crate) fn authority(&self, value: &Option<Value>, role: &str) -> Result<Option<Authority>> {
		value
			.as_ref()
			.map(Authority::from_json)
			.transpose()
			.map_err(|error| {
				anyhow::anyhow!(
					"the {role} authority of {} in the genesis: {error}",
					self.name
				)
			})
	}
}

/// A name that an account can have.
pub(crate) fn valid_name(name: &str) -> Result<AccountName> {
	name.parse::<AccountName>().ok().filter(AccountName::is_valid).with_context(|| {
		format!("{name:?} is no account name on Steem: 3 to 16 of a-z, 0-9, - and ., beginning with a letter")
	})
}

/// The authority of one key.
pub(crate) fn of_key(key: PublicKey) -> Authority {
	Authority {
		weight_threshold: 1,
		account_auths: BTreeMap::new(),
		key_auths: [(key, 1)].into_iter().collect(),
	}
}
