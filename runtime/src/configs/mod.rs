//! The configuration of the pallets, a file a domain.

pub mod accounts;
pub mod assets;
pub mod consensus;
pub mod economy;
pub mod governance;
pub mod staking;
pub mod steem;
pub mod system;
