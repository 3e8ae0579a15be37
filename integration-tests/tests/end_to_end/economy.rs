//! Journeys 1 and 3: the chain pays staking rewards, and an economy runs on them.

use crate::support::{
	account, active_era, asset, check_solvency, community, create_community, free_nut, ledger,
	wait_for_era, TNUT, UNIT,
};
use anyhow::{Context, Result};
use nutbox_chain_client::{dev, nutbox, AccountId32, Chain};
use nutbox_integration_tests::{eventually, Lengths, Node, Timed};
use std::time::Duration;

/// What an era paid its validators, in planck; `None` while it is not over.
async fn era_reward(chain: &Chain, era: u32) -> Result<Option<u128>> {
	let at = chain.finalised().await?;
	let entry = at
		.storage()
		.entry(nutbox::storage().staking().eras_validator_reward())?;
	match entry.try_fetch((era,)).await? {
		Some(value) => Ok(Some(value.decode()?)),
		None => Ok(None),
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_1_chain_should_elect_validators_and_pay_staking_rewards() -> Result<()> {
	let _timed = Timed::new("journey 1");
	let node = Node::dev(Lengths::FAST)?;
	let chain = node.client().await?;
	wait_for_era(&chain, 2).await?;

	let at = chain.finalised().await?;
	let elected: Vec<AccountId32> = at
		.storage()
		.entry(nutbox::storage().session().validators())?
		.fetch(())
		.await?
		.decode()?;
	assert_eq!(elected.len(), 1, "the dev chain elects its one validator");
	// What backs a validator in an era is written by the election of that era, and by nothing else.
	let backing = at
		.storage()
		.entry(nutbox::storage().staking().eras_stakers_overview())?
		.try_fetch((2, elected[0]))
		.await?
		.context("no election was held for era 2")?
		.decode()?;
	assert!(
		backing.total > 0,
		"the elected validator has stake behind it"
	);

	let rewards = eventually(
		"the reward of era 1",
		Duration::from_secs(180),
		async || era_reward(&chain, 1).await,
	)
	.await?;
	assert!(rewards > 0, "an era pays new NUT to those who stake");
	Ok(())
}

/// A line of the journey's transcript (docs/transcripts/journey-3.md): what the staker and the fund have, in planck.
async fn print_holdings(
	chain: &Chain,
	step: &str,
	id: u32,
	token: u32,
	who: &AccountId32,
) -> Result<()> {
	let fund = community(chain, id).await?.fund;
	println!(
		"| {step} | {} | {} | {} | {} | {} |",
		free_nut(chain, who).await?,
		asset(chain, TNUT, who).await?,
		asset(chain, token, who).await?,
		fund.balance.staking_yield,
		fund.balance.token
	);
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_3_staker_should_mine_and_fund_the_community_and_leave() -> Result<()> {
	let _timed = Timed::new("journey 3");
	let node = Node::dev(Lengths::FAST)?;
	let chain = node.client().await?;
	let (founder, staker) = (dev::alice(), dev::bob());
	let bob = account(&staker);

	// A founder opens a community.
	let created = create_community(&chain, &founder).await?;
	let (id, pool, token) = (created.community, created.pool, created.token);
	println!("| step | Bob: NUT | Bob: tNUT | Bob: JRN | fund: NUT | fund: JRN |");
	println!("|---|---|---|---|---|---|");
	print_holdings(&chain, "the community is open", id, token, &bob).await?;

	// Mint 1:1.
	let before = free_nut(&chain, &bob).await?;
	let minted = 1_000_000 * UNIT;
	chain
		.submit(
			&nutbox::transactions().liquid_staking().mint(minted),
			&staker,
		)
		.await?;
	assert_eq!(
		asset(&chain, TNUT, &bob).await?,
		minted,
		"one tNUT for each NUT"
	);
	let paid = before - free_nut(&chain, &bob).await?;
	assert!(
		paid >= minted && paid < minted + UNIT,
		"{paid} planck paid for {minted}: a fee"
	);
	check_solvency(&chain).await?;
	print_holdings(&chain, "Bob has minted 1,000,000 tNUT", id, token, &bob).await?;

	// Stake with the community: a hold on one's own account.
	let staked = 600_000 * UNIT;
	chain
		.submit(
			&nutbox::transactions().communities().stake(id, pool, staked),
			&staker,
		)
		.await?;
	print_holdings(&chain, "Bob has staked 600,000 of them", id, token, &bob).await?;
	eventually("mining begins", Duration::from_secs(180), async || {
		let now = chain.finalised().await?.block_number();
		Ok((now > u64::from(created.start)).then_some(()))
	})
	.await?;
	let first_era = active_era(&chain).await?;

	// Era by era: the token accrues per block, the fund grows by staking rewards.
	println!(
		"\n| era | bonded | fund: yield due | fund: token due | pending yield | pending token |\n\
		|---|---|---|---|---|---|"
	);
	let mut last = (0, 0, 0);
	// The first era bonds, the second earns, its reward is collected and released in the third.
	while active_era(&chain).await? < first_era + 6 {
		// Another one than that of the last look, however late this is.
		wait_for_era(&chain, active_era(&chain).await? + 1).await?;
		let era = active_era(&chain).await?;
		let info = ledger(&chain).await?;
		let fund = community(&chain, id).await?.fund;
		let pending = chain
			.view(nutbox::view_functions().communities().pending(pool, bob))
			.await?;
		println!(
			"| {era} | {} | {} | {} | {} | {} |",
			info.ledger.bonded,
			fund.due.staking_yield,
			fund.due.token,
			pending.staking_yield,
			pending.token
		);
		assert!(pending.token > last.0, "the community token accrues");
		assert!(
			fund.due.staking_yield >= last.1 && pending.staking_yield >= last.2,
			"what is earned never falls"
		);
		if era >= first_era + 5 {
			assert!(
				fund.due.staking_yield > last.1,
				"the staking reward flows to the fund"
			);
			assert!(pending.staking_yield > last.2, "the stakers get their part");
		}
		last = (pending.token, fund.due.staking_yield, pending.staking_yield);
		check_solvency(&chain).await?;
	}
	// Three quarters to the fund, one quarter to the stakers, but for what is rounded down, read in one block.
	let at = chain.finalised().await?;
	let views = nutbox::view_functions().communities();
	let fund = Chain::view_at(&at, views.community(id))
		.await?
		.context("it exists")?
		.fund;
	let pending = Chain::view_at(&at, views.pending(pool, bob)).await?;
	let (due, thrice) = (fund.due.staking_yield, 3 * pending.staking_yield);
	assert!(due > 0, "the staking reward reached the fund");
	assert!(
		due.abs_diff(thrice) <= 8,
		"{due} to the fund, {} to Bob",
		pending.staking_yield
	);

	// Collect the fund: it is money on the fund's own account.
	chain
		.submit(
			&nutbox::transactions()
				.communities()
				.collect_fund(id, vec![pool]),
			&founder,
		)
		.await?;
	let fund = community(&chain, id).await?.fund;
	assert!(
		fund.balance.staking_yield > 0 && fund.balance.token > 0,
		"the fund has received"
	);
	assert!(
		free_nut(&chain, &fund.account).await? >= fund.collected.staking_yield,
		"the fund's NUT is on its account"
	);

	// Claim: the community token is minted, the yield is paid in NUT.
	let events = chain
		.submit(
			&nutbox::transactions().communities().claim(id, vec![pool]),
			&staker,
		)
		.await?;
	let claimed = events
		.find_first::<nutbox::communities::events::Claimed>()
		.context("the claim leaves an event")??;
	assert!(claimed.token >= last.0, "at least what was pending");
	assert_eq!(asset(&chain, token, &bob).await?, claimed.token);
	assert!(claimed.staking_yield > 0);
	println!();
	print_holdings(
		&chain,
		"the fund is collected, Bob has claimed",
		id,
		token,
		&bob,
	)
	.await?;

	// Unstake: principal, all of it.
	chain
		.submit(
			&nutbox::transactions()
				.communities()
				.unstake(id, pool, staked),
			&staker,
		)
		.await?;
	assert_eq!(
		asset(&chain, TNUT, &bob).await?,
		minted,
		"principal is back"
	);

	// What the chain says of the ways out, before one is taken.
	for amount in [1_000 * UNIT, minted] {
		let era = active_era(&chain).await?;
		let quote = chain
			.view(nutbox::view_functions().liquid_staking().quote(amount))
			.await?
			.context("the quote has an answer")?;
		println!("quote of {amount} planck of tNUT: {quote:?}");
		assert_eq!(quote.queue_receives, amount, "1:1");
		assert_eq!(quote.ahead, 0, "nobody waits");
		assert!(quote.expected_era > Some(era), "no era in the past");
		match quote.instant {
			// The buffer holds a fiftieth of the supply.
			None => assert_eq!(amount, minted, "the buffer reaches for a thousand"),
			Some(instant) => assert_eq!(instant.received + instant.fee, amount),
		}
	}

	print_holdings(&chain, "Bob has unstaked", id, token, &bob).await?;

	// A little at once, for a fee.
	let at_once = 1_000 * UNIT;
	let before = free_nut(&chain, &bob).await?;
	let quote = chain
		.view(nutbox::view_functions().liquid_staking().quote(at_once))
		.await?
		.context("the quote has an answer")?;
	let least = quote.instant.context("the buffer reaches for it")?.received;
	let redeem = nutbox::transactions()
		.liquid_staking()
		.redeem_instantly(at_once, least * 99 / 100);
	let events = chain.submit(&redeem, &staker).await?;
	let exit = events
		.find_first::<nutbox::liquid_staking::events::RedeemedInstantly>()
		.context("the exit leaves an event")??;
	let received = free_nut(&chain, &bob).await? - before;
	assert!(
		received <= exit.received && received > exit.received - UNIT,
		"all but the transaction's fee"
	);
	assert!(exit.received < at_once, "for a fee");
	assert_eq!(asset(&chain, TNUT, &bob).await?, minted - at_once, "burnt");
	check_solvency(&chain).await?;
	print_holdings(
		&chain,
		"Bob has redeemed 1,000 tNUT at once",
		id,
		token,
		&bob,
	)
	.await?;
	let minted = minted - at_once;

	// Redeem through the queue: burnt now, paid when the stake is unbonded, 1:1.
	chain
		.submit(
			&nutbox::transactions().liquid_staking().redeem(minted),
			&staker,
		)
		.await?;
	assert_eq!(asset(&chain, TNUT, &bob).await?, 0, "burnt");
	check_solvency(&chain).await?;
	let request = eventually(
		"the redemption is settled",
		Duration::from_secs(180),
		async || {
			let requests = chain
				.view(nutbox::view_functions().liquid_staking().requests_of(bob))
				.await?;
			Ok(requests
				.into_iter()
				.find(|request| request.claimable.is_some()))
		},
	)
	.await?;
	assert_eq!(request.claimable, Some(minted), "1:1");
	let before = free_nut(&chain, &bob).await?;
	chain
		.submit(
			&nutbox::transactions()
				.liquid_staking()
				.claim_redemptions(32),
			&staker,
		)
		.await?;
	let received = free_nut(&chain, &bob).await? - before;
	assert!(
		received <= minted && received > minted - UNIT,
		"all but the transaction's fee"
	);
	check_solvency(&chain).await?;
	print_holdings(
		&chain,
		"Bob has redeemed the rest through the queue",
		id,
		token,
		&bob,
	)
	.await?;

	// Again is an error, and nothing moves.
	let again = chain
		.submit(
			&nutbox::transactions()
				.liquid_staking()
				.claim_redemptions(32),
			&staker,
		)
		.await;
	let error = again.expect_err("nothing is left to claim").to_string();
	assert!(error.contains("NothingToClaim"), "{error}");
	Ok(())
}
