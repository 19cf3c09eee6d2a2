//! Signs of Markdown in their full-width forms, as an input method for Chinese writes them.

use super::marks::{self, At};

/// The sign of a heading or a quotation at the beginning of a line.
pub(super) fn heading(at: &At) -> Option<usize> {
    let signs = at.line().len() - at.line().trim_start_matches('＃').len();
    // ＃1 is a number.
    let number = signs == '＃'.len_utf8() && at.line()[signs..].starts_with(|c: char| c.is_numeric());
    (at.begins_line() && at.line().len() > signs && !number).then_some(signs)
}

pub(super) fn quotation(at: &At) -> Option<usize> {
    let text = at.line().strip_prefix('＞')?.trim_start();
    // ＞5 is a comparison.
    let said = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '「' | '《'));
    (at.begins_line() && said).then_some('＞'.len_utf8())
}

pub(super) fn stars(at: &At) -> Option<usize> {
    at.pair("＊＊", "＊＊", |inside| !inside.is_empty())
}

pub(super) fn code(at: &At) -> Option<usize> {
    at.pair("｀", "｀", |inside| !inside.is_empty())
}

/// Two lines that begin with a bar, the first of which ends with one.
pub(super) fn table(at: &At) -> Option<usize> {
    let line = at.line().trim_end();
    let next = at.text[at.at..].split('\n').nth(1)?.trim_start();
    (at.at == 0 && at.paragraph && line.ends_with(['｜', '|']) && next.starts_with(['｜', '|'])).then_some(line.len())
}

/// A link or a picture of which one bracket at least is full-width: `［文］（a.md）`, `[文]（a.md）`, `！［图］（a.png）`.
pub(super) fn link(at: &At) -> Option<usize> {
    let line = at.line();
    let open =
        ["![", "！[", "!［", "！［", "!【", "！【", "[", "［", "【"].into_iter().find(|open| line.starts_with(open))?;
    let inside = &line[open.len()..];
    let end = inside.find([']', '］', '】']).filter(|_| !at.is_escaped())?;
    let close = inside[end..].chars().next()?;
    let start = open.len() + end + close.len_utf8();
    let paren = line[start..].chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let behind = &line[start + paren.len_utf8()..];
    let end = behind.find([')', '）'])?;
    let last = behind[end..].chars().next()?;
    let wide = !open.is_ascii() || !close.is_ascii() || !paren.is_ascii() || !last.is_ascii();
    let address = &behind[..end];
    (wide && marks::is_address(address) && !address.contains(' '))
        .then_some(start + paren.len_utf8() + end + last.len_utf8())
}

/// The call of a note between full-width brackets.
pub(super) fn note(at: &At) -> Option<usize> {
    let is_label = |inside: &str| inside.strip_prefix('^').is_some_and(|label| !label.trim().is_empty());
    let pairs = [("［", "］"), ("【", "】"), ("［", "]"), ("[", "］"), ("【", "]"), ("[", "】")];
    pairs.into_iter().find_map(|(open, close)| at.pair(open, close, is_label))
}
