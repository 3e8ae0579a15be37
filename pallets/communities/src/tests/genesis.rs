use super::mock::*;
use crate::{types::*, Communities as Records, Pools, Profiles};
use frame_support::traits::{GetStorageVersion, Hooks};
use nutbox_math::PPB;
use sp_runtime::BuildStorage;

#[test]
fn genesis_should_build_the_personal_community() {
	build_and_execute(|| {
		let record = Records::<Test>::get(0).unwrap();
		assert_eq!(record.owner, None);
		assert_eq!(record.token, None);
		assert_eq!(record.open_pools.to_vec(), vec![0]);
		assert_eq!(
			Profiles::<Test>::get(0).unwrap().name.to_vec(),
			b"Personal".to_vec()
		);
		let pool = Pools::<Test>::get(0).unwrap();
		assert_eq!(pool.kind, PoolKind::Asset { asset: LST });
		assert_eq!(pool.weight, PPB);
		assert_eq!(
			pool.yield_split,
			YieldSplit {
				fund: 0,
				stakers: PPB
			}
		);
		assert!(pool.staking_yield.is_some());
		assert_eq!(crate::NextCommunityId::<Test>::get(), 1);
		assert_eq!(crate::NextPoolId::<Test>::get(), 1);
	});
}

#[test]
fn genesis_should_write_the_version_of_the_records() {
	// As a chain does it: with the whole runtime's configuration.
	let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
	sp_io::TestExternalities::from(storage).execute_with(|| {
		assert_eq!(Communities::in_code_storage_version(), 2);
		assert_eq!(Communities::on_chain_storage_version(), 2);
	});
}

#[test]
fn constants_should_fit_together() {
	build_and_execute(<Communities as Hooks<u32>>::integrity_test);
}
