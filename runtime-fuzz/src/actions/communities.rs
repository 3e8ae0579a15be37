//! Calls of communities.

use super::*;
use nutbox_math::schedule::{Halving, Step};
use pallet_communities::types::{
	FundAsset, KindInput, PoolBudget, PoolInput, PoolKind, ProfileInput, ScheduleInput, Term,
	TokenInput, Voucher, YieldSplit,
};
use sp_core::Pair;

impl Maker<'_> {
	fn yield_split(&mut self) -> YieldSplit {
		let fund = self.share(PPB);
		YieldSplit {
			fund,
			stakers: (PPB - fund).saturating_add(self.odd()),
		}
	}

	/// A part of `whole`, all or nothing now and then.
	pub(super) fn share(&mut self, whole: u32) -> u32 {
		match self.source.byte() {
			0..=31 => 0,
			32..=63 => whole,
			part => (u64::from(whole) * u64::from(part - 63) / 193) as u32,
		}
	}

	/// Mostly 0, sometimes 1: spoils a sum.
	pub(super) fn odd(&mut self) -> u32 {
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

	pub(super) fn communities(&mut self, who: &mut AccountId) -> RuntimeCall {
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
}
