//! What a record means: a call, or something that happens to the chain.

use crate::{
	chain::Chain,
	input::{Record, Source, Typed},
};
use codec::Decode;
use frame_support::{
	traits::fungible::{Inspect, NativeOrWithId},
	BoundedVec,
};
use nutbox_math::schedule::{Halving, Step};
use nutbox_primitives::{
	era_rewards::EraRewards, StakeableAsset, FIRST_COMMUNITY_TOKEN, LIQUID_STAKING_ASSET,
};
use nutbox_runtime::*;
use pallet_communities::types::{
	FundAsset, KindInput, PoolBudget, PoolInput, PoolKind, ProfileInput, ScheduleInput, Term,
	TokenInput, Voucher, YieldSplit,
};
use sp_core::Pair;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	Perbill,
};

/// Who calls.
#[derive(Clone, Debug)]
pub enum Caller {
	/// An account.
	Signed(AccountId),
	/// Governance.
	Root,
	/// Nobody.
	None,
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Action {
	/// The block ends, and so many more pass. The authors are chosen by the number.
	Blocks {
		/// At least one.
		count: usize,
		/// For the choice of the authors.
		author: usize,
	},
	/// A validator has misbehaved in a session of the active era or before.
	Offence {
		/// Which validator.
		validator: AccountId,
		/// How many eras ago.
		eras_ago: u32,
		/// How much is slashed.
		fraction: Perbill,
	},
	/// A call.
	Call {
		/// Whose.
		caller: Caller,
		/// Whether it is a transaction, with its fee and its place in the block.
		transaction: bool,
		/// The call.
		call: Box<RuntimeCall>,
	},
	/// Nothing: the bytes are no call.
	Nothing,
}

const PPB: u32 = 1_000_000_000;
const TNUT: StakeableAsset = StakeableAsset::Local(LIQUID_STAKING_ASSET);

/// Makes the action of `record` in the present state of `chain`.
pub fn decode(chain: &Chain, record: Record) -> Action {
	let mut source = Source::new(record);
	let kind = source.byte();
	let mut maker = Maker {
		chain,
		source: &mut source,
		now: System::block_number(),
		fixed: false,
	};
	match kind {
		0..=10 => maker.blocks(),
		11 => maker.offence(),
		12 => Action::call(Caller::None, maker.typed(2)),
		13 => Action::call(Caller::Root, maker.admin()),
		_ => maker.signed(kind),
	}
}

impl Action {
	fn call(caller: Caller, call: Option<RuntimeCall>) -> Self {
		match call {
			Some(call) => Self::Call {
				caller,
				transaction: false,
				call: Box::new(call),
			},
			None => Self::Nothing,
		}
	}
}

struct Maker<'a> {
	chain: &'a Chain,
	source: &'a mut Source,
	now: BlockNumber,
	/// Whether the caller is no longer to be chosen.
	fixed: bool,
}

impl Maker<'_> {
	fn blocks(&mut self) -> Action {
		let count = match self.source.byte() {
			0..=199 => 1,
			200..=239 => 1 + self.source.below(4),
			_ => 1 + self.source.below(12),
		};
		Action::Blocks {
			count,
			author: self.source.below(256),
		}
	}

	fn offence(&mut self) -> Action {
		// A chain that is slashed all the time is a poor one.
		if !self.source.one_in(8) {
			return self.blocks();
		}
		let fraction = match self.source.byte() {
			0..=31 => Perbill::zero(),
			32..=191 => Perbill::from_parts(self.source.below(50_000_000) as u32 * 100),
			192..=239 => Perbill::from_percent(self.source.below(31) as u32),
			_ => Perbill::from_percent(100),
		};
		Action::Offence {
			validator: self.source.pick(&self.chain.validators).clone(),
			eras_ago: self.source.id_below(3),
			fraction,
		}
	}

	fn signed(&mut self, kind: u8) -> Action {
		let mut who = self.user();
		let call = match kind {
			14..=99 => Some(self.communities(&mut who)),
			100..=154 => Some(self.liquid_staking(&mut who).into()),
			155..=179 => Some(self.staking(&mut who).into()),
			180..=208 => Some(self.exchange(&mut who)),
			209..=225 => self.wrapped(&mut who),
			_ => self.typed(4),
		};
		match Action::call(Caller::Signed(who), call) {
			Action::Call { caller, call, .. } => Action::Call {
				caller,
				call,
				transaction: self.source.one_in(2),
			},
			other => other,
		}
	}

	fn user(&mut self) -> AccountId {
		let users = &self.chain.users;
		// Mostly one of those who can pay.
		let users = if self.source.one_in(8) {
			users
		} else {
			&users[..12]
		};
		self.source.pick(users).clone()
	}

	/// Makes another user the caller for whom `fits` holds, if there is one and the choice is free.
	fn prefer(&mut self, who: &mut AccountId, fits: impl Fn(&AccountId) -> bool) {
		if self.fixed || fits(who) || self.source.one_in(32) {
			return;
		}
		let users = &self.chain.users;
		let first = self.source.below(users.len());
		let mut others = users.iter().cycle().skip(first).take(users.len());
		if let Some(other) = others.find(|other| fits(other)) {
			*who = other.clone();
		}
	}

	fn anybody(&mut self) -> AccountId {
		if self.source.one_in(4) {
			self.source.pick(&self.chain.accounts).clone()
		} else {
			self.user()
		}
	}

	/// Any call with values of the types that it takes.
	fn typed(&mut self, depth: usize) -> Option<RuntimeCall> {
		let index = self.source.word() % self.chain.calls.len();
		let (pallet, call) = self.chain.calls[index];
		let mut input = Prefixed {
			prefix: [pallet, call],
			used: 0,
			typed: Typed {
				source: &mut *self.source,
				accounts: &self.chain.accounts,
				now: self.now,
				left: 2_048,
				depth,
			},
		};
		RuntimeCall::decode(&mut input)
			.ok()
			.filter(|call| !is_forbidden(call))
	}

	/// What is staked, or spent, of what an account has.
	fn part_of_native(&mut self, who: &AccountId) -> Balance {
		// Never all at once, so that accounts stay rich enough to go on.
		let most = Balances::balance(who);
		let most = if self.source.one_in(16) {
			most
		} else {
			most / 8
		};
		self.source.amount(most)
	}

	fn part_of_asset(&mut self, asset: StakeableAsset, who: &AccountId) -> Balance {
		self.source.amount(balance_of(asset, who))
	}

	fn stakeable(&mut self) -> StakeableAsset {
		match self.source.byte() {
			0..=127 => TNUT,
			128..=191 => StakeableAsset::Local(self.token()),
			_ => StakeableAsset::Liquidity(self.source.id_below(4)),
		}
	}

	/// The id of a community's token, which may not exist.
	fn token(&mut self) -> AssetId {
		FIRST_COMMUNITY_TOKEN + self.community()
	}

	fn any_token(&mut self) -> AssetId {
		if self.source.one_in(2) {
			LIQUID_STAKING_ASSET
		} else {
			self.token()
		}
	}

	fn community(&mut self) -> u32 {
		let next = pallet_communities::NextCommunityId::<Runtime>::get();
		if self.source.one_in(2) {
			self.source.id_below(next.min(4))
		} else {
			self.source.id_below(next.saturating_add(1))
		}
	}

	/// A community, mostly with its owner as the caller.
	fn own_community(&mut self, who: &mut AccountId) -> u32 {
		let community = self.community();
		if let Some(owner) = pallet_communities::Communities::<Runtime>::get(community)
			.and_then(|community| community.owner)
		{
			self.prefer(who, |other| *other == owner);
		}
		community
	}

	/// Makes somebody the caller who has some of the asset.
	fn prefer_holder(&mut self, who: &mut AccountId, asset: StakeableAsset) {
		self.prefer(who, |other| balance_of(asset, other) > 0);
	}

	/// A pool and its community.
	fn pool(&mut self) -> (u32, u32) {
		let next = pallet_communities::NextPoolId::<Runtime>::get();
		let pool = if self.source.one_in(2) {
			self.source.id_below(next.min(8))
		} else {
			self.source.id_below(next.saturating_add(1))
		};
		let community = match pallet_communities::Pools::<Runtime>::get(pool) {
			Some(pool) if !self.source.one_in(32) => pool.community,
			_ => self.source.id_below(4),
		};
		(community, pool)
	}

	/// Some pools of a community, perhaps one twice or one of another community.
	fn pools_of(&mut self, community: u32) -> Vec<u32> {
		let mut pools = open_pools(community);
		pools
			.extend(pallet_communities::ClosedPools::<Runtime>::iter_key_prefix(community).take(4));
		pools.truncate(16);
		if self.source.one_in(2) && !pools.is_empty() {
			let keep = self.source.below(pools.len());
			pools.rotate_left(keep);
			pools.truncate(1 + self.source.below(2));
		}
		if self.source.one_in(32) {
			pools.push(self.source.id_below(10));
		}
		pools
	}

	fn yield_split(&mut self) -> YieldSplit {
		let fund = self.share(PPB);
		YieldSplit {
			fund,
			stakers: (PPB - fund).saturating_add(self.odd()),
		}
	}

	/// A part of `whole`, all or nothing now and then.
	fn share(&mut self, whole: u32) -> u32 {
		match self.source.byte() {
			0..=31 => 0,
			32..=63 => whole,
			part => (u64::from(whole) * u64::from(part - 63) / 193) as u32,
		}
	}

	/// Mostly 0, sometimes 1: spoils a sum.
	fn odd(&mut self) -> u32 {
		u32::from(self.source.one_in(64))
	}

	/// `count` shares and a rest that sum to 10^9, mostly.
	fn budget(&mut self, count: usize) -> (u32, Vec<u32>) {
		let mut left = PPB;
		let mut shares = Vec::with_capacity(count);
		for _ in 0..count {
			let share = self.share(left);
			left -= share;
			shares.push(share);
		}
		(left.saturating_add(self.odd()), shares)
	}

	fn kind(&mut self) -> KindInput<StakeableAsset, AccountId> {
		match self.source.byte() {
			0..=119 => PoolKind::Asset {
				asset: self.stakeable(),
			},
			120..=199 => {
				let count = 1 + self.source.below(3);
				let terms = (0..count)
					.map(|_| Term {
						blocks: self.source.below(40) as u32,
						multiplier: match self.source.byte() {
							0..=15 => 1,
							16..=31 => 100 * u64::from(PPB),
							part => u64::from(part) * 33_333_333,
						},
					})
					.collect::<Vec<_>>();
				PoolKind::Term {
					asset: self.stakeable(),
					terms,
				}
			}
			200..=239 => {
				let signers = self.chain.signers.iter().map(|(who, _)| who.clone());
				let count = 1 + self.source.below(2);
				PoolKind::Contribution {
					signers: signers.take(count).collect(),
				}
			}
			_ => PoolKind::Delegation {
				source: self.source.id_below(3),
			},
		}
	}

	fn schedule(&mut self, first: BlockNumber) -> ScheduleInput {
		let rate = |source: &mut Source| match source.byte() {
			0..=7 => 0,
			8..=15 => Balance::MAX,
			16..=127 => 1 + source.word() as Balance,
			part => Balance::from(part) * NUT / 7,
		};
		let delay = |source: &mut Source, most: usize| source.below(most) as u32;
		if self.source.one_in(3) {
			return ScheduleInput::Halving(Halving {
				start: first.saturating_add(delay(self.source, 30)),
				first_per_block: rate(self.source),
				period: delay(self.source, 100),
				halvings: self.source.below(34) as u8,
			});
		}
		let mut at = first;
		let steps = (0..self.source.below(4)).map(|_| {
			let start = at.saturating_add(delay(self.source, 50));
			let end = start.saturating_add(1 + delay(self.source, 200));
			at = if self.source.one_in(64) { start } else { end };
			Step {
				start,
				end,
				per_block: rate(self.source),
			}
		});
		ScheduleInput::Steps(steps.collect())
	}

	fn notice(&mut self) -> BlockNumber {
		let least = configs::economy::MinNotice::get();
		match self.source.byte() {
			0..=7 => least - 1,
			8..=15 => configs::economy::MaxNotice::get() + self.odd(),
			_ => least + self.source.id_below(20),
		}
	}

	fn create(&mut self) -> RuntimeCall {
		let count = self.source.below(4);
		let (fund_share, weights) = self.budget(count);
		let pools = weights
			.into_iter()
			.map(|weight| PoolInput {
				kind: self.kind(),
				weight,
				yield_split: self.yield_split(),
			})
			.collect();
		let token = if self.source.one_in(3) {
			TokenInput::Existing {
				asset: self.any_token(),
			}
		} else {
			TokenInput::New {
				name: vec![b'n'; 1 + self.source.below(52)],
				symbol: vec![b's'; 1 + self.source.below(12)],
				decimals: self.source.below(20) as u8,
				max_supply: match self.source.byte() {
					0..=15 => self.source.amount(NUT),
					16..=31 => Balance::MAX,
					_ => 1_000_000_000 * NUT,
				},
				premint: self.source.amount(1_000 * NUT),
			}
		};
		let first = self.now + 1;
		pallet_communities::Call::create {
			profile: self.profile(),
			token,
			schedule: self.schedule(first),
			fund_share,
			pools,
			notice: self.notice(),
		}
		.into()
	}

	fn profile(&mut self) -> ProfileInput {
		ProfileInput {
			name: vec![b'c'; 1 + self.source.below(70)],
			description: vec![b'd'; self.source.below(100)],
			website: Vec::new(),
			logo: Vec::new(),
		}
	}

	fn voucher(&mut self, who: &mut AccountId) -> RuntimeCall {
		let (community, pool) = if self.source.one_in(2) {
			(1, 3)
		} else {
			self.pool()
		};
		let due = pallet_communities::Pools::<Runtime>::get(pool)
			.and_then(|pool| pool.emission.budget().ok())
			.unwrap_or(NUT);
		let voucher = Voucher {
			community,
			pool,
			member: if self.source.one_in(32) {
				self.user()
			} else {
				who.clone()
			},
			amount: {
				let part = if self.source.one_in(4) { due } else { due / 16 };
				self.source.amount(part)
			},
			id: self.source.word() as u64,
			expires: self.now + self.source.id_below(20),
		};
		let (signer, pair) = self.source.pick(&self.chain.signers);
		let mut message = Communities::voucher_message(&voucher);
		if self.source.one_in(64) {
			message.push(0);
		}
		pallet_communities::Call::claim_voucher {
			voucher,
			signer: signer.clone(),
			signature: pair.sign(&message).into(),
		}
		.into()
	}

	fn communities(&mut self, who: &mut AccountId) -> RuntimeCall {
		use pallet_communities::Call;
		let choice = self.source.byte();
		let call: Call<Runtime> = match choice {
			0..=3 => return self.create(),
			4..=59 => {
				let (community, pool) = self.pool();
				let asset = pallet_communities::Pools::<Runtime>::get(pool)
					.and_then(|pool| pool.kind.asset().map(|asset| (asset, pool.kind)));
				let most = match &asset {
					Some((asset, _)) => {
						self.prefer_holder(who, *asset);
						self.part_of_asset(*asset, who)
					}
					None => NUT,
				};
				match asset {
					Some((_, PoolKind::Term { .. })) if !self.source.one_in(32) => {
						Call::stake_term {
							community,
							pool,
							amount: most,
							term: self.source.id_below(3),
						}
					}
					_ => Call::stake {
						community,
						pool,
						amount: most,
					},
				}
			}
			60..=99 => {
				let (community, pool) = self.pool();
				self.prefer(who, |who| is_in(pool, who));
				let positions = pallet_communities::TermPositions::<Runtime>::get(pool, &*who);
				if positions.is_empty() || self.source.one_in(32) {
					let stake = pallet_communities::Positions::<Runtime>::get(pool, who)
						.map_or(NUT, |position| position.stake);
					Call::unstake {
						community,
						pool,
						amount: self.source.amount(stake),
					}
				} else {
					let position = &positions[self.source.below(positions.len())];
					Call::unstake_term {
						community,
						pool,
						position: position.id,
						amount: self.source.amount(position.position.stake),
					}
				}
			}
			100..=139 => {
				let (community, pool) = self.pool();
				self.prefer(who, |who| is_in(pool, who));
				let pools = if self.source.one_in(2) {
					vec![pool]
				} else {
					self.pools_of(community)
				};
				if self.source.one_in(4) {
					let mut account = self.user();
					self.prefer(&mut account, |who| {
						is_in(pool, who)
							&& pallet_communities::ClaimPermissions::<Runtime>::contains_key(who)
					});
					Call::claim_for {
						account: account.into(),
						community,
						pools,
					}
				} else {
					Call::claim { community, pools }
				}
			}
			140..=143 => {
				let (community, pool) = self.pool();
				self.prefer(who, |who| is_in(pool, who));
				Call::emergency_unstake { community, pool }
			}
			144..=157 => {
				let community = self.community();
				Call::collect_fund {
					community,
					pools: self.pools_of(community),
				}
			}
			158..=169 => {
				let community = self.own_community(who);
				let fund = Communities::fund_account(community);
				let (asset, most) = if self.source.one_in(2) {
					(FundAsset::Native, Balances::balance(&fund))
				} else {
					let token = FIRST_COMMUNITY_TOKEN + community;
					(FundAsset::Token, Assets::balance(token, &fund))
				};
				Call::spend {
					community,
					asset,
					amount: self.source.amount(most),
					beneficiary: self.anybody().into(),
				}
			}
			170..=171 => {
				let community = self.own_community(who);
				let pools = self.pools_of(community);
				let pool = pools.first().copied().unwrap_or_default();
				Call::close_pool { community, pool }
			}
			172..=175 => {
				let to = self.source.one_in(4).then(|| self.anybody().into());
				Call::offer_ownership {
					community: self.own_community(who),
					to,
				}
			}
			176..=179 => {
				let community = self.community();
				if let Some(heir) = pallet_communities::Communities::<Runtime>::get(community)
					.and_then(|community| community.offered_to)
				{
					self.prefer(who, |other| *other == heir);
				}
				Call::accept_ownership { community }
			}
			180 => {
				let community = self.own_community(who);
				// Those of the beginning keep their owners, mostly.
				let kept = community < 4 && !self.source.one_in(16);
				let community = if kept { community + 4 } else { community };
				Call::renounce_ownership { community }
			}
			181..=187 => Call::set_claim_permission {
				allowed: !self.source.one_in(3),
			},
			188..=191 => Call::add_pool {
				community: self.own_community(who),
				kind: self.kind(),
				yield_split: self.yield_split(),
			},
			192..=201 => {
				let community = self.own_community(who);
				let pools = open_pools(community);
				let (fund_share, weights) = self.budget(pools.len());
				let pools = pools.into_iter().zip(weights).map(|(pool, weight)| {
					let yield_split = self.yield_split();
					PoolBudget {
						pool,
						weight,
						yield_split,
					}
				});
				Call::announce_weights {
					community,
					fund_share,
					pools: pools.collect(),
				}
			}
			202..=208 => {
				let community = self.own_community(who);
				let notice = pallet_communities::Communities::<Runtime>::get(community)
					.map_or(0, |community| community.notice);
				let from = self
					.now
					.saturating_add(notice)
					.saturating_add(self.source.id_below(20));
				Call::announce_schedule {
					community,
					schedule: self.schedule(from),
					from,
				}
			}
			209..=216 => Call::apply_announced {
				community: self.community(),
			},
			217..=224 => {
				let community = if self.source.one_in(2) {
					3
				} else {
					self.community()
				};
				let asset = pallet_communities::Communities::<Runtime>::get(community)
					.and_then(|community| community.token)
					.map_or(LIQUID_STAKING_ASSET, |token| token.asset());
				self.prefer_holder(who, StakeableAsset::Local(asset));
				let amount = self.part_of_asset(StakeableAsset::Local(asset), who);
				Call::top_up { community, amount }
			}
			225..=230 => {
				let community = self.own_community(who);
				let fund = Communities::fund_account(community);
				Call::buy_back {
					community,
					amount: self.source.amount(Balances::balance(&fund)),
					min_received: u128::from(self.odd()),
					burn: self.source.one_in(2),
				}
			}
			231..=244 => return self.voucher(who),
			245..=250 => {
				let (community, pool) = if self.source.one_in(2) {
					(1, 3)
				} else {
					self.pool()
				};
				let ids = pallet_communities::UsedVouchers::<Runtime>::iter_key_prefix(pool)
					.take(1 + self.source.below(4))
					.collect();
				Call::remove_vouchers {
					community,
					pool,
					ids,
				}
			}
			_ => Call::update_profile {
				community: self.own_community(who),
				profile: self.profile(),
			},
		};
		call.into()
	}

	fn liquid_staking(&mut self, who: &mut AccountId) -> pallet_liquid_staking::Call<Runtime> {
		use pallet_liquid_staking::{Call, Requests};
		let choice = self.source.byte();
		match choice {
			90..=154 | 220.. => self.prefer_holder(who, TNUT),
			155..=219 => self.prefer(who, |who| Requests::<Runtime>::contains_key(who)),
			_ => (),
		}
		match choice {
			0..=89 => Call::mint {
				amount: self.part_of_native(who),
			},
			90..=154 => Call::redeem {
				amount: self.part_of_asset(TNUT, who),
			},
			155..=184 => {
				let requests = Requests::<Runtime>::get(&*who);
				let id = if requests.is_empty() {
					self.source.below(50) as u64
				} else {
					requests[self.source.below(requests.len())].id
				};
				Call::cancel_redemption { id }
			}
			185..=219 => Call::claim_redemptions {
				limit: match self.source.byte() {
					0..=15 => u32::MAX,
					limit => u32::from(limit) % 33,
				},
			},
			_ => {
				let buffer = pallet_liquid_staking::LedgerState::<Runtime>::get().buffer;
				let most = Assets::balance(LIQUID_STAKING_ASSET, who).min(buffer / 2);
				let amount = self.source.amount(most);
				Call::redeem_instantly {
					amount,
					min_received: if self.source.one_in(8) { amount } else { 0 },
				}
			}
		}
	}

	fn staking(&mut self, who: &mut AccountId) -> pallet_staking::Call<Runtime> {
		use pallet_staking::{Call, RewardDestination, ValidatorPrefs};
		let is_bonded = |who: &AccountId| pallet_staking::Ledger::<Runtime>::contains_key(who);
		let choice = self.source.byte();
		match choice {
			0..=39 => self.prefer(who, |who| !is_bonded(who)),
			40..=169 | 240..=244 | 251.. => self.prefer(who, is_bonded),
			_ => (),
		}
		let active =
			pallet_staking::Ledger::<Runtime>::get(&*who).map_or(NUT, |ledger| ledger.active);
		match choice {
			0..=39 => Call::bond {
				value: self.part_of_native(who),
				payee: match self.source.byte() % 4 {
					0 => RewardDestination::Staked,
					1 => RewardDestination::Stash,
					// A gift to liquid staking, among others.
					2 => RewardDestination::Account(self.anybody()),
					_ => RewardDestination::None,
				},
			},
			40..=64 => Call::bond_extra {
				max_additional: self.part_of_native(who),
			},
			65..=99 => Call::unbond {
				value: self.source.amount(active),
			},
			100..=119 => Call::withdraw_unbonded {
				num_slashing_spans: self.source.id_below(10),
			},
			120..=149 => {
				let validators = &self.chain.validators;
				let count = 1 + self.source.below(validators.len());
				let first = self.source.below(validators.len());
				Call::nominate {
					targets: validators
						.iter()
						.cycle()
						.skip(first)
						.take(count)
						.cloned()
						.map(Into::into)
						.collect(),
				}
			}
			150..=159 => Call::chill {},
			160..=169 => Call::rebond {
				value: self.source.amount(active),
			},
			170..=239 => {
				let era = pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |era| era.index);
				Call::payout_stakers {
					validator_stash: self.source.pick(&self.chain.validators).clone(),
					era: era.saturating_sub(self.source.id_below(4)),
				}
			}
			240..=244 => Call::validate {
				prefs: ValidatorPrefs {
					commission: Perbill::from_percent(self.source.below(30) as u32),
					blocked: self.source.one_in(4),
				},
			},
			245..=250 => Call::chill_other {
				stash: self.anybody(),
			},
			_ => Call::set_payee {
				payee: RewardDestination::Account(self.anybody()),
			},
		}
	}

	fn asset_of_market(&mut self) -> NativeOrWithId<AssetId> {
		if self.source.one_in(2) {
			NativeOrWithId::Native
		} else {
			NativeOrWithId::WithId(self.any_token())
		}
	}

	fn exchange(&mut self, who: &mut AccountId) -> RuntimeCall {
		use pallet_asset_conversion::Call;
		let (first, second) = if self.source.one_in(8) {
			(self.asset_of_market(), self.asset_of_market())
		} else {
			(
				NativeOrWithId::Native,
				NativeOrWithId::WithId(self.any_token()),
			)
		};
		let who = &*{
			if let NativeOrWithId::WithId(id) = second {
				self.prefer_holder(who, StakeableAsset::Local(id));
			}
			who
		};
		let balance = |asset: &NativeOrWithId<AssetId>| match asset {
			NativeOrWithId::Native => Balances::balance(who),
			NativeOrWithId::WithId(id) => Assets::balance(*id, who),
		};
		let (asset1, asset2) = (Box::new(first.clone()), Box::new(second.clone()));
		match self.source.byte() {
			0..=7 => Call::create_pool { asset1, asset2 }.into(),
			8..=49 => Call::add_liquidity {
				asset1,
				asset2,
				amount1_desired: self.source.amount(balance(&first) / 32),
				amount2_desired: self.source.amount(balance(&second) / 4),
				amount1_min: 1,
				amount2_min: 1,
				mint_to: self.user(),
			}
			.into(),
			50..=79 => {
				let id = pallet_asset_conversion::Pools::<Runtime>::get((
					NativeOrWithId::Native,
					second.clone(),
				))
				.map_or(0, |pool| pool.lp_token);
				let liquidity = PoolAssets::balance(id, who);
				Call::remove_liquidity {
					asset1,
					asset2,
					lp_token_burn: self.source.amount(liquidity),
					amount1_min_receive: u128::from(self.odd()),
					amount2_min_receive: 0,
					withdraw_to: self.user(),
				}
				.into()
			}
			80..=139 => {
				let (path, most) = if self.source.one_in(2) {
					(vec![asset1, asset2], balance(&first) / 64)
				} else {
					(vec![asset2, asset1], balance(&second) / 8)
				};
				Call::swap_exact_tokens_for_tokens {
					path,
					amount_in: self.source.amount(most),
					amount_out_min: 1,
					send_to: self.user(),
					keep_alive: self.source.one_in(2),
				}
				.into()
			}
			140..=159 => Call::swap_tokens_for_exact_tokens {
				path: vec![asset1, asset2],
				amount_out: self.source.amount(10 * NUT),
				amount_in_max: balance(&first),
				send_to: self.user(),
				keep_alive: self.source.one_in(2),
			}
			.into(),
			160..=189 => {
				let id = self.any_token();
				pallet_assets::Call::<Runtime>::transfer {
					id: codec::Compact(id),
					target: self.anybody().into(),
					amount: self.part_of_asset(StakeableAsset::Local(id), who),
				}
				.into()
			}
			190..=204 => {
				let id = self.source.id_below(3);
				pallet_assets::Call::<Runtime, pallet_assets::Instance1>::transfer {
					id: codec::Compact(id),
					target: self.anybody().into(),
					amount: self.part_of_asset(StakeableAsset::Liquidity(id), who),
				}
				.into()
			}
			205..=244 => pallet_balances::Call::transfer_allow_death {
				dest: self.anybody().into(),
				value: self.part_of_native(who),
			}
			.into(),
			_ => pallet_balances::Call::transfer_all {
				dest: self.user().into(),
				keep_alive: self.source.one_in(2),
			}
			.into(),
		}
	}

	fn any_of_ours(&mut self, who: &mut AccountId) -> RuntimeCall {
		match self.source.byte() {
			0..=99 => self.communities(who),
			100..=179 => self.liquid_staking(who).into(),
			180..=209 => self.staking(who).into(),
			_ => self.exchange(who),
		}
	}

	/// A call within a call.
	fn wrapped(&mut self, who: &mut AccountId) -> Option<RuntimeCall> {
		let choice = self.source.byte();
		// What is inside is called by the same account.
		self.fixed = true;
		let mut inner = who.clone();
		let mut batch = |maker: &mut Self| -> Vec<RuntimeCall> {
			(0..1 + maker.source.below(4))
				.map(|_| maker.any_of_ours(&mut inner))
				.collect()
		};
		let others = |maker: &mut Self, who: &AccountId| {
			let mut others = vec![maker.user()];
			others.retain(|other| other != who);
			others
		};
		Some(match choice {
			0..=49 => pallet_utility::Call::batch { calls: batch(self) }.into(),
			50..=89 => pallet_utility::Call::batch_all { calls: batch(self) }.into(),
			90..=129 => pallet_utility::Call::force_batch { calls: batch(self) }.into(),
			130..=139 => pallet_utility::Call::as_derivative {
				index: self.source.below(3) as u16,
				call: Box::new(self.any_of_ours(who)),
			}
			.into(),
			140..=154 => pallet_utility::Call::if_else {
				main: Box::new(self.any_of_ours(who)),
				fallback: Box::new(self.any_of_ours(who)),
			}
			.into(),
			155..=174 => pallet_proxy::Call::add_proxy {
				delegate: self.user().into(),
				proxy_type: match self.source.byte() % 3 {
					0 => configs::accounts::ProxyType::Any,
					1 => configs::accounts::ProxyType::NonTransfer,
					_ => configs::accounts::ProxyType::Staking,
				},
				delay: 0,
			}
			.into(),
			175..=209 => {
				let mut real = self.user();
				self.fixed = false;
				self.prefer(&mut real, |real| {
					!pallet_proxy::Proxies::<Runtime>::get(real).0.is_empty()
				});
				if let Some(proxy) = pallet_proxy::Proxies::<Runtime>::get(&real).0.first() {
					let delegate = proxy.delegate.clone();
					self.prefer(who, |other| *other == delegate);
				}
				self.fixed = true;
				let call = Box::new(self.any_of_ours(&mut real));
				pallet_proxy::Call::proxy {
					real: real.into(),
					force_proxy_type: None,
					call,
				}
				.into()
			}
			210..=224 => pallet_multisig::Call::as_multi_threshold_1 {
				other_signatories: others(self, who),
				call: Box::new(self.any_of_ours(who)),
			}
			.into(),
			225..=244 => {
				let other_signatories = others(self, who);
				let call = Box::new(self.any_of_ours(who));
				let hash = BlakeTwo256::hash_of(&call).0;
				let mut all = other_signatories.clone();
				all.push(who.clone());
				all.sort();
				let account = Multisig::multi_account_id(&all, 2);
				let maybe_timepoint =
					pallet_multisig::Multisigs::<Runtime>::get(account, hash).map(|open| open.when);
				pallet_multisig::Call::as_multi {
					threshold: 2,
					other_signatories,
					maybe_timepoint,
					call,
					max_weight: MAXIMUM_BLOCK_WEIGHT,
				}
				.into()
			}
			_ => return self.typed(6),
		})
	}

	/// What governance does: settings and brakes of the product. Root's other calls can break a
	/// chain by design.
	fn admin(&mut self) -> Option<RuntimeCall> {
		use frame_support::traits::GetCallMetadata;
		let name = |maker: &mut Self| {
			let mut who = maker.user();
			let metadata = maker.any_of_ours(&mut who).get_call_metadata();
			(
				BoundedVec::truncate_from(metadata.pallet_name.as_bytes().to_vec()),
				BoundedVec::truncate_from(metadata.function_name.as_bytes().to_vec()),
			)
		};
		Some(match self.source.byte() {
			0..=89 => {
				// Those who are not elected are refused.
				let mut all = self.chain.validators.clone();
				if !self.source.one_in(16) {
					all.retain(adapters::era_rewards::StakingEraRewards::is_elected);
				}
				let count = all.len().max(1);
				let first = self.source.below(count);
				all = all.into_iter().cycle().skip(first).take(count).collect();
				all.truncate(1 + self.source.below(6));
				let used = (1 + self.source.below(6)).min(all.len());
				let reserve = all.split_off(used);
				pallet_liquid_staking::Call::set_validators {
					validators: BoundedVec::truncate_from(all),
					reserve: BoundedVec::truncate_from(reserve),
				}
				.into()
			}
			90..=129 => {
				use pallet_liquid_staking::OperatingMode;
				let mode = if self.source.one_in(8) {
					OperatingMode::EntrancesClosed
				} else {
					OperatingMode::Open
				};
				pallet_liquid_staking::Call::set_operating_mode { mode }.into()
			}
			130..=169 => {
				use pallet_communities::types::OperatingMode;
				let mode = if self.source.one_in(8) {
					OperatingMode::ExitsOnly
				} else {
					OperatingMode::Normal
				};
				pallet_communities::Call::set_operating_mode { mode }.into()
			}
			170..=184 => pallet_tx_pause::Call::pause {
				full_name: name(self),
			}
			.into(),
			// What is paused is opened again sooner than it is found by its name.
			185..=214 => match pallet_tx_pause::PausedCalls::<Runtime>::iter_keys().next() {
				Some(ident) => pallet_tx_pause::Call::unpause { ident }.into(),
				None => pallet_safe_mode::Call::force_exit {}.into(),
			},
			215..=216 => pallet_safe_mode::Call::force_enter {}.into(),
			217..=249 => pallet_safe_mode::Call::force_exit {}.into(),
			_ => pallet_staking::Call::force_new_era {}.into(),
		})
	}
}

fn balance_of(asset: StakeableAsset, who: &AccountId) -> Balance {
	match asset {
		StakeableAsset::Local(id) => Assets::balance(id, who),
		StakeableAsset::Liquidity(id) => PoolAssets::balance(id, who),
	}
}

/// Whether the account has anything in the pool.
fn is_in(pool: u32, who: &AccountId) -> bool {
	pallet_communities::Positions::<Runtime>::contains_key(pool, who)
		|| pallet_communities::TermPositions::<Runtime>::contains_key(pool, who)
}

fn open_pools(community: u32) -> Vec<u32> {
	pallet_communities::Communities::<Runtime>::get(community)
		.map(|community| community.open_pools.into_inner())
		.unwrap_or_default()
}

/// Calls that no transaction carries.
fn is_forbidden(call: &RuntimeCall) -> bool {
	// An inherent: a second one in a block stops the author, as it should.
	matches!(call, RuntimeCall::Timestamp(_))
}

/// Chosen bytes before those of a [`Typed`] input.
struct Prefixed<'a> {
	prefix: [u8; 2],
	used: usize,
	typed: Typed<'a>,
}

impl codec::Input for Prefixed<'_> {
	fn remaining_len(&mut self) -> Result<Option<usize>, codec::Error> {
		self.typed.remaining_len()
	}

	fn read(&mut self, into: &mut [u8]) -> Result<(), codec::Error> {
		match (self.prefix.get(self.used), into) {
			(Some(byte), [only]) => {
				*only = *byte;
				self.used += 1;
				Ok(())
			}
			(_, into) => self.typed.read(into),
		}
	}

	fn descend_ref(&mut self) -> Result<(), codec::Error> {
		self.typed.descend_ref()
	}

	fn ascend_ref(&mut self) {
		self.typed.ascend_ref()
	}
}
