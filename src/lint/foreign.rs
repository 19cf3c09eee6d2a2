//! Markup of other tools, told once a kind with how often and where first.

use crate::config::{Lint, LintLevel, LintsConfig};
use crate::diagnostics::rules::syntax::{W116, W117};
use crate::diagnostics::{Diagnostic, Level};
use crate::markdown::construct;
use crate::model::{Book, Leftover};
use std::collections::BTreeMap;

/// Gathers what the chapters hold. What a book or a passage is about it may switch off.
pub(super) fn check(book: &Book, lints: &LintsConfig) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<(Lint, LintLevel), (&Leftover, u64)> = BTreeMap::new();
    for leftover in book.chapters.iter().flat_map(|chapter| &chapter.leftovers) {
        let level = leftover.level.unwrap_or_else(|| lints.level(leftover.lint));
        kinds.entry((leftover.lint, level)).or_insert((leftover, 0)).1 += u64::from(leftover.count);
    }
    kinds.into_iter().filter_map(|((lint, level), (first, count))| finding(lint, level, first, count)).collect()
}

fn finding(lint: Lint, level: LintLevel, first: &Leftover, count: u64) -> Option<Diagnostic> {
    let construct = construct(lint)?;
    let finding = Diagnostic::new(if construct.lost { &W117 } else { &W116 }).at(first.first);
    let finding = finding.with_term("what", construct.what).with("found", &first.found).with("lint", lint.name());
    let finding = finding.with_term("remedy", construct.remedy);
    let mut finding = if count > 1 { finding.with("count", count) } else { finding };
    match level {
        LintLevel::Off => return None,
        LintLevel::Warn => {}
        LintLevel::Error => finding.level = Level::Error,
    }
    Some(finding)
}
