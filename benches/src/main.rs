//! What the calls of our pallets cost: with few and with many users, and beside the pallets of the
//! SDK that do similar work. `docs/benchmarks.md` explains what is compared and how to read it.
//!
//! `NUTBOX_BENCH_REQUESTS`  open redemptions in the longest queue     (100,000)
//! `NUTBOX_BENCH_STAKERS`   stakers in the largest pool             (1,000,000)
//! `NUTBOX_BENCH_RIVALS`    users on either side of a comparison       (10,000)
//! `NUTBOX_BENCH_ROUNDS`    repetitions of each call                    (1,000)
//! `NUTBOX_BENCH_ITEMS`     if set, the storage items of each call are listed

mod communities;
mod liquid_staking;
mod measure;
mod runtime;
mod state;
mod world;

use anyhow::{ensure, Context, Result};

fn setting(name: &str, default: u32, least: u32) -> Result<u32> {
	let value = match std::env::var(name) {
		Ok(text) => text
			.parse()
			.with_context(|| format!("{name} is \"{text}\", not a number"))?,
		Err(_) => default,
	};
	ensure!(value >= least, "{name} is {value}; the least is {least}");
	Ok(value)
}

fn main() -> Result<()> {
	let requests = setting("NUTBOX_BENCH_REQUESTS", 100_000, 10)?;
	let stakers = setting("NUTBOX_BENCH_STAKERS", 1_000_000, 10)?;
	let rivals = setting("NUTBOX_BENCH_RIVALS", 10_000, 16)?;
	let rounds = setting("NUTBOX_BENCH_ROUNDS", 1_000, 10)? as usize;

	println!("Times are medians in microseconds. weight: as declared, for the reference machine with its database; cold: the");
	println!("dispatch on a state trie of which nothing is known; cached: with the values in the trie cache; trie: looking up");
	println!("alone what the cold dispatch reads; root: the state root after it. Right of the bar are the ratios to the first");
	println!("row of each group, for times with the range of the middle 80 % of {rounds} rounds.");
	if cfg!(debug_assertions) {
		println!("This is a build without optimisation: its times say nothing.");
	}

	liquid_staking::flat(requests, rounds)?;
	liquid_staking::against_nomination_pools(rivals, rounds)?;
	communities::against_asset_rewards(rivals, rounds)?;
	communities::flat(stakers, rounds)
}
