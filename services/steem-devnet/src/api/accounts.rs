//! Accounts, witnesses, delegations, keys and authorities.

use super::*;
use crate::ledger::{Account, Witness};
use nutbox_steem::{native::Libsecp256k1, Digest, PublicKey, SignatureRule, Time};
use serde_json::Map;
use std::collections::BTreeSet;

pub(super) fn account(state: &State, name: &AccountName, account: &Account, form: Form) -> Value {
	let steem = |amount| asset(amount, Symbol::Steem, form);
	let sbd = |amount| asset(amount, Symbol::Sbd, form);
	let vests = |amount| asset(amount, Symbol::Vests, form);
	let never = Time(0).to_string();
	// In millionths of a VESTS.
	let effective =
		account.vesting_shares + account.received_vesting_shares - account.delegated_vesting_shares;
	let manabar =
		|mana: i64| json!({ "current_mana": mana.to_string(), "last_update_time": state.time.0 });
	let mut value = json!({
		"id": state.accounts.range(..name).count(),
		"name": name.as_str(),
		"owner": account.owner.to_json(form),
		"active": account.active.to_json(form),
		"posting": account.posting.to_json(form),
		"memo_key": account.memo_key.to_string(),
		"json_metadata": account.json_metadata,
		"posting_json_metadata": "",
		"proxy": "",
		"last_owner_update": account.last_owner_update.to_string(),
		"last_account_update": account.last_account_update.to_string(),
		"created": account.created.to_string(),
		"mined": false,
		"recovery_account": account.recovery_account.as_str(),
		"last_account_recovery": never,
		"reset_account": "null",
		"comment_count": 0,
		"lifetime_vote_count": 0,
		"post_count": 0,
		"can_vote": true,
		"voting_manabar": manabar(effective),
		"downvote_manabar": manabar(effective / 4),
		"voting_power": 10_000,
		"balance": steem(account.balance),
		"savings_balance": steem(0),
		"sbd_balance": sbd(account.sbd_balance),
		"sbd_seconds": "0",
		"sbd_seconds_last_update": never,
		"sbd_last_interest_payment": never,
		"savings_sbd_balance": sbd(0),
		"savings_sbd_seconds": "0",
		"savings_sbd_seconds_last_update": never,
		"savings_sbd_last_interest_payment": never,
		"savings_withdraw_requests": 0,
		"reward_sbd_balance": sbd(0),
		"reward_steem_balance": steem(0),
		"reward_vesting_balance": vests(0),
		"reward_vesting_steem": steem(0),
		"vesting_shares": vests(account.vesting_shares),
		"delegated_vesting_shares": vests(account.delegated_vesting_shares),
		"received_vesting_shares": vests(account.received_vesting_shares),
		"vesting_withdraw_rate": vests(0),
		"next_vesting_withdrawal": "1969-12-31T23:59:59",
		"withdrawn": 0,
		"to_withdraw": 0,
		"withdraw_routes": 0,
		"curation_rewards": 0,
		"posting_rewards": 0,
		"proxied_vsf_votes": [0, 0, 0, 0],
		"witnesses_voted_for": account.witness_votes.len(),
		"last_post": never,
		"last_root_post": never,
		"last_vote_time": never,
		"post_bandwidth": 0,
		"pending_claimed_accounts": 0,
	});
	if let (Form::Condenser, Some(fields)) = (form, value.as_object_mut()) {
		let more = json!({
			"vesting_balance": steem(0),
			"reputation": 0,
			"transfer_history": [],
			"market_history": [],
			"post_history": [],
			"vote_history": [],
			"other_history": [],
			"witness_votes": account.witness_votes.iter().map(AccountName::as_str).collect::<Vec<_>>(),
			"tags_usage": [],
			"guest_bloggers": [],
		});
		if let Value::Object(more) = more {
			fields.extend(more);
		}
	}
	value
}

pub(super) fn lookup<'a>(
	all: impl Iterator<Item = &'a AccountName>,
	params: &Params<'_>,
) -> Answer {
	let lower = params.text_or_empty(0, "lower_bound_name");
	let limit = params.number_or(1, "limit", 1_000)?;
	if limit > 1_000 {
		return Err(RpcError::invalid("limit is at most 1000"));
	}
	Ok(all
		.map(AccountName::as_str)
		.filter(|name| *name >= lower)
		.take(limit as usize)
		.collect())
}

pub(super) fn witness(name: &AccountName, witness: &Witness, form: Form) -> Value {
	json!({
		"id": 0,
		"owner": name.as_str(),
		"created": witness.created.to_string(),
		"url": witness.url,
		"votes": witness.votes.to_string(),
		"virtual_last_update": "0",
		"virtual_position": "0",
		"virtual_scheduled_time": "0",
		"total_missed": witness.total_missed,
		"last_aslot": witness.last_aslot,
		"last_confirmed_block_num": witness.last_confirmed_block_num,
		"pow_worker": 0,
		"signing_key": witness.signing_key.to_string(),
		"props": witness.props.to_json(form),
		"sbd_exchange_rate": price(form),
		"last_sbd_exchange_update": Time(0).to_string(),
		"last_work": Digest::default().to_string(),
		"running_version": "0.23.0",
		"hardfork_version_vote": "0.0.0",
		"hardfork_time_vote": schedule::GENESIS_TIME.to_string(),
		"available_witness_account_subsidies": 0,
	})
}

pub(super) fn witnesses_by_vote(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let from = params.text_or_empty(0, "from");
	let limit = params.number_or(1, "limit", 100)?;
	let mut all: Vec<_> = state.witnesses.iter().collect();
	all.sort_by_key(|(name, witness)| (std::cmp::Reverse(witness.votes), **name));
	let from_here = all
		.iter()
		.skip_while(|(name, _)| !from.is_empty() && name.as_str() != from);
	Ok(from_here
		.take(limit.min(100) as usize)
		.map(|(name, found)| witness(name, found, form))
		.collect())
}

pub(super) fn key_references(state: &State, params: &Params<'_>) -> Result<Vec<Value>, RpcError> {
	let keys: Vec<PublicKey> = params.list(0, "keys")?;
	let of = |key: &PublicKey| {
		let holds = |account: &Account| {
			let all = [&account.owner, &account.active, &account.posting];
			all.iter()
				.any(|authority| authority.key_auths.contains_key(key))
		};
		let found = state.accounts.iter().filter(|(_, account)| holds(account));
		found.map(|(name, _)| name.as_str()).collect()
	};
	Ok(keys.iter().map(of).collect())
}

pub(super) fn delegations(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let delegator = params.account(0, "account")?;
	let from: AccountName = params.text_or_empty(1, "from").parse().unwrap_or_default();
	let limit = params.number_or(2, "limit", 100)?.min(1_000);
	Ok(state
		.delegations
		.range((delegator, from)..)
		.take_while(|((who, _), _)| *who == delegator)
		.take(limit as usize)
		.map(|((_, delegatee), delegation)| {
			json!({
				"id": 0,
				"delegator": delegator.as_str(),
				"delegatee": delegatee.as_str(),
				"vesting_shares": asset(delegation.vesting_shares, Symbol::Vests, form),
				"min_delegation_time": delegation.since.to_string(),
			})
		})
		.collect())
}

pub(super) fn returning(state: &State, params: &Params<'_>, form: Form) -> Answer {
	let delegator = params.account(0, "account")?;
	Ok(state
		.returning
		.iter()
		.filter(|entry| entry.delegator == delegator)
		.map(|entry| {
			json!({
				"id": 0,
				"delegator": delegator.as_str(),
				"vesting_shares": asset(entry.vesting_shares, Symbol::Vests, form),
				"expiration": entry.expiration.to_string(),
			})
		})
		.collect())
}

pub(super) fn verify_authority(state: &State, signed: &SignedTransaction) -> Answer {
	let keys = signed
		.signing_keys::<Libsecp256k1>(&state.chain_id, SignatureRule::LowS)
		.map_err(|error| Refusal::assert(error.to_string()))?;
	authority::verify(&signed.transaction.operations, &keys, state)
		.map_err(|error| Refusal::assert(error.to_string()))?;
	Ok(true.into())
}

/// Every key that has a part in an authority that would do.
fn potential_keys(state: &State, signed: &SignedTransaction) -> BTreeSet<PublicKey> {
	let required = authority::Required::by(&signed.transaction.operations);
	let mut keys = BTreeSet::new();
	let mut open: Vec<(nutbox_steem::Authority, u32)> = required
		.other
		.iter()
		.cloned()
		.map(|authority| (authority, 0))
		.collect();
	for name in required
		.posting
		.iter()
		.chain(&required.active)
		.chain(&required.owner)
	{
		let Some(account) = state.accounts.get(name) else {
			continue;
		};
		open.push((account.owner.clone(), 0));
		if !required.owner.contains(name) {
			open.push((account.active.clone(), 0));
		}
		if required.posting.contains(name) {
			open.push((account.posting.clone(), 0));
		}
	}
	while let Some((authority, depth)) = open.pop() {
		keys.extend(authority.key_auths.keys());
		if depth < authority::MAX_DEPTH {
			let accounts = authority
				.account_auths
				.keys()
				.filter_map(|name| state.accounts.get(name));
			open.extend(accounts.map(|account| (account.active.clone(), depth + 1)));
		}
	}
	keys
}

pub(super) fn potential_signatures(state: &State, signed: &SignedTransaction) -> Vec<Value> {
	potential_keys(state, signed)
		.iter()
		.map(|key| key.to_string().into())
		.collect()
}

/// Of the keys that the caller has, a set that suffices and of which none can be spared.
pub(super) fn required_signatures(
	state: &State,
	params: &Params<'_>,
) -> Result<Vec<Value>, RpcError> {
	let signed = params.transaction()?;
	let available: BTreeSet<PublicKey> = params.list(1, "available_keys")?.into_iter().collect();
	let mut keys: BTreeSet<PublicKey> = potential_keys(state, &signed)
		.intersection(&available)
		.copied()
		.collect();
	let operations = &signed.transaction.operations;
	for key in keys.clone() {
		let mut fewer = keys.clone();
		fewer.remove(&key);
		match authority::verify(operations, &fewer, state) {
			Ok(()) | Err(authority::AuthorityError::Irrelevant(_)) => keys = fewer,
			Err(_) => {}
		}
	}
	Ok(keys.iter().map(|key| key.to_string().into()).collect())
}

/// Resource credits are not counted here: every account has all of them.
pub(super) fn rc_accounts(state: &State, params: &Params<'_>) -> Answer {
	let list: Vec<AccountName> = params.list(0, "accounts")?;
	let found: Value = list
		.iter()
		.filter_map(|name| Some((name, state.accounts.get(name)?)))
		.map(|(name, account)| {
			let max = account.vesting_shares.max(1_000_000_000);
			let mut fields = Map::new();
			fields.insert("account".into(), name.as_str().into());
			fields.insert(
				"rc_manabar".into(),
				json!({ "current_mana": max.to_string(), "last_update_time": state.time.0 }),
			);
			fields.insert(
				"max_rc_creation_adjustment".into(),
				asset(0, Symbol::Vests, Form::BlockApi),
			);
			fields.insert("max_rc".into(), max.to_string().into());
			Value::Object(fields)
		})
		.collect();
	Ok(json!({ "rc_accounts": found }))
}
