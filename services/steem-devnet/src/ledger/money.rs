//! Operations that move assets and stake.

use super::*;

impl State {
	pub(super) fn take(&mut self, from: &AccountName, amount: Asset) -> Result<(), Refusal> {
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

	pub(super) fn give(&mut self, to: &AccountName, amount: Asset) -> Result<(), Refusal> {
		let account = self.account_mut(to)?;
		let balance = match amount.symbol {
			Symbol::Steem => &mut account.balance,
			Symbol::Sbd => &mut account.sbd_balance,
			Symbol::Vests => return Err(Refusal::assert("VESTS do not move")),
		};
		*balance = plus(*balance, amount.amount)?;
		Ok(())
	}

	pub(super) fn transfer(
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
	pub(super) fn vests_for(&self, steem: i64) -> Result<i64, Refusal> {
		let shares = i128::from(steem) * i128::from(self.total_vesting_shares)
			/ i128::from(self.total_vesting_fund_steem);
		i64::try_from(shares).map_err(|_| Refusal::assert("an amount is too large"))
	}

	pub(super) fn transfer_to_vesting(
		&mut self,
		o: &ops::TransferToVesting,
	) -> Result<(), Refusal> {
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

	/// The operation carries the new total, not a difference.
	///
	/// Source: `delegate_vesting_shares_evaluator::do_apply`.
	pub(super) fn delegate(&mut self, o: &ops::DelegateVestingShares) -> Result<(), Refusal> {
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
}
