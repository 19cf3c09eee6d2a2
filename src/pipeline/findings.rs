//! What the stages found: what the book allows, and what withholds a file.

use crate::config::{Config, MissingAlt, MissingGlyphs, Output};
use crate::diagnostics::Argument;
use crate::diagnostics::{Concern, Diagnostic, Gravity, Level, Place, Rule, rules};
use crate::source::World;
use crate::unicode::DAMAGE;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// The stages know nothing of what the book allows: a box for a missing character, or a picture without a text
/// alternative, is an error to them.
pub(super) fn excuse(config: &Config, diagnostics: &mut [Diagnostic]) {
    let allowed = [
        (config.missing_glyphs == MissingGlyphs::Warn, &rules::fonts::E401, &rules::fonts::W401),
        (config.missing_alt == MissingAlt::Warn, &rules::manuscript::E060, &rules::syntax::W105),
    ];
    // Whether U+FFFD may stand is for its own lint to say; hardly a font has it, and a box says the same.
    let lost = DAMAGE.to_string();
    for found in diagnostics.iter_mut().filter(|found| found.rule == &rules::fonts::E401) {
        if found.text("char") == Some(&lost) {
            found.rule = &rules::fonts::W401;
            found.level = rules::fonts::W401.gravity.level();
        }
    }
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

/// A name that leads nowhere may be that of a file which no chapter is made of: then that is what is wrong, and no other
/// spelling. Every directory is listed once.
pub(super) fn name_files(world: &dyn World, diagnostics: &mut [Diagnostic]) {
    let mut listed: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let is_name = |found: &&mut Diagnostic| found.rule == &rules::references::E201;
    // A page of a site, and no chapter was found that it is made of.
    let is_page = |found: &&mut Diagnostic| found.rule == &rules::references::E209 && found.text("nearest").is_none();
    for found in diagnostics.iter_mut().filter(|found| is_name(found) || is_page(found)) {
        let Some(target) = found.text("target") else { continue };
        let file = target.split('#').next().unwrap_or_default().to_owned();
        let file = if is_page(&found) { Path::new(&file).with_extension("md").display().to_string() } else { file };
        let path = Path::new(&file);
        let Some(directory) = path.parent().filter(|_| !file.is_empty()) else { continue };
        let files = listed.entry(directory.to_owned()).or_insert_with(|| world.list(directory).unwrap_or_default());
        if files.iter().any(|one| one == path) {
            found.arguments.retain(|(name, _)| *name != "nearest");
            found.arguments.push(("file", Argument::Text(file)));
        }
    }
}

/// A picture that is too coarse for the press need not be told to be coarse on paper as well.
pub(super) fn say_pixels_once(diagnostics: &mut Vec<Diagnostic>) {
    let of = |rule: &'static Rule| move |found: &&Diagnostic| found.rule == rule;
    let told: HashSet<Place> =
        diagnostics.iter().filter(of(&rules::pdf::W740)).map(|found| found.place.clone()).collect();
    diagnostics.retain(|found| found.rule != &rules::layout::W501 || !told.contains(&found.place));
}

/// That no font has the sign of a damaged file need not be told where the damage is.
pub(super) fn say_damage_once(diagnostics: &mut Vec<Diagnostic>) {
    let file = |found: &Diagnostic| match found.place {
        Place::Span(span) => Some(span.file),
        _ => None,
    };
    let damaged = diagnostics.iter().filter(|found| found.rule == &rules::manuscript::E079);
    let damaged: HashSet<_> = damaged.filter_map(file).collect();
    let lost = DAMAGE.to_string();
    diagnostics.retain(|found| {
        let missing = found.rule == &rules::fonts::W401 && found.text("char") == Some(&lost);
        !missing || file(found).is_none_or(|file| !damaged.contains(&file))
    });
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
