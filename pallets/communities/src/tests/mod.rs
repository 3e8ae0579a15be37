//! One file per call; every test ends with the invariants.

mod add_pool;
mod announce_schedule;
mod announce_weights;
mod apply_announced;
mod buy_back;
mod claim;
mod claim_for;
mod claim_voucher;
mod close_pool;
mod collect_fund;
mod cost;
mod create;
mod delegation;
mod emergency_unstake;
mod genesis;
mod invariants;
pub(crate) mod mock;
mod ownership;
mod set_operating_mode;
mod spec_examples;
mod spend;
mod stake;
mod terms;
mod top_up;
mod unstake;
mod update_profile;
mod views;
