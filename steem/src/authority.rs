//! Whether the keys that signed a transaction may do what it does.
//!
//! Source: `sign_state`, `libraries/protocol/sign_state.cpp`, and `verify_authority`,
//! `libraries/protocol/transaction.cpp` (`transaction_util.hpp` since 0.21).

use crate::{
	keys::PublicKey,
	operations::Operation,
	types::{AccountName, Authority},
	wire::{Reader, Wire},
};
use alloc::{borrow::Cow, collections::BTreeSet, vec, vec::Vec};
use core::fmt;

/// The three authorities of an account, the mightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
	/// Posts and votes.
	Posting,
	/// Funds.
	Active,
	/// Everything.
	Owner,
}

impl fmt::Display for Role {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Posting => "posting",
			Self::Active => "active",
			Self::Owner => "owner",
		})
	}
}

/// Who knows the authorities of accounts, as they are when the transaction is carried out.
pub trait Accounts {
	/// The authority of an account. `None` if there is no such account, or it is not known.
	fn authority(&self, account: &AccountName, role: Role) -> Option<Cow<'_, Authority>>;
}

/// How deep accounts may stand in for accounts. Source: `STEEM_MAX_SIG_CHECK_DEPTH`, `config.hpp`.
pub const MAX_DEPTH: u32 = 2;

/// How many accounts are looked up for one transaction at most. Source: `STEEM_MAX_SIG_CHECK_ACCOUNTS`, `config.hpp`,
/// which nodes apply to the transactions that they put into their own blocks. Here it bounds the work.
pub const MAX_ACCOUNTS: u32 = 125;

/// The account that everybody may act for. Source: `STEEM_TEMP_ACCOUNT`, `config.hpp`.
const EVERYBODY: &[u8] = b"temp";

/// Why keys are not sufficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityError {
	/// The keys do not reach the threshold of an account.
	Missing {
		/// The account.
		account: AccountName,
		/// The least of its authorities that would do.
		role: Role,
	},
	/// The keys do not reach the threshold of an authority that an operation itself carries.
	MissingOther,
	/// An operation needs a posting authority and another one an active or owner authority: they may not be in one
	/// transaction.
	Mixed,
	/// A key is not needed.
	Irrelevant(PublicKey),
	/// More than [`MAX_ACCOUNTS`] accounts would have to be looked up.
	TooManyAccounts,
}

impl fmt::Display for AuthorityError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Missing { account, role } => {
				write!(f, "the {role} authority of {account} is missing")
			}
			Self::MissingOther => f.write_str("an authority that an operation names is missing"),
			Self::Mixed => f.write_str(
				"operations that need a posting authority and ones that need more are mixed",
			),
			Self::Irrelevant(key) => write!(f, "the signature of {key} is not needed"),
			Self::TooManyAccounts => {
				write!(
					f,
					"more than {MAX_ACCOUNTS} accounts would have to be looked up"
				)
			}
		}
	}
}

impl core::error::Error for AuthorityError {}

/// The keys that signed, and which of them were needed.
struct Signed<'a, A> {
	keys: &'a BTreeSet<PublicKey>,
	used: BTreeSet<PublicKey>,
	accounts: &'a A,
	approved: BTreeSet<AccountName>,
	/// What the accounts that an authority names are asked for.
	role: Role,
	looked_up: u32,
}

impl<'a, A: Accounts> Signed<'a, A> {
	fn new(keys: &'a BTreeSet<PublicKey>, accounts: &'a A, role: Role) -> Self {
		let approved = AccountName::new(EVERYBODY).into_iter().collect();
		Self {
			keys,
			used: BTreeSet::new(),
			accounts,
			approved,
			role,
			looked_up: 0,
		}
	}

	fn look_up(
		&mut self,
		account: &AccountName,
		role: Role,
	) -> Result<Option<Cow<'a, Authority>>, AuthorityError> {
		if self.looked_up == MAX_ACCOUNTS {
			return Err(AuthorityError::TooManyAccounts);
		}
		self.looked_up += 1;
		Ok(self.accounts.authority(account, role))
	}

	/// `sign_state::check_authority( const authority&, uint32_t )`. What is met first is used first; a key that the
	/// weights met before make superfluous is not used.
	fn satisfies(&mut self, authority: &Authority, depth: u32) -> Result<bool, AuthorityError> {
		// 32 bits would overflow from 65,537 entries on, which 64 KiB do not hold; 64 bits never do.
		let mut weight = 0_u64;
		let threshold = u64::from(authority.weight_threshold);
		for (key, share) in &authority.key_auths {
			if self.keys.contains(key) {
				self.used.insert(*key);
				weight += u64::from(*share);
				if weight >= threshold {
					return Ok(true);
				}
			}
		}
		for (account, share) in &authority.account_auths {
			if !self.approved.contains(account) {
				if depth == MAX_DEPTH {
					continue;
				}
				let Some(theirs) = self.look_up(account, self.role)? else {
					continue;
				};
				if !self.satisfies(&theirs, depth + 1)? {
					continue;
				}
				self.approved.insert(*account);
			}
			weight += u64::from(*share);
			if weight >= threshold {
				return Ok(true);
			}
		}
		Ok(weight >= threshold)
	}

	/// Whether the keys satisfy one of these authorities of the account.
	fn satisfies_one_of(
		&mut self,
		account: &AccountName,
		roles: &[Role],
	) -> Result<bool, AuthorityError> {
		for role in roles {
			// Only the least of the authorities takes the word of accounts approved before.
			if *role == self.role && self.approved.contains(account) {
				return Ok(true);
			}
			if let Some(authority) = self.look_up(account, *role)? {
				if self.satisfies(&authority, 0)? {
					return Ok(true);
				}
			}
		}
		Ok(false)
	}

	fn no_key_is_left(self) -> Result<(), AuthorityError> {
		match self.keys.difference(&self.used).next() {
			Some(key) => Err(AuthorityError::Irrelevant(*key)),
			None => Ok(()),
		}
	}
}

/// Whether keys reach the threshold of one authority. Accounts in it are asked for their `role`.
///
/// Returns the keys that were needed.
pub fn check<A: Accounts>(
	authority: &Authority,
	keys: &BTreeSet<PublicKey>,
	accounts: &A,
	role: Role,
) -> Result<Option<BTreeSet<PublicKey>>, AuthorityError> {
	let mut signed = Signed::new(keys, accounts, role);
	Ok(signed.satisfies(authority, 0)?.then_some(signed.used))
}

/// What operations need.
///
/// Source: `get_required_*_authorities` of the operations in `steem_operations.hpp` and `sps_operations.hpp`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Required {
	/// Accounts whose posting authority is needed; their active or owner authority does as well.
	pub posting: BTreeSet<AccountName>,
	/// Accounts whose active authority is needed; their owner authority does as well.
	pub active: BTreeSet<AccountName>,
	/// Accounts whose owner authority is needed.
	pub owner: BTreeSet<AccountName>,
	/// Authorities that operations carry themselves.
	pub other: Vec<Authority>,
}

/// The authority of one key.
fn of_key(key: PublicKey) -> Authority {
	Authority {
		weight_threshold: 1,
		account_auths: Default::default(),
		key_auths: [(key, 1)].into_iter().collect(),
	}
}

/// The authority of one account.
fn of_account(account: AccountName) -> Authority {
	Authority {
		weight_threshold: 1,
		account_auths: [(account, 1)].into_iter().collect(),
		key_auths: Default::default(),
	}
}

impl Required {
	/// What these operations need together.
	pub fn by(operations: &[Operation]) -> Self {
		let mut required = Self::default();
		operations
			.iter()
			.for_each(|operation| required.add(operation));
		required
	}

	fn add(&mut self, operation: &Operation) {
		use Operation::*;
		let active = match operation {
			Vote(o) => return self.post(o.voter),
			Comment(o) => return self.post(o.author),
			DeleteComment(o) => return self.post(o.author),
			CommentOptions(o) => return self.post(o.author),
			ClaimRewardBalance(o) => return self.post(o.account),

			Transfer(o) => o.from,
			TransferToVesting(o) => o.from,
			WithdrawVesting(o) => o.account,
			LimitOrderCreate(o) => o.owner,
			LimitOrderCreate2(o) => o.owner,
			LimitOrderCancel(o) => o.owner,
			FeedPublish(o) => o.publisher,
			Convert(o) => o.owner,
			AccountCreate(o) => o.creator,
			AccountCreateWithDelegation(o) => o.creator,
			ClaimAccount(o) => o.creator,
			CreateClaimedAccount(o) => o.creator,
			WitnessUpdate(o) => o.owner,
			AccountWitnessVote(o) => o.account,
			AccountWitnessProxy(o) => o.account,
			SetWithdrawVestingRoute(o) => o.from_account,
			RequestAccountRecovery(o) => o.recovery_account,
			EscrowTransfer(o) => o.from,
			EscrowApprove(o) => o.who,
			EscrowDispute(o) => o.who,
			EscrowRelease(o) => o.who,
			TransferToSavings(o) => o.from,
			TransferFromSavings(o) => o.from,
			CancelTransferFromSavings(o) => o.from,
			ResetAccount(o) => o.reset_account,
			DelegateVestingShares(o) => o.delegator,
			CreateProposal(o) => o.creator,
			UpdateProposalVotes(o) => o.voter,
			RemoveProposal(o) => o.proposal_owner,

			ChangeRecoveryAccount(o) => return self.own(o.account_to_recover),
			DeclineVotingRights(o) => return self.own(o.account),

			AccountUpdate(o) => match o.owner {
				Some(_) => return self.own(o.account),
				None => o.account,
			},
			AccountUpdate2(o) => {
				if o.owner.is_some() {
					return self.own(o.account);
				}
				let more = o.active.is_some()
					|| o.posting.is_some()
					|| o.memo_key.is_some()
					|| !o.json_metadata.is_empty();
				if !more {
					return self.post(o.account);
				}
				o.account
			}
			SetResetAccount(o) => {
				if o.current_reset_account.is_empty() {
					return self.post(o.account);
				}
				return self.own(o.account);
			}
			Custom(o) => return self.active.extend(&o.required_auths),
			CustomJson(o) => {
				self.active.extend(&o.required_auths);
				self.posting.extend(&o.required_posting_auths);
				return;
			}
			CustomBinary(o) => {
				self.owner.extend(&o.required_owner_auths);
				self.active.extend(&o.required_active_auths);
				self.posting.extend(&o.required_posting_auths);
				self.other.extend(o.required_auths.iter().cloned());
				return;
			}
			RecoverAccount(o) => {
				let both = [&o.new_owner_authority, &o.recent_owner_authority];
				return self.other.extend(both.into_iter().cloned());
			}
			WitnessSetProperties(o) => {
				let key = o.props.get("key");
				let key = key.and_then(|key| PublicKey::read(&mut Reader::new(&key.0)).ok());
				// Nobody can act for the account `null`.
				let null = || AccountName::new(b"null").unwrap_or_default();
				let other = key.map_or_else(|| of_account(null()), of_key);
				return self.other.push(other);
			}
			Pow2(o) => return self.other.extend(o.new_owner_key.map(of_key)),
			// The work is proof enough, and so are two signatures for one slot.
			Pow(_) | ReportOverProduction(_) => return,
		};
		self.active.insert(active);
	}

	fn post(&mut self, account: AccountName) {
		self.posting.insert(account);
	}

	fn own(&mut self, account: AccountName) {
		self.owner.insert(account);
	}
}

/// Checks that these keys, and none too many, may carry out these operations.
///
/// Looks at most [`MAX_ACCOUNTS`] authorities up.
///
/// Source: `verify_authority`, `libraries/protocol/transaction.cpp`.
pub fn verify<A: Accounts>(
	operations: &[Operation],
	keys: &BTreeSet<PublicKey>,
	accounts: &A,
) -> Result<(), AuthorityError> {
	use Role::*;
	let required = Required::by(operations);
	if !required.posting.is_empty() {
		let alone =
			required.active.is_empty() && required.owner.is_empty() && required.other.is_empty();
		if !alone {
			return Err(AuthorityError::Mixed);
		}
		let mut signed = Signed::new(keys, accounts, Posting);
		for account in required.posting {
			if !signed.satisfies_one_of(&account, &[Posting, Active, Owner])? {
				return Err(AuthorityError::Missing {
					account,
					role: Posting,
				});
			}
		}
		return signed.no_key_is_left();
	}
	let mut signed = Signed::new(keys, accounts, Active);
	for authority in &required.other {
		if !signed.satisfies(authority, 0)? {
			return Err(AuthorityError::MissingOther);
		}
	}
	let needed = [
		(required.active, vec![Active, Owner]),
		(required.owner, vec![Owner]),
	];
	for (names, roles) in needed {
		for account in names {
			if !signed.satisfies_one_of(&account, &roles)? {
				return Err(AuthorityError::Missing {
					account,
					role: roles[0],
				});
			}
		}
	}
	signed.no_key_is_left()
}
