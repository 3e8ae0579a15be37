//! Why a call fails, and what to do then.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	/// Why a call was refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// The gateway is not configured yet. Governance has to do that.
		NotConfigured,
		/// The gateway is in use: its account can't be changed any more.
		InUse,
		/// The account's name is not one that an account on Steem can have.
		InvalidName,
		/// The parameters contradict each other or the bounds of the runtime: the challenge window is
		/// too short, the deadline or the bond's period is shorter than an attempt and its window, the
		/// least withdrawal is zero or more than an amount on Steem can be, or a bond of zero.
		InvalidParameters,
		/// Deposits are closed at present. Prove it later; it is not lost.
		DepositsClosed,
		/// The gateway is halted. What is open already can be settled or taken back.
		Halted,
		/// The gateway's account on Steem is not proved to belong to just the custodians. Prove its
		/// newest active and owner authorities, or wait until the custodians have set them.
		AuthorityMismatch,
		/// The operation was proved already.
		AlreadyProved,
		/// The operation is in the start block or below: it does not count.
		BeforeStart,
		/// The operation is not a transfer to the gateway's account by somebody else.
		NotADeposit,
		/// The gateway takes STEEM only. Ask the custodians about what was sent by mistake.
		NotSteem,
		/// The amount is zero or negative, which no transfer on Steem can have.
		InvalidAmount,
		/// Nothing waits, or the cap of this day is used up: call it after the next midnight (UTC). Or
		/// the limit is zero.
		NothingToRelease,
		/// Less than the least withdrawal. Withdraw more.
		BelowMinimum,
		/// More than an amount on Steem can be.
		AmountTooLarge,
		/// The gateway's account can't be paid out of itself. Name another account.
		PaysGateway,
		/// There is no open withdrawal of this number.
		NoSuchWithdrawal,
		/// Only the owner of the withdrawal can do this: before the deadline nobody can take it back,
		/// and after it nobody else may ask for a transaction. A refund has no owner.
		NotOwner,
		/// There is no transaction to sign. Call `renew`.
		NoAttempt,
		/// The transaction can still be in a block of Steem, as far as the light client knows. Submit
		/// headers up to its expiration, or wait.
		StillValid,
		/// The payment can still be proved. Wait until the challenge window has ended, on this chain
		/// and on Steem; submit headers if the light client has not seen so much of Steem yet.
		WindowOpen,
		/// The transaction can be in no more block, and nobody has noted it. Call `lapse`.
		ExpiryNotNoted,
		/// The transaction is known to have expired: it is of no use to sign it.
		Expired,
		/// The light client knows no block of the last two days, or none from the start block on. Submit
		/// headers first.
		LightClientBehind,
		/// The deadline has not passed yet.
		BeforeDeadline,
		/// Enough custodians have signed; Steem refuses more signatures than it needs.
		EnoughSignatures,
		/// The bytes are not a signature in the form that Steem accepts (low S).
		InvalidSignature,
		/// The signature is not one of a custodian for this transaction.
		NotACustodian,
		/// This custodian has signed the transaction already.
		AlreadySigned,
		/// The operation takes no STEEM out of the gateway's account.
		NotAPayment,
		/// The operation sets neither the active nor the owner authority of the gateway's account.
		NotAnAuthority,
		/// A later operation that sets the same authorities was proved already.
		AuthorityNotNew,
		/// The bytes are not a compressed public key.
		InvalidKey,
		/// The account has no bond for this key.
		NoBond,
		/// The key is that of a custodian. Governance has to name others first.
		StillCustodian,
		/// The key still has to answer for what it may have signed: the account on Steem is not proved
		/// to be without it, or came from it to keys that nobody answers for, a transaction that it
		/// signed is neither paid nor lapsed, or the time since then is too short. Prove what has
		/// happened to the account, call `lapse`, and wait.
		StillLiable,
		/// The custodians are none or named twice, one of them has too small a bond or a key that
		/// another account answers for, or the threshold is above their number, not more than half of
		/// it, or below the least.
		InvalidCustodians,
		/// Too many keys have to answer for what they signed. Wait until some have left.
		TooManyLiable,
		/// tSTEEM has been issued by somebody else, or belongs to somebody else.
		ForeignAsset,
		/// The bond is zero. Put up a positive amount.
		ZeroBond,
	}
}
