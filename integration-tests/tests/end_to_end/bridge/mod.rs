//! Steem and the chain: a real node, `nutbox steem-devnet` and `nutbox relay` as processes, and on the side of Steem a
//! published client library.

mod delegation;
mod expiry;
mod gateway;
mod kills;
mod light_client;
mod support;
mod tools;
