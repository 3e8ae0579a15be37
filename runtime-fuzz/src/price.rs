//! What a call reads and writes, against what it declares.
//!
//! Only accesses to the storage are priced, so that a declared weight may be above the price by all
//! the computation; it must never be below it. The same keys are free as where weights are measured.

use crate::state::{Accesses, Key};
use frame_support::{
	storage::storage_prefix,
	traits::{StorageInfoTrait, WhitelistedStorageKeys},
	weights::Weight,
};
use nutbox_primitives::LIQUID_STAKING_ASSET;
use nutbox_runtime::*;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::OnceLock,
};

/// The pallets whose weights are measured here. Those of the SDK are the SDK's.
pub const OURS: &[&str] = &[
	"Communities",
	"LiquidStaking",
	"SteemLightClient",
	"SteemGateway",
	"SteemDelegations",
];

/// Keys that every block uses anyway, and the record that communities pay for in each block's hook.
fn is_hot(key: &Key) -> bool {
	static HOT: OnceLock<BTreeSet<Key>> = OnceLock::new();
	static BRAKES: OnceLock<[[u8; 32]; 2]> = OnceLock::new();
	let hot = HOT.get_or_init(|| {
		AllPalletsWithSystem::whitelisted_storage_keys()
			.into_iter()
			.map(|tracked| tracked.key)
			.chain([pallet_assets::Asset::<Runtime>::hashed_key_for(
				LIQUID_STAKING_ASSET,
			)])
			.collect()
	});
	// Looked at before a call, not by it.
	let brakes = BRAKES.get_or_init(|| {
		[
			storage_prefix(b"TxPause", b"PausedCalls"),
			storage_prefix(b"SafeMode", b"EnteredUntil"),
		]
	});
	hot.contains(key) || brakes.iter().any(|prefix| key.starts_with(prefix))
}

/// The storage items among the keys, for a person to read.
fn items<'a>(keys: impl Iterator<Item = &'a Key>) -> String {
	let names: BTreeMap<_, _> = AllPalletsWithSystem::storage_info()
		.into_iter()
		.map(|item| {
			let name = [item.pallet_name, item.storage_name].map(String::from_utf8);
			let name = name.map(|part| part.unwrap_or_default()).join(".");
			(item.prefix, name)
		})
		.collect();
	let name = |key: &Key| {
		let prefix = key.get(..32).unwrap_or_default();
		names.get(prefix).cloned().unwrap_or_default()
	};
	keys.map(name).collect::<Vec<_>>().join(", ")
}

/// The accesses of a call that came nearest to what was declared for them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tightest {
	/// Their price in thousandths of what was declared, rounded up.
	pub permille: u64,
	/// The accesses, for a person to read.
	pub what: String,
}

/// Checks that `paid` is enough for the accesses of a call of `signer`, whose own account every
/// transaction pays for. Keeps them in `tightest` if none were nearer to it so far.
pub fn check(
	accesses: &Accesses,
	signer: Option<&AccountId>,
	paid: Weight,
	tightest: &mut Tightest,
) -> Result<(), String> {
	let own = signer.map(frame_system::Account::<Runtime>::hashed_key_for);
	let counts = |key: &&Key| Some(*key) != own.as_ref() && !is_hot(key);
	let reads: Vec<_> = accesses.reads.iter().filter(counts).collect();
	let writes: Vec<_> = accesses.writes.iter().filter(counts).collect();
	let count = |keys: &[&Key]| u64::try_from(keys.len()).expect("few keys");
	let price = <Runtime as frame_system::Config>::DbWeight::get()
		.reads_writes(count(&reads), count(&writes));
	let what = || {
		format!(
			"{} reads ({}), {} writes ({})",
			reads.len(),
			items(reads.iter().copied()),
			writes.len(),
			items(writes.iter().copied()),
		)
	};
	let permille = price
		.ref_time()
		.saturating_mul(1_000)
		.div_ceil(paid.ref_time().max(1));
	if permille > tightest.permille {
		*tightest = Tightest {
			permille,
			what: what(),
		};
	}
	if price.ref_time() <= paid.ref_time() {
		return Ok(());
	}
	Err(format!(
		"reads and writes for {}, more than the {} that it declares: {}",
		price.ref_time(),
		paid.ref_time(),
		what(),
	))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn check_should_count_what_is_not_free() {
		let who = AccountId::from([7; 32]);
		let account = |who: &AccountId| frame_system::Account::<Runtime>::hashed_key_for(who);
		let free = [
			storage_prefix(b"System", b"Events").to_vec(),
			pallet_communities::StakingYield::<Runtime>::hashed_key().to_vec(),
			account(&who),
		];
		let keys = |others: u8| {
			let others = (0..others).map(|n| account(&AccountId::from([n; 32])));
			others.chain(free.clone()).collect::<BTreeSet<_>>()
		};
		let accesses = Accesses {
			reads: keys(3),
			writes: keys(2),
		};
		let weight = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(3, 2);
		let mut tightest = Tightest::default();
		let mut check = |signer, weight| super::check(&accesses, signer, weight, &mut tightest);
		assert_eq!(check(Some(&who), weight), Ok(()));
		let less = weight.saturating_sub(Weight::from_parts(1, 0));
		let what = check(Some(&who), less).expect_err("it is too little");
		assert!(what.contains("3 reads (System.Account"), "{what}");
		assert!(check(None, weight).is_err());
		// Four reads and three writes, where three and two were declared.
		assert!(tightest.permille > 1_300, "{tightest:?}");
	}
}
