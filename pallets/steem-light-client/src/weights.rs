//! The weights of the calls.
//!
//! The runtime measures its own; `()` is for tests, with the reads and writes counted by hand.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What the calls cost.
pub trait WeightInfo {
	/// `submit_headers` with `h` headers.
	fn submit_headers(h: u32) -> Weight;
	/// `prove_key` with a transaction of `b` bytes.
	fn prove_key(b: u32) -> Weight;
	/// `initialise` with `w` witnesses.
	fn initialise(w: u32) -> Weight;
	/// `announce_witnesses` with `c` changes.
	fn announce_witnesses(c: u32) -> Weight;
	/// `apply_announced` with `c` changes.
	fn apply_announced(c: u32) -> Weight;
	/// `cancel_announced`.
	fn cancel_announced() -> Weight;
	/// `set_operating_mode`.
	fn set_operating_mode() -> Weight;
}

fn of(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 0)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn submit_headers(h: u32) -> Weight {
		let h = u64::from(h);
		of(6 + 3 * h, 3 + 3 * h)
			.saturating_add(Weight::from_parts(150_000_000, 0).saturating_mul(h))
	}
	fn prove_key(b: u32) -> Weight {
		of(4, 1).saturating_add(Weight::from_parts(20_000, 0).saturating_mul(u64::from(b)))
	}
	fn initialise(w: u32) -> Weight {
		of(2 + u64::from(w), 2 + u64::from(w))
	}
	fn announce_witnesses(c: u32) -> Weight {
		of(4 + u64::from(c), 1)
	}
	fn apply_announced(c: u32) -> Weight {
		of(3 + u64::from(c), 2 + u64::from(c))
	}
	fn cancel_announced() -> Weight {
		of(1, 1)
	}
	fn set_operating_mode() -> Weight {
		of(3, 4)
	}
}
