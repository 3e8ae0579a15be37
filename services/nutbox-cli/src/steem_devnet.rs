//! The Steem devnet. All of it is `nutbox_steem_devnet`.

pub use nutbox_steem_devnet::{run, Options};
