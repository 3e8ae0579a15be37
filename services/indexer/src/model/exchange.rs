//! The exchange.

use super::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

shape! {
	/// An exchange of two assets in one market.
	Swap {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// Who; null where a pallet did.
		account: Option<String>,
		/// What went in.
		asset_in: String,
		/// How much.
		amount_in: Amount,
		/// What came out.
		asset_out: String,
		/// How much.
		amount_out: Amount,
	}
	/// A pool of the exchange. One planck of a is worth reserve_b / reserve_a planck of b.
	Market {
		/// The id of its liquidity token.
		id: u32,
		/// One asset.
		asset_a: String,
		/// The other.
		asset_b: String,
		/// Its account.
		account: String,
		/// What it has of a.
		reserve_a: Amount,
		/// What it has of b.
		reserve_b: Amount,
		/// The last exchange.
		last_swap: Option<Swap>,
		/// When it was opened.
		created_block: u64,
		/// The last block that changed it.
		at_block: u64,
	}
	/// The reserves after a block that changed them.
	MarketPoint {
		/// The block.
		block: u64,
		/// Its time.
		time: u64,
		/// Of a.
		reserve_a: Amount,
		/// Of b.
		reserve_b: Amount,
	}
}
