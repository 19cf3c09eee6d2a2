//! Markdown becomes the model.

use crate::diagnostics::Diagnostic;
use crate::model::{Chapter, ChapterRole};
use crate::source::FileId;
use std::path::Path;

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
    pub lang: &'a str,
}

/// Parses a chapter. Never fails: what cannot be understood is reported and left out or kept as text.
pub fn parse(_text: &str, context: Context) -> (Chapter, Vec<Diagnostic>) {
    let chapter = Chapter {
        role: context.role,
        path: Some(context.path.to_owned()),
        lang: context.lang.to_owned(),
        title: String::new(),
        part: None,
        blocks: Vec::new(),
        notes: Vec::new(),
        spans: Vec::new(),
    };
    (chapter, Vec::new())
}
