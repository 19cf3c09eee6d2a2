use super::lint::{Lint, NAMES};
use super::reader::{Reader, Section};
use std::collections::BTreeMap;

/// How grave a lint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LintLevel {
    /// Nothing is said.
    Off,
    /// A warning.
    Warn,
    /// An error: the outputs are withheld.
    Error,
}

/// How grave each lint is (`lints:`); those that are not named are as grave as usual.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LintsConfig(BTreeMap<Lint, LintLevel>);

/// The words for levels.
const LEVELS: [(&str, LintLevel); 5] = [
    ("off", LintLevel::Off),
    ("warn", LintLevel::Warn),
    ("error", LintLevel::Error),
    ("false", LintLevel::Off),
    ("true", LintLevel::Warn),
];

impl LintsConfig {
    /// The level of a lint.
    pub fn level(&self, lint: Lint) -> LintLevel {
        self.0.get(&lint).copied().unwrap_or(usual(lint))
    }
}

/// How grave a lint is where nobody says anything: a warning, but damage is an error, for text was lost.
fn usual(lint: Lint) -> LintLevel {
    if lint == Lint::DamagedText { LintLevel::Error } else { LintLevel::Warn }
}

/// Reads `lints:`: levels of lints, or one of all of them, as the comments in chapters may say.
pub(super) fn lints(reader: &mut Reader, top: &Section) -> LintsConfig {
    let Some(field) = top.get("lints") else { return LintsConfig::default() };
    if let Some((_, level)) = LEVELS.iter().find(|(word, _)| field.is_word(word)) {
        return LintsConfig(Lint::all().map(|lint| (lint, *level)).collect());
    }
    let Some(section) = reader.section(&field, "lints") else { return LintsConfig::default() };
    let given = NAMES.iter().filter_map(|(name, lint)| Some((*lint, reader.choice(&section.get(name)?, &LEVELS)?)));
    LintsConfig(given.collect())
}

/// What a chapter says of lints, from where on: `<!-- lints: {includes: off} -->`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LintSwitches(BTreeMap<Lint, Vec<(u32, Option<LintLevel>)>>);

/// What a comment that switches lints says and nobody understands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread<'t> {
    /// A word that is no lint.
    Lint(&'t str),
    /// The name of a lint, and a word behind it that is no level.
    Level(&'t str, &'t str),
}

impl LintSwitches {
    /// Takes in what a comment at byte `at` says behind `lints:`: levels of lints, or one of all of them; `on` is what the
    /// book says. Comments come in the order of the file.
    ///
    /// # Errors
    ///
    /// The first word that is no lint, or no level; what stands before it holds.
    pub fn read<'t>(&mut self, text: &'t str, at: u32) -> Result<(), Unread<'t>> {
        let text = text.trim().trim_start_matches('{').trim_end_matches('}').trim();
        if let Some(level) = level(text) {
            Lint::all().for_each(|lint| self.0.entry(lint).or_default().push((at, level)));
            return Ok(());
        }
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, word) =
                pair.split_once(':').map(|(name, word)| (name.trim(), word.trim())).ok_or(Unread::Lint(pair))?;
            let (_, lint) = NAMES.iter().find(|(known, _)| *known == name).ok_or(Unread::Lint(name))?;
            self.0.entry(*lint).or_default().push((at, level(word).ok_or(Unread::Level(name, word))?));
        }
        Ok(())
    }

    /// The level of a lint at a byte of the file; none where the book's counts.
    pub fn level(&self, lint: Lint, at: u32) -> Option<LintLevel> {
        let switches = self.0.get(&lint)?;
        switches[..switches.partition_point(|(from, _)| *from <= at)].last()?.1
    }

    /// Whether the chapter says anything of a lint.
    pub fn names(&self, lint: Lint) -> bool {
        self.0.contains_key(&lint)
    }
}

fn level(word: &str) -> Option<Option<LintLevel>> {
    if word == "on" {
        return Some(None);
    }
    LEVELS.iter().find(|(known, _)| *known == word).map(|(_, level)| Some(*level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lint_has_one_name() {
        let lints: std::collections::BTreeSet<Lint> = Lint::all().collect();
        assert_eq!(lints.len(), NAMES.len());
        assert!(Lint::all().all(|lint| !lint.name().is_empty()));
    }

    #[test]
    fn a_chapter_switches_lints_from_a_place_on() {
        let mut switches = LintSwitches::default();
        assert_eq!(switches.read(" {includes: off, tabs: error} ", 10), Ok(()));
        assert_eq!(switches.read("includes: on", 20), Ok(()));
        assert_eq!(switches.read("off", 30), Ok(()));
        assert_eq!(switches.read("tabs: of", 40), Err(Unread::Level("tabs", "of")));
        assert_eq!(switches.read("tab: off", 40), Err(Unread::Lint("tab")));
        let at = |lint, at| switches.level(lint, at);
        assert_eq!([at(Lint::Includes, 9), at(Lint::Includes, 10)], [None, Some(LintLevel::Off)]);
        assert_eq!([at(Lint::Includes, 25), at(Lint::Includes, 30)], [None, Some(LintLevel::Off)]);
        assert_eq!([at(Lint::Tabs, 15), at(Lint::Alerts, 15)], [Some(LintLevel::Error), None]);
    }
}
