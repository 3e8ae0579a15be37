//! Logs as JSON, an object a line.
//!
//! The library has such a format of its own. With its feature everything that the node is made of would be compiled once
//! more, with and without it, so this is its few lines.

use serde_json::{Map, Value};
use std::{
	fmt,
	time::{SystemTime, UNIX_EPOCH},
};
use tracing::{
	field::{Field, Visit},
	Event, Subscriber,
};
use tracing_subscriber::{
	fmt::{format::Writer, FmtContext, FormatEvent, FormatFields},
	registry::LookupSpan,
};

/// The fields of an event, after those that every line has.
struct Fields(Map<String, Value>);

impl Fields {
	fn put(&mut self, field: &Field, value: Value) {
		self.0.insert(field.name().into(), value);
	}
}

impl Visit for Fields {
	fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
		self.put(field, format!("{value:?}").into());
	}

	fn record_str(&mut self, field: &Field, value: &str) {
		self.put(field, value.into());
	}

	fn record_u64(&mut self, field: &Field, value: u64) {
		self.put(field, value.into());
	}

	fn record_i64(&mut self, field: &Field, value: i64) {
		self.put(field, value.into());
	}

	fn record_bool(&mut self, field: &Field, value: bool) {
		self.put(field, value.into());
	}
}

/// The format: `timestamp` in seconds since 1970, `level`, `target`, and the fields of the event.
pub(crate) struct Json;

impl<S, N> FormatEvent<S, N> for Json
where
	S: Subscriber + for<'a> LookupSpan<'a>,
	N: for<'a> FormatFields<'a> + 'static,
{
	fn format_event(
		&self,
		_: &FmtContext<'_, S, N>,
		mut writer: Writer<'_>,
		event: &Event<'_>,
	) -> fmt::Result {
		let since = SystemTime::now().duration_since(UNIX_EPOCH);
		let metadata = event.metadata();
		let mut fields = Fields(Map::new());
		event.record(&mut fields);
		let Fields(mut fields) = fields;
		let seconds = since.map_or(0.0, |since| since.as_secs_f64());
		fields.insert("timestamp".into(), seconds.into());
		fields.insert("level".into(), metadata.level().as_str().into());
		fields.insert("target".into(), metadata.target().into());
		writeln!(writer, "{}", Value::Object(fields))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		io::Write,
		sync::{Arc, Mutex},
	};

	#[derive(Clone, Default)]
	struct Page(Arc<Mutex<Vec<u8>>>);

	impl Write for Page {
		fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
			self.0.lock().unwrap().write(bytes)
		}

		fn flush(&mut self) -> std::io::Result<()> {
			Ok(())
		}
	}

	#[test]
	fn format_event_should_write_one_object_a_line_when_texts_have_quotes_and_line_ends() {
		let page = Page::default();
		let copy = page.clone();
		let subscriber = tracing_subscriber::fmt()
			.event_format(Json)
			.with_writer(move || copy.clone())
			.finish();
		tracing::subscriber::with_default(subscriber, || {
			tracing::info!(block = 7_u32, note = "a \"b\"\nc", open = true, "proved");
			tracing::warn!(error = %"gone", "again");
		});
		let text = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
		let lines: Vec<Value> = text
			.lines()
			.map(|line| serde_json::from_str(line).unwrap())
			.collect();
		assert_eq!(lines.len(), 2, "{text}");
		assert_eq!(lines[0]["message"], "proved");
		assert_eq!(lines[0]["block"], 7);
		assert_eq!(lines[0]["note"], "a \"b\"\nc");
		assert_eq!(lines[0]["open"], true);
		assert_eq!(lines[0]["level"], "INFO");
		assert!(lines[0]["timestamp"].as_f64().unwrap() > 1.7e9);
		assert_eq!(lines[1]["error"], "gone");
	}
}
