use crate::{
	equivocation::{DiscardReports, EquivocationReporter},
	genesis::{self, LazyGenesis},
	rpc,
};
use futures::FutureExt;
use nutbox_runtime::{opaque::Block, Hash, RuntimeApi};
use sc_client_api::{Backend, HeaderBackend, StorageKey, StorageProvider};
use sc_consensus_babe::{BabeBlockImport, BabeLink, SlotProportion};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaBlockImport, GrandpaPruningFilter, LinkHalf, SharedVoterState,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_network::config::FullNetworkConfiguration;
use sc_service::{ChainType, Configuration, Error as ServiceError, TaskManager, WarpSyncConfig};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::CallContext;
use sp_consensus_babe::inherents::BabeCreateInherentDataProviders;
use sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// Blocks between two GRANDPA justifications that are kept for nodes which sync later.
const JUSTIFICATION_PERIOD: u32 = 512;

/// How long a GRANDPA message is expected to travel. A voting round takes at least two of these, so
/// it must stay well below the block time.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Most slots that authors of a test network skip while finality stalls: such networks stall often
/// and shall be back soon after.
const TESTNET_MAX_BACKOFF_SLOTS: u32 = 10;

#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions = (
	sp_io::SubstrateHostFunctions,
	frame_benchmarking::benchmarking::HostFunctions,
);
#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = sp_io::SubstrateHostFunctions;

pub type Executor = WasmExecutor<HostFunctions>;
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
pub type FullBackend = sc_service::TFullBackend<Block>;
type SelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;
type BabeImport = BabeBlockImport<
	Block,
	FullClient,
	GrandpaImport,
	BabeCreateInherentDataProviders<Block>,
	SelectChain,
>;
type TransactionPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
type RpcBuilder = Box<
	dyn Fn(sc_rpc::SubscriptionTaskExecutor) -> Result<jsonrpsee::RpcModule<()>, sc_service::Error>,
>;

/// What this node has beyond the SDK's [`Configuration`].
pub struct Options {
	/// Where compiled runtimes are kept.
	pub wasm_cache: PathBuf,
	/// Changes when the chain specification does.
	pub chain_fingerprint: Hash,
}

/// The parts of [`PartialComponents`] that only this node's consensus needs.
pub struct Consensus {
	block_import: EquivocationReporter<BabeImport>,
	babe_link: BabeLink<Block>,
	grandpa_link: LinkHalf<Block, FullClient, SelectChain>,
	voter_state: SharedVoterState,
	rpc_builder: RpcBuilder,
	telemetry: Option<Telemetry>,
}

pub type PartialComponents = sc_service::PartialComponents<
	FullClient,
	FullBackend,
	SelectChain,
	sc_consensus::DefaultImportQueue<Block>,
	TransactionPool,
	Consensus,
>;

/// Builds what the node and the commands on its database have in common: client, database, import
/// queue and transaction pool. Creates the database, with the genesis block, when there is none.
///
/// # Errors
///
/// When a part cannot be built, and when the database belongs to another chain; it is not written
/// to then.
pub fn new_partial(
	config: &Configuration,
	options: &Options,
) -> Result<PartialComponents, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = new_executor(config, options);
	let mut database = config.db_config();
	// Blocks with a justification outlive block pruning: warp sync proofs are made of them.
	database.pruning_filters = vec![Arc::new(GrandpaPruningFilter)];
	let backend = sc_service::new_db_backend::<Block>(database)?;

	genesis::check_database(config, options, &backend, &executor)?;
	let genesis_builder = LazyGenesis::new(config, backend.clone(), executor.clone());

	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts_with_genesis_builder::<Block, RuntimeApi, _, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			backend,
			genesis_builder,
			false,
		)?;
	let client = Arc::new(client);
	genesis::note(config, options, client.info().genesis_hash);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager
			.spawn_handle()
			.spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = SelectChain::new(backend.clone());

	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(|telemetry| telemetry.handle()),
	)?;

	let babe_config = sc_consensus_babe::configuration(&*client)?;
	let slot_duration = babe_config.slot_duration();
	let inherents: BabeCreateInherentDataProviders<Block> =
		Arc::new(move |_parent, ()| async move { Ok(slot_and_time(slot_duration)) });
	let (babe_import, babe_link) = sc_consensus_babe::block_import(
		babe_config,
		grandpa_import.clone(),
		client.clone(),
		inherents,
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(DiscardReports),
	)?;
	let block_import = EquivocationReporter::new(
		babe_import,
		client.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	);

	let (import_queue, babe_worker) =
		sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
			link: babe_link.clone(),
			block_import: block_import.clone(),
			justification_import: Some(Box::new(grandpa_import)),
			client: client.clone(),
			slot_duration,
			spawner: &task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			telemetry: telemetry.as_ref().map(|telemetry| telemetry.handle()),
		})?;

	let voter_state = SharedVoterState::empty();
	let rpc_builder = {
		let client = client.clone();
		let pool = transaction_pool.clone();
		let select_chain = select_chain.clone();
		let chain_spec = config.chain_spec.cloned_box();
		let keystore = keystore_container.keystore();
		let voter_state = voter_state.clone();
		let authority_set = grandpa_link.shared_authority_set().clone();
		let justifications = grandpa_link.justification_stream();
		let finality_proofs =
			FinalityProofProvider::new_for_service(backend.clone(), Some(authority_set.clone()));

		Box::new(move |subscription_executor| {
			rpc::create(rpc::Dependencies {
				client: client.clone(),
				pool: pool.clone(),
				select_chain: select_chain.clone(),
				chain_spec: chain_spec.cloned_box(),
				keystore: keystore.clone(),
				babe_worker: babe_worker.clone(),
				grandpa: rpc::Grandpa {
					voter_state: voter_state.clone(),
					authority_set: authority_set.clone(),
					justifications: justifications.clone(),
					finality_proofs: finality_proofs.clone(),
				},
				subscription_executor,
			})
			.map_err(Into::into)
		})
	};

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Consensus {
			block_import,
			babe_link,
			grandpa_link,
			voter_state,
			rpc_builder,
			telemetry,
		},
	})
}

/// The executor of the SDK's settings, which in addition finds runtimes that an earlier start has
/// compiled.
pub fn new_executor(config: &Configuration, options: &Options) -> Executor {
	let heap = config
		.executor
		.default_heap_pages
		.and_then(|pages| u32::try_from(pages).ok())
		.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |extra_pages| {
			HeapAllocStrategy::Static { extra_pages }
		});
	Executor::builder()
		.with_execution_method(config.executor.wasm_method)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.with_max_runtime_instances(config.executor.max_runtime_instances)
		.with_runtime_cache_size(config.executor.runtime_cache_size)
		.with_cache_path(&options.wasm_cache)
		.build()
}

fn slot_and_time(
	slot_duration: sp_consensus_babe::SlotDuration,
) -> (
	sp_consensus_babe::inherents::InherentDataProvider,
	sp_timestamp::InherentDataProvider,
) {
	let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
	let slot = sp_consensus_babe::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*timestamp,
		slot_duration,
	);
	(slot, timestamp)
}

/// Starts the node: networking, RPC and, by its role, authoring and voting.
///
/// # Errors
///
/// When a part cannot be built or a port cannot be opened.
pub fn new_full<Network>(
	config: Configuration,
	options: &Options,
) -> Result<TaskManager, ServiceError>
where
	Network: sc_network::NetworkBackend<Block, Hash>,
{
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other:
			Consensus {
				block_import,
				babe_link,
				grandpa_link,
				voter_state,
				rpc_builder,
				mut telemetry,
			},
	} = new_partial(&config, options)?;
	report_other_runtime(&client)?;

	let prometheus_registry = config.prometheus_registry().cloned();
	let mut net_config = FullNetworkConfiguration::<_, _, Network>::new(
		&config.network,
		prometheus_registry.clone(),
	);
	let metrics = Network::register_notification_metrics(prometheus_registry.as_ref());

	let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(
		&client.info().genesis_hash,
		&config.chain_spec,
	);
	let (grandpa_protocol_config, grandpa_notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(
			grandpa_protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_protocol_config);

	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore_container.keystore()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(
				transaction_pool.clone(),
			)),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			// Nothing in the runtime calls out, and a runtime upgrade must not make it so unseen.
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-work",
			workers
				.run(client.clone(), task_manager.spawn_handle())
				.boxed(),
		);
	}

	let role = config.role;
	let force_authoring = config.force_authoring;
	let enable_grandpa = !config.disable_grandpa;
	let node_name = config.network.node_name.clone();
	let backoff_authoring_blocks = backoff_strategy(config.chain_spec.chain_type());

	sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let telemetry_handle = telemetry.as_ref().map(|telemetry| telemetry.handle());

	if role.is_authority() {
		let proposer = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			transaction_pool.clone(),
			prometheus_registry.as_ref(),
			telemetry_handle.clone(),
		);
		let slot_duration = babe_link.config().slot_duration();
		let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: keystore_container.keystore(),
			client,
			select_chain,
			env: proposer,
			block_import,
			sync_oracle: sync_service.clone(),
			justification_sync_link: sync_service.clone(),
			create_inherent_data_providers: move |_parent, ()| async move {
				Ok(slot_and_time(slot_duration))
			},
			force_authoring,
			backoff_authoring_blocks,
			babe_link,
			// The rest of the slot is for sending the block and importing it elsewhere.
			block_proposal_slot_portion: SlotProportion::new(0.5),
			max_block_proposal_slot_portion: None,
			telemetry: telemetry_handle.clone(),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking(
			"babe-proposer",
			Some("block-authoring"),
			babe,
		);
	}

	if enable_grandpa {
		// A full node runs the voter as well: without keys it casts no vote but follows the rounds.
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: GOSSIP_DURATION,
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(node_name),
				observer_enabled: false,
				keystore: role.is_authority().then(|| keystore_container.keystore()),
				local_role: role,
				telemetry: telemetry_handle.clone(),
				protocol_name: grandpa_protocol,
			},
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service: grandpa_notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry,
			shared_voter_state: voter_state,
			telemetry: telemetry_handle,
			// The way on which a report about two votes in one round reaches the chain.
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager
			.spawn_essential_handle()
			.spawn_blocking("grandpa-voter", None, voter);
	}

	Ok(task_manager)
}

/// Says in the log when the chain runs another runtime than the one that this binary brings along: a
/// new binary does not upgrade a chain. `scripts/run.sh` looks for the line.
fn report_other_runtime(client: &FullClient) -> Result<(), ServiceError> {
	let best = client.info().best_hash;
	let code = StorageKey(b":code".to_vec());
	let (Some(ours), Some(theirs)) = (nutbox_runtime::WASM_BINARY, client.storage(best, &code)?)
	else {
		return Ok(());
	};
	// An upgrade travels compressed, a genesis block need not.
	let plain = |code| {
		sp_maybe_compressed_blob::decompress(code, CODE_BLOB_BOMB_LIMIT)
			.map_err(|error| ServiceError::Other(format!("the chain's runtime: {error}")))
	};
	if plain(&theirs.0)? != plain(ours)? {
		let version = client.runtime_version_at(best, CallContext::Offchain)?;
		log::info!(
			"The chain runs another runtime (version {}) than this binary brings along (version {})",
			version.spec_version,
			nutbox_runtime::VERSION.spec_version,
		);
	}
	Ok(())
}

/// How authors slow down while finality lags, so that an unfinalised chain does not grow unbounded.
fn backoff_strategy(chain_type: ChainType) -> Option<BackoffAuthoringOnFinalizedHeadLagging<u32>> {
	let mut backoff = BackoffAuthoringOnFinalizedHeadLagging::default();
	if matches!(chain_type, ChainType::Development | ChainType::Local) {
		backoff.max_interval = TESTNET_MAX_BACKOFF_SLOTS;
	}
	Some(backoff)
}
