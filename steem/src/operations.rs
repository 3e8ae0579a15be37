//! Every operation that a transaction can carry.
//!
//! Ids, names and the order of the operations: `operation`,
//! `libraries/protocol/include/steem/protocol/operations.hpp`. Fields and their order: `FC_REFLECT` in
//! `steem_operations.hpp` and, for proposals, `sps_operations.hpp`. The fields of an operation are in the order of its
//! binary form.
//!
//! Operations 0 to 46 are those of Steem 0.23. Those of Smart Media Tokens are compiled by nobody who takes part in
//! the main network (`STEEM_ENABLE_SMT` is off in its builds), so their numbers belong to virtual operations there,
//! which no transaction carries.

use crate::{
	error::{Error, Reason},
	hashes::{BlockId, Digest},
	header::SignedHeader,
	keys::PublicKey,
	types::{
		record, AccountName, Asset, Authority, Bytes, ChainProperties, CommentOptionsExtensions,
		FutureExtensions, Price, Signature, Time,
	},
	wire::{put_varint, Reader, Wire},
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	string::String,
	vec::Vec,
};

/// The highest number of an operation that is known.
pub const LAST_OPERATION: u32 = 46;

record! {
	/// A proof of work. Source: `pow`, `steem_operations.hpp`.
	PowWork {
		/// Who worked.
		worker: PublicKey,
		/// What was worked on.
		input: Digest,
		/// The worker's signature of it.
		signature: Signature,
		/// The result.
		work: Digest,
	}
}

record! {
	/// What was worked on. Source: `pow2_input`, `steem_operations.hpp`.
	Pow2Input {
		/// Whose work it is.
		worker_account: AccountName,
		/// The block that it builds on.
		prev_block: BlockId,
		/// The number tried.
		nonce: u64,
	}
}

record! {
	/// The second kind of proof of work. Source: `pow2`, `steem_operations.hpp`.
	Pow2Proof {
		/// What was worked on.
		input: Pow2Input,
		/// How hard it was.
		pow_summary: u32,
	}
}

record! {
	/// A solution of the Equihash puzzle. Source: `fc::equihash::proof`, `libraries/fc/include/fc/crypto/equihash.hpp`.
	EquihashProof {
		/// The width of the puzzle.
		n: u32,
		/// Its depth.
		k: u32,
		/// What it was made of.
		seed: Digest,
		/// The solution.
		inputs: Vec<u32>,
	}
}

record! {
	/// The third kind of proof of work. Source: `equihash_pow`, `steem_operations.hpp`.
	EquihashWork {
		/// What was worked on.
		input: Pow2Input,
		/// The solution.
		proof: EquihashProof,
		/// The block that it builds on.
		prev_block: BlockId,
		/// How hard it was.
		pow_summary: u32,
	}
}

/// The proof of work in [`Pow2`]. Source: `pow2_work`, `steem_operations.hpp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pow2Work {
	/// Tag 0, `pow2`.
	Pow2(Pow2Proof),
	/// Tag 1, `equihash_pow`.
	Equihash(EquihashWork),
}

impl Wire for Pow2Work {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let start = input.clone();
		match input.varint()? {
			0 => Pow2Proof::read(input).map(Self::Pow2),
			1 => EquihashWork::read(input).map(Self::Equihash),
			tag => Err(start.error(Reason::UnknownVariant {
				of: "kind of work",
				tag,
			})),
		}
	}
	fn write(&self, output: &mut Vec<u8>) {
		match self {
			Self::Pow2(work) => {
				put_varint(output, 0);
				work.write(output);
			}
			Self::Equihash(work) => {
				put_varint(output, 1);
				work.write(output);
			}
		}
	}
}

/// The operations: number, name, and a structure each.
macro_rules! operations {
	($(
		$(#[$doc:meta])*
		$id:literal $tag:literal $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
	)*) => {
		$(record! { $(#[$doc])* $name { $($(#[$field_doc])* $field: $type,)* } })*

		/// An operation.
		#[derive(Clone, Debug, PartialEq, Eq)]
		pub enum Operation {
			$($(#[$doc])* $name($name),)*
		}

		impl Operation {
			/// The names of all operations, in the order of their numbers.
			pub const NAMES: &'static [&'static str] = &[$($tag,)*];

			/// The number of the operation in binary.
			pub fn id(&self) -> u32 {
				match self {
					$(Self::$name(_) => $id,)*
				}
			}

			/// The name of the operation, such as `transfer`.
			pub fn name(&self) -> &'static str {
				match self {
					$(Self::$name(_) => $tag,)*
				}
			}
		}

		$(
			impl From<$name> for Operation {
				fn from(operation: $name) -> Self {
					Self::$name(operation)
				}
			}
		)*

		impl Wire for Operation {
			fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
				let start = input.clone();
				match input.varint()? {
					$($id => $name::read(input).map(Self::$name),)*
					id => Err(start.error(Reason::UnknownOperation(id))),
				}
			}
			fn write(&self, output: &mut Vec<u8>) {
				put_varint(output, u64::from(self.id()));
				match self {
					$(Self::$name(operation) => operation.write(output),)*
				}
			}
		}

		#[cfg(feature = "json")]
		impl Operation {
			/// The operation of this number with these fields. `None` for a number that is none.
			pub(crate) fn body_from_json(
				id: u64,
				value: &serde_json::Value,
			) -> Option<Result<Self, crate::json::JsonError>> {
				match id {
					$($id => Some(crate::json::Json::from_json(value).map(Self::$name)),)*
					_ => None,
				}
			}

			pub(crate) fn body_to_json(&self, form: crate::json::Form) -> serde_json::Value {
				match self {
					$(Self::$name(operation) => crate::json::Json::to_json(operation, form),)*
				}
			}
		}
	};
}

operations! {
	/// A vote for or against a post.
	0 "vote" Vote {
		/// Who votes.
		voter: AccountName,
		/// Whose post.
		author: AccountName,
		/// Which post.
		permlink: String,
		/// In hundredths of a percent; negative against it.
		weight: i16,
	}
	/// A post, or an answer to one.
	1 "comment" Comment {
		/// Whose post is answered; empty for a post that answers none.
		parent_author: AccountName,
		/// Which post is answered, or the category.
		parent_permlink: String,
		/// Who writes.
		author: AccountName,
		/// The name of the post.
		permlink: String,
		/// The title.
		title: String,
		/// The text, or a patch of it.
		body: String,
		/// What apps know about it.
		json_metadata: String,
	}
	/// STEEM or SBD from one account to another.
	2 "transfer" Transfer {
		/// Who pays.
		from: AccountName,
		/// Who is paid.
		to: AccountName,
		/// How much.
		amount: Asset,
		/// A text for the receiver.
		memo: String,
	}
	/// STEEM turned into Steem Power.
	3 "transfer_to_vesting" TransferToVesting {
		/// Whose STEEM.
		from: AccountName,
		/// Whose Steem Power; empty for the same account.
		to: AccountName,
		/// How much.
		amount: Asset,
	}
	/// Steem Power turned into STEEM over some weeks.
	4 "withdraw_vesting" WithdrawVesting {
		/// Whose.
		account: AccountName,
		/// How much; 0 to stop.
		vesting_shares: Asset,
	}
	/// An order on the internal market.
	5 "limit_order_create" LimitOrderCreate {
		/// Whose.
		owner: AccountName,
		/// The owner's number for it.
		orderid: u32,
		/// What is offered.
		amount_to_sell: Asset,
		/// For how much at least.
		min_to_receive: Asset,
		/// Whether it is cancelled unless filled at once.
		fill_or_kill: bool,
		/// Until when.
		expiration: Time,
	}
	/// The end of an order.
	6 "limit_order_cancel" LimitOrderCancel {
		/// Whose.
		owner: AccountName,
		/// The owner's number for it.
		orderid: u32,
	}
	/// A witness's word on the price of STEEM.
	7 "feed_publish" FeedPublish {
		/// The witness.
		publisher: AccountName,
		/// The price.
		exchange_rate: Price,
	}
	/// SBD turned into STEEM at the price of the coming days.
	8 "convert" Convert {
		/// Whose.
		owner: AccountName,
		/// The owner's number for it.
		requestid: u32,
		/// How much.
		amount: Asset,
	}
	/// A new account.
	9 "account_create" AccountCreate {
		/// What it costs.
		fee: Asset,
		/// Who pays.
		creator: AccountName,
		/// The name.
		new_account_name: AccountName,
		/// Who may do everything.
		owner: Authority,
		/// Who may move funds.
		active: Authority,
		/// Who may post and vote.
		posting: Authority,
		/// The key that memos are encrypted for.
		memo_key: PublicKey,
		/// What apps know about it.
		json_metadata: String,
	}
	/// New authorities of an account.
	10 "account_update" AccountUpdate {
		/// The account.
		account: AccountName,
		/// Who may do everything, if that changes.
		owner: Option<Authority>,
		/// Who may move funds, if that changes.
		active: Option<Authority>,
		/// Who may post and vote, if that changes.
		posting: Option<Authority>,
		/// The key that memos are encrypted for.
		memo_key: PublicKey,
		/// What apps know about it.
		json_metadata: String,
	}
	/// A witness, its key and its proposals.
	11 "witness_update" WitnessUpdate {
		/// The witness.
		owner: AccountName,
		/// Where it introduces itself.
		url: String,
		/// The key that it signs blocks with; [`PublicKey::NULL`] to make none.
		block_signing_key: PublicKey,
		/// What it proposes.
		props: ChainProperties,
		/// What becoming a witness costs; not collected.
		fee: Asset,
	}
	/// A vote for a witness, or its end.
	12 "account_witness_vote" AccountWitnessVote {
		/// Who votes.
		account: AccountName,
		/// For whom.
		witness: AccountName,
		/// Whether for or no longer for.
		approve: bool,
	}
	/// Who votes for witnesses in an account's place.
	13 "account_witness_proxy" AccountWitnessProxy {
		/// The account.
		account: AccountName,
		/// Who votes; empty for itself.
		proxy: AccountName,
	}
	/// Proof of work, the first kind.
	14 "pow" Pow {
		/// Whose.
		worker_account: AccountName,
		/// The block that it builds on.
		block_id: BlockId,
		/// The number tried.
		nonce: u64,
		/// The work.
		work: PowWork,
		/// What the worker proposes as a witness.
		props: ChainProperties,
	}
	/// Bytes for an app.
	15 "custom" Custom {
		/// Whose active authority it needs.
		required_auths: BTreeSet<AccountName>,
		/// Which app.
		id: u16,
		/// What for.
		data: Bytes,
	}
	/// Two blocks of one witness for one slot.
	16 "report_over_production" ReportOverProduction {
		/// Who reports.
		reporter: AccountName,
		/// One.
		first_block: SignedHeader,
		/// The other.
		second_block: SignedHeader,
	}
	/// The end of a post.
	17 "delete_comment" DeleteComment {
		/// Whose.
		author: AccountName,
		/// Which.
		permlink: String,
	}
	/// A JSON text for an app.
	18 "custom_json" CustomJson {
		/// Whose active authority it needs.
		required_auths: BTreeSet<AccountName>,
		/// Whose posting authority it needs.
		required_posting_auths: BTreeSet<AccountName>,
		/// Which app: up to 32 bytes, and any ([`crate::text`]).
		id: String,
		/// What for.
		json: String,
	}
	/// How a post is rewarded.
	19 "comment_options" CommentOptions {
		/// Whose.
		author: AccountName,
		/// Which.
		permlink: String,
		/// At most so much, in SBD.
		max_accepted_payout: Asset,
		/// The share paid in SBD, in hundredths of a percent.
		percent_steem_dollars: u16,
		/// Whether there may be votes.
		allow_votes: bool,
		/// Whether voters share in the reward.
		allow_curation_rewards: bool,
		/// Who else shares in it.
		extensions: CommentOptionsExtensions,
	}
	/// Where withdrawn Steem Power goes.
	20 "set_withdraw_vesting_route" SetWithdrawVestingRoute {
		/// From whom.
		from_account: AccountName,
		/// To whom.
		to_account: AccountName,
		/// How much of it, in hundredths of a percent.
		percent: u16,
		/// Whether it stays Steem Power.
		auto_vest: bool,
	}
	/// An order on the internal market, by price.
	21 "limit_order_create2" LimitOrderCreate2 {
		/// Whose.
		owner: AccountName,
		/// The owner's number for it.
		orderid: u32,
		/// What is offered.
		amount_to_sell: Asset,
		/// At which price at least.
		exchange_rate: Price,
		/// Whether it is cancelled unless filled at once.
		fill_or_kill: bool,
		/// Until when.
		expiration: Time,
	}
	/// The right to make an account later.
	22 "claim_account" ClaimAccount {
		/// Whose.
		creator: AccountName,
		/// What it costs; 0 to pay with resource credits.
		fee: Asset,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// A new account by right of an earlier claim.
	23 "create_claimed_account" CreateClaimedAccount {
		/// Whose claim.
		creator: AccountName,
		/// The name.
		new_account_name: AccountName,
		/// Who may do everything.
		owner: Authority,
		/// Who may move funds.
		active: Authority,
		/// Who may post and vote.
		posting: Authority,
		/// The key that memos are encrypted for.
		memo_key: PublicKey,
		/// What apps know about it.
		json_metadata: String,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// The wish to give an account back to its owner.
	24 "request_account_recovery" RequestAccountRecovery {
		/// Who vouches for the owner.
		recovery_account: AccountName,
		/// The account.
		account_to_recover: AccountName,
		/// Who may do everything from then on.
		new_owner_authority: Authority,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// An account taken back by its owner.
	25 "recover_account" RecoverAccount {
		/// The account.
		account_to_recover: AccountName,
		/// Who may do everything from then on.
		new_owner_authority: Authority,
		/// Who might in the last 30 days.
		recent_owner_authority: Authority,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// Who vouches for the owner from now on.
	26 "change_recovery_account" ChangeRecoveryAccount {
		/// The account.
		account_to_recover: AccountName,
		/// Who vouches.
		new_recovery_account: AccountName,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// A payment held until both sides agree.
	27 "escrow_transfer" EscrowTransfer {
		/// Who pays.
		from: AccountName,
		/// Who is to be paid.
		to: AccountName,
		/// So many SBD.
		sbd_amount: Asset,
		/// So many STEEM.
		steem_amount: Asset,
		/// The payer's number for it.
		escrow_id: u32,
		/// Who decides in a dispute.
		agent: AccountName,
		/// What the agent gets.
		fee: Asset,
		/// The terms.
		json_meta: String,
		/// Until when it must be agreed.
		ratification_deadline: Time,
		/// Until when it is held.
		escrow_expiration: Time,
	}
	/// The wish to have the agent decide.
	28 "escrow_dispute" EscrowDispute {
		/// Who pays.
		from: AccountName,
		/// Who is to be paid.
		to: AccountName,
		/// Who decides.
		agent: AccountName,
		/// Who wishes it.
		who: AccountName,
		/// The payer's number for it.
		escrow_id: u32,
	}
	/// A held payment let go.
	29 "escrow_release" EscrowRelease {
		/// Who pays.
		from: AccountName,
		/// Who was to be paid.
		to: AccountName,
		/// Who decides in a dispute.
		agent: AccountName,
		/// Who lets it go.
		who: AccountName,
		/// Who gets it.
		receiver: AccountName,
		/// The payer's number for it.
		escrow_id: u32,
		/// So many SBD.
		sbd_amount: Asset,
		/// So many STEEM.
		steem_amount: Asset,
	}
	/// Proof of work, the later kinds.
	30 "pow2" Pow2 {
		/// The work.
		work: Pow2Work,
		/// The key of the account, if the work makes one.
		new_owner_key: Option<PublicKey>,
		/// What the worker proposes as a witness.
		props: ChainProperties,
	}
	/// The consent to a held payment.
	31 "escrow_approve" EscrowApprove {
		/// Who pays.
		from: AccountName,
		/// Who is to be paid.
		to: AccountName,
		/// Who decides in a dispute.
		agent: AccountName,
		/// Whose consent.
		who: AccountName,
		/// The payer's number for it.
		escrow_id: u32,
		/// Whether it is one.
		approve: bool,
	}
	/// STEEM or SBD put where it takes three days to get it out.
	32 "transfer_to_savings" TransferToSavings {
		/// Whose.
		from: AccountName,
		/// Into whose savings.
		to: AccountName,
		/// How much.
		amount: Asset,
		/// A text for the receiver.
		memo: String,
	}
	/// The wish to get it out.
	33 "transfer_from_savings" TransferFromSavings {
		/// Whose.
		from: AccountName,
		/// The owner's number for it.
		request_id: u32,
		/// To whom.
		to: AccountName,
		/// How much.
		amount: Asset,
		/// A text for the receiver.
		memo: String,
	}
	/// The wish withdrawn.
	34 "cancel_transfer_from_savings" CancelTransferFromSavings {
		/// Whose.
		from: AccountName,
		/// The owner's number for it.
		request_id: u32,
	}
	/// Bytes for an app, with any authority.
	35 "custom_binary" CustomBinary {
		/// Whose owner authority it needs.
		required_owner_auths: BTreeSet<AccountName>,
		/// Whose active authority it needs.
		required_active_auths: BTreeSet<AccountName>,
		/// Whose posting authority it needs.
		required_posting_auths: BTreeSet<AccountName>,
		/// Further authorities that it needs.
		required_auths: Vec<Authority>,
		/// Which app: up to 32 bytes, and any ([`crate::text`]).
		id: String,
		/// What for.
		data: Bytes,
	}
	/// An account's votes given up for good.
	36 "decline_voting_rights" DeclineVotingRights {
		/// Whose.
		account: AccountName,
		/// Whether they are given up, or the wish withdrawn.
		decline: bool,
	}
	/// An idle account taken over by the account named for that. Never switched on.
	37 "reset_account" ResetAccount {
		/// Who takes over.
		reset_account: AccountName,
		/// The account.
		account_to_reset: AccountName,
		/// Who may do everything from then on.
		new_owner_authority: Authority,
	}
	/// Who may take over an idle account. Never switched on.
	38 "set_reset_account" SetResetAccount {
		/// The account.
		account: AccountName,
		/// Who may now.
		current_reset_account: AccountName,
		/// Who may from then on.
		reset_account: AccountName,
	}
	/// Rewards taken.
	39 "claim_reward_balance" ClaimRewardBalance {
		/// Whose.
		account: AccountName,
		/// So many STEEM.
		reward_steem: Asset,
		/// So many SBD.
		reward_sbd: Asset,
		/// So many VESTS.
		reward_vests: Asset,
	}
	/// Steem Power lent to another account.
	40 "delegate_vesting_shares" DelegateVestingShares {
		/// Whose.
		delegator: AccountName,
		/// To whom.
		delegatee: AccountName,
		/// The new total of what is lent to that account, in VESTS; 0 ends it.
		vesting_shares: Asset,
	}
	/// A new account with lent Steem Power.
	41 "account_create_with_delegation" AccountCreateWithDelegation {
		/// What it costs.
		fee: Asset,
		/// So much Steem Power, in VESTS.
		delegation: Asset,
		/// Who pays and lends.
		creator: AccountName,
		/// The name.
		new_account_name: AccountName,
		/// Who may do everything.
		owner: Authority,
		/// Who may move funds.
		active: Authority,
		/// Who may post and vote.
		posting: Authority,
		/// The key that memos are encrypted for.
		memo_key: PublicKey,
		/// What apps know about it.
		json_metadata: String,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// A witness's key and proposals, signed with its key.
	42 "witness_set_properties" WitnessSetProperties {
		/// The witness.
		owner: AccountName,
		/// Names, which may be any bytes ([`crate::text`]), and values in binary. `key` is the present signing key, `new_signing_key` the next.
		props: BTreeMap<String, Bytes>,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// New authorities of an account, or only new metadata.
	43 "account_update2" AccountUpdate2 {
		/// The account.
		account: AccountName,
		/// Who may do everything, if that changes.
		owner: Option<Authority>,
		/// Who may move funds, if that changes.
		active: Option<Authority>,
		/// Who may post and vote, if that changes.
		posting: Option<Authority>,
		/// The key that memos are encrypted for, if that changes.
		memo_key: Option<PublicKey>,
		/// What apps know about it, under the active authority.
		json_metadata: String,
		/// What apps know about it, under the posting authority.
		posting_json_metadata: String,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// A proposal that the community pays for.
	44 "create_proposal" CreateProposal {
		/// Who proposes.
		creator: AccountName,
		/// Who is paid.
		receiver: AccountName,
		/// From when.
		start_date: Time,
		/// Until when.
		end_date: Time,
		/// How much a day, in SBD.
		daily_pay: Asset,
		/// What for.
		subject: String,
		/// The post that describes it.
		permlink: String,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// Votes for proposals, or their end.
	45 "update_proposal_votes" UpdateProposalVotes {
		/// Who votes.
		voter: AccountName,
		/// For which.
		proposal_ids: BTreeSet<i64>,
		/// Whether for or no longer for.
		approve: bool,
		/// None yet.
		extensions: FutureExtensions,
	}
	/// The end of proposals.
	46 "remove_proposal" RemoveProposal {
		/// Whose.
		proposal_owner: AccountName,
		/// Which.
		proposal_ids: BTreeSet<i64>,
		/// None yet.
		extensions: FutureExtensions,
	}
}

impl WitnessSetProperties {
	/// The key that the witness signs blocks with from this operation on, if the operation changes it.
	/// [`PublicKey::NULL`] if it makes none any more. `None` as well if the value is too short for a key; such an
	/// operation is in no block.
	///
	/// Bytes after the key do not matter: `unpack_from_vector` does not look at them either.
	///
	/// Source: `witness_set_properties_evaluator::do_apply`, `libraries/chain/steem_evaluator.cpp`.
	pub fn new_signing_key(&self) -> Option<PublicKey> {
		PublicKey::read(&mut Reader::new(&self.props.get("new_signing_key")?.0)).ok()
	}
}
