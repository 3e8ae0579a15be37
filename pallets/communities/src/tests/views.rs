use super::mock::*;
use crate::{types::*, Error};
use frame_support::assert_ok;
use nutbox_math::{schedule::Segment, PPB};

#[test]
fn preview_create_should_show_the_totals_and_the_curve() {
	build_and_execute(|| {
		let schedule = steps(&[(11, 21, 100), (31, 32, 7)]);
		let preview = Communities::preview_create(
			profile("x"),
			token(2_000, 993),
			schedule,
			100_000_000,
			usual_pools(),
			10,
		);
		assert_eq!(
			preview,
			Ok(Preview {
				total_emission: 1_007,
				final_supply: Some(2_000),
				max_supply: Some(2_000),
				fund_total: 100,
				pool_totals: vec![604, 302],
				start: Some(11),
				end: Some(32),
				segments: vec![
					Segment {
						start: 11,
						end: 21,
						per_block: 100
					},
					Segment {
						start: 31,
						end: 32,
						per_block: 7
					},
				],
			})
		);
	});
}

#[test]
fn preview_create_should_fail_as_create_does() {
	build_and_execute(|| {
		let preview = |name: &str, fund_share| {
			Communities::preview_create(
				profile(name),
				token(1, 0),
				steps(&[]),
				fund_share,
				vec![],
				10,
			)
		};
		assert_eq!(preview(" ", PPB), Err(Error::<Test>::NameBlank.into()));
		assert_eq!(
			preview("x", PPB - 1),
			Err(Error::<Test>::BudgetNotWhole.into())
		);
		assert_ok!(preview("x", PPB));
		assert_ok!(Assets::force_create(
			RuntimeOrigin::root(),
			1_000 + COMMUNITY,
			alice(),
			true,
			1
		));
		assert_eq!(preview("x", PPB), Err(Error::<Test>::TokenIdTaken.into()));
		crate::NextCommunityId::<Test>::put(u32::MAX);
		assert_eq!(preview("x", PPB), Err(Error::<Test>::IdsExhausted.into()));
		crate::NextCommunityId::<Test>::put(u32::MAX - 999);
		assert_eq!(preview("x", PPB), Err(Error::<Test>::IdsExhausted.into()));
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		assert_eq!(
			preview("x", PPB),
			Err(Error::<Test>::EntrancesClosed.into())
		);
	});
}

#[test]
fn community_and_pool_should_show_what_is_as_of_this_block() {
	build_and_execute(|| {
		create_usual();
		assert_ok!(stake(alice(), A, 500));
		run_to(30);
		TestYield::release_now(8_000);
		let community = Communities::community(COMMUNITY).unwrap();
		assert_eq!(community.emitted, 20 * RATE);
		assert_eq!(community.owner, Some(founder()));
		assert_eq!(community.fund_share, 100_000_000);
		assert_eq!(community.open_pools, vec![A, B]);
		assert_eq!(community.unallocated, 20 * 300);
		assert_eq!(
			community.fund.due,
			Payout {
				token: 2_000,
				staking_yield: 6_000
			}
		);
		let pool = Communities::pool(A).unwrap();
		assert_eq!(pool.total, 500);
		assert_eq!(
			pool.distributed,
			Payout {
				token: 12_000,
				staking_yield: 2_000
			}
		);
		assert_eq!(pool.claimed, Payout::default());
		let position = Communities::position(A, alice()).unwrap();
		let pending = Payout {
			token: 12_000,
			staking_yield: 2_000,
		};
		assert_eq!(
			position,
			PositionView {
				stake: 500,
				pending,
				terms: vec![],
			}
		);
		assert_ok!(claim(alice(), &[A]));
		assert_eq!(Communities::pool(A).unwrap().claimed, pending);
	});
}

#[test]
fn views_should_show_nothing_when_there_is_nothing() {
	build_and_execute(|| {
		assert_eq!(Communities::community(99), None);
		assert_eq!(Communities::pool(99), None);
		assert_eq!(Communities::position(0, alice()), None);
		assert_eq!(Communities::pending(99, alice()), Payout::default());
		assert_eq!(Communities::stakeable(account(99), LST), 0);
		assert_eq!(Communities::stakeable(alice(), 99), 0);
	});
}
