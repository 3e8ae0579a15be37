use jsonrpsee::RpcModule;
use nutbox_runtime::{opaque::Block, AccountId, Balance, BlockNumber, Hash, Nonce};
use sc_client_api::AuxStore;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_rpc::SubscriptionTaskExecutor;
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::{Error as BlockChainError, HeaderBackend, HeaderMetadata};
use sp_consensus::SelectChain;
use sp_consensus_babe::BabeApi;
use sp_keystore::KeystorePtr;
use std::sync::Arc;

/// What the RPC methods of this node work on.
pub struct Dependencies<C, P, SC, B> {
	pub client: Arc<C>,
	pub pool: Arc<P>,
	pub select_chain: SC,
	pub chain_spec: Box<dyn sc_chain_spec::ChainSpec>,
	pub keystore: KeystorePtr,
	pub babe_worker: BabeWorkerHandle<Block>,
	pub grandpa: Grandpa<B>,
	pub subscription_executor: SubscriptionTaskExecutor,
}

/// The finality gadget's side of [`Dependencies`].
pub struct Grandpa<B> {
	pub voter_state: SharedVoterState,
	pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	pub justifications: GrandpaJustificationStream<Block>,
	pub finality_proofs: Arc<FinalityProofProvider<B, Block>>,
}

/// The methods that this node adds to those that `sc-service` registers by itself (`system`,
/// `chain`, `state`, `author`, `offchain`, `chainHead_v1`, `chainSpec_v1`, `transaction_v1` and, on
/// an archive node, `archive_v1`): account nonces, fees, consensus, and the sync state of light
/// clients. The state of pallets is read through runtime APIs and view functions.
///
/// # Errors
///
/// When two methods have one name, or the chain specification has no room for a sync state.
pub fn create<C, P, SC, B>(
	dependencies: Dependencies<C, P, SC, B>,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>>
where
	C: ProvideRuntimeApi<Block>
		+ HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = BlockChainError>
		+ AuxStore
		+ Send
		+ Sync
		+ 'static,
	C::Api: substrate_frame_rpc_system::AccountNonceApi<Block, AccountId, Nonce>
		+ pallet_transaction_payment_rpc::TransactionPaymentRuntimeApi<Block, Balance>
		+ BabeApi<Block>
		+ BlockBuilder<Block>,
	P: TransactionPool + 'static,
	SC: SelectChain<Block> + 'static,
	B: sc_client_api::Backend<Block> + 'static,
{
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use sc_consensus_babe_rpc::{Babe, BabeApiServer};
	use sc_consensus_grandpa_rpc::{Grandpa as GrandpaRpc, GrandpaApiServer};
	use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let Dependencies {
		client,
		pool,
		select_chain,
		chain_spec,
		keystore,
		babe_worker,
		grandpa,
		subscription_executor,
	} = dependencies;

	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module
		.merge(Babe::new(client.clone(), babe_worker.clone(), keystore, select_chain).into_rpc())?;
	module.merge(
		GrandpaRpc::new(
			subscription_executor,
			grandpa.authority_set.clone(),
			grandpa.voter_state,
			grandpa.justifications,
			grandpa.finality_proofs,
		)
		.into_rpc(),
	)?;
	module.merge(
		SyncState::new(chain_spec, client, grandpa.authority_set, babe_worker)?.into_rpc(),
	)?;
	Ok(module)
}
