//! The relayer between Steem and the Nutbox chain.
//!
//! It looks at every final block of Steem that can be read, finds what is for the chain to know, and proves it; as a custodian it signs
//! withdrawals; it hands complete ones to Steem. Nobody has to trust it: the chain checks every proof by itself, and
//! anybody may run one.

#![warn(missing_docs)]

pub mod chain;
pub mod custody;
pub mod engine;
pub mod find;
mod http;
pub mod keys;
mod logs;
pub mod metrics;
pub mod nodes;
pub mod nutbox;
pub mod service;
pub mod store;
