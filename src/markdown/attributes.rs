//! `{#name .class key=value key="value"}`: one small grammar for pictures, paragraphs, spans and captions.

use std::ops::Range;

/// An attribute block is read no further than this, so that hostile input costs a bounded look ahead.
const MAX_BYTES: usize = 1_000;

/// A parsed attribute block.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    /// `#name`; the last one counts.
    pub id: Option<&'a str>,
    /// `.class`, and where it stands.
    pub classes: Vec<(&'a str, Range<usize>)>,
    /// `key=value`, and where it stands.
    pub pairs: Vec<(&'a str, &'a str, Range<usize>)>,
    /// Whether `-` (unnumbered) is among them.
    pub dash: bool,
    /// Bytes of the block, braces included.
    pub len: usize,
}

/// Parses the attribute block at the beginning of `text`. None where there is no well-formed, non-empty block, and then
/// the braces are text. Ranges count from the beginning of `text`.
pub(super) fn parse(text: &str) -> Option<Attributes<'_>> {
    let mut attributes = Attributes::default();
    let mut at = 1;
    if !text.starts_with('{') {
        return None;
    }
    let mut any = false;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        let first = rest.chars().next().filter(|_| at < MAX_BYTES)?;
        if first == '}' {
            attributes.len = at + 1;
            return any.then_some(attributes);
        }
        at += item(rest, at, &mut attributes)?;
        any = true;
    }
}

/// Parses one item at the beginning of `rest` and returns its length.
fn item<'a>(rest: &'a str, at: usize, attributes: &mut Attributes<'a>) -> Option<usize> {
    let (sigil, body) = match rest.chars().next()? {
        sigil @ ('#' | '.') => (Some(sigil), &rest[1..]),
        _ => (None, rest),
    };
    let name =
        &body[..prefix(body, |c| c.is_alphanumeric() || "-_".contains(c) || sigil == Some('#') && ":.".contains(c))];
    if name.is_empty() {
        return None;
    }
    let end = at + rest.len() - body.len() + name.len();
    match sigil {
        Some('#') => attributes.id = Some(name),
        Some(_) => attributes.classes.push((name, at..end)),
        None if name == "-" && !body[1..].starts_with('=') => attributes.dash = true,
        None => {
            let value = body[name.len()..].strip_prefix('=')?;
            let (value, length) = match value.strip_prefix('"') {
                Some(quoted) => {
                    let window = &quoted[..floor(quoted, MAX_BYTES)];
                    let close = window.find(['"', '\n'])?;
                    (quoted[close..].starts_with('"').then(|| &quoted[..close])?, close + 2)
                }
                None => (&value[..bare(value)], bare(value)),
            };
            if value.is_empty() {
                return None;
            }
            attributes.pairs.push((name, value, at..at + name.len() + 1 + length));
            return Some(name.len() + 1 + length);
        }
    }
    Some(end - at)
}

/// The largest boundary of a character not beyond `limit`.
fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn bare(text: &str) -> usize {
    prefix(text, |c| !c.is_whitespace() && !matches!(c, '}' | '"' | '{' | '<' | '>' | '`'))
}

fn prefix(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .take_while(|(at, c)| *at < MAX_BYTES && belongs(*c))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_item_is_read() {
        let text = "{width=60% #fig-x .decorative ruby=\"hàn zì\"}尾";
        let attributes = parse(text).unwrap();
        assert_eq!(attributes.id, Some("fig-x"));
        assert_eq!(attributes.classes, [("decorative", 18..29)]);
        let pairs: Vec<_> = attributes.pairs.iter().map(|(key, value, at)| (*key, *value, &text[at.clone()])).collect();
        assert_eq!(pairs, [("width", "60%", "width=60%"), ("ruby", "hàn zì", "ruby=\"hàn zì\"")]);
        assert_eq!(&text[attributes.len..], "尾");
        assert!(parse("{-}").unwrap().dash);
    }

    #[test]
    fn braces_that_hold_no_attributes_are_text() {
        for text in ["{}", "{ }", "{集合 a}", "{a, b}", "{x=}", "{.a", "{#}", "{ruby=\"a\nb\"}", "{ruby=\"a", "x"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&format!("{{{}}}", ".a ".repeat(100_000))), None);
    }
}
