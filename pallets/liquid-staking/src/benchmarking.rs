//! Benchmarks, each at the worst case. They need nothing of the runtime but its `Config`.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect as _, Mutate as _},
		fungibles::{Inspect as _, Mutate as _},
		EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use nutbox_math::redemption::{Checkpoint, Queue, Rate, Request};
use nutbox_primitives::{era_rewards::EraRewards, Balance, LIQUID_STAKING_ASSET};
use sp_staking::{EraIndex, StakingInterface};

/// How the runtime prepares what the benchmarks can't.
pub trait BenchmarkHelper<AccountId> {
	/// Makes sure that the liquid staking token exists, with the main account as its issuer.
	fn prepare();

	/// Makes a validator that charges no commission; another one for each `index`.
	fn make_validator(index: u32) -> AccountId;

	/// Has the validator validate in the active era.
	fn elect(who: &AccountId);

	/// Notes that `who` was slashed in so many slashing spans, last for `era`.
	fn note_slash(who: &AccountId, era: EraIndex, spans: u32);
}

/// The era in which the benchmarks begin.
const ERA: EraIndex = 100;
/// How many checkpoints a request has to search.
const CHECKPOINTS: u32 = 1_024;

/// An amount that every minimum allows.
fn unit<T: Config>() -> Balance {
	let deposit = T::NativeCurrency::minimum_balance();
	let bond = T::StakingInterface::minimum_nominator_bond();
	deposit.max(bond).max(T::MinRedeem::get()) * 1_000
}

/// As the origin of the call that is measured. What every signed transaction does with the account
/// of its sender, for the nonce and the fee, is in the base weight of a transaction. To be made
/// before the call: within it, reads and writes are counted already.
fn signed<T: Config>(who: &T::AccountId) -> RawOrigin<T::AccountId> {
	frame_benchmarking::whitelist_account!(who);
	RawOrigin::Signed(who.clone())
}

fn user<T: Config>(name: &'static str) -> T::AccountId {
	let who: T::AccountId = account(name, 0, 0);
	T::NativeCurrency::mint_into(&who, unit::<T>() * 1_000).expect("the account can grow");
	who
}

fn validators<T: Config>(first: u32, count: u32) -> Vec<T::AccountId> {
	(first..first + count)
		.map(T::BenchmarkHelper::make_validator)
		.collect()
}

fn elected<T: Config>(first: u32, count: u32) -> Vec<T::AccountId> {
	let validators = validators::<T>(first, count);
	validators.iter().for_each(T::BenchmarkHelper::elect);
	validators
}

/// The accounts, the token, and all validators that may be nominated.
fn prepare<T: Config>() {
	T::BenchmarkHelper::prepare();
	Pallet::<T>::endow_accounts().expect("the accounts can be endowed");
	T::StakingInterface::set_era(ERA);
	Validators::<T>::put(BoundedVec::truncate_from(elected::<T>(
		0,
		T::MaxValidators::get(),
	)));
	EraWork::<T>::put(EraProgress {
		era: ERA,
		work: None,
	});
}

/// Others are to be nominated, and only the last of them may be: the rest was slashed lately, which
/// is what is looked at last.
fn nominate_others<T: Config>() {
	let most = T::MaxValidators::get();
	let others = validators::<T>(most, most);
	let (slashed, _) = others.split_at((most - T::MaxNominations::get()) as usize);
	for validator in slashed {
		note_slash::<T>(validator);
	}
	Validators::<T>::put(BoundedVec::truncate_from(others));
}

/// The validator was slashed in the active era.
fn note_slash<T: Config>(who: &T::AccountId) {
	let era = T::EraRewards::active_era().expect("an era has begun");
	T::BenchmarkHelper::note_slash(who, era, T::MaxSlashingSpans::get());
}

/// As many validators as there is room for were replaced in the active era.
fn retire<T: Config>(count: u32) {
	let since = T::EraRewards::active_era().expect("an era has begun");
	let retired: Vec<_> = (0..count)
		.map(|n| (account("retired", n, 0), since))
		.collect();
	RetiredValidators::<T>::put(BoundedVec::truncate_from(retired));
}

/// Somebody has minted `units` units, which are in the buffer.
fn mint<T: Config>(units: Balance) -> T::AccountId {
	let who = user::<T>("minter");
	Pallet::<T>::do_mint(&who, unit::<T>() * units).expect("minting is open");
	who
}

/// The stash is bonded with ten units.
fn bond<T: Config>(index: u32) {
	mint::<T>(10);
	Pallet::<T>::bond(index, unit::<T>() * 10).expect("it can be bonded");
}

/// The stash has as many unlocking chunks as bonding takes eras. Leaves the era after the last.
fn unbond_in_chunks<T: Config>(index: u32) {
	let stash = Pallet::<T>::stash_account(index);
	for era in 0..T::StakingInterface::bonding_duration() {
		T::StakingInterface::set_era(ERA + era);
		T::StakingInterface::unbond(&stash, unit::<T>() / 100).expect("it can be unbonded");
	}
	T::StakingInterface::set_era(ERA + T::StakingInterface::bonding_duration());
	align::<T>(index);
}

/// The counters follow what the staking system says of the stash.
fn align<T: Config>(index: u32) {
	let stash = Pallet::<T>::stash_account(index);
	let old = Stashes::<T>::get(index).expect("it is bonded");
	let new = Pallet::<T>::stake_of(&stash)
		.expect("fits")
		.expect("it is bonded");
	Stashes::<T>::insert(index, new);
	LedgerState::<T>::mutate(|ledger| {
		*ledger = ledger.restaked(&old, &new, 0, 0).expect("the same amounts");
	});
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let who = user::<T>("caller");
		let amount = unit::<T>();
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, amount);

		assert_eq!(T::Assets::balance(LIQUID_STAKING_ASSET, &who), amount);
		Ok(())
	}

	#[benchmark]
	fn redeem() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let who = super::mint::<T>(100);
		let amount = unit::<T>();
		for _ in 1..T::MaxOpenRequests::get() {
			Pallet::<T>::do_redeem(&who, amount)?;
		}
		// All the rest, so that the account of the token goes.
		let rest = T::Assets::balance(LIQUID_STAKING_ASSET, &who);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, rest);

		assert_eq!(
			Requests::<T>::get(&who).len() as u32,
			T::MaxOpenRequests::get()
		);
		Ok(())
	}

	#[benchmark]
	fn cancel_redemption() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let who = super::mint::<T>(100);
		let first = QueueState::<T>::get().next_id;
		for _ in 0..T::MaxOpenRequests::get() {
			Pallet::<T>::do_redeem(&who, unit::<T>())?;
		}
		Pallet::<T>::do_cancel(&who, first + 1)?;
		Pallet::<T>::do_cancel(&who, first + 3)?;
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, first + 2);

		assert_eq!(Holes::<T>::iter().count(), 1);
		Ok(())
	}

	#[benchmark]
	fn claim_redemptions(r: Linear<1, 32>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let r = r.min(T::MaxOpenRequests::get());
		let who = user::<T>("caller");
		let step = unit::<T>();
		let rate = Rate {
			numerator: 999,
			denominator: 1_000,
		};
		let at = |index: u32| step * Balance::from(index);
		for index in 0..CHECKPOINTS {
			let end = at(index + 1);
			let checkpoint = Checkpoint {
				end,
				paid: end / 1_000 * 999,
				rate,
			};
			Checkpoints::<T>::insert(index, checkpoint);
		}
		let end = at(CHECKPOINTS);
		QueueState::<T>::put(Queue {
			next_id: r.into(),
			end,
			finalised: end,
			checkpoints: CHECKPOINTS,
		});
		// From one end to the other, so that nothing that is read serves two of them.
		let requests: Vec<_> = (0..r)
			.map(|id| Request {
				id: id.into(),
				start: at(id * 15) + step / 2,
				end: at(CHECKPOINTS - 1 - id * 16) + step / 2,
				hint: 0,
			})
			.collect();
		Requests::<T>::insert(&who, BoundedVec::truncate_from(requests));
		let claims = end * Balance::from(r);
		LedgerState::<T>::put(Ledger {
			claims,
			..Default::default()
		});
		T::NativeCurrency::mint_into(&Pallet::<T>::account_id(), claims)?;
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, r);

		assert!(!Requests::<T>::contains_key(&who));
		Ok(())
	}

	#[benchmark]
	fn redeem_instantly() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let who = super::mint::<T>(100);
		let other = user::<T>("other");
		Pallet::<T>::do_mint(&other, unit::<T>() * 100)?;
		// All of it, so that the account of the token goes.
		let amount = T::Assets::balance(LIQUID_STAKING_ASSET, &who);
		let origin = signed::<T>(&who);

		#[extrinsic_call]
		_(origin, amount, 1);

		assert!(LedgerState::<T>::get().insurance > 0);
		Ok(())
	}

	#[benchmark]
	fn set_validators(v: Linear<1, 64>, r: Linear<0, 16>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		for index in 0..T::MaxStashes::get() {
			bond::<T>(index);
		}
		let (most, most_reserve) = (T::MaxValidators::get(), T::MaxReserve::get());
		let new = BoundedVec::truncate_from(elected::<T>(most, v.min(most)));
		let reserve = BoundedVec::truncate_from(elected::<T>(2 * most, r.min(most_reserve)));
		retire::<T>(128 - most);
		for index in 0..T::MaxStashes::get() {
			T::StakingInterface::chill(&Pallet::<T>::stash_account(index))?;
		}
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone(), reserve.clone());

		assert_eq!(Validators::<T>::get(), new);
		assert_eq!(Reserve::<T>::get(), reserve);
		Ok(())
	}

	#[benchmark]
	fn set_operating_mode() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, OperatingMode::EntrancesClosed);

		assert_eq!(Mode::<T>::get(), OperatingMode::EntrancesClosed);
		Ok(())
	}

	#[benchmark]
	fn era_idle() -> Result<(), BenchmarkError> {
		prepare::<T>();

		#[block]
		{
			Pallet::<T>::do_era_work();
			EraWork::<T>::put(EraProgress {
				era: ERA,
				work: Some(Work::Sweep),
			});
		}

		assert!(EraWork::<T>::get().work.is_some());
		Ok(())
	}

	#[benchmark]
	fn era_payout() -> Result<(), BenchmarkError> {
		prepare::<T>();
		bond::<T>(0);
		let since = T::EraRewards::active_era().ok_or(BenchmarkError::Weightless)?;
		retire::<T>(128);
		// The last step of the walk: it forgets those that were replaced long enough ago.
		let work = Work::Payout {
			era: since,
			validator: T::MaxValidators::get() + 128,
			stash: 0,
		};
		let next;

		#[block]
		{
			(next, _) = Pallet::<T>::do_step(since + 1, work);
		}

		assert_eq!(next, Some(Work::Sweep));
		assert_eq!(RetiredValidators::<T>::get().len(), 128);
		Ok(())
	}

	#[benchmark]
	fn era_sweep() -> Result<(), BenchmarkError> {
		prepare::<T>();
		bond::<T>(0);
		T::NativeCurrency::mint_into(&Pallet::<T>::reward_account(), unit::<T>())?;

		#[block]
		{
			Pallet::<T>::do_step(ERA, Work::Sweep);
		}

		assert_eq!(Yields::<T>::get().collected, unit::<T>());
		Ok(())
	}

	#[benchmark]
	fn era_withdraw() -> Result<(), BenchmarkError> {
		prepare::<T>();
		bond::<T>(0);
		unbond_in_chunks::<T>(0);
		// All that is left goes too, so that staking drops the stash and its slashing spans.
		let stash = Pallet::<T>::stash_account(0);
		T::StakingInterface::chill(&stash)?;
		T::StakingInterface::unbond(&stash, LedgerState::<T>::get().bonded)?;
		align::<T>(0);
		note_slash::<T>(&stash);
		T::StakingInterface::set_era(ERA + 2 * T::StakingInterface::bonding_duration());

		#[block]
		{
			Pallet::<T>::do_step(ERA, Work::Withdraw { stash: 0 });
		}

		assert_eq!(LedgerState::<T>::get().unbonding, 0);
		Ok(())
	}

	#[benchmark]
	fn era_finalise(h: Linear<0, 64>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let step = unit::<T>();
		let holder = user::<T>("holder");
		// Not solvent, so that a checkpoint is added.
		T::Assets::mint_into(LIQUID_STAKING_ASSET, &holder, step)?;
		for hole in 0..h {
			let start = step * (2 * Balance::from(hole) + 1);
			Holes::<T>::insert((start + step).to_be_bytes(), start);
		}
		let end = step * (2 * Balance::from(h) + 1);
		QueueState::<T>::put(Queue {
			end,
			checkpoints: 1,
			..Default::default()
		});
		Checkpoints::<T>::insert(
			0,
			Checkpoint {
				end: 0,
				paid: 0,
				rate: Rate::ONE,
			},
		);
		let queued = step * (Balance::from(h) + 1);
		LedgerState::<T>::put(Ledger {
			queued,
			buffer: queued,
			..Default::default()
		});
		let outcome;

		#[block]
		{
			outcome = Pallet::<T>::finalise();
		}

		assert_eq!(outcome?.1, h.min(T::MaxHolesPerStep::get()));
		assert_eq!(QueueState::<T>::get().checkpoints, 2);
		Ok(())
	}

	#[benchmark]
	fn era_review() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (most, most_reserve) = (T::MaxValidators::get(), T::MaxReserve::get());
		// One that is not elected, and only the last of the reserve is.
		let fallen = validators::<T>(most, 1).remove(0);
		Validators::<T>::mutate(|all| all[0] = fallen.clone());
		let reserve = validators::<T>(2 * most, most_reserve);
		// The others are harmless, which takes longest to find out, and not elected.
		let last = reserve[most_reserve as usize - 1].clone();
		T::BenchmarkHelper::elect(&last);
		Reserve::<T>::put(BoundedVec::truncate_from(reserve));
		retire::<T>(127);

		#[block]
		{
			Pallet::<T>::do_step(ERA, Work::Review { place: 0 });
		}

		assert_eq!(Validators::<T>::get()[0], last);
		assert_eq!(RetiredValidators::<T>::get()[127].0, fallen);
		Ok(())
	}

	#[benchmark]
	fn era_bond() -> Result<(), BenchmarkError> {
		prepare::<T>();
		bond::<T>(0);
		super::mint::<T>(100);
		let before = LedgerState::<T>::get().bonded;
		nominate_others::<T>();

		#[block]
		{
			Pallet::<T>::do_step(ERA, Work::Rebalance { stash: 0 });
		}

		assert!(LedgerState::<T>::get().bonded > before);
		Ok(())
	}

	#[benchmark]
	fn era_unbond() -> Result<(), BenchmarkError> {
		prepare::<T>();
		bond::<T>(0);
		unbond_in_chunks::<T>(0);
		let who: T::AccountId = account("minter", 0, 0);
		Pallet::<T>::do_redeem(&who, unit::<T>() * 5)?;
		let before = LedgerState::<T>::get();
		assert!(before.queued > before.unbonding + before.buffer);
		nominate_others::<T>();

		#[block]
		{
			Pallet::<T>::do_step(ERA, Work::Rebalance { stash: 0 });
		}

		assert!(LedgerState::<T>::get().bonded < before.bonded);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::new_test_ext(),
		crate::tests::mock::Test
	);
}
