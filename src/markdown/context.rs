//! What the parser is told about a chapter.

use crate::language::Tag;
use crate::model::ChapterRole;
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
    pub lang: &'a Tag,
}
