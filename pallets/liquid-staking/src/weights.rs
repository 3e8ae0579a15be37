//! What the weights of the pallet depend on. The runtime brings the measured ones.

use frame_support::weights::Weight;

/// The weights of the calls and of the steps of era work, at the worst case.
pub trait WeightInfo {
	/// [`crate::Pallet::mint`].
	fn mint() -> Weight;
	/// [`crate::Pallet::redeem`] with all other requests of the caller open.
	fn redeem() -> Weight;
	/// [`crate::Pallet::cancel_redemption`] that joins two holes.
	fn cancel_redemption() -> Weight;
	/// [`crate::Pallet::claim_redemptions`] of `r` requests, each over many checkpoints.
	fn claim_redemptions(r: u32) -> Weight;
	/// [`crate::Pallet::redeem_instantly`].
	fn redeem_instantly() -> Weight;
	/// [`crate::Pallet::set_validators`] with `v` validators and `r` in reserve, all stashes
	/// bonded.
	fn set_validators(v: u32, r: u32) -> Weight;
	/// [`crate::Pallet::set_operating_mode`].
	fn set_operating_mode() -> Weight;
	/// A block without era work, and the bookkeeping of one with it.
	fn era_idle() -> Weight;
	/// [`crate::Work::Payout`] without the payout itself.
	fn era_payout() -> Weight;
	/// [`crate::Work::Sweep`].
	fn era_sweep() -> Weight;
	/// [`crate::Work::Withdraw`].
	fn era_withdraw() -> Weight;
	/// [`crate::Work::Finalise`] past `h` holes.
	fn era_finalise(h: u32) -> Weight;
	/// [`crate::Work::Review`] that finds the last of the reserve.
	fn era_review() -> Weight;
	/// [`crate::Work::Rebalance`] that bonds and nominates.
	fn era_bond() -> Weight;
	/// [`crate::Work::Rebalance`] that unbonds and nominates.
	fn era_unbond() -> Weight;
}

/// Round figures for tests: a read 25 µs, a write 100 µs, and 50 µs to compute.
impl WeightInfo for () {
	fn mint() -> Weight {
		figure(7, 5)
	}
	fn redeem() -> Weight {
		figure(5, 5)
	}
	fn cancel_redemption() -> Weight {
		figure(8, 8)
	}
	fn claim_redemptions(r: u32) -> Weight {
		let per_request = figure(23, 0);
		figure(5, 4).saturating_add(per_request.saturating_mul(r.into()))
	}
	fn redeem_instantly() -> Weight {
		figure(6, 5)
	}
	fn set_validators(v: u32, r: u32) -> Weight {
		let per_validator = figure(4, 1);
		figure(30, 20).saturating_add(per_validator.saturating_mul((v + r).into()))
	}
	fn set_operating_mode() -> Weight {
		figure(1, 1)
	}
	fn era_idle() -> Weight {
		figure(2, 1)
	}
	fn era_payout() -> Weight {
		figure(4, 1)
	}
	fn era_sweep() -> Weight {
		figure(6, 6)
	}
	fn era_withdraw() -> Weight {
		figure(25, 40)
	}
	fn era_finalise(h: u32) -> Weight {
		let per_hole = figure(2, 1);
		figure(5, 4).saturating_add(per_hole.saturating_mul(h.into()))
	}
	fn era_review() -> Weight {
		figure(60, 3)
	}
	fn era_bond() -> Weight {
		figure(40, 25)
	}
	fn era_unbond() -> Weight {
		figure(40, 25)
	}
}

fn figure(reads: u64, writes: u64) -> Weight {
	let db = frame_support::weights::constants::RocksDbWeight::get();
	Weight::from_parts(50_000_000, 0).saturating_add(db.reads_writes(reads, writes))
}
