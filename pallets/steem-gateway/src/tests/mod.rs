//! Tests of the gateway, on the real light client with rehearsed blocks.

mod adversary;
mod authority;
mod custodians;
mod governance;
mod invariants;
mod late;
mod memo;
pub(crate) mod mock;
mod payments;
mod prove_deposit;
mod release;
mod signatures;
mod views;
mod withdrawals;
