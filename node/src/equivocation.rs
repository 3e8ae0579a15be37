//! Reports validators that make two blocks for one slot.
//!
//! The BABE import of the SDK does so too, but the headers that it compares have no seal any more
//! (`BabeBlockImport::check_inherents_and_equivocations` in `sc-consensus-babe` 0.60.0 takes
//! `block.header`, whose seal the verifier has moved to `post_digests`). The runtime checks the
//! signatures in the seals, so every report of that kind fails with `InvalidEquivocationProof` and
//! nobody is ever slashed. Once a release of the SDK compares whole headers, this module goes.

use crate::service::FullClient;
use nutbox_runtime::{
	opaque::{Block, UncheckedExtrinsic},
	Hash,
};
use sc_client_api::HeaderBackend;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sc_transaction_pool_api::{
	error::Error as PoolError, LocalTransactionPool, OffchainTransactionPoolFactory,
};
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_consensus::BlockOrigin;
use sp_consensus_babe::{AuthorityId, AuthorityIndex, BabeApi, EquivocationProof, Slot};
use sp_runtime::traits::{Block as BlockT, Header as HeaderT};
use std::{
	collections::{btree_map::Entry, BTreeMap},
	sync::{Arc, Mutex, PoisonError},
};

/// For how many slots headers are remembered: as many as the SDK remembers.
const REMEMBERED_SLOTS: u64 = 1_000;

type Header = <Block as BlockT>::Header;
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A block import that compares what goes through it and reports equivocations.
#[derive(Clone)]
pub struct EquivocationReporter<I> {
	inner: I,
	client: Arc<FullClient>,
	pool: OffchainTransactionPoolFactory<Block>,
	seen: Arc<Mutex<SeenHeaders>>,
}

impl<I> EquivocationReporter<I> {
	/// Reports go to `pool`, blocks to `inner`.
	pub fn new(
		inner: I,
		client: Arc<FullClient>,
		pool: OffchainTransactionPoolFactory<Block>,
	) -> Self {
		Self {
			inner,
			client,
			pool,
			seen: Arc::default(),
		}
	}

	/// Compares the header of a block whose seal the verifier has checked.
	fn check(&self, header: Header) -> Result<(), Failure> {
		let digest = sc_consensus_babe::find_pre_digest::<Block>(&header)?;
		let (slot, authority) = (digest.slot(), digest.authority_index());
		// The lock protects a map that no panic leaves half changed.
		let other = self
			.seen
			.lock()
			.unwrap_or_else(PoisonError::into_inner)
			.note(slot, authority, &header);
		match other {
			Some(other) => self.report(slot, authority, other, header),
			None => Ok(()),
		}
	}

	fn report(
		&self,
		slot: Slot,
		authority: AuthorityIndex,
		first_header: Header,
		second_header: Header,
	) -> Result<(), Failure> {
		let first_block = first_header.hash();
		let offender = self.author(*first_header.parent_hash(), slot, authority)?;
		let proof = EquivocationProof {
			offender: offender.clone(),
			slot,
			first_header,
			second_header,
		};
		// Two forks may have different validators under one index; then the signatures do not match.
		if !sp_consensus_babe::check_equivocation_proof(proof.clone()) {
			return Ok(());
		}
		let best = self.client.info().best_hash;
		// The runtime wants to know who the offender was in the session of that slot. The state after
		// the first block is in it for sure, but the block may not have made it into the database.
		let mut ownership = None;
		for block in [first_block, best] {
			let api = self.client.runtime_api();
			if let Ok(Some(proof)) = api.generate_key_ownership_proof(block, slot, offender.clone())
			{
				ownership = Some(proof);
				break;
			}
		}
		let Some(ownership) = ownership else {
			return Err(format!("{offender} is no validator of slot {slot}").into());
		};
		let mut api = self.client.runtime_api();
		api.register_extension(self.pool.offchain_transaction_pool(best));
		match api.submit_report_equivocation_unsigned_extrinsic(best, proof, ownership)? {
			Some(()) => log::info!("Reported two blocks of {offender} for slot {slot}"),
			None => log::warn!("Two blocks of {offender} for slot {slot}: the report was refused"),
		}
		Ok(())
	}

	/// Who `authority` is in the epoch that `slot` belongs to on the fork of `parent`.
	fn author(
		&self,
		parent: Hash,
		slot: Slot,
		authority: AuthorityIndex,
	) -> Result<AuthorityId, Failure> {
		let api = self.client.runtime_api();
		let current = api.current_epoch(parent)?;
		let epoch = if slot < current.start_slot + current.duration {
			current
		} else {
			api.next_epoch(parent)?
		};
		epoch
			.authorities
			.get(usize::try_from(authority)?)
			.map(|(author, _)| author.clone())
			.ok_or_else(|| format!("there is no validator {authority} in slot {slot}").into())
	}
}

#[async_trait::async_trait]
impl<I> BlockImport<Block> for EquivocationReporter<I>
where
	I: BlockImport<Block> + Send + Sync,
{
	type Error = I::Error;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		// Blocks of a chain that the node only catches up with are too old to punish anyone for.
		let is_new = !block.with_state()
			&& !matches!(
				block.origin,
				BlockOrigin::NetworkInitialSync | BlockOrigin::WarpSync
			);
		if is_new {
			if let Err(error) = self.check(block.post_header()) {
				log::warn!(
					"Cannot check block {:?} for equivocation: {error}",
					block.post_hash()
				);
			}
		}
		self.inner.import_block(block).await
	}
}

/// The first header of every author in the recent slots.
#[derive(Default)]
struct SeenHeaders(BTreeMap<Slot, BTreeMap<AuthorityIndex, Seen>>);

struct Seen {
	header: Header,
	reported: bool,
}

impl SeenHeaders {
	/// Remembers `header`, or returns the one that is known of this author and slot if that is
	/// another and was not returned before.
	fn note(&mut self, slot: Slot, authority: AuthorityIndex, header: &Header) -> Option<Header> {
		let newest = self.0.keys().next_back().copied().unwrap_or(slot).max(slot);
		let oldest = Slot::from(u64::from(newest).saturating_sub(REMEMBERED_SLOTS));
		if slot < oldest {
			return None;
		}
		self.0 = self.0.split_off(&oldest);
		match self.0.entry(slot).or_default().entry(authority) {
			Entry::Vacant(entry) => {
				entry.insert(Seen {
					header: header.clone(),
					reported: false,
				});
				None
			}
			Entry::Occupied(mut entry) => {
				let seen = entry.get_mut();
				if seen.reported || seen.header == *header {
					return None;
				}
				seen.reported = true;
				Some(seen.header.clone())
			}
		}
	}
}

/// Takes the reports that the SDK's block import makes, so that they neither fill blocks with
/// failing transactions nor stand in the way of the right ones, which have the same tag.
pub struct DiscardReports;

impl LocalTransactionPool for DiscardReports {
	type Block = Block;
	type Hash = Hash;
	type Error = PoolError;

	fn submit_local(&self, _at: Hash, _report: UncheckedExtrinsic) -> Result<Hash, PoolError> {
		Ok(Hash::default())
	}
}
