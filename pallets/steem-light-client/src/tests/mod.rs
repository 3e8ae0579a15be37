//! Tests of the light client, on real headers of Steem's main network and on rehearsed ones.

mod adversary;
mod extension;
mod invariants;
pub(crate) mod mock;
mod prove_key;
mod real_blocks;
mod set_operating_mode;
mod submit_headers;
mod witnesses;
