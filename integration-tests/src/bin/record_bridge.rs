//! Records a chain on which the bridge to Steem was used, for the tests of the index: `cargo run -p nutbox-integration-tests
//! --bin record_bridge -- FILE`. The node, the devnet, the custodians' relayers and `nutbox-replay`, which records, are
//! processes, as in the tests; build them first (`cargo build -p nutbox-node -p nutbox-cli -p nutbox-indexer`). What comes
//! to pass is in the file's order below. Takes about ten minutes, of which most is Steem's finality by the real time.
//!
//! With `--later`, withdrawals expire as well: one is written anew and paid, another taken back. That takes more than an
//! hour by the clocks of both chains, so their processes are told a later time, which works on Linux.

use anyhow::{ensure, Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			bounded_collections::bounded_vec::BoundedVec,
			nutbox_runtime::RuntimeCall,
			pallet_steem_gateway::{
				pallet::Call,
				types::{
					views::Status, views::WithdrawalState, OperatingMode, Outcome, Parameters,
				},
			},
		},
	},
	to_address, AccountId32, Chain, Keypair,
};
use nutbox_integration_tests::{
	bridge::{as_root, steem_name, trust, Relayer, Steem},
	communities::{create_power_community, stake},
	eventually, replay_binary, Lengths, Node,
};
use std::{
	env,
	process::{Command, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

const UNIT: u128 = 1_000_000_000_000;
/// Until a block of Steem is final there have to be sixteen more, by the real time once the devnet has caught up with it.
const FINAL: Duration = Duration::from_secs(300);
/// The shortest that governance can set: as long as a transaction lives and its window.
const SHORT_DEADLINE: u64 = 3_600;

fn account(key: &Keypair) -> AccountId32 {
	AccountId32(key.public_key().0)
}

fn parameters(daily_cap: u128, deadline: u64) -> Parameters {
	Parameters {
		daily_cap,
		free_deposit: 1,
		min_withdrawal: 1,
		bond: 1_000 * UNIT,
		deadline,
		challenge_window: 600,
		bond_period: 7_200,
	}
}

struct World {
	folder: TempDir,
	node: Node,
	steem: Steem,
	chain: Chain,
	relayers: Vec<Relayer>,
	begun: Instant,
}

impl World {
	fn say(&self, what: &str) {
		println!("{:>5.0} s: {what}", self.begun.elapsed().as_secs_f32());
	}

	async fn status(&self) -> Result<Status<AccountId32>> {
		let view = nutbox::view_functions().steem_gateway().status();
		self.chain.view(view).await
	}

	async fn set(&self, parameters: Parameters) -> Result<()> {
		let call = Call::set_parameters { parameters };
		as_root(&self.chain, RuntimeCall::SteemGateway(call)).await
	}

	async fn until<T>(
		&self,
		what: &str,
		question: impl AsyncFnMut() -> Result<Option<T>>,
	) -> Result<T> {
		let answer = eventually(what, FINAL, question).await;
		let answer = answer.with_context(|| {
			let logs = self.relayers.iter().map(|relayer| {
				let log = relayer.process.log();
				let lines: Vec<_> = log.lines().collect();
				lines[lines.len().saturating_sub(15)..].join("\n")
			});
			logs.collect::<Vec<_>>().join("\n\n")
		})?;
		self.say(what);
		Ok(answer)
	}

	/// A node, a Steem devnet, a gateway with three custodians of whom two must sign, and a relayer of each.
	async fn begin() -> Result<Self> {
		let begun = Instant::now();
		let folder = TempDir::new()?;
		let node = Node::dev_with(Lengths::FAST, &["--state-pruning", "archive"])?;
		let steem = Steem::start(folder.path(), Duration::from_secs(590), 150).await?;
		steem.advance(45)?;
		let chain = node.client().await?;
		let start_block = steem.irreversible()?;
		trust(&chain, &steem, start_block).await?;
		let configure = Call::configure {
			account: steem_name("gateway"),
			start_block,
			chain_id: [0; 32],
			parameters: parameters(10_000, 7_200),
		};
		as_root(&chain, RuntimeCall::SteemGateway(configure)).await?;
		let mut world = Self {
			folder,
			node,
			steem,
			chain,
			relayers: Vec::new(),
			begun,
		};
		let (mut council, mut secrets) = (Vec::new(), Vec::new());
		for (number, custodian) in [dev::bob(), dev::charlie(), dev::dave()].iter().enumerate() {
			let name = format!("custodian-{}", number + 1);
			let (wif, public) = world.steem.keys(&name).await?;
			let call = nutbox::transactions()
				.steem_gateway()
				.bond(public.0, 1_000 * UNIT);
			world.chain.submit(&call, custodian).await?;
			council.push((account(custodian), public.0));
			secrets.push(wif);
		}
		let set = Call::set_custodians {
			custodians: BoundedVec(council),
			threshold: 2,
		};
		as_root(&world.chain, RuntimeCall::SteemGateway(set)).await?;
		let names = "custodian-1,custodian-2,custodian-3";
		world
			.steem
			.act(&["authority", "gateway", "2", names])
			.await?;
		for (name, secret) in ["Bob", "Charlie", "Dave"].iter().zip(&secrets) {
			let mut relayer = Relayer::new(
				world.folder.path(),
				name,
				&format!("//{name}"),
				&world.node.url(),
				&[world.steem.url()],
				Some(secret),
			)?;
			relayer.start()?;
			world.relayers.push(relayer);
		}
		world.say("everything runs");
		Ok(world)
	}

	/// Delegates on Steem and waits until it counts here.
	async fn delegate(&self, pool: u32, who: &AccountId32, vests: u128) -> Result<()> {
		let text = format!("{vests}.000000 VESTS");
		self.steem
			.act(&["delegate", "alice", "community", &text])
			.await?;
		let what = format!("{text} count");
		self.until(&what, async || {
			let stake = stake(&self.chain, pool, who).await?;
			Ok((stake == vests * 1_000_000).then_some(()))
		})
		.await
	}

	/// Asks for a withdrawal and returns its number.
	async fn withdraw(&self, who: &Keypair, amount: u128, to: &str) -> Result<u64> {
		let call = nutbox::transactions()
			.steem_gateway()
			.withdraw(amount, steem_name(to));
		let events = self.chain.submit(&call, who).await?;
		let asked = events
			.find_first::<nutbox::steem_gateway::events::WithdrawalRequested>()
			.context("asked for")??;
		Ok(asked.nonce)
	}

	async fn withdrawal(&self, nonce: u64) -> Result<WithdrawalState<AccountId32>> {
		let view = nutbox::view_functions().steem_gateway().withdrawal(nonce);
		self.chain.view(view).await?.context("it was asked for")
	}

	async fn paid(&self, nonce: u64) -> Result<()> {
		self.until(&format!("withdrawal {nonce} is paid"), async || {
			Ok(match self.withdrawal(nonce).await? {
				WithdrawalState::Settled(settled) => {
					ensure!(
						matches!(settled.outcome, Outcome::Paid { .. }),
						"taken back"
					);
					Some(())
				}
				WithdrawalState::Open(_) => None,
			})
		})
		.await
	}

	/// Has both chains and the relayers go on `seconds` later than it is.
	async fn later(&mut self, seconds: u64) -> Result<()> {
		for relayer in &mut self.relayers {
			relayer.process.kill();
		}
		self.node.kill();
		let ahead = Duration::from_secs(seconds);
		self.node.ahead = ahead;
		self.steem.process.ahead = ahead;
		self.steem.restart().await?;
		self.node.start()?;
		self.chain = self.node.client().await?;
		// The devnet makes up for what it has missed.
		self.until("Steem's time has come", async || {
			let head = self.steem.time()?.0;
			let behind = std::time::SystemTime::now()
				.duration_since(std::time::UNIX_EPOCH)?
				.as_secs() + seconds;
			let behind = behind.saturating_sub(head.into());
			if behind > 60 {
				self.steem.advance(u32::try_from(behind / 3)?.min(200))?;
			}
			Ok((behind <= 60).then_some(()))
		})
		.await?;
		for relayer in &mut self.relayers {
			relayer.process.ahead = ahead;
			relayer.start()?;
		}
		Ok(())
	}
}

async fn play(world: &mut World, expire: bool) -> Result<()> {
	let (founder, user) = (dev::alice(), dev::ferdie());
	let me = account(&user);
	let created = create_power_community(&world.chain, &founder).await?;
	let (community, pool) = (created.community, created.pool);
	let prefix = world
		.chain
		.finalised()
		.await?
		.constants()
		.entry(nutbox::constants().system().ss58_prefix())?;

	// In: more than the day's cap, without an address, and as a gift.
	let view = nutbox::view_functions().steem_gateway().memo_for(me);
	let memo = String::from_utf8(world.chain.view(view).await?)?;
	for (amount, memo) in [
		("12.345 STEEM", memo.as_str()),
		("2.000 STEEM", "hello"),
		("1.000 STEEM", "nutbox:reserve"),
	] {
		world
			.steem
			.act(&["transfer", "alice", "gateway", amount, memo])
			.await?;
	}
	world
		.steem
		.act(&["bind", "alice", &to_address(&me, prefix)])
		.await?;
	world
		.until("a deposit waits for the cap", async || {
			let totals = world.status().await?.totals;
			Ok((totals.minted == 10_000 && totals.delayed == 2_345).then_some(()))
		})
		.await?;
	world.set(parameters(1_000_000, 7_200)).await?;
	world
		.until("it is released", async || {
			let totals = world.status().await?.totals;
			Ok((totals.minted == 12_345 && totals.delayed == 0).then_some(()))
		})
		.await?;
	world
		.until("the refund is paid, and the gift is there", async || {
			let totals = world.status().await?.totals;
			Ok((totals.refunded == 2_000 && totals.donated == 1_000).then_some(()))
		})
		.await?;

	// Out.
	let first = world.withdraw(&user, 5_001, "carol").await?;
	world.paid(first).await?;

	// Steem Power that mines, less of it, and none; who proves that is paid for it.
	let view = nutbox::view_functions().steem_delegations().delegatee(pool);
	let since = world.chain.view(view).await?.context("it is tied")?.since;
	world
		.until("what is delegated counts", async || {
			Ok((world.steem.time()?.0 > since).then_some(()))
		})
		.await?;
	world.delegate(pool, &me, 500_000).await?;
	world.delegate(pool, &me, 200_000).await?;
	let claim = nutbox::transactions()
		.communities()
		.claim(community, vec![pool]);
	world.chain.submit(&claim, &user).await?;
	world.delegate(pool, &me, 0).await?;
	let release = nutbox::transactions()
		.steem_delegations()
		.release_binding(steem_name("alice"));
	world.chain.submit(&release, &user).await?;

	if expire {
		for relayer in &mut world.relayers {
			relayer.process.kill();
		}
		let renewed = world.withdraw(&user, 1_002, "carol").await?;
		world.set(parameters(1_000_000, SHORT_DEADLINE)).await?;
		let reclaimed = world.withdraw(&user, 1_003, "carol").await?;
		world.later(3_300).await?;
		for nonce in [renewed, reclaimed] {
			world
				.until(&format!("the expiry of {nonce} is noted"), async || {
					Ok(match world.withdrawal(nonce).await? {
						WithdrawalState::Open(open) => open.lapses_at.map(|_| ()),
						WithdrawalState::Settled(_) => anyhow::bail!("it has ended"),
					})
				})
				.await?;
		}
		world.later(4_200).await?;
		world.paid(renewed).await?;
		let reclaim = nutbox::transactions().steem_gateway().reclaim(reclaimed);
		world.chain.submit(&reclaim, &user).await?;
		world.say("the other is taken back");
	}

	// Two of three custodians help themselves.
	let words = ["transfer", "gateway", "bob", "1.000 STEEM", "for the road"];
	let signed = [&["sign-with", "custodian-1,custodian-2"][..], &words].concat();
	world.steem.act(&signed).await?;
	world
		.until("the misconduct is proved", async || {
			let mode = world.status().await?.mode;
			Ok(matches!(mode, OperatingMode::Halted).then_some(()))
		})
		.await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
	let mut arguments: Vec<_> = env::args().skip(1).collect();
	let expire = arguments.iter().any(|argument| argument == "--later");
	arguments.retain(|argument| argument != "--later");
	let [file] = arguments.as_slice() else {
		anyhow::bail!("name the file to write: record_bridge [--later] FILE");
	};
	let mut world = World::begin().await?;
	let played = play(&mut world, expire).await;
	if let Err(error) = &played {
		// What has come to pass until then may be of use; the file's name says that it is not all.
		eprintln!("not all of it came to pass: {error:#}");
	}
	let file = match played.is_ok() {
		true => file.clone(),
		false => format!("{file}.part"),
	};
	let until = world.chain.finalised().await?.block_number();
	for relayer in &mut world.relayers {
		relayer.process.kill();
	}
	let status = Command::new(replay_binary())
		.args(["record", "--node", &world.node.url(), "--until"])
		.args([&until.to_string(), &file])
		.stdin(Stdio::null())
		.status()?;
	ensure!(status.success(), "nutbox-replay ended with {status}");
	played
}
