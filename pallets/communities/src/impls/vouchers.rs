//! Pools for contributions: vouchers.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use nutbox_math::{Balance, MathError};
use nutbox_primitives::{CommunityId, PoolId};
use sp_runtime::{
	traits::{BlockNumberProvider, Verify, Zero},
	DispatchResult,
};

/// What a voucher's message begins with: nothing else that is signed with the same key does.
pub const VOUCHER_DOMAIN: &[u8; 18] = b"nutbox/voucher/v1\n";

impl<T: Config> Pallet<T> {
	fn voucher_footprint() -> Footprint {
		Footprint::from_mel::<UsedVoucher<T::AccountId, T::PositionDeposit>>()
	}

	/// The message that a signer signs for a voucher: the domain, the hash of the genesis block, and
	/// the fields in their order, numbers little-endian.
	pub fn voucher_message(voucher: &Voucher<T::AccountId>) -> Vec<u8> {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let mut message = VOUCHER_DOMAIN.to_vec();
		genesis.encode_to(&mut message);
		voucher.encode_to(&mut message);
		message
	}

	/// Whether `signer` has signed the voucher's message, as it is or as wallets wrap it.
	fn is_signed(
		voucher: &Voucher<T::AccountId>,
		signer: &T::AccountId,
		signature: &T::VoucherSignature,
	) -> bool {
		let message = Self::voucher_message(voucher);
		if signature.verify(message.as_slice(), signer) {
			return true;
		}
		let wrapped = [b"<Bytes>".as_slice(), &message, b"</Bytes>"].concat();
		signature.verify(wrapped.as_slice(), signer)
	}

	pub(crate) fn do_claim_voucher(
		who: T::AccountId,
		voucher: Voucher<T::AccountId>,
		signer: T::AccountId,
		signature: T::VoucherSignature,
	) -> DispatchResult {
		let Voucher {
			community,
			pool: pool_id,
			amount,
			id,
			expires,
			..
		} = voucher;
		ensure!(voucher.member == who, Error::<T>::NotMember);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut pool = Self::pool_of(community, pool_id)?;
		let PoolKind::Contribution { signers } = &pool.kind else {
			return Err(Error::<T>::WrongPoolKind.into());
		};
		ensure!(signers.contains(&signer), Error::<T>::NotSigner);
		let now = T::BlockNumberProvider::current_block_number();
		ensure!(now <= expires, Error::<T>::VoucherExpired);
		// Its record lasts until it has expired.
		ensure!(
			now.checked_add(T::MaxVoucherLife::get())
				.is_none_or(|latest| expires <= latest),
			Error::<T>::VoucherLastsTooLong
		);
		ensure!(
			!UsedVouchers::<T>::contains_key(pool_id, id),
			Error::<T>::VoucherUsed
		);
		ensure!(
			Self::is_signed(&voucher, &signer, &signature),
			Error::<T>::BadSignature
		);

		Self::settle(&mut pool, None, Self::emitted(community), &mut None)
			.both()
			.map_err(Error::<T>::from)?;
		pool.emission = pool.emission.spend(amount).map_err(|error| match error {
			MathError::Underflow => Error::<T>::BudgetExceeded,
			_ => Error::<T>::RewardOverflow,
		})?;
		Pools::<T>::insert(pool_id, pool);
		let deposit = T::PositionDeposit::new(&who, Self::voucher_footprint())?;
		let used = UsedVoucher {
			expires,
			member: who.clone(),
			deposit,
		};
		UsedVouchers::<T>::insert(pool_id, id, used);
		Self::pay_token(community, Self::token_of(community), &who, amount)?;
		Self::deposit_event(Event::VoucherClaimed {
			community,
			pool: pool_id,
			account: who,
			signer,
			id,
			amount,
			expires,
		});
		Ok(())
	}

	pub(crate) fn do_remove_vouchers(
		community: CommunityId,
		pool_id: PoolId,
		ids: Vec<u64>,
	) -> DispatchResult {
		ensure!(
			ids.len() <= MAX_REMOVED_VOUCHERS as usize,
			Error::<T>::TooManyVouchers
		);
		Self::pool_of(community, pool_id)?;
		let now = T::BlockNumberProvider::current_block_number();
		for id in &ids {
			let used = UsedVouchers::<T>::get(pool_id, id).ok_or(Error::<T>::VoucherNotFound)?;
			ensure!(used.expires < now, Error::<T>::VoucherNotExpired);
			UsedVouchers::<T>::remove(pool_id, id);
			Self::return_deposit(&used.member, Some(used.deposit));
		}
		Self::deposit_event(Event::VouchersRemoved {
			community,
			pool: pool_id,
			ids,
		});
		Ok(())
	}

	/// What a pool for contributions can pay, in planck.
	pub(crate) fn budget_of(pool: &PoolOf<T>) -> Option<Balance> {
		match pool.kind {
			PoolKind::Contribution { .. } => pool.emission.budget().ok(),
			_ => None,
		}
	}
}
