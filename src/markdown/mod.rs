//! Markdown becomes the model.
//!
//! Blocks and inlines are built from pulldown-cmark's events on explicit stacks, never deeper than a bound. What
//! Chinese sources need is added around it: see `cjk`. `docs/markdown.md` tells authors the syntax.

mod alt;
mod attributes;
mod blank;
mod blocks;
mod captions;
mod carriers;
mod cjk;
mod clean;
mod dollars;
mod draft;
mod ends;
mod extents;
mod foreign;
mod front_matter;
mod guard;
mod headings;
mod html;
mod inlines;
mod joints;
mod links;
mod notes;
mod paragraph;
mod readings;
mod trailing;
mod verse;

use crate::config::Lint;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{manuscript, syntax};
use crate::language::Tag;
use crate::model::{Chapter, ChapterRole};
use crate::source::{FileId, Span};
use crate::unicode::DAMAGE;
use draft::{Draft, Source};
use std::path::Path;

pub use foreign::{Construct, construct};
pub use links::{is_page, key};

/// What the parser needs to know about a chapter besides its text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The file, for spans.
    pub file: FileId,
    /// Its path, relative to the manuscript; pictures and links are looked up relative to its directory.
    pub path: &'a Path,
    /// Index of the chapter in the book, for node ids.
    pub chapter: u16,
    /// What it is.
    pub role: ChapterRole,
    /// The book's language.
    pub lang: &'a Tag,
}

/// Parses a chapter. Never fails: what cannot be understood is reported and left out or kept as text.
pub fn parse(text: &str, context: Context) -> (Chapter, Vec<Diagnostic>) {
    let mut draft = Draft::new(context);
    let base = front_matter::skip(text, &mut draft);
    let source = Source { text: &text[base..], file: context.file, base, fixed: None };
    let (mut blocks, mut notes) = blocks::parse(source, &mut draft);
    paragraph::finish_inline_pictures(&mut draft);
    paragraph::report_classes(&mut draft);
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
fn empty(text: &str, context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    diagnostics.retain(|found| found.rule != &syntax::W108);
    let start = text.len() - text.trim_start().len();
    let first = Span::new(context.file, start, start + text.trim().lines().next().map_or(0, str::len));
    diagnostics.push(Diagnostic::new(&manuscript::E051).at(first).with("path", context.path.display()));
}
