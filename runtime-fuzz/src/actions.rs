//! What a record means: a call, or something that happens to the chain.

mod communities;
mod sdk;

use crate::{
	chain::{Chain, DELEGATION_POOL},
	input::{Record, Source, Typed},
};
use codec::Decode;
use frame_support::{traits::fungible::Inspect, BoundedVec};
use nutbox_primitives::{
	era_rewards::EraRewards, StakeableAsset, FIRST_COMMUNITY_TOKEN, LIQUID_STAKING_ASSET,
};
use nutbox_runtime::*;
use sp_runtime::Perbill;

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
	/// A delegation on Steem is proved.
	Proof {
		/// The pool.
		pool: u32,
		/// Who delegates.
		who: AccountId,
		/// How much, from now on.
		amount: Balance,
		/// To whom, and which part of what is pending in ppb, if it is less than before.
		bounty: Option<(AccountId, u32)>,
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
		12 if maker.source.one_in(2) => maker.proof(),
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

	fn proof(&mut self) -> Action {
		let pool = if self.source.one_in(8) {
			self.pool().1
		} else {
			DELEGATION_POOL
		};
		let mut who = self.user();
		self.prefer(&mut who, |who| is_in(pool, who));
		let who = if self.source.one_in(2) {
			self.user()
		} else {
			who
		};
		let amount = if self.source.one_in(4) {
			0
		} else {
			self.source.amount(1_000_000 * NUT)
		};
		let bounty = self
			.source
			.one_in(2)
			.then(|| (self.anybody(), self.share(PPB)));
		Action::Proof {
			pool,
			who,
			amount,
			bounty,
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

	fn any_of_ours(&mut self, who: &mut AccountId) -> RuntimeCall {
		match self.source.byte() {
			0..=99 => self.communities(who),
			100..=179 => self.liquid_staking(who).into(),
			180..=209 => self.staking(who).into(),
			_ => self.exchange(who),
		}
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

/// Calls that the harness leaves out.
fn is_forbidden(call: &RuntimeCall) -> bool {
	match call {
		// An inherent: a second one in a block stops the author, as it should.
		RuntimeCall::Timestamp(_) => true,
		// The SDK still takes this destination when something is bonded. It pays the stash, which is right, and complains
		// that it has to, which ends a build with assertions.
		RuntimeCall::Staking(pallet_staking::Call::bond { payee, .. }) => {
			#[allow(deprecated)]
			let old = pallet_staking::RewardDestination::Controller;
			*payee == old
		}
		_ => false,
	}
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
