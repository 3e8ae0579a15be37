//! Texts as Rust holds them.
//!
//! Steem takes any bytes for some of its texts: the `id` of `custom_json` and `custom_binary` and the names of a
//! witness's properties (`custom_json_operation::validate` and `witness_set_properties_operation::validate`,
//! `libraries/protocol/steem_operations.cpp`), and `escape_string` of `libraries/fc/src/io/json.cpp` prints them as they
//! are. Nothing may be lost of them: ids, digests and leaves are made of these bytes.
//!
//! So a text is its UTF-8, with one exception: a byte that belongs to no character stands as the character U+10FF00 and
//! its value, which is one of U+10FF80 to U+10FFFF, the last of the private ones. Bytes that are UTF-8 of such a character
//! stand as one each as well. Different bytes are different texts, and every text has just one form in bytes.

use alloc::{borrow::Cow, string::String, vec::Vec};

/// What the value of a byte is added to.
const BASE: u32 = 0x10_ff00;
/// The first byte of the UTF-8 of every character from [`BASE`] on, and of few others.
const LEAD: u8 = 0xf4;

/// The byte that a character stands for.
fn byte_of(character: char) -> Option<u8> {
	let value = u32::from(character).checked_sub(BASE)?;
	u8::try_from(value).ok().filter(|byte| *byte >= 0x80)
}

fn push_bytes(text: &mut String, bytes: &[u8]) {
	// Every sum is below U+110000.
	let characters = bytes
		.iter()
		.filter_map(|byte| char::from_u32(BASE + u32::from(*byte)));
	text.extend(characters);
}

/// The text that stands for these bytes.
pub fn from_bytes(bytes: &[u8]) -> String {
	if let (Ok(plain), false) = (core::str::from_utf8(bytes), bytes.contains(&LEAD)) {
		return plain.into();
	}
	let mut text = String::with_capacity(bytes.len());
	for chunk in bytes.utf8_chunks() {
		for character in chunk.valid().chars() {
			match byte_of(character) {
				None => text.push(character),
				Some(_) => push_bytes(&mut text, character.encode_utf8(&mut [0; 4]).as_bytes()),
			}
		}
		// Whatever is ASCII is valid.
		push_bytes(&mut text, chunk.invalid());
	}
	text
}

/// The bytes that a text stands for.
pub fn to_bytes(text: &str) -> Cow<'_, [u8]> {
	if !text.as_bytes().contains(&LEAD) {
		return Cow::Borrowed(text.as_bytes());
	}
	let mut bytes = Vec::with_capacity(text.len());
	for character in text.chars() {
		match byte_of(character) {
			Some(byte) => bytes.push(byte),
			None => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
		}
	}
	Cow::Owned(bytes)
}
