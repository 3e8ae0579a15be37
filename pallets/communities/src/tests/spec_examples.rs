//! The worked examples of `docs/spec/communities.md` that no other test has the numbers of.

use super::mock::*;
use frame_support::assert_ok;
use nutbox_math::PPB;

fn pending(pool: u32, who: AccountId) -> u128 {
	Communities::pending(pool, who).token
}

#[test]
fn two_stakers_and_a_closed_pool_should_be_as_the_specification_works_them() {
	build_and_execute(|| {
		let (ann, ben) = (alice(), bob());
		let schedule = steps(&[(10, 20, 100), (25, 30, 40)]);
		let pools = vec![pool(OTHER, 600_000_000, 0)];
		assert_ok!(create_with(schedule, 400_000_000, pools));
		run_to(9);
		assert_ok!(stake(ann.clone(), 1, 1));
		run_to(12);
		assert_ok!(stake(ben.clone(), 1, 2));
		let community = || Communities::community(COMMUNITY).unwrap();
		let fund = || community().fund.due.token;
		assert_eq!((community().emitted, fund()), (300, 120));
		assert_eq!((pending(1, ann.clone()), pending(1, ben.clone())), (180, 0));
		run_to(14);
		assert_eq!((community().emitted, fund()), (500, 200));
		assert_eq!(
			(pending(1, ann.clone()), pending(1, ben.clone())),
			(220, 80)
		);

		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, 1));
		run_to(19);
		assert_eq!((community().emitted, fund()), (1_000, 400));
		assert_eq!(community().unallocated, 300);
		assert_eq!((pending(1, ann), pending(1, ben)), (220, 80));
		run_to(24);
		assert_eq!(community().emitted, 1_000);
		run_to(26);
		assert_eq!(community().emitted, 1_080);
		run_to(1_000);
		assert_eq!(community().emitted, 1_200);
	});
}

#[test]
fn fractions_should_be_as_the_specification_works_them() {
	for settle in [false, true] {
		build_and_execute(|| {
			let pools = vec![pool(OTHER, PPB, 0)];
			assert_ok!(create_with(steps(&[(11, 1_011, 10)]), 0, pools));
			assert_ok!(stake(alice(), 1, 1));
			assert_ok!(stake(bob(), 1, 2));
			for block in 11..=13 {
				run_to(block);
				if settle {
					// Stakes something and takes it out again, which settles.
					for who in [alice(), bob()] {
						assert_ok!(stake(who.clone(), 1, 1));
						assert_ok!(unstake(who, 1, 1));
					}
				}
				if block == 11 {
					assert_eq!((pending(1, alice()), pending(1, bob())), (3, 6));
				}
			}
			assert_eq!((pending(1, alice()), pending(1, bob())), (10, 20));
		});
	}
}

#[test]
fn staking_yield_should_be_as_the_specification_works_it() {
	build_and_execute(|| {
		let pools = vec![pool(LST, PPB, 750_000_000)];
		assert_ok!(create_with(steps(&[]), 0, pools));
		assert_ok!(stake(alice(), 1, 128));
		assert_ok!(stake(bob(), 1, 256));
		assert_ok!(stake(carol(), 0, 128));
		TestYield::release_now(64);
		assert_eq!(Communities::pool(1).unwrap().fund_due, 36);
		assert_eq!(Communities::pending(1, alice()).staking_yield, 4);
		assert_eq!(Communities::pending(1, bob()).staking_yield, 8);
		assert_eq!(Communities::pending(0, carol()).staking_yield, 16);
	});
}

#[test]
fn the_tests_of_bad_input_should_exist_under_the_names_that_the_specification_gives() {
	let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
	let read = |file: &str| std::fs::read_to_string([root, file].concat()).expect(file);
	let page = read("docs/spec/bad-input.md");
	let (mut file, mut source, mut found) = ("", String::new(), 0);
	// What stands between backticks: a file, or a test of the last file named.
	for name in page.split('`').skip(1).step_by(2) {
		if name.ends_with(".rs") {
			(file, source) = (name, read(name));
		} else if name.contains("_should_")
			|| name.starts_with("defect_")
			|| name.contains("_wrong_")
		{
			let is_there = [format!("fn {name}("), format!("\t{name}: ")]
				.iter()
				.any(|text| source.contains(text));
			assert!(is_there, "{file} has no test {name}");
			found += 1;
		}
	}
	assert!(found > 40, "only {found} tests are named");
}
