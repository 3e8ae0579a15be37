//! The bridge to Steem. Amounts of STEEM and tSTEEM are thousandths, those of VESTS millionths.

use super::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

names! {
	/// What became of a deposit.
	DepositState {
		/// All of it was minted.
		Credited,
		/// It, or a part of it, waits for the daily cap.
		Waiting,
		/// It, or what is left of it, is to go back to its sender.
		Refunding,
		/// It went back.
		Refunded,
		/// It makes good a loss; nothing is minted for it.
		Donated,
	}
	/// Why something is to be paid on Steem.
	PaymentCause {
		/// tSTEEM was burned for it.
		Withdrawal,
		/// A deposit could not be credited.
		Refund,
	}
	/// Where a withdrawal or refund is.
	WithdrawalState {
		/// No transaction is there to be signed.
		Requested,
		/// The custodians can sign.
		Signing,
		/// Enough have signed: anybody can hand it to Steem.
		Signed,
		/// Its transaction can be in no more block; a payment can still be proved until `lapses`.
		Expired,
		/// It is proved to be paid.
		Paid,
		/// Its owner took the tSTEEM back.
		Reclaimed,
	}
	/// What happened to a deposit, withdrawal or refund.
	BridgeStepKind {
		/// The deposit was proved; `amount` was minted at once, `left` waits.
		Credited,
		/// `amount` more was minted, `left` still waits.
		Released,
		/// `amount` of the deposit is to go back.
		RefundOpened,
		/// The deposit was proved, and nothing is minted for it.
		Donated,
		/// `amount` of tSTEEM was burned; after `until` it can be taken back.
		Requested,
		/// A transaction is there to be signed; it expires at `until`, by Steem's clock.
		AttemptWritten,
		/// The custodian of `key` has signed.
		Signed,
		/// Enough have signed.
		Ready,
		/// It can be in no more block; until `until` a payment can still be proved.
		Expired,
		/// It was not paid.
		Lapsed,
		/// It is proved to be paid.
		Paid,
		/// The tSTEEM was taken back.
		Reclaimed,
	}
	/// Which entrances of the bridge are open.
	BridgeMode { Normal, DepositsClosed, Halted, }
}

shape! {
	/// A transfer of STEEM to the gateway, which was proved.
	Deposit {
		/// The transaction on Steem, 40 hexadecimal digits.
		transaction: String,
		/// Which of its operations, from 0.
		operation: u16,
		/// Who sent it.
		steem_account: String,
		/// Who gets tSTEEM for it; null if nobody does.
		account: Option<String>,
		/// What was sent: `STEEM`, the gateway takes nothing else.
		coin: String,
		/// How much was sent.
		amount: Amount,
		/// How much was minted for it.
		minted: Amount,
		/// How much waits for the daily cap.
		waiting: Amount,
		/// How much goes, or went, back.
		refunded: Amount,
		/// What became of it.
		state: DepositState,
		/// The number of its refund.
		refund: Option<u64>,
		/// Its block on Steem.
		steem_block: Option<u32>,
		/// The time of that block, if this chain still knew it when the deposit was proved.
		steem_time: Option<u64>,
		/// The block here in which Steem's was first known to be final.
		final_block: Option<u64>,
		/// Its time.
		final_time: Option<u64>,
		/// When it was proved.
		proved_block: u64,
		/// The event's place in that block.
		proved_event: u32,
		/// When it was proved.
		proved_time: u64,
		/// When all of it was minted, or proved to have gone back.
		closed_block: Option<u64>,
		/// When all of it was minted, or proved to have gone back.
		closed_time: Option<u64>,
		/// The last block that changed it.
		at_block: u64,
	}
	/// A withdrawal, or the refund of a deposit: something to be paid on Steem.
	Withdrawal {
		/// Its number.
		id: u64,
		/// Why.
		cause: PaymentCause,
		/// Whose tSTEEM it was; of a refund for whom the deposit was, if that is known.
		account: Option<String>,
		/// Who is paid on Steem.
		steem_account: String,
		/// What is paid: `STEEM`.
		coin: String,
		/// How much.
		amount: Amount,
		/// Where it is.
		state: WithdrawalState,
		/// After this time its owner can take it back; null for refunds.
		deadline: Option<u64>,
		/// The transaction on Steem of the deposit that goes back.
		deposit_transaction: Option<String>,
		/// Which of its operations.
		deposit_operation: Option<u16>,
		/// The transaction on Steem that pays it, or is to be signed now.
		transaction: Option<String>,
		/// When that expires, by Steem's clock.
		expires: Option<u64>,
		/// Until when its payment can be proved, once it has expired.
		lapses: Option<u64>,
		/// How many custodians have signed it.
		signatures: u32,
		/// How many must; null before the first has.
		threshold: Option<u32>,
		/// How many transactions were written for it.
		attempts: u32,
		/// When it was asked for.
		requested_block: u64,
		/// When it was asked for.
		requested_time: u64,
		/// When enough had signed the transaction.
		ready_block: Option<u64>,
		/// When enough had signed the transaction.
		ready_time: Option<u64>,
		/// When the transaction's expiry was noted.
		expired_block: Option<u64>,
		/// When the transaction's expiry was noted.
		expired_time: Option<u64>,
		/// The block on Steem that pays it.
		steem_block: Option<u32>,
		/// The time of that block, if this chain still knew it when the payment was proved.
		steem_time: Option<u64>,
		/// The block here in which Steem's was first known to be final.
		final_block: Option<u64>,
		/// Its time.
		final_time: Option<u64>,
		/// When it was proved to be paid, or taken back.
		closed_block: Option<u64>,
		/// When it was proved to be paid, or taken back.
		closed_time: Option<u64>,
		/// The last block that changed it.
		at_block: u64,
	}
	/// What happened to a deposit, withdrawal or refund. What a kind does not have is null.
	BridgeStep {
		/// The block.
		block: u64,
		/// The event's place in it.
		event: u32,
		/// The block's time.
		time: u64,
		/// What happened.
		kind: BridgeStepKind,
		/// Of how much.
		amount: Option<Amount>,
		/// How much is left.
		left: Option<Amount>,
		/// The number of the withdrawal or refund.
		withdrawal: Option<u64>,
		/// The transaction on Steem.
		transaction: Option<String>,
		/// Its block.
		steem_block: Option<u32>,
		/// The custodian's key, 66 hexadecimal digits.
		key: Option<String>,
		/// How many have signed.
		signatures: Option<u32>,
		/// How many must.
		threshold: Option<u32>,
		/// The end of what began.
		until: Option<u64>,
	}
	/// A deposit with all that happened to it, and to its refund.
	DepositDetails {
		/// The deposit.
		deposit: Deposit,
		/// Its refund.
		refund: Option<Withdrawal>,
		/// What happened, the oldest first.
		steps: Vec<BridgeStep>,
	}
	/// A withdrawal or refund with all that happened to it.
	WithdrawalDetails {
		/// The withdrawal.
		withdrawal: Withdrawal,
		/// What happened, the oldest first.
		steps: Vec<BridgeStep>,
	}
	/// A custodian, or one who is leaving.
	Custodian {
		/// Its account here.
		account: String,
		/// Its key on Steem, 66 hexadecimal digits.
		key: String,
		/// Its bond, of the native asset.
		bond: Amount,
		/// Since when it is leaving.
		left_at: Option<u64>,
		/// How many transactions it has signed that are neither paid nor lapsed.
		signed: u32,
	}
	/// What governance has set. Times are seconds.
	BridgeParameters {
		/// The most tSTEEM minted on one day.
		daily_cap: Amount,
		/// Proving a deposit of less is not free of fees.
		free_deposit: Amount,
		/// The least that can be withdrawn.
		min_withdrawal: Amount,
		/// The bond of a custodian, of the native asset.
		bond: Amount,
		/// After so long an unpaid withdrawal can be taken back.
		deadline: u64,
		/// How long a payment can still be proved after its transaction's expiry was noted.
		challenge_window: u64,
		/// How long a bond stays after its key has left the account on Steem.
		bond_period: u64,
	}
	/// All that ever passed.
	BridgeTotals {
		/// STEEM in proved deposits.
		received: Amount,
		/// STEEM sent in to make good a loss.
		donated: Amount,
		/// tSTEEM minted for deposits.
		minted: Amount,
		/// Deposits that wait for the daily cap.
		waiting: Amount,
		/// Refunds not proved to be paid.
		open_refunds: Amount,
		/// Refunds paid.
		refunded: Amount,
		/// tSTEEM burned for withdrawals.
		burned: Amount,
		/// Withdrawals neither paid nor taken back.
		open_withdrawals: Amount,
		/// Withdrawals paid.
		paid: Amount,
		/// Withdrawals taken back.
		reclaimed: Amount,
		/// STEEM that has left the account although nothing asked for it.
		taken: Amount,
	}
	/// The gateway, as the chain showed it in block `at_block`, the last one that changed it.
	Bridge {
		/// The block.
		at_block: u64,
		/// Its time.
		time: u64,
		/// The gateway's account on Steem.
		steem_account: String,
		/// Transfers in this block of Steem and below do not count.
		start_block: u32,
		/// Which entrances are open.
		mode: BridgeMode,
		/// How many custodians must sign.
		threshold: u32,
		/// Whether the account on Steem is proved to belong to just these custodians.
		authority_matches: bool,
		/// The custodians and those leaving.
		custodians: Vec<Custodian>,
		/// What governance has set.
		parameters: Option<BridgeParameters>,
		/// tSTEEM in circulation.
		issued: Amount,
		/// tSTEEM, waiting deposits, open refunds and withdrawals.
		owed: Amount,
		/// What the account on Steem holds, as far as it is proved: a decimal string, below zero if
		/// more was taken than was proved to come in.
		reserve: String,
		/// All that ever passed.
		totals: BridgeTotals,
	}
	/// An account on Steem that is bound to one here.
	SteemBinding {
		/// The account on Steem.
		steem_account: String,
		/// Whom it is bound to; null after it was released.
		account: Option<String>,
		/// The block of Steem that says so.
		steem_block: u32,
		/// When it was proved, or released.
		since_block: u64,
		/// When it was proved, or released.
		since_time: u64,
	}
	/// What of a delegation on Steem counts in a pool.
	SteemDelegation {
		/// The pool.
		pool: u32,
		/// Its community.
		community: u32,
		/// Who delegates on Steem.
		delegator: String,
		/// To whom: the account that the pool was tied to.
		delegatee: Option<String>,
		/// Whose stake it is, or was last.
		account: String,
		/// What counts now; 0 after it was taken back.
		amount: Amount,
		/// What is proved.
		proved: Option<Amount>,
		/// What should count instead, and can't yet; `sync` makes up for it.
		deferred: Option<Amount>,
		/// Since when.
		since_block: u64,
		/// Since when.
		since_time: u64,
		/// The last block that changed it.
		at_block: u64,
		/// Its time.
		at_time: u64,
	}
}
