//! The rules are asked, chapter by chapter.

use super::passage::{Passage, passages};
use super::{damage, foreign, forms, marks, quotations, stops, titles};
use crate::config::{Lint, LintLevel, LintsConfig};
use crate::diagnostics::{Diagnostic, Level, Place};
use crate::model::{Book, Chapter};
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

/// Looks through every chapter that an author wrote, for the rules of writing only through those in Chinese. Findings name
/// nodes and are in the order of the book.
pub fn check(book: &Book, lints: &LintsConfig) -> Vec<Diagnostic> {
    let chapters: Vec<Vec<Diagnostic>> = book.chapters.par_iter().map(|chapter| of_chapter(chapter, lints)).collect();
    let whole = foreign::check(book, lints).into_iter().chain(damage::check(book, lints));
    chapters.into_iter().flatten().chain(whole).collect()
}

fn of_chapter(chapter: &Chapter, lints: &LintsConfig) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if chapter.role.is_generated() || !chapter.lang.is_chinese() {
        return found;
    }
    let passages = passages(chapter);
    for (lint, check) in CHECKS {
        let level = lints.level(lint);
        if level == LintLevel::Off && !chapter.switches.names(lint) {
            continue;
        }
        let first = found.len();
        check(chapter, &passages, &mut found);
        let told = found.split_off(first).into_iter().filter_map(|mut one| {
            match switched(chapter, lint, &one).unwrap_or(level) {
                LintLevel::Off => return None,
                LintLevel::Warn => {}
                LintLevel::Error => one.level = Level::Error,
            }
            Some(one)
        });
        found.extend(told);
    }
    found
}

/// The level that the chapter itself gives a lint where a finding stands.
fn switched(chapter: &Chapter, lint: Lint, finding: &Diagnostic) -> Option<LintLevel> {
    let Place::Node(node, _) = finding.place else { return None };
    let span = chapter.spans.get(node.index as usize).copied().flatten()?;
    chapter.switches.level(lint, span.start)
}
