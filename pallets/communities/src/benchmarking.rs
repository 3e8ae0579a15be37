//! Benchmarks of every call at its worst case: both streams running, every text at its limit, a
//! schedule of 32 steps.
//!
//! The communities distribute a token that existed before, but where it says otherwise: paying it
//! out of an escrow is a transfer, which touches one account more than issuing a new one does. Who
//! is paid has no account of the token yet.

use crate::{pallet::*, types::*, BenchmarkHelper as _};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect as _, Mutate as _},
	fungibles::{self, hold::Inspect as _},
	EnsureOrigin, Get,
};
use frame_system::RawOrigin;
use nutbox_math::{
	schedule::{Step, MAX_STEPS},
	Balance, PPB,
};
use nutbox_primitives::{
	delegation::DelegatedStake, yield_stream::YieldStream, BlockNumber, CommunityId, PoolId,
};
use sp_runtime::traits::{BlockNumberProvider, StaticLookup};

const SEED: u32 = 0;
const STAKE: Balance = 1_000_000_000_000_000;
const RATE: Balance = 1_000_000_000_000;
/// What is put into an escrow: more than any schedule here emits.
const ESCROWED: Balance = 1_000_000_000_000_000_000_000_000_000_000;
/// Blocks of a step.
const LENGTH: BlockNumber = 1_000_000;

/// As the origin of the call that is measured. What every signed transaction does with the account
/// of its sender, for the nonce and the fee, is in the base weight of a transaction. To be made
/// before the call: within it, reads and writes are counted already.
fn signed<T: Config>(who: &T::AccountId) -> RawOrigin<T::AccountId> {
	frame_benchmarking::whitelist_account!(who);
	RawOrigin::Signed(who.clone())
}

fn account_with_native<T: Config>(name: &'static str) -> T::AccountId {
	numbered_account::<T>(name, 0)
}

fn numbered_account<T: Config>(name: &'static str, number: u32) -> T::AccountId {
	let who = account(name, number, SEED);
	// Enough for the deposits of the largest community of any runtime.
	let amount = T::NativeCurrency::minimum_balance() * 1_000_000_000;
	T::NativeCurrency::mint_into(&who, amount).expect("a fresh account can be paid");
	who
}

fn profile(byte: u8) -> ProfileInput {
	ProfileInput {
		name: vec![byte; MAX_NAME as usize],
		description: vec![byte; MAX_DESCRIPTION as usize],
		website: vec![byte; MAX_URI as usize],
		logo: vec![byte; MAX_URI as usize],
	}
}

fn new_token() -> TokenInput {
	TokenInput::New {
		name: vec![b't'; MAX_TOKEN_NAME as usize],
		symbol: vec![b'T'; MAX_TOKEN_SYMBOL as usize],
		decimals: MAX_DECIMALS,
		max_supply: Balance::MAX,
		premint: 1_000_000,
	}
}

/// A token of which `owner` has enough for an escrow, and nobody else has any.
fn existing_token<T: Config>(owner: &T::AccountId) -> TokenInput {
	TokenInput::Existing {
		asset: T::BenchmarkHelper::existing_token(owner, 2 * ESCROWED),
	}
}

/// 32 steps. They start a little later than now, as the framework moves from block 0 to 1.
fn schedule<T: Config>() -> ScheduleInput {
	let now = T::BlockNumberProvider::current_block_number();
	let step = |n: u32| Step {
		start: now + 10 + LENGTH * n,
		end: now + 10 + LENGTH * (n + 1),
		per_block: if n == 0 { RATE } else { 10 * RATE },
	};
	ScheduleInput::Steps((0..MAX_STEPS).map(step).collect())
}

/// Pools of the liquid staking token, which have both streams.
fn pools<T: Config>(count: u32) -> Vec<PoolInputOf<T>> {
	let kind = PoolKind::Asset {
		asset: T::LiquidStakingAsset::get(),
	};
	let yield_split = YieldSplit {
		fund: PPB / 2,
		stakers: PPB / 2,
	};
	let weight = (PPB / 2).checked_div(count).unwrap_or_default();
	vec![
		PoolInput {
			kind,
			weight,
			yield_split
		};
		count as usize
	]
}

/// A community of these pools, with the rest of the emission for its fund; its id and the ids of
/// its pools. If its token existed before, its escrow is filled.
fn create_community<T: Config>(
	owner: &T::AccountId,
	token: TokenInput,
	pools: Vec<PoolInputOf<T>>,
) -> (CommunityId, Vec<PoolId>) {
	let weights: u32 = pools.iter().map(|pool| pool.weight).sum();
	let first = NextPoolId::<T>::get();
	let id = NextCommunityId::<T>::get();
	let count = pools.len() as u32;
	let escrowed = matches!(token, TokenInput::Existing { .. });
	Pallet::<T>::do_create(
		owner.clone(),
		profile(b'a'),
		token,
		schedule::<T>(),
		PPB - weights,
		pools,
		T::MinNotice::get(),
	)
	.expect("the arguments are in order");
	if escrowed {
		Pallet::<T>::do_top_up(owner.clone(), id, ESCROWED).expect("there is enough");
	}
	(id, (first..first + count).collect())
}

/// A community of `count` pools; its owner, its id and the ids of its pools.
fn community<T: Config>(count: u32) -> (T::AccountId, CommunityId, Vec<PoolId>) {
	let owner = account_with_native::<T>("owner");
	let token = existing_token::<T>(&owner);
	let (id, pools) = create_community::<T>(&owner, token, pools::<T>(count));
	(owner, id, pools)
}

/// Somebody with the liquid staking token, and a stake of it in each of `pools`.
fn staker<T: Config>(name: &'static str, community: CommunityId, pools: &[PoolId]) -> T::AccountId {
	let who = account_with_native::<T>(name);
	let amount = STAKE * (pools.len() as Balance + 2);
	T::BenchmarkHelper::mint(T::LiquidStakingAsset::get(), &who, amount);
	for pool in pools {
		Pallet::<T>::do_stake(who.clone(), community, *pool, STAKE).expect("there is enough");
	}
	who
}

/// A community of `count` pools of the liquid staking token, with terms; their ids.
fn term_community<T: Config>(count: u32) -> (CommunityId, Vec<PoolId>) {
	let owner = account_with_native::<T>("owner");
	let term = Term {
		blocks: 1_000,
		multiplier: MAX_MULTIPLIER,
	};
	let terms = vec![term; MAX_TERMS as usize];
	let kind = PoolKind::Term {
		asset: T::LiquidStakingAsset::get(),
		terms,
	};
	let inputs: Vec<_> = pools::<T>(count)
		.into_iter()
		.map(|pool| PoolInput {
			kind: kind.clone(),
			..pool
		})
		.collect();
	let token = existing_token::<T>(&owner);
	create_community::<T>(&owner, token, inputs)
}

/// Somebody with as many positions as can be in each of the pools.
fn term_staker<T: Config>(
	name: &'static str,
	community: CommunityId,
	pools: &[PoolId],
) -> T::AccountId {
	let who = account_with_native::<T>(name);
	let count = Balance::from(MAX_TERM_POSITIONS) * (pools.len() as Balance + 1);
	T::BenchmarkHelper::mint(T::LiquidStakingAsset::get(), &who, STAKE * count);
	for pool in pools {
		for _ in 0..MAX_TERM_POSITIONS {
			Pallet::<T>::do_stake_term(who.clone(), community, *pool, STAKE, 0)
				.expect("there is enough");
		}
	}
	who
}

/// Has `who` leave all positions, whose rewards stay.
fn leave_terms<T: Config>(who: &T::AccountId, community: CommunityId, pools: &[PoolId]) {
	for pool in pools {
		for term in TermPositions::<T>::get(pool, who) {
			Pallet::<T>::do_unstake_term(who.clone(), community, *pool, term.id, STAKE)
				.expect("is staked");
		}
	}
}

/// A community of one pool of some kind; their ids.
fn community_of_kind<T: Config>(kind: KindInputOf<T>) -> (CommunityId, PoolId) {
	let owner = account_with_native::<T>("owner");
	let input = PoolInput {
		kind,
		weight: PPB,
		yield_split: YieldSplit {
			fund: 0,
			stakers: PPB,
		},
	};
	let token = existing_token::<T>(&owner);
	let (id, pools) = create_community::<T>(&owner, token, vec![input]);
	(id, pools[0])
}

/// A community whose pool for contributions has earned something.
fn contribution_community<T: Config>() -> (CommunityId, PoolId) {
	// The signer is the last of as many as can be.
	let mut signers: Vec<_> = (1..MAX_SIGNERS)
		.map(|n| account("signer", n, SEED))
		.collect();
	signers.push(T::BenchmarkHelper::signer());
	let ids = community_of_kind::<T>(PoolKind::Contribution { signers });
	earn::<T>(20_000);
	ids
}

fn voucher<T: Config>(
	community: CommunityId,
	pool: PoolId,
	member: &T::AccountId,
	id: u64,
) -> Voucher<T::AccountId> {
	Voucher {
		community,
		pool,
		member: member.clone(),
		amount: 1_000,
		id,
		expires: T::BlockNumberProvider::current_block_number() + T::MaxVoucherLife::get(),
	}
}

/// A signature of the message as wallets wrap it, which takes longer to verify.
fn sign<T: Config>(voucher: &Voucher<T::AccountId>) -> T::VoucherSignature {
	let message = Pallet::<T>::voucher_message(voucher);
	let wrapped = [b"<Bytes>".as_slice(), &message, b"</Bytes>"].concat();
	T::BenchmarkHelper::sign(&wrapped)
}

/// Blocks go by, with emission and staking yield.
fn earn<T: Config>(blocks: BlockNumber) {
	let now = T::BlockNumberProvider::current_block_number();
	T::BlockNumberProvider::set_block_number(now + blocks);
	T::YieldStream::release(T::NativeCurrency::minimum_balance() * 1_000_000);
}

fn held<T: Config>(who: &T::AccountId) -> Balance {
	let asset = T::LiquidStakingAsset::get();
	T::StakeableAssets::balance_on_hold(asset, &HoldReason::Staked.into(), who)
}

/// What `who` has of the token that the community had before.
fn existing_balance<T: Config>(community: CommunityId, who: &T::AccountId) -> Balance {
	let Some(Token::Existing { asset }) = Pallet::<T>::token_of(community) else {
		panic!("the community has an escrow");
	};
	<T::Assets as fungibles::Inspect<_>>::balance(asset, who)
}

/// Another budget of `pools`, with other splits.
fn new_budget(pools: &[PoolId]) -> (u32, Vec<PoolBudget>) {
	let part = |pool: &PoolId| PoolBudget {
		pool: *pool,
		weight: 1,
		yield_split: YieldSplit {
			fund: 1,
			stakers: PPB - 1,
		},
	};
	(PPB - pools.len() as u32, pools.iter().map(part).collect())
}

/// Yield that could not be given back before is to be given back by the next call: so much that the
/// treasury is paid, after what the tokens and the insurance lack. No pool has a part of it.
fn give_back_later<T: Config>() {
	let issued =
		<T::StakeableAssets as fungibles::Inspect<_>>::total_issuance(T::LiquidStakingAsset::get());
	let amount = 2 * issued + T::NativeCurrency::minimum_balance() * 1_000;
	T::YieldStream::release(amount);
	StakingYield::<T>::mutate(|book| {
		book.seen += amount;
		book.to_forgo += amount;
	});
}

/// Another schedule of 32 steps, and from when on. With rates above the limit that the schedule in
/// force has there already, so that each step is compared with each.
fn change<T: Config>() -> (ScheduleInput, BlockNumber) {
	let now = T::BlockNumberProvider::current_block_number();
	let from = now + LENGTH + T::MinNotice::get() + 20;
	let step = |n: u32| Step {
		start: from + LENGTH / 2 * n,
		end: from + LENGTH / 2 * (n + 1),
		per_block: 10 * RATE,
	};
	let steps = (0..MAX_STEPS).map(step).collect();
	(ScheduleInput::Steps(steps), from)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create(p: Linear<0, MAX_POOLS>) {
		let who = account_with_native::<T>("owner");
		let id = NextCommunityId::<T>::get();
		let pools = pools::<T>(p);
		let weights: u32 = pools.iter().map(|pool| pool.weight).sum();
		let (schedule, notice) = (schedule::<T>(), T::MinNotice::get());
		// Its escrow is one account more than a new token needs.
		let token = existing_token::<T>(&who);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(
			origin,
			profile(b'a'),
			token,
			schedule,
			PPB - weights,
			pools,
			notice,
		);

		let record = Communities::<T>::get(id).expect("was created");
		assert_eq!(record.open_pools.len() as u32, p);
	}

	#[benchmark]
	fn update_profile() {
		let (owner, id, _) = community::<T>(1);
		// As short as possible, so that more is to be held.
		let short = ProfileInput {
			name: vec![b'a'],
			..Default::default()
		};
		Pallet::<T>::do_update_profile(owner.clone(), id, short).expect("is the owner");
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, profile(b'b'));

		assert_eq!(
			Profiles::<T>::get(id).expect("exists").name.first(),
			Some(&b'b')
		);
	}

	#[benchmark]
	fn stake() {
		let (_, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		let who = staker::<T>("staker", id, &[]);
		earn::<T>(20_000);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, pools[0], STAKE);

		assert_eq!(held::<T>(&who), STAKE);
	}

	#[benchmark]
	fn give_back() {
		let (_, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		give_back_later::<T>();
		let book = StakingYield::<T>::get();
		assert!(book.to_forgo > 0);

		#[block]
		{
			Pallet::<T>::write_book(Some(book));
		}

		assert_eq!(StakingYield::<T>::get().to_forgo, 0);
	}

	#[benchmark]
	fn stake_more() {
		let (_, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		let who = staker::<T>("staker", id, &pools);
		earn::<T>(20_000);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		stake(origin, id, pools[0], STAKE);

		assert_eq!(held::<T>(&who), 2 * STAKE);
	}

	#[benchmark]
	fn unstake() {
		let (_, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		let who = staker::<T>("staker", id, &pools);
		// In the same block, so that nothing is pending and the position goes with its deposit.
		// Settling costs the same whatever has been earned.
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, pools[0], STAKE);

		assert_eq!(held::<T>(&who), 0);
		assert!(!Positions::<T>::contains_key(pools[0], &who));
	}

	#[benchmark]
	fn unstake_part() {
		let (_, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		let who = staker::<T>("staker", id, &pools);
		earn::<T>(20_000);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		unstake(origin, id, pools[0], STAKE - 1);

		assert_eq!(held::<T>(&who), 1);
	}

	#[benchmark]
	fn claim(p: Linear<1, MAX_CLAIM_POOLS>) {
		let (id, pools) = term_community::<T>(p);
		let who = term_staker::<T>("staker", id, &pools);
		earn::<T>(20_000);
		// Without stakes the positions go, each with its deposit; and what is released then is given
		// back.
		leave_terms::<T>(&who, id, &pools);
		earn::<T>(1);
		give_back_later::<T>();
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, pools.clone());

		assert!(pools
			.iter()
			.all(|pool| !TermPositions::<T>::contains_key(pool, &who)));
		assert!(existing_balance::<T>(id, &who) > 0);
	}

	#[benchmark]
	fn emergency_unstake() {
		let (id, pools) = term_community::<T>(1);
		term_staker::<T>("other", id, &pools);
		let who = term_staker::<T>("staker", id, &pools);
		earn::<T>(20_000);
		give_back_later::<T>();
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, pools[0]);

		assert_eq!(held::<T>(&who), 0);
	}

	#[benchmark]
	fn collect_fund(p: Linear<0, MAX_POOLS>) {
		let (owner, id, pools) = community::<T>(p);
		staker::<T>("other", id, &pools);
		earn::<T>(20_000);
		give_back_later::<T>();
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, pools);

		let record = Communities::<T>::get(id).expect("exists");
		assert!(record.fund.credit.paid > 0);
		assert!(existing_balance::<T>(id, &Pallet::<T>::fund_account(id)) > 0);
	}

	#[benchmark]
	fn spend() {
		let (owner, id, pools) = community::<T>(1);
		staker::<T>("other", id, &pools);
		earn::<T>(20_000);
		Pallet::<T>::do_collect_fund(id, pools).expect("there is something");
		let fund = Pallet::<T>::fund_account(id);
		let token = Communities::<T>::get(id)
			.and_then(|c| c.token)
			.expect("has one")
			.asset();
		let amount = <T::Assets as fungibles::Inspect<_>>::balance(token, &fund);
		assert!(amount > 0);
		let to = account_with_native::<T>("beneficiary");
		let lookup = T::Lookup::unlookup(to.clone());
		let origin = signed::<T>(&owner);

		// The whole of it, to somebody who has none yet.
		#[extrinsic_call]
		_(origin, id, FundAsset::Token, amount, lookup);

		assert_eq!(
			<T::Assets as fungibles::Inspect<_>>::balance(token, &to),
			amount
		);
	}

	#[benchmark]
	fn close_pool() {
		let (owner, id, pools) = community::<T>(MAX_POOLS);
		staker::<T>("other", id, &pools[..1]);
		earn::<T>(20_000);
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, pools[0]);

		assert!(ClosedPools::<T>::contains_key(id, pools[0]));
	}

	#[benchmark]
	fn set_operating_mode() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, OperatingMode::ExitsOnly);

		assert_eq!(Mode::<T>::get(), OperatingMode::ExitsOnly);
		Ok(())
	}

	#[benchmark]
	fn offer_ownership() {
		let (owner, id, _) = community::<T>(MAX_POOLS);
		let to = account_with_native::<T>("new owner");
		let lookup = T::Lookup::unlookup(to.clone());
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, Some(lookup));

		assert_eq!(
			Communities::<T>::get(id).and_then(|c| c.offered_to),
			Some(to)
		);
	}

	#[benchmark]
	fn accept_ownership() {
		let (owner, id, _) = community::<T>(MAX_POOLS);
		let to = account_with_native::<T>("new owner");
		Pallet::<T>::do_offer_ownership(owner, id, Some(to.clone())).expect("is the owner");
		let origin = signed::<T>(&to);

		#[extrinsic_call]
		_(origin, id);

		assert_eq!(Communities::<T>::get(id).and_then(|c| c.owner), Some(to));
	}

	#[benchmark]
	fn renounce_ownership() {
		let (owner, id, _) = community::<T>(MAX_POOLS);
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id);

		assert_eq!(Communities::<T>::get(id).and_then(|c| c.owner), None);
	}

	#[benchmark]
	fn claim_for(p: Linear<1, MAX_CLAIM_POOLS>) {
		let (id, pools) = term_community::<T>(p);
		let who = term_staker::<T>("staker", id, &pools);
		Pallet::<T>::do_set_claim_permission(who.clone(), true).expect("can pay the deposit");
		earn::<T>(20_000);
		leave_terms::<T>(&who, id, &pools);
		earn::<T>(1);
		give_back_later::<T>();
		let lookup = T::Lookup::unlookup(who.clone());

		#[extrinsic_call]
		_(
			RawOrigin::Signed(account("anybody", 0, SEED)),
			lookup,
			id,
			pools.clone(),
		);

		assert!(pools
			.iter()
			.all(|pool| !TermPositions::<T>::contains_key(pool, &who)));
		assert!(existing_balance::<T>(id, &who) > 0);
	}

	#[benchmark]
	fn set_claim_permission() {
		let who = account_with_native::<T>("staker");
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, true);

		assert!(ClaimPermissions::<T>::contains_key(&who));
	}

	#[benchmark]
	fn add_pool() {
		let (owner, id, _) = community::<T>(MAX_POOLS - 1);
		let input = pools::<T>(1).remove(0);
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, input.kind, input.yield_split);

		let record = Communities::<T>::get(id).expect("exists");
		assert_eq!(record.open_pools.len() as u32, MAX_POOLS);
	}

	#[benchmark]
	fn announce_weights(p: Linear<0, MAX_POOLS>) {
		let (owner, id, pools) = community::<T>(p);
		let (fund_share, parts) = new_budget(&pools);
		// Replaces another.
		Pallet::<T>::do_announce_weights(owner.clone(), id, fund_share, parts.clone())
			.expect("is in order");
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, fund_share, parts);

		assert!(AnnouncedBudgets::<T>::contains_key(id));
	}

	#[benchmark]
	fn announce_schedule() {
		let (owner, id, _) = community::<T>(1);
		let (change, from) = change::<T>();
		Pallet::<T>::do_announce_schedule(owner.clone(), id, change.clone(), from)
			.expect("is in order");
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, change, from);

		assert!(Emissions::<T>::get(id).next.is_some());
	}

	#[benchmark]
	fn apply_announced(p: Linear<0, MAX_POOLS>) {
		let (owner, id, pools) = community::<T>(p);
		staker::<T>("other", id, &pools);
		let (fund_share, parts) = new_budget(&pools);
		let (schedule, from) = change::<T>();
		Pallet::<T>::do_announce_weights(owner.clone(), id, fund_share, parts)
			.expect("is in order");
		Pallet::<T>::do_announce_schedule(owner.clone(), id, schedule, from).expect("is in order");
		earn::<T>(from);
		give_back_later::<T>();
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id);

		assert!(!AnnouncedBudgets::<T>::contains_key(id));
		assert!(Emissions::<T>::get(id).next.is_none());
	}

	#[benchmark]
	fn top_up() {
		let (who, id, _) = community::<T>(0);
		earn::<T>(20_000);
		// All that is left, so that the account of the token goes.
		let rest = existing_balance::<T>(id, &who);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, rest);

		let escrow = Emissions::<T>::get(id).escrow.expect("has one");
		assert_eq!(escrow.funded, ESCROWED + rest);
	}

	#[benchmark]
	fn buy_back() {
		// A new token, which can be burned.
		let owner = account_with_native::<T>("owner");
		let (id, _) = create_community::<T>(&owner, new_token(), pools::<T>(1));
		let token = Communities::<T>::get(id)
			.and_then(|c| c.token)
			.expect("has one")
			.asset();
		T::BenchmarkHelper::make_market(token, &owner);
		let fund = Pallet::<T>::fund_account(id);
		let amount = T::NativeCurrency::minimum_balance() * 1_000;
		T::NativeCurrency::mint_into(&fund, 2 * amount).expect("can be paid");
		let origin = signed::<T>(&owner);

		#[extrinsic_call]
		_(origin, id, amount, 1, true);

		assert_eq!(T::NativeCurrency::balance(&fund), amount);
	}

	#[benchmark]
	fn stake_term() {
		let (id, pools) = term_community::<T>(1);
		let who = staker::<T>("staker", id, &[]);
		T::BenchmarkHelper::mint(T::LiquidStakingAsset::get(), &who, 10 * STAKE);
		for _ in 1..MAX_TERM_POSITIONS {
			Pallet::<T>::do_stake_term(who.clone(), id, pools[0], STAKE, 0).expect("is in order");
		}
		earn::<T>(20_000);
		give_back_later::<T>();
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, id, pools[0], STAKE, 0);

		assert_eq!(held::<T>(&who), STAKE * Balance::from(MAX_TERM_POSITIONS));
	}

	#[benchmark]
	fn unstake_term() {
		let (id, pools) = term_community::<T>(1);
		let who = term_staker::<T>("staker", id, &pools);
		let last = u64::from(MAX_TERM_POSITIONS - 1);
		earn::<T>(11);
		// So that much is on its way, which goes to nobody with the last stake.
		for position in 0..last {
			Pallet::<T>::do_unstake_term(who.clone(), id, pools[0], position, STAKE)
				.expect("is staked");
		}
		earn::<T>(1);
		give_back_later::<T>();
		let origin = signed::<T>(&who);

		// Before the end, so that everything is forfeited and the position goes with its deposit.
		#[extrinsic_call]
		_(origin, id, pools[0], last, STAKE);

		assert_eq!(held::<T>(&who), 0);
	}

	#[benchmark]
	fn claim_voucher() {
		let (id, pool) = contribution_community::<T>();
		let who = account_with_native::<T>("member");
		let voucher = voucher::<T>(id, pool, &who, 0);
		let signer = T::BenchmarkHelper::signer();
		let signature = sign::<T>(&voucher);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, voucher, signer, signature);

		assert!(UsedVouchers::<T>::contains_key(pool, 0));
		assert_eq!(existing_balance::<T>(id, &who), 1_000);
	}

	#[benchmark]
	fn remove_vouchers(v: Linear<1, MAX_REMOVED_VOUCHERS>) {
		let (id, pool) = contribution_community::<T>();
		for n in 0..v {
			// Each of another member, whose deposit comes back.
			let who = numbered_account::<T>("member", n);
			let voucher = voucher::<T>(id, pool, &who, n.into());
			let signature = sign::<T>(&voucher);
			Pallet::<T>::do_claim_voucher(
				who.clone(),
				voucher,
				T::BenchmarkHelper::signer(),
				signature,
			)
			.expect("is in order");
		}
		earn::<T>(T::MaxVoucherLife::get() + 1);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(account("anybody", 0, SEED)),
			id,
			pool,
			(0..v.into()).collect(),
		);

		assert_eq!(UsedVouchers::<T>::iter().count(), 0);
	}

	#[benchmark]
	fn set_delegated() -> Result<(), BenchmarkError> {
		let source = T::BenchmarkHelper::source().ok_or(BenchmarkError::Override(
			BenchmarkResult::from_weight(<() as crate::WeightInfo>::set_delegated()),
		))?;
		let (_, pool) = community_of_kind::<T>(PoolKind::Delegation { source });
		let who = account_with_native::<T>("member");
		earn::<T>(20_000);

		#[block]
		{
			<Pallet<T> as DelegatedStake<_>>::set_delegated(source, pool, &who, STAKE)
				.expect("is in order");
		}

		assert_eq!(Pallet::<T>::delegated(pool, &who), STAKE);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::new_test_ext(),
		crate::tests::mock::Test
	);
}
