//! Glue between the pallets of this chain and those of the SDK.

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarks;
pub mod era_rewards;
pub mod exchange;
pub mod exits;
pub mod inflation;
pub mod late_proofs;
pub mod trust;
pub mod voters;
