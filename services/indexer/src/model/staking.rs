//! Liquid staking: its ledger, eras, redemptions and slashes.

use super::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

names! {
	/// Where a redemption is.
	RedemptionState {
		/// In the queue.
		Queued,
		/// Settled in whole: it can be claimed.
		Ready,
		/// Paid.
		Claimed,
		/// Taken back.
		Cancelled,
	}
	/// Which entrances are open.
	Mode { Open, EntrancesClosed, }
}

shape! {
	/// A redemption through the queue.
	Redemption {
		/// Its id.
		id: u64,
		/// Whose.
		account: String,
		/// Of the liquid staking token.
		amount: Amount,
		/// Where it is.
		state: RedemptionState,
		/// Of the native asset that can be claimed, once ready.
		claimable: Option<Amount>,
		/// Of the native asset that was paid.
		received: Option<Amount>,
		/// When it was asked for.
		requested_block: u64,
		/// When it was asked for.
		requested_time: u64,
		/// When it was settled in whole.
		ready_block: Option<u64>,
		/// When it was settled in whole.
		ready_time: Option<u64>,
		/// When it was paid or taken back.
		closed_block: Option<u64>,
		/// When it was paid or taken back.
		closed_time: Option<u64>,
	}
	/// Yield since genesis.
	#[derive(Copy)]
	YieldTotals {
		/// Collected.
		collected: Amount,
		/// Of it: refilled a deficit.
		refilled: Amount,
		/// Of it: went to the insurance.
		insured: Amount,
		/// Of it: protocol fees.
		fees: Amount,
		/// Of it: taken by slashes before it was released.
		absorbed: Amount,
		/// Of what was released: paid to those who staked.
		paid: Amount,
		/// Of what was released: given back because nobody was staked.
		forgone: Amount,
		/// Released up to `at_block`.
		released: Amount,
		/// Still to be released after `at_block`.
		unreleased: Amount,
	}
	/// The ledger of liquid staking, as the chain showed it in block `at_block`.
	LiquidStaking {
		/// The last block that changed it.
		at_block: u64,
		/// Its time.
		time: u64,
		/// The liquid staking token issued.
		supply: Amount,
		/// Bonded.
		bonded: Amount,
		/// Unbonding.
		unbonding: Amount,
		/// At hand.
		buffer: Amount,
		/// Set aside against slashes.
		insurance: Amount,
		/// Burnt by redemptions that are not settled.
		queued: Amount,
		/// Set aside for settled redemptions.
		claims: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// Whether the backing covers what is owed.
		solvent: bool,
		/// Whether minting is possible.
		minting_open: bool,
		/// Which entrances are open.
		mode: Mode,
		/// The buffer aimed at.
		buffer_target: Amount,
		/// The insurance aimed at.
		insurance_target: Amount,
		/// The era whose work was begun last.
		era: u32,
		/// The yield.
		#[serde(rename = "yield")]
		yields: YieldTotals,
		/// The validators nominated.
		validators: Vec<String>,
		/// Those who wait to replace one.
		reserve: Vec<String>,
		/// Redemptions queued or ready.
		open_redemptions: u64,
		/// The last slash.
		last_slash: Option<Slash>,
	}
	/// An era of liquid staking, from the block in which its work began to that of the next. Flows
	/// are sums of events; the rest is the ledger at the end, or now.
	Era {
		/// The era.
		era: u32,
		/// Its first block.
		start_block: u64,
		/// Its time.
		start_time: u64,
		/// The first block of the next.
		end_block: Option<u64>,
		/// Its time.
		end_time: Option<u64>,
		/// Minted.
		minted: Amount,
		/// Queued for redemption.
		redemptions_requested: Amount,
		/// Taken back from the queue.
		redemptions_cancelled: Amount,
		/// Settled.
		redemptions_settled: Amount,
		/// Paid, in the native asset.
		redemptions_paid: Amount,
		/// Redeemed at once.
		redeemed_instantly: Amount,
		/// The fees of it.
		instant_fees: Amount,
		/// Yield collected.
		yield_collected: Amount,
		/// Of it: refilled a deficit.
		yield_refill: Amount,
		/// Of it: went to the insurance.
		yield_insurance: Amount,
		/// Of it: the protocol fee.
		yield_fee: Amount,
		/// Of it: joined the release.
		yield_stream: Amount,
		/// Released and given back.
		yield_forgone: Amount,
		/// Released since genesis.
		yield_released_total: Amount,
		/// The haircut index, ppb.
		rate_ppb: Amount,
		/// The liquid staking token issued.
		supply: Amount,
		/// Bonded.
		bonded: Amount,
		/// The insurance.
		insurance: Amount,
	}
	/// A slash.
	Slash {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// The stash.
		stash: String,
		/// Bonded in it before.
		bonded_before: Amount,
		/// Bonded in it after.
		bonded_after: Amount,
		/// Unbonding in it before.
		unbonding_before: Amount,
		/// Unbonding in it after.
		unbonding_after: Amount,
		/// Paid by yield not released yet.
		from_yield: Amount,
		/// Paid by the insurance.
		from_insurance: Amount,
		/// What the backing lacked then.
		deficit: Amount,
	}
}
