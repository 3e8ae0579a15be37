//! The events that make rows.

use anyhow::{Context, Result};
use nutbox_chain_client::{
	nutbox::{asset_conversion, communities, liquid_staking, system},
	subxt::events::Event,
	ChainConfig,
};

macro_rules! chain_events {
	($($name:ident = $pallet:literal $module:ident :: $event:ident,)*) => {
		/// An event that makes rows.
		#[allow(clippy::large_enum_variant)]
		pub enum ChainEvent {
			$(#[allow(missing_docs, dead_code)] $name($module::events::$event),)*
		}

		impl ChainEvent {
			/// The event, if it is one that makes rows.
			pub fn decode(event: &Event<'_, ChainConfig>) -> Result<Option<Self>> {
				Ok(match (event.pallet_name(), event.event_name()) {
					$(($pallet, stringify!($event)) => Some(Self::$name(
						event.decode_fields_unchecked_as::<$module::events::$event>()
							.with_context(|| format!(
								"the event {}.{} is not the one that this program knows; use the \
								 program of the chain's version",
								$pallet, stringify!($event)
							))?
					)),)*
					_ => None,
				})
			}
		}
	};
}

chain_events! {
	CodeUpdated = "System" system::CodeUpdated,
	CommunityCreated = "Communities" communities::CommunityCreated,
	PoolAdded = "Communities" communities::PoolAdded,
	ProfileUpdated = "Communities" communities::ProfileUpdated,
	Staked = "Communities" communities::Staked,
	Unstaked = "Communities" communities::Unstaked,
	Claimed = "Communities" communities::Claimed,
	PayoutDeferred = "Communities" communities::PayoutDeferred,
	EmergencyUnstaked = "Communities" communities::EmergencyUnstaked,
	FundCollected = "Communities" communities::FundCollected,
	FundSpent = "Communities" communities::FundSpent,
	PoolClosed = "Communities" communities::PoolClosed,
	WeightsAnnounced = "Communities" communities::WeightsAnnounced,
	WeightsApplied = "Communities" communities::WeightsApplied,
	ScheduleAnnounced = "Communities" communities::ScheduleAnnounced,
	ScheduleApplied = "Communities" communities::ScheduleApplied,
	EscrowToppedUp = "Communities" communities::EscrowToppedUp,
	BoughtBack = "Communities" communities::BoughtBack,
	TermStaked = "Communities" communities::TermStaked,
	TermUnstaked = "Communities" communities::TermUnstaked,
	DelegationSet = "Communities" communities::DelegationSet,
	VoucherClaimed = "Communities" communities::VoucherClaimed,
	OwnershipOffered = "Communities" communities::OwnershipOffered,
	OwnershipTransferred = "Communities" communities::OwnershipTransferred,
	OwnershipRenounced = "Communities" communities::OwnershipRenounced,
	ClaimPermissionSet = "Communities" communities::ClaimPermissionSet,
	Minted = "LiquidStaking" liquid_staking::Minted,
	RedemptionRequested = "LiquidStaking" liquid_staking::RedemptionRequested,
	RedemptionCancelled = "LiquidStaking" liquid_staking::RedemptionCancelled,
	RedemptionClaimed = "LiquidStaking" liquid_staking::RedemptionClaimed,
	RedeemedInstantly = "LiquidStaking" liquid_staking::RedeemedInstantly,
	RedemptionsFinalised = "LiquidStaking" liquid_staking::RedemptionsFinalised,
	EraWorkStarted = "LiquidStaking" liquid_staking::EraWorkStarted,
	EraWorkCompleted = "LiquidStaking" liquid_staking::EraWorkCompleted,
	YieldCollected = "LiquidStaking" liquid_staking::YieldCollected,
	YieldForgone = "LiquidStaking" liquid_staking::YieldForgone,
	StashChanged = "LiquidStaking" liquid_staking::StashChanged,
	Slashed = "LiquidStaking" liquid_staking::Slashed,
	ValidatorsSet = "LiquidStaking" liquid_staking::ValidatorsSet,
	OperatingModeSet = "LiquidStaking" liquid_staking::OperatingModeSet,
	ValidatorReplaced = "LiquidStaking" liquid_staking::ValidatorReplaced,
	MarketCreated = "AssetConversion" asset_conversion::PoolCreated,
	LiquidityAdded = "AssetConversion" asset_conversion::LiquidityAdded,
	LiquidityRemoved = "AssetConversion" asset_conversion::LiquidityRemoved,
	Swapped = "AssetConversion" asset_conversion::SwapExecuted,
	SwappedCredit = "AssetConversion" asset_conversion::SwapCreditExecuted,
}
