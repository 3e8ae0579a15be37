//! Calls of the SDK's pallets: staking, the exchange, and calls within calls.

use super::*;
use frame_support::traits::fungible::NativeOrWithId;
use sp_runtime::traits::{BlakeTwo256, Hash as _};

impl Maker<'_> {
	pub(super) fn staking(&mut self, who: &mut AccountId) -> pallet_staking::Call<Runtime> {
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

	pub(super) fn exchange(&mut self, who: &mut AccountId) -> RuntimeCall {
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

	/// A call within a call.
	pub(super) fn wrapped(&mut self, who: &mut AccountId) -> Option<RuntimeCall> {
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
}
