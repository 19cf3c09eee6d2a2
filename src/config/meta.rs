use super::{Cip, Imprint, Isbns};
use crate::language::Tag;

/// What is said about the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title.
    pub title: String,
    /// Title as sorted, such as its pinyin.
    pub title_file_as: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Authors and other contributors, in the order given.
    pub contributors: Vec<Contributor>,
    /// Language.
    pub language: Tag,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication: `2021`, `2021-11` or `2021-11-22`.
    pub date: Option<String>,
    /// The ISBNs of the editions.
    pub isbn: Isbns,
    /// Unique identifier; derived and stable when not given.
    pub identifier: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Series.
    pub series: Option<Series>,
    /// What the imprint says beside all this.
    pub imprint: Imprint,
    /// The CIP record, as the publisher supplies it.
    pub cip: Option<Cip>,
    /// What people say of the book's accessibility.
    pub accessibility: Accessibility,
    /// Name of the outputs, without extension.
    pub slug: String,
}

/// What people say of the book's accessibility; the rest follows from the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// Who found that the book conforms; none: nobody claims it.
    pub certifier: Option<Certifier>,
    /// A summary in the place of the one that follows from the content.
    pub summary: Option<String>,
}

/// Who answers for the conformance of a book (EPUB Accessibility 1.1, clause 3.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certifier {
    /// Name of the person or body.
    pub name: String,
    /// What entitles them: a credential, or the address of a badge.
    pub credential: Option<String>,
    /// Address of the report.
    pub report: Option<String>,
    /// The level of WCAG 2.2 that the book conforms to.
    pub level: WcagLevel,
}

/// A level of conformance with WCAG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WcagLevel {
    /// Level A.
    A,
    /// Level AA, which EPUB Accessibility recommends.
    #[default]
    Aa,
    /// Level AAA.
    Aaa,
}

impl WcagLevel {
    /// The level as WCAG writes it.
    pub fn name(self) -> &'static str {
        match self {
            WcagLevel::A => "A",
            WcagLevel::Aa => "AA",
            WcagLevel::Aaa => "AAA",
        }
    }
}

/// A person or body that made the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// Name as printed.
    pub name: String,
    /// MARC relator code: `aut`, `trl`, `ill`, `edt`, …
    pub role: String,
    /// Name as sorted.
    pub file_as: Option<String>,
}

/// A series and the book's place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Title of the series.
    pub title: String,
    /// Number in it.
    pub number: Option<String>,
}

impl Meta {
    /// The names of the contributors with a role.
    pub fn names(&self, role: &str) -> impl Iterator<Item = &str> {
        self.contributors.iter().filter(move |one| one.role == role).map(|one| one.name.as_str())
    }
}
