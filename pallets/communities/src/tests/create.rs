use super::mock::*;
use crate::{types::*, Communities as Records, CommunityDeposits, Error, Event, Pools, Profiles};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungibles::{metadata::Inspect as _, roles::Inspect as _, Inspect as _},
};
use nutbox_math::{schedule::Halving, Balance, PPB};
use sp_runtime::{DispatchResult, TokenError};

fn with_profile(profile: ProfileInput) -> DispatchResult {
	Communities::create(
		signed(founder()),
		profile,
		token(1_000_000_000, 0),
		steps(&[]),
		PPB,
		vec![],
		10,
	)
}

fn with_token(token: TokenInput, schedule: ScheduleInput) -> DispatchResult {
	Communities::create(
		signed(founder()),
		profile("x"),
		token,
		schedule,
		PPB,
		vec![],
		10,
	)
}

fn named(name: &[u8], symbol: &[u8], decimals: u8) -> TokenInput {
	TokenInput::New {
		name: name.to_vec(),
		symbol: symbol.to_vec(),
		decimals,
		max_supply: 1_000_000_000,
		premint: 0,
	}
}

fn with_notice(notice: u32) -> DispatchResult {
	let token = token(1, 0);
	let origin = signed(founder());
	Communities::create(origin, profile("x"), token, steps(&[]), PPB, vec![], notice)
}

#[test]
fn create_should_make_records_token_and_premint_when_all_is_in_order() {
	build_and_execute(|| {
		create_usual();
		let record = Records::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(record.owner, Some(founder()));
		assert_eq!(record.open_pools.to_vec(), vec![A, B]);
		assert_eq!(record.fund.weight, 100_000_000);
		let asset = record.token.unwrap().asset();
		assert_eq!(asset, 1_001);
		assert_eq!(
			Profiles::<Test>::get(COMMUNITY).unwrap().name.to_vec(),
			b"Nuts".to_vec()
		);
		assert!(Pools::<Test>::get(A).unwrap().staking_yield.is_some());
		assert!(Pools::<Test>::get(B).unwrap().staking_yield.is_none());

		assert_eq!(tokens(&founder()), 5_000);
		assert_eq!(Assets::total_issuance(asset), 5_000);
		assert_eq!(Assets::name(asset), b"Walnut".to_vec());
		assert_eq!(Assets::symbol(asset), b"WAL".to_vec());
		assert_eq!(Assets::decimals(asset), 12);
		assert_eq!(
			events(),
			vec![
				Event::CommunityCreated {
					community: COMMUNITY,
					owner: founder(),
					token: asset,
					premint: 5_000,
					fund_share: 100_000_000,
					notice: 10,
				},
				Event::PoolAdded {
					community: COMMUNITY,
					pool: A,
					kind: PoolKind::Asset { asset: LST },
					weight: 600_000_000,
					yield_split: YieldSplit {
						fund: 750_000_000,
						stakers: 250_000_000
					},
				},
				Event::PoolAdded {
					community: COMMUNITY,
					pool: B,
					kind: PoolKind::Asset { asset: OTHER },
					weight: 300_000_000,
					yield_split: YieldSplit {
						fund: 0,
						stakers: PPB
					},
				},
			]
		);
	});
}

#[test]
fn create_should_leave_all_roles_of_the_token_to_an_account_without_a_key() {
	build_and_execute(|| {
		create_usual();
		let issuer = Some(Communities::issuer_account());
		assert_eq!(Assets::owner(1_001), issuer);
		assert_eq!(Assets::issuer(1_001), issuer);
		assert_eq!(Assets::admin(1_001), issuer);
		assert_eq!(Assets::freezer(1_001), issuer);
	});
}

#[test]
fn create_should_hold_a_deposit_for_each_record() {
	build_and_execute(|| {
		create_usual();
		assert!(native_held(CommunityHold::get(), &founder()) > 1_000);
		assert_eq!(native_held(PoolHold::get(), &founder()), 2 * 500);
		assert_eq!(
			CommunityDeposits::<Test>::get(COMMUNITY).unwrap().0,
			founder()
		);
		assert_eq!(crate::PoolDeposits::<Test>::get(A).unwrap().0, founder());
	});
}

#[test]
fn create_should_fail_when_the_deposit_is_beyond_the_founder() {
	build_and_execute(|| {
		let poor = account(252);
		assert_noop!(
			Communities::create(
				signed(poor),
				profile("x"),
				token(1, 0),
				steps(&[]),
				PPB,
				vec![],
				10
			),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn create_should_fail_when_not_signed() {
	build_and_execute(|| {
		assert_noop!(
			Communities::create(
				RuntimeOrigin::root(),
				profile("x"),
				token(1, 0),
				steps(&[]),
				PPB,
				vec![],
				10
			),
			sp_runtime::traits::BadOrigin
		);
	});
}

#[test]
fn create_should_fail_when_the_entrances_are_closed() {
	build_and_execute(|| {
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_noop!(with_profile(profile("x")), Error::<Test>::EntrancesClosed);
	});
}

#[test]
fn create_should_number_communities_and_pools_consecutively() {
	build_and_execute(|| {
		for n in 1..=3 {
			assert_ok!(create_with(steps(&[]), 0, vec![pool(LST, PPB, 0)]));
			assert_eq!(Pools::<Test>::get(n).unwrap().community, n);
		}
		assert_eq!(crate::NextCommunityId::<Test>::get(), 4);
		assert_eq!(crate::NextPoolId::<Test>::get(), 4);
	});
}

#[test]
fn create_should_fail_when_ids_are_exhausted() {
	build_and_execute(|| {
		crate::NextCommunityId::<Test>::put(u32::MAX);
		assert_noop!(with_profile(profile("x")), Error::<Test>::IdsExhausted);
		// The next community's token would have an id beyond the range.
		crate::NextCommunityId::<Test>::put(u32::MAX - 999);
		assert_noop!(with_profile(profile("x")), Error::<Test>::IdsExhausted);
		crate::NextCommunityId::<Test>::put(1);
		crate::NextPoolId::<Test>::put(u32::MAX);
		let pools = vec![pool(LST, PPB, 0)];
		let result =
			frame_support::storage::with_storage_layer(|| create_with(steps(&[]), 0, pools));
		assert_eq!(result, Err(Error::<Test>::IdsExhausted.into()));
	});
}

#[test]
fn create_should_fail_when_the_token_id_is_taken() {
	build_and_execute(|| {
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			1_001,
			alice(),
			true,
			1
		));
		assert_noop!(with_profile(profile("x")), Error::<Test>::TokenIdTaken);
	});
}

#[test]
fn create_should_bound_every_text_of_the_profile() {
	build_and_execute(|| {
		let text = |bytes: usize| vec![b'a'; bytes];
		let ok = || profile("x");
		for (long, error) in [
			(
				ProfileInput {
					name: text(65),
					..ok()
				},
				Error::<Test>::NameTooLong,
			),
			(
				ProfileInput {
					description: text(513),
					..ok()
				},
				Error::<Test>::DescriptionTooLong,
			),
			(
				ProfileInput {
					website: text(257),
					..ok()
				},
				Error::<Test>::WebsiteTooLong,
			),
			(
				ProfileInput {
					logo: text(257),
					..ok()
				},
				Error::<Test>::LogoTooLong,
			),
		] {
			assert_noop!(with_profile(long), error);
		}
		assert_ok!(with_profile(ProfileInput {
			name: text(64),
			description: text(512),
			website: text(256),
			logo: text(256),
		}));
		// Bytes count, not characters.
		assert_noop!(
			with_profile(profile(&"社".repeat(22))),
			Error::<Test>::NameTooLong
		);
		assert_ok!(with_profile(profile(&"社".repeat(21))));
	});
}

#[test]
fn create_should_fail_when_the_name_is_blank() {
	build_and_execute(|| {
		let invisible = "\u{200b}\u{200d}\u{2060} \u{feff}\u{3164}\u{e0020}";
		for name in ["", " ", " \t\n", "\u{3000}\u{a0}", "\u{0}", invisible] {
			assert_noop!(with_profile(profile(name)), Error::<Test>::NameBlank);
		}
		assert_ok!(with_profile(profile(" x ")));
		// Joined by one of them.
		assert_ok!(with_profile(profile("\u{1f469}\u{200d}\u{1f33e}")));
	});
}

#[test]
fn create_should_fail_when_a_text_is_not_utf8() {
	build_and_execute(|| {
		let bad = vec![b'a', 0xff];
		let ok = || profile("x");
		for profile in [
			ProfileInput {
				name: bad.clone(),
				..ok()
			},
			ProfileInput {
				description: bad.clone(),
				..ok()
			},
			ProfileInput {
				website: bad.clone(),
				..ok()
			},
			ProfileInput {
				logo: bad.clone(),
				..ok()
			},
		] {
			assert_noop!(with_profile(profile), Error::<Test>::NotUtf8);
		}
		for token in [named(&bad, b"X", 0), named(b"x", &bad, 0)] {
			assert_noop!(with_token(token, steps(&[])), Error::<Test>::NotUtf8);
		}
	});
}

#[test]
fn create_should_bound_the_texts_and_decimals_of_the_token() {
	build_and_execute(|| {
		let text = |bytes: usize| vec![b'a'; bytes];
		for (token, error) in [
			(named(b"", b"X", 0), Error::<Test>::TokenNameBlank),
			(named(b" ", b"X", 0), Error::<Test>::TokenNameBlank),
			(named(&text(51), b"X", 0), Error::<Test>::TokenNameTooLong),
			(named(b"x", b"", 0), Error::<Test>::TokenSymbolBlank),
			(named(b"x", b" ", 0), Error::<Test>::TokenSymbolBlank),
			(named(b"x", &text(13), 0), Error::<Test>::TokenSymbolTooLong),
			(named(b"x", b"X", 19), Error::<Test>::TooManyDecimals),
		] {
			assert_noop!(with_token(token, steps(&[])), error);
		}
		assert_ok!(with_token(named(&text(50), &text(12), 18), steps(&[])));
		assert_ok!(with_token(named(b"x", b"X", 0), steps(&[])));
	});
}

#[test]
fn create_should_fail_when_the_token_exceeds_its_maximum() {
	build_and_execute(|| {
		let of = |max: Balance, premint: Balance, total: Balance| {
			let schedule = if total > 0 {
				steps(&[(5, 6, total)])
			} else {
				steps(&[])
			};
			with_token(token(max, premint), schedule)
		};
		assert_noop!(of(0, 0, 0), Error::<Test>::MaxSupplyZero);
		assert_noop!(of(10, 11, 0), Error::<Test>::ExceedsMaxSupply);
		assert_noop!(of(10, 0, 11), Error::<Test>::ExceedsMaxSupply);
		assert_noop!(of(10, 4, 7), Error::<Test>::ExceedsMaxSupply);
		assert_noop!(of(u128::MAX, u128::MAX, 1), Error::<Test>::ExceedsMaxSupply);
		assert_ok!(of(10, 4, 6));
		assert_ok!(of(u128::MAX, 1, u128::MAX - 1));
	});
}

#[test]
fn create_should_fail_when_the_schedule_is_wrong() {
	build_and_execute(|| {
		let with = |schedule| with_token(token(u128::MAX, 0), schedule);
		let halving = |period, halvings, first_per_block| {
			ScheduleInput::Halving(Halving {
				start: 5,
				first_per_block,
				period,
				halvings,
			})
		};
		let many: Vec<_> = (0..33).map(|n| (5 + n, 6 + n, 1)).collect();
		for (schedule, error) in [
			(steps(&many), Error::<Test>::TooManySteps),
			(steps(&[(5, 5, 1)]), Error::<Test>::StepReversed),
			(steps(&[(5, 7, 1), (6, 8, 1)]), Error::<Test>::StepsOverlap),
			(steps(&[(5, 7, 0)]), Error::<Test>::ZeroRate),
			(
				steps(&[(5, 7, u128::MAX)]),
				Error::<Test>::ScheduleTotalTooLarge,
			),
			(steps(&[(1, 7, 1)]), Error::<Test>::ScheduleStartsInPast),
			(steps(&[(0, 7, 1)]), Error::<Test>::ScheduleStartsInPast),
			(halving(0, 1, 1), Error::<Test>::ZeroPeriod),
			(halving(1, 33, 1), Error::<Test>::TooManyHalvings),
			(halving(1, 1, 0), Error::<Test>::ZeroRate),
			(halving(u32::MAX, 0, 1), Error::<Test>::ScheduleEndsTooLate),
		] {
			assert_noop!(with(schedule), error);
		}
		assert_ok!(with(steps(&many[..32])));
		assert_ok!(with(steps(&[(2, 7, 1)])));
		assert_ok!(with(halving(10, 32, 1_000_000)));
		assert_ok!(with(steps(&[])));
	});
}

#[test]
fn create_should_fail_when_the_budget_is_not_whole() {
	build_and_execute(|| {
		let with = |fund, weight| create_with(steps(&[]), fund, vec![pool(LST, weight, 0)]);
		assert_noop!(with(1, PPB), Error::<Test>::BudgetNotWhole);
		assert_noop!(with(0, PPB - 1), Error::<Test>::BudgetNotWhole);
		assert_noop!(with(u32::MAX, u32::MAX), Error::<Test>::BudgetNotWhole);
		assert_noop!(
			create_with(steps(&[]), 0, vec![]),
			Error::<Test>::BudgetNotWhole
		);
		assert_ok!(with(0, PPB));
		assert_ok!(with(1, PPB - 1));
		assert_ok!(with(PPB, 0));
	});
}

#[test]
fn create_should_fail_when_a_yield_split_is_not_whole() {
	build_and_execute(|| {
		for (fund, stakers) in [(0, PPB - 1), (1, PPB), (u32::MAX, u32::MAX)] {
			let mut pools = usual_pools();
			pools[1].yield_split = YieldSplit { fund, stakers };
			assert_noop!(
				create_with(steps(&[]), 100_000_000, pools),
				Error::<Test>::YieldSplitNotWhole
			);
		}
	});
}

#[test]
fn create_should_fail_when_there_are_too_many_pools() {
	build_and_execute(|| {
		let pools = |count: usize| vec![pool(LST, 0, 0); count];
		assert_noop!(
			create_with(steps(&[]), PPB, pools(33)),
			Error::<Test>::TooManyPools
		);
		assert_ok!(create_with(steps(&[]), PPB, pools(32)));
	});
}

#[test]
fn create_should_fail_when_an_asset_does_not_exist() {
	build_and_execute(|| {
		assert_noop!(
			create_with(steps(&[]), 0, vec![pool(99, PPB, 0)]),
			Error::<Test>::AssetNotFound
		);
	});
}

#[test]
fn create_should_bound_the_notice() {
	build_and_execute(|| {
		assert_noop!(with_notice(9), Error::<Test>::NoticeTooShort);
		assert_noop!(with_notice(1_001), Error::<Test>::NoticeTooLong);
		assert_ok!(with_notice(10));
		assert_ok!(with_notice(1_000));
	});
}

#[derive(Clone)]
struct Arguments {
	profile: ProfileInput,
	token: TokenInput,
	schedule: ScheduleInput,
	fund_share: u32,
	pools: Vec<PoolInput<u32, AccountId>>,
	notice: u32,
}

impl Arguments {
	fn create(self) -> DispatchResult {
		Communities::create(
			signed(founder()),
			self.profile,
			self.token,
			self.schedule,
			self.fund_share,
			self.pools,
			self.notice,
		)
	}

	fn preview(self) -> DispatchResult {
		Communities::preview_create(
			self.profile,
			self.token,
			self.schedule,
			self.fund_share,
			self.pools,
			self.notice,
		)
		.map(|_| ())
	}
}

#[test]
fn create_should_name_one_error_after_the_other_when_everything_is_wrong() {
	build_and_execute(|| {
		let blank = || b"  ".to_vec();
		let bad_terms = |terms: &[(u32, u64)]| term_pool(LST, PPB / 2, terms);
		let mut arguments = Arguments {
			profile: ProfileInput {
				name: blank(),
				description: vec![0xff],
				website: vec![b'a'; 257],
				logo: vec![0xc3, 0x28],
			},
			token: token(0, 5),
			schedule: steps(&[(20, 10, 0), (5, 6, u128::MAX)]),
			fund_share: PPB,
			pools: vec![bad_terms(&[]); 33],
			notice: 0,
		};
		// Everything empty is as wrong.
		let empty = Arguments {
			profile: ProfileInput::default(),
			schedule: steps(&[]),
			pools: vec![],
			..arguments.clone()
		};
		assert_noop!(empty.create(), Error::<Test>::NameBlank);
		type Step = (Error<Test>, fn(&mut Arguments));
		let repairs: [Step; 19] = [
			(Error::NameBlank, |a| a.profile.name = b"x".to_vec()),
			(Error::NotUtf8, |a| a.profile.description = vec![]),
			(Error::WebsiteTooLong, |a| a.profile.website.truncate(256)),
			(Error::NotUtf8, |a| a.profile.logo = vec![]),
			(Error::MaxSupplyZero, |a| a.token = token(u128::MAX, 5)),
			(Error::StepReversed, |a| {
				a.schedule = steps(&[(10, 20, 0), (5, 6, u128::MAX)])
			}),
			(Error::ZeroRate, |a| {
				a.schedule = steps(&[(10, 20, 1), (5, 6, u128::MAX)])
			}),
			(Error::StepsOverlap, |a| {
				a.schedule = steps(&[(10, 20, 1), (20, 21, u128::MAX)])
			}),
			(Error::ScheduleTotalTooLarge, |a| {
				a.schedule = steps(&[(1, 20, 1), (20, 21, u128::MAX - 19)])
			}),
			(Error::ScheduleStartsInPast, |a| {
				a.schedule = steps(&[(2, 20, 1), (20, 21, u128::MAX - 19)])
			}),
			(Error::ExceedsMaxSupply, |a| {
				a.schedule = steps(&[(2, 20, 1)])
			}),
			(Error::TooManyPools, |a| a.pools.truncate(1)),
			(Error::BudgetNotWhole, |a| a.fund_share = PPB / 2 - 1),
			(Error::BudgetNotWhole, |a| a.fund_share = PPB / 2 + 1),
			(Error::BudgetNotWhole, |a| a.fund_share = PPB / 2),
			(Error::NoTerms, |a| {
				a.pools = vec![term_pool(LST, PPB / 2, &[(0, 0)])];
			}),
			(Error::ZeroTerm, |a| {
				a.pools = vec![term_pool(LST, PPB / 2, &[(1, 0)])];
			}),
			(Error::MultiplierOutOfRange, |a| {
				a.pools = vec![term_pool(LST, PPB / 2, &[(1, 1)])];
			}),
			(Error::NoticeTooShort, |a| a.notice = 10),
		];
		for (error, repair) in repairs {
			assert_noop!(arguments.clone().create(), error);
			let preview = arguments.clone().preview();
			assert_eq!(preview, arguments.clone().create());
			repair(&mut arguments);
		}
		assert_ok!(arguments.clone().preview());
		assert_ok!(arguments.create());
	});
}
