//! What a manuscript holds.

use crate::config::Config;
use crate::source::{FileId, SourceMap};
use std::path::PathBuf;

/// A manuscript, read and ordered, not yet parsed.
#[derive(Debug)]
pub struct Manuscript {
    /// The configuration.
    pub config: Config,
    /// Every text file that was read; `book.yaml` is the first.
    pub sources: SourceMap,
    /// The chapters in reading order.
    pub chapters: Vec<ChapterSource>,
}

/// A chapter that is to be parsed.
#[derive(Clone, Debug)]
pub struct ChapterSource {
    /// Its place in the book.
    pub slot: Slot,
    /// Its file; none for a part's leaf without text.
    pub file: Option<FileId>,
    /// The file's path, relative to the manuscript.
    pub path: Option<PathBuf>,
}

/// The place of a chapter in the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Front matter.
    Front,
    /// A part's leaf with its title; the body chapters up to the next part belong to it.
    Part(String),
    /// A chapter of the body; whether it belongs to the part before it.
    Body {
        /// Whether it belongs to the part before it.
        in_part: bool,
    },
    /// An appendix.
    Appendix,
    /// Other back matter.
    Back,
}
