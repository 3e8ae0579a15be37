//! What a monitoring system reads at `/metrics`.

use crate::store::{Count, State, LEFT};
use anyhow::Result;
use prometheus_client::{
	encoding::{text::encode, EncodeLabelSet},
	metrics::{counter::Counter, family::Family, gauge::Gauge},
	registry::Registry,
};
use std::sync::atomic::AtomicU64;

/// A kind of finding, and what became of it.
#[derive(Clone, Debug, Eq, Hash, PartialEq, EncodeLabelSet)]
pub struct Found {
	/// The kind.
	pub kind: String,
	/// The state.
	pub state: String,
}

/// A kind of submission, and what the chain said.
#[derive(Clone, Debug, Eq, Hash, PartialEq, EncodeLabelSet)]
pub struct Submitted {
	/// The kind.
	pub kind: String,
	/// The outcome.
	pub outcome: String,
}

/// What fees were for.
#[derive(Clone, Debug, Eq, Hash, PartialEq, EncodeLabelSet)]
pub struct Spent {
	/// The proofs.
	pub what: String,
}

/// The figures.
pub struct Metrics {
	registry: Registry,
	/// The last block of Steem that was looked at.
	pub scanned: Gauge,
	/// Irreversible blocks of Steem that were not, by the word of the nodes.
	pub lag: Gauge,
	/// The last block of which something was proved to the chain.
	pub proved: Gauge,
	/// The balance of the relayer's account, in NUT.
	pub balance: Gauge<f64, AtomicU64>,
	/// How often a Steem node was left for another.
	pub retries: Gauge,
	/// Final blocks that were passed over, since no node could show them.
	pub skipped: Gauge,
	/// 1 while withdrawals are held back: what was paid is not known.
	pub held: Gauge,
	/// Payments that Steem refused.
	pub refused: Counter,
	/// What was spent on fees today, in NUT.
	pub fees: Family<Spent, Gauge<f64, AtomicU64>>,
	/// Passes that ended with an error.
	pub errors: Counter,
	/// 1 while blocks come in that too few registered witnesses stand behind.
	pub not_final: Gauge,
	/// 1 after the chain named another final block than the relayer has seen.
	pub conflict: Gauge,
	/// Withdrawals that are not settled.
	pub withdrawals: Gauge,
	/// Withdrawals of which the chain asks to sign something else than it should.
	pub suspicious: Gauge,
	/// Signatures handed in as a custodian.
	pub signatures: Counter,
	/// Payments handed to Steem.
	pub broadcasts: Counter,
	/// What was found.
	pub found: Family<Found, Gauge>,
	/// What was submitted.
	pub submitted: Family<Submitted, Counter>,
}

impl Default for Metrics {
	fn default() -> Self {
		let mut registry = Registry::with_prefix("nutbox_relayer");
		let scanned: Gauge = Gauge::default();
		let lag: Gauge = Gauge::default();
		let proved: Gauge = Gauge::default();
		let balance: Gauge<f64, AtomicU64> = Gauge::default();
		let retries: Gauge = Gauge::default();
		let skipped: Gauge = Gauge::default();
		let held: Gauge = Gauge::default();
		let refused: Counter = Counter::default();
		let fees = Family::<Spent, Gauge<f64, AtomicU64>>::default();
		let errors: Counter = Counter::default();
		let not_final: Gauge = Gauge::default();
		let conflict: Gauge = Gauge::default();
		let withdrawals: Gauge = Gauge::default();
		let suspicious: Gauge = Gauge::default();
		let signatures: Counter = Counter::default();
		let broadcasts: Counter = Counter::default();
		let found: Family<Found, Gauge> = Family::default();
		let submitted: Family<Submitted, Counter> = Family::default();
		registry.register(
			"scanned_block",
			"The last block of Steem looked at",
			scanned.clone(),
		);
		registry.register(
			"lag_blocks",
			"Irreversible blocks not looked at",
			lag.clone(),
		);
		registry.register("proved_block", "The last block proved from", proved.clone());
		registry.register("balance_nut", "The balance of the account", balance.clone());
		registry.register(
			"node_retries",
			"Steem nodes left for another",
			retries.clone(),
		);
		registry.register(
			"skipped_blocks",
			"Final blocks that no node could show",
			skipped.clone(),
		);
		registry.register("withdrawals_held", "1 while none is signed", held.clone());
		registry.register(
			"broadcasts_refused",
			"Payments that Steem refused",
			refused.clone(),
		);
		registry.register("fees_today_nut", "Spent on fees today", fees.clone());
		registry.register("errors", "Passes that ended with an error", errors.clone());
		registry.register(
			"not_final",
			"Too few registered witnesses",
			not_final.clone(),
		);
		registry.register(
			"conflict",
			"The chain knows another block",
			conflict.clone(),
		);
		registry.register(
			"withdrawals_open",
			"Withdrawals not settled",
			withdrawals.clone(),
		);
		registry.register(
			"withdrawals_suspicious",
			"Refused to sign",
			suspicious.clone(),
		);
		registry.register("signatures", "Signatures handed in", signatures.clone());
		registry.register("broadcasts", "Payments handed to Steem", broadcasts.clone());
		registry.register("findings", "Operations found on Steem", found.clone());
		registry.register("submissions", "Submissions to the chain", submitted.clone());
		Self {
			registry,
			scanned,
			lag,
			proved,
			balance,
			retries,
			skipped,
			held,
			refused,
			fees,
			errors,
			not_final,
			conflict,
			withdrawals,
			suspicious,
			signatures,
			broadcasts,
			found,
			submitted,
		}
	}
}

impl Metrics {
	/// Counts a submission.
	pub fn submission(&self, kind: &str, outcome: &str) {
		let labels = Submitted {
			kind: kind.into(),
			outcome: outcome.into(),
		};
		self.submitted.get_or_create(&labels).inc();
	}

	/// Sets the numbers of findings.
	pub fn findings(&self, counts: &[Count]) {
		for kind in crate::chain::Kind::ALL {
			let states = State::ALL.map(State::name);
			for state in states.into_iter().chain([LEFT]) {
				let same = |count: &&Count| count.kind == kind && count.state == state;
				let count = counts.iter().find(same).map_or(0, |count| count.count);
				let labels = Found {
					kind: kind.name().into(),
					state: state.into(),
				};
				self.found
					.get_or_create(&labels)
					.set(i64::try_from(count).unwrap_or(i64::MAX));
			}
		}
	}

	/// All of it as text.
	pub fn text(&self) -> Result<String> {
		let mut text = String::new();
		encode(&mut text, &self.registry)?;
		Ok(text)
	}
}
