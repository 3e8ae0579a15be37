//! Amounts in JSON.

use nutbox_primitives::Balance;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An amount in planck; a decimal string in JSON, whose numbers most programs read as `f64`.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Amount(pub Balance);

impl fmt::Display for Amount {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl Serialize for Amount {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Amount {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl de::Visitor<'_> for Visitor {
			type Value = Amount;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("planck as a string of decimal digits")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
				// `parse` would take a sign too.
				if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
					return Err(E::invalid_value(de::Unexpected::Str(text), &self));
				}
				text.parse().map(Amount).map_err(|_| {
					E::custom(format_args!("more than {} planck, the most", Balance::MAX))
				})
			}
		}

		deserializer.deserialize_str(Visitor)
	}
}
