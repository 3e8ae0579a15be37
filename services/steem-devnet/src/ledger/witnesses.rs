//! Operations on witnesses.

use super::*;

impl State {
	/// Source: `witness_update_evaluator::do_apply`.
	pub(super) fn witness_update(&mut self, o: &ops::WitnessUpdate) -> Result<(), Refusal> {
		self.account(&o.owner)?;
		let created = self.time;
		let witness = self.witnesses.entry(o.owner).or_insert_with(|| Witness {
			created,
			url: String::new(),
			signing_key: o.block_signing_key,
			props: o.props.clone(),
			votes: 0,
			total_missed: 0,
			last_aslot: 0,
			last_confirmed_block_num: 0,
			rotations: 0,
		});
		witness.url = o.url.clone();
		witness.signing_key = o.block_signing_key;
		witness.props = o.props.clone();
		Ok(())
	}

	/// Source: `witness_set_properties_evaluator::do_apply`.
	pub(super) fn witness_set_properties(
		&mut self,
		o: &ops::WitnessSetProperties,
	) -> Result<(), Refusal> {
		fn read<T: nutbox_steem::Wire>(key: &str, bytes: &[u8]) -> Result<T, Refusal> {
			T::decode(bytes).map_err(|error| Refusal::assert(format!("{key}: {error}")))
		}
		let witness = self
			.witnesses
			.get_mut(&o.owner)
			.ok_or_else(|| Refusal::assert(format!("{} is no witness", o.owner)))?;
		let mut next = witness.clone();
		for (key, bytes) in &o.props {
			match key.as_str() {
				"key" => {
					let key: PublicKey = read(key, &bytes.0)?;
					require!(
						key == witness.signing_key,
						"'key' does not match witness signing key"
					);
				}
				"new_signing_key" => next.signing_key = read(key, &bytes.0)?,
				"account_creation_fee" => {
					let fee: Asset = read(key, &bytes.0)?;
					require!(
						fee.symbol == Symbol::Steem,
						"account_creation_fee must be STEEM"
					);
					next.props.account_creation_fee = Fee {
						amount: fee.amount,
						..Default::default()
					};
				}
				"maximum_block_size" => next.props.maximum_block_size = read(key, &bytes.0)?,
				"sbd_interest_rate" => next.props.sbd_interest_rate = read(key, &bytes.0)?,
				"url" => {
					next.url = read(key, &bytes.0)?;
					check_url(&next.url)?;
				}
				// Known to Steem, of no effect here.
				"account_subsidy_budget" | "account_subsidy_decay" | "sbd_exchange_rate" => {}
				other => return Err(Refusal::assert(format!("unknown property {other:?}"))),
			}
		}
		check_props(&next.props)?;
		*witness = next;
		Ok(())
	}

	/// Source: `account_witness_vote_evaluator::do_apply`.
	pub(super) fn witness_vote(&mut self, o: &ops::AccountWitnessVote) -> Result<(), Refusal> {
		require!(
			self.witnesses.contains_key(&o.witness),
			"{} is no witness",
			o.witness
		);
		let voter = self.account_mut(&o.account)?;
		let shares = voter.vesting_shares;
		let change = if o.approve {
			require!(
				voter.witness_votes.len() < 30,
				"Account has voted for too many witnesses."
			);
			require!(voter.witness_votes.insert(o.witness), "Vote already exists");
			shares
		} else {
			require!(voter.witness_votes.remove(&o.witness), "Vote doesn't exist");
			-shares
		};
		if let Some(witness) = self.witnesses.get_mut(&o.witness) {
			witness.votes = plus(witness.votes, change)?;
		}
		Ok(())
	}
}

pub(super) fn check_url(url: &str) -> Result<(), Refusal> {
	require!(!url.is_empty(), "URL size must be greater than 0");
	require!(url.len() <= MAX_WITNESS_URL_LENGTH, "URL is too long");
	Ok(())
}

/// Source: `legacy_chain_properties::validate`.
pub(super) fn check_props(props: &ChainProperties) -> Result<(), Refusal> {
	require!(
		props.account_creation_fee.amount >= 0,
		"account_creation_fee must not be negative"
	);
	require!(
		props.maximum_block_size >= MIN_BLOCK_SIZE_LIMIT,
		"maximum_block_size must be at least {MIN_BLOCK_SIZE_LIMIT}"
	);
	// The reference implementation's limit is 2 MiB; blocks are kept whole in memory here.
	require!(
		props.maximum_block_size <= 2 * 1024 * 1024,
		"maximum_block_size is too large"
	);
	require!(
		props.sbd_interest_rate <= 10_000,
		"sbd_interest_rate must not exceed 100 %"
	);
	Ok(())
}
