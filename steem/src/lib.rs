//! The Steem protocol: headers, transactions, keys, merkle proofs, authorities, schedule and finality.
//!
//! Pure functions and values, without `std`, without anything of the chain that uses them. The source of truth for
//! every rule is the C++ code of `steemit/steem`; the comments name file and function. Files without a path are in
//! `libraries/protocol/include/steem/protocol/`.
//!
//! * [`header`], [`block`], [`transaction`], [`operations`], [`types`], [`hashes`]: what there is. [`wire::Wire`] is its
//!   binary form, `json` both of its JSON forms.
//! * [`text`]: how bytes that are not UTF-8 stand in a text.
//! * [`keys`]: public keys, and who made a signature. The elliptic curve is behind [`keys::Crypto`]: a runtime brings
//!   its host function, programs take `native::Libsecp256k1`.
//! * [`merkle`]: that a transaction is in a block. [`finality`]: that a block stays. [`schedule`]: whose turn it is.
//!   [`authority`]: whether keys may do what they signed.
//!
//! What comes from outside never makes any of it panic. Bytes are read by [`wire::Wire::decode`], or where nothing of
//! them is known by the `decode_bounded` of headers and transactions; reading takes time and memory in proportion.
//!
//! | feature | what |
//! |---|---|
//! | `std` | for programs |
//! | `json` | JSON; needs an allocator |
//! | `scale` | SCALE encoding of what pallets store: names, keys, ids, hashes, times, positions |
//! | `native` | recovery and signing with libsecp256k1 |
//! | `tools` | what the command `nutbox steem` does |

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

pub mod authority;
pub mod block;
pub mod error;
pub mod finality;
pub mod hashes;
pub mod header;
#[cfg(feature = "json")]
pub mod json;
pub mod keys;
pub mod merkle;
#[cfg(feature = "native")]
pub mod native;
pub mod operations;
pub mod schedule;
pub mod text;
#[cfg(feature = "tools")]
pub mod tools;
pub mod transaction;
pub mod types;
pub mod wire;

pub use block::Block;
pub use error::{Error, Reason};
pub use hashes::{BlockId, Checksum, Digest, TransactionId};
pub use header::{Header, SignedHeader};
pub use keys::{Crypto, PublicKey, SignatureRule};
pub use operations::Operation;
pub use transaction::{SignedTransaction, Transaction};
pub use types::{AccountName, Asset, Authority, Signature, Symbol, Time};
pub use wire::Wire;
