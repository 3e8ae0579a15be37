//! What is encoded and decoded by the metadata of one version of the chain's runtime, with no
//! connection to a node.

use crate::ChainConfig;
use anyhow::{anyhow, Context, Result};
use subxt::{
	config::substrate::SpecVersionForRange,
	constants,
	events::Events,
	ext::{
		codec::{Decode, Encode},
		frame_decode,
		scale_decode::IntoVisitor,
	},
	storage, view_functions, Metadata, OfflineClient, OfflineClientAtBlock, PolkadotConfig,
};

/// One version of the chain's runtime.
pub struct Runtime {
	at: OfflineClientAtBlock<ChainConfig>,
}

impl Runtime {
	/// The runtime API that answers views.
	pub const VIEW_CALL: &'static str = "RuntimeViewFunction_execute_view_function";

	/// The runtime that this metadata describes: SCALE-encoded, with the prefix, version 16.
	pub fn from_metadata(spec_version: u32, metadata: &[u8]) -> Result<Self> {
		let metadata =
			Metadata::decode_from(metadata).context("the runtime's metadata can't be read")?;
		let config = PolkadotConfig::builder()
			.set_metadata_for_spec_versions([(spec_version, metadata.into())])
			.set_spec_version_for_block_ranges([SpecVersionForRange {
				block_range: 0..u64::MAX,
				spec_version,
				transaction_version: 0,
			}])
			.build();
		let at = OfflineClient::new_with_config(config).at_block(0u64)?;
		Ok(Self { at })
	}

	/// The events of a block, out of the value of `System.Events`.
	pub fn events(&self, value: Vec<u8>) -> Events<ChainConfig> {
		self.at.events().from_bytes(value)
	}

	/// The arguments of [`Self::VIEW_CALL`] for a view. An error if the runtime's view is not the
	/// one that this program knows.
	pub fn view_arguments<P: view_functions::Payload>(&self, query: &P) -> Result<Vec<u8>> {
		let views = self.at.view_functions();
		views.validate(query).map_err(unknown)?;
		encode_view(views.encode_args(query)?)
	}

	/// The value in an answer of [`Self::VIEW_CALL`].
	pub fn view_answer<P: view_functions::Payload>(
		&self,
		query: &P,
		answer: &[u8],
	) -> Result<P::ReturnType> {
		decode_view(query, answer, self.at.metadata_ref())
	}

	/// The key of a storage entry. An error if the runtime's entry is not the one that this program
	/// knows.
	pub fn storage_key<A: storage::Address>(
		&self,
		address: &A,
		parts: A::KeyParts,
	) -> Result<Vec<u8>> {
		let entry = self.at.storage().entry(address).map_err(unknown)?;
		Ok(entry.fetch_key(parts)?)
	}

	/// A value of a storage entry, or its default where there is none; `None` if it has no default.
	pub fn storage_value<A: storage::Address>(
		&self,
		address: &A,
		value: Option<&[u8]>,
	) -> Result<Option<A::Value>> {
		let Some(value) = value else {
			let entry = self.at.storage().entry(address).map_err(unknown)?;
			return match entry.default_value() {
				Some(value) => Ok(Some(value.decode()?)),
				None => Ok(None),
			};
		};
		let metadata = self.at.metadata_ref();
		let (pallet, name) = (address.pallet_name(), address.entry_name());
		let value = frame_decode::storage::decode_storage_value(
			pallet,
			name,
			&mut &value[..],
			metadata,
			metadata.types(),
			A::Value::into_visitor(),
		)
		.map_err(|error| anyhow!("the value of {pallet}.{name} can't be read: {error}"))?;
		Ok(Some(value))
	}

	/// A constant of the runtime.
	pub fn constant<A: constants::Address>(&self, address: A) -> Result<A::Target> {
		self.at.constants().entry(address).map_err(unknown)
	}
}

fn unknown(error: impl std::error::Error + Send + Sync + 'static) -> anyhow::Error {
	anyhow::Error::new(error).context(
		"the chain's runtime is not one that this program knows; use the program of its version",
	)
}

/// What the runtime API takes for what subxt 0.51 sends: that sends the arguments bare, the runtime
/// API takes the view's id and a byte vector (docs/decisions/0009-own-encoding-of-view-calls.md).
pub(crate) fn encode_view(bare: Vec<u8>) -> Result<Vec<u8>> {
	let (id, arguments) = bare
		.split_at_checked(32)
		.context("the view's id has 32 bytes")?;
	Ok([id, &arguments.encode()].concat())
}

/// The value of a view's answer, which is a result of a byte vector.
pub(crate) fn decode_view<P: view_functions::Payload>(
	query: &P,
	answer: &[u8],
	metadata: &Metadata,
) -> Result<P::ReturnType> {
	let (pallet, function) = (query.pallet_name(), query.function_name());
	let value = <Result<Vec<u8>, u8>>::decode(&mut &answer[..])?
		.map_err(|error| anyhow!("{pallet}.{function} was refused with code {error}"))?;
	frame_decode::view_functions::decode_view_function_response(
		pallet,
		function,
		&mut &value[..],
		metadata,
		metadata.types(),
		P::ReturnType::into_visitor(),
	)
	.map_err(|error| anyhow!("the answer of {pallet}.{function} can't be read: {error}"))
}
