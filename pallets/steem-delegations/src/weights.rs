//! The weights of the calls.
//!
//! The runtime measures its own; `()` is for tests, with the reads and writes counted by hand.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What the calls cost, with the stakes that they set.
pub trait WeightInfo {
	/// `set_delegatee`.
	fn set_delegatee() -> Weight;
	/// `release_delegatee`.
	fn release_delegatee() -> Weight;
	/// `prove_binding` with a transaction of `b` bytes, which moves stakes in `p` pools from one
	/// address to another.
	fn prove_binding(b: u32, p: u32) -> Weight;
	/// `prove_delegation` with a transaction of `b` bytes, which takes stakes out of `p` pools and
	/// pays a bounty in each.
	fn prove_delegation(b: u32, p: u32) -> Weight;
	/// `sync`.
	fn sync() -> Weight;
	/// `release_binding`, which takes stakes out of `p` pools.
	fn release_binding(p: u32) -> Weight;
	/// `set_operating_mode`.
	fn set_operating_mode() -> Weight;
}

// Weights saturate: the most that can be said is the safe answer where a sum would overflow. They are no money.
fn of(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(30_000_000, 10_000)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// Verifying a transaction of so many bytes.
fn proof(bytes: u32) -> Weight {
	of(3, 0).saturating_add(Weight::from_parts(20_000, 0).saturating_mul(bytes.into()))
}

impl WeightInfo for () {
	fn set_delegatee() -> Weight {
		of(8 + 2 * u64::from(crate::MAX_POOLS), 5)
	}
	fn release_delegatee() -> Weight {
		of(6, 5)
	}
	fn prove_binding(b: u32, p: u32) -> Weight {
		let pools = of(16, 14).saturating_mul(p.into());
		proof(b).saturating_add(of(12, 3)).saturating_add(pools)
	}
	fn prove_delegation(b: u32, p: u32) -> Weight {
		let pools = of(18, 14).saturating_mul(p.into());
		proof(b).saturating_add(of(5, 2)).saturating_add(pools)
	}
	fn sync() -> Weight {
		of(16, 9)
	}
	fn release_binding(p: u32) -> Weight {
		of(10, 2).saturating_add(of(12, 9).saturating_mul(p.into()))
	}
	fn set_operating_mode() -> Weight {
		of(1, 1)
	}
}
