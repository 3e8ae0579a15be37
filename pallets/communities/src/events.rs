//! What the pallet tells the world.

use frame_support::pallet_macros::pallet_section;

/// The events.
#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A community was created.
		CommunityCreated {
			/// Its id.
			community: CommunityId,
			/// Its owner.
			owner: T::AccountId,
			/// The asset id of its token.
			token: AssetId,
			/// What was issued to the owner, in planck.
			premint: Balance,
			/// The fund's part of the emission, in ppb.
			fund_share: u32,
			/// Blocks of notice before a change.
			notice: BlockNumber,
		},
		/// A pool was opened.
		PoolAdded {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// What is staked in it, and how.
			kind: PoolKindOf<T>,
			/// Its part of the emission, in ppb.
			weight: u32,
			/// How its staking yield is divided.
			yield_split: YieldSplit,
		},
		/// A profile was changed.
		ProfileUpdated {
			/// The community.
			community: CommunityId,
			/// The profile before.
			old: Profile,
			/// The profile now.
			new: Profile,
		},
		/// Assets were staked.
		Staked {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// What was added, in planck.
			amount: Balance,
			/// The stake now, in planck.
			stake: Balance,
		},
		/// Principal was returned.
		Unstaked {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// What was returned, in planck.
			amount: Balance,
			/// The stake now, in planck.
			stake: Balance,
		},
		/// Rewards were paid.
		Claimed {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// Community tokens, in planck.
			token: Balance,
			/// Staking yield, in planck of the native asset.
			staking_yield: Balance,
		},
		/// Rewards of one kind could not be paid or brought up to date and stay pending; the other
		/// kind was paid.
		PayoutDeferred {
			/// The community.
			community: CommunityId,
			/// The pool; `None` if they are the fund's.
			pool: Option<PoolId>,
			/// Who would have received them.
			account: T::AccountId,
			/// What could not be paid, in planck.
			amount: Payout,
			/// Why.
			reason: DispatchError,
		},
		/// All principal was returned at the cost of the pending rewards.
		EmergencyUnstaked {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// What was returned, in planck.
			amount: Balance,
			/// Community tokens given up, in planck.
			token: Balance,
			/// Staking yield given up, in planck of the native asset.
			staking_yield: Balance,
		},
		/// What a fund had earned was paid to its account.
		FundCollected {
			/// The community.
			community: CommunityId,
			/// The pools whose yield was collected.
			pools: Vec<PoolId>,
			/// Community tokens, in planck.
			token: Balance,
			/// Staking yield, in planck of the native asset.
			staking_yield: Balance,
		},
		/// The owner spent of the fund.
		FundSpent {
			/// The community.
			community: CommunityId,
			/// Of which asset.
			asset: FundAsset,
			/// Who received it.
			beneficiary: T::AccountId,
			/// How much, in planck.
			amount: Balance,
		},
		/// A pool was closed.
		PoolClosed {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The part of the emission that goes to nobody from now on, in ppb.
			freed_weight: u32,
		},
		/// A budget was announced.
		WeightsAnnounced {
			/// The community.
			community: CommunityId,
			/// What was announced before and not applied.
			old: Option<AnnouncedBudget>,
			/// What is announced now.
			new: AnnouncedBudget,
		},
		/// An announced budget was applied, for the blocks from the next one on.
		WeightsApplied {
			/// The community.
			community: CommunityId,
			/// The budget before, of the same pools.
			old: Budget,
			/// The budget now.
			new: Budget,
			/// The part of the emission that goes to nobody, in ppb.
			free_weight: u32,
		},
		/// A schedule was announced.
		ScheduleAnnounced {
			/// The community.
			community: CommunityId,
			/// What was announced before and not applied.
			old: Option<Change>,
			/// What is announced now.
			new: Option<Change>,
			/// What the community will have emitted in the end, in planck.
			total: Balance,
		},
		/// A schedule that has taken over was made the one in force.
		ScheduleApplied {
			/// The community.
			community: CommunityId,
			/// Its first block.
			from: BlockNumber,
			/// The schedule before.
			old: Schedule,
			/// The schedule now.
			new: Schedule,
		},
		/// Somebody put tokens into the escrow.
		EscrowToppedUp {
			/// The community.
			community: CommunityId,
			/// Who did.
			account: T::AccountId,
			/// How much, in planck.
			amount: Balance,
			/// What was put in since the beginning, this included, in planck.
			funded: Balance,
		},
		/// The fund bought the community's token.
		BoughtBack {
			/// The community.
			community: CommunityId,
			/// What was paid, in planck of the native asset.
			amount: Balance,
			/// What was bought, in planck.
			received: Balance,
			/// Whether it was destroyed.
			burned: bool,
		},
		/// Assets were staked for a term.
		TermStaked {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// The number of the position.
			position: u64,
			/// The stake, in planck.
			amount: Balance,
			/// What it counts for.
			shares: Balance,
			/// The first block in which its rewards can be claimed.
			end: BlockNumber,
		},
		/// Principal of a position with a term was returned.
		TermUnstaked {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The staker.
			account: T::AccountId,
			/// The number of the position.
			position: u64,
			/// What was returned, in planck.
			amount: Balance,
			/// The position's stake now, in planck.
			stake: Balance,
			/// What goes to those who stay, over time, as it was before the end.
			forfeited: Payout,
		},
		/// A source has proved what an account has delegated.
		DelegationSet {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The member.
			account: T::AccountId,
			/// The source.
			source: SourceId,
			/// What was delegated before, in units of the other chain.
			old: Balance,
			/// What is delegated now, in units of the other chain.
			new: Balance,
		},
		/// A voucher was paid.
		VoucherClaimed {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// The member.
			account: T::AccountId,
			/// Who had signed it.
			signer: T::AccountId,
			/// Its number.
			id: u64,
			/// How much was paid, in planck of the community's token.
			amount: Balance,
			/// The last block in which it could be claimed.
			expires: BlockNumber,
		},
		/// Records of expired vouchers were removed.
		VouchersRemoved {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// Their numbers.
			ids: Vec<u64>,
		},
		/// The ownership was offered, or an offer withdrawn.
		OwnershipOffered {
			/// The community.
			community: CommunityId,
			/// The owner.
			owner: T::AccountId,
			/// To whom it was offered before.
			old: Option<T::AccountId>,
			/// To whom it is offered now.
			new: Option<T::AccountId>,
		},
		/// The ownership was handed over.
		OwnershipTransferred {
			/// The community.
			community: CommunityId,
			/// The owner before.
			old: Option<T::AccountId>,
			/// The owner now.
			new: T::AccountId,
		},
		/// The owner gave the ownership up. Nobody owns the community any more.
		OwnershipRenounced {
			/// The community.
			community: CommunityId,
			/// The owner before.
			old: T::AccountId,
		},
		/// An account allowed or forbade others to claim for it.
		ClaimPermissionSet {
			/// The account.
			account: T::AccountId,
			/// Whether others might before.
			old: bool,
			/// Whether others may now.
			new: bool,
		},
		/// The entrances were closed or opened.
		OperatingModeSet {
			/// The mode before.
			old: OperatingMode,
			/// The mode now.
			new: OperatingMode,
		},
		/// Somebody was paid out of an account's pending rewards, for proving that it delegates less.
		BountyPaid {
			/// The community.
			community: CommunityId,
			/// The pool.
			pool: PoolId,
			/// Whose rewards they were.
			account: T::AccountId,
			/// Who was paid.
			to: T::AccountId,
			/// How much, in planck of the community's token.
			amount: Balance,
		},
	}
}
