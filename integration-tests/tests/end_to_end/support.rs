//! What the tests ask the chain, and the community that they create on it.

use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	nutbox::{
		self,
		runtime_types::{
			nutbox_primitives::StakeableAsset,
			pallet_communities::types::{
				kinds::PoolKind, views::CommunityView, PoolInput, YieldSplit,
			},
			pallet_liquid_staking::types::LedgerInfo,
		},
	},
	AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{
	communities::{self, Created},
	eventually,
};
use std::time::Duration;

pub const UNIT: u128 = 1_000_000_000_000;
pub const TNUT: u32 = 1;

pub fn account(key: &Keypair) -> AccountId32 {
	AccountId32(key.public_key().0)
}

pub async fn ledger(chain: &Chain) -> Result<LedgerInfo> {
	chain
		.view(nutbox::view_functions().liquid_staking().ledger())
		.await?
		.context("the ledger has an answer")
}

pub async fn community(chain: &Chain, id: u32) -> Result<CommunityView<AccountId32>> {
	chain
		.view(nutbox::view_functions().communities().community(id))
		.await?
		.context("the community exists")
}

pub async fn free_nut(chain: &Chain, who: &AccountId32) -> Result<u128> {
	let at = chain.finalised().await?;
	let entry = at.storage().entry(nutbox::storage().system().account())?;
	Ok(entry.fetch((*who,)).await?.decode()?.data.free)
}

pub async fn asset(chain: &Chain, id: u32, who: &AccountId32) -> Result<u128> {
	let at = chain.finalised().await?;
	let entry = at.storage().entry(nutbox::storage().assets().account())?;
	match entry.try_fetch((id, *who)).await? {
		Some(value) => Ok(value.decode()?.balance),
		None => Ok(0),
	}
}

pub async fn active_era(chain: &Chain) -> Result<u32> {
	let at = chain.finalised().await?;
	let entry = at
		.storage()
		.entry(nutbox::storage().staking().active_era())?;
	Ok(match entry.try_fetch(()).await? {
		Some(era) => era.decode()?.index,
		None => 0,
	})
}

pub async fn wait_for_era(chain: &Chain, era: u32) -> Result<()> {
	eventually(
		&format!("era {era}"),
		Duration::from_secs(120),
		async || Ok((active_era(chain).await? >= era).then_some(())),
	)
	.await
}

/// Nobody gains or loses a planck by holding the token: what backs it is what is owed.
pub async fn check_solvency(chain: &Chain) -> Result<()> {
	let info = ledger(chain).await?;
	let backing = info.ledger.bonded + info.ledger.unbonding + info.ledger.buffer;
	let owed = info.supply + info.ledger.queued;
	ensure!(
		info.solvent && backing >= owed,
		"insolvent: {backing} planck back {owed}"
	);
	Ok(())
}

/// A community with one pool, of tNUT: the founder's fund gets three quarters of the yield, those
/// who stake a quarter.
pub async fn create_community(chain: &Chain, founder: &Keypair) -> Result<Created> {
	let pool = || PoolInput {
		kind: PoolKind::Asset {
			asset: StakeableAsset::Local(TNUT),
		},
		weight: 800_000_000,
		yield_split: YieldSplit {
			fund: 750_000_000,
			stakers: 250_000_000,
		},
	};
	let names = ["End to end", "Journey", "JRN"];
	communities::create_community(chain, founder, names, pool).await
}
