//! What in a block is for the chain to know, and which blocks are final.

use crate::{
	chain::{Kind, OperationProof, Status},
	store::Finding,
};
use nutbox_steem::{
	finality::{Counter, Witnesses},
	merkle,
	native::Libsecp256k1,
	AccountName, Asset, Block, Operation, PublicKey, SignedHeader, Symbol, Wire,
};

/// The id of the `custom_json` operations that are for us.
pub const CUSTOM_JSON_ID: &str = "nutbox";

/// The registered witnesses' keys, as they are for one block.
struct KeysAt<'a> {
	status: &'a Status,
	block: u32,
}

impl Witnesses for KeysAt<'_> {
	fn signing_key(&self, witness: &AccountName) -> Option<PublicKey> {
		let history = self.status.witnesses.get(witness)?;
		history
			.iter()
			.rev()
			.find(|(since, _)| *since < self.block)
			.map(|(_, key)| *key)
	}
}

/// How many of these consecutive headers, from the first on, are final by the registered witnesses.
pub fn finalised(headers: &[&SignedHeader], status: &Status) -> usize {
	let mut counter = Counter::new();
	for (index, header) in headers.iter().enumerate().rev() {
		let keys = KeysAt {
			status,
			block: header.header.number(),
		};
		counter.count::<Libsecp256k1>(header, &keys);
		if counter.is_final() {
			return index + 1;
		}
	}
	0
}

/// How many of these consecutive headers it takes to prove the first `wanted` of them final. `None` if they do not
/// suffice.
pub fn shortest_run(headers: &[&SignedHeader], wanted: usize, status: &Status) -> Option<usize> {
	let mut counter = Counter::new();
	for (index, header) in headers.iter().enumerate().skip(wanted.checked_sub(1)?) {
		let keys = KeysAt {
			status,
			block: header.header.number(),
		};
		counter.count::<Libsecp256k1>(header, &keys);
		if counter.is_final() {
			return Some(index + 1);
		}
	}
	None
}

/// Whether the header of this block holds a root that is not that of its transactions.
pub fn is_unprovable(number: u32) -> bool {
	merkle::UNPROVABLE_BLOCKS
		.iter()
		.any(|(block, _)| *block == number)
}

/// What an operation is for the chain. `None`: nothing.
pub fn kind_of(operation: &Operation, status: &Status) -> Option<Kind> {
	if let Some(gateway) = &status.gateway {
		if let Some(kind) = kind_for_gateway(operation, &gateway.account) {
			return Some(kind);
		}
	}
	match operation {
		Operation::CustomJson(o) if o.id == CUSTOM_JSON_ID && !o.required_auths.is_empty() => {
			Some(Kind::Binding)
		}
		Operation::DelegateVestingShares(o) if status.delegatees.contains(&o.delegatee) => {
			Some(Kind::Delegation)
		}
		Operation::WitnessUpdate(o) if status.witnesses.contains_key(&o.owner) => Some(Kind::Key),
		Operation::WitnessSetProperties(o)
			if status.witnesses.contains_key(&o.owner)
				&& o.props.contains_key("new_signing_key") =>
		{
			Some(Kind::Key)
		}
		_ => None,
	}
}

/// What an operation is for the gateway. What takes STEEM out of its account in any way counts as a payment, whether or
/// not it pays anybody: `taken` of `pallet-steem-gateway` says which, and judges it.
fn kind_for_gateway(operation: &Operation, gateway: &AccountName) -> Option<Kind> {
	let of = |name: &AccountName| name == gateway;
	let steem = |asset: &Asset| asset.symbol == Symbol::Steem && asset.amount > 0;
	match operation {
		Operation::Transfer(o) if of(&o.from) => {
			(!of(&o.to) && steem(&o.amount)).then_some(Kind::Payment)
		}
		// The chain takes STEEM only; anything else that is sent there stays with the custodians.
		Operation::Transfer(o) if of(&o.to) => steem(&o.amount).then_some(Kind::Deposit),
		Operation::TransferToVesting(o) if of(&o.from) => steem(&o.amount).then_some(Kind::Payment),
		Operation::TransferToSavings(o) if of(&o.from) => steem(&o.amount).then_some(Kind::Payment),
		Operation::LimitOrderCreate(o) if of(&o.owner) => {
			steem(&o.amount_to_sell).then_some(Kind::Payment)
		}
		Operation::LimitOrderCreate2(o) if of(&o.owner) => {
			steem(&o.amount_to_sell).then_some(Kind::Payment)
		}
		Operation::EscrowTransfer(o) if of(&o.from) => {
			(steem(&o.steem_amount) || steem(&o.fee)).then_some(Kind::Payment)
		}
		Operation::AccountCreate(o) if of(&o.creator) => steem(&o.fee).then_some(Kind::Payment),
		Operation::AccountCreateWithDelegation(o) if of(&o.creator) => {
			steem(&o.fee).then_some(Kind::Payment)
		}
		Operation::ClaimAccount(o) if of(&o.creator) => steem(&o.fee).then_some(Kind::Payment),
		Operation::AccountUpdate(o) if of(&o.account) => Some(Kind::Authority),
		Operation::AccountUpdate2(o) if of(&o.account) => Some(Kind::Authority),
		Operation::RecoverAccount(o) if of(&o.account_to_recover) => Some(Kind::Authority),
		Operation::AccountCreate(o) if of(&o.new_account_name) => Some(Kind::Authority),
		Operation::AccountCreateWithDelegation(o) if of(&o.new_account_name) => {
			Some(Kind::Authority)
		}
		Operation::CreateClaimedAccount(o) if of(&o.new_account_name) => Some(Kind::Authority),
		_ => None,
	}
}

/// How much a deposit is, in thousandths of a STEEM.
fn amount_of(operation: &Operation, kind: Kind) -> u64 {
	match (kind, operation) {
		(Kind::Deposit, Operation::Transfer(o)) => u64::try_from(o.amount.amount).unwrap_or(0),
		_ => 0,
	}
}

/// What a final block has for the chain, with the proofs.
pub fn findings(block: &Block, status: &Status) -> Vec<Finding> {
	let number = block.header.header.number();
	if is_unprovable(number) {
		return Vec::new();
	}
	let (block_id, leaves) = (block.header.id(), block.leaves());
	let mut findings = Vec::new();
	for (index, signed) in (0_u32..).zip(&block.transactions) {
		for (operation, op) in (0_u16..).zip(&signed.transaction.operations) {
			let Some(kind) = kind_of(op, status) else {
				continue;
			};
			// Every index is that of a leaf, and no block has more leaves than a proof may name.
			let Some(proof) = merkle::Proof::new(&leaves, index) else {
				continue;
			};
			findings.push(Finding {
				kind,
				amount: amount_of(op, kind),
				block_id,
				transaction_id: signed.transaction.id(),
				proof: OperationProof {
					block: number,
					transaction: signed.encode(),
					index: proof.index,
					leaf_count: proof.leaf_count,
					path: proof.path,
					operation,
				},
			});
		}
	}
	findings
}
