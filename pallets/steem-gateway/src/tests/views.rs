//! The views.

use super::mock::*;
use crate::types::*;
use frame_support::assert_ok;

#[test]
fn status_should_show_custodians_and_what_waits() {
	run(|steem| {
		fund(steem, &alice(), 1_200_000);
		let nonce = withdraw(&alice(), 300_000, "dave");
		assert_ok!(submit_signature(nonce, 1));
		let status = Gateway::status();
		assert_eq!(status.issued, 700_000);
		assert_eq!(status.owed, 1_200_000);
		assert_eq!(status.reserve, 1_200_000);
		assert_eq!((status.delayed, status.cap_left), (1, 0));
		assert_eq!((status.threshold, status.next_nonce), (2, 1));
		assert_eq!(status.custodians.len(), 3);
		assert!(status
			.custodians
			.windows(2)
			.all(|pair| pair[0].key < pair[1].key));
		for info in &status.custodians {
			assert_eq!(info.bond, BOND);
			assert_eq!(info.signed, u32::from(info.key == custodian_key(1)));
		}
		assert_eq!(status.cap_renews_at % 86_400, 0);
		assert!(status.cap_renews_at > u64::from(steem.time));
	});
}

#[test]
fn withdrawals_should_come_in_pages_and_in_order() {
	run(|steem| {
		fund(steem, &alice(), 100_000);
		for _ in 0..300 {
			withdraw(&alice(), 100, "dave");
		}
		for nonce in [0, 7, 8, 299] {
			let proof = pay(steem, nonce);
			assert_ok!(prove_payment(&proof));
		}
		let mut seen = Vec::new();
		let mut next = Some(0);
		let mut pages = 0;
		while let Some(first) = next {
			let page = Gateway::withdrawals(first, 50);
			assert!(page.withdrawals.len() <= 50);
			seen.extend(page.withdrawals.iter().map(|info| info.nonce));
			next = page.next;
			pages += 1;
		}
		let expected: Vec<_> = (0..300).filter(|n| ![0, 7, 8, 299].contains(n)).collect();
		assert_eq!(seen, expected);
		assert_eq!(pages, 6);
		assert_eq!(Gateway::withdrawals(8, 1).withdrawals[0].nonce, 9);
		assert_eq!(
			Gateway::withdrawals(0, u32::MAX).withdrawals.len(),
			MAX_PAGE as usize
		);
		let nothing = Gateway::withdrawals(299, 10);
		assert!(nothing.withdrawals.is_empty() && nothing.next.is_none());
	});
}

#[test]
fn withdrawal_should_be_none_when_there_is_no_such_number() {
	run(|_| assert!(Gateway::withdrawal(0).is_none()));
}

#[test]
fn quote_deposit_should_agree_with_what_happens() {
	run(|steem| {
		let quote = |amount| Gateway::quote_deposit(amount).unwrap();
		assert_eq!(Gateway::quote_deposit(0), None);
		assert_eq!(Gateway::quote_deposit(1 << 63), None);
		assert_eq!(
			(quote(400_000).at_once, quote(400_000).delayed),
			(400_000, 0)
		);
		assert!(quote(1_000).free && !quote(999).free);
		for amount in [400_000, 900_000, 1_700_000, 5] {
			let expected = quote(amount);
			let before = tsteem(&alice());
			fund(steem, &alice(), i64::try_from(amount).unwrap());
			assert_eq!(tsteem(&alice()) - before, expected.at_once);
			let waiting = Gateway::delayed_deposits(0, 100);
			let last = waiting.last().map_or(0, |(_, delayed)| delayed.amount);
			assert_eq!(
				if expected.delayed > 0 { last } else { 0 },
				expected.delayed
			);
			let Some(at) = expected.complete_at.filter(|_| expected.delayed > 0) else {
				continue;
			};
			// Not a second earlier: that is what the rest of the queue takes.
			let days = (Gateway::status().totals.delayed).div_ceil(1_000_000);
			let today = u64::from(steem.time) / 86_400;
			assert_eq!(at, (today + days as u64) * 86_400);
		}
		let nothing = Parameters {
			daily_cap: 0,
			..parameters()
		};
		assert_ok!(Gateway::set_parameters(root(), nothing));
		assert_eq!(quote(5).complete_at, None);
	});
	run_bare(|_| assert_eq!(Gateway::quote_deposit(5), None));
}
