//! What in the words of a manuscript breaks a rule of writing that composition cannot mend; one file a rule.
//!
//! A lint reads the chapters that authors wrote, never changes them, and says where and what to write instead.
//! `lints:` in `book.yaml` turns each off, or into an error.

mod forms;
mod marks;
mod passage;
mod quotations;
mod stops;
mod titles;

use crate::config::{Lint, LintLevel, LintsConfig};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::{Book, Chapter};
use passage::{Passage, is_chinese, passages};
use rayon::prelude::*;

/// A lint over the passages of a chapter.
type Check = fn(&Chapter, &[Passage], &mut Vec<Diagnostic>);

const CHECKS: [(Lint, Check); 5] = [
    (Lint::FullWidthForms, forms::check),
    (Lint::HalfWidthMarks, marks::check),
    (Lint::HeadingStops, stops::headings),
    (Lint::OpenQuotations, quotations::check),
    (Lint::NestedTitles, titles::check),
];

/// Looks through every chapter in Chinese that an author wrote. Findings name nodes and are in the order of the book.
pub fn check(book: &Book, lints: &LintsConfig) -> Vec<Diagnostic> {
    let chapters: Vec<Vec<Diagnostic>> = book.chapters.par_iter().map(|chapter| of_chapter(chapter, lints)).collect();
    chapters.into_iter().flatten().collect()
}

fn of_chapter(chapter: &Chapter, lints: &LintsConfig) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if chapter.role.is_generated() || !is_chinese(&chapter.lang) {
        return found;
    }
    let passages = passages(chapter);
    for (lint, check) in CHECKS {
        let first = found.len();
        match lints.level(lint) {
            LintLevel::Off => {}
            LintLevel::Warn => check(chapter, &passages, &mut found),
            LintLevel::Error => {
                check(chapter, &passages, &mut found);
                found[first..].iter_mut().for_each(|one| one.level = Level::Error);
            }
        }
    }
    found
}
