use super::mock::*;
use crate::{types::*, Error, Event, Profiles};
use frame_support::{assert_noop, assert_ok};

fn update(who: AccountId, profile: ProfileInput) -> sp_runtime::DispatchResult {
	Communities::update_profile(signed(who), COMMUNITY, profile)
}

#[test]
fn update_profile_should_replace_it_and_adjust_the_deposit_when_signed_by_the_owner() {
	build_and_execute(|| {
		create_usual();
		let before = native_held(CommunityHold::get(), &founder());
		let long = ProfileInput {
			description: vec![b'a'; 100],
			..profile("Nuts")
		};
		assert_ok!(update(founder(), long));
		// Ten planck a byte; the length's prefix grows by one byte.
		assert_eq!(
			native_held(CommunityHold::get(), &founder()),
			before + 10 * 101
		);
		let old = Profile {
			name: b"Nuts".to_vec().try_into().unwrap(),
			..Default::default()
		};
		let new = Profiles::<Test>::get(COMMUNITY).unwrap();
		assert_eq!(new.description.len(), 100);
		let event = Event::ProfileUpdated {
			community: COMMUNITY,
			old,
			new,
		};
		assert_eq!(events().pop(), Some(event));
		assert_ok!(update(founder(), profile("Nuts")));
		assert_eq!(native_held(CommunityHold::get(), &founder()), before);
	});
}

#[test]
fn update_profile_should_fail_when_not_signed_by_the_owner() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(update(alice(), profile("x")), Error::<Test>::NotOwner);
		// Nobody owns the built-in community.
		assert_noop!(
			Communities::update_profile(signed(founder()), 0, profile("x")),
			Error::<Test>::NotOwner
		);
	});
}

#[test]
fn update_profile_should_fail_when_the_community_does_not_exist() {
	build_and_execute(|| {
		assert_noop!(
			update(alice(), profile("x")),
			Error::<Test>::CommunityNotFound
		);
	});
}

#[test]
fn update_profile_should_fail_when_a_text_is_wrong() {
	build_and_execute(|| {
		create_usual();
		assert_noop!(update(founder(), profile(" ")), Error::<Test>::NameBlank);
		assert_noop!(
			update(founder(), profile(&"x".repeat(65))),
			Error::<Test>::NameTooLong
		);
		let long = ProfileInput {
			logo: vec![b'a'; 257],
			..profile("x")
		};
		assert_noop!(update(founder(), long), Error::<Test>::LogoTooLong);
	});
}
