//! The calls with which members take out what is theirs, and those without which others of them fail. No
//! brake of the chain stops them.

use crate::RuntimeCall;
use frame_support::traits::GetCallMetadata;

/// Pallet and call of every exit.
pub const EXITS: &[(&str, &str)] = &[
	("LiquidStaking", "redeem"),
	("LiquidStaking", "cancel_redemption"),
	("LiquidStaking", "claim_redemptions"),
	("LiquidStaking", "redeem_instantly"),
	("Communities", "unstake"),
	("Communities", "unstake_term"),
	("Communities", "claim"),
	("Communities", "claim_for"),
	("Communities", "claim_voucher"),
	("Communities", "emergency_unstake"),
	// What is known of Steem decides when what was not paid there can be taken back here.
	("SteemLightClient", "submit_headers"),
	("SteemLightClient", "prove_key"),
	("SteemGateway", "withdraw"),
	("SteemGateway", "submit_signature"),
	("SteemGateway", "prove_payment"),
	("SteemGateway", "lapse"),
	("SteemGateway", "renew"),
	("SteemGateway", "reclaim"),
	("SteemGateway", "release"),
	("SteemGateway", "prove_authority"),
	("SteemGateway", "unbond"),
	// A delegation that has ended on Steem must not go on mining; what rises is closed by its own mode.
	("SteemDelegations", "prove_delegation"),
	("SteemDelegations", "release_binding"),
	("SteemDelegations", "release_delegatee"),
	("AssetConversion", "remove_liquidity"),
	("Staking", "unbond"),
	("Staking", "withdraw_unbonded"),
];

/// Whether `call` is an exit.
pub fn is_exit(call: &RuntimeCall) -> bool {
	let name = call.get_call_metadata();
	EXITS.contains(&(name.pallet_name, name.function_name))
}
