//! Stakes that stay on Steem: pools that are tied to accounts there, whom accounts there are bound to, and what they
//! delegate.

use super::{Block, Tx};
use crate::{
	index::{convert::millis, events::DelegationsEvent, fetch::text},
	model::{Amount, Kind},
};
use anyhow::{Context, Result};
use sqlx::Row;

impl Block<'_> {
	pub(super) async fn delegations_event(
		&mut self,
		tx: &mut Tx,
		place: u32,
		event: &DelegationsEvent,
	) -> Result<()> {
		use DelegationsEvent as E;
		match event {
			E::DelegateeSet(e) => {
				let delegatee = text(&e.delegatee.0);
				run!(
					tx,
					"INSERT INTO steem_ties (pool, community, steem_account, since, block, time) \
					 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pool) DO UPDATE SET \
					 steem_account = excluded.steem_account, since = excluded.since, \
					 block = excluded.block, time = excluded.time",
					i64::from(e.pool),
					i64::from(e.community),
					delegatee.as_str(),
					crate::store::int(millis(e.since.into())?)?,
					self.block,
					self.time,
				);
				let mut a = self.activity(place, Kind::PoolTied);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.steem_account = Some(delegatee);
				self.write(tx, &a).await
			}
			E::DelegateeReleased(e) => {
				run!(
					tx,
					"DELETE FROM steem_ties WHERE pool = $1",
					i64::from(e.pool),
				);
				let mut a = self.activity(place, Kind::PoolUntied);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.steem_account = Some(text(&e.delegatee.0));
				self.write(tx, &a).await
			}
			E::Bound(e) => {
				let name = text(&e.name.0);
				let account = self.account(tx, &e.new).await?;
				run!(
					tx,
					"INSERT INTO steem_bindings (steem_account, account, steem_block, since_block, \
					 since_time) VALUES ($1, $2, $3, $4, $5) \
					 ON CONFLICT (steem_account) DO UPDATE SET account = excluded.account, \
					 steem_block = excluded.steem_block, since_block = excluded.since_block, \
					 since_time = excluded.since_time",
					name.as_str(),
					account.as_str(),
					i64::from(e.position.block),
					self.block,
					self.time,
				);
				self.nothing_deferred(tx, &name).await?;
				let mut a = self.activity(place, Kind::SteemBound);
				a.account = Some(account);
				a.other = e.old.as_ref().map(|old| self.addresses.of(old));
				a.steem_account = Some(name);
				self.write(tx, &a).await
			}
			E::Released(e) => {
				let name = text(&e.name.0);
				let account = self.account(tx, &e.account).await?;
				run!(
					tx,
					"UPDATE steem_bindings SET account = NULL, since_block = $1, since_time = $2 \
					 WHERE steem_account = $3",
					self.block,
					self.time,
					name.as_str(),
				);
				self.nothing_deferred(tx, &name).await?;
				let mut a = self.activity(place, Kind::SteemReleased);
				a.account = Some(account);
				a.steem_account = Some(name);
				self.write(tx, &a).await
			}
			E::DelegationProved(e) => {
				let delegator = text(&e.delegator.0);
				let delegatee = text(&e.delegatee.0);
				run!(
					tx,
					"INSERT INTO steem_delegations (delegator, delegatee, amount, steem_block, \
					 at_block, at_time) VALUES ($1, $2, $3, $4, $5, $6) \
					 ON CONFLICT (delegator, delegatee) DO UPDATE SET amount = excluded.amount, \
					 steem_block = excluded.steem_block, at_block = excluded.at_block, \
					 at_time = excluded.at_time",
					delegator.as_str(),
					delegatee.as_str(),
					Amount(e.new).stored(),
					i64::from(e.position.block),
					self.block,
					self.time,
				);
				// What is deferred now, if anything, the events after this one say.
				run!(
					tx,
					"UPDATE steem_credits SET deferred = NULL \
					 WHERE delegator = $1 AND delegatee = $2",
					delegator,
					delegatee,
				);
				Ok(())
			}
			E::CreditSet(e) => {
				let (account, amount) = match (&e.new, &e.old) {
					(Some(new), _) => (&new.account, new.amount),
					(None, Some(old)) => (&old.account, 0),
					(None, None) => return Ok(()),
				};
				let account = self.account(tx, account).await?;
				let delegator = text(&e.delegator.0);
				let community = i64::from(e.community);
				self.credit(
					tx,
					e.pool,
					&delegator,
					community,
					&account,
					Some(amount),
					None,
				)
				.await
			}
			E::CreditDeferred(e) => {
				let account = self.account(tx, &e.account).await?;
				let delegator = text(&e.delegator.0);
				let row = row!(
					tx,
					"SELECT community FROM pools WHERE id = $1",
					i64::from(e.pool),
				);
				let row = row.with_context(|| format!("pool {} is not known", e.pool))?;
				let community = row.try_get(0)?;
				self.credit(
					tx,
					e.pool,
					&delegator,
					community,
					&account,
					None,
					Some(e.amount),
				)
				.await
			}
			E::BountyEarned(e) => {
				let mut a = self.activity(place, Kind::BountyEarned);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.prover).await?);
				a.other = Some(self.addresses.of(&e.account));
				a.token = Some(e.amount.into());
				self.write(tx, &a).await
			}
		}
	}

	/// Forgets what could not count of an account's delegations.
	async fn nothing_deferred(&self, tx: &mut Tx, delegator: &str) -> Result<()> {
		run!(
			tx,
			"UPDATE steem_credits SET deferred = NULL WHERE delegator = $1",
			delegator,
		);
		Ok(())
	}

	/// Writes what counts of a delegation in a pool, if it has changed, and what should.
	#[allow(clippy::too_many_arguments)]
	async fn credit(
		&self,
		tx: &mut Tx,
		pool: u32,
		delegator: &str,
		community: i64,
		account: &str,
		amount: Option<u128>,
		deferred: Option<u128>,
	) -> Result<()> {
		let before = row!(
			tx,
			"SELECT amount, since_block, since_time, account FROM steem_credits \
			 WHERE pool = $1 AND delegator = $2",
			i64::from(pool),
			delegator,
		);
		let (mut counts, mut since, mut whose) =
			(Amount(0), (self.block, self.time), account.to_string());
		if let Some(before) = before {
			counts = Amount::from_stored(before.try_get(0)?)?;
			// What was taken back and comes again begins anew.
			if counts > Amount(0) {
				since = (before.try_get(1)?, before.try_get(2)?);
				if amount.is_none() {
					whose = before.try_get(3)?;
				}
			}
		}
		if let Some(amount) = amount {
			counts = Amount(amount);
		}
		run!(
			tx,
			"INSERT INTO steem_credits (pool, delegator, community, delegatee, account, amount, \
			 deferred, since_block, since_time, at_block, at_time) VALUES ($1, $2, $3, \
			 (SELECT steem_account FROM steem_ties WHERE pool = $1), $4, $5, $6, $7, $8, $9, $10) \
			 ON CONFLICT (pool, delegator) DO UPDATE SET \
			 delegatee = COALESCE(excluded.delegatee, steem_credits.delegatee), \
			 account = excluded.account, amount = excluded.amount, deferred = excluded.deferred, \
			 since_block = excluded.since_block, since_time = excluded.since_time, \
			 at_block = excluded.at_block, at_time = excluded.at_time",
			i64::from(pool),
			delegator,
			community,
			whose,
			counts.stored(),
			deferred.map(|amount| Amount(amount).stored()),
			since.0,
			since.1,
			self.block,
			self.time,
		);
		Ok(())
	}
}
