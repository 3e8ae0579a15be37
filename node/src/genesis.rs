//! The genesis block: built when a database is new, compared when it is not.
//!
//! A chain specification that names a preset has to run the runtime to know its genesis state, and
//! for that the SDK compiles the runtime twice: seconds that would come with every start. So the
//! node notes in its data folder from which specification the database was made, and builds the
//! genesis state again only if the specification has changed since.

use crate::service::{Executor, FullBackend, Options};
use nutbox_runtime::{opaque::Block, Hash};
use sc_client_api::{in_mem, Backend, HeaderBackend};
use sc_service::{
	BuildGenesisBlock, ChainSpec, Configuration, Error as ServiceError, GenesisBlockBuilder,
};
use sp_runtime::traits::Block as BlockT;
use std::{
	fs,
	path::{Path, PathBuf},
	sync::Arc,
};

/// File in the data folder that holds the fingerprint of the chain specification and the hash of
/// the genesis block that came of it.
const ORIGIN_FILE: &str = "genesis-origin";

/// Builds the genesis block, if asked to.
pub struct LazyGenesis<B> {
	chain_spec: Box<dyn ChainSpec>,
	commit_state: bool,
	backend: Arc<B>,
	executor: Executor,
}

impl<B> LazyGenesis<B> {
	/// The genesis of `config`'s chain specification, to be written to `backend`.
	pub fn new(config: &Configuration, backend: Arc<B>, executor: Executor) -> Self {
		Self {
			chain_spec: config.chain_spec.cloned_box(),
			commit_state: !config.no_genesis(),
			backend,
			executor,
		}
	}
}

impl<B: Backend<Block>> BuildGenesisBlock<Block> for LazyGenesis<B> {
	type BlockImportOperation = B::BlockImportOperation;

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

/// What a data folder notes about the origin of its database.
#[derive(PartialEq, Eq)]
struct Origin {
	fingerprint: String,
	genesis: String,
}

impl Origin {
	fn new(options: &Options, genesis: Hash) -> Self {
		Self {
			fingerprint: format!("{:?}", options.chain_fingerprint),
			genesis: format!("{genesis:?}"),
		}
	}

	fn file(config: &Configuration) -> PathBuf {
		config.data_path.join(ORIGIN_FILE)
	}

	fn read(file: &Path) -> Option<Self> {
		let content = fs::read_to_string(file).ok()?;
		let (fingerprint, genesis) = content.trim_end().split_once(' ')?;
		Some(Self {
			fingerprint: fingerprint.into(),
			genesis: genesis.into(),
		})
	}
}

/// Checks, by the note in the data folder and without touching the database, that the database was
/// made from `config`'s chain specification. A folder without a note passes.
///
/// The node would go on with the chain it finds and call it by the wrong name.
///
/// # Errors
///
/// When it was made from another one, or the chain specification yields no genesis block.
pub fn check_note(config: &Configuration, options: &Options) -> Result<(), ServiceError> {
	let Some(noted) = Origin::read(&Origin::file(config)) else {
		return Ok(());
	};
	// `purge-chain` leaves the note, which then says nothing about the database to come.
	let database_exists = config.database.path().is_some_and(Path::exists);
	if !database_exists || noted.fingerprint == format!("{:?}", options.chain_fingerprint) {
		return Ok(());
	}
	let executor = crate::service::new_executor(config, options);
	ensure_same(config, &noted.genesis, expected_genesis(config, &executor)?)
}

/// Checks that a database without a note, or with one about another genesis block, is of `config`'s
/// chain. Writes nothing.
///
/// # Errors
///
/// As [`check_note`].
pub fn check_database(
	config: &Configuration,
	options: &Options,
	backend: &FullBackend,
	executor: &Executor,
) -> Result<(), ServiceError> {
	let stored = backend.blockchain().info().genesis_hash;
	let is_new = stored == Hash::default();
	let is_noted = Origin::read(&Origin::file(config)) == Some(Origin::new(options, stored));
	if is_new || is_noted {
		return Ok(());
	}
	ensure_same(
		config,
		&format!("{stored:?}"),
		expected_genesis(config, executor)?,
	)
}

/// Notes that the genesis block `genesis` is the one of `config`'s chain specification.
///
/// Without the note the next start takes longer, so that is all that follows from a failure.
pub fn note(config: &Configuration, options: &Options, genesis: Hash) {
	let (file, origin) = (Origin::file(config), Origin::new(options, genesis));
	if Origin::read(&file).as_ref() == Some(&origin) {
		return;
	}
	let content = format!("{} {}\n", origin.fingerprint, origin.genesis);
	if let Err(error) = fs::write(&file, content) {
		log::warn!("Cannot write {}: {error}", file.display());
	}
}

fn expected_genesis(config: &Configuration, executor: &Executor) -> Result<Hash, ServiceError> {
	let memory = Arc::new(in_mem::Backend::<Block>::new());
	let (block, _operation) =
		LazyGenesis::new(config, memory, executor.clone()).build_genesis_block()?;
	Ok(block.hash())
}

fn ensure_same(config: &Configuration, stored: &str, expected: Hash) -> Result<(), ServiceError> {
	if stored == format!("{expected:?}") {
		return Ok(());
	}
	Err(ServiceError::Other(format!(
		"the data folder {} holds another chain (genesis {stored}) than the one asked for (genesis \
		 {expected:?}): choose another --base-path, start with the chain specification that this \
		 data was made from, or remove the data with `purge-chain`",
		config.data_path.display(),
	)))
}
