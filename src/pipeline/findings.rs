//! What the stages found: what the book allows, and what withholds a file.

use crate::config::{Config, MissingAlt, MissingGlyphs, Output};
use crate::diagnostics::{Concern, Diagnostic, Gravity, Level, Place, Rule, rules};
use std::collections::HashSet;

/// The stages know nothing of what the book allows: a box for a missing character, or a picture without a text
/// alternative, is an error to them.
pub(super) fn excuse(config: &Config, diagnostics: &mut [Diagnostic]) {
    let allowed = [
        (config.missing_glyphs == MissingGlyphs::Warn, &rules::fonts::E401, &rules::fonts::W401),
        (config.missing_alt == MissingAlt::Warn, &rules::manuscript::E060, &rules::syntax::W105),
    ];
    for (_, error, warning) in allowed.into_iter().filter(|(allowed, ..)| *allowed) {
        for found in diagnostics.iter_mut().filter(|found| found.rule == error) {
            found.rule = warning;
            found.level = warning.gravity.level();
        }
    }
}

/// A draft may lack what a release must not: what only warns of a build is an error of a release.
pub(super) fn harden(diagnostics: &mut [Diagnostic]) {
    let drafts = diagnostics.iter_mut().filter(|found| found.rule.gravity == Gravity::Draft);
    drafts.for_each(|found| found.level = Level::Error);
}

/// A picture that is too coarse for the press need not be told to be coarse on paper as well.
pub(super) fn say_pixels_once(diagnostics: &mut Vec<Diagnostic>) {
    let of = |rule: &'static Rule| move |found: &&Diagnostic| found.rule == rule;
    let told: HashSet<Place> =
        diagnostics.iter().filter(of(&rules::pdf::W740)).map(|found| found.place.clone()).collect();
    diagnostics.retain(|found| found.rule != &rules::layout::W501 || !told.contains(&found.place));
}

/// A private-use character that no font has is told as such; that a PDF could not hold it besides is no other fault.
pub(super) fn say_private_once(diagnostics: &mut Vec<Diagnostic>) {
    let lacking: Vec<String> = diagnostics
        .iter()
        .filter(|found| found.rule == &rules::fonts::E401)
        .filter_map(|found| found.text("char")?.chars().next())
        .map(|character| format!("U+{:04X}", u32::from(character)))
        .collect();
    let is_told = |found: &Diagnostic| found.text("code").is_some_and(|code| lacking.iter().any(|one| one == code));
    diagnostics.retain(|found| found.rule != &rules::pdf::E707 || !is_told(found));
}

/// Whether an error concerns the output. The writers see to it themselves that no file of theirs comes with an error.
pub(super) fn is_forbidden(output: Output, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).any(|error| match error.rule.concerns {
        Concern::Every => true,
        Concern::Pages => output != Output::Epub,
        Concern::Epub => output == Output::Epub,
        Concern::OneFile => false,
    })
}
