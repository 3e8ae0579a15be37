//! The text that binds an account on Steem to an address of this chain.

/// The longest text that is looked at, in bytes: the longest address and some white space.
const MAX_TEXT: usize = 256;
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

#[cfg(test)]
mod tests {
	use super::*;

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

	proptest::proptest! {
		#![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]

		#[test]
		fn bound_text_should_take_nothing_but_its_form_when_texts_are_random(
			text in "[ \t]{0,2}(\\{?\"?bind\"?:?)?[ -~]{0,40}\"?\\}?|\\PC{0,80}",
			address in "[0-9A-Za-z]{1,60}",
		) {
			if let Some(found) = bound_text(&text) {
				let bare: String = text.chars().filter(|c| !SPACE.contains(c)).collect();
				proptest::prop_assert_eq!(bare, format!("{{\"bind\":\"{found}\"}}"));
			}
			let right = format!("{{\"bind\": \"{address}\"}}");
			proptest::prop_assert_eq!(bound_text(&right), Some(&*address));
		}
	}
}
