//! Signs of blocks that are text, because a blank of another kind, or none, stands at them.

use super::marks::At;
use crate::unicode::is_han;

/// Whether a character is a blank to the eye and none to CommonMark, which knows the space and the tab alone (0.31,
/// section 2.1).
pub(super) fn is_wide_blank(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_wide_blank(c)
}

/// The sign of a block at which a blank stands that is none. Found are the blanks, the sign, and the line behind it.
pub(super) fn sign_blank(at: &At) -> Option<usize> {
    // An indent is two characters wide; a signature, which stands far to the right, may begin with a dash.
    const INDENT: usize = 2;
    if !at.begins_line() {
        return None;
    }
    let line = at.line();
    let text = line.trim_start_matches(is_blank);
    let before = line[..line.len() - text.len()].chars().filter(|c| is_wide_blank(*c)).count();
    let (length, list) = sign(text)?;
    let behind = &text[length..];
    let content = behind.trim_start_matches(is_blank);
    let close = text.starts_with('#') && length > 1 && behind.starts_with(char::is_alphabetic);
    let blank = behind.starts_with(is_blank);
    let fits = if before > 0 {
        (blank || close) && !(list && before > INDENT)
    } else {
        // A quotation needs no blank behind its sign.
        behind.starts_with(is_wide_blank) && !text.starts_with('>')
    };
    (fits && !content.is_empty()).then_some(line.len())
}

/// The bytes of the sign of a block, and whether it is one of a list.
fn sign(text: &str) -> Option<(usize, bool)> {
    match text.chars().next()? {
        '#' => {
            let length = text.len() - text.trim_start_matches('#').len();
            (length <= 6).then_some((length, false))
        }
        '>' => Some((1, false)),
        '-' | '+' | '*' => Some((1, true)),
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (digits < 10 && text[digits..].starts_with(['.', ')'])).then_some((digits + 1, true))
        }
        _ => None,
    }
}

/// A table whose head or rule begins with a blank that is none.
pub(super) fn table_blank(at: &At) -> Option<usize> {
    let mut lines = at.text.lines();
    let pair = [lines.next()?, lines.next()?];
    let barred = pair.iter().all(|line| line.trim_start_matches(is_blank).starts_with('|'));
    let blank = pair.iter().any(|line| line.trim_start_matches([' ', '\t']).starts_with(is_wide_blank));
    (at.at == 0 && at.paragraph && barred && blank).then(|| at.line().len())
}

/// A text with such blanks named: `‹U+3000›## 节`.
pub(super) fn named(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_wide_blank(c) {
            true => shown.push_str(&format!("‹U+{:04X}›", u32::from(c))),
            false => shown.push(c),
        }
    }
    shown
}

/// Two lines of a paragraph that begin as items of a list do, with a sign that Markdown does not know or no blank behind
/// it: they run on as one text.
pub(super) fn list_signs(at: &At) -> Option<usize> {
    if !at.begins_line() {
        return None;
    }
    let line = at.line();
    let next = at.text[at.at..].split('\n').nth(1)?;
    let kind = item(line)?;
    (item(next)? == kind).then_some(line.len())
}

/// What kind of item a line begins.
fn item(line: &str) -> Option<char> {
    let line = line.trim_start_matches(is_blank);
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    match first {
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '□' | '◆' | '◇' | '★' | '☆' => Some(first),
        '①'..='⑳' => Some('①'),
        '-' | '+' => rest.starts_with(is_han).then_some(first),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let sign = rest.chars().next().filter(|c| matches!(c, '.' | ')' | '．' | '、' | '）'))?;
            let text = rest[sign.len_utf8()..].trim_start_matches(is_wide_blank);
            text.starts_with(is_han).then_some(sign)
        }
        _ => None,
    }
}
