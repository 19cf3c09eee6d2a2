//! Numbering, references, notes, contents, lists of figures and tables, generated matter.

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::{Book, Chapter, ChapterRole, Picture};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Makes a book of parsed chapters: puts the generated matter in its place, numbers headings, figures and tables,
/// turns anchors into nodes, and gathers the outline.
///
/// `chapters` are in reading order without the generated ones, each parsed with the chapter number that
/// [`front_matter`] leaves free: the first has the number `front_matter(config).len()`, the next one more, and so on.
/// `pictures` holds what could be read of the pictures that the chapters name.
pub fn resolve(
    _config: &Config,
    _chapters: Vec<Chapter>,
    _pictures: BTreeMap<PathBuf, Arc<Picture>>,
) -> (Book, Vec<Diagnostic>) {
    (Book::default(), Vec::new())
}

/// The generated chapters that stand before everything the author wrote, in order, for this configuration.
pub fn front_matter(_config: &Config) -> Vec<ChapterRole> {
    Vec::new()
}
