//! Pools for contributions: `claim_voucher` and `remove_vouchers`.

use super::{hooked_assets::HookedAssets, mock::*};
use crate::{types::*, Error, Event, UsedVouchers, VOUCHER_DOMAIN};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use nutbox_math::Balance;
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{DispatchResult, MultiSignature, TokenError};

const POOL: u32 = 1;

fn ed_app() -> ed25519::Pair {
	ed25519::Pair::from_seed(&[8; 32])
}

fn create() {
	assert_ok!(create_signed_by(vec![
		app().public().into(),
		ed_app().public().into()
	]));
}

fn create_signed_by(signers: Vec<AccountId>) -> DispatchResult {
	create_with(
		steps(&[(11, 1_011, RATE)]),
		0,
		vec![pool_of_kind(PoolKind::Contribution { signers })],
	)
}

fn voucher(id: u64, amount: Balance) -> Voucher<AccountId> {
	Voucher {
		community: COMMUNITY,
		pool: POOL,
		member: alice(),
		amount,
		id,
		expires: 100,
	}
}

fn sign(voucher: &Voucher<AccountId>) -> MultiSignature {
	app().sign(&Communities::voucher_message(voucher)).into()
}

fn cash(who: AccountId, voucher: Voucher<AccountId>, signature: MultiSignature) -> DispatchResult {
	Communities::claim_voucher(signed(who), voucher, app().public().into(), signature)
}

/// Signed and claimed by its member.
fn claim_it(voucher: Voucher<AccountId>) -> DispatchResult {
	let signature = sign(&voucher);
	cash(voucher.member.clone(), voucher, signature)
}

#[test]
fn claim_voucher_should_pay_out_of_the_budget() {
	build_and_execute(|| {
		create();
		run_to(20);
		assert_eq!(Communities::pool(POOL).unwrap().budget, Some(10_000));
		assert_ok!(claim_it(voucher(5, 4_000)));
		assert_eq!(tokens(&alice()), 4_000);
		assert_eq!(
			events().last(),
			Some(&Event::VoucherClaimed {
				community: COMMUNITY,
				pool: POOL,
				account: alice(),
				signer: app().public().into(),
				id: 5,
				amount: 4_000,
				expires: 100,
			})
		);
		let pool = Communities::pool(POOL).unwrap();
		assert_eq!(pool.budget, Some(6_000));
		assert_eq!(
			(pool.distributed.token, pool.claimed.token),
			(10_000, 4_000)
		);
		assert_eq!(native_held(PositionHold::get(), &alice()), 50);
	});
}

#[test]
fn claim_voucher_should_fail_beyond_the_budget_and_lose_nothing() {
	build_and_execute(|| {
		create();
		run_to(20);
		let large = voucher(1, 10_001);
		assert_noop!(claim_it(large.clone()), Error::<Test>::BudgetExceeded);
		assert_ok!(claim_it(voucher(2, 10_000)));
		assert_noop!(claim_it(large.clone()), Error::<Test>::BudgetExceeded);
		run_to(30);
		assert_noop!(claim_it(large.clone()), Error::<Test>::BudgetExceeded);
		run_to(31);
		assert_ok!(claim_it(large));
		assert_eq!(tokens(&alice()), 20_001);
	});
}

#[test]
fn claim_voucher_should_accept_each_kind_of_key_and_the_wrapping_of_wallets() {
	build_and_execute(|| {
		let ecdsa_app = ecdsa::Pair::from_seed(&[7; 32]);
		let ecdsa_signer: AccountId = sp_runtime::traits::IdentifyAccount::into_account(
			sp_runtime::MultiSigner::Ecdsa(ecdsa_app.public()),
		);
		let eth_app = ecdsa::KeccakPair::from_seed(&[6; 32]);
		let eth_signer = eth_account(&eth_app);
		assert_ok!(create_signed_by(vec![
			app().public().into(),
			ed_app().public().into(),
			ecdsa_signer.clone(),
			eth_signer.clone()
		]));
		run_to(20);
		let mut id = 0;
		for wrap in [false, true] {
			let mut pay = |signer: AccountId, sign: &dyn Fn(&[u8]) -> MultiSignature| {
				id += 1;
				let voucher = voucher(id, 10);
				let message = Communities::voucher_message(&voucher);
				let message = if wrap {
					[b"<Bytes>".as_slice(), &message, b"</Bytes>"].concat()
				} else {
					message
				};
				let signature = sign(&message);
				assert_ok!(Communities::claim_voucher(
					signed(alice()),
					voucher,
					signer,
					signature
				));
			};
			pay(app().public().into(), &|m| app().sign(m).into());
			pay(ed_app().public().into(), &|m| ed_app().sign(m).into());
			pay(ecdsa_signer.clone(), &|m| ecdsa_app.sign(m).into());
			pay(eth_signer.clone(), &|m| {
				// Both: what is signed is the hash, without the prefix of Ethereum's wallets.
				let hash = sp_io::hashing::keccak_256(m);
				let signature = eth_app.sign_prehashed(&hash);
				assert_eq!(signature, eth_app.sign(m));
				assert!(signature.0[64] < 2);
				MultiSignature::Eth(signature)
			});
		}
		assert_eq!(tokens(&alice()), 80);
	});
}

/// The account of a key that signs as Ethereum's do, as documented: the last 20 bytes of the hash
/// of the compressed public key, then twelve bytes `ee`.
fn eth_account(pair: &ecdsa::KeccakPair) -> AccountId {
	let public = pair.public();
	assert_eq!(public.0.len(), 33);
	let mut bytes = [0xee; 32];
	bytes[..20].copy_from_slice(&sp_io::hashing::keccak_256(&public.0)[12..]);
	let signer = sp_runtime::MultiSigner::Eth(public);
	let account: AccountId = sp_runtime::traits::IdentifyAccount::into_account(signer);
	assert_eq!(account, AccountId::new(bytes));
	account
}

#[test]
fn claim_voucher_should_refuse_a_signature_of_ethereum_wallets_with_their_prefix() {
	build_and_execute(|| {
		let app = ecdsa::KeccakPair::from_seed(&[6; 32]);
		let signer = eth_account(&app);
		assert_ok!(create_signed_by(vec![signer.clone()]));
		run_to(20);
		let voucher = voucher(1, 10);
		let message = Communities::voucher_message(&voucher);
		assert_eq!(message.len(), 118);
		let prefixed = [b"\x19Ethereum Signed Message:\n118".as_slice(), &message].concat();
		let claim_with = |signature: MultiSignature| {
			Communities::claim_voucher(signed(alice()), voucher.clone(), signer.clone(), signature)
		};
		let bad = Error::<Test>::BadSignature;
		assert_noop!(claim_with(MultiSignature::Eth(app.sign(&prefixed))), bad);
		// The same signature as one of the other kind of secp256k1 is another signer's.
		let good = app.sign(&message);
		let as_ecdsa = ecdsa::Signature::from_raw(good.0);
		assert_noop!(claim_with(as_ecdsa.into()), Error::<Test>::BadSignature);
		assert_ok!(claim_with(MultiSignature::Eth(good)));
		assert_eq!(tokens(&alice()), 10);
	});
}

#[test]
fn the_account_of_an_ethereum_key_should_not_be_its_address() {
	// The address of the secret key 1, which is known everywhere: the end of the hash of the public
	// key in full. The SDK hashes the compressed one. If it is mended one day, the documents change.
	let mut seed = [0; 32];
	seed[31] = 1;
	let account = eth_account(&ecdsa::KeccakPair::from_seed(&seed));
	let hex = sp_core::bytes::to_hex(account.as_ref(), false);
	assert_ne!(
		hex,
		"0x7e5f4552091a69125d5dfcb7b8c2659029395bdfeeeeeeeeeeeeeeeeeeeeeeee"
	);
	assert_eq!(
		hex,
		"0x7034adcca06964c0dffdb3eae70e8666faa5a63deeeeeeeeeeeeeeeeeeeeeeee"
	);
}

/// What the specification warns of: the record of an id lasts until the expiry of the voucher that
/// was claimed, so a second one with a later expiry counts after that.
#[test]
fn claim_voucher_should_pay_an_id_again_when_it_was_signed_with_a_later_expiry() {
	build_and_execute(|| {
		create();
		run_to(20);
		let later = Voucher {
			expires: 200,
			..voucher(5, 10)
		};
		assert_ok!(claim_it(voucher(5, 10)));
		let remove = || Communities::remove_vouchers(signed(bob()), COMMUNITY, POOL, vec![5]);
		run_to(100);
		assert_noop!(remove(), Error::<Test>::VoucherNotExpired);
		// As long as the record is there it is not, expired or not.
		run_to(101);
		assert_noop!(claim_it(later.clone()), Error::<Test>::VoucherUsed);
		assert_ok!(remove());
		assert_noop!(claim_it(voucher(5, 10)), Error::<Test>::VoucherExpired);
		assert_ok!(claim_it(later.clone()));
		assert_eq!(tokens(&alice()), 20);
		// With the same expiry there is no second time, whatever else it says.
		run_to(201);
		assert_ok!(remove());
		assert_noop!(claim_it(later), Error::<Test>::VoucherExpired);
	});
}

#[test]
fn defect_09_a_token_that_calls_back_finds_its_voucher_used() {
	build_and_execute(|| {
		create();
		run_to(20);
		HookedAssets::set_hook(Some(|who, amount| {
			assert_eq!((who, amount), (&alice(), 6_000));
			assert_noop!(claim_it(voucher(5, 6_000)), Error::<Test>::VoucherUsed);
			assert_eq!(Communities::pool(POOL).unwrap().budget, Some(4_000));
			assert_noop!(claim_it(voucher(6, 4_001)), Error::<Test>::BudgetExceeded);
			assert_ok!(claim_it(voucher(6, 3_000)));
		}));
		assert_ok!(claim_it(voucher(5, 6_000)));
		HookedAssets::set_hook(None);
		assert_eq!(tokens(&alice()), 9_000);
		assert_eq!(Communities::pool(POOL).unwrap().budget, Some(1_000));
		assert_noop!(claim_it(voucher(5, 1)), Error::<Test>::VoucherUsed);
		assert_eq!(UsedVouchers::<Test>::iter().count(), 2);
	});
}

#[test]
fn defect_03_the_budget_shown_is_what_vouchers_can_be_paid_of() {
	build_and_execute(|| {
		// A third of an odd rate, so that the budget has a fraction.
		let signers = vec![app().public().into()];
		let contributions = PoolInput {
			weight: 333_333_333,
			..pool_of_kind(PoolKind::Contribution { signers })
		};
		let rest = pool(OTHER, nutbox_math::PPB - 333_333_333, 0);
		assert_ok!(create_with(
			steps(&[(50, 150, 1_001)]),
			0,
			vec![contributions, rest]
		));
		let mut id = 0;
		let mut check = |block: u32, is_empty: bool| {
			run_to(block);
			let shown = Communities::pool(POOL).unwrap().budget.unwrap();
			assert_eq!(shown == 0, is_empty);
			let mut pay = |amount| {
				id += 1;
				claim_it(Voucher {
					expires: block,
					..voucher(id, amount)
				})
			};
			assert_noop!(pay(shown + 1), Error::<Test>::BudgetExceeded);
			let before = tokens(&alice());
			if shown > 1 {
				assert_ok!(pay(shown - 1));
			}
			if shown > 0 {
				assert_ok!(pay(1));
			}
			assert_eq!(tokens(&alice()) - before, shown);
			assert_eq!(Communities::pool(POOL).unwrap().budget, Some(0));
		};
		// Not started, running, closed, nothing more.
		check(40, true);
		check(50, false);
		check(50, true);
		check(77, false);
		run_to(80);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, POOL));
		check(90, false);
		check(200, true);
	});
}

#[test]
fn claim_voucher_should_fail_when_replayed() {
	build_and_execute(|| {
		create();
		run_to(20);
		assert_ok!(claim_it(voucher(5, 10)));
		assert_noop!(claim_it(voucher(5, 10)), Error::<Test>::VoucherUsed);
		// The same id with other contents, or by another signer.
		assert_noop!(claim_it(voucher(5, 11)), Error::<Test>::VoucherUsed);
		let again = voucher(5, 10);
		let signature = ed_app().sign(&Communities::voucher_message(&again)).into();
		assert_noop!(
			Communities::claim_voucher(signed(alice()), again, ed_app().public().into(), signature),
			Error::<Test>::VoucherUsed
		);
		assert_eq!(tokens(&alice()), 10);
	});
}

#[test]
fn claim_voucher_should_fail_when_forged() {
	build_and_execute(|| {
		create();
		run_to(20);
		let good = voucher(5, 10);
		let signature = sign(&good);
		for forged in [
			Voucher {
				amount: 11,
				..good.clone()
			},
			Voucher {
				id: 6,
				..good.clone()
			},
			Voucher {
				expires: 101,
				..good.clone()
			},
		] {
			assert_noop!(
				cash(alice(), forged, signature.clone()),
				Error::<Test>::BadSignature
			);
		}
		// Somebody else's.
		assert_noop!(
			cash(bob(), good.clone(), signature.clone()),
			Error::<Test>::NotMember
		);
		let for_bob = Voucher {
			member: bob(),
			..good.clone()
		};
		assert_noop!(
			cash(bob(), for_bob, signature.clone()),
			Error::<Test>::BadSignature
		);
		// By a key that is not the pool's, or in the name of another one.
		let stranger = sr25519::Pair::from_seed(&[1; 32]);
		let forged: MultiSignature = stranger.sign(&Communities::voucher_message(&good)).into();
		assert_noop!(
			Communities::claim_voucher(
				signed(alice()),
				good.clone(),
				stranger.public().into(),
				forged.clone()
			),
			Error::<Test>::NotSigner
		);
		assert_noop!(
			cash(alice(), good.clone(), forged),
			Error::<Test>::BadSignature
		);
		assert_ok!(cash(alice(), good, signature));
	});
}

#[test]
fn claim_voucher_should_fail_when_it_is_for_another_pool_or_another_chain() {
	build_and_execute(|| {
		create();
		// Another community with the same signers.
		create();
		run_to(20);
		let good = voucher(5, 10);
		let other = Voucher {
			community: COMMUNITY + 1,
			pool: POOL + 1,
			..good.clone()
		};
		assert_noop!(
			cash(alice(), other, sign(&good)),
			Error::<Test>::BadSignature
		);
		let mixed = Voucher {
			pool: POOL + 1,
			..good.clone()
		};
		assert_noop!(claim_it(mixed), Error::<Test>::PoolNotFound);
		let signature = sign(&good);
		frame_system::BlockHash::<Test>::insert(0, sp_core::H256::repeat_byte(1));
		assert_noop!(cash(alice(), good, signature), Error::<Test>::BadSignature);
	});
}

#[test]
fn claim_voucher_should_keep_to_the_expiry() {
	build_and_execute(|| {
		create();
		run_to(20);
		let until = |expires| Voucher {
			expires,
			..voucher(u64::from(expires), 10)
		};
		assert_noop!(claim_it(until(19)), Error::<Test>::VoucherExpired);
		assert_ok!(claim_it(until(20)));
		assert_ok!(claim_it(until(520)));
		assert_noop!(claim_it(until(521)), Error::<Test>::VoucherLastsTooLong);
		assert_noop!(
			claim_it(until(u32::MAX)),
			Error::<Test>::VoucherLastsTooLong
		);
	});
}

#[test]
fn claim_voucher_should_fail_when_the_pool_or_the_amount_is_wrong() {
	build_and_execute(|| {
		create();
		run_to(20);
		assert_noop!(claim_it(voucher(1, 0)), Error::<Test>::ZeroAmount);
		let nowhere = Voucher {
			pool: 99,
			..voucher(1, 1)
		};
		assert_noop!(claim_it(nowhere), Error::<Test>::PoolNotFound);
		let personal = Voucher {
			community: 0,
			pool: 0,
			..voucher(1, 1)
		};
		assert_noop!(claim_it(personal), Error::<Test>::WrongPoolKind);
		assert_noop!(claim(alice(), &[POOL]), Error::<Test>::WrongPoolKind);
		assert_noop!(stake(alice(), POOL, 1), Error::<Test>::WrongPoolKind);
		assert_noop!(emergency(alice(), POOL), Error::<Test>::NotStaked);
	});
}

#[test]
fn claim_voucher_should_work_when_the_pool_and_the_entrances_are_closed() {
	build_and_execute(|| {
		create();
		run_to(20);
		assert_ok!(Communities::close_pool(signed(founder()), COMMUNITY, POOL));
		let mode = OperatingMode::ExitsOnly;
		assert_ok!(Communities::set_operating_mode(RuntimeOrigin::root(), mode));
		run_to(50);
		assert_ok!(claim_it(voucher(5, 10_000)));
		assert_noop!(claim_it(voucher(6, 1)), Error::<Test>::BudgetExceeded);
	});
}

#[test]
fn claim_voucher_should_fail_when_the_deposit_is_beyond_the_member() {
	build_and_execute(|| {
		create();
		run_to(20);
		let poor = Voucher {
			member: pauper(),
			..voucher(1, 1)
		};
		let result = frame_support::storage::with_storage_layer(|| claim_it(poor));
		assert_eq!(result, Err(TokenError::FundsUnavailable.into()));
	});
}

#[test]
fn create_should_bound_the_signers() {
	build_and_execute(|| {
		assert_noop!(create_signed_by(vec![]), Error::<Test>::NoSigners);
		assert_noop!(
			create_signed_by(vec![alice(), bob(), alice()]),
			Error::<Test>::DuplicateSigner
		);
		let signers = |count| create_signed_by((1..=count).map(account).collect());
		assert_noop!(signers(9), Error::<Test>::TooManySigners);
		assert_ok!(signers(8));
	});
}

#[test]
fn remove_vouchers_should_give_the_deposit_back_when_they_have_expired() {
	build_and_execute(|| {
		create();
		run_to(20);
		assert_ok!(claim_it(voucher(1, 1)));
		assert_ok!(claim_it(voucher(2, 1)));
		let remove = |ids: &[u64]| {
			frame_support::storage::with_storage_layer(|| {
				Communities::remove_vouchers(signed(bob()), COMMUNITY, POOL, ids.to_vec())
			})
		};
		run_to(100);
		assert_eq!(remove(&[1]), Err(Error::<Test>::VoucherNotExpired.into()));
		run_to(101);
		assert_eq!(remove(&[1, 1]), Err(Error::<Test>::VoucherNotFound.into()));
		assert_eq!(remove(&[1, 3]), Err(Error::<Test>::VoucherNotFound.into()));
		assert_eq!(remove(&[1; 65]), Err(Error::<Test>::TooManyVouchers.into()));
		assert_ok!(remove(&[2, 1]));
		assert_eq!(
			events().last(),
			Some(&Event::VouchersRemoved {
				community: COMMUNITY,
				pool: POOL,
				ids: vec![2, 1],
			})
		);
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(UsedVouchers::<Test>::iter().count(), 0);
		// It can't come back: it has expired.
		assert_noop!(claim_it(voucher(1, 1)), Error::<Test>::VoucherExpired);
		assert_noop!(
			Communities::remove_vouchers(signed(bob()), COMMUNITY, 99, vec![]),
			Error::<Test>::PoolNotFound
		);
	});
}

#[test]
fn the_message_of_a_voucher_should_be_as_documented() {
	build_and_execute(|| {
		let voucher = Voucher {
			community: 1,
			pool: 2,
			member: account(3),
			amount: 1_000_000_000_000,
			id: 0x0102_0304_0506_0708,
			expires: 1_000,
		};
		let genesis = [0x11; 32];
		frame_system::BlockHash::<Test>::insert(0, sp_core::H256(genesis));
		let message = Communities::message_of(voucher);
		let expected = [
			VOUCHER_DOMAIN.as_slice(),
			&genesis,
			&1u32.to_le_bytes(),
			&2u32.to_le_bytes(),
			&[3; 32],
			&1_000_000_000_000u128.to_le_bytes(),
			&0x0102_0304_0506_0708u64.to_le_bytes(),
			&1_000u32.to_le_bytes(),
		]
		.concat();
		assert_eq!(message, expected);
		// The test vector of docs/spec/communities.md; an ed25519 signature is always the same.
		assert_eq!(sp_core::bytes::to_hex(&message, false), MESSAGE);
		let signature = sp_core::bytes::to_hex(&ed_app().sign(&message).0, false);
		assert_eq!(sp_core::bytes::to_hex(&ed_app().public().0, false), PUBLIC);
		assert_eq!(signature, SIGNATURE);
	});
}

const MESSAGE: &str = "0x6e7574626f782f766f75636865722f76310a1111111111111111111111111111111111111111111111111111111111111111010000000200000003030303030303030303030303030303030303030303030303030303030303030010a5d4e800000000000000000000000807060504030201e8030000";
const PUBLIC: &str = "0x1398f62c6d1a457c51ba6a4b5f3dbd2f69fca93216218dc8997e416bd17d93ca";
const SIGNATURE: &str = "0x491c949fce849fcc4906a8fa73d59b3e388115ec54cbc3f215e90b7fe19410e8f00d557e9b0b2d41459f375056691ab464d1ef9958f79c45ca016f8ec5b64d08";

#[test]
fn remove_vouchers_should_take_64_at_once() {
	build_and_execute(|| {
		create();
		run_to(20);
		for id in 0..64 {
			assert_ok!(claim_it(voucher(id, 1)));
		}
		run_to(101);
		let remove =
			|ids: Vec<u64>| Communities::remove_vouchers(signed(bob()), COMMUNITY, POOL, ids);
		assert_noop!(remove((0..65).collect()), Error::<Test>::TooManyVouchers);
		assert_ok!(remove((0..64).collect()));
		assert_eq!(UsedVouchers::<Test>::iter().count(), 0);
		assert_eq!(native(&alice()), NATIVE);
	});
}

#[test]
fn claim_voucher_should_pay_an_existing_token_out_of_the_escrow() {
	build_and_execute(|| {
		let signers = vec![app().public().into()];
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 1_011, RATE)]),
			0,
			vec![pool_of_kind(PoolKind::Contribution { signers })],
			10,
		));
		assert_ok!(Communities::top_up(signed(bob()), COMMUNITY, 5_500));
		run_to(20);
		// The escrow had no more to emit.
		assert_noop!(claim_it(voucher(1, 5_501)), Error::<Test>::BudgetExceeded);
		assert_ok!(claim_it(voucher(1, 5_500)));
		assert_eq!(Assets::balance(OTHER, alice()), RICH + 5_500);
		let escrow = Communities::community(COMMUNITY).unwrap().escrow.unwrap();
		assert_eq!((escrow.left, escrow.paid), (0, 5_500));
	});
}

#[test]
fn defect_30_a_voucher_below_the_minimum_balance_is_not_used_up() {
	build_and_execute(|| {
		let signers = vec![app().public().into()];
		assert_ok!(Communities::create(
			signed(founder()),
			profile("Nuts"),
			TokenInput::Existing { asset: OTHER },
			steps(&[(11, 1_011, RATE)]),
			0,
			vec![pool_of_kind(PoolKind::Contribution { signers })],
			10,
		));
		assert_ok!(Communities::top_up(signed(bob()), COMMUNITY, 5_500));
		assert_ok!(Assets::transfer(signed(alice()), OTHER, bob(), RICH));
		run_to(20);
		// An account of this asset begins with ten planck.
		let claim_it = |voucher| with_storage_layer(|| claim_it(voucher));
		assert_eq!(
			claim_it(voucher(1, 9)),
			Err(TokenError::BelowMinimum.into())
		);
		assert!(!UsedVouchers::<Test>::contains_key(POOL, 1));
		assert_eq!(native(&alice()), NATIVE);
		assert_eq!(Communities::pool(POOL).unwrap().budget, Some(5_500));
		assert_ok!(claim_it(voucher(2, 10)));
		assert_ok!(claim_it(voucher(1, 9)));
		assert_eq!(Assets::balance(OTHER, alice()), 19);
		// And the last planck of the budget leaves the escrow with its minimum.
		assert_ok!(claim_it(voucher(3, 5_500 - 19)));
		let escrow = Communities::escrow_account(COMMUNITY);
		assert_eq!(Assets::balance(OTHER, escrow), 10);
	});
}

#[test]
fn defect_30_a_voucher_is_not_used_up_when_its_deposit_would_end_the_account() {
	build_and_execute(|| {
		create();
		run_to(20);
		let root = RuntimeOrigin::root;
		let poor = Voucher {
			member: pauper(),
			..voucher(1, 1)
		};
		let claim_it = || with_storage_layer(|| claim_it(poor.clone()));
		// The deposit is 50, and the account must stay.
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED + 49));
		assert_eq!(claim_it(), Err(TokenError::FundsUnavailable.into()));
		assert_eq!(native(&pauper()), ED + 49);
		assert_eq!(Communities::pool(POOL).unwrap().budget, Some(10_000));
		assert_ok!(Balances::force_set_balance(root(), pauper(), ED + 50));
		assert_ok!(claim_it());
		assert_eq!((tokens(&pauper()), native(&pauper())), (1, ED));
	});
}

/// What the two examples of the specification have written: see `scripts/vouchers.sh`.
const EXAMPLE_INPUT: &str = include_str!("../../../../docs/examples/vouchers/vouchers.json");
const EXAMPLE_OUTPUT: &str = include_str!("../../../../docs/examples/vouchers/signed.json");

fn bytes(value: &serde_json::Value) -> Vec<u8> {
	sp_core::bytes::from_hex(value.as_str().unwrap()).unwrap()
}

fn number<N: std::str::FromStr<Err: core::fmt::Debug>>(value: &serde_json::Value) -> N {
	let text = value.as_str().map_or(value.to_string(), Into::into);
	text.parse().unwrap()
}

#[test]
fn claim_voucher_should_pay_when_signed_by_the_documented_examples() {
	build_and_execute(|| {
		let input: serde_json::Value = serde_json::from_str(EXAMPLE_INPUT).unwrap();
		let output: serde_json::Value = serde_json::from_str(EXAMPLE_OUTPUT).unwrap();
		let signer = AccountId::new(bytes(&output["publicKey"]).try_into().unwrap());
		assert_eq!(signer, ed_app().public().into());
		let half_pool = || PoolInput {
			weight: nutbox_math::PPB / 2,
			..pool_of_kind(PoolKind::Contribution {
				signers: vec![signer.clone()],
			})
		};
		// As much as the examples pay, to the last planck of a pool.
		assert_ok!(create_with(
			steps(&[(11, 12, 1 << 127)]),
			0,
			vec![half_pool(), half_pool()]
		));
		// From here on the last of them can be claimed.
		run_to(519);
		let examples = input["vouchers"].as_array().unwrap();
		let signed_examples = output["vouchers"].as_array().unwrap();
		assert_eq!((examples.len(), signed_examples.len()), (3, 3));
		for (example, signed_example) in examples.iter().zip(signed_examples) {
			let genesis: [u8; 32] = bytes(&example["genesis"]).try_into().unwrap();
			frame_system::BlockHash::<Test>::insert(0, sp_core::H256(genesis));
			let member: [u8; 32] = bytes(&example["member"]).try_into().unwrap();
			let voucher = Voucher {
				community: number(&example["community"]),
				pool: number(&example["pool"]),
				member: member.into(),
				amount: number(&example["amount"]),
				id: number(&example["id"]),
				expires: number(&example["expires"]),
			};
			assert_eq!(
				Communities::message_of(voucher.clone()),
				bytes(&signed_example["message"])
			);
			let signature = bytes(&signed_example["signature"]);
			let signature = ed25519::Signature::try_from(signature.as_slice()).unwrap();
			let before = tokens(&voucher.member);
			let amount = voucher.amount;
			assert_ok!(Communities::claim_voucher(
				signed(voucher.member.clone()),
				voucher,
				signer.clone(),
				signature.into()
			));
			assert_eq!(tokens(&member.into()) - before, amount);
		}
		assert_eq!(Communities::pool(1).unwrap().budget, Some(0));
	});
}

#[test]
fn the_specification_should_show_the_examples_that_are_tested() {
	let spec = include_str!("../../../../docs/spec/communities.md");
	let block = |language: &str| {
		let mut parts = spec.split(language).skip(1);
		let (code, _) = parts.next().unwrap().split_once("```").unwrap();
		assert!(parts.next().is_none(), "two examples begin with {language}");
		code
	};
	let (python, typescript) = (
		include_str!("../../../../docs/examples/vouchers/voucher.py"),
		include_str!("../../../../docs/examples/vouchers/voucher.ts"),
	);
	assert_eq!(block("```python\n"), python);
	assert_eq!(block("```ts\n"), typescript);
	let output: serde_json::Value = serde_json::from_str(EXAMPLE_OUTPUT).unwrap();
	let first = &output["vouchers"][0];
	assert_eq!(first["message"], MESSAGE);
	assert_eq!(first["signature"], SIGNATURE);
	assert_eq!(output["publicKey"], PUBLIC);
	for shown in [MESSAGE, SIGNATURE, PUBLIC] {
		assert!(spec.contains(shown), "the test vector lacks {shown}");
	}
}
