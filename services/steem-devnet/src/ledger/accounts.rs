//! Operations on accounts.

use super::*;

impl State {
	/// Source: `account_create_evaluator::do_apply`. The fee is burned.
	pub(super) fn account_create(&mut self, o: &ops::AccountCreate) -> Result<(), Refusal> {
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
	pub(super) fn account_update(&mut self, o: &ops::AccountUpdate) -> Result<(), Refusal> {
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
}
