//! What the layout dump and `explain page` say, what the PDF says of the same glyphs, and what a reader sees of both.

#[path = "../common/mod.rs"]
mod common;
#[path = "../rich/mod.rs"]
mod rich;

mod explain;
mod glyph_origins;
mod lines;
mod probes;

use common::run;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// The dump of a manuscript, in entries.
fn dump(manuscript: &Path, options: &[&str]) -> Vec<Value> {
    let dumped = run(manuscript, ["dump", "layout", "."].iter().chain(options));
    assert_eq!(dumped.code, 0, "{}", dumped.stderr);
    dumped.stdout.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
}

fn rich_book() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    rich::write(dir.path());
    dir
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// A line of text on a page, as a reader sees it: what the dump says of it and the characters that stand on it, readings
/// left out.
struct Shown<'a> {
    line: &'a Value,
    text: String,
}

/// The lines of the text, in order: no running heads, no folios.
fn shown(entries: &[Value]) -> Vec<Shown<'_>> {
    let mut lines: Vec<Shown> = Vec::new();
    for entry in entries {
        if entry["kind"] == "line" {
            lines.push(Shown { line: entry, text: String::new() });
        } else if entry["kind"] == "glyphs"
            && (entry["role"] == "body" || entry["role"] == "label")
            && let Some(last) = lines.last_mut()
            && entry["line"] == last.line["line"]
        {
            last.text.push_str(entry["text"].as_str().expect("a text"));
        }
    }
    lines.retain(|shown| !matches!(shown.line["role"].as_str(), Some("head" | "folio" | "contents-folio")));
    lines
}

/// Marks that begin no line at the level of GB/T 15834 (5.1.1 to 5.1.9).
const NEVER_FIRST: &str = "。．，、；：！？”’」』）》〉】〗〕］｝·～／)]},.:;!?%℃";
/// Marks that end no line at that level.
const NEVER_LAST: &str = "“‘「『（《〈【〖〔［｛／([{￥$№";

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether the last line of a paragraph holds a single character: one Han with marks.
fn is_lone(text: &str) -> bool {
    text.chars().filter(|c| is_han(*c)).count() == 1 && !text.chars().any(|c| c.is_ascii_alphanumeric())
}
