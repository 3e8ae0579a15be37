//! Who owns what, and what operations do to it.
//!
//! The rules are those of `libraries/chain/steem_evaluator.cpp` and `libraries/protocol/steem_operations.cpp`, for the
//! operations that move assets, stake and keys. Rewards, inflation, markets and resource credits are left out: an
//! operation that is not carried out here is refused, never ignored.

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

	// ---- Blocks -------------------------------------------------------------------------------------------------

	/// Whether this block may follow, and is signed by whose turn it is.
	///
	/// Source: `database::validate_block_header`, `libraries/chain/database.cpp`.
	pub fn check_header(&self, header: &nutbox_steem::SignedHeader) -> Result<(), Refusal> {
		let inner = &header.header;
		require!(
			inner.previous == self.head_id,
			"head_block_id() == next_block.previous"
		);
		require!(
			inner.timestamp > self.time,
			"head_block_time() < next_block.timestamp"
		);
		let slot = schedule::slot(inner.timestamp)
			.ok_or_else(|| Refusal::assert("the time is the beginning of no slot"))?;
		let turn = self.producer(slot);
		require!(
			inner.witness == turn,
			"Witness produced block at wrong time: block witness {}, scheduled witness {turn}",
			inner.witness
		);
		let key = header
			.signing_key::<Libsecp256k1>()
			.map_err(|error| Refusal::assert(error.to_string()))?;
		let witness = self.witnesses.get(&turn);
		require!(
			witness.is_some_and(|witness| witness.signing_key == key),
			"the block is not signed with the key of {turn}"
		);
		Ok(())
	}

	/// Whose turn a slot is.
	pub fn producer(&self, slot: u32) -> AccountName {
		schedule::Schedule::new(self.schedule.clone())
			.map(|schedule| schedule.producer(slot))
			.unwrap_or_default()
	}

	/// What a block does besides its transactions, once they are carried out.
	///
	/// Sources: `update_global_dynamic_data`, `update_signing_witness`, `update_last_irreversible_block`,
	/// `clear_expired_transactions`, `clear_expired_delegations` (`libraries/chain/database.cpp`) and
	/// `update_witness_schedule` (`libraries/chain/witness_schedule.cpp`), in the order of `_apply_block`.
	pub fn finish_block(&mut self, id: BlockId, time: Time, witness: AccountName) {
		let first = schedule::slot(self.time).map_or(0, |slot| slot + 1);
		let this = schedule::slot(time).unwrap_or(first);
		for slot in first..this {
			let missed = self.producer(slot);
			if let Some(missed) = self.witnesses.get_mut(&missed) {
				missed.total_missed += 1;
			}
			self.recent_slots_filled <<= 1;
		}
		self.recent_slots_filled = self.recent_slots_filled << 1 | 1;
		self.head_number = id.number();
		self.head_id = id;
		self.time = time;
		self.current_witness = witness;
		if let Some(witness) = self.witnesses.get_mut(&witness) {
			witness.last_aslot = this;
			witness.last_confirmed_block_num = self.head_number;
		}
		self.update_last_irreversible();
		self.known.retain(|_, expiration| *expiration > time);
		let (back, still): (Vec<_>, Vec<_>) = self
			.returning
			.drain(..)
			.partition(|entry| entry.expiration <= time);
		self.returning = still;
		for entry in back {
			if let Some(account) = self.accounts.get_mut(&entry.delegator) {
				Arc::make_mut(account).delegated_vesting_shares -= entry.vesting_shares;
			}
		}
		if (self.head_number as usize).is_multiple_of(MAX_WITNESSES) {
			self.update_schedule();
		}
	}

	/// The last block that at least 16 of the 21 witnesses of the round have built on, theirs included. A witness who
	/// has made no block yet holds it back.
	///
	/// Source: `database::update_last_irreversible_block`.
	fn update_last_irreversible(&mut self) {
		let mut confirmed: Vec<u32> = self
			.schedule
			.iter()
			.filter_map(|witness| self.witnesses.get(witness))
			.map(|witness| witness.last_confirmed_block_num)
			.collect();
		confirmed.sort_unstable();
		// A quarter may be missing: (STEEM_100_PERCENT - STEEM_IRREVERSIBLE_THRESHOLD) of all.
		if let Some(number) = confirmed.get(confirmed.len() / 4) {
			self.last_irreversible = self.last_irreversible.max(*number);
		}
	}

	/// The next round: the 20 most voted, one of the others in turn, shuffled by the time.
	///
	/// Source: `update_witness_schedule4`, `libraries/chain/witness_schedule.cpp`. Which of the others comes next is
	/// decided there by a virtual time that runs with the votes; here each has its turn.
	fn update_schedule(&mut self) {
		let mut able: Vec<_> = self
			.witnesses
			.iter()
			.filter(|(_, witness)| witness.signing_key != PublicKey::NULL)
			.map(|(name, witness)| (std::cmp::Reverse(witness.votes), *name))
			.collect();
		// Without anybody, those who were there stay: a chain with no producers only misses slots.
		if able.is_empty() {
			return;
		}
		able.sort_unstable();
		let mut round: Vec<AccountName> = able
			.iter()
			.take(MAX_WITNESSES - 1)
			.map(|(_, name)| *name)
			.collect();
		let rotating = able
			.iter()
			.skip(MAX_WITNESSES - 1)
			.map(|(_, name)| *name)
			.min_by_key(|name| {
				(
					self.witnesses.get(name).map(|witness| witness.rotations),
					*name,
				)
			});
		if let Some(rotating) = rotating {
			round.push(rotating);
			if let Some(witness) = self.witnesses.get_mut(&rotating) {
				witness.rotations += 1;
			}
		}
		let count = round.len() as u64;
		let now = u64::from(self.time.0) << 32;
		for place in 0..count {
			let mut k = now.wrapping_add(place.wrapping_mul(2_685_821_657_736_338_717));
			k ^= k >> 12;
			k ^= k << 25;
			k ^= k >> 27;
			k = k.wrapping_mul(2_685_821_657_736_338_717);
			let other = place + k % (count - place);
			round.swap(place as usize, other as usize);
		}
		self.schedule = round;
		self.update_median();
	}

	/// Source: `update_median_witness_props`, `libraries/chain/witness_schedule.cpp`.
	fn update_median(&mut self) {
		let all: Vec<_> = self
			.schedule
			.iter()
			.filter_map(|name| self.witnesses.get(name))
			.map(|witness| witness.props.clone())
			.collect();
		if all.is_empty() {
			return;
		}
		let middle = all.len() / 2;
		let median = |value: fn(&ChainProperties) -> i64| {
			let mut values: Vec<_> = all.iter().map(value).collect();
			values.sort_unstable();
			values[middle]
		};
		let fee = median(|props| props.account_creation_fee.amount);
		let size = median(|props| i64::from(props.maximum_block_size));
		let rate = median(|props| i64::from(props.sbd_interest_rate));
		self.median = ChainProperties {
			account_creation_fee: Fee {
				amount: fee,
				..Default::default()
			},
			maximum_block_size: u32::try_from(size).unwrap_or(MIN_BLOCK_SIZE_LIMIT),
			sbd_interest_rate: u16::try_from(rate).unwrap_or_default(),
		};
	}

	// ---- Transactions -------------------------------------------------------------------------------------------

	/// Carries a transaction out, or leaves everything as it was.
	///
	/// `ids` are those of the blocks so far, block 1 first.
	///
	/// Source: `database::_apply_transaction`, `libraries/chain/database.cpp`.
	pub fn apply_transaction(
		&mut self,
		signed: &SignedTransaction,
		ids: &[BlockId],
	) -> Result<TransactionId, Refusal> {
		let transaction = &signed.transaction;
		require!(
			!transaction.operations.is_empty(),
			"A transaction must have at least one operation"
		);
		for operation in &transaction.operations {
			self.validate(operation)?;
		}
		let size = signed.encode().len();
		// A block's header takes at most 256 bytes. Source: `STEEM_MAX_TRANSACTION_SIZE`.
		require!(
			size + 256 <= self.median.maximum_block_size as usize,
			"the transaction has {size} bytes, too many for a block"
		);
		let id = transaction.id();
		require!(
			!self.known.contains_key(&id),
			"Duplicate transaction check failed: {id} is in a block or on its way to one"
		);
		self.check_signatures(signed)?;
		self.check_reference(signed, ids)?;
		let now = self.time;
		if transaction.expiration.0 > now.0.saturating_add(MAX_TIME_UNTIL_EXPIRATION) {
			return Err(Refusal::expiration(format!(
				"it expires at {}, more than an hour after {now}",
				transaction.expiration
			)));
		}
		if now >= transaction.expiration {
			return Err(Refusal::expiration(format!(
				"it expired at {}, and it is {now}",
				transaction.expiration
			)));
		}
		let mut next = self.clone();
		next.known.insert(id, transaction.expiration);
		for operation in &transaction.operations {
			next.evaluate(operation)?;
		}
		*self = next;
		Ok(id)
	}

	/// Sources: `signed_transaction::verify_authority` and its callers; `get_signature_keys`.
	fn check_signatures(&self, signed: &SignedTransaction) -> Result<(), Refusal> {
		let keys = signed
			.signing_keys::<Libsecp256k1>(&self.chain_id, SignatureRule::LowS)
			.map_err(|error| match error {
				SignaturesError::Duplicate { .. } => Refusal::authority(
					3_060_000,
					"tx_duplicate_sig",
					format!("duplicate signature included:{error}"),
				),
				SignaturesError::Signature { .. } => Refusal::assert(error.to_string()),
			})?;
		authority::verify(&signed.transaction.operations, &keys, self).map_err(|error| {
			let (code, name, start) = match error {
				AuthorityError::Missing {
					role: Role::Active, ..
				} => (
					3_010_000,
					"tx_missing_active_auth",
					"missing required active authority:",
				),
				AuthorityError::Missing {
					role: Role::Owner, ..
				} => (
					3_020_000,
					"tx_missing_owner_auth",
					"missing required owner authority:",
				),
				AuthorityError::Missing {
					role: Role::Posting,
					..
				} => (
					3_030_000,
					"tx_missing_posting_auth",
					"missing required posting authority:",
				),
				AuthorityError::MissingOther => (
					3_040_000,
					"tx_missing_other_auth",
					"missing required other authority:",
				),
				AuthorityError::Irrelevant(_) => (
					3_050_000,
					"tx_irrelevant_sig",
					"irrelevant signature included:",
				),
				_ => (10, "assert_exception", "Assert Exception:"),
			};
			Refusal::authority(code, name, format!("{start}{error}"))
		})
	}

	/// Whether the block that the transaction refers to is the latest with these low bits of its number.
	///
	/// Source: `database::_apply_transaction`, `block_summary_object`: ids of blocks that do not exist are zeros.
	fn check_reference(&self, signed: &SignedTransaction, ids: &[BlockId]) -> Result<(), Refusal> {
		let transaction = &signed.transaction;
		let (head, low) = (self.head_number, u32::from(transaction.ref_block_num));
		let mut number = head & !0xffff | low;
		if number > head {
			number = number.saturating_sub(0x1_0000);
		}
		let id = match number.checked_sub(1) {
			Some(index) if number <= head => ids.get(index as usize).copied().unwrap_or_default(),
			_ => BlockId::default(),
		};
		if id.reference().1 == transaction.ref_block_prefix {
			return Ok(());
		}
		Err(Refusal::reference(format!(
			"block {number} of this chain is not the one that the transaction refers to"
		)))
	}

	// ---- Operations ---------------------------------------------------------------------------------------------

	/// What can be said of an operation without knowing the chain. Source: the `validate` functions of
	/// `libraries/protocol/steem_operations.cpp`.
	fn validate(&self, operation: &Operation) -> Result<(), Refusal> {
		let valid = |name: &AccountName| match name.is_valid() {
			true => Ok(()),
			false => Err(Refusal::assert(format!("Account name {name:?} is invalid"))),
		};
		let is_json = |text: &str| {
			text.is_empty() || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
		};
		match operation {
			Operation::Transfer(o) => {
				valid(&o.from)?;
				valid(&o.to)?;
				require!(
					o.amount.symbol != Symbol::Vests,
					"transferring of Steem Power (VESTS) is not allowed."
				);
				require!(o.amount.amount > 0, "Cannot transfer a negative amount (aka: stealing)");
				require!(o.memo.len() < MAX_MEMO_SIZE, "Memo is too large");
			}
			Operation::TransferToVesting(o) => {
				valid(&o.from)?;
				require!(
					o.amount.symbol == Symbol::Steem,
					"Amount must be STEEM or SMT liquid"
				);
				require!(o.amount.amount > 0, "Must transfer a nonzero amount");
				if !o.to.is_empty() {
					valid(&o.to)?;
				}
			}
			Operation::AccountCreate(o) => {
				valid(&o.new_account_name)?;
				require!(o.fee.symbol == Symbol::Steem, "Account creation fee must be STEEM");
				require!(o.fee.amount >= 0, "Account creation fee cannot be negative");
				require!(is_json(&o.json_metadata), "JSON Metadata not valid JSON");
				for authority in [&o.owner, &o.active, &o.posting] {
					self.check_authority(authority)?;
				}
			}
			Operation::AccountUpdate(o) => {
				valid(&o.account)?;
				require!(is_json(&o.json_metadata), "JSON Metadata not valid JSON");
				for authority in [&o.owner, &o.active, &o.posting].into_iter().flatten() {
					self.check_authority(authority)?;
				}
			}
			Operation::CustomJson(o) => {
				require!(
					!o.required_auths.is_empty() || !o.required_posting_auths.is_empty(),
					"at least one account must be specified"
				);
				require!(o.id.len() <= 32, "Operation ID length exceeded. Max: 32");
				require!(
					serde_json::from_str::<serde::de::IgnoredAny>(&o.json).is_ok(),
					"JSON Metadata not valid JSON"
				);
			}
			Operation::Custom(o) => {
				require!(
					!o.required_auths.is_empty(),
					"at least one account must be specified"
				);
			}
			Operation::DelegateVestingShares(o) => {
				valid(&o.delegator)?;
				valid(&o.delegatee)?;
				require!(
					o.delegator != o.delegatee,
					"You cannot delegate VESTS to yourself"
				);
				require!(
					o.vesting_shares.symbol == Symbol::Vests,
					"Delegation must be VESTS"
				);
				require!(o.vesting_shares.amount >= 0, "Delegation cannot be negative");
			}
			Operation::WitnessUpdate(o) => {
				valid(&o.owner)?;
				check_url(&o.url)?;
				require!(o.fee.symbol == Symbol::Steem && o.fee.amount >= 0, "the fee is not STEEM");
				check_props(&o.props)?;
			}
			Operation::WitnessSetProperties(o) => {
				valid(&o.owner)?;
				require!(o.props.contains_key("key"), "No signing key provided");
			}
			Operation::AccountWitnessVote(o) => {
				valid(&o.account)?;
				valid(&o.witness)?;
			}
			other => {
				return Err(Refusal::assert(format!(
					"this development chain does not carry out {}; it knows transfer, transfer_to_vesting, account_create, account_update, custom_json, custom, delegate_vesting_shares, witness_update, witness_set_properties and account_witness_vote",
					other.name()
				)))
			}
		}
		Ok(())
	}

	/// Sources: `authority::validate`, `verify_authority_accounts_exist`, `libraries/chain/steem_evaluator.cpp`.
	fn check_authority(&self, authority: &Authority) -> Result<(), Refusal> {
		let entries = authority.account_auths.len() + authority.key_auths.len();
		require!(
			entries <= MAX_AUTHORITY_MEMBERSHIP,
			"Authority membership exceeded. Max: {MAX_AUTHORITY_MEMBERSHIP} Current: {entries}"
		);
		for account in authority.account_auths.keys() {
			require!(
				self.accounts.contains_key(account),
				"Account {account} of the authority does not exist."
			);
		}
		Ok(())
	}

	fn evaluate(&mut self, operation: &Operation) -> Result<(), Refusal> {
		match operation {
			Operation::Transfer(o) => self.transfer(&o.from, &o.to, o.amount),
			Operation::TransferToVesting(o) => self.transfer_to_vesting(o),
			Operation::AccountCreate(o) => self.account_create(o),
			Operation::AccountUpdate(o) => self.account_update(o),
			Operation::DelegateVestingShares(o) => self.delegate(o),
			Operation::WitnessUpdate(o) => self.witness_update(o),
			Operation::WitnessSetProperties(o) => self.witness_set_properties(o),
			Operation::AccountWitnessVote(o) => self.witness_vote(o),
			// Text for others; all that matters is who signed it.
			Operation::CustomJson(_) | Operation::Custom(_) => Ok(()),
			// `validate` comes first.
			other => Err(Refusal::assert(format!(
				"{} is not carried out here",
				other.name()
			))),
		}
	}

	fn take(&mut self, from: &AccountName, amount: Asset) -> Result<(), Refusal> {
		let account = self.account_mut(from)?;
		let balance = match amount.symbol {
			Symbol::Steem => &mut account.balance,
			Symbol::Sbd => &mut account.sbd_balance,
			Symbol::Vests => return Err(Refusal::assert("VESTS do not move")),
		};
		require!(
			*balance >= amount.amount,
			"Account {from} does not have sufficient funds for transfer."
		);
		*balance = minus(*balance, amount.amount)?;
		Ok(())
	}

	fn give(&mut self, to: &AccountName, amount: Asset) -> Result<(), Refusal> {
		let account = self.account_mut(to)?;
		let balance = match amount.symbol {
			Symbol::Steem => &mut account.balance,
			Symbol::Sbd => &mut account.sbd_balance,
			Symbol::Vests => return Err(Refusal::assert("VESTS do not move")),
		};
		*balance = plus(*balance, amount.amount)?;
		Ok(())
	}

	fn transfer(
		&mut self,
		from: &AccountName,
		to: &AccountName,
		amount: Asset,
	) -> Result<(), Refusal> {
		self.account(to)?;
		self.take(from, amount)?;
		self.give(to, amount)
	}

	/// STEEM to VESTS at the present price, rounded down.
	fn vests_for(&self, steem: i64) -> Result<i64, Refusal> {
		let shares = i128::from(steem) * i128::from(self.total_vesting_shares)
			/ i128::from(self.total_vesting_fund_steem);
		i64::try_from(shares).map_err(|_| Refusal::assert("an amount is too large"))
	}

	fn transfer_to_vesting(&mut self, o: &ops::TransferToVesting) -> Result<(), Refusal> {
		let to = if o.to.is_empty() { o.from } else { o.to };
		self.account(&to)?;
		self.take(&o.from, o.amount)?;
		let shares = self.vests_for(o.amount.amount)?;
		let account = self.account_mut(&to)?;
		account.vesting_shares = plus(account.vesting_shares, shares)?;
		self.total_vesting_fund_steem = plus(self.total_vesting_fund_steem, o.amount.amount)?;
		self.total_vesting_shares = plus(self.total_vesting_shares, shares)?;
		// Votes weigh what their voter has.
		let votes = self.account(&to)?.witness_votes.clone();
		for witness in votes {
			if let Some(witness) = self.witnesses.get_mut(&witness) {
				witness.votes = plus(witness.votes, shares)?;
			}
		}
		Ok(())
	}

	/// Source: `account_create_evaluator::do_apply`. The fee is burned.
	fn account_create(&mut self, o: &ops::AccountCreate) -> Result<(), Refusal> {
		let fee = self.median.account_creation_fee.amount;
		require!(
			o.fee.amount == fee,
			"Must pay the exact account creation fee. paid: {} fee: {fee} (thousandths of a STEEM)",
			o.fee.amount
		);
		require!(
			!self.accounts.contains_key(&o.new_account_name),
			"account {} exists already",
			o.new_account_name
		);
		self.take(&o.creator, o.fee)?;
		self.current_supply = minus(self.current_supply, fee)?;
		let account = Account {
			owner: o.owner.clone(),
			active: o.active.clone(),
			posting: o.posting.clone(),
			memo_key: o.memo_key,
			json_metadata: o.json_metadata.clone(),
			created: self.time,
			recovery_account: o.creator,
			last_owner_update: Time(0),
			last_account_update: Time(0),
			balance: 0,
			sbd_balance: 0,
			vesting_shares: 0,
			delegated_vesting_shares: 0,
			received_vesting_shares: 0,
			witness_votes: BTreeSet::new(),
		};
		self.accounts.insert(o.new_account_name, Arc::new(account));
		Ok(())
	}

	/// Source: `account_update_evaluator::do_apply`.
	fn account_update(&mut self, o: &ops::AccountUpdate) -> Result<(), Refusal> {
		let now = self.time;
		let account = self.account_mut(&o.account)?;
		if let Some(owner) = &o.owner {
			require!(
				now.0 - account.last_owner_update.0.min(now.0) > OWNER_UPDATE_LIMIT,
				"Owner authority can only be updated once an hour."
			);
			account.owner = owner.clone();
			account.last_owner_update = now;
		}
		if let Some(active) = &o.active {
			account.active = active.clone();
		}
		if let Some(posting) = &o.posting {
			account.posting = posting.clone();
		}
		if o.memo_key != PublicKey::NULL {
			account.memo_key = o.memo_key;
		}
		if !o.json_metadata.is_empty() {
			account.json_metadata = o.json_metadata.clone();
		}
		account.last_account_update = now;
		Ok(())
	}

	/// The operation carries the new total, not a difference.
	///
	/// Source: `delegate_vesting_shares_evaluator::do_apply`.
	fn delegate(&mut self, o: &ops::DelegateVestingShares) -> Result<(), Refusal> {
		let (new, now) = (o.vesting_shares.amount, self.time);
		let fee = self.median.account_creation_fee.amount;
		let least_change = self.vests_for(fee)?;
		let least = self.vests_for(fee.checked_mul(10).unwrap_or(fee))?;
		self.account(&o.delegatee)?;
		let delegator = self.account(&o.delegator)?;
		let available = minus(delegator.vesting_shares, delegator.delegated_vesting_shares)?;
		let key = (o.delegator, o.delegatee);
		let old = self
			.delegations
			.get(&key)
			.map(|delegation| delegation.vesting_shares);
		if new > 0 {
			require!(
				new >= least,
				"Account must delegate a minimum of {least} millionths of a VESTS"
			);
		}
		match old {
			None => require!(
				new > 0,
				"Account must delegate a minimum of {least} millionths of a VESTS"
			),
			Some(old) => require!(
				new == 0 || (new - old).abs() >= least_change,
				"Steem Power change is not enough: {least_change} millionths of a VESTS at least"
			),
		}
		let old = old.unwrap_or_default();
		let delta = minus(new, old)?;
		if delta >= 0 {
			require!(
				available >= delta,
				"Account does not have enough vesting shares to delegate."
			);
			let delegator = self.account_mut(&o.delegator)?;
			delegator.delegated_vesting_shares = plus(delegator.delegated_vesting_shares, delta)?;
		} else {
			// It is out of use until the return period is over.
			self.returning.push(ReturningDelegation {
				delegator: o.delegator,
				vesting_shares: -delta,
				expiration: Time(now.0.saturating_add(DELEGATION_RETURN_PERIOD)),
			});
		}
		let delegatee = self.account_mut(&o.delegatee)?;
		delegatee.received_vesting_shares = plus(delegatee.received_vesting_shares, delta)?;
		if new == 0 {
			self.delegations.remove(&key);
		} else {
			let since = self
				.delegations
				.get(&key)
				.map_or(now, |delegation| delegation.since);
			self.delegations.insert(
				key,
				Delegation {
					vesting_shares: new,
					since,
				},
			);
		}
		Ok(())
	}

	/// Source: `witness_update_evaluator::do_apply`.
	fn witness_update(&mut self, o: &ops::WitnessUpdate) -> Result<(), Refusal> {
		self.account(&o.owner)?;
		let created = self.time;
		let witness = self.witnesses.entry(o.owner).or_insert_with(|| Witness {
			created,
			url: String::new(),
			signing_key: o.block_signing_key,
			props: o.props.clone(),
			votes: 0,
			total_missed: 0,
			last_aslot: 0,
			last_confirmed_block_num: 0,
			rotations: 0,
		});
		witness.url = o.url.clone();
		witness.signing_key = o.block_signing_key;
		witness.props = o.props.clone();
		Ok(())
	}

	/// Source: `witness_set_properties_evaluator::do_apply`.
	fn witness_set_properties(&mut self, o: &ops::WitnessSetProperties) -> Result<(), Refusal> {
		fn read<T: nutbox_steem::Wire>(key: &str, bytes: &[u8]) -> Result<T, Refusal> {
			T::decode(bytes).map_err(|error| Refusal::assert(format!("{key}: {error}")))
		}
		let witness = self
			.witnesses
			.get_mut(&o.owner)
			.ok_or_else(|| Refusal::assert(format!("{} is no witness", o.owner)))?;
		let mut next = witness.clone();
		for (key, bytes) in &o.props {
			match key.as_str() {
				"key" => {
					let key: PublicKey = read(key, &bytes.0)?;
					require!(
						key == witness.signing_key,
						"'key' does not match witness signing key"
					);
				}
				"new_signing_key" => next.signing_key = read(key, &bytes.0)?,
				"account_creation_fee" => {
					let fee: Asset = read(key, &bytes.0)?;
					require!(
						fee.symbol == Symbol::Steem,
						"account_creation_fee must be STEEM"
					);
					next.props.account_creation_fee = Fee {
						amount: fee.amount,
						..Default::default()
					};
				}
				"maximum_block_size" => next.props.maximum_block_size = read(key, &bytes.0)?,
				"sbd_interest_rate" => next.props.sbd_interest_rate = read(key, &bytes.0)?,
				"url" => {
					next.url = read(key, &bytes.0)?;
					check_url(&next.url)?;
				}
				// Known to Steem, of no effect here.
				"account_subsidy_budget" | "account_subsidy_decay" | "sbd_exchange_rate" => {}
				other => return Err(Refusal::assert(format!("unknown property {other:?}"))),
			}
		}
		check_props(&next.props)?;
		*witness = next;
		Ok(())
	}

	/// Source: `account_witness_vote_evaluator::do_apply`.
	fn witness_vote(&mut self, o: &ops::AccountWitnessVote) -> Result<(), Refusal> {
		require!(
			self.witnesses.contains_key(&o.witness),
			"{} is no witness",
			o.witness
		);
		let voter = self.account_mut(&o.account)?;
		let shares = voter.vesting_shares;
		let change = if o.approve {
			require!(
				voter.witness_votes.len() < 30,
				"Account has voted for too many witnesses."
			);
			require!(voter.witness_votes.insert(o.witness), "Vote already exists");
			shares
		} else {
			require!(voter.witness_votes.remove(&o.witness), "Vote doesn't exist");
			-shares
		};
		if let Some(witness) = self.witnesses.get_mut(&o.witness) {
			witness.votes = plus(witness.votes, change)?;
		}
		Ok(())
	}
}

fn check_url(url: &str) -> Result<(), Refusal> {
	require!(!url.is_empty(), "URL size must be greater than 0");
	require!(url.len() <= MAX_WITNESS_URL_LENGTH, "URL is too long");
	Ok(())
}

/// Source: `legacy_chain_properties::validate`.
fn check_props(props: &ChainProperties) -> Result<(), Refusal> {
	require!(
		props.account_creation_fee.amount >= 0,
		"account_creation_fee must not be negative"
	);
	require!(
		props.maximum_block_size >= MIN_BLOCK_SIZE_LIMIT,
		"maximum_block_size must be at least {MIN_BLOCK_SIZE_LIMIT}"
	);
	// The reference implementation's limit is 2 MiB; blocks are kept whole in memory here.
	require!(
		props.maximum_block_size <= 2 * 1024 * 1024,
		"maximum_block_size is too large"
	);
	require!(
		props.sbd_interest_rate <= 10_000,
		"sbd_interest_rate must not exceed 100 %"
	);
	Ok(())
}
