//! The genesis block: built when a database is new, compared when it is not.
//!
//! A chain specification that names a preset has to run the runtime to know its genesis state, and
//! for that the SDK compiles the runtime twice: seconds that would come with every start. So the
//! node notes in its data folder from which specification the database was made, and builds the
//! genesis state again only if the specification has changed since.

use crate::service::{Executor, FullBackend};
use nutbox_runtime::{opaque::Block, Hash};
use sc_client_api::{Backend, HeaderBackend};
use sc_service::{
	BuildGenesisBlock, ChainSpec, Configuration, Error as ServiceError, GenesisBlockBuilder,
};
use sp_runtime::traits::Block as BlockT;
use std::{fs, path::PathBuf, sync::Arc};

/// File in the data folder that holds the fingerprint of the chain specification and the hash of
/// the genesis block that came of it.
const ORIGIN_FILE: &str = "genesis-origin";

/// Builds the genesis block, if asked to.
pub struct LazyGenesis {
	chain_spec: Box<dyn ChainSpec>,
	commit_state: bool,
	backend: Arc<FullBackend>,
	executor: Executor,
}

impl LazyGenesis {
	/// The genesis of `config`'s chain specification, to be written to `backend`.
	pub fn new(config: &Configuration, backend: Arc<FullBackend>, executor: Executor) -> Self {
		Self {
			chain_spec: config.chain_spec.cloned_box(),
			commit_state: !config.no_genesis(),
			backend,
			executor,
		}
	}
}

impl BuildGenesisBlock<Block> for LazyGenesis {
	type BlockImportOperation = <FullBackend as Backend<Block>>::BlockImportOperation;

	fn build_genesis_block(self) -> sp_blockchain::Result<(Block, Self::BlockImportOperation)> {
		GenesisBlockBuilder::new(
			self.chain_spec.as_storage_builder(),
			self.commit_state,
			self.backend,
			self.executor,
		)?
		.build_genesis_block()
	}
}

/// Which chain specification a database was made from.
pub struct Origin {
	file: PathBuf,
	fingerprint: Hash,
}

impl Origin {
	/// `fingerprint` is that of `config`'s chain specification.
	pub fn new(config: &Configuration, fingerprint: Hash) -> Self {
		Self {
			file: config.data_path.join(ORIGIN_FILE),
			fingerprint,
		}
	}

	/// Fails when the database has a genesis block other than the one of `config`'s chain
	/// specification: the node would go on with the chain it finds and call it by the wrong name.
	/// Writes nothing to the database.
	pub fn check(
		&self,
		config: &Configuration,
		backend: &Arc<FullBackend>,
		executor: &Executor,
	) -> Result<(), ServiceError> {
		let stored = backend.blockchain().info().genesis_hash;
		let is_new = stored == Hash::default();
		if is_new || fs::read_to_string(&self.file).is_ok_and(|note| note == self.note(stored)) {
			return Ok(());
		}
		// The operation that comes along would write the block; dropped, it leaves no trace.
		let (block, _operation) =
			LazyGenesis::new(config, backend.clone(), executor.clone()).build_genesis_block()?;
		let expected = block.hash();
		if stored == expected {
			return Ok(());
		}
		Err(ServiceError::Other(format!(
			"the data folder {} holds another chain (genesis {stored:?}) than the one asked for \
			 (genesis {expected:?}): choose another --base-path, start with the chain \
			 specification that this data was made from, or remove the data with `purge-chain`",
			config.data_path.display(),
		)))
	}

	/// Notes that the database's genesis block `genesis` is the one of the chain specification.
	///
	/// Without the note the next start takes longer, so that is all that follows from a failure.
	pub fn record(&self, genesis: Hash) {
		let note = self.note(genesis);
		if fs::read_to_string(&self.file).is_ok_and(|known| known == note) {
			return;
		}
		if let Err(error) = fs::write(&self.file, note) {
			log::warn!("Cannot write {}: {error}", self.file.display());
		}
	}

	fn note(&self, genesis: Hash) -> String {
		format!("{:?} {genesis:?}\n", self.fingerprint)
	}
}
