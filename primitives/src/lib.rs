//! Identifiers, units and the traits between the pallets of Nutbox. No logic.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	MultiSignature,
};

pub mod address;
pub mod delegation;
pub mod era_rewards;
pub mod exchange;
pub mod steem;
pub mod yield_stream;

/// An amount of an asset in its smallest unit (planck).
pub type Balance = u128;
/// A block's height.
pub type BlockNumber = u32;
/// The account id of the chain.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// The signature of the chain's transactions.
pub type Signature = MultiSignature;
/// The id of an asset of `pallet-assets`: the liquid staking token and the community tokens.
pub type AssetId = u32;
/// The id of a community: consecutive, from 0 (the built-in `Personal` community).
pub type CommunityId = u32;
/// The id of a pool: consecutive over the whole chain, never used twice.
pub type PoolId = u32;

/// One NUT in planck: the native asset has 12 decimals.
pub const NUT: Balance = 1_000_000_000_000;
/// A thousandth of a NUT.
pub const MILLINUT: Balance = NUT / 1_000;
/// A millionth of a NUT.
pub const MICRONUT: Balance = MILLINUT / 1_000;

/// The asset id of tNUT, the liquid staking token.
pub const LIQUID_STAKING_ASSET: AssetId = 1;
/// The asset id of tSTEEM, STEEM that the gateway holds on Steem: 3 decimals, as there.
pub const STEEM_ASSET: AssetId = 2;
/// The asset ids from here on belong to community tokens.
pub const FIRST_COMMUNITY_TOKEN: AssetId = 1_000;

/// An asset that can be staked in a pool.
#[derive(
	Clone,
	Copy,
	Debug,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum StakeableAsset {
	/// The liquid staking token or a community token.
	#[codec(index = 0)]
	Local(AssetId),
	/// The token of a liquidity pool of the exchange.
	#[codec(index = 1)]
	Liquidity(u32),
}
