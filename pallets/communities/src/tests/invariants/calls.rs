//! The calls that are made at random, and the community that they meet.

use super::*;

#[derive(Clone, Debug)]
pub(super) enum Call {
	Stake(usize, u32, Balance),
	Unstake(usize, u32, Balance),
	UnstakeAll(usize, u32),
	/// For one of the terms.
	StakeTerm(usize, Balance, u32),
	/// So many thousandths of the stake of one of the positions.
	UnstakeTerm(usize, usize, u16),
	Delegate(usize, Balance),
	/// To somebody else, for proving that less is delegated; in ppb.
	Bounty(usize, u32),
	/// Amount, number and remaining life.
	Voucher(usize, Balance, u64, u32),
	RemoveVoucher(u64),
	Claim(usize, Vec<u32>),
	/// By somebody else; and whether it is allowed from now on.
	ClaimFor(usize, Vec<u32>),
	Permit(usize, bool),
	Emergency(usize, u32),
	Collect(Vec<u32>),
	Close(u32),
	/// Of the liquid staking token, or of another asset; by the owner, as all that follow.
	AddPool(bool),
	Spend(FundAsset, Balance),
	/// Amount and least to receive, and whether it is burned.
	BuyBack(Balance, Balance, bool),
	/// So many bytes of description.
	Profile(usize),
	/// To one of the users, or to nobody.
	Offer(Option<usize>),
	Accept(usize),
	Renounce,
	TopUp(Balance),
	Mode(bool),
	/// Fund share and weights, and the fund's parts of the yield.
	Announce([u32; 7], [u32; 6]),
	/// Rates of a step and of one after a gap, so many blocks after the notice.
	AnnounceSchedule(u32, [Balance; 2]),
	/// So many blocks after the notice: first emission, period and halvings.
	AnnounceHalving(u32, Balance, u32, u8),
	Apply,
}

pub(super) fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![
		1..20u128,
		(0..29u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp)),
	]
}

/// What a fund may have earned.
fn small_amount() -> impl Strategy<Value = Balance> {
	(0..4u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp))
}

/// Now and then the owner gives the community up, after which nobody changes it any more.
pub(super) fn calls() -> impl Strategy<Value = Vec<(Wait, Call)>> {
	let renounced = proptest::option::weighted(0.1, 0..40usize);
	(
		proptest::collection::vec((wait(), call()), 1..40),
		renounced,
	)
		.prop_map(|(mut calls, at)| {
			if let Some((_, call)) = at.and_then(|at| calls.get_mut(at)) {
				*call = Call::Renounce;
			}
			calls
		})
}

pub(super) fn call() -> impl Strategy<Value = Call> {
	// Pools with stakes of the kind `Asset`, and every one of the founder's.
	let simple = || 0..TERMS;
	let list = || proptest::collection::vec(1..CONTRIBUTIONS, 0..4);
	prop_oneof![
		6 => (0..USERS, simple(), amount()).prop_map(|(u, p, a)| Call::Stake(u, p, a)),
		3 => (0..USERS, simple(), amount()).prop_map(|(u, p, a)| Call::Unstake(u, p, a)),
		3 => (0..USERS, simple()).prop_map(|(u, p)| Call::UnstakeAll(u, p)),
		4 => (0..USERS, amount(), 0..3u32).prop_map(|(u, a, t)| Call::StakeTerm(u, a, t)),
		4 => (0..USERS, 0..3usize, prop_oneof![Just(1_000u16), 1..=1_000u16])
			.prop_map(|(u, n, part)| Call::UnstakeTerm(u, n, part)),
		3 => (0..USERS, prop_oneof![Just(0), amount()]).prop_map(|(u, a)| Call::Delegate(u, a)),
		2 => (0..USERS, prop_oneof![Just(PPB), 1..PPB]).prop_map(|(u, s)| Call::Bounty(u, s)),
		3 => (0..USERS, amount(), 0..6u64, 0..20u32)
			.prop_map(|(u, a, id, life)| Call::Voucher(u, a, id, life)),
		1 => (0..6u64).prop_map(Call::RemoveVoucher),
		4 => (0..USERS, list()).prop_map(|(u, l)| Call::Claim(u, l)),
		2 => (0..USERS, list()).prop_map(|(u, l)| Call::ClaimFor(u, l)),
		1 => (0..USERS, any::<bool>()).prop_map(|(u, b)| Call::Permit(u, b)),
		1 => (0..USERS).prop_map(|u| Call::Claim(u, vec![0])),
		2 => (0..USERS, 0..POOLS).prop_map(|(u, p)| Call::Emergency(u, p)),
		2 => proptest::collection::vec(1..POOLS, 0..4).prop_map(Call::Collect),
		1 => (1..POOLS + 2).prop_map(Call::Close),
		1 => any::<bool>().prop_map(Call::AddPool),
		2 => (prop_oneof![Just(FundAsset::Token), Just(FundAsset::Native)], amount())
			.prop_map(|(asset, a)| Call::Spend(asset, a)),
		2 => (small_amount(), small_amount(), any::<bool>())
			.prop_map(|(a, min, burn)| Call::BuyBack(a, min, burn)),
		1 => (0..600usize).prop_map(Call::Profile),
		1 => proptest::option::of(0..USERS).prop_map(Call::Offer),
		1 => (0..USERS).prop_map(Call::Accept),
		2 => amount().prop_map(Call::TopUp),
		1 => any::<bool>().prop_map(Call::Mode),
		2 => (budget(), splits()).prop_map(|(b, s)| Call::Announce(b, s)),
		1 => (1..20u32, proptest::array::uniform2(rate()))
			.prop_map(|(ahead, rates)| Call::AnnounceSchedule(ahead, rates)),
		1 => (1..20u32, rate(), 1..9u32, 0..5u8)
			.prop_map(|(ahead, first, period, halvings)| {
				Call::AnnounceHalving(ahead, first, period, halvings)
			}),
		3 => Just(Call::Apply),
	]
}

/// Blocks that go by before a call, and the yield released in each of them.
pub(super) type Wait = (u32, Balance);

pub(super) fn wait() -> impl Strategy<Value = Wait> {
	let blocks = prop_oneof![4 => 0..3u32, 2 => 0..30u32];
	let released = prop_oneof![Just(0), 1..5_000u128, Just(1_000_000_000)];
	(blocks, released)
}

#[derive(Clone, Debug)]
pub(super) struct Setup {
	/// Whether the token exists before, and what is put into the escrow at once.
	pub(super) escrow: Option<Balance>,
	pub(super) steps: Vec<(u32, u32, Balance)>,
	pub(super) weights: [u32; 7],
	pub(super) fund_splits: [u32; 6],
}

pub(super) fn rate() -> impl Strategy<Value = Balance> {
	(0..24u32, 1..10u128).prop_map(|(exp, digit)| digit * 10u128.pow(exp))
}

/// The fund's share and the weights of six pools.
pub(super) fn budget() -> impl Strategy<Value = [u32; 7]> {
	proptest::array::uniform6(0..=PPB).prop_map(|mut cuts| {
		cuts.sort_unstable();
		let mut parts = [0; 7];
		let mut last = 0;
		for (part, cut) in parts.iter_mut().zip(cuts.into_iter().chain([PPB])) {
			*part = cut - last;
			last = cut;
		}
		parts
	})
}

pub(super) fn splits() -> impl Strategy<Value = [u32; 6]> {
	proptest::array::uniform6(prop_oneof![Just(0), Just(PPB), 0..=PPB])
}

pub(super) fn setup() -> impl Strategy<Value = Setup> {
	let step = (0..30u32, 1..80u32, rate());
	let steps = proptest::collection::vec(step, 0..5).prop_map(|parts| {
		let mut at = 2;
		let place = |(gap, length, rate)| {
			let start = at + gap;
			at = start + length;
			(start, at, rate)
		};
		parts.into_iter().map(place).collect()
	});
	let escrow = proptest::option::of(prop_oneof![Just(0), amount()]);
	(escrow, steps, budget(), splits()).prop_map(|(escrow, steps, weights, fund_splits)| Setup {
		escrow,
		steps,
		weights,
		fund_splits,
	})
}
