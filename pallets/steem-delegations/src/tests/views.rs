//! The views.

use super::mock::*;
use crate::*;
use frame_support::assert_ok;

#[test]
fn preview_should_show_what_the_call_does_and_change_nothing() {
	run_tied(|steem, pool| {
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let binding = steem.include_one(bind("alice", &alice()));
		let before = state_root();
		let preview = SteemDelegations::preview_binding(binding.clone()).unwrap();
		assert_eq!(before, state_root());
		assert_eq!(preview.account, Some(alice()));
		assert!(preview.is_free);
		assert_eq!(
			preview.moves,
			vec![Move {
				pool,
				old: None,
				new: credit(alice(), 100),
				deferred: None,
				bounty: 0,
			}]
		);
		assert_ok!(prove(&binding));
		run_to(21);
		let less = steem.include_one(delegate("alice", 50));
		let preview = |who| SteemDelegations::preview_delegation(who, less.clone());
		let by_relayer = preview(relayer()).unwrap();
		assert_eq!(by_relayer.moves[0].bounty, 500);
		assert_eq!(by_relayer.moves[0].new, credit(alice(), 50));
		assert_eq!(preview(alice()).unwrap().moves[0].bounty, 0);
		assert_ok!(prove(&less));
		assert_eq!(tokens(pool, &relayer()), 500);
		// What would fail shows why.
		assert_eq!(preview(relayer()), Err(Error::<Test>::NotNewer.into()));
		assert_eq!(
			SteemDelegations::preview_binding(less.clone()),
			Err(Error::<Test>::NotABinding.into())
		);
	});
}

#[test]
fn views_should_show_delegations_and_where_they_count() {
	run_tied(|steem, pool| {
		assert_eq!(SteemDelegations::binding(name("alice")), None);
		assert!(SteemDelegations::delegations_of(name("alice")).is_empty());
		prove(&steem.include_one(delegate("alice", 100))).unwrap();
		let shown = SteemDelegations::delegations_of(name("alice")).remove(0);
		assert_eq!(shown.credits, vec![(pool, None)]);
		prove(&steem.include_one(bind("alice", &alice()))).unwrap();
		let shown = SteemDelegations::delegations_of(name("alice")).remove(0);
		assert_eq!(shown.delegatee, name(HUB));
		assert_eq!(shown.delegation.amount, 100);
		assert_eq!(shown.credits, vec![(pool, credit(alice(), 100))]);
	});
}

#[test]
fn pages_should_name_everything_once_when_there_is_more_than_a_page() {
	run(|_| {
		let count = MAX_PAGE + 7;
		for n in 0..count {
			let owner = founder();
			let pool = create_pools_of(owner, 1)[0];
			assert_ok!(tie(pool, &format!("hub-{n:04}")));
		}
		let first = SteemDelegations::delegatees(None);
		assert_eq!(first.len(), MAX_PAGE as usize);
		let last = first.last().unwrap().0.clone();
		let second = SteemDelegations::delegatees(Some(last));
		assert_eq!(second.len(), 7);
		let mut names: Vec<_> = first
			.into_iter()
			.chain(second)
			.map(|(name, _)| name)
			.collect();
		names.sort();
		names.dedup();
		assert_eq!(names.len(), count as usize);
	});
}

#[test]
fn pages_should_go_through_all_names_of_an_address() {
	run_tied(|steem, _| {
		let count = MAX_PAGE as usize + 3;
		let names: Vec<_> = (0..count).map(|n| format!("sock-{n:04}")).collect();
		let operations = names.iter().map(|name| bind(name, &alice())).collect();
		for proof in steem.include(operations) {
			assert_ok!(prove(&proof));
		}
		let operations = names.iter().map(|name| delegate(name, 1)).collect();
		for proof in steem.include(operations) {
			assert_ok!(prove(&proof));
		}
		let first = SteemDelegations::names_of(alice(), None);
		let second = SteemDelegations::names_of(alice(), first.last().cloned());
		assert_eq!((first.len(), second.len()), (MAX_PAGE as usize, 3));
		let later = create_pool();
		assert_ok!(tie(later, HUB));
		let (next, first) = SteemDelegations::all_pending_syncs(None);
		let (end, second) = SteemDelegations::all_pending_syncs(next);
		assert_eq!((first.len(), second.len()), (MAX_PAGE as usize, 3));
		assert_eq!(end, None);
	});
}
