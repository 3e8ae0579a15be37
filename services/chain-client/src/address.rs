//! Addresses: SS58 with the prefix of a chain.
//!
//! Source: <https://docs.substrate.io/reference/address-formats/>: `base58(prefix ‖ account ‖
//! checksum)`; the checksum is the first two bytes of blake2b-512 of `"SS58PRE" ‖ prefix ‖ account`.

use crate::AccountId32;
use anyhow::{anyhow, ensure, Result};
use base58::{FromBase58, ToBase58};
use blake2::{Blake2b512, Digest};

/// The largest prefix of the format.
pub const MAX_PREFIX: u16 = 16_383;

fn checksum(body: &[u8]) -> [u8; 2] {
	let hash = Blake2b512::new()
		.chain_update(b"SS58PRE")
		.chain_update(body)
		.finalize();
	[hash[0], hash[1]]
}

/// The address of `account` on the chain with this prefix, which is at most [`MAX_PREFIX`].
pub fn to_address(account: &AccountId32, prefix: u16) -> String {
	let mut body = Vec::with_capacity(36);
	if prefix < 64 {
		body.push(prefix.to_le_bytes()[0]);
	} else {
		// Two bytes with the bits in the order that the format defines.
		let [low, high] = prefix.to_le_bytes();
		body.push(((low & 0b1111_1100) >> 2) | 0b0100_0000);
		body.push((high & 0b0011_1111) | ((low & 0b0000_0011) << 6));
	}
	body.extend(account.0);
	body.extend(checksum(&body));
	body.to_base58()
}

/// The account of an address of any chain: the account is the same on all of them.
///
/// Errors say what is wrong with the text.
pub fn from_address(text: &str) -> Result<AccountId32> {
	// The longest valid one has 50 characters; base 58 is quadratic in the length.
	ensure!(text.len() <= 60, "an address has at most 60 characters");
	let data = text
		.from_base58()
		.map_err(|_| anyhow!("an address is written in base 58"))?;
	let prefix = match data.first() {
		Some(0..=63) => 1,
		Some(64..=127) => 2,
		_ => return Err(anyhow!("the address has no valid prefix")),
	};
	ensure!(
		data.len() == prefix + 32 + 2,
		"the address has the wrong length"
	);
	let (body, sum) = data.split_at(prefix + 32);
	ensure!(checksum(body) == sum, "the address has a typing error");
	let account = <[u8; 32]>::try_from(&body[prefix..])?;
	Ok(AccountId32(account))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::dev;

	#[test]
	fn to_address_should_agree_with_known_addresses_when_the_prefix_has_one_or_two_bytes() {
		let alice = AccountId32(dev::alice().public_key().0);
		let known = [
			(42, "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
			(0, "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"),
		];
		for (prefix, address) in known {
			assert_eq!(to_address(&alice, prefix), address);
		}
		for prefix in [0, 1, 42, 63, 64, 255, 256, 1_284, MAX_PREFIX] {
			let address = to_address(&alice, prefix);
			assert_eq!(
				from_address(&address).expect("it was just made"),
				alice,
				"{prefix}"
			);
		}
	}

	#[test]
	fn from_address_should_fail_when_a_character_is_wrong() {
		let address = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
		for bad in [
			"",
			"5",
			"0x00",
			&address[1..],
			&format!("{address}1"),
			&address.replace('G', "H"),
		] {
			assert!(from_address(bad).is_err(), "{bad}");
		}
	}
}
