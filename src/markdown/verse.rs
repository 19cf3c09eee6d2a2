//! Verse: a fenced block whose lines are inline Markdown.
//!
//! ````text
//! ```verse 题目
//! 第一行，*楷体*
//! 第二行
//!
//! 第二节
//! ```
//! ````

use super::attributes;
use super::blank;
use super::clean::LINE_END;
use super::draft::{Draft, Known, Source};
use super::line::parse_inlines;
use crate::model::{Block, BlockKind, Inline, InlineKind, VERSE_TITLE};
use crate::source::Span;

/// What verse knows.
const KNOWN: Known = Known { classes: Some(&["center", "right"]), keys: &[], name: true, dash: false };

/// The blocks of a verse: its title, if the fence has one, as a paragraph of class `verse-title`, and the lines.
/// `pieces` are pieces of its text and where each begins.
pub(super) fn parse(
    title: &str,
    pieces: &[(String, usize)],
    source: &Source,
    span: Span,
    draft: &mut Draft,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    // Behind a bracket they are those of a span in the title.
    let at = title.rfind('{').filter(|at| !title[..*at].ends_with(']'));
    let (title, settings) = match at.and_then(|at| Some((at, attributes::parse(&title[at..])?))) {
        Some((at, found)) if at + found.len == title.len() => (title[..at].trim_end(), Some(found)),
        _ => (title, None),
    };
    let settings = settings.unwrap_or_default();
    draft.check_attributes(&settings, |_| span, &KNOWN);
    let anchor = settings.id.map(str::to_owned);
    let classes = settings.classes.iter().map(|(class, _)| (*class).to_owned()).collect();
    if !title.is_empty() {
        let content = parse_inlines(Source { text: title, fixed: Some(span), ..*source }, draft);
        if blank::shows_nothing(&content) {
            blank::tell(blank::VERSE_TITLE, Some(span), draft);
        } else {
            let kind = BlockKind::Paragraph { continued: false, content };
            blocks.push(Block { id: draft.id(span), anchor: None, classes: vec![VERSE_TITLE.to_owned()], kind });
        }
    }
    let lines = lines(pieces).into_iter().map(|line| verse_line(&line, source, draft)).collect();
    let kind = BlockKind::Verse(stanzas(lines));
    blocks.push(Block { id: draft.id(span), anchor, classes, kind });
    blocks
}

/// Most em of a typed indent: what is further in than a measure is no indent.
const MOST_INDENT: usize = 40;

/// A line: its text and where it begins.
type Line = (String, usize);

fn lines(pieces: &[(String, usize)]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    for (piece, start) in pieces {
        let mut at = *start;
        for part in piece.split_inclusive(['\n', LINE_END]) {
            let text = part.trim_end_matches(['\n', '\r', LINE_END]);
            let line = open.get_or_insert_with(|| (String::new(), at));
            if line.0.is_empty() {
                line.1 = at;
            }
            line.0.push_str(text);
            if part.ends_with(['\n', LINE_END]) {
                lines.extend(open.take());
            }
            at += part.len();
        }
    }
    lines.extend(open);
    lines
}

/// The inlines of a line. Blanks and tabs that it begins with are its indent, half an em a blank and two em a tab: they
/// become ideographic spaces, which every edition keeps.
fn verse_line((text, start): &Line, source: &Source, draft: &mut Draft) -> Vec<Inline> {
    let trimmed = text.trim_start_matches([' ', '\t']);
    let blanks: usize = text[..text.len() - trimmed.len()].bytes().map(|one| if one == b'\t' { 4 } else { 1 }).sum();
    let start = start + text.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if trimmed.is_empty() {
        return Vec::new();
    }
    let verbatim = source.text.get(start..start + trimmed.len()) == Some(trimmed);
    let fixed = source.fixed.or_else(|| (!verbatim).then(|| source.span(&(start..start + trimmed.len()))));
    let line = Source { text: trimmed, file: source.file, base: source.base + start, fixed };
    let mut inlines = parse_inlines(line, draft);
    if blanks > 0 {
        let indent = "\u{3000}".repeat(blanks.div_ceil(2).min(MOST_INDENT));
        match inlines.first_mut().map(|first| &mut first.kind) {
            Some(InlineKind::Text(text)) => text.insert_str(0, &indent),
            _ => inlines.insert(0, Inline { id: draft.id(fixed), kind: InlineKind::Text(indent) }),
        }
    }
    inlines
}

/// One empty line between stanzas, none at the ends.
fn stanzas(lines: Vec<Vec<Inline>>) -> Vec<Vec<Inline>> {
    let mut kept: Vec<Vec<Inline>> = Vec::with_capacity(lines.len());
    for line in lines {
        if !line.is_empty() || kept.last().is_some_and(|before| !before.is_empty()) {
            kept.push(line);
        }
    }
    if kept.last().is_some_and(Vec::is_empty) {
        kept.pop();
    }
    kept
}
