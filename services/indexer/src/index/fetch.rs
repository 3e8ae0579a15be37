//! Reads of a block what its rows need: the events, and the chain's own answers where an event does
//! not carry something.

use super::{
	events::{ChainEvent, CommunitiesEvent},
	touched::Touched,
};
use crate::source::{BlockId, Source};
use anyhow::{ensure, Context, Result};
use codec::{Compact, Decode, Encode};
use nutbox_chain_client::{
	nutbox::{
		self,
		runtime_types::{
			nutbox_math::redemption::Request,
			nutbox_primitives::StakeableAsset,
			pallet_communities::types::views::{CommunityView, PoolView, PositionView},
			pallet_liquid_staking::types::LedgerInfo,
			pallet_steem_gateway::types::views::Status,
		},
	},
	subxt::{ext::frame_decode::storage::encode_storage_key_prefix, storage, view_functions},
	AccountId32, Runtime,
};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	sync::{Arc, Mutex},
};

/// The metadata version that describes views.
const METADATA_VERSION: u32 = 16;

/// The runtimes that were met, by their version.
#[derive(Default)]
pub struct Runtimes(Mutex<HashMap<u32, Arc<Runtime>>>);

impl Runtimes {
	/// The runtime of this version, which is in force after the block `at`.
	pub async fn get(
		&self,
		version: u32,
		source: &dyn Source,
		at: &BlockId,
	) -> Result<Arc<Runtime>> {
		if let Some(runtime) = self.known(version, None) {
			return Ok(runtime);
		}
		let answer = source
			.call(
				at,
				"Metadata_metadata_at_version",
				&METADATA_VERSION.encode(),
			)
			.await?;
		let metadata = <Option<Vec<u8>>>::decode(&mut &answer[..])?
			.context("the node's runtime does not describe its views")?;
		let runtime = Arc::new(Runtime::from_metadata(version, &metadata)?);
		self.known(version, Some(&runtime));
		Ok(runtime)
	}

	fn known(&self, version: u32, add: Option<&Arc<Runtime>>) -> Option<Arc<Runtime>> {
		let mut known = match self.0.lock() {
			Ok(known) => known,
			Err(poisoned) => poisoned.into_inner(),
		};
		if let Some(runtime) = add {
			known.insert(version, runtime.clone());
		}
		known.get(&version).cloned()
	}
}

/// Asks the chain at one block.
pub struct Reader<'a> {
	/// Whom.
	pub source: &'a dyn Source,
	/// How.
	pub runtime: Arc<Runtime>,
	/// Where.
	pub id: BlockId,
}

impl Reader<'_> {
	/// A view.
	pub async fn view<P: view_functions::Payload>(&self, query: P) -> Result<P::ReturnType> {
		let arguments = self.runtime.view_arguments(&query)?;
		let answer = self
			.source
			.call(&self.id, Runtime::VIEW_CALL, &arguments)
			.await?;
		self.runtime.view_answer(&query, &answer)
	}

	/// A storage entry, or its default.
	pub async fn storage<A: storage::Address>(
		&self,
		address: A,
		parts: A::KeyParts,
	) -> Result<Option<A::Value>> {
		let key = self.runtime.storage_key(&address, parts)?;
		let values = self.source.storage(&self.id, &[key]).await?;
		let value = values.into_iter().next().flatten();
		self.runtime.storage_value(&address, value.as_deref())
	}
}

/// What an asset is called.
pub struct AssetFacts {
	/// Its name.
	pub name: String,
	/// Its symbol.
	pub symbol: String,
	/// Its decimals.
	pub decimals: u8,
}

/// What the chain answered.
#[derive(Default)]
pub struct Views {
	/// The communities that the block touched.
	pub communities: BTreeMap<u32, CommunityView<AccountId32>>,
	/// The pools that it touched.
	pub pools: BTreeMap<u32, PoolView<StakeableAsset, AccountId32>>,
	/// The positions that it touched; `None` where nothing is left.
	pub positions: BTreeMap<(u32, AccountId32), Option<PositionView>>,
	/// The ledger, if it was touched.
	pub ledger: Option<LedgerInfo>,
	/// Validators and reserve, if they were touched.
	pub validators: Option<(Vec<AccountId32>, Vec<AccountId32>)>,
	/// The open redemptions of those who asked for one.
	pub requests: BTreeMap<AccountId32, Vec<Request>>,
	/// The liquid staking token staked in all pools, if it was touched.
	pub staked: Option<u128>,
	/// The gateway to Steem, if it was touched.
	pub gateway: Option<Status<AccountId32>>,
	/// The times of the blocks of Steem that were proved to hold something, in seconds since 1970;
	/// those that the chain still knows.
	pub steem_times: BTreeMap<u32, u32>,
	/// The assets that are new: those of communities, tSTEEM.
	pub assets: BTreeMap<u32, AssetFacts>,
}

/// What was read of a block.
pub struct Fetched<'a> {
	/// To ask more at this block.
	pub reader: Reader<'a>,
	/// The block's time, Unix milliseconds.
	pub time: u64,
	/// The version of its runtime.
	pub version: u32,
	/// Its events that make rows, with their places.
	pub events: Vec<(u32, ChainEvent)>,
	/// What it touched.
	pub touched: Touched,
	/// What the chain answered.
	pub views: Views,
}

/// Reads block `number`.
pub async fn fetch<'a>(
	source: &'a dyn Source,
	runtimes: &Runtimes,
	number: u64,
) -> Result<Fetched<'a>> {
	let id = source.block(number).await?;
	let keys = [
		("System", "Events"),
		("Timestamp", "Now"),
		("System", "LastRuntimeUpgrade"),
	]
	.map(|(pallet, entry)| encode_storage_key_prefix(pallet, entry).to_vec());
	let values = source.storage(&id, &keys).await?;
	let [events, now, upgrade] =
		<[_; 3]>::try_from(values).map_err(|_| anyhow::anyhow!("the node left an answer out"))?;
	// The genesis block has no time.
	let time = match now {
		Some(now) => u64::decode(&mut &now[..])?,
		None => 0,
	};
	// The runtime that ran this block, which after an upgrade in it is not the one that answers.
	let upgrade = upgrade.context("the chain does not say the version of its runtime")?;
	let version = Compact::<u32>::decode(&mut &upgrade[..])?.0;
	let parent = match number.checked_sub(1) {
		Some(before) => BlockId {
			number: before,
			hash: id.parent.clone(),
			parent: String::new(),
		},
		None => id.clone(),
	};
	let runtime = runtimes.get(version, source, &parent).await?;

	let mut touched = Touched::default();
	let mut rows = Vec::new();
	for event in runtime.events(events.unwrap_or_default()).iter() {
		let event = event?;
		if let Some(row) = ChainEvent::decode(&event)? {
			touched.note(&row);
			rows.push((event.index(), row));
		}
	}
	let runtime = match touched.code {
		false => runtime,
		true => {
			// What answers after this block is the next runtime, whose version is in its answer.
			let answer = source.call(&id, "Core_version", &[]).await?;
			let mut answer = &answer[..];
			let (_spec, _impl) = <(String, String)>::decode(&mut answer)?;
			let (_authoring, version) = <(u32, u32)>::decode(&mut answer)?;
			runtimes.get(version, source, &id).await?
		}
	};
	let reader = Reader {
		source,
		runtime,
		id,
	};
	let views = views(&reader, &mut touched, &rows, number == 0).await?;
	Ok(Fetched {
		reader,
		time,
		version,
		events: rows,
		touched,
		views,
	})
}

async fn views(
	reader: &Reader<'_>,
	touched: &mut Touched,
	events: &[(u32, ChainEvent)],
	genesis: bool,
) -> Result<Views> {
	let communities = || nutbox::view_functions().communities();
	let storage = || nutbox::storage().communities();
	if genesis {
		touched.ledger = true;
		touched.validators = true;
		touched.stakes = true;
	}
	if genesis || touched.era.is_some() {
		// Once an era every record is read anew, for the charts.
		let next = reader
			.storage(storage().next_community_id(), ())
			.await?
			.unwrap_or(0);
		touched.communities.extend(0..next);
		let next = reader
			.storage(storage().next_pool_id(), ())
			.await?
			.unwrap_or(0);
		touched.pools.extend(0..next);
	}
	let mut views = Views::default();
	for &id in &touched.communities {
		let view = reader.view(communities().community(id)).await?;
		let view = view.with_context(|| format!("the chain does not know community {id}"))?;
		views.communities.insert(id, view);
	}
	for &id in &touched.pools {
		let view = reader.view(communities().pool(id)).await?;
		let view = view.with_context(|| format!("the chain does not know pool {id}"))?;
		views.pools.insert(id, view);
	}
	for &(pool, account) in &touched.positions {
		let view = reader.view(communities().position(pool, account)).await?;
		views.positions.insert((pool, account), view);
	}
	if touched.ledger {
		let ledger = reader
			.view(nutbox::view_functions().liquid_staking().ledger())
			.await?;
		views.ledger = Some(ledger.context("the chain's ledger has a number beyond its range")?);
	}
	if touched.validators {
		let asked = || nutbox::view_functions().liquid_staking();
		let validators = reader.view(asked().validators()).await?;
		views.validators = Some((validators, reader.view(asked().reserve()).await?));
	}
	if touched.stakes {
		let book = reader.storage(storage().staking_yield(), ()).await?;
		views.staked = Some(book.map_or(0, |book| book.total));
	}
	for account in &touched.redeemers {
		let address = nutbox::storage().liquid_staking().requests();
		let requests = reader.storage(address, (*account,)).await?;
		let requests = requests.map(|requests| requests.0).unwrap_or_default();
		views.requests.insert(*account, requests);
	}
	if touched.gateway {
		let status = nutbox::view_functions().steem_gateway().status();
		views.gateway = Some(reader.view(status).await?);
	}
	for &number in &touched.steem_blocks {
		let block = nutbox::view_functions().steem_light_client().block(number);
		if let Some(block) = reader.view(block).await? {
			views.steem_times.insert(number, block.time);
		}
	}
	// tNUT is there from the beginning, tSTEEM from when the gateway is configured; the others come
	// with their communities.
	let created = events.iter().filter_map(|(_, event)| match event {
		ChainEvent::Communities(CommunitiesEvent::CommunityCreated(event)) => Some(event.token),
		_ => None,
	});
	let mut wanted: BTreeSet<u32> = match genesis {
		true => [crate::index::LIQUID_STAKING_ASSET].into(),
		false => created.collect(),
	};
	if touched.gateway_token {
		wanted.insert(crate::index::STEEM_ASSET);
	}
	for asset in wanted {
		let address = nutbox::storage().assets().metadata();
		let metadata = reader.storage(address, (asset,)).await?;
		let metadata = metadata.with_context(|| format!("asset {asset} has no metadata"))?;
		views.assets.insert(
			asset,
			AssetFacts {
				name: text(&metadata.name.0),
				symbol: text(&metadata.symbol.0),
				decimals: metadata.decimals,
			},
		);
	}
	ensure!(
		!genesis || views.communities.contains_key(&0),
		"the chain has no built-in community"
	);
	Ok(views)
}

/// Text of the chain, which checks that it is UTF-8. Without characters that SQL or a terminal
/// would trip over: NUL can't be stored in PostgreSQL.
pub fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes)
		.chars()
		.filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
		.collect()
}
