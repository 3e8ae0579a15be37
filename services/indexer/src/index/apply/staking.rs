//! Liquid staking: its ledger, its eras, redemptions and slashes.

use super::{json, parsed, Block, Tx};
use crate::{
	index::{
		convert::{self, local, NATIVE},
		events::LiquidStakingEvent,
		LIQUID_STAKING_ASSET,
	},
	model::{self, Activity, Amount, Kind, RedemptionState},
	store::int,
};
use anyhow::{Context, Result};
use nutbox_chain_client::{from_address, nutbox};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// A queue's end that no queue reaches.
const NEVER: Amount = Amount(u128::MAX);

impl Block<'_> {
	pub(super) async fn staking_event(
		&mut self,
		tx: &mut Tx,
		place: u32,
		event: &LiquidStakingEvent,
	) -> Result<()> {
		use LiquidStakingEvent as E;
		match event {
			E::Minted(e) => {
				let mut a = self.activity(place, Kind::Minted);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.received_asset = Some(local(LIQUID_STAKING_ASSET));
				a.received = Some(e.amount.into());
				self.write(tx, &a).await?;
				self.flow(tx, |era| &mut era.minted, e.amount).await
			}
			E::RedemptionRequested(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionRequested, &account, e.id);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await?;
				let open = self.fetched.views.requests.get(&e.who);
				// Taken back or paid in the same block, it is not in the queue any more.
				let end = open
					.and_then(|open| open.iter().find(|request| request.id == e.id))
					.map_or(NEVER, |request| Amount(request.end));
				run!(
					tx,
					"INSERT INTO redemptions (id, account, amount, queue_end, state, \
					 requested_block, requested_time) VALUES ($1, $2, $3, $4, $5, $6, $7) \
					 ON CONFLICT (id) DO UPDATE SET state = excluded.state, \
					 queue_end = excluded.queue_end, requested_block = excluded.requested_block, \
					 requested_time = excluded.requested_time, claimable = NULL, received = NULL, \
					 ready_block = NULL, ready_time = NULL, closed_block = NULL, closed_time = NULL",
					int(e.id)?,
					account,
					Amount(e.amount).stored(),
					end.stored(),
					RedemptionState::Queued.name(),
					self.block,
					self.time,
				);
				self.flow(tx, |era| &mut era.redemptions_requested, e.amount)
					.await
			}
			E::RedemptionCancelled(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionCancelled, &account, e.id);
				a.amount = Some(e.amount.into());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE redemptions SET state = $1, closed_block = $2, closed_time = $3 \
					 WHERE id = $4",
					RedemptionState::Cancelled.name(),
					self.block,
					self.time,
					int(e.id)?,
				);
				self.flow(tx, |era| &mut era.redemptions_cancelled, e.amount)
					.await
			}
			E::RedemptionClaimed(e) => {
				let account = self.account(tx, &e.who).await?;
				let mut a = self.redemption(place, Kind::RedemptionClaimed, &account, e.id);
				a.amount = Some(e.amount.into());
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.received.into());
				self.write(tx, &a).await?;
				run!(
					tx,
					"UPDATE redemptions SET state = $1, received = $2, claimable = NULL, \
					 closed_block = $3, closed_time = $4, \
					 ready_block = COALESCE(ready_block, $3), \
					 ready_time = COALESCE(ready_time, $4) WHERE id = $5",
					RedemptionState::Claimed.name(),
					Amount(e.received).stored(),
					self.block,
					self.time,
					int(e.id)?,
				);
				self.flow(tx, |era| &mut era.redemptions_paid, e.received)
					.await
			}
			E::RedeemedInstantly(e) => {
				let mut a = self.activity(place, Kind::RedeemedInstantly);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(local(LIQUID_STAKING_ASSET));
				a.amount = Some(e.amount.into());
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.received.into());
				a.fee = Some(e.fee.into());
				self.write(tx, &a).await?;
				self.flow(tx, |era| &mut era.redeemed_instantly, e.amount)
					.await?;
				self.flow(tx, |era| &mut era.instant_fees, e.fee).await
			}
			E::RedemptionsFinalised(e) => {
				self.flow(tx, |era| &mut era.redemptions_settled, e.amount)
					.await
			}
			E::EraWorkStarted(e) => self.new_era(tx, e.era).await,
			E::YieldCollected(e) => {
				self.flow(tx, |era| &mut era.yield_collected, e.amount)
					.await?;
				self.flow(tx, |era| &mut era.yield_refill, e.refill).await?;
				self.flow(tx, |era| &mut era.yield_insurance, e.insurance)
					.await?;
				self.flow(tx, |era| &mut era.yield_fee, e.fee).await?;
				self.flow(tx, |era| &mut era.yield_stream, e.stream).await
			}
			E::YieldForgone(e) => self.flow(tx, |era| &mut era.yield_forgone, e.amount).await,
			E::Slashed(e) => {
				let view = model::Slash {
					block: self.number,
					event: place,
					time: self.fetched.time,
					stash: self.addresses.of(&e.stash),
					bonded_before: e.old.bonded.into(),
					bonded_after: e.new.bonded.into(),
					unbonding_before: e.old.unbonding.into(),
					unbonding_after: e.new.unbonding.into(),
					from_yield: e.from_yield.into(),
					from_insurance: e.from_insurance.into(),
					deficit: e.deficit.into(),
				};
				run!(
					tx,
					"INSERT INTO slashes (block, event, view) VALUES ($1, $2, $3)",
					self.block,
					i64::from(place),
					json(&view)?,
				);
				Ok(())
			}
			E::EraWorkCompleted(_)
			| E::StashChanged(_)
			| E::ValidatorsSet(_)
			| E::ValidatorReplaced(_)
			| E::OperatingModeSet(_) => Ok(()),
		}
	}

	fn redemption(&self, place: u32, kind: Kind, account: &str, id: u64) -> Activity {
		let mut a = self.activity(place, kind);
		a.account = Some(account.into());
		a.asset = Some(local(LIQUID_STAKING_ASSET));
		a.reference = Some(id.to_string());
		a
	}

	/// The era whose flows are counted, which the first flow of a block reads.
	async fn present_era(&mut self, tx: &mut Tx) -> Result<model::Era> {
		if let Some(era) = self.era.take() {
			return Ok(era);
		}
		let row = row!(
			tx,
			"SELECT view FROM eras WHERE era = $1",
			i64::from(self.era_id)
		);
		let row = row.context("the present era is missing")?;
		parsed(row.try_get(0)?)
	}

	async fn save_era(&mut self, tx: &mut Tx, era: model::Era) -> Result<()> {
		run!(
			tx,
			"INSERT INTO eras (era, view) VALUES ($1, $2) \
			 ON CONFLICT (era) DO UPDATE SET view = excluded.view",
			i64::from(era.era),
			json(&era)?,
		);
		self.era = Some(era);
		Ok(())
	}

	async fn flow(
		&mut self,
		tx: &mut Tx,
		field: impl Fn(&mut model::Era) -> &mut Amount,
		amount: u128,
	) -> Result<()> {
		let mut era = self.present_era(tx).await?;
		let sum = field(&mut era).plus(amount)?;
		*field(&mut era) = sum;
		self.save_era(tx, era).await
	}

	/// Ends the present era and begins `id`.
	pub(super) async fn new_era(&mut self, tx: &mut Tx, id: u32) -> Result<()> {
		if self.number > 0 && id == self.era_id {
			// The first era began with the chain, before its work did.
			return Ok(());
		}
		let mut ledger = None;
		if self.number > 0 {
			let mut before = self.present_era(tx).await?;
			before.end_block = Some(self.number);
			before.end_time = Some(self.fetched.time);
			ledger = Some([
				before.yield_released_total,
				before.rate_ppb,
				before.supply,
				before.bonded,
				before.insurance,
			]);
			self.save_era(tx, before).await?;
			self.era = None;
		}
		let [released, rate, supply, bonded, insurance] = ledger.unwrap_or_default();
		let nothing = Amount(0);
		self.era_id = id;
		self.save_era(
			tx,
			model::Era {
				era: id,
				start_block: self.number,
				start_time: self.fetched.time,
				end_block: None,
				end_time: None,
				minted: nothing,
				redemptions_requested: nothing,
				redemptions_cancelled: nothing,
				redemptions_settled: nothing,
				redemptions_paid: nothing,
				redeemed_instantly: nothing,
				instant_fees: nothing,
				yield_collected: nothing,
				yield_refill: nothing,
				yield_insurance: nothing,
				yield_fee: nothing,
				yield_stream: nothing,
				yield_forgone: nothing,
				yield_released_total: released,
				rate_ppb: rate,
				supply,
				bonded,
				insurance,
			},
		)
		.await
	}

	/// The ledger, and the redemptions that are settled by it.
	pub(super) async fn ledger(&mut self, tx: &mut Tx) -> Result<()> {
		if let Some((validators, reserve)) = &self.fetched.views.validators {
			run!(
				tx,
				"INSERT INTO liquid_staking (id, view, validators, reserve) \
				 VALUES (0, 'null', $1, $2) ON CONFLICT (id) DO UPDATE SET \
				 validators = excluded.validators, reserve = excluded.reserve",
				json(&self.addresses.all(validators))?,
				json(&self.addresses.all(reserve))?,
			);
		}
		let Some(info) = &self.fetched.views.ledger else {
			return Ok(());
		};
		let view = convert::ledger(info, self.number, self.fetched.time);
		run!(tx, "UPDATE liquid_staking SET view = $1", json(&view)?);

		let mut era = self.present_era(tx).await?;
		era.yield_released_total = view.yields.released;
		era.rate_ppb = view.rate_ppb;
		era.supply = view.supply;
		era.bonded = view.bonded;
		era.insurance = view.insurance;
		self.save_era(tx, era).await?;

		let mut settled: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
		for row in rows!(
			tx,
			"SELECT account, id FROM redemptions WHERE state = $1 AND queue_end <= $2",
			RedemptionState::Queued.name(),
			Amount(info.queue.finalised).stored(),
		) {
			settled
				.entry(row.try_get(0)?)
				.or_default()
				.insert(row.try_get(1)?);
		}
		for (account, ids) in settled {
			let asked = nutbox::view_functions().liquid_staking();
			let open = asked.requests_of(from_address(&account)?);
			for request in self.fetched.reader.view(open).await? {
				let id = int(request.id)?;
				if !ids.contains(&id) {
					continue;
				}
				run!(
					tx,
					"UPDATE redemptions SET state = $1, claimable = $2, ready_block = $3, \
					 ready_time = $4 WHERE id = $5",
					RedemptionState::Ready.name(),
					request.claimable.map(|amount| Amount(amount).stored()),
					self.block,
					self.time,
					id,
				);
			}
		}
		Ok(())
	}
}
