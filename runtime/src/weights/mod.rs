//! Weights measured on this runtime by `make weights`; generated, do not edit.

pub mod block_weights;
pub mod extrinsic_weights;
pub mod pallet_balances;
pub mod pallet_communities;
pub mod pallet_liquid_staking;
pub mod pallet_steem_delegations;
pub mod pallet_steem_gateway;
pub mod pallet_steem_light_client;
pub mod paritydb_weights;
