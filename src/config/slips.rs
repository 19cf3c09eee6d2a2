//! Slips of the pen that YAML takes for text: marks of the full width, and a colon without a blank behind it.

use super::keys::{KEYS, SYNONYMS};
use crate::diagnostics::{Diagnostic, rules::manuscript as rules};
use crate::source::{FileId, Span};

/// What stands where YAML wants another mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Slip {
    /// Where the mark begins, in bytes of the text that was looked at, and the mark.
    pub at: usize,
    pub mark: char,
    /// The key in front of it, if it parts one from its value.
    pub key: Option<String>,
    /// What to write.
    pub instead: String,
}

impl Slip {
    /// The finding, where the text that was looked at begins at `base` of the file.
    pub fn finding(&self, file: FileId, base: usize) -> Diagnostic {
        let rule = if self.mark == ':' { &rules::E013 } else { &rules::E045 };
        let at = base + self.at;
        let finding = Diagnostic::new(rule).at(Span::new(file, at, at + self.mark.len_utf8()));
        finding.with("mark", self.mark).with("instead", &self.instead)
    }
}

/// The slip in a line of `book.yaml`, if there is one: `title：书`, `title:书`, `－ one.md`, `authors: ［甲］`.
pub(super) fn of_line(line: &str) -> Option<Slip> {
    let text = line.trim_start_matches([' ', '-']);
    let start = line.len() - text.len();
    let text = text.trim_end();
    if let Some(item) = text.strip_prefix('－') {
        let instead = format!("- {}", item.trim());
        return Some(Slip { at: start, mark: '－', key: None, instead });
    }
    let (at, mark) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (key, value) = (text[..at].trim(), &text[at + mark.len_utf8()..]);
    if !is_key(key) {
        return None;
    }
    if mark == '：' || !value.starts_with([' ', '\t']) && !value.is_empty() {
        let instead = format!("{key}: {}", value.trim());
        return Some(Slip { at: start + at, mark, key: Some(key.to_owned()), instead });
    }
    let bracket = of_brackets(value.trim_start())?;
    let before = text.len() - value.trim_start().len();
    let instead = format!("{key}: {}", bracket.instead);
    Some(Slip { at: start + before + bracket.at, key: Some(key.to_owned()), instead, ..bracket })
}

/// Whether a word is a key of `book.yaml`, or what authors write for one.
fn is_key(word: &str) -> bool {
    KEYS.iter().any(|(_, keys)| keys.contains(&word)) || SYNONYMS.iter().any(|(name, _)| *name == word)
}

/// The slip of a list or a group of keys between brackets of the full width. What only begins with such a bracket is a text:
/// `［美］某`.
pub(super) fn of_brackets(text: &str) -> Option<Slip> {
    let text = text.trim();
    // What the keys of brackets give where Chinese is typed.
    const BRACKETS: [(char, char, &str, &str); 3] =
        [('［', '］', "[", "]"), ('【', '】', "[", "]"), ('｛', '｝', "{", "}")];
    let (mark, end, open, close) = BRACKETS.into_iter().find(|(mark, ..)| text.starts_with(*mark))?;
    let inside = text[mark.len_utf8()..].strip_suffix(end)?;
    let nested = inside.contains(['［', '］', '【', '】', '｛', '｝']);
    let instead = || format!("{open}{}{close}", narrow(inside));
    (!nested).then(|| Slip { at: 0, mark, key: None, instead: instead() })
}

/// The slip of an item between brackets that holds a comma of the full width: it is one item and not two.
pub(super) fn of_item(item: &str) -> Option<Slip> {
    let (at, mark) = item.char_indices().find(|(_, c)| matches!(c, '，' | '、'))?;
    Some(Slip { at, mark, key: None, instead: narrow(item) })
}

/// A text with the commas and colons of YAML.
fn narrow(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            '，' | '、' => out.push_str(", "),
            '：' => out.push_str(": "),
            ' ' if out.ends_with(' ') => {}
            c => out.push(c),
        }
    }
    out
}

/// The first slip in the lines of a `book.yaml` that cannot be read, down to `end`: the parser stumbles only behind it.
pub(super) fn first(text: &str, file: FileId, end: usize) -> Option<Diagnostic> {
    let mut start = 0;
    // The lines of a text that a bar introduces are what they are.
    let mut text_within: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        if start > end {
            break;
        }
        let indent = line.len() - line.trim_start().len();
        if text_within.is_some_and(|within| indent <= within && !line.trim().is_empty()) {
            text_within = None;
        }
        if text_within.is_none() {
            if let Some(slip) = of_line(line) {
                return Some(slip.finding(file, start));
            }
            let introduces = line
                .trim_end()
                .trim_end_matches(['-', '+'])
                .rsplit(' ')
                .next()
                .is_some_and(|last| matches!(last, "|" | ">"));
            text_within = introduces.then_some(indent);
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_told_from_text() {
        for (line, mark, instead) in [
            ("title：书", '：', "title: 书"),
            ("  size： A5", '：', "size: A5"),
            ("- part：上篇", '：', "part: 上篇"),
            ("书名：灯", '：', "书名: 灯"),
            ("title:书", ':', "title: 书"),
            ("  size:A5", ':', "size: A5"),
            ("－ one.md", '－', "- one.md"),
            ("authors: ［甲，乙］", '［', "authors: [甲, 乙]"),
            ("page: ｛size: A5｝", '｛', "page: {size: A5}"),
            ("authors: 【甲、乙】", '【', "authors: [甲, 乙]"),
        ] {
            let slip = of_line(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((slip.mark, slip.instead.as_str()), (mark, instead), "{line}");
            assert!(line[slip.at..].starts_with(mark), "{line}");
        }
        for text in [
            "title: 书：副题",
            "说明：某",
            "authors: ［美］某",
            "title: 【上】灯【下】",
            "- https://a.org",
            "title:",
            "authors: 甲",
            "# 书：某",
        ] {
            assert_eq!(of_line(text), None, "{text}");
        }
        assert_eq!(of_brackets("［美］某［译］"), None);
    }
}
