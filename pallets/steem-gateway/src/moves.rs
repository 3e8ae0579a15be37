//! Which operations take STEEM out of an account.

use nutbox_primitives::Balance;
use nutbox_steem::{AccountName, Asset, Operation, Symbol};

/// How much STEEM, in thousandths. `None` for none.
fn steem(asset: &Asset) -> Option<Balance> {
	match asset.symbol {
		Symbol::Steem => Balance::try_from(asset.amount)
			.ok()
			.filter(|amount| *amount > 0),
		Symbol::Sbd | Symbol::Vests => None,
	}
}

/// How much STEEM, in thousandths, an operation takes out of the liquid balance of `account`. `None`
/// if it takes none.
///
/// Only STEEM counts: SBD and Steem Power that somebody gives to the gateway's account belong to
/// nobody here, so custodians may send them back. What leaves for the account's own savings, Steem
/// Power, orders or escrows counts, as it can leave from there without another trace here; its way
/// back does not, nor does what is done with it there.
///
/// Source: the evaluators of `libraries/chain/steem_evaluator.cpp` that call `adjust_balance` with a
/// negative amount.
pub(crate) fn taken(operation: &Operation, account: &AccountName) -> Option<Balance> {
	let of = |name: &AccountName| name == account;
	match operation {
		// One to itself moves nothing.
		Operation::Transfer(o) if of(&o.from) && !of(&o.to) => steem(&o.amount),
		Operation::TransferToVesting(o) if of(&o.from) => steem(&o.amount),
		Operation::TransferToSavings(o) if of(&o.from) => steem(&o.amount),
		Operation::LimitOrderCreate(o) if of(&o.owner) => steem(&o.amount_to_sell),
		Operation::LimitOrderCreate2(o) if of(&o.owner) => steem(&o.amount_to_sell),
		Operation::EscrowTransfer(o) if of(&o.from) => {
			match (steem(&o.steem_amount), steem(&o.fee)) {
				(Some(amount), Some(fee)) => amount.checked_add(fee),
				(amount, fee) => amount.or(fee),
			}
		}
		Operation::AccountCreate(o) if of(&o.creator) => steem(&o.fee),
		Operation::AccountCreateWithDelegation(o) if of(&o.creator) => steem(&o.fee),
		Operation::ClaimAccount(o) if of(&o.creator) => steem(&o.fee),

		// Named one by one, so that an operation that is added makes somebody decide.
		Operation::Transfer(_)
		| Operation::TransferToVesting(_)
		| Operation::TransferToSavings(_)
		| Operation::LimitOrderCreate(_)
		| Operation::LimitOrderCreate2(_)
		| Operation::EscrowTransfer(_)
		| Operation::AccountCreate(_)
		| Operation::AccountCreateWithDelegation(_)
		| Operation::ClaimAccount(_) => None,
		// Out of savings, orders and escrows: counted on the way in.
		Operation::TransferFromSavings(_)
		| Operation::CancelTransferFromSavings(_)
		| Operation::LimitOrderCancel(_)
		| Operation::EscrowApprove(_)
		| Operation::EscrowDispute(_)
		| Operation::EscrowRelease(_) => None,
		// SBD, and into STEEM.
		Operation::Convert(_) | Operation::CreateProposal(_) | Operation::ClaimRewardBalance(_) => {
			None
		}
		// Steem Power.
		Operation::WithdrawVesting(_)
		| Operation::SetWithdrawVestingRoute(_)
		| Operation::DelegateVestingShares(_) => None,
		// Who may act for accounts: `prove_authority`.
		Operation::AccountUpdate(_)
		| Operation::AccountUpdate2(_)
		| Operation::CreateClaimedAccount(_)
		| Operation::RequestAccountRecovery(_)
		| Operation::RecoverAccount(_)
		| Operation::ChangeRecoveryAccount(_)
		| Operation::ResetAccount(_)
		| Operation::SetResetAccount(_) => None,
		// No money. The fee of `witness_update` is not collected.
		Operation::Vote(_)
		| Operation::Comment(_)
		| Operation::DeleteComment(_)
		| Operation::CommentOptions(_)
		| Operation::FeedPublish(_)
		| Operation::WitnessUpdate(_)
		| Operation::WitnessSetProperties(_)
		| Operation::AccountWitnessVote(_)
		| Operation::AccountWitnessProxy(_)
		| Operation::Pow(_)
		| Operation::Pow2(_)
		| Operation::Custom(_)
		| Operation::CustomJson(_)
		| Operation::CustomBinary(_)
		| Operation::ReportOverProduction(_)
		| Operation::DeclineVotingRights(_)
		| Operation::UpdateProposalVotes(_)
		| Operation::RemoveProposal(_) => None,
	}
}
