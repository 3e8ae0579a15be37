//! Addresses of this chain in texts that come from another one.

use sp_core::crypto::{AccountId32, Ss58AddressFormat, Ss58Codec};

/// The longest address in characters: 36 bytes in base 58. Decoding takes time with the square of the
/// length, so nothing longer is looked at.
pub const MAX_LENGTH: usize = 50;

/// The account of an address in SS58 with this prefix, as wallets write it. `None` if it is none, its
/// checksum is wrong, it has another prefix, or is written in another form.
///
/// Source: the SS58 format of the SDK (`sp_core::crypto::Ss58Codec`). Its checksum has 16 bits. A bare
/// public key in hexadecimal digits has none, so it is not taken: a mistyped one would be somebody
/// else's, or nobody's.
pub fn parse(text: &str, prefix: u16) -> Option<AccountId32> {
	if text.len() > MAX_LENGTH {
		return None;
	}
	let (account, format) = AccountId32::from_ss58check_with_version(text).ok()?;
	// A prefix can be written with one byte or with two; only the form that wallets write is taken.
	(format == Ss58AddressFormat::custom(prefix) && of(&account, prefix) == text).then_some(account)
}

/// The address of an account in SS58 with this prefix.
pub fn of(account: &AccountId32, prefix: u16) -> alloc::string::String {
	account.to_ss58check_with_version(Ss58AddressFormat::custom(prefix))
}

#[cfg(test)]
mod tests {
	use super::*;

	const ADDRESS: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	#[test]
	fn parse_should_read_an_address_when_prefix_and_checksum_are_right() {
		let account = parse(ADDRESS, 42).expect("a known address");
		assert_eq!(of(&account, 42), ADDRESS);
		// With a prefix of two bytes too; the longest of them is still looked at.
		for bytes in [[0; 32], [255; 32]] {
			let account = AccountId32::new(bytes);
			let text = of(&account, 16_383);
			assert!(text.len() <= MAX_LENGTH, "{text}");
			assert_eq!(parse(&text, 16_383), Some(account));
		}
	}

	#[test]
	fn parse_should_refuse_when_any_character_is_another() {
		assert_eq!(parse(ADDRESS, 0), None);
		let mut tried = 0;
		for at in 0..ADDRESS.len() {
			for other in ['1', 'z', '0', 'I'] {
				let mut text = ADDRESS.to_string();
				text.replace_range(at..=at, &other.to_string());
				if text != ADDRESS {
					assert_eq!(parse(&text, 42), None, "{text}");
					tried += 1;
				}
			}
			assert_eq!(parse(&ADDRESS[..at], 42), None);
		}
		assert!(tried > 100);
		assert_eq!(parse(&"5".repeat(1_000), 42), None);
	}
}
