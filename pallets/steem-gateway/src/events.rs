//! What the pallet tells the world.

use frame_support::pallet_macros::pallet_section;

/// The events.
#[pallet_section]
mod events {
	/// What happened. Amounts are thousandths of STEEM or tSTEEM unless said otherwise.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The gateway watches an account on Steem.
		#[codec(index = 0)]
		Configured {
			/// The account.
			account: SteemName,
			/// Transfers in this block and below do not count.
			start_block: SteemBlockNumber,
			/// What the custodians' signatures are made for.
			chain_id: SteemChainId,
		},
		/// Governance has set the parameters.
		#[codec(index = 1)]
		ParametersSet {
			/// Before.
			old: Option<Parameters>,
			/// After.
			new: Parameters,
		},
		/// The operating mode was set, by governance or by proved misconduct.
		#[codec(index = 2)]
		OperatingModeSet {
			/// Before.
			old: OperatingMode,
			/// After.
			new: OperatingMode,
		},
		/// A deposit was proved and is credited.
		#[codec(index = 3)]
		DepositProved {
			/// The operation on Steem.
			id: OperationId,
			/// Its block.
			block: SteemBlockNumber,
			/// Who sent it.
			sender: SteemName,
			/// Who gets tSTEEM.
			beneficiary: T::AccountId,
			/// How much was sent.
			amount: Balance,
			/// How much was minted at once.
			minted: Balance,
			/// How much waits for the daily cap.
			delayed: Balance,
		},
		/// tSTEEM was minted for a deposit that waited.
		#[codec(index = 4)]
		DepositReleased {
			/// The operation on Steem.
			id: OperationId,
			/// Who got it.
			beneficiary: T::AccountId,
			/// How much.
			amount: Balance,
			/// How much of the deposit still waits.
			left: Balance,
		},
		/// A deposit, or what is left of it, can't be credited and goes back to its sender.
		#[codec(index = 5)]
		RefundOpened {
			/// The operation on Steem.
			id: OperationId,
			/// Its block. `None`: it was credited at first, and minting has failed.
			block: Option<SteemBlockNumber>,
			/// The number of the refund.
			nonce: Nonce,
			/// To whom.
			to: SteemName,
			/// How much.
			amount: Balance,
		},
		/// Somebody has sent STEEM to make good a loss. Nothing is minted for it.
		#[codec(index = 6)]
		ReserveDonated {
			/// The operation on Steem.
			id: OperationId,
			/// Its block.
			block: SteemBlockNumber,
			/// Who sent it.
			sender: SteemName,
			/// How much.
			amount: Balance,
		},
		/// tSTEEM was burned for STEEM.
		#[codec(index = 7)]
		WithdrawalRequested {
			/// The number of the withdrawal.
			nonce: Nonce,
			/// Who burned it.
			owner: T::AccountId,
			/// Who is to be paid on Steem.
			to: SteemName,
			/// How much.
			amount: Balance,
			/// From when on it can be taken back.
			deadline: u64,
		},
		/// A transaction that pays is there to be signed.
		#[codec(index = 8)]
		AttemptWritten {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// The id of the transaction.
			transaction: SteemTransactionId,
			/// When it expires, by Steem's clock.
			expiration: u32,
		},
		/// A custodian has signed.
		#[codec(index = 9)]
		SignatureAccepted {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// The id of the transaction.
			transaction: SteemTransactionId,
			/// The custodian's key.
			key: SteemKey,
			/// How many have signed.
			signatures: u32,
			/// How many must.
			threshold: u32,
		},
		/// Enough custodians have signed: anybody can broadcast the transaction.
		#[codec(index = 10)]
		ReadyToBroadcast {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// The id of the transaction.
			transaction: SteemTransactionId,
		},
		/// A withdrawal or refund is proved to be paid.
		#[codec(index = 11)]
		WithdrawalPaid {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// Why it was to be paid.
			cause: Cause<T::AccountId>,
			/// Who was paid.
			to: SteemName,
			/// How much.
			amount: Balance,
			/// The id of the transaction.
			transaction: SteemTransactionId,
			/// Its block.
			block: SteemBlockNumber,
		},
		/// A transaction can be in no more block. Its payment can be proved until the window ends.
		#[codec(index = 12)]
		ExpiryNoted {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// The id of the transaction.
			transaction: SteemTransactionId,
			/// When the window ends, by this chain's clock.
			lapses_at: u64,
		},
		/// A transaction was not paid: another one can be written.
		#[codec(index = 13)]
		AttemptLapsed {
			/// The withdrawal or refund.
			nonce: Nonce,
			/// The id of the transaction.
			transaction: SteemTransactionId,
		},
		/// The owner has taken back what was not paid.
		#[codec(index = 14)]
		WithdrawalReclaimed {
			/// The withdrawal.
			nonce: Nonce,
			/// Who.
			owner: T::AccountId,
			/// How much tSTEEM.
			amount: Balance,
		},
		/// Somebody has put up a bond.
		#[codec(index = 15)]
		Bonded {
			/// Who.
			who: T::AccountId,
			/// For which key.
			key: SteemKey,
			/// How much more, planck of the native asset.
			amount: Balance,
			/// How much in all, planck of the native asset.
			total: Balance,
		},
		/// Somebody has got a bond back.
		#[codec(index = 16)]
		Unbonded {
			/// Who.
			who: T::AccountId,
			/// For which key.
			key: SteemKey,
			/// How much, planck of the native asset.
			amount: Balance,
		},
		/// Governance has named the custodians.
		#[codec(index = 17)]
		CustodiansSet {
			/// Their keys before.
			old: Keys,
			/// Their keys now.
			new: Keys,
			/// How many had to sign before.
			old_threshold: u32,
			/// How many must sign now.
			new_threshold: u32,
		},
		/// An authority of the gateway's account was proved.
		#[codec(index = 18)]
		AuthorityProved {
			/// The operation.
			position: SteemPosition,
			/// Whether the account belonged to just the custodians before, by all that was proved.
			old_matches: bool,
			/// Whether it does now.
			new_matches: bool,
		},
		/// STEEM has left the gateway's account, and nothing asked for it.
		#[codec(index = 19)]
		MisconductProved {
			/// The operation on Steem.
			id: OperationId,
			/// Where in Steem's history.
			position: SteemPosition,
			/// How much it took.
			amount: Balance,
			/// The withdrawal that it paid a second time, or after it was taken back.
			paid_again: Option<Nonce>,
		},
		/// A custodian has lost its bond.
		#[codec(index = 20)]
		CustodianSlashed {
			/// Who.
			who: T::AccountId,
			/// For which key.
			key: SteemKey,
			/// How much, planck of the native asset.
			amount: Balance,
		},
		/// Who proved misconduct was rewarded out of what was slashed.
		#[codec(index = 21)]
		ReporterRewarded {
			/// Who.
			who: T::AccountId,
			/// How much, planck of the native asset.
			amount: Balance,
		},
	}
}
