use super::reader::{Reader, Section};
use std::collections::BTreeMap;

/// Something about the words of a manuscript that composition cannot mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// Letters and digits in their full-width forms (typography row FW-1).
    FullWidthForms,
    /// Western marks among Han (row FW-2).
    HalfWidthMarks,
    /// Stops at the end of a heading, or behind its number (row HD-5).
    HeadingStops,
    /// Quotations that go on in the next paragraph (row QT-4).
    OpenQuotations,
    /// 《》 inside 《》 (row EM-5).
    NestedTitles,
    /// `{{#include …}}`: another file is to stand here.
    Includes,
    /// `{{ x }}`, `{% x %}`: tags of templates.
    TemplateTags,
    /// `!!! note`.
    Admonitions,
    /// `> [!NOTE]`.
    Alerts,
    /// `::: note`.
    Containers,
    /// `=== "Tab"`.
    Tabs,
    /// `[@key]`.
    Citations,
    /// `@fig-x`, `\ref{x}`, `:numref:`: references of other tools.
    ForeignReferences,
    /// `(label)=`: names of places for other tools.
    ForeignLabels,
    /// `[text][label]` without its definition.
    UndefinedLinks,
    /// `[[x]]`.
    WikiLinks,
    /// `\includegraphics{x}`, `![[x]]`: pictures of other tools.
    ForeignPictures,
    /// `==x==`, `++x++`.
    Highlights,
    /// `H~2~O`, `x^2^`.
    ForeignScripts,
    /// `^[note]`.
    InlineNotes,
    /// `[TOC]`.
    ContentsMarks,
    /// `\newpage`, `\index{x}`.
    TexCommands,
    /// `:smile:`.
    EmojiCodes,
    /// ```` ```{r} ````.
    CodeOptions,
    /// ```` ```mermaid ````.
    Diagrams,
    /// Lines that begin with a bar.
    LineBlocks,
    /// Tables drawn with `+---+`.
    GridTables,
    /// Rules of tables that do not match their heads, or are missing.
    TableRules,
    /// `＃`, `＊＊`: signs of Markdown in their full-width forms.
    FullWidthSigns,
    /// `#题`: a heading sign without a blank.
    HeadingSigns,
    /// A fence that nothing closes.
    OpenFences,
    /// `**` that nothing closes.
    OpenEmphasis,
    /// Four blanks before Han.
    IndentedText,
    /// `{: .x }`.
    AttributeLists,
    /// Straight quotation marks among Han.
    StraightQuotes,
}

/// How grave a lint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LintLevel {
    /// Nothing is said.
    Off,
    /// A warning.
    #[default]
    Warn,
    /// An error: the outputs are withheld.
    Error,
}

/// How grave each lint is (`lints:`); those that are not named are warnings.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LintsConfig(BTreeMap<Lint, LintLevel>);

/// The names of the lints in `book.yaml`.
const NAMES: [(&str, Lint); 35] = [
    ("full-width-forms", Lint::FullWidthForms),
    ("half-width-marks", Lint::HalfWidthMarks),
    ("heading-stops", Lint::HeadingStops),
    ("open-quotations", Lint::OpenQuotations),
    ("nested-titles", Lint::NestedTitles),
    ("includes", Lint::Includes),
    ("template-tags", Lint::TemplateTags),
    ("admonitions", Lint::Admonitions),
    ("alerts", Lint::Alerts),
    ("containers", Lint::Containers),
    ("tabs", Lint::Tabs),
    ("citations", Lint::Citations),
    ("foreign-references", Lint::ForeignReferences),
    ("foreign-labels", Lint::ForeignLabels),
    ("undefined-links", Lint::UndefinedLinks),
    ("wiki-links", Lint::WikiLinks),
    ("foreign-pictures", Lint::ForeignPictures),
    ("highlights", Lint::Highlights),
    ("foreign-scripts", Lint::ForeignScripts),
    ("inline-notes", Lint::InlineNotes),
    ("contents-marks", Lint::ContentsMarks),
    ("tex-commands", Lint::TexCommands),
    ("emoji-codes", Lint::EmojiCodes),
    ("code-options", Lint::CodeOptions),
    ("diagrams", Lint::Diagrams),
    ("line-blocks", Lint::LineBlocks),
    ("grid-tables", Lint::GridTables),
    ("table-rules", Lint::TableRules),
    ("full-width-signs", Lint::FullWidthSigns),
    ("heading-signs", Lint::HeadingSigns),
    ("open-fences", Lint::OpenFences),
    ("open-emphasis", Lint::OpenEmphasis),
    ("indented-text", Lint::IndentedText),
    ("attribute-lists", Lint::AttributeLists),
    ("straight-quotes", Lint::StraightQuotes),
];

/// The names alone: the keys of `lints:`.
pub(super) const KEYS: [&str; NAMES.len()] = {
    let mut keys = [""; NAMES.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = NAMES[at].0;
        at += 1;
    }
    keys
};

/// The words for levels.
const LEVELS: [(&str, LintLevel); 5] = [
    ("off", LintLevel::Off),
    ("warn", LintLevel::Warn),
    ("error", LintLevel::Error),
    ("false", LintLevel::Off),
    ("true", LintLevel::Warn),
];

impl Lint {
    /// Its name in `book.yaml`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, lint)| *lint == self).map_or("", |(name, _)| name)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Lint> {
        NAMES.iter().map(|(_, lint)| *lint)
    }
}

impl LintsConfig {
    /// The level of a lint.
    pub fn level(&self, lint: Lint) -> LintLevel {
        self.0.get(&lint).copied().unwrap_or_default()
    }
}

/// Reads `lints:`.
pub(super) fn lints(reader: &mut Reader, top: &Section) -> LintsConfig {
    let Some(section) = top.get("lints").and_then(|field| reader.section(&field, "lints")) else {
        return LintsConfig::default();
    };
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
