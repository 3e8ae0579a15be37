//! What a community's design pays: a scenario, carried out on the real runtime.
//!
//! The runtime runs natively, in memory, from the genesis of the chain `dev`. Everything that a
//! transaction can do is done by the runtime's own calls, so that no rule is written here a second
//! time. The format, the result, and the three things that no transaction can do at once are
//! described in `docs/spec/simulator.md`.
//!
//! * [`parse`] reads a scenario and refuses what is not one.
//! * [`simulate`] carries it out. What the chain refuses then is the scenario's fault too.

#![warn(missing_docs)]

mod amount;
mod chain;
mod explain;
mod outcome;
mod read;
mod scenario;
#[cfg(test)]
mod tests;
mod world;

pub use amount::Amount;
pub use outcome::{Account, Fund, Holding, Outcome};
pub use read::parse;
pub use scenario::{Action, Event, Kind, Pool, Scenario};

use std::fmt;

/// Why a scenario is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
	/// The field, from the root: `events[3].amount`. Empty for the scenario as a whole.
	pub path: String,
	/// What is wrong with it.
	pub reason: String,
}

impl Refusal {
	/// A refusal of the field at `path`.
	pub(crate) fn new(path: impl AsRef<str>, reason: impl AsRef<str>) -> Self {
		Self {
			path: one_line(path.as_ref()),
			reason: one_line(reason.as_ref()),
		}
	}
}

/// Both parts of a refusal may quote the scenario; they stay one line of some length.
fn one_line(text: &str) -> String {
	const MOST: usize = 300;
	let mut line = String::new();
	for (index, char) in text.chars().enumerate() {
		if index == MOST {
			line.push('…');
			break;
		}
		if char.is_control() {
			line.extend(char.escape_default());
		} else {
			line.push(char);
		}
	}
	line
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.path.as_str() {
			"" => f.write_str(&self.reason),
			path => write!(f, "{path}: {}", self.reason),
		}
	}
}

/// Why there is no result.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Error {
	/// The scenario is bad.
	Refused(Refusal),
	/// The simulator is: this must not happen, whatever the scenario.
	Broken(String),
}

impl From<Refusal> for Error {
	fn from(refusal: Refusal) -> Self {
		Self::Refused(refusal)
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Refused(refusal) => refusal.fmt(f),
			Self::Broken(what) => write!(f, "the simulation failed: {what}"),
		}
	}
}

impl std::error::Error for Error {}

/// Carries out a scenario on a chain of its own, from block 0 to the scenario's last block.
pub fn simulate(scenario: &Scenario) -> Result<Outcome, Error> {
	chain::dev()?.execute_with(|| {
		let mut world = world::World::new(scenario)?;
		for (index, event) in scenario.events.iter().enumerate() {
			world.carry_out(index, event)?;
		}
		world.outcome()
	})
}
