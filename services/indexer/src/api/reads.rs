//! Single things.

use super::{
	answer::{ApiError, At, Params, Problem},
	lists::{
		accounts::{positions_of, redemptions_of, vouchers_of},
		address, amount,
		communities::{owned, pool_columns, pool_of},
		hits, not_ready, searched, view, PageParams,
	},
	App, Shared,
};
use crate::{
	model::{self, Amount, Origin, Phase},
	store::uint,
};
use anyhow::Context;
use axum::{extract::State, Json};
use nutbox_chain_client::from_address;
use nutbox_math::schedule as math;
use serde::Deserialize;
use sqlx::{any::AnyRow, Row};
use utoipa::IntoParams;

type Answer<T> = Result<Json<T>, ApiError>;

/// The most hits of a search.
const HITS: u32 = 10;

/// Chain, node and index
///
/// And how far the index lags behind the chain. Always answers.
#[utoipa::path(get, path = "/api/v1/status", responses((status = 200, body = model::Status)))]
pub async fn status(State(app): App) -> Json<model::Status> {
	Json(app.live.status())
}

async fn number(app: &Shared, sql: &'static str) -> anyhow::Result<u64> {
	let row = sqlx::query(sql).fetch_one(app.store.pool()).await?;
	uint(row.try_get(0)?)
}

async fn open_redemptions(app: &Shared) -> anyhow::Result<u64> {
	number(
		app,
		"SELECT COUNT(*) FROM redemptions WHERE state IN ('queued', 'ready')",
	)
	.await
}

/// Totals
///
/// For the home page, as of the last indexed block.
#[utoipa::path(get, path = "/api/v1/totals", responses(
	(status = 200, body = model::Totals), (status = "default", body = model::ErrorBody)
))]
pub async fn totals(State(app): App) -> Answer<model::Totals> {
	let now = app.live.block().ok_or_else(not_ready)?;
	// Counted once a block, however many ask.
	let mut kept = app.totals.lock().await;
	if let Some(kept) = kept.as_ref().filter(|kept| kept.block == now.block) {
		return Ok(Json(kept.clone()));
	}
	let row = sqlx::query("SELECT staked, fund_yield FROM totals")
		.fetch_one(app.store.pool())
		.await?;
	let ledger = ledger(&app).await?;
	let totals = model::Totals {
		block: now.block,
		time: now.time,
		communities: number(&app, "SELECT COUNT(*) FROM communities").await?,
		open_pools: number(&app, "SELECT COUNT(*) FROM pools WHERE status = 'open'").await?,
		members: number(&app, "SELECT COUNT(*) FROM accounts WHERE pools > 0").await?,
		staked: amount(&row, 0)?,
		supply: ledger.supply,
		bonded: ledger.bonded,
		insurance: ledger.insurance,
		yield_collected: ledger.yields.collected,
		fund_yield: amount(&row, 1)?,
		rate_ppb: ledger.rate_ppb,
		solvent: ledger.solvent,
		minting_open: ledger.minting_open,
		open_redemptions: open_redemptions(&app).await?,
	};
	*kept = Some(totals.clone());
	Ok(Json(totals))
}

pub(super) async fn community_row(
	app: &Shared,
	id: u32,
) -> Result<(AnyRow, model::Community), ApiError> {
	let row = sqlx::query(
		"SELECT view, members, staked, created_block, created_time, spent_token, spent_native, \
		 bought_paid, bought_received FROM communities WHERE id = $1",
	)
	.bind(i64::from(id))
	.fetch_optional(app.store.pool())
	.await?;
	let Some(row) = row else {
		return Err(Problem::NotFound.says(format!("there is no community {id}")));
	};
	let community: model::Community = view(&row, 0)?;
	let community = model::Community {
		members: uint(row.try_get(1)?)?,
		staked: amount(&row, 2)?,
		created_block: uint(row.try_get(3)?)?,
		created_time: uint(row.try_get(4)?)?,
		..community
	};
	Ok((row, community))
}

/// A community
#[utoipa::path(get, path = "/api/v1/communities/{community}", params(("community" = u32, Path)),
	responses((status = 200, body = model::Community), (status = "default", body = model::ErrorBody)))]
pub async fn community(State(app): App, At(id): At<u32>) -> Answer<model::Community> {
	Ok(Json(community_row(&app, id).await?.1))
}

/// A pool
#[utoipa::path(get, path = "/api/v1/communities/{community}/pools/{pool}",
	params(("community" = u32, Path), ("pool" = u32, Path)),
	responses((status = 200, body = model::Pool), (status = "default", body = model::ErrorBody)))]
pub async fn pool(State(app): App, At((community, pool)): At<(u32, u32)>) -> Answer<model::Pool> {
	let row = sqlx::query(concat!(
		"SELECT ",
		pool_columns!(),
		" FROM pools WHERE community = $1 AND id = $2"
	))
	.bind(i64::from(community))
	.bind(i64::from(pool))
	.fetch_optional(app.store.pool())
	.await?;
	match row {
		Some(row) => Ok(Json(pool_of(&row, 0)?)),
		None => {
			let sentence = format!("there is no pool {pool} in community {community}");
			Err(Problem::NotFound.says(sentence))
		}
	}
}

/// A fund
///
/// What it has, what it has earned and what was spent.
#[utoipa::path(get, path = "/api/v1/communities/{community}/fund", params(("community" = u32, Path)),
	responses((status = 200, body = model::FundOverview), (status = "default", body = model::ErrorBody)))]
pub async fn fund(State(app): App, At(id): At<u32>) -> Answer<model::FundOverview> {
	let (row, community) = community_row(&app, id).await?;
	Ok(Json(model::FundOverview {
		fund: community.fund,
		spent: model::Payout {
			token: amount(&row, 5)?,
			staking_yield: amount(&row, 6)?,
		},
		bought_back_paid: amount(&row, 7)?,
		bought_back_received: amount(&row, 8)?,
	}))
}

/// The schedule as the chain's own code reads it.
fn in_math(schedule: &model::Schedule) -> anyhow::Result<math::Schedule> {
	Ok(match schedule {
		model::Schedule::Steps(steps) => {
			let steps = steps.steps.iter().map(|step| math::Step {
				start: step.start,
				end: step.end,
				per_block: step.per_block.0,
			});
			math::Schedule::steps(steps)
				.ok()
				.context("the chain has a schedule with too many steps")?
		}
		model::Schedule::Halving(halving) => math::Schedule::Halving(math::Halving {
			start: halving.start,
			first_per_block: halving.first_per_block.0,
			period: halving.period,
			halvings: halving.halvings,
		}),
	})
}

/// The stretches of a schedule in the blocks from `from` to before `until`.
fn stretches(
	schedule: &model::Schedule,
	(from, until): (u64, u64),
	origin: Origin,
	now: u64,
) -> anyhow::Result<Vec<model::Segment>> {
	let cut = in_math(schedule)?
		.segments()
		.map(|segment| {
			let (start, end) = (segment.start.max(from), segment.end.min(until));
			model::Segment {
				start,
				end,
				per_block: Amount(segment.per_block),
				phase: if end <= now {
					Phase::Past
				} else if start > now {
					Phase::Coming
				} else {
					Phase::Present
				},
				origin,
			}
		})
		.filter(|segment| segment.start < segment.end && segment.per_block > Amount(0))
		.collect();
	Ok(cut)
}

/// A community's schedule
///
/// Past, present and announced stretches of constant emission, in order.
#[utoipa::path(get, path = "/api/v1/communities/{community}/schedule",
	params(("community" = u32, Path)),
	responses((status = 200, body = model::ScheduleView), (status = "default", body = model::ErrorBody)))]
pub async fn schedule(State(app): App, At(id): At<u32>) -> Answer<model::ScheduleView> {
	let now = app.live.block().ok_or_else(not_ready)?.block;
	let community = community_row(&app, id).await?.1;
	let old = sqlx::query(
		"SELECT until, schedule FROM old_schedules WHERE community = $1 ORDER BY until DESC LIMIT 100",
	)
	.bind(i64::from(id))
	.fetch_all(app.store.pool())
	.await?;
	let mut segments = Vec::new();
	let mut from = 0;
	for row in old.iter().rev() {
		let until = uint(row.try_get(0)?)?;
		let schedule = view(row, 1)?;
		segments.extend(stretches(&schedule, (from, until), Origin::Replaced, now)?);
		from = until;
	}
	let until = community
		.next_schedule
		.as_ref()
		.map_or(u64::MAX, |next| next.from.into());
	let present = &community.schedule;
	segments.extend(stretches(present, (from, until), Origin::InForce, now)?);
	if let Some(next) = &community.next_schedule {
		let origin = match u64::from(next.from) <= now {
			// It takes over by itself; the chain's record follows with the next change.
			true => Origin::InForce,
			false => Origin::Announced,
		};
		let range = (next.from.into(), u64::MAX);
		segments.extend(stretches(&next.schedule, range, origin, now)?);
	}
	Ok(Json(model::ScheduleView {
		block: now,
		emitted: community.emitted,
		segments,
	}))
}

/// A portfolio
///
/// What an account has in the pools, its redemptions and vouchers. Balances and pending rewards are
/// the chain's to say.
#[utoipa::path(get, path = "/api/v1/accounts/{address}", params(("address" = String, Path)),
	responses((status = 200, body = model::Account), (status = "default", body = model::ErrorBody)))]
pub async fn account(State(app): App, At(text): At<String>) -> Answer<model::Account> {
	let address = address(&app, &text)?;
	let page = PageParams::first(100);
	let row = sqlx::query("SELECT first_block, claim_permission FROM accounts WHERE account = $1")
		.bind(address.as_str())
		.fetch_optional(app.store.pool())
		.await?;
	let (first_block, claim_permission) = match &row {
		Some(row) => (Some(uint(row.try_get(0)?)?), row.try_get::<i64, _>(1)? != 0),
		None => (None, false),
	};
	Ok(Json(model::Account {
		known: row.is_some(),
		first_block,
		owned: owned(&app.store, &address).await?,
		positions: positions_of(&app.store, &address, &page).await?.items,
		redemptions: redemptions_of(&app.store, &address, &page).await?.items,
		vouchers: vouchers_of(&app.store, &address, &page).await?.items,
		claim_permission,
		address,
	}))
}

async fn ledger(app: &Shared) -> Result<model::LiquidStaking, ApiError> {
	let row = sqlx::query("SELECT view, validators, reserve FROM liquid_staking")
		.fetch_optional(app.store.pool())
		.await?;
	let row = row.ok_or_else(not_ready)?;
	Ok(model::LiquidStaking {
		validators: view(&row, 1)?,
		reserve: view(&row, 2)?,
		..view(&row, 0)?
	})
}

/// The ledger of liquid staking
///
/// As of the last block that changed it.
#[utoipa::path(get, path = "/api/v1/liquid-staking", responses(
	(status = 200, body = model::LiquidStaking), (status = "default", body = model::ErrorBody)
))]
pub async fn liquid_staking(State(app): App) -> Answer<model::LiquidStaking> {
	let slash = sqlx::query("SELECT view FROM slashes ORDER BY block DESC, event DESC LIMIT 1")
		.fetch_optional(app.store.pool())
		.await?;
	Ok(Json(model::LiquidStaking {
		open_redemptions: open_redemptions(&app).await?,
		last_slash: slash.map(|row| view(&row, 0)).transpose()?,
		..ledger(&app).await?
	}))
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
	/// A part of a name or symbol, an id, or an address.
	q: String,
}

/// Search
///
/// Communities and assets by a part of their name or symbol, accounts by their address.
#[utoipa::path(get, path = "/api/v1/search", params(SearchParams), responses(
	(status = 200, body = model::Hits), (status = "default", body = model::ErrorBody)
))]
pub async fn search(State(app): App, Params(params): Params<SearchParams>) -> Answer<model::Hits> {
	let text = searched(&params.q)?;
	let mut items = Vec::new();
	if text.is_empty() {
		return Ok(Json(model::Hits { items }));
	}
	if from_address(text).is_ok() {
		let id = address(&app, text)?;
		items.push(model::Hit {
			kind: model::HitKind::Account,
			title: id.clone(),
			id,
			community: None,
		});
	}
	items.extend(hits(&app.store, text, HITS).await?);
	items.truncate(20);
	Ok(Json(model::Hits { items }))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn step(start: u32, end: u32, per_block: u128) -> model::Step {
		model::Step {
			start,
			end,
			per_block: Amount(per_block),
		}
	}

	#[test]
	fn stretches_should_be_cut_at_the_blocks_when_another_schedule_takes_over() {
		let schedule = model::Schedule::Steps(model::Steps {
			steps: vec![step(10, 20, 7), step(30, 50, 3)],
		});
		let cut = stretches(&schedule, (15, 40), Origin::InForce, 32).expect("a schedule");
		let seen: Vec<_> = cut
			.iter()
			.map(|s| (s.start, s.end, s.per_block.0, s.phase))
			.collect();
		assert_eq!(
			seen,
			[(15, 20, 7, Phase::Past), (30, 40, 3, Phase::Present)]
		);
	}

	#[test]
	fn stretches_should_halve_as_the_chain_does_when_the_emission_halves() {
		let schedule = model::Schedule::Halving(model::Halving {
			start: 100,
			first_per_block: Amount(9),
			period: 10,
			halvings: 2,
		});
		let cut = stretches(&schedule, (0, u64::MAX), Origin::InForce, 105).expect("a schedule");
		let seen: Vec<_> = cut
			.iter()
			.map(|s| (s.start, s.end, s.per_block.0))
			.collect();
		assert_eq!(seen, [(100, 110, 9), (110, 120, 4), (120, 130, 2)]);
	}
}
