//! A chapter is parsed.

use super::context::Context;
use super::draft::{Draft, Source};
use super::{blocks, front_matter, headings, notes, paragraph};
use crate::config::Lint;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{manuscript, syntax};
use crate::model::{Chapter, ChapterRole};
use crate::source::Span;
use crate::unicode::DAMAGE;

/// Parses a chapter. Never fails: what cannot be understood is reported and left out or kept as text.
pub fn parse(text: &str, context: Context) -> (Chapter, Vec<Diagnostic>) {
    let mut draft = Draft::new(context);
    let base = front_matter::skip(text, &mut draft);
    let source = Source { text: &text[base..], file: context.file, base, fixed: None };
    let (mut blocks, mut notes) = blocks::parse(source, &mut draft);
    paragraph::finish_inline_pictures(&mut draft);
    paragraph::report_classes(&mut draft);
    paragraph::report_indents(&mut draft);
    let title = headings::settle(&mut blocks, &mut notes, &mut draft);
    let notes = notes::settle(&mut blocks, notes, &mut draft);
    for (at, lost) in text.match_indices(DAMAGE) {
        draft.leftover(Lint::DamagedText, Span::new(context.file, at, at + lost.len()), lost);
    }
    let leftovers = draft.take_leftovers();
    let Draft { spans, mut diagnostics, switches, .. } = draft;
    if blocks.is_empty() && context.role != ChapterRole::Part {
        empty(text, &context, &mut diagnostics);
    }
    let mut chapter = Chapter {
        role: context.role,
        path: Some(context.path.to_owned()),
        lang: context.lang.clone(),
        title,
        part: None,
        blocks,
        notes,
        leftovers,
        switches,
        spans,
    };
    chapter.renumber(context.chapter);
    (chapter, diagnostics)
}

/// A chapter that holds something, but nothing that a reader sees: a comment, the definition of a link, a note that
/// nothing calls. That it has no title is then not worth saying. What was refused is no emptiness.
pub(super) fn empty(text: &str, context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    diagnostics.retain(|found| found.rule != &syntax::W108);
    let start = text.len() - text.trim_start().len();
    let first = Span::new(context.file, start, start + text.trim().lines().next().map_or(0, str::len));
    diagnostics.push(Diagnostic::new(&manuscript::E051).at(first).with("path", context.path.display()));
}
