//! Random calls against the whole runtime.
//!
//! A run starts from a chain with some past ([`chain::Chain`]) and carries out one action after the
//! other ([`actions`]): calls of all pallets by users, governance and nobody, blocks in between,
//! offences of validators. What must hold:
//!
//! * nothing panics;
//! * a call uses at most the weight that it declares, and what a call of ours reads and writes is paid
//!   by it ([`price`]);
//! * a call that fails leaves nothing behind;
//! * hooks stay within what is kept free for them, save in blocks that end a session;
//! * every so many blocks and at the end, what accounts have adds up to the issuance, of every asset, and
//!   every pallet's invariants hold ([`checks`]);
//! * at the end everybody can take the principal out of every pool, and redeem all tNUT, whatever brakes
//!   governance has left on.
//!
//! The actions are decoded from bytes ([`input`]), so that the same harness serves a fuzzer, a
//! driver with seeds and an ordinary test.

pub mod actions;
pub mod chain;
pub mod checks;
pub mod input;
pub mod price;
mod shrink;
pub mod state;

pub use shrink::shrink;

use actions::{Action, Caller};
use chain::Chain;
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, DispatchResultWithPostInfo, GetDispatchInfo},
	traits::{Get, GetCallMetadata, UnfilteredDispatchable},
	weights::Weight,
};
use input::Record;
use nutbox_primitives::delegation::{Bounty, DelegatedStake, RewardMark, STEEM};
use nutbox_runtime::*;
use price::Tightest;
use sp_runtime::{
	generic::{CheckedExtrinsic, Era, ExtrinsicFormat},
	traits::{Applyable, Dispatchable},
	transaction_validity::TransactionValidityError,
	Perbill,
};
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};
use state::State;
use std::{
	cell::RefCell,
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// Blocks between two checks of everything.
pub const CHECK_EVERY: u32 = 32;

/// Calls of the SDK that are known to declare less weight than they report in the end.
///
/// * `Multisig::approve_as_multi` declares the benchmarks of itself, and reports those of `as_multi`,
///   which are 3 % higher in the SDK's weights.
const DECLARES_TOO_LITTLE: &[(&str, &str)] = &[("Multisig", "approve_as_multi")];

/// The records of a run with a seed: some hundred blocks.
pub const RECORDS_PER_RUN: usize = 4_000;

/// How a run is done.
#[derive(Clone, Copy, Debug)]
pub struct Options {
	/// Blocks between two checks of everything; the end is always checked.
	pub check_every: u32,
	/// Print every action and its outcome.
	pub verbose: bool,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			check_every: CHECK_EVERY,
			verbose: false,
		}
	}
}

/// How often a call succeeded and failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
	/// It succeeded.
	pub ok: u64,
	/// It failed.
	pub err: u64,
}

/// What was done.
#[derive(Clone, Debug, Default)]
pub struct Report {
	/// By pallet and call.
	pub calls: BTreeMap<(&'static str, &'static str), Count>,
	/// Transactions that were not let into a block (no money for the fee, no room).
	pub refused: u64,
	/// Records that are no call.
	pub nothing: u64,
	/// Blocks.
	pub blocks: u64,
	/// Eras.
	pub eras: u64,
	/// Offences that were punished.
	pub offences: u64,
	/// Proofs of delegated stake.
	pub proofs: u64,
	/// Checks of everything.
	pub checks: u64,
	/// What our calls read and wrote where it came nearest to what they declare.
	pub accesses: BTreeMap<(&'static str, &'static str), Tightest>,
}

impl Report {
	/// All calls that were dispatched.
	pub fn total(&self) -> Count {
		self.calls
			.values()
			.fold(Count::default(), |sum, count| Count {
				ok: sum.ok + count.ok,
				err: sum.err + count.err,
			})
	}

	/// The calls of each pallet.
	pub fn by_pallet(&self) -> BTreeMap<&'static str, Count> {
		let mut pallets = BTreeMap::<_, Count>::new();
		for ((pallet, _), count) in &self.calls {
			let sum = pallets.entry(*pallet).or_default();
			sum.ok += count.ok;
			sum.err += count.err;
		}
		pallets
	}

	/// Adds another report.
	pub fn add(&mut self, other: &Self) {
		for (name, count) in &other.calls {
			let sum = self.calls.entry(*name).or_default();
			sum.ok += count.ok;
			sum.err += count.err;
		}
		self.refused += other.refused;
		self.nothing += other.nothing;
		self.blocks += other.blocks;
		self.eras += other.eras;
		self.offences += other.offences;
		self.proofs += other.proofs;
		self.checks += other.checks;
		for (name, tightest) in &other.accesses {
			let most = self.accesses.entry(*name).or_default();
			if tightest.permille > most.permille {
				*most = tightest.clone();
			}
		}
	}
}

/// What must not be.
#[derive(Clone, Debug)]
pub struct Violation {
	/// The record that showed it; as many as there are, if it was the check at the end.
	pub record: usize,
	/// What is wrong.
	pub what: String,
}

impl Violation {
	/// The same for two violations of one kind: what is wrong, without its numbers.
	pub fn kind(&self) -> String {
		self.what
			.chars()
			.filter(|character| !character.is_ascii_digit())
			.take(120)
			.collect()
	}
}

thread_local! {
	static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the message of a panic for the report, instead of printing it.
pub fn catch_panics() {
	std::panic::set_hook(Box::new(|info| {
		LAST_PANIC.with(|last| *last.borrow_mut() = info.to_string());
	}));
}

/// Runs `records` on a copy of the chain, and adds to `report`.
pub fn run(
	chain: &Chain,
	records: &[Record],
	options: Options,
	report: &mut Report,
) -> Result<(), Violation> {
	let mut run = Run {
		chain,
		state: chain.state.clone(),
		options,
		report,
		author: 0,
		unchecked: 0,
	};
	let mut at = 0;
	let outcome = catch_unwind(AssertUnwindSafe(|| {
		run.start_block(0)?;
		for (number, record) in records.iter().enumerate() {
			at = number;
			run.step(*record)?;
		}
		at = records.len();
		run.end_block();
		run.check()?;
		run.everybody_leaves()?;
		run.check()
	}));
	match outcome {
		Ok(Ok(())) => Ok(()),
		Ok(Err(what)) => Err(Violation { record: at, what }),
		Err(panic) => {
			let said = LAST_PANIC.with(|last| last.borrow().clone());
			let said = if said.is_empty() {
				panic
					.downcast_ref::<String>()
					.cloned()
					.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()))
					.unwrap_or_default()
			} else {
				said
			};
			Err(Violation {
				record: at,
				what: format!("panic: {said}"),
			})
		}
	}
}

struct Run<'a> {
	chain: &'a Chain,
	state: State,
	options: Options,
	report: &'a mut Report,
	/// The number of the validator who writes the present block.
	author: u32,
	/// Blocks since the last check.
	unchecked: u32,
}

impl Run<'_> {
	fn start_block(&mut self, author: usize) -> Result<(), String> {
		let era = || pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |active| active.index);
		let (author, hooks, session_ends, eras) = self.state.execute(|| {
			let (session, before) = (Session::current_index(), era());
			let author = chain::start_block(author);
			let weight = *System::block_weight().get(DispatchClass::Mandatory);
			(
				author,
				weight,
				Session::current_index() != session,
				era() - before,
			)
		});
		self.report.eras += u64::from(eras);
		self.author = author;
		// The end of a session and the election of an era weigh what they weigh.
		let limit = (Perbill::one() - NORMAL_DISPATCH_RATIO) * MAXIMUM_BLOCK_WEIGHT;
		if hooks.any_gt(limit) && !session_ends {
			return Err(format!(
				"the hooks of a block weigh {hooks:?}, more than {limit:?}"
			));
		}
		Ok(())
	}

	fn end_block(&mut self) {
		self.state.execute(chain::end_block);
		self.report.blocks += 1;
		self.unchecked += 1;
	}

	fn check(&mut self) -> Result<(), String> {
		self.unchecked = 0;
		self.report.checks += 1;
		self.state.execute(checks::check)
	}

	/// The exits: no state of the chain, no brake and no other account may close them.
	fn everybody_leaves(&mut self) -> Result<(), String> {
		use pallet_communities::{Call, Pools, Positions, TermPositions};
		let users = &self.chain.users;
		self.state.execute(|| {
			chain::start_block(0);
			let community = |pool| {
				Pools::<Runtime>::get(pool)
					.map(|pool| pool.community)
					.ok_or_else(|| format!("pool {pool} of a stake does not exist"))
			};
			let mut exits: Vec<(AccountId, RuntimeCall)> = Vec::new();
			for (pool, who, position) in Positions::<Runtime>::iter() {
				if position.stake > 0 {
					let is_delegated = Communities::delegation_pool(pool).is_some();
					let community = community(pool)?;
					// What is delegated has never been here: only its record can go.
					let call = if is_delegated {
						Call::emergency_unstake { community, pool }
					} else {
						Call::unstake {
							community,
							pool,
							amount: position.stake,
						}
					};
					exits.push((who, call.into()));
				}
			}
			for (pool, who, positions) in TermPositions::<Runtime>::iter() {
				for position in positions {
					if position.position.stake > 0 {
						let call = Call::unstake_term {
							community: community(pool)?,
							pool,
							position: position.id,
							amount: position.position.stake,
						};
						exits.push((who.clone(), call.into()));
					}
				}
			}
			let leave = |who: &AccountId, call: RuntimeCall| {
				call.clone()
					.dispatch(RuntimeOrigin::signed(who.clone()))
					.map(|_| ())
					.map_err(|error| format!("{who} can't leave with {call:?}: {:?}", error.error))
			};
			for (who, call) in exits {
				leave(&who, call)?;
			}
			for who in users {
				let amount = Assets::balance(nutbox_primitives::LIQUID_STAKING_ASSET, who);
				let open = pallet_liquid_staking::Requests::<Runtime>::get(who).len();
				let most: u32 = <Runtime as pallet_liquid_staking::Config>::MaxOpenRequests::get();
				if amount > 0 && open < most as usize {
					let call = pallet_liquid_staking::Call::redeem { amount };
					leave(who, call.into())?;
				}
			}
			chain::end_block();
			Ok(())
		})
	}

	fn step(&mut self, record: Record) -> Result<(), String> {
		let chain = self.chain;
		let action = self.state.execute(|| actions::decode(chain, record));
		let shown = self.options.verbose.then(|| format!("{action:?}"));
		let outcome = match action {
			Action::Blocks { count, author } => {
				for n in 0..count {
					self.end_block();
					if self.unchecked >= self.options.check_every {
						self.check()?;
					}
					self.start_block(author + n)?;
				}
				"done".to_string()
			}
			Action::Offence {
				validator,
				eras_ago,
				fraction,
			} => self.offence(validator, eras_ago, fraction),
			Action::Proof {
				pool,
				who,
				amount,
				bounty,
			} => self.proof(pool, &who, amount, bounty)?,
			Action::Call {
				caller,
				transaction,
				call,
			} => self.call(caller, transaction, *call)?,
			Action::Nothing => {
				self.report.nothing += 1;
				"no call".to_string()
			}
		};
		if let Some(shown) = shown {
			let number = self.state.execute(System::block_number);
			println!("block {number}: {shown}\n\t{outcome}");
		}
		Ok(())
	}

	/// What the pallet that proves delegations does with one.
	fn proof(
		&mut self,
		pool: u32,
		who: &AccountId,
		amount: Balance,
		bounty: Option<(AccountId, u32)>,
	) -> Result<String, String> {
		self.report.proofs += 1;
		let (old, until) = self.state.execute(|| {
			let old = Communities::delegated(pool, who);
			(old, Communities::reward_mark(pool))
		});
		let (result, accesses) = self
			.state
			.execute_and_watch(|| Communities::set_delegated(STEEM, pool, who, amount));
		let tightest = self
			.report
			.accesses
			.entry(("Communities", "set_delegated"))
			.or_default();
		price::check(
			&accesses,
			None,
			Communities::set_delegated_weight(),
			tightest,
		)
		.map_err(|what| format!("set_delegated {what}"))?;
		if let Err(error) = result {
			if !accesses.writes.is_empty() {
				return Err("a proof fails and leaves something behind".to_string());
			}
			// Less is never refused in a pool of the source.
			let is_pool = || Communities::delegation_pool(pool).is_some();
			if amount < old && self.state.execute(is_pool) {
				return Err(format!("what {who} has delegated can't fall: {error:?}"));
			}
			return Ok(format!("{error:?}"));
		}
		let (Some((to, share)), Ok(until)) = (bounty.filter(|_| amount < old), until) else {
			return Ok("ok".to_string());
		};
		// As if the stake had been there from the first block on: the most that can be asked for.
		let bounty = Bounty {
			stake: old,
			since: RewardMark::default(),
			until,
			share,
		};
		let pending = || Communities::pending(pool, who.clone()).token;
		let before = self.state.execute(pending);
		let paid = self
			.state
			.execute(|| Communities::pay_bounty(STEEM, pool, who, &to, bounty));
		let after = self.state.execute(pending);
		if after.checked_add(paid) != Some(before) {
			return Err(format!(
				"a bounty of {paid} makes {after} of {before} that were pending"
			));
		}
		Ok(format!("a bounty of {paid}"))
	}

	fn offence(&mut self, validator: AccountId, eras_ago: u32, fraction: Perbill) -> String {
		// An author whose offence is reported in its own block could not end it. By its number, as the block may
		// have begun with other validators.
		let author = self.author as usize;
		let writes = || Session::validators().get(author) == Some(&validator);
		if self.state.execute(writes) {
			return "it is the author".to_string();
		}
		self.report.offences += 1;
		self.state.execute(|| {
			let era = pallet_staking::ActiveEra::<Runtime>::get()
				.map_or(0, |active| active.index)
				.saturating_sub(eras_ago);
			let Some(session) = pallet_staking::ErasStartSessionIndex::<Runtime>::get(era) else {
				return "no such era".to_string();
			};
			<Staking as OnOffenceHandler<_, _, _>>::on_offence(
				&[OffenceDetails {
					offender: (validator, ()),
					reporters: vec![],
				}],
				&[fraction],
				session,
			);
			"punished".to_string()
		})
	}

	fn call(
		&mut self,
		caller: Caller,
		transaction: bool,
		call: RuntimeCall,
	) -> Result<String, String> {
		let name = call.get_call_metadata();
		let info = call.get_dispatch_info();
		let declared = info.call_weight;
		let result = match (caller, transaction) {
			(Caller::Signed(who), true) => match self.state.execute(|| apply(who, call, &info)) {
				Ok(result) => result,
				Err(why) => {
					self.report.refused += 1;
					if why.exhausted_resources() {
						self.end_block();
						self.start_block(self.unchecked as usize)?;
					}
					return Ok(format!("refused: {why:?}"));
				}
			},
			(caller, _) => {
				let signer = match &caller {
					Caller::Signed(who) => Some(who.clone()),
					_ => None,
				};
				let (result, accesses) = self.state.execute_and_watch(|| match caller {
					Caller::Signed(who) => call.dispatch(RuntimeOrigin::signed(who)),
					Caller::Root => call.dispatch_bypass_filter(RuntimeOrigin::root()),
					Caller::None => call.dispatch(RuntimeOrigin::none()),
				});
				if price::OURS.contains(&name.pallet_name) {
					let post = match &result {
						Ok(post) => post,
						Err(error) => &error.post_info,
					};
					let paid = post.actual_weight.unwrap_or(declared);
					let tightest = self
						.report
						.accesses
						.entry((name.pallet_name, name.function_name))
						.or_default();
					price::check(&accesses, signer.as_ref(), paid, tightest).map_err(|what| {
						format!("{}::{} {what}", name.pallet_name, name.function_name)
					})?;
				}
				if result.is_err() && !accesses.writes.is_empty() {
					return Err(format!(
						"{}::{} fails and leaves something behind",
						name.pallet_name, name.function_name
					));
				}
				result
			}
		};
		let count = self
			.report
			.calls
			.entry((name.pallet_name, name.function_name))
			.or_default();
		let (post, outcome) = match result {
			Ok(post) => {
				count.ok += 1;
				(post, "ok".to_string())
			}
			Err(error) => {
				count.err += 1;
				let outcome = if self.options.verbose {
					format!("{:?}", error.error)
				} else {
					String::new()
				};
				(error.post_info, outcome)
			}
		};
		let shown = (name.pallet_name, name.function_name);
		let used: Weight = post.actual_weight.unwrap_or(declared);
		if used.any_gt(declared) && !DECLARES_TOO_LITTLE.contains(&shown) {
			return Err(format!(
				"{}::{} weighs {used:?}, more than the {declared:?} that it declares",
				name.pallet_name, name.function_name
			));
		}
		Ok(outcome)
	}
}

/// Applies a call as the transaction of `who`: all that a block's author does with one, save the
/// signature. The outer error says why it is refused.
fn apply(
	who: AccountId,
	call: RuntimeCall,
	info: &DispatchInfo,
) -> Result<DispatchResultWithPostInfo, TransactionValidityError> {
	let extension: TxExtension = (
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(System::account_nonce(&who)),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		pallet_steem_light_client::CheckSteemHeaders::new(),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	// About the length of a signature and the extension.
	let length = codec::Encode::encoded_size(&call) + 110;
	let extrinsic: CheckedExtrinsic<AccountId, RuntimeCall, TxExtension> = CheckedExtrinsic {
		format: ExtrinsicFormat::Signed(who, extension),
		function: call,
	};
	// As for a transaction of a block, its own weight and that of the extension.
	let mut info = *info;
	if let ExtrinsicFormat::Signed(_, extension) = &extrinsic.format {
		use sp_runtime::traits::TransactionExtension;
		info.extension_weight =
			TransactionExtension::<RuntimeCall>::weight(extension, &extrinsic.function);
	}
	System::note_extrinsic(Vec::new());
	let result = Applyable::apply::<Runtime>(extrinsic, &info, length);
	match result {
		Ok(result) => {
			System::note_applied_extrinsic(&result, info);
			// What the extension adds is not the call's.
			let strip = |mut post: frame_support::dispatch::PostDispatchInfo| {
				post.actual_weight = post
					.actual_weight
					.map(|weight| weight.saturating_sub(info.extension_weight));
				post
			};
			Ok(match result {
				Ok(post) => Ok(strip(post)),
				Err(mut error) => {
					error.post_info = strip(error.post_info);
					Err(error)
				}
			})
		}
		Err(why) => Err(why),
	}
}
