//! The relayer. All of it is `nutbox_relayer`.

pub use nutbox_relayer::service::{relay as run, Options};
