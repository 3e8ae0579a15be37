//! The calls with which members take out what is theirs. No brake of the chain stops them.

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
	("AssetConversion", "remove_liquidity"),
	("Staking", "unbond"),
	("Staking", "withdraw_unbonded"),
];

/// Whether `call` is an exit.
pub fn is_exit(call: &RuntimeCall) -> bool {
	let name = call.get_call_metadata();
	EXITS.contains(&(name.pallet_name, name.function_name))
}
