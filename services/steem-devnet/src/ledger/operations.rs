//! What an operation is by itself, and which room carries it out.

use super::{
	witnesses::{check_props, check_url},
	*,
};

impl State {
	/// What can be said of an operation without knowing the chain. Source: the `validate` functions of
	/// `libraries/protocol/steem_operations.cpp`.
	pub(super) fn validate(&self, operation: &Operation) -> Result<(), Refusal> {
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
				let id = nutbox_steem::text::to_bytes(&o.id);
				require!(id.len() <= 32, "Operation ID length exceeded. Max: 32");
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
	pub(super) fn check_authority(&self, authority: &Authority) -> Result<(), Refusal> {
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

	pub(super) fn evaluate(&mut self, operation: &Operation) -> Result<(), Refusal> {
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
}
