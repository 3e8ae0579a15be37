//! Keeps submissions that say nothing new or nothing true out of blocks, and proofs that come too late.

use crate::{pallet::*, weights::WeightInfo};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use frame_support::{
	dispatch::DispatchInfo, pallet_prelude::TransactionSource, traits::IsSubType, weights::Weight,
	DebugNoBound,
};
use nutbox_primitives::steem::{LateProofs, SteemLightClient};
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, DispatchOriginOf, Dispatchable, Implication, TransactionExtension},
	transaction_validity::{InvalidTransaction, TransactionValidityError, ValidTransaction},
};

/// What [`InvalidTransaction::Custom`] carries when a submission proves nothing.
pub const PROVES_NOTHING: u8 = 83;

/// Looks at submissions to the light client as carefully as the call itself will. One that is of no
/// use any more is stale; one that proves nothing is invalid with [`PROVES_NOTHING`]. Of those in
/// the pool that prove the same, one stays.
///
/// Of the calls of [`Config::LateProofs`] it drops those, as stale, whose proof holds and shows what is
/// known already. Nothing else is said of them: a proof that does not hold may wait for headers that come before
/// it in the same block. Nor does one in the pool keep another out, as who holds back a transaction could hold
/// back the proof of a deposit by it.
///
/// It carries nothing in a transaction. What is wrapped in a batch is not looked at, and pays.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, Eq, PartialEq, DebugNoBound, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct CheckSteemHeaders<T: Config + Send + Sync>(PhantomData<T>);

impl<T: Config + Send + Sync> CheckSteemHeaders<T> {
	/// The extension.
	pub fn new() -> Self {
		Self(PhantomData)
	}

	fn check(call: &Call<T>) -> Result<ValidTransaction, TransactionValidityError> {
		let tag = match call {
			Call::submit_headers { headers } => match Pallet::<T>::verify(headers) {
				Ok(verified) => verified
					.blocks
					.last()
					.map(|block| (0_u8, block.id.to_vec())),
				Err(Error::<T>::NothingNew) => return Err(InvalidTransaction::Stale.into()),
				// The clock goes on.
				Err(Error::<T>::InTheFuture) => return Err(InvalidTransaction::Future.into()),
				Err(_) => return Err(InvalidTransaction::Custom(PROVES_NOTHING).into()),
			},
			Call::prove_key { proof } => match Pallet::<T>::key_change(proof) {
				Ok((name, _, entry)) => Some((1, (name, entry.since).encode())),
				Err(error) if error == Error::<T>::KeyNotNew.into() => {
					return Err(InvalidTransaction::Stale.into())
				}
				Err(_) => return Err(InvalidTransaction::Custom(PROVES_NOTHING).into()),
			},
			_ => None,
		};
		Ok(match tag {
			Some(tag) => ValidTransaction::with_tag_prefix("SteemLightClient")
				.and_provides(tag)
				.into(),
			None => ValidTransaction::default(),
		})
	}
}

impl<T: Config + Send + Sync> CheckSteemHeaders<T> {
	fn check_late(call: &T::RuntimeCall) -> Result<(), TransactionValidityError> {
		let Some(proof) = T::LateProofs::proof_of(call) else {
			return Ok(());
		};
		match <Pallet<T> as SteemLightClient>::prove(proof) {
			Ok(proved) if T::LateProofs::is_late(call, &proved) => {
				Err(InvalidTransaction::Stale.into())
			}
			_ => Ok(()),
		}
	}
}

impl<T: Config + Send + Sync> Default for CheckSteemHeaders<T> {
	fn default() -> Self {
		Self::new()
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for CheckSteemHeaders<T>
where
	T::RuntimeCall: Dispatchable<Info = DispatchInfo> + IsSubType<Call<T>>,
{
	const IDENTIFIER: &'static str = "CheckSteemHeaders";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		match call.is_sub_type() {
			Some(Call::submit_headers { headers }) => {
				T::WeightInfo::submit_headers(headers.len() as u32)
			}
			Some(Call::prove_key { proof }) => T::WeightInfo::prove_key(proof.size()),
			Some(_) => Weight::zero(),
			// The same proof is verified, the mode and a witness are read and written; here at most two
			// items are read.
			None => T::LateProofs::proof_of(call).map_or(Weight::zero(), |proof| {
				T::WeightInfo::prove_key(proof.size())
			}),
		}
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		_info: &DispatchInfoOf<T::RuntimeCall>,
		_len: usize,
		_self_implicit: Self::Implicit,
		_inherited_implication: &impl Implication,
		_source: TransactionSource,
	) -> Result<
		(
			ValidTransaction,
			Self::Val,
			DispatchOriginOf<T::RuntimeCall>,
		),
		TransactionValidityError,
	> {
		let valid = match call.is_sub_type() {
			Some(call) => Self::check(call)?,
			None => {
				Self::check_late(call)?;
				ValidTransaction::default()
			}
		};
		Ok((valid, (), origin))
	}

	impl_tx_ext_default!(T::RuntimeCall; prepare);
}
