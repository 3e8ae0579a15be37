//! The relayer against a real devnet over HTTP.

mod custodian;
mod killed;
mod nodes;
mod order;
mod scan;
mod support;
mod unread;
