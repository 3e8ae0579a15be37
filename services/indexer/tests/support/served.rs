//! A server of a recorded chain, and whether its answers are what its document says.

use super::{eventually, get, Replay, Sqlite};
use anyhow::{ensure, Context, Result};
use nutbox_indexer::{Limits, Options};
use serde_json::Value;
use std::{net::SocketAddr, path::PathBuf};
use tokio::{
	sync::{oneshot, watch},
	task::JoinHandle,
};

/// A server of a recorded chain.
pub struct Served {
	pub address: SocketAddr,
	stop: watch::Sender<bool>,
	task: JoinHandle<Result<()>>,
	_database: Sqlite,
}

impl Served {
	/// Serves the recorded chain. Returns when all of it is indexed.
	pub async fn start(replay: Replay, limits: Limits, app: Option<PathBuf>) -> Result<Self> {
		let until = match replay.until {
			Some(until) => until,
			None => replay.recording.last()?,
		};
		let database = Sqlite::new();
		let options = Options {
			node: "ws://127.0.0.1:9944".into(),
			public_node: "ws://node.example:9944".into(),
			database: database.url.clone(),
			listen: "127.0.0.1:0".parse()?,
			app,
			limits,
		};
		let (stop, stopped) = watch::channel(false);
		let (tell, told) = oneshot::channel();
		let task = tokio::spawn(async move {
			let ready = |address| {
				let _ = tell.send(address);
			};
			nutbox_indexer::serve_from(options, &replay, ready, stopped).await
		});
		let address = told.await.context("the server did not start")?;
		let served = Self {
			address,
			stop,
			task,
			_database: database,
		};
		eventually("the chain is indexed", async || {
			let status = served.status().await;
			Ok((status["indexed"]["block"] == until).then_some(()))
		})
		.await?;
		Ok(served)
	}

	pub async fn whole() -> Result<Self> {
		Self::start(Replay::whole(), generous(), None).await
	}

	pub async fn status(&self) -> Value {
		get(self.address, "/api/v1/status", &[]).await.json()
	}

	/// An answer that must be there.
	pub async fn read(&self, path: &str) -> Value {
		let answer = get(self.address, path, &[]).await;
		assert_eq!(answer.status, 200, "{path}: {}", answer.body);
		answer.json()
	}

	/// Every item of a list, page by page.
	pub async fn all(&self, path: &str, limit: u32) -> Vec<Value> {
		let mut items = Vec::new();
		let mut cursor = String::new();
		let sign = if path.contains('?') { '&' } else { '?' };
		loop {
			let page = self
				.read(&format!("{path}{sign}limit={limit}{cursor}"))
				.await;
			let found = page["items"].as_array().expect("a page has items").clone();
			assert!(found.len() <= limit as usize);
			items.extend(found);
			match page["next_cursor"].as_str() {
				Some(next) => cursor = format!("&cursor={next}"),
				None => return items,
			}
		}
	}

	pub async fn end(self) -> Result<()> {
		self.stop.send(true)?;
		self.task.await?
	}
}

/// Limits that no test meets.
pub fn generous() -> Limits {
	Limits {
		rate: 100_000,
		burst: 100_000,
		..Limits::default()
	}
}

/// The schema that a `$ref` names, or the schema itself.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
	match schema["$ref"].as_str() {
		Some(name) => document
			.pointer(name.trim_start_matches('#'))
			.unwrap_or_else(|| panic!("{name} is in the document")),
		None => schema,
	}
}

/// A schema without references, its parts put together.
fn whole(document: &Value, schema: &Value) -> Value {
	let schema = resolved(document, schema);
	let Some(parts) = schema["allOf"].as_array() else {
		return schema.clone();
	};
	let mut all = serde_json::json!({"type": "object", "properties": {}, "required": []});
	for part in parts {
		let part = whole(document, part);
		for (name, field) in part["properties"].as_object().into_iter().flatten() {
			all["properties"][name] = field.clone();
		}
		let required = part["required"].as_array().cloned().unwrap_or_default();
		if let Some(names) = all["required"].as_array_mut() {
			names.extend(required);
		}
	}
	all
}

/// Checks a value against a schema of the document, as far as our schemas go.
pub fn check(document: &Value, schema: &Value, value: &Value, place: &str) -> Result<()> {
	let schema = whole(document, schema);
	for word in ["oneOf", "anyOf"] {
		if let Some(choices) = schema[word].as_array() {
			let fits = choices
				.iter()
				.any(|choice| check(document, choice, value, place).is_ok());
			ensure!(fits, "{place}: {value} is none of {choices:?}");
			return Ok(());
		}
	}
	let kind = match value {
		Value::Null => "null",
		Value::Bool(_) => "boolean",
		Value::Number(_) => "integer",
		Value::String(_) => "string",
		Value::Array(_) => "array",
		Value::Object(_) => "object",
	};
	let fits = match &schema["type"] {
		Value::String(one) => one == kind,
		Value::Array(many) => many.iter().any(|one| one == kind),
		_ => true,
	};
	ensure!(fits, "{place}: {value} is not of type {}", schema["type"]);
	if let Some(names) = schema["enum"].as_array() {
		ensure!(
			names.contains(value),
			"{place}: {value} is none of {names:?}"
		);
	}
	if schema["pattern"].is_string() && !value.is_null() {
		let text = value.as_str().unwrap_or("");
		let digits =
			!text.is_empty() && text.len() <= 39 && text.bytes().all(|b| b.is_ascii_digit());
		ensure!(digits, "{place}: {value} is no amount");
	}
	match value {
		Value::Array(items) => {
			for item in items {
				check(document, &schema["items"], item, &format!("{place}[]"))?;
			}
		}
		Value::Object(fields) => {
			for name in schema["required"].as_array().into_iter().flatten() {
				let name = name.as_str().unwrap_or("");
				ensure!(fields.contains_key(name), "{place}: {name} is missing");
			}
			for (name, field) in fields {
				let schema = &schema["properties"][name];
				ensure!(!schema.is_null(), "{place}: {name} is not described");
				check(document, schema, field, &format!("{place}.{name}"))?;
			}
		}
		_ => {}
	}
	Ok(())
}
