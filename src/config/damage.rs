//! Characters that were lost before the manuscript came here (U+FFFD).

use super::lint::Lint;
use super::lints::{LintLevel, LintsConfig};
use crate::diagnostics::{Diagnostic, rules::manuscript as rules};
use crate::source::{FileId, Span};
use crate::unicode::DAMAGE;

/// The finding for `book.yaml` itself where characters were lost, unless the book says that they are meant. An escape
/// (`"\uFFFD"`) is always meant.
pub(super) fn of_book(text: &str, file: FileId, lints: &LintsConfig) -> Option<Diagnostic> {
    let first = text.find(DAMAGE)?;
    let span = Span::new(file, first, first + DAMAGE.len_utf8());
    damaged(lints.level(Lint::DamagedText), span, text.matches(DAMAGE).count())
}

/// The finding for characters that were lost, of which the first stands at `span`; none where they are meant.
pub fn damaged(level: LintLevel, span: Span, count: usize) -> Option<Diagnostic> {
    let rule = match level {
        LintLevel::Off => return None,
        LintLevel::Warn => &rules::W082,
        LintLevel::Error => &rules::E079,
    };
    let found = Diagnostic::new(rule).at(span);
    Some(if count > 1 { found.with("count", count) } else { found })
}
