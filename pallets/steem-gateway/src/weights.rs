//! The weights of the calls.
//!
//! The runtime measures its own; `()` is for tests, with the reads and writes counted by hand.

use crate::{MAX_CUSTODIANS, MAX_LIABLE};
use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What the calls cost.
pub trait WeightInfo {
	/// `prove_deposit` with a transaction of `b` bytes.
	fn prove_deposit(b: u32) -> Weight;
	/// `release` of `r` deposits.
	fn release(r: u32) -> Weight;
	/// `withdraw`.
	fn withdraw() -> Weight;
	/// `submit_signature`.
	fn submit_signature() -> Weight;
	/// `prove_payment` with a transaction of `b` bytes, as many of them as can be signatures.
	fn prove_payment(b: u32) -> Weight;
	/// `lapse`.
	fn lapse() -> Weight;
	/// `renew`.
	fn renew() -> Weight;
	/// `reclaim`.
	fn reclaim() -> Weight;
	/// `bond`.
	fn bond() -> Weight;
	/// `unbond`.
	fn unbond() -> Weight;
	/// `prove_authority` with a transaction of `b` bytes.
	fn prove_authority(b: u32) -> Weight;
	/// `configure`.
	fn configure() -> Weight;
	/// `set_parameters`.
	fn set_parameters() -> Weight;
	/// `set_custodians` with `c` custodians.
	fn set_custodians(c: u32) -> Weight;
	/// `set_operating_mode`.
	fn set_operating_mode() -> Weight;
}

fn of(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(30_000_000, 0)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

fn bytes(b: u32, each: u64) -> Weight {
	Weight::from_parts(each, 0).saturating_mul(u64::from(b))
}

const CUSTODIANS: u64 = MAX_CUSTODIANS as u64;
const LIABLE: u64 = MAX_LIABLE as u64;

impl WeightInfo for () {
	fn prove_deposit(b: u32) -> Weight {
		of(18, 12).saturating_add(bytes(b, 20_000))
	}
	fn release(r: u32) -> Weight {
		let r = u64::from(r);
		of(6 + 10 * r, 4 + 8 * r)
	}
	fn withdraw() -> Weight {
		of(14, 8)
	}
	fn submit_signature() -> Weight {
		of(5, 3).saturating_add(Weight::from_parts(150_000_000, 0))
	}
	fn prove_payment(b: u32) -> Weight {
		// A signature has 65 bytes, and each is recovered.
		of(14 + 3 * LIABLE, 8 + 3 * LIABLE).saturating_add(bytes(b, 25_000))
	}
	fn lapse() -> Weight {
		of(5 + CUSTODIANS, 2 + CUSTODIANS)
	}
	fn renew() -> Weight {
		of(9 + CUSTODIANS, 4 + CUSTODIANS)
	}
	fn reclaim() -> Weight {
		of(9 + CUSTODIANS, 7 + CUSTODIANS)
	}
	fn bond() -> Weight {
		of(3, 3)
	}
	fn unbond() -> Weight {
		of(8, 5)
	}
	fn prove_authority(b: u32) -> Weight {
		of(6 + LIABLE, 2 + LIABLE).saturating_add(bytes(b, 20_000))
	}
	fn configure() -> Weight {
		of(8, 6)
	}
	fn set_parameters() -> Weight {
		of(2, 1)
	}
	fn set_custodians(c: u32) -> Weight {
		let c = u64::from(c);
		of(6 + CUSTODIANS + 2 * c, 3 + CUSTODIANS + c)
	}
	fn set_operating_mode() -> Weight {
		of(1, 1)
	}
}
