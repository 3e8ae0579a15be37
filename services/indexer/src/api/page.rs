//! The app's page as it is sent for a community: it says which community that is before any script has run. Whoever is
//! sent a link sees it in the preview, and a visitor while the app's code is on its way (`web/public/shell.js`).

use super::{reads::community_row, Shared};
use std::{path::Path, time::Duration};
use tokio::time::timeout;

/// The page does not wait longer for the database: the app asks by itself.
const LONGEST: Duration = Duration::from_millis(500);

/// What stands in the page between these is about the app; a community's own words take its place.
const BEGIN: &str = "<!-- On a community's page";
const END: &str = "<!-- That was it. -->";
/// As many characters as the app shows of a name and of a description.
const NAME: usize = 64;
const DESCRIPTION: usize = 512;

/// The id in the path of a community's page, `/communities/{id}`.
pub fn community_of(path: &str) -> Option<u32> {
	path.strip_prefix("/communities/")?.parse().ok()
}

/// The page of a community. `None` for one that the index does not know, where the database does not answer at once, and where
/// the app's page is another one: the app says then what is wrong.
pub async fn of_community(shared: &Shared, folder: &Path, id: u32) -> Option<String> {
	let page = tokio::fs::read_to_string(folder.join("index.html"))
		.await
		.ok()?;
	let (_, community) = timeout(LONGEST, community_row(shared, id))
		.await
		.ok()?
		.ok()?;
	fill(&page, id, &community.name, &community.description)
}

fn fill(page: &str, id: u32, name: &str, description: &str) -> Option<String> {
	let (before, rest) = page.split_once(BEGIN)?;
	let (_, after) = rest.split_once(END)?;
	let name = match shown(name, NAME) {
		name if name.is_empty() => format!("#{id}"),
		name => name,
	};
	let (name, text) = (escaped(&name), escaped(&shown(description, DESCRIPTION)));
	Some(format!(
		"{before}<title>{name} · Nutbox</title>\n\
		<meta name=\"description\" content=\"{text}\" />\n\
		<meta property=\"og:site_name\" content=\"Nutbox\" />\n\
		<meta property=\"og:title\" content=\"{name}\" />\n\
		<meta property=\"og:description\" content=\"{text}\" />{after}"
	))
}

/// Without characters that show nothing or turn the direction of what follows, and not longer than `most` characters: what
/// `shown` of `web/src/lib/text.ts` leaves.
fn shown(text: &str, most: usize) -> String {
	let hidden = |c: char| {
		matches!(c,
			'\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
			| '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
			| '\u{fff9}'..='\u{fffb}')
	};
	let clean: String = text.chars().filter(|c| !hidden(*c)).collect();
	let clean = clean.trim();
	match clean.char_indices().nth(most) {
		None => clean.into(),
		Some(_) => clean
			.chars()
			.take(most.saturating_sub(1))
			.chain(['…'])
			.collect(),
	}
}

/// As text of an element and as the value of an attribute in double quotes.
fn escaped(text: &str) -> String {
	let mut safe = String::with_capacity(text.len());
	for c in text.chars() {
		match c {
			'&' => safe.push_str("&amp;"),
			'<' => safe.push_str("&lt;"),
			'>' => safe.push_str("&gt;"),
			'"' => safe.push_str("&quot;"),
			'\'' => safe.push_str("&#39;"),
			c => safe.push(c),
		}
	}
	safe
}

#[cfg(test)]
mod tests {
	use super::{fill, shown};

	/// As it is in the tree: the build leaves comments and the head alone.
	const PAGE: &str = include_str!("../../../../web/index.html");

	#[test]
	fn fill_should_name_the_community_when_the_page_is_the_apps() {
		let page = fill(PAGE, 7, "Walnut Grove", "Nuts & more").expect("the page has the marks");
		assert!(
			page.contains("<title>Walnut Grove · Nutbox</title>"),
			"{page}"
		);
		assert!(page.contains(r#"<meta property="og:description" content="Nuts &amp; more" />"#));
		assert_eq!(page.matches("<title>").count(), 1);
		assert_eq!(page.matches(r#"name="description""#).count(), 1);
		// The rest is as it was.
		assert_eq!(
			page.matches("<script").count(),
			PAGE.matches("<script").count()
		);
		assert!(page.ends_with("</html>\n"));
	}

	#[test]
	fn fill_should_keep_text_text_when_it_is_hostile() {
		let hostile = r#"</title><script>alert(1)</script>" onload='x' <!-- That was it. -->"#;
		let page = fill(PAGE, 7, hostile, hostile).expect("the page has the marks");
		assert_eq!(
			page.matches("<script").count(),
			PAGE.matches("<script").count()
		);
		assert_eq!(page.matches("</title>").count(), 1);
		assert!(!page.contains("\" onload"), "{page}");
	}

	#[test]
	fn fill_should_fall_back_to_the_id_when_the_name_shows_nothing() {
		let page = fill(PAGE, 7, "\u{202e}\u{200b} ", "").expect("the page has the marks");
		assert!(page.contains("<title>#7 · Nutbox</title>"), "{page}");
	}

	#[test]
	fn fill_should_leave_a_page_alone_when_it_is_another_one() {
		assert_eq!(fill("<title>the app</title>", 7, "a", "b"), None);
	}

	#[test]
	fn shown_should_cut_by_characters_when_a_text_is_long() {
		assert_eq!(shown(&"é".repeat(64), 64), "é".repeat(64));
		assert_eq!(shown(&"é".repeat(65), 64), format!("{}…", "é".repeat(63)));
	}
}
