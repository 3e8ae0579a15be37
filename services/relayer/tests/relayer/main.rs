//! The relayer against a real devnet over HTTP.

mod custodian;
mod killed;
mod nodes;
mod scan;
mod support;
