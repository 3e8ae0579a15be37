//! The chain that every run starts from, and its blocks.

use crate::state::State;
use codec::{Decode, Encode};
use frame_support::traits::BuildGenesisConfig;
use nutbox_math::schedule::Step;
use nutbox_primitives::{
	delegation::STEEM, yield_stream::YieldStream, StakeableAsset, FIRST_COMMUNITY_TOKEN,
	LIQUID_STAKING_ASSET,
};
use nutbox_runtime::*;
use pallet_communities::types::{
	Halving, PoolInput, PoolKind, ProfileInput, ScheduleInput, Term, TokenInput, YieldSplit,
};
use sp_consensus_babe::{
	digests::{PreDigest, SecondaryPlainPreDigest},
	AuthorityId as BabeId, BABE_ENGINE_ID,
};
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::UncheckedFrom, ed25519, sr25519};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{Dispatchable, Header as _, One},
	Digest, DigestItem,
};

/// Two sessions of four blocks make an era, so that a run sees many of them. The long slots make
/// rewards that are worth something.
const LENGTHS: pallet_timing::Timing = pallet_timing::Timing {
	slot_millis: 60_000,
	epoch_slots: 4,
	sessions_per_era: 2,
	bonding_eras: 3,
};
/// Validators with session keys; four of them are elected.
const VALIDATORS: u8 = 6;
const ELECTED: u32 = 4;
/// A pool of the third community.
pub const DELEGATION_POOL: u32 = 7;
/// Accounts with little or nothing.
const POOR: u8 = 4;

/// The state at the start, and what the actions choose from.
pub struct Chain {
	/// After some eras with communities, markets and stakes.
	pub state: State,
	/// Who signs.
	pub users: Vec<AccountId>,
	/// Whom the typed calls name: the users, the validators, and accounts of pallets.
	pub accounts: Vec<AccountId>,
	/// The validators of the genesis.
	pub validators: Vec<AccountId>,
	/// Pallet and number of every call there is.
	pub calls: Vec<(u8, u8)>,
	/// Those who can sign vouchers.
	pub signers: Vec<(AccountId, sr25519::Pair)>,
}

impl Default for Chain {
	fn default() -> Self {
		Self::new()
	}
}

impl Chain {
	/// Makes the chain.
	pub fn new() -> Self {
		let rich: Vec<AccountId> = Sr25519Keyring::iter()
			.map(|key| key.to_account_id())
			.collect();
		let poor = (1..=POOR).map(|n| AccountId::from([n; 32]));
		let users: Vec<AccountId> = rich.iter().cloned().chain(poor).collect();
		let validators: Vec<AccountId> = (1..=VALIDATORS)
			.map(|n| AccountId::from([0x80 + n; 32]))
			.collect();

		let mut state = State::default();
		let mut accounts = users.clone();
		accounts.extend(validators.iter().cloned());
		state.execute(|| {
			genesis(&users, &validators).build();
			accounts.extend(LiquidStaking::own_accounts());
			accounts.push(Communities::issuer_account());
			accounts.push(configs::governance::TreasuryAccount::get());
			for community in 0..4 {
				accounts.push(Communities::fund_account(community));
				accounts.push(Communities::escrow_account(community));
			}
		});
		state.execute(|| settle_in(&users, &validators));
		let signers = [Sr25519Keyring::Alice, Sr25519Keyring::Bob]
			.map(|key| (key.to_account_id(), key.pair()))
			.into();
		Self {
			state,
			users,
			accounts,
			validators,
			calls: all_calls(),
			signers,
		}
	}
}

fn genesis(users: &[AccountId], validators: &[AccountId]) -> RuntimeGenesisConfig {
	let mut balances = Vec::new();
	for (n, user) in users.iter().enumerate() {
		// Six rich ones, six who are well off, some who are not; the last one doesn't exist yet.
		let amount = match n {
			0..=5 => 10_000_000 * NUT,
			6..=11 => 20_000 * NUT,
			12..=14 => 50 * NUT,
			15 => NUT + 1,
			16 => 2 * MILLINUT,
			_ => continue,
		};
		balances.push((user.clone(), amount));
	}
	balances.extend(validators.iter().map(|who| (who.clone(), 1_000_000 * NUT)));
	let keys = validators
		.iter()
		.map(|who| {
			let raw: [u8; 32] = *who.as_ref();
			let keys = SessionKeys {
				babe: BabeId::from(sr25519::Public::unchecked_from(raw)),
				grandpa: GrandpaId::from(ed25519::Public::unchecked_from(raw)),
			};
			(who.clone(), who.clone(), keys)
		})
		.collect();
	RuntimeGenesisConfig {
		timing: pallet_timing::GenesisConfig {
			lengths: LENGTHS,
			..Default::default()
		},
		balances: pallet_balances::GenesisConfig {
			balances,
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(LIQUID_STAKING_ASSET, LiquidStaking::account_id(), false, 1)],
			metadata: vec![(LIQUID_STAKING_ASSET, b"tNUT".to_vec(), b"tNUT".to_vec(), 12)],
			..Default::default()
		},
		session: pallet_session::GenesisConfig {
			keys,
			..Default::default()
		},
		staking: pallet_staking::GenesisConfig {
			validator_count: ELECTED,
			minimum_validator_count: 1,
			slash_reward_fraction: sp_runtime::Perbill::from_percent(10),
			stakers: validators
				.iter()
				.enumerate()
				.map(|(n, who)| {
					let stake = (500_000 + 10_000 * n as Balance) * NUT;
					let status = pallet_staking::StakerStatus::Validator;
					(who.clone(), who.clone(), stake, status)
				})
				.collect(),
			max_validator_count: Some(configs::staking::MAX_ELECTION_TARGETS),
			min_nominator_bond: NUT,
			min_validator_bond: 1_000 * NUT,
			..Default::default()
		},
		babe: pallet_babe::GenesisConfig {
			epoch_config: BABE_GENESIS_EPOCH_CONFIG,
			..Default::default()
		},
		liquid_staking: pallet_liquid_staking::GenesisConfig {
			validators: validators[..3].to_vec(),
		},
		..Default::default()
	}
}

/// Starts a block with an author chosen by `author` among those who may write one; returns the
/// author's number among the authorities.
pub fn start_block(author: usize) -> u32 {
	let number = System::block_number() + 1;
	let parent = if number.is_one() {
		Hash::default()
	} else {
		System::block_hash(number - 1)
	};
	// A slot for each block, on a clock that starts in 2026.
	let slot = 1_775_000_000_000 / LENGTHS.slot_millis + u64::from(number);
	let disabled = pallet_session::DisabledValidators::<Runtime>::get();
	let able: Vec<u32> = (0..pallet_babe::Authorities::<Runtime>::get().len() as u32)
		.filter(|index| disabled.iter().all(|(other, _)| other != index))
		.collect();
	let authority_index = if able.is_empty() {
		0
	} else {
		able[author % able.len()]
	};
	let pre_digest = PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
		authority_index,
		slot: slot.into(),
	});
	let digest = Digest {
		logs: vec![DigestItem::PreRuntime(BABE_ENGINE_ID, pre_digest.encode())],
	};
	let header = Header::new(
		number,
		Default::default(),
		Default::default(),
		parent,
		digest,
	);
	Executive::initialize_block(&header);
	let now = pallet_timestamp::Call::<Runtime>::set {
		now: slot * LENGTHS.slot_millis,
	};
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(now.into()))
		.expect("the inherent is valid")
		.expect("the inherent succeeds");
	authority_index
}

/// Ends the block.
pub fn end_block() {
	let header = Executive::finalize_block();
	System::set_block_number(*header.number());
	frame_system::BlockHash::<Runtime>::insert(header.number(), header.hash());
}

fn act(who: &AccountId, call: impl Into<RuntimeCall>) {
	let call = call.into();
	let shown = format!("{call:?}");
	if let Err(error) = call.dispatch(RuntimeOrigin::signed(who.clone())) {
		panic!("{shown} fails: {:?}", error.error);
	}
}

/// Pallet and number of every call: those with which a value can be decoded.
fn all_calls() -> Vec<(u8, u8)> {
	let mut calls = Vec::new();
	let decodes = |pallet: u8, call: u8| {
		// Zeros are nearly always a value.
		let mut bytes = vec![pallet, call];
		bytes.resize(1_024, 0);
		RuntimeCall::decode(&mut &bytes[..]).is_ok()
	};
	for pallet in 0..=u8::MAX {
		for call in 0..=u8::MAX {
			if decodes(pallet, call) {
				calls.push((pallet, call));
			}
		}
	}
	calls
}

const PPB: u32 = 1_000_000_000;
const HALF: u32 = PPB / 2;

fn profile(name: &[u8]) -> ProfileInput {
	ProfileInput {
		name: name.to_vec(),
		..Default::default()
	}
}

fn split(fund: u32) -> YieldSplit {
	YieldSplit {
		fund,
		stakers: PPB - fund,
	}
}

/// Gives the chain a past: what most calls need to succeed is there.
fn settle_in(users: &[AccountId], validators: &[AccountId]) {
	let blocks = |count: u32| {
		for n in 0..count {
			start_block(n as usize);
			end_block();
		}
	};
	let (alice, bob, charlie) = (&users[0], &users[1], &users[2]);
	let tnut = StakeableAsset::Local(LIQUID_STAKING_ASSET);
	start_block(0);
	for (n, user) in users[..12].iter().enumerate() {
		let amount = if n < 6 { 1_000_000 * NUT } else { 5_000 * NUT };
		act(user, pallet_liquid_staking::Call::mint { amount });
	}
	for user in [&users[3], &users[9]] {
		act(
			user,
			pallet_staking::Call::bond {
				value: 3_000 * NUT,
				payee: pallet_staking::RewardDestination::Staked,
			},
		);
		act(
			user,
			pallet_staking::Call::nominate {
				targets: validators.iter().cloned().map(Into::into).collect(),
			},
		);
	}
	let notice = configs::economy::MinNotice::get();
	let now = System::block_number();
	act(
		alice,
		pallet_communities::Call::create {
			profile: profile(b"First"),
			token: TokenInput::New {
				name: b"First".to_vec(),
				symbol: b"ONE".to_vec(),
				decimals: 12,
				max_supply: 1_000_000_000 * NUT,
				premint: 1_000_000 * NUT,
			},
			schedule: ScheduleInput::Steps(vec![
				Step {
					start: now + 2,
					end: now + 600,
					per_block: 100 * NUT,
				},
				Step {
					start: now + 700,
					end: now + 1_000_000,
					per_block: 10 * NUT + 1,
				},
			]),
			fund_share: PPB / 5,
			pools: vec![
				PoolInput {
					kind: PoolKind::Asset { asset: tnut },
					weight: PPB / 5,
					yield_split: split(HALF),
				},
				PoolInput {
					kind: PoolKind::Term {
						asset: tnut,
						terms: vec![
							Term {
								blocks: 10,
								multiplier: PPB.into(),
							},
							Term {
								blocks: 60,
								multiplier: 3 * u64::from(PPB) + 1,
							},
						],
					},
					weight: 2 * (PPB / 5),
					yield_split: split(PPB / 4),
				},
				PoolInput {
					kind: PoolKind::Contribution {
						signers: vec![alice.clone(), bob.clone()],
					},
					weight: PPB / 5,
					yield_split: split(0),
				},
			],
			notice,
		},
	);
	let first_token = FIRST_COMMUNITY_TOKEN + 1;
	act(
		bob,
		pallet_communities::Call::create {
			profile: profile(b"Second"),
			token: TokenInput::New {
				name: b"Second".to_vec(),
				symbol: b"TWO".to_vec(),
				decimals: 6,
				max_supply: Balance::from(u64::MAX),
				premint: 0,
			},
			schedule: ScheduleInput::Halving(Halving {
				start: now + 1,
				first_per_block: 1_000_000_007,
				period: 50,
				halvings: 20,
			}),
			fund_share: 1,
			pools: vec![
				PoolInput {
					kind: PoolKind::Asset {
						asset: StakeableAsset::Local(first_token),
					},
					weight: PPB - 4,
					yield_split: split(0),
				},
				PoolInput {
					kind: PoolKind::Asset { asset: tnut },
					weight: 3,
					yield_split: split(PPB),
				},
			],
			notice,
		},
	);
	act(
		charlie,
		pallet_communities::Call::create {
			profile: profile(b"Third"),
			token: TokenInput::Existing {
				asset: LIQUID_STAKING_ASSET,
			},
			schedule: ScheduleInput::Steps(vec![Step {
				start: now + 1,
				end: now + 1_000_000,
				per_block: NUT / 3,
			}]),
			fund_share: HALF,
			pools: vec![
				PoolInput {
					kind: PoolKind::Asset { asset: tnut },
					weight: HALF / 2,
					yield_split: split(HALF),
				},
				PoolInput {
					kind: PoolKind::Delegation { source: STEEM },
					weight: HALF / 2,
					yield_split: split(0),
				},
			],
			notice,
		},
	);
	act(
		charlie,
		pallet_communities::Call::top_up {
			community: 3,
			amount: 1_000 * NUT,
		},
	);
	for user in &users[1..8] {
		act(
			alice,
			pallet_assets::Call::<Runtime>::transfer {
				id: codec::Compact(first_token),
				target: user.clone().into(),
				amount: 1_000 * NUT,
			},
		);
	}
	use frame_support::traits::fungible::NativeOrWithId::{Native, WithId};
	for (asset, amount) in [
		(LIQUID_STAKING_ASSET, 98_000 * NUT),
		(first_token, 50_000 * NUT),
	] {
		act(
			alice,
			pallet_asset_conversion::Call::create_pool {
				asset1: Box::new(Native),
				asset2: Box::new(WithId(asset)),
			},
		);
		act(
			alice,
			pallet_asset_conversion::Call::add_liquidity {
				asset1: Box::new(Native),
				asset2: Box::new(WithId(asset)),
				amount1_desired: amount,
				amount2_desired: 100_000 * NUT,
				amount1_min: 1,
				amount2_min: 1,
				mint_to: alice.clone(),
			},
		);
	}
	act(
		alice,
		pallet_communities::Call::add_pool {
			community: 1,
			kind: PoolKind::Asset {
				asset: StakeableAsset::Liquidity(1),
			},
			yield_split: split(0),
		},
	);
	for (n, user) in users[..6].iter().enumerate() {
		// `Personal` has pool 0, the first community 1 to 3, the second 4 and 5, the third 6 and 7.
		for (community, pool, amount) in [(0, 0, 10_000), (1, 1, 20_000), (2, 5, 5_000)] {
			let amount = (amount + n as Balance) * NUT;
			act(
				user,
				pallet_communities::Call::stake {
					community,
					pool,
					amount,
				},
			);
		}
		act(
			user,
			pallet_communities::Call::stake_term {
				community: 1,
				pool: 2,
				amount: 7_000 * NUT,
				term: (n % 2) as u32,
			},
		);
	}
	end_block();
	blocks(5 * LENGTHS.era_blocks() as u32);
	assert!(
		LiquidStaking::released() > 0,
		"no yield is released after five eras"
	);
}
