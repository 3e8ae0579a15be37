pub mod mock;

mod cancel_redemption;
mod claim_redemptions;
mod crowd;
mod defects;
mod era;
mod examples;
mod invariants;
mod mint;
mod model;
mod redeem;
mod redeem_instantly;
mod set_operating_mode;
mod set_validators;
mod slash;
mod stashes;
mod views;
mod yield_stream;
