//! The events of communities.

use super::{json, Block, Tx};
use crate::{
	index::{
		convert::{self, local, NATIVE},
		events::CommunitiesEvent,
	},
	model::{self, Amount, AnnouncementKind, AnnouncementState, Kind},
};
use anyhow::{Context, Result};
use nutbox_chain_client::nutbox::runtime_types::pallet_communities::types::FundAsset;
use sqlx::Row;

impl Block<'_> {
	pub(super) async fn communities_event(
		&mut self,
		tx: &mut Tx,
		place: u32,
		event: &CommunitiesEvent,
	) -> Result<()> {
		use CommunitiesEvent as E;
		match event {
			E::CommunityCreated(e) => {
				let mut a = self.activity(place, Kind::CommunityCreated);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.owner).await?);
				a.asset = Some(local(e.token));
				a.amount = Some(e.premint.into());
				self.write(tx, &a).await
			}
			E::PoolAdded(e) => {
				let mut a = self.activity(place, Kind::PoolAdded);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				self.write(tx, &a).await
			}
			E::ProfileUpdated(e) => {
				let mut a = self.activity(place, Kind::ProfileUpdated);
				a.community = Some(e.community);
				self.write(tx, &a).await
			}
			E::Staked(e) => {
				let mut a = self.activity(place, Kind::Staked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::Unstaked(e) => {
				let mut a = self.activity(place, Kind::Unstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::Claimed(e) => {
				let mut a = self.activity(place, Kind::Claimed);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await?;
				let account = self.addresses.of(&e.account);
				self.claimed(tx, e.community, e.pool, &account, e.token, e.staking_yield)
					.await
			}
			E::PayoutDeferred(e) => {
				let mut a = self.activity(place, Kind::PayoutDeferred);
				a.community = Some(e.community);
				a.pool = e.pool;
				a.account = Some(self.account(tx, &e.account).await?);
				a.token = Some(e.amount.token.into());
				a.staking_yield = Some(e.amount.staking_yield.into());
				self.write(tx, &a).await
			}
			E::EmergencyUnstaked(e) => {
				let mut a = self.activity(place, Kind::EmergencyUnstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await
			}
			E::FundCollected(e) => {
				let mut a = self.activity(place, Kind::FundCollected);
				a.community = Some(e.community);
				a.token = Some(e.token.into());
				a.staking_yield = Some(e.staking_yield.into());
				self.write(tx, &a).await?;
				let row = row!(tx, "SELECT fund_yield FROM totals");
				let row = row.context("the totals are missing")?;
				let sum = Amount::from_stored(row.try_get(0)?)?.plus(e.staking_yield)?;
				run!(tx, "UPDATE totals SET fund_yield = $1", sum.stored());
				Ok(())
			}
			E::FundSpent(e) => {
				let mut a = self.activity(place, Kind::FundSpent);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.beneficiary).await?);
				a.amount = Some(e.amount.into());
				let (token, native) = match e.asset {
					FundAsset::Native => (0, e.amount),
					FundAsset::Token => (e.amount, 0),
				};
				a.asset = match e.asset {
					FundAsset::Native => Some(NATIVE.into()),
					FundAsset::Token => self.community_token(e.community),
				};
				self.write(tx, &a).await?;
				self.fund_sums(tx, e.community, [token, native, 0, 0]).await
			}
			E::PoolClosed(e) => {
				let mut a = self.activity(place, Kind::PoolClosed);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				self.write(tx, &a).await
			}
			E::WeightsAnnounced(e) => {
				let mut a = self.activity(place, Kind::WeightsAnnounced);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Weights;
				self.close(tx, e.community, kind, AnnouncementState::Replaced)
					.await?;
				let content = json(&convert::budget(&e.new.budget))?;
				self.announce(tx, place, e.community, kind, e.new.effective, content)
					.await
			}
			E::WeightsApplied(e) => {
				let mut a = self.activity(place, Kind::WeightsApplied);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Weights;
				self.close(tx, e.community, kind, AnnouncementState::Applied)
					.await
			}
			E::ScheduleAnnounced(e) => {
				let mut a = self.activity(place, Kind::ScheduleAnnounced);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Schedule;
				match &e.new {
					Some(new) => {
						self.close(tx, e.community, kind, AnnouncementState::Replaced)
							.await?;
						let content = json(&convert::schedule(&new.schedule))?;
						self.announce(tx, place, e.community, kind, new.from, content)
							.await
					}
					None => {
						self.close(tx, e.community, kind, AnnouncementState::Withdrawn)
							.await
					}
				}
			}
			E::ScheduleApplied(e) => {
				let mut a = self.activity(place, Kind::ScheduleApplied);
				a.community = Some(e.community);
				self.write(tx, &a).await?;
				let kind = AnnouncementKind::Schedule;
				self.close(tx, e.community, kind, AnnouncementState::Applied)
					.await?;
				run!(
					tx,
					"INSERT INTO old_schedules (community, until, schedule) VALUES ($1, $2, $3) \
					 ON CONFLICT (community, until) DO UPDATE SET schedule = excluded.schedule",
					i64::from(e.community),
					i64::from(e.from),
					json(&convert::schedule(&e.old))?,
				);
				Ok(())
			}
			E::EscrowToppedUp(e) => {
				let mut a = self.activity(place, Kind::EscrowToppedUp);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.community_token(e.community);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await
			}
			E::BoughtBack(e) => {
				let mut a = self.activity(place, Kind::BoughtBack);
				a.community = Some(e.community);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.received_asset = self.community_token(e.community);
				a.received = Some(e.received.into());
				a.burned = Some(e.burned);
				self.write(tx, &a).await?;
				self.fund_sums(tx, e.community, [0, 0, e.amount, e.received])
					.await
			}
			E::TermStaked(e) => {
				let mut a = self.activity(place, Kind::TermStaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.reference = Some(e.position.to_string());
				self.write(tx, &a).await
			}
			E::TermUnstaked(e) => {
				let mut a = self.activity(place, Kind::TermUnstaked);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.asset = self.pool_asset(e.pool);
				a.amount = Some(e.amount.into());
				a.token = Some(e.forfeited.token.into());
				a.staking_yield = Some(e.forfeited.staking_yield.into());
				a.reference = Some(e.position.to_string());
				self.write(tx, &a).await
			}
			E::DelegationSet(e) => {
				let mut a = self.activity(place, Kind::DelegationSet);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				a.amount = Some(e.new.into());
				self.write(tx, &a).await
			}
			E::VoucherClaimed(e) => {
				let mut a = self.activity(place, Kind::VoucherClaimed);
				let account = self.account(tx, &e.account).await?;
				let signer = self.addresses.of(&e.signer);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(account.clone());
				a.other = Some(signer.clone());
				a.asset = self.community_token(e.community);
				a.amount = Some(e.amount.into());
				a.reference = Some(e.id.to_string());
				self.write(tx, &a).await?;
				let view = model::VoucherClaim {
					community: e.community,
					pool: e.pool,
					id: e.id.to_string(),
					amount: e.amount.into(),
					signer,
					block: self.number,
					time: self.fetched.time,
				};
				run!(
					tx,
					"INSERT INTO vouchers (block, event, account, view) VALUES ($1, $2, $3, $4)",
					self.block,
					i64::from(place),
					account.as_str(),
					json(&view)?,
				);
				// Nothing is staked there, but what was paid belongs to the portfolio.
				self.set_position(tx, e.community, e.pool, &account, Amount(0), &[])
					.await?;
				self.claimed(tx, e.community, e.pool, &account, e.amount, 0)
					.await
			}
			E::BountyPaid(e) => {
				let mut a = self.activity(place, Kind::BountyPaid);
				a.community = Some(e.community);
				a.pool = Some(e.pool);
				a.account = Some(self.account(tx, &e.account).await?);
				let prover = self.account(tx, &e.to).await?;
				a.other = Some(prover.clone());
				a.token = Some(e.amount.into());
				self.write(tx, &a).await?;
				// The pool has paid it, to somebody who need not have a stake in it. Its member was not
				// paid: it has less pending.
				self.claimed(tx, e.community, e.pool, &prover, e.amount, 0)
					.await
			}
			E::OwnershipOffered(e) => {
				let mut a = self.activity(place, Kind::OwnershipOffered);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.owner).await?);
				a.other = e.new.as_ref().map(|new| self.addresses.of(new));
				self.write(tx, &a).await
			}
			E::OwnershipTransferred(e) => {
				let mut a = self.activity(place, Kind::OwnershipTransferred);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.new).await?);
				a.other = e.old.as_ref().map(|old| self.addresses.of(old));
				self.write(tx, &a).await
			}
			E::OwnershipRenounced(e) => {
				let mut a = self.activity(place, Kind::OwnershipRenounced);
				a.community = Some(e.community);
				a.account = Some(self.account(tx, &e.old).await?);
				self.write(tx, &a).await
			}
			E::ClaimPermissionSet(e) => {
				let mut a = self.activity(place, Kind::ClaimPermissionSet);
				let account = self.account(tx, &e.account).await?;
				a.account = Some(account.clone());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE accounts SET claim_permission = $1 WHERE account = $2",
					i64::from(e.new),
					account,
				);
				Ok(())
			}
		}
	}

	/// Adds to the sums of a fund: spent of the token, spent of the native asset, paid and received
	/// by purchases.
	async fn fund_sums(&mut self, tx: &mut Tx, community: u32, add: [u128; 4]) -> Result<()> {
		let row = row!(
			tx,
			"SELECT spent_token, spent_native, bought_paid, bought_received FROM communities \
			 WHERE id = $1",
			i64::from(community)
		);
		let row = row.with_context(|| format!("community {community} is not known"))?;
		let mut sums = Vec::new();
		for (place, amount) in add.into_iter().enumerate() {
			sums.push(
				Amount::from_stored(row.try_get(place)?)?
					.plus(amount)?
					.stored(),
			);
		}
		run!(
			tx,
			"UPDATE communities SET spent_token = $1, spent_native = $2, bought_paid = $3, \
			 bought_received = $4 WHERE id = $5",
			sums[0].as_str(),
			sums[1].as_str(),
			sums[2].as_str(),
			sums[3].as_str(),
			i64::from(community),
		);
		Ok(())
	}

	async fn announce(
		&mut self,
		tx: &mut Tx,
		place: u32,
		community: u32,
		kind: AnnouncementKind,
		effective: u32,
		content: String,
	) -> Result<()> {
		run!(
			tx,
			"INSERT INTO announcements (community, block, event, time, kind, effective, state, \
			 content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			i64::from(community),
			self.block,
			i64::from(place),
			self.time,
			kind.name(),
			i64::from(effective),
			AnnouncementState::Waiting.name(),
			content,
		);
		Ok(())
	}

	/// Ends what waits of this kind.
	async fn close(
		&mut self,
		tx: &mut Tx,
		community: u32,
		kind: AnnouncementKind,
		state: AnnouncementState,
	) -> Result<()> {
		run!(
			tx,
			"UPDATE announcements SET state = $1, closed_block = $2 \
			 WHERE community = $3 AND kind = $4 AND state = $5",
			state.name(),
			self.block,
			i64::from(community),
			kind.name(),
			AnnouncementState::Waiting.name(),
		);
		Ok(())
	}
}
