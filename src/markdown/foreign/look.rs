//! The text of a block is looked through.

use super::marks;
use super::marks::At;
use super::table::{CONSTRUCTS, LINE};
use super::visible::{OTHER, Visible};
use super::{signs, wide};
use crate::config::Lint;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::references;
use crate::markdown::draft::{Draft, Reader};
use crate::source::Span;
use std::ops::Range;

/// Looks through the text of a block; `paragraph` says whether it is one. Every character is looked at once, and what
/// begins with it reaches no further than a bound.
pub fn look(visible: &Visible, paragraph: bool, reader: &Reader, draft: &mut Draft) {
    let text = visible.as_str();
    let place = |at: usize, length: usize| {
        let start = visible.source(at);
        start..(visible.source(at + length.saturating_sub(1)) + 1).max(start)
    };
    let (mut skip, mut grid, mut list, mut begins_line) = (0, false, false, paragraph);
    // A table is known by its second line, whatever its first begins with.
    let barred = &At::new(text, 0, paragraph);
    let table = [
        (Lint::SignBlanks, signs::table_blank(barred)),
        (Lint::FullWidthSigns, wide::table(barred).filter(|_| text.contains('｜'))),
        (Lint::TableRules, marks::table(barred)),
    ];
    if let Some((lint, length)) = table.into_iter().find_map(|(lint, length)| Some((lint, length?))) {
        found(lint, &text[..length], place(0, length), reader, draft);
        return;
    }
    for (at, c) in text.char_indices() {
        let line = std::mem::replace(&mut begins_line, c == '\n');
        if at < skip || !line && !begins(c) {
            continue;
        }
        let here = At::new(text, at, paragraph);
        if matches!(c, '[' | '!')
            && let Some(length) = marks::broken_address(&here)
        {
            report_address(place(at, length), &text[at..at + length], reader, draft);
            skip = at + length;
            continue;
        }
        let marks = CONSTRUCTS.iter().flat_map(|construct| construct.marks.iter().map(|mark| (construct.lint, mark)));
        let fit = marks.filter(|(lint, (first, _))| {
            (*first == c || line && *first == LINE) && (*lint != Lint::StraightQuotes || draft.cjk)
        });
        if let Some((lint, length)) = fit.filter_map(|(lint, (_, is))| Some((lint, is(&here)?))).next() {
            let shown = &text[at..at + length];
            // Every rule of a drawn table is a mark of it, and so is the line that closes a container.
            let again = match lint {
                Lint::GridTables => std::mem::replace(&mut grid, true),
                Lint::ListSigns => {
                    is_broken(reader.source.text, place(at, length).start) || std::mem::replace(&mut list, true)
                }
                Lint::Containers => draft.closes_container(shown),
                _ => false,
            };
            if !again {
                found(lint, shown, place(at, length), reader, draft);
            }
            skip = at + length;
        }
    }
}

/// The text of a picture, where a size may stand behind a bar: `x|300`, `x|300x200`.
pub fn picture_text(text: &str, span: Span, draft: &mut Draft) {
    let Some((_, size)) = text.rsplit_once('|') else { return };
    let number = |part: &str| !part.is_empty() && part.len() < 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (width, height) = size.trim().split_once('x').unwrap_or((size.trim(), "1"));
    if number(width) && number(height) {
        draft.leftover(Lint::PictureSizes, span, size);
    }
}

/// Whether any construct may begin with a character: those of the table, so that it is not asked about every letter.
pub(super) fn begins(c: char) -> bool {
    matches!(
        c,
        '!' | '"'
            | '#'
            | '$'
            | '%'
            | '('
            | '*'
            | '+'
            | '-'
            | ':'
            | '='
            | '?'
            | '@'
            | '['
            | '\\'
            | '^'
            | '{'
            | '|'
            | '~'
            | '＃'
            | '＊'
            | '［'
            | '【'
            | '！'
            | '＞'
            | '｀'
            | '｜'
            | LINE
    )
}

pub(super) fn found(lint: Lint, shown: &str, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
    let range = clamp(&range, reader.source.text);
    let span = reader.source.span(&range);
    match lint {
        // The character is what is to be told.
        Lint::SignBlanks => draft.leftover(lint, span, &signs::named(shown)),
        // What was understood is shown as it is written.
        _ if shown.contains(OTHER) => draft.leftover(lint, span, &reader.source.text[range]),
        _ => draft.leftover(lint, span, shown),
    }
}

/// Whether the author breaks the line in which a place stands: two blanks, or a backslash.
fn is_broken(text: &str, at: usize) -> bool {
    let line = text.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default().trim_end_matches('\r');
    line.ends_with("  ") || line.ends_with('\\')
}

/// A range that lies in the text and on boundaries of characters.
fn clamp(range: &Range<usize>, text: &str) -> Range<usize> {
    let start = (0..=range.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end.max(start)
}

/// The address of a link or a picture with a blank in it: CommonMark makes text of the whole.
fn report_address(range: Range<usize>, shown: &str, reader: &Reader, draft: &mut Draft) {
    let range = clamp(&range, reader.source.text);
    let text = &reader.source.text[range.clone()];
    let Some((label, address)) = text.split_once("](") else { return };
    let address = marks::address(address.strip_suffix(')').unwrap_or(address));
    if marks::is_sized(address) && shown.starts_with('!') {
        found(Lint::ForeignPictures, shown, range, reader, draft);
        return;
    }
    let finding = Diagnostic::new(&references::E212).at(reader.source.span(&range));
    draft.report(finding.with("label", label).with("address", address));
}
