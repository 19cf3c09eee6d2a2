//! Full-width Latin letters and digits (typography row FW-1, clreq 3.2.1).

use super::passage::Passage;
use crate::diagnostics::{Diagnostic, rules::language::W330};
use crate::model::Chapter;

/// The letter or digit that a full-width form stands for: U+FF10–FF19, U+FF21–FF3A, U+FF41–FF5A. The full-width marks
/// between them are Chinese marks.
fn narrow(c: char) -> Option<char> {
    let narrow = char::from_u32(u32::from(c).checked_sub(0xFEE0)?)?;
    narrow.is_ascii_alphanumeric().then_some(narrow)
}

/// One finding for each run.
pub(super) fn check(_: &Chapter, passages: &[Passage], found: &mut Vec<Diagnostic>) {
    for passage in passages {
        for run in passage.letters.chunk_by(|a, b| narrow(a.c).is_some() == narrow(b.c).is_some()) {
            let wanted: String = run.iter().filter_map(|letter| narrow(letter.c)).collect();
            if !wanted.is_empty() {
                let wide: String = run.iter().map(|letter| letter.c).collect();
                found.push(Diagnostic::new(&W330).at(run[0].place()).with("found", wide).with("wanted", wanted));
            }
        }
    }
}
