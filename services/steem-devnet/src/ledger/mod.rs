//! Who owns what, and what operations do to it.
//!
//! The rules are those of `libraries/chain/steem_evaluator.cpp` and `libraries/protocol/steem_operations.cpp`, for the
//! operations that move assets, stake and keys. Rewards, inflation, markets and resource credits are left out: an
//! operation that is not carried out here is refused, never ignored.

mod accounts;
mod blocks;
mod money;
mod operations;
mod transactions;
mod witnesses;

use crate::{
	genesis::{of_key, Genesis},
	refusal::{require, Refusal},
};
use anyhow::Context as _;
use nutbox_steem::{
	authority::{self, AuthorityError, Role},
	native::Libsecp256k1,
	operations as ops,
	schedule::{self, MAX_WITNESSES},
	transaction::SignaturesError,
	types::{ChainProperties, Fee},
	wire::Wire as _,
	AccountName, Asset, Authority, BlockId, Digest, Operation, PublicKey, SignatureRule,
	SignedTransaction, Symbol, Time, TransactionId,
};
use std::{
	borrow::Cow,
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// The longest time until a transaction expires, in seconds. Source: `STEEM_MAX_TIME_UNTIL_EXPIRATION`, `config.hpp`.
pub const MAX_TIME_UNTIL_EXPIRATION: u32 = 3_600;
/// How long delegated stake that was taken back stays out of use, in seconds. Source: the dynamic property
/// `delegation_return_period`, `STEEM_DELEGATION_RETURN_PERIOD_HF20`, `config.hpp`.
pub const DELEGATION_RETURN_PERIOD: u32 = 432_000;
/// How often the owner authority of an account changes at most, in seconds. Source: `STEEM_OWNER_UPDATE_LIMIT`.
pub const OWNER_UPDATE_LIMIT: u32 = 3_600;
/// The longest memo, in bytes. Source: `STEEM_MAX_MEMO_SIZE`.
pub const MAX_MEMO_SIZE: usize = 2_048;
/// The most entries of an authority. Source: `STEEM_MAX_AUTHORITY_MEMBERSHIP`.
pub const MAX_AUTHORITY_MEMBERSHIP: usize = 40;
/// The longest address of a witness. Source: `STEEM_MAX_WITNESS_URL_LENGTH`.
pub const MAX_WITNESS_URL_LENGTH: usize = 2_048;
/// The smallest block that witnesses may propose, in bytes. Source: `STEEM_MIN_BLOCK_SIZE_LIMIT`.
pub const MIN_BLOCK_SIZE_LIMIT: u32 = 65_536;
/// What a new account costs until witnesses propose something else, in thousandths of a STEEM.
pub const ACCOUNT_CREATION_FEE: i64 = 3_000;
/// How many millionths of a VESTS a thousandth of a STEEM buys at first.
const VESTS_PER_STEEM: i64 = 2_000_000;

/// An account.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // The names are those of the reference implementation's `account_object`.
pub struct Account {
	pub owner: Authority,
	pub active: Authority,
	pub posting: Authority,
	pub memo_key: PublicKey,
	pub json_metadata: String,
	pub created: Time,
	pub recovery_account: AccountName,
	pub last_owner_update: Time,
	pub last_account_update: Time,
	/// In thousandths.
	pub balance: i64,
	/// In thousandths.
	pub sbd_balance: i64,
	/// In millionths, as the following.
	pub vesting_shares: i64,
	pub delegated_vesting_shares: i64,
	pub received_vesting_shares: i64,
	pub witness_votes: BTreeSet<AccountName>,
}

/// A witness.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // As in `witness_object`.
pub struct Witness {
	pub created: Time,
	pub url: String,
	pub signing_key: PublicKey,
	pub props: ChainProperties,
	pub votes: i64,
	pub total_missed: u32,
	pub last_aslot: u32,
	pub last_confirmed_block_num: u32,
	/// When the witness had its turn in the rotating place of the schedule.
	rotations: u32,
}

/// Stake of one account that counts for another one.
#[derive(Clone, Copy, Debug)]
pub struct Delegation {
	/// In millionths of a VESTS.
	pub vesting_shares: i64,
	/// Since when.
	pub since: Time,
}

/// Stake on its way back to who delegated it.
#[derive(Clone, Copy, Debug)]
pub struct ReturningDelegation {
	/// Whose.
	pub delegator: AccountName,
	/// In millionths of a VESTS.
	pub vesting_shares: i64,
	/// When it is back.
	pub expiration: Time,
}

/// The state after a block.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // As in `dynamic_global_property_object` and `witness_schedule_object`.
pub struct State {
	pub chain_id: Digest,
	pub accounts: BTreeMap<AccountName, Arc<Account>>,
	pub witnesses: BTreeMap<AccountName, Witness>,
	/// By delegator and delegatee.
	pub delegations: BTreeMap<(AccountName, AccountName), Delegation>,
	pub returning: Vec<ReturningDelegation>,
	/// The ids of the transactions that have not expired yet.
	pub known: BTreeMap<TransactionId, Time>,
	pub head_number: u32,
	pub head_id: BlockId,
	pub time: Time,
	pub current_witness: AccountName,
	pub current_supply: i64,
	pub current_sbd_supply: i64,
	pub total_vesting_fund_steem: i64,
	pub total_vesting_shares: i64,
	pub recent_slots_filled: u128,
	pub last_irreversible: u32,
	/// The witnesses of the round, in the order of their turns.
	pub schedule: Vec<AccountName>,
	/// The median of what they propose.
	pub median: ChainProperties,
}

fn name(text: &str) -> AccountName {
	text.parse().unwrap_or_default()
}

fn nobody(weight_threshold: u32) -> Authority {
	Authority {
		weight_threshold,
		account_auths: BTreeMap::new(),
		key_auths: BTreeMap::new(),
	}
}

fn default_props() -> ChainProperties {
	ChainProperties {
		account_creation_fee: Fee {
			amount: ACCOUNT_CREATION_FEE,
			..Default::default()
		},
		maximum_block_size: MIN_BLOCK_SIZE_LIMIT,
		sbd_interest_rate: 0,
	}
}

impl authority::Accounts for State {
	fn authority(&self, account: &AccountName, role: Role) -> Option<Cow<'_, Authority>> {
		let account = self.accounts.get(account)?;
		Some(Cow::Borrowed(match role {
			Role::Posting => &account.posting,
			Role::Active => &account.active,
			Role::Owner => &account.owner,
		}))
	}
}

fn plus(a: i64, b: i64) -> Result<i64, Refusal> {
	a.checked_add(b)
		.ok_or_else(|| Refusal::assert("an amount is too large"))
}

fn minus(a: i64, b: i64) -> Result<i64, Refusal> {
	a.checked_sub(b)
		.ok_or_else(|| Refusal::assert("an amount is too large"))
}

impl State {
	/// The state before the first block.
	pub fn genesis(genesis: &Genesis) -> anyhow::Result<Self> {
		genesis.check()?;
		let time = genesis.time()?;
		let mut state = Self {
			chain_id: genesis.chain_id()?,
			accounts: BTreeMap::new(),
			witnesses: BTreeMap::new(),
			delegations: BTreeMap::new(),
			returning: Vec::new(),
			known: BTreeMap::new(),
			head_number: 0,
			head_id: BlockId::default(),
			time,
			current_witness: AccountName::default(),
			current_supply: 0,
			current_sbd_supply: 0,
			total_vesting_fund_steem: 0,
			total_vesting_shares: 0,
			recent_slots_filled: u128::MAX,
			last_irreversible: 0,
			schedule: Vec::new(),
			median: default_props(),
		};
		let account = |owner, active, posting, memo_key| Account {
			owner,
			active,
			posting,
			memo_key,
			json_metadata: String::new(),
			created: time,
			recovery_account: AccountName::default(),
			last_owner_update: Time(0),
			last_account_update: Time(0),
			balance: 0,
			sbd_balance: 0,
			vesting_shares: 0,
			delegated_vesting_shares: 0,
			received_vesting_shares: 0,
			witness_votes: BTreeSet::new(),
		};
		// `null` burns what it is sent, `temp` is everybody's. Source: `STEEM_NULL_ACCOUNT`, `STEEM_TEMP_ACCOUNT`.
		for (special, threshold) in [("null", 1), ("temp", 0)] {
			let authority = nobody(threshold);
			let record = account(
				authority.clone(),
				authority.clone(),
				authority,
				PublicKey::NULL,
			);
			state.accounts.insert(name(special), Arc::new(record));
		}
		let derived = |who: &str, role: &str| genesis.key(who, role).map(|key| key.public());
		let keyed = |who: &str| -> anyhow::Result<Account> {
			Ok(account(
				of_key(derived(who, "owner")?),
				of_key(derived(who, "active")?),
				of_key(derived(who, "posting")?),
				derived(who, "memo")?,
			))
		};
		for entry in &genesis.accounts {
			let mut record = keyed(&entry.name)?;
			if let Some(owner) = entry.authority(&entry.owner, "owner")? {
				record.owner = owner;
			}
			if let Some(active) = entry.authority(&entry.active, "active")? {
				record.active = active;
			}
			record.balance = i64::try_from(entry.steem)?;
			record.sbd_balance = i64::try_from(entry.sbd)?;
			record.vesting_shares = i64::try_from(entry.vests)?;
			state.current_supply += record.balance;
			state.current_sbd_supply += record.sbd_balance;
			state.total_vesting_shares += record.vesting_shares;
			anyhow::ensure!(
				!matches!(entry.name.as_str(), "null" | "temp"),
				"the genesis names {}, which exists anyway",
				entry.name
			);
			state.accounts.insert(name(&entry.name), Arc::new(record));
		}
		// Rounded up, so that stake is always worth something.
		state.total_vesting_fund_steem = state.total_vesting_shares / VESTS_PER_STEEM + 1;
		state.total_vesting_shares = state
			.total_vesting_fund_steem
			.checked_mul(VESTS_PER_STEEM)
			.context("the accounts of the genesis own too many vests")?;
		state.current_supply += state.total_vesting_fund_steem;
		for (rank, witness) in genesis.witnesses.iter().enumerate() {
			state
				.accounts
				.insert(name(witness), Arc::new(keyed(witness)?));
			let record = Witness {
				created: time,
				url: String::new(),
				signing_key: derived(witness, "signing")?,
				props: default_props(),
				// Votes that nobody cast: the order of the genesis, above which an account can vote others.
				votes: i64::try_from(genesis.witnesses.len() - rank)?,
				total_missed: 0,
				last_aslot: 0,
				last_confirmed_block_num: 0,
				rotations: 0,
			};
			state.witnesses.insert(name(witness), record);
		}
		state.update_schedule();
		Ok(state)
	}

	/// The account of this name.
	pub fn account(&self, account: &AccountName) -> Result<&Account, Refusal> {
		self.accounts
			.get(account)
			.map(|account| &**account)
			.ok_or_else(|| Refusal::assert(format!("unknown account {account}")))
	}

	fn account_mut(&mut self, account: &AccountName) -> Result<&mut Account, Refusal> {
		self.accounts
			.get_mut(account)
			.map(Arc::make_mut)
			.ok_or_else(|| Refusal::assert(format!("unknown account {account}")))
	}
}
