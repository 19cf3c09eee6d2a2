//! Numbering, references, notes, contents, lists of figures and tables, generated matter.

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::manuscript::{ChapterSource, Manuscript};
use crate::model::{Book, Chapter, ChapterRole, Picture};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// An entry of the book's order; its position is the chapter index of its nodes.
#[derive(Clone, Debug)]
pub enum Planned {
    /// A chapter that [`resolve`] generates.
    Generated(ChapterRole),
    /// A chapter to be parsed (a part's leaf without text included).
    Source(ChapterRole, ChapterSource),
}

/// The order of the whole book, generated matter included.
pub fn plan(_manuscript: &Manuscript) -> Vec<Planned> {
    Vec::new()
}

/// Makes a book: puts generated chapters where `plan` says, numbers headings, figures and tables, turns anchors into
/// nodes, and gathers the outline. `chapters` holds one entry for every planned one: the parsed chapter, or none
/// where it is generated. `pictures` holds what could be read of the pictures that the chapters name.
pub fn resolve(
    _config: &Config,
    _plan: &[Planned],
    _chapters: Vec<Option<Chapter>>,
    _pictures: BTreeMap<PathBuf, Arc<Picture>>,
) -> (Book, Vec<Diagnostic>) {
    (Book::default(), Vec::new())
}
