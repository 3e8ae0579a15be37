//! Weights measured on this runtime by `make weights`; generated, do not edit.

pub mod pallet_balances;
pub mod pallet_communities;
pub mod pallet_liquid_staking;
