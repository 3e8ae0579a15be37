//! Makes an input that shows a violation as short as it can.

use crate::{chain::Chain, input::Record, run, Options, Report, Violation};
use std::time::{Duration, Instant};

/// Leaves out records as long as what remains shows a violation of the same kind, for at most
/// `limit`. Returns what remains and its violation.
pub fn shrink(
	chain: &Chain,
	records: &[Record],
	violation: &Violation,
	options: Options,
	limit: Duration,
) -> (Vec<Record>, Violation) {
	let kind = violation.kind();
	let shows = |records: &[Record]| {
		run(chain, records, options, &mut Report::default())
			.err()
			.filter(|other| other.kind() == kind)
	};
	let end = Instant::now() + limit;
	let used = records.len().min(violation.record + 1);
	let mut best = (records[..used].to_vec(), violation.clone());
	match shows(&best.0) {
		Some(other) => best.1 = other,
		// It takes what comes after.
		None => best.0 = records.to_vec(),
	}
	let mut size = best.0.len() / 2;
	while size > 0 {
		let mut from = 0;
		let mut shorter = false;
		while from < best.0.len() {
			if Instant::now() > end {
				return best;
			}
			let mut candidate = best.0.clone();
			candidate.drain(from..(from + size).min(best.0.len()));
			match shows(&candidate) {
				Some(other) => {
					best = (candidate, other);
					shorter = true;
				}
				None => from += size,
			}
		}
		if !shorter || size > 1 {
			size /= 2;
		}
	}
	best
}
