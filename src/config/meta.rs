use super::{Cip, Imprint};

/// What is said about the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Authors and other contributors, in the order given.
    pub contributors: Vec<Contributor>,
    /// BCP 47 language, canonical case (`zh-Hans`).
    pub language: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication: `2021`, `2021-11` or `2021-11-22`.
    pub date: Option<String>,
    /// ISBN-13, digits only, check digit verified.
    pub isbn: Option<String>,
    /// The ISBN as it is printed: as `book.yaml` writes it, with its hyphens.
    pub isbn_printed: Option<String>,
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
    /// Name of the outputs, without extension.
    pub slug: String,
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
