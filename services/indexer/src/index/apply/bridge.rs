//! The events of the gateway to Steem.

use super::{json, transfers::key_of, Block, Tx};
use crate::{
	index::{
		convert::{self, hex, local, millis, NATIVE, STEEM},
		events::GatewayEvent,
		fetch::text,
		STEEM_ASSET,
	},
	model::{Amount, BridgeStepKind as Step, DepositState, Kind, PaymentCause, WithdrawalState},
};
use anyhow::{Context, Result};
use nutbox_chain_client::nutbox::runtime_types::pallet_steem_gateway::types::Cause;

impl Block<'_> {
	pub(super) async fn gateway_event(
		&mut self,
		tx: &mut Tx,
		place: u32,
		event: &GatewayEvent,
	) -> Result<()> {
		use GatewayEvent as E;
		match event {
			E::DepositProved(e) => {
				let sender = text(&e.sender.0);
				let account = self.account(tx, &e.beneficiary).await?;
				let mut deposit = self
					.new_deposit(tx, place, &e.id, sender.clone(), Some(e.block), e.amount)
					.await?;
				deposit.account = Some(account.clone());
				deposit.minted = e.minted.into();
				deposit.waiting = e.delayed.into();
				match e.delayed {
					0 => {
						deposit.closed_block = Some(self.number);
						deposit.closed_time = Some(self.fetched.time);
					}
					_ => deposit.state = DepositState::Waiting,
				}
				self.save_deposit(tx, deposit).await?;
				let mut step = self.step(place, Step::Credited);
				step.amount = Some(e.minted.into());
				step.left = Some(e.delayed.into());
				step.transaction = Some(hex(&e.id.transaction));
				step.steem_block = Some(e.block);
				self.write_step(tx, Some(&e.id), &step).await?;
				let mut a = self.activity(place, Kind::DepositCredited);
				a.account = Some(account);
				a.asset = Some(STEEM.into());
				a.amount = Some(e.amount.into());
				a.received_asset = Some(local(STEEM_ASSET));
				a.received = Some(e.minted.into());
				a.steem_account = Some(sender);
				a.steem_transaction = Some(hex(&e.id.transaction));
				self.write(tx, &a).await
			}
			E::DepositReleased(e) => {
				let account = self.account(tx, &e.beneficiary).await?;
				let deposit = self.deposit(tx, &e.id).await?;
				let mut deposit =
					deposit.with_context(|| format!("deposit {} is not known", key_of(&e.id)))?;
				deposit.minted = deposit.minted.plus(e.amount)?;
				deposit.waiting = e.left.into();
				if e.left == 0 {
					deposit.state = DepositState::Credited;
					deposit.closed_block = Some(self.number);
					deposit.closed_time = Some(self.fetched.time);
				}
				let sender = deposit.steem_account.clone();
				self.save_deposit(tx, deposit).await?;
				let mut step = self.step(place, Step::Released);
				step.amount = Some(e.amount.into());
				step.left = Some(e.left.into());
				step.transaction = Some(hex(&e.id.transaction));
				self.write_step(tx, Some(&e.id), &step).await?;
				let mut a = self.activity(place, Kind::DepositReleased);
				a.account = Some(account);
				a.received_asset = Some(local(STEEM_ASSET));
				a.received = Some(e.amount.into());
				a.steem_account = Some(sender);
				a.steem_transaction = Some(hex(&e.id.transaction));
				self.write(tx, &a).await
			}
			E::RefundOpened(e) => {
				let to = text(&e.to.0);
				// It is known already where a part of it has waited for the cap.
				let mut deposit = match self.deposit(tx, &e.id).await? {
					Some(deposit) => deposit,
					None => {
						self.new_deposit(tx, place, &e.id, to.clone(), e.block, e.amount)
							.await?
					}
				};
				deposit.state = DepositState::Refunding;
				deposit.waiting = Amount(0);
				deposit.refunded = e.amount.into();
				deposit.refund = Some(e.nonce);
				let mut refund =
					self.new_withdrawal(e.nonce, PaymentCause::Refund, to.clone(), e.amount);
				refund.account = deposit.account.clone();
				refund.deposit_transaction = Some(hex(&e.id.transaction));
				refund.deposit_operation = Some(e.id.operation);
				let account = deposit.account.clone();
				self.save_deposit(tx, deposit).await?;
				self.save_withdrawal(tx, refund).await?;
				let mut step = self.step(place, Step::RefundOpened);
				step.amount = Some(e.amount.into());
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.id.transaction));
				step.steem_block = e.block;
				self.write_step(tx, Some(&e.id), &step).await?;
				let mut a = self.activity(place, Kind::RefundOpened);
				a.account = account;
				a.asset = Some(STEEM.into());
				a.amount = Some(e.amount.into());
				a.reference = Some(e.nonce.to_string());
				a.steem_account = Some(to);
				a.steem_transaction = Some(hex(&e.id.transaction));
				self.write(tx, &a).await
			}
			E::ReserveDonated(e) => {
				let sender = text(&e.sender.0);
				let mut deposit = self
					.new_deposit(tx, place, &e.id, sender.clone(), Some(e.block), e.amount)
					.await?;
				deposit.state = DepositState::Donated;
				deposit.closed_block = Some(self.number);
				deposit.closed_time = Some(self.fetched.time);
				self.save_deposit(tx, deposit).await?;
				let mut step = self.step(place, Step::Donated);
				step.amount = Some(e.amount.into());
				step.transaction = Some(hex(&e.id.transaction));
				step.steem_block = Some(e.block);
				self.write_step(tx, Some(&e.id), &step).await?;
				let mut a = self.activity(place, Kind::ReserveDonated);
				a.asset = Some(STEEM.into());
				a.amount = Some(e.amount.into());
				a.steem_account = Some(sender);
				a.steem_transaction = Some(hex(&e.id.transaction));
				self.write(tx, &a).await
			}
			E::WithdrawalRequested(e) => {
				let account = self.account(tx, &e.owner).await?;
				let to = text(&e.to.0);
				let mut withdrawal =
					self.new_withdrawal(e.nonce, PaymentCause::Withdrawal, to.clone(), e.amount);
				withdrawal.account = Some(account.clone());
				withdrawal.deadline = Some(millis(e.deadline)?);
				self.save_withdrawal(tx, withdrawal).await?;
				let mut step = self.step(place, Step::Requested);
				step.amount = Some(e.amount.into());
				step.withdrawal = Some(e.nonce);
				step.until = Some(millis(e.deadline)?);
				self.write_step(tx, None, &step).await?;
				let mut a = self.activity(place, Kind::WithdrawalRequested);
				a.account = Some(account);
				a.asset = Some(local(STEEM_ASSET));
				a.amount = Some(e.amount.into());
				a.reference = Some(e.nonce.to_string());
				a.steem_account = Some(to);
				self.write(tx, &a).await
			}
			E::AttemptWritten(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.forget_transaction();
				withdrawal.state = WithdrawalState::Signing;
				withdrawal.transaction = Some(hex(&e.transaction));
				withdrawal.expires = Some(millis(e.expiration.into())?);
				withdrawal.attempts = withdrawal
					.attempts
					.checked_add(1)
					.context("too many transactions for one withdrawal")?;
				let mut step = self.step(place, Step::AttemptWritten);
				step.withdrawal = Some(e.nonce);
				step.transaction = withdrawal.transaction.clone();
				step.until = withdrawal.expires;
				self.save_withdrawal(tx, withdrawal).await?;
				self.write_step(tx, None, &step).await
			}
			E::SignatureAccepted(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.signatures = e.signatures;
				withdrawal.threshold = Some(e.threshold);
				self.save_withdrawal(tx, withdrawal).await?;
				let mut step = self.step(place, Step::Signed);
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.transaction));
				step.key = Some(hex(&e.key));
				step.signatures = Some(e.signatures);
				step.threshold = Some(e.threshold);
				self.write_step(tx, None, &step).await
			}
			E::ReadyToBroadcast(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.state = WithdrawalState::Signed;
				withdrawal.ready_block = Some(self.number);
				withdrawal.ready_time = Some(self.fetched.time);
				self.save_withdrawal(tx, withdrawal).await?;
				let mut step = self.step(place, Step::Ready);
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.transaction));
				self.write_step(tx, None, &step).await
			}
			E::WithdrawalPaid(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				let (final_block, final_time) = self.final_since(tx, e.block).await?;
				withdrawal.state = WithdrawalState::Paid;
				// It may be an earlier one than that which was to be signed last.
				withdrawal.transaction = Some(hex(&e.transaction));
				withdrawal.lapses = None;
				withdrawal.steem_block = Some(e.block);
				withdrawal.steem_time = self.steem_time(e.block)?;
				withdrawal.final_block = final_block;
				withdrawal.final_time = final_time;
				withdrawal.closed_block = Some(self.number);
				withdrawal.closed_time = Some(self.fetched.time);
				let account = withdrawal.account.clone();
				self.save_withdrawal(tx, withdrawal).await?;
				let (kind, deposit) = match &e.cause {
					Cause::Withdrawal { owner } => {
						self.account(tx, owner).await?;
						(Kind::WithdrawalPaid, None)
					}
					Cause::Refund { deposit: id } => {
						if let Some(mut deposit) = self.deposit(tx, id).await? {
							deposit.state = DepositState::Refunded;
							deposit.closed_block = Some(self.number);
							deposit.closed_time = Some(self.fetched.time);
							self.save_deposit(tx, deposit).await?;
						}
						(Kind::RefundPaid, Some(id))
					}
				};
				let mut step = self.step(place, Step::Paid);
				step.amount = Some(e.amount.into());
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.transaction));
				step.steem_block = Some(e.block);
				self.write_step(tx, deposit, &step).await?;
				let mut a = self.activity(place, kind);
				a.account = account;
				a.received_asset = Some(STEEM.into());
				a.received = Some(e.amount.into());
				a.reference = Some(e.nonce.to_string());
				a.steem_account = Some(text(&e.to.0));
				a.steem_transaction = Some(hex(&e.transaction));
				self.write(tx, &a).await
			}
			E::ExpiryNoted(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.state = WithdrawalState::Expired;
				withdrawal.lapses = Some(millis(e.lapses_at)?);
				withdrawal.expired_block = Some(self.number);
				withdrawal.expired_time = Some(self.fetched.time);
				let mut a = self.activity(place, Kind::WithdrawalExpired);
				a.account = withdrawal.account.clone();
				a.reference = Some(e.nonce.to_string());
				a.steem_account = Some(withdrawal.steem_account.clone());
				a.steem_transaction = Some(hex(&e.transaction));
				let mut step = self.step(place, Step::Expired);
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.transaction));
				step.until = withdrawal.lapses;
				self.save_withdrawal(tx, withdrawal).await?;
				self.write_step(tx, None, &step).await?;
				self.write(tx, &a).await
			}
			E::AttemptLapsed(e) => {
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.forget_transaction();
				withdrawal.state = WithdrawalState::Requested;
				self.save_withdrawal(tx, withdrawal).await?;
				let mut step = self.step(place, Step::Lapsed);
				step.withdrawal = Some(e.nonce);
				step.transaction = Some(hex(&e.transaction));
				self.write_step(tx, None, &step).await
			}
			E::WithdrawalReclaimed(e) => {
				let account = self.account(tx, &e.owner).await?;
				let mut withdrawal = self.withdrawal(tx, e.nonce).await?;
				withdrawal.state = WithdrawalState::Reclaimed;
				withdrawal.closed_block = Some(self.number);
				withdrawal.closed_time = Some(self.fetched.time);
				let to = withdrawal.steem_account.clone();
				self.save_withdrawal(tx, withdrawal).await?;
				let mut step = self.step(place, Step::Reclaimed);
				step.amount = Some(e.amount.into());
				step.withdrawal = Some(e.nonce);
				self.write_step(tx, None, &step).await?;
				let mut a = self.activity(place, Kind::WithdrawalReclaimed);
				a.account = Some(account);
				a.received_asset = Some(local(STEEM_ASSET));
				a.received = Some(e.amount.into());
				a.reference = Some(e.nonce.to_string());
				a.steem_account = Some(to);
				self.write(tx, &a).await
			}
			E::Configured(e) => {
				let mut a = self.activity(place, Kind::GatewayConfigured);
				a.steem_account = Some(text(&e.account.0));
				self.write(tx, &a).await
			}
			E::ParametersSet(_) => {
				let a = self.activity(place, Kind::GatewayParametersSet);
				self.write(tx, &a).await
			}
			E::OperatingModeSet(e) => {
				let mut a = self.activity(place, Kind::GatewayModeSet);
				a.reference = Some(convert::bridge_mode(&e.new).name());
				self.write(tx, &a).await
			}
			E::AuthorityProved(_) => {
				let a = self.activity(place, Kind::AuthorityProved);
				self.write(tx, &a).await
			}
			E::CustodiansSet(_) => {
				let a = self.activity(place, Kind::CustodiansSet);
				self.write(tx, &a).await
			}
			E::Bonded(e) => {
				let mut a = self.activity(place, Kind::CustodianBonded);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.reference = Some(hex(&e.key));
				self.write(tx, &a).await
			}
			E::Unbonded(e) => {
				let mut a = self.activity(place, Kind::CustodianUnbonded);
				a.account = Some(self.account(tx, &e.who).await?);
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.amount.into());
				a.reference = Some(hex(&e.key));
				self.write(tx, &a).await
			}
			E::CustodianSlashed(e) => {
				let mut a = self.activity(place, Kind::CustodianSlashed);
				a.account = Some(self.account(tx, &e.who).await?);
				a.asset = Some(NATIVE.into());
				a.amount = Some(e.amount.into());
				a.reference = Some(hex(&e.key));
				self.write(tx, &a).await
			}
			E::MisconductProved(e) => {
				let mut a = self.activity(place, Kind::MisconductProved);
				a.asset = Some(STEEM.into());
				a.amount = Some(e.amount.into());
				a.reference = e.paid_again.map(|nonce| nonce.to_string());
				a.steem_transaction = Some(hex(&e.id.transaction));
				self.write(tx, &a).await
			}
			E::ReporterRewarded(e) => {
				let mut a = self.activity(place, Kind::ReporterRewarded);
				a.account = Some(self.account(tx, &e.who).await?);
				a.received_asset = Some(NATIVE.into());
				a.received = Some(e.amount.into());
				self.write(tx, &a).await
			}
		}
	}

	/// The gateway as the chain shows it after the block, if the block touched it.
	pub(super) async fn gateway(&mut self, tx: &mut Tx) -> Result<()> {
		let Some(status) = &self.fetched.views.gateway else {
			return Ok(());
		};
		let bridge = convert::bridge(status, self.addresses, self.number, self.fetched.time)?;
		// Custodians may put up bonds before governance has named the account.
		let Some(bridge) = bridge else { return Ok(()) };
		run!(
			tx,
			"INSERT INTO bridge (id, view) VALUES (0, $1) \
			 ON CONFLICT (id) DO UPDATE SET view = excluded.view",
			json(&bridge)?,
		);
		Ok(())
	}
}
