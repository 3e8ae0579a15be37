//! What users do, as signed transactions of the development accounts.

use anyhow::{Context, Result};
use nutbox_chain_client::{
	dev,
	nutbox::{
		self,
		runtime_types::{
			frame_support::traits::tokens::fungible::union_of::NativeOrWithId,
			nutbox_math::schedule::{Halving, Step},
			nutbox_primitives::StakeableAsset,
			pallet_communities::types::{
				kinds::{PoolKind, Term, Voucher},
				FundAsset, PoolBudget, PoolInput, ProfileInput, ScheduleInput, TokenInput,
				YieldSplit,
			},
			sp_runtime::MultiSignature,
		},
	},
	subxt::{tx::Payload, utils::MultiAddress},
	AccountId32, Chain, Keypair,
};

const UNIT: u128 = 1_000_000_000_000;
const TNUT: u32 = 1;
const SPLIT: YieldSplit = YieldSplit {
	fund: 600_000_000,
	stakers: 400_000_000,
};

fn account(key: &Keypair) -> AccountId32 {
	AccountId32(key.public_key().0)
}

/// Sends a call and says what became of it; that one fails is part of the exercise.
async fn send<C: Payload>(chain: &Chain, what: &str, call: C, signer: &Keypair) -> bool {
	match chain.submit(&call, signer).await {
		Ok(_) => true,
		Err(error) => {
			println!("{what}: {error:#}");
			false
		}
	}
}

/// Creates a community with a pool of each kind and does `rounds` rounds of everything with it.
pub async fn run(url: &str, rounds: u32) -> Result<()> {
	let chain = Chain::connect(url).await?;
	let calls = || nutbox::transactions().communities();
	let staking = || nutbox::transactions().liquid_staking();
	let (alice, bob, charlie, dave) = (dev::alice(), dev::bob(), dev::charlie(), dev::dave());
	let at = chain.finalised().await?;
	let now = u32::try_from(at.block_number())?;
	let notice = at
		.constants()
		.entry(nutbox::constants().communities().min_notice())?;
	let pool = |kind, weight| PoolInput {
		kind,
		weight,
		yield_split: SPLIT,
	};
	let asset = StakeableAsset::Local(TNUT);
	let create = calls().create(
		ProfileInput {
			name: "<script>alert(1)</script> & 社区 \"quoted\"".into(),
			description: "A community that tries what a text can do: =1+1, %_\\, \u{202e}, 🥜"
				.into(),
			website: "javascript:alert(1)".into(),
			logo: "https://example.org/logo.png".into(),
		},
		TokenInput::New {
			name: b"Exercise".to_vec(),
			symbol: b"EXC".to_vec(),
			decimals: 12,
			max_supply: 100_000_000 * UNIT,
			premint: 1_000_000 * UNIT,
		},
		ScheduleInput::Halving(Halving {
			start: now + 10,
			first_per_block: 100 * UNIT,
			period: 1_000,
			halvings: 3,
		}),
		100_000_000,
		vec![
			pool(PoolKind::Asset { asset }, 400_000_000),
			pool(
				PoolKind::Term {
					asset: StakeableAsset::Local(TNUT),
					terms: vec![
						Term {
							blocks: 20,
							multiplier: 1_000_000_000,
						},
						Term {
							blocks: 200,
							multiplier: 2_000_000_000,
						},
					],
				},
				300_000_000,
			),
			pool(
				PoolKind::Contribution {
					signers: vec![account(&alice)],
				},
				200_000_000,
			),
		],
		notice,
	);
	let events = chain.submit(&create, &alice).await?;
	let created = events
		.find_first::<nutbox::communities::events::CommunityCreated>()
		.context("created")??;
	let pools: Vec<u32> = events
		.find::<nutbox::communities::events::PoolAdded>()
		.map(|event| Ok(event?.pool))
		.collect::<Result<_>>()?;
	let (community, token) = (created.community, created.token);
	println!("community {community} with pools {pools:?}");
	let [plain, term, app] = pools[..] else {
		anyhow::bail!("three pools were asked for");
	};

	let exchange = || nutbox::transactions().asset_conversion();
	let native = || NativeOrWithId::Native;
	let market = exchange().create_pool(native(), NativeOrWithId::WithId(token));
	send(&chain, "market", market, &alice).await;
	let add = exchange().add_liquidity(
		native(),
		NativeOrWithId::WithId(token),
		10_000 * UNIT,
		100_000 * UNIT,
		1,
		1,
		account(&alice),
	);
	send(&chain, "liquidity", add, &alice).await;
	let announce = calls().announce_weights(
		community,
		200_000_000,
		vec![
			PoolBudget {
				pool: plain,
				weight: 300_000_000,
				yield_split: SPLIT,
			},
			PoolBudget {
				pool: term,
				weight: 300_000_000,
				yield_split: SPLIT,
			},
			PoolBudget {
				pool: app,
				weight: 200_000_000,
				yield_split: SPLIT,
			},
		],
	);
	send(&chain, "weights", announce, &alice).await;
	let next = calls().announce_schedule(
		community,
		ScheduleInput::Steps(vec![Step {
			start: now + 2 * notice,
			end: now + 100_000,
			per_block: 50 * UNIT,
		}]),
		now + 2 * notice,
	);
	send(&chain, "schedule", next, &alice).await;

	for round in 0..rounds {
		let amount = u128::from(1_000 + round) * UNIT;
		let one = async |who: &Keypair, name: &str| {
			send(&chain, name, staking().mint(3 * amount), who).await;
			send(&chain, name, calls().stake(community, plain, amount), who).await;
			send(
				&chain,
				name,
				calls().stake_term(community, term, amount / 2, round % 2),
				who,
			)
			.await;
			send(&chain, name, staking().redeem(amount / 4), who).await;
			send(
				&chain,
				name,
				calls().unstake(community, plain, amount / 3),
				who,
			)
			.await;
			send(
				&chain,
				name,
				calls().claim(community, vec![plain, term]),
				who,
			)
			.await;
			send(&chain, name, staking().claim_redemptions(8), who).await;
			send(
				&chain,
				name,
				staking().redeem_instantly(amount / 10, 1),
				who,
			)
			.await;
		};
		let owner = async {
			send(
				&chain,
				"collect",
				calls().collect_fund(community, vec![plain, term]),
				&alice,
			)
			.await;
			let spend = calls().spend(
				community,
				FundAsset::Token,
				UNIT,
				MultiAddress::Id(account(&dave)),
			);
			send(&chain, "spend", spend, &alice).await;
			let buy = calls().buy_back(community, UNIT / 100, 1, round % 2 == 0);
			send(&chain, "buy back", buy, &alice).await;
			let swap = exchange().swap_exact_tokens_for_tokens(
				vec![native(), NativeOrWithId::WithId(token)],
				UNIT,
				1,
				account(&alice),
				false,
			);
			send(&chain, "swap", swap, &alice).await;
			send(&chain, "apply", calls().apply_announced(community), &alice).await;
		};
		let voucher = async {
			let now = chain.finalised().await?.block_number();
			let voucher = || -> Result<_> {
				Ok(Voucher {
					community,
					pool: app,
					member: account(&dave),
					amount: UNIT,
					id: u64::MAX - u64::from(round),
					expires: u32::try_from(now)? + 100,
				})
			};
			let message = nutbox::view_functions()
				.communities()
				.message_of(voucher()?);
			let message = chain.view(message).await?;
			let signature = MultiSignature::Sr25519(alice.sign(&message).0);
			let claim = calls().claim_voucher(voucher()?, account(&alice), signature);
			send(&chain, "voucher", claim, &dave).await;
			let mint = staking().mint(amount);
			send(&chain, "mint", mint, &dave).await;
			send(&chain, "redeem", staking().redeem(amount / 2), &dave).await;
			let mine = nutbox::view_functions()
				.liquid_staking()
				.requests_of(account(&dave));
			if let Some(last) = chain.view(mine).await?.last() {
				send(
					&chain,
					"cancel",
					staking().cancel_redemption(last.id),
					&dave,
				)
				.await;
			}
			let stake = calls().stake(community, plain, amount / 5);
			send(&chain, "stake", stake, &dave).await;
			if round % 3 == 2 {
				let leave = calls().emergency_unstake(community, plain);
				send(&chain, "leave", leave, &dave).await;
			}
			anyhow::Ok(())
		};
		let (_, _, _, done) =
			tokio::join!(one(&bob, "Bob"), one(&charlie, "Charlie"), owner, voucher);
		done?;
		println!("round {round} done");
	}
	Ok(())
}
