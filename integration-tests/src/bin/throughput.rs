//! `make bench`: how many transfers, mints, stakes and claims one node includes per second, in one
//! run, and their ratios to transfers.
//!
//! Each of `NUTBOX_BENCH_ACCOUNTS` accounts (4,000, which fill at least two blocks) sends one transaction of each kind, all of a
//! kind at once over several connections, faster than the node includes them. The slots are those of
//! the production presets. What is submitted while blocks are made may not fill the first block of
//! a kind, and what is left does not fill the last one; so the rate is that of the largest block,
//! and beside it stands how much of the weight that a block has for transactions it used. Close to
//! 1, the weights are the limit; below, the node's time or the submission is.

use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{nutbox_runtime::RuntimeCall, pallet_balances::pallet::Call as Balances},
	},
	subxt::{config::PolkadotExtrinsicParamsBuilder as Params, tx::Payload},
	subxt_signer::SecretUri,
	AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{cli_binary, eventually, Lengths, Node};
use std::{str::FromStr, sync::Arc, time::Duration};

const UNIT: u128 = 1_000_000_000_000;
const CONNECTIONS: usize = 4;
/// Submissions under way at a time, for each connection.
const PIPELINED: usize = 32;
/// The demonstration community and its pool.
const COMMUNITY: u32 = 1;
const POOL: u32 = 1;
/// Slots as long as those of the production presets.
const LENGTHS: Lengths = Lengths {
	slot_millis: 6_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};

struct Measured {
	kind: &'static str,
	included: usize,
	blocks: usize,
	largest_block: usize,
	/// The part of the weight for transactions that the largest block used.
	fill: f64,
	per_second: f64,
}

/// What a finalised block holds.
struct Filled {
	transactions: usize,
	fill: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
	let accounts: usize = match std::env::var("NUTBOX_BENCH_ACCOUNTS") {
		Ok(text) => text
			.parse()
			.context("NUTBOX_BENCH_ACCOUNTS is not a number")?,
		Err(_) => 4_000,
	};
	let node = Node::dev_with(
		LENGTHS,
		&["--pool-limit", "50000", "--pool-kbytes", "200000"],
	)?;
	let chain = node.client().await?;
	let keys = (0..accounts)
		.map(|n| {
			let uri = SecretUri::from_str(&format!("//throughput//{n}"))?;
			Ok(Keypair::from_uri(&uri)?)
		})
		.collect::<Result<Vec<_>>>()?;

	// The demonstration community: its pool has both streams of rewards.
	let demo = std::process::Command::new(cli_binary())
		.args(["demo", "--url", &node.url()])
		.output()?;
	ensure!(
		demo.status.success(),
		"{}",
		String::from_utf8_lossy(&demo.stderr)
	);
	fund(&chain, &keys).await?;
	let mut connections = Vec::new();
	for _ in 0..CONNECTIONS {
		connections.push(node.client().await?);
	}

	let target = AccountId32(dev::bob().public_key().0);
	let transfer = nutbox::transactions()
		.balances()
		.transfer_keep_alive(target.into(), UNIT);
	let mint = nutbox::transactions().liquid_staking().mint(50 * UNIT);
	let stake = nutbox::transactions()
		.communities()
		.stake(COMMUNITY, POOL, 10 * UNIT);
	let unstake = nutbox::transactions()
		.communities()
		.unstake(COMMUNITY, POOL, UNIT);
	let claim = nutbox::transactions()
		.communities()
		.claim(COMMUNITY, vec![POOL]);
	let run = Run {
		connections: &connections,
		keys: &keys,
	};
	let mut results = vec![
		run.measure("transfer", 0, &transfer).await?,
		run.measure("mint", 1, &mint).await?,
		run.measure("stake, the first", 2, &stake).await?,
		run.measure("stake, another", 3, &stake).await?,
		run.measure("unstake", 4, &unstake).await?,
	];
	let last = AccountId32(keys[keys.len() - 1].public_key().0);
	eventually(
		"rewards are pending",
		Duration::from_secs(120),
		async || {
			let query = nutbox::view_functions().communities().pending(POOL, last);
			Ok((chain.view(query).await?.token > 0).then_some(()))
		},
	)
	.await?;
	results.push(run.measure("claim", 5, &claim).await?);

	let transfers = results[0].per_second;
	println!("| kind | included | blocks | largest block | its weight | per second | ratio to transfers |");
	println!("|---|---|---|---|---|---|---|");
	for result in &results {
		println!(
			"| {} | {} | {} | {} | {:.2} | {:.0} | {:.2} |",
			result.kind,
			result.included,
			result.blocks,
			result.largest_block,
			result.fill,
			result.per_second,
			result.per_second / transfers
		);
	}
	Ok(())
}

/// Gives every account enough for its transactions.
async fn fund(chain: &Chain, keys: &[Keypair]) -> Result<()> {
	let at = chain.finalised().await?;
	let alice = AccountId32(dev::alice().public_key().0);
	let first = at.transactions().account_nonce(&alice).await?;
	let mut submitted = Vec::new();
	for (nonce, chunk) in (first..).zip(keys.chunks(250)) {
		let calls = chunk
			.iter()
			.map(|key| {
				RuntimeCall::Balances(Balances::transfer_keep_alive {
					dest: AccountId32(key.public_key().0).into(),
					value: 100 * UNIT,
				})
			})
			.collect();
		let params = Params::new().nonce(nonce).immortal().build();
		let batch = nutbox::transactions().utility().batch_all(calls);
		let progress = at
			.transactions()
			.create_signed(&batch, &dev::alice(), params)
			.await?
			.submit_and_watch()
			.await?;
		submitted.push(progress);
	}
	for progress in submitted {
		progress.wait_for_finalized_success().await?;
	}
	Ok(())
}

struct Run<'a> {
	connections: &'a [Chain],
	keys: &'a [Keypair],
}

impl Run<'_> {
	/// Sends `call` once from each account, with nonce `nonce`, and counts what blocks include.
	async fn measure<Call: Payload + Sync>(
		&self,
		kind: &'static str,
		nonce: u64,
		call: &Call,
	) -> Result<Measured> {
		let at = self.connections[0].finalised().await?;
		let first = at.block_number();
		// Signed beforehand: the clients' work is not what is measured.
		let mut signed = Vec::with_capacity(self.keys.len());
		for key in self.keys {
			let params = Params::new().nonce(nonce).immortal().build();
			signed.push(
				at.transactions()
					.create_signed(call, key, params)
					.await?
					.into_encoded(),
			);
		}
		let mut heads = Vec::new();
		for connection in self.connections {
			heads.push(Arc::new(connection.finalised().await?));
		}
		let mut tasks = Vec::new();
		let lanes = CONNECTIONS * PIPELINED;
		for (lane, part) in signed.chunks(signed.len().div_ceil(lanes)).enumerate() {
			let at = heads[lane % CONNECTIONS].clone();
			let part = part.to_vec();
			tasks.push(tokio::spawn(async move {
				for bytes in part {
					at.transactions().from_bytes(bytes).submit().await?;
				}
				anyhow::Ok(())
			}));
		}
		for task in tasks {
			task.await??;
		}
		let blocks = self.blocks_with_all(kind, first + 1).await?;
		eprintln!("{kind}: {} blocks", blocks.len());
		let largest = blocks
			.iter()
			.max_by_key(|block| block.transactions)
			.context("nothing was included")?;
		Ok(Measured {
			kind,
			included: blocks.iter().map(|block| block.transactions).sum(),
			blocks: blocks.len(),
			largest_block: largest.transactions,
			fill: largest.fill,
			per_second: largest.transactions as f64 / (LENGTHS.slot_millis as f64 / 1_000.0),
		})
	}

	/// The finalised blocks from number `from` on with transactions, until each account's is in.
	async fn blocks_with_all(&self, kind: &str, from: u64) -> Result<Vec<Filled>> {
		let chain = &self.connections[0];
		let (mut number, mut included, mut patience) = (from, 0, 240);
		let mut blocks = Vec::new();
		while included < self.keys.len() {
			if chain.finalised().await?.block_number() < number {
				patience -= 1;
				ensure!(
					patience > 0,
					"{kind}: {included} of {} included",
					self.keys.len()
				);
				tokio::time::sleep(Duration::from_millis(500)).await;
				continue;
			}
			patience = 240;
			let filled = filled(chain, kind, number).await?;
			included += filled.transactions;
			if filled.transactions > 0 {
				blocks.push(filled);
			}
			number += 1;
		}
		Ok(blocks)
	}
}

async fn filled(chain: &Chain, kind: &str, number: u64) -> Result<Filled> {
	let at = chain.api().at_block(number).await?;
	for event in at.events().fetch().await?.iter() {
		let event = event?;
		ensure!(
			!(event.pallet_name() == "System" && event.event_name() == "ExtrinsicFailed"),
			"{kind}: a transaction failed in block {number}"
		);
	}
	let used = at
		.storage()
		.fetch(nutbox::storage().system().block_weight(), ())
		.await?
		.decode()?;
	let limits = at
		.constants()
		.entry(nutbox::constants().system().block_weights())?;
	let limit = limits
		.per_class
		.normal
		.max_total
		.context("transactions have no limit")?;
	Ok(Filled {
		// The time inherent is the one transaction that nobody sent.
		transactions: at.extrinsics().fetch().await?.len() - 1,
		fill: used.normal.ref_time as f64 / limit.ref_time as f64,
	})
}
