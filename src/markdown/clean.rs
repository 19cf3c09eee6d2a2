//! Characters that cannot be seen and that an entity spells.

use super::draft::{Draft, Reader};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::manuscript;
use crate::unicode::{Fate, composed, fate};
use std::borrow::Cow;
use std::ops::Range;

/// What other programs end a line with, in a paragraph: the one character that `manuscript` writes for all of them.
pub(super) const LINE_END: char = '\u{2028}';

/// Takes out what a text cannot hold and what does nothing in it. The file has none of it any more (see `manuscript`), but
/// an entity can spell it (`&#xFEFF;`), and then it is told here.
pub(super) fn clean(text: &str, reader: &Reader, range: &Range<usize>, draft: &mut Draft) -> String {
    let leaves = |c: char| matches!(fate(c), Some(Fate::Dropped | Fate::Refused));
    if let Some(found) = text.chars().find(|c| leaves(*c)) {
        let code = format!("U+{:04X}", u32::from(found));
        draft.report(Diagnostic::new(&manuscript::W077).at(reader.source.span(range)).with("character", code));
    }
    let kept: String = text
        .chars()
        .filter(|c| !leaves(*c) && *c != '\r')
        .map(|c| if fate(c) == Some(Fate::LineEnd) { LINE_END } else { c })
        .collect();
    match composed(&kept) {
        Cow::Borrowed(_) => kept,
        Cow::Owned(composed) => composed,
    }
}
