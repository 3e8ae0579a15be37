//! Proving what was found.

use super::{name, Relayer, Setup, MAX_HEADERS};
use crate::{
	chain::{Kind, OperationProof, Outcome, Status},
	find::{finalised, shortest_run},
	metrics::Spent,
	store::{Finding, State, Wanted},
};
use anyhow::{anyhow, ensure, Context, Result};
use nutbox_steem::{BlockId, SignedHeader, Time};
use std::collections::BTreeMap;

/// How far apart findings are that one run of headers is made to prove: the rest of the run makes the last of them final.
const MAX_SPAN: u32 = 32;
/// The most findings of a kind that are taken up at once.
const MAX_DUE: u32 = 64;
/// The same of what may cost fees, between two looks at the budget.
const MAX_PAID: u32 = 16;
/// The most runs of headers that are handed in at once.
const MAX_RUNS: usize = 8;
/// The most proofs that are handed in at once.
const MAX_PROOFS: usize = 32;
/// How far the light client may be behind, by Steem's time in seconds, before it is told of a newer block though nothing
/// asks for one. It judges times by the newest block that it knows, and writes transactions that refer to it.
const FRESHNESS: u32 = 3_600;

/// What the chain says of a finding's block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
	Yes,
	No,
	/// It knows another one of that height.
	Other,
}

/// How far a list was dealt with.
enum Proved {
	/// Nothing of it can be proved now.
	None,
	/// What could be.
	Some,
	/// What is in the first blocks.
	SomeBlocks,
}

impl Relayer {
	/// Hands what is on the list to the chain, by its weight: what anybody can make many of, for next to nothing, comes last,
	/// keeps nothing else waiting and takes no more fees than the day's budget. `true` if there is more.
	pub(super) async fn prove_due(&self, status: &Status) -> Result<bool> {
		let least = self.setup.least_deposit;
		let free = status.gateway.as_ref().map_or(0, |g| g.free_deposit);
		let all = |kinds| Wanted {
			kinds,
			least,
			below: None,
			limit: MAX_DUE,
		};
		let (mut more, mut first_error) = (false, None);
		let paid = |kinds| Wanted {
			limit: MAX_PAID,
			..all(kinds)
		};
		for (wanted, fees_for) in [
			// Keys make later blocks final; a payment settles a withdrawal or stops the gateway.
			(all(&[Kind::Key, Kind::Payment, Kind::Authority]), None),
			(
				Wanted {
					least: free.max(least),
					..all(&[Kind::Deposit])
				},
				None,
			),
			(paid(&[Kind::Binding]), Some("binding")),
			(paid(&[Kind::Delegation]), Some("delegation")),
			(
				Wanted {
					below: Some(free),
					..paid(&[Kind::Deposit])
				},
				Some("deposit"),
			),
		] {
			let due = self.setup.store.due_findings(wanted).await?;
			if due.is_empty() {
				continue;
			}
			let proved = match fees_for {
				None => self.prove_some(&due, status).await,
				Some(what) => self.prove_within_budget(&due, what, status).await,
			};
			match proved {
				Ok(Proved::Some) => more |= due.len() >= wanted.limit as usize,
				Ok(Proved::SomeBlocks) => more = true,
				Ok(Proved::None) => {}
				Err(error) => {
					first_error.get_or_insert(error);
				}
			}
		}
		first_error.map_or(Ok(more), Err)
	}

	/// The same for what may cost fees: not when the day's budget is used up. It is looked at before so many proofs as are
	/// taken up at once.
	async fn prove_within_budget(
		&self,
		due: &[Finding],
		what: &'static str,
		status: &Status,
	) -> Result<Proved> {
		let Setup {
			chain,
			store,
			metrics,
			fee_budget,
			dry_run,
			..
		} = &self.setup;
		if *dry_run {
			return self.prove_some(due, status).await;
		}
		let day = status.now / 86_400;
		let spent = store.spent(day, what).await?;
		let show = |spent: u128| {
			let labels = Spent { what: what.into() };
			// A display: the digits that a float loses are of no matter.
			metrics.fees.get_or_create(&labels).set(spent as f64 / 1e12);
		};
		show(spent);
		if spent >= *fee_budget {
			tracing::warn!(
				what,
				waiting = due.len(),
				"the day's budget for fees is used up"
			);
			for finding in due {
				let note = "the day's budget for fees is used up";
				store.settle(&finding.proof, State::Open, note).await?;
			}
			return Ok(Proved::None);
		}
		let before = chain.balance().await?;
		let proved = self.prove_some(due, status).await;
		let more = before.saturating_sub(chain.balance().await?);
		store.spend(day, what, more).await?;
		show(spent.saturating_add(more));
		proved
	}

	async fn prove_some(&self, due: &[Finding], status: &Status) -> Result<Proved> {
		// What can't be had now keeps only what needs it waiting.
		let mut first_error = None;
		let mut known = BTreeMap::new();
		self.ask(due, &mut known, &mut first_error).await?;
		let missing: BTreeMap<u32, BlockId> = due
			.iter()
			.filter(|finding| known.get(&finding.proof.block) == Some(&Known::No))
			.map(|finding| (finding.proof.block, finding.block_id))
			.collect();
		let mut more = false;
		if !missing.is_empty() && !status.open {
			// What it knows already can be proved.
			tracing::warn!(
				waiting = missing.len(),
				"the light client takes no blocks in at present"
			);
		} else if !missing.is_empty() {
			let (runs, left) = self.runs(missing, status, &mut first_error).await;
			more |= left;
			if self.submit_runs(&runs, &mut first_error).await? {
				known.retain(|_, known| *known != Known::No);
				self.ask(due, &mut known, &mut first_error).await?;
			} else if self.setup.dry_run {
				known
					.values_mut()
					.filter(|known| **known == Known::No)
					.for_each(|known| *known = Known::Yes);
			}
		}
		let ready: Vec<_> = due
			.iter()
			.filter(|finding| known.get(&finding.proof.block) == Some(&Known::Yes))
			.collect();
		for some in ready.chunks(MAX_PROOFS) {
			self.prove(some).await?;
		}
		match first_error {
			Some(error) => Err(error),
			None if more => Ok(Proved::SomeBlocks),
			None if !self.setup.dry_run && !ready.is_empty() => Ok(Proved::Some),
			None => Ok(Proved::None),
		}
	}

	/// Asks the chain for the blocks of these findings that `known` says nothing of.
	async fn ask(
		&self,
		findings: &[Finding],
		known: &mut BTreeMap<u32, Known>,
		first_error: &mut Option<anyhow::Error>,
	) -> Result<()> {
		let Setup { chain, metrics, .. } = &self.setup;
		for finding in findings {
			let number = finding.proof.block;
			if known.contains_key(&number) {
				continue;
			}
			let answer = match chain.block(number).await? {
				Some(id) if id == finding.block_id => Known::Yes,
				Some(id) => {
					metrics.conflict.set(1);
					first_error.get_or_insert(anyhow!(
						"block {number}: the chain knows {id} as final, and sixteen witnesses have signed {}: tell the governance at once",
						finding.block_id
					));
					Known::Other
				}
				None => Known::No,
			};
			known.insert(number, answer);
		}
		Ok(())
	}

	/// Runs of headers that make these blocks known, and whether there are more of them.
	async fn runs(
		&self,
		mut missing: BTreeMap<u32, BlockId>,
		status: &Status,
		first_error: &mut Option<anyhow::Error>,
	) -> (Vec<Vec<SignedHeader>>, bool) {
		let mut runs = Vec::new();
		while runs.len() < MAX_RUNS {
			let Some((first, id)) = missing.pop_first() else {
				return (runs, false);
			};
			let last = missing
				.keys()
				.take_while(|number| **number - first < MAX_SPAN)
				.last()
				.map_or(first, |last| *last);
			let wanted = (last - first + 1) as usize;
			match self.headers(first, &id, wanted, status).await {
				Ok(run) => {
					let headers: Vec<_> = run.iter().collect();
					// At least one, and at most `MAX_HEADERS`.
					let count = finalised(&headers, status).max(1) as u32;
					missing = missing.split_off(&first.saturating_add(count));
					runs.push(run);
				}
				Err(error) => {
					first_error.get_or_insert(error.context(format!("block {first}")));
				}
			}
		}
		let left = !missing.is_empty();
		(runs, left)
	}

	/// Hands runs of headers to the chain. `false` if none was handed in.
	async fn submit_runs(
		&self,
		runs: &[Vec<SignedHeader>],
		first_error: &mut Option<anyhow::Error>,
	) -> Result<bool> {
		let Setup {
			chain,
			metrics,
			dry_run,
			..
		} = &self.setup;
		if runs.is_empty() {
			return Ok(false);
		}
		let ends = |run: &[SignedHeader]| {
			let first = run.first().map_or(0, |header| header.header.number());
			(first, run.len())
		};
		if *dry_run {
			for run in runs {
				let (first, count) = ends(run);
				tracing::info!(first, count, "would submit headers");
			}
			return Ok(false);
		}
		let outcomes = chain.submit_headers(runs).await?;
		for (run, outcome) in runs.iter().zip(&outcomes) {
			let (first, count) = ends(run);
			tracing::info!(first, count, ?outcome, "submitted headers");
			metrics.submission("headers", name(outcome));
			if let Outcome::Refused(reason) = outcome {
				first_error.get_or_insert(anyhow!(
					"the headers from block {first} on are refused: {reason}"
				));
			}
		}
		Ok(true)
	}

	/// The shortest run of headers that proves a block and the `wanted - 1` following ones.
	async fn headers(
		&self,
		number: u32,
		id: &BlockId,
		wanted: usize,
		status: &Status,
	) -> Result<Vec<SignedHeader>> {
		let nodes = &self.setup.nodes;
		let count = u32::try_from(MAX_HEADERS)?;
		for (node, _) in nodes.heads().await {
			let result = async {
				let blocks = nodes.blocks(node, number, count, None).await?;
				let first = blocks
					.first()
					.with_context(|| format!("it has no block {number}"))?;
				ensure!(
					first.header.id() == *id,
					"block {number} is not {id}: another fork, or a lie"
				);
				let headers: Vec<_> = blocks.iter().map(|seen| &seen.header).collect();
				// Fewer of the others if they do not all fit.
				let length = (1..=wanted)
					.rev()
					.find_map(|wanted| shortest_run(&headers, wanted, status))
					.context("too few registered witnesses are in the blocks that follow")?;
				anyhow::Ok(
					headers[..length]
						.iter()
						.map(|header| (*header).clone())
						.collect(),
				)
			};
			match result.await {
				Ok(headers) => return Ok(headers),
				Err(error) => nodes.blame(node, &error),
			}
		}
		anyhow::bail!("no Steem node has the headers from block {number} on")
	}

	/// Tells the light client of the last block that was looked at, if it has fallen behind, or if it must know a block
	/// of the time `wanted` or later.
	pub(super) async fn keep_up(&self, status: &Status, wanted: Option<Time>) -> Result<()> {
		let Some(seen) = self.setup.store.progress().await? else {
			return Ok(());
		};
		let newest = status.newest.unwrap_or(status.checkpoint);
		let behind = seen.time.0.saturating_sub(newest.time.0) >= FRESHNESS;
		let needed = wanted.is_some_and(|time| newest.time < time && seen.time >= time);
		// After a rewind the id is not known.
		let is_known = seen.id != BlockId::default();
		if !status.open || !is_known || newest.number >= seen.number || !(behind || needed) {
			return Ok(());
		}
		let run = self.headers(seen.number, &seen.id, 1, status).await?;
		let mut refused = None;
		self.submit_runs(&[run], &mut refused).await?;
		refused.map_or(Ok(()), Err)
	}

	async fn prove(&self, findings: &[&Finding]) -> Result<()> {
		let Setup {
			chain,
			store,
			metrics,
			dry_run,
			..
		} = &self.setup;
		if *dry_run {
			for finding in findings {
				let (kind, id) = (finding.kind.name(), finding.transaction_id);
				tracing::info!(kind, transaction = %id, "would prove");
			}
			return Ok(());
		}
		let proofs: Vec<(Kind, &OperationProof)> = findings
			.iter()
			.map(|finding| (finding.kind, &finding.proof))
			.collect();
		let outcomes = chain.prove(&proofs).await?;
		for (finding, outcome) in findings.iter().zip(&outcomes) {
			let (kind, proof) = (finding.kind.name(), &finding.proof);
			metrics.submission(kind, name(outcome));
			let (state, note) = match outcome {
				Outcome::Accepted | Outcome::Known => (State::Done, ""),
				Outcome::Later(reason) => (State::Open, reason.as_str()),
				Outcome::Refused(reason) => (State::Refused, reason.as_str()),
			};
			store.settle(proof, state, note).await?;
			if state == State::Done {
				metrics.proved.set(i64::from(proof.block));
			}
			tracing::info!(
				kind,
				transaction = %finding.transaction_id,
				state = state.name(),
				note,
				"proved"
			);
		}
		Ok(())
	}
}
