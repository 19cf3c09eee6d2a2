use crate::source::{SourceMap, Span};
use unicode_width::UnicodeWidthChar as _;

/// A source line as shown, and where the caret stands, in terminal cells.
#[derive(Debug, PartialEq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) before: usize,
    pub(super) under: usize,
}

/// Cells of context on either side of the caret; a chapter may be one line of a million characters.
const CONTEXT: usize = 60;
/// The longest underline, in cells.
const UNDERLINE: usize = 80;
const TAB: usize = 4;

pub(super) fn excerpt(sources: &SourceMap, span: Span, line: u32) -> Excerpt {
    let start = sources.line_start(span.file, line);
    let source = sources.line(span.file, line);
    let range = sources.shown(span);
    let from = floor(source, range.start.saturating_sub(start));
    let to = floor(source, range.end.saturating_sub(start)).max(from);

    let mut shown = String::new();
    let left = cut_left(source, from);
    let mut cells = 0;
    if left > 0 {
        shown.push('…');
        cells = 1;
    }
    let mut before = cells;
    let mut under = 0;
    for (at, character) in source[left..].char_indices().map(|(at, character)| (at + left, character)) {
        if at == from {
            before = cells;
        }
        let over = at >= to.max(from + 1) && cells > before + under + CONTEXT;
        if over || under >= UNDERLINE {
            shown.push('…');
            break;
        }
        let width = put(&mut shown, character, cells);
        cells += width;
        if (from..to).contains(&at) {
            under += width;
        }
    }
    if from >= source.len() {
        before = cells;
    }
    Excerpt { line: shown, before, under: under.max(1) }
}

/// Where the shown part of a line begins, so that the caret has no more than [`CONTEXT`] cells before it.
fn cut_left(source: &str, from: usize) -> usize {
    let mut cells = 0;
    for (at, character) in source[..from].char_indices().rev() {
        cells += if character == '\t' { TAB } else { character.width().unwrap_or(1) };
        if cells > CONTEXT {
            return at + character.len_utf8();
        }
    }
    0
}

/// Appends a character as a terminal can show it, and tells how many cells it takes.
fn put(shown: &mut String, character: char, cells: usize) -> usize {
    match character {
        '\t' => {
            let width = TAB - cells % TAB;
            shown.extend(std::iter::repeat_n(' ', width));
            width
        }
        _ if is_unshowable(character) => {
            shown.push('\u{FFFD}');
            1
        }
        _ => {
            shown.push(character);
            character.width().unwrap_or(0)
        }
    }
}

/// Control characters and the marks that turn the direction of writing: they would garble the terminal, or let a
/// manuscript show other text than it holds.
fn is_unshowable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A text without what would garble the terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|character| if is_unshowable(character) { '\u{FFFD}' } else { character }).collect()
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
