use super::codes;
use super::examples::example;
use super::keys::{KEYS, SYNONYMS};
use super::measure::Measure;
use super::slips::{self, Slip};
use super::tree::{Entry, Node, Value};
use crate::base::Len;
use crate::diagnostics::{Bilingual, Diagnostic, Place, Rule, most_alike, rules::manuscript as rules};
use crate::language::Tag;
use crate::source::{FileId, SourceMap, Span};
use crate::unicode::{Fate, composed, fate, is_blank, plain};
use std::ops::RangeInclusive;

/// Reads typed values from the tree, and keeps every fault it finds: a fault costs its value, never the reading.
pub(super) struct Reader {
    pub diagnostics: Vec<Diagnostic>,
    /// Lines of `book.yaml`, to name the place of a twin.
    lines: SourceMap,
}

/// A value under a key.
#[derive(Clone)]
pub(super) struct Field<'n> {
    pub node: &'n Node,
    /// The dotted key, for messages.
    pub path: String,
    key_span: Option<Span>,
}

/// A map whose keys were checked.
pub(super) struct Section<'n> {
    path: String,
    entries: &'n [Entry],
    span: Option<Span>,
    /// The keys that unknown ones were probably meant to be.
    mistaken: Vec<String>,
}

impl Reader {
    /// A reader of the text of `book.yaml`.
    pub fn new(text: &str) -> Reader {
        let mut lines = SourceMap::default();
        lines.add("book.yaml".as_ref(), text.into());
        Reader { diagnostics: Vec::new(), lines }
    }

    /// The text of `book.yaml`, as file 0.
    pub fn lines(&self) -> &SourceMap {
        &self.lines
    }

    /// Notes a fault of a field.
    pub fn report(&mut self, field: &Field, diagnostic: Diagnostic) {
        let place = match field.node.value {
            Value::Scalar(_) => field.node.span,
            // A block that begins on the next line has no text of its own to underline.
            _ => field.key_span.or(field.node.span),
        };
        self.diagnostics.push(match place {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
    }

    /// A map with known keys; unknown keys, keys given twice and other values are reported. `section` names the row
    /// of [`KEYS`].
    pub fn section<'n>(&mut self, field: &Field<'n>, section: &str) -> Option<Section<'n>> {
        let Value::Map(entries) = &field.node.value else {
            self.wrong_type(field, Bilingual::new("a group of keys", "一组键"), example(section));
            return None;
        };
        let allowed = KEYS.iter().find(|(name, _)| *name == section).map_or(&[][..], |(_, keys)| *keys);
        let mut mistaken = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let path = join(&field.path, &entry.key);
            let found = Field { node: &entry.value, path: path.clone(), key_span: entry.key_span };
            let at_key = |diagnostic: Diagnostic| match entry.key_span {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            };
            if let Some(slip) = slips::of_line(&entry.key) {
                let base = entry.key_span.map_or(0, |span| span.start as usize);
                let finding = slip.finding(FileId(0), base);
                self.diagnostics.push(if entry.key_span.is_some() { finding } else { finding.at(Place::Book) });
                mistaken.extend(slip.key);
            } else if !allowed.contains(&entry.key.as_str()) {
                let mut unknown = Diagnostic::new(&rules::E020).with("key", &found.path);
                if let Some(nearest) = nearest_key(&entry.key, section, allowed) {
                    unknown = unknown.with("nearest", &nearest);
                    mistaken.push(nearest);
                }
                self.diagnostics.push(at_key(unknown.with("allowed", allowed.join(", "))));
            } else if let Some(first) = entries[..index].iter().find(|before| before.key == entry.key) {
                let line = first.key_span.map_or(0, |span| self.lines.line_column(FileId(0), span.start).line);
                let twice = at_key(Diagnostic::new(&rules::E021).with("key", &path).with("line", line));
                self.diagnostics.push(twice.also(first.key_span));
            }
        }
        Some(Section { path: field.path.clone(), entries, span: field.key_span.or(field.node.span), mistaken })
    }

    /// Reports a value of another kind than the key wants, or the slip of the pen that made it one.
    pub fn wrong_type(&mut self, field: &Field, expected: Bilingual, example: Option<&str>) {
        if self.slip(field, |line| slips::of_line(line).or_else(|| slips::of_brackets(line))) {
            return;
        }
        let mut wrong = Diagnostic::new(&rules::E023)
            .with("key", &field.path)
            .with_term("expected", expected)
            .with_term("found", field.node.kind());
        if let Some(example) = example {
            wrong = wrong.with("example", example);
        }
        self.report(field, wrong);
    }

    /// Reports the slip of the pen that a scalar holds, if it has one; says whether it has.
    fn slip(&mut self, field: &Field, of: impl Fn(&str) -> Option<Slip>) -> bool {
        let (Value::Scalar(text), span) = (&field.node.value, field.node.span) else { return false };
        // As it stands in the file; a value of the command line has no place.
        let written = span.and_then(|span| self.lines.text(span.file).get(span.start as usize..span.end as usize));
        let line = written.unwrap_or(text).lines().next().unwrap_or_default();
        let Some(slip) = of(line) else { return false };
        let finding = slip.finding(FileId(0), span.map_or(0, |span| span.start as usize));
        self.diagnostics.push(if span.is_some() { finding } else { finding.at(Place::Book) });
        true
    }

    /// Reports a text that was meant as the first key of a group: `name：某` where `{name: 某}` may stand. Says whether it was.
    pub fn meant_group(&mut self, field: &Field, section: &str) -> bool {
        let keys = KEYS.iter().find(|(name, _)| *name == section).map_or(&[][..], |(_, keys)| *keys);
        self.slip(field, |line| {
            slips::of_line(line).filter(|slip| slip.key.as_deref().is_some_and(|key| keys.contains(&key)))
        })
    }

    /// The spelling of a scalar, of at most `limit` characters and without control characters.
    pub fn text(&mut self, field: &Field, limit: usize) -> Option<String> {
        let Value::Scalar(text) = &field.node.value else {
            self.wrong_type(field, Bilingual::new("a text", "文字"), None);
            return None;
        };
        let text = text.trim();
        if is_blank(text) {
            self.report(field, Diagnostic::new(&rules::E042).with("key", &field.path));
            return None;
        }
        let count = text.chars().count();
        if count > limit {
            let long = Diagnostic::new(&rules::E034);
            self.report(field, long.with("key", &field.path).with("count", count).with("limit", limit));
            return None;
        }
        let is_refused = |c: &char| fate(*c) == Some(Fate::Refused);
        if let Some(control) = text.chars().find(is_refused) {
            let name = format!("U+{:04X}", u32::from(control));
            self.report(field, Diagnostic::new(&rules::E035).with("key", &field.path).with("character", name));
            return None;
        }
        // An escape (`\uFEFF`) or the command line can say what no file holds any more.
        let settled = plain(text);
        Some(composed(settled.trim()).into_owned()).filter(|text| !text.is_empty())
    }

    /// A text that stands on one line: a title, a name.
    pub fn line(&mut self, field: &Field, limit: usize) -> Option<String> {
        let text = self.text(field, limit)?;
        // A full-width space is the author's own and stays.
        let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
        Some(words.join(" "))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, field: &Field, words: &[(&str, T)]) -> Option<T> {
        let text = self.line(field, 1000)?;
        let plain = text.to_lowercase().replace('_', "-");
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == plain) {
            return Some(*value);
        }
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let mut bad = Diagnostic::new(&rules::E024).with("key", &field.path).with("value", &text);
        if let Some(nearest) = most_alike(&plain, allowed.iter().copied()) {
            bad = bad.with("nearest", nearest);
        }
        self.report(field, bad.with("allowed", allowed.join(", ")));
        None
    }

    /// Yes or no.
    pub fn flag(&mut self, field: &Field) -> Option<bool> {
        const WORDS: &[(&str, bool)] = &[("true", true), ("false", false)];
        const MORE: &[(&str, bool)] =
            &[("yes", true), ("no", false), ("on", true), ("off", false), ("是", true), ("否", false)];
        if let Value::Scalar(text) = &field.node.value
            && let Some((_, value)) = MORE.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim()))
        {
            return Some(*value);
        }
        self.choice(field, WORDS)
    }

    /// A whole number in a range.
    pub fn whole(&mut self, field: &Field, range: RangeInclusive<u16>) -> Option<u16> {
        let text = self.line(field, 1000)?;
        if text.is_empty() || !text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()) {
            self.wrong_type(field, Bilingual::new("a whole number", "整数"), None);
            return None;
        }
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.out_of_range(field, &text, range.start(), range.end());
        }
        number
    }

    fn out_of_range(&mut self, field: &Field, value: &str, least: &dyn ToString, most: &dyn ToString) {
        let out = Diagnostic::new(&rules::E026).with("key", &field.path).with("value", value);
        self.report(field, out.with("least", least.to_string()).with("most", most.to_string()));
    }

    /// A length in a range, with `em` for the body size.
    pub fn length(&mut self, field: &Field, em: Len, range: RangeInclusive<Len>) -> Option<Len> {
        let text = self.line(field, 1000)?;
        let Some(measure) = Measure::read(&text) else {
            self.report(field, Diagnostic::new(&rules::E025).with("key", &field.path).with("value", &text));
            return None;
        };
        let length = measure.resolve(em);
        if !range.contains(&length) {
            self.out_of_range(field, &text, &points(*range.start()), &points(*range.end()));
            return None;
        }
        Some(length)
    }

    /// A length as parts of the body size: `2em` with 100 parts an em is 200.
    pub fn em_parts(&mut self, field: &Field, em: Len, parts: u16, most: u16) -> Option<u16> {
        let length = self.length(field, em, Len::ZERO..=em * i32::from(most))?;
        let value = (i64::from(length.0) * i64::from(parts) + i64::from(em.0) / 2) / i64::from(em.0.max(1));
        u16::try_from(value).ok()
    }

    /// The items of a list; a single value is a list of one. Marks of the full width make one item of several: they are
    /// reported, and what holds them is no item.
    pub fn list<'n>(&mut self, field: &Field<'n>) -> Vec<Field<'n>> {
        let Value::List(items) = &field.node.value else {
            return if self.slip(field, slips::of_brackets) { Vec::new() } else { vec![field.clone()] };
        };
        let begins = |span: Option<Span>, sign: &[char]| {
            span.is_some_and(|span| self.lines.text(span.file)[span.start as usize..].starts_with(sign))
        };
        let in_brackets = begins(field.node.span, &['[']);
        let fields = items.iter().map(|node| {
            let bare = in_brackets && !begins(node.span, &['"', '\'']);
            (Field { node, path: field.path.clone(), key_span: first_key(node).or(node.span) }, bare)
        });
        let fields: Vec<(Field<'n>, bool)> = fields.collect();
        let items = fields.into_iter().filter(|(item, bare)| {
            let comma = |line: &str| if *bare { slips::of_item(line) } else { None };
            !self.slip(item, |line| comma(line).or_else(|| slips::of_brackets(line)))
        });
        items.map(|(item, _)| item).collect()
    }

    /// A key that must be there.
    pub fn required<'n>(&mut self, section: &Section<'n>, key: &str, example: &str) -> Option<Field<'n>> {
        let field = section.get(key);
        // A misspelt key was reported already; that its proper spelling is missing would say the same again.
        if field.is_none() && !section.mistaken.iter().any(|meant| meant == key) {
            let missing = Diagnostic::new(&rules::E022).with("key", join(&section.path, key)).with("example", example);
            let named = section.entries.iter().find(|entry| entry.key == key).and_then(|entry| entry.key_span);
            self.diagnostics.push(match named.or(section.span) {
                Some(span) => missing.at(span),
                None => missing,
            });
        }
        field
    }

    /// A value read by one of the functions of [`codes`]; `rule` has the hole `value`, and maybe `key`.
    pub fn code<T>(&mut self, field: &Field, rule: &'static Rule, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.line(field, 1000)?;
        let value = read(&text);
        if value.is_none() {
            let mut bad = Diagnostic::new(rule).with("key", &field.path).with("value", &text);
            if let Some(nearest) = suggestion(rule, &text) {
                bad = bad.with("nearest", nearest);
            }
            self.report(field, bad);
        }
        value
    }
}

/// What the author of a code that cannot be read may have meant.
fn suggestion(rule: &'static Rule, text: &str) -> Option<String> {
    match rule {
        _ if rule == &rules::E027 => Tag::guess(text).map(|tag| tag.to_string()),
        _ if rule == &rules::E030 => most_alike(text, codes::role_names()).map(str::to_owned),
        _ => None,
    }
}

impl<'n> Section<'n> {
    /// The value of a key that was given one. Of a key given twice, the first counts.
    pub fn get(&self, key: &str) -> Option<Field<'n>> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        let field = Field { node: &entry.value, path: join(&self.path, key), key_span: entry.key_span };
        (entry.value.value != Value::Null).then_some(field)
    }
}

impl<'n> Field<'n> {
    /// The whole of `book.yaml`.
    pub fn root(node: &'n Node) -> Field<'n> {
        Field { node, path: String::new(), key_span: None }
    }

    /// Whether its value is this word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.node.value, Value::Scalar(text) if text.trim() == word)
    }
}

fn first_key(node: &Node) -> Option<Span> {
    match &node.value {
        Value::Map(entries) => entries.first()?.key_span,
        _ => None,
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A length for a message, with at most two decimals.
pub(super) fn points(length: Len) -> String {
    let rounded = (length.to_pt() * 100.0).round() / 100.0;
    format!("{rounded}pt")
}

/// The key that was meant: one of this section, the same word in another section, or a synonym.
fn nearest_key(key: &str, section: &str, allowed: &[&'static str]) -> Option<String> {
    let plain = key.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some((_, meant)) = SYNONYMS.iter().find(|(name, _)| *name == plain) {
        let (group, last) = meant.rsplit_once('.').unwrap_or(("", meant));
        if group == section {
            return Some((*last).to_owned());
        }
        if section.is_empty() {
            return Some((*meant).to_owned());
        }
    }
    most_alike(&plain, allowed.iter().copied()).map(str::to_owned).or_else(|| {
        let elsewhere = |name: &str| matches!(name, "" | "page" | "page.margins" | "typography" | "fonts" | "theme");
        KEYS.iter()
            .find(|(name, keys)| *name != section && elsewhere(name) && keys.contains(&plain.as_str()))
            .map(|(name, _)| join(name, &plain))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_finds_the_one_that_was_meant() {
        let top = KEYS[0].1;
        let check = |key, section, expected: Option<&str>| {
            let allowed = KEYS.iter().find(|(name, _)| *name == section).map_or(top, |(_, keys)| *keys);
            assert_eq!(nearest_key(key, section, allowed).as_deref(), expected, "{key}");
        };
        check("titel", "", Some("title"));
        check("Author", "", Some("authors"));
        check("作者", "", Some("authors"));
        check("font_size", "page", Some("font-size"));
        check("chars-per-line", "", Some("page.chars-per-line"));
        check("开本", "", Some("page.size"));
        check("publisher", "page", Some("publisher"));
        check("zzz", "", None);
    }
}
