//! The values that headers and operations are made of.

use crate::{
	error::{Error, Reason},
	hashes::fixed_bytes,
	keys::PublicKey,
	wire::{put_blob, put_varint, Reader, Wire},
};
use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

fixed_bytes! {
	/// A compact signature: a byte for the recovery id, then `r` and `s`, 32 bytes each, big-endian.
	///
	/// Source: `fc::ecc::compact_signature`, `libraries/fc/include/fc/crypto/elliptic.hpp`.
	Signature[65]
}

/// A point in time, in seconds since 1970-01-01T00:00:00 UTC.
///
/// Source: `fc::time_point_sec`, `libraries/fc/include/fc/time.hpp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
	feature = "scale",
	derive(
		codec::Encode,
		codec::Decode,
		codec::DecodeWithMemTracking,
		codec::MaxEncodedLen,
		scale_info::TypeInfo
	)
)]
pub struct Time(pub u32);

impl Time {
	/// The time of a text such as `2016-03-24T16:05:00`, with or without a `Z` at its end. `None` for anything else
	/// and for times that 32 bits do not hold.
	///
	/// The texts of nodes are those of signed seconds: a time from 2038-01-19T03:14:08 on, such as the end of an order
	/// without one, is written as 2^32 seconds earlier, before 1970. Either is read.
	///
	/// Source: `time_point_sec::from_iso_string`, `libraries/fc/src/time.cpp`.
	pub fn parse(text: &str) -> Option<Self> {
		let bytes = text.strip_suffix('Z').unwrap_or(text).as_bytes();
		if bytes.len() != 19 {
			return None;
		}
		let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
		if separators.iter().any(|(at, byte)| bytes[*at] != *byte) {
			return None;
		}
		let number = |from: usize, to: usize| {
			bytes[from..to].iter().try_fold(0_i64, |value, byte| {
				byte.is_ascii_digit()
					.then(|| value * 10 + i64::from(byte - b'0'))
			})
		};
		let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
		let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
		if hour > 23 || minute > 59 || second > 59 || !(1..=12).contains(&month) || day < 1 {
			return None;
		}
		let days = days_since_1970(year, month, day);
		// A day that its month does not have would be one of the next month.
		if date_of(days) != (year, month, day) {
			return None;
		}
		let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
		u32::try_from(seconds)
			.or_else(|_| i32::try_from(seconds).map(i32::cast_unsigned))
			.ok()
			.map(Self)
	}
}

/// The number of days from 1970-01-01 to a day of the Gregorian calendar. Years begin in March here, so that the day
/// that some years lack is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
	let year = if month > 2 { year } else { year - 1 };
	let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
	let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The year, month and day that are so many days after 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
	let days = days + 719_468;
	let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
	let year_of_era =
		(day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
	let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let shifted_month = (5 * day_of_year + 2) / 153;
	let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
	let month = if shifted_month < 10 {
		shifted_month + 3
	} else {
		shifted_month - 9
	};
	let year = era * 400 + year_of_era + i64::from(month <= 2);
	(year, month, day)
}

impl fmt::Display for Time {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let seconds = i64::from(self.0.cast_signed());
		let (year, month, day) = date_of(seconds.div_euclid(86_400));
		let second = seconds.rem_euclid(86_400);
		let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
		write!(
			f,
			"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
		)
	}
}

impl Wire for Time {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		u32::read(input).map(Self)
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.0.write(output);
	}
}

/// The name of an account: up to 16 bytes, none of them zero.
///
/// Names are compared byte by byte. Not every such name is one that an account can have; see
/// [`AccountName::is_valid`].
///
/// Source: `fixed_string`, `libraries/protocol/include/steem/protocol/fixed_string.hpp`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
	feature = "scale",
	derive(
		codec::Encode,
		codec::DecodeWithMemTracking,
		codec::MaxEncodedLen,
		scale_info::TypeInfo
	)
)]
pub struct AccountName {
	/// Zeros follow the name: so the order of the arrays is that of the names.
	bytes: [u8; 16],
}

impl AccountName {
	/// The longest name, in bytes.
	pub const MAX_LENGTH: usize = 16;

	/// The name of these bytes, or why they are none.
	pub fn new(name: &[u8]) -> Result<Self, Reason> {
		let mut bytes = [0; Self::MAX_LENGTH];
		match bytes.get_mut(..name.len()) {
			Some(place) => place.copy_from_slice(name),
			None => {
				return Err(Reason::NameTooLong(
					u32::try_from(name.len()).unwrap_or(u32::MAX),
				))
			}
		}
		if name.contains(&0) {
			return Err(Reason::NameWithZero);
		}
		if core::str::from_utf8(name).is_err() {
			return Err(Reason::NotUtf8);
		}
		Ok(Self { bytes })
	}

	/// The bytes of the name.
	pub fn as_bytes(&self) -> &[u8] {
		let length = self
			.bytes
			.iter()
			.position(|byte| *byte == 0)
			.unwrap_or(Self::MAX_LENGTH);
		&self.bytes[..length]
	}

	/// The name as text.
	pub fn as_str(&self) -> &str {
		// Names are UTF-8 from the beginning.
		core::str::from_utf8(self.as_bytes()).unwrap_or_default()
	}

	/// Whether the name is empty, as the parent of a post that answers nobody.
	pub fn is_empty(&self) -> bool {
		self.bytes[0] == 0
	}

	/// Whether an account can have this name: 3 to 16 bytes; parts between dots of at least 3 bytes each, that begin
	/// with a letter, end with a letter or digit and have letters, digits and dashes between; letters are `a` to `z`.
	///
	/// Source: `is_valid_account_name`, `libraries/protocol/authority.cpp`.
	pub fn is_valid(&self) -> bool {
		let letter = |byte: &u8| byte.is_ascii_lowercase();
		let end = |byte: &u8| letter(byte) || byte.is_ascii_digit();
		self.as_bytes()
			.split(|byte| *byte == b'.')
			.all(|part| match part {
				[first, middle @ .., last] => {
					part.len() >= 3
						&& letter(first) && end(last)
						&& middle.iter().all(|byte| end(byte) || *byte == b'-')
				}
				_ => false,
			})
	}
}

/// 16 bytes, zeros after the name; anything else is refused.
#[cfg(feature = "scale")]
impl codec::Decode for AccountName {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		let bytes = <[u8; Self::MAX_LENGTH]>::decode(input)?;
		let name = Self { bytes };
		match Self::new(name.as_bytes()) {
			Ok(valid) if valid == name => Ok(name),
			_ => Err("16 bytes that are no name".into()),
		}
	}
}

impl core::str::FromStr for AccountName {
	type Err = Reason;

	fn from_str(name: &str) -> Result<Self, Reason> {
		Self::new(name.as_bytes())
	}
}

impl fmt::Display for AccountName {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.pad(self.as_str())
	}
}

impl fmt::Debug for AccountName {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Debug::fmt(self.as_str(), f)
	}
}

impl Wire for AccountName {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let start = input.clone();
		Self::new(input.blob()?).map_err(|reason| start.error(reason))
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_blob(output, self.as_bytes());
	}
}

/// What an amount is an amount of.
///
/// Source: `asset_symbol_type`, `libraries/protocol/include/steem/protocol/asset_symbol.hpp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
	feature = "scale",
	derive(
		codec::Encode,
		codec::Decode,
		codec::DecodeWithMemTracking,
		codec::MaxEncodedLen,
		scale_info::TypeInfo
	)
)]
pub enum Symbol {
	/// STEEM, 3 decimals.
	Steem,
	/// Steem Dollars, SBD, 3 decimals.
	Sbd,
	/// Vesting shares, VESTS, 6 decimals: what Steem Power is measured in.
	Vests,
}

impl Symbol {
	/// Every symbol.
	pub const ALL: [Self; 3] = [Self::Steem, Self::Sbd, Self::Vests];

	/// The number of decimals.
	pub fn precision(self) -> u8 {
		match self {
			Self::Steem | Self::Sbd => 3,
			Self::Vests => 6,
		}
	}

	/// The name in amounts such as `1.000 STEEM`.
	pub fn name(self) -> &'static str {
		match self {
			Self::Steem => "STEEM",
			Self::Sbd => "SBD",
			Self::Vests => "VESTS",
		}
	}

	/// The numerical asset identifier in the JSON of `block_api`.
	///
	/// Source: `STEEM_NAI_*`, `libraries/protocol/include/steem/protocol/asset_symbol.hpp`.
	pub fn nai(self) -> &'static str {
		match self {
			Self::Sbd => "@@000000013",
			Self::Steem => "@@000000021",
			Self::Vests => "@@000000037",
		}
	}

	/// The binary form: the number of decimals, then the name, filled up with zeros.
	///
	/// Source: `STEEM_SYMBOL_SER` and its like, `libraries/protocol/include/steem/protocol/asset_symbol.hpp`.
	fn bytes(self) -> [u8; 8] {
		match self {
			Self::Steem => *b"\x03STEEM\0\0",
			Self::Sbd => *b"\x03SBD\0\0\0\0",
			Self::Vests => *b"\x06VESTS\0\0",
		}
	}
}

impl Wire for Symbol {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let start = input.clone();
		let bytes = input.array()?;
		Self::ALL
			.into_iter()
			.find(|symbol| symbol.bytes() == bytes)
			.ok_or_else(|| start.error(Reason::UnknownSymbol(bytes)))
	}
	fn write(&self, output: &mut Vec<u8>) {
		output.extend_from_slice(&self.bytes());
	}
}

/// An amount.
///
/// Source: `asset`, `libraries/protocol/include/steem/protocol/asset.hpp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asset {
	/// In the smallest unit: a thousandth of a STEEM or SBD, a millionth of a VESTS. Operations in blocks carry no
	/// negative amounts, but the binary form does not forbid them.
	pub amount: i64,
	/// Of what.
	pub symbol: Symbol,
}

impl Wire for Asset {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		Ok(Self {
			amount: i64::read(input)?,
			symbol: Symbol::read(input)?,
		})
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.amount.write(output);
		self.symbol.write(output);
	}
}

/// The ways in which witnesses have written STEEM in the fee that they propose for new accounts.
///
/// Early nodes took any symbol there. The six that are on the chain are valid, and no other is. They all mean STEEM,
/// but the bytes are part of transactions, so they are told apart.
///
/// Source: `STEEM_SYMBOL_LEGACY_SER_1` to `_5`, `libraries/protocol/include/steem/protocol/legacy_asset.hpp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeSymbol {
	/// `STEEM` with 3 decimals, as everywhere else.
	#[default]
	Canonical,
	/// `STEEM` with 1 decimal.
	OneDecimal,
	/// `STEEM` with 2 decimals.
	TwoDecimals,
	/// `STEEM` with 5 decimals.
	FiveDecimals,
	/// `0.001` in the place of the name.
	NamedByFee1,
	/// `6.000` in the place of the name.
	NamedByFee6000,
}

impl FeeSymbol {
	/// Every way of writing it.
	pub const ALL: [Self; 6] = [
		Self::Canonical,
		Self::OneDecimal,
		Self::TwoDecimals,
		Self::FiveDecimals,
		Self::NamedByFee1,
		Self::NamedByFee6000,
	];

	/// The number of decimals written.
	pub fn precision(self) -> u8 {
		match self {
			Self::Canonical | Self::NamedByFee1 | Self::NamedByFee6000 => 3,
			Self::OneDecimal => 1,
			Self::TwoDecimals => 2,
			Self::FiveDecimals => 5,
		}
	}

	/// The name written.
	pub fn name(self) -> &'static str {
		match self {
			Self::NamedByFee1 => "0.001",
			Self::NamedByFee6000 => "6.000",
			_ => "STEEM",
		}
	}

	fn bytes(self) -> [u8; 8] {
		let mut bytes = [0; 8];
		bytes[0] = self.precision();
		bytes[1..6].copy_from_slice(self.name().as_bytes());
		bytes
	}
}

/// The fee for a new account that a witness proposes.
///
/// Source: `legacy_steem_asset`, `libraries/protocol/include/steem/protocol/legacy_asset.hpp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fee {
	/// In thousandths of a STEEM, whatever the number of decimals written.
	pub amount: i64,
	/// How STEEM is written.
	pub symbol: FeeSymbol,
}

impl Wire for Fee {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let amount = i64::read(input)?;
		let start = input.clone();
		let bytes = input.array()?;
		let symbol = FeeSymbol::ALL
			.into_iter()
			.find(|symbol| symbol.bytes() == bytes);
		let symbol = symbol.ok_or_else(|| start.error(Reason::UnknownSymbol(bytes)))?;
		Ok(Self { amount, symbol })
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.amount.write(output);
		output.extend_from_slice(&self.symbol.bytes());
	}
}

/// Bytes that a length precedes; hexadecimal in JSON (`vector<char>` of the reference implementation).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

impl Wire for Bytes {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		input.blob().map(|bytes| Self(bytes.into()))
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_blob(output, &self.0);
	}
}

/// A version of the node software: a byte each for the major version and the hardfork, two for the release.
///
/// Source: `version`, `libraries/protocol/include/steem/protocol/version.hpp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32);

impl Version {
	/// The version of a text such as `0.20.0`. `None` for anything else.
	///
	/// Source: `from_variant`, `libraries/protocol/version.cpp`, which takes `_` for `.` as well.
	pub fn parse(text: &str) -> Option<Self> {
		let separator = if text.contains('_') { '_' } else { '.' };
		let mut parts = text.split(separator);
		let mut next = |limit: u32| {
			let part = parts.next()?;
			if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
				return None;
			}
			part.parse::<u32>().ok().filter(|value| *value <= limit)
		};
		let (major, hardfork, release) = (next(0xff)?, next(0xff)?, next(0xffff)?);
		parts
			.next()
			.is_none()
			.then_some(Self(major << 24 | hardfork << 16 | release))
	}
}

impl fmt::Display for Version {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(
			f,
			"{}.{}.{}",
			self.0 >> 24,
			self.0 >> 16 & 0xff,
			self.0 & 0xffff
		)
	}
}

impl Wire for Version {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		u32::read(input).map(Self)
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.0.write(output);
	}
}

/// A witness's vote for a hardfork at a time.
///
/// Source: `hardfork_version_vote`, `libraries/protocol/include/steem/protocol/version.hpp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardforkVote {
	version: Version,
	time: Time,
}

impl HardforkVote {
	/// A vote for a hardfork. `None` if the version has a release number, which hardforks have not.
	pub fn new(version: Version, time: Time) -> Option<Self> {
		(version.0 & 0xffff == 0).then_some(Self { version, time })
	}

	/// The hardfork.
	pub fn version(&self) -> Version {
		self.version
	}

	/// When it is to happen.
	pub fn time(&self) -> Time {
		self.time
	}
}

impl Wire for HardforkVote {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let start = input.clone();
		let (version, time) = (Version::read(input)?, Time::read(input)?);
		Self::new(version, time).ok_or_else(|| start.error(Reason::NotAHardfork(version.0)))
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.version.write(output);
		self.time.write(output);
	}
}

/// What a header carries beyond its fixed fields: at most one of each kind, in this order.
///
/// Source: `block_header_extensions`, `libraries/protocol/include/steem/protocol/base.hpp`. They are kept in a set
/// ordered by tag (`static_variant::operator<`, `libraries/fc/include/fc/static_variant.hpp`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeaderExtensions {
	/// Tag 0: nothing.
	pub void: bool,
	/// Tag 1: the version that the witness runs.
	pub version: Option<Version>,
	/// Tag 2: the hardfork that the witness votes for.
	pub hardfork_vote: Option<HardforkVote>,
}

/// Reads the tags of a set of tagged values, which must ascend, and calls `read` after each.
fn read_tagged(
	input: &mut Reader<'_>,
	mut read: impl FnMut(u32, &Reader<'_>, &mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
	let mut last = None;
	for _ in 0..input.varint()? {
		let start = input.clone();
		let tag = input.varint()?;
		if last >= Some(tag) {
			return Err(start.error(Reason::NotAscending));
		}
		last = Some(tag);
		read(tag, &start, input)?;
	}
	Ok(())
}

impl Wire for HeaderExtensions {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let mut extensions = Self::default();
		read_tagged(input, |tag, start, input| {
			match tag {
				0 => extensions.void = true,
				1 => extensions.version = Some(Version::read(input)?),
				2 => extensions.hardfork_vote = Some(HardforkVote::read(input)?),
				_ => {
					return Err(start.error(Reason::UnknownVariant {
						of: "header extension",
						tag,
					}))
				}
			}
			Ok(())
		})?;
		Ok(extensions)
	}
	fn write(&self, output: &mut Vec<u8>) {
		let Self {
			void,
			version,
			hardfork_vote,
		} = self;
		let count = [*void, version.is_some(), hardfork_vote.is_some()];
		put_varint(
			output,
			count.iter().filter(|present| **present).count() as u64,
		);
		if *void {
			put_varint(output, 0);
		}
		if let Some(version) = version {
			put_varint(output, 1);
			version.write(output);
		}
		if let Some(vote) = hardfork_vote {
			put_varint(output, 2);
			vote.write(output);
		}
	}
}

/// The extensions of transactions and of most operations: none is defined yet but the one that says nothing.
///
/// Source: `future_extensions`, `libraries/protocol/include/steem/protocol/base.hpp`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FutureExtensions {
	/// Tag 0: nothing.
	pub void: bool,
}

impl Wire for FutureExtensions {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let mut extensions = Self::default();
		read_tagged(input, |tag, start, _| match tag {
			0 => {
				extensions.void = true;
				Ok(())
			}
			_ => Err(start.error(Reason::UnknownVariant {
				of: "extension",
				tag,
			})),
		})?;
		Ok(extensions)
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_varint(output, u64::from(self.void));
		if self.void {
			put_varint(output, 0);
		}
	}
}

/// The extensions of `comment_options`: those who share in the rewards of a post.
///
/// Source: `comment_options_extension`, `libraries/protocol/include/steem/protocol/steem_operations.hpp`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentOptionsExtensions {
	/// Tag 0: the accounts and their shares, in the order given.
	pub beneficiaries: Option<Beneficiaries>,
}

impl Wire for CommentOptionsExtensions {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let mut extensions = Self::default();
		read_tagged(input, |tag, start, input| match tag {
			0 => {
				extensions.beneficiaries = Some(Beneficiaries::read(input)?);
				Ok(())
			}
			_ => Err(start.error(Reason::UnknownVariant {
				of: "extension of comment_options",
				tag,
			})),
		})?;
		Ok(extensions)
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_varint(output, u64::from(self.beneficiaries.is_some()));
		if let Some(beneficiaries) = &self.beneficiaries {
			put_varint(output, 0);
			beneficiaries.write(output);
		}
	}
}

/// A structure: its fields in the order of `FC_REFLECT`, in binary and in both JSON forms.
macro_rules! record {
	(
		$(#[$doc:meta])*
		$name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
	) => {
		$(#[$doc])*
		#[derive(Clone, Debug, PartialEq, Eq)]
		pub struct $name {
			$($(#[$field_doc])* pub $field: $type,)*
		}

		impl $crate::wire::Wire for $name {
			fn read(
				input: &mut $crate::wire::Reader<'_>,
			) -> Result<Self, $crate::error::Error> {
				Ok(Self { $($field: <$type as $crate::wire::Wire>::read(input)?,)* })
			}
			fn write(&self, output: &mut ::alloc::vec::Vec<u8>) {
				$($crate::wire::Wire::write(&self.$field, output);)*
			}
		}

		#[cfg(feature = "json")]
		impl $crate::json::Json for $name {
			fn from_json(value: &::serde_json::Value) -> Result<Self, $crate::json::JsonError> {
				let mut object = $crate::json::Object::open(value)?;
				let record = Self { $($field: object.field(stringify!($field))?,)* };
				object.close()?;
				Ok(record)
			}
			fn to_json(&self, form: $crate::json::Form) -> ::serde_json::Value {
				let mut object = ::serde_json::Map::new();
				$($crate::json::put(&mut object, stringify!($field), &self.$field, form);)*
				::serde_json::Value::Object(object)
			}
		}
	};
}
pub(crate) use record;

record! {
	/// A share of a post's rewards. Source: `beneficiary_route_type`, `steem_operations.hpp`.
	Beneficiary {
		/// Who gets it.
		account: AccountName,
		/// In hundredths of a percent.
		weight: u16,
	}
}

record! {
	/// Those who share in the rewards of a post. Source: `comment_payout_beneficiaries`, `steem_operations.hpp`.
	Beneficiaries {
		/// In the order given.
		beneficiaries: Vec<Beneficiary>,
	}
}

record! {
	/// Who may act for an account: those whose weights add up to the threshold.
	///
	/// [`crate::authority`] decides that. Source: `authority`,
	/// `libraries/protocol/include/steem/protocol/authority.hpp`.
	Authority {
		/// The weight that is needed. 0: anybody.
		weight_threshold: u32,
		/// Accounts, whose own authority decides, and their weights.
		account_auths: BTreeMap<AccountName, u16>,
		/// Keys and their weights.
		key_auths: BTreeMap<PublicKey, u16>,
	}
}

record! {
	/// An exchange rate: so much of one for so much of the other. Source: `price`, `asset.hpp`.
	Price {
		/// So much of one.
		base: Asset,
		/// For so much of the other.
		quote: Asset,
	}
}

record! {
	/// What a witness proposes for the parameters of the chain. Source: `legacy_chain_properties`,
	/// `steem_operations.hpp`.
	ChainProperties {
		/// What a new account costs.
		account_creation_fee: Fee,
		/// In bytes.
		maximum_block_size: u32,
		/// In hundredths of a percent a year.
		sbd_interest_rate: u16,
	}
}
