//! The weights of the calls.
//!
//! The runtime measures its own; `()` is for tests, with the reads and writes counted by hand.

use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What the calls cost.
pub trait WeightInfo {
	/// `create` with `p` pools.
	fn create(p: u32) -> Weight;
	/// `update_profile`.
	fn update_profile() -> Weight;
	/// `stake` of the liquid staking token; of another asset, [`asset_record`] comes to it. So it is with the other calls
	/// that move principal.
	fn stake() -> Weight;
	/// `stake` to a position that exists.
	fn stake_more() -> Weight;
	/// Yield that was released while nothing was staked goes back to its stream, which comes to `stake` and `unstake`. What
	/// other calls weigh includes it.
	fn give_back() -> Weight;
	/// `unstake`.
	fn unstake() -> Weight;
	/// `unstake` from a position that stays.
	fn unstake_part() -> Weight;
	/// `claim` from `p` pools.
	fn claim(p: u32) -> Weight;
	/// `emergency_unstake`.
	fn emergency_unstake() -> Weight;
	/// `collect_fund` from `p` pools.
	fn collect_fund(p: u32) -> Weight;
	/// `spend`.
	fn spend() -> Weight;
	/// `close_pool`.
	fn close_pool() -> Weight;
	/// `set_operating_mode`.
	fn set_operating_mode() -> Weight;
	/// `offer_ownership`.
	fn offer_ownership() -> Weight;
	/// `accept_ownership`.
	fn accept_ownership() -> Weight;
	/// `renounce_ownership`.
	fn renounce_ownership() -> Weight;
	/// `claim_for` from `p` pools.
	fn claim_for(p: u32) -> Weight;
	/// `set_claim_permission`.
	fn set_claim_permission() -> Weight;
	/// `add_pool`.
	fn add_pool() -> Weight;
	/// `announce_weights` of `p` pools.
	fn announce_weights(p: u32) -> Weight;
	/// `announce_schedule`.
	fn announce_schedule() -> Weight;
	/// `apply_announced` with `p` pools.
	fn apply_announced(p: u32) -> Weight;
	/// `top_up`.
	fn top_up() -> Weight;
	/// `claim_voucher`, wrapped as wallets do.
	fn claim_voucher() -> Weight;
	/// `remove_vouchers` of `v` vouchers.
	fn remove_vouchers(v: u32) -> Weight;
	/// Setting a delegated stake, for the pallets that prove it.
	fn set_delegated() -> Weight;
	/// `stake_term`.
	fn stake_term() -> Weight;
	/// `unstake_term`.
	fn unstake_term() -> Weight;
	/// `buy_back`, with burning.
	fn buy_back() -> Weight;
}

/// Reading and writing the record of a staked asset. Each block reads that of the liquid staking token anyway, so it is not
/// in what is measured.
pub fn asset_record<T: frame_system::Config>() -> Weight {
	T::DbWeight::get().reads_writes(1, 1)
}

// Weights saturate, here and below: the most that can be said is the safe answer where a sum would overflow.
// They are no money.

/// `weight`, and what comes to it with an asset other than the liquid staking token.
pub fn with_asset_record<T: frame_system::Config>(weight: Weight) -> Weight {
	weight.saturating_add(asset_record::<T>())
}

/// `weight`, and what comes to it where yield is given back.
pub fn with_give_back<W: WeightInfo>(weight: Weight) -> Weight {
	weight.saturating_add(W::give_back())
}

fn touching(reads: u64, writes: u64) -> Weight {
	let database = RocksDbWeight::get();
	Weight::from_parts(50_000_000, 10_000)
		.saturating_add(database.reads(reads))
		.saturating_add(database.writes(writes))
}

impl WeightInfo for () {
	fn create(p: u32) -> Weight {
		touching(17, 16).saturating_add(touching(2, 2).saturating_mul(p.into()))
	}
	fn update_profile() -> Weight {
		touching(5, 4)
	}
	fn stake() -> Weight {
		touching(14, 9)
	}
	fn stake_more() -> Weight {
		touching(10, 7)
	}
	fn give_back() -> Weight {
		touching(4, 4)
	}
	fn unstake() -> Weight {
		touching(12, 9)
	}
	fn unstake_part() -> Weight {
		touching(9, 7)
	}
	fn claim(p: u32) -> Weight {
		touching(13, 10).saturating_add(touching(11, 11).saturating_mul(p.into()))
	}
	fn emergency_unstake() -> Weight {
		touching(22, 19)
	}
	fn collect_fund(p: u32) -> Weight {
		touching(13, 10).saturating_add(touching(1, 1).saturating_mul(p.into()))
	}
	fn spend() -> Weight {
		touching(8, 5)
	}
	fn close_pool() -> Weight {
		touching(4, 4)
	}
	fn set_operating_mode() -> Weight {
		touching(1, 1)
	}
	fn offer_ownership() -> Weight {
		touching(1, 1)
	}
	fn accept_ownership() -> Weight {
		touching(7, 6)
	}
	fn renounce_ownership() -> Weight {
		touching(1, 1)
	}
	fn claim_for(p: u32) -> Weight {
		touching(14, 10).saturating_add(touching(11, 11).saturating_mul(p.into()))
	}
	fn set_claim_permission() -> Weight {
		touching(3, 3)
	}
	fn add_pool() -> Weight {
		touching(8, 6)
	}
	fn announce_weights(p: u32) -> Weight {
		touching(3, 1).saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(p.into()))
	}
	fn announce_schedule() -> Weight {
		touching(3, 1)
	}
	fn apply_announced(p: u32) -> Weight {
		touching(7, 6).saturating_add(touching(1, 1).saturating_mul(p.into()))
	}
	fn top_up() -> Weight {
		touching(8, 5)
	}
	fn buy_back() -> Weight {
		touching(14, 10)
	}
	fn stake_term() -> Weight {
		touching(14, 9)
	}
	fn unstake_term() -> Weight {
		touching(12, 9)
	}
	fn claim_voucher() -> Weight {
		// Two signatures are verified.
		touching(17, 10).saturating_add(Weight::from_parts(100_000_000, 0))
	}
	fn remove_vouchers(v: u32) -> Weight {
		touching(2, 0).saturating_add(touching(3, 3).saturating_mul(v.into()))
	}
	fn set_delegated() -> Weight {
		touching(8, 5)
	}
}
