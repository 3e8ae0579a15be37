//! Why a call fails, and what to do then.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// No community has this id. Look the id up in the event of its creation.
		CommunityNotFound,
		/// The community has no pool with this id. Name a pool of the community.
		PoolNotFound,
		/// The pool is closed for good. Stake in an open one.
		PoolClosed,
		/// The call is for the community's owner. Sign with the owner's account.
		NotOwner,
		/// The entrances are closed. Wait until they are opened; exits work.
		EntrancesClosed,
		/// The amount is zero. Give a positive one.
		ZeroAmount,
		/// The account has no position in the pool. Stake first.
		NotStaked,
		/// Less than the amount is staked. Ask for no more than the position's stake.
		InsufficientStake,
		/// The account has less than the amount free. See the view `stakeable`.
		InsufficientBalance,
		/// The account must keep the asset's minimum balance (one planck of the liquid staking
		/// token) free, or its record of the asset would go. See the view `stakeable`.
		MustKeepMinimumBalance,
		/// The fund has less than the amount. Collect first, or spend less.
		InsufficientFund,
		/// The community has no token. Ask for the native asset.
		NoToken,
		/// The name is blank. Give one with a visible character.
		NameBlank,
		/// The name is above 64 bytes of UTF-8. Shorten it.
		NameTooLong,
		/// The description is above 512 bytes of UTF-8. Shorten it.
		DescriptionTooLong,
		/// The web site's URI is above 256 bytes. Shorten it.
		WebsiteTooLong,
		/// The logo's URI is above 256 bytes. Shorten it.
		LogoTooLong,
		/// A text is not UTF-8. Encode it so.
		NotUtf8,
		/// The token's name is blank. Give one with a visible character.
		TokenNameBlank,
		/// The token's name is above 50 bytes of UTF-8. Shorten it.
		TokenNameTooLong,
		/// The token's symbol is blank. Give one with a visible character.
		TokenSymbolBlank,
		/// The token's symbol is above 12 bytes of UTF-8. Shorten it.
		TokenSymbolTooLong,
		/// The token has more than 18 decimals. Choose fewer.
		TooManyDecimals,
		/// The maximum supply is zero. Give a positive one.
		MaxSupplyZero,
		/// Premint and schedule together issue more than the maximum supply. Lower them or raise it.
		ExceedsMaxSupply,
		/// The schedule has more than 32 steps. Use fewer.
		TooManySteps,
		/// A step ends at or before its start. Let it end later.
		StepReversed,
		/// A step starts before the one before it ends. Put them in order.
		StepsOverlap,
		/// A step, or the first period, emits nothing. Leave a gap between steps instead.
		ZeroRate,
		/// The halving period is zero blocks. Give a positive one.
		ZeroPeriod,
		/// The schedule has more than 32 halvings. Use fewer.
		TooManyHalvings,
		/// The schedule ends beyond the range of block numbers. Let it end earlier.
		ScheduleEndsTooLate,
		/// The schedule's total is beyond the range of amounts. Lower the rates.
		ScheduleTotalTooLarge,
		/// The schedule starts at or before the current block, or before the block from which on it
		/// is announced. Let it start later.
		ScheduleStartsInPast,
		/// Fund share and weights don't sum to exactly 10^9. Adjust one.
		BudgetNotWhole,
		/// A pool's yield split doesn't sum to exactly 10^9. Adjust one part.
		YieldSplitNotWhole,
		/// More pools than the limit (32 of a community, 16 of a claim). Name fewer.
		TooManyPools,
		/// A pool is named twice. Name each once.
		DuplicatePool,
		/// The asset doesn't exist. Create it first.
		AssetNotFound,
		/// The notice period is below the minimum. See the constant `MinNotice`.
		NoticeTooShort,
		/// The notice period is above the maximum. See the constant `MaxNotice`.
		NoticeTooLong,
		/// The asset id of the token is taken. Nothing that a caller can do: the runtime must keep
		/// the ids free.
		TokenIdTaken,
		/// There are no more ids.
		IdsExhausted,
		/// A reward is beyond the range of numbers. `emergency_unstake` returns principal all the
		/// same.
		RewardOverflow,
		/// The fund would be left with less than the existential deposit, which would be lost. Spend
		/// all of it, or leave at least the existential deposit.
		FundWouldLeaveDust,
		/// The ownership is not offered to the account. Have the owner call `offer_ownership`.
		NotOffered,
		/// The account doesn't let others claim for it. Have it call `set_claim_permission`, or
		/// claim with its own key.
		ClaimNotPermitted,
		/// An open pool is not named. A budget names every open pool.
		PoolMissing,
		/// The change takes effect before the notice is over. Name a later block.
		ChangeTooEarly,
		/// The announced schedule takes over within the notice, and can't be replaced any more. Wait
		/// until it has.
		ChangeImminent,
		/// The schedule has a rate above twice the present one. Raise it in steps.
		RateMoreThanDoubled,
		/// Nothing is announced, or its notice is not over. Wait for it.
		NothingToApply,
		/// Somebody has the power to take or block this asset. Choose another.
		AssetNotTrusted,
		/// The community's token is minted when claimed: there is no escrow. Pay to the fund's
		/// account instead.
		NoEscrow,
		/// More was put in than amounts can say. Put in less.
		EscrowTooLarge,
		/// The token existed before the community, which is not to destroy it. Keep it in the fund.
		TokenNotBurnable,
		/// The exchange paid less than asked for. Ask for less, or wait.
		ReceivedTooLittle,
		/// The call is not for pools of this kind. Use `stake_term` and `unstake_term` for terms,
		/// `claim_voucher` for contributions, the stake's own chain for delegations.
		WrongPoolKind,
		/// The pool has no term of this number. See its kind in the view `pool`.
		TermNotFound,
		/// A pool with terms needs one. Give 1 to 8.
		NoTerms,
		/// The pool has more than 8 terms. Give fewer.
		TooManyTerms,
		/// A term has no blocks. Give it a length.
		ZeroTerm,
		/// A multiplier is 0 or above a hundredfold. Choose one in between.
		MultiplierOutOfRange,
		/// The term ends beyond the range of block numbers. Choose a shorter one.
		TermTooLong,
		/// The stake times the multiplier is below one share. Stake more.
		StakeTooSmall,
		/// The account has 8 positions in the pool. Let one go first.
		TooManyPositions,
		/// No pallet proves stake of this source. Choose one that is.
		SourceNotFound,
		/// The pool is of another source.
		WrongSource,
		/// A pool for contributions needs a signer. Give 1 to 8.
		NoSigners,
		/// The pool has more than 8 signers. Name fewer.
		TooManySigners,
		/// A signer is named twice. Name each once.
		DuplicateSigner,
		/// The voucher is somebody else's. Have its member claim it.
		NotMember,
		/// The pool doesn't name this signer. Ask the app for another voucher.
		NotSigner,
		/// The signature is not the signer's for this voucher on this chain. See `message_of`.
		BadSignature,
		/// The voucher has expired. Ask the app for another.
		VoucherExpired,
		/// The voucher expires too late. See the constant `MaxVoucherLife`.
		VoucherLastsTooLong,
		/// A voucher with this id was claimed in the pool. Ask the app for one with another.
		VoucherUsed,
		/// The pool has earned less than the voucher says. Wait; nothing is lost.
		BudgetExceeded,
		/// No voucher with this id was claimed in the pool, or its record is removed.
		VoucherNotFound,
		/// The voucher has not expired. Wait until it has.
		VoucherNotExpired,
		/// More than 64 vouchers. Name fewer.
		TooManyVouchers,
	}
}
