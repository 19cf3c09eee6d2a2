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
}

/// How grave a lint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
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
const NAMES: [(&str, Lint); 5] = [
    ("full-width-forms", Lint::FullWidthForms),
    ("half-width-marks", Lint::HalfWidthMarks),
    ("heading-stops", Lint::HeadingStops),
    ("open-quotations", Lint::OpenQuotations),
    ("nested-titles", Lint::NestedTitles),
];

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
    let words = [
        ("off", LintLevel::Off),
        ("warn", LintLevel::Warn),
        ("error", LintLevel::Error),
        ("false", LintLevel::Off),
        ("true", LintLevel::Warn),
    ];
    let given = NAMES.iter().filter_map(|(name, lint)| Some((*lint, reader.choice(&section.get(name)?, &words)?)));
    LintsConfig(given.collect())
}
