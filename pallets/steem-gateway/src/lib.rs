//! STEEM on this chain: tSTEEM, minted for proved deposits and burned for withdrawals.
//!
//! * **In.** A `transfer` of STEEM to the gateway's account with the memo `nutbox:<address>` is a
//!   deposit. Anybody proves it by the light client; tSTEEM is minted once for each operation.
//!   Nobody is trusted to report it. What exceeds the daily cap waits in a queue; what can't be
//!   credited goes back to its sender: of STEEM that is transferred in blocks above the start block
//!   nothing is refused for good and nothing is lost. What else reaches the account is not taken in:
//!   SBD, which custodians may send back by hand (`docs/operations/custodian.md`), what is put into
//!   its savings, and transfers up to the start block, which stay where they are.
//! * **Out.** tSTEEM is burned and a request with a number remains. The pallet writes the exact
//!   transaction that pays it; custodians sign that one and no other. A proof that the transaction
//!   is on Steem settles the request. What is not paid by the deadline, its owner takes back.
//! * **Custodians** are bonded in the native asset. The gateway's account on Steem must belong to
//!   them and nobody else, by its active and its owner authority, as proved; entrances are open only
//!   while it does. Any other operation that takes STEEM out of the account slashes those who signed
//!   it, and halts the gateway.
//! * **No transaction can pay twice.** Another one for the same request is written, or the tokens
//!   are taken back, only after a block is final that no block with the earlier transaction can
//!   follow, and after a window in which its payment can still be proved. A custodian who signs only
//!   what the pallet writes, and sees that payments are proved in time, can't be slashed for what
//!   bears the signature of any custodian. For what bears none those answer who let the account come
//!   to other keys, all of them, since nothing tells who of them it was.
//!
//! Amounts of STEEM and tSTEEM are thousandths. Times are seconds since 1970. The rules are in
//! `docs/spec/donut.md`.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod errors;
mod events;
mod impls;
pub mod memo;
mod moves;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use crate::{types::*, WeightInfo};
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, fungibles, OnUnbalanced, UnixTime},
		weights::Weight,
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use nutbox_primitives::{
		steem::{
			OperationId, OperationProof, SteemBlockNumber, SteemKey, SteemLightClient, SteemName,
			SteemPosition, SteemTransactionId,
		},
		AssetId, Balance,
	};
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// What is known of Steem.
		type LightClient: SteemLightClient;

		/// The native asset, with holds for the bonds.
		type NativeCurrency: fungible::MutateHold<
				Self::AccountId,
				Balance = Balance,
				Reason = Self::RuntimeHoldReason,
			> + fungible::BalancedHold<Self::AccountId>
			+ fungible::Balanced<Self::AccountId>;

		/// The reasons of holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The ledger of tSTEEM. Nobody else may issue or burn it; setting its metadata must need no
		/// deposit of the pallet's account.
		type Assets: fungibles::Create<Self::AccountId, AssetId = AssetId, Balance = Balance>
			+ fungibles::Mutate<Self::AccountId>
			+ fungibles::roles::Inspect<Self::AccountId>
			+ fungibles::metadata::Mutate<Self::AccountId>;

		/// This chain's clock.
		type Time: UnixTime;

		/// Who configures the gateway, names the custodians and sets the operating mode.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What is slashed, but for the reporter's reward: a treasury that makes good the loss.
		type OnSlash: OnUnbalanced<fungible::Credit<Self::AccountId, Self::NativeCurrency>>;

		/// The weights.
		type WeightInfo: WeightInfo;

		/// The origin of the pallet's account, which owns tSTEEM.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The id of tSTEEM, [`nutbox_primitives::STEEM_ASSET`].
		#[pallet::constant]
		type AssetId: Get<AssetId>;

		/// How long a transaction that pays can be included on Steem, in seconds; at most
		/// [`MAX_TIME_UNTIL_EXPIRATION`] less the difference of the clocks.
		#[pallet::constant]
		type AttemptLifetime: Get<u32>;

		/// The shortest challenge window that governance can set, in seconds.
		#[pallet::constant]
		type MinChallengeWindow: Get<u64>;

		/// The fewest custodians that must sign.
		#[pallet::constant]
		type MinThreshold: Get<u32>;

		/// The part of what is slashed that rewards who reported it,
		#[pallet::constant]
		type ReporterShare: Get<Perbill>;

		/// but not more than this, planck of the native asset.
		#[pallet::constant]
		type MaxReporterReward: Get<Balance>;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: nutbox_primitives::steem::BenchmarkClock;
	}

	/// Why the pallet holds native assets.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The bond of a custodian.
		#[codec(index = 0)]
		CustodianBond,
	}

	/// Whom the gateway watches. Set once; it can be set anew only while nothing was ever deposited.
	#[pallet::storage]
	pub type Watched<T: Config> = StorageValue<_, WatchedAccount>;

	/// What governance can set.
	#[pallet::storage]
	pub type CurrentParameters<T: Config> = StorageValue<_, Parameters>;

	/// Which entrances are open.
	#[pallet::storage]
	pub type Mode<T: Config> = StorageValue<_, OperatingMode, ValueQuery>;

	/// All amounts that ever passed.
	#[pallet::storage]
	pub type TotalsState<T: Config> = StorageValue<_, Totals, ValueQuery>;

	/// What was minted on the present day.
	#[pallet::storage]
	pub type Today<T: Config> = StorageValue<_, DayUse, ValueQuery>;

	/// Every deposit that was proved. Kept for ever: as long as the light client can be shown the
	/// block again, the deposit can be proved again. It grows with real transfers only.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Blake2_128Concat, OperationId, Deposit<T::AccountId>>;

	/// The deposits that wait for the daily cap, in the order of their proofs.
	#[pallet::storage]
	pub type Queue<T: Config> = StorageMap<_, Twox64Concat, u64, DelayedDeposit<T::AccountId>>;

	/// The places of the queue that are taken.
	#[pallet::storage]
	pub type QueueState<T: Config> = StorageValue<_, QueueRange, ValueQuery>;

	/// The open withdrawals and refunds, by number: big endian, so that they are in order.
	#[pallet::storage]
	pub type Withdrawals<T: Config> = StorageMap<_, Identity, [u8; 8], Withdrawal<T::AccountId>>;

	/// The withdrawals and refunds that have ended, by number.
	#[pallet::storage]
	pub type SettledWithdrawals<T: Config> =
		StorageMap<_, Twox64Concat, Nonce, Settled<T::AccountId>>;

	/// The number of the next withdrawal or refund.
	#[pallet::storage]
	pub type NextNonce<T: Config> = StorageValue<_, Nonce, ValueQuery>;

	/// Every transaction that the pallet has ever written, and what for.
	#[pallet::storage]
	pub type Attempts<T: Config> = StorageMap<_, Blake2_128Concat, SteemTransactionId, Nonce>;

	/// Every operation out of the gateway's account that was proved.
	#[pallet::storage]
	pub type Payments<T: Config> = StorageMap<_, Blake2_128Concat, OperationId, Payment>;

	/// The bonds: what each account has put up for each of its keys, planck of the native asset.
	#[pallet::storage]
	pub type Bonds<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, SteemKey, Balance>;

	/// The keys that answer for what they have signed, at most [`MAX_LIABLE`]: those of the
	/// custodians and of those who are leaving.
	#[pallet::storage]
	pub type Custodians<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, SteemKey, Custodian<T::AccountId>>;

	/// The custodians' keys and how many must sign.
	#[pallet::storage]
	pub type CouncilState<T: Config> = StorageValue<_, Council, ValueQuery>;

	/// The authorities of the gateway's account, as they were proved last.
	#[pallet::storage]
	pub type AuthoritiesState<T: Config> = StorageValue<_, Authorities, ValueQuery>;

	/// Configures the gateway. Without it governance does so later. The asset is created if it is not
	/// there yet.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The name of the gateway's account on Steem, in bytes; empty: not configured.
		pub account: Vec<u8>,
		/// Transfers in this block and below are nobody's business here.
		pub start_block: SteemBlockNumber,
		/// What the custodians' signatures are made for; zeros on Steem.
		pub chain_id: SteemChainId,
		/// The parameters; needed with an account.
		pub parameters: Option<Parameters>,
		/// Nothing.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if self.account.is_empty() {
				return;
			}
			let account = SteemName::try_from(self.account.clone())
				.expect("the name of the gateway's account has at most 16 bytes");
			let parameters = self
				.parameters
				.expect("a configured gateway has parameters");
			Pallet::<T>::do_configure(account, self.start_block, self.chain_id, parameters)
				.expect("the gateway can be configured");
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Mints what waited for the daily cap, with what is left of the block.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::release_when_idle(remaining)
		}

		fn integrity_test() {
			assert_eq!(
				T::AccountId::max_encoded_len(),
				32,
				"memos name accounts of 32 bytes"
			);
			assert!(
				T::AttemptLifetime::get() > 0
					&& T::AttemptLifetime::get() < MAX_TIME_UNTIL_EXPIRATION,
				"Steem refuses the transactions of the gateway"
			);
			assert!(
				T::MinChallengeWindow::get() > 0,
				"a payment could be proved too late at once"
			);
			assert!(
				(1..=MAX_CUSTODIANS).contains(&T::MinThreshold::get()),
				"no custodians can be named"
			);
			assert!(
				T::ReporterShare::get() < Perbill::one(),
				"custodians who report themselves lose nothing"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Credits a deposit: a `transfer` of STEEM to the gateway's account.
		///
		/// With the memo `nutbox:<address>` tSTEEM is minted, or what exceeds the daily cap waits. With
		/// `nutbox:reserve` nothing is minted. With any other memo the sender gets it back, in every
		/// operating mode. Free of fees from `free_deposit` on.
		///
		/// Errors: [`Error::NotConfigured`], those of the light client, [`Error::BeforeStart`],
		/// [`Error::NotADeposit`], [`Error::NotSteem`], [`Error::InvalidAmount`],
		/// [`Error::AlreadyProved`], [`Error::Halted`], [`Error::DepositsClosed`],
		/// [`Error::AuthorityMismatch`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::prove_deposit(proof.size()))]
		pub fn prove_deposit(
			origin: OriginFor<T>,
			proof: Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prove_deposit(&proof)
		}

		/// Mints what waited for the daily cap, in the order of the queue: at most `limit` deposits,
		/// and at most [`MAX_RELEASES`]. Idle blocks do the same. Free of fees.
		///
		/// Errors: [`Error::NothingToRelease`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::release((*limit).min(MAX_RELEASES)))]
		pub fn release(origin: OriginFor<T>, limit: u32) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_release(limit.min(MAX_RELEASES))
		}

		/// Burns tSTEEM of the caller for a payment to an account on Steem. A name that nobody has on
		/// Steem can't be paid: what was burned can be taken back after the deadline.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::Halted`], [`Error::AuthorityMismatch`],
		/// [`Error::BelowMinimum`], [`Error::AmountTooLarge`], [`Error::InvalidName`],
		/// [`Error::PaysGateway`], those of the asset ledger.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Balance,
			to: SteemName,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, amount, to)
		}

		/// Takes in a custodian's signature of the transaction of a withdrawal or refund. Anybody may
		/// submit it. Free of fees.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::NoSuchWithdrawal`], [`Error::NoAttempt`],
		/// [`Error::Expired`], [`Error::EnoughSignatures`], [`Error::InvalidSignature`],
		/// [`Error::NotACustodian`], [`Error::AlreadySigned`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::submit_signature())]
		pub fn submit_signature(
			origin: OriginFor<T>,
			#[pallet::compact] nonce: Nonce,
			signature: SteemSignature,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_submit_signature(nonce, signature)?;
			Ok(Pays::No.into())
		}

		/// Shows an operation that took STEEM out of the gateway's account. If it is the transaction
		/// that the pallet wrote for an open withdrawal or refund, that is settled. If not, those who
		/// signed it are slashed, the gateway halts, and the caller is rewarded. Free of fees. If no
		/// signer is known, those are slashed from whom the account came to keys that nobody answers
		/// for, or else who could have signed.
		///
		/// Errors: [`Error::NotConfigured`], those of the light client, [`Error::BeforeStart`],
		/// [`Error::NotAPayment`], [`Error::AlreadyProved`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::prove_payment(proof.size()))]
		pub fn prove_payment(
			origin: OriginFor<T>,
			proof: Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_prove_payment(&who, &proof)?;
			Ok(Pays::No.into())
		}

		/// Notes that a transaction can be in no more block of Steem; called again when the window for
		/// proving its payment has ended, does away with it. Anybody may call it. Free of fees.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::NoSuchWithdrawal`], [`Error::NoAttempt`],
		/// [`Error::StillValid`], [`Error::WindowOpen`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::lapse())]
		pub fn lapse(
			origin: OriginFor<T>,
			#[pallet::compact] nonce: Nonce,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(nonce)?;
			Ok(Pays::No.into())
		}

		/// Writes a new transaction for a withdrawal or refund that has none, or whose one has lapsed.
		/// After the deadline of a withdrawal only its owner may.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::NoSuchWithdrawal`], [`Error::NotOwner`],
		/// [`Error::AuthorityMismatch`], [`Error::StillValid`], [`Error::ExpiryNotNoted`],
		/// [`Error::WindowOpen`], [`Error::LightClientBehind`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::renew())]
		pub fn renew(origin: OriginFor<T>, #[pallet::compact] nonce: Nonce) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renew(&who, nonce)
		}

		/// Takes back the tSTEEM of a withdrawal that was not paid by its deadline. In every operating
		/// mode.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::NoSuchWithdrawal`], [`Error::NotOwner`],
		/// [`Error::BeforeDeadline`], [`Error::StillValid`], [`Error::ExpiryNotNoted`],
		/// [`Error::WindowOpen`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::reclaim())]
		pub fn reclaim(origin: OriginFor<T>, #[pallet::compact] nonce: Nonce) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reclaim(who, nonce)
		}

		/// Puts up a bond, or more of it, for a key on Steem with which the caller wants to be a
		/// custodian, or is one.
		///
		/// Errors: [`Error::ZeroBond`], [`Error::InvalidKey`], those of the native currency.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::bond())]
		pub fn bond(
			origin: OriginFor<T>,
			key: SteemKey,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_bond(who, key, amount)
		}

		/// Gives back the caller's bond for a key that has nothing to answer for: it was never a
		/// custodian's, or it has left the account on Steem, `bond_period` ago by both clocks, and all
		/// that it signed is paid or lapsed. If it gave the account to keys that nobody answers for,
		/// that is over for as long, too. In every operating mode.
		///
		/// Errors: [`Error::NoBond`], [`Error::StillCustodian`], [`Error::StillLiable`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::unbond())]
		pub fn unbond(origin: OriginFor<T>, key: SteemKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unbond(who, key)
		}

		/// Takes in the active and owner authorities that an operation has given to the gateway's
		/// account: `account_update`, `account_update2`, `recover_account`, or the creation of the
		/// account. The start block does not matter. Free of fees.
		///
		/// If it gives the account to anybody who answers for nothing here, those who could sign until
		/// then answer for what is taken, and keep their bonds here until it is back.
		///
		/// Errors: [`Error::NotConfigured`], those of the light client, [`Error::NotAnAuthority`],
		/// [`Error::AuthorityNotNew`].
		#[pallet::call_index(10)]
		// It may recover the keys of the signatures, as `prove_payment` does.
		#[pallet::weight(
			T::WeightInfo::prove_authority(proof.size())
				.saturating_add(T::WeightInfo::prove_payment(proof.size()))
		)]
		pub fn prove_authority(
			origin: OriginFor<T>,
			proof: Box<OperationProof>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prove_authority(&proof)?;
			Ok(Pays::No.into())
		}

		/// Names the gateway's account on Steem, the block from which on its operations count, and the
		/// chain id (zeros on Steem). Creates tSTEEM if it is not there yet. Can be repeated only while
		/// nothing was ever proved or written. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::InUse`], [`Error::InvalidName`], [`Error::InvalidParameters`],
		/// [`Error::ForeignAsset`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::configure())]
		pub fn configure(
			origin: OriginFor<T>,
			account: SteemName,
			start_block: SteemBlockNumber,
			chain_id: SteemChainId,
			parameters: Parameters,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_configure(account, start_block, chain_id, parameters)
		}

		/// Sets the parameters. Deadlines and windows that run already keep their ends. Origin:
		/// `AdminOrigin`.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::InvalidParameters`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(origin: OriginFor<T>, parameters: Parameters) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}

		/// Names all custodians, who have put up their bonds before, and how many must sign. Whoever is
		/// not named any more is leaving. Deposits and withdrawals are closed until the account on
		/// Steem is proved to belong to just them. Origin: `AdminOrigin`.
		///
		/// Errors: [`Error::NotConfigured`], [`Error::InvalidCustodians`], [`Error::TooManyLiable`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::set_custodians(custodians.len() as u32))]
		pub fn set_custodians(
			origin: OriginFor<T>,
			custodians: CustodianList<T::AccountId>,
			threshold: u32,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_custodians(custodians, threshold)
		}

		/// Opens and closes the entrances. Origin: `AdminOrigin`.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::set_operating_mode())]
		pub fn set_operating_mode(origin: OriginFor<T>, mode: OperatingMode) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::change_mode(mode);
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The state of the gateway, and the numbers behind its promise.
		pub fn status() -> Status<T::AccountId> {
			Self::status_info()
		}

		/// The deposit of an operation on Steem, if it was proved.
		pub fn deposit(
			transaction: SteemTransactionId,
			operation: u16,
		) -> Option<Deposit<T::AccountId>> {
			Deposits::<T>::get(OperationId {
				transaction,
				operation,
			})
		}

		/// The deposits that wait for the daily cap, in order: at most `limit` and at most
		/// [`MAX_PAGE`], with their places, from `place` on.
		pub fn delayed_deposits(
			place: u64,
			limit: u32,
		) -> Vec<(u64, DelayedDeposit<T::AccountId>)> {
			Self::delayed_page(place, limit)
		}

		/// The open withdrawals and refunds from this number on: at most `limit` and at most
		/// [`MAX_PAGE`].
		pub fn withdrawals(first: Nonce, limit: u32) -> WithdrawalPage<T::AccountId> {
			Self::withdrawal_page(first, limit)
		}

		/// The withdrawal or refund of this number.
		pub fn withdrawal(nonce: Nonce) -> Option<WithdrawalState<T::AccountId>> {
			Self::withdrawal_state(nonce)
		}

		/// What was made of an operation that took STEEM out of the gateway's account, if it was
		/// proved.
		pub fn payment(transaction: SteemTransactionId, operation: u16) -> Option<Payment> {
			Payments::<T>::get(OperationId {
				transaction,
				operation,
			})
		}

		/// What a deposit of this amount, thousandths of STEEM, would meet now. `None` if the gateway
		/// is not configured, or the amount is zero or no amount on Steem.
		pub fn quote_deposit(amount: Balance) -> Option<DepositQuote> {
			Self::deposit_quote(amount)
		}

		/// The memo with which STEEM is to be sent for this account, in UTF-8.
		pub fn memo_for(account: T::AccountId) -> Vec<u8> {
			Self::memo_of(&account).into_bytes()
		}
	}
}
