//! The binary form of values: `fc::raw` of the reference implementation.
//!
//! Source: `libraries/fc/include/fc/io/raw.hpp` (`pack`, `unpack`). Integers are little-endian; lengths and tags are
//! variable-length numbers of 7 bits a byte, least significant first (`unsigned_int`); structures are their fields in
//! the order of `FC_REFLECT`.
//!
//! A value has exactly one binary form here. The reference implementation also reads longer forms of numbers, entries
//! of sets in any order and names that are too long, but it never writes them, and ids, digests and leaves are made of
//! what it writes. Whatever it would not write is refused, so reading and writing again gives the same bytes.

use crate::{
	error::{Error, Reason},
	text,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	string::String,
	vec::Vec,
};
use core::cmp::Ordering;

/// Reads values from the front of a slice.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
	bytes: &'a [u8],
	offset: usize,
}

impl<'a> Reader<'a> {
	/// Begins at the first of `bytes`.
	pub fn new(bytes: &'a [u8]) -> Self {
		Self { bytes, offset: 0 }
	}

	/// How many bytes were read.
	pub fn offset(&self) -> usize {
		self.offset
	}

	/// How many bytes are left.
	pub fn remaining(&self) -> usize {
		self.bytes.len() - self.offset
	}

	/// The error `reason` at the present offset.
	pub fn error(&self, reason: Reason) -> Error {
		Error {
			offset: self.offset,
			reason,
		}
	}

	/// The next `count` bytes.
	pub fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
		let rest = &self.bytes[self.offset..];
		let Some(taken) = rest.get(..count) else {
			return Err(self.error(Reason::UnexpectedEnd {
				missing: count - rest.len(),
			}));
		};
		self.offset += count;
		Ok(taken)
	}

	/// The next `N` bytes.
	pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
		let mut array = [0; N];
		array.copy_from_slice(self.take(N)?);
		Ok(array)
	}

	/// A variable-length number (`fc::unsigned_int`) in its shortest form.
	pub fn varint(&mut self) -> Result<u32, Error> {
		let start = self.clone();
		let mut value = 0_u64;
		for position in 0..5 {
			let [byte] = self.array::<1>()?;
			value |= u64::from(byte & 0x7f) << (7 * position);
			if byte & 0x80 == 0 {
				if byte == 0 && position > 0 {
					return Err(start.error(Reason::VarintNotShortest));
				}
				return u32::try_from(value).map_err(|_| start.error(Reason::VarintTooLarge));
			}
		}
		Err(start.error(Reason::VarintTooLarge))
	}

	/// A length and as many bytes.
	pub fn blob(&mut self) -> Result<&'a [u8], Error> {
		let length = self.varint()?;
		// No machine that this runs on has addresses of less than 32 bits.
		self.take(length as usize)
	}

	/// That nothing is left.
	pub fn end(&self) -> Result<(), Error> {
		match self.remaining() {
			0 => Ok(()),
			count => Err(self.error(Reason::TrailingBytes { count })),
		}
	}
}

/// Writes a variable-length number.
pub fn put_varint(output: &mut Vec<u8>, mut value: u64) {
	loop {
		let byte = (value & 0x7f) as u8;
		value >>= 7;
		if value == 0 {
			output.push(byte);
			return;
		}
		output.push(byte | 0x80);
	}
}

/// Writes a length and as many bytes.
pub fn put_blob(output: &mut Vec<u8>, bytes: &[u8]) {
	put_varint(output, bytes.len() as u64);
	output.extend_from_slice(bytes);
}

/// A value with a binary form.
pub trait Wire: Sized {
	/// Reads the value from the front of what is left.
	///
	/// Takes time and memory in proportion to the bytes read.
	fn read(input: &mut Reader<'_>) -> Result<Self, Error>;

	/// Appends the binary form.
	fn write(&self, output: &mut Vec<u8>);

	/// The order of keys in the binary form of a map.
	fn order(&self, other: &Self) -> Ordering
	where
		Self: Ord,
	{
		self.cmp(other)
	}

	/// The binary form.
	fn encode(&self) -> Vec<u8> {
		let mut output = Vec::new();
		self.write(&mut output);
		output
	}

	/// The value that `bytes` are the binary form of, to their last byte.
	fn decode(bytes: &[u8]) -> Result<Self, Error> {
		let mut input = Reader::new(bytes);
		let value = Self::read(&mut input)?;
		input.end()?;
		Ok(value)
	}
}

macro_rules! wire_integer {
	($($type:ty)*) => {$(
		impl Wire for $type {
			fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
				input.array().map(Self::from_le_bytes)
			}
			fn write(&self, output: &mut Vec<u8>) {
				output.extend_from_slice(&self.to_le_bytes());
			}
		}
	)*};
}
wire_integer!(u16 u32 u64 i16 i64);

impl Wire for bool {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let start = input.clone();
		match input.array()? {
			[0] => Ok(false),
			[1] => Ok(true),
			[byte] => Err(start.error(Reason::NotBoolean(byte))),
		}
	}
	fn write(&self, output: &mut Vec<u8>) {
		output.push(u8::from(*self));
	}
}

impl Wire for String {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		input.blob().map(text::from_bytes)
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_blob(output, &text::to_bytes(self));
	}
	fn order(&self, other: &Self) -> Ordering {
		text::to_bytes(self).cmp(&text::to_bytes(other))
	}
}

impl<T: Wire> Wire for Option<T> {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		bool::read(input)?.then(|| T::read(input)).transpose()
	}
	fn write(&self, output: &mut Vec<u8>) {
		self.is_some().write(output);
		if let Some(value) = self {
			value.write(output);
		}
	}
}

impl<T: Wire> Wire for Vec<T> {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		// Nothing is allocated on the word of a length: each entry takes a byte of the input at least.
		let count = input.varint()?;
		let mut values = Vec::new();
		for _ in 0..count {
			values.push(T::read(input)?);
		}
		Ok(values)
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_varint(output, self.len() as u64);
		for value in self {
			value.write(output);
		}
	}
}

impl<T: Wire + Ord> Wire for BTreeSet<T> {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let count = input.varint()?;
		let mut values = BTreeSet::new();
		for _ in 0..count {
			let start = input.clone();
			let value = T::read(input)?;
			if values.last().is_some_and(|last| *last >= value) {
				return Err(start.error(Reason::NotAscending));
			}
			values.insert(value);
		}
		Ok(values)
	}
	fn write(&self, output: &mut Vec<u8>) {
		put_varint(output, self.len() as u64);
		for value in self {
			value.write(output);
		}
	}
}

impl<K: Wire + Ord, V: Wire> Wire for BTreeMap<K, V> {
	fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
		let count = input.varint()?;
		let mut entries = Vec::<(K, V)>::new();
		for _ in 0..count {
			let start = input.clone();
			let key = K::read(input)?;
			if entries
				.last()
				.is_some_and(|(last, _)| last.order(&key) != Ordering::Less)
			{
				return Err(start.error(Reason::NotAscending));
			}
			entries.push((key, V::read(input)?));
		}
		Ok(entries.into_iter().collect())
	}
	fn write(&self, output: &mut Vec<u8>) {
		let mut entries: Vec<_> = self.iter().collect();
		entries.sort_by(|(one, _), (other, _)| one.order(other));
		put_varint(output, entries.len() as u64);
		for (key, value) in entries {
			key.write(output);
			value.write(output);
		}
	}
}
