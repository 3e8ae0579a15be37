//! The calls with proofs of what has happened on Steem, for the extension that drops those that come too late.

use crate::*;
use nutbox_primitives::steem::{LateProofs, OperationProof, ProvedOperation};

/// Those of the gateway and of delegation mining. What is wrapped in a batch is not looked at.
pub struct GatewayAndDelegations;

impl LateProofs<RuntimeCall> for GatewayAndDelegations {
	fn proof_of(call: &RuntimeCall) -> Option<&OperationProof> {
		match call {
			RuntimeCall::SteemGateway(call) => SteemGateway::proof_of(call),
			RuntimeCall::SteemDelegations(call) => SteemDelegations::proof_of(call),
			_ => None,
		}
	}

	fn is_late(call: &RuntimeCall, proved: &ProvedOperation) -> bool {
		match call {
			RuntimeCall::SteemGateway(call) => SteemGateway::is_late(call, proved),
			RuntimeCall::SteemDelegations(call) => SteemDelegations::is_late(call, proved),
			_ => false,
		}
	}
}
