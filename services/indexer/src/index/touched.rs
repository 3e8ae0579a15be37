//! What a block's events say that has to be read of the chain.

use super::events::{ChainEvent, CommunitiesEvent, GatewayEvent, LiquidStakingEvent, SystemEvent};
use nutbox_chain_client::AccountId32;
use std::collections::BTreeSet;

/// What a block touched.
#[derive(Default)]
pub struct Touched {
	/// Communities.
	pub communities: BTreeSet<u32>,
	/// Pools.
	pub pools: BTreeSet<u32>,
	/// Positions.
	pub positions: BTreeSet<(u32, AccountId32)>,
	/// Who asked for a redemption.
	pub redeemers: BTreeSet<AccountId32>,
	/// Whether stakes changed.
	pub stakes: bool,
	/// Whether the ledger changed.
	pub ledger: bool,
	/// Whether the validators changed.
	pub validators: bool,
	/// Whether the gateway to Steem changed.
	pub gateway: bool,
	/// Whether it was configured, and its token came into being.
	pub gateway_token: bool,
	/// Blocks of Steem that were proved to hold something.
	pub steem_blocks: BTreeSet<u32>,
	/// Whether anything of Steem changed that rows show.
	pub bridge: bool,
	/// The era whose work was done.
	pub era: Option<u32>,
	/// Whether the next block has another runtime.
	pub code: bool,
}

impl Touched {
	fn position(&mut self, community: u32, pool: u32, account: AccountId32) {
		self.communities.insert(community);
		self.pools.insert(pool);
		self.positions.insert((pool, account));
		self.stakes = true;
	}

	/// Notes what an event has touched.
	pub fn note(&mut self, event: &ChainEvent) {
		match event {
			ChainEvent::System(SystemEvent::CodeUpdated(_)) => self.code = true,
			ChainEvent::Communities(event) => self.communities(event),
			ChainEvent::LiquidStaking(event) => self.staking(event),
			ChainEvent::Exchange(_) => {}
			// More is known of Steem with every block; what is shown of it has events of its own.
			ChainEvent::SteemLightClient(_) => {}
			ChainEvent::SteemGateway(event) => self.gateway(event),
			ChainEvent::SteemDelegations(_) => self.bridge = true,
		}
	}

	fn gateway(&mut self, event: &GatewayEvent) {
		use GatewayEvent as E;
		self.bridge = true;
		self.gateway = true;
		match event {
			E::Configured(_) => self.gateway_token = true,
			E::DepositProved(e) => {
				self.steem_blocks.insert(e.block);
			}
			E::RefundOpened(e) => self.steem_blocks.extend(e.block),
			E::ReserveDonated(e) => {
				self.steem_blocks.insert(e.block);
			}
			E::WithdrawalPaid(e) => {
				self.steem_blocks.insert(e.block);
			}
			_ => {}
		}
	}

	fn communities(&mut self, event: &CommunitiesEvent) {
		use CommunitiesEvent as E;
		match event {
			E::CommunityCreated(e) => {
				self.communities.insert(e.community);
			}
			E::PoolAdded(e) => {
				self.communities.insert(e.community);
				self.pools.insert(e.pool);
			}
			E::ProfileUpdated(e) => {
				self.communities.insert(e.community);
			}
			E::Staked(e) => self.position(e.community, e.pool, e.account),
			E::Unstaked(e) => self.position(e.community, e.pool, e.account),
			E::Claimed(e) => self.position(e.community, e.pool, e.account),
			E::EmergencyUnstaked(e) => self.position(e.community, e.pool, e.account),
			E::TermStaked(e) => self.position(e.community, e.pool, e.account),
			E::TermUnstaked(e) => self.position(e.community, e.pool, e.account),
			E::DelegationSet(e) => self.position(e.community, e.pool, e.account),
			E::PayoutDeferred(e) => {
				self.communities.insert(e.community);
				if let Some(pool) = e.pool {
					self.position(e.community, pool, e.account);
				}
			}
			E::FundCollected(e) => {
				self.communities.insert(e.community);
				self.pools.extend(&e.pools);
			}
			E::FundSpent(e) => {
				self.communities.insert(e.community);
			}
			E::PoolClosed(e) => {
				self.communities.insert(e.community);
				self.pools.insert(e.pool);
			}
			E::WeightsAnnounced(e) => {
				self.communities.insert(e.community);
			}
			E::WeightsApplied(e) => {
				self.communities.insert(e.community);
				self.pools
					.extend(e.new.pools.0.iter().map(|part| part.pool));
			}
			E::ScheduleAnnounced(e) => {
				self.communities.insert(e.community);
			}
			E::ScheduleApplied(e) => {
				self.communities.insert(e.community);
			}
			E::EscrowToppedUp(e) => {
				self.communities.insert(e.community);
			}
			E::BoughtBack(e) => {
				self.communities.insert(e.community);
			}
			E::VoucherClaimed(e) => {
				self.communities.insert(e.community);
				self.pools.insert(e.pool);
			}
			E::OwnershipOffered(e) => {
				self.communities.insert(e.community);
			}
			E::OwnershipTransferred(e) => {
				self.communities.insert(e.community);
			}
			E::OwnershipRenounced(e) => {
				self.communities.insert(e.community);
			}
			E::BountyPaid(e) => {
				self.communities.insert(e.community);
				self.pools.insert(e.pool);
			}
			E::ClaimPermissionSet(_) => {}
		}
	}

	fn staking(&mut self, event: &LiquidStakingEvent) {
		use LiquidStakingEvent as E;
		match event {
			E::RedemptionRequested(e) => {
				self.redeemers.insert(e.who);
				self.ledger = true;
			}
			E::EraWorkCompleted(e) => {
				self.era = Some(e.era);
				self.ledger = true;
				self.stakes = true;
			}
			E::ValidatorsSet(_) | E::ValidatorReplaced(_) => {
				self.validators = true;
				self.ledger = true;
			}
			E::Minted(_)
			| E::RedemptionCancelled(_)
			| E::RedemptionClaimed(_)
			| E::RedeemedInstantly(_)
			| E::RedemptionsFinalised(_)
			| E::EraWorkStarted(_)
			| E::YieldCollected(_)
			| E::YieldForgone(_)
			| E::StashChanged(_)
			| E::Slashed(_)
			| E::OperatingModeSet(_) => self.ledger = true,
		}
	}
}
