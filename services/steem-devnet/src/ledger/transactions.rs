//! Transactions: who has signed them, and whether they may come now.

use super::*;

impl State {
	/// Carries a transaction out, or leaves everything as it was.
	///
	/// `ids` are those of the blocks so far, block 1 first.
	///
	/// Source: `database::_apply_transaction`, `libraries/chain/database.cpp`.
	pub fn apply_transaction(
		&mut self,
		signed: &SignedTransaction,
		ids: &[BlockId],
	) -> Result<TransactionId, Refusal> {
		let transaction = &signed.transaction;
		require!(
			!transaction.operations.is_empty(),
			"A transaction must have at least one operation"
		);
		for operation in &transaction.operations {
			self.validate(operation)?;
		}
		let size = signed.encode().len();
		// A block's header takes at most 256 bytes. Source: `STEEM_MAX_TRANSACTION_SIZE`.
		require!(
			size + 256 <= self.median.maximum_block_size as usize,
			"the transaction has {size} bytes, too many for a block"
		);
		let id = transaction.id();
		require!(
			!self.known.contains_key(&id),
			"Duplicate transaction check failed: {id} is in a block or on its way to one"
		);
		self.check_signatures(signed)?;
		self.check_reference(signed, ids)?;
		let now = self.time;
		if transaction.expiration.0 > now.0.saturating_add(MAX_TIME_UNTIL_EXPIRATION) {
			return Err(Refusal::expiration(format!(
				"it expires at {}, more than an hour after {now}",
				transaction.expiration
			)));
		}
		if now >= transaction.expiration {
			return Err(Refusal::expiration(format!(
				"it expired at {}, and it is {now}",
				transaction.expiration
			)));
		}
		let mut next = self.clone();
		next.known.insert(id, transaction.expiration);
		for operation in &transaction.operations {
			next.evaluate(operation)?;
		}
		*self = next;
		Ok(id)
	}

	/// Sources: `signed_transaction::verify_authority` and its callers; `get_signature_keys`.
	pub(super) fn check_signatures(&self, signed: &SignedTransaction) -> Result<(), Refusal> {
		let keys = signed
			.signing_keys::<Libsecp256k1>(&self.chain_id, SignatureRule::LowS)
			.map_err(|error| match error {
				SignaturesError::Duplicate { .. } => Refusal::authority(
					3_060_000,
					"tx_duplicate_sig",
					format!("duplicate signature included:{error}"),
				),
				SignaturesError::Signature { .. } => Refusal::assert(error.to_string()),
			})?;
		authority::verify(&signed.transaction.operations, &keys, self).map_err(|error| {
			let (code, name, start) = match error {
				AuthorityError::Missing {
					role: Role::Active, ..
				} => (
					3_010_000,
					"tx_missing_active_auth",
					"missing required active authority:",
				),
				AuthorityError::Missing {
					role: Role::Owner, ..
				} => (
					3_020_000,
					"tx_missing_owner_auth",
					"missing required owner authority:",
				),
				AuthorityError::Missing {
					role: Role::Posting,
					..
				} => (
					3_030_000,
					"tx_missing_posting_auth",
					"missing required posting authority:",
				),
				AuthorityError::MissingOther => (
					3_040_000,
					"tx_missing_other_auth",
					"missing required other authority:",
				),
				AuthorityError::Irrelevant(_) => (
					3_050_000,
					"tx_irrelevant_sig",
					"irrelevant signature included:",
				),
				_ => (10, "assert_exception", "Assert Exception:"),
			};
			Refusal::authority(code, name, format!("{start}{error}"))
		})
	}

	/// Whether the block that the transaction refers to is the latest with these low bits of its number.
	///
	/// Source: `database::_apply_transaction`, `block_summary_object`: ids of blocks that do not exist are zeros.
	pub(super) fn check_reference(
		&self,
		signed: &SignedTransaction,
		ids: &[BlockId],
	) -> Result<(), Refusal> {
		let transaction = &signed.transaction;
		let (head, low) = (self.head_number, u32::from(transaction.ref_block_num));
		let mut number = head & !0xffff | low;
		if number > head {
			number = number.saturating_sub(0x1_0000);
		}
		let id = match number.checked_sub(1) {
			Some(index) if number <= head => ids.get(index as usize).copied().unwrap_or_default(),
			_ => BlockId::default(),
		};
		if id.reference().1 == transaction.ref_block_prefix {
			return Ok(());
		}
		Err(Refusal::reference(format!(
			"block {number} of this chain is not the one that the transaction refers to"
		)))
	}
}
