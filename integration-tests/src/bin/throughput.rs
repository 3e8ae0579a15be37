//! `make bench`: how many transfers, mints, stakes and claims one node includes per second, in one
//! run, and their ratios to transfers.
//!
//! Each of `NUTBOX_BENCH_ACCOUNTS` accounts (2,000) sends one transaction of each kind, all of a
//! kind at once over several connections. The rate is what was included between the block in which
//! the kind first appears and the one in which it last does, divided by the time of those blocks.

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
use std::{str::FromStr, time::Duration};

const UNIT: u128 = 1_000_000_000_000;
const CONNECTIONS: usize = 4;
/// The demonstration community and its pool.
const COMMUNITY: u32 = 1;
const POOL: u32 = 1;
/// The lengths of the `dev` preset: two-second slots.
const LENGTHS: Lengths = Lengths {
	slot_millis: 2_000,
	epoch_slots: 10,
	sessions_per_era: 3,
	bonding_eras: 2,
};

struct Measured {
	kind: &'static str,
	included: usize,
	blocks: u64,
	largest_block: usize,
	per_second: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
	let accounts: usize = match std::env::var("NUTBOX_BENCH_ACCOUNTS") {
		Ok(text) => text
			.parse()
			.context("NUTBOX_BENCH_ACCOUNTS is not a number")?,
		Err(_) => 2_000,
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
	let results = [
		measure(
			"transfer",
			&connections,
			&keys,
			0,
			&nutbox::transactions()
				.balances()
				.transfer_keep_alive(target.into(), UNIT),
		)
		.await?,
		measure(
			"mint",
			&connections,
			&keys,
			1,
			&nutbox::transactions().liquid_staking().mint(20 * UNIT),
		)
		.await?,
		measure(
			"stake",
			&connections,
			&keys,
			2,
			&nutbox::transactions()
				.communities()
				.stake(COMMUNITY, POOL, 10 * UNIT),
		)
		.await?,
		{
			let first = AccountId32(keys[0].public_key().0);
			eventually(
				"rewards are pending",
				Duration::from_secs(120),
				async || {
					let query = nutbox::view_functions().communities().pending(POOL, first);
					Ok((chain.view(query).await?.token > 0).then_some(()))
				},
			)
			.await?;
			let claim = nutbox::transactions()
				.communities()
				.claim(COMMUNITY, vec![POOL]);
			measure("claim", &connections, &keys, 3, &claim).await?
		},
	];

	let transfers = results[0].per_second;
	println!("| kind | included | blocks | largest block | per second | ratio to transfers |");
	println!("|---|---|---|---|---|---|");
	for result in &results {
		println!(
			"| {} | {} | {} | {} | {:.0} | {:.2} |",
			result.kind,
			result.included,
			result.blocks,
			result.largest_block,
			result.per_second,
			result.per_second / transfers
		);
	}
	Ok(())
}

/// Gives every account enough for its transactions.
async fn fund(chain: &Chain, keys: &[Keypair]) -> Result<()> {
	for chunk in keys.chunks(250) {
		let calls = chunk
			.iter()
			.map(|key| {
				RuntimeCall::Balances(Balances::transfer_keep_alive {
					dest: AccountId32(key.public_key().0).into(),
					value: 100 * UNIT,
				})
			})
			.collect();
		chain
			.submit(
				&nutbox::transactions().utility().batch_all(calls),
				&dev::alice(),
			)
			.await?;
	}
	Ok(())
}

/// Sends `call` once from each account, with nonce `nonce`, and counts what blocks include.
async fn measure<Call: Payload + Sync>(
	kind: &'static str,
	connections: &[Chain],
	keys: &[Keypair],
	nonce: u64,
	call: &Call,
) -> Result<Measured> {
	let chain = &connections[0];
	let at = chain.finalised().await?;
	let first = at.block_number();
	// Signed beforehand: the clients' work is not what is measured.
	let mut signed = Vec::with_capacity(keys.len());
	for key in keys {
		let params = Params::new().nonce(nonce).immortal().build();
		signed.push(
			at.transactions()
				.create_signed(call, key, params)
				.await?
				.into_encoded(),
		);
	}
	let mut tasks = Vec::new();
	for (part, connection) in signed
		.chunks(signed.len().div_ceil(CONNECTIONS))
		.zip(connections)
	{
		let (part, connection) = (part.to_vec(), connection.clone());
		tasks.push(tokio::spawn(async move {
			let at = connection.finalised().await?;
			for bytes in part {
				at.transactions().from_bytes(bytes).submit().await?;
			}
			anyhow::Ok(())
		}));
	}
	for task in tasks {
		task.await??;
	}

	// Count the finalised blocks' successes of this kind until all are in.
	let mut counts: Vec<(u64, usize)> = Vec::new();
	let (mut number, mut included) = (first + 1, 0);
	let mut patience = 120;
	while included < keys.len() {
		if chain.finalised().await?.block_number() < number {
			patience -= 1;
			ensure!(
				patience > 0,
				"{kind}: {included} of {} included",
				keys.len()
			);
			tokio::time::sleep(Duration::from_millis(500)).await;
			continue;
		}
		let at = chain.api().at_block(number).await?;
		let extrinsics = at.extrinsics().fetch().await?;
		// The time inherent is the one transaction that nobody sent.
		let count = extrinsics.len() - 1;
		for event in at.events().fetch().await?.iter() {
			let event = event?;
			ensure!(
				!(event.pallet_name() == "System" && event.event_name() == "ExtrinsicFailed"),
				"{kind}: a transaction failed in block {number}"
			);
		}
		included += count;
		counts.push((number, count));
		number += 1;
	}
	let begin = counts
		.iter()
		.position(|(_, count)| *count > 0)
		.context("nothing was included")?;
	let counts = &counts[begin..];
	let blocks = counts.len() as u64;
	Ok(Measured {
		kind,
		included,
		blocks,
		largest_block: counts
			.iter()
			.map(|(_, count)| *count)
			.max()
			.unwrap_or_default(),
		per_second: included as f64 / (blocks as f64 * LENGTHS.slot_millis as f64 / 1_000.0),
	})
}
