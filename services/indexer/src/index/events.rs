//! The events that make rows.

use anyhow::{Context, Result};
use nutbox_chain_client::{
	nutbox::{
		asset_conversion, communities, liquid_staking, steem_delegations, steem_gateway,
		steem_light_client, system,
	},
	subxt::events::Event,
	ChainConfig,
};

/// Declares the events of each pallet that make rows, by their names on the chain.
macro_rules! chain_events {
	($($(#[$attribute:meta])* $variant:ident($group:ident) = $pallet:literal $module:ident { $($event:ident,)* })*) => {
		$(
			$(#[$attribute])*
			#[allow(missing_docs, clippy::large_enum_variant)]
			pub enum $group {
				$(#[allow(dead_code)] $event($module::events::$event),)*
			}
		)*

		/// An event that makes rows.
		#[allow(missing_docs, clippy::large_enum_variant)]
		pub enum ChainEvent {
			$($variant($group),)*
		}

		impl ChainEvent {
			/// The event, if it is one that makes rows.
			pub fn decode(event: &Event<'_, ChainConfig>) -> Result<Option<Self>> {
				Ok(match (event.pallet_name(), event.event_name()) {
					$($(($pallet, stringify!($event)) => Some(Self::$variant($group::$event(
						event.decode_fields_unchecked_as::<$module::events::$event>()
							.with_context(|| format!(
								"the event {}.{} is not the one that this program knows; use the \
								 program of the chain's version",
								$pallet, stringify!($event)
							))?
					))),)*)*
					_ => None,
				})
			}
		}
	};
}

chain_events! {
	/// Of the chain itself.
	System(SystemEvent) = "System" system {
		CodeUpdated,
	}
	/// Of communities.
	Communities(CommunitiesEvent) = "Communities" communities {
		CommunityCreated, PoolAdded, ProfileUpdated, Staked, Unstaked, Claimed, PayoutDeferred,
		EmergencyUnstaked, FundCollected, FundSpent, PoolClosed, WeightsAnnounced, WeightsApplied,
		ScheduleAnnounced, ScheduleApplied, EscrowToppedUp, BoughtBack, TermStaked, TermUnstaked,
		DelegationSet, VoucherClaimed, OwnershipOffered, OwnershipTransferred, OwnershipRenounced,
		ClaimPermissionSet, BountyPaid,
	}
	/// Of liquid staking.
	LiquidStaking(LiquidStakingEvent) = "LiquidStaking" liquid_staking {
		Minted, RedemptionRequested, RedemptionCancelled, RedemptionClaimed, RedeemedInstantly,
		RedemptionsFinalised, EraWorkStarted, EraWorkCompleted, YieldCollected, YieldForgone,
		StashChanged, Slashed, ValidatorsSet, OperatingModeSet, ValidatorReplaced,
	}
	/// Of the exchange.
	Exchange(ExchangeEvent) = "AssetConversion" asset_conversion {
		PoolCreated, LiquidityAdded, LiquidityRemoved, SwapExecuted, SwapCreditExecuted,
	}
	/// Of what is known of Steem.
	SteemLightClient(LightClientEvent) = "SteemLightClient" steem_light_client {
		BlocksFinalised,
	}
	/// Of the bridge.
	SteemGateway(GatewayEvent) = "SteemGateway" steem_gateway {
		Configured, ParametersSet, OperatingModeSet, DepositProved, DepositReleased, RefundOpened,
		ReserveDonated, WithdrawalRequested, AttemptWritten, SignatureAccepted, ReadyToBroadcast,
		WithdrawalPaid, ExpiryNoted, AttemptLapsed, WithdrawalReclaimed, Bonded, Unbonded,
		CustodiansSet, AuthorityProved, MisconductProved, CustodianSlashed, ReporterRewarded,
	}
	/// Of stakes that stay on Steem.
	SteemDelegations(DelegationsEvent) = "SteemDelegations" steem_delegations {
		DelegateeSet, DelegateeReleased, Bound, Released, DelegationProved, CreditSet,
		CreditDeferred, BountyEarned,
	}
}
