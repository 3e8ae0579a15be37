//! What the tests of the bridge share: a gateway with its custodians, what is asked of it, and killing.

use crate::support::{account, UNIT};
use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	nutbox::{
		self,
		runtime_types::{
			bounded_collections::bounded_vec::BoundedVec,
			nutbox_runtime::RuntimeCall,
			pallet_steem_gateway::{
				pallet::Call,
				types::{
					views::{Status, WithdrawalInfo, WithdrawalState},
					OperatingMode, Outcome, Parameters,
				},
			},
		},
	},
	subxt::tx::Payload,
	AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{
	bridge::{as_root, steem_name, trust, Relayer, Steem},
	eventually, Node,
};
use std::{path::Path, time::Duration};

pub const TSTEEM: u32 = 2;
/// Until a block of Steem is final there have to be sixteen more, by the real time once the devnet has caught up with it.
pub const FINAL: Duration = Duration::from_secs(300);
/// How long the custodians have by default, in seconds, until what they have not paid is taken back.
pub const DEADLINE: u64 = 7_200;
/// For how long a payment can be proved at least after its transaction has expired, in seconds.
pub const WINDOW: u64 = 600;

/// What the relayer does for one thing on Steem that is to be proved, in its words. Two transactions are needed: headers, and
/// the proof.
pub const FOUND: &str = "\"found on Steem\"";
pub const IN_POOL: &str = "\"in the pool\"";
pub const HEADERS: &str = "\"submitted headers\"";
pub const PROVED: &str = "\"proved\"";

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Victim {
	Relayer,
	Node,
	Steem,
}

impl Victim {
	pub const ALL: [Self; 3] = [Self::Relayer, Self::Node, Self::Steem];

	/// Kills it with SIGKILL and starts it again; of the relayers, those that run.
	pub async fn kill(
		self,
		node: &mut Node,
		steem: &mut Steem,
		relayers: &mut [Relayer],
	) -> Result<()> {
		match self {
			Self::Relayer => {
				for relayer in relayers {
					if relayer.process.pid().is_some() {
						relayer.restart()?;
					}
				}
			}
			Self::Node => {
				node.kill();
				node.start()?;
			}
			Self::Steem => steem.restart().await?,
		}
		Ok(())
	}
}

pub async fn status(chain: &Chain) -> Result<Status<AccountId32>> {
	let view = nutbox::view_functions().steem_gateway().status();
	chain.view(view).await
}

/// The memo with which STEEM is sent for this account.
pub async fn memo(chain: &Chain, who: &Keypair) -> Result<String> {
	let view = nutbox::view_functions()
		.steem_gateway()
		.memo_for(account(who));
	Ok(String::from_utf8(chain.view(view).await?)?)
}

/// What governance sets.
pub fn parameters(deadline: u64) -> Parameters {
	Parameters {
		daily_cap: 1_000_000,
		free_deposit: 1,
		min_withdrawal: 1,
		bond: 1_000 * UNIT,
		deadline,
		challenge_window: WINDOW,
		bond_period: 7_200,
	}
}

/// Sets the gateway up: bonded custodians, two of whom must sign, and who have the account on Steem. That is yet to be proved.
pub async fn found(chain: &Chain, steem: &Steem, custodians: &[Keypair]) -> Result<Vec<String>> {
	let start_block = steem.irreversible()?;
	trust(chain, steem, start_block).await?;
	as_root(
		chain,
		RuntimeCall::SteemGateway(Call::configure {
			account: steem_name("gateway"),
			start_block,
			chain_id: [0; 32],
			parameters: parameters(DEADLINE),
		}),
	)
	.await?;
	let (mut council, mut names, mut secrets) = (Vec::new(), Vec::new(), Vec::new());
	for (number, custodian) in custodians.iter().enumerate() {
		let name = format!("custodian-{}", number + 1);
		let (wif, public) = steem.keys(&name).await?;
		let call = nutbox::transactions()
			.steem_gateway()
			.bond(public.0, 1_000 * UNIT);
		chain.submit(&call, custodian).await?;
		council.push((account(custodian), public.0));
		names.push(name);
		secrets.push(wif);
	}
	let custodians = BoundedVec(council);
	as_root(
		chain,
		RuntimeCall::SteemGateway(Call::set_custodians {
			custodians,
			threshold: 2,
		}),
	)
	.await?;
	steem
		.act(&["authority", "gateway", "2", &names.join(",")])
		.await?;
	Ok(secrets)
}

/// The relayers of the custodians with these secrets, not started.
pub fn custodians(
	folder: &Path,
	node: &Node,
	nodes: &[String],
	secrets: &[String],
) -> Result<Vec<Relayer>> {
	let named = ["Bob", "Charlie", "Dave"].iter().zip(secrets);
	named
		.map(|(name, secret)| {
			let account = format!("//{name}");
			Relayer::new(folder, name, &account, &node.url(), nodes, Some(secret))
		})
		.collect()
}

/// The end of everybody's log, for whoever has to find out why.
pub fn tails(relayers: &[Relayer]) -> String {
	let tail = |relayer: &Relayer| {
		let log = relayer.process.log();
		let lines: Vec<_> = log.lines().collect();
		lines[lines.len().saturating_sub(15)..].join("\n")
	};
	relayers.iter().map(tail).collect::<Vec<_>>().join("\n\n")
}

/// Asks until it is answered, and shows the relayers' logs if it is not.
pub async fn until<T>(
	what: &str,
	relayers: &[Relayer],
	question: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
	eventually(what, FINAL, question)
		.await
		.with_context(|| tails(relayers))
}

/// Asks for a withdrawal and returns its number.
pub async fn withdraw(chain: &Chain, who: &Keypair, amount: u128, to: &str) -> Result<u64> {
	let call = nutbox::transactions()
		.steem_gateway()
		.withdraw(amount, steem_name(to));
	let events = chain.submit(&call, who).await?;
	let asked = events
		.find_first::<nutbox::steem_gateway::events::WithdrawalRequested>()
		.context("it is asked for")??;
	Ok(asked.nonce)
}

pub async fn withdrawal(chain: &Chain, nonce: u64) -> Result<WithdrawalState<AccountId32>> {
	let view = nutbox::view_functions().steem_gateway().withdrawal(nonce);
	chain.view(view).await?.context("it was asked for")
}

/// A withdrawal that has not ended.
pub async fn open(chain: &Chain, nonce: u64) -> Result<WithdrawalInfo<AccountId32>> {
	match withdrawal(chain, nonce).await? {
		WithdrawalState::Open(info) => Ok(info),
		WithdrawalState::Settled(_) => anyhow::bail!("withdrawal {nonce} has ended"),
	}
}

/// How a withdrawal has ended, if it has.
pub async fn end_of(chain: &Chain, nonce: u64) -> Result<Option<Outcome>> {
	Ok(match withdrawal(chain, nonce).await? {
		WithdrawalState::Open(_) => None,
		WithdrawalState::Settled(settled) => Some(settled.outcome),
	})
}

/// Fails unless the chain refuses this call with this error.
pub async fn refused(chain: &Chain, call: &impl Payload, who: &Keypair, error: &str) -> Result<()> {
	let answer = chain.submit(call, who).await.err();
	let said = format!(
		"{:#}",
		answer.with_context(|| format!("{error} is not said"))?
	);
	ensure!(said.contains(error), "instead of {error}: {said}");
	Ok(())
}

/// Fails unless everything is settled, nothing was taken, and the gateway's account holds on Steem what is issued here, by the
/// gateway's books and by the ledger of assets.
pub async fn check_books(chain: &Chain, steem: &Steem) -> Result<()> {
	let known = status(chain).await?;
	let held = u128::from(steem.balance("gateway")?);
	let at = chain.finalised().await?;
	let assets = at.storage().entry(nutbox::storage().assets().asset())?;
	let supply = assets.fetch((TSTEEM,)).await?.decode()?.supply;
	ensure!(
		(known.issued, known.owed, supply) == (held, held, held),
		"issued {}, owed {}, supply {supply}, on Steem {held}",
		known.issued,
		known.owed
	);
	ensure!(known.reserve == i128::try_from(held)?, "{}", known.reserve);
	ensure!(known.totals.taken == 0, "{} were taken", known.totals.taken);
	ensure!(
		matches!(known.mode, OperatingMode::Normal),
		"it is not open"
	);
	for custodian in &known.custodians {
		ensure!(
			custodian.signed == 0 && custodian.bond == 1_000 * UNIT,
			"{:?} answers for {} transactions with {} planck",
			custodian.account,
			custodian.signed,
			custodian.bond
		);
	}
	Ok(())
}
