//! What calls cost, whatever else is there.

use super::mock::*;
use crate::types::*;
use codec::Encode;
use frame_support::assert_ok;
use nutbox_math::PPB;
use sp_core::Pair as _;

/// Bytes of proof that a stake, a claim and an unstake of one member touch, in a community with so
/// many pools and so many other stakers in the same pool.
fn proofs(pools: u32, stakers: u32) -> [usize; 3] {
	let mut ext = new_test_ext();
	ext.execute_with(|| {
		let inputs = (0..pools)
			.map(|_| pool(LST, PPB / 32, 500_000_000))
			.collect();
		let fund_share = PPB - pools * (PPB / 32);
		assert_ok!(create_with(steps(&[(11, 1_011, RATE)]), fund_share, inputs));
		assert_ok!(stake(alice(), 1, 1_000));
		for n in 0..stakers {
			let who = AccountId::new(
				[[7; 28].as_slice(), &n.to_le_bytes()]
					.concat()
					.try_into()
					.unwrap(),
			);
			assert_ok!(Balances::force_set_balance(
				RuntimeOrigin::root(),
				who.clone(),
				10 * ED
			));
			assert_ok!(Assets::transfer(signed(bob()), LST, who.clone(), 100));
			assert_ok!(stake(who, 1, 10));
		}
		run_to(500);
		TestYield::release_now(10_000);
		// They are one record for all that happened so far.
		System::reset_events();
	});
	ext.commit_all().unwrap();
	let calls: [fn(); 3] = [
		|| stake(alice(), 1, 7).unwrap(),
		|| claim(alice(), &[1]).unwrap(),
		|| unstake(alice(), 1, 7).unwrap(),
	];
	calls.map(|call| {
		let ((), proof) = ext.execute_and_prove(call);
		proof.encode().len()
	})
}

#[test]
fn defect_02_the_cost_of_a_call_is_flat_in_pools_and_stakers() {
	let one = proofs(1, 1);
	let many_pools = proofs(32, 1);
	let many_stakers = proofs(1, 300);
	for n in 0..3 {
		// The 31 ids in the community's record, and a trie that is some levels deeper: half of what
		// reading the records of 31 pools, of more than 300 bytes each, would take at the least.
		let allowed = one[n] + 31 * 150;
		assert!(
			many_pools[n] <= allowed,
			"32 pools: {} bytes, not {}",
			many_pools[n],
			one[n]
		);
		assert!(
			many_stakers[n] <= one[n] + 10_000,
			"300 stakers: {} bytes, not {}",
			many_stakers[n],
			one[n]
		);
	}
}

/// Bytes of proof that a claim, a collection and a voucher touch which pay this token to accounts
/// that have none of it.
fn proofs_of_payments(token: TokenInput) -> [usize; 3] {
	let mut ext = new_test_ext();
	let escrowed = matches!(token, TokenInput::Existing { .. });
	ext.execute_with(|| {
		let signers = vec![app().public().into()];
		let inputs = vec![
			pool(LST, PPB / 4, 0),
			PoolInput {
				weight: PPB / 4,
				..pool_of_kind(PoolKind::Contribution { signers })
			},
		];
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			token,
			steps(&[(11, 1_011, RATE)]),
			PPB / 2,
			inputs,
			10,
		));
		assert_ok!(stake(alice(), 1, 1_000));
		if escrowed {
			assert_ok!(Communities::top_up(signed(bob()), COMMUNITY, 10_000_000));
			assert_ok!(Assets::transfer(signed(alice()), OTHER, bob(), RICH));
		}
		run_to(500);
		System::reset_events();
	});
	ext.commit_all().unwrap();
	let calls: [fn(); 3] = [
		|| claim(alice(), &[1]).unwrap(),
		|| Communities::collect_fund(signed(carol()), COMMUNITY, vec![]).unwrap(),
		|| {
			let voucher = Voucher {
				community: COMMUNITY,
				pool: 2,
				member: alice(),
				amount: 1_000,
				id: 1,
				expires: 600,
			};
			let signature = app().sign(&Communities::voucher_message(&voucher)).into();
			let signer = app().public().into();
			Communities::claim_voucher(signed(alice()), voucher, signer, signature).unwrap();
		},
	];
	calls.map(|call| {
		let ((), proof) = ext.execute_and_prove(call);
		proof.encode().len()
	})
}

#[test]
fn paying_out_of_an_escrow_should_touch_more_than_issuing_a_new_token() {
	// So that is what the benchmarks measure.
	let issued = proofs_of_payments(token(u128::MAX, 5_000));
	let escrowed = proofs_of_payments(TokenInput::Existing { asset: OTHER });
	for n in 0..3 {
		assert!(
			escrowed[n] > issued[n],
			"{} bytes, not more than {}",
			escrowed[n],
			issued[n]
		);
	}
}
