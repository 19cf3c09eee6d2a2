//! Characters that were lost before the manuscript came here, told once a chapter.

use crate::config::{Lint, LintsConfig, damaged};
use crate::diagnostics::Diagnostic;
use crate::model::Book;

/// Tells what the chapters hold of them. A book about such characters, or a passage of it, says that it means them.
pub(super) fn check(book: &Book, lints: &LintsConfig) -> Vec<Diagnostic> {
    let lost = book.chapters.iter().flat_map(|chapter| &chapter.leftovers).filter(|one| one.lint == Lint::DamagedText);
    let told = lost
        .filter_map(|one| damaged(one.level.unwrap_or_else(|| lints.level(one.lint)), one.first, one.count as usize));
    told.collect()
}
