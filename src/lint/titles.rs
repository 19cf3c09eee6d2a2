//! A title inside a title stands between single marks (typography row EM-5, GB/T 15834 4.15.3).

use super::passage::{Letter, Passage};
use crate::diagnostics::{Diagnostic, rules::language::W335};
use crate::model::Chapter;

/// 《甲〈乙〉》: double marks outside, single ones inside, double ones again inside those.
pub(super) fn check(_: &Chapter, passages: &[Passage], found: &mut Vec<Diagnostic>) {
    for passage in passages {
        let mut open: Vec<Letter> = Vec::new();
        for letter in &passage.letters {
            match letter.c {
                '《' | '〈' => {
                    let wanted = if open.last().is_some_and(|outer| outer.c == '《') { '〈' } else { '《' };
                    // A title of an essay may stand between single marks alone.
                    if letter.c != wanted
                        && let Some(outer) = open.last()
                    {
                        let finding = Diagnostic::new(&W335).at(letter.place()).also([outer.place()]);
                        found.push(finding.with("found", letter.c).with("wanted", wanted));
                    }
                    open.push(*letter);
                }
                '》' | '〉' => {
                    open.pop();
                }
                _ => {}
            }
        }
    }
}
