//! Stake, mine, fund, leave and be slashed, with every pallet's invariants checked along the way.

use super::*;
use nutbox_primitives::{StakeableAsset, LIQUID_STAKING_ASSET};
use pallet_communities::types::{
	PoolBudget, PoolInput, PoolKind, ProfileInput, ScheduleInput, TokenInput, YieldSplit,
};
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

const BOB: Sr25519Keyring = Sr25519Keyring::Bob;

fn ledger() -> pallet_liquid_staking::LedgerInfo {
	LiquidStaking::ledger().expect("the ledger's numbers are in range")
}

fn tnut(who: Sr25519Keyring) -> Balance {
	Assets::balance(LIQUID_STAKING_ASSET, who.to_account_id())
}

/// A community with one pool of tNUT: 20 % of the emission and 75 % of the yield for its fund.
pub fn create_community() -> (u32, u32) {
	let now = System::block_number();
	call(
		Sr25519Keyring::Alice,
		pallet_communities::Call::create {
			profile: ProfileInput {
				name: b"Runtime test".to_vec(),
				description: vec![],
				website: vec![],
				logo: vec![],
			},
			token: TokenInput::New {
				name: b"Runtime token".to_vec(),
				symbol: b"RUN".to_vec(),
				decimals: 12,
				max_supply: 1_000_000 * NUT,
				premint: 0,
			},
			schedule: ScheduleInput::Steps(vec![nutbox_math::schedule::Step {
				start: now + 2,
				end: now + 100_000,
				per_block: NUT,
			}]),
			fund_share: 200_000_000,
			pools: vec![PoolInput {
				kind: PoolKind::Asset {
					asset: StakeableAsset::Local(LIQUID_STAKING_ASSET),
				},
				weight: 800_000_000,
				yield_split: YieldSplit {
					fund: 750_000_000,
					stakers: 250_000_000,
				},
			}],
			notice: configs::economy::MinNotice::get(),
		},
	);
	let community = pallet_communities::NextCommunityId::<Runtime>::get() - 1;
	let pool = pallet_communities::NextPoolId::<Runtime>::get() - 1;
	(community, pool)
}

fn stake_as_bob() -> (u32, u32) {
	block(|| {
		call(
			BOB,
			pallet_liquid_staking::Call::mint {
				amount: 1_000_000 * NUT,
			},
		);
		assert_eq!(tnut(BOB), 1_000_000 * NUT);
		let (community, pool) = create_community();
		call(
			BOB,
			pallet_communities::Call::stake {
				community,
				pool,
				amount: 600_000 * NUT,
			},
		);
		(community, pool)
	})
}

#[test]
fn staking_reward_should_reach_the_fund_and_the_stakers() {
	dev_chain().execute_with(|| {
		let (community, pool) = stake_as_bob();
		check_invariants();
		let mut last_fund = 0;
		for era in 2..=8 {
			blocks_until_era(era);
			check_invariants();
			let view = Communities::community(community).expect("exists");
			let due = view.fund.due.staking_yield;
			assert!(due >= last_fund, "the fund's yield never falls");
			if era >= 6 {
				assert!(due > last_fund, "era {era}: the fund's yield grows");
			}
			last_fund = due;
		}
		let pending = Communities::pending(pool, BOB.to_account_id());
		assert!(pending.token > 0 && pending.staking_yield > 0);
		// Three quarters and one quarter of the same stream: 3 : 1 but for the rounding of each.
		let thrice = pending.staking_yield * 3;
		assert!(
			last_fund.abs_diff(thrice) <= 3,
			"{last_fund} is not three times a quarter, {thrice}"
		);
		assert!(ledger().solvent);
	});
}

#[test]
fn redemption_should_pay_one_to_one_when_the_stake_is_unbonded() {
	dev_chain().execute_with(|| {
		let (community, pool) = stake_as_bob();
		blocks_until_era(3);
		block(|| {
			call(
				BOB,
				pallet_communities::Call::unstake {
					community,
					pool,
					amount: 600_000 * NUT,
				},
			);
			call(
				BOB,
				pallet_liquid_staking::Call::redeem {
					amount: 1_000_000 * NUT,
				},
			);
		});
		assert_eq!(tnut(BOB), 0);
		check_invariants();
		let era = pallet_staking::ActiveEra::<Runtime>::get()
			.expect("running")
			.index;
		let bonding = pallet_timing::BondingDuration::<Runtime>::get();
		// The next era unbonds, the staking pallet's duration passes, the era after it settles.
		blocks_until_era(era + bonding + 3);
		let before = Balances::free_balance(BOB.to_account_id());
		block(|| {
			call(
				BOB,
				pallet_liquid_staking::Call::claim_redemptions { limit: 32 },
			)
		});
		assert_eq!(
			Balances::free_balance(BOB.to_account_id()) - before,
			1_000_000 * NUT
		);
		check_invariants();
	});
}

/// Reports an offence of the only validator, as the offences pallet does.
fn slash(fraction: Perbill) {
	let validator = Sr25519Keyring::AliceStash.to_account_id();
	let session = pallet_staking::ErasStartSessionIndex::<Runtime>::get(
		pallet_staking::ActiveEra::<Runtime>::get()
			.expect("running")
			.index,
	)
	.expect("the era has begun");
	<Staking as OnOffenceHandler<_, _, _>>::on_offence(
		&[OffenceDetails {
			offender: (validator, ()),
			reporters: vec![],
		}],
		&[fraction],
		session,
	);
}

#[test]
fn slash_should_be_shared_by_all_in_the_block_it_happens() {
	for percent in [5, 30, 100] {
		dev_chain().execute_with(|| {
			stake_as_bob();
			blocks_until_era(4);
			let before = ledger();
			assert!(before.solvent && before.ledger.bonded > 0);
			block(|| slash(Perbill::from_percent(percent)));
			let after = ledger();
			let loss = before.ledger.bonded - after.ledger.bonded;
			// The stash's own rounding apart.
			let expected = Perbill::from_percent(percent) * before.ledger.bonded;
			assert!(
				loss.abs_diff(expected) <= 10,
				"{percent} %: lost {loss}, not {expected}"
			);
			assert!(
				!after.solvent && !after.minting_open,
				"{percent} %: minting is closed"
			);
			// Bob, who holds everything, redeems ahead of nothing: his request gets the same rate.
			block(|| {
				frame_support::assert_noop!(
					LiquidStaking::mint(RuntimeOrigin::signed(BOB.to_account_id()), NUT),
					pallet_liquid_staking::Error::<Runtime>::Insolvent
				);
			});
			check_invariants();
		});
	}
}

/// Announces a half of the emission for `liquidity`, three tenths for the first pool and the rest
/// for the fund; waits for the notice and applies it.
fn give_weight(community: u32, first: u32, liquidity: u32) {
	let part = |pool, weight| PoolBudget {
		pool,
		weight,
		yield_split: YieldSplit {
			fund: 0,
			stakers: 1_000_000_000,
		},
	};
	block(|| {
		call(
			Sr25519Keyring::Alice,
			pallet_communities::Call::announce_weights {
				community,
				fund_share: 200_000_000,
				pools: vec![part(first, 300_000_000), part(liquidity, 500_000_000)],
			},
		)
	});
	for _ in 0..configs::economy::MinNotice::get() {
		block(|| ());
	}
	block(|| call(BOB, pallet_communities::Call::apply_announced { community }));
}

/// Bob and Alice have liquidity tokens staked in `pool`, which mines a half of the emission of a token
/// a block. They mine it by their stakes, and their principal leaves in both ways.
fn mine_liquidity(community: u32, pool: u32, token: u32, stakes: [Balance; 2]) {
	let miners = [BOB, Sr25519Keyring::Alice];
	let earned = |who: Sr25519Keyring| Communities::pending(pool, who.to_account_id()).token;
	assert_eq!(miners.map(earned), [0, 0]);
	for _ in 0..12 {
		block(|| ());
	}
	check_invariants();
	let sum: Balance = stakes.iter().sum();
	for (who, stake) in miners.into_iter().zip(stakes) {
		let (due, expected) = (earned(who), 12 * (NUT / 2) * stake / sum);
		assert!(
			due > NUT && due.abs_diff(expected) <= 1,
			"{due}, not {expected}"
		);
	}
	for who in miners {
		let account = who.to_account_id();
		let before = Assets::balance(token, &account);
		block(|| {
			let due = earned(who);
			let pools = vec![pool];
			call(who, pallet_communities::Call::claim { community, pools });
			assert_eq!(Assets::balance(token, &account) - before, due);
		});
	}
	let on_hold = |who: Sr25519Keyring| {
		use frame_support::traits::fungibles::InspectHold;
		PoolAssetsHolder::total_balance_on_hold(0, &who.to_account_id())
	};
	assert_eq!(miners.map(on_hold), stakes);
	let [bobs, _] = stakes;
	block(|| {
		call(
			BOB,
			pallet_communities::Call::unstake {
				community,
				pool,
				amount: bobs,
			},
		);
		call(
			Sr25519Keyring::Alice,
			pallet_communities::Call::emergency_unstake { community, pool },
		);
	});
	assert_eq!(miners.map(on_hold), [0, 0]);
	assert_eq!(Communities::pool(pool).map(|view| view.total), Some(0));
	// What Bob mined until he left can still be claimed; what Alice had pending is nobody's.
	assert!(earned(BOB) > 0);
	assert_eq!(earned(Sr25519Keyring::Alice), 0);
	let pools = vec![pool];
	block(|| call(BOB, pallet_communities::Call::claim { community, pools }));
	assert_eq!(Communities::position(pool, BOB.to_account_id()), None);
	check_invariants();
}

#[test]
fn fund_should_buy_back_on_the_exchange_and_liquidity_should_be_mined() {
	use adapters::exchange::AssetConversionExchange;
	use frame_support::traits::fungible::NativeOrWithId;
	use nutbox_primitives::{
		exchange::{Exchange, TradedAsset},
		FIRST_COMMUNITY_TOKEN,
	};
	dev_chain().execute_with(|| {
		let (community, pool) = stake_as_bob();
		let (alice, bob) = (Sr25519Keyring::Alice, BOB.to_account_id());
		for _ in 0..20 {
			block(|| ());
		}
		let token = FIRST_COMMUNITY_TOKEN + community;
		let fund = Communities::fund_account(community);
		let (liquidity, stakes) = block(|| {
			let pools = vec![pool];
			call(BOB, pallet_communities::Call::claim { community, pools });
			let mined = Assets::balance(token, &bob);
			assert!(mined > NUT, "the claim pays");
			let native = || Box::new(NativeOrWithId::Native);
			let with_id = || Box::new(NativeOrWithId::WithId(token));
			call(
				BOB,
				pallet_asset_conversion::Call::create_pool {
					asset1: native(),
					asset2: with_id(),
				},
			);
			call(
				BOB,
				pallet_asset_conversion::Call::add_liquidity {
					asset1: native(),
					asset2: with_id(),
					amount1_desired: 1_000 * NUT,
					amount2_desired: mined / 2,
					amount1_min: 1,
					amount2_min: 1,
					mint_to: bob.clone(),
				},
			);
			call(
				alice,
				pallet_balances::Call::transfer_allow_death {
					dest: fund.clone().into(),
					value: 100 * NUT,
				},
			);
			let amount = 10 * NUT;
			let quote = AssetConversionExchange::quote(
				TradedAsset::Native,
				TradedAsset::Local(token),
				amount,
			)
			.expect("there is a market");
			let issuance = Assets::total_supply(token);
			let buy_back = |min_received| -> RuntimeCall {
				pallet_communities::Call::buy_back {
					community,
					amount,
					min_received,
					burn: true,
				}
				.into()
			};
			use sp_runtime::traits::Dispatchable;
			let origin = RuntimeOrigin::signed(alice.to_account_id());
			assert!(buy_back(quote + 1).dispatch(origin).is_err());
			call(alice, buy_back(quote));
			assert_eq!(Balances::free_balance(&fund), 90 * NUT);
			assert_eq!(Assets::total_supply(token), issuance - quote);

			// The token of the liquidity can be staked.
			call(
				alice,
				pallet_communities::Call::add_pool {
					community,
					kind: PoolKind::Asset {
						asset: StakeableAsset::Liquidity(0),
					},
					yield_split: YieldSplit {
						fund: 0,
						stakers: 1_000_000_000,
					},
				},
			);
			let pool = pallet_communities::NextPoolId::<Runtime>::get() - 1;
			let half = PoolAssets::balance(0, &bob) / 2;
			call(
				BOB,
				pallet_assets::Call::<Runtime, pallet_assets::Instance1>::transfer {
					id: codec::Compact(0),
					target: alice.to_account_id().into(),
					amount: half,
				},
			);
			let stakes = [half / 2, half / 3];
			for (who, amount) in [BOB, alice].into_iter().zip(stakes) {
				call(
					who,
					pallet_communities::Call::stake {
						community,
						pool,
						amount,
					},
				);
				assert_eq!(
					Communities::position(pool, who.to_account_id()).map(|view| view.stake),
					Some(amount)
				);
			}
			(pool, stakes)
		});
		check_invariants();
		give_weight(community, pool, liquidity);
		mine_liquidity(community, liquidity, token, stakes);
	});
}

#[test]
fn existing_token_should_be_paid_out_of_its_escrow() {
	dev_chain().execute_with(|| {
		let community = block(|| {
			call(
				BOB,
				pallet_liquid_staking::Call::mint {
					amount: 1_000 * NUT,
				},
			);
			let now = System::block_number();
			call(
				BOB,
				pallet_communities::Call::create {
					profile: ProfileInput {
						name: b"Existing".to_vec(),
						description: vec![],
						website: vec![],
						logo: vec![],
					},
					token: TokenInput::Existing {
						asset: LIQUID_STAKING_ASSET,
					},
					schedule: ScheduleInput::Steps(vec![nutbox_math::schedule::Step {
						start: now + 1,
						end: now + 100_000,
						per_block: NUT,
					}]),
					fund_share: 1_000_000_000,
					pools: vec![],
					notice: configs::economy::MinNotice::get(),
				},
			);
			let community = pallet_communities::NextCommunityId::<Runtime>::get() - 1;
			let amount = 3 * NUT;
			call(BOB, pallet_communities::Call::top_up { community, amount });
			community
		});
		for _ in 0..5 {
			block(|| ());
		}
		block(|| {
			let pools = vec![];
			call(
				BOB,
				pallet_communities::Call::collect_fund { community, pools },
			)
		});
		let fund = Communities::fund_account(community);
		assert_eq!(Assets::balance(LIQUID_STAKING_ASSET, &fund), 3 * NUT);
		check_invariants();
	});
}
