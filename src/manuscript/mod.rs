//! A directory becomes an ordered list of chapters and pictures.

mod picture;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::source::{FileId, SourceMap, Span, World};
use std::path::{Path, PathBuf};

pub use picture::{Picture, PictureFormat};

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

/// Reads `book.yaml` and the chapters it names. `overrides` are dotted keys and their values (`--set`);
/// `directory` is the name of the manuscript directory, for the slug.
///
/// None when the configuration cannot be used at all; the diagnostics say why.
pub fn load(
    _world: &dyn World,
    _directory: &str,
    _overrides: &[(String, String)],
) -> (Option<Manuscript>, SourceMap, Vec<Diagnostic>) {
    (None, SourceMap::default(), Vec::new())
}

/// Reads a picture: what it is (by its bytes), how large, and whether it can be used.
/// `place` is where the manuscript names it. None when it cannot be used; the diagnostics say why.
pub fn read_picture(_world: &dyn World, _path: &Path, _place: Option<Span>) -> (Option<Picture>, Vec<Diagnostic>) {
    (None, Vec::new())
}
