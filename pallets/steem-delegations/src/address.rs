//! The text that binds an account on Steem to an address of this chain.

use sp_core::crypto::{AccountId32, Ss58Codec};

/// The longest text that is looked at, in bytes: the longest address and some white space.
const MAX_TEXT: usize = 256;
/// The longest address, in characters. 36 bytes have at most 50.
const MAX_ADDRESS: usize = 64;
/// White space of JSON.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The address in `{"bind":"<address>"}`. `None` if the text is anything else.
///
/// Reads this one form of JSON, with white space where JSON has it. An address has letters and digits
/// only, so that nothing in it is ever escaped; and a second field has quotation marks.
pub(crate) fn bound_text(text: &str) -> Option<&str> {
	if text.len() > MAX_TEXT {
		return None;
	}
	let address = text
		.trim_matches(SPACE)
		.strip_prefix('{')?
		.strip_suffix('}')?
		.trim_matches(SPACE)
		.strip_prefix("\"bind\"")?
		.trim_start_matches(SPACE)
		.strip_prefix(':')?
		.trim_start_matches(SPACE)
		.strip_prefix('"')?
		.strip_suffix('"')?;
	let is_plain = address.bytes().all(|byte| byte.is_ascii_alphanumeric());
	(is_plain && !address.is_empty()).then_some(address)
}

/// The 32 bytes of an address in SS58 with this prefix. `None` if it is none, its checksum is wrong,
/// or it has another prefix.
///
/// Source: the SS58 format of the SDK (`sp_core::crypto::Ss58Codec`).
pub(crate) fn parse_address(text: &str, prefix: u16) -> Option<[u8; 32]> {
	if text.len() > MAX_ADDRESS {
		return None;
	}
	let (id, format) = AccountId32::from_ss58check_with_version(text).ok()?;
	(u16::from(format) == prefix).then(|| id.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::crypto::Ss58AddressFormat;

	const ADDRESS: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	#[test]
	fn bound_text_should_read_the_one_form_when_there_is_white_space() {
		for text in [
			"{\"bind\":\"abc\"}",
			"{\"bind\": \"abc\"}",
			" {\n\t\"bind\" :\r\n \"abc\" } ",
		] {
			assert_eq!(bound_text(text), Some("abc"), "{text}");
		}
	}

	#[test]
	fn bound_text_should_refuse_when_it_is_any_other_json() {
		for text in [
			"",
			"{}",
			"{\"bind\":\"\"}",
			"{\"bind\":null}",
			"{\"bind\":abc}",
			"{\"bind\":[\"abc\"]}",
			"[\"bind\",\"abc\"]",
			"[{\"bind\":\"abc\"}]",
			"{\"Bind\":\"abc\"}",
			"{\"bind\" :\"abc\",}",
			"{\"bind\":\"abc\",\"bind\":\"abd\"}",
			"{\"bind\":\"abc\",\"to\":\"abd\"}",
			"{\"to\":\"abd\",\"bind\":\"abc\"}",
			"{\"bind\":\"ab\\u0063\"}",
			"{\"\\u0062ind\":\"abc\"}",
			"{\"bind\":\" abc\"}",
			"{\"bind\":\"abc\"}{\"bind\":\"abd\"}",
			"{\"bind\":\"abc\"",
			"{'bind':'abc'}",
			"{{\"bind\":\"abc\"}}",
			"\u{feff}{\"bind\":\"abc\"}",
			"{\"bind\":\"ábc\"}",
		] {
			assert_eq!(bound_text(text), None, "{text}");
		}
		let long = format!("{{\"bind\":\"abc\"}}{}", " ".repeat(MAX_TEXT));
		assert_eq!(bound_text(&long), None);
	}

	#[test]
	fn parse_address_should_read_an_address_when_prefix_and_checksum_are_right() {
		let bytes = parse_address(ADDRESS, 42).expect("a known address");
		let id = AccountId32::from(bytes);
		let ours = |prefix| id.to_ss58check_with_version(Ss58AddressFormat::custom(prefix));
		assert_eq!(ours(42), ADDRESS);
		// With a prefix of two bytes too.
		assert_eq!(parse_address(&ours(7_391), 7_391), Some(bytes));
	}

	#[test]
	fn parse_address_should_refuse_when_any_character_is_another() {
		assert_eq!(parse_address(ADDRESS, 0), None);
		let mut tried = 0;
		for at in 0..ADDRESS.len() {
			for other in ['1', 'z', '0', 'I'] {
				let mut text = ADDRESS.to_string();
				text.replace_range(at..=at, &other.to_string());
				if text != ADDRESS {
					assert_eq!(parse_address(&text, 42), None, "{text}");
					tried += 1;
				}
			}
			assert_eq!(parse_address(&ADDRESS[..at], 42), None);
		}
		assert!(tried > 100);
		assert_eq!(parse_address(&"5".repeat(1_000), 42), None);
	}
}
