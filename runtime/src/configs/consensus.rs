//! BABE, GRANDPA, sessions and who gets punished for what.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, Get},
};
use pallet_session::historical as session_historical;
use sp_runtime::traits::OpaqueKeys;

parameter_types! {
	pub const MaxAuthorities: u32 = configs::staking::MAX_VALIDATORS;
	/// Equivocations are reported and punished for as long as the stake is bonded.
	pub ReportLongevity: u64 = u64::from(pallet_timing::BondingDuration::<Runtime>::get()) *
		u64::from(pallet_timing::EraBlocks::<Runtime>::get());
	pub MaxSetIdSessionEntries: u64 = u64::from(pallet_timing::BondingDuration::<Runtime>::get()) *
		u64::from(pallet_timing::SessionsPerEra::<Runtime>::get());
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = pallet_timing::EpochDuration<Runtime>;
	type ExpectedBlockTime = pallet_timing::SlotDuration<Runtime>;
	// Sessions, driven by the staking pallet, end the epochs.
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	// Not nothing, but the figures of the pallet's `default_weights`, counted by its authors from what an
	// equivocation report does. Its own benchmark measures the check of a proof only, so there is no
	// measured implementation to put here.
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<{ configs::staking::MAX_BACKERS_PER_VALIDATOR }>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// As above.
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<{ configs::staking::MAX_BACKERS_PER_VALIDATOR }>;
	type MaxSetIdSessionEntries = MaxSetIdSessionEntries;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Babe;
	type MinimumPeriod = pallet_timing::MinimumPeriod<Runtime>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = Staking;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = session_historical::NoteHistoricalRoot<Self, Staking>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = pallet_session::disabling::UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ConstU128<{ deposit(3, 160) }>;
}

impl session_historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Exposures are looked up in the staking pallet: the session's record only says who validated.
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Runtime>;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = session_historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Staking;
}

impl<C> frame_system::offchain::CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

// Equivocation reports are unsigned transactions that only block authors put in.
impl<C> frame_system::offchain::CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		generic::UncheckedExtrinsic::new_bare(call)
	}
}
